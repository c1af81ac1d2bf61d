"""Outputs of a function of a vector against one of its inputs."""

import numpy as np

from drawing import canvas

SAMPLES = 401


def sketch(panel, entry, picture):
    t = np.linspace(*picture.window, SAMPLES)
    for curve in picture.curves(entry):
        panel.plot(t, curve(t))
    panel.set_xlim(picture.window)


def paint(entry, picture):
    figure, panel = canvas.panel(3.9)
    sketch(panel, entry, picture)
    panel.set(xlabel=picture.names[0], ylabel=picture.names[1])
    figure.legend(
        panel.get_lines(),
        [label for label, *_ in picture.lines],
        loc="outside upper left",
        ncols=min(3, len(picture.lines)),
        frameon=False,
    )
    return figure
