"""What others made and the site carries: each file is the recorded one, byte for byte, with its
licence beside it."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from checkout import ROOT

RECORD = json.loads((ROOT / "docs/assets/vendored.json").read_text(encoding="utf-8"))
FIELDS = {
    "name",
    "version",
    "package",
    "path",
    "licence",
    "licence_file",
    "sha256",
}  # package: of npm; path: within it
LICENCES = {
    "MIT": ("The MIT License (MIT)", "Copyright (c) 2013-2020 Khan Academy and other contributors"),
    "OFL-1.1": (
        "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007",
        "Copyright 2001-2021 The STIX Fonts Project Authors",
    ),
}
BY_NAME = re.compile(r"\.(woff2?|ttf|otf|wasm)$|\.min\.")
every_file = pytest.mark.parametrize("file", RECORD)


def vendored():
    """Files in a folder with a licence, and elsewhere those that a name gives away."""
    files = [
        path
        for home in ("docs", "overrides")
        for path in (ROOT / home).rglob("*")
        if path.is_file()
    ]
    found = [
        path for path in files if (path.parent / "LICENSE").is_file() or BY_NAME.search(path.name)
    ]
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_what_is_vendored_is_recorded_and_the_reverse():
    assert vendored() == set(RECORD)


@every_file
def test_file_is_the_recorded_one(file):
    kept = RECORD[file]
    assert set(kept) == FIELDS and all(kept.values())
    assert hashlib.sha256((ROOT / file).read_bytes()).hexdigest() == kept["sha256"], (
        f"not that of {kept['package']} {kept['version']}"
    )


@every_file
def test_licence_lies_beside_the_file(file):
    kept = RECORD[file]
    assert Path(kept["licence_file"]) == Path(file).with_name("LICENSE")
    text = (ROOT / kept["licence_file"]).read_text(encoding="utf-8")
    assert all(words in text for words in LICENCES[kept["licence"]])


def test_version_is_what_katex_says_of_itself():
    file = "docs/assets/katex/katex.min.js"
    assert re.findall(r'version:"([^"]+)"', (ROOT / file).read_text(encoding="utf-8")) == [
        RECORD[file]["version"]
    ]
