"""Numbers of running text come from somewhere: each decimal number and percentage is quoted, or
stands beside a citation."""

import re
from dataclasses import fields
from string import Formatter

from project import tex
from project.problems import Problem, line_of
from project.sources import QUOTE, SNIPPET

NUMBER = re.compile(
    r"(?<![\w.])(?<![A-Za-z]-)(?:\d+(?:\.\d+)?\s?(?:%|per ?cent\b)|\d+\.\d+(?!\d|\.\d))"
)
APART = re.compile(  # code, tags and where links lead
    r"(`+)[^`]+\1|<[A-Za-z/][^>]*>|(?<=\])\([^)]*\)", re.S
)
VERSION = re.compile(r"\b(?:Keras|JAX|TensorFlow|PyTorch|torch|NumPy|Python)\s+\d[\d.]*\d")
# Behind a sentence and its citations, or before a paragraph, a row of a table, an item of a list.
BREAK = re.compile(r"[.!?][*_)”]*(?:\[\^[\w-]+\])*\s+|\n\s*\n|\n(?=\s*(?:\||[-*+]\s|\d+\.\s))")
CITATION = re.compile(r"\[\^[\w-]+\]")


def check(source, ways):
    """Problems of a text's numbers. ways: how a number may be quoted in it, by sort."""
    forms = " or ".join(
        re.sub(r"\[.*\]", "[{0}]", way) for sort, way in ways.items() if sort != "claim"
    )
    for text, place in source.prose:
        for line, number in unsourced(text):
            what = f"{number} comes from nowhere"
            remedy = f"quote what it rests on, {forms.format(number)}; or cite a work beside it"
            yield Problem(source.path, place(line), what, remedy)


def description(page):
    """Problems of the numbers of a page's description: those that the page does not quote."""
    said = str(page.meta.get("description") or "")
    quoted = {number for quote in page.quotes for number in NUMBER.findall(quote.words)}
    for number in dict.fromkeys(NUMBER.findall(said)):
        if number not in quoted:
            what = f"the description says {number}, which the page quotes nowhere"
            line = line_of(page.text, "description:")
            yield Problem(page.path, line, what, "quote it on the page, or leave it out")


def typed(entry, picture):
    """The numbers of an alt text that were typed, and that the picture was not drawn with: those of
    another picture, or results."""
    words = "\n".join(literal for literal, *_ in Formatter().parse(picture.alt))
    drawn_with = _numbers(tuple(getattr(picture, field.name) for field in fields(picture)))
    drawn_with |= _numbers(tuple(p.default for p in entry.parameters))
    return [
        number
        for number in NUMBER.findall(words)
        if float(re.match(r"[\d.]+", number)[0]) not in drawn_with
    ]


def _numbers(value):
    """The numbers in a field of a picture, however deep, without their signs."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        return {number for each in value for number in _numbers(each)}
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return {abs(float(value))} if plain else set()


def unsourced(text):
    """(line, number) of each that neither is quoted nor stands beside a citation."""
    text = QUOTE.sub(lambda m: m[0] if m[3] == "claim" else _blank(m), SNIPPET.sub(_blank, text))
    text = VERSION.sub(_blank, APART.sub(_blank, tex.blank(text)))
    start = 0
    for end in [*(mark.end() for mark in BREAK.finditer(text)), len(text)]:
        if not CITATION.search(text, start, end):
            for number in NUMBER.finditer(text, start, end):
                yield text.count("\n", 0, number.start()) + 1, number[0]
        start = end


def _blank(match):
    return re.sub(r"[^\n]", " ", match[0])
