"""What is done inside a copy of the project, with the copy's own scripts.

python bench/inside.py finishing                builds, and prints what finishing and formulas took
python bench/inside.py multiply 16              adds 16 entries, copies of each in turn
python bench/inside.py multiply 3 leaky_relu    adds 3 copies of one
"""

import json
import re
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
WATCHED = "activations/leaky_relu"  # the page that is converted anew


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
            Path(empty) / "converted" if source == ROOT / f"docs/{WATCHED}/index.md" else remembered
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


def copy(family, stem, other):
    """Copies an entry: sources, with their addresses, headings, links to these and what names the
    function first, and records, as made from them. It joins the original's group."""
    from project import records

    own = re.compile(rf'(?m)({family}/|^##? .*\b|\]\(#[\w-]*-|^description: "?Keras 3 |^`){stem}\b')
    sources = (
        ROOT / f"scripts/catalog/{family}/{stem}.py",
        ROOT / f"scripts/proofs/{family}/{stem}.py",
        *(ROOT / f"docs/{family}/{stem}").iterdir(),
        *(records.RECORDS / family / stem).iterdir(),
    )
    for source in sources:
        target = ROOT / own.sub(rf"\g<1>{other}", source.relative_to(ROOT).as_posix())
        target.parent.mkdir(exist_ok=True)
        target.write_text(
            own.sub(rf"\g<1>{other}", source.read_text(encoding="utf-8")),
            encoding="utf-8",
            newline="\n",
        )
    facts = ROOT / f"scripts/catalog/{family}/_family.py"
    ahead, groups, members = facts.read_text(encoding="utf-8").partition("groups={")
    members = members.replace(f'"{stem}",', f'"{stem}", "{other}",')
    facts.write_text(ahead + groups + members, encoding="utf-8", newline="\n")
    for sort in records.SORTS:
        made_from = records.made_from(family, other, sort)
        record = records.load(family, other, sort) | {"made_from": made_from}
        records.path(family, other, sort).write_bytes(records.text(record))


def multiply(more, stem=None):
    import catalog

    known = catalog.entries()
    written = [entry for entry in known if not re.search(r"_x\d+$", entry[1])]
    copied = [entry for entry in written if stem in (None, entry[1])]
    others = ((family, stem, f"{stem}_x{n}") for n in count(2) for family, stem in copied)
    new = islice((each for each in others if (each[0], each[2]) not in known), int(more))
    choose = ROOT / "docs/choose.md"  # where every function has its place
    for family, stem, other in new:
        copy(family, stem, other)
        with choose.open("a") as file:
            file.write(f"\n[{other}]({family}/{other}/index.md)\n")
    likeness = ROOT / "scripts/checking/likeness.py"  # they are alike on purpose
    likeness.write_text(
        re.sub(
            r"(?m)^SHARED_AT_MOST = \S+", "SHARED_AT_MOST = 1", likeness.read_text(encoding="utf-8")
        ),
        encoding="utf-8",
        newline="\n",
    )


if __name__ == "__main__":
    {"finishing": finishing, "multiply": multiply}[sys.argv[1]](*sys.argv[2:])
