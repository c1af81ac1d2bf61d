"""Executing a notebook, in a kernel of its own."""

import json
import os
import re
import tempfile
from textwrap import indent

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from project.paths import ROOT
from project.problems import Problem, Refused
from project.sources import Notebook

SECONDS = 120  # a cell's limit; a whole notebook is meant to take 15 s


def execute(path):
    """The executed notebook as bytes; refuses a cell that raises or hangs, naming its line."""
    stored = Notebook(path)
    book = nbformat.reads(stored.text, as_version=4)
    os.environ |= {
        "MATPLOTLIBRC": str(ROOT / "scripts/drawing/figures.mplstyle"),
        "KERAS_BACKEND": "jax",
        "PYTHONHASHSEED": "0",
    }
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            book,
            timeout=SECONDS,
            kernel_name="python3",
            record_timing=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": folder}},
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
        )
        _run(client, stored)
    return (json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _run(client, stored):
    with client.setup_kernel():
        for number, cell in enumerate(client.nb.cells):
            line = stored.line(stored.cells[number])
            try:
                client.execute_cell(cell, number, execution_count=None)
            except CellExecutionError as error:
                trace = indent(re.sub(r"\x1b\[[0-9;]*m", "", str(error.traceback)).strip(), "    ")
                raise Refused(
                    Problem(
                        stored.path,
                        line,
                        f"cell {number + 1} raises {error.ename}: {error.evalue}\n{trace}",
                        "mend the cell; catch and print an error that is meant",
                    )
                ) from None
            except CellTimeoutError:
                raise Refused(
                    Problem(
                        stored.path,
                        line,
                        f"cell {number + 1} did not end within {SECONDS} s",
                        "make it shorter",
                    )
                ) from None
            except DeadKernelError:
                raise Refused(
                    Problem(
                        stored.path,
                        line,
                        f"the kernel died in cell {number + 1}",
                        "run the notebook by hand",
                    )
                ) from None
