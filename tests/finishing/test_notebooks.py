"""Notebook pages, as mkdocs-jupyter leaves them, and rebuilt."""

import base64
import json
import re
from urllib.parse import quote, unquote

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import converted
from finishing import conversion, notebooks, provenance, typesetting
from project import sources, tex
from project.paths import DOCS
from project.problems import Refused
from writing.notebooks import embedded

PATH = DOCS / "family/relu/notebook.ipynb"
SVG = "<svg><path/></svg>"


def cell(kind, inner):
    return f'<div class="jp-OutputArea-output" data-mime-type="{kind}">{inner}</div>'


def cell_of(code):
    inner = f'<div class="highlight-ipynb"><pre><span></span>{code}</pre></div>'
    return f'<div class="jp-Cell-inputWrapper">{inner}</div>'


@pytest.mark.parametrize(
    ("content", "rebuilt"),
    [
        (
            '<div class="jp-Cell-inputWrapper"><div class="jp-RenderedMarkdown">'
            f"<p>so {tex.mark('$x$')}</p><code>$x$</code></div></div>",
            "<p>so <math><mi>x</mi></math></p><code>$x$</code>",
        ),
        (
            cell_of('<span class="n">x</span>'),
            '<details class="code"><summary>Code, 1 line</summary>'
            '<div class="language-python highlight"><pre><code>x</code></pre></div></details>',
        ),
        (
            cell("text/plain", "<pre>1\n</pre>"),
            '<div class="output highlight"><pre><code>1\n</code></pre></div>',
        ),
        (
            cell("text/html", '<figure class="output"><img alt="&quot;"></figure>'),
            '<figure class="output"><img alt="&quot;"></figure>',
        ),
        (
            cell("text/html", "<table><tr><td>1</td></tr></table>"),
            '<div class="output"><div class="md-typeset__scrollwrap">'
            '<div class="md-typeset__table">'
            "<table><tbody><tr><td>1</td></tr></tbody></table></div></div></div>",
        ),
        (
            cell(
                "image/svg+xml",
                f'<img src="data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}">',
            ),
            f'<figure class="output">{SVG}</figure>',
        ),
    ],
)
def test_a_cell_is_rebuilt(content, rebuilt):
    assert notebooks.rebuild(content, PATH) == (rebuilt, [], [])


@pytest.mark.parametrize(
    ("starts", "wide"), [((), False), (("5",), False), (("5", "5"), False), (("5", "9"), True)]
)
def test_a_figure_of_panels_side_by_side_is_wide(starts, wide):
    panels = "".join(f'<clipPath id="a"><rect x="{x}"/></clipPath>' for x in starts)
    image = base64.b64encode(f"<svg>{panels}</svg>".encode()).decode()
    content = cell("image/svg+xml", f'<img src="data:image/svg+xml;base64,{image}">')
    assert ('<figure class="output wide">' in notebooks.rebuild(content, PATH)[0]) == wide


def test_folded_code_says_what_it_defines():
    code = "import a\n\ndef train(x):\n    def inner(): ...\n\nclass Net: ..."
    content = cell_of(code)
    summary = "<summary>Code, 6 lines: <code>train</code>, <code>Net</code></summary>"
    assert summary in notebooks.rebuild(content, PATH)[0]


@pytest.mark.parametrize(
    ("repository", "there"),
    [("", False), ("https://example.org/a/b", False), ("https://github.com/a/b/", True)],
)
def test_colab_is_offered_where_the_repository_is_on_github(monkeypatch, repository, there):
    monkeypatch.setenv("REPOSITORY_URL", repository)
    monkeypatch.setattr(provenance, "commit", lambda: "abc-dirty")
    content = notebooks.finish("<h1>t</h1><p>x</p>", PATH)
    address = (
        "https://colab.research.google.com/github/a/b/blob/abc/docs/family/relu/notebook.ipynb"
    )
    assert (f'href="{address}"' in content) == there == ("Colab" in content)
    assert content.startswith("<h1>t</h1>\n<p><a") and 'href="notebook.ipynb" download' in content


def published(folder, *outputs, source="#| fig-alt: A dot.\nplot()"):
    """The content of a page of a notebook of one cell that showed those outputs."""
    path = folder / "relu" / "notebook.ipynb"
    path.parent.mkdir()
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None}
    book = {"cells": [cell | {"source": source, "outputs": []}], "metadata": {}, "nbformat": 4}
    path.write_text(json.dumps(book | {"nbformat_minor": 5}), encoding="utf-8", newline="\n")
    copy = embedded(path, {"outputs": [list(outputs)]})
    return converted.notebook(json.loads(copy)["cells"], folder).content.partition("</details>")[2]


def shown(kind, *lines, **metadata):
    return {"output_type": "display_data", "data": {kind: list(lines)}, "metadata": metadata}


ISOLATED = {"image/svg+xml": {"isolated": True}}
MATH = '<math display="block"><msup><mi>x</mi><mn>2</mn></msup></math>'


@pytest.mark.parametrize(
    ("output", "there"),
    [
        (shown("image/png", "AA\n", "BB\n"), '<img alt="A dot." src="data:image/png;base64,AABB">'),
        (shown("image/jpeg", "AA"), '<img alt="A dot." src="data:image/jpeg;base64,AA">'),
        (shown("image/webp", "AA"), '<img alt="A dot." src="data:image/webp;base64,AA">'),
        (
            shown("image/svg+xml", SVG, **ISOLATED),
            '<img alt="A dot." src="data:image/svg+xml;base64,PHN2Zz48',
        ),
        (shown("image/svg+xml", SVG), '<figure class="output"><svg role="img" aria-label="A dot."'),
        (shown("text/latex", r"$\displaystyle x^2$"), f'<div class="math">{MATH}</div>'),
        (shown("text/latex", r"\begin{align}x^2\end{align}"), '<div class="math"><math'),
        (shown("text/latex", "so $x$"), '<div class="output">so <math><mi>x</mi></math></div>'),
        (shown("text/markdown", "so $x<y$ **b** `a<b`"), "<mo>&lt;</mo><mi>y</mi></math>"),
        (shown("text/markdown", "`a<b` a<br>b"), "<code>a&lt;b</code> a<br>b"),
        (shown("text/html", "<b>1 &lt; 2</b> $x$"), "<b>1 &lt; 2</b> <math><mi>x</mi></math>"),
        (shown("text/html", "a * b, $5"), '<div class="output">a * b, $5</div>'),
        (shown("text/plain", "<Model> $x$ **"), "<code>&lt;Model&gt; $x$ **</code>"),
        ({"output_type": "stream", "name": "stderr", "text": ["W: a\n"]}, "<code>W: a\n</code>"),
        (
            {"output_type": "stream", "name": "stdout", "text": ["\x1b[31ma\x1b[0m"]},
            ">a</span></code>",
        ),
    ],
)
def test_each_sort_of_output_is_shown(tmp_path, monkeypatch, output, there):
    monkeypatch.setattr(conversion, "HOME", tmp_path / "converted")
    content = published(tmp_path, output)
    assert there in content
    assert " style=" not in content and "<script" not in content


def test_markdown_of_cells_is_shown_as_in_jupyter(tmp_path, monkeypatch):
    monkeypatch.setattr(conversion, "HOME", tmp_path / "converted")
    text = "```output\n$a$\n```\n\n~~~{.x}\nb\n~~~\n\n- [ ] c\n- [x] d\n\n~~e~~ <https://a.org>"
    content = converted.notebook(converted.prose(text), tmp_path).content
    assert re.findall(r"<code[^>]*>(.*?)</code>", content, re.S) == ["$a$\n", "b\n"]
    assert "☐ c" in content and "☑ d" in content and "<input" not in content
    assert "<del>e</del>" in content and '<a href="https://a.org">' in content


def test_all_outputs_that_cannot_be_shown_are_named(tmp_path):
    with pytest.raises(Refused) as refused:
        published(tmp_path, shown("text/html", "<script>"), shown("text/plain", "at 0x7f"))
    assert [problem.message[:12] for problem in refused.value.problems] == ["a cell shows"] * 2


def test_an_empty_cell_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(conversion, "HOME", tmp_path / "converted")
    for number, source in enumerate(("", " \n", "#| label: a\n")):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert published(folder, source=source).strip() == ""


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["th", "td"]), min_size=1, max_size=5),
    st.integers(0, 2),
    st.booleans(),
)
def test_the_cells_of_any_table_are_named_by_their_columns(kinds, more, empty):
    """Rows may begin with a heading, as those of data frames, and be longer than the head."""
    head = "<td></td>" * empty + "".join(
        f"<th>c{number}</th>" for number in range(empty, len(kinds))
    )
    row = "".join(f"<{kind}>{number}{'a' * 40}</{kind}>" for number, kind in enumerate(kinds))
    row += "<td>b</td>" * more
    boxed = typesetting.fit(f"<table><tr>{head}</tr><tr>{row}</tr></table>")
    for column, number in re.findall(r'<td data-of="c?(\d?)">(\d)a', boxed):
        assert column == ("" if empty and number == "0" else number)
    assert ("stacks" in boxed) == (kinds.count("td") > 2 and not more)


@pytest.mark.parametrize(
    "code", ["    x = 1", "<pre><code>x = 1</code></pre>", "> ```text\n> x = 1\n> ```"]
)
def test_code_in_its_words_that_no_check_sees_is_refused(code, tmp_path):
    cells = converted.prose("# Title", f"Text.\n\n{code}\n\n```text\ny\n```\n\n```output\nz\n```")
    with pytest.raises(Refused) as refused:
        converted.notebook(cells, tmp_path)
    assert [p.message for p in refused.value.problems] == [
        "a block of code is not read as one: x = 1"
    ]


NAMES = ["a.png", "my%20pic.png", "bild \u00fc.png", "bild%20%C3%BC.png", "a(1).png", "50%.png"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "form", ["![a]({})", "![a]({} 'b')", "<img alt='a' src='{}'>", "![a][x]\n\n[x]: {}"]
)
def test_a_picture_in_a_cell_is_shown_whatever_its_name(name, form, tmp_path):
    address = f"<attachment:{name}>" if " " in name and "src" not in form else f"attachment:{name}"
    if " " in address and "src" in form:
        address = f"attachment:{quote(name)}"
    own = name if name in ("a.png", "a(1).png", "50%.png", "bild \u00fc.png") else unquote(name)
    (cell,) = converted.prose(f"# Title\n\n{form.format(address)}")
    cells = [cell | {"attachments": {own: {"image/png": ["AA\n", "BB\n"]}}}]
    made = converted.notebook(cells, tmp_path)
    assert LexborHTMLParser(made.content).css_first("img").attributes["src"] == DATA


DATA = "data:image/png;base64,AABB"
ODD = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.lists(st.integers())
KEYS = st.sampled_from(["id", "metadata", "outputs", "execution_count", "attachments", "extra"])


@settings(max_examples=50)
@given(st.lists(st.dictionaries(KEYS, ODD), min_size=1, max_size=3), ODD, ODD)
def test_what_a_program_leaves_out_of_a_notebook_or_writes_otherwise_is_completed(
    given, about, minor
):
    cells = [
        {"cell_type": "code" if "outputs" in keys else "markdown", "source": "x = 1"} | keys
        for keys in given
    ]
    book = {"cells": cells, "metadata": {"kernelspec": about}, "nbformat": 4}
    whole = sources.complete(json.loads(json.dumps(book | {"nbformat_minor": minor})))
    nbformat.validate(whole)
    assert [cell["source"] for cell in whole["cells"]] == ["x = 1"] * len(cells)
    assert sources.complete(json.loads(json.dumps(whole))) == whole
