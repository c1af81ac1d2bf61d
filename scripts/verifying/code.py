"""Every code block of a page is run, and prints what the page shows; the numbers that the page
quotes of its code are seen."""

import json
import os
import subprocess
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path
from textwrap import indent

from checking import quotes
from project import sources
from project.files import write
from project.paths import ROOT, SCRIPTS
from project.problems import Problem, Refused
from project.sources import expand
from writing import data, markdown

SESSION = Path(__file__).with_name("session.py")
SECONDS = 240  # a page's blocks together; the slowest take some 15 s on two idle cores


def blocks(page):
    """The `python` fences of a page, each with the `output` fence right behind it, or None."""
    fences = [fence for fence in page.fences if fence.is_code]
    return [
        (fence, behind if behind and behind.language == "output" else None)
        for fence, behind in zip(fences, [*fences[1:], None])
        if fence.is_run
    ]


def run(page):
    """(what each block prints, the numbers that the page quotes, by name); refuses a block that
    raises.

    The block under the card is run in an interpreter of its own, as a reader pastes it, and so is
    each of section 6 and each of a topic, behind those that it goes on from; the others in one
    session from top to bottom. The data to which the page links lies beside it, as a reader saves
    it.
    """
    alone = [[*page.start], *(_chain(page, fence) for fence in page.answers)]
    chains = [chain for chain in (page.session, *alone) if chain]
    texts, values, homes = {}, {}, {name: page.home(name) for name in page.values}
    for chain, seen in zip(chains, _run(page, chains), strict=True):
        own = chain if chain == page.session else chain[-1:]
        texts |= zip(own, seen["printed"][-len(own) :])
        values |= {name: value for name, value in seen["values"].items() if homes[name] in own}
    return [texts[fence] for fence, _ in blocks(page)], values


def _chain(page, fence):
    """A block and those that it goes on from, the first of them first."""
    before = page.goes_on_from(fence)
    return [*(_chain(page, before) if before else ()), fence]


def _run(page, chains):
    """Of each chain what each block prints, and the numbers at its end."""
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
            "values": page.values,
            "name": page.path.relative_to(ROOT).as_posix(),
            "folder": folder,
            "files": dict(map(data.published, page.data)),
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
    seen = json.loads(done.stdout)
    raised = {
        block["line"]: block["raised"]
        for chain in seen
        for block in chain["blocks"]
        if "raised" in block
    }
    if raised:
        remedy = "mend it; catch and print an error that is meant"
        raise Refused(
            *(
                Problem(page.path, line, f"the code block raises {what}", remedy)
                for line, what in sorted(raised.items())
            )
        )
    return [
        chain | {"printed": [block["printed"].rstrip("\n") for block in chain["blocks"]]}
        for chain in seen
    ]


def check(path):
    """(the numbers that a page quotes of its code, problems): of blocks that print other than what
    the page shows, and of numbers that the code gives otherwise."""
    page = sources.page_at(path)
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
    page = sources.page_at(path)
    lines = page.text.split("\n")
    for (fence, shown), text in reversed(list(zip(blocks(page), run(page)[0], strict=True))):
        kept = shown or fence
        end = kept.line + kept.text.count("\n")  # behind the line that closes the fence
        block = indent(markdown.fence("output", text), kept.indent).rstrip().split("\n")
        if shown:
            lines[shown.line - 2 : end] = block
        elif text:
            lines[end:end] = ["", *block]
    write(path, "\n".join(lines).encode())
