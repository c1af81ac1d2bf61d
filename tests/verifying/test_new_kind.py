"""A kind of entry that no shared room knows is verified and scaffolded all the same."""

import json
import shutil
import subprocess
from dataclasses import dataclass

import pytest

from checkout import ROOT, copy, python, run
from lines import line_with

MODULE = "scripts/catalog/regularizers/l2.py"
VERIFIES = """
import json, os
from dataclasses import replace

os.environ["KERAS_BACKEND"] = "jax"
import catalog, proofs
from verifying import agreement, frameworks, javascript

entry, path = catalog.load("regularizers", "l2"), catalog.module_path("regularizers", "l2")
seen = {"observed": frameworks.observe("jax", entry) | {"changes": []}}
frameworks.ask = lambda framework, names: ((name, seen) for name in names)
frameworks.PACKAGES = {"keras": "keras", "jax": "jax"}
frameworks.record([("regularizers", "l2")])


def wrong(**facts):
    return [[p.line, p.message] for p in agreement.check(replace(entry, **facts), path)]


def half(x, l2=0.01):
    return entry.f(x, l2) / 2


def claimed(name, when):
    return tuple(replace(c, when=when) if c.name == name else c for c in entry.claims)


half.__module__ = entry.f.__module__
(theorem,) = proofs.load("regularizers", "l2")
decided, tied = theorem.decide(), theorem.tie()
said = {
    "right": wrong(),
    "f": wrong(f=half),
    "least": wrong(least="1"),
    "least, no expression": wrong(least="l1"),
    "gradient": wrong(gradient=lambda x, l2: 3 * l2 * x),
    "convex": wrong(claims=claimed("convex", "False")),
    "even": wrong(claims=claimed("even", "l2 > 0.5")),
    "default": wrong(parameters=(replace(entry.parameters[0], default=0.1),)),
    "name": wrong(name="l1"),
    "edges": wrong(edges=()),
    "theorem": [decided.badge, decided.error, tied.badge, tied.error],
    "script": javascript.script(entry, proofs.module_path("regularizers", "l2")),
}
print(json.dumps(said))
"""
NEEDLES = {
    "f": "def l2(",
    "least": "least=",
    "least, no expression": "least=",
    "gradient": "def l2_gradient(",
    "convex": 'Claim("convex"',
    "even": 'Claim("even"',
    "default": "default=",
    "name": 'name="l2",\n    title',
    "edges": "edges=",
}


@dataclass
class Checkout:
    """A copy of the project with the new kind laid over, and what its verification says."""

    root: object
    said: dict
    status: list


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    root = copy(tmp_path_factory.mktemp("project"), cache=False)
    shutil.copytree(ROOT / "tests/new_kind/scripts", root / "scripts", dirs_exist_ok=True)
    (root / "scripts/verify_l2.py").write_text(VERIFIES, encoding="utf-8", newline="\n")
    done = run(root, "verify_l2.py")
    assert done.returncode == 0, done.stderr
    status = subprocess.run(
        ["git", "status", "--porcelain"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    return Checkout(root, json.loads(done.stdout.splitlines()[-1]), status)


def test_right_facts_agree_with_keras_and_with_the_record(checkout):
    assert checkout.said["right"] == []
    record = json.loads(
        (checkout.root / "records/regularizers/l2/frameworks.json").read_text(encoding="utf-8")
    )
    rows = record["backends"]["jax"]["float32"]
    assert {"x": [1.0, -2.0], "f": 0.049999997, "gradient": [0.02, -0.04]} in rows


@pytest.mark.parametrize("wrong", NEEDLES)
def test_wrong_fact_is_refused_on_its_line(checkout, wrong):
    line = line_with((checkout.root / MODULE).read_text(encoding="utf-8"), NEEDLES[wrong])
    assert line in [line for line, _ in checkout.said[wrong]], checkout.said[wrong]


def test_theorem_is_decided_and_tied(checkout):
    assert checkout.said["theorem"] == [
        "proved by Z3",
        "",
        "checked numerically: 6 points, 1 ulp",
        "",
    ]


def test_it_needs_no_explorer(checkout):
    assert checkout.said["script"] == ""


def test_no_file_of_the_project_was_edited(checkout):
    assert checkout.status and all(line.startswith("?? ") for line in checkout.status)


def test_it_is_scaffolded(checkout):
    done = run(checkout.root, "new.py", "l1")
    assert done.returncode == 0, done.stderr
    module = (checkout.root / "scripts/catalog/regularizers/l1.py").read_text(encoding="utf-8")
    assert "FUNCTION = Scalar(" in module and 'keras="keras.regularizers.l1"' in module
    assert 'name="l1",\n            default=0.01,' in module
    loaded = python(checkout.root, "import catalog; print(catalog.load('regularizers', 'l1').name)")
    assert loaded.stdout == "l1\n", loaded.stderr
    page = (checkout.root / "docs/regularizers/l1/index.md").read_text(encoding="utf-8")
    assert "regularizers/l1/graph.md" in page and "explorer.md" not in page
    assert (checkout.root / "scripts/proofs/regularizers/l1.py").is_file()
    assert (checkout.root / "scripts/catalog/regularizers/unwritten.txt").read_text(
        encoding="utf-8"
    ) == ""
    again = run(checkout.root, "new.py", "regularizers/l1")
    assert "l1 exists" in again.stderr
