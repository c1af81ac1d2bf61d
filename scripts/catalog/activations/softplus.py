"""Softplus: the logarithm of 1 + e^x, a smooth ReLU (Dugas et al., 2001)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def softplus(x):
    """ln(1 + exp(x)) as relu(x) plus what is above it; nothing overflows; elementwise."""
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def softplus_gradient(x):
    """The sigmoid, by an exponential that is at most 1."""
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, e) / (1 + e)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="softplus",
    title="Softplus",
    summary="Softplus, ln(1 + exp(x)), turns any number into a positive one: close to exp(x) far "
    "left, close to x far right, and its slope is the sigmoid.",
    keras="keras.activations.softplus",
    layer="",
    layer_parameters="",
    aliases=("SmoothReLU", "log(1 + exp(x))", "log1p(exp(x))"),
    parameters=(),
    f=softplus,
    gradient=softplus_gradient,
    formula=r"f(x) = \ln(1 + e^x)",
    derivative=r"f'(x) = \sigma(x) = \frac{1}{1 + e^{-x}}",
    domain=r"\mathbb{R}",
    bounds=("0", "inf"),
    attained=("False", "False"),
    limits=("0", "inf"),
    smoothness=r"C^\infty",
    kinks=lambda: (),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing"),
        Claim("convex"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1"),
    ),
    zero_centred="no: every output is positive; over a standard normal input their mean is 0.81",
    pictures=(
        Graph(
            stem="graph",
            window=(-5.0, 5.0),
            values=({},),
            alt="Softplus and its derivative for x from -5 to 5. The curve leaves the axis slowly "
            "on the left, passes {f(-2):.2f} at x = -2 and {f(0):.2f} at 0, and runs along the "
            "line y = x from about 3 on, always above it. The derivative is the sigmoid: an S from "
            "0 through {gradient(0):.1f} at x = 0 to 1, at {gradient(2):.2f} for x = 2.",
        ),
        Graph(
            stem="left",
            window=(-8.0, 1.0),
            values=({},),
            gradient=False,
            alt="Softplus alone, for x from -8 to 1: it never touches the axis. From {f(-8):.4f} "
            "at x = -8 it grows like an exponential, to {f(-3):.2f} at -3, then more slowly than "
            "one, to {f(0):.2f} at 0 and {f(1):.2f} at 1.",
        ),
    ),
    use_when="an output must be positive, such as a standard deviation, in units in which it is "
    "about 1",
    first_paper="dugas2001",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.softplus", "", "F.softplus(x)"),
        Elsewhere("jax", "jax.nn.softplus", "", "jax.nn.softplus(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.softplus", "", "tf.nn.softplus(x)"),
    ),
    changes=(
        Change("the function", "keras.activations.softplus(x)", "keras.activations.softplus(x)"),
        Change("the string", 'Activation("softplus")', 'Activation("softplus")'),
        Change("the backend's", "keras.backend.softplus(x)", "keras.ops.softplus(x)"),
    ),
    defects=(
        Defect(
            "a user's own function called softplus loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
    ),
    edges=(-110.0, -20.0, 20.0, 100.0),
    tags=("rectifier", "smooth"),
)
