"""Works cited: docs/bibliography.bib, read by pybtex; a page takes in those it cites."""

import re
from collections import Counter

from pybtex.database import BibliographyDataError, parse_string
from pybtex.scanner import PybtexSyntaxError

from project.paths import DOCS
from project.problems import Problem, Refused, line_of, nearest
from project.sources import read

HOME = DOCS / "bibliography.bib"
FIELDS = ("title", "year")
PLACES = ("doi", "eprint", "url")
KNOWN = {*FIELDS, *PLACES, "author", "journal", "booktitle", "note"}
FORMS = {
    "year": (r"\d{4}", "its four digits"),
    "url": (r"https?://[^/\s]+\S*", "the whole address: https://..."),
}


def works():
    """Key to entry; refuses what is not BibTeX, stands twice or misses what identifies a work."""
    text = read(HOME)
    try:
        found = parse_string(text, "bibtex").entries
    except PybtexSyntaxError as error:
        raise Refused(
            Problem(HOME, error.lineno, f"not BibTeX: {error}", "mend the entry")
        ) from None
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
        if not _places(work):
            yield Problem(
                HOME,
                line,
                f"{key} has no doi, eprint or url",
                "add the DOI, the arXiv id or the publisher's address",
            )
        if any(places[place] > 1 for place in _places(work)):
            yield Problem(HOME, line, f"{key} has the same address as another entry", "keep one")
        for field, (form, wanted) in FORMS.items():
            value = work.fields.get(field)
            if value and not re.fullmatch(form, value):
                yield Problem(HOME, line, f"the {field} of {key} is {value}", f"write {wanted}")


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


def place(work):
    """The name and the address of where a work is found."""
    fields = work.fields
    if fields.get("doi"):
        return f"doi:{fields['doi']}", f"https://doi.org/{fields['doi']}"
    if fields.get("eprint"):
        return f"arXiv:{fields['eprint']}", f"https://arxiv.org/abs/{fields['eprint']}"
    return fields["url"].split("/")[2], fields["url"]


def _family(person):
    """The family name; of a body of people, which BibTeX writes in braces, the whole."""
    return " ".join([*person.prelast_names, *person.last_names]).strip("{}")


def authors(work):
    """Family names, as a table has room for: "Maas et al."."""
    names = [_family(person) for person in work.persons["author"]]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."


def told(work):
    """What tells a work: `authors`, `year`, `title`, `venue`, and its `address`, which is found
    under the name `found`."""
    fields = work.fields
    found, address = place(work)
    return {
        "authors": [_person(person) for person in work.persons["author"]],
        "year": fields["year"],
        "title": fields["title"].replace("{", "").replace("}", ""),
        "venue": fields.get("journal") or fields.get("booktitle") or fields.get("note") or "arXiv",
        "found": found,
        "address": address,
    }


def _person(person):
    """`Maas, A. L.`"""
    initials = " ".join(f"{name[0]}." for name in person.first_names + person.middle_names)
    return ", ".join(filter(None, (_family(person), initials)))


def reference(work):
    """One work as Markdown: authors, year, title, venue, address."""
    of = told(work)
    *others, last = of["authors"]
    authors = f"{', '.join(others)} and {last}" if others else last
    linked = f"[{of['found']}]({of['address']})"
    return f"{authors} ({of['year']}). *{of['title']}.* {of['venue']}. {linked}"


def footnotes(page, works):
    """The footnotes behind the keys that a page cites."""
    return "".join(
        f"[^{key}]: {reference(works[key])}\n" for key in page.citations() if key in works
    )
