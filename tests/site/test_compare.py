"""The pages that compare, in a browser: /compare/ with its address, and the table of a family."""

import re

import pytest
from playwright.sync_api import expect

import catalog
from catalog.kinds.function import Function
from pages import SITE, begin

ENTRIES = [
    catalog.load(*path.parts[-3:-1])
    for path in sorted((SITE / "generated").glob("*/*/explorer.js"))
]
FUNCTIONS = [entry for entry in ENTRIES if isinstance(entry, Function)]
LEAKY = catalog.load("activations", "leaky_relu")


def key(function):
    return f"{function.family}/{function.stem}"


def number(shown):
    return float(shown.replace("−", "-"))


def choose(tab, choice):
    """Shows a comparison, by what is behind # in the address."""
    tab.evaluate("choice => { location.hash = choice }", choice)
    members = [part for part in choice.split("&") if part != "difference"]
    for select, member in zip(tab.locator(".compare select").all(), members):
        expect(select).to_have_value(member.partition("=")[0])
    expect(tab.locator(".compare select")).to_have_count(len(members))


@pytest.fixture
def compare(visit):
    """Opens the comparison at what is behind # in its address."""

    def open_page(choice="", **options):
        tab = visit("compare", fragment=f"#{choice}", **options)
        begin(tab)
        return tab

    return open_page


@pytest.fixture(scope="module")
def comparison(open_page):
    """The comparison, opened once for all functions."""
    tab = open_page("compare")
    begin(tab)
    yield tab
    assert tab.said == []
    tab.context.close()


def shown(tab):
    """The choice as the controls have it: of each function its key and its sliders' values."""
    return tab.evaluate(
        """() => {
        const value = (input) => (input.type === "range" ? input.value : input.checked)
        const controls = (group) => [...group.querySelectorAll("input")].map(value)
        return [...document.querySelectorAll(".compare [role=group]")].map((group) => [
            group.querySelector("select").value, controls(group),
        ])
        }"""
    )


def values(tab):
    """The read-out: by function its cells."""
    rows = tab.locator(".compare tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return {title: cells for title, *cells in rows}


def test_the_address_holds_the_choice_and_gives_it_back(compare, base):
    tab = compare("activations/leaky_relu=negative_slope:0.5&activations/leaky_relu&difference")
    tab.get_by_role("group").nth(1).get_by_label("negative_slope").press("ArrowRight")
    choice = (
        "activations/leaky_relu=negative_slope:0.5"
        "&activations/leaky_relu=negative_slope:0.21&difference"
    )
    tab.wait_for_url(f"{base}compare/#{choice}")
    again = compare(choice)
    assert (shown(again), values(again)) == (shown(tab), values(tab))
    assert shown(again) == [
        ["activations/leaky_relu", ["0.5"]],
        ["activations/leaky_relu", ["0.21"]],
    ]
    assert again.get_by_label("differences to the first").is_checked()
    assert tab.said == again.said == []


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.stem)
def test_values_and_differences_are_the_reference(comparison, function):
    choose(comparison, f"activations/leaky_relu=negative_slope:0.5&{key(function)}")
    comparison.get_by_label("x", exact=True).evaluate(
        "input => { input.value = -0.7; input.dispatchEvent(new Event('input')) }"
    )
    wanted = [float(form(-0.7, **function.defaults)) for form in (function.f, function.gradient)]
    usual = [float(form(-0.7, negative_slope=0.5)) for form in (LEAKY.f, LEAKY.gradient)]
    rows = comparison.locator(".compare tbody tr td")
    assert [*map(number, rows.all_inner_texts()[2:])] == pytest.approx(wanted, rel=1e-4)
    comparison.get_by_label("differences to the first").check()
    expect(rows).to_have_count(2)
    differences = [value - other for value, other in zip(wanted, usual)]
    assert [*map(number, rows.all_inner_texts())] == pytest.approx(differences, rel=1e-4)


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
def test_a_broken_address_does_no_harm(compare, choice):
    tab = compare(choice)
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
        assert set(members) <= {key(function) for function in FUNCTIONS}
        link.click()
        expect(tab.locator(".compare select")).to_have_count(len(members))
        for select, member in zip(
            tab.locator(".compare [role=group] select").all(), members, strict=True
        ):
            expect(select).to_have_value(member)  # the functions before may have been as many
        groups = tab.locator(".compare").get_by_role("group").all()
        for group, settings in zip(groups, members.values(), strict=True):
            for name, value in (setting.split(":") for setting in settings.split(",") if setting):
                assert group.get_by_label(name, exact=True).input_value() == value


def test_an_explorer_hands_its_setting_over(visit):
    tab = visit("activations/leaky_relu")
    begin(tab)
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
    begin(tab)
    return tab


def column(tab, name):
    """The cells of a column in the rows that are left."""
    return tab.locator(".sortable table").evaluate(
        """(table, name) => {
        const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent === name)
        const left = [...table.tBodies[0].rows].filter((row) => !row.hidden)
        return left.map((row) => row.cells[at].textContent)
        }""",
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
    table.get_by_label("find").fill(f"{left[0]} {column(table, 'year')[0]}")
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
