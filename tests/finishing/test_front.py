"""Front matter as templates write it; tags stand once, in the catalog."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

import rendering
from finishing import front
from project.files import write


def test_a_page_takes_its_tags_and_its_preview_from_the_facts(monkeypatch, tmp_path):
    monkeypatch.setattr(front, "CACHE", tmp_path)
    monkeypatch.setattr(front, "DOCS", tmp_path)
    write(tmp_path / "tags/activations/relu/tags.json", json.dumps(["rectifier"]).encode())
    write(tmp_path / "generated/activations/relu/social.png", b"")
    social = "generated/activations/relu/social.png"
    page = {"social": social, "tags": ["rectifier"]}
    assert front.of("activations/relu/index.md", {}) == page
    assert front.of("activations/relu/notebook.ipynb", {}) == {"social": social}
    assert front.of("activations/index.md", {}) == front.of("index.md", {}) == {}


@pytest.mark.parametrize("said", rendering.HOSTILE)
def test_its_texts_come_back_from_where_templates_write_them(said):
    meta = front.of("index.md", {"title": said, "description": said})
    head = LexborHTMLParser(
        '<title>{title} - x</title><meta content="{description}">'.format(**meta)
    )
    assert head.css_first("title").text() == f"{said} - x"
    assert head.css_first("meta").attributes["content"] == said


def test_a_text_may_be_a_number_and_what_is_not_stated_is_not_set():
    assert front.of("index.md", {"title": 2026, "description": None}) == {"title": "2026"}
