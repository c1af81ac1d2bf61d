"""The JavaScript that is made of the proofs, in a real browser: it is the NumPy reference."""

import base64
import math
from dataclasses import replace

import numpy as np
import pytest
import sympy

import catalog
from catalog.controls import control
from catalog.kinds.entry import Parameter
from catalog.kinds.function import Kink
from catalog.kinds.vector import Vector
from pages import SITE
from verifying import javascript
from writing import explorer

ENTRIES = [
    catalog.load(path.parent.parent.name, path.parent.name)
    for path in sorted((SITE / "generated").glob("*/*/explorer.js"))
]
every_vector, every_function = (
    pytest.mark.parametrize(
        "function", [e for e in ENTRIES if isinstance(e, Vector) is vector], ids=lambda e: e.stem
    )
    for vector in (True, False)
)


def published(entry):
    """The script of an entry on the site."""
    path = SITE / f"generated/{entry.family}/{entry.stem}/explorer.js"
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workbench(chromium, base):
    """An empty page with what the functions need, and no function."""
    tab = chromium.new_page()
    for script in ("guide", "erf", "graph", "vector"):
        tab.add_script_tag(url=f"{base}assets/scripts/{script}.js")
    yield tab
    tab.close()


def steps(parameter):
    """Every value that the control of a parameter can give, and the sweep's."""
    setting = control(parameter)
    values = {*setting["switch"], *parameter.sweep}
    if "min" in setting:
        count = round((setting["max"] - setting["min"]) / setting["step"]) + 1
        values |= set(np.round(np.linspace(setting["min"], setting["max"], count), 12).tolist())
    return list(values)


def settings(function):
    """Values of all parameters: each parameter through its steps, the others at their defaults."""
    defaults = [p.default for p in function.parameters]
    yield defaults
    for index, parameter in enumerate(function.parameters):
        for value in steps(parameter):
            yield [*defaults[:index], value, *defaults[index + 1 :]]


def points(function, count=1000):
    kinks = [kink.x for kink in function.kinks(**function.defaults)]
    return np.sort(
        [*np.round(np.linspace(*function.pictures[0].window, count - len(kinks)), 9), *kinks]
    )


def assert_same(tab, function, script):
    """The script's function is the NumPy reference, on 1,000 points per step of each parameter."""
    xs, sets = points(function), list(settings(function))
    tab.evaluate(f"() => {{ {script} }}")
    packed = tab.evaluate(
        """([name, xs, sets]) => {
        const of = guide.functions[name]
        const values = (set) => [of.f, of.gradient].flatMap((form) => xs.map((x) => form(x, set)))
        const bytes = new Uint8Array(new Float64Array(sets.flatMap(values)).buffer)
        let text = ""
        for (let at = 0; at < bytes.length; at += 8190)
            text += btoa(String.fromCharCode(...bytes.subarray(at, at + 8190)))
        return text
        }""",
        [f"{function.family}/{function.stem}", xs.tolist(), sets],
    )
    got = np.frombuffer(base64.b64decode(packed)).reshape(len(sets), 2, len(xs))
    named = [dict(zip(function.defaults, values)) for values in sets]
    with np.errstate(all="ignore"):
        want = np.array(
            [
                [
                    np.broadcast_to(form(xs, **values), xs.shape)
                    for form in (function.f, function.gradient)
                ]
                for values in named
            ]
        )
    known = ~np.isnan(want)  # a step may be one at which the formula divides by 0
    # the display shows five digits
    np.testing.assert_allclose(got[known], want[known], rtol=1e-9, atol=1e-12)


def kind(kink):
    return "jump" if kink.jump else "kink" if kink.left != kink.right else "departure"


def assert_same_kinks(tab, function, script):
    """The script's function breaks at the catalog's kinks, with the slopes of both sides and
    Keras's between."""
    sets = [
        list(values)
        for values in {
            tuple(
                p.sweep[(n + index) % len(p.sweep)] for index, p in enumerate(function.parameters)
            )
            for n in range(40)
        }
    ]
    tab.evaluate(f"() => {{ {script} }}")
    found = tab.evaluate(
        """([name, sets]) => { const of = guide.functions[name]
        const kinks = (set) => guide.breaks(of, set).map((x) => guide.around(of, x, set))
        return sets.map((set) => kinks(set).filter(({ kind }) => kind)) }""",
        [f"{function.family}/{function.stem}", sets],
    )
    for values, kinks in zip(sets, found, strict=True):
        want = sorted(function.kinks(*values), key=lambda kink: kink.x)
        assert [k["kind"] for k in kinks] == [kind(k) for k in want], values
        np.testing.assert_allclose(
            [[k["x"], *k["gradient"]] for k in kinks],
            [[k.x, k.left, k.keras, k.right] for k in want],
            atol=1e-9,
        )


@every_function
def test_functions_are_the_numpy_reference(workbench, function):
    assert_same(workbench, function, published(function))
    assert_same_kinks(workbench, function, published(function))


def a_function():
    """A function made up for a test: 0 up to a jump at `start`, then an exponential, or its
    opposite; capped or not at `cap`."""

    def f(x, cap, start, opposite):
        y = np.where(x > start, np.exp(x) + 1, 0) * (-1 if opposite else 1)
        return y if cap is None else np.minimum(y, cap)

    def gradient(x, cap, start, opposite):
        y = np.where(x > start, np.exp(x), 0) * (-1 if opposite else 1)
        return y if cap is None else np.where(f(x, None, start, opposite) > cap, 0, y)

    def kinks(cap, start, opposite):
        slope = -np.exp(start) if opposite else np.exp(start)
        return (
            Kink(
                start,
                0,
                slope if cap is None or f(start + 1e-9, None, start, opposite) < cap else 0,
                0,
                jump=True,
            ),
        ) + (
            ()
            if cap is None or opposite or np.log(cap - 1) < start
            else (Kink(np.log(cap - 1), cap - 1, 0, cap - 1),)
        )

    made = {
        "parameters": (
            Parameter("cap", None, None, 6.0, (None, 6.0, 4.0), "c"),
            Parameter("start", -1.0, None, 0.5, (-1.0, 0.5), "s"),
            Parameter("opposite", False, None, True, (False, True), "o"),
        ),
        "f": f,
        "gradient": gradient,
        "kinks": kinks,
    }
    f.__module__ = "catalog.activations.made_up"
    leaky = catalog.load("activations", "leaky_relu")
    picture = replace(leaky.pictures[0], values=({"cap": None, "start": -1.0, "opposite": False},))
    return replace(leaky, pictures=(picture,), **made)


FORMS = """
import sympy
from proofs.engine import minimum, where


def f(x, cap, start, opposite):
    y = where(x > start, sympy.exp(x) + 1, 0) * (-1 if opposite else 1)
    return y if cap is None else minimum(y, cap)


def gradient(x, cap, start, opposite):
    y = where(x > start, sympy.exp(x), 0) * (-1 if opposite else 1)
    return y if cap is None else where(f(x, None, start, opposite) > cap, 0, y)
"""


def script_of(entry, forms, folder):
    """The script of an entry whose proofs module has such forms."""
    (folder / "proofs.py").write_text(forms, encoding="utf-8", newline="\n")
    code = javascript.script(entry, folder / "proofs.py")
    return explorer.script(entry, entry.explorer(), code)


def test_none_switches_jumps_and_hidden_kinks(workbench, tmp_path):
    function = a_function()
    script = script_of(function, FORMS, tmp_path)
    assert_same(workbench, function, script)
    assert_same_kinks(workbench, function, script)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Math.exp(x) + 1", "Math.exp(x) + 1.000001"),
        ("start - x, -side) < 0", "start - x, -side) <= 0"),
    ],
)
def test_a_wrong_function_is_caught(workbench, tmp_path, old, new):
    function = a_function()
    script = script_of(function, FORMS, tmp_path)
    assert old in script
    assert_same(workbench, function, script)
    with pytest.raises(AssertionError):
        assert_same(workbench, function, script.replace(old, new))


def test_erf_is_that_of_the_standard_library(workbench):
    xs = [*np.linspace(-7, 7, 1401).tolist(), 1e-300, 1e300]
    found = workbench.evaluate(
        "([form, xs]) => { const f = new Function('x', `return ${form}`); return xs.map(f) }",
        [javascript.javascript(sympy.erf(javascript.X)), xs],
    )
    # some hundred roundings in a sum, each of at most 1.1e-16 of it
    np.testing.assert_allclose(found, [math.erf(x) for x in xs], rtol=4e-15)
    assert workbench.evaluate("Number.isNaN(guide.erf(NaN))")


def test_switches_of_none_and_of_true_set_the_values(workbench, tmp_path):
    script = script_of(a_function(), FORMS, tmp_path)
    workbench.evaluate(f"() => {{ {script} }}")
    seen = workbench.evaluate(
        """() => {
        const of = guide.functions["activations/made_up"]
        const [values, seen] = [of.parameters.map(({ value }) => value), []]
        document.body.replaceChildren(...guide.parameters(of, values, () => seen.push([...values])))
        for (const box of document.querySelectorAll("[type=checkbox]")) { box.click(); box.click() }
        return seen
        }"""
    )
    assert seen == [[6, -1, False], [None, -1, False], [None, -1, True], [None, -1, False]]


# Functions of a vector


def inputs(function, count=1000):
    """Inputs and temperatures: each slider through its range, the others where they begin."""
    facts = function.explorer().facts
    for index in range(len(facts["start"])):
        x = np.tile(facts["start"], (count, 1))
        x[:, index] = np.linspace(facts["range"]["min"], facts["range"]["max"], count)
        yield x, np.ones(count)
    if facts["temperature"]:
        yield (
            np.tile(facts["start"], (count, 1)),
            np.linspace(facts["temperature"]["min"], facts["temperature"]["max"], count),
        )


def reference(function, x, T):
    """Outputs and Jacobians by the inputs, which are divided by T."""
    divided = x / T[:, None]
    return function.f(divided), np.stack([function.jacobian(row) for row in divided]) / T[
        :, None, None
    ]


def assert_same_vectors(tab, function, script):
    """The script's function is the NumPy reference, on 1,000 points per slider."""
    tab.evaluate(f"() => {{ {script} }}")
    for x, T in inputs(function):
        got = tab.evaluate(
            """([name, xs, Ts]) => {
            const of = guide.functions[name]
            return xs.map((x, row) => guide.valued(of, x, Ts[row])).map((at) => [at.f, at.jacobian])
            }""",
            [f"{function.family}/{function.stem}", x.tolist(), T.tolist()],
        )
        for found, want in zip(zip(*got), reference(function, x, T)):
            np.testing.assert_allclose(np.array(found), want, rtol=1e-9, atol=1e-12)


@every_vector
def test_vectors_are_the_numpy_reference(workbench, function):
    assert_same_vectors(workbench, function, published(function))


def a_vector():
    """A function of a vector made up for a test: what each number has above the next one, the last
    above the first."""

    def jacobian(x):
        return (x > np.roll(x, -1))[:, None] * (np.eye(len(x)) - np.roll(np.eye(len(x)), 1, axis=1))

    def f(x):
        return np.maximum(x - np.roll(x, -1, axis=-1), 0)

    f.__module__ = "catalog.activations.made_up"
    return replace(catalog.load("activations", "softmax"), f=f, jacobian=jacobian)


VECTOR_FORMS = """
from proofs.engine import maximum, where


def f(x):
    return [maximum(v - after, 0) for v, after in zip(x, [*x[1:], x[0]])]


def jacobian(x):
    def slope(i, j, after):
        return where(x[i] > x[after], int(i == j) - int(j == after), 0)

    n = len(x)
    return [[slope(i, j, (i + 1) % n) for j in range(n)] for i in range(n)]
"""


def test_choices_meet_without_rounding(workbench, tmp_path):
    function = a_vector()
    assert_same_vectors(workbench, function, script_of(function, VECTOR_FORMS, tmp_path))
    met = workbench.evaluate(
        "guide.valued(guide.functions['activations/made_up'], [0.1 + 0.2, 0.3, 0.3], 1)"
    )
    assert met == {"f": [0, 0, 0], "jacobian": [[0, 0, 0]] * 3}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Math.exp(x2)", "Math.exp(1.000001*x2)"),
        ("-c1*c9", "-c1*c9*1.000001"),
        ("Math.pow(c3, -2)", "c4"),
    ],
)
def test_a_wrong_vector_is_caught(workbench, old, new):
    function = catalog.load("activations", "softmax")
    script = published(function)
    assert old in script
    with pytest.raises(AssertionError):
        assert_same_vectors(workbench, function, script.replace(old, new))
