"""The markup of notebooks as they are stored."""

import json
from types import SimpleNamespace

import pytest

from checking import markup, pairs, titles
from project.problems import line_of
from project.sources import Markdown, Notebook


def stored(tmp_path, *cells, indent=1, **metadata):
    """A notebook of cells (kind, source), or whole ones."""
    whole = [
        {"cell_type": cell[0], "id": f"c{number}", "metadata": {}, "source": cell[1]}
        if isinstance(cell, tuple)
        else cell
        for number, cell in enumerate(cells)
    ]
    path = tmp_path / "notebook.ipynb"
    book = {"cells": whole, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book, indent=indent), encoding="utf-8", newline="\n")
    return Notebook(path)


TITLE = ("markdown", "# ReLU: a title")


@pytest.mark.parametrize(
    ("cell", "says", "at"),
    [
        (("raw", "---\ntitle: a\n---"), "a raw cell is not shown on a page", "---"),
        (("heading", "a"), "a heading cell is not shown on a page", '"a"'),
        (("markdown", "![a](attachment:a.png)"), 'the cell has no attachment "a.png"', "![a]"),
        (("markdown", ["a\n", "<!-- b\n"]), "a comment is not ended", "<!-- b"),
        (
            {"cell_type": "markdown", "metadata": {}, "source": "![a](attachment:a.pdf)"}
            | {"attachments": {"a.pdf": {"application/pdf": "AA"}}},
            'the attachment "a.pdf" is application/pdf, which no page shows',
            "![a]",
        ),
        (
            ("markdown", ["a\n", "```mermaid\n", "a\n", "```\n"]),
            "a diagram of Mermaid",
            "```mermaid",
        ),
        (("markdown", ["a\n", "\n", "# Second\n"]), "a second title", "# Second"),
        (("markdown", ["Second\n", "======\n"]), "a second title", "Second"),
    ],
)
def test_refused_with_its_line(tmp_path, cell, says, at):
    book = stored(tmp_path, TITLE, cell)
    (problem,) = markup.notebook(book)
    assert says in problem.message and problem.remedy
    assert problem.line == line_of(book.text, at)


@pytest.mark.parametrize(
    "cell",
    [
        ("markdown", "## A part\n\n### Below\n\n```\n# a comment\n```"),
        ("code", "# a comment\n# another"),
        ("markdown", "`<!--` and <!-- a\n\ncomment -->"),
        ("markdown", "- a\n- b\n\n| a |\n|---|\n| b |\n\n`#`\n\n---"),
        {"cell_type": "markdown", "metadata": {}, "source": "![a](attachment:a.png)"}
        | {"attachments": {"a.png": {"image/png": "AA"}}},
    ],
)
def test_what_a_notebook_may_hold(tmp_path, cell):
    assert not [*markup.notebook(stored(tmp_path, TITLE, cell))]


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}, "R"),
        ({"language_info": {"name": "julia"}}, "julia"),
        ({"kernelspec": {"name": "python3", "language": "python"}}, ""),
        ({"language_info": {"name": "ipython"}}, ""),
        ({"kernelspec": {"name": "python3"}}, ""),
        ({}, ""),
    ],
)
def test_a_notebook_of_another_language_is_refused(tmp_path, metadata, language):
    book = stored(tmp_path, TITLE, **metadata)
    problems = [*markup.notebook(book)]
    assert len(problems) == bool(language)
    for problem in problems:
        assert f"a notebook of {language}:" in problem.message
        assert problem.line == line_of(book.text, f'"{language}"')


@pytest.mark.parametrize("indent", [1, None])
@pytest.mark.parametrize("source", [str, lambda text: text.splitlines(True)])
def test_cells_that_begin_alike_have_lines_of_their_own(tmp_path, source, indent):
    texts = ["import a\nx", 'import a\n"source": 1', "", "import a"]
    book = stored(tmp_path, *(("code", source(text)) for text in texts), indent=indent)
    lines = [book.line(cell) for cell in book.cells]
    if indent is None:
        assert lines == [1] * 4
    else:
        assert len(set(lines)) == 4 and lines == sorted(lines)
        assert "import a" in book.text.split("\n")[lines[3] - 1]


@pytest.mark.parametrize(
    ("place", "fits"),
    [
        ("activations/relu/notebook.ipynb", True),
        ("activations/relu/Untitled.ipynb", False),
        ("activations/relu/notebook-Copy1.ipynb", False),
        ("activations/relu/.ipynb_checkpoints/notebook-checkpoint.ipynb", True),
        ("activations/notebook.ipynb", False),
        ("guide/masks/notebook.ipynb", False),
        ("scratch.ipynb", False),
    ],
)
def test_a_notebook_stands_beside_its_page(tmp_path, monkeypatch, place, fits):
    monkeypatch.setattr(pairs, "DOCS", tmp_path)
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    assert [problem.file for problem in pairs.notebooks()] == [file] * (not fits)


@pytest.mark.parametrize(
    ("cell", "fits"),
    [
        (("markdown", "# ReLU: a title"), True),
        (("code", "# ReLU: a comment"), False),
        (("markdown", "Words.\n\n# ReLU"), False),
        (("markdown", "# Reluctant"), False),
    ],
)
def test_a_notebook_begins_with_its_title(tmp_path, cell, fits):
    page = SimpleNamespace(blanked="", meta={})
    entry = SimpleNamespace(stem="relu", layer="keras.layers.ReLU", title="ReLU")
    said = [problem.message for problem in titles.check(page, stored(tmp_path, cell), entry)]
    assert ["does not begin with" in message for message in said] == [True] * (not fits)


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ("`relu` keeps", None),
        ("ReLU keeps", 'the first sentence does not begin with "`relu`": ReLU keeps'),
        ('--8<-- "activations/relu/card.md"', 'no first sentence: it begins with "`relu`"'),
    ],
)
def test_a_page_begins_with_a_sentence_on_its_function(tmp_path, start, says):
    page = SimpleNamespace(path=tmp_path, blanked=f"# relu\n\n{start}\n", meta={})
    entry = SimpleNamespace(stem="relu", layer="", title="ReLU")
    book = stored(tmp_path, ("markdown", "# ReLU: a title"))
    assert [problem.message for problem in titles.check(page, book, entry)] == [says] * bool(says)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- a\n  - b\n", [2]),
        ("1. a\n\n   b\n2. c\n", [3]),
        ('!!! note "T"\n    a\n\n  b\n', [4]),
        ("- a\n    - b\n      - c\n", [3]),
        ("- a\n  goes on\n    - b\n\n        c\n- d\n\n    e\n", []),
        ("a\n\n$$\n  b\n  - c\n$$\n\n$d$ e\n", []),
        (":   a\n\n    b\n\n```text\n - c\n\n  d\n```\n", []),
    ],
)
def test_what_markdown_would_not_take_for_a_part_of_an_item_is_named(tmp_path, text, lines):
    path = tmp_path / "index.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    assert [problem.line for problem in markup.page(Markdown(path))] == lines


def test_a_page_whose_comment_is_not_ended(tmp_path):
    page = Markdown(tmp_path / "index.md", "# a\n\n<!-- b -->\n\n<!-- c\n\n`<!--`\n")
    (problem,) = markup.page(page)
    assert problem.line == 5 and problem.message == "a comment is not ended"


@pytest.mark.parametrize("book", [{"nbformat": 3}, {"nbformat": "4"}, {"nbformt": 4}])
def test_another_format(tmp_path, book):
    path = tmp_path / "notebook.ipynb"
    path.write_text(json.dumps({"cells": []} | book), encoding="utf-8", newline="\n")
    (problem,) = markup.notebook(Notebook(path))
    assert "nbformat" in problem.message and "mean nbformat?" not in problem.message[:-20]
