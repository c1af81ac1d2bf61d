"""Prose in Markdown is at most 130 characters wide: `python -m checking.lines FILE ...`."""

import re
import sys

from project.problems import Problem
from project.sources import SNIPPET, Markdown

WIDTH = 130
WHOLE = re.compile(r"^ *(\||#|: )")  # a table's row, a heading, a definition: cannot be broken
ADDRESS = re.compile(r"(?<=\])\([^)\n]*\)|https?://\S+")


def check(page):
    """Problems of lines of prose that are too wide.

    Not counted: front matter, fences, comments, displayed formulas, snippet lines, what cannot be
    broken, and addresses within a line.
    """
    text = re.sub(r"\$\$.*?\$\$", lambda m: re.sub(r"[^\n]", "", m[0]), page.blanked, flags=re.S)
    for number, line in enumerate(SNIPPET.sub("", text).split("\n"), 1):
        width = len(ADDRESS.sub("", line))
        if width > WIDTH and not WHOLE.match(line):
            yield Problem(
                page.path,
                number,
                f"the line is {width} characters wide, at most {WIDTH} fit",
                "break it",
            )


if __name__ == "__main__":
    problems = [problem for name in sys.argv[1:] for problem in check(Markdown(name))]
    sys.exit("\n".join(map(str, problems)) or 0)
