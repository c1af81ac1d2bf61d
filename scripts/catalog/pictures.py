"""What a picture shows: shapes of facts, which scripts/drawing draws.

Each kind of picture is a subclass of Picture, and has a painter in scripts/drawing/painters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations
from string import Formatter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.expressions import evaluate

SAMPLES = 4001  # of a curve that is searched
CELLS = 10  # along an edge of the simplex
LANDINGS = 200_000
Numbers = tuple[float, ...]
Curve = Callable[..., Any]


class Point(NamedTuple):
    """A point of a curve."""

    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """A picture of an entry.

    stem: of its file.
    alt: a sentence or two that say what it shows. Numbers that the picture shows are filled in, as
    in an f-string: `dips to {lowest(f).y:.2f}`. An expression may use what `facts` gives.
    """

    stem: str
    alt: str

    def facts(self, entry: Any) -> dict[str, Any]:
        """What an alt text may be filled in from, computed from the NumPy reference."""
        return {}

    def text(self, entry: Any) -> str:
        """The alt text, filled in."""
        facts = self.facts(entry)
        return "".join(
            literal + ("" if field is None else format(evaluate(field, facts), spec or ""))
            for literal, field, spec, _ in Formatter().parse(self.alt)
        )


def searches(window: tuple[float, float]) -> dict[str, Any]:
    """What finds a place of a curve in a window on x, from the curve and its parameters."""
    x = np.linspace(*window, SAMPLES)

    def lowest(curve: Curve, **values: Any) -> Point:
        """The lowest point."""
        ends = np.array(window)
        for _ in range(3):
            near = np.linspace(ends[0], ends[1], SAMPLES)
            y = curve(near, **values) + 0 * near
            i = int(np.argmin(y))
            ends = near[[max(i - 1, 0), min(i + 1, len(near) - 1)]]
        return Point(float(near[i]), float(y[i]))

    def highest(curve: Curve, **values: Any) -> Point:
        """The highest point."""
        point = lowest(lambda x: -curve(x, **values))
        return Point(point.x, -point.y)

    def crosses(curve: Curve, level: float, **values: Any) -> float:
        """The first x, from the left, at which the curve comes to the level or leaves it."""
        side = np.sign(curve(x, **values) - level)
        i = int(np.argmax(side != side[0]))
        low, high = x[i - 1], x[i]
        for _ in range(50):
            middle = (low + high) / 2
            same = np.sign(curve(np.array([middle]), **values)[0] - level) == side[0]
            low, high = (middle, high) if same else (low, middle)
        return float(low)

    return {"lowest": lowest, "highest": highest, "crosses": crosses}


@dataclass(frozen=True, kw_only=True)
class Graph(Picture):
    """The curves of f over a window on x, below them those of f' (gradient).

    values: one mapping of parameter name to value per curve; the first is drawn as the default.
    height: limits for y of f, or () for those that hold the curves.
    """

    window: tuple[float, float]
    values: tuple[dict[str, Any], ...]
    gradient: bool = True
    height: tuple[float, float] | tuple[()] = ()

    def facts(self, entry: Any) -> dict[str, Any]:
        """f(x) and gradient(x), of the first curve or at values that are named, `f(-6, alpha=4)`;
        kinks of the first curve; lowest(f), highest(f) with their x and y; crosses(f, level).
        """
        first = entry.defaults | self.values[0]

        def at(form: Curve) -> Curve:
            return lambda x, **values: form(np.asarray(x, float), **first | values)

        return searches(self.window) | {
            "f": at(entry.f),
            "gradient": at(entry.gradient),
            "kinks": entry.kinks(**first),
        }


@dataclass(frozen=True, kw_only=True)
class Bars(Picture):
    """The outputs of a vector function as bars: one group an output, in it one bar for each of the
    inputs, named by labels."""

    inputs: tuple[Numbers, ...]
    labels: tuple[str, ...]

    def outputs(self, entry: Any) -> list[NDArray[Any]]:
        """The heights, by input."""
        return [entry.f(np.array(x)) for x in self.inputs]

    def facts(self, entry: Any) -> dict[str, Any]:
        """outputs[input][output], the heights."""
        return {"outputs": self.outputs(entry)}


@dataclass(frozen=True, kw_only=True)
class Slice(Picture):
    """Outputs of a vector function against one of its inputs, the others held.

    lines: (label, vector, index of the output) each; in every vector the input of that index runs
    over the window. names: of the two axes.
    """

    window: tuple[float, float]
    index: int
    lines: tuple[tuple[str, Numbers, int], ...]
    names: tuple[str, str]

    def curves(self, entry: Any) -> list[Curve]:
        """Each line as a function of the input that runs."""

        def curve(vector: Numbers, output: int) -> Curve:
            def of(t: Any) -> Any:
                x = np.tile(np.array(vector, float), (*np.shape(t), 1))
                x[..., self.index] = t
                return entry.f(x)[..., output]

            return of

        return [curve(vector, output) for _, vector, output in self.lines]

    def facts(self, entry: Any) -> dict[str, Any]:
        """lines[i](t), a line at a place; lowest(lines[i]), highest(lines[i]) with their x and y,
        crosses(lines[i], level)."""
        return searches(self.window) | {"lines": self.curves(entry)}


@dataclass(frozen=True, kw_only=True)
class Levels(Picture):
    """Level sets of one output over two inputs, the others held: shaded between the levels.

    window: of both axes. indices: of the two inputs in `vector`. names: of the two axes.
    """

    window: tuple[float, float]
    vector: Numbers
    indices: tuple[int, int]
    output: int
    levels: Numbers
    names: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Simplex(Picture):
    """Where on the simplex of three classes independent normal inputs land, as a heat map; what
    lands on an edge or in a corner is drawn there. deviation: the inputs' standard deviation."""

    deviation: float

    def landings(
        self, entry: Any
    ) -> tuple[dict[tuple[int, int, bool], float], NDArray[Any], NDArray[Any]]:
        """Shares of the inputs by where they land: on cells inside, on the edges, in the corners.

        Returns (cells, edges, corners): {(i, j, up): share}, an array of shape (3, CELLS), an array
        of shape (3,).
        """
        normal = np.random.default_rng(0).standard_normal((LANDINGS // 6, 3))
        x = np.concatenate(
            [self.deviation * normal[:, order] for order in permutations(range(3))]
        )  # the classes are alike
        p = entry.f(x)
        zeros = (p == 0).sum(axis=1)
        corners = np.array([((zeros == 2) & (p[:, k] > 0)).mean() for k in range(3)])
        along = [p[(zeros == 1) & (p[:, k] == 0), (k + 1) % 3] for k in range(3)]
        edges = np.array([np.histogram(shares, CELLS, (0, 1))[0] for shares in along]) / len(x)
        place = CELLS * p[zeros == 0][:, :2]
        corner = np.minimum(place.astype(int), CELLS - 1)
        up = (place - corner).sum(axis=1) < 1
        keys, counts = np.unique(np.column_stack([corner, up]), axis=0, return_counts=True)
        cells = {
            (int(i), int(j), bool(up)): count / len(x)
            for (i, j, up), count in zip(keys, counts, strict=True)
        }
        return cells, edges, corners

    def facts(self, entry: Any) -> dict[str, Any]:
        """inside, edges, corners: the shares, from 0 to 1."""
        _, edges, corners = self.landings(entry)
        on, at = edges.sum(), corners.sum()
        return {"inside": 1 - on - at, "edges": on, "corners": at}


@dataclass(frozen=True, kw_only=True)
class Matrix(Picture):
    """The Jacobian at one input, a coloured cell with its number for each entry: a row an output, a
    column an input."""

    vector: Numbers

    def cells(self, entry: Any) -> NDArray[Any]:
        """The Jacobian, of shape (outputs, inputs)."""
        jacobian: NDArray[Any] = entry.jacobian(np.array(self.vector))
        return jacobian

    def facts(self, entry: Any) -> dict[str, Any]:
        """cells[row][column]."""
        return {"cells": self.cells(entry)}
