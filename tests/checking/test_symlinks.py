"""Links of the file system among what authors write."""

import pytest

from checking import symlinks


@pytest.fixture
def docs(tmp_path, monkeypatch):
    monkeypatch.setattr(symlinks, "ROOT", tmp_path / "project")
    for name in ("DOCS", "SCRIPTS", "RECORDS"):
        folder = tmp_path / "project" / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setattr(symlinks, name, folder)
    monkeypatch.setattr(symlinks, "GENERATED", symlinks.DOCS / "generated")
    (tmp_path / "host.md").write_text("a\n", encoding="utf-8", newline="\n")
    (symlinks.DOCS / "page.md").write_text("a\n", encoding="utf-8", newline="\n")
    return symlinks.DOCS


@pytest.mark.parametrize(
    ("name", "target", "says"),
    [
        ("dead.md", "nowhere.md", "a link that leads to nothing"),
        ("host.md", "../../host.md", "a link that leads out of the project"),
        ("loop", "..", "a link to the folder in which it stands"),
        ("loop", ".", "a link to the folder in which it stands"),
    ],
)
def test_a_link_that_leads_nowhere_or_out_is_refused(docs, name, target, says):
    (docs / name).symlink_to(target)
    (problem,) = symlinks.check()
    assert (problem.file, problem.message) == (docs / name, says)


@pytest.mark.parametrize(
    ("name", "target"), [("other.md", "page.md"), (".#page.md", "me@host.1:2"), ("r", "../records")]
)
def test_a_link_within_the_project_and_an_editors_is_none(docs, name, target):
    (docs / name).symlink_to(target)
    assert not [*symlinks.check()]
