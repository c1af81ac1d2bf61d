"""Every code block of a page is run, and prints what the page shows; the numbers that the page
quotes of its session are seen."""

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from functools import partial
from pathlib import Path

from checking import quotes
from project.files import write
from project.paths import ROOT, SCRIPTS
from project.problems import Problem, Refused
from project.sources import Page, expand

SESSION = Path(__file__).with_name("session.py")
SECONDS = 120  # a page's blocks together; the slowest takes about 10 s on two cores


def blocks(page):
    """The `python` fences of a page, each with the `output` fence right behind it, or None."""
    fences = [fence for fence in page.fences if fence.is_code]
    return [
        (fence, behind if behind and behind.language == "output" else None)
        for fence, behind in zip(fences, [*fences[1:], None])
        if fence.language == "python"
    ]


def run(page):
    """(what each block prints, the numbers that the page quotes, by name); refuses a block that
    raises. The block under the card is run in an interpreter of its own, as a reader pastes it, the
    others in one session from top to bottom."""
    sessions = [session for session in (page.start, page.session) if session]
    with ThreadPoolExecutor() as pool:
        seen = list(pool.map(partial(_run, page), sessions))
    return [text for texts, _ in seen for text in texts], seen[-1][1] if page.session else {}


def _run(page, fences):
    """What each of some blocks prints, in one session, and the numbers at its end."""
    first = fences[0].line
    asked = {
        "blocks": [(expand(fence.text), fence.line) for fence in fences],
        "values": page.values,
        "name": page.path.relative_to(ROOT).as_posix(),
    }
    environment = os.environ | {
        "KERAS_BACKEND": "jax",
        "PYTHONHASHSEED": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONPATH": str(SCRIPTS),  # a page's proofs import what theirs do
    }
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [sys.executable, "-P", SESSION],
                input=json.dumps(asked),
                cwd=folder,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            what = f"the code blocks did not end within {SECONDS} s"
            raise Refused(Problem(page.path, first, what, "make them shorter")) from None
    if done.returncode:
        what = f"the session of the code blocks died: {done.stderr.strip()[-500:]}"
        raise Refused(Problem(page.path, first, what, "run the blocks by hand"))
    seen = json.loads(done.stdout)
    outcomes = seen["blocks"]
    if "raised" in outcomes[-1]:
        what = f"the code block raises {outcomes[-1]['raised']}"
        remedy = "mend it; catch and print an error that is meant"
        raise Refused(Problem(page.path, outcomes[-1]["line"], what, remedy))
    return [outcome["printed"].rstrip("\n") for outcome in outcomes], seen["values"]


def check(path):
    """(the numbers that a page quotes of its session, problems): of blocks that print other than
    what the page shows, and of numbers that the session gives otherwise."""
    page = Page(path)
    printed, values = run(page)
    return values, [*_differences(page, printed), *quotes.values(page, values)]


def _differences(page, printed):
    for (fence, shown), text in zip(blocks(page), printed, strict=True):
        expected = shown.text.rstrip("\n") if shown else ""
        if text != expected:
            lines = unified_diff(
                expected.splitlines(), text.splitlines(), "shown", "printed", n=0, lineterm=""
            )
            diff = "\n    ".join(list(lines)[2:])
            yield Problem(
                page.path,
                (shown or fence).line,
                f"the block prints other than the page shows:\n    {diff}",
                f"`make verify NAME={page.stem} WRITE=1` puts it there, or mend the code",
            )


def accept(path):
    """Writes into a page what its blocks print, each into the `output` fence behind it."""
    page = Page(path)
    lines = page.text.split("\n")
    for (fence, shown), text in reversed(list(zip(blocks(page), run(page)[0], strict=True))):
        kept = shown or fence
        end = kept.line - 1 + kept.text.count("\n")  # the line that closes the fence
        if shown:
            lines[shown.line - 1 : end] = text.split("\n")
        elif text:
            lines[end + 1 : end + 1] = ["", "```output", *text.split("\n"), "```"]
    write(path, "\n".join(lines).encode())
