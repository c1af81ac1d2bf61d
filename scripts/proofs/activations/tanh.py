"""Theorems on tanh, in the order in which the page proves them."""

from proofs.engine import points, theorem, tie

# --8<-- [start:setup]
import numpy as np
import sympy
from sympy import Rational, cosh, diff, integrate, limit, log, oo, sign, sinh, sqrt
from z3 import And, Implies, Reals

from proofs.activations import installed
from proofs.engine import (
    at_most,
    check,
    counterexample,
    equal,
    falls,
    maximum,
    prove,
    ulps,
)
from proofs.premises import exp, mirrored, tangents_of_exp

a, b, d, h, m, r, s, t, u, w, x, y = Reals("a b d h m r s t u w x y")  # for Z3
v, q = sympy.symbols("v q", real=True)  # for SymPy
p, k = sympy.symbols("p k", positive=True)


def sigma(x):
    return 1 / (1 + exp(-x))


def f(x):
    return (exp(x) - exp(-x)) / (exp(x) + exp(-x))


def gradient(x):
    return 4 / (exp(x) + exp(-x)) ** 2


def plus(a, b):  # tanh of a sum, from the tanhs a and b of its terms
    return (a + b) / (1 + a * b)


def size(x):
    return maximum(x, -x)


def between(u, t):
    """What is known of t = tanh(u) for u > 0, by theorem 6."""
    return And(0 < u, 0 < t, t < 1, t < u, u * (1 - t * t) < t)


# --8<-- [end:setup]


X = np.sort(points())
EXACT = X.astype(float)
SMALL = np.exp(-2 * np.abs(EXACT))
ROUNDED = "XLA's tanh is a quotient of polynomials, and that is rounded"
SLOPE = "JAX takes (1 + t)(1 - t) of a rounded t"


@theorem(
    title="The derivative, from the value alone",
    statement=r"""For every real $x$

$$
\begin{aligned}
f'(x) &= 1 - f(x)^2 = \frac{1}{\cosh(x)^2} \\
&= \frac{4}{(e^x + e^{-x})^2} = 4\,\sigma(2x)\,\sigma(-2x) ,
\end{aligned}
$$

so $0 < f'(x) \le 1$, and $f'(x) = 1$ at $x = 0$ alone.""",
)
def slope():
    tangents_of_exp()
    equal("e^x e^-x = 1", sympy.exp(v) * sympy.exp(-v), 1)
    left = diff(f(v), v)
    equal("f' = 1 - f^2", left, 1 - f(v) ** 2)
    equal("f' = 1 / cosh^2", left, (1 / cosh(v) ** 2).rewrite(sympy.exp))
    equal("f' = 4 / (e^x + e^-x)^2", left, gradient(v))
    equal("f' = 4 sigma(2x) sigma(-2x)", left, 4 * sigma(2 * v) * sigma(-2 * v))
    prove(
        "0 < f' <= 1, and f' = 1 at 0 alone",
        Implies(
            mirrored(x),
            And(0 < gradient(x), gradient(x) <= 1, (gradient(x) == 1) == (x == 0)),
        ),
    )
    with falls("f' = (1 - |f|)^2, as softsign has it"):
        equal("", diff(f(p), p), (1 - f(p)) ** 2)


@tie(slope)
def slope_in_keras():
    value, got = installed("tanh", X)
    exact = np.tanh(EXACT)
    check("values: tanh(x)", value, exact, ulps(8, exact), ROUNDED)
    check("gradients: 1 / cosh^2", got, 4 * SMALL / (1 + SMALL) ** 2, ulps(8, 1), SLOPE)
    check("they are 1 - f^2", got, 1 - value**2, ulps(2, 1), SLOPE)
    at_most("no gradient is above 1", got, 1, ulps(0, 1), SLOPE)
    _, at = installed("tanh", [0.0, -0.0])
    check("the gradient at 0 and -0 is 1", at, 1, ulps(0, 1), "(1 + 0)(1 - 0)")


@theorem(
    title="A sigmoid of twice the input",
    statement=r"""For every real $x$

$$
\begin{aligned}
f(x) &= 2\,\sigma(2x) - 1, \\
\sigma(x) &= \tfrac12 + \tfrac12\, f\bigl(\tfrac x2\bigr) .
\end{aligned}
$$

So for all real $w, b, k, m$ and $u$

$$
\begin{aligned}
&k\,\sigma(w u + b) + m \\
&\qquad = \tfrac k2\, f\bigl(\tfrac w2 u + \tfrac b2\bigr) + \bigl(m + \tfrac k2\bigr) :
\end{aligned}
$$

what a network with the sigmoid in its hidden layers can compute, one with $\tanh$ can, and conversely.""",
    scope="for one unit; layer by layer it is the network",
)
def logistic():
    c, e, n, z = sympy.symbols("b k m u", real=True)
    equal("f(x) = 2 sigma(2x) - 1", f(v), 2 * sigma(2 * v) - 1)
    equal("sigma(x) = 1/2 + f(x / 2) / 2", sigma(v), (1 + f(v / 2)) / 2)
    one = q * z + c  # the weight is q here
    equal(
        "one unit, both ways of writing it",
        e * sigma(one) + n,
        e / 2 * f(q / 2 * z + c / 2) + (n + e / 2),
    )
    with falls("tanh(x) = 2 sigma(x) - 1"):
        equal("", f(v), 2 * sigma(v) - 1)


@tie(logistic)
def logistic_in_keras():
    value, got = installed("tanh", X)
    gate, passed = installed("sigmoid", 2 * X)
    check("f(x) = 2 sigma(2x) - 1", value, 2 * gate - 1, ulps(4, 1), ROUNDED)
    check("f'(x) = 4 sigma'(2x)", got, 4 * passed, ulps(8, 1), SLOPE)
    gate, passed = installed("sigmoid", X)
    value, got = installed("tanh", X / 2)
    check("sigma(x) = 1/2 + f(x / 2) / 2", gate, 0.5 + value / 2, ulps(2, 1), ROUNDED)
    check("sigma'(x) = f'(x / 2) / 4", passed, got / 4, ulps(4, 1), SLOPE)


@theorem(
    title="Odd, increasing, and centred on 0",
    statement=r"""For all real $x, y$: $f(-x) = -f(x)$; $x < y$ gives $f(x) < f(y)$; and $-1 < f(x) < 1$. So if the law of $z$ is symmetric about $0$, then

$$
\operatorname{E} f(z) = 0, \qquad \operatorname{E} \sigma(z) = \tfrac12 .
$$""",
    scope="for every x, -x and y; the means by the written proof",
)
def squash():
    known = mirrored(x)
    prove("f(-x) = -f(x)", Implies(known, f(-x) == -f(x)))
    prove("sigma(x) + sigma(-x) = 1", Implies(known, sigma(x) + sigma(-x) == 1))
    prove("-1 < f(x) < 1", Implies(known, And(-1 < f(x), f(x) < 1)))
    prove(
        "x < y gives f(x) < f(y)",
        Implies(And(mirrored(x, y), x < y), f(x) < f(y)),
    )
    equal("f -> 1 on the right", limit(f(v), v, oo), 1)
    with falls("|f(x)| < 0.99 for every x"):
        equal("", limit(f(v), v, oo), Rational(99, 100))


@tie(squash)
def squash_in_keras():
    value, got = installed("tanh", X)
    mirror, other = installed("tanh", -X)
    check("f(-x) = -f(x)", mirror, -value, ulps(0, value), "the sign is a bit")
    check("f'(-x) = f'(x)", other, got, ulps(1, 1), SLOPE)
    at_most(
        "no larger x has a smaller f(x)",
        value[:, :-1],
        value[:, 1:],
        ulps(2, 1),
        ROUNDED,
    )
    at_most("|f(x)| <= 1", np.abs(value), 1, ulps(0, 1), "the quotient is held to 1")
    check(
        "from 20 on, it is 1", installed("tanh", [20.0, 1e6])[0], 1, ulps(0, 1), ROUNDED
    )


@theorem(
    title="The inverse",
    statement=r"""$f$ maps $\mathbb{R}$ one to one onto $(-1, 1)$. The inverse is

$$
\operatorname{artanh}(y) = \tfrac12 \ln \frac{1 + y}{1 - y} \qquad (\lvert y \rvert < 1) ,
$$

and its slope at $y = f(x)$ is $1 / (1 - y^2) = 1 / f'(x)$.""",
)
def inverse():
    ratio = (1 + f(v)) / (1 - f(v))
    equal("(1 + f(x)) / (1 - f(x)) = e^2x", ratio, sympy.exp(2 * v))
    equal("f(ln(k) / 2) = (k - 1) / (k + 1), k > 0", f(log(k) / 2), (k - 1) / (k + 1))
    back = ((k - 1) / (k + 1)).subs(k, (1 + q) / (1 - q))
    equal("which is y at k = (1 + y) / (1 - y)", back, q)
    prove(
        "that k is positive exactly for |y| < 1",
        Implies(y != 1, ((1 + y) / (1 - y) > 0) == And(-1 < y, y < 1)),
    )
    counterexample("to k > 0 for every y", Implies(y != 1, (1 + y) / (1 - y) > 0))
    equal("its slope", diff(log((1 + q) / (1 - q)) / 2, q), 1 / (1 - q**2))
    equal("is 1 / f'", 1 / (1 - f(v) ** 2), 1 / gradient(v))


@tie(inverse)
def inverse_in_keras():
    near = X[(np.abs(X) < 4) & (X != 0)]
    value, got = installed("tanh", near)
    steep = np.cosh(near.astype(float)) ** 2
    check(
        "artanh(f(x)) = x for |x| < 4",
        np.arctanh(value),
        near,
        ulps(8, steep * np.abs(value)),
        "an error of y is multiplied by cosh(x)^2",
    )
    check("f' cosh^2 = 1", got * steep, 1, ulps(8, steep), "1 - t keeps few digits")


@theorem(
    title="The addition theorem",
    statement=r"""For all real $x, y$, $1 + f(x) f(y) > 0$, and

$$
\begin{aligned}
f(x + y) &= \frac{f(x) + f(y)}{1 + f(x)\,f(y)}, \\
f(2x) &= \frac{2 f(x)}{1 + f(x)^2}, \\
f(x) - f(y) &= f(x - y)\,\bigl(1 - f(x)\,f(y)\bigr) .
\end{aligned}
$$""",
)
def addition():
    equal("e^(x + y) = e^x e^y", sympy.exp(v + q), sympy.exp(v) * sympy.exp(q))
    inside = And(-1 < a, a < 1, -1 < b, b < 1)
    prove("1 + a b > 0 for a, b between -1 and 1", Implies(inside, 1 + a * b > 0))
    counterexample("to that for all a and b", 1 + a * b > 0)
    equal("f(x + y)", f(v + q), plus(f(v), f(q)))
    equal("f(2x)", f(2 * v), 2 * f(v) / (1 + f(v) ** 2))
    equal("f(x) - f(y)", f(v) - f(q), f(v - q) * (1 - f(v) * f(q)))
    with falls("f(x + y) = f(x) + f(y)"):
        equal("", f(v + q), f(v) + f(q))


@tie(addition)
def addition_in_keras():
    one = np.float32(np.arange(-256, 257) / 64)
    left, right = (grid.ravel() for grid in np.meshgrid(one, one))
    (value,), (got,) = installed("tanh", left)
    (other,), _ = installed("tanh", right)
    (total,), (slope,) = installed("tanh", left + right)
    (gap,), _ = installed("tanh", left - right)
    why = "sums of 64ths are exact; the denominator is 3e-4 at least"
    grown = ulps(8, 1 / (1 + value * other))
    check("f(x + y)", total, (value + other) / (1 + value * other), grown, why)
    check("f(x) - f(y)", value - other, gap * (1 - value * other), ulps(8, 1), ROUNDED)
    check(
        "f'(x + y) (1 + f(x) f(y))^2 = f'(x) (1 - f(y)^2)",
        slope * (1 + value * other) ** 2,
        got * (1 - other**2),
        ulps(16, 1),
        SLOPE,
    )


@theorem(
    title="Below the identity",
    statement=r"""For every $x > 0$

$$
f(x) < x < \frac{f(x)}{1 - f(x)^2} = \tfrac12 \sinh(2x) ,
$$

and $f(x)/x$ falls strictly from $1$, its limit at $0$, to $0$, its limit at $\infty$. So for a random $z$ with finite mean square that is not always $0$,
$\operatorname{E} f(z)^2 < \operatorname{E} z^2$.""",
    scope="for every x; the mean by the written proof",
)
def below():
    equal(
        "x - f(x) is the integral of f^2",
        integrate(sympy.tanh(q) ** 2, (q, 0, p)),
        p - sympy.tanh(p),
    )
    equal(
        "sinh(2x) / 2 - x is that of 2 sinh^2",
        integrate(2 * sinh(q) ** 2, (q, 0, p)),
        sinh(2 * p) / 2 - p,
    )
    equal("f > 0 right of 0", sign(sympy.tanh(p)), 1)
    equal("sinh > 0 right of 0", sign(sinh(p)), 1)
    equal("tanh is f", sympy.tanh(v).rewrite(sympy.exp), f(v))
    equal(
        "f / (1 - f^2) = sinh(2x) / 2",
        f(v) / (1 - f(v) ** 2),
        (sinh(2 * v) / 2).rewrite(sympy.exp),
    )
    prove(
        "x, u > 0: f(x + u) / (x + u) < f(x) / x, for a = f(x) and t = f(u)",
        Implies(And(between(x, a), between(u, t)), plus(a, t) * x < a * (x + u)),
    )
    equal("f(x) / x -> 1 at 0", limit(f(v) / v, v, 0), 1)
    equal("f(x) / x -> 0 at infinity", limit(f(v) / v, v, oo), 0)
    with falls("f(x) / x stays as it is"):
        claim = plus(a, t) * x == a * (x + u)
        prove("", Implies(And(between(x, a), between(u, t)), claim))


@tie(below)
def below_in_keras():
    right = X[X > 0].astype(float)
    value, got = installed("tanh", right)
    at_most("f(x) <= x", value, right, ulps(1, right), ROUNDED)
    near = right < 8
    at_most(
        "x f'(x) <= f(x)",
        (right * got)[:, near],
        value[:, near],
        ulps(8, right[near]),
        SLOPE,
    )
    at_most(
        "f(x) / x falls",
        (value / right)[:, 1:],
        (value / right)[:, :-1],
        ulps(8, 1),
        ROUNDED,
    )


@theorem(
    title="How far apart two outputs can be",
    statement=r"""For all real $x, y$

$$
\lvert f(x) - f(y) \rvert \le 2 f\bigl(\tfrac12 \lvert x - y \rvert\bigr) ,
$$

with equality if and only if $y = -x$ or $y = x$. The right side is below $\lvert x - y \rvert$ for $x \ne y$, and below $2$. No constant $L < 1$ gives
$\lvert f(x) - f(y) \rvert \le L\,\lvert x - y \rvert$ for all $x, y$.""",
)
def distance():
    equal(
        "x = m + h for m = (x + y) / 2, h = (x - y) / 2", (v + q) / 2 + (v - q) / 2, v
    )
    equal("y = m - h", (v + q) / 2 - (v - q) / 2, q)
    gap = plus(m, d) - plus(m, -d)  # of f(m + h) and f(m - h), by theorem 5
    inside = And(-1 < m, m < 1, 0 < d, d < 1)
    prove("0 < gap <= 2 f(h)", Implies(inside, And(0 < gap, gap <= 2 * d)))
    prove("equality for f(m) = 0 alone", Implies(inside, (gap == 2 * d) == (m == 0)))
    counterexample(
        "without |f(m)| < 1",
        Implies(And(0 < d, d < 1, m * d != 1, m * d != -1), gap <= 2 * d),
    )
    prove("f(m) = 0 for m = 0 alone", Implies(mirrored(x), (f(x) == 0) == (x == 0)))
    prove("2 f(h) < 2 h and < 2", Implies(between(h, d), And(2 * d < 2 * h, 2 * d < 2)))
    equal("f(h) / h -> 1 at 0: no L < 1", limit(f(v) / v, v, 0), 1)
    with falls("|f(x) - f(y)| <= f(|x - y|)"):
        prove("", Implies(inside, gap <= plus(d, d)))


@tie(distance)
def distance_in_keras():
    value, got = installed("tanh", X)
    other, apart = value[:, ::-1], np.abs(EXACT - EXACT[::-1])
    at_most(
        "at most 2 tanh(|x - y| / 2)",
        np.abs(value - other),
        2 * np.tanh(apart / 2),
        ulps(8, np.maximum(np.abs(value), np.abs(other))),
        ROUNDED,
    )
    mirror, _ = installed("tanh", -X)
    check(
        "equal for y = -x",
        np.abs(value - mirror),
        2 * np.tanh(np.abs(EXACT)),
        ulps(16, value),
        ROUNDED,
    )
    at_most("no gradient is above 1", got, 1, ulps(0, 1), SLOPE)


@theorem(
    title="Convex, then concave",
    statement=r"""$f''(x) = -2 f(x)\,f'(x)$. So $f$ is strictly convex on $(-\infty, 0]$, strictly concave on $[0, \infty)$, and $0$ is its one inflection point. Further

$$
\lvert f''(x) \rvert \le \frac{4}{3 \sqrt 3} \approx 0.7698 ,
$$

with equality if and only if $f(x) = \pm \tfrac1{\sqrt 3}$, which is at $x = \pm \tfrac12 \ln(2 + \sqrt 3) \approx \pm 0.6585$.""",
)
def curvature():
    equal("f'' = -2 f f'", diff(f(v), v, 2), -2 * f(v) * gradient(v))
    tangent = 1 - a * a  # the slope at x >= 0, where f(x) = a
    known = And(0 <= a, a < 1)
    prove(
        "u > 0: at x + u the graph is below the tangent at x",
        Implies(And(known, between(u, t)), plus(a, t) < a + tangent * u),
    )
    prove(
        "u > 0, f(x - u) >= 0: likewise at x - u",
        Implies(
            And(known, between(u, t), plus(a, -t) >= 0), plus(a, -t) < a - tangent * u
        ),
    )
    counterexample(
        "to that left of 0",
        Implies(And(known, between(u, t)), plus(a, -t) < a - tangent * u),
    )
    prove("left of 0 the graph is that, turned", Implies(mirrored(x), f(-x) == -f(x)))
    bend = -2 * t * (1 - t * t)
    inside = And(-1 < t, t < 1)
    prove("f''^2 <= 16/27", Implies(inside, 27 * bend * bend <= 16))
    prove(
        "equality for 3 f^2 = 1 alone",
        Implies(inside, (27 * bend * bend == 16) == (3 * t * t == 1)),
    )
    equal("16/27 = (4 / (3 sqrt 3))^2", (4 / (3 * sqrt(3))) ** 2, Rational(16, 27))
    equal("f(ln(2 + sqrt 3) / 2) = 1 / sqrt 3", f(log(2 + sqrt(3)) / 2), 1 / sqrt(3))


@tie(curvature)
def curvature_in_keras():
    grid = np.float32(np.arange(0, 641) / 64)
    for way, name in (1, "right"), (-1, "left"):
        value, got = installed("tanh", way * grid)
        at_most(
            f"{name} of 0 the gradient falls outwards",
            got[:, 1:],
            got[:, :-1],
            ulps(8, 1),
            SLOPE,
        )
        middle = way * (value[:, 2:] + value[:, :-2]) / 2
        at_most(
            f"{name} of 0 a chord is below |f|",
            middle,
            way * value[:, 1:-1],
            ulps(8, 1),
            ROUNDED,
        )
        rise = np.abs(np.diff(got))
        at_most(
            f"{name} of 0 f' moves by 0.7699 a unit at most",
            rise,
            0.7699 / 64,
            ulps(8, 1),
            SLOPE,
        )


@theorem(
    title="A unit that feeds itself",
    statement=r"""Let $h_{n+1} = f(w h_n)$, the state of a recurrent unit without input.

- For $\lvert w \rvert \le 1$: $\lvert h_{n+1} \rvert < \lvert h_n \rvert$ unless $h_n = 0$, and $h_n \to 0$ from every start.
- For $w > 1$ exactly one $s > 0$ has $f(w s) = s$, and $s < 1$. From every $h_0 > 0$ the states tend to $s$, from every $h_0 < 0$ to $-s$. The slope of the step at $\pm s$ is
  $w\,(1 - s^2) < 1$; at $0$ it is $w > 1$.""",
    scope="each step, and the slopes; that s exists, and the limits, by the written proof",
)
def latch():
    prove(
        "0 < w <= 1, h > 0, t = f(w h): 0 < t < h",
        Implies(And(0 < w, w <= 1, h > 0, between(w * h, t)), And(0 < t, t < h)),
    )
    counterexample(
        "to t < h for every w > 0",
        Implies(And(0 < w, h > 0, between(w * h, t)), t < h),
    )
    fixed = And(w > 1, 0 < s, between(w * s, s), 0 < h)
    falling = (
        Implies(h < s, w * s * t > w * h * s),
        Implies(h > s, w * h * s > w * s * t),
    )
    rising = Implies(h < s, t < s), Implies(h > s, t > s)
    known = And(fixed, *falling, *rising)  # theorem 6 and theorem 3, at w h and w s
    prove("h < s: h < f(w h) < s", Implies(And(known, h < s), And(h < t, t < s)))
    prove("h > s: s < f(w h) < h", Implies(And(known, h > s), And(s < t, t < h)))
    prove(
        "the slope at s: 0 < w (1 - s^2) < 1",
        Implies(fixed, And(0 < w * (1 - s * s), w * (1 - s * s) < 1)),
    )
    prove("f(-x) = -f(x): so for h < 0", Implies(mirrored(x), f(-x) == -f(x)))
    equal("the slope at 0 is w", diff(f(p * v), v).subs(v, 0), p)
    counterexample(
        "to a slope below 1/2 at s",
        Implies(fixed, w * (1 - s * s) < 0.5),
    )


@tie(latch)
def latch_in_keras():
    starts = np.float32([-2, -0.5, -1e-3, 1e-3, 0.5, 2])
    for weight in 0.5, 0.9, 1.5, 2.0, 3.0:
        state, exact = starts, starts.astype(float)
        for _ in range(400):
            state = np.float32(installed("tanh", np.float32(weight) * state)[0][0])
            exact = np.tanh(weight * exact)
        check(f"w = {weight}: after 400 steps", state, exact, ulps(16, 1), ROUNDED)
        ends = np.sign(starts) * (np.abs(exact) > 0.1)
        check(
            f"w = {weight}: the sign is kept, or all is gone",
            np.sign(state) * (np.abs(state) > 0.1),
            ends,
            ulps(0, 1),
            "they differ by far more",
        )
        _, got = installed("tanh", np.float32(weight) * np.abs(state))
        if weight > 1:
            at_most(
                "the slope there is below 1",
                weight * got,
                1,
                ulps(0, 1),
                "it is 0.6 or less",
            )
