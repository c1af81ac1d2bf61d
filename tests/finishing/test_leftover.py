"""Markup that nobody recognised is found in the HTML, and nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finishing import leftover
from pages import SITE

LEFT = {
    "TeX": [r"\begin{align}", r"a \alpha b", r"\(x\)", r"\frac{1}{2}", "back\\", "\ue000"],
    "a dollar that looks like math": [
        "$x$",
        "$$",
        "of $x_i",
        "$5/month or 10$",
        "$a$$b$",
        "2$x$",
        "$5 x_i $",
        "$n is",
    ],
    "a snippet line": ['--8<-- "a.md"', ';--8<-- "a.md"'],
    "emphasis": ["**bold", "a *b* c", "_so_", "__init", "init__", "*p", "2**3"],
    "a stroke, a mark, a key, an index or a power of Markdown": [
        "~~gone~~",
        "==this==",
        "++ctrl+c++",
        "H~2~O",
        "x^2^",
    ],
    "an address that is no link": ["https://keras.io/api", "at www.keras.io", "(http://a.b)"],
    "a backtick": ["`code", "```python"],
    "a link, an image or a note of Markdown": ["[a](b", "![a](b)", "[a][b]", "[^key]", "[a]: b"],
    "a link of a wiki": ["[[page]]"],
    "a heading of Markdown": ["# a", "##a", "### a b"],
    "an item of a list": ["- a", "* a", "+ a", "so:\n1. a\n2. b", "b\n2. c", "1) a", "[ ] to do"],
    "a bullet": ["• a\n• b", "so:\n◦a"],
    "a quote of Markdown": ["&gt; a"],
    "a row of a table": ["| a | b |", "a | b\n---|---\n"],
    "a box of Markdown": [
        "!!! note",
        "[!NOTE]\na",
        "??? note",
        "::: a",
        "/// note",
        '=== "Tab"',
    ],
    "an attribute list of Markdown": ["{: .a }", "{: a=b }", "{.python}", "{#id}"],
    "a template's tag": ["{{ page }}", "{% if a %}"],
    "an icon of Markdown": [":smile:", ":material-check:"],
    "an abbreviation of Markdown": ["*[a]: b"],
    "an entity": ["&amp;lt;b", "&amp;nbsp;", "&amp;#8217;", "&amp;nosuch;"],
    "an element": ["<div markdown>a</div>", '<div class="a" markdown="1">'],
}
PLAIN = [
    "costs $5 and $6, or 7 $",
    "5 * 3 = 15, a - b, 1/2 and/or #1",
    "in [0, 1], (a, b], f(x)[0] and {1, 2}",
    "a_b, x__y? no: snake_case_name",
    "lr ~ 0.1, x^2, a ~ b ~ c, f^-1 and g^-1, a == b, C++, i++ and j++",
    '<a href="https://a.b/c">https://a.b/c</a> <a href="https://www.a.b">www.a.b</a>',
    "equal to\n0. Then",
    "so: yes; 10:30:00; C++; a | b; 50 %; AT&amp;T; a &lt; b &gt; c",
    "1. What is it?",
    "<code>$x$ **a** `</code> <pre>\\begin{a}\n# a</pre> <math>$x$</math> <svg>**</svg>",
    "<script>a = `$x$`</script><style>a{}</style><!-- **a** -->",
    "&#42;&#42;a&#0042; &#0036;x&#0036; &#0092;alpha &dollar;x&dollar;",
    '<a href="a_b_c**`$x$">a</a> <img src="`" alt="a markdown table"> <img alt="x > y">',
]


def kinds(content):
    return {kind for kind, _, _ in leftover.found(content)}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in LEFT.items() for text in texts]
)
@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<td>{}</td>", "<p>a\n{}</p>", "<li><b>{}</b></li>"]
)
def test_what_is_left_is_found(kind, text, around):
    assert kind in kinds(around.format(text))


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_meant_is_left_in_peace(text):
    assert kinds(f"<p>{text}</p>") == set()


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PLAIN)), st.sampled_from([t for each in LEFT.values() for t in each])
)
def test_it_is_found_among_what_is_meant(plain, left):
    assert kinds("".join(f"<p>{text}</p>" for text in (*plain, left, *plain)))


@pytest.mark.parametrize("name", ["alt", "title", "aria-label"])
def test_it_is_found_in_the_words_of_an_element(name):
    assert kinds(f'<img {name}="of $x^2$">') == {"a dollar that looks like math"}


def test_it_is_told_with_its_line(tmp_path):
    page = tmp_path / "index.md"
    page.write_text("# a\n\n**b** **c\n\nso **d** and **e\n", encoding="utf-8", newline="\n")
    content = "<p><strong>b</strong> **c</p><p>so <strong>d</strong> and **e</p>"
    problems = [*leftover.check(content, page)]
    assert [problem.line for problem in problems] == [3, 5]
    assert problems[1].message == 'emphasis is shown as it was typed: "**e"'


@pytest.mark.parametrize("file", sorted(SITE.rglob("*.html")), ids=lambda file: file.parent.name)
def test_the_finished_site_has_none(file):
    assert not [*leftover.found(file.read_text(encoding="utf-8"))]
