"""Verifying functions of a vector: on vectors of every length that the catalog names, drawn at
three scales, and at ties and zeros, where such functions are not smooth or not strict."""

from itertools import product

import numpy as np

from catalog.expressions import evaluate, shown
from proofs.installed import caller, jacobians
from verifying.claims import contradiction
from verifying.numeric import LOOSE, STEEP, STEP, Comparison, first

# float32, times max(1, |x|, |f|): a maximum subtracted, exponentials summed, one division or one
# logarithm
EPS32 = 8 * 2.0**-23
# float64, times max(1, |x|): the same steps in the reference, and sums of up to eight terms
SLACK = 64 * 2.0**-52
CHANGED_SHAPE = 1, -1

call = caller


def points(entry):
    """An array of the longest vectors."""
    return rows(max(entry.lengths))


def derivatives(differentiate, f, xs, dtype):
    """At one vector after the other; the gradient is that of the first output."""
    return zip(*(differentiate(f, x, dtype, 0) for x in xs))


def slack(entry):
    return EPS32  # of terms of size 1


def rows(n, count=200):
    """Vectors of length n: drawn at three scales, and with ties and zeros; the same at every
    call; float32 has each of them."""
    rng = np.random.default_rng(0)
    drawn = [scale * rng.standard_normal((count, n)) for scale in (0.1, 1, 10)]
    tied = rng.integers(-2, 3, (count, n))
    return np.concatenate([np.zeros((1, n)), tied, *drawn]).astype(np.float32).astype(float)


def smooth(n, count=200):
    """Those of `rows` without ties: a finite difference there does not meet a bend."""
    return rows(n, count)[1 + count :]


def values(entry):
    """The values are in the stated range, and those of Keras in float32, along every axis of the
    sweep."""
    return first((in_range(entry), against_keras(entry)))


def in_range(entry):
    for n in entry.lengths:
        outside = [row for row in rows(n) if not entry.inside(entry.f(row))]
        if outside:
            yield (
                ("inside",),
                f"f({outside[0].tolist()}) is not in the stated range",
                "correct the range",
            )
            return


def against_keras(entry):
    """Where a defect departs from the reference, they must differ somewhere instead."""
    keras, defect = call(entry), entry.departure(entry.defaults)
    for n, parameters in product(entry.lengths, entry.sweep()):
        axis, x = parameters["axis"], rows(n)
        given = np.moveaxis(np.stack([x, x[::-1]]), -1, axis)
        of_keras = np.asarray(keras(given.astype(np.float32), **parameters), float)
        f = entry.f(given, **parameters)
        if of_keras.shape != f.shape:
            yield (
                ("f",),
                f"Keras gives the shape {of_keras.shape}, "
                f"the reference {f.shape}{shown(parameters)}",
                "correct f",
            )
            return
        size = np.maximum(1, np.abs(given).max(axis=axis, keepdims=True))
        compared = Comparison("f", f, of_keras, EPS32 * np.maximum(size, np.abs(f)))
        if compared.differs.any():
            if not defect:
                yield compared.problem(f", n={n}{shown(parameters)}")
            return
    if defect:
        yield (
            ("defects", defect.what),
            "Keras does not depart from the reference",
            f"correct when={defect.when!r}, or take the defect out",
        )


def jacobian(entry):
    """The Jacobian against Keras's own in float32, and against central differences of the
    reference."""
    departs = entry.departure(entry.defaults)
    return first(
        check(entry, n)
        for n in entry.lengths
        for check in (
            (against_differences,) if departs else (against_jacobian, against_differences)
        )
    )


def against_jacobian(entry, n):
    x = rows(n)
    of_keras = jacobians(call(entry), x)[1]
    stated = np.stack([entry.jacobian(row) for row in x])
    # as for values: a slope may have an input as a factor
    size = np.maximum(1, np.abs(x).max(axis=1))[:, None, None]
    yield from problems_of_jacobian(n, "Keras gives", stated, of_keras, EPS32 * size)


def against_differences(entry, n):
    x = smooth(n)
    stated = np.stack([entry.jacobian(row) for row in x])
    differences = [
        (entry.f(x + step) - entry.f(x - step)) / (2 * STEP) for step in STEP * np.eye(n)
    ]
    central = np.stack(differences, axis=-1)
    yield from problems_of_jacobian(n, "central differences give", stated, central, LOOSE)


def problems_of_jacobian(n, who, stated, given, room):
    """room: relative to entries of the Jacobian above 1."""
    bad = ~(np.abs(given - stated) <= room * np.maximum(1, np.abs(stated)))
    if bad.any():
        yield (
            ("jacobian",),
            f"an entry of the Jacobian is {stated[bad][0]:.8g}, {who} {given[bad][0]:.8g}, n={n}",
            "correct the Jacobian",
        )


CHECKS = values, jacobian

# Claims


def sample(entry, setting):
    return rows(setting["n"])


def disproof(entry, claim, setting, sample):
    """What is wrong with a claim on vectors of this length, or ''."""
    holds = bool(evaluate(claim.when, setting))
    if claim.name == "lipschitz":
        steepest = steepness(entry, setting["n"])
        if not holds:
            return "" if steepest > STEEP else "no steep place was found"
        constant = evaluate(claim.value, setting)
        if steepest > constant * (1 + SLACK):
            return f"the steepest place has slope {steepest:.9g}, above {constant:.9g}"
        if steepest <= constant * (1 - LOOSE):
            return (
                f"the steepest place found has slope {steepest:.6g}, "
                f"so {constant:.6g} is not the least constant"
            )
        return ""
    return contradiction(holds, counterexample(claim.name, entry, sample))


def steepness(entry, n):
    """The largest spectral norm of the Jacobian: on vectors of all scales, and with the first or
    last inputs equal and the rest far below."""
    level = [
        np.where(np.arange(n) < k, 0.0, -far) for k in range(1, n + 1) for far in (1.0, 40.0, 1e4)
    ]
    return max(
        np.linalg.norm(entry.jacobian(row), 2)
        for row in [*rows(n), *level, *(row[::-1] for row in level)]
    )


def counterexample(name, entry, x):
    """The simplest of the vectors at which the property fails, as text, or None."""
    y = entry.f(x)
    n, room = x.shape[1], SLACK * np.maximum(1, np.abs(x).max(axis=1))
    other = x[::-1]
    if name in ("permuted", "ordered", "idempotent", "symmetric") and y.shape != x.shape:
        bad = np.full(len(x), True)  # of another length, an output is none of the inputs' peers
    elif name == "ordered":
        far = y[:, :, None] - y[:, None, :] > room[:, None, None]
        bad = (far & (x[:, :, None] <= x[:, None, :])).any(axis=(1, 2))
    elif name == "on_simplex":
        bad = (y < 0).any(axis=1) | (np.abs(y.sum(axis=1) - 1) > room)
    elif name == "concave":
        middle = entry.f((x + other) / 2)
        bad = ((y + y[::-1]) / 2 - middle > np.maximum(room, room[::-1])[:, None]).any(axis=1)
    elif name == "symmetric":
        matrices = np.stack([entry.jacobian(row) for row in x])
        bad = (np.abs(matrices - matrices.transpose(0, 2, 1)) > SLACK).any(axis=(1, 2))
    else:
        order = np.roll(np.arange(n), 1)
        pairs = {
            "shift_invariant": lambda: [(entry.f(x + c), y) for c in (-3.0, 5.0)],
            "permuted": lambda: [(entry.f(x[:, order]), y[:, order])],
            "homogeneous": lambda: [(entry.f(c * x), c * y) for c in (0.0, 0.5, 3.0)],
            "idempotent": lambda: [(entry.f(y), y)],
        }[name]()
        bad = np.logical_or.reduce(
            [(np.abs(a - b) > 4 * room[:, None]).any(axis=1) for a, b in pairs]
        )
    if not bad.any():
        return None
    simplest = min(
        x[bad].tolist(),
        key=lambda row: (any(v % 1 for v in row), sum(map(abs, row)), sum(v < 0 for v in row)),
    )
    return f"({', '.join(f'{v:g}' for v in simplest)})"


# The explorer

CHOICES = ("where", "maximum", "minimum")  # of the proofs' engine


def script(entry, forms):
    """A function of as many inputs as can be overlooked that returns {f, jacobian}.

    forms: gives the names of the proofs module, read with other choices than the engine's: what is
    chosen among cases gets a name, and so does what occurs twice, since choices within choices,
    written out, grow without end.
    """
    import sympy  # here, since the environment of the frameworks has no provers

    from proofs import engine
    from verifying.javascript import array, javascript

    named = {}

    def naming(choose):
        def choice(*arguments):
            form = choose(*arguments)
            symbol = sympy.Symbol(f"b{len(named)}", real=True)
            return named.setdefault(form, symbol) if isinstance(form, sympy.Piecewise) else form

        return choice

    read = forms(**{choice: naming(getattr(engine, choice)) for choice in CHOICES})
    x = sympy.symbols(f"x1:{entry.shown_inputs() + 1}", real=True)
    f, jacobian = read["f"](x), read["jacobian"](x)
    common, (*choices, values, matrix) = sympy.cse(
        [*named, sympy.Matrix(f), sympy.Matrix(jacobian)], sympy.numbered_symbols("c")
    )
    meanings, lines = dict(common) | dict(zip(named.values(), choices)), {}

    def define(form):  # what it is made of first
        for symbol in sorted(form.free_symbols & meanings.keys() - lines.keys(), key=str):
            define(meanings[symbol])
            lines[symbol] = f"const {symbol} = {javascript(meanings[symbol])}\n"

    define(values)
    define(matrix)
    rows = array(array(map(javascript, row)) for row in matrix.tolist())
    # where cases meet there is rounding
    outputs = [f"guide.tie({javascript(v)}, 0)" if named else javascript(v) for v in values]
    body = f"{''.join(lines.values())}return {{ f: {array(outputs)}, jacobian: {rows} }}"
    return f"at: ({array(map(str, x))}) => {{\n{body}\n}},\n"


# The forms that the provers read


def strange(module):
    """Other forms in the place of a proofs module's: no theorem may hold of them."""
    f = module.f
    return {
        "f": lambda x: [v + 1 for v in f(x)],
        "jacobian": lambda x: [[3 for _ in x] for _ in f(x)],
    }


def another(x, y):
    """Another output for x in the place of y: every tie must notice it."""
    import keras

    return 3 * keras.ops.sin(7 * y) + 0.1


def discord(entry, module):
    """Where the provers' forms and the NumPy references differ, in words; None where nowhere."""
    return next((words for n in entry.lengths for words in discord_at(entry, module, n)), None)


def discord_at(entry, module, n):
    """On vectors of length n: in SymPy's 30 digits, the reference within 64 ulps of float64."""
    import sympy

    rng = np.random.default_rng(0)
    drawn = rng.integers(-9, 10, (12, n)).tolist()
    for row in ([0] * n, list(range(n)), *drawn):
        exact = [sympy.Rational(v, 3) for v in row]
        for name in ("f", "jacobian"):
            form = getattr(module, name)(exact)
            seen = np.array(sympy.Matrix(form).evalf(30).tolist(), float).reshape(np.shape(form))
            wanted = getattr(entry, name)(np.array(row, float) / 3)
            if not np.allclose(wanted, seen, rtol=2**-46, atol=2**-46):
                yield f"{name} at {row} / 3 is {seen}, the reference gives {wanted}"
