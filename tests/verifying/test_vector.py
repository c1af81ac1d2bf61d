"""Functions of a vector: their facts against Keras, and that each wrong one is refused."""

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import catalog
from catalog.expressions import evaluate
from catalog.kinds.entry import Claim, Defect, Parameter
from catalog.kinds.vector import Vector
from lines import line_with
from proofs.installed import caller
from verifying import agreement
from verifying.claims import claims
from verifying.kinds import vector as kind
from verifying.numeric import STEEP

os.environ.setdefault("KERAS_BACKEND", "jax")
ALL = [
    (family, stem)
    for family in catalog.families()
    for stem in catalog.stems(family)
    if isinstance(catalog.load(family, stem), Vector)
]
every_vector = pytest.mark.parametrize(("family", "stem"), ALL, ids=[stem for _, stem in ALL])
SOFTMAX = catalog.load("activations", "softmax")
PATH = catalog.module_path("activations", "softmax")


def drawn(data, function):
    """A vector of one of the function's lengths, as float32 has it."""
    n = data.draw(st.sampled_from(function.lengths))
    return np.array(data.draw(st.lists(st.floats(-30, 30, width=32), min_size=n, max_size=n)))


@every_vector
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_values_are_those_of_keras(family, stem, data):
    function = catalog.load(family, stem)
    if function.departure(function.defaults):
        return
    x = drawn(data, function)
    want = function.f(x)
    got = np.asarray(caller(function)(x.astype(np.float32)), float)
    assert np.all(
        np.abs(got - want) <= kind.EPS32 * max(1, np.abs(x).max()) * np.maximum(1, np.abs(want))
    )
    assert function.inside(want)


@every_vector
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_claimed_properties_hold(family, stem, data):
    function = catalog.load(family, stem)
    x = np.stack([drawn(data, function)] * 2)
    x[1] = np.roll(x[1], 1) / 2
    for claim in function.claims:
        if claim.name != "lipschitz" and evaluate(claim.when, {"n": x.shape[1]}):
            assert kind.counterexample(claim.name, function, x) is None, claim.name


def with_claim(name, **facts):
    return replace(
        SOFTMAX, claims=tuple(replace(c, **facts) if c.name == name else c for c in SOFTMAX.claims)
    )


def test_a_counterexample_is_shown_small():
    x = kind.rows(2)
    assert kind.counterexample("homogeneous", SOFTMAX, x) == "(0, 0)"
    assert kind.counterexample("idempotent", SOFTMAX, x) in ("(1, 0)", "(0, 1)")
    assert kind.counterexample("shift_invariant", SOFTMAX, x) is None


def cold(x, axis=-1):
    """Softmax at another temperature."""
    return SOFTMAX.f(np.multiply(x, 1.01), axis)


def of_rows(x, axis=-1):
    """Softmax along the last axis, whatever the axis."""
    return SOFTMAX.f(x)


cold.__module__ = of_rows.__module__ = SOFTMAX.f.__module__  # which names the family


BROKEN = {
    "keras": (replace(SOFTMAX, keras="keras.activations.soft"), "keras="),
    "axis": (
        replace(SOFTMAX, parameters=(replace(SOFTMAX.parameters[0], default=0),)),
        "            default=-1,",
    ),
    "another parameter": (
        replace(SOFTMAX, parameters=(Parameter("dim", -1, -1, 0, (-1,), "d"),)),
        "    parameters=(",
    ),
    "f": (replace(SOFTMAX, f=cold), "def softmax("),
    "f ignores the axis": (replace(SOFTMAX, f=of_rows), "def softmax("),
    "jacobian": (
        replace(SOFTMAX, jacobian=lambda x: np.diag(SOFTMAX.f(x))),
        "def softmax_jacobian(",
    ),
    "jacobian's shape": (
        replace(SOFTMAX, jacobian=lambda x: SOFTMAX.jacobian(x)[:1]),
        "def softmax_jacobian(",
    ),
    "length": (replace(SOFTMAX, length="n / 2"), "def softmax("),
    "range": (replace(SOFTMAX, inside=lambda y: bool((y > 0.01).all())), "inside="),
    "layer": (replace(SOFTMAX, layer="keras.layers.ReLU"), "layer_parameters="),
    "no expression": (with_claim("ordered", when="m > 1"), 'Claim("ordered"'),
    "on the simplex": (with_claim("on_simplex", when="False"), 'Claim("on_simplex"'),
    "invariant to shifts": (with_claim("shift_invariant", when="False"), 'Claim("shift_invariant"'),
    "permuted": (with_claim("permuted", when="n == 2"), 'Claim("permuted"'),
    "concave": (with_claim("concave", when="True"), 'Claim("concave"'),
    "homogeneous": (with_claim("homogeneous", when="True"), 'Claim("homogeneous"'),
    "idempotent": (with_claim("idempotent", when="True"), 'Claim("idempotent"'),
    "symmetric": (with_claim("symmetric", when="False"), 'Claim("symmetric"'),
    "Lipschitz too small": (with_claim("lipschitz", value="0.49"), 'Claim("lipschitz"'),
    "Lipschitz too large": (with_claim("lipschitz", value="1"), 'Claim("lipschitz"'),
    "claim left out": (replace(SOFTMAX, claims=SOFTMAX.claims[1:]), "claims="),
}


@pytest.mark.parametrize("wrong", BROKEN)
def test_wrong_fact_is_refused_on_its_line(wrong):
    function, needle = BROKEN[wrong]
    problems = agreement.check(function, PATH)
    assert line_with(PATH.read_text(encoding="utf-8"), needle) in [p.line for p in problems], (
        "\n".join(map(str, problems))
    )
    assert all(p.file == PATH and p.message and p.remedy for p in problems)


def test_where_keras_departs_from_the_reference_it_is_not_compared():
    warm = replace(
        SOFTMAX, f=cold, jacobian=lambda x: 1.01 * SOFTMAX.jacobian(np.multiply(x, 1.01))
    )
    known = (Defect("warm", "3.0.0", "refuses_a_list", when="True"),)
    assert list(kind.values(warm)) and list(kind.jacobian(warm))
    assert not list(kind.values(replace(warm, defects=known))) and not list(
        kind.jacobian(replace(warm, defects=known))
    )
    ((where, *_),) = kind.values(replace(SOFTMAX, defects=known))
    assert where == ("defects", "warm"), "a departure that is none"


# A slope that has an input as a factor: it grows without bound, and float32 rounds it in
# proportion.


def gated(x):
    return x[..., :1] / (1 + np.exp(-x[..., 1:]))


def gated_jacobian(x):
    s = 1 / (1 + np.exp(-x[1]))
    return np.array([[s, x[0] * s * (1 - s)]])


PRODUCT = Vector(
    name="glu",
    title="",
    summary="",
    keras="keras.activations.glu",
    layer="",
    layer_parameters="",
    aliases=(),
    parameters=(
        Parameter(name="axis", default=-1, layer_default=None, contrast=0, sweep=(-1,), symbol="d"),
    ),
    f=gated,
    jacobian=gated_jacobian,
    length="n / 2",
    lengths=(2,),
    formula="",
    derivative="",
    domain="",
    codomain="",
    inside=lambda y: True,
    smoothness=r"C^\infty",
    claims=(Claim("lipschitz", "False"),),
    pictures=(),
    use_when="",
    first_paper="",
    elsewhere=(),
)


def test_a_place_steep_in_the_first_input_is_found():
    with np.errstate(over="ignore"):
        assert kind.steepness(PRODUCT, 2) > STEEP
        assert list(claims(PRODUCT)) == []
        bounded = replace(PRODUCT, claims=(Claim("lipschitz", value="10"),))
        assert [where for where, *_ in claims(bounded)] == [("claims", "lipschitz")]


def test_slopes_are_compared_at_the_size_of_the_inputs():
    with np.errstate(over="ignore"):
        assert list(kind.jacobian(PRODUCT)) == []
        wrong = replace(PRODUCT, jacobian=lambda x: gated_jacobian(x) * (1 + 1e-4))
        assert [where for where, *_ in kind.jacobian(wrong)] == [("jacobian",)]
