"""What pages and notebooks share."""

import re
from pathlib import Path

import pytest

from finishing import typesetting
from project.problems import Refused


def math(text, display, path):
    """Text with its formulas, which stand in angle brackets."""
    marks = re.compile("<(.*?)>", re.S)
    return typesetting.math(marks, lambda match: (match[1], display), text, path)


def test_a_change_spares_literal_elements():
    text = "a<code>a</code>a<pre class='a'>a\na</pre><script>a</script>a<b>a</b>"
    changed = typesetting.outside_literals(lambda part: part.replace("a", "z"), text)
    assert changed == "z<code>a</code>z<pre class='a'>a\na</pre><script>a</script>z<b>z</b>"


def test_tables_are_boxed_and_marks_that_show_nothing_go():
    content = '<table><tr></tr></table><span class="n">x</span><span class="mi">1</span>'
    assert typesetting.fit(content) == (
        '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">'
        '<table><tr></tr></table></div></div>x<span class="mi">1</span>'
    )


def test_a_table_of_long_rows_names_the_column_at_each_cell():
    head = "<tr><th>You <b>see</b></th><th>Because</th><th>Write</th></tr>"
    row = "<tr><td>{}</td><td>b</td><td>c</td></tr>"
    short, long = (
        typesetting.fit(f"<table>{head}{row.format('a' * size)}</table>") for size in (63, 64)
    )
    assert "stacks" not in short and "data-of" not in short
    assert 'scrollwrap stacks"' in long
    named = [("You see", "a"), ("Because", "b"), ("Write", "c")]
    assert re.findall('<td data-of="(.*?)">(.)', long) == named


def test_a_table_of_two_columns_keeps_them():
    row = f"<tr><td>a</td><td>{'b' * 200}</td></tr>"
    assert "stacks" not in typesetting.fit(f"<table>{row}</table>")


def test_a_formula_that_is_refused_is_named_with_its_line(tmp_path):
    page = tmp_path / "index.md"
    page.write_text("words\n\n$$\n\\nowhere\n$$\n", encoding="utf-8", newline="\n")
    with pytest.raises(Refused, match=r"index.md:3: KaTeX refuses \$\\nowhere\$"):
        math("<\n\\nowhere\n>", True, page)


def test_each_formula_that_is_refused_is_named(tmp_path):
    page = tmp_path / "index.md"
    page.write_text("$\\a{$\n$\\b{$\n", encoding="utf-8", newline="\n")
    with pytest.raises(Refused) as refused:
        math("<\\a{> <\\b{>", False, page)
    assert [problem.line for problem in refused.value.problems] == [1, 2]


def test_a_displayed_formula_has_a_box():
    assert math("a <x>", False, Path()) == "a <math><mi>x</mi></math>"
    whole = '<div class="formula" data-tex="x"><div class="math"><math'
    assert math("<x>", True, Path()).startswith(whole)
