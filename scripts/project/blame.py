"""Whose fault an error is, and where it is mended."""

import builtins
import os
import re
import sys
import traceback
from pathlib import Path

from project.paths import ROOT, SCRIPTS
from project.problems import Problem, nearest
from project.sources import home


def located(error, work, entry=()):
    """A problem for an error in some work on an entry, (family, stem), or on all.

    It stands on the deepest line of an author's module, be it of another entry; where none is on
    the way, at the entry's facts, with which the machine could not work.
    """
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).is_file():
        return Problem(error.filename, error.lineno or 1, f"SyntaxError: {error.msg}", MEND)
    steps = [
        (Path(frame.f_code.co_filename), line)
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    written = [step for step in steps if is_written(step[0])]
    if written:
        return Problem(*written[-1], said(error), MEND)
    file, line = [step for step in steps if SCRIPTS in step[0].parents][-1]
    own = file.relative_to(ROOT).as_posix()
    if entry:
        facts = home(*entry)
        what = f"`{work}` fails on these facts: {said(error)} (at {own}:{line})"
        return Problem(facts, 1, what, "correct the fact; where all are right, mend the machine")
    return Problem(file, line, f"`{work}`: {said(error)}", "a fault of the machine: mend it there")


MEND = "mend the line"


def is_written(file):
    """Whether an author wrote the file: a module of a family, of facts or of proofs; the scenes."""
    family = file.parent.name
    return file == SCRIPTS / "catalog/scenes.py" or (
        file.parent.parent in (SCRIPTS / "catalog", SCRIPTS / "proofs")
        and (SCRIPTS / "catalog" / family / "_family.py").is_file()
    )


def said(error):
    """An error in words: its sort, what Python says, and the known name that was meant."""
    words = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {words}".replace(f"{ROOT}{os.sep}", "") + _meant(error)


def _meant(error):
    name, known = getattr(error, "name", None) or "", []
    if isinstance(error, NameError):
        *_, (frame, _) = traceback.walk_tb(error.__traceback__)
        known = [*frame.f_locals, *frame.f_globals, *dir(builtins)]
    elif isinstance(error, AttributeError):
        known = dir(error.obj)
    elif isinstance(error, ModuleNotFoundError):
        home, _, name = name.rpartition(".")
        known = [file.stem for file in SCRIPTS.joinpath(*home.split(".")).glob("*")]
    elif isinstance(error, ImportError):
        known = dir(sys.modules.get(name))
        name = "".join(re.findall(r"cannot import name '(\w+)'", str(error)))
    return nearest(name, known)
