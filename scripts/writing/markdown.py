"""Pieces of Markdown that every generated page is made of."""

import posixpath
import re

from catalog.escaping import code


def table(header, rows):
    """A GitHub table; cells are Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def literal(value):
    """A value, as Python writes it."""
    return code(repr(value))


def fence(language, text):
    """A block of code or of output, which nothing in it ends."""
    inner = text.strip("\n").rstrip()
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", inner)), default=0))
    return f"{ticks}{language}\n{inner}\n{ticks}\n"


def thumbnail(entry, way):
    """The thumbnail as an image; its alt text comes with the finishing.

    way: from the page to the entry's family.
    """
    path = f"{way}../generated/{entry.family}/{entry.stem}/thumb.svg"
    return f"![]({posixpath.normpath(path)})"
