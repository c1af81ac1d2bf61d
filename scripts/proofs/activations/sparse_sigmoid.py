"""Theorems on the sparse sigmoid, in the order in which the page proves them."""

from proofs.activations import installed
from proofs.engine import at_most, check, points, standard_errors, theorem, tie, ulps
from proofs.installed import gradients

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import arb
from sympy import Rational, diff, erf, limit, oo, sqrt
from z3 import Abs, And, ForAll, Function, Implies, Or, Q, RealSort, Reals

from catalog.activations.sparse_sigmoid import sparse_sigmoid, sparse_sigmoid_gradient
from proofs.engine import (
    bound,
    counterexample,
    equal,
    falls,
    maximum,
    minimum,
    prove,
    where,
)

a, b, c, h, p, q, t, w, x, y = Reals("a b c h p q t w x y")
G = Function("G", RealSort(), RealSort())  # a loss of the output: any function
z = sympy.Symbol("z", real=True)
s, u, v = sympy.symbols("s u v", positive=True)


def f(x):
    return where(x <= -1, 0, where(x >= 1, 1, (x + 1) / 2))


def gradient(x):  # a quarter at both kinks, as Keras on JAX
    inner = where(x <= -1, 0.25, where(x < 1, 0.5, 0.25))
    return where(x < -1, 0, where(x > 1, 0, inner))


def plus(x):  # sparse_plus
    return where(x <= -1, 0, where(x >= 1, x, (x + 1) ** 2 / 4))


def relu(x):
    return maximum(x, 0)


def clip(x, low, high):
    return minimum(maximum(x, low), high)


def risk(x, q):  # the mean of plus(x) - x y, if y is 1 with the chance q and else 0
    return (1 - q) * plus(x) + q * (plus(x) - x)


def sigma(x):  # of a ball, or of what SymPy reads
    return 1 / (1 + ((-x).exp() if isinstance(x, arb) else sympy.exp(-x)))


def mean(v):  # the expectation of v for z ~ N(0, s^2)
    normal = sympy.exp(-(z**2) / (2 * s**2)) / (s * sqrt(2 * sympy.pi))
    return sympy.integrate(v * normal, (z, -oo, oo))


# --8<-- [end:setup]


X = np.sort(np.concatenate([points(), np.linspace(-2, 2, 4001, dtype=np.float32)]))
EXACT = sparse_sigmoid(X.astype(float))
OFF = np.abs(X) != 1  # the kinks left out
SUMMED = "x + 1 is rounded, halving is not"
COPIED = "it is copied, not computed"


@theorem(
    title="The derivative of sparse_plus",
    statement=r"""Let $F$ be `sparse_plus`: $0$ for $x \le -1$, $\tfrac14 (x + 1)^2$ for $-1 < x < 1$, $x$ for $x \ge 1$. For all real $x$ and $h$

$$
f(x)\,h \le F(x + h) - F(x) \le f(x + h)\,h ,
$$

and for $h \ne 0$ the quotient $\tfrac{F(x + h) - F(x)}h$ differs from $f(x)$ by at most $\tfrac12 \lvert h \rvert$. So $F'(x) = f(x)$ for every $x$, at $\pm 1$
too.""",
)
def derivative():
    rise = plus(x + h) - plus(x)
    prove("f(x) h <= F(x + h) - F(x)", f(x) * h <= rise)
    prove("F(x + h) - F(x) <= f(x + h) h", rise <= f(x + h) * h)
    prove(
        "the quotient is within |h| / 2 of f(x)",
        Implies(h != 0, Abs(rise / h - f(x)) <= Abs(h) / 2),
    )
    counterexample(
        "to the same of relu",
        Implies(h != 0, Abs((relu(x + h) - relu(x)) / h - f(x)) <= Abs(h) / 2),
    )


@tie(derivative)
def derivative_in_keras():
    value, slope = installed("sparse_sigmoid", X)
    _, of_plus = installed("sparse_plus", X)
    check("Keras's gradient of sparse_plus", of_plus, value, ulps(1, 1), SUMMED)
    area, _ = installed("sparse_plus", X)
    way = X[::-1].astype(float) - X
    rise = area[:, ::-1] - area
    room = ulps(4, np.maximum(1, np.maximum(np.abs(X), np.abs(X[::-1]))))
    at_most("f(x) h <= F(x + h) - F(x)", value * way, rise, room, "F and f are rounded")
    at_most(
        "F(x + h) - F(x) <= f(x + h) h",
        rise,
        value[:, ::-1] * way,
        room,
        "F and f are rounded",
    )
    step = 2.0**-6
    grid = np.linspace(-2, 2, 257, dtype=np.float32)
    ahead, middle = (installed("sparse_plus", grid + d)[0] for d in (step, 0))
    at_most(
        "for h = 1/64, F(x + h) - F(x) is within h^2 / 2 of f(x) h",
        np.abs(ahead - middle - installed("sparse_sigmoid", grid)[0] * step),
        step**2 / 2,
        ulps(2, 2),
        "F is rounded",
    )


@theorem(
    title="Exactly 0, exactly 1",
    statement=r"""For all real $x$, $f(x) = \min\bigl(\max\bigl(\tfrac{x + 1}2,\, 0\bigr),\, 1\bigr)$, so $0 \le f(x) \le 1$. $f(x) = 0$ if and only if $x \le -1$, and
$f(x) = 1$ if and only if $x \ge 1$. $f$ is increasing, strictly on $[-1, 1]$, which it maps one to one onto $[0, 1]$; the inverse is $2 p - 1$. $f(x) = x$ holds
for $x = 1$ alone.""",
)
def exact():
    prove("the pieces are the clipped line", f(x) == clip((x + 1) / 2, 0, 1))
    prove("0 <= f(x) <= 1", And(0 <= f(x), f(x) <= 1))
    prove("f(x) = 0 if and only if x <= -1", (f(x) == 0) == (x <= -1))
    prove("f(x) = 1 if and only if x >= 1", (f(x) == 1) == (x >= 1))
    prove("x < y gives f(x) <= f(y)", Implies(x < y, f(x) <= f(y)))
    inside = And(-1 <= x, x < y, y <= 1)
    prove("-1 <= x < y <= 1 gives f(x) < f(y)", Implies(inside, f(x) < f(y)))
    share = And(0 <= p, p <= 1)
    prove("f(2 p - 1) = p for 0 <= p <= 1", Implies(share, f(2 * p - 1) == p))
    prove("f(x) = x if and only if x = 1", (f(x) == x) == (x == 1))
    counterexample(
        "to f(2 p - 1) = p without p <= 1", Implies(0 <= p, f(2 * p - 1) == p)
    )


@tie(exact)
def exact_in_keras():
    value, slope = installed("sparse_sigmoid", X)
    check("the values", value, EXACT, ulps(1, 1), SUMMED)
    at_most("0 <= f(x)", 0, value, ulps(0, 1), "a clip is exact")
    at_most("f(x) <= 1", value, 1, ulps(0, 1), "a clip is exact")
    check("0 exactly up to -1", value == 0, [X <= -1], ulps(0, 1), COPIED)
    last = np.float32(1 - 2**-24)  # x + 1 is rounded to 2 from there on
    check("1 exactly from 1 - 2^-24 on", value == 1, [X >= last], ulps(0, 1), SUMMED)
    check("no slope outside", slope[:, np.abs(X) > 1], 0, ulps(0, 1), COPIED)
    shares = np.linspace(0, 1, 1025)
    back, _ = installed("sparse_sigmoid", 2 * shares - 1)
    check(
        "f(2 p - 1) = p, p a multiple of 2^-10", back, shares, ulps(0, 1), "exact sums"
    )


@theorem(
    title="Half a slope, or none",
    statement=r"""$f$ is differentiable exactly off $\{-1, 1\}$, with $f'(x) = \tfrac12$ for $\lvert x \rvert < 1$ and $f'(x) = 0$ for $\lvert x \rvert > 1$. At $-1$ the
slope is $0$ on the left and $\tfrac12$ on the right, at $1$ it is $\tfrac12$ on the left and $0$ on the right. The least Lipschitz constant of $f$ is $\tfrac12$.""",
)
def kinks():
    small = And(0 < h, h <= 2)
    left, right = (f(-1) - f(-1 - h)) / h, (f(-1 + h) - f(-1)) / h
    prove(
        "at -1 the difference quotients are 0 on the left, 1/2 on the right",
        Implies(small, And(left == 0, right == Q(1, 2))),
    )
    below, above = (f(1) - f(1 - h)) / h, (f(1 + h) - f(1)) / h
    prove(
        "at 1 they are 1/2 on the left, 0 on the right",
        Implies(small, And(below == Q(1, 2), above == 0)),
    )
    near = And(h != 0, Abs(h) < Abs(x - 1), Abs(h) < Abs(x + 1))
    slope = where(Abs(x) < 1, Q(1, 2), Q(0, 1))
    prove(
        "nearer to x than the kinks are, every quotient is 1/2 or 0",
        Implies(near, And((f(x + h) - f(x)) / h == slope, slope == gradient(x))),
    )
    prove(
        "c is a Lipschitz constant if and only if c >= 1/2",
        ForAll([x, y], Abs(f(x) - f(y)) <= c * Abs(x - y)) == (2 * c >= 1),
    )
    counterexample("to a single slope at 1", Implies(small, below == above))


@tie(kinks)
def kinks_in_keras():
    value, slope = installed("sparse_sigmoid", X)
    want = sparse_sigmoid_gradient(X.astype(float))
    check("gradients off the kinks", slope[:, OFF], want[OFF], ulps(0, 1), COPIED)
    _, at = installed("sparse_sigmoid", [-1, 1])
    check(
        "at the kinks a quarter, the mean of both sides", at, 0.25, ulps(0, 1), COPIED
    )
    beside = np.float32([-1 - 2**-20, -1 + 2**-20, 1 - 2**-20, 1 + 2**-20])
    _, sides = installed("sparse_sigmoid", beside)
    check(
        "2^-20 beside them: 0, 1/2, 1/2, 0", sides, [[0, 0.5, 0.5, 0]], ulps(0, 1), ""
    )
    at_most(
        "|f(x) - f(y)| <= |x - y| / 2",
        np.abs(value - value[:, ::-1]),
        np.abs(X - X[::-1].astype(float)) / 2,
        ulps(2, 1),
        SUMMED,
    )


@theorem(
    title="One ramp under four names",
    statement=r"""For all real $x$

$$
\begin{aligned}
f(x) + f(-x) &= 1 , \\
2\,f(x) - 1 &= \operatorname{hard\_tanh}(x) = \min(\max(x, -1), 1) , \\
f(x) &= \operatorname{hard\_sigmoid}(3 x) = \min\bigl(\max\bigl(\tfrac{3 x}6 + \tfrac12,\, 0\bigr),\, 1\bigr) , \\
f(x) &= \tfrac12 \bigl(\operatorname{relu}(x + 1) - \operatorname{relu}(x - 1)\bigr) ,
\end{aligned}
$$

and $c = 3$ is the only factor with $f(x) = \operatorname{hard\_sigmoid}(c\,x)$ for all $x$.""",
)
def names():
    def hard_sigmoid(x):
        return clip(x / 6 + Q(1, 2), 0, 1)

    prove("f(x) + f(-x) = 1", f(x) + f(-x) == 1)
    prove("2 f(x) - 1 is x, clipped to [-1, 1]", 2 * f(x) - 1 == clip(x, -1, 1))
    prove(
        "f(x) = (relu(x + 1) - relu(x - 1)) / 2", 2 * f(x) == relu(x + 1) - relu(x - 1)
    )
    prove(
        "f(x) = hard_sigmoid(c x) for all x if and only if c = 3",
        ForAll([x], f(x) == hard_sigmoid(c * x)) == (c == 3),
    )
    counterexample("to f being Keras's hard_sigmoid", f(x) == hard_sigmoid(x))


@tie(names)
def names_in_keras():
    value, slope = installed("sparse_sigmoid", X)
    mirrored, other = installed("sparse_sigmoid", -X)
    check("f(x) + f(-x) = 1", value + mirrored, 1, ulps(1, 1), SUMMED)
    check("its slope is even", slope, other, ulps(0, 1), COPIED)
    hard, hard_slope = installed("hard_tanh", X)
    check("2 f(x) - 1 is hard_tanh(x)", 2 * value - 1, hard, ulps(1, 1), SUMMED)
    check(
        "so are the slopes", 2 * slope[:, OFF], hard_slope[:, OFF], ulps(0, 1), COPIED
    )
    wide, wide_slope = installed("hard_sigmoid", 3 * X)
    check(
        "f(x) is hard_sigmoid(3 x)", value, wide, ulps(4, 1), "3 x and 1/6 are rounded"
    )
    check(
        "and the slope, times 3",
        slope[:, OFF],
        3 * wide_slope[:, OFF],
        ulps(2, 1),
        "1/6",
    )
    inner = np.abs(X) <= 16
    up, _ = installed("relu", X[inner] + np.float32(1))
    down, _ = installed("relu", X[inner] - np.float32(1))
    check(
        "half the difference of Keras's ReLUs, |x| <= 16",
        value[:, inner],
        (up - down) / 2,
        ulps(1, 16),
        "x + 1 and x - 1 are rounded",
    )


@theorem(
    title="Two classes of sparsemax",
    statement=r"""For two scores $x_1, x_2$ let $p = f(x_1 - x_2)$. Of all points $(q, 1 - q)$ with $0 \le q \le 1$, the probabilities of two classes, only
$(p, 1 - p)$ is nearest to $(x_1, x_2)$. So $\operatorname{sparsemax}(x_1, x_2) = \bigl(f(x_1 - x_2),\, f(x_2 - x_1)\bigr)$, and $f(x) = \operatorname{sparsemax}(x, 0)_1$. One class gets $0$
as soon as the scores differ by $1$.""",
)
def two_classes():
    def distance(q):  # of (q, 1 - q) from (x, y), squared
        return (x - q) ** 2 + (y - (1 - q)) ** 2

    nearest = f(x - y)
    prove("0 <= p <= 1", And(0 <= nearest, nearest <= 1))
    others = And(0 <= q, q <= 1, q != nearest)
    prove(
        "every other q of [0, 1] is further away",
        Implies(others, distance(nearest) < distance(q)),
    )
    prove("1 - p = f(x2 - x1)", 1 - nearest == f(y - x))
    prove(
        "one of them is 0 if and only if |x1 - x2| >= 1",
        Or(nearest == 0, nearest == 1) == (Abs(x - y) >= 1),
    )
    counterexample(
        "to the nearest without q <= 1",
        Implies(And(0 <= q, q != nearest), distance(nearest) < distance(q)),
    )


@tie(two_classes)
def two_classes_in_keras():
    from keras import ops

    def first(x):  # of (x, 0), shifted so that the larger score is 0
        low = ops.minimum(x, 0), ops.minimum(-x, 0)
        return activation(ops.stack(low, axis=-1))[..., 0]

    from keras.activations import sparsemax as activation

    value, slope = installed("sparse_sigmoid", X)
    share, _ = gradients(first, X)
    check(
        "Keras's sparsemax of (x, 0), where its threshold is right",
        value,
        share,
        ulps(2, 1),
        "x + 1 and x - 1 are rounded",
    )
    zero = (value == 0) | (value == 1)
    check("exact where |x| >= 1", zero, [np.abs(X) >= 1], ulps(0, 1), COPIED)
    check("and flat beyond", slope[:, np.abs(X) > 1], 0, ulps(0, 1), COPIED)


@theorem(
    title="An unbiased coin",
    statement=r"""Let $b$ be $1$ with the chance $p$ and else $-1$. Its mean is $2 p - 1$ and its variance $1 - (2 p - 1)^2$. For $-1 \le w \le 1$ the mean is $w$ if and
only if $p = f(w)$; the variance is then $1 - w^2$. For every real $w$ and $p = f(w)$ the mean is $w$, clipped to $[-1, 1]$.""",
)
def coin():
    average = p * 1 + (1 - p) * -1
    square = p * (1 - average) ** 2 + (1 - p) * (-1 - average) ** 2
    prove("the mean is 2 p - 1", average == 2 * p - 1)
    prove("the variance is 1 - mean^2", square == 1 - (2 * p - 1) ** 2)
    inside = And(-1 <= w, w <= 1)
    prove(
        "for -1 <= w <= 1 the mean is w if and only if p = f(w)",
        Implies(inside, (average == w) == (p == f(w))),
    )
    prove(
        "the variance is then 1 - w^2",
        Implies(And(inside, p == f(w)), square == 1 - w * w),
    )
    prove("else the mean is w, clipped", Implies(p == f(w), average == clip(w, -1, 1)))
    counterexample("without -1 <= w", Implies(And(w <= 1, p == f(w)), average == w))


@tie(coin)
def coin_in_keras():
    chances, slope = installed("sparse_sigmoid", X)
    check(
        "2 f(w) - 1 is w, clipped",
        2 * chances - 1,
        np.clip(X, -1, 1),
        ulps(1, 1),
        SUMMED,
    )
    check(
        "and rises with slope 1 inside", 2 * slope[:, np.abs(X) < 1], 1, ulps(0, 1), ""
    )
    thrown = np.random.default_rng(0).uniform(size=(20_000, 9))
    weights = np.linspace(-1, 1, 9)
    chance, _ = installed("sparse_sigmoid", weights)
    heads = np.where(thrown < chance, 1.0, -1.0).mean(axis=0)
    error = np.sqrt(np.maximum(1 - weights**2, 0) / len(thrown))
    check(
        "the mean of 20,000 throws is w", heads, weights, standard_errors(4, error), ""
    )


@theorem(
    title="How far from the sigmoid",
    statement=r"""Let $0 < a \le 2$. For all real $x$

$$
\bigl\lvert f\bigl(\tfrac xa\bigr) - \sigma(x) \bigr\rvert \le \frac1{1 + e^a} ,
$$

with equality exactly at $x = \pm a$; for $x > 0$ the ramp lies above the sigmoid, for $x < 0$ below it. So the largest distance of $f$ itself is
$1/(1 + e) \approx 0.2689$, at $\pm 1$; that of $f(\tfrac x2)$, which has the sigmoid's slope at $0$, is $1/(1 + e^2) \approx 0.1192$, at $\pm 2$.""",
    scope="the parts of the difference; that they make the whole, by the written proof",
)
def sigmoid_gap():
    prove(
        "on [0, a] the ramp f(x / a) is 1/2 + x / (2 a), from a on it is 1",
        Implies(
            a > 0,
            And(
                Implies(And(0 <= x, x <= a), f(x / a) == Q(1, 2) + x / (2 * a)),
                Implies(x >= a, f(x / a) == 1),
            ),
        ),
    )
    prove("f(x / a) - 1/2 is odd", Implies(a > 0, f(-x / a) == 1 - f(x / a)))
    equal("so is sigma - 1/2", sigma(-z), 1 - sigma(z))
    inner = Rational(1, 2) + u / (2 * v) - sigma(u)
    equal("at 0 the difference is 0", inner.subs(u, 0), 0)
    equal(
        "on (0, a) its slope is 1 / (2 a) - sigma (1 - sigma)",
        diff(inner, u),
        1 / (2 * v) - sigma(u) * (1 - sigma(u)),
    )
    prove(
        "which is positive for 0 < a <= 2 and sigma != 1/2",
        Implies(And(0 < a, a <= 2, p != Q(1, 2)), 1 / (2 * a) - p * (1 - p) > 0),
    )
    equal("from a on it is 1 / (1 + e^x)", 1 - sigma(u), 1 / (1 + sympy.exp(u)))
    equal(
        "which falls",
        diff(1 / (1 + sympy.exp(u)), u),
        -sympy.exp(u) / (1 + sympy.exp(u)) ** 2,
    )
    for stretch, size in (1, "0.2689"), (2, "0.1192"):
        bound(
            f"a = {stretch}: 1 / (1 + e^a) is within 5e-5 of {size}",
            lambda _: 1 / (1 + arb(stretch).exp()) - arb(size),
            0.0,
            1.0,
            "5e-5",
        )
    equal(
        "the slope of f(x / 2) at 0 is that of sigma",
        diff(sigma(z), z).subs(z, 0),
        Rational(1, 4),
    )
    with falls("a = 3 as well: at x = 1.2 the distance is more than 1 / (1 + e^3)"):
        bound("", lambda x: arb("0.5") + x / 6 - sigma(x), 1.2, 1.2, "0.0475")


@tie(sigmoid_gap)
def sigmoid_gap_in_keras():
    for stretch in 0.5, 1.0, 2.0:
        value, slope = installed("sparse_sigmoid", X / np.float32(stretch))
        smooth, _ = installed("sigmoid", X)
        largest = 1 / (1 + np.exp(stretch))
        at_most(
            f"a = {stretch:g}: |f(x / a) - sigma(x)| <= 1 / (1 + e^a)",
            np.abs(value - smooth),
            largest,
            ulps(2, 1),
            "both are rounded",
        )
        at_most(
            "above the sigmoid on the right",
            smooth[:, X > 0],
            value[:, X > 0],
            ulps(2, 1),
            "both are rounded",
        )
        ends, _ = installed("sparse_sigmoid", [-1, 1])
        round_ends, _ = installed("sigmoid", [-stretch, stretch])
        check(
            "equality at a and -a", np.abs(ends - round_ends), largest, ulps(2, 1), ""
        )
    _, middle = installed("sparse_sigmoid", [0])
    _, round_middle = installed("sigmoid", [0])
    check(
        "the slope at 0 is twice the sigmoid's",
        middle,
        2 * round_middle,
        ulps(1, 1),
        "",
    )


@theorem(
    title="The loss that belongs to it",
    statement=r"""Let $y$ be $1$ with the chance $q$ and else $0$, and let the loss of a score $x$ be $F(x) - x\,y$, with $F$ as in theorem 1. Its mean is
$R(x) = F(x) - q\,x$, with $R'(x) = f(x) - q$ and

$$
R(x) \ge q\,(1 - q) + \bigl(f(x) - q\bigr)^2 .
$$

$R$ is least exactly where $f(x) = q$, and is then $q\,(1 - q)$: at $x = 2 q - 1$ alone for $0 < q < 1$, at every $x \le -1$ for $q = 0$, at every $x \ge 1$ for $q = 1$.""",
)
def own_loss():
    chance = And(0 <= q, q <= 1)
    prove("R(x) = F(x) - q x", risk(x, q) == plus(x) - q * x)
    rise = (risk(x + h, q) - risk(x, q)) / h
    prove(
        "its difference quotient is within |h| / 2 of f(x) - q",
        Implies(h != 0, Abs(rise - (f(x) - q)) <= Abs(h) / 2),
    )
    least, error = q * (1 - q), f(x) - q
    prove(
        "R(x) >= q (1 - q) + (f(x) - q)^2",
        Implies(chance, risk(x, q) >= least + error**2),
    )
    prove(
        "R(x) = q (1 - q) if and only if f(x) = q",
        Implies(chance, (risk(x, q) == least) == (error == 0)),
    )
    prove(
        "0 < q < 1: at x = 2 q - 1 alone",
        Implies(And(0 < q, q < 1), (error == 0) == (x == 2 * q - 1)),
    )
    prove(
        "q = 0: for x <= -1; q = 1: for x >= 1",
        And(
            Implies(q == 0, (error == 0) == (x <= -1)),
            Implies(q == 1, (error == 0) == (x >= 1)),
        ),
    )
    counterexample(
        "to the bound without q <= 1", Implies(0 <= q, risk(x, q) >= least + error**2)
    )


@tie(own_loss)
def own_loss_in_keras():
    inner = np.abs(X) <= 16
    score, exact = X[inner], X[inner].astype(float)
    value, _ = installed("sparse_sigmoid", score)
    area, _ = installed("sparse_plus", score)
    mirrored, _ = installed("sparse_plus", -score)
    room = ulps(2, np.maximum(1, np.abs(score)))
    for chance in 0.0, 0.1, 0.5, 1.0:
        mean_loss = (1 - chance) * area + chance * mirrored
        check(
            f"q = {chance:g}: the mean of F(x) and F(-x) is F(x) - q x",
            mean_loss,
            area - chance * exact,
            room,
            "F is rounded",
        )
        at_most(
            "q (1 - q) + (f(x) - q)^2 <= R(x)",
            chance * (1 - chance) + (value - chance) ** 2,
            mean_loss,
            room,
            "F and f are rounded",
        )

        def risk_of(x, q=chance):
            from keras import activations

            return activations.sparse_plus(x) - q * x

        _, pull = gradients(risk_of, score)
        check(
            "Keras's gradient of R is f(x) - q",
            pull,
            value - chance,
            ulps(2, 1),
            SUMMED,
        )


@theorem(
    title="What a loss of the output cannot see",
    statement=r"""Let $x < y$. Then $f(x) = f(y)$ if and only if $y \le -1$ or $x \ge 1$. So for every function $G$ of the output, $G(f(x))$ is constant on $(-\infty, -1]$ and on
$[1, \infty)$: its derivative is $0$ for $\lvert x \rvert > 1$, whether the answer is right or wrong.""",
)
def forgets():
    prove(
        "x < y: f(x) = f(y) if and only if y <= -1 or x >= 1",
        Implies(x < y, (f(x) == f(y)) == Or(y <= -1, x >= 1)),
    )
    left, right = And(x <= -1, y <= -1), And(x >= 1, y >= 1)
    prove(
        "any G: G(f(x)) is the same for all x <= -1, and for all x >= 1",
        Implies(Or(left, right), G(f(x)) == G(f(y))),
    )
    close = And(h != 0, Abs(x) > 1, Abs(h) < Abs(x) - 1)
    prove(
        "any G, |x| > 1: the difference quotient of G(f) is 0 near x",
        Implies(close, (G(f(x + h)) - G(f(x))) / h == 0),
    )
    counterexample(
        "to the same for all x < 1", Implies(And(x < 1, y < 1), G(f(x)) == G(f(y)))
    )


@tie(forgets)
def forgets_in_keras():
    import keras

    value, slope = installed("sparse_sigmoid", X)
    outside = np.abs(X) > 1
    check("f: no slope outside", slope[:, outside], 0, ulps(0, 1), COPIED)
    low, high = value[:, X <= -1], value[:, X >= 1]
    check("one value on the left", low, low[:, :1], ulps(0, 1), COPIED)
    check("one value on the right", high, high[:, :1], ulps(0, 1), COPIED)
    for name in "mean_squared_error", "mean_absolute_error", "binary_crossentropy":
        for target in 0.0, 1.0:

            def loss(x):
                output = keras.activations.sparse_sigmoid(x)[:, None]
                return getattr(keras.losses, name)(np.full((len(X), 1), target), output)

            _, pull = gradients(loss, X)
            check(
                f"{name}, target {target:g}",
                pull[:, outside],
                0,
                ulps(0, 1),
                "0 is exact",
            )


@theorem(
    title="How many are exact",
    statement=r"""Let $z \sim \mathcal N(0, \sigma^2)$ and $E = \operatorname{erf} \tfrac1{\sigma \sqrt2}$. Then

$$
P\bigl(f(z) = 0\bigr) = P\bigl(f(z) = 1\bigr) = \tfrac12 (1 - E) ,
$$

so the share $1 - E$ of the outputs is exact: $0.317$ at $\sigma = 1$. It rises with $\sigma$, from $0$ to $1$. The mean output is $\tfrac12$, the mean of $f'(z)$ is $\tfrac12 E$.""",
)
def counts():
    prove("f(x) = 0 if and only if x <= -1", (f(x) == 0) == (x <= -1))
    prove("f(x) = 1 if and only if x >= 1", (f(x) == 1) == (x >= 1))
    inside = erf(1 / (s * sqrt(2)))
    low = sympy.Piecewise((1, z <= -1), (0, True))
    high = sympy.Piecewise((1, z >= 1), (0, True))
    slope = sympy.Piecewise((0, z <= -1), (Rational(1, 2), z < 1), (0, True))
    equal("P(z <= -1), from the normal density", mean(low), (1 - inside) / 2)
    equal("P(z >= 1)", mean(high), (1 - inside) / 2)
    rise = 2 * sympy.exp(-1 / (2 * s**2)) / (s**2 * sqrt(2 * sympy.pi))
    equal("the share rises with sigma", diff(1 - inside, s), rise)
    equal("sigma -> 0: 0", limit(1 - inside, s, 0, "+"), 0)
    equal("sigma -> oo: 1", limit(1 - inside, s, oo), 1)
    bound(
        "at sigma = 1 it is within 0.0005 of 0.317",
        lambda _: 1 - (1 / arb(2).sqrt()).erf() - arb("0.317"),
        0.0,
        1.0,
        "5e-4",
    )
    ramp = sympy.Piecewise((0, z <= -1), ((z + 1) / 2, z < 1), (1, True))
    prove("between, f(x) = (x + 1) / 2", Implies(Abs(x) < 1, f(x) == (x + 1) / 2))
    equal("the mean output", mean(ramp), Rational(1, 2))
    equal("the mean of f'", mean(slope), inside / 2)
    with falls("half of the outputs are exact at sigma = 1"):
        equal("", (1 - inside).subs(s, 1), Rational(1, 2))


@tie(counts)
def counts_in_keras():
    from math import erf, sqrt

    normal = np.random.default_rng(0).standard_normal(100_000)
    for scale in 0.25, 1.0, 2.0, 8.0:
        value, slope = installed("sparse_sigmoid", normal * scale)
        inside = erf(1 / scale / sqrt(2))
        one_side = (1 - inside) / 2
        error = standard_errors(4, np.sqrt(one_side * (1 - one_side) / normal.size))
        for side in 0, 1:
            check(
                f"sigma = {scale:g}: the share of {side} is {one_side:.3f}",
                np.mean(value == side),
                one_side,
                error,
                "that of a coin",
            )
        spread = np.sqrt(inside * (1 - inside) / normal.size) / 2
        check(
            "the mean slope", slope.mean(), inside / 2, standard_errors(4, spread), ""
        )
        spread = value.std() / np.sqrt(normal.size)
        check("the mean output", value.mean(), 0.5, standard_errors(4, spread), "")
