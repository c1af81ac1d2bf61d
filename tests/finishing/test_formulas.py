"""Formulas as MathML."""

import pytest

from finishing import formulas


@pytest.mark.parametrize(
    "tex, part",
    [
        (r"(-\infty, a]", '<mo form="prefix">−</mo>'),
        (r"a - b", "<mo>−</mo>"),
        (r"\mathbb{R}", "<mi>ℝ</mi>"),
        (r"\mathcal{N}", "<mi>𝒩</mi>"),
        (r"\mathbf{1}", "<mn>𝟏</mn>"),
        (r"\lvert a \rvert", '<mo stretchy="false" lspace="0" rspace="0">|</mo>'),
        (r"a \mid b", "<mo>∣</mo>"),
        (r"a \max(x)", f"<mi>a</mi>{formulas.THIN}<mi>max</mi>"),
        (r"\operatorname{E} f", f"<mo>\u2061</mo>{formulas.THIN}<mi>f</mi>"),
        (r"\max_{g \in G} g", f"</msub>{formulas.THIN}<mi>g</mi>"),
        (r"-\log(x)", '<mo>−</mo><mi>log</mi><mo>\u2061</mo><mo stretchy="false">(</mo>'),
    ],
)
def test_formula(tex, part):
    assert part in formulas.render(tex, False)


@pytest.mark.parametrize(
    "tex",
    [
        r"\leaky{x}",
        r"\frac{1}{",
        "é",
        r"\href{javascript:x}{y}",
        "$x$",
        r"f_{\tanh}(x)",
        r"\begin{align}x\tag{1}\end{align}",
    ],
)
def test_formula_refused(tex):
    with pytest.raises(formulas.Rejected) as refused:
        formulas.render(tex, "align" in tex)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"\alpha", "α"),
        (r"f'(x) = \frac{x^2}{2}", "f′(x) = x²/2"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"e^{-x}", "e^(−x)"),
        (r"a_i^{n+1}", "a_i^(n + 1)"),
        (r"x_1, x_2", "x₁, x₂"),
        (r"x < -\infty", "x < −∞"),
        (r"\lvert \hat x \rvert", "|x\u0302|"),
        (r"\sqrt[3]{2} + \sqrt{ab}", "2^(1/3) + √ab"),
        (r"\operatorname{relu}(x)", "relu(x)"),
        (r"\texttt{negative\_slope}", "negative_slope"),
        (r"\begin{cases} 1 & x > 0 \\ 0 \end{cases}", "{1 x > 0; 0"),
    ],
)
def test_a_formula_in_plain_text(tex, plain):
    assert formulas.plain(formulas.render(tex, False)) == plain


def test_formula_is_kept_by_content(monkeypatch, tmp_path):
    monkeypatch.setattr(formulas, "HOME", tmp_path)
    render = formulas.render.__wrapped__
    first = render("x^2", True)
    (kept,) = tmp_path.iterdir()
    kept.write_text("from the cache", encoding="utf-8", newline="\n")
    assert (first != "from the cache", render("x^2", True)) == (True, "from the cache")


TEX = r"f(x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}"


@pytest.mark.parametrize(
    "same",
    [
        TEX + " .",
        TEX + r", \qquad \square",
        TEX.replace(r" \end", r". \end"),
        TEX.replace(r" \\ ", ",\\\\\n"),
        TEX.replace("f(x) =", r"f(x)\,="),
    ],
)
def test_an_address_survives_what_the_sentence_decides(same):
    assert formulas.anchor(same) == formulas.anchor(TEX)


@pytest.mark.parametrize("other", [TEX.replace(">", r"\ge"), TEX.replace("x &", "-x &"), "f, x"])
def test_another_formula_has_another_address(other):
    assert formulas.anchor(other) != formulas.anchor(TEX)


def test_addresses_stay_when_a_formula_comes_before():
    boxes = [formulas.displayed(tex, "<math></math>", "div") for tex in ("a < b\n", "c", "a<b")]
    content, found = formulas.addressed("<p>words</p>".join(boxes))
    assert list(found.values()) == ["a < b", "c", "a<b"]
    assert list(found) == [
        formulas.anchor("a<b"),
        formulas.anchor("c"),
        formulas.anchor("a<b") + "-2",
    ]
    assert [f'id="{own}"' in content for own in found] == [True] * 3 and "data-tex" not in content
    before = formulas.displayed("new", "<math></math>", "span")
    assert list(formulas.addressed(before + "".join(boxes))[1])[1:] == list(found)
