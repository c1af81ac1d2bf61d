"""Where a piece of code stands in a file that a formatter may break into lines."""

import re


def line_with(text, code):
    """The line, from 1, on which the code begins, broken behind a bracket or not."""
    place = re.search(re.escape(code).replace(r"\(", r"\(\s*"), text)
    assert place, f"no {code}"
    return text.count("\n", 0, place.start()) + 1
