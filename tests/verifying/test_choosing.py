"""The code on the page that helps to choose runs under the installed Keras."""

import ast
import os
import re

import pytest

from project.paths import DOCS

os.environ.setdefault("KERAS_BACKEND", "jax")
ROWS = re.findall(
    r"^\| (?!the target|the network|the constraint|the place|---)(.+) \|$",
    (DOCS / "choose.md").read_text(encoding="utf-8"),
    re.M,
)
CODE = {row: re.findall(r"<br>`(.+?)`", row) for row in ROWS}


def test_every_advice_has_its_code_or_leads_to_code_to_copy():
    assert len(ROWS) > 20
    assert [row for row, code in CODE.items() if not code and "[`projected`](" not in row] == []


@pytest.mark.parametrize("code", sorted({"\n".join(code) for code in CODE.values() if code}))
def test_the_code_runs(code):
    """The lines of a row, one after the other; each value is a layer that can be called on what it
    takes, a loss, or numbers, as many rows of them as were given."""
    import keras
    from keras import layers

    x = keras.ops.ones((2, 4))
    names = {"keras": keras, "layers": layers, "x": x, "winner": x, "loser": -x}
    for line in ast.parse(code).body:
        source = ast.unparse(line.value)
        made = eval(source, names)
        if isinstance(line, ast.Assign):
            names[line.targets[0].id] = made
        if isinstance(made, layers.Layer):
            shapes = {layers.LSTM: (2, 3, 4), layers.PReLU: (2, 8, 8, 3)}
            given = keras.ops.ones(shapes.get(type(made), (2, 4)))
            assert made(given).shape[0] == 2
        elif isinstance(made, keras.losses.Loss):
            sparse = isinstance(made, keras.losses.SparseCategoricalCrossentropy)
            targets = keras.ops.zeros((2,) if sparse else (2, 4))
            assert keras.ops.isfinite(made(targets, x))
        else:
            assert made.shape[0] == 2
