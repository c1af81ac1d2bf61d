"""What serves every family names none: rooms, templates, styles, scripts, workflows. The page on
which a small network trains serves one, that of the functions between its layers.
"""

import re

import pytest

import catalog
from checkout import ROOT

SHARED = (
    "scripts/*.py",
    "scripts/*/*.*",
    "scripts/*/kinds/*.py",
    "overrides/**/*.html",
    "docs/assets/scripts/*.js",
    "docs/assets/styles/*.css",
    ".github/**/*.yml",
    "mkdocs.yml",
)

OF_ONE = {
    "scripts/catalog/scenes.py",
    "scripts/catalog/training.py",
    "scripts/drawing/training.py",
    "scripts/writing/training.py",
    "docs/assets/scripts/network.js",
    "docs/assets/scripts/train.js",
    "docs/assets/scripts/training.js",
}


def family_in(text):
    """The first name of a family in a text, in the singular too; or None."""
    names = "|".join(f"{family.removesuffix('s')}s?" for family in catalog.families())
    return re.search(rf"(?i)\b({names})\b", text)


def files():
    listed = {file for pattern in SHARED for file in ROOT.glob(pattern) if file.is_file()}
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in listed}


def test_no_family_is_named():
    texts = files()
    assert {"scripts/project/files.py", "overrides/404.html", "mkdocs.yml"} <= set(texts)
    assert OF_ONE <= set(texts)
    assert {name for name, text in texts.items() if family_in(text)} == OF_ONE


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('"/activations/"', "activations"),
        ("an Activation of", "Activation"),
        ("keras.activations.relu", "activations"),
        ("deactivation, reactivate", None),
    ],
)
def test_a_name_is_seen(text, named):
    seen = family_in(text)
    assert (seen and seen[0]) == named
