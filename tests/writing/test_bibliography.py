"""Works and their authors, as tables and references name them."""

import pybtex.database

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
