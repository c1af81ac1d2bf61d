"""Where the installed Keras has drifted from the catalog.

That Keras is newer than the catalog's record is no drift: what it does is compared.
"""

import re
import sys
import textwrap
from dataclasses import replace

import catalog
from checking.locating import locate
from project.files import versions
from project.paths import ROOT
from project.problems import Problem, line_of
from project.sources import read
from proofs.installed import resolve
from verifying import agreement, defects, kinds
from verifying.signature import signature

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def public(family):
    """What Keras has of a family by its names, aliases among them."""
    facts = catalog.family(family)
    names = vars(resolve(facts.module)).items()
    return {n: v for n, v in names if callable(v) and n not in facts.helpers and n[0] != "_"}


def in_a_line(error):
    """An exception in a line; Keras's have many, in colour."""
    return f"{type(error).__name__}: {textwrap.shorten(COLOUR.sub('', str(error)), 300)}"


def attempted(path, line, step, *args):
    """The problems that a step finds; whatever it raises is one more, since a Keras of tomorrow
    may raise anything."""
    problems = []
    try:
        problems += step(*args)
    except Exception as error:
        remedy = "run `make drift` with this Keras, then correct the facts or the check"
        problems.append(Problem(path, line, f"cannot be compared: {in_a_line(error)}", remedy))
    return problems


def is_now(family, stem, name, value):
    """Whether what Keras calls `name` is the entry that the catalog knows by `stem`, a name that
    Keras no longer has."""
    if value.__name__ == stem:
        return True
    if stem not in catalog.stems(family):
        return False
    moved = replace(catalog.load(family, stem), keras=f"{catalog.family(family).module}.{name}")
    steps = signature, *kinds.of(moved).CHECKS[:1]
    return not any(attempted(catalog.unwritten_path(family), 1, step, moved) for step in steps)


def is_function(family, stem):
    """Whether the catalog has it as a function of Keras, not as a layer alone."""
    return not catalog.load(family, stem).is_layer


def place(family, stem):
    """The file and the line that know an entry."""
    unwritten, path = catalog.unwritten(family), catalog.module_path(family, stem)
    if stem in unwritten:
        return catalog.unwritten_path(family), unwritten.index(stem) + 1
    return path, locate(path)("keras")


def names(family, public):
    """What Keras has added, removed or renamed."""
    facts, unwritten = catalog.family(family), catalog.unwritten(family)
    written = [stem for stem in catalog.stems(family) if is_function(family, stem)]
    known = [public[name] for name in (*written, *unwritten) if name in public]
    own_name_last = sorted(public.items(), key=lambda item: (item[0] == item[1].__name__, item[0]))
    added = {value: name for name, value in own_name_last if value not in known}
    for stem in (*written, *unwritten):
        if stem in public:
            continue
        now = next((v for v, name in added.items() if is_now(family, stem, name, v)), None)
        if now:
            name = added.pop(now)
            remedy = (
                f"write {name} instead"
                if stem in unwritten
                else f"rename its files to {name}, and add {stem!r} to the aliases"
            )
            yield Problem(*place(family, stem), f"{facts.module}.{stem} is now {name}", remedy)
        else:
            remedy = (
                "take the line away" if stem in unwritten else "take its page and its files away"
            )
            yield Problem(*place(family, stem), f"{facts.module}.{stem} is gone", remedy)
    for alias, stem in facts.aliases.items():
        if stem in public and public.get(alias) is not public[stem]:
            yield Problem(
                *place(family, stem),
                f"{facts.module}.{alias} is no longer {stem}",
                f"take {alias!r} out of `aliases` in scripts/catalog/{family}/_family.py",
            )
    for name in sorted(added.values()):
        yield Problem(
            catalog.unwritten_path(family),
            1 + sum(other < name for other in unwritten),
            f"{facts.module}.{name} is new",
            f"add the line {name}; `make new NAME={name}` begins its page",
        )


def gone(entry, defect, path, line):
    """The defect, when the installed Keras no longer has it."""
    yield from _gone(defects.find(entry.family, defect.shows)(entry), defect, path, line)


def around(family):
    """Defects around several of a family's functions that the installed Keras no longer has."""
    path = catalog.family_path(family)
    for defect in catalog.family(family).defects:
        line, check = line_of(read(path), defect.shows), defects.find(family, defect.shows)
        yield from attempted(path, line, lambda: _gone(check(None), defect, path, line))


def _gone(has, defect, path, line):
    if not has:
        remedy = "take it out of `defects`, and say on the page which versions had it"
        message = f"the defect of Keras {defect.since} and later is gone: {defect.what}"
        yield Problem(path, line, message, remedy)


def drift(entries=None):
    """The problems found, in lists by heading; empty when nothing has drifted. entries: those that
    are compared, (family, stem) each; all, if none are named. The names are compared always."""
    try:
        known = {family: public(family) for family in catalog.families()}
    except Exception as error:  # the newest Keras beside older pins
        pins = ROOT / "requirements.in"
        line = line_of(read(pins), "keras==")
        message = f"Keras cannot be imported: {in_a_line(error)}"
        return {"Keras": [Problem(pins, line, message, "raise the pins that it needs")]}
    problems = {"Names": []}
    for family, functions in known.items():
        problems["Names"] += attempted(catalog.unwritten_path(family), 1, names, family, functions)
        if entries is None:
            problems[f"around {family}"] = list(around(family))
        for stem in catalog.stems(family):
            if entries is not None and (family, stem) not in entries:
                continue
            if stem in functions or not is_function(family, stem):
                print(f"comparing {family}/{stem}", file=sys.stderr)
                problems[f"{family}/{stem}"] = compared(family, stem)
    return {heading: several for heading, several in problems.items() if several}


def compared(family, stem):
    """Where one entry and the installed Keras have drifted apart, its defects among it."""
    entry, path = catalog.load(family, stem), catalog.module_path(family, stem)
    at = locate(path)
    problems = attempted(path, 1, agreement.check, entry, path, False)
    for defect in entry.defects:
        line = at("defects", defect.what)
        problems += attempted(path, line, gone, entry, defect, path, line)
    return problems


def report(problems):
    """The problems as Markdown, each as the build would print it: file, line and remedy."""
    count = sum(map(len, problems.values()))
    outcome = f"{count} found" if count else "nothing has drifted"
    parts = [f"The catalog was compared with {versions('keras', 'jax')}: {outcome}."]
    for heading, several in problems.items():
        parts += [f"## {heading}", "```text\n" + "\n".join(map(str, several)) + "\n```"]
    if problems:
        parts.append(
            "Later facts rest on earlier ones: mend these, and run `make drift` again. "
            "How to raise the pins: README.md, Upgrade."
        )
    return "\n\n".join(parts)
