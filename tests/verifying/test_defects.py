"""Defects around several functions: Keras has each, and one that is gone is named."""

import os

import pytest

import catalog
from verifying import defects, drift

os.environ.setdefault("KERAS_BACKEND", "jax")
AROUND = [(family, d) for family in catalog.families() for d in catalog.family(family).defects]


@pytest.mark.parametrize(("family", "defect"), AROUND, ids=[d.shows for _, d in AROUND])
def test_the_installed_keras_has_it(family, defect):
    assert defects.find(family, defect.shows)(None) is True


def test_one_that_is_gone_is_named_with_its_line(monkeypatch):
    def check(entry):
        return name != "lambda_does_not_load"

    name = ""

    def find(family, shows):
        nonlocal name
        name = shows
        return check

    monkeypatch.setattr(defects, "find", find)
    (problem,) = drift.around("activations")
    assert problem.message.startswith("the defect of Keras 3.15.1 and later is gone: a lambda")
    assert problem.line > 1 and problem.file == catalog.family_path("activations")


def test_one_that_cannot_be_asked_is_named_too(monkeypatch):
    monkeypatch.setattr(defects, "find", lambda family, shows: lambda entry: 1 / 0)
    found = list(drift.around("activations"))
    assert len(found) == len(catalog.family("activations").defects)
    assert all("cannot be compared: ZeroDivisionError" in problem.message for problem in found)
