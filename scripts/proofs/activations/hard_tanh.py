"""Theorems on Hard tanh, in the order in which the page proves them."""

from proofs.engine import points, theorem, tie

# --8<-- [start:setup]
import numpy as np
import sympy
from sympy import cosh, diff, erf, exp, integrate, oo, pi, sqrt, tanh
from z3 import Abs, And, ForAll, Implies, Or, Reals

from proofs.activations import installed
from proofs.engine import (
    at_most,
    check,
    counterexample,
    equal,
    falls,
    maximum,
    minimum,
    prove,
    standard_errors,
    ulps,
    where,
)

c, h, l, p, u, w, x, y = Reals("c h l p u w x y")
q, z = sympy.symbols("q z", real=True)
s, t, v = sympy.symbols("s t v", positive=True)


def f(x):
    return where(x < -1, -1, where(x > 1, 1, x))


def gradient(x):  # at both corners that of the middle piece, as Keras on JAX
    return where(x < -1, 0, where(x > 1, 0, 1))


def relu(x):
    return maximum(x, 0)


def hard_sigmoid(x):
    return minimum(maximum(x + 3, 0), 6) / 6


def sparse_sigmoid(x):
    return minimum(maximum((x + 1) / 2, 0), 1)


def within(y):  # y lies in [-1, 1]
    return And(-1 <= y, y <= 1)


def mean(g):  # the expectation of g(z) for z ~ N(0, s^2), g given by its three pieces
    normal = exp(-(z**2) / (2 * s**2)) / (s * sqrt(2 * pi))
    ends = -oo, -1, 1, oo
    return sum(
        integrate(piece * normal, (z, low, high))
        for piece, low, high in zip(g, ends, ends[1:], strict=False)
    )


# --8<-- [end:setup]


X = np.sort(np.concatenate([points(), np.linspace(-3, 3, 2401, dtype=np.float32)]))
SIZE = np.abs(X.astype(float))
OFF = SIZE != 1  # the corners left out
COPIED = "it is x, -1 or 1, copied"


@theorem(
    title="Five ways to write it",
    statement=r"""For all real $x$

$$
\begin{aligned}
f(x) &= \max(-1, \min(x, 1)) \\
&= \tfrac12 \bigl( \lvert x + 1 \rvert - \lvert x - 1 \rvert \bigr) \\
&= \operatorname{relu}(x + 1) - \operatorname{relu}(x - 1) - 1 \\
&= 2\, h(3 x) - 1 = 2\, r(x) - 1 ,
\end{aligned}
$$

where $h(x) = \tfrac16 \min(\max(x + 3, 0), 6)$ is Keras's hard sigmoid and $r(x) = \min(\max(\tfrac{x + 1}2, 0), 1)$ its sparse sigmoid. $3$ is the only factor that makes
the first of the last two equations true for all $x$. $f$ is odd.""",
)
def forms():
    prove("max(-1, min(x, 1))", f(x) == maximum(-1, minimum(x, 1)))
    prove("min(max(x, -1), 1)", f(x) == minimum(maximum(x, -1), 1))
    prove("(|x + 1| - |x - 1|) / 2", f(x) == (Abs(x + 1) - Abs(x - 1)) / 2)
    prove("two ReLUs", f(x) == relu(x + 1) - relu(x - 1) - 1)
    prove("2 r(x) - 1", f(x) == 2 * sparse_sigmoid(x) - 1)
    prove(
        "2 h(c x) - 1 for all x if and only if c = 3",
        ForAll([x], f(x) == 2 * hard_sigmoid(c * x) - 1) == (c == 3),
    )
    prove("odd", f(-x) == -f(x))
    counterexample("to 2 h(2 x) - 1", f(x) == 2 * hard_sigmoid(2 * x) - 1)


@tie(forms)
def forms_in_keras():
    value, _ = installed("hard_tanh", X)
    check("values", value, np.clip(X, -1, 1), ulps(0, 1), COPIED)
    check("odd", installed("hard_tanh", -X)[0], -value, ulps(0, 1), COPIED)
    hard, _ = installed("hard_sigmoid", np.float32(3) * X)
    check("2 hard_sigmoid(3 x) - 1", 2 * hard - 1, value, ulps(4, 1), "3 x and x / 6")
    sparse, _ = installed("sparse_sigmoid", X)
    check("2 sparse_sigmoid(x) - 1", 2 * sparse - 1, value, ulps(4, 1), "x + 1")


@theorem(
    title="The nearest point of an interval",
    statement=r"""$f(x)$ lies in $[-1, 1]$, and it is the one point of $[-1, 1]$ that is nearest to $x$: for every $y$ in $[-1, 1]$ other than $f(x)$,
$\lvert x - f(x) \rvert < \lvert x - y \rvert$. Moreover $(x - f(x))\,(y - f(x)) \le 0$ for all $y$ in $[-1, 1]$, and $f(x)$ is the only point $p$ of $[-1, 1]$ with
$(x - p)\,(y - p) \le 0$ for all such $y$.""",
)
def projection():
    prove("-1 <= f(x) <= 1", within(f(x)))
    nearer = Abs(x - f(x)) < Abs(x - y)
    prove("nearest", Implies(And(within(y), y != f(x)), nearer))
    turned = (x - f(x)) * (y - f(x)) <= 0
    prove("(x - f(x)) (y - f(x)) <= 0", Implies(within(y), turned))
    prove(
        "another p fails for y = f(x)",
        Implies(And(within(p), p != f(x)), (x - p) * (f(x) - p) > 0),
    )
    counterexample("to nearest, without y in [-1, 1]", Implies(y != f(x), nearer))
    counterexample("to the product, without y in [-1, 1]", turned)


@tie(projection)
def projection_in_keras():
    value, _ = installed("hard_tanh", X)
    at_most("-1 <= f", -1, value, ulps(0, 1), COPIED)
    at_most("f <= 1", value, 1, ulps(0, 1), COPIED)
    best = np.full(X.shape, np.inf)
    for level in np.linspace(-1, 1, 257):
        best = np.minimum(best, np.abs(X.astype(float) - level))
    off = np.abs(X.astype(float) - value)
    at_most("no other of 257 points is nearer", off, best, ulps(0, 1), "in float64")
    at_most("the best of them is 1/256 further", best, off + 1 / 256, ulps(1, X), "")


@theorem(
    title="Once is enough",
    statement=r"""$f(f(x)) = f(x)$ for all real $x$, and $f(x) = x$ if and only if $\lvert x \rvert \le 1$. So a stack of $n \ge 1$ such functions with nothing
between them is one of them. For a real $c$, $f(c\,x) = c\,f(x)$ holds for all $x$ if and only if $c \in \{-1, 0, 1\}$; it holds for a given $x$ and $c$ if
$\lvert x \rvert \le 1$ and $\lvert c\,x \rvert \le 1$.""",
)
def idempotent():
    prove("f(f(x)) = f(x)", f(f(x)) == f(x))
    prove("f(x) = x if and only if |x| <= 1", (f(x) == x) == (Abs(x) <= 1))
    scaled = f(c * x) == c * f(x)
    prove(
        "if f(c x) = c f(x) at x = 1, 2 and 1/c, then c is -1, 0 or 1",
        Implies(
            And(f(c) == c, f(2 * c) == c, Implies(c != 0, f(c / c) == c * f(1 / c))),
            Or(c == -1, c == 0, c == 1),
        ),
    )
    for factor in -1, 0, 1:
        prove(f"for c = {factor} it holds", f(factor * x) == factor * f(x))
    prove(
        "and where neither x nor c x passes 1",
        Implies(And(Abs(x) <= 1, Abs(c * x) <= 1), scaled),
    )
    counterexample("without |x| <= 1", Implies(Abs(c * x) <= 1, scaled))
    counterexample("without |c x| <= 1", Implies(Abs(x) <= 1, scaled))


@tie(idempotent)
def idempotent_in_keras():
    value, _ = installed("hard_tanh", X)
    again, _ = installed("hard_tanh", np.float32(value[0]))
    check("f(f(x)) = f(x)", again, value, ulps(0, 1), COPIED)
    check("f(x) = x exactly on [-1, 1]", value == X, SIZE <= 1, ulps(0, 1), COPIED)
    small = X[SIZE <= 0.25]
    check(
        "f(4 x) = 4 f(x) for |x| <= 1/4",
        installed("hard_tanh", 4 * small)[0],
        4 * installed("hard_tanh", small)[0],
        ulps(0, 1),
        "4 is a power of two",
    )
    with falls("f(4 x) = 4 f(x) everywhere"):
        wide, _ = installed("hard_tanh", 4 * X)
        check("values", wide, 4 * value, ulps(1, 1), COPIED)


@theorem(
    title="Slopes: 0, 1, 0",
    statement=r"""$f$ is differentiable exactly off $\{-1, 1\}$, with $f'(x) = 1$ for $\lvert x \rvert < 1$ and $f'(x) = 0$ for $\lvert x \rvert > 1$; at $-1$ the slopes are $0$ on the
left and $1$ on the right, at $1$ they are $1$ and $0$. $f$ is increasing, and for all real $x$ and $y$

$$
\begin{aligned}
(f(x) - f(y))^2 &\le (x - y)\,(f(x) - f(y)) , \\
(x - y)\,(f(x) - f(y)) &\le (x - y)^2 .
\end{aligned}
$$

So $\lvert f(x) - f(y) \rvert \le \lvert x - y \rvert$, and for $x \ne y$ there is equality exactly if both lie in $[-1, 1]$.""",
)
def slopes():
    inside = And(-1 <= x, x <= 1, -1 <= x + h, x + h <= 1)
    prove("on [-1, 1] the rise is h", Implies(inside, f(x + h) - f(x) == h))
    flat = Or(And(x <= -1, x + h <= -1), And(x >= 1, x + h >= 1))
    prove("on each outer piece it is 0", Implies(flat, f(x + h) - f(x) == 0))
    prove("the middle's slope is 1", Implies(And(-1 < x, x < 1), gradient(x) == 1))
    prove("the outer slope is 0", Implies(Abs(x) > 1, gradient(x) == 0))
    rise, way = f(x) - f(y), x - y
    prove("rise^2 <= way * rise", rise * rise <= way * rise)
    prove("way * rise <= way^2", way * rise <= way * way)
    prove("increasing", Implies(x <= y, f(x) <= f(y)))
    prove(
        "|rise| = |way| for x != y exactly in [-1, 1]",
        Implies(x != y, (Abs(rise) == Abs(way)) == And(within(x), within(y))),
    )
    counterexample("to strictly increasing", Implies(x < y, f(x) < f(y)))
    counterexample("to a Lipschitz constant of 1/2", 2 * Abs(rise) <= Abs(way))


@tie(slopes)
def slopes_in_keras():
    value, slope = installed("hard_tanh", X)
    check("1 inside", slope[:, OFF], SIZE[OFF] < 1, ulps(0, 1), "0 or 1")
    _, ends = installed("hard_tanh", [-1.0, 1.0])
    check("on JAX 1 at both corners", ends, 1, ulps(0, 1), "the middle's")
    beside = np.float32([-1 - 2**-23, -1 + 2**-24, 1 - 2**-24, 1 + 2**-23])
    _, sides = installed("hard_tanh", beside)
    check("the next numbers: 0, 1, 1, 0", sides, [0, 1, 1, 0], ulps(0, 1), "0 or 1")
    rise = value - value[:, ::-1]
    way = X.astype(float) - X[::-1]
    at_most("rise^2 <= way rise", rise**2, way * rise, ulps(0, 1), "in float64")
    at_most("|rise| <= |way|", np.abs(rise), np.abs(way), ulps(0, 1), "in float64")


@theorem(
    title="The distance to tanh",
    statement=r"""Let $d(x) = f(x) - \tanh(x)$. $d$ is odd and $d(0) = 0$. It rises strictly on $[0, 1]$ and falls strictly on $[1, \infty)$, towards $0$. So $d(x) > 0$ for
$x > 0$, and

$$
\begin{aligned}
\lvert f(x) - \tanh(x) \rvert &\le 1 - \tanh(1) \\
&= \frac{2}{e^2 + 1} < 0.2385
\end{aligned}
$$

for all real $x$, with equality at $x = \pm 1$ alone. Near $0$ the distance is small: $d(x) / x^3 \to \tfrac13$ for $x \to 0$.""",
)
def distance():
    prove("f is odd", f(-x) == -f(x))
    prove("f(x) = x on [0, 1]", Implies(And(0 <= x, x <= 1), f(x) == x))
    prove("f(x) = 1 from 1 on", Implies(x >= 1, f(x) == 1))
    equal("tanh is odd", tanh(-q), -tanh(q))
    equal("d(0) = 0", 0 - tanh(sympy.Integer(0)), 0)
    equal("on [0, 1] d' = tanh^2", diff(q - tanh(q), q), tanh(q) ** 2)
    equal("which is positive for x > 0", sympy.sign(tanh(v) ** 2), 1)
    equal("from 1 on d' = -1 / cosh^2", diff(1 - tanh(q), q), -1 / cosh(q) ** 2)
    equal("which is negative", sympy.sign(-1 / cosh(q) ** 2), -1)
    equal("d tends to 0", sympy.limit(1 - tanh(q), q, oo), 0)
    equal(
        "d(1) = 2 / (e^2 + 1)",
        1 - tanh(sympy.Integer(1)).rewrite(exp),
        2 / (exp(2) + 1),
    )
    equal(
        "which is less than 0.2385",
        sympy.sign(sympy.Rational(2385, 10000) - 2 / (exp(2) + 1)),
        1,
    )
    equal(
        "d(x) / x^3 tends to 1/3",
        sympy.limit((q - tanh(q)) / q**3, q, 0),
        sympy.Rational(1, 3),
    )
    with falls("d(x) <= 0.238 at x = 1"):
        equal("", sympy.sign(sympy.Rational(238, 1000) - 2 / (exp(2) + 1)), 1)


@tie(distance)
def distance_in_keras():
    value, _ = installed("hard_tanh", X)
    smooth, _ = installed("tanh", X)
    gap = np.abs(value - smooth)
    most = 2 / (np.exp(2) + 1)
    at_most("|f - tanh| <= 2 / (e^2 + 1)", gap, most, ulps(8, 1), "that of tanh")
    ends = installed("hard_tanh", [1.0])[0] - installed("tanh", [1.0])[0]
    check("at 1 it is reached", ends, most, ulps(8, 1), "that of tanh")
    at_most("d >= 0 for x >= 0", smooth[:, X >= 0], value[:, X >= 0], ulps(4, 1), "")


@theorem(
    title="The mean of a noisy sign",
    statement=r"""Let $u$ be uniform on $[-1, 1]$, and let $S = 1$ where $x + u \ge 0$ and $S = -1$ elsewhere. For all real $x$, $S = 1$ with probability
$\tfrac12 (1 + f(x)) = r(x)$, and

$$
\operatorname{E} S = f(x), \qquad \operatorname{Var} S = 1 - f(x)^2 .
$$

So $f'$ is, off the corners, the derivative of the mean of a sign that has noise added to its input.""",
)
def noisy_sign():
    prove(
        "for -1 < u < 1, x + u >= 0 exactly if f(x) + u >= 0",
        Implies(And(-1 < u, u < 1), (x + u >= 0) == (f(x) + u >= 0)),
    )
    prove("where -1 <= f(x) <= 1", within(f(x)))
    prove("(1 + f(x)) / 2 = r(x)", (1 + f(x)) / 2 == sparse_sigmoid(x))
    half = sympy.Rational(1, 2)
    up, down = integrate(half, (z, -q, 1)), integrate(half, (z, -1, -q))
    equal("y = f(x): u >= -y has probability (1 + y) / 2", up, (1 + q) / 2)
    equal("so the mean is y", up - down, q)
    equal("and the variance 1 - y^2", up + down - (up - down) ** 2, 1 - q**2)
    counterexample(
        "with noise on [-2, 2]",
        Implies(And(-2 < u, u < 2), (x + u >= 0) == (f(x) + u >= 0)),
    )


@tie(noisy_sign)
def noisy_sign_in_keras():
    at = np.linspace(-2, 2, 801, dtype=np.float32)
    value, slope = installed("hard_tanh", at)
    noise = (np.arange(4096) + 0.5) / 2048 - 1
    signs = np.where(at.astype(float)[:, None] + noise >= 0, 1.0, -1.0)
    check("means over 4096 u", signs.mean(1), value[0], ulps(4096, 1), "one step of u")
    check("variances", signs.var(1), 1 - value[0] ** 2, ulps(8192, 1), "likewise")
    off = np.abs(np.abs(at) - 1) > 0.01
    rise = np.gradient(signs.mean(1), at.astype(float))
    check(
        "slopes", rise[off], slope[0][off], ulps(2**20, 1), "steps of u by those of x"
    )


@theorem(
    title="Normal pre-activations",
    statement=r"""Let $z \sim \mathcal N(0, s^2)$, $s > 0$, and $P = \operatorname{erf}\bigl(\tfrac{1}{s \sqrt2}\bigr)$. A gradient passes with probability $\operatorname{E} f'(z) = P$, and

$$
\begin{aligned}
\operatorname{E} f(z) &= 0 , \\
\operatorname{E} f(z)^2 &= 1 - (1 - s^2)\,P - s \sqrt{\tfrac2\pi}\; e^{-1/(2 s^2)} .
\end{aligned}
$$

The mean square is less than $s^2$ and than $1$; as $s \to 0$ its quotient by $s^2$ tends to $1$, as $s \to \infty$ it tends to $1$.""",
)
def normal_input():
    share = erf(1 / (s * sqrt(2)))
    equal("E f'(z) = P", mean((0, 1, 0)), share)
    equal("E f(z) = 0", mean((-1, z, 1)), 0)
    square = mean((1, z**2, 1))
    tail = s * sqrt(2 / pi) * exp(-1 / (2 * s**2))
    closed = 1 - (1 - s**2) * share - tail
    equal("E f(z)^2", square, closed)
    prove("f(z)^2 <= z^2 and <= 1", And(f(x) ** 2 <= x**2, f(x) ** 2 <= 1))
    prove("less than z^2 beyond 1", Implies(Abs(x) > 1, f(x) ** 2 < x**2))
    prove("less than 1 inside", Implies(Abs(x) < 1, f(x) ** 2 < 1))
    scaled = closed.subs(s, 1 / t)  # t = 1 / s
    equal("s to 0", sympy.limit(scaled * t**2, t, oo), 1)
    equal("s to oo", sympy.limit(scaled, t, 0), 1)
    with falls("at s = 1 a mean square of 1"):
        equal("", square.subs(s, 1), 1)


@tie(normal_input)
def normal_input_in_keras():
    from math import erf, exp, pi, sqrt

    normal = np.random.default_rng(0).standard_normal(100_000)
    for scale in 0.5, 1.0, 3.0:
        value, slope = installed("hard_tanh", normal * scale)
        passed = erf(1 / scale / sqrt(2))
        error = 0.5 / sqrt(normal.size)
        check(
            f"s = {scale:g}: the share with gradient 1 is {passed:.3f}",
            slope.mean(),
            passed,
            standard_errors(4, error),
            "that of a coin at most",
        )
        want = 1 - (1 - scale**2) * passed
        want -= scale * sqrt(2 / pi) * exp(-1 / (2 * scale**2))
        check(
            f"the mean square is {want:.3f}",
            np.mean(value**2),
            want,
            standard_errors(4, error),
            "f(z)^2 lies in [0, 1]",
        )
