"""Every link, anchor, image and reference of the built site leads somewhere on it."""

import os
import re
from functools import lru_cache
from pathlib import Path, PurePath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from project.once import once
from project.paths import DOCS
from project.problems import Problem, line_of, nearest
from project.sources import read

REMEDY = "mend the link, or write what it leads to; one to elsewhere begins with https://"
ELSEWHERE = re.compile(  # addresses that a reader can open: of a host with a dot, or of a mailbox
    r"https?://(?!127\.|0\.|192\.168\.|10\.)[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?"
    r"|mailto:[^\s@]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?"
)


def check(site, files, pages, sources, unsettled=()):
    """Problems of the built site's own links.

    site: its folder, resolved. files: all that are in it. pages: the text of every page, by its
    file. sources: page (relative to site) to the source that an author can mend. A link that leaves
    the site, and 404.html, whose links are absolute, are not followed; an absolute one of a page
    may leave it. What stands behind # with a "=" in it is no anchor, but what a page shows then.
    unsettled: what of the site is not as the sources say now; a link into it is looked at when it
    is.
    """
    homes = {file: site / name for name, file in sources.items()}
    unsettled = {site / name for name in unsettled}
    for name, source in sources.items():
        page = site / name
        if page not in pages:
            continue
        for address, parts in _read(pages[page])[1]:
            if parts.scheme or parts.netloc:
                if not ELSEWHERE.fullmatch(address) and parts.scheme != "data":
                    what = f'"{address}" leads to nothing that a reader can open'
                    remedy = (
                        "write https:// and a host, mailto: and an address, or a path on the site"
                    )
                    yield _problem(source, address, what, remedy)
                continue
            path, anchor = unquote(parts.path), unquote(parts.fragment)
            target = _target(site, files, page, path)
            if path.startswith("/"):
                what = f'"{address}" leads out of the site where it stands under a path'
                remedy = _published(site, files, page, homes, DOCS / path.strip("/"))
                yield _problem(source, address, what, remedy)
            elif unsettled and unsettled & {target, *target.parents}:
                continue
            elif address == "#" or target not in files:
                remedy = _published(site, files, page, homes, source.parent / path)
                yield _problem(source, address, f'"{address}" leads to nothing', remedy)
            elif "=" in anchor or target not in pages:
                continue
            elif anchor and anchor not in _read(pages[target])[0]:
                meant = nearest(anchor, _read(pages[target])[0])
                what = f'"{address}" leads to no such anchor{meant}'
                yield _problem(source, address, what, "mend the link, or write the heading")


@once
def _read(text):
    """The anchors of a page, and the addresses that its article refers to, each once, with its
    parts."""
    tree = LexborHTMLParser(text)
    anchors = {node.attributes["id"] for node in tree.css("[id]")}
    addresses = {
        node.attributes.get(name) or "": None
        for name in ("href", "src")
        for node in tree.css(f"article [{name}]")
    }
    return anchors, [(address, urlsplit(address)) for address in addresses]


def _target(site, files, page, path):
    """The file to which a path on a page leads, by its name and not by what the disk finds."""
    if not path:
        return page
    target, within = _meant(page.parent, path)
    return target if target in files else within


@lru_cache(2**14)  # of a whole site, whose links a preview asks for again and again
def _meant(folder, path):
    target = Path(os.path.normpath(folder / path))
    return target, target / "index.html"


def _published(site, files, page, homes, meant):
    """What to write for an address that leads somewhere beside the source, not beside the page.

    homes: source to the page made of it. meant: where the address would lead from the source.
    """
    meant = Path(os.path.normpath(meant))
    if not meant.is_relative_to(DOCS):
        return REMEDY
    source = meant / "index.md" if meant / "index.md" in homes else meant
    goal = homes.get(source, site.joinpath(*meant.relative_to(DOCS).parts))
    if goal not in files:
        return REMEDY
    place = goal.parent if goal.name == "index.html" else goal
    address = PurePath(os.path.relpath(place, page.parent)).as_posix()
    return f"write the address on the site: {address}{'/' * (place != goal)}"


def _problem(source, address, message, remedy):
    """Names the line by the most telling part of the address that stands in the source."""
    text = read(source)
    tail = re.sub(r"(/|/?index\.html)$", "", address.split("#")[0]).rsplit("/", 1)[-1]
    anchor = address.partition("#")[2]
    needles = (address, f"#{anchor}" if anchor else "", tail)
    line = next((line_of(text, needle) for needle in needles if needle and needle in text), 1)
    return Problem(source, line, message, remedy)
