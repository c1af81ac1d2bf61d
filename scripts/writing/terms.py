"""The glossary: docs/terms.md defines each term once; a page takes in those it names."""

import re

from project.paths import DOCS
from project.problems import Problem, Refused
from project.sources import read

HOME = DOCS / "terms.md"


def known():
    """Term to its definition, one line of plain text each; refuses a term that stands twice, or
    has none."""
    text, found = read(HOME), {}
    for bare in re.finditer(r"(?<=\n\n)([\w][^\n]*)\n(?!: +\S)(?=[ :])", text):
        line = text.count("\n", 0, bare.start()) + 1
        what = f'the definition of "{bare[1]}" does not begin with a colon'
        raise Refused(Problem(HOME, line + 1, what, "write `:   ` before it"))
    for match in re.finditer(r"^(\w[^\n]*)\n: +(.+)$", text, re.M):
        if anchor(match[1]) in map(anchor, found):
            raise Refused(
                Problem(
                    HOME,
                    text.count("\n", 0, match.start()) + 1,
                    f'term "{match[1]}" is defined twice',
                    "keep one",
                )
            )
        found[match[1]] = match[2]
    return found


def anchor(term):
    """Where a term stands on the page of all: `dead-unit`."""
    return re.sub(r"[^a-z0-9]+", "-", term.lower().replace("'", "").replace("’", "")).strip("-")


def definitions(names, known):
    """The definition list of some terms, linked to the page of all, and the tooltips for where they
    occur; of those that are known."""
    names = [name for name in names if name in known]
    lines = [f"[{name}](../../terms.md#{anchor(name)})\n:   {known[name]}\n" for name in names]
    return "\n".join(lines + [f"*[{name}]: {known[name]}" for name in names]) + "\n"
