"""The explorer in a real browser: its functions are the NumPy reference, its controls work by hand, and it costs little."""

import base64
import gzip
import math
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import sympy
from playwright.sync_api import expect

import catalog
from browser import SITE, SIZES, faults
from catalog.kinds.entry import Parameter
from catalog.kinds.function import Kink
from catalog.kinds.vector import Vector
from proofs.engine import minimum, where
from writing import explorer

FOUND = [
    (path.parent.parent.name, path.parent.name)
    for path in sorted((SITE / "generated").glob("*/*/explorer.js"))
]
VECTORS = [of for of in FOUND if isinstance(catalog.load(*of), Vector)]
FUNCTIONS = [of for of in FOUND if of not in VECTORS]
every_function, every_vector, each_of_both = (
    pytest.mark.parametrize(("family", "stem"), of) for of in (FUNCTIONS, VECTORS, FOUND)
)
LIMIT = 40_000  # bytes, gzipped
DIGITS = 5  # that a read-out shows


def start(tab):
    """Brings the explorer of an open page near, and waits for it."""
    tab.locator(".explorer").scroll_into_view_if_needed()
    tab.wait_for_selector(".explorer input[type=range]")
    tab.evaluate(
        "document.querySelector('svg:is(.live, .drawing)').scrollIntoView({block: 'center'})"
    )
    return tab


@pytest.fixture
def explore(visit):
    """Opens a function's page with its explorer begun."""
    return lambda family, stem, *where, **options: start(
        visit(f"{family}/{stem}", *where, **options)
    )


# The functions


@pytest.fixture(scope="module")
def workbench(chromium, base):
    """An empty page with what the functions need, and no function."""
    tab = chromium.new_page()
    for script in ("guide", "graph", "vector"):
        tab.add_script_tag(url=f"{base}assets/scripts/{script}.js")
    yield tab
    tab.close()


def steps(parameter):
    """Every value that the control of a parameter can give, and the sweep's."""
    made = explorer.control(parameter)
    sliding = (
        (
            np.round(np.arange(made["min"], made["max"] + made["step"] / 2, made["step"]), 12) + 0.0
        ).tolist()
        if "min" in made
        else []
    )
    return [*made["switch"], *sliding, *(v for v in parameter.sweep if v not in made["switch"])]


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
    """The script's function agrees with the NumPy reference on 1,000 points per step of each parameter."""
    xs, sets = points(function), list(settings(function))
    tab.evaluate(f"() => {{ {script} }}")
    packed = tab.evaluate(
        """([name, xs, sets]) => {
        const of = guide.functions[name]
        const made = new Float64Array(sets.flatMap((values) => ["f", "gradient"].flatMap((order) => xs.map((x) => of[order](x, values)))))
        const bytes = new Uint8Array(made.buffer)
        let text = ""
        for (let at = 0; at < bytes.length; at += 8190) text += btoa(String.fromCharCode(...bytes.subarray(at, at + 8190)))
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
    np.testing.assert_allclose(
        got[known], want[known], rtol=1e-9, atol=1e-12
    )  # the display shows five digits


def kind(kink):
    return "jump" if kink.jump else "kink" if kink.left != kink.right else "departure"


def assert_same_kinks(tab, function, script):
    """The breaks of the script's function are the catalog's kinks, with the slopes on both sides and Keras's between."""
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
        return sets.map((values) => guide.breaks(of, values).map((x) => guide.around(of, x, values)).filter(({kind}) => kind)) }""",
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
def test_functions_are_the_numpy_reference(workbench, family, stem):
    function, script = (
        catalog.load(family, stem),
        (SITE / f"generated/{family}/{stem}/explorer.js").read_text(),
    )
    assert_same(workbench, function, script)
    assert_same_kinks(workbench, function, script)


def a_function():
    """A function made up for a test: capped or not at `cap`, 0 up to a jump at `start`, then an exponential, or its opposite."""

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


class Form:
    """The same, as a proofs module writes it."""

    @staticmethod
    def f(x, cap, start, opposite):
        y = where(x > start, sympy.exp(x) + 1, 0) * (-1 if opposite else 1)
        return y if cap is None else minimum(y, cap)

    @staticmethod
    def gradient(x, cap, start, opposite):
        y = where(x > start, sympy.exp(x), 0) * (-1 if opposite else 1)
        return y if cap is None else where(Form.f(x, None, start, opposite) > cap, 0, y)


def test_none_switches_jumps_and_hidden_kinks(workbench):
    function = a_function()
    script = explorer.script(function, Form.f, Form.gradient)
    assert_same(workbench, function, script)
    assert_same_kinks(workbench, function, script)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Math.exp(x) + 1", "Math.exp(x) + 1.000001"),
        ("start - x, -side) < 0", "start - x, -side) <= 0"),
    ],
)
def test_a_wrong_function_is_caught(workbench, old, new):
    function = a_function()
    script = explorer.script(function, Form.f, Form.gradient)
    assert old in script
    assert_same(workbench, function, script)
    with pytest.raises(AssertionError):
        assert_same(workbench, function, script.replace(old, new))


def test_what_javascript_lacks_is_refused_but_in_constants():
    assert explorer.javascript(sympy.zeta(3) * explorer.X) == "x*1.2020569031595942"
    with pytest.raises(ValueError, match="zeta"):
        explorer.javascript(sympy.zeta(explorer.X))


def test_erf_is_that_of_the_standard_library(workbench):
    xs = [*np.linspace(-7, 7, 1401).tolist(), 1e-300, 1e300]
    found = workbench.evaluate(
        "([form, xs]) => { const f = new Function('x', `return ${form}`); return xs.map(f) }",
        [explorer.javascript(sympy.erf(explorer.X)), xs],
    )
    np.testing.assert_allclose(
        found, [math.erf(x) for x in xs], rtol=4e-15
    )  # some hundred roundings in a sum, each of at most 1.1e-16 of it
    assert workbench.evaluate("Number.isNaN(guide.erf(NaN))")


def test_equality_of_values_is_a_condition(tmp_path):
    module = tmp_path / "proofs.py"
    module.write_text(
        "from proofs.engine import where\n\ndef f(x):\n    return where(x == 2, 3, x)\n\ndef gradient(x):\n    return 1\n"
    )
    assert (
        explorer.javascript(explorer.forms(module)["f"](explorer.X))
        == "(((guide.tie(x - 2, side) == 0)) ? ( 3 ) : ( x ))"
    )


@pytest.mark.parametrize(
    ("sweep", "made"),
    [
        ((0.0, 0.01, 2.0, -1.0), {"min": -1.0, "max": 2.0, "step": 0.01, "switch": []}),
        ((0.05, 10.0), {"min": 0.05, "max": 10.0, "step": 0.01, "switch": []}),
        ((None, 6.0), {"min": 0, "max": 12, "step": 0.1, "switch": [None]}),
        ((False, True), {"switch": [False, True]}),
    ],
)
def test_a_control_spans_the_sweep(sweep, made):
    found = explorer.control(Parameter("p", sweep[0], None, sweep[1], sweep, "p"))
    assert {key: found[key] for key in ("min", "max", "step", "switch") if key in found} == made


def test_a_sweep_without_a_control_is_refused():
    with pytest.raises(ValueError, match="no control for p"):
        explorer.control(Parameter("p", True, None, 1.0, (True, 1.0), "p"))


# The controls


def read(tab):
    """The read-out: by row the limit from the left, the value, the limit from the right; None for an empty cell."""
    rows = tab.evaluate(
        "[...document.querySelectorAll('.explorer tbody tr')].map(r => [...r.children].map(c => c.textContent))"
    )
    return {name: [number(cell) if cell else None for cell in cells] for name, *cells in rows}


def number(shown):
    return float(shown.replace("−", "-").replace("∞", "inf").replace("undefined", "nan"))


def shown_x(tab):
    return number(tab.locator(".explorer thead td").inner_text().removeprefix("x = "))


def assert_reads(tab, function, values):
    x, found = shown_x(tab), read(tab)
    for row, form in (("f(x)", function.f), ("f′(x)", function.gradient)):
        with np.errstate(all="ignore"):
            want = float(form(np.float64(x), **values))
        assert found[row][1] == pytest.approx(want, rel=0.6 * 10 ** (1 - DIGITS), abs=1e-9), (
            row,
            x,
            values,
        )


def place(slider, value):
    """Moves a slider as a hand does: it goes to the step that is nearest."""
    slider.evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', {bubbles: true})) }",
        value,
    )
    return float(slider.input_value())


@every_function
def test_every_slider_moves_the_read_out(explore, family, stem):
    tab, function = explore(family, stem), catalog.load(family, stem)
    values, probe = dict(function.defaults), tab.locator(".explorer").get_by_label("x", exact=True)
    assert_reads(tab, function, values)
    for parameter in function.parameters:
        made = explorer.control(parameter)
        slider, none = (
            tab.locator(".explorer").get_by_label(parameter.name, exact=True),
            tab.locator(".explorer").get_by_label(f"{parameter.name}: None"),
        )
        if made["switch"] == [None]:
            none.set_checked(False)
        for share in (0.17, 0.5, 0.93) if "min" in made else ():
            values[parameter.name] = place(
                slider, made["min"] + share * (made["max"] - made["min"])
            )
            assert number(slider.get_attribute("aria-valuetext")) == pytest.approx(
                values[parameter.name]
            )
            for x in np.quantile(function.pictures[0].window, (0.03, 0.41, 0.66, 0.9)):
                place(probe, x)
                assert_reads(tab, function, values)
        for switched in made["switch"]:
            (
                none
                if switched is None
                else tab.locator(".explorer").get_by_label(f"{parameter.name}: True")
            ).set_checked(switched in (None, True))
            values[parameter.name] = switched
            assert_reads(tab, function, values)
    tab.get_by_role("button", name="Reset").click()
    assert_reads(tab, function, function.defaults)
    assert tab.said == []


@every_function
def test_everything_works_by_keyboard(explore, family, stem):
    tab, function = explore(family, stem), catalog.load(family, stem)
    names, last = [], None
    tab.locator(".explorer :is(input, select, button)").first.focus()
    while last != "Reset":
        last = tab.evaluate(
            "(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent)(document.activeElement)"
        )
        kind = tab.evaluate("document.activeElement.type")
        names.append(last)
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        if kind == "range":
            tab.keyboard.press("Home")
            tab.keyboard.press("ArrowRight")
            assert tab.evaluate(
                "(e => e.valueAsNumber - e.min - e.step)(document.activeElement)"
            ) == pytest.approx(0)
        elif kind == "checkbox":
            before = tab.evaluate("document.activeElement.checked")
            tab.keyboard.press("Space")
            assert tab.evaluate("document.activeElement.checked") != before
        if last == "Reset":
            tab.keyboard.press("Enter")
            assert tab.evaluate("document.activeElement.textContent") == "Reset"
        tab.keyboard.press("Tab")
    assert {p.name for p in function.parameters} - {n.split(":")[0] for n in names} == set()
    assert {"x", "compare with", "show f(x)", "show f′(x)", "show tangent"} <= set(names)
    assert_reads(tab, function, function.defaults)


@every_function
def test_both_sides_of_a_kink_are_read(explore, family, stem):
    tab, function = explore(family, stem), catalog.load(family, stem)
    low, high = function.pictures[0].window
    box = tab.locator("svg.live").bounding_box()
    for kink in [k for k in function.kinks(**function.defaults) if low < k.x < high]:
        tab.mouse.click(
            box["x"] + box["width"] * (52 + 428 * (kink.x - low) / (high - low) + 2) / 504,
            box["y"] + 60,
        )  # beside it: it catches
        assert shown_x(tab) == pytest.approx(kink.x, rel=1e-4)
        assert read(tab)["f′(x)"] == pytest.approx([kink.left, kink.keras, kink.right], rel=1e-4)
        assert (read(tab)["f(x)"][0] is not None) == kink.jump
        assert (
            tab.locator(".explorer .reading p")
            .inner_text()
            .startswith(
                {"jump": "A jump", "kink": "A kink", "departure": "A derivative"}[kind(kink)]
            )
        )
        assert tab.locator("svg.live .tangent").count() == 2


def panels(tab):
    """The graph read back: of each panel, f and f', the pieces of the curve and of the tangents as arrays of (x, y), and the dots as (x, y, filled)."""
    window, svg = tab.evaluate(
        """() => { const svg = document.querySelector("svg.live"), of = guide.functions[document.querySelector(".explorer").dataset.function]
        const at = (e, ...names) => names.map((name) => Number(e.getAttribute(name)))
        return [of.window, {
            curves: [...svg.querySelectorAll(".curve.series-0")].map((e) => e.getAttribute("d")), tangents: [...svg.querySelectorAll(".tangent")].map((e) => e.getAttribute("d")),
            ticks: [...svg.querySelectorAll("text[text-anchor=end]")].map((e) => [e.textContent, ...at(e, "y")]),
            dots: [...svg.querySelectorAll("circle")].map((e) => [...at(e, "cx", "cy"), e.getAttribute("fill") !== "var(--fig-paper)"]),
        }] }"""
    )
    ticks = [(number(text), y - 5.5) for text, y in svg["ticks"]]
    starts = [
        0,
        *(n for n in range(1, len(ticks)) if ticks[n][1] > ticks[n - 1][1]),
        len(ticks),
    ]  # upwards in each panel, the panels downwards
    made = []
    for (first, last), curve in zip(pairwise(starts), svg["curves"], strict=True):
        (low, bottom), (high, top) = ticks[first], ticks[last - 1]

        def value(points, bottom=bottom, low=low, scale=(high - low) / (top - bottom)):
            x, y = np.reshape(points, (-1, 2)).T
            return np.array(
                [window[0] + (x - 52) / 428 * (window[1] - window[0]), low + (y - bottom) * scale]
            ).T

        def pieces(d, value=value):
            return [
                value([float(part) for part in re.split("[L ]", piece)])
                for piece in d.split("M")[1:]
            ]

        beyond = 0.3 * (
            bottom - ticks[first + 1][1]
        )  # an axis goes a fifth of a step beyond its last tick
        dots = [
            (*value([x, y])[0], filled)
            for x, y, filled in svg["dots"]
            if top - beyond < y < bottom + beyond
        ]
        made.append(
            {
                "curve": pieces(curve),
                "tangents": [piece for d in svg["tangents"] for piece in pieces(d)],
                "dots": dots,
                "unit": (high - low) / (bottom - top),
            }
        )
    return made


@every_function
def test_what_is_drawn_is_the_reference(explore, family, stem):
    """Curves through the values, cut at jumps alone, where a filled dot is the value and an open one a limit; tangents along the slope."""
    tab, function = explore(family, stem), catalog.load(family, stem)
    low, high = function.pictures[0].window
    near = (high - low) / 4000  # a tenth of a unit of the drawing; its numbers have two decimals
    for setting in (
        function.defaults,
        function.defaults | {p.name: p.contrast for p in function.parameters[:1]},
    ):
        for parameter in function.parameters[:1] if setting != function.defaults else ():
            if isinstance(parameter.contrast, bool):
                tab.locator(".explorer").get_by_label(f"{parameter.name}: True").set_checked(
                    parameter.contrast
                )
            else:
                place(
                    tab.locator(".explorer").get_by_label(parameter.name, exact=True),
                    parameter.contrast,
                )
        kinks = [k for k in function.kinks(**setting) if low < k.x < high]
        probe, (f, slope) = shown_x(tab), panels(tab)
        for panel, form, breaks in (
            (f, function.f, [k for k in kinks if k.jump]),
            (slope, function.gradient, [k for k in kinks if k.jump or k.left != k.right]),
        ):
            ends = [low, *(k.x for k in breaks), high]
            assert np.allclose(
                [(piece[0, 0], piece[-1, 0]) for piece in panel["curve"]],
                list(pairwise(ends)),
                atol=near,
            )
            for piece in panel["curve"]:
                x, y = piece[1:-1].T
                away = np.array([all(abs(at - k.x) > near for k in kinks) for at in x])
                with np.errstate(all="ignore"):
                    np.testing.assert_allclose(
                        y[away],
                        (form(x, **setting) * np.ones_like(x))[away],
                        atol=0.1 * panel["unit"],
                    )
            assert any(
                np.allclose(
                    dot[:2],
                    (probe, form(np.float64(probe), **setting)),
                    atol=0.1 * panel["unit"] + near,
                )
                and dot[2]
                for dot in panel["dots"]
            )
        for k in kinks:
            assert {
                (round(y, 2), filled) for x, y, filled in slope["dots"] if abs(x - k.x) < near
            } == {(round(float(y), 2), y == k.keras) for y in (k.left, k.right, k.keras)}
        at = (
            float(function.f(np.float64(probe), **setting)),
            float(function.gradient(np.float64(probe), **setting)),
        )
        (tangent,) = f["tangents"]
        np.testing.assert_allclose(
            tangent[:, 1], [at[0] + at[1] * (x - probe) for x in (low, high)], atol=0.1 * f["unit"]
        )


def test_switches_of_none_and_of_true_set_the_values(workbench):
    workbench.evaluate(f"() => {{ {explorer.script(a_function(), Form.f, Form.gradient)} }}")
    seen = workbench.evaluate(
        """() => { const of = guide.functions["activations/made_up"], values = of.parameters.map(({ value }) => value), seen = []
        document.body.replaceChildren(...guide.parameters(of, values, () => seen.push([...values])))
        for (const box of document.querySelectorAll("[type=checkbox]")) { box.click(); box.click() }
        return seen }"""
    )
    assert seen == [[6, -1, False], [None, -1, False], [None, -1, True], [None, -1, False]]


def test_the_probe_follows_a_pointer(explore):
    tab = explore("activations", "leaky_relu")
    box = tab.locator("svg.live").bounding_box()
    tab.mouse.move(box["x"] + 200, box["y"] + 100)
    tab.mouse.down()
    seen = set()
    for dx in range(0, 100, 20):
        tab.mouse.move(box["x"] + 200 + dx, box["y"] + 120)
        seen.add(shown_x(tab))
        assert number(tab.locator(".explorer .value").nth(1).inner_text()) == shown_x(tab)
    tab.mouse.up()
    tab.mouse.move(box["x"] + 20, box["y"] + 120)
    assert len(seen) == 5 and shown_x(tab) == max(seen)


def test_the_probe_follows_a_finger(explore):
    tab = explore("activations", "leaky_relu", "phone", has_touch=True, is_mobile=True)
    before, box = shown_x(tab), tab.locator("svg.live").bounding_box()
    tab.touchscreen.tap(box["x"] + 300, box["y"] + 60)
    assert shown_x(tab) > before
    assert (
        tab.evaluate("getComputedStyle(document.querySelector('svg.live')).touchAction") == "pan-y"
    )  # the page scrolls under a finger
    assert all(
        size >= 24
        for size in tab.evaluate(
            "[...document.querySelectorAll('.explorer :is(input[type=range], .check, select, button)')].map(e => e.getBoundingClientRect().height)"
        )
    )


def test_curves_and_tangent_are_shown_and_hidden(explore):
    tab = explore("activations", "leaky_relu")
    parts = {name: tab.locator(f"svg.live {name}") for name in (".curve", ".tangent")}
    assert [part.count() for part in parts.values()] == [2, 1]
    tab.locator(".explorer").get_by_label("show tangent").uncheck()
    tab.locator(".explorer").get_by_label("show f(x)").uncheck()
    assert [part.count() for part in parts.values()] == [1, 0]
    tab.locator(".explorer").get_by_label("show f′(x)").uncheck()
    assert [part.count() for part in parts.values()] == [0, 0]


@every_function
def test_another_function_is_laid_over(explore, family, stem):
    tab = explore(family, stem)
    others = [of for of in FUNCTIONS if of != (family, stem)]
    assert tab.locator(".explorer option").evaluate_all("all => all.map(o => o.value)") == [
        "",
        *map("/".join, others),
    ]
    if not others:
        pytest.skip("there is no other function")
    other = others[len(stem) % len(others)]
    tab.locator(".explorer").get_by_label("compare with").select_option("/".join(other))
    expect(tab.locator(".explorer tbody tr")).to_have_count(4)
    facts = catalog.load(*other)
    assert read(tab)["g(x)"][1] == pytest.approx(
        float(facts.f(shown_x(tab), **facts.defaults)), rel=1e-4, abs=1e-9
    )
    assert read(tab)["g′(x)"][1] == pytest.approx(
        float(facts.gradient(shown_x(tab), **facts.defaults)), rel=1e-4, abs=1e-9
    )
    assert tab.locator("svg.live .curve.series-1").count() == 2
    tab.locator(".explorer").get_by_label("compare with").select_option("")
    expect(tab.locator(".explorer tbody tr")).to_have_count(2)
    assert tab.said == []


def test_reset_begins_anew(explore):
    tab = explore("activations", "leaky_relu")
    state = """() => [document.querySelector(".explorer tbody").innerText, document.querySelector("svg.live").outerHTML.replace(/guide-\\d+/g, ""),
        [...document.querySelectorAll(".explorer :is(input, select)")].map(e => e.type === "checkbox" ? e.checked : e.value)]"""
    before, box = tab.evaluate(state), tab.locator(".explorer")
    place(box.get_by_label("x", exact=True), 1.3)
    place(box.get_by_label("negative_slope", exact=True), -0.4)
    box.get_by_label("show f(x)").uncheck()
    box.get_by_label("compare with").select_option("activations/relu")
    expect(tab.locator(".explorer tbody tr")).to_have_count(4)
    changed = tab.evaluate(state)
    assert all(now != then for now, then in zip(changed, before))
    tab.get_by_role("button", name="Reset").click()
    assert tab.evaluate(state) == before


def test_values_are_announced_once_when_they_rest(explore):
    tab = explore("activations", "leaky_relu")
    tab.evaluate(
        "(said => new MutationObserver(() => said.push(1)).observe(document.querySelector('.explorer [role=status]'), {childList: true}))(window.said = [])"
    )
    tab.wait_for_timeout(900)
    assert tab.evaluate("said.length") == 0
    tab.locator(".explorer").get_by_label("x", exact=True).focus()
    for _ in range(6):
        tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(900)
    assert tab.evaluate("said.length") == 1
    assert tab.locator(".explorer [role=status]").inner_text() == "x −1.54: f(x) −0.308; f′(x) 0.2"


# Functions of a vector


def inputs(function, count=1000):
    """Inputs and temperatures: each slider through its range, the others where they begin."""
    facts = explorer.vector_facts(function)
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
    """The script's function agrees with the NumPy reference on 1,000 points per slider, far below what the display shows."""
    tab.evaluate(f"() => {{ {script} }}")
    for x, T in inputs(function):
        got = tab.evaluate(
            "([name, xs, Ts]) => xs.map((x, row) => guide.valued(guide.functions[name], x, Ts[row])).map(({ f, jacobian }) => [f, jacobian])",
            [f"{function.family}/{function.stem}", x.tolist(), T.tolist()],
        )
        for found, want in zip(zip(*got), reference(function, x, T)):
            np.testing.assert_allclose(np.array(found), want, rtol=1e-9, atol=1e-12)


@every_vector
def test_vectors_are_the_numpy_reference(workbench, family, stem):
    assert_same_vectors(
        workbench,
        catalog.load(family, stem),
        (SITE / f"generated/{family}/{stem}/explorer.js").read_text(),
    )


@pytest.fixture
def a_vector(tmp_path):
    """A function of a vector made up for a test, and its proofs' names: what each number has above the next one, the last above the first."""

    def jacobian(x):
        return (x > np.roll(x, -1))[:, None] * (np.eye(len(x)) - np.roll(np.eye(len(x)), 1, axis=1))

    def f(x):
        return np.maximum(x - np.roll(x, -1, axis=-1), 0)

    f.__module__ = "catalog.activations.made_up"
    (tmp_path / "proofs.py").write_text(
        "from proofs.engine import maximum, where\n\n"
        "def f(x):\n    return [maximum(v - after, 0) for v, after in zip(x, [*x[1:], x[0]])]\n\n"
        "def jacobian(x):\n    n = len(x)\n"
        "    return [[where(x[i] > x[(i + 1) % n], int(i == j) - int(j == (i + 1) % n), 0) for j in range(n)] for i in range(n)]\n"
    )
    return replace(catalog.load("activations", "softmax"), f=f, jacobian=jacobian), explorer.forms(
        tmp_path / "proofs.py"
    )


def test_choices_meet_without_rounding(workbench, a_vector):
    function, forms = a_vector
    assert_same_vectors(workbench, function, explorer.vector_script(function, forms))
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
    script = (SITE / "generated/activations/softmax/explorer.js").read_text()
    assert old in script
    with pytest.raises(AssertionError):
        assert_same_vectors(workbench, function, script.replace(old, new))


def near(shown, want, digits):
    """Whether a number shown with so many decimals is that one."""
    if shown[0] in "<>":
        return want * number(shown[2:]) > 0 and abs(want) < 10.0**-digits
    return number(shown) == pytest.approx(
        want, rel=0.6 * 10 ** (1 - DIGITS), abs=0.51 * 10.0**-digits
    )


def assert_vector_reads(tab, function, x, T, *laid_over):
    """The read-out, the bars and the points on the simplex show the outputs and Jacobians of the references."""
    shown = [function, *laid_over]
    outputs, jacobians = zip(
        *(
            (f[0], jacobian[0])
            for f, jacobian in (reference(one, np.array([x]), np.array([T])) for one in shown)
        )
    )
    rows = tab.evaluate(
        "[...document.querySelectorAll('.explorer tbody tr')].map(r => [...r.cells].map(c => c.textContent))"
    )
    assert [name for name, *_ in rows] == [
        name.replace("f", letter)
        for letter, one in zip("fg", shown)
        for name in explorer.vector_facts(one)["outputs"]
    ]
    for (name, value, *slopes), want, wanted in zip(
        rows, np.concatenate(outputs), np.concatenate(jacobians), strict=True
    ):
        assert number(value) == pytest.approx(want, rel=0.6 * 10 ** (1 - DIGITS), abs=1e-12), (
            name,
            x,
            T,
        )
        assert all(near(shown, slope, 3) for shown, slope in zip(slopes, wanted, strict=True)), (
            name,
            slopes,
            wanted,
            x,
            T,
        )
    series = range(len(shown))
    heights = np.array(
        tab.evaluate(
            "all => all.flatMap(n => [...document.querySelectorAll(`.drawing .bar.series-${n}`)].map(b => b.height.baseVal.value))",
            list(series),
        )
    )
    sizes = np.abs(np.concatenate(outputs))
    np.testing.assert_allclose(
        heights / heights.max() if sizes.any() else heights,
        sizes / sizes.max() if sizes.any() else sizes,
        atol=1e-3,
    )
    corners = np.array([[284, 196], [478, 196], [381, 28]])
    on_simplex = [
        f @ corners
        for f, one in zip(outputs, shown)
        if explorer.vector_facts(function)["simplex"] and explorer.vector_facts(one)["simplex"]
    ]
    points = tab.evaluate(
        "[...document.querySelectorAll('.drawing .point')].map(c => [c.cx.baseVal.value, c.cy.baseVal.value])"
    )
    np.testing.assert_allclose(
        np.reshape(points, (-1, 2)), np.reshape(on_simplex, (-1, 2)), atol=0.01
    )


@every_vector
def test_every_slider_moves_the_outputs(explore, family, stem):
    tab, function = explore(family, stem), catalog.load(family, stem)
    facts = explorer.vector_facts(function)
    x, T = list(facts["start"]), 1
    assert_vector_reads(tab, function, x, T)
    for index, name in enumerate(facts["inputs"]):
        slider = tab.locator(".explorer").get_by_label(name, exact=True)
        for share in (0, 0.93, 0.35):
            x[index] = place(
                slider,
                facts["range"]["min"] + share * (facts["range"]["max"] - facts["range"]["min"]),
            )
            assert number(slider.get_attribute("aria-valuetext")) == pytest.approx(x[index])
            assert_vector_reads(tab, function, x, T)
    if facts["temperature"]:
        for value in (0.1, 0.45, 5):
            T = place(tab.locator(".explorer").get_by_label("temperature T"), value)
            assert_vector_reads(tab, function, x, T)
    tab.get_by_role("button", name="Reset").click()
    assert_vector_reads(tab, function, facts["start"], 1)
    assert tab.said == []


@every_vector
def test_another_vector_is_laid_over(explore, family, stem):
    tab, function = explore(family, stem), catalog.load(family, stem)
    facts = explorer.vector_facts(function)
    known = {of: catalog.load(*of) for of in VECTORS if of != (family, stem)}
    others = {
        of: one
        for of, one in known.items()
        if all(
            len(explorer.vector_facts(one)[key]) == len(facts[key]) for key in ("inputs", "outputs")
        )
    }
    choice, x = tab.locator(".explorer").get_by_label("compare with"), list(facts["start"])
    assert choice.locator("option").evaluate_all("all => all.map(o => o.value)") == (
        ["", *map("/".join, others)] if others else []
    )
    for of, other in others.items():
        choice.select_option("/".join(of))
        expect(tab.locator(".explorer tbody tr")).to_have_count(2 * len(facts["outputs"]))
        expect(tab.locator(".drawing")).to_have_attribute(
            "aria-label", re.compile(f"; {other.title} of ")
        )
        x[0] = place(
            tab.locator(".explorer").get_by_label(facts["inputs"][0], exact=True),
            0.3 + len(other.title) / 10,
        )
        T = place(tab.locator(".explorer").get_by_label("temperature T"), 0.45)
        assert_vector_reads(tab, function, x, T, other)
    tab.get_by_role("button", name="Reset").click()
    assert_vector_reads(tab, function, facts["start"], 1)
    assert tab.said == []


@every_vector
def test_a_vector_is_set_by_keyboard_and_announced(explore, family, stem):
    tab, function = explore(family, stem), catalog.load(family, stem)
    facts = explorer.vector_facts(function)
    tab.locator(".explorer input").first.focus()
    x, T = list(facts["start"]), 1
    for index, name in enumerate(
        [*facts["inputs"], *["temperature T"] * bool(facts["temperature"])]
    ):
        assert tab.evaluate("document.activeElement.labels[0].textContent") == name
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        tab.keyboard.press("Home")
        for _ in range(index + 1):  # so that the outputs differ
            tab.keyboard.press("ArrowRight")
        moved = tab.evaluate("document.activeElement.valueAsNumber")
        if index < len(x):
            x[index] = moved
        else:
            T = moved
        assert_vector_reads(tab, function, x, T)
        tab.keyboard.press("Tab")
    tab.wait_for_timeout(900)
    said = tab.locator(".explorer [role=status]").inner_text()
    assert said == ", ".join(
        tab.evaluate(
            "[...document.querySelectorAll('.explorer tbody tr')].map(r => `${r.cells[0].textContent} ${r.cells[1].textContent}`)"
        )
    )
    if tab.locator(".explorer select").count():
        assert tab.evaluate("document.activeElement.labels[0].textContent") == "compare with"
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.textContent") == "Reset"
    assert_vector_reads(tab, function, facts["start"], 1)


# The page around it


@each_of_both
def test_weight(visit, family, stem):
    page = (SITE / family / stem / "index.html").read_text()
    (scripts,) = re.findall(r'data-start="(?:explorer|vector)"[^>]*data-scripts="([^"]*)"', page)
    files = [(SITE / family / stem / script).resolve() for script in scripts.split()]
    assert sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files) < LIMIT
    tab = visit(f"{family}/{stem}")
    assert not [
        url for url in tab.asked if url.endswith(("explorer.js", "vector.js", "graph.js"))
    ], "the page pays before the explorer is near"
    start(tab)
    assert {file.relative_to(SITE).as_posix() for file in files} <= {
        url.partition("/guide/")[2] for url in tab.asked
    }


@pytest.mark.parametrize("size", SIZES)
@each_of_both
def test_it_begins_in_its_place_and_axe_finds_nothing(visit, family, stem, size):
    tab = visit(f"{family}/{stem}", size)
    sizes = """(() => { const place = document.querySelector('.explorer'); const graph = place.previousElementSibling
        return [place, graph, graph.querySelector('svg')].map(e => { const b = e.getBoundingClientRect(); return [b.width, b.height] }) })()"""
    before = tab.evaluate(sizes)
    start(tab)
    assert np.abs(np.subtract(tab.evaluate(sizes), before)).max() < 0.5
    assert tab.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    for name in ("default", "slate"):
        tab.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", name)
        assert faults(tab, ".explorer", *["svg.live"] * ((family, stem) in FUNCTIONS)) == []


def test_colours_follow_the_theme(explore):
    colours = [
        explore("activations", "leaky_relu", scheme=scheme).evaluate(
            "getComputedStyle(document.querySelector('svg.live .curve')).stroke"
        )
        for scheme in ("light", "dark")
    ]
    assert colours == ["rgb(28, 78, 166)", "rgb(141, 187, 255)"]


@each_of_both
def test_without_javascript_the_still_graph_stands_alone(visit, family, stem):
    tab = visit(f"{family}/{stem}", "phone", java_script_enabled=False)
    place = tab.locator(".explorer")
    assert place.locator("input, select, button").count() == 0
    assert place.bounding_box()["height"] == 0
    still = (
        tab.locator(".explorer").locator("xpath=preceding-sibling::*[1]").locator("svg[role=img]")
    )
    assert still.bounding_box()["height"] > 100 and len(still.get_attribute("aria-label")) > 40


@pytest.mark.parametrize("of", [FUNCTIONS[0], *VECTORS[:1]], ids="/".join)
def test_works_from_a_file(chromium, of):
    tab = chromium.new_page()
    said = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto((SITE / "/".join(of) / "index.html").as_uri())
    start(tab)
    before = tab.locator(".explorer tbody").inner_text()
    place(tab.locator(".explorer input[type=range]").first, 0.5)
    place(tab.locator(".explorer input[type=range]").last, 2)
    assert tab.locator(".explorer tbody").inner_text() != before
    assert [
        error for error in said if "search" not in error
    ] == []  # the theme's own search cannot read its index from a file
    tab.close()
