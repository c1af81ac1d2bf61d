"""Renews the records of what was verified: `python scripts/verify.py`.

python scripts/verify.py            what is stale: its sources, or the versions at work, changed
python scripts/verify.py relu       of one entry; <family>/relu where two families have one
python scripts/verify.py --write    accepts outputs that differ, also into the pages' blocks
python scripts/verify.py --all      verifies from nothing, compares with the records, and
                                    changes nothing; with --cpus "default AVX2 AVX", as other
                                    CPUs would
"""

import argparse
import os
import sys
from unittest.mock import patch

import catalog
from checking import grouping, naming, pairs
from project import records
from project.files import versions, write
from project.paths import ROOT
from project.problems import Problem, Refused, end_with
from project.sources import GUIDE
from project.tasks import Task, perform, report, side_by_side, workers
from verifying import code, cpus
from verifying.comparison import differences
from verifying.theorems import DISCORD
from verifying.work import PACKAGES

FIRST = ("notebook", "theorems", "ties", "facts", "code", "explorer")  # the longest begins first
ELSEWHERE = ("notebook", "ties", "facts", "code")  # what a CPU's instructions can change


def tasks(entries, sorts=records.SORTS):
    """The work of entries and topics, each (family, stem): what takes longest first."""
    return [
        Task(f"{sort} {'/'.join(entry)}", f"verifying.work:{sort}", entry, entry)
        for sort in sorted(sorts, key=FIRST.index)
        for entry in entries
        if sort in records.sorts(entry[0])
    ]


def sort_of(task):
    return task.name.split()[0]


def recorded_as(task):
    """The sort of the record that holds what the task sees: ties stand with their theorems."""
    return "theorems" if sort_of(task) == "ties" else sort_of(task)


def at_work(sort):
    """The versions of the packages that decide what is seen."""
    return dict(package.split() for package in versions(*PACKAGES[sort]).split(", "))


def is_stale(task):
    sort = sort_of(task)
    fresh = records.is_fresh(*task.entry, sort)
    return not fresh or records.load(*task.entry, sort)["versions"] != at_work(sort)


def obstacles(family, stem):
    """Problems for which an entry cannot be verified: what it lacks, what cannot be read, and what
    the facts or the proofs lack. A topic has neither."""
    if family != GUIDE:
        yield from pairs.lacks(family, stem)
        for look in ("checking.facts:load", "checking.theorems:look"):
            _, problems, _ = perform(Task("load", look, (family, stem), (family, stem)))
            yield from problems
            if problems:
                return
    for sort in (*records.sorts(family), "frameworks"):
        for read in (records.load, records.made_from):
            try:
                read(family, stem, sort)
            except Refused as refused:
                yield from refused.problems


def renew(entries, accept):
    """Does what is stale, and writes its records; the problems."""
    stale = [task for task in tasks(entries) if is_stale(task)]
    if not stale:
        return []
    found = {}
    before = {task: records.made_from(*task.entry, sort_of(task)) for task in stale}
    with workers() as pool:
        for task, (seen, faults, _) in side_by_side(stale, pool, "verifying"):
            if accept and faults and sort_of(task) == "code":
                faults = _accept(task)
                before[task] = records.made_from(*task.entry, "code")
                if not faults:  # the first run may have died before it saw anything
                    seen, faults, _ = perform(task)
            found[task.entry, sort_of(task)] = faults or _keep(task, seen, before[task], accept)
    return [problem for entry in entries for problem in _causes(entry, found)]


def _causes(entry, found):
    """The problems of an entry, without those that follow from others: an explorer is made of the
    provers' forms, and these are held against the reference, which may be wrong itself.

    found: (entry, sort) -> problems.
    """
    for sort in records.SORTS:
        for problem in found.get((entry, sort), ()):
            follows = sort == "explorer" and found.get((entry, "theorems"))
            if problem.message.startswith(DISCORD):
                follows = found.get((entry, "facts"))
            if not follows:
                yield problem


def _accept(task):
    """Writes into a page what its blocks print; problems of blocks that cannot be run."""
    try:
        code.accept(records.page_path(*task.entry))
    except Refused as refused:
        return refused.problems
    return []


def _keep(task, seen, before, accept):
    """Writes a record, unless its sources changed meanwhile, or it says other than what was seen
    from the same sources; the problems."""
    sort, file = sort_of(task), records.path(*task.entry, sort_of(task))
    if records.made_from(*task.entry, sort) != before:
        source = ROOT / next(iter(before))
        return [Problem(source, 1, f"has changed while {task.name} was verified", "verify again")]
    old = records.load(*task.entry, sort)
    if old and old["made_from"] == before and not accept:
        remedy = f"look what has changed, then `make verify NAME={task.entry[1]} WRITE=1`"
        problems = [
            Problem(file, 1, words, remedy) for words in differences(sort, old["seen"], seen, 1)
        ]
        if problems:
            return problems
    record = {"made_from": before, "versions": at_work(sort), "seen": seen}
    write(file, records.text(record))
    return []


def compare(entries, cpu):
    """Verifies all from nothing as a CPU would, and compares with the records; the problems."""
    wanted = tasks(entries, records.SORTS if cpu == "default" else ELSEWHERE)
    recorded = {task: records.load(*task.entry, recorded_as(task)) for task in wanted}
    comparisons = sum(
        len(record["seen"].get("results", ())) for record in recorded.values() if record
    )
    problems = [problem for entry in entries for problem in records.problems(*entry)]
    # the workers inherit the environment
    with patch.dict(os.environ, cpus.variables(cpu)), workers() as pool:
        for task, (seen, faults, _) in side_by_side(wanted, pool, f"verifying on {cpu}"):
            problems += faults
            if not faults and recorded[task]:
                file = records.path(*task.entry, recorded_as(task))
                remedy = f"if it is right: `make verify NAME={task.entry[1]} WRITE=1`"
                problems += [
                    Problem(file, 1, f"{words} (CPU: {cpu})", remedy)
                    for words in differences(
                        sort_of(task), recorded[task]["seen"], seen, comparisons
                    )
                ]
    return problems


def sweep():
    """Takes away the records of entries and topics that are gone."""
    kept = {
        records.path(*entry, sort)
        for entry in naming.recorded()
        for sort in (*records.sorts(entry[0]), *["frameworks"] * (entry[0] != GUIDE))
    }
    for file in set(records.RECORDS.glob("*/*/*")) - kept:
        if file.is_file():
            file.unlink()
    for folder in sorted(records.RECORDS.glob("*/*")):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", nargs="?", help="one entry, relu, or one topic, saving")
    parser.add_argument("--write", action="store_true", help="accept outputs that differ")
    parser.add_argument("--all", action="store_true", help="from nothing, and change nothing")
    parser.add_argument("--cpus", type=_cpus, help=f"with --all: of {' '.join(cpus.NAMES)}")
    asked = parser.parse_args()
    if asked.all and asked.write or asked.cpus and not asked.all:
        parser.error("--all changes nothing, so there is no --write with it; --cpus is for --all")
    unread = [problem for family in catalog.families() for problem in grouping.unread(family)]
    if unread:
        report(unread)
        return True
    entries = naming.recorded(asked.name)
    if not asked.all and not asked.name:
        sweep()
    refused = {entry: list(obstacles(*entry)) for entry in entries}
    problems = [problem for entry in entries for problem in refused[entry]]
    sound = [entry for entry in entries if not refused[entry]]
    try:
        if asked.all:
            problems += [p for cpu in asked.cpus or ["default"] for p in compare(sound, cpu)]
        else:
            problems += renew(sound, asked.write)
    except KeyboardInterrupt:
        sys.exit("verify: stopped; the records that were renewed before are kept")
    report(problems)
    return bool(problems)


def _cpus(names):
    """The CPUs that are asked for, each one that this machine can be held to."""
    for name in names.split():
        try:
            cpus.variables(name)
        except ValueError as error:
            raise argparse.ArgumentTypeError(error) from None
    if not names.split():
        raise argparse.ArgumentTypeError(f"name at least one of {', '.join(cpus.NAMES)}")
    return names.split()


if __name__ == "__main__":
    end_with(main)
