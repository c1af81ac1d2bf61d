"""The search index, as the search box asks for it; the theme's plugin writes it of the pages."""

import json

from project.files import write

# Words part at all that is no letter, digit or underscore, and before a capital or an underscore
# within: "LeakyReLU", "leaky_relu" and "relu" are found by their parts.
SEPARATOR = r"[^\w]+|(?=_)_|(?<=[a-z])(?=[A-Z])"
FIELDS = {"title": {"boost": 8.0}, "tags": {"boost": 8.0}, "text": {"boost": 1.0}}


def shape(site, names):
    """Rewrites the index of a built site: how it is parted and weighed, and under which other names
    a page is found.

    names: of a page, by its address from the site's root. A page's passages need no tags of their
    own.
    """
    file = site / "search/search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    index["config"] |= {"separator": SEPARATOR, "fields": FIELDS, "pipeline": ["stemmer"]}
    for passage in index["docs"]:
        tags = [] if "#" in passage["location"] else passage.pop("tags", [])
        passage.pop("tags", None)
        if tags := [*tags, *names.get(passage["location"], ())]:
            passage["tags"] = tags
    write(file, json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())
