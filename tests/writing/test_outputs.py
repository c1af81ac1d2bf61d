"""What the cells of a notebook show: fit to be published, or refused."""

import html
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout import ROOT
from writing import outputs

FRAME = """<div>
<style scoped>
    .dataframe tbody tr th:only-of-type { vertical-align: middle; }
    .dataframe thead th { text-align: right; }
</style>
<table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th><th>a</th></tr></thead>
  <tbody><tr><th>0</th><td>1 &lt; 2 &amp; 3</td></tr></tbody>
</table>
</div>"""
WORDS = st.text(st.sampled_from("ab<>&\"' 1"), max_size=8)


def unfit(kind, text):
    with pytest.raises(outputs.Unfit) as refused:
        outputs.fit(kind, text)
    assert refused.value.remedy
    return refused.value.what


def nested(inner):
    """HTML of allowed elements, with attributes that are dropped."""
    attributes = st.sampled_from(["", ' class="a"', ' style="text-align: left"', " id=b data-c=1"])
    tags = st.sampled_from(["b", "em", "code", "span", "div", "ul", "li", "p"])
    return st.builds(lambda tag, own, part: f"<{tag}{own}>{part}</{tag}>", tags, attributes, inner)


def read(markup):
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@settings(deadline=None)
@given(st.recursive(WORDS.map(html.escape), nested, max_leaves=4))
def test_html_keeps_its_words_and_loses_what_the_theme_decides(markup):
    shown = outputs.fit("text/html", markup)
    assert read(shown).split() == read(markup).split()
    assert not re.search(r"<[^>]*(?:class|style|id|data-c)=", shown)
    assert outputs.fit("text/html", shown) == shown


def test_a_data_frame_is_a_plain_table():
    shown = outputs.fit("text/html", FRAME)
    assert re.sub(r"\s*\n\s*", "", shown) == (
        "<div><table><thead><tr><td></td><th>a</th></tr></thead>"
        "<tbody><tr><th>0</th><td>1 &lt; 2 &amp; 3</td></tr></tbody></table></div>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://example.org/a?b=1&amp;c">a</a>',
        '<img src="data:image/png;base64,AA+/BB/CC==" alt="A dot.">',
        '<td colspan="2">a</td>',
        "<details open><summary>a</summary>b</details>",
        "a<br>b <b>&lt;c&gt;</b>",
    ],
)
def test_html_that_a_page_may_show_stays_as_it_is(markup):
    around = "<table><tbody><tr>{}</tr></tbody></table>" if markup.startswith("<td") else "{}"
    assert outputs.fit("text/html", around.format(markup)) == around.format(markup)


@pytest.mark.parametrize(
    ("markup", "says"),
    [
        ("<script>x()</script>", "<script>"),
        ("<iframe src='a'></iframe>", "<iframe>"),
        ("<svg><path/></svg>", "<svg>"),
        ("<video src='a'></video>", "<video>"),
        ("<link rel=stylesheet href=a>", "<link>"),
        ("<h1>a</h1>", "<h1>"),
        ("<b onclick='x()'>a</b>", "runs a script"),
        ("<a href='javascript:x()'>a</a>", "no address"),
        ("<img src='https://example.org/a.png' alt='a'>", "<img> from elsewhere"),
        ("<img src='//example.org/a.png' alt='a'>", "<img> from elsewhere"),
        ("<img src='data:image/png;base64,AA'>", "without words"),
        ("<b style='color: red'>a</b>", "a style of its own, color"),
        (
            "<style>td { background: red; text-align: left }</style>",
            "a style of its own, background",
        ),
        ("<style>.a{}.b:hover{display:none}</style>", "a style of its own, display"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "<div>{}</div>", "<table><tr><td>{}</table>"])
def test_html_that_a_page_cannot_show_is_refused(markup, says, around):
    assert says in unfit("text/html", around.format(markup))


@pytest.mark.parametrize(
    "text", ["a <script>x()</script>", "<iframe src='a'>", "<x-y>", "</style>"]
)
def test_markdown_with_such_html_is_refused(text):
    assert "in Markdown" in unfit("text/markdown", text)


@pytest.mark.parametrize(
    "text",
    ["`<script>`", "```\n<script>\n```", "$x<y$ a<b <3", "a<br>b <b>c</b>", "<https://a.org>"],
)
def test_markdown_without_it_is_shown(text):
    assert outputs.fit("text/markdown", text) == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[<matplotlib.lines.Line2D at 0x7f8a1c0d5e50>]", "an address in memory"),
        ("<function f at 0x10a>", "an address in memory"),
        ("File /tmp/ipykernel_12/345.py:1", "a file of the kernel"),
        ("kernel ipykernel_77 died", "a file of the kernel"),
        ("in PID 4711", "a process"),
        ("process=12", "a process"),
        ("saved in /home/me/a.txt", "a path"),
        ("'/Users/me/a'", "a path"),
        ("/usr/lib/python3/site-packages/keras/src/a.py:3: warning", "a path"),
        (r"C:\Users\me\a.txt", "a path"),
        ("file:///tmp/a", "a path"),
    ],
)
@pytest.mark.parametrize("kind", ["text/plain", "text/html", "text/markdown", "text/latex"])
def test_what_names_the_machine_is_refused(kind, text, says):
    text = html.escape(text) if kind == "text/html" else f"`{text}`"
    assert says in unfit(kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "and/or 1/2/3",
        "0x3f800000",
        "https://example.org/a/b.html",
        "a / b /c",
        "~/a/b",
        "at 0.5",
        "keras/src/a.py",
    ],
)
def test_what_names_no_machine_is_shown(text):
    assert outputs.fit("text/plain", text) == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"text/plain": "1", "text/html": "<b>1</b>"}, "text/html"),
        ({"text/plain": "x", "image/png": "AA", "text/latex": "$x$"}, "text/latex"),
        ({"text/plain": "<Figure>", "image/png": "AA", "image/svg+xml": "<svg/>"}, "image/svg+xml"),
        ({"text/html": "<script>", "image/jpeg": "AA", "text/plain": "a"}, "image/jpeg"),
        ({"application/vnd.vega+json": {}, "image/png": "AA", "text/plain": "a"}, "image/png"),
        ({"text/html": "<style>a{color:red}</style>", "text/plain": "Model()"}, "text/plain"),
    ],
)
def test_the_best_form_that_a_page_can_show_is_chosen(data, kind):
    assert outputs.chosen(data)[0] == kind


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"text/html": "<script>", "text/plain": "<IPython.core.display.HTML object>"}, "<script>"),
        ({"text/html": "<script>", "text/plain": "<a.B at 0x7f>"}, "<script>"),
        ({"application/javascript": "x()", "text/plain": "a"}, "application/javascript"),
        ({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "0%"}, "widget-view"),
        ({"video/mp4": "AA"}, "video/mp4"),
    ],
)
def test_what_has_no_such_form_is_refused_with_what_keeps_the_best(data, says):
    with pytest.raises(outputs.Unfit, match=re.escape(says)):
        outputs.chosen(data)


def test_what_the_records_hold_is_fit():
    for file in sorted((ROOT / "records").glob("*/*/notebook.json")):
        for cell in json.loads(file.read_text(encoding="utf-8"))["seen"]["outputs"]:
            for output in cell:
                outputs.private("".join(output.get("text", ())))
                for kind, text in output.get("data", {}).items():
                    assert outputs.fit(kind, "".join(text)) == "".join(text)


PATHS = [
    "~me/x",
    "C:/Users/me/x",
    "D:\\\\x\\y",
    "\\\\\\\\server\\share",
    "/root",
    "/tmp",
    "/Users",
]


@pytest.mark.parametrize("path", [path.replace("\\\\", "\\") for path in PATHS])
def test_a_path_of_any_system_is_not_published(path):
    assert "a path" in unfit("text/plain", f"saved to {path}\n")


@pytest.mark.parametrize(
    "text",
    ["a ~ b / c", "x:/y", "1/2", "https://a.b/home", "a//b", "and/or", "\\\\alpha", "~5", "::/64"],
)
def test_what_only_looks_like_one_is(text):
    assert outputs.fit("text/plain", text) == text


@pytest.mark.parametrize("kind", ["text/plain", "text/html", "text/markdown", "image/png"])
def test_what_nobody_reads_to_its_end_is_refused(kind):
    assert "characters of" in unfit(kind, "iVBORw0KGgoA" * 200_000)


def test_the_name_of_an_object_does_not_stand_for_what_no_page_shows():
    with pytest.raises(outputs.Unfit, match="application/pdf"):
        outputs.chosen({"application/pdf": "AA", "text/plain": "<Figure size 640x480 with 1 Axes>"})


@pytest.mark.parametrize("title", ["# Top", "a\n\n  # Top #", "Top\n==="])
def test_a_title_in_what_is_shown_is_refused(title):
    assert "a title in Markdown" in unfit("text/markdown", title)
    assert outputs.fit("text/markdown", f"## A\n\n```\n{title}\n```\n")


@given(
    st.sampled_from(["\x0c", "\x1b[2K", "\u200b", "\u202e", "\x92", "\ue000"]),
    st.sampled_from(outputs.KINDS),
)
def test_what_nobody_sees_is_not_published(sign, kind):
    if not kind.startswith("image/") and kind != "text/html":
        assert "nobody sees" in unfit(kind, f"a{sign}b")
    assert outputs.fit("text/plain", "\x1b[31;1mu\u0308\x1b[0m")
