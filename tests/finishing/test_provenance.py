"""What the checkout says of itself: whole, shallow, or none, as in a ZIP."""

import os
import subprocess

import pytest

import catalog
from checkout import ROOT
from finishing import provenance


def git(folder, *arguments):
    own = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    done = subprocess.run(
        ["git", *own, *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path):
    folder = tmp_path / "whole"
    folder.mkdir()
    git(folder, "init", "-q")
    for text in "ab":
        (folder / "file").write_text(text, encoding="utf-8", newline="\n")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", text)
    return folder


@pytest.fixture
def at(monkeypatch):
    """Sets the project's folder: (commit, seconds) as they are said there."""

    def state(folder):
        monkeypatch.setattr(provenance, "ROOT", folder)
        provenance._described.cache_clear()
        return provenance.commit(), provenance.commit_seconds()

    yield state
    provenance._described.cache_clear()


def test_a_checkout_names_its_commit_and_its_changes(checkout, at):
    commit = git(checkout, "rev-parse", "HEAD")[:12]
    seconds = git(checkout, "log", "-1", "--format=%ct")
    assert at(checkout) == (commit, seconds)
    (checkout / "file").write_text("c", encoding="utf-8", newline="\n")
    assert at(checkout) == (f"{commit}-dirty", seconds)


def test_a_shallow_clone_says_what_the_whole_says(checkout, at, tmp_path):
    git(tmp_path, "clone", "-q", "--depth=1", checkout.as_uri(), "shallow")
    assert at(tmp_path / "shallow") == at(checkout)


def test_a_zip_has_no_commit_even_within_another_repository(checkout, at, monkeypatch):
    folder = checkout / "unpacked"
    folder.mkdir()
    assert at(folder) == ("", "0") and provenance.untold() == ""
    monkeypatch.setenv("REPOSITORY_URL", "https://example.org/guide/")
    assert provenance.address("a.py") == "https://example.org/guide/blob/main/a.py"
    assert "sources outside a checkout" in provenance.line("family", "relu")


@pytest.mark.parametrize("stem", ["leaky_relu", "softmax"])
def test_the_checks_are_those_of_the_entry_s_kind(stem, monkeypatch):
    monkeypatch.setenv("REPOSITORY_URL", "https://example.org/guide/")
    module = f"scripts/verifying/kinds/{catalog.load('activations', stem).kind}.py"
    assert (ROOT / module).is_file()
    said = provenance.line("activations", stem)
    assert f'/{module}">checks</a>' in said and '<a href="facts.json">as JSON</a>' in said


def test_a_topic_is_made_of_its_page_and_says_with_what_it_was_verified(monkeypatch):
    monkeypatch.delenv("REPOSITORY_URL", raising=False)
    said = provenance.line("guide", "saving")
    assert said.startswith('<div class="verified">\n<p>Verified with Keras 3.')
    assert "docs/guide/saving/index.md" in said and "facts" not in said and "notebook" not in said


def test_a_page_is_previewed_while_its_module_cannot_be_loaded():
    assert "facts <code>" in provenance.line("activations", "nothing")
    assert "checks" not in provenance.line("activations", "nothing")


def test_git_itself_may_be_absent(checkout, at, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert at(checkout) == ("", "0")
    assert provenance.untold().startswith("git cannot be run: ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_a_checkout_of_another_owner_names_its_commit(checkout, at):
    before = at(checkout)
    for path in (checkout, checkout / ".git"):
        os.chown(path, 12345, 12345)
    assert at(checkout) == before and provenance.untold() == ""


def test_a_repository_that_the_environment_names_is_not_asked(checkout, at, monkeypatch, tmp_path):
    """As within a hook of git, for which these stand there."""
    before = at(checkout)
    git(tmp_path, "init", "-q", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other/.git/index"))
    assert at(checkout) == before


def test_a_repository_that_cannot_be_read_is_told_and_no_other_is_asked(checkout, at):
    folder = checkout / "within"
    (folder / ".git").mkdir(parents=True)
    assert at(folder) == ("", "0")
    assert "not a git repository" in provenance.untold()
    assert "commit unknown" in provenance.line("family", "relu")


@pytest.mark.parametrize("end", ["", "/", ".git", ".git/", "//"])
@pytest.mark.parametrize("who", ["", "me@", "me:secret@", "x-access-token:a%40b@"])
def test_the_repository_is_named_as_a_browser_opens_it(end, who, monkeypatch):
    monkeypatch.setenv("REPOSITORY_URL", f"https://{who}git.example:81/a/b{end}")
    assert provenance.repository() == "https://git.example:81/a/b"


def test_a_repository_may_hold_an_at_and_no_address_is_none(monkeypatch):
    monkeypatch.setenv("REPOSITORY_URL", "https://git.example/~a/b@c")
    assert provenance.repository() == "https://git.example/~a/b@c"
    monkeypatch.setenv("REPOSITORY_URL", " ")
    assert provenance.repository() == ""
