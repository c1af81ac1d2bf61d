"""Markdown and notebooks, converted as a build converts them, without one."""

import json
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs_jupyter.convert import nb2html

from finishing import conversion, marks
from project.paths import DOCS, ROOT


@cache
def config():
    """MkDocs' own, without plugins and hooks."""
    given = load_config(str(ROOT / "mkdocs.yml"), plugins=[], hooks=[], edit_uri=None)
    marks.join(given)
    return given


def page(text, source=DOCS / "guide/precision/index.md"):
    """A page of MkDocs with that text; raises Refused, as the build does."""
    uri = source.relative_to(DOCS).as_posix()
    own = File(uri, DOCS, ROOT / "site", True)
    made = Page(None, own, config())
    made.markdown, made.meta = text, {}
    conversion.render(made, source, [uri], lambda: made.render(config(), Files([own])))
    return made


def notebook(cells, folder):
    """A page made of the cells of an executed notebook, which is written to a folder."""
    file = folder / "notebook.ipynb"
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(book), encoding="utf-8", newline="\n")
    own = SimpleNamespace(src_uri="guide/precision/notebook.ipynb", abs_src_path=str(file))
    made = SimpleNamespace(file=own, meta={})

    def convert():
        made.content = nb2html(own.abs_src_path)

    conversion.render(made, Path(file), [], convert)
    return made


def prose(*sources):
    """Cells of Markdown."""
    return [
        {"cell_type": "markdown", "id": f"c{number}", "metadata": {}, "source": source}
        for number, source in enumerate(sources)
    ]
