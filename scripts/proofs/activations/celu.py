"""Theorems on CELU, in the order in which the page proves them."""

import jax
import jax.numpy as jnp

from catalog.activations.celu import celu, celu_gradient
from proofs.activations import installed
from proofs.engine import points, theorem, tie

# --8<-- [start:setup]
import numpy as np
import sympy
from z3 import And, Function, Implies, RealSort, Reals, RealVal

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
from proofs.premises import E, exp

a, b, c, u, v, w, x, y, z = Reals("a b c u v w x y z")  # a is alpha
t, s, k = sympy.symbols("t s alpha", real=True, nonzero=True)
h, p = sympy.symbols("h alpha", positive=True)
LOG = Function("log", RealSort(), RealSort())


def f(x, a):
    return where(x >= 0, x, a * (exp(x / a) - 1))


def gradient(x, a):
    return where(x >= 0, 1, exp(x / a))


def elu(x, a):  # as in keras.activations.elu
    return where(x >= 0, x, a * (exp(x) - 1))


def known(*ts):  # at these points and at their negatives
    return And(
        *(
            And(exp(t) > 0, exp(t) * exp(-t) == 1, exp(t) >= 1 + t, exp(-t) >= 1 - t)
            for t in ts
        )
    )


def factors(s, t):
    return exp(s) == exp(t) * exp(s - t)


def facts():
    """SymPy: what Z3 is told of exp below. (1) is the third."""
    equal("e^t > 0", sympy.sign(exp(t)), 1)
    equal("e^s = e^t e^(s - t)", exp(t) * exp(s - t), exp(s))
    equal("e^0 = 1", exp(sympy.Integer(0)), 1)
    equal(
        "e^t - (1 + t) is an integral, from 0 to t, that is positive for t != 0",
        sympy.integrate((t - s) * sympy.exp(s), (s, 0, t)),
        exp(t) - (1 + t),
    )


# --8<-- [end:setup]


X = points()
A = np.float32([0.1, 0.25, 1, 3, 10])[:, None].astype(float)  # as Keras rounds it
# expm1 of XLA is off by up to three ulps, x / alpha and the product by half of one each
ULPS = 6


@theorem(
    title="Similarity",
    statement=r"""Let $\alpha \ne 0$. Then $f(c\,x;\, c\,\alpha) = c\, f(x;\, \alpha)$ for all real $x$ and all $c > 0$. With
$\operatorname{elu}$ for $f(\,\cdot\,;\, 1)$, which is `elu` at its default, this says for $\alpha > 0$

$$
f(x;\, \alpha) = \alpha \operatorname{elu}(x / \alpha) .
$$

A negative $c$ will not do, and `elu` with its own $\alpha$ has no such property.""",
)
def similarity():
    one = RealVal(1)
    prove(
        "f(c x; c alpha) = c f(x; alpha) for c > 0",
        Implies(And(c > 0, a != 0), f(c * x, c * a) == c * f(x, a)),
    )
    prove(
        "f(x; alpha) = alpha elu(x / alpha) for alpha > 0",
        Implies(a > 0, f(x, a) == a * elu(x / a, one)),
    )
    facts()
    prove(
        "for c < 0 it is false at every x > 0",
        Implies(
            And(c < 0, a != 0, x > 0, exp(x / a) > 1 + x / a),
            f(c * x, c * a) != c * f(x, a),
        ),
    )
    two, minus = sympy.Integer(2), sympy.Integer(-1)
    with falls("ELU with c = 2, at alpha = 1 and x = -1"):
        equal("", elu(2 * minus, two), 2 * elu(minus, -minus))


@tie(similarity)
def similarity_in_keras():
    value, slope = installed("celu", X, A)
    octaves, same_slope = installed("celu", 8 * X, 8 * A)
    check(
        "c = 8: the values",
        octaves,
        8 * value,
        ulps(0, value),
        "a power of two rounds nothing",
    )
    check(
        "c = 8: the gradient at 8 x is that at x",
        same_slope,
        slope,
        ulps(0, slope),
        "as above",
    )
    by_elu, elu_slope = installed("elu", X / A, [1] * len(A))
    check(
        "alpha times Keras's elu at x / alpha",
        value,
        A * by_elu,
        ulps(4, value),
        "x / alpha and the product are rounded on both ways, expm1 by an ulp",
    )
    check(
        "the gradients of the two",
        slope,
        elu_slope,
        ulps(2, 1),
        "exp(x / alpha) differs by what the rounding of x / alpha makes",
    )


@theorem(
    title="Alpha is a unit of measurement",
    statement=r"""Let $\alpha > 0$, and let $N_\alpha(x;\, W, b)$ be a network of dense layers $h_l = f(W_l\, h_{l-1} + b_l;\, \alpha)$,
$h_0 = x$, with the output $W_L\, h_{L-1} + b_L$. Then

$$
N_\alpha(x;\, W, b) = \alpha\, N_1(x / \alpha;\, W, b / \alpha) ,
$$

with the same kernels $W$ and the same derivative with respect to $x$. So the networks of one shape compute the same set of functions for every $\alpha$. With $b$
in place of $b / \alpha$ the identity is false.""",
    scope="each step of the induction on summands and layers",
)
def unit():
    one = RealVal(1)
    prove("the inputs: x = alpha (x / alpha)", Implies(a > 0, x == a * (x / a)))
    prove(
        "one summand more: y = alpha y', x = alpha x' give y + w x = alpha (y' + w x')",
        Implies(And(y == a * u, x == a * v), y + w * x == a * (u + w * v)),
    )
    prove(
        "the bias: y = alpha y' gives y + b = alpha (y' + b / alpha)",
        Implies(And(a > 0, y == a * u), y + b == a * (u + b / a)),
    )
    prove(
        "the unit: z = alpha z' gives f(z; alpha) = alpha f(z'; 1), the same f'",
        Implies(
            And(a > 0, z == a * u),
            And(f(z, a) == a * f(u, one), gradient(z, a) == gradient(u, one)),
        ),
    )
    prove(
        "alpha N_1(x / alpha): the factors go into the first and the last kernel",
        Implies(
            a > 0,
            And(w * (x / a) == (w / a) * x, a * (w * y + b) == (a * w) * y + a * b),
        ),
    )
    counterexample(
        "where b is not divided by alpha, on the right of 0",
        Implies(And(a > 0, x >= 0, b >= 0), f(a * x + b, a) == a * f(x + b, one)),
    )


@tie(unit)
def unit_in_keras():
    rng, alpha = np.random.default_rng(0), 4.0
    kernels = rng.normal(0, 0.5, (6, 8, 8)).astype(np.float32)
    biases = rng.normal(0, 1, (6, 8, 1)).astype(np.float32)
    inputs = rng.normal(0, 3, (8, 2000)).astype(np.float32)

    def network(scale, alpha):
        outputs, slopes = inputs / scale, []
        for kernel, bias in zip(kernels, biases):
            z = kernel @ outputs + bias / scale
            value, slope = installed("celu", z.ravel(), [alpha])
            outputs = value.reshape(z.shape).astype(np.float32)
            slopes.append(slope)
        return np.float64(outputs), np.array(slopes)

    value, slopes = network(np.float32(1), alpha)
    twin, twin_slopes = network(np.float32(alpha), 1.0)
    check(
        "six layers of eight units: alpha 4, and 4 times the twin's outputs",
        value,
        alpha * twin,
        ulps(0, value),
        "a power of two rounds nothing",
    )
    check(
        "the derivative of every unit is its twin's",
        slopes,
        twin_slopes,
        ulps(0, slopes),
        "as above",
    )


@theorem(
    title="One derivative, and half of a second",
    statement=r"""Let $\alpha \ne 0$. Then $f$ is differentiable everywhere with $f'(x) = 1$ for $x \ge 0$ and
$f'(x) = e^{x / \alpha}$ for $x < 0$, and $f'$ is continuous: $f$ is $C^1$ for every $\alpha$. It is not $C^2$: at $0$ the second derivative jumps from
$1 / \alpha$ to $0$. The derivative of $\operatorname{elu}$ with parameter $\alpha$ jumps at $0$ from $\alpha$ to $1$, unless $\alpha = 1$.""",
)
def smoothness():
    left, right = f(-h, k), f(h, k)
    equal("f'(x) for x < 0", -left.diff(h), gradient(-h, k))
    equal("f'(x) for x > 0", right.diff(h), gradient(h, k))
    zero = f(sympy.Integer(0), k)
    for side, quotient in ("left", (left - zero) / -h), ("right", (right - zero) / h):
        equal(
            f"the difference quotient from the {side} has the limit f'(0)",
            sympy.limit(quotient, h, 0, "+"),
            gradient(sympy.Integer(0), k),
        )
    equal("so has f' itself", sympy.limit(gradient(-h, k), h, 0, "+"), 1)
    equal(
        "f'' has the limit 1 / alpha from the left",
        sympy.limit(left.diff(h, 2), h, 0, "+"),
        1 / k,
    )
    equal("f'' is 0 on the right", right.diff(h, 2), 0)
    with falls("f'' has the same limit from both sides"):
        equal("", sympy.limit(left.diff(h, 2), h, 0, "+"), right.diff(h, 2))
    slope = sympy.limit(-elu(-h, k).diff(h), h, 0, "+")
    equal("ELU's derivative has the limit alpha from the left", slope, k)
    equal("and is 1 on the right", elu(h, k).diff(h), 1)
    with falls("ELU's slope from the left is 1 for every alpha"):
        equal("", slope, 1)


@tie(smoothness)
def smoothness_in_keras():
    sweep = np.append(A, [[-1.0], [-2.0]], 0)
    near = np.float32(np.clip(X, -2, 2))
    value, slope = installed("celu", near, sweep)
    exact = celu(near.astype(float), sweep)
    check(
        "the values",
        value,
        exact,
        ulps(ULPS, exact),
        "expm1 is off by up to three ulps, x / alpha and the product by one",
    )
    exact = celu_gradient(near.astype(float), sweep)
    check(
        "the gradient",
        slope,
        exact,
        ulps(4, np.maximum(exact, 1)),
        "JAX forms it as expm1 + 1, so in ulps of 1",
    )
    h = 2.0**-20
    _, slope = installed("celu", [0, -h], sweep)
    at, before = slope.T
    check("the gradient at 0 is 1", at, 1, ulps(0, 1), "1/2 + 1/2")
    check(
        "h to the left of 0 it has fallen by h / alpha",
        before,
        1 - h / sweep[:, 0],
        ulps(1, 1),
        "h^2 is below an ulp of 1",
    )
    _, jump = installed("elu", [-h], A)
    check(
        "ELU's gradient there is alpha",
        jump,
        A,
        ulps(20, A),
        "alpha e^-h: h is 8 ulps of 1, up to 16 of another number",
    )


@theorem(
    title="The slope is between 0 and 1",
    statement=r"""Let $\alpha > 0$. For all real $x < y$

$$
0 < f(y) - f(x) \le y - x .
$$

So $f$ is strictly increasing, and its least Lipschitz constant is $1$, whatever $\alpha$ is; that of $\operatorname{elu}$ with parameter $\alpha$ is
$\max(1, \alpha)$. For $\alpha < 0$ the second inequality turns, $f(y) - f(x) \ge y - x$, and CELU has no Lipschitz constant.""",
)
def lipschitz():
    facts()
    given = And(x < y, known(x / a, y / a, (x - y) / a), factors(x / a, y / a))
    rise = f(y, a) - f(x, a)
    prove(
        "alpha > 0, x < y: 0 < f(y) - f(x) <= y - x",
        Implies(And(a > 0, given), And(0 < rise, rise <= y - x)),
    )
    prove("0 <= x < y: the rise is y - x", Implies(And(0 <= x, x < y), rise == y - x))
    prove(
        "alpha < 0, x < y: f(y) - f(x) >= y - x",
        Implies(And(a < 0, given), rise >= y - x),
    )
    equal(
        "alpha < 0: 1 / f'(x) has the limit 0 for x to -infinity",
        sympy.limit(1 / gradient(-h, -p), h, sympy.oo),
        0,
    )
    steep = elu(y, a) - elu(x, a)
    prove(
        "ELU, alpha > 0, x < y: the rise is at most max(1, alpha) (y - x)",
        Implies(
            And(a > 0, x < y, known(x, y, x - y), factors(x, y)),
            And(0 < steep, steep <= maximum(1, a) * (y - x)),
        ),
    )
    equal(
        "ELU's quotient from the left of 0 has the limit alpha, from the right it is 1",
        sympy.limit(elu(-h, p) / -h, h, 0, "+"),
        p * elu(h, p) / h,
    )
    with falls("a constant of 0.99, for 0 <= x"):
        prove("", Implies(And(0 <= x, x < y), rise <= 0.99 * (y - x)))
    with falls("ELU with alpha = 2: |slope| < 1.9 on [-1, 0]"):
        bound("", lambda x: 2 * exp(x), -1.0, 0.0, "1.9")


@tie(lipschitz)
def lipschitz_in_keras():
    rising, steep = np.sort(X), np.sort(np.float32(np.clip(X, -40, 40)))
    for x, alpha in (rising, A), (steep, [[-1.0], [-4.0]]):
        value, slope = installed("celu", x, alpha)
        rise, step = np.diff(value), np.diff(np.float64(x))
        size = np.abs(value[:, 1:]) + np.abs(value[:, :-1])
        reason = "each value is off by up to six ulps"
        if x is rising:
            at_most(
                "alpha > 0: f(y) - f(x) <= y - x", rise, step, ulps(ULPS, size), reason
            )
            at_most("f(x) <= f(y)", -rise, 0, ulps(ULPS, size), reason)
            at_most(
                "the gradient is at most 1", slope, 1, ulps(0, 1), "exp(0) = 1 is exact"
            )
        else:
            at_most(
                "alpha < 0: f(y) - f(x) >= y - x", step, rise, ulps(ULPS, size), reason
            )
            at_most("the gradient is at least 1", 1, slope, ulps(0, 1), "as above")


@theorem(
    title="Convexity",
    statement=r"""For $\alpha > 0$ every tangent lies nowhere above the graph, $f(y) \ge f(x) + f'(x)\,(y - x)$ for all real $x, y$: $f$ is
convex. For $\alpha < 0$ the inequality turns, and $f$ is concave.""",
)
def convexity():
    facts()
    given = And(known(x / a, y / a, (y - x) / a), factors(y / a, x / a))
    line = f(x, a) + gradient(x, a) * (y - x)
    prove(
        "alpha > 0: no tangent is above the graph",
        Implies(And(a > 0, given), f(y, a) >= line),
    )
    prove("alpha < 0: none is below it", Implies(And(a < 0, given), f(y, a) <= line))
    with falls("strict convexity: a tangent on the right touches at one point alone"):
        prove("", Implies(And(0 < x, x < y), f(y, a) > line))


@tie(convexity)
def convexity_in_keras():
    x, y = np.clip(X, -50, 50), np.clip(X[::-1], -50, 50)
    ends, slope = installed("celu", x, A)
    other, _ = installed("celu", y, A)
    line = ends + slope * (np.float64(y) - x)
    at_most(
        "no tangent of Keras's gradient is above the graph",
        line,
        other,
        ulps(ULPS, np.abs(ends) + np.abs(other) + np.abs(np.float64(y) - x)),
        "the gradient's error, in ulps of 1, is multiplied by the distance",
    )
    _, rising = installed("celu", np.sort(X), A)
    at_most(
        "the gradient never falls",
        rising[:, :-1],
        rising[:, 1:],
        ulps(2, 1),
        "exp is monotone up to its last bits",
    )


@theorem(
    title="Between ReLU and the identity",
    statement=r"""Let $\alpha > 0$. For all real $x$

$$
\begin{aligned}
0 &\le \max(x, 0) - f(x) < \alpha , \\
0 &\le f(x) - x \le \tfrac{1}{2\alpha} \min(x, 0)^2 .
\end{aligned}
$$

The distance to ReLU comes as near to $\alpha$ as one likes when $x \to -\infty$, and nowhere reaches it. For $x < 0$ the value falls strictly as
$\alpha$ grows. So for $\alpha \to 0$ CELU becomes ReLU, uniformly on $\mathbb{R}$; for $\alpha \to \infty$ it becomes the identity, uniformly on
every bounded interval and on no half-line $(-\infty, r]$.""",
)
def between():
    facts()
    equal(
        "(1 + t + t^2 / 2) - e^t is the integral of (t - s)^2 / 2 e^s, "
        "s from t to 0: not negative for t < 0",
        sympy.integrate((t - s) ** 2 / 2 * sympy.exp(s), (s, t, 0)),
        1 + t + t**2 / 2 - exp(t),
    )
    q, left = x / a, minimum(x, 0)
    prove(
        "0 <= max(x, 0) - f(x) < alpha",
        Implies(
            And(a > 0, known(q)),
            And(0 <= maximum(x, 0) - f(x, a), maximum(x, 0) - f(x, a) < a),
        ),
    )
    prove(
        "0 <= f(x) - x <= min(x, 0)^2 / (2 alpha)",
        Implies(
            And(a > 0, known(q), Implies(x < 0, exp(q) <= 1 + q + q**2 / 2)),
            And(0 <= f(x, a) - x, f(x, a) - x <= left**2 / (2 * a)),
        ),
    )
    prove(
        "f(x; b) < f(x; alpha) for x < 0 and 0 < alpha < b",
        Implies(
            And(
                0 < a,
                a < b,
                x < 0,
                known(q, x / b, q - x / b),
                factors(q, x / b),
                exp(q - x / b) > 1 + (q - x / b),
                exp(-x / b) > 1 - x / b,
            ),
            f(x, b) < f(x, a),
        ),
    )
    equal(
        "f(x) has the limit -alpha for x to -infinity",
        sympy.limit(f(-h, p), h, sympy.oo),
        -p,
    )
    equal(
        "f(x) has the limit 0 for alpha to 0, x < 0",
        sympy.limit(f(-h, p), p, 0, "+"),
        0,
    )
    equal("and x for alpha to infinity", sympy.limit(f(-h, p), p, sympy.oo), -h)
    equal(
        "1 / (f(x) - x) has the limit 0 for x to -infinity",
        sympy.limit(1 / (f(-h, p) + h), h, sympy.oo),
        0,
    )
    with falls("max(x, 0) - f(x) < 0.99 alpha, at alpha = 1 on [-8, 0]"):
        bound("", lambda x: f(x, 1), -8.0, 0.0, "0.99")
    minus = sympy.Integer(-1)
    with falls("4 in place of 2 in the quadratic bound, at alpha = 1 and x = -1"):
        at_most("", float(f(minus, -minus) - minus), 1 / 4, ulps(1, 1), "")


@tie(between)
def between_in_keras():
    value, _ = installed("celu", X, A)
    relu, _ = installed("relu", X)
    low = np.minimum(X, 0).astype(float)
    at_most(
        "f(x) <= relu(x)",
        value,
        relu,
        ulps(0, 1),
        "expm1 of a negative number is negative",
    )
    at_most(
        "relu(x) - f(x) <= alpha",
        relu - value,
        A,
        ulps(1, A),
        "in float32 the floor is reached, and alpha is rounded",
    )
    at_most("x <= f(x)", X, value, ulps(ULPS, X), "a value is off by up to six ulps")
    at_most(
        "f(x) - x <= min(x, 0)^2 / (2 alpha)",
        value - X,
        low**2 / (2 * A),
        ulps(ULPS, X),
        "as above",
    )
    floor, slope = installed("celu", -18 * A, A)
    check(
        "at -18 alpha the floor -alpha is reached",
        floor,
        -A,
        ulps(0, A),
        "e^-18 is less than half an ulp of 1",
    )
    check("and the gradient on JAX is 0", slope, 0, ulps(0, 0), "it is expm1 + 1")


@theorem(
    title="The inverse, and the derivative from the output",
    statement=r"""Let $\alpha > 0$. Then $f$ maps $\mathbb{R}$ one to one onto $(-\alpha, \infty)$. Its inverse is $y$ for $y \ge 0$ and
$\alpha \log(1 + y / \alpha)$ for $-\alpha < y < 0$. The derivative is a function of the output: $f'(x) = 1 + \min(f(x), 0) / \alpha$.""",
)
def inverse():
    def back(y, a):
        return where(y >= 0, y, a * LOG(1 + y / a))

    facts()
    given, r = And(a > 0, known(x / a)), 1 + y / a
    prove("the output is above -alpha", Implies(given, f(x, a) > -a))
    equal("log e^t = t", sympy.log(exp(t)), t)
    equal("e^log(h) = h for h > 0", exp(sympy.log(h)), h)
    equal("log 1 = 0", sympy.log(1), 0)
    equal("log rises: its derivative is positive", sympy.sign(sympy.log(h).diff(h)), 1)
    prove(
        "back(f(x)) = x, where log undoes exp",
        Implies(And(given, LOG(exp(x / a)) == x / a), back(f(x, a), a) == x),
    )
    prove(
        "f(back(y)) = y for y > -alpha, where exp undoes log",
        Implies(
            And(a > 0, y > -a, exp(LOG(r)) == r, (LOG(r) < 0) == (r < 1)),
            f(back(y, a), a) == y,
        ),
    )
    prove(
        "f'(x) = 1 + min(f(x), 0) / alpha",
        Implies(given, gradient(x, a) == 1 + minimum(f(x, a), 0) / a),
    )
    with falls("an output of -alpha"):
        equal("", f(-h, p), -p)


@tie(inverse)
def inverse_in_keras():
    x = np.float32(np.maximum(X, -3 * A))  # further left, float32 keeps few digits of x
    value, slope = (
        np.array(rows)
        for rows in zip(
            *([found[0] for found in installed("celu", row, a)] for row, a in zip(x, A))
        )
    )
    back = np.where(value >= 0, value, A * np.log1p(value / A))
    check(
        "log leads back to x",
        back,
        x,
        ulps(ULPS, np.abs(value) / slope + np.abs(x)),
        "a value is off by up to six ulps; its error is divided by the slope",
    )
    check(
        "the gradient is 1 + min(f(x), 0) / alpha",
        slope,
        1 + np.minimum(value, 0) / A,
        ulps(4, 1),
        "it is formed from rounded values",
    )


@theorem(
    title="The sum that Keras computes, and its gradient at 0",
    statement=r"""Let $\alpha \ne 0$. Then $f(x) = \max(x, 0) + \alpha\, (e^{\min(x, 0) / \alpha} - 1)$. Let $u$ be the derivative that a framework takes
of $\max(x, 0)$ and $v$ the one it takes of $\min(x, 0)$. For $x \ne 0$ the chain rule gives $f'(x)$; at $x = 0$ it gives $u + v$, which is $f'(0) = 1$ if and
only if $u + v = 1$.""",
)
def sum_form():
    low = minimum(x, 0)
    equal("e^0 = 1", exp(sympy.Integer(0)), 1)
    same = And(a != 0, E(RealVal(0)) == 1)
    prove(
        "the sum is f(x)",
        Implies(same, maximum(x, 0) + a * (exp(low / a) - 1) == f(x, a)),
    )
    chain = u + a * exp(low / a) * (v / a)
    prove(
        "for x > 0, u = 1 and v = 0: the chain rule gives f'(x)",
        Implies(And(same, x > 0, u == 1, v == 0), chain == gradient(x, a)),
    )
    prove(
        "for x < 0, u = 0 and v = 1: likewise",
        Implies(And(same, x < 0, u == 0, v == 1), chain == gradient(x, a)),
    )
    prove(
        "at 0 it gives f'(0) if and only if u + v = 1",
        Implies(And(same, x == 0), (chain == gradient(x, a)) == (u + v == 1)),
    )
    with falls("at 0 with u = v = 1, as on TensorFlow"):
        prove("", Implies(And(same, x == 0, u == 1, v == 1), chain == gradient(x, a)))


@tie(sum_form)
def sum_form_in_keras():
    value, slope = installed("celu", [0.0, -0.0], A)
    check("Keras at 0 and at -0: the value", value, 0, ulps(0, 0), "expm1(0) = 0")
    check("and u + v on JAX", slope, 1, ulps(0, 1), "1/2 + 1/2")

    def whole(x):  # both halves with a whole gradient at 0, as on TensorFlow
        high, low = jnp.where(x >= 0, x, 0.0), jnp.where(x <= 0, x, 0.0)
        return high + jnp.expm1(low)

    value, _ = installed("celu", X, [1.0])
    check(
        "with u = v = 1: the same values",
        jax.vmap(whole)(X),
        value[0],
        ulps(2, value[0]),
        "a fused multiplication may spare a rounding",
    )
    check("and twice the derivative at 0", jax.grad(whole)(0.0), 2, ulps(0, 2), "1 + 1")
