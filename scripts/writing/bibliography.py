"""Works cited: docs/bibliography.bib, read by pybtex; a page takes in those it cites."""

from collections import Counter

from pybtex.database import BibliographyDataError, parse_string
from pybtex.scanner import PybtexSyntaxError

from project.paths import DOCS
from project.problems import Problem, Refused, line_of
from project.sources import read

HOME = DOCS / "bibliography.bib"
FIELDS = ("title", "year")
PLACES = ("doi", "eprint", "url")


def works():
    """Key to entry; refuses what is not BibTeX or stands twice."""
    text = read(HOME)
    try:
        return parse_string(text, "bibtex").entries
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


def check(works, pages):
    """Entries that miss what identifies a work, stand twice, or are cited by no page."""
    text = read(HOME)
    cited = {key for page in pages for key in page.citations()}
    places = Counter(place for work in works.values() for place in _places(work))
    for key, work in works.items():
        line = line_of(text, f"{{{key},")
        for field in FIELDS:
            if not work.fields.get(field):
                yield Problem(HOME, line, f"{key} has no {field}", f"add the {field}")
        if not work.persons.get("author"):
            yield Problem(HOME, line, f"{key} has no author", "add the authors")
        if not _places(work):
            yield Problem(
                HOME,
                line,
                f"{key} has no doi, eprint or url",
                "add the DOI, the arXiv id or the publisher's address",
            )
        if any(places[place] > 1 for place in _places(work)):
            yield Problem(HOME, line, f"{key} has the same address as another entry", "keep one")
        if key not in cited:
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


def reference(work):
    """One work as Markdown: authors, year, title, venue, address."""
    authors = [
        ", ".join(
            filter(
                None,
                (
                    _family(person),
                    " ".join(name[0] + "." for name in person.first_names + person.middle_names),
                ),
            )
        )
        for person in work.persons["author"]
    ]
    shown = authors[0] if len(authors) == 1 else ", ".join(authors[:-1]) + " and " + authors[-1]
    fields = work.fields
    venue = fields.get("journal") or fields.get("booktitle") or fields.get("note") or "arXiv"
    title = fields["title"].replace("{", "").replace("}", "")
    found, address = place(work)
    return f"{shown} ({fields['year']}). *{title}.* {venue}. [{found}]({address})"


def footnotes(page, works):
    """The footnotes behind the keys that a page cites."""
    return "".join(
        f"[^{key}]: {reference(works[key])}\n" for key in page.citations() if key in works
    )
