"""Files that are whole or absent, and names for content."""

import hashlib
import os
import re
import tempfile
from functools import cache
from importlib import metadata
from pathlib import Path

from project.paths import SCRIPTS
from project.problems import Refused, withheld

# Read as a pattern, since a tree of the syntax takes longer than all else of a build with little to
# do. A line of text that reads like an import brings in a file too many, never one too few.
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(\w[\w.]*)[ \t]+)?import[ \t]+(\([^)]*\)|\w[^\n#]*)", re.M
)


def write(path, data):
    """Writes bytes so that a reader, or a killed build, never sees half a file; leaves an equal
    file untouched. Refuses one that the system withholds."""
    try:
        _write(Path(path), data)
    except OSError as error:
        raise Refused(withheld(path, error)) from None


def _write(path, data):
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def digest(*parts):
    """A name for content: sha256 over strings and bytes, kept apart from each other."""
    sha = hashlib.sha256()
    for part in parts:
        part = part.encode() if isinstance(part, str) else part
        sha.update(b"%d:" % len(part) + part)
    return sha.hexdigest()


@cache
def versions(*packages):
    """The installed versions of packages, as text; "absent" for one that is not there."""
    found = []
    for package in packages:
        try:
            found.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            found.append(f"{package} absent")
    return ", ".join(found)


@cache
def code_behind(path):
    """The scripts that a script is made of: itself and, through its imports, the project's own."""
    found = {path}
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):  # whoever loads it says where
        return frozenset(found)
    for match in IMPORT.finditer(text):
        names = [name.split()[0] for name in match[2].strip("()").split(",") if name.strip()]
        if match[1]:
            names = [match[1], *(f"{match[1]}.{name}" for name in names)]
        for name in names:
            stem = SCRIPTS.joinpath(*name.split("."))
            for file in (stem.with_suffix(".py"), stem / "__init__.py"):
                if file.is_file() and file not in found:
                    found |= code_behind(file)
    return frozenset(found)
