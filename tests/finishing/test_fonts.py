"""The characters that the built pages use."""

from finishing import fonts


def test_formulas_have_the_italics_that_a_browser_sets():
    pages = {"a": "<p>ä</p><math><mi>x</mi><mo>&lt;</mo><mi>h</mi><mi>α</mi></math>", "b": "é"}
    signs, everything = fonts._used(pages)
    assert set("x𝑥<hℎα𝛼√") <= set(signs) and not set("äm") & set(signs)
    assert set("äéxZ") <= set(everything) and "𝑥" not in everything
