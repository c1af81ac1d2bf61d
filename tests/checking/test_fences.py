"""Blocks of code: run, or told that they are not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rendering
from checking import fences, markup
from finishing import pages
from project import sources
from project.sources import Markdown, Notebook, Topic
from verifying import code, session


def said(text, is_run=True):
    page = Markdown("docs/guide/x/index.md", text)
    return [(problem.line, problem.message) for problem in fences.check(page, is_run)]


SPELLINGS = ["py", "Python", "PYTHON", "python3", "py3", "python2", "pycon", "ipython3", "pytb"]
SPELLINGS += ["{.python}", "{ .py #a }", "{python}", ".python", "numpy", "cython", "pyhton", "sage"]


@pytest.mark.parametrize("head", SPELLINGS)
@pytest.mark.parametrize("ticks", ["```", "~~~", "```` "])
def test_python_in_another_spelling_is_refused(head, ticks):
    text = f"Text.\n\n{ticks}{head}\n1\n{ticks.strip()}\n"
    ((line, message),) = said(text)
    assert line == 3 and message.startswith("a block of Python called") and head in message


@given(st.lists(st.booleans(), min_size=6, max_size=6))
def test_whatever_case_it_has(upper):
    head = "".join(letter.upper() if up else letter for letter, up in zip("python", upper))
    assert bool(said(f"```{head}\n1\n```\n")) == (head != "python")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("```\nx\n```\n", "a block names no language"),
        ("```jsno\nx\n```\n", 'no language is called "jsno"; did you mean json?'),
        ("```python\n# not run\nx\n```\n", "a block is not run, and does not say why"),
        ("- x\n\n    ```py\n    x\n    ```\n", 'a block of Python called "py" is not run'),
    ],
)
def test_what_else_is_refused(text, message):
    assert [each for _, each in said(text)] == [message]


@pytest.mark.parametrize("head", ["python", 'python hl_lines="1"', "output", "text", "json"])
def test_what_is_run_and_what_nobody_takes_for_python_is_not(head):
    assert said(f"```{head}\nx\n```\n") == []


def test_where_no_code_is_run_python_says_that_it_is_not(tmp_path):
    assert said("```python\nx\n```\n", is_run=False) == [
        (1, "a block of Python stands where no code is run")
    ]
    assert said("```python\n# not run: a sketch\nx\n```\n", is_run=False) == []
    source = ["A sentence.\n", "\n", "```python\n", "x\n", "```"]
    cell = {"cell_type": "markdown", "metadata": {}, "source": source}
    path = tmp_path / "notebook.ipynb"
    path.write_text(json.dumps({"cells": [cell]}, indent=1), encoding="utf-8", newline="\n")
    (problem,) = fences.check(Notebook(path), False)
    named = path.read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert named.strip() == json.dumps("```python\n") + ","


SIGNS = st.tuples(st.integers(3, 5), st.sampled_from("`~"), st.sampled_from(["", " ", "    "]))


@given(SIGNS, SIGNS, st.sampled_from(["", "\n", "Text.\n\n```text\ny\n```\n"]))
def test_a_block_ends_as_it_begins_or_is_refused(first, last, behind):
    (begin, end) = (indent + sign * count for count, sign, indent in (first, last))
    found = said(f"{begin}text\nx\n{end}\n\n{behind}")
    assert any("is not closed" in message for _, message in found) == (first != last)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("text", ">>> import keras\n"),
        ("console", "  In [1]: x\n"),
        ("text", "import keras\n"),
        ("text", "keras.activations.rellu(1)\n"),
        ("bash", "def f(x):\n    return x\n"),
    ],
)
def test_python_under_another_name_is_refused(head, code):
    ((line, message),) = said(f"```{head}\n{code}```\n")
    assert line == 1 and message == f'a block called "{head}" is Python, and is not run'
    assert said(f"```output\n{code}```\n") == []


@pytest.mark.parametrize(
    "text",
    ["tau = (a > b)\n", "pip install keras\n", '{"a": 1}\n', "0.1 0.2\n", "a: b\n", "f(x)\n"],
)
def test_what_only_looks_a_little_like_it_is_not(text):
    assert said(f"```text\n{text}```\n") == []


@pytest.mark.parametrize("options", ['linenums="1"', "{.annotate}", "hl_lines=2", "x"])
def test_options_that_nothing_reads_are_refused(options):
    ((_, message),) = said(f"```python {options}\nx\n```\n")
    assert message == f'what stands behind "python" is not read: {options}'
    assert said("```python hl_lines=\"2 3\" title='a.py'\nx\n```\n") == []


BOXED = """# x

- an item

    ```python
    def f():
        return 1

    print(f())
    ```

    ```output
    2
    ```

!!! note "A box"

    ```python
    print(f"{'a':>3}")
    ```

??? note "Folded"

    - deep

        ```python
        # not run: it needs a GPU
        print("gpu")
        ```
"""


def run(page):
    """As `code.run`, but here: it begins interpreters that know Keras."""
    blocks = [(fence.text, fence.line) for fence, _ in code.blocks(page)]
    return [each["printed"].rstrip("\n") for each in session.run(blocks, "x", {})], {}


def test_blocks_in_lists_and_boxes_are_run_and_what_they_print_is_put_there(tmp_path, monkeypatch):
    path = tmp_path / "index.md"
    path.write_text(BOXED, encoding="utf-8", newline="\n")
    monkeypatch.setattr(sources, "page_at", Topic)
    monkeypatch.setattr(code, "run", run)
    page = Topic(path)
    assert [fence.text for fence, _ in code.blocks(page)] == [
        "def f():\n    return 1\n\nprint(f())\n",
        "print(f\"{'a':>3}\")\n",
    ]
    assert [fence.why for fence in page.fences] == [None, None, None, "it needs a GPU"]
    code.accept(path)
    end = ':>3}")\n    ```\n'
    shown = BOXED.replace("    2\n", "    1\n")
    shown = shown.replace(end, f"{end}\n    ```output\n      a\n    ```\n")
    assert path.read_text(encoding="utf-8") == shown
    assert code.check(path) == ({}, [])
    assert [block.text().rstrip() for block in rendering.tree(shown).css("pre")] == [
        fence.text.rstrip() for fence in Topic(path).fences
    ]


def test_what_prints_a_fence_is_put_into_a_longer_one(tmp_path, monkeypatch):
    path = tmp_path / "index.md"
    path.write_text("# x\n\n```python\nx\n```\n", encoding="utf-8", newline="\n")
    monkeypatch.setattr(sources, "page_at", Topic)
    monkeypatch.setattr(code, "run", lambda page: (["a\n```\nb"], {}))
    for _ in range(2):
        code.accept(path)
        assert Topic(path).fences[-1].text == "a\n```\nb\n"


def test_no_output_stands_behind_a_block_that_was_not_run():
    block = "```python\n{}print(1)\n```\n\n"
    text = block.format("") + block.format("# not run: x\n") + "```output\n1\n```\n"
    (problem,) = markup.page(Topic("docs/guide/x/index.md", text))
    assert problem.line == 11 and "that is run" in problem.message


@pytest.mark.parametrize(
    "written",
    [
        "> ```python\n> x = 1\n> ```",
        "    x = 1",
        "<pre><code>x = 1</code></pre>",
        "<code><br>x = 1</code>",
    ],
)
def test_a_block_that_no_check_sees_is_refused(written, tmp_path):
    path = tmp_path / "index.md"
    path.write_text(f"Text.\n\n{written}\n\n```text\ny\n```\n", encoding="utf-8", newline="\n")
    text = path.read_text(encoding="utf-8")
    (problem,) = pages.unread(rendering.html(text), text, path)
    assert problem.line in (3, 4) and problem.message.endswith("x = 1")
