"""The glossary: what looks like a definition is one."""

import pytest

from project.problems import Refused
from writing import terms

WRITTEN = "# Terms\n\nkink\n:   A corner.\n\nother\n:   Another.\n"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("kink\n", "(kink)\n", 4, "belongs to no term"),
        ("kink\n", "-kink\n", 4, "belongs to no term"),
        ("kink\n", "kink\n\n", 5, "belongs to no term"),
        ("kink\n", "kink\ncorner\n", 4, 'right above the term "corner"'),
        ("A corner.", "", 4, "does not begin with a colon"),
        ("corner.\n", "corner.\n:   More.\n", 3, "goes on"),
    ],
)
def test_a_definition_that_no_term_has_is_refused(old, new, line, says, monkeypatch, tmp_path):
    monkeypatch.setattr(terms, "HOME", tmp_path / "terms.md")
    terms.HOME.write_text(WRITTEN, encoding="utf-8", newline="\n")
    assert terms.known() == {"kink": "A corner.", "other": "Another."}
    terms.HOME.write_text(WRITTEN.replace(old, new), encoding="utf-8", newline="\n")
    with pytest.raises(Refused) as refused:
        terms.known()
    (problem,) = refused.value.problems
    assert problem.line == line and says in problem.message
