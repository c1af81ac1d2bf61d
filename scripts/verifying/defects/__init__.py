"""Does the installed Keras still have a defect? One module of checks a family; a defect names
its own."""

import importlib
import inspect
from importlib.util import find_spec


def find(family, name):
    """The check of that name, entry -> whether the installed Keras has the defect; None where
    the family has none."""
    home = f"verifying.defects.{family}"
    check = vars(importlib.import_module(home)).get(name) if find_spec(home) else None
    public = inspect.isfunction(check) and check.__module__ == home and not name.startswith("_")
    return check if public else None


def shared(family):
    """The checks that any function of a family may be asked: check -> what it finds."""
    home = f"verifying.defects.{family}"
    return importlib.import_module(home).SHARED if find_spec(home) else {}
