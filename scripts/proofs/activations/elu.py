"""Theorems on ELU, in the order in which the page proves them."""

from catalog.activations.elu import FUNCTION
from proofs.engine import points, theorem, tie

# --8<-- [start:setup]
from math import erfc

import numpy as np
import sympy
from z3 import Abs, And, Implies, RealVal, Reals

from catalog.activations.elu import elu, elu_gradient
from proofs.activations import installed
from proofs.engine import at_most, check, equal, falls, maximum, prove, ulps, where
from proofs.premises import E, exp, exponential, tangents_of_exp

a, c, h, x, y = Reals("a c h x y")  # for Z3 a is alpha, for SymPy k
zero, one, two = map(RealVal, (0, 1, 2))
k, q, v = sympy.symbols("a q v", real=True)
n = sympy.Symbol("x", negative=True)
t, s, r = sympy.symbols("t s r", positive=True)


def f(x, a):
    return where(x > 0, x, a * (exp(x) - 1))


def gradient(x, a):  # at 0 the left-hand one, as Keras on JAX
    return where(x > 0, 1, a * exp(x))


def mean(a):  # E f(z) for z ~ N(0, s^2), over z = s t and z = -s t
    density = sympy.exp(-(t**2) / 2) / sympy.sqrt(2 * sympy.pi)
    both = sympy.expand(f(s * t, a) + f(-s * t, a))
    return sympy.integrate(both * density, (t, 0, sympy.oo))


T, WEIGHTS = np.polynomial.legendre.leggauss(120)  # for integrals over t from 0 to 12
T, WEIGHTS = 6 * (T + 1), 6 * WEIGHTS / np.sqrt(2 * np.pi)
T, WEIGHTS = np.append(T, -T), np.tile(WEIGHTS * np.exp(-(T**2) / 2), 2)


def tail(m):  # exp(m^2 / 2) Phi(-m)
    return np.exp(m**2 / 2) * erfc(m / np.sqrt(2)) / 2


def over_normal(s, alphas):  # of Keras's elu, z ~ N(0, s^2): E f(z) and d/ds E f(z)
    value, slope = installed("elu", s * T, alphas)
    return value @ WEIGHTS, (slope * T) @ WEIGHTS


# --8<-- [end:setup]


X = points()
A = np.float32(FUNCTION.parameters[0].sweep)[:, None].astype(
    float
)  # as Keras rounds it


@theorem(
    title="The derivative is the output plus alpha",
    statement=r"""Let $a = \texttt{alpha}$, any real number. For $x < 0$

$$
f'(x) = a\,e^x = f(x) + a ,
$$

and on $(-\infty, 0]$ no other function solves $u' = u + a$ with $u(0) = 0$. If $a > 0$, then $f(x)$ has the sign of $x$, so
the output $y = f(x)$ alone gives the derivative: $1$ for $y > 0$, $y + a$ for $y < 0$.""",
)
def slope():
    left, u = f(n, k), sympy.Function("u")
    equal("for x < 0 the derivative is a e^x", sympy.diff(left, n), gradient(n, k))
    equal("for x < 0 it is f(x) + a", sympy.diff(left, n), left + k)
    equal("for x > 0 it is 1", sympy.diff(f(t, k), t), gradient(t, k))
    solved = sympy.dsolve(u(v).diff(v) - u(v) - k, u(v), ics={u(0): 0}).rhs
    equal("u' = u + a, u(0) = 0 has the one solution f", solved, left.subs(n, v))
    equal(
        "no other one: (u + a) e^-x has the derivative (u' - u - a) e^-x, that is 0",
        ((u(v) + k) * sympy.exp(-v)).diff(v),
        (u(v).diff(v) - u(v) - k) * sympy.exp(-v),
    )
    tangents_of_exp()
    same_sign = And((f(x, a) > 0) == (x > 0), (f(x, a) < 0) == (x < 0))
    prove(
        "a > 0: f(x) has the sign of x", Implies(And(exponential(x), a > 0), same_sign)
    )
    prove(
        "a < 0: f(-1) has not the sign of -1",
        Implies(And(exponential(-one), a < 0), f(-one, a) > 0),
    )
    with falls("f' = f + 1, whatever a is"):
        equal("", sympy.diff(left, n), left + 1)


@tie(slope)
def slope_in_keras():
    left = X[X <= 0].astype(float)
    value, slope = installed("elu", left, A)
    exact = elu(left, A)
    check(
        "x <= 0: the values",
        value,
        exact,
        ulps(8, exact),
        "XLA's expm1 misses by up to 5.3 ulp, near -1/8; times a, rounded",
    )
    check(
        "x <= 0: the gradient is the value plus a",
        slope,
        value + A,
        ulps(2, A),
        "JAX forms it as a (expm1(x) + 1): two roundings at the size of a",
    )
    check(
        "x <= 0: the gradient is a e^x",
        slope,
        elu_gradient(left, A),
        ulps(3, A),
        "as before, and expm1 is rounded",
    )
    value, slope = installed("elu", X[X > 0], A)
    check("x > 0: the value is x", value, X[X > 0], ulps(0, 1), "it is copied")
    check("x > 0: the gradient is 1", slope, 1, ulps(0, 1), "it is copied")


@theorem(
    title="The corner at 0",
    statement=r"""Let $a = \texttt{alpha}$, any real number. $f$ is continuous. At $0$ its right-hand derivative is $1$ and its left-hand
derivative is $a$, so $f$ is differentiable at $0$ if and only if $a = 1$. In that case the derivative is continuous,
$|f'(x) - f'(y)| \le |x - y|$ for all real $x, y$, and the second derivative jumps at $0$ from $1$ to $0$.""",
)
def corner():
    def to_0(v):
        return sympy.limit(v, t, 0)

    equal("f(-t) -> 0 = f(0)", to_0(f(-t, k)), 0)
    equal("f(t) -> 0", to_0(f(t, k)), 0)
    right, left = to_0(f(t, k) / t), to_0(f(-t, k) / -t)
    equal("the right-hand derivative at 0 is 1", right, 1)
    equal("the left-hand derivative at 0 is a", left, k)
    tangents_of_exp()
    smooth = Abs(gradient(x, a) - gradient(y, a)) <= Abs(x - y)
    prove(
        "a = 1: |f'(x) - f'(y)| <= |x - y|",
        Implies(And(exponential(x, y), a == 1), smooth),
    )
    prove(
        "a != 1: false at 0 and h, for 0 < h < |1 - a|",
        Implies(
            And(exponential(h), 0 < h, h < Abs(1 - a)),
            Abs(gradient(h, a) - gradient(zero, a)) > h,
        ),
    )
    equal("a = 1: on the left f'' -> 1", to_0((gradient(-t, 1) - 1) / -t), 1)
    equal("a = 1: on the right f'' -> 0", to_0((gradient(t, 1) - 1) / t), 0)
    with falls("a derivative at 0 for a = 2"):
        equal("", left.subs(k, 2), right)


@tie(corner)
def corner_in_keras():
    near = np.array([-(2.0**-30), 0, 2.0**-30])
    value, slope = installed("elu", near, A)
    check(
        "f(-2^-30), f(0), f(2^-30): no jump",
        value,
        np.where(near > 0, near, A * near),
        ulps(8, value),
        "expm1(x) is x there, within 8 ulp",
    )
    check(
        "the gradient is a, a and 1",
        slope,
        np.where(near > 0, 1, A),
        ulps(1, A),
        "e^x is 1 there, within one ulp",
    )
    _, slope = installed("elu", X, [1.0])
    at_most(
        "alpha = 1: |f'(x) - f'(y)| <= |x - y|",
        np.abs(slope - slope[:, ::-1]),
        np.abs(X - X[::-1].astype(float)),
        ulps(4, 1),
        "each gradient misses by less than 2 ulp of 1",
    )


@theorem(
    title="The floor at minus alpha",
    statement=r"""Let $a = \texttt{alpha}$, any real number. Then $f(x) \to {-a}$ and $f'(x) \to 0$ as $x \to {-\infty}$. For $x \le 0$ the height
above the floor is $f(x) + a = a\,e^x$: it halves with every step of $\ln(2)$ to the left. If $a \ne 0$, then any two outputs for
inputs $x, y \le -m \le 0$ differ by less than $|a|\,e^{-m}$.""",
)
def floor():
    equal("f(x) -> -a as x -> -oo", sympy.limit(f(n, k), n, -sympy.oo), -k)
    equal("f'(x) -> 0 as x -> -oo", sympy.limit(gradient(n, k), n, -sympy.oo), 0)
    height = f(n, k) + k
    equal("f(x) + a = a e^x", height, k * sympy.exp(n))
    equal("a step of ln 2 halves it", f(n - sympy.log(2), k) + k, height / 2)
    tangents_of_exp()
    deep = And(exponential(x, y, -h), a != 0, h >= 0, x <= -h, y <= -h)
    prove(
        "x, y <= -m: |f(x) - f(y)| < |a| e^-m",
        Implies(deep, Abs(f(x, a) - f(y, a)) < Abs(a) * E(-h)),
    )
    with falls("a floor at -1, whatever a is"):
        equal("", sympy.limit(f(n, k), n, -sympy.oo), -1)


@tie(floor)
def floor_in_keras():
    steps = np.arange(1, 21)
    value, slope = installed("elu", -np.log(2) * steps, A)
    check(
        "at -j ln 2 the value is -a (1 - 2^-j)",
        value,
        -A * (1 - 2.0**-steps),
        ulps(4, A),
        "-j ln 2, expm1 and the product are rounded",
    )
    check(
        "and the gradient is a 2^-j",
        slope,
        A * 2.0**-steps,
        ulps(4, A),
        "likewise, at the size of a",
    )
    value, slope = installed("elu", [-18, -25, -1e3, -1e6, -np.inf], A)
    check(
        "from -18 on the value is -a",
        value,
        np.broadcast_to(-A, value.shape),
        ulps(0, 1),
        "expm1(-18) rounds to -1",
    )
    check("and the gradient is 0", slope, 0, ulps(0, 1), "JAX forms it as a (-1 + 1)")


@theorem(
    title="Order, and the logarithm that undoes it",
    statement=r"""Let $a = \texttt{alpha}$. Then $f$ is strictly increasing if and only if $a > 0$, and increasing if and only if $a \ge 0$. For
$a > 0$ it maps $\mathbb{R}$ one to one onto $(-a, \infty)$, with the inverse

$$
f^{-1}(y) = \begin{cases} y & y > 0 \\ \ln(1 + y/a) & -a < y \le 0 . \end{cases}
$$
""",
)
def inverse():
    tangents_of_exp()
    ordered = And(exponential(x, y), x < y)
    prove(
        "a > 0: x < y gives f(x) < f(y)",
        Implies(And(ordered, a > 0), f(x, a) < f(y, a)),
    )
    prove(
        "a = 0: x < y gives f(x) <= f(y)",
        Implies(And(ordered, a == 0), f(x, a) <= f(y, a)),
    )
    prove("a = 0: f(-1) = f(0)", Implies(a == 0, f(-one, a) == f(zero, a)))
    prove(
        "a < 0: f(-1) > f(0)",
        Implies(And(exponential(-one), a < 0), f(-one, a) > f(zero, a)),
    )
    prove("a > 0: f(x) > -a", Implies(And(exponential(x), a > 0), f(x, a) > -a))
    y_over_a = -t / (1 + t)  # runs through (-1, 0) as t does through (0, oo)
    back = sympy.log(sympy.together(1 + y_over_a))
    equal("f(ln(1 + y/a)) = y", f(-sympy.log(1 + t), r), r * y_over_a)
    equal("where ln(1 + y/a) = -ln(1 + t)", back, -sympy.log(1 + t))
    equal("ln(1 + f(x)/a) = x for x < 0", sympy.log(1 + f(n, r) / r), n)
    equal("f(y) = y for y > 0", f(t, r), t)
    with falls("strictly increasing for every a"):
        prove("", Implies(ordered, f(x, a) < f(y, a)))


@tie(inverse)
def inverse_in_keras():
    rising, positive = np.sort(X), A[A > 0][:, None]
    value, _ = installed("elu", rising, positive)
    at_most(
        "a larger x has no smaller f(x)",
        value[:, :-1],
        value[:, 1:],
        ulps(8, value[:, 1:]),
        "each value misses by up to 6 ulp",
    )
    share = np.linspace(1 / 1024, 1 - 1 / 1024, 1023)  # how far down to the floor
    value, slope = installed("elu", np.log1p(-share), positive)
    check(
        "f(ln(1 + y/a)) = y",
        value,
        -positive * share,
        ulps(8, positive * share),
        "the logarithm is rounded, and as the values",
    )
    check(
        "the gradient there is a + y",
        slope,
        positive * (1 - share),
        ulps(3, positive),
        "JAX forms it as a (expm1(x) + 1)",
    )


@theorem(
    title="The Lipschitz constant",
    statement=r"""Let $a = \texttt{alpha}$, any real number. For all real $x, y$

$$
|f(x) - f(y)| \le \max(1, |a|)\,|x - y| ,
$$

and no smaller constant will do. So $f$ moves no two numbers further apart if and only if $|a| \le 1$.""",
)
def lipschitz():
    def within(L):
        return Abs(f(x, a) - f(y, a)) <= L * Abs(x - y)

    tangents_of_exp()
    prove(
        "max(1, |a|) is a Lipschitz constant",
        Implies(exponential(x, y), within(maximum(1, Abs(a)))),
    )
    prove(
        "c < 1 is none: 0 and 1",
        Implies(And(exponential(), c < 1), f(one, a) - f(zero, a) > c),
    )
    prove(
        "c < |a| is none: 0 and -h, if c (1 + h) < |a|",
        Implies(
            And(exponential(-h), h > 0, c * (1 + h) < Abs(a)),
            Abs(f(-h, a) - f(zero, a)) > c * h,
        ),
    )
    with falls("the constant 1 for every a"):
        prove("", Implies(exponential(x, y), within(1)))


@tie(lipschitz)
def lipschitz_in_keras():
    value, slope = installed("elu", X, A)
    least, other = np.maximum(1, np.abs(A)), value[:, ::-1]
    size = np.maximum(np.abs(value), np.abs(other))
    at_most(
        "|f(x) - f(y)| <= max(1, |a|) |x - y|",
        np.abs(value - other),
        least * np.abs(X - X[::-1].astype(float)),
        ulps(12, size),
        "f(x) and f(y) each miss by up to 6 ulp",
    )
    check(
        "the largest |gradient| is max(1, |a|)",
        np.abs(slope).max(axis=1, keepdims=True),
        least,
        ulps(1, least),
        "1 is copied; a e^x is a at x = 0",
    )


@theorem(
    title="Convexity",
    statement=r"""Let $a = \texttt{alpha}$. Then $f$ is convex if and only if $0 \le a \le 1$.""",
)
def convexity():
    tangents_of_exp()
    tangent = f(y, a) + gradient(y, a) * (x - y)
    prove(
        "0 <= a <= 1: no tangent is above f anywhere",
        Implies(And(exponential(x, y), 0 <= a, a <= 1), tangent <= f(x, a)),
    )
    prove(
        "a > 1: the chord from -h to h passes below (0, 0), if h < a - 1",
        Implies(And(exponential(-h), 0 < h, h < a - 1), f(-h, a) + f(h, a) < 0),
    )
    prove(
        "a < 0: the chord from -2 to 0 passes below f(-1)",
        Implies(
            And(exponential(-one, -two), a < 0),
            f(-two, a) + f(zero, a) < 2 * f(-one, a),
        ),
    )
    with falls("convex for every a > 0"):
        prove("", Implies(And(exponential(x, y), a > 0), tangent <= f(x, a)))


@tie(convexity)
def convexity_in_keras():
    convex = A[(A >= 0) & (A <= 1)][:, None]
    rising = np.sort(X).astype(float)
    ends, slope = installed("elu", rising, convex)
    middle, _ = installed("elu", (rising + rising[::-1]) / 2, convex)
    at_most(
        "the midpoint of a chord is not below the graph",
        middle,
        (ends + ends[:, ::-1]) / 2,
        ulps(8, np.maximum(1, np.abs(rising))),
        "the midpoint is rounded, and f at three points",
    )
    at_most(
        "the gradient does not decrease",
        slope[:, :-1],
        slope[:, 1:],
        ulps(2, 1),
        "JAX forms it as a (expm1(x) + 1)",
    )


@theorem(
    title="A mean nearer to 0 than ReLU's",
    statement=r"""Let $a = \texttt{alpha}$, and let $z$ be a random number, not always $0$, with a law symmetric about $0$ and
$\operatorname{E}|z| < \infty$. If $0 < a \le 2$, then

$$
\bigl|\operatorname{E} f(z)\bigr| < \operatorname{E}\,\operatorname{relu}(z) .
$$

For no other $a$ does this hold for all such laws. If $0 < a \le 1$, then also $\operatorname{E} f(z) > 0$.""",
    scope="pointwise; the expectations by the written proof",
)
def symmetric_mean():
    tangents_of_exp()
    both = f(x, a) + f(-x, a)  # of ReLU, for x > 0: x
    right = And(exponential(-x), x > 0)
    prove(
        "0 < a <= 2: |f(x) + f(-x)| < x for x > 0",
        Implies(And(right, 0 < a, a <= 2), Abs(both) < x),
    )
    prove(
        "a > 2: it is less than -x for 0 < x < a/2 - 1",
        Implies(And(right, x < a / 2 - 1), both < -x),
    )
    prove("a <= 0: it is at least x", Implies(And(right, a <= 0), both >= x))
    prove("0 < a <= 1: it is positive", Implies(And(right, 0 < a, a <= 1), both > 0))
    with falls("|f(x) + f(-x)| < x for every a > 0"):
        prove("", Implies(And(right, a > 0), Abs(both) < x))


@tie(symmetric_mean)
def symmetric_mean_in_keras():
    alphas = A[(A > 0) & (A <= 2)][:, None]
    size = np.float32(10 ** np.random.default_rng(0).uniform(-2, 2, 10_000))
    value, slope = installed("elu", size, alphas)
    mirrored, slope_mirrored = installed("elu", -size, alphas)
    at_most(
        "|f(x) + f(-x)| <= x for 0.01 < x < 100",
        np.abs(value + mirrored),
        size,
        ulps(12, size),
        "f(-x), at most 2 x, misses by up to 6 ulp",
    )
    check(
        "the gradients add up to that of x - a (1 - e^-x)",
        slope - slope_mirrored,
        1 - alphas * np.exp(-size.astype(float)),
        ulps(3, np.maximum(1, alphas)),
        "JAX forms it as a (expm1(x) + 1)",
    )


@theorem(
    title="The mean for normal inputs",
    statement=r"""Let $a = \texttt{alpha}$, $z \sim \mathcal{N}(0, s^2)$ with $s > 0$, and $\Phi$ the normal distribution function. Then

$$
\operatorname{E} f(z) = \frac{s}{\sqrt{2\pi}} - a\left(\frac12 - e^{s^2/2}\,\Phi(-s)\right) .
$$

The first term is ReLU's mean. The second tends to $-a/2$ as $s \to \infty$, and $\operatorname{E} f(z)/s \to (1 - a)/\sqrt{2\pi}$ as $s \to 0$.""",
)
def normal_mean():
    M, half = mean(k), sympy.Rational(1, 2)
    relu = s / sympy.sqrt(2 * sympy.pi)
    upper = sympy.erfc(s / sympy.sqrt(2)) / 2  # Phi(-s)
    scaled = sympy.exp(s**2 / 2) * upper
    equal("E f(z)", M, relu - k * (half - scaled))
    equal("a = 0, ReLU: s / sqrt(2 pi)", mean(0), relu)
    equal(
        "s -> oo: the second term -> -a/2", sympy.limit(M - relu, s, sympy.oo), -k / 2
    )
    equal(
        "s -> 0: E f(z) / s -> (1 - a) / sqrt(2 pi)",
        sympy.limit(M / s, s, 0),
        (1 - k) / sympy.sqrt(2 * sympy.pi),
    )
    at_1 = M.subs({k: 1, s: 1})
    with falls("a mean of 0 at a = 1, s = 1"):
        equal("", at_1, 0)
    print(f"a = 1, s = 1: {float(at_1):.4f}; ReLU: {float(relu.subs(s, 1)):.4f}")


@tie(normal_mean)
def normal_mean_in_keras():
    alphas, root = A[:, 0], np.sqrt(2 * np.pi)
    for spread in 0.5, 1.0, 3.0:
        got, change = over_normal(spread, A)
        size = np.maximum(1, np.abs(alphas)) * max(1, spread)
        check(
            f"s = {spread}: the mean of Keras's values, by 240 nodes",
            got,
            spread / root - alphas * (0.5 - tail(spread)),
            ulps(4, size),
            "values between -a and s miss by less on average",
        )
        check(
            f"s = {spread}: its derivative in s, from the gradients",
            change,
            1 / root + alphas * (spread * tail(spread) - 1 / root),
            ulps(4, size),
            "JAX forms them as a (expm1(x) + 1)",
        )


@theorem(
    title="Where the mean is 0",
    statement=r"""Let $a = \texttt{alpha}$ and $M(s) = \operatorname{E} f(z)$ for $z \sim \mathcal{N}(0, s^2)$. For $0 \le a \le 1$, $M(s) > 0$ for all $s > 0$. For $a > 1$ there is
exactly one $s > 0$ with $M(s) = 0$; below it $M$ is negative, above it positive. This $s$ is $1$ exactly for

$$
a = \frac{\sqrt{2/\pi}}{1 - \sqrt{e}\,\operatorname{erfc}(1/\sqrt2)} = 1.67326\ldots
$$
""",
    scope="derivatives and limits; the signs by the written proof",
)
def zero_mean():
    M, root = mean(k), sympy.sqrt(2 * sympy.pi)
    bend = sympy.integrate(t**2 * sympy.exp(-s * t - t**2 / 2), (t, 0, sympy.oo))
    equal(
        "M'' = a / sqrt(2 pi) times the integral of t^2 e^(-s t - t^2/2)",
        sympy.diff(M, s, 2),
        k * bend / root,
    )
    equal("M(0) = 0", sympy.limit(M, s, 0), 0)
    equal(
        "M'(0) = (1 - a) / sqrt(2 pi)",
        sympy.limit(sympy.diff(M, s), s, 0),
        (1 - k) / root,
    )
    equal(
        "M(s) / s -> 1 / sqrt(2 pi) as s -> oo",
        sympy.limit(M / s, s, sympy.oo),
        1 / root,
    )
    (found,) = sympy.solve(M.subs(s, 1), k)
    erfc = sympy.erfc(1 / sympy.sqrt(2))
    equal(
        "M(1) = 0 exactly at this a",
        found,
        sympy.sqrt(2 / sympy.pi) / (1 - sympy.sqrt(sympy.E) * erfc),
    )
    with falls("M(1) = 0 at a = 2"):
        equal("", M.subs({s: 1, k: 2}), 0)
    equal("it begins with 1.67326", sympy.floor(10**5 * found), 167326)


@tie(zero_mean)
def zero_mean_in_keras():
    found = np.sqrt(2 / np.pi) / (1 - 2 * tail(1))
    got, change = over_normal(1.0, [found])
    check(
        "at this a, for s = 1, the mean of Keras's values is 0",
        got,
        0,
        ulps(4, found),
        "values between -a and s miss by less on average",
    )
    want = found * tail(1) - (found - 1) / np.sqrt(2 * np.pi)
    check(
        "M'(1), from Keras's gradients",
        change,
        want,
        ulps(4, found),
        "JAX forms them as a (expm1(x) + 1)",
    )
    for spread, sign in (0.5, -1), (2.0, 1):
        got = sign * over_normal(spread, [found])[0]
        at_most(
            f"s = {spread}: M has the sign of {sign:+}",
            0.01,
            got,
            ulps(4, 1),
            "as M(1)",
        )
    value, slope = installed("elu", X, [found])
    scaled, scaled_slope = installed("selu", X)
    scale = scaled_slope.max() / found  # selu's slope at 0
    check(
        "with this a, elu is Keras's selu up to a factor",
        scale * value,
        scaled,
        ulps(12, scaled),
        "each of the two misses by up to 6 ulp",
    )
    check(
        "and so is its gradient",
        scale * slope,
        scaled_slope,
        ulps(4, scale * found),
        "JAX forms them as a (expm1(x) + 1)",
    )


@theorem(
    title="How much signal is kept",
    statement=r"""Let $a = \texttt{alpha}$ with $0 < |a| \le 1$, and let $z$ have a law symmetric about $0$ with variance $s^2 > 0$. Then

$$
\tfrac12 s^2 < \operatorname{E} f(z)^2 < s^2 .
$$

The lower bound holds for every $a \ne 0$; for $|a| > 1$ there are laws for which the upper fails.""",
    scope="pointwise; the expectations by the written proof",
)
def signal():
    tangents_of_exp()
    squares = f(x, a) ** 2 + f(-x, a) ** 2
    right = And(exponential(-x), x > 0)
    prove(
        "a != 0: f(x)^2 + f(-x)^2 > x^2 for x > 0",
        Implies(And(right, a != 0), squares > x * x),
    )
    prove(
        "|a| <= 1: it is less than 2 x^2",
        Implies(And(right, Abs(a) <= 1), squares < 2 * x * x),
    )
    prove(
        "|a| > 1: it is more for 0 < x < |a| - 1",
        Implies(And(right, x < Abs(a) - 1), squares > 2 * x * x),
    )
    with falls("less than 2 x^2 for every a"):
        prove("", Implies(right, squares < 2 * x * x))


@tie(signal)
def signal_in_keras():
    alphas = A[(np.abs(A) <= 1) & (A != 0)]
    for spread in 0.5, 1.0, 3.0:
        mean_square = installed("elu", spread * T, alphas)[0] ** 2 @ WEIGHTS
        at_most(
            f"z normal, s = {spread}: s^2 / 2 < E f(z)^2 < s^2",
            np.abs(mean_square - 0.75 * spread**2),
            spread**2 / 4,
            ulps(0, 1),
            "the margins are wide; 240 nodes",
        )
    _, slope = installed("elu", X, alphas)
    at_most("no |gradient| exceeds 1", np.abs(slope), 1, ulps(1, 1), "e^x is rounded")
