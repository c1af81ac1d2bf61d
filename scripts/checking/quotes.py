"""The numbers that a page quotes from its notebook's record."""

import math
import re

from project.problems import Problem, line_at

QUOTE = re.compile(r'\[([^\]]+)\]\(notebook\.ipynb(?:#[\w-]+)? "result: ([\w.]+)"\)')
NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")


def problems(page, results):
    """Problems of a page's quotes. results: name to {"mean", "sd", "seeds"}.

    A number is the record's mean, rounded to the digits that are shown; its last digit may not
    be finer than a tenth of a standard error over seeds.
    """
    quotes = list(QUOTE.finditer(page.text))
    for quote in quotes:
        line = line_at(quote)
        if quote[2] not in results:
            names = ", ".join(sorted(results)) or "none"
            yield Problem(
                page.path, line, f'the notebook has no result "{quote[2]}"', f"it has: {names}"
            )
        elif fault := _fault(quote[1], **results[quote[2]]):
            yield Problem(page.path, line, *fault)
    if not quotes:
        yield Problem(
            page.path,
            1,
            "the page quotes no result of its notebook",
            'quote one in section 14: [0.41](notebook.ipynb "result: name")',
        )


def _fault(shown, mean, sd, seeds):
    """What is wrong with a quoted number, and what to do about it; None if nothing is."""
    number = NUMBER.search(shown)
    if not number:
        return f'"{shown}" holds no number', "quote the result as a number"
    scale = 100 if "%" in shown else 1
    error = scale * sd / math.sqrt(seeds)
    digits = len(number[0].partition(".")[2])
    unit = 10.0**-digits
    if not abs(float(number[0].replace("−", "-")) - scale * mean) <= unit / 2 * (1 + 1e-9):  # nan
        measured = f"the record says {scale * mean:.6g}, standard error {error:.2g}"
        return f"{shown} is not what was measured: {measured}", f"write {scale * mean:.{digits}f}"
    if unit < error / 10:
        return f"{shown} has more digits than a standard error of {error:.2g} supports", "round it"
    return None
