"""Theorems on soft_shrink, in the order in which the page proves them."""

from catalog.activations.soft_shrink import FUNCTION
from proofs.activations import installed
from proofs.engine import at_most, check, points, standard_errors, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from z3 import Abs, And, Implies, Not, Or, Reals

from catalog.activations.soft_shrink import soft_shrink
from proofs.engine import counterexample, equal, falls, maximum, minimum, prove, where

# t and s are thresholds; g is a derivative, eta a step of ISTA, lam its penalty
a, c, g, h, s, t, w, x, y, eta, lam = Reals("a c g h s t w x y eta lam")
v, m, z = sympy.symbols("v m z", real=True)  # v is drawn from N(m, sigma^2)
T, sigma = sympy.symbols("T sigma", positive=True)


def f(x, t):  # in the order of Keras on JAX, which decides where t < 0
    return where(x > t, x - t, where(x < -t, x + t, 0))


def gradient(x, t):  # at -t and t 0, as Keras on JAX
    return where(x > t, 1, where(x < -t, 1, 0))


def cut(x, t):  # what f takes off
    return maximum(minimum(x, t), -t)


def size(y):
    return maximum(y, -y)


def cost(x, y, t):  # of answering y to x, at the price t for each unit of size
    return (x - y) ** 2 / 2 + t * size(y)


def density(v):
    scale = sigma * sympy.sqrt(2 * sympy.pi)
    return sympy.exp(-((v - m) ** 2) / (2 * sigma**2)) / scale


# --8<-- [end:setup]


SWEEP = np.array(FUNCTION.parameters[0].sweep)  # exact in float32
THRESHOLD = SWEEP[:, None]  # a column, one row for each
X = np.sort(np.concatenate([points(), np.float32(SWEEP), np.float32(-SWEEP)]))
SIZE = np.abs(X.astype(float))
ROUNDED = "one subtraction is rounded"
CONSTANT = "a constant"


@theorem(
    title="The cheapest answer",
    statement=r"""Let $t = \texttt{threshold} \ge 0$, and let $C_x(y) = \tfrac12 (x - y)^2 + t\,\lvert y \rvert$ be the cost of answering $y$ to the number $x$.
Then $f(x)$ is the one cheapest answer: for all real $x$ and $y$

$$
C_x(y) \ge C_x(f(x)) + \tfrac12 \bigl(y - f(x)\bigr)^2 .
$$

That is, $f$ is the proximal operator of $t\,\lvert \cdot \rvert$.""",
)
def cheapest():
    gap = cost(x, y, t) - cost(x, f(x, t), t)
    prove(
        "every answer y costs (y - f(x))^2 / 2 more than f(x), or more than that",
        Implies(t >= 0, gap >= (y - f(x, t)) ** 2 / 2),
    )
    prove(
        "so another answer costs more",
        Implies(And(t >= 0, y != f(x, t)), gap > 0),
    )
    with falls("a gap of the full square"):
        prove("", Implies(t >= 0, gap >= (y - f(x, t)) ** 2))
    counterexample("without t >= 0", gap >= 0)


@tie(cheapest)
def cheapest_in_keras():
    grid = np.linspace(-4, 4, 257, dtype="float32")
    value, slope = installed("soft_shrink", grid, SWEEP)

    def price(y):
        return (grid - y) ** 2 / 2 + THRESHOLD * np.abs(y)

    others = np.linspace(-4, 4, 65)[:, None, None]
    at_most(
        "65 answers from -4 to 4 cost no less, by half the square of the distance",
        price(value) + (others - value) ** 2 / 2,
        price(others),
        ulps(0, 1),
        "multiples of 2^-11 below 2^6 are exact in float64",
    )
    check(
        "the gradient is 1 where the answer is not 0",
        slope,
        value != 0,
        ulps(0, 1),
        CONSTANT,
    )


@theorem(
    title="What is kept and what is cut off",
    statement=r"""Let $t = \texttt{threshold} \ge 0$, $\operatorname{relu}(x) = \max(x, 0)$ and $\operatorname{cut}_t(x) = \max(\min(x, t), -t)$. For all real $x$

$$
\begin{aligned}
f(x) &= x - \operatorname{cut}_t(x) \\
&= \operatorname{relu}(x - t) - \operatorname{relu}(-x - t) \\
&= \operatorname{sign}(x) \max(\lvert x \rvert - t, 0) .
\end{aligned}
$$

So $f(-x) = -f(x)$, $\lvert f(x) \rvert = \max(\lvert x \rvert - t, 0)$ and $\lvert x - f(x) \rvert \le t$, with equality exactly for $\lvert x \rvert \ge t$.""",
)
def parts():
    sign = where(x > 0, 1, where(x < 0, -1, 0))
    relus = maximum(x - t, 0) - maximum(-x - t, 0)
    left = maximum(Abs(x) - t, 0)
    for text, form in (
        ("x less its cut", x - cut(x, t)),
        ("a difference of two relus", relus),
        ("the sign times what is left of the size", sign * left),
    ):
        prove(f"f(x) is {text}", Implies(t >= 0, f(x, t) == form))
    prove("odd", Implies(t >= 0, f(-x, t) == -f(x, t)))
    prove("|f(x)| = max(|x| - t, 0)", Implies(t >= 0, Abs(f(x, t)) == left))
    prove("|x - f(x)| <= t", Implies(t >= 0, Abs(x - f(x, t)) <= t))
    prove(
        "with equality exactly for |x| >= t",
        Implies(t >= 0, (Abs(x - f(x, t)) == t) == (Abs(x) >= t)),
    )
    counterexample("to oddness without t >= 0", f(-x, t) == -f(x, t))
    counterexample("to the two relus without t >= 0", f(x, t) == relus)


@tie(parts)
def parts_in_keras():
    value, slope = installed("soft_shrink", X, SWEEP)
    check(
        "x less its cut",
        value,
        soft_shrink(X.astype(float), THRESHOLD),
        ulps(1, X),
        ROUNDED,
    )
    mirrored, other = installed("soft_shrink", -X, SWEEP)
    check("odd", mirrored, -value, ulps(0, 1), "both sides are rounded alike")
    check("the gradient is even", other, slope, ulps(0, 1), CONSTANT)
    for row, at in enumerate(SWEEP):
        up, up_slope = installed("relu", np.float32(X - np.float32(at)))
        down, down_slope = installed("relu", np.float32(-X - np.float32(at)))
        check(
            f"t = {at:g}: two of Keras's relus",
            value[row],
            up[0] - down[0],
            ulps(0, 1),
            "alike",
        )
        check(
            "and their gradients",
            slope[row],
            up_slope[0] + down_slope[0],
            ulps(0, 1),
            CONSTANT,
        )
    tanh, _ = installed("hard_tanh", X)
    check(
        "t = 1: x - hard_tanh(x)",
        value[SWEEP == 1][0],
        X - tanh[0],
        ulps(1, X),
        ROUNDED,
    )


@theorem(
    title="Slopes",
    statement=r"""Let $t = \texttt{threshold} > 0$. $f$ is continuous. It has a derivative exactly off $\{-t, t\}$: $f'(x) = 1$ for $\lvert x \rvert > t$ and
$f'(x) = 0$ for $\lvert x \rvert < t$. At $-t$ the slope is $1$ on the left and $0$ on the right, at $t$ it is $0$ on the left and $1$ on the right. The
derivative of $f(x)$ with respect to the threshold is $-1$ for $x > t$, $1$ for $x < -t$ and $0$ for $\lvert x \rvert < t$. For $t = 0$, $f(x) = x$.""",
)
def slopes():
    positive = t > 0
    prove(
        "continuous: delta = epsilon serves everywhere",
        Implies(positive, Abs(f(x, t) - f(y, t)) <= Abs(x - y)),
    )
    near = And(positive, h != 0, Abs(h) < Abs(x - t), Abs(h) < Abs(x + t))
    prove(
        "a step that reaches neither -t nor t has the quotient f'(x)",
        Implies(near, f(x + h, t) - f(x, t) == h * gradient(x, t)),
    )
    step = And(0 < h, h < t)
    prove(
        "at t the quotient is 0 to the left and 1 to the right",
        Implies(step, And(f(t - h, t) == f(t, t), f(t + h, t) - f(t, t) == h)),
    )
    prove(
        "at -t it is 1 to the left and 0 to the right",
        Implies(step, And(f(-t, t) - f(-t - h, t) == h, f(-t + h, t) == f(-t, t))),
    )
    side = where(x > t, -1, where(x < -t, 1, 0))
    prove(
        "raising t by h, short of |x|, changes f(x) by -h, h or 0",
        Implies(And(near, t + h >= 0), f(x, t + h) - f(x, t) == h * side),
    )
    prove("t = 0 gives x", f(x, 0 * x) == x)
    counterexample("to continuity without t > 0", Abs(f(x, t) - f(y, t)) <= Abs(x - y))


@tie(slopes)
def slopes_in_keras():
    import jax
    import keras

    _, slope = installed("soft_shrink", X, SWEEP)
    check("1 for |x| > t, else 0", slope, SIZE > THRESHOLD, ulps(0, 1), CONSTANT)

    def total(limit):
        return keras.ops.sum(keras.activations.soft_shrink(X, limit))

    moved = np.array([jax.grad(total)(np.float32(limit)) for limit in SWEEP])
    want = np.sum(X < -THRESHOLD, axis=1) - np.sum(X > THRESHOLD, axis=1)
    check(
        "df/dt, summed over the points",
        moved,
        want,
        ulps(0, 1),
        "whole numbers below 2^24",
    )


@theorem(
    title="No two answers further apart",
    statement=r"""Let $t = \texttt{threshold} \ge 0$. For all real $x$ and $y$

$$
\bigl(f(x) - f(y)\bigr)^2 \le (x - y)\,\bigl(f(x) - f(y)\bigr) .
$$

So $f$ is increasing and $\lvert f(x) - f(y) \rvert \le \lvert x - y \rvert$, and what is cut off, $x - f(x)$, has both properties too. No Lipschitz
constant of $f$ is smaller than $1$.""",
)
def firm():
    rise = f(x, t) - f(y, t)
    rest = (x - f(x, t)) - (y - f(y, t))
    prove(
        "(f(x) - f(y))^2 <= (x - y) (f(x) - f(y))",
        Implies(t >= 0, rise * rise <= (x - y) * rise),
    )
    prove("increasing", Implies(And(t >= 0, x <= y), rise <= 0))
    prove("|f(x) - f(y)| <= |x - y|", Implies(t >= 0, Abs(rise) <= Abs(x - y)))
    prove("what is cut off increases", Implies(And(t >= 0, x <= y), rest <= 0))
    prove("and is not expanded", Implies(t >= 0, Abs(rest) <= Abs(x - y)))
    prove(
        "from t to t + 1 a constant c < 1 fails",
        Implies(And(t >= 0, c < 1), f(t + 1, t) - f(t, t) > c),
    )
    counterexample("without t >= 0", Abs(rise) <= Abs(x - y))


@tie(firm)
def firm_in_keras():
    value, slope = installed("soft_shrink", X, SWEEP)
    at_most(
        "increasing",
        value[:, :-1],
        value[:, 1:],
        ulps(0, 1),
        "rounding keeps the order",
    )
    way = np.abs(X - X[::-1].astype(float))
    at_most(
        "|f(x) - f(y)| <= |x - y|",
        np.abs(value - value[:, ::-1]),
        way,
        ulps(1, np.maximum(SIZE, SIZE[::-1])),
        ROUNDED,
    )
    check("the steepest slope is 1", slope.max(axis=1), 1, ulps(0, 1), CONSTANT)
    at_most("and none is below 0", 0, slope, ulps(0, 1), CONSTANT)


@theorem(
    title="Thresholds add",
    statement=r"""Write $f_t$ for soft shrink with threshold $t$. For $s, t \ge 0$ and all real $x$, $f_s(f_t(x)) = f_{s + t}(x)$: two in a row are one, with
the sum of their thresholds. So $f_t$ is idempotent only for $t = 0$, and shrinking $n$ times by $t$ is shrinking once by $n t$. For $c \ge 0$,
$f_{c t}(c x) = c\, f_t(x)$.""",
    scope="n + 1 applications from n; all n by induction",
)
def sums():
    both = And(s >= 0, t >= 0)
    prove("f_s(f_t(x)) = f_(s + t)(x)", Implies(both, f(f(x, t), s) == f(x, s + t)))
    prove(
        "for t > 0, applied twice to 2 t it gives 0, once t",
        Implies(t > 0, And(f(2 * t, t) == t, f(f(2 * t, t), t) == 0)),
    )
    prove(
        "n + 1 times is n times and once more",
        Implies(And(t >= 0, c >= 0), f(f(x, c * t), t) == f(x, (c + 1) * t)),
    )
    prove(
        "f_(c t)(c x) = c f_t(x)",
        Implies(And(t >= 0, c >= 0), f(c * x, c * t) == c * f(x, t)),
    )
    counterexample("to the sum without s, t >= 0", f(f(x, t), s) == f(x, s + t))
    counterexample("to idempotence", Implies(t >= 0, f(f(x, t), t) == f(x, t)))


@tie(sums)
def sums_in_keras():
    once, slope = installed("soft_shrink", X, SWEEP)
    for row, first in enumerate(SWEEP):
        twice, inner = installed("soft_shrink", np.float32(once[row]), SWEEP)
        total, outer = installed("soft_shrink", X, SWEEP + first)
        check(
            f"t = {first:g}, then s",
            twice,
            total,
            ulps(2, X),
            "two subtractions for one",
        )
        clear = np.abs(SIZE - (THRESHOLD + first)) > 1e-3  # off the kinks of the sum
        check(
            "the slopes multiply",
            (inner * slope[row])[clear],
            outer[clear],
            ulps(0, 1),
            CONSTANT,
        )
    double, _ = installed("soft_shrink", 2 * X, 2 * SWEEP)
    check("f_2t(2 x) = 2 f_t(x)", double, 2 * once, ulps(0, 1), "2 is a power of 2")


@theorem(
    title="The cost of the cheapest answer",
    statement=r"""Let $t = \texttt{threshold} \ge 0$ and $C_x$ as in the first theorem. What the cheapest answer costs is Huber's loss of $x$:

$$
C_x(f(x)) = \begin{cases} \tfrac12 x^2 & \lvert x \rvert \le t \\ t\,\lvert x \rvert - \tfrac12 t^2 & \lvert x \rvert > t . \end{cases}
$$

Its derivative with respect to $x$ is $x - f(x)$, at every $x$, $\pm t$ included.""",
)
def huber():
    def loss(x):
        return where(Abs(x) <= t, x * x / 2, t * Abs(x) - t * t / 2)

    prove("the cost is Huber's loss", Implies(t >= 0, cost(x, f(x, t), t) == loss(x)))
    error = loss(x + h) - loss(x) - h * (x - f(x, t))
    prove(
        "over h it leaves its tangent, of slope x - f(x), by h^2 / 2 at most",
        Implies(t >= 0, And(0 <= error, 2 * error <= h * h)),
    )
    counterexample(
        "to x^2 / 2 for every x", Implies(t >= 0, cost(x, f(x, t), t) == x * x / 2)
    )
    counterexample("without t >= 0", cost(x, f(x, t), t) == loss(x))


@tie(huber)
def huber_in_keras():
    import jax
    import keras

    near = X[SIZE < 1e3]
    value, slope = installed("soft_shrink", near, SWEEP)
    for row, at in enumerate(SWEEP):
        spent = (near - value[row]) ** 2 / 2 + at * np.abs(value[row])

        def loss(u):
            return keras.losses.huber(
                np.zeros((len(near), 1), "float32"), u, delta=float(at)
            )

        got, pull = jax.vjp(loss, near[:, None])
        check(
            f"t = {at:g}: Keras's losses.huber",
            np.float64(got),
            spent,
            ulps(
                8, np.maximum(1, np.maximum(near.astype(float) ** 2, at * np.abs(near)))
            ),
            "squares and products are rounded",
        )
        (tangent,) = pull(np.ones_like(got))
        inner = np.abs(np.abs(near) - at) > 1e-3
        check(
            "whose gradient is x - f(x)",
            np.float64(tangent[:, 0])[inner],
            (near - value[row])[inner],
            ulps(4, np.maximum(1, np.abs(near[inner]))),
            "rounded at the size of x",
        )
        check(
            "the slope of x - f(x) is 1 - f'(x)",
            1 - slope[row],
            np.abs(near) <= at,
            ulps(0, 1),
            CONSTANT,
        )


@theorem(
    title="Where a step of ISTA stands still",
    statement=r"""Let $\eta > 0$ and $\lambda \ge 0$, and write $f_t$ for soft shrink with threshold $t$. For all real $w$ and $g$, $f_{\eta \lambda}(w - \eta g) = w$ if and only
if

$$
\begin{cases} g = -\lambda & w > 0 \\ \lvert g \rvert \le \lambda & w = 0 \\ g = \lambda & w < 0 . \end{cases}
$$

That is exactly when $g u + \lambda\,(\lvert w + u \rvert - \lvert w \rvert) \ge 0$ for all real $u$. The step $\eta$ does not matter.""",
)
def standstill():
    allowed = And(eta > 0, lam >= 0)
    still = f(w - eta * g, eta * lam) == w
    rule = Or(
        And(w > 0, g == -lam),
        And(w == 0, Abs(g) <= lam),
        And(w < 0, g == lam),
    )
    prove(
        "it stands still if and only if one of the three holds",
        Implies(allowed, still == rule),
    )

    def rise(u):
        return g * u + lam * (Abs(w + u) - Abs(w))

    prove("if one does, no u goes down", Implies(And(allowed, rule), rise(y) >= 0))
    slope = g + where(w > 0, lam, -lam)  # of the penalized line at w, off 0
    down = where(w == 0, -g, where(w * slope > 0, -w, w))
    prove(
        "if none does, u = -g, -w or w goes down",
        Implies(And(allowed, Not(rule)), rise(down) < 0),
    )
    counterexample(
        "to g = 0, which stops gradient descent", Implies(allowed, still == (g == 0))
    )
    counterexample("without eta > 0", Implies(lam >= 0, still == rule))


@tie(standstill)
def standstill_in_keras():
    rng = np.random.default_rng(0)
    for step in (0.125, 0.5, 2.0):
        for at in (0.25, 1.0):
            w = rng.choice([-2.0, -1.0, 0.0, 0.5, 3.0], 500)
            free = at * rng.integers(-8, 9, 500) / 8  # |g| <= lambda
            still = np.where(w == 0, free, -at * np.sign(w))
            value, slope = installed("soft_shrink", w - step * still, [step * at])
            check(
                f"step {step:g}, penalty {at:g}: w stays",
                value[0],
                w,
                ulps(0, 1),
                "exact binary numbers",
            )
            check(
                "the gradient is 1 exactly off 0",
                slope[0],
                w != 0,
                ulps(0, 1),
                CONSTANT,
            )
            for shift in (-0.25, 0.25):
                pushed = np.where(w == 0, np.sign(shift) * at + shift, still + shift)
                value, _ = installed("soft_shrink", w - step * pushed, [step * at])
                check(
                    "with another g it moves",
                    value[0] != w,
                    True,
                    ulps(0, 1),
                    "likewise",
                )


@theorem(
    title="How far a step of ISTA goes down",
    statement=r"""Let $\eta > 0$, $\lambda \ge 0$, and let $p = f_{\eta \lambda}(w - \eta g)$. For all real $w$ and $g$

$$
g\,(p - w) + \lambda\,(\lvert p \rvert - \lvert w \rvert) \le -\frac{(p - w)^2}{\eta} .
$$

If $q$ is a quadratic function with $q'(w) = g$ and $q'' = a \ge 0$, then $F = q + \lambda\,\lvert \cdot \rvert$ satisfies
$F(p) \le F(w) - \bigl(\tfrac1\eta - \tfrac a2\bigr) (p - w)^2$: if $\eta a < 2$, each step that moves goes down.""",
)
def descent():
    allowed = And(eta > 0, lam >= 0)
    p = f(w - eta * g, eta * lam)
    fall = g * (p - w) + lam * (size(p) - size(w))
    prove(
        "eta (g (p - w) + lambda (|p| - |w|)) <= -(p - w)^2",
        Implies(allowed, eta * fall <= -((p - w) ** 2)),
    )
    whole = fall + a * (p - w) ** 2 / 2  # F(p) - F(w)
    prove(
        "eta (F(p) - F(w)) <= -(1 - eta a / 2) (p - w)^2",
        Implies(And(allowed, a >= 0), eta * whole <= -(1 - eta * a / 2) * (p - w) ** 2),
    )
    prove(
        "eta a < 2 and p != w: F falls",
        Implies(And(allowed, a >= 0, eta * a < 2, p != w), whole < 0),
    )
    counterexample(
        "to a fall when eta a may reach 2",
        Implies(And(allowed, a >= 0, p != w), whole < 0),
    )


@tie(descent)
def descent_in_keras():
    rng = np.random.default_rng(0)
    A = rng.standard_normal((8, 12))
    b = rng.standard_normal(8)
    largest = np.linalg.norm(A, 2) ** 2
    penalty = 0.5

    def objective(w):
        return np.sum((A @ w - b) ** 2) / 2 + penalty * np.sum(np.abs(w))

    w = rng.standard_normal(12)
    for factor in (0.5, 1.0, 1.75):
        step = factor / largest
        before, after, slopes, kept = [], [], [], []
        for _ in range(20):
            inside = w - step * A.T @ (A @ w - b)
            value, slope = installed("soft_shrink", inside, [step * penalty])
            p = value[0]
            room = (1 / step - largest / 2) * np.sum((p - w) ** 2)
            before.append(objective(w))
            after.append(objective(p) + room)
            slopes.append(slope[0])
            kept.append(p != 0)
            w = p
        at_most(
            f"20 steps {factor:g} / L in 12 coordinates: F falls as far as is said",
            np.array(after),
            np.array(before),
            ulps(64, np.array(before)),
            "Keras's p is rounded to float32",
        )
        check(
            "the gradient marks the support",
            np.array(slopes),
            np.array(kept),
            ulps(0, 1),
            CONSTANT,
        )


@theorem(
    title="The error, told without the truth",
    statement=r"""Let $t = \texttt{threshold} > 0$ and let $x$ be normal with mean $\mu$ and standard deviation $\sigma > 0$. Then

$$
\begin{aligned}
& \operatorname{E}\bigl(f(x) - \mu\bigr)^2 \\
&\quad = \operatorname{E}\Bigl(\sigma^2 + \min(x^2, t^2) - 2 \sigma^2\,[\lvert x \rvert \le t]\Bigr) ,
\end{aligned}
$$

where the square bracket is $1$ if its condition holds and else $0$. The right side averages a function of $x$ that does not contain $\mu$.""",
    scope="the pieces and their ends; the integral by the written proof",
)
def risk():
    prove(
        "for t > 0 f takes off t, x or -t",
        Implies(
            t > 0,
            x - f(x, t) == where(x > t, t, where(x < -t, -t, x)),
        ),
    )
    p = density(v)
    taken = {"v > t": T, "|v| < t": v, "v < -t": -T}  # v - f(v)
    flux = {
        piece: 2 * sigma**2 * cut_off * p - sigma**2 * (v - m) * p
        for piece, cut_off in taken.items()
    }
    for piece, cut_off in taken.items():
        inside = 1 if piece == "|v| < t" else 0
        error = (v - cut_off - m) ** 2
        told = sigma**2 + cut_off**2 - 2 * sigma**2 * inside
        equal(
            f"{piece}: (error - told) times the density is the derivative of a flux",
            sympy.expand((error - told) * p / p),
            sympy.expand(sympy.simplify(sympy.diff(flux[piece], v) / p)),
        )
    for place, left, right in ((T, "|v| < t", "v > t"), (-T, "v < -t", "|v| < t")):
        equal(
            f"the fluxes agree at {place}, where f is continuous",
            flux[left].subs(v, place),
            flux[right].subs(v, place),
        )
    for piece, end in (("v > t", sympy.oo), ("v < -t", -sympy.oo)):
        equal(
            f"{piece}: the flux vanishes far out", sympy.limit(flux[piece], v, end), 0
        )
    jumped = -(sigma**2) * (v - m) * p  # nothing is taken off for v > t
    lost = (flux["|v| < t"] - jumped).subs({v: T}).subs({T: 1, m: 0, sigma: 1})
    with falls("no loss at a jump to x, with t = 1 and a standard normal x"):
        equal("", lost, 0)


@tie(risk)
def risk_in_keras():
    rng = np.random.default_rng(0)
    count = 20_000
    for mean in (0.0, 1.0, -3.0):
        for spread in (0.5, 1.0):
            x = np.float32(mean + spread * rng.standard_normal(count))
            value, slope = installed("soft_shrink", x, SWEEP[SWEEP > 0])
            at = THRESHOLD[SWEEP > 0]
            told = (
                spread**2
                + np.minimum(x.astype(float) ** 2, at**2)
                - 2 * spread**2 * (1 - slope)
            )
            gap = (value - mean) ** 2 - told
            check(
                f"mean {mean:g}, deviation {spread:g}: error less told is 0 on average",
                gap.mean(axis=1),
                0,
                standard_errors(5, gap.std(axis=1) / np.sqrt(count)),
                "20,000 draws for each threshold",
            )


@theorem(
    title="A threshold below 0",
    statement=r"""Let $t = \texttt{threshold} < 0$, and let $f$ be what Keras's code for JAX and TensorFlow
computes, the first case of the definition that applies:

$$
f(x) = \begin{cases} x + \lvert t \rvert & x > t \\ x - \lvert t \rvert & x \le t . \end{cases}
$$

Where $\lvert x \rvert > \lvert t \rvert$ it moves $x$ away from $0$, by $\lvert t \rvert$. It jumps at $t$ from $-2\,\lvert t \rvert$ to $0$ and takes no value in between, it is not odd, and it has no Lipschitz
constant; its derivative is $1$ at every $x \ne t$.""",
)
def below():
    low = t < 0
    prove("it is the two lines", Implies(low, f(x, t) == where(x > t, x - t, x + t)))
    prove("at t it is 2 t", Implies(low, f(t, t) == 2 * t))
    prove("h > 0 right of t it is h", Implies(And(low, h > 0), f(t + h, t) == h))
    prove("no value lies in (2 t, 0]", Implies(low, Or(f(x, t) <= 2 * t, f(x, t) > 0)))
    prove("f(0) = |t|, where an odd function is 0", Implies(low, f(0 * t, t) == -t))
    prove(
        "for |x| > |t| the size grows by |t|",
        Implies(And(low, Abs(x) > -t), Abs(f(x, t)) == Abs(x) - t),
    )
    prove(
        "every c > 0 fails as a constant, from t to t + h with h (c + 1) = |t|",
        Implies(And(low, c > 0, h * (c + 1) == -t), f(t + h, t) - f(t, t) > c * h),
    )
    prove(
        "a step that does not reach t has the quotient 1",
        Implies(And(low, h != 0, Abs(h) < Abs(x - t)), f(x + h, t) - f(x, t) == h),
    )
    counterexample("to the two lines for t >= 0", f(x, t) == where(x > t, x - t, x + t))


@tie(below)
def below_in_keras():
    low = -SWEEP[SWEEP > 0]
    value, slope = installed("soft_shrink", X, low)
    at = low[:, None]
    want = X + np.where(X > at, -at, at)
    check(
        "x + |t| right of t, x - |t| up to t",
        value,
        want,
        ulps(1, np.maximum(SIZE, -at)),
        ROUNDED,
    )
    check("every gradient is 1", slope, 1, ulps(0, 1), CONSTANT)
    there, _ = installed("soft_shrink", at, low)
    check("at t it is 2 t", there, 2 * at, ulps(0, 1), "2 is a power of 2")
