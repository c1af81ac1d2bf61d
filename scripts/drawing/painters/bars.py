"""Outputs of a function of a vector as bars."""

import numpy as np

from catalog.notation import subscript
from drawing import canvas

HATCHES = ("", "//", "-", "\\\\", "x")
PLAIN = ("",) * len(HATCHES)


def _spans(panel, values):
    """Limits for y that hold 0 and the values."""
    low, high = min(0, np.min(values)), max(0, np.max(values))
    panel.set_ylim(low - 0.06 * (high - low) * (low < 0), high + 0.06 * (high - low))


def sketch(panel, entry, picture, hatches=PLAIN):
    outputs = picture.outputs(entry)
    width = 0.8 / len(outputs)
    for series, (y, label) in enumerate(zip(outputs, picture.labels, strict=True)):
        at = np.arange(len(y)) + (series - (len(outputs) - 1) / 2) * width
        panel.bar(
            at,
            y,
            0.92 * width,
            color=canvas.series()[series],
            hatch=hatches[series],
            edgecolor=canvas.PAPER,
            linewidth=0,
            label=label,
        )
    panel.axhline(0, color=canvas.MUTED, linewidth=1.2, linestyle="-")
    _spans(panel, outputs)


def paint(entry, picture):
    figure, panel = canvas.panel(3.9)
    sketch(panel, entry, picture, HATCHES)
    outputs = range(entry.length_of(len(picture.inputs[0])))
    panel.set_xticks(outputs, [f"f{subscript(i)}" for i in outputs])
    panel.grid(axis="x", visible=False)
    panel.spines["bottom"].set_visible(False)
    figure.legend(
        loc="outside upper left", ncols=len(picture.inputs), frameon=False, handlelength=1.4
    )
    return figure
