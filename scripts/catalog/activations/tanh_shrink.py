"""tanh_shrink: x less its hyperbolic tangent (in Torch's package unsup from 2012 on)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def tanh_shrink(x):
    """x - tanh(x), for |x| < 1 by Lambert's continued fraction, in which nothing cancels."""
    s, c = np.clip(x, -1, 1) ** 2, 0.0
    for odd in (17, 15, 13, 11, 9, 7, 5, 3):
        c = s / (odd + c)
    return np.where(np.abs(x) < 1, x * (c / (1 + c)), x - np.tanh(x))


def tanh_shrink_gradient(x):
    """The derivative, as a square: 1 - (1 - tanh(x)^2) would lose its digits near 0."""
    return np.tanh(x) ** 2


# --8<-- [end:numpy]


FUNCTION = Function(
    name="tanh_shrink",
    title="tanh_shrink",
    summary="tanh_shrink subtracts from x its own tanh: about x³/3 near 0, so that small numbers "
    "all but vanish, and x less 1, or plus 1, far out.",
    keras="keras.activations.tanh_shrink",
    layer="",
    layer_parameters="",
    aliases=("tanhshrink", "Tanhshrink", "TanhShrink"),
    parameters=(),
    f=tanh_shrink,
    gradient=tanh_shrink_gradient,
    formula=r"f(x) = x - \tanh(x)",
    derivative=r"f'(x) = \tanh^2(x)",
    domain=r"\mathbb{R}",
    bounds=("-inf", "inf"),
    attained=("False", "False"),
    limits=("-inf", "inf"),
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
            alt="tanh_shrink and its derivative for x from -4 to 4. The curve lies almost on the "
            "axis around 0, has come to {f(1):.2f} at x = 1 and to {f(2):.2f} at x = 2, and from "
            "there on runs beside the line x - 1; the left half is the same, turned about 0. The "
            "derivative is a valley that touches 0 at x = 0, climbs to {gradient(1):.2f} at x = 1 "
            "on either side, and levels out below 1, with {gradient(4):.3f} at the edges.",
        ),
        Graph(
            stem="flat",
            window=(-0.5, 0.5),
            values=({},),
            gradient=False,
            alt="tanh_shrink alone, enlarged, for x from -0.5 to 0.5. The curve crosses 0 with a "
            "horizontal tangent, stays close to the axis, and has come to only {f(0.5):.3f} at the "
            "edge: nearly a cubic parabola, with no dead interval.",
        ),
    ),
    use_when="small numbers are noise and should all but vanish, and a smooth function is wanted",
    first_paper="kavukcuoglu2012",
    elsewhere=(Elsewhere("torch", "torch.nn.functional.tanhshrink", "", "F.tanhshrink(x)"),),
    changes=(Change("by hand", "x - tf.math.tanh(x)", "keras.activations.tanh_shrink(x)"),),
    defects=(
        Defect(
            "a user's own function called tanh_shrink loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "on JAX in float32 the value at 0.0003 is 0, where it is 9e-12",
            "3.15.1",
            "nothing_left_near_zero",
        ),
        Defect(
            "on JAX in float16 the gradient at 0.01 is negative, where it is 1e-4",
            "3.15.1",
            "gradient_has_the_wrong_sign",
        ),
    ),
    edges=(-10.0, -0.1, -0.001, 0.001, 0.1, 10.0),
    tags=("shrinkage", "smooth"),
)
