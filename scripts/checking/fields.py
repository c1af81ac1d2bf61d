"""The fields of a module of facts: each a known one, and none left out; told without running it."""

import ast
import importlib
import inspect
import re
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path

from project.paths import ROOT
from project.problems import Problem, nearest
from project.sources import read

CONTROL = re.compile(r"[\x07\x08\t\x0b\x0c\r]")


def check(path, made):
    """Problems of a module of facts, which must be Python. made: the name that it must give."""
    module = ast.parse(read(path), str(path))
    yield from unescaped(path, module)
    classes = _classes(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            shape = classes.get(node.func.id)
            if shape:
                yield from _call(path, node, shape)
    given = {
        target.id: node.lineno
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    if made not in given:
        message = f'the module makes no "{made}"{nearest(made, given)}'
        yield Problem(path, max(given.values(), default=1), message, f"write `{made} = ...`")


def unescaped(path, module):
    """Texts of a module in which Python has read the beginning of a word of TeX as a sign."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if sign := CONTROL.search(node.value):
                written = repr(sign[0]).strip("'").replace("x0c", "f").replace("x08", "b")
                written = written.replace("x07", "a").replace("x0b", "v")
                what = f"in a text Python reads `{written}` as a sign that nobody sees"
                yield Problem(path, node.lineno, what, 'put an r before its quotes: r"\\frac"')


def _classes(module):
    """The shapes of facts that a module imports, by the name that it gives them."""
    found = {}
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("catalog."):
            try:
                home = vars(importlib.import_module(node.module))
            except ImportError:  # loading the module says where
                continue
            found |= {each.asname or each.name: home.get(each.name) for each in node.names}
    return {name: shape for name, shape in found.items() if is_dataclass(shape)}


def _call(path, node, shape):
    """Problems of the fields with which a fact is made."""
    known = {field.name: field for field in fields(shape)}
    home = Path(inspect.getsourcefile(shape)).relative_to(ROOT).as_posix()
    given = [keyword for keyword in node.keywords if keyword.arg]
    strange = [keyword for keyword in given if keyword.arg not in known]
    ordered = [name for name, field in known.items() if not field.kw_only][: len(node.args)]
    named = {keyword.arg for keyword in given}
    lacking = [
        name
        for name, field in known.items()
        if field.default is field.default_factory is MISSING and name not in named | {*ordered}
    ]
    for keyword in strange:
        meant = nearest(keyword.arg, [name for name in known if name not in named])
        lacking = [name for name in lacking if f"mean {name}?" not in meant]
        message = f'{shape.__name__} has no field "{keyword.arg}"{meant}'
        yield Problem(path, keyword.lineno, message, f"{home} says what its fields mean")
    if lacking and len(given) == len(node.keywords):
        each = ", ".join(f'"{name}"' for name in lacking)
        message = f"{shape.__name__} lacks {each}"
        yield Problem(path, node.lineno, message, f"state it; {home} says what it means")
