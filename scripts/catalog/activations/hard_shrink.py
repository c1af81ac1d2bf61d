"""Hardshrink: x where its size exceeds threshold, 0 elsewhere; hard thresholding to statisticians.

Donoho and Johnstone, 1994, compare it with soft thresholding of wavelet coefficients.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def hard_shrink(x, threshold=0.5):
    """x if |x| > threshold, else 0; elementwise, any shape."""
    return np.where(np.abs(x) > threshold, x, 0)


def hard_shrink_gradient(x, threshold=0.5):
    """1 if |x| > threshold, else 0; at the jumps 0, as Keras on JAX."""
    return np.where(np.abs(x) > threshold, 1, 0)


# --8<-- [end:numpy]


def kinks(threshold):
    """Two jumps; at the threshold 0 the function is x, and Keras's gradient at 0 is not 1."""
    if threshold > 0:
        return (
            Kink(-threshold, left=1.0, right=0.0, keras=0.0, jump=True),
            Kink(threshold, left=0.0, right=1.0, keras=0.0, jump=True),
        )
    return (Kink(0.0, left=1.0, right=1.0, keras=0.0),) if threshold == 0 else ()


FUNCTION = Function(
    name="hard_shrink",
    title="Hardshrink",
    summary="Hardshrink returns 0 for numbers of size threshold or less and every other number "
    "unchanged: it jumps at −threshold and at threshold.",
    keras="keras.activations.hard_shrink",
    layer="",
    layer_parameters="",
    aliases=(
        "hardshrink",
        "HardShrink",
        "hard thresholding",
        "hard threshold",
        "keep or kill",
    ),
    parameters=(
        Parameter(
            name="threshold",
            default=0.5,
            layer_default=None,
            contrast=1.5,
            sweep=(0.5, 0.25, 1.0, 1.5, 2.0, 0.0, -1.0),
            symbol="t",
            condition="threshold >= 0",
        ),
    ),
    f=hard_shrink,
    gradient=hard_shrink_gradient,
    formula=r"f(x) = \begin{cases} x & \lvert x \rvert > \texttt{threshold} \\ 0 & \lvert x \rvert "
    r"\le \texttt{threshold} \end{cases}",
    derivative=r"f'(x) = \begin{cases} 1 & \lvert x \rvert > \texttt{threshold} \\ 0 & \lvert x "
    r"\rvert < \texttt{threshold} \end{cases}",
    domain=r"\mathbb{R}",
    bounds=("-inf", "inf"),
    attained=("False", "False"),
    limits=("-inf", "inf"),
    range="y < -threshold or y == 0 or y > threshold",
    smoothness="discontinuous",
    kinks=kinks,
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing", "threshold <= 0"),
        Claim("convex", "threshold <= 0"),
        Claim("odd"),
        Claim("even", "False"),
        Claim("homogeneous", "threshold <= 0"),
        Claim("idempotent"),
        Claim("lipschitz", "threshold <= 0", value="1"),
    ),
    zero_centred="yes: it is odd",
    pictures=(
        Graph(
            stem="graph",
            window=(-2.5, 2.5),
            values=({"threshold": 0.5}, {"threshold": 1.5}),
            alt="Hardshrink with the thresholds 0.5 and 1.5, for x from -2.5 to 2.5, and their "
            "derivatives. Both functions follow the line y = x on the outside. With the threshold "
            "0.5 there is a level piece at height {f(0):.0f} from x = {kinks[0].x:.1f} to "
            "{kinks[1].x:.1f}, filled dots at its two ends, and open dots where the line breaks "
            "off at heights -0.5 and 0.5. With 1.5 the level piece is three times as long and the "
            "jumps are three times as high. Each derivative is {gradient(0):.0f} from one jump to "
            "the other, both included, and {gradient(2):.0f} outside.",
        ),
        Graph(
            stem="jump",
            window=(0.0, 1.0),
            values=({"threshold": 0.5},),
            gradient=False,
            alt="The right half of Hardshrink with the threshold 0.5, for x from 0 to 1: level at "
            "{f(0.5):.0f} as far as a filled dot at x = {kinks[1].x:.1f}, then an open dot above "
            "it at height 0.5, from which the line y = x rises to {f(1):.0f}.",
        ),
    ),
    use_when="a few large numbers carry the signal and must keep their size, the rest being noise",
    first_paper="donoho1994",
    elsewhere=(
        Elsewhere(
            "torch",
            "torch.nn.functional.hardshrink",
            "lambd",
            "F.hardshrink(x, lambd=0.5)",
        ),
    ),
    changes=(
        Change(
            "written out, for want of the function",
            "tf.where(tf.abs(x) > 0.5, x, tf.zeros_like(x))",
            "keras.activations.hard_shrink(x, threshold=0.5)",
        ),
    ),
    defects=(
        Defect(
            "nan becomes 0 on JAX and TensorFlow, while torch hands it on",
            "3.15.1",
            "hides_nan",
        ),
        Defect(
            "a user's own function called hard_shrink loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
    ),
    edges=(0.25, 2.0),
    tags=("shrinkage", "piecewise linear", "discontinuous"),
)
