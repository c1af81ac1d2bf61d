"""Leaky ReLU: x on the right of 0, negative_slope * x on the left (Maas, Hannun and Ng, 2013)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def leaky_relu(x, negative_slope=0.2):
    """max(x, negative_slope * x) for a slope of at most 1; elementwise, any shape."""
    return np.where(x >= 0, x, negative_slope * x)


def leaky_relu_gradient(x, negative_slope=0.2):
    """The derivative; at the kink, where there is none, the right-hand one, as Keras on JAX."""
    return np.where(x >= 0, 1, negative_slope)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="leaky_relu",
    title="Leaky ReLU",
    summary="Leaky ReLU returns x for x ≥ 0 and negative_slope · x for x < 0, so a negative input "
    "still passes a gradient.",
    keras="keras.activations.leaky_relu",
    layer="keras.layers.LeakyReLU",
    layer_parameters="negative_slope=0.3",
    aliases=("LeakyReLU", "lrelu", "leakyrelu"),
    parameters=(
        Parameter(
            name="negative_slope",
            default=0.2,
            layer_default=0.3,
            contrast=0.5,
            sweep=(0.0, 0.01, 0.2, 0.3, 0.5, 1.0, 2.0, -0.5, -1.0),
            symbol="a",
            condition="negative_slope >= 0",
        ),
    ),
    f=leaky_relu,
    gradient=leaky_relu_gradient,
    formula=r"f(x) = \begin{cases} x & x \ge 0 \\ \texttt{negative\_slope}\; x & x < 0 \end{cases}",
    derivative=r"f'(x) = \begin{cases} 1 & x > 0 \\ \texttt{negative\_slope} & x < 0 \end{cases}",
    domain=r"\mathbb{R}",
    bounds=("-inf if negative_slope > 0 else 0", "inf"),
    attained=("negative_slope <= 0", "False"),
    limits=("-inf if negative_slope > 0 else inf if negative_slope < 0 else 0", "inf"),
    smoothness=r"C^0",
    kinks=lambda negative_slope: (
        (Kink(0.0, left=negative_slope, right=1.0, keras=1.0),) if negative_slope != 1 else ()
    ),
    claims=(
        Claim("increasing", "negative_slope >= 0"),
        Claim("strictly_increasing", "negative_slope > 0"),
        Claim("convex", "negative_slope <= 1"),
        Claim("odd", "negative_slope == 1"),
        Claim("even", "negative_slope == -1"),
        Claim("homogeneous"),
        Claim("idempotent", "negative_slope <= 0 or negative_slope == 1"),
        Claim("lipschitz", value="max(1, abs(negative_slope))"),
    ),
    zero_centred="no: it is not odd; over a standard normal input its mean is 0.32",
    pictures=(
        Graph(
            stem="graph",
            window=(-4.0, 4.0),
            values=({"negative_slope": 0.2}, {"negative_slope": 0.5}),
            alt="Leaky ReLU and its derivative for x from -4 to 4. Right of 0 every curve is the "
            "line y = x. Left of 0 the default slope 0.2 falls to {f(-4):.1f} at x = -4, the slope "
            "0.5 to {f(-4, negative_slope=0.5):.0f}. The derivative is the slope left of 0 and 1 "
            "right of 0, with a jump at 0.",
        ),
        Graph(
            stem="kink",
            window=(-0.1, 0.1),
            values=({"negative_slope": 0.2}, {"negative_slope": 0.0}),
            gradient=False,
            alt="Leaky ReLU between -0.1 and 0.1, beside ReLU. At 0 the default bends from slope "
            "0.2 to slope 1 in a single point; no magnification rounds the corner. ReLU is flat on "
            "the left.",
        ),
    ),
    use_when="ReLU units die or a discriminator needs a gradient everywhere",
    first_paper="maas2013",
    elsewhere=(
        Elsewhere(
            "torch",
            "torch.nn.functional.leaky_relu",
            "negative_slope",
            "F.leaky_relu(x, negative_slope=0.2)",
        ),
        Elsewhere(
            "jax", "jax.nn.leaky_relu", "negative_slope", "jax.nn.leaky_relu(x, negative_slope=0.2)"
        ),
        Elsewhere(
            "tensorflow", "tensorflow.nn.leaky_relu", "alpha", "tf.nn.leaky_relu(x, alpha=0.2)"
        ),
    ),
    changes=(
        Change("slope of the layer", "LeakyReLU(alpha=0.1)", "LeakyReLU(negative_slope=0.1)"),
        Change(
            "the function",
            "tf.nn.leaky_relu(x, alpha=0.1)",
            "keras.activations.leaky_relu(x, negative_slope=0.1)",
        ),
        Change("string, slope 0.2", 'Activation("leaky_relu")', 'Activation("leaky_relu")'),
        Change("string, slope 0.3", 'Activation("LeakyReLU")', "LeakyReLU()"),
        Change(
            "slope below 0",
            "LeakyReLU(alpha=-0.1)",
            "keras.activations.leaky_relu(x, negative_slope=-0.1)",
        ),
    ),
    defects=(
        Defect(
            "a user's own function called leaky_relu loads as Keras's, silently",
            "3.0.0",
            "loads_as_the_built_in",
        ),
        Defect(
            "on the NumPy backend a slope above 1 gives max(x, a x), which is x left of 0",
            "3.15.1",
            "takes_the_maximum_on_numpy",
        ),
    ),
    tags=("rectifier", "piecewise linear"),
)
