"""Theorems on SELU, in the order in which the page proves them."""

from proofs.activations import installed
from proofs.engine import at_most, points, standard_errors, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import arb, ctx
from sympy import E, Rational, diff, erfc, exp, limit, oo, pi, sqrt
from z3 import And, Implies, Reals, RealVal

from catalog.activations.selu import selu, selu_gradient
from proofs.engine import bound, check, counterexample, equal, falls, prove, where
from proofs.premises import tangents_of_exp

HALF_MEAN = (1 - sqrt(E) * erfc(1 / sqrt(2))) / 2
HALF_SQUARE = (1 - 2 * sqrt(E) * erfc(1 / sqrt(2)) + E**2 * erfc(sqrt(2))) / 2
ALPHA = 1 / (sqrt(2 * pi) * HALF_MEAN)
SCALE = 1 / sqrt(Rational(1, 2) + ALPHA**2 * HALF_SQUARE)

a, s, t, u, d = sympy.symbols("alpha scale t u d", positive=True)
v, w, q = sympy.symbols("v w q", real=True)


def f(x, alpha=ALPHA, scale=SCALE, exp=exp):
    return scale * where(x > 0, x, alpha * (exp(x) - 1))


def gradient(x, alpha=ALPHA, scale=SCALE):  # at 0 the left one, as on JAX
    return scale * where(x > 0, 1, alpha * exp(x))


def mean(g):  # E g(z), z ~ N(0, 1), both halves of the line folded onto u > 0
    density = exp(-(u**2) / 2) / sqrt(2 * pi)
    halves = sympy.expand((g(u) + g(-u)) * density)
    return sympy.integrate(halves, (u, 0, oo)).rewrite(erfc).expand()


def entries():
    """How E f(z), E f(z)^2 move with the mean and the variance of z, at N(0, 1): the
    density's derivative in them is the density times z and (z^2 - 1) / 2."""
    return [
        mean(lambda v: tilt(v) * f(v, a, s) ** power)
        for power in (1, 2)
        for tilt in (lambda v: v, lambda v: (v**2 - 1) / 2)
    ]


ENTRIES = ("0.98523", "0.08883", "0.30299", "0.78265")  # their values at z ~ N(0, 1)


def exact(form):  # the symbols alpha and scale become the closed forms above
    return form.subs({a: ALPHA, s: SCALE})


def ball(form):
    """A closed form of SymPy as an Arb ball that is sure to hold it."""
    if form.is_Rational:
        return arb(int(form.p)) / int(form.q)
    if form in (pi, E):
        return arb.pi() if form == pi else arb.const_e()
    parts = [ball(part) for part in form.args]
    if form.is_Add:
        return sum(parts, arb(0))
    if form.is_Mul:
        return np.prod(np.array(parts, dtype=object))
    return {exp: arb.exp, erfc: arb.erfc, sympy.Pow: arb.__pow__}[form.func](*parts)


def near(name, form, decimals, error):
    """Arb: the closed form is `decimals`, to less than `error`."""
    text = f"{name} is within {error} of {decimals}"
    bound(text, lambda _: ball(sympy.sympify(form)) - arb(decimals), 0.0, 1.0, error)


# --8<-- [end:setup]


X = points()
# g(Z) @ W is E g(z), z ~ N(0, 1): the rule of Gauss and Legendre on either side of 0,
# up to 12, where the density is below 1e-31.
NODES, W = np.polynomial.legendre.leggauss(200)
NODES = np.float32(6 * (NODES + 1)).astype(float)
Z = np.concatenate([-NODES, NODES])
W = np.tile(6 * W, 2) * np.exp(-(Z**2) / 2) / np.sqrt(2 * np.pi)
ROUNDED = "two constants and their product are rounded"
RULE = "400 roundings of the values and of the nodes to float32, which average out"


@theorem(
    title="The two constants",
    statement=r"""Let $z \sim \mathcal{N}(0, 1)$. Among all $\texttt{alpha} > 0$ and $\texttt{scale} > 0$, exactly one pair gives
$\operatorname{E} f(z) = 0$ and $\operatorname{E} f(z)^2 = 1$. With $r = \sqrt{e}\, \operatorname{erfc}(1/\sqrt2)$ and $k = e^2 \operatorname{erfc}(\sqrt2)$ it is

$$
\texttt{alpha} = \frac{\sqrt{2/\pi}}{1 - r}, \qquad \frac{2}{\texttt{scale}^2} = 1 + \texttt{alpha}^2 (1 - 2 r + k) .
$$""",
)
def constants():
    first = mean(lambda v: f(v, a, s))
    second = mean(lambda v: f(v, a, s) ** 2)
    equal(
        "E f(z) for every alpha and scale",
        first,
        s * (1 / sqrt(2 * pi) - a * HALF_MEAN),
    )
    equal(
        "E f(z)^2 for every alpha and scale",
        second,
        s**2 * (Rational(1, 2) + a**2 * HALF_SQUARE),
    )
    equal("the closed forms give E f(z) = 0", exact(first), 0)
    equal("the closed forms give E f(z)^2 = 1", exact(second), 1)
    equal("m = sqrt(2 pi) E[1 - e^z; z < 0] > 0", sympy.sign(HALF_MEAN), 1)
    equal("h = 2 E[(1 - e^z)^2; z < 0] > 0", sympy.sign(HALF_SQUARE), 1)
    a1, s1, a2, s2, m, h = Reals("a1 s1 a2 s2 m h")
    solved = [
        And(a_ > 0, s_ > 0, s_ * (1 - a_ * m) == 0, s_**2 * (1 + a_**2 * h) == 2)
        for a_, s_ in ((a1, s1), (a2, s2))
    ]
    prove(
        "no second pair solves s (1 - a m) = 0, s^2 (1 + a^2 h) = 2",
        Implies(And(m > 0, h > 0, *solved), And(a1 == a2, s1 == s2)),
    )
    with falls("alpha = scale = 1, that is elu, has E f(z) = 0"):
        equal("E f(z)", first.subs({a: 1, s: 1}), 0)
    with falls("alpha = scale = 1 has E f(z)^2 = 1"):
        equal("E f(z)^2", second.subs({a: 1, s: 1}), 1)


@tie(constants)
def constants_in_keras():
    value, slope = installed("selu", Z)
    check("E f(z) = 0", value @ W, 0, ulps(2, 1), RULE)
    check("E f(z)^2 = 1", value**2 @ W, 1, ulps(2, 1), RULE)
    check("E f'(z) = E z f(z)", slope @ W, value * Z @ W, ulps(4, 1), RULE)


@theorem(
    title="The digits in Keras",
    statement=r"""The closed forms agree with the numbers in the source of Keras, `1.6732632423543772848170429916717` for $\texttt{alpha}$ and
`1.0507009873554804934193349852946` for $\texttt{scale}$, to within half a unit of the last decimal.""",
)
def digits():
    scale = f(sympy.Integer(1))
    alpha = gradient(sympy.Integer(0)) / scale
    with ctx.workprec(200):
        near("alpha", alpha, "1.6732632423543772848170429916717", "5e-32")
        near("scale", scale, "1.0507009873554804934193349852946", "5e-32")
        with falls("alpha with its last decimal raised by one"):
            near("alpha", alpha, "1.6732632423543772848170429916718", "5e-32")


@tie(digits)
def digits_in_keras():
    value, slope = installed("selu", [-np.inf, 0, 1])
    steep, scale = (float(sympy.N(form, 30)) for form in (SCALE * ALPHA, SCALE))
    check(
        "f(1) is scale, f(-inf) is -scale alpha",
        value,
        [[-steep, 0, scale]],
        ulps(1, steep),
        ROUNDED,
    )
    check(
        "the gradient at 0 is scale alpha, at 1 it is scale",
        slope,
        [[0, steep, scale]],
        ulps(1, steep),
        ROUNDED,
    )


@theorem(
    title="No derivative at 0",
    statement=r"""$f$ is continuous. At $0$ its left-hand derivative is $\texttt{scale} \cdot \texttt{alpha}$ and its right-hand derivative
is $\texttt{scale}$, so it has no derivative there, since $\texttt{alpha} \ne 1$; elsewhere it has derivatives of every order.""",
)
def kink():
    at_0 = f(sympy.Integer(0), a, s)
    equal("f(-u) -> f(0) as u -> 0", limit(f(-u, a, s), u, 0), at_0)
    equal("f(u) -> f(0) as u -> 0", limit(f(u, a, s), u, 0), at_0)
    left, right = limit(f(-u, a, s) / -u, u, 0), limit(f(u, a, s) / u, u, 0)
    equal("the slope at 0 from the left is scale alpha", left, s * a)
    equal("the slope at 0 from the right is scale", right, s)
    equal("f'(u), u > 0", diff(f(u, a, s), u), gradient(u, a, s))
    equal("f'(-u), u > 0", -diff(f(-u, a, s), u), gradient(-u, a, s))
    equal("f'' = f' on the left", -diff(gradient(-u, a, s), u), gradient(-u, a, s))
    equal("f'' = 0 on the right, and so on", diff(gradient(u, a, s), u), 0)
    equal("with alpha = 1 they would agree", left.subs(a, 1), right)
    with falls("they agree with SELU's alpha"):
        equal("the slopes", exact(left), exact(right))


@tie(kink)
def kink_in_keras():
    value, slope = installed("selu", X)
    want, want_slope = selu(X.astype(float)), selu_gradient(X.astype(float))
    check(
        "the values",
        value,
        want,
        ulps(4, want),
        "alpha, scale, exp(x) - 1 and two products are rounded",
    )
    check(
        "the gradients, the left one at 0",
        slope,
        want_slope,
        ulps(4, 1.8),
        "JAX forms exp(x) as (exp(x) - 1) + 1",
    )
    _, slope = installed("selu", [-(2.0**-100), 0, 2.0**-100])
    scale, steep = (float(sympy.N(v, 30)) for v in (SCALE, SCALE * ALPHA))
    check(
        "the gradients at -2^-100, 0 and 2^-100",
        slope,
        [[steep, steep, scale]],
        ulps(1, steep),
        ROUNDED,
    )


@theorem(
    title="Monotonicity and the floor",
    statement=r"""$f$ is strictly increasing, $f(x) \to -\texttt{scale} \cdot \texttt{alpha}$ as $x \to -\infty$, and the range is
$(-\texttt{scale} \cdot \texttt{alpha}, \infty)$. For $x < 0$ the distance to the floor is exactly the derivative:
$f(x) + \texttt{scale} \cdot \texttt{alpha} = f'(x)$.""",
    scope="order, limit and slope; the range by the written proof",
)
def floor():
    low, high, p, q, x, y = Reals("alpha scale p q x y")  # p = exp(x), q = exp(y)
    tangents_of_exp()
    told = And(p > 0, q >= p * (1 + y - x), 1 >= p * (1 - x), 1 >= q * (1 - y))
    positive = And(low > 0, high > 0)
    prove(
        "x < y gives f(x) < f(y), whatever alpha > 0 and scale > 0",
        Implies(
            And(told, positive, x < y),
            f(x, low, high, lambda v: p) < f(y, low, high, lambda v: q),
        ),
    )
    equal("f(-u) -> -scale alpha", limit(f(-u, a, s), u, oo), -s * a)
    equal("f(-u) + scale alpha = f'(-u)", f(-u, a, s) + s * a, gradient(-u, a, s))
    equal("f(u) = scale u is unbounded", f(u, a, s), s * u)
    with falls("the floor is -alpha, without scale"):
        equal("the limit", limit(f(-u, a, s), u, oo), -a)


@tie(floor)
def floor_in_keras():
    value, slope = installed("selu", np.sort(X))
    at_most(
        "a larger x never has a smaller f(x)",
        value[:, :-1],
        value[:, 1:],
        ulps(2, value[:, 1:]),
        "exp(x) - 1 is within two ulps of the true value",
    )
    negative = np.sort(X) < 0
    steep = float(sympy.N(SCALE * ALPHA, 30))
    check(
        "f(x) + scale alpha = f'(x) for x < 0",
        value[:, negative] + steep,
        slope[:, negative],
        ulps(4, steep),
        "the sum cancels, f's error is left",
    )


@theorem(
    title="The Lipschitz constant",
    statement=r"""The least Lipschitz constant of $f$ is $\texttt{scale} \cdot \texttt{alpha}$:
$|f(x) - f(y)| \le \texttt{scale} \cdot \texttt{alpha}\, |x - y|$ for all real $x, y$, and no smaller constant will do. It exceeds $1$, so $f$ can
expand distances on either side of $0$.""",
)
def lipschitz():
    low, high, p, q, x, y = Reals("alpha scale p q x y")  # p = exp(x), q = exp(y)
    tangents_of_exp()
    told = And(q > 0, p >= 1 + x, p >= q * (1 + x - y), 1 >= q * (1 - y))
    rise = f(y, low, high, lambda v: q) - f(x, low, high, lambda v: p)
    prove(
        "f(y) - f(x) <= scale alpha (y - x) for x < y and alpha >= 1",
        Implies(And(told, high > 0, x < y, low >= 1), rise <= high * low * (y - x)),
    )
    equal("alpha > 1", sympy.sign(ALPHA - 1), 1)
    equal("scale > 1, and so scale alpha", sympy.sign(SCALE - 1), 1)
    equal(
        "steepness is reached: f(-u) / -u -> scale alpha as u -> 0",
        limit(f(-u, a, s) / -u, u, 0),
        s * a,
    )
    with falls("scale, the slope of the right side, is a Lipschitz constant"):
        bound(
            "the chord from -v to 0, divided by scale",
            lambda v: ball(ALPHA) * (1 - (-v).exp()) / v,
            0.1,
            0.2,
            1,
        )
    right = f(y, low, high, lambda v: 1) - f(x, low, high, lambda v: 1)
    positive = And(0 < low, 0 < high, 0 < x, x < y)
    counterexample(
        "to this constant for alpha < 1, both points right of 0",
        Implies(positive, right <= high * low * (y - x)),
    )


@tie(lipschitz)
def lipschitz_in_keras():
    value, slope = installed("selu", X)
    least, other = float(sympy.N(SCALE * ALPHA, 30)), value[:, ::-1]
    distance = np.abs(X - X[::-1].astype(float))
    at_most(
        "|f(x) - f(y)| <= scale alpha |x - y|",
        np.abs(value - other),
        least * distance,
        ulps(4, np.maximum(np.abs(value), np.abs(other))),
        "f(x) and f(y) each carry the rounding of two constants and a product",
    )
    check(
        "the largest gradient is scale alpha",
        slope.max(),
        least,
        ulps(1, least),
        ROUNDED,
    )


@theorem(
    title="Neither convex nor concave",
    statement=r"""$f$ is convex on $(-\infty, 0]$ and linear on $[0, \infty)$, but its slope falls from $\texttt{scale} \cdot \texttt{alpha}$ to
$\texttt{scale}$ at $0$, so on $\mathbb{R}$ it is neither convex nor concave.""",
)
def convexity():
    equal("f''(-u) = scale alpha exp(-u)", diff(f(-u, a, s), u, 2), s * a * exp(-u))
    equal("f''(u) = 0", diff(f(u, a, s), u, 2), 0)
    one, two, zero = sympy.Integer(1), sympy.Integer(2), sympy.Integer(0)
    above, below = f(zero) - (f(one) + f(-one)) / 2, (f(zero) + f(-two)) / 2 - f(-one)
    near("f(0) minus the middle of the chord from -1 to 1", above, "0.0303", "1e-4")
    near("the middle of the chord from -2 to 0 minus f(-1)", below, "0.3512", "1e-4")
    with falls("with alpha = 1 the first chord lies below the graph as well"):
        low = f(zero, 1, 1) - (f(one, 1, 1) + f(-one, 1, 1)) / 2
        bound("1 minus the gap", lambda _: 1 - ball(low), 0.0, 1.0, 1)


@tie(convexity)
def convexity_in_keras():
    value, slope = installed("selu", [-2, -1, 0, 1])
    want = selu(np.array([-2.0, -1, 0, 1]))
    check(
        "f at -2, -1, 0 and 1",
        value,
        [want],
        ulps(4, want),
        "alpha, scale, exp(x) - 1 and two products are rounded",
    )
    _, slope = installed("selu", np.sort(X[X < 0]))
    at_most(
        "left of 0 the gradient never decreases",
        slope[:, :-1],
        slope[:, 1:],
        ulps(2, 1),
        "the gradient is formed as (exp(x) - 1) + 1",
    )
    _, slope = installed("selu", [-0.001, 0.001])
    at_most(
        "across 0 it drops",
        slope[:, 1] + 0.7,
        slope[:, 0],
        ulps(0, 1),
        "the drop is 0.7057",
    )


@theorem(
    title="The fixed point attracts",
    statement=r"""Let $y_1, \dots, y_n$ be independent, of mean $\mu$ and variance $\nu$, let $\sum w_i^2 = 1$ and $\omega = \sum w_i$, and take $\sum w_i y_i$ as normal.
The map of $(\mu, \nu)$ to the mean and the variance of $f(\sum w_i y_i)$ fixes $(0, 1)$ for every $\omega$, and has there the Jacobian

$$
J(\omega) = \begin{pmatrix} \omega A & B \\ \omega C & D \end{pmatrix},
$$

where, with $r$ and $k$ as in theorem 1, $\lambda$ for $\texttt{scale}$ and $\alpha$ for $\texttt{alpha}$,

$$
\begin{aligned}
A &= \tfrac{\lambda}{2} (1 + \alpha r) \approx 0.98523, \\
B &= \tfrac{\lambda}{2} \left(\tfrac{1 - \alpha}{\sqrt{2\pi}} + \tfrac{\alpha r}{2}\right) \approx 0.08883, \\
C &= \lambda^2 \left(\sqrt{2/\pi} + \alpha^2 (k - r)\right) \approx 0.30299, \\
D &= \tfrac{\lambda^2}{2} \left(1 + \alpha^2 (2 k - r)\right) \approx 0.78265 .
\end{aligned}
$$

Its spectral radius is $D$ for $\omega = 0$, below $1$ for $-1 \le \omega \le 0.9$, and above $1$ for $\omega \ge 0.91$.""",
    scope="all but the derivatives under the integral",
)
def jacobian():
    m, square = (mean(lambda v: f(v, a, s) ** power) for power in (1, 2))
    equal("the mean is 0 at (0, 1), so the variance moves as E f(z)^2", exact(m), 0)
    equal("which is 1 there", exact(square), 1)
    normal = exp(-((v - w) ** 2) / (2 * t)) / sqrt(2 * pi * t)  # mean w, variance t
    for name, along, tilt in ("mean", w, v), ("variance", t, (v**2 - 1) / 2):
        equal(
            f"the density's derivative in the {name} is the density times {tilt}",
            (diff(normal, along) / normal).subs({w: 0, t: 1}),
            tilt,
        )
    r, k = sqrt(E) * erfc(1 / sqrt(2)), E**2 * erfc(sqrt(2))
    closed = {
        "A": s / 2 * (1 + a * r),
        "B": s / 2 * ((1 - a) / sqrt(2 * pi) + a * r / 2),
        "C": s**2 * (sqrt(2 / pi) + a**2 * (k - r)),
        "D": s**2 / 2 * (1 + a**2 * (2 * k - r)),
    }
    for (name, form), moment, decimals in zip(closed.items(), entries(), ENTRIES):
        equal(name, moment, form)
        near(name, exact(form), decimals, "5e-6")
    A, B, C, D, omega, tr, det, x, y, r1, r2 = Reals("A B C D omega tr det x y r1 r2")
    decimals, error = [RealVal(n) for n in ENTRIES], RealVal("5e-6")
    known = And(
        *(And(v - n < error, n - v < error) for v, n in zip((A, B, C, D), decimals))
    )

    def inside(tr, det):
        return And(tr < 1 + det, -tr < 1 + det, det < 1)

    def of(A, B, C, D):  # trace and determinant of J(omega)
        return omega * A + D, omega * (A * D - B * C)

    root = And(x * x - y * y - tr * x + det == 0, 2 * x * y - tr * y == 0)
    prove(
        "|tr| < 1 + det and det < 1 keep every eigenvalue x + i y inside the circle",
        Implies(And(inside(tr, det), root), x * x + y * y < 1),
    )
    trace, determinant = of(A, B, C, D)
    prove(
        "both hold for -1 <= omega <= 0.9",
        Implies(And(known, -1 <= omega, omega <= 0.9), inside(trace, determinant)),
    )
    prove(
        "for omega >= 0.91 tr > 1 + det",
        Implies(And(known, omega >= 0.91), trace > 1 + determinant),
    )
    prove(
        "then the eigenvalues are real: tr^2 > 4 det",
        Implies(tr > 1 + det, tr * tr > 4 * det),
    )
    pair = And(r1 + r2 == tr, r1 * r2 == det, r1 >= r2)
    prove("and the larger is above 1", Implies(And(tr > 1 + det, pair), r1 > 1))
    prove(
        "for omega = 0 they are 0 and D",
        Implies(omega == 0, x * x - trace * x + determinant == x * (x - D)),
    )
    counterexample("to attraction without bounds on omega", inside(*of(*decimals)))


@tie(jacobian)
def jacobian_in_keras():
    value, slope = installed("selu", Z)
    want = np.array([float(sympy.N(exact(form), 20)) for form in entries()])
    tilts = np.array([Z, (Z**2 - 1) / 2])
    J = np.array([(value**power * tilts) @ W for power in (1, 2)])
    check("A, B, C, D by the values", J, want.reshape(2, 2), ulps(8, 1), RULE)
    check(
        "A = E f'(z), C = 2 E f(z) f'(z), by the gradients",
        np.ravel([slope @ W, 2 * value * slope @ W]),
        want[::2],
        ulps(8, 1),
        RULE,
    )
    radius = [
        np.abs(np.linalg.eigvals(J * [omega, 1])).max() for omega in (-1, 0, 0.9, 0.91)
    ]
    print("spectral radius for omega = -1, 0, 0.9, 0.91:", np.round(radius, 4))
    at_most("below 1 for the first three", radius[:3], 1, ulps(0, 1), "far from 1")
    at_most("above 1 for the last", 1, radius[3], ulps(0, 1), "far from 1")


@theorem(
    title="Which weights keep the signal",
    statement=r"""Let $z \sim \mathcal{N}(0, 1)$ and $\tau > 0$, and follow the mean square of the outputs through layers of infinite width whose
independent weights have mean $0$ and variance $\tau / n$, $n$ the fan-in: $q_{l+1} = \operatorname{E} f(\sqrt{\tau q_l}\, z)^2$, from any $q_0 > 0$. Put

$$
\begin{aligned}
\tau_1 &= 2 / (\texttt{scale}^2 (1 + \texttt{alpha}^2)) \approx 0.4768, \\
\tau_2 &= 2 / \texttt{scale}^2 \approx 1.8116 .
\end{aligned}
$$

For $\tau_1 < \tau < \tau_2$ the $q_l$ tend monotonically to one $q^* > 0$, the same from every start, and $q^* = 1$ if and only if $\tau = 1$. For $\tau \le \tau_1$ the signal dies,
$q_l \to 0$; for $\tau \ge \tau_2$ it explodes, $q_l \to \infty$.""",
    scope="signs and limits; the convergence by the written proof",
)
def fixed_point():
    right, left = f(t * u, a, s) / t, f(-t * u, a, s) / t
    rest = 1 - (1 + u) * exp(-u)
    equal("f(t u) / t does not depend on t", diff(right, t), 0)
    equal(
        "|f(-t u)| / t falls: its derivative is -scale alpha R(t u) / t^2",
        diff(-left, t),
        -s * a * rest.subs(u, t * u) / t**2,
    )
    equal("where R(p) = 1 - (1 + p) exp(-p) is 0 at p = 0", rest.subs(u, 0), 0)
    equal("and rises: R'(p) = p exp(-p)", diff(rest, u), u * exp(-u))
    equal("f(-t u) / t -> -scale alpha u as t -> 0", limit(left, t, 0), -s * a * u)
    equal("f(-t u) / t -> 0 as t -> oo", limit(left, t, oo), 0)
    h = [mean(lambda v: where(v > 0, s * v, low * v) ** 2) for low in (s * a, 0)]
    equal("h falls from scale^2 (1 + alpha^2) / 2", h[0], s**2 * (1 + a**2) / 2)
    equal("to scale^2 / 2", h[1], s**2 / 2)
    equal("through h(1) = 1", exact(mean(lambda v: f(v, a, s) ** 2)), 1)
    near("tau_1", 1 / exact(h[0]), "0.4768", "5e-5")
    near("tau_2", 1 / exact(h[1]), "1.8116", "5e-5")
    with falls("he_normal's tau = 2 lies below tau_2"):
        bound("tau / tau_2", lambda v: 2 * ball(exact(h[1])), 0.0, 1.0, 1)


@tie(fixed_point)
def fixed_point_in_keras():
    def through(layers, tau, q):
        for _ in range(layers):
            value, _ = installed("selu", np.sqrt(tau * q) * Z)
            q = value**2 @ W
        return q

    for q in 0.01, 100:
        check(
            f"tau = 1, from {q}: 1 after 80 layers",
            through(80, 1, q),
            1,
            ulps(8, 1),
            "a layer adds 2 ulp and passes on 0.783 of those before it",
        )
    at_most(
        "tau = 0.4: below 1e-3 after 64 layers",
        through(64, 0.4, 1),
        1e-3,
        ulps(0, 1),
        "nothing is rounded across 1e-3",
    )
    at_most(
        "tau = 2: above 100 after 64 layers",
        100,
        through(64, 2, 1),
        ulps(0, 1),
        "nothing is rounded across 100",
    )
    _, slope = installed("selu", [-(2.0**-40), 2.0**40])
    check(
        "tau_1 and tau_2 by the gradients next to 0 and far right",
        [2 / (slope**2).sum(), 2 / slope[0, 1] ** 2],
        [0.47677102, 1.81163922],
        ulps(4, 1.8),
        "constants, a product and a square are rounded",
    )
    import keras

    for start, tau in ("lecun_normal", 1), ("he_normal", 2), ("glorot_uniform", 1):
        kernel = np.asarray(keras.initializers.get(start)((1000, 1000)), float)
        error = tau * np.sqrt(2 / kernel.size)
        check(
            f"{start}, square: tau = {tau}",
            kernel.var() * 1000,
            tau,
            standard_errors(5, error),
            "the spread of a normal sample's variance",
        )


@theorem(
    title="The gradient grows",
    statement=r"""At the fixed point, $z \sim \mathcal{N}(0, 1)$, with weights of variance $1/n$, every layer multiplies the mean square of the
gradient on its way back by

$$
\chi = \operatorname{E} f'(z)^2 = \tfrac12 \texttt{scale}^2 (1 + \texttt{alpha}^2 k) \approx 1.07157
$$

with $k$ as in theorem 1, which over $64$ layers is a factor of about $83$.""",
    scope="the number; what a layer does by the written proof",
)
def backward():
    chi = mean(lambda v: gradient(v, a, s) ** 2)
    equal("E f'(z)^2", chi, s**2 / 2 * (1 + a**2 * E**2 * erfc(sqrt(2))))
    equal("f'(u), u > 0", diff(f(u, a, s), u), gradient(u, a, s))
    equal("f'(-u), u > 0", -diff(f(-u, a, s), u), gradient(-u, a, s))
    near("chi", exact(chi), "1.071575", "5e-7")
    near("chi^64", exact(chi) ** 64, "83.45", "0.01")
    with falls("the gradient keeps its mean square"):
        equal("chi", exact(chi), 1)


@tie(backward)
def backward_in_keras():
    value, slope = installed("selu", Z)
    check("E f'(z)^2", slope**2 @ W, 1.0715749925, ulps(8, 1), RULE)
    at_most(
        "it exceeds E f(z)^2",
        value**2 @ W + 0.07,
        slope**2 @ W,
        ulps(0, 1),
        "the difference is 0.0716",
    )


@theorem(
    title="Alpha dropout",
    statement=r"""Let $y$ have mean $0$ and variance $1$. With probability $p < 1$ replace it, independently, by the floor $-c$,
$c = \texttt{scale} \cdot \texttt{alpha}$, and pass on $a y' + b$ with $a = ((1 - p)(1 + p c^2))^{-1/2}$ and $b = a p c$. The result has mean $0$ and
variance $1$. Ordinary dropout, $y / (1 - p)$ or $0$, keeps the mean, but gives the variance $1 / (1 - p)$.""",
    scope="the algebra; the moments before it by the written proof",
)
def alpha_dropout():
    equal("the floor is -c", limit(f(-u, a, s), u, oo), -s * a)
    p, c, k, y = Reals("p c a y_squared")
    rate = And(0 <= p, p < 1, c > 0)
    first, second = -p * c, (1 - p) * y + p * c * c  # of y'; y has the mean 0
    variance = k * k * (second - first * first)
    scaled = And(k > 0, k * k * (1 - p) * (1 + p * c * c) == 1)
    prove("mean 0: a E y' + b = 0", Implies(rate, k * first + k * p * c == 0))
    prove("variance 1", Implies(And(rate, scaled, y == 1), variance == 1))
    prove(
        "dropout: (1 - p) y^2 / (1 - p)^2 has the mean 1 / (1 - p)",
        Implies(And(rate, y == 1), (1 - p) * y / (1 - p) ** 2 == 1 / (1 - p)),
    )
    counterexample(
        "to variance 1 without the factor a",
        Implies(And(rate, k == 1, y == 1), variance == 1),
    )
    counterexample(
        "to variance 1 for inputs of another variance",
        Implies(And(rate, scaled, y > 0), variance == 1),
    )


@tie(alpha_dropout)
def alpha_dropout_in_keras():
    value, slope = installed("selu", np.random.default_rng(0).standard_normal(100_000))
    floor, flat = installed("selu", [-np.inf])
    check("the gradient at the floor is 0", flat, 0, ulps(0, 1), "0 is exact")
    import keras

    value, c, size = value[0], -floor[0, 0], np.sqrt(value.size)
    fourth = "from the sample's fourth moment"
    for p in 0.1, 0.5:
        layer = keras.layers.AlphaDropout(p, seed=0)
        got = np.asarray(layer(np.float32(value), training=True), float)
        k = ((1 - p) * (1 + p * c * c)) ** -0.5
        kept, dropped = k * value + k * p * c, -k * c + k * p * c
        best = np.where(np.abs(got - kept) < np.abs(got - dropped), kept, dropped)
        check(
            f"rate {p}: every output is a y + b or -a c + b",
            got,
            best,
            ulps(4, 4),
            "a product and a sum in float32, of numbers up to 4",
        )
        check(
            f"rate {p}: mean 0",
            got.mean(),
            0,
            standard_errors(5, 1 / size),
            "the standard deviation is 1",
        )
        check(
            f"rate {p}: variance 1",
            got.var(),
            1,
            standard_errors(5, np.std(got**2) / size),
            fourth,
        )
    layer = keras.layers.Dropout(0.5, seed=0)
    got = np.asarray(layer(np.float32(value), training=True), float)
    check(
        "Dropout 0.5: variance 2",
        got.var(),
        2,
        standard_errors(5, np.std(got**2) / size),
        fourth,
    )
