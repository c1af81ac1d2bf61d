"""A real browser for the tests: found, or installed where there is none.

`python tests/browser.py` installs: on Debian its own chromium package, elsewhere Playwright's.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def executable():
    """The path of an installed Chromium, or None: then Playwright's own is used."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def install():
    release = Path("/etc/os-release")
    if executable():
        return
    if release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines():
        root = [] if os.geteuid() == 0 else ["sudo"]
        subprocess.run([*root, "apt-get", "update", "-qq"], check=True)
        subprocess.run(
            [*root, "apt-get", "install", "-y", "-qq", "chromium"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    else:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=True
        )


if __name__ == "__main__":
    install()
