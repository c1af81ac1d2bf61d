"""A notebook's figures, and the numbers in the words for them."""

import json

import pytest

from checking import figures
from project.sources import Notebook


def stored(tmp_path, *cells):
    path = tmp_path / "notebook.ipynb"
    book = {"cells": [{"cell_type": "code", "source": cell.splitlines(True)} for cell in cells]}
    path.write_text(json.dumps(book, indent=1, ensure_ascii=False), encoding="utf-8", newline="\n")
    return Notebook(path)


def problems(tmp_path, *cells):
    book = stored(tmp_path, *cells)
    return [(problem.line, problem.message) for problem in figures.check(book)]


@pytest.mark.parametrize("number", ["0.94", "40", "1,000", "50", "−2.5", "0.50"])
def test_a_number_that_no_code_holds_is_named_with_its_line(tmp_path, number):
    cells = "x = 1", f"#| fig-alt: A curve at {number}.\n# {number}\nplot(x5, 3)", f"y = {number}"
    bare = number.lstrip("−")
    says = f"the figure's words say {bare}, which no code up to there holds"
    assert problems(tmp_path, *cells) == [(12, says)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("at 0.94", "a = 0.94"),
        ("at 0.50", "a = .5"),
        ("at −2.5", "a = -2.5"),
        ("1,000 steps", "range(1_000)"),
        ("1000 steps", "a = 1e3"),
        ("60 % of units", "a = 0.6"),
        ("60 % of units", "a = 60"),
        ("4 panels, 3 lines in float32, relu6 and x10", "a"),
    ],
)
@pytest.mark.parametrize("earlier", [True, False])
def test_a_number_of_the_code_may_be_said(tmp_path, words, code, earlier):
    option = f"#| fig-alt: A curve: {words}.\n"
    cells = (code, option + "plot()") if earlier else (option + code,)
    assert problems(tmp_path, *cells) == []


def test_numbers_of_one_figure_are_named_together(tmp_path):
    option = "#| fig-alt: From 0.5 by 20 % and 0.7 to 0.5 again.\n"
    (problem,) = problems(tmp_path, option + "plot(0.7)")
    assert "say 0.5, 20, which" in problem[1]


@pytest.mark.parametrize(
    ("heads", "count"),
    [
        (["#| fig-alt: A dot."], 0),
        (["#| first: true", "#| first: true"], 0),
        (["#| first: true\n#| fig-alt: A dot."] * 2, 2),
    ],
)
def test_one_figure_stands_first(tmp_path, heads, count):
    (problem,) = figures.first(stored(tmp_path, *(f"{head}\nplot()" for head in heads)))
    assert problem.message == f"figures that stand first: {count}"


def test_a_figure_that_stands_first_is_no_problem(tmp_path):
    cells = "#| first: true\n#| fig-alt: A dot.\nplot()", "#| fig-alt: A line.\nplot()"
    assert not list(figures.first(stored(tmp_path, *cells)))
