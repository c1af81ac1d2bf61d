"""Executed notebooks, made ready, and what pages quote of them."""

import json

import pytest

from project import sources
from project.problems import Refused
from writing import notebooks


def stored(tmp_path, outputs, source="1"):
    path = tmp_path / "relu" / "notebook.ipynb"
    path.parent.mkdir()
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "execution_count": None,
        "source": source,
        "outputs": [],
    }
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book))
    return path, json.dumps(book | {"cells": [cell | {"outputs": outputs}]}).encode()


def shown(data):
    return {"output_type": "display_data", "metadata": {}, "data": data}


def test_notebook_output_is_never_active(tmp_path):
    path, executed = stored(
        tmp_path,
        [
            shown({"text/html": "<script>x()</script>", "text/plain": "safe"}),
            shown({"text/markdown": "<script>x()</script>"}),
        ],
    )
    text = notebooks.ready(path, executed).decode()
    assert "<script" not in text and "safe" in text and "&lt;script>" in text


def test_notebook_output_that_is_only_active_is_refused(tmp_path):
    path, executed = stored(tmp_path, [shown({"application/javascript": "x()"})])
    with pytest.raises(Refused, match="a cell shows only application/javascript"):
        notebooks.ready(path, executed)


def test_notebook_figure_needs_an_alt_text(tmp_path):
    path, executed = stored(tmp_path, [shown({"image/png": "AAAA"})])
    with pytest.raises(Refused, match="a figure has no alt text"):
        notebooks.ready(path, executed)


def test_hidden_cells_and_options_are_left_out(tmp_path):
    path, executed = stored(tmp_path, [], "#| fig-alt: words\nx = 1")
    assert json.loads(notebooks.ready(path, executed))["cells"][0]["source"] == "x = 1"
    (tmp_path / "two").mkdir()
    path, executed = stored(tmp_path / "two", [], "#| hide: true\nx = 1")
    assert json.loads(notebooks.ready(path, executed))["cells"] == []


@pytest.mark.parametrize(
    "quoted, says",
    [
        ("0.41", None),
        ("0.42", None),
        ("41 %", None),
        ("0.46", None),
        ("0.47", "drifted"),
        ("0.4123", "more digits"),
        ("about", "no number"),
    ],
)  # mean 0.41, standard error 0.01
def test_quoted_number(tmp_path, quoted, says):
    page = tmp_path / "relu" / "index.md"
    page.parent.mkdir()
    page.write_text(f'[{quoted}](notebook.ipynb "result: share")')
    found = list(
        notebooks.quotes(sources.Page(page), {"share": {"mean": 0.41, "sd": 0.04, "seeds": 16}})
    )
    assert [says in problem.message for problem in found] == ([True] if says else [])
