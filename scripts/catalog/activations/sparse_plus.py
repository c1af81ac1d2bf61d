"""SparsePlus: a ReLU with its corner replaced by a quarter of a square, from -1 to 1 (the name:
JAXopt, 2023)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def sparse_plus(x):
    """(x + 1)^2 / 4 between -1 and 1, 0 left of it, x right of it; elementwise, any shape."""
    return np.where(x >= 1, x, (np.clip(x, -1, 1) + 1) ** 2 / 4)


def sparse_plus_gradient(x):
    """The derivative, which is sparse_sigmoid: a ramp from 0 at -1 to 1 at 1."""
    return (np.clip(x, -1, 1) + 1) / 2


# --8<-- [end:numpy]


FUNCTION = Function(
    name="sparse_plus",
    title="SparsePlus",
    summary="SparsePlus is a ReLU with a rounded corner: 0 for x ≤ −1, x for x ≥ 1, and the "
    "parabola (x + 1)² / 4 between.",
    keras="keras.activations.sparse_plus",
    layer="",
    layer_parameters="",
    aliases=("sparseplus", "modified Huber"),
    parameters=(),
    f=sparse_plus,
    gradient=sparse_plus_gradient,
    formula=r"f(x) = \begin{cases} 0 & x \le -1 \\ \tfrac14 (x + 1)^2 & -1 < x < 1 \\ "
    r"x & x \ge 1 \end{cases}",
    derivative=r"f'(x) = \begin{cases} 0 & x \le -1 \\ \tfrac12 (x + 1) & -1 < x < 1 \\ "
    r"1 & x \ge 1 \end{cases}",
    domain=r"\mathbb{R}",
    bounds=("0", "inf"),
    attained=("True", "False"),
    limits=("0", "inf"),
    smoothness="C^1",
    kinks=lambda: (),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing", "False"),
        Claim("convex"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1"),
    ),
    zero_centred="no: it is never negative, and it is 1/4 at 0",
    pictures=(
        Graph(
            stem="graph",
            window=(-3.0, 3.0),
            values=({},),
            alt="SparsePlus and its derivative for x from -3 to 3. The function is exactly 0 up "
            "to x = -1, bends upwards through {f(0):.2f} at 0, and is the line y = x from x = 1 "
            "on. The derivative is 0 up to -1, climbs along a straight ramp through "
            "{gradient(0):.1f} at 0, and is 1 from 1 on.",
        ),
        Graph(
            stem="bend",
            window=(-1.5, 1.5),
            values=({},),
            gradient=False,
            alt="SparsePlus alone, for x from -1.5 to 1.5. The flat piece, the parabola and the "
            "straight line meet without a corner, at x = -1 in height {f(-1):.0f} and at x = 1 in "
            "height {f(1):.0f}; at 0, where ReLU has its corner, the curve is {f(0):.2f} above 0.",
        ),
    ),
    use_when="exact zeros are wanted and a corner is not",
    first_paper="blondel2020",
    elsewhere=(Elsewhere("jax", "jax.nn.sparse_plus", "", "jax.nn.sparse_plus(x)"),),
    changes=(
        Change(
            "the function",
            "tf.where(x < 1, (tf.clip_by_value(x, -1, 1) + 1) ** 2 / 4, x)",
            "keras.activations.sparse_plus(x)",
        ),
    ),
    defects=(
        Defect(
            "a user's own function called sparse_plus loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "the gradient at the infinities is nan on JAX, where the limits are 0 and 1",
            "3.15.1",
            "gradient_is_nan_at_infinity",
        ),
        Defect(
            "in float16 the gradient is nan on JAX beyond about ±32768, half of its range",
            "3.15.1",
            "gradient_is_nan_in_float16",
        ),
    ),
    edges=(-2.0, -0.5, 0.5, 2.0),
    tags=("rectifier", "sparse"),
)
