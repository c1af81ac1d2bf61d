"""What the scaffold left to be written is named, once a file."""

from checking import unfilled
from project.sources import read

MARKED = "a  # proposed: confirm\nb = TODO\nc\nd = 'TODO', TODO\n"


def test_marks_are_one_problem_each():
    found = [(p.line, p.message) for p in unfilled.left("made_up.py", MARKED)]
    assert found == [
        (2, "left to write: TODO stands on lines 2 and 4"),
        (1, "proposed, and not confirmed: line 1"),
    ]
    assert list(unfilled.left("made_up.py", "what it does\n")) == []


def test_a_first_paper_that_is_no_work(monkeypatch):
    (problem,) = unfilled.check("activations", "relu", {"maas2013": None})
    line = read(problem.file).splitlines()[problem.line - 1]
    assert "first_paper=" in line and "is not in docs/bibliography.bib" in problem.message
    assert list(unfilled.check("activations", "leaky_relu", {"maas2013": None})) == []
