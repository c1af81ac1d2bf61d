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
    from drawing import entries as drawing

    function = catalog.load(family, stem)
    files = drawing.draw(function)
    for picture in function.pictures:
        files[f"{picture.stem}.md"] = (
            f"![{picture.text(function)}](../../generated/{family}/{stem}/{picture.stem}.svg)\n"
        )
    return _under(GENERATED, family, stem, files), []


def tabulate(family, stem):
    import catalog
    from writing import entries

    files = entries.write(catalog.load(family, stem), catalog.record(family, stem))
    return _under(GENERATED, family, stem, files), []


def explore(family, stem):
    import catalog
    import proofs
    from verifying import javascript
    from writing import explorer

    entry = catalog.load(family, stem)
    code = javascript.script(entry, proofs.module_path(family, stem))
    return _under(GENERATED, family, stem, explorer.write(entry, code)), []


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
    from writing import bibliography, explorer, families, theorems

    known, works = [catalog.load(*of) for of in functions], bibliography.works()
    files = {
        "docs/generated/gallery.md": families.gallery(known),
        "docs/generated/compare.md": explorer.comparison(families.thumbnails(known)),
        "docs/generated/functions.js": explorer.index(known),
        "docs/generated/theorems.md": theorems.listing(functions),
        ".cache/redirects.json": json.dumps(
            {
                f"{entry.family}/{alias}/": f"{entry.family}/{entry.stem}/"
                for entry in known
                for alias in entry.aliases
            }
        ),
    }
    for family in catalog.families():
        own = [entry for entry in known if entry.family == family]
        for name, text in families.write(family, own, works).items():
            files[f"docs/generated/{family}/{name}"] = text
    return {name: text.encode() for name, text in files.items()}, []
