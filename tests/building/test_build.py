"""The build: does what is stale and nothing else, the same bytes each time, and never a half."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

import publish
from checkout import files, run
from finishing import versions


@pytest.fixture(scope="module")
def project(sound, tmp_path_factory):
    return shutil.copytree(sound, tmp_path_factory.mktemp("project") / "copy", symlinks=True)


def test_nothing_is_stale_after_a_build(project):
    done = run(project, "build.py", "--check")
    assert (done.returncode, done.stdout) == (0, "everything is up to date\n")


def test_check_names_what_an_edit_made_stale(project):
    module = project / "scripts/catalog/activations/leaky_relu.py"
    before = module.read_text(encoding="utf-8")
    module.write_text(before + "\n# an edit\n", encoding="utf-8", newline="\n")
    done = run(project, "build.py", "--check")
    module.write_text(before, encoding="utf-8", newline="\n")
    assert done.returncode == 1
    assert "stale: draw activations/leaky_relu" in done.stdout
    assert "stale: embed" not in done.stdout


def test_an_unchanged_build_does_no_work(project):
    done = run(project, "build.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_lost_figure_is_drawn_again_as_it_was(project):
    figure = project / "docs/generated/activations/leaky_relu/graph.svg"
    before = figure.read_bytes()
    figure.unlink()
    assert run(project, "build.py").returncode == 0
    assert figure.read_bytes() == before


def test_one_figure_by_name(project):
    figure = project / "docs/generated/activations/leaky_relu/kink.svg"
    before = figure.read_bytes()
    figure.unlink()
    done = run(project, "build.py", "leaky_relu/kink")
    assert done.stdout.split() == ["docs/generated/activations/leaky_relu/kink.svg"]
    assert figure.read_bytes() == before
    unknown = run(project, "build.py", "leaky_relu/nothing")
    assert unknown.returncode == 1 and "no entry has a figure" in unknown.stderr


def test_what_no_task_makes_is_taken_away(project):
    orphan = project / "docs/generated/activations/gone/graph.svg"
    orphan.parent.mkdir(parents=True)
    orphan.write_text("<svg/>", encoding="utf-8", newline="\n")
    assert run(project, "build.py").returncode == 0
    assert not orphan.exists()


def test_plain_mkdocs_gives_the_same_pages(project, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", tmp_path / "plain"],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "plain") == files(project / "site")


@pytest.fixture(scope="module")
def fork(project, tmp_path_factory):
    """A site that knows its address and that of its repository."""
    site = tmp_path_factory.mktemp("fork") / "site"
    told = {
        "SITE_URL": "https://someone.github.io/fork/",
        "REPOSITORY_URL": "https://github.com/someone/fork",
    }
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", site],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | told,
    )
    assert done.returncode == 0, done.stderr
    return site


def test_addresses_come_from_the_environment(project, fork):
    page = (project / "site/activations/leaky_relu/index.html").read_text(encoding="utf-8")
    assert "github.com" not in page.split("<article")[1].split("</article")[0]
    page = (fork / "activations/leaky_relu/index.html").read_text(encoding="utf-8")
    assert (
        '<link rel="canonical" href="https://someone.github.io/fork/activations/leaky_relu/">'
        in page
    )
    assert (
        'content="https://someone.github.io/fork/generated/activations/leaky_relu/social.png"'
        in page
    )
    assert "https://github.com/someone/fork/blob/" in page
    assert "https://github.com/someone/fork/edit/main/docs/activations/leaky_relu/index.md" in page
    notebook = (fork / "activations/leaky_relu/notebook/index.html").read_text(encoding="utf-8")
    assert "https://colab.research.google.com/github/someone/fork/blob/" in notebook
    assert 'href="/fork/assets/' in (fork / "404.html").read_text(encoding="utf-8")
    assert run(project, "build.py").returncode == 0


def test_every_page_of_a_version_names_the_present_one_as_canonical(fork, tmp_path):
    (tmp_path / "kept").mkdir()
    versions.lay_out(fork, tmp_path / "kept", "3.1")
    pages = next(each["pages"] for each in json.loads((fork / versions.LISTED).read_bytes()))
    assert len(pages) > 60
    for page in pages:
        text = (fork / "3.1" / page / "index.html").read_text(encoding="utf-8")
        link = f'<link rel="canonical" href="https://someone.github.io/fork/{page}">'
        assert text.count('rel="canonical"') == text.count(link) == 1


def test_a_stale_record_is_refused_and_in_a_preview_it_is_told_on_the_page(project, tmp_path):
    """By a build that has neither Keras nor a prover."""
    for package in ("keras", "jax", "z3", "cvc5", "sympy", "sklearn", "flint"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text(
            "raise ImportError('not here')\n", encoding="utf-8", newline="\n"
        )
    module = project / "scripts/catalog/activations/leaky_relu.py"
    before = module.read_text(encoding="utf-8")
    module.write_text(before + "\n# an edit\n", encoding="utf-8", newline="\n")
    variables = {"PYTHONPATH": str(tmp_path)}
    published = run(project, "publish.py", **variables)
    preview = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--no-strict", "-q", "-d", tmp_path / "preview"],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | variables,
    )
    module.write_text(before, encoding="utf-8", newline="\n")
    said = "scripts/catalog/activations/leaky_relu.py:1: has changed since records/"
    assert published.returncode == 1 and said in published.stderr
    assert "run `make verify NAME=leaky_relu`, and commit records/" in published.stderr
    assert preview.returncode == 0 and said in preview.stderr
    for page in ("leaky_relu", "leaky_relu/notebook", "relu"):
        text = (tmp_path / f"preview/activations/{page}/index.html").read_text(encoding="utf-8")
        assert ("make verify NAME=leaky_relu" in text) == (page != "relu")


def test_what_is_long_unused_is_swept(project):
    old = time.time() - 40 * 24 * 3600
    left, cached = project / ".site-123", project / ".cache/formulas/unused"
    left.mkdir()
    cached.parent.mkdir(exist_ok=True)
    cached.write_text("<math/>", encoding="utf-8", newline="\n")
    young = next((project / ".cache/converted").iterdir())
    for path in (left, cached):
        os.utime(path, (old, old))
    assert run(project, "publish.py").returncode == 0
    assert not left.exists() and not cached.exists() and young.exists()


def test_what_cannot_be_put_in_place_leaves_the_last_good_site(tmp_path, monkeypatch):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("good", encoding="utf-8", newline="\n")
    monkeypatch.setattr(publish, "SITE", site)
    with pytest.raises(FileNotFoundError):
        publish.swap(tmp_path / "not built")
    assert files(tmp_path) == {"site/index.html": b"good"}


@pytest.mark.slow
def test_two_builds_at_once_leave_one_good_site(project):
    before = files(project / "site")
    shutil.rmtree(project / "docs/generated")
    builds = [
        subprocess.Popen(
            [sys.executable, "scripts/publish.py"],
            cwd=project,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    for build in builds:
        said = build.communicate()[1]
        assert build.returncode == 0, said
    assert files(project / "site") == before
    assert run(project, "build.py", "--check").returncode == 0


@pytest.mark.slow
def test_a_killed_build_leaves_the_last_good_site(project):
    before = files(project / "site")
    random.seed(0)
    for moment in (
        random.uniform(0, 6) for _ in range(10)
    ):  # seconds; a build of what was lost takes about that long
        shutil.rmtree(project / "docs/generated", ignore_errors=True)
        build = subprocess.Popen(
            [sys.executable, "scripts/publish.py"],
            cwd=project,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moment)
        if build.poll() is None:
            os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        assert not (project / "site").exists() or files(project / "site") == before
    assert run(project, "publish.py").returncode == 0
    assert files(project / "site") == before
