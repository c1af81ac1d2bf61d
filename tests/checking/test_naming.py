"""A typed name leads to its entry, or to what was meant."""

import catalog
from checking import naming


def test_a_name_that_is_still_to_be_written_is_told_how_to_begin(monkeypatch):
    monkeypatch.setattr(catalog, "unwritten", lambda family: ["morph"])
    said = naming.unknown("activations/morph", catalog.entries())
    assert said == "morph is not written yet; `make new NAME=morph` begins it"
