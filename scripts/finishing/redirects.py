"""Pages at other addresses, which lead on to where an entry stands."""

import html

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


def write(site, addresses):
    """Writes a page at each other address.

    addresses: from to, each relative to the site's root and ending in a slash. None is written
    where it differs from a page by case alone: on a disk that ignores case, as macOS and Windows
    have it, it would overwrite the page.
    """
    taken = {
        page.parent.relative_to(site).as_posix().casefold() + "/"
        for page in site.rglob("index.html")
    }
    for origin, goal in addresses.items():
        if origin.casefold() in taken:
            continue
        to = "../" * origin.count("/") + goal
        stub = STUB.format(to=html.escape(to), name=html.escape(goal.split("/")[-2]))
        files.write(site / origin / "index.html", stub.encode())
