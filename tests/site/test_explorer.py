"""The explorer of every entry in a real browser: what it draws and reads out is the NumPy
reference, its controls work by hand, and it costs little.

One load of a page serves all tests of its explorer; each begins by a reset. What depends on an
entry is tried with every entry, and what depends on its kinds of controls with one of each.
"""

import gzip
import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect

import catalog
from catalog.controls import control
from catalog.kinds.vector import Vector
from pages import SITE, SIZES, begin, show

KEYS = [  # in the order of the groups
    key
    for key in map("/".join, catalog.entries())
    if (SITE / "generated" / key / "explorer.js").is_file()
]
ENTRIES = {key: catalog.load(*key.split("/")) for key in KEYS}
VECTORS = {key: entry for key, entry in ENTRIES.items() if isinstance(entry, Vector)}
FUNCTIONS = {key: entry for key, entry in ENTRIES.items() if key not in VECTORS}
LIMIT = 40_000  # bytes, gzipped
DIGITS = 5  # that a read-out shows


def each(keys):
    return pytest.mark.parametrize("explored", keys, indirect=True)


def spanning(entries, kind):
    """The first entry of each kind: the scripts are the same for all entries."""
    return {kind(entry): key for key, entry in reversed(entries.items())}.values()


def kinds_of_controls(function):
    made = [control(parameter) for parameter in function.parameters]
    return frozenset(
        [*(str(v) for m in made for v in m["switch"]), *("min" for m in made if "min" in m)]
    )


def shape(vector):
    facts = vector.explorer().facts
    return len(facts["inputs"]), len(facts["outputs"]), bool(facts["temperature"]), facts["simplex"]


def start(tab):
    """Begins the explorer of an open page, and shows its graph."""
    begin(tab)
    tab.locator("svg:is(.live, .drawing)").evaluate("svg => svg.scrollIntoView({block: 'center'})")
    return tab


@pytest.fixture
def explore(visit):
    """Opens a page with its explorer begun."""
    return lambda key, *where, **options: start(visit(key, *where, **options))


@pytest.fixture(scope="module")
def explored(request, open_page):
    """The page of an entry, opened once, with its explorer begun; whom it had asked before, and the
    places of explorer and graph before and after."""
    tab = open_page(request.param, "phone")
    tab.key, tab.entry = request.param, ENTRIES[request.param]
    tab.places = {(size, "before"): places(tab, size) for size in SIZES}
    tab.asked_before = [*tab.asked]
    start(tab)
    tab.places |= {(size, "after"): places(tab, size) for size in SIZES}
    yield tab
    tab.context.close()


def places(tab, size):
    """The width and the height of the explorer's place, and of the graph before it."""
    show(tab, size)
    return tab.evaluate(
        """() => {
        const place = document.querySelector(".explorer")
        const graph = place.previousElementSibling
        return [place, graph, graph.querySelector("svg")]
            .map((e) => e.getBoundingClientRect())
            .map(({ width, height }) => [width, height])
        }"""
    )


@pytest.fixture
def tab(explored):
    """The explorer on a desktop in the light, as it begins; nothing done with it is an error."""
    show(explored, "desktop")
    start(explored)
    reset(explored)
    yield explored
    assert explored.said == []


def reset(tab):
    tab.get_by_role("button", name="Reset").press("Enter")  # rings show where the keyboard was last


# What is read out

READ = """() => {
    const all = (selector, read) => [...document.querySelectorAll(selector)].map(read)
    const bars = (series) => all(`.drawing .bar.series-${series}`, (e) => e.height.baseVal.value)
    return {
        x: document.querySelector(".explorer thead td").textContent.replace("x = ", ""),
        rows: all(".explorer tbody tr", (row) => [...row.cells].map((cell) => cell.textContent)),
        bars: [...bars(0), ...bars(1)],
        points: all(".drawing .point", ({ cx, cy }) => [cx.baseVal.value, cy.baseVal.value]),
    }
}"""
DRIVE = f"""moves => moves.map(([name, to]) => {{
    const called = (input) => input.ariaLabel ?? input.labels[0].textContent
    const inputs = [...document.querySelectorAll(".explorer input")]
    const input = inputs.find((one) => called(one) === name)
    if (input.type === "checkbox") input.checked === to || input.click()
    else {{ input.value = to; input.dispatchEvent(new Event("input")) }}
    const value = input.type === "checkbox" ? input.checked : input.valueAsNumber
    return {{ value, announced: input.ariaValueText, ...({READ})() }}
}})"""


def drive(tab, *moves):
    """Sets controls by name, one after the other; a slider goes to the step that is nearest, as by
    hand. Gives for each move the value of the control, and what is read out then."""
    return tab.evaluate(DRIVE, moves)


def number(shown):
    return float(shown.replace("−", "-").replace("∞", "inf").replace("undefined", "nan"))


def read(tab):
    """The read-out: x, and by row the limit from the left, the value, the limit from the right;
    None for an empty cell."""
    seen = tab.evaluate(READ)
    rows = {
        name: [number(cell) if cell else None for cell in cells] for name, *cells in seen["rows"]
    }
    return number(seen["x"]), rows


def assert_reads(seen, function, values):
    x, rows = number(seen["x"]), {name: cells for name, *cells in seen["rows"]}
    for row, form in (("f(x)", function.f), ("f′(x)", function.gradient)):
        with np.errstate(all="ignore"):
            want = float(form(np.float64(x), **values))
        near = pytest.approx(want, rel=0.6 * 10 ** (1 - DIGITS), abs=1e-9)
        assert number(rows[row][1]) == near, (row, x, values)


@each(FUNCTIONS)
def test_every_control_moves_the_read_out(tab):
    function, moves, settings = tab.entry, [], []
    values = dict(function.defaults)

    def move(name, to):
        moves.append((name, to))
        settings.append(values)

    for parameter in function.parameters:
        setting = control(parameter)
        if setting["switch"] == [None]:
            values = values | {parameter.name: setting["usual"]}
            move(f"{parameter.name}: None", False)
        for share in (0.17, 0.5, 0.93) if "min" in setting else ():
            steps = round(share * (setting["max"] - setting["min"]) / setting["step"])
            values = values | {parameter.name: round(setting["min"] + steps * setting["step"], 12)}
            move(parameter.name, values[parameter.name])
            for x in np.quantile(function.pictures[0].window, (0.03, 0.41, 0.66, 0.9)):
                move("x", x)
        for switch in setting["switch"]:
            values = values | {parameter.name: switch}
            name = None if switch is None else True
            move(f"{parameter.name}: {name}", switch is not False)
    for (name, to), values, seen in zip(moves, settings, drive(tab, *moves), strict=True):
        assert_reads(seen, function, values)
        if name in values:
            assert seen["value"] == pytest.approx(number(seen["announced"])) == pytest.approx(to)
    reset(tab)
    assert_reads(tab.evaluate(READ), function, function.defaults)


@each(FUNCTIONS)
def test_both_sides_of_a_kink_are_read(tab):
    function = tab.entry
    low, high = function.pictures[0].window
    box = tab.locator("svg.live").bounding_box()
    for kink in [k for k in function.kinks(**function.defaults) if low < k.x < high]:
        x = box["width"] * (52 + 428 * (kink.x - low) / (high - low) + 2) / 504
        tab.mouse.click(box["x"] + x, box["y"] + 60)  # beside it: it catches
        shown, rows = read(tab)
        assert shown == pytest.approx(kink.x, rel=1e-4)
        assert rows["f′(x)"] == pytest.approx([kink.left, kink.keras, kink.right], rel=1e-4)
        assert (rows["f(x)"][0] is not None) == kink.jump
        told = "A jump" if kink.jump else "A kink" if kink.left != kink.right else "A derivative"
        assert tab.locator(".explorer .reading p").inner_text().startswith(told)
        assert tab.locator("svg.live .tangent").count() == 2


# What is drawn


def panels(tab):
    """The graph read back: of each panel, f and f', the pieces of the curve and of the tangents as
    arrays of (x, y), and the dots as (x, y, filled)."""
    window, svg = tab.evaluate(
        """() => {
        const of = guide.functions[document.querySelector(".explorer").dataset.function]
        const live = document.querySelector("svg.live")
        const all = (selector, read) => [...live.querySelectorAll(selector)].map(read)
        const filled = (dot) => dot.getAttribute("fill") !== "var(--fig-paper)"
        const at = (e, ...names) => names.map((name) => Number(e.getAttribute(name)))
        return [of.window, {
            curves: all(".curve.series-0", (e) => e.getAttribute("d")),
            tangents: all(".tangent", (e) => e.getAttribute("d")),
            ticks: all("text[text-anchor=end]", (e) => [e.textContent, ...at(e, "y")]),
            dots: all("circle", (e) => [...at(e, "cx", "cy"), filled(e)]),
        }]
        }"""
    )
    ticks = [(number(text), y - 5.5) for text, y in svg["ticks"]]
    # upwards in each panel, the panels downwards
    starts = [0, *(n for n in range(1, len(ticks)) if ticks[n][1] > ticks[n - 1][1]), len(ticks)]
    found = []
    for (first, last), curve in zip(pairwise(starts), svg["curves"], strict=True):
        (low, bottom), (high, top) = ticks[first], ticks[last - 1]

        def value(points, bottom=bottom, low=low, scale=(high - low) / (top - bottom)):
            x, y = np.reshape(points, (-1, 2)).T
            across = window[0] + (x - 52) / 428 * (window[1] - window[0])
            return np.array([across, low + (y - bottom) * scale]).T

        def pieces(d, value=value):
            return [value([float(part) for part in re.split("[L ]", p)]) for p in d.split("M")[1:]]

        beyond = 0.3 * (
            bottom - ticks[first + 1][1]
        )  # an axis goes a fifth of a step beyond its last tick
        dots = [
            (*value([x, y])[0], filled)
            for x, y, filled in svg["dots"]
            if top - beyond < y < bottom + beyond
        ]
        tangents = [piece for d in svg["tangents"] for piece in pieces(d)]
        unit = (high - low) / (bottom - top)
        found.append({"curve": pieces(curve), "tangents": tangents, "dots": dots, "unit": unit})
    return found


@each(FUNCTIONS)
def test_what_is_drawn_is_the_reference(tab):
    """Curves through the values, cut at jumps alone, where a filled dot is the value and an open
    one a limit; tangents along the slope."""
    function = tab.entry
    low, high = function.pictures[0].window
    near = (high - low) / 4000  # a tenth of a unit of the drawing; its numbers have two decimals
    for contrasted in (None, *function.parameters[:1]):
        setting = dict(function.defaults)
        if contrasted:
            setting[contrasted.name] = contrasted.contrast
            drive(
                tab,
                (
                    contrasted.name + ": True" * isinstance(contrasted.contrast, bool),
                    contrasted.contrast,
                ),
            )
        kinks = [k for k in function.kinks(**setting) if low < k.x < high]
        (probe, _), (f, slope) = read(tab), panels(tab)
        for panel, form, breaks in (
            (f, function.f, [k for k in kinks if k.jump]),
            (slope, function.gradient, [k for k in kinks if k.jump or k.left != k.right]),
        ):
            ends = [low, *(k.x for k in breaks), high]
            cuts = [(piece[0, 0], piece[-1, 0]) for piece in panel["curve"]]
            assert np.allclose(cuts, list(pairwise(ends)), atol=near)
            for piece in panel["curve"]:
                x, y = piece[1:-1].T
                away = np.array([all(abs(at - k.x) > near for k in kinks) for at in x])
                with np.errstate(all="ignore"):
                    want = form(x, **setting) * np.ones_like(x)
                np.testing.assert_allclose(y[away], want[away], atol=0.1 * panel["unit"])
            at = (probe, form(np.float64(probe), **setting))
            within = 0.1 * panel["unit"] + near
            assert any(
                filled and np.allclose(dot, at, atol=within) for *dot, filled in panel["dots"]
            )
        for k in kinks:
            dots = {(round(y, 2), filled) for x, y, filled in slope["dots"] if abs(x - k.x) < near}
            assert dots == {(round(float(y), 2), y == k.keras) for y in (k.left, k.right, k.keras)}
        value, rise = (
            float(form(np.float64(probe), **setting)) for form in (function.f, function.gradient)
        )
        (tangent,) = f["tangents"]
        line = [value + rise * (x - probe) for x in (low, high)]
        np.testing.assert_allclose(tangent[:, 1], line, atol=0.1 * f["unit"])


# By hand


def focused(tab):
    """The name of the control that has the keyboard, its type, and whether a ring shows it."""
    return tab.evaluate(
        """() => {
        const e = document.activeElement
        const name = e.ariaLabel ?? e.labels?.[0]?.textContent
        return [name ?? e.textContent, e.type, getComputedStyle(e).outlineStyle === "solid"]
        }"""
    )


@each(spanning(FUNCTIONS, kinds_of_controls))
def test_everything_works_by_keyboard(tab):
    names = []
    tab.locator(".explorer :is(input, select, button)").first.focus()
    while names[-1:] != ["Reset"]:
        name, kind, ringed = focused(tab)
        names.append(name)
        assert ringed, name
        if kind == "range":
            tab.keyboard.press("Home")
            tab.keyboard.press("ArrowRight")
            steps = tab.evaluate(
                "(e => (e.valueAsNumber - e.min) / e.step)(document.activeElement)"
            )
            assert steps == pytest.approx(1)
        elif kind == "checkbox":
            before = tab.evaluate("document.activeElement.checked")
            tab.keyboard.press("Space")
            assert tab.evaluate("document.activeElement.checked") != before
        elif name == "Reset":
            tab.keyboard.press("Enter")
            assert focused(tab)[0] == "Reset"
        tab.keyboard.press("Tab")
    assert {p.name for p in tab.entry.parameters} == {n.split(":")[0] for n in names} - {
        *("x", "compare with", "show f(x)", "show f′(x)", "show tangent", "Reset")
    }
    assert {"x", "compare with", "show f(x)", "show f′(x)", "show tangent"} <= set(names)
    assert_reads(tab.evaluate(READ), tab.entry, tab.entry.defaults)


def test_the_probe_follows_a_pointer(explore):
    tab = explore("activations/leaky_relu")
    box = tab.locator("svg.live").bounding_box()
    tab.mouse.move(box["x"] + 200, box["y"] + 100)
    tab.mouse.down()
    seen = set()
    for dx in range(0, 100, 20):
        tab.mouse.move(box["x"] + 200 + dx, box["y"] + 120)
        seen.add(read(tab)[0])
        assert number(tab.locator(".explorer .value").nth(1).inner_text()) == read(tab)[0]
    tab.mouse.up()
    tab.mouse.move(box["x"] + 20, box["y"] + 120)
    assert len(seen) == 5 and read(tab)[0] == max(seen)


def test_the_probe_follows_a_finger(explore):
    tab = explore("activations/leaky_relu", "phone", has_touch=True, is_mobile=True)
    before, box = read(tab)[0], tab.locator("svg.live").bounding_box()
    tab.touchscreen.tap(box["x"] + 300, box["y"] + 60)
    assert read(tab)[0] > before
    touch = "getComputedStyle(document.querySelector('svg.live')).touchAction"
    assert tab.evaluate(touch) == "pan-y"  # the page scrolls under a finger
    heights = tab.locator(".explorer :is(input[type=range], .check, select, button)").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24


def test_curves_and_tangent_are_shown_and_hidden(explore):
    tab = explore("activations/leaky_relu")
    parts = [tab.locator(f"svg.live {name}") for name in (".curve", ".tangent")]
    assert [part.count() for part in parts] == [2, 1]
    tab.locator(".explorer").get_by_label("show tangent").uncheck()
    tab.locator(".explorer").get_by_label("show f(x)").uncheck()
    assert [part.count() for part in parts] == [1, 0]
    tab.locator(".explorer").get_by_label("show f′(x)").uncheck()
    assert [part.count() for part in parts] == [0, 0]


@each(spanning(FUNCTIONS, kinds_of_controls))
def test_another_function_is_laid_over(tab):
    others = [key for key in FUNCTIONS if key != tab.key]
    options = tab.locator(".explorer option")
    assert options.evaluate_all("all => all.map(o => o.value)") == ["", *others]
    key = others[len(tab.key) % len(others)]
    choice, rows = (
        tab.locator(".explorer").get_by_label("compare with"),
        tab.locator(".explorer tbody tr"),
    )
    choice.select_option(key)
    expect(rows).to_have_count(4)
    other, (x, found) = ENTRIES[key], read(tab)
    for row, form in (("g(x)", other.f), ("g′(x)", other.gradient)):
        assert found[row][1] == pytest.approx(float(form(x, **other.defaults)), rel=1e-4, abs=1e-9)
    assert tab.locator("svg.live .curve.series-1").count() == 2
    choice.select_option("")
    expect(rows).to_have_count(2)


def test_reset_begins_anew(explore):
    tab = explore("activations/leaky_relu")
    state = """() => [
        document.querySelector(".explorer tbody").innerText,
        document.querySelector("svg.live").outerHTML.replace(/guide-\\d+/g, ""),
        [...document.querySelectorAll(".explorer input[type=checkbox]")].map((e) => e.checked),
        [...document.querySelectorAll(".explorer :is(select, [type=range])")].map((e) => e.value),
    ]"""
    before, box = tab.evaluate(state), tab.locator(".explorer")
    drive(tab, ("x", 1.3), ("negative_slope", -0.4))
    box.get_by_label("show f(x)").uncheck()
    box.get_by_label("compare with").select_option("activations/relu")
    expect(tab.locator(".explorer tbody tr")).to_have_count(4)
    assert all(now != then for now, then in zip(tab.evaluate(state), before, strict=True))
    reset(tab)
    assert tab.evaluate(state) == before


def test_values_are_announced_once_when_they_rest(explore):
    tab = explore("activations/leaky_relu")
    tab.evaluate(
        """() => {
        window.said = []
        const status = document.querySelector(".explorer [role=status]")
        new MutationObserver(() => said.push(1)).observe(status, { childList: true })
        }"""
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


def near(shown, want, digits):
    """Whether a number shown with so many decimals is that one."""
    if shown[0] in "<>":
        return want * number(shown[2:]) > 0 and abs(want) < 10.0**-digits
    return number(shown) == pytest.approx(
        want, rel=0.6 * 10 ** (1 - DIGITS), abs=0.51 * 10.0**-digits
    )


def assert_vector_reads(seen, function, x, T, *laid_over):
    """The read-out, the bars and the points on the simplex show the outputs and Jacobians of the
    references."""
    shown = [function, *laid_over]
    facts = [one.explorer().facts for one in shown]
    divided = np.array(x) / T
    outputs = [one.f(divided[None])[0] for one in shown]
    jacobians = np.concatenate([one.jacobian(divided) / T for one in shown])
    names = [name.replace("f", letter) for letter, of in zip("fg", facts) for name in of["outputs"]]
    assert [name for name, *_ in seen["rows"]] == names
    for (name, value, *slopes), want, wanted in zip(
        seen["rows"], np.concatenate(outputs), jacobians, strict=True
    ):
        assert number(value) == pytest.approx(want, rel=0.6 * 10 ** (1 - DIGITS), abs=1e-12), (
            name,
            x,
            T,
        )
        assert all(map(near, slopes, wanted, [3] * len(wanted))), (name, slopes, wanted, x, T)
        assert len(slopes) == len(wanted)
    heights, sizes = np.array(seen["bars"]), np.abs(np.concatenate(outputs))
    scaled = [one / one.max() if sizes.any() else one for one in (heights, sizes)]
    np.testing.assert_allclose(*scaled, atol=1e-3)
    corners = np.array([[284, 196], [478, 196], [381, 28]])
    on_simplex = [
        f @ corners for f, of in zip(outputs, facts) if facts[0]["simplex"] and of["simplex"]
    ]
    points = [np.reshape(all_of, (-1, 2)) for all_of in (seen["points"], on_simplex)]
    np.testing.assert_allclose(*points, atol=0.01)


@each(VECTORS)
def test_every_slider_moves_the_outputs(tab):
    facts = tab.entry.explorer().facts
    x, T = list(facts["start"]), 1
    assert_vector_reads(tab.evaluate(READ), tab.entry, x, T)
    low, high = facts["range"]["min"], facts["range"]["max"]
    moves = [
        (name, low + share * (high - low)) for name in facts["inputs"] for share in (0, 0.93, 0.35)
    ]
    moves += [("temperature T", value) for value in (0.1, 0.45, 5) if facts["temperature"]]
    for (name, to), seen in zip(moves, drive(tab, *moves), strict=True):
        assert seen["value"] == pytest.approx(to, abs=facts["range"]["step"])
        assert number(seen["announced"]) == pytest.approx(seen["value"])
        if name in facts["inputs"]:
            x[facts["inputs"].index(name)] = seen["value"]
        else:
            T = seen["value"]
        assert_vector_reads(seen, tab.entry, x, T)
    reset(tab)
    assert_vector_reads(tab.evaluate(READ), tab.entry, facts["start"], 1)


@each(VECTORS)
def test_another_vector_is_laid_over(tab):
    facts = tab.entry.explorer().facts
    others = {
        key: other
        for key, other in VECTORS.items()
        if key != tab.key and shape(other)[:2] == shape(tab.entry)[:2]
    }
    choice = tab.locator(".explorer").get_by_label("compare with")
    options = choice.locator("option").evaluate_all("all => all.map(o => o.value)")
    assert options == (["", *others] if others else [])
    for key in [key for key in others if key > tab.key][:1] or [*others][
        :1
    ]:  # the next one, in a ring
        choice.select_option(key)
        expect(tab.locator(".explorer tbody tr")).to_have_count(2 * len(facts["outputs"]))
        named = re.compile(f"; {others[key].stem} of ")
        expect(tab.locator(".drawing")).to_have_attribute("aria-label", named)
        x, T = list(facts["start"]), 0.45
        x[0] = 0.3
        *_, seen = drive(tab, (facts["inputs"][0], x[0]), ("temperature T", T))
        assert_vector_reads(seen, tab.entry, x, T, others[key])
    reset(tab)
    assert_vector_reads(tab.evaluate(READ), tab.entry, facts["start"], 1)


@each(spanning(VECTORS, shape))
def test_a_vector_is_set_by_keyboard_and_announced(tab):
    facts = tab.entry.explorer().facts
    tab.locator(".explorer input").first.focus()
    x, T = list(facts["start"]), 1
    for index, name in enumerate(
        [*facts["inputs"], *["temperature T"] * bool(facts["temperature"])]
    ):
        assert focused(tab) == [name, "range", True]
        tab.keyboard.press("Home")
        for _ in range(index + 1):  # so that the outputs differ
            tab.keyboard.press("ArrowRight")
        moved = tab.evaluate("document.activeElement.valueAsNumber")
        if index < len(x):
            x[index] = moved
        else:
            T = moved
        assert_vector_reads(tab.evaluate(READ), tab.entry, x, T)
        tab.keyboard.press("Tab")
    told = ", ".join(f"{name} {value}" for name, value, *_ in tab.evaluate(READ)["rows"])
    expect(tab.locator(".explorer [role=status]")).to_have_text(told)
    if tab.locator(".explorer select").count():
        assert focused(tab)[0] == "compare with"
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert focused(tab)[0] == "Reset"
    assert_vector_reads(tab.evaluate(READ), tab.entry, facts["start"], 1)


# The page around it


@each(ENTRIES)
def test_weight(explored):
    page = SITE / explored.key / "index.html"
    (scripts,) = re.findall(
        r'data-start="(?:explorer|vector)"[^>]*data-scripts="([^"]*)"',
        page.read_text(encoding="utf-8"),
    )
    files = [(page.parent / script).resolve() for script in scripts.split()]
    assert sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files) < LIMIT
    early = [
        url
        for url in explored.asked_before
        if url.endswith(("explorer.js", "vector.js", "graph.js"))
    ]
    assert early == [], "the page pays before the explorer is near"
    asked = {url.partition("/guide/")[2] for url in explored.asked}
    assert {file.relative_to(SITE).as_posix() for file in files} <= asked


@pytest.mark.parametrize("size", SIZES)
@each(ENTRIES)
def test_it_begins_in_its_place(explored, size):
    before, after = (explored.places[size, when] for when in ("before", "after"))
    assert np.abs(np.subtract(after, before)).max() < 0.5
    show(explored, size)
    assert explored.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


def test_colours_follow_the_theme(explore):
    tab = explore("activations/leaky_relu")
    colours = []
    for scheme in ("light", "dark"):
        show(tab, "desktop", scheme)
        colours.append(
            tab.evaluate("getComputedStyle(document.querySelector('svg.live .curve')).stroke")
        )
    assert colours == ["rgb(28, 78, 166)", "rgb(141, 187, 255)"]


@pytest.mark.parametrize("key", [next(iter(FUNCTIONS)), next(iter(VECTORS))])
def test_works_from_a_file(chromium, key):
    tab = chromium.new_page()
    said = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto((SITE / key / "index.html").as_uri())
    start(tab)
    before = tab.locator(".explorer tbody").inner_text()
    names = tab.locator(".explorer input[type=range]").evaluate_all(
        "all => all.map(i => i.labels[0].textContent)"
    )
    drive(tab, (names[0], 0.5), (names[-1], 2))
    assert tab.locator(".explorer tbody").inner_text() != before
    # the theme's own search cannot read its index from a file
    assert [error for error in said if "search" not in error] == []
    tab.close()
