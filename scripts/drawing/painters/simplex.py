"""Where on the simplex of three classes the outputs of a function of a vector land."""

import numpy as np
from matplotlib.patches import Polygon

from catalog.notation import subscript
from catalog.pictures import CELLS
from drawing import canvas

STEPS = 8  # of opacity, so that equal shades are told apart from others
CORNERS = np.array([[0, 0], [1, 0], [0.5, np.sqrt(3) / 2]])
SHARES = "inside {inside:.0%}, on the edges {edges:.0%}, in the corners {corners:.0%}"


def _at(p):
    """Points of the triangle for probabilities of shape (..., 2 or 3): the first two are enough."""
    p = np.asarray(p, float)
    return np.stack([p[..., 0], p[..., 1], 1 - p[..., 0] - p[..., 1]], axis=-1) @ CORNERS


def sketch(panel, entry, picture):
    cells, edges, corners = picture.landings(entry)
    most = max(cells.values(), default=1)
    colour = canvas.series()[0]
    for (i, j, up), share in cells.items():
        a, b = np.array([i, j]), np.array([i + 1, j + 1])
        ring = [a, [i + 1, j], [i, j + 1]] if up else [b, [i + 1, j], [i, j + 1]]
        opacity = round(canvas.SHADE * STEPS * share / most) / STEPS
        if opacity:
            panel.add_patch(
                Polygon(_at(np.array(ring) / CELLS), facecolor=colour, alpha=opacity, linewidth=0)
            )
    panel.add_patch(Polygon(CORNERS, fill=False, edgecolor=canvas.MUTED, linewidth=1.2))
    for k in range(3):
        for n, share in enumerate(edges[k]):
            ends = np.zeros((2, 3))
            ends[:, (k + 1) % 3] = np.array([n, n + 1]) / CELLS
            ends[:, (k + 2) % 3] = 1 - ends[:, (k + 1) % 3]
            if share:
                panel.plot(
                    *_at(ends).T,
                    color=canvas.series()[1],
                    linestyle="-",
                    linewidth=2 + 14 * share / edges.max(),
                    solid_capstyle="butt",
                )
        if corners[k]:
            panel.plot(
                *_at(np.eye(3)[k]),
                "o",
                color=canvas.series()[2],
                markersize=6 + 40 * np.sqrt(corners[k]),
                clip_on=False,
            )
    panel.set(xlim=(-0.12, 1.12), ylim=(-0.12, 0.98))
    panel.set_aspect("equal")
    panel.set_axis_off()


def paint(entry, picture):
    figure, panel = canvas.panel(5.4)
    sketch(panel, entry, picture)
    for k, (shift, align) in enumerate(
        (((-12, -8), "right"), ((12, -8), "left"), ((0, 14), "center"))
    ):
        panel.annotate(
            f"p{subscript(k)} = 1",
            CORNERS[k],
            textcoords="offset points",
            xytext=shift,
            ha=align,
            va="center",
        )
    shares = picture.facts(entry)
    if shares["inside"] < 1:
        panel.text(0.5, -0.1, SHARES.format(**shares), ha="center", va="top")
    return figure
