"""All that can be said of what authors write without running anything."""

import catalog
from checking import (
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
    ask(pairs.check)
    pages = [read(sources.Page, path) for path in sources.page_paths()]
    topics = [read(sources.Topic, path) for path in sources.topic_paths()]
    guides = [read(sources.Markdown, path) for path in sources.guide_paths()]
    if not problems:  # else a page that is missed, or cannot be read, may cite it
        ask(bibliography.uncited, works, [*pages, *topics, *guides])
    pages, topics, guides = (list(filter(None, found)) for found in (pages, topics, guides))
    pages = [page for page in pages if page.stem in catalog.stems(page.family)]
    ask(choosing.check, guides, [*pages, *topics])
    ask(grouping.check)
    for family, stem in catalog.entries():
        ask(unfilled.check, family, stem)
    for guide in guides:
        ask(references.citations, guide, works)
    for guide in (*guides, *sources.overviews()):
        ask(markup.merged, guide)
        ask(layout.front, guide, layout.GUIDE)
        ask(fences.check, guide, False)
        ask(quotes.form, guide, quotes.GUIDE)
        ask(numbers.check, guide, quotes.GUIDE)
    for path in sources.other_paths():
        ask(fences.check, read(sources.Markdown, path), False)
    for page in pages:
        for check in (layout.check, references.notebook):
            ask(check, page)
    for topic in topics:
        ask(layout.topic, topic)
    for page in (*pages, *topics):
        ways = quotes.TOPIC if page in topics else quotes.PAGE
        for check in (markup.merged, markup.page, numbers.description):
            ask(check, page)
        ask(fences.check, page, True)
        ask(references.citations, page, works)
        ask(references.terms, page, known)
        ask(quotes.form, page, ways)
        ask(numbers.check, page, ways)
    ask(likeness.check, [*pages, *topics])
    spelt = read(spelling.names)
    for page in [*pages, *topics, *guides]:
        ask(spelling.page, page, spelt)
    for path in sources.notebooks():
        book = read(sources.Notebook, path)
        ask(markup.notebook, book)
        ask(fences.check, book, False)
        ask(spelling.notebook, book, spelt)
        ask(figures.check, book)
        ask(figures.first, book)
        ask(quotes.form, book, quotes.NOTEBOOK)
        ask(numbers.check, book, quotes.NOTEBOOK)
    return problems


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
