"""What can be seen of a function of one number on samples, at several values of its parameters,
and how it is written in the catalog: by the tools that check what an author wrote."""

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np

from proofs.installed import differentiator
from verifying.kinds.function import FAR, NEAR, SLACK, bends, counterexample
from verifying.numeric import HUGE, LOOSE, REACHED, STEEP, breaks, lowest

BETWEEN = 2.0**-36  # from a kink, where the slopes beside it are looked at
GRID = np.arange(-2 * NEAR, 2 * NEAR, 1 / 16) + 0.0101  # off the round numbers
ROUND = np.arange(-4 * NEAR, 4 * NEAR + 1) / 4  # where a program may treat a point by itself
SAME = 1e-6


def differs(one, other):
    return abs(one - other) > SAME * max(1, abs(one))


class Seen:
    """A function at one setting of its parameters."""

    def __init__(self, call, setting):
        self.setting = setting
        differentiate = differentiator("jax")
        self.f = lambda x: np.asarray(call(np.asarray(x, float), **setting), float)
        self.slope = lambda x: differentiate(
            lambda t: call(t, **setting), np.asarray(x, float), "float64"
        )[1]
        self.jumps = breaks(self.f, GRID)
        found = {*self.jumps, *breaks(self.slope, GRID)}
        sides = self.slope(ROUND - BETWEEN), self.slope(ROUND), self.slope(ROUND + BETWEEN)
        alone = [
            x
            for x, left, at, right in zip(ROUND, *sides)
            if differs(at, left) and differs(at, right)
        ]
        self.kinks = [self.kink(x) for x in sorted({*found, *map(float, alone)})]
        self.x = self.points()
        self.y = self.f(self.x)
        # some of Keras's operations compute in float32 whatever they are given
        exact = np.asarray(call(np.zeros(1), **setting)).dtype == np.float64
        self.slack = SLACK if exact else SLACK * 2**29

    def kink(self, x):
        """(x, slope on the left, on the right, that of Keras, whether it jumps)."""
        left, at, right = (float(v) for v in self.slope([x - BETWEEN, x, x + BETWEEN]))
        return x, left, right, at, x in self.jumps

    def points(self):
        """As where facts are checked: close to every kink and to 0, and far out."""
        centres = {0.0, *(k[0] for k in self.kinks)}
        near = [c + np.arange(-64 * NEAR, 64 * NEAR + 1) / 64 for c in centres]
        close = [c + s * 2.0 ** np.array([-10, -16]) for c in centres for s in (-1, 1)]
        far = np.geomspace(2.0**4, 2.0**13, 28)
        return np.unique(np.concatenate([*near, *close, far, -far]).astype(np.float32)).astype(
            float
        )

    def limits(self):
        return [_or_infinite(float(v)) for v in self.f([-FAR, FAR])]

    def bound(self, sign):
        """(the infimum, or of sign -1 the supremum; whether it is attained)."""
        reach = max([0.0, *(abs(k[0]) for k in self.kinks)]) + NEAR / 2
        near = lowest(lambda x: sign * self.f(x), self.x[np.abs(self.x) <= reach])
        kept = self.y[np.isfinite(self.y)]
        best = min(near, *(sign * v for v in self.limits()), (sign * kept).min())
        said = sign * _or_infinite(best)
        return said, math.isfinite(said) and abs(near - best) <= REACHED * max(1, abs(best))

    def claim(self, name):
        return counterexample(name, self.x, self.f, self.slack) is None

    def lipschitz(self):
        """The least constant; infinite where there is none."""
        if self.jumps:
            return math.inf
        x = np.concatenate(
            [self.x, [-FAR, FAR], *([k[0] - BETWEEN, k[0] + BETWEEN] for k in self.kinks)]
        )
        x = np.sort(x)
        steepest = -lowest(lambda x: -np.nan_to_num(np.abs(self.slope(x)), nan=0, posinf=FAR), x)
        return math.inf if steepest > STEEP else steepest

    def smoothness(self):
        if self.kinks:
            return "discontinuous" if self.jumps else "C^0"
        return "C^1" if bends(self.slope) else r"C^\infty"

    def is_piecewise_linear(self):
        x = GRID[np.abs(GRID) < NEAR]
        return bool(np.mean(np.abs(np.diff(self.slope(x))) > SAME) < 0.05)

    def pieces(self):
        """The numbers that a function with jumps takes: intervals (low, high) in order, of one
        number where it rests there."""
        y = np.sort(np.concatenate([self.f(np.arange(-NEAR, NEAR, 1 / 512)), *self.at_jumps()]))
        cuts = [(a, b) for a, b in pairwise(y) if b - a > 1 / 16]
        ends = [-math.inf if self.limits()[0] < -HUGE else y[0]]
        ends += [end for cut in cuts for end in cut]
        ends += [math.inf if max(self.limits()) > HUGE else y[-1]]
        return list(zip(ends[::2], ends[1::2]))

    def at_jumps(self):
        return [self.f(np.array([x - 2**-40, x, x + 2**-40])) for x in self.jumps]


def _or_infinite(value):
    return math.copysign(math.inf, value) if abs(value) > HUGE else value


def written(value):
    """A number as it is written: a fraction with a small denominator, or all its digits."""
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    near = Fraction(value).limit_denominator(12)
    if abs(near - Fraction(value)) > 1e-9 * max(1, abs(value)):
        return repr(float(value))
    few = f"{float(near):g}"
    return few if len(few) < 6 else f"{near.numerator} / {near.denominator}"


def expression(values, settings):
    """A Python expression in the parameters that has these values at the settings; where none is
    found, the first value, and False."""
    names = [n for n, v in settings[0].items() if isinstance(v, int | float) and v is not True]
    tried = {written(values[0]): lambda s: values[0]}
    for n in names:
        tried |= {
            n: lambda s, n=n: s[n],
            f"-{n}": lambda s, n=n: -s[n],
            f"1 / {n}": lambda s, n=n: 1 / s[n],
            f"-1 / {n}": lambda s, n=n: -1 / s[n],
            f"{n} / 2": lambda s, n=n: s[n] / 2,
            f"1 + {n}": lambda s, n=n: 1 + s[n],
        }
    for text, form in tried.items():
        if all(_near(form(s), v) for s, v in zip(settings, values)):
            return text, True
    return written(values[0]), False


def _near(one, other):
    return one == other or abs(one - other) <= LOOSE * REACHED**0.5 * max(1, abs(one))
