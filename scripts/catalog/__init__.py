"""What exists is what is found: one module an entry, in a folder a family."""

import importlib
from pathlib import Path

from catalog.family import Family
from catalog.kinds.entry import Entry

HOME = Path(__file__).resolve().parent


def families() -> list[str]:
    """Names of the families, the folders that say what is true of one."""
    return sorted(path.parent.name for path in HOME.glob("*/_family.py"))


def family(name: str) -> Family:
    """What is true of one family alone."""
    facts: Family = importlib.import_module(f"catalog.{name}._family").FAMILY
    return facts


def family_path(name: str) -> Path:
    return HOME / name / "_family.py"


def groups(name: str) -> dict[str, tuple[str, ...]]:
    """Title -> names of a family, written or not; all in one group where the family states none."""
    return family(name).groups or {
        name.capitalize(): tuple(sorted(_found(name) | {*unwritten(name)}))
    }


def stems(family: str) -> list[str]:
    """Names of the entries of a family, those that have a module, in the order of its groups."""
    order = [name for members in groups(family).values() for name in members]
    found = _found(family)
    return [name for name in dict.fromkeys(order) if name in found] + sorted(found - set(order))


def _found(family: str) -> set[str]:
    return {p.stem for p in (HOME / family).glob("*.py") if p.stem[0].isalpha()}


def entries() -> list[tuple[str, str]]:
    """Every (family, stem)."""
    return [(family, stem) for family in families() for stem in stems(family)]


def module_path(family: str, stem: str) -> Path:
    return HOME / family / f"{stem}.py"


def load(family: str, stem: str) -> Entry:
    """The facts of one entry."""
    facts: Entry = importlib.import_module(f"catalog.{family}.{stem}").FUNCTION
    return facts


def unwritten_path(family: str) -> Path:
    return HOME / family / "unwritten.txt"


def unwritten(family: str) -> list[str]:
    """What Keras has of a family and no page tells yet, one name a line."""
    return unwritten_path(family).read_text(encoding="utf-8-sig").split()
