"""The navigation: what stands before what, and how folders are called."""

from itertools import pairwise
from pathlib import PurePosixPath


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
    """Names each folder of an entry after the entry; items: of MkDocs, changed in place."""
    for item in items:
        for child in item.children or ():
            if child.is_page and child.is_index and child.file.src_uri.count("/") > 1:
                item.title = PurePosixPath(child.file.src_uri).parent.name
        name(item.children or ())
