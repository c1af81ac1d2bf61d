"""The markup of pages and notebooks: no picture without words, nothing executed."""

import json
import re

from project import tex
from project.problems import Problem, line_at, line_of, nearest
from project.sources import attached, blank

SHOWN = {f"image/{kind}" for kind in ("gif", "jpeg", "png", "svg+xml", "webp")}
OPENED = re.compile(r"<!--")
CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
COMMENT = re.compile(r"<!--.*?-->", re.S)
DIAGRAM = re.compile(r"^[ \t>]*(?:```+|~~~+)[ \t]*mermaid\b", re.M)
TITLE = re.compile(r"^#(?!#).*|^[^\s#>|-].*\n=+[ \t]*$", re.M)
INDENTED = re.compile(  # an item, or what stands behind an empty line
    r"^(?P<by> +)(?:[-*+]|\d+[.)]) +\S|(?<=\n\n)(?P<behind> +)[^\s<:]", re.M
)
STEP = 4  # spaces by which Python-Markdown wants what belongs to an item indented
UNNAMED = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+\")[^>]*>")
CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.M)


def merged(source):
    """A conflict that a merge has left in a page or a guide."""
    for match in CONFLICT.finditer(source.text):
        yield Problem(source.path, line_at(match), "the page holds a conflict", "take either side")
        return


def unended(text):
    """The lines on which a comment begins that nothing ends: it would hide what follows."""
    for match in OPENED.finditer(COMMENT.sub(blank, CODE.sub(blank, text))):
        yield (
            line_at(match),
            "a comment is not ended",
            "end it with -->, or put `<!--` in backticks",
        )


def page(source):
    """Problems of the markup of a page."""
    for line, message, remedy in unended(source.blanked):
        yield Problem(source.path, line, message, remedy)
    for match in UNNAMED.finditer(source.blanked):
        remedy = "say between the brackets what the image shows"
        yield Problem(source.path, line_at(match), "an image has no alt text", remedy)
    for match in INDENTED.finditer(tex.blank(source.blanked, "x")):
        if len(by := match["by"] or match["behind"]) % STEP:
            message = f"a line is indented by {len(by)}, and belongs to no item or box so"
            remedy = (
                f"indent by {STEP} what belongs to an item or a box, and by no space what does not"
            )
            yield Problem(source.path, line_at(match), message, remedy)
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
        message = f"it has no nbformat{nearest('nbformat', book.json)}"
        if "nbformat" in book.json:
            message = f"it is of nbformat {book.json['nbformat']!r}, not 4"
        yield Problem(book.path, 1, message, "save it again from Jupyter")
    metadata = book.json.get("metadata") or {}
    kernel = (metadata.get("kernelspec") or {}).get("language")
    language = kernel or (metadata.get("language_info") or {}).get("name") or "python"
    if language.lower() not in ("python", "ipython"):
        line = line_of(book.text, json.dumps(language))
        remedy = "choose a kernel of Python in Jupyter, and save it again"
        yield Problem(book.path, line, f"it is a notebook of {language}: Python runs here", remedy)
    titles = 0
    for cell in book.cells:
        kind, line, source = cell["cell_type"], book.line(cell), "".join(cell["source"])
        code = kind == "code"
        if code and (cell.get("outputs") or cell.get("execution_count")):
            remedy = "clear all outputs and save: verifying executes it"
            yield Problem(book.path, line, "the notebook is stored with outputs", remedy)
        if kind not in ("code", "markdown"):
            remedy = "make it a cell of Markdown or of code, or take it away"
            yield Problem(book.path, line, f"a {kind} cell is not shown on a page", remedy)
        if not code and (match := DIAGRAM.search(source)):
            message, remedy = "a diagram of Mermaid is not drawn", "draw it with matplotlib"
            yield Problem(book.path, book.line(cell, line_at(match)), message, remedy)
        for match, name in () if code else attached(cell):
            held = (cell.get("attachments") or {}).get(name)
            if not held or not SHOWN & {*held}:
                message = f'the cell has no attachment "{name}"'
                if held:
                    message = f'the attachment "{name}" is {", ".join(held)}, which no page shows'
                remedy = "drop the picture into the cell again, or store it beside the notebook"
                yield Problem(book.path, book.line(cell, line_at(match)), message, remedy)
    for text, line_in in book.prose:
        for at, message, remedy in unended(text):
            yield Problem(book.path, line_in(at), message, remedy)
        for match in TITLE.finditer(text):
            titles += 1
            if titles == 2:
                remedy = "a notebook has one title, `# ...`: begin its parts with `## `"
                yield Problem(book.path, line_in(line_at(match)), "a second title", remedy)
