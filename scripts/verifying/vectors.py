"""Does the catalog agree with the installed Keras and with its own NumPy reference, for functions of a vector?

The steps that agreement.py takes for them: each yields (place, message, remedy). Everything is tried on vectors of the lengths that
the catalog names, drawn at three scales, and at ties and zeros, where such functions are not smooth or not strict.
"""

import numpy as np

import backends
from catalog.expressions import evaluate, shown

EPS32 = (
    8 * 2.0**-23
)  # float32, times max(1, |x|, |f|): a maximum subtracted, exponentials summed, one division or one logarithm
SLACK = (
    64 * 2.0**-52
)  # float64, times max(1, |x|): the same steps in the reference, and sums of up to eight terms
STEP = 2.0**-20  # of a finite difference; exact in binary
LOOSE = 1e-4  # what a central difference of STEP misses of a slope, and rounding divided by STEP
STEEP = 1000  # a slope that no Lipschitz function of this guide has


def expressions(function):
    """Every expression can be evaluated, and every function be called, at every length."""
    for claim in function.claims:
        for n in function.lengths:
            for expression in (claim.when, claim.value or "0"):
                try:
                    evaluate(expression, {"n": n})
                except Exception as error:  # an expression may be wrong in any way
                    yield (
                        ("claims", claim.name),
                        f"{expression!r} cannot be evaluated at n={n}: {error}",
                        "use n, inf, max, min and abs",
                    )
    for n in function.lengths:
        m = function.length_of(n)
        for where, called, shape in (
            ("f", function.f, (m,)),
            ("jacobian", function.jacobian, (m, n)),
        ):
            try:
                got = np.shape(called(np.zeros(n)))
            except Exception as error:  # likewise
                yield (
                    (where,),
                    f"{where} cannot be called with a vector of length {n}: {error}",
                    "take a vector",
                )
                continue
            if got != shape:
                yield (
                    (where,),
                    f"{where} of a vector of length {n} has the shape {got}, not {shape}",
                    "correct it, or `length`",
                )


def rows(n, count=200):
    """Vectors of length n: drawn at three scales, and with ties and zeros; the same at every call; float32 has each of them."""
    rng = np.random.default_rng(0)
    drawn = [scale * rng.standard_normal((count, n)) for scale in (0.1, 1, 10)]
    tied = rng.integers(-2, 3, (count, n))
    return np.concatenate([np.zeros((1, n)), tied, *drawn]).astype(np.float32).astype(float)


def smooth(n, count=200):
    """Those of `rows` without ties: a finite difference there does not meet a bend."""
    return rows(n, count)[1 + count :]


def batch(function):
    """An array of the longest vectors."""
    return rows(max(function.lengths))


def values(function):
    """f against Keras in float32, along every axis of the sweep; and every value in the stated range."""
    call, defect, differs = backends.caller(function), function.departure(function.defaults), False
    for n in function.lengths:
        x = rows(n)
        outside = [row for row in x if not function.inside(function.f(row))]
        if outside:
            yield (
                ("inside",),
                f"f({outside[0].tolist()}) is not in the stated range",
                "correct the range",
            )
            return
        for parameters in function.sweep():
            axis = parameters["axis"]
            given = np.moveaxis(np.stack([x, x[::-1]]), -1, axis)
            got = np.asarray(call(given.astype(np.float32), **parameters), float)
            want = function.f(given, **parameters)
            if got.shape != want.shape:
                yield (
                    ("f",),
                    f"Keras gives the shape {got.shape}, the reference {want.shape}{shown(parameters)}",
                    "correct f",
                )
                return
            size = np.maximum(1, np.abs(given).max(axis=axis, keepdims=True))
            bad = ~(np.abs(got - want) <= EPS32 * np.maximum(size, np.abs(want)))
            differs |= bad.any()
            if bad.any() and not defect:
                yield (
                    ("f",),
                    f"f is {want[bad][0]:.8g}, Keras gives {got[bad][0]:.8g}, n={n}{shown(parameters)}",
                    "correct the NumPy reference of f",
                )
                return
    if defect and not differs:
        yield (
            ("defects", defect.what),
            "Keras does not depart from the reference",
            f"correct when={defect.when!r}, or take the defect out",
        )


def jacobian(function):
    """The Jacobian against Keras's own in float32, and against central differences of the reference."""
    import jax

    call = backends.caller(function)
    keras = jax.jit(jax.vmap(jax.jacrev(call)))
    for n in function.lengths:
        x = smooth(n)
        stated = np.stack([function.jacobian(row) for row in x])
        steps = STEP * np.eye(n)
        central = np.stack(
            [(function.f(x + step) - function.f(x - step)) / (2 * STEP) for step in steps], axis=-1
        )
        compared = [("central differences give", central, LOOSE, stated)]
        if not function.departure(function.defaults):
            at = rows(n)
            seen = np.asarray(keras(at.astype(np.float32)), float)
            room = (
                EPS32 * np.maximum(1, np.abs(at).max(axis=1))[:, None, None]
            )  # as for values: a slope may have an input as a factor
            compared.insert(
                0, ("Keras gives", seen, room, np.stack([function.jacobian(row) for row in at]))
            )
        for who, got, room, want in compared:
            bad = ~(np.abs(got - want) <= room * np.maximum(1, np.abs(want)))
            if bad.any():
                yield (
                    ("jacobian",),
                    f"an entry of the Jacobian is {want[bad][0]:.8g}, {who} {got[bad][0]:.8g}, n={n}",
                    "correct the Jacobian",
                )
                return


def claims(function):
    """Every property holds at the lengths at which its condition does, and fails at the others."""
    for claim in (c for c in function.claims if c.name in function.PROPERTIES):
        for n in function.lengths:
            holds = bool(evaluate(claim.when, {"n": n}))
            constant = evaluate(claim.value, {"n": n}) if claim.value and holds else None
            wrong = disproof(claim.name, function, rows(n), holds, constant)
            if wrong:
                yield (
                    ("claims", claim.name),
                    f"{claim.name}: {wrong}, n={n}",
                    f"correct the condition {claim.when!r}"
                    + (f" or the value {claim.value!r}" if claim.value else ""),
                )
                break


def disproof(name, function, x, holds, constant):
    """What is wrong with a claim on these vectors, or ''."""
    if name == "lipschitz":
        steepest = steepness(function, x.shape[1])
        if not holds:
            return "" if steepest > STEEP else "no steep place was found"
        if steepest > constant * (1 + SLACK):
            return f"the steepest place has slope {steepest:.9g}, above {constant:.9g}"
        return (
            ""
            if steepest > constant * (1 - LOOSE)
            else f"the steepest place found has slope {steepest:.6g}, so {constant:.6g} is not the least constant"
        )
    found = counterexample(name, function, x)
    if holds and found is not None:
        return f"fails at x = {found.tolist()}"
    if not holds and found is None:
        return "is said to fail, but no counterexample was found"
    return ""


def steepness(function, n):
    """The largest spectral norm of the Jacobian: on vectors of all scales, and with the first or last inputs equal and the rest far below."""
    level = [
        np.where(np.arange(n) < k, 0.0, -far) for k in range(1, n + 1) for far in (1.0, 40.0, 1e4)
    ]
    return max(
        np.linalg.norm(function.jacobian(row), 2)
        for row in [*rows(n), *level, *(row[::-1] for row in level)]
    )


def counterexample(name, function, x):
    """The first of the vectors at which the property fails, or None."""
    y = function.f(x)
    n, room = x.shape[1], SLACK * np.maximum(1, np.abs(x).max(axis=1))
    other = x[::-1]
    if name in ("permuted", "ordered", "idempotent", "symmetric") and y.shape != x.shape:
        return x[0]  # of another length, an output is none of the inputs' peers
    if name == "ordered":
        far = y[:, :, None] - y[:, None, :] > room[:, None, None]
        bad = (far & (x[:, :, None] <= x[:, None, :])).any(axis=(1, 2))
    elif name == "on_simplex":
        bad = (y < 0).any(axis=1) | (np.abs(y.sum(axis=1) - 1) > room)
    elif name == "concave":
        middle = function.f((x + other) / 2)
        bad = ((y + y[::-1]) / 2 - middle > np.maximum(room, room[::-1])[:, None]).any(axis=1)
    elif name == "symmetric":
        matrices = np.stack([function.jacobian(row) for row in x])
        bad = (np.abs(matrices - matrices.transpose(0, 2, 1)) > SLACK).any(axis=(1, 2))
    else:
        order = np.roll(np.arange(n), 1)
        pairs = {
            "shift_invariant": lambda: [(function.f(x + c), y) for c in (-3.0, 5.0)],
            "permuted": lambda: [(function.f(x[:, order]), y[:, order])],
            "homogeneous": lambda: [(function.f(c * x), c * y) for c in (0.0, 0.5, 3.0)],
            "idempotent": lambda: [(function.f(y), y)],
        }[name]()
        bad = np.logical_or.reduce(
            [(np.abs(a - b) > 4 * room[:, None]).any(axis=1) for a, b in pairs]
        )
    return x[np.argmax(bad)] if bad.any() else None
