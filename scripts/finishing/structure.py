"""What HTML makes of a text that looks right and is not what was meant: elements that are none, are
left open or are empty, rows that lost a cell, emphasis within a word, headings under none."""

import re
import xml.etree.ElementTree as etree

from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor

from finishing.headings import HEADING
from finishing.leftover import LITERAL, OBJECT
from finishing.typesetting import CELL, SPANNED, TAG, home_of
from project.problems import Problem

TABLE = re.compile(r"<table\b.*?</table>", re.S)
ROW = re.compile(r"<tr\b.*?</tr>", re.S)
NAME = re.compile(r"</?([A-Za-z][\w.-]*)")
VOID = frozenset("area br col hr img input link source track wbr".split())
KNOWN = VOID | frozenset(  # the elements of HTML's standard that hold text, or what is shown
    "a abbr address article aside audio b bdi bdo blockquote button caption cite code colgroup "
    "data datalist dd del details dfn dialog div dl dt em fieldset figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hgroup i iframe ins kbd label legend li main map mark menu meter nav "
    "noscript ol optgroup option output p picture pre progress q rp rt ruby s samp script search "
    "section select small span strong style sub summary sup svg table tbody td template textarea "
    "tfoot th thead time tr u ul var video".split()
)
EMPTY = re.compile(
    r'(?P<box><div class="admonition[^>]*>\s*<p class="admonition-title">(?P<title>[^<]*)</p>'
    r"\s*</div>|<details[^>]*>\s*<summary>(?P<summary>[^<]*)</summary>\s*</details>)"
    r'|<a\b[^>]*?\bhref="(?P<to>[^"]*)"[^>]*>\s*</a>'
    r'|<a\b[^>]*?\bhref=""[^>]*>(?P<from>[^<]*)'
)
INSIDE = re.compile(r"\w<(em|strong)>([^<]*)</\1>|<(em|strong)>([^<]*)</\3>\w")
TAGGED = re.compile(r"\.md:\d+-\d+/name")  # in whose place the theme puts its tags


class Rows(Extension):
    """Of Python-Markdown: rows of a table with all the cells that were written."""

    def extendMarkdown(self, md):
        given = {"use_align_attribute": False}
        md.parser.blockprocessors.register(_Table(md.parser, given), "table", 75)


class _Table(TableProcessor):
    def _build_row(self, row, parent, align):
        super()._build_row(row, parent, align)
        cells, built = self._split_row(row), parent[-1]
        for text in cells[len(align) :]:
            etree.SubElement(built, "td").text = text.strip()
        for cell in list(built)[len(cells) :]:
            built.remove(cell)


def check(content, path):
    """Problems of the HTML of a page or a notebook, as its converter gave it; path: its source."""
    for what, remedy, *needles in _found(LITERAL.sub(OBJECT, content)):
        yield Problem(*home_of(path, *needles), what, remedy)


def _found(content):
    """(what is wrong, the remedy, texts to look for in the source) each."""
    yield from _elements(content)
    yield from _headings(content)
    for table in TABLE.findall(content):
        yield from _rows(table)
    for match in EMPTY.finditer(content):
        if match["box"]:
            title = match["title"] or match["summary"]
            remedy = "indent what stands in it by four spaces"
            yield f'the box "{title}" is empty', remedy, f'"{title}"', title.lower()
        elif match["to"] is not None:
            remedy = "write between the brackets what the link is called"
            yield f"a link to {match['to'] or 'nothing'} has no text", remedy, f"]({match['to']}"
        else:
            remedy = "write the address between the parentheses"
            yield f'the link "{match["from"]}" has no address', remedy, f"[{match['from']}]("
    for match in INSIDE.finditer(content):
        text = match[2] or match[4]
        remedy = "set it in dollars if it is math, or put a backslash before each `*`"
        yield f'"{text}" is emphasized within a word', remedy, f"*{text}*", text


def _headings(content):
    """Headings that are more than one level below the one before, which no reader of the contents
    or of a page that is read aloud finds."""
    before = 0
    for match in HEADING.finditer(content):
        level = int(match[1])
        text = re.sub(r"<[^>]*>|&para;|\N{PILCROW SIGN}", "", match[2]).strip()
        if before and level > before + 1 and not TAGGED.search(text):
            what = f'the heading "{text}" is of level {level}, under one of level {before}'
            yield what, f"write `{'#' * (before + 1)} ` before it", f"{'#' * level} {text}", text
        before = level


def _elements(content):
    """Elements that are none, that nothing closes, or that were not open."""
    opened = []  # (name, tag)
    for match in TAG.finditer(content):
        tag, name = match[0], NAME.match(match[0])[1].lower()
        if name not in KNOWN:
            remedy = "put it in backticks, or write `&lt;` for the sign"
            yield f'"{tag}" is read as an element, and shown as nothing', remedy, tag, f"<{name}"
        elif tag.startswith("</"):
            if name not in (names := [name for name, _ in opened]):
                if name not in VOID:
                    yield f"{tag} closes nothing", "take it away, or open it before", tag
                continue
            last = len(names) - 1 - names[::-1].index(name)
            yield from map(_open, opened[last + 1 :])
            del opened[last:]
        elif name not in VOID:
            opened.append((name, tag))
    yield from map(_open, opened)


def _open(element):
    name, tag = element
    remedy = f"close it with </{name}>, on the same page and level"
    return f"{tag} is left open, and takes in what follows", remedy, tag, f"<{name}"


def _rows(table):
    """Rows that have not the cells of the first one."""
    first, *rows = [CELL.findall(row) for row in ROW.findall(table)] or [[]]
    for row in rows:
        if len(row) != len(first) and not SPANNED.search(table):
            cells = [text.strip() for _, text in row]
            what = f"a row of {len(row)} cells in a table of {len(first)} columns: {cells[0]}"
            remedy = (
                "write a bar between cells alone, `\\|` for one within a cell, and an empty line"
                " behind the table"
            )
            yield what, remedy, " | ".join(cells), cells[-1], cells[0]
