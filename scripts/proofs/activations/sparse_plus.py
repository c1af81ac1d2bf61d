"""Theorems on SparsePlus, in the order in which the page proves them."""

from proofs.activations import installed
from proofs.engine import at_most, check, points, standard_errors, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import arb
from sympy import Rational, diff, erf, limit, oo, sqrt, tanh
from z3 import Abs, And, ForAll, Implies, Or, Reals, RealVal

from catalog.activations.sparse_plus import sparse_plus, sparse_plus_gradient
from proofs.engine import bound, counterexample, equal, falls, maximum, prove, where

a, b, c, g, h, m, p, t, x, y = Reals("a b c g h m p t x y")
z = sympy.Symbol("z", real=True)
s, u = sympy.symbols("s u", positive=True)


def f(x):
    return where(x <= -1, 0, where(x >= 1, x, (x + 1) ** 2 / 4))


def gradient(x):  # sparse_sigmoid
    return where(x <= -1, 0, where(x >= 1, 1, (x + 1) / 2))


def relu(x):
    return where(x >= 0, x, 0)


def wide(x, a):  # f, stretched by a in both directions
    return a * f(x / a)


def gini(p):  # minus the conjugate of f, on [0, 1]
    return p * (1 - p)


def loss(x, y):  # Fenchel and Young's, of the score x and the target y
    return f(x) - gini(y) - x * y


def mean(v):  # the expectation of v for z ~ N(0, s^2)
    normal = sympy.exp(-(z**2) / (2 * s**2)) / (s * sqrt(2 * sympy.pi))
    return sympy.integrate(v * normal, (z, -oo, oo))


# --8<-- [end:setup]


X = np.sort(np.concatenate([points(), np.linspace(-2, 2, 4001, dtype=np.float32)]))
EXACT, SLOPE = sparse_plus(X.astype(float)), sparse_plus_gradient(X.astype(float))
SQUARED = "x + 1 is rounded, and its square"
HALVED = "x + 1 is rounded, halving is not"
COPIED = "it is copied, not computed"


@theorem(
    title="Three pieces, one tangent",
    statement=r"""Let $s(x) = \min(\max(\tfrac{x + 1}2, 0), 1)$, which is `sparse_sigmoid`. For all real $x$ and $h$

$$
0 \le f(x + h) - f(x) - s(x)\,h \le \tfrac14 h^2 ,
$$

so $f$ is differentiable everywhere and $f' = s$. $f'$ is continuous, and has a derivative, $0$ or $\tfrac12$, everywhere but at $\pm 1$:
there the slopes of $f'$ are $0$ on one side and $\tfrac12$ on the other. Moreover

$$
f(x) = x\,s(x) + s(x)\,\bigl(1 - s(x)\bigr) .
$$""",
)
def pieces():
    clip = maximum(where((x + 1) / 2 <= 1, (x + 1) / 2, RealVal(1)), 0)
    prove("s is the ramp, clipped to [0, 1]", gradient(x) == clip)
    rest = f(x + h) - f(x) - gradient(x) * h
    prove(
        "the tangent is missed by h^2 / 4 at most, and never undercut",
        And(0 <= rest, rest <= h * h / 4),
    )
    small = And(0 < h, h <= 2)
    after, before = (gradient(1 + h) - 1) / h, (1 - gradient(1 - h)) / h
    prove(
        "at 1 the slopes of s are 1/2 and 0",
        Implies(small, And(before * 2 == 1, after == 0)),
    )
    start, end = gradient(-1 - h) / -h, gradient(-1 + h) / h
    prove("at -1 they are 0 and 1/2", Implies(small, And(start == 0, end * 2 == 1)))
    near = And(h != 0, Abs(h) < Abs(x - 1), Abs(h) < Abs(x + 1))
    quotient = (gradient(x + h) - gradient(x)) / h
    prove(
        "elsewhere the quotient is 1/2 within (-1, 1), 0 outside",
        Implies(near, quotient == where(Abs(x) < 1, RealVal("1/2"), RealVal(0))),
    )
    prove(
        "f(x) = x s(x) + s(x) (1 - s(x))",
        f(x) == x * gradient(x) + gini(gradient(x)),
    )
    counterexample("to a second derivative at 1", Implies(small, before == after))


@tie(pieces)
def pieces_in_keras():
    value, slope = installed("sparse_plus", X)
    check("the values", value, EXACT, ulps(2, EXACT), SQUARED)
    check("the gradients", slope, SLOPE, ulps(1, 1), HALVED)
    ramp, _ = installed("sparse_sigmoid", X)
    check("Keras's sparse_sigmoid is the gradient", ramp, slope, ulps(1, 1), HALVED)
    check(
        "x s + s (1 - s), from Keras's s",
        value,
        X * ramp + ramp * (1 - ramp),
        ulps(2, np.maximum(1, X)),
        "s is rounded; combined in float64",
    )


@theorem(
    title="How far from ReLU",
    statement=r"""For all real $x$

$$
f(x) - \operatorname{relu}(x) = \tfrac14 \max(1 - |x|, 0)^2 ,
$$

so $\operatorname{relu}(x) \le f(x) \le \operatorname{relu}(x) + \tfrac14$. On the right equality holds at $0$ alone; on the left it holds exactly for $|x| \ge 1$. In particular
$f(x) = 0$ if and only if $f'(x) = 0$, if and only if $x \le -1$.""",
)
def relu_gap():
    gap, inner = f(x) - relu(x), maximum(1 - Abs(x), 0)
    prove("f(x) - relu(x) = max(1 - |x|, 0)^2 / 4", gap == inner * inner / 4)
    prove("it is from 0 to 1/4", And(0 <= gap, 4 * gap <= 1))
    prove("it is 1/4 at 0 alone", (4 * gap == 1) == (x == 0))
    prove("it is 0 exactly for |x| >= 1", (gap == 0) == (Abs(x) >= 1))
    prove("f(x) = 0 if and only if x <= -1", (f(x) == 0) == (x <= -1))
    prove("and so for f'", (gradient(x) == 0) == (x <= -1))
    counterexample("to zeros wherever relu has them", Implies(relu(x) == 0, f(x) == 0))


@tie(relu_gap)
def relu_gap_in_keras():
    value, slope = installed("sparse_plus", X)
    rectified, _ = installed("relu", X)
    inner = np.maximum(1 - np.abs(X.astype(float)), 0)
    check("the gap", value - rectified, inner**2 / 4, ulps(2, 1), SQUARED)
    far = np.abs(X) >= 1
    check(
        "none for |x| >= 1",
        value[:, far],
        rectified[:, far],
        ulps(0, 1),
        "both are copies of x or 0",
    )
    check("f = 0 exactly for x <= -1", value == 0, [X <= -1], ulps(0, 1), COPIED)
    check("f' = 0 exactly for x <= -1", slope == 0, [X <= -1], ulps(0, 1), COPIED)


@theorem(
    title="Convex, and a slope that moves slowly",
    statement=r"""$f$ is convex and increasing, with the least Lipschitz constant $1$. Its derivative has the least Lipschitz constant $\tfrac12$. $f$ is
strictly increasing on $[-1, \infty)$, which it maps one to one onto $[0, \infty)$; the inverse is $2 \sqrt y - 1$ for $0 \le y \le 1$ and $y$ for $y \ge 1$.""",
)
def convexity():
    chord = (1 - t) * f(x) + t * f(y)
    prove(
        "no chord lies below the graph",
        Implies(And(0 <= t, t <= 1), f((1 - t) * x + t * y) <= chord),
    )
    prove("x < y gives f(x) <= f(y)", Implies(x < y, f(x) <= f(y)))
    close = Abs(x - y)
    prove(
        "c is a Lipschitz constant of f if and only if c >= 1",
        ForAll([x, y], Abs(f(x) - f(y)) <= c * close) == (c >= 1),
    )
    prove(
        "and one of f' if and only if c >= 1/2",
        ForAll([x, y], Abs(gradient(x) - gradient(y)) <= c * close) == (2 * c >= 1),
    )
    prove("-1 <= x < y gives f(x) < f(y)", Implies(And(-1 <= x, x < y), f(x) < f(y)))
    prove(
        "f(2 q - 1) = q^2 for 0 <= q <= 1, and f(q) = q for q >= 1",
        And(
            Implies(And(0 <= p, p <= 1), f(2 * p - 1) == p * p),
            Implies(p >= 1, f(p) == p),
        ),
    )
    counterexample("to a strict rise left of -1", Implies(x < y, f(x) < f(y)))


@tie(convexity)
def convexity_in_keras():
    value, slope = installed("sparse_plus", X)
    at_most(
        "a larger x has no smaller gradient",
        slope[:, :-1],
        slope[:, 1:],
        ulps(0, 1),
        HALVED,
    )
    distance = np.abs(X.astype(float) - X[::-1])
    at_most(
        "|f(x) - f(y)| <= |x - y|",
        np.abs(value - value[:, ::-1]),
        distance,
        ulps(2, np.maximum(1, np.maximum(np.abs(X), np.abs(X[::-1])))),
        SQUARED,
    )
    at_most(
        "|f'(x) - f'(y)| <= |x - y| / 2",
        np.abs(slope - slope[:, ::-1]),
        distance / 2,
        ulps(2, 1),
        HALVED,
    )
    root = np.linspace(0, 1, 1001)
    back, _ = installed("sparse_plus", 2 * root - 1)
    check("f(2 sqrt(y) - 1) = y", back, root**2, ulps(2, 1), "2 q - 1 is rounded")


@theorem(
    title="The width of the bend",
    statement=r"""For $a > 0$ let $f_a(x) = a\,f(x / a)$. It is $0$ for $x \le -a$ and $x$ for $x \ge a$, its slope at $x$ is $s(x / a)$, and

$$
f_a(x) - \operatorname{relu}(x) = \frac{\max(a - |x|, 0)^2}{4 a} \le \frac a4 .
$$

$f_a(x)$ never falls as $a$ grows, and tends to $\operatorname{relu}(x)$ as $a \to 0$. For $c \ge 0$, $f(c\,x) = c\,f(x)$ for all $x$ only if $c = 1$: the width is an absolute
length.""",
)
def width():
    wider, inner = wide(x, a), maximum(a - Abs(x), 0)
    prove(
        "f_a is 0 for x <= -a and x for x >= a",
        Implies(a > 0, And(Implies(x <= -a, wider == 0), Implies(x >= a, wider == x))),
    )
    rest = wide(x + h, a) - wide(x, a) - gradient(x / a) * h
    prove(
        "its tangent, of slope s(x / a), is missed by h^2 / (4 a) at most",
        Implies(a > 0, And(0 <= rest, rest <= h * h / (4 * a))),
    )
    prove(
        "f_a(x) - relu(x) = max(a - |x|, 0)^2 / (4 a), at most a / 4",
        Implies(
            a > 0,
            And((wider - relu(x)) * 4 * a == inner * inner, wider - relu(x) <= a / 4),
        ),
    )
    prove(
        "it does not fall as a grows",
        Implies(And(0 < a, a < b), wide(x, a) <= wide(x, b)),
    )
    prove(
        "f(c x) = c f(x) for all x, c >= 0, if and only if c = 1",
        Implies(c >= 0, ForAll([x], f(c * x) == c * f(x)) == (c == 1)),
    )
    counterexample("to homogeneity", Implies(c >= 0, f(c * x) == c * f(x)))


@tie(width)
def width_in_keras():
    exact, last = X.astype(float), np.maximum(X.astype(float), 0)
    for a in 0.125, 0.25, 1.0, 4.0:
        value, slope = installed("sparse_plus", X / np.float32(a))
        inner = np.maximum(a - np.abs(exact), 0)
        check(
            f"a = {a:g}: the gap to relu",
            a * value - np.maximum(exact, 0),
            inner**2 / (4 * a),
            ulps(2, a),
            "a power of two; " + SQUARED,
        )
        check(
            f"a = {a:g}: the slope",
            slope,
            sparse_plus_gradient(exact / a),
            ulps(1, 1),
            HALVED,
        )
        at_most(f"a = {a:g}: not below the last", last, a * value, ulps(2, a), SQUARED)
        last = a * value


@theorem(
    title="No closer bound is as smooth",
    statement=r"""Let $g$ be differentiable, $g \ge \operatorname{relu}$, and let its derivative change by at most $M$ times the change of $x$, $M > 0$. Then

$$
g(0) \ge \frac1{8 M} ,
$$

with equality for $f_a$, $a = \frac1{2 M}$. So of all such functions with $M = \tfrac12$, none stays closer to ReLU than $f$, whose gap is at most $\tfrac14$.""",
    scope="for g below a parabola; that there is one, by the written proof",
)
def closest():
    def parabola(x):  # above g, by the condition on its derivative
        return b + p * x + c * x * x / 2  # g(0) = b, g'(0) = p, M = c

    left, right = -p / c, (1 - p) / c
    above = And(parabola(left) >= relu(left), parabola(right) >= relu(right))
    prove(
        "b + p x + M x^2 / 2 >= relu(x) at -p / M and (1 - p) / M: b >= 1 / (8 M)",
        Implies(And(c > 0, above), 8 * c * b >= 1),
    )
    prove(
        "f is below the one with b = 1/4, p = 1/2, M = 1/2",
        f(x) <= RealVal("1/4") + x / 2 + x * x / 4,
    )
    prove(
        "f_a(0) = 1 / (8 M), for 2 M a = 1",
        Implies(And(c > 0, 2 * c * a == 1), wide(RealVal(0), a) * 8 * c == 1),
    )
    counterexample(
        "to b >= 1 / (8 M) without g >= relu", Implies(c > 0, 8 * c * b >= 1)
    )


@tie(closest)
def closest_in_keras():
    exact = X.astype(float)
    for a in 0.25, 1.0, 4.0:
        value, slope = installed("sparse_plus", X / np.float32(a))
        curve = 1 / (2 * a)
        middle, _ = installed("sparse_plus", [0])
        check(
            f"a = {a:g}: f_a(0) = 1 / (8 M)",
            a * middle,
            1 / (8 * curve),
            ulps(0, 1),
            COPIED,
        )
        at_most(
            f"a = {a:g}: f_a is below its parabola at 0",
            a * value,
            a / 4 + exact / 2 + curve * exact**2 / 2,
            ulps(2, np.maximum(a, np.abs(X))),
            SQUARED,
        )
        at_most(
            f"a = {a:g}: and not below relu",
            np.maximum(exact, 0),
            a * value,
            ulps(1, X),
            SQUARED,
        )
        check(
            f"a = {a:g}: the slope is s(x / a)",
            slope,
            sparse_plus_gradient(exact / a),
            ulps(1, 1),
            HALVED,
        )


@theorem(
    title="A ReLU under uniform noise",
    statement=r"""Let $u$ be uniform on $[-1, 1]$. Then

$$
\begin{aligned}
f(x) &= \operatorname{E} \operatorname{relu}(x + u) , \\
f'(x) &= P(x + u > 0) .
\end{aligned}
$$

It is also a difference of two squares: $f(x) = \tfrac14 \bigl(\operatorname{relu}(x + 1)^2 - \operatorname{relu}(x - 1)^2\bigr)$.""",
    scope="the algebra; from it to the mean and the probability by the written proof",
)
def uniform():
    square = relu(x + h) * relu(x + h) / 2 - relu(x) * relu(x) / 2
    prove(
        "relu^2 / 2 has the derivative relu: the tangent is missed by h^2 / 2 at most",
        And(0 <= square - relu(x) * h, square - relu(x) * h <= h * h / 2),
    )
    ends = relu(x + 1) * relu(x + 1) - relu(x - 1) * relu(x - 1)
    prove("half of it, from x - 1 to x + 1, is f(x)", f(x) == ends / 4)
    piece = relu(x + 1) - relu(x - 1)
    prove(
        "the length of (-x, 1] within [-1, 1], halved, is f'(x)",
        gradient(x) == piece / 2,
    )
    counterexample(
        "to the same with noise on [-2, 2]",
        f(x) == (relu(x + 2) * relu(x + 2) - relu(x - 2) * relu(x - 2)) / 8,
    )


@tie(uniform)
def uniform_in_keras():
    grid = np.linspace(-2, 2, 41, dtype=np.float32)
    value, slope = installed("sparse_plus", grid)
    n = 20_000
    noise = (np.arange(n) + 0.5) / n * 2 - 1
    sums = grid.astype(float)[:, None] + noise
    check(
        "the mean of relu(x + u), u at 20,000 midpoints",
        value,
        np.maximum(sums, 0).mean(axis=1),
        ulps(4, 1),
        "the midpoint rule misses by 1 / (8 n^2) at most",
    )
    at_most(
        "the share of x + u > 0 is within 1 / n of the gradient",
        np.abs(slope - (sums > 0).mean(axis=1)),
        1 / n,
        ulps(1, 1),
        "a midpoint stands for 1 / n",
    )
    up, _ = installed("relu", X + np.float32(1))
    down, _ = installed("relu", X - np.float32(1))
    inner = np.abs(X) <= 4
    everywhere, _ = installed("sparse_plus", X)
    check(
        "the difference of Keras's two squared ReLUs, |x| <= 4",
        everywhere[:, inner],
        ((up**2 - down**2) / 4)[:, inner],
        ulps(4, 4),
        "x + 1 and x - 1 are rounded",
    )


@theorem(
    title="Beside softplus",
    statement=r"""Both functions satisfy $g(x) - g(-x) = x$, and so $g'(x) + g'(-x) = 1$. For all real $x$

$$
0 < \operatorname{softplus}(x) - f(x) \le \ln 2 - \tfrac14 ,
$$

about $0.4431$, with equality at $0$ alone; the difference falls strictly with $|x|$ and tends to $0$.""",
    scope="the parts of the difference; that they make the whole, by the written proof",
)
def twin():
    prove("f(x) - f(-x) = x", f(x) - f(-x) == x)
    prove("s(x) + s(-x) = 1", gradient(x) + gradient(-x) == 1)
    softplus = sympy.log(1 + sympy.exp(z))
    mirrored = sympy.log(sympy.exp(-z) * (1 + sympy.exp(z)))
    equal(
        "softplus(x) - softplus(-x) = x",
        softplus - sympy.expand_log(mirrored, force=True),
        z,
    )
    part = (u + 1) ** 2 / 4
    inner = diff(sympy.log(1 + sympy.exp(u)) - part, u)
    equal(
        "on (0, 1) the difference has the slope (tanh(x/2) - x) / 2",
        inner.rewrite(sympy.exp),
        ((tanh(u / 2) - u) / 2).rewrite(sympy.exp),
    )
    equal("x - tanh(x/2) is 0 at 0", (u - tanh(u / 2)).subs(u, 0), 0)
    equal(
        "and rises, by (1 + tanh(x/2)^2) / 2",
        diff(u - tanh(u / 2), u),
        (1 + tanh(u / 2) ** 2) / 2,
    )
    tail = sympy.log(1 + sympy.exp(-u))
    equal(
        "for x >= 1 it is ln(1 + e^-x), of slope -1 / (1 + e^x)",
        diff(tail, u),
        -1 / (1 + sympy.exp(u)),
    )
    equal("which tends to 0", limit(tail, u, oo), 0)
    equal(
        "at 0 it is ln 2 - 1/4",
        (softplus - f(z)).subs(z, 0),
        sympy.log(2) - Rational(1, 4),
    )
    bound(
        "ln 2 - 1/4 is within 5e-5 of 0.4431",
        lambda _: arb(2).log() - arb("0.6931"),
        0.0,
        1.0,
        "5e-5",
    )
    with falls("softplus and f agree at 1"):
        equal("", softplus.subs(z, 1), 1)


@tie(twin)
def twin_in_keras():
    value, slope = installed("sparse_plus", X)
    mirrored, other = installed("sparse_plus", -X)
    check("f(x) - f(-x) = x", value - mirrored, X, ulps(2, np.maximum(1, X)), SQUARED)
    check("s(x) + s(-x) = 1", slope + other, 1, ulps(1, 1), HALVED)
    soft, _ = installed("softplus", X)
    gap, top = soft - value, np.log(2) - 0.25
    rounded = ulps(4, np.maximum(1, X))
    at_most(
        "softplus - f is at most ln 2 - 1/4", gap, top, rounded, "softplus is rounded"
    )
    at_most("and not below 0", 0, gap, rounded, "softplus is rounded")
    size = np.abs(X.astype(float))
    order = np.argsort(size)
    at_most(
        "it does not rise with |x|",
        gap[:, order][:, 1:],
        gap[:, order][:, :-1],
        ulps(8, np.maximum(1, size[order][1:])),
        "softplus is rounded",
    )


@theorem(
    title="The conjugate",
    statement=r"""For every real $x$

$$
f(x) = \max_{0 \le p \le 1} \bigl( p\,x + p\,(1 - p) \bigr) ,
$$

and $p = s(x)$ is the one place where the maximum is taken. The convex conjugate $f^*(p) = \sup_x \bigl(p\,x - f(x)\bigr)$ is $-p\,(1 - p)$ for $0 \le p \le 1$, reached
exactly where $s(x) = p$, and $\infty$ for every other $p$.""",
)
def conjugate():
    inside = And(0 <= p, p <= 1)
    below = p * x + gini(p) <= f(x)
    prove("p x + p (1 - p) <= f(x) for 0 <= p <= 1", Implies(inside, below))
    touch = p * x + gini(p) == f(x)
    prove(
        "with equality if and only if p = s(x)",
        Implies(inside, touch == (p == gradient(x))),
    )
    prove("0 <= s(x) <= 1", And(0 <= gradient(x), gradient(x) <= 1))
    prove(
        "every p of [0, 1] is the slope at x = 2 p - 1",
        Implies(inside, gradient(2 * p - 1) == p),
    )
    prove(
        "for p > 1, at x = max(1, c / (p - 1)): p x - f(x) >= c",
        Implies(And(p > 1, x >= 1, x * (p - 1) >= c), p * x - f(x) >= c),
    )
    prove(
        "for p < 0, at x = min(-1, c / p): p x - f(x) >= c",
        Implies(And(p < 0, x <= -1, x * p >= c), p * x - f(x) >= c),
    )
    counterexample("to the bound without p <= 1", Implies(0 <= p, below))
    counterexample("to the bound without 0 <= p", Implies(p <= 1, below))


@tie(conjugate)
def conjugate_in_keras():
    inner = np.abs(X) <= 16
    points = X[inner]
    value, slope = installed("sparse_plus", points)
    for q in 0.0, 0.25, 0.5, 1.0:
        at_most(
            f"p = {q:g}: p x + p (1 - p) <= f(x)",
            q * points.astype(float) + q * (1 - q),
            value,
            ulps(2, np.maximum(1, np.abs(points))),
            SQUARED,
        )
    check(
        "equality at Keras's own gradient",
        value,
        slope * points + slope * (1 - slope),
        ulps(2, np.maximum(1, np.abs(points))),
        "the gradient is rounded; combined in float64",
    )
    ramp = np.linspace(0, 1, 1001)
    _, back = installed("sparse_plus", 2 * ramp - 1)
    check("the slope at 2 p - 1 is p", back, ramp, ulps(1, 1), HALVED)


@theorem(
    title="The loss that it makes",
    statement=r"""For a target $0 \le y \le 1$ and a score $x$ let $L(x, y) = f(x) - y\,(1 - y) - x\,y$. Then $\partial L / \partial x = s(x) - y$, and

$$
L(x, y) \ge \bigl(s(x) - y\bigr)^2 \ge 0 ,
$$

so $L(x, y) = 0$ if and only if $s(x) = y$. For $y \in \{0, 1\}$ and the margin $m = (2 y - 1)\,x$, $L(x, y) = f(-m)$, and

$$
4\,L(x, y) = \begin{cases} \max(1 - m, 0)^2 & m \ge -1 \\ -4 m & m < -1 , \end{cases}
$$

the modified Huber loss. It and its gradient are $0$ if and only if $m \ge 1$.""",
)
def huber():
    target = And(0 <= y, y <= 1)
    rest = loss(x + h, y) - loss(x, y) - (gradient(x) - y) * h
    prove(
        "the slope in x is s(x) - y: the tangent is missed by h^2 / 4 at most",
        And(0 <= rest, rest <= h * h / 4),
    )
    error = gradient(x) - y
    prove("L(x, y) >= (s(x) - y)^2", Implies(target, loss(x, y) >= error * error))
    prove(
        "L(x, y) = 0 if and only if s(x) = y",
        Implies(target, (loss(x, y) == 0) == (error == 0)),
    )
    label = And(Or(y == 0, y == 1), m == (2 * y - 1) * x)
    prove("y = 0 or 1: L(x, y) = f(-m)", Implies(label, loss(x, y) == f(-m)))
    hinge = maximum(1 - m, 0)
    prove(
        "4 f(-m) is the modified Huber loss",
        4 * f(-m) == where(m >= -1, hinge * hinge, -4 * m),
    )
    prove(
        "it and its gradient are 0 if and only if m >= 1",
        And((f(-m) == 0) == (m >= 1), (gradient(-m) == 0) == (m >= 1)),
    )
    counterexample("to L >= 0 without y <= 1", Implies(0 <= y, loss(x, y) >= 0))
    counterexample("to L >= 0 without 0 <= y", Implies(y <= 1, loss(x, y) >= 0))


@tie(huber)
def huber_in_keras():
    inner = np.abs(X) <= 16
    points, exact = X[inner], X[inner].astype(float)
    value, slope = installed("sparse_plus", points)
    rounded = ulps(2, np.maximum(1, np.abs(points)))
    for target in 0.0, 0.3, 1.0:
        at_most(
            f"y = {target:g}: L(x, y) >= (s(x) - y)^2",
            (slope - target) ** 2,
            value - target * (1 - target) - exact * target,
            rounded,
            SQUARED,
        )
    of_margin, pull = installed("sparse_plus", -points)
    loss = np.where(exact >= -1, np.maximum(1 - exact, 0) ** 2, -4 * exact)
    check(
        "4 f(-m) is the modified Huber loss",
        4 * of_margin,
        loss,
        ulps(8, np.maximum(1, loss / 4)),
        SQUARED,
    )
    check("0 exactly for m >= 1", of_margin == 0, [points >= 1], ulps(0, 1), COPIED)
    check("so is its gradient", pull == 0, [points >= 1], ulps(0, 1), COPIED)


@theorem(
    title="How many zeros",
    statement=r"""Let $z \sim \mathcal N(0, \sigma^2)$. Then

$$
\begin{aligned}
P\bigl(f(z) = 0\bigr) &= P\bigl(f'(z) = 0\bigr) \\
&= \tfrac12 \Bigl(1 - \operatorname{erf} \frac1{\sigma \sqrt2}\Bigr) ,
\end{aligned}
$$

which is less than $\tfrac12$, ReLU's share, for every $\sigma$. It rises with $\sigma$ from $0$ to $\tfrac12$, and is $0.159$ at $\sigma = 1$.""",
)
def zeros():
    prove("f(x) = 0 if and only if x <= -1", (f(x) == 0) == (x <= -1))
    prove("and so for f'", (gradient(x) == 0) == (x <= -1))
    share = (1 - erf(1 / (s * sqrt(2)))) / 2
    below = sympy.Piecewise((1, z <= -1), (0, True))
    equal("P(z <= -1), from the normal density", mean(below), share)
    rise = sympy.exp(-1 / (2 * s**2)) / (s**2 * sqrt(2 * sympy.pi))
    equal("its derivative in sigma is positive", diff(share, s), rise)
    equal("sigma -> 0: 0", limit(share, s, 0, "+"), 0)
    equal("sigma -> oo: 1/2", limit(share, s, oo), Rational(1, 2))
    bound(
        "at sigma = 1 it is within 0.0005 of 0.159",
        lambda _: (1 - (1 / arb(2).sqrt()).erf()) / 2 - arb("0.159"),
        0.0,
        1.0,
        "5e-4",
    )
    with falls("half are 0 at sigma = 1, as with relu"):
        equal("", share.subs(s, 1), Rational(1, 2))


@tie(zeros)
def zeros_in_keras():
    from math import erf, sqrt

    normal = np.random.default_rng(0).standard_normal(100_000)
    for scale in 0.5, 1.0, 2.0, 8.0:
        value, slope = installed("sparse_plus", normal * scale)
        share = (1 - erf(1 / scale / sqrt(2))) / 2
        error = standard_errors(4, np.sqrt(share * (1 - share) / normal.size))
        check(
            f"sigma = {scale:g}: the share of zeros is {share:.3f}",
            np.mean(value == 0),
            share,
            error,
            "that of a coin",
        )
        check(
            "the gradient is 0 at the same points",
            slope == 0,
            value == 0,
            ulps(0, 1),
            COPIED,
        )
