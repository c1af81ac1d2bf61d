"""The Markdown of many entries: galleries, and what compares them."""

import re

import catalog
import rendering
from tables import blocks
from writing import bibliography, families

LEAKY = catalog.load("activations", "leaky_relu")
SOFTMAX = catalog.load("activations", "softmax")


def test_gallery_links_from_the_family_page_under_the_groups_in_their_order(monkeypatch):
    monkeypatch.setattr(catalog, "unwritten", lambda family: ["silu", "tanh"])
    text = families.gallery("activations", [LEAKY, SOFTMAX])
    assert (
        "![](../generated/activations/leaky_relu/thumb.svg) `leaky_relu`](leaky_relu/index.md)"
        in text
    )
    assert rendering.shows(text, LEAKY.summary)
    titles = [line[4:] for line in text.splitlines() if line.startswith("### ")]
    assert titles == list(catalog.groups("activations"))
    assert re.findall("Still to be written: (.*)", text) == ["`silu`.", "`tanh`."]


def test_home_shows_what_most_want_and_names_every_function_once_in_its_group():
    text = families.ways([LEAKY, SOFTMAX])
    cards, _, listed = text.partition("</div>")
    shown = re.findall(r"generated/activations/(\w+)/thumb", cards)
    assert shown == ["leaky_relu", "softmax"]
    names = re.findall(r"`(\w+)`", listed)
    assert names == [name for group in catalog.groups("activations").values() for name in group]
    assert "[`softmax`](activations/softmax/index.md)" in listed and "[`relu`]" not in listed


def test_a_family_has_a_gallery_a_comparison_for_each_kind_and_tables_of_its_own():
    written = families.write("activations", [LEAKY, SOFTMAX], bibliography.works())
    assert set(written) == {
        "gallery.md",
        "functions.md",
        "vectors.md",
        "rectifiers.md",
        "bounded.md",
        "shrinking.md",
    }
    linked = {
        name: [stem in text for stem in ("leaky_relu/", "softmax/")]
        for name, text in written.items()
    }
    assert linked == {
        "gallery.md": [True, True],
        "functions.md": [True, False],
        "vectors.md": [False, True],
        "rectifiers.md": [True, False],
        "bounded.md": [False, False],
        "shrinking.md": [False, False],
    }


def test_comparison_has_every_property_of_each():
    text = families.comparison([LEAKY], bibliography.works())
    (rows,) = blocks(text)
    paper = "https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf"
    assert dict(zip(rows[0], rows[2])) == {
        "function": "[`leaky_relu`](leaky_relu/index.md)",
        "parameters": "`negative_slope=0.2`",
        "range": r"$(-\infty, \infty)$",
        "zero-centred": "no",
        "increasing": "strictly",
        "convex": "yes",
        "smoothness": "$C^0$",
        "Lipschitz": "1",
        "gradient at 0": "1",
        "saturates": "no",
        "kinks": "0",
        "first paper": f"[Maas et al.]({paper})",
        "year": "2013",
    }
    assert set(LEAKY.FILTERS) < set(rows[0])
    assert f'data-filters="{",".join(LEAKY.FILTERS)}"' in text


def test_a_kind_without_filters_is_compared_in_a_plain_table():
    text = families.comparison([SOFTMAX], bibliography.works())
    assert text.startswith("| function | outputs |") and "[`softmax`](softmax/index.md)" in text
    assert "div" not in text


def test_rectifiers_are_told_apart_by_computed_numbers():
    own = catalog.family("activations").comparisons[0]
    (rows,) = blocks(families.told_apart(own, [LEAKY, SOFTMAX]))
    # E f = (1 - a) / sqrt(2 pi), E f^2 = (1 + a^2) / 2 for the slope a = 0.2
    assert rows[2][:6] == [
        "[`leaky_relu`](leaky_relu/index.md)",
        "0.2",
        "0.2",
        "0%",
        "0.319",
        "1.387",
    ]
    assert len(rows) == 3
