"""The policy of a page, and what of an author's it would block."""

import pytest

import rendering
from finishing import policy, typesetting


def test_policy_names_each_inline_script_by_its_hash():
    page = policy.declare('<meta charset="utf-8"><script>a()</script><script src="b.js"></script>')
    assert "script-src 'self' 'sha256-" in page and page.count("sha256-") == 1
    assert "unsafe" not in page
    assert policy.declare('<meta charset="utf-8"><script>b()</script>') != page


def problems(written, tmp_path):
    source = tmp_path / "index.md"
    source.write_text(f"Text.\n\n{written}\n", encoding="utf-8", newline="\n")
    content = typesetting.fit(rendering.html(source.read_text(encoding="utf-8")))
    found = policy.check(content, source)
    return [(each.line, each.message.removeprefix("a page may not hold ")) for each in found]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("<b style='color:red'>x</b>", 'style="color:red"'),
        ('A *word*{ style="color:red" }', 'style="color:red"'),
        ("<P STYLE = 'a:b'>x</P>", 'style="a:b"'),
        ('<b onclick="x()">x</b>', 'onclick="x()"'),
        ("<b ONMOUSEOVER=x()>x</b>", 'onmouseover="x()"'),
        ("<script>x()</script>", "<script>"),
        ("<style>b{}</style>", "<style>"),
        ("[x](javascript:x())", 'href="javascript:x()"'),
        ("[x](Data:text/html,x)", 'href="Data:text/html,x"'),
        ('<iframe src="https://a.org/"></iframe>', "<iframe> from elsewhere, https://a.org/"),
        ('<iframe srcdoc="<b>x</b>"></iframe>', 'srcdoc="<b>x</b>"'),
        ("![x](https://a.org/b.png)", "<img> from elsewhere, https://a.org/b.png"),
        ("![x](//a.org/b.png)", "<img> from elsewhere, //a.org/b.png"),
        (
            '<img srcset="a.png 1x, http://a.org/b.png 2x" alt="x">',
            "<img> from elsewhere, http://a.org/b.png",
        ),
        (
            '<script src="https://a.org/b.js"></script>',
            "<script> from elsewhere, https://a.org/b.js",
        ),
        ('<video poster="https://a.org/b"></video>', "<video> from elsewhere, https://a.org/b"),
        ('<video src="blob:b"></video>', "<video> from elsewhere, blob:b"),
        ('<link rel="stylesheet" href="b.css">', "<link>"),
        (
            '<svg><image href="http://a.org/b"/></svg>',
            "<image> from elsewhere, http://a.org/b",
        ),
        ('<object data="b.pdf"></object>', "<object>"),
        ('<embed src="b.pdf">', "<embed>"),
        ('<form action="/b"></form>', "<form>"),
        ('<base href="/b">', "<base>"),
        ('<meta http-equiv="refresh" content="0; url=b">', "<meta>"),
    ],
)
def test_what_the_policy_would_block_is_named_at_its_line(written, what, tmp_path):
    assert (3, what) in problems(written, tmp_path)


@pytest.mark.parametrize(
    "written",
    [
        "[x](https://a.org/) and <https://a.org/>",
        "![x](b.png) ![x](data:image/png;base64,AAAA)",
        '<script src="../b.js" defer></script>',
        '<iframe src="../b/"></iframe>',
        "| a | b |\n|---:|:-:|\n| 1 | 2 |",
        "`<b style='x'>` and $x$\n\n```html\n<b onclick=x()>x</b>\n```",
    ],
)
def test_what_it_allows_is_no_problem(written, tmp_path):
    assert problems(written, tmp_path) == []
