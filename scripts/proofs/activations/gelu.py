"""Theorems on GELU, in the order in which the page proves them."""

from proofs.activations import installed
from proofs.engine import at_most, points, theorem, tie, ulps

# --8<-- [start:setup]
from types import SimpleNamespace

import numpy as np
import sympy
from flint import arb
from sympy import diff, integrate, limit, oo
from z3 import And, Implies, Reals

from catalog.activations.gelu import gelu, gelu_gradient
from proofs.engine import assume, bound, check, equal, falls, prove

x, u = sympy.symbols("x u", real=True)
t, s = sympy.symbols("t s", positive=True)
BALLS = SimpleNamespace(
    exp=arb.exp, erf=arb.erf, tanh=arb.tanh, pi=arb.pi(), sqrt=lambda v: arb(v).sqrt()
)


def tools(v):  # what a ball of Arb is computed with, or a form of SymPy
    return BALLS if isinstance(v, arb) else sympy


def tanh(v):  # of sqrt(2 / pi) (v + 0.044715 v^3)
    k = tools(v)
    return k.tanh(k.sqrt(2 / k.pi) * (v + v**3 * 8943 / 200000))


def phi(v):
    k = tools(v)
    return k.exp(-v * v / 2) / k.sqrt(2 * k.pi)


def gate(v, approximate=False):  # Phi, or what stands in for it
    if approximate:
        return (1 + tanh(v)) / 2
    return (1 + tools(v).erf(v / tools(v).sqrt(2))) / 2


def bell(v, approximate=False):  # the derivative of the gate
    if approximate:
        inner = tools(v).sqrt(2 / tools(v).pi) * (1 + v**2 * 26829 / 200000)
        return (1 - tanh(v) ** 2) / 2 * inner
    return phi(v)


def f(v, approximate=False):
    return v * gate(v, approximate)


def gradient(v, approximate=False):
    return gate(v, approximate) + v * bell(v, approximate)


# --8<-- [end:setup]


X = points()
R = X.astype(float)
NEAR = np.linspace(-8, 8, 4001, dtype="float32")  # where the curve bends
N = NEAR.astype(float)
X0, LEAST, STEEPEST = -0.7517915246935645, -0.16997120747990366, 1.1289041451851548
FORMS = (False, 2), (True, 96)  # ulp of 1 by which Keras's gradient misses
ERFC = "erfc, its argument and two products are rounded"
TANH = "1 - tanh^2, in which digits cancel, is multiplied by up to 20"


def rule(low, high, nodes=240):
    """Points and weights of the rule of Gauss and Legendre on [low, high]."""
    at, weight = np.polynomial.legendre.leggauss(nodes)
    return (high - low) / 2 * (at + 1) + low, (high - low) / 2 * weight


def bell_of(v):
    return np.exp(-(v**2) / 2) / np.sqrt(2 * np.pi)


@theorem(
    title="Derivatives and limits",
    statement=r"""Both forms have derivatives of every order. The exact one has

$$
\begin{aligned} f'(x) &= \Phi(x) + x\,\varphi(x), \\ f''(x) &= (2 - x^2)\,\varphi(x), \end{aligned}
$$

so $f'(0) = \frac12$. In both forms, as $x \to -\infty$, $f(x) \to 0$ and $f'(x) \to 0$; as $x \to \infty$, $f(x) - x \to 0$ and $f'(x) \to 1$.""",
    scope="the first two derivatives, and the limits",
)
def derivative():
    def far(v):
        return limit(v.rewrite(sympy.exp), t, oo)

    for form in False, True:
        print(f"approximate={form}:")
        equal("the derivative", diff(f(x, form), x), gradient(x, form))
        equal("it is 1/2 at 0", gradient(x, form).subs(x, 0), sympy.Rational(1, 2))
        equal("f(-t) -> 0 as t -> oo", far(f(-t, form)), 0)
        equal("f'(-t) -> 0", far(gradient(-t, form)), 0)
        equal("f(t) - t -> 0", far(f(t, form) - t), 0)
        equal("f'(t) -> 1", far(gradient(t, form)), 1)
    equal("f'' = (2 - x^2) phi", diff(f(x), x, 2), (2 - x**2) * phi(x))
    with falls("f' = Phi, as if the gate were a constant"):
        equal("", diff(f(x), x), gate(x))


@tie(derivative)
def derivative_in_keras():
    for form, misses in FORMS:
        at = np.append(R, N)
        value, slope = installed("gelu", at, [form])
        size = np.maximum(at, np.minimum(-at, 8))  # beyond -8 the values vanish
        check(
            f"approximate={form}: the values",
            value,
            gelu(at, form),
            ulps(4, size),
            "gate and product are rounded, at the size of x",
        )
        check(
            f"approximate={form}: the gradients",
            slope,
            gelu_gradient(at, form),
            ulps(misses, 1),
            TANH if form else ERFC,
        )


@theorem(
    title="The even half",
    statement=r"""In both forms, for all real $x$,

$$
f(x) - f(-x) = x, \qquad f'(x) + f'(-x) = 1 .
$$

So $f(x) - \frac12 x$ is an even function, and the difference of the two forms is one too. From ReLU the function differs by the same at $x$ and
at $-x$: $f(x) = \operatorname{relu}(x) + f(-|x|)$.""",
)
def symmetry():
    for form in False, True:
        print(f"approximate={form}:")
        equal("f(x) - f(-x) = x", f(x, form) - f(-x, form), x)
        equal("f'(x) + f'(-x) = 1", gradient(x, form) + gradient(-x, form), 1)
        even = f(x, form) - x / 2
        equal("f(x) - x/2 is even", even, even.subs(x, -x))
    with falls("f itself is even"):
        equal("", f(x), f(-x))
    with falls("f itself is odd"):
        equal("", f(x), -f(-x))


@tie(symmetry)
def symmetry_in_keras():
    for form, misses in FORMS:
        value, slope = installed("gelu", R, [form])
        other, back = installed("gelu", -R, [form])
        check(
            f"approximate={form}: f(x) - f(-x) = x",
            value - other,
            R,
            ulps(8, R),
            "each value misses by up to 4 ulp",
        )
        check(
            f"approximate={form}: f'(x) + f'(-x) = 1",
            slope + back,
            1,
            ulps(2 * misses, 1),
            "each gradient misses as in theorem 1",
        )


@theorem(
    title="A gate drawn at random, and its mean",
    statement=r"""Let $N \sim \mathcal{N}(0, 1)$. Let $g$ be $1$ if $N \le x$, and $0$ otherwise. Then

$$
\operatorname{E}\, g\,x = f(x), \qquad \operatorname{Var}\, g\,x = x^2\,\Phi(x)\,\Phi(-x) ,
$$

and ReLU with noise on its input has the mean $\operatorname{E} \operatorname{relu}(x + N) = f(x) + \varphi(x)$.""",
)
def random_gate():
    chance = integrate(phi(u), (u, -oo, x)).rewrite(sympy.erf)
    equal("P(N <= x) is the gate", chance, gate(x))
    mean, square = x * chance, x**2 * chance  # g is 0 or 1, so g^2 = g
    equal("E g x = f(x)", mean, f(x))
    equal("Var g x = x^2 Phi(x) Phi(-x)", square - f(x) ** 2, x**2 * gate(x) * gate(-x))
    # over the noise for which x + N > 0
    noisy = sum(integrate(part * phi(u), (u, -x, oo)) for part in (x, u))
    noisy = noisy.rewrite(sympy.erf)
    equal("E relu(x + N) = f(x) + phi(x)", noisy, f(x) + phi(x))
    with falls("E relu(x + N) = f(x)"):
        equal("", noisy, f(x))
    with falls("the same for the tanh form"):
        equal("", x * chance, f(x, True))


@tie(random_gate)
def random_gate_in_keras():
    at = np.linspace(-5, 5, 41)
    value, slope = installed("gelu", np.float32(at), [False])
    noise, weight = zip(*(rule(-v, 12) for v in at))  # where x + N > 0
    noise, weight = np.array(noise), np.array(weight)
    density = weight * bell_of(noise)
    check(
        "f(x) + phi(x) is the mean of relu(x + N)",
        value + bell_of(at),
        np.sum(density * (at[:, None] + noise), axis=1),
        ulps(4, at + (at == 0)),
        "the rule of Gauss and Legendre errs by less than a value of Keras",
    )
    check(
        "f'(x) - x phi(x) is P(N > -x)",
        slope - at * bell_of(at),
        np.sum(density, axis=1),
        ulps(2, 1),
        ERFC,
    )


@theorem(
    title="Convex between two points, and the steepest slope",
    statement=r"""$f$ is convex on $[-\sqrt2, \sqrt2]$, where $f'$ rises, and concave on $(-\infty, -\sqrt2]$ and on $[\sqrt2, \infty)$, where it falls. Let

$$
\begin{aligned}
L = f'(\sqrt2) &= \tfrac12 + \tfrac12 \operatorname{erf}(1) + \frac{1}{e \sqrt{\pi}} \\ &= 1.128904\ldots
\end{aligned}
$$

Then $1 - L \le f' \le L$, and $|f(x) - f(y)| \le L\,|x - y|$ for all real $x, y$; no smaller constant will do.""",
    scope="signs and values; Lipschitz constant by the written proof",
)
def curvature():
    assume("phi is positive")
    v, P = Reals("x phi")
    second, two = (2 - v * v) * P, sympy.sqrt(2)
    equal("f'' = (2 - x^2) phi", diff(f(x), x, 2), (2 - x**2) * phi(x))
    prove(
        "phi > 0: f'' >= 0 exactly for x^2 <= 2",
        Implies(P > 0, (second >= 0) == (v * v <= 2)),
    )
    L = (1 + sympy.erf(1)) / 2 + sympy.exp(-1) / sympy.sqrt(sympy.pi)
    equal("f'(sqrt 2) = L", gradient(two), L)
    equal("f'(-sqrt 2) = 1 - L", gradient(-two), 1 - L)
    for end, value in (-oo, 0), (oo, 1):
        equal(f"f' -> {value} as x -> {end}", limit(gradient(x), x, end), value)
    bound(
        "L is within 1e-9 of 1.128904145",
        lambda _: gradient(arb(2).sqrt()) - arb("1.128904145"),
        0.0,
        0.0,
        "1e-9",
    )
    with falls("convex everywhere"):
        prove("", Implies(P > 0, second >= 0))
    with falls("the Lipschitz constant 1.1289"):
        bound("", gradient, -9.0, 9.0, "1.1289")


@tie(curvature)
def curvature_in_keras():
    bend = np.sqrt(2)
    for part, sign in (abs(N) <= bend, 1), (N < -bend, -1), (N > bend, -1):
        value, slope = installed("gelu", N[part], [False])
        name, size = "rises" if sign == 1 else "falls", N[part][1:-1]
        at_most(
            f"from {size[0]:.2f} to {size[-1]:.2f} the gradient {name}",
            sign * slope[:, :-1],
            sign * slope[:, 1:],
            ulps(4, 1),
            ERFC,
        )
        middle, ends = value[:, 1:-1], (value[:, :-2] + value[:, 2:]) / 2
        at_most(
            "the chords lie on the right side",
            sign * middle,
            sign * ends,
            ulps(8, size),
            "three values, each to 4 ulp",
        )
    value, slope = installed("gelu", X, [False])
    at_most(
        "|f(x) - f(y)| <= L |x - y|",
        np.abs(value - value[:, ::-1]),
        STEEPEST * np.abs(R - R[::-1]),
        ulps(8, np.maximum(abs(R), abs(R[::-1]))),
        "f(x) and f(y) each miss by up to 4 ulp",
    )
    _, slope = installed("gelu", [-bend, bend], [False])
    check(
        "the gradients at -sqrt 2 and sqrt 2",
        slope,
        [[1 - STEEPEST, STEEPEST]],
        ulps(2, 1),
        ERFC,
    )


@theorem(
    title="One minimum",
    statement=r"""There is one number $x_0$ with $f'(x_0) = 0$; it lies between $-0.751792$ and $-0.751791$. $f$ falls strictly on $(-\infty, x_0]$ from $0$ to
$f(x_0) = -0.169971\ldots$ and rises strictly on $[x_0, \infty)$. So every number between $f(x_0)$ and $0$ is the output of exactly two inputs.""",
    scope="signs and values; from them to f by the written proof",
)
def minimum():
    assume("phi is positive")
    low, high = -0.751792, -0.751791
    bound("f'(-0.751792) < 0", lambda v: gradient(v) + 1, low, low, 1)
    bound("f'(-0.751791) > 0", lambda v: gradient(v) - 1, high, high, 1)
    bound(
        "f is within 1e-6 of -0.169971 between the two",
        lambda v: f(v) + arb("0.169971"),
        low,
        high,
        "1e-6",
    )
    equal("f' -> 0 as x -> -oo", limit(gradient(x), x, -oo), 0)
    v, P = Reals("x phi")
    second = (2 - v * v) * P
    equal("f'' = (2 - x^2) phi", diff(f(x), x, 2), (2 - x**2) * phi(x))
    prove(
        "f' falls for x < -sqrt 2, and rises from there to sqrt 2",
        Implies(
            P > 0, And(Implies(v * v > 2, second < 0), Implies(v * v < 2, second > 0))
        ),
    )
    bound(
        "f'(sqrt 2) > 1; from there f' falls",
        lambda r: gradient(arb(2).sqrt()) - 2,
        0.0,
        0.0,
        1,
    )
    equal("to 1", limit(gradient(x), x, oo), 1)
    with falls("f' > 0 at -0.76 already"):
        bound("", lambda v: gradient(v) - 1, -0.76, -0.76, 1)


@tie(minimum)
def minimum_in_keras():
    value, slope = installed("gelu", [X0], [False])
    check("the value at x0", value, LEAST, ulps(4, 1), "gate and product are rounded")
    check("the gradient at x0", slope, 0, ulps(2, 1), ERFC)
    value, slope = installed("gelu", X, [False])
    at_most("no value is lower", LEAST, value, ulps(4, 1), "as at x0")
    left, right = R < X0, R > X0
    at_most("left of x0 no gradient is positive", slope[:, left], 0, ulps(2, 1), ERFC)
    at_most("right of it none is negative", 0, slope[:, right], ulps(2, 1), ERFC)


@theorem(
    title="The left tail",
    statement=r"""For all $x < 0$

$$
\frac{x^2}{1 + x^2}\,\varphi(x) < -f(x) < \varphi(x),
$$

and for $x < -1$ the slope is negative, $0 < -f'(x) < |x|\,\varphi(x)$. The right-hand estimate of $f$ holds for all real $x$: $f(x) + \varphi(x) > 0$.""",
    scope="derivatives and limits; signs by the written proof",
)
def tail():
    equal("(f + phi)' = Phi", diff(f(x) + phi(x), x), gate(x))
    equal("f + phi -> 0 as x -> -oo", limit(f(x) + phi(x), x, -oo), 0)
    rest = gate(x) + phi(x) * x / (1 + x**2)
    equal(
        "(Phi + x phi / (1 + x^2))' = 2 phi / (1 + x^2)^2",
        diff(rest, x),
        2 * phi(x) / (1 + x**2) ** 2,
    )
    equal("it -> 0 as x -> -oo", limit(rest, x, -oo), 0)
    equal(
        "and times x it is f + x^2 phi / (1 + x^2)",
        x * rest,
        f(x) + x**2 / (1 + x**2) * phi(x),
    )
    equal("f' - x phi = Phi, which is positive", gradient(x) - x * phi(x), gate(x))
    equal(
        "x f' - (x^2 - 1) phi = f + phi",
        x * gradient(x) - (x**2 - 1) * phi(x),
        f(x) + phi(x),
    )
    with falls("-f(x) < phi(x) / 2 for x < 0"):
        bound("", lambda v: f(v) / phi(v), -2.0, -1.0, "0.5")


@tie(tail)
def tail_in_keras():
    at = np.float32(np.linspace(-12, -0.05, 2000)).astype(float)
    value, slope = installed("gelu", at, [False])
    size = bell_of(at)
    at_most(
        "-f <= phi",
        -value,
        size,
        ulps(400, size),
        "erfc's argument is rounded, which near -12 costs 233 ulp of the value",
    )
    at_most(
        "x^2 phi / (1 + x^2) <= -f",
        at**2 / (1 + at**2) * size,
        -value,
        ulps(400, size),
        "likewise",
    )
    far = at < -1
    at_most(
        "x < -1: -f' <= |x| phi",
        -slope[:, far],
        -at[far] * size[far],
        ulps(2, 0.25),
        "exp, erfc and products are rounded, at the size of phi(1)",
    )
    at_most("x < -1: f' <= 0", slope[:, far], 0, ulps(0, 1), "the larger term decides")


@theorem(
    title="Close to ReLU, from below",
    statement=r"""For all real $x$, $\operatorname{relu}(x) - 0.17 < f(x) \le \operatorname{relu}(x)$, with equality only at $0$. More generally, for $c > 0$

$$
0 \le \operatorname{relu}(x) - \frac{f(c\,x)}{c} < \frac{0.17}{c} ,
$$

so that larger weights before the activation, and smaller ones behind it, make of GELU a ReLU.""",
    scope="on [-6, 6]; the sign, and beyond, by the written proof",
)
def relu_gap():
    equal("x >= 0: relu(x) - f(x) = x Phi(-x)", t - f(t), t * gate(-t))
    equal("x <= 0: relu(x) - f(x) = |x| Phi(-|x|)", -f(-t), t * gate(-t))
    equal("c relu(x) - f(c x), x >= 0", s * t - f(s * t), s * t * gate(-s * t))
    bound("x Phi(-x) < 0.17 on [0, 6]", lambda v: f(-v), 0.0, 6.0, "0.17")
    bound("beyond it is below phi(6), by theorem 6", phi, 6.0, 6.0, "1e-8")
    with falls("x Phi(-x) < 0.1699"):
        bound("", lambda v: f(-v), 0.0, 6.0, "0.1699")


@tie(relu_gap)
def relu_gap_in_keras():
    for c in 1, 4, 32:
        value, slope = installed("gelu", c * R, [False])
        gap = np.maximum(R, 0) - value / c
        at_most(
            f"c = {c}: relu(x) - f(c x) / c < 0.17 / c",
            gap,
            0.17 / c,
            ulps(4, np.maximum(R, 1)),
            "gate and product are rounded",
        )
        at_most(
            f"c = {c}: it is not negative",
            0,
            gap,
            ulps(4, np.maximum(R, 1e-3)),
            "likewise",
        )
        at_most(
            f"c = {c}: the slopes differ by at most 1/2 + 0.629",
            np.abs(slope - (R > 0)),
            STEEPEST,
            ulps(2, 1),
            ERFC,
        )


@theorem(
    title="How far the tanh form is from the exact one",
    statement=r"""Write $f_{\text{tanh}}$ for `approximate=True`. For all real $x$

$$
\begin{aligned}
|f_{\text{tanh}}(x) - f(x)| &< 4.74 \cdot 10^{-4}, \\
|f_{\text{tanh}}'(x) - f'(x)| &< 8.7 \cdot 10^{-4} .
\end{aligned}
$$

Neither $4.73 \cdot 10^{-4}$ nor $8.6 \cdot 10^{-4}$ will do. The tanh form is the larger one at $\pm 2.7$, and the smaller one at $\pm 1.36$.""",
    scope="on [-6, 6]; beyond by the written proof",
)
def tanh_gap():
    def gap(v):
        return f(v, True) - f(v)

    def slope_gap(v):
        return gradient(v, True) - gradient(v)

    def centred(v):  # at the middle, and from there by the slope: narrower than gap(v)
        return gap(v.mid()) + slope_gap(v) * (v - v.mid())

    equal("the gap is even", gap(x), gap(-x))
    equal("that of the slopes is odd", slope_gap(x), -slope_gap(-x))
    bound("the gap on [0, 6]", centred, 0.0, 6.0, "4.74e-4")
    bound("that of the slopes on [0, 6]", slope_gap, 0.0, 6.0, "8.7e-4")
    bound(
        "for x > 6, on the left: x phi(x) <= 6 phi(6)",
        lambda v: v * phi(v),
        6.0,
        6.0,
        "4e-8",
    )
    bound(
        "and 1.6 (x + 0.14 x^3) exp(-4 x), which falls too",
        lambda v: (v + v**3 * 7 / 50) * 8 / 5 * (-4 * v).exp(),
        6.0,
        6.0,
        "3e-9",
    )
    bound("at 2.7 the tanh form is larger", lambda v: gap(v) - 1, 2.7, 2.7, 1)
    bound("at 1.36 it is smaller", lambda v: gap(v) + 1, 1.36, 1.36, 1)
    with falls("the gap is below 4.73e-4"):
        bound("", centred, 0.0, 6.0, "4.73e-4")
    with falls("that of the slopes is below 8.6e-4"):
        bound("", slope_gap, 0.0, 6.0, "8.6e-4")


@tie(tanh_gap)
def tanh_gap_in_keras():
    (exact, other), (slope, bent) = installed("gelu", NEAR, [False, True])
    at_most(
        "|tanh form - exact| on [-8, 8]",
        np.abs(other - exact),
        4.74e-4,
        ulps(8, N),
        "two values, each to 4 ulp",
    )
    at_most("and of the gradients", np.abs(bent - slope), 8.7e-4, ulps(42, 1), TANH)
    exact, other = installed("gelu", [2.6989414, 1.36], [False, True])[0]
    check(
        "the gap at 2.699 and at 1.36",
        other - exact,
        [4.7324e-4, -2.3366e-4],
        ulps(8, 2.7),
        "two values, each to 4 ulp",
    )


@theorem(
    title="The shape of the tanh form",
    statement=r"""With `approximate=True`, $f$ falls strictly on $(-\infty, -0.7525]$ and rises strictly on $[-0.7524, \infty)$; its least value is within $10^{-7}$ of $-0.1700408$.
For all real $x, y$, $|f(x) - f(y)| \le L\,|x - y|$ with an $L$ between $1.128993$ and $1.128994$.""",
    scope="on [-1.1, 6]; the rest by the written proof",
)
def tanh_shape():
    p, k = gate(x, True), sympy.sqrt(2 / sympy.pi)
    q = 2 * k * (x + x**3 * 26829 / 200000)
    equal("f' = p (1 + q (1 - p))", gradient(x, True), p * (1 + q * (1 - p)))
    bound(
        "q(-1.1) < -2, where q rises",
        lambda v: 2 * (2 / arb.pi()).sqrt() * (v + v**3 * 26829 / 200000) + 3,
        -1.1,
        -1.1,
        1,
    )
    bound(
        "f' < 0 on [-1.1, -0.7525]", lambda v: gradient(v, True) + 1, -1.1, -0.7525, 1
    )
    bound("f' > 0 on [-0.7524, 0]", lambda v: gradient(v, True) - 1, -0.7524, 0.0, 1)
    bound(
        "|f + 0.1700408| < 1e-7 between",
        lambda v: f(v, True) + arb("0.1700408"),
        -0.7525,
        -0.7524,
        "1e-7",
    )
    bound(
        "|f'| < 1.128994 on [0, 6]", lambda v: gradient(v, True), 0.0, 6.0, "1.128994"
    )
    bound(
        "beyond: q (1 - p) < 1.6 (x + 0.14 x^3) exp(-4 x), which falls",
        lambda v: (v + v**3 * 7 / 50) * 8 / 5 * (-4 * v).exp(),
        6.0,
        6.0,
        "3e-9",
    )
    with falls("|f'| < 1.128993"):
        bound("", lambda v: gradient(v, True), 0.0, 6.0, "1.128993")


@tie(tanh_shape)
def tanh_shape_in_keras():
    value, slope = installed("gelu", N, [True])
    at_most(
        "no value is below -0.1700408",
        -0.1700409,
        value,
        ulps(4, 1),
        "tanh and two products are rounded",
    )
    near, flat = installed("gelu", [-0.752461], [True])
    check("the value at -0.752461", near, -0.1700408, ulps(4, 1), "likewise")
    check("the gradient there", flat, 0, ulps(16, 1), TANH)
    check("the largest gradient", slope.max(), 1.1289931, ulps(16, 1), TANH)


@theorem(
    title="Mean and mean square for normal inputs",
    statement=r"""Let $z \sim \mathcal{N}(0, s^2)$ with $s > 0$. Then

$$
\begin{aligned}
\operatorname{E} f(z) &= \frac{s^2}{\sqrt{2\pi (1 + s^2)}}, \\
\frac{\operatorname{E} f(z)^2}{s^2} &= \frac14 + \frac{1}{2\pi} \arcsin \frac{s^2}{1 + s^2} \\
&\quad {} + \frac{s^2}{\pi (1 + s^2) \sqrt{1 + 2 s^2}} .
\end{aligned}
$$

For $s = 1$ they are $\frac{1}{2\sqrt\pi}$ and $\frac13 + \frac{1}{2\pi\sqrt3}$. As $s \to \infty$, $\operatorname{E} f(z)^2 / s^2 \to \frac12$, which is ReLU's; as $s \to 0$ it tends to $\frac14$.""",
    scope="identities and integrals; their use by the written proof",
)
def moments():
    density = sympy.exp(-(x**2) / (2 * s**2)) / (s * sympy.sqrt(2 * sympy.pi))

    def mean(form):
        return integrate(sympy.expand(form * density), (x, -oo, oo))

    def parts(text, inside, derivative):  # inside vanishes at both ends
        equal(text, diff(inside * density, x), sympy.expand(derivative * density))

    v, P, b = s**2 / (1 + s**2), gate(x), phi(x)
    parts("by parts, E f = s^2 E phi", -(s**2) * P, s**2 * -b + f(x))
    first = s**2 * mean(b)
    equal("E f(z)", first, s**2 / sympy.sqrt(2 * sympy.pi * (1 + s**2)))
    parts(
        "by parts, E f^2 = s^2 (E Phi^2 + 2 E f phi)",
        -(s**2) * x * P**2,
        f(x) ** 2 - s**2 * (P**2 + 2 * f(x) * b),
    )
    parts(
        "by parts, E f phi = v E phi^2, v = s^2 / (1 + s^2)",
        -v * b * P,
        f(x) * b - v * b**2,
    )
    product = v * mean(b**2)
    square = sympy.Rational(1, 4) + sympy.asin(v) / (2 * sympy.pi)
    equal("d/ds E Phi^2 = 2 E f phi / s", diff(square, s), 2 * product / s)
    equal("and E Phi^2 -> 1/4 as s -> 0", limit(square, s, 0), sympy.Rational(1, 4))
    second = s**2 * (square + 2 * product)
    stated = square + s**2 / (sympy.pi * (1 + s**2) * sympy.sqrt(1 + 2 * s**2))
    equal("E f(z)^2", second, s**2 * stated)
    equal(
        "E f(z)^2, s = 1",
        second.subs(s, 1),
        sympy.Rational(1, 3) + 1 / (2 * sympy.pi * sympy.sqrt(3)),
    )
    equal("E f(z), s = 1", first.subs(s, 1), 1 / (2 * sympy.sqrt(sympy.pi)))
    for end, share in (oo, sympy.Rational(1, 2)), (0, sympy.Rational(1, 4)):
        equal(
            f"E f^2 / s^2 -> {share} as s -> {end}", limit(second / s**2, s, end), share
        )
    with falls("ReLU's 1/2 at s = 1"):
        equal("", second.subs(s, 1), sympy.Rational(1, 2))
    print(f"s = 1: {float(first.subs(s, 1)):.4f} and {float(second.subs(s, 1)):.4f}")


@tie(moments)
def moments_in_keras():
    node, weight = rule(-12, 12, 400)
    weight = weight * bell_of(node)
    for spread in 0.5, 1.0, 3.0:
        at = np.float32(spread * node).astype(float)
        value, slope = (row[0] for row in installed("gelu", at, [False]))
        v = spread**2 / (1 + spread**2)
        product = v / (2 * np.pi * np.sqrt(1 + 2 * spread**2))
        square = 0.25 + np.arcsin(v) / (2 * np.pi) + 2 * product
        check(
            f"s = {spread}: the mean of Keras's values",
            weight @ value,
            spread**2 / np.sqrt(2 * np.pi * (1 + spread**2)),
            ulps(8, spread),
            "400 roundings of values and nodes, which average out",
        )
        check(
            f"s = {spread}: the mean of their squares",
            weight @ value**2,
            spread**2 * square,
            ulps(8, spread**2),
            "likewise",
        )
        check(
            f"s = {spread}: E f'(z) = E z f(z) / s^2",
            weight @ slope,
            weight @ (value * at) / spread**2,
            ulps(8, 1),
            "likewise",
        )
