"""Theorems on linear and on stacks of layers without an activation, in the order in which the
page proves them."""

from proofs.activations import call, installed
from proofs.engine import at_most, points, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from sympy import Matrix, Rational, diff, eye, limit, log, oo, symbols, zeros
from z3 import And, ForAll, Function, Implies, Not, RealSort, Reals

from proofs.engine import check, counterexample, equal, falls, prove, where

a, b, c, d, g, h, w, x, y = Reals("a b c d g h w x y")
rate, least, most = Reals("rate least most")
eta, s, t, u0, v = symbols("eta s t u0 v", positive=True)
L = symbols("L", positive=True)  # how many layers
X, B1, B2, K1, K2, K1t, K2t, Xt, T, W, S = symbols(
    "X b1 b2 K1 K2 K1t K2t Xt T W S", commutative=False
)  # of matrices SymPy knows that a product has an order: what holds, holds at any sizes


def f(x):
    return x


def gradient(x):
    return 1


def relu(x):
    return where(x >= 0, x, 0)


def dense(rows, kernel):  # rows times kernel, then f on each entry: Keras's Dense
    return (rows * kernel).applyfunc(f)


def kernel(name, n, m):
    return Matrix(n, m, symbols(f"{name}:{n * m}", real=True))


def entries(text, left, right):
    """SymPy: two matrices are identical, entry by entry."""
    for i in range(left.rows * left.cols):
        equal(f"{text}, entry {i + 1}", sympy.expand(left[i]), sympy.expand(right[i]))


ROW, SLOPES = kernel("x", 1, 2), kernel("c", 1, 2)  # an input; dloss/dy, for any loss
KERNELS = [kernel(name, 2, 2) for name in ("p", "q", "r")]


def backward():
    """Of three layers of two units the loss's derivatives by the kernels."""
    out = ROW
    for each in KERNELS:
        out = dense(out, each)
    loss = sum(slope * value for slope, value in zip(SLOPES, out))
    return [each.applyfunc(lambda entry: diff(loss, entry)) for each in KERNELS]


def end_to_end():
    """The derivative by the one matrix P Q R, from `gradient`."""
    return ROW.T * SLOPES.applyfunc(lambda slope: slope * gradient(slope))


# --8<-- [end:setup]


N = points()
COPIED = "the number itself is returned"
WHOLE = "whole numbers below 2^24, which float32 adds and multiplies exactly"
FACTORED = "singular values in float64, relative to the largest"


def whole(*shape):
    """Whole numbers from -3 to 3, the same at every run."""
    return np.float32(np.random.default_rng(sum(shape)).integers(-3, 4, shape))


def stack(inputs, kernels, biases=None, activation=None):
    """What Keras's Dense layers with these kernels give, one behind the other."""
    import keras

    out = inputs
    for i, kernel in enumerate(kernels):
        layer = keras.layers.Dense(
            kernel.shape[1],
            activation=activation or call("linear"),
            use_bias=biases is not None,
        )
        layer.build(out.shape)
        weights = [kernel] if biases is None else [kernel, biases[i]]
        out, _ = layer.stateless_call(weights, [], out)
    return out


def without(inputs, kernels, biases=None):
    """The same of layers that are given no activation."""
    import keras

    return stack(inputs, kernels, biases, keras.layers.Dense(1).activation)


def slopes_by(inputs, targets):
    """Keras's gradients of half the squared error, as a function of the kernels."""
    import jax

    def loss(kernels):
        return ((stack(inputs, kernels) - targets) ** 2).sum() / 2

    return jax.jit(jax.grad(loss))


def loss_gradients(kernels, inputs, targets):
    """Their values, as float64."""
    found = slopes_by(inputs, targets)(list(kernels))
    return [np.float64(each) for each in found]


@theorem(
    title="Superposition",
    statement=r"""For all real $a, b, x, y$

$$
\begin{aligned} f(a x + b y) &= a\,f(x) + b\,f(y) , \\ f'(x) &= 1 . \end{aligned}
$$

Among the maps $x \mapsto w\,f(x) + c$, those with $c = 0$ have the first property and no others. $f(f(x)) = f(x)$, and $f$ is the only one-to-one function
with that property.""",
)
def superposition():
    prove("f(a x + b y) = a f(x) + b f(y)", f(a * x + b * y) == a * f(x) + b * f(y))
    prove(
        "every difference quotient is f'(x), which is 1",
        Implies(h != 0, And((f(x + h) - f(x)) / h == gradient(x), gradient(x) == 1)),
    )

    def map_with(c):
        return lambda x: w * f(x) + c

    obeyed = map_with(c)(a * x + b * y) == a * map_with(c)(x) + b * map_with(c)(y)
    prove(
        "w f(x) + c obeys it for all a, b, x, y if and only if c = 0",
        ForAll([a, b, x, y], obeyed) == (c == 0),
    )
    G = Function("g", RealSort(), RealSort())
    twice = G(G(x)) == G(x)
    prove(
        "g(g(x)) = g(x) and g one-to-one, used at g(x) and x, give g = f",
        Implies(And(twice, Implies(twice, G(x) == x)), G(x) == f(x)),
    )
    prove("f(f(x)) = f(x)", f(f(x)) == f(x))
    counterexample("to superposition with a bias", obeyed)
    counterexample("to idempotent alone, for relu", relu(x) == f(x))


@tie(superposition)
def superposition_in_keras():
    value, slope = installed("linear", N)
    check("the values are x, bit by bit", value, N, ulps(0, N), COPIED)
    check("the gradient is 1 everywhere", slope, 1, ulps(0, 1), COPIED)
    again, _ = installed("linear", value)
    check("applied twice", again, N, ulps(0, N), COPIED)
    first, second = whole(1, 999), whole(1, 998)[:, :1] * whole(1, 999)[:, ::-1]
    mixed, _ = installed("linear", 2 * first - 3 * second)
    parts = 2 * installed("linear", first)[0] - 3 * installed("linear", second)[0]
    check("f(2 x - 3 y) = 2 f(x) - 3 f(y)", mixed, parts, ulps(0, 1), WHOLE)


@theorem(
    title="Two layers are one",
    statement=r"""Let two layers have kernels $K_1, K_2$ and biases $b_1, b_2$, of any sizes that fit. For every row vector $x$

$$
\begin{aligned} f\bigl(f(x K_1 &+ b_1)\,K_2 + b_2\bigr) \\ &= x\,(K_1 K_2) + (b_1 K_2 + b_2) . \end{aligned}
$$

With a connection that skips the second layer, $h + f(h K_2)$ behind $h = f(x K_1)$, the map is $x K_1 (I + K_2)$. By induction a stack of any depth is one layer, whose kernel is
the product of the kernels in the order of the layers.""",
    scope="for two layers of any sizes; deeper stacks by induction",
)
def one_map():
    equal(
        "f(f(x K1 + b1) K2 + b2) = x (K1 K2) + (b1 K2 + b2)",
        sympy.expand(f(f(X * K1 + B1) * K2 + B2)),
        X * K1 * K2 + B1 * K2 + B2,
    )
    hidden = f(X * K1)
    equal(
        "with a skip connection it is x K1 (I + K2)",
        sympy.expand(hidden + f(hidden * K2)),
        sympy.expand(X * K1 * (1 + K2)),
    )
    first, second = ((a, b), (c, d)), ((g, h), (w, 1))

    def times(row, m):
        return [f(sum(r * column[i] for r, column in zip(row, m))) for i in (0, 1)]

    counterexample(
        "to the product in the other order, in size 2",
        times(times((x, y), first), second)[0]
        == times(times((x, y), second), first)[0],
    )


@tie(one_map)
def one_map_in_keras():
    import jax

    kernels = [whole(4, 6), whole(6, 5), whole(5, 3)]
    biases = [whole(6), whole(5), whole(3)]
    product = kernels[0] @ kernels[1] @ kernels[2]
    bias = (biases[0] @ kernels[1] + biases[1]) @ kernels[2] + biases[2]
    rows = whole(300, 4)
    out = stack(rows, kernels, biases)
    check("three Dense layers are one", out, rows @ product + bias, ulps(0, 1), WHOLE)
    check(
        "and so they are without an activation",
        without(rows, kernels, biases),
        out,
        ulps(0, 1),
        WHOLE,
    )
    jacobian = jax.jacrev(lambda row: stack(row[None], kernels, biases)[0])
    slopes = jax.jit(jax.vmap(jacobian))(rows[:20])
    check("Keras's Jacobian is the product", slopes, product.T, ulps(0, 1), WHOLE)


@theorem(
    title="The narrowest width bounds the rank",
    statement=r"""Let $r$ be the least number among the widths of a stack without biases, its inputs and outputs counted. Its outputs for any number of inputs form a matrix of
rank at most $r$. Conversely every matrix of rank at most $r$ is a product of two kernels with $r$ units between them.""",
    scope="the bound for r = 1, 2, 3; the rest by the written proof",
)
def rank():
    for r in 1, 2, 3:
        rows = kernel("z", r + 1, r).applyfunc(f)  # r units, r + 1 inputs of the stack
        minor = dense(rows, kernel("k", r, r + 1)).det(method="berkowitz")
        equal(f"width {r}: a minor of order {r + 1} is 0", sympy.expand(minor), 0)
    with falls("width 2: a minor of order 2 is 0"):
        wide = dense(kernel("z", 2, 2), kernel("k", 2, 2))
        equal("minor", sympy.expand(wide.det()), 0)

    def outputs(bend, x):  # one input, two units, two outputs
        hidden = bend(a * x), bend(b * x)
        return [hidden[0] * c + hidden[1] * d, hidden[0] * g + hidden[1] * h]

    def minor_of(bend):
        (p, q), (r, s) = outputs(bend, x), outputs(bend, y)
        return p * s - q * r

    prove("one input, two units, two outputs: the minor is 0", minor_of(f) == 0)
    counterexample("to the same with relu", minor_of(relu) == 0)


@tie(rank)
def rank_in_keras():
    import jax

    kernels = [whole(6, 2), whole(2, 7), whole(7, 5)]
    rows = whole(40, 6)
    out = np.float64(stack(rows, kernels))
    check(
        "through two units: outputs are combinations of the rows of K2 K3",
        out,
        np.float64(rows @ kernels[0]) @ (kernels[1] @ kernels[2]),
        ulps(0, 1),
        WHOLE,
    )
    singular = np.linalg.svd(out, compute_uv=False)
    within = ulps(2, singular[0])
    check("from the third on singular values are 0", singular[2:], 0, within, FACTORED)
    jacobian = jax.jit(jax.jacrev(lambda row: stack(row[None], kernels)[0]))(rows[0])
    singular = np.linalg.svd(np.float64(jacobian), compute_uv=False)
    within = ulps(2, singular[0])
    check("and those of the Jacobian", singular[2:], 0, within, FACTORED)


@theorem(
    title="One Jacobian, and no XOR",
    statement=r"""The Jacobian of a stack is the same matrix at every input, the product of its kernels. Hence for one output $y$ of any stack

$$
y(0, 0) + y(1, 1) = y(0, 1) + y(1, 0) ,
$$

and no threshold on $y$ tells $\{(0, 1), (1, 0)\}$ from $\{(0, 0), (1, 1)\}$.""",
    scope="for two hidden units; other stacks by theorem 2",
)
def xor():
    p, q, o, k, l, m = Reals("p q o k l m")

    def net(bend, x, y):
        return bend(k * bend(a * x + b * y + p) + l * bend(c * x + d * y + q) + o)

    def slope(first, second):
        return gradient(o) * (k * gradient(p) * first + l * gradient(q) * second)

    prove(
        "a step of an input moves y by h times the same slope everywhere",
        And(
            net(f, x + h, y) - net(f, x, y) == h * slope(a, c),
            net(f, x, y + h) - net(f, x, y) == h * slope(b, d),
        ),
    )

    def corners(bend):
        return net(bend, 0, 0) + net(bend, 1, 1) == net(bend, 0, 1) + net(bend, 1, 0)

    prove("y(0,0) + y(1,1) = y(0,1) + y(1,0)", corners(f))
    prove(
        "so no threshold m has two corners above it, and two at it or below",
        Implies(x + y == g + h, Not(And(x <= m, y <= m, g > m, h > m))),
    )
    counterexample("to the sum with relu in place of f", corners(relu))


@tie(xor)
def xor_in_keras():
    import jax

    corners = np.float32([[0, 0], [1, 1], [0, 1], [1, 0]])
    for depth in 1, 2, 6:
        kernels = [whole(2, 4), *[whole(4, 4) for _ in range(depth - 1)], whole(4, 1)]
        out = np.ravel(stack(corners, kernels))
        at = [out[0] + out[1], out[2] + out[3]]
        check(f"{depth} hidden layers", at[0], at[1], ulps(0, 1), WHOLE)
        slope = jax.grad(lambda row: stack(row[None], kernels)[0, 0])
        slopes = jax.jit(jax.vmap(slope))(corners)
        check("one gradient at all corners", slopes, slopes[:1], ulps(0, 1), WHOLE)


@theorem(
    title="The gradient of a deep linear net",
    statement=r"""Let $W = K_1 \cdots K_L$, and let $G$ be the gradient of a differentiable loss by $W$. The gradient by the kernel $K_i$ is

$$
\nabla_i = (K_1 \cdots K_{i-1})^{\mathsf T}\, G\, (K_{i+1} \cdots K_L)^{\mathsf T} ,
$$

an empty product being the identity. For $L \ge 2$, if all kernels are $0$, all gradients are $0$.""",
    scope="for three layers of two units; other sizes by the written proof",
)
def deep_gradient():
    slopes, G = backward(), end_to_end()
    p, q, r = KERNELS
    entries("by K1 it is G (K2 K3)^T", slopes[0], G * (q * r).T)
    entries("by K2 it is K1^T G K3^T", slopes[1], p.T * G * r.T)
    entries("by K3 it is (K1 K2)^T G", slopes[2], (p * q).T * G)
    start = {entry: 0 for each in KERNELS for entry in each}
    for i, each in enumerate(slopes):
        entries(
            f"all kernels 0: the gradient by K{i + 1} is 0", each.subs(start), zeros(2)
        )
    with falls("one layer alone has the gradient 0 there too"):
        equal("G is 0", G[0], 0)


@tie(deep_gradient)
def deep_gradient_in_keras():
    kernels = [whole(4, 3), whole(3, 5), whole(5, 2)]
    rows, targets = whole(7, 4), whole(7, 2)
    p, q, r = map(np.float64, kernels)
    G = rows.T @ (rows @ p @ q @ r - targets)
    wanted = G @ (q @ r).T, p.T @ G @ r.T, (p @ q).T @ G
    found = loss_gradients(kernels, rows, targets)
    for i, (got, want) in enumerate(zip(found, wanted)):
        check(f"Keras's gradient by K{i + 1}", got, want, ulps(0, 1), WHOLE)
    nothing = loss_gradients([0 * each for each in kernels], rows, targets)
    for got in nothing:
        check("from zeros it is 0", got, 0, ulps(0, 1), WHOLE)


@theorem(
    title="The balance",
    statement=r"""For neighbouring kernels of a stack let $D_i = K_i^{\mathsf T} K_i - K_{i+1} K_{i+1}^{\mathsf T}$. For every differentiable loss $K_i^{\mathsf T} \nabla_i =
\nabla_{i+1} K_{i+1}^{\mathsf T}$. So $D_i$ is constant under gradient flow, $\dot K_i = -\nabla_i$. A step of gradient descent with the rate $\eta$ changes it by exactly

$$
\eta^2 \bigl(\nabla_i^{\mathsf T} \nabla_i - \nabla_{i+1} \nabla_{i+1}^{\mathsf T}\bigr) .
$$""",
    scope="for three layers of two units; other sizes by the written proof",
)
def balance():
    slopes = backward()
    G = end_to_end()
    entries("K3's gradient is (K1 K2)^T G", slopes[2], (KERNELS[0] * KERNELS[1]).T * G)

    def difference(i, kernels):
        return kernels[i].T * kernels[i] - kernels[i + 1] * kernels[i + 1].T

    after = [each - eta * slope for each, slope in zip(KERNELS, slopes)]
    for i in 0, 1:
        names = f"K{i + 1}", f"K{i + 2}"
        crossed = KERNELS[i].T * slopes[i]
        entries(
            f"{names[0]}^T grad{i + 1} = grad{i + 2} {names[1]}^T",
            crossed,
            slopes[i + 1] * KERNELS[i + 1].T,
        )
        moved = difference(i, after) - difference(i, KERNELS)
        left = slopes[i].T * slopes[i] - slopes[i + 1] * slopes[i + 1].T
        entries(f"one step changes D{i + 1} in eta^2 alone", moved, eta**2 * left)
    with falls("a step of gradient descent leaves D1 as it is"):
        equal("D1", sympy.expand((difference(0, after) - difference(0, KERNELS))[0]), 0)


@tie(balance)
def balance_in_keras():
    kernels = [whole(4, 3), whole(3, 5), whole(5, 2)]
    rows, targets = whole(7, 4), whole(7, 2)
    slopes = loss_gradients(kernels, rows, targets)
    total = np.float64(rows @ kernels[0] @ kernels[1] @ kernels[2])
    G = rows.T @ (total - targets)
    check("G (K2 K3)^T", slopes[0], G @ (kernels[1] @ kernels[2]).T, ulps(0, 1), WHOLE)
    step = 2.0**-10
    before = [np.float64(each) for each in kernels]
    after = [each - step * slope for each, slope in zip(before, slopes)]
    for i in 0, 1:
        check(
            f"K{i + 1}^T grad = grad K{i + 2}^T",
            before[i].T @ slopes[i],
            slopes[i + 1] @ before[i + 1].T,
            ulps(0, 1),
            WHOLE,
        )
        moved = [
            each[i].T @ each[i] - each[i + 1] @ each[i + 1].T
            for each in (before, after)
        ]
        left = slopes[i].T @ slopes[i] - slopes[i + 1] @ slopes[i + 1].T
        check(
            f"one step changes D{i + 1} by eta^2 times the rest",
            moved[1] - moved[0],
            step**2 * left,
            ulps(1, np.abs(moved[1]).max()),
            "the step in float64, from Keras's gradients",
        )


@theorem(
    title="One matrix reaches the normal equations",
    statement=r"""Let the loss be $\tfrac12 \lVert f(X W) - T \rVert^2$, $H = X^{\mathsf T} X$ with the largest eigenvalue $\lambda > 0$, and $S$ any solution of the normal equations
$H S = X^{\mathsf T} T$. After $k$ steps of gradient descent with the rate $\eta$

$$
W_k - S = (I - \eta H)^k\, (W_0 - S) .
$$

If $0 < \eta < 2 / \lambda$, then $W_k$ converges to the solution that is nearest to $W_0$: from $W_0 = 0$ to the one of least norm, and to the only one where the columns of $X$ are independent. If
$\eta > 2 / \lambda$, the error along an eigenvector of $\lambda$ grows by the factor $\eta \lambda - 1 > 1$ a step.""",
    scope="the step and its factors; the limit by the written proof",
)
def one_matrix():
    def step(W):  # gradient is that of f at X W
        return W - eta * Xt * (gradient(W) * (f(X * W) - T))

    equal(
        "a step from S moves it by -eta (X^T X S - X^T T), which is 0",
        sympy.expand(step(S) - S),
        sympy.expand(-eta * (Xt * X * S - Xt * T)),
    )
    equal(
        "a step multiplies the distance of two starts by I - eta H",
        sympy.expand(step(W) - step(S)),
        sympy.expand((1 - eta * Xt * X) * (W - S)),
    )
    slow = And(0 < rate, rate * most < 2)
    prove(
        "0 < eta < 2/lambda: for eigenvalues in (0, lambda] its size is below 1",
        Implies(
            And(slow, 0 < least, least <= most),
            And(-1 < 1 - rate * least, 1 - rate * least < 1),
        ),
    )
    prove(
        "eta > 2/lambda: at lambda it is below -1, of size eta lambda - 1",
        Implies(rate * most > 2, And(1 - rate * most < -1, rate * most - 1 > 1)),
    )
    equal(
        "powers of 1/(1 + v), a size below 1, go to 0", limit((1 + v) ** -t, t, oo), 0
    )
    counterexample(
        "without the bound on the rate",
        Implies(And(0 < rate, 0 < most), -1 < 1 - rate * most),
    )


@tie(one_matrix)
def one_matrix_in_keras():
    def descend(rows, targets, start, rate, steps):
        slopes = slopes_by(rows, targets)
        for _ in range(steps):
            start = start - rate * np.float32(slopes([start])[0])
        return np.float64(start)

    rows = np.float32([[1, 0, 1], [0, 2, 2], [1, 1, 2], [1, -1, 0]])  # rank 2
    targets = whole(4, 2)
    top = np.linalg.eigvalsh(rows.T @ rows)[-1]
    start = whole(3, 2)
    for name, first in (("0", 0 * start), ("another start", start)):
        nearest = first + np.linalg.pinv(np.float64(rows)) @ (targets - rows @ first)
        check(
            f"from {name}: the nearest solution",
            descend(rows, targets, first, np.float32(1.8 / top), 200),
            nearest,
            ulps(16, 4),
            "200 steps, each rounded",
        )
    first = descend(rows, targets, start, np.float32(0.25), 1)
    check(
        "one step is W - X^T (X W - T) / 4",
        first,
        start - rows.T @ (rows @ start - targets) / 4,
        ulps(0, 1),
        WHOLE,
    )
    with falls("eta = 2.1 / lambda"):
        far = descend(rows, targets, start, np.float32(2.1 / top), 200)
        check("the nearest solution", far, nearest, ulps(16, 4), "as above")


@theorem(
    title="Two factors reach the same number, or 0",
    statement=r"""Let two layers of one unit fit the number $s = g^2 > 0$ at the input $1$: the loss is $\tfrac12 (w_1 w_2 - s)^2$. Let $0 < \eta \le 1 / (2 s)$.

- From $w_1 = w_2 = w$ with $0 < w < g$ the two stay equal, rise at every step and stay below $g$; the product converges to $s$.
- From $w_1 = w_2 = 0$ they never move.
- From $w_1 = -w_2 = w$ with $0 < w < g$ they stay opposite and shrink at every step; the product converges to $0$.""",
    scope="each step; the limits by the written proof",
)
def two_factors():
    def step(w1, w2):
        out = f(f(w1) * w2)
        error = (out - g * g) * gradient(out)
        return w1 - rate * error * w2 * gradient(w1), w2 - rate * error * f(w1)

    allowed = And(g > 0, rate > 0, 2 * rate * g * g <= 1)
    first, second = step(w, w)
    prove("equal factors stay equal", first == second)
    prove(
        "g - w' = (g - w) (1 - eta w (g + w))",
        g - first == (g - w) * (1 - rate * w * (g + w)),
    )
    prove(
        "0 < w < g: w < w' < g",
        Implies(And(allowed, 0 < w, w < g), And(w < first, first < g)),
    )
    prove("0, 0 stays", And(*(each == 0 for each in step(0 * w, 0 * w))))
    first, second = step(w, -w)
    prove("opposite factors stay opposite", first == -second)
    prove(
        "0 < w < g: 0 < w' < w",
        Implies(And(allowed, 0 < w, w < g), And(0 < first, first < w)),
    )
    first, _ = step(w, w)
    counterexample(
        "to w' < g without the bound on the rate",
        Implies(And(g > 0, rate > 0, 0 < w, w < g), first < g),
    )


@tie(two_factors)
def two_factors_in_keras():
    one = np.ones((1, 1), "float32")

    def descend(first, second, steps):
        pair = [np.full((1, 1), each, "float32") for each in (first, second)]
        seen = [np.ravel(pair)]
        slopes = slopes_by(one, 4 * one)  # s = 4, g = 2
        for _ in range(steps):
            moves = [np.float32(slope) / 8 for slope in slopes(pair)]  # eta = 1/8
            pair = [each - move for each, move in zip(pair, moves)]
            seen.append(np.ravel(pair))
        return np.float64(seen)

    equal_pair = descend(0.01, 0.01, 100)
    check("equal factors stay equal", *equal_pair.T, ulps(0, 1), "the same operations")
    at_most("they never fall", equal_pair[:-1], equal_pair[1:], ulps(2, 2), "rounded")
    at_most("they stay below g = 2", equal_pair, 2, ulps(2, 2), "rounded")
    check("the product reaches s = 4", equal_pair[-1].prod(), 4, ulps(4, 4), "rounded")
    check("from 0 they never move", descend(0, 0, 20), 0, ulps(0, 1), "all terms are 0")
    opposite = descend(1, -1, 60)
    check("opposite factors stay so", opposite.sum(axis=1), 0, ulps(0, 1), "the same")
    at_most("they shrink", opposite[1:, 0], opposite[:-1, 0], ulps(0, 1), "the same")
    check("the product goes to 0", opposite[-1].prod(), 0, ulps(0.01, 1), "60 steps")


@theorem(
    title="Learning curves",
    statement=r"""Let $L$ layers of one unit fit the number $s > 0$ by gradient flow from equal factors, with the product $u$, $0 < u(0) = u_0 < s$. Then

$$
\begin{aligned}
\dot u &= L\,u^{2 - 2/L}\,(s - u) , \\
L = 1: \quad u(t) &= s - (s - u_0)\,e^{-t} , \\
L = 2: \quad u(t) &= \frac{s}{1 + (s / u_0 - 1)\,e^{-2 s t}} .
\end{aligned}
$$

For $u_0 < s / 2$ half of $s$ is reached at $t_1 = \ln (2 - 2 u_0 / s)$ and at $t_2 = \ln (s / u_0 - 1) / (2 s)$. As $u_0 \to 0$, $t_1 \to \ln 2$ whatever $s$ is, while $t_2$ for $s$ is to $t_2$ for $c\,s$ as
$c$ to $1$.""",
)
def curves():
    factor = symbols("w", positive=True)
    product = factor**L  # each factor moves by (s - u) times the product of the others
    speed = (s - f(product)) * gradient(product) * factor ** (L - 1)
    equal(
        "du/dt = L u^(2 - 2/L) (s - u)",
        diff(product, factor) * speed,
        L * product ** (2 - 2 / L) * (s - product),
    )
    one = s - (s - u0) * sympy.exp(-t)
    two = s / (1 + (s / u0 - 1) * sympy.exp(-2 * s * t))
    for count, curve in (1, one), (2, two):
        equal(f"L = {count}: u(0) = u0", curve.subs(t, 0), u0)
        equal(
            f"L = {count}: the curve solves the equation",
            diff(curve, t),
            count * curve ** (2 - Rational(2, count)) * (s - curve),
        )
        equal(f"L = {count}: u -> s", limit(curve.subs(u0, s / (1 + v)), t, oo), s)
    halves = log(2 - 2 * u0 / s), log(s / u0 - 1) / (2 * s)
    for count, curve, half in (1, one, halves[0]), (2, two, halves[1]):
        equal(f"L = {count}: half of s at that time", curve.subs(t, half), s / 2)
    equal("u0 -> 0: t1 -> ln 2", limit(halves[0], u0, 0), log(2))
    equal(
        "u0 -> 0: t2 of s is to t2 of v s as v to 1",
        limit(halves[1] / halves[1].subs(s, v * s), u0, 0),
        v,
    )
    with falls("two layers, too, take the same time for every s"):
        at_2, at_1 = (halves[1].subs({s: n, u0: Rational(1, 4)}) for n in (2, 1))
        equal("t2", at_2, at_1)


@tie(curves)
def curves_in_keras():
    one = np.ones((1, 1), "float32")
    times = np.linspace(0, 4, 60)
    for target in 1.0, 3.0:
        single = target - (target - 0.01) * np.exp(-times)
        double = target / (1 + (target / 0.01 - 1) * np.exp(-2 * target * times))
        for count, u in (1, single), (2, double):
            factors = np.float32(u ** (1 / count))
            slopes = slopes_by(one, np.float32(target) * one)
            got = [np.ravel(slopes([factor * one] * count)) for factor in factors]
            speed = (target - u) * u ** (1 - 1 / count)  # of each factor
            check(
                f"s = {target:g}, L = {count}: Keras's gradients are the curve's slope",
                -np.float64(got),
                speed[:, None],
                ulps(8, target * np.maximum(1, target)),
                "factors, products and differences are rounded",
            )


@theorem(
    title="Orthogonal kernels keep every length",
    statement=r"""If $K_i K_i^{\mathsf T} = I$ for every kernel of a stack without biases, then $\lVert y \rVert = \lVert x \rVert$ for every input $x$, at every depth. If the kernels are square, the
gradient that comes back to $x$ is as long as the one that arrived at $y$.""",
    scope="for two layers of any sizes; deeper stacks by induction",
)
def orthogonal():
    out = f(f(X * K1) * K2)
    length = sympy.expand(out * K2t * K1t * Xt).subs(K2 * K2t, 1).subs(K1 * K1t, 1)
    equal("y (K1 K2)^T x^T is x x^T, where K K^T = I", length, X * Xt)
    back = sympy.expand(T * gradient(X) * K2t * K1t)  # c (K1 K2)^T
    square = (back * K1 * K2).subs(K1t * K1, 1).subs(K2t * K2, 1)
    equal("what comes back, c (K1 K2)^T, has c K2^T K1^T K1 K2 = c", square, T)
    with falls("a kernel that doubles one axis keeps lengths"):
        rows = dense(kernel("x", 1, 2), eye(2) + Matrix([[1, 0], [0, 0]]))
        equal("length", rows.dot(rows), kernel("x", 1, 2).dot(kernel("x", 1, 2)))


@tie(orthogonal)
def orthogonal_in_keras():
    import jax
    import keras

    def drawn(initializer):
        return [np.array(initializer(seed=i)((32, 32))) for i in range(50)]

    rows = np.float32(np.random.default_rng(0).standard_normal((20, 32)))
    lengths = np.linalg.norm(np.float64(rows), axis=1)

    def after(kernels):
        out, pull = jax.vjp(lambda rows: stack(rows, kernels), rows)
        back = pull(rows)[0]  # of this length arrives at y
        return [np.linalg.norm(np.float64(each), axis=1) for each in (out, back)]

    name, reason = "50 layers from Orthogonal", "50 layers of 32 terms, each rounded"
    for way, got in zip(
        ("lengths", "gradients"), after(drawn(keras.initializers.Orthogonal))
    ):
        check(f"{name}: {way}", got, lengths, ulps(16, lengths), reason)
    with falls("Keras's default kernels keep lengths, to a tenth"):
        got, _ = after(drawn(keras.initializers.GlorotUniform))
        check("lengths", got, lengths, ulps(0.1 * 2**23, lengths), reason)
