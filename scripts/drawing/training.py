"""The still picture of the page `train`: what the networks of one scene have learned."""

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from catalog import scenes, training
from drawing import canvas, svg
from drawing.entries import as_svg

ACROSS = 33  # samples of the plane along each axis
EDGES = (-0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 1.001)
DIGITS = 4  # of a probability: machines differ by some 1e-14


def draw():
    """The file, by its name."""
    with matplotlib.rc_context():
        matplotlib.rc_file(svg.STYLE)
        return {"still.svg": as_svg(_still(scenes.STILL), "train-still")}


def _still(scene):
    figure = Figure(figsize=(canvas.WIDTH, 3.9))
    one, zero = canvas.series()[:2]
    for place, network in enumerate(scene.networks()):
        network.train(scene.setting.until)
        panel = figure.add_subplot(1, 2, place + 1)
        t = np.linspace(*training.WINDOW, ACROSS)
        surface = np.round(network.surface(ACROSS), DIGITS)
        for low, high in zip(EDGES, EDGES[1:], strict=False):
            size = abs(low + high - 1)
            panel.contourf(
                t,
                t,
                surface,
                [low, high],
                colors=[one if low + high > 1 else zero],
                alpha=0.7 * size,
            )
        for value, colour, marker in ((1, one, "o"), (0, zero, "^")):
            points = np.round(network.x[network.y == value][::4], 2)
            panel.plot(
                *points.T, marker, color=colour, markersize=5, markeredgecolor=canvas.PAPER, mew=0.8
            )
        panel.set(xlim=training.WINDOW, ylim=training.WINDOW, xticks=[], yticks=[], aspect="equal")
        panel.grid(False)
        panel.set_title(network.setting.activation.partition(",")[0])
    return figure
