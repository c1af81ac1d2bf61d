"""With what a function of one number begins: bounds, kinks and claims as they are seen on samples
of Keras's own, and a stand-in for the reference that can be drawn at once."""

import math
import textwrap

import numpy as np

from catalog.kinds.function import PROPERTIES
from verifying.drafts import CONFIRM, WIDTH, call, listed, marked
from verifying.seen import Seen, expression

SHOWN = 5.0
STAND_IN = 41  # points of it


def proposed(function, settings):
    seen = [Seen(function, setting) for setting in settings]
    first = seen[0]

    def said(values):
        """Values at the settings, as a line of the module."""
        text, fits = expression(list(values), settings)
        return marked(f'"{text}",', "" if fits else "it depends on the parameters")

    def reached(both):
        others = [s.setting for s, (_, here) in zip(seen, both) if here != both[0][1]]
        return marked(f'"{both[0][1]}",', _but(others))

    bounds = [[s.bound(sign) for s in seen] for sign in (1, -1)]
    kinked = [s.kinks for s in seen]
    edge = max([0.0, *(abs(k[0]) for k in first.kinks)])
    window = max(SHOWN, math.ceil(2 * edge))
    return {
        "stand_in": stand_in(first, window),
        "bounds": "\n".join(said(b[0] for b in both) for both in bounds),
        "attained": "\n".join(map(reached, bounds)),
        "limits": "\n".join(said(s.limits()[i] for s in seen) for i in (0, 1)),
        "range": _range(seen, settings),
        "smoothness": _raw(first.smoothness()),
        "kinks": _kinks(kinked, settings),
        "claims": "\n".join(_claim(name, seen, settings) for name in PROPERTIES),
        "zero_centred": _zero_centred(first),
        "pictures": _pictures(settings, window, edge),
        "tags": _tags(first),
    }


def _raw(text):
    return f'r"{text}"' if "\\" in text else f'"{text}"'


def _claim(name, seen, settings):
    if name == "lipschitz":
        values = [s.lipschitz() for s in seen]
        if math.isinf(values[0]):
            return marked('Claim("lipschitz", "False"),')
        text, fits = expression(values, settings)
        others = [] if fits else [s.setting for s in seen[1:]]
        return marked(f'Claim("lipschitz", value="{text}"),', _but(others))
    holds = [s.claim(name) for s in seen]
    others = [s.setting for s, here in zip(seen, holds) if here != holds[0]]
    when = "" if holds[0] else ', "False"'
    return marked(f'Claim("{name}"{when}),', _but(others))


def _but(settings):
    at = "; ".join(", ".join(f"{k}={v!r}" for k, v in s.items()) for s in settings)
    return f"otherwise at {at}" if at else ""


def _kinks(kinked, settings):
    arguments = ", ".join(settings[0])
    head = f"lambda {arguments}:" if arguments else "lambda:"
    if not kinked[0]:
        others = _but([s for s, kinks in zip(settings, kinked) if kinks])
        return f"{head} (),{CONFIRM}" + f"; {others}" * bool(others)
    lines, alike = [], len({len(kinks) for kinks in kinked}) == 1
    for i, kink in enumerate(kinked[0]):
        same = [kinks[i] for kinks in kinked] if alike else [kink]
        x, left, right, keras = (
            _float(expression([k[part] for k in same], settings[: len(same)])[0])
            for part in range(4)
        )
        parts = [x, f"left={left}", f"right={right}", f"keras={keras}"]
        lines.append(call("Kink", *parts, *["jump=True"] * kink[4]))
    return "\n".join([f"{head} (", *lines, "    ),"])


def _float(text):
    return f"{text}.0" if text.lstrip("-").isdecimal() else text


def _range(seen, settings):
    """The field, where f jumps; it may be left out elsewhere."""
    if not seen[0].jumps:
        return ""
    pieces, parts = [s.pieces() for s in seen], []
    if len({len(p) for p in pieces}) > 1:
        pieces = pieces[:1]
    for i in range(len(pieces[0])):
        low, high = (
            expression([p[i][end] for p in pieces], settings[: len(pieces)])[0] for end in (0, 1)
        )
        if low == high:
            parts.append(f"y == {low}")
            continue
        ends = [f"y > {low}"] * (low != "-inf") + [f"y < {high}"] * (high != "inf")
        parts.append(" and ".join(ends))
    told = "where f jumps: an expression in y and the parameters, true of the numbers it takes"
    return f'    # {told}\n    range="{" or ".join(parts)}",{CONFIRM}\n'


def _zero_centred(seen):
    if seen.claim("odd"):
        return "yes: it is odd"
    z = (np.arange(-12_000, 12_000) + 0.5) / 1_000  # the midpoint rule
    mean = np.sum(seen.f(z) * np.exp(-(z**2) / 2)) / math.sqrt(2 * math.pi) / 1_000
    return f"no: it is not odd; over a standard normal input its mean is {mean:.2f}"


def _tags(seen):
    if seen.is_piecewise_linear():
        return ["piecewise linear", *["discontinuous"] * bool(seen.jumps)]
    return ["smooth"] if seen.smoothness() == r"C^\infty" else []


def _pictures(settings, window, edge):
    """Two: at the defaults beside a contrast, and closer to the kinks, or further away."""
    curves = [settings[0], settings[-1]] if settings[0] else [{}]
    values, one = (_values(some) for some in (curves, curves[:1]))
    away = 1.5 * edge if edge else 2 * window
    stem = "near" if edge else "wide"
    return textwrap.indent(
        f"""\
Graph(
    stem="graph",
    window=({-window:.1f}, {window:.1f}),
{values}
    alt="TODO: in words what the picture shows. At 0 it is {{f(0):.2f}}, with slope "
    "{{gradient(0):.2f}}.",
),
Graph(
    stem="{stem}",
    window=({-away:.1f}, {away:.1f}),
{one}
    gradient=False,
    alt="TODO: in words what this one shows.",
),""",
        " " * 8,
    )


def _values(curves):
    """The field of a picture, within it."""
    written = ["{" + ", ".join(f'"{k}": {v!r}' for k, v in s.items()) + "}" for s in curves]
    line = f"    values={listed(written)},"
    if len(line) + 8 <= WIDTH:
        return line
    return "\n".join(["    values=(", *(f"        {each}," for each in written), "    ),"])


def stand_in(seen, window):
    """Lines of a table: x, and Keras's values and slopes there, at the defaults."""
    x = np.linspace(-window, window, STAND_IN)

    def row(name, values):
        listed = ", ".join(f"{float(v):.4g}" for v in values)
        wrapped = textwrap.fill(listed, WIDTH - 4)
        return f"{name} = (\n{textwrap.indent(wrapped, '    ')},\n)"

    return "\n".join(
        [
            "# TODO: take the table away, when the formulas stand below",
            f"AT = np.linspace({-window:.1f}, {window:.1f}, {STAND_IN})",
            "# fmt: off",
            row("VALUES", seen.f(x)),
            row("SLOPES", seen.slope(x)),
            "# fmt: on",
        ]
    )


MODULE = '''\
"""{title}: TODO in one line what it does (who introduced it, and when)."""

from catalog.kinds.entry import {of_entry}
from catalog.kinds.function import {of_kind}
from catalog.pictures import Graph

# --8<-- [start:numpy]
import numpy as np

{stand_in}


def {name}({signature}):
    """TODO: the formula; elementwise, any shape. This joins Keras's values by straight lines."""
    return np.interp(x, AT, VALUES)


def {name}_gradient({signature}):
    """TODO: the derivative; at a kink, where there is none, the value that Keras gives on JAX."""
    return np.interp(x, AT, SLOPES)


# --8<-- [end:numpy]


FUNCTION = Function(
{head}
    f={name},
    gradient={name}_gradient,
    # TeX, as the card shows them; a parameter as \\texttt{{negative\\_slope}}
{said}    formula=r"f(x) = \\text{{TODO}}",
    derivative=r"f'(x) = \\text{{TODO}}",
    domain=r"\\mathbb{{R}}",{confirm}
    # infimum and supremum of f, and whether f reaches them: Python expressions in the parameters,
    # as "-inf if negative_slope > 0 else 0"; inf, max, min and abs may be used
    bounds=(
{bounds}
    ),
    attained=(
{attained}
    ),
    # f(-inf) and f(+inf), as above
    limits=(
{limits}
    ),
{range}    # at the defaults: "discontinuous", "C^0", "C^1" or r"C^\\infty"
    smoothness={smoothness},{confirm}
    # where the slopes from the two sides differ, and Keras's there on JAX; jump: f itself has two
    # limits. A function of the parameters
    kinks={kinks}
    # each property, and the exact condition under which f has it: a Python expression in the
    # parameters, "False" for never; value: of the least Lipschitz constant
    claims=(
{claims}
    ),
    # begins with yes, where f is odd at the defaults, or no; proposed: confirm
    zero_centred="{zero_centred}",
    # the first is the thumbnail, too. values: the parameters of each curve. A number that the
    # picture shows is written in the alt text as {{f(-4):.2f}}, {{lowest(f).y:.2f}},
    # {{highest(gradient).x:.1f}} or {{crosses(f, 1):.1f}}
    pictures=(
{pictures}
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
from sympy import Rational, symbols

from proofs.engine import check, equal, falls, points, theorem, tie, ulps
from proofs.installed import gradients, resolve


def f({arguments}):
    """TODO: as the provers read it, in numbers, Z3's reals and SymPy's symbols alike:
    `where` of proofs.engine chooses between cases, sympy.exp and the like are for
    smooth functions."""
    raise NotImplementedError


def gradient({arguments}):
    """TODO: the derivative, likewise; at a kink as Keras gives it on JAX."""
    raise NotImplementedError


keras_{name} = resolve("{home}.{name}")
{symbols}
# --8<-- [end:setup]


# One example. Write two to eight: those that make the function what it is. The tools are `prove`
# and `counterexample` (Z3: piecewise linear and polynomial statements, all parameters at once),
# `equal` (SymPy: identities, derivatives, limits), `bound` (ball arithmetic over an interval), and
# `check` (numbers; it proves nothing). The page takes all in by their names or at once.
@theorem(
    title="TODO in a few words",
    statement=r"""
TODO: the statement in Markdown, with its conditions: $f'(x) = \\dots$ for every $x$.
""",
)
def derivative():
    equal("gradient is f'", f({arguments}).diff(x), gradient({arguments}))
    # what is asked must be able to say no: something stronger that is false, or, where
    # the theorem has a condition, `counterexample` without it
    with falls("f' is twice that"):
        equal("gradient is f'", f({arguments}).diff(x), 2 * gradient({arguments}))


# Each theorem is tied to the installed Keras, in float32: a theorem about real numbers says nothing
# yet about a program.
@tie(derivative)
def derivative_tie():
    at = points()
    _, slopes = gradients(keras_{name}, at)
    wanted = [float(gradient(Rational(float(v)){defaults})) for v in at]
    check("slopes", slopes[0], wanted, ulps(8, 1), "a few roundings")
'''
