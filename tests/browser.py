"""A real browser for the tests: found, or installed where there is none; and what tests ask of a page in it.

`python tests/browser.py` installs: on Debian its own chromium package, elsewhere Playwright's.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 1000}}


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


def bundle_of(tab, move):
    """Makes a move until the theme's bundle has come: the browser drops what comes before its first picture."""
    for _ in range(300):
        move()
        tab.wait_for_timeout(100)
        if tab.locator("meta[name=theme-color]").count():  # the bundle writes it
            return
    raise AssertionError("the bundle does not come")


def faults(tab, *within):
    """What axe finds on the page, or within the elements of the selectors."""
    tab.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    found = tab.evaluate(
        "within => axe.run(within.length ? {include: within.map(e => [e])} : document, {resultTypes: ['violations']})",
        list(within),
    )
    return [
        (v["id"], [n["target"] for n in v["nodes"]][:3], v["nodes"][0]["failureSummary"])
        for v in found["violations"]
    ]


if __name__ == "__main__":
    install()
