"""The search index, as the search box asks for it; the theme's plugin writes it of the pages."""

import html
import json
import re

import catalog
from project.files import digest, write
from project.sources import GUIDE
from writing.terms import anchor, known

SEPARATOR = r"[^\w]+|_"  # words part at all that is no letter or digit
FIELDS = {"title": {"boost": 8.0}, "tags": {"boost": 8.0}, "text": {"boost": 1.0}}
USED = 1.11  # what a page of the functions most used counts for more, where several fit as well
SHARED = 0.85  # what a page on many functions counts for, where that of one answers as well


def remember(index, passages):
    """A page that is as it was is not read again: most of the time of a build goes into that.

    index: the plugin's, of this build. passages: of the pages of earlier ones, by their content.
    """
    read = index.add_entry_from_context

    def add(page):
        key = digest(page.url, page.content, str(page.title), json.dumps(page.meta, default=str))
        before = len(index.entries)
        if key in passages:
            index.entries += passages[key]
        else:
            read(page)
            passages[key] = index.entries[before:]

    index.add_entry_from_context = add


def shape(site, names, others):
    """Rewrites the index of a built site: how it is parted and weighed, titles as plain text, and
    under which other names a page is found. A page's passages need no tags of their own; a term is
    a passage.

    names: of a page, by its address from the site's root. others: address to the address of the
    page that it leads to.
    """
    for other, page in others.items():
        names = names | {page: [*names.get(page, ()), other.rstrip("/").rpartition("/")[2]]}
    used = {f"{f}/{stem}/" for f in catalog.families() for stem in catalog.family(f).first}
    file = site / "search/search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    index["config"] |= {"separator": SEPARATOR, "fields": FIELDS, "pipeline": ["stemmer"]}
    for passage in index["docs"]:
        passage["title"] = html.unescape(re.sub(r"<[^>]*>", "", passage["title"]))
        tags = [] if "#" in passage["location"] else passage.pop("tags", [])
        passage.pop("tags", None)
        if tags := [*tags, *names.get(passage["location"], ())]:
            passage["tags"] = tags
        if passage["location"] in used:
            passage["boost"] = USED
        elif passage["location"].startswith(f"{GUIDE}/"):
            passage["boost"] = SHARED
    index["docs"] = [
        passage | {"text": ""} if passage["location"] == "terms/" else passage
        for passage in index["docs"]
    ] + [
        {
            "location": f"terms/#{anchor(term)}",
            "title": term,
            "text": html.escape(meaning, quote=False),
        }
        | {"term": True}
        for term, meaning in known().items()
    ]
    write(file, json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())
