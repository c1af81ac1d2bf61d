"""Names of functions in prose are spelt as the catalog spells them."""

import ast
import re
from functools import cache

import catalog
from project import tex
from project.blame import located
from project.problems import Problem, Refused, line_at, line_of
from project.sources import read

LEAST = 6  # letters of a word of which one may be wrong; of a shorter one two may be exchanged
SHORT = 4
LAID_ASIDE = re.compile(
    r"```.*?```|`[^`]*`|\]\([^)]*\)|\[\^[\w-]+\]"
    r"|^ *--8<--[^\n]*$|</?\w[^>\n]*>",
    re.S | re.M,
)


def names():
    """Names, titles, layers and other names of the catalog, and the words of titles; refuses where
    a module is not Python, since names would be missed."""
    found: set[str] = set()
    for family in catalog.families():
        found |= {*catalog.stems(family), *catalog.unwritten(family)}
        for stem in catalog.stems(family):
            found |= {*_stated(catalog.module_path(family, stem))}
    return frozenset(found)


def _stated(path):
    """What a module says that its function is called."""
    try:
        module = ast.parse(read(path), str(path))
    except SyntaxError as error:
        raise Refused(located(error, "check sources")) from None
    stated = {
        node.arg: [part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
        for node in ast.walk(module)
        if isinstance(node, ast.keyword) and node.arg in ("title", "layer", "aliases")
    }
    called = [path.stem, *stated.get("aliases", ())]
    yield from filter(
        None, (name.rpartition(".")[2] for name in [*called, *stated.get("layer", ())])
    )
    for title in stated.get("title", ()):  # one that is misspelt is told where it stands
        if letters(title) in map(letters, called):
            yield from (title, *re.findall(r"\w+", title))


def letters(name):
    """A name without what spellings differ by: case, and what stands between words."""
    return re.sub(r"[\W_]", "", str(name)).casefold()


@cache
def meant(word, known):
    """The name that a word is a slip of the pen of; "" where it is none."""
    if word in known:
        return ""
    index = _index(known)
    found = {name for one in _shortened(word.casefold()) for name in index.get(one, ())}
    for name in sorted(found):
        mixed = sum(letter.isupper() for letter in name) > 1 and not name.isupper()
        if mixed and word[:1].isupper() and word.casefold() == name.casefold():
            return name
        if _slips(word.casefold(), name.casefold()):
            return name
    return ""


@cache
def _index(known):
    """Names by what is left of them without one letter: what a slip has in common with its name."""
    index: dict[str, set[str]] = {}
    for name in known:
        for one in _shortened(name.casefold()):
            index.setdefault(one, set()).add(name)
    return index


def _shortened(word):
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _slips(word, name):
    """Whether one letter of a long name is wrong, missing or too many, but at its end, or two
    neighbours of any are exchanged."""
    if min(len(word), len(name)) < SHORT or abs(len(word) - len(name)) > 1 or word == name:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, name)) if a != b), None)
    if start is None:  # an ending more or less: another form of the word
        return False
    one, other = word[start:], name[start:]
    if one[2:] == other[2:] and one[:2] == other[1::-1]:
        return True
    alike = (one[1:], other), (one, other[1:]), (one[1:], other[1:])
    return len(name) >= LEAST and len(other) > 1 and any(a == b for a, b in alike)


def check(path, text, known):
    """Problems of a text of prose in a file: each word that is meant as a name, at its line."""
    blanked = LAID_ASIDE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), tex.blank(text))
    for match in re.finditer(r"\w+", blanked):
        name = meant(match[0], known) or meant(match[0].removesuffix("s"), known)
        if name:
            what = f'"{match[0]}" is no name of the catalog; did you mean {name}?'
            yield Problem(path, line_at(match), what, "spell it as the catalog does")


def page(source, known):
    """Problems of a page's prose, its title and description among it."""
    yield from check(source.path, source.text, known)


def notebook(book, known):
    """The same of what a notebook says in words."""
    for cell in book.cells:
        if cell["cell_type"] == "markdown":
            for problem in check(book.path, "".join(cell["source"]), known):
                word = problem.message.split('"')[1]
                yield Problem(book.path, line_of(book.text, word), problem.message, problem.remedy)
