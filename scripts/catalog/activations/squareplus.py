"""Squareplus: half the sum of x and sqrt(x² + b), a softplus without exponential (Barron, 2021)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def squareplus(x, b=4):
    """(x + sqrt(x² + b)) / 2; on the left b / 4 over the value at -x, its equal,
    in which nothing cancels."""
    mirrored = (np.abs(x) + np.sqrt(x * x + b)) / 2
    return np.where(x >= 0, mirrored, b / 4 / mirrored)


def squareplus_gradient(x, b=4):
    """The value over sqrt(x² + b)."""
    return squareplus(x, b) / np.sqrt(x * x + b)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="squareplus",
    title="Squareplus",
    summary="Squareplus returns (x + √(x² + b)) / 2: a smooth, always positive curve above ReLU, "
    "made without an exponential.",
    keras="keras.activations.squareplus",
    layer="",
    layer_parameters="",
    aliases=("SquarePlus", "square plus"),
    parameters=(
        Parameter(
            name="b",
            default=4,
            layer_default=None,
            contrast=0.25,
            sweep=(4, 0.25, 1, 2),
            symbol=r"\texttt{b}",
            condition="b > 0",
        ),
    ),
    f=squareplus,
    gradient=squareplus_gradient,
    formula=r"f(x) = \dfrac{x + \sqrt{x^2 + \texttt{b}}}{2}",
    derivative=r"f'(x) = \dfrac12 \left(1 + \dfrac{x}{\sqrt{x^2 + \texttt{b}}}\right)",
    domain=r"\mathbb{R}",
    bounds=("0", "inf"),
    attained=("False", "False"),
    limits=("0", "inf"),
    smoothness=r"C^\infty",
    kinks=lambda b: (),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing"),
        Claim("convex"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1"),
    ),
    zero_centred="no: every output is positive, and an input of 0 gives √b / 2",
    pictures=(
        Graph(
            stem="graph",
            window=(-6.0, 4.0),
            values=({"b": 4}, {"b": 0.25}, {"b": 16}),
            alt="Squareplus and its derivative for x from -6 to 4, for b = 4, 0.25 and 16. All "
            "three curves rise from just above 0 on the left towards the line y = x on the right. "
            "At x = 0 they are at {f(0):.0f}, {f(0, b=0.25):.2f} and {f(0, b=16):.0f}: the larger "
            "b, the higher and the rounder the bend. The derivatives all pass through "
            "{gradient(0):.1f} at x = 0, steeply for b = 0.25 and gently for b = 16, and at "
            "x = -6 that of the default is still at {gradient(-6):.3f}.",
        ),
        Graph(
            stem="tail",
            window=(-44.0, 2.0),
            values=({"b": 4}, {"b": 16}),
            height=(0.0, 1.2),
            gradient=False,
            alt="Squareplus alone for x from -44 to 2, with b = 4 and b = 16, cut off at "
            "height 1.2. Neither curve reaches 0: at x = -40 the default is at {f(-40):.3f} and "
            "b = 16 at {f(-40, b=16):.3f}, at x = -10 they are at {f(-10):.2f} and "
            "{f(-10, b=16):.2f}.",
        ),
    ),
    use_when="an output must be positive without an exponential, and a start far on the left "
    "should still get a gradient",
    first_paper="barron2021",
    elsewhere=(
        Elsewhere("torch", "torch.sqrt", "", "(x + torch.sqrt(x**2 + 4)) / 2"),
        Elsewhere("jax", "jax.nn.squareplus", "b", "jax.nn.squareplus(x, b=4)"),
        Elsewhere("tensorflow", "tensorflow.sqrt", "", "(x + tf.sqrt(tf.square(x) + 4)) / 2"),
    ),
    changes=(
        Change(
            "by hand",
            "(x + tf.sqrt(tf.square(x) + 4.0)) / 2.0",
            "keras.activations.squareplus(x)",
        ),
    ),
    defects=(
        Defect(
            "a user's own function called squareplus loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "squareplus(-inf) is nan, where the limit is 0",
            "3.15.1",
            "nan_at_minus_infinity",
        ),
        Defect(
            "at -10000 the value is 0 in float32, where it is 0.0001",
            "3.15.1",
            "loses_its_tail",
        ),
        Defect(
            "in float16 every |x| of 256 and more gives inf; the gradient at 256 is 0.5",
            "3.15.1",
            "overflows_in_float16",
        ),
        Defect(
            "the docstring credits the paper to Ramachandran et al.",
            "3.15.1",
            "docstring_names_another_author",
        ),
    ),
    edges=(-1e4, -100.0, 100.0, 2e19),
    tags=("rectifier", "smooth"),
)
