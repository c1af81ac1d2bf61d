"""What verification saw: records/<family>/<stem>/, a file for each sort of work, committed, read by
every build.

A record is {"made_from": digests of the author's files, "versions": of the packages at work,
"seen": what came out}. The digests tell whether it is fresh; that it is honest, `make verify-all`
tells, which verifies from nothing and compares.
"""

import json
import re

from project import sources
from project.files import code_behind, digest
from project.paths import RECORDS, ROOT, SCRIPTS
from project.problems import Problem, Refused, line_at
from project.sources import GUIDE, Notebook, expand, page_path, read

SORTS = ("facts", "theorems", "explorer", "code", "notebook")
STYLE = SCRIPTS / "drawing/figures.mplstyle"
PARTS = {"made_from", "versions", "seen"}  # of a record of one of these sorts


def sorts(family):
    """What is recorded of each in a family; of a topic its code alone."""
    return ("code",) if family == GUIDE else SORTS


def path(family, stem, sort):
    return RECORDS / family / stem / f"{sort}.json"


def load(family, stem, sort):
    """The record, or None where there is none; refuses one that cannot be read."""
    file = path(family, stem, sort)
    if not file.is_file():
        return None
    text, line, what = read(file), 1, "the record lacks what every record has"
    try:
        record = json.loads(text)
        if isinstance(record, dict) and (sort not in SORTS or record.keys() >= PARTS):
            return record
    except json.JSONDecodeError as error:
        line, what = error.lineno, f"the record is not JSON: {error.msg}"
    if conflict := re.search(r"^(<{7}|={7}|>{7})( |$)", text, re.M):
        line, what = line_at(conflict), "the record holds a conflict"
    remedy = f"take either side, then `make verify NAME={stem}`"
    raise Refused(Problem(file, line, what, remedy))


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

    Of a module the whole file, with the entries' modules that it imports; of a page the code, what
    is shown behind it, which of its names are quoted, and the facts behind the data to which it
    links; of a notebook the cells of code, without their options. So prose can be edited without a
    record growing stale. A file that is not there has no digest.
    """
    module, proofs = (SCRIPTS / room / family / f"{stem}.py" for room in ("catalog", "proofs"))
    page = page_path(family, stem)
    notebook = page.with_name("notebook.ipynb")
    parts = {}
    if sort == "facts":
        parts = _whole(module, path(family, stem, "frameworks"))
    elif sort in ("theorems", "explorer"):
        behind = code_behind(proofs) if proofs.is_file() else ()
        own = {f for f in behind if f.parent.name == family and not f.stem.startswith("_")}
        parts = _whole(module, *own)
    elif sort == "code" and page.is_file():
        source = sources.page_at(page)
        fences = [fence for fence in source.fences if fence.is_code]
        code = "".join(f"{fence.language}\n{expand(fence.text)}" for fence in fences)
        parts[page] = "\n".join([code, *source.values])
        for family, stem in [address.split("/")[:2] for address in source.data if "/" in address]:
            module = SCRIPTS / "catalog" / family / f"{stem}.py"
            parts |= _whole(module, path(family, stem, "frameworks"))
    elif sort == "notebook" and notebook.is_file():
        book = Notebook(notebook)
        cells = [Notebook.code(cell) for cell in book.cells if cell["cell_type"] == "code"]
        parts = {notebook: json.dumps(cells), STYLE: read(STYLE)}
    return {
        file.relative_to(ROOT).as_posix(): digest(content)
        for file, content in sorted(parts.items())
    }


def _whole(*files):
    return {file: read(file) for file in files if file.is_file()}


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
    for sort in sorts(family):
        record, current = load(family, stem, sort), made_from(family, stem, sort)
        if record is None:
            missing.append(sort)
            continue
        files = current.keys() | record["made_from"].keys()
        for file in files:
            if current.get(file) != record["made_from"].get(file):
                changed.setdefault(file, []).append(sort)
    own = path(family, stem, "frameworks")
    if family != GUIDE and not own.is_file():
        missing.insert(0, "frameworks")
        changed.pop(own.relative_to(ROOT).as_posix(), None)
        remedy = remedy.replace("run ", f"run `make backends NAME={stem}`, then ")
    if missing:
        file = sources.home(family, stem)
        what = f"{folder} has no {', '.join(missing)}: not recorded yet"
        if missing == ["frameworks"]:
            what = f"{folder} has no frameworks: what the other backends do is not recorded yet"
            remedy = "run `make backends`, and commit records/"
        yield Problem(file, 1, what, remedy)
    for file, others in changed.items():
        what = f"has changed since {folder} was made ({', '.join(others)})"
        yield Problem(ROOT / file, 1, what, remedy)
