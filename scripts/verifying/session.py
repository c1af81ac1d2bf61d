"""Runs the code blocks of one page as one session: blocks and names as JSON on standard input; what
each block printed, and the numbers of those names at the end, as JSON on standard output."""

import contextlib
import io
import json
import sys
import traceback
from pathlib import Path


def run(blocks, name, namespace):
    """Executes blocks (text, line) in one namespace; stops at the first that raises.

    Returns a list of {"printed": str} and, for one that raised, {"printed", "raised", "line"}.
    """
    results = []
    for text, line in blocks:
        out = io.StringIO()
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


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # code may import rooms, not what lies beside this
    asked = json.load(sys.stdin)
    namespace = {"__name__": "__main__"}
    with contextlib.redirect_stdout(sys.stderr):
        results = run(asked["blocks"], asked["name"], namespace)
        values = numbers(asked["values"], namespace)
    json.dump({"blocks": results, "values": values}, sys.stdout)
