"""Pages and notebooks, converted to HTML once: conversion costs more than all else of a build, and
most pages are as they were."""

import pickle
from pathlib import Path

from finishing import formulas, naming, notebooks, pages, plain
from project.files import code_behind, digest, versions, write
from project.paths import CACHE, ROOT
from project.sources import Markdown, expand

HOME = CACHE / "converted"
CONVERTERS = "mkdocs Markdown pymdown-extensions mkdocs-jupyter nbconvert Pygments mistune".split()
# What MkDocs and mkdocs-jupyter set of a page, and its Markdown as readers take it away.
CONVERTED = "content toc title _title_from_render present_anchor_ids plain".split()


def render(page, source, uris, convert):
    """Sets the page's content, table of contents and title, from what is remembered or by
    converting.

    page: of MkDocs; a notebook's file is the executed copy. source: the stored page or notebook, to
    name a line. uris: of every page, since links are converted too. convert: sets the three; the
    content is then typeset, or a notebook's rebuilt, and neither is finished. With them it sets the
    page's Markdown.
    """
    notebook = source.suffix == ".ipynb"
    text = Path(page.file.abs_src_path).read_bytes() if notebook else expand(page.markdown)
    code = sorted(code_behind(Path(__file__)))
    key = digest(
        page.file.src_uri,
        text,
        *uris,
        naming.known(),
        versions(*CONVERTERS),
        *(file.read_bytes() for file in (ROOT / "mkdocs.yml", formulas.KATEX, *code)),
    )
    remembered = HOME / key
    if not remembered.is_file():
        page.plain = "" if notebook else plain.of(Markdown(source))
        convert()
        page.content = (notebooks.rebuild if notebook else pages.typeset)(page.content, source)
        values = {name: vars(page)[name] for name in CONVERTED if name in vars(page)}
        write(remembered, pickle.dumps(values))
    for name, value in pickle.loads(remembered.read_bytes()).items():
        setattr(page, name, value)
