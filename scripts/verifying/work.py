"""The sorts of work behind the records, each (family, stem) -> (what was seen, problems).

A room is imported only where its work is done: most runs do little of it.
"""

import os

from project.sources import page_path

os.environ["KERAS_BACKEND"] = "jax"

KERAS = ("keras", "jax", "jaxlib", "numpy")
PACKAGES = {  # whose versions a record names, since they decide what is seen
    "facts": KERAS,
    "theorems": (*KERAS, "z3-solver", "cvc5", "sympy", "python-flint"),
    "explorer": ("numpy", "sympy"),
    "code": (*KERAS, "scikit-learn", "z3-solver", "cvc5", "sympy"),
    "notebook": (*KERAS, "scikit-learn", "matplotlib"),
}


def facts(family, stem):
    import catalog
    from verifying import agreement

    entry, path = catalog.load(family, stem), catalog.module_path(family, stem)
    return {}, list(agreement.check(entry, path))


def theorems(family, stem):
    from verifying.theorems import verdicts

    return verdicts(family, stem)


def ties(family, stem):
    from verifying.theorems import ties

    return ties(family, stem)


def explorer(family, stem):
    import catalog
    import proofs
    from project import records
    from verifying import javascript

    code = javascript.script(catalog.load(family, stem), proofs.module_path(family, stem))
    return ({} if code is None else {"code": records.lines(code)}), []


def code(family, stem):
    from verifying.code import check

    values, problems = check(page_path(family, stem))
    return ({"values": values} if values else {}), problems


def notebook(family, stem):
    from verifying.notebooks import execute

    return execute(page_path(family, stem).with_name("notebook.ipynb")), []
