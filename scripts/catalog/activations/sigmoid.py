"""The sigmoid, or logistic function: 1 / (1 + e^-x) (Verhulst, 1838)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def sigmoid(x):
    """1 / (1 + exp(-x)) by e^-|x|, which is at most 1; elementwise, any shape."""
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, e) / (1 + e)


def sigmoid_gradient(x):
    """The derivative, without the difference 1 - sigmoid(x), which cancels on the right."""
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


# --8<-- [end:numpy]


FUNCTION = Function(
    name="sigmoid",
    title="Sigmoid",
    summary="Sigmoid, the logistic function, turns any number into one between 0 and 1: 0.5 at 0, "
    "with slope a quarter there, and flat on both sides.",
    keras="keras.activations.sigmoid",
    layer="",
    layer_parameters="",
    aliases=("logistic function", "expit", "inverse logit"),
    parameters=(),
    f=sigmoid,
    gradient=sigmoid_gradient,
    formula=r"f(x) = \dfrac{1}{1 + e^{-x}}",
    derivative=r"f'(x) = f(x)\,\bigl(1 - f(x)\bigr)",
    domain=r"\mathbb{R}",
    bounds=("0", "1"),
    attained=("False", "False"),
    limits=("0", "1"),
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
        Claim("lipschitz", value="0.25"),
    ),
    zero_centred="no: every output is positive; over a standard normal input their mean is 0.5",
    pictures=(
        Graph(
            stem="graph",
            window=(-8.0, 8.0),
            values=({},),
            height=(0.0, 1.0),
            alt="The sigmoid and its derivative for x from -8 to 8. The curve is an S: it leaves 0 "
            "on the left, is {f(-2):.2f} at x = -2, {f(0):.1f} at 0 and {f(2):.2f} at 2, and is "
            "hardly told from 1 beyond 5. The derivative is a bell of height {gradient(0):.2f} at "
            "0; it has fallen to {gradient(2):.2f} at x = 2 and to {gradient(5):.3f} at 5, on both "
            "sides.",
        ),
        Graph(
            stem="middle",
            window=(-2.0, 2.0),
            values=({},),
            gradient=False,
            height=(0.0, 1.0),
            alt="The sigmoid alone, for x from -2 to 2: almost a straight line of slope a quarter. "
            "It passes {f(-1):.2f} at x = -1, {f(0):.1f} at 0 and {f(1):.2f} at 1, where the line "
            "would be at {f(0) + gradient(0):.2f}; at the edges it is {f(-2):.2f} and {f(2):.2f}, "
            "and bends.",
        ),
    ),
    use_when="a number must become a probability or a gate: one yes or no for each output",
    first_paper="verhulst1838",
    elsewhere=(
        Elsewhere("torch", "torch.sigmoid", "", "torch.sigmoid(x)"),
        Elsewhere("jax", "jax.nn.sigmoid", "", "jax.nn.sigmoid(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.sigmoid", "", "tf.nn.sigmoid(x)"),
    ),
    changes=(
        Change("the function", "keras.activations.sigmoid(x)", "keras.activations.sigmoid(x)"),
        Change("the string", 'Activation("sigmoid")', 'Activation("sigmoid")'),
        Change("the backend's", "keras.backend.sigmoid(x)", "keras.ops.sigmoid(x)"),
    ),
    defects=(
        Defect(
            "a user's own function called sigmoid loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
    ),
    edges=(-100.0, -20.0, 17.0, 100.0),
    tags=("bounded", "smooth", "probability"),
)
