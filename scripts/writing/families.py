"""Markdown out of the facts of many entries: ways to them, and the tables of a family's page."""

import html
from itertools import groupby

import catalog
from catalog.escaping import code, link, prose, text
from writing import bibliography
from writing.markdown import table, thumbnail

SORTER = "../assets/scripts/table.js"


def write(family, entries, works):
    """Markdown of a family's page, by file name.

    `functions.md` compares the entries of the kind `function`. works: the bibliography.
    """
    kinds = groupby(sorted(entries, key=lambda entry: entry.kind), lambda entry: entry.kind)
    return (
        {"gallery.md": gallery(family, entries)}
        | {f"{kind}s.md": comparison(list(alike), works) for kind, alike in kinds}
        | {f"{own.stem}.md": told_apart(own, entries) for own in catalog.family(family).comparisons}
    )


def thumbnails(entries, way=None):
    """Each entry with its graph, name and summary.

    way: from the page to the entries' family; without one, from the site's root.
    """
    items = ""
    for entry in entries:
        to = f"{entry.family}/" if way is None else way
        shown = link(f"{thumbnail(entry, to)} {code(entry.stem)}", f"{to}{entry.stem}/index.md")
        items += f"- {shown}\n\n    {text(entry.summary)}\n\n"
    shown = "gallery" if way is None else "gallery overview"  # taken in at a glance on a phone
    return f'<div class="{shown}" markdown>\n\n{items}</div>\n'


def gallery(family, entries):
    """The thumbnails of a family in its groups, each under a heading, and what it still lacks."""
    parts = f"{extent([family])}\n\n"
    for title, names in catalog.groups(family).items():
        own = [entry for entry in entries if entry.stem in names]
        missing = [code(name) for name in names if name in catalog.unwritten(family)]
        parts += f"### {text(title)}\n\n" + (thumbnails(own, "") if own else "")
        parts += f"\nStill to be written: {', '.join(missing)}.\n\n" if missing else "\n"
    return parts


def extent(families):
    """How much of Keras has its page, in a sentence."""
    if any(map(catalog.unwritten, families)):
        return "Names without a link have no page yet."
    modules = " and ".join(code(catalog.family(family).module) for family in families)
    return f"Every function of {modules} has its page."


def ways(entries):
    """For the home page: what most readers come for, then the names of every group."""
    families = dict.fromkeys(entry.family for entry in entries)
    by_name = {(entry.family, entry.stem): entry for entry in entries}
    wanted = [(family, name) for family in families for name in catalog.family(family).first]
    first = [by_name[name] for name in wanted if name in by_name]
    listed = [
        f"{text(title)}\n:   {', '.join(named(family, name, by_name) for name in names)}\n"
        for family in families
        for title, names in catalog.groups(family).items()
    ]
    cards = thumbnails(first) + "\n" if first else ""
    return cards + "\n".join(listed) + f"\n{extent(families)}\n"


def named(family, name, by_name):
    """A name for a page at the site's root: a link, if it has a page."""
    if (family, name) in by_name:
        return link(code(name), f"{family}/{name}/index.md")
    return code(name)


def linked(entry):
    """An entry's name, as a link from its family's page."""
    return link(code(entry.stem), f"{entry.stem}/index.md")


def comparison(entries, works):
    """Entries of one kind side by side, at their defaults; sortable where the kind has filters."""
    filters = entries[0].FILTERS
    rows = [{"function": linked(entry)} | entry.compared() for entry in entries]
    if filters:
        for row, entry in zip(rows, entries, strict=True):
            row |= source(works.get(entry.first_paper))
    compared = table(list(rows[0]), [list(row.values()) for row in rows])
    if not filters:
        return compared
    start = (
        f'<div class="sortable" data-start="table" data-scripts="{SORTER}" '
        f'data-filters="{html.escape(",".join(filters))}" markdown>'
    )
    return f'{start}\n\n<div class="filters"></div>\n\n{compared}\n</div>\n'


def source(work):
    """The columns that tell of the first paper; empty where it is not in the bibliography yet."""
    if work is None:
        return {"first paper": "", "year": ""}
    paper = link(bibliography.authors(work), bibliography.place(work)[1])
    return {"first paper": paper, "year": work.fields["year"]}


def told_apart(own, entries):
    """A table of the family's own, computed from the NumPy references at the defaults."""
    rows = [
        [linked(entry), *(cell(entry) for cell in own.columns.values()), prose(entry.use_when)]
        for entry in entries
        if own.tag in entry.tags
    ]
    shown = table(["function", *map(text, own.columns), "take it when"], rows)
    return f'<div class="advice" markdown>\n\n{shown}\n</div>\n'
