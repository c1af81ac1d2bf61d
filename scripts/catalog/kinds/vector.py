"""A function of the numbers along one axis."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.expressions import evaluate
from catalog.kinds.entry import Entry

PROPERTIES = {
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

    PROPERTIES = PROPERTIES

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
