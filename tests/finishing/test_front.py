"""Tags stand once, in the catalog, and come to the page that it is about."""

import json

from finishing import front
from project.files import write


def test_a_page_takes_its_tags_and_its_preview_from_the_facts(monkeypatch, tmp_path):
    monkeypatch.setattr(front, "CACHE", tmp_path)
    monkeypatch.setattr(front, "DOCS", tmp_path)
    write(tmp_path / "tags/activations/relu/tags.json", json.dumps(["rectifier"]).encode())
    write(tmp_path / "generated/activations/relu/social.png", b"")
    social = "generated/activations/relu/social.png"
    page = {"social": social, "tags": ["rectifier"]}
    assert front.of("activations/relu/index.md") == page
    assert front.of("activations/relu/notebook.ipynb") == {"social": social}
    assert front.of("activations/index.md") == front.of("index.md") == {}
