"""What stands at the end of a page, below its text and out of the search index: ways to take it
away, and to cite it."""

import html
import os

from finishing import provenance
from project.paths import DOCS
from writing import citation


def of(page):
    """The foot of a page of MkDocs, as HTML."""
    parts = []
    if getattr(page, "plain", ""):  # of Markdown
        parts.append('<p><a href="index.md">This page as Markdown</a></p>')
    blocks = "".join(f"<pre><code>{html.escape(way, False)}</code></pre>" for way in _ways(page))
    parts.append(f'<details class="cite"><summary>Cite this page</summary>{blocks}</details>')
    return f'<div class="foot">{"".join(parts)}</div>'


def _ways(page):
    """The forms in which a page can be cited."""
    family, stem = (DOCS / page.file.src_uri).parts[-3:-1]
    version = f"version {provenance.state()}" if provenance.commit() else ""
    version = ", ".join(filter(None, (version, provenance.verified(family, stem))))
    version = version[:1].upper() + version[1:]
    title = "" if page.is_homepage else page.title
    seconds = int(os.environ["SOURCE_DATE_EPOCH"])
    return citation.both(title, page.canonical_url or "", version, seconds)
