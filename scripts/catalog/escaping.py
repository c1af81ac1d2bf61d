"""Text into Markdown: whatever a fact holds, a page shows it as it is.

One function for each of what a text may stand for; all give one line, which fits a cell of a table.
HTML has `html.escape`, JavaScript `json.dumps`.
"""

import re
from collections.abc import Callable

# What Markdown and HTML may take for markup. A backslash would free it from Markdown alone: of
# brackets behind one TeX is made.
ACTIVE = re.compile(r"[&<>\\`*{}\[\]|$#]|(?<![^\W_])_|_(?![^\W_])")
# What may begin a block: a list, a definition, a rule, a fence, a box, a formula.
BEGINS = re.compile(r"^(?:(\d+)([.)])(?=\s|$)|\\?([-+:=~?!\[]))")
MARKED = re.compile(
    r"(?<!`)(`+)(?!`)(?P<code>.+?)(?<!`)\1(?!`)"
    r"|(?<![\\$])\$(?=[^\s$])(?P<math>(?:\\.|[^\\$])+?)(?<=[^\s\\])\$(?![\d$])"
)


def line(value: object) -> str:
    """A value in one line."""
    return re.sub(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*", " ", str(value)).strip()


def text(value: object) -> str:
    """Plain text, of which nothing is markup."""
    return _begun(_plain(line(value)))


def prose(value: object) -> str:
    """Text in which `code` and $math$ are read as such, and nothing else is markup."""
    return between(MARKED, lambda m: inline(m["math"]) if m["math"] else code(m["code"]), value)


def between(
    pattern: re.Pattern[str],
    show: Callable[[re.Match[str]], str],
    value: object,
    read: Callable[[str], str] = str,
) -> str:
    """Plain text but for what matches a pattern.

    show: what matches, as Markdown. read: what stands between, as text.
    """
    shown, end, words = "", 0, line(value)
    for mark in pattern.finditer(words):
        shown += _plain(read(words[end : mark.start()])) + show(mark)
        end = mark.end()
    return _begun(shown + _plain(read(words[end:])))


def _plain(words: str) -> str:
    return ACTIVE.sub(_entity, words)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _begun(shown: str) -> str:
    """What may begin a block, escaped."""
    return BEGINS.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"&#{ord(m[3])};", shown)


def code(value: object) -> str:
    """Code in a line."""
    inner = line(value)
    ticks = "`" * (1 + max(map(len, re.findall("`+", inner)), default=0))
    pad = " " if re.match("`|#!|:::", inner) or inner.endswith("`") else ""
    return f"{ticks}{pad}{inner}{pad}{ticks}" if inner else ""


def inline(tex: str) -> str:
    """A formula in a line; its bars are none of a table's."""
    barred = _inside(tex).replace(r"\|", r"\Vert ").replace("|", r"\vert ")
    return f"${barred.strip()}$"


def display(tex: str) -> str:
    """A formula on a line of its own."""
    return f"$${_inside(tex)}$$"


def _inside(tex: str) -> str:
    """TeX in one line, none of whose dollars ends it."""
    return re.sub(r"(\\.)|\$", lambda m: m[1] or r"\$", line(tex))


def link(words: str, address: str) -> str:
    """A link. words: Markdown. address: as a browser takes it."""
    depth, depths = 0, [0]
    for sign in address:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        depths.append(depth)
    marks = r"[\s\"'<>|^`\\\[\]{}$]" + r"|[()]" * (min(depths) < 0 or depth > 0)
    encoded = re.sub(marks, lambda m: f"%{ord(m[0]):02X}", address.strip())
    return f"[{words}]({re.sub(r'&(?=#?[0-9A-Za-z]+;)', '&amp;', encoded)})"
