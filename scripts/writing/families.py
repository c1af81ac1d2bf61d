"""Markdown out of the facts of many entries: the galleries, the tables of a family's page."""

from itertools import groupby

import catalog
from writing import bibliography
from writing.markdown import table, thumbnail

SORTER = "../assets/scripts/table.js"


def write(family, entries, works):
    """Markdown of a family's page, by file name.

    `functions.md` compares the entries of the kind `function`. works: the bibliography.
    """
    kinds = groupby(sorted(entries, key=lambda entry: entry.kind), lambda entry: entry.kind)
    return (
        {"gallery.md": gallery(entries, "")}
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
        link = f"[{thumbnail(entry, to)} **{entry.title}**]({to}{entry.stem}/index.md)"
        items += f"- {link}\n\n    {entry.summary}\n\n"
    return f'<div class="gallery" markdown>\n\n{items}</div>\n'


def gallery(entries, way=None):
    """The thumbnails, then what is still to be written of their families."""
    families = dict.fromkeys(entry.family for entry in entries)
    missing = [f"`{name}`" for family in families for name in catalog.unwritten(family)]
    said = f"\nStill to be written: {', '.join(missing)}.\n" if missing else ""
    return thumbnails(entries, way) + said


def linked(entry):
    """An entry's title, as a link from its family's page."""
    return f"[{entry.title}]({entry.stem}/index.md)"


def comparison(entries, works):
    """Entries of one kind side by side, at their defaults; sortable where the kind has filters."""
    filters = entries[0].FILTERS
    rows = [{"function": linked(entry)} | entry.compared() for entry in entries]
    if filters:
        for row, entry in zip(rows, entries, strict=True):
            row |= source(works[entry.first_paper])
    compared = table(list(rows[0]), [list(row.values()) for row in rows])
    if not filters:
        return compared
    start = (
        f'<div class="sortable" data-start="table" data-scripts="{SORTER}" '
        f'data-filters="{",".join(filters)}" markdown>'
    )
    return f'{start}\n\n<div class="filters"></div>\n\n{compared}\n</div>\n'


def source(work):
    """The columns that tell of the first paper."""
    paper = f"[{bibliography.authors(work)}]({bibliography.place(work)[1]})"
    return {"first paper": paper, "year": work.fields["year"]}


def told_apart(own, entries):
    """A table of the family's own, computed from the NumPy references at the defaults."""
    rows = [
        [linked(entry), *(cell(entry) for cell in own.columns.values()), entry.use_when]
        for entry in entries
        if own.tag in entry.tags
    ]
    shown = table(["function", *own.columns, "take it when"], rows)
    return f'<div class="advice" markdown>\n\n{shown}\n</div>\n'
