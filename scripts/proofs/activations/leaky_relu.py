"""Theorems on Leaky ReLU, in the order in which the page proves them."""

from catalog.activations.leaky_relu import FUNCTION
from proofs.activations import installed
from proofs.engine import at_most, points, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from z3 import Abs, And, ForAll, Implies, Not, Reals

from catalog.activations.leaky_relu import leaky_relu
from proofs.engine import (
    check,
    counterexample,
    equal,
    falls,
    maximum,
    minimum,
    prove,
    standard_errors,
    where,
)

a, b, c, d, g, h, p, q, r, t, x, y, eps = Reals("a b c d g h p q r t x y eps")
z, k = sympy.symbols("z a", real=True)  # for Z3 a, for SymPy k is negative_slope
s, gamma, n = sympy.symbols("s gamma n", positive=True)


def f(x, a):
    return where(x >= 0, x, a * x)


def gradient(x, a):  # at the kink the right-hand one, as Keras on JAX
    return where(x >= 0, 1, a)


def mean(v):  # the expectation of v for z ~ N(0, s^2)
    normal = sympy.exp(-(z**2) / (2 * s**2)) / (s * sympy.sqrt(2 * sympy.pi))
    return sympy.integrate(v * normal, (z, -sympy.oo, sympy.oo))


WIDTH, NETWORKS, DEPTH = 64, 200, np.arange(1, 21)


def mean_squares(gain_squared, slope):
    """The mean square of each layer's outputs over random networks, for inputs of 1."""
    rng, outputs = np.random.default_rng(0), np.ones((NETWORKS, WIDTH, 1))
    scale, squares = np.sqrt(gain_squared / WIDTH), []
    for _ in DEPTH:
        weights = rng.normal(0, scale, (NETWORKS, WIDTH, WIDTH))
        outputs = leaky_relu(weights @ outputs, slope)
        squares.append(np.mean(outputs**2))
    return np.array(squares)


def sampling_error(slope):
    """Standard deviation of these means at He's gain: a layer multiplies a network's
    mean square by the mean of WIDTH independent f(z)^2 / E f(z)^2, z normal."""
    # the variance of f(z)^2 / E f(z)^2, since E f(z)^4 = 3 (1 + a^4) / 2 s^4
    relative_variance = 6 * (1 + slope**4) / (1 + slope**2) ** 2 - 1
    return np.sqrt(((1 + relative_variance / WIDTH) ** DEPTH - 1) / NETWORKS)


# --8<-- [end:setup]


X = points()
A = np.float32(FUNCTION.parameters[0].sweep)[:, None].astype(
    float
)  # as Keras rounds it
CONVEX, POSITIVE = A[A[:, 0] <= 1], A[A[:, 0] > 0]
# One rounding to float32 moves a number by at most 2^-24 of its size, less than an ulp.


@theorem(
    title="Continuity and the kink",
    statement=r"""Let $a = \texttt{negative\_slope}$, any real number. Then $f$ is continuous. At $0$ its right-hand derivative
is $1$ and its left-hand derivative is $a$, so $f$ is differentiable at $0$ if and only if $a = 1$; elsewhere
$f'(x) = 1$ for $x > 0$ and $f'(x) = a$ for $x < 0$.""",
)
def continuity():
    near = And(eps > 0, Abs(x - y) * maximum(1, Abs(a)) < eps)
    prove(
        "continuous: delta = epsilon / max(1, |a|) serves everywhere",
        Implies(near, Abs(f(x, a) - f(y, a)) < eps),
    )
    right, left = f(h, a) / h, f(-h, a) / -h
    prove(
        "at 0 the difference quotients are 1 on the right, a on the left",
        Implies(h > 0, And(right == 1, left == a)),
    )
    prove(
        "they agree if and only if a = 1",
        ForAll([h], Implies(h > 0, right == left)) == (a == 1),
    )
    prove(
        "for |h| < |x| the difference quotient at x is f'(x)",
        Implies(
            And(h != 0, Abs(h) < Abs(x)), (f(x + h, a) - f(x, a)) / h == gradient(x, a)
        ),
    )
    counterexample("to a derivative at 0 for every a", Implies(h > 0, right == left))


@tie(continuity)
def continuity_in_keras():
    value, slope = installed("leaky_relu", X, A)
    exact = leaky_relu(X, A)
    check("the values", value, exact, ulps(1, exact), "a x is rounded once")
    check(
        "the gradient: 1 for x > 0, a for x < 0, and 1 at the kink",
        slope,
        np.where(X >= 0, 1, A),
        ulps(0, A),
        "it is copied, not computed",
    )
    tiny = np.array([-(2.0**-100), 2.0**-100])
    across, _ = installed("leaky_relu", tiny, A)
    check(
        "no jump at 0: f(-2^-100) and f(2^-100)",
        across,
        leaky_relu(tiny, A),
        ulps(0, A),
        "a power of two rounds nothing",
    )


@theorem(
    title="The subdifferential at the kink",
    statement=r"""Let $a = \texttt{negative\_slope} \le 1$. A number $g$ is a subgradient of $f$ at $0$, that is $f(x) \ge g\,x$ for
all real $x$, if and only if $a \le g \le 1$: $\partial f(0) = [a, 1]$. For $a > 1$ there is no subgradient at $0$.""",
)
def subdifferential():
    below = f(x, a) >= g * x
    subgradient = ForAll([x], below)
    prove(
        "g is a subgradient at 0 if and only if a <= g <= 1",
        subgradient == And(a <= g, g <= 1),
    )
    prove("for a > 1 no g is a subgradient at 0", Implies(a > 1, Not(subgradient)))
    counterexample("to f(x) >= g x without g <= 1", Implies(a <= g, below))
    counterexample("to f(x) >= g x without a <= g", Implies(g <= 1, below))


@tie(subdifferential)
def subdifferential_in_keras():
    value, _ = installed("leaky_relu", X, CONVEX)
    _, at_0 = installed("leaky_relu", [0], CONVEX)
    check(
        "Keras's gradient at 0 is 1", at_0, 1, ulps(0, 1), "it is copied, not computed"
    )
    between = (at_0 + CONVEX) / 2
    for name, number in ("Keras's", at_0), ("a", CONVEX), ("their mean", between):
        at_most(
            f"g x <= f(x), g: {name}",
            number * X,
            value,
            ulps(1, value),
            "a x is rounded once",
        )


@theorem(
    title="The max form",
    statement=r"""Let $a = \texttt{negative\_slope}$. Then $f(x) = \max(x, a\,x)$ for all real $x$ if and only if $a \le 1$, and
$f(x) = \min(x, a\,x)$ for all real $x$ if and only if $a \ge 1$.""",
)
def max_form():
    largest = f(x, a) == maximum(x, a * x)
    prove(
        "f(x) = max(x, a x) for all x if and only if a <= 1",
        ForAll([x], largest) == (a <= 1),
    )
    prove(
        "f(x) = min(x, a x) for all x if and only if a >= 1",
        ForAll([x], f(x, a) == minimum(x, a * x)) == (a >= 1),
    )
    counterexample("to the max form without a <= 1", largest)


@tie(max_form)
def max_form_in_keras():
    value, slope = installed("leaky_relu", X, A)
    product = np.float64(np.float32(A * X))
    form = np.where(A <= 1, np.maximum(X, product), np.minimum(X, product))
    check(
        "the max form for a <= 1, the min form for a > 1",
        value,
        form,
        ulps(0, form),
        "both sides round a x alike",
    )
    side = np.where(form == X, 1, A)
    check(
        "the gradient is that of the side taken",
        slope,
        side,
        ulps(0, side),
        "it is copied, not computed",
    )


@theorem(
    title="Monotonicity and the inverse",
    statement=r"""Let $a = \texttt{negative\_slope}$. Then $f$ is strictly increasing if and only if $a > 0$. In that case it maps
$\mathbb{R}$ one to one onto $\mathbb{R}$, and its inverse is Leaky ReLU with the slope $1/a$.""",
)
def inverse():
    increasing = Implies(x < y, f(x, a) < f(y, a))
    prove(
        "strictly increasing if and only if a > 0",
        ForAll([x, y], increasing) == (a > 0),
    )
    undone = f(f(x, a), b) == x
    prove(
        "for a > 0 and b = 1/a, leaky(b) undoes leaky(a) and the reverse",
        Implies(And(a > 0, a * b == 1), And(undone, f(f(x, b), a) == x)),
    )
    counterexample("to strict monotonicity without a > 0", increasing)
    counterexample("to the inverse without a > 0", Implies(a * b == 1, undone))


@tie(inverse)
def inverse_in_keras():
    rising = np.sort(X)
    value, slope = installed("leaky_relu", rising, POSITIVE)
    at_most(
        "a larger x never has a smaller f(x)",
        value[:, :-1],
        value[:, 1:],
        ulps(0, 1),
        "rounding is monotone",
    )
    back, slope_back = installed("leaky_relu", value, 1 / POSITIVE)
    check(
        "the slope 1/a leads back to x",
        back,
        rising,
        ulps(3, rising),
        "three roundings: a x, 1/a, and their product",
    )
    check(
        "the gradients there and back multiply to 1",
        slope * slope_back,
        1,
        ulps(1, 1),
        "1/a is rounded once",
    )


@theorem(
    title="Positive homogeneity",
    statement=r"""Let $a = \texttt{negative\_slope}$, any real number. For all real $x$ and all $c \ge 0$, $f(c\,x) = c\,f(x)$. A negative
$c$ has this property for all $x$ if and only if $a = 1$.""",
)
def homogeneity():
    scaled = f(c * x, a) == c * f(x, a)
    prove("f(c x) = c f(x) for c >= 0", Implies(c >= 0, scaled))
    prove(
        "a negative c has the property if and only if a = 1",
        Implies(c < 0, ForAll([x], scaled) == (a == 1)),
    )
    counterexample("to homogeneity without c >= 0", scaled)


@tie(homogeneity)
def homogeneity_in_keras():
    value, slope = installed("leaky_relu", X, A)
    octaves, same_slope = installed("leaky_relu", 8 * X, A)
    check("c = 8", octaves, 8 * value, ulps(0, value), "a power of two rounds nothing")
    check(
        "the gradient at 8 x is that at x",
        same_slope,
        slope,
        ulps(0, slope),
        "it is copied, not computed",
    )
    thirds, _ = installed("leaky_relu", X / 3, A)
    check(
        "c = 1/3",
        thirds,
        value / 3,
        ulps(3, value / 3),
        "three roundings: x / 3, a times it, and a x",
    )


@theorem(
    title="The Lipschitz constant",
    statement=r"""Let $a = \texttt{negative\_slope}$, any real number. The least Lipschitz constant of $f$ is $\max(1, |a|)$:
$|f(x) - f(y)| \le \max(1, |a|)\,|x - y|$ for all real $x, y$, and no smaller constant will do. So $f$ expands no distance if and only if
$|a| \le 1$.""",
)
def lipschitz():
    def within(L):
        return Abs(f(x, a) - f(y, a)) <= L * Abs(x - y)

    least = maximum(1, Abs(a))
    prove("max(1, |a|) is a Lipschitz constant", within(least))
    prove(
        "every Lipschitz constant c is at least that",
        Implies(ForAll([x, y], within(c)), c >= least),
    )
    prove(
        "1 is a Lipschitz constant if and only if |a| <= 1",
        ForAll([x, y], within(1)) == (Abs(a) <= 1),
    )
    counterexample("to the constant 1 without |a| <= 1", within(1))
    counterexample("to the constant |a|", within(Abs(a)))


@tie(lipschitz)
def lipschitz_in_keras():
    value, slope = installed("leaky_relu", X, A)
    least, other = np.maximum(1, np.abs(A)), value[:, ::-1]
    distance = np.abs(X - X[::-1].astype(float))
    at_most(
        "|f(x) - f(y)| <= max(1, |a|) |x - y|",
        np.abs(value - other),
        least * distance,
        ulps(1, np.maximum(np.abs(value), np.abs(other))),
        "f(x) and f(y) are each rounded by half an ulp",
    )
    steepest = np.abs(slope).max(axis=1, keepdims=True)
    check(
        "the largest |gradient| is max(1, |a|)",
        steepest,
        least,
        ulps(0, least),
        "it is copied, not computed",
    )


@theorem(
    title="Convexity",
    statement=r"""Let $a = \texttt{negative\_slope}$. Then $f$ is convex if and only if $a \le 1$, and concave if and only if $a \ge 1$.""",
)
def convexity():
    chord = (1 - t) * f(x, a) + t * f(y, a)
    point = f((1 - t) * x + t * y, a)
    between = And(0 <= t, t <= 1)
    prove(
        "convex if and only if a <= 1",
        ForAll([x, y, t], Implies(between, point <= chord)) == (a <= 1),
    )
    prove(
        "concave if and only if a >= 1",
        ForAll([x, y, t], Implies(between, point >= chord)) == (a >= 1),
    )
    counterexample("to convexity without a <= 1", Implies(between, point <= chord))


@tie(convexity)
def convexity_in_keras():
    x, y = X.astype(float), X[::-1].astype(float)
    ends, _ = installed("leaky_relu", X, CONVEX)
    middle, _ = installed("leaky_relu", (x + y) / 2, CONVEX)
    size = np.maximum(np.abs(x), np.abs(y)) * np.maximum(1, np.abs(CONVEX))
    at_most(
        "the midpoint of a chord is not below the graph",
        middle,
        (ends + ends[:, ::-1]) / 2,
        ulps(3, size),
        "three roundings: the midpoint, f there, and f at the ends",
    )
    _, slope = installed("leaky_relu", np.sort(X), CONVEX)
    at_most(
        "the gradient never decreases",
        slope[:, :-1],
        slope[:, 1:],
        ulps(0, 1),
        "it is copied, not computed",
    )


@theorem(
    title="The gradient along a path",
    statement=r"""Let $a = \texttt{negative\_slope} > 0$. Along a path through $L$ layers the activations contribute to the gradient the factor
$p_L = \prod_{l=1}^{L} f'(z_l)$, where $z_l$ is the pre-activation on layer $l$ and $f'(0)$ may be $1$ or $a$. For all pre-activations

$$
0 < \min(1, a)^L \le p_L \le \max(1, a)^L .
$$

For ReLU, $a = 0$, one negative pre-activation on the path makes the factor $0$.""",
)
def path_gradient():
    low, high = minimum(1, a), maximum(1, a)
    factor = And(a > 0, (d - 1) * (d - a) == 0)  # the derivative d is 1 or a
    prove(
        "L = 1: 0 < min(1, a) <= d <= max(1, a)",
        Implies(factor, And(0 < low, low <= d, d <= high)),
    )
    bounds = And(0 < q, q <= p, p <= r)  # of the product p over L layers
    prove(
        "from L to L + 1: q, p, r become min(1, a) q, d p, max(1, a) r",
        Implies(
            And(factor, bounds), And(0 < low * q, low * q <= d * p, d * p <= high * r)
        ),
    )
    prove(
        "a = 0: a negative x makes the factor 0",
        Implies(And(a == 0, x < 0), gradient(x, a) * p == 0),
    )
    counterexample(
        "to a positive factor without a > 0", Implies(bounds, gradient(x, a) * p > 0)
    )


@tie(path_gradient)
def path_gradient_in_keras():
    rng, depth, negative = np.random.default_rng(0), 20, np.zeros(X.size, bool)
    leaky, relu = np.ones((len(POSITIVE), X.size)), np.ones((1, X.size))
    for _ in range(depth):
        pre_activation = rng.permutation(X)
        leaky *= installed("leaky_relu", pre_activation, POSITIVE)[1]
        relu *= installed("relu", pre_activation)[1]
        negative |= pre_activation < 0
    reason = "20 roundings in float64 stay below one ulp of float32"
    at_most(
        "min(1, a)^20 <= the product of 20 of Keras's gradients",
        np.minimum(1, POSITIVE) ** depth,
        leaky,
        ulps(1, leaky),
        reason,
    )
    at_most(
        "the product <= max(1, a)^20",
        leaky,
        np.maximum(1, POSITIVE) ** depth,
        ulps(1, leaky),
        reason,
    )
    check(
        "for relu the product is 0 with a negative pre-activation",
        relu[:, negative],
        0,
        ulps(0, 0),
        "0 is exact",
    )


@theorem(
    title="The gain of He initialization",
    statement=r"""Let $a = \texttt{negative\_slope}$, and let $z$ have variance $s^2 > 0$ and a law symmetric about $0$, for example
$z \sim \mathcal{N}(0, s^2)$. Then

$$
\operatorname{E} f(z)^2 = \frac{1 + a^2}{2}\, s^2 ,
$$

and $\operatorname{E} f'(z)^2 = (1 + a^2)/2$ if
$z \ne 0$ almost surely. So a next layer with $n$ inputs $f(z)$ and independent weights of mean $0$ and variance $\gamma^2 / n$ has again
pre-activations of variance $s^2$ if and only if $\gamma^2 = 2 / (1 + a^2)$.""",
    scope="pointwise, and normal z; the rest by the written proof",
)
def he_gain():
    prove(
        "f(x)^2 and f(-x)^2 have the mean (1 + a^2) / 2 x^2",
        (f(x, a) ** 2 + f(-x, a) ** 2) / 2 == (1 + a**2) / 2 * x**2,
    )
    prove(
        "f'(x)^2 and f'(-x)^2 have the mean (1 + a^2) / 2 for x != 0",
        Implies(x != 0, gradient(x, a) ** 2 + gradient(-x, a) ** 2 == 1 + a**2),
    )
    counterexample(
        "to the first mean without symmetry", f(x, a) ** 2 == (1 + a**2) / 2 * x**2
    )
    equal("E f(z)^2 = (1 + a^2) / 2 s^2", mean(f(z, k) ** 2), (1 + k**2) / 2 * s**2)
    equal("E f'(z)^2 = (1 + a^2) / 2", mean(gradient(z, k) ** 2), (1 + k**2) / 2)
    equal(
        "n uncorrelated terms w f(z) have the variance gamma^2 (1 + a^2) / 2 s^2",
        n * gamma**2 / n * mean(f(z, k) ** 2),
        gamma**2 * (1 + k**2) / 2 * s**2,
    )
    prove(
        "g^2 (1 + a^2) / 2 = 1 if and only if g^2 = 2 / (1 + a^2)",
        (g**2 * (1 + a**2) / 2 == 1) == (g**2 == 2 / (1 + a**2)),
    )


@tie(he_gain)
def he_gain_in_keras():
    normal = np.random.default_rng(0).standard_normal(10_000, np.float32)
    sample = np.concatenate([normal, -normal])  # symmetric: no sampling error enters
    value, slope = installed("leaky_relu", sample, A)
    factor = (1 + A**2) / 2
    want = factor * np.mean(sample.astype(float) ** 2)
    check(
        "the mean of f(z)^2 over 20,000 symmetric z",
        np.mean(value**2, axis=1, keepdims=True),
        want,
        ulps(2, want),
        "a z is rounded once, and its square doubles the error",
    )
    check(
        "the mean of the squared gradients over them",
        np.mean(slope**2, axis=1, keepdims=True),
        factor,
        ulps(1, factor),
        "formed in float64, whose roundings stay below one ulp of float32",
    )


@theorem(
    title="Variance over depth, simulated",
    statement=r"""Let $a = \texttt{negative\_slope}$. In networks with normal weights of variance $2 / ((1 + a^2)\, n)$, $n$ the width, the mean
square of the outputs $f(z)$ of every layer equals that of the input, in expectation over the networks. Checked for $a \in \{0.2, 0.5\}$ over
20 layers; with ReLU's gain $\sqrt{2}$ in place of $\sqrt{2 / (1 + a^2)}$ it does not hold.""",
)
def variance_over_depth():
    prove(
        "f(x)^4 and f(-x)^4 have the mean (1 + a^4) / 2 x^4",
        (f(x, a) ** 4 + f(-x, a) ** 4) / 2 == (1 + a**4) / 2 * x**4,
    )
    equal("E z^4 = 3 s^4", mean(z**4), 3 * s**4)
    for slope in 0.2, 0.5:
        within = standard_errors(4, sampling_error(slope))
        he, relu = (mean_squares(gain, slope) for gain in (2 / (1 + slope**2), 2))
        check(
            f"slope {slope}: mean squares of 20 layers are 1",
            he,
            1,
            within,
            "their exact standard deviation, from E f(z)^4",
        )
        with falls(f"slope {slope}: the same with ReLU's gain"):
            check("mean squares", relu, 1, within, "as above")
        print(f"layer 20: {he[-1]:.2f}; with ReLU's gain: {relu[-1]:.2f}")


@tie(variance_over_depth)
def variance_over_depth_in_keras():
    import keras

    for slope in 0.2, 0.5:
        scale, outputs, results = 2 / (1 + slope**2), np.ones((NETWORKS, WIDTH)), []
        for seed in range(DEPTH.size):
            start = keras.initializers.VarianceScaling(
                scale, "fan_in", "untruncated_normal", seed=seed
            )
            kernels = start((WIDTH, NETWORKS * WIDTH))  # one kernel for each network
            kernels = np.reshape(kernels, (WIDTH, NETWORKS, WIDTH))
            inputs = np.einsum("ni,ino->no", outputs, kernels)
            value, local = installed("leaky_relu", inputs.ravel(), [slope])
            outputs = value.reshape(NETWORKS, WIDTH)
            results.append((np.mean(value**2), np.mean(local**2)))
        squares, gradients = np.transpose(results)
        check(
            f"slope {slope}: mean squares of 20 layers are 1",
            squares,
            1,
            standard_errors(4, sampling_error(slope)),
            "their exact standard deviation, from E f(z)^4",
        )
        error = (1 - slope**2) / 2 / np.sqrt(NETWORKS * WIDTH)
        check(
            f"slope {slope}: mean squared gradients are (1 + a^2) / 2",
            gradients,
            1 / scale,
            standard_errors(4, error),
            "the signs within a layer are independent and fair",
        )
