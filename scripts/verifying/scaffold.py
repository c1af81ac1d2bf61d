"""The files with which an entry begins, from the signature that the installed Keras has."""

import json

import catalog
from checking import layout
from proofs.installed import parameters, resolve
from verifying import kinds

PARAMETER = """
        Parameter(
            name="{name}",
            default={default!r},
            layer_default=None,
            contrast=None,
            sweep=(),
            symbol="",{required}
        ),"""


def files(family, name, kind):
    """Their texts, by address in the project; unwritten.txt, which loses the name, among them."""
    facts, verification = catalog.family(family), kinds.named(kind)
    taken = parameters(resolve(f"{facts.module}.{name}"))
    unwritten = [other for other in catalog.unwritten(family) if other != name]
    return {
        f"scripts/catalog/{family}/{name}.py": module(verification.MODULE, family, name, taken),
        f"scripts/proofs/{family}/{name}.py": verification.PROOFS.format(
            name=name, family=family, arguments=", ".join(["x", *(p.name for p in taken)])
        ),
        f"docs/{family}/{name}/index.md": page(family, name, verification.script is not None),
        f"docs/{family}/{name}/notebook.ipynb": notebook(name),
        f"scripts/catalog/{family}/unwritten.txt": "".join(f"{other}\n" for other in unwritten),
    }


def module(template, family, name, taken):
    """The catalog module; a parameter that Keras gives no default has none here, and is marked."""
    required = {p.name: p.default is p.empty for p in taken}
    given = [p.name if required[p.name] else f"{p.name}={p.default!r}" for p in taken]
    stated = "".join(
        PARAMETER.format(
            name=p.name,
            default=None if required[p.name] else p.default,
            required="\n            required=True," * required[p.name],
        )
        for p in taken
    )
    return template.format(
        name=name,
        family=family,
        home=catalog.family(family).module,
        signature=", ".join(["x", *given]),
        parameters=stated + "\n    " * bool(taken),
    )


def page(family, name, explorer):
    """A page of sixteen empty sections: the build says, one by one, what each still needs."""
    of = f"{family}/{name}"
    body = {
        9: "\n\n".join(
            [
                f'--8<-- "{of}/graph.md"',
                *[f'--8<-- "{of}/explorer.md"'] * explorer,
                f'```python\n--8<-- "catalog/{of}.py:numpy"\n```',
            ]
        ),
        10: "\n\n".join(
            f'--8<-- "{of}/{table}.md"' for table in ("facts", "edges", "elsewhere", "changes")
        ),
        13: f'```python\n--8<-- "proofs/{of}.py:setup"\n```\n\n--8<-- "{of}/checks.md"',
        15: f'--8<-- "{of}/terms.md"',
    }
    parts = [
        f"---\ndescription:\ntags: []\nterms: []\n---\n\n# {name}\n",
        f'--8<-- "{of}/card.md"\n\n```python\n```\n',
    ]
    parts += [
        f"## {heading}\n\n{body.get(number, '')}\n"
        for number, heading in enumerate(layout.headings(name), 1)
    ]
    return "\n".join([*parts, f'--8<-- "{of}/sources.md"\n'])


def notebook(name):
    cells = [
        {
            "cell_type": "markdown",
            "id": "title",
            "metadata": {},
            "source": [f"# {name}: the experiment"],
        },
        {
            "cell_type": "markdown",
            "id": "found",
            "metadata": {},
            "source": ["## What was found"],
        },
        {
            "cell_type": "code",
            "id": "setup",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": [
                "import json\n",
                "import os\n",
                "\n",
                'os.environ["KERAS_BACKEND"] = "jax"\n',
                "\n",
                "import keras\n",
                "\n",
                '%config InlineBackend.figure_formats = ["svg"]',
            ],
        },
        {
            "cell_type": "code",
            "id": "results",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": ['print("results", json.dumps({}))'],
        },
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return (
        json.dumps(
            {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}, indent=1
        )
        + "\n"
    )
