"""Theorems on GLU, in the order in which the page proves them."""

from proofs.activations import installed_vector
from proofs.engine import at_most, theorem, tie, ulps, vector_points

# --8<-- [start:setup]
import numpy as np
import sympy
import z3
from flint import acb, arb
from z3 import Abs, And, Implies, Reals

from catalog.activations.glu import glu, glu_jacobian, sigmoid as gate
from proofs.engine import assume, bound, check, counterexample, equal, falls, prove

EXP = z3.Function("e", z3.RealSort(), z3.RealSort())  # Z3 knows of it what a claim says
a, b, c, d, p, q, g, E, L = Reals("a b c d p q g E L")
t, u, v, k = sympy.symbols("t u v k", real=True)


def sigmoid(b):
    if z3.is_expr(b):
        return EXP(b) / (1 + EXP(b))
    return 1 / (1 + ((-b).exp() if isinstance(b, arb | acb) else sympy.exp(-b)))


def f(x):  # the first half holds the values a, the second the gate inputs b
    m = len(x) // 2
    return [a * sigmoid(b) for a, b in zip(x[:m], x[m:], strict=True)]


def jacobian(x):  # sigmoid'(b) = sigmoid(b) (1 - sigmoid(b))
    m = len(x) // 2
    s = [sigmoid(b) for b in x[m:]]
    slopes = [x[i] * s[i] * (1 - s[i]) for i in range(m)]
    return [
        [0] * i + [s[i]] + [0] * (m - 1) + [slopes[i]] + [0] * (m - 1 - i)
        for i in range(m)
    ]


def mean_square(variance):
    """E f(a, b)^2 / variance for independent a, b ~ N(0, variance), as a ball: the
    integral of sigmoid(s z)^2 over [-12, 12], and a tail of at most
    erfc(12 / sqrt 2)."""
    s = arb(variance).sqrt()
    total = acb.integral(  # a = 1: the square of a has the mean variance
        lambda z, _: f([1, s * z])[0] ** 2 * (-z * z / 2).exp(), -12, 12
    ).real
    tail = (arb(12) / arb(2).sqrt()).erfc()
    return total / (2 * arb.pi()).sqrt() + arb(0.5, 0.5) * tail


# --8<-- [end:setup]


X = vector_points(6)
A, B = np.split(X.astype(float), 2, axis=1)
SIZE = np.maximum(1, np.abs(A))  # of what a rounding error of the gate is multiplied by
PHI = (1 + 5**0.5) / 2


def join(values, gates):
    return np.concatenate([values, gates], axis=1)


def in_keras(values, gates):
    """Keras's outputs, and the diagonals of the two blocks of its Jacobian."""
    value, J = installed_vector("glu", join(values, gates))
    m = value.shape[1]
    left, right = (np.diagonal(J[:, :, i : i + m], axis1=1, axis2=2) for i in (0, m))
    return value, left, right


@theorem(
    title="Two diagonal blocks",
    statement=r"""Let $x = (a_1, \dots, a_m, b_1, \dots, b_m)$. Then $f(x)$ has $m$ entries, and $f(x)_i$ depends on $a_i$ and $b_i$ alone:

$$
J = \bigl(\, \operatorname{diag} \sigma(b_i) \;\big|\; \operatorname{diag} a_i\, \sigma(b_i)\, \sigma(-b_i) \,\bigr).
$$

$J J^\top$ is diagonal with the entries $\sigma(b_i)^2 \bigl( 1 + a_i^2\, \sigma(-b_i)^2 \bigr) > 0$, so $J$ has the rank $m$ everywhere.""",
    scope="for m = 1, 2, 3",
)
def two_blocks():
    assume("e^t is positive")
    for m in 1, 2, 3:
        x = sympy.symbols(f"a1:{m + 1} b1:{m + 1}", real=True)
        J = sympy.Matrix(jacobian(x))
        slopes = sympy.Matrix(f(x)).jacobian(x)
        equal(
            f"m = {m}: the slopes of the m outputs in the 2m inputs are J",
            sum(abs(sympy.simplify(e)) for e in slopes - J),
            0,
        )
        squares = [
            sigmoid(b) ** 2 * (1 + a**2 * sigmoid(-b) ** 2)
            for a, b in zip(x[:m], x[m:])
        ]
        rest = J * J.T - sympy.diag(*squares)
        equal(
            f"m = {m}: J J^T is diagonal, with these entries",
            sum(abs(sympy.simplify(e)) for e in rest),
            0,
        )
        equal(
            f"m = {m}: f is of this form, with m entries",
            sum(f(x)),
            sum(x[i] * sigmoid(x[m + i]) for i in range(m)),
        )
    prove(
        "an entry, the sum of a row's squares, is positive",
        Implies(EXP(b) > 0, sum(entry**2 for entry in jacobian([a, b])[0]) > 0),
    )
    with falls("the same with the gate in the first half"):
        equal("f", f([t, u])[0], sigmoid(t) * u)


@tie(two_blocks)
def two_blocks_in_keras():
    value, J = installed_vector("glu", X)
    exact = np.stack([glu_jacobian(row) for row in X.astype(float)])
    check(
        "three outputs for six inputs",
        value,
        glu(X.astype(float)),
        ulps(4, SIZE),
        "four roundings: exponential, sum, quotient, product",
    )
    size = SIZE.max(axis=1)[:, None, None]
    check(
        "the 3 x 6 Jacobian, zeros included",
        J,
        exact,
        ulps(4, size),
        "likewise, with a difference 1 - sigmoid(b)",
    )


@theorem(
    title="Which half is the gate",
    statement=r"""For all real $a, b$ the sign of $f(a, b) - f(b, a)$ is the sign of $a - b$. So whoever exchanges value and gate changes
every output at which they differ.""",
)
def exchange():
    assume("e^t is positive, and nowhere below its tangents")
    tangents = And(
        *(And(EXP(v) > 0, EXP(v) >= 1 + v) for v in (a, b)),
        EXP(a) >= EXP(b) * (1 + a - b),
        EXP(b) >= EXP(a) * (1 + b - a),
    )
    form = f([a, b])[0] * (1 + EXP(b)) == a * EXP(b)
    prove("f(a, b) = a e^b / (1 + e^b)", Implies(tangents, form))
    prove(
        "f(a, b) > f(b, a) for a > b, and so < for a < b",
        Implies(And(tangents, a > b), f([a, b])[0] > f([b, a])[0]),
    )
    with falls("the halves may be exchanged"):
        equal("symmetry", f([t, u])[0], f([u, t])[0])


@tie(exchange)
def exchange_in_keras():
    value, left, _ = in_keras(A, B)
    other, turned, _ = in_keras(B, A)
    at_most(
        "sign(a - b) f(b, a) <= sign(a - b) f(a, b)",
        np.sign(A - B) * other,
        np.sign(A - B) * value,
        ulps(4, np.maximum(SIZE, np.abs(B))),
        "each side has four roundings",
    )
    check(
        "the gradient by the first half is the sigmoid of the second",
        join(left, turned),
        gate(join(B, A)),
        ulps(3, 1),
        "three roundings: exponential, sum, quotient",
    )


@theorem(
    title="Linear in the values",
    statement=r"""For all real $a, p, b, c, d$: $f(c\,a + d\,p,\; b) = c\, f(a, b) + d\, f(p, b)$, and $\partial f / \partial a$ does not depend on
$a$. In $b$ the function is linear for $a = 0$ alone.""",
)
def linear_in_values():
    assume("e^0 = 1")
    prove(
        "f(c a + d p, b) = c f(a, b) + d f(p, b)",
        f([c * a + d * p, b])[0] == c * f([a, b])[0] + d * f([p, b])[0],
    )
    prove(
        "the slope in a is the same at a and at p, and is that of f",
        And(
            jacobian([a, b])[0][0] == jacobian([p, b])[0][0],
            f([a, b])[0] - f([p, b])[0] == jacobian([a, b])[0][0] * (a - p),
        ),
    )
    prove(
        "a != 0: not 0 at b = 0, as a linear function is; a = 0: always 0",
        And(
            Implies(And(EXP(b) == 1, a != 0), f([a, b])[0] != 0),
            f([0 * a, b])[0] == 0,
        ),
    )
    with falls("additive in b"):
        equal("sum", f([t, u + v])[0], f([t, u])[0] + f([t, v])[0])


@tie(linear_in_values)
def linear_in_values_in_keras():
    value, left, _ = in_keras(A, B)
    eightfold, same, _ = in_keras(8 * A, B)
    check(
        "f(8 a, b) = 8 f(a, b)",
        eightfold,
        8 * value,
        ulps(0, value),
        "a power of two rounds nothing",
    )
    other, again, _ = in_keras(A[::-1], B)
    total, _, _ = in_keras(np.float32(A + A[::-1]), B)
    size = SIZE + SIZE[::-1]
    check(
        "f(a + p, b) = f(a, b) + f(p, b)",
        total,
        value + other,
        ulps(2, size),
        "one gate for all; four roundings of half an ulp: a + p and three products",
    )
    check(
        "the gradient by a at a, at 8 a and at p",
        np.stack([same, again]),
        left,
        ulps(0, left),
        "the same operations on the same b",
    )
    check(
        "it is sigmoid(b)",
        left,
        gate(B),
        ulps(3, 1),
        "three roundings: exponential, sum, quotient",
    )


@theorem(
    title="Bounded by the value",
    statement=r"""For $a \ne 0$ and all real $b$: $0 < f(a, b) / a < 1$, with the limits $0$ and $1$ for $b \to -\infty$ and $b \to \infty$. So
an output has the sign of its value and is smaller, and $\lVert f(x) \rVert \le \lVert a \rVert$ in every $p$-norm.""",
    scope="each entry; the norm by the written proof",
)
def bounded_by_value():
    assume("e^t is positive")
    y = f([a, b])[0]
    positive = EXP(b) > 0
    smaller = And(Abs(y) < Abs(a), y * a > 0)
    prove("|f| < |a|, with the sign of a", Implies(And(positive, a != 0), smaller))
    counterexample("to the strict bound without a != 0", Implies(positive, smaller))
    equal("the limit for b to infinity is a", sympy.limit(f([t, u])[0], u, sympy.oo), t)
    equal(
        "the limit for b to -infinity is 0", sympy.limit(f([t, u])[0], u, -sympy.oo), 0
    )


@tie(bounded_by_value)
def bounded_by_value_in_keras():
    value, left, _ = in_keras(A, 30 * B)
    at_most(
        "|f(a, b)| <= |a|",
        np.abs(value),
        np.abs(A),
        ulps(0, A),
        "the gate is at most 1 in float32 too, and rounding is monotone",
    )
    at_most(
        "no output has the other sign",
        -value * np.sign(A),
        0,
        ulps(0, 1),
        "a product of two signs is exact",
    )
    check(
        "the gradient by a is the quotient f / a",
        left * A,
        value,
        ulps(1, np.maximum(1e-30, np.abs(value))),
        "one rounding, of the product; one below 1e-38 is cut to 0",
    )


@theorem(
    title="The linear path",
    statement=r"""Let $\operatorname{gtu}(a, b) = \tanh(a)\, \sigma(b)$, the tanh-gated unit of an LSTM. Then $\operatorname{gtu}(a, b) = f(\tanh a, b)$, and

$$
\begin{aligned}
\frac{\partial f}{\partial a} &= \sigma(b), \qquad \frac{\partial \operatorname{gtu}}{\partial a} = \frac{1}{\cosh^2 a}\, \sigma(b), \\
\frac{1}{\cosh^2 a} &\le \min\bigl(1,\ 4 e^{-2 |a|}\bigr) .
\end{aligned}
$$

Along a path through the values $a_1, \dots, a_L$ of $L$ layers the gates contribute $\prod_l \sigma(b_l)$ to the gradient of both; gtu loses
the further factor $\prod_l \cosh^{-2} a_l \le 4^L e^{-2 \sum_l |a_l|}$.""",
    scope="one layer, and the step to one more; L layers by the written proof",
)
def linear_path():
    assume("e^t is at least 1 for t >= 0")
    gtu = f([sympy.tanh(t), u])[0]
    equal("gtu is glu of tanh(a)", gtu, sympy.tanh(t) * sigmoid(u))
    equal("d glu / da = sigmoid(b)", jacobian([t, u])[0][0], sigmoid(u))
    equal(
        "d gtu / da = d glu / da / cosh(a)^2",
        sympy.diff(gtu, t),
        jacobian([t, u])[0][0] / sympy.cosh(t) ** 2,
    )
    equal(
        "cosh(a) = (E + 1/E) / 2 with E = e^a",
        sympy.cosh(t).rewrite(sympy.exp),
        (sympy.exp(t) + sympy.exp(-t)) / 2,
    )
    shrunk = 4 / (E + 1 / E) ** 2
    prove(
        "E >= 1: the factor is at most 1 and less than 4 / E^2",
        Implies(E >= 1, And(0 < shrunk, shrunk <= 1, shrunk < 4 / E**2)),
    )
    prove(
        "a factor p of some layers, at most q, is at most q 4 / E^2 after one more",
        Implies(And(E >= 1, 0 <= p, p <= q), p * shrunk <= q * 4 / E**2),
    )
    counterexample("to a factor of 1 for every a", Implies(E >= 1, shrunk == 1))


@tie(linear_path)
def linear_path_in_keras():
    value, left, _ = in_keras(A, B)
    squashed, same, _ = in_keras(np.float32(np.tanh(A)), B)
    check(
        "the gradient by a is the same at a and at tanh(a): sigmoid(b)",
        np.stack([left, same]),
        gate(B),
        ulps(3, 1),
        "three roundings: exponential, sum, quotient",
    )
    check(
        "the values of gtu",
        squashed,
        np.tanh(A) * gate(B),
        ulps(4, 1),
        "the same, and tanh(a) is rounded",
    )
    check(
        "twenty layers: the product of the gates",
        np.prod(left[:20], axis=0),
        np.prod(gate(B[:20]), axis=0),
        ulps(60, 1),
        "three roundings in each layer",
    )
    at_most(
        "at |a| = 5 gtu keeps less than 4 e^-10 of that",
        left / np.cosh(5) ** 2,
        4 * np.exp(-10) * left,
        ulps(0, left),
        "formed in float64",
    )


@theorem(
    title="What a closed gate lets through",
    statement=r"""For all real $a, b$

$$
\begin{aligned}
0 < \frac{\partial f}{\partial a} &< \min(1, e^{b}), \\
\Bigl| \frac{\partial f}{\partial b} \Bigr| &\le |a| \min\bigl( \tfrac14,\ e^{b} \bigr) .
\end{aligned}
$$

For $a \ne 0$ the value $|a|/4$ is reached at $b = 0$ and nowhere else. So as $b \to -\infty$ both slopes vanish together.""",
)
def closed_gate():
    assume("e^t is positive, 1 at t = 0 alone, and tends to 0 on the left")
    by_value, by_gate = jacobian([a, b])[0]
    positive = EXP(b) > 0
    prove(
        "0 < df/da < min(1, e^b)",
        Implies(positive, And(0 < by_value, by_value < 1, by_value < EXP(b))),
    )
    prove(
        "|df/db| <= |a| / 4 and |df/db| <= |a| e^b",
        Implies(
            positive, And(4 * Abs(by_gate) <= Abs(a), Abs(by_gate) <= Abs(a) * EXP(b))
        ),
    )
    prove(
        "for a != 0 the first with equality if and only if e^b = 1",
        Implies(And(positive, a != 0), (4 * Abs(by_gate) == Abs(a)) == (EXP(b) == 1)),
    )
    counterexample(
        "to |df/db| <= |a| / 5 at e^b = 1",
        Implies(EXP(b) == 1, 5 * Abs(by_gate) <= Abs(a)),
    )


@tie(closed_gate)
def closed_gate_in_keras():
    value, left, right = in_keras(A, B)
    check(
        "the values",
        value,
        A * gate(B),
        ulps(4, SIZE),
        "four roundings: exponential, sum, quotient, product",
    )
    at_most(
        "df/da <= min(1, e^b)",
        left,
        np.minimum(1, np.exp(B)),
        ulps(3, left),
        "three roundings: exponential, sum, quotient",
    )
    at_most(
        "|df/db| <= |a| min(1/4, e^b)",
        np.abs(right),
        np.abs(A) * np.minimum(0.25, np.exp(B)),
        ulps(6, right),
        "six roundings: those of the gate, 1 minus it, and two products",
    )
    shut = in_keras(A, np.full_like(B, -200))
    check(
        "at b = -200 value and slopes are 0 in float32",
        np.stack(shut),
        0,
        ulps(0, 0),
        "e^-200 is below the least float32",
    )


@theorem(
    title="Its relatives",
    statement=r"""For all real $a, b, t$:

1. $f(t, t) = t\,\sigma(t)$, which is silu, and $f(a\,b,\; b) = a\, \operatorname{silu}(b)$, which is SwiGLU;
2. $f(a, b) = \tfrac12 a + \tfrac12\, a\, \tanh \tfrac{b}{2}$, so $f(a, b) + f(a, -b) = a$;
3. $\bigl| f(a, b) - \tfrac12 a - \tfrac14 a b \bigr| \le \tfrac{1}{48} |a|\,|b|^3$: near $b = 0$ half a linear layer and a quarter of a bilinear one;
4. $b\, f(a, k\, b) \to a\, \max(0, b)$, which is ReGLU, as $k \to \infty$.""",
    scope="all but Taylor's remainder; that by the written proof",
)
def relatives():
    assume("e^t is positive")
    equal("silu", f([t, t])[0], t * sigmoid(t))
    equal("SwiGLU", f([t * u, u])[0], t * f([u, u])[0])
    tanh = (sympy.exp(u) - 1) / (sympy.exp(u) + 1)  # of b / 2
    equal("half linear", f([t, u])[0], t / 2 + t * tanh / 2)
    equal("two opposite gates share a", f([t, u])[0] + f([t, -u])[0], t)
    at_0 = [sympy.diff(f([t, u])[0], u, n).subs(u, 0) for n in range(3)]
    equal(
        "Taylor at b = 0: a / 2 + a b / 4 + 0 b^2",
        at_0[0] + at_0[1] * v + at_0[2] * v**2 / 2,
        t / 2 + t * v / 4,
    )
    slope = sigmoid(u) * (1 - sigmoid(u))
    equal(
        "the third derivative is a p (1 - 6 p), p = sigmoid (1 - sigmoid)",
        sympy.diff(f([t, u])[0], u, 3),
        t * slope * (1 - 6 * slope),
    )
    slope = jacobian([z3.RealVal(1), b])[0][1]
    prove(
        "|p (1 - 6 p)| <= 1/8, so the remainder is at most |a| |b|^3 / 48",
        Implies(EXP(b) > 0, Abs(slope * (1 - 6 * slope)) <= 0.125),
    )
    for sign, limit in (1, t * v), (-1, 0):
        size = sympy.Symbol("v", positive=True)
        equal(
            f"ReGLU in the limit, b {'>' if sign > 0 else '<'} 0",
            sympy.limit(sign * size * f([t, sign * k * size])[0], k, sympy.oo),
            sympy.sympify(limit).subs(v, size),
        )
    with falls("a quarter of the bilinear product, and nothing else"):
        equal("f", f([t, u])[0], t * u / 4)


@tie(relatives)
def relatives_in_keras():
    import keras

    value, left, right = in_keras(B, B)
    check(
        "glu(t, t) is Keras's silu",
        value,
        keras.activations.silu(np.float32(B)),
        ulps(2, np.maximum(1, np.abs(B))),
        "both round a gate and a product",
    )
    exact = gate(B) * (1 + B * gate(-B))
    check(
        "its two gradients sum to that of silu",
        left + right,
        exact,
        ulps(6, np.maximum(1, np.abs(B))),
        "six roundings, and a sum in float64",
    )
    value, _, _ = in_keras(A, B)
    opposite, _, _ = in_keras(A, -B)
    check(
        "f(a, b) + f(a, -b) = a",
        value + opposite,
        A,
        ulps(4, A),
        "two gates and two products",
    )
    at_most(
        "|f - a / 2 - a b / 4| <= |a| |b|^3 / 48",
        np.abs(value - A / 2 - A * B / 4),
        np.abs(A) * np.abs(B) ** 3 / 48,
        ulps(4, A),
        "four roundings: exponential, sum, quotient, product",
    )
    swiglu, _, _ = in_keras(np.float32(A * B), B)
    check(
        "glu(a b, b) is SwiGLU",
        swiglu,
        A * B * gate(B),
        ulps(5, np.abs(A * B)),
        "five roundings: a b, then those of glu",
    )


@theorem(
    title="Not Lipschitz",
    statement=r"""No constant $L$ satisfies $|f(x) - f(y)| \le L\, |x - y|$ for all $x, y$: the points $(a, \ln 3)$ and $(a, 0)$ are $\ln 3$ apart,
their outputs $\tfrac34 a$ and $\tfrac12 a$ are $\tfrac14 |a|$ apart, and $a = 4 L \ln 3 + 4$ breaks the bound.""",
)
def not_lipschitz():
    equal("f(a, ln 3) = 3/4 a", f([t, sympy.log(3)])[0], 3 * t / 4)
    equal("f(a, 0) = 1/2 a", f([t, sympy.Integer(0)])[0], t / 2)
    equal("ln 3 is positive", sympy.sign(sympy.log(3)), 1)
    prove(
        "d = ln 3 > 0: a = 4 L d + 4 gives |a| / 4 > L d for every L >= 0",
        Implies(And(L >= 0, d > 0, a == 4 * L * d + 4), Abs(a) / 4 > L * d),
    )
    counterexample("to a constant L", Implies(And(L >= 0, d > 0), Abs(a) / 4 <= L * d))


@tie(not_lipschitz)
def not_lipschitz_in_keras():
    values = np.float32(10.0 ** np.arange(7))[:, None].astype(float)
    log3 = np.full_like(values, np.float32(np.log(3)))
    upper, _, _ = in_keras(values, log3)
    lower, _, steep = in_keras(values, 0 * values)
    check(
        "a = 1 to 10^6: the outputs are a / 4 apart",
        upper - lower,
        values / 4,
        ulps(3, values),
        "ln 3 and the two outputs are rounded",
    )
    check(
        "the gradient by b at b = 0 is a / 4",
        steep,
        values / 4,
        ulps(0, values),
        "1/2 and 1/4 are exact",
    )


@theorem(
    title="Non-expansive for values up to 3.33",
    statement=r"""Let $A \ge 0$ and $\varphi = (1 + \sqrt5)/2$. On the set where all $|a_i| \le A$, $f$ increases no Euclidean distance,
$\lVert f(x) - f(y) \rVert \le \lVert x - y \rVert$, if and only if $A^2 \le \varphi^5 = \tfrac12 (11 + 5 \sqrt5)$, that is up to $A = 3.330\ldots$. For a larger $A$
it breaks at $|a| = A$, where the gate $\sigma(b)$ is $1/\varphi$.""",
    scope="rows of J; from J to f by the written proof",
)
def non_expansive():
    assume("e^t is positive, and takes every positive value")
    golden = And(g > 0, g * g == g + 1)
    steepness = sum(entry**2 for entry in jacobian([a, b])[0])
    prove(
        "a^2 <= phi^5: the row of J has a length of at most 1",
        Implies(And(golden, EXP(b) > 0, a * a <= g**5), steepness <= 1),
    )
    prove(
        "a^2 > phi^5: at e^b = phi, a gate of 1 / phi, it is longer",
        Implies(And(golden, EXP(b) == g, a * a > g**5), steepness > 1),
    )
    prove(
        "3.33^2 < phi^5 < 3.331^2",
        Implies(golden, And(3.33**2 < g**5, g**5 < 3.331**2)),
    )
    phi = (1 + sympy.sqrt(5)) / 2
    equal(
        "phi^5 = (11 + 5 sqrt 5) / 2",
        sympy.expand(phi**5),
        (11 + 5 * sympy.sqrt(5)) / 2,
    )
    equal("the gate at b = ln phi is 1 / phi", f([1, sympy.log(phi)])[0], 1 / phi)
    counterexample(
        "to the bound without a limit on a, at e^b = 1",
        Implies(EXP(b) == 1, steepness <= 1),
    )


@tie(non_expansive)
def non_expansive_in_keras():
    edge = PHI**2.5
    inside = np.float32(np.clip(A, -3.33, 3.33)).astype(float)
    value, left, right = in_keras(inside, B)
    at_most(
        "rows of the Jacobian for |a| <= 3.33",
        np.hypot(left, right),
        1,
        ulps(4, 1),
        "three roundings of the gate, the rest in proportion",
    )
    x = join(inside, B)
    apart = np.linalg.norm(x - x[::-1], axis=1)
    at_most(
        "chords",
        np.linalg.norm(value - value[::-1], axis=1),
        apart,
        ulps(8, 4),
        "three outputs at each end, each within 4 ulp of a number below 4",
    )
    steep = np.array([[edge], [3.4]])
    _, left, right = in_keras(steep, np.full((2, 1), np.log(PHI)))
    want = np.hypot(1 / PHI, steep / PHI**3)
    check(
        "at the gate 1 / phi: 1 for a = phi^(5/2), more for a = 3.4",
        np.hypot(left, right),
        want,
        ulps(4, 1),
        "likewise; b and a are rounded too",
    )


@theorem(
    title="Mean square, and no gain that lasts",
    statement=r"""Let $a$ and $b$ be independent, $\mathcal{N}(0, s^2)$. Then $\operatorname{E} f = 0$ and $\operatorname{E} f^2 = \kappa(s^2)\, s^2$ with

$$
\begin{aligned}
\kappa(s^2) &= \operatorname{E} \sigma(b)^2 = \tfrac14 + \tfrac14 \operatorname{E} \tanh^2 \tfrac{b}{2}, \\
\tfrac14 &< \kappa < \tfrac12 , \qquad |\kappa(1) - 0.29338| < 5 \cdot 10^{-6} .
\end{aligned}
$$

A layer with independent normal weights of variance $\gamma^2 / n$ turns inputs of mean square $q$ into outputs of mean
square $\gamma^2 \kappa(\gamma^2 q)\, q$. For $q = 1$ that is $1$ at one $\gamma^2$, between $2.981$ and $2.982$. No $\gamma$ keeps every $q$.""",
    scope="kappa's numbers and bounds; the rest by the written proof",
)
def moments():
    assume("e^t is positive, and 1 at t = 0 alone")
    prove("f is odd in a", Implies(EXP(b) > 0, f([-a, b])[0] == -f([a, b])[0]))
    even = (f([1, u])[0] ** 2 + f([1, -u])[0] ** 2) / 2
    tanh = (sympy.exp(u) - 1) / (sympy.exp(u) + 1)  # of b / 2
    equal(
        "the squares of the gates b and -b have the mean (1 + tanh^2) / 4",
        even,
        (1 + tanh**2) / 4,
    )
    s = jacobian([a, b])[0][0]
    mean = (s**2 + (1 - s) ** 2) / 2
    prove(
        "so 1/4 < kappa < 1/2: the gates s and 1 - s of b != 0 and -b",
        Implies(And(EXP(b) > 0, EXP(b) != 1), And(0.25 < mean, mean < 0.5)),
    )
    bound(
        "kappa(1) is 0.29338 within 5e-6",
        lambda x: mean_square(x) - arb("0.29338"),
        1.0,
        1.0,
        "5e-6",
    )
    bound("2.981 kappa(2.981) < 1", lambda x: x * mean_square(x), 2.981, 2.981, 1)
    bound(
        "1 / (2.982 kappa(2.982)) < 1",
        lambda x: 1 / (x * mean_square(x)),
        2.982,
        2.982,
        1,
    )
    with falls("2.982 kappa(2.982) < 1"):
        bound("product", lambda x: x * mean_square(x), 2.982, 2.982, 1)
    bound(
        "4 kappa(4) is 1.3943 within 5e-5",
        lambda x: x * mean_square(x) - arb("1.3943"),
        4.0,
        4.0,
        "5e-5",
    )


@tie(moments)
def moments_in_keras():
    z = np.arange(-12, 12.01, 0.125)[:, None]  # the trapezium rule, exact to 1e-16 here
    weights = 0.125 * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    for variance in 1.0, 2.9815, 4.0:
        b = np.float32(np.sqrt(variance) * z).astype(float)
        value, left, _ = in_keras(np.ones_like(b), b)
        want = float(mean_square(variance))
        mean, slope = np.sum(weights * value**2), np.sum(weights * left**2)
        check(
            f"variance {variance:g}: E f^2 / s^2 and E (df/da)^2",
            [mean, slope],
            want,
            ulps(6, want),
            "a square doubles the three roundings of the gate",
        )
        print(f"kappa({variance:g}) = {mean:.5f}, times it {variance * mean:.4f}")
    value, _, _ = in_keras(np.concatenate([A, -A]), np.concatenate([B, B]))
    check(
        "the mean over a and -a is 0",
        value[: len(A)] + value[len(A) :],
        0,
        ulps(0, 0),
        "only the sign differs",
    )
