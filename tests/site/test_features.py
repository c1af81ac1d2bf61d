"""What the theme promises, though its bundle comes late: search, palette, copying, contents."""

import pytest

from pages import SCHEMES, painted, wake

ERROR = "Unrecognized keyword arguments passed to Dense"


def test_search_leads_from_names_and_from_an_error_to_their_pages(visit):
    tab = visit()
    hits = tab.locator(".md-search-result__item a")

    def first(words):
        """The address of the first page that the search finds."""
        tab.keyboard.press("ControlOrMeta+a")
        tab.keyboard.press("Backspace")
        hits.first.wait_for(state="detached")
        tab.keyboard.type(words)
        hits.first.wait_for()
        return hits.first.get_attribute("href")

    tab.keyboard.press("/")
    for name in ("LeakyReLU", "leaky_relu"):
        assert "activations/leaky_relu/" in first(name), name
    tab.goto(first(ERROR))
    assert tab.locator("article td", has_text=ERROR).count()


def test_other_names_lead_to_the_page(visit, base):
    tab = visit("activations/LeakyReLU", moved=False)
    tab.wait_for_url(base + "activations/leaky_relu/")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_before_the_first_move_no_bundle_and_the_right_palette(visit, scheme):
    tab = visit("activations/leaky_relu", "phone", scheme, moved=False)
    assert not any("/bundle." in url for url in tab.asked)
    assert tab.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]
    labels = tab.locator("label[for^=__palette]").all()
    assert [label.is_visible() for label in labels] == [scheme == name for name in SCHEMES]
    height = tab.evaluate("document.querySelector('article').scrollHeight")
    wake(tab, lambda: tab.mouse.wheel(0, 10))
    assert tab.evaluate("document.querySelector('article').scrollHeight") == height


def test_what_is_done_before_the_bundle_runs_is_not_lost(visit):
    tab = visit(moved=False)
    tab.evaluate("document.querySelector('label[for=__palette_1]').click()")
    tab.evaluate("dispatchEvent(new Event('pointerdown'))")
    tab.locator("body[data-md-color-scheme=slate]").wait_for()


def test_search_opens_by_a_key_before_the_bundle_runs(visit):
    tab = visit(moved=False)
    tab.route("**/bundle.*", lambda route: None)  # never comes
    painted(tab)
    tab.keyboard.press("/")
    tab.keyboard.type("slope")
    assert tab.locator(".md-search__input").input_value() == "slope"


def test_code_is_copied_the_contents_follow_and_search_hits_are_marked(visit, base):
    tab = visit("activations/leaky_relu", permissions=["clipboard-read", "clipboard-write"])
    code = tab.locator(".highlight", has_text="import keras").first
    code.hover()
    code.locator("button").click()
    tab.get_by_text("Copied to clipboard").wait_for()
    assert "import keras" in tab.evaluate("navigator.clipboard.readText()")
    tab.locator("article h2", has_text="8. Cons").evaluate("heading => heading.scrollIntoView()")
    tab.locator(".md-nav--secondary .md-nav__link--active", has_text="8. Cons").wait_for()
    tab.goto(base + "activations/leaky_relu/?h=slope")
    tab.locator("article mark").first.wait_for()


def test_theme_switches_and_stays(visit, base):
    tab = visit()
    before = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    tab.locator("label[for=__palette_1]").click()
    after = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    tab.goto(base + "activations/leaky_relu/")
    assert before != after == tab.evaluate("getComputedStyle(document.body).backgroundColor")
