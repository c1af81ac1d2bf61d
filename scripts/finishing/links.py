"""Every link, anchor, image and reference of the built site leads somewhere on it."""

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from project.problems import Problem, line_of


@cache
def _read(file, _changed):
    """The anchors of a built page, and the addresses that its article refers to."""
    tree = LexborHTMLParser(file.read_text())
    anchors = {node.attributes["id"] for node in tree.css("[id]")}
    return anchors, list(
        dict.fromkeys(
            node.attributes[name] or ""
            for name in ("href", "src")
            for node in tree.css(f"article [{name}]")
        )
    )


def read(file):
    return _read(file, file.stat().st_mtime_ns)


def _target(site, page, address):
    path = unquote(urlsplit(address).path)
    if not path:
        return page
    base = page.parent
    target = (site / path.lstrip("/")) if path.startswith("/") else (base / path)
    target = target.resolve()
    return target / "index.html" if target.is_dir() else target


def check(site, sources):
    """Problems of the built site's own links.

    site: its folder. sources: built page (relative to site) to the source that an author can mend. A link that leaves the site,
    and 404.html, whose links are absolute, are not followed.
    """
    site = site.resolve()
    for name, source in sources.items():
        page = site / name
        if not page.is_file():
            continue
        for address in read(page)[1]:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = _target(site, page, address)
            if not target.is_relative_to(site) or not target.is_file():
                yield _problem(source, address, f'"{address}" leads to nothing')
            elif (
                parts.fragment
                and target.suffix == ".html"
                and unquote(parts.fragment) not in read(target)[0]
            ):
                yield _problem(source, address, f'"{address}" leads to no such anchor')


def _problem(source, address, message):
    """Names the line by the most telling part of the address that stands in the source."""
    text = source.read_text()
    tail = re.sub(r"(/|/?index\.html)$", "", address.split("#")[0]).rsplit("/", 1)[-1]
    anchor = address.partition("#")[2]
    needle = next(
        (n for n in (address, f"#{anchor}" if anchor else "", tail) if n and n in text), ""
    )
    return Problem(
        source,
        line_of(text, needle) if needle else 1,
        message,
        "mend the link, or write what it leads to",
    )
