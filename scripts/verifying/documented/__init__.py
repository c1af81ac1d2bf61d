"""What other frameworks document of each family, one module a family: they are not installed where
a function is begun."""

import importlib
from importlib.util import find_spec
from types import SimpleNamespace

NOTHING = SimpleNamespace(
    TORCH=("torch", ()),
    TENSORFLOW=("tensorflow", ()),
    PARAMETERS={},
    SYNONYMS={},
    KERAS2=(),
    STRING="",
)


def of(family):
    home = f"verifying.documented.{family}"
    return importlib.import_module(home) if find_spec(home) else NOTHING
