"""Pages at other addresses, which lead on to where an entry stands."""

import html

from finishing import built
from project import files

STUB = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{name}</title>
<link rel="canonical" href="{to}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={to}">
</head>
<body><p>This function has its page under another name: <a href="{to}">{name}</a>.</p></body>
</html>
"""


def write(site, pages, addresses):
    """Writes a page at each other address, but for those that `distinct` leaves out.

    pages: the files of the site's pages. addresses: from to, each relative to the site's root and
    ending in a slash.
    """
    taken = [f"{page.parent.relative_to(site).as_posix()}/" for page in pages]
    for origin, goal in distinct(taken, addresses).items():
        to = "../" * origin.count("/") + goal
        stub = STUB.format(to=html.escape(to), name=html.escape(goal.split("/")[-2]))
        files.write(site / origin / "index.html", stub.encode())


def distinct(taken, addresses):
    """Of addresses that differ by case alone the first, and none where one is taken that so
    differs: on a disk that ignores case one would overwrite the other."""
    first = {built.folded(address): None for address in taken}
    for origin in addresses:
        first.setdefault(built.folded(origin), origin)
    return {origin: addresses[origin] for origin in first.values() if origin}
