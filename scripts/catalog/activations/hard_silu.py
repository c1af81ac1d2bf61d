"""Hard SiLU, also called hard swish: x times relu6(x + 3) / 6 (Howard et al., 2019)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def hard_silu(x):
    """0 up to -3, else x times a line that is cut off at 1; elementwise, any shape."""
    return np.where(x <= -3, 0, x * np.minimum(x + 3, 6) / 6)


def hard_silu_gradient(x):
    """0, a line from -1/2 to 3/2, 1; at both kinks the outer side's, as Keras on JAX."""
    return np.where(x <= -3, 0, np.where(x >= 3, 1, (2 * x + 3) / 6))


# --8<-- [end:numpy]


FUNCTION = Function(
    name="hard_silu",
    title="Hard SiLU",
    summary="Hard SiLU, or hard swish, is 0 up to −3, the parabola x · (x + 3) / 6 from there to "
    "3, and x beyond: SiLU without an exponential.",
    keras="keras.activations.hard_silu",
    layer="",
    layer_parameters="",
    aliases=("hard_swish", "hardswish", "h-swish", "HardSwish", "HardSiLU"),
    parameters=(),
    f=hard_silu,
    gradient=hard_silu_gradient,
    formula=r"f(x) = \begin{cases} 0 & x \le -3 \\ \dfrac{x\,(x + 3)}{6} & -3 < x < 3 \\ x & "
    r"x \ge 3 \end{cases}",
    derivative=r"f'(x) = \begin{cases} 0 & x < -3 \\ \dfrac{2x + 3}{6} & -3 < x < 3 \\ 1 & x > 3 "
    r"\end{cases}",
    domain=r"\mathbb{R}",
    bounds=("-3 / 8", "inf"),
    attained=("True", "False"),
    limits=("0", "inf"),
    smoothness=r"C^0",
    kinks=lambda: (
        Kink(-3.0, left=0.0, right=-0.5, keras=0.0),
        Kink(3.0, left=1.5, right=1.0, keras=1.0),
    ),
    claims=(
        Claim("increasing", "False"),
        Claim("strictly_increasing", "False"),
        Claim("convex", "False"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="3 / 2"),
    ),
    zero_centred="no: it is not odd; over a standard normal input its mean is 0.17",
    pictures=(
        Graph(
            stem="graph",
            window=(-6.0, 6.0),
            values=({},),
            alt="Hard SiLU and its derivative for x from -6 to 6. The function is 0 up to x = -3, "
            "turns down there with a corner, runs through {lowest(f).y:.3f} at x = "
            "{lowest(f).x:.1f} and through 0 at x = 0 along one parabola, and joins the line "
            "y = x at x = 3 with a second, faint corner. The derivative is 0, falls at -3 to "
            "{kinks[0].right:.1f}, climbs in a straight line to {kinks[1].left:.1f}, and drops at "
            "3 to {kinks[1].right:.0f}; filled dots mark that Keras on JAX gives "
            "{kinks[0].keras:.0f} and {kinks[1].keras:.0f} at the two corners.",
        ),
        Graph(
            stem="corner",
            window=(-4.0, 0.5),
            values=({},),
            gradient=False,
            alt="Hard SiLU for x from -4 to 0.5. The flat part ends at x = -3, where the graph "
            "leaves 0 downwards at an angle; its lowest point is {lowest(f).y:.3f} at x = "
            "{lowest(f).x:.1f}, midway between the two zeros at -3 and 0.",
        ),
    ),
    use_when="the device has no exponential, or the weights were trained with it",
    first_paper="howard2019",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.hardswish", "", "F.hardswish(x)"),
        Elsewhere("jax", "jax.nn.hard_silu", "", "jax.nn.hard_silu(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.relu6", "", "x * tf.nn.relu6(x + 3.0) / 6.0"),
    ),
    changes=(
        Change("the function", "x * tf.nn.relu6(x + 3.0) / 6.0", "keras.activations.hard_silu(x)"),
        Change(
            "x times Keras 2's hard_sigmoid, which is another curve",
            "x * keras.activations.hard_sigmoid(x)",
            "x * keras.ops.clip(0.2 * x + 0.5, 0.0, 1.0)",
        ),
    ),
    defects=(
        Defect(
            "a user's own function called hard_silu loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "hard_silu(-inf) is nan, where the limit is 0",
            "3.15.1",
            "nan_at_minus_infinity",
        ),
        Defect(
            "the docstring calls it piecewise linear; between −3 and 3 it is quadratic",
            "3.15.1",
            "docstring_calls_it_piecewise_linear",
        ),
    ),
    edges=(-4.0, -1.5, 1.5, 4.0),
    tags=("rectifier", "gated"),
)
