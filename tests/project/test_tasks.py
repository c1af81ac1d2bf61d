"""Work side by side: a worker that dies is told once, and Ctrl-C stops all at once."""

import os
import signal
import subprocess
import sys
import time

import build
from checkout import ROOT
from project import tasks

SLEEPS = """
import signal
from project.tasks import Task, side_by_side, workers
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored
    with workers() as pool:
        list(side_by_side([Task(f"{n}", "time:sleep", (60,)) for n in range(9)], pool, "a"))
"""


def test_work_waits_for_what_it_takes_of_the_same_entry_or_of_all():
    relu = tasks.Task("describe a/relu", "build:describe", entry=("a", "relu"))
    assert build.rests(relu, {("load", ("a", "relu"))}) and build.rests(relu, {("form", ())})
    assert not build.rests(relu, {("load", ("a", "elu")), ("draw", ("a", "relu"))})


def test_a_worker_that_dies_is_a_problem_told_once(capsys):
    lost = [tasks.Task(f"task {n}", "os:_exit", (1,)) for n in range(3)]
    problems = []
    with tasks.workers() as pool:
        for _ in range(2):  # a pool that is broken takes no more
            for _task, (made, faults, _) in tasks.side_by_side(lost, pool, "at work"):
                assert made == {}
                problems += faults
    assert len(problems) == 6
    tasks.report(problems)
    said = capsys.readouterr().err
    assert "a process at work was killed" in said and said.endswith("\n1 problem\n")


def test_work_that_ends_the_process_as_if_all_were_well_is_refused():
    made, (problem,), _ = tasks.perform(
        tasks.Task("load a/relu", "sys:exit", (0,), ("activations", "relu"))
    )
    assert made == {} and "SystemExit: 0" in problem.message


def test_an_interrupt_stops_what_runs_and_what_waits(tmp_path):
    script = tmp_path / "sleeps.py"
    script.write_text(SLEEPS, encoding="utf-8", newline="\n")
    begun = subprocess.Popen(
        [sys.executable, script],
        env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    time.sleep(3)
    os.killpg(begun.pid, signal.SIGINT)
    try:
        said = begun.communicate(timeout=20)[1]
    except subprocess.TimeoutExpired:
        os.killpg(begun.pid, signal.SIGKILL)
        raise
    assert begun.returncode and said.count("Traceback") == 1  # the script's own
