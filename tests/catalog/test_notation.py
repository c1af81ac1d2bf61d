"""Expressions, cells and numbers, as readers see them."""

import pytest

from catalog.notation import number, tex


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("max(1, abs(a))", r"\max(1, \lvert \alpha \rvert)"),
        ("a in (0, 1)", r"\alpha \in \{0, 1\}"),
        ("0 < a <= 1 or a == -1", r"0 < \alpha \le 1 \text{ or } \alpha = -1"),
        (
            "a != 0 and (a < 1 or a > 2)",
            r"\alpha \ne 0 \text{ and } (\alpha < 1 \text{ or } \alpha > 2)",
        ),
        ("a is None", r"\alpha = \text{None}"),
        ("a == True", r"\alpha = \text{True}"),
        ("-inf", r"-\infty"),
        ("-(a + 1) * 2", r"-(\alpha + 1) \, 2"),
        (
            "-inf if a > 0 else 1 if a < 0 else 0",
            r"\begin{cases} -\infty & \text{if } \alpha > 0 \\ 1 & \text{if } \alpha < 0 \\ "
            r"0 & \text{otherwise} \end{cases}",
        ),
        ("a / 2 - a**2", r"\frac{\alpha}{2} - \alpha^{2}"),
    ],
)
def test_expressions_in_tex(expression, shown):
    assert tex(expression, {"a": r"\alpha"}) == shown


def test_unknown_syntax_is_refused():
    with pytest.raises(ValueError, match="no TeX for"):
        tex("[a]", {"a": "a"})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.2, "0.2"),
        (-0.0, "−0"),
        (1.0, "1"),
        ("inf", "∞"),
        ("-inf", "−∞"),
        ("nan", "nan"),
        (2.0**-24, "5.96046e−8"),
        (65504.0, "65504"),
    ],
)
def test_numbers(value, shown):
    assert number(value) == shown
