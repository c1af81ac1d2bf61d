"""All that can be said of what authors write without running anything."""

import catalog
from checking import (
    cells,
    choosing,
    fences,
    figures,
    grouping,
    layout,
    likeness,
    markup,
    numbers,
    pairs,
    quotes,
    references,
    spelling,
    titles,
    unfilled,
)
from project import sources
from project.paths import DOCS
from project.problems import Refused
from writing import bibliography, citation, terms


class Asking:
    """Checks that are asked in turn. problems: of all of them. What cannot be read is a problem of
    its own, and only the checks that need it are left out."""

    def __init__(self):
        self.problems = []

    def read(self, reader, *given):
        try:
            return reader(*given)
        except Refused as refused:
            self.problems.extend(refused.problems)

    def ask(self, check, *given):
        if all(part is not None for part in given):
            self.problems.extend(self.read(lambda: list(check(*given))) or ())


def check_sources():
    """Problems of the sources as a whole that need nothing executed or generated, as a list."""
    asking = Asking()
    works = asking.read(bibliography.works)
    asking.read(terms.known)
    asking.read(citation.known)
    asking.ask(pairs.check)
    pages = [asking.read(sources.Page, path) for path in sources.page_paths()]
    topics = [asking.read(sources.Topic, path) for path in sources.topic_paths()]
    guides = [asking.read(sources.Markdown, path) for path in sources.guide_paths()]
    if not asking.problems:  # else a page that is missed, or cannot be read, may cite it
        asking.ask(bibliography.uncited, works, [*pages, *topics, *guides])
    pages, topics, guides = (list(filter(None, found)) for found in (pages, topics, guides))
    known = [page for page in pages if page.stem in catalog.stems(page.family)]
    asking.ask(choosing.check, guides, [*known, *topics])
    asking.ask(grouping.check)
    asking.ask(likeness.check, [*known, *topics])
    return asking.problems


def check_source(path, names):
    """Problems of one source that need nothing executed or generated, as a list.

    path: of a page of any sort, a notebook, or a module of facts or proofs. names: of functions, as
    they are spelt.
    """
    asking = Asking()
    if path.suffix in (".py", ".ipynb"):
        asking.ask(unfilled.check, path, asking.read(sources.read, path))
    if path.suffix == ".ipynb":
        _notebook(asking, asking.read(sources.Notebook, path), names)
    elif path in sources.page_paths():
        _page(asking, asking.read(sources.Page, path), names)
    elif path in sources.topic_paths():
        _page(asking, asking.read(sources.Topic, path), names)
    elif path in sources.other_paths():
        part = asking.read(sources.Markdown, path)
        asking.ask(layout.front, part, dict.fromkeys(layout.GUIDE, False))
        asking.ask(fences.check, part, False)
    elif path.suffix == ".md":
        _guide(asking, asking.read(sources.Markdown, path), names)
    return asking.problems


def _guide(asking, guide, names):
    if guide and guide.path.parent == DOCS:
        asking.ask(references.citations, guide, asking.read(bibliography.works))
        asking.ask(spelling.page, guide, names)
    asking.ask(markup.merged, guide)
    asking.ask(layout.front, guide, layout.GUIDE)
    asking.ask(fences.check, guide, False)
    asking.ask(quotes.form, guide, quotes.GUIDE)
    asking.ask(numbers.check, guide, quotes.GUIDE)


def _page(asking, page, names):
    if isinstance(page, sources.Topic):
        checks, ways = (layout.topic,), quotes.TOPIC
    else:
        checks, ways = (layout.check, references.notebook), quotes.PAGE
    for check in (*checks, markup.merged, markup.page, numbers.description):
        asking.ask(check, page)
    asking.ask(fences.check, page, True)
    asking.ask(references.citations, page, asking.read(bibliography.works))
    asking.ask(references.terms, page, asking.read(terms.known))
    asking.ask(quotes.form, page, ways)
    asking.ask(numbers.check, page, ways)
    asking.ask(spelling.page, page, names)


def _notebook(asking, book, names):
    for check in (markup.notebook, cells.check, figures.check, figures.first):
        asking.ask(check, book)
    asking.ask(fences.check, book, False)
    asking.ask(spelling.notebook, book, names)
    asking.ask(quotes.form, book, quotes.NOTEBOOK)
    asking.ask(numbers.check, book, quotes.NOTEBOOK)


def joined(topic):
    """Problems of a topic's page that can be seen when the generated pieces are on disk."""
    for check in (references.snippets, references.pieces):
        yield from check(topic)


def whole(page, book, entry):
    """Problems of a page that can be seen when the facts can be loaded and the generated pieces are
    on disk: of the pieces those of the first check that finds any, from which others follow."""
    yield from titles.check(page, book, entry)
    for check in (references.snippets, layout.explorer, references.pieces):
        problems = list(check(page))
        yield from problems
        if problems and not layout.empty(page):
            yield from layout.measure(page, ("words",))
        if problems:
            return
    if not layout.empty(page):
        yield from layout.measure(page)
