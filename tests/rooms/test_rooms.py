"""What the rooms promise beyond what a refused build shows."""

import json
from pathlib import Path

import pytest

import catalog
import publish
from checking import contract
from finishing import content as finishing
from finishing import formulas
from project import files, sources
from project.problems import Refused
from verifying import execution
from writing import notebooks

SCRIPTS = Path(catalog.__file__).parent.parent


@pytest.mark.parametrize(
    "tex, part",
    [
        (r"(-\infty, a]", '<mo form="prefix">−</mo>'),
        (r"a - b", "<mo>−</mo>"),
        (r"\mathbb{R}", "<mi>ℝ</mi>"),
        (r"\mathcal{N}", "<mi>𝒩</mi>"),
        (r"\mathbf{1}", "<mn>𝟏</mn>"),
        (r"\lvert a \rvert", '<mo stretchy="false" lspace="0" rspace="0">|</mo>'),
        (r"a \mid b", "<mo>∣</mo>"),
        (r"a \max(x)", f"<mi>a</mi>{formulas.THIN}<mi>max</mi>"),
        (r"\operatorname{E} f", f"<mo>\u2061</mo>{formulas.THIN}<mi>f</mi>"),
        (r"\max_{g \in G} g", f"</msub>{formulas.THIN}<mi>g</mi>"),
        (r"-\log(x)", '<mo>−</mo><mi>log</mi><mo>\u2061</mo><mo stretchy="false">(</mo>'),
    ],
)
def test_formula(tex, part):
    assert part in formulas.render(tex, False)


@pytest.mark.parametrize(
    "tex", [r"\leaky{x}", r"\frac{1}{", "é", r"\href{javascript:x}{y}", "$x$", r"f_{\tanh}(x)"]
)
def test_formula_refused(tex):
    with pytest.raises(formulas.Rejected) as refused:
        formulas.render(tex, False)
    assert "\n" not in str(refused.value)


def test_formula_is_kept_by_content(monkeypatch, tmp_path):
    monkeypatch.setattr(formulas, "HOME", tmp_path)
    render = formulas.render.__wrapped__
    first = render("x^2", True)
    (kept,) = tmp_path.iterdir()
    kept.write_text("from the cache")
    assert (first != "from the cache", render("x^2", True)) == (True, "from the cache")


def test_terms_are_explained_once_a_section():
    abbr = '<abbr title="t">kink</abbr>'
    page = f"<h2>{abbr}</h2><p>{abbr} {abbr} <a href='#'>{abbr}</a></p><h2>B</h2><p>{abbr}</p>"
    assert (
        finishing.typeset(page, Path("index.md"))
        == f"<h2>kink</h2><p>{abbr} kink <a href='#'>kink</a></p><h2>B</h2><p>{abbr}</p>"
    )


def test_a_number_stays_with_its_per_cent_sign_but_not_in_code():
    page = "<p>5 % of <code>5 % 3</code></p><pre>5 % 3</pre>"
    assert finishing.typeset(page, Path("index.md")) == page.replace(
        "5 % of", "5\N{NO-BREAK SPACE}% of"
    )


def test_what_is_set_aside_comes_back_and_is_not_searched():
    page = "<p>a <math><mi>x</mi></math> b <svg><text>1</text></svg></p>\n\n<pre>c\n\nd</pre>"
    content, aside = finishing.set_aside(page)
    assert "<mi>" not in content and "<text>" not in content
    assert finishing.document(content, aside) == page.replace("</p>\n\n", "</p>\n")


def test_policy_names_each_inline_script_by_its_hash():
    page = finishing.policy(
        '<meta charset="utf-8"><script>a()</script><script src="b.js"></script>'
    )
    assert "script-src 'self' 'sha256-" in page and page.count("sha256-") == 1
    assert "unsafe" not in page
    assert finishing.policy('<meta charset="utf-8"><script>b()</script>') != page


def stored(tmp_path, outputs, source="1"):
    path = tmp_path / "relu" / "notebook.ipynb"
    path.parent.mkdir()
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "execution_count": None,
        "source": source,
        "outputs": [],
    }
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book))
    return path, json.dumps(book | {"cells": [cell | {"outputs": outputs}]}).encode()


def shown(data):
    return {"output_type": "display_data", "metadata": {}, "data": data}


def test_notebook_output_is_never_active(tmp_path):
    path, executed = stored(
        tmp_path,
        [
            shown({"text/html": "<script>x()</script>", "text/plain": "safe"}),
            shown({"text/markdown": "<script>x()</script>"}),
        ],
    )
    text = notebooks.ready(path, executed).decode()
    assert "<script" not in text and "safe" in text and "&lt;script>" in text


def test_notebook_output_that_is_only_active_is_refused(tmp_path):
    path, executed = stored(tmp_path, [shown({"application/javascript": "x()"})])
    with pytest.raises(Refused, match="a cell shows only application/javascript"):
        notebooks.ready(path, executed)


def test_notebook_figure_needs_an_alt_text(tmp_path):
    path, executed = stored(tmp_path, [shown({"image/png": "AAAA"})])
    with pytest.raises(Refused, match="a figure has no alt text"):
        notebooks.ready(path, executed)


def test_a_cell_that_hangs_is_refused_with_its_line(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "SECONDS", 2)
    path, _ = stored(tmp_path, [], "while True: pass")
    with pytest.raises(Refused, match=r"notebook.ipynb:1: cell 1 did not end within 2 s"):
        execution.execute(path)


def test_hidden_cells_and_options_are_left_out(tmp_path):
    path, executed = stored(tmp_path, [], "#| fig-alt: words\nx = 1")
    assert json.loads(notebooks.ready(path, executed))["cells"][0]["source"] == "x = 1"
    (tmp_path / "two").mkdir()
    path, executed = stored(tmp_path / "two", [], "#| hide: true\nx = 1")
    assert json.loads(notebooks.ready(path, executed))["cells"] == []


@pytest.mark.parametrize(
    "quoted, says",
    [
        ("0.41", None),
        ("0.42", None),
        ("41 %", None),
        ("0.46", None),
        ("0.47", "drifted"),
        ("0.4123", "more digits"),
        ("about", "no number"),
    ],
)  # mean 0.41, standard error 0.01
def test_quoted_number(tmp_path, quoted, says):
    page = tmp_path / "relu" / "index.md"
    page.parent.mkdir()
    page.write_text(f'[{quoted}](notebook.ipynb "result: share")')
    found = list(
        notebooks.quotes(sources.Page(page), {"share": {"mean": 0.41, "sd": 0.04, "seeds": 16}})
    )
    assert [says in problem.message for problem in found] == ([True] if says else [])


def test_pages_that_would_fit_another_function_are_refused(tmp_path):
    text = "## 3. Why use {0}?\n\nThe function {0} solves the problem of gradients that vanish in deep networks during training today.\n"
    made = []
    for name in ("relu", "elu"):
        path = tmp_path / name / "index.md"
        path.parent.mkdir()
        path.write_text(text.format(name))
        made.append(sources.Page(path))
    assert [problem.message.split(" among")[0] for problem in contract.likeness(made)] == [
        "shares 100% of its six-word runs with relu,"
    ]
    made[1].path.write_text(
        "## 3. Why use elu?\n\nWhere inputs are negative its outputs reach down to minus alpha and shift the mean of the layer back.\n"
    )
    assert list(contract.likeness([made[0], sources.Page(made[1].path)])) == []


def test_a_write_is_whole_or_nothing(tmp_path, monkeypatch):
    file = tmp_path / "a"
    files.write(file, b"before")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        files.write(file, b"after")
    assert file.read_bytes() == b"before"


def test_memory_forgets_what_was_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "ROOT", tmp_path)
    memory = files.Memory(tmp_path / "done")
    (tmp_path / "made").write_bytes(b"x")
    memory.keep("task", "key", {"made": b"x"})
    assert memory.holds("task", "key") and not memory.holds("task", "another key")
    (tmp_path / "made").write_bytes(b"y")
    assert not memory.holds("task", "key")


def test_no_redirect_where_the_case_alone_differs_from_a_page(tmp_path):
    page = tmp_path / "activations/celu/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("the page")
    publish.redirect(
        tmp_path,
        {
            f"activations/{name}/": "activations/celu/"
            for name in ("CELU", "ContinuouslyDifferentiable")
        },
    )
    made = {file.parent.name for file in tmp_path.rglob("index.html")}
    assert made == {"celu", "ContinuouslyDifferentiable"} and page.read_text() == "the page"


def test_code_behind_follows_imports():
    behind = {path.name for path in files.code_behind(SCRIPTS / "drawing/entries.py")}
    assert {"entries.py", "svg.py"} <= behind and "bibliography.py" not in behind


def test_keras_functions_have_a_page_or_are_listed_as_unwritten():
    assert not set(catalog.stems("activations")) & set(catalog.unwritten("activations"))
    assert (
        contract.headings("relu")[0] == "1. What is relu?" and len(contract.headings("relu")) == 16
    )
