"""Facts are of their types, and what they name is there."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import catalog
from checking import facts, fields

LEAKY = catalog.load("activations", "leaky_relu")
PATH = catalog.module_path("activations", "leaky_relu")


@pytest.mark.parametrize(
    ("value", "hint", "fits"),
    [
        (("a", "b"), tuple[str, ...], True),
        ("a", tuple[str, ...], False),
        (("a", 1), tuple[str, ...], False),
        ((), tuple[str, ...], True),
        ((1, 2.0), tuple[float, float], True),
        ((1,), tuple[float, float], False),
        (True, float, False),
        (1, float, True),
        ({"a": 1}, dict[str, Any], True),
        ({1: 1}, dict[str, Any], False),
        (len, Callable[..., Any], True),
        (1, Callable[..., Any], False),
        ((), tuple[float, float] | tuple[()], True),
        (None, str, False),
    ],
)
def test_a_value_is_of_its_type_or_not(value, hint, fits):
    assert facts.fits(value, hint) == fits


@pytest.mark.parametrize("of", catalog.entries(), ids="/".join)
def test_the_facts_of_every_entry_are_sound(of):
    assert facts.load(*of) == ({}, [])


def test_a_layer_is_spelt_as_its_title():
    ((place, what, _),) = facts.titles(replace(LEAKY, title="Leaky Relu"))
    assert place == ("title",) and "spells the layer otherwise than LeakyReLU" in what


@pytest.mark.parametrize("tag", LEAKY.TAGS)
def test_a_tag_that_the_facts_decide_is_true(tag):
    said = [what for _, what, _ in facts.tags(replace(LEAKY, tags=("rectifier", tag)))]
    false = f'the tag "{tag}" contradicts the facts'
    assert said == ([] if tag == "piecewise linear" else [false])


def test_a_curve_has_no_tag_of_lines():
    silu = catalog.load("activations", "silu")
    assert [*facts.tags(replace(silu, tags=("smooth",)))] == []
    assert [*facts.tags(replace(silu, tags=("piecewise linear",)))]


def test_a_function_of_a_number_takes_every_number():
    ((place, what, _),) = facts.names(replace(LEAKY, domain=r"(0, \infty)"))
    assert place == ("domain",) and r"(0, \infty)" in what


def test_all_fields_that_lack_are_named_at_once_but_those_that_are_misspelt(tmp_path):
    module = tmp_path / "relu.py"
    text = (
        "from catalog.kinds.entry import Claim, Defect\nX = Defect(what='a', sinc='b')\nClaim()\n"
    )
    module.write_text(text, encoding="utf-8", newline="\n")
    said = [(p.line, p.message) for p in fields.check(module, "X")]
    assert said == [
        (2, 'Defect has no field "sinc"; did you mean since?'),
        (2, 'Defect lacks "shows"'),
        (3, 'Claim lacks "name"'),
    ]


@pytest.mark.parametrize(
    "alias", ["a/b", "..", "a\\b", "a?", 'a"b', "<b>", "a|b", "50 %", "a\nb", ""]
)
def test_an_alias_that_is_no_address_is_refused(alias):
    told = [what for place, what, _ in facts.names(replace(LEAKY, aliases=(alias,)))]
    assert any(what.startswith(f"the alias {alias!r} is an address") for what in told)


@pytest.mark.parametrize("tag", ["<b>", 'a "b"', "a|b", "a/b", "[a]", "a\nb", ""])
def test_a_tag_that_is_no_word_is_refused(tag):
    ((_, what, _),) = facts.tags(replace(LEAKY, tags=(tag,)))
    assert what == f"the tag {tag!r} is no word"


def given(change):
    """What is said of a reference that gives what a change makes of the right numbers."""

    def f(x, negative_slope=0.2):
        return change(LEAKY.f(x, negative_slope))

    f.__module__ = LEAKY.f.__module__
    return [problem.message for problem in facts.check(replace(LEAKY, f=f), PATH)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda y: y.astype(np.float32), "gives float32 for float64"),
        (lambda y: y.astype(np.float16), "gives float16 for float64"),
        (lambda y: y.astype(int), "gives int"),
        (lambda y: y > 0, "gives bool for float64"),
        (lambda y: y + 0j, "gives complex128 for float64"),
        (lambda y: y.astype(object), "gives object for float64"),
        (np.ma.masked_invalid, "gives MaskedArray for an array"),
        (list, "gives list for an array"),
        (lambda y: sys.exit(0), "SystemExit: 0"),
    ],
)
def test_a_reference_gives_numbers_as_precise_as_it_is_given(change, says):
    (message,) = given(change)
    assert message.startswith("`f`") and says in message


def test_a_reference_leaves_its_input_alone():
    def f(x, negative_slope=0.2):
        x *= 2
        return x

    f.__module__ = LEAKY.f.__module__
    (problem,) = facts.check(replace(LEAKY, f=f), PATH)
    assert "read-only" in problem.message


@pytest.mark.parametrize("f", [np.tanh, np.maximum, catalog.load("activations", "relu").f])
def test_a_reference_of_another_module_is_refused(f):
    (problem,) = facts.check(replace(LEAKY, f=f), PATH)
    assert "not defined in this module" in problem.message


@pytest.mark.parametrize("field", ["use_when", "formula", "derivative", "domain"])
def test_a_text_that_says_nothing_is_refused(field):
    (problem,) = facts.check(replace(LEAKY, **{field: ""}), PATH)
    assert problem.message == f"`{field}` is empty"


@pytest.mark.parametrize("word", ["tanh", "alpha", "beta", "frac", "rho", "vert"])
def test_a_word_of_tex_that_python_reads_as_a_sign_is_refused(word, tmp_path):
    path = tmp_path / "morph.py"
    path.write_text(f'a = 1\nb = f"${{a}} \\{word}$"\n', encoding="utf-8", newline="\n")
    (problem, *_) = fields.check(path, "a")
    assert problem.line == 2 and f"`\\{word[0]}`" in problem.message
    path.write_text(f'a = r"\\{word}"\n', encoding="utf-8", newline="\n")
    assert list(fields.check(path, "a")) == []
