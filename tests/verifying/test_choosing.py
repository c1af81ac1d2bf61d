"""The code on the page that helps to choose runs under the installed Keras."""

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
CODE = {row: re.findall(r"`((?:layers|keras)\..+?)`", row) for row in ROWS}


def test_every_advice_has_its_code_or_leads_to_code_to_copy():
    assert len(ROWS) > 20
    assert [row for row, code in CODE.items() if not code and "[`projected`](" not in row] == []


@pytest.mark.parametrize("code", sorted({code for row in CODE.values() for code in row}))
def test_the_code_runs(code):
    import keras
    from keras import layers

    made = eval(code, {"keras": keras, "layers": layers, "x": keras.ops.ones((2, 4))})
    if isinstance(made, layers.Layer):
        shapes = {layers.LSTM: (2, 3, 4), layers.PReLU: (2, 8, 8, 3)}
        given = keras.ops.ones(shapes.get(type(made), (2, 4)))
        assert made(given).shape[0] == 2
    else:
        assert callable(made) or made.shape == (2, 4)  # a loss, or what a function returned
