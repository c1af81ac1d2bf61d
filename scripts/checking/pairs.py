"""Every entry has a page, a notebook and proofs; every page, notebook and module of proofs has an
entry."""

import catalog
from project.paths import DOCS, ROOT, SCRIPTS
from project.problems import Problem, nearest
from project.sources import written


def check():
    yield from notebooks()
    for family in catalog.families():
        stems = catalog.stems(family)
        strays = dict(stray(family, stems))
        yield from strays.values()
        meant = {said.message.rpartition("; did you mean ")[2] for said in strays.values()}
        for stem in stems:
            if f"{stem}?" not in meant:
                yield from lacks(family, stem)


def notebooks():
    """Problems of notebooks that stand beside no page of an entry, or under another name."""
    for file in written(DOCS, "**/*.ipynb"):
        family, *rest = file.relative_to(DOCS).parts
        if family not in catalog.families() or rest[1:] != ["notebook.ipynb"]:
            message = "the notebook belongs to no page: that of a function is its notebook.ipynb"
            yield Problem(file, 1, message, "give it that name, or keep it outside of docs/")


def stray(family, stems):
    """What belongs to no entry: (file, problem) each."""
    for what, files in {
        "page": written(DOCS / family, "*/index.md"),
        "proofs module": written(SCRIPTS / "proofs" / family, "[!_]*.py"),
    }.items():
        for file in files:
            name = file.stem if what == "proofs module" else file.parent.name
            if name not in stems:
                module = catalog.module_path(family, name).relative_to(ROOT).as_posix()
                message = f"the {what} has no catalog module{nearest(name, stems)}"
                remedy = f"write {module}, rename the {what}, or take it away"
                yield file, Problem(file, 1, message, remedy)


def lacks(family, stem):
    """Problems of an entry that is not whole: one that names all that it lacks."""
    module, folder = catalog.module_path(family, stem), DOCS / family / stem
    parts = {
        "page": folder / "index.md",
        "notebook": folder / "notebook.ipynb",
        "proofs module": SCRIPTS / "proofs" / family / f"{stem}.py",
    }
    missing = {what: file for what, file in parts.items() if not file.is_file()}
    if missing:
        message = f"{stem} has no {', no '.join(missing)}"
        files = " and ".join(file.relative_to(ROOT).as_posix() for file in missing.values())
        yield Problem(module, 1, message, f"write {files}, or take the module away")
