"""A link of the file system leads to something in the project: else a page would be published of
whatever the machine holds there, or of nothing."""

import os
from pathlib import Path

from project.paths import DOCS, GENERATED, RECORDS, ROOT, SCRIPTS
from project.problems import Problem

REMEDY = "put what is meant in its place, or take the link away"


def check():
    """Problems of the links among what authors write; not of those that editors leave."""
    for home in (DOCS, SCRIPTS, RECORDS):
        for folder, folders, files in os.walk(home):
            folders[:] = sorted(name for name in folders if Path(folder, name) != GENERATED)
            for path in (Path(folder, name) for name in (*folders, *sorted(files))):
                if path.is_symlink() and path.name[0].isalnum() and (wrong := _wrong(path)):
                    yield Problem(path, 1, wrong, REMEDY)


def _wrong(path):
    target = Path(os.path.realpath(path))
    if not target.exists():
        return "a link that leads to nothing"
    if not target.is_relative_to(ROOT):
        return "a link that leads out of the project"
    return "a link to the folder in which it stands" if target in path.parents else ""
