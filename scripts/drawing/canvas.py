"""What painters share: sizes, the colours of the style, a panel to draw on.

A shade is a series' colour at some opacity, so that it follows the theme.
"""

import matplotlib
from matplotlib.figure import Figure

from drawing import svg

WIDTH = 7  # inches, at 72 units each
SHADE = 0.85  # the opacity of the largest value
MUTED, INK, PAPER = (svg.PALETTE[name][0] for name in ("--fig-muted", "--fig-ink", "--fig-paper"))


def series():
    """The colours of the series, in order."""
    return [style["color"] for style in matplotlib.rcParams["axes.prop_cycle"]]


def panel(height):
    """A figure of that height in inches, and its one panel."""
    figure = Figure(figsize=(WIDTH, height))
    return figure, figure.add_subplot()
