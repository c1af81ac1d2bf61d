"""Broken inputs, each a small patch on a copy of the project, each refused with its file, line and
remedy.

One table; adding a broken input is adding a row.
"""

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from checkout import files, run, twin

PAGE = "docs/activations/leaky_relu/index.md"
NOTEBOOK = "docs/activations/leaky_relu/notebook.ipynb"
MODULE = "scripts/catalog/activations/leaky_relu.py"
TOPIC = "docs/guide/precision/index.md"
PROOFS = "scripts/proofs/activations/leaky_relu.py"
BIB = "docs/bibliography.bib"
FAMILY = "scripts/catalog/activations/_family.py"
UNWRITTEN = "scripts/catalog/activations/unwritten.txt"


def swap(old, new, count=1):
    """Replaces the first `old` of the file, which must be there."""

    def patch(path):
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old!r}: mend this row"
        path.write_text(text.replace(old, new, count), encoding="utf-8", newline="\n")

    return patch


def rename(to):
    """Gives a file or a folder another name."""
    return lambda path: path.rename(path.with_name(to))


def cut(start, end):
    """Takes away what stands from `start` up to `end`."""

    def patch(path):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text[: text.index(start)] + text[text.index(end) :], encoding="utf-8", newline="\n"
        )

    return patch


def exchange(pattern, replacement):
    """Replaces the first match of a pattern, which must be there."""

    def patch(path):
        text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
        assert count, f"{path} has no {pattern!r}: mend this row"
        path.write_text(text, encoding="utf-8", newline="\n")

    return patch


def append(text):
    return lambda path: path.write_text(
        path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n"
    )


def unsorted(path):
    """Two functions to be written, of a group, that do not stand by the alphabet."""
    append("zeta\neta\n")(path)
    swap('"Of a vector": (', '"Of a vector": ("zeta", "eta", ')(path.with_name("_family.py"))


def after(anchor, line):
    return swap(anchor, f"{anchor}\n\n{line}")


def first_code(source=None, **changes):
    """Changes the notebook's last code cell but one."""

    def patch(path):
        book = json.loads(path.read_text(encoding="utf-8"))
        cell = [c for c in book["cells"] if c["cell_type"] == "code"][0]
        cell.update(changes)
        if source is not None:
            cell["source"] = source
        path.write_text(json.dumps(book, indent=1), encoding="utf-8", newline="\n")

    return patch


def markdown_cell(text):
    def patch(path):
        book = json.loads(path.read_text(encoding="utf-8"))
        own = f"broken-{len(book['cells'])}"
        book["cells"].insert(
            1, {"cell_type": "markdown", "id": own, "metadata": {}, "source": [text]}
        )
        path.write_text(json.dumps(book, indent=1), encoding="utf-8", newline="\n")

    return patch


def shorten(path):
    """Keeps of every section the first line, and what fills it just enough."""
    text = path.read_text(encoding="utf-8")
    head, *bodies = re.split(r"^(?=## )", text, flags=re.M)
    kept = [
        body.split("\n")[0] + "\n\nA few words of this section, which is now far too short.\n\n"
        for body in bodies
    ]
    path.write_text(
        head
        + "".join(kept)
        + " ".join(re.findall(r"\[\^[\w-]+\]", text))
        + " [the notebook](notebook.ipynb)\n",
        encoding="utf-8",
        newline="\n",
    )


# before leaky_relu by the alphabet: of two pages the later is named
OTHER = "copied"


def clone(path):
    """A second function whose page differs from the first by the name alone."""
    project = path.parents[3]
    shutil.copytree(path.parent, path.parent.with_name(OTHER))
    for folder in ("catalog", "proofs"):
        module = project / "scripts" / folder / "activations" / "leaky_relu.py"
        module.with_name(f"{OTHER}.py").write_text(
            module.read_text(encoding="utf-8").replace("leaky_relu", OTHER),
            encoding="utf-8",
            newline="\n",
        )
    page = path.parent.with_name(OTHER) / "index.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("leaky_relu", OTHER),
        encoding="utf-8",
        newline="\n",
    )


SECTION = "## 7. Pros"
SLOPES = 'values=({"negative_slope": 0.2}, {"negative_slope": 0.5})'
KINKS = "(Kink(0.0, left=negative_slope, right=1.0, keras=1.0),) if negative_slope != 1 else ()"


@dataclass(frozen=True)
class Broken:
    """A file, the patch that breaks it, and what the message says; where: the file that it names,
    if another. by: the command that refuses it, the first that can. alone: the cause is told once,
    and nothing that follows from it."""

    file: str
    patch: Callable[[Path], object]
    says: str
    where: str = ""
    by: str = "build.py"
    alone: bool = True


ROWS = {
    "section missing": Broken(PAGE, cut(SECTION, "## 8. Cons"), 'section "7. Pros" is missing'),
    "section doubled": Broken(
        PAGE,
        swap(
            "## 16. Summary",
            "## 15. Key terms\n\nAgain some words that fill this section up.\n\n## 16. Summary",
        ),
        'section "15. Key terms" stands twice',
    ),
    "section out of order": Broken(
        PAGE,
        exchange(r"(?s)(## 7\. Pros.*?)(## 8\. Cons.*?)(?=## 9)", r"\2\1"),
        "is out of order",
    ),
    "section empty": Broken(
        PAGE,
        exchange(r"(?s)(## 8\. Cons\n).*?(?=## 9)", r"\1\n"),
        'section "8. Cons" is empty',
    ),
    "section unknown": Broken(
        PAGE,
        swap(
            "## 16. Summary",
            "## 17. More\n\nSome words of no section of the contract at all.\n\n## 16. Summary",
        ),
        "none of the sixteen sections",
    ),
    "placeholder": Broken(PAGE, after(SECTION, "- TODO"), '"TODO" is a placeholder'),
    "placeholder of a template": Broken(
        PAGE, after(SECTION, "- Pro 1"), '"Pro 1" is a placeholder'
    ),
    "wrong title": Broken(
        PAGE, swap("# leaky_relu", "# Leaky ReLU"), "the title is not `# leaky_relu`"
    ),
    "front matter not YAML": Broken(
        PAGE, swap("terms: [activation", "terms: [activation: {"), "front matter is not YAML"
    ),
    "front matter without description": Broken(
        PAGE, swap("description:", "descriptions:"), "front matter has no `description`"
    ),
    "term unknown": Broken(
        PAGE, swap("terms: [activation", "terms: [activatoin"), 'term "activatoin" is not defined'
    ),
    "page not UTF-8": Broken(
        PAGE,
        lambda p: p.write_bytes(p.read_bytes().replace(b"## 7. Pros", b"## 7. Pros\xff")),
        "the file is not UTF-8",
    ),
    "inline TeX": Broken(
        PAGE,
        after(SECTION, r"The value $\leaky{x}$ is undefined here."),
        "KaTeX refuses",
        by="publish.py",
    ),
    "display TeX": Broken(
        PAGE, after(SECTION, "$$\n\\frac{1}{2\n$$"), "KaTeX refuses", by="publish.py"
    ),
    "Markdown that is left": Broken(
        PAGE,
        after(SECTION, "It is **bold, and so on."),
        'emphasis is shown as it was typed: "**bold, and so on."',
        by="publish.py",
    ),
    "output that names the machine": Broken(
        "records/activations/leaky_relu/notebook.json",
        swap('"loss of the best constant: ', '"<Loss at 0x7f8a1c0d5e50> of the best constant: '),
        "a cell shows an address in memory of the machine that ran it: at 0x7f8a1c0d5e50",
        where=NOTEBOOK,
    ),
    "link to a missing page": Broken(
        PAGE,
        after(SECTION, "See [this](../leaky_rely/index.md)."),
        '"../leaky_rely/index.md" leads to nothing',
        by="publish.py",
    ),
    "link to a missing anchor": Broken(
        PAGE, after(SECTION, "See [this](#nowhere)."), "leads to no such anchor", by="publish.py"
    ),
    "link to a missing image": Broken(
        PAGE,
        after(SECTION, "![A graph that is not there](gone.png)"),
        '"gone.png" leads to nothing',
        by="publish.py",
    ),
    "dead link in a table": Broken(
        PAGE,
        swap(
            "| You see | Because | Write |\n|---|---|---|",
            "| You see | Because | Write |\n|---|---|---|\n| a | [b](gone.md) | c |",
        ),
        '"gone.md" leads to nothing',
        by="publish.py",
    ),
    "dead link in raw HTML": Broken(
        PAGE, after(SECTION, '<a href="../gone/">gone</a>'), "leads to nothing", by="publish.py"
    ),
    "image without alt text": Broken(
        PAGE,
        after(SECTION, "![](../../generated/activations/leaky_relu/graph.svg)"),
        "an image has no alt text",
    ),
    "raw script": Broken(
        PAGE, after(SECTION, "<script>alert(1)</script>"), "may not hold <script>", by="publish.py"
    ),
    "block in another spelling": Broken(
        PAGE, after(SECTION, "```py\n1\n```"), 'a block of Python called "py" is not run'
    ),
    "block that is not run for no reason": Broken(
        PAGE, after(SECTION, "```python\n# not run\n1\n```"), "does not say why"
    ),
    "output of a block that is not run": Broken(
        PAGE,
        after(SECTION, "```python\n# not run: a GPU\nprint(1)\n```\n\n```output\n1\n```"),
        "an output block without a python block before it that is run",
    ),
    "block of a guide": Broken(
        "docs/choose.md",
        append("\n```python\n1\n```\n"),
        "a block of Python stands where no code is run",
    ),
    "block of a notebook's words": Broken(
        NOTEBOOK, markdown_cell("```python\n1\n```"), "stands where no code is run"
    ),
    "block of a part of a page": Broken(
        "docs/guide/part.md",
        lambda path: path.write_text(
            "# Part\n\n```python\n1\n```\n", encoding="utf-8", newline="\n"
        ),
        "a block of Python stands where no code is run",
    ),
    "LaTeX that is not read": Broken(
        BIB, swap("title = {", r"title = {\frac12 "), r"holds LaTeX that is not read: \frac"
    ),
    "definition of two paragraphs": Broken(
        "docs/terms.md",
        append("\nkinked\n:   Once.\n\n    Twice.\n"),
        'the definition of "kinked" goes on',
    ),
    "explorer not behind its graph": Broken(
        PAGE,
        swap('\n--8<-- "activations/leaky_relu/explorer.md"\n', ""),
        "section 9 has no explorer behind its first picture",
    ),
    "snippet unknown": Broken(
        PAGE, after(SECTION, '--8<-- "activations/leaky_relu/nothing.md"'), "does not exist"
    ),
    "snippet region unknown": Broken(
        PAGE,
        after(SECTION, '--8<-- "activations/leaky_relu/theorems.md:nothing"'),
        "does not exist",
    ),
    "snippet of a guide unknown": Broken(
        "docs/choose.md", append('\n--8<-- "nothing.md"\n'), '"nothing.md" does not exist'
    ),
    "family's page in itself": Broken(
        "docs/activations/index.md",
        append('\n--8<-- "activations/index.md"\n'),
        '"activations/index.md" takes in itself',
    ),
    "citation unknown": Broken(
        PAGE,
        after(SECTION, "As was shown[^nobody1999]."),
        "[^nobody1999] is not in docs/bibliography.bib",
    ),
    "citation of nobody": Broken(
        "CITATION.cff", swap("  - name: ", "  - alias: "), "an author without `name`"
    ),
    "output without code": Broken(
        PAGE,
        swap("## 1. What", "```output\n1\n```\n\n## 1. What"),
        "an output block without a python block",
    ),
    "quoted number drifted": Broken(
        PAGE,
        exchange(r'\[[^\]]+\](?=\(notebook\.ipynb "result: \w+"\))', "[123456]"),
        "is not what was measured",
    ),
    "quoted result unknown": Broken(
        PAGE,
        after(SECTION, 'It is [0.5](notebook.ipynb "result: nothing").'),
        'the notebook has no result "nothing"',
    ),
    "number without a source": Broken(
        PAGE, after(SECTION, "Some 12.5 % of the units are dead."), "12.5 % comes from nowhere"
    ),
    "quoted value drifted": Broken(
        "docs/activations/elu/index.md",
        swap('[0.1855](# "value: mean_output")', '[0.1856](# "value: mean_output")'),
        "0.1856 is not what the session gives: that is 0.185466",
    ),
    "quoted value unknown, verified": Broken(
        PAGE,
        after(SECTION, 'It is [0.5](# "value: nothing").'),
        'no code block of the page gives "nothing" a value',
        by="verify.py",
    ),
    "code of a topic that was not run": Broken(
        TOPIC,
        swap("```python\n", "```python\n1 / 0\n"),
        "has changed since records/guide/precision was made (code)",
        alone=False,  # what grows stale is told beside what is wrong
    ),
    "value quoted by a topic drifted": Broken(
        TOPIC,
        swap('[16.118](# "value: stays")', '[16.119](# "value: stays")'),
        "16.119 is not what the session gives: that is 16.1181",
    ),
    "result quoted by a topic drifted": Broken(
        TOPIC,
        after(
            "## Key terms",
            'It is [0.5](../../activations/relu/notebook.ipynb "result: nothing").',
        ),
        'the notebook has no result "nothing"',
    ),
    "number of a topic without a source": Broken(
        TOPIC, after("## Key terms", "Some 12.5 % of the units."), "12.5 % comes from nowhere"
    ),
    "citation of a topic unknown": Broken(
        TOPIC, after("## Key terms", "As was shown[^nobody1999]."), "[^nobody1999] is not in docs"
    ),
    "topic with a slip in a name": Broken(
        TOPIC, after("## Key terms", "As of sofmtax."), '"sofmtax" is no name of the catalog'
    ),
    "topic without its terms": Broken(
        TOPIC,
        swap('--8<-- "guide/precision/terms.md"\n', ""),
        "the page does not take in guide/precision/terms.md",
    ),
    "topic that sends nobody on": Broken(
        TOPIC,
        after("## Key terms", "See [this](../../activations/leaky_relu/index.md#nowhere)."),
        "leads to no such anchor",
        by="publish.py",
    ),
    "topic without a place": Broken(
        "docs/choose.md",
        swap("(guide/precision/", "(guide/masks/", -1),
        "precision has no place on the page",
    ),
    "quoted fact drifted": Broken(
        PAGE,
        swap('[0.3](# "fact: layer.negative_slope")', '[0.4](# "fact: layer.negative_slope")'),
        "0.4 is not the fact layer.negative_slope: that is 0.3",
    ),
    "quoted claim fallen": Broken(
        "records/activations/leaky_relu/notebook.json",
        swap(
            '"every_leaky_slope_ahead_of_relu_with_adam": true',
            '"every_leaky_slope_ahead_of_relu_with_adam": false',
        ),
        '"more than with ReLU" is said of a claim that fell',
        where=PAGE,
        alone=False,  # the page and the notebook both say it
    ),
    "wrong sign on the card": Broken(
        MODULE,
        swap(r"\texttt{negative\_slope}\; x", r"-\texttt{negative\_slope}\; x"),
        "the formula of the card says f(x) = ",
    ),
    "formula that cannot be read": Broken(
        MODULE, swap(r"1 & x > 0", r"1 & x \gg 0"), r'is not read: cannot read on at "\gg 0'
    ),
    "link to nowhere": Broken(
        PAGE, after(SECTION, "It is [so](#)."), "the link leads nowhere and quotes nothing"
    ),
    "number that a description alone has": Broken(
        PAGE, swap("the slope left of 0 is 0.2", "the slope left of 0 is 0.7"), "says 0.7, which"
    ),
    "near-identical prose": Broken(PAGE, clone, f"of its six-word runs with {OTHER}", alone=False),
    "page too short": Broken(PAGE, shorten, "words, and needs 900", alone=False),
    "page without a catalog module": Broken(
        PAGE,
        lambda p: shutil.copytree(p.parent, p.parent.parent / "orphan"),
        "the page has no catalog module",
        where="docs/activations/orphan/index.md",
    ),
    "catalog module without a page": Broken(
        PAGE, Path.unlink, "leaky_relu has no page", where=MODULE
    ),
    "notebook missing": Broken(NOTEBOOK, Path.unlink, "leaky_relu has no notebook", where=MODULE),
    "notebook not JSON": Broken(
        NOTEBOOK,
        lambda p: p.write_text(p.read_text(encoding="utf-8")[:-30], encoding="utf-8", newline="\n"),
        "the notebook is not JSON",
    ),
    "notebook stored with outputs": Broken(
        NOTEBOOK, first_code(execution_count=3), "the notebook is stored with outputs"
    ),
    "script in a notebook": Broken(
        NOTEBOOK,
        markdown_cell("<script>alert(1)</script>"),
        "may not hold <script>",
        by="publish.py",
    ),
    "bibliography not BibTeX": Broken(
        BIB, swap("title = {Deep Sparse", "title = {{Deep Sparse"), "not BibTeX"
    ),
    "work without year": Broken(BIB, swap("  year = {2011},\n", ""), "glorot2011 has no year"),
    "work doubled": Broken(
        BIB,
        exchange(r"(?s)(@misc\{xu2015.*?\n\}\n)", r"\1\1"),
        "xu2015",
    ),
    "work uncited": Broken(
        BIB,
        append(
            "@book{unused1999, author = {A, B}, title = {T}, year = {1999},\n"
            " url = {https://example.org/t}}\n"
        ),
        "unused1999 is cited by no page",
    ),
    "term defined twice": Broken(
        "docs/terms.md",
        append("\nkink\n:   Twice.\n"),
        'term "kink" is defined twice',
    ),
    "record with a conflict": Broken(
        "records/activations/leaky_relu/theorems.json",
        append("<<<<<<< HEAD\n=======\n>>>>>>> main\n"),
        "the record holds a conflict",
    ),
    "record not JSON, verified": Broken(
        "records/activations/leaky_relu/code.json",
        append("}"),
        "the record is not JSON",
        by="verify.py",
    ),
    "notebook missing, verified": Broken(
        NOTEBOOK, Path.unlink, "leaky_relu has no notebook", where=MODULE, by="verify.py"
    ),
    "catalog syntax error": Broken(
        MODULE, swap("FUNCTION = Function(", "FUNCTION = = Function("), "SyntaxError"
    ),
    "catalog field missing": Broken(
        MODULE,
        exchange(r"    smoothness=.*\n", ""),
        "smoothness",
    ),
    "catalog name doubled": Broken(
        MODULE,
        swap('    title="Leaky ReLU",', '    title="Leaky ReLU",\n    title="Leaky ReLU",'),
        "SyntaxError",
    ),
    "code block raises": Broken(
        PAGE,
        after(SECTION, "```python\nundefined_name\n```"),
        "the code block raises NameError",
        by="verify.py",
    ),
    "code block prints other than shown": Broken(
        PAGE,
        swap("relu       0.0\n", "relu       0.1\n"),
        "prints other than the page shows",
        by="verify.py",
    ),
    "code block prints, nothing shown": Broken(
        PAGE,
        after(SECTION, "```python\nprint(1)\n```"),
        "prints other than the page shows",
        by="verify.py",
    ),
    "wrong default": Broken(
        MODULE, swap("default=0.2,", "default=0.25,"), "default", by="verify.py"
    ),
    "wrong derivative": Broken(
        MODULE,
        swap(
            "return np.where(x >= 0, 1, negative_slope)",
            "return np.where(x >= 0, 1, negative_slope / 2)",
        ),
        "gradient",
        by="verify.py",
        alone=False,  # such a gradient jumps where no kink is stated
    ),
    "wrong range": Broken(
        MODULE,
        exchange(r"    bounds=\(.*\),\n", '    bounds=("0", "inf"),\n'),
        "the infimum is 0",
        by="verify.py",
    ),
    "a property it has not": Broken(
        MODULE,
        swap('Claim("odd", "negative_slope == 1"', 'Claim("odd", "True"'),
        "odd",
        by="verify.py",
        alone=False,  # what is not odd is not zero-centred either
    ),
    "form that is not the reference": Broken(
        PROOFS, swap("a * x", "a * x + 1"), "the provers read another function", by="verify.py"
    ),
    "theorem that is false": Broken(
        PROOFS,
        swap("Abs(f(x, a) - f(y, a)) < eps", "Abs(f(x, a) - f(y, a)) < eps / 2"),
        "theorem continuity is not decided: false",
        by="verify.py",
    ),
    "cell raises": Broken(
        NOTEBOOK, first_code(source=["1 / 0"]), "cell 3 raises ZeroDivisionError", by="verify.py"
    ),
    "field misspelt": Broken(MODULE, swap("    formula=", "    formla="), "did you mean formula?"),
    "field of a parameter misspelt": Broken(
        MODULE, swap("symbol=", "symbl="), 'no field "symbl"; did you mean symbol?'
    ),
    "field of another type": Broken(
        MODULE,
        swap('aliases=("LeakyReLU", "lrelu", "leakyrelu")', 'aliases=("LeakyReLU")'),
        "`aliases` is 'LeakyReLU'",
    ),
    "claim misspelt": Broken(
        MODULE, swap('Claim("increasing"', 'Claim("increasng"'), "did you mean increasing?"
    ),
    "claim missing": Broken(
        MODULE, exchange(r'        Claim\("lipschitz".*\n', ""), 'nothing is said of "lipschitz"'
    ),
    "condition of a claim": Broken(
        MODULE,
        swap('"negative_slope == 1"', '"negativ_slope == 1"'),
        "did you mean negative_slope?",
    ),
    "smoothness unknown": Broken(MODULE, swap('"C^0"', '"C^3"'), 'there is no smoothness "C^3"'),
    "kinks that take another name": Broken(
        MODULE, swap("lambda negative_slope:", "lambda slope:"), "`kinks` fails at"
    ),
    "kinks that raise": Broken(MODULE, swap(KINKS, "(1 / 0,)"), "ZeroDivisionError"),
    "kinks that are none": Broken(MODULE, swap(KINKS, "0.0"), "`kinks` at negative_slope=0.2"),
    "reference of another shape": Broken(
        MODULE,
        swap("return np.where(x >= 0, x, negative_slope * x)", "return np.ones(3)"),
        "gives the shape (3,)",
    ),
    "reference that raises": Broken(
        MODULE, swap("return np.where(", "return np.wher("), "did you mean where?"
    ),
    "reference with another parameter": Broken(
        MODULE,
        swap("def leaky_relu(x, negative_slope=0.2)", "def leaky_relu(x, negativ_slope=0.2)"),
        "did you mean negativ_slope?",
    ),
    "picture of no parameter": Broken(
        MODULE,
        swap(SLOPES, SLOPES.replace("negative", "negativ", 1)),
        'there is no parameter "negativ_slope"; did you mean negative_slope?',
    ),
    "picture called as another": Broken(
        MODULE, swap('stem="kink"', 'stem="graph"'), 'two pictures are called "graph"'
    ),
    "alt text of nothing": Broken(
        MODULE, swap("{f(-4):.1f}", "{gradent(-4):.1f}"), "did you mean gradient?"
    ),
    "alt text with a typed result": Broken(
        MODULE, swap("{f(-4):.1f}", "-0.81"), "the alt text types 0.81"
    ),
    "first paper misspelt": Broken(MODULE, swap("maas2013", "mas2013"), "did you mean maas2013?"),
    "framework misspelt": Broken(MODULE, swap('"torch",', '"torhc",'), "did you mean torch?"),
    "check of a defect misspelt": Broken(
        MODULE,
        swap("loads_as_the_built_in", "loads_as_built_in"),
        "did you mean loads_as_the_built_in?",
    ),
    "title misspelt": Broken(
        MODULE,
        swap('title="Leaky ReLU"', 'title="Laeky ReLU"'),
        "spells none of leaky_relu",
    ),
    "summary of another": Broken(
        MODULE, swap('summary="Leaky ReLU', 'summary="Leaky ELU'), "the summary does not begin"
    ),
    "facts without a name": Broken(MODULE, swap("FUNCTION =", "FUNCTON ="), "mean FUNCTON?"),
    "facts import what is not there": Broken(
        MODULE, swap("import Function, Kink", "import Functon, Kink"), "did you mean Function?"
    ),
    "scenes that stop": Broken(
        "scripts/catalog/scenes.py", append("\nHALF = 1 / 0\n"), "ZeroDivisionError"
    ),
    "family not Python": Broken(FAMILY, swap("FAMILY = ", "FAMILY = = "), "SyntaxError"),
    "field of a family misspelt": Broken(FAMILY, swap("groups=", "group="), "did you mean groups?"),
    "names told by no regular expression": Broken(
        FAMILY, swap('named=r"(?:', 'named=r"((?:'), "`named` is no regular expression"
    ),
    "group of no function": Broken(
        FAMILY, swap('"leaky_relu", "prelu"', '"leakyrelu", "prelu"'), "did you mean leaky_relu?"
    ),
    "comparison of no function": Broken(FAMILY, swap('"gelu"),', '"geul"),'), "did you mean gelu?"),
    "unwritten that is written": Broken(UNWRITTEN, append("leaky_relu\n"), "leaky_relu is written"),
    "unwritten out of order": Broken(UNWRITTEN, unsorted, "out of the order"),
    "folder of a page misspelt": Broken(
        "docs/activations/leaky_relu",
        rename("leakyrelu"),
        "did you mean leaky_relu?",
        where="docs/activations/leakyrelu/index.md",
    ),
    "proofs misspelt": Broken(
        PROOFS,
        rename("leakyrelu.py"),
        "did you mean leaky_relu?",
        where="scripts/proofs/activations/leakyrelu.py",
    ),
    "proofs missing": Broken(PROOFS, Path.unlink, "leaky_relu has no proofs module", where=MODULE),
    "proofs not Python": Broken(PROOFS, swap("@theorem(", "@theorem(("), "SyntaxError"),
    "proofs that name nothing": Broken(
        PROOFS, swap("X = points()", "X = pionts()"), "did you mean points?", by="verify.py"
    ),
    "theorem that stops": Broken(
        PROOFS, swap("near = And(", "near = Annd("), "did you mean And?", by="verify.py"
    ),
    "theorem without statement": Broken(
        PROOFS, swap("    statement=r", "    statment=r"), "did you mean statement?"
    ),
    "theorem without tie": Broken(PROOFS, swap("@tie(continuity)\n", ""), "is not tied"),
    "tie of no theorem": Broken(
        PROOFS, swap("@tie(continuity)", "@tie(continuty)"), "did you mean continuity?"
    ),
    "theorem without counterexample": Broken(
        PROOFS,
        exchange(r'(?s)    counterexample\(\s*"to a derivative at 0 for every a".*?\)\n(?=\n)', ""),
        "theorem continuity is nowhere shown to need what it says",
    ),
    "code of a theorem too wide": Broken(
        PROOFS, swap("    near = And(", f"    # {'w' * 90}\n    near = And("), "at most 88 fit"
    ),
    "form missing": Broken(PROOFS, swap("def gradient(", "def gradent("), "did you mean gradent?"),
    "form that the provers cannot read": Broken(
        PROOFS,
        swap("return where(x >= 0, x, a * x)", "return x if x >= 0 else a * x"),
        "the provers cannot read it",
        by="verify.py",
    ),
    "title in prose misspelt": Broken(
        PAGE, after(SECTION, "A Laeky ReLU leaks."), "did you mean Leaky?"
    ),
    "second title": Broken(PAGE, after(SECTION, "# leaky_relu"), "is a second title"),
    "first sentence missing": Broken(
        PAGE,
        exchange(r"\n`leaky_relu` leaves(?s:.*?)\n\n", "\n"),
        'no first sentence: it begins with "`leaky_relu`"',
    ),
    "change that was not tried": Broken(
        MODULE,
        swap("    changes=(\n", '    changes=(\n        Change("a name", "a(x)", "b(x)"),\n'),
        "the record of the frameworks was made for other lines",
    ),
    "edge that was not tried": Broken(
        MODULE,
        swap("    changes=(\n", "    edges=(0.125,),\n    changes=(\n"),
        "at other points: it lacks 0.125",
    ),
    "first sentence of another": Broken(
        PAGE,
        swap("`leaky_relu` leaves", "`relu` leaves"),
        "the first sentence does not begin with",
    ),
    "description of another": Broken(
        PAGE, swap("Keras 3 leaky_relu", "Keras 3 relu"), "the description does not begin with"
    ),
    "title of the notebook misspelt": Broken(
        NOTEBOOK, swap("# Leaky ReLU:", "# Leaky RLU:"), "the title of the notebook does not begin"
    ),
    "front matter key misspelt": Broken(
        PAGE, swap("description:", "desciption:"), "`desciption` is no key of it; did you mean"
    ),
    "terms in one piece": Broken(
        PAGE, exchange("terms: .*", "terms: kink"), "`terms` is 'kink', no list"
    ),
    "conflict in a page": Broken(
        PAGE, after(SECTION, "<<<<<<< HEAD\nOne.\n=======\nOther.\n>>>>>>> theirs"), "a conflict"
    ),
    "section misspelt": Broken(PAGE, swap("## 7. Pros", "## 7. Pro"), '"7. Pro" is none of the'),
    "snippet misspelt": Broken(
        PAGE, swap('leaky_relu/facts.md"', 'leaky_relu/fact.md"'), "did you mean facts.md?"
    ),
    "snippet missing": Broken(
        PAGE,
        swap('--8<-- "activations/leaky_relu/card.md"\n', ""),
        "the page does not take in activations/leaky_relu/card.md",
    ),
    "theorem not on its page": Broken(
        PAGE,
        swap('--8<-- "activations/leaky_relu/theorems.md:path_gradient"\n', ""),
        "the page does not take in activations/leaky_relu/theorems.md:path_gradient",
    ),
    "citation misspelt": Broken(PAGE, swap("[^maas2013]", "[^mas2013]"), "did you mean maas2013?"),
    "term misspelt": Broken(
        PAGE, swap("terms: [activation", "terms: [activatoin"), "did you mean activation?"
    ),
    "field of a work misspelt": Broken(
        BIB, swap("  year = {2011}", "  yaer = {2011}"), "glorot2011 has an unknown field, yaer"
    ),
    "address of a work": Broken(BIB, exchange(r"url = \{https://", "url = {"), "the url of "),
    "bibliography missing": Broken(BIB, Path.unlink, "there is no such file"),
    "terms missing": Broken("docs/terms.md", Path.unlink, "there is no such file"),
    "term without definition": Broken(
        "docs/terms.md", swap("\nkink\n:   ", "\nkink\n    "), 'definition of "kink"'
    ),
    "notebook without cells": Broken(NOTEBOOK, swap('"cells"', '"cell"'), "it has no cells"),
    "cell without source": Broken(
        NOTEBOOK, swap('"source"', '"surce"'), "cell 1 has no source; did you mean surce?"
    ),
    "dead link in a notebook": Broken(
        NOTEBOOK,
        markdown_cell("See [this](../gone/index.md)."),
        "leads to nothing",
        by="publish.py",
    ),
    "missing image in a notebook": Broken(
        NOTEBOOK, markdown_cell("![A picture](gone.png)"), "leads to nothing", by="publish.py"
    ),
    "TeX in a notebook": Broken(
        NOTEBOOK,
        markdown_cell(r"The value $\leaky{x}$ is undefined."),
        "KaTeX refuses",
        by="publish.py",
    ),
}


# Rows that one run refuses together, since none hides another; each other row has a run of its own.
TOGETHER = [
    (
        "inline TeX",
        "display TeX",
        "Markdown that is left",
        "raw script",
        "script in a notebook",
        "TeX in a notebook",
    ),
    (
        "link to a missing page",
        "link to a missing anchor",
        "link to a missing image",
        "dead link in a table",
        "dead link in raw HTML",
        "topic that sends nobody on",
        "dead link in a notebook",
        "missing image in a notebook",
    ),
    (
        "placeholder",
        "placeholder of a template",
        "image without alt text",
        "block in another spelling",
        "block that is not run for no reason",
        "output of a block that is not run",
        "snippet unknown",
        "snippet region unknown",
        "citation unknown",
        "output without code",
        "number without a source",
        "link to nowhere",
        "title in prose misspelt",
        "second title",
        "section unknown",
        "term unknown",
    ),
    (
        "block of a guide",
        "block of a notebook's words",
        "block of a part of a page",
        "definition of two paragraphs",
        "snippet of a guide unknown",
        "family's page in itself",
        "number of a topic without a source",
        "citation of a topic unknown",
        "topic with a slip in a name",
        "topic without its terms",
        "citation of nobody",
        "topic without a place",
    ),
    (
        "quoted number drifted",
        "quoted result unknown",
        "quoted value drifted",
        "value quoted by a topic drifted",
        "result quoted by a topic drifted",
        "quoted fact drifted",
    ),
    (
        "smoothness unknown",
        "framework misspelt",
        "check of a defect misspelt",
        "title misspelt",
        "claim missing",
        "claim misspelt",
        "first paper misspelt",
    ),
    ("theorem without tie", "theorem without counterexample", "code of a theorem too wide"),
    ("LaTeX that is not read", "work without year", "address of a work", "term defined twice"),
    ("group of no function", "comparison of no function"),
    (
        "section empty",
        "front matter without description",
        "wrong title",
        "first sentence of another",
        "snippet misspelt",
        "title of the notebook misspelt",
        "section doubled",
    ),
    (
        "code block prints other than shown",
        "code block prints, nothing shown",
        "quoted value unknown, verified",
        "wrong range",
        "a property it has not",
        "cell raises",
    ),
]
TOGETHER += [(name,) for name in ROWS if name not in {name for names in TOGETHER for name in names}]


def told(said):
    """How many problems were told, but for records that the fault made stale."""
    ends = re.search(r"^(\d+) problems?$", said, re.M)
    return int(ends[1]) - len(re.findall(r":1: has changed since records/", said))


def refused(sound, tmp_path, rows):
    """The copy, broken; the command that must refuse it is asked, and says where and why of each
    row, and of nothing else unless more follows from one."""
    project = twin(sound, tmp_path / "project")
    for row in rows:
        row.patch(project / row.file)
    before = files(project / "site")
    (command,) = {row.by for row in rows}
    done = run(project, command, *["leaky_relu"] * (command == "verify.py"))
    assert done.returncode != 0
    for row in rows:
        where, says = re.escape(row.where or row.file), re.escape(row.says)
        message = re.search(rf"^{where}:(\d+): .*{says}.*(?:\n    .*)+", done.stderr, re.M)
        assert message, (row.says, done.stderr)
        assert int(message[1]) >= 1
    assert "Traceback" not in done.stderr
    if all(row.alone for row in rows):
        assert told(done.stderr) == len(rows), done.stderr
    assert files(project / "site") == before
    return project


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[0])
def test_refused(sound, tmp_path, names, record_property):
    refused(sound, tmp_path, [ROWS[name] for name in names])
    record_property("refused", len(names))


@pytest.mark.parametrize("name", ["placeholder", "wrong default"])
def test_what_a_step_refuses_is_never_published(sound, tmp_path, name):
    """What the build or the verification refuses, publishing does too: the one is its first step,
    and of the other it asks the record."""
    project = refused(sound, tmp_path, [ROWS[name]])
    before, began = files(project / "site"), os.times()
    done = run(project, "publish.py")
    assert done.returncode == 1 and "refused; site/ is as it was" in done.stderr
    spent = os.times().children_user - began.children_user
    assert spent < 10  # seconds of a processor: a build that draws one entry again takes 4
    assert files(project / "site") == before


def test_all_that_can_be_named_is_named_in_one_run(sound, tmp_path):
    project = twin(sound, tmp_path / "project")
    for name in ("placeholder", "term defined twice", "quoted result unknown"):
        ROWS[name].patch(project / ROWS[name].file)
    done = run(project, "publish.py")
    for name in ("placeholder", "term defined twice", "quoted result unknown"):
        assert ROWS[name].says in done.stderr
    shutil.rmtree(project)
    twin(sound, project)
    for name in ("inline TeX", "display TeX"):
        ROWS[name].patch(project / ROWS[name].file)
    assert run(project, "publish.py").stderr.count("KaTeX refuses") == 2


def test_the_line_is_the_one_to_mend(sound, tmp_path):
    project = twin(sound, tmp_path / "project")
    page = project / PAGE
    text = page.read_text(encoding="utf-8").replace(
        SECTION, f"{SECTION}\n\nSee [this](#nowhere).", 1
    )
    page.write_text(text, encoding="utf-8", newline="\n")
    line = text[: text.index("#nowhere")].count("\n") + 1
    assert f"{PAGE}:{line}:" in run(project, "publish.py").stderr


def test_there_are_at_least_forty():
    assert len(ROWS) >= 40
