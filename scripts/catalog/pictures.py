"""What a picture shows: shapes of facts, which scripts/drawing draws."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A picture of an entry. Each kind of picture is a subclass of its own, and has a painter in
    scripts/drawing.

    stem: of its file. alt: a sentence or two that say what it shows.
    """

    stem: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Graph(Picture):
    """The curves of f over a window on x, below them those of f' (gradient).

    values: one mapping of parameter name to value per curve; the first is drawn as the default.
    height: limits for y of f, or () for those that hold the curves.
    """

    window: tuple[float, float]
    values: tuple[dict[str, object], ...]
    gradient: bool = True
    height: tuple[float, float] | tuple[()] = ()


@dataclass(frozen=True, kw_only=True)
class Bars(Picture):
    """The outputs of a vector function as bars: one group an output, in it one bar for each of
    the inputs, named by labels."""

    inputs: tuple[tuple[float, ...], ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Slice(Picture):
    """Outputs of a vector function against one of its inputs, the others held.

    lines: (label, vector, index of the output) each; in every vector the input of that index
    runs over the window. names: of the two axes.
    """

    window: tuple[float, float]
    index: int
    lines: tuple[tuple[str, tuple[float, ...], int], ...]
    names: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Levels(Picture):
    """Level sets of one output over two inputs, the others held: shaded between the levels.

    window: of both axes. indices: of the two inputs in `vector`. names: of the two axes.
    """

    window: tuple[float, float]
    vector: tuple[float, ...]
    indices: tuple[int, int]
    output: int
    levels: tuple[float, ...]
    names: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Simplex(Picture):
    """Where on the simplex of three classes independent normal inputs land, as a heat map; what
    lands on an edge or in a corner is drawn there. deviation: the standard deviation of the
    inputs."""

    deviation: float


@dataclass(frozen=True, kw_only=True)
class Matrix(Picture):
    """The Jacobian at one input, a coloured cell with its number for each entry: a row an
    output, a column an input."""

    vector: tuple[float, ...]
