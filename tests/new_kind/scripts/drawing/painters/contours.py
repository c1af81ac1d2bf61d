"""A number out of two weights, as contours."""

import numpy as np

from drawing import canvas


def sketch(panel, entry, picture):
    t = np.linspace(*picture.window, 41)
    values = [[float(entry.f([x, y], **entry.defaults)) for x in t] for y in t]
    panel.contour(t, t, values, picture.levels, colors=[canvas.series()[0]])


def paint(entry, picture):
    figure, panel = canvas.panel(5.2)
    sketch(panel, entry, picture)
    panel.set(xlabel="x₁", ylabel="x₂")
    return figure
