"""What Z3 is told of functions that it does not know, each proved by SymPy."""

from sympy import Integer, exp, integrate, sign, symbols

from proofs.engine import equal


def tangents_of_exp():
    """exp(0) = 1; the graph lies above 0 and, but for the point of contact, above each
    of its tangents."""
    a, q, v = symbols("a q v", real=True)
    equal("e^0 = 1", exp(Integer(0)), 1)
    equal("e^v > 0", sign(exp(v)), 1)
    equal(
        "e^v less its tangent at a is an integral from a to v, positive for v != a",
        integrate((v - q) * exp(q), (q, a, v)),
        exp(v) - exp(a) * (1 + v - a),
    )
