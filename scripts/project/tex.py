"""Formulas in Markdown, found as Jupyter finds them, before anything converts the text.

A converter of Markdown knows no TeX: it takes the bar of `$|x|$` for a cell's end, and the `_` of
`$a_i$` for emphasis. So each formula, and each character behind a backslash, is carried through
by a mark: its text in letters that no converter touches, and from which it can be read again.
"""

import re
from functools import lru_cache

BEGIN, END, BYTES = "\ue000", "\ue001", 0xE100  # of a mark, in Unicode's private use area
MARK = re.compile(f"{BEGIN}([{chr(BYTES)}-{chr(BYTES + 255)}]+){END}")
FOUND = re.compile(
    r"^(?P<lead>[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?)(?P<fence>```+|~~~+)[^`\n]*\n"
    r"(?s:.*?)(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:[^\n]|\n(?![ \t>]*\n))+?(?<!`)(?P=ticks)(?!`)"
    r"|<(?P<literal>pre|code|script|style|svg)\b(?s:.*?)</(?P=literal)>|(?P<comment><!--(?s:.*?)-->)"
    r"|(?P<display>\$\$(?P<d>(?:\\[^\n]|[^\\$\n]|\$(?!\$)|\\?\n(?![ \t>]*\n))+?)\$\$)"
    r"|(?P<environment>\\begin\{(?P<name>[A-Za-z]+\*?)\})"
    r"|(?P<brackets>(?P<b>\\\\?)\[(?P<e>(?:[^\\\n]|\\(?!\])[^\n]?|\n(?![ \t>]*\n))+?)(?P=b)\])"
    r"|(?P<round>(?P<r>\\\\?)\((?P<f>(?:[^\\\n]|\\(?!\))[^\n]?|\n(?![ \t>]*\n))+?)(?P=r)\))"
    r"|(?P<inline>(?<![^\W_])(?<!\$)\$(?P<i>(?:\\[^\n]|[^\\$`\n]|\\?\n(?![ \t>]*\n))+?)\$(?![\d$]))"
    r"|(?P<escaped>\\[!-/:-@\[-`{-~])",
    re.M,
)
PASSED = ("fence", "ticks", "literal", "comment")
TEX = re.compile(r"[\\^_{}]")
ESCAPED = re.compile(r"\\[^A-Za-z]")
DOLLAR = re.compile(r"(?<!\\)\$")
WORD = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,}")
PROSE = re.compile(r"\s[A-Za-z]{2,}[,;]?\s")
CELLS = re.compile(r"\s\|\s")
ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])\s")
QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")


@lru_cache(512)
def hide(text, escapes=True):
    """The text with marks in the place of its formulas and, where escapes are Markdown's, of the
    characters behind a backslash.

    What is code stays as it is, and what money may be: `$5 and $6`.
    """
    parts: list[str] = []
    at = last = 0
    while found := FOUND.search(text, at):
        start, end = found.start(), _end(found)
        if end is None:  # a dollar or a bracket that begins no formula
            at = start + 1
        elif found.lastgroup in PASSED or (found["escaped"] and not escapes):
            at = end
        else:
            line = text[text.rfind("\n", 0, start) + 1 : start]
            parts += text[last:start], mark(_unquoted(text[start:end], line))
            at = last = end
    return "".join([*parts, text[last:]])


def formulas(text):
    """The formulas of a text in Markdown, as they were written, in order."""
    hidden = map(meant, MARK.finditer(hide(text, escapes=False)))
    return [written for written in hidden if read(written)[0] is not None]


def blank(text, by=" "):
    """The text with spaces, or another sign, in the place of its formulas, every line where it
    was."""
    return MARK.sub(lambda found: re.sub(r"[^\n]", by, meant(found)), hide(text, escapes=False))


def mark(text):
    """A text in letters that no converter touches."""
    return f"{BEGIN}{''.join(chr(BYTES + byte) for byte in text.encode())}{END}"


def meant(found):
    """The text that a match of MARK stands for, as it was written."""
    return bytes(ord(letter) - BYTES for letter in found[1]).decode()


def read(written):
    """(TeX, whether it is displayed) of a formula as it was written; (None, the character) of a
    character behind a backslash."""
    if written.startswith("\\begin"):
        return written, True
    if written.startswith("$$"):
        return written[2:-2], True
    if written.startswith("$"):
        return written[1:-1], False
    opening = re.match(r"\\\\?[(\[]", written)
    if opening and len(written) > 2:
        size = len(opening[0])
        return written[size:-size], written[size - 1] == "["
    return None, written[1]


def _end(found):
    """Where what was found ends; None where it is no formula."""
    if found["environment"]:
        return _closed(found.string, found["name"], found.start())
    slash = found["b"] or found["r"]
    if slash == "\\" and not TEX.search(ESCAPED.sub("", found["e"] or found["f"])):
        return found.start() + 2  # a bracket behind a backslash, as Markdown has it
    if found["inline"]:
        return _braced(found.string, found.start(), found.end()) if _is_math(found) else None
    return found.end() if not found["display"] or found["d"].strip() else None


def _closed(text, name, start):
    """Where the environment ends that begins at a place; None where it does not."""
    depth = 0
    for found in re.compile(rf"\\(begin|end)\{{{re.escape(name)}\}}").finditer(text, start):
        depth += 1 if found[1] == "begin" else -1
        if not depth:
            return found.end()
    return None


def _braced(text, start, end):
    """Where a formula ends whose text in braces may hold dollars: `$\\text{if $x$}$`."""
    while (inner := ESCAPED.sub("", text[start:end])).count("{") > inner.count("}"):
        further = DOLLAR.search(text, end)
        if not further or re.search(r"\n[ \t>]*\n", text[end : further.end()]):
            break
        end = further.end()
    return end


def _is_math(found):
    """Whether dollars enclose a formula, and are not money."""
    tex = found["i"]
    if not tex.strip():
        return False
    tight = not tex[0].isspace() and not tex[-1].isspace()
    if not tight and tex[0].isdigit():
        return False
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    if re.match(r"[ \t>]*\|", line) and CELLS.search(tex) and not re.search(r"[\\^_{}=<>(]", tex):
        return False  # of two cells of a table
    if ITEM.match(line) and re.search(rf"\n{ITEM.pattern}", tex):
        return False  # of two items of a list
    if TEX.search(tex):
        return True
    return not (PROSE if tight else WORD).search(tex) or re.search(r"[=<>+]", tex) is not None


def _unquoted(text, before):
    """A formula of several lines without the `>` of the quote in which it stands."""
    quoted = QUOTED.match(before)
    return re.sub(r"\n[ \t]*(?:>[ \t]?)+", "\n", text) if quoted else text
