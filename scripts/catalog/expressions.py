"""The catalog's conditions and values, written as Python expressions."""

from collections.abc import Mapping
from math import inf
from typing import Any

NAMES = {"inf": inf, "max": max, "min": min, "abs": abs}


def shown(parameters: Mapping[str, Any]) -> str:
    """Values of parameters, as messages name them."""
    return " at " + ", ".join(f"{k}={v!r}" for k, v in parameters.items()) if parameters else ""


def evaluate(expression: str, values: Mapping[str, Any]) -> Any:
    """The value of a catalog expression: `evaluate("max(1, abs(a))", {"a": 2})` is 2."""
    return eval(expression, {"__builtins__": {}}, NAMES | dict(values))  # our own code
