"""Begins a function: `python scripts/scaffold.py softplus` writes its catalog module, proofs, page and notebook, to be filled in."""

import inspect
import json
import os
import sys

import catalog
from checking import layout
from project.files import write
from project.paths import ROOT

MODULE = '''"""{name}: in one line, with the paper that introduced it."""

from catalog.kinds.entry import Claim, Parameter
from catalog.kinds.function import Function, Kink
from catalog.pictures import Picture

# --8<-- [start:numpy]
import numpy as np


def {name}({signature}):
    """TODO: the formula; elementwise, any shape."""
    raise NotImplementedError


def {name}_gradient({signature}):
    """TODO: the derivative; at a kink, the value that Keras gives on JAX."""
    raise NotImplementedError
# --8<-- [end:numpy]


# Every field is explained in scripts/catalog/kinds/entry.py; scripts/catalog/activations/leaky_relu.py is a finished example.
FUNCTION = Function(
    name="{name}",
    keras="keras.activations.{name}",
    parameters=({parameters}),
    f={name},
    gradient={name}_gradient,
)
'''
PARAMETER = '\n        Parameter(name="{name}", default={default!r}, layer_default=None, contrast=None, sweep=(), symbol=""{required}),'
PROOFS = '''"""Theorems on {name}."""

# --8<-- [start:setup]
from proofs.engine import prove, where


def f({signature}):
    """What the provers see: `where` is an If of Z3, a Piecewise of SymPy, or a plain choice."""
    raise NotImplementedError


def gradient({signature}):
    raise NotImplementedError
# --8<-- [end:setup]

# Each theorem: a function marked @theorem(title=..., statement=...), and one marked @tie(...) that holds it against the installed Keras.
# scripts/proofs/activations/leaky_relu.py is a finished example.
'''


def signature(name):
    """The parameters of a Keras activation behind x, from the installed Keras."""
    os.environ["KERAS_BACKEND"] = "jax"
    import keras

    return list(inspect.signature(getattr(keras.activations, name)).parameters.values())[1:]


def module(name, found):
    """The catalog module; a parameter that Keras gives no default has none here, and is marked."""
    required = {p.name: p.default is p.empty for p in found}
    shown = ", ".join(
        ["x", *(p.name if required[p.name] else f"{p.name}={p.default!r}" for p in found)]
    )
    parameters = "".join(
        PARAMETER.format(
            name=p.name,
            default=None if required[p.name] else p.default,
            required=", required=True" * required[p.name],
        )
        for p in found
    )
    return MODULE.format(name=name, signature=shown, parameters=parameters + "\n    " * bool(found))


def page(name):
    """A page of sixteen empty sections: the build says, one by one, what each still needs."""
    of = f"activations/{name}"
    body = {
        9: f'--8<-- "{of}/graph.md"\n\n--8<-- "{of}/explorer.md"\n\n```python\n--8<-- "catalog/{of}.py:numpy"\n```',
        10: "\n\n".join(
            f'--8<-- "{of}/{table}.md"' for table in ("facts", "edges", "elsewhere", "changes")
        ),
        13: f'```python\n--8<-- "proofs/{of}.py:setup"\n```',
        15: f'--8<-- "{of}/terms.md"',
    }
    parts = [
        f"---\ndescription:\ntags: []\nterms: []\n---\n\n# {name}\n",
        f'--8<-- "{of}/card.md"\n',
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


def main():
    if len(sys.argv) != 2:
        sys.exit("scaffold: name one function: make new NAME=softplus")
    name = sys.argv[1]
    if name in catalog.stems("activations"):
        sys.exit(f"scaffold: {name} exists: scripts/catalog/activations/{name}.py")
    if name not in catalog.unwritten():
        sys.exit(
            f"scaffold: {name} is not in scripts/catalog/unwritten.txt; it has: {', '.join(catalog.unwritten())}"
        )
    found = signature(name)
    files = {
        f"scripts/catalog/activations/{name}.py": module(name, found),
        f"scripts/proofs/activations/{name}.py": PROOFS.format(
            name=name, signature=", ".join(["x", *(p.name for p in found)])
        ),
        f"docs/activations/{name}/index.md": page(name),
        f"docs/activations/{name}/notebook.ipynb": notebook(name),
        "scripts/catalog/unwritten.txt": "".join(
            f"{other}\n" for other in catalog.unwritten() if other != name
        ),
    }
    for file, text in files.items():
        write(ROOT / file, text.encode())
        print(file)
    print(
        "\nFill them in; `make serve` says what is missing. CONTRIBUTING.md tells what goes where."
    )


if __name__ == "__main__":
    main()
