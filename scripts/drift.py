"""Where the installed Keras has drifted from the catalog: `python scripts/drift.py` prints a report in Markdown.

Exits 0 when nothing has drifted, 1 otherwise. That Keras is newer than the catalog's record is no drift: what it does is
compared. A scheduled workflow runs this against the newest Keras and opens an issue with the report.
"""

import os
import re
import sys
import textwrap
from dataclasses import replace

import catalog
from project.files import versions
from project.paths import ROOT
from project.problems import Problem, line_of
from verifying import agreement

UNWRITTEN = catalog.unwritten_path("activations")
ALIASES = {"swish": "silu", "hard_swish": "hard_silu"}
HELPERS = ("get", "serialize", "deserialize")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def functions():
    """The functions of keras.activations by their names, aliases among them."""
    import keras

    return {n: v for n, v in vars(keras.activations).items() if callable(v) and n not in HELPERS}


def told(error):
    """An exception in a line; Keras's have many, in colour."""
    return f"{type(error).__name__}: {textwrap.shorten(COLOUR.sub('', str(error)), 300)}"


def attempted(path, line, step, *args):
    """The problems that a step finds; whatever it raises is one more, since a Keras of tomorrow may raise anything."""
    found = []
    try:
        found += step(*args)
    except Exception as error:
        remedy = "run `make drift` with this Keras, then correct the facts or the check"
        found.append(Problem(path, line, f"cannot be compared: {told(error)}", remedy))
    return found


def is_now(stem, name, value):
    """Whether the function that Keras calls `name` is the one that the catalog knows by `stem`, a name that Keras no longer has."""
    if value.__name__ == stem:
        return True
    if stem not in catalog.stems("activations"):
        return False
    moved = replace(catalog.load("activations", stem), keras=f"keras.activations.{name}")
    return not any(
        attempted(UNWRITTEN, 1, step, moved) for step in (agreement.signature, agreement.values)
    )


def is_function(stem):
    """Whether the catalog has it as a function of Keras, not as a layer alone."""
    return not catalog.load("activations", stem).is_layer


def place(stem):
    """The file and the line that know a function."""
    unwritten, path = catalog.unwritten("activations"), catalog.module_path("activations", stem)
    return (
        (UNWRITTEN, unwritten.index(stem) + 1)
        if stem in unwritten
        else (path, agreement.locate(path)("keras"))
    )


def names(public):
    """Functions that Keras has added, removed or renamed."""
    written, unwritten = (
        [stem for stem in catalog.stems("activations") if is_function(stem)],
        catalog.unwritten("activations"),
    )
    known = [public[name] for name in (*written, *unwritten) if name in public]
    own_name_last = sorted(public.items(), key=lambda item: (item[0] == item[1].__name__, item[0]))
    added = {value: name for name, value in own_name_last if value not in known}
    for stem in (*written, *unwritten):
        if stem in public:
            continue
        now = next((value for value, name in added.items() if is_now(stem, name, value)), None)
        if now:
            name = added.pop(now)
            remedy = (
                f"write {name} instead"
                if stem in unwritten
                else f"rename its files to {name}, and add {stem!r} to the aliases"
            )
            yield Problem(*place(stem), f"keras.activations.{stem} is now {name}", remedy)
        else:
            remedy = (
                "take the line away" if stem in unwritten else "take its page and its files away"
            )
            yield Problem(*place(stem), f"keras.activations.{stem} is gone", remedy)
    for alias, stem in ALIASES.items():
        if stem in public and public.get(alias) is not public[stem]:
            yield Problem(
                *place(stem),
                f"keras.activations.{alias} is no longer {stem}",
                f"take {alias!r} out of ALIASES in scripts/drift.py",
            )
    for name in sorted(added.values()):
        line = 1 + sum(other < name for other in unwritten)
        yield Problem(
            UNWRITTEN,
            line,
            f"keras.activations.{name} is new",
            f"add the line {name}; `make new NAME={name}` begins its page",
        )


def gone(defect, path, line):
    """The defect, when the installed Keras no longer has it."""
    if not defect.shows():
        remedy = "take it out of `defects`, and say on the page which versions had it"
        yield Problem(
            path,
            line,
            f"the defect of Keras {defect.since} and later is gone: {defect.what}",
            remedy,
        )


def drift():
    """The problems found, in lists by heading; empty when nothing has drifted."""
    os.environ.setdefault("KERAS_BACKEND", "jax")
    try:
        public = functions()
    except Exception as error:  # the newest Keras beside older pins
        pins = ROOT / "requirements.in"
        line = line_of(pins.read_text(), "keras==")
        return {
            "Keras": [
                Problem(
                    pins,
                    line,
                    f"Keras cannot be imported: {told(error)}",
                    "raise the pins that it needs",
                )
            ]
        }
    found = {"Names": attempted(UNWRITTEN, 1, names, public)}
    for family in catalog.families():
        for stem in catalog.stems(family):
            if family == "activations" and stem not in public and is_function(stem):
                continue
            print(f"comparing {family}/{stem}", file=sys.stderr)
            function, path = catalog.load(family, stem), catalog.module_path(family, stem)
            at = agreement.locate(path)
            found[stem] = attempted(path, 1, agreement.check, function, path, False)
            for defect in function.defects:
                line = at("defects", defect.what)
                found[stem] += attempted(path, line, gone, defect, path, line)
    return {heading: problems for heading, problems in found.items() if problems}


def report(found):
    """The findings as Markdown, each as the build would print it: file, line and remedy."""
    count = sum(map(len, found.values()))
    parts = [
        f"The catalog was compared with {versions('keras', 'jax')}: {f'{count} found' if count else 'nothing has drifted'}."
    ]
    for heading, problems in found.items():
        parts += [f"## {heading}", "```text\n" + "\n".join(map(str, problems)) + "\n```"]
    if found:
        parts.append(
            "Later facts rest on earlier ones: mend these, and run `make drift` again. How to raise the pins: README.md, Upgrade."
        )
    return "\n\n".join(parts)


def main():
    found = drift()
    print(report(found))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
