"""The markup of pages and notebooks: no scripts, no picture without words, nothing executed."""

import re

from project.problems import Problem, line_at, nearest

UNSAFE = re.compile(r"<script\b|<style\b|\son\w+\s*=\s*[\"']|javascript:", re.I)
UNNAMED = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+\")[^>]*>")


CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.M)


def merged(source):
    """A conflict that a merge has left in a page or a guide."""
    for match in CONFLICT.finditer(source.text):
        yield Problem(source.path, line_at(match), "the page holds a conflict", "take either side")
        return


def page(source):
    """Problems of the markup of a page."""
    for match in UNSAFE.finditer(source.blanked):
        message = f"raw HTML `{match[0].strip()}` is not allowed in a page"
        remedy = "use Markdown; scripts live in docs/assets"
        yield Problem(source.path, line_at(match), message, remedy)
    for match in UNNAMED.finditer(source.blanked):
        remedy = "say between the brackets what the image shows"
        yield Problem(source.path, line_at(match), "an image has no alt text", remedy)
    shown = "output"
    for fence in (fence for fence in source.fences if fence.is_code):
        if fence.language == shown == "output":
            message = "an output block without a python block before it"
            remedy = "put it right behind the code that prints it"
            yield Problem(source.path, fence.line, message, remedy)
        shown = fence.language


def notebook(book):
    """Problems of the markup of a notebook as it is stored."""
    if book.json.get("nbformat") != 4:
        message = f"it has no nbformat 4{nearest('nbformat', book.json)}"
        yield Problem(book.path, 1, message, "save it again from Jupyter")
    for cell in book.cells:
        code, line = cell["cell_type"] == "code", book.line(cell)
        if code and (cell.get("outputs") or cell.get("execution_count")):
            remedy = "clear all outputs and save: verifying executes it"
            yield Problem(book.path, line, "the notebook is stored with outputs", remedy)
        if not code and (match := UNSAFE.search("".join(cell["source"]))):
            message = f"raw HTML `{match[0].strip()}` is not allowed in a notebook"
            yield Problem(book.path, line, message, "use Markdown")
