"""A page quotes its record exactly, and no finer than its standard error supports."""

import json

import pytest

from checking import quotes
from project.sources import Notebook, Page

RESULTS = {  # standard errors 0.01, and none
    "share": {"mean": 0.414, "sd": 0.04, "seeds": 16},
    "none": {"mean": float("nan"), "sd": 0.0, "seeds": 1},
    "exact": {"mean": -0.2505, "sd": 0.0, "seeds": 1},
}


def problems(tmp_path, *quoted):
    page = tmp_path / "relu" / "index.md"
    page.parent.mkdir()
    page.write_text(
        "".join(f'\n[{text}](notebook.ipynb "result: {name}")' for text, name in quoted),
        encoding="utf-8",
        newline="\n",
    )
    return [(problem.line, problem.message) for problem in quotes.problems(Page(page), RESULTS)]


@pytest.mark.parametrize(
    ("shown", "name"),
    [("0.41", "share"), ("41 %", "share"), ("41.4 %", "share"), ("−0.2505", "exact")],
)
def test_the_record_rounded_is_right(tmp_path, shown, name):
    assert problems(tmp_path, (shown, name)) == []


@pytest.mark.parametrize(
    ("shown", "name", "says"),
    [
        ("0.42", "share", "0.42 is not what was measured: the record says 0.414"),
        ("42 %", "share", "42 % is not what was measured: the record says 41.4"),
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


def test_a_page_quotes_something(tmp_path):
    ((_, message),) = problems(tmp_path)
    assert message == "the page quotes no result of its notebook"


CLAIMS = {"leads": True, "falls": False}


def said(tmp_path, *lines):
    cell = {"cell_type": "markdown", "source": [f"{line}\n" for line in lines]}
    path = tmp_path / "notebook.ipynb"
    text = json.dumps({"cells": [cell]}, indent=1)
    path.write_text(text, encoding="utf-8", newline="\n")
    claims = {name: true for name, true in CLAIMS.items() if name in text or name == "leads"}
    found = quotes.notebook(Notebook(path), RESULTS, claims)
    return [(problem.line, problem.message) for problem in found]


def test_what_a_notebook_says_of_its_record_is_right(tmp_path):
    assert said(tmp_path, '[It leads](# "claim: leads") by [0.41](# "result: share").') == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('[It led](# "claim: led")', 'the notebook has no claim "led"'),
        ('[It falls](# "claim: falls")', '"It falls" is said of a claim that fell: falls'),
        ('[0.42](# "result: share")', "0.42 is not what was measured: the record says 0.414"),
        ('[0.42](# "result: shares")', 'the notebook has no result "shares"'),
    ],
)
def test_what_it_says_otherwise_is_refused_on_its_line(tmp_path, line, says):
    ((at, message),) = said(tmp_path, '[It leads](# "claim: leads")', line)
    assert at == 7 and says in message


def test_a_claim_that_nobody_says_is_named(tmp_path):
    ((_, message),) = said(tmp_path, "Nothing.")
    assert message == 'no text of the notebook says the claim "leads"'
