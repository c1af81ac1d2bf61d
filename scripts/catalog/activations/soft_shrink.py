"""Softshrink: every number moved towards 0 by threshold, and no further than 0.

As soft thresholding it was proposed for wavelet coefficients by Donoho and Johnstone, 1994.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def soft_shrink(x, threshold=0.5):
    """What is left of x when its part between -threshold and threshold is taken off."""
    return x - np.clip(x, -threshold, threshold)


def soft_shrink_gradient(x, threshold=0.5):
    """1 outside [-threshold, threshold], 0 inside; at both ends 0, as Keras on JAX."""
    return np.where(np.abs(x) > threshold, 1, 0)


# --8<-- [end:numpy]


def kinks(threshold):
    if threshold == 0:  # the identity, to which Keras gives the slope 0 there
        return (Kink(0.0, left=1.0, right=1.0, keras=0.0),)
    return (
        Kink(-threshold, left=1.0, right=0.0, keras=0.0),
        Kink(threshold, left=0.0, right=1.0, keras=0.0),
    )


FUNCTION = Function(
    name="soft_shrink",
    title="Softshrink",
    summary="Softshrink moves every number by threshold towards 0 and stops there: what lies "
    "within threshold of 0 becomes 0, all else loses threshold of its size.",
    keras="keras.activations.soft_shrink",
    layer="",
    layer_parameters="",
    aliases=("softshrink", "soft shrink", "soft thresholding", "soft threshold"),
    parameters=(
        Parameter(
            name="threshold",
            default=0.5,
            layer_default=None,
            contrast=1.5,
            sweep=(0.5, 0.0, 0.25, 1.0, 1.5, 2.0),
            symbol="t",
            condition="threshold >= 0",
        ),
    ),
    f=soft_shrink,
    gradient=soft_shrink_gradient,
    formula=r"f(x) = \begin{cases} x - \texttt{threshold} & x > \texttt{threshold} \\ 0 & \lvert x "
    r"\rvert \le \texttt{threshold} \\ x + \texttt{threshold} & x < -\texttt{threshold} "
    r"\end{cases}",
    derivative=r"f'(x) = \begin{cases} 1 & \lvert x \rvert > \texttt{threshold} \\ 0 & \lvert x "
    r"\rvert < \texttt{threshold} \end{cases}",
    domain=r"\mathbb{R}",
    bounds=("-inf", "inf"),
    attained=("False", "False"),
    limits=("-inf", "inf"),
    smoothness="C^0",
    kinks=kinks,
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing", "threshold == 0"),
        Claim("convex", "threshold == 0"),
        Claim("odd"),
        Claim("even", "False"),
        Claim("homogeneous", "threshold == 0"),
        Claim("idempotent", "threshold == 0"),
        Claim("lipschitz", value="1"),
    ),
    zero_centred="yes: it is odd",
    pictures=(
        Graph(
            stem="graph",
            window=(-3.0, 3.0),
            values=({"threshold": 0.5}, {"threshold": 1.5}),
            alt="Softshrink with threshold 0.5 and with threshold 1.5 for x from -3 to 3, and "
            "their derivatives. Each curve is 0 on a flat piece around x = 0, from "
            "{kinks[0].x:.1f} to {kinks[1].x:.1f} for the first and from -1.5 to 1.5 for the "
            "second, and leaves it at both ends along a line of slope 1. At x = 3 the first is at "
            "{f(3):.1f}, the second at {f(3, threshold=1.5):.1f}. The derivatives are "
            "{gradient(0):.0f} on the flat piece and {gradient(3):.0f} outside it; filled dots "
            "mark that Keras on JAX gives {kinks[1].keras:.0f} at the ends.",
        ),
        Graph(
            stem="sheaf",
            window=(-3.0, 3.0),
            values=tuple({"threshold": value} for value in (0.5, 0.0, 1.0, 2.0)),
            gradient=False,
            alt="Softshrink with the thresholds 0, 0.5, 1 and 2 for x from -3 to 3. Threshold 0 "
            "is the line y = x. The others run parallel to it on both sides, closer to the x-axis "
            "by their threshold, so that at x = 3 they stand at {f(3, threshold=0):.0f}, "
            "{f(3):.1f}, {f(3, threshold=1):.0f} and {f(3, threshold=2):.0f}; between the parallel "
            "pieces each lies on the axis.",
        ),
    ),
    use_when="most numbers should become exactly 0 and the result should still change continuously",
    first_paper="donoho1994",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.softshrink", "lambd", "F.softshrink(x, 0.5)"),
    ),
    changes=(
        Change(
            "written out, as sign times remainder",
            "tf.sign(x) * tf.maximum(tf.abs(x) - 0.5, 0.0)",
            "keras.activations.soft_shrink(x)",
        ),
    ),
    defects=(
        Defect(
            "a user's own function called soft_shrink loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "nan becomes 0 on JAX and TensorFlow, while torch hands it on",
            "3.15.1",
            "hides_nan",
        ),
        Defect(
            "a threshold below 0 is accepted on JAX and TensorFlow, and gives a function that "
            "jumps; torch refuses it",
            "3.15.1",
            "jumps_below_zero",
        ),
        Defect(
            "with threshold 0 the function is the identity, and its gradient at 0 is 0",
            "3.15.1",
            "identity_with_a_gap",
        ),
    ),
    edges=(0.25, 2.0, -2.0),
    tags=("shrinkage", "piecewise linear"),
)
