"""The archive in a browser, opened from disk as a reader does who unpacked it."""

import zipfile

import pytest
from playwright.sync_api import expect

from finishing import offline
from pages import SITE
from project.archives import pack


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The address of the folder of an unpacked archive, in one whose name is not plain."""
    home = tmp_path_factory.mktemp("a b é")
    (home / "archive.zip").write_bytes(pack(offline.contents(SITE)))
    with zipfile.ZipFile(home / "archive.zip") as archive:
        archive.extractall(home)
    return f"{home.as_uri()}/"


@pytest.fixture
def read(visit, unpacked):
    """Opens a page of it; afterwards nothing may have failed or left the disk."""
    tabs = []

    def read(path="", **options):
        tab = visit(**options)
        tab.said.clear()
        tab.asked.clear()
        tab.goto(f"{unpacked}{path}index.html")
        tabs.append(tab)
        return tab

    yield read
    for tab in tabs:
        assert tab.said == []
        assert [url for url in tab.asked if not url.startswith(("file:", "blob:null/"))] == []


def test_from_home_to_a_function_its_explorer_and_the_comparison(read, unpacked):
    tab = read()
    tab.get_by_role("link", name="leaky_relu", exact=True).first.click()
    expect(tab).to_have_url(f"{unpacked}activations/leaky_relu/index.html")
    explorer = tab.locator(".explorer")
    explorer.scroll_into_view_if_needed()
    before = explorer.locator(".reading").inner_text()
    explorer.get_by_label("x", exact=True).press("ArrowRight")
    assert explorer.locator(".reading").inner_text() != before
    fonts = "document.fonts.ready.then((fonts) => [...fonts].map(({ status }) => status))"
    assert set(tab.evaluate(fonts)) == {"loaded"}
    explorer.get_by_text("Compare more").click()
    expect(tab.locator(".readout tbody tr")).to_have_count(1)
    assert tab.url.startswith(f"{unpacked}compare/index.html#activations/leaky_relu")


def test_the_search_finds_and_leads_to_a_page_in_the_scheme_that_was_chosen(read, unpacked):
    tab = read("activations/tanh/")
    tab.locator("label[for^=__palette]:not([hidden])").click()
    tab.keyboard.press("/")
    tab.locator(".md-search__input").fill("dead unit")
    expect(tab.locator(".md-search-result__meta")).to_contain_text("pages")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{unpacked}terms/index.html?h=dead+unit#dead-unit")
    assert tab.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_the_page_that_trains_trains_with_every_function(read):
    tab = read("train/")
    for stem in ("mish", "tanh"):
        tab.get_by_label("activation", exact=True).select_option(stem)
        expect(tab.locator(".networks .title").first).to_have_text(stem)
        tab.locator(".train[data-steps='0']").wait_for()
        tab.get_by_role("button", name="1 step").click()
        expect(tab.locator(".train .count")).to_have_text("step 1")


def test_another_name_leads_to_the_page(read, unpacked):
    expect(read("activations/swish/")).to_have_url(f"{unpacked}activations/silu/index.html")
