"""The built site's own links."""

import pytest

from finishing import built, links


@pytest.fixture
def problems(tmp_path):
    """What is said of a page with an address in its article."""

    def said(address, unsettled=()):
        source, site = tmp_path / "index.md", (tmp_path / "site").resolve()
        (site / "other").mkdir(parents=True)
        source.write_text(f"line\n\n[a]({address})\n", encoding="utf-8", newline="\n")
        (site / "file.txt").write_text("", encoding="utf-8", newline="\n")
        (site / "other/index.html").write_text(
            '<h1 id="here">a</h1>', encoding="utf-8", newline="\n"
        )
        (site / "index.html").write_text(
            f'<a href="nav">a</a><article><p id="p"><a href="{address}">a</a></article>',
            encoding="utf-8",
            newline="\n",
        )
        sources = {"index.html": source, "gone.html": source}
        found = links.check(site, built.files(site), built.pages(site), sources, unsettled)
        return [(problem.line, problem.message) for problem in found]

    return said


@pytest.mark.parametrize(
    "address",
    ["other/", "other/#here", "other/index.html#here", "#p", "file.txt", "https://x.org/a#b", ""]
    + ["other/#seed=1&rate=0.1", "#relu=max_value:6"],  # what a page shows is no anchor
)
def test_what_leads_somewhere_is_no_problem(problems, address):
    assert problems(address) == []


@pytest.mark.parametrize(
    "address", ["Other/", "FILE.txt", "#", "gone/", "../index.md", "other/gone.txt", "gone#here"]
)
def test_what_leads_nowhere_is_named(problems, address):
    assert problems(address) == [(3, f'"{address}" leads to nothing')]


@pytest.mark.parametrize(
    "address",
    ["file:///a", "htp://a.org", "http:/a", "https://", "//a.org", "C:\\a.md", "localhost:8000"]
    + ["http://localhost:8000/a", "http://127.0.0.1/", "https://a b.org", "mailto:", "mailto:a"],
)
def test_an_address_that_no_reader_can_open_is_named(problems, address):
    assert problems(address) == [(3, f'"{address}" leads to nothing that a reader can open')]


@pytest.mark.parametrize(
    "address", ["http://a.org", "https://a.b-c.org:80/d?e=f#g", "mailto:a@b.org?subject=c"]
)
def test_an_address_elsewhere_is_left_in_peace(problems, address):
    assert problems(address) == []


@pytest.mark.parametrize("address", ["/other/", "/other/#here", "/sub/other/", "/gone/"])
def test_an_absolute_link_is_named_wherever_the_site_stands(problems, address):
    what = f'"{address}" leads out of the site where it stands under a path'
    assert problems(address) == [(3, what)]


@pytest.mark.parametrize("address", ["#gone", "other/#gone"])
def test_an_anchor_that_is_not_there_is_named(problems, address):
    assert problems(address) == [(3, f'"{address}" leads to no such anchor')]


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("../gelu/notebook.ipynb", "../../gelu/notebook/"),
        ("../gelu/notebook.ipynb#here", "../../gelu/notebook/"),
        ("../gelu/index.md", "../../gelu/"),
        ("../gelu/", "../../gelu/"),
        ("index.md", "../"),
        ("picture.svg", "../picture.svg"),
        ("../../terms.md", "../../../terms/"),
        ("/f/gelu/", "../../gelu/"),
        ("/terms/", ""),
        ("Picture.svg", ""),
        ("gone.svg", ""),
        ("../../../../README.md", ""),
    ],
)
def test_of_what_stands_beside_the_source_the_remedy_is_the_address(
    address, place, tmp_path, monkeypatch
):
    site, docs = tmp_path / "site", tmp_path / "docs"
    monkeypatch.setattr(links, "DOCS", docs)
    sources = {
        "f/relu/notebook/index.html": docs / "f/relu/notebook.ipynb",
        "f/relu/index.html": docs / "f/relu/index.md",
        "f/gelu/notebook/index.html": docs / "f/gelu/notebook.ipynb",
        "f/gelu/index.html": docs / "f/gelu/index.md",
        "terms/index.html": docs / "terms.md",
    }
    pages = {site / name: "" for name in sources}
    notebook, *_ = sources
    pages[site / notebook] = f'<article><a href="{address}">a</a></article>'
    sources[notebook].parent.mkdir(parents=True)
    sources[notebook].write_text(address, encoding="utf-8", newline="\n")
    files = {*pages, site / "f/relu/picture.svg"}
    (found,) = links.check(site, files, pages, sources)
    assert found.remedy == (f"write the address on the site: {place}" if place else links.REMEDY)


def test_an_anchor_that_was_meant_is_named(problems):
    assert problems("other/#her") == [
        (3, '"other/#her" leads to no such anchor; did you mean here?')
    ]


@pytest.mark.parametrize(
    ("address", "told"),
    [("other/#gone", False), ("other/gone.txt", False), ("gone.txt", False), ("others/", True)],
)
def test_a_link_into_what_could_not_be_made_anew_is_looked_at_when_it_is(problems, address, told):
    assert bool(problems(address, ["other", "gone.txt"])) == told
