"""L2: the sum of the squares, times a factor."""

# ruff: noqa: I001
from catalog.kinds.entry import Claim, Parameter
from catalog.kinds.scalar import Contours, Scalar

# --8<-- [start:numpy]
import numpy as np


def l2(x, l2=0.01):
    """The sum of the squares of all elements, times l2."""
    return l2 * np.sum(np.square(x))


def l2_gradient(x, l2=0.01):
    """2 l2 x, in the shape of x."""
    return 2 * l2 * np.asarray(x)


# --8<-- [end:numpy]


FUNCTION = Scalar(
    name="l2",
    title="L2",
    summary="L2 adds the squares of all weights to the loss, times a small factor.",
    keras="keras.regularizers.L2",
    layer="",
    layer_parameters="",
    aliases=("L2",),
    parameters=(
        Parameter(
            name="l2",
            default=0.01,
            layer_default=None,
            contrast=0.1,
            sweep=(0.01, 0.1, 1.0),
            symbol=r"\lambda",
        ),
    ),
    f=l2,
    gradient=l2_gradient,
    value=r"f(x) = \lambda \sum_i x_i^2",
    least="0",
    claims=(Claim("even"), Claim("convex")),
    pictures=(
        Contours(
            stem="graph",
            window=(-2.0, 2.0),
            levels=(0.01, 0.02, 0.04),
            alt="Circles around the origin of two weights: the penalty at (1, 1) is {f(1, 1):.2f}.",
        ),
    ),
    use_when="weights should stay small, and none need be 0",
    first_paper="he2015",
    elsewhere=(),
    edges=((1.0, -2.0),),
)
