"""With what a number out of a tensor begins."""


def proposed(function, settings):
    return {"value": r"\text{TODO}"}


MODULE = '''\
"""{name}: in one line."""

from catalog.kinds.entry import {of_entry}
from catalog.kinds.scalar import Contours, Scalar

# --8<-- [start:numpy]
import numpy as np


def {name}({signature}):
    """TODO: the formula; a tensor of any shape in, a number out."""
    return np.sum(x)


# --8<-- [end:numpy]


FUNCTION = Scalar(
{head}
    f={name},
    gradient=lambda x, **parameters: np.ones_like(x),
    value=r"{value}",
    least="0",{confirm}
    claims=(),
    pictures=(Contours(stem="graph", window=(-2, 2), levels=(1,), alt="TODO"),),
{tail}
)
'''

START = """\
import keras

penalty = {keras}()
print(penalty(keras.ops.ones((2, 2))))
"""

PROOFS = '''\
"""Theorems on {name}."""

# --8<-- [start:setup]
from proofs.engine import prove


def f({arguments}):
    """What the provers see."""
    raise NotImplementedError


# --8<-- [end:setup]
'''
