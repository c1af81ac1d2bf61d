"""What is said of a family: its module can be read, every name stands in one of its groups, and
what it names is there."""

import importlib
import re
from itertools import pairwise

import catalog
from checking import fields
from checking.facts import checks
from project.blame import located
from project.problems import Problem, Refused, line_of, nearest
from project.sources import read


def unread(name):
    """Problems for which nothing can be said of a family: its two files cannot be read."""
    try:
        read(catalog.unwritten_path(name))
        found = list(fields.check(catalog.family_path(name), "FAMILY"))
        if not found:
            re.compile(catalog.family(name).named)
        return found
    except re.error as error:
        path, what = catalog.family_path(name), f"`named` is no regular expression: {error}"
        return [Problem(path, line_of(read(path), " named="), what, "mend it")]
    except Refused as refused:
        return refused.problems
    except (Exception, SystemExit) as error:  # an author's module may be wrong in any way
        return [located(error, f"load {name}")]


def unread_scenes():
    """The same of the scenes of the page on which a network trains."""
    try:
        importlib.import_module("catalog.scenes")
    except (Exception, SystemExit) as error:
        return [located(error, "load the scenes")]
    return []


def check():
    for name in catalog.families():
        facts = catalog.family(name)
        known = [*catalog.stems(name), *catalog.unwritten(name)]
        if facts.groups:
            yield from problems(catalog.family_path(name), facts, known)
        yield from named(catalog.family_path(name), facts, known)
        yield from unchecked(catalog.family_path(name), facts, checks(name))
        yield from listed(name)


def named(path, facts, known):
    """Names that a family's aliases and ready comparisons lead to, and that are none of its own."""
    text = read(path)
    compared = [member.partition("=")[0] for members in facts.ready for member in members]
    for name in dict.fromkeys((*facts.aliases.values(), *compared)):
        if name not in known:
            what = f"{name} is no name of the family{nearest(name, known)}"
            yield Problem(path, line_of(text, f'"{name}'), what, "correct the name, or take it out")


def unchecked(path, facts, known):
    """Defects whose checks are none of the family's. known: those that are."""
    for defect in facts.defects:
        if defect.shows not in known:
            what = f'"{defect.shows}" is no check of a defect{nearest(defect.shows, known)}'
            remedy = (
                f"correct the name, or add it to scripts/verifying/defects/{path.parent.name}.py"
            )
            yield Problem(path, line_of(read(path), f'"{defect.shows}"'), what, remedy)


def listed(name):
    """A name is written, or stands among those to be written, once and by the alphabet."""
    path = catalog.unwritten_path(name)
    names = catalog.unwritten(name)
    for line, stem in enumerate(names, 1):
        if stem in catalog.stems(name):
            yield Problem(path, line, f"{stem} is written", "take it out")
    if names != sorted(set(names)) and not set(names) & set(catalog.stems(name)):
        line = next(n for n, (one, after) in enumerate(pairwise(names), 2) if one >= after)
        what = f"{names[line - 1]} stands out of the order of the alphabet, or twice"
        yield Problem(path, line, what, "sort the lines, each once")


def problems(path, facts, known):
    """path: of the module that states the facts of the family. known: all its names."""
    text = read(path)
    head = line_of(text, "groups=")
    grouped = [name for members in facts.groups.values() for name in members]
    unknown = [name for name in dict.fromkeys((*grouped, *facts.first)) if name not in known]
    meant = {name: nearest(name, set(known) - set(grouped)) for name in unknown}
    for name in known:
        if name not in grouped and not any(f"mean {name}?" in each for each in meant.values()):
            yield Problem(
                path, head, f"{name} stands in no group", "add it to the one it belongs to"
            )
    for name in dict.fromkeys((*grouped, *facts.first)):
        line = line_of(text, f'"{name}"')
        if name not in known:
            remedy = "correct the name, or take it out"
            what = f"{name} is no name of the family{meant[name] or nearest(name, known)}"
            yield Problem(path, line, what, remedy)
        elif grouped.count(name) > 1:
            yield Problem(path, line, f"{name} stands in two groups", "leave it in one")
