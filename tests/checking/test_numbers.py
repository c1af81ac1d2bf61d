"""Numbers of running text come from somewhere."""

import json
from dataclasses import replace

import pytest

import catalog
from checking import numbers, quotes
from project.sources import Notebook, Page, guides, overviews, pages, topics

PAGE = """---
description: {description}
---

# relu

{text}
"""


def page(tmp_path, text="", description="A function."):
    path = tmp_path / "relu" / "index.md"
    path.parent.mkdir()
    text = PAGE.format(text=text, description=description)
    path.write_text(text, encoding="utf-8", newline="\n")
    return Page(path)


def found(tmp_path, text):
    problems = numbers.check(page(tmp_path, text), quotes.PAGE)
    return [(problem.line, problem.message.partition(" comes")[0]) for problem in problems]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It is 0.41 here.", "0.41"),
        ("It is −0.41 here, or 5.", "0.41"),
        ("It is 41 % here.", "41 %"),
        ("It is 41% here.", "41%"),
        ("It is 41 per cent here.", "41 per cent"),
        ("It falls to 1.5e-3.", "1.5"),
        ("From 7 to 0.1–7.", "0.1"),
        ("| a | 0.41 |", "0.41"),
        ("- **0.41** of the units", "0.41"),
        ("## The slope 0.41", "0.41"),
        ("![A curve at 0.41](graph.svg)", "0.41"),
        ("See [the 0.41 of it](other.md).", "0.41"),
        ('[More than 0.41](notebook.ipynb "claim: more")', "0.41"),
        ("As was shown[^a]. It is 0.41 here.", "0.41"),
        ("As was shown.[^a] It is 0.41 here.", "0.41"),
        ("It is 0.41 here. So it was shown[^a].", "0.41"),
        ("- it is 0.41 here\n- as was shown[^a]", "0.41"),
        ("| it is | 0.41 |\n| as shown[^a] | 1 |", "0.41"),
    ],
)
def test_a_number_from_nowhere_is_named_with_its_line(tmp_path, text, number):
    assert found(tmp_path, f"Words.\n\n{text}") == [(9, number)]


@pytest.mark.parametrize(
    "text",
    [
        "It is 41 here, in section 3.",
        "So in Keras 3.0, Keras 3.15.1, 3.8.0, JAX 0.10 and under Apache-2.0.",
        "It is $0.41$, `0.41` and ``0.41``.",
        "$$\n0.41\n$$",
        "```output\n0.41\n```",
        "<!-- 0.41 -->",
        '<div style="width: 0.5em">a</div>',
        "See [it](other-0.41.md).",
        '--8<-- "a/0.41.md"',
        "It was 0.41\nin that paper[^a]. And it was shown,[^b] by 0.41.",
        "It was 0.41.[^a] Then not.",
        "| it was[^a] | 0.41 |",
        "- it was 0.41[^a]",
        '[0.41](notebook.ipynb "result: a"), [0.41](# "value: a"), [0.41](# "fact: f(1, a=2)")',
        '[0.1 and 0.2](# "given: the rates")',
    ],
)
def test_what_comes_from_somewhere_or_is_no_number_passes(tmp_path, text):
    assert found(tmp_path, text) == []


def test_the_remedy_has_all_forms_with_the_number(tmp_path):
    (problem,) = numbers.check(page(tmp_path, "It is 0.41."), quotes.PAGE)
    for sort in ("result", "value", "fact", "given"):
        assert f'"{sort}: ' in problem.remedy
    assert problem.remedy.count("[0.41](") == 4 and "cite" in problem.remedy


@pytest.mark.parametrize("one_string", [True, False])
def test_a_number_of_a_notebook_is_named_with_its_line(tmp_path, one_string):
    text = '# relu\n\n[0.2](# "result: a")\n\n```text\n0.3\n```\n\nIt is 0.41.\n'
    cells = [
        {"cell_type": "code", "source": ["x = 0.5"]},
        {"cell_type": "markdown", "source": text if one_string else text.splitlines(True)},
    ]
    path = tmp_path / "notebook.ipynb"
    path.write_text(json.dumps({"cells": cells}, indent=1), encoding="utf-8", newline="\n")
    (problem,) = numbers.check(Notebook(path), quotes.NOTEBOOK)
    named = path.read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert "It is 0.41." in named and problem.message.startswith("0.41 ")
    assert '[0.41](# "result: ' in problem.remedy and "value:" not in problem.remedy


@pytest.mark.parametrize(
    ("description", "text", "says"),
    [
        ("The slope is 0.2.", "", ["0.2"]),
        ("The slope is 0.2.", "It is 0.2[^a].", ["0.2"]),
        ("The slope is 0.2 or −0.3.", '[0.2](# "fact: slope")', ["0.3"]),
        ("The slope is −0.2, 41 %.", '[0.2](# "fact: slope"), [41 %](# "value: a")', []),
    ],
)
def test_a_description_says_what_the_page_quotes(tmp_path, description, text, says):
    problems = list(numbers.description(page(tmp_path, text, description)))
    messages = [f"the description says {n}, which the page quotes nowhere" for n in says]
    assert [problem.message for problem in problems] == messages
    assert {problem.line for problem in problems} <= {2}


@pytest.mark.parametrize(
    ("alt", "says"),
    [
        ("the first is 0.94 at T = 1/3", ["0.94"]),
        ("{outputs[0][0]:.2f} for the input (2, 1, 0.5, -0.5)", []),
        ("of the input 1.7", ["1.7"]),
        ("53 percent, 5%", ["53 percent", "5%"]),
    ],
)
def test_a_result_that_is_typed_in_an_alt_text_is_named(alt, says):
    softmax = catalog.load("activations", "softmax")
    assert numbers.typed(softmax, replace(softmax.pictures[0], alt=alt)) == says


def test_nothing_of_the_site_comes_from_nowhere():
    for source in (*guides(), *overviews()):
        assert list(numbers.check(source, quotes.GUIDE)) == []
    for source in (*pages(), *topics()):
        assert list(numbers.check(source, quotes.PAGE)) == []
        assert list(numbers.description(source)) == []
