"""The markup of pages and notebooks: no picture without words, nothing executed."""

import re

from project.problems import Problem, line_at, nearest

UNNAMED = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+\")[^>]*>")


CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.M)


def merged(source):
    """A conflict that a merge has left in a page or a guide."""
    for match in CONFLICT.finditer(source.text):
        yield Problem(source.path, line_at(match), "the page holds a conflict", "take either side")
        return


def page(source):
    """Problems of the markup of a page."""
    for match in UNNAMED.finditer(source.blanked):
        remedy = "say between the brackets what the image shows"
        yield Problem(source.path, line_at(match), "an image has no alt text", remedy)
    shown = "output"
    for fence in (fence for fence in source.fences if fence.language in ("python", "output")):
        if fence.language == shown == "output":
            message = "an output block without a python block before it that is run"
            remedy = "put it right behind the code that prints it"
            yield Problem(source.path, fence.line, message, remedy)
        shown = "python" if fence.is_run else "output"


def notebook(book):
    """Problems of the markup of a notebook as it is stored."""
    if book.json.get("nbformat") != 4:
        message = f"it has no nbformat 4{nearest('nbformat', book.json)}"
        yield Problem(book.path, 1, message, "save it again from Jupyter")
    for cell in book.cells:
        code = cell["cell_type"] == "code"
        if code and (cell.get("outputs") or cell.get("execution_count")):
            remedy = "clear all outputs and save: verifying executes it"
            yield Problem(book.path, book.line(cell), "the notebook is stored with outputs", remedy)
