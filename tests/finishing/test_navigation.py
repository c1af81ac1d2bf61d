"""The order of the navigation, and how its folders are called."""

from types import SimpleNamespace as Item

from finishing import navigation


def test_the_index_first_then_folders_then_pages():
    ordered = [
        "index.md",
        "family/index.md",
        "family/elu/index.md",
        "family/elu/notebook.ipynb",
        "family/relu/index.md",
        "family/relu/notebook.ipynb",
        "choose.md",
        "tags.md",
    ]
    assert navigation.order(sorted(ordered)) == navigation.order(ordered[::-1]) == ordered


def page(uri):
    return Item(
        is_page=True, is_index=uri.endswith("index.md"), children=None, file=Item(src_uri=uri)
    )


def test_a_folder_of_an_entry_is_named_after_it_and_a_family_keeps_its_title():
    entry = Item(title="Leaky relu", children=[page("family/leaky_relu/index.md")], is_page=False)
    family = Item(title="Family", children=[page("family/index.md"), entry], is_page=False)
    navigation.name([page("index.md"), family])
    assert (family.title, entry.title) == ("Family", "leaky_relu")
