"""What exists is what is found: one module a function, in a folder a family."""

import importlib
import json
from pathlib import Path

HOME = Path(__file__).resolve().parent


def families():
    """Names of the families, the folders with entries in them: `activations`."""
    return sorted(p.name for p in HOME.iterdir() if p.name != "kinds" and any(p.glob("*.py")))


def stems(family):
    """Names of the functions of a family that have a module."""
    return sorted(p.stem for p in (HOME / family).glob("*.py") if not p.stem.startswith("_"))


def module_path(family, stem):
    return HOME / family / f"{stem}.py"


def load(family, stem):
    """The facts of one function."""
    return importlib.import_module(f"catalog.{family}.{stem}").FUNCTION


def unwritten():
    """Keras functions that have no page yet, one name a line."""
    return [line for line in (HOME / "unwritten.txt").read_text().splitlines() if line]


def record(family, stem):
    """What the frameworks were seen to do: the committed record that `make backends` writes."""
    return json.loads((HOME / "records" / family / f"{stem}.json").read_text())
