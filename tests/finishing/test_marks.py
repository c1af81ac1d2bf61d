"""Formulas of pages and notebooks, carried through their converters."""

import html
import re
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converted import notebook, page, prose
from finishing import conversion, leftover, marks
from project import tex
from project.paths import DOCS
from project.problems import Refused

PATH = DOCS / "a/b/index.md"
TEX = [
    "x",
    "|x|",
    "a_i = b_j",
    "x < y",
    r"\alpha",
    r"\frac{1}{2}",
    r"\|x\|",
    "f(x) = max(0, x)",
    "*a*",
]
ENCLOSED = ["${}$", "$$ {} $$", "$$\n{}\n$$", r"\begin{{align}} {} \end{{align}}"]
AROUND = ["{}", "Right after {} text.", "- of {} an\n  item", "> of {}", "**of** {} *and*"]
TABLE = "| a | b |\n|---|---|\n| ${}$ | of ${}$ |"


@pytest.fixture(autouse=True)
def nothing_remembered(tmp_path_factory, monkeypatch):
    monkeypatch.setattr("finishing.conversion.HOME", tmp_path_factory.mktemp("converted"))


def converted(text, folder):
    return page(text), notebook(prose(text), folder)


def enclosed():
    return st.builds(str.format, st.sampled_from(ENCLOSED), st.sampled_from(TEX))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    blocks=st.lists(st.tuples(st.sampled_from(AROUND), enclosed()), min_size=4, max_size=8),
    cells=st.tuples(st.sampled_from(TEX), st.sampled_from(TEX)),
)
def test_each_formula_is_set_wherever_it_stands(blocks, cells, tmp_path):
    text = "\n\n".join(
        [*(around.format(formula) for around, formula in blocks), TABLE.format(*cells)]
    )
    for made in converted(text, tmp_path):
        assert made.content.count("<math") == len(blocks) + 2
        assert re.findall(r"<t[dr]>", made.content) == ["<tr>", "<tr>", "<td>", "<td>"]
        assert not [*leftover.found(made.content)]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(r"\* \_ \# \` \$ \[ \] \\ \| \< \& \! a x".split()), max_size=12))
def test_a_character_behind_a_backslash_is_itself(letters):
    text = " ".join(["a", *letters, "z"])
    read = html.unescape(re.sub(r"<[^>]*>", "", page(text).content))
    assert read.split() == [letter[-1] for letter in text.split()]


def test_a_character_is_an_entity_only_where_it_would_be_taken_for_markup():
    assert page(r"a\_b \* c \# \$5").content == "<p>a_b * c # $5</p>"
    assert page(r"a\_b \*c\*").content == "<p>a&#0095;b &#0042;c&#0042;</p>"


def test_code_and_addresses_keep_what_was_written(tmp_path):
    text = "```\n$x_1$\n```\n\n[a](https://example.org/$x_1$) `$x_1$`"
    for made in converted(text, tmp_path):
        assert made.content.count("$x_1$") == 3 and "<math" not in made.content


def test_words_for_a_picture_are_plain(tmp_path):
    for made in converted(r'![The graph of $\alpha^2 < 1$](a.png "$x_1$")', tmp_path):
        assert 'alt="The graph of α² &lt; 1"' in made.content and 'title="x₁"' in made.content


def test_a_tag_ends_where_its_attributes_do():
    content = f'<img alt="a > {tex.mark("$b<c$")}"> {tex.mark("$x$")}'
    shown, _ = marks.shown(content, PATH)
    assert shown == '<img alt="a > b &lt; c"> <math><mi>x</mi></math>'


def test_headings_of_formulas_are_named_in_plain_text(tmp_path):
    text = "# The slope $\\alpha$ is $x < y$\n\n## $x^2$\n\na\n\n## Same\n\n## Same\n\n## $\\beta$"
    for made in converted(text, tmp_path):
        (top,) = made.toc
        assert made.title == top.title == "The slope α is x &lt; y"
        assert [below.title for below in top.children] == ["x²", "Same", "Same", "β"]
        ids = [link.id for link in (top, *top.children)]
        assert ids == ["the-slope-alpha-is-x-y", "x2", "same", "same_1", "beta"]
        assert re.findall(r'<h\d id="([^"]*)"', made.content) == ids
        assert re.findall(r'headerlink" href="#([^"]*)"', made.content) == ids


def test_headings_of_one_name_in_two_cells_have_ids_of_their_own(tmp_path):
    made = notebook(prose("# T\n\n## Same", "## Same\n\n### same"), tmp_path)
    (top,) = made.toc
    assert [link.url for link in top.children] == ["#same", "#same_1"]
    assert top.children[1].children[0].url == "#same_2"
    assert sorted(re.findall(r' id="(same\w*)"', made.content)) == ["same", "same_1", "same_2"]


def test_a_displayed_formula_has_a_box_and_within_a_paragraph_a_span():
    alone, within, code = (tex.mark(text) for text in ("$$x$$", "$$y$$", "$$z$$"))
    content = f"<p>{alone}</p><p>a {within}</p><li>{alone}</li><code>{code}</code>"
    shown, problems = marks.shown(content, PATH)
    assert not problems
    box = '<{0} class="formula" data-tex="{1}"><{0} class="math">M</{0}></{0}>'.format
    assert re.sub(r"<math.*?</math>", "M", shown) == (
        f"{box('div', 'x')}<p>a {box('span', 'y')}</p><li>{box('div', 'x')}</li><code>$$z$$</code>"
    )


def test_each_formula_that_is_refused_is_named_with_its_line(tmp_path):
    source = tmp_path / "index.md"
    source.write_text("a\n\n$\\a{$\n\n$$\n\\nowhere\n$$\n", encoding="utf-8", newline="\n")
    content = tex.hide(source.read_text(encoding="utf-8"))
    shown, problems = marks.shown(content, source)
    assert [problem.line for problem in problems] == [3, 5]
    assert r"KaTeX refuses $\nowhere$" in problems[1].message
    assert r"<code>$\a{$</code>" in shown


def test_what_is_refused_is_shown_in_a_preview_and_not_remembered(tmp_path):
    made = None
    for _ in range(2):
        with pytest.raises(Refused, match=r"emphasis is shown as it was typed: \"\*\*b\""):
            made = notebook(prose("a **b"), tmp_path)
    assert made is None


def test_front_matter_holds_no_markup():
    """Templates show it as it is, in the title and the preview card."""
    own = SimpleNamespace(src_uri="guide/precision/index.md")
    for meta in ({"description": "Of $x^2$."}, {"title": "**So**"}):
        made = SimpleNamespace(file=own, meta=meta, markdown="", content="", toc=(), title="")
        made._title_from_render = None
        with pytest.raises(Refused, match="is shown as it was typed"):
            conversion.render(made, DOCS / "guide/precision/index.md", [], lambda: None)
