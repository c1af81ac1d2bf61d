"""A painter for each kind of picture, in a module of its name in small letters: graph for Graph.

`paint(entry, picture)` gives the figure; `sketch(panel, entry, picture)` draws its curves and areas
alone, for thumbnails and previews.
"""

import importlib


def of(picture):
    """The painter of a picture: a module with `paint` and `sketch`."""
    return importlib.import_module(f"{__name__}.{type(picture).__name__.lower()}")
