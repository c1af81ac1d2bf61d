"""What the page of kinks takes in, held against the records."""

import copy
import json
import re

import pytest

import catalog
from catalog.notation import number
from project import records
from tables import blocks
from writing import kinks

RECORDED = [
    (catalog.load(*entry), records.load(*entry, "frameworks")) for entry in catalog.entries()
]
WRITTEN = kinks.write(RECORDED)


def recorded(stem, x):
    """The gradients there, by backend, as the record's file has them."""
    file = records.path("activations", stem, "frameworks")
    record = json.loads(file.read_text(encoding="utf-8"))
    return [
        next(row["gradient"] for row in of["float32"] if number(row["x"]) == x)
        for of in record["backends"].values()
    ]


def where(row):
    """The function and the point of a row."""
    return re.search(r"`(\w+)`\]\([^)]*\) at ([−\d.]+)", row[0]).groups()


def test_every_kink_has_a_row_with_what_is_recorded():
    rows = blocks(WRITTEN["keras.md"])[0][2:]
    functions = [entry for entry, _ in RECORDED if entry.kind == "function"]
    points = {(e.stem, number(k.x)) for e in functions for k in e.kinks(**e.defaults)}
    assert {where(row) for row in rows} == points and len(rows) == len(points) > 15
    for row in rows:
        gradients = recorded(*where(row))
        assert [cell.partition(" ")[0] for cell in row[1:]] == [
            number(f"{gradient:.4g}") for gradient in gradients
        ]


def test_where_the_backends_differ_stands_first():
    rows = blocks(WRITTEN["keras.md"])[0][2:]
    apart = [len(set(recorded(*where(row)))) > 1 for row in rows]
    assert apart == sorted(apart, reverse=True) and any(apart)
    named = re.findall(r"`(\w+)`", WRITTEN["extent.md"])
    assert named == list(
        dict.fromkeys(where(row)[0] for row, is_apart in zip(rows, apart) if is_apart)
    )
    assert f"At {sum(apart)} of them" in WRITTEN["extent.md"]


def test_every_function_has_one_anchor_in_the_first_table_alone():
    anchors = re.findall(r'id="(\w+)"', WRITTEN["keras.md"])
    assert len(set(anchors)) == len(anchors) and "leaky_relu" in anchors
    assert "id=" not in WRITTEN["own.md"]


@pytest.mark.parametrize(
    ("gradient", "side"),
    [(0.2, "left"), (1.0000001, "right"), (0.5, "between"), (1.1, "outside"), (-0.1, "outside")],
)
def test_a_gradient_is_told_by_the_slopes(gradient, side):
    assert kinks.side(gradient, {"slope": {"left": 0.2, "right": 1.0}}) == side
    mirrored = {"left": "right", "right": "left"}.get(side, side)
    assert kinks.side(gradient, {"slope": {"left": 1.0, "right": 0.2}}) == mirrored


def changed(stem, *way, gradient):
    """What is written where one framework gave another gradient at the kink of a function."""
    entry, record = next(each for each in RECORDED if each[0].stem == stem)
    record = copy.deepcopy(record)
    rows = record
    for step in way:
        rows = rows[step]
    next(row for row in rows if row["x"] == 0.0 and str(row["x"]) == "0.0")["gradient"] = gradient
    return kinks.write([(entry, record)])


def test_a_gradient_outside_of_the_slopes_is_named():
    assert "but for" not in WRITTEN["extent.md"]
    written = changed("relu", "backends", "torch", "float32", gradient=7.0)
    assert "but for those of [`relu`]" in written["extent.md"]
    assert "| 7 (outside) |" in written["keras.md"]


def test_a_line_that_returns_other_than_keras_is_named_and_one_that_is_not_is_none():
    assert "but for" not in WRITTEN["own.md"]
    assert (
        "but for [`relu`]" in changed("relu", "elsewhere", "jax", "values", gradient=0.5)["own.md"]
    )
    rows = {where(row): row[1:] for row in blocks(WRITTEN["own.md"])[0][2:]}
    assert rows["prelu", "0"] == ["none", "0 (left)", "none"]


def test_what_was_not_asked_is_told():
    lines = WRITTEN["unasked.md"].splitlines()
    told = {re.search(r"`(\w+)`", line)[1]: line.partition("): ")[2] for line in lines}
    assert told["elu"] == "at other values of `alpha`" and "threshold" in told["sparsemax"]
    assert "selu" not in told and "softmax" not in told
