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
from proofs.engine import check, counterexample, equal, falls, maximum, prove


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
)
def simplex():
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
)
def odds():
    for n in SIZES:
        x = symbols("x", n)
        p = f(x)
        for i, j in combinations(range(n), 2):
            equal(
                f"n = {n}: log p{i + 1} - log p{j + 1} = x{i + 1} - x{j + 1}",
                log(p[i]) - log(p[j]),
                x[i] - x[j],
            )
        x = reals("x", n)
        e, (first, second, *_) = [exp(v) for v in x], f(x)
        prove(
            f"n = {n}: p1 <= p2 exactly if e^x1 <= e^x2",
            Implies(positive(e), (first <= second) == (e[0] <= e[1])),
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
        pairs = sum(
            p[i] * p[j] * (v[i] - v[j]) ** 2 for i, j in combinations(range(n), 2)
        )
        equal(
            f"n = {n}: v^T J v is the sum over pairs",
            inner(v, times(spread(p), v)),
            pairs,
        )
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
)
def log_sum_exp():
    for n in SIZES:
        x = symbols("x", n)
        value, p = sympy.log(sum(exp(v) for v in x)), f(x)
        equal(f"n = {n}: the gradient of lse", sympy.diff(value, x[0]), p[0])
        equal(
            f"n = {n}: a mixed second derivative of lse is an entry of the Jacobian",
            sympy.diff(value, x[0], x[1]),
            jacobian(x)[0][1],
        )
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
    statement=r"""Let $H(q) = -\sum_i q_i \log q_i$ and $p = f(x)$. For every $q$ with positive entries that sum to $1$,

$$
\begin{aligned}
H(q) + \textstyle\sum_i q_i x_i &= \operatorname{lse}(x) - \textstyle\sum_i q_i \log \tfrac{q_i}{p_i} \\
&\le \operatorname{lse}(x) ,
\end{aligned}
$$

with equality only for $q = p$. So of all distributions with the mean $\sum_i q_i x_i = \sum_i p_i x_i$, softmax has the largest entropy.""",
)
def maximum_entropy():
    t = sympy.Symbol("t", positive=True)
    equal("t - 1 - log t is 0 at t = 1", (t - 1 - sympy.log(t)).subs(t, 1), 0)
    equal(
        "its slope is (t - 1) / t: down to 1, then up",
        sympy.diff(t - 1 - sympy.log(t), t),
        (t - 1) / t,
    )
    for n in 2, 3:
        x, q = symbols("x", n), sympy.symbols(f"q1:{n + 1}", positive=True)
        p = f(x)
        divergence = sum(b * (sympy.log(b) - log(a)) for a, b in zip(p, q))
        lse = sympy.log(sum(exp(v) for v in x))
        short = {q[-1]: 1 - sum(q[:-1])}  # the sum is 1
        gap = lse - divergence - inner(q, x) + sum(v * sympy.log(v) for v in q)
        equal(f"n = {n}: H(q) + <q, x> = lse(x) - divergence", gap.subs(short), 0)
        p, q, logs = reals("p", n), reals("q", n), reals("log", n)
        below = And(
            *(
                And(u <= a / b - 1, (u == a / b - 1) == (a == b))
                for u, a, b in zip(logs, p, q)
            )
        )
        given = And(probabilities(p), probabilities(q), below)
        prove(
            f"n = {n}: from log t <= t - 1, the divergence is at least 0",
            Implies(given, inner(q, logs) <= 0),
        )
        prove(
            f"n = {n}: and it is 0 only for q = p",
            Implies(And(given, inner(q, logs) == 0), same(p, q)),
        )
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
there is one; $k$ equal largest inputs get $1/k$ each. In between the entropy only rises: $\frac{d}{dT} H(p) = \operatorname{Var}_p(x) / T^3$.""",
)
def temperature():
    def at(*x):
        return f([v / T for v in x])

    hot = [sympy.limit(v, T, oo) for v in at(0, -g, -g - h)]
    cold = [sympy.limit(v, T, 0, "+") for v in at(0, -g, -g - h)]
    tied = [sympy.limit(v, T, 0, "+") for v in at(0, 0, -g)]
    for i in range(3):
        third = sympy.Rational(1, 3)
        equal(f"T to infinity: output {i + 1} tends to 1/3", hot[i], third)
        equal(f"T to 0, one largest input: output {i + 1}", cold[i], [1, 0, 0][i])
        half = sympy.Rational(1, 2)
        equal(
            f"T to 0, two largest inputs: output {i + 1}", tied[i], [half, half, 0][i]
        )
    for n in 2, 3:
        x = symbols("x", n)
        p = at(*x)
        entropy = sum(exp(v / T) for v in x)
        entropy = sympy.log(entropy) - inner(p, x) / T  # by the theorem before
        mean = inner(p, x)
        variance = inner(p, [v**2 for v in x]) - mean**2
        equal(f"n = {n}: the slope of H by T", sympy.diff(entropy, T), variance / T**3)
    with falls("one-hot for two equal largest inputs"):
        equal("the first output", tied[0], 1)


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
)
def lipschitz():
    for n in SIZES:
        p = reals("p", n)
        for_row = [sum(maximum(v, -v) for v in row) for row in spread(p)]
        prove(
            f"n = {n}: a row's absolute values sum to 2 p (1 - p), at most 1/2",
            Implies(
                probabilities(p),
                And(
                    *(
                        And(total == 2 * v * (1 - v), total <= 0.5)
                        for total, v in zip(for_row, p)
                    )
                ),
            ),
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
    J = jacobian([s, s])
    equal(
        "n = 2, equal inputs: the first entry of J (1, -1) is 1/2",
        times(J, [1, -1])[0],
        sympy.Rational(1, 2),
    )
    p, v = reals("p", 3), reals("v", 3)
    prove(
        "n = 3: v^T J v < |v|^2 / 2 for every v that is not 0",
        Implies(
            And(probabilities(p), inner(v, v) > 0),
            2 * inner(v, times(spread(p), v)) < inner(v, v),
        ),
    )
    counterexample(
        "to a row sum of at most 2/5",
        Implies(probabilities(p), 2 * p[0] * (1 - p[0]) <= 0.4),
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
)
def saturation():
    for n in SIZES:
        x, small = reals("x", n), Real("exp(-g)")
        e, p = [exp(v) for v in x], f(x)
        behind = And(positive(e), *(v <= small * e[0] for v in e[1:]))
        prove(
            f"n = {n}: 1 - p1 is the sum of the others, at most (n - 1) e^-g",
            Implies(behind, And(1 - p[0] == sum(p[1:]), 1 - p[0] <= (n - 1) * small)),
        )
        p = reals("p", n)
        for_row = [sum(maximum(v, -v) for v in row) for row in spread(p)]
        prove(
            f"n = {n}: no row's absolute values sum to more than 2 (1 - p1)",
            Implies(probabilities(p), And(*(v <= 2 * (1 - p[0]) for v in for_row))),
        )
    counterexample(
        "to half of that",
        Implies(probabilities(p), And(*(v <= 1 - p[0] for v in for_row))),
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
