"""The graph of a function of a number: its curves, below them those of the derivative."""

from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from drawing.canvas import MUTED, PAPER, WIDTH

GRAPH_HEIGHT = 3.7  # inches, of a figure with f alone
BOTH_HEIGHT = 5.4  # of a figure with f above f'
SAMPLES = 2001
TOLERANCE = 0.06  # units: how far a drawn curve may be from its samples


def paint(entry, picture):
    """f, and f' below it, each with one curve per mapping of values."""
    figure = Figure(figsize=(WIDTH, BOTH_HEIGHT if picture.gradient else GRAPH_HEIGHT))
    panels = figure.subplots(
        1 + picture.gradient,
        sharex=True,
        squeeze=False,
        height_ratios=(1.7, 1) if picture.gradient else (1,),
    )[:, 0]
    for order, panel in enumerate(panels):
        _plot(
            panel,
            entry,
            picture.values,
            picture.window,
            order,
            picture.height if order == 0 else (),
        )
        _axes(panel, "f ′(x)" if order else "f(x)")
        panel.label_outer()
    labels = [_label(entry, values) for values in picture.values]
    if any(labels):
        in_one_row = sum(64 + 9 * len(label) for label in labels) < 72 * WIDTH
        lines = panels[0].get_lines()[: len(labels)]
        figure.legend(
            lines,
            labels,
            loc="outside upper left",
            ncols=len(labels) if in_one_row else 1,
            frameon=False,
        )
    return figure


def _label(entry, values):
    """`negative_slope = 0.2 (default)`; what Keras requires has no default."""
    default = not any(p.required for p in entry.parameters) and all(
        values[name] == entry.defaults[name] for name in values
    )
    named = ", ".join(
        f"{name} = {value:g}" if isinstance(value, float) else f"{name} = {value}"
        for name, value in values.items()
    )
    origin = "initial" if entry.is_layer else "default"
    return f"{named} ({origin})" if named and default else named


def sketch(panel, entry, picture):
    """f at the default alone, with the axes through the origin."""
    _plot(panel, entry, picture.values[:1], picture.window, 0, picture.height)
    _cross(panel, 1)


def _plot(panel, entry, values, window, order, height=()):
    """The curves of f (order 0) or f' (order 1), the dots on top."""
    curves = [_curve(entry, each, window, order) for each in values]
    panel.set_xlim(window)
    zero = [np.zeros(1)] if order == 1 or window[0] <= 0 <= window[1] else []
    panel.set_ylim(height or _span([y for _, y in curves] + zero))
    for x, y in curves:
        panel.plot(*_simplify(panel, x, y), clip_on=bool(height))
    for line, each in reversed(list(zip(panel.get_lines(), values))):
        for kink in _kinks(entry, each, window):
            _dots(panel, line.get_color(), kink.x, *_at(entry, each, kink, order))


def _kinks(entry, values, window):
    return [
        kink for kink in entry.kinks(**entry.defaults | values) if window[0] < kink.x < window[1]
    ]


def _at(entry, values, kink, order):
    """The one-sided limits at a kink, and the value there."""
    if order == 1:
        return kink.left, kink.right, kink.keras
    near = 1e-9 * max(1, abs(kink.x))
    return tuple(entry.f(np.array([kink.x - near, kink.x + near, kink.x]), **values))


def _curve(entry, values, window, order):
    """Samples of f or f', with the kinks among them; nan where the curve is broken."""
    kinks = _kinks(entry, values, window)
    ends = [window[0], *(kink.x for kink in kinks), window[1]]
    broken = [order == 1 or kink.jump for kink in kinks] + [False]
    xs, ys = [], []
    for (start, end), gap in zip(pairwise(ends), broken):
        x = np.linspace(start, end, SAMPLES)
        inside = x.copy()
        inside[[0, -1]] += (
            1e-9 * (end - start) * np.array([1, -1])
        )  # the limit from within, where the ends are kinks
        y = (entry.gradient if order else entry.f)(inside, **values)
        xs += [x, [end] * gap]
        ys += [y, [np.nan] * gap]
    return np.concatenate(xs), np.concatenate(ys)


def _span(ys):
    """Limits for y that hold the curves, with room around them."""
    low, high = min(np.nanmin(y) for y in ys), max(np.nanmax(y) for y in ys)
    room = 0.07 * (high - low or 1)
    return low - room, high + room


def _simplify(panel, x, y):
    """The samples that matter: the line through them passes the others within TOLERANCE."""
    scale = 72 * WIDTH / np.ptp(panel.get_xlim()), 36 * WIDTH / np.ptp(panel.get_ylim())
    points = np.column_stack([x * scale[0], y * scale[1]])
    breaks = np.flatnonzero(np.isnan(y))
    keep = set(breaks)
    stack = list(zip([0, *breaks + 1], [*breaks - 1, len(x) - 1]))
    while stack:
        start, end = stack.pop()
        keep |= {start, end}
        if end - start < 2:
            continue
        along, offsets = points[end] - points[start], points[start + 1 : end] - points[start]
        distance = np.abs(along[0] * offsets[:, 1] - along[1] * offsets[:, 0]) / np.hypot(*along)
        furthest = int(distance.argmax())
        if distance[furthest] > TOLERANCE:
            stack += [(start, start + 1 + furthest), (start + 1 + furthest, end)]
    index = sorted(keep)
    return x[index], y[index]


def _dots(panel, colour, x, left, right, value):
    """Open dots at limits that are not the value, a filled one at it; none where all agree."""
    if np.isclose(left, right) and np.isclose(left, value):
        return
    dot = {
        "marker": "o",
        "linestyle": "none",
        "color": colour,
        "markeredgewidth": 2.4,
        "clip_on": False,
        "zorder": 3,
    }
    for limit in dict.fromkeys((left, right)):
        if not np.isclose(limit, value):
            panel.plot(x, limit, markerfacecolor=PAPER, **dot)
    panel.plot(x, value, **dot)


def _axes(panel, name):
    """Axes through the origin, named at their ends; numbers at the edge, where no curve runs."""
    _cross(panel, 1.2)
    for axis, most in ((panel.xaxis, 8), (panel.yaxis, 6 if name == "f(x)" else 3)):
        axis.set_major_locator(MaxNLocator(most, steps=(1, 2, 5, 10)))
        axis.set_major_formatter(lambda number, _: f"{round(number, 9):g}".replace("-", "−"))
    x, y = _origin(panel)
    end = {"textcoords": "offset points", "style": "italic"}
    panel.annotate(
        "x", (1, y), xycoords=("axes fraction", "data"), xytext=(8, 3), va="center", **end
    )
    panel.annotate(
        name, (x, 1), xycoords=("data", "axes fraction"), xytext=(0, 5), ha="center", **end
    )


def _origin(panel):
    """Where the axes cross: the origin, or the point of the panel that is nearest to it."""
    return np.clip(0, *panel.get_xlim()), np.clip(0, *panel.get_ylim())


def _cross(panel, width):
    """The two axes in place of the frame."""
    panel.spines[:].set_visible(False)
    for line, at in zip((panel.axvline, panel.axhline), _origin(panel)):
        line(
            at,
            color=MUTED,
            linewidth=width,
            linestyle="-",
            zorder=1,
            clip_on=False,
        )
