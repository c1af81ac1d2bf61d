"""What every kind answers, for every entry of it."""

import ast
import math
from dataclasses import replace
from itertools import groupby

import pytest

import catalog
from catalog import controls
from catalog.expressions import NAMES, evaluate
from catalog.kinds.entry import Parameter

ALL = [(family, stem) for family in catalog.families() for stem in catalog.stems(family)]
every_entry = pytest.mark.parametrize(("family", "stem"), ALL, ids=[stem for _, stem in ALL])
LEAKY = catalog.load("activations", "leaky_relu")


def unnamed(entry):
    """Names in an entry's claims that its kind has no variable for."""
    for claim in entry.claims:
        for expression in filter(None, (claim.when, claim.value)):
            for node in ast.walk(ast.parse(expression)):
                if isinstance(node, ast.Name) and node.id not in {*NAMES, *entry.variables()}:
                    yield node.id


@every_entry
def test_claims_name_variables_of_the_kind_and_are_decided_at_its_settings(family, stem):
    entry = catalog.load(family, stem)
    assert list(unnamed(entry)) == []
    for setting in entry.settings():
        assert setting.keys() == entry.variables().keys()
        assert all(evaluate(claim.when, setting) in (True, False) for claim in entry.claims)


def test_another_name_in_a_claim_is_noticed():
    wrong = replace(LEAKY.claims[0], when="slope > 0")
    assert list(unnamed(replace(LEAKY, claims=(wrong,)))) == ["slope"]


def test_entries_of_a_kind_are_compared_under_the_same_headings():
    entries = sorted((catalog.load(*of) for of in ALL), key=lambda entry: entry.kind)
    for _, alike in groupby(entries, key=lambda entry: entry.kind):
        headings = [tuple(entry.compared()) for entry in alike]
        assert len(set(headings)) == 1
    assert all(set(entry.FILTERS) <= set(entry.compared()) for entry in entries)


def test_edge_inputs_have_both_zeros_the_kinks_and_nan_last():
    function = replace(LEAKY, edges=(3.0, 1.0), kinks=lambda negative_slope: ())
    shown = [repr(x) for x in function.edge_inputs()]
    assert shown == ["-inf", "-1.0", "-0.0", "0.0", "1.0", "3.0", "inf", "nan"]
    kinked = catalog.load("activations", "relu6").edge_inputs()
    assert 6.0 in kinked and math.isnan(kinked[-1])
    assert LEAKY.edge_inputs("float16")[::5] == [-65504.0, 65504.0]
    softmax = catalog.load("activations", "softmax")
    assert softmax.edge_inputs()[-len(softmax.edges) :] == list(softmax.edges)
    assert all(len(x) == 2 for x in softmax.edge_inputs("float16"))


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (("-inf", "inf"), "no"),
        (("0", "inf"), "on the left"),
        (("-inf", "1"), "on the right"),
        (("-1", "1"), "on both sides"),
    ],
)
def test_where_a_function_saturates(limits, said):
    assert replace(LEAKY, limits=limits).compared()["saturates"] == said


def test_a_slider_has_whole_steps_of_a_power_of_ten():
    assert controls.slider(-0.5, 2.0) == {"min": -0.5, "max": 2.0, "step": 0.01}
    assert controls.slider(0.123, 9.0) == {"min": 0.12, "max": 9.0, "step": 0.01}


def test_parameters_are_slid_or_switched():
    def control(*sweep):
        return controls.control(Parameter("p", sweep[0], None, sweep[1], sweep, "p"))

    assert control(False, True)["switch"] == [False, True] and "min" not in control(False, True)
    assert control(None, 6.0, 2.0)["switch"] == [None] and control(None, 6.0, 2.0)["usual"] == 6.0
    with pytest.raises(ValueError, match="no control for p"):
        control(True, 1.0)
