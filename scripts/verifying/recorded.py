"""Is the record of the frameworks of these facts, and its column of JAX what the installed Keras
gives?"""

import importlib.metadata

from checking import fitting
from checking.fitting import column, numbers, same
from project import records
from proofs.installed import differentiator
from verifying import kinds
from verifying.frameworks import BACKENDS, integers


def record(entry, path, versions):
    """Problems (place, message, remedy): the record is of this Keras (if versions), and says what
    the facts say.

    path: of the catalog module; its folder and stem name the record.
    """
    again = f"run `make backends NAME={path.stem}`"
    kept = records.load(path.parent.name, path.stem, "frameworks")
    if kept is None:
        yield ("name",), "there is no record of this function on the other backends", again
        return
    for package in ("keras", "jax") if versions else ():
        installed = importlib.metadata.version(package)
        if kept["versions"][package] != installed:
            yield (
                ("keras",),
                f"the record is of {package} {kept['versions'][package]}, installed is {installed}",
                again,
            )
            return
    if other := list(fitting.asked(entry, kept)):
        yield from other
        return
    columns = kept["backends"]["jax"]
    for dtype in ("float32", "float16"):
        for key, given in installed_columns(entry, column(columns[dtype], "x"), dtype).items():
            slack = kinds.of(entry).slack(entry) if key == "gradient" else 0
            if not same(given, column(columns[dtype], key), slack=slack):
                yield (
                    ("keras",),
                    f"the record's {key} on jax in {dtype} is not what the installed Keras gives",
                    again,
                )
    whole = integers(lambda x: kinds.of(entry).call(entry)(x, **entry.defaults))
    if {**whole, "f": 0} != {**columns["int32"], "f": 0} or not same(
        [whole.get("f", 0)], [columns["int32"].get("f", 0)]
    ):
        what = "what the record says of int32 on jax is not what the installed Keras does"
        yield ("keras",), what, again
    for framework in BACKENDS:
        part = kept["backends"][framework]
        if any(part[key] != columns[key] for key in ("function", "layer")):
            yield (
                ("parameters",),
                f"the record has other defaults on {framework} than on jax",
                "say so on the page, and mend this check",
            )
    yield from elsewhere(entry, kept)
    yield from changes(entry, kept)


def installed_columns(entry, xs, dtype):
    """What the installed Keras gives at the inputs that a record holds, by the names of its
    columns."""
    kind = kinds.of(entry)
    call = kind.call(entry)
    values, gradients = kind.derivatives(
        differentiator("jax"), lambda x: call(x, **entry.defaults), numbers(xs), dtype
    )
    return {"f": list(values), "gradient": list(gradients)}


def elsewhere(entry, kept):
    """The lines that are said to give Keras's values in other frameworks gave them."""
    for e in entry.elsewhere:
        place, native = ("elsewhere", e.framework), kept["elsewhere"][e.framework]
        taken = native["defaults"]
        if e.parameter and taken is not None and e.parameter not in taken:
            yield (
                place,
                f"{e.path} takes {', '.join(taken)}, not {e.parameter}",
                "correct the parameter",
            )
        keras = kept["backends"][e.framework]["float32"]
        if not same(column(native["values"], "f"), column(keras, "f")):
            yield place, f"{e.call} does not give Keras's values", "correct the line"


def changes(entry, kept):
    """The lines before and after a change gave the same values."""
    for change, values in zip(entry.changes, kept["changes"], strict=True):
        if not same(values["keras2"], values["keras3"]):
            yield (
                ("changes", change.what),
                f"{change.before} in Keras 2 and {change.now} in Keras 3 differ in their values",
                "correct the lines",
            )
