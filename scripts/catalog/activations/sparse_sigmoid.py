"""SparseSigmoid: the line (x + 1) / 2 from -1 to 1, cut off at 0 and at 1 (the name: JAXopt,
2023)."""

from catalog.kinds.entry import Change, Claim, Defect, Elsewhere
from catalog.kinds.function import Function, Kink
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np


def sparse_sigmoid(x):
    """0 up to -1, (x + 1) / 2 from there to 1, then 1; elementwise, any shape."""
    return (np.clip(x, -1, 1) + 1) / 2


def sparse_sigmoid_gradient(x):
    """1/2 between the kinks, 0 outside; at -1 and at 1 a quarter, as Keras on JAX."""
    return np.where(np.abs(x) < 1, 0.5, np.where(np.abs(x) == 1, 0.25, 0.0))


# --8<-- [end:numpy]


FUNCTION = Function(
    name="sparse_sigmoid",
    title="SparseSigmoid",
    summary="SparseSigmoid is a ramp: exactly 0 for x ≤ −1, exactly 1 for x ≥ 1, and "
    "(x + 1) / 2 between; the derivative of sparse_plus.",
    keras="keras.activations.sparse_sigmoid",
    layer="",
    layer_parameters="",
    aliases=("sparsesigmoid", "binary sparsemax"),
    parameters=(),
    f=sparse_sigmoid,
    gradient=sparse_sigmoid_gradient,
    formula=r"f(x) = \begin{cases} 0 & x \le -1 \\ \tfrac12 (x + 1) & -1 < x < 1 \\ "
    r"1 & x \ge 1 \end{cases}",
    derivative=r"f'(x) = \begin{cases} \tfrac12 & -1 < x < 1 \\ 0 & x < -1 \text{ or } x > 1 "
    r"\end{cases}",
    domain=r"\mathbb{R}",
    bounds=("0", "1"),
    attained=("True", "True"),
    limits=("0", "1"),
    smoothness=r"C^0",
    kinks=lambda: (
        Kink(-1.0, left=0.0, right=0.5, keras=0.25),
        Kink(1.0, left=0.5, right=0.0, keras=0.25),
    ),
    claims=(
        Claim("increasing"),
        Claim("strictly_increasing", "False"),
        Claim("convex", "False"),
        Claim("odd", "False"),
        Claim("even", "False"),
        Claim("homogeneous", "False"),
        Claim("idempotent", "False"),
        Claim("lipschitz", value="1 / 2"),
    ),
    zero_centred="no: its outputs are never negative; its centre of symmetry is (0, 1/2)",
    pictures=(
        Graph(
            stem="graph",
            window=(-3.0, 3.0),
            values=({},),
            alt="SparseSigmoid and its derivative for x from -3 to 3. The function lies on 0 up "
            "to x = -1, climbs in a straight line through {f(0):.1f} at x = 0, and lies on "
            "{f(3):.0f} from x = 1 on, with a corner at each end of the line. The derivative is "
            "a block of height {gradient(0):.1f} between -1 and 1; filled dots halfway up its "
            "edges mark that Keras on JAX gives {kinks[0].keras:.2f} at both corners.",
        ),
        Graph(
            stem="corner",
            window=(-1.2, -0.6),
            values=({},),
            gradient=False,
            alt="SparseSigmoid for x from -1.2 to -0.6: the graph lies on 0 up to x = -1, turns "
            "there at a sharp angle, and has climbed to {f(-0.6):.1f} at x = -0.6.",
        ),
    ),
    use_when="a probability should reach 0 and 1 exactly, and the loss is the one made from "
    "sparse_plus",
    first_paper="blondel2020",
    elsewhere=(
        Elsewhere("torch", "torch.nn.functional.hardtanh", "", "(F.hardtanh(x) + 1.0) / 2.0"),
        Elsewhere("jax", "jax.nn.sparse_sigmoid", "", "jax.nn.sparse_sigmoid(x)"),
        Elsewhere("tensorflow", "tensorflow.nn.relu6", "", "tf.nn.relu6(3.0 * x + 3.0) / 6.0"),
    ),
    changes=(
        Change(
            "Keras 2's hard_sigmoid, whose slope is 0.2, at 2.5 x",
            "keras.activations.hard_sigmoid(2.5 * x)",
            "keras.activations.sparse_sigmoid(x)",
        ),
        Change(
            "the clipped line",
            "tf.clip_by_value(0.5 * x + 0.5, 0.0, 1.0)",
            "keras.activations.sparse_sigmoid(x)",
        ),
    ),
    defects=(
        Defect(
            "a user's own function called sparse_sigmoid loads as Keras's, silently",
            "3.15.1",
            "loads_as_the_built_in",
        ),
    ),
    edges=(-2.0, -0.5, 0.5, 2.0),
    tags=("bounded", "piecewise linear", "sparse", "probability"),
)
