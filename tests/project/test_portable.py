"""What stands in the repository can be checked out, run and built on every system."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import PurePosixPath

import pytest

from checkout import ROOT
from finishing import built

DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}


def unportable(name):
    """Whether a system has no file of that name."""
    parts = PurePosixPath(name).parts
    return any(
        re.search(r'[<>:"|?*\\\x00-\x1f]|[ .]$', part) or part.split(".")[0].lower() in DEVICES
        for part in parts
    )


def names():
    """The files that are committed, and those of the built site."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    yield from filter(None, listed.stdout.split("\0"))
    for folder in ("site", "docs/generated"):
        for file in sorted((ROOT / folder).rglob("*")):
            yield file.relative_to(ROOT).as_posix()


def test_every_name_is_one_on_every_system():
    found = list(names())
    assert len(found) > 500 and [name for name in found if unportable(name)] == []
    folded = {built.folded(name): name for name in found}
    assert sorted(folded.values()) == sorted(set(found))


@pytest.mark.parametrize("name", ["a/aux.md", "a:b", "a ", "b./c", "q?", "Con"])
def test_a_name_that_a_system_lacks_is_told(name):
    assert unportable(name) and not unportable("docs/console/auxiliary.md")


@pytest.mark.parametrize(
    "code",
    ["import fcntl", "from os import killpg", "import os\nos.fork()", "open('a')", "import signal"],
)
def test_what_one_system_alone_has_is_refused_by_the_lint(code):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--output-format=json", "--ignore=I,F", "-"]
        + ["--stdin-filename=scripts/finishing/made_up.py"],
        input=f"{code}\n",
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    told = {fault["code"] for fault in json.loads(done.stdout)}
    wanted = {"open('a')": {"PLW1514"}, "import signal": set()}
    assert told == wanted.get(code, {"TID251"})


def test_no_script_names_a_place_that_one_system_alone_has():
    for file in (ROOT / "scripts").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"[\"']/(proc|dev|tmp|etc|usr)/", text), file


def test_a_path_is_written_with_slashes_on_every_system():
    """What `relative_to` gives is written by `as_posix`, or is no text."""
    for file in (ROOT / "scripts").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        loose = re.search(r"\.relative_to\([^()]*\)(?!\.as_posix|\.part|\.parent| /)", text)
        assert not loose, f"{file}: {loose[0]}"


def test_git_gives_text_with_lf_and_nothing_else_otherwise():
    ways = subprocess.run(
        ["git", "check-attr", "text", "eol", "--", "a.md", "a.ipynb", "records/a.json", "a.woff2"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout.splitlines()
    for name, text in {"a.md": "auto", "a.ipynb": "auto", "records/a.json": "unset"}.items():
        assert f"{name}: text: {text}" in ways
    assert ways.count("a.md: eol: lf") == 1


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
@pytest.mark.parametrize(
    ("own", "named", "anew"),
    [
        ("3.0", "", False),
        ("3.0", "3.0", False),
        ("3.0", "3.1", True),
        ("", "", True),
        ("", "3.1", True),
    ],
)
def test_a_venv_of_another_python_is_made_anew(own, named, anew, tmp_path):
    """own: the version in .venv, or "" where that is gone; named: that of PYTHON."""

    def stand_in(path, version):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8", newline="\n")
        path.chmod(0o755)

    for name in ("requirements-uv.txt", "requirements.txt", ".venv/uv", ".venv/site"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    if own:
        stand_in(tmp_path / ".venv/bin/python", own)
    if named:
        stand_in(tmp_path / "other", named)
    done = subprocess.run(
        ["make", "-n", "-f", ROOT / "Makefile", ".venv/site", *["PYTHON=./other"] * bool(named)],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert ("-m venv --clear .venv" in done.stdout) == anew
    assert ("requirements.txt" in done.stdout) == anew  # what it holds is installed again


def test_the_readme_names_a_python_form_of_every_command():
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.search(r"^\.PHONY: (.+)", rules, re.M)[1].split()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("**Without make**")[2].partition("\n\n**")[0]
    for command in set(commands) - {"anew"}:
        assert re.search(rf"^\|[^|]*`make {command}`[^|]*\| [^|\s]", table, re.M), command
