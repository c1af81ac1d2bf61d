"""Work that is done where it is stale: side by side, remembered by content in .cache/done, never
half written."""

import importlib
import json
import multiprocessing
import os
import signal
import sys
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import click

from project.blame import located
from project.files import code_behind, digest, versions, write
from project.paths import CACHE, ROOT, SCRIPTS
from project.problems import Problem, Refused


@dataclass(frozen=True)
class Task:
    """One piece of work: a function, and all that its outcome depends on.

    call: "room.module:function"; it gives (files made, problems): bytes by name relative to the
    project. entry: (family, stem) of what it is about, or () where it is about all. inputs: files
    whose bytes decide whether it is stale; rooms: scripts whose code does, with what they import;
    packages: whose versions do. stage: tasks of a later one read what an earlier one made.
    """

    name: str
    call: str
    arguments: tuple = ()
    entry: tuple = ()
    inputs: tuple = ()
    rooms: tuple = ()
    packages: tuple = ()
    stage: int = 1

    def key(self):
        rooms = {self.call.partition(":")[0].replace(".", "/") + ".py", *self.rooms}
        inputs = [_named(file) for file in sorted(set(self.inputs))]
        python = sys.version.split()[0] if self.packages else ""
        return digest(*map(_code, sorted(rooms)), *inputs, versions(*self.packages), python)


def _named(file):
    """A file's name and content, or that it is not there."""
    try:
        state = file.stat()
    except OSError:
        content = "absent"
    else:
        content = _content(file, state.st_ino, state.st_mtime_ns, state.st_size)
    return f"{file.relative_to(ROOT).as_posix()} {content}"


@cache
def _content(file, *state):
    """A file's digest, taken once while its state is the same: many tasks rest on one file."""
    return digest(file.read_bytes())


@cache
def _code(room):
    """The code behind a script, read once, as the process that runs it does."""
    return digest(*map(_named, sorted(code_behind(SCRIPTS / room))))


def forget():
    """To be called where scripts have changed since their code was read."""
    code_behind.cache_clear()
    _code.cache_clear()


class Memory:
    """What was done, one small file a task: `key` says from what, `made` which files came out, with
    their digests."""

    def __init__(self, home=CACHE / "done"):
        self.home = home

    def _file(self, name):
        return self.home / f"{digest(name)[:24]}.json"

    def _entry(self, name):
        try:
            return json.loads(self._file(name).read_bytes())
        except (OSError, ValueError):
            return {}

    def holds(self, name, key):
        """True if the task was done from exactly this, and what it made is still as it was."""
        entry = self._entry(name)
        if entry.get("key") != key:
            return False
        try:
            return all(
                digest((ROOT / file).read_bytes()) == sha for file, sha in entry["made"].items()
            )
        except OSError:
            return False

    def made(self, name):
        """The files that the task made when it last ran, relative to the project."""
        return list(self._entry(name).get("made", ()))

    def keep(self, name, key, made):
        """Remembers the task; made: file (relative to the project) to its bytes."""
        digests = {file: digest(data) for file, data in sorted(made.items())}
        entry = {"name": name, "key": key, "made": digests}
        write(self._file(name), json.dumps(entry, indent=1).encode())

    def sweep(self, names):
        """Forgets the tasks that there are no more."""
        known = {self._file(name) for name in names}
        for file in self.home.glob("*.json"):
            if file not in known:
                file.unlink(missing_ok=True)


def perform(task):
    """Does one task, in a worker: (files made, problems, seconds)."""
    began = time.perf_counter()
    module, _, function = task.call.partition(":")
    try:
        made, problems = getattr(importlib.import_module(module), function)(*task.arguments)
    except Refused as refused:
        made, problems = {}, list(refused.problems)
    except (Exception, SystemExit) as error:  # an author's module may end the process, as a success
        made, problems = {}, [located(error, task.name, task.entry)]
    return made, problems, time.perf_counter() - began


def keep(memory, task, made):
    """Writes what a task made, then remembers it; takes away what it made before and makes no
    more."""
    for name, data in made.items():
        write(ROOT / name, data)
    for name in set(memory.made(task.name)) - set(made):
        (ROOT / name).unlink(missing_ok=True)
    memory.keep(task.name, task.key(), made)


@contextmanager
def workers():
    """A pool of processes, each begun anew, as many as there are cores; stopped at once when what
    they work for is, as by Ctrl-C."""
    pool = ProcessPoolExecutor(
        os.cpu_count(), multiprocessing.get_context("spawn"), signal.signal, (signal.SIGINT, _leave)
    )
    try:
        yield pool
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _leave(number, frame):
    """What a worker does at Ctrl-C: nothing, the process that began it decides. What a worker
    begins is interrupted, since a handler, unlike SIG_IGN, is not inherited."""


def _lost(task):
    """What comes of a task whose worker died, as `perform` gives it; the same of each that was left
    undone then, so that it is told once."""
    file = SCRIPTS / f"{task.call.partition(':')[0].replace('.', '/')}.py"
    what = "a process at work was killed, maybe for want of memory; what was left is not done"
    return {}, [Problem(file, 1, what, "run it again: what was done before is kept")], 0.0


def side_by_side(tasks, pool, label):
    """Does tasks on all cores, with progress; yields (task, what `perform` gave) as each ends."""
    try:
        named = {pool.submit(perform, task): task for task in tasks}
    except BrokenExecutor:
        yield from ((task, _lost(task)) for task in tasks)
        return
    with click.progressbar(
        as_completed(named),
        length=len(named),
        label=label,
        item_show_func=lambda future: named[future].name if future else "",
    ) as bar:
        for future in bar:
            task, error = named[future], future.exception()
            if error and not isinstance(error, BrokenExecutor):
                raise error
            outcome = _lost(task) if error else future.result()
            if not (error or sys.stdout.isatty()):
                click.echo(f"  {task.name} ({outcome[-1]:.1f} s)")
            yield task, outcome


def one_by_one(tasks):
    """Does tasks here, as `side_by_side` does; for few that take less than to begin a process."""
    for task in tasks:
        outcome = perform(task)
        click.echo(f"  {task.name} ({outcome[-1]:.1f} s)")
        yield task, outcome


SHOWN = 20  # problems that are told in full


def report(problems):
    """Prints problems in the order of their places, each once, and how many; of many, the first in
    full and the others counted by kind."""
    once = {str(problem): problem for problem in problems}.values()
    ordered = sorted(once, key=lambda problem: (problem.place, problem.line, str(problem)))
    for problem in ordered[:SHOWN]:
        print(problem, file=sys.stderr)
    others: dict[str, list[Problem]] = {}
    for problem in ordered[SHOWN:]:
        others.setdefault(problem.kind, []).append(problem)
    if others:
        print(f"and {len(ordered) - SHOWN} more:", file=sys.stderr)
    for kind, alike in sorted(others.items(), key=lambda each: -len(each[1])):
        first = f"{alike[0].place}:{alike[0].line}"
        print(f"{len(alike):5} × {kind} (first: {first})", file=sys.stderr)
    if ordered:
        print(f"{len(ordered)} problem{'s' * (len(ordered) > 1)}", file=sys.stderr)
