"""What pages and notebooks share: tables and code, set as the theme shows them."""

import html
import json
import re

from project.paths import DOCS, GENERATED, SCRIPTS
from project.problems import line_of
from project.sources import read, written

LITERAL = re.compile(r"(<(?:pre|code|svg|script|style)\b.*?</(?:pre|code|svg|script|style)>)", re.S)
TAG = re.compile(r'</?[A-Za-z](?:[^<>"]|"[^"]*")*>')
TABLE = re.compile(r"<table>.*?</table>", re.S)
ALIGNED = re.compile(r'(<t[hd]) style="text-align:\s*(left|center|right);?"')
ROW = re.compile(r"<tr>.*?</tr>", re.S)
CELL = re.compile(r"<(t[dh])(?: [^>]*)?>(.*?)</t[dh]>", re.S)
SPANNED = re.compile(r"<t[dh][^>]* (?:col|row)span=")
WIDE = 65  # characters: of three columns and more, a longer row does not fit a phone
CODE = re.compile(r"(?<=<code>)[^<]{24,}(?=</code>)")
SEAM = re.compile(r"(?<=[(=])(?=[\w&])|(?<=[A-Za-z]\.)(?=[A-Za-z])")  # where long code may break
# Tokens of code that the style sheet sets like the text around them.
PLAIN = re.compile(r'<span(?: class="(?:n|p|w|o|go)")?>([^<]*)</span>')


def outside_literals(change, text):
    """The text, changed by a function of a string wherever no element holds it as it is written."""
    parts = LITERAL.split(text)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)


def fit(content):
    """Content as light as the theme allows: its tables in the boxes in which the theme scrolls
    them, aligned by classes, since the policy blocks styles; its code without marks that show
    nothing."""
    return PLAIN.sub(r"\1", TABLE.sub(_boxed, ALIGNED.sub(_aligned, content)))


def _aligned(match):
    """A cell's tag; to the left it is aligned without."""
    return match[1] if match[2] == "left" else f'{match[1]} class="{match[2]}"'


def _boxed(match):
    """A table in its boxes; one of long rows with its columns' names at the cells, so that a narrow
    screen can show them one below the other."""
    table = match[0]
    head, *rows = [CELL.findall(row) for row in ROW.findall(table)] or [[]]
    named = all(kind == "th" or not text.strip() for kind, text in head)
    names = [html.escape(_plain(text)) for _, text in head] if named else []
    stacks = not SPANNED.search(table) and any(_is_long(row, len(names)) for row in rows)
    if stacks:

        def labelled(row):
            columns = iter(names)

            def cell(found):
                name = next(columns, "")
                return f'<td data-of="{name}"' if found[1] == "td" else found[0]

            return re.sub(r"<(t[dh])\b", cell, row[0])

        first = table.index("</tr>")
        table = table[:first] + ROW.sub(labelled, table[first:])
    table = CODE.sub(lambda code: SEAM.sub("<wbr>", code[0]), table)
    box = "md-typeset__scrollwrap stacks" if stacks else "md-typeset__scrollwrap"
    return f'<div class="{box}"><div class="md-typeset__table">{table}</div></div>'


def _is_long(row, columns):
    """Whether a row of so many columns at most does not fit a phone."""
    cells = [_plain(text) for kind, text in row if kind == "td"]
    return len(row) <= columns and len(cells) > 2 and sum(map(len, cells)) > WIDE


def _plain(cell):
    return html.unescape(re.sub(r"<annotation\b.*?</annotation>|<[^>]*>", "", cell, flags=re.S))


def home_of(path, *needles):
    """Where a text is written, as file and line: in the page, the notebook's JSON, or the facts and
    theorems that were taken in. needles: what may be found there of it, the most telling first."""
    homes = [
        path,
        *written(SCRIPTS, f"*/*/{path.parent.name}.py"),
        DOCS / "terms.md",
        DOCS / "bibliography.bib",
        *written(SCRIPTS, "*/*/*.py"),
        *sorted(GENERATED.rglob("*.md")),
    ]
    texts = {home: read(home) for home in homes if home.is_file()}
    for needle in filter(None, needles):
        escaped = json.dumps(needle, ensure_ascii=False)[1:-1]
        for home, text in texts.items():
            for form in (needle, escaped):
                if form in text:
                    return home, line_of(text, form)
    return path, 1
