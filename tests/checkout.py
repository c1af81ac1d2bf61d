"""A copy of the project, to be broken."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def copy(target, cache=True):
    """The files of the project, but for those that .gitignore names, as they are; with what was
    built and remembered, if cache. The project need not be a checkout."""
    with tempfile.TemporaryDirectory() as empty:  # a repository to which every file is new
        subprocess.run(["git", "init", "-q", "--bare", empty], check=True)
        listed = subprocess.run(
            ["git", f"--git-dir={empty}", f"--work-tree={ROOT}", "ls-files"]
            + ["-z", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    if cache:
        shutil.copytree(
            ROOT / ".cache",
            target / ".cache",
            ignore=shutil.ignore_patterns("site-*", "pycache", "mypy", "ruff"),
        )
        shutil.copytree(ROOT / "docs/generated", target / "docs/generated")
    git = [
        "git",
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "-c",
        "init.defaultBranch=main",
    ]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "copy"]):
        subprocess.run(
            [*git, *command],
            cwd=target,
            check=True,
            capture_output=True,
            env=os.environ
            | {
                "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
                "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
            },
        )
    return target


def twin(project, target):
    """A copy of a copy. What programs only ever replace, never write into, is shared."""
    shared = ("site", ".cache", "docs/generated")
    skipped = {project / folder for folder in shared}

    def ignore(folder, names):
        return [name for name in names if Path(folder, name) in skipped]

    shutil.copytree(project, target, symlinks=True, ignore=ignore)
    for folder in shared:
        shutil.copytree(project / folder, target / folder, symlinks=True, copy_function=os.link)
    return target


def unwrite(project, stem):
    """Takes from a copy what is written of an activation, which then is still to be written."""
    for room in ("scripts/catalog", "scripts/proofs"):
        (project / f"{room}/activations/{stem}.py").unlink()
    for room in ("docs", "docs/generated", "records"):
        shutil.rmtree(project / f"{room}/activations/{stem}")
    listed = project / "scripts/catalog/activations/unwritten.txt"
    names = sorted([*listed.read_text(encoding="utf-8").split(), stem])
    listed.write_text("".join(f"{name}\n" for name in names), encoding="utf-8", newline="\n")


def files(folder):
    """Everything in a folder: bytes by name relative to it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(project, script, *arguments, **variables):
    """Runs one of the project's scripts in it, with the interpreter of the tests."""
    return subprocess.run(
        [sys.executable, f"scripts/{script}", *arguments],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | variables,
    )


def python(project, code):
    """Runs code in the project, its rooms at hand."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=project / "scripts",
        capture_output=True,
        encoding="utf-8",
    )
