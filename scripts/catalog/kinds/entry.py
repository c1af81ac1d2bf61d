"""What is known of an entry of any kind. Knows no drawing and no Keras."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from catalog.expressions import evaluate


SMOOTHNESS = {
    "discontinuous": "it jumps",
    "C^0": "continuous, with a kink",
    "C^1": "its derivative is continuous",
    r"C^\infty": "derivatives of every order",
}


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
class Claim:
    """A property, and the exact condition on the parameters (of a vector function, on n) under which the function has it.

    name: one of the function's PROPERTIES. when: a Python expression in the parameter names; "True" where there is no
    condition, "False" where the function never has the property. Checks try both sides of the condition.
    value: for `lipschitz`, a Python expression in the parameter names that gives the least constant.
    """

    name: str
    when: str = "True"
    value: str = ""


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
