"""Notebook pages, as mkdocs-jupyter leaves them, and rebuilt."""

import base64

import pytest

from finishing import notebooks, provenance
from project.paths import DOCS

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
            '<div class="jp-Cell-inputWrapper"><div class="jp-RenderedMarkdown"><p>so $x$</p>'
            "<code>$x$</code></div></div>",
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
            cell("image/png", '<img src="data:image/png,A" alt="&quot;">'),
            '<figure class="output"><img src="data:image/png,A" alt="&quot;"></figure>',
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
    assert notebooks.rebuild(content, PATH) == rebuilt


@pytest.mark.parametrize(
    ("starts", "wide"), [((), False), (("5",), False), (("5", "5"), False), (("5", "9"), True)]
)
def test_a_figure_of_panels_side_by_side_is_wide(starts, wide):
    panels = "".join(f'<clipPath id="a"><rect x="{x}"/></clipPath>' for x in starts)
    image = base64.b64encode(f"<svg>{panels}</svg>".encode()).decode()
    content = cell("image/svg+xml", f'<img src="data:image/svg+xml;base64,{image}">')
    assert ('<figure class="output wide">' in notebooks.rebuild(content, PATH)) == wide


def test_folded_code_says_what_it_defines():
    code = "import a\n\ndef train(x):\n    def inner(): ...\n\nclass Net: ..."
    content = cell_of(code)
    summary = "<summary>Code, 6 lines: <code>train</code>, <code>Net</code></summary>"
    assert summary in notebooks.rebuild(content, PATH)


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
