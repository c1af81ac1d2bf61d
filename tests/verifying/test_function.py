"""The facts: against the installed Keras and the NumPy reference on drawn points and parameters,
beside those that `make verify-all` asks; and each wrong one is refused on its line."""

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import catalog
from catalog.expressions import evaluate
from catalog.kinds.entry import Claim, Defect
from catalog.kinds.function import PROPERTIES, Function, Kink
from checking import facts
from lines import line_with
from project import records
from proofs.installed import caller, differentiator
from verifying import agreement
from verifying.kinds import function as kind
from verifying.numeric import LOOSE, STEP

os.environ.setdefault("KERAS_BACKEND", "jax")
ELEMENTWISE = [of for of in catalog.entries() if isinstance(catalog.load(*of), Function)]
every_elementwise = pytest.mark.parametrize(
    ("family", "stem"), ELEMENTWISE, ids=[stem for _, stem in ELEMENTWISE]
)
FORBIDDEN = {
    "keras",
    "jax",
    "torch",
    "tensorflow",
    "matplotlib",
    "markdown",
    "mkdocs",
    "build",
    "checking",
    "drawing",
    "finishing",
    "proofs",
    "verifying",
    "writing",
}


def numbers(parameter):
    """Values of a parameter: those of its sweep, and rationals between two that have no sign change
    between them.

    Where the sweep jumps over 0, from -1 to 0.5, the function need not be defined at 0.
    """
    values = st.sampled_from(parameter.sweep)
    real = sorted(
        Fraction(str(v)) for v in parameter.sweep if v is not None and not isinstance(v, bool)
    )
    for low, high in pairwise(real):
        if low * high >= 0:
            values |= st.fractions(low, high, max_denominator=1000)
    return values


def drawn_parameters(data, function, kind):
    drawn = {p.name: data.draw(numbers(p), label=p.name) for p in function.parameters}
    return {k: v if v is None or isinstance(v, bool) else kind(v) for k, v in drawn.items()}


@every_elementwise
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_values_and_gradients_are_those_of_keras(family, stem, data):
    function = catalog.load(family, stem)
    parameters = drawn_parameters(data, function, float)
    assume(not function.departure(parameters))
    kinks = [k.x for k in function.kinks(**parameters)]
    drawn = data.draw(st.lists(st.floats(-(2.0**13), 2.0**13, width=32), min_size=16, max_size=16))
    # nothing subnormal, since XLA flushes it to 0, and nothing so close to a kink that its sum with
    # the kink's place rounds to it
    x = np.array(
        [
            0.5 if abs(v) < 1e-30 or any(abs(v - k) <= 1e-5 * abs(k) for k in kinks) else v
            for v in drawn
        ]
    )
    call = caller(function)
    values, gradients = differentiator("jax")(lambda x: call(x, **parameters), x, "float32")
    f, slope = function.f(x, **parameters), function.gradient(x, **parameters)
    for got, wanted, least, eps in (
        (values, f, np.abs(x), kind.EPS32),
        (gradients, slope, 1, kind.EPS32 * function.cancels),
    ):
        wanted = np.asarray(wanted, np.float32)  # beyond float32 both are infinite
        assert np.all(
            (got == wanted) | (np.abs(got - wanted) <= eps * np.maximum(least, np.abs(wanted)))
        )


@every_elementwise
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_gradient_is_that_of_a_finite_difference(family, stem, data):
    function = catalog.load(family, stem)
    parameters = drawn_parameters(data, function, float)
    x = data.draw(
        st.floats(-8, 8).filter(
            lambda x: all(abs(x - k.x) > STEP for k in function.kinks(**parameters))
        )
    )
    difference = (function.f(x + STEP, **parameters) - function.f(x - STEP, **parameters)) / (
        2 * STEP
    )
    slope = function.gradient(x, **parameters)
    assert difference == pytest.approx(slope, rel=LOOSE, abs=LOOSE)


@every_elementwise
@pytest.mark.parametrize("name", PROPERTIES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_claimed_property_holds(family, stem, name, data):
    """In exact rationals where the reference stays in them, else within the slack that
    the kind states."""
    function = catalog.load(family, stem)
    claim = function.claim(name)
    parameters = drawn_parameters(data, function, kind.fraction)
    if not evaluate(claim.when, parameters):
        return
    f, slack, points = (
        kind.rational(function, parameters),
        0,
        st.fractions(-1000, 1000, max_denominator=10**6),
    )
    if f is None:
        parameters = {k: float(v) if isinstance(v, Fraction) else v for k, v in parameters.items()}
        slack, points = kind.SLACK, st.floats(-8, 8)

        def f(x):
            return np.asarray(function.f(x, **parameters), float)

    x = sorted(data.draw(st.lists(points, min_size=3, max_size=8, unique=True)))
    constant = evaluate(claim.value, parameters) if claim.value else None
    assert (
        kind.counterexample(name, np.array(x, float if slack else object), f, slack, constant)
        is None
    )


@every_elementwise
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_range_holds(family, stem, data):
    function = catalog.load(family, stem)
    parameters = drawn_parameters(data, function, float)
    low, high = (evaluate(e, parameters) for e in function.bounds)
    y = float(function.f(data.draw(st.floats(-1e6, 1e6)), **parameters))
    room = kind.SLACK * max(1, abs(y))
    assert low - room <= y <= high + room


def test_every_activation_of_keras_is_written_or_known_to_be_missing():
    import keras

    public = {
        n: v
        for n, v in vars(keras.activations).items()
        if callable(v) and n not in ("get", "serialize", "deserialize")
    }
    named = {value.__name__ for value in public.values()}
    written, unwritten = catalog.stems("activations"), catalog.unwritten("activations")
    assert named - set(written) - set(unwritten) == set(), (
        "add these to scripts/catalog/activations/unwritten.txt"
    )
    assert set(unwritten) <= named, "Keras has no such activation"
    aliases = {n: v.__name__ for n, v in public.items() if n != v.__name__}
    assert aliases == {"swish": "silu", "hard_swish": "hard_silu"}
    assert keras.activations.swish is keras.activations.silu
    assert keras.activations.hard_swish is keras.activations.hard_silu


def test_catalog_knows_nothing_of_what_draws_or_drives():
    load = (
        "import sys, catalog\nfor f in catalog.families():\n"
        " for s in catalog.stems(f): catalog.load(f, s)\nprint(*sys.modules)"
    )
    modules = subprocess.run(
        [sys.executable, "-c", load],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=catalog.HOME.parent,
    ).stdout.split()
    assert not FORBIDDEN & {m.split(".")[0] for m in modules}


LEAKY = catalog.load("activations", "leaky_relu")
SLOPE = LEAKY.parameters[0]


def with_slope(**facts):
    return replace(LEAKY, parameters=(replace(SLOPE, **facts),))


def with_claim(name, **facts):
    return replace(
        LEAKY, claims=tuple(replace(c, **facts) if c.name == name else c for c in LEAKY.claims)
    )


def with_f(f):
    f.__module__ = LEAKY.f.__module__  # which names the family
    return replace(LEAKY, f=f)


def with_kink(**facts):
    return replace(
        LEAKY,
        kinks=lambda negative_slope: tuple(
            replace(k, **facts) for k in LEAKY.kinks(negative_slope)
        ),
    )


def with_departure(when):
    return replace(LEAKY, defects=(Defect("steep slopes", "3.0.0", "loads_as_the_built_in", when),))


def with_elsewhere(framework, **facts):
    return replace(
        LEAKY,
        elsewhere=tuple(
            replace(e, **facts) if e.framework == framework else e for e in LEAKY.elsewhere
        ),
    )


def test_a_kink_may_be_a_derivative_that_keras_gets_wrong():
    """A layer that computes relu(x) - a relu(-x) is the identity for a = 1, and its gradient at
    0 is 0."""
    identity = replace(
        LEAKY,
        keras="keras.layers.PReLU",
        layer="keras.layers.PReLU",
        parameters=(
            replace(SLOPE, name="alpha", default=1.0, contrast=0.5, sweep=(1.0,), weight=True),
        ),
        f=lambda x, alpha: np.where(x > 0, x, alpha * x),
        gradient=lambda x, alpha: np.where(x > 0, 1, np.where(x < 0, alpha, 0)),
        kinks=lambda alpha: (Kink(0.0, left=alpha, right=1.0, keras=0.0),),
    )
    assert not [*kind.values(identity), *kind.kinks(identity)]
    (found,) = kind.values(replace(identity, kinks=lambda alpha: ()))
    assert "the gradient at x=0 is 0, a finite difference gives 1" in found[1]


BROKEN = {
    "keras": (replace(LEAKY, keras="keras.activations.leaky"), "keras="),
    "name": (replace(LEAKY, name="LeakyReLU"), "name="),
    "alias": (replace(LEAKY, aliases=("relu",)), "aliases="),
    "parameter": (with_slope(name="alpha"), "    parameters=("),
    "default": (with_slope(default=0.01), "default=0.2"),
    "layer default": (with_slope(layer_default=0.2), "layer_default="),
    "contrast": (with_slope(contrast=0.2), "contrast="),
    "condition": (with_slope(condition="alpha >= 0"), "condition="),
    "sweep": (with_slope(sweep=(0.2, 0.5)), 'Claim("increasing"'),
    "layer": (replace(LEAKY, layer="keras.layers.ELU"), "layer_parameters="),
    "layer parameters": (
        replace(LEAKY, layer_parameters="negative_slope=0.2"),
        "layer_parameters=",
    ),
    "f": (
        with_f(lambda x, negative_slope: np.where(x >= 0, x, -negative_slope * x)),
        "def leaky_relu(",
    ),
    "derivative": (
        replace(LEAKY, gradient=lambda x, negative_slope: np.where(x >= 0, 1, 0)),
        "def leaky_relu_gradient(",
    ),
    "gradient at the kink": (
        replace(LEAKY, gradient=lambda x, negative_slope: np.where(x > 0, 1, negative_slope)),
        "def leaky_relu_gradient(",
    ),
    "infimum": (replace(LEAKY, bounds=("-1", "inf")), "bounds="),
    "infimum, an expression": (replace(LEAKY, bounds=("-inf", "inf")), "bounds="),
    "supremum": (replace(LEAKY, bounds=(LEAKY.bounds[0], "1000")), "bounds="),
    "no expression": (replace(LEAKY, bounds=("-infinity", "inf")), "bounds="),
    "attained": (replace(LEAKY, attained=("False", "False")), "attained="),
    "limit": (replace(LEAKY, limits=("0", "inf")), "limits="),
    "smoothness": (replace(LEAKY, smoothness=r"C^\infty"), "smoothness="),
    "no kink": (replace(LEAKY, kinks=lambda negative_slope: ()), "kinks="),
    "kink elsewhere": (with_kink(x=1.0), "kinks="),
    "kink too many": (
        replace(
            LEAKY,
            kinks=lambda negative_slope: (*LEAKY.kinks(negative_slope), Kink(1.0, 1.0, 1.0, 1.0)),
        ),
        "kinks=",
    ),
    "slope on the left": (with_kink(left=0.0), "kinks="),
    "slope on the right": (with_kink(right=0.9), "kinks="),
    "Keras at the kink": (with_kink(keras=0.2), "kinks="),
    "jump": (with_kink(jump=True), "kinks="),
    "odd": (with_claim("odd", when="True"), 'Claim("odd"'),
    "idempotent": (with_claim("idempotent", when="negative_slope in (0, 1)"), 'Claim("idempotent"'),
    "convex": (with_claim("convex", when="negative_slope <= 2"), 'Claim("convex"'),
    "less than it has": (with_claim("homogeneous", when="False"), 'Claim("homogeneous"'),
    "strictly": (
        with_claim("strictly_increasing", when="negative_slope >= 0"),
        'Claim("strictly_increasing"',
    ),
    "Lipschitz too small": (with_claim("lipschitz", value="1"), 'Claim("lipschitz"'),
    "Lipschitz too large": (
        with_claim("lipschitz", value="1 + abs(negative_slope)"),
        'Claim("lipschitz"',
    ),
    "claim left out": (
        replace(LEAKY, claims=tuple(c for c in LEAKY.claims if c.name != "even")),
        "claims=",
    ),
    "no property": (replace(LEAKY, claims=(*LEAKY.claims, Claim("nice"))), "claims="),
    "zero-centred": (replace(LEAKY, zero_centred="yes"), "zero_centred="),
    "path elsewhere": (
        with_elsewhere("torch", path="torch.nn.functional.relu"),
        'Elsewhere("torch"',
    ),
    "parameter elsewhere": (
        with_elsewhere("tensorflow", parameter="negative_slope"),
        'Elsewhere("tensorflow"',
    ),
    "edges not recorded": (replace(LEAKY, edges=(3.0,)), '"""Leaky'),
    "changes not recorded": (replace(LEAKY, changes=()), "changes="),
    "a gradient that does not cancel": (replace(LEAKY, cancels=2), '"""Leaky'),
    "defect without a check": (
        replace(LEAKY, defects=(replace(LEAKY.defects[0], shows="loads"),)),
        "Defect(\"a user's own function called leaky_relu",
    ),
    "defect with a helper for a check": (
        replace(LEAKY, defects=(replace(LEAKY.defects[0], shows="resolve"),)),
        "Defect(\"a user's own function called leaky_relu",
    ),
    "departure that is none": (with_departure("negative_slope > 1"), "defects="),
    "departure, no expression": (with_departure("slope > 1"), "defects="),
}


@pytest.mark.parametrize("wrong", BROKEN)
def test_wrong_fact_is_refused_on_its_line(wrong):
    function, needle = BROKEN[wrong]
    path = catalog.module_path("activations", "leaky_relu")
    problems = agreement.check(function, path)
    assert problems
    assert {p.file for p in problems} == {path}
    lines = [p.line for p in problems]
    assert line_with(path.read_text(encoding="utf-8"), needle) in lines, "\n".join(
        map(str, problems)
    )
    assert all(p.message and p.remedy for p in problems)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", "f jumps, and may leave out"),
        ("y == 0 or y > 0.5", "f does not come near 0.5625, which the range is said to hold"),
        ("y == 0 or y > 2", "which the range is said not to hold"),
        ("y == 0 or y > 1", ""),
        ("z > 1", "cannot be evaluated"),
    ],
)
def test_range_with_a_gap(said, found):
    cut = replace(
        LEAKY,
        parameters=(),
        kinks=lambda: (Kink(1.0, 0.0, 1.0, 0.0, jump=True),),
        f=lambda x: np.where(x > 1, x, 0.0),
        gradient=lambda x: np.where(x > 1, 1.0, 0.0),
        smoothness="discontinuous",
        range=said,
        bounds=("0", "inf"),
        attained=("True", "False"),
        limits=("0", "inf"),
        claims=(),
    )
    problems = list(facts.expressions(cut)) or list(kind.taken(cut))
    assert (problems and problems[0][1]) == [] if not found else found in problems[0][1]


def test_where_keras_departs_from_the_reference_it_is_not_compared():
    def steeper(x, negative_slope):
        return np.where(x >= 0, x, negative_slope * x - (x if negative_slope > 1 else 0))

    def slope(x, negative_slope):
        return np.where(x >= 0, 1, negative_slope - (negative_slope > 1))

    function = replace(with_departure("negative_slope > 1"), f=steeper, gradient=slope)
    assert not list(kind.values(function))
    assert list(kind.values(replace(function, defects=())))


def test_function_without_a_record_is_refused(monkeypatch):
    monkeypatch.setattr(records, "load", lambda family, stem, sort: None)
    (problem,) = agreement.check(LEAKY, catalog.module_path("activations", "leaky_relu"))
    assert "make backends" in problem.remedy
