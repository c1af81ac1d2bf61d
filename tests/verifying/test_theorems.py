"""What is asked of each theorem where it is decided, tried on theorems that are bad in one way
each.

The theorems of the pages themselves are asked by `make verify-all`.
"""

import importlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import sympy

import catalog
import proofs
from lines import line_with
from proofs.engine import check, falls, maximum, minimum, prove, theorem, ulps
from verifying import kinds, theorems
from verifying.kinds import function, vector

LEAKY = catalog.load("activations", "leaky_relu")
SOFTMAX = catalog.load("activations", "softmax")


def of(entry):
    return importlib.import_module(f"proofs.{entry.family}.{entry.stem}")


def real(name):
    return next(t for t in proofs.load("activations", "leaky_relu") if t.id == name)


def made(decide, tied):
    statement = theorem("title", "statement")(decide)
    statement.tied = tied
    return statement


def by_z3():
    import z3

    x = z3.Real("x")
    prove("square", x * x >= 0)
    with falls("its negation"):
        prove("negative", x * x < 0)


def by_constant():
    check("one", 1, 1, ulps(1, 1), "none")


def doubts(statement):
    problems = theorems.doubts(statement, statement.decide(), statement.tie())
    return [problem.message for problem in problems]


def strangers(statement):
    entry = LEAKY
    problems = theorems.strangers(statement, entry, of(entry), kinds.of(entry))
    return [problem.message for problem in problems]


@pytest.mark.parametrize("name", ["continuity", "subdifferential"])
def test_a_theorem_of_a_page_passes(name):
    assert doubts(real(name)) == strangers(real(name)) == []


def for_two():
    import z3

    x, y = z3.Reals("x y")
    prove("n = 2: commutes", x + y == y + x)
    with falls("its negation"):
        prove("negative", x * x < 0)


def for_any():
    import z3

    for_two()
    n = z3.Real("n")
    prove("any n: one more", n + 1 > n)


def test_what_is_decided_for_some_n_says_so():
    (said,) = doubts(made(for_two, by_constant))
    assert said == "theorem for_two is decided for n = 2, and does not say so"
    assert doubts(replace(made(for_two, by_constant), scope="for n = 2")) == []
    assert doubts(made(for_any, by_constant)) == []


def trivially():
    import z3

    prove("true", z3.Real("x") == z3.Real("x"))


def falsely():
    check("two", 2, 1, ulps(1, 1), "none")


@pytest.mark.parametrize(
    ("decide", "tied", "says"),
    [
        (trivially, by_constant, "is nowhere shown to need what it says"),
        (by_z3, trivially, "is tied by no check of numbers"),
        (by_z3, falsely, "disagrees with the installed Keras: false: two"),
        (falsely, by_constant, "is not decided: false: two"),
    ],
)
def test_a_doubtful_theorem_is_refused(decide, tied, says):
    (said,) = doubts(made(decide, tied))
    assert says in said


def deeply():
    falsely()


def silently():
    pass


def astray():
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("tied", "fails_at"),
    [
        (falsely, 'check("two"'),
        (deeply, 'check("two"'),
        (silently, "def silently"),
        (astray, "raise ZeroDivisionError"),
        (trivially, "def trivially"),
    ],
)
def test_a_failing_tie_is_told_on_the_line_of_its_check(tied, fails_at):
    statement = made(by_z3, tied)
    (problem,) = theorems.doubts(statement, statement.decide(), statement.tie())
    assert Path(problem.file) == Path(__file__)
    assert problem.line == line_with(Path(__file__).read_text(encoding="utf-8"), fails_at)


def test_a_theorem_of_whatever_one_writes_is_refused():
    of_anything, blind = strangers(made(by_z3, by_constant))
    assert "holds of another function too" in of_anything
    assert "has a tie that does not notice another function" in blind


def test_a_tie_that_notices_nothing_is_told_where_it_stands():
    entry, statement = LEAKY, made(by_z3, by_constant)
    *_, blind = theorems.strangers(statement, entry, of(entry), kinds.of(entry))
    text = Path(__file__).read_text(encoding="utf-8")
    assert blind.line == line_with(text, "def by_constant")


def test_another_gradient_at_the_kink_is_noticed(monkeypatch):
    import keras

    def at_zero(x, a):
        return keras.ops.where(x > 0, x, a * x)

    monkeypatch.setattr(keras.activations, "leaky_relu", at_zero)
    assert "1 at the kink" in real("continuity").tie().error
    assert "gradient at 0 is 1" in real("subdifferential").tie().error


# The form that the provers read is the NumPy reference.


def discord(form, reference, *parameters):
    return next(function.discord_at(form, reference, "f", list(parameters)), None)


@pytest.mark.parametrize("entry", [LEAKY, SOFTMAX], ids=lambda entry: entry.stem)
def test_the_form_is_the_reference(entry):
    assert kinds.of(entry).discord(entry, of(entry)) is None


def test_another_form_is_not():
    fifth = Fraction(1, 5)
    assert discord(lambda x, a: maximum(x, a * x), LEAKY.f, fifth) is None
    assert "f at -9" in discord(lambda x, a: minimum(x, a * x), LEAKY.f, fifth)


def test_a_transcendental_form_is_compared_to_a_few_ulps():
    def logistic(x):
        return 1 / (1 + sympy.exp(-x))

    def reference(x):
        return 1 / (1 + np.exp(-x))

    near = 1.2857  # a root next to -9/7, where the rounding of -9/7 to a float is no fault
    assert discord(logistic, reference) is None
    assert discord(lambda x: logistic(x) + sympy.Rational(1, 10**12), reference)
    assert discord(lambda x: sympy.sqrt(x**2 + 4), lambda x: np.hypot(x, 2)) is None
    shifted = lambda x: np.exp(0 * x) * (x + near)
    assert discord(lambda x: x + sympy.Rational(near), shifted) is None


def test_a_form_may_read_none_and_booleans():
    def capped(x, cap):
        return x if cap is None else minimum(x, cap)

    def reference(x, cap):
        return x if cap is None else np.minimum(x, cap)

    for cap in (None, Fraction(6)):
        assert discord(capped, reference, cap) is None
    assert discord(capped, lambda x, cap: x, Fraction(6))


def test_another_vector_form_is_not_the_reference():
    module = SimpleNamespace(f=lambda x: [2 * v for v in of(SOFTMAX).f(x)], jacobian=None)
    assert "f at [0, 0]" in next(vector.discord_at(SOFTMAX, module, 2))
