"""The Markdown of one entry: deterministic, well-formed, true to the catalog and the record."""

import re
from dataclasses import replace

import numpy as np
import pytest

import catalog
from catalog.kinds.entry import Claim, Parameter
from catalog.kinds.function import Kink
from finishing import formulas
from project import records
from tables import blocks
from writing import entries

ALL = [(family, stem) for family in catalog.families() for stem in catalog.stems(family)]
every_function = pytest.mark.parametrize(("family", "stem"), ALL, ids=[stem for _, stem in ALL])
LEAKY = catalog.load("activations", "leaky_relu")
RECORD = records.load("activations", "leaky_relu", "frameworks")


@every_function
def test_tables_are_well_formed_and_deterministic(family, stem):
    function, record = catalog.load(family, stem), records.load(family, stem, "frameworks")
    written = entries.write(function, record)
    assert written == entries.write(function, record)
    assert set(written) == {"card.md", "facts.md", "edges.md", "elsewhere.md", "changes.md"}
    for text in written.values():
        assert text.endswith("\n")
        for block in blocks(text):
            assert len({len(row) for row in block}) == 1, block[0]
            assert all(cell for row in block for cell in row)
        assert text.count("$") % 2 == 0
        assert not re.search(r"(?<!\n)\n\|(?=.*\n\| ---)", text), (
            "a table needs an empty line before it"
        )


@every_function
def test_katex_takes_every_formula(family, stem):
    for text in entries.write(
        catalog.load(family, stem), records.load(family, stem, "frameworks")
    ).values():
        for display, inline in re.findall(r"\$\$(.+?)\$\$|\$(.+?)\$", text):
            assert formulas.render(display or inline, display=bool(display))


def test_card_answers_at_a_glance():
    card = entries.card(LEAKY)
    assert card.startswith(
        '<div class="card" markdown>\n\n![](../../generated/activations/leaky_relu/thumb.svg)\n'
    )
    assert "`keras.activations.leaky_relu(x, negative_slope=0.2)`" in card
    assert blocks(card) == [
        [
            ["default in", "function", "string", "layer"],
            ["---"] * 4,
            ["`negative_slope`", "`0.2`", "`0.2`", "`0.3`"],
        ]
    ]
    assert LEAKY.formula in card
    assert LEAKY.derivative in card
    assert LEAKY.use_when in card


def test_facts_carry_their_conditions():
    rows = dict(row for row in blocks(entries.facts(LEAKY))[0][2:])
    assert rows["range"] == r"$(-\infty, \infty)$"
    assert rows["infimum"] == r"$-\infty$ for $a > 0$; else $0$"
    assert rows["kink at 0"] == "slope 0.2 on the left, 1 on the right; Keras on JAX gives 1"
    assert rows["strictly increasing"] == "yes; exactly for $a > 0$"
    assert rows["even"] == "no; exactly for $a = -1$"
    assert rows["positively homogeneous"] == "yes"
    assert rows["Lipschitz constant"] == r"1; in general $\max(1, \lvert a \rvert)$"
    assert rows["saturates"] == "no"


def test_a_lipschitz_constant_may_have_cases():
    switched = Parameter("other", False, None, True, (False, True), "o")
    claims = tuple(
        replace(c, value="2 if other == True else 1") if c.name == "lipschitz" else c
        for c in LEAKY.claims
    )
    assert (
        replace(LEAKY, parameters=(switched,), claims=claims).lipschitz_cell()
        == r"1; in general $2$ for $o = \text{True}$; else $1$"
    )


def test_edges_show_both_zeros_and_where_backends_differ():
    keras, half, differing = blocks(entries.edges(LEAKY, RECORD))
    assert ["−0", "−0", "1"] in keras
    assert ["nan", "nan", "0.2"] in keras
    assert half[-1][0] == "65504 (largest)"
    kink = "[gradient at 0](../../guide/kinks/index.md#leaky_relu)"
    assert [kink, "1", "0.2", "0.2"] in differing


def test_backends_that_agree_are_said_to():
    agreeing = {name: RECORD["backends"]["jax"] for name in RECORD["backends"]}
    text = entries.edges(
        replace(LEAKY, kinks=lambda negative_slope: ()), RECORD | {"backends": agreeing}
    )
    assert "The three backends of Keras agree" in text


def test_elsewhere_has_every_default_and_the_line_that_converts():
    defaults, lines = blocks(entries.elsewhere(LEAKY, RECORD))
    assert [row[1] for row in defaults[2:]] == [
        f"`{d}`"
        for d in [
            *["negative_slope=0.2"] * 2,
            "negative_slope=0.3",
            *["negative_slope=0.01"] * 2,
            "alpha=0.2",
        ]
    ]
    assert {row[1] for row in lines[2:]} == {f"`{e.call}`" for e in LEAKY.elsewhere}
    assert all(
        RECORD["versions"][e.framework] in row[0]
        for e, row in zip(LEAKY.elsewhere, lines[2:], strict=True)
    )


def test_changes_say_what_the_old_line_does_today():
    (rows,) = blocks(entries.changes(LEAKY, RECORD))
    found = {row[0]: row[2] for row in rows[2:]}
    assert found["slope of the layer"] == "works, with a warning"
    assert found["string, slope 0.3"] == "`ValueError`"
    assert found["string, slope 0.2"] == "same values"
    assert (
        entries.changes(replace(LEAKY, changes=()), RECORD)
        == "There is no line of Keras 2 to compare.\n"
    )


def test_function_without_parameters_layer_or_counterpart():
    bare = replace(
        LEAKY,
        parameters=(),
        layer="",
        layer_parameters="",
        f=LEAKY.f,
        bounds=("0", "6"),
        attained=("True", "False"),
        limits=("0", "6"),
        kinks=lambda: (Kink(0.0, 0.0, 1.0, 0.0),),
        claims=tuple(Claim(c.name, value="1" if c.value else "") for c in LEAKY.claims),
        elsewhere=(),
        changes=(),
    )
    written = entries.write(bare, RECORD)
    assert "default in" not in written["card.md"]
    assert "$[0, 6)$" in written["card.md"]
    assert "| saturates | on both sides |" in written["facts.md"]
    assert "Lipschitz constant | 1 |" in written["facts.md"]
    assert "layer" not in written["facts.md"]
    assert written["elsewhere.md"] == ""
    assert bare.signature() == "keras.activations.leaky_relu(x)"


def test_required_parameter_has_no_default():
    threshold = replace(
        LEAKY,
        parameters=(Parameter("negative_slope", 0.2, None, 0.5, (0.2,), "a", required=True),),
        layer="",
        layer_parameters="",
    )
    assert threshold.signature() == "keras.activations.leaky_relu(x, negative_slope)"
    assert "`required`" not in entries.card(threshold)
    assert "| required | required |" in entries.card(threshold)


def test_layer_without_a_function_shows_its_weights():
    layer = replace(
        LEAKY, keras=LEAKY.layer, parameters=(replace(LEAKY.parameters[0], weight=True),)
    )
    written = entries.write(layer, RECORD)
    assert layer.signature() == "keras.layers.LeakyReLU(negative_slope=0.3)"
    assert "| `negative_slope` | `0.2` |" in written["card.md"]
    assert "| function |" not in written["facts.md"]
    assert "as a string" not in written["elsewhere.md"]
    assert "| where | starts at |" in written["elsewhere.md"]
    assert (
        "| `keras.layers.LeakyReLU` | `negative_slope=0.2`, a weight |" in written["elsewhere.md"]
    )
    for name in "facts.md", "edges.md":
        assert "he defaults" not in written[name]
        assert "t the values at which the weights start" in written[name]


def jumping(**changes):
    """LEAKY's facts made those of a function without defaults, with a jump and a gap at 1."""
    of = replace(
        LEAKY,
        parameters=(Parameter("negative_slope", 0.5, None, 0.2, (0.5,), "a", required=True),),
        f=lambda x, negative_slope: np.where(x > 1, x, negative_slope * x),
        kinks=lambda negative_slope: (
            Kink(1.0, negative_slope, 1.0, negative_slope, jump=negative_slope != 1),
        ),
        range="y <= negative_slope or y > 1",
        smoothness="discontinuous",
        claims=tuple(
            replace(c, when="negative_slope == 1") if c.name == "lipschitz" else c
            for c in LEAKY.claims
        ),
        layer="",
        layer_parameters="",
    )
    of.f.__module__ = LEAKY.f.__module__
    return replace(of, **changes)


def test_values_that_stand_in_for_defaults_are_named():
    function = jumping()
    written = entries.write(function, RECORD)
    assert re.search(
        r"\*\*Range:\*\* .*, at `negative_slope=0.5`\n- \*\*Gradient at 0:\*\* 1, likewise",
        written["card.md"],
    )
    assert written["facts.md"].startswith("At `negative_slope=0.5`, where")
    assert "float32, at `negative_slope=0.5`:" in written["edges.md"]
    assert not re.search("default", written["facts.md"] + written["edges.md"])
    assert "required, here `0.5`" in function.compared()["parameters"]
    without = RECORD | {
        "elsewhere": {
            "torch": RECORD["elsewhere"]["torch"] | {"defaults": {"negative_slope": None}}
        }
    }
    (defaults, _) = blocks(
        entries.elsewhere(
            jumping(elsewhere=LEAKY.elsewhere[:1], kinks=lambda negative_slope: ()), without
        )
    )
    assert [row[1] for row in defaults[2:]] == ["required"] * 3


def test_a_jump_has_its_limits_and_its_range_has_a_gap():
    rows = dict(row for row in blocks(entries.facts(jumping()))[0][2:])
    assert (
        rows["jump at 1"]
        == "f goes from 0.5 to 1 and is 0.5 there; slope 0.5 on the left, 1 on the right; "
        "Keras on JAX gives 0.5"
    )
    assert rows["range"] == r"$\{\, y : y \le 0.5 \text{ or } y > 1 \,\}$"
    assert rows["Lipschitz constant"] == "none; exists exactly for $a = 1$"


def test_vectors_are_shown_as_vectors():
    softmax, record = (
        catalog.load("activations", "softmax"),
        records.load("activations", "softmax", "frameworks"),
    )
    edges = entries.edges(softmax, record)
    assert "| (0, 0) | (0.5, 0.5) | (0.25, −0.25) |" in edges
    assert "gradient of the first output" in edges
    rows = entries.facts(softmax)
    assert "| Lipschitz constant, Euclidean | $\\frac{1}{2}$ |" in rows
    assert "| invariant to shifts | yes |" in rows
