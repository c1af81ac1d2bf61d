"""The search, asked by a reader in the box: what people type, and where it leads."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import catalog

WAITING = "Type to start searching"

QUERIES = [
    line.split("\t")
    for line in (Path(__file__).parent / "queries.tsv").read_text(encoding="utf-8").splitlines()
]
NAMES = [
    (name, f"{entry.family}/{entry.stem}/")
    for entry in map(lambda of: catalog.load(*of), catalog.entries())
    for name in dict.fromkeys((entry.stem, entry.name, *entry.aliases))
]
QUESTIONS = [
    ("which activation for the last layer", "choose/"),
    ("last layer", "choose/"),
    ("relu vs gelu", "compare/"),
    ("compare relu and gelu", "compare/"),
    ("what is a dead unit", "terms/"),
    ("sotfmax", "activations/softmax/"),
    ("lekay_relu", "activations/leaky_relu/"),
    ("geluu", "activations/gelu/"),
    ("sofmax", "activations/softmax/"),
    ("sparsemx", "activations/sparsemax/"),
    ("treshold", "activations/threshold/"),
    (
        "ValueError: Unrecognized keyword arguments passed to Dense: {'alpha': 0.01}",
        "activations/leaky_relu/",
    ),
    (
        "ValueError: Could not interpret activation function identifier: LeakyReLU",
        "activations/leaky_relu/",
    ),
    (
        "TypeError: log_softmax() got an unexpected keyword argument 'dim'",
        "activations/log_softmax/",
    ),
    ('Exception: "axis -1" (+relu* ~2 ^3) relu:6 -relu', "activations/relu/"),
    ("load_model custom_objects ignored", "guide/saving/"),
    ("my own activation loads as Keras's", "guide/saving/"),
    (
        "Could not locate function 'my_relu'. Make sure custom classes and functions are decorated",
        "guide/saving/",
    ),
    ("lambda activation safe_mode=False", "guide/saving/"),
    ("Cannot serialize object functools.partial", "guide/saving/"),
    ("register_keras_serializable", "guide/saving/"),
    ("Softmax after Masking", "activations/softmax/"),
    ("softmax over time steps with padding", "guide/masks/"),
    ("which layers keep a mask", "guide/masks/"),
    ("fully masked row", "guide/masks/"),
    ("attention with one key axis has size 1", "guide/masks/"),
    ("quantize int8 Dense activation layer skipped", "guide/precision/"),
    ("quantization_mode None", "guide/precision/"),
    ("loss stays at 16.118", "guide/precision/"),
    ("logistic does not accept dtype int32", "activations/sigmoid/"),
    ("int32 input numpy backend", "guide/precision/"),
    ("bfloat16", "guide/precision/"),
    ("relu in LSTM nan", "activations/relu/"),
    ("gradients differ between jax and torch", "guide/kinks/"),
    ("subgradient at a kink", "guide/kinks/"),
    ("machine readable facts json", "guide/data/"),
]


@pytest.fixture(scope="module")
def ask(open_page, base):
    """The addresses of the pages that the search names for a question, best first."""
    tab = open_page()
    tab.keyboard.press("/")
    box = tab.locator(".md-search__input")
    told = tab.locator(".md-search-result__meta")

    def ask(question):
        box.fill("")
        expect(told).to_have_text(WAITING)
        box.fill(question)
        expect(told).not_to_have_text(WAITING)
        hrefs = tab.locator(".md-search-result__item").evaluate_all(
            "all => all.map((item) => item.querySelector('a').href)"
        )
        return [href.removeprefix(base).split("#")[0].split("?")[0] for href in hrefs]

    yield ask
    tab.context.close()


def ranks(ask, queries):
    """The place of the page that each query should bring, from 0; None where it is not named."""
    found = {}
    for question, pages in queries:
        answer = ask(question)
        found[question] = min(
            (answer.index(page) for page in pages.split("|") if page in answer), default=None
        )
    return found


def test_what_people_type_brings_the_page(ask):
    found = ranks(ask, QUERIES)
    first, third = (
        sum(rank is not None and rank <= most for rank in found.values()) for most in (0, 2)
    )
    assert len(found) == 47
    missed = {question: rank for question, rank in found.items() if rank != 0}
    assert third >= 0.95 * len(found) and first >= 0.8 * len(found), missed


@pytest.mark.parametrize(("question", "page"), [*NAMES, *QUESTIONS])
def test_a_name_a_question_and_an_error_bring_their_page_first(ask, question, page):
    assert ask(question)[0] == page


def test_the_search_is_led_by_keys_through_hits_alone(visit, base):
    tab = visit("activations/relu")
    late = ("search_index.json", "workers/search")
    assert not any(name in url for url in tab.asked for name in late)
    tab.keyboard.press("/")
    tab.keyboard.type("softmax mask")
    hits = tab.locator(".md-search-result__item a")
    hits.first.wait_for()
    for at in range(3):
        tab.keyboard.press("ArrowDown")
        assert hits.nth(at).evaluate("hit => hit === document.activeElement")
    tab.keyboard.press("ArrowUp")
    assert hits.nth(1).evaluate("hit => hit === document.activeElement")
    passage = hits.nth(1).get_attribute("href")
    assert "#" in passage
    tab.keyboard.press("Enter")
    tab.wait_for_url(passage)
    tab.locator("article mark").first.wait_for()
    tops = tab.locator("article :target, article mark").evaluate_all(
        "all => all.map((place) => place.getBoundingClientRect().top)"
    )
    assert any(0 <= top < 500 for top in tops)  # in sight, below the header
    assert all(any(name in url for url in tab.asked) for name in late)


def test_escape_closes_the_search_and_leads_back(visit):
    tab = visit("activations/relu")
    link = tab.locator("article a").first
    link.focus()
    tab.keyboard.press("/")
    tab.keyboard.type("fs/")
    assert tab.locator(".md-search__input").input_value() == "fs/"
    tab.keyboard.press("Escape")
    assert not tab.locator("#__search").is_checked()
    assert link.evaluate("link => link === document.activeElement")


def test_the_search_opens_under_a_finger(visit):
    tab = visit("activations/relu", "phone", has_touch=True, is_mobile=True)
    tab.locator(".md-header__button[for=__search]").tap()
    tab.wait_for_function("document.activeElement.name === 'query'")
    tab.keyboard.type("mish")
    tab.locator(".md-search-result__item a").first.tap()
    tab.wait_for_url("**/activations/mish/**")


def test_enter_waits_for_the_answer_to_what_was_typed(visit, base):
    tab = visit()
    tab.keyboard.press("/")
    tab.keyboard.type("mish")
    tab.keyboard.press("Enter")  # before the index has come
    tab.wait_for_url(f"{base}activations/mish/**")


def test_an_index_that_does_not_come_is_said_and_asked_for_again(visit):
    tab = visit()
    tab.route("**/search_index.json", lambda route: route.fulfill(status=500))
    tab.keyboard.press("/")
    tab.keyboard.type("mis")
    told = tab.locator(".md-search-result__meta")
    expect(told).to_contain_text("did not come")
    tab.unroute("**/search_index.json")
    tab.keyboard.type("h")
    expect(told).to_contain_text("page")
    tab.locator(".md-search-result__item a").first.wait_for()


def test_a_hit_within_a_fold_opens_it(visit):
    """The name of a function that only the code of a check has."""
    tab = visit("activations/gelu", fragment="?h=random_gate#13-example-code-for-proof")
    opened = tab.locator("details.check[open]")
    assert opened.count() == 1
    opened.locator("mark").first.wait_for()
    tab = visit("activations/gelu", fragment="?h=gelu#7-pros")
    assert tab.locator("details.check[open]").count() == 0


def test_enter_opens_the_first_hit_and_an_address_can_ask(visit, base):
    tab = visit("", fragment="?q=swish")
    tab.locator(".md-search-result__item a").first.wait_for()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{base}activations/silu/**")


def test_a_snippet_reads_where_math_stood(visit):
    tab = visit("", fragment="?q=gelu multiplies probability standard normal")
    shown = tab.locator(".md-search-result__item p").first
    shown.wait_for()
    assert "multiplies x by Φ(x), the probability" in shown.inner_text()


def test_tab_leaves_the_search_and_closes_it(visit):
    tab = visit()
    tab.locator(".md-search__input").focus()
    expect(tab.locator("#__search")).to_be_checked()
    tab.locator("article a").first.focus()
    expect(tab.locator("#__search")).not_to_be_checked()


def test_the_search_is_as_wide_as_a_phone(visit):
    tab = visit("", "phone")
    tab.locator("label.md-header__button[for=__search]").click()
    tab.locator(".md-search__input").fill("relu")
    expect(tab.locator(".md-search-result__item").first).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") == tab.viewport_size["width"]


def test_a_page_opens_at_the_passage_that_is_asked_for_beside_its_name(visit):
    tab = visit()
    tab.keyboard.press("/")
    tab.keyboard.type("softmax mask")
    first = tab.locator(".md-search-result__item a").first
    expect(first.locator("p mark", has_text="mask").first).to_be_visible()
    first.click()
    tab.wait_for_load_state()
    shown = tab.locator("article mark", has_text="mask").evaluate_all(
        "all => all.map((mark) => mark.getBoundingClientRect().top)"
    )
    assert any(0 < top < tab.viewport_size["height"] for top in shown)


@pytest.mark.parametrize(
    "question", ["silu vs mish", "Swish or Mish?", "difference of swish and mish"]
)
def test_two_that_are_asked_for_are_compared(visit, question):
    tab = visit("activations/relu")
    tab.keyboard.press("/")
    tab.keyboard.type(question)
    tab.locator(".md-search-result__link[href*='/compare/']").first.click()
    tab.wait_for_url("**/compare/*#activations/silu&activations/mish")
    for name in ("silu", "mish"):
        expect(tab.locator(".compare .reading")).to_contain_text(name)


def test_one_that_is_asked_for_is_compared_as_ever(visit):
    tab = visit("activations/relu")
    tab.keyboard.press("/")
    tab.keyboard.type("compare mish")
    hit = tab.locator(".md-search-result__link[href*='/compare/']").first
    assert "#activations" not in hit.get_attribute("href")
