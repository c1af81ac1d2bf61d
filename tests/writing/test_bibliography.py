"""Works and their authors, as tables and references name them."""

import pybtex.database
import pytest

from project.problems import Refused
from writing import bibliography


def test_authors_as_a_table_has_room_for_them():
    works = pybtex.database.parse_string(
        "@misc{a, author={One, A}}@misc{b, author={One, A and van Two, B}}"
        "@misc{c, author={One, A and Two, B and Three, C}}",
        "bibtex",
    ).entries
    assert [bibliography.authors(works[key]) for key in "abc"] == [
        "One",
        "One and van Two",
        "One et al.",
    ]


def test_a_body_of_people_stands_as_one_name_in_a_reference():
    entries = (
        "@misc{a, author={{Users of It}}, title={T}, year={2021}, note={V}, url={https://a.org/b}}"
        "@misc{b, author={van Two, Ann Bo and others}, title={T}, year={2021}, note={V}, doi={1}}"
    )
    works = pybtex.database.parse_string(entries, "bibtex").entries
    assert (
        bibliography.reference(works["a"]) == "Users of It (2021). *T.* V. [a.org](https://a.org/b)"
    )
    assert (
        bibliography.reference(works["b"])
        == "van Two, A. B. and others (2021). *T.* V. [doi:1](https://doi.org/1)"
    )


ENTRY = """@article{a2001,
  author = {One, A.},
  title = {T},
  year = {2001},
  doi = {10.1109/5.771073},
}
"""


def refused(monkeypatch, tmp_path, text):
    monkeypatch.setattr(bibliography, "HOME", tmp_path / "bibliography.bib")
    bibliography.HOME.write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(Refused) as caught:
        bibliography.works()
    (problem,) = caught.value.problems
    assert problem.remedy
    return problem


@pytest.mark.parametrize(
    "doi", ["https://doi.org/10.1/x", "doi:10.1/x", "10.1/x y", "x", "10.1109", "5.771073"]
)
def test_a_doi_that_leads_nowhere_is_refused(doi, monkeypatch, tmp_path):
    text = ENTRY.replace("10.1109/5.771073", doi)
    assert refused(monkeypatch, tmp_path, text).message == f"the doi of a2001 is {doi}"


@pytest.mark.parametrize("number", ["arXiv:1502.01852", "https://arxiv.org/abs/1502.01852", "1502"])
def test_a_number_of_arxiv_that_leads_nowhere_is_refused(number, monkeypatch, tmp_path):
    text = ENTRY.replace("doi = {10.1109/5.771073}", f"eprint = {{{number}}}")
    assert refused(monkeypatch, tmp_path, text).message == f"the eprint of a2001 is {number}"


@pytest.mark.parametrize(
    "author",
    ["One, A. & Two, B.", "One, A.; Two, B.", "One, A. and", "One, A. and and Two, B."]
    + ["One, A., Two, B., Three, C.", "One, A., Two, B."],
)
def test_authors_that_bibtex_would_take_for_one_are_refused(author, monkeypatch, tmp_path):
    problem = refused(monkeypatch, tmp_path, ENTRY.replace("One, A.", author))
    assert problem.line in (1, 2) and "and" in problem.remedy


def test_a_key_that_no_page_can_cite_is_refused(monkeypatch, tmp_path):
    text = ENTRY.replace("a2001", "a:2001")
    assert refused(monkeypatch, tmp_path, text).message == "no page can cite a:2001"


def test_a_son_keeps_his_name(monkeypatch, tmp_path):
    monkeypatch.setattr(bibliography, "HOME", tmp_path / "bibliography.bib")
    text = ENTRY.replace("One, A.", "King, Jr., M. L. and von Two, III, B.")
    bibliography.HOME.write_text(text, encoding="utf-8", newline="\n")
    reference = bibliography.reference(bibliography.works()["a2001"])
    assert reference.startswith("King, Jr., M. L. and von Two, III, B. (2001)")
