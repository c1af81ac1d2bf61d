"""The walls between rooms: what may import what, lazily too."""

import ast
import sys

import pytest

from checkout import ROOT

SCRIPTS = ROOT / "scripts"
ROOMS = {  # and the rooms that each may import, besides itself
    "project": (),
    "catalog": (),
    "drawing": ("project", "catalog"),
    "writing": ("project", "catalog", "drawing"),
    "checking": ("project", "catalog", "drawing", "writing"),
    "finishing": ("project", "catalog", "drawing", "writing", "checking"),
    "proofs": ("project", "catalog"),
    "verifying": ("project", "catalog", "proofs", "drawing", "writing", "checking"),
}
VERIFIERS = "flint jax keras nbclient sklearn sympy tensorflow torch z3".split()


def name_of(file):
    """Its name as a module: `catalog` for scripts/catalog/__init__.py."""
    parts = file.relative_to(SCRIPTS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules():
    """Every module of the scripts: its name to its text."""
    return {name_of(file): file.read_text(encoding="utf-8") for file in SCRIPTS.rglob("*.py")}


def start(node):
    """The text with which a string begins that is written out, or composed."""
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    return node.value if isinstance(node, ast.Constant) else ""


def imports(text):
    """The names that a module imports, at its head or anywhere, each in full: `catalog.load`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "rooms are imported by their full names"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            if name := start(node.args[0]).rstrip("."):
                yield name


def forbidden(module, name, scripts):
    """Is it one of the imports that the walls keep out?"""
    room, target = module.split(".")[0], name.split(".")[0]
    if target in VERIFIERS:
        return room not in ("proofs", "verifying")
    if room not in ROOMS:
        return "." in module  # in a room without walls; a script on top may import any
    if target in ROOMS or target in scripts:
        return target not in (room, *ROOMS[room])
    return room == "catalog" and target != "numpy" and target not in sys.stdlib_module_names


def circles(modules):
    """Modules that import themselves by way of others."""

    def home(name):
        while name and name not in modules:
            name = name.rpartition(".")[0]
        return name

    behind = {
        module: {home(name) for name in imports(text)} - {"", module}
        for module, text in modules.items()
    }
    for module in modules:
        reached, ahead = set(), set(behind[module])
        while ahead:
            reached |= ahead
            ahead = {name for other in ahead for name in behind[other]} - reached
        if module in reached:
            yield module


def breaks(modules):
    scripts = {name for name in modules if "." not in name and name not in ROOMS}
    for module, text in modules.items():
        for name in imports(text):
            if forbidden(module, name, scripts):
                yield f"{module} imports {name.split('.')[0]}"
    for module in circles(modules):
        yield f"{module} imports itself by a circle"


def test_the_walls_stand():
    texts = modules()
    assert {"build", "catalog.kinds.entry", "proofs.engine", "verifying.drift"} <= set(texts)
    assert list(breaks(texts)) == []


@pytest.mark.parametrize(
    ("module", "text", "target"),
    [
        ("project.files", "import catalog", "catalog"),
        ("catalog.kinds.entry", "from project import paths", "project"),
        ("catalog.activations.relu", "def f():\n    import keras.ops as ops", "keras"),
        ("catalog.activations.relu", "import yaml", "yaml"),
        ("catalog.activations.relu", "import backends", "backends"),
        ("drawing.svg", "from writing.entries import card", "writing"),
        ("writing.entries", "from checking import contract", "checking"),
        ("writing.entries", "def f():\n    from proofs import engine", "proofs"),
        ("checking.contract", "if True:\n    import verifying.session", "verifying"),
        ("checking.contract", "from finishing import links", "finishing"),
        ("finishing.pages", "import publish", "publish"),
        ("finishing.pages", "import sympy", "sympy"),
        ("proofs.engine", "import verifying", "verifying"),
        ("proofs.engine", "import drawing", "drawing"),
        (
            "verifying.code",
            "import importlib\nimportlib.import_module('finishing.pages')",
            "finishing",
        ),
        (
            "writing.entries",
            "from importlib import import_module\nimport_module(f'proofs.{a}')",
            "proofs",
        ),
        ("build", "from z3 import Real", "z3"),
        ("losses.mse", "import catalog", "catalog"),
    ],
)
def test_a_break_is_named(module, text, target):
    made_up = {"publish": "", "backends": "", module: text}
    assert list(breaks(made_up)) == [f"{module} imports {target}"]


def test_what_may_be_imported_is_no_break():
    texts = {
        "project.paths": "from pathlib import Path",
        "catalog": "import json",
        "catalog.kinds.entry": "import numpy as np\nimport catalog",
        "drawing.svg": "import matplotlib\nfrom project.files import write",
        "finishing.pages": "import yaml\nfrom checking import contract",
        "verifying.session": "import keras\nfrom proofs import engine\nfrom writing import entries",
        "proofs.engine": "import z3, flint, sympy",
        "build": "import verifying.session, finishing.pages",
    }
    assert list(breaks(texts)) == []


def test_a_circle_is_named_where_it_runs_and_not_where_it_is_looked_at():
    texts = {
        "writing.a": "from writing import b",
        "writing.b": "def later():\n    from writing.c import one",
        "writing.c": "import writing.a",
        "writing.d": "import writing.a",
    }
    assert list(breaks(texts)) == [f"writing.{name} imports itself by a circle" for name in "abc"]
