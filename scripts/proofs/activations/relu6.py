"""Theorems on ReLU6, in the order in which the page proves them."""

from proofs.activations import installed
from proofs.engine import at_most, check, points, standard_errors, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import arb
from z3 import (
    Abs,
    And,
    ForAll,
    Implies,
    Ints,
    Or,
    Reals,
    RealVal,
    ToInt,
    ToReal,
)

from catalog.activations.relu6 import relu6
from proofs.engine import (
    bound,
    counterexample,
    equal,
    falls,
    maximum,
    minimum,
    prove,
    where,
)

c, d, h, l, p, t, u, w, x, y, eps = Reals("c d h l p t u w x y eps")
k, m, n = Ints("k m n")  # two level numbers, and how many steps lie between 0 and 6
z = sympy.Symbol("z", real=True)
s, v = sympy.symbols("s v", positive=True)


def f(x):
    return where(x <= 0, 0, where(x >= 6, 6, x))


def gradient(x):  # at both kinks the flat side's, as Keras on JAX
    return where(x <= 0, 0, where(x >= 6, 0, 1))


def relu(x):
    return where(x >= 0, x, 0)


def nearest(w):  # the integer nearest to w; of two the upper one
    return ToInt(w + RealVal("1/2"))


def error(x):  # of f(x), rounded to the nearest of the levels 0, 6/n, ..., 6
    return Abs(f(x) - 6 * ToReal(nearest(n * f(x) / 6)) / n)


def mean(w):  # the expectation of w for z ~ N(0, s^2)
    normal = sympy.exp(-(z**2) / (2 * s**2)) / (s * sympy.sqrt(2 * sympy.pi))
    return sympy.integrate(w * normal, (z, -sympy.oo, sympy.oo))


def lost(v, erf=sympy.erf, exp=sympy.exp, root=sympy.sqrt, pi=sympy.pi):
    """Of the mean square 1/2 of relu(z), z ~ N(0, 1), what a cap at v takes away."""
    tail = (1 - erf(v / root(2))) / 2
    return (1 - v**2) * tail + v * exp(-(v**2) / 2) / root(2 * pi)


# --8<-- [end:setup]


X = np.sort(np.concatenate([points(), np.linspace(-2, 8, 2001, dtype=np.float32)]))
EXACT = "both sides are copies of x, 0 or 6"
COPIED = "it is copied, not computed"


def levels(value, bits):
    """Rounded in float64 to the nearest of 2^bits levels from 0 to 6."""
    steps = 2**bits - 1
    return np.floor(value * steps / 6 + 0.5) * 6 / steps


@theorem(
    title="The clip form",
    statement=r"""For all real $x$,

$$
\begin{aligned} f(x) &= \min(\max(x, 0),\, 6) \\ &= \max(\min(x, 6),\, 0) , \end{aligned}
$$

and no cap but $6$ gives this function. With a cap $c$ in place of $6$ the two orders agree for all $x$ if and only if $c \ge 0$.""",
)
def clip_form():
    floor_first = minimum(maximum(x, 0), c)
    cap_first = maximum(minimum(x, c), 0)
    prove(
        "f is both forms with c = 6",
        Implies(c == 6, And(f(x) == floor_first, f(x) == cap_first)),
    )
    prove(
        "min(max(x, 0), c) = f(x) for all x if and only if c = 6",
        ForAll([x], floor_first == f(x)) == (c == 6),
    )
    prove(
        "max(min(x, c), 0) = f(x) for all x if and only if c = 6",
        ForAll([x], cap_first == f(x)) == (c == 6),
    )
    prove(
        "the orders agree for all x if and only if c >= 0",
        ForAll([x], floor_first == cap_first) == (c >= 0),
    )
    counterexample("to the agreement without c >= 0", floor_first == cap_first)


@tie(clip_form)
def clip_form_in_keras():
    value, slope = installed("relu6", X)
    floor_first = np.minimum(np.maximum(X, 0), 6)
    cap_first = np.maximum(np.minimum(X, 6), 0)
    check("min(max(x, 0), 6)", value, floor_first, ulps(0, 6), EXACT)
    check("max(min(x, 6), 0)", value, cap_first, ulps(0, 6), EXACT)
    check(
        "the gradient is 1 where neither clip acts, off 0 and 6",
        slope,
        (X > 0) & (X < 6),
        ulps(0, 1),
        COPIED,
    )
    capped, _ = installed("relu", X, [0], [6])
    check("relu with max_value=6", value, capped, ulps(0, 6), EXACT)


@theorem(
    title="Continuity and the two kinks",
    statement=r"""$f$ is continuous. It is differentiable exactly off $\{0, 6\}$: $f'(x) = 1$ for $0 < x < 6$, and $f'(x) = 0$ for $x < 0$
and for $x > 6$. At $0$ the slope is $0$ on the left and $1$ on the right, at $6$ it is $1$ on the left and $0$ on the right.""",
)
def kinks():
    prove(
        "continuous: delta = epsilon serves everywhere",
        Implies(And(eps > 0, Abs(x - y) < eps), Abs(f(x) - f(y)) < eps),
    )
    small = And(0 < h, h <= 6)
    prove(
        "at 0 the difference quotients are 0 on the left, 1 on the right",
        Implies(small, And(f(-h) - f(0) == 0, (f(h) - f(0)) / h == 1)),
    )
    prove(
        "at 6 they are 1 on the left, 0 on the right",
        Implies(small, And((f(6) - f(6 - h)) / h == 1, f(6 + h) - f(6) == 0)),
    )
    near = And(h != 0, Abs(h) < Abs(x), Abs(h) < Abs(x - 6))
    prove(
        "nearer to x than 0 and 6 are, every difference quotient is f'(x)",
        Implies(near, (f(x + h) - f(x)) / h == gradient(x)),
    )
    counterexample(
        "to a single slope at 6",
        Implies(small, (f(6 + h) - f(6)) / h == (f(6) - f(6 - h)) / h),
    )


@tie(kinks)
def kinks_in_keras():
    value, slope = installed("relu6", X)
    check("the values", value, relu6(X), ulps(0, 6), EXACT)
    _, at = installed("relu6", [0, 6])
    check("the gradient at 0 and at 6 is 0, the flat side's", at, 0, ulps(0, 0), COPIED)
    beside = np.float32([-(2.0**-100), 2.0**-100, 6 - 2.0**-21, 6 + 2.0**-21])
    _, slope = installed("relu6", beside)
    check(
        "beside the kinks, one float32 away from 6: 0, 1, 1, 0",
        slope,
        [[0, 1, 1, 0]],
        ulps(0, 1),
        COPIED,
    )


@theorem(
    title="The nearest point of the interval",
    statement=r"""$0 \le f(x) \le 6$, and of all numbers in $[0, 6]$ only $f(x)$ is nearest to $x$. The numbers that $f$ leaves unchanged are
those of $[0, 6]$. So $f$ is onto $[0, 6]$ and idempotent: $f(f(x)) = f(x)$.""",
)
def projection():
    inside = And(0 <= p, p <= 6)
    prove("0 <= f(x) <= 6", And(0 <= f(x), f(x) <= 6))
    prove(
        "every other p of [0, 6] is further from x",
        Implies(And(inside, p != f(x)), Abs(x - f(x)) < Abs(x - p)),
    )
    prove("f(x) = x if and only if 0 <= x <= 6", (f(x) == x) == And(0 <= x, x <= 6))
    prove("f(f(x)) = f(x)", f(f(x)) == f(x))
    counterexample(
        "to the nearest among all numbers, not only of [0, 6]",
        Abs(x - f(x)) <= Abs(x - p),
    )


@tie(projection)
def projection_in_keras():
    value, slope = installed("relu6", X)
    at_most("0 <= f(x)", 0, value, ulps(0, 0), EXACT)
    at_most("f(x) <= 6", value, 6, ulps(0, 6), EXACT)
    others = np.linspace(0, 6, 7)[:, None]
    at_most(
        "|x - f(x)| <= |x - p| for p = 0, 1, ..., 6",
        np.abs(X - value),
        np.abs(X - others),
        ulps(0, 6),
        "differences taken in float64",
    )
    again, slope_again = installed("relu6", value)
    check("a second relu6 changes nothing", again, value, ulps(0, 6), EXACT)
    check(
        "nor does it change the gradient",
        slope * slope_again,
        slope,
        ulps(0, 1),
        COPIED,
    )


@theorem(
    title="Monotonicity and the Lipschitz constant",
    statement=r"""$f$ is increasing, and its least Lipschitz constant is $1$: $\lvert f(x) - f(y) \rvert \le \lvert x - y \rvert$, with no smaller
constant. On an interval $[l, u]$ with $l < u$ it is strictly increasing if and only if $0 \le l$ and $u \le 6$.""",
)
def lipschitz():
    def within(constant):
        return Abs(f(x) - f(y)) <= constant * Abs(x - y)

    prove("x <= y gives f(x) <= f(y)", Implies(x <= y, f(x) <= f(y)))
    prove(
        "c is a Lipschitz constant if and only if c >= 1",
        ForAll([x, y], within(c)) == (c >= 1),
    )
    rising = ForAll([x, y], Implies(And(l <= x, x < y, y <= u), f(x) < f(y)))
    prove(
        "strictly increasing on [l, u] if and only if 0 <= l and u <= 6",
        Implies(l < u, rising == And(0 <= l, u <= 6)),
    )
    counterexample("to strict monotonicity on all of R", Implies(x < y, f(x) < f(y)))


@tie(lipschitz)
def lipschitz_in_keras():
    value, slope = installed("relu6", X)
    at_most(
        "a larger x never has a smaller f(x)",
        value[:, :-1],
        value[:, 1:],
        ulps(0, 6),
        EXACT,
    )
    distance = np.abs(np.float64(X) - X[::-1])
    at_most(
        "|f(x) - f(y)| <= |x - y|",
        np.abs(value - value[:, ::-1]),
        distance,
        ulps(0, 6),
        "differences taken in float64",
    )
    check(
        "the least and the largest gradient are 0 and 1",
        [slope.min(), slope.max()],
        [0, 1],
        ulps(0, 1),
        COPIED,
    )


@theorem(
    title="Neither convex nor concave",
    statement=r"""On an interval $[l, u]$ with $l < u$, $f$ is convex if and only if $u \le 6$ or $l \ge 6$, and concave if and only if
$l \ge 0$ or $u \le 0$. On $\mathbb{R}$ it is neither.""",
)
def curvature():
    chord = (1 - t) * f(x) + t * f(y)
    graph = f((1 - t) * x + t * y)
    within = And(l <= x, x <= u, l <= y, y <= u, 0 <= t, t <= 1)
    prove(
        "convex where u <= 6 or l >= 6",
        Implies(And(within, Or(u <= 6, l >= 6)), graph <= chord),
    )
    prove(
        "for l < 6 < u the chord around 6 has its middle below the graph",
        Implies(
            And(l < 6, 6 < u, d == minimum(6 - l, u - 6)),
            (f(6 - d) + f(6 + d)) / 2 < f(6),
        ),
    )
    prove(
        "concave where l >= 0 or u <= 0",
        Implies(And(within, Or(l >= 0, u <= 0)), graph >= chord),
    )
    prove(
        "for l < 0 < u the chord around 0 has its middle above the graph",
        Implies(And(l < 0, 0 < u, d == minimum(-l, u)), (f(-d) + f(d)) / 2 > f(0)),
    )
    counterexample("to convexity", Implies(And(0 <= t, t <= 1), graph <= chord))
    counterexample("to concavity", Implies(And(0 <= t, t <= 1), graph >= chord))


@tie(curvature)
def curvature_in_keras():
    _, slope = installed("relu6", X)
    left, right = slope[:, X < 6], slope[:, X > 0]
    at_most(
        "left of 6 the gradient never falls",
        left[:, :-1],
        left[:, 1:],
        ulps(0, 1),
        COPIED,
    )
    at_most(
        "right of 0 it never rises", right[:, 1:], right[:, :-1], ulps(0, 1), COPIED
    )
    step = np.float32(2.0 ** np.arange(-10, 3))
    for at, sign in (6, -1), (0, 1):
        middle = installed("relu6", [at])[0]
        ends = installed("relu6", at - step)[0] + installed("relu6", at + step)[0]
        check(
            f"the chord over {at} - d, {at} + d misses the graph by d / 2",
            sign * (ends / 2 - middle),
            step / 2,
            ulps(0, 6),
            "d is a power of two",
        )


@theorem(
    title="A difference of two ReLUs",
    statement=r"""For all real $x$,

$$
f(x) = \operatorname{relu}(x) - \operatorname{relu}(x - 6) ,
$$

so $f(x) = \operatorname{relu}(x)$ if and only if $x \le 6$. The graph is symmetric about the point $(3, 3)$: $f(6 - x) = 6 - f(x)$.""",
)
def two_relus():
    prove(
        "f(x) = relu(x) - relu(x - c) for all x if and only if c = 6",
        ForAll([x], f(x) == relu(x) - relu(x - c)) == (c == 6),
    )
    prove("f(x) = relu(x) if and only if x <= 6", (f(x) == relu(x)) == (x <= 6))
    prove("f(6 - x) = 6 - f(x)", f(6 - x) == 6 - f(x))
    counterexample("to f = relu without x <= 6", f(x) == relu(x))
    counterexample("to symmetry about 0", f(-x) == -f(x))


@tie(two_relus)
def two_relus_in_keras():
    value, slope = installed("relu6", X)
    first, rise = installed("relu", X)
    second, fall = installed("relu", X - np.float32(6))
    check(
        "relu(x) - relu(x - 6)",
        value,
        first - second,
        ulps(1, X),
        "x - 6 is rounded by half an ulp of x",
    )
    check(
        "the gradients likewise, off 6",
        (slope - rise + fall)[:, X != 6],
        0,
        ulps(0, 1),
        COPIED,
    )
    far = np.float32([2.0**26, 2.0**28])
    big = installed("relu6", far)[0]
    with falls("the same within an ulp of 6, at 2^26 and 2^28"):
        apart = installed("relu", far)[0] - installed("relu", far - np.float32(6))[0]
        check("relu(x) - relu(x - 6)", big, apart, ulps(1, 6), "as above")
    mirror, mirrored = installed("relu6", np.float32(6) - X)
    check(
        "f(6 - x) = 6 - f(x)",
        mirror,
        6 - value,
        ulps(1, 6),
        "6 - x is rounded by half an ulp of 6, where f is not constant",
    )
    inside = (X > 1e-6) & (X < 5.999)
    check(
        "the gradient at 6 - x is that at x",
        mirrored[:, inside],
        slope[:, inside],
        ulps(0, 1),
        COPIED,
    )


@theorem(
    title="Scaling moves the cap",
    statement=r"""For all real $x$ and all $c \ge 0$, $c\,f(x) = \min(\max(c\,x, 0),\, 6c)$: the factor passes through and moves the cap to $6 c$.
So $f(c\,x) = c\,f(x)$ for all $x$ if and only if $c \in \{0, 1\}$; $f$ is not homogeneous.""",
)
def scaling():
    prove(
        "c f(x) = min(max(c x, 0), 6 c) for c >= 0",
        Implies(c >= 0, c * f(x) == minimum(maximum(c * x, 0), 6 * c)),
    )
    scaled = f(c * x) == c * f(x)
    prove(
        "f(c x) = c f(x) for all x if and only if c = 0 or c = 1",
        ForAll([x], scaled) == Or(c == 0, c == 1),
    )
    prove(
        "it holds where neither x nor c x exceeds 6",
        Implies(And(c >= 0, x <= 6, c * x <= 6), scaled),
    )
    counterexample("to homogeneity", Implies(c >= 0, scaled))


@tie(scaling)
def scaling_in_keras():
    value, slope = installed("relu6", X)
    off = (X != 0) & (X != 6)
    for factor in 0.25, 8.0:
        capped, capped_slope = installed("relu", factor * X, [0], [6 * factor])
        check(
            f"{factor:g} relu6(x) = relu({factor:g} x) capped at {6 * factor:g}",
            factor * value,
            capped,
            ulps(0, 6),
            "a power of two rounds nothing",
        )
        check(
            "with the same gradient, off the kinks",
            capped_slope[:, off],
            slope[:, off],
            ulps(0, 1),
            COPIED,
        )
        with falls("f(c x) = c f(x)"):
            wide, _ = installed("relu6", factor * X)
            check("values", wide, factor * value, ulps(1, 6), "as above")


@theorem(
    title="The error of b bits",
    statement=r"""Let $n = 2^b - 1$, or any integer $n \ge 1$, and let $q(x)$ be the level nearest to $f(x)$ among the $n + 1$ levels
$0, \tfrac6n, \dots, 6$. For all real $x$

$$
\lvert q(x) - f(x) \rvert \le \frac{6}{2 n} = \frac{6}{2\,(2^b - 1)} ,
$$

and no smaller bound holds: midway between two neighbouring levels every level is at least that far away.""",
)
def quantization():
    level = nearest(n * f(x) / 6)
    steps = n >= 1
    prove(
        "the nearest level has a number from 0 to n",
        Implies(steps, And(0 <= level, level <= n)),
    )
    half = RealVal("1/2")
    prove("the integer taken is within 1/2", Abs(w - ToReal(nearest(w))) <= half)
    prove(
        "and another, k further, is no nearer to a number at the distance d",
        Implies(Abs(d) <= half, Abs(d) <= Abs(d - ToReal(k))),
    )
    prove("the error is at most 3 / n", Implies(steps, error(x) <= 3 / ToReal(n)))
    prove(
        "at x = 3 / n, between the levels 0 and 1, it is 3 / n",
        Implies(And(steps, x == 3 / ToReal(n)), error(x) == 3 / ToReal(n)),
    )
    prove(
        "with 3 / n = c: between level k and k + 1 no level m is nearer than c",
        Implies(c > 0, Abs((2 * k + 1) * c - 2 * m * c) >= c),
    )
    counterexample("to an error below 3 / n", Implies(steps, error(x) < 3 / ToReal(n)))
    relu_error = Abs(relu(x) - 6 * ToReal(level) / n)
    counterexample(
        "to the bound for relu(x) and the same levels",
        Implies(steps, relu_error <= 3 / ToReal(n)),
    )


@tie(quantization)
def quantization_in_keras():
    value, slope = installed("relu6", X)
    for bits in 8, 4:
        half = 3 / (2**bits - 1)
        off = np.abs(levels(value, bits) - value)
        at_most(
            f"{bits} bits: the error is at most {half:.3g}",
            off,
            half,
            ulps(1, half),
            "levels in float64",
        )
        middles, _ = installed("relu6", np.arange(1, 2 ** (bits + 1) - 1, 2) * half)
        check(
            "midway between levels it is the bound",
            np.abs(levels(middles, bits) - middles),
            half,
            ulps(1, 6),
            "the middle is rounded to float32",
        )
    check(
        "the error is 0 where the gradient is 0",
        off * (1 - slope),
        0,
        ulps(0, 0),
        "0 and 6 are levels",
    )


@theorem(
    title="A saturating quantizer contains ReLU6",
    statement=r"""Let $r(x) = \lfloor n x / 6 + \tfrac12 \rfloor$ be the number of the level nearest to $x$, for an integer $n \ge 1$. For all real $x$

$$
\min(\max(r(x), 0),\, n) = r(f(x)) .
$$

An integer that saturates at $0$ and $n$ gives the same code with ReLU6 before the rounding and without it.""",
)
def saturation():
    code = nearest(n * x / 6)
    prove(
        "clipping the code is coding the clipped number",
        Implies(n >= 1, minimum(maximum(code, 0), n) == nearest(n * f(x) / 6)),
    )
    counterexample(
        "to the same without saturation", Implies(n >= 1, code == nearest(n * f(x) / 6))
    )


@tie(saturation)
def saturation_in_keras():
    import jax
    import keras

    quantize = keras.quantizers.fake_quant_with_min_max_vars
    for bits in 8, 4:

        def fake(x):
            return quantize(x, 0.0, 6.0, num_bits=bits)

        raw, pull = jax.vjp(fake, X)
        value, slope = installed("relu6", X)
        check(
            f"{bits} bits: Keras's fake quantization of x is that of relu6(x)",
            raw,
            fake(np.float32(value[0])),
            ulps(0, 6),
            "equal numbers round alike",
        )
        off = (X != 0) & (X != 6)
        check(
            "the gradient it passes is that of relu6, off the kinks",
            pull(np.ones_like(X))[0][off],
            slope[0, off],
            ulps(0, 1),
            COPIED,
        )
        half = 3 / (2**bits - 1)
        at_most(
            f"it is within {half:.3g} of relu6(x)",
            np.abs(raw - value),
            half,
            ulps(2, 6),
            "6 / n is rounded, and its multiple",
        )


@theorem(
    title="Normal pre-activations",
    statement=r"""Let $z \sim \mathcal{N}(0, s^2)$ and $v = 6 / s$. A unit passes a gradient with probability
$\operatorname{E} f'(z) = \tfrac12 \operatorname{erf}(v / \sqrt2)$, and

$$
\begin{aligned} \frac{\operatorname{E} f(z)^2}{s^2} &= \frac12 - T(v), \\
T(v) &= \frac{1 - v^2}{2} \Big(1 - \operatorname{erf}\frac{v}{\sqrt2}\Big) + \frac{v}{\sqrt{2 \pi}}\, e^{-v^2/2} . \end{aligned}
$$

$T$ decreases to $0$. For $s \le 1$, $0 < T(v) < 2 \cdot 10^{-9}$, so He's variance $2 / n$ for a layer with $n$ inputs stays right for ReLU6 to
that accuracy.""",
    scope="identities, limit and bound; T's sign and He's rule by the written proof",
)
def normal_input():
    equal(
        "E f'(z) = erf(v / sqrt(2)) / 2",
        mean(gradient(z)),
        sympy.erf(6 / s / sympy.sqrt(2)) / 2,
    )
    square = mean(f(z) ** 2)
    equal(
        "E f(z)^2 / s^2 = 1/2 - T(6 / s)",
        square / s**2,
        sympy.Rational(1, 2) - lost(6 / s),
    )
    equal(
        "T'(v) = -v (1 - erf(v / sqrt(2)))",
        sympy.diff(lost(v), v),
        -v * (1 - sympy.erf(v / sympy.sqrt(2))),
    )
    equal(
        "where 1 - erf(v) is an integral of a positive function, from v to oo",
        sympy.integrate(
            2 * sympy.exp(-(z**2)) / sympy.sqrt(sympy.pi), (z, v, sympy.oo)
        ),
        1 - sympy.erf(v),
    )
    equal("T tends to 0", sympy.limit(lost(v), v, sympy.oo), 0)
    bound(
        "T(v) < 2e-9 for 6 <= v <= 7, and so beyond, as T decreases",
        lambda w: lost(w, arb.erf, arb.exp, lambda q: arb(q).sqrt(), arb.pi()),
        6.0,
        7.0,
        "2e-9",
    )
    with falls("relu's mean square s^2 / 2, at s = 6"):
        equal("mean square", square.subs(s, 6), 18)


@tie(normal_input)
def normal_input_in_keras():
    from math import erf, exp, pi, sqrt

    normal = np.random.default_rng(0).standard_normal(100_000)
    for scale in 1.0, 3.0, 6.0:
        value, slope = installed("relu6", normal * scale)
        passed, share = erf(6 / scale / sqrt(2)) / 2, 0.5 / sqrt(normal.size)
        check(
            f"s = {scale:g}: the share with gradient 1 is {passed:.3f}",
            slope.mean(),
            passed,
            standard_errors(4, share),
            "that of a coin at most",
        )
        want = scale**2 * (0.5 - lost(6 / scale, erf, exp, sqrt, pi))
        spread = min(sqrt(1.5) * scale**2, 18) / sqrt(normal.size)
        check(
            f"the mean square is {want / scale**2:.3f} s^2",
            np.mean(value**2),
            want,
            standard_errors(4, spread),
            "f(z)^4 has mean 3/2 s^4 at most, and f(z)^2 lies in [0, 36]",
        )
