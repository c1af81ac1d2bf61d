"""A page quotes its record exactly, and no finer than its standard error supports."""

import json
import math
from types import SimpleNamespace

import pytest

import catalog
from catalog.expressions import evaluate
from checking import quotes
from project.sources import Markdown, Notebook, Page

RESULTS = {  # standard errors 0.01, and none
    "share": {"mean": 0.414, "sd": 0.04, "seeds": 16},
    "none": {"mean": float("nan"), "sd": 0.0, "seeds": 1},
    "exact": {"mean": -0.2505, "sd": 0.0, "seeds": 1},
}


CLAIMS = {"leads": True, "falls": False}
FACTS = {"slope": 0.2, "layer": SimpleNamespace(slope=0.3), "f": lambda x: 0.2 * x}


def page(tmp_path, text):
    path = tmp_path / "relu" / "index.md"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8", newline="\n")
    return Page(path)


def problems(tmp_path, *quoted):
    text = "".join(f'\n[{words}](notebook.ipynb "result: {name}")' for words, name in quoted)
    found = quotes.page(page(tmp_path, text), RESULTS, {}, FACTS)
    return [(problem.line, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("shown", "name"),
    [("0.41", "share"), ("41 %", "share"), ("41.4 %", "share"), ("−0.2505", "exact")],
)
def test_the_record_rounded_is_right(tmp_path, shown, name):
    assert problems(tmp_path, (shown, name)) == []


@pytest.mark.parametrize(
    ("shown", "name", "says"),
    [
        ("0.42", "share", "0.42 is not what was measured: that is 0.414, standard error 0.01"),
        ("42 %", "share", "42 % is not what was measured: that is 41.4, standard error 1"),
        ("0.41 to 0.9", "share", '"0.41 to 0.9" holds more than one number'),
        ("0.4140", "share", "has more digits than a standard error of 0.01 supports"),
        ("0.2505", "exact", "is not what was measured"),
        ("0.41", "none", "is not what was measured"),
        ("about", "share", '"about" holds no number'),
        ("0.41", "shares", 'the notebook has no result "shares"'),
    ],
)
def test_anything_else_is_refused_on_its_line(tmp_path, shown, name, says):
    ((line, message),) = problems(tmp_path, (shown, name))
    assert line == 2 and says in message


def test_a_percentage_is_corrected_as_one(tmp_path):
    text = '[47 %](notebook.ipynb "result: share")'
    (problem,) = quotes.page(page(tmp_path, text), RESULTS, {}, FACTS)
    assert problem.remedy == "write 41 %: a share of 0.414 as a percentage"


def test_a_page_quotes_something(tmp_path):
    ((_, message),) = problems(tmp_path)
    assert message == "the page quotes no result of its notebook"


PAGE = """# relu

## 1. What is relu?

```python
x, y = 2 / 3, []
```

{}

[0.41](notebook.ipynb "result: share"), [ahead](notebook.ipynb "claim: leads").
"""


def quoted(tmp_path, line, check=quotes.page, given=(RESULTS, CLAIMS, FACTS)):
    found = check(page(tmp_path, PAGE.format(line)), *given)
    return [(problem.line, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("shown", "fact"),
    [
        ("0.2", "slope"),
        ("30 %", "layer.slope"),
        ("0.8", "-f(-4)"),
        ("−0.8", "f(-4)"),
        ("a slope of 0.67", "2 / 3"),
    ],
)
def test_a_fact_of_the_catalog_is_right(tmp_path, shown, fact):
    assert quoted(tmp_path, f'It is [{shown}](# "fact: {fact}").') == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('[0.3](# "fact: slope")', "0.3 is not the fact slope: that is 0.2"),
        ('[0.2](# "fact: slop")', "\"slop\" is no fact: NameError: name 'slop' is not defined"),
        ('[0.2](# "fact: f")', '"f" is no fact: TypeError'),
        ('[0.2](# "fact: f(")', '"f(" is no fact: SyntaxError'),
        ('[led](notebook.ipynb "claim: led")', 'the notebook has no claim "led"'),
        ('[It falls](notebook.ipynb "claim: falls")', '"It falls" is said of a claim that fell'),
    ],
)
def test_what_a_page_quotes_otherwise_is_refused_on_its_line(tmp_path, line, says):
    ((at, message),) = quoted(tmp_path, line)
    assert at == 9 and says in message


def test_a_page_says_a_claim_of_a_notebook_that_has_some(tmp_path):
    source = page(tmp_path, '[0.41](notebook.ipynb "result: share")')
    (problem,) = quotes.page(source, RESULTS, CLAIMS, FACTS)
    assert problem.message == "the page quotes no claim of its notebook"


def test_a_value_of_the_session_is_right(tmp_path):
    line = '[0.67](# "value: x"), or [66.7 %](# "value: x")'
    assert quoted(tmp_path, line, quotes.values, [{"x": 2 / 3}]) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('[0.66](# "value: x")', "0.66 is not what the session gives: that is 0.666667"),
        ('[0.66](# "value: y")', 'at the end of the page\'s session "y" is no number'),
        ('[0.66](# "value: z")', 'no code block of the page gives "z" a value'),
    ],
)
def test_another_is_refused_on_its_line(tmp_path, line, says):
    ((at, message),) = quoted(tmp_path, line, quotes.values, [{"x": 2 / 3, "z": 0.66}])
    assert at == 9 and says in message


@pytest.mark.parametrize(
    ("line", "says", "remedy"),
    [
        ('[0.2](# "facts: slope")', 'nothing is quoted here as "facts"', "did you mean fact?"),
        ('[0.2](# "result: share")', "a result is quoted by another link", "notebook.ipynb"),
        ('[0.2](notebook.ipynb "fact: slope")', "a fact is quoted by another link", '(# "fact:'),
        ('[0.2](# "given: ")', '"0.2" is quoted of no given', "say which: [0.01]"),
        ('[some](# "given: chosen")', '"some" holds no number', "leave it as plain text"),
        ("[some](#)", "the link leads nowhere and quotes nothing: (#)", "write one of"),
        ('[0.2](# "slope")', 'quotes nothing: (# "slope")', "write one of"),
    ],
)
def test_a_form_that_is_none_is_refused_on_its_line(tmp_path, line, says, remedy):
    (problem,) = quotes.form(page(tmp_path, PAGE.format(line)), quotes.PAGE)
    assert problem.line == 9 and says in problem.message and remedy in problem.remedy


def test_a_guide_has_no_notebook_of_its_own_and_no_session(tmp_path):
    guide = page(tmp_path, PAGE.format('[0.1 and 0.2](# "given: the rates"), [0](# "value: x")'))
    found = [problem.message for problem in quotes.form(guide, quotes.GUIDE)]
    other = [f"a {sort} is quoted by another link" for sort in ("result", "claim")]
    assert found == ['nothing is quoted here as "value"', *other]


GUIDE = """
[It leads](relu/notebook.ipynb "claim: leads") by [41 %](relu/notebook.ipynb "result: share").
[It falls](relu/notebook.ipynb "claim: falls").
[0.5](gelu/notebook.ipynb#there "result: share"), [0.5](elu/notebook.ipynb "result: share")
"""


def test_a_guide_quotes_the_notebooks_of_others(tmp_path):
    path = tmp_path / "choose.md"
    path.write_text(GUIDE, encoding="utf-8", newline="\n")
    seen = dict.fromkeys(("relu", "gelu"), {"results": RESULTS, "claims": CLAIMS})
    found = quotes.guide(Markdown(path), lambda notebook: seen.get(notebook.parent.name, {}))
    assert [(problem.line, problem.message) for problem in found] == [
        (3, '"It falls" is said of a claim that fell: falls'),
        (4, "0.5 is not what was measured: that is 0.414, standard error 0.01"),
    ]
    assert [*quotes.form(Markdown(path), quotes.GUIDE)] == []


def test_a_page_quotes_its_own_notebook_alone(tmp_path):
    text = '[0.41](../gelu/notebook.ipynb "result: share")'
    (problem,) = quotes.form(page(tmp_path, text), quotes.PAGE)
    assert problem.message == "a result is quoted by another link"


def test_defaults_here_and_elsewhere_may_be_quoted():
    elsewhere = {"torch": {"defaults": {"negative_slope": 0.01}}, "jax": {"defaults": None}}
    leaky = catalog.load("activations", "leaky_relu")
    facts = quotes.facts(leaky, {"elsewhere": elsewhere})
    for expression, value in (
        ("negative_slope", 0.2),
        ("layer.negative_slope", 0.3),
        ("torch.negative_slope", 0.01),
        ("f(-4, negative_slope=0.5)", -2),
        ("supremum", math.inf),
        ("lipschitz + log(e)", 2),
    ):
        assert evaluate(expression, facts) == value
    assert "torch" not in quotes.facts(leaky, None)


def said(tmp_path, *lines):
    cell = {"cell_type": "markdown", "source": [f"{line}\n" for line in lines]}
    path = tmp_path / "notebook.ipynb"
    text = json.dumps({"cells": [cell]}, indent=1)
    path.write_text(text, encoding="utf-8", newline="\n")
    claims = {name: true for name, true in CLAIMS.items() if name in text or name == "leads"}
    found = quotes.notebook(Notebook(path), RESULTS, claims, FACTS)
    return [(problem.line, problem.message) for problem in found]


def test_what_a_notebook_says_of_its_record_is_right(tmp_path):
    assert said(tmp_path, '[It leads](# "claim: leads") by [0.41](# "result: share").') == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('[It led](# "claim: led")', 'the notebook has no claim "led"'),
        ('[It falls](# "claim: falls")', '"It falls" is said of a claim that fell: falls'),
        ('[0.42](# "result: share")', "0.42 is not what was measured: that is 0.414"),
        ('[0.3](# "fact: slope")', "0.3 is not the fact slope"),
        ('[0.42](# "result: shares")', 'the notebook has no result "shares"'),
    ],
)
def test_what_it_says_otherwise_is_refused_on_its_line(tmp_path, line, says):
    ((at, message),) = said(tmp_path, '[It leads](# "claim: leads")', line)
    assert at == 7 and says in message


def test_a_claim_that_nobody_says_is_named(tmp_path):
    ((_, message),) = said(tmp_path, "Nothing.")
    assert message == 'no text of the notebook says the claim "leads"'
