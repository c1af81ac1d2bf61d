"""The exponential: e to the x, the inverse of the logarithmic link of a count (Nelder and
Wedderburn, 1972)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def exponential(x):
    """e to the x; elementwise, any shape. What is too large for the type is inf, unannounced."""
    with np.errstate(over="ignore"):
        return np.exp(x)


def exponential_gradient(x):
    """The derivative: the same numbers."""
    return exponential(x)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="exponential",
    title="Exponential",
    summary="Exponential maps every number to a positive one, e to the x: what was added before it "
    "is multiplied behind it.",
    keras="keras.activations.exponential",
    layer="",
    layer_parameters="",
    aliases=("exp", "log link", "inverse link"),
    parameters=(),
    f=exponential,
    gradient=exponential_gradient,
    formula=r"f(x) = e^x",
    derivative=r"f'(x) = e^x = f(x)",
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
        Claim("lipschitz", "False"),
    ),
    zero_centred="no: every output is positive",
    pictures=(
        Graph(
            stem="graph",
            window=(-4.0, 2.0),
            values=({},),
            alt="The exponential for x from -4 to 2, and its derivative, which is the same curve. "
            "From almost 0 at the left it rises ever faster, through {f(0):.0f} at 0, where its "
            "slope is {gradient(0):.0f}, to {f(1):.2f} at 1 and {f(2):.2f} at 2.",
        ),
        Graph(
            stem="wall",
            window=(-8.0, 4.0),
            values=({},),
            gradient=False,
            alt="The exponential from x = -8 to 4, where it is {f(4):.1f}. On the scale of that "
            "number the curve lies on the axis as far as 0, where it is {f(0):.0f}, and then turns "
            "up like a wall: half of the height is gained after x = {crosses(f, 27.3):.1f}.",
        ),
    ),
    use_when="the output must be positive and effects multiply: counts, rates, scales",
    first_paper="nelder1972",
    elsewhere=(
        Elsewhere("torch", "torch.exp", "", "torch.exp(x)"),
        Elsewhere("jax", "jax.numpy.exp", "", "jax.numpy.exp(x)"),
        Elsewhere("tensorflow", "tensorflow.math.exp", "", "tf.math.exp(x)"),
    ),
    changes=(
        Change(
            "the function", "keras.activations.exponential(x)", "keras.activations.exponential(x)"
        ),
        Change("the string", 'Activation("exponential")', 'Activation("exponential")'),
    ),
    defects=(
        Defect(
            "a user's own function called exponential loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
    ),
    edges=(-100.0, -87.0, 11.1, 88.7, 88.8),
    tags=("smooth", "exponential"),
)
