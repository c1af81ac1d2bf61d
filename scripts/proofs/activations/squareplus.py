"""Theorems on squareplus, in the order in which the page proves them."""

from proofs.engine import points, theorem, tie

# --8<-- [start:setup]
import numpy as np
import sympy
from flint import arb
from sympy import cosh, diff, integrate, limit, log, oo, sinh, tanh
from z3 import And, Function, Implies, RealSort, RealVal, Reals, is_expr

from proofs.activations import installed
from proofs.engine import (
    at_most,
    bound,
    check,
    counterexample,
    equal,
    falls,
    maximum,
    prove,
    ulps,
)

b, c, k, r, s, u, x, y = Reals("b c k r s u x y")
v = sympy.Symbol("x", real=True)
p, q, t = sympy.symbols("b q t", positive=True)
ROOT = Function("sqrt", RealSort(), RealSort())


def sqrt(x):  # of a ball, a Z3 real or anything that SymPy reads
    if isinstance(x, arb):
        return x.sqrt()
    return ROOT(x) if is_expr(x) else sympy.sqrt(x)


def roots(*numbers):
    """What Z3 is told of the root: not negative, and its square is the number. No
    other number is like that, so this is its definition."""
    return And(*(And(ROOT(n) >= 0, ROOT(n) * ROOT(n) == n) for n in numbers))


def f(x, b):
    return (x + sqrt(x * x + b)) / 2


def gradient(x, b):
    return (1 + x / sqrt(x * x + b)) / 2


def softplus(x):
    return log(1 + sympy.exp(x))


def gap(x, b):
    """Arb: squareplus less softplus, for x >= 0; softplus is x + log(1 + e^-x)."""
    return f(x, b) - x - (1 + (-x).exp()).log()


TOUCHING = 4 * arb(2).log() ** 2
NEAREST = arb("1.5238")
# --8<-- [end:setup]


X = points()
B = np.array([[4.0], [0.25], [16.0]])
SIZE = np.maximum(np.abs(X), np.sqrt(B))
SMALL = np.float32(np.linspace(-20, 20, 4_001))
LN2 = float(np.log(2))
ROUNDED = "a square, a sum, a root and a sum are rounded, at the size of |x|"
SLOPED = "a root, a reciprocal and a sum are rounded, at the size of 1"


def exact(x, b):
    """The value in float64, without cancellation."""
    x = np.float64(x)
    mirrored = (np.abs(x) + np.hypot(x, np.sqrt(b))) / 2
    return np.where(x >= 0, mirrored, b / 4 / mirrored)


@theorem(
    title="The derivatives",
    statement=r"""Let $b > 0$. Derivatives of every order exist, and

$$
\begin{aligned}
f'(x) &= \tfrac12 \Bigl(1 + \frac{x}{\sqrt{x^2 + b}}\Bigr) = \frac{f(x)}{\sqrt{x^2 + b}} , \\
f''(x) &= \frac{b}{2\,(x^2 + b)^{3/2}} .
\end{aligned}
$$

$f'(0) = \tfrac12$ for every $b$; $f(x) \to 0$ and $f'(x) \to 0$ as $x \to -\infty$; $f(x) - x \to 0$ and $f'(x) \to 1$ as $x \to \infty$.""",
    scope="the first two derivatives, and the limits",
)
def slope():
    left = diff(f(v, p), v)
    equal("f' = (1 + x / sqrt(x^2 + b)) / 2", left, gradient(v, p))
    equal("f' = f / sqrt(x^2 + b)", left, f(v, p) / sqrt(v**2 + p))
    second = diff(gradient(v, p), v)
    equal("f'' = b / (2 (x^2 + b)^(3/2))", second, p / 2 / sqrt(v**2 + p) ** 3)
    equal("f'(0) = 1/2", gradient(0, p), sympy.Rational(1, 2))
    equal("f -> 0 on the left", limit(f(-t, p), t, oo), 0)
    equal("f' -> 0 on the left", limit(gradient(-t, p), t, oo), 0)
    equal("f - x -> 0 on the right", limit(f(t, p) - t, t, oo), 0)
    equal("f' -> 1 on the right", limit(gradient(t, p), t, oo), 1)
    with falls("without b > 0: at b = 0 the slope from the right of 0 is 1/2 too"):
        equal("", gradient(t, 0), sympy.Rational(1, 2))


@tie(slope)
def slope_in_keras():
    value, got = installed("squareplus", X, B)
    check("values", value, exact(X, B), ulps(2, SIZE), ROUNDED)
    wanted = exact(X, B) / np.hypot(np.float64(X), np.sqrt(B))
    check("gradients: f / sqrt(x^2 + b)", got, wanted, ulps(2, 1), SLOPED)


@theorem(
    title="The quadratic equation behind it",
    statement=r"""Let $b > 0$. For every real $x$, $y = f(x)$ is the one positive solution of

$$
y\,(y - x) = \frac b4 .
$$

Hence $f(x)\,f(-x) = \tfrac b4$ and $f(x) - f(-x) = x$. $f$ maps $\mathbb{R}$ one to one onto $(0, \infty)$; its inverse is $y - \tfrac{b}{4 y}$. The derivative is a function of the output $y = f(x)$:

$$
f'(x) = \frac{y^2}{y^2 + b/4} .
$$""",
)
def equation():
    given = And(b > 0, roots(x * x + b))
    value = f(x, b)
    prove(
        "f(x) > 0 and f(x) (f(x) - x) = b / 4",
        Implies(given, And(value > 0, 4 * value * (value - x) == b)),
    )
    prove(
        "no other y > 0 solves it",
        Implies(And(given, y > 0, 4 * y * (y - x) == b), y == value),
    )
    prove("f(x) f(-x) = b / 4", Implies(given, 4 * value * f(-x, b) == b))
    prove("f(x) - f(-x) = x", Implies(given, value - f(-x, b) == x))
    back = y - b / (4 * y)
    prove(
        "f(y - b / (4 y)) = y for y > 0",
        Implies(And(b > 0, y > 0, roots(back * back + b)), f(back, b) == y),
    )
    prove(
        "f(x) - b / (4 f(x)) = x",
        Implies(And(given, y == value, y > 0), y - b / (4 * y) == x),
    )
    prove(
        "f'(x) = y^2 / (y^2 + b / 4)",
        Implies(
            And(given, y == value, 4 * y * (y - x) == b, y > 0, ROOT(x * x + b) > 0),
            gradient(x, b) * (y * y + b / 4) == y * y,
        ),
    )
    counterexample(
        "without b > 0: an output that is not positive",
        Implies(And(b >= 0, roots(x * x + b)), value > 0),
    )


@tie(equation)
def equation_in_keras():
    value, got = installed("squareplus", X, B)
    other, _ = installed("squareplus", -X, B)
    check("f(x) - f(-x) = x", value - other, np.float64(X), ulps(3, SIZE), ROUNDED)
    near = np.abs(X) <= 100
    product = (value * other)[:, near]
    check(
        "f(x) f(-x) = b / 4, for |x| <= 100",
        product,
        np.broadcast_to(B / 4, product.shape),
        ulps(4, SIZE[:, near] ** 2),
        "the smaller factor is off by ulps of |x|, the other is |x| or less",
    )
    large = value**2
    check(
        "gradients: y^2 / (y^2 + b / 4), from the output, for |x| <= 100",
        got[:, near],
        (large / (large + B / 4))[:, near],
        ulps(8, 1),
        "left of 0 the output is off by ulps of |x|",
    )


@theorem(
    title="Increasing, convex, with slopes between 0 and 1",
    statement=r"""Let $b > 0$. For all real $x < y$

$$
0 < f(y) - f(x) < y - x ,
$$

and $0 < f'(x) < 1$. Every tangent touches the graph at one point and lies below it elsewhere: $f(y) > f(x) + f'(x)\,(y - x)$ for $y \ne x$. So $f$ is strictly increasing and strictly convex. $1$ is its least Lipschitz constant, and no two points reach it.""",
    scope="all but that no smaller constant will do, which the written proof adds",
)
def shape():
    here, there = ROOT(x * x + b), ROOT(y * y + b)
    given = And(b > 0, roots(x * x + b, y * y + b))
    rise = f(y, b) - f(x, b)
    prove("0 < f(y) - f(x)", Implies(And(given, x < y), rise > 0))
    prove("f(y) - f(x) < y - x", Implies(And(given, x < y), rise < y - x))
    prove(
        "0 < f'(x) < 1",
        Implies(And(given, here > 0), And(gradient(x, b) > 0, gradient(x, b) < 1)),
    )
    prove(  # the roots of x^2 + b and y^2 + b as lengths of vectors: Cauchy and Schwarz
        "x y + b < sqrt(x^2 + b) sqrt(y^2 + b) for x != y",
        Implies(And(given, x != y), x * y + b < here * there),
    )
    prove(
        "then the tangent at x is below the graph at y",
        Implies(
            And(given, here > 0, x * y + b < here * there),
            f(y, b) > f(x, b) + gradient(x, b) * (y - x),
        ),
    )
    with falls("a smaller constant, 0.99"):
        prove("", Implies(And(given, x < y), rise <= 0.99 * (y - x)))
    counterexample(
        "without b > 0: a rise of 0",
        Implies(And(b >= 0, roots(x * x + b, y * y + b), x < y), rise > 0),
    )


@tie(shape)
def shape_in_keras():
    rising = np.sort(X)
    value, got = installed("squareplus", rising, B)
    step = np.diff(np.float64(rising))
    size = np.maximum(np.abs(rising[1:]), np.abs(rising[:-1])) + np.sqrt(B)
    rise = np.diff(value)
    at_most("f(x) <= f(y)", -rise, 0, ulps(2, size), ROUNDED)
    at_most("f(y) - f(x) <= y - x", rise, step, ulps(2, size), ROUNDED)
    at_most("the gradient is at most 1", got, 1, ulps(1, 1), SLOPED)
    at_most("and at least 0", -got, 0, ulps(1, 1), SLOPED)
    near, slopes = installed("squareplus", SMALL, B)
    line = near + slopes * np.float64(SMALL[::-1] - SMALL)
    at_most(
        "no tangent is above the graph",
        line,
        near[:, ::-1],
        ulps(2, 2 * np.abs(SMALL) + 4),
        "the gradient's error is multiplied by the distance",
    )


@theorem(
    title="How far from ReLU",
    statement=r"""Let $b > 0$. For every real $x$

$$
\begin{aligned}
f(x) - \operatorname{relu}(x) &= \frac{b}{2\,\bigl(\lvert x \rvert + \sqrt{x^2 + b}\bigr)} , \\
0 < f(x) - \operatorname{relu}(x) &\le \tfrac12 \sqrt b ,
\end{aligned}
$$

with equality at $x = 0$ alone. The value rises strictly with $b$, and for $0 \le b \le c$ by at most $\tfrac12 (\sqrt c - \sqrt b)$. So for $b \to 0$ squareplus becomes ReLU, uniformly on $\mathbb{R}$, and for $b = 0$ it is ReLU.""",
)
def relu_gap():
    size = maximum(x, -x)
    given = roots(x * x + b, b)
    root, distance = ROOT(x * x + b), f(x, b) - maximum(x, 0)
    prove(
        "(f - relu) 2 (|x| + sqrt(x^2 + b)) = b",
        Implies(And(b > 0, given), distance * 2 * (size + root) == b),
    )
    prove("0 < f - relu", Implies(And(b > 0, given), distance > 0))
    prove(
        "f - relu <= sqrt(b) / 2, with equality at 0 alone",
        Implies(
            And(b > 0, given),
            And(2 * distance <= ROOT(b), (2 * distance == ROOT(b)) == (x == 0)),
        ),
    )
    both = And(0 <= b, b < c, given, roots(x * x + c, c))
    prove("f(x; b) < f(x; c) for 0 <= b < c", Implies(both, f(x, b) < f(x, c)))
    prove(
        "and by at most (sqrt(c) - sqrt(b)) / 2",
        Implies(both, 2 * (f(x, c) - f(x, b)) <= ROOT(c) - ROOT(b)),
    )
    prove("at b = 0 f is relu", Implies(And(b == 0, given), distance == 0))
    with falls("f - relu <= 0.49 sqrt(b)"):
        prove("", Implies(And(b > 0, given), distance <= 0.49 * ROOT(b)))


@tie(relu_gap)
def relu_gap_in_keras():
    value, _ = installed("squareplus", X, B)
    relu, _ = installed("relu", X)
    wide = np.abs(np.float64(X))
    check(
        "f - relu = b / (2 (|x| + sqrt(x^2 + b)))",
        value - relu,
        B / 2 / (wide + np.hypot(wide, np.sqrt(B))),
        ulps(2, SIZE),
        ROUNDED,
    )
    at_most(
        "f - relu <= sqrt(b) / 2", value - relu, np.sqrt(B) / 2, ulps(2, SIZE), ROUNDED
    )
    less, _ = installed("squareplus", X, [0.0])
    check("b = 0 gives relu", less, relu, ulps(1, X), "the root of a square is |x|")


@theorem(
    title="The tail on the left",
    statement=r"""Let $b > 0$ and $x < 0$. Then

$$
\begin{aligned}
\frac{b}{4 \lvert x \rvert + 2 \sqrt b} &< f(x) < \frac{b}{4 \lvert x \rvert} , \\
\frac{b}{4\,(x^2 + b)} &< f'(x) < \frac{b}{4\,x^2} .
\end{aligned}
$$""",
)
def tail():
    given = And(b > 0, x < 0, roots(x * x + b, b))
    root, low = ROOT(x * x + b), ROOT(b)
    prove(
        "|x| < sqrt(x^2 + b) < |x| + sqrt(b)",
        Implies(given, And(-x < root, root < -x + low)),
    )
    known = And(given, -x < root, root < -x + low)
    prove("4 |x| f(x) < b", Implies(known, -4 * x * f(x, b) < b))
    prove(
        "(4 |x| + 2 sqrt(b)) f(x) > b", Implies(known, (2 * low - 4 * x) * f(x, b) > b)
    )
    prove("4 x^2 f'(x) < b", Implies(known, 4 * x * x * gradient(x, b) < b))
    prove(
        "4 (x^2 + b) f'(x) > b",
        Implies(known, 4 * (x * x + b) * gradient(x, b) > b),
    )
    with falls("a tail that is shorter by a hundredth: f(x) < 0.99 b / (4 |x|)"):
        prove("", Implies(known, -4 * x * f(x, b) < 0.99 * b))
    counterexample(
        "without x < 0: the upper bound on f",
        Implies(And(b > 0, x != 0, roots(x * x + b)), 4 * maximum(x, -x) * f(x, b) < b),
    )


@tie(tail)
def tail_in_keras():
    left = -np.abs(X[1:])
    value, got = installed("squareplus", left, B)
    wide = np.abs(np.float64(left))
    size = np.maximum(wide, np.sqrt(B))
    at_most("f(x) < b / (4 |x|)", value, B / 4 / wide, ulps(2, size), ROUNDED)
    low = B / (4 * wide + 2 * np.sqrt(B))
    at_most("f(x) > b / (4 |x| + 2 sqrt(b))", low, value, ulps(2, size), ROUNDED)
    at_most("f'(x) < b / (4 x^2)", got, B / 4 / wide**2, ulps(2, 1), SLOPED)
    at_most("f'(x) > b / (4 (x^2 + b))", B / 4 / (wide**2 + B), got, ulps(2, 1), SLOPED)


@theorem(
    title="b is a length, squared",
    statement=r"""Let $b > 0$ and $s \ge 0$. For every real $x$

$$
\begin{aligned}
s\, f(x;\, b) &= f(s\,x;\, s^2 b) , \\
f(x;\, b) &= \tfrac{\sqrt b}2\, f\bigl(\tfrac{2 x}{\sqrt b};\, 4\bigr) .
\end{aligned}
$$

For $s < 0$ the first equation fails at every $x$.""",
)
def scale():
    given = And(b > 0, roots(x * x + b, b))
    other = roots(s * x * s * x + s * s * b)
    moved = (s * x + ROOT(s * x * s * x + s * s * b)) / 2
    prove(
        "s f(x; b) = f(s x; s^2 b) for s >= 0",
        Implies(And(given, other, s >= 0), s * f(x, b) == moved),
    )
    prove(
        "not for s < 0",
        Implies(And(given, other, s < 0), s * f(x, b) != moved),
    )
    low = 2 * x / k
    prove(
        "with k^2 = b: f(x; b) = k / 2 f(2 x / k; 4)",
        Implies(
            And(k > 0, k * k == b, given, roots(low * low + 4)),
            f(x, b) == k / 2 * f(low, RealVal(4)),
        ),
    )
    with falls("f(x; b) = b f(x; 1): b as a factor"):
        prove(
            "", Implies(And(given, roots(x * x + 1)), f(x, b) == b * f(x, RealVal(1)))
        )


@tie(scale)
def scale_in_keras():
    value, slopes = installed("squareplus", X, [4.0])
    for factor in (0.25, 2.0, 3.0):
        moved, same = installed("squareplus", np.float32(factor) * X, [4 * factor**2])
        check(
            f"s = {factor}: s f(x; 4) = f(s x; 4 s^2)",
            moved,
            factor * value,
            ulps(4, factor * np.maximum(np.abs(X), 2)),
            ROUNDED,
        )
        check("the slopes are the same", same, slopes, ulps(2, 1), SLOPED)


@theorem(
    title="A mean of shifted ReLUs",
    statement=r"""Let $b > 0$. $p(t) = f''(t) = \tfrac b2 (t^2 + b)^{-3/2}$ is a density: that of $\sqrt{b/2}$ times a number with Student's law of two degrees of freedom. $f'$ is its distribution function, and

$$
\begin{aligned}
f(x) &= \operatorname{E} \operatorname{relu}(x - T) \\
&= \int_{-\infty}^{x} (x - t)\, p(t)\, dt .
\end{aligned}
$$

The law is symmetric about $0$. Its variance is infinite.""",
)
def mean():
    density = p / 2 / sqrt(v**2 + p) ** 3
    law = (1 + v**2 / 2) ** sympy.Rational(-3, 2) / (2 * sympy.sqrt(2))
    spread = sympy.sqrt(p / 2)
    equal(
        "p is Student's density of 2 degrees of freedom, stretched",
        law.subs(v, v / spread) / spread,
        density,
    )
    equal(
        "the constant of that law is Gamma(3/2) / (sqrt(2 pi) Gamma(1))",
        sympy.gamma(sympy.Rational(3, 2)) / sympy.sqrt(2 * sympy.pi),
        1 / (2 * sympy.sqrt(2)),
    )
    equal("p is the derivative of f'", diff(gradient(v, p), v), density)
    equal("f' -> 0 on the left", limit(gradient(-t, p), t, oo), 0)
    equal("f' -> 1 on the right", limit(gradient(t, p), t, oo), 1)
    w = sympy.Symbol("w", real=True)
    inner = w * gradient(v, p) + p / (2 * sqrt(v**2 + p))
    equal("(w - x) p(x) is a derivative by x", diff(inner, v), (w - v) * density)
    equal("at x = w it is f(w)", inner.subs(v, w), f(w, p))
    equal("at -infinity it is 0", limit(inner.subs(v, -t), t, oo), 0)
    equal("p is even", density.subs(v, -v), density)
    third = integrate(t**2 * density.subs(v, t), (t, 0, oo))
    equal("1 / E T^2 = 0", 1 / third, 0)
    with falls("at b = 4 p is Student's density itself, without the factor"):
        equal("", law, density.subs(p, 4))


@tie(mean)
def mean_in_keras():
    angles = (np.arange(4_096) + 0.5) * np.pi / 4_096  # T = -sqrt(b) / tan(angle)
    at = np.linspace(-8, 8, 17)
    for width in B[:, 0]:
        shifted = at[:, None] + np.sqrt(width) / np.tan(angles)
        relu, _ = installed("relu", np.float32(shifted.ravel()))
        weighed = relu.reshape(shifted.shape) * np.sin(angles) / 2
        value, _ = installed("squareplus", np.float32(at), [width])
        check(
            f"b = {width:g}: Keras's relu, averaged over the law of T",
            weighed.sum(axis=1) * np.pi / 4_096,
            value[0],
            ulps(16, 8),
            "the midpoint rule on 4,096 angles",
        )
    _, got = installed("squareplus", SMALL, B)
    law = (1 + np.sin(np.arctan(np.float64(SMALL) / np.sqrt(B)))) / 2
    check("gradients: the distribution function", got, law, ulps(2, 1), SLOPED)


@theorem(
    title="Why b is 4",
    statement=r"""Let $g(x) = f(x;\, 4) - \ln(1 + e^x)$, the distance from softplus at the default. $g$ is even, is $1 - \ln 2 \approx 0.30685$ at $0$, falls strictly as $\lvert x \rvert$ grows, and tends to $0$. So

$$
0 < f(x;\, 4) - \operatorname{softplus}(x) \le 1 - \ln 2 .
$$

$b = 4$ is the one $b$ with which squareplus has the curvature of softplus at $0$, $f''(0) = \tfrac14$.""",
    scope="the steps; how they join, by the written proof",
)
def default():
    half = v / 2
    equal(
        "1 + e^x = e^(x/2) 2 cosh(x/2), so softplus(x) = x/2 + log(2 cosh(x/2))",
        (sympy.exp(half) * 2 * cosh(half)).rewrite(sympy.exp).expand(),
        1 + sympy.exp(v),
    )
    distance = sympy.sqrt(v**2 + 4) / 2 - log(2 * cosh(half))
    equal("f(x; 4) - x/2 = sqrt(x^2 + 4) / 2", f(v, 4) - half, sympy.sqrt(v**2 + 4) / 2)
    equal("g is even", distance.subs(v, -v), distance)
    equal("g(0) = 1 - log 2", distance.subs(v, 0), 1 - log(2))
    fall = diff(distance, v)
    equal(
        "g'(2 u) = (u / sqrt(u^2 + 1) - tanh u) / 2",
        fall.subs(v, 2 * t),
        (t / sympy.sqrt(t**2 + 1) - tanh(t)) / 2,
    )
    equal(
        "sinh u - u is the integral of 2 sinh^2(q / 2) from 0 to u: positive for u > 0",
        integrate((2 * sinh(q / 2) ** 2).rewrite(sympy.exp).expand(), (q, 0, t)),
        (sinh(t) - t).rewrite(sympy.exp),
    )
    equal(
        "tanh^2 (1 + sinh^2) = sinh^2", tanh(t) ** 2 * (1 + sinh(t) ** 2), sinh(t) ** 2
    )
    prove(  # k: sinh u; r: tanh u
        "u / sqrt(u^2 + 1) < tanh u, if sinh u > u > 0",
        Implies(
            And(u > 0, k > u, r > 0, r * r * (1 + k * k) == k * k, roots(u * u + 1)),
            u < r * ROOT(u * u + 1),
        ),
    )
    equal("f(x; 4) - x -> 0 on the right", limit(f(t, 4) - t, t, oo), 0)
    equal("and softplus(x) - x does", limit(log(1 + sympy.exp(-t)), t, oo), 0)
    equal(
        "softplus''(0) = 1/4", diff(softplus(v), v, 2).subs(v, 0), sympy.Rational(1, 4)
    )
    equal("f''(0) = 1 / (2 sqrt(b))", diff(f(v, p), v, 2).subs(v, 0), 1 / (2 * sqrt(p)))
    prove(
        "4 times that is 1 for b = 4 alone",
        Implies(And(b > 0, roots(b), ROOT(b) > 0), (2 / ROOT(b) == 1) == (b == 4)),
    )
    with falls("g(x) <= 0.3"):
        bound("", lambda x: gap(x, 4), 0.0, 1.0, "0.3")


@tie(default)
def default_in_keras():
    x = np.append(SMALL, X)
    value, got = installed("squareplus", x)
    soft, other = installed("softplus", x)
    size = np.maximum(np.abs(x), 2)
    at_most("softplus <= squareplus", soft, value, ulps(4, size), ROUNDED)
    at_most(
        "squareplus - softplus <= 1 - log 2",
        value - soft,
        1 - LN2,
        ulps(4, size),
        ROUNDED,
    )
    at_zero = (value - soft)[:, x == 0]
    check(
        "at 0 it is that", at_zero, 1 - LN2, ulps(1, 1), "log1p and a sum are rounded"
    )
    right = x > 0
    at_most(
        "right of 0 the slope of squareplus is the smaller one",
        got[:, right],
        other[:, right],
        ulps(4, 1),
        SLOPED,
    )


@theorem(
    title="Above softplus",
    statement=r"""The least $b$ with which squareplus is nowhere below softplus is $4 \ln^2 2 \approx 1.92181$. For $b > 0$

$$
\begin{aligned}
& f(x;\, b) \ge \ln(1 + e^x) \;\text{ for every } x \\
\Longleftrightarrow\;\; & b \ge 4 \ln^2 2 .
\end{aligned}
$$

With $b = 4 \ln^2 2$ the two meet at $x = 0$ alone.""",
    scope="the steps; how they join, by the written proof",
)
def above():
    prove(  # s: softplus(x), r: softplus(-x) = s - x
        "f(x) >= s exactly if 4 s (s - x) <= b, for s > 0 and s > x",
        Implies(
            And(b > 0, s > 0, s > x, roots(x * x + b)),
            (f(x, b) >= s) == (4 * s * (s - x) <= b),
        ),
    )
    equal(
        "e^x (1 + e^-x) = 1 + e^x, so softplus(x) - x = softplus(-x)",
        (sympy.exp(v) * (1 + sympy.exp(-v))).expand(),
        1 + sympy.exp(v),
    )
    here, there = softplus(v), softplus(-v)
    sigma = 1 / (1 + sympy.exp(-v))

    def quotient(e):  # softplus / sigmoid, as a function of e = exp(x)
        return (1 + 1 / e) * log(1 + e)

    equal(
        "(softplus(x) softplus(-x))' = sigma(x) sigma(-x) (h(e^-x) - h(e^x))",
        diff(here * there, v),
        sigma * (1 - sigma) * (quotient(sympy.exp(-v)) - quotient(sympy.exp(v))),
    )
    equal(
        "h'(t) = (t - log(1 + t)) / t^2",
        diff(quotient(t), t),
        (t - log(1 + t)) / t**2,
    )
    equal(
        "t - log(1 + t) is the integral of q / (1 + q) from 0 to t: positive for t > 0",
        integrate(q / (1 + q), (q, 0, t)),
        t - log(1 + t),
    )
    equal("the product at 0 is log^2 2", (here * there).subs(v, 0), log(2) ** 2)
    with falls("b = 1.92: softplus(0) <= f(0; 1.92)"):
        at_most("", LN2, 1.92**0.5 / 2, ulps(0, 1), "")


@tie(above)
def above_in_keras():
    x = np.append(SMALL, X)
    soft, _ = installed("softplus", x)
    value, _ = installed("squareplus", x, [4 * LN2**2])
    size = np.maximum(np.abs(x), 2)
    at_most(
        "softplus <= squareplus, b = 4 log^2 2", soft, value, ulps(4, size), ROUNDED
    )
    mirrored, _ = installed("softplus", -x)
    at_most(
        "softplus(x) softplus(-x) <= log^2 2",
        soft * mirrored,
        LN2**2,
        ulps(4, 1),
        ROUNDED,
    )


@theorem(
    title="How close to softplus",
    statement=r"""Let $d(b)$ be the largest distance between squareplus and softplus over all real $x$. Then

$$
\begin{aligned}
0.3068 &< d(4) < 0.3069 , \\
0.1038 &< d(4 \ln^2 2) < 0.1039 , \\
0.0759 &< d(1.5238) < 0.0760 ,
\end{aligned}
$$

and $d(b) > 0.0759$ for every $b > 0$: no $b$ brings squareplus closer than $1.5238$ does, up to $0.0001$.""",
    scope="on [0, 50], and at the points named; the rest by the written proof",
)
def closeness():
    for name, width, most in (
        ("b = 4", arb(4), "0.3069"),
        ("b = 4 log^2 2", TOUCHING, "0.1039"),
        ("b = 1.5238", NEAREST, "0.0760"),
    ):
        bound(
            f"{name}: the distance is below {most} on [0, 50]",
            lambda x, width=width: gap(x, width),
            0.0,
            50.0,
            most,
        )
    for name, width, at, least in (
        ("b = 4, x = 0", arb(4), 0.0, "0.3068"),
        ("b = 4 log^2 2, x = 3.073", TOUCHING, 3.073, "0.1038"),
        ("b = 1.5238, x = 3.565", NEAREST, 3.565, "0.0759"),
    ):
        # |1/2 - g| < 1/2 - least says that g is above least, and below 1 - least
        bound(
            f"{name}: squareplus is higher by more than {least}",
            lambda x, width=width: arb("0.5") - gap(x, width),
            at,
            at,
            arb("0.5") - arb(least),
        )
    bound(
        "b = 1.5238, x = 0: softplus is higher by more than 0.0759",
        lambda x: arb("0.5") + gap(x, NEAREST),
        0.0,
        0.0,
        arb("0.5") - arb("0.0759"),
    )
    with falls("a distance of 0.075 at b = 1.5238"):
        bound("", lambda x: gap(x, NEAREST), 0.0, 50.0, "0.075")


@tie(closeness)
def closeness_in_keras():
    x = np.append(SMALL, X[np.abs(X) < 1e3])
    soft, _ = installed("softplus", x)
    widths = np.array([[4.0], [4 * LN2**2], [1.5238]])
    value, _ = installed("squareplus", x, widths)
    at_most(
        "the distances",
        np.abs(value - soft),
        np.array([[0.3069], [0.1039], [0.0760]]),
        ulps(4, np.maximum(np.abs(x), 2)),
        ROUNDED,
    )
    check(
        "at 0 they are |sqrt(b) / 2 - log 2|",
        (value - soft)[:, x == 0],
        np.sqrt(widths) / 2 - LN2,
        ulps(2, 1),
        "a root, a logarithm and a difference are rounded",
    )
