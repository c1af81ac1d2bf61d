"""The record: complete, strict, of the pinned versions, and the same as what the installed Keras
gives."""

import json
import math
import os
import re
import subprocess
import sys

import pytest

import catalog
from checkout import run
from lines import line_with
from project import records
from project.paths import ROOT
from proofs import installed
from verifying import frameworks, kinds
from verifying.recorded import column, same
from writing import entries

os.environ.setdefault("KERAS_BACKEND", "jax")
ALL = [(family, stem) for family in catalog.families() for stem in catalog.stems(family)]
every_function = pytest.mark.parametrize(("family", "stem"), ALL, ids=[stem for _, stem in ALL])


def pins():
    text = "".join(
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("requirements-backends.txt", "requirements-keras2.txt")
    )
    return dict(re.findall(r"^([\w-]+)==(\S+)$", text, re.M))


@every_function
def test_versions_are_those_that_are_pinned(family, stem):
    versions = records.load(family, stem, "frameworks")["versions"]
    assert {frameworks.PACKAGES[name]: version for name, version in versions.items()} == pins()


@every_function
def test_file_is_strict_json_as_it_is_written(family, stem):
    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")

    text = frameworks.path(family, stem).read_text(encoding="utf-8")
    assert frameworks.dump(json.loads(text, parse_constant=refuse)) == text


@every_function
def test_record_is_complete(family, stem):
    function, record = catalog.load(family, stem), records.load(family, stem, "frameworks")
    assert tuple(record["backends"]) == frameworks.BACKENDS
    for part in record["backends"].values():
        assert same(column(part["float32"], "x"), function.edge_inputs(), 0)
        assert same(column(part["float16"], "x"), function.edge_inputs("float16"), 0)
    for e in function.elsewhere:
        native = record["elsewhere"][e.framework]
        keras = record["backends"][e.framework]["float32"]
        assert native["call"] == e.call
        assert same(column(native["values"], "f"), column(keras, "f"))
    for change, seen in zip(function.changes, record["changes"], strict=True):
        assert (change.before, change.now) == (seen["before"], seen["now"])
        assert same(seen["keras2"], seen["keras3"])


@every_function
def test_jax_column_is_what_the_installed_keras_gives(family, stem):
    function = catalog.load(family, stem)
    kept = records.load(family, stem, "frameworks")["backends"]["jax"]
    seen = frameworks.observe("jax", function)["backend"]
    for key in ("function", "string", "layer"):
        assert seen[key] == kept[key]
    for dtype in ("float32", "float16"):
        for key in ("f", "gradient"):
            assert same(column(seen[dtype], key), column(kept[dtype], key))


def test_no_record_is_left_over():
    kept = {(p.parts[-3], p.parts[-2]) for p in frameworks.RECORDS.glob("*/*/frameworks.json")}
    assert kept == set(ALL)


def test_leaky_relu_as_readers_meet_it():
    """The numbers that layers, functions and frameworks are mixed up about."""
    record = records.load("activations", "leaky_relu", "frameworks")
    assert {b["function"]["negative_slope"] for b in record["backends"].values()} == {0.2}
    assert {b["layer"]["negative_slope"] for b in record["backends"].values()} == {0.3}
    assert record["elsewhere"]["torch"]["defaults"]["negative_slope"] == 0.01
    assert record["elsewhere"]["jax"]["defaults"]["negative_slope"] == 0.01
    assert record["elsewhere"]["tensorflow"]["defaults"]["alpha"] == 0.2
    at_zero = {name: b["float32"][3] for name, b in record["backends"].items()}
    assert at_zero == {
        "jax": {"x": 0.0, "f": 0.0, "gradient": 1.0},
        "torch": {"x": 0.0, "f": 0.0, "gradient": 0.2},
        "tensorflow": {"x": 0.0, "f": 0.0, "gradient": 0.2},
    }


def test_points_keep_both_zeros_and_end_with_nan():
    found = catalog.load("activations", "leaky_relu").edge_inputs()
    assert [repr(x) for x in found] == ["-inf", "-1.0", "-0.0", "0.0", "1.0", "inf", "nan"]


def test_of_a_vector_function_each_row_is_of_one_vector():
    seen = kinds.of(catalog.load("activations", "softmax")).derivatives(
        installed.differentiator("jax"),
        lambda x: x[::-1] * 2,
        [(1.0, 2.0), (3.0, 4.0, 5.0)],
        "float32",
    )
    values, gradients = ([v.tolist() for v in column] for column in seen)
    assert (values, gradients) == ([[4, 2], [10, 8, 6]], [[0, 2], [0, 0, 2]])
    row = {"x": [1.0, "inf"], "f": [0.0, 0.5], "gradient": [0.25, "nan"]}
    assert '{"x": [1.0,"inf"], "f": [0.0,0.5], "gradient": [0.25,"nan"]}' in frameworks.dump(
        {"rows": [row]}
    )
    assert json.loads(frameworks.dump({"rows": [row]})) == {"rows": [row]}


def test_numbers_outside_json_are_strings():
    assert [frameworks.plain(v) for v in (math.inf, -math.inf, 0.25)] == ["inf", "-inf", 0.25]
    assert frameworks.plain(math.nan) == "nan"
    with pytest.raises(ValueError, match="JSON compliant"):
        frameworks.dump({"x": math.inf})


def test_one_that_fails_takes_no_other_with_it(monkeypatch, capsys):
    def observe(framework, entry):
        print("a warning of Keras")
        with frameworks.written_at("elsewhere", framework):
            return {"of": entry.stem, "slope": 1 / (entry.stem != "relu")}

    monkeypatch.setattr(frameworks, "observe", observe)
    frameworks.answer("jax", ["activations/relu", "activations/none", "activations/silu"])
    relu, none, silu = map(json.loads, capsys.readouterr().out.splitlines())
    assert relu["failed"].startswith("ZeroDivisionError") and relu["place"] == ["elsewhere", "jax"]
    assert "ModuleNotFoundError" in none["failed"]
    assert silu == {"entry": "activations/silu", "observed": {"of": "silu", "slope": 1}}


@pytest.fixture
def recording(monkeypatch, tmp_path):
    """Records are written into a folder of their own, from what a stand-in for `ask` says."""
    monkeypatch.setattr(frameworks, "PACKAGES", {"keras": "keras"})
    monkeypatch.setattr(frameworks, "RECORDS", tmp_path)
    monkeypatch.setattr(frameworks, "ROOT", tmp_path)

    def recording(ask):
        monkeypatch.setattr(frameworks, "ask", ask)
        return lambda: [file.parent.name for file in tmp_path.rglob("*.json")]

    return recording


ANSWERED = {"observed": {"backend": {"layer": None}, "changes": []}}


def test_records_are_written_of_what_every_framework_has_answered(recording):
    def ask(framework, names):
        for name in names:
            fails = (framework, name) == ("torch", "activations/relu")
            said = {"failed": "died", "place": ["elsewhere", "torch"]} if fails else ANSWERED
            yield name, said

    written = recording(ask)
    (problem,) = frameworks.record([("activations", "relu"), ("activations", "silu")])
    assert problem.message == "relu on torch: died" and "NAME=relu" in problem.remedy
    text = (ROOT / "scripts/catalog/activations/relu.py").read_text(encoding="utf-8")
    assert problem.line == line_with(text, '"torch.nn.functional.relu"')
    assert written() == ["silu"]


def test_each_record_is_written_as_it_is_done(recording):
    def ask(framework, names):
        for name in names:
            if (framework, name) == ("tensorflow", "activations/silu"):
                raise KeyboardInterrupt
            yield name, ANSWERED

    written = recording(ask)
    with pytest.raises(KeyboardInterrupt):
        frameworks.record([("activations", "relu"), ("activations", "silu")])
    assert written() == ["relu"]


def test_a_process_that_dies_says_whom_it_left_out(monkeypatch):
    monkeypatch.setattr(frameworks.sys, "executable", "false")
    ((name, said),) = frameworks.ask("jax", ["activations/relu"])
    assert name == "activations/relu" and "ended with 1" in said["failed"]


def test_a_function_that_tells_no_parameters_is_recorded_and_told(monkeypatch):
    """As some in C have neither a signature nor a line of documentation."""
    function = catalog.load("activations", "leaky_relu")
    monkeypatch.setattr(frameworks, "defaults", lambda call: None)
    observed = frameworks.observe("jax", function)
    assert observed["elsewhere"]["defaults"] is None
    record = records.load("activations", "leaky_relu", "frameworks")
    record["elsewhere"]["jax"] = observed["elsewhere"]
    assert ["`jax.nn.leaky_relu`", "not told"] in list(entries.default_rows(function, record))


def test_the_environment_of_the_frameworks_needs_no_provers_and_no_tools_of_the_build():
    code = (
        "import sys\nfor absent in 'z3 sympy flint matplotlib yaml click mkdocs'.split():\n"
        "    sys.modules[absent] = None\nimport catalog, backends\nfrom verifying import kinds\n"
        "print([kinds.of(catalog.load('activations', stem)).__name__ for stem in ('relu', 'glu')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT / "scripts"
    )
    assert done.stdout == "['verifying.kinds.function', 'verifying.kinds.vector']\n", done.stderr


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("leaky_rel", "there is no leaky_rel; did you mean leaky_relu?"),
        ("activations/gelo", "did you mean gelu?"),
        ("zzz", "there are relu, leaky_relu"),
    ],
)
def test_unknown_name_is_refused(name, says):
    done = run(ROOT, "backends.py", name)
    assert done.returncode == 1 and says in done.stderr and "Traceback" not in done.stderr
