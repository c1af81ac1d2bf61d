"""A function of one number, applied to each element."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.kinds.entry import Entry

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

    keras: the gradient that Keras gives at x on its JAX backend. left == right, no jump: f has a derivative there, and Keras gives another number.
    """

    x: float
    left: float
    right: float
    keras: float
    jump: bool = False


@dataclass(frozen=True, kw_only=True)
class Function(Entry):
    """A function of one number, applied to each element.

    f, gradient: arrays in, arrays of the same shape out. At a kink, gradient gives the value from the side that Keras's JAX
    backend takes.
    smoothness: at the defaults, one of SMOOTHNESS.
    bounds: Python expressions in the parameters for inf and sup of f; attained: for whether f reaches them.
    limits: Python expressions for f(-inf) and f(+inf). kinks: a function of the parameters.
    zero_centred: begins with yes (f is odd at the defaults) or no.
    cancels: how many times more than a few roundings Keras's gradient misses in float32, where the program subtracts numbers that are nearly equal.
    range: "" where f takes every number between its bounds; where it does not, a Python expression in y and the parameters
    that is true of the numbers it takes.
    edges: inputs shown in the table of edge cases beyond 0, the infinities and nan, which are always shown.
    """

    PROPERTIES = PROPERTIES

    gradient: Callable
    bounds: tuple
    attained: tuple
    limits: tuple
    kinks: Callable
    zero_centred: str
    cancels: float = 1
    range: str = ""
