"""A page quotes its record exactly, and no finer than its standard error supports."""

import pytest

from checking import quotes
from project.sources import Page

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
