"""The archive: the same bytes each time, links that name files, workers with what they import."""

import zipfile
from io import BytesIO

import pytest

import offline as command
from finishing import offline
from pages import SITE
from project.archives import pack
from project.problems import Refused

NAMES = {"index.html", "a/index.html", "a/b/index.html", "a/b/data.json", "c d/index.html"}
POLICY = "<meta content=\"default-src 'self'; script-src 'self'\">"


@pytest.fixture
def site(tmp_path):
    """A site of one page, with a worker that imports one file by name and others by pattern."""
    for name, text in {
        "index.html": f"<head>{POLICY}</head><article><p>Home</p></article>",
        "404.html": "<head></head>",
        "search/search_index.json": '{"docs": ["é"]}',
        "assets/javascripts/workers/search.1.js": "ask()",
        "assets/scripts/training.js": 'importScripts("erf.js", `../../g/${of}/x.js`)',
        "assets/scripts/erf.js": "erf = 1",
        "g/one/x.js": "one = 1",
        "g/two/x.js": "two = 2",
        "g/two/y.js": "three = 3",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    return tmp_path


@pytest.mark.parametrize(
    ("link", "complete"),
    [
        ("../", "../index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("../../c%20d/?q=a&amp;b#e", "../../c%20d/index.html?q=a&amp;b#e"),
        ("data.json", "data.json"),
        ("#here", "#here"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("../nowhere/", "../nowhere/"),
    ],
)
def test_a_link_names_the_file_to_which_it_leads(link, complete):
    made = offline.page(f'<head></head><a class="x" href="{link}">', "a/b/index.html", NAMES)
    assert made.endswith(f'</head><a class="x" href="{complete}">')


def test_code_that_shows_a_link_stays_as_it_is():
    shown = '<head></head><code>&lt;a href="../"&gt;</code>'
    assert offline.page(shown, "a/b/index.html", NAMES).endswith(shown.partition("</head>")[2])


def test_the_stand_ins_come_first_and_a_redirect_names_its_file():
    stub = f'<head>{POLICY}<meta http-equiv="refresh" content="0; url=../"></head>'
    made = offline.page(stub, "a/b/index.html", NAMES)
    assert '<script src="../../offline.js"></script>\n</head>' in made
    assert 'content="0; url=../index.html"' in made
    assert "default-src 'self'; worker-src blob:; script-src 'self'" in made


def test_a_worker_carries_what_it_imports_and_what_is_fetched_becomes_a_script(site):
    held = offline.contents(site)
    worker = held["assets/scripts/training.js.js"].decode()
    assert all(code in worker for code in ("erf = 1", "one = 1", "two = 2", "importScripts("))
    assert "three" not in worker and "assets/scripts/training.js" not in held
    said = 'offline.texts["search/search_index.json"] = "{\\"docs\\": [\\"é\\"]}"\n'
    assert held["search/search_index.json.js"].decode() == said
    assert "404.html" not in held and "search/search_index.json" not in held


def test_a_second_offer_gives_the_same_archive_without_itself(site):
    offline.offer(site)
    first = (site / offline.ARCHIVE).read_bytes()
    (site / "index.html").touch()
    offline.offer(site)
    assert (site / offline.ARCHIVE).read_bytes() == first
    home = (site / "index.html").read_text(encoding="utf-8")
    assert home.count(f'href="{offline.ARCHIVE}"') == 1 and "a zip of 0.0 MB" in home
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert all(name.startswith(f"{offline.NAME}/") for name in archive.namelist())
        assert b'class="offline"' not in archive.read(f"{offline.NAME}/index.html")
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_the_order_in_which_files_are_found_does_not_matter():
    assert pack({"b": b"1", "a": b"2"}) == pack({"a": b"2", "b": b"1"}) != pack({"a": b"2"})


def test_all_that_scripts_fetch_or_run_as_a_worker_is_in_the_archive_as_text():
    """`fetch` and `Worker` of the built site's own scripts ask for what is known of, or for what a
    page names."""
    scripts = [
        file.read_text(encoding="utf-8")
        for file in SITE.glob("assets/scripts/*.js")
        if not offline.LEFT_OUT.fullmatch(file.relative_to(SITE).as_posix())
    ]
    asked = [
        line.strip()
        for text in scripts
        for line in text.splitlines()
        if "fetch(" in line or "new Worker(" in line
    ]
    assert asked == [
        line
        for line in asked
        if any(name in line for name in (*offline.FETCHED, *offline.WORKERS, "config.search"))
    ]
    assert len(asked) == 3


def test_without_a_site_there_is_nothing_to_take(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "SITE", tmp_path)
    with pytest.raises(Refused, match="there is no site\n    build it: `make site`"):
        command.main()
