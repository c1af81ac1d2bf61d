"""Theorems as they are read from their sources, and as pages take them in."""

from dataclasses import replace

import pytest

import catalog
from project import records
from writing import theorems

ENTRIES = catalog.entries()
SOURCE = """
@theorem(title="Bounded", statement="It is at most $1$.")
def bounded():
    prove("bounded", f(x) <= 1)


@tie(bounded)
def bounded_tie():
    check("bounded")
"""


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "relu.py"
    path.write_text(SOURCE, encoding="utf-8", newline="\n")
    return theorems.theorems(path)


def test_a_theorem_is_read_without_running_it(written):
    (bounded,) = written
    assert (bounded.id, bounded.number, bounded.title, bounded.line) == ("bounded", 1, "Bounded", 3)
    assert bounded.source.splitlines()[0] == "def bounded():"
    assert bounded.tie == 'def bounded_tie():\n    check("bounded")'


@pytest.mark.parametrize("entry", ENTRIES, ids=[stem for _, stem in ENTRIES])
def test_what_is_read_is_what_was_decided(entry):
    found = theorems.theorems(theorems.path_of(*entry))
    assert {theorem.id for theorem in found} == set(records.seen(*entry, "theorems"))
    assert [theorem.number for theorem in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("entry", ENTRIES, ids=[stem for _, stem in ENTRIES])
def test_shown_code_fits_the_page(entry):
    for theorem in theorems.theorems(theorems.path_of(*entry)):
        assert theorem.source.startswith(f"def {theorem.id}():\n    ") and theorem.tie
        assert max(map(len, f"{theorem.source}\n{theorem.tie}".splitlines())) <= 88


def test_what_is_not_verified_says_so(written, monkeypatch, tmp_path):
    monkeypatch.setattr(records, "RECORDS", tmp_path)
    monkeypatch.setattr(theorems, "theorems", lambda path: written)
    pieces = theorems.pieces("activations", "relu")
    assert '<span class="verdict unverified">not verified yet</span>' in pieces["theorems.md"]


def test_a_badge_says_what_it_covers_wherever_it_stands(written, monkeypatch):
    part = [replace(written[0], scope="for n = 2")]
    monkeypatch.setattr(theorems, "theorems", lambda path: part)
    verdict = theorems.UNVERIFIED | {"method": "z3", "badge": "proved by Z3"}
    monkeypatch.setattr(records, "seen", lambda *of: {"bounded": verdict})
    badge = '<span class="verdict z3">proved by Z3 (for n = 2)</span>'
    pieces = theorems.pieces("activations", "relu")
    listing = theorems.listing([("activations", "relu")])
    assert all(badge in text for text in (*pieces.values(), listing))
    assert '- 1 <span class="verdict z3">proved by Z3</span>' in listing


def test_the_scope_is_read(tmp_path):
    path = tmp_path / "relu.py"
    source = SOURCE.replace('$1$.")', '$1$.", scope="for n = 2")')
    path.write_text(source, encoding="utf-8", newline="\n")
    assert theorems.theorems(path)[0].scope == "for n = 2"


def test_a_statement_is_taken_away_by_the_name_of_its_function(monkeypatch, tmp_path):
    path = tmp_path / "relu.py"
    source = SOURCE.replace('"Bounded"', '"Reworded"').replace("It is", "[It](#here) is still")
    path.write_text(source, encoding="utf-8", newline="\n")
    monkeypatch.setattr(theorems, "path_of", lambda *entry: path)
    said = theorems.statements("activations", "relu")
    assert said == {"bounded": "It is still at most $1$."}
