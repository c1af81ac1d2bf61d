"""What a page refers to is there: works, terms, snippets, its notebook."""

import re
from pathlib import Path

from checking import layout
from project.paths import DOCS, GENERATED, SCRIPTS
from project.problems import Problem, line_at, line_of, nearest
from project.sources import SNIPPET, read, unable
from writing.entries import UNCHANGED

MARKED = re.compile(r"^[ \t]*-+8<-+.*$", re.M)
REGION = re.compile(r"--8<-- \[start:([\w-]+)\]")


def citations(page, works):
    """Works that a page cites and the bibliography has not."""
    for key, line in page.citations().items():
        if key not in works:
            message = f"[^{key}] is not in docs/bibliography.bib{nearest(key, works)}"
            yield Problem(page.path, line, message, "add the work there, or mend the key")


def terms(page, known):
    """Terms that a page names and docs/terms.md does not define."""
    named = page.meta.get("terms")
    for term in named if isinstance(named, list) else ():
        if term not in known:
            message = f'term "{term}" is not defined in docs/terms.md{nearest(term, known)}'
            line = line_of(page.text, term)
            yield Problem(page.path, line, message, "define it there in one line")


def notebook(page):
    application = layout.headings(page.stem)[layout.SECTIONS.index("Application")]
    filled = application not in [heading for heading, _ in layout.empty(page)]
    if filled and "](notebook.ipynb" not in page.text:
        message = "the page does not link its notebook"
        yield Problem(
            page.path, 1, message, "link it in section 14: [the notebook](notebook.ipynb)"
        )


def snippets(page):
    """Snippets that are not on disk, generated ones among them, or that take in themselves; lines
    that MkDocs would read as a snippet in another form."""
    of = page.path.parent.relative_to(DOCS).as_posix()
    for match in MARKED.finditer(page.text):
        line = SNIPPET.fullmatch(match[0])
        message = unable(line[2], line[3]) if line else f"`{match[0].strip()}` is no snippet line"
        remedy = 'write it alone on its line: --8<-- "name" or --8<-- "name:region"'
        if line and message:
            name = message.split('"')[1].removeprefix(f"{of}/")
            known = [own.removeprefix(f"{of}/") for own in _known(of)]
            message += nearest(name, known) * (name not in known)
            remedy = "mend the name; CONTRIBUTING.md lists those that are generated"
        if message:
            yield Problem(page.path, line_at(match), message, remedy)


def _known(of):
    """The snippets that a page can take in, by name and region: those of its folder."""
    modules = [SCRIPTS / room / f"{of}.py" for room in ("catalog", "proofs")]
    for file in [*sorted((GENERATED / of).glob("*.md")), *filter(Path.is_file, modules)]:
        home = GENERATED if GENERATED in file.parents else SCRIPTS
        name = file.relative_to(home).as_posix()
        yield from (name, *(f"{name}:{region}" for region in REGION.findall(read(file))))


def pieces(page):
    """Generated pieces that the page does not take in, and that no page does without."""
    of = f"{page.family}/{page.stem}"
    taken = {match[0].split('"')[1] for match in SNIPPET.finditer(page.text)}
    lacking = []
    for file in sorted((GENERATED / of).glob("*.md")):
        name, text = file.relative_to(GENERATED).as_posix(), read(file)
        wanted = [f"{name}:{region}" for region in REGION.findall(text)] or [name]
        if name not in taken and text not in ("", UNCHANGED):
            lacking += [want for want in wanted if want not in taken]
    if lacking:
        what = f"the page does not take in {', '.join(lacking)}"
        lines = "\n    ".join(f'--8<-- "{want}"' for want in lacking)
        yield Problem(page.path, 1, what, f"add where it belongs\n    {lines}")
