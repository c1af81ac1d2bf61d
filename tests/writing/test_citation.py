"""How a page is cited."""

import pytest
import yaml
from pybtex.database import parse_string

from project.paths import ROOT
from project.problems import Refused
from writing import citation

DAY = 1_764_374_400  # 2025-11-29


@pytest.fixture
def cff(monkeypatch, tmp_path):
    def cff(text):
        monkeypatch.setattr(citation, "HOME", tmp_path / "CITATION.cff")
        citation.HOME.write_text(text, encoding="utf-8", newline="\n")

    return cff


def test_a_page_is_cited_by_title_version_and_day():
    bibtex, sentence = citation.both("leaky_relu", "https://g.example/x_y/", "Version 12ab", DAY)
    ((key, work),) = parse_string(bibtex, "bibtex").entries.items()
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    names = [author["name"] for author in told["authors"]]
    assert key == "keras-field-guide-leaky_relu"
    assert dict(work.fields.items()) == {
        "title": r"leaky\_relu",
        "howpublished": told["title"],
        "year": "2025",
        "month": "November",
        "note": "Version 12ab",
        "url": "https://g.example/x_y/",
    }
    assert [str(person) for person in work.persons["author"]] == [f"{{{name}}}" for name in names]
    said = f"{names[0]} (2025-11-29). leaky_relu. Keras Field Guide. Version 12ab."
    assert sentence == f"{said} https://g.example/x_y/"


def test_what_is_unknown_is_left_out():
    bibtex, sentence = citation.both("", "", "", 0)
    (work,) = parse_string(bibtex, "bibtex").entries.values()
    assert dict(work.fields.items()) == {"title": "Keras Field Guide"}
    assert sentence == "The Keras Field Guide maintainers. Keras Field Guide."


def test_persons_stand_by_their_family_names(cff):
    person = "{family-names: Noether, given-names: Emmy}"
    cff(f"title: G\nauthors:\n  - {person}\n  - name: The & rest\n")
    bibtex, _ = citation.both("", "", "", 0)
    (work,) = parse_string(bibtex, "bibtex").entries.values()
    first, second = work.persons["author"]
    assert (first.last_names, first.first_names) == (["Noether"], ["Emmy"])
    assert str(second) == r"{The \& rest}"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("title: G\nauthors: [\n", 3, "not YAML"),
        ("title: G\n", 1, "no title, or an author"),
        ("title: G\nauthors:\n  - name: A\ntitle: H\n", 4, "`title` stands twice"),
        ("title: G\nauthors: []\n", 1, "no author"),
        ("title: G\nauthors: A\n", 1, "no title, or an author"),
        ("title: G\nauthors: [A]\n", 1, "no title, or an author"),
        ("title: G\nauthors:\n  - name:\n", 1, "no title, or an author"),
        ("title:\nauthors:\n  - name: A\n", 1, "no title, or an author"),
        ("title: [G]\nauthors:\n  - name: A\n", 1, "no title, or an author"),
        ("title: G\nauthors:\n  - alias: x\n", 1, "no title, or an author"),
        ("", 1, "no title, or an author"),
    ],
)
def test_a_file_that_cannot_be_cited_is_refused(cff, text, line, what):
    cff(text)
    with pytest.raises(Refused) as refused:
        citation.known()
    (problem,) = refused.value.problems
    assert (problem.line, problem.place.endswith("CITATION.cff")) == (line, True)
    assert what in problem.message


def test_an_initial_at_the_end_of_a_name_has_one_point_and_a_title_its_own_signs(cff):
    cff("title: A \\ b\nauthors:\n  - family-names: Maas\n    given-names: A.\n")
    bibtex, sentence = citation.both("", "", "v", 0)
    assert sentence == "Maas, A. A \\ b. v." and r"A \textbackslash  b" in bibtex
