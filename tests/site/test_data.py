"""Facts as data, as a reader takes them away: found on a page, fetched, and the same as shown."""

import json

import pytest
from jsonschema import Draft202012Validator

import catalog
from catalog.notation import number
from pages import SITE

PAGE = "activations/leaky_relu"


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((SITE / "facts.schema.json").read_text(encoding="utf-8"))
    assert schema["$id"].endswith(
        f":{schema['$defs']['entry']['properties']['schema_version']['const']}"
    )
    return Draft202012Validator(schema)


def published(address):
    return json.loads((SITE / address).read_text(encoding="utf-8"))


def test_every_published_file_holds_to_the_published_schema(validator):
    entries = catalog.entries()
    for family, stem in entries:
        assert validator.is_valid(published(f"{family}/{stem}/facts.json")), stem
    alone = published("activations/gelu/facts.json")
    whole = published("activations.json")
    assert validator.is_valid(whole) and not validator.is_valid(alone | {"claims": None})
    assert list(whole["entries"]) == catalog.stems("activations")
    assert whole["entries"]["gelu"] == {k: v for k, v in alone.items() if k != "$schema"}
    assert not list((SITE / "generated").rglob("*.json"))


def test_the_foot_of_a_page_leads_to_its_facts_and_they_are_what_its_tables_show(visit, base):
    tab = visit(PAGE)
    tables = {
        table.locator("th").first.inner_text(): table
        for table in tab.locator("article table").all()
    }
    rows = tab.locator("article tr").evaluate_all(
        "all => all.map((row) => [...row.cells].map((cell) => cell.innerText))"
    )
    place = tab.locator(".verified a", has_text="as JSON")
    with tab.expect_response(base + f"{PAGE}/facts.json") as answer:
        place.click()
    facts = answer.value.json()
    (kink,) = facts["facts"]["kinks"]
    assert "quantity" in tables
    assert ["gradient at 0", *map(number, kink["gradients"]["keras"].values())] in rows
    for case in facts["edge_cases"]:
        if case["dtype"] == "float32":
            jax = case["backends"]["jax"]
            assert [number(case["x"]), number(jax["f"]), number(jax["gradient"])] in rows
    defaults = facts["parameters"][0]["defaults"]
    assert ["negative_slope", *(repr(default) for default in defaults.values())] in rows
    assert ["function", facts["signatures"]["function"]] in rows
    for told in facts["frameworks"].values():
        assert any(told["call"] in row for row in rows)


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
def test_the_row_of_a_kink_leads_to_the_row_of_the_function_among_all(visit, script):
    tab = visit(PAGE, "phone", java_script_enabled=script)
    tab.get_by_role("link", name="gradient at 0").click()
    tab.wait_for_url("**/guide/kinks/#leaky_relu")
    row = tab.locator("tr", has=tab.locator("#leaky_relu"))
    shown = row.locator("td").all_inner_texts()
    (kink,) = published(f"{PAGE}/facts.json")["facts"]["kinks"]
    slopes = " and ".join(number(slope) for slope in kink["slope"].values())
    assert shown[0] == f"leaky_relu at 0\n{slopes}"
    gradients = kink["gradients"]["keras"].values()
    assert [cell.partition(" ")[0] for cell in shown[1:]] == [number(g) for g in gradients]
    header = tab.locator(".md-header").bounding_box()
    box = row.bounding_box()
    assert header["y"] + header["height"] <= box["y"] < 844 - box["height"]


def test_a_phone_shows_all_three_backends_of_a_row(visit):
    tab = visit("guide/kinks", "phone")
    cell = tab.locator("table").first.locator("tbody tr").first.locator("td").last.bounding_box()
    assert cell["x"] + cell["width"] <= 390


def test_what_the_example_says_of_another_implementation(visit):
    tab = visit("guide/data", java_script_enabled=False)
    said = tab.locator(".language-output").first.inner_text()
    facts = published("activations/gelu/facts.json")
    assert "exact\n  is gelu" in said
    assert f"not to {facts['facts']['infimum']['at_defaults']:.4f}" in said
    at = {case["x"]: case["backends"]["jax"]["f"] for case in facts["edge_cases"][::-1]}
    assert f"f(1) is 0.8458, not {at[1.0]:.4g}" in said
