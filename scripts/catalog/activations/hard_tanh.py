"""Hard tanh: x between -1 and 1, the nearer of the two outside (Collobert, 2004)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def hard_tanh(x):
    """x, held back at -1 and at 1; elementwise, any shape."""
    return np.clip(x, -1, 1)


def hard_tanh_gradient(x):
    """1 from -1 to 1 and at both ends, as Keras on JAX has it; 0 outside."""
    return np.where(np.abs(x) <= 1, 1, 0)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="hard_tanh",
    title="Hard tanh",
    summary="Hard tanh returns x between −1 and 1, −1 below and 1 above: tanh drawn with three "
    "straight lines.",
    keras="keras.activations.hard_tanh",
    layer="",
    layer_parameters="",
    aliases=("hardtanh", "HardTanh", "Hardtanh", "htanh"),
    parameters=(),
    f=hard_tanh,
    gradient=hard_tanh_gradient,
    formula=r"f(x) = \max(-1, \min(x, 1))",
    derivative=r"f'(x) = \begin{cases} 1 & -1 < x < 1 \\ 0 & x < -1 \text{ or } x > 1 \end{cases}",
    domain=r"\mathbb{R}",
    bounds=("-1", "1"),
    attained=("True", "True"),
    limits=("-1", "1"),
    smoothness=r"C^0",
    kinks=lambda: (
        Kink(-1.0, left=0.0, right=1.0, keras=1.0),
        Kink(1.0, left=1.0, right=0.0, keras=1.0),
    ),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing", "False"),
        Claim("convex", "False"),
        Claim("odd"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent"),
        Claim("lipschitz", value="1"),
    ),
    zero_centred="yes: it is odd",
    pictures=(
        Graph(
            stem="graph",
            window=(-3.0, 3.0),
            values=({},),
            height=(-1.2, 1.2),
            alt="Hard tanh and its derivative for x from -3 to 3. The function is level at "
            "{f(-2):.0f} up to x = -1, runs along the line y = x to the corner at (1, 1) and is "
            "level at {f(2):.0f} from there. The derivative is a block of height {gradient(0):.0f} "
            "between the two corners and {gradient(2):.0f} outside; filled dots at its upper edge "
            "mark that Keras on JAX gives {kinks[0].keras:.0f} at both corners.",
        ),
        Graph(
            stem="corner",
            window=(0.0, 2.0),
            values=({},),
            gradient=False,
            height=(0.0, 1.2),
            alt="Hard tanh between 0 and 2: the line y = x ends in a sharp corner at (1, 1), and "
            "right of it the graph is level.",
        ),
    ),
    use_when="a bounded output must do without an exponential, or a sign needs a gradient",
    first_paper="collobert2004",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.hardtanh", "", "F.hardtanh(x)"),
        Elsewhere("jax", "jax.nn.hard_tanh", "", "jax.nn.hard_tanh(x)"),
        Elsewhere("tensorflow", "tensorflow.identity", "", "tf.clip_by_value(x, -1.0, 1.0)"),
    ),
    changes=(
        Change(
            "the function",
            "tf.clip_by_value(x, -1.0, 1.0)",
            "keras.activations.hard_tanh(x)",
        ),
        Change(
            "through Keras 2's hard_sigmoid, whose slope is 0.2",
            "2 * keras.activations.hard_sigmoid(2.5 * x) - 1",
            "keras.activations.hard_tanh(x)",
        ),
    ),
    defects=(
        Defect(
            "a user's own function called hard_tanh loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "on JAX hard_tanh makes 255 or the like out of an unsigned 0 or 1",
            "3.15.1",
            "wraps_unsigned_integers",
        ),
    ),
    edges=(-2.0, 0.5, 2.0),
    tags=("piecewise linear", "bounded"),
)
