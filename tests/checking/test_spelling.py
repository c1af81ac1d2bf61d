"""Names of functions in prose."""

import pytest

from checking import spelling

KNOWN = frozenset({"Leaky", "ReLU", "Leaky ReLU", "SiLU", "silu", "softmax", "threshold", "elu"})


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Laeky", "Leaky"),
        ("Relu", "ReLU"),
        ("Silu", "SiLU"),
        ("sofmax", "softmax"),
        ("softmaxx", ""),
        ("tresholds", "threshold"),
        ("silu", ""),
        ("leaks", ""),
        ("cell", ""),
        ("softmax", ""),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_word(tmp_path, word, name):
    text = f"---\ntitle: a\n---\n\n`{word}` and ${word}$ in\n\na {word}.\n"
    found = [(p.line, p.message) for p in spelling.check(tmp_path, text, KNOWN)]
    said = f'"{word}" is no name of the catalog; did you mean {name}?'
    assert found == ([(7, said)] if name else [])


def test_the_catalog_says_how_a_name_is_spelt():
    assert {"Leaky ReLU", "LeakyReLU", "Leaky", "lrelu", "softplus"} <= spelling.names()
