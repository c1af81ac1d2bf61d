"""The engine refuses what is false and what it cannot decide, and a badge names the weakest
tool."""

import importlib
import os
from types import SimpleNamespace

import numpy as np
import pytest
import sympy
import z3
from flint import arb

import proofs
from project.problems import Refused
from proofs import engine
from proofs.activations import installed, installed_vector
from proofs.engine import (
    at_most,
    bound,
    check,
    counterexample,
    equal,
    falls,
    prove,
    standard_errors,
    theorem,
    tie,
    ulps,
    where,
)

os.environ["KERAS_BACKEND"] = "jax"
a, x, y = z3.Reals("a x y")
t = sympy.Symbol("t")


def verdict(function):
    """The verdict on a theorem whose code is `function`."""
    return theorem("title", "statement")(function).decide()


# The engine refuses what is false, and what it cannot decide.


def hard():
    b, c, d = z3.Reals("b c d")
    prove(
        "a hard one",
        z3.Not(
            z3.And(
                a**7 * b + c**5 * d**3 == x * y**5 + 3,
                a**4 + b**4 + c**4 - d**4 == 5 * a * b * c * d + x**3,
                x**5 + b**7 * a == y**2 + 7 * c,
                a * x > d**3 * y + 1,
            )
        ),
    )


def convexity_for_every_slope():
    def leaky(v):
        return where(v >= 0, v, a * v)

    prove("convex", 2 * leaky((x + y) / 2) <= leaky(x) + leaky(y))


REFUSED = {
    "z3: false": (lambda: prove("square", x * x > 0), "false: square: x = 0"),
    "z3: a condition too few": (convexity_for_every_slope, "false: convex: a = 2, x = -1, y = 1"),
    "z3: only an irrational violates it": (
        lambda: prove("no root", x * x != 2),
        "false: no root: x = -1.414",
    ),
    "z3: no variables": (lambda: prove("one", z3.RealVal(1) > 1), "false: one"),
    "z3: gives up": (hard, "Z3 cannot decide: a hard one"),
    "z3: no counterexample": (
        lambda: counterexample("to squares", x * x >= 0),
        "no counterexample to squares: the claim holds",
    ),
    "sympy: false": (
        lambda: equal("shift", sympy.sin(t), 0),
        "false: shift: the sides differ by sin(t)",
    ),
    "sympy: gives up": (
        lambda: equal("ceiling", sympy.floor(t) + 1, sympy.ceiling(t)),
        "SymPy cannot decide: ceiling",
    ),
    "arb: false": (lambda: bound("sine", arb.sin, 0.0, 10.0, "0.99"), "false: sine: at x = "),
    "arb: touches the limit": (
        lambda: bound("touches", lambda v: v, 0.0, 1.0, 1),
        "too close to decide: touches",
    ),
    "check: too far": (
        lambda: check("two ulp", 1 + 2**-22, 1, ulps(1, 1), "none"),
        "false: two ulp: ",
    ),
    "check: not a number": (
        lambda: check("nan", np.nan, np.nan, ulps(1, 1), "none"),
        "false: nan: ",
    ),
    "check: above": (lambda: at_most("above", 2, 1, ulps(1, 1), "none"), "false: above: "),
    "falls: it holds": (
        lambda: falls_around(lambda: prove("square", x * x >= 0)),
        "holds, but was said to fall",
    ),
    "falls: it is not decided": (lambda: falls_around(hard), "Z3 cannot decide: a hard one"),
    "decides nothing": (lambda: print("believe me"), "the code decides nothing"),
    "counterexample alone": (lambda: counterexample("to x > 0", x > 0), "the code decides nothing"),
    "crashes": (lambda: 1 / 0, "ZeroDivisionError: division by zero (test_proofs.py:"),
}


def falls_around(function):
    with falls("the statement"):
        function()


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name, monkeypatch):
    monkeypatch.setattr(engine, "EFFORT", 200_000)  # so that the hard one gives up at once
    function, message = REFUSED[name]
    found = verdict(function)
    assert not found.holds and not found.badge
    assert message in found.error


def test_a_wrong_tie_is_refused():
    claim = theorem("title", "statement")(lambda: prove("square", x * x >= 0))
    tie(claim)(lambda: check("values", installed("relu", [-1, 1])[0], 1, ulps(1, 1), "none"))
    assert claim.decide().holds
    assert not claim.tie().holds


def test_a_theorem_without_tie_is_refused(monkeypatch):
    module = SimpleNamespace(lonely=theorem("title", "statement")(hard))
    monkeypatch.setattr(importlib, "import_module", lambda name: module)
    with pytest.raises(
        Refused, match=r"test_proofs.py:\d+: theorem hard is not tied to the installed Keras"
    ):
        proofs.load("activations", "lonely")


# The badge names the weakest tool.

by_z3 = lambda: prove("square", x * x >= 0)
by_sympy = lambda: equal("identity", sympy.sin(0), 0)
by_arb = lambda: bound("sine", arb.sin, 0.0, 10.0, "1.01")
by_check = lambda: check("ones", np.ones(1000), 1, ulps(2, 1), "none")
by_sampling = lambda: check("ones", np.ones(234), 1, standard_errors(4, 0.1), "none")
BADGES = {
    "proved by Z3 and cvc5": (by_z3,),
    "proved by SymPy": (by_sympy, by_z3),
    "bounded by interval arithmetic": (by_z3, by_arb, by_sympy),
    "checked numerically: 1,000 points, 2 ulp": (by_z3, by_check, by_arb),
    "checked numerically: 1,234 points, 2 ulp, 4 standard errors": (by_check, by_sampling),
}


@pytest.mark.parametrize("badge", BADGES)
def test_badge(badge):
    found = verdict(lambda: [tool() for tool in BADGES[badge]])
    assert found.holds, found.error
    assert found.badge == badge


def test_what_must_fall_and_counterexamples_leave_the_badge_alone():
    def code():
        prove("square", x * x >= 0)
        counterexample("to x > 0", x > 0)
        with falls("a check that fails, after one that holds"):
            by_check()
            check("two", 2, 1, ulps(1, 1), "none")

    assert verdict(code).badge == "proved by Z3 and cvc5"
    assert verdict(code).output.splitlines()[1:] == [
        "Z3, counterexample to x > 0: x = 0",
        "falls, as it must: a check that fails, after one that holds",
    ]


def test_cvc5_that_cannot_tell_is_not_named(monkeypatch):
    monkeypatch.setattr(engine, "SECOND_EFFORT", 1)
    found = verdict(lambda: prove("product", z3.Implies(x * y > 0, (x > 0) == (y > 0))))
    assert found.badge == "proved by Z3"
    assert found.output == "Z3, negation unsatisfiable: product\n"


@pytest.mark.parametrize("tool", [by_z3, lambda: counterexample("to x > 0", x > 0)])
def test_provers_that_disagree_decide_nothing(monkeypatch, tool):
    other = {"sat": "unsat", "unsat": "sat"}
    second = engine.second
    monkeypatch.setattr(engine, "second", lambda question: other[second(question)])
    assert verdict(tool).error.startswith("the provers disagree, Z3 ")


def test_cvc5_reads_functions_by_any_name_and_says_so_where_it_cannot_read():
    exp = z3.Function("exp", z3.RealSort(), z3.RealSort())
    solver = z3.Solver()
    solver.add(exp(x) > exp(y), x == y)
    assert engine.second(solver.to_smt2()) == "unsat"
    assert engine.second("(assert (no such thing))\n(check-sat)") == "unknown"


def test_what_is_assumed_is_printed_and_proves_nothing():
    found = verdict(lambda: engine.assume("exp is increasing"))
    assert found.output == "assumed without proof: exp is increasing\n"
    assert found.error.startswith("the code decides nothing")


def test_points_are_both_signs_zero_and_float32():
    found = engine.points()
    assert found.dtype == np.float32 and 0 in found and found.min() < -1e5 and found.max() > 1e5
    assert np.array_equal(found, engine.points())


def test_installed_gives_one_row_per_parameter():
    value, gradient = installed("leaky_relu", [-1, 0, 2], np.array([[0.5], [0.25]]))
    assert value.tolist() == [[-0.5, 0, 2], [-0.25, 0, 2]]
    assert gradient.tolist() == [[0.5, 1, 1], [0.25, 1, 1]]


def test_installed_takes_the_weights_of_a_layer():
    value, gradient = installed("PReLU", [-1, 0, 2], np.array([[0.5], [0.25]]))
    assert value.tolist() == [[-0.5, 0, 2], [-0.25, 0, 2]]
    assert gradient.tolist() == [[0.5, 0, 1], [0.25, 0, 1]]


def test_installed_vector_takes_a_name_or_a_function():
    import keras

    by_name = installed_vector("softmax", [[0, 0], [1, -1]])
    by_function = installed_vector(lambda x: keras.ops.softmax(x), [[0, 0], [1, -1]])
    assert all(map(np.array_equal, by_name, by_function))
    assert by_name[0][0].tolist() == [0.5, 0.5] and by_name[1][0].tolist() == [
        [0.25, -0.25],
        [-0.25, 0.25],
    ]
