"""Threshold: x where it exceeds threshold, default_value elsewhere.

With the default value 0 it is the thresholded ReLU of Konda, Memisevic and Krueger, 2014.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def threshold(x, threshold, default_value):
    """x above the threshold, default_value at it and below; inside, the name means the number."""
    return np.where(x > threshold, x, default_value)


def threshold_gradient(x, threshold, default_value):
    """1 above the threshold, 0 below, whatever default_value; at the jump 0, as Keras on JAX."""
    return np.where(x > threshold, 1, 0)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="threshold",
    title="Threshold",
    summary="Threshold returns x where x > threshold and default_value elsewhere: it jumps, unless "
    "the two numbers are equal.",
    keras="keras.activations.threshold",
    layer="",
    layer_parameters="",
    aliases=("ThresholdedReLU", "JumpReLU", "FATReLU"),
    parameters=(
        Parameter(
            name="threshold",
            default=1.0,
            layer_default=None,
            contrast=-1.0,
            sweep=(1.0, 0.0, -1.0, 0.5, 2.0),
            symbol="t",
            required=True,
        ),
        Parameter(
            name="default_value",
            default=0.0,
            layer_default=None,
            contrast=2.0,
            sweep=(0.0, 1.0, -1.0, 0.5, 2.0),
            symbol="d",
            required=True,
        ),
    ),
    f=threshold,
    gradient=threshold_gradient,
    formula=r"f(x) = \begin{cases} x & x > \texttt{threshold} \\ \texttt{default\_value} & x \le "
    r"\texttt{threshold} \end{cases}",
    derivative=r"f'(x) = \begin{cases} 1 & x > \texttt{threshold} \\ 0 & x < \texttt{threshold} "
    r"\end{cases}",
    domain=r"\mathbb{R}",
    bounds=("min(threshold, default_value)", "inf"),
    attained=("default_value <= threshold", "False"),
    limits=("default_value", "inf"),
    range="y == default_value or y > threshold",
    smoothness="discontinuous",
    kinks=lambda threshold, default_value: (
        Kink(threshold, left=0.0, right=1.0, keras=0.0, jump=threshold != default_value),
    ),
    claims=(
        Claim("increasing", "default_value <= threshold"),
        Claim("strictly_increasing", "False"),
        Claim("convex", "default_value == threshold"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "threshold == 0 and default_value == 0"),
        Claim("idempotent"),
        Claim("lipschitz", "default_value == threshold", value="1"),
    ),
    zero_centred="no: it is one number on the whole left",
    pictures=(
        Graph(
            stem="graph",
            window=(-1.0, 3.0),
            values=tuple({"threshold": 1.0, "default_value": value} for value in (0.0, 1.0, 2.0)),
            alt="Three graphs with threshold 1, for x from -1 to 3, and their derivatives. Right "
            "of 1 all are the line y = x. Left of 1 they are level, up to a filled dot at x = 1: "
            "default value 0 jumps up to the line's open dot at height 1, default value 1 meets "
            "the line in a corner, default value 2 jumps down to it. The three derivatives are "
            "one: 0 left of 1 and at it, 1 right of it.",
        ),
        Graph(
            stem="moved",
            window=(-3.0, 3.0),
            values=({"threshold": -1.0, "default_value": 0.5},),
            gradient=False,
            alt="Threshold with threshold -1 and default value 0.5, for x from -3 to 3: level at "
            "0.5 up to a filled dot at x = -1, then from an open dot at height -1 upwards along y "
            "= x, so that every number between -1 and 0.5 is taken on the right alone.",
        ),
    ),
    use_when="small activations should be cut off and large ones left at their size",
    first_paper="konda2014",
    elsewhere=(
        Elsewhere(
            "torch", "torch.nn.functional.threshold", "threshold", "F.threshold(x, 1.0, 0.0)"
        ),
    ),
    changes=(
        Change(
            "the layer ThresholdedReLU",
            "ThresholdedReLU(theta=1.0)",
            "keras.activations.threshold(x, 1.0, 0.0)",
        ),
        Change(
            "ReLU with a threshold",
            "ReLU(threshold=1.0)",
            "keras.activations.threshold(x, 1.0, 0.0)",
        ),
        Change(
            "written out", "tf.where(x > 1.0, x, 0.0)", "keras.activations.threshold(x, 1.0, 0.0)"
        ),
    ),
    defects=(
        Defect(
            'a layer takes the string "threshold", '
            "is built and saved, and fails at the first batch",
            "3.15.1",
            "takes_the_bare_string",
        ),
        Defect(
            "nan becomes default_value on JAX and TensorFlow, while torch hands it on",
            "3.15.1",
            "swallows_nan",
        ),
    ),
    edges=(0.5, 2.0),
    tags=("rectifier", "piecewise linear", "discontinuous"),
)
