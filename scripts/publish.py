"""Builds the site beside the last good one, and puts it in its place only when nothing was refused: `python scripts/publish.py`."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from project.paths import CACHE, ROOT

SITE = ROOT / "site"


def swap(new):
    """Puts a finished site in place. Between two renames there is none; never half of one."""
    old = CACHE / f"site-old-{os.getpid()}"
    with open(CACHE / "swap", "w", encoding="utf-8") as lock:  # two builds may end at once
        fcntl.flock(lock, fcntl.LOCK_EX)
        if SITE.exists():
            SITE.rename(old)
        new.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)


def main():
    for left in CACHE.glob("site-*"):
        owner = left.name.rsplit("-", 1)[1]
        if not Path(f"/proc/{owner}").exists():
            shutil.rmtree(left, ignore_errors=True)
    new = CACHE / f"site-new-{os.getpid()}"
    CACHE.mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--clean",
        "--site-dir",
        str(new),
    ]
    code = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    ).returncode
    if code:
        shutil.rmtree(new, ignore_errors=True)
        print(
            "refused; site/ is as it was" if SITE.exists() else "refused; there is no site/",
            file=sys.stderr,
        )
        return code
    swap(new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
