"""Every page of the built site in a real browser.

One load of a page serves all that is asked of it on a phone and on a desktop, in the light and in
the dark; another is without JavaScript.
"""

import nbformat
import pytest

import catalog
from pages import ROOT, SITE, SIZES, faults_everywhere, show
from project import sources

PAGES = sorted(
    str(path.parent.relative_to(SITE)).removeprefix(".")
    for path in SITE.rglob("index.html")
    if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
)
FUNCTIONS = [page for page in PAGES if tuple(page.split("/")) in catalog.entries()]
TOPICS = [f"{topic.family}/{topic.stem}" for topic in sources.topics()]
NOTEBOOKS = [p for p in PAGES if p.endswith("/notebook")]
every_page, every_function, every_notebook = (
    pytest.mark.parametrize("page", paths, indirect=True) for paths in (PAGES, FUNCTIONS, NOTEBOOKS)
)
LAID_OUT = """() => ({
    width: document.documentElement.scrollWidth,
    "images that are not there": [...document.images]
        .filter(({ complete, naturalWidth }) => !complete || !naturalWidth)
        .map(({ src }) => src),
})"""
TEXT = """() => {
    const article = document.querySelector("article").cloneNode(true)
    article.querySelectorAll("pre, code").forEach((e) => e.remove())
    return article.textContent
}"""


def test_there_are_pages():
    assert {
        "",
        "activations",
        "activations/leaky_relu",
        "activations/leaky_relu/notebook",
        "theorems",
    } <= set(PAGES)
    assert len(FUNCTIONS) > 20 and {"guide/saving"} <= set(TOPICS) <= set(PAGES)


@every_page
def test_page_is_whole(page, base):
    text = page.evaluate(TEXT)
    found = {"raw source": [raw for raw in ("\\(", "\\frac", "--8<--", "$") if raw in text]}
    for size in SIZES:
        show(page, size)
        laid_out = page.evaluate(LAID_OUT)
        found[f"{size}: wider than the screen"] = laid_out.pop("width") > SIZES[size]["width"]
        found |= {f"{size}: {what}": which for what, which in laid_out.items()}
    own = (base, "data:", "blob:")
    found["requests to others"] = [url for url in page.asked if not url.startswith(own)]
    found["errors"] = page.said
    assert {what: which for what, which in found.items() if which} == {}


@every_page
def test_axe_finds_nothing(page):
    assert faults_everywhere(page) == {}


@every_function
def test_graph_follows_the_theme(page):
    colours = {}
    for scheme in ("light", "dark"):
        show(page, "desktop", scheme)
        colours[scheme] = page.locator("article svg[role=img] text").last.evaluate(
            "text => getComputedStyle(text).fill"
        )
    assert colours["light"] != colours["dark"]


@every_function
def test_braces_stretch_in_the_math_font(page):
    show(page, "desktop")
    assert page.evaluate("document.fonts.check('16px \"STIX Two Math\"')")
    brace = page.locator("article .math math mo[fence]").first.bounding_box()
    line = page.locator("article .math math mo", has_text="=").first.bounding_box()
    assert brace["height"] > 1.6 * line["height"]


@every_notebook
def test_notebook_page_is_like_the_others(page):
    foreign = page.locator("article :is(style, script, iframe, [onclick])")
    assert foreign.count() == 0
    assert page.locator("article .highlight code").count() > 3
    assert page.locator("article figure svg[role=img][aria-label]").count() >= 1
    with page.expect_download() as download:
        page.get_by_text("Download notebook").click()
    taken = nbformat.read(download.value.path(), as_version=4)
    nbformat.validate(taken)
    stored = nbformat.read((ROOT / "docs" / page.path).with_suffix(".ipynb"), as_version=4)
    codes = [[c.source for c in book.cells if c.cell_type == "code"] for book in (taken, stored)]
    assert codes[0] == codes[1] and len(taken.cells) == len(stored.cells)
    texts = [cell.source for cell in taken.cells if cell.cell_type == "markdown"]
    assert texts[1].startswith("## What was found") and not any("](# " in text for text in texts)
    outputs = [output for cell in taken.cells for output in cell.get("outputs", ())]
    figures = [o.data["image/svg+xml"] for o in outputs if "image/svg+xml" in o.get("data", ())]
    assert figures and all('role="img" aria-label="' in figure for figure in figures)
    assert any("\nresults {" in output.get("text", "") for output in outputs)


@pytest.mark.parametrize("path", FUNCTIONS)
def test_function_page_reads_without_javascript(visit, path):
    tab = visit(path, "phone", java_script_enabled=False)
    assert tab.locator("article h2").count() >= 16
    assert tab.locator("article math").count() >= 20
    assert tab.locator("article svg[role=img]").count() >= 2
    assert tab.locator("article table").count() >= 2
    sizes = tab.locator("article .math math").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(({ width, height }) => [width, height])"
    )
    assert all(width > 2 and height > 2 for width, height in sizes)
    for place in tab.locator(".explorer").all():  # takes no room, and leaves the still graph
        assert place.locator("input, select, button").count() == 0
        assert place.bounding_box()["height"] == 0
        still = place.locator("xpath=preceding-sibling::*[1]").locator("svg[role=img]")
        assert still.bounding_box()["height"] > 100 and len(still.get_attribute("aria-label")) > 40


@pytest.mark.parametrize("path", TOPICS)
def test_topic_shows_code_and_what_it_printed_without_javascript(visit, path):
    tab = visit(path, "phone", java_script_enabled=False)
    assert tab.locator("article h2").count() >= 4
    topic = sources.page_at(ROOT / "docs" / path / "index.md")
    shown = tab.locator("article .highlight code").all_inner_texts()
    assert [text.rstrip() for text in shown] == [fence.text.rstrip() for fence in topic.fences]
    assert "Verified with Keras 3." in tab.locator("article .verified").inner_text()


@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_the_switch_gives_what_a_reader_who_prefers_it_gets(visit, scheme):
    """What one load asks in both schemes, two loads would: every element has the same colours."""
    colours = """() => [...document.querySelectorAll("*")].map((e) => {
        const { color, backgroundColor, borderColor, fill, stroke, display } = getComputedStyle(e)
        return [color, backgroundColor, borderColor, fill, stroke, display].join()
    })"""
    other = {"light": "dark", "dark": "light"}[scheme]
    preferred, switched = (visit("activations/leaky_relu", scheme=s) for s in (scheme, other))
    assert preferred.evaluate(colours) != switched.evaluate(colours)
    show(switched, "desktop", scheme)
    assert preferred.evaluate(colours) == switched.evaluate(colours)


PHONE, DESKTOP = "@media (max-width: 400px)", "@media (min-width: 401px)"


@pytest.mark.parametrize(
    ("planted", "style", "rule", "settings"),
    [
        (
            "<button class=planted></button>",
            f"{DESKTOP} {{ .planted {{ display: none }} }}",
            "button-name",
            {"phone, light"},
        ),
        (
            "<p class=planted>Pale in the dark.</p>",
            f"{PHONE} {{ [data-md-color-scheme=slate] .planted {{ color: #555 }} }}",
            "color-contrast",
            {"phone, dark"},
        ),
        (
            "<p class=planted>Pale in the light.</p>",
            f"{DESKTOP} {{ [data-md-color-scheme=default] .planted {{ color: #ddd }} }}",
            "color-contrast",
            {"desktop, light"},
        ),
        ("<img class=planted src>", "", "image-alt", {"phone, light", "desktop, dark"}),
        (
            "<p><math class=planted><mn>12</mn><mi>pale</mi></math></p>",
            "[data-md-color-scheme=slate] .planted mi { color: #555 }",
            "color-contrast",
            {"desktop, dark"},
        ),
        (
            "<p><math class=planted><mn>12</mn><mi>pale</mi></math></p>",
            "[data-md-color-scheme=slate] .planted { color: #555 }",
            "color-contrast",
            {"desktop, dark"},
        ),
    ],
    ids=("button", "dark", "light", "image", "part of a formula", "formula"),
)
def test_a_fault_of_one_setting_is_found(visit, planted, style, rule, settings):
    tab = visit("terms", "phone")
    tab.locator("article h1").evaluate(
        """(heading, [planted, style]) => {
        heading.insertAdjacentHTML("afterend", planted)
        const sheet = new CSSStyleSheet() // the policy refuses a style element
        sheet.replaceSync(style)
        document.adoptedStyleSheets.push(sheet)
        }""",
        [planted, style],
    )
    found = faults_everywhere(tab)
    assert {setting: [name for name, *_ in broken] for setting, broken in found.items()} == {
        setting: [rule] for setting in settings
    }
