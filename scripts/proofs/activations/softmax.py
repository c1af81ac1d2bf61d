"""Theorems on softmax, in the order in which the page proves them."""

from proofs.activations import installed_vector
from proofs.engine import at_most, theorem, tie, ulps, vector_points

# --8<-- [start:setup]
from itertools import combinations

import numpy as np
import sympy
from sympy import oo
from z3 import And, Implies, Real, is_expr

from catalog.activations.softmax import softmax
from proofs.engine import assume, check, counterexample, equal, falls, prove


def exp(v):  # Z3 knows no exponential: there it is a real number of that name
    return Real(f"exp({v})") if is_expr(v) else sympy.exp(v)


def log(v):
    return sympy.expand_log(sympy.log(v))


def f(x):
    total = sum(exp(v) for v in x)
    return [exp(v) / total for v in x]


def jacobian(x):
    return spread(f(x))


def spread(p):  # diag(p) - p p^T
    return [[p[i] * (int(i == j) - p[j]) for j in range(len(p))] for i in range(len(p))]


def inner(u, v):
    return sum(a * b for a, b in zip(u, v))


def times(matrix, v):
    return [inner(row, v) for row in matrix]


def pairs(p, v, sign=-1):  # over i < j, of squares of vi - vj or vi + vj
    return sum(
        p[i] * p[j] * (v[i] + sign * v[j]) ** 2
        for i, j in combinations(range(len(p)), 2)
    )


def symbols(name, n):  # for SymPy
    return sympy.symbols(f"{name}1:{n + 1}", real=True)


def reals(name, n):  # for Z3
    return [Real(f"{name}{i + 1}") for i in range(n)]


def same(u, v):
    return And(*(a == b for a, b in zip(u, v)))


def positive(u):
    return And(*(v > 0 for v in u))


def probabilities(p):  # each above 0, their sum 1
    return And(positive(p), sum(p) == 1)


SIZES = 2, 3, 4
EXP = "e^t is positive and increasing, and e^(s + t) = e^s e^t"
c, s = Real("c"), sympy.Symbol("c", real=True)
T, g, h = sympy.symbols("T g h", positive=True)
# --8<-- [end:setup]


ROWS = {n: vector_points(n) for n in (2, 5)}
SUM = "a gap g is rounded by g / 2^24, p g <= 1/e"


def keras(n, rows=None):
    """Keras's outputs and Jacobians at the rows, in float32."""
    return installed_vector("softmax", ROWS[n] if rows is None else rows)


def exact(n):
    """Softmax of the rows in float64, and its Jacobians."""
    p = softmax(ROWS[n].astype(float))
    return p, np.eye(n) * p[:, :, None] - p[:, :, None] * p[:, None, :]


@theorem(
    title="On the simplex, and blind to shifts",
    statement=r"""For every $x \in \mathbb{R}^n$ the outputs of $f$ are positive and sum to $1$, the largest of them is at least $1/n$, and
$f(x + c\,\mathbf{1}) = f(x)$ for every real $c$.""",
    scope="for n = 2, 3, 4",
)
def simplex():
    assume(EXP)
    for n in SIZES:
        x = reals("x", n)
        p, e = f(x), [exp(v) for v in x]
        prove(
            f"n = {n}: the outputs are positive and sum to 1",
            Implies(positive(e), probabilities(p)),
        )
        first = And(*(e[0] >= v for v in e))
        prove(
            f"n = {n}: if x1 is the largest, its output is at least 1/n",
            Implies(And(positive(e), first), n * p[0] >= 1),
        )
        shifted = [v + c for v in x]
        law = And(exp(c) > 0, *(exp(u) == exp(v) * exp(c) for u, v in zip(shifted, x)))
        prove(
            f"n = {n}: a shift by c changes nothing, since e^(x+c) = e^x e^c",
            Implies(And(positive(e), law), same(f(shifted), p)),
        )
    u, v = reals("x", 2)
    doubled = And(exp(2 * u) == exp(u) ** 2, exp(2 * v) == exp(v) ** 2)
    counterexample(
        "to the same for a factor, f(2 x) = f(x)",
        Implies(
            And(exp(u) > 0, exp(v) > 0, doubled), same(f([2 * u, 2 * v]), f([u, v]))
        ),
    )


@tie(simplex)
def simplex_in_keras():
    for n, rows in ROWS.items():
        value, slope = keras(n)
        check(f"n = {n}: the values", value, exact(n)[0], ulps(4, 1), SUM)
        check(f"n = {n}: they sum to 1", value.sum(axis=1), 1, ulps(4, 1), SUM)
        check(
            f"n = {n}: a column of the Jacobian sums to 0",
            slope.sum(axis=1),
            0,
            ulps(4, 1),
            SUM,
        )
        whole = np.round(rows)  # so that the shift itself is not rounded
        check(
            f"n = {n}: the same at x + 64",
            keras(n, whole + 64)[0],
            keras(n, whole)[0],
            ulps(0, 1),
            "the same differences from the maximum",
        )


@theorem(
    title="Odds, and the order of the classes",
    statement=r"""Let $p = f(x)$. Then $\log p_i - \log p_j = x_i - x_j$ for every pair of classes, whatever the other inputs are. So $p_i \le p_j$ exactly if
$x_i \le x_j$, the largest input has the largest output, and $f(x) = f(y)$ only if $y$ is $x$ shifted by a number.""",
    scope="for n = 2, 3, 4",
)
def odds():
    assume(EXP)
    for n in SIZES:
        x = symbols("x", n)
        p = f(x)
        for i, j in combinations(range(n), 2):
            equal(
                f"n = {n}: log p{i + 1} - log p{j + 1} = x{i + 1} - x{j + 1}",
                log(p[i]) - log(p[j]),
                x[i] - x[j],
            )
        x, y = reals("x", n), reals("y", n)
        e, (first, second, *_) = [exp(v) for v in (*x, *y)], f(x)
        rises = (e[0] <= e[1]) == (x[0] <= x[1])
        prove(
            f"n = {n}: p1 <= p2 exactly if x1 <= x2",
            Implies(And(positive(e), rises), (first <= second) == (x[0] <= x[1])),
        )
        law = True  # e^(xi + y1) and e^(x1 + yi) are products, and equal at equal sums
        for a, b in zip(x[1:], y[1:]):
            one, other = exp(a) * exp(y[0]), exp(x[0]) * exp(b)
            law = And(law, (one == other) == (a + y[0] == x[0] + b))
        prove(
            f"n = {n}: f(x) = f(y) only if all xi - yi are the same",
            Implies(
                And(positive(e), law, same(f(x), f(y))),
                same([a - b for a, b in zip(x, y)], [x[0] - y[0]] * n),
            ),
        )
    x = symbols("x", 2)
    with falls("log p1 alone, too, is without x2"):
        equal("the slope by x2", sympy.diff(log(f(x)[0]), x[1]), 0)


@tie(odds)
def odds_in_keras():
    for n, rows in ROWS.items():
        near = rows[np.ptp(rows, axis=1) < 16].astype(float)  # no output below 1e-8
        value, slope = keras(n, near)
        gap = near[:, :1] - near
        check(
            f"n = {n}: log p1 - log pj = x1 - xj",
            np.log(value[:, :1] / value),
            gap,
            ulps(8, 16),
            "a gap below 16 is rounded once, each p three times",
        )
        at_most(
            f"n = {n}: a smaller x has no larger p",
            np.take_along_axis(value, np.argsort(near, axis=1), 1)[:, :-1],
            np.sort(value)[:, 1:],
            ulps(0, 1),
            "every step is monotone",
        )
        logs = slope / value[:, :, None]  # the slopes of log p
        check(
            f"n = {n}: log p1 - log pj has the slopes 1, -1 and 0",
            logs[:, :1] - logs,
            np.eye(n)[:1] - np.eye(n),
            ulps(8, 1),
            "slopes of log p are at most 1, each rounded three times",
        )


@theorem(
    title="The Jacobian",
    statement=r"""With $p = f(x)$, $\partial f_i / \partial x_j = p_i (\delta_{ij} - p_j)$: the Jacobian is $J = \operatorname{diag}(p) - p\,p^\top$, symmetric. For
every vector $v$

$$
v^\top J\, v = \sum_{i < j} p_i\, p_j\, (v_i - v_j)^2 ,
$$

the variance of a number that is $v_i$ with probability $p_i$. So $J$ is positive semidefinite, $J v = 0$ only for $v$ with equal entries, and the rank of $J$ is
$n - 1$.""",
    scope="for n = 2, 3, 4",
)
def derivative():
    for n in SIZES:
        x, v = symbols("x", n), symbols("v", n)
        p, J = f(x), jacobian(x)
        for i, j in ((0, 0), (0, 1), (1, 0)):
            equal(
                f"n = {n}: the slope of p{i + 1} by x{j + 1}",
                sympy.diff(p[i], x[j]),
                J[i][j],
            )
        p = symbols("p", n - 1)
        p = [*p, 1 - sum(p)]
        form, variance = inner(v, times(spread(p), v)), inner(p, [u**2 for u in v])
        equal(f"n = {n}: v^T J v is the sum over pairs", form, pairs(p, v))
        variance -= inner(p, v) ** 2
        equal(f"n = {n}: and the variance of v", form, variance)
        p, v = reals("p", n), reals("v", n)
        flat = same(times(spread(p), v), [0] * n)
        level = same(v, [v[0]] * n)
        prove(
            f"n = {n}: J v = 0 exactly if all entries of v are equal",
            Implies(probabilities(p), flat == level),
        )
    counterexample(
        "to the rank without positive outputs",
        Implies(And(p[0] == 1, sum(p) == 1), flat == level),
    )


@tie(derivative)
def derivative_in_keras():
    rng = np.random.default_rng(0)
    for n in ROWS:
        value, slope = keras(n)
        check(
            f"n = {n}: the Jacobian is diag(p) - p p^T",
            slope,
            exact(n)[1],
            ulps(4, 1),
            SUM,
        )
        v = rng.choice([-1.0, 1.0], (len(slope), n))
        form = np.einsum("ki,kij,kj->k", v, slope, v)
        mean = (value * v).sum(axis=1)
        check(
            f"n = {n}: v^T J v is the variance, v of -1 and 1",
            form,
            1 - mean**2,
            ulps(4 * n, 1),
            "n^2 entries, most of them far below 1",
        )
        at_most(
            f"n = {n}: no negative eigenvalue",
            0,
            np.linalg.eigvalsh(slope + slope.transpose(0, 2, 1))[:, 0],
            ulps(4, 1),
            SUM,
        )


@theorem(
    title="The gradient of log-sum-exp",
    statement=r"""Let $\operatorname{lse}(x) = \log \sum_j e^{x_j}$. Then $\nabla \operatorname{lse} = f$: softmax is a gradient, its Jacobian is the Hessian of
$\operatorname{lse}$, and $\operatorname{lse}$ is convex. It is a smooth maximum: $\max_i x_i < \operatorname{lse}(x) \le \max_i x_i + \log n$ for $n \ge 2$.""",
    scope="for n = 2, 3, 4",
)
def log_sum_exp():
    assume("e^t is positive and increasing")
    for n in SIZES:
        x = symbols("x", n)
        value, p = sympy.log(sum(exp(v) for v in x)), f(x)
        equal(f"n = {n}: the gradient of lse", sympy.diff(value, x[0]), p[0])
        for j in 0, 1:
            equal(
                f"n = {n}: the second derivative by x1 and x{j + 1} is an entry of J",
                sympy.diff(value, x[0], x[j]),
                jacobian(x)[0][j],
            )
        w, v = sympy.symbols(f"w1:{n + 1}", positive=True), symbols("v", n)  # w = e^x
        form = inner(v, times(spread([u / sum(w) for u in w]), v))
        equal(f"n = {n}: v^T J v is a sum of squares", form, pairs(w, v) / sum(w) ** 2)
        e = [exp(v) for v in reals("x", n)]
        most = And(positive(e), *(e[0] >= v for v in e))
        prove(
            f"n = {n}: if x1 is the largest, e^x1 < e^lse <= n e^x1",
            Implies(most, And(e[0] < sum(e), sum(e) <= n * e[0])),
        )
        equal(
            f"n = {n}: lse = x + log n where all inputs are x",
            value.subs(dict.fromkeys(x, s)),
            s + sympy.log(n),
        )
    with falls("the maximum itself has the same gradient, 1 at the largest"):
        equal("one", p[0], 1)


@tie(log_sum_exp)
def log_sum_exp_in_keras():
    import jax
    from keras import ops

    slope_of_lse = jax.jit(jax.vmap(jax.grad(ops.logsumexp)))
    for n, rows in ROWS.items():
        value, slope = keras(n)
        check(
            f"n = {n}: Keras's gradient of ops.logsumexp is Keras's softmax",
            slope_of_lse(rows),
            value,
            ulps(4, 1),
            SUM,
        )
        check(
            f"n = {n}: the Jacobian is symmetric, as a Hessian must be",
            slope,
            slope.transpose(0, 2, 1),
            ulps(4, 1),
            SUM,
        )


@theorem(
    title="Cross-entropy cancels the saturation",
    statement=r"""Let $y$ be targets with $\sum_i y_i = 1$, and $\ell(x) = -\sum_i y_i \log f(x)_i$. Then $\nabla \ell(x) = f(x) - y$. Without the condition on
$y$ it is $(\sum_i y_i)\, f(x) - y$.""",
    scope="for n = 2, 3, 4",
)
def cross_entropy():
    for n in SIZES:
        x, y = symbols("x", n), symbols("y", n)
        p, J = f(x), jacobian(x)
        loss = -inner(y, [log(v) for v in p])
        for target, name in ((0, "1"), (n - 1, str(n))):
            equal(
                f"n = {n}: the slope by x{name}, any y",
                sympy.diff(loss, x[target]),
                sum(y) * p[target] - y[target],
            )
        q, y = reals("p", n), reals("y", n)
        back = [-inner(row, [b / a for a, b in zip(q, y)]) for row in spread(q)]
        prove(
            f"n = {n}: -J (y / p) = p - y",
            Implies(
                And(probabilities(q), sum(y) == 1),
                same(back, [a - b for a, b in zip(q, y)]),
            ),
        )
        equal(f"n = {n}: the J of the chain rule", J[0][1], -p[0] * p[1])
    counterexample(
        "to p - y without a sum of 1",
        Implies(probabilities(q), same(back, [a - b for a, b in zip(q, y)])),
    )


@tie(cross_entropy)
def cross_entropy_in_keras():
    import jax
    from keras import ops

    for n, rows in ROWS.items():
        y = np.eye(n, dtype="float32")[np.arange(len(rows)) % n]

        def loss(x, y):
            return ops.categorical_crossentropy(y, x, from_logits=True)

        value, slope = keras(n)
        check(
            f"n = {n}: the gradient from logits is p - y",
            jax.vmap(jax.grad(loss))(rows, y),
            value - y,
            ulps(4, 1),
            SUM,
        )
        kept = np.ptp(rows, axis=1) < 16  # no output below 1e-8
        ratio = (y / value)[kept]
        chained = -np.einsum("kij,kj->ki", slope[kept].transpose(0, 2, 1), ratio)
        check(
            f"n = {n}: the chain rule through Keras's Jacobian gives it too",
            chained,
            (value - y)[kept],
            ulps(8, 1),
            "y / p times an entry of order p",
        )


@theorem(
    title="Maximum entropy",
    statement=r"""Let $H(q) = -\sum_i q_i \log q_i$ with $0 \log 0 = 0$, and $p = f(x)$. For every $q$ with entries of at least $0$ that sum to $1$,

$$
\begin{aligned}
H(q) + \textstyle\sum_i q_i x_i &= \operatorname{lse}(x) - \textstyle\sum_{q_i > 0} q_i \log \tfrac{q_i}{p_i} \\
&\le \operatorname{lse}(x) ,
\end{aligned}
$$

with equality only for $q = p$. So of all distributions with the mean $\sum_i q_i x_i = \sum_i p_i x_i$, softmax has the largest entropy.""",
    scope="for n = 2, 3, 4",
)
def maximum_entropy():
    assume("what falls up to t = 1 and rises behind is least at 1 alone")
    t, r = sympy.Symbol("t", positive=True), Real("t")
    equal("t - 1 - log t is 0 at t = 1", (t - 1 - sympy.log(t)).subs(t, 1), 0)
    equal("its slope is (t - 1) / t", sympy.diff(t - 1 - sympy.log(t), t), (t - 1) / t)
    falling = And(((r - 1) / r < 0) == (r < 1), ((r - 1) / r > 0) == (r > 1))
    prove("that is below 0 before 1 and above behind", Implies(r > 0, falling))
    for n in SIZES:
        x = symbols("x", n)
        p, lse = f(x), sympy.log(sum(exp(v) for v in x))
        for m in range(1, n + 1):  # entries that are not 0
            q = sympy.symbols(f"q1:{m}", positive=True)
            q = [*q, 1 - sum(q)]
            divergence = sum(b * (sympy.log(b) - log(a)) for a, b in zip(p, q))
            left = inner(q, x) - sum(v * sympy.log(v) for v in q)
            equal(
                f"n = {n}, q of {m} entries: H(q) + <q, x> = lse(x) - divergence",
                sympy.expand(left + divergence),
                lse,
            )
        p, q, logs = reals("p", n), reals("q", n), reals("log", n)
        below = And(
            *(
                Implies(b > 0, And(u <= a / b - 1, (u == a / b - 1) == (a == b)))
                for u, a, b in zip(logs, p, q)
            )
        )
        least = And(*(v >= 0 for v in q), sum(q) == 1)
        given = And(probabilities(p), least, below)
        prove(
            f"n = {n}: from log t <= t - 1, the divergence is at least 0",
            Implies(given, inner(q, logs) <= 0),
        )
        prove(
            f"n = {n}: and it is 0 only for q = p",
            Implies(And(given, inner(q, logs) == 0), same(p, q)),
        )
    p, q, logs = p[:3], q[:3], logs[:3]
    counterexample(
        "to the second without that 1 is the only tangent point",
        Implies(
            And(
                probabilities(p),
                probabilities(q),
                inner(q, logs) == 0,
                *(u <= a / b - 1 for u, a, b in zip(logs, p, q)),
            ),
            same(p, q),
        ),
    )


@tie(maximum_entropy)
def maximum_entropy_in_keras():
    def entropy(q):
        return -np.sum(q * np.log(np.maximum(q, 1e-300)), axis=1)

    for n, rows in ROWS.items():
        x = rows[np.ptp(rows, axis=1) < 16].astype(float)
        p, slope = keras(n, x)
        most = np.log(np.exp(x).sum(axis=1))
        reached = entropy(p) + (p * x).sum(axis=1)
        size = np.maximum(1, np.abs(x).max(axis=1))
        check(
            f"n = {n}: Keras's softmax reaches lse(x)",
            reached,
            most,
            ulps(4, size),
            "each p is off by a few ulp, times x or log p",
        )
        other = np.roll(p, 1, axis=0)
        at_most(
            f"n = {n}: another distribution does not exceed it",
            entropy(other) + (other * x).sum(axis=1),
            most,
            ulps(4, size),
            "its sum is 1 up to a few ulp, times x",
        )
        still = np.einsum("kij,kj->ki", slope, x - np.log(p))
        check(
            f"n = {n}: moving x moves p where the slope of H + <., x> is 0",
            still,
            0,
            ulps(8, size[:, None]),
            "x - log p has equal entries, up to rounding",
        )


@theorem(
    title="Temperature",
    statement=r"""Let $T > 0$ and $p = f(x / T)$. As $T \to \infty$, $p_i \to 1/n$ for every $i$. As $T \to 0$, $p$ tends to the one-hot vector of the largest input if
there is one; $k$ equal largest inputs get $1/k$ each. In between the entropy rises, unless all inputs are equal: $\frac{d}{dT} H(p) = \operatorname{Var}_p(x) / T^3$.""",
    scope="for n = 2, 3, 4",
)
def temperature():
    def at(*x):
        return f([v / T for v in x])

    for n in SIZES:
        for k in range(1, n + 1):  # largest inputs: 0, by theorem 1
            gaps = sympy.symbols(f"g1:{n - k + 1}", positive=True)
            p = at(*[0] * k, *(-g for g in gaps))
            hot = [sympy.limit(v, T, oo) - sympy.Rational(1, n) for v in p]
            cold = [sympy.limit(v, T, 0, "+") for v in p]
            share = [sympy.Rational(int(i < k), k) for i in range(n)]
            equal(
                f"n = {n}, {k} largest: as T grows each output tends to 1/{n}",
                sum(map(abs, hot)),
                0,
            )
            equal(
                f"n = {n}, {k} largest: as T falls these tend to 1/{k}, the rest to 0",
                sum(abs(u - v) for u, v in zip(cold, share)),
                0,
            )
        x = symbols("x", n)
        p = at(*x)
        entropy = sum(exp(v / T) for v in x)
        entropy = sympy.log(entropy) - inner(p, x) / T  # by the theorem before
        mean = inner(p, x)
        variance = inner(p, [v**2 for v in x]) - mean**2
        equal(f"n = {n}: the slope of H by T", sympy.diff(entropy, T), variance / T**3)
    with falls("one-hot for two equal largest inputs"):
        equal("the first output", sympy.limit(at(0, 0, -g)[0], T, 0, "+"), 1)


@tie(temperature)
def temperature_in_keras():
    for n, rows in ROWS.items():
        hot, slope = keras(n, rows / np.float32(2.0**30))
        check(
            f"n = {n}: T = 2^30 gives 1/n",
            hot,
            1 / n,
            ulps(1, 1),
            "inputs below 2^-24 shift an exponential by one rounding",
        )
        check(
            f"n = {n}: there the Jacobian is I/n - 1/n^2",
            slope,
            np.eye(n) / n - 1 / n**2,
            ulps(1, 1),
            "as above",
        )
        spaced = np.sort(np.round(rows), axis=1)
        single = spaced[spaced[:, -1] > spaced[:, -2]]
        cold, slope = keras(n, single * np.float32(128))
        check(
            f"n = {n}: T = 1/128 and a gap of 1 give a one-hot vector",
            cold,
            np.eye(n)[-1:],
            ulps(0, 1),
            "e^-128 is far below 2^-24",
        )
        check(
            f"n = {n}: there the Jacobian is 0",
            slope,
            0,
            ulps(0, 0),
            "p (1 - p) with p of 0 or 1, up to e^-128, which float32 lacks",
        )


@theorem(
    title="Two classes are a sigmoid",
    statement=r"""With $\sigma(t) = 1 / (1 + e^{-t})$, softmax of two inputs is $f(x)_1 = \sigma(x_1 - x_2)$. For $n$ inputs
$f(x)_i = \sigma\bigl(x_i - \log \sum_{j \ne i} e^{x_j}\bigr)$: a sigmoid of the lead over the log-sum-exp of the others.""",
)
def two_classes():
    def sigmoid(t):
        return 1 / (1 + exp(-t))

    x = symbols("x", 2)
    equal("n = 2: p1 = sigmoid(x1 - x2)", f(x)[0], sigmoid(x[0] - x[1]))
    equal(
        "n = 2: its slope is p1 p2",
        jacobian(x)[0][0],
        sympy.diff(sigmoid(x[0] - x[1]), x[0]),
    )
    rest = sympy.Symbol(
        "R", positive=True
    )  # the other exponentials, any number of them
    equal(
        "any n: e^x / (e^x + R) is the sigmoid of x - log R",
        exp(s) / (exp(s) + rest),
        sigmoid(s - sympy.log(rest)),
    )
    for n in SIZES:
        first, *others = symbols("x", n)
        lead = first - sympy.log(sum(exp(v) for v in others))
        equal(
            f"n = {n}: p1 is the sigmoid of the lead",
            f([first, *others])[0],
            sigmoid(lead),
        )
    with falls("for three classes, the sigmoid of the lead over the second"):
        equal("p1", f([0, 0, 0])[0], sigmoid(0))


@tie(two_classes)
def two_classes_in_keras():
    import jax
    from keras import activations

    rows = ROWS[2]
    value, slope = keras(2)
    lead = rows[:, 0] - rows[:, 1]
    check(
        "Keras's sigmoid of the difference",
        activations.sigmoid(lead),
        value[:, 0],
        ulps(4, 1),
        SUM,
    )
    check(
        "its gradient is an entry of the Jacobian",
        jax.vmap(jax.grad(activations.sigmoid))(lead),
        slope[:, 0, 0],
        ulps(4, 1),
        SUM,
    )


@theorem(
    title="The Lipschitz constant is one half",
    statement=r"""For all $x, y \in \mathbb{R}^n$, $\lVert f(x) - f(y) \rVert_2 \le \tfrac12 \lVert x - y \rVert_2$, and for no $n \ge 2$ will a smaller constant do. The Jacobian's
spectral norm reaches $\tfrac12$ for $n = 2$ at equal inputs; for $n \ge 3$ it stays below.""",
    scope="for n = 2, 3, 4; from J to f by the written proof",
)
def lipschitz():
    for n in SIZES:
        p, v = symbols("p", n - 1), symbols("v", n)
        p = [*p, 1 - sum(p)]
        own = sum((1 - 2 * a) ** 2 * b**2 for a, b in zip(p, v)) / 2
        equal(
            f"n = {n}: |v|^2 / 2 - v^T J v is a sum of squares",
            inner(v, v) / 2 - inner(v, times(spread(p), v)),
            own + pairs(p, v, 1),
        )
        equal(
            f"n = {n}: the Jacobian at equal inputs is such a matrix",
            jacobian([0] * n)[0][1],
            spread([sympy.Rational(1, n)] * n)[0][1],
        )
        along = [1, -1, *[0] * (n - 2)]  # two equal inputs, the others g below
        stretch = inner(along, times(jacobian([0, 0, *[-g] * (n - 2)]), along)) / 2
        equal(
            f"n = {n}: the stretch along (1, -1, 0, ...) tends to 1/2",
            sympy.limit(stretch, g, oo),
            sympy.Rational(1, 2),
        )
        v = reals("v", n)
        still = And(*(a + b == 0 for a, b in combinations(v, 2)))
        if n > 2:
            prove(
                f"n = {n}: these are all 0 for v = 0 alone",
                Implies(still, same(v, [0] * n)),
            )
        else:
            counterexample("to v = 0 for n = 2", Implies(still, same(v, [0, 0])))
    for i, half in enumerate((1, -1)):
        equal(
            f"n = 2, equal inputs: entry {i + 1} of J (1, -1) is {half} / 2",
            times(jacobian([s, s]), [1, -1])[i],
            sympy.Rational(half, 2),
        )
    p, v = reals("p", 2), reals("v", 2)
    counterexample(
        "to a norm of at most 2/5",
        Implies(
            probabilities(p),
            5 * inner(v, times(spread(p), v)) <= 2 * inner(v, v),
        ),
    )


@tie(lipschitz)
def lipschitz_in_keras():
    for n, rows in ROWS.items():
        value, slope = keras(n)
        x = rows.astype(float)
        moved = np.linalg.norm(value - value[::-1], axis=1)
        at_most(
            f"n = {n}: |f(x) - f(y)| <= |x - y| / 2",
            moved,
            np.linalg.norm(x - x[::-1], axis=1) / 2,
            ulps(4, 1),
            SUM,
        )
        at_most(
            f"n = {n}: the Jacobian's spectral norm is at most 1/2",
            np.linalg.norm(slope, 2, axis=(1, 2)),
            0.5,
            ulps(4, 1),
            SUM,
        )
        far = np.where(np.arange(n) < 2, 0.0, -40.0)
        check(
            f"n = {n}: two equal inputs, the rest 40 below, reach it",
            np.linalg.norm(keras(n, far[None])[1][0], 2),
            0.5,
            ulps(1, 1),
            "e^-40 is far below an ulp of 1/2",
        )


@theorem(
    title="A confident softmax passes no gradient",
    statement=r"""Let $x_1$ exceed every other input by at least $g \ge 0$. Then $1 - p_1 \le (n - 1)\, e^{-g}$, and the Jacobian's spectral norm is at most
$2\,(1 - p_1)$.""",
    scope="for n = 2, 3, 4",
)
def saturation():
    assume(EXP)
    for n in SIZES:
        x, small = reals("x", n), Real("exp(-g)")
        e, p = [exp(v) for v in x], f(x)
        behind = And(positive(e), *(v <= small * e[0] for v in e[1:]))
        prove(
            f"n = {n}: 1 - p1 is the sum of the others, at most (n - 1) e^-g",
            Implies(behind, And(1 - p[0] == sum(p[1:]), 1 - p[0] <= (n - 1) * small)),
        )
        p, v = reals("p", n), reals("v", n)
        last = [*p[:-1], 1 - sum(p[:-1])]  # the sum is 1
        norm, left = 2 * (1 - last[0]), inner(v, times(spread(last), v))
        own = sum((norm - 2 * a * (1 - a)) * b**2 for a, b in zip(last, v))
        prove(
            f"n = {n}: 2 (1 - p1) |v|^2 - v^T J v is a sum of squares times factors",
            norm * inner(v, v) - left == own + pairs(last, v, 1),
        )
        factors = [2 * (1 - p[0]) - 2 * a * (1 - a) for a in p]
        prove(
            f"n = {n}: no factor is negative",
            Implies(probabilities(p), And(*(v >= 0 for v in factors))),
        )
    p, v = reals("p", 2), reals("v", 2)
    form = inner(v, times(spread(p), v))
    counterexample(
        "to half of that",
        Implies(probabilities(p), form <= (1 - p[0]) * inner(v, v)),
    )


@tie(saturation)
def saturation_in_keras():
    for n in ROWS:
        gap = np.linspace(0, 40, 401)[:, None]
        rows = np.where(np.arange(n) == 0, gap, 0)
        value, slope = keras(n, rows)
        at_most(
            f"n = {n}: 1 - p1 <= (n - 1) e^-g",
            1 - value[:, :1],
            (n - 1) * np.exp(-np.float32(gap).astype(float)),
            ulps(4, 1),
            SUM,
        )
        at_most(
            f"n = {n}: the norm is at most 2 (1 - p1)",
            np.linalg.norm(slope, 2, axis=(1, 2)),
            2 * (1 - exact_first(rows)),
            ulps(4, 1),
            SUM,
        )
        shut = (n - 1) * np.exp(-gap[:, 0]) < 2.0**-24
        check(
            f"n = {n}: where (n - 1) e^-g < 2^-24, p1 is 1",
            value[shut, 0],
            1,
            ulps(0, 1),
            "the sum of exponentials rounds to 1",
        )
        check(
            f"n = {n}: and p1 does not move with x1",
            slope[shut, 0, 0],
            0,
            ulps(0, 0),
            "p (1 - p) with p = 1",
        )


def exact_first(rows):
    """The first output in float64."""
    return softmax(rows.astype(np.float32).astype(float))[:, 0]
