"""Where an entry is used: in code that names it and by links that lead to it, found in what authors
write."""

import posixpath
import re

import catalog
from project import sources
from project.paths import DOCS
from project.sources import Notebook

DOTTED = re.compile(r"(?<![\w.])(?:keras\.)?(\w+)\.(\w+)")
STRINGS = re.compile(r"[(\[]((?:\s*([\"'])\w+\2,?){2,}\s*)[)\]]")  # all that a bracket holds
STRING = re.compile(r"[\"'](\w+)[\"']")
LINK = re.compile(r"\]\(([^()\s#]+)")


def names():
    """By what code may name the entries, each with the address of its page: as an attribute of a
    module of Keras, and as a string behind what matches one of some patterns."""
    dotted, strings, before = {}, {}, []
    for family in catalog.families():
        facts = catalog.family(family)
        before += [facts.named] if facts.named else []
        entries = [catalog.load(family, stem) for stem in catalog.stems(family)]
        known = {entry.keras.rpartition(".")[2]: entry for entry in entries if not entry.is_layer}
        known |= {alias: known[name] for alias, name in facts.aliases.items() if name in known}
        for name, entry in known.items():
            address = f"{family}/{entry.stem}/"
            strings[name] = dotted[f"ops.{name}"] = address
            dotted[f"{facts.module.removeprefix('keras.')}.{name}"] = address
        layers = {entry.layer: f"{family}/{entry.stem}/" for entry in entries if entry.layer}
        dotted |= {layer.removeprefix("keras."): address for layer, address in layers.items()}
    return {"dotted": dotted, "strings": strings, "before": before}


def named(code, names):
    """Where code names entries, in order: (start, end, address) each. names: as `names` gives them.

    A string names one behind what its family says, or among others in brackets that all do.
    """
    found = {
        match.span(2): names["dotted"].get(f"{match[1]}.{match[2]}")
        for match in DOTTED.finditer(code)
    }
    for before in names["before"]:
        for match in re.finditer(rf"{before}(?P<quote>[\"'])(?P<name>\w+)(?P=quote)", code):
            found[match.span("name")] = names["strings"].get(match["name"])
    for match in STRINGS.finditer(code):
        strings = list(STRING.finditer(code, *match.span(1)))
        if all(string[1] in names["strings"] for string in strings):
            found |= {string.span(1): names["strings"][string[1]] for string in strings}
    yield from ((*span, address) for span, address in sorted(found.items()) if address)


def uses(names):
    """By the address of an entry's page the places that use it, in order: pages whose code names
    it, pages that only link it, and notebooks; each an address and what it is called."""
    sorts = ("code", "links", "notebooks")
    found = {address: {sort: [] for sort in sorts} for address in names["dotted"].values()}
    for path, label, codes, texts in _places():
        own = sources.address(path)
        coded = {address for code in codes for _, _, address in named(code, names)}
        linked = {address for text in texts for address in _linked(text, path)}
        for address in found:
            if not own.startswith(address) and address in coded | linked:
                sort = "code" if address in coded else "links"
                sort = "notebooks" if path.suffix == ".ipynb" else sort
                found[address][sort].append([own, label])
    return found


def _linked(text, path):
    """The addresses of the pages in whose folders the links of a text lead."""
    home = path.relative_to(DOCS).parent.as_posix()
    for match in LINK.finditer(text):
        family, _, rest = posixpath.normpath(posixpath.join(home, match[1])).partition("/")
        yield f"{family}/{rest.partition('/')[0]}/"


def _places():
    """All that may use an entry: source, name, pieces of code, texts."""
    for page in (*sources.guides(), *sources.overviews(), *sources.topics()):
        yield _place(page, str(page.meta.get("title") or page.title))
    for family, stem in catalog.entries():
        path = sources.page_path(family, stem)
        if path.is_file():
            yield _place(sources.Page(path), stem)
        path = path.with_name("notebook.ipynb")
        if path.is_file():
            book = Notebook(path)
            codes = [book.code(cell) for cell in book.cells if cell["cell_type"] == "code"]
            yield path, stem, codes, [text for text, _ in book.prose]


def _place(page, label):
    codes = [fence.text for fence in page.fences if fence.language == "python"]
    return page.path, label, codes, [page.blanked]
