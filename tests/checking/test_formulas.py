"""The formulas of a card: each is read and true, a false one is refused on its line, and what the
coming pages will write is read."""

import re
from dataclasses import replace

import numpy as np
import pytest

import catalog
from catalog.kinds.entry import Parameter
from checking import formulas
from lines import line_with

ENTRIES = {stem: catalog.load(family, stem) for family, stem in catalog.entries()}
FIELDS = [(stem, field) for stem, entry in ENTRIES.items() for field in entry.EQUATED]
every_formula = pytest.mark.parametrize(("stem", "field"), FIELDS)
CASES = re.compile(r"(\\begin\{cases\}) ([^&]*)&(.*?) \\\\ ([^&]*)&(.*?) (\\end\{cases\})")
SIGN = re.compile(r"(?<=[\w})|] )[+-] |(?<=[{( =])-|(?<=\w)[+-](?=\d)")


def said(entry, field):
    return [
        problem.message
        for problem in formulas.check(entry, catalog.module_path("activations", entry.stem))
    ]


@every_formula
def test_the_formulas_of_a_page_are_true(stem, field):
    assert said(ENTRIES[stem], field) == []


def mutants(tex):
    """False formulas, each wrong in one way: a sign, a number, the branches exchanged, a relation
    reversed, a function or a name in the place of another."""
    for sign in SIGN.finditer(tex):
        other = sign[0].translate(str.maketrans("+-", "-+"))
        yield tex[: sign.start()] + other + tex[sign.end() :]
    for number in re.finditer(r"(?<![\w{])\d(?![\d.])", tex):
        yield tex[: number.start()] + str(int(number[0]) + 1) + tex[number.end() :]
    for branches in CASES.finditer(tex):
        start, yes, when, no, other, end = branches.groups()
        swapped = rf"{start} {no}&{when} \\ {yes}&{other} {end}"
        yield tex[: branches.start()] + swapped + tex[branches.end() :]
    for old, new in (
        ("tanh", "sinh"), (r"\min", r"\max"), (r"\sigma(-x)", r"\sigma(x)"), ("e^x", "e^{-x}"),
        (r"x\,\varphi(x)", r"\varphi(x)"), (r"= x\,\Phi(x)", r"= x\,\Phi(-x)"), ("a_i", "b_i"),
        (r"\frac{1}{\lvert S \rvert}", r"\lvert S \rvert"), (r"e^{x_i}", "x_i"), (r"\log", r"\exp"),
        ("p = ", "p = 2 "), (r"\texttt{scale}", r"\texttt{alpha}"), ("f(x) = x", "f(x) = -x"),
    ):  # fmt: skip
        if old in tex:
            yield tex.replace(old, new, 1)


@every_formula
def test_a_false_formula_is_refused_on_its_line(stem, field):
    entry, path = ENTRIES[stem], catalog.module_path("activations", stem)
    line = line_with(path.read_text(encoding="utf-8"), f"    {field}=")
    false = list(mutants(getattr(entry, field)))
    assert false
    for tex in false:
        problems = list(formulas.check(replace(entry, **{field: tex}), path))
        assert problems, tex
        assert all(p.remedy for p in problems)
        # whether it is called tau or -tau tells the derivative alone
        assert line in [p.line for p in problems] or r"x_i + \tau" in tex


MISH, LEAKY = ENTRIES["mish"], ENTRIES["leaky_relu"]
SIGMOID = lambda x: 1 / (1 + np.exp(-x))
LAMBDA = Parameter(
    name="threshold", default=0.5, layer_default=None, contrast=1.0, sweep=(0.5, 1.0), symbol="t"
)
COMING = {  # f, its formula, f', its derivative
    "softplus": (
        lambda x: np.logaddexp(0, x), r"f(x) = \ln(1 + e^x)", SIGMOID,
        r"f'(x) = \frac{1}{1 + e^{-x}} = \sigma(x)",
    ),
    "squareplus": (
        lambda x: (x + np.sqrt(x**2 + 4)) / 2, r"f(x) = \frac{x + \sqrt{x^2 + 4}}{2}",
        lambda x: (1 + x / np.sqrt(x**2 + 4)) / 2,
        r"f'(x) = \tfrac12 \left(1 + \frac{x}{\sqrt{x^2 + 4}}\right)",
    ),
    "sparse_plus": (
        lambda x: np.where(x <= -1, 0, np.where(x < 1, (x + 1) ** 2 / 4, x)),
        r"f(x) = \begin{cases} 0 & x \le -1 \\ \frac14 (x + 1)^2 & -1 < x < 1 \\ x & x \ge 1 "
        r"\end{cases}",
        lambda x: np.clip((x + 1) / 2, 0, 1),
        r"f'(x) = \begin{cases} 0 & x \le -1 \\ \frac12 (x + 1) & -1 < x < 1 \\ 1 & "
        r"\text{otherwise} \end{cases}",
    ),
    "hard_silu": (
        lambda x: x * np.clip(x / 6 + 0.5, 0, 1),
        r"f(x) = x \cdot \max\Bigl(0, \min\bigl(1, \tfrac{x}{6} + \tfrac12\bigr)\Bigr) "
        r"= x \operatorname{clip}\left(\frac{x + 3}{6}, 0, 1\right)",
        lambda x: np.where(x < -3, 0, np.where(x > 3, 1, x / 3 + 0.5)),
        r"\frac{df}{dx} = \begin{cases} 0 & \text{if } x < -3 \\ \frac{x}{3} + 0.5 & \text{if } "
        r"\lvert x \rvert \le 3 \\ 1 & \text{if } x > 3 \end{cases}",
    ),
    "softsign": (
        lambda x: x / (1 + abs(x)), r"f(x) = \frac{x}{1 + \lvert x \rvert}",
        lambda x: 1 / (1 + abs(x)) ** 2, r"f'(x) = \frac{1}{(1 + |x|)^2}",
    ),
    "exponential": (
        lambda x: np.exp(x), r"f(x) = e^x = \exp(x)", lambda x: np.exp(x), r"f'(x) = e^x = f(x)"
    ),
    "linear": (lambda x: x, r"f(x) = x", np.ones_like, r"f'(x) = 1"),
    "log_sigmoid": (
        lambda x: -np.logaddexp(0, -x), r"f(x) = \log \sigma(x) = -\ln(1 + e^{-x})",
        lambda x: SIGMOID(-x), r"f'(x) = \sigma(-x) = 1 - \sigma(x)",
    ),
    "sigmoid": (
        SIGMOID, r"f(x) = \sigma(x) = \dfrac{1}{1 + e^{-x}}",
        lambda x: SIGMOID(x) * SIGMOID(-x), r"f'(x) = f(x)\,\bigl(1 - f(x)\bigr)",
    ),
    "tanh": (
        lambda x: np.tanh(x), r"f(x) = \tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}}",
        lambda x: 1 / np.cosh(x) ** 2, r"f'(x) = 1 - \tanh^2 x = 1 - f(x)^2",
    ),
    "tanh_shrink": (
        lambda x: x - np.tanh(x), r"f(x) = x - \tanh(x)",
        lambda x: np.tanh(x) ** 2, r"f'(x) = \tanh^2(x)",
    ),
}  # fmt: skip
SHRINKS = {
    "soft_shrink": (
        lambda x, threshold: np.sign(x) * np.maximum(abs(x) - threshold, 0),
        r"f(x) = \operatorname{sign}(x) \max(\lvert x \rvert - \texttt{threshold}, 0)",
        lambda x, threshold: np.where(abs(x) > threshold, 1.0, 0.0),
        r"f'(x) = \begin{cases} 1 & \lvert x \rvert > \texttt{threshold} \\ 0 & \text{else} "
        r"\end{cases}",
    ),
    "hard_shrink": (
        lambda x, threshold: np.where(abs(x) > threshold, x, 0.0),
        r"f(x) = x \cdot \mathbb{1}[|x| > \texttt{threshold}]",
        lambda x, threshold: np.where(abs(x) > threshold, 1.0, 0.0),
        r"f'(x) = \mathbb 1_{\lvert x \rvert > \texttt{threshold}}",
    ),
}


def coming(name):
    f, formula, gradient, derivative = (COMING | SHRINKS)[name]
    entry = replace(MISH, formula=formula, derivative=derivative)
    if name in SHRINKS:
        entry = replace(entry, parameters=(LAMBDA,), kinks=lambda threshold: ())
    return replace(entry, f=f, gradient=gradient)


@pytest.mark.parametrize("name", COMING | SHRINKS)
def test_what_the_coming_pages_will_write_is_read(name):
    entry = coming(name)
    assert list(formulas.faults(entry, "formula")) == []
    assert list(formulas.faults(entry, "derivative")) == []
    for field in ("formula", "derivative"):
        right = getattr(entry, field)
        for wrong in (right.replace("= ", "= -", 1), right.replace("= ", "= 1.001 ", 1)):
            assert list(formulas.faults(replace(entry, **{field: wrong}), field)), wrong


@pytest.mark.parametrize(
    ("tex", "says"),
    [
        (r"f(x) = \max(x, 0", "it ends too early"),
        (r"f(x) = \gimel(x)", r'cannot read on at "\gimel ( x )"'),
        (r"f(x) = x \text{ mostly}", "mostly"),
        (r"x + 1", '"x+1" is no equality'),
        (r"f(x) = q x", "nothing says what q is"),
        (r"f(x) = \begin{cases} x \\ 0 \end{cases}", "cannot read on at"),
        (r"f(x) = x_7", "is not read"),
        (r"f(x) = \log 2 x", "ambiguous without brackets"),
        (r"f(x) = \texttt{negative\_slop}\, x", "nothing says what negative_slop is"),
        (r"", "it states nothing"),
        (r"x = x", "it begins with x, not with f"),
        (r"f(x) = q", "nothing says what q is"),
        (r"f(x) = \begin{cases} x & x > 0 \\ 0 & x < 1 \end{cases}", "hold at once"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_piece(tex, says):
    ((what, remedy),) = formulas.faults(replace(LEAKY, formula=tex), "formula")
    assert says in what and r"\lvert" in remedy


def test_what_is_not_written_yet_is_no_fault_of_its_own():
    begun = replace(LEAKY, formula=r"f(x) = \text{TODO}")
    assert said(begun, "formula") == []
    assert said(replace(begun, derivative=r"f'(x) = \text{TODO}"), "derivative") == []


def test_a_threshold_is_one_that_the_formula_tells():
    sparsemax = ENTRIES["sparsemax"]
    alone, _, total = sparsemax.formula.partition(r", \quad ")
    for wrong in (alone, f"{alone}, \\quad {total.replace('1', '2')}", total):
        assert list(formulas.faults(replace(sparsemax, formula=wrong), "formula"))


def test_a_value_that_a_formula_leaves_out_is_missed_and_one_of_a_derivative_is_not():
    gap = r"\begin{cases} x & x > 0 \\ \texttt{negative\_slope}\, x & x < 0 \end{cases}"
    ((what, _),) = formulas.faults(replace(LEAKY, formula=f"f(x) = {gap}"), "formula")
    assert "which is nan at x = 0" in what
    assert not list(formulas.faults(LEAKY, "derivative"))
