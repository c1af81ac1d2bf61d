"""Formulas of Markdown, found before it is converted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project import tex

PIECES = (
    "$ $$ \\ \\\\ \\( \\) \\[ \\] ` ``` | _ * x 5 \\begin{align} \\end{align} word\n \n\n ä".split(
        " "
    )
)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES, " "]), max_size=30).map("".join))
def test_what_is_hidden_can_be_read_again(text):
    assert tex.MARK.sub(tex.meant, tex.hide(text)) == text


@pytest.mark.parametrize(
    "formula",
    [
        "$x$",
        "$|x|$",
        "$P(a | b)$",
        "$f(x) = max(0, x)$",
        "$cx$",
        "$xy + b < rs$",
        "$ z_1 $",
        "$ x $",
        "$a_i =\nb$",
        r"$\$5$",
        r"$\|x\|$",
        "$$x^2$$",
        "$$\nx\n= y\n$$",
        r"\begin{align} a &= b \end{align}",
        "\\begin{align*}\na &= \\begin{cases}1\\end{cases}\n\n\\end{align*}",
        r"\begin{pmatrix} \begin{pmatrix} a \end{pmatrix} \end{pmatrix}",
        r"$\text{if $x$, \{ or $y$}$",
        r"\\(x\\)",
        r"\\[x\\]",
        r"\(\alpha\)",
        r"\[x^2\]",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "of {}, and", "- {}", "| a | {} |", "*{}*", "_{}_", "`a` {} `b`"]
)
def test_a_formula_is_found(formula, around):
    assert tex.formulas(around.format(formula)) == [formula]


@pytest.mark.parametrize(
    "text",
    [
        "fee of $5 and $6",
        "$5, $6 and $7",
        "from $5 to 10$ or so",
        "US$5 and A$ 6",
        "$5/month or 10$",
        "5$, 6$",
        "$5/$6",
        "| $5 | US$ |",
        "a $ b, and $",
        "- costs $5\n- and x_1 is 6$",
        "`$x$` and ``a ` $x$``",
        "```\n$x$\n```",
        "> ~~~\n> $x$\n> ~~~",
        "- ```python\n  $x$\n  ```",
        "<code>$x$</code> <!-- $x$ -->",
        r"\$x\$",
        "$a\n\nb$",
        "$ $ and $$ $$",
        r"\begin{align} without end",
        r"\[0, 1\] and \(a\), \[batch\_size\]",
    ],
)
def test_what_is_no_formula_is_left(text):
    assert tex.formulas(text) == []


def test_formulas_can_be_blanked_out():
    assert tex.blank(
        "a $x$\n\\begin{a}\n0.5\n\\end{a} \\* $5"
    ) == "a    \n" + " " * 9 + "\n   \n" + (" " * 7 + " \\* $5")


def test_a_price_beside_a_formula():
    assert tex.formulas("a fee of $5 for a_1 and $y$, or $6 of $z$") == ["$y$", "$z$"]


def test_a_formula_of_a_quote_is_without_its_marks():
    assert tex.formulas("> $$\n> x\n> > y\n> $$") == ["$$\nx\ny\n$$"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("$x$", ("x", False)),
        ("$$x$$", ("x", True)),
        (r"\\(x\\)", ("x", False)),
        (r"\[x\]", ("x", True)),
        (r"\begin{align}x\end{align}", (r"\begin{align}x\end{align}", True)),
        (r"\begin{gather*}x\end{gather*}", (r"\begin{gather*}x\end{gather*}", True)),
        (r"\*", (None, "*")),
    ],
)
def test_a_formula_is_read_without_what_encloses_it(written, read):
    assert tex.read(written) == read
