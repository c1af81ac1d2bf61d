"""What is done inside a copy of the project, with the copy's own scripts.

python bench/inside.py finishing     builds, and prints what finishing and each formula took
python bench/inside.py multiply 16   makes its function 16 functions, their work counted as done
"""

import json
import re
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
STEM = "leaky_relu"


def watch(module, name, seen):
    """Replaces a function by one that also hands its arguments and its milliseconds to seen."""
    function = getattr(module, name)

    def watched(*arguments):
        began = time.perf_counter()
        value = function(*arguments)
        value = list(value) if hasattr(value, "__next__") else value
        seen(arguments, 1000 * (time.perf_counter() - began))
        return value

    setattr(module, name, watched)


def finishing():
    from mkdocs.__main__ import cli

    from finishing import (
        built,
        conversion,
        documents,
        fonts,
        formulas,
        links,
        notebooks,
        pages,
        policy,
        redirects,
        styles,
    )

    spent, written, finished = [], {}, []
    for module, name in (
        (pages, "finish"),
        (notebooks, "finish"),
        (documents, "set_aside"),
        (documents, "finish"),
        (policy, "declare"),
        (built, "pages"),
        (fonts, "write_cut"),
        (styles, "write_cut"),
        (redirects, "write"),
        (links, "check"),
    ):
        watch(module, name, lambda arguments, ms: spent.append(ms))
    watch(documents, "finish", lambda arguments, ms: finished.append(ms))
    render = formulas.render.__wrapped__  # without its memory
    watch(formulas, "render", lambda arguments, ms: written.setdefault(arguments, ms))
    remembered, converted = conversion.HOME, conversion.render

    def one_anew(page, source, *others):
        conversion.HOME = (
            Path(empty) / "converted"
            if source == ROOT / f"docs/activations/{STEM}/index.md"
            else remembered
        )
        converted(page, source, *others)

    conversion.render = one_anew
    with tempfile.TemporaryDirectory() as empty:
        cli(["build", "--strict", "--site-dir", empty], standalone_mode=False)
        formulas.HOME = Path(empty) / "formulas"
        render("x", False)  # loads KaTeX
        uncached = []
        for arguments in written:
            began = time.perf_counter()
            render(*arguments)
            uncached.append(1000 * (time.perf_counter() - began))
    print(json.dumps({"page": sum(spent) / len(finished), "formulas": uncached}))


def renamed(text, stem):
    """Text, or a file's name, with its addresses and headings for another stem; bytes of a picture
    as they are."""
    if isinstance(text, bytes):
        return text if text.startswith(b"\x89PNG") else renamed(text.decode(), stem).encode()
    return re.sub(rf"(?m)(activations/|^#{{1,2}} .*\b){STEM}\b", rf"\g<1>{stem}", text)


def multiply(count):
    import build
    from project.files import Memory

    known = {path.stem for path in (ROOT / "scripts/catalog/activations").glob(f"{STEM}_x*.py")}
    stems = {f"{STEM}_x{number}" for number in range(2, count + 1)} - known

    for stem in stems:
        for source in (
            f"scripts/catalog/activations/{STEM}.py",
            f"scripts/proofs/activations/{STEM}.py",
            f"scripts/catalog/records/activations/{STEM}.json",
            f"docs/activations/{STEM}/index.md",
            f"docs/activations/{STEM}/notebook.ipynb",
        ):
            target = ROOT / renamed(source, stem)
            target.parent.mkdir(exist_ok=True)
            target.write_text(renamed((ROOT / source).read_text(), stem))
    choose = ROOT / "docs/choose.md"  # where every function has its place
    choose.write_text(
        choose.read_text()
        + "".join(f"\n[{stem}](activations/{stem}/index.md)\n" for stem in sorted(stems))
    )
    likeness = ROOT / "scripts/checking/likeness.py"  # they are alike on purpose
    likeness.write_text(
        re.sub(r"(?m)^SHARED_AT_MOST = \S+", "SHARED_AT_MOST = 1", likeness.read_text())
    )
    memory = Memory()
    for stage in range(3):
        for task in build.tasks():
            stem = next(
                (stem for stem in stems if re.search(rf"activations/{stem}\b", task.name)), None
            )
            if stem and task.stage == stage:
                made = memory.made(task.name.replace(stem, STEM))
                build.keep(
                    memory,
                    task,
                    {
                        renamed(name, stem): renamed((ROOT / name).read_bytes(), stem)
                        for name in made
                    },
                )


if __name__ == "__main__":
    {"finishing": finishing, "multiply": multiply}[sys.argv[1]](*map(int, sys.argv[2:]))
