"""The files with which an entry begins: what can be known of it, from the installed Keras and from
the checks that will hold what is written, and of the rest what is to be written where."""

import inspect
import json
import re
import textwrap

import catalog
from checking import layout
from verifying import drafts, kinds
from verifying.asking import Asked, aliases, changes, elsewhere, flaws, layer
from verifying.drafts import CONFIRM, WIDTH, call, listed, quoted

SWEEP = (1, 1 / 2, 2)  # times a parameter's default


def files(family, name, kind):
    """Their texts, by address in the project; unwritten.txt, which loses the name, among them."""
    asked, draft = Asked(family, name), drafts.named(kind)
    unwritten = [other for other in catalog.unwritten(family) if other != name]
    taken = asked.parameters
    given = {
        "name": name,
        "home": catalog.family(family).module,
        "arguments": ", ".join(["x", *(p.name for p in taken)]),
        "defaults": "".join(f", {v!r}" for v in asked.at_defaults().values()),
        "symbols": symbols(taken),
    }
    explorer, facts = kinds.named(kind).script is not None, module(asked, draft)
    pictures = re.findall(r'stem="(\w+)"', facts)
    return {
        f"scripts/catalog/{family}/{name}.py": facts,
        f"scripts/proofs/{family}/{name}.py": draft.PROOFS.format(**given),
        f"docs/{family}/{name}/index.md": page(asked, draft.START, pictures, explorer),
        f"docs/{family}/{name}/notebook.ipynb": notebook(asked),
        f"scripts/catalog/{family}/unwritten.txt": "".join(f"{other}\n" for other in unwritten),
    }


def symbols(taken):
    names = [p.name for p in taken]
    return ", ".join(["x", *names]) + f' = symbols("{" ".join(["x", *names])}", real=True)'


# The catalog module


def module(asked, draft):
    """The facts, each with what it means, and those that were seen marked to be confirmed."""
    title = asked.name.replace("_", " ").capitalize()
    settings = sweep(asked.parameters)
    seen = draft.proposed(precise(asked.target), settings)
    required = {p.name: p.default is p.empty for p in asked.parameters}
    given = [p.name if required[p.name] else f"{p.name}={p.default!r}" for p in asked.parameters]
    parts = {
        "head": head(asked, title, settings),
        "tail": tail(asked, seen.pop("tags", ())),
        **seen,
    }
    text = "".join(map(str, parts.values()))
    return draft.MODULE.format(
        **parts,
        of_entry=used("Change Claim Defect Elsewhere Parameter", text),
        of_kind=used("Function Kink", text + "Function("),
        name=asked.name,
        title=title,
        signature=", ".join(["x", *given]),
        said=documented(asked.target),
        confirm=CONFIRM,
    )


def used(names, text):
    """Those of some names that are called in a text, as an import lists them."""
    return ", ".join(name for name in names.split() if f"{name}(" in text)


def sweep(taken):
    """Settings at which the function is looked at: the defaults, and each other value of a
    parameter with the defaults of the rest."""
    values = {p.name: _values(p) for p in taken}
    defaults = {name: some[0] for name, some in values.items()}
    return [defaults, *(defaults | {n: v} for n, some in values.items() for v in some[1:])]


def _values(p):
    default = 1.0 if p.default is p.empty else p.default
    if isinstance(default, bool):
        return [default, not default]
    if p.name == "axis" or not isinstance(default, int | float):
        return [default]
    return [type(default)(factor * default) for factor in SWEEP]


def precise(target):
    """What stands there, in float64 throughout."""
    import keras

    def call(x, **given):
        before = keras.config.floatx()
        keras.config.set_floatx("float64")
        try:
            return target(x, **given)
        finally:
            keras.config.set_floatx(before)

    return call


def documented(target):
    """What Keras's documentation says that it is, as comment lines."""
    text = inspect.cleandoc(target.__doc__ or "")
    words = " ".join(text.partition("Args:")[0].split())
    lines = textwrap.wrap(f"Keras says: {words}", WIDTH - 6)
    return "".join(f"    # {line}\n" for line in lines)


def head(asked, title, settings):
    path, written, taken = layer(asked)
    parameters = "".join(map(parameter(taken, settings), asked.parameters))
    told = (
        """\
    # in Keras's order. contrast: a value whose effect can be seen beside the default's; sweep: the
    # values at which everything is tried; symbol: TeX for it in formulas; condition, where Keras's
    # authors intend one: a Python expression in the parameters
"""
        if parameters
        else ""
    )
    return f"""\
    name={quoted(asked.name)},
    title={quoted(title)},{CONFIRM}
    # one sentence: what it does, for who meets it in a list
    summary="TODO: {title} …",
    keras={quoted(asked.keras)},
    # the layer that is the function, and its parameters as they are written; or empty
    layer={quoted(path)},
    layer_parameters={quoted(written)},
    # other names by which it is searched for; they lead to the page
    aliases={listed(map(quoted, aliases(asked)))},{CONFIRM}
{told}    parameters=({parameters}{chr(10) + "    " if parameters else ""}),"""


def parameter(of_layer, settings):
    def written(p):
        values = list(dict.fromkeys(s[p.name] for s in settings))
        tex = p.name.replace("_", r"\_")
        lines = [
            "Parameter(",
            f"    name={quoted(p.name)},",
            f"    default={values[0]!r},",
            f"    layer_default={of_layer.get(p.name)!r},",
            f"    contrast={values[-1]!r},{CONFIRM}",
            f"    sweep={listed(map(repr, values))},{CONFIRM}",
            rf'    symbol=r"\texttt{{{tex}}}",{CONFIRM}',
            *["    required=True,"] * (p.default is p.empty),
            "),",
        ]
        return "".join(f"\n        {line}" for line in lines)

    return written


def tail(asked, tags):
    known = textwrap.wrap(
        f"of: {', '.join(known_tags(asked.family))}; proposed: confirm", WIDTH - 6
    )
    return "\n".join(
        [
            """\
    # ends the sentence: use it when …
    use_when="TODO",
    # a key of docs/bibliography.bib
    first_paper="TODO",
    # framework, path, its name for the first parameter, the line that gives Keras's values:
    # `make backends` tries each, and says where the values differ""",
            several("elsewhere", "Elsewhere", elsewhere(asked)),
            "    # what, the line of Keras 2, that of Keras 3 with the same values: tried likewise",
            several("changes", "Change", changes(asked)),
            f"""\
    # what Keras gets wrong: in words, the first version that was seen to have it, and its check in
    # scripts/verifying/defects/{asked.family}.py. Look for more: at nan and the infinities, in
    # float16, saved and loaded, in the documentation""",
            several("defects", "Defect", flaws(asked)),
            "    # inputs of the table of edge cases beyond those that every function has",
            "    edges=(),",
            *(f"    # {line}" for line in known),
            f"    tags={listed(map(quoted, tags))},",
        ]
    )


def several(field, kind, items):
    lines = [call(kind, *map(quoted, item)) for item in items]
    return "\n".join([f"    {field}=(", *lines, "    ),"]) if lines else f"    {field}=(),{CONFIRM}"


def known_tags(family):
    return sorted({t for stem in catalog.stems(family) for t in catalog.load(family, stem).tags})


# The page

MUST = (  # what each section holds, as the author is told
    "definition in KaTeX with Keras's own parameter names; the derivative; domain and range",
    "named architectures and layers, each cited; where in a Keras model it goes",
    "the problem that it solves, shown by a number from an executed cell or a cited result",
    "use it when / choose instead, with links to the other pages",
    "who introduced it, when, in which paper; which models and libraries ship it",
    "forward and backward; then under headings of level three: calling it and passing its "
    "parameters, saving and loading, masks and dtypes where they matter, quantizing, the errors "
    "people meet, the silent traps; each executed",
    "each with a citation, a link to a proof, or an executed number",
    "likewise",
    "a sentence on what the pictures show, and one before the second",
    "a sentence before each table on what to look at",
    "one worked by hand with real numbers, then the same in Keras, executed, with its output",
    "the written proofs, in KaTeX, as a reader would follow them. The line below takes in all "
    "theorems; for a proof behind each, take them in one by one: theorems.md:derivative",
    "a sentence; the code is generated",
    'the notebook\'s experiment, its results quoted as [0.41](notebook.ipynb "result: name"), its '
    "conclusions as it claims them",
    "a sentence, and the names of the terms in `terms:` at the top of this file",
    "what to remember, in three sentences or fewer, and the pages to read next",
)


def page(asked, start, pictures, explorer):
    """A page of sixteen sections, each with what it must hold, and what is generated taken in."""
    of, (first, *others) = f"{asked.family}/{asked.name}", pictures
    shown = first, *["explorer"] * explorer, *others
    body = {
        9: "\n\n".join(
            [
                *(f'--8<-- "{of}/{piece}.md"' for piece in shown),
                f'```python\n--8<-- "catalog/{of}.py:numpy"\n```',
            ]
        ),
        10: "\n\n".join(
            f'--8<-- "{of}/{table}.md"' for table in ("facts", "edges", "elsewhere", "changes")
        ),
        12: f'--8<-- "{of}/theorems.md"',
        13: f'```python\n--8<-- "proofs/{of}.py:setup"\n```\n\n--8<-- "{of}/checks.md"',
        14: "[The notebook](notebook.ipynb)",
        15: f'--8<-- "{of}/terms.md"',
    }
    parts = [
        "---\n# one or two sentences for search engines, and the terms of docs/terms.md it uses\n"
        f"description:\nterms: []\n---\n\n# {asked.name}\n",
        "<!-- to write: the answer in one sentence -->\n",
        f'--8<-- "{of}/card.md"\n',
        f"```python\n{start.format(keras=asked.keras)}```\n",
    ]
    for number, heading in enumerate(layout.headings(asked.name), 1):
        told = f"<!-- to write: {MUST[number - 1]} -->"
        parts.append("\n\n".join(filter(None, (f"## {heading}", told, body.get(number)))) + "\n")
    return "\n".join([*parts, f'--8<-- "{of}/sources.md"\n'])


# The notebook


def notebook(asked):
    cells = [
        (
            "title",
            f"# {asked.name}: TODO what is tried\n\nTODO: what is asked, and how it is tried.",
        ),
        (
            "found",
            "## What was found\n\n"
            '- TODO: [it is ahead](# "claim: ahead") by [0.0](# "result: gap") points.',
        ),
        (
            "setup",
            '%config InlineBackend.figure_formats = ["svg"]\n\nimport os\n\n'
            'os.environ["KERAS_BACKEND"] = "jax"  # Keras looks at it when it is imported\n\n'
            "import json\n\nimport jax\nimport keras\nimport matplotlib.pyplot as plt\n"
            "import numpy as np\n\n"
            'jax.config.update("jax_enable_x64", True)'
            "  # float64, so that every CPU gives the same numbers\n"
            'keras.config.set_floatx("float64")\n\n'
            'print("Keras", keras.__version__, "on", keras.config.backend())',
        ),
        (
            "figure",
            "#| first: true\n"
            "#| fig-alt: TODO what the figure shows, without numbers that no code holds.\n"
            "plt.plot([0, 1], [0, 1])\nplt.show()",
        ),
        (
            "results",
            "# TODO: an experiment over seeds, in at most 25 s\n"
            "gaps = np.array([0.1, 0.3, 0.2])  # a difference of a pair, the same seed and data\n"
            "error = gaps.std(ddof=1) / np.sqrt(len(gaps))\n\n"
            "# what the text concludes, true or false as this run finds it\n"
            'claims = {"ahead": bool(gaps.mean() > 3 * error)}\n'
            "# each number that the text quotes: mean, standard deviation, seeds\n"
            "results = {\n"
            '    "gap": {"mean": gaps.mean(), "sd": gaps.std(ddof=1), "seeds": len(gaps)},\n'
            "}\n"
            'print("claims", json.dumps(claims))\nprint("results", json.dumps(results))',
        ),
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    book = {"cells": [cell(*each) for each in cells], "metadata": kernel}
    text = json.dumps(book | {"nbformat": 4, "nbformat_minor": 5}, indent=1, ensure_ascii=False)
    return text + "\n"


def cell(name, source):
    """As Jupyter stores it; what begins with # and a space is Markdown."""
    own = {"id": name, "metadata": {}, "source": source.splitlines(keepends=True)}
    if name in ("title", "found"):
        return {"cell_type": "markdown"} | own
    return {"cell_type": "code"} | own | {"execution_count": None, "outputs": []}
