"""Begins an entry: `python scripts/new.py softplus` writes its catalog module, proofs, page and
notebook, to be filled in.

`python scripts/new.py <family>/softplus` names the family; a kind behind it, `vector`, is taken
in place of the family's.
"""

import sys

import catalog
from project.files import write
from project.paths import ROOT
from verifying import scaffold


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("scaffold: name one function: make new NAME=softplus")
    family, name = place(sys.argv[1])
    kind = sys.argv[2] if len(sys.argv) == 3 else catalog.family(family).kind
    for file, text in scaffold.files(family, name, kind).items():
        write(ROOT / file, text.encode())
        print(file)
    print(
        "\nFill them in; `make serve` says what is missing. CONTRIBUTING.md tells what goes where."
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
    lists = "; ".join(
        f"scripts/catalog/{family}/unwritten.txt, which has: {', '.join(catalog.unwritten(family))}"
        for family in families or catalog.families()
    )
    sys.exit(f"scaffold: {name} is not in {lists}")


if __name__ == "__main__":
    main()
