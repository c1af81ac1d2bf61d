"""Executing a notebook, in a kernel of its own, and what it showed."""

import json
import math
import os
import re
import tempfile

import nbformat
from jupyter_client import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from drawing import svg
from project.problems import Problem, Refused
from project.sources import Notebook
from writing import outputs

SECONDS = 120  # a cell's limit; a whole notebook is meant to take 25 s
RASTER = ("image/png", "image/jpeg", "image/gif", "image/webp")
WARNED = "f'{category.__name__}: {message}\\n'"  # without the kernel's own files, which it names
BEGUN = (  # how the kernel begins
    "--IPKernelApp.log_level=ERROR",
    "--InlineBackend.figure_formats=svg",
    "--IPKernelApp.exec_lines=import warnings; "
    f"warnings.formatwarning = lambda message, category, *_, **__: {WARNED}",
)
PRINTED = ("results", "claims")  # what the last cell prints behind these words, as JSON


def execute(path):
    """What a notebook shows: {"outputs": of each cell of code, "results": {...}, "claims":
    {...}}.

    results: name to {"mean", "sd", "seeds"}; claims: name to True or False. Refuses a cell that
    raises or hangs, shows what cannot be embedded, or claims what does not hold, naming its
    line.
    """
    stored = Notebook(path)
    book = nbformat.reads(json.dumps(stored.json), as_version=4)
    environment = os.environ | {
        "MATPLOTLIBRC": str(svg.STYLE),
        "KERAS_BACKEND": "jax",
        "PYTHONHASHSEED": "0",
    }
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            book,
            km=AsyncKernelManager(kernel_name="python3", **_channels(folder)),
            timeout=SECONDS,
            record_timing=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": folder}},
            extra_arguments=list(BEGUN),
        )
        _run(client, stored, environment)
    return _seen(stored, book)


def _channels(folder):
    """How a kernel is talked to: through files of its own where the system has them, since two
    kernels that begin at once may be given the same port."""
    return {} if os.name == "nt" else {"transport": "ipc", "ip": os.path.join(folder, "kernel")}


def _run(client, stored, environment):
    def refuse(message, remedy, line=0):
        line = line or stored.line(stored.cells[number])
        raise Refused(Problem(stored.path, line, message, remedy)) from None

    executed = []  # numbers of cells, in the order in which the kernel took them

    with client.setup_kernel(env=environment, cleanup_kc=True):  # as if the manager were its own
        for number, cell in enumerate(client.nb.cells):
            executed += [number] * (cell["cell_type"] == "code")
            try:
                client.execute_cell(cell, number, execution_count=None)
            except CellExecutionError as error:
                steps = [(executed[n - 1], at) for n, at in _steps(str(error.traceback))]
                said = [f"in cell {of + 1}: {_source(stored, of, at)}" for of, at in steps]
                words = re.sub(r" \(\d+\.py, line \d+\)$", "", f"{error.ename}: {error.evalue}")
                refuse(
                    "\n    ".join([f"cell {number + 1} raises {words}", *said]),
                    "mend the cell; catch and print an error that is meant",
                    steps and stored.line(stored.cells[steps[-1][0]]) + steps[-1][1] - 1,
                )
            except CellTimeoutError:
                refuse(f"cell {number + 1} did not end within {SECONDS} s", "make it shorter")
            except DeadKernelError:
                refuse(f"the kernel died in cell {number + 1}", "run the notebook by hand")


def _steps(trace):
    """The steps of a traceback that lie in cells: (number of the cell, as the kernel counts them;
    line in it) each, from 1."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", trace)
    return [(int(n), int(at)) for n, at in re.findall(r"Cell In\[(\d+)\], line (\d+)", plain)]


def _source(stored, cell, line):
    return "".join(stored.cells[cell]["source"]).split("\n")[line - 1].strip()


def _seen(stored, book):
    found, problems = {"outputs": [], "results": {}, "claims": {}}, []
    for cell, executed in zip(stored.cells, book["cells"], strict=True):
        if cell["cell_type"] != "code":
            continue
        shown = []
        for output in executed["outputs"]:
            try:
                shown.append(_output(output, stored, cell))
            except Refused as refused:
                problems += refused.problems
        found["outputs"].append(shown)
        for line in "".join(line for o in shown for line in o.get("text", ())).splitlines():
            word, _, rest = line.partition(" ")
            if word in PRINTED:
                found[word] = _named(word, rest, stored, cell)
        fallen = [name for name, holds in found["claims"].items() if holds is not True]
        if fallen:
            what = f"the notebook claims {', '.join(fallen)}, and it does not hold"
            remedy = "mend the experiment, or take the claim back here and on the page"
            raise Refused(Problem(stored.path, stored.line(cell), what, remedy))
    if problems:
        raise Refused(*problems)
    return found


def _named(word, text, stored, cell):
    """What a cell prints behind one of these words; refuses what is not of its form."""
    try:
        named = json.loads(text)
        if isinstance(named, dict) and (word == "claims" or all(map(_is_result, named.values()))):
            return named
    except json.JSONDecodeError:
        pass
    what = f"the cell prints `{word}`, and behind it no {word} as JSON"
    remedy = (
        'print {"name": {"mean": 0.41, "sd": 0.03, "seeds": 5}}'
        if word == "results"
        else ('print {"name": true}; other text begins with another word')
    )
    raise Refused(Problem(stored.path, stored.line(cell), what, remedy))


def _is_result(value):
    """Three numbers, none of them nan or infinite."""
    return (
        isinstance(value, dict)
        and value.keys() == {"mean", "sd", "seeds"}
        and all(isinstance(part, int | float) and math.isfinite(part) for part in value.values())
        and value["seeds"] >= 1
    )


# What a terminal is told beside what it shows; of colours a page knows the sixteen.
TOLD = re.compile(
    r"\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b\[[\d;?]*[A-Za-ln-z]|\x1b[()][A-Z0-9]|\x1b[^\[\]()]"
)
HUES = re.compile(r"(?<=[\[;])[34]8;(?:5;\d+|2;\d+;\d+;\d+);?(?=[\d;]*m)")


def _typed(text):
    """What a terminal shows of a text at last: what a carriage return or a backspace takes back is
    gone, and what shows nothing, but for the colours' escapes."""
    text = HUES.sub("", TOLD.sub("", text))
    text = re.sub(r"[^\n]*\r(?=[^\n])", "", re.sub(r"\r+\n", "\n", text)).rstrip("\r")
    while (before := text) != (text := re.sub("[^\n\b]\b", "", before)):
        pass
    return re.sub(r"[^\t\n\x1b\x20-\U0010ffff]|\x7f", "", text)


def _output(output, stored, cell):
    """An output as a record holds it: what is embedded and nothing else, a figure slimmed; refuses
    what cannot be."""

    def refuse(what, remedy):
        raise Refused(Problem(stored.path, stored.line(cell), what, remedy)) from None

    if output["output_type"] == "error":
        what = f"a cell shows the error {output['ename']}: {output['evalue']}"
        refuse(what, "catch and print an error that is meant")
    try:
        if "data" not in output:
            text = _typed("".join(output["text"]))
            outputs.fit("text/plain", text)
            return {"output_type": "stream", "name": output["name"], "text": text.splitlines(True)}
        kind, shown = outputs.chosen(output["data"])
    except outputs.Unfit as unfit:
        refuse(unfit.what, unfit.remedy)
    metadata = {}
    if kind == "image/svg+xml":
        if "matplotlib" in shown.lower():
            shown = svg.slim(shown, "figure")
        else:
            metadata = {"metadata": {kind: {"isolated": True}}}
    elif size := {
        side: value
        for side, value in (output["metadata"].get(kind) or {}).items()
        if side in ("width", "height") and isinstance(value, int) and kind in RASTER
    }:
        metadata = {"metadata": {kind: size}}
    lines = shown if kind in RASTER else shown.splitlines(True)
    return {"output_type": "display_data", "data": {kind: lines}} | metadata
