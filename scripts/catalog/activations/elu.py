"""ELU: x on the right of 0, alpha * (exp(x) - 1) on the left.

By Clevert, Unterthiner and Hochreiter, 2016.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def elu(x, alpha=1.0):
    """x where x > 0, else alpha * (exp(x) - 1); elementwise, any shape."""
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def elu_gradient(x, alpha=1.0):
    """The derivative; at 0, where alpha != 1 leaves none, the left-hand one, as Keras on JAX."""
    return np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))


# --8<-- [end:numpy]


FUNCTION = Function(
    name="elu",
    title="ELU",
    summary="ELU returns x for x > 0 and alpha · (exp(x) − 1) for x ≤ 0: negative inputs run into "
    "a floor at −alpha instead of being cut off.",
    keras="keras.activations.elu",
    layer="keras.layers.ELU",
    layer_parameters="alpha=1.0",
    aliases=("ELU",),
    parameters=(
        Parameter(
            name="alpha",
            default=1.0,
            layer_default=1.0,
            contrast=2.0,
            sweep=(1.0, 0.0, 0.2, 0.5, 1.5, 2.0, 3.0, -0.5, -2.0),
            symbol="a",
            condition="alpha > 0",
        ),
    ),
    f=elu,
    gradient=elu_gradient,
    formula=r"f(x) = \begin{cases} x & x > 0 \\ \texttt{alpha}\,(e^x - 1) & x \le 0 \end{cases}",
    derivative=r"f'(x) = \begin{cases} 1 & x > 0 \\ \texttt{alpha}\; e^x & x < 0 \end{cases}",
    domain=r"\mathbb{R}",
    bounds=("-alpha if alpha > 0 else 0", "inf"),
    attained=("alpha <= 0", "False"),
    limits=("-alpha", "inf"),
    smoothness="C^1",
    kinks=lambda alpha: (Kink(0.0, left=alpha, right=1.0, keras=alpha),) if alpha != 1 else (),
    claims=(
        Claim("increasing", "alpha >= 0"),
        Claim("strictly_increasing", "alpha > 0"),
        Claim("convex", "0 <= alpha <= 1"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "alpha == 0"),
        Claim("idempotent", "alpha <= 0"),
        Claim("lipschitz", value="max(1, abs(alpha))"),
    ),
    zero_centred="no: it is not odd, but its negative values pull the mean towards 0",
    pictures=(
        Graph(
            stem="graph",
            window=(-5.0, 3.0),
            values=({"alpha": 1.0}, {"alpha": 2.0}),
            alt="ELU and its derivative for x from -5 to 3. Right of 0 both curves are the line y "
            "= x. Left of 0 they bend down to floors, at {f(-inf):.0f} for alpha = 1 and at "
            "{f(-inf, alpha=2):.0f} for alpha = 2. The derivative rises from almost 0 at -5 to "
            "alpha at 0; there it meets the value 1 of the right side for alpha = 1, and jumps "
            "down from {gradient(-1e-9, alpha=2):.0f} to {gradient(1, alpha=2):.0f} for alpha = 2.",
        ),
        Graph(
            stem="corner",
            window=(-0.5, 0.5),
            values=({"alpha": 1.0}, {"alpha": 2.0}),
            gradient=False,
            alt="ELU between -0.5 and 0.5. For alpha = 1 the curve passes through 0 without a "
            "corner and leaves the line y = x slowly. For alpha = 2 it arrives at 0 twice as steep "
            "as it leaves.",
        ),
    ),
    use_when="activations should average near 0 without a normalization layer",
    first_paper="clevert2016",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.elu", "alpha", "F.elu(x)"),
        Elsewhere("jax", "jax.nn.elu", "alpha", "jax.nn.elu(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.elu", "", "tf.nn.elu(x)"),
    ),
    changes=(
        Change(
            "the function",
            "keras.activations.elu(x, alpha=2.0)",
            "keras.activations.elu(x, alpha=2.0)",
        ),
        Change("the layer", "ELU(alpha=2.0)", "ELU(alpha=2.0)"),
        Change("the string", 'Activation("elu")', 'Activation("elu")'),
        Change("the layer's name as a string", 'Activation("ELU")', 'Activation("elu")'),
    ),
    defects=(
        Defect(
            "a user's own function called elu loads as Keras's, silently",
            "3.0.0",
            "loads_as_the_built_in",
        ),
        Defect(
            "the docstring prints alpha times exp(x), minus 1",
            "3.0.0",
            "docstring_misplaces_the_bracket",
        ),
        Defect(
            "the docstring calls alpha the slope of the positive section",
            "3.15.1",
            "docstring_calls_alpha_the_slope_on_the_right",
        ),
    ),
    edges=(-20.0,),
    tags=("rectifier", "exponential"),
)
