"""Linear: returns its input; what a layer without an activation has (Widrow and Hoff, 1960)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def linear(x):
    """The input itself, of any shape."""
    return x


def linear_gradient(x):
    """The derivative: 1 at every number."""
    return np.ones_like(x)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="linear",
    title="Linear",
    summary="Linear returns its input unchanged. It is what every Keras layer has whose "
    "activation=None, and a stack of such layers computes no more than one of them.",
    keras="keras.activations.linear",
    layer="keras.layers.Identity",
    layer_parameters="",
    aliases=("identity", "Identity", "no activation", "activation=None", "pass-through"),
    parameters=(),
    f=linear,
    gradient=linear_gradient,
    formula=r"f(x) = x",
    derivative=r"f'(x) = 1",
    domain=r"\mathbb{R}",
    bounds=("-inf", "inf"),
    attained=("False", "False"),
    limits=("-inf", "inf"),
    smoothness=r"C^\infty",
    kinks=lambda: (),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing"),
        Claim("convex"),
        Claim("odd"),
        Claim("even", "False"),
        Claim("homogeneous"),
        Claim("idempotent"),
        Claim("lipschitz", value="1"),
    ),
    zero_centred="yes: it is odd, and keeps the mean of its inputs",
    pictures=(
        Graph(
            stem="graph",
            window=(-4.0, 4.0),
            values=({},),
            alt="Linear and its derivative for x from -4 to 4. The function is the diagonal, from "
            "{f(-4):.0f} at x = -4 through 0 to {f(4):.0f} at x = 4; the derivative is a level "
            "line at {gradient(0):.0f}.",
        ),
        Graph(
            stem="wide",
            window=(-1000.0, 1000.0),
            values=({},),
            gradient=False,
            alt="Linear alone, for x from -1000 to 1000: again the diagonal, from "
            "{f(-1000):.0f} to {f(1000):.0f}. But for the numbers on the axes the picture cannot "
            "be told from one of a narrow window.",
        ),
    ),
    use_when="what a layer returns may be any number: logits, regression, projections",
    first_paper="widrow1960",
    elsewhere=(
        Elsewhere("torch", "torch.nn.Identity", "", "torch.nn.Identity()(x)"),
        Elsewhere("jax", "jax.nn.identity", "", "jax.nn.identity(x)"),
        Elsewhere("tensorflow", "tensorflow.identity", "", "tf.identity(x)"),
    ),
    changes=(
        Change("the function", "keras.activations.linear(x)", "keras.activations.linear(x)"),
        Change("the string", 'Activation("linear")', 'Activation("linear")'),
        Change("no activation", "Activation(None)", "Activation(None)"),
    ),
    defects=(
        Defect(
            "a user's own function called linear loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
    ),
    edges=(-100.0, 1e30),
    tags=("smooth",),
)
