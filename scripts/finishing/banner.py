"""What a preview says above a page whose records are older than what they were made from."""

import html

from project import records
from project.paths import DOCS
from project.problems import Refused


def of(source):
    """The banner of a page or a notebook, as HTML; "" where there is nothing to say."""
    parts = source.relative_to(DOCS).parts
    if len(parts) != 3:
        return ""
    family, stem, _ = parts
    try:
        problems = list(records.problems(family, stem))
    except Refused as refused:
        problems = refused.problems
    if not problems:
        return ""
    said = "; ".join(html.escape(problem.message) for problem in problems)
    remedy = html.escape(problems[0].remedy.replace("`", ""))
    return (
        '<div class="admonition warning"><p class="admonition-title">Not verified</p>'
        f"<p>{said}. To renew: {remedy}.</p></div>\n"
    )
