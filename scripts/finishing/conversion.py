"""Pages and notebooks, converted to HTML once: conversion costs more than all else of a build, and most pages are as they were."""

import pickle
from pathlib import Path

from finishing import content as finishing
from finishing import formulas
from project.files import code_behind, digest, versions, write
from project.paths import CACHE, ROOT, SCRIPTS
from project.sources import expand

HOME = CACHE / "converted"
CONVERTERS = (
    "mkdocs",
    "Markdown",
    "pymdown-extensions",
    "mkdocs-jupyter",
    "nbconvert",
    "Pygments",
    "mistune",
)
KEPT = (
    "content",
    "toc",
    "title",
    "_title_from_render",
    "present_anchor_ids",
)  # what MkDocs and mkdocs-jupyter set


def render(page, source, uris, convert):
    """Sets the page's content, table of contents and title, from what is remembered or by converting.

    page: of MkDocs; a notebook's file is the executed copy. source: the stored page or notebook, to name a line. uris: of every page,
    since links are converted too. convert: sets the three; the content is then typeset, or a notebook's rebuilt, and neither is finished.
    """
    notebook = source.suffix == ".ipynb"
    text = Path(page.file.abs_src_path).read_bytes() if notebook else expand(page.markdown)
    code = sorted(code_behind(SCRIPTS / "finishing/content.py"))
    key = digest(
        page.file.src_uri,
        text,
        *uris,
        versions(*CONVERTERS),
        *(file.read_bytes() for file in (ROOT / "mkdocs.yml", formulas.KATEX, *code)),
    )
    kept = HOME / key
    if not kept.is_file():
        convert()
        page.content = (finishing.rebuilt if notebook else finishing.typeset)(page.content, source)
        write(kept, pickle.dumps({name: vars(page)[name] for name in KEPT if name in vars(page)}))
    vars(page).update(pickle.loads(kept.read_bytes()))
