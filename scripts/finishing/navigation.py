"""The navigation: what stands before what, and how folders are called."""

from pathlib import PurePosixPath


def order(uris):
    """The pages in the order of the navigation: the site's index, then the folders before the pages
    beside them, each folder's index before what it holds."""

    def place(uri):
        folder = PurePosixPath(uri).parent.parts
        return uri != "index.md", not folder, folder, not uri.endswith("/index.md"), uri

    return sorted(uris, key=place)


def name(items):
    """Names each folder of an entry after the entry; items: of MkDocs, changed in place."""
    for item in items:
        for child in item.children or ():
            if child.is_page and child.is_index and child.file.src_uri.count("/") > 1:
                item.title = PurePosixPath(child.file.src_uri).parent.name
        name(item.children or ())
