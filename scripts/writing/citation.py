"""How a page is cited: CITATION.cff, as BibTeX and as a sentence."""

import re
from datetime import UTC, datetime
from functools import lru_cache

import yaml

from project import mappings
from project.paths import ROOT
from project.problems import Problem, Refused
from project.sources import read

HOME = ROOT / "CITATION.cff"


def known():
    """The title, and the authors as BibTeX has them: a body of people in braces, a person with the
    family name first. Refuses a file that is not YAML, or lacks either."""
    return _known(read(HOME))


@lru_cache(1)  # a page asks for it, one after the other
def _known(text):
    try:
        found = mappings.load(text)
        if authors := [_author(author) for author in found["authors"]]:
            return _text(found["title"]), authors
        line, what = 1, "no author"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, what = (mark.line if mark else 0) + 1, f"not YAML: {error.problem}"
    except (KeyError, TypeError):
        line, what = 1, "no title, or an author without `name` or `family-names`, as a text"
    raise Refused(Problem(HOME, line, what, "write it as citation-file-format.github.io says"))


def _author(author):
    if not isinstance(author, dict):
        raise TypeError
    if "name" in author:
        return f"{{{_text(author['name'])}}}"
    given = [_text(author["given-names"])] if author.get("given-names") else []
    return ", ".join([_text(author["family-names"]), *given])


def _text(value):
    """A text that says something; else a TypeError."""
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return " ".join(value.split())


def both(title, url, version, seconds):
    """A page as an entry of BibTeX, and as a sentence; title: "" for the guide as a whole.

    url: "" where there is none. version: of the page, in words; "" where it is unknown. seconds:
    since 1970, of that version; 0 where it is unknown.
    """
    guide, authors = known()
    day = datetime.fromtimestamp(seconds, UTC) if seconds else None
    fields = {
        "author": _escaped(" and ".join(authors)),
        "title": _escaped(title or guide),
        "howpublished": _escaped(guide) if title else "",
        "year": f"{day:%Y}" if day else "",
        "month": f"{day:%b}".lower() if day else "",
        "note": _escaped(version),
        "url": url,
    }
    key = re.sub(r"\W+", "-", f"{guide} {title}").strip("-").lower()
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    people = " and ".join(author.strip("{}") for author in authors)
    dated = f"{people} ({day:%Y-%m-%d})" if day else people
    parts = [part.removesuffix(".") for part in (dated, title, guide, version) if part]
    sentence = ". ".join(parts) + "." + f" {url}" * bool(url)
    return f"@misc{{{key},\n{''.join(lines)}}}", sentence


def _escaped(text):
    text = text.replace("\\", r"\textbackslash ")
    return re.sub(r"([&%#_$])", r"\\\1", text)
