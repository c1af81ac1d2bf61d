"""With what a function of a vector begins: its length and its claims as they are seen on samples of
Keras's own, and a stand-in for the reference that can be drawn at once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from catalog.kinds.vector import PROPERTIES
from verifying.drafts import marked
from verifying.kinds.vector import counterexample, rows, steepness
from verifying.numeric import STEEP
from verifying.seen import written

LENGTHS = (2, 4, 6)
WORDS = {"n": "np.asarray(x, float)", "n / 2": "np.split(x, 2, axis)[0]"}  # a stand-in's outputs


@dataclass
class Seen:
    """The installed function, as the checks of the kind take an entry."""

    call: Any

    def f(self, x):
        return np.asarray(self.call(np.asarray(x, float)), float)

    @cached_property
    def _derive(self):
        import jax

        return jax.jit(jax.jacrev(self.call))

    def jacobian(self, x):
        return np.asarray(self._derive(np.asarray(x, float)), float)

    def length(self):
        outputs = [len(self.f(np.arange(float(n)))) for n in LENGTHS]
        return {tuple(LENGTHS): "n"}.get(tuple(outputs), "n / 2")


def proposed(function, settings):
    seen = Seen(lambda x: function(x, **settings[0]))
    length = seen.length()
    claims = "\n".join(_claim(name, seen) for name in PROPERTIES)
    return {
        "length": length,
        "lengths": LENGTHS,
        "stand_in": WORDS[length],
        "outputs": {"n": "len(x)", "n / 2": "len(x) // 2"}[length],
        "claims": claims,
        "tags": ["vector"],
    }


def _claim(name, seen):
    """As it is at every length; where the lengths differ, at which it is otherwise."""
    if name == "lipschitz":
        steepest = [steepness(seen, n) for n in LENGTHS]
        if max(steepest) > STEEP:
            return marked('Claim("lipschitz", "False"),')
        alike = max(steepest) - min(steepest) < 1e-9
        found = ", ".join(f"{s:.6g}" for s in steepest)
        varies = "" if alike else f"{found} at n = {', '.join(map(str, LENGTHS))}"
        return marked(f'Claim("lipschitz", value="{written(steepest[0])}"),', varies)
    holds = [counterexample(name, seen, rows(n)) is None for n in LENGTHS]
    others = ", ".join(str(n) for n, here in zip(LENGTHS, holds) if here != holds[0])
    when = "" if holds[0] else ', "False"'
    return marked(f'Claim("{name}"{when}),', f"otherwise at n = {others}" * bool(others))


MODULE = '''\
"""{title}: TODO in one line what it does (who introduced it, and when)."""

from catalog.kinds.entry import {of_entry}
from catalog.kinds.vector import Vector
from catalog.pictures import Bars, Matrix, Slice

# --8<-- [start:numpy]
import numpy as np


def {name}({signature}):
    """TODO: the formula; along `axis` of an array of any shape."""
    return {stand_in}


def {name}_jacobian(x):
    """TODO: the matrix of derivatives at a vector x; where there is none, as Keras gives on JAX."""
    return np.eye({outputs}, len(x))


# --8<-- [end:numpy]


FUNCTION = Vector(
{head}
    f={name},
    jacobian={name}_jacobian,
    # how many outputs n inputs have, and the lengths at which everything is tried
    length="{length}",{confirm}
    lengths={lengths},
    # TeX, as the card shows them
{said}    formula=r"f(x)_i = \\text{{TODO}}",
    derivative=r"\\frac{{\\partial f_i}}{{\\partial x_j}} = \\text{{TODO}}",
    domain=r"\\mathbb{{R}}^n",{confirm}
    # TeX of the range, and whether a vector lies in it, to float64's rounding
    codomain=r"\\text{{TODO}}",
    inside=lambda y: bool(np.isfinite(y).all()),  # TODO
    # "C^0", "C^1" or r"C^\\infty"; where it is not smooth, say in `bends` where, in Markdown
    smoothness=r"C^\\infty",{confirm}
    # each property, and the exact condition under which f has it: a Python expression in n, "False"
    # for never; value: of the least Lipschitz constant, in the Euclidean norm
    claims=(
{claims}
    ),
    # the first is the thumbnail, too; the explorer begins at the vector of the Matrix, and runs
    # over the window of a Slice or of Levels. A number that the picture shows is written in the alt
    # text as {{outputs[0][1]:.2f}} or {{cells[0][0]:.2f}}
    pictures=(
        Bars(
            stem="graph",
            inputs=((2.0, 1.0, 0.5, -0.5), (1.0, 0.5, 0.25, -0.25)),
            labels=("x", "x / 2"),
            alt="TODO: in words what the picture shows. The first bar is {{outputs[0][0]:.2f}}.",
        ),
        Slice(
            stem="slice",
            window=(-4.0, 4.0),
            index=0,
            lines=(("f₁", (0.0, 0.0, 0.5, -0.5), 0),),
            names=("x₁", "f₁(x)"),
            alt="TODO: in words what this one shows.",
        ),
        Matrix(
            stem="jacobian",
            vector=(2.0, 1.0, 0.5, -0.5),
            alt="TODO: in words what this one shows. The first cell is {{cells[0][0]:.2f}}.",
        ),
    ),
{tail}
)
'''

START = """\
import keras

x = keras.ops.array([-1.0, 0.0, 2.0])
print({keras}(x))
"""

PROOFS = '''\
"""Theorems on {name}."""

# --8<-- [start:setup]
from sympy import Matrix, symbols

from proofs.engine import check, equal, falls, theorem, tie, ulps, vector_points
from proofs.installed import jacobians, resolve


def f(x):
    """TODO: as the provers read it: a sequence of numbers, Z3's reals or SymPy's
    symbols in, the list of outputs out."""
    raise NotImplementedError


def jacobian(x):
    """TODO: the derivatives, likewise: a list for each output."""
    raise NotImplementedError


keras_{name} = resolve("{home}.{name}")
SIZES = 2, 4
# --8<-- [end:setup]


# One example. Write two to eight: those that make the function what it is. The tools are `prove`
# and `counterexample` (Z3: piecewise linear and polynomial statements), `equal` (SymPy: identities,
# derivatives, limits), `bound` (ball arithmetic over an interval), and `check` (numbers; it proves
# nothing). The page takes all in by their names or at once.
@theorem(
    title="TODO in a few words",
    statement=r"""
TODO: the statement in Markdown, with its conditions.
""",
    scope="for n = 2, 4",  # what of the statement is decided, if not all
)
def derivative():
    for n in SIZES:
        x = symbols(f"x1:{{n + 1}}", real=True)
        for row, wanted in zip(Matrix(f(x)).jacobian(x).tolist(), jacobian(x)):
            for slope, value in zip(row, wanted):
                equal(f"n = {{n}}: the Jacobian", slope, value)
    # what is asked must be able to say no: something stronger that is false, or, where
    # the theorem has a condition, `counterexample` without it
    with falls("the first slope is one more"):
        equal("the first slope", f(x)[0].diff(x[0]), jacobian(x)[0][0] + 1)


# Each theorem is tied to the installed Keras, in float32: a theorem about real numbers says nothing
# yet about a program.
@tie(derivative)
def derivative_tie():
    for n in SIZES:
        at = vector_points(n)
        _, slopes = jacobians(keras_{name}, at)
        wanted = [Matrix(jacobian(list(map(float, row)))).tolist() for row in at]
        check(f"slopes, n = {{n}}", slopes, wanted, ulps(8, 1), "a few roundings")
'''
