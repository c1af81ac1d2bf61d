"""Theorems on the sigmoid, in the order in which the page proves them."""

from proofs.activations import installed, installed_vector
from proofs.engine import points, theorem, tie
from proofs.installed import gradients

# --8<-- [start:setup]
import numpy as np
import sympy
from sympy import Integer, Rational, cosh, diff, integrate, limit, log, oo, sqrt, tanh
from z3 import And, Implies, Or, Reals

from proofs.engine import (
    at_most,
    check,
    counterexample,
    equal,
    falls,
    prove,
    ulps,
)
from proofs.premises import E, exp, exponential, mirrored, tangents_of_exp

k, p, q, t, w, x, y = Reals("k p q t w x y")  # for Z3
v, a, b = sympy.symbols("x a b", real=True)  # for SymPy
s, r = sympy.symbols("s r", positive=True)


def f(x):
    return 1 / (1 + exp(-x))


def gradient(x):
    return f(x) * f(-x)


def logit(p):  # of what SymPy reads, for 0 < p < 1
    return log(p / (1 - p))


def known():
    """Proves what `mirrored` tells Z3 of exp at x, -x and 0."""
    tangents_of_exp()
    equal("e^v e^-v = 1", sympy.exp(v) * sympy.exp(-v), 1)


# --8<-- [end:setup]


X = points()
WIDE = X.astype(float)
DECAY = np.exp(-np.abs(WIDE))
EXACT = np.where(WIDE >= 0, 1, DECAY) / (1 + DECAY)
STEEP = DECAY / (1 + DECAY) ** 2
NEAR = np.float32(X[np.abs(X) < 8])
ROUNDED = "an exponential, a sum and a quotient are rounded"
CHAIN = "JAX takes f (1 - f) of a rounded f"


@theorem(
    title="The derivative",
    statement=r"""For every real $x$

$$
\begin{aligned}
f'(x) &= f(x)\,\bigl(1 - f(x)\bigr) \\
&= \frac{1}{2 + 2 \cosh x} .
\end{aligned}
$$

So $0 < f'(x) \le \tfrac14$, with equality at $0$ alone, and $f'(x) < e^{-\lvert x \rvert}$.""",
)
def slope():
    known()
    left = diff(f(v), v)
    equal("f' = f (1 - f)", left, f(v) * (1 - f(v)))
    equal("f' = f(x) f(-x)", left, gradient(v))
    even = 1 / (2 + 2 * cosh(v))
    equal("f' = 1 / (2 + 2 cosh x)", left, even.rewrite(sympy.exp))
    rise = gradient(x)
    prove(
        "0 < f(x) f(-x) <= 1/4, with equality at 0 alone",
        Implies(mirrored(x), And(0 < rise, 4 * rise <= 1, (4 * rise == 1) == (x == 0))),
    )
    prove(
        "it is below e^x and below e^-x",
        Implies(mirrored(x), And(rise < E(x), rise < E(-x))),
    )
    with falls("f' >= 1/100: the slope has a positive bound from below"):
        prove("", Implies(mirrored(x), 100 * rise >= 1))


@tie(slope)
def slope_in_keras():
    value, got = installed("sigmoid", X)
    check("values: 1 / (1 + e^-x)", value, EXACT, ulps(2, 1), ROUNDED)
    usual = WIDE > -87  # further left e^-x leaves the range of float32
    check(
        "values, relative, from x = -87 on",
        value[0, usual],
        EXACT[usual],
        ulps(4, EXACT[usual]),
        ROUNDED,
    )
    check("gradients: 1 / (2 + 2 cosh x)", got, STEEP, ulps(2, 1), CHAIN)
    check("gradients: f (1 - f)", got, value * (1 - value), ulps(2, 1), CHAIN)
    at_most("no gradient is above 1/4", got, 0.25, ulps(0, 1), "rounding keeps 1/4")


@theorem(
    title="Two arms, and tanh",
    statement=r"""For every real $x$

$$
\begin{aligned}
f(-x) &= 1 - f(x) , \\
f(x) &= \tfrac12 + \tfrac12 \tanh \tfrac x2 , \\
\tanh x &= 2 f(2x) - 1 ,
\end{aligned}
$$

so $f - \tfrac12$ is odd, and $f(x) > \tfrac12$ exactly for $x > 0$.""",
)
def mirror():
    known()
    equal("f(-x) = 1 - f(x)", f(-v), 1 - f(v))
    half = (tanh(v / 2) / 2).rewrite(sympy.exp)
    equal("f(x) = 1/2 + tanh(x/2) / 2", f(v), Rational(1, 2) + half)
    equal("tanh x = 2 f(2x) - 1", tanh(v).rewrite(sympy.exp), 2 * f(2 * v) - 1)
    prove(
        "f(x) > 1/2 exactly for x > 0",
        Implies(mirrored(x), (2 * f(x) > 1) == (x > 0)),
    )
    with falls("f is odd: f(-x) = -f(x)"):
        equal("", f(-v), -f(v))


@tie(mirror)
def mirror_in_keras():
    value, got = installed("sigmoid", X)
    mirrored_value, other = installed("sigmoid", -X)
    check("f(x) + f(-x) = 1", value + mirrored_value, 1, ulps(2, 1), ROUNDED)
    check("f'(-x) = f'(x)", other, got, ulps(2, 1), CHAIN)
    double, rise = installed("sigmoid", 2 * X)
    hyperbolic, steep = installed("tanh", X)
    check(
        "Keras's tanh is 2 f(2x) - 1",
        hyperbolic,
        2 * double - 1,
        ulps(8, 1),
        "XLA's tanh is a quotient of polynomials; the rest as before",
    )
    check("its gradient is 4 f'(2x)", steep, 4 * rise, ulps(16, 1), CHAIN)


@theorem(
    title="A tanh network is a sigmoid network",
    statement=r"""Let $h_i = 2 s_i - 1$ for $i = 1, \dots, n$. For all real $w_i$ and $b$

$$
\begin{aligned}
&\tanh\Bigl(\sum_i w_i h_i + b\Bigr) \\
&\quad = 2 f\Bigl(\sum_i 4 w_i s_i + 2 b - 2 \sum_i w_i\Bigr) - 1 .
\end{aligned}
$$

So layer for layer each network of `tanh` layers is one of sigmoid layers: between hidden layers the weights are $4$ times as large, and each bias $b$ becomes $2 b$ less twice
the sum of the weights.""",
    scope="a term of the sum, and tanh of it; the rest by the written proof",
)
def same_network():
    total, inner = sympy.symbols("W V", real=True)  # sum of w_i, sum of w_i s_i
    equal(
        "the sum of w_i h_i is 2 V - W: each term is w (2 s - 1) = 2 w s - w",
        a * (2 * b - 1),
        2 * (a * b) - a,
    )
    equal(
        "tanh(2 V - W + b) = 2 f(4 V + 2 b - 2 W) - 1",
        tanh(2 * inner - total + b).rewrite(sympy.exp),
        2 * f(4 * inner + 2 * b - 2 * total) - 1,
    )
    equal(
        "first layer, whose inputs are given: tanh(V + b) = 2 f(2 V + 2 b) - 1",
        tanh(inner + b).rewrite(sympy.exp),
        2 * f(2 * inner + 2 * b) - 1,
    )
    with falls("four times the weights are enough, without the shift of the bias"):
        equal("", tanh(2 * inner - total).subs({inner: 0, total: 1}), 2 * f(0) - 1)


@tie(same_network)
def same_network_in_keras():
    rng = np.random.default_rng(0)
    h, rise = rng.uniform(-1, 1, (400, 6)), 1.0
    other, slant = (h + 1) / 2, 1.0
    for layer in range(1, 4):
        weights, bias = rng.normal(0, 0.5, (6, 6)), rng.normal(0, 0.5, 6)
        z = np.float32(h @ weights + bias)
        shifted = np.float32(other @ (4 * weights) + 2 * bias - 2 * weights.sum(axis=0))
        h, rise = (part.reshape(z.shape) for part in installed("tanh", np.ravel(z)))
        other, slant = (
            part.reshape(z.shape) for part in installed("sigmoid", np.ravel(shifted))
        )
        check(
            f"layer {layer}: tanh is twice the sigmoid less 1",
            h,
            2 * other - 1,
            ulps(16 * layer, 1),
            "pre-activations are rounded, and each layer adds its own",
        )
        check(
            f"layer {layer}: the gradients differ by the factor 4",
            rise,
            4 * slant,
            ulps(32 * layer, 1),
            CHAIN,
        )


@theorem(
    title="The logit inverts it",
    statement=r"""$f$ is strictly increasing and maps $\mathbb{R}$ one to one onto $(0, 1)$. For $0 < p < 1$ let $\operatorname{logit} p = \ln \frac{p}{1 - p}$. Then

$$
\begin{aligned}
f(\operatorname{logit} p) &= p, \qquad \operatorname{logit} f(x) = x , \\
f(x) > p &\iff x > \operatorname{logit} p , \\
\frac{f(x)}{1 - f(x)} &= e^x .
\end{aligned}
$$

The slope of the inverse is $\frac{1}{p (1 - p)} \ge 4$, with equality for $p = \tfrac12$ alone.""",
)
def inverse():
    known()
    prove(
        "0 < f(x) < 1, and x < y gives f(x) < f(y)",
        Implies(mirrored(x, y), And(0 < f(x), f(x) < 1, Implies(x < y, f(x) < f(y)))),
    )
    share = r / (1 + r)  # any number between 0 and 1
    equal("f(logit p) = p, for p = r / (1 + r)", f(logit(share)), share)
    equal("logit f(x) = x, by odds e^x", f(v) / (1 - f(v)), sympy.exp(v))
    equal("ln e^x = x", log(sympy.exp(v)), v)
    odds = And(mirrored(x, k), 0 < p, p < 1, E(k) * (1 - p) == p)  # k is logit p
    prove(
        "f(x) = p exactly for x = k, and f(x) > p exactly for x > k",
        Implies(odds, And((f(x) == p) == (x == k), (f(x) > p) == (x > k))),
    )
    prove(
        "no p outside (0, 1) is a value",
        Implies(And(mirrored(x), Or(p <= 0, p >= 1)), f(x) != p),
    )
    equal("the slope of the logit", diff(logit(r), r), 1 / (r * (1 - r)))
    inside = And(0 < p, p < 1)
    prove(
        "1 / (p (1 - p)) >= 4, with equality for 1/2 alone",
        Implies(
            inside,
            And(1 / (p * (1 - p)) >= 4, (1 / (p * (1 - p)) == 4) == (2 * p == 1)),
        ),
    )
    counterexample(
        "to that without 0 < p < 1",
        Implies(And(p != 0, p != 1), 1 / (p * (1 - p)) >= 4),
    )


@tie(inverse)
def inverse_in_keras():
    value, got = installed("sigmoid", NEAR)
    with np.errstate(invalid="ignore"):
        back = np.log(value / (1 - value))
    check(
        "the logit leads back to x, for |x| < 8",
        back,
        NEAR,
        ulps(4, 1 / (1 - value)),
        "an error of p is divided by p (1 - p)",
    )
    order = np.argsort(X)
    ordered, _ = installed("sigmoid", X[order])
    at_most(
        "no larger x has a smaller f(x)",
        ordered[:, :-1],
        ordered[:, 1:],
        ulps(1, 1),
        ROUNDED,
    )
    clear = np.abs(NEAR) > 1e-6
    check(
        "f(x) > 1/2 exactly for x > 0, if |x| > 1e-6",
        value[:, clear] > 0.5,
        (NEAR > 0)[clear],
        ulps(0, 1),
        "nearer to 0 the value is rounded to 1/2",
    )
    check(
        "the slope of the inverse times that of f is 1",
        got / (value * (1 - value)),
        1,
        ulps(4, 1),
        CHAIN,
    )


@theorem(
    title="Verhulst's equation",
    statement=r"""For $0 < y_0 < 1$ let

$$
y(t) = f(t + \operatorname{logit} y_0) = \frac{y_0\, e^t}{1 - y_0 + y_0\, e^t} .
$$

Then $y' = y\,(1 - y)$ and $y(0) = y_0$, and no other differentiable function with values between $0$ and $1$ has both properties.""",
    scope="all but the step from the slope of logit y to y",
)
def growth():
    time = sympy.Symbol("t", real=True)
    start = r / (1 + r)  # any number between 0 and 1
    path = f(time + logit(start))
    closed = start * sympy.exp(time) / (1 - start + start * sympy.exp(time))
    equal("f(t + logit y0) in closed form", path, closed)
    equal("y' = y (1 - y)", diff(closed, time), closed * (1 - closed))
    equal("y(0) = y0", closed.subs(time, 0), start)
    other = sympy.Function("y", positive=True)(time)
    rate = diff(log(other) - log(1 - other), time)
    rate = rate.subs(diff(other, time), other * (1 - other))
    equal("of any solution y, logit y has the slope 1", rate, 1)
    with falls("without the factor 1 - y: y' = y"):
        equal("", diff(closed, time), closed)


@tie(growth)
def growth_in_keras():
    for start in 0.001, 0.1, 0.5, 0.9:
        first = np.log(start / (1 - start))
        value, got = installed("sigmoid", np.float32(WIDE[np.abs(WIDE) < 20] + first))
        now = np.exp(np.float32(WIDE[np.abs(WIDE) < 20] + first).astype(float) - first)
        closed = start * now / (1 - start + start * now)
        check(f"y0 = {start}: the closed form", value, closed, ulps(2, 1), ROUNDED)
        rate = closed * (1 - closed)
        check(f"y0 = {start}: its slope", got, rate, ulps(2, 1), CHAIN)


@theorem(
    title="How far apart two outputs can be",
    statement=r"""For all real $x \ne y$

$$
\lvert f(x) - f(y) \rvert \le \tanh \frac{\lvert x - y \rvert}{4} < \frac{\lvert x - y \rvert}{4} ,
$$

with equality on the left if and only if $y = -x$. The least Lipschitz constant is $\tfrac14$.""",
)
def distance():
    tangents_of_exp()
    equal("f(x) = t / (1 + t), t = e^x", f(v), sympy.exp(v) / (1 + sympy.exp(v)))
    root = sympy.exp(s / 2)  # q, for the distance s = y - x > 0; then e^y = t q^2
    equal("e^(x + s) = t q^2", sympy.exp(v + s), sympy.exp(v) * root**2)
    wide = tanh(s / 4).rewrite(sympy.exp)
    equal("tanh(s/4) = (q - 1) / (q + 1)", wide, (root - 1) / (root + 1))
    gap = t * q**2 / (1 + t * q**2) - t / (1 + t)
    most = (q - 1) / (q + 1)
    inside = And(t > 0, q > 1)
    prove(
        "t > 0, q > 1: the gap is between 0 and (q - 1) / (q + 1)",
        Implies(inside, And(0 < gap, gap <= most)),
    )
    prove(
        "with equality exactly for t q = 1",
        Implies(inside, (gap == most) == (t * q == 1)),
    )
    counterexample("to equality always", Implies(inside, gap == most))
    prove(
        "t q = e^w, w = (x + y) / 2, is 1 exactly for w = 0",
        Implies(exponential(w), (E(w) == 1) == (w == 0)),
    )
    equal(
        "s - tanh s is the integral of tanh^2 from 0 to s, positive for s > 0",
        integrate(tanh(v) ** 2, (v, 0, s)),
        s - tanh(s),
    )
    rise = (f(s) - f(-s)) / (2 * s)
    equal("from -s to s the quotient tends to 1/4", limit(rise, s, 0), Rational(1, 4))
    with falls("a gap below nine tenths of that"):
        prove("", Implies(inside, 10 * gap <= 9 * most))


@tie(distance)
def distance_in_keras():
    value, got = installed("sigmoid", X)
    apart = np.abs(WIDE - WIDE[::-1])
    at_most(
        "|f(x) - f(y)| <= tanh(|x - y| / 4)",
        np.abs(value - value[:, ::-1]),
        np.tanh(apart / 4),
        ulps(2, 1),
        ROUNDED,
    )
    other, _ = installed("sigmoid", -X)
    check(
        "equal for y = -x",
        np.abs(value - other),
        np.tanh(np.abs(WIDE) / 2),
        ulps(2, 1),
        ROUNDED,
    )
    at_most("no gradient is above 1/4", got, 0.25, ulps(0, 1), "rounding keeps 1/4")


@theorem(
    title="Where it bends",
    statement=r"""For every real $x$

$$
\begin{aligned}
f''(x) &= f(x)\,\bigl(1 - f(x)\bigr)\,\bigl(1 - 2 f(x)\bigr) , \\
\lvert f''(x) \rvert &\le \tfrac{\sqrt 3}{18} \approx 0.0962 ,
\end{aligned}
$$

with equality exactly for $x = \pm \ln(2 + \sqrt 3) \approx \pm 1.317$. $f''$ is positive left of $0$ and negative right of it: $f$ is strictly convex on $(-\infty, 0]$, strictly concave on
$[0, \infty)$, and $0$ is its one inflection point.""",
    scope="f'', its bound and its sign; convexity by the written proof",
)
def bend():
    known()
    second = f(v) * (1 - f(v)) * (1 - 2 * f(v))
    equal("f'' = f (1 - f) (1 - 2 f)", diff(f(v), v, 2), second)
    turn = p * (1 - p) * (1 - 2 * p)
    inside = And(0 < p, p < 1)
    prove(
        "p (1 - p) (1 - 2p) is at most 1 / sqrt(108) = sqrt(3) / 18 in size",
        Implies(inside, 108 * turn**2 <= 1),
    )
    prove(
        "with equality exactly at the roots of 6 p (1 - p) = 1",
        Implies(inside, (108 * turn**2 == 1) == (6 * p * (1 - p) == 1)),
    )
    for sign in 1, -1:
        place = f(sign * log(2 + sqrt(3)))
        equal("at +-ln(2 + sqrt 3) f is such a root", 6 * place * (1 - place), 1)
    prove(
        "it has the sign of 1 - 2p, and f(x) < 1/2 exactly for x < 0",
        And(
            Implies(inside, And((turn > 0) == (2 * p < 1), (turn < 0) == (2 * p > 1))),
            Implies(mirrored(x), And((2 * f(x) < 1) == (x < 0), 0 < f(x), f(x) < 1)),
        ),
    )
    with falls("|f''| stays below 0.096"):
        prove("", Implies(inside, 1000000 * turn**2 <= 9216))


@tie(bend)
def bend_in_keras():
    grid = np.linspace(0, 14, 4_001)
    for sign, name in (1, "right"), (-1, "left"):
        value, got = installed("sigmoid", sign * grid)
        chord = (value[:, :-2] + value[:, 2:]) / 2
        at_most(
            f"{name} of 0 a chord is not {'above' if sign > 0 else 'below'} the graph",
            sign * chord,
            sign * value[:, 1:-1],
            ulps(2, 1),
            ROUNDED,
        )
        at_most(
            "the gradient falls with |x|", got[:, 1:], got[:, :-1], ulps(2, 1), CHAIN
        )
        at_most(
            "between neighbours by sqrt(3) / 18 times the step at most",
            -np.diff(got),
            np.sqrt(3) / 18 * (grid[1] - grid[0]),
            ulps(2, 1),
            CHAIN,
        )


@theorem(
    title="What depth leaves of the gradient",
    statement=r"""Let $z_k = f(W_k z_{k-1} + b_k)$ for $k = 1, \dots, L$, with matrices $W_k$ and vectors $b_k$. The Jacobian of $z_L$ by $z_0$ obeys

$$
\Bigl\lVert \frac{\partial z_L}{\partial z_0} \Bigr\rVert \le 4^{-L}\, \lVert W_1 \rVert \cdots \lVert W_L \rVert
$$

in the Euclidean norm. The bound is reached: with one unit a layer, $w = 4$, $b = -2$ and $z_0 = \tfrac12$, every $z_k$ is $\tfrac12$ and the derivative is $1$.""",
    scope="slopes of up to three units; the rest by the written proof",
)
def depth():
    known()
    prove(
        "each slope f(x) f(-x) is in (0, 1/4]",
        Implies(mirrored(x), And(0 < gradient(x), 4 * gradient(x) <= 1)),
    )
    rises, units = Reals("d1 d2 d3"), Reals("u1 u2 u3")
    for n in 1, 2, 3:
        slopes = And(*(And(0 < d, 4 * d <= 1) for d in rises[:n]))
        passed = sum((d * u) ** 2 for d, u in zip(rises[:n], units))
        whole = sum(u**2 for u in units[:n])
        prove(
            f"{n} units: slopes in (0, 1/4] shorten a vector to a quarter or less",
            Implies(slopes, 16 * passed <= whole),
        )
    counterexample(
        "to that for slopes up to 1", Implies(rises[0] <= 1, 16 * passed <= whole)
    )
    half = Rational(1, 2)
    equal("one unit, w = 4, b = -2: 1/2 is kept", f(4 * half - 2), half)
    equal("and 4 f'(0) = 1", 4 * gradient(Integer(0)), 1)
    with falls("weights of norm 1 keep a gradient: its slope is above 1/2"):
        prove("", Implies(mirrored(x), 2 * gradient(x) > 1))


@tie(depth)
def depth_in_keras():
    rng = np.random.default_rng(0)
    for scale in 0.5, 1.0, 4.0:
        z, jacobian, bound = rng.normal(0, 1, 12), np.eye(12), 1.0
        for layer in range(1, 9):
            weights = rng.normal(0, scale / np.sqrt(12), (12, 12))
            value, got = installed("sigmoid", np.float32(weights @ z))
            z, jacobian = value[0], got[0][:, None] * weights @ jacobian
            bound *= np.linalg.norm(weights, 2) / 4
            if layer in (1, 4, 8):
                at_most(
                    f"weights of size {scale}, {layer} layers: the Jacobian",
                    np.linalg.norm(jacobian, 2) / bound,
                    1,
                    ulps(4 * layer, 1),
                    "each slope is rounded",
                )
    kept, slant = installed("sigmoid", [0.0])
    check("with w = 4, b = -2 the unit keeps 1/2", kept, 0.5, ulps(0, 1), "exact")
    check("and its slope is 4 / 4", 4 * slant, 1, ulps(0, 1), "exact")


@theorem(
    title="With cross-entropy the gradient is p - y",
    statement=r"""Let $p = f(x)$ and $0 \le y \le 1$. The cross-entropy $\ell(x) = -y \ln p - (1 - y) \ln(1 - p)$ has

$$
\begin{aligned}
\ell'(x) &= p - y , \\
\ell''(x) &= p\,(1 - p) > 0 .
\end{aligned}
$$

The squared error $m(x) = \tfrac12 (p - y)^2$ has $m'(x) = (p - y)\, p\,(1 - p)$. For $y = 1$, $\lvert m'(x) \rvert \le \tfrac{4}{27}$, with equality for $p = \tfrac13$ alone; $m''(x) < 0$ for
$x < -\ln 2$; and as $x \to -\infty$, $\ell'(x) \to -1$ and $m'(x) \to 0$.""",
)
def residual():
    known()
    loss = -a * log(f(v)) - (1 - a) * log(1 - f(v))
    equal("l' = p - y", diff(loss, v), f(v) - a)
    equal("l'' = p (1 - p), which is f(x) f(-x)", diff(loss, v, 2), gradient(v))
    prove("it is positive", Implies(mirrored(x), gradient(x) > 0))
    square = (f(v) - a) ** 2 / 2
    equal("m' = (p - y) p (1 - p)", diff(square, v), (f(v) - a) * gradient(v))
    sure = square.subs(a, 1)
    force = (1 - p) * p * (1 - p)  # minus m', for y = 1
    inside = And(0 < p, p < 1)
    prove(
        "y = 1: |m'| <= 4/27, with equality for p = 1/3 alone",
        Implies(inside, And(27 * force <= 4, (27 * force == 4) == (3 * p == 1))),
    )
    curve = f(v) * (1 - f(v)) ** 2 * (3 * f(v) - 1)
    equal("y = 1: m'' = p (1 - p)^2 (3p - 1)", diff(sure, v, 2), curve)
    equal("3 f(-ln 2) = 1", 3 * f(-log(2)), 1)
    prove(
        "3 f(x) < 1 exactly for x < k, where e^k = 1/2",
        Implies(And(mirrored(x, k), 2 * E(k) == 1), (3 * f(x) < 1) == (x < k)),
    )
    prove(
        "and m'' has the sign of 3p - 1",
        Implies(inside, (p * (1 - p) ** 2 * (3 * p - 1) < 0) == (3 * p < 1)),
    )
    equal("x -> -oo: l' -> -1", limit(f(v) - 1, v, -oo), -1)
    equal("x -> -oo: m' -> 0", limit((f(v) - 1) * gradient(v), v, -oo), 0)
    with falls("l' has the factor p (1 - p), too"):
        equal("", diff(loss, v), (f(v) - a) * gradient(v))


@tie(residual)
def residual_in_keras():
    import keras

    value, _ = installed("sigmoid", X)
    for target in 0.0, 0.25, 1.0:
        goal = np.full(X.shape, target, "float32")

        def entropy(z, goal=goal):
            return keras.ops.binary_crossentropy(goal, z, from_logits=True)

        def square(z, goal=goal):
            return (keras.activations.sigmoid(z) - goal) ** 2 / 2

        _, got = gradients(entropy, X)
        check(
            f"y = {target}: Keras's loss, p - y",
            got,
            EXACT - target,
            ulps(8, 1),
            "log_sigmoid's chain rule",
        )
        check(
            f"y = {target}: by Keras's sigmoid",
            got,
            value - target,
            ulps(8, 1),
            ROUNDED,
        )
        _, got = gradients(square, X)
        check(
            f"y = {target}: squared error",
            got,
            (EXACT - target) * STEEP,
            ulps(4, 1),
            CHAIN,
        )


@theorem(
    title="Two classes",
    statement=r"""For all real $x$ and $y$ the first output of softmax is

$$
\frac{e^x}{e^x + e^y} = f(x - y) ,
$$

so softmax of $(x, 0)$ is $\bigl(f(x),\, 1 - f(x)\bigr)$. Two sigmoids are no distribution: $f(x) + f(y) = 1$ if and only if $y = -x$.""",
)
def two_classes():
    known()
    pair = sympy.exp(a) / (sympy.exp(a) + sympy.exp(b))
    equal("softmax of (x, y), first output", pair, f(a - b))
    equal("of (x, 0), second output", 1 / (sympy.exp(a) + 1), 1 - f(a))
    prove(
        "f(x) + f(y) = 1 exactly for y = -x",
        Implies(mirrored(x, y), (f(x) + f(y) == 1) == (y == -x)),
    )
    with falls("softmax of (x, y) is the pair of sigmoids"):
        equal("", pair, f(a))


@tie(two_classes)
def two_classes_in_keras():
    other = np.float32(X[::-1] / 2)
    pairs = np.stack([X, other], axis=-1)
    shares, slopes = installed_vector("softmax", pairs)
    value, got = installed("sigmoid", X - other)
    check(
        "softmax's first output is f(x - y)",
        shares[:, 0],
        value[0],
        ulps(4, 1),
        ROUNDED,
    )
    check("its slope by x is f'(x - y)", slopes[:, 0, 0], got[0], ulps(8, 1), CHAIN)
