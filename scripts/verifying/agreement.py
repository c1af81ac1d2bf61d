"""Does the catalog agree with the installed Keras, with its own NumPy reference and with the
record?"""

import numpy as np

from checking import facts
from checking.locating import locate
from project.problems import Problem
from verifying import kinds
from verifying.claims import claims
from verifying.recorded import record
from verifying.signature import layer, names, signature


def check(entry, path, versions=True):
    """Problems of one catalog module, in the order of the facts; empty when all facts hold.

    path: the module's file; its folder and stem name the record. versions: the record must be of
    the installed ones. Later stages use what earlier ones established, and are left out when one
    has found a problem.
    """
    problems = facts.check(entry, path)
    if problems:
        return problems
    at, kind = locate(path), kinds.of(entry)
    stages = (
        (signature,),
        (names, layer, *kind.CHECKS, claims),
        (lambda entry: record(entry, path, versions),),
    )
    for stage in stages:
        with np.errstate(all="ignore"):
            problems = [
                Problem(path, at(*place), message, remedy)
                for step in stage
                for place, message, remedy in step(entry)
            ]
        if problems:
            return problems
    return []
