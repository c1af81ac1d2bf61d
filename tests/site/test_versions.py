"""Two versions of the guide side by side, served from a sub-path, as a reader meets them."""

import functools
import http.server
import shutil
import threading

import pytest
from playwright.sync_api import expect

from checkout import files
from finishing import versions
from pages import SITE, faults
from project.archives import pack

GONE, NEW = "activations/hard_tanh/", "activations/tanh/"  # of the earlier version, of the present


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said):
        pass


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of the built site as the guide to the present Keras, with that to 3.1."""
    root = tmp_path_factory.mktemp("versions")
    shutil.copytree(SITE, root / "guide")
    earlier = {name: data for name, data in files(SITE).items() if not name.startswith(NEW)}
    shutil.rmtree(root / "guide" / GONE)
    (root / "kept").mkdir()
    (root / "kept/3.1.zip").write_bytes(pack(earlier))
    versions.lay_out(root / "guide", root / "kept", versions.present())
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(root))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/guide/"
    server.shutdown()


@pytest.fixture
def read(visit, served):
    def read(path, size="desktop", **options):
        tab = visit("", size, **options)
        tab.said.clear()
        tab.asked.clear()
        tab.goto(served + path)
        return tab

    return read


def choices(tab):
    """Opens the selector: the words and the address of each choice."""
    tab.locator(".versions summary").click()
    tab.locator(".versions li a").first.wait_for()
    return tab.locator(".versions a").evaluate_all("all => all.map((e) => [e.textContent, e.href])")


@pytest.mark.parametrize("at", ["", "3.1/", f"{versions.present()}/"])
def test_the_selector_lists_both_and_leads_to_the_same_page(read, served, at):
    page, own = "activations/relu/notebook/", versions.present()
    tab = read(f"{at}{page}")
    assert choices(tab) == [
        [f"Keras {own}", f"{served}{page}"],
        ["Keras 3.1", f"{served}3.1/{page}"],
    ]
    current = tab.locator(".versions [aria-current]")
    expect(current).to_have_text("Keras 3.1" if at == "3.1/" else f"Keras {own}")
    other = f"Keras {own}" if at == "3.1/" else "Keras 3.1"
    tab.get_by_role("link", name=other, exact=True).click()
    expect(tab.locator("h1")).to_contain_text("ReLU")
    assert tab.said == []


def test_where_a_version_has_no_such_page_it_leads_to_its_home(read, served):
    own = versions.present()
    assert choices(read(NEW)) == [
        [f"Keras {own}", f"{served}{NEW}"],
        ["Keras 3.1, home", f"{served}3.1/"],
    ]
    assert choices(read(f"3.1/{GONE}"))[0] == [f"Keras {own}, home", served]


def test_the_selector_costs_nothing_until_it_is_opened(read, served):
    tab = read("activations/relu/")
    tab.wait_for_load_state("networkidle")
    assert [url for url in tab.asked if "versions" in url] == []
    choices(tab)
    fetched = [url.removeprefix(served) for url in tab.asked if "versions" in url]
    assert fetched == ["assets/scripts/versions.js", "versions.json"]


def test_an_earlier_version_searches_itself(read, served):
    tab = read("3.1/")
    tab.keyboard.press("/")
    tab.locator(".md-search__input").fill("mish")
    link = tab.locator(".md-search-result__list a").first
    assert link.evaluate("(e) => e.href").startswith(f"{served}3.1/activations/mish/")


def test_without_javascript_home_lists_the_versions(read, served):
    tab = read("3.1/activations/relu/", java_script_enabled=False)
    tab.locator(".versions summary").click()
    tab.get_by_role("link", name="All versions").click()
    assert tab.url == f"{served}#versions"
    tab.locator("#versions").get_by_role("link", name="3.1").click()
    assert tab.url == f"{served}3.1/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_selector(read, scheme):
    tab = read("3.1/activations/", "phone", scheme=scheme)
    choices(tab)
    assert faults(tab, {"include": [[".md-header"], [".outdated"]]}) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == tab.viewport_size["width"]
