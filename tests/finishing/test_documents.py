"""Whole pages, after the templates."""

from finishing import documents


def test_what_is_set_aside_comes_back_and_is_not_searched():
    page = "<p>a <math><mi>x</mi></math> b <svg><text>1</text></svg></p>\n\n<pre>c\n\nd</pre>"
    content, aside = documents.set_aside(page)
    assert "<mi>" not in content and "<text>" not in content
    assert documents.finish(content, aside) == page.replace("</p>\n\n", "</p>\n")


def test_a_formula_of_a_heading_is_searched_as_plain_text():
    square = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
    content, _ = documents.set_aside(f"<h2>of {square}</h2><p>of {square}</p>")
    assert content.startswith("<h2>of <i>x²<!--aside 0--></i></h2>")
