"""What is known of an entry of any kind, and what each kind must answer."""

import ast
import itertools
import sys
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np

from catalog.escaping import code
from catalog.expressions import evaluate
from catalog.notation import number, tex
from catalog.pictures import Picture

INTEGERS = (-2, 0, 1, 3)  # at which every entry is tried in int32


@dataclass(frozen=True)
class Parameter:
    """A parameter of a Keras function, under Keras's own name.

    default: of the function and of the string; layer_default: of the layer, None if it has none.
    contrast: a value whose effect can be seen in a graph beside the default's.
    sweep: the values at which claims are checked.
    symbol: the TeX that formulas on the page use for it.
    condition: a Python expression in the parameters that Keras's authors intend to hold, or "".
    required: Keras gives no default; `default` is then the value that tables and graphs use.
    weight: of a layer, trainable, under its attribute's name; `default` is what it starts at.
    """

    name: str
    default: Any
    layer_default: Any
    contrast: Any
    sweep: tuple[Any, ...]
    symbol: str
    condition: str = ""
    required: bool = False
    weight: bool = False


@dataclass(frozen=True)
class Claim:
    """A property, and the exact condition under which the entry has it.

    name: one of the kind's PROPERTIES.
    when: a Python expression in the kind's variables; "True" where there is no condition, "False"
    where the entry never has the property. Checks try both sides of the condition.
    value: for `lipschitz`, a Python expression in them that gives the least constant.
    """

    name: str
    when: str = "True"
    value: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """The same function in another framework, at most one for each.

    framework: `jax`, `torch` or `tensorflow`. path: importable name.
    parameter: its name for the first parameter. call: the line that gives Keras's values.
    """

    framework: str
    path: str
    parameter: str
    call: str


@dataclass(frozen=True)
class Change:
    """What changed for users of this function, from Keras 2 to Keras 3.

    before, now: Python expressions in `keras`, `tf`, the layers by their names and the tensor
    `x`, with the same value (that of a layer is what it returns for x); `make backends` runs
    both under both versions.
    """

    what: str
    before: str
    now: str


@dataclass(frozen=True)
class Defect:
    """What Keras gets wrong around this function, told on its page.

    since: the first version of Keras 3 that was seen to have it. shows: the name of its check in
    scripts/verifying/defects/<family>.py; by it `make drift` says when the defect is gone. when:
    a Python expression in the parameters; where it holds, Keras's values or gradients are not
    those of the reference on JAX, and they must differ somewhere instead of agreeing everywhere.
    """

    what: str
    since: str
    shows: str
    when: str = "False"


@dataclass(frozen=True)
class Explorer:
    """What moves on a page.

    script: the one of docs/assets/scripts that serves it.
    facts: what that shows and lets set, for JSON; what it computes comes from the prover's form.
    rows: how many rows of controls it fills. viewbox: of the drawing that it fills, or "".
    index: the name under which the site's index keeps the entry, and what it says of it.
    """

    script: str
    facts: dict[str, Any]
    rows: int
    index: tuple[str, Any]
    viewbox: str = ""


@dataclass(frozen=True)
class Call:
    """What a field that is called must stand.

    place: of the field, as `checking.locating` takes it. at: with what it is called, in words.
    make: calls it. wrong: of what it gave, what is wrong with that, in words, or "".
    """

    place: tuple[str, ...]
    at: str
    make: Callable[[], Any]
    remedy: str
    wrong: Callable[[Any], str] = lambda given: ""


def numbers(given: Any, kinds: str) -> str:
    """What is wrong with an array that is given for one of float64; "" if nothing is. kinds: of
    NumPy, those of which it may be beside."""
    if type(given) is not np.ndarray:
        return f"gives {type(given).__name__} for an array"
    known = given.dtype == np.float64 or given.dtype.kind in kinds
    return "" if known else f"gives {given.dtype} for float64"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is known of an entry of any kind; each fact is checked against the installed Keras.

    f: NumPy reference; it follows the mathematics.
    keras: its importable name; that of the layer where Keras has the layer alone, and the
    parameters are its weights.
    layer, layer_parameters: empty where Keras has no such layer.
    aliases: other names that lead to the page. claims: one for each of PROPERTIES.
    pictures: the first is the thumbnail's. first_paper: key into the bibliography.
    edges: inputs of the table of edge cases beyond those that every entry of the kind has.

    A kind is a subclass, alone in a module of this folder. It states the class variables and
    answers the methods that raise NotImplementedError here; a room for all kinds asks no more.
    PROPERTIES: what may be claimed, name -> words.
    INPUTS: how the call is shown, before the parameters.
    GRADIENT: what the record's column `gradient` holds.
    EQUATED: the fields of TeX whose equalities are held against the reference, by `readings`.
    FILTERS: the columns by which readers filter the comparison; with any it can be sorted, and
    tells the first paper and its year.
    FORMS: what its proofs module defines for the provers.
    CHOICES: fields of which the text, or its first word, is one of a few.
    TAGS: those that other facts decide, each with whether an entry may bear it.
    """

    PROPERTIES: ClassVar[dict[str, str]] = {}
    INPUTS: ClassVar[tuple[str, ...]] = ("x",)
    GRADIENT: ClassVar[str] = "gradient"
    EQUATED: ClassVar[tuple[str, ...]] = ()
    FILTERS: ClassVar[tuple[str, ...]] = ()
    FORMS: ClassVar[tuple[str, ...]] = ("f",)
    CHOICES: ClassVar[dict[str, Collection[str]]] = {}
    TAGS: ClassVar[dict[str, Callable[[Any], bool]]] = {}

    name: str
    title: str
    summary: str
    keras: str
    layer: str
    layer_parameters: str
    aliases: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    f: Callable[..., Any]
    claims: tuple[Claim, ...]
    pictures: tuple[Picture, ...]
    use_when: str
    first_paper: str
    elsewhere: tuple[Elsewhere, ...]
    changes: tuple[Change, ...] = ()
    defects: tuple[Defect, ...] = ()
    edges: tuple[Any, ...] = ()
    tags: tuple[str, ...] = ()

    # What each kind answers

    def variables(self) -> dict[str, str]:
        """The names that a claim's expressions may use, with the TeX for each."""
        raise NotImplementedError

    def settings(self) -> list[dict[str, Any]]:
        """Every mapping of the variables at which claims are decided."""
        raise NotImplementedError

    def formulas(self) -> list[str]:
        """The formulas of the card, TeX."""
        raise NotImplementedError

    def answers(self) -> dict[str, str]:
        """What the card answers beside code and formulas: question -> Markdown."""
        raise NotImplementedError

    def rows(self) -> list[list[str]]:
        """Rows of the table of facts, from the domain on: the fact and its value, Markdown."""
        raise NotImplementedError

    def data(self) -> dict[str, Any]:
        """What the card and `rows` tell, for programs: JSON but for numbers that are not finite,
        as <kind>.schema.json beside the kind's module describes it."""
        raise NotImplementedError

    def compared(self) -> dict[str, str]:
        """Its row of the comparison: heading -> cell; a kind's entries have the same headings."""
        raise NotImplementedError

    def edge_inputs(self, dtype: str = "float32") -> Sequence[Any]:
        """The inputs of its edge cases, in order.

        dtype: float32, or float16 for the ends of its range.
        """
        raise NotImplementedError

    # What a kind may answer

    def depends_on(self) -> str:
        """The parameters at which facts without a condition hold; "" where none depends on any."""
        return ""

    def edge_name(self, x: Any, dtype: str) -> str:
        """An edge input as tables show it."""
        return number(x)

    def ambiguous(self) -> list[float]:
        """Inputs without a derivative: each framework has its own, and tables show all."""
        return []

    def sides(self) -> list[dict[str, Any]]:
        """What is at each of `ambiguous`: `x`; `jump`; `f` to the `left` of it, `at` it and to the
        `right`; `slope` to the `left` and to the `right`."""
        return []

    def unasked(self) -> str:
        """Where else there is no derivative and no framework was asked for one, Markdown; ""
        nowhere."""
        return ""

    def stated(self, expression: str) -> dict[str, Any]:
        """A claim's expression, for programs and for readers."""
        return {"python": expression, "tex": tex(expression, self.variables())}

    def readings(self, field: str, names: Set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """What the names of a field of EQUATED stand for, in arrays whose last axis runs over many
        points, once for each setting, with the words for it; names: those that stand in it.

        f: the reference. partial: (by, i, j) -> the derivative of output i by the number j of the
        input or parameter `by`. size: how far an index runs. gaps: whether a point may be left out.
        """
        yield from ()

    def explorer(self) -> Explorer | None:
        """What moves on its page, or None."""
        return None

    def facts(self) -> dict[str, Any]:
        """What a page may quote: what an alt text may, of its pictures the first that knows it; the
        defaults of the parameters; and those of the layer, `layer.negative_slope`."""
        found: dict[str, Any] = {}
        for picture in reversed(self.pictures):
            found |= picture.facts(self)
        return found | self.defaults | {"layer": SimpleNamespace(**self.layer_defaults())}

    def expressions(self) -> Iterator[tuple[tuple[str, ...], str, list[dict[str, Any]]]]:
        """Every expression: its place, itself, and the settings at which it must have a value."""
        for claim in self.claims:
            for expression in (claim.when, claim.value or "0"):
                yield ("claims", claim.name), expression, self.settings()
        for p in self.parameters:
            yield ("parameters", p.name, "condition"), p.condition or "True", self.sweep()
        for defect in self.defects:
            yield ("defects", defect.what), defect.when, self.sweep()

    def calls(self) -> Iterator[Call]:
        """What must be possible to call, and what it must give."""
        yield from ()

    # What follows for all kinds

    def constants(self) -> dict[str, float]:
        """The numbers that the module's reference names, as `scale` of selu."""
        module = vars(sys.modules[self.f.__module__])
        return {name: value for name, value in module.items() if isinstance(value, float)}

    @property
    def kind(self) -> str:
        """The module of its class: `function`."""
        return type(self).__module__.rpartition(".")[2]

    @property
    def family(self) -> str:
        """The folder of its module."""
        return self.f.__module__.split(".")[-2]

    @property
    def stem(self) -> str:
        """The name of its module, its page and its record."""
        return self.f.__module__.split(".")[-1]

    @property
    def defaults(self) -> dict[str, Any]:
        return {p.name: p.default for p in self.parameters}

    @property
    def is_layer(self) -> bool:
        """Whether Keras has it as a layer alone, with the parameters as its weights."""
        return self.keras == self.layer

    @property
    def requires(self) -> bool:
        """Whether Keras gives some parameter no default."""
        return any(p.required for p in self.parameters)

    def signature(self) -> str:
        """The exact call: `keras.<family>.leaky_relu(x, negative_slope=0.2)`."""
        if self.is_layer:
            return self.layer_signature()
        given = [p.name if p.required else f"{p.name}={p.default!r}" for p in self.parameters]
        return f"{self.keras}({', '.join([*self.INPUTS, *given])})"

    def layer_signature(self) -> str:
        """The layer's call: `keras.layers.LeakyReLU(negative_slope=0.3)`; "" where it has none."""
        return f"{self.layer}({self.layer_parameters})" if self.layer else ""

    def layer_defaults(self) -> dict[str, Any]:
        """Defaults of the layer by name: `{"negative_slope": 0.3}`."""
        call = ast.parse(f"f({self.layer_parameters})", mode="eval").body
        if not isinstance(call, ast.Call) or call.args:
            raise ValueError("each parameter of the layer has its name")
        return {str(k.arg): ast.literal_eval(k.value) for k in call.keywords}

    def at_defaults(self) -> str:
        """At which parameters tables are made: of weights, and of values that are required, too."""
        if self.requires:
            return " and ".join(code(f"{p.name}={p.default!r}") for p in self.parameters)
        return "the values at which the weights start" if self.is_layer else "the defaults"

    def symbols(self) -> dict[str, str]:
        """TeX of the parameters, by name."""
        return {p.name: p.symbol for p in self.parameters}

    def departure(self, parameters: dict[str, Any]) -> Defect | None:
        """The defect for which Keras departs from the reference at these parameters."""
        return next((d for d in self.defects if evaluate(d.when, parameters)), None)

    def claim(self, name: str) -> Claim | None:
        """The claim of that name."""
        return next((c for c in self.claims if c.name == name), None)

    def sweep(self) -> list[dict[str, Any]]:
        """Every combination of the parameters' values, the defaults first."""
        names = [p.name for p in self.parameters]
        combined = [
            dict(zip(names, v, strict=True))
            for v in itertools.product(*(p.sweep for p in self.parameters))
        ]
        return [self.defaults] + [c for c in combined if c != self.defaults]
