"""The index of search: other names, what is most used, and terms as passages of their own."""

import json
from types import SimpleNamespace

import pytest

from finishing import search
from project.files import write

PAGE, TERMS = "activations/relu/", "terms/"


@pytest.fixture
def index(tmp_path):
    """Of three passages that were given to be shaped, by location."""
    (tmp_path / "search").mkdir()
    given = {
        "config": {},
        "docs": [
            {"location": PAGE, "title": "relu", "text": "of relu"},
            {"location": f"{PAGE}#1", "title": "What is relu?", "text": "", "tags": ["rectifier"]},
            {
                "location": f"{PAGE}#2",
                "title": "Your &lt;b&gt; &amp; <code>elu</code>",
                "text": "",
            },
            {"location": TERMS, "title": "Terms", "text": "all of them"},
        ],
    }
    file = tmp_path / "search/search_index.json"
    write(file, json.dumps(given).encode())
    search.shape(tmp_path, {PAGE: ["ReLU"]}, {"activations/rectifier/": PAGE})
    shaped = json.loads(file.read_text(encoding="utf-8"))
    return {passage["location"]: passage for passage in shaped["docs"]}


def test_a_page_is_found_under_its_names_and_the_addresses_that_lead_to_it(index):
    assert index[PAGE]["tags"] == ["ReLU", "rectifier"]


def test_a_passage_has_no_tags_of_its_own(index):
    assert "tags" not in index[f"{PAGE}#1"]


def test_a_title_is_plain_text(index):
    assert index[f"{PAGE}#2"]["title"] == "Your <b> & elu"


def test_a_page_of_the_functions_most_used_counts_for_more(index):
    assert index[PAGE]["boost"] > 1 and "boost" not in index[TERMS]


def test_a_term_is_a_passage_and_the_list_of_them_is_none(index):
    assert index[TERMS]["text"] == ""
    assert index["terms/#kink"]["term"] and index["terms/#kink"]["text"]


def test_a_page_that_is_as_it_was_is_read_once():
    read = []

    class Index:
        def __init__(self):
            self.entries = []

        def add_entry_from_context(self, page):
            read.append(page.content)
            self.entries.append({"location": page.url, "text": page.content})

    def build(*contents):
        index = Index()
        search.remember(index, passages)
        for content in contents:
            page = SimpleNamespace(url="relu/", content=content, title="relu", meta={"tags": ["t"]})
            index.add_entry_from_context(page)
        return [entry["text"] for entry in index.entries]

    passages = {}
    assert build("one", "two") == ["one", "two"] and read == ["one", "two"]
    assert build("one", "new") == ["one", "new"] and read == ["one", "two", "new"]
