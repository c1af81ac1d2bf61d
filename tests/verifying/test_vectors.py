"""Functions of a vector: their facts against Keras, their pictures, and that each wrong one is refused."""

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

import backends
import catalog
from catalog.expressions import evaluate
from catalog.kinds.entry import Claim, Defect, Parameter
from catalog.kinds.vector import Vector
from catalog.pictures import Bars, Levels, Matrix, Simplex, Slice
from drawing import vectors as vector_pictures
from project.problems import line_of
from verifying import agreement, vectors
from writing import tables

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
    got = np.asarray(backends.caller(function)(x.astype(np.float32)), float)
    assert np.all(
        np.abs(got - want) <= vectors.EPS32 * max(1, np.abs(x).max()) * np.maximum(1, np.abs(want))
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
            assert vectors.counterexample(claim.name, function, x) is None, claim.name


def with_claim(name, **facts):
    return replace(
        SOFTMAX, claims=tuple(replace(c, **facts) if c.name == name else c for c in SOFTMAX.claims)
    )


def cold(x, axis=-1):
    """Softmax at another temperature."""
    return SOFTMAX.f(np.multiply(x, 1.01), axis)


def of_rows(x, axis=-1):
    """Softmax along the last axis, whatever the axis."""
    return SOFTMAX.f(x)


BROKEN = {
    "keras": (replace(SOFTMAX, keras="keras.activations.soft"), "keras="),
    "axis": (
        replace(SOFTMAX, parameters=(replace(SOFTMAX.parameters[0], default=0),)),
        'Parameter(name="axis"',
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
    assert line_of(PATH.read_text(), needle) in [p.line for p in problems], "\n".join(
        map(str, problems)
    )
    assert all(p.file == PATH and p.message and p.remedy for p in problems)


def test_where_keras_departs_from_the_reference_it_is_not_compared():
    warm = replace(
        SOFTMAX, f=cold, jacobian=lambda x: 1.01 * SOFTMAX.jacobian(np.multiply(x, 1.01))
    )
    known = (Defect("warm", "3.0.0", lambda: True, when="True"),)
    assert list(vectors.values(warm)) and list(vectors.jacobian(warm))
    assert not list(vectors.values(replace(warm, defects=known))) and not list(
        vectors.jacobian(replace(warm, defects=known))
    )
    ((where, *_),) = vectors.values(replace(SOFTMAX, defects=known))
    assert where == ("defects", "warm"), "a departure that is none"


# A slope that has an input as a factor: it grows without bound, and float32 rounds it in proportion.


def gated(x):
    return x[..., :1] / (1 + np.exp(-x[..., 1:]))


def gated_jacobian(x):
    s = 1 / (1 + np.exp(-x[1]))
    return np.array([[s, x[0] * s * (1 - s)]])


PRODUCT = Vector(
    name="glu", title="", summary="", keras="keras.activations.glu", layer="", layer_parameters="", aliases=(),
    parameters=(Parameter(name="axis", default=-1, layer_default=None, contrast=0, sweep=(-1,), symbol="d"),),
    f=gated, jacobian=gated_jacobian, length="n / 2", lengths=(2,), formula="", derivative="", domain="", codomain="",
    inside=lambda y: True, smoothness=r"C^\infty", claims=(Claim("lipschitz", "False"),), pictures=(), use_when="",
    first_paper="", elsewhere=(),
)  # fmt: skip


def test_a_place_steep_in_the_first_input_is_found():
    with np.errstate(over="ignore"):
        assert vectors.steepness(PRODUCT, 2) > vectors.STEEP
        assert list(vectors.claims(PRODUCT)) == []
        bounded = replace(PRODUCT, claims=(Claim("lipschitz", value="10"),))
        assert [where for where, *_ in vectors.claims(bounded)] == [("claims", "lipschitz")]


def test_slopes_are_compared_at_the_size_of_the_inputs():
    with np.errstate(over="ignore"):
        assert list(vectors.jacobian(PRODUCT)) == []
        wrong = replace(PRODUCT, jacobian=lambda x: gated_jacobian(x) * (1 + 1e-4))
        assert [where for where, *_ in vectors.jacobian(wrong)] == [("jacobian",)]


# The pictures, against the reference


def sketched(picture):
    panel = Figure().add_subplot()
    vector_pictures.KINDS[type(picture)][1](panel, SOFTMAX, picture)
    return panel


def test_bars_are_as_high_as_the_outputs():
    inputs = ((2.0, 1.0, 0.0), (-1.0, 0.0, 3.0))
    panel = sketched(Bars("bars", "alt", inputs=inputs, labels=("one", "two")))
    heights = [[bar.get_height() for bar in series] for series in panel.containers]
    np.testing.assert_allclose(heights, [SOFTMAX.f(np.array(x)) for x in inputs])


def test_a_slice_runs_along_its_input():
    (line,) = sketched(
        Slice(
            "slice",
            "alt",
            window=(-3.0, 3.0),
            index=1,
            lines=(("second", (1.0, 0.0, 0.5), 1),),
            names=("x", "p"),
        )
    ).get_lines()
    t, y = line.get_data()
    np.testing.assert_allclose(y, [SOFTMAX.f(np.array([1.0, v, 0.5]))[1] for v in t])


def test_levels_are_shaded_between_the_levels():
    picture = Levels(
        "levels",
        "alt",
        window=(-2.0, 2.0),
        vector=(0.0, 0.0, 0.0),
        indices=(0, 2),
        output=2,
        levels=(0.2, 0.5),
        names=("x", "y"),
    )
    t, values = vector_pictures._plane(SOFTMAX, picture)
    assert values[30, 10] == SOFTMAX.f(np.array([t[10], 0.0, t[30]]))[2]
    assert len(sketched(picture).collections) == 3


def test_on_the_simplex_every_landing_is_drawn_where_it_is():
    cells, edges, corners = vector_pictures.landings(
        SOFTMAX, Simplex("simplex", "alt", deviation=0.1)
    )
    assert sum(cells.values()) == pytest.approx(1) and not edges.any() and not corners.any()
    assert max(cells, key=cells.get) == (3, 3, True)  # equal inputs land on (1/3, 1/3, 1/3)
    hard = replace(SOFTMAX, f=lambda x, axis=-1: np.eye(3)[np.argmax(x, axis=axis)])
    cells, edges, corners = vector_pictures.landings(hard, Simplex("simplex", "alt", deviation=1.0))
    assert cells == {} and not edges.any() and corners == pytest.approx([1 / 3] * 3)
    two = replace(
        SOFTMAX,
        f=lambda x, axis=-1: np.stack(
            [0 * x[:, 0], 0 * x[:, 0] + 0.25, 0 * x[:, 0] + 0.75], axis=-1
        ),
    )
    cells, edges, corners = vector_pictures.landings(two, Simplex("simplex", "alt", deviation=1.0))
    assert cells == {} and edges[0].tolist() == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0] and not corners.any()


def test_the_matrix_shows_the_jacobian():
    picture = Matrix("jacobian", "alt", vector=(1.0, 0.0, -1.0))
    figure = vector_pictures.matrix_figure(SOFTMAX, picture)
    shown = [text.get_text().replace("−", "-") for text in figure.axes[0].texts]
    np.testing.assert_allclose(
        np.array(shown, float), SOFTMAX.jacobian(np.array(picture.vector)).ravel(), atol=0.005
    )


def test_tables_show_vectors():
    record = catalog.record("activations", "softmax")
    edges = tables.edges(SOFTMAX, record)
    assert "| (0, 0) | (0.5, 0.5) | (0.25, −0.25) |" in edges
    assert "gradient of the first output" in edges
    rows = tables.facts(SOFTMAX)
    assert "| Lipschitz constant, Euclidean | $\\frac{1}{2}$ |" in rows
    assert "| invariant to shifts | yes |" in rows
    assert "[Softmax](softmax/index.md)" in tables.vectors([SOFTMAX])
