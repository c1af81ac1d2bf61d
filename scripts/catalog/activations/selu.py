"""SELU: elu with the alpha and the scale that keep a standard normal input's mean and variance.

By Klambauer, Unterthiner, Mayr and Hochreiter, 2017.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
from math import e, erfc, pi, sqrt

import numpy as np

half_mean = (1 - sqrt(e) * erfc(sqrt(0.5))) / 2  # E(1 - exp(z)) over z < 0, z standard normal
half_square = (1 - 2 * sqrt(e) * erfc(sqrt(0.5)) + e**2 * erfc(sqrt(2))) / 2  # of its square
alpha = 1 / (sqrt(2 * pi) * half_mean)  # so that the mean of selu(z) is 0
scale = 1 / sqrt(0.5 + alpha**2 * half_square)  # so that its variance is 1


def selu(x):
    """scale * x right of 0, scale * alpha * (exp(x) - 1) left of it; elementwise, any shape."""
    return scale * np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def selu_gradient(x):
    """The derivative; at the kink, where there is none, the left-hand one, as Keras on JAX."""
    return scale * np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))


# --8<-- [end:numpy]


FUNCTION = Function(
    name="selu",
    title="SELU",
    summary="SELU scales elu by two fixed constants, chosen so that a standard normal input leaves "
    "with mean 0 and variance 1.",
    keras="keras.activations.selu",
    layer="",
    layer_parameters="",
    aliases=("scaled_elu", "snn"),
    parameters=(),
    f=selu,
    gradient=selu_gradient,
    formula=r"f(x) = \begin{cases} \texttt{scale}\; x & x > 0 \\ \texttt{scale} \cdot "
    r"\texttt{alpha}\, (e^x - 1) & x \le 0 \end{cases}",
    derivative=r"f'(x) = \begin{cases} \texttt{scale} & x > 0 \\ \texttt{scale} \cdot "
    r"\texttt{alpha}\; e^x & x < 0 \end{cases}",
    domain=r"\mathbb{R}",
    bounds=("-1.7580993408473768", "inf"),
    attained=("False", "False"),
    limits=("-1.7580993408473768", "inf"),
    smoothness=r"C^0",
    kinks=lambda: (Kink(0.0, left=scale * alpha, right=scale, keras=scale * alpha),),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing"),
        Claim("convex", "False"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1.7580993408473768"),
    ),
    zero_centred="no: it is not odd; but its mean over a standard normal input is 0",
    pictures=(
        Graph(
            stem="graph",
            window=(-5.0, 3.0),
            values=({},),
            alt="SELU and its derivative for x from -5 to 3. Right of 0 a straight line of slope "
            "{kinks[0].right:.2f}; left of 0 the curve falls steeply, then levels off above "
            "{f(-inf):.3f}. The derivative climbs from near 0 at x = -5 to {kinks[0].left:.3f} "
            "just left of 0, jumps down to {kinks[0].right:.3f} and stays there.",
        ),
        Graph(
            stem="kink",
            window=(-0.5, 0.5),
            values=({},),
            gradient=False,
            alt="SELU between -0.5 and 0.5. The graph is steeper left of 0, where it arrives with "
            "slope {kinks[0].left:.3f}, than right of 0, where it leaves with slope "
            "{kinks[0].right:.3f}: a concave corner between a convex and a straight piece.",
        ),
    ),
    use_when="a deep stack of Dense layers has no normalization, and all of them start from "
    "lecun_normal",
    first_paper="klambauer2017",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.selu", "", "F.selu(x)"),
        Elsewhere("jax", "jax.nn.selu", "", "jax.nn.selu(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.selu", "", "tf.nn.selu(x)"),
    ),
    changes=(
        Change("the function", "keras.activations.selu(x)", "keras.activations.selu(x)"),
        Change("string", 'Activation("selu")', 'Activation("selu")'),
    ),
    defects=(
        Defect(
            "a user's own function called selu loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "on the NumPy backend selu of integers is elu: both constants are cast to 1",
            "3.15.1",
            "casts_its_constants_on_numpy",
        ),
        Defect(
            "AlphaDropout accepts the rate 1, then divides by zero when it is called",
            "3.15.1",
            "alpha_dropout_divides_by_zero",
        ),
    ),
    edges=(-100.0, -20.0, -10.0),
    tags=("rectifier", "exponential", "self-normalizing"),
)
