"""Code that names functions leads to their pages."""

import html
import json
import posixpath
import re

from project.paths import CACHE, DOCS
from project.sources import address
from writing.uses import named

KNOWN = CACHE / "names.json"
BLOCK = re.compile(
    r'(<div class="language-python highlight"[^>]*><pre>(?:<span></span>)?<code>)(.*?)(?=</code>)',
    re.S,
)
PIECE = re.compile(r"<[^>]*>|&[^;]*;|[^<&]")


def known():
    """What code may call the entries by, as bytes; a preview may come before the build could write
    it."""
    return KNOWN.read_bytes() if KNOWN.is_file() else b"{}"


def linked(content, uri):
    """The content of a page or a notebook in whose blocks of code each name of an entry leads to
    its page where it first stands, but for the page's own.

    uri: of the source, from docs/.
    """
    names, home = json.loads(known()), address(DOCS / uri)
    if not names:
        return content

    def link(block):
        met, shown = set(), block[2]
        ends = [piece.span() for piece in PIECE.finditer(shown) if piece[0][0] != "<"]
        code = "".join(html.unescape(shown[start:end]) for start, end in ends)
        pieces, done = [block[1]], 0
        for start, end, goal in named(code, names):
            if goal in met or home.startswith(goal):
                continue
            met.add(goal)
            first, last = ends[start][0], ends[end - 1][1]
            way = posixpath.relpath(goal, home or ".")
            pieces += [shown[done:first], f'<a href="{way}/">{shown[first:last]}</a>']
            done = last
        return "".join([*pieces, shown[done:]])

    return BLOCK.sub(link, content)
