"""Executed notebooks: what the author stored, with what the record saw. One copy is embedded in
the site, and one is for readers to take away."""

import base64
import html
import json

from catalog.escaping import code
from drawing import svg
from project import records
from project.problems import Problem, Refused
from project.sources import QUOTE, Notebook
from writing import markdown, outputs

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
    then without outputs. Refuses outputs that a page cannot show.
    """
    stored = Notebook(path)
    cells, first, problems = [], [], []
    for number, cell, shown in _executed(stored, seen):
        options = Notebook.options(cell)
        if options.get("hide") == "true":
            continue
        if cell["cell_type"] == "code":
            prefix = f"{stored.path.parent.name}-{number}"
            made = []
            for n, output in enumerate(_readable(shown)):
                try:
                    made.append(_embedded(output, stored, cell, options, f"{prefix}-{n}"))
                except Refused as refused:
                    problems += refused.problems
            if options.get("first") == "true":
                first = [o for o in made if _is_figure(o)]
                made = [MOVED if o in first else o for o in made]
            cell = cell | {"source": Notebook.code(cell), "outputs": made}
        cells.append(cell)
    if problems:
        raise Refused(*problems)
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
    recorded = iter(seen.get("outputs", ()))
    for number, cell in enumerate(stored.cells):
        if cell["cell_type"] == "code":
            yield number, cell, next(recorded, ())
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
    about = output.get("metadata", {}).get(kind, {}) | ({"alt": alt} if alt else {})
    return output | {"data": {kind: shown}, "metadata": {kind: about} if about else {}}


def _readable(shown):
    """Outputs with what is printed behind the word `claims` left out, since prose says it, and what
    is printed behind `results` in a table behind the rest."""
    for output in shown:
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
    """An output of a record as nbformat has it, a figure with the alt text of its cell; refuses one
    that a page cannot show."""
    try:
        if "data" not in output:
            outputs.fit("text/plain", "".join(output["text"]))
            return output
        ((kind, shown),) = output["data"].items()
        shown = outputs.fit(kind, "".join(shown))
    except outputs.Unfit as unfit:
        raise Refused(Problem(stored.path, stored.line(cell), unfit.what, unfit.remedy)) from None
    if kind.startswith("image/"):
        if not options.get("fig-alt"):
            what, remedy = (
                "a figure has no alt text",
                "begin the cell with a line `#| fig-alt: what the figure shows`",
            )
            raise Refused(Problem(stored.path, stored.line(cell), what, remedy))
        if kind == "image/svg+xml" and not _is_isolated(output):
            shown = svg.inline(shown, options["fig-alt"], prefix)
        else:
            size = output.get("metadata", {}).get(kind, {})
            kind, shown = "text/html", _picture(kind, shown, options["fig-alt"], size)
    return output | {"data": {kind: shown}, "metadata": {}}


def _is_figure(output):
    """Whether an embedded output is a figure."""
    data = output.get("data", {})
    return "image/svg+xml" in data or data.get("text/html", "").startswith("<figure")


def _is_isolated(output):
    """Whether an SVG is shown as a picture by itself: one that matplotlib did not draw, whose
    styles and ids are its own."""
    return output.get("metadata", {}).get("image/svg+xml", {}).get("isolated", False)


def _picture(kind, shown, alt, size):
    """A picture that does not follow the theme, as HTML. shown: in base64, or an SVG's text. size:
    in which it is meant to be shown, of a picture for screens of more dots."""
    if kind == "image/svg+xml":
        shown = base64.b64encode(shown.encode()).decode()
    data = "".join(shown.split())
    sides = "".join(f' {side}="{size[side]}"' for side in ("width", "height") if side in size)
    image = f'<img alt="{html.escape(alt)}"{sides} src="data:{kind};base64,{data}">'
    return f'<figure class="output">{image}</figure>'
