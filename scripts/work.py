"""The kinds of work of a build, one function each: arguments in, (files made, problems) out. Run in worker processes.

Files are named relative to the project. A room is imported only where its work is done: most builds do little of it.
"""

import json

from project.paths import CACHE, GENERATED, ROOT
from project.sources import VERIFIED, Markdown, Page


def _under(home, family, stem, files):
    folder = (home / family / stem).relative_to(ROOT)
    return {
        f"{folder}/{name}": data.encode() if isinstance(data, str) else data
        for name, data in files.items()
    }


def _copy(home, path):
    return home / path.parent.parent.name / f"{path.parent.name}.ipynb"


def sources():
    from checking import contract

    return {}, list(contract.check_sources())


def load(family, stem):
    import catalog

    catalog.load(family, stem)
    return {}, []


def draw(family, stem):
    import catalog
    from drawing import functions as drawing

    function = catalog.load(family, stem)
    files = drawing.draw(function)
    for picture in function.pictures:
        files[f"{picture.stem}.md"] = (
            f"![{picture.alt}](../../generated/{family}/{stem}/{picture.stem}.svg)\n"
        )
    return _under(GENERATED, family, stem, files), []


def tabulate(family, stem):
    import catalog
    from writing import tables

    return _under(
        GENERATED,
        family,
        stem,
        tables.write(catalog.load(family, stem), catalog.record(family, stem)),
    ), []


def explore(family, stem):
    import catalog
    import proofs
    from writing import explorer

    return _under(
        GENERATED,
        family,
        stem,
        explorer.write(catalog.load(family, stem), proofs.module_path(family, stem)),
    ), []


def decide(family, stem):
    from writing import theorems

    files, verdicts, problems = theorems.decided(family, stem)
    return _under(GENERATED, family, stem, files) | {
        f".cache/verdicts/{family}/{stem}.json": verdicts
    }, problems


def tie(family, stem):
    from writing import theorems

    files, problems = theorems.tied(family, stem)
    return _under(GENERATED, family, stem, files), problems


def agree(family, stem):
    import catalog
    from verifying import agreement

    return {}, list(agreement.check(catalog.load(family, stem), catalog.module_path(family, stem)))


def execute(path):
    from verifying import execution

    return {str(_copy(CACHE / "executed", path).relative_to(ROOT)): execution.execute(path)}, []


def embed(path):
    from writing import notebooks

    executed = _copy(CACHE / "executed", path)
    data = executed.read_bytes() if executed.is_file() else path.read_bytes()
    return {
        str(_copy(CACHE / "notebooks", path).relative_to(ROOT)): notebooks.ready(path, data)
    }, []


def run(path):
    from verifying import fences

    return {}, fences.check(Page(path))


def attach(path):
    from writing import bibliography, terms

    page = Page(path)
    files = {
        "terms.md": terms.definitions(page.meta.get("terms") or (), terms.known()),
        "sources.md": bibliography.footnotes(page, bibliography.works()) + "\n" + VERIFIED + "\n",
    }
    return _under(GENERATED, page.family, page.stem, files), []


def cite(path):
    from writing import bibliography

    made = GENERATED / f"{path.stem}.sources.md"
    return {
        str(made.relative_to(ROOT)): bibliography.footnotes(
            Markdown(path), bibliography.works()
        ).encode()
    }, []


def inspect(path):
    from checking import contract

    return {}, list(contract.whole(Page(path)))


def quote(path):
    from writing import notebooks

    executed = _copy(CACHE / "executed", path.with_name("notebook.ipynb"))
    return {}, list(
        notebooks.quotes(Page(path), notebooks.results(executed.read_bytes()))
    ) if executed.is_file() else []


def survey(functions):
    import catalog
    from catalog.kinds.function import Function
    from catalog.kinds.vector import Vector
    from writing import bibliography, explorer, tables, theorems

    known = [catalog.load(*of) for of in functions]
    files = {
        "docs/generated/gallery.md": tables.gallery(known, "activations/"),
        "docs/generated/activations/gallery.md": tables.gallery(known, ""),
        "docs/generated/compare.md": explorer.comparison(tables.thumbs(known, "activations/")),
        "docs/generated/activations/rectifiers.md": tables.rectifiers(
            [f for f in known if "rectifier" in f.tags]
        ),
        "docs/generated/activations/comparison.md": tables.comparison(
            [f for f in known if isinstance(f, Function)], bibliography.works()
        ),
        "docs/generated/activations/vectors.md": tables.vectors(
            [f for f in known if isinstance(f, Vector)]
        ),
        "docs/generated/functions.js": explorer.index(known),
        "docs/generated/theorems.md": theorems.listing(functions),
        ".cache/redirects.json": json.dumps(
            {
                f"activations/{alias}/": f"activations/{f.name}/"
                for f in known
                for alias in f.aliases
            }
        ),
    }
    return {name: text.encode() for name, text in files.items()}, []
