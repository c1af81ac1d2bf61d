"""What pages and notebooks share."""

import re

from selectolax.lexbor import LexborHTMLParser

import rendering
from finishing import typesetting


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


def test_columns_are_aligned_by_classes_which_the_policy_allows():
    table = rendering.html("| a | b | c | d |\n|---:|:--|:-:|---|\n| 1 | 2 | 3 | 4 |\n")
    assert 'style="' in table
    cells = LexborHTMLParser(typesetting.fit(table)).css("th, td")
    assert [cell.attributes for cell in cells] == 2 * [
        {"class": "right"},
        {},
        {"class": "center"},
        {},
    ]


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


def test_a_table_without_heads_or_with_joined_cells_names_no_columns():
    row = f"<tr>{('<td>' + 'a' * 40 + '</td>') * 3}</tr>"
    joined = row.replace("<td>", '<td rowspan="2">', 1)
    head = f"<tr>{'<th>b</th>' * 3}</tr>"
    assert "data-of" not in typesetting.fit(f"<table>{row}{row}</table>")
    assert "data-of" not in typesetting.fit(f"<table>{head}{joined}</table>")
    assert "data-of" in typesetting.fit(f"<table>{head}{row}</table>")


def test_a_text_is_found_where_it_is_written_by_the_most_telling_part(tmp_path):
    page = tmp_path / "index.md"
    page.write_text("# a\n\nb **c\n\nb **d\n", encoding="utf-8", newline="\n")
    assert typesetting.home_of(page, "not there", "b **d", "**") == (page, 5)
    assert typesetting.home_of(page, "not there") == (page, 1)
