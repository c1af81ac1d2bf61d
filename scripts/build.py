"""Regenerates what is out of date, and checks what has changed: `python scripts/build.py`.

    python scripts/build.py                     everything that is stale
    python scripts/build.py --check             says what is stale, and exits 1 if anything is
    python scripts/build.py leaky_relu/graph    one figure, drawn again
    python scripts/build.py --preview           reports problems, and exits 0: for `mkdocs serve`

Work is remembered by content in .cache/done: with nothing changed, nothing is drawn, executed or checked twice.
"""

import argparse
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

import click

import catalog
import work
from project.files import Memory, code_behind, digest, versions, write
from project.paths import CACHE, DOCS, GENERATED, ROOT, SCRIPTS
from project.problems import Problem, Refused
from project.sources import Page, expand, guides, notebooks

DRAWN = ("numpy", "matplotlib")
PROVED = ("numpy", "z3-solver", "sympy", "python-flint")
RUN = ("keras", "jax", "jaxlib", "numpy", "scikit-learn", "matplotlib", "z3-solver", "sympy")


@dataclass(frozen=True)
class Task:
    """One piece of work: a function of work.py, and all that it is made from.

    inputs: files whose bytes decide whether it is stale; rooms: scripts whose code does, with what they import; packages: whose
    versions do. stage: tasks of a later one read what an earlier one made.
    """

    name: str
    arguments: tuple
    inputs: tuple
    rooms: tuple
    packages: tuple = ()
    stage: int = 1
    needs_keras: bool = False
    extra: str = ""

    @property
    def work(self):
        return self.name.split()[0]

    def key(self):
        files = sorted(
            {*self.inputs, *(file for room in self.rooms for file in code_behind(SCRIPTS / room))}
        )
        parts = [
            f"{file.relative_to(ROOT)} {digest(file.read_bytes()) if file.is_file() else 'absent'}"
            for file in files
        ]
        return digest(
            *parts,
            versions(*self.packages),
            sys.version.split()[0] if self.packages else "",
            self.extra,
        )


def tasks():
    """Everything that a build does, found from the folders."""
    functions = [(family, stem) for family in catalog.families() for stem in catalog.stems(family)]
    modules = [catalog.module_path(*of) for of in functions]
    kinds = tuple(
        str(file.relative_to(SCRIPTS))
        for part in ("catalog/kinds", "verifying/kinds", "verifying/defects")
        for file in sorted((SCRIPTS / part).glob("*.py"))
    )
    proofs = [SCRIPTS / "proofs" / family / f"{stem}.py" for family, stem in functions]
    painters = [
        f"drawing/painters/{path.name}" for path in (SCRIPTS / "drawing/painters").glob("*.py")
    ]
    sources = tuple(
        sorted(
            file
            for suffix in ("md", "ipynb", "bib")
            for file in DOCS.rglob(f"*.{suffix}")
            if GENERATED not in file.parents
        )
    )
    yield Task(
        "sources",
        (),
        (*sources, *modules, *proofs),
        ("checking/contract.py",),
        ("pybtex", "PyYAML"),
        stage=0,
    )
    for path in notebooks():
        executed = CACHE / "executed" / path.parent.parent.name / f"{path.parent.name}.ipynb"
        yield Task(
            f"execute {path.relative_to(ROOT)}",
            (path,),
            (path, SCRIPTS / "drawing/figures.mplstyle"),
            ("verifying/execution.py",),
            RUN,
            needs_keras=True,
        )
        yield Task(
            f"embed {path.relative_to(ROOT)}",
            (path,),
            (path, executed, SCRIPTS / "drawing/figures.mplstyle"),
            ("writing/notebooks.py",),
            stage=2,
        )
    for (family, stem), module, proof in zip(functions, modules, proofs):
        of, page = (family, stem), DOCS / family / stem / "index.md"
        facts = f"catalog/{family}/{stem}.py"
        record = SCRIPTS / "catalog" / "records" / family / f"{stem}.json"
        yield Task(
            f"load {family}/{stem}",
            of,
            (module,),
            (facts,),
            ("numpy",),
            stage=0,
        )
        yield Task(
            f"draw {family}/{stem}",
            of,
            (module, SCRIPTS / "drawing/figures.mplstyle"),
            ("drawing/entries.py", *painters, facts),
            DRAWN,
        )
        yield Task(
            f"tabulate {family}/{stem}",
            of,
            (module, record),
            ("writing/entries.py", facts),
            ("numpy",),
        )
        yield Task(
            f"explore {family}/{stem}",
            of,
            (module, proof),
            ("writing/explorer.py", "verifying/javascript.py", facts, *kinds),
            ("numpy", "sympy"),
        )
        yield Task(
            f"decide {family}/{stem}",
            of,
            (proof, module),
            ("proofs/__init__.py", f"proofs/{family}/{stem}.py"),
            PROVED,
        )
        yield Task(
            f"tie {family}/{stem}",
            of,
            (proof, module),
            ("proofs/__init__.py", f"proofs/{family}/{stem}.py"),
            PROVED + RUN,
            needs_keras=True,
        )
        yield Task(
            f"agree {family}/{stem}",
            of,
            (module, record),
            ("verifying/agreement.py", *kinds),
            RUN,
            needs_keras=True,
        )
        if page.is_file():
            blocks = "".join(
                f"{fence.language}{expand(fence.text)}"
                for fence in Page(page).fences
                if fence.language in ("python", "output")
            )
            yield Task(
                f"run {family}/{stem}",
                (page,),
                (),
                ("verifying/fences.py", "verifying/session.py"),
                RUN,
                needs_keras=True,
                extra=blocks,
            )
            shared = (page, DOCS / "terms.md", DOCS / "bibliography.bib")
            yield Task(
                f"attach {family}/{stem}",
                (page,),
                shared,
                ("writing/terms.py", "writing/bibliography.py"),
            )
            generated = sorted(GENERATED.glob(f"{family}/{stem}/*.md"))
            yield Task(
                f"inspect {family}/{stem}",
                (page,),
                (page, *generated),
                ("checking/contract.py",),
                stage=2,
            )
            yield Task(
                f"quote {family}/{stem}",
                (page,),
                (page, CACHE / "executed" / family / f"{stem}.ipynb"),
                ("writing/notebooks.py",),
                stage=2,
            )
    for path in (page.path for page in guides() if page.citations()):
        yield Task(
            f"cite {path.name}",
            (path,),
            (path, DOCS / "bibliography.bib"),
            ("writing/bibliography.py",),
        )
    verdicts = tuple(CACHE / "verdicts" / family / f"{stem}.json" for family, stem in functions)
    yield Task(
        "survey",
        (tuple(functions),),
        (
            *modules,
            *verdicts,
            *map(catalog.unwritten_path, catalog.families()),
            DOCS / "bibliography.bib",
        ),
        (
            "writing/families.py",
            "writing/theorems.py",
            "writing/explorer.py",
            *(str(path.relative_to(SCRIPTS)) for path in modules),
            *(f"catalog/{family}/_family.py" for family in catalog.families()),
        ),
        ("numpy", "pybtex"),
        stage=2,
    )


def keras_trouble():
    """Why Keras does not import, or ""."""
    os.environ["KERAS_BACKEND"] = "jax"
    try:
        import keras  # noqa: F401
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def perform(task):
    """Does one task in a worker: (files made, problems, seconds)."""
    os.environ["KERAS_BACKEND"] = "jax"
    began = time.perf_counter()
    try:
        made, problems = getattr(work, task.work)(*task.arguments)
    except Refused as refused:
        made, problems = {}, list(refused.problems)
    except Exception as error:
        made, problems = {}, [_located(task, error)]
    return made, problems, time.perf_counter() - began


def _located(task, error):
    """A problem for an error of an author's module: the deepest line of it that the project owns."""
    if isinstance(error, SyntaxError) and error.filename:
        return Problem(
            error.filename, error.lineno or 1, f"SyntaxError: {error.msg}", "mend the line"
        )
    own, step = None, error.__traceback__
    while step:
        file = step.tb_frame.f_code.co_filename
        if file.startswith(str(SCRIPTS)) and (
            own is None or "/activations/" in file or "/activations/" not in own[0]
        ):
            own = file, step.tb_lineno
        step = step.tb_next
    file, line = own or (str(SCRIPTS / "work.py"), 1)
    return Problem(file, line, f"{task.name}: {type(error).__name__}: {error}", "mend the line")


def keep(memory, task, made):
    """Writes what a task made, then remembers it; takes away what it made before and makes no more."""
    for name, data in made.items():
        write(ROOT / name, data)
    for name in set(memory.made(task.name)) - set(made):
        (ROOT / name).unlink(missing_ok=True)
    memory.keep(task.name, task.key(), made)


def run(stale, memory, pool):
    """Does stale tasks side by side; yields the problems of each, a list, as it ends."""
    began = [pool.submit(perform, task) for task in stale]
    named = dict(zip(began, stale))
    with click.progressbar(
        as_completed(began),
        length=len(began),
        label="building",
        item_show_func=lambda f: named[f].name if f else "",
    ) as bar:
        for ended in bar:
            task = named[ended]
            made, problems, seconds = ended.result()
            if not sys.stdout.isatty():
                click.echo(f"  {task.name} ({seconds:.1f} s)")
            if not problems:
                keep(memory, task, made)
            yield problems


URGENCY = ("execute", "agree", "run")  # what takes longest first; then what most often refuses


def build(preview):
    """Brings everything up to date, stage by stage; the problems found. Without preview, the first refusal ends the work."""
    memory, problems, skipped, trouble = Memory(), [], [], None
    with ProcessPoolExecutor(
        os.cpu_count(), mp_context=multiprocessing.get_context("spawn")
    ) as pool:
        for stage in range(3):
            stale = [
                task
                for task in tasks()
                if task.stage == stage and not memory.holds(task.name, task.key())
            ]
            stale.sort(
                key=lambda task: URGENCY.index(task.work) if task.work in URGENCY else len(URGENCY)
            )
            if any(task.needs_keras for task in stale):
                trouble = pool.submit(keras_trouble).result() if trouble is None else trouble
                if trouble:
                    skipped += [task.name for task in stale if task.needs_keras]
                    stale = [task for task in stale if not task.needs_keras]
            for found in run(stale, memory, pool) if stale else ():
                problems += found
                if problems and not preview:
                    refuse(problems)
    if skipped:
        line = 1 + next(
            n
            for n, text in enumerate((ROOT / "requirements.txt").read_text().splitlines())
            if text.startswith("keras==")
        )
        what = f"Keras does not import ({trouble}); skipped: {', '.join(skipped)}"
        problems.append(
            Problem(
                ROOT / "requirements.txt",
                line,
                what,
                "pages can be previewed (make serve); `pip install -r requirements.txt` to check them",
            )
        )
    if not problems:
        sweep(memory)
    return problems


def report(problems):
    for problem in sorted(set(problems), key=lambda problem: (str(problem.file), problem.line)):
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(set(problems))} problem{'s' * (len(set(problems)) > 1)}", file=sys.stderr)


def refuse(problems):
    """Ends the program at once, and the work that its workers still do."""
    report(problems)
    for worker in multiprocessing.active_children():
        worker.terminate()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1)


def sweep(memory):
    """Takes away generated files that no task makes any more."""
    kept = {ROOT / name for task in tasks() for name in memory.made(task.name)}
    for file in [file for file in GENERATED.rglob("*") if file.is_file() and file not in kept]:
        file.unlink()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="say what is stale")
    parser.add_argument("--preview", action="store_true", help="report problems, and exit 0")
    parser.add_argument("figure", nargs="?", help="one figure to draw again: leaky_relu/graph")
    asked = parser.parse_args()
    memory = Memory()
    try:
        if asked.check:
            stale = [task.name for task in tasks() if not memory.holds(task.name, task.key())]
            print("\n".join(f"stale: {name}" for name in stale) or "everything is up to date")
            return bool(stale)
        problems = one(asked.figure, memory) if asked.figure else build(asked.preview)
    except Refused as refused:
        problems = refused.problems
    report(problems)
    return bool(problems) and not asked.preview


def one(figure, memory):
    """Draws one function's figures again, by the name of one of them."""
    drawing = [task for task in tasks() if task.work == "draw"]
    for task in drawing:
        made, problems, _ = perform(task)
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
    return [
        Problem(
            SCRIPTS / "catalog",
            1,
            f'no function has a figure "{figure}"',
            "name it as <function>/<picture>: leaky_relu/graph",
        )
    ]


if __name__ == "__main__":
    sys.exit(main())
