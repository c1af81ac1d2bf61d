"""What entries with a formula and a derivative share."""

from dataclasses import dataclass
from typing import Any, ClassVar

from catalog.escaping import inline
from catalog.kinds.entry import Claim, Entry

SMOOTHNESS = {
    "discontinuous": "it jumps",
    "C^0": "continuous, with a kink",
    "C^1": "its derivative is continuous",
    r"C^\infty": "derivatives of every order",
}


@dataclass(frozen=True, kw_only=True)
class Differentiable(Entry):
    """An entry with a formula and a derivative.

    formula, derivative, domain: TeX; the first two are read by scripts/checking/formulas.py, and a
    parameter that they do not name has its default there.
    smoothness: at the defaults, one of SMOOTHNESS.
    """

    EQUATED: ClassVar = ("formula", "derivative")

    formula: str
    derivative: str
    domain: str
    smoothness: str

    def formulas(self) -> list[str]:
        return [self.formula, self.derivative]

    def data(self) -> dict[str, Any]:
        return {
            "formula": {"tex": self.formula},
            "derivative": {"tex": self.derivative},
            "domain": {"tex": self.domain},
            "smoothness": {"class": self.smoothness, "words": SMOOTHNESS[self.smoothness]},
        }

    def property_cell(self, claim: Claim) -> str:
        """Whether, or when, a property is had; Markdown."""
        raise NotImplementedError

    def smoothness_cell(self) -> str:
        """`$C^0$: continuous, with a kink`."""
        words = SMOOTHNESS[self.smoothness]
        return (
            "discontinuous"
            if self.smoothness == "discontinuous"
            else f"{inline(self.smoothness)}: {words}"
        )

    def property_rows(self) -> list[list[str]]:
        """A row for each claim but that of Lipschitz, which is a number."""
        return [
            [self.PROPERTIES[c.name].split(":")[0], self.property_cell(c)]
            for c in self.claims
            if c.name != "lipschitz"
        ]
