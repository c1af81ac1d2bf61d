"""Theorems on SiLU, in the order in which the page proves them."""

from proofs.activations import installed_vector
from proofs.engine import points, theorem, tie

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import arb
from sympy import Rational, diff, limit, oo, tanh
from z3 import And, Implies, Reals

from proofs.activations import installed
from proofs.engine import (
    assume,
    at_most,
    bound,
    check,
    equal,
    falls,
    maximum,
    prove,
    ulps,
)
from proofs.premises import E, exp, mirrored

c, r, w, x, y = Reals("c r w x y")
v = sympy.Symbol("x", real=True)
b, s, t = sympy.symbols("beta s t", positive=True)
EXP = "e^0 = 1, e^t > 0, e^t e^-t = 1, and e^t is above its tangents"


def sigma(x):
    return 1 / (1 + exp(-x))


def f(x):
    return x * sigma(x)


def gradient(x):
    return sigma(x) * (1 + x * sigma(-x))


def near(name, ball, decimals, error):
    """Arb: the number in `ball` is `decimals`, to less than `error`."""
    text = f"{name} is within {error} of {decimals}"
    bound(text, lambda _: ball - arb(decimals), 0.0, 1.0, error)


def bend(x):  # f'' has the sign of this
    return 2 - x * ((x / 2).tanh() if isinstance(x, arb) else tanh(x / 2))


TURN = arb("2.39935725 +/- 5e-8")  # holds x0, by theorem 5
DEPTH = 0.2784645427610738  # W(1/e)
STEEP = 1.0998393201288669  # 1/2 + x0 / 4
# --8<-- [end:setup]


X = points()
ROUNDED = "an exponential, a quotient and a product are rounded"
CHAIN = "JAX takes 1 - sigma of a rounded sigma; x, up to 17, multiplies the error"


@theorem(
    title="The derivative",
    statement=r"""With $\sigma(x) = 1/(1 + e^{-x})$,

$$
\begin{aligned}
f'(x) &= \sigma(x)\,\bigl(1 + x\,\sigma(-x)\bigr) \\
&= f(x) + \sigma(x)\,\bigl(1 - f(x)\bigr) \\
&= \frac{e^x\,(1 + x + e^x)}{(1 + e^x)^2} ,
\end{aligned}
$$

so $f'$ has the sign of $1 + x + e^x$. Derivatives of every order exist; $f'(0) = \tfrac12$, $f'(x) \to 0$ as $x \to -\infty$ and $f'(x) \to 1$ as
$x \to \infty$.""",
    scope="the first derivative, and its limits",
)
def slope():
    left = diff(f(v), v)
    equal("f' = sigma(x) (1 + x sigma(-x))", left, gradient(v))
    equal("f' = f + sigma (1 - f)", left, f(v) + sigma(v) * (1 - f(v)))
    equal(
        "f' = e^x (1 + x + e^x) / (1 + e^x)^2",
        left,
        exp(v) * (1 + v + exp(v)) / (1 + exp(v)) ** 2,
    )
    equal("f'(0) = 1/2", gradient(sympy.Integer(0)), Rational(1, 2))
    equal("f'(x) -> 0 on the left", limit(gradient(v), v, -oo), 0)
    equal("f'(x) -> 1 on the right", limit(gradient(v), v, oo), 1)
    with falls("f' = sigma, the gate held fixed"):
        equal("f'", left, sigma(v))


@tie(slope)
def slope_in_keras():
    value, got = installed("silu", X)
    exact = X.astype(float)
    e = np.exp(-np.abs(exact))
    gate = np.where(X >= 0, 1, e) / (1 + e)
    check("values: x sigma(x)", value, exact * gate, ulps(4, np.abs(X)), ROUNDED)
    check(
        "gradients: sigma (1 + x sigma(-x))",
        got,
        gate * (1 + exact * np.where(X >= 0, e, 1) / (1 + e)),
        ulps(8, 1),
        CHAIN,
    )


@theorem(
    title="The two sides",
    statement=r"""For every real $x$

$$
\begin{aligned}
f(x) - f(-x) &= x, \\
f(x) + f(-x) &= x \tanh\tfrac x2, \\
f'(x) + f'(-x) &= 1 .
\end{aligned}
$$

So $f(x) = \tfrac x2 \bigl(1 + \tanh \tfrac x2\bigr)$: half the identity plus an even function. If $z$, not always $0$, has a law symmetric about $0$ with $\operatorname{E}|z| < \infty$,
then $0 < \operatorname{E} f(z) < \operatorname{E} \operatorname{relu}(z)$.""",
    scope="for every x; the mean by the written proof",
)
def mirror():
    assume(EXP)
    equal("f(x) - f(-x) = x", f(v) - f(-v), v)
    both = (f(v) + f(-v)).rewrite(exp)
    equal("f(x) + f(-x) = x tanh(x/2)", both, (v * tanh(v / 2)).rewrite(sympy.exp))
    equal("f'(x) + f'(-x) = 1", gradient(v) + gradient(-v), 1)
    prove(
        "0 < f(x) + f(-x) < x, which is relu(x) + relu(-x), for x > 0",
        Implies(And(mirrored(x), x > 0), And(0 < f(x) + f(-x), f(x) + f(-x) < x)),
    )
    with falls("f is odd"):
        equal("f(x) + f(-x)", f(v) + f(-v), 0)


@tie(mirror)
def mirror_in_keras():
    value, got = installed("silu", X)
    mirrored, other = installed("silu", -X)
    exact = X.astype(float)
    check("f(x) - f(-x) = x", value - mirrored, exact, ulps(4, X), ROUNDED)
    check(
        "f(x) + f(-x) = x tanh(x/2)",
        value + mirrored,
        exact * np.tanh(exact / 2),
        ulps(4, X),
        ROUNDED,
    )
    check("f'(x) + f'(-x) = 1", got + other, 1, ulps(16, 1), CHAIN)


@theorem(
    title="The one minimum",
    statement=r"""Let $W$ be Lambert's function: $w = W(1/e)$ is the one number with $w\,e^w = 1/e$. $f$ has exactly one stationary point,

$$
\begin{aligned}
x^* &= -1 - W(1/e) \approx -1.27846, \\
f(x^*) &= x^* + 1 = -W(1/e) \approx -0.27846 .
\end{aligned}
$$

$f$ falls strictly left of $x^*$ and rises strictly right of it, so the range is $[-W(1/e), \infty)$, and each value between $-W(1/e)$ and $0$ is taken twice.""",
    scope="gradient and limits; the range by the written proof",
)
def minimum():
    assume(EXP)
    root = And(mirrored(x, r), 1 + r + E(r) == 0)
    prove(
        "a root r of 1 + x + e^x has gradient 0, and f(r) = r + 1",
        Implies(root, And(gradient(r) == 0, f(r) == r + 1)),
    )
    prove(
        "left of it the gradient is negative",
        Implies(And(root, x < r), gradient(x) < 0),
    )
    prove("right of it it is positive", Implies(And(root, x > r), gradient(x) > 0))
    prove(
        "-1 - w is a root if w e^(w + 1) = 1",
        Implies(
            And(mirrored(w + 1), w * E(w + 1) == 1), 1 + (-1 - w) + E(-(w + 1)) == 0
        ),
    )
    equal("f -> 0 on the left", limit(f(v), v, -oo), 0)
    equal("f(x) / x -> 1 on the right", limit(f(v) / v, v, oo), 1)
    low = -1 - arb(-1).exp().lambertw()
    near("x*", low, "-1.27846454", "3e-9")
    near("f(x*)", f(low), "-0.27846454", "3e-9")
    with falls("f increases: its gradient is nowhere negative"):
        prove("", Implies(mirrored(x), gradient(x) >= 0))


@tie(minimum)
def minimum_in_keras():
    low = -1 - DEPTH
    value, got = installed("silu", np.append(np.linspace(-8, 4, 9_999), low))
    check("the least value is f(x*)", value.min(), -DEPTH, ulps(2, DEPTH), ROUNDED)
    check("and it is x* + 1", value[:, -1], low + 1, ulps(2, DEPTH), ROUNDED)
    check("the gradient at x* is 0", got[:, -1], 0, ulps(8, 1), CHAIN)
    sides = np.linspace(-8, 4, 9_999)
    away = np.abs(sides - low) > 1e-3
    at_most(
        "it has the sign of x - x* where |x - x*| > 1e-3",
        0,
        (got[:, :-1] * np.sign(sides - low))[:, away],
        ulps(0, 1),
        "from there on it is 2e-4 in size or more, up to x = -8",
    )


@theorem(
    title="How far from ReLU",
    statement=r"""For every real $x$

$$
\operatorname{relu}(x) - f(x) = \frac{|x|}{1 + e^{|x|}} = -f(-|x|) ,
$$

so $\operatorname{relu}(x) - W(1/e) \le f(x) \le \operatorname{relu}(x)$, with equality on the left at $x = \pm x^*$ alone and on the right at $0$ alone.""",
)
def relu_gap():
    assume(EXP)
    size = maximum(x, -x)
    gap = maximum(x, 0) - f(x)
    prove(
        "relu(x) - f(x) = |x| / (1 + e^|x|) = -f(-|x|)",
        Implies(mirrored(x), And(gap * (1 + exp(size)) == size, gap == -f(-size))),
    )
    prove(
        "it is 0 at 0 and positive elsewhere",
        Implies(mirrored(x), And(gap >= 0, (gap == 0) == (x == 0))),
    )
    facts = And(mirrored(x, r), 1 + r + E(r) == 0)
    prove(
        "it is -(r + 1) at x = r and at x = -r",
        Implies(
            facts,
            And(maximum(r, 0) - f(r) == -(r + 1), maximum(-r, 0) - f(-r) == -(r + 1)),
        ),
    )
    prove(
        "and less at every other x",
        Implies(And(facts, x != r, x != -r), gap < -(r + 1)),
    )
    with falls("f(x) <= relu(x) - x/10 for x > 0: the gap grows with x"):
        prove("", Implies(And(mirrored(x), x > 0), gap >= x / 10))


@tie(relu_gap)
def relu_gap_in_keras():
    value, got = installed("silu", X)
    rectified, corner = installed("relu", X)
    size = np.abs(X.astype(float))
    e = np.exp(-size)
    check(
        "relu(x) - f(x) = |x| / (1 + e^|x|)",
        rectified - value,
        size * e / (1 + e),
        ulps(4, X),
        ROUNDED,
    )
    at_most(
        "it is at most W(1/e)",
        rectified - value,
        DEPTH,
        ulps(2, np.maximum(X, 1)),
        ROUNDED,
    )
    off = X != 0
    check(
        "the gradients differ by (1 + (1 - |x|) e^|x|) / (1 + e^|x|)^2, odd in x",
        (corner - got)[:, off] * np.sign(X)[off],
        (e * (e + 1 - size) / (1 + e) ** 2)[off],
        ulps(8, 1),
        CHAIN,
    )


@theorem(
    title="Where it is convex",
    statement=r"""$f''(x) = \sigma(x)\,\sigma(-x)\,\bigl(2 - x \tanh\frac x2\bigr)$. Let $x_0 \approx 2.39936$ be the one positive number with $x_0 \tanh\frac{x_0}2 = 2$. Then $f$ is
strictly convex on $[-x_0, x_0]$, and strictly concave left and right of it.""",
    scope="on [-4, 4]; beyond, and one x0, by the written proof",
)
def convexity():
    second = diff(gradient(v), v)
    equal(
        "f'' = sigma(x) sigma(-x) (2 - x tanh(x/2))",
        second.rewrite(exp),
        (sigma(v) * sigma(-v) * bend(v)).rewrite(sympy.exp),
    )
    equal("x tanh(x/2) is even", bend(-v), bend(v))
    rise = diff(-bend(t), t)  # tanh(t/2) > 0 and a square below 1
    equal("for x > 0 it rises", rise, tanh(t / 2) + t / 2 / sympy.cosh(t / 2) ** 2)
    bound(
        "2 - x tanh(x/2) > 0 for 0 <= x <= 2.3993572",
        lambda u: 1 - bend(u) / 2,
        0.0,
        2.3993572,
        1,
    )
    bound("and < 0 from 2.3993573 to 4", lambda u: 2 + bend(u), 2.3993573, 4.0, 2)
    with falls("f is convex: 2 - x tanh(x/2) > 0 up to 3"):
        bound("", lambda u: 1 - bend(u) / 2, 0.1, 3.0, 1)


@tie(convexity)
def convexity_in_keras():
    inner, outer = np.linspace(-2.399, 2.399, 4_001), np.linspace(2.4, 14, 4_001)
    sides = {1: "below", -1: "above"}
    parts = ("left", -outer[::-1], -1), ("middle", inner, 1), ("right", outer, -1)
    for name, grid, sign in parts:
        ends, got = installed("silu", grid)
        chord = (ends[:, :-2] + ends[:, 2:]) / 2
        at_most(
            f"{name}: the midpoint of a chord is not {sides[sign]} the graph",
            sign * ends[:, 1:-1],
            sign * chord,
            ulps(4, 14),
            ROUNDED,
        )
        at_most(
            f"{name}: the gradient {'rises' if sign > 0 else 'falls'}",
            sign * got[:, :-1],
            sign * got[:, 1:],
            ulps(8, 1),
            CHAIN,
        )


@theorem(
    title="The steepest slope",
    statement=r"""With $x_0$ as in theorem 5, $f'$ is greatest at $x_0$ alone and least at $-x_0$ alone:

$$
\begin{aligned}
f'(x_0) &= \tfrac12 + \tfrac{x_0}4 \approx 1.09984, \\
f'(-x_0) &= \tfrac12 - \tfrac{x_0}4 \approx -0.09984 .
\end{aligned}
$$

So $L = \tfrac12 + \tfrac{x_0}4$ is the least Lipschitz constant of $f$, and $f'(x) > 1$ exactly for $x > -x^* = 1 + W(1/e)$.""",
    scope="values, and f' > 1; the extremes by the written proof",
)
def lipschitz():
    assume(EXP)
    form = (1 + tanh(v / 2)) / 2 + v * (1 - tanh(v / 2) ** 2) / 4
    equal(
        "f' = (1 + T) / 2 + x (1 - T^2) / 4, T = tanh(x/2)",
        gradient(v),
        form.rewrite(sympy.exp),
    )
    at = form.subs(tanh(v / 2), 2 / v)
    equal("with T = 2 / x it is 1/2 + x/4", at, Rational(1, 2) + v / 4)
    equal("f'(-x) = 1 - f'(x)", gradient(-v), 1 - gradient(v))
    low = And(mirrored(x, r), 1 + r + E(r) == 0)
    prove(
        "f'(x) > 1 exactly for x > -r, where 1 + r + e^r = 0",
        Implies(low, (gradient(x) > 1) == (x > -r)),
    )
    near("1/2 + x0/4", 0.5 + TURN / 4, "1.0998393", "1e-7")
    near("f'(x0)", gradient(TURN), "1.0998393", "1e-6")
    bound(
        "|f'(x) - 1/2| < 0.59984 on [0, 40]",
        lambda u: gradient(u) - 0.5,
        0.0,
        40.0,
        "0.59984",
    )
    with falls("f' stays in [0, 1]: |f'(x) - 1/2| < 0.5001"):
        bound("", lambda u: gradient(u) - 0.5, 0.0, 40.0, "0.5001")


@tie(lipschitz)
def lipschitz_in_keras():
    grid = np.linspace(-30, 30, 20_001)
    value, got = installed("silu", grid)
    check("the largest gradient is L", got.max(), STEEP, ulps(8, 1), CHAIN)
    check("the least is 1 - L", got.min(), 1 - STEEP, ulps(8, 1), CHAIN)
    value, got = installed("silu", X)
    other = value[:, ::-1]
    at_most(
        "|f(x) - f(y)| <= L |x - y|",
        np.abs(value - other),
        STEEP * np.abs(X - X[::-1].astype(float)),
        ulps(4, np.maximum(np.abs(value), np.abs(other))),
        ROUNDED,
    )


@theorem(
    title="Swish with a beta",
    statement=r"""For $\beta > 0$ let $f_\beta(x) = x\,\sigma(\beta x)$. Then

$$
\begin{aligned}
f_\beta(x) &= f(\beta x) / \beta, \qquad f_\beta'(x) = f'(\beta x), \\
\partial f_\beta(x) / \partial \beta &= x^2\, \sigma(\beta x)\, \sigma(-\beta x) > 0 \quad (x \ne 0) .
\end{aligned}
$$

As $\beta$ grows from $0$ to $\infty$, $f_\beta(x)$ rises from $x/2$ to $\operatorname{relu}(x)$. Its least value is $-W(1/e)/\beta$, at $x^*/\beta$; its gap to ReLU is at most
$W(1/e)/\beta$; and its Lipschitz constant is $L$ for every $\beta$.""",
    scope="the identities and limits; the rest by the written proof",
)
def beta():
    swish = v * sigma(b * v)
    equal("x sigma(beta x) = f(beta x) / beta", swish, f(b * v) / b)
    equal("its derivative in x is f'(beta x)", diff(swish, v), gradient(b * v))
    equal(
        "in beta: x^2 sigma(beta x) sigma(-beta x)",
        diff(f(b * v) / b, b),
        v**2 * sigma(b * v) * sigma(-b * v),
    )
    equal("beta -> 0: x / 2", limit(f(b * v) / b, b, 0), v / 2)
    equal("beta -> oo, x > 0: x", limit(f(b * t) / b, b, oo), t)
    equal("beta -> oo, x < 0: 0", limit(f(-b * t) / b, b, oo), 0)
    with falls("f_beta is f(beta x), without the division"):
        equal("", swish, f(b * v))


@tie(beta)
def beta_in_keras():
    exact, last = X.astype(float), X.astype(float) / 2
    for k in 0.25, 1.0, 4.0, 64.0:
        value, got = installed("silu", np.float32(k) * X)
        e = np.exp(-np.abs(k * exact))
        gate = np.where(X >= 0, 1, e) / (1 + e)
        check(
            f"beta = {k}: silu(beta x) / beta = x sigma(beta x)",
            value / k,
            exact * gate,
            ulps(4, X),
            ROUNDED,
        )
        check(
            f"beta = {k}: its gradient",
            got,
            gate * (1 + k * exact * (1 - gate)),
            ulps(8, 1),
            CHAIN,
        )
        at_most(f"beta = {k}: not below the last", last, value / k, ulps(4, X), ROUNDED)
        at_most(
            f"beta = {k}: within W(1/e) / beta of ReLU",
            np.maximum(exact, 0) - value / k,
            DEPTH / k,
            ulps(4, X),
            ROUNDED,
        )
        last = value / k


@theorem(
    title="Where the gate comes from",
    statement=r"""Let $\ell$ be a random number with the logistic law, of density $e^{-u}/(1 + e^{-u})^2$. Then $f(x) = x\, P(\ell \le x)$. Also
$f(x) = x \cdot \operatorname{softplus}'(x)$, and $f(x)$ is `glu` of the pair $(x, x)$.""",
)
def gate():
    u = sympy.Symbol("u", real=True)
    density = exp(-u) / (1 + exp(-u)) ** 2
    below = sigma(u)
    equal("the logistic density is the derivative of sigma", diff(below, u), density)
    equal("sigma -> 0 on the left, so sigma(x) = P(l <= x)", limit(below, u, -oo), 0)
    equal("sigma -> 1 on the right", limit(below, u, oo), 1)
    equal("f(x) = x times it", f(v), v * below.subs(u, v))
    equal("f(x) = x softplus'(x)", f(v), v * diff(sympy.log(1 + exp(v)), v))
    left, right = sympy.symbols("left right", real=True)
    glu = left * sigma(right)
    equal("f(x) = glu(x, x)", f(v), glu.subs({left: v, right: v}))
    equal(
        "f'(x) is the sum of glu's two slopes",
        gradient(v),
        (diff(glu, left) + diff(glu, right)).subs({left: v, right: v}),
    )
    with falls("the gate of gelu, the normal distribution function, is the same"):
        equal("", f(sympy.Integer(1)), (1 + sympy.erf(1 / sympy.sqrt(2))) / 2)


@tie(gate)
def gate_in_keras():
    value, got = installed("silu", X)
    pair, slopes = installed_vector("glu", np.stack([X, X], axis=-1))
    check("silu(x) is Keras's glu of (x, x)", value, pair[:, 0], ulps(4, X), ROUNDED)
    check(
        "its gradient is the sum of glu's two",
        got,
        slopes.sum(axis=(1, 2)),
        ulps(16, 1),
        CHAIN,
    )
    _, rise = installed("softplus", X)
    check(
        "silu(x) is x times the gradient of Keras's softplus",
        value,
        X * rise,
        ulps(16, X),
        "softplus's gradient is a quotient of two rounded exponentials",
    )


@theorem(
    title="What is left of the signal",
    statement=r"""Let $z$ have a law symmetric about $0$, and $0 < \operatorname{E} z^2 < \infty$. Then

$$
\begin{aligned}
\operatorname{E} f(z)^2 &= \tfrac14 \operatorname{E} z^2 \bigl(1 + \tanh^2 \tfrac z2\bigr), \\
\tfrac14 \operatorname{E} z^2 &< \operatorname{E} f(z)^2 < \tfrac12 \operatorname{E} z^2 ,
\end{aligned}
$$

and the share $K(s) = \operatorname{E} f(s z)^2 / \operatorname{E} (s z)^2$ rises strictly from $\tfrac14$ to $\tfrac12$ as the scale $s$ grows from $0$ to $\infty$. ReLU keeps $\tfrac12$ at every
scale.""",
    scope="for a pair x, -x; the mean by the written proof",
)
def signal():
    assume(EXP)
    squares = (f(v) ** 2 + f(-v) ** 2).rewrite(exp)
    equal(
        "f(x)^2 + f(-x)^2 = x^2 (1 + tanh^2(x/2)) / 2",
        squares,
        (v**2 * (1 + tanh(v / 2) ** 2) / 2).rewrite(sympy.exp),
    )
    share = (f(s * t) ** 2 + f(-s * t) ** 2) / (2 * (s * t) ** 2)
    equal(
        "s -> 0: the share of a pair x, -x is 1/4", limit(share, s, 0), Rational(1, 4)
    )
    equal("s -> oo: it is 1/2", limit(share, s, oo), Rational(1, 2))
    pair, wider = (f(u) ** 2 + f(-u) ** 2 for u in (x, y))
    prove(
        "x > 0: x^2 / 2 < f(x)^2 + f(-x)^2 < x^2",
        Implies(And(mirrored(x), x > 0), And(x * x / 2 < pair, pair < x * x)),
    )
    p, q = E(x), E(y)
    prove(
        "0 < x < y gives 1 < e^x < e^y",
        Implies(And(mirrored(x, y), 0 < x, x < y), And(1 < p, p < q)),
    )
    prove(
        "and with it the share of y, -y is the larger one",
        Implies(
            And(1 < p, p < q, E(-x) == 1 / p, E(-y) == 1 / q, 0 < x, 0 < y),
            pair * y * y < wider * x * x,
        ),
    )
    with falls("half of it is kept, as by ReLU"):
        prove("", Implies(And(mirrored(x), x > 0), pair >= x * x))


NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(160)
WEIGHTS = WEIGHTS / WEIGHTS.sum()  # for E over z ~ N(0, 1)


@tie(signal)
def signal_in_keras():
    last = 0.25
    for scale in 0.01, 0.1, 1.0, 3.0, 10.0, 100.0:
        z = np.float32(scale * NODES)
        value, got = installed("silu", z)
        exact = z.astype(float)
        kept = (value**2 @ WEIGHTS / (exact**2 @ WEIGHTS)).item()
        share = (1 + np.tanh(exact / 2) ** 2) / 4
        want = share * exact**2 @ WEIGHTS / (exact**2 @ WEIGHTS)
        check(
            f"z normal, s = {scale}: K(s)",
            kept,
            want,
            ulps(8, 1),
            "160 nodes; every f(z) is within 4 ulp of z, and is squared",
        )
        at_most(
            "more than the last K, less than 1/2",
            [last, kept],
            [kept, 0.5],
            ulps(8, 1),
            "the same",
        )
        check(
            "the gradients at z and -z add up to 1",
            got + got[:, ::-1],
            1,
            ulps(16, 1),
            CHAIN,
        )
        last = kept


@theorem(
    title="No gain holds the signal",
    statement=r"""Let the pre-activations of a layer be $s z$, with $z$ as in theorem 9, $\operatorname{E} z^2 = 1$, and let the next layer have $n$ inputs $f(s z)$ and independent weights of mean $0$
and variance $g/n$. Its pre-activations have the mean square $Q(s^2) = g\,K(s)\,s^2$.

- If $g \le 2$, then $Q(s^2) < s^2$ for every $s$: the signal shrinks. He's $g = 2$ is such a gain.
- If $g \ge 4$, then $Q(s^2) > s^2$ for every $s$: the signal grows.
- If $2 < g < 4$, there is exactly one $s$ with $Q(s^2) = s^2$; below it the signal shrinks, above it it grows, so the balance is unstable.""",
    scope="for a pair x, -x; the rest by the written proof",
)
def no_gain():
    assume(EXP)
    pair = (f(x) ** 2 + f(-x) ** 2) / 2  # the mean over x and -x; z^2 is x^2
    prove(
        "g <= 2: g times it is below x^2",
        Implies(And(mirrored(x), x > 0, 0 < c, c <= 2), c * pair < x * x),
    )
    prove(
        "g >= 4: it is above x^2",
        Implies(And(mirrored(x), x > 0, c >= 4), c * pair > x * x),
    )
    share = (f(s * t) ** 2 + f(-s * t) ** 2) / (2 * (s * t) ** 2)
    low, high = limit(share, s, 0), limit(share, s, oo)
    equal("g between 2 and 4: g K(s) - 1 starts at g / 4 - 1 < 0", 4 * low, 1)
    equal("and ends at g / 2 - 1 > 0", 2 * high, 1)
    k1, k2 = Reals("k1 k2")  # K at two scales, theorem 9
    prove(
        "K rises strictly; where g K = 1, g K is below 1 before and above 1 after",
        Implies(
            And(0 < c, c * k1 == 1),
            And((k2 < k1) == (c * k2 < 1), (k2 > k1) == (c * k2 > 1)),
        ),
    )
    with falls("g = 2, which is right for ReLU, holds the signal"):
        prove("", Implies(And(mirrored(x), x > 0), 2 * pair >= x * x))


@tie(no_gain)
def no_gain_in_keras():
    def after(gain, square, layers=12):
        """Mean squares of normal pre-activations by layer, from Keras's values."""
        squares = [square]
        for _ in range(layers):
            value, _ = installed("silu", np.float32(np.sqrt(squares[-1]) * NODES))
            squares.append(gain * (value**2 @ WEIGHTS).item())
        return np.array(squares)

    moves = {-1: "shrinks", 1: "grows"}
    shrink, grow = ((2, 1), (2, 100), (2.8, 0.5)), ((4, 1), (4, 0.01), (2.8, 2))
    cases = [(*case, -1) for case in shrink] + [(*case, 1) for case in grow]
    for gain, square, sign in cases:
        logs = sign * np.log(after(gain, square))
        at_most(
            f"g = {gain}, from {square}: each of 12 layers {moves[sign]} it",
            logs[:-1] + 0.001,
            logs[1:],
            ulps(0, 1),
            "by 0.1 % or more",
        )
    value, got = installed("silu", np.float32(NODES))
    check(
        "the gradients at z and -z add up to 1",
        got + got[:, ::-1],
        1,
        ulps(16, 1),
        CHAIN,
    )
