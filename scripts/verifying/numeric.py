"""Numbers of the reference beside those of Keras, and what can be told of a function from its
values."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

STEP = 2.0**-20  # of a finite difference; exact in binary, and f''(x) * STEP stays below LOOSE
LOOSE = 1e-4  # relative; what a finite difference of STEP, or a grid of 1/64, misses of a slope
STEEP = 1000  # a slope that no Lipschitz function of this guide has
REACHED = 1e-12  # relative; a limit is met to this
HUGE = 1e6  # what an unbounded function must pass where a number stands for infinity


@dataclass(frozen=True)
class Comparison:
    """What the reference says and what Keras gives, point by point; all arrays of one shape.

    fact: the entry's field with the reference; room: by how much the two may differ; compared:
    where they are.
    """

    fact: str
    reference: np.ndarray
    keras: np.ndarray
    room: np.ndarray
    compared: np.ndarray | bool = True

    @cached_property
    def differs(self):
        """Where the two differ by more than the room; a nan differs."""
        near = np.abs(self.reference - self.keras) <= self.room
        return self.compared & ~(near | (self.reference == self.keras))

    def problem(self, at, x=None):
        """The first difference, in words; at: where, x: the points, where each is a number."""
        i = np.unravel_index(np.argmax(self.differs), self.differs.shape)
        name = self.fact if len(self.fact) == 1 else f"the {self.fact}"
        point = "" if x is None else f" at x={x[i]:g}"
        return (
            (self.fact,),
            f"{name}{point} is {self.reference[i]:.8g}, Keras gives {self.keras[i]:.8g}{at}",
            f"correct the NumPy reference of {name}",
        )


def first(checks):
    """The problems of the first of the checks, each an iterable of problems, that has any."""
    return next((problems for problems in map(list, checks) if problems), [])


def met(value, expected, relative):
    """Whether a value is the expected one, or passes HUGE towards an infinite one."""
    if math.isinf(expected):
        return value * math.copysign(1, expected) > HUGE
    return abs(value - expected) <= relative * max(1, abs(expected))


def breaks(g, grid):
    """Where g jumps: each cell of the grid is halved towards its larger change, down to the last
    bits."""
    a, b = grid[:-1], grid[1:]
    for _ in range(40):
        middle = (a + b) / 2
        left = np.abs(g(middle) - g(a)) > np.abs(g(b) - g(middle))
        a, b = np.where(left, a, middle), np.where(left, middle, b)
    jumps = np.abs(g(b) - g(a)) > 1e-6  # a smooth g changes by 1e-14 g' over such a cell
    return sorted({round(float(x), 6) for x in b[jumps]})


def lowest(f, x):
    """The least value of f on the points, and between them by looking closer and closer."""
    y = f(x)
    best = y.min()
    for _ in range(4):  # to 1.6e-10 in x
        i = int(y.argmin())
        x = np.linspace(x[max(i - 1, 0)], x[min(i + 1, len(x) - 1)], 201)
        y = f(x)
        best = min(best, y.min())
    return float(best)
