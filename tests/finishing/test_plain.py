"""Pages as Markdown, for whoever takes them away."""

from types import SimpleNamespace

import pytest

from finishing import plain, provenance
from project import sources
from project.paths import DOCS

RELU = DOCS / "activations/relu/index.md"


def taken(text, source=RELU):
    """The Markdown of relu's page, or another, if it had this text."""
    return plain.of(sources.Markdown(source, text))


@pytest.mark.parametrize(
    ("source", "link", "leads"),
    [
        ("activations/relu/index.md", "../gelu/index.md", "../gelu/index.md"),
        ("activations/relu/index.md", "../gelu/index.md#tail", "../gelu/#tail"),
        ("activations/relu/index.md", "#tail", "./#tail"),
        ("activations/relu/index.md", "../../choose.md", "../../choose/index.md"),
        ("activations/relu/index.md", "../../index.md", "../../index.md"),
        ("activations/relu/index.md", "notebook.ipynb", "notebook/"),
        ("activations/relu/index.md", "../../generated/x.svg", "../../generated/x.svg"),
        ("choose.md", "activations/relu/index.md", "../activations/relu/index.md"),
        ("choose.md", "terms.md#kink", "../terms/#kink"),
        ("choose.md", "#few-bits", "./#few-bits"),
        ("choose.md", "index.md", "../index.md"),
        ("index.md", "choose.md", "choose/index.md"),
        ("index.md", "generated/x.svg", "generated/x.svg"),
        ("index.md", "https://keras.io/a.md", "https://keras.io/a.md"),
        ("index.md", "mailto:a@b.org", "mailto:a@b.org"),
        ("index.md", "../README.md", "../README.md"),
    ],
)
def test_a_link_leads_where_it_led(source, link, leads):
    assert taken(f"So [it]({link}).", DOCS / source) == f"So [it]({leads}).\n"


def test_what_serves_the_page_alone_is_left_out():
    text = """---
title: x
---

# x { #own }

<div class="theorem" markdown>
It is <!-- not --> <span class="verdict z3">proved</span>.
</div>

*[kink]: a point
<details class="check" markdown>
<summary markdown="span">Check of *it*</summary>
so
</details>
"""
    assert taken(text) == "# x\n\nIt is  proved.\n\n**Check of *it***\nso\n"


@pytest.mark.parametrize(
    "kept",
    [
        "`<div>`",
        "``[a](b.md) ` { #c }``",
        "$[0](x.md)$",
        "$$\n<span> { #a }\n$$",
        "```python\nx = '<div>' # [a](b.md)\n*[kink]: a\n```",
    ],
)
def test_code_and_formulas_stay_as_they_are(kept):
    assert taken(f"So\n\n{kept}\n\nand <span>so</span>.") == f"So\n\n{kept}\n\nand so.\n"


def test_quotes_are_words_or_lead_to_their_notebook():
    text = '[0.2](# "fact: negative_slope") or [0.4](notebook.ipynb "result: share")'
    assert taken(text) == '0.2 or [0.4](notebook/ "result: share")\n'


def test_pieces_are_taken_in():
    fence = '```python\n--8<-- "proofs/activations/relu.py:setup"\n```'
    text = taken(f'--8<-- "activations/relu/card.md"\n\n{fence}')
    assert "| `max_value` | `None` |" in text and "--8<--" not in text
    assert sources.snippet("proofs/activations/relu.py", "setup") in text


def test_the_last_paragraph_is_text(monkeypatch):
    monkeypatch.setenv("REPOSITORY_URL", "https://git.example/guide")
    monkeypatch.setattr(provenance, "commit", lambda: "0123456789ab")
    said = plain.finish(taken(f"So.\n\n{sources.VERIFIED}"), RELU)
    place = "https://git.example/guide/blob/0123456789ab/scripts/catalog/activations/relu.py"
    assert said.startswith("So.\n\nVerified with Keras 3.") and said.endswith(").\n")
    assert f", commit `0123456789ab`. Sources: [facts]({place}), " in said and "<" not in said


def test_the_page_of_tags_lists_them():
    said = plain.finish(taken("# Tags\n\n<!-- material/tags -->\n"), DOCS / "tags.md")
    title, *parts = said.split("## ")
    lists = dict(part.split("\n\n", 1) for part in parts)
    assert "- [softmax](../activations/softmax/index.md)\n" in lists["vector"]
    assert title == "# Tags\n\n" and list(lists) == sorted(lists) and len(lists) > 5


@pytest.mark.parametrize(
    ("description", "line"), [("a &amp; b", ": a & b"), ("", ""), (None, ""), (2, ": 2")]
)
def test_a_page_is_listed_with_what_it_says_of_itself(description, line):
    """A preview comes before an author has written it."""
    config = SimpleNamespace(site_url="", site_name="s", site_description="d")
    file = SimpleNamespace(src_uri="activations/relu/index.md", dest_uri="relu.html")
    page = SimpleNamespace(title="relu", url="r/", file=file, meta={"description": description})
    assert f"- [relu](r/index.md){line}\n" in plain.listing(config, [page], {"relu.html": ""})
