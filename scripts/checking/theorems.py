"""A module of proofs, told without running it: its theorems are whole, tied, shown to need what
they say, and no wider than a page shows."""

import ast
import re

import catalog
from checking.fields import unescaped
from project.paths import SCRIPTS
from project.problems import Problem, nearest
from project.sources import read
from writing.theorems import path_of

WIDTH = 88  # characters of code that a page shows without scrolling
ENGINE = SCRIPTS / "proofs/engine.py"
NEED = "show a counterexample without its condition, or a stronger statement that falls"
SHOWS_NEED = ("counterexample", "falls")  # tools by which a theorem shows that it says no more


def look(family, stem):
    """Work of a build and of a verification: (no files, the problems of an entry's proofs). Its
    facts can be loaded."""
    path = path_of(family, stem)
    return {}, list(check(catalog.load(family, stem), path)) if path.is_file() else []


def check(entry, path):
    """Problems of the proofs of an entry; path: of their module."""
    text = read(path)
    module = ast.parse(text, str(path))
    found = {
        node.name: mark
        for node in module.body
        for mark in getattr(node, "decorator_list", ())
        if _name(mark) == "theorem"
    }
    yield from unescaped(path, module)
    yield from _forms(entry, path, module)
    if not found:
        yield Problem(
            path, 1, "there is no theorem", 'write one, marked @theorem(title="...", ...)'
        )
    taken = _parameters("theorem")
    for mark in found.values():
        yield from _words(path, mark, taken)
    yield from _ties(path, module, found)
    yield from _needs(path, module, found)
    yield from _wide(path, text, module, found)


def _name(mark):
    """The name that a mark calls, or is."""
    called = mark.func if isinstance(mark, ast.Call) else mark
    return called.id if isinstance(called, ast.Name) else ""


def _functions(module):
    return [node for node in module.body if isinstance(node, ast.FunctionDef)]


def _parameters(name):
    """Parameters of a function of the engine: name -> whether it must be given."""
    node = next(n for n in _functions(ast.parse(read(ENGINE))) if n.name == name)
    names = [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)]
    given = {name for name, value in zip(names[::-1], node.args.defaults[::-1])}
    given |= {a.arg for a, v in zip(node.args.kwonlyargs, node.args.kw_defaults) if v is not None}
    return {name: name not in given for name in names}


def _forms(entry, path, module):
    """What the provers read in the place of the reference is defined."""
    defined = {node.name for node in _functions(module)}
    for node in module.body:
        defined |= {alias.asname or alias.name for alias in getattr(node, "names", ())}
        targets = node.targets if isinstance(node, ast.Assign) else ()
        defined |= {n.id for each in targets for n in ast.walk(each) if isinstance(n, ast.Name)}
    for form in entry.FORMS:
        if form not in defined:
            message = f'the module defines no "{form}"{nearest(form, defined)}'
            remedy = f"write `def {form}(...)`, in what Z3 and SymPy both read"
            yield Problem(path, 1, message, remedy)


def _words(path, mark, taken):
    """Title and statement are there, and written out."""
    given = {word.arg: word for word in getattr(mark, "keywords", ())}
    lacking = [name for name, needed in taken.items() if needed and name not in given]
    for name, word in given.items():
        if name not in taken:
            meant = nearest(name, taken)
            lacking = [other for other in lacking if f"mean {other}?" not in meant]
            message = f'a theorem has no "{name}"{meant}'
            yield Problem(path, word.value.lineno, message, f"use {', '.join(taken)}")
            continue
        try:
            ast.literal_eval(word.value)
        except ValueError:
            message = f"the {name} of a theorem is composed"
            yield Problem(path, word.value.lineno, message, "write it out, in one piece")
    if lacking:
        message = f"a theorem has no {', no '.join(lacking)}"
        yield Problem(path, mark.lineno, message, f"write {lacking[0]}=...")


def _ties(path, module, found):
    """Every theorem is tied to the installed Keras, and nothing else is."""
    tied, strange = set(), []
    for node in _functions(module):
        for mark in node.decorator_list:
            if _name(mark) != "tie":
                continue
            names = [n.id for n in getattr(mark, "args", ()) if isinstance(n, ast.Name)]
            tied |= {*names}
            strange += [(mark.lineno, name) for name in names or ["?"] if name not in found]
    untied = [name for name in found if name not in tied]
    if "?" in [name for _, name in strange]:  # whose it was
        untied = []
    for line, name in strange:
        meant = nearest(name, untied)
        untied = [other for other in untied if f"mean {other}?" not in meant]
        yield Problem(path, line, f'there is no theorem "{name}" to tie{meant}', "name one")
    for name in untied:
        line = next(node.lineno for node in _functions(module) if node.name == name)
        message = f"theorem {name} is not tied to the installed Keras"
        yield Problem(path, line, message, f"write a function marked @tie({name})")


def _needs(path, module, found):
    """Every theorem shows by a counterexample, or by a stronger statement that falls, that it needs
    what it says: in its own code, or in a function of the module that it calls."""
    calls = {
        node.name: {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        for node in _functions(module)
    }
    home = f"proofs.{path.parent.name}."
    others = {  # of other entries' modules: what they show, running them tells
        alias.name
        for node in module.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(home)
        for alias in node.names
    }
    for node in _functions(module):
        reached, ahead = set(), {node.name}
        while ahead:
            reached |= ahead
            ahead = {name for each in ahead for name in calls.get(each, ())} - reached
        if node.name in found and not reached & {*SHOWS_NEED, *others}:
            message = f"theorem {node.name} is nowhere shown to need what it says"
            yield Problem(path, node.lineno, message, NEED)


def _wide(path, text, module, found):
    """The code that a page shows, of theorems, of ties and of what stands before them, is no wider
    than the page."""
    lines = text.split("\n")
    shown = {
        number
        for node in _functions(module)
        if node.name in found or any(_name(mark) == "tie" for mark in node.decorator_list)
        for number in range(node.lineno, node.end_lineno + 1)
    }
    setup = re.search(r"\[start:setup\](.*?)\[end:setup\]", text, re.S)
    if setup:
        first = text.count("\n", 0, setup.start())
        shown |= {*range(first + 1, first + 1 + setup[1].count("\n"))}
    for number in sorted(shown):
        if len(lines[number - 1]) > WIDTH:
            message = f"the line is {len(lines[number - 1])} characters wide, at most {WIDTH} fit"
            yield Problem(path, number, message, "break it: `ruff format` does most")
