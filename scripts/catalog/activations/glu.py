"""GLU: the first half of a vector, multiplied by the sigmoid of the second.

By Dauphin, Fan, Auli and Grangier, 2017.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.vector import Vector
from catalog.pictures import Levels, Matrix, Slice

# --8<-- [start:numpy]
import numpy as np


def sigmoid(b):
    """1 / (1 + exp(-b)); exp sees no positive number, so that nothing overflows."""
    e = np.exp(-np.abs(b))
    return np.where(b >= 0, 1, e) / (1 + e)


def glu(x, axis=-1):
    """The first half along the axis times the sigmoid of the second half."""
    a, b = np.split(x, 2, axis=axis)  # refuses an odd length
    return a * sigmoid(b)


def glu_jacobian(x):
    """Two diagonal blocks side by side: sigmoid(b), and a sigmoid'(b)."""
    a, b = np.split(x, 2)
    return np.hstack([np.diag(sigmoid(b)), np.diag(a * sigmoid(b) * sigmoid(-b))])


# --8<-- [end:numpy]


FUNCTION = Vector(
    name="glu",
    title="GLU",
    summary="GLU splits its axis into a value half a and a gate half b and returns a · sigmoid(b), "
    "half as many numbers as it got.",
    keras="keras.activations.glu",
    layer="",
    layer_parameters="",
    aliases=("GLU", "gated_linear_unit"),
    parameters=(
        Parameter(
            name="axis",
            default=-1,
            layer_default=None,
            contrast=0,
            sweep=(-1, 0, 1),
            symbol=r"\texttt{axis}",
        ),
    ),
    f=glu,
    jacobian=glu_jacobian,
    length="n / 2",
    lengths=(2, 4, 6),
    formula=r"f(a, b)_i = a_i\,\sigma(b_i), \quad \sigma(t) = \frac{1}{1 + e^{-t}}",
    derivative=r"\frac{\partial f_i}{\partial a_i} = \sigma(b_i), \quad \frac{\partial "
    r"f_i}{\partial b_i} = a_i\,\sigma(b_i)\,\sigma(-b_i)",
    domain=r"\mathbb{R}^n,\ n \text{ even}",
    codomain=r"\mathbb{R}^{n/2}",
    inside=lambda y: bool(np.isfinite(y).all()),
    smoothness=r"C^\infty",
    claims=(
        Claim("on_simplex", "False"),
        Claim("shift_invariant", "False"),
        Claim("permuted", "False"),
        Claim("ordered", "False"),
        Claim("concave", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("symmetric", "False"),
        Claim("lipschitz", "False"),
    ),
    pictures=(
        Slice(
            stem="graph",
            window=(-6.0, 6.0),
            index=1,
            lines=(("a = 2", (2.0, 0.0), 0), ("a = 1", (1.0, 0.0), 0), ("a = −1", (-1.0, 0.0), 0)),
            names=("gate input b", "output"),
            alt="The output a · sigmoid(b) against the gate input b from -6 to 6, for the values a "
            "= 2, 1 and -1. On the left all three curves lie close to 0; on the right they level "
            "off at a. Each is an S-curve that passes through a / 2 at b = 0; for a = -1 it is "
            "turned upside down.",
        ),
        Slice(
            stem="value",
            window=(-3.0, 3.0),
            index=0,
            lines=(("b = 4", (0.0, 4.0), 0), ("b = 0", (0.0, 0.0), 0), ("b = −2", (0.0, -2.0), 0)),
            names=("value a", "output"),
            alt="The output against the value a from -3 to 3, for the gate inputs b = 4, 0 and -2: "
            "three straight lines through the origin, of the slopes {lines[0](1):.2f}, "
            "{lines[1](1):.1f} and {lines[2](1):.2f}. None of them bends.",
        ),
        Levels(
            stem="levels",
            window=(-4.0, 4.0),
            vector=(0.0, 0.0),
            indices=(0, 1),
            output=0,
            levels=(-2.0, -0.5, 0.0, 0.5, 2.0),
            names=("value a", "gate input b"),
            alt="Level lines of the output over the value a and the gate input b, both from -4 to "
            "4. In the upper half, where the gate is open, the lines run almost vertically near "
            "their value of a. Downwards they fan out to both sides, and the lower half lies "
            "between -0.5 and 0.5 except far to the left and right.",
        ),
        Matrix(
            stem="jacobian",
            vector=(2.0, -1.0, 0.5, 0.0, 3.0, -2.0),
            alt="The Jacobian at the values (2, -1, 0.5) and the gate inputs (0, 3, -2): three "
            "rows and six columns. The left block is diagonal with {cells[0][0]:.2f}, "
            "{cells[1][1]:.2f} and {cells[2][2]:.2f}, the right block diagonal with "
            "{cells[0][3]:.2f}, {cells[1][4]:.2f} and {cells[2][5]:.2f}; all other cells are 0.",
        ),
    ),
    use_when="a layer should decide for each input how much of a linear map it lets through",
    first_paper="dauphin2017",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.glu", "dim", "F.glu(x, dim=-1)"),
        Elsewhere("jax", "jax.nn.glu", "axis", "jax.nn.glu(x, axis=-1)"),
    ),
    changes=(
        Change(
            "Keras 2 has no glu",
            "tf.split(x, 2, axis=-1)[0] * tf.sigmoid(tf.split(x, 2, axis=-1)[1])",
            "keras.activations.glu(x)",
        ),
    ),
    defects=(
        Defect(
            "Dense and Activation report the shape before glu halves it",
            "3.7.0",
            "reports_the_whole_axis",
        ),
    ),
    edges=(
        (1.0, 100.0),
        (1.0, -100.0),
        (1.0, -1000.0),
        (float("inf"), float("-inf")),
        (0.0, float("nan")),
    ),
    tags=("gated", "vector"),
)
