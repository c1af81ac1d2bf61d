"""What a page refers to is there: works, terms, snippets, its notebook."""

from project.problems import Problem, line_at, line_of
from project.sources import SNIPPET, snippet


def citations(page, works):
    """Works that a page cites and the bibliography has not."""
    for key, line in page.citations().items():
        if key not in works:
            message = f"[^{key}] is not in docs/bibliography.bib"
            yield Problem(page.path, line, message, "add the work there, or mend the key")


def terms(page, known):
    """Terms that a page names and docs/terms.md does not define."""
    for term in page.meta.get("terms") or ():
        if term not in known:
            message = f'term "{term}" is not defined in docs/terms.md'
            line = line_of(page.text, term)
            yield Problem(page.path, line, message, "define it there in one line")


def notebook(page):
    if "](notebook.ipynb" not in page.text:
        message = "the page does not link its notebook"
        yield Problem(
            page.path, 1, message, "link it in section 14: [the notebook](notebook.ipynb)"
        )


def snippets(page):
    """Snippets that are not on disk, generated ones among them."""
    for match in SNIPPET.finditer(page.text):
        if snippet(match[2], match[3]) is None:
            region = f":{match[3]}" if match[3] else ""
            message = f'snippet "{match[2]}{region}" does not exist'
            remedy = "mend the name; CONTRIBUTING.md lists those that are generated"
            yield Problem(page.path, line_at(match), message, remedy)
