"""Text into Markdown, and back from the page by the site's own renderer."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import rendering
from catalog import escaping
from finishing import formulas

MARKS = list("\\`*_{}[]()<>#+-.!|$&\"'~^:=?/ \n1aé") + [
    *("ש", "$x$", "`c`", "<b>", "&amp;", "\\(", "{: .a}", "--8<--", '"x"', "```", "  ", "[^1]"),
    *("!!!", "*[", "1. ", "http://a.b", "_a_", "&#65;", ";"),
]
LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zs", "Zl", "Zp", "Cn", "Co"])
texts = st.lists(st.one_of(st.sampled_from(MARKS), LETTERS), max_size=12).map("".join)
PLACES = {  # where the site puts text, and what of the page holds it
    "cell": ("| a | b |\n| --- | --- |\n| {} | y |\n", "td"),
    "heading": ("### {} {{ #anchor }}\n", "h3"),
    "paragraph": ("{}\n", "p"),
    "item": ("- x\n\n    {}\n", "li p + p"),
    "definition": ("term\n:   {}\n", "dd"),
    "term": ("{}\n:   meaning\n", "dt"),
    "link": ("[{}](x.md)\n", "a"),
    "emphasis": ("x *{}* y", "em"),
    "summary": (
        '<details markdown>\n<summary markdown="span">{}</summary>\n\nx\n\n</details>\n',
        "summary",
    ),
    "badge": ("[<span>{}</span>](#x)\n", "a span"),
}


def examples(test):
    for said in (*rendering.HOSTILE, "two\nlines"):
        test = example(said)(test)
    return settings(max_examples=60, deadline=None)(test)


@pytest.mark.parametrize("place", PLACES)
@examples
@given(texts)
def test_text_is_read_back_unchanged(place, said):
    assume(rendering.bare(said))
    form, where = PLACES[place]
    markdown = form.format(escaping.text(said))
    assert rendering.read(markdown, where) == rendering.bare(said), markdown


@examples
@given(texts)
def test_an_alt_text_is_read_back_unchanged(said):
    image = rendering.tree(f"![{escaping.text(said)}](x.svg)").css_first("img")
    assert rendering.bare(image.attributes["alt"]) == rendering.bare(said)


@pytest.mark.parametrize("place", ["cell", "item"])
@examples
@given(texts)
def test_code_is_read_back_unchanged(place, said):
    assume(rendering.bare(said))
    form, where = PLACES[place]
    markdown = form.format(escaping.code(said))
    assert rendering.read(markdown, f"{where} code") == rendering.bare(said), markdown


def test_in_prose_code_and_math_are_read_and_nothing_else():
    said = "of `a|b` and $|x| < 3$, *not* [this](y) for $5 and $6"
    cell = rendering.tree(PLACES["cell"][0].format(escaping.prose(said))).css_first("td")
    assert cell.css_first("code").text() == "a|b"
    assert cell.css_first("math").html == formulas.render("|x| < 3", False)
    assert rendering.bare(cell.text()).endswith(", *not* [this](y) for $5 and $6")
    assert cell.css_first("em, a") is None


@pytest.mark.parametrize("tex", [r"|x| \le \|y\|", r"\left| x \right|", "a\nb"])
def test_a_formula_stays_one_in_a_cell(tex):
    cell = rendering.tree(PLACES["cell"][0].format(escaping.inline(tex))).css_first("td math")
    assert cell.html == formulas.render(tex, False)


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("https://doi.org/10.1016/0893-6080(89)90014-2", None),
        ("https://a.org/~b/c_d_e.pdf?x=1&y=*#z", None),
        ("https://a.org/b)c", "https://a.org/b%29c"),
        ("https://a.org/b c<d>'e'\"f\"", "https://a.org/b%20c%3Cd%3E%27e%27%22f%22"),
        ("https://a.org/[1]|2$3`4\\5", "https://a.org/%5B1%5D%7C2%243%604%5C5"),
        ("https://a.org/?a=1&lt;b", "https://a.org/?a=1&lt;b"),
    ],
)
def test_a_link_leads_where_it_is_meant_to(address, led):
    cell = PLACES["cell"][0].format(escaping.link("words", address))
    assert rendering.tree(cell).css_first("td a").attributes["href"] == (led or address)
