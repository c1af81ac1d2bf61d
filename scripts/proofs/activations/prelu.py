"""Theorems on PReLU, in the order in which the page proves them."""

from catalog.activations.prelu import FUNCTION
from proofs.activations import installed
from proofs.engine import at_most, points, theorem, tie, ulps

# --8<-- [start:setup]
import numpy as np
import sympy
from z3 import Abs, And, ForAll, Function, Implies, Or, Reals, RealSort

from proofs.engine import (
    check,
    counterexample,
    equal,
    maximum,
    minimum,
    prove,
    where,
)

# a and b are two values of alpha, u and v incoming gradients, L and R losses
a, b, d, g, h, L, p, q, R, S, t, u, v, x, y = Reals("a b d g h L p q R S t u v x y")
z, k = sympy.symbols("z alpha", real=True)  # k: alpha, for SymPy
s = sympy.Symbol("s", positive=True)


def f(x, a):  # the definition
    return where(x >= 0, x, a * x)


def gradient(x, a):  # with respect to x; at 0 Keras's number
    return where(x > 0, 1, where(x < 0, a, 0))


def relu(x):
    return maximum(x, 0)


def mean(value):  # its expectation for z ~ N(0, s^2)
    normal = sympy.exp(-(z**2) / (2 * s**2)) / (s * sympy.sqrt(2 * sympy.pi))
    return sympy.integrate(value * normal, (z, -sympy.oo, sympy.oo))


# --8<-- [end:setup]


X = points()
A = np.float32(FUNCTION.parameters[0].sweep)[:, None].astype(
    float
)  # as Keras rounds it
# One rounding to float32 moves a number by at most 2^-24 of its size, less than an ulp.


# --8<-- [start:batch]
def pulled_back(inputs, alpha, incoming, shared_axes=None):
    """Outputs of Keras's layer in float32, and what it sends back to inputs and
    alpha."""
    import jax
    import keras

    layer = keras.layers.PReLU(shared_axes=shared_axes)
    layer.build(inputs.shape)

    def call(inputs, weight):
        return layer.stateless_call([weight], [], inputs)[0]

    weight = np.broadcast_to(np.float32(alpha), layer.alpha.shape)
    outputs, pull = jax.vjp(call, np.float32(inputs), weight)
    return [np.float64(each) for each in (outputs, *pull(np.float32(incoming)))]


def batch(shape):
    """Inputs and incoming gradients, in eighths: float32 adds them without rounding."""
    rng = np.random.default_rng(0)
    return rng.integers(-16, 17, shape) / 8, rng.integers(-8, 9, shape) / 8


# --8<-- [end:batch]


@theorem(
    title="Two ReLUs",
    statement=r"""Let $\alpha = \texttt{alpha}$, any real number. For all real $x$,

$$
\begin{aligned} f(x) &= \operatorname{relu}(x) - \alpha \operatorname{relu}(-x) \\ &= \max(0, x) + \alpha \min(0, x) . \end{aligned}
$$

The first form is the one that Keras computes, the second that of He et al.; wherever $x \ne 0$ its slope is $1$ or $\alpha$, by the sign of $x$.""",
)
def two_relus():
    keras_form = relu(x) - a * relu(-x)
    prove("relu(x) - a relu(-x) = f(x)", keras_form == f(x, a))
    prove(
        "max(0, x) + a min(0, x) = f(x)", maximum(0, x) + a * minimum(0, x) == f(x, a)
    )
    prove(
        "slope of the first form: 1 for x > 0, a for x < 0",
        Implies(
            And(h != 0, Abs(h) < Abs(x)),
            (relu(x + h) - a * relu(-x - h) - keras_form) / h == gradient(x, a),
        ),
    )
    counterexample(
        "to the form with the sign turned, relu(x) + a relu(-x)",
        relu(x) + a * relu(-x) == f(x, a),
    )


@tie(two_relus)
def two_relus_in_keras():
    value, slope = installed("PReLU", X, A)
    positive, on = installed("relu", X)
    negative, off = installed("relu", -X)
    form = positive - A * negative
    check(
        "the layer is relu(x) - alpha relu(-x)",
        value,
        form,
        ulps(1, form),
        "alpha x is rounded once, and 0 is added to it",
    )
    check(
        "so is its gradient, relu's own at x and at -x taken",
        slope,
        on + A * off,
        ulps(0, A),
        "one of the two terms is 0",
    )


@theorem(
    title="The gradient at 0",
    statement=r"""Let $\alpha = \texttt{alpha}$. With the convention $\operatorname{relu}'(0) = 0$ the chain rule gives the two-ReLU form the
gradient $0$ at $x = 0$, whatever $\alpha$ is. The one-sided derivatives there are $\alpha$ and $1$; the number $0$ is a subgradient,
$f(x) \ge 0$ for all $x$, if and only if $\alpha \le 0$. For $\alpha = 1$ the function has at $0$ the derivative $1$, which is not what the chain rule gives.""",
)
def gradient_at_zero():
    left, right = f(-h, a) / -h, f(h, a) / h
    prove(
        "one-sided quotients at 0: a on the left, 1 on the right",
        Implies(h > 0, And(left == a, right == 1)),
    )
    prove(
        "what the chain rule gives at 0: relu'(0) + a relu'(0) = 0",
        Implies(And(d == 0, x == 0), d + a * d == gradient(x, a)),
    )
    slack = ForAll([x], f(x, a) >= 0 * x)  # 0 is a subgradient at 0
    prove("0 is a subgradient at 0 if and only if a <= 0", slack == (a <= 0))
    prove(
        "a = 1: the quotient at 0 is 1 from both sides, the number above is 0",
        Implies(
            And(a == 1, h != 0, x == 0), And(f(h, a) / h == 1, gradient(x, a) == 0)
        ),
    )
    counterexample("to the subgradient 0 without a <= 0", f(x, a) >= 0 * x)


@tie(gradient_at_zero)
def gradient_at_zero_in_keras():
    tiny = np.array([-(2.0**-100), 0, 2.0**-100])
    value, slope = installed("PReLU", tiny, A)
    check(
        "next to 0 the gradients are alpha and 1, at 0 itself it is 0",
        slope,
        np.hstack([A, 0 * A, 0 * A + 1]),
        ulps(0, A),
        "nothing is computed",
    )
    identity, _ = installed("PReLU", X, [1])
    check(
        "alpha = 1 is the identity all the same",
        identity,
        X,
        ulps(0, X),
        "1 x is exact",
    )
    zero = value[:, 1]
    check("f(0) = 0", zero, 0, ulps(0, 0), "0 is exact")


@theorem(
    title="A frozen PReLU is leaky_relu, and its slope can be read off",
    statement=r"""For every real $\alpha$, PReLU with $\texttt{alpha} = \alpha$ has the values of leaky_relu with $\texttt{negative\_slope} = \alpha$.
Two slopes $\alpha \ne \beta$ give different outputs at every $x < 0$ and equal ones at every $x \ge 0$: a single negative input determines the slope, $\alpha = f(x)/x$, and
no number of others does.""",
)
def fixed_slope():
    leaky = where(x >= 0, x, a * x)
    prove("f(x, a) = leaky_relu(x, negative_slope=a)", f(x, a) == leaky)
    prove(
        "f(x, a) = f(x, b) if and only if x >= 0 or a = b",
        (f(x, a) == f(x, b)) == Or(x >= 0, a == b),
    )
    prove("x < 0: the slope is f(x) / x", Implies(x < 0, f(x, a) / x == a))
    counterexample(
        "to reading the slope off without x < 0", Implies(f(x, a) == f(x, b), a == b)
    )


@tie(fixed_slope)
def fixed_slope_in_keras():
    value, slope = installed("PReLU", X, A)
    leaky, leaky_slope = installed("leaky_relu", X, A)
    check(
        "the layer's values are the function's",
        value,
        leaky,
        ulps(0, leaky),
        "both round alpha x alike",
    )
    off = X != 0
    check(
        "and its gradients, 0 left out",
        slope[:, off],
        leaky_slope[:, off],
        ulps(0, A),
        "both are copied",
    )
    check(
        "at 0 they are 0 and 1",
        leaky_slope[:, ~off] - slope[:, ~off],
        1,
        ulps(0, 1),
        "both are copied",
    )
    negative = X < 0
    check(
        "f(x) / x is alpha for x < 0",
        value[:, negative] / X[negative],
        np.broadcast_to(A, (len(A), negative.sum())),
        ulps(1, A),
        "alpha x is rounded once",
    )


@theorem(
    title="Between the identity and the absolute value",
    statement=r"""For all real $x$ and $\alpha = \texttt{alpha}$,

$$
f(x) = \frac{1 + \alpha}{2}\, x + \frac{1 - \alpha}{2}\, \lvert x \rvert ,
$$

and no other coefficients of $x$ and $\lvert x \rvert$ will do. So $f$ is odd only as the identity ($\alpha = 1$), even only as the
absolute value ($\alpha = -1$), and ReLU ($\alpha = 0$) is their mean.""",
)
def odd_and_even():
    prove(
        "f(x) = (1 + a)/2 x + (1 - a)/2 |x|",
        f(x, a) == (1 + a) / 2 * x + (1 - a) / 2 * Abs(x),
    )
    mixed = ForAll([x], f(x, a) == p * x + q * Abs(x))
    prove("only with these coefficients", mixed == And(2 * p == 1 + a, 2 * q == 1 - a))
    prove(
        "odd if and only if a = 1, and then f(x) = x",
        And(ForAll([x], f(-x, a) == -f(x, a)) == (a == 1), f(x, 1) == x),
    )
    prove(
        "even if and only if a = -1, and then f(x) = |x|",
        And(ForAll([x], f(-x, a) == f(x, a)) == (a == -1), f(x, -1) == Abs(x)),
    )
    prove("a = 0: the mean of the two", f(x, 0) == (f(x, 1) + f(x, -1)) / 2)
    counterexample("to oddness without a = 1", f(-x, a) == -f(x, a))
    counterexample("to evenness without a = -1", f(-x, a) == f(x, a))


@tie(odd_and_even)
def odd_and_even_in_keras():
    value, slope = installed("PReLU", X, A)
    mirrored, mirrored_slope = installed("PReLU", -X, A)
    check(
        "odd part (1 + alpha)/2 x",
        (value - mirrored) / 2,
        (1 + A) / 2 * X,
        ulps(1, np.maximum(1, np.abs(A)) * X),
        "alpha x is rounded once",
    )
    check(
        "even part (1 - alpha)/2 |x|",
        (value + mirrored) / 2,
        (1 - A) / 2 * np.abs(X),
        ulps(1, np.maximum(1, np.abs(A)) * X),
        "alpha x is rounded once",
    )
    for alpha, whole in (1, X), (-1, np.abs(X)):
        got, _ = installed("PReLU", X, [alpha])
        check(f"alpha = {alpha:+}", got, whole, ulps(0, X), "nothing is rounded")
    off = X != 0
    check(
        "gradients at x and -x add to 1 + alpha",
        (slope + mirrored_slope)[:, off],
        np.broadcast_to(1 + A, (len(A), off.sum())),
        ulps(0, A),
        "both are copied",
    )


@theorem(
    title="The max form, and what training may do to it",
    statement=r"""$f(x) = \max(x, \alpha x)$ for all real $x$ if and only if $\alpha \le 1$. Of several slopes
$\alpha_1, \dots, \alpha_n \le 1$ the largest gives the smallest output: $\alpha \le \beta$ implies $f_\alpha(x) \ge f_\beta(x)$ for all $x$. A layer stays inside
the max form and is convex in $x$ exactly as long as no entry of $\texttt{alpha}$ passes $1$.""",
)
def max_form():
    largest = f(x, a) == maximum(x, a * x)
    prove(
        "f(x) = max(x, a x) for all x if and only if a <= 1",
        ForAll([x], largest) == (a <= 1),
    )
    prove(
        "a <= b if and only if f(x, a) >= f(x, b) for all x",
        ForAll([x], f(x, a) >= f(x, b)) == (a <= b),
    )
    point, chord = f((1 - t) * x + t * y, a), (1 - t) * f(x, a) + t * f(y, a)
    prove(
        "convex if and only if a <= 1",
        ForAll([x, y, t], Implies(And(0 <= t, t <= 1), point <= chord)) == (a <= 1),
    )
    counterexample("to the max form without a <= 1", largest)


@tie(max_form)
def max_form_in_keras():
    value, slope = installed("PReLU", X, A)
    product = np.float64(np.float32(A * X))
    form = np.where(A <= 1, np.maximum(X, product), np.minimum(X, product))
    check(
        "max(x, alpha x) for alpha <= 1, min(x, alpha x) above",
        value,
        form,
        ulps(0, form),
        "both sides round alpha x alike",
    )
    order = np.argsort(A[:, 0])
    at_most(
        "a larger alpha nowhere gives a larger output",
        value[order][1:],
        value[order][:-1],
        ulps(0, 1),
        "rounding is monotone",
    )
    ascending = np.sort(X[X != 0])
    _, rising = installed("PReLU", ascending, A[A[:, 0] <= 1])
    at_most(
        "alpha <= 1: the gradient never falls, 0 left out",
        rising[:, :-1],
        rising[:, 1:],
        ulps(0, 1),
        "it is copied",
    )


@theorem(
    title="The gradient of alpha",
    statement=r"""As a function of the weight, $f$ is affine, with the slope $\min(x, 0)$: for all real $x, \alpha, h$,

$$
\begin{aligned} f_{\alpha + h}(x) &= f_\alpha(x) + h \min(x, 0), \\ \frac{\partial f}{\partial \alpha} &= \begin{cases} x & x < 0 \\ 0 & x \ge 0. \end{cases} \end{aligned}
$$

If $n$ positions with inputs $x_1, \dots, x_n$ and incoming gradients $g_1, \dots, g_n$ share $\alpha$, its gradient is $\sum_i g_i \min(x_i, 0)$. A loss that is convex in the
output is convex in $\alpha$.""",
    scope="all but a convex loss of several outputs",
)
def alpha_gradient():
    moved = f(x, a + h)
    prove("f(x, a + h) = f(x, a) + h min(x, 0)", moved == f(x, a) + h * minimum(x, 0))
    prove(
        "the quotient in a is x for x < 0, else 0",
        Implies(h != 0, (moved - f(x, a)) / h == where(x < 0, x, 0)),
    )
    prove(
        "one position more: the sum S of n terms grows by g min(x, 0)",
        Implies(
            R == L + h * S,
            R + g * moved == L + g * f(x, a) + h * (S + g * minimum(x, 0)),
        ),
    )
    middle, chord = f(x, (1 - t) * a + t * b), (1 - t) * f(x, a) + t * f(x, b)
    prove("affine: f(x, (1 - t) a + t b) lies on the chord in a", middle == chord)
    loss = Function("loss", RealSort(), RealSort())
    above = (1 - t) * loss(f(x, a)) + t * loss(f(x, b))
    prove(
        "one output: a loss below its chord from f(x, a) to f(x, b) is below it in a",
        Implies(loss(chord) <= above, loss(middle) <= above),
    )
    counterexample(
        "to the gradient x without x < 0", Implies(h != 0, (moved - f(x, a)) / h == x)
    )


@tie(alpha_gradient)
def alpha_gradient_in_keras():
    inputs, incoming = batch((5, 4, 6, 3))
    for axes in None, [3], [1, 2], [1, 2, 3]:
        shared = (0, *(axes or ()))  # the batch always shares
        want = np.sum(incoming * np.minimum(inputs, 0), axis=shared, keepdims=True)[0]
        got = [pulled_back(inputs, alpha, incoming, axes)[2] for alpha in (0, 0.25, -1)]
        check(
            f"shared_axes={axes}, alpha 0, 0.25 and -1: the sum over batch and axes",
            got,
            want,
            ulps(0, want),
            "sums of 1/64 are exact in float32",
        )
    value, _ = installed("PReLU", X, A)
    start, _ = installed("PReLU", X, 0 * A)
    check(
        "f at alpha is f at 0 plus alpha min(x, 0)",
        value,
        start + A * np.minimum(X, 0),
        ulps(1, A * X),
        "alpha x is rounded once",
    )


@theorem(
    title="A slope that never sees a negative input",
    statement=r"""Let the inputs $x_1, \dots, x_n$ that share $\alpha = \texttt{alpha}$ all be at least $0$. Then no output depends on $\alpha$, so its gradient is $0$ for every loss. If some
$x_i < 0$, that output moves with $\alpha$ by $\lvert x_i \rvert$ for each unit, and the gradient is $0$ only where $\sum_i g_i \min(x_i, 0)$ happens to cancel.""",
)
def silent_alpha():
    prove(
        "x >= 0: the output is the same for every alpha",
        Implies(x >= 0, f(x, a) == f(x, b)),
    )
    prove(
        "so the sum S of the gradient stays 0 with such a position",
        Implies(And(x >= 0, h != 0, S == 0), S + g * (f(x, a + h) - f(x, a)) / h == 0),
    )
    prove(
        "x < 0: |f(x, a) - f(x, b)| = |a - b| |x|",
        Implies(x < 0, Abs(f(x, a) - f(x, b)) == Abs(a - b) * Abs(x)),
    )
    total = u * (f(x, a + 1) - f(x, a)) + v * (f(y, a + 1) - f(y, a))
    prove(
        "incoming gradients of one sign do not cancel",
        Implies(And(x < 0, u > 0, v >= 0), total < 0),
    )
    counterexample(
        "to a gradient other than 0 without that sign",
        Implies(And(x < 0, y < 0, u != 0, v != 0), total != 0),
    )


@tie(silent_alpha)
def silent_alpha_in_keras():
    inputs, incoming = batch((50, 40))
    seen = np.arange(40) % 2 == 0  # every other unit sees both signs
    inputs = np.where(seen, inputs, np.abs(inputs))
    value, of_inputs, of_alpha = (
        np.stack(each)
        for each in zip(*(pulled_back(inputs, alpha, incoming) for alpha in A[:, 0]))
    )
    check(
        "units without a negative input: the gradient of alpha",
        of_alpha[:, ~seen],
        0,
        ulps(0, 0),
        "a sum of zeros",
    )
    check(
        "their outputs are those at alpha = 0",
        value[..., ~seen],
        value[0][:, ~seen],
        ulps(0, 1),
        "they are copied",
    )
    check(
        "what the inputs receive does not depend on alpha",
        of_inputs[..., ~seen],
        (incoming * (inputs > 0))[:, ~seen],
        ulps(0, 1),
        "0 or 1 times",
    )
    _, _, of_alpha = pulled_back(inputs, 0, np.ones(inputs.shape))
    at_most(
        "the other units with gradients of one sign: below 0",
        of_alpha[seen],
        -1 / 8,
        ulps(0, 1),
        "sums of 1/8 are exact",
    )


@theorem(
    title="A dead unit's alpha is alive",
    statement=r"""Let $\texttt{alpha} = 0$, as at the start, and let a unit's inputs $x_1, \dots, x_n$ all be negative. Then its outputs are $0$ and no
gradient passes to the inputs, as with ReLU. But $\alpha$ has the gradient $\sum_i g_i x_i$. If that is not $0$, a step of gradient descent with the rate $\eta > 0$ moves $\alpha$
to $\alpha' = -\eta \sum_i g_i x_i \ne 0$, and from then on input $i$ receives $\alpha' g_i$. For $g_i \ge 0$, not all $0$, $\alpha'$ is positive.""",
)
def revival():
    prove(
        "alpha = 0: outputs 0, gradients of the inputs 0",
        Implies(x < 0, And(f(x, 0) == 0, gradient(x, 0) == 0)),
    )
    term = u * (f(x, 1) - f(x, 0))
    prove(
        "one input more: the sum S, the gradient of alpha, grows by u x",
        Implies(x < 0, S + term == S + u * x),
    )
    prove(
        "after a step with rate h the input receives a u, a = -h S",
        Implies(
            And(x < 0, h > 0, S != 0, a == -h * S),
            And(a != 0, u * gradient(x, a) == a * u),
        ),
    )
    prove(
        "one input more, u >= 0: S <= 0 stays, and S < 0 comes with u > 0 and stays",
        Implies(
            And(x < 0, u >= 0, S <= 0),
            And(S + term <= 0, (S + term < 0) == Or(S < 0, u > 0)),
        ),
    )
    prove("S < 0: alpha becomes positive", Implies(And(h > 0, S < 0), -h * S > 0))
    counterexample(
        "to the revival without S != 0, where S = u x + v y",
        Implies(And(x < 0, y < 0, u != 0, v != 0, S == u * x + v * y, a == -S), a != 0),
    )


@tie(revival)
def revival_in_keras():
    import keras

    inputs, incoming = batch((50, 40))
    inputs, rate = -np.abs(inputs) - 1 / 8, 2.0**-6
    value, of_inputs, of_alpha = pulled_back(inputs, 0, incoming)
    check(
        "at the start nothing passes: outputs and gradients of the inputs",
        np.stack([value, of_inputs]),
        0,
        ulps(0, 0),
        "0 is exact",
    )
    sums = np.sum(incoming * inputs, axis=0)
    check(
        "the gradient of alpha is sum g x",
        of_alpha,
        sums,
        ulps(0, sums),
        "sums of 1/64 are exact in float32",
    )
    _, of_relu = installed("relu", inputs.reshape(1, -1))
    check("ReLU there has no gradient at all", of_relu, 0, ulps(0, 0), "0 is exact")
    weight = keras.Variable(np.zeros(40, "float32"))
    step = keras.optimizers.SGD(rate)
    step.build([weight])
    step.apply([np.float32(of_alpha)], [weight])
    moved = np.float64(np.asarray(weight.value))
    check(
        "Keras's SGD moves it to -rate sum g x",
        moved,
        -rate * sums,
        ulps(0, sums),
        "the rate is a power of two",
    )
    value, of_inputs, _ = pulled_back(inputs, moved, incoming)
    check(
        "and then the inputs receive alpha g",
        of_inputs,
        moved * incoming,
        ulps(1, moved * incoming),
        "one product, rounded once",
    )
    check(
        "and the outputs are alpha x",
        value,
        moved * inputs,
        ulps(1, moved * inputs),
        "one product, rounded once",
    )


@theorem(
    title="How the gain drifts with alpha",
    statement=r"""Let $z$ have variance $s^2 > 0$ and a law symmetric about $0$. Then $\operatorname{E} f_\alpha(z)^2 = \tfrac12 (1 + \alpha^2)\, s^2$, so the
initialization that keeps the mean square has the gain $\gamma(\alpha) = \sqrt{2 / (1 + \alpha^2)}$. It is even in $\alpha$ and strictly decreasing in $\lvert \alpha \rvert$, from
$\gamma(0) = \sqrt 2$ over $\gamma(\pm 1) = 1$ towards $0$, and flat at the start, $\gamma'(0) = 0$. Weights drawn for the slope $\alpha_0$ multiply the mean square by

$$
\rho(\alpha) = \frac{1 + \alpha^2}{1 + \alpha_0^2}
$$

in a layer whose slope has moved to $\alpha$: by $1 + \alpha^2$ from Keras's start $\alpha_0 = 0$, between $1$ and $2$ as long as
$\lvert \alpha \rvert \le 1$.""",
    scope="pointwise, and normal z; the rest by the written proof",
)
def gain_drift():
    prove(
        "f(x)^2 and f(-x)^2 have the mean (1 + a^2) / 2 x^2",
        (f(x, a) ** 2 + f(-x, a) ** 2) / 2 == (1 + a**2) / 2 * x**2,
    )
    odd, even = (1 + k) / 2, (1 - k) / 2
    equal("x and |x| are uncorrelated: E z |z| = 0", mean(z * sympy.Abs(z)), 0)
    equal(
        "E f(z)^2 = (odd^2 + even^2) s^2 = (1 + alpha^2)/2 s^2",
        mean(f(z, k) ** 2),
        (odd**2 + even**2) * s**2,
    )
    equal("odd^2 + even^2 = (1 + alpha^2)/2", odd**2 + even**2, (1 + k**2) / 2)
    gain = sympy.sqrt(2 / (mean(f(z, k) ** 2) / s**2 * 2))
    equal(
        "gain'(alpha) = -sqrt(2) alpha (1 + alpha^2)^(-3/2)",
        sympy.diff(gain, k),
        -sympy.sqrt(2) * k * (1 + k**2) ** sympy.Rational(-3, 2),
    )
    for alpha, value in (0, sympy.sqrt(2)), (1, 1), (-1, 1):
        equal(f"gain({alpha}) = {value}", gain.subs(k, alpha), value)
    equal("gain(alpha) tends to 0", sympy.limit(gain, k, sympy.oo), 0)
    squared = 2 / (f(1, a) ** 2 + f(-1, a) ** 2)  # gain(a)^2
    other = 2 / (f(1, b) ** 2 + f(-1, b) ** 2)
    prove(
        "gain(a) > gain(b) if and only if |a| < |b|",
        (squared > other) == (Abs(a) < Abs(b)),
    )
    ratio = (f(1, a) ** 2 + f(-1, a) ** 2) / (f(1, b) ** 2 + f(-1, b) ** 2)
    prove("rho = (1 + a^2) / (1 + b^2)", ratio == (1 + a**2) / (1 + b**2))
    prove(
        "b = 0: 1 <= rho <= 2 if and only if |a| <= 1",
        Implies(b == 0, And(1 <= ratio, ratio <= 2) == (Abs(a) <= 1)),
    )
    counterexample("to rho <= 2 without |a| <= 1", Implies(b == 0, ratio <= 2))
    for alpha in 0.25, 0.5, 1.0:
        print(
            f"alpha {alpha}: gain {float(gain.subs(k, alpha)):.4f}, "
            f"rho from 0 {1 + alpha**2:.4f}, over 20 layers {(1 + alpha**2) ** 20:.4g}"
        )


@tie(gain_drift)
def gain_drift_in_keras():
    normal = np.random.default_rng(0).standard_normal(10_000, np.float32)
    sample = np.concatenate([normal, -normal])  # symmetric, so E z |z| = 0 exactly
    value, slope = installed("PReLU", sample, A)
    square, of_slope = (np.mean(v**2, axis=1, keepdims=True) for v in (value, slope))
    start, _ = installed("PReLU", sample, [0])
    rho = square / np.mean(start**2)
    check(
        "the mean square grows by 1 + alpha^2 from alpha = 0",
        rho,
        1 + A**2,
        ulps(2, 1 + A**2),
        "alpha z is rounded once, its square doubles the error",
    )
    check(
        "the mean squared gradient is (1 + alpha^2)/2",
        of_slope,
        (1 + A**2) / 2,
        ulps(1, 1 + A**2),
        "formed in float64",
    )
    order = np.argsort(np.abs(A[:, 0]), kind="stable")
    at_most(
        "the mean square never falls with |alpha|, so the gain never rises",
        square[order][:-1],
        square[order][1:],
        ulps(2, square[order][1:]),
        "slopes of one size and two signs differ by roundings",
    )
