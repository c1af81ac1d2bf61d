"""What the scaffold left to be written, and what it proposed that nobody has confirmed."""

import re

import catalog
from checking.layout import in_words
from project.paths import SCRIPTS
from project.problems import Problem
from project.sources import page_path, read

MARKS = {
    r"\bTODO\b": ("left to write: TODO stands on", "write what belongs there"),
    r"proposed: confirm": (
        "proposed, and not confirmed:",
        "hold each against Keras and against its sources, and take the mark away",
    ),
}
PAPER = re.compile(r'first_paper="(\w+)"')


def check(family, stem, works):
    """One problem for each mark in each file of an entry; and a first paper that is no work."""
    module = catalog.module_path(family, stem)
    notebook = page_path(family, stem).with_name("notebook.ipynb")
    for file in (module, SCRIPTS / "proofs" / family / f"{stem}.py", notebook):
        if file.is_file():
            yield from left(file, read(file))
    for number, line in enumerate(read(module).splitlines(), 1):
        paper = PAPER.search(line)
        if paper and paper[1] != "TODO" and paper[1] not in works:
            message = f"the first paper, {paper[1]}, is not in docs/bibliography.bib"
            yield Problem(module, number, message, "add the work there, or mend the key")


def left(file, text):
    for mark, (message, remedy) in MARKS.items():
        lines = [n for n, line in enumerate(text.splitlines(), 1) if re.search(mark, line)]
        if lines:
            yield Problem(file, lines[0], f"{message} {in_words(lines)}", remedy)
