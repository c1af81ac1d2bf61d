"""exp for every prover. Z3 does not know it: what it is told is proved by SymPy."""

import sympy
from flint import acb, arb
from sympy import Integer, integrate, sign, symbols
from z3 import And, Function, Implies, RealSort, RealVal, is_expr

from proofs.engine import equal

E = Function("exp", RealSort(), RealSort())


def exp(x):
    """Of a ball, a Z3 real, or anything that SymPy reads."""
    if isinstance(x, arb | acb):
        return x.exp()
    return E(x) if is_expr(x) else sympy.exp(x)


def exponential(*points):
    """What Z3 may use of exp at these points and 0, as `tangents_of_exp` proves it."""
    zero = RealVal(0)
    points = *points, zero
    return And(
        E(zero) == 1,
        *(E(u) > 0 for u in points),
        *(
            Implies(u != w, E(w) > E(u) * (1 + w - u))
            for u in points
            for w in points
            if u is not w
        ),
    )


def mirrored(*points):
    """The same at these points and their negatives, and exp(u) exp(-u) = 1."""
    return And(
        exponential(*points, *(-u for u in points)),
        *(E(u) * E(-u) == 1 for u in points),
    )


def tangents_of_exp():
    """exp(0) = 1; the graph lies above 0 and, but for the point of contact, above each
    of its tangents."""
    a, q, v = symbols("a q v", real=True)
    equal("e^0 = 1", sympy.exp(Integer(0)), 1)
    equal("e^v > 0", sign(sympy.exp(v)), 1)
    equal(
        "e^v less its tangent at a is an integral from a to v, positive for v != a",
        integrate((v - q) * sympy.exp(q), (q, a, v)),
        sympy.exp(v) - sympy.exp(a) * (1 + v - a),
    )
