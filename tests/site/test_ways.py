"""How a reader gets about: from home to every page, from one function to the next, from an address
that does not exist to the one that was meant."""

from urllib.parse import urldefrag, urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

import catalog
from pages import SCHEMES, SITE, SIZES, begin, faults
from project import sources

PAGES = {
    f"/{path.parent.relative_to(SITE).as_posix()}/".replace("/./", "/"): LexborHTMLParser(text)
    for path in SITE.rglob("index.html")
    if 'http-equiv="refresh"' not in (text := path.read_text(encoding="utf-8"))
}


def linked(page, within):
    """The pages to which links of a part of a page lead."""
    addresses = [node.attributes["href"] for node in PAGES[page].css(f"{within} a[href]")]
    return [urldefrag(urljoin(page, address)).url for address in addresses]


def test_every_page_is_three_steps_from_home_at_most():
    reached = ahead = {"/"}
    for _ in range(3):
        ahead = {to for page in ahead for to in linked(page, "article")}
        ahead &= PAGES.keys()
        reached |= ahead
    assert len(PAGES) > 30 and PAGES.keys() - reached == set()


def test_home_opens_four_doors_and_leads_to_what_explains():
    assert linked("/", ".doors") == ["/choose/", "/compare/", "/train/", "/activations/"]
    assert {"/terms/", "/theorems/", "/tags/"} <= set(linked("/", "article"))


def test_home_leads_to_every_topic_and_so_does_the_navigation():
    topics = [f"/guide/{topic.stem}/" for topic in sources.topics()]
    assert topics and topics == sorted({*topics} & {*linked("/", "article")})
    for page in ("/choose/", *topics):
        assert {*topics} <= {*linked(page, "article"), *linked(page, ".md-nav--primary")}
    titles = {"/guide/saving/": "Saving and loading an activation"}
    for node in PAGES["/guide/masks/"].css(".md-nav--primary a"):
        name = titles.pop(urljoin("/guide/masks/", node.attributes["href"]), None)
        assert name in (None, node.text(strip=True))
    assert titles == {}


@pytest.mark.parametrize("width", (390, 320))
def test_the_doors_stand_on_the_first_screen_of_a_phone(visit, width):
    tab = visit("", "phone")
    tab.set_viewport_size({"width": width, "height": 844})
    boxes = [door.bounding_box() for door in tab.locator(".doors a").all()]
    assert len(boxes) == 4 and all(box["y"] + box["height"] < 844 for box in boxes)


def test_the_comparison_of_a_family_is_whole_on_a_desktop_and_on_its_first_screen(visit):
    tab = visit("activations", "desktop")
    begin(tab)
    table = tab.locator(".sortable table")
    box, frame = table.bounding_box(), tab.locator("article").bounding_box()
    assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1  # a pixel of rounding
    assert box["y"] < tab.viewport_size["height"] / 2


@pytest.mark.parametrize(
    "page", ["/activations/", "/activations/relu/", "/activations/glu/notebook/"]
)
def test_the_navigation_names_each_group_over_its_functions(page):
    shown, written = {}, set(catalog.stems("activations"))
    for node in PAGES[page].css(".md-nav--primary li"):
        if "group" in node.attributes["class"].split():
            members = shown[node.text(strip=True)] = []
        elif (link := node.css_first("a").attributes["href"]) and shown:
            name = urljoin(page, link).removeprefix("/activations/").rstrip("/")
            members += [name] * (name in written)
    groups = catalog.family("activations").groups.items()
    assert shown == {
        name: list(own) for name, stems in groups if (own := [s for s in stems if s in written])
    }


def test_next_leads_from_function_to_function_in_the_order_of_the_groups():
    followed, page = [], "/activations/"
    for _ in catalog.stems("activations"):
        (page,) = linked(page, ".md-footer__inner")[-1:]
        followed.append(page)
    assert followed == [f"/activations/{stem}/" for stem in catalog.stems("activations")]
    before, after = linked("/activations/leaky_relu/notebook/", ".md-footer__inner")
    assert (before, after) == ("/activations/leaky_relu/", "/activations/prelu/")


def test_every_term_has_an_anchor_to_which_letters_and_pages_lead():
    (terms,) = PAGES["/terms/"].css("article dl")
    anchors = [node.attributes["id"] for node in terms.css("dt")]
    assert len(anchors) == len(set(anchors)) > 60 and "dead-unit" in anchors
    letters = {node.text(): node.attributes["href"] for node in PAGES["/terms/"].css(".letters a")}
    initials = [node.text()[0].upper() for node in terms.css("dt")]
    firsts = {letter: f"#{anchors[initials.index(letter)]}" for letter in dict.fromkeys(initials)}
    assert letters == firsts and list(letters) == sorted(letters)
    own = [node.attributes["href"] for node in PAGES["/activations/relu/"].css("article dt a")]
    assert "../../terms/#dead-unit" in own


def test_terms_are_filtered_and_what_is_left_is_counted(visit):
    tab = visit("terms", "phone")
    everything = tab.locator("article dt").count()
    tab.get_by_label("find a term").fill("gradient dead")
    shown = tab.locator("article dt:visible")
    assert shown.all_inner_texts() == ["dead unit"]
    assert tab.locator("article dd:visible").count() == 1
    assert tab.locator(".filters [role=status]").inner_text() == f"1 of {everything} terms"
    tab.get_by_label("find a term").fill("")
    assert shown.count() == everything


@pytest.fixture
def missing(visit, base):
    """Opens an address that does not exist. This site knows no address of its own, so that the page
    in its place, which may stand at any depth, asks for everything from the root."""

    def missing(path, **options):
        tab = visit(**options)
        tab.route("**/assets/**", lambda route: route.fulfill(path=asset(route.request.url)))
        tab.said.clear()
        tab.goto(base + path)
        return tab

    def asset(url):
        return SITE / "assets" / url.partition("/assets/")[2]

    return missing


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("activations/sotfmax/", "softmax"),
        ("relu7", "relu"),
        ("a/b/Leaky-ReLU.html", "leaky_relu"),
        ("swich/index.html", "silu"),
        ("gleu%/", "gelu"),
    ],
)
def test_a_missing_page_offers_what_is_near(missing, path, first):
    tab = missing(path)
    offered = tab.locator(".nearest a").all()
    assert 1 <= len(offered) <= 3
    assert offered[0].inner_text() == first
    assert offered[0].get_attribute("href").endswith(f"/activations/{first}/")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_page_in_place_of_a_missing_one(missing, size, scheme):
    tab = missing("activations/sotfmax/", size=size, scheme=scheme)
    tab.locator(".nearest a").first.wait_for()
    assert faults(tab) == []


def test_a_missing_page_offers_nothing_where_nothing_is_near(missing):
    tab = missing("quarterly-report/")
    tab.wait_for_load_state()
    assert tab.locator(".nearest").is_hidden()


def test_a_missing_page_lists_all_functions_in_groups_without_javascript(missing):
    tab = missing("nowhere/", java_script_enabled=False)
    names = tab.locator(".known a").all_inner_texts()
    assert names == catalog.stems("activations")
    titles = tab.locator(".known dt").all_inner_texts()
    groups = catalog.groups("activations")
    assert titles == [t for t, members in groups.items() if set(members) & set(names)]
