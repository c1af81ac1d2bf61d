"""Log-softmax: the logarithm of softmax, without ever forming softmax."""

from catalog.kinds.entry import Change, Claim, Elsewhere, Parameter
from catalog.kinds.vector import Vector
from catalog.pictures import Bars, Levels, Matrix, Slice

# --8<-- [start:numpy]
import numpy as np


def log_softmax(x, axis=-1):
    """x - logsumexp(x) along the axis; every exponential is taken of a number that is at most 0."""
    below = x - np.max(x, axis=axis, keepdims=True)
    return below - np.log(np.sum(np.exp(below), axis=axis, keepdims=True))


def log_softmax_jacobian(x):
    """I - 1 p^T for a vector x: the identity, less p = exp(log_softmax(x)) in every row."""
    return np.eye(len(x)) - np.exp(log_softmax(x))


# --8<-- [end:numpy]


FUNCTION = Vector(
    name="log_softmax",
    title="Log-softmax",
    summary="log_softmax subtracts one number, the log-sum-exp, from a vector, so that the "
    "exponentials of what is left sum to 1.",
    keras="keras.activations.log_softmax",
    layer="",
    layer_parameters="",
    aliases=("LogSoftmax", "log softmax", "logsoftmax"),
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
    f=log_softmax,
    jacobian=log_softmax_jacobian,
    length="n",
    lengths=(2, 3, 6),
    formula=r"f(x)_i = x_i - \log \sum_{j=1}^{n} e^{x_j}",
    derivative=r"\frac{\partial f_i}{\partial x_j} = \delta_{ij} - p_j, \quad p = e^{f(x)}",
    domain=r"\mathbb{R}^n",
    codomain=r"\{y : \textstyle\sum_i e^{y_i} = 1\}",
    inside=lambda y: bool((y <= 0).all() and abs(np.exp(y).sum() - 1) < 1e-13),
    smoothness=r"C^\infty",
    claims=(
        Claim("on_simplex", "False"),
        Claim("shift_invariant"),
        Claim("permuted"),
        Claim("ordered"),
        Claim("concave"),
        Claim("homogeneous", "False"),
        Claim("idempotent"),
        Claim("symmetric", "False"),
        Claim("lipschitz", value="n ** (1 / 2)"),
    ),
    pictures=(
        Slice(
            stem="graph",
            window=(-6.0, 6.0),
            index=0,
            lines=(
                ("f₁", (0.0, 0.0, -2.0), 0),
                ("f₂, x₂ = 0", (0.0, 0.0, -2.0), 1),
                ("f₃, x₃ = −2", (0.0, 0.0, -2.0), 2),
            ),
            names=("x₁", "log-probability"),
            alt="The three outputs of log_softmax against its first input, from -6 to 6, with x₂ = "
            "0 and x₃ = -2 held. The first output rises along a line of slope 1, bends near x₁ = 0 "
            "and comes up to 0. The other two are level on the left, at about {lines[1](-6):.1f} "
            "and {lines[2](-6):.1f}, bend at the same place and fall with slope -1, always "
            "{lines[1](0) - lines[2](0):.0f} apart. No curve reaches above 0.",
        ),
        Bars(
            stem="bars",
            inputs=((2.0, 1.0, 0.0, -1.0), (6.0, 3.0, 0.0, -3.0)),
            labels=("x", "3x"),
            alt="Two groups of bars that hang from 0: log_softmax of x = (2, 1, 0, -1) and of 3x. "
            "For x they reach down to about {outputs[0][0]:.1f}, {outputs[0][1]:.1f}, "
            "{outputs[0][2]:.1f} and {outputs[0][3]:.1f}, one apart like the inputs; for 3x to "
            "about {outputs[1][0]:.2f}, {outputs[1][1]:.2f}, {outputs[1][2]:.2f} and "
            "{outputs[1][3]:.2f}.",
        ),
        Levels(
            stem="levels",
            window=(-5.0, 5.0),
            vector=(0.0, 0.0, 0.0),
            indices=(0, 1),
            output=0,
            levels=(-6.0, -4.0, -2.0, -1.0, -0.25),
            names=("x₁", "x₂"),
            alt="Level sets of the first output over x₁ and x₂, with x₃ = 0. Each level line runs "
            "upwards for low x₂, then bends and runs diagonally with slope 1; the region on its "
            "right, where the output is larger, is convex. Far on the left the lines are evenly "
            "spaced, on the right they thin out towards 0.",
        ),
        Matrix(
            stem="jacobian",
            vector=(2.0, 1.0, 0.0, -1.0),
            alt="The Jacobian of log_softmax at (2, 1, 0, -1), four rows of four numbers. Off the "
            "diagonal each column repeats one number, the negative probability of its input: "
            "{cells[1][0]:.2f}, {cells[0][1]:.2f}, {cells[0][2]:.2f}, {cells[0][3]:.2f}. The "
            "diagonal holds {cells[0][0]:.2f}, {cells[1][1]:.2f}, {cells[2][2]:.2f} and "
            "{cells[3][3]:.2f}.",
        ),
    ),
    use_when="log-probabilities are what the next step adds up, as in a sequence's score or a "
    "policy's loss",
    first_paper="bridle1990",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.log_softmax", "dim", "F.log_softmax(x, dim=-1)"),
        Elsewhere("jax", "jax.nn.log_softmax", "axis", "jax.nn.log_softmax(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.log_softmax", "axis", "tf.nn.log_softmax(x)"),
    ),
    changes=(
        Change("the function", "tf.nn.log_softmax(x)", "keras.activations.log_softmax(x)"),
        Change("the string", 'Activation("log_softmax")', 'Activation("log_softmax")'),
    ),
    edges=((88.0, 0.0), (-1.0, 2.0, -float("inf")), (3e38, -3e38)),
    tags=("probability", "vector"),
)
