"""Every link, anchor, image and reference of the built site leads somewhere on it."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from problems import Problem, line_of


@cache
def _ids(file, _changed):
    tree = LexborHTMLParser(Path(file).read_text())
    return {node.attributes[name] for name in ("id", "name") for node in tree.css(f"[{name}]")}


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
        tree = LexborHTMLParser(page.read_text())
        seen = set()
        for attribute in ("href", "src"):
            for node in tree.css(f"article [{attribute}]"):
                address = node.attributes[attribute] or ""
                parts = urlsplit(address)
                if parts.scheme or parts.netloc or address in seen:
                    continue
                seen.add(address)
                target = _target(site, page, address)
                if not target.is_relative_to(site) or not target.is_file():
                    yield _problem(source, address, f'"{address}" leads to nothing')
                elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in _ids(str(target), target.stat().st_mtime_ns):
                    yield _problem(source, address, f'"{address}" leads to no such anchor')


def _problem(source, address, message):
    """Names the line by the most telling part of the address that stands in the source."""
    text = source.read_text()
    tail = re.sub(r"(/|/?index\.html)$", "", address.split("#")[0]).rsplit("/", 1)[-1]
    anchor = address.partition("#")[2]
    needle = next((n for n in (address, f"#{anchor}" if anchor else "", tail) if n and n in text), "")
    return Problem(source, line_of(text, needle) if needle else 1, message, "mend the link, or write what it leads to")
