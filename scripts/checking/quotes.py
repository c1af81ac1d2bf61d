"""What pages, and notebooks in their prose, quote of a notebook's record."""

import math
import re

from project.problems import Problem, line_at, line_of, nearest
from project.sources import QUOTE

PAGE_QUOTE = re.compile(r'\[([^\]]+)\]\(notebook\.ipynb(?:#[\w-]+)? "result: ([\w.]+)"\)')
NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")


def problems(page, results):
    """Problems of a page's quotes. results: name to {"mean", "sd", "seeds"}.

    A number is the record's mean, rounded to the digits that are shown; its last digit may not
    be finer than a tenth of a standard error over seeds.
    """
    quotes = list(PAGE_QUOTE.finditer(page.text))
    for quote in quotes:
        if fault := _result(quote[1], quote[2], results):
            yield Problem(page.path, line_at(quote), *fault)
    if not quotes:
        yield Problem(
            page.path,
            1,
            "the page quotes no result of its notebook",
            'quote one in section 14: [0.41](notebook.ipynb "result: name")',
        )


def notebook(book, results, claims):
    """Problems of what a notebook's prose quotes: its results, by the rule for pages, and its
    claims, each of which is said somewhere in words.

    results: as for pages. claims: name to whether it held.
    """
    said = set()
    for cell in book.cells:
        if cell["cell_type"] != "markdown":
            continue
        for words, sort, name in QUOTE.findall("".join(cell["source"])):
            said.add(name)
            fault = (
                _claim(words, name, claims) if sort == "claim" else _result(words, name, results)
            )
            if fault:
                yield Problem(book.path, line_of(book.text, f": {name}"), *fault)
    for name in claims:
        if name not in said:
            what = f'no text of the notebook says the claim "{name}"'
            remedy = f'say it in words under "What was found": [...](# "claim: {name}")'
            yield Problem(book.path, line_of(book.text, name), what, remedy)


def _claim(words, name, claims):
    if name not in claims:
        what = f'the notebook has no claim "{name}"{nearest(name, claims)}'
        return what, f"it has: {', '.join(claims) or 'none'}"
    if not claims[name]:
        return f'"{words}" is said of a claim that fell: {name}', "say what this run found"
    return None


def _result(shown, name, results):
    if name not in results:
        what = f'the notebook has no result "{name}"{nearest(name, results)}'
        return what, f"it has: {', '.join(results) or 'none'}"
    return _fault(shown, **results[name])


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
