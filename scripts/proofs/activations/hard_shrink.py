"""Theorems on hard shrink, in the order in which the page proves them."""

from catalog.activations.hard_shrink import FUNCTION
from proofs.activations import installed
from proofs.engine import at_most, check, points, standard_errors, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from z3 import Abs, And, Implies, Or, Reals

from catalog.activations.hard_shrink import hard_shrink
from proofs.engine import counterexample, equal, falls, maximum, minimum, prove, where
from proofs.premises import exp, mirrored, tangents_of_exp

# t and s are thresholds, lam is lambda, the price of a number that is not 0
t, s, lam, a, b, c, h, j, k, r, v, x, y = Reals("t s lam a b c h j k r v x y")
eps, sigma = Reals("eps sigma")
M, U = sympy.symbols("mu u", real=True)
T, S, W = sympy.symbols("t sigma w", positive=True)


def f(x, t):
    return where(x > t, x, where(x < -t, x, 0))


def gradient(x, t):  # at the jumps 0, as Keras on JAX
    return where(x > t, 1, where(x < -t, 1, 0))


def soft(x, t):  # soft_shrink
    return where(x > t, x - t, where(x < -t, x + t, 0))


def above(x, t):  # Keras's threshold(x, t, 0)
    return where(x > t, x, 0)


def cost(x, y):  # half the squared error, and the price
    return (x - y) ** 2 / 2 + where(y != 0, lam, 0)


def p(u):  # the density of z ~ N(mu, sigma^2)
    scale = S * sympy.sqrt(2 * sympy.pi)
    return sympy.exp(-((u - M) ** 2) / (2 * S**2)) / scale


def P(u):  # the probability that z > u
    return (1 - sympy.erf((u - M) / (S * sympy.sqrt(2)))) / 2


# --8<-- [end:setup]


THRESHOLD = np.array([FUNCTION.parameters[0].sweep]).T  # a column, exact in float32
POSITIVE = THRESHOLD[THRESHOLD[:, 0] > 0]
X = np.append(
    points(), np.float32([THRESHOLD, -THRESHOLD])
)  # every jump is among the points
SIZE = np.abs(X.astype(float))
COPIED = "a number is copied or replaced by 0, nothing is rounded"


@theorem(
    title="Two jumps of height t",
    statement=r"""Let $t = \texttt{threshold}$ be a real number. If $t \le 0$, then $f(x) = x$ for every $x$. If $t > 0$, then $f$ is continuous at every $x$ other than $-t$
and $t$; at these two it takes the value $0$, which is its limit from the side of the origin, while its limit from the other side is $-t$ and $t$. No value lies in the gap: for all
$t$ and $x$, either $f(x) = 0$ or $\lvert f(x) \rvert > t$.""",
)
def jumps():
    prove("t <= 0: f(x) = x", Implies(t <= 0, f(x, t) == x))
    near = And(eps > 0, Abs(x - y) < eps)
    close = Abs(f(x, t) - f(y, t)) < eps
    room = minimum(Abs(x - t), Abs(x + t))
    prove(
        "elsewhere delta = min(epsilon, distance to the nearer jump) serves",
        Implies(And(near, Abs(x - y) < room), close),
    )
    prove("from -t to t, both included, f is 0", Implies(Abs(x) <= t, f(x, t) == 0))
    beyond = And(f(t + h, t) == t + h, f(-t - h, t) == -t - h)
    prove("h beyond a jump f is t + h or -t - h", Implies(And(t > 0, h > 0), beyond))
    step = minimum(h, t) / 2
    away = And(f(t + step, t) - f(t, t) > t, f(-t, t) - f(-t - step, t) > t)
    prove(
        "t > 0: nearer than any h to a jump, f is more than t off its value there",
        Implies(And(t > 0, h > 0), And(0 < step, step < h, away)),
    )
    prove("f(x) = 0 or |f(x)| > t", Or(f(x, t) == 0, Abs(f(x, t)) > t))
    counterexample("to continuity at t = 1", Implies(And(near, x == t, t == 1), close))


@tie(jumps)
def jumps_in_keras():
    value, _ = installed("hard_shrink", X, THRESHOLD)
    check("the values", value, hard_shrink(X, THRESHOLD), ulps(0, value), COPIED)
    ulp = np.spacing(np.float32(POSITIVE))
    beside = POSITIVE + ulp * [-1, 0, 1]
    for sign in -1, 1:
        found, _ = installed("hard_shrink", sign * beside, POSITIVE)
        check(
            f"one ulp inside, at {'-t' if sign < 0 else 't'}, one ulp outside",
            found,
            sign * beside * [0, 0, 1],
            ulps(0, 1),
            COPIED,
        )
    check(
        "no value in the gap",
        (value == 0) | (np.abs(value) > THRESHOLD),
        1,
        ulps(0, 1),
        "comparisons",
    )


@theorem(
    title="What the derivative leaves out",
    statement=r"""Let $t = \texttt{threshold}$. Where $\lvert x \rvert \ne t$, $f'(x)$ exists, and is $1$ if $\lvert x \rvert > t$ and $0$ if $\lvert x \rvert < t$; there the
derivative of $f(x)$ with respect to $t$ is $0$. For $t > 0$ there is no derivative at $t$ or $-t$: the difference quotient over a step of length $h$ towards the origin is $0$ (as long as $h \le 2t$), over a step outwards it is $1 + t/h$.
Rescaling moves the threshold and does nothing else: for $c > 0$, $c f(x / c)$ is $f$ with the threshold $c\,t$ at $x$.""",
)
def derivative():
    room = Abs(Abs(x) - t)
    prove(
        "for |h| < ||x| - t| the change is h f'(x)",
        Implies(Abs(h) < room, f(x + h, t) - f(x, t) == h * gradient(x, t)),
    )
    prove(
        "for |h| < ||x| - t|, the threshold t + h gives the same f(x)",
        Implies(Abs(h) < room, f(x, t + h) == f(x, t)),
    )
    inwards = And(f(t - h, t) == f(t, t), f(-t + h, t) == f(-t, t))
    prove("a step inwards changes nothing", Implies(And(0 < h, h <= 2 * t), inwards))
    outwards = And(f(t + h, t) - f(t, t) == h + t, f(-t - h, t) - f(-t, t) == -h - t)
    prove("a step outwards changes f by h + t", Implies(And(t > 0, h > 0), outwards))
    prove("c f(x) is f at c x and c t", Implies(c > 0, c * f(x, t) == f(c * x, c * t)))
    counterexample(
        "to the change at a jump",
        Implies(And(h > 0, Abs(x) == t), f(x + h, t) - f(x, t) == h * gradient(x, t)),
    )
    counterexample("to c f(x) = f(c x)", Implies(c > 0, c * f(x, t) == f(c * x, t)))


@tie(derivative)
def derivative_in_keras():
    import jax
    import keras

    _, slope = installed("hard_shrink", X, THRESHOLD)
    check(
        "the gradient: 1 for |x| > t, else 0, at the jumps too",
        slope,
        SIZE > THRESHOLD,
        ulps(0, 1),
        "constants",
    )

    def total(limit):
        return keras.ops.sum(keras.activations.hard_shrink(X, limit))

    by_threshold = [jax.grad(total)(np.float32(limit)) for limit in THRESHOLD[:, 0]]
    check("the gradient by the threshold", by_threshold, 0, ulps(0, 1), "constants")
    doubled, _ = installed("hard_shrink", 2 * X, 2 * THRESHOLD)
    value, _ = installed("hard_shrink", X, THRESHOLD)
    check("2 f(x) is f at 2 x and 2 t", doubled, 2 * value, ulps(0, 1), "powers of 2")


@theorem(
    title="A price for each number that is not 0",
    statement=r"""Let $\lambda \ge 0$ and $t = \texttt{threshold} = \sqrt{2 \lambda}$. For every real $x$, $f(x)$ minimizes, among all real $y$,

$$
\tfrac12 (x - y)^2 + \lambda\, [y \ne 0] .
$$

It is the only minimizer if $\lvert x \rvert \ne t$. If $\lvert x \rvert = t$, the minimizers are $0$ and $x$. In other words, $f$ is the proximal operator of the $\ell_0$ penalty $\lambda\,[y \ne 0]$, and at its jumps it
takes the one of two answers that is $0$.""",
)
def proximal():
    root = And(t >= 0, t * t == 2 * lam)
    best = cost(x, f(x, t))
    prove("no y costs less than f(x)", Implies(root, best <= cost(x, y)))
    prove(
        "off the jumps every other y costs more",
        Implies(And(root, Abs(x) != t, y != f(x, t)), best < cost(x, y)),
    )
    prove(
        "at a jump 0 and x cost the same, and every other y more",
        Implies(And(root, Abs(x) == t), (cost(x, y) == best) == Or(y == 0, y == x)),
    )
    counterexample(
        "with the threshold lambda in place of the root",
        Implies(And(lam >= 0, t == lam), best <= cost(x, y)),
    )
    counterexample(
        "to there being one minimizer at a jump",
        Implies(And(root, y != f(x, t)), best < cost(x, y)),
    )


@tie(proximal)
def proximal_in_keras():
    x = np.linspace(-4, 4, 513, dtype="float32")
    kept, slope = installed("hard_shrink", x, POSITIVE)

    def paid(y):
        return (x - y) ** 2 / 2 + POSITIVE**2 / 2 * (y != 0)

    others = np.linspace(-4, 4, 65)[:, None, None]
    at_most(
        "65 other answers from -4 to 4 cost no less",
        paid(kept),
        paid(others),
        ulps(0, 1),
        "multiples of 2^-13 below 2^7 are exact in float64",
    )
    check("gradient 1 where x is paid for", slope, kept != 0, ulps(0, 1), "a constant")


@theorem(
    title="The best short list",
    statement=r"""Let $t = \texttt{threshold} \ge 0$, let $x$ be a list of $n$ real numbers, and apply $f$ to each of them. Suppose that $k$ of the results are not $0$. Then no list $y$ of $n$ numbers with $k$ or fewer that
are not $0$ is nearer to $x$: $\sum_i (x_i - f(x_i))^2 \le \sum_i (x_i - y_i)^2$.""",
    scope="any n: the step from n - 1 numbers to n, and the conclusion; induction joins them",
)
def shortest():
    root = And(t >= 0, t * t == 2 * lam)
    prove("no numbers at all: 0 + 0 lambda <= 0 + 0 lambda", lam * 0 <= lam * 0)
    before = a + lam * k <= b + lam * j
    after = a + cost(x, f(x, t)) + lam * k <= b + cost(x, y) + lam * j
    prove(
        "any n: if f's total is no larger, one number more keeps it so",
        Implies(And(root, before), after),
    )
    prove(
        "any n: with no more numbers that are not 0, y's error is no smaller",
        Implies(And(root, before, j <= k), a <= b),
    )
    counterexample(
        "to the conclusion for a longer list", Implies(And(root, before), a <= b)
    )


@tie(shortest)
def shortest_in_keras():
    lists = np.random.default_rng(0).standard_normal((2000, 12)).astype("float32")
    for limit in (0.5, 1.0, 2.0):
        kept, slope = installed("hard_shrink", lists.ravel(), [limit])
        kept, slope = kept.reshape(lists.shape), slope.reshape(lists.shape)
        count = np.sum(kept != 0, axis=1)
        squares = np.sort(lists.astype(float) ** 2, axis=1)[:, ::-1]
        best = np.array([row[n:].sum() for row, n in zip(squares, count)])
        check(
            f"t = {limit}: the error of the k largest, kept as they are",
            np.sum((lists - kept) ** 2, axis=1),
            best,
            ulps(1, 1 + best),
            "sums in float64, in another order",
        )
        check("k gradients are 1", slope.sum(axis=1), count, ulps(0, 1), "constants")


@theorem(
    title="Order is kept, distance is not",
    statement=r"""Let $t = \texttt{threshold}$. $f$ is odd and increasing, $x < y \Rightarrow f(x) \le f(y)$; it is strictly increasing if and only if $t \le 0$. For all real $x$ and $y$

$$
\lvert f(x) - f(y) \rvert \le \lvert x - y \rvert + \max(t, 0) ,
$$

and no smaller number will do in place of $\max(t, 0)$. $f$ has a Lipschitz constant if and only if $t \le 0$, and the least one then is $1$.""",
)
def distance():
    prove("odd", f(-x, t) == -f(x, t))
    prove("increasing", Implies(x < y, f(x, t) <= f(y, t)))
    prove("t <= 0: strictly", Implies(And(t <= 0, x < y), f(x, t) < f(y, t)))
    prove("t > 0: not strictly, f(0) = f(t)", Implies(t > 0, f(0, t) == f(t, t)))
    moved = Abs(f(x, t) - f(y, t))
    bound = Abs(x - y) + maximum(t, 0)
    prove("|f(x) - f(y)| <= |x - y| + max(t, 0)", moved <= bound)
    prove(
        "t > 0: from t to t + h it is reached",
        Implies(And(t > 0, h > 0), f(t + h, t) - f(t, t) == h + t),
    )
    prove("t <= 0: with 0 it is reached", Implies(t <= 0, moved == Abs(x - y)))
    prove(
        "t > 0: over h = t / c from t the rise is more than c h",
        Implies(And(t > 0, c > 0, h > 0, h * c == t), f(t + h, t) - f(t, t) > c * h),
    )
    counterexample("to the Lipschitz constant 1", moved <= Abs(x - y))
    counterexample("to strictly increasing", Implies(x < y, f(x, t) < f(y, t)))


@tie(distance)
def distance_in_keras():
    value, slope = installed("hard_shrink", np.sort(X), THRESHOLD)
    at_most("increasing", value[:, :-1], value[:, 1:], ulps(0, 1), COPIED)
    mirrored_value, mirrored_slope = installed("hard_shrink", -np.sort(X), THRESHOLD)
    check("odd", mirrored_value, -value, ulps(0, 1), COPIED)
    check("and the gradient is even", mirrored_slope, slope, ulps(0, 1), "constants")
    x = np.sort(X).astype(float)
    at_most(
        "|f(x) - f(y)| <= |x - y| + max(t, 0)",
        np.abs(value - value[:, ::-1]),
        np.abs(x - x[::-1]) + np.maximum(THRESHOLD, 0),
        ulps(1, np.abs(x)),
        "the differences are formed in float64",
    )
    step = 2.0**-20
    ends = np.float32(POSITIVE) + np.float32([[0, step]])
    pair, _ = installed("hard_shrink", ends, POSITIVE)
    check(
        "over 2^-20 outwards from t the rise is t + 2^-20",
        pair[:, 1:] - pair[:, :1],
        POSITIVE + step,
        ulps(0, 1),
        "t + 2^-20 is a float",
    )


@theorem(
    title="Nothing left for a second pass",
    statement=r"""Write $f_t$ for $f$ with $\texttt{threshold} = t$. For all real $s$, $t$ and $x$

$$
f_s(f_t(x)) = f_t(f_s(x)) = f_{\max(s, t)}(x) .
$$

In particular $f_t(f_t(x)) = f_t(x)$. And what $f_t$ takes away it would take away again: $f_t(x - f_t(x)) = 0$.""",
)
def again():
    higher = f(x, maximum(s, t))
    prove("f_s after f_t is f_max(s, t)", f(f(x, t), s) == higher)
    prove("f_t after f_s too", f(f(x, s), t) == higher)
    prove("f(f(x)) = f(x)", f(f(x, t), t) == f(x, t))
    prove("f(x - f(x)) = 0", f(x - f(x, t), t) == 0)
    counterexample("to soft_shrink as well", soft(soft(x, t), t) == soft(x, t))
    counterexample("to the lower threshold", f(f(x, t), s) == f(x, minimum(s, t)))


@tie(again)
def again_in_keras():
    once, slope = installed("hard_shrink", X, THRESHOLD)
    twice, slope_twice = installed("hard_shrink", once, THRESHOLD)
    check("f(f(x)) = f(x)", twice, once, ulps(0, 1), COPIED)
    check(
        "f'(f(x)) = f'(x), but where t < 0", slope_twice, slope, ulps(0, 1), "constants"
    )
    rest, _ = installed("hard_shrink", X - once, THRESHOLD)
    check("f(x - f(x)) = 0", rest, 0, ulps(0, 1), "x - 0 and x - x are exact")
    raised, _ = installed("hard_shrink", once, THRESHOLD + 0.5)
    direct, _ = installed("hard_shrink", X, THRESHOLD + 0.5)
    check("first t, then t + 1/2", raised, direct, ulps(0, 1), COPIED)


@theorem(
    title="Beside soft_shrink and threshold",
    statement=r"""Let $t = \texttt{threshold} \ge 0$, let $s$ be $\texttt{soft\_shrink}$ with the threshold $t$, and $\theta(x) = \texttt{threshold}(x, t, 0)$. For all real $x$ and $y$

$$
\begin{aligned}
f(x) &= s(x) + t\,\bigl([x > t] - [x < -t]\bigr) = \theta(x) - \theta(-x) , \\
\lvert s(x) \rvert &\le \lvert f(x) \rvert \le \lvert x \rvert , \qquad \lvert x - f(x) \rvert \le t , \\
\lvert s(x) - s(y) \rvert &\le \lvert f(x) - f(y) \rvert .
\end{aligned}
$$""",
)
def beside():
    allowed = t >= 0
    step = where(x > t, 1, 0) - where(x < -t, 1, 0)
    prove("f = s + t times a step", Implies(allowed, f(x, t) == soft(x, t) + t * step))
    two = above(x, t) - above(-x, t)
    prove("f is two thresholds", Implies(allowed, f(x, t) == two))
    sizes = And(Abs(soft(x, t)) <= Abs(f(x, t)), Abs(f(x, t)) <= Abs(x))
    prove("|s(x)| <= |f(x)| <= |x|", Implies(allowed, sizes))
    prove("|x - f(x)| <= t", Implies(allowed, Abs(x - f(x, t)) <= t))
    apart = Abs(soft(x, t) - soft(y, t)) <= Abs(f(x, t) - f(y, t))
    prove("s brings x and y nearer together than f", Implies(allowed, apart))
    counterexample("to two thresholds for t < 0", f(x, t) == two)
    counterexample("to the distances for t < 0", apart)
    counterexample(
        "to f contracting as s does",
        Implies(allowed, Abs(f(x, t) - f(y, t)) <= Abs(x - y)),
    )


@tie(beside)
def beside_in_keras():
    limits = THRESHOLD[THRESHOLD[:, 0] >= 0]
    value, slope = installed("hard_shrink", X, limits)
    softened, soft_slope = installed("soft_shrink", X, limits)
    step = limits * np.sign(X) * (SIZE > limits)
    check(
        "f less a step of height t is soft_shrink",
        value - step,
        softened,
        ulps(1, X),
        "soft_shrink subtracts in float32",
    )
    check("their gradients are one", slope, soft_slope, ulps(0, 1), "constants")
    zero = np.zeros_like(limits)
    right, _ = installed("threshold", X, limits, zero)
    left, _ = installed("threshold", -X, limits, zero)
    check("f is two thresholds", value, right - left, ulps(0, 1), COPIED)
    at_most("|x - f(x)| <= t", np.abs(X - value), limits, ulps(0, 1), COPIED)


@theorem(
    title="Less bias, more variance",
    statement=r"""Let $t = \texttt{threshold} > 0$, let $s$ be $\texttt{soft\_shrink}$ with the same threshold, and let $z$ be normal with mean $\mu > 0$ and standard deviation $\sigma$. Both functions
underestimate $\mu$, and $f$ does so less:

$$
0 < \mu - \operatorname{E} f(z) < \mu - \operatorname{E} s(z) ,
$$

where the two sides on the right differ by $t\,\bigl(\operatorname{P}(z > t) - \operatorname{P}(z < -t)\bigr)$. As $\mu \to \infty$, $\mu - \operatorname{E} f(z)$ tends to $0$ and $\mu - \operatorname{E} s(z)$ to $t$. For every law of $z$ with a
finite variance, $\operatorname{Var} s(z) \le \operatorname{Var} f(z)$.""",
    scope="the closed forms, their derivatives, signs and limits; averages by the written proof",
)
def bias():
    step = where(x > t, 1, 0) - where(x < -t, 1, 0)
    prove("z - f(z) is z for |z| <= t, else 0", x - f(x, t) == where(Abs(x) <= t, x, 0))
    prove(
        "t >= 0: f = s + t times a step",
        Implies(t >= 0, f(x, t) == soft(x, t) + t * step),
    )
    lost = M * (P(-T) - P(T)) - S**2 * (p(T) - p(-T))  # E z where |z| <= t
    tails = P(T) - (1 - P(-T))  # P(z > t) - P(z < -t)
    equal("lost grows with t by t (p(t) - p(-t))", lost.diff(T), T * (p(T) - p(-T)))
    equal("from 0", lost.subs(T, 0), 0)
    equal("tails fall with t by p(t) - p(-t)", tails.diff(T), p(-T) - p(T))
    equal("from 1", sympy.limit(P(-T), T, sympy.oo), 1)
    equal("and 0", sympy.limit(P(T), T, sympy.oo), 0)
    ratio = p(T) / p(-T)
    equal("p(t) / p(-t) is e to 2 t mu / sigma^2", ratio, sympy.exp(2 * T * M / S**2))
    tangents_of_exp()
    prove("which is above 1", Implies(And(mirrored(v), v > 0), exp(v) > 1))
    at = {S: 1, T: 1, M: 1}
    equal("for large mu f loses 0", sympy.limit(lost, M, sympy.oo), 0)
    equal("and s loses t", sympy.limit(lost + T * tails, M, sympy.oo), T)
    apart = Abs(soft(x, t) - soft(y, t)) <= Abs(f(x, t) - f(y, t))
    prove("s brings x and y nearer together than f", Implies(t >= 0, apart))
    with falls("f has no bias at mu = t = sigma = 1"):
        equal("as above", lost.subs(at), 0)


@tie(bias)
def bias_in_keras():
    from math import erfc, exp, pi, sqrt

    count = 100_000
    noise = np.random.default_rng(0).standard_normal(count)

    def density(u):
        return exp(-u * u / 2) / sqrt(2 * pi)

    def tail(u):
        return erfc(u / sqrt(2)) / 2

    for mean, limit in ((0.5, 1.0), (2.0, 1.0), (1.0, 2.0)):
        z = np.float32(mean + noise)
        hard, soft_values = (
            installed(name, z, [limit])[0][0] for name in ("hard_shrink", "soft_shrink")
        )
        lost = mean * (tail(-limit - mean) - tail(limit - mean)) - (
            density(limit - mean) - density(limit + mean)
        )
        tails = tail(limit - mean) - tail(limit + mean)
        for name, values, want in (
            ("f", hard, lost),
            ("s", soft_values, lost + limit * tails),
        ):
            check(
                f"mu = {mean}, t = {limit}: mu less the mean of {name}",
                mean - values.mean(),
                want,
                standard_errors(4, values.std() / sqrt(count)),
                "a mean over independent z",
            )
        at_most(
            "the variance of s is no larger",
            soft_values.var(),
            hard.var(),
            ulps(0, 1),
            "a sample is a law",
        )


@theorem(
    title="The error that Stein's formula does not see",
    statement=r"""Let $t = \texttt{threshold} > 0$, and let $z$ be normal with mean $\mu$, standard deviation $\sigma > 0$ and density $p$. Then

$$
\operatorname{E} (f(z) - \mu)^2 = \operatorname{E} S_t(z) + 2 \sigma^2\, t\, \bigl(p(t) + p(-t)\bigr) ,
$$

where $S_t(z) = (f(z) - z)^2 + 2 \sigma^2 f'(z) - \sigma^2$ can be computed without knowing $\mu$. So $S_t(z)$ is too low on average, whatever $\mu$ is.""",
)
def stein():
    prove("between the jumps f is 0", Implies(Abs(x) < t, f(x, t) == 0))
    prove("and so is f'", Implies(Abs(x) < t, gradient(x, t) == 0))

    def gap(u, fu, slope):  # the error less the estimate
        return (fu - M) ** 2 - ((fu - u) ** 2 + 2 * S**2 * slope - S**2)

    flat = S**2 * (U + M) * p(U)
    equal("a primitive of the gap times p, were f 0", flat.diff(U), gap(U, 0, 0) * p(U))
    ends = (sympy.limit(flat, U, side * sympy.oo) for side in (1, -1))
    equal("so it would be 0 on average", next(ends) - next(ends), 0)
    unseen = 0
    for side in 1, -1:
        u = side * (T + W)  # beyond a jump
        more = gap(u, f(u, T), gradient(u, T)) - gap(u, 0, 0)
        tail = -2 * S**2 * u * p(u)
        equal("a primitive of what a tail adds", tail.diff(W), side * more * p(u))
        unseen += side * (sympy.limit(tail, W, sympy.oo) - tail.subs(W, 0))
    equal("in all 2 sigma^2 t (p(t) + p(-t))", unseen, 2 * S**2 * T * (p(T) + p(-T)))
    equal("p > 0, so that it is positive", sympy.sign(p(U)), 1)
    with falls("the estimate is right at mu = 0, sigma = t = 1"):
        equal("as above", unseen.subs({M: 0, S: 1, T: 1}), 0)


@tie(stein)
def stein_in_keras():
    from math import exp, pi, sqrt

    count = 100_000
    noise = np.random.default_rng(1).standard_normal(count)
    for mean, limit in ((0.0, 1.0), (2.0, 1.0), (3.0, 3.0)):
        z = np.float32(mean + noise)
        value, slope = (part[0] for part in installed("hard_shrink", z, [limit]))
        gap = (value - mean) ** 2 - ((value - z) ** 2 + 2 * slope - 1)
        both = exp(-((limit - mean) ** 2) / 2) + exp(-((limit + mean) ** 2) / 2)
        check(
            f"mu = {mean}, t = {limit}: the mean of the error less the estimate",
            gap.mean(),
            2 * limit * both / sqrt(2 * pi),
            standard_errors(4, gap.std() / sqrt(count)),
            "a mean over independent z",
        )


@theorem(
    title="The threshold that Stein's formula always chooses",
    statement=r"""Let $\sigma > 0$ and, for $t \ge 0$, $S_t(x) = (f_t(x) - x)^2 + 2 \sigma^2 f_t'(x) - \sigma^2$, with the value $0$ for the derivative at $-t$ and $t$. For all real $x$ and all $t \ge 0$

$$
S_t(x) \ge S_{\sqrt 2\, \sigma}(x) .
$$

So for any numbers $x_1, \dots, x_n$ whatever, $\sum_i S_t(x_i)$ is least at $t = \sqrt 2\, \sigma$.""",
)
def choice():
    def estimate(x, t):
        known = (f(x, t) - x) ** 2 - sigma * sigma
        return known + 2 * sigma * sigma * gradient(x, t)

    root = And(sigma > 0, r > 0, r * r == 2 * sigma * sigma)
    lower = estimate(x, t) >= estimate(x, r)
    prove("S_t(x) >= S_r(x), r = sqrt(2) sigma", Implies(And(root, t >= 0), lower))
    prove(
        "adding a number to both sums keeps the order",
        Implies(And(root, t >= 0, a >= b), a + estimate(x, t) >= b + estimate(x, r)),
    )
    other = And(sigma > 0, r > 0, r == 2 * sigma)
    counterexample("with 2 sigma in place of r", Implies(And(other, t >= 0), lower))


@tie(choice)
def choice_in_keras():
    x = X[SIZE < 1000]

    def estimate(limits):
        value, slope = installed("hard_shrink", x, limits)
        return (value - x) ** 2 + 2 * slope - 1

    size = np.abs(x.astype(float))
    check(
        "it is x^2 - 1 up to the root of 2, and 1 beyond",
        estimate([np.sqrt(2)])[0],
        np.where(size <= np.sqrt(2), size**2 - 1, 1),
        ulps(1, 1),
        "the root is rounded",
    )
    limits = np.linspace(0, 5, 41)
    at_most(
        "sigma = 1: no threshold from 0 to 5 has a lower estimate than the root of 2",
        estimate([np.sqrt(2)]),
        estimate(limits),
        ulps(1, x),
        "the root is rounded",
    )
