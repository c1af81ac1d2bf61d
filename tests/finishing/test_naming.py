"""Code that names functions leads to their pages."""

import json

import pytest

from finishing import naming

PAGE = "activations/gelu/index.md"
HEAD = '<div class="language-python highlight"><pre><span></span><code>'
TAIL = "</code></pre></div>"
RELU = '<a href="../relu/">relu</a>'


@pytest.fixture(autouse=True)
def known(monkeypatch, tmp_path):
    dotted = {f"activations.{stem}": f"activations/{stem}/" for stem in ("relu", "gelu")}
    names = {"dotted": dotted, "strings": {"relu": "activations/relu/"}, "before": ["activation="]}
    monkeypatch.setattr(naming, "KNOWN", tmp_path / "names.json")
    naming.KNOWN.write_text(json.dumps(names), encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("code", "linked"),
    [
        ("activations.relu(x)", f"activations.{RELU}(x)"),
        ("a &lt; b; activations.relu", f"a &lt; b; activations.{RELU}"),
        (
            'activation=<span class="s2">&quot;relu&quot;</span>)',
            f'activation=<span class="s2">&quot;{RELU}&quot;</span>)',
        ),
        ("activations<b>.</b><i>relu</i>", f"activations<b>.</b><i>{RELU}</i>"),
        ("activations.relu, activations.relu", f"activations.{RELU}, activations.relu"),
        ("activations.gelu", "activations.gelu"),
        ("jax.nn.relu", "jax.nn.relu"),
    ],
)
def test_a_name_is_a_link_where_it_first_stands(code, linked):
    content = f"<p>activations.relu</p>{HEAD}{code}{TAIL}"
    assert naming.linked(content, PAGE) == f"<p>activations.relu</p>{HEAD}{linked}{TAIL}"


@pytest.mark.parametrize(
    ("page", "way"),
    [
        ("activations/gelu/notebook.ipynb", "../../relu/"),
        ("choose.md", "../activations/relu/"),
        ("index.md", "activations/relu/"),
        ("guide/masks/index.md", "../../activations/relu/"),
    ],
)
def test_it_leads_there_from_every_page(page, way):
    content = naming.linked(f"{HEAD}activations.relu{TAIL}", page)
    assert content == f'{HEAD}activations.<a href="{way}">relu</a>{TAIL}'


def test_neither_what_is_printed_nor_the_own_notebook_is_linked():
    printed = f"{HEAD}activations.relu{TAIL}".replace("python", "output")
    assert naming.linked(printed, PAGE) == printed
    own = f"{HEAD}activations.relu{TAIL}"
    assert naming.linked(own, "activations/relu/notebook.ipynb") == own


def test_a_preview_before_the_names_are_known_links_nothing():
    naming.KNOWN.unlink()
    content = f"{HEAD}activations.relu{TAIL}"
    assert naming.linked(content, PAGE) == content
