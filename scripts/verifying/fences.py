"""Every code block of a page is run, and prints what the page shows."""

import json
import os
import subprocess
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path

from project.paths import ROOT
from project.problems import Problem
from project.sources import expand

SESSION = Path(__file__).with_name("session.py")
SECONDS = 120  # a page's blocks together; the slowest now takes about 10 s on two cores


def check(page):
    """Problems of a page's `python` fences, each with the `output` fence behind it, if any."""
    blocks, shown = [], []
    for fence in page.fences:
        if fence.language == "python":
            blocks.append((expand(fence.text), fence.line))
            shown.append(None)
        elif fence.language == "output":
            if not shown or shown[-1] is not None:
                return [
                    Problem(
                        page.path,
                        fence.line,
                        "an output block without a python block before it",
                        "put it right behind the code that prints it",
                    )
                ]
            shown[-1] = fence
    name = str(page.path.relative_to(ROOT)) if page.path.is_relative_to(ROOT) else str(page.path)
    environment = os.environ | {
        "KERAS_BACKEND": "jax",
        "PYTHONHASHSEED": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [sys.executable, SESSION],
                input=json.dumps({"blocks": blocks, "name": name}),
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return [
                Problem(
                    page.path,
                    blocks[0][1],
                    f"the code blocks did not end within {SECONDS} s",
                    "make them shorter",
                )
            ]
    if done.returncode:
        return [
            Problem(
                page.path,
                blocks[0][1],
                f"the session of the code blocks died: {done.stderr.strip()[-500:]}",
                "run the blocks by hand",
            )
        ]
    return list(_compare(page, blocks, shown, json.loads(done.stdout)))


def _compare(page, blocks, shown, told):
    for (_, line), fence, said in zip(blocks, shown, told):
        if "raised" in said:
            yield Problem(
                page.path,
                said["line"],
                f"the code block raises {said['raised']}",
                "mend it; catch and print an error that is meant",
            )
            return
        printed, expected = said["printed"].rstrip("\n"), (fence.text if fence else "").rstrip("\n")
        if printed != expected:
            diff = "\n    ".join(
                list(
                    unified_diff(
                        expected.splitlines(),
                        printed.splitlines(),
                        "shown",
                        "printed",
                        n=0,
                        lineterm="",
                    )
                )[2:]
            )
            remedy = "put what it prints into an `output` fence right behind it"
            yield Problem(
                page.path,
                fence.line if fence else line,
                f"the block prints other than the page shows:\n    {diff}",
                remedy,
            )
