"""Theorems on sparsemax, in the order in which the page proves them."""

from functools import cache

from proofs.activations import installed
from proofs.engine import at_most, theorem, tie

# --8<-- [start:setup]
from fractions import Fraction

import numpy as np
import sympy
from z3 import And, Implies, Or, Reals

from catalog.activations.sparsemax import sparsemax, sparsemax_jacobian
from proofs.activations import installed_vector
from proofs.engine import (
    check,
    counterexample,
    equal,
    maximum,
    minimum,
    prove,
    ulps,
    vector_points,
    where,
)

INPUTS = [Reals("x1 x2"), Reals("x1 x2 x3")]  # n = 2 and n = 3
c, d, t, T = Reals("c d t T")


def descending(x):  # bubble sort, so that it sorts symbols too
    z = list(x)
    for end in range(len(z) - 1, 0, -1):
        for i in range(end):
            z[i], z[i + 1] = maximum(z[i], z[i + 1]), minimum(z[i], z[i + 1])
    return z


def f(x):
    total, tau = 0, 0
    for k, v in enumerate(descending(x), 1):
        total = total + v
        tau = where(1 + k * v > total, (total - 1) / k, tau)
    return [maximum(v - tau, 0) for v in x]


def jacobian(x):
    p, n = f(x), len(x)
    size = sum(where(v > 0, 1, 0) for v in p)

    def entry(i, j):
        value = 0
        for k in range(1, n + 1):
            value = where(size == k, (i == j) - Fraction(1, k), value)
        return where(p[i] > 0, where(p[j] > 0, value, 0), 0)

    return [[entry(i, j) for j in range(n)] for i in range(n)]


def dot(u, v):
    return sum(a * b for a, b in zip(u, v))


def minus(u, v):
    return [a - b for a, b in zip(u, v)]


def same(u, v):
    return And(*(a == b for a, b in zip(u, v)))


def on_simplex(p):
    return And(sum(p) == 1, *(v >= 0 for v in p))


def above(x, i):  # by how much the other inputs exceed x_i, in all
    return sum(maximum(v - x[i], 0) for v in x)


# --8<-- [end:setup]


# --8<-- [start:keras]
def projected(x, axis=-1):
    """Sparsemax from keras.ops: any axis, any backend, with gradients."""
    from keras import ops

    x = ops.convert_to_tensor(x)
    x = x - ops.max(x, axis=axis, keepdims=True)
    z = ops.flip(ops.sort(x, axis=axis), axis=axis)
    k = ops.cumsum(ops.ones_like(z), axis=axis)
    inside = 1 + k * z > ops.cumsum(z, axis=axis)
    size = ops.sum(ops.cast(inside, z.dtype), axis=axis, keepdims=True)
    total = ops.sum(ops.where(inside, z, ops.zeros_like(z)), axis=axis, keepdims=True)
    return ops.relu(x - (total - 1) / size)


# --8<-- [end:keras]


# --8<-- [start:balanced]
def balanced(x):
    """Keras's own sparsemax, on x shifted to where its threshold is right."""
    from keras import activations, ops

    z = -ops.sort(-x, axis=-1)  # ties in Keras's order, for the gradient
    k = ops.cumsum(ops.ones_like(z), axis=-1)
    size = ops.sum(ops.cast(projected(x) > 0, z.dtype), axis=-1, keepdims=True)
    weight = ops.relu(size - k)  # how often Keras counts z_k too often
    excess = ops.sum(weight * z, axis=-1, keepdims=True)
    times = ops.sum(weight, axis=-1, keepdims=True)
    return activations.sparsemax(x - excess / ops.maximum(times, 1))


def rows(n):
    """Vectors of length n, none of whose entries lies at its threshold."""
    x = vector_points(n)
    values = sparsemax(x.astype(float))
    tau = x.max(axis=1) - values.max(axis=1)
    return x[np.abs(x - tau[:, None]).min(axis=1) > 1e-4 * (1 + np.abs(x).max(axis=1))]


BOTH = {"keras.ops": projected, "Keras's own, balanced": balanced}
# --8<-- [end:balanced]


def seen(who, n):
    """x, and the values and Jacobians there, of one of BOTH."""
    import keras

    return _seen(who, n, keras.activations.sparsemax)


@cache
def _seen(who, n, _):  # once for each function that stands in Keras
    x = rows(n)
    return x.astype(float), *installed_vector(BOTH[who], x)


def size_of(x):
    """The size of the largest number in each vector, at least 1; to multiply vectors
    with."""
    return np.maximum(1, np.abs(x).max(axis=1, keepdims=True))


X = {n: vector_points(n) for n in (3, 6)}
ROUNDED = "x - tau: sums and one division, rounded at the size of the largest |x|"


@theorem(
    title="The projection onto the simplex",
    statement=r"""For every $x \in \mathbb{R}^n$ the vector $p = f(x)$ lies on the simplex $\Delta = \{q : q_i \ge 0,\ \sum_i q_i = 1\}$ and satisfies
$\langle x - p,\, q - p \rangle \le 0$ for all $q \in \Delta$. Hence $\lVert x - q \rVert^2 \ge \lVert x - p \rVert^2 + \lVert q - p \rVert^2$: $p$ is the
point of $\Delta$ nearest to $x$, and the only one.""",
    scope="for n = 2, 3",
)
def projection():
    for x in INPUTS:
        n, p, q = len(x), f(x), Reals("q1 q2 q3")[: len(x)]
        prove(f"n = {n}: f(x) lies on the simplex", on_simplex(p))
        prove(
            f"n = {n}: <x - p, q - p> <= 0 for every q of the simplex",
            Implies(on_simplex(q), dot(minus(x, p), minus(q, p)) <= 0),
        )
    x, p, q = INPUTS[1], Reals("p1 p2 p3"), Reals("q1 q2 q3")
    square = dot(minus(x, p), minus(x, p)) + dot(minus(q, p), minus(q, p))
    product = dot(minus(x, p), minus(q, p))
    prove(
        "|x - q|^2 = |x - p|^2 + |q - p|^2 - 2 <x - p, q - p>",
        dot(minus(x, q), minus(x, q)) == square - 2 * product,
    )
    x, q = INPUTS[0], Reals("q1 q2")
    counterexample(
        "without q >= 0", Implies(sum(q) == 1, dot(minus(x, f(x)), minus(q, f(x))) <= 0)
    )


@tie(projection)
def projection_in_keras():
    for n in 3, 6:
        for who in BOTH:
            x, p, slopes = seen(who, n)
            room = ulps(16, size_of(x))
            at_most(
                f"{who}, n = {n}: no output is negative", -p, 0, ulps(0, 1), "cut at 0"
            )
            check("the sum is 1", p.sum(axis=1, keepdims=True), 1, room, ROUNDED)
            normal = x - p
            worst = normal.max(axis=1, keepdims=True)  # over the corners q
            at_most(
                "<x - p, q - p> <= 0",
                worst,
                (normal * p).sum(axis=1, keepdims=True),
                room,
                ROUNDED,
            )
            check(
                "the gradient of the sum is 0",
                slopes.sum(axis=1),
                0,
                ulps(8, 1),
                "1 - k times 1 / k",
            )


@theorem(
    title="Sort, and find the threshold",
    statement=r"""Let $z_1 \ge \dots \ge z_n$ be the sorted inputs and $s_k = z_1 + \dots + z_k$. The $k$-th largest output is positive if and only if
$1 + k\,z_k > s_k$. This holds for the first $k$ up to the size $m$ of the support and for none behind it, and
$\tau = (s_m - 1)/m = \max_k\, (s_k - 1)/k$.""",
    scope="for n = 2, 3",
)
def threshold():
    for x in INPUTS:
        z = descending(x)
        n, p = len(z), descending(f(x))
        sums = [sum(z[:k]) for k in range(1, n + 1)]
        inside = [1 + k * z[k - 1] > sums[k - 1] for k in range(1, n + 1)]
        prove(
            f"n = {n}: the k-th largest output is positive iff 1 + k z_k > s_k",
            And(*((p[k] > 0) == inside[k] for k in range(n))),
        )
        prove(
            f"n = {n}: once the test fails, it fails for good",
            And(*(Implies(inside[k + 1], inside[k]) for k in range(n - 1))),
        )
        best = sums[0] - 1
        for k in range(2, n + 1):
            best = maximum(best, (sums[k - 1] - 1) / k)
        prove(
            f"n = {n}: f(x) = max(x - tau, 0) with tau = max (s_k - 1) / k",
            same(f(x), [maximum(v - best, 0) for v in x]),
        )
    x = INPUTS[0]
    always = (sum(x) - 1) / 2
    counterexample(
        "to tau = (s_n - 1) / n, whatever the support",
        same(f(x), [maximum(v - always, 0) for v in x]),
    )


@tie(threshold)
def threshold_in_keras():
    for n in 3, 6:
        for who in BOTH:
            x, p, slopes = seen(who, n)
            z = -np.sort(-x)
            best = ((np.cumsum(z, axis=1) - 1) / np.arange(1, n + 1)).max(axis=1)
            check(
                f"{who}, n = {n}: x - tau, cut at 0",
                p,
                np.maximum(x - best[:, None], 0),
                ulps(8, size_of(x)),
                ROUNDED,
            )
            want = np.array([sparsemax_jacobian(row) for row in x])
            check(
                "the Jacobian", slopes, want, ulps(4, 1), "quotients of small integers"
            )


@theorem(
    title="When an output is zero",
    statement=r"""Output $i$ is exactly $0$ if and only if the other inputs exceed $x_i$ by $1$ or more in all: $\sum_j \max(x_j - x_i, 0) \ge 1$.
So two classes give a zero as soon as $\lvert x_1 - x_2 \rvert \ge 1$; one output is $1$ and the rest $0$ if and only if the largest input leads the
second by at least $1$; and all $n$ outputs are positive if and only if $\sum_j (x_j - \min x) < 1$.""",
    scope="for n = 2, 3",
)
def zeros():
    for x in INPUTS:
        n, p, z = len(x), f(x), descending(x)
        prove(
            f"n = {n}: f(x)_i = 0 iff the others exceed x_i by 1 in all",
            And(*((p[i] == 0) == (above(x, i) >= 1) for i in range(n))),
        )
        prove(
            f"n = {n}: one winner iff the lead is at least 1",
            Or(*(v == 1 for v in p)) == (z[0] - z[1] >= 1),
        )
        prove(
            f"n = {n}: no zero iff the sum of x_j - min x is below 1",
            And(*(v > 0 for v in p)) == (sum(x) - n * z[-1] < 1),
        )
    x = INPUTS[0]
    counterexample("to zeros at a smaller lead", (f(x)[1] == 0) == (x[0] - x[1] >= 0.5))


@tie(zeros)
def zeros_in_keras():
    for n in 3, 6:
        for who in BOTH:
            x, p, slopes = seen(who, n)
            others = np.maximum(x[:, None, :] - x[:, :, None], 0).sum(axis=2)
            check(
                f"{who}, n = {n}: zero where the others exceed x_i by 1",
                p == 0,
                others >= 1,
                ulps(0, 1),
                "no entry lies at its threshold",
            )
            check(
                "there the row of the Jacobian is 0",
                slopes[p == 0],
                0,
                ulps(0, 0),
                "0 is exact",
            )


@theorem(
    title="The Jacobian",
    statement=r"""Let $S$ be the support of $f(x)$ and $s \in \{0, 1\}^n$ its indicator. For all $x$ and $y$ whose outputs have the same support,
$f(y) - f(x) = J\,(y - x)$ with $J = \operatorname{diag}(s) - s s^{\mathsf T} / \lvert S \rvert$. So $f$ is linear on each such piece, and $J$ is its
derivative inside. $J$ is symmetric, $J^2 = J$, its rows sum to $0$ and its trace is $\lvert S \rvert - 1$.""",
    scope="for n = 2, 3",
)
def piecewise():
    for x in INPUTS:
        n, y, J = len(x), Reals("y1 y2 y3")[: len(x)], jacobian(x)
        p, q = f(x), f(y)
        one_piece = And(*((a > 0) == (b > 0) for a, b in zip(p, q)))
        moved = same([dot(row, minus(y, x)) for row in J], minus(q, p))
        prove(
            f"n = {n}: f(y) - f(x) = J (y - x) on one support",
            Implies(one_piece, moved),
        )
        prove(f"n = {n}: the rows sum to 0", And(*(sum(row) == 0 for row in J)))
        prove(
            f"n = {n}: J is symmetric, and J J = J",
            And(
                *(
                    And(J[i][j] == J[j][i], dot(J[i], J[j]) == J[i][j])
                    for i in range(n)
                    for j in range(n)
                )
            ),
        )
        size = sum(where(v > 0, 1, 0) for v in p)
        prove(
            f"n = {n}: the trace is the size of the support less 1",
            sum(J[i][i] for i in range(n)) == size - 1,
        )
        if n == 2:
            counterexample("across supports", moved)


@tie(piecewise)
def piecewise_in_keras():
    for n in 3, 6:
        for who in BOTH:
            x, p, slopes = seen(who, n)
            s = (p > 0).astype(float)
            block = s[:, :, None] * s[:, None, :] / s.sum(axis=1)[:, None, None]
            check(
                f"{who}, n = {n}: diag(s) - s s^T / |S|",
                slopes,
                s[:, :, None] * np.eye(n) - block,
                ulps(4, 1),
                "quotients of small integers",
            )
            check(
                "J J = J",
                slopes @ slopes,
                slopes,
                ulps(8, 1),
                "n products of such entries",
            )
            small = 2.0**-14 * np.eye(n)[0]  # less than the distance to a threshold
            after, _ = installed_vector(BOTH[who], x + small)
            check(
                "f(x + h) - f(x) = J h",
                after - p,
                slopes @ small,
                ulps(16, size_of(x)),
                "two values, and x + h, are rounded",
            )


@theorem(
    title="Invariance to shifts",
    statement=r"""$f(x + c\,\mathbf{1}) = f(x)$ for every number $c$: only differences between inputs matter, and $J \mathbf{1} = 0$. Scaling is no such symmetry.""",
    scope="for n = 2, 3",
)
def shifts():
    for x in INPUTS:
        prove(f"n = {len(x)}: f(x + c) = f(x)", same(f([v + c for v in x]), f(x)))
        prove(
            "the derivative along (1, ..., 1) is 0",
            And(*(sum(row) == 0 for row in jacobian(x))),
        )
    x = INPUTS[0]
    counterexample("to f(2 x) = f(x)", same(f([2 * v for v in x]), f(x)))


@tie(shifts)
def shifts_in_keras():
    for n in 3, 6:
        for who in BOTH:
            x, p, slopes = seen(who, n)
            moved, _ = installed_vector(BOTH[who], x + 8)
            check(
                f"{who}, n = {n}: x + 8 has the outputs of x",
                moved,
                p,
                ulps(8, size_of(x) + 8),
                ROUNDED,
            )
            check(
                "the rows of the Jacobian sum to 0",
                slopes.sum(axis=2),
                0,
                ulps(8, 1),
                "1 - k times 1 / k",
            )


@theorem(
    title="The simplex stays where it is",
    statement=r"""$f(x) = x$ if and only if $x$ lies on the simplex. So $f(f(x)) = f(x)$, and every point of the simplex is an output.""",
    scope="for n = 2, 3",
)
def idempotence():
    for x in INPUTS:
        prove(
            f"n = {len(x)}: f(x) = x iff x is on the simplex",
            same(f(x), x) == on_simplex(x),
        )
        prove(f"n = {len(x)}: f(f(x)) = f(x)", same(f(f(x)), f(x)))
    x = INPUTS[0]
    counterexample("to f(x) = x without x >= 0", Implies(sum(x) == 1, same(f(x), x)))


@tie(idempotence)
def idempotence_in_keras():
    for n in 3, 6:
        for who in BOTH:
            _, p, _ = seen(who, n)
            inner = p[p.min(axis=1) > 1e-3]  # off the edges, where a threshold is met
            again, slopes = installed_vector(BOTH[who], inner)
            check(
                f"{who}, n = {n}: f leaves the {len(inner):,} inner outputs",
                again,
                inner,
                ulps(8, 1),
                "sums of numbers below 1",
            )
            check(
                "there J is the projection along (1, ..., 1)",
                slopes,
                np.eye(n) - 1 / n,
                ulps(4, 1),
                "quotients of small integers",
            )
        p, _ = installed_vector(projected, X[n])
        again, _ = installed_vector(projected, p)
        check(
            f"keras.ops, n = {n}: f leaves every output",
            again,
            p,
            ulps(8, size_of(X[n])),
            ROUNDED,
        )


@theorem(
    title="The Lipschitz constant is 1",
    statement=r"""$\lVert f(x) - f(y) \rVert^2 \le \langle x - y,\, f(x) - f(y) \rangle$, and so $\lVert f(x) - f(y) \rVert \le \lVert x - y \rVert$, for all
$x, y$: sparsemax moves no two points apart. No constant below $1$ will do for any $n \ge 2$.""",
    scope="for n = 2, 3",
)
def lipschitz():
    for x in INPUTS:
        q = Reals("q1 q2 q3")[: len(x)]
        prove(
            f"n = {len(x)}: <x - f(x), q - f(x)> <= 0 for every q that f can give",
            Implies(on_simplex(q), dot(minus(x, f(x)), minus(q, f(x))) <= 0),
        )
        prove(f"n = {len(x)}: f(y) is such a q", on_simplex(f(x)))
    x, y, p, q = (Reals(f"{v}1 {v}2 {v}3") for v in "xypq")
    given = dot(minus(x, p), minus(q, p)) + dot(minus(y, q), minus(p, q))
    prove(
        "|p - q|^2 = <x - y, p - q> + two terms that are not positive",
        dot(minus(p, q), minus(p, q)) == dot(minus(x, y), minus(p, q)) + given,
    )
    squares = sum((x[i] * y[j] - x[j] * y[i]) ** 2 for i, j in ((0, 1), (0, 2), (1, 2)))
    prove(
        "Cauchy-Schwarz: |x|^2 |y|^2 - <x, y>^2 is a sum of squares",
        dot(x, x) * dot(y, y) - dot(x, y) ** 2 == squares,
    )
    prove(
        "with g = <x - y, p - q> <= |x - y| |p - q|: |p - q| <= |x - y|",
        Implies(And(t >= 0, c >= 0, t * t <= d, d <= c * t), t <= c),
    )
    for x in INPUTS:
        zero = 0 * x[0]
        corners = [[1 + zero, *[zero] * (len(x) - 1)]]
        corners.append([zero, *corners[0][:-1]])
        prove(
            f"n = {len(x)}: (1, 0, ...) and (0, 1, ...) stay where they are",
            And(*(same(f(corner), corner) for corner in corners)),
        )
    moved = minus(f([d, -d]), f([d - d, d - d]))
    short = And(-1 <= 2 * d, 2 * d <= 1)
    prove(
        "(d, -d) and (0, 0) keep their distance while |d| <= 1/2",
        Implies(short, same(moved, [d, -d])),
    )
    counterexample("without |d| <= 1/2", same(moved, [d, -d]))


@tie(lipschitz)
def lipschitz_in_keras():
    for n in 3, 6:
        for who in BOTH:
            x, p, slopes = seen(who, n)
            dx, dp = x - x[::-1], p - p[::-1]
            size = np.maximum(size_of(x), size_of(x)[::-1])
            at_most(
                f"{who}, n = {n}: |f(x) - f(y)| <= |x - y|",
                np.linalg.norm(dp, axis=1, keepdims=True),
                np.linalg.norm(dx, axis=1, keepdims=True),
                ulps(8, size),
                ROUNDED,
            )
            steepest = np.linalg.norm(slopes, 2, axis=(1, 2))
            check(
                "the norm of J is 1, or 0 with one winner",
                steepest,
                (p > 0).sum(axis=1) > 1,
                ulps(8, 1),
                "n^2 entries of a few ulps",
            )


@theorem(
    title="Two classes: a hard sigmoid",
    statement=r"""For two inputs that differ by $t$, $f(t, 0)_1 = \min\bigl(\max\bigl(\tfrac{t + 1}{2}, 0\bigr), 1\bigr)$, with slope $\tfrac12$ for
$\lvert t \rvert < 1$. This is Keras's `hard_sigmoid` at $3t$.""",
)
def two_classes():
    ramp = minimum(maximum((t + 1) / 2, 0), 1)
    x, y = INPUTS[0]
    prove("f(t, 0) = (ramp, 1 - ramp)", same(f([t, 0 * t]), [ramp, 1 - ramp]))
    inside, other = And(-1 < t, t < 1), And(-1 < c, c < 1)
    rise = f([t, 0 * t])[0] - f([c, 0 * c])[0]
    prove(
        "between -1 and 1 it rises with the slope 1/2",
        Implies(And(inside, other), rise == (t - c) / 2),
    )
    prove("f(x1, x2) = f(x1 - x2, 0)", same(f([x, y]), f([x - y, 0 * y])))
    sixth = minimum(maximum(3 * t / 6 + 0.5, 0), 1)
    prove("the ramp is the hard sigmoid x / 6 + 1/2 at 3 t", sixth == f([t, 0 * t])[0])
    counterexample("to (t + 1) / 2 without the cut", f([t, 0 * t])[0] == (t + 1) / 2)


@tie(two_classes)
def two_classes_in_keras():
    t = rows(2)[:, 0].astype(float)
    pairs = np.stack([t, 0 * t], axis=1)[np.abs(np.abs(t) - 1) > 1e-4]
    t = pairs[:, 0]
    hard, hard_slope = installed("hard_sigmoid", np.float32(3 * t))
    for who, call in BOTH.items():
        p, slopes = installed_vector(call, pairs)
        room = ulps(8, np.maximum(1, np.abs(t)))
        check(
            f"{who}: f(t, 0)_1 = clip((t + 1) / 2, 0, 1)",
            p[:, 0],
            np.clip((t + 1) / 2, 0, 1),
            room,
            ROUNDED,
        )
        check("it is Keras's hard_sigmoid(3 t)", p[:, 0], hard[0], room, ROUNDED)
        check(
            "the slope is 1/2 for |t| < 1, else 0",
            slopes[:, 0, 0],
            np.where(np.abs(t) < 1, 0.5, 0),
            ulps(4, 1),
            "1 - 1/2",
        )
        check(
            "and that of hard_sigmoid(3 t), times 3",
            slopes[:, 0, 0],
            3 * hard_slope[0],
            ulps(4, 1),
            "1/6 is rounded",
        )


@theorem(
    title="Temperature",
    statement=r"""Let $T > 0$. Output $i$ of $f(x / T)$ is $0$ if and only if $T \le T_i = \sum_j \max(x_j - x_i, 0)$. With one largest input, leading by
$g > 0$, the result is one-hot for all $T \le g$, not only in the limit $T \to 0$. For $T > \max_i T_i$ all outputs are positive,
$f(x/T)_i = \tfrac1n + (x_i - \bar x)/T$, which tends to $\tfrac1n$ as $T \to \infty$.""",
    scope="for n = 2, 3",
)
def temperature():
    for u in INPUTS:  # u = x / T
        n, p, x = len(u), f(u), [T * v for v in u]
        z, mean = descending(x), sum(x) / len(u)
        prove(
            f"n = {n}: output i is 0 iff T <= T_i",
            Implies(T > 0, And(*((p[i] == 0) == (above(x, i) >= T) for i in range(n)))),
        )
        prove(
            f"n = {n}: one-hot iff T is at most the lead",
            Implies(T > 0, Or(*(v == 1 for v in p)) == (z[0] - z[1] >= T)),
        )
        prove(
            f"n = {n}: T p_i = T / n + x_i - mean for T above every T_i",
            Implies(
                And(T > 0, sum(x) - n * z[-1] < T),
                And(*(T * p[i] == T / n + x[i] - mean for i in range(n))),
            ),
        )
    v, m, n, hot = sympy.symbols("v m n T", positive=True)
    equal(
        "1/n + (v - m) / T tends to 1/n",
        sympy.limit(1 / n + (v - m) / hot, hot, sympy.oo),
        1 / n,
    )
    u = INPUTS[0]
    counterexample("to one-hot at T = 1 for every lead", Or(f(u)[0] == 1, f(u)[1] == 1))


@tie(temperature)
def temperature_in_keras():
    for n in 3, 6:
        for who in BOTH:
            x, _, _ = seen(who, n)
            others = np.maximum(x[:, None, :] - x[:, :, None], 0).sum(axis=2)
            T = np.where(np.arange(len(x)) % 2, 0.25, 4.0)[:, None]
            clear = (np.abs(others - T) > 1e-3 * T).all(axis=1)
            x, others, T = x[clear], others[clear], T[clear]
            p, slopes = installed_vector(BOTH[who], x / T)
            check(
                f"{who}, n = {n}: output i is 0 iff T <= T_i",
                p == 0,
                others >= T,
                ulps(0, 1),
                "no T lies at its T_i",
            )
            full = (others < T).all(axis=1)
            inner, T = x[full], T[full]
            want = 1 / n + (inner - inner.mean(axis=1, keepdims=True)) / T
            check(
                "1/n + (x_i - mean) / T above",
                p[full],
                want,
                ulps(8, size_of(inner / T)),
                ROUNDED,
            )
            check(
                "there the slopes for x / T are those of the plane",
                slopes[full],
                np.eye(n) - 1 / n,
                ulps(4, 1),
                "quotients of small integers",
            )


def threshold_of_sums(x):
    """As f, with the threshold of Keras 3.8.0 to 3.15.1; and what it has too much."""
    total = sums = tau = excess = 0
    for k, v in enumerate(descending(x), 1):
        excess = where(1 + k * v > total + v, sums, excess)
        total = total + v
        sums = sums + total
        tau = where(1 + k * v > total, (sums - 1) / k, tau)
    return [maximum(v - tau, 0) for v in x], excess


@theorem(
    title="Where the threshold of Keras 3.15.1 is right",
    statement=r"""Let $m$ be the size of the support and $s_k = z_1 + \dots + z_k$ the sums of the sorted inputs. The threshold
$(s_1 + \dots + s_m - 1)/m$ gives the projection if and only if $s_1 + \dots + s_{m-1} = \sum_{k<m} (m - k)\,z_k = 0$. So it is right with one winner
($m = 1$); with two, only if the largest input is $0$. Every $x$ has a shift at which it is right.""",
    scope="for n = 2, 3",
)
def keras_threshold():
    for x in INPUTS:
        n, (p, excess) = len(x), threshold_of_sums(x)
        z, size = descending(x), sum(where(v > 0, 1, 0) for v in f(x))
        prove(
            f"n = {n}: right iff s_1 + ... + s_(m-1) = 0",
            same(p, f(x)) == (excess == 0),
        )
        prove(f"n = {n}: right with one winner", Implies(size == 1, same(p, f(x))))
        prove(
            f"n = {n}: with two, right iff the largest input is 0",
            Implies(size == 2, same(p, f(x)) == (z[0] == 0)),
        )
        times = where(size == n, Fraction(n * (n - 1), 2), 1)
        moved, _ = threshold_of_sums([v - excess / times for v in x])
        prove(
            f"n = {n}: right after the shift by the excess's mean",
            Implies(size > 1, same(moved, f(x))),
        )
    x = INPUTS[0]
    p, _ = threshold_of_sums(x)
    counterexample("to the values of the projection", same(p, f(x)))
    counterexample("to a sum of 1", sum(p) == 1)


@tie(keras_threshold)
def keras_threshold_in_keras():
    for n in 3, 6:
        x, p, slopes = seen("Keras's own, balanced", n)
        check(
            f"n = {n}: right at the shift where s_1 + ... + s_(m-1) = 0",
            p,
            sparsemax(x),
            ulps(8, size_of(x)),
            ROUNDED,
        )
        winner = (p > 0).sum(axis=1) == 1
        value, slopes = installed_vector("sparsemax", x[winner])
        check(
            "right without a shift where one entry leads by 1",
            value,
            sparsemax(x[winner]),
            ulps(2, size_of(x[winner])),
            "z_1 - 1 is rounded",
        )
        check("and its Jacobian there is 0", slopes, 0, ulps(0, 0), "1 - 1 is exact")
