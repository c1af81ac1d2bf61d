"""The guide to each version of Keras beside the present one."""

import json
import zipfile

import pytest

import versions as command
from checkout import files
from finishing import versions
from project.archives import pack
from project.problems import Refused

PAGE = """<head>
<link rel="canonical" href="https://example.org/guide/{at}">
<meta property="og:url" content="https://example.org/guide/{at}">
</head>
<header><form class="md-header__option" data-md-component="palette"></form></header>
<article class="md-content__inner md-typeset">
<h1>{at}</h1></article>"""
STUB = '<head><meta http-equiv="refresh" content="0; url=../a/"></head>'


def contents(*pages):
    made = {f"{at}index.html": PAGE.format(at=at).encode() for at in pages}
    return made | {"z/index.html": STUB.encode(), "404.html": b"lost", "sitemap.xml": b"map"}


@pytest.fixture
def made(tmp_path):
    """A site of two pages, and what is kept of a version that had one of them and another."""
    for name, data in contents("", "a/", "b/").items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(data)
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/3.9.zip").write_bytes(pack(contents("", "a/", "gone/")))
    return tmp_path


@pytest.fixture
def laid_out(made):
    versions.lay_out(made / "site", made / "kept", "3.10")
    return made / "site"


def read(file):
    return file.read_text(encoding="utf-8")


def test_search_engines_are_sent_to_the_present_page_or_away(laid_out):
    canonical = '<link rel="canonical" href="https://example.org/guide/a/">'
    for place in ("", "3.10/", "3.9/"):
        text = read(laid_out / f"{place}a/index.html")
        assert text.count('rel="canonical"') == text.count(canonical) == 1
        assert "noindex" not in text
    gone = read(laid_out / "3.9/gone/index.html")
    assert '<meta name="robots" content="noindex">\n</head>' in gone
    assert "canonical" not in gone and "og:url" not in gone


def test_a_map_and_a_page_for_the_lost_stand_at_the_root_alone(laid_out):
    assert {file.name for file in laid_out.glob("*/*.xml")} == set()
    assert list(laid_out.rglob("404.html")) == [laid_out / "404.html"]


def test_an_old_page_tells_its_readers_and_leads_to_the_present_one(laid_out):
    said = 'This is the guide to Keras 3.9. <a href="../../{}">{}</a> is of Keras 3.10.</p>\n<h1>'
    old = read(laid_out / "3.9/a/index.html")
    assert said.format("a/", "This page in the present guide") in old
    assert said.format("", "The present guide") in read(laid_out / "3.9/gone/index.html")
    assert "outdated" not in read(laid_out / "a/index.html") + read(laid_out / "3.10/a/index.html")


def test_every_page_offers_the_others_by_the_present_script(laid_out):
    for place, root in (("a/", "../"), ("3.10/", "../"), ("3.9/gone/", "../../"), ("", "")):
        text = read(laid_out / place / "index.html")
        assert text.count(f'data-scripts="{root}assets/scripts/versions.js"') == 1
        assert f'<a href="{root}#versions">All versions</a>' in text
    assert '<p id="versions">' in read(laid_out / "index.html")
    assert read(laid_out / "3.9/z/index.html") == STUB
    assert json.loads(read(laid_out / versions.LISTED)) == [
        {"name": "3.10", "at": "", "pages": ["", "a/", "b/"]},
        {"name": "3.9", "at": "3.9/", "pages": ["", "a/", "gone/"]},
    ]


def test_what_is_kept_is_the_site_before_other_versions_came(made):
    before = files(made / "site")
    versions.lay_out(made / "site", made / "kept", "3.10")
    with zipfile.ZipFile(made / "kept/3.10.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == before


def test_a_first_version_offers_no_choice(made):
    (made / "kept/3.9.zip").unlink()
    before = files(made / "site")
    versions.lay_out(made / "site", made / "kept", "3.10")
    after = files(made / "site")
    assert {name: after[name] for name in before} == before
    assert "details" not in read(made / "site/3.10/a/index.html")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("notes.txt", b"", "notes.txt:1: it is no kept version\n    name it as in 3.14.zip"),
        ("3.8.1.zip", b"", "3.8.1.zip:1: it is no kept version"),
        ("3.8.zip", b"<html>", "3.8.zip:1: it is no archive: File is not a zip file\n    fetch"),
    ],
)
def test_what_is_no_kept_version_is_refused(made, name, data, told):
    (made / "kept" / name).write_bytes(data)
    with pytest.raises(Refused) as refused:
        versions.lay_out(made / "site", made / "kept", "3.10")
    assert told in str(refused.value)


def test_versions_are_laid_out_once(laid_out):
    with pytest.raises(Refused, match="it holds versions already\n    build it anew: `make site`"):
        versions.lay_out(laid_out, laid_out.parent / "kept", "3.10")


def test_without_a_site_there_is_nothing_to_lay_out(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "SITE", tmp_path)
    with pytest.raises(Refused, match="there is no site\n    build it: `make site`"):
        command.main([str(tmp_path / "kept")])
