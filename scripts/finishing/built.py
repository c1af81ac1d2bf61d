"""The built site, read once for all that finishing looks for in it."""

import os
import unicodedata
from pathlib import Path

from project.problems import Problem


def pages(site):
    """The text of every page of a built site, by its file; site: its folder, resolved."""
    return {file: file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))}


def files(site):
    """Every file of the site, as it was written: a disk that ignores case says of more that they
    are there."""
    return {Path(folder, name) for folder, _, names in os.walk(site) for name in names}


def folded(name):
    """A name as a disk sees it that ignores case, as macOS and Windows have it."""
    return unicodedata.normalize("NFC", name).casefold()


def alike(site, files, sources):
    """Problems of files of the site that differ by case alone: of two, such a disk keeps one.

    sources: page (relative to site) to the source that an author can mend.
    """
    first = {}
    for name in sorted(file.relative_to(site).as_posix() for file in files):
        other = first.setdefault(folded(name), name)
        if other != name:
            what = f'"{name}" and "{other}" differ by case alone'
            remedy = "give one another name: where case is ignored, one would overwrite the other"
            yield Problem(sources.get(name, site / name), 1, what, remedy)
