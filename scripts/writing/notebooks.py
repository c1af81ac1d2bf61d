"""Executed notebooks: made ready to be embedded, and their results compared with what pages quote."""

import json
import math
import re

from drawing import svg
from project.problems import Problem, Refused
from project.sources import Notebook

SHOWN = (
    "image/svg+xml",
    "text/markdown",
    "image/png",
    "text/plain",
)  # text/html and scripts are never embedded


def ready(path, executed):
    """The copy that is embedded: options and hidden cells taken out, figures slimmed and named, nothing active left.

    path: the stored notebook. executed: bytes from `execution.execute`, or of the stored notebook where nothing could be executed.
    """
    stored, book = Notebook(path), json.loads(executed)
    cells = []
    for number, cell in enumerate(book["cells"]):
        options = Notebook.options(cell) if cell["cell_type"] == "code" else {}
        if options.get("hide") == "true":
            continue
        if cell["cell_type"] == "code":
            cell["source"] = re.sub(r"\A(#\|.*\n?)+", "", "".join(cell["source"]))
            cell["outputs"] = [
                _output(
                    o,
                    stored,
                    stored.cells[number],
                    options,
                    f"{stored.path.parent.name}-{number}-{n}",
                )
                for n, o in enumerate(cell["outputs"])
            ]
        cells.append(cell)
    book["cells"] = cells
    return (json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _output(output, stored, cell, options, prefix):
    if "data" not in output:
        return output
    data = output["data"]
    kind = next((kind for kind in SHOWN if kind in data), None)
    if kind is None:
        raise Refused(
            Problem(
                stored.path,
                stored.line(cell),
                f"a cell shows only {', '.join(data)}",
                "print text, or draw with matplotlib",
            )
        )
    if kind.startswith("image/") and not options.get("fig-alt"):
        raise Refused(
            Problem(
                stored.path,
                stored.line(cell),
                "a figure has no alt text",
                "begin the cell with a line `#| fig-alt: what the figure shows`",
            )
        )
    shown = "".join(data[kind])
    if kind == "image/svg+xml":
        shown = svg.inline(svg.slim(shown, prefix), options["fig-alt"], prefix)
    if kind == "text/markdown":
        shown = shown.replace("<", "&lt;")
    metadata = {kind: {"alt": options["fig-alt"]}} if kind == "image/png" else {}
    return output | {"data": {kind: shown}, "metadata": metadata}


def results(executed):
    """What the last cell printed behind the word `results`: name to {"mean", "sd", "seeds"}."""
    for cell in reversed(json.loads(executed)["cells"]):
        for output in cell.get("outputs", ()):
            for line in "".join(output.get("text", "")).splitlines():
                if line.startswith("results "):
                    return json.loads(line.removeprefix("results "))
    return {}


QUOTE = re.compile(r'\[([^\]]+)\]\(notebook\.ipynb(?:#[\w-]+)? "result: ([\w.]+)"\)')


def quotes(page, found):
    """Problems of the numbers that a page quotes from its notebook's results.

    A run on another CPU is like a run from other seeds, so that a number may differ from the mean by what two runs differ by: four
    times the root of two standard errors, which at the site's three hundred quotes chance exceeds once in fifty sites; or by half a unit of
    its last digit if that is more. Its last digit may not be finer than a tenth of a standard error.
    """
    quoted = 0
    for match in QUOTE.finditer(page.text):
        quoted += 1
        line = page.text.count("\n", 0, match.start()) + 1
        if match[2] not in found:
            yield Problem(
                page.path,
                line,
                f'the notebook has no result "{match[2]}"',
                f"it has: {', '.join(sorted(found)) or 'none'}",
            )
            continue
        mean, error = (
            found[match[2]]["mean"],
            found[match[2]]["sd"] / math.sqrt(found[match[2]]["seeds"]),
        )
        number = re.search(r"[-−]?\d+(?:\.\d+)?", match[1])
        if not number:
            yield Problem(
                page.path, line, f'"{match[1]}" holds no number', "quote the result as a number"
            )
            continue
        scale = 100 if "%" in match[1] else 1
        unit = 10.0 ** -len(number[0].partition(".")[2])
        value = float(number[0].replace("−", "-"))
        if abs(value - scale * mean) > max(4 * math.sqrt(2) * scale * error, unit / 2 * (1 + 1e-9)):
            yield Problem(
                page.path,
                line,
                f"{match[1]} has drifted: the notebook measured {scale * mean:.4g}, standard error {scale * error:.2g}",
                "quote what it measures",
            )
        elif unit < scale * error / 10:
            yield Problem(
                page.path,
                line,
                f"{match[1]} has more digits than a standard error of {scale * error:.2g} over seeds supports",
                "round it",
            )
    if not quoted:
        yield Problem(
            page.path,
            1,
            "the page quotes no result of its notebook",
            'quote one in section 14: [0.41](notebook.ipynb "result: name")',
        )
