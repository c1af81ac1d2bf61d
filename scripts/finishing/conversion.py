"""Pages and notebooks, converted to HTML once: conversion costs more than all else of a build, and
most pages are as they were."""

import html
import pickle
from functools import cache
from pathlib import Path

from mkdocs.structure.toc import get_toc

from finishing import (
    formulas,
    leftover,
    marks,
    naming,
    notebooks,
    pages,
    plain,
    policy,
    structure,
    templates,
)
from project.files import code_behind, digest, versions, write
from project.paths import CACHE, ROOT
from project.problems import Refused
from project.sources import Markdown, expand
from project.tex import BEGIN

HOME = CACHE / "converted"
CONVERTERS = "mkdocs Markdown pymdown-extensions mkdocs-jupyter nbconvert Pygments mistune".split()
# What MkDocs and mkdocs-jupyter set of a page, and its Markdown as readers take it away.
CONVERTED = "content toc title _title_from_render present_anchor_ids plain".split()


def render(page, source, uris, convert):
    """Sets the page's content, table of contents and title, from what is remembered or by
    converting.

    page: of MkDocs; a notebook's file is the executed copy. source: the stored page or notebook, to
    name a line. uris: of every page, since links are converted too. convert: sets the three; the
    content is then typeset, or a notebook's rebuilt, and neither is finished. With them it sets
    the page's Markdown. Raises Refused, with the three set and all that is wrong, where markup is
    left in it, or what no page may hold.
    """
    notebook = source.suffix == ".ipynb"
    text = Path(page.file.abs_src_path).read_bytes() if notebook else expand(page.markdown)
    key = digest(
        page.file.src_uri,
        text,
        *uris,
        naming.known(),
        (ROOT / "mkdocs.yml").read_bytes(),
        _converters(),
    )
    remembered = HOME / key
    if not remembered.is_file():
        page.plain = "" if notebook else plain.of(Markdown(source))
        problems = (_notebook if notebook else _page)(page, source, convert)
        page.content, left = _recognised(page.content, source)
        wrong = structure.check(page.content, source)
        if problems := [*problems, *left, *wrong, *policy.check(page.content, source)]:
            raise Refused(*problems)
        page.content = naming.linked(page.content, page.file.src_uri)
        values = {name: vars(page)[name] for name in CONVERTED if name in vars(page)}
        write(remembered, pickle.dumps(values))
    for name, value in pickle.loads(remembered.read_bytes()).items():
        setattr(page, name, value)
    said = (str(page.meta.get(key, "")) for key in ("title", "description"))
    if problems := [*leftover.check("<br>".join(said), source)]:
        raise Refused(*problems)


@cache
def _converters():
    """The code that converts, read once, as the process that runs it does."""
    code = sorted(code_behind(Path(__file__)))
    files = (file.read_bytes() for file in (formulas.KATEX, *code))
    return digest(versions(*CONVERTERS), *files)


def _recognised(content, source):
    """(content, problems of what is left in it of Markdown and TeX): a character that stood behind
    a backslash is an entity only where it would be taken for one of these."""
    simple = marks.simple(content)
    if not any(leftover.found(simple)):
        return simple, []
    return content, [*leftover.check(content, source)]


def _page(page, source, convert):
    convert()
    page.content, problems = pages.typeset(page.content, source)
    problems = [*problems, *pages.unread(page.content, expand(page.markdown), source)]
    page._title_from_render = page._title_from_render and _named(page._title_from_render)
    _name(page.toc)
    return problems


def _name(items):
    """Gives a table of contents plain text; items: of MkDocs, changed in place."""
    for item in items:
        item.title = _named(item.title)
        _name(item.children)


def _named(title):
    """A heading without its tags, as HTML, its formulas in plain text."""
    return html.escape(marks.plain(html.unescape(title)), quote=False) if BEGIN in title else title


def _notebook(page, source, convert):
    stored, copy = page.file.abs_src_path, CACHE / "notebooks" / page.file.src_uri
    write(copy, notebooks.hidden(Path(stored).read_bytes()))
    page.file.abs_src_path = str(copy)
    with templates.kept():
        convert()
    page.file.abs_src_path = stored
    page.content, headings, problems = notebooks.rebuild(page.content, source)
    page.toc = get_toc(headings)
    if headings:
        page.title = headings[0]["name"]
    return problems
