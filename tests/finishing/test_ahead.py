"""Shares of the pages that are to be converted."""

import os
import subprocess
from types import SimpleNamespace

import pytest

from finishing import ahead

URIS = [f"activations/f{n}/{name}" for n in range(9) for name in ("index.md", "notebook.ipynb")]


@pytest.fixture
def begun(monkeypatch):
    """The shares of the processes that are begun, on a machine of three cores."""
    shares = []

    def begin(command, env, **_):
        shares.append(env[ahead.SHARE].splitlines())
        return SimpleNamespace(wait=lambda: 0)

    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(subprocess, "Popen", begin)
    return shares


def missed(uris):
    pages = ahead.Ahead(SimpleNamespace(config_file_path="mkdocs.yml"), URIS)
    for uri in uris:
        pages.miss(uri)


def test_what_an_edit_changes_is_converted_here(begun):
    missed(URIS[: ahead.FEW - 1])
    assert begun == []


def test_the_others_are_shared_once_and_whole(begun):
    missed(URIS)
    assert len(begun) == 3
    assert sorted(uri for share in begun for uri in share) == sorted(URIS[ahead.FEW :])
    counts = [sum(uri.endswith(".ipynb") for uri in share) for share in begun]
    assert max(counts) - min(counts) <= 1


def test_no_process_is_begun_for_nothing(begun):
    missed([*URIS[:2], *URIS[-3:]])
    assert begun == []


def test_a_share_is_not_shared(begun, monkeypatch):
    monkeypatch.setenv(ahead.SHARE, "\n".join(URIS))
    assert ahead.share() == URIS
    missed(URIS)
    assert begun == []
