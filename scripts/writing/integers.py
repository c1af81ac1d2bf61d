"""What the page of low precision takes in: what each backend of Keras makes of integers."""

from catalog.escaping import code, text
from writing.markdown import table
from writing.observed import FRAMEWORKS


def write(recorded):
    """Markdown by file name. recorded: (entry, record) each."""
    of = [(entry.stem, record) for entry, record in recorded if not entry.is_layer]
    header = ["the backend", "integers come out", "floats come out", "an error"]
    rows = [[_version(name, of), *_sorted(name, of)] for name in FRAMEWORKS]
    return {"integers.md": table(header, rows)}


def _version(name, of):
    version = next((record["versions"][name] for _, record in of), "")
    return f"{FRAMEWORKS[name]} {text(version)}"


def _sorted(name, of):
    """The functions by what came of int32 on a backend, and the errors by their class."""
    found: dict[str, list[str]] = {"integers": [], "floats": []}
    for stem, record in of:
        seen = record["backends"][name]["int32"]
        kind = "floats" if "float" in seen.get("dtype", "") else "integers"
        found.setdefault(seen.get("raises", kind), []).append(code(stem))
    integers, floats = (", ".join(found.pop(kind)) or "none" for kind in ("integers", "floats"))
    errors = [f"{code(error)}: {', '.join(stems)}" for error, stems in sorted(found.items())]
    return integers, floats, "; ".join(errors) or "none"
