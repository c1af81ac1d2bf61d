"""The catalog's conditions and values, written as Python expressions in the parameters' names."""

from math import inf

NAMES = {"inf": inf, "max": max, "min": min, "abs": abs}


def shown(parameters):
    """Values of parameters, as messages name them."""
    return " at " + ", ".join(f"{k}={v!r}" for k, v in parameters.items()) if parameters else ""


def evaluate(expression, parameters):
    """The value of a catalog expression at parameter values: `evaluate("max(1, abs(a))", {"a": 2})` is 2."""
    return eval(
        expression, {"__builtins__": {}}, NAMES | dict(parameters)
    )  # the catalog is our own code
