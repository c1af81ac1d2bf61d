"""Alt texts: their numbers come from the picture, or are what it was drawn with."""

from dataclasses import replace

import numpy as np
import pytest

import catalog
from catalog.pictures import Graph, Picture, Simplex
from checking.facts import typed


def test_a_typed_result_is_found():
    softmax = catalog.load("activations", "softmax")
    bars = softmax.pictures[0]
    for alt, found in (
        ("the first is 0.94 at T = 1/3", ["0.94"]),
        ("{outputs[0][0]:.2f} for the input (2, 1, 0.5, -0.5)", []),
        ("of the input 1.7", ["1.7"]),
        ("53 percent, 5%", ["53", "5"]),
    ):
        assert typed(softmax, replace(bars, alt=alt)) == found


def filled(entry, picture, alt):
    return replace(picture, alt=alt).text(entry)


def test_an_alt_text_is_filled_in_from_the_reference():
    leaky = catalog.load("activations", "leaky_relu")
    graph = Graph("g", "", window=(-4.0, 4.0), values=({"negative_slope": 0.5},))
    assert filled(leaky, graph, "{f(-4):.0f}, {f(-4, negative_slope=0.2):.1f}") == "-2, -0.8"
    assert filled(leaky, graph, "{gradient(-1):.1f}, {kinks[0].right:.0f}") == "0.5, 1"
    assert filled(leaky, graph, "{crosses(f, 3):.2f}, {crosses(f, -1):.2f}") == "3.00, -2.00"
    silu = catalog.load("activations", "silu")
    wide = Graph("g", "", window=(-6.0, 4.0), values=({},))
    assert filled(silu, wide, "{lowest(f).x:.5f}, {lowest(f).y:.5f}") == "-1.27846, -0.27846"
    assert filled(silu, wide, "{highest(gradient).y:.4f}") == "1.0998"
    with pytest.raises(NameError):
        filled(silu, wide, "{least:.2f}")


def test_shares_of_the_simplex_sum_to_one():
    softmax = catalog.load("activations", "softmax")
    hard = replace(softmax, f=lambda x, axis=-1: np.eye(3)[np.argmax(x, axis=axis)])
    shares = "{inside:.2f} {edges:.2f} {corners:.2f}"
    assert filled(softmax, Simplex("s", "", deviation=1.0), shares) == "1.00 0.00 0.00"
    assert filled(hard, Simplex("s", "", deviation=1.0), shares) == "0.00 0.00 1.00"


def test_a_picture_of_another_kind_needs_nothing_to_fill_in():
    assert Picture("new", "What it shows.").text(None) == "What it shows."
