"""What HTML would make of a text, other than was meant, is refused; all else is left in peace."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converted import notebook, page, prose
from finishing import structure
from pages import SITE
from project.problems import Refused

TABLE = "| a | b |\n|---|---|\n| c | d |\n"
WRONG = {
    "is read as an element": ["a List<int> b", "if x <y and z> w", "</foo>"],
    "is left open": ["<div>a", "a <b>b", "<details><summary>a</summary>\n\nb", "a <div/> b"],
    "closes nothing": ["a</div>", "a </b> b", "</details>"],
    "a row of 3 cells in a table of 2 columns": [f"{TABLE}| e | f | g |"],
    "a row of 1 cells in a table of 2 columns": [f"{TABLE}text"],
    "is empty": ['!!! note "T"\n  a', "??? note\n\na", "!!! tip\na"],
    "has no text": ["[](https://keras.io)", "a [ ](https://keras.io)"],
    "has no address": ["[a]()", "[*a*]()"],
    "under one of level 2": ["## a\n\n#### b `c`", "## a\n\n### b\n\n## c\n\n##### d"],
    "is emphasized within a word": ["2*3*4", "a*b*c d", "so**much**", "*a*b"],
}
RIGHT = [
    TABLE,
    f"{TABLE}\ntext",
    "| a |\n|---|\n| `b|c` |\n| $|x|$ |\n| d \\| e |",
    "<table><tr><th>a</th><th>b</th></tr><tr><td colspan=2>c</td></tr></table>",
    '!!! note "T"\n    a',
    "<details markdown><summary>a</summary>\nb\n</details>",
    "a < b, c > d, `List<int>` and $x<y$, &lt;b&gt;",
    "a<br>b <img src='a.png' alt='a'> <kbd>Ctrl</kbd>",
    "[a](https://keras.io), [`a`](https://keras.io), [$a$](https://keras.io)",
    "## a\n\n### b\n\n#### c\n\n## d\n\n### e",
    "*a* (*b*), *c*, **d**: 2 * 3 * 4",
    "- a\n- b\n\n    c\n\n5. d\n6. e",
]


@pytest.mark.parametrize(
    ("what", "text"), [(w, text) for w, each in WRONG.items() for text in each]
)
def test_what_was_not_meant_is_refused(what, text):
    with pytest.raises(Refused, match=what):
        page(f"before\n\n{text}\n\nbehind")


@pytest.mark.parametrize("text", RIGHT)
def test_what_was_meant_is_shown(text, tmp_path):
    page(f"before\n\n{text}\n\nbehind")


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("is read as an element", "a List<int> b"),
        ("is emphasized within a word", "2*3*4"),
        ("has no address", "[a]()"),
    ],
)
def test_so_it_is_in_a_notebook(what, text, tmp_path):
    with pytest.raises(Refused, match=what):
        notebook(prose(text), tmp_path)


@pytest.mark.parametrize("text", ["<details><summary>a</summary>\n\nb", "b</div>", "<div>b"])
def test_what_is_open_in_a_cell_ends_with_it(text, tmp_path):
    content = notebook(prose(text, "behind"), tmp_path).content
    assert "b" in content and content.rstrip().endswith("<p>behind</p>")


CELLS = st.lists(st.sampled_from(["a", "`b|c`", "$|x|$", "d \\| e", "f g", "1 < 2"]), min_size=1)


@settings(deadline=None)
@given(CELLS, CELLS)
def test_a_row_is_refused_unless_it_has_the_cells_of_its_table(head, row):
    def line(cells):
        return f"| {' | '.join(cells)} |\n"

    text = line(head) + "|---" * len(head) + "|\n" + line(row)
    if len(row) == len(head):
        assert page(text).content.count("<td") == len(row)
    else:
        with pytest.raises(Refused, match=f"a row of {len(row)} cells"):
            page(text)


def test_a_list_begins_with_its_number():
    assert '<ol start="5">' in page("5. a\n6. b").content


def test_it_is_told_with_its_line(tmp_path):
    source = tmp_path / "index.md"
    source.write_text(f"# a\n\n{TABLE}| e | f | g |\n", encoding="utf-8", newline="\n")
    rows = "<tr><th>a</th><th>b</th></tr><tr><td>e</td><td>f</td><td>g</td></tr>"
    (problem,) = structure.check(f"<table>{rows}</table>", source)
    assert problem.line == 6


@pytest.mark.parametrize("file", sorted(SITE.rglob("*.html")), ids=lambda file: file.parent.name)
def test_the_finished_site_has_none(file):
    text = file.read_text(encoding="utf-8")
    article = text[text.find("<article") : text.find("</article>") + len("</article>")]
    assert not [*structure.check(article, file)]
