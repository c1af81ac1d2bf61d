"""What serves every family names none: rooms, templates, styles, scripts, workflows."""

import re

import pytest

import catalog
from checkout import ROOT

KNOWN = {  # what is still to be mended: a file that names none any more goes from here too
    "scripts/backends.py",
    "scripts/build.py",
    "scripts/catalog/__init__.py",
    "scripts/catalog/defects.py",
    "scripts/catalog/kinds/entry.py",
    "scripts/drift.py",
    "scripts/new.py",
    "scripts/proofs/engine.py",
    "scripts/verifying/agreement.py",
    "scripts/work.py",
    "scripts/writing/tables.py",
}
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


def family_in(text):
    """The first name of a family in a text, in the singular too; or None."""
    names = "|".join(f"{family.removesuffix('s')}s?" for family in catalog.families())
    return re.search(rf"(?i)\b({names})\b", text)


def files():
    listed = {file for pattern in SHARED for file in ROOT.glob(pattern) if file.is_file()}
    return {file.relative_to(ROOT).as_posix(): file.read_text() for file in listed}


def test_no_family_is_named_but_where_it_is_known():
    texts = files()
    assert {"scripts/project/files.py", "overrides/404.html", "mkdocs.yml"} <= set(texts)
    assert {name for name, text in texts.items() if family_in(text)} == set(KNOWN)


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
