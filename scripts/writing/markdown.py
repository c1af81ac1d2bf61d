"""Pieces of Markdown that every generated page is made of."""

import posixpath


def table(header, rows):
    """A GitHub table; cells are Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def literal(value):
    """A value, as Python writes it."""
    return f"`{value!r}`"


def thumbnail(entry, way):
    """The thumbnail as an image; its alt text comes with the finishing.

    way: from the page to the entry's family.
    """
    path = f"{way}../generated/{entry.family}/{entry.stem}/thumb.svg"
    return f"![]({posixpath.normpath(path)})"
