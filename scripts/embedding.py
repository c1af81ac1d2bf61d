"""Notebook pages, converted by mkdocs-jupyter once for their content: its conversion costs more than all else of a build."""

import pickle
from pathlib import Path

import finishing
from store import CACHE, SCRIPTS, code_behind, digest, versions, write

HOME = CACHE / "converted"


def render(page, source, convert):
    """Sets the page's content, table of contents and title, from what is remembered or by converting.

    page: of MkDocs, whose file is the executed copy. source: the stored notebook, to name a line. convert: sets the three, unfinished.
    """
    code = sorted(code_behind(SCRIPTS / "finishing.py"))
    key = digest(Path(page.file.abs_src_path).read_bytes(), versions("mkdocs-jupyter", "nbconvert", "Pygments", "mistune"), *(file.read_bytes() for file in code))
    kept = HOME / key
    if not kept.is_file():
        convert()
        page.content = finishing.rebuilt(page.content, source)
        write(kept, pickle.dumps((page.content, page.toc, page.title)))
    page.content, page.toc, page.title = pickle.loads(kept.read_bytes())
