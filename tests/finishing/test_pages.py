"""Markdown pages, typeset."""

from finishing import pages
from project.paths import DOCS

PAGE = DOCS / "a/b/index.md"


def test_terms_are_explained_once_a_section():
    abbr = '<abbr title="t">dead unit</abbr>'
    link = '<a class="term" href="../../terms/#dead-unit" title="t">dead unit</a>'
    first, second = (
        "<h2>{0}</h2><p>{1} {0} <a href='#'>{0}</a></p><summary>{0}</summary>",
        "<h2>B</h2><p>{1}</p>",
    )
    page = (first + second).format(abbr, abbr)
    assert pages.typeset(page, PAGE)[0] == (first + second).format("dead unit", link)


def test_a_number_stays_with_its_per_cent_sign_but_not_in_code():
    page = "<p>5 % of <code>5 % 3</code></p><pre>5 % 3</pre>"
    assert pages.typeset(page, PAGE)[0] == page.replace("5 % of", "5\N{NO-BREAK SPACE}% of")
