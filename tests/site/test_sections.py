"""Sections and theorems of a page: folded, found, printed, and narrow enough for any screen."""

import pytest

import catalog
from pages import SETTLED


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
def test_a_badge_unfolds_the_check_of_its_theorem(visit, script):
    tab = visit("activations/gelu", "phone", java_script_enabled=script)
    check = tab.locator("details.check:has(#check-minimum)")
    assert tab.locator("details.check[open]").count() == 0
    tab.locator("a[href='#check-minimum']").click()
    check.locator("pre").first.wait_for()
    assert tab.locator("details.check[open]").count() == 1
    header = tab.locator(".md-header").bounding_box()
    summary = check.locator("summary").bounding_box()
    assert header["y"] + header["height"] <= summary["y"] < 400
    check.locator("a[href='#minimum']").click()
    assert tab.url.endswith("#minimum")


def test_a_check_holds_code_output_and_tie(visit):
    tab = visit("activations/relu")
    checks = tab.locator("details.check")
    assert checks.count() == tab.locator(".theorem").count() == 9
    for check in checks.all():
        assert check.locator(".language-python").count() == 2
        assert check.locator(".language-output").count() == 2
        check.locator("summary").click()
        assert check.locator("pre").first.is_visible()


def test_folded_pieces_print(visit):
    tab = visit("activations/relu")
    code = tab.locator("details.check pre").last
    shown = "e => e.checkVisibility({ contentVisibilityAuto: true }) && e.clientHeight > 0"
    press = tab.locator("article .md-code__button >> visible=true")
    assert not code.evaluate(shown) and press.count() > 3
    tab.emulate_media(media="print")
    assert code.evaluate(shown) and press.count() == 0  # on paper there is nothing to press


def test_contents_lead_to_every_section_and_theorem_of_a_narrow_screen(visit):
    tab = visit("activations/gelu", "phone", java_script_enabled=False)
    contents = tab.locator("details.contents")
    contents.locator("summary").click()
    headings = tab.locator("article h2, article h3").evaluate_all("all => all.map((h) => h.id)")
    links = contents.locator("a").evaluate_all("all => all.map((a) => a.hash.slice(1))")
    assert links == headings and len(links) >= 26
    for place in ("minimum", headings[-1]):
        contents.locator(f"a[href='#{place}']").click()
        bottom = tab.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
        top = tab.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", place)
        assert bottom <= top < 400, place


def test_contents_stand_once_on_a_wide_screen(visit):
    tab = visit("activations/gelu")
    assert not tab.locator("details.contents").is_visible()
    assert tab.locator(".md-sidebar--secondary a[href='#minimum']").is_visible()
    tab.emulate_media(media="print")
    assert not tab.locator("details.contents").is_visible()


def test_print_keeps_a_heading_with_its_text_and_cuts_nothing(visit):
    tab = visit("activations/softmax")
    tab.set_viewport_size({"width": 700, "height": 1000})  # A4 between its margins
    tab.emulate_media(media="print")
    breaks = "all => [...new Set(all.map((e) => getComputedStyle(e).breakAfter))]"
    assert tab.locator("article :is(h1, h2, h3, summary)").evaluate_all(breaks) == ["avoid"]
    cut = "all => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"
    assert not tab.locator("article :is(pre, pre > code, .md-typeset__table)").evaluate_all(cut)
    assert tab.locator("article svg[role=img]").first.is_visible()


@pytest.mark.parametrize("path", [f"activations/{stem}" for _, stem in catalog.entries()])
def test_nothing_is_wider_than_the_narrowest_screen(visit, path):
    tab = visit(path)
    for width in (320, 640):  # the second is 1280 at 200 % zoom
        tab.set_viewport_size({"width": width, "height": 640})
        assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_a_paragraph_that_scrolls_is_reached_by_keyboard_and_no_other(visit):
    tab = visit("activations/gelu")
    tab.evaluate(SETTLED)
    boxes = tab.locator("p[tabindex]")
    assert boxes.count() == 0
    tab.set_viewport_size({"width": 320, "height": 640})
    boxes.first.wait_for(state="attached")
