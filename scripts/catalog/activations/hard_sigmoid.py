"""Hard sigmoid: relu6(x + 3) / 6, a straight line between two cuts (Howard et al., 2019)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def hard_sigmoid(x):
    """x / 6 + 1 / 2, cut at 0 and at 1; elementwise, any shape."""
    return np.clip(x + 3, 0, 6) / 6


def hard_sigmoid_gradient(x):
    """1/6 between -3 and 3, 0 elsewhere; at both kinks 0, as Keras on JAX."""
    return np.where((x > -3) & (x < 3), 1 / 6, 0)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="hard_sigmoid",
    title="Hard sigmoid",
    summary="Hard sigmoid is 0 up to −3, 1 from 3 on, and the straight line x / 6 + 1 / 2 "
    "between: a gate that can shut and open completely.",
    keras="keras.activations.hard_sigmoid",
    layer="",
    layer_parameters="",
    aliases=("hardsigmoid", "h-sigmoid", "Hardsigmoid", "HardSigmoid"),
    parameters=(),
    f=hard_sigmoid,
    gradient=hard_sigmoid_gradient,
    formula=r"f(x) = \begin{cases} 0 & x \le -3 \\ \dfrac x6 + \dfrac12 & -3 < x < 3 \\ 1 & "
    r"x \ge 3 \end{cases}",
    derivative=r"f'(x) = \begin{cases} 0 & x < -3 \\ \dfrac16 & -3 < x < 3 \\ 0 & x > 3 "
    r"\end{cases}",
    domain=r"\mathbb{R}",
    bounds=("0", "1"),
    attained=("True", "True"),
    limits=("0", "1"),
    smoothness=r"C^0",
    kinks=lambda: (
        Kink(-3.0, left=0.0, right=1 / 6, keras=0.0),
        Kink(3.0, left=1 / 6, right=0.0, keras=0.0),
    ),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing", "False"),
        Claim("convex", "False"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1 / 6"),
    ),
    zero_centred="no: it is never negative, and its values lie around 1/2",
    pictures=(
        Graph(
            stem="graph",
            window=(-6.0, 6.0),
            values=({},),
            alt="Hard sigmoid and its derivative for x from -6 to 6. The function is exactly "
            "{f(-4):.0f} up to x = -3, climbs along one straight line through {f(0):.1f} at 0, and "
            "is exactly {f(4):.0f} from x = 3 on, with a corner at either end of the line. The "
            "derivative is a step: {gradient(-4):.0f}, then {gradient(0):.2f} between the corners, "
            "then {gradient(4):.0f}; filled dots mark that Keras on JAX gives "
            "{kinks[0].keras:.0f} at both corners.",
        ),
        Graph(
            stem="corner",
            window=(1.0, 5.0),
            values=({},),
            gradient=False,
            alt="Hard sigmoid alone, for x from 1 to 5. The straight line rises from {f(1):.2f} at "
            "1 through {f(2):.2f} at 2 and ends in a corner at x = 3; from there the value is "
            "exactly {f(4):.0f}.",
        ),
    ),
    use_when="a gate has to shut and open exactly, or the device has no exponential",
    first_paper="howard2019",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.hardsigmoid", "", "F.hardsigmoid(x)"),
        Elsewhere("jax", "jax.nn.hard_sigmoid", "", "jax.nn.hard_sigmoid(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.relu6", "", "tf.nn.relu6(x + 3.0) / 6.0"),
    ),
    changes=(
        Change(
            "the function: the slope was another",
            "keras.activations.hard_sigmoid(x)",
            "keras.activations.hard_sigmoid(1.2 * x)",
        ),
    ),
    defects=(
        Defect(
            "a user's own function called hard_sigmoid loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "the docstring of keras.ops.hard_sigmoid states Keras 2's formula and values",
            "3.15.1",
            "docstring_states_the_old_slope",
        ),
    ),
    edges=(-4.0, -1.5, 1.5, 4.0),
    tags=("bounded", "piecewise linear"),
)
