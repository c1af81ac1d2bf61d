"""Executed notebooks, made ready to be embedded."""

import json

import nbformat
import pytest

from project.problems import Refused
from writing import notebooks


def ready(tmp_path, *outputs, source="1", seen=True, copy=notebooks.embedded):
    """The cells of a copy, of a notebook of one cell that showed those outputs."""
    path = tmp_path / "relu" / "notebook.ipynb"
    path.parent.mkdir(exist_ok=True)
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None}
    cell |= {"source": source, "outputs": []}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book), encoding="utf-8", newline="\n")
    return json.loads(copy(path, {"outputs": [list(outputs)]} if seen else {}))["cells"]


def shown(kind, *lines):
    return {"output_type": "display_data", "data": {kind: list(lines)}}


def test_outputs_stand_where_they_were(tmp_path):
    printed = {"output_type": "stream", "name": "stdout", "text": ["a\n", "b\n"]}
    ((cell),) = ready(tmp_path, printed, source="print('a'); print('b')")
    assert cell["outputs"] == [printed] and cell["source"] == "print('a'); print('b')"


def test_without_a_record_there_are_no_outputs(tmp_path):
    (cell,) = ready(tmp_path, seen=False)
    assert cell["outputs"] == []


def test_a_figure_is_named_by_its_alt_text(tmp_path):
    drawn = '<svg viewBox="0 0 1 1"><g id="figure-1"/></svg>\n'
    (cell,) = ready(tmp_path, shown("image/svg+xml", drawn), source="#| fig-alt: A dot.\nplot()")
    figure = cell["outputs"][0]["data"]["image/svg+xml"]
    assert 'aria-label="A dot."' in figure and 'id="relu-0-0-1"' in figure


def test_a_figure_that_stands_first_leaves_a_word_where_it_was(tmp_path):
    drawn = shown("image/svg+xml", '<svg viewBox="0 0 1 1"/>\n')
    cell, first = ready(tmp_path, drawn, source="#| first: true\n#| fig-alt: A dot.\nplot()")
    assert 'aria-label="A dot."' in first["outputs"][0]["data"]["image/svg+xml"]
    assert first["source"] == "" and cell["source"] == "plot()"
    assert "#what-was-found" in cell["outputs"][0]["data"]["text/markdown"][0]


def test_a_figure_needs_an_alt_text(tmp_path):
    with pytest.raises(Refused, match="a figure has no alt text"):
        ready(tmp_path, shown("image/png", "AAAA"))


def test_hidden_cells_and_options_are_left_out(tmp_path):
    (cell,) = ready(tmp_path, source="#| fig-alt: words\nx = 1")
    assert cell["source"] == "x = 1"
    assert ready(tmp_path, source="#| hide: true\nx = 1") == []


def test_results_become_a_table_and_what_is_printed_beside_them_stays(tmp_path):
    results = 'results {"b_01": {"seeds": 8, "mean": -0.25, "sd": 0.0}}\n'
    printed = {"output_type": "stream", "name": "stdout", "text": ["first\n", results, "last\n"]}
    ((cell),) = ready(tmp_path, printed)
    rest, table = cell["outputs"]
    assert rest == printed | {"text": ["first\n", "last\n"]}
    assert table["data"]["text/markdown"].endswith("| `b_01` | −0.25 | 0 | 8 |\n")


def test_claims_are_said_in_prose_alone(tmp_path):
    printed = {"output_type": "stream", "name": "stdout", "text": ['claims {"a": true}\n']}
    (cell,) = ready(tmp_path, printed)
    assert cell["outputs"] == []


@pytest.mark.parametrize("copy", [notebooks.embedded, notebooks.taken_away])
def test_what_prose_quotes_is_plain_text(tmp_path, copy):
    quoted = '- [It leads](# "claim: leads"): [8 %](# "result: lead") of [all](index.md).'
    path = tmp_path / "notebook.ipynb"
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": [quoted]}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book), encoding="utf-8", newline="\n")
    (cell,) = json.loads(copy(path, {}))["cells"]
    assert cell["source"] == ["- It leads: 8 % of [all](index.md)."]


def test_the_copy_to_take_away_is_what_the_author_stored_with_its_outputs(tmp_path):
    source = '#| fig-alt: A "dot".\n#| hide: true\nplot()'
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path/></svg>\n'
    printed = {"output_type": "stream", "name": "stdout", "text": ['claims {"a": true}\n']}
    outputs = (printed, shown("image/svg+xml", drawn), shown("image/png", "AAAA"))
    (cell,) = ready(tmp_path, *outputs, source=source, copy=notebooks.taken_away)
    assert cell["source"] == source
    first, figure, picture = cell["outputs"]
    assert first == printed
    named = '<svg role="img" aria-label="A &quot;dot&quot;." xmlns="http://www.w3.org/2000/svg" '
    assert "".join(figure["data"]["image/svg+xml"]).startswith(named)
    assert picture["metadata"] == {"image/png": {"alt": 'A "dot".'}}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    nbformat.validate(nbformat.from_dict(book))
