"""How the installed Keras, and the frameworks beside it, are asked."""

import pytest

from proofs.installed import defaults, documented


def test_defaults_leave_out_the_first_parameter_and_what_takes_any():
    def call(x, slope=0.2, level=None, *rest, name, **others):
        return x

    class Layer:
        def __init__(self, slope=0.3, **others):
            pass

    assert defaults(call) == {"slope": 0.2, "level": None, "name": None}
    assert defaults(Layer) == {"slope": 0.3}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\nsoftshrink(input, lambd=0.5) -> Tensor\n\nApplies", {"lambd": 0.5}),
        ("softplus(input, beta=1, threshold=20) -> Tensor", {"beta": 1, "threshold": 20}),
        ("logsigmoid(input) -> Tensor", {}),
        ("prelu(input, weight) -> Tensor", {"weight": None}),
        ("square(input, *, out=None) -> Tensor", {"out": None}),
        ("max(iterable, *[, default=obj, key=func]) -> value", None),
        ("softshrink applies a shrinkage.", None),
        ("", None),
    ],
)
def test_a_function_in_c_is_read_from_its_documentation(text, found):
    assert documented(text) == found


def test_a_function_that_tells_no_signature_has_no_known_defaults():
    assert defaults(max) is None
