"""A record of the frameworks is one of these facts, or says of which it is."""

from dataclasses import replace

import pytest

import catalog
from catalog.kinds.entry import Change
from checking import fitting
from lines import line_with
from project import records
from project.sources import read

SILU, LEAKY = ("activations", "silu"), ("activations", "leaky_relu")


def said(entry):
    kept = records.load(entry.family, entry.stem, "frameworks")
    return fitting.check(entry, catalog.module_path(entry.family, entry.stem), kept)


@pytest.mark.parametrize(
    "own", [(family, stem) for family in catalog.families() for stem in catalog.stems(family)]
)
def test_each_record_is_one_of_its_facts(own):
    kept = records.load(*own, "frameworks")
    assert fitting.check(catalog.load(*own), catalog.module_path(*own), kept) == []


@pytest.mark.parametrize(
    ("change", "at", "says"),
    [
        (lambda e: {"edges": (*e.edges, 0.125)}, "    edges=(", "at other points: it lacks 0.125"),
        (lambda e: {"edges": e.edges[1:]}, "    edges=(", "at other points"),
        (lambda e: {"elsewhere": e.elsewhere[1:]}, "    elsewhere=(", "for other frameworks"),
        (
            lambda e: {"elsewhere": (replace(e.elsewhere[0], call="r(x)"), *e.elsewhere[1:])},
            '"torch.nn.functional.silu"',
            "for torch.nn.functional.silu and F.silu(x)",
        ),
        (
            lambda e: {"changes": (*e.changes, Change("a", "b", "c"))},
            "    changes=(",
            "other lines",
        ),
    ],
)
def test_what_was_not_asked_of_the_frameworks_is_named_on_its_line(change, at, says):
    silu = catalog.load(*SILU)
    problem = said(replace(silu, **change(silu)))[0]
    assert says in problem.message
    assert problem.line == line_with(read(catalog.module_path(*SILU)), at)
    assert problem.remedy == "run `make backends NAME=silu`"


def test_other_defaults_are_told():
    leaky = catalog.load(*LEAKY)
    slope = replace(leaky.parameters[0], default=0.5)
    (problem,) = said(replace(leaky, parameters=(slope,)))
    assert problem.message == "the record of the frameworks was made at other defaults"


def test_all_of_it_is_told_at_once():
    other = replace(catalog.load(*SILU), edges=(0.125,), changes=(), elsewhere=())
    assert [problem.message.split()[-1] for problem in said(other)] == [
        "0.125",
        "frameworks",
        "lines",
    ]
