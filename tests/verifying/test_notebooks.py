"""Executing a notebook, and what of it is recorded."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project.problems import Refused
from verifying import notebooks


def execute(tmp_path, *sources):
    cells = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "execution_count": None,
            "source": source,
        }
        | {"outputs": []}
        for n, source in enumerate(sources)
    ]
    path = tmp_path / "notebook.ipynb"
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book, indent=1), encoding="utf-8", newline="\n")
    return notebooks.execute(path)


def test_what_is_printed_and_drawn_is_recorded(tmp_path):
    seen = execute(
        tmp_path,
        "import os; print(os.environ['KERAS_BACKEND'], os.environ['PYTHONHASHSEED'])",
        "%config InlineBackend.figure_formats = ['svg']\nimport matplotlib.pyplot as plt\n"
        "plt.plot([0, 1]); plt.show()",
        "print('claims', '{\"rises\": true}')\n"
        'print(\'results\', \'{"slope": {"mean": 1.0, "sd": 0.0, "seeds": 1}}\')',
    )
    printed, drawn, _ = seen["outputs"]
    assert printed == [{"output_type": "stream", "name": "stdout", "text": ["jax 0\n"]}]
    ((kind, lines),) = drawn[0]["data"].items()
    assert kind == "image/svg+xml" and "metadata" not in "".join(lines)
    assert seen["results"] == {"slope": {"mean": 1.0, "sd": 0.0, "seeds": 1}}
    assert seen["claims"] == {"rises": True}


SHOWN = """
from IPython.display import HTML, SVG, Image, Latex, Markdown, Math

class Estimator:
    def _repr_html_(self): return "<style>a { color: red }</style>"
    def __repr__(self): return "Estimator()"
"""


def test_what_jupyter_shows_is_recorded_as_a_page_can_show_it(tmp_path):
    seen = execute(
        tmp_path,
        SHOWN,
        "import matplotlib.pyplot as plt\nplt.plot([0, 1]);",
        "display(Image(b'PNG', format='png'), Image(b'GIF89a', format='gif'))",
        "SVG(\"<svg xmlns='http://www.w3.org/2000/svg'><style>a {}</style><path/></svg>\")",
        'HTML(\'<table class="dataframe"><tr style="text-align: right"><td>1</td></tr></table>\')',
        "display(Math('x^2'), Latex('$x$'), Markdown('$x<y$'))",
        "Estimator()",
        "import warnings\nwarnings.warn('slow')",
        "for i in range(3): print(f'\\r{i} of 2', end='')",
        "",
    )
    shown = [
        [(*output["data"].items(),)[0] if "data" in output else output["text"] for output in cell]
        for cell in seen["outputs"]
    ]
    assert shown[0] == shown[-1] == []
    assert shown[1][0][0] == "image/svg+xml"
    assert [kind for kind, _ in shown[2]] == ["image/png", "image/gif"]
    assert seen["outputs"][3][0]["metadata"] == {"image/svg+xml": {"isolated": True}}
    html = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    assert shown[4] == [("text/html", [html])]
    assert shown[5] == [
        ("text/latex", ["$\\displaystyle x^2$"]),
        ("text/latex", ["$x$"]),
        ("text/markdown", ["$x<y$"]),
    ]
    assert shown[6] == [("text/plain", ["Estimator()"])]
    assert shown[7] == [["UserWarning: slow\n"]]
    assert shown[8] == [["2 of 2"]]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["ab", "\r", "\b", "\n", "\x1b[1m", "\0", "é"])).map("".join))
def test_what_is_typed_over_is_gone(text):
    shown, lines = notebooks._typed(text), text.replace("\r\n", "\n").split("\n")
    assert not set(shown) & set("\r\b\0") and shown.count("\n") == len(lines) - 1
    for line, typed in zip(shown.split("\n"), lines):
        if not set(typed) & set("\b\r"):
            assert line == typed.replace("\0", "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("10 %\r50 %\r100 %\n", "100 %\n"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("1/2\b\b\b2/2", "2/2"),
        ("done\r", "done"),
        ("\b\ba", "a"),
    ],
)
def test_progress_is_shown_as_it_ends(typed, shown):
    assert notebooks._typed(typed) == shown


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("while True: pass", r"notebook\.ipynb:\d+: cell 1 did not end within 2 s"),
        ("1 / 0", r"cell 1 raises ZeroDivisionError: division by zero"),
        (
            "from IPython.display import display\n"
            "display({'application/javascript': 'x()'}, raw=True)",
            "a cell shows application/javascript, which no page runs",
        ),
        ("x = 1\nobject()", r"notebook\.ipynb:\d+: a cell shows an address in memory"),
        (
            "print('claims', '{\"rises\": false}')",
            "the notebook claims rises, and it does not hold",
        ),
        ("print('results of training')", "prints `results`, and behind it no results as JSON"),
        (
            'print(\'results\', \'{"a": {"mean": NaN, "sd": 0, "seeds": 1}}\')',
            "prints `results`, and behind it no results as JSON",
        ),
        (
            "print('claims', '{\"rises\": \"no\"}')",
            "the notebook claims rises, and it does not hold",
        ),
    ],
)
def test_refused_with_its_line(tmp_path, monkeypatch, source, says):
    monkeypatch.setattr(notebooks, "SECONDS", 2)
    with pytest.raises(Refused, match=says):
        execute(tmp_path, source)


def test_an_error_is_told_by_the_lines_of_the_author(tmp_path):
    first = "import numpy as np\n\ndef inverse():\n    return np.linalg.inv(np.zeros((2, 3)))"
    with pytest.raises(Refused) as refused:
        execute(tmp_path, [f"{line}\n" for line in first.split("\n")], "a = 1\n\ninverse()")
    (problem,) = refused.value.problems
    stored = (tmp_path / "notebook.ipynb").read_text(encoding="utf-8").split("\n")
    assert "return np.linalg.inv" in stored[problem.line - 1]
    assert problem.message.splitlines()[1:] == [
        "    in cell 2: inverse()",
        "    in cell 1: return np.linalg.inv(np.zeros((2, 3)))",
    ]


def test_a_line_that_is_not_python_is_told_with_its_cell(tmp_path):
    with pytest.raises(Refused, match=r"cell 1 raises SyntaxError: invalid syntax\n    in cell 1"):
        execute(tmp_path, "a = 1\nb = = 2")


def test_no_kernel_outlives_its_notebook(tmp_path):
    """One that was told to stop would take half of a core from all that comes behind."""
    seen = execute(tmp_path, "import os\nprint(os.getpid())")
    with pytest.raises(ProcessLookupError):
        os.kill(int(seen["outputs"][0][0]["text"][0]), 0)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\x1b]8;;https://a.b\x07link\x1b]8;;\x07 \x1b]0;title\x1b\\x", "link x"),
        ("\x1b[2K\x1b[1A\x1b[?25lx\x1b(B", "x"),
        ("\x1b[38;5;208mo\x1b[0m", "\x1b[mo\x1b[0m"),
        ("\x1b[1;38;2;1;2;3;4mo", "\x1b[1;4mo"),
        ("\x1b[31;1mred\x1b[0m", "\x1b[31;1mred\x1b[0m"),
    ],
)
def test_what_a_terminal_is_told_is_gone_but_for_sixteen_colours(typed, shown):
    assert notebooks._typed(typed) == shown
