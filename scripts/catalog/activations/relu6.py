"""ReLU6: x between 0 and 6, the nearer of the two outside (Krizhevsky, 2010)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def relu6(x):
    """The point of [0, 6] that lies nearest to x; elementwise, any shape."""
    return np.minimum(np.maximum(x, 0), 6)


def relu6_gradient(x):
    """1 strictly between 0 and 6, else 0: at both kinks Keras takes the flat side."""
    return np.where((x > 0) & (x < 6), 1, 0)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="relu6",
    title="ReLU6",
    summary="ReLU6 returns x between 0 and 6, 0 below and 6 above: a ReLU whose output fits a "
    "range that is known beforehand.",
    keras="keras.activations.relu6",
    layer="",
    layer_parameters="",
    aliases=("ReLU6", "relu_6"),
    parameters=(),
    f=relu6,
    gradient=relu6_gradient,
    formula=r"f(x) = \min(\max(x, 0),\, 6)",
    derivative=r"f'(x) = \begin{cases} 1 & 0 < x < 6 \\ 0 & x < 0 \text{ or } x > 6 \end{cases}",
    domain=r"\mathbb{R}",
    bounds=("0", "6"),
    attained=("True", "True"),
    limits=("0", "6"),
    smoothness=r"C^0",
    kinks=lambda: (
        Kink(0.0, left=0.0, right=1.0, keras=0.0),
        Kink(6.0, left=1.0, right=0.0, keras=0.0),
    ),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing", "False"),
        Claim("convex", "False"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent"),
        Claim("lipschitz", value="1"),
    ),
    zero_centred="no: its outputs are never negative; its centre of symmetry is (3, 3)",
    pictures=(
        Graph(
            stem="graph",
            window=(-4.0, 10.0),
            values=({},),
            alt="ReLU6 and its derivative for x from -4 to 10. The function is 0 up to x = 0, "
            "climbs along y = x to the corner at (6, 6) and stays at 6. The derivative is a block "
            "of height 1 between 0 and 6; filled dots at 0 and at 6 mark that Keras gives 0 at "
            "both corners.",
        ),
        Graph(
            stem="cap",
            window=(5.9, 6.1),
            values=({},),
            gradient=False,
            alt="ReLU6 between 5.9 and 6.1: the line y = x ends in a sharp corner at (6, 6), and "
            "right of it the graph is level.",
        ),
    ),
    use_when="the output must fit a few bits, or a MobileNetV2 is to be rebuilt",
    first_paper="krizhevsky2010",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.relu6", "", "F.relu6(x)"),
        Elsewhere("jax", "jax.nn.relu6", "", "jax.nn.relu6(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.relu6", "", "tf.nn.relu6(x)"),
    ),
    changes=(
        Change("the function", "tf.nn.relu6(4 * x)", "keras.activations.relu6(4 * x)"),
        Change("the string", 'Activation("relu6")(4 * x)', 'Activation("relu6")(4 * x)'),
        Change("the layer", "ReLU(6.0)(4 * x)", "ReLU(max_value=6)(4 * x)"),
        Change(
            "a leak beside the cap",
            "keras.activations.relu(4 * x, alpha=0.1, max_value=6)",
            "keras.activations.relu(4 * x, negative_slope=0.1, max_value=6)",
        ),
    ),
    defects=(
        Defect(
            "a user's own function called relu6 loads as Keras's, whatever its cap",
            "3.15.1",
            "comes_back_with_another_cap",
        ),
    ),
    edges=(3.0, 7.0),
    tags=("rectifier", "piecewise linear", "bounded"),
)
