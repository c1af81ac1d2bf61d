"""Theorems on softplus, in the order in which the page proves them."""

from proofs.activations import installed
from proofs.engine import points, theorem, tie
from proofs.installed import gradients

# --8<-- [start:setup]
import numpy as np
import sympy
from sympy import Rational, Symbol, cosh, diff, limit, oo
from z3 import And, Function, Implies, RealSort, RealVal, Reals, is_expr

from proofs.engine import (
    assume,
    at_most,
    check,
    counterexample,
    equal,
    falls,
    maximum,
    prove,
    ulps,
)
from proofs.premises import E, exp, exponential

p, w, x, y = Reals("p w x y")  # for Z3
two = RealVal(2)
v, u = Symbol("x", real=True), Symbol("u", real=True)  # for SymPy
t, b, r, s = sympy.symbols("t beta r s", positive=True)
L = Function("ln", RealSort(), RealSort())
EXP = "e^0 = 1, e^t > 0, e^(s + t) = e^s e^t, and e^t is above its tangents"
LN = f"{EXP}; e^(ln t) = t for t > 0"


def ln(x):
    return L(x) if is_expr(x) else sympy.log(x)


def product(a, c):
    return E(a + c) == E(a) * E(c)


def logarithm(*numbers):
    return And(*(Implies(n > 0, E(L(n)) == n) for n in numbers))


def sigma(x):
    return 1 / (1 + exp(-x))


def f(x):
    return ln(1 + exp(x))


def gradient(x):
    return sigma(x)


def inverse(y):
    return ln(exp(y) - 1)


def defined(*points):
    """e^f(x) = 1 + e^x, e^x e^-x = 1, and `exponential`, at these points."""
    return And(
        exponential(*points, *(-a for a in points), *(f(a) for a in points)),
        *(logarithm(1 + E(a)) for a in points),
        *(E(a) * E(-a) == 1 for a in points),
    )


# --8<-- [end:setup]


X = points()
WIDE = X.astype(float)
SIZE = np.abs(WIDE)
DECAY = np.exp(-SIZE)
SIGMA = np.where(WIDE >= 0, 1, DECAY) / (1 + DECAY)
SOFT = np.maximum(WIDE, 0) + np.log1p(DECAY)
NORMAL = WIDE > -87  # further left e^x leaves the normal numbers of float32
ROUNDED = "an exponential, a logarithm and a sum are rounded"
CHAIN = "JAX takes e^(x - f(x)), of a difference that is off by half an ulp of x < 16"


@theorem(
    title="The slope is the sigmoid",
    statement=r"""For every real $x$

$$
\begin{aligned}
f'(x) &= \sigma(x) = \frac{1}{1 + e^{-x}} \\
&= 1 - e^{-f(x)} ,
\end{aligned}
$$

and $0 < f'(x) < 1$,
with $f'(0) = \tfrac12$, $f'(x) \to 0$ as $x \to -\infty$ and $f'(x) \to 1$ as $x \to \infty$. So $f$ is strictly increasing, and its least Lipschitz constant is $1$.""",
    scope="all but the last sentence, which follows in the written proof",
)
def slope():
    assume(EXP)
    equal("f' = sigma", diff(f(v), v), gradient(v))
    equal("sigma = 1 - e^-f", sigma(v), 1 - sympy.exp(-f(v)))
    equal("f'(0) = 1/2", gradient(sympy.Integer(0)), Rational(1, 2))
    equal("f'(x) -> 0 on the left", limit(gradient(v), v, -oo), 0)
    equal("f'(x) -> 1 on the right", limit(gradient(v), v, oo), 1)
    prove(
        "0 < sigma(x) < 1",
        Implies(exponential(-x), And(0 < sigma(x), sigma(x) < 1)),
    )
    with falls("f' = 1 - e^-x, the slope told by x in place of f(x)"):
        equal("", diff(f(v), v), 1 - sympy.exp(-v))


@tie(slope)
def slope_in_keras():
    value, got = installed("softplus", X)
    check("values: ln(1 + e^x)", value, SOFT, ulps(2, np.maximum(X, 1)), ROUNDED)
    check(
        "values, relative, from x = -87 on",
        value[0, NORMAL],
        SOFT[NORMAL],
        ulps(4, SOFT[NORMAL]),
        ROUNDED,
    )
    check("gradients: sigma(x)", got, SIGMA, ulps(8, 1), CHAIN)
    check("gradients: 1 - e^-f(x)", got, -np.expm1(-value), ulps(8, 1), CHAIN)
    at_most("no gradient is above 1", got, 1, ulps(0, 1), "x - f(x) is never above 0")


@theorem(
    title="The two sides",
    statement=r"""For every real $x$

$$
\begin{aligned}
f(x) - f(-x) &= x , \\
f(x) + f(-x) &= 2 \ln\bigl(2 \cosh \tfrac x2\bigr) , \\
f'(x) + f'(-x) &= 1 .
\end{aligned}
$$

So $f(x) = \tfrac x2 + \ln\bigl(2 \cosh \tfrac x2\bigr)$: half the identity plus an even function.""",
)
def mirror():
    equal("f(x) - f(-x) = x", f(v) - f(-v), v)
    half = sympy.log((2 * cosh(v / 2)).rewrite(sympy.exp))
    equal("f(x) = x/2 + ln(2 cosh(x/2))", sympy.exp(f(v)), sympy.exp(v / 2 + half))
    equal("cosh is even", cosh(-v / 2), cosh(v / 2))
    equal("f'(x) + f'(-x) = 1", gradient(v) + gradient(-v), 1)
    with falls("f(x) + f(-x) = |x|, as for relu"):
        equal("", (f(v) + f(-v)).subs(v, 1), 1)


@tie(mirror)
def mirror_in_keras():
    value, got = installed("softplus", X)
    mirrored, other = installed("softplus", -X)
    at = ulps(2, np.maximum(SIZE, 1))
    check("f(x) - f(-x) = x", value - mirrored, WIDE, at, ROUNDED)
    even = SIZE + 2 * np.log1p(DECAY)
    check("f(x) + f(-x) = 2 ln(2 cosh(x/2))", value + mirrored, even, at, ROUNDED)
    check("f'(x) + f'(-x) = 1", got + other, 1, ulps(16, 1), CHAIN)


@theorem(
    title="How far above ReLU",
    statement=r"""For every real $x$

$$
\begin{aligned}
f(x) - \operatorname{relu}(x) &= f(-|x|) \\
&= \ln\bigl(1 + e^{-|x|}\bigr) , \\
0 < f(x) - \operatorname{relu}(x) &\le \ln 2 ,
\end{aligned}
$$

with equality at $0$ alone. The gap falls strictly as $|x|$ grows, and it is less than $e^{-|x|}$.""",
)
def relu_gap():
    assume(LN)
    gap = f(x) - maximum(x, 0)
    shifted = And(defined(x), exponential(f(x) - x, f(-x)), logarithm(1 + E(-x)))
    prove(
        "x >= 0: f(x) - relu(x) = f(-x)",
        Implies(And(shifted, product(f(x), -x), x >= 0), gap == f(-x)),
    )
    prove("x < 0: f(x) - relu(x) = f(x)", Implies(x < 0, gap == f(x)))
    height = And(exponential(y, f(y), L(two)), logarithm(1 + E(y), two))
    prove(
        "y <= 0, for -|x|: 0 < f(y) <= ln 2, with equality at 0 alone",
        Implies(
            And(height, y <= 0),
            And(0 < f(y), f(y) <= L(two), (f(y) == L(two)) == (y == 0)),
        ),
    )
    prove("f(y) < e^y", Implies(height, f(y) < E(y)))
    prove(
        "it falls with y: w < y gives f(w) < f(y)",
        Implies(And(defined(w, y), w < y), f(w) < f(y)),
    )
    with falls("the gap is below ln 2 everywhere"):
        prove("", Implies(And(height, y <= 0), f(y) < L(two)))


@tie(relu_gap)
def relu_gap_in_keras():
    value, got = installed("softplus", X)
    rectified, corner = installed("relu", X)
    mirrored, _ = installed("softplus", -np.abs(X))
    gap, within = value - rectified, ulps(1, np.maximum(X, 1))
    check("f(x) - relu(x) = f(-|x|)", gap, mirrored, within, ROUNDED)
    at_most("it is at most ln 2", gap, np.log(2), within, ROUNDED)
    at_most("it is nowhere negative", 0, gap, ulps(0, 1), "a sum with a number >= 0")
    order = np.argsort(SIZE, kind="stable")
    falling = mirrored[0, order]
    at_most("it falls with |x|", falling[1:], falling[:-1], ulps(1, 1), ROUNDED)
    off = X != 0
    check(
        "the gradients differ by sigma(-|x|)",
        (got - corner)[0, off] * np.sign(-WIDE[off]),
        (DECAY / (1 + DECAY))[off],
        ulps(8, 1),
        CHAIN,
    )


@theorem(
    title="How strongly it bends",
    statement=r"""For every real $x$

$$
f''(x) = \sigma(x)\,\sigma(-x) , \qquad 0 < f''(x) \le \tfrac14 ,
$$

with equality at $0$ alone. So $f$ is strictly convex.""",
    scope="the second derivative and its bounds",
)
def convexity():
    assume(EXP)
    equal("f'' = sigma(x) sigma(-x)", diff(f(v), v, 2), sigma(v) * sigma(-v))
    back = -x
    facts = And(exponential(x, back), E(x) * E(back) == 1, E(-back) == E(x))
    bend = sigma(x) * sigma(back)
    prove(
        "0 < sigma(x) sigma(-x) <= 1/4, with equality at 0 alone",
        Implies(facts, And(0 < bend, 4 * bend <= 1, (4 * bend == 1) == (x == 0))),
    )
    with falls("f'' >= 1/100: f is strongly convex"):
        prove("", Implies(facts, 100 * bend >= 1))


@tie(convexity)
def convexity_in_keras():
    grid = np.linspace(-14, 14, 8_001)
    value, got = installed("softplus", grid)
    chord = (value[:, :-2] + value[:, 2:]) / 2
    at_most(
        "the midpoint of a chord is not below the graph",
        value[:, 1:-1],
        chord,
        ulps(2, 14),
        ROUNDED,
    )
    at_most("the gradient rises", got[:, :-1], got[:, 1:], ulps(8, 1), CHAIN)
    step = grid[1] - grid[0]
    at_most(
        "between neighbours by a quarter of the step at most",
        np.diff(got),
        step / 4,
        ulps(16, 1),
        CHAIN,
    )


@theorem(
    title="A mean of shifted ReLUs",
    statement=r"""Let $\ell$ be a random number with the logistic law, of density $\sigma'(t) = \sigma(t)\,\sigma(-t)$. For every real $x$

$$
\begin{aligned}
f(x) &= \operatorname{E} \operatorname{relu}(x - \ell) = \int_{-\infty}^{x} \sigma(t)\, dt , \\
f'(x) &= P(\ell \le x) .
\end{aligned}
$$""",
)
def shifted_relus():
    density = sigma(u) * sigma(-u)
    equal("the density is sigma'", diff(sigma(u), u), density)
    equal("P(l <= x): sigma -> 0 on the left", limit(sigma(u), u, -oo), 0)
    equal("and sigma -> 1 on the right", limit(sigma(u), u, oo), 1)
    whole = (v - u) * sigma(u) + f(u)  # relu(x - t) is x - t up to t = x, then 0
    equal("its slope in t is (x - t) sigma'(t)", diff(whole, u), (v - u) * density)
    equal("at t = x it is f(x)", whole.subs(u, v), f(v))
    equal("at t = -oo it is 0", limit((-t) * sigma(-t), t, oo) + limit(f(u), u, -oo), 0)
    equal("x sigma(t) -> 0 there too", limit(v * sigma(u), u, -oo), 0)
    equal("f has the slope sigma, and tends to 0", diff(f(u), u), sigma(u))
    with falls("a law of twice the width gives f, too"):
        wide = 2 * f(v / 2)
        equal("", wide, f(v))


@tie(shifted_relus)
def shifted_relus_in_keras():
    x = np.float32(np.linspace(-12, 12, 97))
    value, got = installed("softplus", x)
    nodes, weights = np.polynomial.legendre.leggauss(16)
    edges = np.linspace(-60, 60, 121)  # l = x - edge: the corner of relu is an edge
    middle, half = (edges[1:] + edges[:-1]) / 2, (edges[1:] - edges[:-1]) / 2
    gaps = np.float32(np.ravel(middle[:, None] + half[:, None] * nodes))
    mass = np.ravel(half[:, None] * weights)
    shift = x.astype(float)[:, None] - gaps.astype(float)
    e = np.exp(-np.abs(shift))
    density = e / (1 + e) ** 2
    rectified, open_gate = installed("relu", gaps)
    reason = "16 nodes to each unit of length; gaps are rounded to float32"
    check(
        "the mean of relu(x - l) over l, by quadrature",
        value[0],
        (rectified * density) @ mass,
        ulps(8, np.maximum(x, 1)),
        reason,
    )
    check(
        "the mean of its gradient",
        got[0],
        (open_gate * density) @ mass,
        ulps(16, 1),
        reason,
    )


@theorem(
    title="A sharper corner",
    statement=r"""For $\beta > 0$ let $f_\beta(x) = f(\beta x) / \beta$. Then

$$
\begin{aligned}
f_\beta'(x) &= \sigma(\beta x) , \\
f_\beta''(x) &\le \tfrac{\beta}{4} , \\
0 < f_\beta(x) - \operatorname{relu}(x) &\le \tfrac{\ln 2}{\beta} .
\end{aligned}
$$

At every $x$, $f_\beta(x)$ falls strictly as $\beta$ grows, and tends to $\operatorname{relu}(x)$ as $\beta \to \infty$.""",
)
def sharper():
    assume(LN)
    curve = f(b * v) / b
    equal("its slope is sigma(beta x)", diff(curve, v), sigma(b * v))
    bend = b * sigma(b * v) * sigma(-b * v)
    equal("its bend is beta sigma(beta x) sigma(-beta x)", diff(curve, v, 2), bend)
    back = -y
    facts = And(exponential(y, back), E(y) * E(back) == 1, E(-back) == E(y), w > 0)
    prove(
        "which is at most beta / 4 (y = beta x)",
        Implies(facts, w * sigma(y) * sigma(back) <= w / 4),
    )
    soft, low = Reals("soft low")  # f(y), f(y) - relu(y): theorem 3 at y = beta x
    prove(
        "0 < f(y) - relu(y) <= ln 2 gives the gap, divided by beta",
        Implies(
            And(w > 0, y == w * x, low == soft - maximum(y, 0), 0 < low, low <= L(two)),
            And(
                0 < soft / w - maximum(x, 0),
                soft / w - maximum(x, 0) <= L(two) / w,
            ),
        ),
    )
    lost = f(b * v) - b * v * sigma(b * v)
    equal("d/d beta = -(f(y) - y sigma(y)) / beta^2", diff(curve, b), -lost / b**2)
    prove(
        "f(y) > y sigma(y), so f_beta falls",
        Implies(
            And(exponential(y, -y, f(y)), logarithm(1 + E(y)), E(y) * E(-y) == 1),
            f(y) > y * sigma(y),
        ),
    )
    equal("ln 2 / beta -> 0", limit(sympy.log(2) / b, b, oo), 0)
    with falls("f_beta = f(beta x), without the division, has the limit relu"):
        equal("", limit(f(b * t), b, oo), t)


@tie(sharper)
def sharper_in_keras():
    last = None
    for k in 0.25, 1.0, 4.0, 64.0:
        value, got = installed("softplus", np.float32(k) * X)
        curve = value[0] / k
        gap = curve - np.maximum(WIDE, 0)
        near = np.maximum(SIZE, 1 / k)
        at_most(f"beta = {k}: not below relu", 0, gap, ulps(0, 1), "powers of 2")
        at_most(
            f"beta = {k}: at most ln 2 / beta above",
            gap,
            np.log(2) / k,
            ulps(2, near),
            ROUNDED,
        )
        if last is not None:
            text = f"beta = {k}: not above the last"
            at_most(text, curve, last, ulps(2, near), ROUNDED)
        e = np.exp(-np.abs(k * WIDE))
        want = np.where(WIDE >= 0, 1, e) / (1 + e)
        check(f"beta = {k}: slope sigma(beta x)", got[0], want, ulps(8, 1), CHAIN)
        last = curve


@theorem(
    title="The inverse",
    statement=r"""For every $y > 0$ there is exactly one $x$ with $f(x) = y$:

$$
\begin{aligned}
f^{-1}(y) &= \ln(e^y - 1) = y + \ln(1 - e^{-y}) , \\
\bigl(f^{-1}\bigr)'(y) &= \frac{1}{1 - e^{-y}} .
\end{aligned}
$$

For $y \le 0$ there is none.""",
)
def inversion():
    assume(LN)
    at = inverse(y)
    facts = And(
        exponential(y, f(at)), logarithm(E(y) - 1, 1 + E(at)), exponential(at), y > 0
    )
    prove("y > 0: f(ln(e^y - 1)) = y", Implies(facts, f(at) == y))
    prove(
        "w < x gives f(w) < f(x), so there is no second one",
        Implies(And(defined(w, x), w < x), f(w) < f(x)),
    )
    prove("f(x) > 0, so no y <= 0 is met", Implies(defined(x), f(x) > 0))
    stable = t + sympy.log(1 - sympy.exp(-t))
    equal("e^(y + ln(1 - e^-y)) = e^y - 1", sympy.exp(stable), sympy.exp(t) - 1)
    equal("its slope is 1 / (1 - e^-y)", diff(inverse(t), t), 1 / (1 - sympy.exp(-t)))
    counterexample(
        "without y > 0, to e^y - 1 having a logarithm",
        Implies(exponential(y), E(y) - 1 > 0),
    )


@tie(inversion)
def inversion_in_keras():
    y = np.float32(10 ** np.linspace(-6, 6, 4_001))
    wide = y.astype(float)
    start = np.float32(wide + np.log(-np.expm1(-wide)))
    value, got = installed("softplus", start)
    check(
        "f of the inverse, rounded to float32, is y",
        value[0],
        wide,
        ulps(2, np.maximum(wide, 1)),
        ROUNDED,
    )
    small = wide < 1
    check(
        "for y < 1 with all its digits but those of ln y",
        value[0, small],
        wide[small],
        ulps(16, wide[small]),
        "x = ln y, down to -13.8, is rounded by half an ulp of it",
    )
    check("its gradient is 1 - e^-y", got[0], -np.expm1(-wide), ulps(8, 1), CHAIN)


@theorem(
    title="The loss of a yes or no",
    statement=r"""Let $x$ be a logit, $p \in (0, 1)$ a target. The cross-entropy is softplus less a straight line, and it is least at the right probability:

$$
\begin{aligned}
&-p \ln \sigma(x) - (1 - p) \ln \sigma(-x) \\
&\quad = f(x) - p\,x \\
&\quad \ge -p \ln p - (1 - p) \ln(1 - p) ,
\end{aligned}
$$

with equality exactly if $\sigma(x) = p$. For the hard targets it is $f(x)$ for no, and $f(-x)$ for yes.""",
)
def loss():
    assume("ln t < t - 1 for t > 0, t != 1, and ln 1 = 0")
    q = Symbol("p", positive=True)
    cross = -q * sympy.log(sigma(v)) - (1 - q) * sympy.log(sigma(-v))
    step = sympy.expand_log(sympy.simplify(cross - (f(v) - q * v)), force=True)
    equal("the cross-entropy is f(x) - p x", step, 0)
    equal("p = 0: f(x)", -sympy.log(sigma(-v)), f(v))
    equal("p = 1: f(-x)", -sympy.log(sigma(v)), f(-v))
    yes, no, hit, miss = sympy.symbols("p 1-p sigma(x) sigma(-x)", positive=True)
    excess = -yes * sympy.log(hit / yes) - no * sympy.log(miss / no)
    entropy = -yes * sympy.log(yes) - no * sympy.log(no)
    equal(
        "less the entropy of p it is two logarithms of quotients",
        -yes * sympy.log(hit) - no * sympy.log(miss) - entropy,
        sympy.expand_log(excess),
    )
    a, c = w / p, (1 - w) / (1 - p)  # w for sigma(x)
    below = [
        Implies(n > 0, And(L(n) <= n - 1, (L(n) == n - 1) == (n == 1))) for n in (a, c)
    ]
    excess = -p * L(a) - (1 - p) * L(c)  # the same for Z3
    prove(
        "that excess over the entropy of p is >= 0, and 0 for sigma = p alone",
        Implies(
            And(*below, 0 < p, p < 1, 0 < w, w < 1),
            And(excess >= 0, (excess == 0) == (w == p)),
        ),
    )
    with falls("the loss of a yes is f(x)"):
        equal("", -sympy.log(sigma(v)), f(v))


@tie(loss)
def loss_in_keras():
    import keras

    near = X[SIZE < 80]
    wide = near.astype(float)
    value, got = installed("softplus", near)
    for target in 0.0, 0.25, 1.0:
        cross, slope = gradients(
            lambda z, target=target: keras.ops.binary_crossentropy(
                keras.ops.full_like(z, target), z, from_logits=True
            ),
            near,
        )
        check(
            f"p = {target}: Keras's binary cross-entropy is f(x) - p x",
            cross,
            value - target * wide,
            ulps(4, np.maximum(np.abs(wide), 1)),
            ROUNDED,
        )
        check(
            f"p = {target}: its gradient is sigma(x) - p",
            slope,
            got - target,
            ulps(16, 1),
            CHAIN,
        )


@theorem(
    title="Between an exponential and a line",
    statement=r"""For every real $x$

$$
\sigma(x) < f(x) < e^x .
$$

So the relative slope $R(x) = f'(x) / f(x)$, the slope of $\ln f$, lies strictly between $0$ and $1$. It falls strictly, from $1$ on the left to $0$ on the right, where $x R(x) \to 1$. In terms of the output, $R = (1 - e^{-f}) / f$.""",
)
def relative():
    assume(LN)
    facts = And(
        exponential(x, -x, f(x), -f(x)),
        logarithm(1 + E(x)),
        E(x) * E(-x) == 1,
        E(f(x)) * E(-f(x)) == 1,
    )
    prove("sigma(x) < f(x) < e^x", Implies(facts, And(sigma(x) < f(x), f(x) < E(x))))
    prove(
        "0 < sigma(x) / f(x) < 1",
        Implies(facts, And(0 < sigma(x) / f(x), sigma(x) / f(x) < 1)),
    )
    slope_of_log = sigma(v) / f(v)
    equal("the slope of ln f", diff(sympy.log(f(v)), v), slope_of_log)
    equal("with the output alone", slope_of_log, (1 - sympy.exp(-f(v))) / f(v))
    bend = sigma(v) * sigma(-v) * (f(v) - sympy.exp(v)) / f(v) ** 2
    equal("R' has the sign of f(x) - e^x", diff(slope_of_log, v), bend)
    equal("R -> 1 on the left", limit(slope_of_log, v, -oo), 1)
    equal("R -> 0 on the right", limit(slope_of_log, v, oo), 0)
    equal("x R -> 1 on the right", limit(v * slope_of_log, v, oo), 1)
    with falls("R >= 1/2: f grows at least as fast as e^(x/2)"):
        prove("", Implies(facts, 2 * sigma(x) >= f(x)))


@tie(relative)
def relative_in_keras():
    near = np.float32(np.linspace(-80, 80, 6_401))
    wide = near.astype(float)
    value, got = installed("softplus", near)
    power, _ = installed("exponential", near)
    at_most("f(x) <= e^x", value, power, ulps(4, power), ROUNDED)
    at_most("sigma(x) <= f(x)", got, value, ulps(8, value), CHAIN)
    ratio = got / value
    e = np.exp(-np.abs(wide))
    exact = np.where(wide >= 0, 1, e) / (1 + e) / (np.maximum(wide, 0) + np.log1p(e))
    check("R(x)", ratio, exact, ulps(16, exact), CHAIN)
    at_most("R falls", ratio[0, 1:], ratio[0, :-1], ulps(16, ratio[0, 1:]), CHAIN)
    check(
        "R = (1 - e^-f) / f", ratio, -np.expm1(-value) / value, ulps(16, exact), CHAIN
    )


@theorem(
    title="A scale fitted by likelihood",
    statement=r"""Let $z_1, \dots, z_n$ have the mean square $r^2 > 0$, and let $\ell(s) = \ln s + r^2 / (2 s^2)$, the negative log-likelihood of each under a normal law with mean $0$ and standard deviation $s$, a constant aside.

- With $s = f(x)$: $\ell$ has the slope $R(x)\,(1 - r^2/s^2)$ in $x$. It has one stationary point, the minimum $s = r$, and there the second derivative is $2 R(x)^2$.
- With $s = e^x$: the slope is $1 - r^2/s^2$, the stationary point is the same, and the second derivative there is $2$.

Near the minimum a step of gradient descent with rate $\eta$ therefore multiplies the distance to it, to first order, by $1 - 2 \eta\, (1 - e^{-r})^2 / r^2$ with softplus, and by $1 - 2 \eta$ with the exponential, at every scale.""",
    scope="derivatives and minimum; the last sentence by the written proof",
)
def scale():
    assume("R(x) > 0 and f(x) > 0, theorem 9")

    def likelihood(s):
        return sympy.log(s) + r**2 / (2 * s**2)

    R = sigma(v) / f(v)
    soft = diff(likelihood(f(v)), v)
    equal("softplus: R (1 - r^2 / s^2)", soft, R * (1 - r**2 / f(v) ** 2))
    second = diff(R * (1 - r**2 / f(v) ** 2), v).subs(r, f(v))
    equal("at s = r the second derivative is 2 R^2", second, 2 * R**2)
    equal("R = (1 - e^-s) / s", R, (1 - sympy.exp(-f(v))) / f(v))
    plain = diff(likelihood(sympy.exp(v)), v)
    equal("exponential: 1 - r^2 / s^2", plain, 1 - r**2 / sympy.exp(v) ** 2)
    equal(
        "at s = r the second derivative is 2",
        diff(plain, v).subs(r, sympy.exp(v)),
        2,
    )
    rate, width, spread = Reals("R s r")
    prove(
        "the slope has the sign of s - r",
        Implies(
            And(rate > 0, width > 0, spread > 0),
            And(
                (rate * (1 - spread**2 / width**2) > 0) == (width > spread),
                (rate * (1 - spread**2 / width**2) == 0) == (width == spread),
            ),
        ),
    )
    with falls("the second derivative at the minimum is 2 with softplus, too"):
        equal("", second.subs(v, 1), 2)


@tie(scale)
def scale_in_keras():
    import keras

    x = np.float32(np.linspace(-6, 30, 2_001))
    wide = x.astype(float)
    e = np.exp(-np.abs(wide))
    soft = np.maximum(wide, 0) + np.log1p(e)
    slopes = {
        "softplus": (soft, np.where(wide >= 0, 1, e) / (1 + e) / soft),
        "exponential": (np.exp(wide), 1.0),
    }
    for name, (s, R) in slopes.items():
        positive = getattr(keras.activations, name)
        for size in 0.01, 1.0, 20.0:

            def likelihood(z, positive=positive, size=size):
                return keras.ops.log(positive(z)) + size**2 / (2 * positive(z) ** 2)

            _, got = gradients(likelihood, x)
            check(
                f"r = {size}: the gradient through Keras's {name}",
                got[0],
                R * (1 - size**2 / s**2),
                ulps(64, R * (1 + size**2 / s**2)),
                "two terms that cancel near s = r, each of a rounded s",
            )
