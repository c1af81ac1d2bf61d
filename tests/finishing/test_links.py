"""The built site's own links."""

import pytest

from finishing import built, links


@pytest.fixture
def problems(tmp_path):
    """What is said of a page with an address in its article."""

    def said(address):
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
        found = links.check(site, built.pages(site), {"index.html": source, "gone.html": source})
        return [(problem.line, problem.message) for problem in found]

    return said


@pytest.mark.parametrize(
    "address",
    ["other/", "other/#here", "/other/index.html#here", "#p", "file.txt", "https://x.org/a#b", ""]
    + ["other/#seed=1&rate=0.1", "#relu=max_value:6"],  # what a page shows is no anchor
)
def test_what_leads_somewhere_is_no_problem(problems, address):
    assert problems(address) == []


@pytest.mark.parametrize("address", ["#", "gone/", "../index.md", "other/gone.txt", "/gone#here"])
def test_what_leads_nowhere_is_named(problems, address):
    assert problems(address) == [(3, f'"{address}" leads to nothing')]


@pytest.mark.parametrize("address", ["#gone", "other/#gone"])
def test_an_anchor_that_is_not_there_is_named(problems, address):
    assert problems(address) == [(3, f'"{address}" leads to no such anchor')]
