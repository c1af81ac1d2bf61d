"""Executed notebooks: what the author stored, with what the record saw. One copy is embedded in
the site, and one is for readers to take away."""

import html
import json

from catalog.escaping import code
from drawing import svg
from project import records
from project.problems import Problem, Refused
from project.sources import QUOTE, Notebook
from writing import markdown

FIRST = {"cell_type": "code", "id": "first", "metadata": {}, "execution_count": None, "source": ""}
MOVED = {
    "output_type": "display_data",
    "data": {"text/markdown": ["This figure stands [at the top](#what-was-found)."]},
    "metadata": {},
}
HEADER = ["Result", "Mean", "Standard deviation", "Seeds"]


def embedded(path, seen):
    """The copy that is embedded, as bytes: options and hidden cells taken out, outputs put in,
    figures named, one of them behind what was found, quotes as plain text, the results as a table.

    path: the stored notebook. seen: what its record saw; {} where there is none, and the copy is
    then without outputs.
    """
    stored = Notebook(path)
    cells, first = [], []
    for number, cell, shown in _executed(stored, seen):
        options = Notebook.options(cell)
        if options.get("hide") == "true":
            continue
        if cell["cell_type"] == "code":
            prefix = f"{stored.path.parent.name}-{number}"
            outputs = [
                _embedded(output, stored, cell, options, f"{prefix}-{n}")
                for n, output in enumerate(_readable(shown))
            ]
            if options.get("first") == "true":
                first = [o for o in outputs if "image/svg+xml" in o.get("data", ())]
                outputs = [MOVED if o in first else o for o in outputs]
            cell = cell | {"source": Notebook.code(cell), "outputs": outputs}
        cells.append(cell)
    if first:
        cells.insert(2, FIRST | {"outputs": first})
    return records.text(stored.json | {"cells": cells})


def taken_away(path, seen):
    """The copy that readers download, as bytes: every cell as the author stored it, quotes as
    plain text, with its outputs, whose figures say what they show."""
    stored = Notebook(path)
    cells = [
        cell | {"outputs": [_taken_away(output, Notebook.options(cell)) for output in shown]}
        if cell["cell_type"] == "code"
        else cell
        for _, cell, shown in _executed(stored, seen)
    ]
    return records.text(stored.json | {"cells": cells})


def _executed(stored, seen):
    """The cells, numbered, each with the outputs that the record saw; what prose quotes of the
    record, as plain text."""
    outputs = iter(seen.get("outputs", ()))
    for number, cell in enumerate(stored.cells):
        if cell["cell_type"] == "code":
            yield number, cell, next(outputs, ())
        else:
            text = QUOTE.sub(r"\1", "".join(cell["source"]))
            yield number, cell | {"source": text.splitlines(True)}, ()


def _taken_away(output, options):
    if "data" not in output:
        return output
    ((kind, shown),) = output["data"].items()
    alt = options.get("fig-alt", "")
    if kind == "image/svg+xml":
        named = f'<svg role="img" aria-label="{html.escape(alt)}" '
        shown = "".join(shown).replace("<svg ", named, 1).splitlines(True)
    metadata = {kind: {"alt": alt}} if alt else {}
    return output | {"data": {kind: shown}, "metadata": metadata}


def _readable(outputs):
    """Outputs with what is printed behind the word `claims` left out, since prose says it, and what
    is printed behind `results` in a table behind the rest."""
    for output in outputs:
        lines = output.get("text", ())
        rest = [line for line in lines if line.partition(" ")[0] not in ("claims", "results")]
        if "data" in output or "".join(rest).strip():
            yield output | ({"text": rest} if lines else {})
        for line in lines:
            word, _, printed = line.partition(" ")
            if word == "results":
                table = _table(json.loads(printed))
                yield {"output_type": "display_data", "data": {"text/markdown": [table]}}


def _table(results):
    """Results as a table; each keeps the name by which the page quotes it."""
    parts = ("mean", "sd", "seeds")
    rows = (
        [code(name), *(_number(result[part]) for part in parts)] for name, result in results.items()
    )
    return markdown.table(HEADER, rows)


def _number(value):
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def _embedded(output, stored, cell, options, prefix):
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
