"""Builds the site beside the last good one, and puts it in its place only when nothing was
refused: `python scripts/publish.py`."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import build
from project.paths import CACHE, ROOT
from project.problems import end_with

SITE = (ROOT / "site").resolve()  # where it is, be it a link: on one disk with what is unfinished
HOUR = 3600  # seconds
UNFINISHED = ".site-"  # beside it: renamed from there, it is whole or absent


def swap(new):
    """Puts a finished site in place. Between two renames there is none; never half of one."""
    while True:
        old = Path(f"{new}-before")
        with contextlib.suppress(FileNotFoundError):
            SITE.rename(old)
        try:
            new.rename(SITE)
            break
        except OSError:
            if not SITE.exists():  # else another build has put its own there meanwhile
                with contextlib.suppress(OSError):
                    old.rename(SITE)
                raise
            shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def sweep():
    """Takes away what killed builds have left (a build takes a minute, these are an hour old), and
    what has been remembered for a month: what is still asked for is made again."""
    for left in SITE.parent.glob(f"{UNFINISHED}[0-9]*"):
        if _age(left) > HOUR:
            shutil.rmtree(left, ignore_errors=True)
    for file in [file for file in CACHE.rglob("*") if file.is_file() and _age(file) > 720 * HOUR]:
        file.unlink(missing_ok=True)


def _age(path):
    """Seconds since it was written."""
    return time.time() - path.stat().st_mtime


def main():
    sweep()
    new = SITE.parent / f"{UNFINISHED}{os.getpid()}"
    try:
        return publish(new)
    except KeyboardInterrupt:
        return "stopped"
    finally:
        shutil.rmtree(new, ignore_errors=True)  # of a good one nothing is left there


def publish(new):
    """Builds the site there, and puts it in its place; whether it was refused."""
    new.mkdir(exist_ok=True)  # first, since where it cannot be all else is in vain
    refused = build.main([])
    if not refused:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
        # in UTF-8, which MkDocs and its plugins do not ask for wherever they name a file
        done = {"GUIDE_BUILT": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        refused = subprocess.run(
            [*command, "--site-dir", new], cwd=ROOT, env=os.environ | done
        ).returncode
    if refused:
        left = "site/ is as it was" if SITE.exists() else "there is no site/"
        print(f"refused; {left}", file=sys.stderr)
        return 1
    swap(new)
    return 0


if __name__ == "__main__":
    end_with(main)
