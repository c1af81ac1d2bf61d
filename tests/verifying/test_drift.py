"""The drift check: silent with the pins, and sees each kind of change in a Keras that is made to
differ."""

import os
import re
from bisect import bisect_left

import jax
import jax.numpy as jnp
import pytest

from checkout import ROOT, run

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras

import catalog
import drift as command
from project import records
from project.problems import line_of
from verifying import agreement, drift

MODULE = "scripts/catalog/activations/leaky_relu.py"
UNWRITTEN = "scripts/catalog/activations/unwritten.txt"
TO_WRITE = "softsign", "threshold"
LEAKY = catalog.load("activations", "leaky_relu")
KERAS = keras.activations.leaky_relu


@pytest.fixture(autouse=True)
def one_function(monkeypatch):
    """leaky_relu alone is compared, in this process: what is seen of one function is seen of
    each."""
    check, gone = agreement.check, drift.gone
    monkeypatch.setattr(
        agreement,
        "check",
        lambda function, path, *rest: (
            check(function, path, *rest) if path.stem == "leaky_relu" else []
        ),
    )
    monkeypatch.setattr(
        drift,
        "gone",
        lambda entry, *rest: gone(entry, *rest) if entry.stem == "leaky_relu" else [],
    )
    monkeypatch.setattr(drift, "around", lambda family: [])


@pytest.fixture(autouse=True)
def to_write(monkeypatch):
    """Two have no page, whatever is written."""
    found, listed = catalog._found, catalog.unwritten
    monkeypatch.setattr(catalog, "_found", lambda family: found(family) - {*TO_WRITE})
    monkeypatch.setattr(catalog, "unwritten", lambda family: sorted([*listed(family), *TO_WRITE]))


def install(monkeypatch, name, call):
    """Keras with `call` in the place of one of its activations: the function, the string and
    what the layers use."""
    call.__name__ = name
    for module in (keras.activations, keras.src.activations):
        monkeypatch.setattr(module, name, call, raising=False)
    monkeypatch.setitem(keras.src.activations.ALL_OBJECTS_DICT, name, call)


def remove(monkeypatch, name):
    monkeypatch.delattr(keras.activations, name)


def added(monkeypatch):
    install(monkeypatch, "morph", lambda x: x)


def added_with_an_alias(monkeypatch):
    added(monkeypatch)
    monkeypatch.setattr(keras.activations, "aardvark", keras.activations.morph, raising=False)


def alias_added(monkeypatch):
    monkeypatch.setattr(keras.activations, "leaky", KERAS, raising=False)


def removed(monkeypatch):
    remove(monkeypatch, "leaky_relu")


def unwritten_removed(monkeypatch):
    remove(monkeypatch, "threshold")


def renamed(monkeypatch):
    """Under a new name: other functions of one parameter are new too."""
    removed(monkeypatch)
    install(monkeypatch, "cracked", lambda x, negative_slope=0.2: 1 / 0)
    install(monkeypatch, "doubled", lambda x, negative_slope=0.2: 2 * KERAS(x, negative_slope))
    install(monkeypatch, "leaky_rectifier", lambda x, negative_slope=0.2: KERAS(x, negative_slope))


def unwritten_renamed(monkeypatch):
    softsign = keras.activations.softsign
    remove(monkeypatch, "softsign")
    monkeypatch.setattr(keras.activations, "rational", softsign, raising=False)


def alias_removed(monkeypatch):
    remove(monkeypatch, "swish")


def alias_moved(monkeypatch):
    install(monkeypatch, "swish", lambda x, beta=1.0: x * keras.activations.sigmoid(beta * x))


def parameter_renamed(monkeypatch):
    install(monkeypatch, "leaky_relu", lambda x, alpha=0.2: KERAS(x, alpha))


def parameter_added(monkeypatch):
    install(
        monkeypatch,
        "leaky_relu",
        lambda x, negative_slope=0.2, threshold=0.0: KERAS(x, negative_slope),
    )


def default_changed(monkeypatch):
    install(monkeypatch, "leaky_relu", lambda x, negative_slope=0.3: KERAS(x, negative_slope))


def string_changed(monkeypatch):
    monkeypatch.delitem(keras.src.activations.ALL_OBJECTS_DICT, "leaky_relu")


def value_changed(monkeypatch):
    install(
        monkeypatch,
        "leaky_relu",
        lambda x, negative_slope=0.2: KERAS(x, negative_slope) + jnp.where(x < -100, 0.01, 0),
    )


def value_at_infinity_changed(monkeypatch):
    """Which only the record knows, whose Keras is another one."""
    install(
        monkeypatch,
        "leaky_relu",
        lambda x, negative_slope=0.2: jnp.where(x == jnp.inf, jnp.nan, KERAS(x, negative_slope)),
    )
    newer(monkeypatch)


def gradient_changed(monkeypatch):
    def call(x, negative_slope=0.2):
        y = KERAS(x, negative_slope)
        fixed = jax.lax.stop_gradient(y)
        return jnp.where(x < 0, fixed + (y - fixed) / 2, y)

    install(monkeypatch, "leaky_relu", call)


def gradient_at_the_kink_changed(monkeypatch):
    install(
        monkeypatch,
        "leaky_relu",
        lambda x, negative_slope=0.2: jnp.where(x > 0, x, negative_slope * x),
    )


def fails(monkeypatch):
    def call(x, negative_slope=0.2):
        raise TypeError("no such dtype")

    install(monkeypatch, "leaky_relu", call)


class Layer(keras.layers.LeakyReLU):
    def __init__(self, negative_slope=0.2, **kwargs):
        super().__init__(negative_slope, **kwargs)


def layer_changed(monkeypatch):
    monkeypatch.setattr(keras.layers, "LeakyReLU", Layer)


def layer_removed(monkeypatch):
    monkeypatch.delattr(keras.layers, "LeakyReLU")


def defect_gone(monkeypatch):
    monkeypatch.setattr(
        keras.layers, "deserialize", lambda saved: keras.layers.Dense(1, activation=lambda x: x)
    )


def defect_refused(monkeypatch):
    def serialize(layer):
        raise ValueError("register leaky_relu first")

    monkeypatch.setattr(keras.layers, "serialize", serialize)


def newer(monkeypatch):
    """Than the record is."""
    kept = records.load("activations", "leaky_relu", "frameworks")
    monkeypatch.setattr(
        records,
        "load",
        lambda family, stem, sort: kept | {"versions": kept["versions"] | {"keras": "3.0.0"}},
    )


KINDS = {
    added: (UNWRITTEN, "morph", "keras.activations.morph is new"),
    added_with_an_alias: (UNWRITTEN, "morph", "keras.activations.morph is new"),
    alias_added: (MODULE, "    aliases=", "Keras knows the function as 'leaky' too"),
    removed: (MODULE, "    keras=", "keras.activations.leaky_relu is gone"),
    unwritten_removed: (UNWRITTEN, "threshold", "keras.activations.threshold is gone"),
    renamed: (MODULE, "    keras=", "keras.activations.leaky_relu is now leaky_rectifier"),
    unwritten_renamed: (UNWRITTEN, "softsign", "keras.activations.softsign is now rational"),
    alias_removed: (
        MODULE.replace("leaky_relu", "silu"),
        "    keras=",
        "keras.activations.swish is no longer silu",
    ),
    alias_moved: (UNWRITTEN, "swish", "keras.activations.swish is new"),
    parameter_renamed: (
        MODULE,
        "    parameters=",
        "Keras's parameters are alpha, not negative_slope",
    ),
    parameter_added: (
        MODULE,
        "    parameters=",
        "Keras's parameters are negative_slope, threshold, not negative_slope",
    ),
    default_changed: (
        MODULE,
        "            default=",
        "the default of negative_slope in Keras is 0.3, not 0.2",
    ),
    string_changed: (
        MODULE,
        "    name=",
        "the string 'leaky_relu' does not give keras.activations.leaky_relu",
    ),
    value_changed: (MODULE, "def leaky_relu(x", "f at x="),
    value_at_infinity_changed: (
        MODULE,
        "    keras=",
        "the record's f on jax in float32 is not what the installed Keras gives",
    ),
    gradient_changed: (MODULE, "def leaky_relu_gradient(x", "the gradient at x="),
    gradient_at_the_kink_changed: (MODULE, "    kinks=", "Keras's gradient at 0 is 0.2, not 1.0"),
    fails: (
        MODULE,
        '"""Leaky',
        "cannot be compared: TypeError: "
        "Exception encountered when calling LeakyReLU.call(). no such dtype",
    ),
    layer_changed: (
        MODULE,
        "    layer_parameters=",
        "the layer takes negative_slope=0.2, not negative_slope=0.3",
    ),
    layer_removed: (MODULE, "    layer=", "Keras has no keras.layers.LeakyReLU"),
    defect_gone: (MODULE, "        Defect(", "the defect of Keras 3.0.0 and later is gone"),
    defect_refused: (
        MODULE,
        "        Defect(",
        "cannot be compared: ValueError: register leaky_relu first",
    ),
}


@pytest.mark.slow
def test_nothing_has_drifted_with_the_pins():
    done = run(ROOT, "drift.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(
        r"The catalog was compared with keras [\d.]+, jax [\d.]+: nothing has drifted\.\n",
        done.stdout,
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_sees(kind, monkeypatch, capsys):
    file, needle, message = KINDS[kind]
    kind(monkeypatch)
    with pytest.raises(SystemExit) as ended:
        command.main([])
    assert ended.value.code == 1
    if file == UNWRITTEN:  # its line, or the one before which it belongs
        line = 1 + bisect_left(catalog.unwritten("activations"), needle)
    else:
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        line = next(n for n, text in enumerate(lines, 1) if text.startswith(needle))
    printed = capsys.readouterr().out.splitlines()
    found = next(
        n for n, text in enumerate(printed) if text.startswith(f"{file}:{line}: {message}")
    )
    assert printed[found + 1].startswith("    "), "a remedy"


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (added_with_an_alias, 1),
        (removed, 1),
        (renamed, 3),
        (unwritten_renamed, 1),
        (alias_removed, 1),
        (alias_moved, 2),
        (default_changed, 1),
        (defect_gone, 1),
    ],
)
def test_says_each_thing_once(kind, count, monkeypatch):
    kind(monkeypatch)
    assert sum(map(len, drift.drift().values())) == count


def test_a_newer_keras_that_does_the_same_has_not_drifted(monkeypatch):
    newer(monkeypatch)
    assert agreement.check(LEAKY, catalog.module_path("activations", "leaky_relu"))
    assert drift.drift() == {}


def test_one_entry_is_compared_alone(monkeypatch):
    default_changed(monkeypatch)
    assert drift.drift([("activations", "mish")]) == {}
    assert list(drift.drift([("activations", "leaky_relu")])) == ["activations/leaky_relu"]


def test_a_keras_that_cannot_be_imported_is_reported(monkeypatch):
    def public(family):
        raise ImportError("jax 1.0 is needed")

    monkeypatch.setattr(drift, "public", public)
    ((problem,),) = drift.drift().values()
    assert problem.message == "Keras cannot be imported: ImportError: jax 1.0 is needed"
    assert problem.line == line_of(
        (ROOT / "requirements.in").read_text(encoding="utf-8"), "keras=="
    )


def test_the_report_is_markdown_with_a_heading_for_each_function(monkeypatch):
    unwritten_removed(monkeypatch)
    default_changed(monkeypatch)
    text = drift.report(drift.drift())
    assert re.match(r"The catalog was compared with keras [\d.]+, jax [\d.]+: 2 found\.\n", text)
    assert re.findall(r"^## (.*)$", text, re.M) == ["Names", "activations/leaky_relu"]
    assert len(re.findall(r"^```text\n(?:\S+:\d+: .+\n    .+\n)+```$", text, re.M)) == 2
