"""What pages and notebooks quote: results and claims of a notebook, values of a page's own session,
facts of the catalog, and what was chosen."""

import difflib
import math
import re
from types import SimpleNamespace

from catalog.expressions import evaluate
from project.problems import Problem, line_at, line_of, nearest
from project.sources import QUOTE, blank, quotes

NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")
UNREAD = re.compile(r'\]\((?:#\s*(?:"[^"]*")?|notebook\.ipynb(?:#[\w-]+)?\s+"[^"]*")\)')
MATHEMATICS = {
    name: getattr(math, name) for name in ("e", "erf", "erfc", "exp", "log", "pi", "sqrt")
}

# What may be quoted, by sort: how it is written, in each sort of text.
OWN = {
    "fact": '[0.2](# "fact: negative_slope")',
    "given": '[0.01](# "given: the slope of the paper")',
}
PAGE = {
    "result": '[0.41](notebook.ipynb "result: name")',
    "claim": '[Mish is ahead](notebook.ipynb "claim: name")',
    "value": '[0.81](# "value: name")',
} | OWN
NOTEBOOK = {
    "result": '[0.41](# "result: name")',
    "claim": '[Mish is ahead](# "claim: name")',
} | OWN
GUIDE = {
    "result": '[0.41](relu/notebook.ipynb "result: name")',
    "claim": '[Mish is ahead](mish/notebook.ipynb "claim: name")',
    "given": OWN["given"],
}
TOPIC = GUIDE | {"value": PAGE["value"]}


def form(source, ways):
    """Problems of how a text quotes. ways: in which it may, by sort."""
    for text, place in source.prose:
        for line, *fault in _form(text, ways):
            yield Problem(source.path, place(line), *fault)


def _form(text, ways):
    written = ", ".join(ways.values())
    for quote in quotes(text):
        if quote.sort not in ways:
            near = difflib.get_close_matches(quote.sort, ways, 1)
            remedy = f"did you mean {near[0]}?" if near else f"write one of {written}"
            yield quote.line, f'nothing is quoted here as "{quote.sort}"', remedy
        elif any((mark in quote.place) != (mark in ways[quote.sort]) for mark in ("notebook", "/")):
            what = f"a {quote.sort} is quoted by another link"
            yield quote.line, what, f"write {ways[quote.sort]}"
        elif not quote.name:
            what = f'"{quote.words}" is quoted of no {quote.sort}'
            yield quote.line, what, f"say which: {ways[quote.sort]}"
        elif quote.sort == "given" and not NUMBER.search(quote.words):
            yield quote.line, f'"{quote.words}" holds no number', "leave it as plain text"
    for match in UNREAD.finditer(QUOTE.sub(blank, text)):
        what = f"the link leads nowhere and quotes nothing: {match[0][1:]}"
        yield line_at(match), what, f"write one of {written}"


def page(source, results, claims, facts):
    """Problems of what a page quotes of its notebook and of the catalog.

    A number is that of the record, rounded to the digits that are shown; its last digit may not
    be finer than a tenth of a standard error over seeds.

    results: name to {"mean", "sd", "seeds"}. claims: name to whether it held. facts: what
    expressions may use.
    """
    for quote in source.quotes:
        if fault := _fault(quote, results, claims, facts):
            yield Problem(source.path, quote.line, *fault)
    for sort, named in {"result": True, "claim": claims}.items():
        if named and all(quote.sort != sort for quote in source.quotes):
            what, remedy = f"the page quotes no {sort} of its notebook", "quote one in section 14"
            yield Problem(source.path, 1, what, f"{remedy}: {PAGE[sort]}")


def notebook(book, results, claims, facts):
    """Problems of what a notebook's prose quotes, by the rules for pages; and its claims, each of
    which is said somewhere in words."""
    said = [(quote, place(quote.line)) for text, place in book.prose for quote in quotes(text)]
    for quote, line in said:
        if fault := _fault(quote, results, claims, facts):
            yield Problem(book.path, line, *fault)
    for name in claims:
        if all((quote.sort, quote.name) != ("claim", name) for quote, _ in said):
            what = f'no text of the notebook says the claim "{name}"'
            remedy = f'say it in words under "What was found": [...](# "claim: {name}")'
            yield Problem(book.path, line_of(book.text, name), what, remedy)


def guide(source, seen):
    """Problems of what a guide quotes of notebooks. seen: of a notebook's path its record, or {}
    where there is none."""
    for text, place in source.prose:
        for quote in quotes(text):
            if quote.sort not in ("result", "claim"):
                continue
            notebook = (source.path.parent / quote.place.partition("#")[0]).resolve()
            record = seen(notebook)
            if record and (fault := _fault(quote, record["results"], record["claims"], {})):
                yield Problem(source.path, place(quote.line), *fault)


def facts(entry, record):
    """What the expressions of quotes may use: functions and constants of `math`, the facts of the
    catalog, and the defaults in other frameworks, `torch.negative_slope`.

    record: of the frameworks, or None.
    """
    elsewhere = record["elsewhere"] if record else {}
    defaults = {name: SimpleNamespace(**(of["defaults"] or {})) for name, of in elsewhere.items()}
    return MATHEMATICS | entry.facts() | defaults


def values(source, seen):
    """Problems of what a page quotes of its own session. seen: its numbers, by name."""
    for quote in source.quotes:
        if quote.sort == "value" and (fault := _value(source, quote, seen)):
            yield Problem(source.path, quote.line, *fault)


def _value(source, quote, seen):
    if source.home(quote.name) is None:
        return (
            f'no code block of the page gives "{quote.name}" a value',
            "name a variable of a block behind the first section",
        )
    if quote.name not in seen:
        return (
            f'at the end of the page\'s session "{quote.name}" is no number',
            "quote a variable that holds one",
        )
    return _differs(quote.words, seen[quote.name], "what the session gives")


def _fault(quote, results, claims, facts):
    """What is wrong with what a quote says of these, and what to do about it; None if nothing
    is."""
    words, name = quote.words, quote.name
    if quote.sort == "claim":
        return _claim(words, name, claims)
    if quote.sort == "result":
        return _result(words, name, results)
    if quote.sort == "fact":
        return _fact(words, name, facts)
    return None


def _claim(words, name, claims):
    if name not in claims:
        what = f'the notebook has no claim "{name}"{nearest(name, claims)}'
        return what, f"it has: {', '.join(claims) or 'none'}"
    if not claims[name]:
        return f'"{words}" is said of a claim that fell: {name}', "say what this run found"
    return None


def _result(words, name, results):
    if name not in results:
        what = f'the notebook has no result "{name}"{nearest(name, results)}'
        return what, f"it has: {', '.join(results) or 'none'}"
    mean, sd, seeds = (results[name][part] for part in ("mean", "sd", "seeds"))
    return _differs(words, mean, "what was measured", sd / math.sqrt(seeds))


def _fact(words, expression, facts):
    try:
        value = float(evaluate(expression, facts))
    except Exception as error:  # an author's expression may raise anything
        said = f"{type(error).__name__}: {error}"
        return f'"{expression}" is no fact: {said}', f"facts here are: {', '.join(sorted(facts))}"
    return _differs(words, value, f"the fact {expression}")


def _differs(words, value, what, error=0.0):
    """What is wrong with a number that is shown, and what to do about it; None if nothing is.

    what: the value is. error: its standard error.
    """
    numbers = NUMBER.findall(words)
    if len(numbers) != 1:
        held = "holds no number" if not numbers else "holds more than one number"
        return f'"{words}" {held}', "quote one number, with its unit at most"
    shown, scale = numbers[0], 100 if "%" in words else 1
    value, error = scale * value, scale * error
    digits = len(shown.partition(".")[2])
    unit = 10.0**-digits
    if not abs(float(shown.replace("−", "-")) - value) <= unit / 2 * (1 + 1e-9):  # nan
        spread = f", standard error {error:.2g}" if error else ""
        is_not = f"{words} is not {what}: that is {value:.6g}{spread}"
        remedy = f"write {value:.{digits}f}"
        if scale != 1:
            remedy += f" %: a share of {value / scale:.4g} as a percentage"
        return is_not, remedy
    if unit < error / 10:
        return f"{words} has more digits than a standard error of {error:.2g} supports", "round it"
    return None
