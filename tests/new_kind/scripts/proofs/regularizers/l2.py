"""Theorems on L2."""

# ruff: noqa: I001
from proofs.engine import check, counterexample, prove, theorem, tie, ulps
from proofs.installed import gradients, resolve

# --8<-- [start:setup]
import numpy as np
from z3 import Implies, Reals

a, b, x, y, c = Reals("a b x y c")


def f(w, l2):
    return l2 * sum(v * v for v in w)


# --8<-- [end:setup]


@theorem(
    title="Convexity",
    statement=r"For $\lambda \ge 0$ no chord lies below the graph.",
)
def convexity():
    middle, ends = f([(a + x) / 2, (b + y) / 2], c), (f([a, b], c) + f([x, y], c)) / 2
    prove("the middle of a chord", Implies(c >= 0, middle <= ends))
    counterexample("without c >= 0", middle <= ends)


@tie(convexity)
def convexity_in_keras():
    call, factors = resolve("keras.regularizers.L2"), [0.01, 0.5]
    w = np.float32([3, -4])
    value, slope = gradients(lambda x, l2: call(l2)(x), w, factors)
    want = f(w, np.float32(factors))
    check("25 times the factor", value, want, ulps(1, want), "one product is rounded")
    exact = 2 * np.float32(factors)[:, None] * w
    check("the gradient is 2 l2 w", slope, exact, ulps(1, exact), "likewise")
