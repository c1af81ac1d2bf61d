"""The activations: where Keras has them, and what tells those apart that are alike."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from catalog.family import Comparison, Family
from catalog.kinds.entry import Defect
from catalog.kinds.function import Function
from catalog.notation import number


def normal_mean(values_of: Callable[[Any], Any]) -> float:
    """The expectation of values_of(z) for z ~ N(0, 1): to 1e-4, also across a jump of height 1."""
    z = (np.arange(-120_000, 120_000) + 0.5) / 10_000  # the midpoint rule
    return float(np.sum(values_of(z) * np.exp(-(z**2) / 2)) / np.sqrt(2 * np.pi) / 10_000)


def output(x: float) -> Callable[[Function], str]:
    """A column: the output at x."""
    return lambda f: number(f"{float(f.f(np.array(x), **f.defaults)):.2g}")


def slope(x: float) -> Callable[[Function], str]:
    """A column: the gradient at x."""
    return lambda f: number(f"{float(f.gradient(np.array(x), **f.defaults)):.2g}")


def zeros(f: Function) -> str:
    """The share of outputs that are 0, for standard normal inputs."""
    return f"{normal_mean(lambda z: f.f(z, **f.defaults) == 0):.0%}"


def mean(f: Function) -> str:
    """The mean of the outputs, for standard normal inputs."""
    return number(round(normal_mean(lambda z: f.f(z, **f.defaults)), 3) + 0.0)


def gain(f: Function) -> str:
    """What keeps the mean square of a standard normal signal."""
    return f"{1 / math.sqrt(normal_mean(lambda z: f.f(z, **f.defaults) ** 2)):.3f}"


FAMILY = Family(
    module="keras.activations",
    kind="function",
    aliases={"swish": "silu", "hard_swish": "hard_silu"},
    named=r"(?:activation=|Activation\(|activations\.get\(|layers\.\w+\([^()\"']*, )",
    first=("relu", "leaky_relu", "gelu", "silu", "softmax", "sigmoid", "tanh"),
    groups={
        "Rectifiers": ("relu", "leaky_relu", "prelu", "relu6"),
        "Exponential below 0": ("elu", "selu", "celu"),
        "Smooth relatives of relu": (
            "gelu",
            "silu",
            "mish",
            "hard_silu",
            "softplus",
            "squareplus",
            "sparse_plus",
        ),
        "From 0 to 1, and a logarithm": (
            "sigmoid",
            "hard_sigmoid",
            "sparse_sigmoid",
            "log_sigmoid",
        ),
        "From −1 to 1": ("tanh", "hard_tanh", "softsign"),
        "Shrinking and thresholding": ("threshold", "soft_shrink", "hard_shrink", "tanh_shrink"),
        "Of a vector": ("softmax", "log_softmax", "sparsemax", "glu"),
        "Linear and exponential": ("linear", "exponential"),
    },
    ready=(
        ("relu", "gelu"),
        ("relu", "leaky_relu"),
        ("gelu", "silu"),
        ("silu", "mish"),
        ("elu", "selu"),
        ("relu", "leaky_relu", "prelu=alpha:0.5"),
        ("relu", "relu6"),
        ("elu", "selu", "celu"),
        ("gelu", "silu", "mish"),
        ("relu", "softplus"),
        ("softplus", "squareplus", "sparse_plus"),
        ("silu", "hard_silu"),
        ("softplus", "exponential"),
        ("sigmoid", "tanh"),
        ("sigmoid", "hard_sigmoid", "sparse_sigmoid"),
        ("tanh", "hard_tanh", "softsign"),
        ("softplus", "log_sigmoid"),
        ("soft_shrink", "hard_shrink", "tanh_shrink"),
    ),
    comparisons=(
        Comparison(
            stem="rectifiers",
            tag="rectifier",
            columns={
                "gradient at −1": slope(-1.0),
                "at −10": slope(-10.0),
                "outputs that are 0": zeros,
                "mean output": mean,
                "gain": gain,
            },
        ),
        Comparison(
            stem="bounded",
            tag="bounded",
            columns={
                "output at 0": output(0.0),
                "gradient at 0": slope(0.0),
                "at 2": slope(2.0),
                "at 4": slope(4.0),
                "mean output": mean,
            },
        ),
        Comparison(
            stem="shrinking",
            tag="shrinkage",
            columns={
                "output at 0.25": output(0.25),
                "at 1": output(1.0),
                "at 3": output(3.0),
                "gradient at 1": slope(1.0),
                "outputs that are 0": zeros,
            },
        ),
    ),
    defects=(
        Defect(
            "a layer whose activation is a layer is left out by quantize, and no warning names it",
            "3.15.1",
            "is_left_out_by_quantize",
        ),
        Defect(
            "a lambda as activation does not load with the safe_mode=False that saving advises",
            "3.15.1",
            "lambda_does_not_load",
        ),
        Defect(
            "a .keras file loads Keras's function where custom_objects has one of that name",
            "3.15.1",
            "custom_object_is_left_out",
        ),
        Defect(
            "a compiled function, as jax.nn.silu, is saved as activation and does not load",
            "3.15.1",
            "compiled_function_does_not_load",
        ),
        Defect(
            "layers.Softmax takes a mask of time steps that comes by itself for one of features",
            "3.15.1",
            "mask_of_steps_is_taken_for_features",
        ),
        Defect(
            "MultiHeadAttention gives a query without any key another output when it is asked for "
            "its scores",
            "3.15.1",
            "output_rests_on_asking_for_scores",
        ),
        Defect(
            "in float16 what cross-entropy sends back to a softmax is infinite below 1 / 65504",
            "3.15.1",
            "gradient_overflows_in_mixed_float16",
        ),
        Defect(
            "the NumPy backend makes integers of the parameters where the input is one of integers",
            "3.15.1",
            "parameters_become_integers_on_numpy",
        ),
    ),
)
