"""What is true of one family alone: `_family.py` in its folder of the catalog states it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from catalog.kinds.entry import Defect


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A table of the family's own: entries that are alike, told apart by what is computed from
    their references.

    stem: of the generated file. tag: of the entries in it. columns: heading -> the cell of an
    entry, Markdown; that of the entry's name goes before them, and when to use it behind.
    """

    stem: str
    tag: str
    columns: dict[str, Callable[[Any], str]]


@dataclass(frozen=True, kw_only=True)
class Family:
    """What is true of one family alone.

    module: of Keras, where its functions live. helpers: names in it that are no entries.
    kind: with which a new entry begins.
    aliases: other names of Keras for its functions, name -> function.
    first: the names that most readers come for, in the order in which they are offered.
    groups: title -> names, written or not, in the order in which everything lists them; where a
    family states any, each of its names stands in one of them.
    ready: comparisons to begin with, members as written in an address; shown when all of them have
    their page.
    comparisons: tables of its own.
    named: a regular expression of what stands in code before a string that names one of them.
    defects: of Keras around several of its functions, told on the pages of the guide; their checks
    are given None in place of an entry.
    """

    module: str
    kind: str
    helpers: tuple[str, ...] = ("get", "serialize", "deserialize")
    aliases: dict[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ready: tuple[tuple[str, ...], ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    named: str = ""
    defects: tuple[Defect, ...] = ()
