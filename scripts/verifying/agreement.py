"""Does the catalog agree with the installed Keras, with its own NumPy reference and with the record?

`check(function, path)` gives the disagreements, each on the line of the catalog on which the wrong fact stands.
Claims are decided on samples, in exact rationals where the reference works in them (piecewise linear and polynomial
forms), else in float64; a claim must hold where its condition says so and must fail where it says not. What is true of vector
functions alone stands in vectors.py.
"""

import ast
import importlib.metadata
import math
import os
from fractions import Fraction

import numpy as np

import backends
import catalog
from catalog.expressions import evaluate, shown
from catalog.kinds.differentiable import SMOOTHNESS
from catalog.kinds.function import PROPERTIES
from catalog.kinds.vector import Vector
from project.problems import Problem
from verifying import vectors

EPS32 = (
    4 * 2.0**-23
)  # float32, times max(|x|, |y|): the parameter, each term and the result are rounded, terms may cancel
ULPS_RECORD = 4  # float32: CPUs and compilers differ in the last bits of exp
SLACK = (
    16 * 2.0**-52
)  # float64, times max(1, |x|, |y|): a few roundings of terms of that size in the reference
STEP = 2.0**-20  # of a finite difference; exact in binary, and f''(x) * STEP stays below LOOSE
LOOSE = 1e-4  # relative; what a finite difference of STEP, or a grid of 1/64, misses of a slope
APPROACHED = 1e-9  # relative; what `lowest` may leave to a bound that is approached at a jump
FAR = 1e12  # stands for infinity: 1/FAR is below every tolerance, FAR * 0.01 is still large
HUGE = 1e6  # what f must pass at FAR to be taken as unbounded
NEAR = 8.0  # from the kinks; a bounded smooth activation differs there from its limit by more than REACHED
REACHED = 1e-12  # relative; a bound is attained if it is met to this near the kinks, at most 1.6e-10 from a jump


def check(function, path, versions=True):
    """Problems of one catalog module, in the order of the facts; empty when all facts hold.

    path: the module's file; its folder and stem name the record. versions: the record must be of the installed ones. Later checks use what earlier ones established,
    and are left out when the signature or an expression is wrong. Sets KERAS_BACKEND to jax where it is unset.
    """
    os.environ.setdefault("KERAS_BACKEND", "jax")
    at = locate(path)
    found = []
    own = (
        (vectors.values, vectors.jacobian, vectors.claims)
        if isinstance(function, Vector)
        else (values, kinks, limits, bounds, taken, smoothness, claims)
    )
    for stage in ((signature,), (expressions,), (names, layer, stated, *own)):
        with np.errstate(all="ignore"):
            found += [finding for step in stage for finding in step(function)]
        if found:
            break
    if not found:
        found = list(record(function, path, versions))
    return [Problem(path, at(*where), message, remedy) for where, message, remedy in found]


def locate(path):
    """A function (keyword, entry, field) -> the line of that fact in the catalog module; 1 when it is not found.

    `at("parameters", "negative_slope", "default")`: keyword of Function, entry by its first word, keyword of the entry.
    """
    module = ast.parse(path.read_text())
    made = {n.name: n for n in module.body if isinstance(n, ast.FunctionDef)}
    calls = [
        n for n in ast.walk(module) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    ]
    keywords = {
        k.arg: k.value for c in calls if c.func.id in ("Function", "Vector") for k in c.keywords
    }

    def words(call):
        first = call.args[:1] + [
            k.value for k in call.keywords if k.arg in ("name", "framework", "what")
        ]
        return [n.value for n in first if isinstance(n, ast.Constant)]

    def at(keyword, entry=None, field=None):
        node = keywords.get(keyword)
        if entry is not None and isinstance(node, ast.Tuple):
            node = next(
                (n for n in node.elts if isinstance(n, ast.Call) and entry in words(n)), node
            )
        if field is not None and isinstance(node, ast.Call):
            node = next((k.value for k in node.keywords if k.arg == field), node)
        if isinstance(node, ast.Name):
            node = made.get(node.id, node)
        return node.lineno if node else 1

    return at


# What Keras says


def signature(function):
    """Names, order and defaults of the parameters, by inspect."""
    try:
        target = backends.resolve(function.keras)
    except (AttributeError, ImportError):
        yield ("keras",), f"Keras has no {function.keras}", "correct the name"
        return
    seen = weights(target) if function.is_layer else backends.defaults(target)
    stated = [p.name for p in function.parameters]
    if stated != list(seen):
        yield (
            ("parameters",),
            f"Keras's parameters are {', '.join(seen) or 'none'}, not {', '.join(stated) or 'none'}",
            "state them in Keras's order",
        )
        return
    for p in function.parameters:
        default = None if p.required else p.default
        if seen[p.name] != default or type(seen[p.name]) is not type(default):
            yield (
                ("parameters", p.name, "default"),
                f"the default of {p.name} in Keras is {seen[p.name]!r}, not {default!r}",
                f"write default={seen[p.name]!r}",
            )
        if p.contrast == p.default:
            yield (
                ("parameters", p.name, "contrast"),
                f"the contrast of {p.name} is its default",
                "choose a value that looks different",
            )


def weights(layer):
    """The trainable weights of a layer for numbers, with what they start at."""
    made = layer()
    made.build((1,))
    return {w.name: float(np.asarray(w)) for w in made.trainable_variables}


def expressions(function):
    """Every expression can be evaluated, and every function be called, at every combination of the sweep."""
    if isinstance(function, Vector):
        yield from vectors.expressions(function)
        return
    stated = {
        ("bounds",): function.bounds,
        ("attained",): function.attained,
        ("limits",): function.limits,
    }
    stated |= {("range",): (function.range or "True",)}
    stated |= {("claims", c.name): (c.when, c.value or "0") for c in function.claims}
    stated |= {
        ("parameters", p.name, "condition"): (p.condition or "True",) for p in function.parameters
    }
    stated |= {("defects", d.what): (d.when,) for d in function.defects}
    for where, several in stated.items():
        for expression in several:
            try:
                for parameters in function.sweep():
                    evaluate(expression, parameters | ({"y": 0.0} if where == ("range",) else {}))
            except Exception as error:  # an expression may be wrong in any way
                yield (
                    where,
                    f"{expression!r} cannot be evaluated{shown(parameters)}: {error}",
                    "use the parameters' names, inf, max, min and abs",
                )
                break
    for where, called, given in (
        ("f", function.f, (np.zeros(1),)),
        ("gradient", function.gradient, (np.zeros(1),)),
        ("kinks", function.kinks, ()),
    ):
        try:
            for parameters in function.sweep():
                called(*given, **parameters)
        except Exception as error:  # likewise
            yield (
                (where,),
                f"{where} cannot be called{shown(parameters)}: {error}",
                "take the parameters by their names",
            )


def names(function):
    """The string, and the names that lead to the page."""
    import keras

    target = backends.resolve(function.keras)
    try:
        looked_up = keras.activations.get(function.name)
    except ValueError:
        looked_up = None
    if function.is_layer:
        if looked_up:
            yield (
                ("keras",),
                f"Keras has the string {function.name!r} too",
                "name its function in keras=",
            )
    elif looked_up is not target:
        yield (
            ("name",),
            f"the string {function.name!r} does not give {function.keras}",
            "use Keras's name",
        )
    public = {n: getattr(keras.activations, n) for n in dir(keras.activations)}
    for name, value in public.items():
        if value is target and name not in (function.name, *function.aliases):
            yield ("aliases",), f"Keras knows the function as {name!r} too", f"add {name!r}"
    for alias in function.aliases:
        if alias in public and public[alias] is not target:
            yield ("aliases",), f"{alias!r} is another function of Keras", f"take {alias!r} away"


def layer(function):
    """The layer's signature, and that it is the function with the layer's defaults."""
    if not function.layer:
        return
    try:
        made = backends.resolve(function.layer)
    except (AttributeError, ImportError):
        yield ("layer",), f"Keras has no {function.layer}", "correct the name, or leave it empty"
        return
    seen = backends.defaults(made)
    stated = ", ".join(f"{k}={v!r}" for k, v in seen.items())
    if stated != function.layer_parameters:
        yield (
            ("layer_parameters",),
            f"the layer takes {stated}, not {function.layer_parameters}",
            f'write layer_parameters="{stated}"',
        )
    for p in function.parameters:
        if p.layer_default != seen.get(p.name):
            yield (
                ("parameters", p.name, "layer_default"),
                f"the layer's default of {p.name} is {seen.get(p.name)!r}, not {p.layer_default!r}",
                f"write layer_default={seen.get(p.name)!r}",
            )
    x = (vectors.batch(function) if isinstance(function, Vector) else points(function)).astype(
        np.float32
    )
    given = {p.name: seen.get(p.name, p.default) for p in function.parameters}
    if not np.array_equal(
        np.asarray(made()(x)), np.asarray(backends.caller(function)(x, **given)), equal_nan=True
    ):
        yield (
            ("layer",),
            f"{function.layer}() is not {function.keras} with the layer's defaults",
            "correct the layer",
        )


def stated(function):
    """Every property is claimed, and nothing else."""
    for name in function.PROPERTIES:
        if function.claim(name) is None:
            yield (
                ("claims",),
                f"nothing is said of {name!r}",
                f'add Claim("{name}"), with the condition under which it holds: "False" for never',
            )
    for claim in function.claims:
        if claim.name not in function.PROPERTIES:
            yield (
                ("claims", claim.name),
                f"{claim.name!r} is no property",
                f"use one of {', '.join(function.PROPERTIES)}",
            )


def points(function):
    """Float64 points: close to every kink of the sweep and to 0, and far out; float32 has each of them."""
    centres = {0.0} | {k.x for parameters in function.sweep() for k in function.kinks(**parameters)}
    near = [c + np.arange(-64 * NEAR, 64 * NEAR + 1) / 64 for c in centres]
    close = [c + s * 2.0 ** np.array([-10, -16]) for c in centres for s in (-1, 1)]
    far = np.geomspace(2.0**4, 2.0**13, 28)
    return np.unique(np.concatenate([*near, *close, far, -far]).astype(np.float32)).astype(
        np.float64
    )


def values(function):
    """f and its gradient against Keras in float32, and against each other by a finite difference."""
    differentiate = backends.differentiator("jax")
    call = backends.caller(function)
    x = points(function)
    for parameters in function.sweep():
        away = ~np.isin(x, [k.x for k in function.kinks(**parameters)])
        f, slope = (
            np.broadcast_to(np.asarray(g(x, **parameters), float), x.shape)
            for g in (function.f, function.gradient)
        )
        if not np.isfinite(f[np.abs(x) <= NEAR]).all():
            yield (
                ("domain",),
                f"f is not finite on its domain{shown(parameters)}",
                "mend f, or state the domain",
            )
            return
        seen = differentiate(lambda x: call(x, **parameters), x, "float32")
        defect, differs = function.departure(parameters), False
        for where, name, expected, got, scale, kept, eps in (
            ("f", "f", f, seen[0], np.abs(x), x == x, EPS32),
            ("gradient", "the gradient", slope, seen[1], 1, away, EPS32 * function.cancels),
        ):
            expected = expected.astype(np.float32).astype(float)
            bad = kept & ~(
                (expected == got)
                | (np.abs(expected - got) <= eps * np.maximum(scale, np.abs(expected)))
            )
            differs |= bad.any()
            if bad.any() and not defect:
                i = np.argmax(bad)
                yield (
                    (where,),
                    f"{name} at x={x[i]:g} is {expected[i]:.8g}, Keras gives {got[i]:.8g}{shown(parameters)}",
                    f"correct the NumPy reference of {name}",
                )
                return
        if defect and not differs:
            yield (
                ("defects", defect.what),
                f"Keras does not depart from the reference{shown(parameters)}",
                f"correct when={defect.when!r}",
            )
            return
        few = EPS32 * np.maximum(1, np.abs(slope))
        if (
            function.cancels > 1
            and not defect
            and np.all(np.abs(slope - seen[1])[away] <= few[away])
        ):
            yield (
                ("cancels",),
                f"Keras's gradient misses by no more than a few roundings{shown(parameters)}",
                "leave cancels out",
            )
            return
        inside = away & (np.abs(x) <= NEAR)
        for side in (-1, 1):
            estimate = (
                (np.asarray(function.f(x + side * STEP, **parameters), float) - f) * side / STEP
            )
            bad = inside & (np.abs(estimate - slope) > LOOSE * np.maximum(1, np.abs(slope)))
            if bad.any():
                i = np.argmax(bad)
                yield (
                    ("gradient",),
                    f"the gradient at x={x[i]:g} is {slope[i]:.8g}, a finite difference gives {estimate[i]:.8g}{shown(parameters)}",
                    "correct the gradient",
                )
                return


def breaks(g, grid):
    """Where g jumps: each cell of the grid is halved towards its larger change, down to the last bits."""
    a, b = grid[:-1], grid[1:]
    for _ in range(40):
        middle = (a + b) / 2
        left = np.abs(g(middle) - g(a)) > np.abs(g(b) - g(middle))
        a, b = np.where(left, a, middle), np.where(left, middle, b)
    change = np.abs(g(b) - g(a))
    return sorted(
        {round(float(x), 6) for x in b[change > 1e-6]}
    )  # a smooth g changes by 1e-14 g' over such a cell


def kinks(function):
    """Each kink is one, with the slopes stated; there is no other; and what Keras gives there."""
    for parameters in function.sweep():
        found = list(kinks_at(function, parameters))
        if found:
            yield from found
            return


def kinks_at(function, parameters):
    stated = function.kinks(**parameters)
    differentiate, call = backends.differentiator("jax"), backends.caller(function)

    def f(x):
        return np.broadcast_to(np.asarray(function.f(x, **parameters), float), np.shape(x))

    def slope(x):
        return np.broadcast_to(np.asarray(function.gradient(x, **parameters), float), np.shape(x))

    ends = [0.0, *(k.x for k in stated)]
    grid = (
        np.arange(min(ends) - NEAR, max(ends) + NEAR, 1 / 16) + 0.0101
    )  # off the round numbers at which kinks stand
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
            seen = (further - near) * side / STEP
            if abs(seen - said) > LOOSE * max(1, abs(said)):
                yield (
                    ("kinks",),
                    f"the slope {'left' if side < 0 else 'right'} of {k.x:g} is {seen:.6g}, not {said!r}{shown(parameters)}",
                    "correct the kink",
                )
        _, seen = differentiate(lambda x: call(x, **parameters), [k.x], "float32")
        if abs(seen[0] - k.keras) > EPS32 * max(1, abs(k.keras)) and not function.departure(
            parameters
        ):
            yield (
                ("kinks",),
                f"Keras's gradient at {k.x:g} is {seen[0]:.6g}, not {k.keras!r}{shown(parameters)}",
                f"write keras={float(seen[0]):.6g}",
            )
        if abs(slope(k.x) - k.keras) > REACHED:
            yield (
                ("gradient",),
                f"the gradient at the kink {k.x:g} is {float(slope(k.x)):.6g}, Keras takes {k.keras!r}{shown(parameters)}",
                "give the value of Keras's side",
            )


# What the reference says


def met(value, expected, relative):
    if math.isinf(expected):
        return value * math.copysign(1, expected) > HUGE
    return abs(value - expected) <= relative * max(1, abs(expected))


def limits(function):
    for parameters in function.sweep():
        for x, expression in zip((-FAR, FAR), function.limits, strict=True):
            seen, said = float(function.f(x, **parameters)), float(evaluate(expression, parameters))
            if not met(seen, said, REACHED):
                yield (
                    ("limits",),
                    f"f({x:g}) is {seen:g}, the limit is said to be {said:g}{shown(parameters)}",
                    "correct the limit",
                )
                return


def lowest(f, x):
    """The least value of f on the points, and between them by looking closer and closer."""
    y = f(x)
    best = y.min()
    for _ in range(4):  # to 1.6e-10 in x
        i = int(y.argmin())
        x = np.linspace(x[max(i - 1, 0)], x[min(i + 1, len(x) - 1)], 201)
        y = f(x)
        best = min(best, y.min())
    return float(best)


def bounds(function):
    """inf and sup are not passed, are approached, and are attained or not as stated."""
    x = points(function)
    for parameters in function.sweep():
        for name, sign, expression, attained in zip(
            ("infimum", "supremum"), (1, -1), function.bounds, function.attained, strict=True
        ):

            def f(x):
                return sign * np.asarray(function.f(x, **parameters), float)

            said = sign * float(evaluate(expression, parameters))
            reach = max([0.0, *(abs(k.x) for k in function.kinks(**parameters))]) + NEAR
            near = lowest(f, x[np.abs(x) <= reach])
            best = min(near, *f(np.array([-FAR, FAR])), f(x).min())
            if not met(-best, -said, APPROACHED):
                yield (
                    ("bounds",),
                    f"the {name} is {sign * said:g}, but f comes to {sign * best:g}{shown(parameters)}",
                    f"correct the {name}",
                )
                return
            if (math.isfinite(said) and met(-near, -said, REACHED)) != bool(
                evaluate(attained, parameters)
            ):
                yield (
                    ("attained",),
                    f"the {name} {sign * said:g} is {'not ' if evaluate(attained, parameters) else ''}attained{shown(parameters)}",
                    "correct it",
                )
                return


def taken(function):
    """Where f jumps it is said which numbers it takes; its values are among them, and it comes close to each of them."""
    if not function.range:
        if function.smoothness == "discontinuous":
            yield (
                ("range",),
                "f jumps, and may leave out numbers between its bounds",
                "say in `range` which it takes",
            )
        return
    for parameters in function.sweep():
        y = np.asarray(function.f(points(function), **parameters), float)
        outside = [v for v in y if not evaluate(function.range, parameters | {"y": v})]
        asked = [
            v
            for v in np.arange(-NEAR, NEAR, 1 / 8) / 2
            if evaluate(function.range, parameters | {"y": v})
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
                f"correct the condition {function.range!r}",
            )
            return


def smoothness(function):
    """The class at the defaults, by the jumps of f, of f' and of a difference quotient of f'; and the first word on symmetry."""
    stated = function.kinks(**function.defaults)
    x = np.arange(-NEAR, NEAR, 1 / 64) + 0.0101
    second = np.gradient(
        np.broadcast_to(np.asarray(function.gradient(x, **function.defaults), float), x.shape), x
    )
    bent = np.abs(np.diff(second)) > 0.25 * np.maximum(
        1, np.abs(second[1:])
    )  # a smooth f'' changes by f'''/64 here
    kind = r"C^\infty"
    if bent.any():
        kind = "C^1"
    if stated:
        kind = "discontinuous" if any(k.jump for k in stated) else "C^0"
    if function.smoothness != kind:
        yield (
            ("smoothness",),
            f"f is {kind}: {SMOOTHNESS[kind]}; not {function.smoothness}",
            f"write smoothness={kind!r}",
        )
    odd = function.claim("odd")
    if odd and function.zero_centred.split(":")[0] != (
        "yes" if evaluate(odd.when, function.defaults) else "no"
    ):
        yield (
            ("zero_centred",),
            "a function is zero-centred if it is odd at the defaults",
            "begin with yes or no, as the claim `odd` has it",
        )


def fraction(value):
    """The rational that is written: 1/5 for 0.2. None and booleans stay."""
    return value if value is None or isinstance(value, bool) else Fraction(str(value))


def rational(function, parameters):
    """f in exact rationals, object arrays to object arrays; None where the reference leaves them."""
    given = {k: fraction(v) for k, v in parameters.items()}

    def f(x):
        return np.asarray(function.f(x, **given), dtype=object)

    try:
        tried = f(np.array([Fraction(n, 3) for n in range(-30, 31)], dtype=object))
    except (TypeError, AttributeError):  # np.exp has no loop for Fraction
        return None
    return f if all(isinstance(v, int | Fraction) for v in tried) else None


def sample(function, parameters):
    """(x, f, slack): sorted points, f on them, and the error of f in units of max(1, |x|, |y|): none in rationals."""
    f = rational(function, parameters)
    if f is not None:
        centres = {Fraction(0)} | {fraction(k.x) for k in function.kinks(**parameters)}
        steps = [Fraction(n, 8) for n in range(-32, 33)] + [
            s * Fraction(d) for s in (-1, 1) for d in ("1e-6", "1e-3", "100", "1000")
        ]
        return np.array(sorted({c + s for c in centres for s in steps}), dtype=object), f, 0
    return points(function), lambda x: np.asarray(function.f(x, **parameters), float), SLACK


def counterexample(name, x, f, slack, constant=None):
    """The first of the points at which the property fails, or None. constant: Lipschitz's."""
    y = f(x)
    if slack:
        x, y = x[np.isfinite(y)], y[np.isfinite(y)]
    if (
        name == "strictly_increasing" and slack
    ):  # further out a float saturates where the function does not
        x, y = x[np.abs(x) <= NEAR / 2], y[np.abs(x) <= NEAR / 2]
    size = np.maximum(1, np.maximum(abs(x), abs(y)))
    error = slack * size
    step, rise, room = x[1:] - x[:-1], y[1:] - y[:-1], error[1:] + error[:-1]
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
    bad = np.asarray(bad, bool)
    return x[np.argmax(bad)] if bad.any() else None


def claims(function):
    """Every property holds where its condition does, and fails where its condition does."""
    samples = [(parameters, *sample(function, parameters)) for parameters in function.sweep()]
    for claim in (c for c in function.claims if c.name in PROPERTIES):
        sides = {bool(evaluate(claim.when, parameters)) for parameters, *_ in samples}
        if claim.when not in ("True", "False") and len(sides) == 1:
            yield (
                ("claims", claim.name),
                f"{claim.name}: no values of the sweep on both sides of {claim.when}",
                "add some to the sweep of the parameter",
            )
        for parameters, x, f, slack in samples:
            wrong = disproof(claim, parameters, x, f, slack)
            if wrong:
                yield (
                    ("claims", claim.name),
                    f"{claim.name}: {wrong}{shown(parameters)}",
                    f"correct the condition {claim.when!r}"
                    + (f" or the value {claim.value!r}" if claim.value else ""),
                )
                break


def disproof(claim, parameters, x, f, slack):
    """What is wrong with a claim at these parameters, or ''."""
    expected = bool(evaluate(claim.when, parameters))
    constant = None
    if claim.name == "lipschitz":
        y = f(x)
        kept = np.isfinite(y.astype(float))
        steepest = max(abs(np.diff(y[kept]) / np.diff(x[kept])))
        if not expected:
            return "" if steepest > 1000 else "no steep chord was found"
        constant = evaluate(
            claim.value, {k: v if slack else fraction(v) for k, v in parameters.items()}
        )
        if steepest < constant * (1 - LOOSE):
            return f"the steepest chord has slope {float(steepest):.6g}, so {float(constant):.6g} is not the least constant"
    found = counterexample(claim.name, x, f, slack, constant)
    if expected and found is not None:
        return f"fails at x = {found}"
    if not expected and found is None:
        return "is said to fail, but no counterexample was found"
    return ""


# What the record says


def same(seen, said, ulps=ULPS_RECORD):
    """Two columns of numbers, of which some may be strings: equal within some ulps of float32, nan being nan."""
    a, b = (np.array([float(v) for v in flat(column)], np.float32) for column in (seen, said))
    if a.shape != b.shape:
        return False
    with np.errstate(invalid="ignore"):
        close = (
            (a == b)
            | (np.isnan(a) & np.isnan(b))
            | (np.abs(a - b) <= ulps * np.spacing(np.maximum(np.abs(a), np.abs(b))))
        )
    return bool(close.all())


def flat(column):
    """The numbers of a column, those of its vectors one after the other."""
    return [v for cell in column for v in (cell if np.ndim(cell) else [cell])]


def column(rows, key):
    return [row[key] for row in rows]


def record(function, path, versions):
    """The record is of this Keras (if versions) and of these facts; its jax column is what the installed Keras gives."""
    again = f"run `make backends`, or `python scripts/backends.py {path.stem}` in its environment"
    try:
        kept = catalog.record(path.parent.name, path.stem)
    except FileNotFoundError:
        yield ("name",), "there is no record of this function on the other backends", again
        return
    for package in ("keras", "jax") if versions else ():
        installed = importlib.metadata.version(package)
        if kept["versions"][package] != installed:
            yield (
                ("keras",),
                f"the record is of {package} {kept['versions'][package]}, installed is {installed}",
                again,
            )
            return
    if kept["parameters"] != function.defaults or not same(
        column(kept["backends"]["jax"]["float32"], "x"), backends.points(function), 0
    ):
        yield ("parameters",), "the record was written at other defaults or at other points", again
        return
    differentiate = backends.differentiator("jax")
    call = backends.caller(function)
    for dtype in ("float32", "float16"):
        rows = kept["backends"]["jax"][dtype]
        xs = [[float(v) for v in x] if np.ndim(x) else float(x) for x in column(rows, "x")]
        seen = backends.seen(
            differentiate, function, lambda x: call(x, **function.defaults), xs, dtype
        )
        for key, got in zip(("f", "gradient"), seen, strict=True):
            if not same(got, column(rows, key)):
                yield (
                    ("keras",),
                    f"the record's {key} on jax in {dtype} is not what the installed Keras gives",
                    again,
                )
    for framework in backends.BACKENDS:
        part = kept["backends"][framework]
        if (
            part["function"] != kept["backends"]["jax"]["function"]
            or part["layer"] != kept["backends"]["jax"]["layer"]
        ):
            yield (
                ("parameters",),
                f"the record has other defaults on {framework} than on jax",
                "say so on the page, and mend this check",
            )
    if {e.framework for e in function.elsewhere} != set(kept["elsewhere"]):
        yield ("elsewhere",), "the record was written for other frameworks", again
        return
    for e in function.elsewhere:
        native = kept["elsewhere"][e.framework]
        if (native["path"], native["call"]) != (e.path, e.call):
            yield (
                ("elsewhere", e.framework),
                f"the record was written for {native['path']} and {native['call']}",
                again,
            )
            continue
        if e.parameter and e.parameter not in native["defaults"]:
            yield (
                ("elsewhere", e.framework),
                f"{e.path} takes {', '.join(native['defaults'])}, not {e.parameter}",
                "correct the parameter",
            )
        if not same(
            column(native["values"], "f"), column(kept["backends"][e.framework]["float32"], "f")
        ):
            yield (
                ("elsewhere", e.framework),
                f"{e.call} does not give Keras's values",
                "correct the line",
            )
    if [(c.before, c.now) for c in function.changes] != [
        (c["before"], c["now"]) for c in kept["changes"]
    ]:
        yield ("changes",), "the record was written for other changes", again
        return
    for change, seen in zip(function.changes, kept["changes"], strict=True):
        if not same(seen["keras2"], seen["keras3"]):
            yield (
                ("changes", change.what),
                f"{change.before} in Keras 2 and {change.now} in Keras 3 differ in their values",
                "correct the lines",
            )
