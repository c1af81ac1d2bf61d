"""What is known of an entry as JSON, for programs: what its tables are made of, held against the
published schema."""

import json
import math
from functools import cache

from jsonschema import Draft202012Validator, SchemaError

import catalog
from catalog.kinds.entry import INTEGERS
from catalog.notation import tex
from project import records
from project.paths import SCRIPTS
from project.problems import Problem
from project.sources import Page, page_path, read
from writing import bibliography, observed, theorems

VERSION = 1  # of the form: raised where a field goes, or means something else
SCHEMA = SCRIPTS / "writing/facts.schema.json"
PUBLISHED = "facts.schema.json"  # at the site's root
DTYPES = ("float32", "float16")


def kinds():
    """The schema of what `data` of each kind gives, by the kind's name."""
    found = sorted((SCRIPTS / "catalog/kinds").glob("*.schema.json"))
    return {file.name.partition(".")[0]: file for file in found}


def schema():
    """The published schema: that of all kinds, with those of each."""
    whole = json.loads(read(SCHEMA))
    parts = whole["$defs"]
    parts["entry"]["properties"]["kind"] = {"enum": list(kinds())}
    for kind, file in kinds().items():
        parts[kind] = json.loads(read(file))
        is_kind = {"properties": {"kind": {"const": kind}}}
        facts = {"properties": {"facts": {"$ref": f"#/$defs/{kind}"}}}
        parts["entry"]["allOf"].append({"if": is_kind, "then": facts})
    return whole


def malformed():
    """Problems of the schema itself."""
    try:
        Draft202012Validator.check_schema(schema())
    except SchemaError as error:
        what = f"no JSON Schema: {error.json_path.removeprefix('$.')}: {error.message}"
        yield Problem(SCHEMA, 1, what, "mend it, or that of the kind")


@cache
def _validator():
    return Draft202012Validator(schema())


def faults(data):
    """Where data departs from the schema, and how, in words."""
    for error in _validator().iter_errors(data):
        yield f"{error.json_path.removeprefix('$.')}: {error.message}"


def problems(entry, data):
    """Problems of an entry whose data the schema refuses."""
    remedy = (
        "mend the fact, or what makes it data; a form that is new goes into "
        f"scripts/catalog/kinds/{entry.kind}.schema.json, or scripts/writing/{SCHEMA.name}"
    )
    for fault in faults(data):
        module = catalog.module_path(entry.family, entry.stem)
        yield Problem(module, 1, f"its data does not hold to the schema: {fault}", remedy)


def text(data):
    """Data as it is published: strict JSON, the same bytes on every machine."""
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def plain(value):
    """A value in strict JSON: of numbers those that it has not as Infinity, -Infinity and NaN in
    quotes."""
    match value:
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case float() if not math.isfinite(value):
            return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def published(address):
    """A file's name, and its text: of an entry, or the schema. address: from the site's root."""
    *of, name = address.split("/")
    return name, text(known(*of) if of else schema())


def collected(family, entries):
    """All entries of a family in one. entries: stem -> data."""
    return {
        "$schema": PUBLISHED,
        "schema_version": VERSION,
        "family": family,
        "entries": {
            stem: {key: value for key, value in data.items() if key != "$schema"}
            for stem, data in entries.items()
        },
    }


def known(family, stem):
    """All that is known of an entry; None where the frameworks are not recorded yet."""
    record = records.load(family, stem, "frameworks")
    if record is None:
        return None
    entry = catalog.load(family, stem)
    facts = entry.data()
    if "kinks" in facts:
        facts["kinks"] = list(observed.kinks(entry, record))
    return plain(
        {
            "$schema": f"../../{PUBLISHED}",
            "schema_version": VERSION,
            "family": family,
            "name": stem,
            "title": entry.title,
            "other_names": entry.aliases,
            "kind": entry.kind,
            "page": f"{family}/{stem}/",
            "summary": entry.summary,
            "use_when": entry.use_when,
            "tags": entry.tags,
            "signatures": signatures(entry),
            "parameters": [parameter(entry, p) for p in entry.parameters],
            "facts": facts,
            "claims": [claim(entry, c) for c in entry.claims],
            "edge_cases": list(edge_cases(record)),
            "integers": integers(record),
            "gradient_is": entry.GRADIENT,
            "frameworks": {e.framework: elsewhere(e, record) for e in entry.elsewhere},
            "changes": [
                {"what": c.what, "keras_2": c.before, "keras_3": c.now, "now": seen["old_line"]}
                for c, seen in zip(entry.changes, record["changes"], strict=True)
            ],
            "defects": [defect(entry, d) for d in entry.defects],
            "theorems": list(proved(family, stem)),
            "citations": list(cited(entry)),
            "verified_with": {
                "facts": (records.load(family, stem, "facts") or {}).get("versions", {}),
                "theorems": (records.load(family, stem, "theorems") or {}).get("versions", {}),
                "frameworks": record["versions"],
            },
        }
    )


def signatures(entry):
    """How Keras is asked for it, as far as it can be."""
    function = {} if entry.is_layer else {"function": entry.signature(), "string": entry.name}
    return function | ({"layer": entry.layer_signature()} if entry.layer else {})


def parameter(entry, p):
    """A parameter; `defaults` has no place in which there is none."""
    places = ("layer",) if entry.is_layer else ("function", "string")
    defaults = {} if p.required else dict.fromkeys(places, p.default)
    if not entry.is_layer and p.name in (layer := entry.layer_defaults()):
        defaults["layer"] = layer[p.name]
    return {
        "name": p.name,
        "tex": p.symbol,
        "weight": p.weight,
        "required": p.required,
        "here": p.default,
        "defaults": defaults,
    } | condition(entry, "meant_for", p.condition)


def condition(entry, name, text):
    """A condition on the parameters under a name; nothing where there is none that can hold."""
    if text in ("", "False"):
        return {}
    return {name: {"python": text, "tex": tex(text, entry.symbols())}}


def claim(entry, c):
    said = {"property": c.name, "meaning": entry.PROPERTIES[c.name], "when": entry.stated(c.when)}
    return said | ({"value": entry.stated(c.value)} if c.value else {})


def edge_cases(record):
    """What Keras gives at the edges on each backend, by type."""
    for dtype in DTYPES:
        for x, on in observed.points(record["backends"], dtype):
            backends = {
                name: {"f": value(row["f"]), "gradient": value(row["gradient"])}
                for name, row in on.items()
            }
            yield {"dtype": dtype, "x": value(x), "backends": backends}


def integers(record):
    """What each backend of Keras makes of a tensor of int32."""
    seen = {name: record["backends"][name]["int32"] for name in observed.FRAMEWORKS}
    return {"dtype": "int32", "x": INTEGERS, "backends": seen}


def value(recorded):
    """A number of a record, or a vector of them."""
    return [value(v) for v in recorded] if isinstance(recorded, list) else float(recorded)


def elsewhere(e, record):
    """The same function in another framework."""
    seen = record["elsewhere"][e.framework]
    return {
        "version": record["versions"][e.framework],
        "name": e.path,
        "parameter": e.parameter,
        "defaults": seen["defaults"],
        "call": e.call,
        "values": [{key: value(number) for key, number in row.items()} for row in seen["values"]],
    }


def defect(entry, d):
    return {"what": d.what, "since": d.since} | condition(entry, "wrong_when", d.when)


def proved(family, stem):
    """The theorems with their verdicts."""
    verdicts = records.seen(family, stem, "theorems")
    for t in theorems.theorems(theorems.path_of(family, stem)):
        verdict = verdicts.get(t.id, theorems.UNVERIFIED)
        yield {
            "number": t.number,
            "title": t.title,
            "statement": t.statement,
            "address": f"{family}/{stem}/#{t.anchor}",
            "verdict": {"tool": verdict["method"], "words": verdict["badge"], "scope": t.scope},
        }


def cited(entry):
    """The works that its page cites."""
    works = bibliography.works()
    for key in Page(page_path(entry.family, entry.stem)).citations():
        if key in works:
            first = key == entry.first_paper
            yield {"key": key, "first_paper": first} | bibliography.told(works[key])
