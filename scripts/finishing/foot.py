"""What stands at the end of a page, below its text and out of the search index: what uses it,
and ways to take it away and to cite it."""

import html
import json
import os
import posixpath

from finishing import provenance
from project.paths import CACHE, DOCS
from writing import citation

SORTS = {
    "code": "Used in the code of",
    "notebooks": "Used in the notebooks of",
    "links": "Linked from",
}


def of(page):
    """The foot of a page of MkDocs, as HTML."""
    parts = [_used(page.url)]
    if getattr(page, "plain", ""):  # of Markdown
        parts.append('<p><a href="index.md">This page as Markdown</a></p>')
    blocks = "".join(f"<pre><code>{html.escape(way, False)}</code></pre>" for way in _ways(page))
    parts.append(f'<details class="cite"><summary>Cite this page</summary>{blocks}</details>')
    return f'<div class="foot">{"".join(parts)}</div>'


def _used(url):
    """By which pages an entry is used; "" for what is no entry's page, or is used by none."""
    file = CACHE / "uses.json"  # a preview may come before the build could write it
    uses = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    said = ""
    for sort, words in SORTS.items():
        if places := uses.get(url, {}).get(sort):
            links = (
                f'<a href="{posixpath.relpath(f"/{place}", f"/{url}")}/">{html.escape(label)}</a>'
                for place, label in places
            )
            said += f"<dt>{words}</dt> <dd>{'; '.join(links)}</dd>"
    return f'<dl id="used-by">{said}</dl>' if said else ""


def _ways(page):
    """The forms in which a page can be cited."""
    family, stem = (DOCS / page.file.src_uri).parts[-3:-1]
    version = f"version {provenance.state()}" if provenance.commit() else ""
    version = ", ".join(filter(None, (version, provenance.verified(family, stem))))
    version = version[:1].upper() + version[1:]
    title = "" if page.is_homepage else page.title
    seconds = int(os.environ["SOURCE_DATE_EPOCH"])
    return citation.both(title, page.canonical_url or "", version, seconds)
