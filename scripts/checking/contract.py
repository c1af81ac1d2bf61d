"""All that can be said of what authors write without running anything."""

import catalog
from checking import (
    choosing,
    figures,
    grouping,
    layout,
    likeness,
    markup,
    numbers,
    pairs,
    quotes,
    references,
    unfilled,
)
from project import sources
from project.problems import Refused
from writing import bibliography, terms


def check_sources():
    """Problems of the sources that need nothing executed or generated, as a list.

    What cannot be read is a problem of its own, and only the checks that need it are left out.
    """
    problems = []

    def read(reader, *given):
        try:
            return reader(*given)
        except Refused as refused:
            problems.extend(refused.problems)

    def ask(check, *given):
        if all(part is not None for part in given):
            problems.extend(read(lambda: list(check(*given))) or ())

    works, known = read(bibliography.works), read(terms.known)
    pages = list(filter(None, (read(sources.Page, path) for path in sources.page_paths())))
    guides = sources.guides()
    ask(pairs.check)
    ask(bibliography.check, works, [*pages, *guides])
    ask(choosing.check, guides, pages)
    ask(grouping.check)
    for family, stem in catalog.entries():
        ask(unfilled.check, family, stem, works)
    for guide in guides:
        ask(references.citations, guide, works)
    for guide in (*guides, *sources.overviews()):
        ask(quotes.form, guide, quotes.GUIDE)
        ask(numbers.check, guide, quotes.GUIDE)
    for page in pages:
        for check in (layout.check, references.notebook, markup.page):
            ask(check, page)
        ask(references.citations, page, works)
        ask(references.terms, page, known)
        ask(quotes.form, page, quotes.PAGE)
        ask(numbers.check, page, quotes.PAGE)
        ask(numbers.description, page)
    ask(likeness.check, pages)
    for path in sources.notebooks():
        book = read(sources.Notebook, path)
        ask(markup.notebook, book)
        ask(figures.check, book)
        ask(figures.first, book)
        ask(quotes.form, book, quotes.NOTEBOOK)
        ask(numbers.check, book, quotes.NOTEBOOK)
    return problems


def whole(page):
    """Problems of a page that can be seen when the generated pieces are on disk."""
    yield from references.snippets(page)
    yield from layout.explorer(page)
    if not layout.empty(page):
        yield from layout.measure(page)
