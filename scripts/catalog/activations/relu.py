"""ReLU: x right of the threshold, at most max_value.

Left of the threshold 0, or a line of slope negative_slope that ends at 0.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def relu(x, negative_slope=0.0, max_value=None, threshold=0.0):
    """x above the threshold, capped at max_value; below it negative_slope * (x - threshold)."""
    passed = x if max_value is None else np.minimum(x, max_value)
    return np.where(x > threshold, passed, negative_slope * (x - threshold))


def relu_gradient(x, negative_slope=0.0, max_value=None, threshold=0.0):
    """The derivative; at threshold and cap, where there is none, what Keras gives on JAX."""
    capped = max_value is not None
    one_leaky_line = threshold == 0 and (negative_slope == 1 or not capped)
    at_threshold = 1 if one_leaky_line and negative_slope != 0 else 0
    slope = np.where(x < threshold, negative_slope, np.where(x > threshold, 1, at_threshold))
    if capped:
        at_cap = 0 if max_value == 6 and threshold == 0 else 0.5
        over = np.where(x == max_value, at_cap, 0)
        slope = np.where((x > threshold) & (x >= max_value), over, slope)
    return slope


# --8<-- [end:numpy]


def kinks(negative_slope, max_value, threshold):
    """The threshold, a jump unless it is 0, and the cap; the former alone if the cap is lower."""
    found = []
    reached = max_value is None or max_value > threshold
    if threshold != 0:
        found.append(
            Kink(
                threshold, left=negative_slope, right=1.0 if reached else 0.0, keras=0.0, jump=True
            )
        )
    elif negative_slope != 1:
        leaky = negative_slope != 0 and max_value is None
        found.append(Kink(0.0, left=negative_slope, right=1.0, keras=1.0 if leaky else 0.0))
    if max_value is not None and reached:
        native = max_value == 6 and threshold == 0
        found.append(Kink(max_value, left=1.0, right=0.0, keras=0.0 if native else 0.5))
    return tuple(found)


FUNCTION = Function(
    name="relu",
    title="ReLU",
    summary="ReLU returns x for x > 0 and 0 otherwise; in Keras it can also leak, saturate at a "
    "cap, and start at a threshold.",
    keras="keras.activations.relu",
    layer="keras.layers.ReLU",
    layer_parameters="max_value=None, negative_slope=0.0, threshold=0.0",
    aliases=("ReLU", "rectifier"),
    parameters=(
        Parameter(
            name="negative_slope",
            default=0.0,
            layer_default=0.0,
            contrast=0.25,
            sweep=(0.0, 1.0, 2.0, -1.0),
            symbol="a",
            condition="negative_slope >= 0",
        ),
        Parameter(
            name="max_value",
            default=None,
            layer_default=None,
            contrast=2.0,
            sweep=(None, 6.0, 1.0),
            symbol="m",
            condition="max_value is None or max_value > 0",
        ),
        Parameter(
            name="threshold",
            default=0.0,
            layer_default=0.0,
            contrast=1.0,
            sweep=(0.0, 2.0, -1.0),
            symbol="t",
            condition="threshold >= 0",
        ),
    ),
    f=relu,
    gradient=relu_gradient,
    formula=r"f(x) = \max(x, 0) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}",
    derivative=r"f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}",
    domain=r"\mathbb{R}",
    bounds=(
        "-inf if negative_slope > 0 else min(0, threshold)",
        "inf if max_value is None or negative_slope < 0 else max_value",
    ),
    attained=(
        "negative_slope <= 0 and threshold >= 0",
        "max_value is not None and negative_slope >= 0",
    ),
    limits=(
        "-inf if negative_slope > 0 else inf if negative_slope < 0 else 0",
        "inf if max_value is None else max_value",
    ),
    smoothness=r"C^0",
    kinks=kinks,
    claims=(
        Claim("increasing", "negative_slope >= 0 and threshold >= 0"),
        Claim("strictly_increasing", "negative_slope > 0 and threshold >= 0 and max_value is None"),
        Claim("convex", "negative_slope <= 1 and threshold == 0 and max_value is None"),
        Claim("odd", "negative_slope == 1 and threshold == 0 and max_value is None"),
        Claim("even", "negative_slope == -1 and threshold == 0 and max_value is None"),
        Claim("homogeneous", "threshold == 0 and max_value is None"),
        Claim(
            "idempotent",
            "(negative_slope == 0 and (max_value is None or max_value > threshold)) or "
            "(negative_slope == 1 and threshold == 0) or (negative_slope < 0 and threshold <= 0 "
            "and max_value is None)",
        ),
        Claim("lipschitz", "threshold == 0", "max(1, abs(negative_slope))"),
    ),
    zero_centred="no: no output is negative, and half of a symmetric input becomes 0",
    pictures=(
        Graph(
            stem="graph",
            window=(-3.0, 4.0),
            values=(
                {"negative_slope": 0.0, "max_value": None},
                {"negative_slope": 0.25, "max_value": 2.0},
            ),
            alt="ReLU and its derivative for x from -3 to 4. The default lies on the x axis left "
            "of 0 and is the line y = x right of it; its derivative is 0, then 1, and 0 at the "
            "kink itself. With negative_slope = 0.25 and max_value = 2 the curve rises to 0 with "
            "slope 0.25, follows y = x up to the height 2 and stays there; its derivative is 0.25, "
            "1 and 0, with a dot at 0 for the kink at 0 and one at "
            "{gradient(2, negative_slope=0.25, max_value=2):.1f} for the kink at 2.",
        ),
        Graph(
            stem="threshold",
            window=(-3.0, 4.0),
            values=({"threshold": 0.0}, {"threshold": 1.0}, {"threshold": -2.0}),
            gradient=False,
            alt="ReLU with the thresholds 0, 1 and -2. At 0 it bends. At 1 it jumps from 0 up to "
            "1, at -2 from 0 down to -2: right of its threshold every curve lies on y = x. A "
            "filled dot on the x axis marks the value at the jump, an open one the limit from the "
            "right.",
        ),
    ),
    use_when="a hidden layer needs a cheap default that makes exact zeros; start its weights with "
    "He",
    first_paper="fukushima1969",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.relu", "", "F.relu(x)"),
        Elsewhere("jax", "jax.nn.relu", "", "jax.nn.relu(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.relu", "", "tf.nn.relu(x)"),
    ),
    changes=(
        Change(
            "the slope",
            "keras.activations.relu(x, alpha=0.1)",
            "keras.activations.relu(x, negative_slope=0.1)",
        ),
        Change(
            "all three, by position",
            "keras.activations.relu(x, 0.1, 1.0, 0.5)",
            "keras.activations.relu(x, 0.1, 1.0, 0.5)",
        ),
        Change("the layer", "ReLU(1.0, 0.1)", "ReLU(max_value=1.0, negative_slope=0.1)"),
        Change("the layer of one threshold", "ThresholdedReLU(theta=1.0)", "ReLU(threshold=1.0)"),
        Change(
            "from the backend",
            "keras.backend.relu(x, max_value=1.0)",
            "keras.activations.relu(x, max_value=1.0)",
        ),
    ),
    defects=(
        Defect(
            "with max_value, inputs between a threshold below 0 and 0 become 0",
            "3.0.0",
            "loses_what_lies_between",
            when="threshold < 0 and max_value is not None",
        ),
        Defect(
            "with max_value and a negative_slope other than 0, the gradient at 0 is 0, "
            "even for the slope 1, where there is no kink",
            "3.0.0",
            "stops_the_gradient_at_zero",
            when="negative_slope == 1 and threshold == 0 and max_value is not None",
        ),
        Defect(
            "the layer's docstring passes x = threshold on; function and layer return 0 there",
            "3.0.0",
            "docstring_passes_the_threshold",
        ),
    ),
    tags=("rectifier", "piecewise linear", "sparse"),
)
