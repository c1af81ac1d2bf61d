"""Markdown out of the facts of one entry: the card, and the tables of section 10.

Pure functions of the catalog and of the record that scripts/backends.py wrote; no Keras.
Conditions are set in TeX from the catalog's own expressions: what is shown is what was checked.
"""

from catalog.escaping import code, display, inline, prose, text
from catalog.notation import number, tex
from writing import observed
from writing.markdown import literal, table, thumbnail
from writing.observed import FRAMEWORKS

UNRECORDED = "Not recorded yet: `make backends`.\n"
KINKS = "../../guide/kinks/index.md"
UNCHANGED = "There is no line of Keras 2 to compare.\n"


def write(entry, record):
    """Markdown of an entry's page, by file name. record: as scripts/backends.py writes it; None
    where it has not yet."""
    recorded = {
        f"{table.__name__}.md": UNRECORDED if record is None else table(entry, record)
        for table in (edges, elsewhere, changes)
    }
    return {"card.md": card(entry), "facts.md": facts(entry)} | recorded


def card(entry):
    """At a glance, at the top of the page."""
    parts = [
        '<div class="card" markdown>',
        thumbnail(entry, "../"),
        code(entry.signature()),
        *map(display, entry.formulas()),
        *([defaults(entry)] if entry.parameters else []),
        "\n".join(
            [
                *(f"- **{question}:** {answer}" for question, answer in entry.answers().items()),
                f"- **Use it when** {prose(entry.use_when)}",
            ]
        ),
        "</div>",
    ]
    return "\n\n".join(parts) + "\n"


def defaults(entry):
    """What the parameters are where none is given: in the function, by the string, in the layer."""
    if entry.is_layer:
        rows = [[code(p.name), literal(p.default)] for p in entry.parameters]
        return table(["weight", "starts at"], rows).rstrip()
    header = ["default in", "function", "string"]
    rows = [
        [code(p.name)] + ["required" if p.required else literal(p.default)] * 2
        for p in entry.parameters
    ]
    layer = entry.layer_defaults()
    if layer:
        header.append("layer")
        for row, p in zip(rows, entry.parameters, strict=True):
            row.append(literal(layer[p.name]) if p.name in layer else "none")
    return table(header, rows).rstrip()


def facts(entry):
    """Signature, range, limits, kinks and properties, each with its condition."""
    rows = [] if entry.is_layer else [["function", code(entry.signature())]]
    if entry.layer:
        rows.append(["layer", code(entry.layer_signature())])
    for p in entry.parameters:
        meant = p.condition and f", meant for {inline(tex(p.condition, entry.symbols()))}"
        rows.append([code(p.name), f"here {inline(p.symbol)}{meant}"])
    at = entry.depends_on()
    said = f"At {at}, where no condition is given.\n\n" if at else ""
    return said + table(["fact", "value"], [*rows, *entry.rows()])


def edges(entry, record):
    """Values and gradients at the edges, on Keras with JAX; then where the backends disagree."""
    keras, jax = record["versions"]["keras"], record["versions"]["jax"]
    parts, differing = [], []
    for dtype, heading in (
        ("float32", f"Keras {text(keras)} on JAX {text(jax)}, float32, at {entry.at_defaults()}:"),
        ("float16", "The ends of float16, likewise:"),
    ):
        points = list(observed.points(record["backends"], dtype))
        rows = [
            [entry.edge_name(x, dtype), number(on["jax"]["f"]), number(on["jax"]["gradient"])]
            for x, on in points
        ]
        parts += [f"{heading}\n", table(["x", "f(x)", entry.GRADIENT], rows)]
        differing += disagreements(entry, points, dtype)
    if differing:
        parts += [
            "By backend of Keras, at the kinks and wherever they differ:\n",
            table(["quantity", *FRAMEWORKS.values()], differing),
        ]
    else:
        parts.append("The three backends of Keras agree at all of these points.\n")
    return "\n".join(parts)


def disagreements(entry, points, dtype):
    """Rows by backend: where they differ, and in float32 the gradients where f has none."""
    ambiguous = {number(x) for x in entry.ambiguous()} if dtype == "float32" else set()
    suffix = ", float16" if dtype == "float16" else ""
    for x, on in points:
        shown = number(x)
        for key, name in (("f", "$f$"), ("gradient", "gradient")):
            cells = [number(row[key]) for row in on.values()]
            kink = key == "gradient" and shown in ambiguous
            if len(set(cells)) > 1 or kink:
                what = f"{name} at {shown}{suffix}"
                yield [f"[{what}]({KINKS}#{entry.stem})" if kink else what, *cells]


def elsewhere(entry, record):
    """Defaults here and in the other frameworks, and the line that gives Keras's values."""
    parts = []
    if entry.parameters:
        heading = "starts at" if entry.is_layer else "default"
        parts.append(table(["where", heading], default_rows(entry, record)))
    if entry.elsewhere:
        kinks = list(observed.kinks(entry, record))
        header = [
            "framework",
            "the line with Keras's values",
            *(f"gradient at {number(kink['x'])}" for kink in kinks),
        ]
        rows = []
        for e in entry.elsewhere:
            framework = f"{FRAMEWORKS[e.framework]} {text(record['versions'][e.framework])}"
            gradients = [number(kink["gradients"]["own"][e.framework]) for kink in kinks]
            rows.append([framework, code(e.call), *gradients])
        parts.append(table(header, rows))
    return "\n".join(parts)


def default_rows(entry, record):
    """The first parameter's default by place: function, string, layer, other frameworks."""
    first, layer = entry.parameters[0], entry.layer_defaults()
    default = "required" if first.required else code(f"{first.name}={first.default!r}")
    yield [code(entry.keras), f"{default}, a weight" if entry.is_layer else default]
    if not entry.is_layer:
        yield [code(f'"{entry.name}"') + ", as a string", default]
    if first.name in layer:
        yield [code(entry.layer), code(f"{first.name}={layer[first.name]!r}")]
    for e in entry.elsewhere:
        path = e.path.replace("tensorflow.", "tf.", 1)
        known = record["elsewhere"][e.framework]["defaults"]
        if known is None:  # neither a signature nor documentation tells them
            yield [code(path), "not told"]
            continue
        given = code(f"{e.parameter}={known[e.parameter]!r}") if e.parameter in known else "none"
        required = first.required and known.get(e.parameter) is None
        yield [code(path), "required" if required else given]


def changes(entry, record):
    """Keras 2 to Keras 3: two lines with the same values, and what the old one does today."""
    if not entry.changes:
        return UNCHANGED
    versions = record["versions"]
    header = ["what", "Keras 2, below it Keras 3", "the old line now"]
    rows = [
        [
            prose(change.what),
            "<br>".join(map(code, dict.fromkeys((change.before, change.now)))),
            outcome(seen["old_line"]),
        ]
        for change, seen in zip(entry.changes, record["changes"], strict=True)
    ]
    said = (
        "Both lines of a row give the same values: "
        f"Keras 2 as tf-keras {text(versions['tf-keras'])}, "
        f"Keras 3 as {text(versions['keras'])}.\n\n"
    )
    return said + table(header, rows)


def outcome(old_line):
    """What a line of Keras 2 does in Keras 3, short, from the record's words."""
    kind, _, rest = old_line.partition(": ")
    known = {"fails": code(rest.split(":")[0]), "warns": "works, with a warning"}
    return known.get(kind) or text(kind)
