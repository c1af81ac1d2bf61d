"""What pages and notebooks share: formulas, tables and code, set as the theme shows them."""

import re

from finishing import formulas
from project.paths import DOCS, GENERATED, SCRIPTS
from project.problems import Problem, Refused, line_of
from project.sources import read

LITERAL = re.compile(r"(<(?:pre|code|svg|script|style)\b.*?</(?:pre|code|svg|script|style)>)", re.S)
# Tokens of code that the style sheet sets like the text around them.
PLAIN = re.compile(r'<span(?: class="(?:n|p|w|o|go)")?>([^<]*)</span>')


def outside_literals(change, text):
    """The text, changed by a function of a string wherever no element holds it as it is written."""
    parts = LITERAL.split(text)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)


def fit(content):
    """Content as light as the theme allows: its tables in the boxes in which the theme scrolls them,
    its code without marks that show nothing."""
    content = content.replace(
        "<table>", '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>'
    )
    return PLAIN.sub(r"\1", content.replace("</table>", "</table></div></div>"))


def math(pattern, read, text, path):
    """The text with its formulas as MathML, those that are displayed in boxes of their own.

    read: of a match of the pattern, its TeX and whether it is displayed. path: the page or
    notebook. Raises Refused, with a line for each formula that KaTeX rejects.
    """
    problems = []

    def render(match):
        tex, display = read(match)
        try:
            mathml = formulas.render(tex, display)
        except formulas.Rejected as error:
            message = f"KaTeX refuses ${tex.strip()}$: {error}"
            problems.append(Problem(*_home(tex, path), message, "mend the formula"))
            return ""
        return f'<div class="math">{mathml}</div>' if display else mathml

    text = pattern.sub(render, text)
    if problems:
        raise Refused(*problems)
    return text


def _home(tex, path):
    """Where a formula is written, as file and line: the page, the notebook's JSON, or the facts and
    theorems that were taken in."""
    escaped = tex.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    homes = [
        path,
        *SCRIPTS.glob(f"*/*/{path.parent.name}.py"),
        DOCS / "terms.md",
        DOCS / "bibliography.bib",
        *sorted(SCRIPTS.glob("*/*/*.py")),
        *sorted(GENERATED.rglob("*.md")),
    ]
    for home in homes:
        text = read(home) if home.is_file() else ""
        for needle in (tex, tex.strip(), escaped, tex.strip().split("\n")[0]):
            if needle in text:
                return home, line_of(text, needle)
    return path, 1
