"""Log-sigmoid: the logarithm of the sigmoid, a log-probability for each number by itself."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def log_sigmoid(x):
    """The smaller of x and 0, less a remainder of at most ln 2; elementwise."""
    return np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x)))


def log_sigmoid_gradient(x):
    """The sigmoid of -x, from the same exponential."""
    e = np.exp(-np.abs(x))
    return np.where(x <= 0, 1, e) / (1 + e)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="log_sigmoid",
    title="Log-sigmoid",
    summary="Log-sigmoid turns a logit into the logarithm of its probability: close to x far left, "
    "close to 0 far right, and never the -inf that log(sigmoid(x)) gives.",
    keras="keras.activations.log_sigmoid",
    layer="",
    layer_parameters="",
    aliases=("LogSigmoid", "logsigmoid", "log sigmoid", "log(sigmoid(x))"),
    parameters=(),
    f=log_sigmoid,
    gradient=log_sigmoid_gradient,
    formula=r"f(x) = \ln \sigma(x) = -\ln(1 + e^{-x})",
    derivative=r"f'(x) = \sigma(-x) = \frac{1}{1 + e^{x}}",
    domain=r"\mathbb{R}",
    bounds=("-inf", "0"),
    attained=("False", "False"),
    limits=("-inf", "0"),
    smoothness=r"C^\infty",
    kinks=lambda: (),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing"),
        Claim("convex", "False"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1"),
    ),
    zero_centred="no: every output is negative; over a standard normal input their mean is -0.81",
    pictures=(
        Graph(
            stem="graph",
            window=(-5.0, 5.0),
            values=({},),
            alt="Log-sigmoid and its derivative for x from -5 to 5. On the left the curve climbs "
            "along the line y = x, from {f(-5):.2f} at x = -5; it bends, crosses x = 0 at "
            "{f(0):.2f}, and flattens below the axis: {f(2):.2f} at x = 2, {f(5):.3f} at 5. The "
            "derivative falls in an S, from {gradient(-5):.2f} at x = -5 through "
            "{gradient(0):.1f} at 0 to {gradient(5):.2f} at 5.",
        ),
        Graph(
            stem="right",
            window=(0.0, 8.0),
            values=({},),
            gradient=False,
            alt="The right-hand part alone, for x from 0 to 8. The curve rises from {f(0):.2f} at "
            "0 to {f(2):.2f} at 2 and {f(4):.3f} at 4, and then creeps towards the axis without "
            "touching it: {f(8):.5f} at 8.",
        ),
    ),
    use_when="a loss or a score adds up log-probabilities of single yes-or-no events, as when one "
    "of a pair must score higher",
    first_paper="zermelo1929",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.logsigmoid", "", "F.logsigmoid(x)"),
        Elsewhere("jax", "jax.nn.log_sigmoid", "", "jax.nn.log_sigmoid(x)"),
        Elsewhere("tensorflow", "tensorflow.math.log_sigmoid", "", "tf.math.log_sigmoid(x)"),
    ),
    changes=(Change("the function", "tf.math.log_sigmoid(x)", "keras.activations.log_sigmoid(x)"),),
    defects=(
        Defect(
            "a user's own function called log_sigmoid loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
    ),
    edges=(-200.0, -20.0, 20.0, 95.0, 200.0),
    tags=("probability", "smooth"),
)
