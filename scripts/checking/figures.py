"""A notebook's figures: one stands first, and numbers in the words for them come from its code."""

import re

from project.problems import Problem
from project.sources import Notebook

SAID = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{2,})(?![\w])( ?%)?")
CODED = re.compile(r"(?<![\w.])(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?(?!\w)", re.I)


def check(book):
    """Problems of a notebook's `fig-alt` lines: a decimal number, or one of two digits and more,
    that stands neither in the cell's code nor in that of an earlier cell."""
    known = set()
    for cell in book.cells:
        if cell["cell_type"] != "code":
            continue
        code = re.sub(r"(?m)^\s*#.*$", "", "".join(cell["source"]))
        known |= {float(number.replace("_", "")) for number in CODED.findall(code)}
        alone = [
            match[0].removesuffix(match[1] or "")
            for match in SAID.finditer(Notebook.options(cell).get("fig-alt", ""))
            if not _values(match) & known
        ]
        if alone:
            numbers = ", ".join(dict.fromkeys(alone))
            message = f"the figure's words say {numbers}, which no code up to there holds"
            remedy = "say what the figure shows without it, or write the number in the code"
            yield Problem(book.path, book.line(cell), message, remedy)


def first(book):
    """Problems of a notebook in which not one figure is said to stand behind what was found."""
    cells = [c for c in book.cells if Notebook.options(c).get("first") == "true"]
    if len(cells) != 1 or not Notebook.options(cells[0]).get("fig-alt"):
        message = (
            f"figures that stand first: {sum('fig-alt' in Notebook.options(c) for c in cells)}"
        )
        remedy = "begin one cell, whose figure shows best what was found, with `#| first: true`"
        yield Problem(book.path, book.line(cells[-1]) if cells else 1, message, remedy)


def _values(match):
    """What a number that is said may be in code: itself, or of a percentage its hundredth."""
    value = float(match[0].removesuffix(match[1] or "").replace(",", ""))
    return {value, round(value / 100, 12)} if match[1] else {value}
