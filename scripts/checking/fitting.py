"""Is a record of the frameworks one of these facts? What can be told without asking Keras."""

import numpy as np

from checking.locating import locate
from project.problems import Problem

ULPS = 4  # float32: CPUs and compilers differ in the last bits of exp


def check(entry, path, kept):
    """Problems of a record of which the tables of an entry are to be made; path: of the module."""
    at = locate(path)
    return [Problem(path, at(*place), what, remedy) for place, what, remedy in asked(entry, kept)]


def asked(entry, kept):
    """(place, message, remedy): what was asked of the frameworks is what the facts ask."""
    again = f"run `make backends NAME={entry.stem}`"
    if kept["parameters"] != entry.defaults:
        yield ("parameters",), "the record of the frameworks was made at other defaults", again
    wanted, held = entry.edge_inputs("float32"), column(kept["backends"]["jax"]["float32"], "x")
    if not same(held, wanted, 0):
        what = f"the record of the frameworks was made at other points{_apart(wanted, held)}"
        yield ("edges",), what, again
    if {e.framework for e in entry.elsewhere} != set(kept["elsewhere"]):
        yield ("elsewhere",), "the record was made for other frameworks", again
    for e in entry.elsewhere:
        native = kept["elsewhere"].get(e.framework)
        if native and (native["path"], native["call"]) != (e.path, e.call):
            what = f"the record was made for {native['path']} and {native['call']}"
            yield ("elsewhere", e.framework), what, again
    if [(c.before, c.now) for c in entry.changes] != [
        (c["before"], c["now"]) for c in kept["changes"]
    ]:
        yield ("changes",), "the record of the frameworks was made for other lines", again


def _apart(wanted, held):
    """`: it lacks -100.0`, where points are lacking."""
    known = {repr(numbers(x)) for x in held}
    lacking = [shown for x in wanted if (shown := repr(numbers(x))) not in known]
    return f": it lacks {', '.join(lacking)}" if lacking else ""


def same(one, other, ulps=ULPS, slack=0):
    """Two columns of numbers, of which some may be strings: equal within some ulps of float32, or
    within the slack, nan being nan."""
    a, b = (np.array([*flat(numbers(column))], np.float32) for column in (one, other))
    if a.shape != b.shape:
        return False
    with np.errstate(invalid="ignore"):
        allowed = np.maximum(slack, ulps * np.spacing(np.maximum(np.abs(a), np.abs(b))))
        near = np.abs(a - b) <= allowed
    return bool(np.all((a == b) | (np.isnan(a) & np.isnan(b)) | near))


def numbers(cell):
    """A cell or a column of a record with its strings as numbers, in lists as they were nested."""
    if isinstance(cell, list | tuple) or np.ndim(cell):
        return [numbers(part) for part in cell]
    return float(cell)


def flat(cell):
    """The numbers in lists within lists, one after the other."""
    for part in cell:
        yield from flat(part) if isinstance(part, list) else [part]


def column(rows, key):
    return [row[key] for row in rows]
