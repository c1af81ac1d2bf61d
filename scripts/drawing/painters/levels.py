"""Level sets of one output of a function of a vector, over two of its inputs."""

from itertools import pairwise

import numpy as np

from drawing import canvas


def _plane(entry, picture, samples=41):
    """One output over the window's square: the samples of an axis, the values by second input."""
    t = np.linspace(*picture.window, samples)
    x = np.tile(np.array(picture.vector, float), (samples, samples, 1))
    x[..., picture.indices[0]], x[..., picture.indices[1]] = np.meshgrid(t, t)
    return t, entry.f(x)[..., picture.output]


def sketch(panel, entry, picture):
    t, values = _plane(entry, picture)
    low, high = min(values.min(), picture.levels[0]), max(values.max(), picture.levels[-1])
    edges = [low - 1e-9, *(v for v in picture.levels if low < v < high), high + 1e-9]
    for order, (bottom, top) in enumerate(pairwise(edges)):
        panel.contourf(
            t,
            t,
            values,
            [bottom, top],
            colors=[canvas.series()[0]],
            alpha=canvas.SHADE * order / len(edges),
        )
    panel.set_aspect("equal")


def paint(entry, picture):
    figure, panel = canvas.panel(5.2)
    sketch(panel, entry, picture)
    t, values = _plane(entry, picture)
    lines = panel.contour(
        t, t, values, picture.levels, colors=[canvas.INK], linewidths=1.2, linestyles="-"
    )
    panel.clabel(lines, fmt="%g", fontsize=16, colors=[canvas.INK])
    panel.set(xlabel=picture.names[0], ylabel=picture.names[1])
    panel.grid(False)
    return figure
