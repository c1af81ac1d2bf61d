"""Theorems on log_sigmoid, in the order in which the page proves them."""

from proofs.activations import installed
from proofs.engine import points, theorem, tie
from proofs.installed import gradients

# --8<-- [start:setup]
import numpy as np
import sympy
from sympy import Rational, Symbol, diff, integrate, limit, log, oo
from z3 import And, Implies, Reals

from proofs.engine import (
    at_most,
    check,
    counterexample,
    equal,
    falls,
    maximum,
    minimum,
    prove,
    ulps,
)
from proofs.premises import E, exp, exponential, mirrored, tangents_of_exp

d, p, q, r, w, x, y, z = Reals("d p q r w x y z")  # for Z3
floor, two = Reals("epsilon ln2")
v, u = Symbol("x", real=True), Symbol("y", real=True)  # for SymPy
s, t, k, small = sympy.symbols("s t k epsilon", positive=True)


def sigma(x):
    return 1 / (1 + exp(-x))


def f(x):
    return -log(1 + exp(-x))


def gradient(x):
    return sigma(-x)


def softplus(x):
    return log(1 + exp(x))


def value(y, x, *points):
    """For Z3, f at x is the number y with e^y = sigma(x); of exp it is told what
    `tangents_of_exp` proves, at x, y, the other points, and their negatives."""
    return And(mirrored(x, y, *points), E(y) * (1 + E(-x)) == 1)


# --8<-- [end:setup]


X = points()
WIDE = X.astype(float)
SIZE = np.abs(WIDE)
DECAY = np.exp(-SIZE)
LOG = np.minimum(WIDE, 0) - np.log1p(DECAY)
SIGMA = np.where(WIDE >= 0, 1, DECAY) / (1 + DECAY)
SLOPE = np.where(WIDE <= 0, 1, DECAY) / (1 + DECAY)
MIDDLE = SIZE < 80  # beyond, e^-|x| comes near the end of float32
ROUNDED = "an exponential, a logarithm and a sum are rounded"
CHAIN = "JAX takes the exponential of a rounded difference of x and f(x)"


@theorem(
    title="A softplus, mirrored twice",
    statement=r"""For every real $x$

$$
\begin{aligned}
f(x) = \ln \sigma(x) &= -\operatorname{softplus}(-x) \\
&= x - \operatorname{softplus}(x) , \\
f(x) - f(-x) &= x , \\
e^{f(x)} + e^{f(-x)} &= 1 .
\end{aligned}
$$

So $f(x)$ and $f(-x)$ are the logarithms of two probabilities that add up to $1$, and $x$ is their log-odds.""",
)
def mirror():
    equal("f(x) = ln sigma(x)", sympy.exp(f(v)), sigma(v))
    equal("f(x) = -softplus(-x)", f(v), -softplus(-v))
    equal("f(x) = x - softplus(x)", sympy.exp(f(v)), sympy.exp(v - softplus(v)))
    equal("f(x) - f(-x) = x", sympy.exp(f(v) - f(-v)), sympy.exp(v))
    equal("the probabilities sum to 1", sympy.exp(f(v)) + sympy.exp(f(-v)), 1)
    with falls("f(x) = -softplus(x), mirrored once"):
        equal("", f(v), -softplus(v))


@tie(mirror)
def mirror_in_keras():
    got, _ = installed("log_sigmoid", X)
    other, _ = installed("log_sigmoid", -X)
    soft, _ = installed("softplus", X)
    turned, _ = installed("softplus", -X)
    at = ulps(2, np.maximum(SIZE, 1))
    check("values: ln sigma(x)", got, LOG, at, ROUNDED)
    check(
        "values, relative, where |x| < 80",
        got[0, MIDDLE],
        LOG[MIDDLE],
        ulps(4, LOG[MIDDLE]),
        ROUNDED,
    )
    check("-softplus(-x)", got, -turned, ulps(0, 1), "the program does just this")
    check("x - softplus(x)", got, WIDE - soft, at, ROUNDED)
    check("f(x) - f(-x) = x", got - other, WIDE, at, ROUNDED)
    both = np.exp(got) + np.exp(other)
    check("the probabilities sum to 1", both, 1, ulps(8, 1), ROUNDED)


@theorem(
    title="The slope is what the probability lacks",
    statement=r"""For every real $x$

$$
f'(x) = \sigma(-x) = 1 - \sigma(x) = 1 - e^{f(x)} ,
$$

and $0 < f'(x) < 1$, with $f'(x) \to 1$ as $x \to -\infty$ and $f'(x) \to 0$ as $x \to \infty$. For $x \le 0$, $f'(x) \ge \tfrac12$. So $f$ is strictly increasing, and its least Lipschitz constant is $1$.""",
    scope="all but the last sentence, which the written proof draws from the rest",
)
def slope():
    equal("f' = sigma(-x)", diff(f(v), v), gradient(v))
    equal("sigma(-x) = 1 - sigma(x)", sigma(-v), 1 - sigma(v))
    equal("sigma(-x) = 1 - e^f(x)", sigma(-v), 1 - sympy.exp(f(v)))
    equal("f' -> 1 on the left", limit(gradient(v), v, -oo), 1)
    equal("f' -> 0 on the right", limit(gradient(v), v, oo), 0)
    tangents_of_exp()
    rise = 1 / (1 + E(x))
    prove("0 < f' < 1", Implies(exponential(x), And(0 < rise, rise < 1)))
    prove("x <= 0: f' >= 1/2", Implies(And(exponential(x), x <= 0), 2 * rise >= 1))
    counterexample("without x <= 0", Implies(exponential(x), 2 * rise >= 1))
    with falls("f' = sigma(x), that of softplus"):
        equal("", diff(f(v), v), sigma(v))


@tie(slope)
def slope_in_keras():
    got, slopes = installed("log_sigmoid", X)
    check("gradients: sigma(-x)", slopes, SLOPE, ulps(8, 1), CHAIN)
    check("gradients: 1 - e^f(x)", slopes, -np.expm1(got), ulps(8, 1), CHAIN)
    at_most("none is above 1", slopes, 1, ulps(0, 1), "the difference is never above 0")
    left = X <= 0
    at_most("x <= 0: at least 1/2", 0.5, slopes[0, left], ulps(8, 1), CHAIN)


@theorem(
    title="Concave, and so a convex loss",
    statement=r"""For every real $x$

$$
\begin{aligned}
f''(x) &= -\sigma(x)\,\sigma(-x) , \\
-\tfrac14 &\le f''(x) < 0 ,
\end{aligned}
$$

with equality at $0$ alone, and for $x \ne y$

$$
f\Bigl(\frac{x + y}2\Bigr) > \frac{f(x) + f(y)}2 .
$$

So for any vectors $z_1, \dots, z_n$ the loss $-\sum_i f(w \cdot z_i)$ is convex in the weights $w$.""",
    scope="$f''$, its bounds, the middle of a chord; the sum over vectors by the written proof",
)
def concavity():
    equal("f'' = -sigma(x) sigma(-x)", diff(f(v), v, 2), -sigma(v) * sigma(-v))
    prove(
        "with p = sigma(x): 0 < p (1 - p) <= 1/4, with equality at p = 1/2 alone",
        Implies(
            And(0 < p, p < 1),
            And(
                0 < p * (1 - p),
                p * (1 - p) <= 0.25,
                (p * (1 - p) == 0.25) == (p == 0.5),
            ),
        ),
    )
    P, Q = sympy.exp(-v / 2), sympy.exp(-u / 2)
    equal("e^(-2 f(middle))", sympy.exp(-2 * f((v + u) / 2)), (1 + P * Q) ** 2)
    equal("e^(-f(x) - f(y))", sympy.exp(-f(v) - f(u)), (1 + P**2) * (1 + Q**2))
    prove(
        "p != q gives (1 + p q)^2 < (1 + p^2) (1 + q^2)",
        Implies(p != q, (1 + p * q) ** 2 < (1 + p**2) * (1 + q**2)),
    )
    tangents_of_exp()
    prove(
        "x != y gives e^x != e^y", Implies(And(exponential(x, y), x != y), E(x) != E(y))
    )
    counterexample(
        "without p != q, to the strict inequality",
        (1 + p * q) ** 2 < (1 + p**2) * (1 + q**2),
    )
    with falls("f'' <= -1/100 everywhere: strongly concave"):
        prove("", Implies(And(0 < p, p < 1), 100 * p * (1 - p) >= 1))


@tie(concavity)
def concavity_in_keras():
    grid = np.linspace(-14, 14, 8_001)
    got, slopes = installed("log_sigmoid", grid)
    chord = (got[:, :-2] + got[:, 2:]) / 2
    at_most(
        "the middle of a chord is not above the graph",
        chord,
        got[:, 1:-1],
        ulps(2, 14),
        ROUNDED,
    )
    at_most("the gradient falls", slopes[:, 1:], slopes[:, :-1], ulps(8, 1), CHAIN)
    at_most(
        "by a quarter of the step at most",
        -np.diff(slopes),
        (grid[1] - grid[0]) / 4,
        ulps(16, 1),
        CHAIN,
    )


@theorem(
    title="The two tails",
    statement=r"""For every real $x$

$$
\begin{aligned}
\min(x, 0) - \ln 2 &\le f(x) < \min(x, 0) , \\
-e^{-x} &< f(x) < -\sigma(-x) .
\end{aligned}
$$

In the first line there is equality at $0$ alone.""",
)
def tails():
    tangents_of_exp()
    equal("f(x) is what `value` says", exp(f(v)) * (1 + exp(-v)), 1)
    equal("e^x / 2 = e^(x - ln 2)", exp(v - log(2)), exp(v) / 2)
    low = minimum(x, 0) - two
    known = And(
        value(y, x, two, low),
        E(two) == 2,
        E(x - two) * 2 == E(x),
    )
    prove("f(x) < min(x, 0)", Implies(known, y < minimum(x, 0)))
    prove(
        "f(x) >= min(x, 0) - ln 2, with equality at 0 alone",
        Implies(known, And(y >= low, (y == low) == (x == 0))),
    )
    drop = E(-x)
    prove("f(x) > -e^-x", Implies(value(y, x, drop), y > -drop))
    miss = 1 - E(y)  # sigma(-x) = 1 - e^f(x), theorem 2
    prove("f(x) < -sigma(-x)", Implies(value(y, x, miss), y < -miss))
    with falls("f(x) < -e^-x on the right, x > 0"):
        equal("", limit(exp(v) * f(v), v, oo), -2)


@tie(tails)
def tails_in_keras():
    got, slopes = installed("log_sigmoid", X)
    bent = np.minimum(WIDE, 0)
    at_most("f(x) <= min(x, 0)", got, bent, ulps(0, 1), "a number >= 0 is taken off")
    at_most(
        "it is within ln 2",
        bent - np.log(2),
        got,
        ulps(2, np.maximum(SIZE, 1)),
        ROUNDED,
    )
    near = MIDDLE
    drop = np.exp(-WIDE[near])
    at_most("-e^-x <= f(x)", -drop, got[0, near], ulps(4, drop), ROUNDED)
    miss = SLOPE[near]
    at_most("f(x) <= -sigma(-x)", got[0, near], -miss, ulps(4, miss), ROUNDED)
    at_most(
        "with Keras's own slope", got[0, near], -slopes[0, near], ulps(32, miss), CHAIN
    )


@theorem(
    title="How long a gate holds",
    statement=r"""A state that is multiplied by $\sigma(x)$ at every step falls to $1/e$ of its size within $-1/f(x)$ steps, and to a half within $-\ln 2 / f(x)$. For every real $x$

$$
e^x < -\frac1{f(x)} < e^x + \frac12 ,
$$

and $-1/f(x) - e^x$ comes as near to $0$, on the left, and to $\tfrac12$, on the right, as one likes.""",
)
def gate():
    equal("f(x) is what `value` says", exp(f(v)) * (1 + exp(-v)), 1)
    equal("with s = e^-x, -f(x) = ln(1 + s)", -f(-log(s)), log(1 + s))
    tangents_of_exp()
    equal("after -1/f steps e^(f times that) is 1/e", exp(f(v) * (-1 / f(v))), exp(-1))
    equal("after -ln 2 / f steps 1/2", exp(f(v) * (-log(2) / f(v))), Rational(1, 2))
    integrand = t**2 / ((1 + t) * (2 + t) ** 2)
    equal(
        "ln(1 + s) - 2 s / (2 + s) is an integral of a positive number",
        integrate(integrand, (t, 0, s)),
        log(1 + s) - 2 * s / (2 + s),
    )
    prove("positive", Implies(q > 0, q**2 / ((1 + q) * (2 + q) ** 2) > 0))
    drop, hold = E(-x), -1 / y
    prove("-1/f(x) > e^x", Implies(value(y, x, drop), hold > E(x)))
    prove(
        "-f(x) > 2 s / (2 + s) gives -1/f(x) < e^x + 1/2",
        Implies(And(value(y, x), -y > 2 * drop / (2 + drop)), hold < E(x) + 0.5),
    )
    lack = 1 / log(1 + s) - 1 / s  # -1/f(x) - e^x
    equal("on the right the excess tends to 1/2", limit(lack, s, 0), Rational(1, 2))
    equal("on the left to 0", limit(lack, s, oo), 0)
    with falls("an excess of 2/5 at most"):
        equal("", limit(lack, s, 0), Rational(2, 5))


@tie(gate)
def gate_in_keras():
    near = np.float32(np.linspace(-20, 80, 8_001))
    got, _ = installed("log_sigmoid", near)
    hold, grown = -1 / got[0], np.exp(near.astype(float))
    at = ulps(4, np.maximum(grown, hold))
    at_most("e^x <= -1/f(x)", grown, hold, at, ROUNDED)
    at_most("-1/f(x) <= e^x + 1/2", hold, grown + 0.5, at, ROUNDED)


@theorem(
    title="What an added epsilon does",
    statement=r"""For $\varepsilon > 0$ let $g(x) = \ln(\sigma(x) + \varepsilon)$. Then $g(x) > \ln \varepsilon$, and

$$
g'(x) = f'(x) \cdot \frac{\sigma(x)}{\sigma(x) + \varepsilon} < \frac{e^x}{\varepsilon} .
$$

At least half of the slope of $f$ is left exactly where $\sigma(x) \ge \varepsilon$. $g$ is strictly concave exactly where $\sigma(x) > \sqrt{\varepsilon + \varepsilon^2} - \varepsilon$; on the other side of that point it bends upwards, so that $-g$ is convex for no $\varepsilon$. The slope of $\ln \max(\sigma(x), \varepsilon)$ is $0$ wherever $\sigma(x) < \varepsilon$.""",
    scope="all, with $\\sigma(x)$ as any number in $(0, 1)$, which the written proof adds",
)
def epsilon():
    floored = log(sigma(v) + small)
    share = sigma(v) / (sigma(v) + small)
    equal("g' = f' sigma / (sigma + epsilon)", diff(floored, v), gradient(v) * share)
    bend = sigma(v) * sigma(-v) * (small - 2 * small * sigma(v) - sigma(v) ** 2)
    equal("g''", diff(floored, v, 2), bend / (sigma(v) + small) ** 2)
    equal("sigma(x) = e^x sigma(-x)", sigma(v), exp(v) * sigma(-v))
    tangents_of_exp()
    inside = And(0 < p, p < 1, floor > 0)
    kept = (1 - p) * p / (p + floor)
    prove("p + epsilon > epsilon, for ln", Implies(inside, p + floor > floor))
    prove(
        "p = e^x (1 - p): 0 < g' < e^x / epsilon",
        Implies(
            And(inside, exponential(x), p == E(x) * (1 - p)),
            And(0 < kept, kept < E(x) / floor),
        ),
    )
    prove(
        "half of 1 - p is left exactly for p >= epsilon",
        Implies(inside, (2 * kept >= 1 - p) == (p >= floor)),
    )
    root = And(r > 0, r * r == floor + floor**2)
    curve = floor - 2 * floor * p - p**2
    prove(
        "g'' has the sign of r - epsilon - p, with r^2 = epsilon + epsilon^2",
        Implies(
            And(inside, root),
            And((curve < 0) == (p > r - floor), (curve == 0) == (p == r - floor)),
        ),
    )
    prove(
        "and 0 < r - epsilon < 1",
        Implies(And(root, floor > 0), And(0 < r - floor, r - floor < 1)),
    )
    prove(
        "max(p, epsilon) is constant for p < epsilon",
        Implies(p < floor, maximum(p, floor) == floor),
    )
    with falls("with epsilon below a millionth g is concave"):
        prove("", Implies(And(inside, floor < 1e-6), curve <= 0))


@tie(epsilon)
def epsilon_in_keras():
    from keras import ops

    left = X[(X <= 0) & (X > -60)]
    e = np.exp(left.astype(float))
    chance = e / (1 + e)
    sizes = np.array([[1e-3], [1e-7], [1e-10]])
    got, slopes = gradients(lambda z, eps: ops.log(ops.sigmoid(z) + eps), left, sizes)
    check(
        "values: ln(sigma + epsilon)", got, np.log(chance + sizes), ulps(8, 64), ROUNDED
    )
    _, whole = installed("log_sigmoid", left)
    want = whole * chance / (chance + sizes)
    check(
        "gradients: f' sigma / (sigma + epsilon)", slopes, want, ulps(16, want), ROUNDED
    )
    at_most(
        "they stay below e^x / epsilon", slopes, e / sizes, ulps(16, e / sizes), ROUNDED
    )
    _, cut = gradients(
        lambda z, eps: ops.log(ops.maximum(ops.sigmoid(z), eps)), left, sizes
    )
    silent = chance < 0.999 * sizes
    check("clipped: 0 where sigma < epsilon", cut[silent], 0, ulps(0, 1), "a constant")


@theorem(
    title="Back to the logit, and the other logarithm",
    statement=r"""For every $y < 0$ there is exactly one $x$ with $f(x) = y$:

$$
\begin{aligned}
f^{-1}(y) &= y - \ln(1 - e^y) , \\
\bigl(f^{-1}\bigr)'(y) &= \frac1{1 - e^y} .
\end{aligned}
$$

For $y \ge 0$ there is none. And $\ln\bigl(1 - e^{f(x)}\bigr) = f(-x)$: the logarithm of the other probability needs no subtraction.""",
)
def inversion():
    below = -t  # any y < 0
    back = below - log(1 - exp(below))
    equal("e^-x = e^-y - 1 at x = y - ln(1 - e^y)", exp(-back), exp(t) - 1)
    equal("and -ln(1 + (e^-y - 1)) = y", -log(1 + (exp(t) - 1)), below)
    equal("the slope of the inverse", -diff(back, t), 1 / (1 - exp(below)))
    equal("ln(1 - e^f(x)) = f(-x)", 1 - exp(f(v)), exp(f(-v)))
    tangents_of_exp()
    prove("f(x) < 0, so no y >= 0 is met", Implies(value(y, x), y < 0))
    prove("y < 0 gives 1 - e^y > 0", Implies(And(exponential(y), y < 0), 1 - E(y) > 0))
    counterexample("without y < 0", Implies(exponential(y), 1 - E(y) > 0))
    prove(
        "w < x gives f(w) < f(x), so there is no second one",
        Implies(
            And(value(y, x, w), value(z, w, x), mirrored(y, z, w, x), w < x), z < y
        ),
    )


@tie(inversion)
def inversion_in_keras():
    y = -np.float32(10 ** np.linspace(-5, 4, 4_001))
    wide = y.astype(float)
    start = np.float32(wide - np.log(-np.expm1(wide)))
    got, slopes = installed("log_sigmoid", start)
    check(
        "f of the inverse, rounded to float32, is y",
        got[0],
        wide,
        ulps(16, wide),
        "x, up to 11.5 where y is small, is rounded by half an ulp of it",
    )
    check("its slope is 1 - e^y", slopes[0], -np.expm1(wide), ulps(8, 1), CHAIN)
    forth, _ = installed("log_sigmoid", X[MIDDLE])
    back, _ = installed("log_sigmoid", -X[MIDDLE])
    left = WIDE[MIDDLE] <= 0
    check(
        "x <= 0: ln(1 - e^f(x)), in float64, is f(-x)",
        np.log1p(-np.exp(forth[0, left])),
        back[0, left],
        ulps(8, back[0, left]),
        "e^f(x) carries the rounding of f(x), which is at most about 1 ulp of 80",
    )


@theorem(
    title="Applied again",
    statement=r"""Let $f_1 = f$ and $f_{k + 1}(x) = f(f_k(x))$. For every real $x$

$$
f_k(x) = -\ln(k + e^{-x}) < -\ln k .
$$

Read as a logit once more, an output of $f$ stands for the probability $\sigma(f(x)) = \sigma(x) / (1 + \sigma(x))$, which is below $\tfrac12$ and between $\tfrac12\,\sigma(x)$ and $\sigma(x)$.""",
)
def again():
    def times(number):
        return -log(number + exp(-v))

    equal("k = 1", f(v), times(1))
    equal("from k to k + 1", f(times(k)), times(k + 1))
    equal("the probability", sigma(f(v)), sigma(v) / (1 + sigma(v)))
    tangents_of_exp()
    prove("k + e^-x > k, for ln", Implies(exponential(-x), r + E(-x) > r))
    prove(
        "p = sigma(x): p / 2 < p / (1 + p) < 1/2, and below p",
        Implies(
            And(0 < p, p < 1),
            And(p / 2 < p / (1 + p), p / (1 + p) < 0.5, p / (1 + p) < p),
        ),
    )
    with falls("f(f(x)) = f(x), as for log_softmax"):
        equal("", f(f(v)), f(v))


@tie(again)
def again_in_keras():
    import keras

    def twice(z):
        return keras.activations.log_sigmoid(keras.activations.log_sigmoid(z))

    got, slopes = gradients(twice, X)
    want = -np.logaddexp(np.log(2), -WIDE)
    check("-ln(2 + e^-x)", got, want, ulps(4, np.maximum(SIZE, 1)), ROUNDED)
    at_most("never above -ln 2", got, -np.log(2), ulps(1, 1), ROUNDED)
    steep = SLOPE / (SLOPE + 2 * SIGMA)  # e^-x / (e^-x + 2)
    check("its slope, 1 / (1 + 2 e^x)", slopes, steep, ulps(16, 1), CHAIN)
    loss, _ = gradients(
        lambda z: keras.ops.binary_crossentropy(
            keras.ops.ones_like(z), keras.activations.log_sigmoid(z), from_logits=True
        ),
        X,
    )
    at_most(
        "Keras's loss of a yes is then never below ln 2",
        np.log(2),
        loss,
        ulps(1, 1),
        ROUNDED,
    )


@theorem(
    title="Pairs of scores",
    statement=r"""For scores $a, b, c$ and any shift $d$

$$
\begin{aligned}
f(a - b) &= \ln \frac{e^a}{e^a + e^b} \\
&= f\bigl((a + d) - (b + d)\bigr) , \\
\frac{\partial f(a - b)}{\partial a} &= \sigma(b - a) \\
&= -\frac{\partial f(a - b)}{\partial b} ,
\end{aligned}
$$

and with $\lambda(a, b) = f(a - b) - f(b - a)$, the log-odds of the first, $\lambda(a, b) + \lambda(b, c) = \lambda(a, c)$. So gradient descent on a sum of losses $-f(a - b)$ of pairs leaves the sum of all scores as it was.""",
    scope="one pair; the sum over pairs by the written proof",
)
def pairs():
    a, c, g, h = sympy.symbols("a b c d", real=True)
    equal("ln(e^a / (e^a + e^b))", exp(f(a - c)), exp(a) / (exp(a) + exp(c)))
    equal("a shift of both", f((a + h) - (c + h)), f(a - c))
    equal("slope in a", diff(f(a - c), a), sigma(c - a))
    equal("slope in b", diff(f(a - c), c), -sigma(c - a))

    def odds(m, n):  # e^lambda
        return exp(f(m - n) - f(n - m))

    equal("log-odds add up along a chain", odds(a, c) * odds(c, g), odds(a, g))
    with falls("log-probabilities add up along a chain"):
        equal("", exp(f(a - c) + f(c - g)), exp(f(a - g)))


@tie(pairs)
def pairs_in_keras():
    from keras import activations

    score = X[SIZE < 60]
    wide = score.astype(float)
    others = np.array([[-3.0], [0.0], [5.0]])
    at = ulps(4, np.maximum(np.abs(wide), 8))
    gap = wide - others
    e = np.exp(-np.abs(gap))
    want = np.minimum(gap, 0) - np.log1p(e)
    lost = np.where(gap <= 0, 1, e) / (1 + e)  # sigma(b - a)
    got, won = gradients(lambda a, b: activations.log_sigmoid(a - b), score, others)
    check("ln(e^a / (e^a + e^b))", got, want, at, ROUNDED)
    check("slope in a: sigma(b - a)", won, lost, ulps(16, 1), CHAIN)
    _, other = gradients(lambda b, a: activations.log_sigmoid(a - b), score, others)
    check("slope in b: -sigma(b - a)", other, lost - 1, ulps(16, 1), CHAIN)
    moved, _ = gradients(
        lambda a, b: activations.log_sigmoid((a + 8.0) - (b + 8.0)), score, others
    )
    check("8 added to both", moved, want, at, ROUNDED)
