"""The order of the navigation, and how its folders are called."""

from types import SimpleNamespace as Item

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
    return Item(
        is_page=True, is_index=uri.endswith("index.md"), children=None, file=Item(src_uri=uri)
    )


def test_a_folder_of_an_entry_is_named_after_it_and_a_family_keeps_its_title():
    entry = Item(title="Leaky relu", children=[page("family/leaky_relu/index.md")], is_page=False)
    family = Item(title="Family", children=[page("family/index.md"), entry], is_page=False)
    navigation.name([page("index.md"), family])
    assert (family.title, entry.title) == ("Family", "leaky_relu")
