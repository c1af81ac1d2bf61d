"""Regenerates what pages take in, from sources and records: `python scripts/build.py`.

    python scripts/build.py                     everything that is stale
    python scripts/build.py --check             says what is stale, and exits 1 if anything is
    python scripts/build.py leaky_relu/graph    one figure, drawn again
    python scripts/build.py --preview           reports problems, and exits 0: for `mkdocs serve`

Nothing is verified here: what is told of that comes from records/, and a record that is older
than what it was made from is refused.
"""

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

import catalog
from catalog import escaping
from project import records
from project.files import write
from project.paths import CACHE, DOCS, GENERATED, ROOT, SCRIPTS
from project.problems import Problem, Refused, end_with, nearest
from project.sources import (
    GUIDE,
    VERIFIED,
    Notebook,
    Page,
    guide_paths,
    guides,
    other_paths,
    overviews,
    page_at,
    page_path,
    topic_paths,
    topics,
    written,
)
from project.tasks import Memory, Task, keep, one_by_one, perform, report, side_by_side, workers

STYLE, PAINTERS = records.STYLE, SCRIPTS / "drawing/painters"
FEW = 12  # of its tasks, as an edit makes stale, are sooner done than a process begun
DRAWN = 6  # of them take as long as one that draws
BIBLIOGRAPHY, TERMS = DOCS / "bibliography.bib", DOCS / "terms.md"
NAMES = CACHE / "spellings.json"
UNSETTLED = CACHE / "unsettled.json"
DATA = "facts.json"  # of an entry, beside its page when published
CITATION = ROOT / "CITATION.cff"


def tasks():
    """Everything that a build does, found from the folders."""
    from catalog import scenes  # which an author writes

    entries = catalog.entries()
    modules = {entry: catalog.module_path(*entry) for entry in entries}
    proofs = {entry: SCRIPTS / "proofs" / entry[0] / f"{entry[1]}.py" for entry in entries}
    texts = [file for file in written(DOCS, "**/*.*") if file.suffix in (".md", ".ipynb", ".bib")]
    families = [
        file
        for family in catalog.families()
        for file in (catalog.family_path(family), catalog.unwritten_path(family))
    ]
    sources = (*texts, *modules.values(), *proofs.values(), *families, CITATION)
    painters = [f"drawing/painters/{file.name}" for file in written(PAINTERS, "*.py")]
    own = [file.relative_to(SCRIPTS).as_posix() for file in modules.values()]
    schemas = written(SCRIPTS, "**/*.schema.json")
    yield Task(
        "check sources",
        "build:sources",
        inputs=sources,
        rooms=("checking/contract.py",),
        packages=("pybtex", "PyYAML"),
        stage=0,
    )
    yield Task(
        "name functions",
        "build:name",
        inputs=(*modules.values(), *families),
        rooms=("checking/spelling.py",),
        stage=0,
    )
    pages = {page_path(*entry) for entry in entries}
    notebooks = {page.with_name("notebook.ipynb") for page in pages}
    overview_paths = (page.path for page in overviews())
    others = (*guide_paths(), *overview_paths, *topic_paths(), *other_paths())
    for file in sorted({*pages, *notebooks, *modules.values(), *proofs.values(), *others}):
        if file.is_file():
            yield Task(
                f"read {file.relative_to(ROOT).as_posix()}",
                "build:read",
                (file,),
                inputs=(file, BIBLIOGRAPHY, TERMS, NAMES),
                rooms=("checking/contract.py",),
                packages=("pybtex", "PyYAML"),
            )
    for entry in entries:
        name = "/".join(entry)
        module = modules[entry].relative_to(SCRIPTS).as_posix()
        recorded = {sort: records.path(*entry, sort) for sort in (*records.SORTS, "frameworks")}

        def task(work, *inputs, rooms=(), packages=(), stage=1):
            return Task(
                f"{work} {name}", f"build:{work}", entry, entry, inputs, rooms, packages, stage
            )

        yield task(
            "load",
            BIBLIOGRAPHY,
            SCRIPTS / "verifying/defects" / f"{entry[0]}.py",
            rooms=(module, "checking/facts.py"),
            packages=("numpy",),
            stage=0,
        )
        yield task("equate", rooms=(module, "checking/formulas.py"), packages=("numpy",))
        yield task(
            "draw",
            STYLE,
            rooms=(module, "drawing/entries.py", *painters),
            packages=("numpy", "matplotlib"),
        )
        yield task(
            "tabulate",
            recorded["frameworks"],
            rooms=(module, "writing/entries.py", "checking/fitting.py"),
            packages=("numpy",),
        )
        yield task(
            "explore",
            recorded["explorer"],
            rooms=(module, "writing/explorer.py"),
            packages=("numpy",),
        )
        page = page_path(*entry)
        notebook = page.with_name("notebook.ipynb")
        if proofs[entry].is_file():
            yield task(
                "prove", proofs[entry], rooms=(module, "checking/theorems.py", "proofs/engine.py")
            )
            theorems = ("writing/theorems.py",)
            yield task("state", proofs[entry], recorded["theorems"], rooms=theorems, stage=2)
        if not page.is_file():
            continue
        generated = sorted(GENERATED.glob(f"{name}/*.md"))
        yield task(
            "attach",
            page,
            TERMS,
            BIBLIOGRAPHY,
            rooms=("writing/terms.py", "writing/bibliography.py"),
        )
        if notebook.is_file() and proofs[entry].is_file():
            yield task(
                "inspect",
                page,
                notebook,
                proofs[entry],
                *generated,
                rooms=(module, "checking/contract.py"),
                stage=3,
            )
            yield task(
                "embed", notebook, recorded["notebook"], STYLE, rooms=("writing/notebooks.py",)
            )
            yield task(
                "quote",
                page,
                notebook,
                *(recorded[sort] for sort in ("notebook", "code", "frameworks")),
                rooms=(module, "checking/quotes.py"),
                packages=("numpy",),
                stage=2,
            )
            yield task(
                "describe",
                GENERATED / name / "sources.md",  # which works the page cites
                proofs[entry],
                BIBLIOGRAPHY,
                *schemas,
                *(recorded[sort] for sort in ("facts", "frameworks", "theorems")),
                rooms=(module, "writing/data.py"),
                packages=("numpy", "pybtex", "jsonschema"),
                stage=2,
            )
            yield task(
                "trust",
                page,
                notebook,
                proofs[entry],
                *recorded.values(),
                rooms=(module, "project/records.py", f"proofs/{name}.py"),
                stage=2,
            )
    for path in topic_paths():
        topic = path.parts[-3:-1]
        code, name = records.path(*topic, "code"), "/".join(topic)
        generated = sorted(GENERATED.glob(f"{name}/*.md"))
        for work, inputs, rooms, stage in (
            ("attach", (TERMS, BIBLIOGRAPHY), ("writing/terms.py", "writing/bibliography.py"), 1),
            ("quote", (code,), ("checking/quotes.py",), 2),
            ("trust", (code,), ("project/records.py",), 2),
            ("join", generated, ("checking/contract.py",), 3),
        ):
            inputs = path, *inputs
            yield Task(f"{work} {name}", f"build:{work}", topic, topic, inputs, rooms, (), stage)
    for path in (page.path for page in guides() if page.citations()):
        yield Task(
            f"cite {path.name}",
            "build:cite",
            (path,),
            (),
            (path, BIBLIOGRAPHY),
            ("writing/bibliography.py",),
        )
    yield Task(
        "quote guides",
        "build:guided",
        inputs=(
            *(guide.path for guide in (*guides(), *overviews(), *topics())),
            *(records.path(*entry, "notebook") for entry in entries),
        ),
        rooms=("checking/quotes.py",),
        stage=2,
    )
    yield Task(
        "take in guides",
        "build:taken",
        inputs=(
            *(guide.path for guide in (*guides(), *overviews())),
            *GENERATED.glob("*.md"),
            *GENERATED.glob("*/*.md"),
        ),
        rooms=("checking/references.py",),
        stage=4,
    )
    for work, room, shown, inputs, packages in (
        ("rehearse", "writing", entries, families, ("numpy",)),
        ("picture", "drawing", scenes.of_picture(), [STYLE], ("numpy", "matplotlib")),
    ):
        yield Task(
            f"{work} training",
            f"build:{work}",
            inputs=(*inputs, *(modules[entry] for entry in shown if entry in modules)),
            rooms=(f"{room}/training.py", *("/".join(("catalog", *of)) + ".py" for of in shown)),
            packages=packages,
            stage=2,
        )
    yield Task(
        "form",
        "build:form",
        inputs=schemas,
        rooms=("writing/data.py",),
        packages=("jsonschema",),
    )
    for family in catalog.families():
        described = [GENERATED / family / stem / DATA for stem in catalog.stems(family)]
        yield Task(
            f"collect {family}",
            "build:collect",
            (family,),
            (),
            (*described, *schemas),
            ("writing/data.py",),
            stage=3,
        )
    for room, topic in (("kinks", "kinks"), ("integers", "precision")):
        yield Task(
            f"compare {room}",
            "build:compare",
            (room, topic, tuple(entries)),
            inputs=[records.path(*entry, "frameworks") for entry in entries],
            rooms=(f"writing/{room}.py", *own),
            packages=("numpy",),
            stage=2,
        )
    yield Task(
        "find uses",
        "build:use",
        inputs=(*texts, *modules.values(), *families),
        rooms=("writing/uses.py", *own, *_families()),
        packages=("numpy",),
        stage=2,
    )
    verdicts = tuple(records.path(*entry, "theorems") for entry in entries)
    listed = (
        *modules.values(),
        *proofs.values(),
        *verdicts,
        *families,
        BIBLIOGRAPHY,
    )
    rooms = (
        *(f"writing/{room}.py" for room in ("families", "theorems", "explorer")),
        *own,
        *_families(),
    )
    yield Task(
        "survey", "build:survey", (tuple(entries),), (), listed, rooms, ("numpy", "pybtex"), 3
    )


def _families():
    return (f"catalog/{family}/_family.py" for family in catalog.families())


# The work, one function a kind: arguments in, (files made, problems) out. Files are named relative
# to the project.
# A room is imported only where its work is done: most builds do little of it.


def _under(home, family, stem, files):
    folder = (home / family / stem).relative_to(ROOT).as_posix()
    return {
        f"{folder}/{name}": data.encode() if isinstance(data, str) else data
        for name, data in files.items()
    }


def _top(name):
    return (GENERATED / name).relative_to(ROOT).as_posix()


def sources():
    from checking import contract

    return {}, contract.check_sources()


def name():
    from checking import spelling

    return {NAMES.relative_to(ROOT).as_posix(): json.dumps(sorted(spelling.names())).encode()}, []


def read(path):
    """Its problems; a slip in a name is told of one that the catalog knew when it was last read."""
    from checking import contract

    known = json.loads(NAMES.read_bytes()) if NAMES.is_file() else ()
    return {}, contract.check_source(path, frozenset(known))


def load(family, stem):
    from checking import facts

    return facts.load(family, stem)


def prove(family, stem):
    from checking import theorems

    return theorems.look(family, stem)


def equate(family, stem):
    from checking import formulas

    entry = catalog.load(family, stem)
    return {}, list(formulas.check(entry, catalog.module_path(family, stem)))


def draw(family, stem):
    from drawing import entries

    entry = catalog.load(family, stem)
    files = entries.draw(entry)
    for picture in entry.pictures:
        place = f"../../generated/{family}/{stem}/{picture.stem}.svg"
        files[f"{picture.stem}.md"] = f"![{escaping.text(picture.text(entry))}]({place})\n"
    return _under(GENERATED, family, stem, files), []


def tabulate(family, stem):
    from checking import fitting
    from writing import entries

    record = records.load(family, stem, "frameworks")
    entry = catalog.load(family, stem)
    others = record and fitting.check(entry, catalog.module_path(family, stem), record)
    if others:
        return {}, others
    tags = _under(CACHE / "tags", family, stem, {"tags.json": json.dumps(entry.tags)})
    return _under(GENERATED, family, stem, entries.write(entry, record)) | tags, []


def explore(family, stem):
    from writing import explorer

    code = records.seen(family, stem, "explorer").get("code")
    files = explorer.write(catalog.load(family, stem), code and records.joined(code))
    return _under(GENERATED, family, stem, files), []


def state(family, stem):
    from writing import theorems

    stated = {"statements.json": json.dumps(theorems.statements(family, stem))}
    made = _under(GENERATED, family, stem, theorems.pieces(family, stem))
    return made | _under(CACHE / "statements", family, stem, stated), []


def form():
    from writing import data

    return {_top(data.PUBLISHED): data.text(data.schema()).encode()}, list(data.malformed())


def describe(family, stem):
    from writing import data

    known = data.known(family, stem)
    if known is None:  # that it is not recorded yet is told by `trust`
        return {}, []
    problems = list(data.problems(catalog.load(family, stem), known))
    return _under(GENERATED, family, stem, {DATA: data.text(known)}), problems


def collect(family):
    from writing import data

    files = {stem: GENERATED / family / stem / DATA for stem in catalog.stems(family)}
    known = {stem: json.loads(file.read_bytes()) for stem, file in files.items() if file.is_file()}
    return {_top(f"{family}.json"): data.text(data.collected(family, known)).encode()}, []


def compare(room, topic, entries):
    """What a topic's page takes in of what the frameworks did; room: which writes it."""
    recorded = [
        (catalog.load(*entry), record)
        for entry in entries
        if (record := records.load(*entry, "frameworks"))
    ]
    files = import_module(f"writing.{room}").write(recorded)
    return _under(GENERATED, GUIDE, topic, files), []


def attach(family, stem):
    from writing import bibliography, terms

    page = Page(page_path(family, stem))
    files = {
        "terms.md": terms.definitions(page.meta.get("terms") or (), terms.known()),
        "sources.md": bibliography.footnotes(page, bibliography.works()) + "\n" + VERIFIED + "\n",
    }
    return _under(GENERATED, family, stem, files), []


def join(family, stem):
    from checking import contract

    return {}, list(contract.joined(page_at(page_path(family, stem))))


def cite(path):
    from writing import bibliography

    made = bibliography.footnotes(Page(path), bibliography.works())
    return {_top(f"{path.stem}.sources.md"): made.encode()}, []


def inspect(family, stem):
    from checking import contract

    page = Page(page_path(family, stem))
    book = Notebook(page.path.with_name("notebook.ipynb"))
    return {}, list(contract.whole(page, book, catalog.load(family, stem)))


def embed(family, stem):
    from writing import notebooks

    stored = page_path(family, stem).with_name("notebook.ipynb")
    seen = records.seen(family, stem, "notebook")
    copies = {
        "embedded.ipynb": notebooks.embedded(stored, seen),
        "taken_away.ipynb": notebooks.taken_away(stored, seen),
    }
    return _under(CACHE / "notebooks", family, stem, copies), []


def quote(family, stem):
    from checking import quotes

    source = page_at(page_path(family, stem))
    seen, problems = records.seen(family, stem, "notebook"), []
    if records.is_fresh(
        family, stem, "code"
    ):  # else that is told, and what the session gives is not
        problems += quotes.values(source, records.seen(family, stem, "code").get("values", {}))
    if seen:
        book = Notebook(source.path.with_name("notebook.ipynb"))
        elsewhere = records.load(family, stem, "frameworks")
        facts = quotes.facts(catalog.load(family, stem), elsewhere)
        given = seen["results"], seen["claims"], facts
        problems += [*quotes.page(source, *given), *quotes.notebook(book, *given)]
    return {}, problems


def guided():
    from checking import quotes

    def seen(notebook):
        return records.seen(*notebook.parts[-3:-1], "notebook")

    return {}, [
        problem
        for guide in (*guides(), *overviews(), *topics())
        for problem in quotes.guide(guide, seen)
    ]


def taken():
    from checking import references

    return {}, [
        problem for guide in (*guides(), *overviews()) for problem in references.snippets(guide)
    ]


def trust(family, stem):
    return {}, list(records.problems(family, stem))


def rehearse():
    from writing import training

    return {_top(name): text.encode() for name, text in training.write().items()}, []


def picture():
    from drawing import training

    return _under(GENERATED, "training", "", training.draw()), []


def use():
    from writing import uses

    names = uses.names()
    files = {"names.json": names, "uses.json": uses.uses(names)}
    return _under(CACHE, "", "", {file: json.dumps(made) for file, made in files.items()}), []


def survey(entries):
    from writing import bibliography, explorer, families, theorems

    known, works = [catalog.load(*entry) for entry in entries], bibliography.works()
    files = {
        "ways.md": families.ways(known),
        "compare.md": explorer.comparison(families.thumbnails(known)),
        "functions.js": explorer.index(known),
        "theorems.md": theorems.listing(entries),
    }
    for family in catalog.families():
        own = [entry for entry in known if entry.family == family]
        for name, text in families.write(family, own, works).items():
            files[f"{family}/{name}"] = text
    redirects = {
        f"{entry.family}/{alias}/": f"{entry.family}/{entry.stem}/"
        for entry in known
        for alias in entry.aliases
    }
    return {_top(name): text.encode() for name, text in files.items()} | {
        ".cache/redirects.json": json.dumps(redirects).encode()
    }, []


# Doing it


def build():
    """Brings everything up to date, stage by stage; all problems that can be named in one run.

    What rests on something that was refused is left for the next run: it could only follow.
    """
    from checking import grouping, symlinks

    memory, refused, old = Memory(), set(), set()
    problems = [problem for family in catalog.families() for problem in grouping.unread(family)]
    if problems := problems + grouping.unread_scenes():
        return problems
    problems = list(symlinks.check())
    with workers() as pool:
        for stage in range(5):
            listed = list(tasks())
            due = [
                task
                for task in listed
                if task.stage == stage and not memory.holds(task.name, task.key())
            ]
            stale = [task for task in due if not rests(task, refused)]
            old |= {task.entry for task in due if task.entry and rests(task, refused)}
            few = sum(DRAWN if work(task) == "draw" else 1 for task in stale) <= FEW
            done = one_by_one(stale) if few else side_by_side(stale, pool, "building")
            for task, (made, faults, _) in done:
                problems += faults
                if faults:
                    refused.add((work(task), task.entry))
                    old |= {task.entry} if task.entry and work(task) in MAKING else set()
                else:
                    keep(memory, task, made)
    write(UNSETTLED, json.dumps(sorted(unsettled(old))).encode())
    if not problems:
        sweep(memory, [task.name for task in listed])
    return problems


def unsettled(old):
    """What of the site is not as the sources say: the folders of entries of which something stays
    as it was made before, and data that is not made yet. Links into these are not looked at."""
    data = [f"{family}/{stem}/{DATA}" for family, stem in catalog.entries()]
    return {
        *("/".join(entry) for entry in old),
        *(f for f in data if not (GENERATED / f).is_file()),
    }


MAKING = {"draw", "tabulate", "explore", "state", "attach", "embed"}  # pieces of an entry's page

READS = {  # what each work takes of other work on the same entry
    "equate": {"load"},
    "draw": {"load"},
    "tabulate": {"load"},
    "explore": {"load"},
    "prove": {"load"},
    "state": {"load", "prove"},
    "rehearse": {"load"},
    "picture": {"load", "equate", "draw"},
    "describe": {"load", "prove", "form", "tabulate", "attach"},
    "collect": {"load", "prove", "form", "tabulate", "describe"},
    "compare": {"load", "tabulate"},
    "join": {"load", "tabulate", "compare"},
    "trust": {"load", "prove"},
    "quote": {"load", "embed"},
    "inspect": {"load", "prove", "draw", "tabulate", "explore", "state", "attach"},
    "taken": {"load", "prove", "survey"},
    "use": {"load"},
    "survey": {"load", "prove", "draw", "tabulate", "explore", "state"},  # of every entry
}


def work(task):
    return task.call.partition(":")[2]


def rests(task, refused):
    """Whether a task takes what was refused; refused: (work, entry) each."""
    reads = READS.get(work(task), ())
    return any(
        made in reads and (entry == () or task.entry in ((), entry)) for made, entry in refused
    )


def sweep(memory, names):
    """Takes away generated files that no task makes any more, and what is remembered of tasks
    that there are no more. names: of those that there are."""
    memory.sweep(names)
    kept = {ROOT / made for name in names for made in memory.made(name)}
    for file in [file for file in GENERATED.rglob("*") if file.is_file() and file not in kept]:
        file.unlink()


def one(figure):
    """Draws one entry's figures again, by the name of one of them."""
    figures = []
    for task in tasks():
        if not task.name.startswith("draw "):
            continue
        made, problems, _ = perform(task)
        figures += ["/".join(Path(name).with_suffix("").parts[-2:]) for name in made]
        names = {
            name
            for name in made
            if name.endswith((f"/{figure}.svg", f"/{figure}.png", f"/{figure}"))
        }
        if names or problems:
            for name in names:
                write(ROOT / name, made[name])
                print(name)
            return problems
    what, remedy = (
        f'no entry has a figure "{figure}"{nearest(figure, figures)}',
        "name it as <entry>/<picture>: leaky_relu/graph",
    )
    return [Problem(SCRIPTS / "catalog", 1, what, remedy)]


def main(arguments=None):
    """Whether anything was refused; arguments: of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="say what is stale")
    parser.add_argument("--preview", action="store_true", help="report problems, and exit 0")
    parser.add_argument("figure", nargs="?", help="one figure to draw again: leaky_relu/graph")
    asked = parser.parse_args(arguments)
    try:
        if asked.check:
            memory = Memory()
            stale = [task.name for task in tasks() if not memory.holds(task.name, task.key())]
            print("\n".join(f"stale: {name}" for name in stale) or "everything is up to date")
            return bool(stale)
        problems = one(asked.figure) if asked.figure else build()
    except Refused as refused:
        problems = refused.problems
    except KeyboardInterrupt:
        sys.exit("build: stopped; what was done before is kept")
    report(problems)
    return bool(problems) and not asked.preview


if __name__ == "__main__":
    end_with(main)
