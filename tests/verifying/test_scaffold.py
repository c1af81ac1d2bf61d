"""What the scaffold says of Keras is right, and what it writes can be built at once."""

import ast
import json
import os
import re
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

import rendering
from checking import facts
from checkout import ROOT, copy, run, unwrite
from project.sources import Markdown
from verifying import drafts, kinds
from verifying.claims import claims
from verifying.signature import names, signature

DRAFTED = {
    "function": ("softplus", "sigmoid", "tanh", "softsign", "sparse_plus", "hard_shrink")
    + ("hard_sigmoid", "leaky_relu", "threshold"),
    "vector": ("softmax", "glu"),
}
DRAFT = """
import json, sys
from verifying import drafts, scaffold
from verifying.asking import Asked

print(json.dumps({
    name: scaffold.module(Asked("activations", name), drafts.named(kind))
    for kind, names in json.loads(sys.argv[1]).items() for name in names
}))
"""


@pytest.fixture(scope="module")
def drafted():
    """The catalog module of each, as the scaffold writes it: by name."""
    done = subprocess.run(
        [sys.executable, "-c", DRAFT, json.dumps(DRAFTED)],
        cwd=ROOT / "scripts",
        env=os.environ | {"JAX_ENABLE_X64": "1", "KERAS_BACKEND": "jax"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def loaded(text):
    """The entry that a module states."""
    space = {"__name__": "catalog.activations.made_up"}
    exec(compile(text, "made_up", "exec"), space)
    return space["FUNCTION"]


def shrunk(x, threshold):
    return np.where(abs(x) > threshold, x, 0)


SIGMOID = lambda x: 1 / (1 + np.exp(-x))
REFERENCES = {  # f and its derivative, as an author would write them
    "softplus": (lambda x: np.logaddexp(0, x), SIGMOID),
    "sigmoid": (SIGMOID, lambda x: SIGMOID(x) * SIGMOID(-x)),
    "softsign": (lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
    "sparse_plus": (
        lambda x: np.where(x < 1, np.maximum(x + 1, 0) ** 2 / 4, x),
        lambda x: np.clip((x + 1) / 2, 0, 1),
    ),
    "hard_shrink": (shrunk, lambda x, threshold: 1.0 * (abs(x) > threshold)),
    "hard_sigmoid": (
        lambda x: np.clip(x / 6 + 0.5, 0, 1),
        lambda x: np.where((x > -3) & (x < 3), 1 / 6, 0),
    ),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_what_is_proposed_agrees_with_keras(drafted, name):
    """With a reference in the place of the stand-in, by the checks that hold an author's facts."""
    entry, (f, gradient) = loaded(drafted[name]), REFERENCES[name]
    for form in (f, gradient):
        form.__module__ = f"catalog.activations.{name}"
    entry = replace(entry, f=f, gradient=gradient)
    stated = facts.expressions, facts.claims
    steps = *stated, signature, names, *kinds.of(entry).CHECKS, claims
    with np.errstate(all="ignore"):
        assert [problem for step in steps for problem in step(entry)] == []


@pytest.mark.parametrize("kind", DRAFTED)
def test_the_code_of_its_proofs_fits_the_page(kind):
    """Verification refuses a line of the setup or of a theorem that is wider."""
    shown = [line for line in drafts.named(kind).PROOFS.splitlines() if line[:1] != "#"]
    assert len(shown) > 20 and max(map(len, shown)) <= 88


def said(entry):
    """Its claims that hold somewhere, by name, with the condition."""
    return {claim.name: claim.when for claim in entry.claims if claim.when != "False"}


def test_softplus_as_it_is_known(drafted):
    entry = loaded(drafted["softplus"])
    held = {"increasing", "strictly_increasing", "convex", "lipschitz"}
    assert said(entry) == dict.fromkeys(held, "True")
    assert (entry.bounds, entry.attained) == (("0", "inf"), ("False", "False"))
    assert (entry.limits, entry.kinks()) == (("0", "inf"), ())
    assert (entry.smoothness, entry.claim("lipschitz").value) == (r"C^\infty", "1")
    assert [e.path for e in entry.elsewhere] == [
        "torch.nn.functional.softplus",
        "tensorflow.nn.softplus",
        "jax.nn.softplus",
    ]
    assert [c.before for c in entry.changes] == [
        "keras.activations.softplus(x)",
        'Activation("softplus")',
    ]
    assert [d.shows for d in entry.defects] == ["loads_as_the_built_in"]
    assert entry.tags == ("smooth",)


def test_hard_shrink_jumps_at_its_threshold(drafted):
    entry = loaded(drafted["hard_shrink"])
    for threshold in (0.5, 2.0):
        found = [(k.x, k.left, k.right, k.jump) for k in entry.kinks(threshold=threshold)]
        assert found == [(-threshold, 1, 0, True), (threshold, 0, 1, True)]
    assert entry.range == "y < -threshold or y == 0 or y > threshold"
    assert said(entry) == dict.fromkeys({"increasing", "odd", "idempotent"}, "True")
    assert entry.smoothness == "discontinuous" and entry.zero_centred == "yes: it is odd"
    assert entry.aliases == ("hardshrink",)
    (torch,) = entry.elsewhere
    assert (torch.parameter, torch.call) == ("lambd", "F.hardshrink(x, lambd=0.5)")


@pytest.mark.parametrize(
    ("name", "bounds", "attained", "smoothness"),
    [
        ("sigmoid", ("0", "1"), ("False", "False"), r"C^\infty"),
        ("tanh", ("-1", "1"), ("False", "False"), r"C^\infty"),  # computed in float32
        ("softsign", ("-1", "1"), ("False", "False"), "C^1"),
        ("sparse_plus", ("0", "inf"), ("True", "False"), "C^1"),
        ("hard_sigmoid", ("0", "1"), ("True", "True"), "C^0"),
    ],
)
def test_bounds_and_smoothness(drafted, name, bounds, attained, smoothness):
    entry = loaded(drafted[name])
    assert (entry.bounds, entry.attained) == (bounds, attained)
    assert entry.smoothness == smoothness


def test_a_layer_and_its_default_are_found(drafted):
    entry = loaded(drafted["leaky_relu"])
    assert (entry.layer, entry.layer_parameters) == ("keras.layers.LeakyReLU", "negative_slope=0.3")
    assert entry.parameters[0].layer_default == 0.3 and "LeakyReLU" in entry.aliases
    (kink,) = entry.kinks(negative_slope=0.7)
    assert (kink.left, kink.right, kink.keras) == (0.7, 1, 1)


def test_what_keras_gives_no_default_is_marked(drafted):
    entry = loaded(drafted["threshold"])
    assert [p.required for p in entry.parameters] == [True, True]
    made = ast.parse(drafted["threshold"])
    (f,) = [n for n in made.body if isinstance(n, ast.FunctionDef) and n.name == "threshold"]
    assert ast.unparse(f.args) == "x, threshold, default_value"
    assert "# otherwise at" in drafted["threshold"]  # it is convex at the defaults alone


def test_a_function_of_a_vector(drafted):
    softmax, glu = loaded(drafted["softmax"]), loaded(drafted["glu"])
    assert (softmax.length, glu.length) == ("n", "n / 2")
    held = {"on_simplex", "shift_invariant", "permuted", "ordered", "symmetric", "lipschitz"}
    assert said(softmax) == dict.fromkeys(held, "True") and said(glu) == {}
    assert softmax.claim("lipschitz").value == "0.5"
    assert softmax.layer == "keras.layers.Softmax"


@pytest.mark.parametrize("name", [name for names in DRAFTED.values() for name in names])
def test_each_proposal_is_marked_and_the_form_is_kept(drafted, name):
    text = drafted[name]
    assert max(map(len, text.splitlines())) <= 100
    for field in ("Claim", "Kink", "Elsewhere", "Change", "Defect"):
        for line in re.findall(rf"^ +{field}\(.*", text, re.M):
            assert "# proposed: confirm" in line or "otherwise at" in text
    ruff = [sys.executable, "-m", "ruff"]
    for command in (["check", "--quiet"], ["format", "--check", "--quiet"]):
        done = subprocess.run(
            [*ruff, *command, "--stdin-filename", "scripts/catalog/activations/made_up.py", "-"],
            input=text,
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout


def test_what_is_made_builds_at_once_with_a_short_list(tmp_path):
    project = copy(tmp_path)
    unwrite(project, "softsign")
    made = run(project, "new.py", "softsign")
    assert made.returncode == 0, made.stderr
    built = run(project, "build.py", "--preview")
    assert built.returncode == 0
    of = "activations/softsign"
    problems = re.findall(rf"^\S+/{of}\S*:\d+: .*", built.stderr, re.M)
    assert 5 < len(problems) <= 10, built.stderr
    assert not re.search("does not take in|stand first", built.stderr)
    assert "Error" not in built.stderr
    shown = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
    )
    assert shown.returncode == 0 and "Traceback" not in shown.stderr, shown.stderr
    assert "facts.json" not in shown.stderr  # it follows from what is not recorded yet
    for piece in ("graph.svg", "card.md", "facts.md", "explorer.md", "theorems.md", "checks.md"):
        assert (project / f"docs/generated/{of}/{piece}").is_file()
    page = Markdown(project / f"docs/{of}/index.md")
    assert page.text.count("theorems.md") == 2  # the line, and how to take in one alone
    ruff = [sys.executable, "-m", "ruff", "check", f"scripts/proofs/{of}.py"]
    assert subprocess.run(ruff, cwd=project, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def lacking(tmp_path_factory):
    """A project in which softsign is still to be written."""
    project = copy(tmp_path_factory.mktemp("lacking"))
    unwrite(project, "softsign")
    return project


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("softsign vectr", "vectr is no kind; did you mean vector?"),
        ("softsine", "unwritten.txt; did you mean softsign?"),
        ("activations/nothing_like_it", "unwritten.txt; add it, if Keras has it"),
        ("relu", "relu exists: scripts/catalog/activations/relu.py"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_a_line(name, says, lacking):
    done = run(lacking, "new.py", *name.split())
    assert done.returncode == 1 and says in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("said", [*rendering.HOSTILE, "two\nlines", "a'b\"c", '"\\'])
def test_a_string_is_written_as_python_reads_it(said):
    assert ast.literal_eval(drafts.quoted(said)) == said
