"""CELU: x on the right of 0, alpha * (exp(x / alpha) - 1) on the left (Barron, 2017).

Its slope at 0 is 1 for every alpha.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def celu(x, alpha=1.0):
    """Both halves, each cut off at 0, added; elementwise, any shape."""
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0) / alpha)


def celu_gradient(x, alpha=1.0):
    """exp(x / alpha) on the left, exp(0) = 1 on the right: no jump."""
    return np.exp(np.minimum(x, 0) / alpha)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="celu",
    title="CELU",
    summary="CELU returns x for x ≥ 0 and alpha · (exp(x / alpha) − 1) for x < 0: an ELU whose "
    "gradient is continuous for every alpha.",
    keras="keras.activations.celu",
    layer="",
    layer_parameters="",
    aliases=("CELU", "CeLU"),
    parameters=(
        Parameter(
            name="alpha",
            default=1.0,
            layer_default=None,
            contrast=0.25,
            sweep=(1.0, 0.5, 2.0, 4.0, -1.0),
            symbol=r"\alpha",
            condition="alpha > 0",
        ),
    ),
    f=celu,
    gradient=celu_gradient,
    formula=r"f(x) = \begin{cases} x & x \ge 0 \\ \texttt{alpha}\,\bigl(e^{x / \texttt{alpha}} - "
    r"1\bigr) & x < 0 \end{cases}",
    derivative=r"f'(x) = \begin{cases} 1 & x \ge 0 \\ e^{x / \texttt{alpha}} & x < 0 \end{cases}",
    domain=r"\mathbb{R}",
    bounds=("-alpha if alpha > 0 else -inf", "inf"),
    attained=("False", "False"),
    limits=("-alpha if alpha > 0 else -inf", "inf"),
    smoothness="C^1",
    kinks=lambda alpha: (),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing"),
        Claim("convex", "alpha > 0"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", "alpha > 0", value="1"),
    ),
    zero_centred="no: outputs reach down to −alpha only, and up without bound",
    pictures=(
        Graph(
            stem="graph",
            window=(-6.0, 3.0),
            values=({"alpha": 1.0}, {"alpha": 0.25}, {"alpha": 4.0}),
            alt="CELU and its derivative for x from -6 to 3. Right of 0 all three curves are the "
            "line y = x. Left of 0 each falls towards its own floor: {f(-inf, alpha=0.25):.2f} for "
            "alpha 0.25, almost at once, {f(-inf):.0f} for the default, and {f(-inf, alpha=4):.0f} "
            "for alpha 4, which is still at {f(-6, alpha=4):.1f} at x = -6. The derivatives all "
            "pass through {gradient(0):.0f} at x = 0 without a jump and fade to 0 on the left, the "
            "slower the larger alpha.",
        ),
        Graph(
            stem="negative",
            window=(-3.0, 3.0),
            values=({"alpha": 1.0}, {"alpha": -1.0}),
            height=(-7.0, 3.0),
            gradient=False,
            alt="CELU with alpha 1 and with alpha -1 for x from -3 to 3. Right of 0 they agree. "
            "Left of 0 alpha 1 levels off above {f(-inf):.0f}, while alpha -1 plunges ever more "
            "steeply and leaves the picture, at -7, near x = {crosses(f, -7, alpha=-1):.1f}.",
        ),
    ),
    use_when="alpha is to be changed and the gradient must stay continuous at 0",
    first_paper="barron2017",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.celu", "alpha", "F.celu(x, alpha=1.0)"),
        Elsewhere("jax", "jax.nn.celu", "alpha", "jax.nn.celu(x, alpha=1.0)"),
        Elsewhere("tensorflow", "tensorflow.nn.elu", "", "1.0 * tf.nn.elu(x / 1.0)"),
    ),
    changes=(
        Change("alpha 1", "keras.activations.elu(x)", "keras.activations.elu(x)"),
        Change(
            "alpha 2, without a CELU",
            "2.0 * keras.activations.elu(x / 2.0)",
            "keras.activations.celu(x, alpha=2.0)",
        ),
    ),
    defects=(
        Defect(
            "on TensorFlow the gradient at 0 is 2, twice the derivative",
            "3.15.1",
            "adds_both_halves_on_tensorflow",
        ),
    ),
    edges=(-20.0, -(2.0**-24)),
    tags=("rectifier", "exponential"),
)
