"""Verifying functions of one number: against Keras in float32, against each other by finite
differences, and on samples.

Claims are decided in exact rationals where the reference works in them (piecewise linear and
polynomial forms), else in float64.
"""

import math
from fractions import Fraction
from itertools import product

import numpy as np

from catalog.controls import is_switch
from catalog.expressions import evaluate, shown
from catalog.kinds.differentiable import SMOOTHNESS
from proofs.installed import caller, differentiator
from verifying.claims import contradiction
from verifying.numeric import LOOSE, REACHED, STEEP, STEP, Comparison, breaks, first, lowest, met

# float32, times max(|x|, |y|): the parameter, each term and the result are rounded, and terms may
# cancel
EPS32 = 4 * 2.0**-23
SLACK = (
    16 * 2.0**-52
)  # float64, times max(1, |x|, |y|): a few roundings of terms of that size in the reference
APPROACHED = 1e-9  # relative; what `lowest` may leave to a bound that is approached at a jump
FAR = 1e12  # stands for infinity: 1/FAR is below every tolerance, FAR * 0.01 is still large
# from the kinks; a bounded smooth function differs there from its limit by more than REACHED
NEAR = 8.0
# a step whose rise float64 sees of every strictly increasing function, within NEAR / 2 of a kink
RESOLVED = 2.0**-6
CHANGED_SHAPE = -1

call = caller


def derivatives(differentiate, f, xs, dtype):
    return differentiate(f, xs, dtype)


def slack(entry):
    return EPS32 * entry.cancels  # of terms of size 1


def points(entry):
    """Float64 points: close to every kink of the sweep and to 0, and far out; float32 has each
    of them."""
    centres = {0.0} | {k.x for parameters in entry.sweep() for k in entry.kinks(**parameters)}
    near = [c + np.arange(-64 * NEAR, 64 * NEAR + 1) / 64 for c in centres]
    close = [c + s * 2.0 ** np.array([-10, -16]) for c in centres for s in (-1, 1)]
    far = np.geomspace(2.0**4, 2.0**13, 28)
    return np.unique(np.concatenate([*near, *close, far, -far]).astype(np.float32)).astype(
        np.float64
    )


def values(entry):
    """f and its gradient against Keras in float32, and against each other by a finite
    difference."""
    return first(values_at(entry, parameters) for parameters in entry.sweep())


def values_at(entry, parameters):
    x = points(entry)
    f, slope = (
        np.broadcast_to(np.asarray(g(x, **parameters), float), x.shape)
        for g in (entry.f, entry.gradient)
    )
    if not np.isfinite(f[np.abs(x) <= NEAR]).all():
        yield (
            ("domain",),
            f"f is not finite on its domain{shown(parameters)}",
            "mend f, or state the domain",
        )
        return
    away = ~np.isin(x, [k.x for k in entry.kinks(**parameters)])
    yield from first(
        (
            against_keras(entry, parameters, x, f, slope, away),
            against_differences(entry, parameters, x, f, slope, away),
        )
    )


def against_keras(entry, parameters, x, f, slope, away):
    """Values everywhere, gradients away from the kinks; where a defect departs from them, they
    must differ somewhere."""
    keras = call(entry)
    of_keras = differentiator("jax")(lambda x: keras(x, **parameters), x, "float32")
    f32, slope32 = (v.astype(np.float32).astype(float) for v in (f, slope))
    size, steep = np.maximum(np.abs(x), np.abs(f32)), np.maximum(1, np.abs(slope32))
    comparisons = (
        Comparison("f", f32, of_keras[0], EPS32 * size),
        Comparison("gradient", slope32, of_keras[1], EPS32 * entry.cancels * steep, away),
    )
    differing = [c for c in comparisons if c.differs.any()]
    defect = entry.departure(parameters)
    if defect:
        if not differing:
            yield (
                ("defects", defect.what),
                f"Keras does not depart from the reference{shown(parameters)}",
                f"correct when={defect.when!r}",
            )
        return
    if differing:
        yield differing[0].problem(shown(parameters), x)
        return
    few = EPS32 * np.maximum(1, np.abs(slope))
    if entry.cancels > 1 and np.all(np.abs(slope - of_keras[1])[away] <= few[away]):
        yield (
            ("cancels",),
            f"Keras's gradient misses by no more than a few roundings{shown(parameters)}",
            "leave cancels out",
        )


def against_differences(entry, parameters, x, f, slope, away):
    """The gradient is that of f, on either side of each point."""
    inside = away & (np.abs(x) <= NEAR)
    for side in (-1, 1):
        further = np.asarray(entry.f(x + side * STEP, **parameters), float)
        estimate = (further - f) * side / STEP
        bad = inside & (np.abs(estimate - slope) > LOOSE * np.maximum(1, np.abs(slope)))
        if bad.any():
            i = np.argmax(bad)
            yield (
                ("gradient",),
                f"the gradient at x={x[i]:g} is {slope[i]:.8g}, "
                f"a finite difference gives {estimate[i]:.8g}{shown(parameters)}",
                "correct the gradient",
            )
            return


def kinks(entry):
    """Each kink is one, with the slopes stated; there is no other; and what Keras gives there."""
    return first(kinks_at(entry, parameters) for parameters in entry.sweep())


def kinks_at(entry, parameters):
    stated = entry.kinks(**parameters)
    differentiate, keras = differentiator("jax"), call(entry)

    def f(x):
        return np.broadcast_to(np.asarray(entry.f(x, **parameters), float), np.shape(x))

    def slope(x):
        return np.broadcast_to(np.asarray(entry.gradient(x, **parameters), float), np.shape(x))

    ends = [0.0, *(k.x for k in stated)]
    # off the round numbers at which kinks stand
    grid = np.arange(min(ends) - NEAR, max(ends) + NEAR, 1 / 16) + 0.0101
    jumps = breaks(f, grid)
    real = sorted({*jumps, *breaks(slope, grid)})
    if real != sorted(
        round(k.x, 6) + 0.0 for k in stated if k.jump or k.left != k.right or k.keras == k.left
    ):
        yield (
            ("kinks",),
            f"kinks stand at {[k.x for k in stated]}, found at {real}{shown(parameters)}",
            "state each kink, and no other",
        )
        return
    for k in stated:
        if k.jump != (round(k.x, 6) in jumps):
            yield (
                ("kinks",),
                f"at {k.x:g} f {'does not jump' if k.jump else 'jumps'}{shown(parameters)}",
                f"write jump={not k.jump}",
            )
        for side, said in ((-1, k.left), (1, k.right)):
            near, further = f(np.array([k.x + side * STEP, k.x + side * 2 * STEP]))
            slope_there = (further - near) * side / STEP
            if abs(slope_there - said) > LOOSE * max(1, abs(said)):
                yield (
                    ("kinks",),
                    f"the slope {'left' if side < 0 else 'right'} of {k.x:g} is "
                    f"{slope_there:.6g}, not {said!r}{shown(parameters)}",
                    "correct the kink",
                )
        _, (given,) = differentiate(lambda x: keras(x, **parameters), [k.x], "float32")
        near = abs(given - k.keras) <= EPS32 * max(1, abs(k.keras))
        if not near and not entry.departure(parameters):
            yield (
                ("kinks",),
                f"Keras's gradient at {k.x:g} is {given:.6g}, not {k.keras!r}{shown(parameters)}",
                f"write keras={float(given):.6g}",
            )
        if abs(slope(k.x) - k.keras) > REACHED:
            yield (
                ("gradient",),
                f"the gradient at the kink {k.x:g} is {float(slope(k.x)):.6g}, "
                f"Keras takes {k.keras!r}{shown(parameters)}",
                "give the value of Keras's side",
            )


def limits(entry):
    """f is near its limits where a number stands for infinity."""
    for parameters in entry.sweep():
        for x, expression in zip((-FAR, FAR), entry.limits, strict=True):
            value, limit = float(entry.f(x, **parameters)), float(evaluate(expression, parameters))
            if not met(value, limit, REACHED):
                yield (
                    ("limits",),
                    f"f({x:g}) is {value:g}, the limit is said to be {limit:g}{shown(parameters)}",
                    "correct the limit",
                )
                return


def bounds(entry):
    """inf and sup are not passed, are approached, and are attained or not as stated."""
    x = points(entry)
    for parameters in entry.sweep():
        for name, sign, expression, attained in zip(
            ("infimum", "supremum"), (1, -1), entry.bounds, entry.attained, strict=True
        ):

            def f(x):
                return sign * np.asarray(entry.f(x, **parameters), float)

            said = sign * float(evaluate(expression, parameters))
            reach = max([0.0, *(abs(k.x) for k in entry.kinks(**parameters))]) + NEAR
            near = lowest(f, x[np.abs(x) <= reach])
            best = min(near, *f(np.array([-FAR, FAR])), f(x).min())
            if not met(-best, -said, APPROACHED):
                yield (
                    ("bounds",),
                    f"the {name} is {sign * said:g}, "
                    f"but f comes to {sign * best:g}{shown(parameters)}",
                    f"correct the {name}",
                )
                return
            reached = math.isfinite(said) and met(-near, -said, REACHED)
            if reached != bool(evaluate(attained, parameters)):
                yield (
                    ("attained",),
                    f"the {name} {sign * said:g} is {'' if reached else 'not '}attained"
                    f"{shown(parameters)}",
                    "correct it",
                )
                return


def taken(entry):
    """Where f jumps it is said which numbers it takes; its values are among them, and it comes
    close to each of them."""
    if not entry.range:
        if entry.smoothness == "discontinuous":
            yield (
                ("range",),
                "f jumps, and may leave out numbers between its bounds",
                "say in `range` which it takes",
            )
        return
    for parameters in entry.sweep():
        y = np.asarray(entry.f(points(entry), **parameters), float)
        outside = [v for v in y if not evaluate(entry.range, parameters | {"y": v})]
        asked = [
            v
            for v in np.arange(-NEAR, NEAR, 1 / 8) / 2
            if evaluate(entry.range, parameters | {"y": v})
        ]
        missed = [v for v in asked if np.abs(y - v).min() > 1 / 32]
        if outside or missed:
            what = (
                f"f takes {outside[0]:g}, which"
                if outside
                else f"f does not come near {missed[0]:g}, which"
            )
            said = f"the range is said {'not ' if outside else ''}to hold"
            yield (
                ("range",),
                f"{what} {said}{shown(parameters)}",
                f"correct the condition {entry.range!r}",
            )
            return


def bends(gradient):
    """Whether f'' jumps somewhere, by a half at least and by half of itself."""
    x = np.arange(-NEAR, NEAR, 1 / 64) + 0.0101
    slope = np.broadcast_to(np.asarray(gradient(x), float), x.shape)
    second = np.diff(slope) * 64
    # a smooth f'' changes by f'''/64 here; a jump may be divided between two steps
    return bool((np.abs(np.diff(second)) > 0.25 * np.maximum(1, np.abs(second[1:]))).any())


def smoothness(entry):
    """The class at the defaults, by the jumps of f, of f' and of a difference quotient of f';
    and the first word on symmetry."""
    stated = entry.kinks(**entry.defaults)
    kind = r"C^\infty"
    if bends(lambda x: entry.gradient(x, **entry.defaults)):
        kind = "C^1"
    if stated:
        kind = "discontinuous" if any(k.jump for k in stated) else "C^0"
    if entry.smoothness != kind:
        yield (
            ("smoothness",),
            f"f is {kind}: {SMOOTHNESS[kind]}; not {entry.smoothness}",
            f"write smoothness={kind!r}",
        )
    odd, word = entry.claim("odd"), entry.zero_centred.split(":")[0]
    if odd and word != ("yes" if evaluate(odd.when, entry.defaults) else "no"):
        yield (
            ("zero_centred",),
            "a function is zero-centred if it is odd at the defaults",
            "begin with yes or no, as the claim `odd` has it",
        )


CHECKS = values, kinks, limits, bounds, taken, smoothness

# Claims


def fraction(value):
    """The rational that is written: 1/5 for 0.2. None and booleans stay."""
    return value if value is None or isinstance(value, bool) else Fraction(str(value))


def rational(entry, parameters):
    """f in exact rationals, object arrays to object arrays; None where the reference leaves
    them."""
    given = {k: fraction(v) for k, v in parameters.items()}

    def f(x):
        return np.asarray(entry.f(x, **given), dtype=object)

    try:
        tried = f(np.array([Fraction(n, 3) for n in range(-30, 31)], dtype=object))
    except (TypeError, AttributeError):  # np.exp has no loop for Fraction
        return None
    return f if all(isinstance(v, int | Fraction) for v in tried) else None


def sample(entry, parameters):
    """(x, f, slack): sorted points, f on them, and the error of f in units of max(1, |x|, |y|):
    none in rationals."""
    f = rational(entry, parameters)
    if f is not None:
        centres = {Fraction(0)} | {fraction(k.x) for k in entry.kinks(**parameters)}
        steps = [Fraction(n, 8) for n in range(-32, 33)] + [
            s * Fraction(d) for s in (-1, 1) for d in ("1e-6", "1e-3", "100", "1000")
        ]
        return np.array(sorted({c + s for c in centres for s in steps}), dtype=object), f, 0
    return points(entry), lambda x: np.asarray(entry.f(x, **parameters), float), SLACK


def counterexample(name, x, f, slack, constant=None, reach=NEAR / 2):
    """The simplest points at which the property fails, or None; constant: Lipschitz's; reach: how
    far out no float saturates where the function does not."""
    if slack:
        x = x[np.isfinite(f(x))]
    parts = [x[[Fraction(v).denominator <= d for v in x]] for d in (1, 2, 4, 8)]
    found = (failing(name, part, f, slack, constant, reach) for part in (*parts, x) if len(part))
    return next((points for points in found if points), None)


def failing(name, x, f, slack, constant, reach):
    """Of such points the simplest, as a tuple of neighbours, or (). What rounding may give is no
    failure: a strict rise is asked of steps alone that float64 resolves."""
    if name == "strictly_increasing" and slack:
        falling = failing("increasing", x, f, slack, constant, reach)
        if falling:
            return falling
        x = apart(x[np.abs(x) <= reach], RESOLVED)
    y = f(x)
    size = np.maximum(1, np.maximum(abs(x), abs(y)))
    error = slack * size
    step, rise, room = x[1:] - x[:-1], y[1:] - y[:-1], error[1:] + error[:-1]
    neighbours = {"increasing": 2, "strictly_increasing": 2, "lipschitz": 2, "convex": 3}
    if name == "increasing":
        bad = rise < -room
    elif name == "strictly_increasing":
        bad = rise <= 0
    elif name == "convex":
        bad = (
            rise[:-1] * step[1:]
            > rise[1:] * step[:-1] + room[:-1] * step[1:] + room[1:] * step[:-1]
        )
    elif name == "lipschitz":
        bad = abs(rise) > constant * step + room
    else:
        pairs = {
            "odd": lambda: [(f(-x), -y)],
            "even": lambda: [(f(-x), y)],
            "idempotent": lambda: [(f(y), y)],
            "homogeneous": lambda: [(f(c * x), c * y) for c in (0, 2, 3)],
        }[name]()
        bad = np.logical_or.reduce([np.asarray(abs(a - b) > 4 * error, bool) for a, b in pairs])
    width = neighbours.get(name, 1)
    groups = [tuple(x[i : i + width]) for i in np.flatnonzero(np.asarray(bad, bool))]
    return min(groups, key=simplicity, default=())


def apart(x, width):
    """Of sorted points those that are so far apart."""
    kept = x[:1].tolist()
    for v in x:
        if v - kept[-1] >= width:
            kept.append(v)
    return np.array(kept)


def simplicity(points):
    """What orders points by how simple they are to read: 0, 1, -1, 2, -2, 1/2, 3."""
    exact = [Fraction(v) for v in points]
    return (
        max(max(abs(v.numerator), v.denominator) for v in exact),
        sum(v < 0 for v in exact),
        sum(map(abs, exact)),
    )


def disproof(entry, claim, setting, sample):
    """What is wrong with a claim at these parameters, or ''."""
    x, f, slack = sample
    holds, constant = bool(evaluate(claim.when, setting)), None
    if claim.name == "lipschitz":
        y = f(x)
        kept = np.isfinite(y.astype(float))
        steepest = max(abs(np.diff(y[kept]) / np.diff(x[kept])))
        if not holds:
            return "" if steepest > STEEP else "no steep chord was found"
        exact = setting if slack else {k: fraction(v) for k, v in setting.items()}
        constant = evaluate(claim.value, exact)
        if steepest < constant * (1 - LOOSE):
            return (
                f"the steepest chord has slope {float(steepest):.6g}, "
                f"so {float(constant):.6g} is not the least constant"
            )
    reach = max([0.0, *(abs(k.x) for k in entry.kinks(**setting))]) + NEAR / 2
    found = counterexample(claim.name, x, f, slack, constant, reach)
    return contradiction(holds, found and ", ".join(f"{float(v):g}" for v in found))


# The explorer

LITERALS = {None: "null", False: "false", True: "true"}


def script(entry, forms):
    """f, gradient and breaks: functions of x, the parameters and a side, 0 for the value at x, -1
    and 1 for the limits from the left and the right.

    forms: gives the names of the proofs module.
    """
    parameters = ", ".join(p.name for p in entry.parameters)
    value, slope, breaks = (chosen(entry, cases) for cases in compiled(entry, forms()))
    head = f"(x, [{parameters}], side = 0)"
    return (
        f"f: {head} => {value},\ngradient: {head} => {slope},\n"
        f"breaks: ([{parameters}]) => {breaks},\n"
    )


def compiled(entry, forms):
    """f, gradient and breaks: of each a mapping from the switched values (a symbol where a
    number is given) to JavaScript."""
    import sympy  # here, since the environment of the frameworks has no provers

    from verifying import javascript

    choices = []
    for p in entry.parameters:
        switched = [v for v in dict.fromkeys(p.sweep) if is_switch(v)]
        symbol = [sympy.Symbol(p.name, real=True)] if len(switched) < len(set(p.sweep)) else []
        choices.append(switched + symbol)
    value, slope, breaks = {}, {}, {}
    for case in product(*choices):
        spelt = [
            javascript.spelt_out(forms[name](javascript.X, *case)) for name in ("f", "gradient")
        ]
        value[case], slope[case] = map(javascript.javascript, spelt)
        at = {javascript.javascript(x) for form in spelt for x in javascript.breaks(form)}
        breaks[case] = javascript.array(sorted(at))
    return value, slope, breaks


def chosen(entry, cases):
    """One JavaScript expression that chooses among the cases by the values of the parameters."""
    *others, last = cases
    conditions = [
        " && ".join(
            f"{p.name} === {LITERALS[v]}"
            for p, v in zip(entry.parameters, case, strict=True)
            if is_switch(v)
        )
        for case in others
    ]
    return (
        "".join(f"{condition} ? {cases[case]} : " for condition, case in zip(conditions, others))
        + cases[last]
    )


# The form that the provers read

FORMS = ("f", "gradient")  # of a proofs module: what stands for the reference
POINTS = [Fraction(n, d) for n, d in product(range(-9, 10), (1, 3, 7))]
HUGE_POINTS = [Fraction(-(10**30)), Fraction(10**30)]


def strange(module):
    """Other forms in the place of a proofs module's: no theorem may hold of them."""
    return {"f": lambda x, *parameters: x + 1, "gradient": lambda x, *parameters: 3}


def another(x, y):
    """Another output for x in the place of y: every tie must notice it."""
    import keras

    return 3 * keras.ops.sin(7 * x) + 0.1


def discord(entry, module):
    """Where the provers' forms and the NumPy references differ, in words; None where nowhere."""
    settings = product(*(p.sweep for p in entry.parameters))
    return next(
        (
            words
            for setting in settings
            for name in FORMS
            for words in discord_at(
                getattr(module, name), getattr(entry, name), name, list(map(_written, setting))
            )
        ),
        None,
    )


def _written(value):
    return Fraction(str(value)) if isinstance(value, float) else value


def _each(kind, parameters):
    """The values of the parameters as numbers of that kind; None and booleans stay."""
    return [v if v is None or isinstance(v, bool) else kind(v) for v in parameters]


def discord_at(form, reference, name, parameters):
    """Exact in rationals, in Z3 and in SymPy; where the reference is transcendental, by SymPy's
    30 digits."""
    import sympy
    import z3

    points = [*POINTS, *HUGE_POINTS]
    try:
        wanted = reference(np.array(points, dtype=object), *parameters)
        leaves = any(isinstance(v, float) for v in np.ravel(wanted))  # math's erfc does
    except (TypeError, AttributeError):  # NumPy has no exp or hypot of a Fraction
        leaves = True
    if leaves:  # at floats, so that near a root only the reference's own rounding counts
        points = [float(v) for v in POINTS]
        wanted = np.ravel(reference(np.array(points), *_each(float, parameters)))
        exact = [form(sympy.Rational(v), *_each(sympy.Rational, parameters)) for v in points]
        seen = np.array([float(sympy.N(v, 30)) for v in exact])
        # a few operations, each within an ulp or two: 16 ulps; in a tail the exponential multiplies
        # what its argument was rounded by
        bad = ~(np.abs(wanted - seen) <= 2**-58 + 2**-48 * np.abs(seen))
    else:
        exact = [
            (
                z3.simplify(z3.RealVal(0) + form(z3.RealVal(v), *_each(z3.RealVal, parameters))),
                sympy.sympify(form(sympy.Rational(v), *_each(sympy.Rational, parameters))),
            )
            for v in points
        ]
        seen = [Fraction(by_sympy.p, by_sympy.q) for _, by_sympy in exact]
        bad = [
            by_z3.as_fraction() != value or value != want
            for (by_z3, _), value, want in zip(exact, seen, wanted)
        ]
    for point, got, want, differs in zip(points, seen, wanted, bad):
        if differs:
            yield f"{name} at {point} is {got}, the reference gives {want} at {parameters}"
