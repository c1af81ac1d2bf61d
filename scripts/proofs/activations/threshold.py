"""Theorems on threshold, in the order in which the page proves them."""

from itertools import product

from catalog.activations.threshold import FUNCTION
from proofs.activations import installed
from proofs.engine import at_most, check, points, standard_errors, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from z3 import Abs, And, ForAll, Implies, Reals

from catalog.activations.threshold import threshold
from proofs.engine import counterexample, equal, falls, maximum, minimum, prove, where

# t is threshold, d default_value; s and e are another pair
t, d, s, e, c, h, w, x, y, eps, eta = Reals("t d s e c h w x y eps eta")
T, D, m = sympy.symbols("t d m", real=True)  # m = mu - t: where z lies on average
v, sigma = sympy.symbols("v sigma", positive=True)


def f(x, t, d):
    return where(x > t, x, d)


def gradient(x, t, d):  # at the jump 0, as Keras on JAX
    return where(x > t, 1, 0)


def density(u):  # of z ~ N(mu, sigma^2) at t + u
    scale = sigma * sympy.sqrt(2 * sympy.pi)
    return sympy.exp(-((u - m) ** 2) / (2 * sigma**2)) / scale


def mean(g):  # of g(z): right of the threshold, then left of it
    halves = (g(T + v) * density(v), g(T - v) * density(-v))
    return sum(sympy.integrate(half, (v, 0, sympy.oo)) for half in halves)


# --8<-- [end:setup]


SWEEP = np.array(list(product(*(p.sweep for p in FUNCTION.parameters))))
THRESHOLD, DEFAULT = (
    SWEEP[:, :1],
    SWEEP[:, 1:],
)  # columns, one row for each pair; exact in float32
X = np.append(
    points(), np.float32(FUNCTION.parameters[0].sweep)
)  # every threshold is among the points
LEVEL = THRESHOLD == DEFAULT


@theorem(
    title="The jump",
    statement=r"""Let $t = \texttt{threshold}$ and $d = \texttt{default\_value}$ be real numbers. Then $f$ is continuous at every $x \ne t$, and at
$t$ from the left. At $t$ its value and its limit from the left are $d$, its limit from the right is $t$: it jumps by the height $t - d$, and is continuous there
if and only if $d = t$.""",
)
def jump():
    near = And(eps > 0, Abs(x - y) < eps)
    close = Abs(f(x, t, d) - f(y, t, d)) < eps
    prove(
        "at x != t: delta = min(epsilon, |x - t|) serves",
        Implies(And(near, Abs(x - y) < Abs(x - t)), close),
    )
    prove("at t and left of it, f is d", Implies(y <= t, f(y, t, d) == d))
    prove("h > 0 right of t, f is t + h", Implies(h > 0, f(t + h, t, d) == t + h))
    prove("d = t: delta = epsilon serves everywhere", Implies(And(d == t, near), close))
    step = minimum(h, Abs(t - d)) / 2
    prove(
        "d != t: closer than any h to t, f differs by |t - d| / 2 from f(t)",
        Implies(
            And(d != t, h > 0),
            And(
                0 < step,
                step < h,
                Abs(f(t + step, t, d) - f(t, t, d)) >= Abs(t - d) / 2,
            ),
        ),
    )
    counterexample(
        "to continuity at t without d = t", Implies(And(x == t, near), close)
    )


@tie(jump)
def jump_in_keras():
    value, slope = installed("threshold", X, THRESHOLD, DEFAULT)
    check(
        "the values",
        value,
        threshold(X, THRESHOLD, DEFAULT),
        ulps(0, value),
        "a number is passed on or replaced, nothing is rounded",
    )
    least = np.maximum(np.spacing(np.abs(np.float32(THRESHOLD))), 2.0**-126)
    neighbours = THRESHOLD + least * [-1, 1]  # at 0 normal ones: XLA takes less for 0
    beside, slopes = installed("threshold", neighbours, THRESHOLD, DEFAULT)
    check(
        "one ulp below t it is d, one ulp above it is that float",
        beside,
        np.where([True, False], DEFAULT, neighbours),
        ulps(0, beside),
        "likewise",
    )
    check("the gradients there are 0 and 1", slopes, [[0, 1]], ulps(0, 1), "constants")


@theorem(
    title="The derivative does not see the jump",
    statement=r"""Let $t = \texttt{threshold}$, $d = \texttt{default\_value}$. For $x \ne t$, $f'(x)$ is $1$ if $x > t$ and $0$ if $x < t$: it does not
depend on $d$, although $f$ does on the whole half-line $x \le t$. At $t$ there is no derivative for any $d$: the slope from the left is $0$; from the right the difference quotient is
$1 + (t - d)/h$, unbounded unless $d = t$, and then $1$. The derivative of $f(x)$ with respect to the threshold is $0$ for every $x \ne t$; with respect to the default value it is $1 - f'(x)$.""",
)
def derivative():
    prove(
        "for |h| < |x - t| the difference quotient at x is f'(x)",
        Implies(
            And(h != 0, Abs(h) < Abs(x - t)),
            (f(x + h, t, d) - f(x, t, d)) / h == gradient(x, t, d),
        ),
    )
    left = (f(t - h, t, d) - f(t, t, d)) / -h
    right = (f(t + h, t, d) - f(t, t, d)) / h
    prove(
        "at t it is 0 on the left, 1 + (t - d) / h on the right",
        Implies(h > 0, And(left == 0, right == 1 + (t - d) / h)),
    )
    prove(
        "d != t: on the right it exceeds every c",
        Implies(And(d != t, c > 0, h * (c + 2) == Abs(t - d)), Abs(right) > c),
    )
    prove(
        "for |h| < |x - t|, the threshold t + h gives the same f(x)",
        Implies(Abs(h) < Abs(x - t), f(x, t + h, d) == f(x, t, d)),
    )
    prove(
        "default_value + h gives f(x) + h (1 - f'(x))",
        f(x, t, d + h) == f(x, t, d) + h * (1 - gradient(x, t, d)),
    )
    counterexample(
        "to f(x) = d + the integral of f' up to x", f(x, t, d) == d + maximum(x - t, 0)
    )


@tie(derivative)
def derivative_in_keras():
    import jax
    import keras

    _, slope = installed("threshold", X, THRESHOLD, DEFAULT)
    check(
        "the gradient: 1 for x > t, else 0, for every d",
        slope,
        np.where(X > THRESHOLD, 1, 0),
        ulps(0, 1),
        "a constant",
    )

    def total(limit, other):
        return keras.ops.sum(keras.activations.threshold(X, limit, other))

    partial = jax.grad(total, (0, 1))
    parts = np.array([partial(*map(np.float32, pair)) for pair in SWEEP])
    below = np.sum(X <= THRESHOLD, axis=1)
    check(
        "summed over the points, df/dt is 0", parts[:, 0], 0, ulps(0, 1), "a constant"
    )
    check(
        "df/dd counts the points at or left of t",
        parts[:, 1],
        below,
        ulps(0, 1),
        "whole numbers below 2^24 are exact",
    )


@theorem(
    title="A shifted ReLU and a step",
    statement=r"""Let $t = \texttt{threshold}$, $d = \texttt{default\_value}$, $\operatorname{relu}(x) = \max(x, 0)$. For all real $x$

$$
f(x) = d + \operatorname{relu}(x - t) + (t - d)\,[x > t] .
$$

So $f(x) = t + \operatorname{relu}(x - t) = \max(x, t)$ for all $x$ if and only if $d = t$, and $f = \operatorname{relu}$ if and only if $t = d = 0$. Keras's $\texttt{relu}$ with $\texttt{threshold} = t$, which is $x$ for $x > t$ and else $0$, is $f$ if and only if $d = 0$.""",
)
def shifted_relu():
    relu = maximum(x - t, 0)
    prove(
        "f(x) = d + relu(x - t) + (t - d) [x > t]",
        f(x, t, d) == d + relu + (t - d) * where(x > t, 1, 0),
    )
    prove(
        "f(x) = max(x, t) for all x if and only if d = t",
        ForAll([x], f(x, t, d) == maximum(x, t)) == (d == t),
    )
    prove(
        "f = relu if and only if t = d = 0",
        ForAll([x], f(x, t, d) == maximum(x, 0)) == And(t == 0, d == 0),
    )
    prove(
        "f is relu(x, threshold=t) if and only if d = 0",
        ForAll([x], f(x, t, d) == where(x > t, x, 0)) == (d == 0),
    )
    counterexample("to the max form without d = t", f(x, t, d) == maximum(x, t))


@tie(shifted_relu)
def shifted_relu_in_keras():
    value, slope = installed("threshold", X, THRESHOLD, DEFAULT)
    zero = np.zeros_like(THRESHOLD)
    for name, pairs, limits in (
        ("relu(x)", (THRESHOLD == 0) & (DEFAULT == 0), zero),
        ("relu(x, threshold=t)", DEFAULT == 0, THRESHOLD),
    ):
        rows = pairs[:, 0]
        other, other_slope = installed(
            "relu", X, zero[rows], [[None]] * rows.sum(), limits[rows]
        )
        check(
            f"{name}, at x = t too",
            value[rows],
            other,
            ulps(0, 1),
            "nothing is rounded",
        )
        check("and its gradient", slope[rows], other_slope, ulps(0, 1), "constants")
    form = np.maximum(X, THRESHOLD) + (DEFAULT - THRESHOLD) * (X <= THRESHOLD)
    check(
        "max(x, t), with d in place of t on the left",
        value,
        form,
        ulps(0, 1),
        "sums of small multiples of 1/2 are exact",
    )


@theorem(
    title="Lipschitz only without a jump",
    statement=r"""Let $t = \texttt{threshold}$, $d = \texttt{default\_value}$. $f$ has a Lipschitz constant if and only if $d = t$, and the least one then is $1$. In
general, for all real $x$ and $y$, $\lvert f(x) - f(y) \rvert \le \lvert x - y \rvert + \lvert t - d \rvert$.""",
)
def lipschitz():
    def within(L):
        return Abs(f(x, t, d) - f(y, t, d)) <= L * Abs(x - y)

    prove("d = t: 1 is a Lipschitz constant", Implies(d == t, within(1)))
    prove(
        "d = t: a smaller one fails from t to t + 1",
        Implies(And(d == t, c < 1), f(t + 1, t, d) - f(t, t, d) > c),
    )
    prove(
        "d != t: every c > 0 fails from t to t + w, w = |t - d| / (c + 2)",
        Implies(
            And(d != t, c > 0, w * (c + 2) == Abs(t - d)),
            Abs(f(t + w, t, d) - f(t, t, d)) > c * w,
        ),
    )
    prove(
        "|f(x) - f(y)| <= |x - y| + |t - d|",
        Abs(f(x, t, d) - f(y, t, d)) <= Abs(x - y) + Abs(t - d),
    )
    counterexample("to the constant 1 without d = t", within(1))


@tie(lipschitz)
def lipschitz_in_keras():
    close = np.float32(THRESHOLD) + np.float32([[0, 2.0**-20]])
    value, slope = installed("threshold", close, THRESHOLD, DEFAULT)
    steep = np.abs(value[:, 1:] - value[:, :1]) / 2.0**-20
    jump = np.abs(THRESHOLD - DEFAULT)
    at_most(
        "over 2^-20 right of t a chord has slope 2^20 |t - d| - 1 or more",
        2.0**20 * jump - 1,
        steep,
        ulps(0, 1),
        "t + 2^-20 is a float, and so are the values",
    )
    check("without a jump it has slope 1", steep[LEVEL], 1, ulps(0, 1), "likewise")
    check(
        "while the gradients at its ends are 0 and 1",
        slope,
        [[0, 1]],
        ulps(0, 1),
        "constants",
    )
    value, _ = installed("threshold", X, THRESHOLD, DEFAULT)
    x, y = X.astype(float), X[::-1].astype(float)
    at_most(
        "|f(x) - f(y)| <= |x - y| + |t - d|",
        np.abs(value - value[:, ::-1]),
        np.abs(x - y) + jump,
        ulps(1, np.maximum(np.abs(x), np.abs(y))),
        "the differences are formed in float64",
    )


@theorem(
    title="Thresholding twice",
    statement=r"""Write $f_t$ for $f$ with $\texttt{threshold} = t$, and let $d = \texttt{default\_value}$ be the same in both. For all real $s$, $t$, $d$ and $x$

$$
f_s(f_t(x)) = f_{\max(s, t)}(x) .
$$

In particular $f$ is idempotent, $f(f(x)) = f(x)$, on whichever side of $t$ the number $d$ lies.""",
)
def twice():
    prove("f_s(f_t(x)) = f_max(s, t)(x)", f(f(x, t, d), s, d) == f(x, maximum(s, t), d))
    prove("f(f(x)) = f(x)", f(f(x, t, d), t, d) == f(x, t, d))
    counterexample(
        "to the law for two default values",
        f(f(x, t, d), s, e) == f(x, maximum(s, t), e),
    )


@tie(twice)
def twice_in_keras():
    once, slope = installed("threshold", X, THRESHOLD, DEFAULT)
    again, slope_again = installed("threshold", once, THRESHOLD, DEFAULT)
    check("f(f(x)) = f(x)", again, once, ulps(0, 1), "nothing is rounded")
    check(
        "f' at f(x) is 1 on the left as well exactly if d > t",
        slope_again,
        np.where(DEFAULT > THRESHOLD, 1, slope),
        ulps(0, 1),
        "constants",
    )
    higher, _ = installed("threshold", once, THRESHOLD + 0.5, DEFAULT)
    direct, _ = installed("threshold", X, THRESHOLD + 0.5, DEFAULT)
    check("first t, then t + 1/2, is t + 1/2", higher, direct, ulps(0, 1), "likewise")


@theorem(
    title="Increasing, and convex",
    statement=r"""Let $t = \texttt{threshold}$, $d = \texttt{default\_value}$. Then $f$ is increasing, $x < y \Rightarrow f(x) \le f(y)$, if and only if $d \le t$, and never
strictly. It is convex if and only if $d = t$.""",
)
def order():
    increasing = Implies(x < y, f(x, t, d) <= f(y, t, d))
    prove("increasing if and only if d <= t", ForAll([x, y], increasing) == (d <= t))
    prove("never strictly", f(t - 2, t, d) == f(t - 1, t, d))

    def sag(a, b):  # by how much the chord's middle lies above the graph
        return (f(a, t, d) + f(b, t, d)) / 2 - f((a + b) / 2, t, d)

    chord = (1 - h) * f(x, t, d) + h * f(y, t, d)
    point = f((1 - h) * x + h * y, t, d)
    convex = Implies(And(0 <= h, h <= 1), point <= chord)
    prove("d = t: no chord lies below the graph", Implies(d == t, convex))
    prove(
        "d < t: from t to t + w the chord's middle does",
        Implies(And(d < t, w > 0), sag(t, t + w) < 0),
    )
    prove(
        "d > t: from t - w to t + w it does, w = (d - t) / 2",
        Implies(And(d > t, 2 * w == d - t), sag(t - w, t + w) < 0),
    )
    counterexample("to monotonicity without d <= t", increasing)
    counterexample("to convexity without d = t", convex)


@tie(order)
def order_in_keras():
    value, slope = installed("threshold", np.sort(X), THRESHOLD, DEFAULT)
    drop = np.max(value[:, :-1] - value[:, 1:], axis=1, keepdims=True)
    check(
        "a larger x has a smaller f(x) exactly if d > t",
        drop > 0,
        DEFAULT > THRESHOLD,
        ulps(0, 1),
        "comparisons of exact numbers",
    )
    start = np.minimum(THRESHOLD, THRESHOLD - (DEFAULT - THRESHOLD) / 2)
    end = np.where(DEFAULT > THRESHOLD, 2 * THRESHOLD - start, THRESHOLD + 1)
    chords = np.hstack([start, end, (start + end) / 2])
    left, right, middle = installed("threshold", chords, THRESHOLD, DEFAULT)[0].T
    check(
        "a chord of the proof lies below the graph exactly if d != t",
        (left + right) / 2 < middle,
        ~LEVEL[:, 0],
        ulps(0, 1),
        "multiples of 1/8",
    )
    at_most(
        "and yet the gradient never decreases, for any d",
        slope[:, :-1],
        slope[:, 1:],
        ulps(0, 1),
        "constants",
    )


@theorem(
    title="The best sparse answer",
    statement=r"""Let $\texttt{default\_value} = 0$ and $t = \texttt{threshold} \ge 0$. Among all $y \ge 0$, $f(x)$ minimizes

$$
\tfrac12 (x - y)^2 + \tfrac{t^2}{2}\, [y > 0] ,
$$

the squared error plus a price of $t^2/2$ for not being zero. If the price is $t\,y$ instead, the minimizer is
$\operatorname{relu}(x - t)$, which takes $t$ off every positive answer.""",
)
def sparse_answer():
    def cost(y, price):
        return (x - y) ** 2 / 2 + price

    def hard(y):
        return cost(y, where(y > 0, t * t / 2, 0))

    kept = f(x, t, 0)
    allowed = And(t >= 0, y >= 0)
    prove(
        "no y >= 0 costs less than f(x)",
        Implies(allowed, And(kept >= 0, hard(kept) <= hard(y))),
    )
    soft = maximum(x - t, 0)
    prove(
        "with the price t y, relu(x - t) costs less than every other y >= 0",
        Implies(And(allowed, y != soft), cost(soft, t * soft) < cost(y, t * y)),
    )
    prove(
        "kept answers differ from it by t",
        Implies(And(t >= 0, x > t), kept - soft == t),
    )
    counterexample("to the minimum among all y", Implies(t >= 0, hard(kept) <= hard(y)))


@tie(sparse_answer)
def sparse_answer_in_keras():
    pairs = np.array([[0.0], [0.5], [1.0], [2.0]])
    x = np.linspace(-4, 4, 513, dtype="float32")
    kept, slope = installed("threshold", x, pairs, 0 * pairs)

    def cost(y):
        return (x - y) ** 2 / 2 + pairs**2 / 2 * (y > 0)

    others = np.linspace(0, 4, 33)[:, None, None]
    at_most(
        "33 other answers from 0 to 4 cost no less",
        cost(kept),
        cost(others),
        ulps(0, 1),
        "multiples of 2^-13 below 2^6 are exact in float64",
    )
    check(
        "the gradient is 1 where x is kept at its size, else 0",
        slope,
        kept > 0,
        ulps(0, 1),
        "a constant",
    )


@theorem(
    title="One step of gradient descent",
    statement=r"""Let $t = \texttt{threshold}$, $d = \texttt{default\_value}$, $\ell(z) = \tfrac12 (f(z) - y)^2$ with a target $y$, and
$z^+ = z - \eta\, f'(z)\,(f(z) - y)$ one step of gradient descent, $0 < \eta \le 1$. If $d = t$, then $\ell(z^+) \le \ell(z)$ for all $z$ and $y$. If $d \ne t$, then for every such $\eta$,
however small, there are $z$ and $y$ with $\ell(z^+) > 12\, \ell(z)$; and there $f'(z^+) = 0$, so no further step takes it back.""",
)
def descent():
    def loss(z):
        return (f(z, t, d) - y) ** 2 / 2

    def step(z):
        return z - eta * gradient(z, t, d) * (f(z, t, d) - y)

    small = And(0 < eta, eta <= 1)
    prove(
        "d = t: a step never raises the loss",
        Implies(And(small, d == t), loss(step(x)) <= loss(x)),
    )
    unlucky = And(small, w > 0, Abs(t - d) == 8 * w, x == t + eta * w, y == t - w)
    prove(
        "d != t, 8 w = |t - d|: z = t + eta w, y = t - w, and the loss rises 12-fold",
        Implies(unlucky, loss(step(x)) > 12 * loss(x)),
    )
    prove("and the gradient is 0 there", Implies(unlucky, gradient(step(x), t, d) == 0))
    counterexample(
        "to a falling loss without d = t",
        Implies(And(small, eta * 10 == 1), loss(step(x)) <= loss(x)),
    )


@tie(descent)
def descent_in_keras():
    sizes = 2.0 ** -np.arange(11)  # eta, from 1 down to 1/1024
    w = np.abs(THRESHOLD - DEFAULT) / 8
    z, target = THRESHOLD + sizes * w, THRESHOLD - w
    value, slope = installed("threshold", z, THRESHOLD, DEFAULT)
    after_step = z - sizes * slope * (value - target)
    moved, stuck = installed("threshold", after_step, THRESHOLD, DEFAULT)
    before, after = (value - target) ** 2, (moved - target) ** 2
    check(
        "with a jump the loss rises more than 12-fold, for eta from 1 to 1/1024",
        after > 12 * before,
        w + 0 * sizes > 0,
        ulps(0, 1),
        "comparisons",
    )
    check("and the gradient then is 0", stuck, 0, ulps(0, 1), "a constant")
    x, y = X.astype(float), X[::-1].astype(float)
    level = THRESHOLD[LEVEL]  # the pairs without a jump
    value, slope = installed("threshold", X, level, level)
    moved, _ = installed("threshold", x - slope * (value - y) / 4, level, level)
    at_most(
        "without a jump it does not rise, eta = 1/4",
        np.abs(moved - y),
        np.abs(value - y),
        ulps(1, np.maximum(np.abs(x), np.abs(y))),
        "the step is rounded",
    )


@theorem(
    title="The gradient that is missing",
    statement=r"""Let $t = \texttt{threshold}$, $d = \texttt{default\_value}$, and let $z$ be normal, with mean $\mu$, standard deviation $\sigma > 0$ and the density $p$. Then

$$
\frac{\mathrm{d}}{\mathrm{d}\mu} \operatorname{E} f(z) = \operatorname{E} f'(z) + (t - d)\, p(t) .
$$

Backpropagation averages $f'$ and so returns the first term alone, which is $\operatorname{P}(z > t)$. That is right in the mean if and only if $d = t$, and has the wrong sign if $d > t + \operatorname{P}(z > t) / p(t)$.""",
)
def missing_gradient():
    average = mean(lambda z: f(z, T, D))
    returned = mean(lambda z: gradient(z, T, D))
    moved = sympy.diff(average, m)  # d/dmu, since t is fixed
    equal(
        "d/dmu E f(z) = E f'(z) + (t - d) p(t)", moved, returned + (T - D) * density(0)
    )
    equal(
        "E f'(z) = P(z > t)",
        returned.rewrite(sympy.erf),
        (1 + sympy.erf(m / (sigma * sympy.sqrt(2)))) / 2,
    )
    equal("d = t: nothing is missing", (moved - returned).subs(D, T), 0)
    equal("p(t) > 0", sympy.sign(density(0)), 1)
    prove(
        "with p > 0: (t - d) p = 0 if and only if d = t",
        Implies(w > 0, ((t - d) * w == 0) == (d == t)),
    )
    with falls("nothing is missing for t = 1, d = 0, mu = 1, sigma = 1"):
        equal("as above", (moved - returned).subs({T: 1, D: 0, m: 0, sigma: 1}), 0)
    prove(
        "with p > 0: P + (t - d) p < 0 if and only if d > t + P / p",
        Implies(w > 0, (c + (t - d) * w < 0) == (d > t + c / w)),
    )


@tie(missing_gradient)
def missing_gradient_in_keras():
    from math import erfc, pi, sqrt

    count, shift = 100_000, 2.0**-6
    z = np.random.default_rng(0).standard_normal(count).astype("float32")
    limit, other = np.array([[0.5], [1.0], [0.5]]), np.array([[-1.0], [0.0], [2.0]])
    up, down = (
        installed("threshold", moved, limit, other)[0]
        for moved in (z + shift, z - shift)
    )
    quotients = (up - down) / (2 * shift)
    slope = installed("threshold", z, limit, other)[1]
    tail = np.array([[erfc(u / sqrt(2)) / 2] for u in limit[:, 0]])
    jumped = (limit - other) * np.exp(-(limit**2) / 2) / sqrt(2 * pi)

    def error(sample):
        return np.std(sample, axis=1, keepdims=True) / sqrt(count)

    check(
        "the mean gradient is P(z > t)",
        np.mean(slope, axis=1, keepdims=True),
        tail,
        standard_errors(4, error(slope)),
        "a mean over independent z",
    )
    check(
        "the mean moves with mu by P(z > t) + (t - d) p(t)",
        np.mean(quotients, axis=1, keepdims=True),
        tail + jumped,
        standard_errors(4, error(quotients)),
        "likewise; a shift of 2^-6 bends less than that",
    )
