"""How the entries of each kind are verified: one module a kind, under the name of the module of its
facts.

A kind gives:

    call(entry)             how the installed one is called: (x, **parameters) -> tensor
    points(entry)           an array of inputs at which it can be compared
    derivatives(differentiate, f, xs, dtype)
                            values and gradients at the inputs xs, a column each, as a record has
                            them; differentiate: of proofs.installed
    CHANGED_SHAPE           the shape in which the lines of a change take their numbers
    slack(entry)            what a recorded gradient may miss by from CPU to CPU, where terms cancel
    expressions(entry)      (place, expression, settings) beyond claims, conditions and defects
    callables(entry)        problems of what cannot be called as it must be
    CHECKS                  its own checks, in order: entry -> problems
    sample(entry, setting)  what a claim is tried on there
    disproof(entry, claim, setting, sample)
                            what is wrong with a claim there, or ''
    script(entry, forms)    the JavaScript with which its explorer computes; None: it has no
                            explorer; forms: gives the names of the proofs module

Problems are (place, message, remedy); a place is what `locate` takes.
"""

import importlib


def of(entry):
    """The module for an entry's kind."""
    return named(entry.kind)


def named(kind):
    return importlib.import_module(f"verifying.kinds.{kind}")
