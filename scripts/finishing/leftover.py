"""What no converter recognised, and would be published as it was typed: TeX, dollars that look like
math, Markdown, snippet lines. Asked of the HTML of a page, since only there it can be told."""

import html
import re

from finishing.typesetting import TAG, home_of
from project.problems import Problem

LITERAL = re.compile(
    r"<(pre|code|svg|math|script|style|kbd|samp|textarea)\b.*?</\1>|<!--.*?-->"
    r"|<a\b[^>]*>\s*(?:https?://|www\.)[^<]*</a>",
    re.S,
)
HEAD = re.compile(r"\A.*?</head>", re.S)
ENTITY = re.compile(
    r"&(?:#\w+|dollar|ast|lowbar|grave|bsol|num|verbar|[lr]sqb|[lr]brace);"
)  # what an author kept from being markup
WORDS = re.compile(r'(?:alt|title|aria-label|placeholder|data-of)="([^"]*)"')
ATTRIBUTES = r'(?:[^<>"]|"[^"]*")*'
INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|button|cite|del|em|i|ins|label|mark|q|s|small|span|strong|sub|sup|u|wbr"
    rf"|var)\b{ATTRIBUTES}>"
)
UNREAD = re.compile(  # an element whose Markdown was not read
    rf'<\w+(?:\s+[\w:-]+(?:="[^"]*")?)*?\s+markdown(?![\w:-]){ATTRIBUTES}>'
)
OBJECT = "\ufffc"  # stands for an element that is left out
WRITE = "set it in dollars, or in backticks if it is code; behind a backslash a character is itself"
UNREAD_HERE = "say it in words or by a tag of HTML: such signs are not read here"
KINDS = (  # what is left, as found, and what to do
    ("TeX", r"\\\S*|\ue000\S*", WRITE),
    (
        "a dollar that looks like math",
        r"\$\$|(?<![\w$])\$(?=\S)[^$\n]*\S\$(?![\d$])|\w\$\w\$"
        r"|\$[^$\n]*[\\^_{}][^$\n]*\$|\$[^\s$]*[\\^_{}]|(?<!\w)\$[A-Za-z]\b",
        WRITE,
    ),
    ("a snippet line", r"-+8<-+.*", 'a snippet stands alone on its line: --8<-- "name"'),
    (
        "emphasis",
        r"\*\*.*|(?<!\w)__\w.*|\w__(?!\w)|(?<![\w*])\*(?=\w).*|(?<!\w)_(?=\w).*?\w_(?!\w)",
        WRITE,
    ),
    (
        "a stroke, a mark, a key, an index or a power of Markdown",
        r"~~.*|(?<![=\w])==(?=\w).*?\w==|\+\+\w+(?:\+\w+)*\+\+|\w~\w+~|\w\^\S+?\^",
        UNREAD_HERE,
    ),
    ("a backtick", r"`.*", WRITE),
    (
        "a link, an image or a note of Markdown",
        r"!?\[[^\]\n]*\]\(.*|\]\[.*|\[\^.*|^\[[^\]]+\]:\s.*",
        "a link is [words](address), a note of the bibliography [^key]; or put it in backticks",
    ),
    ("a link of a wiki", r"\[\[(?=[A-Za-z]).*", "a link is [words](address)"),
    ("an address that is no link", r"https?://\S+|\bwww\.\w\S*", "put it between < and >"),
    ("a heading of Markdown", r"^#{1,6}\s.*|^#{2,6}\w.*", "a heading stands behind an empty line"),
    (
        "an item of a list",
        r"^[-*+]\s+\S.*|(?<=\n)[1-9]\d?[.)]\s+\S.*|^1\)\s+\S.*|^\[[ xX]\]\s.*",
        "an empty line stands before a list; within one, each level is indented by 4 spaces",
    ),
    (
        "a bullet",
        r"^[•◦‣▪]\s*\S.*",
        "write `- ` before each item, and an empty line before the first",
    ),
    ("a quote of Markdown", r"^>\s?\S.*", "an empty line stands before a quote"),
    (
        "a row of a table",
        r"^\|.*|.*-{3,}\s*\|.*",
        "an empty line stands before a table, and one row of dashes behind its first row",
    ),
    (
        "a box of Markdown",
        r"^(?:!!!|\?\?\?|:::|///|===\s|\[!\w+\]).*",
        'write `!!! note "Title"` behind an empty line, and indent what stands in it by 4 spaces',
    ),
    ("an attribute list of Markdown", r"\{:?\s*[.#][A-Za-z][^}\n]*\}|\{:.*", UNREAD_HERE),
    ("a template's tag", r"\{\{.*|\{%.*", UNREAD_HERE),
    ("an icon of Markdown", r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])", UNREAD_HERE),
    ("an abbreviation of Markdown", r"^\*\[.*", "name the term in the front matter: `terms:`"),
    (
        "an entity",
        r"&(?:#\d+|#x[\da-fA-F]+|[A-Za-z]{2,});",
        "write the sign itself, or `&amp;` for a sign of and",
    ),
)
ELEMENT = "an element"
REMEDIES = {kind: remedy for kind, _, remedy in KINDS} | {
    ELEMENT: "an element whose Markdown is read stands behind an empty line, and not in a line"
}
LEFT = re.compile(
    "|".join(f"(?P<k{number}>{pattern})" for number, (_, pattern, _) in enumerate(KINDS)), re.M
)


def check(content, path):
    """Problems of the HTML of a page or a notebook, or of a part of it; path: its source."""
    for kind, left, line in found(content):
        place = home_of(path, *_needles(left, line))
        shown = left if len(left) <= 60 else f"{left[:60]}..."
        yield Problem(*place, f'{kind} is shown as it was typed: "{shown}"', REMEDIES[kind])


def found(content):
    """(kind, what is left, the line of text in which it stands) each, of HTML."""
    for tag in UNREAD.findall(content):
        yield ELEMENT, tag, tag
    for text in texts(content):
        for match in LEFT.finditer(text):
            kind = KINDS[int(match.lastgroup[1:])][0]
            end = text.find("\n", match.start())
            start = text.rfind("\n", 0, match.start()) + 1
            yield kind, match[0], text[start : end if end > 0 else None]


def texts(content):
    """The text of each block of HTML, and the words that its attributes say, without code, math,
    pictures, and the characters that stood behind a backslash."""
    content = LITERAL.sub(OBJECT, HEAD.sub("", content))
    for words in WORDS.findall(content):
        yield html.unescape(ENTITY.sub(OBJECT, words))
    for block in TAG.split(INLINE.sub("", content)):
        if block := block.strip():
            text = html.unescape(ENTITY.sub(OBJECT, block))
            yield "\n".join(line.strip() for line in text.split("\n"))


def _needles(left, line):
    """Texts by which the place is found in the source, the most telling first."""
    rest = line[line.find(left.split("\n")[0]) :]
    yield from (line, rest, *(rest[:size] for size in (40, 20) if size < len(rest)), left)
    yield from (part for part in re.split(f"{OBJECT}+", line) if part.strip())
