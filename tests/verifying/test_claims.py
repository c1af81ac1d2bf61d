"""What may be claimed of functions that saturate or round: true claims pass, false ones do not."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import catalog
from catalog.kinds.entry import Claim
from catalog.kinds.function import Kink
from verifying.claims import claims
from verifying.kinds import function as kind

MISH = catalog.load("activations", "mish")
TRUE = {
    "sigmoid": lambda x: np.exp(np.minimum(x, 0)) / (1 + np.exp(-abs(x))),
    "softplus": lambda x: np.log1p(np.exp(-abs(x))) + np.maximum(x, 0),
    "exponential": np.exp,
    "log_sigmoid": lambda x: np.minimum(x, 0) - np.log1p(np.exp(-abs(x))),
    "squareplus": lambda x: (x + np.sqrt(x**2 + 4)) / 2,
    "tanh": np.tanh,
    "softsign": lambda x: x / (1 + abs(x)),
    "tanh_shrink": lambda x: x - np.tanh(x),
}
FLAT = {  # the function, its kinks, and the simplest points between which it does not rise
    "relu": (lambda x: np.maximum(x, 0 * np.exp(x)), (0,), "-1, 0"),
    "hard_sigmoid": (lambda x: np.clip(x / 6 + 0.5, 0, 1), (-3, 3), "3, 4"),
    "hard_tanh": (lambda x: np.clip(x, -1, 1), (-1, 1), "1, 2"),
    "cut far out": (lambda x: np.clip(np.sinh(x), -np.sinh(5), np.sinh(5)), (-5, 5), "5, 6"),
    "flat over half a unit": (lambda x: x - np.clip(x - 0.25, 0, 0.5), (0.25, 0.75), "0.25, 0.5"),
}
CONVEX = {"softplus", "exponential", "squareplus"}
ODD = {"tanh", "softsign", "tanh_shrink"}


def said(f, name, when="True", value="", kinks=()):
    """What the check of claims says to one claim on f."""
    entry = replace(
        MISH,
        f=f,
        kinks=lambda: tuple(Kink(float(k), 0.0, 1.0, 0.0) for k in kinks),
        claims=(Claim(name, when, value=value),),
    )
    with np.errstate(all="ignore"):
        return [message for _, message, _ in claims(entry)]


@pytest.mark.parametrize("name", TRUE)
def test_what_saturates_in_floats_alone_is_strictly_increasing(name):
    f = TRUE[name]
    assert not said(f, "strictly_increasing")
    assert not said(f, "increasing")
    assert "no counterexample was found" in said(f, "strictly_increasing", "False")[0]
    assert "fails at" in said(lambda x: -f(x), "strictly_increasing")[0]


@pytest.mark.parametrize("name", TRUE)
@settings(max_examples=200, deadline=None)
@given(x=st.lists(st.floats(-8, 8), min_size=3, max_size=8, unique=True))
def test_no_step_that_a_float_absorbs_is_a_counterexample(name, x):
    points = np.array([*sorted({*x, 0.0, 1e-39}), 40, 41])
    properties = ["increasing", "strictly_increasing"]
    properties += ["convex"] * (name in CONVEX) + ["odd"] * (name in ODD)
    for each in properties:
        assert kind.counterexample(each, points, TRUE[name], kind.SLACK) is None


@pytest.mark.parametrize("name", FLAT)
def test_what_is_flat_somewhere_is_not_strictly_increasing(name):
    f, kinks, where = FLAT[name]
    assert not said(f, "increasing", kinks=kinks)
    (message,) = said(f, "strictly_increasing", kinks=kinks)
    assert message == f"strictly_increasing: fails at x = {where}"
    assert not said(f, "strictly_increasing", "False", kinks=kinks)


@pytest.mark.parametrize(
    ("name", "f", "where"),
    [
        ("convex", np.tanh, "0, 1, 2"),
        ("odd", np.exp, "0"),
        ("even", np.tanh, "1"),
        ("homogeneous", np.exp, "0"),
        ("idempotent", lambda x: np.exp(-abs(x)), "0"),
        ("increasing", lambda x: -np.tanh(x), "0, 1"),
    ],
)
def test_a_counterexample_is_shown_small(name, f, where):
    assert said(f, name) == [f"{name}: fails at x = {where}"]


def test_the_simplest_comes_first():
    values = [-0.5, 3, Fraction(1, 3), -2, 2, 1, -1, 0.5, 0]
    ordered = sorted(values, key=lambda v: kind.simplicity((v,)))
    assert ordered == [0, 1, -1, 0.5, 2, -0.5, -2, Fraction(1, 3), 3]
