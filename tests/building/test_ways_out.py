"""The way out of MkDocs: the same sources under ProperDocs, whole, and under Zensical, as far as
README says; each in an environment of its own, which uv makes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT, files, twin

PROPERDOCS, ZENSICAL = "1.6.7", "0.0.73"
SECTION = re.compile(r"## The way out of MkDocs\n(.*?)\n## ", re.S)
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


@pytest.fixture(scope="module")
def project(sound, tmp_path_factory):
    return twin(sound, tmp_path_factory.mktemp("ways") / "copy")


def under(project, packages, *command):
    """Runs a program in an environment of some packages alone, as options of uv name them."""
    uv = Path(sys.executable).with_name("uv")
    options = ["--quiet", "--isolated", "--no-project", f"--python={sys.executable}"]
    return subprocess.run(
        [uv, "run", *options, *packages, *command],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
    )


def readme():
    return SECTION.search((ROOT / "README.md").read_text(encoding="utf-8"))[1]


@pytest.mark.slow
def test_properdocs_gives_the_same_site(project, tmp_path):
    packages = (f"--with=properdocs=={PROPERDOCS}", "--with-requirements=requirements.txt")
    command = ("properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", tmp_path / "out")
    done = under(project, packages, *command)
    assert done.returncode == 0, done.stderr
    same, found = (
        {n: GENERATOR.sub(b"", d) for n, d in files(site).items()}
        for site in (project / "site", tmp_path / "out")
    )
    assert len(found) > 300 and [n for n in same | found if same.get(n) != found.get(n)] == []
    assert b"ProperDocs" in (tmp_path / "out/index.html").read_bytes()
    assert f"ProperDocs {PROPERDOCS}" in readme()


def read(site, name):
    file = site / name
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def of(name, sign):
    """Whether a sign stands on a page."""
    return lambda site: sign in read(site, name)


FUNCTION = "activations/relu/index.html"
PROBES = {  # what a site has: README lists those of which Zensical's has not
    "pages": lambda site: all(
        (site / page / "index.html").is_file()
        for page in ("", "activations", "activations/softmax", "guide/saving", "train", "terms")
    ),
    "sections": of(FUNCTION, 'id="16-summary"'),
    "snippets": of(FUNCTION, "proved by Z3"),
    "citations": of(FUNCTION, 'class="footnote-ref"'),
    "scripts": of("train/index.html", "assets/scripts/guide.js"),
    "formulas": of(FUNCTION, "<math"),
    "notebooks": of("activations/relu/notebook/index.html", "<h1"),
    "figures": of(FUNCTION, 'id="relu-graph-1"'),
    "tables": of(FUNCTION, "md-typeset__scrollwrap stacks"),
    "terms": lambda site: "<abbr" not in read(site, FUNCTION) and "terms/#" in read(site, FUNCTION),
    "quotes": lambda site: read(site, FUNCTION) and '"fact: ' not in read(site, FUNCTION),
    "provenance": of(FUNCTION, "Verified with Keras"),
    "policy": of(FUNCTION, "Content-Security-Policy"),
    "search": lambda site: (site / "search/search_index.json").is_file(),
    "order": of(FUNCTION, '<li class="md-nav__item group">'),
    "other names": of("activations/swish/index.html", 'http-equiv="refresh"'),
    "tags": of("tags/index.html", "activations/relu/"),
    "lost": of("404.html", 'class="known"'),
    "fonts": lambda site: (site / "assets/fonts/stix-two-math.woff2").is_file(),
}


@pytest.mark.slow
def test_what_zensical_lacks_is_what_readme_says(project):
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    config += "\nsite_dir: zensical\n"
    without = config.replace("  custom_dir: overrides\n", "")
    assert without != config
    lacking = set()
    for text in (config, without):
        (project / "zensical.yml").write_text(text, encoding="utf-8", newline="\n")
        command = ("zensical", "build", "--clean", "-f", "zensical.yml")
        done = under(project, [f"--with=zensical=={ZENSICAL}"], *command)
        if done.returncode == 0:
            break
        lacking.add("templates")
        assert "in main.html" in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr
    assert [name for name, probe in PROBES.items() if not probe(project / "site")] == []
    lacking |= {name for name, probe in PROBES.items() if not probe(project / "zensical")}
    assert f"Zensical {ZENSICAL}" in readme()
    assert lacking == {*re.findall(r"^- \*\*([\w ]+)\*\*", readme(), re.M)}
