"""The pictures: right where it matters, the same bytes each time, small, and safe in a page."""

import gzip
import hashlib
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from io import BytesIO

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

import catalog
from catalog.kinds.function import Kink
from catalog.pictures import Graph
from checkout import ROOT
from drawing import entries as drawing
from drawing import svg
from drawing.painters import graph

FUNCTIONS = [(family, stem) for family in catalog.families() for stem in catalog.stems(family)]
PICTURES = [
    (family, stem, picture.stem)
    for family, stem in FUNCTIONS
    for picture in catalog.load(family, stem).pictures
    if isinstance(picture, Graph)
]
PHONE = 350  # pixels that a narrow screen leaves for a figure


@cache
def drawn(family, stem):
    return drawing.draw(catalog.load(family, stem))


def picture_of(family, stem, name):
    function = catalog.load(family, stem)
    picture = next(p for p in function.pictures if p.stem == name)
    return function, picture, drawn(family, stem)[f"{name}.svg"].decode()


def whole(function, picture, text):
    """The same picture, not cut at a height."""
    return (
        drawing.draw(replace(function, pictures=(replace(picture, height=()),)))[
            f"{picture.stem}.svg"
        ].decode()
        if picture.height
        else text
    )


def tree(text):
    return ET.fromstring(re.sub(r' xmlns="[^"]*"', "", text))


def faults(text):
    """What must not be in a figure that stands in a page."""
    root = tree(text)
    elements, found = list(root.iter()), []
    ids = [e.get("id") for e in elements if "id" in e.attrib]
    used = {a or b for a, b in re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text)}
    values = [(name, value) for e in elements for name, value in e.attrib.items()]
    found += [f"element {e.tag}" for e in elements if e.tag in ("style", "script", "metadata")]
    found += [f"attribute {name}" for name, _ in values if name == "style" or name.startswith("on")]
    found += ["prolog"] if not text.startswith("<svg") else []
    found += ["id twice"] if len(ids) != len(set(ids)) else []
    found += ["id without use, or use without id"] if set(ids) != used else []
    found += (
        ["size"]
        if [root.get("width"), root.get("height")] != root.get("viewBox", "0 0 0 0").split()[2:]
        else []
    )
    found += [
        f"colour {value}"
        for _, value in values
        if value in {light for light, _ in svg.PALETTE.values()}
    ]
    found += (
        ["more than two decimals"]
        if any(
            re.search(r"\.\d{3}", v)
            for n, v in values
            if n in ("d", "x", "y", "viewBox", "width", "height")
        )
        else []
    )
    found += ["another host"] if "http" in text.replace("http://www.w3.org/2000/svg", "") else []
    return found


def subpaths(data):
    """[(x, y), ...] of each piece of a polyline's path."""
    return [
        np.array(re.findall(r"-?[\d.]+", piece), float).reshape(-1, 2)
        for piece in data.split("M")[1:]
    ]


def curves(text, series):
    """The pieces of one series, a list per panel: f, f', and last the legend's sample."""
    paths = [
        e
        for e in tree(text).iter("path")
        if e.get("stroke", "").startswith(f"var(--fig-{series},") and e.get("fill") == "none"
    ]
    return [subpaths(path.get("d")) for path in paths]


def joined(text, function, picture):
    """Points where the drawn derivative runs on although its limits differ."""
    found = []
    for series, values in enumerate(picture.values, 1):
        pieces = curves(text, series)[1]
        left, right = pieces[0][0, 0], pieces[-1][-1, 0]
        for kink in function.kinks(**function.defaults | values):
            x = np.interp(kink.x, picture.window, (left, right))
            if picture.window[0] < kink.x < picture.window[1]:
                found += [
                    kink.x for piece in pieces if piece[0, 0] < x - 0.02 and piece[-1, 0] > x + 0.02
                ]
    return found


def strays(text, function, picture):
    """How far, in units, the drawn curves are from the reference at most."""
    worst = 0
    for series, values in enumerate(picture.values, 1):
        for order, pieces in enumerate(curves(text, series)[: 1 + picture.gradient]):
            of = function.gradient if order else function.f
            ends = pieces[0][0, 0], pieces[-1][-1, 0]
            true, seen, slope = [], [], []
            for piece in pieces:
                x = np.linspace(*piece[[0, -1], 0], 997)[1:-1]
                true.append(of(np.interp(x, ends, picture.window), **values))
                seen.append(np.interp(x, *piece.T))
                slope.append(np.gradient(seen[-1], x))
            true, seen, slope = map(np.concatenate, (true, seen, slope))
            scale = np.linalg.lstsq(np.column_stack([true, np.ones_like(true)]), seen)[0]
            worst = max(
                worst, np.max(np.abs(scale[0] * true + scale[1] - seen) / np.hypot(1, slope))
            )
    return worst


def dots(text):
    """(series, filled, x, y) of each dot."""
    uses = [e for e in tree(text).iter("use")]
    return [
        (
            int(e.get("stroke")[10]),
            e.get("fill") == e.get("stroke"),
            float(e.get("x")),
            float(e.get("y")),
        )
        for e in uses
    ]


def a_function(**changes):
    """A function made up for a test, with a jump in f and in f' at -1 and at 1."""
    of = catalog.load("activations", "leaky_relu")
    made = {
        "name": "made_up",
        "parameters": (),
        "f": lambda x: np.where(np.abs(x) > 1, x, 0),
        "gradient": lambda x: np.where(np.abs(x) > 1, 1.0, 0.0),
        "kinks": lambda: (Kink(-1.0, 1, 0, 0, jump=True), Kink(1.0, 0, 1, 0, jump=True)),
        "pictures": (Graph("graph", "alt", window=(-2.0, 2.0), values=({},)),),
    }
    return replace(of, **made | changes)


@pytest.mark.parametrize("family, stem", FUNCTIONS)
def test_the_files(family, stem):
    function, files = catalog.load(family, stem), drawn(family, stem)
    assert files.keys() == {f"{p.stem}.svg" for p in function.pictures} | {
        "thumb.svg",
        "social.png",
    }
    sizes = {name: len(gzip.compress(data, mtime=0)) for name, data in files.items()}
    assert sizes.pop("thumb.svg") < 1000
    assert sizes.pop("social.png") < 60_000
    assert max(sizes.values()) < 4000


@pytest.mark.parametrize("family, stem", FUNCTIONS)
def test_each_svg_may_stand_in_a_page(family, stem):
    for name, data in drawn(family, stem).items():
        if name.endswith(".svg"):
            assert faults(data.decode()) == [], name
            assert faults(svg.inline(data.decode(), "What it shows", "page")) == [], name


@pytest.mark.parametrize("family, stem, name", PICTURES)
def test_every_series_is_there_and_has_a_line_of_its_own(family, stem, name):
    _, picture, text = picture_of(family, stem, name)
    legend = any(picture.values)
    for series in range(1, len(picture.values) + 1):
        assert len(curves(text, series)) == 1 + picture.gradient + legend
    lines = {
        (e.get("stroke")[4:11], e.get("stroke-dasharray"))
        for e in tree(text).iter("path")
        if re.match(r"var\(--fig-\d", e.get("stroke", "")) and e.get("fill") == "none"
    }
    assert (
        len(lines)
        == len({colour for colour, _ in lines})
        == len({dash for _, dash in lines})
        == len(picture.values)
    )


@pytest.mark.parametrize("family, stem, name", PICTURES)
def test_the_curves_are_the_reference(family, stem, name):
    function, picture, text = picture_of(family, stem, name)
    text = whole(function, picture, text)
    assert strays(text, function, picture) < 0.12
    wrong = replace(
        function,
        f=lambda x, **values: (
            function.f(x, **values) + 0.05 * np.sin(20 * x / picture.window[1]) * picture.window[1]
        ),
    )
    assert strays(text, wrong, picture) > 0.5


@pytest.mark.parametrize("family, stem, name", PICTURES)
def test_kinks_are_points_of_the_curve_and_no_jump_is_joined(family, stem, name):
    function, picture, text = picture_of(family, stem, name)
    text = whole(function, picture, text)
    for series, values in enumerate(picture.values, 1):
        pieces = curves(text, series)[0]
        kinks = [
            k
            for k in function.kinks(**function.defaults | values)
            if picture.window[0] < k.x < picture.window[1]
        ]
        kinks = [
            k for k in kinks if k.jump or k.left != k.right
        ]  # the others are points of a straight line
        for kink in kinks:
            x = np.interp(kink.x, picture.window, (pieces[0][0, 0], pieces[-1][-1, 0]))
            assert np.min(np.abs(np.concatenate(pieces)[:, 0] - x)) < 0.02
    if picture.gradient:
        assert joined(text, function, picture) == []
        if function.kinks(**function.defaults | picture.values[0]):
            ignorant = drawing.draw(replace(function, kinks=lambda **_: ()))[f"{name}.svg"].decode()
            assert joined(ignorant, function, picture)


def test_dots_at_a_jump_say_which_value_is_taken():
    f, gradient = np.split(np.array(dots(drawing.draw(a_function())["graph.svg"].decode())), 2)
    assert f[:, 1].tolist() == gradient[:, 1].tolist() == [False, True, False, True]
    low, zero, high, _ = f[:, 3]
    assert low > zero > high and f[1, 3] == f[3, 3]  # y runs downwards
    assert f[:, 2].tolist() == gradient[:, 2].tolist() == [f[0, 2]] * 2 + [f[2, 2]] * 2
    one, zero = gradient[:2, 3]
    assert one < zero and gradient[2:, 3].tolist() == [one, zero]
    other = a_function(
        kinks=lambda: (Kink(-1.0, 1, 0, 1, jump=True), Kink(1.0, 0, 1, 1, jump=True))
    )
    swapped = dots(drawing.draw(other)["graph.svg"].decode())[4:]
    assert [y for _, filled, _, y in swapped if filled] == [one, one]


def test_no_curve_is_called_the_default_where_keras_has_none():
    function = catalog.load(*FUNCTIONS[0])
    values = {p.name: p.default for p in function.parameters}
    assert graph._label(
        replace(
            function, parameters=tuple(replace(p, required=False) for p in function.parameters)
        ),
        values,
    ).endswith("(default)")
    assert "default)" not in graph._label(
        replace(function, parameters=tuple(replace(p, required=True) for p in function.parameters)),
        values,
    )


def test_a_zoom_far_from_the_origin_stays_a_zoom():
    def capped(x):
        return np.minimum(x, 6)

    function = a_function(
        f=capped,
        kinks=lambda: (Kink(6.0, 1, 0, 0),),
        pictures=(Graph("graph", "alt", window=(5.9, 6.1), values=({},), gradient=False),),
    )
    text = drawing.draw(function)["graph.svg"].decode()
    (piece,) = curves(text, 1)[0]
    assert np.ptp(piece[:, 1]) > 100
    assert faults(text) == []


@pytest.mark.parametrize("family, stem", FUNCTIONS)
def test_text_can_be_read_on_a_phone(family, stem):
    for picture in catalog.load(family, stem).pictures:
        root = tree(picture_of(family, stem, picture.stem)[2])
        texts = list(root.iter("text"))
        assert texts and all(
            float(t.get("font-size")) * PHONE / float(root.get("width")) >= 11 for t in texts
        )
        assert "".join(texts[-1].itertext()).strip()


def test_a_thumbnail_has_no_text():
    for of in FUNCTIONS:
        root = tree(drawn(*of)["thumb.svg"].decode())
        assert (root.get("width"), root.get("height")) == ("160", "100")
        assert not list(root.iter("text"))


@pytest.mark.parametrize("family, stem", FUNCTIONS)
def test_the_social_preview(family, stem):
    png = drawn(family, stem)["social.png"]
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert not re.search(rb"tEXt|iTXt|zTXt|tIME", png)


def test_two_processes_draw_the_same_bytes():
    family, stem = FUNCTIONS[0]
    code = (
        "import catalog, hashlib; from drawing import entries as drawing; "
        f"files = drawing.draw(catalog.load({family!r}, {stem!r})); "
        "print(hashlib.sha256(b''.join(files.values())).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "scripts",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (
        other.stdout.strip() == hashlib.sha256(b"".join(drawn(family, stem).values())).hexdigest()
    )


def test_drawing_is_not_swayed_by_the_settings_it_finds():
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "svg.fonttype": "path"}):
        assert drawing.draw(catalog.load(*FUNCTIONS[0])) == drawn(*FUNCTIONS[0])
        assert matplotlib.rcParams["font.size"] == 30


@pytest.mark.parametrize(
    "old, new, fault",
    [
        ("<defs>", "<style>*{fill:red}</style><defs>", "element style"),
        ("<defs>", "<script/><defs>", "element script"),
        ("<defs>", "<metadata/><defs>", "element metadata"),
        ('fill="none"', 'style="fill: none"', "attribute style"),
        ("<defs>", '<defs><path id="x"/>', "id without use, or use without id"),
        ('-2"', '-1"', "id twice"),
        ('width="504"', 'width="504pt"', "size"),
        ("var(--fig-1, #1c4ea6)", "#1c4ea6", "colour #1c4ea6"),
        ("<svg", '<?xml version="1.0"?><svg', "prolog"),
        (' x="', ' x="1.234', "more than two decimals"),
    ],
)
def test_a_broken_svg_is_caught(old, new, fault):
    text = drawn("activations", "leaky_relu")["graph.svg"].decode()
    assert old in text
    assert fault in faults(text.replace(old, new))


def notebook_figure():
    """matplotlib's SVG of what notebooks draw: lines, fills, markers, bars, a heat map, a
    legend."""
    with matplotlib.rc_context():
        matplotlib.rc_file(svg.STYLE)
        figure = Figure()
        lines, heat = figure.subplots(1, 2)
        for series in range(5):
            lines.plot([0, 1, 2], [series, series + 1, series], label=rf"$a_{series}$")
        lines.fill_between([0, 1, 2], [0, 0, 0], [1, 2, 1], alpha=0.3)
        lines.plot([0, 1], [0, 3], "s", color="#123456")
        lines.bar([0, 1], [1, 2], yerr=[0.1, 0.2], hatch="//")
        lines.set_ylabel("loss")
        lines.legend()
        figure.colorbar(heat.imshow(np.eye(3)))
        heat.text(1, 1, "mono", family="monospace", color="white")
        raw = BytesIO()
        figure.savefig(raw, format="svg", bbox_inches="tight")
    return raw.getvalue().decode()


def test_figures_of_notebooks_keep_what_they_need():
    raw = notebook_figure()
    text = svg.slim(raw, "a")
    assert faults(text) == []
    assert len(text) < 0.6 * len(raw)
    assert all(f"var({name}, {light})" in text for name, (light, _) in svg.PALETTE.items())
    for kept in (
        "#123456",
        "#ffffff",
        'href="data:image/png;base64,',
        "<pattern",
        'font-family="monospace"',
        "fill-opacity",
        ">loss<",
        "rotate(-90",
    ):
        assert kept in text, kept
    assert "#000000" not in text
    assert [len(list(tree(text).iter(tag))) for tag in ("image", "use")] == [
        len(re.findall(f"<{tag} ", raw)) for tag in ("image", "use")
    ]


def test_in_line_a_figure_is_an_image_with_a_name_and_ids_of_its_own():
    text = svg.slim(notebook_figure(), "a")
    one, two = (svg.inline(text, 'A "loss" < 1', prefix) for prefix in ("one", "two"))
    root = tree(one)
    assert (root.get("role"), root.get("aria-label")) == ("img", 'A "loss" < 1')
    assert "font-family" not in root.attrib and "xmlns" not in one
    assert faults(one) == faults(two) == []
    assert not set(re.findall(r' id="([^"]+)"', one)) & set(re.findall(r' id="([^"]+)"', two))


def contrast(one, other):
    def luminance(colour):
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        return sum(
            w * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
            for w, c in zip((0.2126, 0.7152, 0.0722), channels)
        )

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_seen_in_both_themes():
    for name, colours in svg.PALETTE.items():
        least = {"--fig-ink": 4.5, "--fig-muted": 4.5, "--fig-grid": 1, "--fig-paper": 1}.get(
            name, 3
        )
        assert all(
            contrast(colour, background) >= least
            for colour, background in zip(colours, ("#ffffff", "#1b1e26"))
        ), name


def test_the_style_has_no_colour_outside_its_table_and_the_page_sets_both_themes():
    style = re.sub(r"^#.*", "", svg.STYLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {f"#{colour}" for colour in re.findall(r"\b[0-9a-f]{6}\b", style)} == {
        light for light, _ in svg.PALETTE.values()
    }
    css = (ROOT / "docs/assets/styles/guide.css").read_text(encoding="utf-8")
    for name, colours in svg.PALETTE.items():
        assert {light.lower() for light in re.findall(rf"{name}: (#\w+)", css)} >= set(colours), (
            name
        )
