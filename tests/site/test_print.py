"""A page on paper, as wide as A4 between its margins, of a reader whose screen is dark."""

import pytest

from pages import begin

WIDTH = 680  # CSS pixels: 210 mm less twice 15 mm
SEEN = "(e) => e.checkVisibility()"
CUT = """(width) => [...document.querySelectorAll("article *")].filter((e) => {
    const { right, height } = e.getBoundingClientRect()
    const cuts = getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1
    return height && !e.closest("svg, math, .unseen") && (right > width + 1 || cuts)
}).map((e) => [e.tagName, e.className, e.textContent.slice(0, 60)])"""
LIGHT = """(e) => {
    const channels = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
    const { color } = getComputedStyle(e)
    return Math.max(...channels(color)) < 128
}"""


@pytest.fixture
def paper(visit):
    """Opens a page as it is printed."""

    def paper(path, begun=False):
        tab = visit(path, scheme="dark")
        if begun:
            begin(tab)
        tab.set_viewport_size({"width": WIDTH, "height": 1000})
        tab.emulate_media(media="print", color_scheme="dark")
        return tab

    return paper


@pytest.mark.parametrize(
    "path",
    [
        "activations/leaky_relu",
        "activations/softmax",
        "activations/leaky_relu/notebook",
        "activations",
        "guide/precision",
        "theorems",
    ],
)
def test_nothing_is_cut(paper, path):
    assert paper(path).evaluate(CUT, WIDTH) == []


def test_the_text_is_dark_on_white_and_so_are_the_figures(paper):
    tab = paper("activations/leaky_relu", begun=True)
    assert tab.locator("body").get_attribute("data-md-color-scheme") == "slate"
    for place in (
        "article > p",
        "article h2",
        "article pre code",
        "article td",
        "article svg text",
    ):
        assert tab.locator(place).first.evaluate(LIGHT), place
    background = "getComputedStyle(document.body).backgroundColor"
    assert tab.evaluate(background) in ("rgb(255, 255, 254)", "rgba(0, 0, 0, 0)")
    tab.emulate_media(media="screen")
    assert not tab.locator("article > p").first.evaluate(LIGHT)


def test_folds_are_open_and_what_leads_about_is_gone(paper):
    tab = paper("activations/leaky_relu", begun=True)
    folds = tab.locator("article details:not(.contents) > :not(summary)")
    assert folds.count() > 20 and folds.evaluate_all(f"all => all.every({SEEN})")
    gone = tab.locator(
        ".md-header, .md-sidebar, .md-footer, .md-skip, .md-top, .contents, .headerlink, "
        ".filters, article button, article input, article select"
    )
    shown = f"all => all.filter({SEEN}).map((e) => e.outerHTML)"
    assert gone.count() > 20 and gone.evaluate_all(shown) == []


def test_the_address_of_a_link_that_leaves_the_guide_stands_behind_it(paper):
    tab = paper("activations/leaky_relu")
    behind = "(all) => all.map((e) => [e.href, getComputedStyle(e, '::after').content])"
    leaving = tab.locator("article a[href^=http]").evaluate_all(behind)
    assert len(leaving) > 10 and all(text == f'" ({href})"' for href, text in leaving)
    staying = tab.locator("article a[href^='../']").evaluate_all(behind)
    assert {text for _, text in staying} == {"none"}
