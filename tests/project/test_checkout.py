"""A copy of the project, made of a checkout or of none."""

import subprocess

import pytest

import checkout


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = tmp_path / "project"
    for name in ("docs/ä page.md", "site/index.html", "new.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8", newline="\n")
    (folder / ".gitignore").write_text("site/\n", encoding="utf-8", newline="\n")
    monkeypatch.setattr(checkout, "ROOT", folder)
    return folder


@pytest.mark.parametrize("is_checkout", [True, False])
def test_a_copy_has_the_files_that_are_not_ignored(project, tmp_path, is_checkout):
    if is_checkout:
        subprocess.run(["git", "init", "-q"], cwd=project, check=True)
        subprocess.run(["git", "add", "docs"], cwd=project, check=True)
    copy = checkout.copy(tmp_path / "copy", cache=False)
    files = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert {name for name in files if not name.startswith(".git/")} == {
        ".gitignore",
        "docs/ä page.md",
        "new.txt",
    }
