"""A function of one number, applied to each element."""

import ast
import math
import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np

from catalog.controls import control
from catalog.escaping import code, inline, prose
from catalog.expressions import evaluate, shown
from catalog.kinds.differentiable import SMOOTHNESS, Differentiable
from catalog.kinds.entry import Call, Claim, Explorer, numbers
from catalog.notation import cases, number, tex
from catalog.pictures import Graph

FEW = 10  # slopes of a function made of lines; of a curve there are as many as points
EDGES = (-math.inf, -1.0, -0.0, 0.0, 1.0, math.inf, math.nan)
FLOAT16 = {65504.0: "largest", 2.0**-14: "least normal", 2.0**-24: "least"}
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


@dataclass(frozen=True)
class Kink:
    """A point where the one-sided gradients differ, or (jump) where the one-sided limits do.

    keras: the gradient that Keras gives at x on its JAX backend. left == right, no jump: f has a
    derivative there, and Keras gives another number.
    """

    x: float
    left: float
    right: float
    keras: float
    jump: bool = False


@dataclass(frozen=True, kw_only=True)
class Function(Differentiable):
    """A function of one number, applied to each element.

    f, gradient: arrays in, arrays of the same shape out. At a kink, gradient gives the value from
    the side that Keras's JAX backend takes.
    bounds: Python expressions in the parameters for inf and sup of f; attained: for whether f
    reaches them. limits: Python expressions for f(-inf) and f(+inf).
    kinks: a function of the parameters.
    zero_centred: begins with yes (f is odd at the defaults) or no.
    cancels: how many times more than a few roundings Keras's gradient misses in float32, where
    the program subtracts numbers that are nearly equal.
    range: "" where f takes every number between its bounds; where it does not, a Python
    expression in y and the parameters that is true of the numbers it takes.
    claims: in the parameters. edges: numbers beyond EDGES and the kinks.
    """

    PROPERTIES: ClassVar = PROPERTIES
    FORMS: ClassVar = ("f", "gradient")
    CHOICES: ClassVar = {
        "domain": (r"\mathbb{R}",),
        "smoothness": SMOOTHNESS,
        "zero_centred": ("yes", "no"),
    }
    TAGS: ClassVar = {
        "bounded": lambda f: all(math.isfinite(evaluate(b, f.defaults)) for b in f.bounds),
        "discontinuous": lambda f: any(kink.jump for kink in f.kinks(**f.defaults)),
        "piecewise linear": lambda f: f.slopes() < FEW,
        "smooth": lambda f: f.smoothness == r"C^\infty",
        "vector": lambda f: False,
    }
    FILTERS: ClassVar = ("zero-centred", "increasing", "convex", "smoothness", "saturates")

    gradient: Callable[..., Any]
    bounds: tuple[str, str]
    attained: tuple[str, str]
    limits: tuple[str, str]
    kinks: Callable[..., tuple[Kink, ...]]
    zero_centred: str
    cancels: float = 1
    range: str = ""

    def variables(self) -> dict[str, str]:
        return self.symbols()

    def settings(self) -> list[dict[str, Any]]:
        return self.sweep()

    def depends_on(self) -> str:
        return self.at_defaults() if self.parameters else ""

    def answers(self) -> dict[str, str]:
        zero = number(self.gradient_at_zero())
        if 0 in self.ambiguous():
            zero += " in Keras on JAX; it is a kink"
        here = f", at {self.at_defaults()}" if self.requires else ""
        return {
            "Range": inline(self.interval()) + here,
            "Gradient at 0": zero + ", likewise" * bool(here),
        }

    def rows(self) -> list[list[str]]:
        symbols = self.symbols()
        rows = [
            ["domain", inline(self.domain)],
            ["range", inline(self.interval())],
        ]
        for name, expression in zip(("infimum", "supremum"), self.bounds, strict=True):
            names = {n.id for n in ast.walk(ast.parse(expression)) if isinstance(n, ast.Name)}
            if names & symbols.keys():
                rows.append([name, cases(expression, symbols)])
        rows += [
            [rf"limit at ${x}$", cases(expression, symbols)]
            for x, expression in zip((r"-\infty", r"+\infty"), self.limits, strict=True)
        ]
        rows += [
            [
                f"{'jump' if kink['jump'] else 'kink'} at {number(kink['x'])}",
                _kink_cell(kink, k.keras),
            ]
            for kink, k in zip(self.sides(), self.kinks(**self.defaults), strict=True)
        ]
        return [
            *rows,
            ["smoothness", self.smoothness_cell()],
            *self.property_rows(),
            ["Lipschitz constant", self.lipschitz_cell()],
            ["saturates", self.saturation_cell()],
            ["zero-centred", prose(self.zero_centred)],
        ]

    def data(self) -> dict[str, Any]:
        reached = [self.stated(expression) for expression in self.attained]
        infimum, supremum = (self.stated(expression) for expression in self.bounds)
        shape = {"tex": self.interval()} | ({"python": self.range} if self.range else {})
        return super().data() | {
            "range": shape,
            "infimum": infimum | {"attained": reached[0]},
            "supremum": supremum | {"attained": reached[1]},
            "limits": dict(zip(("left", "right"), map(self.stated, self.limits), strict=True)),
            "kinks": self.sides(),
            "gradient_at_zero": told(self.gradient_at_zero()),
            "saturates": self.saturated(),
            "zero_centred": self.zero_centred,
        }

    def compared(self) -> dict[str, str]:
        parameters = [
            f"{code(p.name)} (required, here {code(repr(p.default))})"
            if p.required
            else code(f"{p.name}={p.default!r}")
            for p in self.parameters
        ]
        increasing = "yes" if self.holds("increasing") else "no"
        lipschitz = self.claim("lipschitz")
        # a set of several parts would be too wide for its column in one line
        parts = self.condition().split(r" \text{ or } ") if self.range else [self.interval()]
        return {
            "parameters": ", ".join(parameters) or "none",
            "range": " or<br>".join(map(inline, parts)),
            "zero-centred": re.findall(r"\w+", self.zero_centred)[0],
            "increasing": "strictly" if self.holds("strictly_increasing") else increasing,
            "convex": "yes" if self.holds("convex") else "no",
            "smoothness": "jumps"
            if self.smoothness == "discontinuous"
            else inline(self.smoothness),
            "Lipschitz": number(evaluate(lipschitz.value, self.defaults))
            if lipschitz and self.holds("lipschitz")
            else "none",
            "gradient at 0": number(self.gradient_at_zero()),
            "saturates": self.saturation_cell(),
            "kinks": ", ".join(map(number, self.ambiguous())) or "none",
        }

    def edge_inputs(self, dtype: str = "float32") -> list[float]:
        """The zeros apart, nan last."""
        if dtype == "float16":
            return [*(-x for x in FLOAT16), *reversed(FLOAT16)]
        inputs = {repr(float(x)): float(x) for x in (*EDGES, *self.ambiguous(), *self.edges)}
        return sorted(inputs.values(), key=lambda x: (math.isnan(x), x))

    def edge_name(self, x: Any, dtype: str) -> str:
        return number(x) + (f" ({FLOAT16[abs(float(x))]})" if dtype == "float16" else "")

    def ambiguous(self) -> list[float]:
        return [k.x for k in self.kinks(**self.defaults)]

    def sides(self) -> list[dict[str, Any]]:
        found = []
        for k in self.kinks(**self.defaults):
            near = 1e-9 * max(1, abs(k.x))
            left, at, right = (  # in fewer digits than f moves within `near`
                round(float(self.f(x, **self.defaults)), 6) + 0.0
                for x in (k.x - near, k.x, k.x + near)
            )
            f, slope = {"left": left, "at": at, "right": right}, {"left": k.left, "right": k.right}
            found.append({"x": k.x, "jump": k.jump, "f": f, "slope": slope})
        return found

    def unasked(self) -> str:
        here = [k.x for k in self.kinks(**self.defaults)]
        moving = [
            f"`{p.name}`"
            for p in self.parameters
            if any(
                [k.x for k in self.kinks(**self.defaults | {p.name: v})] != here for v in p.sweep
            )
        ]
        return f"at other values of {', '.join(moving)}" if moving else ""

    def stated(self, expression: str) -> dict[str, Any]:
        """With its value at the defaults."""
        value = evaluate(expression, self.defaults)
        return super().stated(expression) | {
            "at_defaults": value if isinstance(value, bool) else told(value)
        }

    def slopes(self) -> int:
        """How many gradients it has at the defaults, away from the kinks."""
        x = np.linspace(-20, 20, 4001)
        gradients = self.gradient(x[~np.isin(x, self.ambiguous())], **self.defaults)
        return len(np.unique(gradients))

    def readings(self, field: str, names: Set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Away from the kinks of the whole sweep, where a derivative is told."""
        kinks = {k.x for parameters in self.sweep() for k in self.kinks(**parameters)}
        x = np.unique([c + k / 16 for c in {0.0, *kinks} for k in range(-160, 161)])
        x = np.append(x[~np.isin(x, [*kinks])] if field == "derivative" else x, [-19.7, 19.7])
        unnamed = {k: v for k, v in self.defaults.items() if k not in names}
        for setting in (s for s in self.sweep() if s | unnamed == s):
            yield (
                shown(setting),
                self.constants()
                | setting
                | {
                    "x": x,
                    "f": lambda x, s=setting: self.f(x, **s),
                    "f'": lambda x, s=setting: self.gradient(x, **s),
                    "partial": lambda by, i, j, s=setting: self.partial(by, x, s),
                    "size": 1,
                    "gaps": field == "derivative",
                },
            )

    def partial(self, by: str, x: Any, setting: dict[str, Any]) -> Any:
        """The derivative by x, or by a parameter: of the latter a difference quotient."""
        if by == "x":
            return self.gradient(x, **setting)
        step = 2.0**-12  # no rounding where f is linear in the parameter
        above, below = (self.f(x, **setting | {by: setting[by] + h}) for h in (step, -step))
        return (above - below) / (2 * step)

    def explorer(self) -> Explorer:
        graph = self.pictures[0]
        assert isinstance(graph, Graph)

        def reach(form: Callable[..., Any]) -> tuple[float, float]:
            """Least and largest value in the picture, so that no setting drives the axis far
            beyond."""
            x = np.linspace(*graph.window, 201)
            values = np.concatenate([form(x, **each) * np.ones_like(x) for each in graph.values])
            return round(float(values.min()), 6), round(float(values.max()), 6)

        facts = {
            "title": self.stem,
            "name": self.name,
            "window": graph.window,
            "reach": [graph.height or reach(self.f), reach(self.gradient)],
            "parameters": [control(p) for p in self.parameters],
        }
        return Explorer("explorer", facts, len(self.parameters) + 3, ("titles", self.stem))

    def facts(self) -> dict[str, Any]:
        """Beside: infimum and supremum of f, and its least Lipschitz constant, at the defaults."""
        infimum, supremum = (evaluate(e, self.defaults) for e in self.bounds)
        found = super().facts() | {"infimum": infimum, "supremum": supremum}
        lipschitz = self.claim("lipschitz")
        if lipschitz and self.holds("lipschitz"):
            found["lipschitz"] = evaluate(lipschitz.value, self.defaults)
        return found

    def expressions(self) -> Iterator[tuple[tuple[str, ...], str, list[dict[str, Any]]]]:
        yield from super().expressions()
        settings = self.sweep()
        for field in ("bounds", "attained", "limits"):
            for expression in getattr(self, field):
                yield (field,), expression, settings
        yield ("range",), self.range or "True", [setting | {"y": 0.0} for setting in settings]

    def calls(self) -> Iterator[Call]:
        """f, gradient and kinks take the parameters by their names; a parameter can be set."""
        x = np.linspace(-2, 2, 5)
        x.flags.writeable = False
        names = ", ".join(p.name for p in self.parameters) or "no parameters"
        for p in self.parameters:
            place = "parameters", p.name, "sweep"
            yield Call(
                place, "", partial(control, p), "give numbers; None or False and True beside"
            )
        for values in self.sweep():
            at = shown(values)
            for name, kinds in (("f", ""), ("gradient", "i")):
                call, wrong = partial(getattr(self, name), x, **values), partial(alike, kinds)
                yield Call((name,), at, call, f"take an array, then {names}", wrong)
            remedy = f"take {names}, and give a tuple of Kink"
            yield Call(("kinks",), at, partial(self.kinks, **values), remedy, no_kinks)

    def holds(self, name: str) -> bool:
        """Whether a claim holds at the defaults."""
        claim = self.claim(name)
        return claim is not None and bool(evaluate(claim.when, self.defaults))

    def gradient_at_zero(self) -> float:
        """The gradient that Keras gives at 0 on JAX, at the defaults."""
        kink = next((k for k in self.kinks(**self.defaults) if k.x == 0), None)
        return kink.keras if kink else float(self.gradient(0.0, **self.defaults))

    def condition(self) -> str:
        """What the numbers of a range with gaps are told by, at the defaults, TeX."""
        symbols = {p.name: f"{p.default:g}" for p in self.parameters}
        return tex(self.range, symbols | {"y": "y"})

    def interval(self) -> str:
        """The range at the defaults, TeX: `(-\\infty, \\infty)`, a bracket where the bound is
        attained; or the set that has gaps."""
        if self.range:
            return rf"\{{\, y : {self.condition()} \,\}}"
        low, high = (evaluate(e, self.defaults) for e in self.bounds)
        left, right = (evaluate(e, self.defaults) for e in self.attained)
        start = r"-\infty" if low == -math.inf else f"{low:.6g}"
        end = r"\infty" if high == math.inf else f"{high:.6g}"
        return f"{'[' if left else '('}{start}, {end}{']' if right else ')'}"

    def property_cell(self, claim: Claim) -> str:
        """`yes; exactly for $a \\ge 0$`: whether it holds at the defaults, and when."""
        answer = "yes" if evaluate(claim.when, self.defaults) else "no"
        if claim.when in ("True", "False"):
            return answer
        return f"{answer}; exactly for {inline(tex(claim.when, self.symbols()))}"

    def lipschitz_cell(self) -> str:
        """The constant at the defaults and in general, and when there is one."""
        claim, symbols = self.claim("lipschitz"), self.symbols()
        assert claim
        exists = (
            ""
            if claim.when in ("True", "False")
            else f"; exists exactly for {inline(tex(claim.when, symbols))}"
        )
        if not evaluate(claim.when, self.defaults):
            return f"none{exists}"
        value, general = number(evaluate(claim.value, self.defaults)), cases(claim.value, symbols)
        varies = self.parameters and general != inline(value)
        return value + (f"; in general {general}" if varies else "") + exists

    def saturated(self) -> list[str]:
        """The sides on which f has a limit, at the defaults."""
        limits = [evaluate(e, self.defaults) for e in self.limits]
        return [s for s, x in zip(("left", "right"), limits, strict=True) if math.isfinite(x)]

    def saturation_cell(self) -> str:
        """The same in words."""
        sides = self.saturated()
        if len(sides) == 2:
            return "on both sides"
        return f"on the {sides[0]}" if sides else "no"


def told(value: float) -> float:
    """A computed number in the digits that are the same on every machine."""
    return float(f"{value:.12g}")


def _kink_cell(kink: dict[str, Any], keras: float) -> str:
    """The limits of f at a jump, and its value there; the slopes. kink: one of `sides`."""
    slope, f = ({side: number(v) for side, v in kink[of].items()} for of in ("slope", "f"))
    slopes = (
        f"slope {slope['left']} on the left, {slope['right']} on the right; "
        f"Keras on JAX gives {number(keras)}"
    )
    if not kink["jump"]:
        return slopes
    return f"f goes from {f['left']} to {f['right']} and is {f['at']} there; {slopes}"


def alike(kinds: str, given: Any) -> str:
    """What is wrong with what is given for five numbers; "" if nothing is. kinds: of NumPy."""
    shape = np.shape(given)
    if shape != (5,):
        return f"gives the shape {shape} for an array of shape (5,)"
    return numbers(given, kinds)


def no_kinks(given: Any) -> str:
    """What is wrong with what stands for kinks; "" if nothing is."""
    kinks = isinstance(given, tuple) and all(isinstance(each, Kink) for each in given)
    return "" if kinks else f"gives {given!r}"
