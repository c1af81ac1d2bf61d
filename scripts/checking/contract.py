"""What every function page must be: sixteen sections in order, none empty, nothing left to fill in."""

import re
from itertools import combinations

import catalog
from project.paths import DOCS, GENERATED
from project.problems import Problem, line_of
from project.sources import SNIPPET, Notebook, guides, pages, snippet
from writing import bibliography, terms

SECTIONS = (
    "What is {name}?",
    "Where is {name} used?",
    "Why use {name}?",
    "When to use {name}?",
    "Who uses {name}?",
    "How does {name} work?",
    "Pros",
    "Cons",
    "Image",
    "Table",
    "Example",
    "Proof",
    "Example code for proof",
    "Application",
    "Key terms",
    "Summary",
)
LEAST = {"words": 900, "formulas": 20, "code blocks": 4, "tables": 2}
PLACEHOLDER = re.compile(
    r"\b(TODO|TBD|FIXME|XXX|lorem ipsum|placeholder|(?:pro|con|reason|example) \d+\b(?!\.))|\.\.\.\s*$",
    re.I | re.M,
)
UNSAFE = re.compile(r"<script\b|<style\b|\son\w+\s*=\s*[\"']|javascript:", re.I)


def headings(stem):
    """The sixteen headings of a page, in order."""
    return [f"{n}. {title.format(name=stem)}" for n, title in enumerate(SECTIONS, 1)]


def sections(page):
    """Heading, line and body of every level-two section of a page."""
    marks = list(re.finditer(r"^## +(.+?)(?: *\{[^}\n]*\})? *$", page.blanked, re.M))
    ends = [m.start() for m in marks[1:]] + [len(page.blanked)]
    return [
        (m[1], page.blanked.count("\n", 0, m.start()) + 1, page.blanked[m.end() : end])
        for m, end in zip(marks, ends)
    ]


def prose(body):
    """The words of running text in a piece of a page: no headings, tables, math, snippets, link targets."""
    text = SNIPPET.sub("", body)
    text = re.sub(r"\$\$.*?\$\$|\$[^$\n]+\$", " ", text, flags=re.S)
    text = re.sub(
        r"^ *(#|\||!!!|\?\?\?|===).*$|\]\([^)]*\)|\[\^[\w-]+\]|\{[^}\n]*\}", " ", text, flags=re.M
    )
    return re.findall(r"[\w'’]+", text)


def _order(page):
    found, wanted = sections(page), headings(page.stem)
    names = [heading for heading, _, _ in found]
    for n, want in enumerate(wanted):
        if names.count(want) > 1:
            yield Problem(
                page.path,
                [line for h, line, _ in found if h == want][1],
                f'section "{want}" stands twice',
                "join the two",
            )
        elif want not in names:
            near = next((line for h, line, _ in found if h.startswith(f"{n + 1}. ")), None)
            line = near or (found[min(n, len(found) - 1)][1] if found else 1)
            yield Problem(
                page.path,
                line,
                f'section "{want}" is missing',
                f"write it under the heading `## {want}`",
            )
    for heading, line, _ in found:
        if heading not in wanted:
            yield Problem(
                page.path,
                line,
                f'"{heading}" is none of the sixteen sections',
                "use a heading of level three, or the title that the contract gives",
            )
    known = [(heading, line) for heading, line, _ in found if heading in wanted]
    for (_, _), (heading, line) in (
        (a, b) for a, b in zip(known, known[1:]) if wanted.index(a[0]) > wanted.index(b[0])
    ):
        yield Problem(
            page.path,
            line,
            f'section "{heading}" is out of order',
            "the sections stand in the order of their numbers",
        )


def _filled(page):
    for heading, line, body in sections(page):
        if len(prose(body)) < 8:
            yield Problem(
                page.path,
                line,
                f'section "{heading}" is empty',
                "write at least a paragraph of this function",
            )
    for match in PLACEHOLDER.finditer(page.blanked):
        line = page.blanked.count("\n", 0, match.start()) + 1
        yield Problem(
            page.path, line, f'"{match[0].strip()}" is a placeholder', "write what belongs there"
        )


def _title(page):
    if not re.search(rf"^# {page.stem}$", page.blanked, re.M):
        yield Problem(
            page.path, 1, f"the title is not `# {page.stem}`", "the title is the function's name"
        )
    for key in ("description", "tags", "terms"):
        if not page.meta.get(key):
            yield Problem(
                page.path,
                1,
                f"front matter has no `{key}`",
                f"add `{key}:` between the --- lines at the top",
            )


def _citations(page, works):
    for key, line in page.citations().items():
        if key not in works:
            yield Problem(
                page.path,
                line,
                f"[^{key}] is not in docs/bibliography.bib",
                "add the work there, or mend the key",
            )


def _terms(page, known):
    for term in page.meta.get("terms") or ():
        if term not in known:
            yield Problem(
                page.path,
                line_of(page.text, term),
                f'term "{term}" is not defined in docs/terms.md',
                "define it there in one line",
            )


def _markup(page):
    for match in UNSAFE.finditer(page.blanked):
        line = page.blanked.count("\n", 0, match.start()) + 1
        yield Problem(
            page.path,
            line,
            f"raw HTML `{match[0].strip()}` is not allowed in a page",
            "use Markdown; scripts live in docs/assets",
        )
    for match in re.finditer(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+\")[^>]*>", page.blanked):
        line = page.blanked.count("\n", 0, match.start()) + 1
        yield Problem(
            page.path,
            line,
            "an image has no alt text",
            "say between the brackets what the image shows",
        )
    if "](notebook.ipynb" not in page.text:
        yield Problem(
            page.path,
            1,
            "the page does not link its notebook",
            "link it in section 14: [the notebook](notebook.ipynb)",
        )


def source(page, works, known):
    """What can be said of a page before anything is generated."""
    for check in (
        _title(page),
        _order(page),
        _filled(page),
        _citations(page, works),
        _terms(page, known),
        _markup(page),
    ):
        yield from check


def whole(page):
    """What can be said of a page once the generated pieces are on disk: every snippet is found, and it is long enough."""
    for match in SNIPPET.finditer(page.text):
        if snippet(match[2], match[3]) is None:
            line = page.text.count("\n", 0, match.start()) + 1
            region = f":{match[3]}" if match[3] else ""
            yield Problem(
                page.path,
                line,
                f'snippet "{match[2]}{region}" does not exist',
                "mend the name; CONTRIBUTING.md lists those that are generated",
            )
    yield from _explorer(page)
    text = re.sub(r"^```.*?^```", "", page.expanded, flags=re.M | re.S)
    found = {
        "words": len(prose(page.blanked)),
        "formulas": len(re.findall(r"\$\$.+?\$\$|(?<![\\$])\$[^$\n]+\$", text, re.S)),
        "code blocks": sum(f.language == "python" for f in page.fences),
        "tables": len(re.findall(r"^\s*\|(?:\s*:?-+:?\s*\|)+\s*$", text, re.M)),
    }
    for what, least in LEAST.items():
        if found[what] < least:
            yield Problem(
                page.path,
                1,
                f"the page has {found[what]} {what}, and needs {least}",
                "say what a reader of this function still misses",
            )


def _explorer(page):
    """The explorer stands in section 9 behind the first picture: of a function of a number it takes its place."""
    wanted = f'--8<-- "{page.family}/{page.stem}/explorer.md"'
    heading, line, body = next(
        (found for found in sections(page) if found[0] == headings(page.stem)[8]), ("", 1, "")
    )
    first = SNIPPET.search(body)
    if not (first and re.match(rf"\s+{re.escape(wanted)}$", body[first.end() :], re.M)):
        yield Problem(
            page.path,
            line,
            "section 9 has no explorer behind its first picture",
            f"write {wanted} below the line of that picture",
        )


def notebook(book):
    """What can be said of a notebook before it is executed."""
    for cell in book.cells:
        text = "".join(cell["source"])
        if cell["cell_type"] == "code" and (cell.get("outputs") or cell.get("execution_count")):
            yield Problem(
                book.path,
                book.line(cell),
                "the notebook is stored with outputs",
                "clear all outputs and save: the build executes it",
            )
        if cell["cell_type"] == "markdown" and (match := UNSAFE.search(text)):
            yield Problem(
                book.path,
                book.line(cell),
                f"raw HTML `{match[0].strip()}` is not allowed in a notebook",
                "use Markdown",
            )


def pairs():
    """Every function has a page, a notebook and proofs; every page has a function."""
    for family in catalog.families():
        stems, folder = catalog.stems(family), DOCS / family
        for stem in stems:
            module = catalog.module_path(family, stem)
            for file, what in (
                (folder / stem / "index.md", "page"),
                (folder / stem / "notebook.ipynb", "notebook"),
                (module.parent.parent.parent / "proofs" / family / f"{stem}.py", "proofs module"),
            ):
                if not file.is_file():
                    yield Problem(
                        module,
                        1,
                        f"{stem} has no {what}",
                        f"write {file.relative_to(DOCS.parent)}, or take the module away",
                    )
        for page in sorted(folder.glob("*/index.md")):
            if page.parent.name not in stems:
                yield Problem(
                    page,
                    1,
                    "the page has no catalog module",
                    f"write scripts/catalog/{family}/{page.parent.name}.py, or take the page away",
                )


SHARED_AT_MOST = 0.10  # of a page's runs of six words, names exchanged (the design's bound)


def runs(page):
    """A page's runs of six words, its function's names exchanged, key terms and references aside."""
    text = "\n".join(
        body for heading, _, body in sections(page) if not heading.endswith("Key terms")
    )
    names = "|".join(
        map(re.escape, {page.stem, page.stem.replace("_", " "), page.stem.replace("_", "")})
    )
    words = [w.lower() for w in prose(re.sub(names, "NAME", text, flags=re.I))]
    return {tuple(words[i : i + 6]) for i in range(len(words) - 5)}


def likeness(pages):
    """Pages whose prose would fit another function by exchanging the name."""
    known = [(page, runs(page)) for page in pages]
    for (a, of_a), (b, of_b) in combinations(known, 2):
        least = min(len(of_a), len(of_b))
        if least and len(of_a & of_b) > SHARED_AT_MOST * least:
            some = " ".join(sorted(of_a & of_b)[0])
            yield Problem(
                b.path,
                1,
                f'shares {len(of_a & of_b) / least:.0%} of its six-word runs with {a.stem}, among them "{some}"',
                "say what is true of this function and of no other",
            )


def placed(guides, pages):
    """Every function has its place on the page that helps to choose."""
    choose = next(page for page in guides if page.path.name == "choose.md")
    for page in pages:
        if f"]({page.family}/{page.stem}/index.md" not in choose.text:
            yield Problem(
                choose.path,
                1,
                f"{page.stem} has no place on the page",
                f"say when to take it, with a link to {page.family}/{page.stem}/index.md",
            )


def check_sources():
    """Every problem of the sources that needs nothing executed or generated, in file order."""
    works, known = bibliography.works(), terms.known()
    found, beside = pages(), guides()
    yield from pairs()
    yield from bibliography.check(works, [*found, *beside])
    for page in beside:
        yield from _citations(page, works)
    yield from placed(beside, found)
    for page in found:
        yield from source(page, works, known)
    yield from likeness(found)
    for path in sorted(DOCS.glob("*/*/*.ipynb")):
        if GENERATED not in path.parents:
            yield from notebook(Notebook(path))
