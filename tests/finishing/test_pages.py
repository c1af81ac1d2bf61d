"""Markdown pages, typeset."""

from pathlib import Path

from finishing import pages


def test_terms_are_explained_once_a_section():
    abbr = '<abbr title="t">kink</abbr>'
    page = f"<h2>{abbr}</h2><p>{abbr} {abbr} <a href='#'>{abbr}</a></p><h2>B</h2><p>{abbr}</p>"
    assert (
        pages.typeset(page, Path("index.md"))
        == f"<h2>kink</h2><p>{abbr} kink <a href='#'>kink</a></p><h2>B</h2><p>{abbr}</p>"
    )


def test_a_number_stays_with_its_per_cent_sign_but_not_in_code():
    page = "<p>5 % of <code>5 % 3</code></p><pre>5 % 3</pre>"
    assert pages.typeset(page, Path("index.md")) == page.replace(
        "5 % of", "5\N{NO-BREAK SPACE}% of"
    )
