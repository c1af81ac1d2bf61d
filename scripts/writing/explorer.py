"""What moves on a page: the script that it asks for, the place where it goes, and the index of
all of them."""

import html
import json

import catalog
from writing import training


def write(entry, code):
    """The files of an entry's explorer, by name: its script, and the Markdown with which a page
    takes it in; none where it has none.

    code: members of the object with which it computes, in JavaScript; None where they are not
    recorded yet, and there is no script then.
    """
    explorer = entry.explorer()
    if explorer is None:
        return {}
    files = {"explorer.md": mount(entry, explorer) + training.way(entry)}
    return files if code is None else files | {"explorer.js": script(entry, explorer, code)}


def script(entry, explorer, code):
    facts = json.dumps(explorer.facts, ensure_ascii=False)
    return f"guide.functions[{json.dumps(address(entry))}] = {{\n...{facts},\n{code}}}\n"


def mount(entry, explorer):
    """Where the explorer goes, with as many empty rows as it will fill, so that nothing moves
    when it begins."""
    scripts = _scripts("../..", explorer.script, f"generated/{address(entry)}/explorer.js")
    drawing = (
        f'<svg class="drawing" viewBox="{html.escape(explorer.viewbox)}"></svg>'
        if explorer.viewbox
        else ""
    )
    rows = '<div class="row"></div>' * explorer.rows
    inside = f'{drawing}{rows}<div class="reading"></div>'
    return (
        f'<div class="explorer" data-start="{html.escape(explorer.script)}" '
        f'data-function="{html.escape(address(entry))}" '
        f'data-scripts="{html.escape(scripts)}">{inside}</div>\n'
    )


def index(entries):
    """The script that names every entry with an explorer, under the name that its kind takes,
    and the ready comparisons of the families."""
    named, stems = {}, {}
    for entry in entries:
        explorer = entry.explorer()
        if explorer:
            name, value = explorer.index
            named.setdefault(name, {})[address(entry)] = value
            stems.setdefault(entry.family, []).append(entry.stem)
    named["ready"] = [
        comparison for family, known in stems.items() for comparison in ready(family, known)
    ]
    return "".join(
        f"guide.{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in named.items()
    )


def ready(family, stems):
    """Comparisons of a family to begin with, those of which all members are among the stems:
    their names and the address."""
    for members in catalog.family(family).ready:
        *names, last = (member.partition("=")[0] for member in members)
        if {*names, last} <= set(stems):
            address = "&".join(f"{family}/{member}" for member in members)
            yield [f"{', '.join(names)} and {last}", address]


def comparison(still):
    """Where the comparison goes, on a page at the site's root; still: what stands there without
    JavaScript."""
    return (
        '<div class="explorer compare" data-start="compare" '
        f'data-scripts="{_scripts("..", "compare")}" markdown>\n\n'
        "With JavaScript on, the curves are drawn here. "
        "Each function has its graph on its page:\n\n"
        f"{still}\n</div>\n"
    )


def address(entry):
    return f"{entry.family}/{entry.stem}"


def _scripts(root, start, *own):
    """The files that an explorer needs, seen from its page, in order."""
    scripts = "assets/scripts"
    shared = f"{scripts}/erf.js", f"{scripts}/graph.js", "generated/functions.js"
    shared = *shared, f"{scripts}/{start}.js"
    return " ".join(f"{root}/{file}" for file in (*shared, *own))
