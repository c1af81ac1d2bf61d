"""The pages that compare, in a real browser: /compare/ with its address, and the table of a family."""

import re

import pytest
from playwright.sync_api import expect

import catalog
from browser import SITE
from catalog.kinds.function import Function

FUNCTIONS = {
    function.title: function
    for path in sorted((SITE / "generated").glob("*/*/explorer.js"))
    if isinstance(function := catalog.load(path.parent.parent.name, path.parent.name), Function)
}


def key(function):
    return f"{function.family}/{function.stem}"


def number(shown):
    return float(shown.replace("−", "-"))


@pytest.fixture
def compare(visit):
    """Opens the comparison at what is behind # in its address."""

    def open_page(choice="", **options):
        tab = visit("compare", **options)
        if choice:
            tab.evaluate("choice => { location.hash = choice }", choice)
            expect(tab.locator(".compare select")).to_have_count(
                len([part for part in choice.split("&") if part != "difference"])
            )
        tab.locator(".compare input[type=range]").first.wait_for()
        return tab

    return open_page


def shown(tab):
    """The choice as the controls have it: of each function its key and its sliders' values."""
    return tab.evaluate(
        "[...document.querySelectorAll('.compare [role=group]')].map(g => [g.querySelector('select').value, [...g.querySelectorAll('input')].map(i => i.type === 'range' ? i.value : i.checked)])"
    )


def values(tab):
    """The read-out: by function its cells."""
    return dict(
        tab.evaluate(
            "[...document.querySelectorAll('.compare tbody tr')].map(r => [r.cells[0].textContent, [...r.cells].slice(1).map(c => c.textContent)])"
        )
    )


def test_the_address_holds_the_choice_and_gives_it_back(compare, base):
    tab = compare("activations/leaky_relu=negative_slope:0.5&activations/leaky_relu&difference")
    group = tab.get_by_role("group").nth(1)
    group.get_by_label("negative_slope").press("ArrowRight")
    tab.wait_for_timeout(900)
    assert (
        tab.url
        == f"{base}compare/#activations/leaky_relu=negative_slope:0.5&activations/leaky_relu=negative_slope:0.21&difference"
    )
    chosen, seen = shown(tab), values(tab)
    tab.goto("about:blank")
    tab.goto(
        f"{base}compare/#activations/leaky_relu=negative_slope:0.5&activations/leaky_relu=negative_slope:0.21&difference"
    )
    tab.locator(".compare input[type=range]").first.wait_for()
    assert (shown(tab), values(tab)) == (chosen, seen)
    assert chosen == [["activations/leaky_relu", ["0.5"]], ["activations/leaky_relu", ["0.21"]]]
    assert tab.get_by_label("differences to the first").is_checked()
    assert tab.said == []


@pytest.mark.parametrize("title", FUNCTIONS)
def test_values_and_differences_are_the_reference(compare, title):
    function, leaky = FUNCTIONS[title], catalog.load("activations", "leaky_relu")
    tab = compare(f"activations/leaky_relu=negative_slope:0.5&{key(function)}")
    slider = tab.get_by_label("x", exact=True)
    slider.evaluate("input => { input.value = -0.7; input.dispatchEvent(new Event('input')) }")
    wanted = [float(form(-0.7, **function.defaults)) for form in (function.f, function.gradient)]
    rows = tab.locator(".compare tbody tr")
    assert [number(cell) for cell in rows.nth(1).locator("td").all_inner_texts()] == pytest.approx(
        wanted, rel=1e-4
    )
    tab.get_by_label("differences to the first").check()
    wanted = [
        value - float(form(-0.7, negative_slope=0.5))
        for value, form in zip(wanted, (leaky.f, leaky.gradient))
    ]
    expect(rows).to_have_count(1)
    assert [number(cell) for cell in rows.nth(0).locator("td").all_inner_texts()] == pytest.approx(
        wanted, rel=1e-4
    )


def test_up_to_four_are_added_and_removed(compare):
    tab = compare("activations/leaky_relu")
    add = tab.get_by_role("button", name="Add a function")
    assert tab.get_by_role("button", name=re.compile("^Remove")).count() == 0
    for count in (2, 3, 4):
        add.click()
        expect(tab.locator(".compare select")).to_have_count(count)
        assert tab.evaluate("document.activeElement.tagName") == "SELECT"
    assert add.is_disabled()
    assert tab.locator("svg.live .curve").count() == 8
    tab.get_by_role("button", name=re.compile("^Remove")).first.click()
    expect(tab.locator(".compare select")).to_have_count(3)
    assert (
        add.is_enabled() and tab.evaluate("document.activeElement.textContent") == "Add a function"
    )
    tab.locator(".compare select").nth(1).select_option("activations/leaky_relu")
    expect(tab.locator("[role=group] select").nth(1)).to_be_focused()


@pytest.mark.parametrize(
    "choice",
    (
        "activations/nothing",
        "%",
        "activations/leaky_relu=negative_slope:x,other:3",
        "__proto__",
        "activations/leaky_relu=negative_slope",
    ),
)
def test_a_broken_address_does_no_harm(visit, base, choice):
    tab = visit()
    tab.goto(f"{base}compare/#{choice}")
    tab.locator(".compare input[type=range]").first.wait_for()
    assert tab.said == []
    assert all(
        re.fullmatch(r"−?[\d.]+(e−?\d+)?|.* left, .* right", cell)
        for cells in values(tab).values()
        for cell in cells
    )


def test_ready_comparisons_have_all_their_members(compare):
    tab = compare()
    for link in tab.locator(".compare .ready a").all():
        members = dict(
            part.partition("=")[::2]
            for part in link.get_attribute("href").removeprefix("#").split("&")
        )
        assert set(members) <= {key(function) for function in FUNCTIONS.values()}
        link.click()
        expect(tab.locator(".compare select")).to_have_count(len(members))
        for select, member in zip(
            tab.locator(".compare [role=group] select").all(), members, strict=True
        ):
            expect(select).to_have_value(member)  # the functions before may have been as many
        for group, settings in zip(tab.get_by_role("group").all(), members.values(), strict=True):
            for name, value in (setting.split(":") for setting in settings.split(",") if setting):
                assert group.get_by_label(name, exact=True).input_value() == value


def test_an_explorer_hands_its_setting_over(visit):
    tab = visit("activations/leaky_relu")
    tab.locator(".explorer").scroll_into_view_if_needed()
    tab.get_by_label("negative_slope", exact=True).press("ArrowRight")
    tab.get_by_role("link", name="Compare more").click()
    tab.locator(".compare input[type=range]").first.wait_for()
    assert shown(tab) == [["activations/leaky_relu", ["0.21"]]]


def test_without_javascript_the_graphs_are_linked(visit):
    tab = visit("compare", java_script_enabled=False)
    assert tab.locator(".compare :is(input, select, button)").count() == 0
    assert tab.locator(".compare .gallery a").count() >= len(FUNCTIONS)
    assert tab.locator(".compare .gallery svg").first.bounding_box()["height"] > 50
    assert tab.get_by_text("With JavaScript on").is_visible()


# The table of a family


@pytest.fixture
def table(visit):
    tab = visit("activations")
    tab.locator(".sortable").scroll_into_view_if_needed()
    tab.locator(".sortable th button").first.wait_for()
    return tab


def column(tab, name):
    return tab.evaluate(
        """name => { const table = document.querySelector('.sortable table')
        const at = [...table.tHead.rows[0].cells].findIndex(c => c.textContent === name)
        return [...table.tBodies[0].rows].filter(r => !r.hidden).map(r => r.cells[at].textContent) }""",
        name,
    )


def test_every_column_sorts_both_ways(table):
    for head in table.locator(".sortable thead th").all():
        name = head.inner_text()
        before = sorted(column(table, name))
        for way in ("ascending", "descending"):
            head.get_by_role("button").press("Enter")
            assert head.get_attribute("aria-sort") == way
            assert table.locator(".sortable [aria-sort]").count() == 1
            assert sorted(column(table, name)) == before
    table.get_by_role("button", name="year").click()
    assert column(table, "year") == sorted(column(table, "year"))
    table.get_by_role("button", name="function", exact=True).click()
    assert column(table, "function") == sorted(column(table, "function"), key=str.lower)


def test_filters_leave_what_meets_them_all(table):
    everything = column(table, "function")
    for name in ("convex", "increasing"):
        cells = column(table, name)
        table.get_by_label(name).select_option(cells[0])
        assert set(column(table, name)) == {cells[0]}
    left = column(table, "function")
    assert (
        table.locator(".sortable [role=status]").inner_text()
        == f"{len(left)} of {len(everything)} functions"
    )
    table.get_by_label("find").fill(f"{left[0]} 20")
    assert column(table, "function")[0] == left[0]
    table.get_by_label("find").fill("nothing of the kind")
    assert column(table, "function") == []
    table.get_by_label("find").fill("")
    for name in ("convex", "increasing"):
        table.get_by_label(name).select_option("any")
    assert column(table, "function") == everything


def test_the_table_scrolls_within_itself_and_is_whole_without_javascript(visit):
    tab = visit("activations", "phone", java_script_enabled=False)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.locator(".sortable tbody tr").count() == len(FUNCTIONS)
    assert all(cell.strip() for cell in tab.locator(".sortable tbody td").all_inner_texts())
    assert tab.locator(".sortable :is(input, select, button)").count() == 0
