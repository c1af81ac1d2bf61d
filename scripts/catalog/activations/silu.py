"""SiLU, also called Swish: x times its own sigmoid (Hendrycks and Gimpel, 2016)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def silu(x):
    """x / (1 + exp(-x)), with an exponential that cannot overflow; elementwise, any shape."""
    e = np.exp(-np.abs(x))
    return x * np.where(x >= 0, 1, e) / (1 + e)


def silu_gradient(x):
    """The derivative, as a sum that keeps its digits where it is almost 0, left of 0."""
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 + e * (1 + x), e * (1 + x + e)) / (1 + e) ** 2


# --8<-- [end:numpy]


FUNCTION = Function(
    name="silu",
    title="SiLU",
    summary="SiLU, or Swish, multiplies x by sigmoid(x): close to x on the right, close to 0 on "
    "the left, and never below −0.2785.",
    keras="keras.activations.silu",
    layer="",
    layer_parameters="",
    aliases=("swish", "SiL", "sigmoid-weighted linear unit"),
    parameters=(),
    f=silu,
    gradient=silu_gradient,
    formula=r"f(x) = x\,\sigma(x) = \dfrac{x}{1 + e^{-x}}",
    derivative=r"f'(x) = \sigma(x)\,\bigl(1 + x\,\sigma(-x)\bigr)",
    domain=r"\mathbb{R}",
    bounds=("-0.2784645427610738", "inf"),
    attained=("True", "False"),
    limits=("0", "inf"),
    smoothness=r"C^\infty",
    cancels=3,  # JAX multiplies 1 - sigma, of a sigma rounded to 2^-24, by x, up to 17; 8.3 ulp
    kinks=lambda: (),
    claims=(
        Claim("increasing", "False"),
        Claim("strictly_increasing", "False"),
        Claim("convex", "False"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1.0998393201269843"),
    ),
    zero_centred="no: it is not odd, and its negative values are small",
    pictures=(
        Graph(
            stem="graph",
            window=(-6.0, 4.0),
            values=({},),
            alt="SiLU and its derivative for x from -6 to 4. From the left the curve sinks from "
            "almost 0 to a shallow trough of {lowest(f).y:.2f} at x = {lowest(f).x:.2f}, rises "
            "through 0 with slope one half, and nears the line y = x from below. The derivative is "
            "slightly negative left of {lowest(f).x:.2f}, is {gradient(0):.1f} at 0, and is above "
            "1 from {crosses(gradient, 1):.2f} on, with its highest value "
            "{highest(gradient).y:.1f} at {highest(gradient).x:.1f}.",
        ),
        Graph(
            stem="trough",
            window=(-8.0, 1.0),
            values=({},),
            gradient=False,
            alt="SiLU alone, for x from -8 to 1. Coming from 0 at the far left it falls to its "
            "least value, {lowest(f).y:.2f} at x = {lowest(f).x:.2f}, and climbs to {f(1):.2f} at "
            "x = 1: the same height below 0 is reached twice, once on either side of the trough.",
        ),
    ),
    use_when="a network with normalization layers should have smooth activations",
    first_paper="hendrycks2016",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.silu", "", "F.silu(x)"),
        Elsewhere("jax", "jax.nn.silu", "", "jax.nn.silu(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.silu", "", "tf.nn.silu(x)"),
    ),
    changes=(
        Change("the function", "keras.activations.swish(x)", "keras.activations.silu(x)"),
        Change("the string", 'Activation("swish")', 'Activation("swish")'),
        Change("the other string", 'Activation("silu")', 'Activation("silu")'),
        Change("with a beta", "tf.nn.silu(x, beta=2.0)", "keras.activations.silu(2.0 * x) / 2.0"),
    ),
    defects=(
        Defect(
            "a user's own function called silu loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "silu(-inf) is nan on JAX, where the limit is 0",
            "3.15.1",
            "nan_at_minus_infinity",
        ),
    ),
    edges=(-100.0, -20.0, -1.2784645, 20.0),
    tags=("rectifier", "gated", "smooth"),
)
