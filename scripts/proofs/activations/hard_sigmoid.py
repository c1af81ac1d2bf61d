"""Theorems on hard sigmoid, in the order in which the page proves them."""

from proofs.engine import points, standard_errors, theorem, tie

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import arb
from sympy import Rational, diff, integrate, log, sqrt
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
from proofs.premises import E, exp, exponential, mirrored, tangents_of_exp

a, c, d, g, k, m, n, p, q, r, t, w, x, y = Reals("a c d g k m n p q r t w x y")
v = sympy.Symbol("x", real=True)


def f(x):
    return minimum(maximum(x + 3, 0), 6) / 6


def gradient(x):  # at both kinks the flat side's, as Keras on JAX
    return where(x <= -3, 0 * x, where(x >= 3, 0 * x, 0 * x + 1)) / 6


def of_width(x, c):  # corners at -c and c; Keras 2 had c = 5/2
    return minimum(maximum(x / (2 * c) + Q(1, 2), 0), 1)


def keras2(x):
    return minimum(maximum(x / 5 + Q(1, 2), 0), 1)


def sigma(x):
    return 1 / (1 + exp(-x))


def gap(x):  # f(x) - sigma(x) between the corners
    return (x + 3) / 6 - sigma(x)


# --8<-- [end:setup]


X = np.sort(np.concatenate([points(), np.linspace(-6, 6, 2401, dtype=np.float32)]))
SIZE = np.abs(X.astype(float))
EXACT = np.clip(X.astype(float) + 3, 0, 6) / 6
ROUNDED = "a sum and a quotient are rounded"
COPIED = "it is copied, not computed"
TURN = float(np.log(2 + np.sqrt(3)))  # 1.3170
LARGEST = float((np.sqrt(3) - TURN) / 6)  # 0.0692


@theorem(
    title="One line between two cuts",
    statement=r"""For all real $x$

$$
\begin{aligned}
f(x) &= \min\Bigl(\max\Bigl(\frac x6 + \frac12,\ 0\Bigr),\ 1\Bigr) \\
&= \frac12 + \frac16 \min(\max(x, -3), 3) .
\end{aligned}
$$

So $f(x) = 0$ exactly for $x \le -3$, and $f(x) = 1$ exactly for $x \ge 3$. The graph is symmetric about the point $(0, \tfrac12)$:
$f(x) + f(-x) = 1$.""",
)
def pieces():
    prove("a cut line", f(x) == minimum(maximum(x / 6 + Q(1, 2), 0), 1))
    prove(
        "a half and a sixth of the cut x",
        f(x) == Q(1, 2) + minimum(maximum(x, -3), 3) / 6,
    )
    prove("0 up to -3, and nowhere else", (f(x) == 0) == (x <= -3))
    prove("1 from 3 on, and nowhere else", (f(x) == 1) == (x >= 3))
    prove("f(x) + f(-x) = 1", f(x) + f(-x) == 1)
    counterexample("to f being odd", f(-x) == -f(x))
    with falls("cut at 1, not divided by 6 first"):
        prove("", f(x) == minimum(maximum((x + 1) / 2, 0), 1))


@tie(pieces)
def pieces_in_keras():
    value, slope = installed("hard_sigmoid", X)
    check("values", value, EXACT, ulps(2, EXACT), ROUNDED)
    mirrored, other = installed("hard_sigmoid", -X)
    check("f(x) + f(-x) = 1", value + mirrored, 1, ulps(2, 1), ROUNDED)
    check(
        "0 up to -3 alone", value == 0, X <= -3, ulps(0, 1), "x + 3 is not rounded to 0"
    )
    check(
        "1 from 3 on, and up to an ulp of 3 before it",
        value[:, X >= 3],
        1,
        ulps(0, 1),
        "6 / 6",
    )
    capped, _ = installed("relu6", X + np.float32(3))
    check("relu6(x + 3) / 6", value, capped / 6, ulps(1, EXACT), "one quotient")


@theorem(
    title="A sixth, and flat outside",
    statement=r"""$f$ is differentiable exactly off $\{-3, 3\}$, with $f'(x) = \tfrac16$ for $\lvert x \rvert < 3$ and $f'(x) = 0$ for $\lvert x \rvert > 3$. At
each corner the slope is $\tfrac16$ on the inner side and $0$ on the outer one. For all real $x, y$

$$
\lvert f(x) - f(y) \rvert \le \tfrac16\, \lvert x - y \rvert ,
$$

with equality exactly if $x = y$ or both lie in $[-3, 3]$. So $\tfrac16$ is the least Lipschitz constant.""",
)
def slopes():
    same = Or(
        And(x < -3, x + t < -3),
        And(-3 < x, x < 3, -3 < x + t, x + t < 3),
        And(x > 3, x + t > 3),
    )
    prove(
        "on one piece a step of t rises by t f'(x)",
        Implies(same, f(x + t) - f(x) == t * gradient(x)),
    )
    step = And(0 < t, t <= 6)
    prove(
        "at -3 a step of t to the right rises by t / 6, to the left by 0",
        Implies(step, And(f(-3 + t) - f(-3) == t / 6, f(-3) - f(-3 - t) == 0)),
    )
    prove(
        "at 3 a step of t to the left falls by t / 6, to the right by 0",
        Implies(step, And(f(3) - f(3 - t) == t / 6, f(3 + t) - f(3) == 0)),
    )
    rise, way = Abs(f(x) - f(y)), Abs(x - y)
    prove("the rise is at most a sixth of the way", rise <= way / 6)
    inside = And(Abs(x) <= 3, Abs(y) <= 3)
    prove("equality", (rise == way / 6) == Or(x == y, inside))
    prove(
        "no smaller constant: -3 and 3",
        Implies(k < Q(1, 6), f(3) - f(-3) > k * 6),
    )
    counterexample("to a slope of a sixth everywhere", rise == way / 6)
    with falls("a tenth is a constant"):
        prove("", rise <= way / 10)


@tie(slopes)
def slopes_in_keras():
    value, slope = installed("hard_sigmoid", X)
    check(
        "1/6 between the corners, 0 at them and outside",
        slope,
        np.where(SIZE < 3, 1 / 6, 0),
        ulps(1, 1 / 6),
        "1/6 is rounded",
    )
    sides = np.float32([-3 - 2**-18, -3 + 2**-18, 3 - 2**-18, 3 + 2**-18])
    check(
        "2^-18 beside the corners: 0, 1/6, 1/6, 0",
        installed("hard_sigmoid", sides)[1],
        [0, 1 / 6, 1 / 6, 0],
        ulps(1, 1 / 6),
        "likewise",
    )
    at_most(
        "|f(x) - f(y)| <= |x - y| / 6",
        np.abs(value - value[:, ::-1]),
        np.abs(X - X[::-1].astype(float)) / 6,
        ulps(4, 1),
        ROUNDED,
    )
    inner = SIZE <= 3
    check(
        "equality between the corners",
        value[:, inner] - value[:, inner][:, ::-1],
        (X[inner].astype(float) - X[inner][::-1]) / 6,
        ulps(4, 1),
        ROUNDED,
    )


@theorem(
    title="Where it is steeper than the sigmoid",
    statement=r"""Let $\sigma(x) = 1 / (1 + e^{-x})$. Off $\{-3, 3\}$

$$
f'(x) > \sigma'(x) \quad\text{exactly if}\quad \ln(2 + \sqrt3) < \lvert x \rvert < 3 ,
$$

with $\ln(2 + \sqrt3) \approx 1.317$, and $f'(x) = \sigma'(x)$ exactly at $x = \pm\ln(2 + \sqrt3)$. At $0$ the slope of $f$ is two thirds of that of
$\sigma$.""",
)
def steeper():
    slope = exp(v) / (1 + exp(v)) ** 2
    equal("sigma' = e^x / (1 + e^x)^2", diff(sigma(v), v), slope)
    equal(
        "two thirds of sigma'(0) is a sixth", slope.subs(v, 0) * 2 / 3, Rational(1, 6)
    )
    tangents_of_exp()
    root = And(r > 0, r * r == 3, E(q) == 2 + r)  # so q is ln(2 + sqrt 3)
    prove(
        "0 < ln(2 + sqrt 3) < 3", Implies(And(exponential(q), root), And(0 < q, q < 3))
    )
    prove("e^-q = 2 - sqrt 3", Implies(And(mirrored(q), root), E(-q) == 2 - r))
    prove("e^x grows", Implies(exponential(x, y), (E(x) < E(y)) == (x < y)))
    between = And(2 - r < w, w < 2 + r)
    ends = Or(w == 2 - r, w == 2 + r)
    u = And(r > 0, r * r == 3, w > 0)  # w is e^x
    prove(
        "w / (1 + w)^2 > 1/6 exactly between 2 - sqrt 3 and 2 + sqrt 3",
        Implies(u, (6 * w > (1 + w) ** 2) == between),
    )
    prove("it is 1/6 exactly at the two", Implies(u, (6 * w == (1 + w) ** 2) == ends))
    order = And((E(x) < E(q)) == (x < q), (E(-q) < E(x)) == (-q < x), E(x) > 0)
    prove(
        "so for w = e^x exactly between -ln(2 + sqrt 3) and ln(2 + sqrt 3)",
        Implies(
            And(root, E(-q) == 2 - r, order),
            (6 * E(x) > (1 + E(x)) ** 2) == And(-q < x, x < q),
        ),
    )
    prove("f' is 1/6 inside", Implies(Abs(x) < 3, gradient(x) == Q(1, 6)))
    prove("f' is 0 outside", Implies(Abs(x) > 3, gradient(x) == 0))
    with falls("steeper wherever it is not flat"):
        prove("", Implies(w > 0, 6 * w < (1 + w) ** 2))


@tie(steeper)
def steeper_in_keras():
    far = (SIZE != 3) & (np.abs(SIZE - TURN) > 1e-3) & (SIZE < 80)
    x, size = X[far], SIZE[far]
    slope, smooth = (installed(name, x)[1] for name in ("hard_sigmoid", "sigmoid"))
    check(
        "steeper between 1.317 and 3 alone",
        slope > smooth,
        (size > TURN) & (size < 3),
        ulps(0, 1),
        "1e-3 is far enough from the turn",
    )
    at = [TURN, -TURN, 0]
    slope, smooth = (installed(name, at)[1] for name in ("hard_sigmoid", "sigmoid"))
    check("equal at 1.317", slope[..., :2], smooth[..., :2], ulps(2, 1), "rounded")
    check(
        "at 0 two thirds", slope[..., 2], smooth[..., 2] * 2 / 3, ulps(2, 1), "rounded"
    )


@theorem(
    title="How far from the sigmoid, and where",
    statement=r"""Let $d(x) = f(x) - \sigma(x)$. Then $d(-x) = -d(x)$, and for all real $x$

$$
\lvert d(x) \rvert \le \frac{\sqrt3 - \ln(2 + \sqrt3)}6 \approx 0.06918 ,
$$

with equality at $x = \pm\ln(2 + \sqrt3)$ alone, where $f$ lies nearer to $\tfrac12$ than $\sigma$. At the corners the distance is $1 / (1 + e^3) \approx 0.0474$, and
beyond them it is less. For $x > 0$, $d$ changes its sign once, from minus to plus, between $2.5756$ and $2.5757$.""",
    scope="the signs of d' and the values; the extremes by the written proof",
)
def sigmoid_gap():
    turn = log(2 + sqrt(3))
    equal("sigma(x) + sigma(-x) = 1", sigma(v) + sigma(-v), 1)
    prove("f(x) + f(-x) = 1, so d is odd", f(x) + f(-x) == 1)
    prove(
        "between the corners f is (x + 3) / 6",
        Implies(Abs(x) <= 3, f(x) == (x + 3) / 6),
    )
    equal("d(ln(2 + sqrt 3))", gap(turn), (turn - sqrt(3)) / 6)
    quadratic = exp(2 * v) - 4 * exp(v) + 1
    equal(
        "d' as a quadratic in e^x", diff(gap(v), v) * 6 * (1 + exp(v)) ** 2, quadratic
    )
    below = w * w - 4 * w + 1 < 0
    prove(
        "it is negative from e^x = 1 up to 2 + sqrt 3 alone",
        Implies(And(w >= 1, r > 0, r * r == 3), below == (w < 2 + r)),
    )
    equal("d(3)", gap(sympy.Integer(3)), 1 / (1 + exp(sympy.Integer(3))))
    tangents_of_exp()
    tail = 1 - E(x) / (1 + E(x))
    prove("beyond 3, f is 1", Implies(x >= 3, f(x) == 1))
    prove(
        "and d = 1 / (1 + e^x) is positive and falls",
        Implies(
            And(exponential(x, y), x > y),
            And(tail == 1 / (1 + E(x)), 0 < tail, tail < 1 / (1 + E(y))),
        ),
    )
    bound("|d| < 0.06919 on [0, 3]", gap, 0.0, 3.0, "0.06919")
    at, below = arb("2.5756"), arb("0.03")
    bound("d < 0 at 2.5756", lambda _: gap(at) + below, 0.0, 1.0, "0.03")
    past = arb("2.5757")
    bound("d > 0 at 2.5757", lambda _: gap(past) - below, 0.0, 1.0, "0.03")
    with falls("|d| < 0.069"):
        bound("", gap, 0.0, 3.0, "0.069")


@tie(sigmoid_gap)
def sigmoid_gap_in_keras():
    hard, soft = (installed(name, X)[0] for name in ("hard_sigmoid", "sigmoid"))
    d, reason = hard - soft, "both are rounded"
    at_most("|d| <= 0.06918", np.abs(d), LARGEST, ulps(4, 1), reason)
    at = [TURN, -TURN, 3]
    hard, soft = (installed(name, at)[0] for name in ("hard_sigmoid", "sigmoid"))
    want = [-LARGEST, LARGEST, 1 / (1 + np.exp(3))]
    check("d at 1.317, -1.317 and 3", hard - soft, want, ulps(4, 1), reason)
    near = (SIZE > 1e-3) & (SIZE < 2.575) & (X > 0)
    past = (SIZE > 2.576) & (SIZE < 12) & (X > 0)
    at_most(
        "d < 0 up to 2.575", d[..., near], 0, ulps(0, 1), "1e-3 is far enough from 0"
    )
    at_most("d > 0 from 2.576 on", 0, d[..., past], ulps(0, 1), "12 is near enough")


@theorem(
    title="The other hard sigmoid, of Keras 2",
    statement=r"""Let $k(x) = \min(\max(\tfrac x5 + \tfrac12, 0), 1)$. For all real $x$

$$
k(x) = f\bigl(\tfrac65\, x\bigr) , \qquad \lvert k(x) - f(x) \rvert \le \tfrac1{12} ,
$$

with equality on the right exactly at $x = \pm\tfrac52$. The two agree exactly at $0$ and where $\lvert x \rvert \ge 3$; elsewhere $k(x)$ is further from $\tfrac12$. So for all
real $w, h, b$, $k(w h + b) = f(\tfrac65 w h + \tfrac65 b)$: weights and bias, multiplied by $\tfrac65$, keep every output.""",
)
def other_slope():
    apart = Abs(keras2(x) - f(x))
    prove("k(x) = f(6 x / 5)", keras2(x) == f(6 * x / 5))
    prove("they are 1/12 apart at most", apart <= Q(1, 12))
    prove("exactly at -5/2 and 5/2", (apart == Q(1, 12)) == (Abs(x) == Q(5, 2)))
    prove("equal at 0 and beyond the corners", (apart == 0) == Or(x == 0, Abs(x) >= 3))
    half = Q(1, 2)
    prove("k is further from 1/2", Abs(keras2(x) - half) >= Abs(f(x) - half))
    prove(
        "strictly where they differ",
        Implies(apart > 0, Abs(keras2(x) - half) > Abs(f(x) - half)),
    )
    prove(
        "6/5 of the weight and of the bias keep the output",
        keras2(w * x + y) == f(Q(6, 5) * w * x + Q(6, 5) * y),
    )
    counterexample("to the two being one", keras2(x) == f(x))
    with falls("the weight alone"):
        prove("", keras2(w * x + y) == f(Q(6, 5) * w * x + y))


@tie(other_slope)
def other_slope_in_keras():
    value, _ = installed("hard_sigmoid", np.float32(1.2) * X)
    old = np.clip(X.astype(float) / 5 + 0.5, 0, 1)
    check("f(1.2 x) is Keras 2's", value, old, ulps(4, 1), "1.2 x is rounded")
    plain, _ = installed("hard_sigmoid", X)
    at_most("1/12 apart at most", np.abs(plain - old), 1 / 12, ulps(2, 1), ROUNDED)
    at, _ = installed("hard_sigmoid", [-2.5, 2.5])
    check(
        "1/12 and 11/12 at the old corners", at, [1 / 12, 11 / 12], ulps(1, 1), ROUNDED
    )


@theorem(
    title="How near any hard sigmoid comes",
    statement=r"""For $c > 0$ let $f_c(x) = \min(\max(\tfrac x{2c} + \tfrac12, 0), 1)$, with corners at $\pm c$; $f_3 = f$, and Keras 2 had $f_{5/2}$. For every $c > 0$

$$
\sup_x\, \lvert f_c(x) - \sigma(x) \rvert > 0.0559 .
$$

At $c = 2.823$ the distance is below $0.0564$ for all $x$, at $c = 3$ it reaches $0.0691$, and at $c = \tfrac52$ it reaches $1 / (1 + e^{5/2}) > 0.0758$ and stays below
$0.0759$.""",
)
def half_width():
    prove("f_3 = f", of_width(x, 3) == f(x))
    prove("f_(5/2) is Keras 2's", of_width(x, Q(5, 2)) == keras2(x))
    prove(
        "f_c(x) + f_c(-x) = 1, as of sigma",
        Implies(c > 0, of_width(x, c) + of_width(-x, c) == 1),
    )
    first, second = arb("2.823"), arb("1.2")
    bound(
        "0.056 < 1 - sigma(2.823) < 0.0562",
        lambda _: 1 - sigma(first) - arb("0.0561"),
        0.0,
        1.0,
        "0.0001",
    )
    bound(
        "0.7685 < sigma(1.2) < 0.7686",
        lambda _: sigma(second) - arb("0.76855"),
        0.0,
        1.0,
        "0.00005",
    )
    known = And(c > 0, p < 1 - Q(56, 1000), q > Q(7685, 10000))

    def apart(distance):  # p, q: sigma at 2.823 and 1.2
        one, two = of_width(Q(2823, 1000), c) - p, of_width(Q(6, 5), c) - q
        return Or(Abs(one) > distance, Abs(two) > distance)

    prove("at 2.823 or at 1.2, f_c is 0.0559 off", Implies(known, apart(Q(559, 10000))))

    def line(c):
        return lambda x: x / (2 * arb(c)) + arb("0.5") - sigma(x)

    bound("c = 2.823: below 0.0564 up to c", line("2.823"), 0.0, 2.8231, "0.0564")
    bound("c = 5/2: below 0.0759 up to c", line("2.5"), 0.0, 2.5, "0.0759")
    bound(
        "c = 5/2: between 0.0758 and 0.0759 at c",
        lambda _: line("2.5")(arb("2.5")) - arb("0.07585"),
        0.0,
        1.0,
        "0.00005",
    )
    bound(
        "c = 3: between 0.0691 and 0.0693 at 1.317",
        lambda _: line("3")(arb("1.317")) + arb("0.0692"),
        0.0,
        1.0,
        "0.0001",
    )
    tangents_of_exp()
    prove(
        "beyond c the distance 1 / (1 + e^x) falls",
        Implies(And(exponential(x, y), x > y), 1 / (1 + E(x)) < 1 / (1 + E(y))),
    )
    with falls("by these two points it is 0.057 off"):
        prove("", Implies(known, apart(Q(57, 1000))))


@tie(half_width)
def half_width_in_keras():
    soft, _ = installed("sigmoid", X)
    for corner, largest in (2.5, 0.0759), (2.823, 0.0564), (3.0, 0.0692), (6.0, 0.22):
        value, _ = installed("hard_sigmoid", np.float32(3 / corner) * X)
        want = np.clip(X.astype(float) / (2 * corner) + 0.5, 0, 1)
        check(
            f"c = {corner:g}: f(3 x / c)", value, want, ulps(4, 1), "3 / c is rounded"
        )
        off = np.abs(value - soft).max()
        at_most(f"at most {largest} off", off, largest, ulps(4, 1), ROUNDED)
        at_most("and 0.0559 somewhere", 0.0559, off, ulps(4, 1), ROUNDED)


@theorem(
    title="An open gate keeps the state",
    statement=r"""Let $c_t = g_t\, c_{t-1}$ for $t = 1, \dots, T$. If $g_t = f(z_t)$ with $z_t \ge 3$ for every $t$, then $c_T = c_0$, whatever $T$ is, and for $z_t > 3$ the gradient of
$c_T$ in $z_t$ is $0$. If $g_t = \sigma(z_t)$ with $z_t \le M$ for every $t$, then

$$
\lvert c_T \rvert \le \frac{\lvert c_0 \rvert}{1 + T e^{-M}} ,
$$

which tends to $0$ as $T$ grows, for every $M$. The same holds of $g_t = f(z_t)$ with $z_t \le M$ and $-3 < M < 3$, with $(3 - M) / (3 + M)$ for $e^{-M}$.""",
    scope="one step, from any t to t + 1; all T by the written induction",
)
def memory():
    prove("z >= 3: a step keeps the state", Implies(x >= 3, f(x) * c == c))
    prove("z > 3: no gradient in z", Implies(x > 3, gradient(x) * c == 0))
    gate = And(p > 0, 0 <= g, g * (1 + p) <= 1)
    so_far = And(t >= 0, Abs(c) * (1 + t * p) <= a)
    prove(
        "a gate of at most 1 / (1 + p): the bound of step t gives that of step t + 1",
        Implies(And(gate, so_far), Abs(g * c) * (1 + (t + 1) * p) <= a),
    )
    tangents_of_exp()
    prove(
        "sigma of at most M is such a gate, with p = e^-M",
        Implies(
            And(exponential(-x, -m), x <= m),
            And(E(-m) > 0, 0 < 1 / (1 + E(-x)), (1 + E(-m)) / (1 + E(-x)) <= 1),
        ),
    )
    prove(
        "f is, with p = (3 - M) / (3 + M)",
        Implies(
            And(-3 < m, m < 3, x <= m),
            And(0 <= f(x), f(x) * (1 + (3 - m) / (3 + m)) <= 1, (3 - m) / (3 + m) > 0),
        ),
    )
    with falls("from 2.9 on a gate is open"):
        prove("", Implies(x >= Q(29, 10), f(x) * c == c))


@tie(memory)
def memory_in_keras():
    steps = np.arange(1, 2001)
    for z in 3.0, 3.5, 40.0:
        gate, slope = installed("hard_sigmoid", [z])
        kept = np.cumprod(np.full(2000, gate.item()))
        check(
            f"z = {z:g}: 2,000 steps keep 1",
            kept,
            1,
            ulps(0, 1),
            "the gate is exactly 1",
        )
        check("without a gradient in z", slope, 0, ulps(0, 1), COPIED)
    for z in 0.0, 2.0, 2.9:
        p = (3 - z) / (3 + z)
        kept = np.cumprod(np.full(2000, installed("hard_sigmoid", [z])[0].item()))
        at_most(
            f"z = {z:g}: the bound", kept, 1 / (1 + steps * p), ulps(2000, 1), ROUNDED
        )
        check("one step", kept[0], (3 + z) / 6, ulps(1, 1), ROUNDED)
    for z in 0.0, 3.0, 6.0:
        kept = np.cumprod(np.full(2000, installed("sigmoid", [z])[0].item()))
        least = 1 / (1 + steps * np.exp(-z))
        at_most(f"sigmoid at {z:g}: the bound", kept, least, ulps(2000, 1), ROUNDED)


@theorem(
    title="Evenly spaced levels stay evenly spaced",
    statement=r"""Let $n \ge 1$ and $x_k = -3 + \tfrac{6k}n$ for $k = 0, \dots, n$: $n + 1$ levels that divide $[-3, 3]$ evenly. Then $f(x_k) = \tfrac kn$, and if
$\lvert x - x_k \rvert \le \tfrac3n$, half a step, then

$$
\Bigl\lvert f(x) - \frac kn \Bigr\rvert \le \frac1{2n} ,
$$

half a step of the outputs. So in integers a code $k$ is its own gate; with 8 bits, $n = 255$.""",
)
def levels():
    level = -3 + 6 * k / n
    prove(
        "level k goes to k / n", Implies(And(n >= 1, 0 <= k, k <= n), f(level) == k / n)
    )
    prove(
        "within half a step of it, within half a step of k / n",
        Implies(
            And(n >= 1, 0 <= k, k <= n, Abs(x - level) <= 3 / n),
            Abs(f(x) - k / n) <= 1 / (2 * n),
        ),
    )
    prove("what lies left of them goes to 0", Implies(x < -3, f(x) == 0))
    prove("what lies right of them goes to 1", Implies(x > 3, f(x) == 1))
    counterexample("for a level beyond them", Implies(n >= 1, f(level) == k / n))


@tie(levels)
def levels_in_keras():
    for n in 15, 255, 65535:
        k = np.arange(n + 1)
        value, _ = installed("hard_sigmoid", -3 + 6 * k / n)
        check(
            f"n = {n}: k / n",
            value,
            k / n,
            ulps(4, 1),
            "the level is rounded to float32",
        )
        check(
            "rounded back it is k",
            np.rint(value * n),
            k,
            ulps(0, 1),
            "n is small enough",
        )


@theorem(
    title="A chance",
    statement=r"""Let $u$ be uniform on $[-3, 3]$: a random number of mean $0$ and variance $3$. For every real $x$, $f(x)$ is the probability that $u \le x$, and $f'$ is the density of $u$ off the
corners. So a gate that is open if $x + u \ge 0$, and otherwise shut, is open with probability $f(x)$.""",
)
def chance():
    inner, s = sympy.symbols("inner s", real=True)
    density = Rational(1, 6)
    equal("the density integrates to 1", integrate(density, (s, -3, 3)), 1)
    equal(
        "P(u <= x) inside",
        integrate(density, (s, -3, inner)),
        inner / 6 + Rational(1, 2),
    )
    prove("which is f", Implies(Abs(x) <= 3, f(x) == x / 6 + Q(1, 2)))
    prove("left of -3 it is 0", Implies(x < -3, f(x) == 0))
    prove("right of 3 it is 1", Implies(x > 3, f(x) == 1))
    prove("the density is f'", Implies(Abs(x) < 3, gradient(x) == Q(1, 6)))
    equal(
        "P(u >= -x) inside",
        integrate(density, (s, -inner, 3)),
        inner / 6 + Rational(1, 2),
    )
    equal("the mean", integrate(s * density, (s, -3, 3)), 0)
    equal("the variance", integrate(s**2 * density, (s, -3, 3)), 3)
    with falls("a variance of 1"):
        equal("", integrate(s**2 * density, (s, -3, 3)), 1)


@tie(chance)
def chance_in_keras():
    u = np.random.default_rng(0).uniform(-3, 3, 1_000_000)
    x = np.linspace(-3.5, 3.5, 29)
    value, _ = installed("hard_sigmoid", x)
    share = np.array([(at + u >= 0).mean() for at in x])
    error = np.sqrt(np.maximum(share * (1 - share), 1e-9) / u.size)
    check(
        "the share of open gates", share, value, standard_errors(4, error), "a million"
    )
