"""The built site in a real browser: served from a sub-path, with and without JavaScript, light and dark, phone and desktop."""

from pathlib import Path

import pytest

from browser import ROOT, SITE, SIZES, bundle_of, faults

PAGES = sorted(
    str(p.parent.relative_to(SITE)).removeprefix(".")
    for p in SITE.rglob("index.html")
    if 'http-equiv="refresh"' not in p.read_text()
)
FUNCTIONS = [p for p in PAGES if (ROOT / "docs" / p / "index.md").is_file() and p.count("/") == 1]


def test_there_are_pages():
    assert {
        "",
        "activations",
        "activations/leaky_relu",
        "activations/leaky_relu/notebook",
        "theorems",
    } <= set(PAGES)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_page_is_whole(visit, base, path, size):
    tab = visit(path, size)
    assert tab.said == []
    assert [url for url in tab.asked if not url.startswith((base, "data:", "blob:"))] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    assert (
        tab.evaluate(
            "[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.src)"
        )
        == []
    )
    text = tab.evaluate(
        "(() => { const a = document.querySelector('article').cloneNode(true); a.querySelectorAll('pre, code').forEach(e => e.remove()); return a.textContent })()"
    )
    assert "\\(" not in text and "\\frac" not in text and "--8<--" not in text and "$" not in text


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit, path, size, scheme):
    assert faults(visit(path, size, scheme)) == []


@pytest.mark.parametrize("path", FUNCTIONS)
def test_function_page_reads_without_javascript(visit, path):
    tab = visit(path, "phone", java_script_enabled=False)
    assert tab.locator("article h2").count() >= 16
    assert tab.locator("article math").count() >= 20
    assert tab.locator("article svg[role=img]").count() >= 2
    assert tab.locator("article table").count() >= 2
    assert all(
        box["width"] > 2 and box["height"] > 2
        for box in (m.bounding_box() for m in tab.locator("article .math math").all())
    )


@pytest.mark.parametrize("path", FUNCTIONS)
def test_graph_follows_the_theme(visit, path):
    colours = {}
    for scheme in ("light", "dark"):
        tab = visit(path, scheme=scheme)
        colours[scheme] = tab.evaluate(
            "getComputedStyle([...document.querySelectorAll('article svg[role=img] text')].at(-1)).fill"
        )
    assert colours["light"] != colours["dark"]


@pytest.mark.parametrize("path", FUNCTIONS)
def test_braces_stretch_in_the_math_font(visit, path):
    tab = visit(path)
    assert tab.evaluate("document.fonts.check('16px \"STIX Two Math\"')")
    brace = tab.locator("article .math math mo[fence]").first.bounding_box()
    line = tab.locator("article .math math mo", has_text="=").first.bounding_box()
    assert brace["height"] > 1.6 * line["height"]


def first_found(tab, words):
    """The address of the first page that the search finds."""
    tab.keyboard.press("/")
    tab.keyboard.type(words)
    tab.wait_for_selector(".md-search-result__item a")
    return tab.locator(".md-search-result__item a").first.get_attribute("href")


@pytest.mark.parametrize("words", ("LeakyReLU", "leaky_relu"))
def test_search_leads_to_leaky_relu(visit, words):
    assert "activations/leaky_relu/" in first_found(visit(), words)


def test_search_for_an_error_leads_to_a_page_that_explains_it(visit):
    error = "Unrecognized keyword arguments passed to Dense"
    tab = visit()
    tab.goto(first_found(tab, error))
    assert tab.locator("article td", has_text=error).count()


def test_other_names_lead_to_the_page(visit, base):
    tab = visit("activations/LeakyReLU")
    tab.wait_for_url(base + "activations/leaky_relu/")


@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_before_the_first_move_no_bundle_and_the_right_palette(visit, scheme):
    tab = visit("activations/leaky_relu", "phone", scheme, moved=False)
    assert not any("/bundle." in url for url in tab.asked)
    assert (
        tab.evaluate("document.body.dataset.mdColorScheme")
        == {"light": "default", "dark": "slate"}[scheme]
    )
    assert [label.is_visible() for label in tab.locator("label[for^=__palette]").all()] == [
        scheme == "light",
        scheme == "dark",
    ]
    height = tab.evaluate("document.querySelector('article').scrollHeight")
    bundle_of(tab, lambda: tab.mouse.wheel(0, 10))
    assert tab.evaluate("document.querySelector('article').scrollHeight") == height


def test_what_is_done_before_the_bundle_runs_is_not_lost(visit):
    tab = visit(moved=False)
    tab.evaluate("document.querySelector('label[for=__palette_1]').click()")
    tab.evaluate("dispatchEvent(new Event('pointerdown'))")
    tab.wait_for_function("document.body.dataset.mdColorScheme == 'slate'")


def test_search_opens_by_a_key_before_the_bundle_runs(visit):
    tab = visit(moved=False)
    tab.route("**/bundle.*", lambda route: None)  # never comes
    tab.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    tab.keyboard.press("/")
    tab.keyboard.type("slope")
    assert tab.locator(".md-search__input").input_value() == "slope"


def test_code_is_copied_the_contents_follow_and_search_hits_are_marked(visit, base):
    tab = visit("activations/leaky_relu", permissions=["clipboard-read", "clipboard-write"])
    tab.locator(".highlight", has_text="import keras").first.hover()
    tab.locator(".highlight", has_text="import keras").first.locator("button").click()
    tab.wait_for_function(
        "navigator.clipboard.readText().then(text => text.includes('import keras'))"
    )
    tab.locator("article h2", has_text="8. Cons").evaluate("heading => heading.scrollIntoView()")
    tab.locator(".md-nav--secondary .md-nav__link--active", has_text="8. Cons").wait_for()
    tab.goto(base + "activations/leaky_relu/?h=slope")
    tab.wait_for_selector("article mark")


def test_theme_switches_and_stays(visit, base):
    tab = visit()
    before = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    tab.locator("label[for=__palette_1]").click()
    after = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    tab.goto(base + "activations/leaky_relu/")
    assert before != after == tab.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("path", [p for p in PAGES if p.endswith("/notebook")])
def test_notebook_page_is_like_the_others(visit, base, path):
    tab = visit(path)
    assert (
        tab.locator("article style, article script, article [onclick], article iframe").count() == 0
    )
    assert tab.locator("article .highlight code").count() > 3
    assert tab.locator("article figure svg[role=img][aria-label]").count() >= 1
    with tab.expect_download() as download:
        tab.get_by_text("Download notebook").click()
    assert (
        Path(download.value.path()).read_bytes()
        == (ROOT / "docs" / path).with_suffix(".ipynb").read_bytes()
    )
