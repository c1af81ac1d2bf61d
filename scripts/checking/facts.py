"""What can be said of an entry's facts by NumPy alone: each is of its type, names what there is,
can be evaluated, called and shown.

Checks yield problems as (place, message, remedy); a place is what `locate` takes.
"""

import ast
import inspect
import re
import traceback
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass

import numpy as np

import catalog
from catalog.expressions import NAMES, evaluate, shown
from checking import fields as stated_fields
from checking import numbers, spelling
from checking.locating import locate
from checking.spelling import letters
from project.blame import said
from project.paths import SCRIPTS
from project.problems import Problem, nearest
from project.sources import read
from writing import bibliography
from writing.observed import FRAMEWORKS


def load(family, stem):
    """Work of a build and of a verification: (no files, the problems of the facts)."""
    path = catalog.module_path(family, stem)
    return {}, list(stated_fields.check(path, "FUNCTION")) or check(
        catalog.load(family, stem), path
    )


def check(entry, path):
    """Problems of the facts of an entry; those of a stage rest on what earlier ones asked.

    path: of the module that states them.
    """
    at = locate(path)
    own = f"catalog.{path.parent.name}.{path.stem}"  # by which the page and the record are named
    if callable(entry.f) and getattr(entry.f, "__module__", None) != own:
        remedy = "write `def f(x, ...)` in it, which may call what it likes"
        return [Problem(path, at("f"), f"`f` is {entry.f!r}, not defined in this module", remedy)]
    for stage in (
        (types_of_fields, empty),
        (names, claims),
        (calls,),
        (expressions, pictures, tags),
    ):
        with np.errstate(all="ignore"):
            problems = [
                Problem(path, place if isinstance(place, int) else at(*place), message, remedy)
                for ask in stage
                for place, message, remedy in ask(entry)
            ]
        if problems:
            return problems
    return []


# Types


def types_of_fields(fact, place=()):
    """Every field is of its type, those of facts within facts too."""
    hints = typing.get_type_hints(type(fact))
    for field in fields(fact):
        value, hint = getattr(fact, field.name), hints[field.name]
        where = (*place, field.name)
        if not fits(value, hint):
            yield where, f"`{field.name}` is {value!r}", f"it takes {_wanted(hint, value)}"
        elif isinstance(value, tuple) and not place:
            for item in filter(is_dataclass, value):
                first = getattr(item, fields(item)[0].name)
                yield from types_of_fields(item, (field.name, first))


def empty(entry):
    """Every text that must be given says something; empty may be what says so."""
    for field in fields(entry):
        if getattr(entry, field.name) == "" and field.name not in ("layer", "layer_parameters"):
            if field.default is MISSING:
                yield (field.name,), f"`{field.name}` is empty", "say it in words, or in TeX"


def fits(value, hint):
    """Whether a value is of a type as annotations write it."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if hint is typing.Any:
        return True
    if origin in (typing.Union, types.UnionType):
        return any(fits(value, part) for part in parts)
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        if parts[1:] == (...,):
            return all(fits(each, parts[0]) for each in value)
        return len(value) == len(parts) and all(map(fits, value, parts))
    if origin is dict:
        return isinstance(value, dict) and all(
            fits(each, part) for item in value.items() for each, part in zip(item, parts)
        )
    if origin is Callable or hint is Callable:
        return callable(value)
    if hint in (int, float):
        numbers = (int, np.integer) if hint is int else (int, float, np.number)
        return isinstance(value, numbers) and not isinstance(value, bool)
    return isinstance(value, origin or hint)


def _wanted(hint, value):
    """A type as an author reads it; of a tuple of one that lacks its comma, how it is written."""
    if typing.get_origin(hint) is tuple and fits((value,), hint):
        return f"a tuple: write ({value!r},) with the comma"
    if isinstance(hint, type) and not typing.get_args(hint):
        return {str: "a text", float: "a number", int: "a whole number"}.get(hint, hint.__name__)
    return re.sub(r"(?:\w+\.)+(?=\w)", "", str(hint))


# Names


def names(entry):
    """What the facts name is there: kinds of smoothness, frameworks, works, checks, parameters."""
    for field, known in entry.CHOICES.items():
        value = getattr(entry, field)
        if not {value, re.split(r"\W", value)[0]} & set(known):
            yield (field,), *_unknown(field, value, known)
    for other in entry.elsewhere:
        if other.framework not in FRAMEWORKS:
            place = "elsewhere", other.framework, "framework"
            yield place, *_unknown("framework", other.framework, FRAMEWORKS)
    works = re.findall(r"^@\w+\{([^,\s]+),", read(bibliography.HOME), re.M)
    if entry.first_paper not in (*works, "TODO"):  # that is told as what is left to write
        yield ("first_paper",), *_unknown("work of the bibliography", entry.first_paper, works)
    known = checks(entry.family)
    for defect in entry.defects:
        if defect.shows not in known:
            what, remedy = _unknown("check of a defect", defect.shows, known)
            home = f"scripts/verifying/defects/{entry.family}.py"
            yield ("defects", defect.what), what, remedy.replace("add it", f"add it to {home}")
    for alias in entry.aliases:
        if sign := re.search(r'[\x00-\x1f/\\:*?"<>|#%]|^[. ]|[. ]$|^$', alias):
            what = f"the alias {alias!r} is an address, which cannot hold {sign[0]!r}"
            yield ("aliases",), what, "write the name without it"
    yield from titles(entry)
    taken = list(inspect.signature(entry.f).parameters)
    for p in entry.parameters:
        if p.name not in taken:
            what = f'`f` takes no "{p.name}", but {", ".join(taken)}{nearest(p.name, taken)}'
            yield ("parameters", p.name, "name"), what, "give the parameter one name, Keras's"
        if not p.sweep:
            what = f"the sweep of {p.name} is empty"
            yield ("parameters", p.name, "sweep"), what, "give the values at which claims are tried"
    try:
        entry.layer_defaults()
    except (SyntaxError, ValueError):
        what = f"`layer_parameters` is {entry.layer_parameters!r}"
        yield ("layer_parameters",), what, "write them as in a call: negative_slope=0.3"


def titles(entry):
    """The title spells a name of the entry, as its layer does; the summary begins with it."""
    layer = entry.layer.rpartition(".")[2]
    called = list(dict.fromkeys([entry.stem, entry.name, *entry.aliases]))
    spelt = re.sub(r"[\W_]", "", entry.title)
    if letters(spelt) == letters(layer) and spelt != layer:
        what = f'the title "{entry.title}" spells the layer otherwise than {layer}'
        yield ("title",), what, "spell it alike"
        return
    if letters(spelt) not in map(letters, called):
        what = f'the title "{entry.title}" spells none of {", ".join(called)}'
        yield ("title",), what, "write the name as people do; other names stand in `aliases`"
        return
    begun = re.match(rf"({re.escape(entry.title)}|{entry.stem})\b", entry.summary)
    if not begun and "TODO" not in entry.summary:  # that is told as what is left to write
        what = f'the summary does not begin with "{entry.title}"'
        yield ("summary",), what, f"write one sentence: {entry.title} returns ..."
    known = spelling.names()
    for place, text in {
        ("summary",): entry.summary,
        ("use_when",): entry.use_when,
        **{("pictures", p.stem, "alt"): p.alt for p in entry.pictures},
    }.items():
        for problem in spelling.check("", text, known):
            yield place, problem.message, problem.remedy


def tags(entry):
    """They are words, which are addresses too; those that other facts decide are true."""
    for tag in entry.tags:
        if not re.fullmatch(r"[A-Za-z0-9]+([ -][A-Za-z0-9]+)*", tag):
            yield ("tags",), f"the tag {tag!r} is no word", "write words of letters and digits"
        elif tag in entry.TAGS and not entry.TAGS[tag](entry):
            yield ("tags",), f'the tag "{tag}" contradicts the facts', "take it away, or mend them"


def _unknown(what, value, known):
    return (
        f'there is no {what} "{value}"{nearest(value, known)}',
        f"there are: {', '.join(known)}" if len(known) < 20 else "add it, or correct the name",
    )


def checks(family):
    """The names of the checks of a family's defects."""
    home = SCRIPTS / "verifying/defects" / f"{family}.py"
    body = ast.parse(read(home)).body if home.is_file() else ()
    return [
        node.name
        for node in body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def claims(entry):
    """Every property is claimed once, and nothing else."""
    claimed = [claim.name for claim in entry.claims]
    missing = [name for name in entry.PROPERTIES if name not in claimed]
    for claim in entry.claims:
        place = "claims", claim.name
        if claim.name not in entry.PROPERTIES:
            meant = nearest(claim.name, missing)
            missing = [name for name in missing if f"mean {name}?" not in meant]
            what = f'"{claim.name}" is no property{meant}'
            yield place, what, f"use one of {', '.join(entry.PROPERTIES)}"
        elif claimed.count(claim.name) > 1:
            yield place, f'"{claim.name}" is claimed twice', "keep one"
        if claim.name == "lipschitz" and claim.when != "False" and not claim.value:
            what = '"lipschitz" is claimed without its constant'
            yield place, what, 'add value="...", an expression for the least constant'
    for name in missing:
        yield (
            ("claims",),
            f'nothing is said of "{name}"',
            f'add Claim("{name}"), with the condition under which it holds: "False" for never',
        )


# What is evaluated and called


def expressions(entry):
    """Every expression can be evaluated wherever it is."""
    for place, expression, settings in entry.expressions():
        for setting in settings:
            try:
                evaluate(expression, setting)
            except Exception as error:  # an expression may be wrong in any way
                yield (
                    place,
                    f"{expression!r} cannot be evaluated{shown(setting)}: {said(error)}",
                    f"use {', '.join([*setting, *NAMES])}",
                )
                break


def calls(entry):
    """Everything that is called takes what it is given, and gives what it must."""
    failed = set()
    for call in entry.calls():
        if call.place in failed:
            continue
        name = "`" + call.place[-1] + "`"
        try:
            given = call.make()
        except (Exception, SystemExit) as error:  # it may fail in any way
            failed.add(call.place)
            what = f"{name} fails{call.at}: {said(error)}"
            yield _line(entry, error) or call.place, what, call.remedy
            if call.place[0] == "parameters":
                return
            continue
        what = call.wrong(given)
        if what:
            failed.add(call.place)
            yield call.place, f"{name}{call.at} {what}", call.remedy


def _line(entry, error):
    """The deepest line of the entry's module on the way to an error; 0 where there is none."""
    path = str(catalog.module_path(entry.family, entry.stem))
    steps = traceback.extract_tb(error.__traceback__)
    return next((step.lineno for step in reversed(steps) if step.filename == path), 0)


# Pictures


def pictures(entry):
    """Every picture has a name of its own, and says what it shows in words whose numbers are
    computed."""
    stems = [picture.stem for picture in entry.pictures]
    if not stems:
        yield ("pictures",), "there is no picture", "state two at least; the first is the thumbnail"
    for picture in entry.pictures:
        place = "pictures", picture.stem
        if stems.count(picture.stem) > 1:
            yield place, f'two pictures are called "{picture.stem}"', "rename one"
        for name in {name for values in getattr(picture, "values", ()) for name in values}:
            if name not in entry.defaults:
                yield (*place, "values"), *_unknown("parameter", name, list(entry.defaults))
                return
        yield from words(entry, picture)


def words(entry, picture):
    """Problems of an alt text: what cannot be filled in, and results that were typed."""
    place = "pictures", picture.stem, "alt"
    try:
        known = picture.facts(entry)
    except Exception as error:  # a picture may be wrong in any way
        what = f"the picture cannot be computed: {said(error)}"
        yield _line(entry, error) or place[:2], what, "correct its fields"
        return
    try:
        picture.text(entry)
    except Exception as error:  # an expression may be wrong in any way
        what = f"the alt text cannot be filled in: {said(error)}"
        yield place, what, f"in braces stand: {', '.join(known) or 'none of this picture'}"
        return
    results = numbers.typed(entry, picture)
    if results:
        what = f"the alt text types {', '.join(results)}, which the picture was not drawn with"
        yield place, what, "fill it in: `facts` in scripts/catalog/pictures.py says how"
