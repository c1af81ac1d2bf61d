"""The pictures of one entry, drawn by matplotlib from its NumPy reference.

Knows the catalog's shapes, and no page.
"""

from io import BytesIO

import matplotlib
from matplotlib.figure import Figure

import catalog
from drawing import painters, svg
from project.problems import Problem, Refused, line_of
from project.sources import read


def draw(entry):
    """File name -> bytes: its pictures, the thumbnail of galleries and the social preview."""
    with matplotlib.rc_context():
        matplotlib.rc_file(svg.STYLE)
        files = {f"{picture.stem}.svg": _painted(entry, picture) for picture in entry.pictures}
        return files | {
            "thumb.svg": as_svg(_thumb(entry), f"{entry.name}-thumb"),
            "social.png": _social(entry),
        }


def _painted(entry, picture):
    try:
        return as_svg(painters.of(picture).paint(entry, picture), f"{entry.name}-{picture.stem}")
    except Exception as error:  # a picture may be wrong in any way
        path = catalog.module_path(entry.family, entry.stem)
        line = line_of(read(path), f'stem="{picture.stem}"')
        what = f'the picture "{picture.stem}" cannot be drawn: {type(error).__name__}: {error}'
        raise Refused(Problem(path, line, what, "correct its fields")) from error


def as_svg(figure, prefix):
    raw = BytesIO()
    figure.savefig(raw, format="svg", metadata={"Date": None})
    return svg.slim(raw.getvalue().decode(), prefix).encode()


def _thumb(entry):
    """The first picture's curves and areas alone, for galleries."""
    picture = entry.pictures[0]
    figure = Figure(figsize=(160 / 72, 100 / 72), layout="none")
    panel = figure.add_axes((0.03, 0.04, 0.94, 0.92))
    panel.set_axis_off()
    painters.of(picture).sketch(panel, entry, picture)
    for line in panel.get_lines():
        line.set_marker("none")
    return figure


def _social(entry):
    """The preview that other sites show beside a link: 1200 by 630 pixels."""
    picture = entry.pictures[0]
    muted, paper, series = (
        svg.PALETTE[variable][0] for variable in ("--fig-muted", "--fig-paper", "--fig-1")
    )
    figure = Figure(figsize=(12, 6.3), dpi=100, facecolor=paper, layout="none")
    plain = {"va": "center", "parse_math": False}
    figure.text(0.055, 0.86, entry.title, size=50, weight="bold", **plain)
    figure.text(0.055, 0.765, entry.keras, size=21, color=muted, family="DejaVu Sans Mono", **plain)
    figure.text(
        0.945,
        0.765,
        "Keras Field Guide",
        size=22,
        color=series,
        weight="bold",
        ha="right",
        va="center",
    )
    panel = figure.add_axes((0.055, 0.07, 0.89, 0.6))
    panel.tick_params(labelleft=False, labelbottom=False)
    painters.of(picture).sketch(panel, entry, picture)
    for line in panel.get_lines():
        line.set(linewidth=2.5 * line.get_linewidth(), markersize=15, markeredgewidth=5)
    png = BytesIO()
    figure.savefig(png, format="png", metadata={"Software": None})
    return png.getvalue()
