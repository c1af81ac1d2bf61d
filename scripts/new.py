"""Begins an entry: `python scripts/new.py softplus` writes its catalog module, proofs, page and
notebook, to be filled in.

`python scripts/new.py <family>/softplus` names the family; a kind behind it, `vector`, is taken
in place of the family's.
"""

import os
import sys

import catalog
from project.files import write
from project.paths import ROOT, SCRIPTS
from project.problems import end_with, nearest
from project.sources import written

DRAFTS = SCRIPTS / "verifying/drafts"
os.environ["JAX_ENABLE_X64"] = "1"  # what is seen on samples is seen in float64


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("scaffold: name one function: make new NAME=morph")
    family, name = place(sys.argv[1])
    kind = sys.argv[2] if len(sys.argv) == 3 else catalog.family(family).kind
    kinds = [path.stem for path in written(DRAFTS, "[!_]*.py")]
    if kind not in kinds:
        meant = nearest(kind, kinds) or f"; there are {', '.join(kinds)}"
        sys.exit(f"scaffold: {kind} is no kind{meant}")
    from verifying import scaffold  # here, since who mistypes a name need not wait for Keras

    for file, text in scaffold.files(family, name, kind).items():
        write(ROOT / file, text.encode())
        print(file)
    print(
        f"""
What Keras and the checks say is filled in, and marked `proposed: confirm`; TODO and `to write`
stand where the rest goes. `make serve` lists what is left, `make backends NAME={name}` asks the
other frameworks."""
    )


def place(asked):
    """(family, name) of `<family>/softplus`, or of a name that stands in some family's
    unwritten.txt."""
    *families, name = asked.split("/")
    families = [family for family in catalog.families() if family in families or not families]
    for family in families:
        if name in catalog.stems(family):
            sys.exit(f"scaffold: {name} exists: scripts/catalog/{family}/{name}.py")
        if name in catalog.unwritten(family):
            return family, name
    asked_of = families or catalog.families()
    known = [name for family in asked_of for name in catalog.unwritten(family)]
    lists = ", ".join(catalog.unwritten_path(f).relative_to(ROOT).as_posix() for f in asked_of)
    meant = nearest(name, known) or "; add it, if Keras has it and it has no page"
    sys.exit(f"scaffold: {name} is not in {lists}{meant}")


if __name__ == "__main__":
    end_with(main)
