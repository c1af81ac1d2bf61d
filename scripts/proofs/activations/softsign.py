"""Theorems on softsign, in the order in which the page proves them."""

from proofs.engine import points, theorem, tie

# --8<-- [start:setup]
import numpy as np
import sympy
from z3 import And, Implies, Or, RealVal, Reals

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
    where,
)
from proofs.premises import E, mirrored, tangents_of_exp

c, e, h, p, r, s, w, x, y = Reals("c e h p r s w x y")
zero = RealVal(0)
t, v = sympy.symbols("t x", positive=True)


def size(x):
    return maximum(x, -x)


def f(x):
    return where(x >= 0, x / (1 + x), x / (1 - x))


def gradient(x):
    return where(x >= 0, 1 / (1 + x) ** 2, 1 / (1 - x) ** 2)


def miss(x, y):  # what the tangent at x leaves of f(y)
    return f(y) - f(x) - gradient(x) * (y - x)


def back(y):  # the inverse, for |y| < 1
    return where(y >= 0, y / (1 - y), y / (1 + y))


def cosh(x):
    return (E(x) + E(-x)) / 2


def rest(x):  # of a ball; 0 where softsign's gradient and that of tanh cross
    return x.cosh() - 1 - x


# --8<-- [end:setup]


X = np.sort(points())
SIZE = np.abs(X.astype(float))
VALUE = "a sum and a quotient are rounded"
SLOPE = "JAX takes 1 / (1 + |x|) less |x| / (1 + |x|)^2, both rounded"


def far(count):
    """That many ulps of 1 / (1 + |x|), of which JAX subtracts nearly all."""
    return ulps(count, 1 / (1 + SIZE))


@theorem(
    title="The derivative",
    statement=r"""$f$ is differentiable at every real $x$, at $0$ too, and

$$
f'(x) = \frac{1}{(1 + \lvert x \rvert)^2} = \bigl(1 - \lvert f(x) \rvert\bigr)^2 .
$$

No difference quotient misses it by more than its step: $\bigl\lvert \tfrac{f(x + h) - f(x)}{h} - f'(x) \bigr\rvert \le \lvert h \rvert$ for all
$x$ and $h \ne 0$.
So $0 < f'(x) \le 1$, and $f'(x) = 1$ at $x = 0$ alone.""",
)
def slope():
    prove(
        "x, y >= 0: f(y) - f(x) - f'(x) (y - x) is at most (y - x)^2 in size",
        Implies(And(x >= 0, y >= 0), size(miss(x, y)) <= (y - x) ** 2),
    )
    prove(
        "x >= 0 >= y: likewise",
        Implies(And(x >= 0, y <= 0), size(miss(x, y)) <= (y - x) ** 2),
    )
    prove("x <= 0: it only turns its sign at -x, -y", miss(-x, -y) == -miss(x, y))
    prove("f' = 1 / (1 + |x|)^2", gradient(x) == 1 / (1 + size(x)) ** 2)
    prove("f' = (1 - |f|)^2", gradient(x) == (1 - size(f(x))) ** 2)
    prove("0 < f' <= 1", And(0 < gradient(x), gradient(x) <= 1))
    prove("f' = 1 at 0 alone", (gradient(x) == 1) == (x == 0))
    with falls("they are within |h| / 2, at x = 0"):
        prove("", Implies(h != 0, size(f(h) / h - 1) <= size(h) / 2))


@tie(slope)
def slope_in_keras():
    value, got = installed("softsign", X)
    check("values: x / (1 + |x|)", value, X / (1 + SIZE), ulps(2, value), VALUE)
    check("gradients: 1 / (1 + |x|)^2", got, 1 / (1 + SIZE) ** 2, far(4), SLOPE)
    check("they are (1 - |f|)^2", got, (1 - np.abs(value)) ** 2, far(8), SLOPE)
    _, at = installed("softsign", [0.0, -0.0])
    check("the gradient at 0 and -0 is 1", at, 1, ulps(0, 1), "1 / 1 - 0")


@theorem(
    title="No second derivative at 0",
    statement=r"""For $x \ne 0$, $f''(x) = -2 \operatorname{sgn}(x) / (1 + \lvert x \rvert)^3$. At $0$ the difference quotients of $f'$ tend to $2$ from the left and to $-2$
from the right: $f$ is $C^1$ and not $C^2$. Still $\lvert f'(x) - f'(y) \rvert \le 2\,\lvert x - y \rvert$ for all real $x, y$, and no constant below $2$ will do.""",
)
def once():
    right, left = f(v).diff(v, 2), f(-v).diff(v, 2)
    equal("f'' for x > 0", right, -2 / (1 + v) ** 3)
    equal("f'' at -x, for x > 0", left, 2 / (1 + v) ** 3)
    equal("its limit from the right is -2", sympy.limit(right, v, 0), -2)
    equal("from the left it is 2", sympy.limit(left, v, 0), 2)
    rise = (gradient(h) - gradient(zero)) / h
    prove(
        "the quotients of f' at 0: within 3 |h| of -2 on the right, of 2 on the left",
        And(
            Implies(h > 0, And(-2 <= rise, rise <= -2 + 3 * h)),
            Implies(h < 0, And(2 + 3 * h <= rise, rise <= 2)),
        ),
    )
    prove(
        "|f'(x) - f'(y)| <= 2 |x - y|",
        size(gradient(x) - gradient(y)) <= 2 * size(x - y),
    )
    prove(
        "for c < 2 it fails between 0 and h = (2 - c) / 4",
        Implies(
            And(0 < c, c < 2, h == (2 - c) / 4),
            size(gradient(h) - gradient(zero)) > c * h,
        ),
    )
    with falls("f is twice differentiable: the two limits agree"):
        equal("", sympy.limit(right, v, 0), sympy.limit(left, v, 0))


@tie(once)
def once_in_keras():
    value, got = installed("softsign", X)
    step = np.diff(X.astype(float))
    tolerance = ulps(8, 1 / (1 + SIZE[1:]) + 1 / (1 + SIZE[:-1]))
    at_most(
        "|f'(x) - f'(y)| <= 2 |x - y|",
        np.abs(np.diff(got)),
        2 * step,
        tolerance,
        SLOPE,
    )
    near = np.float32([-(2.0**-10), 2.0**-10])
    _, beside = installed("softsign", near)
    check(
        "2^-10 beside 0 the gradient has fallen by 2 |x| - 3 x^2, on both sides",
        1 - beside,
        2.0**-9 - 3 * 2.0**-20,
        ulps(4, 1),
        "4 |x|^3 is less than an ulp of 1",
    )


@theorem(
    title="Odd, increasing, between -1 and 1",
    statement=r"""For all real $x$, $f(-x) = -f(x)$, and $x < y$ gives $f(x) < f(y)$. The distance to the bound is

$$
1 - \lvert f(x) \rvert = \frac{1}{1 + \lvert x \rvert} > 0 ,
$$

so $-1 < f(x) < 1$; and for every $\varepsilon > 0$, $\lvert f(x) \rvert > 1 - \varepsilon$ if and only if $\lvert x \rvert > \tfrac1\varepsilon - 1$.""",
)
def squash():
    prove("f(-x) = -f(x)", f(-x) == -f(x))
    prove("x < y gives f(x) < f(y)", Implies(x < y, f(x) < f(y)))
    prove("1 - |f(x)| = 1 / (1 + |x|)", 1 - size(f(x)) == 1 / (1 + size(x)))
    prove("-1 < f(x) < 1", And(-1 < f(x), f(x) < 1))
    beyond = (size(f(x)) > 1 - e) == (size(x) > 1 / e - 1)
    prove("|f| > 1 - e exactly beyond 1 / e - 1, for e > 0", Implies(e > 0, beyond))
    counterexample("to that without e > 0", Implies(e != 0, beyond))
    with falls("|f(x)| < 0.99 for every x"):
        prove("", size(f(x)) < 0.99)


@tie(squash)
def squash_in_keras():
    value, got = installed("softsign", X)
    mirrored, other = installed("softsign", -X)
    check("f(-x) = -f(x)", mirrored, -value, ulps(0, value), "the sign is a bit")
    check("f'(-x) = f'(x)", other, got, ulps(0, got), "likewise")
    at_most(
        "no larger x has a smaller f(x)", value[:, :-1], value[:, 1:], ulps(2, 1), VALUE
    )
    check(
        "1 - |f(x)| = 1 / (1 + |x|)",
        1 - np.abs(value),
        1 / (1 + SIZE),
        ulps(2, 1),
        VALUE,
    )
    ends, _ = installed("softsign", np.float32([-(2.0**25), 2.0**25]))
    check(
        "from 2^25 on, float32 gives the bound itself",
        ends,
        [[-1, 1]],
        ulps(0, 1),
        VALUE,
    )


@theorem(
    title="The inverse",
    statement=r"""$f$ maps $\mathbb{R}$ one to one onto $(-1, 1)$. The inverse is

$$
f^{-1}(y) = \frac{y}{1 - \lvert y \rvert} \qquad (\lvert y \rvert < 1) ,
$$

and where $f$ has the slope $f'(x)$, the inverse has at $y = f(x)$ the slope $1 / f'(x) = 1 / (1 - \lvert y \rvert)^2 = (1 + \lvert x \rvert)^2$.""",
    scope="the inverse, and 1 / f'; its slope by the written proof",
)
def inverse():
    inside = And(-1 < y, y < 1)
    prove("back(y) = y / (1 - |y|)", Implies(inside, back(y) == y / (1 - size(y))))
    prove("back(f(x)) = x", back(f(x)) == x)
    prove("f(back(y)) = y for |y| < 1", Implies(inside, f(back(y)) == y))
    counterexample("to that without |y| < 1", Implies(size(y) != 1, f(back(y)) == y))
    prove(
        "1 / f' is 1 / (1 - |f|)^2 and (1 + |x|)^2",
        And(
            1 / gradient(x) == 1 / (1 - size(f(x))) ** 2,
            1 / gradient(x) == (1 + size(x)) ** 2,
        ),
    )


@tie(inverse)
def inverse_in_keras():
    near = np.float32(X[SIZE < 1000])
    value, got = installed("softsign", near)
    reach = 1 + np.abs(near.astype(float))
    check(
        "y / (1 - |y|) leads back to x",
        value / (1 - np.abs(value)),
        near,
        ulps(2, reach**2 * np.abs(value)),
        "an error of y is multiplied by (1 + |x|)^2",
    )
    check(
        "1 / (1 + |x|)^2 at |x| < 1000",
        got * reach**2,
        1,
        ulps(4, reach),
        "of 1 / (1 + |x|) all but that part cancels",
    )


@theorem(
    title="What becomes of a distance",
    statement=r"""For all real $x, y$

$$
\begin{aligned}
\lvert f(x) - f(y) \rvert &\ge \frac{\lvert x - y \rvert}{(1 + \lvert x \rvert)(1 + \lvert y \rvert)}, \\
\lvert f(x) - f(y) \rvert &\le \frac{2\,\lvert x - y \rvert}{2 + \lvert x - y \rvert} .
\end{aligned}
$$

In the first line there is equality if and only if $x y \ge 0$; in the second if and only if $y = -x$ or $y = x$. So
$\lvert f(x) - f(y) \rvert < \lvert x - y \rvert$ for $x \ne y$; $1$ is the least Lipschitz constant; and no two outputs are $2$ apart.""",
)
def distance():
    apart, images = size(x - y), size(f(x) - f(y))
    least = apart / ((1 + size(x)) * (1 + size(y)))
    most = 2 * apart / (2 + apart)
    prove("the lower bound", least <= images)
    prove(
        "equality for x y >= 0 alone",
        (least == images) == (x * y >= 0),
    )
    counterexample("to that equality for two signs", least == images)
    prove("the upper bound", images <= most)
    prove(
        "equality for y = -x and for y = x alone",
        (images == most) == Or(y == -x, x == y),
    )
    prove("it is below |x - y|", Implies(x != y, And(images < apart, images < 2)))
    prove(
        "for c < 1 it exceeds c |x - y|, for x = 0 and y = (1 - c) / 2",
        Implies(
            And(0 < c, c < 1, x == 0, y == (1 - c) / 2),
            images > c * apart,
        ),
    )


@tie(distance)
def distance_in_keras():
    value, got = installed("softsign", X)
    other, x, y = value[:, ::-1], X.astype(float), X[::-1].astype(float)
    images, apart = np.abs(value - other), np.abs(x - y)
    error = ulps(2, np.maximum(np.abs(value), np.abs(other)))
    lower = apart / ((1 + np.abs(x)) * (1 + np.abs(y)))
    at_most("the lower bound", lower, images, error, VALUE)
    at_most("the upper bound", images, 2 * apart / (2 + apart), error, VALUE)
    same = x * y >= 0
    check(
        "equal to the lower one for one sign",
        images[:, same],
        lower[same],
        ulps(2, 1),
        VALUE,
    )
    mirrored, _ = installed("softsign", -X)
    check(
        "equal to the upper one for y = -x",
        np.abs(value - mirrored),
        2 * 2 * SIZE / (2 + 2 * SIZE),
        ulps(4, value),
        VALUE,
    )
    at_most("no gradient is above 1", got, 1, ulps(0, 1), "1 / 1 at 0, less elsewhere")


@theorem(
    title="Convex, then concave",
    statement=r"""For $x, y \ge 0$ the tangent at $x$ passes the graph at $y$ by

$$
\begin{aligned}
&f(x) + f'(x)\,(y - x) - f(y) \\
&\qquad = \dfrac{(y - x)^2}{(1 + x)^2\,(1 + y)} .
\end{aligned}
$$

So $f$ is strictly concave on $[0, \infty)$, strictly convex on $(-\infty, 0]$, and neither on any interval with $0$ inside; $0$ is the one
inflection point.""",
)
def curvature():
    right = And(x >= 0, y >= 0)
    tangent = f(x) + gradient(x) * (y - x)
    prove(
        "the gap under a tangent, for x, y >= 0",
        Implies(right, tangent - f(y) == (y - x) ** 2 / ((1 + x) ** 2 * (1 + y))),
    )
    prove(
        "x, y >= 0, x != y: the tangent is above",
        Implies(And(right, x != y), tangent > f(y)),
    )
    prove(
        "x, y <= 0, x != y: it is below",
        Implies(And(x <= 0, y <= 0, x != y), tangent < f(y)),
    )
    chord = (f(-h) + f(2 * h)) / 2, (f(-2 * h) + f(h)) / 2
    prove(
        "around 0 one chord passes below its arc, one above it",
        Implies(h > 0, And(chord[0] < f(h / 2), chord[1] > f(-h / 2))),
    )
    counterexample("to a tangent above the graph everywhere", tangent >= f(y))


@tie(curvature)
def curvature_in_keras():
    grid = np.float32(np.linspace(0, 50, 2001))
    for sign, name in (1, "right"), (-1, "left"):
        value, got = installed("softsign", sign * grid)
        at_most(
            f"{name} of 0 the gradient {'falls' if sign > 0 else 'rises'}",
            got[:, 1:],
            got[:, :-1],
            ulps(4, 1),
            SLOPE,
        )
        middle = (value[:, 2:] + value[:, :-2]) / 2
        at_most(
            f"and a chord is not {'above' if sign > 0 else 'below'} the graph",
            sign * middle,
            sign * value[:, 1:-1],
            ulps(2, 1),
            VALUE,
        )
    step = np.float32(2.0 ** np.arange(-6, 4))
    chords = installed("softsign", -step)[0] + installed("softsign", 2 * step)[0]
    arcs = installed("softsign", step / 2)[0]
    at_most(
        "around 0 a chord passes below its arc", chords / 2, arcs, ulps(2, 1), VALUE
    )


@theorem(
    title="A chain of softsigns is a softsign",
    statement=r"""Let $z_0 = x$ and $z_k = f(w_k z_{k-1})$ for real weights $w_1, \dots, w_n$. With $P_k = w_1 \cdots w_k$ and $S_n = \lvert P_1 \rvert + \dots + \lvert P_n \rvert$

$$
z_n = \frac{P_n\, x}{1 + S_n \lvert x \rvert}, \qquad \frac{\partial z_n}{\partial x} = \frac{P_n}{(1 + S_n \lvert x \rvert)^2} .
$$

For weights of $1$ alone: $f$ applied $n$ times is $x / (1 + n \lvert x \rvert)$, with the slope $1 / (1 + n \lvert x \rvert)^2$.""",
    scope="the step from n to n + 1, for all reals; the rest by induction",
)
def chain():
    z = p * x / (1 + s * size(x))
    before, after = 1 + s * size(x), 1 + (s + size(w * p)) * size(x)
    prove(
        "one layer more, values",
        Implies(s >= 0, f(w * z) == w * p * x / after),
    )
    prove(
        "one layer more, the chain rule",
        Implies(s >= 0, gradient(w * z) * w * p / before**2 == w * p / after**2),
    )
    prove("no layer at all: P = 1, S = 0", Implies(And(p == 1, s == 0), z == x))
    counterexample(
        "to the sum of P in place of |P|",
        Implies(s >= 0, f(w * z) * (1 + (s + w * p) * size(x)) == w * p * x),
    )


@tie(chain)
def chain_in_keras():
    near = np.float32(X[(SIZE > 1e-3) & (SIZE < 1000)])
    weights = 1.0, -0.5, 2.0, 4.0, -1.0, 0.25, 1.0, 2.0
    z, slope, product, total = near, 1.0, 1.0, 0.0
    for n, weight in enumerate(weights, 1):
        value, got = installed("softsign", np.float32(weight) * z)
        z, slope = np.float32(value[0]), slope * weight * got[0]
        product, total = product * weight, total + abs(product * weight)
        far = 1 + total * np.abs(near.astype(float))
        exact = product * near / far
        check(f"{n} layers: z", z, exact, ulps(2 * n, exact), "two roundings a layer")
        check(
            f"{n} layers: the product of Keras's gradients",
            slope,
            product / far**2,
            ulps(8 * n, product / far),
            "each layer's cancels as in theorem 1",
        )


@theorem(
    title="Two rates of saturation",
    statement=r"""For $x > 0$

$$
\begin{aligned}
1 - f(x) &= f(1/x) = \frac1{1 + x}, \\
f'(x) &= \frac1{(1 + x)^2}, \\
1 - \tanh x &= \frac{2}{e^{2x} + 1}, \\
\tanh' x &= \frac{4\, e^{2x}}{(e^{2x} + 1)^2} .
\end{aligned}
$$

As $x \to \infty$: $x\,(1 - f(x)) \to 1$ and $x^2 f'(x) \to 1$; $e^{2x} (1 - \tanh x) \to 2$ and $e^{2x} \tanh' x \to 4$. For every $x > 0$,
$\tanh' x < 4 e^{-2x}$ and $f'(x) > \tfrac{1}{x^2} - \tfrac{2}{x^3}$.""",
)
def tails():
    tanh = (1 - sympy.exp(-2 * v)) / (1 + sympy.exp(-2 * v))
    equal(
        "tanh x = (1 - e^-2x) / (1 + e^-2x)",
        tanh.rewrite(sympy.exp),
        sympy.tanh(v).rewrite(sympy.exp),
    )
    equal("1 - f(x) = 1 / (1 + x)", 1 - f(v), 1 / (1 + v))
    equal("1 - f(x) = f(1 / x)", 1 - f(v), f(1 / v))
    equal("1 - tanh x = 2 / (e^2x + 1)", 1 - tanh, 2 / (sympy.exp(2 * v) + 1))
    rate = 4 * sympy.exp(2 * v) / (sympy.exp(2 * v) + 1) ** 2
    equal("tanh' x = 4 e^2x / (e^2x + 1)^2", tanh.diff(v), rate)
    equal("x (1 - f(x)) -> 1", sympy.limit(v * (1 - f(v)), v, sympy.oo), 1)
    equal("x^2 f'(x) -> 1", sympy.limit(v**2 * gradient(v), v, sympy.oo), 1)
    u = sympy.Symbol("u", positive=True)  # e^-2x, which tends to 0
    equal(
        "e^2x (1 - tanh x) = 2 / (1 + u), u = e^-2x",
        (1 - tanh) * sympy.exp(2 * v),
        2 / (1 + sympy.exp(-2 * v)),
    )
    equal(
        "e^2x tanh' x = 4 / (1 + u)^2",
        rate * sympy.exp(2 * v),
        4 / (1 + sympy.exp(-2 * v)) ** 2,
    )
    equal("as u -> 0 the first tends to 2", sympy.limit(2 / (1 + u), u, 0), 2)
    equal("and the second to 4", sympy.limit(4 / (1 + u) ** 2, u, 0), 4)
    prove("4 / (1 + u)^2 < 4 for u > 0", Implies(h > 0, 4 / (1 + h) ** 2 < 4))
    prove(
        "f'(x) > 1 / x^2 - 2 / x^3", Implies(x > 0, gradient(x) > 1 / x**2 - 2 / x**3)
    )
    with falls("x^2 (1 - f(x)) -> 1 as well"):
        equal("", sympy.limit(v**2 * (1 - f(v)), v, sympy.oo), 1)


@tie(tails)
def tails_in_keras():
    right = np.float32(np.geomspace(0.01, 1000, 4001))
    exact = right.astype(float)
    value, got = installed("softsign", right)
    inverse, _ = installed("softsign", 1 / exact)
    check("1 - f(x) = f(1 / x)", 1 - value, inverse, ulps(3, 1), VALUE)
    check(
        "f' = 1 / (1 + x)^2", got, 1 / (1 + exact) ** 2, ulps(4, 1 / (1 + exact)), SLOPE
    )
    small = np.exp(-2 * exact)
    value, got = installed("tanh", right)
    check(
        "tanh x = (1 - u) / (1 + u)",
        value,
        (1 - small) / (1 + small),
        ulps(4, 1),
        "XLA's tanh is a quotient of polynomials",
    )
    check(
        "tanh' x = 4 u / (1 + u)^2",
        got,
        4 * small / (1 + small) ** 2,
        ulps(8, 1),
        "1 - tanh^2, of a rounded tanh",
    )
    _, gone = installed("tanh", np.float32([20, 50, 100]))
    check(
        "from 20 on Keras's tanh has the gradient 0 in float32",
        gone,
        0,
        ulps(0, 1),
        "tanh is rounded to 1",
    )
    _, left = installed("softsign", np.float32([20, 50, 100]))
    at_most(
        "softsign's is still above 9e-5", 9e-5, left, ulps(0, 1), "1 / 101^2 = 9.8e-5"
    )


@theorem(
    title="Against tanh",
    statement=r"""$\lvert f(x) \rvert < \lvert \tanh x \rvert$ for every $x \ne 0$. Let $r \approx 1.61614$ be the one positive number with $\cosh r = 1 + r$. Then

$$
\begin{aligned}
f'(x) &< \tanh' x & (0 < \lvert x \rvert < r), \\
f'(x) &> \tanh' x & (\lvert x \rvert > r) .
\end{aligned}
$$

So at one and the same pre-activation softsign passes the smaller gradient up to $r$, and the larger one beyond.""",
)
def against_tanh():
    tangents_of_exp()
    equal("e^t e^-t = 1", sympy.exp(v) * sympy.exp(-v), 1)
    equal("e^2t = (e^t)^2", sympy.exp(2 * v), sympy.exp(v) ** 2)
    for sign in 1, -1:  # a = E(sign x) is above 1, and f(x) < tanh x for x > 0
        side = sign * x
        known = And(mirrored(side), E(2 * side) == E(side) ** 2)
        tanh = (E(side) - E(-side)) / (E(side) + E(-side))
        prove(
            f"{'x > 0' if sign > 0 else 'x < 0'}: |f(x)| < |tanh x|",
            Implies(
                And(known, E(2 * side) > 1 + 2 * side, side > 0), size(f(x)) < tanh
            ),
        )
    rate = (1 / sympy.cosh(v) ** 2).rewrite(sympy.exp)
    equal("tanh' = 1 / cosh^2", sympy.tanh(v).rewrite(sympy.exp).diff(v), rate)
    prove(
        "f'(x) against 1 / c^2: with the sign of c - (1 + |x|)",
        Implies(
            c > 0,
            And(
                (gradient(x) > 1 / c**2) == (c > 1 + size(x)),
                (gradient(x) < 1 / c**2) == (c < 1 + size(x)),
            ),
        ),
    )
    root = And(mirrored(x, r), r > 0, cosh(r) == 1 + r, x > 0)
    prove("cosh x > 1 + x for x > r", Implies(And(root, x > r), cosh(x) > 1 + x))
    prove("cosh x < 1 + x for x < r", Implies(And(root, x < r), cosh(x) < 1 + x))
    bound("|cosh x - 1 - x| < 1e-5 at 1.61614", rest, 1.61614, 1.61614, "1e-5")
    bound("cosh x - 1 - x < 0 at 1.61613", lambda u: 1 + rest(u), 1.61613, 1.61613, 1)
    bound("and > 0 at 1.61615", lambda u: 1 - rest(u), 1.61615, 1.61615, 1)
    with falls("cosh x > 1 + x for every x > 0"):
        prove("", Implies(And(mirrored(x), x > 0), cosh(x) > 1 + x))


@tie(against_tanh)
def against_tanh_in_keras():
    grid = np.float32(np.linspace(-12, 12, 9_601))
    grid = grid[grid != 0]
    value, got = installed("softsign", grid)
    other, rival = installed("tanh", grid)
    at_most("|f(x)| <= |tanh x|", np.abs(value), np.abs(other), ulps(4, value), VALUE)
    inner, outer = np.abs(grid) < 1.61, np.abs(grid) > 1.62
    at_most(
        "f' <= tanh' for |x| < 1.61", got[:, inner], rival[:, inner], ulps(8, 1), SLOPE
    )
    at_most(
        "tanh' + 1e-3 <= f' for |x| > 1.62",
        rival[:, outer] + 1e-3,
        got[:, outer],
        ulps(8, 1),
        SLOPE,
    )
    _, here = installed("softsign", [1.61614])
    _, there = installed("tanh", [1.61614])
    check(
        "at r they agree, and are 1 / (1 + r)^2",
        [here, there],
        1 / 2.61614**2,
        ulps(32, 1),
        "r is rounded to 1e-5",
    )
