"""A function of the numbers along one axis."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import partial
from math import inf, nan
from typing import Any, ClassVar

import numpy as np

from catalog.controls import slider
from catalog.escaping import inline, prose
from catalog.expressions import evaluate
from catalog.kinds.differentiable import SMOOTHNESS, Differentiable
from catalog.kinds.entry import Call, Claim, Explorer, numbers
from catalog.notation import subscript, tex
from catalog.pictures import Levels, Matrix, Slice

PROPERTIES = {
    "on_simplex": "on the simplex: the outputs are not negative and sum to 1",
    "shift_invariant": "invariant to shifts: f(x + c) = f(x) for every number c",
    "permuted": "permutes with its input: a permutation of the inputs permutes the outputs alike",
    "ordered": "keeps the order: x_i <= x_j gives f(x)_i <= f(x)_j",
    "concave": "concave: every output is a concave function of the input",
    "homogeneous": "positively homogeneous: f(c x) = c f(x) for every c >= 0",
    "idempotent": "idempotent: f(f(x)) = f(x)",
    "symmetric": "symmetric Jacobian: f is the gradient of a function",
    "lipschitz": "Lipschitz: |f(x) - f(y)| <= L |x - y| in the Euclidean norm, "
    "with the least such L",
}
COMPARED = {
    "permuted": "permutes",
    "ordered": "keeps the order",
    "shift_invariant": "shift-invariant",
    "concave": "concave",
}
PAIRS = (
    (0.0, 0.0),
    (1.0, -1.0),
    (1000.0, 0.0),
    (inf, 0.0),
    (0.0, inf),
    (inf, inf),
    (-inf, 0.0),
    (0.0, -inf),
    (-inf, -inf),
    (nan, 0.0),
)
FLOAT16 = ((65504.0, 0.0), (0.0, 65504.0), (-65504.0, 65504.0), (12.0, 0.0), (2.0**-24, 0.0))
TEMPERATURE = {"min": 0.1, "max": 5, "step": 0.05}


@dataclass(frozen=True, kw_only=True)
class Vector(Differentiable):
    """A function of the numbers along one axis; its one parameter is `axis`.

    f: arrays of any shape in, with `axis`.
    length: a Python expression in n, the axis's length, for what becomes of it.
    jacobian: a vector of shape (n,) in, the matrix of shape (length, n) out; on a set where there
    is no derivative, the value that Keras gives on JAX.
    lengths: of the axis, at which everything is checked.
    codomain: TeX for the range; inside: whether a vector lies in it, to float64's rounding.
    bends: where it is not smooth, in Markdown, or "".
    claims: in n, the axis's length. edges: vectors beyond PAIRS.
    """

    PROPERTIES: ClassVar = PROPERTIES
    FORMS: ClassVar = ("f", "jacobian")
    CHOICES: ClassVar = {"smoothness": SMOOTHNESS}
    GRADIENT: ClassVar = "gradient of the first output"

    jacobian: Callable[..., Any]
    length: str
    lengths: tuple[int, ...]
    codomain: str
    inside: Callable[[Any], bool]
    bends: str = ""

    def variables(self) -> dict[str, str]:
        return {"n": "n"}

    def settings(self) -> list[dict[str, Any]]:
        return [{"n": n} for n in self.lengths]

    def answers(self) -> dict[str, str]:
        outputs = tex(self.length, self.variables())
        return {
            "Range": inline(self.codomain),
            "Outputs": f"{inline(outputs)} for $n$ inputs along the axis",
        }

    def rows(self) -> list[list[str]]:
        bends = f"; {prose(self.bends)}" if self.bends else ""
        return [
            ["domain", inline(self.domain)],
            ["range", inline(self.codomain)],
            ["smoothness", self.smoothness_cell() + bends],
            *self.property_rows(),
            ["Lipschitz constant, Euclidean", self.lipschitz_cell()],
        ]

    def data(self) -> dict[str, Any]:
        return super().data() | {
            "range": {"tex": self.codomain},
            "outputs": self.stated(self.length),
            "bends": self.bends,
        }

    def unasked(self) -> str:
        return self.bends

    def compared(self) -> dict[str, str]:
        claims = {claim.name: claim for claim in self.claims}
        return {
            "outputs": inline(tex(self.length, self.variables())),
            "range": inline(self.codomain),
            **{heading: self.property_cell(claims[name]) for name, heading in COMPARED.items()},
            "smoothness": inline(self.smoothness),
            "Lipschitz": self.lipschitz_cell(),
        }

    def edge_inputs(self, dtype: str = "float32") -> list[tuple[float, ...]]:
        return list(FLOAT16) if dtype == "float16" else [*PAIRS, *self.edges]

    def readings(self, field: str, names: Set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """At every length; x is the vector, a and b its halves where f has half as many outputs."""
        rng = np.random.default_rng(0)
        for n in self.lengths:
            m, x = self.length_of(n), 3 * rng.standard_normal((n, 60))
            if field == "formula":  # with ties, and on the edge of what is cut off
                x = np.concatenate([x, rng.integers(-2, 3, (n, 60))], axis=1)
            jacobians = np.stack([self.jacobian(column) for column in x.T], axis=-1)
            parts, starts = {"x": x}, {"x": 0}
            if 2 * m == n:
                parts, starts = {"a": x[:m], "b": x[m:]}, {"a": 0, "b": m}
            yield (
                f", n = {n}",
                self.constants()
                | parts
                | {
                    "f": lambda *given: self.f(np.concatenate(given), axis=0),
                    "partial": lambda by, i, j, jacobians=jacobians, starts=starts: jacobians[
                        i - 1, starts[by] + j - 1
                    ],
                    "n": n,
                    "size": m,
                    "gaps": False,
                },
            )

    def explorer(self) -> Explorer:
        """Where a shift of the inputs changes nothing, a temperature divides them."""
        n = self.shown_inputs()
        windows = [p.window for p in self.pictures if isinstance(p, Slice | Levels)]
        outputs = self.length_of(n)
        temperature = TEMPERATURE if self.holds("shift_invariant", n) else None
        facts = {
            "title": self.stem,
            "inputs": self._input_names(n),
            "outputs": [f"f{subscript(i)}" for i in range(outputs)],
            "start": next(p.vector for p in self.pictures if isinstance(p, Matrix))[:n],
            "range": slider(min(low for low, _ in windows), max(high for _, high in windows)),
            "temperature": temperature,
            "simplex": self.holds("on_simplex", n),
        }
        index = {"title": self.stem, "inputs": n, "outputs": outputs}
        rows = n + bool(temperature) + 1
        return Explorer("vector", facts, rows, ("vectors", index), viewbox="0 0 504 240")

    def expressions(self) -> Iterator[tuple[tuple[str, ...], str, list[dict[str, Any]]]]:
        yield from super().expressions()
        yield ("length",), self.length, self.settings()

    def calls(self) -> Iterator[Call]:
        """f and jacobian take a vector of every length, and give the shapes that `length` says."""
        for n in self.lengths:
            m = self.length_of(n)
            for name, shape in (("f", (m,)), ("jacobian", (m, n))):
                call = partial(getattr(self, name), np.zeros(n))
                at, wrong = f" for a vector of length {n}", partial(other_shape, shape)
                yield Call((name,), at, call, "correct it, or `length`", wrong)

    def length_of(self, n: int) -> int:
        """How many outputs n inputs have."""
        return int(evaluate(self.length, {"n": n}))

    def shown_inputs(self) -> int:
        """How many inputs the explorer has: three, and two where two give one output."""
        return min(n for n in self.lengths if n >= 3 or self.length_of(n) < n)

    def holds(self, name: str, n: int) -> bool:
        """Whether a claim holds for n inputs."""
        claim = self.claim(name)
        return claim is not None and bool(evaluate(claim.when, {"n": n}))

    def property_cell(self, claim: Claim) -> str:
        """`yes`, `no`, or the lengths at which it holds."""
        plain = {"True": "yes", "False": "no"}
        return plain.get(claim.when) or f"exactly for {inline(tex(claim.when, self.variables()))}"

    def lipschitz_cell(self) -> str:
        """The constant, and the lengths at which there is one."""
        claim, variables = self.claim("lipschitz"), self.variables()
        assert claim
        if claim.when == "False":
            return "none"
        exists = (
            ""
            if claim.when == "True"
            else f"; exists exactly for {inline(tex(claim.when, variables))}"
        )
        return inline(tex(claim.value, variables)) + exists

    def _input_names(self, n: int) -> list[str]:
        """Those that a picture gives, if it names every input."""
        for p in self.pictures:
            if isinstance(p, Levels) and len(p.vector) == len(p.indices) == n:
                return [p.names[p.indices.index(i)] for i in range(n)]
        return [f"x{subscript(i)}" for i in range(n)]


def other_shape(wanted: tuple[int, ...], given: Any) -> str:
    """What is wrong with the shape of what is given, or its numbers; "" if nothing is."""
    if np.shape(given) != wanted:
        return f"has the shape {np.shape(given)}, not {wanted}"
    return numbers(given, "i" if len(wanted) > 1 else "")
