"""The front matter of a page, as templates write it: its texts as HTML, and what a function's pages
take from its facts."""

import json
from pathlib import Path

from project.paths import CACHE, DOCS

TEXTS = ("title", "description")
SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;"})


def of(uri, meta):
    """What to write over the front matter of a page, beside: the graph by which it is previewed
    elsewhere, and the page's tags. uri: of its source. meta: as its author wrote it."""
    place = Path(uri).parent
    found = {name: _escaped(meta[name]) for name in TEXTS if meta.get(name) is not None}
    social = f"generated/{place.as_posix()}/social.png"
    if (DOCS / social).is_file():
        found["social"] = social
    tags = CACHE / "tags" / place / "tags.json"
    if uri.endswith("/index.md") and tags.is_file():
        found["tags"] = json.loads(tags.read_text(encoding="utf-8"))
    return found


def _escaped(value):
    """As HTML, within quotes or between tags, and in one line."""
    return " ".join(str(value).split()).translate(SIGNS)
