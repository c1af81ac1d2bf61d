"""The theorems: each holds, each is tied to the installed Keras, and what is false is refused."""

import importlib
import math
import os
import re
from fractions import Fraction
from functools import cache
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
import sympy
import z3
from flint import arb

import catalog
import proofs
from catalog.kinds.vector import Vector
from project import sources
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
    maximum,
    minimum,
    prove,
    standard_errors,
    theorem,
    tie,
    ulps,
    where,
)
from proofs.installed import resolve

os.environ["KERAS_BACKEND"] = "jax"
STEMS = [(family, stem) for family in catalog.families() for stem in proofs.stems(family)]
FOUND = [(family, stem, found.id) for family, stem in STEMS for found in proofs.load(family, stem)]
every_function = pytest.mark.parametrize(("family", "stem"), STEMS, ids=[stem for _, stem in STEMS])
every_theorem = pytest.mark.parametrize(
    ("family", "stem", "name"), FOUND, ids=["-".join(found[1:]) for found in FOUND]
)
a, x, y = z3.Reals("a x y")
t = sympy.Symbol("t")


def of(family, stem, name):
    return next(found for found in proofs.load(family, stem) if found.id == name)


@cache
def decided(family, stem, name):
    return of(family, stem, name).decide()


@cache
def tied(family, stem, name):
    return of(family, stem, name).tie()


def verdict(function):
    """The verdict on a theorem whose code is `function`."""
    return theorem("title", "statement")(function).decide()


# The theorems that the pages show.


def test_every_function_has_theorems():
    assert STEMS == [
        (family, stem) for family in catalog.families() for stem in catalog.stems(family)
    ]
    assert {stem for _, stem, _ in FOUND} == {stem for _, stem in STEMS}


@every_theorem
def test_holds(family, stem, name):
    assert decided(family, stem, name).holds, decided(family, stem, name).error


@every_theorem
def test_is_tied_to_the_installed_keras(family, stem, name):
    found = tied(family, stem, name)
    assert found.holds, found.error
    assert found.method == "check"


@every_theorem
def test_conditions_are_shown_necessary(family, stem, name):
    output = decided(family, stem, name).output
    assert "counterexample" in output or "falls, as it must" in output


@every_theorem
def test_two_runs_print_the_same(family, stem, name):
    """This run, and the build's in another process, which the page shows."""
    for verdict, file in (
        (decided(family, stem, name), "checks.md"),
        (tied(family, stem, name), "ties.md"),
    ):
        shown = sources.snippet(f"{family}/{stem}/{file}", name)
        shown = (
            re.sub("(?m)^    ", "", shown) if file == "ties.md" else shown
        )  # a tie stands in a box that opens
        assert f"```output\n{verdict.output}```" in shown


@every_theorem
def test_shown_code_fits_the_page(family, stem, name):
    found = of(family, stem, name)
    assert found.source.startswith(f"def {name}():\n    ")
    assert found.path.read_text().splitlines()[found.line - 1] == f"def {name}():"
    assert max(map(len, (found.source + found.tie_source).splitlines())) <= 88


@every_theorem
def test_is_about_the_function(family, stem, name, monkeypatch):
    """Another function in its place, and no theorem holds: none is true of whatever one writes."""
    module = importlib.import_module(f"proofs.{family}.{stem}")
    module_f = module.f
    if isinstance(catalog.load(family, stem), Vector):
        monkeypatch.setattr(module, "f", lambda x: [v + 1 for v in module_f(x)])
        monkeypatch.setattr(module, "jacobian", lambda x: [[3 for _ in x] for _ in module_f(x)])
    else:
        monkeypatch.setattr(module, "f", lambda x, *parameters: x + 1)
        monkeypatch.setattr(module, "gradient", lambda x, *parameters: 3)
    assert not of(family, stem, name).decide().holds


@every_theorem
def test_tie_notices_another_function(family, stem, name, monkeypatch):
    import keras

    def another(x, *parameters):
        return 3 * keras.ops.sin(7 * x) + 0.1

    facts = catalog.load(family, stem)
    if facts.is_layer:
        monkeypatch.setattr(resolve(facts.keras), "call", lambda self, x: another(x))
    elif isinstance(facts, Vector):  # of the same shape
        real = getattr(keras.activations, stem)
        monkeypatch.setattr(keras.activations, stem, lambda x, axis=-1: another(real(x, axis)))
    else:
        monkeypatch.setattr(keras.activations, stem, another)
    found = of(family, stem, name).tie()
    assert not found.holds and found.error.startswith("false: ")


def test_tie_notices_another_gradient_at_the_kink(monkeypatch):
    import keras

    monkeypatch.setattr(
        keras.activations, "leaky_relu", lambda x, a: keras.ops.where(x > 0, x, a * x)
    )
    assert "1 at the kink" in of("activations", "leaky_relu", "continuity").tie().error
    assert "gradient at 0 is 1" in of("activations", "leaky_relu", "subdifferential").tie().error


# The form that the provers read is the NumPy reference.

XS = [Fraction(n, d) for n, d in product(range(-9, 10), (1, 3, 7))] + [
    Fraction(sign * 10**30) for sign in (-1, 1)
]


def rational(value):
    return Fraction(str(value)) if isinstance(value, float) else value


def each(kind, parameters):
    """The values of the parameters as numbers of that kind; None and booleans stay."""
    return [
        value if value is None or isinstance(value, bool) else kind(value) for value in parameters
    ]


def assert_same(form, reference, parameters):
    """Equal in rationals, in Z3 and in SymPy; where the reference is transcendental, SymPy's 30
    digits decide."""
    try:
        wanted = reference(np.array(XS, dtype=object), *parameters)
        leaves = any(
            isinstance(v, float) for v in np.ravel(wanted)
        )  # math's erfc of a Fraction is a float
    except TypeError:  # NumPy has no exp of a Fraction
        leaves = True
    if leaves:
        xs = [
            float(v) for v in XS if abs(v) < 100
        ]  # so that near a root only the reference's own rounding counts
        wanted = reference(np.array(xs), *each(float, parameters))
        got = [
            float(sympy.N(form(sympy.Rational(v), *each(sympy.Rational, parameters)), 30))
            for v in xs
        ]
        # a few operations, each within an ulp or two: 16 ulps; in a tail the exponential multiplies
        # what its argument was rounded by
        np.testing.assert_allclose(wanted, got, rtol=2**-48, atol=2**-58)
        return
    for v, want in zip(XS, wanted):
        by_z3 = z3.simplify(z3.RealVal(0) + form(z3.RealVal(v), *each(z3.RealVal, parameters)))
        by_sympy = sympy.sympify(form(sympy.Rational(v), *each(sympy.Rational, parameters)))
        assert by_z3.as_fraction() == Fraction(by_sympy.p, by_sympy.q) == want, (
            f"at x = {v}, {parameters}"
        )


def assert_same_vectors(module, facts, n):
    """f and jacobian of the provers on vectors of length n: in SymPy's 30 digits, the reference
    within 64 ulps of float64."""
    rng = np.random.default_rng(0)
    rows = [[0] * n, list(range(n)), *rng.integers(-9, 10, (12, n)).tolist()]
    for row in [[Fraction(v, 3) for v in row] for row in rows]:
        exact = [sympy.Rational(v) for v in row]
        for form, reference in (module.f, facts.f), (module.jacobian, facts.jacobian):
            got = np.array(sympy.Matrix(form(exact)).evalf(30).tolist(), float).reshape(
                np.shape(form(exact))
            )
            np.testing.assert_allclose(
                reference(np.array(row, float)), got, rtol=2**-46, atol=2**-46, err_msg=f"at {row}"
            )


@every_function
def test_form_is_the_reference(family, stem):
    module, facts = importlib.import_module(f"proofs.{family}.{stem}"), catalog.load(family, stem)
    if isinstance(facts, Vector):
        for n in facts.lengths:
            assert_same_vectors(module, facts, n)
        return
    for parameters in product(*(p.sweep for p in facts.parameters)):
        parameters = [rational(v) for v in parameters]
        assert_same(module.f, facts.f, parameters)
        assert_same(module.gradient, facts.gradient, parameters)


def test_other_forms_are_not_the_reference():
    reference = catalog.load("activations", "leaky_relu").f
    assert_same(lambda x, a: maximum(x, a * x), reference, [Fraction(1, 5)])
    with pytest.raises(AssertionError):
        assert_same(lambda x, a: minimum(x, a * x), reference, [Fraction(1, 5)])
    assert_same(lambda x: 1 / (1 + sympy.exp(-x)), lambda x: 1 / (1 + np.exp(-x)), [])
    with pytest.raises(AssertionError):
        assert_same(lambda x: 1 / (1 + sympy.exp(-x)) + 10**-12, lambda x: 1 / (1 + np.exp(-x)), [])
    # a root next to -9/7: there the rounding of -9/7 to a float is no fault of the reference
    near = 1.2857
    assert_same(lambda x: x + sympy.Rational(near), lambda x: np.exp(0 * x) * (x + near), [])


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
    "proved by Z3": (by_z3,),
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

    assert verdict(code).badge == "proved by Z3"
    assert verdict(code).output.splitlines()[1:] == [
        "Z3, counterexample to x > 0: x = 0",
        "falls, as it must: a check that fails, after one that holds",
    ]


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


def test_a_form_may_read_none():
    def capped(x, cap):
        return x if cap is None else minimum(x, cap)

    def reference(x, cap):
        return x if cap is None else np.minimum(x, cap)

    for cap in None, Fraction(6):
        assert_same(capped, reference, [cap])
    with pytest.raises(AssertionError):
        assert_same(capped, lambda x, cap: x, [Fraction(6)])


def test_a_form_may_read_a_boolean_and_the_reference_leave_the_rationals_by_math():
    def shifted(x, up):
        return sympy.atan(x) + 1 if up else sympy.atan(x)

    def reference(x, up):
        return np.vectorize(math.atan, otypes=[float])(x) + (1 if up else 0)

    for up in False, True:
        assert_same(shifted, reference, [up])
        with pytest.raises(AssertionError):
            assert_same(shifted, lambda x, up: reference(x, not up), [up])
