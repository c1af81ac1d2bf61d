"""Every entry has a page, a notebook and proofs; every page has an entry."""

import catalog
from project.paths import DOCS, ROOT, SCRIPTS
from project.problems import Problem


def check():
    for family in catalog.families():
        stems = catalog.stems(family)
        for stem in stems:
            yield from lacks(family, stem)
        for page in sorted((DOCS / family).glob("*/index.md")):
            if page.parent.name not in stems:
                module = catalog.module_path(family, page.parent.name).relative_to(ROOT)
                remedy = f"write {module}, or take the page away"
                yield Problem(page, 1, "the page has no catalog module", remedy)


def lacks(family, stem):
    """Problems of an entry that is not whole."""
    module, folder = catalog.module_path(family, stem), DOCS / family / stem
    for what, file in {
        "page": folder / "index.md",
        "notebook": folder / "notebook.ipynb",
        "proofs module": SCRIPTS / "proofs" / family / f"{stem}.py",
    }.items():
        if not file.is_file():
            remedy = f"write {file.relative_to(ROOT)}, or take the module away"
            yield Problem(module, 1, f"{stem} has no {what}", remedy)
