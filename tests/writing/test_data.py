"""What is known of an entry as data: held to its schema, and the same as the tables tell."""

import copy
import json
import math

import pytest

import catalog
from catalog.expressions import evaluate
from catalog.notation import number
from finishing import formulas
from project import records
from tables import blocks
from writing import data, entries, theorems

STEMS = ("leaky_relu", "threshold", "prelu", "gelu", "softmax")
KNOWN = {stem: data.known("activations", stem) for stem in STEMS}
every = pytest.mark.parametrize("stem", STEMS)


def found(stem):
    return catalog.load("activations", stem), records.load("activations", stem, "frameworks")


@every
def test_it_holds_to_the_schema_and_is_strict_json(stem):
    assert list(data.faults(KNOWN[stem])) == []

    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    text = data.text(KNOWN[stem])
    assert json.loads(text, parse_constant=refuse) == KNOWN[stem] and text.endswith("}\n")


GONE = object()


@pytest.mark.parametrize(
    ("stem", "place", "value", "fault"),
    [
        ("leaky_relu", ["schema_version"], 2, "schema_version: 1 was expected"),
        ("leaky_relu", ["kind"], "tensor", "kind: 'tensor' is not one of"),
        ("leaky_relu", ["colour"], "red", "('colour' was unexpected)"),
        ("leaky_relu", ["facts", "kinks", 0, "x"], "low", "facts.kinks[0].x: 'low' is not valid"),
        ("leaky_relu", ["facts", "kinks", 0, "x"], "inf", "facts.kinks[0].x: 'inf' is not valid"),
        ("leaky_relu", ["facts", "kinks", 0, "slope", "left"], GONE, "'left' is a required"),
        ("leaky_relu", ["facts", "infimum", "at_defaults"], None, "facts.infimum.at_defaults"),
        ("leaky_relu", ["facts", "saturates"], ["up"], "facts.saturates[0]"),
        ("leaky_relu", ["facts", "bends"], "", "facts: Additional properties"),
        ("softmax", ["facts", "outputs"], GONE, "facts: 'outputs' is a required property"),
        ("leaky_relu", ["claims", 0, "when", "python"], True, "claims[0].when.python: True is not"),
        ("leaky_relu", ["claims", 0, "when"], GONE, "claims[0]: 'when' is a required property"),
        ("leaky_relu", ["edge_cases", 0, "backends", "jax"], GONE, "'jax' is a required property"),
        ("softmax", ["edge_cases", 0, "x", 0], "low", "edge_cases[0].x: ['low', 0.0] is not"),
        ("leaky_relu", ["frameworks", "theano"], {}, "frameworks: Additional properties"),
        ("leaky_relu", ["theorems", 0, "verdict", "tool"], "luck", "theorems[0].verdict.tool"),
        ("leaky_relu", ["citations", 0, "address"], "a shelf", "citations[0].address"),
        ("leaky_relu", ["signatures"], {}, "signatures: {} should be non-empty"),
        ("leaky_relu", ["parameters", 0, "defaults", "file"], 1, "parameters[0].defaults"),
    ],
)
def test_a_departure_from_the_schema_is_named(stem, place, value, fault):
    changed = at = copy.deepcopy(KNOWN[stem])
    *way, last = place
    for step in way:
        at = at[step]
    if value is GONE:
        del at[last]
    else:
        at[last] = value
    entry = catalog.load("activations", stem)
    problems = list(data.problems(entry, changed))
    assert any(fault in problem.message for problem in problems), problems
    assert {problem.file for problem in problems} == {catalog.module_path("activations", stem)}
    assert f"kinds/{entry.kind}.schema.json" in problems[0].remedy


def test_a_schema_that_is_none_is_told(tmp_path, monkeypatch):
    assert list(data.malformed()) == []
    text = data.SCHEMA.read_text(encoding="utf-8")
    broken = tmp_path / "facts.schema.json"
    text = text.replace('"type": "object"', '"type": "objekt"', 1)
    broken.write_text(text, encoding="utf-8", newline="\n")
    monkeypatch.setattr(data, "SCHEMA", broken)
    (problem,) = data.malformed()
    assert problem.file == broken and "type: 'objekt'" in problem.message


def test_a_number_that_json_has_not_is_a_text_that_python_reads():
    shown = data.plain({"x": (math.inf, [-math.inf], 0.5, -0.0, None, True, "inf")})
    assert shown == {"x": ["Infinity", ["-Infinity"], 0.5, -0.0, None, True, "inf"]}
    assert data.plain(math.nan) == "NaN"
    assert float("Infinity") == math.inf and math.isnan(float("NaN"))


@every
def test_the_edge_cases_are_those_of_the_table(stem):
    entry, record = found(stem)
    shown = [tuple(row) for table in blocks(entries.edges(entry, record))[:2] for row in table[2:]]

    def cell(value):
        return number([float(v) for v in value] if isinstance(value, list) else float(value))

    told = [
        (
            entry.edge_name(case["x"], case["dtype"]),
            cell(case["backends"]["jax"]["f"]),
            cell(case["backends"]["jax"]["gradient"]),
        )
        for case in KNOWN[stem]["edge_cases"]
    ]
    assert told == shown and len(told) > 10


@every
def test_integers_are_those_of_the_record(stem):
    _, record = found(stem)
    told = KNOWN[stem]["integers"]["backends"]
    assert told == {name: seen["int32"] for name, seen in record["backends"].items()}
    for seen in told.values():
        assert "raises" in seen or len(seen["f"]) == len(KNOWN[stem]["integers"]["x"])


@every
def test_the_other_frameworks_are_those_of_the_table(stem):
    entry, record = found(stem)
    lines = blocks(entries.elsewhere(entry, record))[-1][2:]
    frameworks, kinks = KNOWN[stem]["frameworks"], KNOWN[stem]["facts"].get("kinks", ())
    for (name, line, *gradients), (framework, told) in zip(lines, frameworks.items(), strict=True):
        assert name.endswith(told["version"]) and line == f"`{told['call']}`"
        assert gradients == [number(kink["gradients"]["own"][framework]) for kink in kinks]


def test_facts_are_those_of_the_table():
    entry, _ = found("threshold")
    rows, facts = dict(blocks(entries.facts(entry))[0][2:]), KNOWN["threshold"]["facts"]
    (kink,) = facts["kinks"]
    assert rows["domain"] == f"${facts['domain']['tex']}$"
    assert rows["range"] == f"${facts['range']['tex']}$"
    assert rows["infimum"] == f"${facts['infimum']['tex']}$"
    assert rows[r"limit at $-\infty$"] == f"${facts['limits']['left']['tex']}$"
    assert rows["saturates"] == f"on the {facts['saturates'][0]}"
    assert f"is {number(kink['f']['at'])} there" in rows["jump at 1"] and kink["jump"]
    assert f"from {number(kink['f']['left'])} to {number(kink['f']['right'])}" in rows["jump at 1"]
    assert rows["layer" if "layer" in rows else "function"].startswith("`keras.")
    claims = {
        claim["meaning"].partition(":")[0]: claim["when"] for claim in KNOWN["threshold"]["claims"]
    }
    for words, when in claims.items():
        if words != "Lipschitz" and when["python"] not in ("True", "False"):
            answer = "yes" if when["at_defaults"] else "no"
            assert rows[words] == f"{answer}; exactly for ${when['tex']}$"


def test_a_jump_is_told_from_both_sides():
    left, right = data.known("activations", "hard_shrink")["facts"]["kinks"]
    assert left["x"] == -0.5 and left["f"] == {"left": -0.5, "at": 0, "right": 0}
    assert right["x"] == 0.5 and right["f"] == {"left": 0, "at": 0, "right": 0.5}
    assert left["slope"] == {"left": 1, "right": 0} and left["jump"] and right["jump"]


def texts(value):
    """Every TeX in data."""
    if isinstance(value, dict):
        yield from [value["tex"]] if "tex" in value else []
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            yield from texts(each)


@every
def test_katex_takes_every_formula(stem):
    found = set(texts(KNOWN[stem]))
    assert len(found) > 5 and all(formulas.render(tex, display=True) for tex in found)


@every
def test_conditions_have_at_the_defaults_the_value_that_is_told(stem):
    here = {p["name"]: p["here"] for p in KNOWN[stem]["parameters"]}
    told = [claim["when"] for claim in KNOWN[stem]["claims"]]
    assert [evaluate(when["python"], here) for when in told if "at_defaults" in when] == [
        when["at_defaults"] for when in told if "at_defaults" in when
    ]
    assert all("at_defaults" in when for when in told) == (KNOWN[stem]["kind"] == "function")


def test_a_place_without_a_default_is_left_out():
    defaults = {
        stem: {p["name"]: p["defaults"] for p in KNOWN[stem]["parameters"]} for stem in STEMS
    }
    assert defaults["leaky_relu"] == {
        "negative_slope": {"function": 0.2, "string": 0.2, "layer": 0.3}
    }
    assert defaults["threshold"]["threshold"] == {}
    assert KNOWN["threshold"]["parameters"][0]["required"]
    (weight,) = KNOWN["prelu"]["parameters"]
    assert weight["weight"] and weight["defaults"] == {"layer": weight["here"]}
    assert "function" not in KNOWN["prelu"]["signatures"]
    assert "tensorflow" not in KNOWN["prelu"]["frameworks"]


def test_computed_numbers_have_the_digits_that_every_machine_gives():
    infimum = KNOWN["gelu"]["facts"]["infimum"]["at_defaults"]
    assert infimum == float(f"{infimum:.12g}") and infimum == pytest.approx(-0.17, abs=1e-3)


def test_theorems_stand_at_their_addresses_with_their_verdicts():
    seen = records.seen("activations", "gelu", "theorems")
    written = theorems.theorems(theorems.path_of("activations", "gelu"))
    for told, theorem in zip(KNOWN["gelu"]["theorems"], written, strict=True):
        assert told["address"] == f"activations/gelu/#{theorem.anchor}"
        assert told["statement"] == theorem.statement
        assert told["verdict"]["words"] == seen[theorem.id]["badge"]
    assert KNOWN["gelu"]["verified_with"]["facts"]["keras"].startswith("3.")


def test_all_of_a_family_are_in_one():
    whole = data.collected("activations", KNOWN)
    assert list(data.faults(whole)) == [] and list(whole["entries"]) == list(STEMS)
    alone = whole["entries"]["gelu"]
    assert "$schema" not in alone
    assert KNOWN["gelu"] == alone | {"$schema": "../../facts.schema.json"}
    del alone["claims"]
    assert ["entries.gelu: 'claims' is a required property"] == list(data.faults(whole))
