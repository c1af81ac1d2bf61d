"""The navigation: what stands before what, and how folders are called."""

import html
import re
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import urljoin

import catalog
from project.once import once
from project.sources import GUIDE

ITEM = re.compile(
    r'<li class="md-nav__item[^"]*">\n(?:<input[^>]*>\n<div[^>]*>\n)?<a href="([^"]*)"', re.S
)


def order(uris, entries):
    """The pages in the order of the navigation: the site's index, then the folders before the pages
    beside them, each folder's index before what it holds, entries in the catalog's order.

    entries: every (family, stem) of the catalog.
    """
    rank = {entry: place for place, entry in enumerate(entries)}

    def place(uri):
        folder = PurePosixPath(uri).parent.parts
        within = rank.get(folder, len(rank)) if len(folder) > 1 else -1
        index = uri.endswith("/index.md")
        return uri != "index.md", not folder, folder[:1], within, folder, not index, uri

    return sorted(uris, key=place)


def chain(pages):
    """Previous and next lead past the notebooks; those of a notebook are the page that it belongs
    to, and that page's next. pages: of MkDocs, in order, changed in place."""
    read = [page for page in pages if not page.file.src_uri.endswith(".ipynb")]
    for before, page, after in zip([None, *read], read, [*read[1:], None], strict=False):
        page.previous_page, page.next_page = before, after
    for before, page in pairwise(pages):
        if page not in read:
            page.previous_page, page.next_page = before, before.next_page


def name(items):
    """Names each folder of an entry after the entry, and that of a topic by the title of its page,
    which has been rendered; items: of MkDocs, changed in place."""
    for item in items:
        for child in item.children or ():
            if child.is_page and child.is_index and child.file.src_uri.count("/") > 1:
                family, stem, _ = child.file.src_uri.split("/")
                item.title = stem if family != GUIDE else child.title
        name(item.children or ())


@once
def grouped(output, url):
    """A whole page whose navigation names each group of a family over its first entry.

    url: of the page, from the site's root.
    """
    heads = {}
    for family in catalog.families():
        written = catalog.stems(family)
        for group, stems in catalog.family(family).groups.items():
            first = next((stem for stem in stems if stem in written), None)
            heads[f"/{family}/{first}/"] = group
    base = f"/{url}"

    def under(match):
        group = heads.get(urljoin(base, match[1]))
        return (
            f'<li class="md-nav__item group">{html.escape(group)}</li>\n{match[0]}'
            if group
            else match[0]
        )

    return ITEM.sub(under, output)
