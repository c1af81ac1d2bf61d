"""Runs the code of one page: chains of blocks, names, and files, as JSON on standard input; of each
chain what its blocks printed, and the numbers of those names at its end, as JSON on standard
output. Each chain has an interpreter and a folder of its own, with the files in it."""

import contextlib
import faulthandler
import io
import json
import linecache
import multiprocessing
import os
import sys
import tempfile
import traceback
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path


def run(blocks, name, namespace):
    """Executes blocks (text, line) in one namespace; stops at the first that raises. Their code can
    be asked for its text, as that of a file or of a notebook can: Keras asks it of a lambda.

    Returns a list of {"printed": str} and, for one that raised, {"printed", "raised", "line"}.
    """
    results: list[dict] = []
    lines: list[str] = []
    for text, line in blocks:
        out = io.StringIO()
        lines += ["\n"] * (line - 1 - len(lines))
        lines[line - 1 :] = [f"{each}\n" for each in text.splitlines()]
        linecache.cache[name] = len(lines), None, lines, name
        with contextlib.redirect_stdout(out):
            try:
                exec(compile("\n" * (line - 1) + text, name, "exec"), namespace)
            except BaseException as error:
                frames = [
                    frame
                    for frame in traceback.extract_tb(error.__traceback__)
                    if frame.filename == name
                ]
                at = frames[-1].lineno if frames else getattr(error, "lineno", None) or line
                results.append(
                    {
                        "printed": out.getvalue(),
                        "raised": f"{type(error).__name__}: {error}",
                        "line": at,
                    }
                )
                return results
        results.append({"printed": out.getvalue()})
    return results


def numbers(names, namespace):
    """Those of the names that are numbers, or arrays of one, with their values."""
    found = {}
    for name in names:
        value = namespace.get(name)
        if not isinstance(value, str):
            with contextlib.suppress(TypeError, ValueError):
                found[name] = float(value)
    return found


def alone(blocks, values, name, folder, files, seconds):
    """What blocks give in this process, which is new, and in a new folder inside another, in which
    files are: name -> text."""
    faulthandler.dump_traceback_later(seconds, exit=True)
    os.dup2(2, 1)  # what prints past Python's own standard output
    os.chdir(tempfile.mkdtemp(dir=folder))
    for file, text in files.items():
        Path(file).write_text(text, encoding="utf-8", newline="\n")
    namespace = {"__name__": "__main__"}
    results = run(blocks, name, namespace)
    return {"blocks": results, "values": numbers(values, namespace)}


def processes(chains):
    """Makes new processes, in which Keras is imported already where the system can fork and a chain
    of blocks names it."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    if any("keras" in text for blocks in chains for text, _ in blocks):
        context.set_forkserver_preload(["keras"])
    return context


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # code may import rooms, not what lies beside this
    asked = json.load(sys.stdin)
    given = (repeat(asked[part]) for part in ("values", "name", "folder", "files", "seconds"))
    with ProcessPoolExecutor(2, processes(asked["chains"]), max_tasks_per_child=1) as pool:
        json.dump(list(pool.map(alone, asked["chains"], *given)), sys.stdout)
