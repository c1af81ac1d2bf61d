"""Where an entry is used: in code that names it and by links."""

import re
from types import SimpleNamespace

import pytest

import catalog
from project import sources
from project.paths import DOCS
from writing import uses

NAMES = uses.names()


def named(code):
    """What code names: as it stands there, and the page."""
    return [(code[start:end], goal) for start, end, goal in uses.named(code, NAMES)]


@pytest.mark.parametrize(
    "code",
    [
        "keras.activations.{relu}(x)",
        "activations.{relu}",
        "f(x, ops.{relu})",
        "keras.ops.{relu}(x)",
        "layers.{ReLU}(max_value=6.0)",
        'Dense(4, activation="{relu}")',
        "LSTM(4, recurrent_activation='{relu}')",
        'keras.layers.Activation("{relu}")',
        'activations.get("{relu}")',
        'layers.Dense(64, "{relu}", kernel_initializer="he_normal")',
        'for name in ("{relu}",\n    "{tanh}"):',
        "['{relu}', '{tanh}']",
    ],
)
def test_code_names_a_function(code):
    names = re.findall(r"\{(\w+)\}", code)
    pages = {"ReLU": "relu"}
    want = [(name, f"activations/{pages.get(name, name)}/") for name in names]
    assert named(re.sub(r"[{}]", "", code)) == want


@pytest.mark.parametrize(
    "code",
    [
        "jax.nn.relu(x)",
        "own.activations.relu",
        "myactivations.relu",
        "activations.relu_gradient",
        "relu(x)",
        '{"threshold": 5.0}',
        'label="relu"',
        '("relu", "other")',
        'print("relu")',
        "# as relu does",
    ],
)
def test_code_that_does_not_is_left_alone(code):
    assert named(code) == []


def test_other_names_of_keras_lead_to_the_page():
    assert named('Dense(4, activation="swish")') == [("swish", "activations/silu/")]
    assert named("activations.hard_swish") == [("hard_swish", "activations/hard_silu/")]


def test_every_entry_can_be_named():
    pages = {f"{family}/{stem}/" for family, stem in catalog.entries()}
    assert set(NAMES["dotted"].values()) == pages


def test_places_are_told_once_by_how_they_use_an_entry(monkeypatch):
    relu, gelu = (DOCS / f"activations/{stem}/index.md" for stem in ("relu", "gelu"))
    code, link = "activations.relu(x)", "see [it](../relu/index.md#death)"
    places = [
        (DOCS / "choose.md", "Choose", [], ["take [it](activations/relu/index.md)"]),
        (relu, "relu", [code], [link]),
        (relu.with_name("notebook.ipynb"), "relu", [code], []),
        (gelu, "gelu", [code], [link]),
        (gelu.with_name("notebook.ipynb"), "gelu", [code], []),
    ]
    monkeypatch.setattr(uses, "_places", lambda: places)
    assert uses.uses(NAMES)["activations/relu/"] == {
        "code": [["activations/gelu/", "gelu"]],
        "links": [["choose/", "Choose"]],
        "notebooks": [["activations/gelu/notebook/", "gelu"]],
    }


def test_a_family_that_states_nothing_names_by_attributes_alone(monkeypatch):
    entry = SimpleNamespace(keras="keras.losses.Hinge", layer="", is_layer=False, stem="hinge")
    facts = SimpleNamespace(module="keras.losses", aliases={}, named="")
    for name, given in (("families", ["losses"]), ("stems", ["hinge"])):
        monkeypatch.setattr(catalog, name, lambda *of, given=given: given)
    monkeypatch.setattr(catalog, "family", lambda name: facts)
    monkeypatch.setattr(catalog, "load", lambda *of: entry)
    found = list(uses.named('losses.Hinge(loss="Hinge")', uses.names()))
    assert found == [(7, 12, "losses/hinge/")]


def test_all_that_authors_write_is_asked():
    asked = {path for path, *_ in uses._places()}
    assert asked >= {*sources.page_paths(), *sources.topic_paths(), *sources.notebooks()}
    assert asked >= {DOCS / "choose.md", DOCS / "activations/index.md"}
