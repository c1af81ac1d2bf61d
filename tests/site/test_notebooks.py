"""A notebook's page: what was found is read first, and the code when it is asked for."""

PATH = "activations/leaky_relu/notebook"
SHOWN = "all => all.map((code) => code.checkVisibility({ contentVisibilityAuto: true }))"
CODE = "details.code pre"


def test_code_opens_cell_by_cell_and_all_at_once(visit):
    tab = visit(PATH)
    cells = tab.locator("details.code")
    assert cells.count() > 3 and not any(tab.locator(CODE).evaluate_all(SHOWN))
    cells.first.locator("summary").click()
    assert tab.locator(CODE).evaluate_all(SHOWN) == [True] + [False] * (cells.count() - 1)
    tab.get_by_role("button", name="Show all code").click()
    assert all(tab.locator(CODE).evaluate_all(SHOWN))
    tab.get_by_role("button", name="Hide all code").click()
    assert not any(tab.locator(CODE).evaluate_all(SHOWN))


def test_without_javascript_code_opens_and_there_is_no_button(visit):
    tab = visit(PATH, java_script_enabled=False)
    assert not tab.locator(".unfold").is_visible()
    assert tab.locator("figure.output svg").first.is_visible()
    tab.locator("details.code summary").first.click()
    assert tab.locator(CODE).first.is_visible()


def test_in_print_all_code_is_shown(visit):
    tab = visit(PATH)
    tab.emulate_media(media="print")
    heights = "all => all.map((code) => code.getBoundingClientRect().height)"
    assert all(tab.locator(CODE).evaluate_all(heights))
    assert all(tab.locator(CODE).evaluate_all(SHOWN))


def test_the_page_begins_with_what_was_found_and_ends_with_results_in_a_table(visit):
    tab = visit(PATH, "phone")
    found = tab.locator("h2#what-was-found")
    assert found.locator("xpath=following-sibling::ul[1]/li").count() > 3
    figures = tab.locator("figure.output")
    assert figures.count() > 1 and tab.get_by_text("This figure stands at the top").count() == 1
    before = "(e, code) => e.compareDocumentPosition(document.querySelector(code)) & 4"
    assert found.evaluate(before, "details.code") and figures.first.evaluate(before, "details.code")
    assert tab.locator("table", has_text="Standard deviation").locator("tbody tr").count() > 3
    assert tab.get_by_text("results {").count() == 0


def test_panels_side_by_side_keep_their_size_and_scroll_by_keyboard(visit):
    tab = visit(PATH, "phone")
    figure = tab.locator("figure.wide").first
    assert figure.locator("svg").bounding_box()["width"] > 500
    assert figure.bounding_box()["width"] < 390
    figure.focus()
    figure.evaluate("e => void (window.scrolled = new Promise((done) => (e.onscroll = done)))")
    tab.keyboard.press("ArrowRight")
    tab.evaluate("window.scrolled.then(() => {})")
    assert figure.evaluate("e => e.scrollLeft") > 0
