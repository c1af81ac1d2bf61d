"""The pictures of functions of a vector, against the reference."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

import catalog
from catalog.pictures import Bars, Levels, Matrix, Simplex, Slice
from drawing import painters
from drawing.painters import levels, matrix

SOFTMAX = catalog.load("activations", "softmax")


def sketched(picture):
    panel = Figure().add_subplot()
    painters.of(picture).sketch(panel, SOFTMAX, picture)
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
    t, values = levels._plane(SOFTMAX, picture)
    assert values[30, 10] == SOFTMAX.f(np.array([t[10], 0.0, t[30]]))[2]
    assert len(sketched(picture).collections) == 3


def test_on_the_simplex_every_landing_is_drawn_where_it_is():
    cells, edges, corners = Simplex("simplex", "alt", deviation=0.1).landings(SOFTMAX)
    assert sum(cells.values()) == pytest.approx(1) and not edges.any() and not corners.any()
    assert max(cells, key=cells.get) == (3, 3, True)  # equal inputs land on (1/3, 1/3, 1/3)
    hard = replace(SOFTMAX, f=lambda x, axis=-1: np.eye(3)[np.argmax(x, axis=axis)])
    cells, edges, corners = Simplex("simplex", "alt", deviation=1.0).landings(hard)
    assert cells == {} and not edges.any() and corners == pytest.approx([1 / 3] * 3)
    two = replace(
        SOFTMAX,
        f=lambda x, axis=-1: np.stack(
            [0 * x[:, 0], 0 * x[:, 0] + 0.25, 0 * x[:, 0] + 0.75], axis=-1
        ),
    )
    cells, edges, corners = Simplex("simplex", "alt", deviation=1.0).landings(two)
    assert cells == {} and edges[0].tolist() == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0] and not corners.any()


def test_the_matrix_shows_the_jacobian():
    picture = Matrix("jacobian", "alt", vector=(1.0, 0.0, -1.0))
    figure = matrix.paint(SOFTMAX, picture)
    shown = [text.get_text().replace("−", "-") for text in figure.axes[0].texts]
    np.testing.assert_allclose(
        np.array(shown, float), SOFTMAX.jacobian(np.array(picture.vector)).ravel(), atol=0.005
    )
