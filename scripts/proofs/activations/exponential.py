"""Theorems on the exponential, in the order in which the page proves them."""

from proofs.engine import points, theorem, tie

# --8<-- [start:setup]
import keras
import numpy as np
import sympy
from flint import arb
from sympy import diff, limit, oo
from z3 import Abs, And, Implies, RealVal, Reals

from proofs.activations import call, installed
from proofs.engine import assume, at_most, bound, check, equal, falls, prove, ulps
from proofs.installed import gradients
from proofs.premises import exp, exponential, tangents_of_exp

c, h, k, m, q, r, x, y = Reals("c h k m q r x y")
zero = RealVal(0)
u, v, w = sympy.symbols("u v w", real=True)
s, t = sympy.symbols("s t", positive=True)


def f(x):  # of a ball, a Z3 real, or anything that SymPy reads
    return exp(x)


def gradient(x):
    return f(x)


FORMATS = {  # digits, exponent of the end, the last input that fits, the next one
    "float16": (11, 16, 11.0859375, 11.09375),
    "bfloat16": (8, 128, 88.5, 89.0),
    "float32": (24, 128, 88.72283172607422, 88.72283935546875),
}


def loss(x, y):  # of a count y under the mean e^x, less a constant
    return f(x) - y * x


def keras_loss(x, y):  # the same as Keras forms it from the mean
    mean = call("exponential")(x)[..., None]
    return keras.losses.poisson(y * keras.ops.ones_like(mean), mean)


# --8<-- [end:setup]


X = points()
X = X[(X > -87) & (X < 88)]  # where float32 has e^x as a normal number
EXACT = np.exp(X.astype(float))
GRID = np.arange(-2_560, 2_561) / 64  # its sums are exact in float32
ROUNDED = "XLA's exponential is rounded"
COUNTS = np.array([0.5, 1.0, 4.0, 100.0])


@theorem(
    title="Its own derivative, and the only one",
    statement=r"""$f' = f$ and $f(0) = 1$, so every derivative of $f$ is $f$. If $g$ is differentiable on $\mathbb{R}$ and $g' = g$, then $g(x) = g(0)\,e^x$. So
$f$ is the only function with $f' = f$ and $f(0) = 1$.""",
)
def slope():
    assume("a function whose derivative is 0 everywhere is constant")
    equal("f' is the gradient", diff(f(v), v), gradient(v))
    equal("the gradient is f", gradient(v), f(v))
    equal("f(0) = 1", f(sympy.Integer(0)), 1)
    g = sympy.Function("g")
    equal(
        "(g(x) e^-x)' = (g'(x) - g(x)) e^-x, which is 0 if g' = g",
        diff(g(v) * f(-v), v),
        (diff(g(v), v) - g(v)) * f(-v),
    )
    equal("g(x) e^-x is g(0) at 0", (g(v) * f(-v)).subs(v, 0), g(0))
    with falls("2^x is its own derivative"):
        equal("", diff(2**v, v), 2**v)


@tie(slope)
def slope_in_keras():
    value, got = installed("exponential", X)
    check("values: e^x", value, EXACT, ulps(4, EXACT), ROUNDED)
    check("the gradient is the output", got, value, ulps(0, 1), "JAX keeps the output")


@theorem(
    title="Sums become products",
    statement=r"""For all real $x$ and $y$, and every $c > 0$,

$$
\begin{aligned}
f(x + y) &= f(x)\,f(y), \\
f(-x) &= 1 / f(x), \\
f(x + \ln c) &= c\,f(x) .
\end{aligned}
$$

In a pre-activation $w u + b$, one unit more of the feature $u$ multiplies the output by $e^w$.""",
)
def product():
    equal("f(x + y) = f(x) f(y)", f(v + w), f(v) * f(w))
    equal("f(-x) = 1 / f(x)", f(-v), 1 / f(v))
    equal("f(x + ln c) = c f(x)", f(v + sympy.log(t)), t * f(v))
    equal("one unit more of x: e^w times", f(w * (u + 1) + v) / f(w * u + v), f(w))
    with falls("f(x + y) = f(x) + f(y)"):
        equal("", f(v + w), f(v) + f(w))


@tie(product)
def product_in_keras():
    one, two = GRID, GRID[::-1] / 2
    (first, _), (second, _) = (installed("exponential", g) for g in (one, two))
    both, got = installed("exponential", one + two)
    other, _ = installed("exponential", -one)
    why = "three rounded exponentials and a product"
    check("f(x + y) = f(x) f(y)", both, first * second, ulps(12, both), why)
    check("its gradient too", got, first * second, ulps(12, both), why)
    check("f(-x) f(x) = 1", other * first, 1, ulps(12, 1), "two rounded exponentials")


@theorem(
    title="Above its tangents",
    statement=r"""For all real $x \ne y$

$$
f(y) > f(x)\,(1 + y - x) .
$$

So $f$ is positive, strictly increasing and strictly convex, and $f(x) \ge 1 + x$ with equality at $0$ alone.""",
)
def tangent():
    tangents_of_exp()
    ordered = And(exponential(x, y), x < y)
    prove("the tangent at x", Implies(ordered, f(y) > f(x) + gradient(x) * (y - x)))
    prove("f > 0", Implies(exponential(x), f(x) > 0))
    prove("x < y gives f(x) < f(y)", Implies(ordered, f(x) < f(y)))
    prove(
        "f(x) >= 1 + x, with equality at 0 alone",
        Implies(exponential(x), And(f(x) >= 1 + x, (f(x) == 1 + x) == (x == 0))),
    )
    between = c * x + (1 - c) * y
    # at x and at y; the mean of the two, with the weights c and 1 - c, is f(between)
    above = And(
        f(x) > f(between) * (1 + x - between), f(y) > f(between) * (1 + y - between)
    )
    prove(
        "0 < c < 1: between x and y, f lies below the chord",
        Implies(And(above, 0 < c, c < 1), f(between) < c * f(x) + (1 - c) * f(y)),
    )
    with falls("f(x) >= 1.01 + x"):
        prove("", Implies(exponential(x), f(x) >= 1.01 + x))


@tie(tangent)
def tangent_in_keras():
    value, got = installed("exponential", GRID)
    for shift in 1, 64, 640:
        at, rise = value[:, shift:], shift / 64
        touch = value[:, :-shift] + got[:, :-shift] * rise
        name = f"{rise:g} to the right f is above the tangent"
        at_most(name, touch, at, ulps(8, at), ROUNDED)
        at_most(
            f"{rise:g} to the left too",
            at - got[:, shift:] * rise,
            value[:, :-shift],
            ulps(8, at),
            ROUNDED,
        )


@theorem(
    title="No Lipschitz constant, but one below a ceiling",
    statement=r"""For every real $c$ and all $x \ne y$ with $x, y \le c$

$$
\lvert f(x) - f(y) \rvert < e^c\,\lvert x - y \rvert ,
$$

and no smaller constant serves on $(-\infty, c]$. On $\mathbb{R}$ none serves: for $L \ge 0$ the outputs at $L$ and $L + 1$ are further apart than $L$.""",
)
def ceiling():
    tangents_of_exp()
    apart = Abs(f(x) - f(y)) < f(c) * Abs(x - y)
    below = And(exponential(x, y, c), x != y, x <= c, y <= c)
    prove("x, y <= c: |f(x) - f(y)| < e^c |x - y|", Implies(below, apart))
    prove(
        "no k < e^c serves: c and c - h, with k <= e^c (1 - h) and 0 < h < 1",
        Implies(
            And(exponential(c, c - h), 0 < h, h < 1, k <= f(c) * (1 - h)),
            f(c) - f(c - h) > k * h,
        ),
    )
    prove(
        "on R: f(k + 1) - f(k) > k for k >= 0",
        Implies(And(exponential(k, k + 1), k >= 0), f(k + 1) - f(k) > k),
    )
    with falls("the same where y alone is below c"):
        prove("", Implies(And(exponential(x, y, c), x != y, y <= c), apart))


@tie(ceiling)
def ceiling_in_keras():
    for c in -3.0, 0.0, 5.0, 40.0:
        at = np.append(X[X <= c], c)
        value, got = installed("exponential", at)
        at_most(
            f"c = {c:g}: |f(x) - f(y)| <= e^c |x - y|",
            np.abs(value - value[:, ::-1]),
            got[:, -1:] * np.abs(at - at[::-1].astype(float)),
            ulps(8, np.exp(c)),
            ROUNDED,
        )
        top = np.exp(c)
        check(f"c = {c:g}: e^c", got.max(), top, ulps(4, top), ROUNDED)


@theorem(
    title="A stack of exponentials",
    statement=r"""$f$ has no fixed point: $f(x) \ge x + 1$. From any real $x_0$ let $x_{n + 1} = f(x_n)$. Then $x_5 > 3 \cdot 10^6$ and $x_6 > 2^{128}$, which
is beyond float32.""",
)
def stack():
    tangents_of_exp()
    prove("f(x) >= x + 1", Implies(exponential(x), f(x) >= x + 1))
    prove("x_1 > 0", Implies(exponential(x), f(x) > 0))
    low, high, facts = zero, x, []  # from x_1 = 0 and from x_1 = x > 0
    for _ in range(4):
        facts.append(exponential(low, high))
        low, high = f(low), f(high)
    prove(
        "x_5 is above f(f(f(f(0)))) for every x_1 > 0",
        Implies(And(*facts, x > 0), high > low),
    )
    prove(
        "x < y gives f(x) < f(y)", Implies(And(exponential(x, y), x < y), f(x) < f(y))
    )
    tiny = 2.0**-20
    bound(
        "f(f(f(f(x)))) > 3 10^6 for x in [0, 2^-20]",
        lambda first: 3_000_000 / f(f(f(f(first)))),
        0.0,
        tiny,
        1,
    )
    bound(
        "f(x) > 2^128 for x in [89, 90], so for every x > 89",
        lambda fifth: arb(2) ** 128 / f(fifth),
        89.0,
        90.0,
        1,
    )
    with falls("x_5 > 2^128 for x_1 in [0, 2^-20]"):
        bound("", lambda first: arb(2) ** 128 / f(f(f(f(first)))), 0.0, tiny, 1)


@tie(stack)
def stack_in_keras():
    at = points()
    grown, got = installed("exponential", at)
    fits = at < 88
    below, above = (at + 1.0)[fits], grown[:, fits]
    at_most("one layer: at least x + 1", below, above, ulps(4, below), ROUNDED)
    check("its gradient is the output", got[:, fits], above, ulps(0, 1), "it is kept")
    for _ in range(4):
        grown, _ = installed("exponential", grown[0])
    low = at < -20
    fifth = grown[:, low]
    at_most("five layers: 3 10^6 at least", 3e6, fifth, ulps(0, 1), "far below")
    full = np.isinf(fifth)
    check("five layers: finite from below -20", full, 0, ulps(0, 1), "exact")
    grown, _ = installed("exponential", grown[0])
    full = np.isinf(grown)
    check("six layers: infinite from every start", full, 1, ulps(0, 1), "exact")


@theorem(
    title="Where float16, bfloat16 and float32 end",
    statement=r"""Let $p$ be the number of binary digits of a type, and $2^e$ the first power of two that it has not. Its largest number is $2^e (1 - 2^{-p})$; rounding to
nearest turns numbers from $2^e (1 - 2^{-p - 1})$ on into $\infty$. For these types $f$ is below the first of the two up to the input under *fits at*, and above the second from the one under *not at* on, which is the
next number of the type (float32's two are rounded here):

| type | digits $p$ | exponent $e$ | fits at | not at |
|---|---|---|---|---|
| float16 | 11 | 16 | 11.0859375 | 11.09375 |
| bfloat16 | 8 | 128 | 88.5 | 89 |
| float32 | 24 | 128 | 88.72283 | 88.72284 |
""",
)
def overflow():
    tangents_of_exp()
    prove(
        "x < y gives f(x) < f(y)", Implies(And(exponential(x, y), x < y), f(x) < f(y))
    )
    for name, (p, e, last, first) in FORMATS.items():
        end = arb(2) ** e
        bound(
            f"{name}: e^x is below the largest number at {last}, and before",
            lambda u: f(u) / (end * (1 - arb(2) ** -p)),
            0.0,
            last,
            1,
        )
        bound(
            f"{name}: it rounds to infinity at {first}, and behind",
            lambda u: end * (1 - arb(2) ** (-p - 1)) / f(u),
            first,
            first + 1,
            1,
        )
    with falls("float32 holds e^x up to 88.73"):
        bound("", lambda u: f(u) / arb(2) ** 128, 0.0, 88.73, 1)


@tie(overflow)
def overflow_in_keras():
    *_, last, first = FORMATS["float32"]
    beyond = np.nextafter(np.float32(first), np.float32(100))
    value, got = installed("exponential", [last, beyond])
    check("float32: values", np.isinf(value), [[0, 1]], ulps(0, 1), "one input beyond")
    check("float32: gradients", np.isinf(got), [[0, 1]], ulps(0, 1), "likewise")
    for name, (p, _, last, first) in FORMATS.items():
        step = 2.0 ** (np.floor(np.log2(last)) - p + 1)
        apart = first - last
        check(f"{name}: the two are neighbours", apart, step, ulps(0, 1), "exact")
        if name != "float32":
            ends = call("exponential")(keras.ops.cast([last, first], name))
            full = np.isinf(np.asarray(keras.ops.cast(ends, "float32")))
            check(f"{name}: values", full, [0, 1], ulps(0, 1), "by way of float32")


@theorem(
    title="Counts with a logarithmic link",
    statement=r"""Let $y \ge 0$ be a count and $\ell(x) = e^x - y x$, the negative logarithm of its Poisson probability at mean $e^x$, less a constant. Then

$$
\ell'(x) = e^x - y, \qquad \ell''(x) = e^x > 0 ,
$$

the mean less the count. If $y > 0$, the one minimum is at $x = \ln y$, where the mean is $y$. If $y = 0$, $\ell$ has none, and falls to $0$ as $x \to -\infty$.""",
)
def counts():
    equal("l' = e^x - y", diff(loss(v, w), v), gradient(v) - w)
    equal("l'' = e^x", diff(loss(v, w), v, 2), f(v))
    equal("l'(ln y) = 0", diff(loss(v, t), v).subs(v, sympy.log(t)), 0)
    tangents_of_exp()
    prove(
        "l(x) > l(r) for x != r, with e^r = y",
        Implies(And(exponential(x, r), f(r) == y, x != r), loss(x, y) > loss(r, y)),
    )
    prove(
        "y = 0: l(x - 1) < l(x)",
        Implies(exponential(x, x - 1), loss(x - 1, 0) < loss(x, 0)),
    )
    equal("y = 0: l -> 0 on the left", limit(loss(v, 0), v, -oo), 0)
    with falls("the minimum is at x = y"):
        equal("", diff(loss(v, t), v).subs(v, t), 0)


@tie(counts)
def counts_in_keras():
    def program(x, y):
        return call("exponential")(x) - y * x

    near = X[np.abs(X) < 20]
    exact, n = np.exp(near.astype(float)), COUNTS[:, None]
    value, got = gradients(program, near, COUNTS)
    size = np.maximum(exact, n * np.maximum(1, np.abs(near)))
    check("l(x)", value, exact - n * near, ulps(4, size), "an exponential, a product")
    check("l'(x) = e^x - y", got, exact - n, ulps(8, np.maximum(exact, n)), ROUNDED)


@theorem(
    title="Keras's Poisson loss has a plateau",
    statement=r"""`keras.losses.poisson` takes the mean $m = e^x$ and forms $k(x) = m - y \ln(m + \varepsilon)$. Let $y > \varepsilon > 0$. Then

$$
k'(x) = m\,\frac{m - (y - \varepsilon)}{m + \varepsilon} ,
$$

so the one minimum is at $m = y - \varepsilon$, not at $y$. But $\lvert k'(x) \rvert < \tfrac{y}{\varepsilon}\,e^x$ left of it: as $x \to -\infty$, $k'(x) \to 0$, where
$\ell'(x) \to -y$. $k$ is not convex: $k''(x) < 0$ where $(m + \varepsilon)^2 < y\,\varepsilon$.""",
)
def plateau():
    form = f(v) - s * sympy.log(f(v) + t)  # y is s, epsilon is t
    first = gradient(v) * (f(v) + t - s) / (f(v) + t)
    equal("k' = m (m + eps - y) / (m + eps)", diff(form, v), first)
    second = f(v) - s * t * f(v) / (f(v) + t) ** 2
    equal("k'' = m - y eps m / (m + eps)^2", diff(form, v, 2), second)
    equal("k' -> 0 on the left", limit(first, v, -oo), 0)
    equal("l' -> -y on the left", limit(diff(loss(v, s), v), v, -oo), -s)
    given = And(m > 0, k > 0, y > k)  # k is epsilon
    size = m * (m + k - y) / (m + k)
    prove(
        "k' < 0 left of m = y - eps, 0 there, > 0 right of it",
        Implies(given, And((size < 0) == (m < y - k), (size == 0) == (m == y - k))),
    )
    prove(
        "left of it |k'| < m y / eps", Implies(And(given, m < y - k), -size < m * y / k)
    )
    bend = m - y * k * m / (m + k) ** 2
    prove(
        "k'' < 0 exactly where (m + eps)^2 < y eps",
        Implies(given, (bend < 0) == ((m + k) ** 2 < y * k)),
    )
    with falls("a minimum without y > eps: y - eps > 0"):
        prove("", Implies(And(k > 0, y > 0), y - k > 0))
    with falls("k is convex"):
        prove("", Implies(given, bend >= 0))


@tie(plateau)
def plateau_in_keras():
    near = np.append(X[np.abs(X) < 20], np.linspace(-80, -10, 500))
    mean, n = np.exp(np.float64(np.float32(near))), COUNTS[:, None]
    eps = float(np.float32(keras.config.epsilon()))
    value, got = gradients(keras_loss, near, COUNTS)
    logarithm = np.log(mean + eps)
    size = np.maximum(mean, n * np.maximum(1, np.abs(logarithm)))
    why = "an exponential, a sum, a logarithm and a product are rounded"
    check("k(x)", value, mean - n * logarithm, ulps(4, size), why)
    share = n / (mean + eps)
    check(
        "k'(x) = m (m - (y - eps)) / (m + eps)",
        got,
        mean * (1 - share),
        ulps(8, mean * (1 + share)),
        "JAX subtracts two rounded terms",
    )


@theorem(
    title="How long a step may be",
    statement=r"""Let $y > 0$, $h > 0$ and $x^+ = x - h\,\ell'(x) = x + h\,(y - e^x)$, a step of gradient descent on the loss of theorem 7. If $h y \le 1$ and $x \le \ln y$,
then $x \le x^+ \le \ln y$: no step passes the minimum. The slope of the map $x \mapsto x^+$ at the minimum is $1 - h y$, which is below $-1$ if $h y > 2$.""",
)
def step():
    tangents_of_exp()
    moved = x + h * (y - f(x))
    start = And(exponential(x, r), f(r) == y, h > 0, x <= r)
    prove(
        "h y <= 1, x <= r = ln y: x <= x+ <= r",
        Implies(And(start, h * y <= 1), And(x <= moved, moved <= r)),
    )
    equal(
        "the slope of the step at ln y is 1 - h y",
        diff(v - t * diff(loss(v, s), v), v).subs(v, sympy.log(s)),
        1 - t * s,
    )
    with falls("no step passes the minimum, without h y <= 1"):
        prove("", Implies(start, moved <= r))


@tie(step)
def step_in_keras():
    def program(x, y, h):
        return x - h * (call("exponential")(x) - y)

    for share in 0.25, 1.0:  # h y
        near = np.float32(np.linspace(-30, 0, 2_001))
        for y in COUNTS:
            at = np.float32(near + np.float32(np.log(y)))
            moved, got = gradients(program, at, [y], [share / y])
            size = np.maximum(np.abs(at), 1)
            text = f"y = {y:g}, h y = {share:g}"
            at_most(f"{text}: x+ <= ln y", moved, np.log(y), ulps(4, size), ROUNDED)
            at_most(f"{text}: x <= x+", at, moved, ulps(4, size), ROUNDED)
            want = 1 - share / y * np.exp(at.astype(float))
            check(f"{text}: slope 1 - h e^x", got, want, ulps(4, 1), ROUNDED)


@theorem(
    title="The exponential of a mean is not the mean",
    statement=r"""Let $z$ be normal with mean $\mu$ and standard deviation $\sigma > 0$. Then

$$
\begin{aligned}
\operatorname{E} f(z) &= e^{\mu + \sigma^2/2} > e^\mu, \\
\operatorname{E} f(z)^2 &= e^{2\mu + 2\sigma^2} ,
\end{aligned}
$$

and $e^\mu$ is the median of $f(z)$.""",
)
def mean():
    def density(w):  # of z - mu
        return sympy.exp(-((w / s) ** 2) / 2) / (s * sympy.sqrt(2 * sympy.pi))

    equal(
        "e^w times the density at w is e^(s^2/2) times the density at w - s^2",
        f(w) * density(w),
        f(s**2 / 2) * density(w - s**2),
    )
    equal(
        "e^(2w) times it is e^(2 s^2) times the density at w - 2 s^2",
        f(w) ** 2 * density(w),
        f(2 * s**2) * density(w - 2 * s**2),
    )
    equal(
        "the density has the integral 1", sympy.integrate(density(w), (w, -oo, oo)), 1
    )
    half = sympy.integrate(density(w), (w, -oo, 0))
    equal("f(z) <= e^mu with probability 1/2", half, sympy.Rational(1, 2))
    tangents_of_exp()
    prove(
        "e^mu < e^(mu + q) for q > 0",
        Implies(And(exponential(x, x + q), q > 0), f(x) < f(x + q)),
    )
    with falls("e^w times the density is the density moved, without a factor"):
        at = {w: 0, s: 1}
        equal("", (f(w) * density(w)).subs(at), density(w - s**2).subs(at))


@tie(mean)
def mean_in_keras():
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    weights = weights / weights.sum()
    for sigma in 0.25, 1.0, 2.0:
        value, got = installed("exponential", sigma * nodes)
        why = "inputs and exponentials are rounded"
        want = np.exp(sigma**2 / 2)
        check(f"sigma = {sigma}: E f(z)", value @ weights, want, ulps(8, want), why)
        slope = sigma * want
        check(
            f"sigma = {sigma}: its derivative by sigma",
            (got * nodes) @ weights,
            slope,
            ulps(8, slope),
            why,
        )
