"""Broken inputs, each a small patch on a copy of the project, each refused with its file, line and remedy.

One table; adding a broken input is adding a row.
"""

import json
import re
import shutil
import time

import pytest

import catalog
from checkout import copy, run

PAGE = "docs/activations/leaky_relu/index.md"
NOTEBOOK = "docs/activations/leaky_relu/notebook.ipynb"
MODULE = "scripts/catalog/activations/leaky_relu.py"
PROOFS = "scripts/proofs/activations/leaky_relu.py"
BIB = "docs/bibliography.bib"


def swap(old, new, count=1):
    """Replaces the first `old` of the file, which must be there."""

    def patch(path):
        text = path.read_text()
        assert old in text, f"{path} has no {old!r}: mend this row"
        path.write_text(text.replace(old, new, count))

    return patch


def cut(start, end):
    """Takes away what stands from `start` up to `end`."""

    def patch(path):
        text = path.read_text()
        path.write_text(text[: text.index(start)] + text[text.index(end) :])

    return patch


def after(anchor, line):
    return swap(anchor, f"{anchor}\n\n{line}")


def first_code(source=None, **changes):
    """Changes the notebook's last code cell but one."""

    def patch(path):
        book = json.loads(path.read_text())
        cell = [c for c in book["cells"] if c["cell_type"] == "code"][0]
        cell.update(changes)
        if source is not None:
            cell["source"] = source
        path.write_text(json.dumps(book, indent=1))

    return patch


def markdown_cell(text):
    def patch(path):
        book = json.loads(path.read_text())
        book["cells"].insert(
            1, {"cell_type": "markdown", "id": "broken", "metadata": {}, "source": [text]}
        )
        path.write_text(json.dumps(book, indent=1))

    return patch


def shorten(path):
    """Keeps of every section the first line, and what fills it just enough."""
    text = path.read_text()
    head, *bodies = re.split(r"^(?=## )", text, flags=re.M)
    kept = [
        body.split("\n")[0] + "\n\nA few words of this section, which is now far too short.\n\n"
        for body in bodies
    ]
    path.write_text(
        head
        + "".join(kept)
        + " ".join(re.findall(r"\[\^[\w-]+\]", text))
        + " [the notebook](notebook.ipynb)\n"
    )


OTHER = catalog.unwritten("activations")[
    0
]  # before leaky_relu by the alphabet: of two pages the later is named


def clone(path):
    """A second function whose page differs from the first by the name alone."""
    project = path.parents[3]
    shutil.copytree(path.parent, path.parent.with_name(OTHER))
    for folder in ("catalog", "proofs"):
        module = project / "scripts" / folder / "activations" / "leaky_relu.py"
        module.with_name(f"{OTHER}.py").write_text(module.read_text().replace("leaky_relu", OTHER))
    page = path.parent.with_name(OTHER) / "index.md"
    page.write_text(page.read_text().replace("leaky_relu", OTHER))


SECTION = "## 7. Pros"

# name: (file, patch, where the message points, what it says)
ROWS = {
    "section missing": (PAGE, cut(SECTION, "## 8. Cons"), PAGE, 'section "7. Pros" is missing'),
    "section doubled": (
        PAGE,
        swap(
            "## 16. Summary",
            "## 15. Key terms\n\nAgain some words that fill this section up well.\n\n## 16. Summary",
        ),
        PAGE,
        'section "15. Key terms" stands twice',
    ),
    "section out of order": (
        PAGE,
        lambda p: p.write_text(
            re.sub(r"(## 7\. Pros.*?)(## 8\. Cons.*?)(?=## 9)", r"\2\1", p.read_text(), flags=re.S)
        ),
        PAGE,
        "is out of order",
    ),
    "section empty": (
        PAGE,
        lambda p: p.write_text(
            re.sub(r"(## 8\. Cons\n).*?(?=## 9)", r"\1\n", p.read_text(), flags=re.S)
        ),
        PAGE,
        'section "8. Cons" is empty',
    ),
    "section unknown": (
        PAGE,
        swap(
            "## 16. Summary",
            "## 17. More\n\nSome words of no section of the contract at all.\n\n## 16. Summary",
        ),
        PAGE,
        "none of the sixteen sections",
    ),
    "placeholder": (PAGE, after(SECTION, "- TODO"), PAGE, '"TODO" is a placeholder'),
    "placeholder of a template": (
        PAGE,
        after(SECTION, "- Pro 1"),
        PAGE,
        '"Pro 1" is a placeholder',
    ),
    "wrong title": (
        PAGE,
        swap("# leaky_relu", "# Leaky ReLU"),
        PAGE,
        "the title is not `# leaky_relu`",
    ),
    "front matter not YAML": (
        PAGE,
        swap("tags: [rectifier", "tags: [rectifier: {"),
        PAGE,
        "front matter is not YAML",
    ),
    "front matter without description": (
        PAGE,
        swap("description:", "descriptions:"),
        PAGE,
        "front matter has no `description`",
    ),
    "term unknown": (
        PAGE,
        swap("terms: [activation", "terms: [activatoin"),
        PAGE,
        'term "activatoin" is not defined',
    ),
    "page not UTF-8": (
        PAGE,
        lambda p: p.write_bytes(
            p.read_bytes().replace(SECTION.encode(), SECTION.encode() + b"\xff", 1)
        ),
        PAGE,
        "the file is not UTF-8",
    ),
    "inline TeX": (
        PAGE,
        after(SECTION, r"The value $\leaky{x}$ is undefined here."),
        PAGE,
        "KaTeX refuses",
    ),
    "display TeX": (PAGE, after(SECTION, "$$\n\\frac{1}{2\n$$"), PAGE, "KaTeX refuses"),
    "link to a missing page": (
        PAGE,
        after(SECTION, "See [this](../leaky_rely/index.md)."),
        PAGE,
        "leads to nothing",
    ),
    "link to a missing anchor": (
        PAGE,
        after(SECTION, "See [this](#nowhere)."),
        PAGE,
        "leads to no such anchor",
    ),
    "link to a missing image": (
        PAGE,
        after(SECTION, "![A graph that is not there](gone.png)"),
        PAGE,
        "leads to nothing",
    ),
    "dead link in a table": (
        PAGE,
        swap(
            "| You see | Because | Write |\n|---|---|---|",
            "| You see | Because | Write |\n|---|---|---|\n| a | [b](gone.md) | c |",
        ),
        PAGE,
        "leads to nothing",
    ),
    "dead link in raw HTML": (
        PAGE,
        after(SECTION, '<a href="../gone/">gone</a>'),
        PAGE,
        "leads to nothing",
    ),
    "image without alt text": (
        PAGE,
        after(SECTION, "![](../../generated/activations/leaky_relu/graph.svg)"),
        PAGE,
        "an image has no alt text",
    ),
    "raw script": (PAGE, after(SECTION, "<script>alert(1)</script>"), PAGE, "raw HTML"),
    "event handler": (PAGE, after(SECTION, '<b onclick="x()">x</b>'), PAGE, "raw HTML"),
    "explorer not behind its graph": (
        PAGE,
        swap('\n--8<-- "activations/leaky_relu/explorer.md"\n', ""),
        PAGE,
        "section 9 has no explorer behind its first picture",
    ),
    "snippet unknown": (
        PAGE,
        after(SECTION, '--8<-- "activations/leaky_relu/nothing.md"'),
        PAGE,
        "does not exist",
    ),
    "snippet region unknown": (
        PAGE,
        after(SECTION, '--8<-- "activations/leaky_relu/theorems.md:nothing"'),
        PAGE,
        "does not exist",
    ),
    "citation unknown": (
        PAGE,
        after(SECTION, "As was shown[^nobody1999]."),
        PAGE,
        "[^nobody1999] is not in docs/bibliography.bib",
    ),
    "output without code": (
        PAGE,
        swap("## 1. What", "```output\n1\n```\n\n## 1. What"),
        PAGE,
        "an output block without a python block",
    ),
    "quoted number drifted": (
        PAGE,
        lambda p: p.write_text(
            re.sub(
                r'\[[^\]]+\]\(notebook\.ipynb "result: (\w+)"\)',
                r'[123456](notebook.ipynb "result: \1")',
                p.read_text(),
                count=1,
            )
        ),
        PAGE,
        "has drifted",
    ),
    "quoted result unknown": (
        PAGE,
        after(SECTION, 'It is [0.5](notebook.ipynb "result: nothing").'),
        PAGE,
        'the notebook has no result "nothing"',
    ),
    "near-identical prose": (PAGE, clone, PAGE, f"of its six-word runs with {OTHER}"),
    "page too short": (PAGE, shorten, PAGE, "words, and needs 900"),
    "page without a catalog module": (
        PAGE,
        lambda p: shutil.copytree(p.parent, p.parent.parent / "orphan"),
        "docs/activations/orphan/index.md",
        "the page has no catalog module",
    ),
    "catalog module without a page": (PAGE, lambda p: p.unlink(), MODULE, "leaky_relu has no page"),
    "notebook missing": (NOTEBOOK, lambda p: p.unlink(), MODULE, "leaky_relu has no notebook"),
    "notebook not JSON": (
        NOTEBOOK,
        lambda p: p.write_text(p.read_text()[:-30]),
        NOTEBOOK,
        "the notebook is not JSON",
    ),
    "notebook stored with outputs": (
        NOTEBOOK,
        first_code(execution_count=3),
        NOTEBOOK,
        "the notebook is stored with outputs",
    ),
    "script in a notebook": (
        NOTEBOOK,
        markdown_cell("<script>alert(1)</script>"),
        NOTEBOOK,
        "raw HTML",
    ),
    "bibliography not BibTeX": (
        BIB,
        swap("title = {Deep Sparse", "title = {{Deep Sparse"),
        BIB,
        "not BibTeX",
    ),
    "work without year": (BIB, swap("  year = {2011},\n", ""), BIB, "glorot2011 has no year"),
    "work doubled": (
        BIB,
        lambda p: p.write_text(
            p.read_text()
            + p.read_text()[p.read_text().index("@misc{xu2015") :].split("\n}\n")[0]
            + "\n}\n"
        ),
        BIB,
        "xu2015",
    ),
    "work uncited": (
        BIB,
        lambda p: p.write_text(
            p.read_text()
            + "@book{unused1999,\n author = {A, B},\n title = {T},\n year = {1999},\n url = {https://example.org/t},\n}\n"
        ),
        BIB,
        "unused1999 is cited by no page",
    ),
    "term defined twice": (
        "docs/terms.md",
        lambda p: p.write_text(p.read_text() + "\nkink\n:   Twice.\n"),
        "docs/terms.md",
        'term "kink" is defined twice',
    ),
    "catalog syntax error": (
        MODULE,
        swap("FUNCTION = Function(", "FUNCTION = = Function("),
        MODULE,
        "SyntaxError",
    ),
    "catalog field missing": (
        MODULE,
        lambda p: p.write_text(re.sub(r"    smoothness=.*\n", "", p.read_text())),
        MODULE,
        "smoothness",
    ),
    "catalog name doubled": (
        MODULE,
        swap('    title="Leaky ReLU",', '    title="Leaky ReLU",\n    title="Leaky ReLU",'),
        MODULE,
        "SyntaxError",
    ),
}
EXECUTED = {  # code has to run before it can be said
    "code block raises": (
        PAGE,
        after(SECTION, "```python\nundefined_name\n```"),
        PAGE,
        "the code block raises NameError",
    ),
    "code block prints other than shown": (
        PAGE,
        swap("relu       0.0\n", "relu       0.1\n"),
        PAGE,
        "prints other than the page shows",
    ),
    "code block prints, nothing shown": (
        PAGE,
        after(SECTION, "```python\nprint(1)\n```"),
        PAGE,
        "prints other than the page shows",
    ),
    "wrong default": (MODULE, swap("default=0.2,", "default=0.25,"), MODULE, "default"),
    "wrong derivative": (
        MODULE,
        swap(
            "return np.where(x >= 0, 1, negative_slope)",
            "return np.where(x >= 0, 1, negative_slope / 2)",
        ),
        MODULE,
        "gradient",
    ),
    "wrong range": (
        MODULE,
        lambda p: p.write_text(
            re.sub(r"    bounds=\(.*\),\n", '    bounds=("0", "inf"),\n', p.read_text())
        ),
        MODULE,
        "the infimum is 0",
    ),
    "a property it has not": (
        MODULE,
        swap('Claim("odd", "negative_slope == 1"', 'Claim("odd", "True"'),
        MODULE,
        "odd",
    ),
    "theorem that is false": (PROOFS, swap("a * x", "a * x + 1"), PROOFS, "theorem"),
    "cell raises": (
        NOTEBOOK,
        first_code(source=["1 / 0"]),
        NOTEBOOK,
        "cell 2 raises ZeroDivisionError",
    ),
    "dead link in a notebook": (
        NOTEBOOK,
        markdown_cell("See [this](../gone/index.md)."),
        NOTEBOOK,
        "leads to nothing",
    ),
    "missing image in a notebook": (
        NOTEBOOK,
        markdown_cell("![A picture](gone.png)"),
        NOTEBOOK,
        "leads to nothing",
    ),
    "TeX in a notebook": (
        NOTEBOOK,
        markdown_cell(r"The value $\leaky{x}$ is undefined."),
        NOTEBOOK,
        "KaTeX refuses",
    ),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    made = copy(tmp_path_factory.mktemp("sound"))
    done = run(made, "publish.py")
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def patience(sound):
    """Seconds in which a build that executes nothing must refuse: 10, or on a slow machine four times what an unchanged build takes
    there; an edit adds a quarter to that (README, Measured), the rest is for a machine that is busy with more."""
    began = time.perf_counter()
    assert run(sound, "publish.py").returncode == 0
    return max(10, 4 * (time.perf_counter() - began))


def refused(sound, tmp_path, row):
    file, patch, where, says = row
    project = tmp_path / "project"
    shutil.copytree(sound, project, symlinks=True)
    patch(project / file)
    before = {p: p.stat().st_mtime_ns for p in (project / "site").rglob("*")}
    began = time.perf_counter()
    done = run(project, "publish.py")
    seconds = time.perf_counter() - began
    assert done.returncode != 0
    found = re.search(
        rf"^{re.escape(where)}:(\d+): .*{re.escape(says)}.*(?:\n    .*)+", done.stderr, re.M
    )
    assert found, done.stderr
    assert int(found[1]) >= 1
    assert {p: p.stat().st_mtime_ns for p in (project / "site").rglob("*")} == before
    return done, seconds


@pytest.mark.parametrize("name", ROWS)
def test_refused(sound, patience, tmp_path, name):
    done, seconds = refused(sound, tmp_path, ROWS[name])
    assert "Traceback" not in done.stderr
    assert seconds < patience


@pytest.mark.parametrize("name", EXECUTED)
def test_refused_after_execution(sound, tmp_path, name):
    refused(sound, tmp_path, EXECUTED[name])


def test_the_line_is_the_one_to_mend(sound, tmp_path):
    project = tmp_path / "project"
    shutil.copytree(sound, project)
    page = project / PAGE
    text = page.read_text().replace(SECTION, f"{SECTION}\n\nSee [this](#nowhere).", 1)
    page.write_text(text)
    line = text[: text.index("#nowhere")].count("\n") + 1
    assert f"{PAGE}:{line}:" in run(project, "publish.py").stderr


def test_there_are_at_least_forty():
    assert len(ROWS) + len(EXECUTED) >= 40
