"""The order of the navigation, and how its folders are called."""

from types import SimpleNamespace as Item
from unittest.mock import patch

import catalog
from finishing import navigation


def test_the_index_first_then_folders_in_the_catalogs_order_then_pages():
    ordered = [
        "index.md",
        "family/index.md",
        "family/relu/index.md",
        "family/relu/notebook.ipynb",
        "family/elu/index.md",
        "family/elu/notebook.ipynb",
        "family/strange/index.md",
        "choose.md",
        "tags.md",
    ]
    entries = [("family", "relu"), ("family", "elu")]
    assert navigation.order(sorted(ordered), entries) == ordered
    assert navigation.order(ordered[::-1], entries) == ordered


def test_previous_and_next_lead_past_notebooks_and_a_notebook_belongs_to_its_page():
    uris = ("index.md", "a/x/index.md", "a/x/notebook.ipynb", "a/y/index.md", "a/y/notebook.ipynb")
    home, x, _, y, _ = pages = [page(uri) for uri in uris]
    navigation.chain(pages)
    assert [(p.previous_page, p.next_page) for p in pages] == [
        (None, x),
        (home, y),
        (x, y),
        (x, None),
        (y, None),
    ]


def page(uri):
    index, file = uri.endswith("index.md"), Item(src_uri=uri)
    return Item(is_page=True, is_index=index, children=None, file=file, title="A &amp; b")


def test_a_folder_of_an_entry_is_named_after_it_and_a_family_keeps_its_title():
    entry = Item(title="Leaky relu", children=[page("family/leaky_relu/index.md")], is_page=False)
    family = Item(title="Family", children=[page("family/index.md"), entry], is_page=False)
    navigation.name([page("index.md"), family])
    assert (family.title, entry.title) == ("Family", "leaky_relu")


def test_the_folder_of_a_topic_has_the_title_of_its_page():
    topic = Item(title="Saving", children=[page("guide/saving/index.md")], is_page=False)
    guide = Item(title="Guide", children=[topic], is_page=False)
    navigation.name([guide])
    assert (guide.title, topic.title) == ("Guide", "A &amp; b")


PIECE = """<li class="md-nav__item md-nav__item--pruned">
<a href="{relu}" class="md-nav__link">relu</a></li>
<li class="md-nav__item md-nav__item--active">
<input class="md-nav__toggle" checked>
<div class="md-nav__container">
<a href="{elu}" class="md-nav__link">elu</a></div></li>
<li class="md-nav__item">
<a href="{selu}" class="md-nav__link">selu</a></li>
"""


def test_the_first_entry_of_a_group_stands_under_its_name():
    groups = {"Rectifiers": ("gone", "relu"), "Others": ("elu", "selu")}
    places = {"relu": "../relu/", "elu": "./", "selu": "../selu/"}
    family = Item(groups=groups)
    with patch.multiple(
        catalog,
        families=lambda: ["family"],
        family=lambda name: family,
        stems=lambda name: ["relu", "elu", "selu"],
    ):
        output = navigation.grouped(PIECE.format(**places), "family/elu/")
    assert [line for line in output.splitlines() if "group" in line or "<a" in line] == [
        '<li class="md-nav__item group">Rectifiers</li>',
        '<a href="../relu/" class="md-nav__link">relu</a></li>',
        '<li class="md-nav__item group">Others</li>',
        '<a href="./" class="md-nav__link">elu</a></div></li>',
        '<a href="../selu/" class="md-nav__link">selu</a></li>',
    ]
