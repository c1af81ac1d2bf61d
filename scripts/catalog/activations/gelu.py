"""GELU: x times the normal distribution function at x, or times a tanh that comes close to it.

By Hendrycks and Gimpel, 2016.
"""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere, Parameter
from catalog.kinds.function import Function
from catalog.pictures import Graph

# --8<-- [start:numpy]
from math import erfc, pi, sqrt

import numpy as np

ROOT = sqrt(2 / pi)


def gate(x, approximate=False):
    """The factor of x: Phi(x), or the tanh in its place; neither loses digits where it is small."""
    if approximate:  # (1 + tanh(u)) / 2 = 1 / (1 + exp(-2 u)), and exp(700) is still finite
        return 1 / (1 + np.exp(np.minimum(-2 * ROOT * (x + 0.044715 * x**3), 700)))
    return np.vectorize(erfc, otypes=[float])(-x / sqrt(2)) / 2


def gelu(x, approximate=False):
    """x times its gate; elementwise, any shape."""
    return x * gate(x, approximate)


def gelu_gradient(x, approximate=False):
    """The derivative of x * gate(x): the gate, and x times the gate's own slope."""
    p = gate(x, approximate)
    if approximate:
        return p + 2 * ROOT * (x + 0.134145 * x**3) * p * gate(-x, True)
    return p + x * np.exp(-(x**2) / 2) / sqrt(2 * pi)


# --8<-- [end:numpy]


FUNCTION = Function(
    name="gelu",
    title="GELU",
    summary="GELU multiplies x by Φ(x), the probability that a standard normal number is below x; "
    "approximate=True puts a tanh in the place of Φ.",
    keras="keras.activations.gelu",
    layer="",
    layer_parameters="",
    aliases=("gelu_new", "gelu_tanh", "Gaussian error linear unit"),
    parameters=(
        Parameter(
            name="approximate",
            default=False,
            layer_default=None,
            contrast=True,
            sweep=(False, True),
            symbol=r"\texttt{approximate}",
        ),
    ),
    f=gelu,
    gradient=gelu_gradient,
    formula=r"f(x) = x\,\Phi(x) = \frac{x}{2} \Bigl(1 + \operatorname{erf} \frac{x}{\sqrt 2} "
    r"\Bigr)",
    derivative=r"f'(x) = \Phi(x) + x\,\varphi(x),\quad \varphi(x) = \frac{e^{-x^2/2}}{\sqrt{2\pi}}",
    domain=r"\mathbb{R}",
    bounds=("-0.17004075057125405 if approximate == True else -0.16997120747990366", "inf"),
    attained=("True", "False"),
    limits=("0", "inf"),
    smoothness=r"C^\infty",
    kinks=lambda approximate: (),
    claims=(
        Claim("increasing", "False"),
        Claim("strictly_increasing", "False"),
        Claim("convex", "False"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim(
            "lipschitz", value="1.1289930686587718 if approximate == True else 1.1289041451851548"
        ),
    ),
    zero_centred="no: its values on the left reach down to −0.17 only, and those on the right have "
    "no bound",
    pictures=(
        Graph(
            stem="graph",
            window=(-4.0, 3.0),
            values=({"approximate": False},),
            alt="GELU and its derivative for x from -4 to 3. From the left the curve leaves 0 "
            "downwards, dips to {lowest(f).y:.2f} at {lowest(f).x:.2f}, passes through 0 with "
            "slope one half and joins the line y = x from below. The derivative dips to "
            "{lowest(gradient).y:.2f} at {lowest(gradient).x:.1f}, crosses 0 at {lowest(f).x:.2f}, "
            "overshoots 1 to {highest(gradient).y:.2f} at {highest(gradient).x:.1f}, and comes "
            "back to 1.",
        ),
        Graph(
            stem="tail",
            window=(-5.0, -3.0),
            values=({"approximate": False}, {"approximate": True}),
            gradient=False,
            alt="The left tail of GELU, from -5 to -3, exact and with tanh, on an axis that ends "
            "at {lowest(f).y:.3f}. The tanh form lies above the exact one: by a tenth at -3, by "
            "half at -4; it has reached 0 sooner.",
        ),
    ),
    use_when="the feed-forward block of a Transformer is built, or weights that were trained with "
    "it are loaded, and then with the same `approximate`",
    first_paper="hendrycks2016",
    elsewhere=(
        Elsewhere("torch", "torch.nn.GELU", "approximate", "F.gelu(x)"),
        Elsewhere("jax", "jax.nn.gelu", "approximate", "jax.nn.gelu(x, approximate=False)"),
        Elsewhere("tensorflow", "tensorflow.nn.gelu", "approximate", "tf.nn.gelu(x)"),
    ),
    changes=(
        Change("the function", "keras.activations.gelu(x)", "keras.activations.gelu(x)"),
        Change(
            "the tanh form",
            "keras.activations.gelu(x, approximate=True)",
            "keras.activations.gelu(x, approximate=True)",
        ),
        Change("the string", 'Activation("gelu")', 'Activation("gelu")'),
    ),
    defects=(
        Defect(
            "keras.ops.gelu, saved as a layer's activation, loads as the exact form, silently",
            "3.15.1",
            "loads_as_the_exact_form",
        ),
        Defect(
            "a user's own function called gelu loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
        Defect(
            "the docstring of keras.ops.gelu prints values of the form that is not its default",
            "3.15.1",
            "docstring_shows_the_other_form",
        ),
        Defect(
            "the docstring calls P(X), a probability, normally distributed",
            "3.15.1",
            "docstring_distributes_a_probability",
        ),
        Defect(
            "on JAX the gradient of the tanh form loses up to 4e-6 where 3 < |x| < 6, "
            "and its tail is cut off at -4.9",
            "3.15.1",
            "tail_of_tanh_form_is_cut",
            "approximate == True",
        ),
        Defect(
            "on JAX the gradient of the tanh form is nan beyond 1.1e19",
            "3.15.1",
            "gradient_of_tanh_form_is_nan",
        ),
        Defect(
            "on the NumPy backend gelu of integers casts its constants: other values, silently",
            "3.15.1",
            "casts_its_constants_on_numpy",
        ),
        Defect("f(-inf) is nan", "3.15.1", "nan_at_minus_infinity"),
    ),
    edges=(-6.0, -0.751792),
    tags=("rectifier", "gated", "smooth"),
)
