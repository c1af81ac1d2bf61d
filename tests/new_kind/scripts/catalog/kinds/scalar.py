"""A number out of a whole tensor."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from catalog.kinds.entry import Entry
from catalog.notation import cases, number
from catalog.pictures import Picture


@dataclass(frozen=True, kw_only=True)
class Contours(Picture):
    """The number over two weights, both in the window; the levels are drawn."""

    window: tuple[float, float]
    levels: tuple[float, ...]

    def facts(self, entry: Any) -> dict[str, Any]:
        """f(x)."""
        return {"f": lambda *x: entry.f(x, **entry.defaults)}


@dataclass(frozen=True, kw_only=True)
class Scalar(Entry):
    """A number out of a whole tensor.

    f: an array of any shape in, a number out; gradient: an array of the same shape out.
    value: the formula, TeX. least: a Python expression in the parameters for the least number.
    """

    PROPERTIES: ClassVar = {
        "even": "even: f(-x) = f(x)",
        "convex": "convex: no chord lies below the graph",
    }
    INPUTS: ClassVar = ()

    gradient: Callable[..., Any]
    value: str
    least: str

    def variables(self) -> dict[str, str]:
        return self.symbols()

    def settings(self) -> list[dict[str, Any]]:
        return self.sweep()

    def formulas(self) -> list[str]:
        return [self.value]

    def answers(self) -> dict[str, str]:
        return {"Of a vector of ones": number(float(self.f([1.0, 1.0], **self.defaults)))}

    def rows(self) -> list[list[str]]:
        said = {"True": "yes", "False": "no"}
        properties = [[self.PROPERTIES[c.name].split(":")[0], said[c.when]] for c in self.claims]
        return [["least value", cases(self.least, self.symbols())], *properties]

    def data(self) -> dict[str, Any]:
        return {"value": {"tex": self.value}, "least": self.stated(self.least)}

    def expressions(self) -> Iterator[tuple[tuple[str, ...], str, list[dict[str, Any]]]]:
        yield from super().expressions()
        yield ("least",), self.least, self.sweep()

    def compared(self) -> dict[str, str]:
        return {"least value": cases(self.least, self.symbols())}

    def edge_inputs(self, dtype: str = "float32") -> list[tuple[float, ...]]:
        return [(65504.0, 0.0)] if dtype == "float16" else [(0.0, 0.0), *self.edges]
