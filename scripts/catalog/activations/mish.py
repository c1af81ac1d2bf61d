"""Mish: x times tanh(softplus(x)), a soft gate with a valley on the left (Misra, 2020)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def mish(x):
    """x * tanh(log(1 + exp(x))), by one exponential that cannot overflow; elementwise."""
    e = np.exp(-np.abs(x))
    left, right = (
        e * (e + 2),
        1 + 2 * e,
    )  # the gate is left / (left + 2), or the same divided by exp(2 x)
    return x * np.where(x < 0, left / (left + 2), right / (right + 2 * e**2))


def mish_gradient(x):
    """The derivative: the gate, and x times the slope of the gate."""
    e = np.exp(-np.abs(x))
    left, right = e * (e + 2), 1 + 2 * e
    rise = np.where(x < 0, e, e**2) * (1 + e) / np.where(x < 0, left + 2, right + 2 * e**2) ** 2
    return np.where(x < 0, left / (left + 2), right / (right + 2 * e**2)) + 4 * x * rise


# --8<-- [end:numpy]


FUNCTION = Function(
    name="mish",
    title="Mish",
    summary="Mish multiplies x by tanh(softplus(x)), a gate between 0 and 1: nearly the identity "
    "right of 2, nearly 0 far left, and between them a valley 0.309 deep.",
    keras="keras.activations.mish",
    layer="",
    layer_parameters="",
    aliases=("x tanh softplus",),
    parameters=(),
    f=mish,
    gradient=mish_gradient,
    formula=r"f(x) = x \tanh\bigl(\ln(1 + e^x)\bigr)",
    derivative=r"f'(x) = \frac{f(x)}{x} + \frac{4\,x\,e^x\,(e^x + 1)}{(e^{2x} + 2 e^x + 2)^2}",
    domain=r"\mathbb{R}",
    bounds=("-0.30884341301725040", "inf"),
    attained=("True", "False"),
    limits=("0", "inf"),
    smoothness=r"C^\infty",
    kinks=lambda: (),
    cancels=16,  # 11.6 without fused multiply-add, at 16
    claims=(
        Claim("increasing", "False"),
        Claim("strictly_increasing", "False"),
        Claim("convex", "False"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1.0884981612517279"),
    ),
    zero_centred="no: it is not odd; over a standard normal input its mean is 0.24",
    pictures=(
        Graph(
            stem="graph",
            window=(-5.0, 3.0),
            values=({},),
            alt="Mish and its derivative for x from -5 to 3. From the left the curve sinks from "
            "just below 0 into a valley, lowest at {lowest(f).y:.3f} for x = {lowest(f).x:.2f}, "
            "rises through 0 and runs along y = x from about 2 on. The derivative is slightly "
            "negative left of the valley's floor, {gradient(0):.1f} at x = 0, climbs above 1 to a "
            "crest of {highest(gradient).y:.2f} near {highest(gradient).x:.1f}, and falls back "
            "towards 1.",
        ),
        Graph(
            stem="valley",
            window=(-6.0, 0.5),
            values=({},),
            gradient=False,
            alt="Mish between -6 and 0.5, drawn large: a steep wall on the right of the valley's "
            "floor at x = {lowest(f).x:.2f}, and on the left a long flank that bends at x = "
            "{lowest(gradient).x:.2f} and flattens out towards 0. Every height between "
            "{lowest(f).y:.3f} and 0 is met twice.",
        ),
    ),
    use_when="a detector of the YOLOv4 family is rebuilt, or silu has been tried and a gate that "
    "opens faster is worth two more transcendental functions",
    first_paper="misra2020",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.mish", "", "F.mish(x)"),
        Elsewhere("jax", "jax.nn.mish", "", "jax.nn.mish(x)"),
    ),
    changes=(
        Change("the function", "keras.activations.mish(x)", "keras.activations.mish(x)"),
        Change("the string", 'Activation("mish")', 'Activation("mish")'),
    ),
    defects=(
        Defect("mish(-inf) is nan, where the limit is 0", "3.0.0", "nan_at_minus_infinity"),
        Defect(
            "a user's own function called mish loads as Keras's, silently",
            "3.0.0",
            "loads_as_the_built_in",
        ),
    ),
    edges=(-100.0, -20.0, 8.0),
    tags=("rectifier", "gated", "smooth"),
)
