"""The page, its description and its notebook begin with the name of their function, as the catalog
spells it."""

import re

from project.problems import Problem, line_at, line_of
from project.sources import SNIPPET


def check(page, book, entry):
    """Problems of the places that say of what they are."""
    names = dict.fromkeys((entry.stem, entry.layer.rpartition(".")[2]))
    called = "|".join(filter(None, names))
    first = re.search(r"^# .*\n\s*(?=\S)(.*)", page.blanked, re.M)
    if first and not re.match(rf"`({called})`", first[1]):
        message = f'the first sentence does not begin with "`{entry.stem}`": {first[1][:40]}'
        if SNIPPET.match(first[1]):
            message = f'no first sentence: it begins with "`{entry.stem}`"'
        line = line_at(first) + first[0].count("\n", 0, first.start(1) - first.start())
        yield Problem(page.path, line, message, "say first what the function does with a number")
    description = page.meta.get("description") or ""
    if description and not re.match(rf"Keras 3 ({called})\b", description):
        message = f'the description does not begin with "Keras 3 {entry.stem}"'
        line = line_of(page.text, "\ndescription:") + 1
        yield Problem(page.path, line, message, "search results show it: name the function first")
    prose = book.cells and book.cells[0]["cell_type"] == "markdown"
    title = "".join(book.cells[0]["source"]).split("\n")[0] if prose else ""
    if not re.match(rf"# ({re.escape(entry.title)}|{entry.stem})(?!\w)", title):
        message = f'the title of the notebook does not begin with "{entry.title}": {title[:40]}'
        line = book.line(book.cells[0]) if book.cells else 1
        yield Problem(book.path, line, message, f"begin with a cell `# {entry.title}: ...`")
