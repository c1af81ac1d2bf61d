"""What a picture shows: shapes of facts, which scripts/drawing draws."""

from dataclasses import dataclass


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
