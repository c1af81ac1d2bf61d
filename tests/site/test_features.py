"""What stands around the text of a page, driven as a reader drives it: by mouse, finger and key."""

from itertools import pairwise

import pytest

from pages import CLIPBOARD, PHONE, SCHEMES, SIZES, copied, pressed, show

PAGE = "activations/leaky_relu"


def test_other_names_lead_to_the_page(visit, base):
    tab = visit()
    tab.goto(base + "activations/LeakyReLU/")
    tab.wait_for_url(base + "activations/leaky_relu/")


@pytest.mark.parametrize(
    ("by", "size"), [("mouse", "desktop"), ("key", "desktop"), ("finger", "phone")]
)
@pytest.mark.parametrize("path", [PAGE, PAGE + "/notebook"])
def test_every_block_is_copied_as_it_stands(visit, path, by, size):
    tab = visit(path, size, **CLIPBOARD, **(PHONE if by == "finger" else {}))
    if tab.locator(".unfold").count():
        pressed(tab, tab.locator(".unfold"), by)
    blocks = tab.locator("article :not(.language-output, .output) > pre:visible")
    code = tab.locator("article pre", has_text="import").locator("visible=true").first
    button = code.locator("button")
    assert blocks.count() == blocks.filter(has=tab.locator("button")).count() > 3
    if by == "mouse":
        code.hover()
    pressed(tab, button, by)
    assert copied(tab, "Copied to clipboard") == code.locator("code").text_content().rstrip() + "\n"


@pytest.mark.parametrize(
    ("by", "size"), [("mouse", "desktop"), ("key", "desktop"), ("finger", "phone")]
)
def test_the_code_of_an_advice_is_copied(visit, by, size):
    tab = visit("choose", size, **CLIPBOARD, **(PHONE if by == "finger" else {}))
    long = "keras.losses.SparseCategoricalCrossentropy(from_logits=True)"
    button = tab.locator("td", has_text=long).locator("code + button").last
    pressed(tab, button, by)
    assert copied(tab, "Copied to clipboard") == long + "\n"


@pytest.mark.parametrize(("by", "size"), [("mouse", "desktop"), ("finger", "phone")])
def test_a_heading_is_shared_by_its_sign(visit, base, by, size):
    tab = visit(PAGE, size, **CLIPBOARD, **(PHONE if by == "finger" else {}))
    heading = tab.locator("article h2", has_text="8. Cons")
    heading.scroll_into_view_if_needed()
    if by == "mouse":
        heading.hover()
    sign = heading.locator(".headerlink")
    assert sign.evaluate("sign => getComputedStyle(sign).opacity") == "1"
    pressed(tab, sign, by)
    assert copied(tab, "Link copied") == base + PAGE + "/#8-cons" == tab.url


def test_the_contents_follow_the_text(visit):
    tab = visit(PAGE)
    active = tab.locator(".md-nav--secondary .md-nav__link--active")
    for title in ("8. Cons", "16. Summary", "2. Where is leaky_relu used?"):
        tab.locator("article h2", has_text=title).evaluate("heading => heading.scrollIntoView()")
        active.filter(has_text=title.split("? ")[0]).wait_for()
        assert active.count() == 1
        shown, box = (
            place.bounding_box()
            for place in (active, tab.locator(".md-sidebar--secondary .md-sidebar__scrollwrap"))
        )
        assert box["y"] <= shown["y"] <= box["y"] + box["height"]


@pytest.mark.parametrize("by", ("mouse", "key"))
def test_back_to_top_is_offered_on_the_way_up(visit, by):
    tab = visit(PAGE)
    top = tab.locator(".md-top")
    assert top.get_attribute("hidden") is not None
    for distance, hidden in ((3000, True), (-300, False)):
        tab.mouse.wheel(0, distance)
        tab.wait_for_function(
            "hidden => document.querySelector('.md-top').hidden === hidden", arg=hidden
        )
    pressed(tab, top, by)
    tab.wait_for_function("scrollY === 0")


def test_the_header_tells_the_title_when_the_heading_is_out_of_sight(visit):
    tab = visit(PAGE, "phone")
    active = tab.locator(".md-header__title--active")
    assert active.count() == 0
    tab.mouse.wheel(0, 2000)
    active.wait_for()
    assert "leaky_relu" in active.inner_text()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_palette_is_the_systems_until_it_is_chosen_and_then_stays(visit, base, scheme):
    tab = visit("", "phone", scheme)
    other = {"light": "dark", "dark": "light"}[scheme]
    body = tab.locator("body")
    assert body.get_attribute("data-md-color-scheme") == SCHEMES[scheme]
    tab.emulate_media(color_scheme=other)
    tab.locator(f"body[data-md-color-scheme={SCHEMES[other]}]").wait_for()
    switch = tab.locator("label[for^=__palette]:not([hidden])")
    assert switch.count() == 1
    switch.click()
    assert body.get_attribute("data-md-color-scheme") == SCHEMES[scheme]
    tab.goto(base + PAGE + "/")
    assert body.get_attribute("data-md-color-scheme") == SCHEMES[scheme]
    assert tab.evaluate("getComputedStyle(document.body).colorScheme") == scheme


def test_the_palette_is_switched_by_a_key(visit):
    tab = visit(PAGE)
    tab.locator("[name=__palette]:checked").focus()
    tab.keyboard.press("ArrowRight")
    tab.locator("body[data-md-color-scheme=slate]").wait_for()


@pytest.mark.parametrize("by", ("finger", "key"))
def test_the_drawer_opens_and_closes(visit, by):
    tab = visit(PAGE, "phone", **PHONE)
    drawer = tab.locator(".md-sidebar--primary")
    assert not drawer.is_visible()
    if by == "finger":
        tab.locator(".md-header label[for=__drawer]").tap()
    else:
        pressed(tab, tab.locator(".md-header label[for=__drawer]"), by)
    drawer.wait_for(state="visible")
    if by == "finger":
        tab.touchscreen.tap(380, 500)
    else:
        tab.keyboard.press("Escape")
    drawer.wait_for(state="hidden")


def test_the_drawer_opens_at_the_family_of_the_page(visit):
    tab = visit(PAGE, "phone", **PHONE)
    tab.locator(".md-header label[for=__drawer]").tap()
    place = tab.locator(".md-nav--primary .md-nav__link--active", has_text="leaky_relu").first
    place.wait_for(state="visible")
    tab.locator(".md-nav--primary .group", has_text="Rectifiers").wait_for(state="visible")


@pytest.mark.parametrize(
    ("by", "size"), [("mouse", "desktop"), ("key", "desktop"), ("finger", "phone")]
)
def test_a_note_is_read_where_its_mark_stands(visit, by, size):
    tab = visit(PAGE, size, **(PHONE if by == "finger" else {}))
    mark = tab.locator("article a.footnote-ref").nth(3)
    mark.scroll_into_view_if_needed()
    before = tab.evaluate("scrollY")
    pressed(tab, mark, by)
    note = tab.locator(".note:popover-open")
    note.wait_for()
    cited = mark.evaluate("mark => document.getElementById(mark.hash.slice(1)).innerText")
    assert note.inner_text().strip() == cited.replace("↩", "").strip()
    box = note.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= SIZES[size]["width"]
    assert 0 <= box["y"] and abs(tab.evaluate("scrollY") - before) < 2
    tab.keyboard.press("Escape")
    note.wait_for(state="hidden")
    assert mark.evaluate("mark => mark === document.activeElement")


def test_marks_are_big_enough_for_a_finger(visit):
    tab = visit(PAGE, "phone", **PHONE)
    for mark in tab.locator("article a.footnote-ref").all()[:8]:
        box = mark.bounding_box()
        assert box["width"] >= 24 and box["height"] >= 24, box  # WCAG 2.2, target size (minimum)


def test_few_stops_before_the_text(visit):
    """The first link of the text comes within ten presses of Tab, and no heading's sign is one."""
    tab = visit(PAGE)
    stops = []
    for _ in range(40):
        tab.keyboard.press("Tab")
        stops.append(
            tab.evaluate(
                "[document.activeElement.className, !!document.activeElement.closest('article')]"
            )
        )
    assert any(inside for _, inside in stops[:10]), stops[:10]
    assert not any("headerlink" in name for name, _ in stops)


def test_a_table_of_long_rows_stands_cell_below_cell_on_a_phone(visit):
    tab = visit(PAGE, "phone")
    table = tab.locator("article table", has_text="Unrecognized keyword")
    row = table.locator("tbody tr").first
    cells = [cell.bounding_box() for cell in row.locator("td").all()]
    assert all(below["y"] >= above["y"] + above["height"] for above, below in pairwise(cells))
    assert all(cell["x"] + cell["width"] <= SIZES["phone"]["width"] for cell in cells)
    named = row.locator("td").last.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert named == '"Write"'
    show(tab, "desktop")
    first, *_, last = (cell.bounding_box() for cell in row.locator("td").all())
    assert first["y"] < last["y"] + last["height"] and first["x"] < last["x"]


def test_code_shows_that_it_goes_on_until_its_end_is_reached(visit):
    tab = visit(PAGE, "phone")
    code = tab.locator("article pre > code.goes-on").first
    code.scroll_into_view_if_needed()
    fades = "code => getComputedStyle(code).maskImage.includes('gradient')"
    handle = code.element_handle()
    assert handle.evaluate(fades)
    handle.evaluate("code => code.scrollTo({ left: code.scrollWidth })")
    tab.wait_for_function("code => !code.classList.contains('goes-on')", arg=handle)
    assert not handle.evaluate(fades) and handle.evaluate("code => code.tabIndex") == 0


@pytest.mark.parametrize(
    ("by", "size"), [("mouse", "desktop"), ("key", "desktop"), ("finger", "phone")]
)
def test_a_term_is_explained_where_it_stands_and_leads_to_all(visit, base, by, size):
    tab = visit(PAGE, size, **(PHONE if by == "finger" else {}))
    term = tab.locator("article a.term", has_text="kink").first
    meaning, place = term.get_attribute("title"), term.evaluate("term => term.href")
    pressed(tab, term, by)
    note = tab.locator(".note:popover-open", has_text=meaning)
    note.wait_for()
    pressed(tab, note.get_by_text("All terms"), by)
    tab.wait_for_url(base + "terms/#kink")
    assert place == tab.url
    assert meaning in tab.locator("dt:target + dd").inner_text()


def test_a_term_leads_to_its_meaning_without_javascript(visit, base):
    tab = visit(PAGE, java_script_enabled=False)
    tab.locator("article a.term", has_text="kink").first.click()
    tab.wait_for_url(base + "terms/#kink")
