"""Softmax: exponentials, divided by their sum (named by Bridle, 1990)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.vector import Vector
from catalog.pictures import Bars, Levels, Matrix, Simplex

# --8<-- [start:numpy]
import numpy as np


def softmax(x, axis=-1):
    """exp(x) / sum(exp(x)) along the axis; less the maximum first, so that nothing overflows."""
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def softmax_jacobian(x):
    """diag(p) - p p^T for a vector x, p its softmax."""
    p = softmax(x)
    return np.diag(p) - np.outer(p, p)


# --8<-- [end:numpy]


FUNCTION = Vector(
    name="softmax",
    title="Softmax",
    summary="Softmax turns n numbers into n positive numbers that sum to 1: exponentials, divided "
    "by their sum.",
    keras="keras.activations.softmax",
    layer="keras.layers.Softmax",
    layer_parameters="axis=-1",
    aliases=("Softmax",),
    parameters=(
        Parameter(
            name="axis",
            default=-1,
            layer_default=-1,
            contrast=0,
            sweep=(-1, 0, 1),
            symbol=r"\texttt{axis}",
        ),
    ),
    f=softmax,
    jacobian=softmax_jacobian,
    length="n",
    lengths=(2, 3, 6),
    formula=r"f(x)_i = \frac{e^{x_i}}{\sum_{j=1}^{n} e^{x_j}}",
    derivative=r"\frac{\partial f_i}{\partial x_j} = p_i\,(\delta_{ij} - p_j), \quad p = f(x)",
    domain=r"\mathbb{R}^n",
    codomain=r"\{p : p_i > 0,\ \textstyle\sum_i p_i = 1\}",
    inside=lambda y: bool(
        (y >= 0).all() and abs(y.sum() - 1) < 1e-14
    ),  # in float64 a small output may round to 0
    smoothness=r"C^\infty",
    claims=(
        Claim("on_simplex"),
        Claim("shift_invariant"),
        Claim("permuted"),
        Claim("ordered"),
        Claim("concave", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("symmetric"),
        Claim("lipschitz", value="1 / 2"),
    ),
    pictures=(
        Bars(
            stem="graph",
            inputs=((6.0, 3.0, 1.5, -1.5), (2.0, 1.0, 0.5, -0.5), (0.5, 0.25, 0.125, -0.125)),
            labels=("T = 1/3", "T = 1", "T = 4"),
            alt="Softmax of (2, 1, 0.5, -0.5) divided by the temperatures 1/3, 1 and 4, as bars: "
            "four outputs, three bars each. The first output is {outputs[0][0]:.2f} at T = 1/3, "
            "{outputs[1][0]:.2f} at T = 1 and {outputs[2][0]:.2f} at T = 4; the last one rises "
            "from {outputs[0][3]:.3f} over {outputs[1][3]:.2f} to {outputs[2][3]:.2f}. At every "
            "temperature the bars stand in the same order and sum to 1.",
        ),
        Levels(
            stem="levels",
            window=(-4.0, 4.0),
            vector=(0.0, 0.0, 0.0),
            indices=(0, 1),
            output=0,
            levels=(0.1, 0.3, 0.5, 0.7, 0.9),
            names=("x₁", "x₂"),
            alt="Level sets of the first output of softmax for (x1, x2, 0), x1 and x2 from -4 to "
            "4, at 0.1, 0.3, 0.5, 0.7 and 0.9. In the lower half, where x2 is far below 0, the "
            "lines are vertical; where x2 is large they turn into parallel diagonals. The output "
            "is largest at the lower right.",
        ),
        Simplex(
            stem="simplex",
            deviation=1.5,
            alt="A triangle whose corners are the certain answers p1 = 1, p2 = 1 and p3 = 1, "
            "shaded by how often softmax of three independent normal numbers of standard deviation "
            "1.5 lands there. The shade is darkest in the corners and along the edges, lightest in "
            "the middle; nothing lies on the edges themselves.",
        ),
        Matrix(
            stem="jacobian",
            vector=(2.0, 1.0, 0.5, -0.5),
            alt="The Jacobian of softmax at (2, 1, 0.5, -0.5), four rows and four columns. The "
            "diagonal is positive: {cells[0][0]:.2f}, {cells[1][1]:.2f}, {cells[2][2]:.2f}, "
            "{cells[3][3]:.2f}. All other entries are negative, the largest {cells[0][1]:.2f} "
            "between the first two, and the matrix is symmetric. Every row sums to 0.",
        ),
    ),
    use_when="the outputs are to be read as the probabilities of classes that exclude each other",
    first_paper="bridle1990",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.softmax", "dim", "F.softmax(x, dim=-1)"),
        Elsewhere("jax", "jax.nn.softmax", "axis", "jax.nn.softmax(x, axis=-1)"),
        Elsewhere("tensorflow", "tensorflow.nn.softmax", "axis", "tf.nn.softmax(x, axis=-1)"),
    ),
    changes=(
        Change("string", 'Activation("softmax")', 'Activation("softmax")'),
        Change("the function", "tf.nn.softmax(x)", "keras.ops.softmax(x)"),
        Change("the backend's", "keras.backend.softmax(x)", "keras.activations.softmax(x)"),
        Change(
            "two axes",
            "keras.activations.softmax(x, axis=(0, 1))",
            "keras.activations.softmax(x, axis=(0, 1))",
        ),
    ),
    defects=(
        Defect(
            "a list is refused with an AttributeError, where relu takes one",
            "3.15.1",
            "refuses_a_list",
        ),
        Defect(
            "the layer's mask stands -1e9 in for what is masked, "
            "and inputs as low as that lose their probability to it",
            "3.15.1",
            "masks_with_a_number",
        ),
    ),
    edges=((17.0, 0.0), (1.0, 2.0, 3.0)),
    tags=("probability", "vector"),
)
