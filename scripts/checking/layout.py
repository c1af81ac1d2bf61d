"""What stands where on a page: title, front matter, sixteen sections in order, none empty, nothing
left to fill in."""

import re
from itertools import pairwise

from project import tex
from project.problems import Problem, Refused, line_at, line_of, nearest
from project.sources import QUOTE, SNIPPET

SECTIONS = (
    "What is {name}?",
    "Where is {name} used?",
    "Why use {name}?",
    "When to use {name}?",
    "Who uses {name}?",
    "How does {name} work?",
    "Pros",
    "Cons",
    "Image",
    "Table",
    "Example",
    "Proof",
    "Example code for proof",
    "Application",
    "Key terms",
    "Summary",
)
FRONT = {"description": True, "terms": True, "names": False, "hide": False}
GUIDE = {"title": True, "description": True, "names": False, "hide": False, "styles": False}
TEXTS = ("title", "description")  # the others are lists of texts
HIDDEN = ("navigation", "toc", "path", "footer", "tags")  # what the theme may hide of a page
START = range(3, 7)  # lines of the code under the card
WORDS = 8  # that a section has at least
LEAST = {"words": 900, "formulas": 20, "code blocks": 4, "tables": 2, "pictures": 2}  # of a page
PLACEHOLDER = re.compile(
    r"\b(TODO|TBD|FIXME|XXX|lorem ipsum|placeholder|(?:pro|con|reason|example) \d+\b(?!\.))"
    r"|\.\.\.\s*$",
    re.I | re.M,
)


TOLD = re.compile("<!-- to write: ")  # by the scaffold


def in_words(lines):
    """`line 3`, `lines 3, 14 and 15`."""
    *first, last = map(str, lines)
    return f"lines {', '.join(first)} and {last}" if first else f"line {last}"


def headings(stem):
    """The sixteen headings of a page, in order."""
    return [f"{n}. {title.format(name=stem)}" for n, title in enumerate(SECTIONS, 1)]


def sections(page):
    """Heading, line and body of every level-two section of a page."""
    marks = list(re.finditer(r"^## +(.+?)(?: *\{[^}\n]*\})? *$", page.blanked, re.M))
    ends = [mark.start() for mark in marks[1:]] + [len(page.blanked)]
    return [
        (mark[1], line_at(mark), page.blanked[mark.end() : end]) for mark, end in zip(marks, ends)
    ]


def prose(body):
    """The words of running text in a piece of a page: no headings, tables, math, snippets, link
    targets."""
    text = QUOTE.sub(r"\1", SNIPPET.sub("", body))
    text = re.sub(
        r"^ *(#|\||!!!|\?\?\?|===).*$|\]\([^)]*\)|\[\^[\w-]+\]|\{[^}\n]*\}",
        " ",
        tex.blank(text),
        flags=re.M,
    )
    return re.findall(r"[\w'’]+", text)


def check(page):
    """Problems of the layout that need nothing generated."""
    yield from _title(page)
    yield from _start(page)
    yield from _answers(page)
    yield from _order(page)
    yield from _filled(page)


def topic(page):
    """Problems of the layout of a topic's page, as far as it has one."""
    titles = yield from _titles(page)
    if not titles:
        message = "the page has no title"
        yield Problem(page.path, 1, message, "write `# ` and what it is about above the text")
    yield from front(page)
    yield from _answers(page)
    yield from _filled(page)


def _titles(page):
    titles = list(re.finditer(r"^# +(.*?) *$", page.blanked, re.M))
    for title in titles[1:]:
        message = f'"{title[1]}" is a second title'
        yield Problem(page.path, line_at(title), message, "use a heading of level two or three")
    return titles


def _title(page):
    titles = yield from _titles(page)
    if not titles or titles[0][1] != page.stem:
        message = f"the title is not `# {page.stem}`"
        line = line_at(titles[0]) if titles else 1
        yield Problem(page.path, line, message, "the title is the function's name")
    yield from front(page)


def front(page, known=FRONT):
    """Problems of the front matter: keys that nothing reads, and those that lack or are of another
    sort. known: keys, each with whether it must be there."""
    missing = [key for key, needed in known.items() if needed and not page.meta.get(key)]
    for key, value in page.meta.items():
        line = line_of(page.text, f"\n{key}:") + 1
        if key == "tags":
            remedy = "take them away here: they stand in the catalog module, and are taken from it"
            yield Problem(page.path, line, "tags stand on the page", remedy)
        elif key not in known:
            meant = nearest(key, missing) or nearest(key, known)
            named = [name for name in missing if f"mean {name}?" in meant]
            missing = [name for name in missing if name not in named]
            lacks = "".join(f"front matter has no `{name}`: " for name in named)
            message = f"{lacks}`{key}` is no key of it{meant}"
            yield Problem(page.path, line, message, f"use {', '.join(known)}")
        elif value and not isinstance(value, str if key in TEXTS else list):
            text = key in TEXTS
            message = f"`{key}` is {value!r}, no {'text' if text else 'list'}"
            remedy = f"write {key}: {'one sentence' if text else '[one, another]'}"
            yield Problem(page.path, line, message, remedy)
        elif key not in TEXTS:
            for number, item in enumerate(value or ()):
                if not isinstance(item, str):
                    message = f"an item of `{key}` is {item!r}, no text"
                    yield Problem(page.path, line, message, f'put it between quotes: "{item}"')
                elif item in value[:number]:
                    yield Problem(page.path, line, f"`{key}` names {item} twice", "keep one")
                elif key == "hide" and item not in HIDDEN:
                    message = f"`hide` names {item}, which the theme has not{nearest(item, HIDDEN)}"
                    yield Problem(page.path, line, message, f"use {', '.join(HIDDEN)}")
    if missing:
        lacks = " and no ".join(f"`{key}`" for key in missing)
        remedy = "write what it lacks between the --- lines at the top"
        yield Problem(page.path, 1, f"front matter has no {lacks}", remedy)


def _start(page):
    sizes = [len(re.findall(r"^.*\S", fence.text, re.M)) for fence in page.start]
    if len(sizes) != 1:
        message = f"blocks of code under the card: {len(sizes)}"
    elif sizes[0] not in START:
        message = f"the code under the card has {sizes[0]} lines"
    else:
        return
    remedy = "write one of 3 to 6 lines, imports included, that does what most come for"
    yield Problem(page.path, page.start[-1].line if sizes else 1, message, remedy)


def _answers(page):
    for fence in page.answers:
        try:
            page.goes_on_from(fence)
        except Refused as refused:
            yield from refused.problems


def _order(page):
    present, wanted = sections(page), headings(page.stem)
    meant = _meant([heading for heading, _, _ in present], wanted)
    for number, want in enumerate(wanted, 1):
        if want in meant.values():
            continue
        lines = [line for heading, line, _ in present if heading == want]
        if not lines:
            near = [line for heading, line, _ in present if heading.startswith(f"{number}. ")]
            near += [line for _, line, _ in present[number - 1 :]]
            near += [line for _, line, _ in present[-1:]]
            message = f'section "{want}" is missing'
            remedy = f"write it under the heading `## {want}`"
            yield Problem(page.path, near[0] if near else 1, message, remedy)
        elif len(lines) > 1:
            yield Problem(page.path, lines[1], f'section "{want}" stands twice', "join the two")
    for heading, line, _ in present:
        if heading in meant:
            want = meant[heading]
            message = f'section "{want}" is missing: "{heading}" is none of the sixteen sections'
            yield Problem(page.path, line, message, f"write the heading `## {want}`")
        elif heading not in wanted:
            message = f'"{heading}" is none of the sixteen sections'
            remedy = "use a heading of level three, or the title that the contract gives"
            yield Problem(page.path, line, message, remedy)
    known = [(heading, line) for heading, line, _ in present if heading in wanted]
    for (before, _), (heading, line) in pairwise(known):
        if wanted.index(before) > wanted.index(heading):
            message = f'section "{heading}" is out of order'
            remedy = "the sections stand in the order of their numbers"
            yield Problem(page.path, line, message, remedy)


def _meant(present, wanted):
    """A heading that is none of the sections -> the one that is missing for it: of its number."""
    meant = {}
    missing = [want for want in wanted if want not in present]
    for heading in present:
        number = heading.partition(" ")[0]
        same = [want for want in missing if want.partition(" ")[0] == number]
        if heading not in wanted and same and same[0] not in meant.values():
            meant[heading] = same[0]
    return meant


def empty(page):
    """Heading and line of every section that is not written yet."""
    return [(heading, line) for heading, line, body in sections(page) if len(prose(body)) < WORDS]


def _filled(page):
    unwritten = empty(page)
    if unwritten:
        headings, lines = zip(*unwritten)
        numbers = ", ".join(heading.partition(".")[0] for heading in headings)
        message = f'section "{headings[0]}" is empty'
        if len(headings) > 1:
            message = f"{len(headings)} sections are empty: {numbers}"
        remedy = (
            f"write at least a paragraph, {WORDS} words: tables, code and formulas do not count"
        )
        yield Problem(page.path, lines[0], message, remedy)
    told = [page.text.count("\n", 0, at.start()) + 1 for at in TOLD.finditer(page.text)]
    if told and not unwritten:
        message = f"what is to be written is still told on {in_words(told)}"
        yield Problem(page.path, told[0], message, "write it, and take the comments away")
    for match in PLACEHOLDER.finditer(page.blanked):
        message = f'"{match[0].strip()}" is a placeholder'
        yield Problem(page.path, line_at(match), message, "write what belongs there")


def measure(page, asked=tuple(LEAST)):
    """Problems of a page that is too short, unless sections are empty; its snippets must be on
    disk."""
    if empty(page):
        return
    text = re.sub(r"^```.*?^```", "", page.expanded, flags=re.M | re.S)
    counts = {
        "words": len(prose(page.blanked)),
        "formulas": len(tex.formulas(text)),
        "code blocks": sum(fence.is_run for fence in page.fences),
        "pictures": len(re.findall(r"!\[[^\]]+\]\(", text)),
        "tables": len(re.findall(r"^\s*\|(?:\s*:?-+:?\s*\|)+\s*$", text, re.M)),
    }
    for what in asked:
        least = LEAST[what]
        if counts[what] < least:
            message = f"the page has {counts[what]} {what}, and needs {least}"
            yield Problem(page.path, 1, message, "say what a reader of this function still misses")


def explorer(page):
    """The explorer stands in section 9 behind the first picture: of a function of a number it takes
    its place."""
    image = headings(page.stem)[SECTIONS.index("Image")]
    want = f'--8<-- "{page.family}/{page.stem}/explorer.md"'
    line, body = next(
        ((line, body) for heading, line, body in sections(page) if heading == image), (1, "")
    )
    picture = SNIPPET.search(body)
    if not (picture and re.match(rf"\s+{re.escape(want)}$", body[picture.end() :], re.M)):
        message = "section 9 has no explorer behind its first picture"
        yield Problem(page.path, line, message, f"write {want} below the line of that picture")
