"""Every code block of a page is run, and prints what the page shows."""

import json
import os
import subprocess
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path

from project.files import write
from project.paths import ROOT, SCRIPTS
from project.problems import Problem, Refused
from project.sources import Page, expand

SESSION = Path(__file__).with_name("session.py")
SECONDS = 120  # a page's blocks together; the slowest take about 15 s on two cores


def blocks(page):
    """The `python` fences of a page, each with the `output` fence right behind it, or None."""
    fences = [fence for fence in page.fences if fence.is_code]
    return [
        (fence, behind if behind and behind.language == "output" else None)
        for fence, behind in zip(fences, [*fences[1:], None])
        if fence.language == "python"
    ]


def printed(page):
    """What each block prints; refuses one that raises.

    The block under the card is run in an interpreter of its own, as a reader pastes it, and so is
    each of section 6, behind those that it goes on from; the others in one session from top to
    bottom.
    """
    fences = [fence for fence, _ in blocks(page)]
    alone = [fence for fence in fences if fence in page.start or fence in page.answers]
    session = [fence for fence in fences if fence not in alone]
    chains = [*filter(None, [session]), *(_chain(page, fence) for fence in alone)]
    texts = {}
    for chain, outcomes in zip(chains, _run(page, chains), strict=True):
        texts |= zip(chain, outcomes) if chain is session else {chain[-1]: outcomes[-1]}
    return [texts[fence] for fence in fences]


def _chain(page, fence):
    """A block and those that it goes on from, the first of them first."""
    before = page.goes_on_from(fence)
    return [*(_chain(page, before) if before else ()), fence]


def _run(page, chains):
    """What each block of each chain prints."""
    first = min((fence.line for chain in chains for fence in chain), default=1)
    environment = os.environ | {
        "KERAS_BACKEND": "jax",
        "PYTHONHASHSEED": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONPATH": str(SCRIPTS),  # a page's proofs import what theirs do
    }
    with tempfile.TemporaryDirectory() as folder:
        asked = {
            "chains": [[(expand(fence.text), fence.line) for fence in chain] for chain in chains],
            "name": page.path.relative_to(ROOT).as_posix(),
            "folder": folder,
            "seconds": SECONDS,
        }
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
    outcomes = json.loads(done.stdout)
    raised = {o["line"]: o["raised"] for chain in outcomes for o in chain if "raised" in o}
    if raised:
        remedy = "mend it; catch and print an error that is meant"
        raise Refused(
            *(
                Problem(page.path, line, f"the code block raises {what}", remedy)
                for line, what in sorted(raised.items())
            )
        )
    return [[outcome["printed"].rstrip("\n") for outcome in chain] for chain in outcomes]


def check(path):
    """Problems of a page's blocks that print other than what the page shows."""
    page = Page(path)
    for (fence, shown), text in zip(blocks(page), printed(page), strict=True):
        expected = shown.text.rstrip("\n") if shown else ""
        if text != expected:
            lines = unified_diff(
                expected.splitlines(), text.splitlines(), "shown", "printed", n=0, lineterm=""
            )
            diff = "\n    ".join(list(lines)[2:])
            yield Problem(
                path,
                (shown or fence).line,
                f"the block prints other than the page shows:\n    {diff}",
                f"`make verify NAME={page.stem} WRITE=1` puts it there, or mend the code",
            )


def accept(path):
    """Writes into a page what its blocks print, each into the `output` fence behind it."""
    page = Page(path)
    lines = page.text.split("\n")
    for (fence, shown), text in reversed(list(zip(blocks(page), printed(page), strict=True))):
        kept = shown or fence
        end = kept.line - 1 + kept.text.count("\n")  # the line that closes the fence
        if shown:
            lines[shown.line - 1 : end] = text.split("\n")
        elif text:
            lines[end + 1 : end + 1] = ["", "```output", *text.split("\n"), "```"]
    write(path, "\n".join(lines).encode())
