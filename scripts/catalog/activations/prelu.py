"""PReLU: x on the right of 0, alpha * x on the left, with alpha learned.

By He, Zhang, Ren and Sun, 2015.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def prelu(x, alpha=0.0):
    """The positive part of x, plus alpha times its negative part; alpha broadcasts against x."""
    return np.where(x > 0, x, alpha * x)


def prelu_gradient(x, alpha=0.0):
    """The derivative with respect to x; at 0 the number 0, as two ReLUs have it in Keras."""
    return np.where(x > 0, 1, np.where(x < 0, alpha, 0))


# --8<-- [end:numpy]


FUNCTION = Function(
    name="prelu",
    title="PReLU",
    summary="PReLU returns x for x ≥ 0 and alpha · x for x < 0, where alpha is a weight that "
    "training moves; in Keras it starts at 0.",
    keras="keras.layers.PReLU",
    layer="keras.layers.PReLU",
    layer_parameters="alpha_initializer='Zeros', alpha_regularizer=None, alpha_constraint=None, "
    "shared_axes=None",
    aliases=("PReLU",),
    parameters=(
        Parameter(
            name="alpha",
            default=0.0,
            layer_default=None,
            contrast=0.25,
            sweep=(0.0, 0.25, 0.681, 1.0, 2.0, -0.25, -1.0, -1.5),
            symbol=r"\alpha",
            weight=True,
        ),
    ),
    f=prelu,
    gradient=prelu_gradient,
    formula=r"f(x) = \begin{cases} x & x \ge 0 \\ \texttt{alpha}\; x & x < 0 \end{cases}",
    derivative=r"\begin{aligned} \frac{\partial f}{\partial x} &= \begin{cases} 1 & x > 0 "
    r"\\ \texttt{alpha} & x < 0 \end{cases} \\ \frac{\partial f}{\partial\, \texttt{alpha}} &= "
    r"\min(x, 0) \end{aligned}",
    domain=r"\mathbb{R}",
    bounds=("-inf if alpha > 0 else 0", "inf"),
    attained=("alpha <= 0", "False"),
    limits=("-inf if alpha > 0 else inf if alpha < 0 else 0", "inf"),
    smoothness=r"C^0",
    kinks=lambda alpha: (Kink(0.0, left=alpha, right=1.0, keras=0.0),),
    claims=(
        Claim("increasing", "alpha >= 0"),
        Claim("strictly_increasing", "alpha > 0"),
        Claim("convex", "alpha <= 1"),
        Claim("odd", "alpha == 1"),
        Claim("even", "alpha == -1"),
        Claim("homogeneous"),
        Claim("idempotent", "alpha <= 0 or alpha == 1"),
        Claim("lipschitz", value="max(1, abs(alpha))"),
    ),
    zero_centred="no: at the start all outputs are at least 0; training can move alpha towards 1, "
    "where it is odd",
    pictures=(
        Graph(
            stem="graph",
            window=(-4.0, 4.0),
            values=({"alpha": 0.0}, {"alpha": 0.25}, {"alpha": -0.5}),
            alt="PReLU and its derivative for x from -4 to 4, for three values of the weight. "
            "Right of 0 all are the line y = x. Left of 0 the initial alpha = 0 is flat, alpha = "
            "0.25 falls to {f(-4, alpha=0.25):.0f} at x = -4, and alpha = -0.5 rises to "
            "{f(-4, alpha=-0.5):.0f}, so that the curve is a V with a lower left arm. The "
            "derivative is alpha left of 0, 1 right of 0, and 0 at 0 itself for all three.",
        ),
        Graph(
            stem="reach",
            window=(-2.0, 2.0),
            values=({"alpha": 0.0}, {"alpha": 1.0}, {"alpha": -1.0}, {"alpha": 0.25}),
            gradient=False,
            alt="PReLU from -2 to 2 for alpha = 0, 1, -1 and 0.25: ReLU, the straight line y = x, "
            "the V of the absolute value, and the value at which torch starts. They fan out on the "
            "left of 0 and are one line on the right.",
        ),
    ),
    use_when="how much of the negative side to keep should be learned, one slope for each channel",
    first_paper="he2015",
    elsewhere=(Elsewhere("torch", "torch.nn.PReLU", "init", "torch.nn.PReLU(init=0.0)(x)"),),
    changes=(
        Change("the layer", "PReLU()", "PReLU()"),
        Change(
            "start at 0.25",
            "PReLU(alpha_initializer=tf.keras.initializers.Constant(0.25))",
            "PReLU(alpha_initializer=keras.initializers.Constant(0.25))",
        ),
        Change("the string", 'Activation("PReLU")', "PReLU()"),
    ),
    defects=(
        Defect(
            "the gradient at 0 is 0 even for alpha = 1, where the layer is the identity",
            "3.0.0",
            "flat_identity",
        ),
        Defect(
            "a negative number in shared_axes shares another axis, silently",
            "3.0.0",
            "last_axis_is_not_shared",
        ),
        Defect(
            "given as activation=, alpha is no weight of the built model until the first call",
            "3.0.0",
            "absent_from_a_built_model",
        ),
        Defect(
            "one instance given as activation= to two layers saves and does not load",
            "3.15.1",
            "two_owners_do_not_load",
        ),
        Defect(
            "one instance twice in a Sequential is there once after loading", "3.0.0", "loads_once"
        ),
    ),
    tags=("rectifier", "piecewise linear", "trainable"),
)
