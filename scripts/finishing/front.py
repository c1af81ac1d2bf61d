"""What the front matter of a function's pages takes from its facts."""

import json
from pathlib import Path

from project.paths import CACHE, DOCS


def of(uri):
    """The graph by which they are previewed elsewhere, and the tags of the page itself; uri: of its
    source."""
    place, found = Path(uri).parent, {}
    social = f"generated/{place.as_posix()}/social.png"
    if (DOCS / social).is_file():
        found["social"] = social
    tags = CACHE / "tags" / place / "tags.json"
    if uri.endswith("/index.md") and tags.is_file():
        found["tags"] = json.loads(tags.read_text(encoding="utf-8"))
    return found
