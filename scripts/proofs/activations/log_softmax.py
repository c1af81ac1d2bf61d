"""Theorems on log_softmax, in the order in which the page proves them."""

from proofs.activations import installed_vector
from proofs.engine import at_most, theorem, tie, ulps, vector_points

# --8<-- [start:setup]
from itertools import combinations

import numpy as np
import sympy
import z3

from proofs.engine import assume, bound, check, counterexample, equal, falls, prove

LENGTHS = (2, 3, 4)  # of the vectors that the tools see; section 12 has every n
EXP = "e^t is positive and increasing"


def f(x):
    total = sum(sympy.exp(v) for v in x)
    return [v - sympy.log(total) for v in x]


def jacobian(x):  # I - 1 p^T: row i, column j
    total = sum(sympy.exp(v) for v in x)
    p = [sympy.exp(v) / total for v in x]
    return [[int(i == j) - p[j] for j in range(len(x))] for i in range(len(x))]


def inputs(n):
    return sympy.symbols(f"x1:{n + 1}", real=True)


def weights(n):  # w_i > 0 stands for e^(x_i), so that x_i = log(w_i) is any real number
    return sympy.symbols(f"w1:{n + 1}", positive=True)


def exponentials(n):
    """e^f(x) and the Jacobian as quotients of polynomials in the weights, for Z3."""
    w = weights(n)
    x = [sympy.log(v) for v in w]
    p = [sympy.cancel(sympy.expand(sympy.exp(y))) for y in f(x)]
    J = sympy.Matrix(jacobian(x)).applyfunc(sympy.cancel)
    reals = z3.Reals(" ".join(map(str, w)))
    p, rows = sympy.lambdify(w, (p, J.tolist()), modules=[{}])(*reals)
    return z3.And(*(v > 0 for v in reals)), reals, p, rows


def joined(v):  # log(e^c a + e^c b) becomes c + log(a + b)
    return sympy.expand_log(sympy.factor(sympy.expand(v), deep=True))


# --8<-- [end:setup]

ROWS = {n: vector_points(n) for n in LENGTHS}
# An ulp is taken at the size of the largest input or output: x_i - m, the logarithm and
# their difference are each rounded once.


def size(*arrays):
    """The largest absolute value in each row, at least 1."""
    largest = [np.abs(a).reshape(len(a), -1).max(axis=1) for a in arrays]
    return np.maximum(1, np.max(largest, axis=0))[:, None]


def in_float64(x):
    """The reference of section 9, on float32 numbers in float64."""
    from catalog.activations.log_softmax import log_softmax

    return log_softmax(np.float64(x))


@theorem(
    title="Log-probabilities",
    statement=r"""Let $n \ge 2$. For every $x \in \mathbb{R}^n$ all outputs are negative and $\sum_i e^{f(x)_i} = 1$. Among the shifted vectors
$x - c\,\mathbf{1}$ there is just one whose exponentials sum to 1: the one with $c = \log \sum_j e^{x_j}$, which is $f(x)$. Differences are those of the
inputs: $f(x)_i - f(x)_j = x_i - x_j$.""",
    scope="for n = 2, 3, 4",
)
def log_probabilities():
    assume(f"{EXP}, and e^(s + t) = e^s e^t")
    for n in LENGTHS:
        given, w, p, _ = exponentials(n)
        prove(
            f"n = {n}: 0 < e^f(x)_i < 1, so f(x)_i < 0",
            z3.Implies(given, z3.And(*(z3.And(0 < v, v < 1) for v in p))),
        )
        prove(f"n = {n}: e^f(x)_i sum to 1", z3.Implies(given, z3.Sum(p) == 1))
        factor = z3.Real("factor")  # e^-c
        scaled = z3.Sum(w) * factor == 1
        prove(
            f"n = {n}: e^(x_i - c) sum to 1 only if they are e^f(x)_i",
            z3.Implies(
                z3.And(given, scaled), z3.And(*(v * factor == q for v, q in zip(w, p)))
            ),
        )
        x = inputs(n)
        equal(f"n = {n}: f(x)_1 - f(x)_n = x_1 - x_n", f(x)[0] - f(x)[-1], x[0] - x[-1])
    counterexample(
        "to the sum 1 for a linear output layer", z3.Implies(given, z3.Sum(w) == 1)
    )


@tie(log_probabilities)
def log_probabilities_in_keras():
    for n, x in ROWS.items():
        y, J = installed_vector("log_softmax", x)
        check(
            f"n = {n}: the values",
            y,
            in_float64(x),
            ulps(4, size(x, y)),
            "a few roundings at the size of the largest input or output",
        )
        check(
            f"n = {n}: their exponentials sum to 1",
            np.exp(y).sum(axis=1),
            1,
            ulps(4, size(x, y)[:, 0]),
            "an error d of an output is a factor e^d",
        )
        at_most(
            f"n = {n}: no output is above 0", y, 0, ulps(0, 1), "the sum is at least 1"
        )
        check(
            f"n = {n}: the differences",
            y[:, 1:] - y[:, :-1],
            np.diff(np.float64(x)),
            ulps(2, size(x, y)),
            "each end is rounded",
        )
        check(
            f"n = {n}: so do their gradients: those of y_i - y_1 are e_i - e_1",
            J - J[:, :1],
            np.eye(n) - np.eye(n)[:1],
            ulps(2, 1),
            "two entries of a column",
        )


@theorem(
    title="Shifts, and a second application",
    statement=r"""For every real $c$, $f(x + c\,\mathbf{1}) = f(x)$, and $f(x) = f(y)$ only if $x - y$ is a multiple of $\mathbf{1}$. Applied
twice, $f$ gives what it gives once, $f(f(x)) = f(x)$: its fixed points are exactly the vectors whose exponentials sum to 1.""",
    scope="for n = 2, 3, 4",
)
def idempotence():
    c = sympy.Symbol("c", real=True)
    for n in LENGTHS:
        x = inputs(n)
        once, shifted = f(x), f([v + c for v in x])
        twice = [sympy.expand(v) for v in f(once)]
        for i in range(n):
            equal(
                f"n = {n}: f(x + c)_{i + 1} = f(x)_{i + 1}", joined(shifted[i]), once[i]
            )
            equal(f"n = {n}: f(f(x))_{i + 1} = f(x)_{i + 1}", twice[i], once[i])
            equal(
                f"n = {n}: x_{i + 1} - f(x)_{i + 1} is log sum e^x, which has no index",
                x[i] - once[i],
                sympy.log(sum(map(sympy.exp, x))),
            )
    total = sympy.Symbol("S", positive=True)
    equal("for the sum 1 that is 0, and x is fixed", sympy.log(1), 0)
    slope = sympy.diff(sympy.log(total), total)
    equal("for no other sum S, as the slope of log S is positive", slope, 1 / total)
    x = inputs(3)
    with falls("the same of a shift of one input alone"):
        equal(
            "f(x + (c, 0, 0)) = f(x)",
            f([x[0] + c, *x[1:]])[1].subs({x[0]: 0, c: 1}),
            f(x)[1].subs(x[0], 0),
        )


@tie(idempotence)
def idempotence_in_keras():
    for n, x in ROWS.items():
        y, J = installed_vector("log_softmax", x)
        again, J_again = installed_vector("log_softmax", y)
        check(
            f"n = {n}: applied twice",
            again,
            y,
            ulps(4, size(x, y)),
            "a few roundings, in each application",
        )
        check(
            f"n = {n}: the Jacobian at f(x) is that at x",
            J_again,
            J,
            ulps(8, size(x, y)[:, None]),
            "an error d of an input is a factor e^d of a probability",
        )
        moved, _ = installed_vector("log_softmax", x + np.float32(16))
        check(
            f"n = {n}: the shift by 16",
            moved,
            y,
            ulps(4, size(x, y) + 16),
            "x + 16 is rounded before Keras sees it",
        )


@theorem(
    title="The stabilized form",
    statement=r"""Let $m = \max_j x_j$. For every $c$, and so for $c = m$, $f(x)_i = (x_i - c) - \log \sum_j e^{x_j - c}$ exactly. With $c = m$ every
exponential lies in $(0, 1]$ and their sum in $[1, n]$, so that neither overflows, and for every $i$

$$
-(m - x_i) - \log n \;\le\; f(x)_i \;<\; -(m - x_i) .
$$

The lower bound is met when all inputs are equal; the upper one is approached, and $1$ in place of $n$ is too little.""",
    scope="for n = 2, 3, 4",
)
def stabilized():
    assume(EXP)
    c, gap = sympy.symbols("c gap", real=True)
    for n in LENGTHS:
        x = inputs(n)
        form = [v - c - sympy.log(sum(sympy.exp(u - c) for u in x)) for v in x]
        equal(f"n = {n}: for every c the form is f(x)", joined(form[0]), f(x)[0])
        given, w, p, _ = exponentials(n)
        first = z3.And(given, *(v <= w[0] for v in w))  # x_1 is the largest input
        terms = [v / w[0] for v in w]
        total = z3.Sum(terms)
        prove(
            f"n = {n}: 0 < e^(x_j - m) <= 1, 1 < their sum <= n",
            z3.Implies(
                first,
                z3.And(*(z3.And(0 < t, t <= 1) for t in terms), 1 < total, total <= n),
            ),
        )
        prove(
            f"n = {n}: e^(x_i - m) / n <= e^f(x)_i < e^(x_i - m)",
            z3.Implies(
                first, z3.And(*(z3.And(t / n <= q, q < t) for t, q in zip(terms, p)))
            ),
        )
        equal(f"n = {n}: all inputs c give -log n", f([c] * n)[0], -sympy.log(n))
        far = sympy.limit(f([0, *[-gap] * (n - 1)])[0], gap, sympy.oo)
        equal(f"n = {n}: the others far below, f(x)_1 tends to -(m - x_1) = 0", far, 0)
        counterexample(
            f"n = {n}: to a positive distance from the lower bound",
            z3.Implies(first, p[0] > terms[0] / n),
        )
    counterexample(
        "to the lower bound without log n", z3.Implies(first, p[0] >= terms[0])
    )


@tie(stabilized)
def stabilized_in_keras():
    for n, x in ROWS.items():
        y, J = installed_vector("log_softmax", x)
        below = np.float64(x) - x.max(axis=1, keepdims=True)
        reason = "a few roundings at the size of the largest input or output"
        at_most(f"n = {n}: f <= -(m - x_i)", y, below, ulps(4, size(x, y)), reason)
        at_most(
            f"n = {n}: -(m - x_i) - log n <= f",
            below - np.log(n),
            y,
            ulps(4, size(x, y)),
            reason,
        )
        far = np.float32(10.0 ** np.linspace(2, 38, 200)[:, None] * np.eye(n)[0])
        value, slopes = installed_vector("log_softmax", far)
        check(
            f"n = {n}: gaps of 1e2 to 1e38",
            value,
            far - far[:, :1].astype(float),
            ulps(0, far),
            "the sum is 1, its logarithm 0",
        )
        check(
            f"n = {n}: the gradients there",
            slopes,
            np.eye(n) - np.eye(n)[0],
            ulps(0, 1),
            "e^-100 is below half an ulp of 1",
        )


@theorem(
    title="The Jacobian is a projection",
    statement=r"""Let $p = e^{f(x)}$. The Jacobian is $J = I - \mathbf{1} p^{\mathsf T}$: $\partial f_i / \partial x_j = \delta_{ij} - p_j$. Its rows sum to
0, $J \mathbf{1} = 0$; from the left $p^{\mathsf T} J = 0$; and $J^2 = J$. So $J$ projects along $\mathbf{1}$ onto the vectors $v$ with $p^{\mathsf T} v = 0$; its rank is
$n - 1$, its determinant 0. It is symmetric only where all inputs are equal.""",
    scope="for n = 2, 3, 4",
)
def projection():
    assume(EXP)
    for n in LENGTHS:
        x, w = inputs(n), weights(n)
        J = sympy.Matrix(jacobian(x))
        derived = sympy.Matrix(n, n, lambda i, j: sympy.diff(f(x)[i], x[j]))
        equal(
            f"n = {n}: J holds the derivatives of f",
            (derived - J).applyfunc(sympy.simplify).norm(),
            0,
        )
        J = sympy.Matrix(jacobian([sympy.log(v) for v in w]))
        p = sympy.Matrix(w) / sum(w)
        for text, product in (
            ("J 1 = 0", J * sympy.ones(n, 1)),
            ("p^T J = 0", p.T * J),
            ("J J = J", J * J - J),
        ):
            equal(f"n = {n}: {text}", product.applyfunc(sympy.cancel).norm(), 0)
        equal(
            f"n = {n}: the trace, of a projection the rank, is n - 1",
            sympy.cancel(J.trace()),
            n - 1,
        )
        given, _, _, rows = exponentials(n)
        symmetric = z3.And(
            *(rows[i][j] == rows[j][i] for i in range(n) for j in range(i))
        )
        reals = z3.Reals(" ".join(map(str, w)))
        prove(
            f"n = {n}: symmetric if and only if the inputs are equal",
            z3.Implies(given, symmetric == z3.And(*(v == reals[0] for v in reals))),
        )
    counterexample("to a symmetric Jacobian", z3.Implies(given, symmetric))


@tie(projection)
def projection_in_keras():
    for n, x in ROWS.items():
        y, J = installed_vector("log_softmax", x)
        p = np.exp(in_float64(x))
        check(
            f"n = {n}: Keras's gradients are I - 1 p^T",
            J,
            np.eye(n) - p[:, None],
            ulps(8, 1),
            "exponentials, their sum, a quotient and a difference, none above 1",
        )
        check(
            f"n = {n}: rows sum to 0",
            J.sum(axis=2),
            0,
            ulps(4 * n, 1),
            "n entries, each rounded",
        )
        check(
            f"n = {n}: J J = J",
            J @ J,
            J,
            ulps(16 * n, 1),
            "n products of rounded entries",
        )
        check(
            f"n = {n}: p^T J = 0, p = e^y",
            np.exp(y)[:, None] @ J,
            0,
            ulps(16 * n, size(x, y)[:, None]),
            "an error d of an output is a factor e^d",
        )


@theorem(
    title="Every output is concave",
    statement=r"""The Hessian of each output is the same matrix, $-(\operatorname{diag} p - p p^{\mathsf T})$ with $p = e^{f(x)}$, and for every $v$

$$
v^{\mathsf T} (\operatorname{diag} p - p p^{\mathsf T})\, v = \sum_{i < j} p_i p_j (v_i - v_j)^2 \ge 0 ,
$$

the variance of $v_i$ drawn with probability $p_i$. So every $f_i$ is a concave function of $x$, and bends in every direction but $\mathbf{1}$. A single input $x_i$
raises its own output with a slope $1 - p_i$ between 0 and 1, and lowers each other output with the slope $-p_i$.""",
    scope="for n = 2, 3, 4",
)
def concavity():
    assume(EXP)
    for n in LENGTHS:
        w, v = weights(n), z3.Reals(" ".join(f"v{i}" for i in range(1, n + 1)))
        x = [sympy.log(u) for u in w]
        J, p = sympy.Matrix(jacobian(x)), sympy.Matrix(w) / sum(w)
        for i in range(n):  # d/dx_j = w_j d/dw_j
            hessian = sympy.Matrix(n, n, lambda k, j: w[j] * sympy.diff(J[i, k], w[j]))
            second = sympy.Matrix(
                n,
                n,
                lambda k, j: w[j] * sympy.diff(w[k] * sympy.diff(f(x)[i], w[k]), w[j]),
            )
            stated = p * p.T - sympy.diag(*p)
            equal(
                f"n = {n}: the Hessian of f_{i + 1}, from J and from f",
                sum(
                    m.applyfunc(sympy.cancel).norm()
                    for m in (hessian - stated, second - stated)
                ),
                0,
            )
        given, _, q, rows = exponentials(n)
        square = z3.Sum(*(q[i] * v[i] * v[i] for i in range(n)))
        mean = z3.Sum(*(q[i] * v[i] for i in range(n)))
        pairs = z3.Sum(
            *(q[i] * q[j] * (v[i] - v[j]) ** 2 for i in range(n) for j in range(i))
        )
        masses = z3.Reals(" ".join(f"q{i}" for i in range(1, n + 1)))
        exchange = [(a, b) for a, b in zip(q, masses)]
        square, mean, pairs = (
            z3.substitute(e, *exchange) for e in (square, mean, pairs)
        )
        one = z3.And(z3.Sum(masses) == 1, *(m > 0 for m in masses))
        prove(
            f"n = {n}: the quadratic form is the sum over pairs",
            z3.Implies(z3.Sum(masses) == 1, square - mean**2 == pairs),
        )
        prove(f"n = {n}: and not negative", z3.Implies(one, pairs >= 0))
        apart = z3.Or(*(a != v[0] for a in v))
        prove(
            f"n = {n}: and positive unless all v_i are equal",
            z3.Implies(z3.And(one, apart), pairs > 0),
        )
        if n == 2:
            counterexample(
                "to a bend in every direction",
                z3.Implies(z3.And(one, v[0] > 0), pairs > 0),
            )
        prove(
            f"n = {n}: slopes: 0 < 1 - p_i < 1 at home, -1 < -p_i < 0 elsewhere",
            z3.Implies(
                given,
                z3.And(
                    *(
                        z3.And(0 < rows[i][j], rows[i][j] < 1)
                        if i == j
                        else z3.And(-1 < rows[i][j], rows[i][j] < 0)
                        for i in range(n)
                        for j in range(n)
                    )
                ),
            ),
        )


@tie(concavity)
def concavity_in_keras():
    for n, x in ROWS.items():
        other = np.roll(x, 7, axis=0)
        middle, _ = installed_vector("log_softmax", (x + other) / 2)
        ends = [installed_vector("log_softmax", side)[0] for side in (x, other)]
        at_most(
            f"n = {n}: no midpoint of a chord is above the graph",
            (ends[0] + ends[1]) / 2,
            middle,
            ulps(8, size(x, other, *ends)),
            "the midpoint and three values, each a few roundings",
        )
        y, J = installed_vector("log_softmax", x)
        y_other, _ = installed_vector("log_softmax", other)
        tangent = y + np.einsum("kij,kj->ki", J, np.float64(other) - x)
        at_most(
            f"n = {n}: no tangent, with Keras's gradients, is below the graph",
            y_other,
            tangent,
            ulps(8 * n, size(x, other, y_other)),
            "n products of a rounded slope and a distance",
        )


@theorem(
    title="The Lipschitz constant",
    statement=r"""In the Euclidean norm the least Lipschitz constant of $f$ is $\sqrt{n}$: $\lVert f(x) - f(y) \rVert \le \sqrt{n}\, \lVert x - y \rVert$, and no smaller
number serves for all $x, y \in \mathbb{R}^n$. At a point the norm of the Jacobian is $\sqrt{n}\,\lVert p \rVert$, from 1 where all inputs are equal up to nearly
$\sqrt{n}$ where one towers over the others. In the maximum norm the constant is 2, for every $n$.""",
    scope="for n = 2, 3, 4; from J to f by the written proof",
)
def lipschitz():
    assume(EXP)
    count, S, mean, total, square = z3.Reals(
        "n S mean total square"
    )  # p.p, p.v, 1.v, v.v
    gram = count * (S * square - mean**2) - (square - mean * total)
    gram += total * (mean - S * total)
    stretched = square - 2 * mean * total + count * mean**2  # |v - (p.v) 1|^2
    prove(
        "every n: if the Gram determinant of 1, p, v is >= 0, |J v|^2 <= n |p|^2 |v|^2",
        z3.Implies(z3.And(gram >= 0, S >= 0), stretched <= count * S * square),
    )
    for n in LENGTHS:
        given, w, p, rows = exponentials(n)
        symbols = sympy.symbols(f"v1:{n + 1}", real=True)
        u = weights(n)
        q = sympy.Matrix(u) / sum(u)
        Jv = sympy.Matrix(jacobian([sympy.log(e) for e in u])) * sympy.Matrix(symbols)
        vectors = sympy.Matrix.hstack(sympy.ones(n, 1), q, sympy.Matrix(symbols))
        determinant = (vectors.T * vectors).det()
        left = n * q.dot(q) * sum(e**2 for e in symbols) - Jv.dot(Jv)
        equal(
            f"n = {n}: n |p|^2 |v|^2 - |J v|^2 is that determinant plus |p|^2 (1.v)^2",
            sympy.cancel(left - determinant - q.dot(q) * sum(symbols) ** 2),
            0,
        )
        minors = [vectors[list(rows), :].det() for rows in combinations(range(n), 3)]
        equal(  # by Cauchy and Binet
            f"n = {n}: the determinant is {'a sum of squares' if minors else '0'}",
            sympy.cancel(determinant - sum(minor**2 for minor in minors)),
            0,
        )
        steepest = sympy.ones(n, 1) - n * q
        Js = Jv.subs(dict(zip(symbols, steepest)), simultaneous=True)
        equal(
            f"n = {n}: v = 1 - n p is stretched by sqrt(n) |p|",
            sympy.cancel(Js.dot(Js) - n * q.dot(q) * steepest.dot(steepest)),
            0,
        )
        level = sympy.Matrix(jacobian([0] * n)) * sympy.Matrix([1, -1] + [0] * (n - 2))
        equal(f"n = {n}: equal inputs: J keeps (1, -1, 0, ...)", level.dot(level), 2)
        prove(
            f"n = {n}: 1 / n <= |p|^2 < 1",
            z3.Implies(
                given,
                z3.And(
                    1 <= n * z3.Sum(*(e * e for e in p)),
                    z3.Sum(*(e * e for e in p)) < 1,
                ),
            ),
        )
        sums = [
            sum(rows[i][j] if i == j else -rows[i][j] for j in range(n))
            for i in range(n)
        ]
        prove(
            f"n = {n}: the entries of a row, in absolute value, sum to less than 2",
            z3.Implies(given, z3.And(*(e < 2 for e in sums))),
        )
        t = sympy.Symbol("t", positive=True)  # e^x_1, the other inputs 0
        J = sympy.Matrix(jacobian([sympy.log(t), *[0] * (n - 1)]))
        squares = sum((int(i == 0) - J[0, i]) ** 2 for i in range(n))  # |p|^2
        equal(
            f"n = {n}: n |p|^2 tends to n as x_1 grows",
            sympy.limit(n * squares, t, sympy.oo),
            n,
        )
        row = sum(sympy.Abs(e) for e in J[1, :])
        equal(
            f"n = {n}: the sum of the second row tends to 2",
            sympy.limit(row, t, sympy.oo),
            2,
        )
        if n == 2:
            images = [row[0] - row[1] for row in rows]  # of v = (1, -1)
            counterexample(
                "to the constant 1", z3.Implies(given, sum(e * e for e in images) <= 2)
            )


@tie(lipschitz)
def lipschitz_in_keras():
    for n, x in ROWS.items():
        y, J = installed_vector("log_softmax", x)
        other = np.roll(x, 7, axis=0)
        y_other, _ = installed_vector("log_softmax", other)
        distance = np.linalg.norm(np.float64(x) - other, axis=1)
        at_most(
            f"n = {n}: |f(x) - f(y)| <= sqrt(n) |x - y|",
            np.linalg.norm(y - y_other, axis=1),
            np.sqrt(n) * distance,
            ulps(8, size(x, other)[:, 0] + np.log(n)),
            "f(x) and f(y) are each a few roundings off",
        )
        norms = np.linalg.norm(J, 2, axis=(1, 2))
        check(
            f"n = {n}: the norm of Keras's Jacobian is sqrt(n) |p|",
            norms,
            np.sqrt(n) * np.linalg.norm(np.exp(in_float64(x)), axis=1),
            ulps(8 * n, 1),
            "n^2 rounded entries",
        )
        _, steep = installed_vector("log_softmax", [[100.0] + [0.0] * (n - 1)])
        check(
            f"n = {n}: and sqrt(n) where one input towers",
            np.linalg.norm(steep[0], 2),
            np.sqrt(n),
            ulps(2, 2),
            "its entries are exact",
        )


@theorem(
    title="The gradient of the loss",
    statement=r"""Let $t$ be a target with $\sum_i t_i = 1$, and $\ell(x) = -\sum_i t_i f(x)_i$ the cross-entropy. Then $\nabla \ell = p - t$ with $p = e^{f(x)}$. Each entry
lies strictly between $-1$ and $1$ when the $t_i$ lie in $[0, 1]$; for a single true class $y$ the entry $p_y - 1$ is at most $-\tfrac12$ as long as
$p_y \le \tfrac12$, however small $p_y$ is. More generally what comes back for $g$ is $J^{\mathsf T} g = g - p \sum_i g_i$.""",
    scope="for n = 2, 3, 4",
)
def loss_gradient():
    assume(EXP)
    for n in LENGTHS:
        x, t = inputs(n), sympy.symbols(f"t1:{n + 1}", real=True)
        t = (*t[:-1], 1 - sum(t[:-1]))
        loss = -sum(a * b for a, b in zip(t, f(x)))
        p = [sympy.exp(v) / sum(sympy.exp(u) for u in x) for v in x]
        for j in range(n):
            equal(
                f"n = {n}: the derivative in x_{j + 1} is p_{j + 1} - t_{j + 1}",
                sympy.diff(loss, x[j]),
                p[j] - t[j],
            )
        g = sympy.Matrix(sympy.symbols(f"g1:{n + 1}", real=True))
        back = sympy.Matrix(jacobian(x)).T * g
        equal(
            f"n = {n}: J^T g = g - p sum(g)",
            (back - g + sum(g) * sympy.Matrix(p)).applyfunc(sympy.simplify).norm(),
            0,
        )
        given, w, q, rows = exponentials(n)
        target = z3.Real("target")
        prove(
            f"n = {n}: -1 < p_i - t_i < 1 for 0 <= t_i <= 1",
            z3.Implies(
                z3.And(given, 0 <= target, target <= 1),
                z3.And(-1 < q[0] - target, q[0] - target < 1),
            ),
        )
        prove(
            f"n = {n}: p_y <= 1/2 gives the entry of y at most -1/2",
            z3.Implies(z3.And(given, 2 * q[0] <= 1), -rows[0][0] <= -z3.Q(1, 2)),
        )
    counterexample(
        "to an entry of at most -1/2 without p_y <= 1/2",
        z3.Implies(given, -rows[0][0] <= -z3.Q(1, 2)),
    )


@tie(loss_gradient)
def loss_gradient_in_keras():
    for n, x in ROWS.items():
        _, J = installed_vector("log_softmax", x)
        p = np.exp(in_float64(x))
        target = np.random.default_rng(0).dirichlet(np.ones(n), len(x))
        check(
            f"n = {n}: p - t, from Keras's gradients",
            -np.einsum("ki,kij->kj", target, J),
            p - target,
            ulps(8, 1),
            "a mean of rounded entries",
        )
        wrong = np.float32(
            [[gap, *[0] * (n - 1)] for gap in (0.0, 1.0, 88.0, 104.0, 1e4, 3e38)]
        )
        _, slopes = installed_vector("log_softmax", wrong)
        at_most(
            f"n = {n}: a class that is 3e38 behind still has a slope of at least 1/2",
            0.5,
            slopes[:, 1, 1],
            ulps(1, 1),
            "1 - p is rounded once",
        )


@theorem(
    title="Two classes",
    statement=r"""For two inputs, one of them 0, $f(x, 0) = (-\operatorname{softplus}(-x),\; -\operatorname{softplus}(x))$, the logarithms of $\sigma(x)$ and $\sigma(-x)$. The first is $\min(x, 0)$
less a remainder $\log(1 + e^{-\lvert x \rvert})$, which is at most $\log 2 < 0.6932$.""",
)
def two_classes():
    x = sympy.Symbol("x", real=True)
    s = sympy.Symbol("s", positive=True)  # e^-|x|, in (0, 1]
    first, second = f([x, sympy.Integer(0)])
    equal(
        "the first is log of the sigmoid",
        joined(sympy.expand_log(first + sympy.log(1 + sympy.exp(-x)))),
        0,
    )
    equal(
        "the second is the first at -x",
        joined(second),
        joined(-sympy.log(1 + sympy.exp(x))),
    )
    equal(
        "for x = -log s >= 0 the remainder is log(1 + s)",
        f([-sympy.log(s), 0])[0],
        -sympy.log(1 + s),
    )
    equal(
        "for x = log s <= 0 it is too",
        f([sympy.log(s), 0])[0],
        sympy.log(s) - sympy.log(1 + s),
    )
    bound(
        "log(1 + s) on [0, 1], so for every x",
        lambda s: (1 + s).log(),
        0.0,
        1.0,
        "0.6932",
    )
    equal("it rises with s", sympy.diff(sympy.log(1 + s), s), 1 / (1 + s))
    equal("to log 2 at s = 1, which is x = 0", f([0, 0])[0], -sympy.log(2))
    with falls("a smaller bound"):
        bound("log(1 + s)", lambda s: (1 + s).log(), 0.0, 1.0, "0.69")


@tie(two_classes)
def two_classes_in_keras():
    import keras

    x = ROWS[2].ravel()
    y, J = installed_vector("log_softmax", np.stack([x, np.zeros_like(x)], axis=1))
    sides = np.stack(
        [np.float64(keras.activations.log_sigmoid(v)) for v in (x, -x)], axis=1
    )
    check(
        "the values are those of Keras's log_sigmoid, at x and at -x",
        y,
        sides,
        ulps(2, size(x[:, None])),
        "two ways of computing one number, each a few roundings",
    )
    p = 1 / (1 + np.exp(-np.float64(x)))
    check(
        "the gradient in x is 1 - sigmoid(x)",
        J[:, 0, 0],
        1 - p,
        ulps(4, 1),
        "a quotient and a difference",
    )
    at_most(
        "the remainder is at most log 2",
        np.minimum(x, 0) - y[:, 0],
        np.log(2),
        ulps(1, size(x[:, None])[:, 0]),
        "one difference",
    )
