"""Theorems on tanh_shrink, in the order in which the page proves them."""

from proofs.engine import points, theorem, tie
from proofs.installed import gradients

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import arb
from sympy import Rational, cosh, diff, integrate, limit, log, oo
from z3 import And, Implies, Reals, RealVal, is_expr

from proofs.activations import installed
from proofs.engine import (
    at_most,
    bound,
    check,
    counterexample,
    equal,
    falls,
    maximum,
    prove,
    ulps,
    where,
)
from proofs.premises import E, mirrored, tangents_of_exp

a, b, c, d, e, h, k, m, p, q = Reals("a b c d e h k m p q")
r, t, w, x, y = Reals("r t w x y")
one = RealVal(1)
u, v = sympy.symbols("u x", positive=True)
s, z = sympy.symbols("s z", real=True)


def tanh(x):  # of a ball, a Z3 real or anything that SymPy reads
    if isinstance(x, arb):
        return x.tanh()
    return (E(2 * x) - 1) / (E(2 * x) + 1) if is_expr(x) else sympy.tanh(x)


def f(x):
    return x - tanh(x)


def gradient(x):
    return tanh(x) ** 2


def soft(x, threshold):  # Keras's soft_shrink
    beyond = maximum(maximum(x, -x) - threshold, 0)
    return where(x >= 0, beyond, -beyond)


def known(*points):
    """What Z3 may use: exp is above 0 and above its tangents at twice these points,
    and exp(-t) is 1 / exp(t)."""
    return mirrored(*(2 * x for x in points))


def told():
    """SymPy: all that `known` says, and that tanh is this quotient."""
    tangents_of_exp()
    equal("e^t e^-t = 1", sympy.exp(z) * sympy.exp(-z), 1)
    quotient = (sympy.exp(2 * z) - 1) / (sympy.exp(2 * z) + 1)
    equal(
        "tanh z = (e^2z - 1) / (e^2z + 1)", quotient, sympy.tanh(z).rewrite(sympy.exp)
    )


def rise(low, high):
    """SymPy: f(high) - f(low) is the integral of tanh^2 between them."""
    area = integrate(sympy.tanh(s) ** 2, (s, low, high))
    text = f"f({high}) - f({low}) is the integral of tanh^2 from {low} to {high}"
    equal(text, area, f(high) - f(low))


def above(v):  # bounds of f for v > 0, from Lambert's continued fraction of tanh
    return v**3 / (3 + v**2)


def below(v):
    return 5 * v**3 / (15 + 6 * v**2)


def envelope(v):  # log cosh, as Keras's loss LogCosh computes it
    return v + log(1 + sympy.exp(-2 * v)) - log(2)


def penalty(v):  # phi at y = f(v)
    return envelope(v) - sympy.tanh(v) ** 2 / 2


# --8<-- [end:setup]


X = np.sort(points())
SIZE = np.abs(X.astype(float))
VALUE = "tanh is rounded by some ulp of itself, and the difference is rounded"
SLOPE = "JAX takes 1 - (1 + tanh)(1 - tanh)"


def exact(x):
    """f in float64, near 0 by the continued fraction, in which nothing cancels."""
    x = np.asarray(x, np.float64)
    square, part = np.clip(x, -1, 1) ** 2, 0.0
    for n in range(17, 1, -2):
        part = square / (n + part)
    return np.where(np.abs(x) < 1, x * part / (1 + part), x - np.tanh(x))


def least(x):
    """The size of tanh x, of which ulps are counted: that of x, and 1 at the most."""
    return np.minimum(np.abs(x), 1)


@theorem(
    title="The derivative",
    statement=r"""$f'(x) = \tanh^2 x = 1 - 1 / \cosh^2 x$ and $f''(x) = 2 \tanh x / \cosh^2 x$. So $0 \le f'(x) < 1$, and $f'(x) = 0$ at $x = 0$ alone. There
$f'$ and $f''$ are $0$, and $f'''(0) = 2$. As $x \to \pm\infty$, $f'(x) \to 1$.""",
)
def slope():
    told()
    equal("f' = tanh^2", diff(f(z), z), gradient(z))
    equal("tanh^2 = 1 - 1 / cosh^2", gradient(z), 1 - 1 / cosh(z) ** 2)
    equal("f'' = 2 tanh / cosh^2", diff(f(z), z, 2), 2 * sympy.tanh(z) / cosh(z) ** 2)
    for order, value in (1, 0), (2, 0), (3, 2):
        equal(
            f"derivative {order} at 0 is {value}",
            diff(f(z), z, order).subs(z, 0),
            value,
        )
    prove("0 <= f' < 1", Implies(known(x), And(0 <= gradient(x), gradient(x) < 1)))
    prove("f' = 0 at 0 alone", Implies(known(x), (gradient(x) == 0) == (x == 0)))
    for end in oo, -oo:
        equal(f"f' -> 1 at {end}", limit(gradient(z), z, end), 1)
    with falls("f' > 0 everywhere"):
        prove("", Implies(known(x), gradient(x) > 0))


@tie(slope)
def slope_in_keras():
    value, got = installed("tanh_shrink", X)
    check("values: x - tanh x", value, exact(X), ulps(4, X), VALUE)
    check("gradients: tanh^2", got, np.tanh(X.astype(float)) ** 2, ulps(8, 1), SLOPE)
    at_most("no gradient is above 1", got, 1, ulps(0, 1), "1 - 0 at the most")
    _, at = installed("tanh_shrink", [0.0, -0.0])
    check("the gradient at 0 and -0 is 0", at, 0, ulps(0, 1), "1 - 1")


@theorem(
    title="Odd, rising, onto",
    statement=r"""$f(-x) = -f(x)$. For all real $x > y$

$$
0 < 2 f\!\left(\tfrac{x - y}2\right) \le f(x) - f(y) < x - y ,
$$

with equality on the left for $y = -x$ alone. So $f$ rises strictly, in spite of its slope $0$ at $0$, and its least Lipschitz constant is $1$. For $x > 0$,
$\max(x - 1, 0) < f(x) < x$; as $x \to \infty$, $f(x) \to \infty$ and $f(x) - (x - 1) \to 0$. Every real number is a value, taken once.""",
    scope="the inequalities and limits; that every number is a value by the written proof",
)
def rising():
    told()
    prove("f(-x) = -f(x)", Implies(known(x), f(-x) == -f(x)))
    rise(s * 0, u)
    prove(
        "tanh^2 > 0 off 0, so f(u) > 0 for u > 0",
        Implies(And(known(x), x != 0), gradient(x) > 0),
    )
    prove(
        "x > 0: 0 < tanh x < 1, so x - 1 < f(x) < x",
        Implies(And(known(x), x > 0), And(x - 1 < f(x), f(x) < x)),
    )
    equal("e^(i + j) = e^i e^j", sympy.exp(s + z), sympy.exp(s) * sympy.exp(z))
    prove("h > 0: e^2h > 1", Implies(And(known(h), h > 0), E(2 * h) > 1))
    prove("e^2m = 1 at 0 alone", Implies(known(m), (E(2 * m) == 1) == (m == 0)))
    # x = m + h, y = m - h, and p = e^2m, q = e^2h
    left, right = (p * q - 1) / (p * q + 1), (p / q - 1) / (p / q + 1)
    both = 2 * (q - 1) / (q + 1)
    ours = And(p > 0, q > 1)
    prove(
        "0 < tanh x - tanh y <= 2 tanh h, so 2 f(h) <= f(x) - f(y) < x - y",
        Implies(ours, And(0 < left - right, left - right <= both)),
    )
    prove("equality for m = 0 alone", Implies(ours, (left - right == both) == (p == 1)))
    equal("1 / f(x) -> 0", limit(1 / f(v), v, oo), 0)
    equal("f(x) - (x - 1) -> 0", limit(f(v) - (v - 1), v, oo), 0)
    equal("f(x) / x -> 1: no constant below 1 will do", limit(f(v) / v, v, oo), 1)
    with falls("f(x) >= x / 10 for x > 0, a slope that holds everywhere"):
        bound("", lambda x: 1 - f(x) / x, 0.1, 1.0, "0.9")


@tie(rising)
def rising_in_keras():
    value, got = installed("tanh_shrink", X)
    mirrored_value, other = installed("tanh_shrink", -X)
    check("f(-x) = -f(x)", mirrored_value, -value, ulps(0, value), "the sign is a bit")
    check("f'(-x) = f'(x)", other, got, ulps(8, 1), SLOPE)
    far, wide = value - value[:, ::-1], X - X[::-1].astype(float)
    size = np.maximum(np.abs(X), np.abs(X[::-1]))
    at_most("|f(x) - f(y)| <= |x - y|", np.abs(far), np.abs(wide), ulps(4, size), VALUE)
    at_most(
        "2 f((x - y) / 2) <= f(x) - f(y) for x > y",
        2 * exact(np.abs(wide) / 2),
        np.abs(far),
        ulps(4, size),
        VALUE,
    )
    right = X > 0
    at_most("x - 1 <= f(x)", X[right] - 1.0, value[:, right], ulps(4, X[right]), VALUE)
    at_most("f(x) <= x", value[:, right], X[right], ulps(0, 1), "tanh is not below 0")


@theorem(
    title="A cube near 0",
    statement=r"""For every $x > 0$

$$
\frac{x^3}{3 + \tfrac65 x^2} < f(x) < \frac{x^3}{3 + x^2} < \frac{x^3}3 ,
$$

so $f(x) / x^3 \to \tfrac13$ as $x \to 0$, and the relative error of $x^3 / 3$ is less than $\tfrac25 x^2$.""",
    scope="derivatives, limits and the last claim; with them the written proof",
)
def cube():
    upper = (3 + v**2) ** Rational(3, 2) * cosh(v)
    equal(
        "x^3 / (3 + x^2) - f(x), times a factor > 0, has a derivative > 0",
        diff((above(v) - f(v)) * upper, v) / cosh(v),
        v**4 / sympy.sqrt(3 + v**2),
    )
    lower = sympy.exp(v**2 / 12) * (15 + 6 * v**2) ** Rational(25, 24) * cosh(v)
    equal(
        "so has f(x) - x^3 / (3 + 6 x^2 / 5)",
        diff((f(v) - below(v)) * lower, v) / lower,
        v**6 / (15 + 6 * v**2) ** 2,
    )
    for name, part in ("upper", above(z) - f(z)), ("lower", f(z) - below(z)):
        equal(f"the {name} gap is 0 at 0", part.subs(z, 0), 0)
    equal("f(x) / x^3 -> 1/3", limit(f(v) / v**3, v, 0), Rational(1, 3))
    prove(
        "of a y between the bounds, x^3 / 3 is off by less than 2 x^2 / 5 of y",
        Implies(
            And(x > 0, y > 5 * x**3 / (15 + 6 * x**2), y < x**3 / 3),
            And(0 < x**3 / 3 - y, x**3 / 3 - y < 2 * x**2 / 5 * y),
        ),
    )
    with falls("f(x) >= x^3 / (3 + x^2), at 1"):
        bound("", lambda x: 1 - (f(x) - above(x)), 1.0, 1.0, 1)


@tie(cube)
def cube_in_keras():
    near = np.float32(np.linspace(1 / 64, 4, 4_001))
    wide = near.astype(float)
    value, got = installed("tanh_shrink", near)
    rounding = ulps(4, least(near))
    at_most("the lower bound", below(wide), value, rounding, VALUE)
    at_most("the upper bound", value, above(wide), rounding, VALUE)
    at_most("f' <= x^2", got, wide**2, ulps(8, 1), SLOPE)
    at_most("f' >= x^2 - 2 x^4 / 3", wide**2 - 2 * wide**4 / 3, got, ulps(8, 1), SLOPE)


@theorem(
    title="Against soft_shrink",
    statement=r"""For $\lambda > 0$ let $S_\lambda(x) = \operatorname{sgn}(x) \max(\lvert x \rvert - \lambda, 0)$, Keras's `soft_shrink` with the threshold $\lambda$. For every
$x \ge 0$

$$
\begin{aligned}
0 &\le \lambda f(x / \lambda) - S_\lambda(x) \\
&\le (1 - \tanh 1)\,\lambda < 0.2385\,\lambda ,
\end{aligned}
$$

with equality on the left at $0$ alone and on the right at $\lambda$ alone. For $x < 0$ the signs are turned.""",
    scope="beyond the threshold; below it f is an integral of what is positive",
)
def against_soft():
    told()
    ratio, gap = k, f(x) - soft(x, 1)
    prove(
        "S_c(x) = c S_1(x / c), so c = 1 is enough",
        Implies(And(c > 0, ratio * c == x), soft(x, c) == c * soft(ratio, 1)),
    )
    prove("S_1(-x) = -S_1(x)", soft(-x, 1) == -soft(x, 1))
    prove(
        "right of 1 the gap is 1 - tanh x, positive, and less than at 1",
        Implies(
            And(known(x, one), x > 1),
            And(gap == 1 - tanh(x), 0 < gap, gap < 1 - tanh(one)),
        ),
    )
    prove("from 0 to 1 the gap is f", Implies(And(0 <= x, x <= 1), gap == f(x)))
    rise(u, sympy.Integer(1))
    rise(sympy.Integer(0), u)
    prove(
        "what is integrated is positive off 0: 0 < f(u) < f(1) for 0 < u < 1",
        Implies(And(known(x), x != 0), gradient(x) > 0),
    )
    bound(
        "1 - tanh 1 is within 1e-5 of 0.23841",
        lambda x: f(x) - arb("0.23841"),
        1,
        1,
        "1e-5",
    )
    with falls("the gap is at most 0.238"):
        bound("", f, 1.0, 1.0, "0.238")


@tie(against_soft)
def against_soft_in_keras():
    for scale in 0.25, 1.0, 4.0:
        grid = np.float32(np.linspace(0, 12 * scale, 4_001))
        value, got = installed("tanh_shrink", grid / np.float32(scale))
        other, step = installed("soft_shrink", grid, [scale])
        gap, rounding = scale * value - other, ulps(4, 12 * scale)
        at_most(f"threshold {scale}: not below", 0, gap, rounding, VALUE)
        at_most(f"threshold {scale}: the gap", gap, 0.238406 * scale, rounding, VALUE)
        off = grid != np.float32(scale)
        at_most(
            f"threshold {scale}: gradients differ by tanh^2 1 at the most",
            np.abs(got - step)[:, off],
            np.tanh(1) ** 2,
            ulps(8, 1),
            SLOPE,
        )


@theorem(
    title="Which share passes",
    statement=r"""For $x \ne 0$

$$
\frac{f(x)}x = \int_0^1 \tanh^2 (s x)\, ds ,
$$

which rises strictly with $\lvert x \rvert$, from $0$ to $1$: $f$ is convex on $[0, \infty)$ and concave on $(-\infty, 0]$. Let $\operatorname{E} z^2 = 1$ and
$K(s) = \operatorname{E} f(s z)^2 / s^2$. Then $K(s)$ rises strictly from $0$ to $1$ with $s > 0$. Let a layer take $n$ inputs $f(s z)$ with independent
weights of mean $0$ and variance $g / n$: its pre-activations have the mean square $g K(s)\, s^2$. For $g \le 1$ it is less than $s^2$, for every $s$. For $g > 1$ there is exactly
one $s_g$ at which it is $s^2$; below $s_g$ it is less, above it is more.""",
    scope="the share of a number x, and the step to g; the mean by the written proof",
)
def share():
    told()
    equal(
        "f(x) / x is the mean of tanh^2 over [0, x]",
        integrate(sympy.tanh(s * v) ** 2, (s, 0, 1)),
        f(v) / v,
    )
    prove(
        "tanh^2 rises: 0 <= x < y gives tanh^2 x < tanh^2 y",
        Implies(And(known(x, y), 0 <= x, x < y), gradient(x) < gradient(y)),
    )
    equal("f(x) / x -> 0 at 0", limit(f(v) / v, v, 0), 0)
    equal("f(x) / x -> 1 at oo", limit(f(v) / v, v, oo), 1)
    prove(
        "g <= 1, and a share r between 0 and 1: g r^2 < 1",
        Implies(And(0 < r, r < 1, 0 < c, c <= 1), c * r**2 < 1),
    )
    prove(
        "where c K = 1, a smaller K has c K < 1, a larger one more",
        Implies(
            And(0 < c, c * a == 1),
            And((b < a) == (c * b < 1), (b > a) == (c * b > 1)),
        ),
    )
    with falls("f is convex: tanh^2 rises on all of the reals"):
        prove("", Implies(And(known(x, y), x < y), gradient(x) < gradient(y)))


NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(160)
WEIGHTS = WEIGHTS / WEIGHTS.sum()  # for E over z ~ N(0, 1)


@tie(share)
def share_in_keras():
    right = X[X > 0.01]
    value, got = installed("tanh_shrink", right)
    part = value[0] / right
    at_most(
        "f(x) / x rises with x", part[:-1], part[1:], ulps(8, 1), "the error is divided"
    )
    at_most("and lies below f'", part, got[0], ulps(8, 1), "an average of f' up to x")
    last = 0.0
    for scale in 0.1, 0.3, 1.0, 3.0, 10.0, 100.0:
        z = np.float32(scale * NODES)
        value, _ = installed("tanh_shrink", z)
        kept = (value**2 @ WEIGHTS).item() / scale**2
        want = exact(z) ** 2 @ WEIGHTS / scale**2
        check(f"K({scale}), z normal", kept, want, ulps(64, 1), "160 nodes, squared")
        at_most(
            "more than the last, less than 1",
            [last, kept],
            [kept, 1],
            ulps(0, 1),
            "nothing is near it",
        )
        last = kept


@theorem(
    title="A chain cubes",
    statement=r"""Let $z_0 = x$ and $z_j = f(w_j z_{j-1})$ with $\lvert w_j \rvert \le w$. With $B_0 = \lvert x \rvert$ and $B_j = \tfrac{w^3}3 B_{j-1}^3$, that is
$B_n = \left(\tfrac{w^3}3\right)^{(3^n - 1)/2} \lvert x \rvert^{3^n}$,

$$
\lvert z_n \rvert \le B_n, \qquad \left\lvert \frac{\partial z_n}{\partial x} \right\rvert \lvert x \rvert \le 3^n B_n .
$$

For weights of size at most $1$ and $\lvert x \rvert \le 1$: $\lvert z_n \rvert \le 3^{-(3^n - 1)/2}$, which is $\tfrac13$, $\tfrac1{81}$, $3^{-13}$, $3^{-40}$ for $n = 1, 2, 3, 4$.""",
    scope="the step from n to n + 1; the rest by induction",
)
def chain():
    equal(
        "x^3 / 3 - f(x) has the derivative (x - tanh x) (x + tanh x)",
        diff(v**3 / 3 - f(v), v),
        (v - sympy.tanh(v)) * (v + sympy.tanh(v)),
    )
    equal("x - tanh x is f(x)", f(z), z - sympy.tanh(z))
    prove(
        "0 < f(x) < x makes it positive, and tanh^2 x < x^2",
        Implies(And(0 < y, y < x), And(y * (2 * x - y) > 0, (x - y) ** 2 < x**2)),
    )
    prove(
        "|y| <= w B and |f(y)| <= |y|^3 / 3 give |f(y)| <= w^3 B^3 / 3",
        Implies(And(0 <= y, y <= w * b, 0 <= h, h <= y**3 / 3), h <= w**3 * b**3 / 3),
    )
    prove(
        "f'(y) <= y^2, times w, times 3^n B: at most 3^(n + 1) w^3 B^3 / 3",
        Implies(
            And(
                0 <= t,
                t <= y**2,
                0 <= y,
                y <= w * b,
                0 <= w,
                0 <= d,
                d <= m * b,
                0 <= b,
            ),
            w * t * d <= 3 * m * (w**3 * b**3 / 3),
        ),
    )
    n = sympy.Symbol("n", integer=True, nonnegative=True)
    factor = sympy.Symbol("c", positive=True)  # w^3 / 3
    size = factor ** ((3**n - 1) / 2) * v ** (3**n)
    equal("B_0 = |x|", size.subs(n, 0), v)
    equal(
        "B_(n + 1) = c B_n^3, in logarithms",
        sympy.expand_log(log(size.subs(n, n + 1)), force=True),
        sympy.expand_log(log(factor * size**3), force=True),
    )
    with falls("|f(y)| <= |y|^3 / 4 would do, at 1/2"):
        bound("", lambda x: 4 * f(x) / x**3, 0.5, 0.5, 1)


@tie(chain)
def chain_in_keras():
    start = np.float32(np.linspace(0.25, 1, 301))
    z, slope, size = start, np.ones((1, len(start))), start.astype(float)
    for n in range(1, 4):
        value, got = installed("tanh_shrink", z)
        z, slope, size = np.float32(value[0]), slope * got, size**3 / 3
        at_most(f"{n} layers: |z| <= B", np.abs(z), size, ulps(4, 1), VALUE)
        at_most(
            f"{n} layers: the slope, times x",
            np.abs(slope[0] * start),
            3**n * size,
            ulps(16, 1),
            SLOPE,
        )


@theorem(
    title="What a rounded tanh leaves",
    statement=r"""Let $x > 0$ and let $t = (1 + \delta) \tanh x$ stand in for $\tanh x$. Then $x - t$ misses $f(x)$ by $-\delta \tanh x$, and the relative error is
$\lvert \delta \rvert \tanh x / f(x)$, where

$$
\frac3{x^2} < \frac{\tanh x}{f(x)} < \frac3{x^2} + \frac15 .
$$

If $t = x$, what is left is $0$, and the relative error is $1$.""",
    scope="from the bounds of theorem 3",
)
def rounding():
    equal("tanh x / f(x) = x / f(x) - 1", sympy.tanh(v) / f(v), v / f(v) - 1)
    # y is f(x), within the bounds of theorem 3, and tanh x is x - y
    within = And(x > 0, y < x**3 / (3 + x**2), y > 5 * x**3 / (15 + 6 * x**2))
    prove(
        "x - (1 + d) tanh x = f(x) - d tanh x", x - (1 + d) * (x - y) == y - d * (x - y)
    )
    prove(
        "3 / x^2 < tanh x / f(x) < 3 / x^2 + 1/5",
        Implies(
            within,
            And(3 * y < x**2 * (x - y), x**2 * (x - y) < (3 + x**2 / 5) * y),
        ),
    )
    prove(
        "t = x leaves 0, an error of f(x)",
        Implies(t == x, And(x - t == 0, y - (x - t) == y)),
    )
    counterexample(
        "to 3 / x^2 + 1/10", Implies(within, x**2 * (x - y) < (3 + x**2 / 10) * y)
    )


@tie(rounding)
def rounding_in_keras():
    near = np.float32(2.0 ** -np.linspace(1, 11, 4_001))
    wide = near.astype(float)
    value, got = installed("tanh_shrink", near)
    share = np.abs(value / exact(near) - 1)
    count, unit = ulps(4, 1)
    at_most(
        "the relative error is at most 4 ulp of 1, times 3 / x^2 + 1/5",
        share * wide**2,
        (3 + wide**2 / 5) * unit,
        (count, 0 * unit),
        VALUE,
    )
    below_all, slope = installed(
        "tanh_shrink", np.float32(2.0 ** -np.linspace(12, 40, 500))
    )
    check("from 2^-12 down the value is 0", below_all, 0, ulps(0, 1), "tanh x is x")
    at_most(
        "the gradient errs by 8 ulp of 1",
        np.abs(got - np.tanh(wide) ** 2),
        0,
        ulps(8, 1),
        SLOPE,
    )


@theorem(
    title="A proximal operator, and log cosh",
    statement=r"""$f(x) = x - \dfrac{d}{dx} \log\cosh x$: one step of gradient descent on $\log\cosh$, at rate $1$. Define $\varphi$ on $\mathbb{R}$ by
$\varphi\bigl(f(u)\bigr) = \log\cosh u - \tfrac12 \tanh^2 u$. For every real $x$

$$
\begin{aligned}
f(x) &= \operatorname*{arg\,min}_y \; \tfrac12 (x - y)^2 + \varphi(y), \\
\log\cosh x &= \min_y \; \tfrac12 (x - y)^2 + \varphi(y) ,
\end{aligned}
$$

and no other $y$ attains the minimum. $\varphi$ is even and convex, $\varphi'\bigl(f(u)\bigr) = \tanh u$, and $\lvert y \rvert - (\log 2 - \tfrac12) < \varphi(y) < \lvert y \rvert$ for
$y \ne 0$; as $y \to 0$, $\varphi(y) / \lvert y \rvert^{4/3} \to \tfrac14 \cdot 3^{4/3}$.""",
    scope="derivatives, limits and signs; with them the written proof",
)
def proximal():
    told()
    equal("envelope = log cosh", sympy.exp(envelope(z)), cosh(z).rewrite(sympy.exp))
    slope_of = diff(envelope(z), z)
    equal("its derivative is tanh", slope_of, sympy.tanh(z).rewrite(sympy.exp))
    cost = (z - f(s)) ** 2 / 2 + log(cosh(s)) - sympy.tanh(s) ** 2 / 2 - log(cosh(z))
    equal("at y = f(x) the cost is log cosh x", cost.subs(s, z), 0)
    equal(
        "the excess at y = f(u) has by x the derivative f(x) - f(u)",
        diff(cost, z),
        f(z) - f(s),
    )
    whole = log(cosh(s)) - sympy.tanh(s) ** 2 / 2
    equal("phi' (f(u)) = tanh u", diff(whole, s), sympy.tanh(s) * gradient(s))
    difference = whole - f(s)
    equal(
        "phi - |y| falls: by u its derivative is tanh^2 (tanh - 1)",
        diff(difference, s),
        gradient(s) * (sympy.tanh(s) - 1),
    )
    prove(
        "which is negative for u > 0",
        Implies(And(known(x), x > 0), gradient(x) * (tanh(x) - 1) < 0),
    )
    equal("at 0 it is 0", difference.subs(s, 0), 0)
    equal(
        "its limit at oo is 1/2 - log 2",
        limit(penalty(v) - f(v), v, oo),
        Rational(1, 2) - log(2),
    )
    equal("phi / u^4 -> 1/4 at 0", limit(whole / s**4, s, 0), Rational(1, 4))
    equal("f / u^3 -> 1/3 at 0", limit(f(s) / s**3, s, 0), Rational(1, 3))
    with falls("the penalty |y| has the same minimum: at x = 2 it is 1"):
        equal("", f(sympy.Integer(2)), 1)


@tie(proximal)
def proximal_in_keras():
    import keras

    def loss(x):
        return keras.losses.log_cosh(0 * x[:, None], x[:, None])

    near = np.float32(X[SIZE < 1000])
    value, _ = installed("tanh_shrink", near)
    height, push = gradients(loss, near)
    check(
        "f(x) = x - LogCosh'(x)",
        value,
        near - push,
        ulps(8, np.maximum(np.abs(near), 1)),
        VALUE,
    )
    check(
        "f(x) + LogCosh'(x) = x",
        value + push,
        [near],
        ulps(8, np.maximum(np.abs(near), 1)),
        VALUE,
    )
    grid = np.linspace(-6, 6, 601)
    ours = np.abs(near) < 5
    some = near[ours][::40]
    value, _ = installed("tanh_shrink", some)
    height, _ = gradients(loss, some)
    phi = np.log(np.cosh(grid)) - np.tanh(grid) ** 2 / 2
    costs = (some[:, None] - exact(grid)) ** 2 / 2 + phi
    at_most(
        "no y of a grid has a lower cost than LogCosh(x)",
        height[0][:, None] + 0 * costs,
        costs,
        ulps(8, 6),
        "softplus and a sum are rounded",
    )


@theorem(
    title="Mixed with tanh",
    statement=r"""$\tanh x + f(x) = x$. For real $a, b$ let $g(x) = a \tanh x + b f(x)$. Then

$$
g'(x) = a + (b - a) \tanh^2 x ,
$$

which is $a$ at $0$, tends to $b$ as $x \to \pm\infty$, and lies between the two elsewhere if $a \ne b$. $g$ rises strictly if and only if $a \ge 0$, $b \ge 0$ and not both are $0$.""",
    scope="the derivative, its limits and its sign",
)
def mixture():
    told()
    first, second = sympy.symbols("a b", real=True)
    g = first * sympy.tanh(z) + second * f(z)
    form = first + (second - first) * gradient(z)
    equal("tanh x + f(x) = x", sympy.tanh(z) + f(z), z)
    equal("g' = a + (b - a) tanh^2", diff(g, z), form)
    equal("at 0 it is a", form.subs(z, 0), first)
    for end in oo, -oo:
        equal(f"it tends to b at {end}", limit(form, z, end), second)

    def rate(t):  # of t = tanh^2 x, in [0, 1)
        return a + (b - a) * t

    inside = And(0 < t, t < 1)
    prove(
        "0 < t < 1: between a and b",
        Implies(
            inside,
            And(
                Implies(a < b, And(a < rate(t), rate(t) < b)),
                Implies(a > b, And(b < rate(t), rate(t) < a)),
            ),
        ),
    )
    prove(
        "a, b >= 0, not both 0: positive but perhaps at x = 0",
        Implies(And(inside, a >= 0, b >= 0, a + b > 0), rate(t) > 0),
    )
    prove("a < 0: negative at t = 0", Implies(a < 0, rate(0) < 0))
    half = (1 + a / (a - b)) / 2
    prove(
        "a >= 0 > b: negative for a t below 1",
        Implies(And(a >= 0, b < 0), And(0 < half, half < 1, rate(half) < 0)),
    )
    counterexample("without b >= 0", Implies(And(inside, a > 0), rate(t) > 0))
    counterexample("without a >= 0", Implies(And(inside, b > 0), rate(t) > 0))


@tie(mixture)
def mixture_in_keras():
    value, got = installed("tanh_shrink", X)
    other, rest = installed("tanh", X)
    check(
        "tanh x + f(x) = x", value + other, [X], ulps(1, X), "one difference is rounded"
    )
    check("the gradients add up to 1", got + rest, 1, ulps(1, 1), "likewise")
    for first, second in (2.0, 0.5), (0.5, 2.0), (-1.0, 1.0):
        mixed = first * rest + second * got
        check(
            f"a = {first}, b = {second}: a + (b - a) tanh^2",
            mixed,
            first + (second - first) * np.tanh(X.astype(float)) ** 2,
            ulps(32, 1),
            SLOPE,
        )
