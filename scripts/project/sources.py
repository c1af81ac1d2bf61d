"""Reading what authors write: pages, their snippets and fences, and notebooks, with lines that can
be named."""

import codecs
import json
import math
import os
import re
import symtable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import unquote

import yaml

from project import mappings, signs
from project.once import once
from project.paths import DOCS, GENERATED, SCRIPTS
from project.problems import Problem, Refused, line_at, nearest, withheld

GUIDE = "guide"  # the folder of the topics
SNIPPET_HOMES = (GENERATED, DOCS, SCRIPTS)  # as pymdownx.snippets' base_path in mkdocs.yml
VERIFIED = '<div class="verified"></div>'  # a page's last paragraph, which finishing writes
SNIPPET = re.compile(r'^([ \t]*)--8<-- "([^":]+)(?::([\w-]+))?"[ \t]*$', re.M)
FENCE = re.compile(r"^([ \t]*)(```+|~~~+(?!~))[ \t]*([^\n`]*)\n(.*?)^\1\2[ \t]*$", re.M | re.S)
NOT_RUN = re.compile(r"# *not run\b:?[ \t]*(.*)")  # the first line of code that is only shown
LEAD = re.compile(r"^(?:\*\*(.+?)\*\*|##+ +(.+?) *$)", re.M)
GOES_ON = re.compile(r'# goes on from "(.+)"$', re.M)

# What prose rests on: the words, where that is (a page's notebook, or what the words stand in), of
# which sort it is, and its name.
QUOTE = re.compile(
    r'\[([^\[\]]+)\]\((#|(?:[\w./-]+/)?notebook\.ipynb(?:#[\w-]+)?)\s+"(\w+):\s*([^"]*)"\)'
)


# What a page's code may read: published data to which the page links.
DATA = re.compile(r"\]\((?:\.\./)*((?:\w+/\w+/)?facts(?:\.schema)?\.json)\)")


def blank(match):
    """What a match leaves when it is taken out, every line where it was."""
    return re.sub(r"[^\n]", "", match[0])


def read(path):
    """The text of a source file, without a byte-order mark, its lines ended by LF however an editor
    ends them; refuses one that is not there, is no UTF-8, or holds what nobody sees."""
    try:
        data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    except FileNotFoundError:
        raise Refused(Problem(path, 1, "there is no such file", "write it again")) from None
    except OSError as error:
        raise Refused(withheld(path, error)) from None
    null = data.find(b"\0")  # UTF-8 may hold it, and what UTF-16 is full of
    try:
        text = data.decode() if null < 0 else ""
    except UnicodeDecodeError as error:
        null = error.start
    if null >= 0:
        line = data.count(b"\n", 0, null) + 1
        raise Refused(Problem(path, line, "the file is not UTF-8", "save it as UTF-8"))
    text = _ended(text)
    if fault := signs.fault(text):
        at, what = fault
        raise Refused(Problem(path, text.count("\n", 0, at) + 1, what, signs.REMEDY))
    return text


def _ended(text):
    """A text with its lines ended by LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def written(home, pattern):
    """The files in a folder that people wrote, in order: none that the build generates, and none
    that editors and systems leave, whose names begin with neither a letter nor a digit."""
    generated, above = f"{GENERATED}{os.sep}", len(home.parts)
    return sorted(
        file
        for file in home.glob(pattern)
        if not str(file).startswith(generated)
        and all(re.match(r"\w", part) for part in file.parts[above:])
        and file.is_file()
    )


@dataclass(frozen=True)
class Quote:
    """Words, and what they rest on. line: of its text, on which it begins."""

    words: str
    place: str
    sort: str
    name: str
    line: int


@once
def quotes(text):
    """The quotes of a text, in order."""
    return tuple(
        Quote(m[1], m[2], m[3], " ".join(m[4].split()), line_at(m)) for m in QUOTE.finditer(text)
    )


@dataclass(frozen=True)
class Fence:
    """A fenced block: language, text without the fences, the line of its first line of text, what
    stands before each line, and what stands behind the language."""

    language: str
    text: str
    line: int
    indent: str = ""
    options: str = ""

    @property
    def why(self):
        """Why it is not run, as its first line says; None where that says nothing of it."""
        said = NOT_RUN.match(self.text)
        return said and said[1].strip()

    @property
    def is_run(self):
        return self.language == "python" and self.why is None

    @property
    def is_code(self):
        """Whether it is run, or shows what is printed."""
        return self.is_run or self.language == "output"

    @property
    def assigns(self):
        """The names that it gives a value to; none of code that is not Python."""
        return _assigned(expand(self.text))


@once
def _assigned(code):
    try:
        table = symtable.symtable(code, "fence", "exec")
    except SyntaxError:
        return frozenset()
    return frozenset(symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned())


@once
def fences(text):
    """The fenced blocks of a text, in order; those in lists and boxes among them."""
    return tuple(
        Fence(
            m[3] if m[3].startswith(("{", ".")) else m[3].partition(" ")[0],
            re.sub(rf"^[ \t]{{1,{len(m[1])}}}", "", m[4], flags=re.M) if m[1] else m[4],
            text.count("\n", 0, m.start(4)) + 1,
            m[1],
            "" if m[3].startswith(("{", ".")) else m[3].partition(" ")[2],
        )
        for m in FENCE.finditer(text)
    )


@once
def _blanked(text):
    return re.sub(r"<!--.*?-->", blank, FENCE.sub(blank, text), flags=re.S)


class Markdown:
    """A Markdown file; equal to another reading of the same text. text: of it, where it was read
    before."""

    def __init__(self, path, text=None):
        self.path = Path(path)
        self.text = read(path) if text is None else text

    def __eq__(self, other):
        return type(self) is type(other) and (self.path, self.text) == (other.path, other.text)

    def __hash__(self):
        return hash((self.path, self.text))

    @cached_property
    def _head(self):
        """As MkDocs finds it."""
        return re.match(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", self.text, re.S)

    @cached_property
    def meta(self):
        """The front matter; refuses one that is not a YAML mapping, or is not found as it was
        meant."""
        if not self._head and re.match(r"\s*-{3,}[ \t]*\n[\w-]+:", self.text):
            line = 1 + len(self.text) - len(self.text.lstrip("\n"))
            what = "front matter does not stand between two lines of ---"
            remedy = "begin the file with a line ---, and end the front matter with another"
            raise Refused(Problem(self.path, line, what, remedy))
        try:
            found = mappings.load(self._head[1]) if self._head else {}
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = (mark.line if mark else 0) + 2
            raise Refused(
                Problem(
                    self.path,
                    line,
                    f"front matter is not YAML: {error.problem}",
                    "mend the lines between ---",
                )
            ) from None
        if not isinstance(found, dict):
            raise Refused(
                Problem(
                    self.path,
                    2,
                    "front matter is not a mapping",
                    "write `key: value` lines between ---",
                )
            )
        return found

    @property
    def body(self):
        """The text without front matter."""
        return self.text[self._head.end() :] if self._head else self.text

    @cached_property
    def blanked(self):
        """The text with front matter, fences and comments blanked out, every line where it was."""

        head = blank(self._head) if self._head else ""
        return _blanked(head + self.body)

    @cached_property
    def title(self):
        """Its first heading of level one; "" where there is none."""
        found = re.search(r"^# +(.*?) *$", self.blanked, re.M)
        return found[1] if found else ""

    @property
    def prose(self):
        """Its texts, each with what gives for a line of it that of the file."""
        return [(self.blanked, lambda line: line)]

    @property
    def fenced(self):
        """The same with their fences."""
        return [(self.text, lambda line: line)]

    @cached_property
    def fences(self):
        return fences(self.text)

    @cached_property
    def expanded(self):
        """The text with its snippets taken in (generated ones must be on disk)."""
        return expand(self.text)

    def citations(self):
        """Keys cited, in order of first use, each with its line."""
        lines: dict[str, int] = {}
        for match in re.finditer(r"\[\^([\w-]+)\](?!:)", self.blanked):
            lines.setdefault(match[1], line_at(match))
        return lines


class Page(Markdown):
    """The page of one entry: docs/<family>/<stem>/index.md."""

    def __init__(self, path, text=None):
        super().__init__(path, text)
        self.stem = self.path.parent.name
        self.family = self.path.parent.parent.name

    @property
    def start(self):
        """The `python` fences before the first section: what most come for, under the card."""
        section = re.search(r"^## ", self.blanked, re.M)
        end = line_at(section) if section else math.inf
        return [f for f in self.fences if f.is_run and f.line < end]

    @property
    def answers(self):
        """The `python` fences of section 6, each of which answers a question that readers come
        with."""
        found = re.search(r"^## 6\..*?(?=^## |\Z)", self.blanked, re.M | re.S)
        first, end = (line_at(found), line_at(found) + found[0].count("\n")) if found else (0, 0)
        return [f for f in self.fences if f.is_run and first < f.line < end]

    def goes_on_from(self, fence):
        """The answer that another one goes on from, as its first line says: the last one above it
        that stands under those bold words or that heading. None for a fence that says nothing;
        refuses one that names no other."""
        said = GOES_ON.match(fence.text)
        if not said:
            return None
        leads = [(line_at(m), (m[1] or m[2]).rstrip(".:")) for m in LEAD.finditer(self.blanked)]
        above, under = [], None
        for other in self.answers:
            if other.line >= fence.line:
                break
            under = [words for line, words in leads if line < other.line][-1:]
            above += [other] * (under == [said[1]])
        if above:
            return above[-1]
        what = f'no block above stands under "{said[1]}"'
        remedy = "name the bold words or the heading over the block that this one goes on from"
        raise Refused(Problem(self.path, fence.line, what, remedy))

    @property
    def session(self):
        """The other `python` fences, which are run as one session."""
        alone = *self.start, *self.answers
        return [f for f in self.fences if f.is_run and f not in alone]

    @cached_property
    def quotes(self):
        return quotes(self.blanked)

    @property
    def data(self):
        """The published data to which it links, from the site's root: `<family>/<stem>/facts.json`,
        and the schema."""
        return sorted(set(DATA.findall(self.blanked)))

    def home(self, name):
        """The fence that gives a name its value: the last one of the session, or else of section 6;
        None where there is none."""
        fences = *reversed(self.session), *reversed(self.answers)
        return next((f for f in fences if name in f.assigns), None)

    @property
    def values(self):
        """The names of its code that are quoted."""
        return sorted({quote.name for quote in self.quotes if quote.sort == "value"})


class Topic(Page):
    """The page of what concerns many entries: docs/guide/<stem>/index.md. Each of its `python`
    fences answers a question of its own."""

    start = session = ()

    @property
    def answers(self):
        return [fence for fence in self.fences if fence.is_run]


def snippet(name, region):
    """The text that a snippet line brings, or None."""
    file = next((home / name for home in SNIPPET_HOMES if (home / name).is_file()), None)
    if file is None:
        return None
    text = read(file)
    if not region:
        return text
    found = re.search(
        rf"^[^\n]*--8<-- \[start:{region}\][^\n]*\n(.*?)^[^\n]*--8<-- \[end:{region}\]",
        text,
        re.M | re.S,
    )
    return found and found[1]


def unable(name, region, around=()):
    """Why a snippet line brings nothing, or what it brings does: "" where it does not fail."""
    text, own = snippet(name, region), (name, region)
    if text is None:
        return f'snippet "{name}{f":{region}" if region else ""}" does not exist'
    if own in around:
        return f'snippet "{name}" takes in itself'
    inner = (unable(m[2], m[3], (*around, own)) for m in SNIPPET.finditer(text))
    return next(filter(None, inner), "")


def expand(text, around=()):
    """A text with its snippets taken in; one that is not there, or stands in itself, brings
    nothing. around: the snippets, by name and region, that it is a part of."""

    def inside(match):
        own = match[2], match[3]
        return "" if own in around else expand(snippet(*own) or "", (*around, own))

    return SNIPPET.sub(inside, text)


def address(path):
    """The address of a page or a notebook of docs/, from the site's root and ending in a slash; ""
    of the home."""
    place = path.parent if path.name == "index.md" else path.with_suffix("")
    return "" if place == DOCS else f"{place.relative_to(DOCS).as_posix()}/"


def page_path(family, stem):
    return DOCS / family / stem / "index.md"


def home(family, stem):
    """The file at which a problem stands that is one of an entry as a whole: its facts; of a topic
    its page."""
    if family == GUIDE:
        return page_path(family, stem)
    return SCRIPTS / "catalog" / family / f"{stem}.py"


def page_at(path, text=None):
    """The page of an entry, or of a topic, by where it stands. text: of it, where it was read
    before."""
    return (Topic if Path(path).parents[1] == DOCS / GUIDE else Page)(path, text)


def page_paths():
    """Where the pages of entries stand, in order of address."""
    return [path for path in written(DOCS, "*/*/index.md") if path.parents[1] != DOCS / GUIDE]


def pages():
    return [Page(path) for path in page_paths()]


def topic_paths():
    """Where the pages of topics stand, in order of address."""
    return written(DOCS, f"{GUIDE}/*/index.md")


def topics():
    return [Topic(path) for path in topic_paths()]


def guide_paths():
    """Where the pages beside the families stand, in order of address: each a file of docs/."""
    return written(DOCS, "*.md")


def guides():
    return [Markdown(path) for path in guide_paths()]


def overviews():
    """The pages of whole families."""
    return [Markdown(path) for path in written(DOCS, "*/index.md")]


def other_paths():
    """Where Markdown stands that is none of these: it is published all the same, and pages may take
    it in."""
    known = {*page_paths(), *topic_paths(), *guide_paths(), *written(DOCS, "*/index.md")}
    return [path for path in written(DOCS, "**/*.md") if path not in known]


CELL = {"attachments", "cell_type", "execution_count", "id", "metadata", "outputs", "source"}
NAMED = re.compile(r"[A-Za-z0-9_-]{1,64}")  # an id of a cell
ABOUT = {  # of a whole notebook, with what its format asks for
    "kernelspec": {"display_name": "Python 3", "name": "python3"},
    "language_info": {"name": "python"},
}
ATTACHED = re.compile(  # a picture that a cell of Markdown holds itself, by its name
    r"<attachment:([^<>\n]+)>|\battachment:((?:[^\s()<>\"']|\([^\s()]*\))+)"
)


def complete(book):
    """Gives a notebook, whose cells have sources, what its format asks for beside, and takes from
    it what that does not know: not every program that writes notebooks keeps to it."""
    taken: set[str] = set()
    for number, cell in enumerate(book["cells"], 1):
        for key in cell.keys() - CELL:
            del cell[key]
        if not isinstance(cell.get("metadata"), dict):
            cell["metadata"] = {}
        name = cell.get("id")
        if not isinstance(name, str) or not NAMED.fullmatch(name) or name in taken:
            cell["id"] = f"cell-{number}"
        taken.add(cell["id"])
        if cell["cell_type"] == "code":
            count, shown = cell.get("execution_count"), cell.get("outputs")
            cell["execution_count"] = count if type(count) is int and count >= 0 else None
            cell["outputs"] = [each for each in _listed(shown) if isinstance(each, dict)]
            cell.pop("attachments", None)
        else:
            cell.pop("execution_count", None)
            cell.pop("outputs", None)
            if not isinstance(cell.get("attachments", {}), dict):
                del cell["attachments"]
    about = book.get("metadata")
    book["metadata"] = about if isinstance(about, dict) else {}
    for key in ABOUT.keys() & book["metadata"].keys():
        given = book["metadata"][key]
        book["metadata"][key] = ABOUT[key] | (given if isinstance(given, dict) else {})
    if book.get("nbformat") == 4:
        book["nbformat_minor"] = 5
    return book


def _listed(value):
    return value if isinstance(value, list) else []


def attached(cell):
    """The pictures that a cell of Markdown holds itself: a match, and the name each."""
    known = cell.get("attachments") or {}
    for match in ATTACHED.finditer("".join(cell["source"])):
        name = match[1] or match[2]
        yield match, name if name in known else unquote(name)


class Notebook:
    """A notebook as stored; refuses one that is not JSON or not a notebook."""

    def __init__(self, path):
        self.path = Path(path)
        self.text = read(path)
        try:
            self.json = json.loads(self.text)
            self.cells = self.json["cells"]
        except json.JSONDecodeError as error:
            raise Refused(
                Problem(
                    path,
                    error.lineno,
                    f"the notebook is not JSON: {error.msg}",
                    "restore it, or save it again from Jupyter",
                )
            ) from None
        except (KeyError, TypeError):
            self.json, self.cells = {}, None
        fault = self._fault()
        if fault:
            remedy = "save it again from Jupyter"
            raise Refused(Problem(path, 1, f"the file is JSON, but no notebook: {fault}", remedy))
        complete(self.json)
        for cell in self.cells:
            text = cell["source"]
            cell["source"] = _ended(text) if isinstance(text, str) else [*map(_ended, text)]
            if fault := signs.fault(text := "".join(cell["source"])):  # as an escape of JSON
                at, what = fault
                line = self.line(cell, text.count("\n", 0, at) + 1)
                raise Refused(Problem(path, line, what, signs.REMEDY))

    def _fault(self):
        """What a notebook has and the file has not; "" if it is one."""
        if not isinstance(self.cells, list):
            return "it has no cells"
        for number, cell in enumerate(self.cells, 1):
            for key in ("cell_type", "source"):
                if not isinstance(cell, dict) or key not in cell:
                    known = cell if isinstance(cell, dict) else ()
                    return f"cell {number} has no {key}{nearest(key, known)}"
            lines = cell["source"] if isinstance(cell["source"], list) else [cell["source"]]
            if not all(isinstance(line, str) for line in lines):
                return f"the source of cell {number} is no text"
        return ""

    @property
    def prose(self):
        """Its cells of Markdown without their fences, each with what gives for a line of it that
        of the file."""
        return [(FENCE.sub(blank, text), place) for text, place in self.fenced]

    @property
    def fenced(self):
        """The same with their fences."""
        return [
            ("".join(cell["source"]), partial(self.line, cell))
            for cell in self.cells
            if cell["cell_type"] == "markdown"
        ]

    def line(self, cell, number=1):
        """The line of the file on which a line of a cell's source stands, by its number: a source
        is a list of lines, or one string."""
        place = next(n for n, other in enumerate(self.cells) if other is cell)
        return self._lines[place] + (number - 1) * isinstance(cell["source"], list)

    @cached_property
    def _lines(self):
        """The lines of the file on which the sources of its cells begin: within a string of JSON no
        quotation mark stands by itself."""
        keys = re.finditer(r'(?<!\\)"source"\s*:\s*(?:\[\s*)?', self.text)
        return [self.text.count("\n", 0, key.end()) + 1 for key in keys]

    @staticmethod
    def options(cell):
        """The `#| key: value` lines at the head of a code cell."""
        found = {}
        for line in "".join(cell["source"]).splitlines():
            match = re.match(r"#\|\s*([\w-]+):\s*(.*)", line)
            if not match:
                break
            value = match[2].strip()
            quoted = re.fullmatch(r"""(["'])(.*)\1""", value)
            found[match[1]] = quoted[2] if quoted else value
        return found

    @staticmethod
    def code(cell):
        """The source of a code cell without its options."""
        return re.sub(r"\A(#\|.*\n?)+", "", "".join(cell["source"]))


def notebooks():
    """Every stored notebook, in order of address."""
    return written(DOCS, "*/*/notebook.ipynb")
