"""The code of the explorers, as it is written; that it computes the reference is tried in a
browser."""

from dataclasses import replace

import pytest
import sympy

import catalog
from catalog.kinds.entry import Parameter
from verifying.javascript import X, forms, javascript, script
from verifying.kinds import vector

ELEMENTWISE = """
import sympy
from proofs.engine import minimum, where

def f(x, cap, opposite):
    y = where(x > 1, sympy.exp(x), 0) * (-1 if opposite else 1)
    return y if cap is None else minimum(y, cap)

def gradient(x, cap, opposite):
    return where(x == 2, 3, x)
"""
ROTATED = """
from proofs.engine import maximum, where

def f(x):
    return [maximum(v - after, 0) for v, after in zip(x, [*x[1:], x[0]])]

def jacobian(x):
    return [[where(v > w, 1, 0) for w in x] for v in x]
"""


@pytest.fixture
def module(tmp_path):
    def write(text):
        path = tmp_path / "proofs.py"
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    return write


def test_what_javascript_lacks_is_refused_but_in_constants():
    assert javascript(sympy.zeta(3) * X) == "x*1.2020569031595942"
    with pytest.raises(ValueError, match="zeta"):
        javascript(sympy.zeta(X))


def test_truth_is_written_as_javascript_writes_it():
    """SymPy makes it of a cut line, as of hard_sigmoid."""
    line = sympy.Min(sympy.Max(X + 3, 0), 6)
    assert "True" not in javascript(line.rewrite(sympy.Piecewise))
    assert javascript(sympy.true) == "true" and javascript(sympy.false) == "false"


def test_equality_of_values_is_a_condition(module):
    read = forms(module(ELEMENTWISE))
    equality = "(((guide.tie(x - 2, side) == 0)) ? ( 3 ) : ( x ))"
    assert javascript(read["gradient"](X, None, False)) == equality


def test_switches_choose_among_cases_and_breaks_are_named(module):
    entry = replace(
        catalog.load("activations", "leaky_relu"),
        parameters=(
            Parameter("cap", None, None, 6.0, (None, 6.0, 4.0), "c"),
            Parameter("opposite", False, None, True, (False, True), "o"),
        ),
    )
    code = script(entry, module(ELEMENTWISE))
    f, gradient, breaks, end = code.split(",\n")
    assert f.startswith("f: (x, [cap, opposite], side = 0) => cap === null && opposite === false ?")
    assert f.count(" === ") == 5  # of four cases the last needs no condition
    assert "guide.tie(x - 1, side) > 0" in f and "cap" in f.rpartition(" : ")[2]
    assert gradient.startswith("gradient: (x, [cap, opposite], side = 0) =>") and end == ""
    assert breaks.startswith("breaks: ([cap, opposite]) =>") and "[1, 2]" in breaks


def test_what_is_chosen_in_a_vector_is_written_once(module):
    softmax = catalog.load("activations", "softmax")
    code = script(softmax, module(ROTATED))
    assert code.startswith("at: ([x1, x2, x3]) => {\nconst ")
    assert code.count("?") == len([line for line in code.splitlines() if "?" in line])
    assert code.count("guide.tie(b") == 3  # where cases meet there is rounding
    plain = vector.script(softmax, lambda **choices: {"f": list, "jacobian": lambda x: [x, x, x]})
    assert "guide.tie" not in plain and "f: [x1, x2, x3]" in plain


def test_a_module_is_read_with_other_choices_than_the_engine_s(module):
    read = forms(module(ELEMENTWISE), where=lambda condition, yes, no: (yes, no))
    assert read["gradient"](X, None, False) == (3, X)
