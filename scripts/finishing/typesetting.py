"""What pages and notebooks share: formulas, tables and code, set as the theme shows them."""

import html
import re

from finishing import formulas
from project.paths import DOCS, GENERATED, SCRIPTS
from project.problems import Problem, Refused, line_of
from project.sources import read, written

LITERAL = re.compile(r"(<(?:pre|code|svg|script|style)\b.*?</(?:pre|code|svg|script|style)>)", re.S)
# Tokens of code that the style sheet sets like the text around them.
TABLE = re.compile(r"<table>.*?</table>", re.S)
ROW = re.compile(r"<tr>(?:(?!</tr>).)*<td.*?</tr>", re.S)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)
HEAD = re.compile(r"<th(?: [^>]*)?>(.*?)</th>", re.S)
WIDE = 65  # characters: of three columns and more, a longer row does not fit a phone
CODE = re.compile(r"(?<=<code>)[^<]{24,}(?=</code>)")
SEAM = re.compile(r"(?<=[(=])(?=[\w&])|(?<=[A-Za-z]\.)(?=[A-Za-z])")  # where long code may break
PLAIN = re.compile(r'<span(?: class="(?:n|p|w|o|go)")?>([^<]*)</span>')


def outside_literals(change, text):
    """The text, changed by a function of a string wherever no element holds it as it is written."""
    parts = LITERAL.split(text)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)


def fit(content):
    """Content as light as the theme allows: its tables in the boxes in which the theme scrolls
    them, its code without marks that show nothing."""
    return PLAIN.sub(r"\1", TABLE.sub(_boxed, content))


def _boxed(match):
    """A table in its boxes; one of long rows with its columns' names at the cells, so that a narrow
    screen can show them one below the other."""
    table, rows = match[0], [CELL.findall(row) for row in ROW.findall(match[0])]
    stacks = any(len(row) > 2 and sum(map(len, map(_plain, row))) > WIDE for row in rows)
    if stacks:
        names = [html.escape(_plain(cell)) for cell in HEAD.findall(table)]

        def named(row):
            cells = iter(names)
            return re.sub("<td", lambda _: f'<td data-of="{next(cells)}"', row[0])

        table = ROW.sub(named, table)
    table = CODE.sub(lambda code: SEAM.sub("<wbr>", code[0]), table)
    box = "md-typeset__scrollwrap stacks" if stacks else "md-typeset__scrollwrap"
    return f'<div class="{box}"><div class="md-typeset__table">{table}</div></div>'


def _plain(cell):
    return html.unescape(re.sub(r"<annotation\b.*?</annotation>|<[^>]*>", "", cell, flags=re.S))


def math(pattern, read, text, path):
    """The text with its formulas as MathML, those that are displayed in boxes of their own, which
    keep their TeX for `formulas.addressed`.

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
        return formulas.displayed(tex, mathml) if display else mathml

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
        *written(SCRIPTS, f"*/*/{path.parent.name}.py"),
        DOCS / "terms.md",
        DOCS / "bibliography.bib",
        *written(SCRIPTS, "*/*/*.py"),
        *sorted(GENERATED.rglob("*.md")),
    ]
    for home in homes:
        text = read(home) if home.is_file() else ""
        for needle in (tex, tex.strip(), escaped, tex.strip().split("\n")[0]):
            if needle in text:
                return home, line_of(text, needle)
    return path, 1
