"""The Jacobian of a function of a vector, as a matrix of coloured cells."""

import numpy as np
from matplotlib.patches import Rectangle

from catalog.notation import subscript
from drawing import canvas


def sketch(panel, entry, picture):
    cells = picture.cells(entry)
    largest = np.abs(cells).max()
    for (row, column), value in np.ndenumerate(cells):
        shade = 0.55 * abs(value) / largest
        panel.add_patch(
            Rectangle(
                (column, row),
                1,
                1,
                facecolor=canvas.series()[0 if value > 0 else 1],
                alpha=shade,
                linewidth=0,
            )
        )
    panel.set(xlim=(0, cells.shape[1]), ylim=(cells.shape[0], 0))


def paint(entry, picture):
    cells = picture.cells(entry)
    figure, panel = canvas.panel(1.2 + 0.75 * cells.shape[0])
    sketch(panel, entry, picture)
    for (row, column), value in np.ndenumerate(cells):
        shown = f"{value:.2f}".replace("-", "−") if round(value, 2) else "0"
        panel.text(column + 0.5, row + 0.5, shown, ha="center", va="center")
    panel.set_xticks(
        np.arange(cells.shape[1]) + 0.5,
        [f"x{subscript(i)} = {v:g}".replace("-", "−") for i, v in enumerate(picture.vector)],
    )
    panel.set_yticks(
        np.arange(cells.shape[0]) + 0.5, [f"f{subscript(i)}" for i in range(cells.shape[0])]
    )
    panel.xaxis.tick_top()
    panel.grid(False)
    panel.spines[:].set_visible(False)
    return figure
