"""The theorems of each function: one module a function, in a folder a family, as in
the catalog."""

import importlib
from pathlib import Path

from project.problems import Problem, Refused

HOME = Path(__file__).resolve().parent


def stems(family):
    """Names of the functions of a family that have theorems."""
    return sorted(p.stem for p in (HOME / family).glob("*.py") if p.stem[0].isalpha())


def module_path(family, stem):
    return HOME / family / f"{stem}.py"


def load(family, stem):
    """The theorems of one function in the order of the source."""
    # here, since who asks for `installed` may have no provers
    from proofs.engine import Theorem

    module = importlib.import_module(f"proofs.{family}.{stem}")
    theorems = [value for value in vars(module).values() if isinstance(value, Theorem)]
    untied = [t for t in theorems if not t.tied]
    if untied:
        raise Refused(
            *(
                Problem(
                    t.path,
                    t.line,
                    f"theorem {t.id} is not tied to the installed Keras",
                    f"write a function marked @tie({t.id})",
                )
                for t in untied
            )
        )
    return theorems
