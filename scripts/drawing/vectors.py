"""The kinds of pictures of a vector function: bars, slices, level sets, the simplex, the Jacobian. Knows the catalog's shapes, and no page.

Of each kind there are two: `figure(function, picture)` gives the whole, `sketch(panel, function, picture)` its curves and areas
alone, for thumbnails. A shade is a series' colour at some opacity, so that it follows the theme.
"""

from itertools import pairwise, permutations

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from catalog.pictures import Bars, Levels, Matrix, Simplex, Slice
from drawing import svg

WIDTH = 7  # inches, at 72 units each
HATCHES = ("", "//", "-", "\\\\", "x")
SHADE = 0.85  # the opacity of the largest value
CELLS = 10  # along an edge of the simplex
LANDINGS = 200_000
MUTED, INK, PAPER = (svg.PALETTE[name][0] for name in ("--fig-muted", "--fig-ink", "--fig-paper"))
CORNERS = np.array([[0, 0], [1, 0], [0.5, np.sqrt(3) / 2]])


def _series():
    return [style["color"] for style in matplotlib.rcParams["axes.prop_cycle"]]


def _panel(height):
    figure = Figure(figsize=(WIDTH, height))
    return figure, figure.add_subplot()


def _spans(panel, values):
    """Limits for y that hold 0 and the values."""
    low, high = min(0, np.min(values)), max(0, np.max(values))
    panel.set_ylim(low - 0.06 * (high - low) * (low < 0), high + 0.06 * (high - low))


def bars(panel, function, picture, hatches=("",) * len(HATCHES)):
    outputs = [function.f(np.array(x)) for x in picture.inputs]
    width = 0.8 / len(outputs)
    for series, (y, label) in enumerate(zip(outputs, picture.labels, strict=True)):
        at = np.arange(len(y)) + (series - (len(outputs) - 1) / 2) * width
        panel.bar(
            at,
            y,
            0.92 * width,
            color=_series()[series],
            hatch=hatches[series],
            edgecolor=PAPER,
            linewidth=0,
            label=label,
        )
    panel.axhline(0, color=MUTED, linewidth=1.2, linestyle="-")
    _spans(panel, outputs)


def bars_figure(function, picture):
    figure, panel = _panel(3.9)
    bars(panel, function, picture, HATCHES)
    outputs = range(function.length_of(len(picture.inputs[0])))
    panel.set_xticks(outputs, [f"f{_index(i)}" for i in outputs])
    panel.grid(axis="x", visible=False)
    panel.spines["bottom"].set_visible(False)
    figure.legend(
        loc="outside upper left", ncols=len(picture.inputs), frameon=False, handlelength=1.4
    )
    return figure


def _index(i):
    return "₁₂₃₄₅₆₇₈₉"[i]


def slices(panel, function, picture):
    t = np.linspace(*picture.window, 401)
    for _, vector, output in picture.lines:
        x = np.tile(np.array(vector, float), (len(t), 1))
        x[:, picture.index] = t
        panel.plot(t, function.f(x)[:, output])
    panel.set_xlim(picture.window)


def slices_figure(function, picture):
    figure, panel = _panel(3.9)
    slices(panel, function, picture)
    panel.set(xlabel=picture.names[0], ylabel=picture.names[1])
    figure.legend(
        panel.get_lines(),
        [label for label, *_ in picture.lines],
        loc="outside upper left",
        ncols=min(3, len(picture.lines)),
        frameon=False,
    )
    return figure


def _plane(function, picture, samples=41):
    """One output over the window's square: the samples of an axis, and the values by row of the second input."""
    t = np.linspace(*picture.window, samples)
    x = np.tile(np.array(picture.vector, float), (samples, samples, 1))
    x[..., picture.indices[0]], x[..., picture.indices[1]] = np.meshgrid(t, t)
    return t, function.f(x)[..., picture.output]


def levels(panel, function, picture):
    t, values = _plane(function, picture)
    low, high = min(values.min(), picture.levels[0]), max(values.max(), picture.levels[-1])
    edges = [low - 1e-9, *(v for v in picture.levels if low < v < high), high + 1e-9]
    for order, (bottom, top) in enumerate(pairwise(edges)):
        panel.contourf(
            t, t, values, [bottom, top], colors=[_series()[0]], alpha=SHADE * order / len(edges)
        )
    panel.set_aspect("equal")


def levels_figure(function, picture):
    figure, panel = _panel(5.2)
    levels(panel, function, picture)
    t, values = _plane(function, picture)
    lines = panel.contour(
        t, t, values, picture.levels, colors=[INK], linewidths=1.2, linestyles="-"
    )
    panel.clabel(lines, fmt="%g", fontsize=16, colors=[INK])
    panel.set(xlabel=picture.names[0], ylabel=picture.names[1])
    panel.grid(False)
    return figure


def landings(function, picture):
    """Shares of normal inputs by where they land: on cells inside, on the three edges (in tenths), in the three corners.

    Returns (cells, edges, corners): {(i, j, up): share}, an array of shape (3, CELLS), an array of shape (3,).
    """
    drawn = picture.deviation * np.random.default_rng(0).standard_normal((LANDINGS // 6, 3))
    x = np.concatenate(
        [drawn[:, order] for order in permutations(range(3))]
    )  # the classes are alike
    p = function.f(x)
    zeros = (p == 0).sum(axis=1)
    corners = np.array([((zeros == 2) & (p[:, k] > 0)).mean() for k in range(3)])
    edges = np.array(
        [
            np.histogram(p[(zeros == 1) & (p[:, k] == 0), (k + 1) % 3], CELLS, (0, 1))[0]
            for k in range(3)
        ]
    ) / len(x)
    place = CELLS * p[zeros == 0][:, :2]
    corner = np.minimum(place.astype(int), CELLS - 1)
    up = (place - corner).sum(axis=1) < 1
    found, counts = np.unique(np.column_stack([corner, up]), axis=0, return_counts=True)
    return (
        {tuple(map(int, key)): count / len(x) for key, count in zip(found, counts)},
        edges,
        corners,
    )


def _at(p):
    """Points of the triangle for probabilities of shape (..., 2 or 3), the first two being enough."""
    p = np.asarray(p, float)
    return np.stack([p[..., 0], p[..., 1], 1 - p[..., 0] - p[..., 1]], axis=-1) @ CORNERS


def simplex(panel, function, picture):
    cells, edges, corners = landings(function, picture)
    most = max(cells.values(), default=1)
    colour = _series()[0]
    for (i, j, up), share in cells.items():
        a, b = np.array([i, j]), np.array([i + 1, j + 1])
        ring = [a, [i + 1, j], [i, j + 1]] if up else [b, [i + 1, j], [i, j + 1]]
        opacity = (
            round(SHADE * 8 * share / most) / 8
        )  # in steps, so that equal shades are told apart from others
        if opacity:
            panel.add_patch(
                Polygon(_at(np.array(ring) / CELLS), facecolor=colour, alpha=opacity, linewidth=0)
            )
    panel.add_patch(Polygon(CORNERS, fill=False, edgecolor=MUTED, linewidth=1.2))
    for k in range(3):
        for n, share in enumerate(edges[k]):
            ends = np.zeros((2, 3))
            ends[:, (k + 1) % 3] = np.array([n, n + 1]) / CELLS
            ends[:, (k + 2) % 3] = 1 - ends[:, (k + 1) % 3]
            if share:
                panel.plot(
                    *_at(ends).T,
                    color=_series()[1],
                    linestyle="-",
                    linewidth=2 + 14 * share / edges.max(),
                    solid_capstyle="butt",
                )
        if corners[k]:
            panel.plot(
                *_at(np.eye(3)[k]),
                "o",
                color=_series()[2],
                markersize=6 + 40 * np.sqrt(corners[k]),
                clip_on=False,
            )
    panel.set(xlim=(-0.12, 1.12), ylim=(-0.12, 0.98))
    panel.set_aspect("equal")
    panel.set_axis_off()


def simplex_figure(function, picture):
    figure, panel = _panel(5.4)
    simplex(panel, function, picture)
    _, edges, corners = landings(function, picture)
    for k, (shift, align) in enumerate(
        (((-12, -8), "right"), ((12, -8), "left"), ((0, 14), "center"))
    ):
        panel.annotate(
            f"p{_index(k)} = 1",
            CORNERS[k],
            textcoords="offset points",
            xytext=shift,
            ha=align,
            va="center",
        )
    inside = 1 - edges.sum() - corners.sum()
    if inside < 1:
        shares = f"inside {inside:.0%}, on the edges {edges.sum():.0%}, in the corners {corners.sum():.0%}"
        panel.text(0.5, -0.1, shares, ha="center", va="top")
    return figure


def matrix(panel, function, picture):
    found = function.jacobian(np.array(picture.vector))
    largest = np.abs(found).max()
    for (row, column), value in np.ndenumerate(found):
        shade = 0.55 * abs(value) / largest
        panel.add_patch(
            Rectangle(
                (column, row),
                1,
                1,
                facecolor=_series()[0 if value > 0 else 1],
                alpha=shade,
                linewidth=0,
            )
        )
    panel.set(xlim=(0, found.shape[1]), ylim=(found.shape[0], 0))


def matrix_figure(function, picture):
    found = function.jacobian(np.array(picture.vector))
    figure, panel = _panel(1.2 + 0.75 * found.shape[0])
    matrix(panel, function, picture)
    for (row, column), value in np.ndenumerate(found):
        shown = f"{value:.2f}".replace("-", "−") if round(value, 2) else "0"
        panel.text(column + 0.5, row + 0.5, shown, ha="center", va="center")
    panel.set_xticks(
        np.arange(found.shape[1]) + 0.5,
        [f"x{_index(i)} = {v:g}".replace("-", "−") for i, v in enumerate(picture.vector)],
    )
    panel.set_yticks(
        np.arange(found.shape[0]) + 0.5, [f"f{_index(i)}" for i in range(found.shape[0])]
    )
    panel.xaxis.tick_top()
    panel.grid(False)
    panel.spines[:].set_visible(False)
    return figure


KINDS = {
    Bars: (bars_figure, bars),
    Slice: (slices_figure, slices),
    Levels: (levels_figure, levels),
    Simplex: (simplex_figure, simplex),
    Matrix: (matrix_figure, matrix),
}
