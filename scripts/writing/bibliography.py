"""Works cited: docs/bibliography.bib, read by pybtex; a page takes in those it cites.

The fields are LaTeX: accents, dashes and escaped signs are letters, math is math.
"""

import codecs
import re
from collections import Counter
from functools import lru_cache

from pybtex.database import BibliographyDataError, InvalidNameString, parse_string
from pybtex.scanner import PybtexSyntaxError

from catalog.escaping import between, inline, link, text
from project.paths import DOCS
from project.problems import Problem, Refused, line_of, nearest
from project.sources import read

WRITTEN = re.compile(r"[\\~%`]|--|''")  # in a text that is not what LaTeX shows, braces aside
# What LaTeX writes that latexcodec, which pybtex brings, leaves as it is.
FONTS = re.compile(r"\\(?:emph|url|path|mbox|text(?:it|bf|tt|sc|rm|sf|sl|up|normal)?)\s*(?=\{)")
SWITCHES = re.compile(r"(?<=\{)\\(?:em|it|bf|tt|sc|rm|sf|sl)\b\s*")
DOTLESS = re.compile(r"(\\[^\w\s])\s*(?:\{\\([ij])\}|\\([ij])\b)")
MATH = re.compile(r"(?<!\\)\$(.+?)(?<!\\)\$|\\\((.+?)\\\)", re.S)
UNREAD = re.compile(r"\\(?:[A-Za-z]+|.|$)")

HOME = DOCS / "bibliography.bib"
FIELDS = ("title", "year")
PLACES = ("doi", "eprint", "url")
KNOWN = {*FIELDS, *PLACES, "author", "journal", "booktitle", "note"}
FORMS = {
    "year": (r"\d{4}", "its four digits"),
    "url": (r"https?://[^/\s]+\S*", "the whole address: https://..."),
    "doi": (r"10\.\d[\d.]*/\S+", "it as in 10.1109/5.771073, without an address before it"),
    "eprint": (
        r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?",
        "the number of arXiv: 1502.01852",
    ),
}


NAMES = "write `Family, Given and Family, Given`, with `and` between names alone"
KEY = re.compile(r"[\w-]+")  # as a page can cite it
LINEAGE = re.compile(r"(?:Jr|Sr)\.?|[IVX]+")


def works():
    """Key to entry; refuses what is not BibTeX, stands twice or misses what identifies a work."""
    return _works(read(HOME))


@lru_cache(1)
def _works(text):
    try:
        found = parse_string(text, "bibtex").entries
    except PybtexSyntaxError as error:
        remedy = "mend the entry: a comma stands behind each field, and each brace is closed"
        raise Refused(Problem(HOME, error.lineno, f"not BibTeX: {error}", remedy)) from None
    except InvalidNameString as error:
        name = str(error).partition("'")[2].rstrip("'")
        raise Refused(Problem(HOME, line_of(text, name), str(error), NAMES)) from None
    except BibliographyDataError as error:
        key = str(error).rsplit(" ", 1)[-1].strip("'\"")
        raise Refused(
            Problem(
                HOME,
                line_of(text[text.find(key) + 1 :], key) + text.count("\n", 0, text.find(key)),
                str(error),
                "keep one",
            )
        ) from None
    problems = list(_lacking(text, found))
    if problems:
        raise Refused(*problems)
    return found


def _lacking(text, works):
    """Problems of works that cannot be told from others, or stand twice."""
    places = Counter(place for work in works.values() for place in _places(work))
    for key, work in works.items():
        line = line_of(text, f"{{{key},")
        missing = [field for field in FIELDS if not work.fields.get(field)]
        missing += ["author"] * (not work.persons.get("author"))
        for field in (*work.fields, *work.persons):
            if field.lower() not in KNOWN:
                meant = nearest(field, KNOWN)
                missing = [name for name in missing if f"mean {name}?" not in meant]
                what = f"{key} has an unknown field, {field}{meant}"
                yield Problem(HOME, line, what, f"known are {', '.join(sorted(KNOWN))}")
        for field in missing:
            yield Problem(HOME, line, f"{key} has no {field}", f"add the {field}")
        if not KEY.fullmatch(key):
            what = f"no page can cite {key}"
            yield Problem(HOME, line, what, "name it by letters, digits, - and _")
        for person in work.persons.get("author", ()):
            if _misread(person):
                yield Problem(HOME, line, f"{key} has an author that is no name: {person}", NAMES)
        if not _places(work):
            yield Problem(
                HOME,
                line,
                f"{key} has no doi, eprint or url",
                "add the DOI, the arXiv id or the publisher's address",
            )
        if any(places[place] > 1 for place in _places(work)):
            yield Problem(HOME, line, f"{key} has the same address as another entry", "keep one")
        for field, value in (*work.fields.items(), *_named(work)):
            if unread := UNREAD.search(letters(MATH.sub("", value))):
                what = f"the {field} of {key} holds LaTeX that is not read: {unread[0]}"
                yield Problem(HOME, line, what, "write the letters themselves, in UTF-8")
        for field, (form, wanted) in FORMS.items():
            value = work.fields.get(field)
            if value and not re.fullmatch(form, value):
                yield Problem(HOME, line, f"the {field} of {key} is {value}", f"write {wanted}")


def _misread(person):
    """Whether a name is several, or what stood between two."""
    kept = all(map(LINEAGE.fullmatch, person.lineage_names))
    return not kept or re.search(r"[;&]|\band\b", str(person)) is not None


def uncited(works, pages):
    """Works that are cited by no page."""
    text = read(HOME)
    cited = {key for page in pages for key in page.citations()}
    for key in works:
        if key not in cited:
            line = line_of(text, f"{{{key},")
            yield Problem(HOME, line, f"{key} is cited by no page", "cite it, or take it away")


def _places(work):
    return [f"{kind}:{work.fields[kind].lower()}" for kind in PLACES if work.fields.get(kind)]


def _named(work):
    """Every part of every author's name, as it is written."""
    for person in work.persons.get("author", ()):
        names = person.first_names, person.middle_names, person.prelast_names, person.last_names
        yield from (("author", name) for part in names for name in part)


def letters(value):
    """LaTeX without math as the letters that it stands for; a command that is not known stays."""
    if not WRITTEN.search(value):  # else most of what is asked of the sources would go into this
        return re.sub(r"[{}]", "", value)
    import latexcodec  # noqa: F401  # pybtex brings it; it gives the codec

    value = DOTLESS.sub(lambda m: f"{m[1]}{{{m[2] or m[3]}}}", FONTS.sub("", value))
    value = re.sub(r"(?<!\\)%", r"\%", SWITCHES.sub("", value))  # BibTeX has no comments here
    decoded = codecs.decode(f"x{value}", "ulatex")[1:]  # spaces at the head of a text would go
    decoded = re.sub(r"\\([ ,;:])|\\[-/!]", lambda m: " " if m[1] else "", decoded)
    return re.sub(r"\\([#$%&_{}])|[{}]", lambda m: m[1] or "", decoded)


def shown(value):
    """A field as Markdown."""
    return between(MATH, lambda m: inline(m[1] or m[2]), value, letters)


def place(work):
    """The name and the address of where a work is found."""
    fields = {kind: re.sub(r"\\([#$%&_{}~])", r"\1", work.fields.get(kind, "")) for kind in PLACES}
    if fields["doi"]:
        return f"doi:{fields['doi']}", f"https://doi.org/{fields['doi']}"
    if fields["eprint"]:
        return f"arXiv:{fields['eprint']}", f"https://arxiv.org/abs/{fields['eprint']}"
    return fields["url"].split("/")[2], fields["url"]


def _family(person):
    """The family name; of a body of people, which BibTeX writes in braces, the whole."""
    return letters(" ".join([*person.prelast_names, *person.last_names]))


def authors(work):
    """Family names as Markdown, as a table has room for: "Maas et al."."""
    names = [text(_family(person)) for person in work.persons["author"]]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."


def told(work):
    """What tells a work, as text with its math in dollars: `authors`, `year`, `title`, `venue`, and
    its `address`, which is found under the name `found`."""
    found, address = place(work)
    return {
        "authors": [_person(person) for person in work.persons["author"]],
        "year": work.fields["year"],
        "title": _plain(work.fields["title"]),
        "venue": _plain(_venue(work)),
        "found": found,
        "address": address,
    }


def _venue(work):
    fields = work.fields
    return fields.get("journal") or fields.get("booktitle") or fields.get("note") or "arXiv"


def _plain(value):
    parts = MATH.split(value)  # three a match: what stands before it, and the math of either form
    math = (first or second for first, second in zip(parts[1::3], parts[2::3], strict=True))
    return letters(parts[0]) + "".join(
        f"${tex}${letters(words)}" for tex, words in zip(math, parts[3::3], strict=True)
    )


def _person(person):
    """`Maas, A. L.`"""
    given = person.first_names + person.middle_names
    initials = " ".join(f"{letters(name)[:1]}." for name in given)
    return ", ".join(filter(None, (_family(person), *person.lineage_names, initials)))


def reference(work):
    """One work as Markdown: authors, year, title, venue, address."""
    of = told(work)
    *others, last = of["authors"]
    named = f"{', '.join(others)} and {last}" if others else last
    title, venue = shown(work.fields["title"]), shown(_venue(work))
    linked = link(text(of["found"]), of["address"])
    return f"{text(named)} ({text(of['year'])}). *{title}.* {venue}. {linked}"


def footnotes(page, works):
    """The footnotes behind the keys that a page cites."""
    return "".join(
        f"[^{key}]: {reference(works[key])}\n" for key in page.citations() if key in works
    )
