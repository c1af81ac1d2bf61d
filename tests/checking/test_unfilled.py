"""What the scaffold left to be written is named, once a file."""

from checking import unfilled

MARKED = "a  # proposed: confirm\nb = TODO\nc\nd = 'TODO', TODO\n"


def test_marks_are_one_problem_each():
    found = [(p.line, p.message) for p in unfilled.check("made_up.py", MARKED)]
    assert found == [
        (2, "left to write: TODO stands on lines 2 and 4"),
        (1, "proposed, and not confirmed: line 1"),
    ]
    assert list(unfilled.check("made_up.py", "what it does\n")) == []
