"""The options and tags of a notebook's cells are read, and their code is Python."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checking import cells
from project.sources import Notebook, notebooks


def said(tmp_path, source, **more):
    cell = {"cell_type": "code", "metadata": {}, "source": source.splitlines(True)} | more
    path = tmp_path / "notebook.ipynb"
    path.write_text(json.dumps({"cells": [cell]}, indent=1), encoding="utf-8", newline="\n")
    book = Notebook(path)
    first = book.line(book.cells[0])
    return [(problem.line - first + 1, problem.message) for problem in cells.check(book)]


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("#| fig_alt: A.\nx", 1, 'a cell has no option "fig_alt"; did you mean fig-alt?'),
        ("#| echo: false\nx", 1, 'a cell has no option "echo"'),
        ("#| hide: True\nx", 1, 'the option "hide" is True'),
        ("#| fig-alt:\nx", 1, 'the option "fig-alt" is empty'),
        ("#| hide: true\n#| hide: true\nx", 2, 'the option "hide" stands twice'),
        ("#| hide = true\nx", 1, "the line is no option: #| hide = true"),
        ("#| hide\nx", 1, "the line is no option: #| hide"),
        ("# | hide: true\nx", 1, "the line is no option: # | hide: true"),
        ("\n#| hide: true\nx", 2, "the line is no option: #| hide: true"),
        ("x\n#| hide: true", 2, "the line is no option: #| hide: true"),
        ("#| fig-alt: A.\n#|   And more.\nx", 2, "the line is no option: #|   And more."),
        ("%%bash\nls", 1, "a cell is not Python alone: %%bash"),
        ("x = 1\n!ls", 2, "a cell is not Python alone: !ls"),
        ("files = !ls", 1, "a cell is not Python alone: files = !ls"),
        ("print?", 1, "a cell is not Python alone: print?"),
        ("def f(:\n    pass", 1, "SyntaxError: invalid syntax"),
        ("x\u00a0= 1", 1, "SyntaxError: invalid non-printable character U+00A0"),
    ],
)
def test_what_is_not_read_is_refused_at_its_line(tmp_path, source, line, message):
    assert said(tmp_path, source) == [(line, message)]


@pytest.mark.parametrize(
    "source",
    [
        "#| hide: true\n#|fig-alt: 'A: b'\nx = 1",
        "# | a | b |\n# a: b\n%config A.b = 1\nif x:\n    %pip install -q y\nawait z",
        "%matplotlib inline",
        "",
        "'\\s'",
    ],
)
def test_what_is_read_is_not(tmp_path, source):
    assert said(tmp_path, source) == []


def test_a_tag_that_hides_elsewhere_is_told(tmp_path):
    tags = {"tags": ["hide-input", "remove_cell", "raises-exception"], "collapsed": True}
    assert [what for _, what in said(tmp_path, "x", metadata=tags)] == [
        'the tag "hide-input" hides nothing here',
        'the tag "remove_cell" hides nothing here',
    ]


@given(st.sampled_from(sorted(cells.OPTIONS)), st.text("\"'a: #", max_size=5))
def test_a_value_is_read_without_its_quotes(name, inner):
    for mark in "\"'":
        cell = {"source": f"#| {name}: {mark}{inner}{mark}\n"}
        assert Notebook.options(cell) == {name: inner}


def test_those_of_the_guide_are_read():
    assert [problem for path in notebooks() for problem in cells.check(Notebook(path))] == []
