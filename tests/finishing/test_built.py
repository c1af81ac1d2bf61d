"""The built site as a disk has it."""

from finishing import built


def test_files_that_differ_by_case_alone_are_named_at_their_source(tmp_path):
    site, source = tmp_path / "site", tmp_path / "Relu/index.md"
    files = {site / name for name in ("Relu/index.html", "relu/index.html", "a.svg", "b/A.svg")}
    problems = list(built.alike(site, files, {"relu/index.html": source}))
    assert [problem.message for problem in problems] == [
        '"relu/index.html" and "Relu/index.html" differ by case alone'
    ]
    assert problems[0].file == source


def test_letters_that_are_composed_in_two_ways_are_alike():
    assert built.folded("Ähnlich") == built.folded("a\u0308hnlich") != built.folded("ahnlich")
