"""The glossary: docs/terms.md defines each term once, in plain text; a page takes in those it
names."""

import re

from catalog.escaping import line, link, text
from project.paths import DOCS
from project.problems import Problem, Refused, line_at
from project.sources import blank, read

HOME = DOCS / "terms.md"
# A term, and its definition up to an empty line.
DEFINED = re.compile(r"^(\w[^\n]*)\n: +(\S.*(?:\n(?!:)[ \t]*\S.*)*)$", re.M)
BARE = re.compile(r"(?<=\n\n)(\w[^\n]*)\n(?!: +\S)(?=[ :])")
FURTHER = re.compile(r"\n+(?=: |[ \t]+\S)")  # behind a definition: more of it
SIGN = re.compile(r"[\\\]]")  # with which no tooltip can be found


def known():
    """Term to its definition, one line of plain text each; refuses a term that stands twice, has no
    definition, or one of several paragraphs."""
    words, found = read(HOME), {}
    for bare in BARE.finditer(words):
        what = f'the definition of "{bare[1]}" does not begin with a colon'
        raise Refused(Problem(HOME, line_at(bare) + 1, what, "write `:   ` before it"))
    for match in DEFINED.finditer(words):
        if re.search(r"[^\n]\n\Z", words[: match.start()]) and match.start():
            what, remedy = f'a line stands right above the term "{match[1]}"', "leave one empty"
            raise Refused(Problem(HOME, line_at(match), what, remedy))
        if anchor(match[1]) in map(anchor, found):
            what, remedy = f'term "{match[1]}" is defined twice', "keep one"
            raise Refused(Problem(HOME, line_at(match), what, remedy))
        if sign := SIGN.search(match[1]):
            what = f'the term "{match[1]}" holds {sign[0]}'
            raise Refused(Problem(HOME, line_at(match), what, "name it without that sign"))
        if FURTHER.match(words, match.end()):
            what = f'the definition of "{match[1]}" goes on behind its first paragraph'
            raise Refused(Problem(HOME, line_at(match), what, "write one paragraph"))
        found[line(match[1])] = line(match[2])
    lost = re.search(r"^[ \t]*: +\S", DEFINED.sub(blank, words), re.M)
    if lost:
        what = "a definition belongs to no term"
        remedy = "write the term right above it, beginning with a letter or a digit"
        raise Refused(Problem(HOME, line_at(lost), what, remedy))
    return found


def shown(markdown):
    """The Markdown of the page of all terms, on which each stands as it is written."""
    return DEFINED.sub(lambda m: f"{text(m[1])}\n:   {text(m[2])}", markdown)


def anchor(term):
    """Where a term stands on the page of all: `dead-unit`."""
    return re.sub(r"[\W_]+", "-", re.sub(r"['’]", "", term.lower())).strip("-")


def definitions(names, known):
    """The definition list of some terms, linked to the page of all, and the tooltips for where they
    occur; of those that are known."""
    names = [name for name in names if name in known]
    lines = [
        f"{link(text(name), f'../../terms.md#{anchor(name)}')}\n:   {text(known[name])}\n"
        for name in names
    ]
    tooltips = [f"*[{name}]: {text(known[name])}" for name in names]
    return "\n".join([*lines, *tooltips]) + "\n"
