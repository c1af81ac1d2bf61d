"""Renews the records of what was verified: `python scripts/verify.py`.

python scripts/verify.py what is stale: its sources, or the versions at work, have changed python
scripts/verify.py relu of one entry python scripts/verify.py --write accepts outputs that differ,
also into the pages' `output` blocks python scripts/verify.py --all verifies all from nothing,
compares with the records, and changes nothing python scripts/verify.py --all --cpus "default
AVX2 AVX" the same as other CPUs would
"""

import argparse
import os
import sys

import catalog
from project import records
from project.files import versions, write
from project.paths import ROOT
from project.problems import Problem
from project.tasks import Task, report, side_by_side, workers
from verifying import code, cpus
from verifying.comparison import differences
from verifying.work import PACKAGES

FIRST = ("notebook", "theorems", "facts", "code", "explorer")  # what takes longest begins first
ELSEWHERE = ("notebook", "theorems", "facts", "code")  # what a CPU's instructions can change


def tasks(entries, sorts=records.SORTS):
    """The work of entries, each (family, stem): what takes longest first."""
    return [
        Task(f"{sort} {'/'.join(entry)}", f"verifying.work:{sort}", entry, entry)
        for sort in sorted(sorts, key=FIRST.index)
        for entry in entries
        if records.page_path(*entry).is_file()
    ]


def sort_of(task):
    return task.name.split()[0]


def at_work(sort):
    """The versions of the packages that decide what is seen."""
    return dict(package.split() for package in versions(*PACKAGES[sort]).split(", "))


def is_stale(task):
    sort = sort_of(task)
    fresh = records.is_fresh(*task.entry, sort)
    return not fresh or records.load(*task.entry, sort)["versions"] != at_work(sort)


def renew(entries, accept):
    """Does what is stale, and writes its records; the problems."""
    stale, problems = [task for task in tasks(entries) if is_stale(task)], []
    if not stale:
        return []
    before = {task: records.made_from(*task.entry, sort_of(task)) for task in stale}
    with workers() as pool:
        for task, (seen, found, _) in side_by_side(stale, pool, "verifying"):
            if accept and found and sort_of(task) == "code":
                code.accept(records.page_path(*task.entry))
                before[task], found = records.made_from(*task.entry, "code"), []
            problems += found or _keep(task, seen, before[task], accept)
    return problems


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
        found = [
            Problem(file, 1, words, remedy) for words in differences(sort, old["seen"], seen, 1)
        ]
        if found:
            return found
    record = {"made_from": before, "versions": at_work(sort), "seen": seen}
    write(file, records.text(record))
    return []


def compare(entries, cpu):
    """Verifies all from nothing as a CPU would, and compares with the records; the problems."""
    wanted = tasks(entries, records.SORTS if cpu == "default" else ELSEWHERE)
    recorded = {task: records.load(*task.entry, sort_of(task)) for task in wanted}
    comparisons = sum(
        len(record["seen"].get("results", ())) for record in recorded.values() if record
    )
    problems = [found for entry in entries for found in records.problems(*entry)]
    known = os.environ.copy()
    os.environ.update(cpus.variables(cpu))  # which the workers inherit
    with workers() as pool:
        for task, (seen, found, _) in side_by_side(wanted, pool, f"verifying on {cpu}"):
            problems += found
            if not found and recorded[task]:
                file = records.path(*task.entry, sort_of(task))
                remedy = f"if it is right: `make verify NAME={task.entry[1]} WRITE=1`"
                problems += [
                    Problem(file, 1, f"{words} (CPU: {cpu})", remedy)
                    for words in differences(
                        sort_of(task), recorded[task]["seen"], seen, comparisons
                    )
                ]
    os.environ.clear()
    os.environ.update(known)
    return problems


def sweep():
    """Takes away the records of entries that are gone."""
    kept = {
        records.path(*entry, sort)
        for entry in catalog.entries()
        for sort in (*records.SORTS, "frameworks")
    }
    for file in set(records.RECORDS.glob("*/*/*")) - kept:
        file.unlink()
    for folder in sorted(records.RECORDS.glob("*/*")):
        if not any(folder.iterdir()):
            folder.rmdir()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", nargs="?", help="one entry: relu")
    parser.add_argument("--write", action="store_true", help="accept outputs that differ")
    parser.add_argument("--all", action="store_true", help="from nothing, and change nothing")
    parser.add_argument("--cpus", default="default", help=f"with --all: of {' '.join(cpus.NAMES)}")
    asked = parser.parse_args()
    entries = [entry for entry in catalog.entries() if asked.name in (None, entry[1])]
    if not entries:
        names = ", ".join(stem for _, stem in catalog.entries())
        sys.exit(f"verify: there is no {asked.name}; there are {names}")
    if asked.all:
        problems = [found for cpu in asked.cpus.split() for found in compare(entries, cpu)]
    else:
        if not asked.name:
            sweep()
        problems = renew(entries, asked.write)
    report(problems)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
