"""What a page refers to: the snippets that it takes in."""

import pytest

from checking import references
from project import sources


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What is said of a guide page with a text: (line, message) each."""
    monkeypatch.setattr(references, "DOCS", tmp_path)
    monkeypatch.setattr(references, "GENERATED", tmp_path)
    monkeypatch.setattr(sources, "SNIPPET_HOMES", (tmp_path,))
    for name, text in {
        "piece.md": "a\n",
        "regions.md": "--8<-- [start:one]\na\n--8<-- [end:one]\n",
        "circle.md": '--8<-- "back.md"\n',
        "back.md": '    --8<-- "circle.md"\n',
        "lacking.md": '--8<-- "gone.md"\n',
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")

    def said(text):
        page = tmp_path / "page.md"
        page.write_text(text, encoding="utf-8", newline="\n")
        return [(p.line, p.message) for p in references.snippets(sources.Markdown(page))]

    return said


def test_what_can_be_taken_in_is_no_problem(told):
    assert told('--8<-- "piece.md"\n\n    --8<-- "regions.md:one"\n\nno -8<- here\n') == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('--8<-- "nothing.md"', 'snippet "nothing.md" does not exist'),
        ('--8<-- "piece.md:one"', 'snippet "piece.md:one" does not exist; did you mean piece.md?'),
        ('--8<-- "peice.md"', 'snippet "peice.md" does not exist; did you mean piece.md?'),
        ('--8<-- "lacking.md"', 'snippet "gone.md" does not exist'),
        ('--8<-- "page.md"', 'snippet "page.md" takes in itself'),
        ('--8<-- "circle.md"', 'snippet "circle.md" takes in itself'),
        ("--8<-- 'piece.md'", "`--8<-- 'piece.md'` is no snippet line"),
        ('-8<- "piece.md"', '`-8<- "piece.md"` is no snippet line'),
        ('--8<-- "piece.md:1:2"', '`--8<-- "piece.md:1:2"` is no snippet line'),
        ("--8<--", "`--8<--` is no snippet line"),
    ],
)
def test_what_cannot_be_taken_in_is_named(told, line, says):
    assert told(f"text\n\n{line}\n") == [(3, says)]
