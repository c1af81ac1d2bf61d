"""Every link, anchor, image and reference of the built site leads somewhere on it."""

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from project.problems import Problem, line_of
from project.sources import read


def check(site, pages, sources):
    """Problems of the built site's own links.

    site: its folder, resolved. pages: the text of every page, by its file. sources: page (relative
    to site) to the source that an author can mend. A link that leaves the site, and 404.html, whose
    links are absolute, are not followed. What stands behind # with a "=" in it is no anchor, but
    what a page shows then.
    """

    read = cache(lambda page: _read(pages[page]))
    for name, source in sources.items():
        page = site / name
        if page not in pages:
            continue
        for address in read(page)[1]:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = _target(site, page, unquote(parts.path))
            anchor = unquote(parts.fragment)
            if address == "#" or not target.is_relative_to(site) or not target.is_file():
                yield _problem(source, address, f'"{address}" leads to nothing')
            elif "=" in anchor or target not in pages:
                continue
            elif anchor and anchor not in read(target)[0]:
                yield _problem(source, address, f'"{address}" leads to no such anchor')


def _read(text):
    """The anchors of a page, and the addresses that its article refers to, each once."""
    tree = LexborHTMLParser(text)
    anchors = {node.attributes["id"] for node in tree.css("[id]")}
    addresses = {
        node.attributes.get(name) or "": None
        for name in ("href", "src")
        for node in tree.css(f"article [{name}]")
    }
    return anchors, addresses


def _target(site, page, path):
    """The file to which a path on a page leads."""
    if not path:
        return page
    target = site / path.lstrip("/") if path.startswith("/") else page.parent / path
    target = target.resolve()
    return target / "index.html" if target.is_dir() else target


def _problem(source, address, message):
    """Names the line by the most telling part of the address that stands in the source."""
    text = read(source)
    tail = re.sub(r"(/|/?index\.html)$", "", address.split("#")[0]).rsplit("/", 1)[-1]
    anchor = address.partition("#")[2]
    needles = (address, f"#{anchor}" if anchor else "", tail)
    line = next((line_of(text, needle) for needle in needles if needle and needle in text), 1)
    return Problem(source, line, message, "mend the link, or write what it leads to")
