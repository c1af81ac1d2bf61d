"""A slope that has an input as a factor: it grows without bound, and float32 rounds it in proportion."""

import os
from dataclasses import replace

import numpy as np

import vectors
from catalog.facts import Claim, Parameter, Vector

os.environ.setdefault("KERAS_BACKEND", "jax")


def gated(x):
    return x[..., :1] / (1 + np.exp(-x[..., 1:]))


def jacobian(x):
    s = 1 / (1 + np.exp(-x[1]))
    return np.array([[s, x[0] * s * (1 - s)]])


PRODUCT = Vector(
    name="glu", title="", summary="", keras="keras.activations.glu", layer="", layer_parameters="", aliases=(),
    parameters=(Parameter(name="axis", default=-1, layer_default=None, contrast=0, sweep=(-1,), symbol="d"),),
    f=gated, jacobian=jacobian, length="n / 2", lengths=(2,), formula="", derivative="", domain="", codomain="",
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
        wrong = replace(PRODUCT, jacobian=lambda x: jacobian(x) * (1 + 1e-4))
        assert [where for where, *_ in vectors.jacobian(wrong)] == [("jacobian",)]
