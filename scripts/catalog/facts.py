"""The shapes of a fact. Knows no drawing, no Markdown and no Keras."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Parameter:
    """A parameter of a Keras function, under Keras's own name.

    default: of the function and of the string; layer_default: of the layer (None: the layer has none).
    required: Keras gives no default; `default` is then the value that tables and graphs use.
    weight: a trainable weight of a layer, under its attribute's name; `default` is what it starts at.
    contrast: a value whose effect can be seen in a graph beside the default's.
    sweep: the values at which claims are checked.
    symbol: the TeX that formulas on the page use for it.
    condition: a Python expression in the parameters that Keras's authors intend to hold, or "".
    """

    name: str
    default: object
    layer_default: object
    contrast: object
    sweep: tuple
    symbol: str
    condition: str = ""
    required: bool = False
    weight: bool = False


@dataclass(frozen=True)
class Kink:
    """A point where the one-sided gradients differ, or (jump) where the one-sided limits do.

    keras: the gradient that Keras gives at x on its JAX backend. left == right, no jump: f has a derivative there, and Keras gives another number.
    """

    x: float
    left: float
    right: float
    keras: float
    jump: bool = False


@dataclass(frozen=True)
class Claim:
    """A property, and the exact condition on the parameters (of a vector function, on n) under which the function has it.

    name: one of the function's PROPERTIES. when: a Python expression in the parameter names; "True" where there is no
    condition, "False" where the function never has the property. Checks try both sides of the condition.
    value: for `lipschitz`, a Python expression in the parameter names that gives the least constant.
    """

    name: str
    when: str = "True"
    value: str = ""


PROPERTIES = {
    "increasing": "increasing: x < y gives f(x) <= f(y)",
    "strictly_increasing": "strictly increasing: x < y gives f(x) < f(y)",
    "convex": "convex: no chord lies below the graph",
    "odd": "odd: f(-x) = -f(x)",
    "even": "even: f(-x) = f(x)",
    "homogeneous": "positively homogeneous: f(c x) = c f(x) for every c >= 0",
    "idempotent": "idempotent: f(f(x)) = f(x)",
    "lipschitz": "Lipschitz: |f(x) - f(y)| <= L |x - y|, with the least such L",
}

VECTOR_PROPERTIES = {
    "on_simplex": "on the simplex: the outputs are not negative and sum to 1",
    "shift_invariant": "invariant to shifts: f(x + c) = f(x) for every number c",
    "permuted": "permutes with its input: a permutation of the inputs permutes the outputs alike",
    "ordered": "keeps the order: x_i <= x_j gives f(x)_i <= f(x)_j",
    "concave": "concave: every output is a concave function of the input",
    "homogeneous": "positively homogeneous: f(c x) = c f(x) for every c >= 0",
    "idempotent": "idempotent: f(f(x)) = f(x)",
    "symmetric": "symmetric Jacobian: f is the gradient of a function",
    "lipschitz": "Lipschitz: |f(x) - f(y)| <= L |x - y| in the Euclidean norm, with the least such L",
}

SMOOTHNESS = {
    "discontinuous": "it jumps",
    "C^0": "continuous, with a kink",
    "C^1": "its derivative is continuous",
    r"C^\infty": "derivatives of every order",
}


@dataclass(frozen=True)
class Picture:
    """A graph to draw: its file stem, the window on x, the parameter values overlaid, and whether f' is drawn.

    values: one mapping of parameter name to value per curve; the first is drawn as the default.
    alt: a sentence or two that say what the picture shows.
    """

    stem: str
    window: tuple
    values: tuple
    alt: str
    gradient: bool = True
    height: tuple = ()


@dataclass(frozen=True)
class Bars:
    """The outputs of a vector function as bars: one group an output, in it one bar for each of the inputs, named by labels."""

    stem: str
    inputs: tuple
    labels: tuple
    alt: str


@dataclass(frozen=True)
class Slice:
    """Outputs of a vector function against one of its inputs, the others held.

    lines: (label, vector, index of the output) each; in every vector the input of that index runs over the window. names: of
    the two axes.
    """

    stem: str
    window: tuple
    index: int
    lines: tuple
    names: tuple
    alt: str


@dataclass(frozen=True)
class Levels:
    """Level sets of one output over two inputs, the others held: shaded between the levels.

    window: of both axes. indices: of the two inputs in `vector`. names: of the two axes.
    """

    stem: str
    window: tuple
    vector: tuple
    indices: tuple
    output: int
    levels: tuple
    names: tuple
    alt: str


@dataclass(frozen=True)
class Simplex:
    """Where on the simplex of three classes independent normal inputs land, as a heat map; what lands on an edge or in a corner is
    drawn there. deviation: the standard deviation of the inputs."""

    stem: str
    deviation: float
    alt: str


@dataclass(frozen=True)
class Matrix:
    """The Jacobian at one input, a coloured cell with its number for each entry: a row an output, a column an input."""

    stem: str
    vector: tuple
    alt: str


@dataclass(frozen=True)
class Elsewhere:
    """The same function in another framework; one for each of `jax`, `torch`, `tensorflow` at most.

    path: importable name. parameter: its name for the first parameter. call: the line that gives Keras's values.
    """

    framework: str
    path: str
    parameter: str
    call: str


@dataclass(frozen=True)
class Change:
    """What changed for users of this function, from Keras 2 to Keras 3.

    before, now: Python expressions in `keras`, `tf`, the layers by their names and the tensor `x`, with the same
    value (that of a layer is what it returns for x); `make backends` runs both under both versions.
    """

    what: str
    before: str
    now: str


@dataclass(frozen=True)
class Defect:
    """What Keras gets wrong around this function, told on its page.

    since: the first version of Keras 3 that was seen to have it. shows: called without arguments, true while the installed
    Keras has it; imports Keras itself. `make drift` says when it is gone.
    when: a Python expression in the parameters; where it holds, Keras's values or gradients are not those of the reference
    on JAX, and they must differ somewhere instead of agreeing everywhere.
    """

    what: str
    since: str
    shows: Callable
    when: str = "False"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is known of a function of any kind; each fact is checked against the installed Keras.

    f: NumPy reference; it follows the mathematics.
    keras: its importable name; that of the layer where Keras has the layer alone, and the parameters are its weights.
    layer, layer_parameters: empty where Keras has no such layer. aliases: other names that lead to the page.
    formula, derivative, domain: TeX. claims: one for each of PROPERTIES. first_paper: key into the bibliography.
    """

    name: str
    title: str
    summary: str
    keras: str
    layer: str
    layer_parameters: str
    aliases: tuple
    parameters: tuple
    f: Callable
    formula: str
    derivative: str
    domain: str
    smoothness: str
    claims: tuple
    pictures: tuple
    use_when: str
    first_paper: str
    elsewhere: tuple
    changes: tuple = ()
    defects: tuple = ()
    edges: tuple = ()
    tags: tuple = ()

    @property
    def defaults(self):
        return {p.name: p.default for p in self.parameters}

    @property
    def is_layer(self):
        """Whether Keras has it as a layer alone, with the parameters as its weights."""
        return self.keras == self.layer

    @property
    def family(self):
        """The folder of its module: `activations`."""
        return self.f.__module__.split(".")[-2]

    @property
    def stem(self):
        """The name of its module, its page and its record."""
        return self.f.__module__.split(".")[-1]

    def departure(self, parameters):
        """The defect for which Keras departs from the reference at these parameters, or None."""
        return next((d for d in self.defects if evaluate(d.when, parameters)), None)

    def claim(self, name):
        """The claim of that name, or None."""
        return next((c for c in self.claims if c.name == name), None)

    def sweep(self):
        """Every combination of the parameters' values, the defaults first."""
        names = [p.name for p in self.parameters]
        combined = [
            dict(zip(names, v, strict=True))
            for v in itertools.product(*(p.sweep for p in self.parameters))
        ]
        return [self.defaults] + [c for c in combined if c != self.defaults]


@dataclass(frozen=True, kw_only=True)
class Function(Entry):
    """A function of one number, applied to each element.

    f, gradient: arrays in, arrays of the same shape out. At a kink, gradient gives the value from the side that Keras's JAX
    backend takes.
    smoothness: at the defaults, one of SMOOTHNESS.
    bounds: Python expressions in the parameters for inf and sup of f; attained: for whether f reaches them.
    limits: Python expressions for f(-inf) and f(+inf). kinks: a function of the parameters.
    zero_centred: begins with yes (f is odd at the defaults) or no.
    cancels: how many times more than a few roundings Keras's gradient misses in float32, where the program subtracts numbers that are nearly equal.
    range: "" where f takes every number between its bounds; where it does not, a Python expression in y and the parameters
    that is true of the numbers it takes.
    edges: inputs shown in the table of edge cases beyond 0, the infinities and nan, which are always shown.
    """

    PROPERTIES = PROPERTIES

    gradient: Callable
    bounds: tuple
    attained: tuple
    limits: tuple
    kinks: Callable
    zero_centred: str
    cancels: float = 1
    range: str = ""


@dataclass(frozen=True, kw_only=True)
class Vector(Entry):
    """A function of the numbers along one axis; its one parameter is `axis`.

    f: arrays of any shape in, with `axis`; length: a Python expression in n, the axis's length, for what becomes of it.
    jacobian: a vector of shape (n,) in, the matrix of shape (length, n) out; on a set where there is no derivative, the value that Keras gives on JAX.
    lengths: of the axis, at which everything is checked. codomain: TeX for the range; inside: whether a vector lies in it, to
    float64's rounding.
    smoothness: one of SMOOTHNESS; bends: where it is not smooth, in Markdown, or "".
    claims: their expressions may name n, the axis's length, and no parameter.
    edges: vectors shown in the table of edge cases beyond the pairs that always are.
    """

    PROPERTIES = VECTOR_PROPERTIES

    jacobian: Callable
    length: str
    lengths: tuple
    codomain: str
    inside: Callable
    bends: str = ""

    def length_of(self, n):
        """How many outputs n inputs have."""
        return int(evaluate(self.length, {"n": n}))

    def kinks(self, axis=-1):
        """None that is a single point: `bends` tells of sets."""
        return ()


NAMES = {"inf": inf, "max": max, "min": min, "abs": abs}


def shown(parameters):
    """Values of parameters, as messages name them."""
    return " at " + ", ".join(f"{k}={v!r}" for k, v in parameters.items()) if parameters else ""


def evaluate(expression, parameters):
    """The value of a catalog expression at parameter values: `evaluate("max(1, abs(a))", {"a": 2})` is 2."""
    return eval(
        expression, {"__builtins__": {}}, NAMES | dict(parameters)
    )  # the catalog is our own code
