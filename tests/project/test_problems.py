"""What is told of what is wrong: the known name that was meant, each problem once, many by kind."""

import ast
import subprocess
import sys

import pytest

from checkout import ROOT
from project.blame import located, said
from project.paths import SCRIPTS
from project.problems import Problem, nearest
from project.tasks import SHOWN, report


@pytest.mark.parametrize(
    ("name", "meant"),
    [("formla", "; did you mean formula?"), ("leakyrelu", "; did you mean leaky_relu?"), ("x", "")],
)
def test_a_misspelt_name_has_one_that_was_meant(name, meant):
    assert nearest(name, ["formula", "leaky_relu", "range"]) == meant
    assert nearest(name, []) == ""


def test_problems_are_told_in_order_and_once(capsys):
    one, two = Problem("b.md", 2, "b", "mend"), Problem("a.md", 10, "c", "mend")
    report([one, two, Problem("b.md", 2, "b", "mend"), Problem("a.md", 9, "d", "mend")])
    told = capsys.readouterr().err
    assert told.splitlines()[::2] == ["a.md:9: d", "a.md:10: c", "b.md:2: b", "3 problems"]


def test_of_many_the_others_are_counted_by_kind(capsys):
    few = [Problem("a.md", n, f'term "{n}" is missing', "mend") for n in range(SHOWN)]
    more = [
        Problem("b.md", n, f'section "{n}" has {n} words; did you mean x?', "m") for n in (7, 8)
    ]
    report([*few, *more, Problem("c.md", 1, "another", "mend")])
    told = capsys.readouterr().err
    assert told.count("is missing\n") == SHOWN and 'section "7"' not in told
    assert "and 3 more:\n    2 × section … has … words (first: b.md:7)\n    1 × another" in told
    assert told.endswith("\n23 problems\n")


def fault_of(code, file):
    try:
        exec(compile(code, str(file), "exec"), {"given": 1, "ast": ast})
    except Exception as error:
        return error


def test_an_error_stands_on_the_line_of_the_author():
    module = SCRIPTS / "catalog/activations/relu.py"
    problem = located(fault_of("\n\nast.parse(givn)", module), "draw relu", ("activations", "elu"))
    assert (problem.file, problem.line) == (module, 3)
    assert problem.message == "NameError: name 'givn' is not defined; did you mean given?"
    problem = located(fault_of("\nast.literal_eval('f(')", module), "load relu")
    assert (problem.file, problem.line) == (module, 2)


def test_an_error_of_the_machine_stands_at_the_facts_and_names_the_machine():
    error = fault_of("\n{}['a']", SCRIPTS / "writing/entries.py")
    problem = located(error, "tabulate activations/elu", ("activations", "elu"))
    assert problem.place == "scripts/catalog/activations/elu.py"
    assert "KeyError: 'a' (at scripts/writing/entries.py:2)" in problem.message
    assert located(error, "survey").place == "scripts/writing/entries.py"


def test_what_was_meant_is_found_in_what_python_asked():
    file = SCRIPTS / "catalog/activations/relu.py"
    assert said(fault_of("ast.pares", file)).endswith("; did you mean parse?")
    assert said(fault_of("from ast import pares", file)).endswith("; did you mean parse?")
    assert said(fault_of("import catalog.famly", file)).endswith("; did you mean family?")


def test_a_program_ends_without_a_traceback(tmp_path):
    code = "from project.files import write\nfrom project.problems import end_with\n"
    (tmp_path / "file").touch()
    place = tmp_path / "file/a"
    for work in (f"write({str(place)!r}, b'')", f"open({str(place)!r}, 'wb')"):
        done = subprocess.run(
            [sys.executable, "-c", f"{code}end_with(lambda: {work})"],
            cwd=ROOT / "scripts",
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert done.stderr.startswith(f"{place}:1: the system withholds it: ")
        assert done.stderr.count("\n") == 2
