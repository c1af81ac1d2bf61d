"""All that can be said of what authors write without running anything."""

from checking import choosing, figures, layout, likeness, markup, pairs, references
from project import sources
from project.paths import DOCS
from writing import bibliography, terms


def check_sources():
    """Problems of the sources that need nothing executed or generated."""
    works, known = bibliography.works(), terms.known()
    pages, guides = sources.pages(), sources.guides()
    yield from pairs.check()
    yield from bibliography.check(works, [*pages, *guides])
    for guide in guides:
        yield from references.citations(guide, works)
    yield from choosing.check(guides, pages)
    for page in pages:
        yield from layout.check(page)
        yield from references.citations(page, works)
        yield from references.terms(page, known)
        yield from references.notebook(page)
        yield from markup.page(page)
    yield from likeness.check(pages)
    for path in sorted(DOCS.glob("*/*/*.ipynb")):
        book = sources.Notebook(path)
        yield from markup.notebook(book)
        yield from figures.check(book)


def whole(page):
    """Problems of a page that can be seen when the generated pieces are on disk."""
    yield from references.snippets(page)
    yield from layout.explorer(page)
    yield from layout.measure(page)
