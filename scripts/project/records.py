"""What verification saw: records/<family>/<stem>/, a file for each sort of work, committed, read by
every build.

A record is {"made_from": digests of the author's files, "versions": of the packages at work,
"seen": what came out}. The digests tell whether it is fresh; that it is honest, `make verify-all`
tells, which verifies from nothing and compares.
"""

import json

from project.files import code_behind, digest
from project.paths import RECORDS, ROOT, SCRIPTS
from project.problems import Problem
from project.sources import Notebook, Page, expand, page_path, read

SORTS = ("facts", "theorems", "explorer", "code", "notebook")
STYLE = SCRIPTS / "drawing/figures.mplstyle"


def path(family, stem, sort):
    return RECORDS / family / stem / f"{sort}.json"


def load(family, stem, sort):
    """The record, or None where there is none."""
    file = path(family, stem, sort)
    return json.loads(read(file)) if file.is_file() else None


def seen(family, stem, sort):
    """What the record says was seen; {} where there is none."""
    return (load(family, stem, sort) or {}).get("seen", {})


def text(record):
    """A record as it stands in its file: one way to write each, so that two of the same are equal
    byte for byte."""
    return (json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def lines(text):
    """A text as a record holds it: by lines, so that a difference can be read."""
    return text.split("\n")


def joined(lines):
    return "\n".join(lines)


def made_from(family, stem, sort):
    """Digests of what the author wrote, as far as that sort of work rests on it, by file.

    Of a module the whole file, with the entries' modules that it imports; of a page the code and
    what is shown behind it; of a notebook the cells of code, without their options. So prose can be
    edited without a record growing stale.
    """
    module, proofs = (SCRIPTS / room / family / f"{stem}.py" for room in ("catalog", "proofs"))
    if sort == "facts":
        frameworks = path(family, stem, "frameworks")
        parts = {module: read(module)}
        parts |= {frameworks: read(frameworks)} if frameworks.is_file() else {}
    elif sort in ("theorems", "explorer"):
        behind = {file for file in code_behind(proofs) if file.parent.name == family}
        own = {file for file in behind if not file.stem.startswith("_")} | {module}
        parts = {file: read(file) for file in own}
    elif sort == "code":
        page = Page(page_path(family, stem))
        parts = {
            page.path: "".join(
                f"{fence.language}\n{expand(fence.text)}" for fence in page.fences if fence.is_code
            )
        }
    else:
        book = Notebook(page_path(family, stem).with_name("notebook.ipynb"))
        cells = [Notebook.code(cell) for cell in book.cells if cell["cell_type"] == "code"]
        parts = {book.path: json.dumps(cells), STYLE: read(STYLE)}
    return {
        file.relative_to(ROOT).as_posix(): digest(content)
        for file, content in sorted(parts.items())
    }


def is_fresh(family, stem, sort):
    record = load(family, stem, sort)
    return record is not None and record["made_from"] == made_from(family, stem, sort)


def problems(family, stem):
    """Why an entry's records cannot be used: one problem for those that are missing, and one for
    each file that has changed since."""
    folder = (RECORDS / family / stem).relative_to(ROOT).as_posix()
    remedy = f"run `make verify NAME={stem}`, and commit {RECORDS.name}/"
    missing: list[str] = []
    changed: dict[str, list[str]] = {}
    for sort in SORTS:
        record, current = load(family, stem, sort), made_from(family, stem, sort)
        if record is None:
            missing.append(sort)
            continue
        files = current.keys() | record["made_from"].keys()
        for file in files:
            if current.get(file) != record["made_from"].get(file):
                changed.setdefault(file, []).append(sort)
    if not path(family, stem, "frameworks").is_file():
        what = f"{folder} has no frameworks: what the other backends do is not recorded yet"
        file = SCRIPTS / "catalog" / family / f"{stem}.py"
        yield Problem(file, 1, what, "run `make backends`, and commit records/")
    if missing:
        file = SCRIPTS / "catalog" / family / f"{stem}.py"
        yield Problem(file, 1, f"{folder} has no {', '.join(missing)}: not verified yet", remedy)
    for file, sorts in changed.items():
        what = f"has changed since {folder} was made ({', '.join(sorts)})"
        yield Problem(ROOT / file, 1, what, remedy)
