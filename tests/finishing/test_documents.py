"""Whole pages, after the templates."""

from finishing import documents


def test_what_is_set_aside_comes_back_and_is_not_searched():
    page = "<p>a <math><mi>x</mi></math> b <svg><text>1</text></svg></p>\n\n<pre>c\n\nd</pre>"
    content, aside = documents.set_aside(page)
    assert "<mi>" not in content and "<text>" not in content
    assert documents.finish(content, aside) == page.replace("</p>\n\n", "</p>\n")
