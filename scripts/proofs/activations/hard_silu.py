"""Theorems on Hard SiLU, in the order in which the page proves them."""

from proofs.engine import points, theorem, tie

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import arb
from sympy import Rational, diff, limit
from z3 import Abs, And, Implies, Or, Q, Reals

from proofs.activations import installed
from proofs.engine import (
    at_most,
    bound,
    check,
    counterexample,
    equal,
    falls,
    maximum,
    minimum,
    prove,
    ulps,
    where,
)
from proofs.premises import E, exp, tangents_of_exp

a, b, c, e, eps, k, r, t, u, w, x, y = Reals("a b c e eps k r t u w x y")
v = sympy.Symbol("x", real=True)


def f(x):
    return where(x <= -3, 0, where(x >= 3, x, x * (x + 3) / 6))


def gradient(x):  # at both kinks the outer side's, as Keras on JAX
    return where(x <= -3, 0, where(x >= 3, 1, (2 * x + 3) / 6))


def gate(x):  # hard_sigmoid
    return minimum(maximum(x + 3, 0), 6) / 6


def of_width(x, c):  # corners at -c and c
    return where(x <= -c, 0, where(x >= c, x, x * (x + c) / (2 * c)))


def relu(x):
    return maximum(x, 0)


def sigma(x):  # of a ball, or of what SymPy reads
    return 1 / (1 + exp(-x))


def gap(x):  # f(x) - silu(x) between the corners
    return x * (x + 3) / 6 - x * sigma(x)


def exact(x):  # f in float64
    x = np.asarray(x, dtype=np.float64)
    return x * np.clip(x + 3, 0, 6) / 6


# --8<-- [end:setup]


X = np.sort(np.concatenate([points(), np.linspace(-6, 6, 2401, dtype=np.float32)]))
SIZE = np.abs(X.astype(float))
OFF = SIZE != 3  # the corners left out
ROUNDED = "three operations are rounded, and 1/6"
SUMMED = "a rounded quotient and a rounded product are added"
LARGEST = 0.14227761953270035  # 3 / (1 + e^3)


@theorem(
    title="Three pieces, one of them a parabola",
    statement=r"""For all real $x$

$$
\begin{aligned}
f(x) &= x \cdot \frac{\min(\max(x + 3, 0), 6)}6 \\
&= \begin{cases} 0 & x \le -3 \\ \frac{x (x + 3)}6 & -3 < x < 3 \\ x & x \ge 3 . \end{cases}
\end{aligned}
$$

If $-3 \le x - t$, $x + t \le 3$ and $t > 0$, then $f(x + t) - 2 f(x) + f(x - t) = \tfrac{t^2}3$: on no interval between $-3$ and $3$ is $f$ linear.""",
)
def pieces():
    prove("the gated form is the three pieces", x * gate(x) == f(x))
    within = And(-3 <= x - t, x + t <= 3, t > 0)
    second = f(x + t) - 2 * f(x) + f(x - t)
    prove("between the corners it is t^2 / 3", Implies(within, second == t * t / 3))
    prove("left of -3 it is 0", Implies(And(x + t <= -3, t > 0), second == 0))
    prove("right of 3 it is 0", Implies(And(x - t >= 3, t > 0), second == 0))
    counterexample("to f being piecewise linear", Implies(within, second == 0))


@tie(pieces)
def pieces_in_keras():
    value, slope = installed("hard_silu", X)
    check("values", value, exact(X), ulps(3, exact(X)), ROUNDED)
    gates, _ = installed("hard_sigmoid", X)
    check("x times hard_sigmoid(x)", value, X * gates, ulps(1, X), "one product more")
    inner = np.linspace(-2.75, 2.75, 23)
    below, middle, above = (
        installed("hard_silu", inner + shift)[0] for shift in (-0.25, 0, 0.25)
    )
    check(
        "the second difference over 1/4 is 1/48",
        below - 2 * middle + above,
        1 / 48,
        ulps(8, 1),
        "four values, each within 3 ulp",
    )
    flat = (slope == 0) & (X < -3)
    check("left of -3 every gradient is 0", flat.sum(), (X < -3).sum(), ulps(0, 1), "0")


@theorem(
    title="Slopes and corners",
    statement=r"""$f$ is continuous, and differentiable exactly off $\{-3, 3\}$, with $f'(x) = 0$ for $x < -3$, $f'(x) = \tfrac x3 + \tfrac12$ for
$-3 < x < 3$ and $f'(x) = 1$ for $x > 3$. At $-3$ the slope is $0$ on the left and $-\tfrac12$ on the right, at $3$ it is $\tfrac32$ on the left and $1$ on the
right: at both corners it drops by $\tfrac12$. So $f'$ is negative exactly on $(-3, -\tfrac32)$ and greater than $1$ exactly on $(\tfrac32, 3)$.""",
)
def slopes():
    close = And(eps > 0, Abs(x - y) < eps)
    prove(
        "continuous: delta = epsilon / 2 serves everywhere",
        Implies(close, Abs(f(x) - f(y)) < 2 * eps),
    )
    step = And(0 < t, t <= 6)
    prove("left of -3 the rise is 0", Implies(step, f(-3) - f(-3 - t) == 0))
    prove(
        "right of -3 the quotient is -1/2 + t/6",
        Implies(step, f(-3 + t) - f(-3) == t * (Q(-1, 2) + t / 6)),
    )
    prove(
        "left of 3 it is 3/2 - t/6",
        Implies(step, f(3) - f(3 - t) == t * (Q(3, 2) - t / 6)),
    )
    prove("right of 3 it is 1", Implies(step, f(3 + t) - f(3) == t))
    inside = And(-3 <= x, x <= 3, -3 <= x + t, x + t <= 3)
    prove(
        "between the corners the quotient is x/3 + 1/2 + t/6",
        Implies(inside, f(x + t) - f(x) == t * (x / 3 + Q(1, 2) + t / 6)),
    )
    prove(
        "which is within epsilon of f' for |t| < 6 epsilon",
        Implies(
            And(-3 < x, x < 3, Abs(t) < 6 * eps),
            Abs(x / 3 + Q(1, 2) + t / 6 - gradient(x)) < eps,
        ),
    )
    prove(
        "outside it is f'",
        Implies(
            Or(And(x < -3, x + t < -3), And(x > 3, x + t > 3)),
            f(x + t) - f(x) == t * gradient(x),
        ),
    )
    prove("f' < 0 between -3 and -3/2", (gradient(x) < 0) == And(-3 < x, x < Q(-3, 2)))
    prove("f' > 1 between 3/2 and 3", (gradient(x) > 1) == And(Q(3, 2) < x, x < 3))
    counterexample("to a rising slope", Implies(x < y, gradient(x) <= gradient(y)))


@tie(slopes)
def slopes_in_keras():
    _, slope = installed("hard_silu", X)
    want = np.where(X <= -3, 0, np.where(X >= 3, 1, X.astype(float) / 3 + 0.5))
    check("gradients, the outer side's at 3 and -3", slope, want, ulps(4, 1), SUMMED)
    near = np.float32([-3 - 2**-18, -3 + 2**-18, 3 - 2**-18, 3 + 2**-18])
    sides = installed("hard_silu", near)[1]
    check(
        "2^-18 beside the corners: 0, -1/2, 3/2, 1",
        sides,
        [0, -0.5, 1.5, 1],
        ulps(16, 1),
        "the slope moves by 2^-18 / 3, and is rounded",
    )


@theorem(
    title="The steepest slope",
    statement=r"""The least Lipschitz constant of $f$ is $\tfrac32$, and no pair of points reaches it: $\lvert f(x) - f(y) \rvert < \tfrac32 \lvert x - y \rvert$ for
$x \ne y$, with no smaller constant.""",
)
def lipschitz():
    rise = Abs(f(x) - f(y))
    prove(
        "the rise is less than 3/2 of the way",
        Implies(x != y, rise < Q(3, 2) * Abs(x - y)),
    )
    way = Q(9, 2) - 3 * c
    prove(
        "for 0 <= c < 3/2 the way from 9 / 2 - 3 c before 3 to 3 is steeper than c",
        Implies(And(0 <= c, c < Q(3, 2)), f(3) - f(3 - way) > c * way),
    )
    counterexample("to silu's constant, 1.1", rise <= Q(11, 10) * Abs(x - y))


@tie(lipschitz)
def lipschitz_in_keras():
    value, slope = installed("hard_silu", X)
    at_most(
        "|f(x) - f(y)| <= 3/2 |x - y|",
        np.abs(value - value[:, ::-1]),
        1.5 * np.abs(X - X[::-1].astype(float)),
        ulps(4, np.maximum(SIZE, SIZE[::-1])),
        ROUNDED,
    )
    grid = np.linspace(-3, 3, 6001, dtype=np.float32)[1:-1]
    inner = installed("hard_silu", grid)[1]
    check(
        "the least slope is near -1/2", inner.min(), -0.5, ulps(4096, 1), "one step in"
    )
    check("the largest is near 3/2", inner.max(), 1.5, ulps(4096, 1), "one step in")


@theorem(
    title="The one minimum, and the zeros",
    statement=r"""$f(x) \ge -\tfrac38$, with equality at $x = -\tfrac32$ alone. $f$ falls strictly on $[-3, -\tfrac32]$ and rises strictly on $[-\tfrac32, \infty)$. It is
negative exactly on $(-3, 0)$, and zero exactly on $(-\infty, -3]$ and at $0$. Its range is $[-\tfrac38, \infty)$; a value $y$ with $-\tfrac38 < y < 0$ is taken
twice, at $-\tfrac32 \pm \sqrt{\tfrac94 + 6 y}$.""",
)
def valley():
    low = Q(-3, 2)
    prove("f(x) >= -3/8", f(x) >= Q(-3, 8))
    prove("with equality at -3/2 alone", (f(x) == Q(-3, 8)) == (x == low))
    prove("it falls", Implies(And(-3 <= x, x < y, y <= low), f(x) > f(y)))
    prove("it rises", Implies(And(low <= x, x < y), f(x) < f(y)))
    prove("negative between -3 and 0", (f(x) < 0) == And(-3 < x, x < 0))
    prove("zero up to -3 and at 0", (f(x) == 0) == Or(x <= -3, x == 0))
    root = And(r >= 0, r * r == Q(9, 4) + 6 * y)
    prove(
        "-3/8 <= y < 0 is taken at -3/2 - r and -3/2 + r alone",
        Implies(And(root, y < 0), (f(x) == y) == Or(x == low - r, x == low + r)),
    )
    prove(
        "0 <= y <= 3 is taken at -3/2 + r",
        Implies(And(root, 0 <= y, y <= 3), f(low + r) == y),
    )
    prove("a larger y is taken at y", Implies(y > 3, f(y) == y))
    counterexample("to increasing", Implies(x < y, f(x) <= f(y)))


@tie(valley)
def valley_in_keras():
    value, slope = installed("hard_silu", X)
    at_most("f >= -3/8", -0.375, value, ulps(1, 0.375), ROUNDED)
    low, at_low = installed("hard_silu", [-1.5])
    check("f(-3/2) = -3/8", low, -0.375, ulps(0, 1), "-1.5 * 1.5 / 6 is exact")
    check("the gradient there is 0", at_low, 0, ulps(1, 1), SUMMED)
    check(
        "f is negative between -3 and 0", value < 0, (X > -3) & (X < 0), ulps(0, 1), ""
    )
    check(
        "and zero up to -3 and at 0", value == 0, (X <= -3) | (X == 0), ulps(0, 1), ""
    )
    level = -np.linspace(0.01, 0.37, 37)
    root = np.sqrt(2.25 + 6 * level)
    for sign in -1, 1:
        taken, _ = installed("hard_silu", -1.5 + sign * root)
        check(
            f"{'left' if sign < 0 else 'right'} of -3/2 the value y is taken",
            taken,
            level,
            ulps(4, 1),
            "the place is rounded to float32",
        )


@theorem(
    title="The two sides",
    statement=r"""For all real $x$, with $m(x) = \min(\lvert x \rvert / 3, 1)$,

$$
\begin{aligned}
f(x) - f(-x) &= x, \\
f(x) + f(-x) &= \lvert x \rvert\, m(x),
\end{aligned}
$$

and $f'(x) + f'(-x) = 1$ off $\{-3, 3\}$. So $f$ is $\tfrac x2$ plus the even function $\tfrac12 \lvert x \rvert\, m(x)$.""",
)
def mirror():
    share = minimum(Abs(x) / 3, 1)
    prove("f(x) - f(-x) = x", f(x) - f(-x) == x)
    prove("f(x) + f(-x) = |x| m(x)", f(x) + f(-x) == Abs(x) * share)
    prove("f'(x) + f'(-x) = 1", gradient(x) + gradient(-x) == 1)
    prove("the gates at x and -x add up to 1", gate(x) + gate(-x) == 1)
    counterexample("to f being odd", f(-x) == -f(x))


@tie(mirror)
def mirror_in_keras():
    value, slope = installed("hard_silu", X)
    mirrored, other = installed("hard_silu", -X)
    check("f(x) - f(-x) = x", value - mirrored, X, ulps(4, X), ROUNDED)
    check(
        "f(x) + f(-x) = |x| min(|x| / 3, 1)",
        value + mirrored,
        SIZE * np.minimum(SIZE / 3, 1),
        ulps(4, X),
        ROUNDED,
    )
    check(
        "f'(x) + f'(-x) = 1, at the corners too", slope + other, 1, ulps(4, 1), SUMMED
    )


@theorem(
    title="How far from ReLU",
    statement=r"""For all real $x$

$$
\operatorname{relu}(x) - f(x) = \max\Bigl(0,\ \frac{\lvert x \rvert\,(3 - \lvert x \rvert)}6\Bigr) ,
$$

which lies between $0$ and $\tfrac38$. It is $\tfrac38$ exactly at $x = \pm\tfrac32$, and $0$ exactly at $0$ and where $\lvert x \rvert \ge 3$.""",
)
def relu_gap():
    below = relu(x) - f(x)
    size = Abs(x)
    prove("the formula", below == maximum(0, size * (3 - size) / 6))
    prove("it lies between 0 and 3/8", And(0 <= below, below <= Q(3, 8)))
    prove("3/8 at 3/2 and -3/2 alone", (below == Q(3, 8)) == (size == Q(3, 2)))
    prove("0 at 0 and beyond the corners", (below == 0) == Or(x == 0, size >= 3))
    counterexample("to a gap only on the left", Implies(x >= 0, f(x) == relu(x)))


@tie(relu_gap)
def relu_gap_in_keras():
    value, slope = installed("hard_silu", X)
    rectified, step = installed("relu", X)
    check(
        "relu(x) - f(x)",
        rectified - value,
        np.maximum(0, SIZE * (3 - SIZE) / 6),
        ulps(4, np.minimum(SIZE, 3)),
        ROUNDED,
    )
    beyond = SIZE >= 3
    check(
        "beyond the corners nothing is rounded",
        value[:, beyond],
        rectified[:, beyond],
        ulps(0, 1),
        "the gate is exactly 0 or 1",
    )
    check(
        "and the gradients are those of relu",
        slope[:, beyond],
        step[:, beyond],
        ulps(0, 1),
        "likewise",
    )


@theorem(
    title="How far from SiLU, and where",
    statement=r"""Let $d(x) = f(x) - x\,\sigma(x)$ with $\sigma(x) = 1/(1 + e^{-x})$. Then $d$ is even, and

$$
\lvert d(x) \rvert \le \frac3{1 + e^3} \approx 0.14228 ,
$$

with equality at $x = \pm3$ alone. There is one $x_1 \approx 2.5757$ with $d(x) < 0$ for $0 < \lvert x \rvert < x_1$ and $d(x) > 0$ for
$\lvert x \rvert > x_1$; where $d$ is negative it stays above $-0.1058$. Near 0, $d(x) / x^2 \to -\tfrac1{12}$.""",
    scope="the bound and the limit; that x1 is one, by the written proof",
)
def silu_gap():
    prove("f(x) - f(-x) = x", f(x) - f(-x) == x)
    equal("silu(x) - silu(-x) = x, so d is even", v * sigma(v) - (-v) * sigma(-v), v)
    prove(
        "between the corners f is x (x + 3) / 6",
        Implies(And(-3 <= x, x <= 3), f(x) == x * (x + 3) / 6),
    )
    equal("d(3) = 3 / (1 + e^3)", gap(sympy.Integer(3)), 3 / (1 + sympy.exp(3)))
    equal("d(x) / x^2 -> -1/12 at 0", limit(gap(v) / v**2, v, 0), Rational(-1, 12))
    bound("|d| < 0.1058 on [0, 2.5]", gap, 0.0, 2.5, "0.1058")

    def rise(x):
        return (2 * x + 3) / 6 - sigma(x) * (1 + x * sigma(-x))

    equal("d' is this between the corners", diff(gap(v), v), rise(v))
    bound("0 < d' < 0.64 on [2.5, 3]", lambda x: rise(x) - 0.32, 2.5, 3.0, "0.32")
    far = v - v * sigma(v)
    equal(
        "right of 3, d' has the sign of 1 + e^x - x e^x",
        diff(far, v) * (1 + sympy.exp(v)) ** 2,
        1 + sympy.exp(v) - v * sympy.exp(v),
    )
    tangents_of_exp()
    prove(
        "which is negative there, since e^x > 1 + x",
        Implies(And(x >= 3, E(x) > 1 + x), 1 + E(x) - x * E(x) < 0),
    )
    bound("d < 0 at 2.5756", lambda _: gap(arb("2.5756")) + 0.05, 0.0, 1.0, "0.05")
    bound("d > 0 at 2.5757", lambda _: gap(arb("2.5757")) - 0.05, 0.0, 1.0, "0.05")
    with falls("|d| < 0.1 on [0, 2.5]"):
        bound("", gap, 0.0, 2.5, "0.1")


@tie(silu_gap)
def silu_gap_in_keras():
    hard, slope = installed("hard_silu", X)
    soft, smooth = installed("silu", X)
    d = hard - soft
    reason = "both are rounded"
    check("d is even", d, hard_minus_soft(-X), ulps(8, np.maximum(1, SIZE)), reason)
    at_most(
        "|d| <= 3 / (1 + e^3)", np.abs(d), LARGEST, ulps(8, np.maximum(1, SIZE)), reason
    )
    check("d(3) = 3 / (1 + e^3)", hard_minus_soft([-3, 3]), LARGEST, ulps(4, 3), reason)
    inner = (SIZE > 0.01) & (SIZE < 2.575)
    outer = (SIZE > 2.576) & (SIZE < 12)
    at_most("d < 0 up to x1", d[:, inner], 0, ulps(0, 1), "0.01 is far enough from 0")
    at_most("d > 0 beyond", 0, d[:, outer], ulps(0, 1), "12 is near enough")
    check(
        "the gradients of d at x and -x are opposite",
        (slope - smooth)[:, OFF],
        (installed("silu", -X)[1] - installed("hard_silu", -X)[1])[:, OFF],
        ulps(16, 1),
        "four gradients are rounded",
    )


def hard_minus_soft(x):
    return installed("hard_silu", x)[0] - installed("silu", x)[0]


@theorem(
    title="Why the corners stand at 3",
    statement=r"""For $c > 0$ let $f_c$ have its corners at $\pm c$: $f_c(x) = 0$ for $x \le -c$, $\tfrac{x (x + c)}{2 c}$ in between, $x$ for $x \ge c$. Then
$f_3 = f$ and $f_c(x) = \tfrac c3\, f(\tfrac{3 x}c)$. For every $c > 0$

$$
\sup_x\, \lvert f_c(x) - x\,\sigma(x) \rvert > 0.129 ,
$$

so no half-width is nearer to SiLU than $c = 3$ by a tenth of the latter's distance, $0.1423$.""",
)
def half_width():
    wide, near = Q(629, 200), Q(9, 5)  # two points of the graph tell
    prove("f_3 = f", of_width(x, 3) == f(x))
    prove(
        "f_c is f, stretched in both directions",
        Implies(c > 0, of_width(x, c) == c / 3 * f(3 * x / c)),
    )
    p, q = arb(629) / 200, arb(9) / 5
    bound(
        "3.145 - silu(3.145) lies between 0.129 and 0.131",
        lambda _: p - p * sigma(p) - arb("0.13"),
        0.0,
        1.0,
        "0.001",
    )
    bound(
        "silu(1.8) lies between 1.5446 and 1.5448",
        lambda _: q * sigma(q) - arb("1.5447"),
        0.0,
        1.0,
        "0.0001",
    )
    known = And(c > 0, wide - u > Q(129, 1000), w > Q(15446, 10000))

    def apart(distance):
        return Or(
            Abs(of_width(wide, c) - u) > distance, Abs(of_width(near, c) - w) > distance
        )

    prove(
        "with silu's values u and w there: at 3.145 or at 1.8, f_c is 0.129 away",
        Implies(known, apart(Q(129, 1000))),
    )
    prove("0.129 is more than nine tenths of 0.1423", Q(129, 1423) * 10 > Q(9, 10))
    with falls("by these two points it is 0.14 away"):
        prove("", Implies(known, apart(Q(14, 100))))


@tie(half_width)
def half_width_in_keras():
    soft = installed("silu", [3.145, 1.8])[0]
    for corner in 1.0, 2.5, 3.0, 3.145, 4.0, 10.0:
        value, slope = installed("hard_silu", np.float32(3 / corner) * X)
        want = np.where(
            X <= -corner, 0, np.where(X >= corner, X, X * (X + corner) / (2 * corner))
        )
        check(
            f"c = {corner:g}: c / 3 times f(3 x / c)",
            corner / 3 * value,
            want,
            ulps(8, np.maximum(SIZE, 1)),
            "the argument and 3 / c are rounded",
        )
        there = (
            corner
            / 3
            * installed("hard_silu", np.multiply(3 / corner, [3.145, 1.8]))[0]
        )
        at_most(
            "at 3.145 or at 1.8 it is 0.129 from silu",
            0.129,
            np.abs(there - soft).max(),
            ulps(8, 4),
            "likewise",
        )


@theorem(
    title="What is left of the signal",
    statement=r"""For all real $x$, with $m(x) = \min(\lvert x \rvert / 3, 1)$,

$$
f(x)^2 + f(-x)^2 = \tfrac12\, x^2\, \bigl(1 + m(x)^2\bigr) .
$$

So for a random number $z$ whose law is symmetric about 0, $0 < \operatorname{E} z^2 < \infty$,

$$
\tfrac14 \operatorname{E} z^2 < \operatorname{E} f(z)^2 \le \tfrac12 \operatorname{E} z^2 ,
$$

with equality exactly if, with probability 1, $z = 0$ or $\lvert z \rvert \ge 3$. For a standard normal $z$, $\operatorname{E} f(z)^2 = \tfrac12 - \tfrac16 \operatorname{erf}\bigl(\tfrac3{\sqrt2}\bigr) - \tfrac12 \varphi(3) \approx 0.3316$ with the normal
density $\varphi$.""",
    scope="a pair x, -x, and the normal law; other laws by the written proof",
)
def signal():
    share = minimum(Abs(x) / 3, 1)
    both = f(x) * f(x) + f(-x) * f(-x)
    prove("f(x)^2 + f(-x)^2", both == x * x * (1 + share * share) / 2)
    prove("more than x^2 / 2, for x != 0", Implies(x != 0, both > x * x / 2))
    prove("at most x^2", both <= x * x)
    prove("equal from 3 on", Implies(x != 0, (both == x * x) == (Abs(x) >= 3)))
    z = sympy.Symbol("z", positive=True)
    density = sympy.exp(-(z**2) / 2) / sympy.sqrt(2 * sympy.pi)
    inner = sympy.integrate(z**2 * (1 + z**2 / 9) / 2 * density, (z, 0, 3))
    outer = sympy.integrate(z**2 * density, (z, 3, sympy.oo))
    equal(
        "E f(z)^2 of a standard normal z",
        inner + outer,
        Rational(1, 2) - sympy.erf(3 / sympy.sqrt(2)) / 6 - density.subs(z, 3) / 2,
    )
    counterexample("to half of it being kept, as by relu", both == x * x)


@tie(signal)
def signal_in_keras():
    value, slope = installed("hard_silu", X)
    mirrored, other = installed("hard_silu", -X)
    check(
        "f(x)^2 + f(-x)^2",
        value**2 + mirrored**2,
        SIZE**2 * (1 + np.minimum(SIZE / 3, 1) ** 2) / 2,
        ulps(8, SIZE**2),
        "two squares of rounded values",
    )
    nodes = np.linspace(-12, 12, 240_001)
    mass = np.exp(-(nodes**2) / 2) / np.sqrt(2 * np.pi) * (nodes[1] - nodes[0])
    kept = installed("hard_silu", nodes)[0] ** 2 @ mass
    check(
        "E f(z)^2 = 0.331567", kept, 0.331567, ulps(16, 1), "a sum over 240,001 points"
    )


@theorem(
    title="Three roundings, also next to the corner",
    statement=r"""Let each operation err by a factor $1 + \delta$ with $\lvert \delta \rvert \le u < 1$. Then $x \cdot ((x + 3) / 6)$, in this order, is
$f(x)\,(1 + \delta)$ with $\lvert \delta \rvert \le (1 + u)^3 - 1$ for every $x$ between $-3$ and $3$, however near to $-3$. The form $(x^2 + 3 x) / 6$ has no
such bound: for every $k > 0$ there is an $x$ at which one rounding of $x^2$ makes an error of $k\,\lvert f(x) \rvert$.""",
)
def roundings():
    inside = And(-3 < x, x < 3)
    factor = (1 + a) * (1 + b) * (1 + e)
    prove(
        "three operations, each with its factor, give f(x) times their product",
        Implies(
            inside, x * ((x + 3) * (1 + a) / 6 * (1 + b)) * (1 + e) == f(x) * factor
        ),
    )
    small = And(0 <= u, u < 1, Abs(a) <= u, Abs(b) <= u, Abs(e) <= u)
    prove(
        "the product is within (1 + u)^3 - 1 of 1",
        Implies(small, Abs(factor - 1) <= (1 + u) * (1 + u) * (1 + u) - 1),
    )
    at = And(u > 0, k > 0, (x + 3) * (k + u) == 3 * u, x < 3)
    expanded = (x * x * (1 + u) + 3 * x) / 6
    prove(
        "the other form, at x = -3 + 3 u / (k + u), is k |f(x)| away",
        Implies(at, Abs(expanded - f(x)) == k * Abs(f(x))),
    )
    near = Implies(And(inside, u == Q(1, 8)), Abs(expanded - f(x)) <= 4 * u * Abs(f(x)))
    counterexample("to four roundings of the other form", near)


@tie(roundings)
def roundings_in_keras():
    beside = np.float32(-3) + np.float32(2.0 ** -np.arange(1, 21))
    value, slope = installed("hard_silu", beside)
    want = exact(beside)
    check("next to -3, relative to f(x)", value, want, ulps(3, want), ROUNDED)
    check(
        "the gradient there is x/3 + 1/2",
        slope,
        beside.astype(float) / 3 + 0.5,
        ulps(4, 1),
        SUMMED,
    )
    everywhere, _ = installed("hard_silu", X)
    check("everywhere", everywhere, exact(X), ulps(3, exact(X)), ROUNDED)
    with falls("the same of (x^2 + 3 x) / 6 in float32"):
        typed = (beside * beside + np.float32(3) * beside) / np.float32(6)
        check("next to -3", typed, want, ulps(100, want), "as above")
