"""Theorems on ReLU, in the order in which the page proves them."""

from fractions import Fraction

from proofs.activations import installed
from proofs.engine import at_most, points, standard_errors, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from z3 import Abs, And, ForAll, Implies, Or, Reals

from catalog.activations.relu import relu, relu_gradient
from proofs.engine import (
    check,
    counterexample,
    equal,
    falls,
    maximum,
    minimum,
    prove,
    where,
)

a, m, t = Reals("a m t")  # negative_slope, max_value, threshold
b, c, d, e, g, h, k, p, q, r, u, v, w, x, y = Reals("b c d e g h k p q r u v w x y")
z = sympy.Symbol("z", real=True)
s, n, gamma, Q, L = sympy.symbols("s n gamma Q L", positive=True)


def f(x, a=0, m=None, t=0):
    passed = x if m is None else minimum(x, m)
    return where(x > t, passed, a * (x - t))


def gradient(x, a=0, m=None, t=0):  # at threshold and cap, what Keras gives on JAX
    half = Fraction(1, 2)
    leaky = where(a == 0, 0, where(a == 1, 1, 1 if m is None else 0))
    slope = where(x < t, a, where(x > t, 1, where(t == 0, leaky, 0)))
    if m is None:
        return slope
    at_cap = where(t == 0, where(m == 6, 0, half), half)
    return where(x > t, where(x > m, 0, where(x == m, at_cap, 1)), slope)


def expectation(v):  # of v for z ~ N(0, s^2)
    normal = sympy.exp(-(z**2) / (2 * s**2)) / (s * sympy.sqrt(2 * sympy.pi))
    return sympy.integrate(v * normal, (z, -sympy.oo, sympy.oo))


# --8<-- [end:setup]


X = points()
Y = np.random.default_rng(1).permutation(X)
# One rounding to float32 moves a number by at most 2^-24 of its size, less than an ulp.


@theorem(
    title="Three parameters, one formula",
    statement=r"""Let $a = \texttt{negative\_slope}$, $m = \texttt{max\_value}$ and $t = \texttt{threshold}$. Keras computes

$$
k(x) = c(x) - a \max(t - x, 0)
$$

with $c(x) = x$ for $x > t$ and $c(x) = 0$ for $x \le t$,
and if $m$ is given, it first clips $c$ to $[0, m]$. If $m$ is not given, $k = f$ for all real $x$, $a$, $t$. If $m \ge 0$ is
given, $k = f$ for all $x$ and $a$ as long as $t \ge 0$. For $t < 0$ they part: $k(x) = 0$ and $f(x) = x$ between $t$ and $0$.""",
)
def recipe():
    def keras(x, m):
        kept = where(x > t, x, 0)
        if m is not None:
            kept = minimum(maximum(kept, 0), m)
        return kept - a * maximum(t - x, 0)

    prove("without a cap k(x) = f(x)", keras(x, None) == f(x, a, None, t))
    same = keras(x, m) == f(x, a, m, t)
    prove(
        "with a cap m >= 0 and a threshold t >= 0 too",
        Implies(And(m >= 0, t >= 0), same),
    )
    prove(
        "for t < x < 0 and m >= 0, k(x) = 0 and f(x) = x",
        Implies(And(t < x, x < 0, m >= 0), And(keras(x, m) == 0, f(x, a, m, t) == x)),
    )
    counterexample("to k = f with a cap, without t >= 0", Implies(m >= 0, same))


@tie(recipe)
def recipe_in_keras():
    shapes = [
        (a, m, t)
        for a in (0.0, 0.25)
        for m in (None, 6.0, 1.5)
        for t in (0.0, 2.0, -1.0)
        if m is None or t >= 0
    ]
    value, slope = installed("relu", X, *zip(*shapes))
    exact = np.array([relu(X.astype(float), *shape) for shape in shapes])
    check(
        "f(x), at 14 combinations of the parameters",
        value,
        exact,
        ulps(2, exact),
        "x - t and a times it are each rounded",
    )
    local = np.array([relu_gradient(X, *shape) for shape in shapes])
    check("its derivative", slope, local, ulps(0, 1), "copied, not computed")
    between = -np.float32(np.linspace(0, 1, 1001)[1:-1])
    lost, _ = installed("relu", between, [0.25], [6.0], [-1.0])
    check(
        "k(x) = 0 between the threshold -1 and 0 with the cap 6",
        lost,
        0,
        ulps(0, 0),
        "the clip writes 0",
    )


@theorem(
    title="What each parameter costs",
    statement=r"""Let $a$, $m > 0$ (if given) and $t$ be real. Then $f$ is

- increasing if and only if $a \ge 0$ and $t \ge 0$;
- Lipschitz if and only if $t = 0$, and then with the least constant $\max(1, |a|)$;
- convex if and only if $a \le 1$, $t = 0$ and $m$ is not given;
- positively homogeneous, $f(c x) = c f(x)$ for all $c \ge 0$, if and only if $t = 0$ and $m$ is not given.""",
)
def conditions():
    small = And(h > 0, h * (1 + Abs(a)) < Abs(t))
    for cap, given in (None, "no cap"), (m, "a cap m > 0"):
        top = t if cap is None else minimum(t, m)

        def F(x):
            return f(x, a, cap, t)

        def says(text, claim):
            prove(f"{given}: {text}", claim if cap is None else Implies(m > 0, claim))

        def bulges(x, y):
            return 2 * F((x + y) / 2) > F(x) + F(y)

        says(
            "increasing for a >= 0, t >= 0",
            Implies(And(a >= 0, t >= 0, x < y), F(x) <= F(y)),
        )
        says(
            "a < 0 falls from t - 1 to t, t < 0 from t to t / 2",
            And(Implies(a < 0, F(t - 1) > F(t)), Implies(t < 0, F(t) > F(t / 2))),
        )
        steep = Abs(F(x) - F(y)) <= maximum(1, Abs(a)) * Abs(x - y)
        says("t = 0: max(1, |a|) is a Lipschitz constant", Implies(t == 0, steep))
        near = And(t == 0, 0 < h, h <= (1 if cap is None else m))
        says(
            "t = 0: near 0 a c < max(1, |a|) fails, on the right or on the left",
            Implies(
                And(near, c < maximum(1, Abs(a))),
                Or(F(h) - F(0) > c * h, Abs(F(-h) - F(0)) > c * h),
            ),
        )
        says(
            "t > 0: every c > 0 fails from t to t + min(t, m) / (c + 1)",
            Implies(And(t > 0, c > 0, h * (c + 1) == top), F(t + h) - F(t) > c * h),
        )
        says(
            "t < 0: every c > 0 fails from t to t + |t| / (c + 2)",
            Implies(And(t < 0, c > 0, h * (c + 2) == -t), F(t) - F(t + h) > c * h),
        )
        says(
            "t > 0: above its chord from t to t + min(t, m)",
            Implies(t > 0, bulges(t, t + top)),
        )
        says(
            "t < 0: above its chord around t",
            Implies(And(t < 0, small), bulges(t - h, t + h)),
        )
        counterexample(
            f"to the Lipschitz bound without t = 0, {given}",
            steep if cap is None else Implies(m > 0, steep),
        )
        if cap is None:
            chord, between = (1 - h) * F(x) + h * F(y), And(0 <= h, h <= 1)
            says(
                "t = 0, a <= 1: convex, on or below every chord",
                Implies(And(t == 0, a <= 1, between), F((1 - h) * x + h * y) <= chord),
            )
            says(
                "t = 0, a > 1: above its chord",
                Implies(And(t == 0, a > 1), bulges(-1, 1)),
            )
            scaled = ForAll([x, c], Implies(c >= 0, F(c * x) == c * F(x)))
            says("homogeneous if and only if t = 0", scaled == (t == 0))
        else:
            says(
                "t = 0: above its chord from 0 to 2 m",
                Implies(t == 0, bulges(0, 2 * m)),
            )
            says(
                "f(2 x) = f(x) = m right of m and t, not 2 m",
                Implies(x > maximum(m, t), And(F(x) == m, F(2 * x) == m)),
            )


@tie(conditions)
def conditions_in_keras():
    rising = np.sort(X)
    value, slope = installed(
        "relu", rising, [0, 0.5, 0.5], [None, 6.0, None], [0, 0, 2.0]
    )
    at_most(
        "a larger x has no smaller f(x)",
        value[:, :-1],
        value[:, 1:],
        ulps(0, 1),
        "rounding is monotone",
    )
    at_most("no gradient above 1", slope, 1, ulps(0, 1), "copied, not computed")
    above = np.float32(2) + np.spacing(np.float32(2))
    jump, _ = installed("relu", [2, above], [0, 0], [None, 1.5], [2.0, 2.0])
    check(
        "one ulp right of the threshold 2 it has jumped to 2, or to the cap 1.5",
        jump[:, 1] - jump[:, 0],
        [above, 1.5],
        ulps(0, 1),
        "x and the cap are copied",
    )


@theorem(
    title="The nearest number that is not negative",
    statement=r"""For every real $x$ and every $y \ge 0$, $|x - f(x)| \le |x - y|$, and equality holds only for $y = f(x)$: ReLU is the
projection onto $[0, \infty)$. With $\texttt{max\_value} = m > 0$ it is the projection onto $[0, m]$. Therefore, with the cap or without, $f(f(x)) = f(x)$ and
$(f(x) - f(y))^2 \le (x - y)(f(x) - f(y))$, hence $|f(x) - f(y)| \le |x - y|$.""",
)
def projection():
    for cap, target in (None, y >= 0), (m, And(m > 0, 0 <= y, y <= m)):

        def F(x):
            return f(x, 0, cap, 0)

        name = "[0, oo)" if cap is None else "[0, m]"
        inside = And(F(x) >= 0, F(x) <= (F(x) if cap is None else m))
        prove(f"f(x) lies in {name}", Implies(target, inside))
        prove(
            f"no other y of {name} is as near to x",
            Implies(And(target, y != F(x)), Abs(x - F(x)) < Abs(x - y)),
        )
        known, d_f = m > 0, F(x) - F(y)  # m is not in F if there is no cap
        prove(f"{name}: f(f(x)) = f(x)", Implies(known, F(F(x)) == F(x)))
        prove(
            f"{name}: the square of f(x) - f(y) is at most its product with x - y",
            Implies(known, d_f * d_f <= (x - y) * d_f),
        )
        prove(
            f"{name}: |f(x) - f(y)| <= |x - y|",
            Implies(known, Abs(d_f) <= Abs(x - y)),
        )
    counterexample("to the nearest y if y may be negative", Abs(x - f(x)) <= Abs(x - y))
    counterexample("to f(f(x)) = f(x) with a slope", f(f(x, a), a) == f(x, a))


@tie(projection)
def projection_in_keras():
    value, slope = installed("relu", X, [0, 0], [None, 2.5])
    again, _ = installed("relu", value, [0, 0], [None, 2.5])
    check("Keras's relu of its own output", again, value, ulps(0, 1), "no rounding")
    candidates = np.abs(Y.astype(float))
    near, far = np.abs(X - value), np.abs(X - np.stack([candidates, candidates % 2.5]))
    at_most("no number of the range is nearer", near, far, ulps(0, 1), "in float64")
    inside = np.stack([X > 0, (X > 0) & (X < 2.5)])
    check("gradient 1 inside the range, 0 outside", slope, inside, ulps(0, 1), "copied")


@theorem(
    title="The largest of the lines through 0 with slopes from 0 to 1",
    statement=r"""For all real $x$, $f(x) = \max_{0 \le g \le 1} g x$. A number $g$ satisfies $f(x) \ge g x$ for all real $x$ if and only if
$0 \le g \le 1$: the subdifferential at the kink is $\partial f(0) = [0, 1]$. Moreover $f(c x) = c f(x)$ for $c \ge 0$, and
$f(x + y) \le f(x) + f(y)$, with equality if and only if $x y \ge 0$.""",
)
def support():
    slope = And(0 <= g, g <= 1)
    prove("g x <= f(x) for 0 <= g <= 1", Implies(slope, g * x <= f(x)))
    prove("equality for g = f'(x), x != 0", Implies(x != 0, gradient(x) * x == f(x)))
    prove(
        "f(x) >= g x for all x if and only if 0 <= g <= 1",
        ForAll([x], f(x) >= g * x) == slope,
    )
    prove("f(c x) = c f(x) for c >= 0", Implies(c >= 0, f(c * x) == c * f(x)))
    prove("f(x + y) <= f(x) + f(y)", f(x + y) <= f(x) + f(y))
    prove("equality if and only if x y >= 0", (f(x + y) == f(x) + f(y)) == (x * y >= 0))
    counterexample("to g x <= f(x) for a slope above 1", Implies(g >= 0, g * x <= f(x)))
    counterexample("to f(c x) = c f(x) without c >= 0", f(c * x) == c * f(x))


@tie(support)
def support_in_keras():
    value, slope = installed("relu", X)
    for share in 0, 0.5, 1:
        at_most(f"{share} x <= f(x)", share * X, value, ulps(0, 1), "exact in float64")
    at_0 = slope[:, X == 0]
    check("the gradient at 0 is 0, an end of [0, 1]", at_0, 0, ulps(0, 0), "a constant")
    check("gradient times x is f(x)", slope * X, value, ulps(0, 1), "times 0 or 1")
    octaves, _ = installed("relu", 8 * X)
    check("f(8 x) = 8 f(x)", octaves, 8 * value, ulps(0, 1), "a power of two")
    total, _ = installed("relu", X + Y)
    parts = value + installed("relu", Y)[0]
    at_most("f(x + y) <= f(x) + f(y)", total, parts, ulps(1, parts), "x + y is rounded")


@theorem(
    title="Two rectifiers make a line, a modulus, a maximum",
    statement=r"""For all real $x$ and $y$: $f(x) - f(-x) = x$, $f(x) + f(-x) = |x|$, $f(x) f(-x) = 0$, $y + f(x - y) = \max(x, y)$ and
$x - f(x - y) = \min(x, y)$. With a slope, $f_a(x) = f(x) - a f(-x)$, and $f_a(x) - f_a(-x) = (1 + a)\,x$, which is $x$ for all $x$ if and only if
$a = 0$.""",
)
def halves():
    prove("f(x) - f(-x) = x", f(x) - f(-x) == x)
    prove("f(x) + f(-x) = |x|", f(x) + f(-x) == Abs(x))
    prove("f(x) f(-x) = 0", f(x) * f(-x) == 0)
    prove("y + f(x - y) = max(x, y)", y + f(x - y) == maximum(x, y))
    prove("x - f(x - y) = min(x, y)", x - f(x - y) == minimum(x, y))
    prove("a slope a subtracts a f(-x)", f(x, a) == f(x) - a * f(-x))
    prove("f_a(x) - f_a(-x) = (1 + a) x", f(x, a) - f(-x, a) == (1 + a) * x)
    line = f(x, a) - f(-x, a) == x
    prove("it is x for all x if and only if a = 0", ForAll([x], line) == (a == 0))
    counterexample("to f_a(x) - f_a(-x) = x", line)


@tie(halves)
def halves_in_keras():
    (right,), (up,) = installed("relu", X)
    (left,), (down,) = installed("relu", -X)
    check("f(x) - f(-x) = x", right - left, X, ulps(0, 1), "one of the two is 0")
    check("f(x) + f(-x) = |x|", right + left, np.abs(X), ulps(0, 1), "likewise")
    check(
        "the gradient of x that way: 1, and 0 at 0",
        up + down,
        X != 0,
        ulps(0, 1),
        "Keras takes 0 on either side of the kink",
    )
    larger = Y + installed("relu", X - Y)[0]
    size = np.abs(X) + np.abs(Y)
    check(
        "y + f(x - y) = max(x, y)",
        larger,
        np.maximum(X, Y),
        ulps(1, size),
        "x - y is rounded",
    )


@theorem(
    title="Half of the mean square",
    statement=r"""Let $z$ have a law symmetric about $0$ and variance $s^2$. Then $\operatorname{E} f(z)^2 = s^2 / 2$, and
$\operatorname{E} f'(z)^2 = 1/2$ if $z \ne 0$ almost surely. A layer with $n$ inputs $f(z_i)$ and independent weights of mean $0$ and variance $\gamma^2 / n$ has pre-activations of variance
$s^2$ again if and only if $\gamma^2 = 2$. For $z \sim \mathcal{N}(0, s^2)$ the mean is $\operatorname{E} f(z) = s / \sqrt{2 \pi}$, not $0$.""",
    scope="pointwise, and normal z; the rest by the written proof",
)
def moments():
    prove(
        "f(x)^2 and f(-x)^2 have the mean x^2 / 2",
        (f(x) * f(x) + f(-x) * f(-x)) / 2 == x * x / 2,
    )
    prove(
        "so do the squares of the derivatives, 1 / 2, for x != 0",
        Implies(x != 0, gradient(x) * gradient(x) + gradient(-x) * gradient(-x) == 1),
    )
    counterexample("without symmetry: x alone", f(x) * f(x) == x * x / 2)
    equal("E f(z)^2 = s^2 / 2 for normal z", expectation(f(z) ** 2), s**2 / 2)
    equal("E f(z) = s / sqrt(2 pi)", expectation(f(z)), s / sympy.sqrt(2 * sympy.pi))
    equal(
        "n uncorrelated terms w f(z) have the variance gamma^2 s^2 / 2",
        n * gamma**2 / n * expectation(f(z) ** 2),
        gamma**2 * s**2 / 2,
    )
    prove("g^2 / 2 = 1 if and only if g^2 = 2", (g * g / 2 == 1) == (g * g == 2))


@tie(moments)
def moments_in_keras():
    normal = np.random.default_rng(0).standard_normal(10_000, np.float32)
    both = np.concatenate([normal, -normal])  # symmetric: no sampling error enters
    value, slope = installed("relu", both)
    want = np.mean(both.astype(float) ** 2) / 2
    check(
        "mean of f(z)^2 over 20,000 symmetric z",
        np.mean(value**2),
        want,
        ulps(1, want),
        "summed in float64",
    )
    check("mean of f'(z)^2", np.mean(slope**2), 1 / 2, ulps(0, 1), "half of them are 1")
    mean = np.mean(np.abs(both.astype(float))) / 2
    check(
        "mean of f(z): half of the mean of |z|",
        np.mean(value),
        mean,
        ulps(1, mean),
        "summed in float64",
    )


LAYERS, WIDTH, NETWORKS = 12, 64, 400


@theorem(
    title="The signal over depth",
    statement=r"""Take $L$ layers of $n$ units without biases, weights independent and $\mathcal{N}(0, \gamma^2 / n)$, and let $Q_l$ be the
mean square of the outputs of layer $l$, $Q_0 > 0$ that of the input. Over the draw of the weights,

$$
\begin{aligned}
\operatorname{E} \frac{Q_L}{Q_0} &= \left( \frac{\gamma^2}{2} \right)^{L} \\
\operatorname{E} \left( \frac{Q_L}{Q_0} \right)^{2} &= \left( \frac{\gamma^4}{4} \left( 1 + \frac{5}{n} \right) \right)^{L} .
\end{aligned}
$$

Glorot's $\gamma^2 = 1$ halves the mean of $Q$ in every layer. He's $\gamma^2 = 2$ keeps it, and the relative variance grows as $(1 + 5/n)^L - 1$.""",
    scope="the moments; the law of a layer by the written proof",
)
def depth():
    second, fourth = expectation(f(z) ** 2), expectation(f(z) ** 4)
    equal("E f(z)^4 = 3/2 s^4", fourth, sympy.Rational(3, 2) * s**4)
    equal("so the relative variance of f(z)^2 is 5", fourth / second**2 - 1, 5)
    # given Q, a pre-activation has the variance s^2 = gamma^2 Q
    step = second.subs(s, gamma * sympy.sqrt(Q))
    equal("one layer takes Q to gamma^2 / 2 Q in the mean", step, gamma**2 / 2 * Q)
    square = second**2 + (fourth - second**2) / n  # of the mean of n independent f(z)^2
    equal(
        "and Q^2 to gamma^4 / 4 (1 + 5/n) Q^2",
        square.subs(s, gamma * sympy.sqrt(Q)),
        gamma**4 / 4 * (1 + 5 / n) * Q**2,
    )
    factors = gamma**2 / 2, gamma**4 / 4 * (1 + 5 / n)
    for name, factor in zip(("Q_L / Q_0", "its square"), factors):
        equal(
            f"from L to L + 1 layers, the mean of {name}",
            factor * factor**L,
            factor ** (L + 1),
        )
    equal(
        "the relative variance: (1 + 5/n)^L - 1",
        sympy.expand_power_base(factors[1] ** L / factors[0] ** (2 * L)) - 1,
        (1 + 5 / n) ** L - 1,
    )
    with falls("Glorot's gamma^2 = 1 keeps the mean"):
        equal("mean of Q", step.subs(gamma, 1), Q)


@tie(depth)
def depth_in_keras():
    import keras

    for name, scale in ("He", 2.0), ("Glorot", 1.0):
        signal, means = np.ones((NETWORKS, WIDTH)), []
        for seed in range(LAYERS):
            start = keras.initializers.VarianceScaling(
                scale, "fan_in", "untruncated_normal", seed=seed
            )
            kernels = start((WIDTH, NETWORKS * WIDTH))  # one for each network
            kernels = np.reshape(kernels, (WIDTH, NETWORKS, WIDTH))
            inputs = np.einsum("ni,ino->no", signal, kernels)
            signal = installed("relu", inputs.ravel())[0].reshape(NETWORKS, WIDTH)
            means.append(np.mean(signal**2))
        layer = np.arange(1, LAYERS + 1)
        want = (scale / 2) ** layer
        error = want * np.sqrt(((1 + 5 / WIDTH) ** layer - 1) / NETWORKS)
        check(
            f"{name}: mean squares of 12 layers, 400 networks",
            means,
            want,
            standard_errors(4, error),
            "their exact standard deviation, from 5/n",
        )


@theorem(
    title="At most one kink a unit",
    statement=r"""Let $S(x) = c + \sum_{i=1}^{n} v_i\, f(w_i x + b_i)$, all coefficients real. The line falls into at most $n + 1$ intervals on each of
which $S$ is affine, and there are coefficients for which fewer will not do: $\sum_{i=1}^{n} f(x - i)$ has the slopes $0, 1, \dots, n$. Depth does
better: the tent $T(x) = 2 f(x) - 4 f(x - \tfrac12)$ maps $[0, \tfrac12]$ and $[\tfrac12, 1]$ each affinely onto $[0, 1]$, so that
$T$ applied $L$ times, $2 L$ units in all, has $2^L$ pieces on $[0, 1]$.""",
    scope="units, sums and the tent; the counts by the written proof",
)
def pieces():
    def straight(left, middle, right):  # values at p < q < r lie on one line
        return (r - p) * middle == (r - q) * left + (q - p) * right

    def unit(x):
        return f(w * x + b)

    ordered, outside = And(p < q, q < r), (w * p + b) * (w * r + b) >= 0
    prove(
        "a unit whose kink is not between p and r is straight there",
        Implies(And(ordered, outside), straight(unit(p), unit(q), unit(r))),
    )
    sums, units = Reals("S_p S_q S_r"), Reals("u_p u_q u_r")
    prove(
        "a straight sum plus v times a straight unit is straight",
        Implies(
            And(straight(*sums), straight(*units)),
            straight(*(S + v * one for S, one in zip(sums, units))),
        ),
    )
    bend = f(x + h) - 2 * f(x) + f(x - h)
    prove("f(x - i) bends by h at its own knot", Implies(And(h > 0, x == 0), bend == h))
    prove(
        "and not at one that is h or more away",
        Implies(And(h > 0, Abs(x) >= h), bend == 0),
    )
    tent = 2 * f(x) - 4 * f(x - Fraction(1, 2))
    prove(
        "the tent is 2 x on [0, 1/2], 2 - 2 x on [1/2, 1]",
        And(
            Implies(And(0 <= x, 2 * x <= 1), tent == 2 * x),
            Implies(And(1 <= 2 * x, x <= 1), tent == 2 - 2 * x),
        ),
    )
    counterexample(
        "to a straight unit with its kink between p and r",
        Implies(ordered, straight(unit(p), unit(q), unit(r))),
    )


@tie(pieces)
def pieces_in_keras():
    knots, grid = np.arange(1, 13)[:, None], np.arange(0, 14, 0.5)
    (stairs,), _ = installed("relu", np.ravel(grid - knots))
    stairs = stairs.reshape(12, -1).sum(axis=0)
    check(
        "the sum of f(x - i), i = 1 to 12, has 13 slopes",
        np.unique(np.diff(stairs)).size,
        13,
        ulps(0, 1),
        "multiples of 1/2 are exact",
    )
    rng, line = np.random.default_rng(0), np.linspace(-40, 40, 2001)
    weight, bias, sign = rng.integers(-9, 10, (3, 50, 12, 1))  # 50 layers of 12 units
    inputs = weight * line + bias
    _, (slope,) = installed("relu", inputs.ravel())
    slope = np.sum(sign * weight * slope.reshape(inputs.shape), axis=1)
    kink = np.any(np.isclose(inputs, 0), axis=1)  # there a unit has no slope
    changes = [np.count_nonzero(np.diff(S[~at])) for S, at in zip(slope, kink)]
    at_most(
        "changes of slope in 50 random layers of 12 units",
        changes,
        12,
        ulps(0, 1),
        "slopes are sums of integers",
    )
    height = np.arange(257) / 256
    for _ in range(6):
        (left, right), _ = installed("relu", [height, height - 0.5], [0, 0])
        height = 2 * left - 4 * right
    turns = np.count_nonzero(np.diff(np.sign(np.diff(height))))
    check(
        "the tent, 6 times: 64 pieces from 12 units",
        turns + 1,
        64,
        ulps(0, 1),
        "multiples of 1/256 are exact",
    )


@theorem(
    title="How a unit dies",
    statement=r"""A unit computes $f(z_j)$, $z_j = w \cdot u_j + b$, from the inputs $u_1, \dots, u_N$, with the derivative that Keras takes, $f'(0) = 0$.
If $z_j \le 0$ for all $j$, then the gradient of every loss with respect to $w$ and $b$ is $0$: gradient descent leaves the unit as it is. For one input $u$ with
$z > 0$ and the gradient $\delta > 0$ of the loss with respect to the output, a step of gradient descent with the learning rate $\eta > 0$ leads to $z' = z - \eta\,\delta\,(1 + \lVert u \rVert^2)$,
so the unit is dead for $u$ after this one step if and only if

$$
\eta \ge \frac{z}{\delta\,(1 + \lVert u \rVert^2)} .
$$""",
)
def death():
    before = w * u + k * v + b  # the weights w, k; the inputs u, v
    sent = d * gradient(before)  # d is delta
    prove(
        "z <= 0 adds nothing to a gradient that is 0 so far",
        Implies(And(c == 0, before <= 0), And(c + sent == 0, c + sent * u == 0)),
    )
    after = (w - e * sent * u) * u + (k - e * sent * v) * v + (b - e * sent)
    length = 1 + u * u + v * v
    prove(
        "one step, two inputs: z' = z - eta delta (1 + |u|^2)",
        Implies(before > 0, after == before - e * d * length),
    )
    prove(
        "one input u more: r = q - eta delta p becomes the same for p + u^2",
        Implies(
            r == q - e * d * p,
            r + (w - e * d * u) * u == q + w * u - e * d * (p + u * u),
        ),
    )
    prove(
        "f(z') = 0 if and only if eta >= z / (delta p), for z > 0, p = 1 + |u|^2",
        Implies(
            And(x > 0, d > 0, p > 0), (f(x - e * d * p) == 0) == (e >= x / (d * p))
        ),
    )
    counterexample(
        "to a gradient of 0 with a slope: z <= 0 is not enough",
        Implies(x <= 0, d * gradient(x, a) == 0),
    )
    counterexample(
        "to a death without delta > 0: another sign",
        Implies(And(x > 0, e > x), f(x - e * d) == 0),
    )


@tie(death)
def death_in_keras():
    _, slope = installed("relu", X)
    check(
        "Keras's gradient for z <= 0, 0 among them",
        slope[:, X <= 0],
        0,
        ulps(0, 0),
        "a constant",
    )
    rng = np.random.default_rng(0)
    w, u = rng.normal(size=(2, 4_000, 3))
    u[:, 2] = 1  # the bias's input
    z = np.float64(np.float32(np.sum(w * u, axis=1)))
    w, u, z = w[z > 0], u[z > 0], z[z > 0]
    _, (slope,) = installed("relu", z)
    fatal = z / np.sum(u * u, axis=1)  # for delta = 1
    for share in 0.5, 0.99, 1.01, 2:
        moved = w - (share * fatal * slope)[:, None] * u
        (after,), _ = installed("relu", np.sum(moved * u, axis=1))
        left, size = z * max(0, 1 - share), np.sum(np.abs(w * u), axis=1)
        check(
            f"the output after a step of {share} times the fatal rate",
            after,
            left,
            ulps(2, size),
            "z and z' are rounded, and terms of the sum cancel",
        )
