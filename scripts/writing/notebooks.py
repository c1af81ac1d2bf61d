"""Executed notebooks, made ready to be embedded: what the author stored, with what the record
saw."""

from drawing import svg
from project import records
from project.problems import Problem, Refused
from project.sources import Notebook


def ready(path, seen):
    """The copy that is embedded, as bytes: options and hidden cells taken out, outputs put in,
    figures named.

    path: the stored notebook. seen: what its record saw; {} where there is none, and the copy is
    then without outputs.
    """
    stored = Notebook(path)
    outputs = iter(seen.get("outputs", ()))
    cells = []
    for number, cell in enumerate(stored.cells):
        if cell["cell_type"] != "code":
            cells.append(cell)
            continue
        shown, options = next(outputs, ()), Notebook.options(cell)
        if options.get("hide") == "true":
            continue
        prefix = f"{stored.path.parent.name}-{number}"
        embedded = [
            _output(output, stored, cell, options, f"{prefix}-{n}")
            for n, output in enumerate(shown)
        ]
        cells.append(cell | {"source": Notebook.code(cell), "outputs": embedded})
    return records.text(stored.json | {"cells": cells})


def _output(output, stored, cell, options, prefix):
    """An output of a record as nbformat has it, a figure with the alt text of its cell."""
    if "data" not in output:
        return output
    ((kind, shown),) = output["data"].items()
    if kind.startswith("image/") and not options.get("fig-alt"):
        what, remedy = (
            "a figure has no alt text",
            "begin the cell with a line `#| fig-alt: what the figure shows`",
        )
        raise Refused(Problem(stored.path, stored.line(cell), what, remedy))
    shown = "".join(shown)
    if kind == "image/svg+xml":
        shown = svg.inline(shown, options["fig-alt"], prefix)
    if kind == "text/markdown":
        shown = shown.replace("<", "&lt;")
    metadata = {kind: {"alt": options["fig-alt"]}} if kind == "image/png" else {}
    return output | {"data": {kind: shown}, "metadata": metadata}
