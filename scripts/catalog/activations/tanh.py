"""Tanh: the hyperbolic tangent (Riccati, 1757, and Lambert, 1768)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def tanh(x):
    """(1 - e) / (1 + e) for e = exp(-2 |x|), with the sign of x; 1 - e comes from expm1."""
    less = -np.expm1(-2 * np.abs(x))
    return np.copysign(less / (2 - less), x)


def tanh_gradient(x):
    """4 e / (1 + e)^2 for the same e: no difference of numbers that are nearly equal."""
    e = np.exp(-2 * np.abs(x))
    return 4 * e / (1 + e) ** 2


# --8<-- [end:numpy]


FUNCTION = Function(
    name="tanh",
    title="Tanh",
    summary="Tanh, the hyperbolic tangent, is an S between −1 and 1: slope 1 at 0, odd, and "
    "within an exponentially small distance of its bounds on both sides.",
    keras="keras.activations.tanh",
    layer="",
    layer_parameters="",
    aliases=("hyperbolic tangent", "tangens hyperbolicus", "tanh activation"),
    parameters=(),
    f=tanh,
    gradient=tanh_gradient,
    formula=r"f(x) = \tanh(x) = \dfrac{e^x - e^{-x}}{e^x + e^{-x}} = 2\,\sigma(2x) - 1",
    derivative=r"f'(x) = 1 - f(x)^2 = \dfrac{1}{\cosh(x)^2}",
    domain=r"\mathbb{R}",
    bounds=("-1", "1"),
    attained=("False", "False"),
    limits=("-1", "1"),
    smoothness=r"C^\infty",
    kinks=lambda: (),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing"),
        Claim("convex", "False"),
        Claim("odd"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1"),
    ),
    zero_centred="yes: it is odd",
    pictures=(
        Graph(
            stem="graph",
            window=(-4.0, 4.0),
            values=({},),
            height=(-1.0, 1.0),
            alt="Tanh and its derivative for x from -4 to 4. The curve runs along the line y = x "
            "around 0, bends near 1, where it has reached {f(1):.2f}, and is almost level from 3 "
            "on, at {f(3):.3f}; the left half is the same, turned about 0. The derivative is a "
            "rounded bell of height {gradient(0):.0f} at 0, {gradient(1):.2f} at x = 1 and "
            "{gradient(3):.2f} at x = 3.",
        ),
        Graph(
            stem="middle",
            window=(-1.0, 1.0),
            values=({},),
            gradient=False,
            height=(-1.0, 1.0),
            alt="Tanh alone, for x from -1 to 1. Up to a quarter, where it is {f(0.25):.3f}, it "
            "can hardly be told from the line y = x. It then falls behind: {f(0.5):.2f} at one "
            "half, {f(1):.2f} at x = 1.",
        ),
    ),
    use_when="values must stay between −1 and 1, with mean near 0: recurrent states, outputs with "
    "two bounds",
    first_paper="lambert1768",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.tanh", "", "torch.tanh(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.tanh", "", "tf.nn.tanh(x)"),
        Elsewhere("jax", "jax.nn.tanh", "", "jax.nn.tanh(x)"),
    ),
    changes=(
        Change("the function", "keras.activations.tanh(x)", "keras.activations.tanh(x)"),
        Change("the string", 'Activation("tanh")', 'Activation("tanh")'),
    ),
    defects=(
        Defect(
            "a user's own function called tanh loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "on JAX with 64 bits enabled, float64 is computed in float32, and returned as float32",
            "3.15.1",
            "gives_float32_for_float64",
        ),
    ),
    edges=(-20.0, -4.0, 4.0, 20.0),
    tags=("bounded", "smooth"),
)
