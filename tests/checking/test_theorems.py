"""Modules of proofs, told without running them."""

import pytest

import catalog
from checking import theorems

LEAKY = catalog.load("activations", "leaky_relu")
SOUND = """# [start:setup]
def f(x, a):
    return x


gradient = f
# [end:setup]


@theorem(title="One", statement="x")
def one():
    needed()


def needed():
    counterexample("to it", x)


@tie(one)
def one_in_keras():
    check()
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("", "", 0, ""),
        ("gradient =", "gradent =", 1, 'the module defines no "gradient"'),
        ('title="One"', 'titel="One"', 10, 'a theorem has no "titel"; did you mean title?'),
        (', statement="x"', "", 10, "a theorem has no statement"),
        ('"One"', "str(1)", 10, "the title of a theorem is composed"),
        ("@tie(one)", "@tie(onee)", 19, 'there is no theorem "onee" to tie; did you mean one?'),
        ("@tie(one)", "@tie()", 19, 'there is no theorem "?" to tie'),
        ("@tie(one)\n", "", 11, "theorem one is not tied to the installed Keras"),
        ("    needed()", "    prove()", 11, "theorem one is nowhere shown to need what it says"),
        ("    return x", f"    return x  # {'w' * 80}", 3, "the line is 96 characters wide"),
        ("    check()", f"    check()  # {'w' * 80}", 21, "the line is 95 characters wide"),
        ("@theorem", "@other", 1, "there is no theorem"),
    ],
)
def test_what_is_not_whole_is_named_with_its_line(tmp_path, old, new, line, says):
    path = tmp_path / "activations" / "leaky_relu.py"
    path.parent.mkdir()
    path.write_text(SOUND.replace(old, new, 1), encoding="utf-8", newline="\n")
    found = [(problem.line, problem.message) for problem in theorems.check(LEAKY, path)]
    assert [said[: len(says)] for _, said in found[:1]] == ([says] if says else [])
    assert [at for at, _ in found[:1]] == ([line] if says else [])
