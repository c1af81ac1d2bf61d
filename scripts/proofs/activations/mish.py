"""Theorems on Mish, in the order in which the page proves them."""

from proofs.activations import installed
from proofs.engine import at_most, points, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import acb, arb
from sympy import diff, erf, limit, log, oo, sqrt, tanh
from z3 import Abs, And, Implies, Reals

from catalog.activations.mish import mish, mish_gradient
from proofs.engine import (
    assume,
    bound,
    check,
    counterexample,
    equal,
    falls,
    maximum,
    prove,
)
from proofs.premises import exp

v = sympy.Symbol("x", real=True)
x, y, E, F = Reals("x y E F")  # for Z3 a number E > 0 stands for e^x, and F for e^y
EXP = "e^t is positive and increasing"
FAR = f"{EXP}, and above 1 + t + t^2 / 2 for t > 0"


def gate(e):
    return e * (e + 2) / (e * (e + 2) + 2)


def f(x, e=None):
    return x * gate(exp(x) if e is None else e)


def gradient(x, e=None):  # the numerator and the denominator of the paper
    e = exp(x) if e is None else e
    omega = 4 * (x + 1) + 4 * e**2 + e**3 + e * (4 * x + 6)
    delta = 2 * e + e**2 + 2
    return e * omega / delta**2


def silu(x, e=None):
    e = exp(x) if e is None else e
    return x * e / (e + 1)


def sign(x, e=None):  # has the sign of f'(x)
    e = exp(x) if e is None else e
    u = 1 + e
    return x + (u**2 + u + 1 + 1 / u) / 4


def A(e):
    return 2 * e**3 + 3 * e**2 - 2 * e - 2


def B(e):
    return 2 * e**3 + 6 * e**2 + 8 * e + 4


def bend(x):  # has the sign of f''(x)
    return B(exp(x)) - x * A(exp(x))


def positive(text, function, low, high):
    """Arb: function > 0 on [low, high], where it stays below 200."""
    bound(text, lambda x: 1 - function(x) / 100, low, high, 1)


def mean(g):
    """E g(z) for z ~ N(0, 1), as a ball: the integral over [-12, 12], and for |g(z)| <=
    z^2 a tail of at most E z^2 over |z| > 12, which is below 1e-29."""
    total = acb.integral(lambda z, _: g(z) * (-z * z / 2).exp(), -12, 12).real
    return total / (2 * arb.pi()).sqrt() + arb(0, 1e-29)


# --8<-- [end:setup]


X = points()
WIDE = X.astype(float)
NORMAL = np.abs(X) < 80  # further left e^x leaves the normal numbers of float32
NODES, W = np.polynomial.legendre.leggauss(160)
NODES = np.float32(12 * NODES)
W = 12 * W * np.exp(-(NODES.astype(float) ** 2) / 2) / np.sqrt(2 * np.pi)
CANCELS = (
    "JAX forms 1 - tanh, off by some ulp of tanh, and multiplies it by 2 x, up to 40"
)
SIX = "softplus, tanh and a product: XLA's miss by up to 5 ulp together"


@theorem(
    title="One exponential is enough",
    statement=r"""For all real $x$

$$
\tanh\bigl(\ln(1 + e^x)\bigr) = \frac{e^x (e^x + 2)}{e^x (e^x + 2) + 2} ,
$$

a number strictly between $0$ and $1$ that increases with $x$ and is $\tfrac35$ at $x = 0$. So $f(x)$ has the sign of $x$, and $|f(x)| < |x|$ for $x \ne 0$.""",
)
def rational_gate():
    assume(EXP)
    by_definition = (v * tanh(log(1 + sympy.exp(v)))).rewrite(sympy.exp)
    equal("x tanh(ln(1 + e^x)) is x times the fraction", by_definition, f(v))
    with falls("the same with + 1 in the denominator"):
        equal("", by_definition, v * (1 - 1 / (1 + sympy.exp(v)) ** 2))
    prove(
        "x > 0: 0 < f(x) < x", Implies(And(E > 0, x > 0), And(0 < f(x, E), f(x, E) < x))
    )
    prove(
        "x < 0: x < f(x) < 0", Implies(And(E > 0, x < 0), And(x < f(x, E), f(x, E) < 0))
    )
    prove(
        "the fraction increases with e^x", Implies(And(0 < E, E < F), f(1, E) < f(1, F))
    )
    equal("at 0 it is 3/5", limit(f(v) / v, v, 0), sympy.Rational(3, 5))
    counterexample(
        "to |f(x)| < |x| without x != 0", Implies(E > 0, Abs(f(x, E)) < Abs(x))
    )


@tie(rational_gate)
def rational_gate_in_keras():
    value, slope = installed("mish", X)
    exact = mish(WIDE)
    check(
        "Keras's values, from tanh and softplus, are the fraction's",
        value[0, NORMAL],
        exact[NORMAL],
        ulps(8, exact[NORMAL]),
        SIX,
    )
    at_most(
        "|f(x)| <= |x|",
        np.abs(value),
        np.abs(WIDE),
        ulps(1, WIDE),
        "a factor that rounds to 1",
    )
    check(
        "the gradient at 0 is 3/5",
        slope[0, WIDE == 0],
        0.6,
        ulps(2, 1),
        "the tanh of ln 2 is rounded, and x = 0 takes the rest away",
    )


@theorem(
    title="The derivative, in two forms",
    statement=r"""For all real $x$, with $\sigma(x) = 1/(1 + e^{-x})$ and $t = \tanh(\operatorname{softplus}(x))$,

$$
f'(x) = t + x\,\sigma(x)\,(1 - t^2) = \frac{e^x\,\omega}{\delta^2} ,
$$

where $\delta = e^{2x} + 2 e^x + 2$ and $\omega = e^{3x} + 4 e^{2x} + (4x + 6)\,e^x + 4(x + 1)$.

In particular $f'(0) = \tfrac35$.""",
)
def derivative():
    e = sympy.exp(v)
    equal("f' is e^x omega / delta^2", diff(f(v), v), gradient(v))
    soft = log(1 + e)
    chain = tanh(soft) + v * e / (1 + e) * (1 - tanh(soft) ** 2)
    equal("the form of the chain rule", chain.rewrite(sympy.exp), gradient(v))
    equal("f'(0) = 3/5", gradient(v).subs(v, 0), sympy.Rational(3, 5))
    with falls("the same with an omega that lacks e^(3x)"):
        equal("", diff(f(v), v), gradient(v) - e**4 / (2 * e + e**2 + 2) ** 2)


@tie(derivative)
def derivative_in_keras():
    value, slope = installed("mish", X)
    exact = mish_gradient(WIDE)
    middle = (WIDE > 2) & (WIDE < 20)
    check(
        "x <= 2 or x >= 20: Keras's gradients",
        slope[0, ~middle],
        exact[~middle],
        ulps(12, 1),
        "a tanh, a softplus and their slopes are rounded",
    )
    check(
        "2 < x < 20: Keras's gradients",
        slope[0, middle],
        exact[middle],
        ulps(64, 1),
        CANCELS,
    )
    short = value[0, NORMAL] / np.where(WIDE == 0, 1, WIDE)[NORMAL]
    far = WIDE[NORMAL] > 20
    check(
        "x > 20: f' is f / x, which is 1",
        slope[0, NORMAL][far],
        short[far],
        ulps(1, 1),
        "tanh rounds to 1, and its slope to 0",
    )


@theorem(
    title="One valley",
    statement=r"""There is exactly one $x_0$ with $f'(x_0) = 0$: the number with

$$
4 x_0 = -\Bigl(u^2 + u + 1 + \frac1u\Bigr), \qquad u = 1 + e^{x_0},
$$

which lies between $-1.192432$ and $-1.192431$. $f$ falls on $(-\infty, x_0]$, from the limit $0$ to $f(x_0)$, which is within $10^{-6}$ of $-0.308843$, and rises on
$[x_0, \infty)$ without bound. So the range is $[f(x_0), \infty)$, and each $y$ with $f(x_0) < y < 0$ is the output of two inputs.""",
    scope="signs, limits and decimals; the range by the written proof",
)
def valley():
    assume(EXP)
    u = 1 + E
    delta = E * (E + 2) + 2
    prove(
        "f'(x) is s(x), times a positive number",
        Implies(E > 0, gradient(x, E) == sign(x, E) * 4 * E * u / delta**2),
    )
    prove(
        "s increases: x < y and e^x < e^y give s(x) < s(y)",
        Implies(And(x < y, 0 < E, E < F), sign(x, E) < sign(y, F)),
    )
    equal("s(x) -> -oo as x -> -oo", 1 / limit(sign(v), v, -oo), 0)
    equal("f(x) -> 0 as x -> -oo", limit(f(v), v, -oo), 0)
    equal("f(x) / x -> 1 as x -> oo", limit(f(v) / v, v, oo), 1)
    positive("s(-1.192432) < 0", lambda x: -sign(x), -1.192432, -1.192432)
    positive("s(-1.192431) > 0", sign, -1.192431, -1.192431)
    bound(
        "in between f is -0.308843 within 1e-6",
        lambda x: f(x) + arb("0.308843"),
        -1.192432,
        -1.192431,
        "1e-6",
    )
    with falls("the floor above -0.3088"):
        bound("f", f, -1.2, -1.19, "0.3088")


@tie(valley)
def valley_in_keras():
    value, slope = installed("mish", X)
    at_most(
        "no value below -0.308844",
        -0.308844,
        value,
        ulps(8, 0.3),
        "softplus, tanh and the product are rounded",
    )
    left = NORMAL & (WIDE < -1.2)
    at_most(
        "gradients left of -1.2 are negative",
        slope[0, left],
        0,
        ulps(0, 1),
        "away from the zero their sign is safe",
    )
    right = WIDE > -1.18
    at_most("right of -1.18 positive", 0, slope[0, right], ulps(0, 1), "likewise")
    value, slope = installed("mish", [-1.192432, -1.192431])
    check(
        "at the floor the gradient is 0",
        slope,
        0,
        ulps(4, 1),
        "two terms of size 0.26 cancel",
    )
    check(
        "and the value -0.308843",
        value,
        -0.308843,
        ulps(40, 0.3),
        "1e-6, and what the value misses by",
    )


@theorem(
    title="Three arcs, and the Lipschitz constant",
    statement=r"""$f''$ has exactly two zeros, $x_1$ within $10^{-6}$ of $-2.256376$ and $x_2$ within $10^{-6}$ of $1.490571$. $f$ is concave on
$(-\infty, x_1]$, convex on $[x_1, x_2]$, and concave on $[x_2, \infty)$. So $f'$ is least at $x_1$ and greatest at $x_2$, where it is within $10^{-6}$ of $-0.112526$ and of $1.088498$, and
$f'(x_2)$ is the least Lipschitz constant of $f$. $f' > 1$ exactly right of a point between $0.79$ and $0.8$.""",
    scope="signs and values; from them to f' by the written proof",
)
def arcs():
    assume(EXP)
    e = sympy.exp(v)
    equal(
        "f'' = 4 e^x (B - x A) / delta^3",
        diff(f(v), v, 2),
        4 * e * bend(v) / (e * (e + 2) + 2) ** 3,
    )
    prove("B > 0", Implies(E > 0, B(E) > 0))
    prove(
        "A changes its sign once, from minus to plus",
        Implies(And(0 < E, E < F, A(E) >= 0), A(F) > 0),
    )
    slopes = 6 * E**2 + 12 * E + 8, 6 * E**2 + 6 * E - 2  # of B and A, in e^x
    prove(
        "B / A falls: B' A - B A' < 0",
        Implies(E > 0, slopes[0] * A(E) - B(E) * slopes[1] < 0),
    )
    positive("f'' < 0 at -2.256377", lambda x: -bend(x), -2.256377, -2.256377)
    positive("f'' > 0 at -2.256375", bend, -2.256375, -2.256375)
    positive("f'' > 0 at 1.49057", bend, 1.49057, 1.49057)
    positive("f'' < 0 at 1.490572", lambda x: -bend(x), 1.490572, 1.490572)
    bound(
        "between the first two f' is -0.112526 within 1e-6",
        lambda x: gradient(x) + arb("0.112526"),
        -2.256377,
        -2.256375,
        "1e-6",
    )
    bound(
        "between the others 1.088498 within 1e-6",
        lambda x: gradient(x) - arb("1.088498"),
        1.49057,
        1.490572,
        "1e-6",
    )
    positive("f' < 1 at 0.79", lambda x: 1 - gradient(x), 0.79, 0.79)
    positive("f' > 1 at 0.8", lambda x: gradient(x) - 1, 0.8, 0.8)
    equal("f' -> 0 as x -> -oo", limit(gradient(v), v, -oo), 0)
    equal("f' -> 1 as x -> oo", limit(gradient(v), v, oo), 1)
    with falls("a Lipschitz constant of 1.088"):
        bound("f'", gradient, 1.0, 2.0, "1.088")


@tie(arcs)
def arcs_in_keras():
    _, slope = installed("mish", X)
    at_most("no gradient above 1.088499", slope, 1.088499, ulps(12, 1), CANCELS)
    at_most(
        "and none below -0.112527",
        -0.112527,
        slope,
        ulps(4, 1),
        "left of 0 nothing cancels but the zero itself",
    )
    ends = np.float32([-20, -2.256376, 1.490571, 10])
    for low, high, turn, miss in zip(ends[:-1], ends[1:], (-1, 1, -1), (4, 12, 60)):
        _, slope = installed("mish", np.linspace(low, high, 500))
        rising = turn * slope[0]
        at_most(
            f"from {low:.3g} to {high:.3g} it {'rises' if turn > 0 else 'falls'}",
            rising[:-1],
            rising[1:],
            ulps(miss, 1),
            "neighbours miss by 2, 6 and, where 1 - tanh is formed, 30 ulp",
        )
    _, slope = installed("mish", ends[1:3])
    check(
        "the extremes of the gradient",
        slope,
        [[-0.112526, 1.088498]],
        ulps(20, 1),
        "1e-6, and what the gradient misses by",
    )


@theorem(
    title="Between ReLU and the valley",
    statement=r"""For all real $x \ne 0$: $0 < \operatorname{relu}(x) - f(x) < 0.30885$, for $x > 0$ even $x - f(x) < 0.1404$, and for $x \ge 3$ even $x - f(x) < 0.0135$. The two tails differ:

$$
\lim_{x \to -\infty} \frac{f(x)}{x e^x} = 1, \qquad \lim_{x \to \infty} \frac{x - f(x)}{x\, e^{-2x}} = 2 .
$$
""",
)
def relu_gap():
    assume(FAR)
    prove("x < 0: f(x) < 0", Implies(And(E > 0, x < 0), f(x, E) < 0))
    prove("x > 0: f(x) < x", Implies(And(E > 0, x > 0), f(x, E) < x))
    bound("|f| < 0.30885 on [-12, 0]", f, -12.0, 0.0, "0.30885")
    bound("|x - f(x)| < 0.1404 on [0, 12]", lambda x: x - f(x), 0.0, 12.0, "0.1404")
    bound("|x - f(x)| < 0.0135 on [3, 12]", lambda x: x - f(x), 3.0, 12.0, "0.0135")
    prove(
        "x < -12: -f(x) < 0.2, since e^(-x) > 1 - x + x^2 / 2",
        Implies(And(0 < E, E * (1 - x + x * x / 2) < 1, x < -12), -f(x, E) < 0.2),
    )
    prove(
        "x > 12: x - f(x) < 0.0135, since e^x > 1 + x + x^2 / 2",
        Implies(And(E > 1 + x + x * x / 2, x > 12), x - f(x, E) < 0.0135),
    )
    equal("f(x) / (x e^x) -> 1", limit(f(v) / (v * sympy.exp(v)), v, -oo), 1)
    equal(
        "(x - f(x)) / (x e^(-2x)) -> 2",
        limit((v - f(v)) / (v * sympy.exp(-2 * v)), v, oo),
        2,
    )
    with falls("x - f(x) < 0.14 for x > 0"):
        bound("gap", lambda x: x - f(x), 0.0, 2.0, "0.14")


@tie(relu_gap)
def relu_gap_in_keras():
    value, slope = installed("mish", X)
    relu, step = installed("relu", X)
    at_most("f <= relu", value, relu, ulps(1, WIDE), "a factor that rounds to 1")
    at_most("relu - f <= 0.30885", relu - value, 0.30885, ulps(8, 0.3), SIX)
    right = X > 0
    at_most(
        "x - f <= 0.1404 on the right",
        (relu - value)[0, right],
        0.1404,
        ulps(8, 1),
        "the values there are of size 1 where it is tight",
    )
    far = WIDE > 20
    check(
        "beyond 20 Keras's gradient is ReLU's",
        slope[0, far],
        step[0, far],
        ulps(1, 1),
        "tanh rounds to 1, and its slope to 0",
    )


@theorem(
    title="How it differs from silu",
    statement=r"""For all real $x$

$$
f(x) - \operatorname{silu}(x) = \frac{x\,e^{2x}}{(e^x + 1)(e^{2x} + 2 e^x + 2)} .
$$

So $f$ is above silu for $x > 0$, by less than $0.1844$, and below silu for $x < 0$, by less than $0.036$; silu's own valley is less than $0.2785$ deep. Both approach $x$ on the right, but $x - \operatorname{silu}(x)$ is
of size $x e^{-x}$ where $x - f(x)$ is of size $2 x e^{-2x}$.""",
)
def against_silu():
    assume(FAR)
    e = sympy.exp(v)
    gap = v * e**2 / ((e + 1) * (e**2 + 2 * e + 2))
    equal("the difference", f(v) - silu(v), gap)
    prove("x > 0: f(x) > silu(x)", Implies(And(E > 0, x > 0), f(x, E) > silu(x, E)))
    prove("x < 0: f(x) < silu(x)", Implies(And(E > 0, x < 0), f(x, E) < silu(x, E)))
    bound(
        "on [0, 12] it is less than 0.1844",
        lambda x: f(x) - silu(x),
        0.0,
        12.0,
        "0.1844",
    )
    bound("on [-12, 0] less than 0.036", lambda x: f(x) - silu(x), -12.0, 0.0, "0.036")
    prove(
        "beyond 12 less than 0.15, since e^x > 1 + x + x^2 / 2",
        Implies(And(E > 1 + x + x * x / 2, x > 12), f(x, E) - silu(x, E) < 0.15),
    )
    prove(
        "and beyond -12 less than 0.036, since e^(-x) > 1 - x",
        Implies(And(E > 0, E * (1 - x) < 1, x < -12), silu(x, E) - f(x, E) < 0.036),
    )
    bound("|silu| < 0.2785 on [-12, 0]", silu, -12.0, 0.0, "0.2785")
    prove(
        "and beyond -12, since e^(-x) > 1 - x + x^2 / 2",
        Implies(And(E > 0, E * (1 - x + x * x / 2) < 1, x < -12), -silu(x, E) < 0.2785),
    )
    equal(
        "(x - silu(x)) / (x e^(-x)) -> 1",
        limit((v - silu(v)) / (v * sympy.exp(-v)), v, oo),
        1,
    )
    with falls("f(x) = silu(2x) / 2"):
        equal("", f(v), silu(2 * v) / 2)


@tie(against_silu)
def against_silu_in_keras():
    value, slope = installed("mish", X)
    other, other_slope = installed("silu", X)
    e = np.exp(-np.abs(WIDE))
    gap = np.where(
        WIDE < 0,
        e**2 / ((e + 1) * (e**2 + 2 * e + 2)),
        e / ((1 + e) * (1 + 2 * e + 2 * e**2)),
    )
    check(
        "mish - silu in Keras",
        value[0, NORMAL] - other[0, NORMAL],
        (WIDE * gap)[NORMAL],
        ulps(8, WIDE[NORMAL]),
        SIX,
    )
    at_most("never above 0.1844", value - other, 0.1844, ulps(8, WIDE), SIX)
    at_most("nor below -0.036", -0.036, value - other, ulps(8, WIDE), SIX)
    s = np.where(WIDE < 0, e, 1) / (1 + e)
    silu_slope = s + WIDE * s * (1 - s)
    check(
        "the difference of the gradients",
        slope - other_slope,
        mish_gradient(WIDE) - silu_slope,
        ulps(64, 1),
        CANCELS,
    )


@theorem(
    title="More than half comes through",
    statement=r"""For all $x > 0$

$$
x < f(x) - f(-x) < \tfrac65\,x .
$$

So for a random number $z$, not always $0$, with a law symmetric about $0$ and variance $s^2$: $\tfrac12 s^2 < \operatorname{E} z f(z) < \tfrac35 s^2$. For relu, gelu and silu it is $\tfrac12 s^2$ exactly.""",
    scope="for every x; the mean by the written proof",
)
def odd_part():
    assume(f"{EXP}, and e^-t = 1 / e^t")
    odd = f(x, E) - f(-x, 1 / E)
    prove("x > 0: f(x) - f(-x) > x", Implies(And(E > 0, x > 0), odd > x))
    prove(
        "x > 0: f(x) - f(-x) < 6/5 x",
        Implies(And(E > 0, E != 1, x > 0), 5 * odd < 6 * x),
    )
    equal(
        "the ratio to x tends to 6/5 as x -> 0",
        limit((f(v) - f(-v)) / v, v, 0),
        sympy.Rational(6, 5),
    )
    equal("and to 1 as x -> oo", limit((f(v) - f(-v)) / v, v, oo), 1)
    equal("silu(x) - silu(-x) = x", silu(v) - silu(-v), v)
    equal(
        "gelu(x) - gelu(-x) = x",
        v * (1 + erf(v / sqrt(2))) / 2 + v * (1 + erf(-v / sqrt(2))) / 2,
        v,
    )
    prove("relu(x) - relu(-x) = x", maximum(x, 0) - maximum(-x, 0) == x)
    with falls("f(x) - f(-x) = x, as for silu"):
        equal("", f(v) - f(-v), v)


@tie(odd_part)
def odd_part_in_keras():
    size = np.abs(X[NORMAL & (X != 0)])
    right, slope = installed("mish", size)
    left, slope_left = installed("mish", -size)
    odd, size = right - left, size.astype(float)
    at_most("x <= f(x) - f(-x)", size, odd, ulps(8, size), SIX)
    at_most("f(x) - f(-x) <= 6/5 x", odd, 1.2 * size, ulps(8, size), SIX)
    check(
        "the gradients at x and -x add up to the slope of that",
        slope + slope_left,
        mish_gradient(size) + mish_gradient(-size),
        ulps(64, 1),
        CANCELS,
    )
    got = (NODES * installed("mish", NODES)[0]) @ W
    check(
        "z standard normal: E z f(z), by 160 nodes",
        got,
        0.563748,
        ulps(16, 1),
        "six decimals are given, and values of size 1 averaged",
    )


@theorem(
    title="The moments at the start of training",
    statement=r"""Let $z$ be standard normal. Then $\operatorname{E} f(z)$ is within $10^{-6}$ of $0.240404$, and $\operatorname{E} f(z)^2$ within $10^{-6}$ of $0.452342$. So a next layer with
$n$ inputs $f(z)$ and independent weights of mean $0$ and variance $\gamma^2/n$ has pre-activations of mean square $1$ again for $\gamma^2$ within $10^{-5}$ of $2.210715$; He's $\gamma^2 = 2$ leaves between $0.9046$ and $0.9048$. For silu
the two numbers are $2.8108$ and $0.7116$, within $10^{-4}$.""",
    scope="the integrals; the layer by the written proof",
)
def moments():
    first, second = mean(f), mean(lambda z: f(z) ** 2)
    bound(
        "E f(z) is 0.240404 within 1e-6",
        lambda _: first - arb("0.240404"),
        0.0,
        0.0,
        "1e-6",
    )
    bound(
        "E f(z)^2 is 0.452342 within 1e-6",
        lambda _: second - arb("0.452342"),
        0.0,
        0.0,
        "1e-6",
    )
    bound(
        "1 / E f(z)^2 is 2.210715 within 1e-5",
        lambda _: 1 / second - arb("2.210715"),
        0.0,
        0.0,
        "1e-5",
    )
    bound(
        "2 E f(z)^2 is 0.9047 within 1e-4",
        lambda _: 2 * second - arb("0.9047"),
        0.0,
        0.0,
        "1e-4",
    )
    other = mean(lambda z: silu(z) ** 2)
    bound(
        "silu: 1 / E silu(z)^2 is 2.8108 within 1e-4",
        lambda _: 1 / other - arb("2.8108"),
        0.0,
        0.0,
        "1e-4",
    )
    bound(
        "silu: 2 E silu(z)^2 is 0.7116 within 1e-4",
        lambda _: 2 * other - arb("0.7116"),
        0.0,
        0.0,
        "1e-4",
    )
    with falls("E f(z)^2 = 1/2 within 0.04, as for ReLU"):
        bound("", lambda _: second - arb("0.5"), 0.0, 0.0, "0.04")


@tie(moments)
def moments_in_keras():
    value, slope = installed("mish", NODES)
    reason = "six decimals are given, and values of size 1 averaged"
    check("E f(z) over 160 nodes", value @ W, 0.240404, ulps(16, 1), reason)
    check("E f(z)^2", value**2 @ W, 0.452342, ulps(16, 1), reason)
    exact = mish_gradient(NODES.astype(float)) @ W
    check(
        "E f'(z), by Stein's identity E z f(z)",
        slope @ W,
        0.563748,
        ulps(16, 1),
        reason,
    )
    check("and as the reference has it", slope @ W, exact, ulps(8, 1), CANCELS)
