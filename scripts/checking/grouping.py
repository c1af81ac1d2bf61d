"""Every name of a family that has groups stands in one of them."""

import catalog
from project.problems import Problem, line_of
from project.sources import read


def check():
    for name in catalog.families():
        facts = catalog.family(name)
        if facts.groups:
            known = [*catalog.stems(name), *catalog.unwritten(name)]
            yield from problems(catalog.family_path(name), facts, known)


def problems(path, facts, known):
    """path: of the module that states the facts of the family. known: all its names."""
    text = read(path)
    head = line_of(text, "groups=")
    grouped = [name for members in facts.groups.values() for name in members]
    for name in known:
        if name not in grouped:
            yield Problem(
                path, head, f"{name} stands in no group", "add it to the one it belongs to"
            )
    for name in dict.fromkeys((*grouped, *facts.first)):
        line = line_of(text, f'"{name}"')
        if name not in known:
            remedy = "correct the name, or take it out"
            yield Problem(path, line, f"{name} is no name of the family", remedy)
        elif grouped.count(name) > 1:
            yield Problem(path, line, f"{name} stands in two groups", "leave it in one")
