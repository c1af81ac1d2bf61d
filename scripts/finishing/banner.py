"""What a preview says above a page whose records are older than what they were made from."""

import html
from functools import cache

from project import records
from project.paths import DOCS
from project.problems import Refused


def forget():
    """To be called when a build begins: what is said may have changed."""
    _said.cache_clear()


def of(source):
    """The banner of a page or a notebook, as HTML; "" where there is nothing to say."""
    parts = source.relative_to(DOCS).parts
    if len(parts) != 3:
        return ""
    return _said(*parts[:2])


@cache
def _said(family, stem):
    """What is said of an entry, on its page and over its notebook; asked once a build."""
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
