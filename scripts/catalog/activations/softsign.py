"""Softsign: x over 1 + |x| (Elliott, 1993; held against tanh by Glorot and Bengio, 2010)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def softsign(x):
    """x / (1 + |x|); elementwise, any shape."""
    return x / (1 + np.abs(x))


def softsign_gradient(x):
    """The derivative as a square of a quotient: nothing cancels, and nothing overflows."""
    return (1 / (1 + np.abs(x))) ** 2


# --8<-- [end:numpy]


FUNCTION = Function(
    name="softsign",
    title="Softsign",
    summary="Softsign divides x by 1 + |x|: an S between −1 and 1 like tanh, whose tails close as "
    "1/|x| in place of an exponential.",
    keras="keras.activations.softsign",
    layer="",
    layer_parameters="",
    aliases=("soft_sign", "Elliott's sigmoid", "elliotsig"),
    parameters=(),
    f=softsign,
    gradient=softsign_gradient,
    formula=r"f(x) = \dfrac{x}{1 + \lvert x \rvert}",
    derivative=r"f'(x) = \dfrac{1}{(1 + \lvert x \rvert)^2}",
    domain=r"\mathbb{R}",
    bounds=("-1", "1"),
    attained=("False", "False"),
    limits=("-1", "1"),
    smoothness="C^1",
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
            window=(-6.0, 6.0),
            values=({},),
            height=(-1.0, 1.0),
            alt="Softsign and its derivative for x from -6 to 6. The curve is an S through 0 that "
            "has not levelled out at the edges: it comes to {f(1):.1f} at x = 1 and to "
            "{f(6):.2f} at x = 6, on its way to 1, and mirrors that on the left. The derivative is "
            "a peak of height {gradient(0):.0f} with a sharp tip at 0; it has fallen to "
            "{gradient(1):.2f} at x = 1 and to {gradient(6):.2f} at x = 6.",
        ),
        Graph(
            stem="wide",
            window=(-50.0, 50.0),
            values=({},),
            gradient=False,
            height=(-1.0, 1.0),
            alt="Softsign alone, for x from -50 to 50. Steep at 0, then a long bend: "
            "{f(10):.2f} at x = 10, and still only {f(50):.2f} at the edge, short of the bound 1. "
            "The left half is the same, turned about 0.",
        ),
    ),
    use_when="a bounded output may be driven far into saturation, and should still learn there",
    first_paper="elliott1993",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.softsign", "", "F.softsign(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.softsign", "", "tf.nn.softsign(x)"),
        Elsewhere("jax", "jax.nn.soft_sign", "", "jax.nn.soft_sign(x)"),
    ),
    changes=(
        Change(
            "the function",
            "keras.activations.softsign(x)",
            "keras.activations.softsign(x)",
        ),
        Change("the string", 'Activation("softsign")', 'Activation("softsign")'),
    ),
    defects=(
        Defect(
            "a user's own function called softsign loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "softsign(-inf) and softsign(inf) are nan, where the limits are −1 and 1",
            "3.15.1",
            "nan_at_both_infinities",
        ),
        Defect(
            "on JAX the gradient in float16 is 256 times too large at 255, and still "
            "1 / (1 + |x|) beyond",
            "3.15.1",
            "square_overflows",
        ),
    ),
    edges=(-1e20, -1e8, -10.0, 10.0, 1e8, 1e20),
    tags=("bounded",),
)
