"""Sparsemax: the nearest point of the probability simplex (Martins and Astudillo, 2016)."""

from catalog.kinds.entry import Claim, Defect, Parameter
from catalog.kinds.vector import Vector
from catalog.pictures import Bars, Matrix, Simplex, Slice

# --8<-- [start:numpy]
import numpy as np


def sparsemax(x, axis=-1):
    """The Euclidean projection of x onto the simplex: sort, find the threshold, cut at 0."""
    x = x - np.max(x, axis=axis, keepdims=True)  # a shift changes nothing, and keeps the sums small
    z = np.flip(np.sort(x, axis=axis), axis=axis)
    k = np.cumsum(np.ones_like(z), axis=axis)
    inside = 1 + k * z > np.cumsum(z, axis=axis)
    size = np.sum(inside, axis=axis, keepdims=True)
    tau = (np.sum(np.where(inside, z, 0), axis=axis, keepdims=True) - 1) / size
    return np.maximum(x - tau, 0)


def sparsemax_jacobian(x):
    """diag(s) - s s^T / |S| for a vector x, s the indicator of the support S."""
    s = (sparsemax(x) > 0).astype(float)
    return np.diag(s) - np.outer(s, s) / np.sum(s)


# --8<-- [end:numpy]


FUNCTION = Vector(
    name="sparsemax",
    title="Sparsemax",
    summary="Sparsemax replaces n numbers by the nearest n probabilities: a threshold is "
    "subtracted, and what falls below 0 becomes exactly 0.",
    keras="keras.activations.sparsemax",
    layer="",
    layer_parameters="",
    aliases=("simplex projection",),
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
    f=sparsemax,
    jacobian=sparsemax_jacobian,
    length="n",
    lengths=(2, 3, 6),
    formula=r"f(x)_i = \max(x_i - \tau, 0), \quad \textstyle\sum_i f(x)_i = 1",
    derivative=r"\begin{aligned} \frac{\partial f_i}{\partial x_j} &= \begin{cases} \delta_{ij} - "
    r"\frac{1}{\lvert S \rvert} & i, j \in S \\ 0 & \text{else} \end{cases} \\ S &= \{i : x_i > "
    r"\tau\} \end{aligned}",
    domain=r"\mathbb{R}^n",
    codomain=r"\{p : p_i \ge 0,\ \textstyle\sum_i p_i = 1\}",
    inside=lambda y: bool((y >= 0).all() and abs(y.sum() - 1) < 1e-14),
    smoothness="C^0",
    bends="it bends where an input meets the threshold, $x_i = \\tau$",
    claims=(
        Claim("on_simplex"),
        Claim("shift_invariant"),
        Claim("permuted"),
        Claim("ordered"),
        Claim("concave", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent"),
        Claim("symmetric"),
        Claim("lipschitz", value="1"),
    ),
    pictures=(
        Bars(
            stem="graph",
            inputs=((4.0, 2.4, 1.6, -1.6), (1.0, 0.6, 0.4, -0.4), (0.25, 0.15, 0.1, -0.1)),
            labels=("T = 1/4", "T = 1", "T = 4"),
            alt="Bars of the four outputs for the input (1, 0.6, 0.4, -0.4) divided by three "
            "temperatures T. At T = 1/4 the first output is 1 and the others are exactly 0. At T = "
            "1 three bars stand and the fourth is missing. At T = 4 all four stand, between "
            "{outputs[2][3]:.2f} and {outputs[2][0]:.1f}.",
        ),
        Slice(
            stem="slice",
            window=(-1.5, 2.0),
            index=0,
            lines=(
                ("f₁", (0.0, 0.0, -0.3), 0),
                ("f₂", (0.0, 0.0, -0.3), 1),
                ("f₃", (0.0, 0.0, -0.3), 2),
            ),
            names=("x₁, with x₂ = 0 and x₃ = −0.3", "output"),
            alt="The three outputs against the first input from -1.5 to 2, the others held at 0 "
            "and -0.3: straight pieces with corners. The first output is 0 up to x1 = "
            "{crosses(lines[0], 0):.2f}, rises, and is 1 from x1 = 1 on; the third reaches 0 at x1 "
            "= {crosses(lines[2], 0):.1f}, the second at {crosses(lines[1], 0):.0f}.",
        ),
        Simplex(
            stem="simplex",
            deviation=1.0,
            alt="The triangle of three probabilities with the shares of standard normal inputs "
            "that land inside, on its edges and in its corners. Most of the mass lies on the "
            "boundary: {100 * edges:.0f} percent on the edges, drawn as thick bands, and "
            "{100 * corners:.0f} percent in the corners, drawn as dots. The inside, shaded and "
            "deepest in the middle, has {100 * inside:.0f} percent.",
        ),
        Matrix(
            stem="jacobian",
            vector=(1.0, 0.6, 0.4, -0.4),
            alt="The Jacobian at (1, 0.6, 0.4, -0.4), four by four. The three inputs of the "
            "support make a block with {cells[0][0]:.2f} on the diagonal and {cells[0][1]:.2f} "
            "beside it; the row and the column of the fourth input are 0.",
        ),
    ),
    use_when="some of the n probabilities should be exactly 0, as in sparse attention; in this "
    "version, through the corrected code below",
    first_paper="martins2016",
    elsewhere=(),
    defects=(
        Defect(
            "sparsemax subtracts a wrong threshold as soon as two outputs should be positive, "
            "and its result then does not sum to 1",
            "3.8.0",
            "threshold_of_sums",
            when="True",
        ),
    ),
    edges=((1.0, 0.8, 0.1), (0.0, -0.2, -0.9), (0.1, 0.2, 0.3, 0.4, 0.5), (2.0, 0.9, 0.5)),
    tags=("vector", "piecewise linear"),
)
