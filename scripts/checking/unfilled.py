"""What the scaffold left to be written, and what it proposed that nobody has confirmed."""

import re

from checking.layout import in_words
from project.problems import Problem

MARKS = {
    r"\bTODO\b": ("left to write: TODO stands on", "write what belongs there"),
    r"proposed: confirm": (
        "proposed, and not confirmed:",
        "hold each against Keras and against its sources, and take the mark away",
    ),
}


def check(file, text):
    """One problem for each mark in a file of an entry; text: of it."""
    for mark, (message, remedy) in MARKS.items():
        lines = [n for n, line in enumerate(text.splitlines(), 1) if re.search(mark, line)]
        if lines:
            yield Problem(file, lines[0], f"{message} {in_words(lines)}", remedy)
