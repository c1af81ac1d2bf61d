"""Markdown pages: typeset when they are converted, finished at every build."""

import html
import re

from selectolax.lexbor import LexborHTMLParser

from drawing import svg
from finishing import glossary, marks, provenance
from finishing.typesetting import fit, outside_literals
from project.paths import DOCS, GENERATED
from project.problems import Problem, line_of
from project.sources import VERIFIED, fences, read
from writing import terms

PERCENT = re.compile(r"(?<=\d) (?=%)")
FIGURE = re.compile(r'<img ([^>]*?)src="([^"]*generated/([\w/.-]+)\.svg)"([^>]*?)/?>')
ABBREVIATION = re.compile(r"</?abbr[^>]*>")
EXPLAINED = re.compile(
    r"(?P<heading><h[1-6]\b.*?</h[1-6]>)"
    r"|(?P<link><(?P<own>a|dt|summary)\b.*?</(?P=own)>)"
    r"|<abbr title=\"(?P<meaning>.*?)\">(?P<text>.*?)</abbr>",
    re.S,
)


def typeset(content, path):
    """(the content of a page as Python-Markdown leaves it, with its formulas; problems of these).

    path: the page's source, to name a line.
    """
    content, problems = marks.shown(content, path)
    home = "../" * len(path.relative_to(DOCS).parent.parts)
    content = outside_literals(
        lambda text: PERCENT.sub("\N{NO-BREAK SPACE}", text), _explain_once(content, home)
    )
    return fit(content), problems


def unread(content, text, path):
    """Problems of blocks that the page shows and that no check sees, being no fences of its text:
    they are indented alone, stand in a quotation, or in HTML. path: of its source."""
    known = {_bare(fence.text) for fence in fences(text)}
    tree = LexborHTMLParser(content)
    for node in (*tree.css("pre"), *(code for code in tree.css("code") if code.css_first("br"))):
        if _bare(node.text()) not in known:
            first = node.text().strip().partition("\n")[0]
            what = f"a block of code is not read as one: {first[:40]}"
            remedy = "put it between ``` lines that say what it is, outside of quotations and HTML"
            yield Problem(path, line_of(read(path), first), what, remedy)


def _bare(text):
    """Code without what conversion may change: spaces, and what spares a line from being read."""
    return re.sub(r"\s|;(?=-+8<-)", "", text)


def finish(content, path):
    """Content that `typeset` gave, with what changes from build to build: its graphs, and its last
    paragraph; and the page of terms with its letters."""
    family, stem = path.parts[-3:-1]
    content = glossary.finish(content)
    return FIGURE.sub(_figure, content).replace(VERIFIED, provenance.line(family, stem))


def _figure(match):
    """A generated graph set in line, so that it follows the theme's switch."""
    file = GENERATED / f"{match[3]}.svg"
    alt = re.search(r'alt="([^"]*)"', match[0])
    return svg.inline(
        file.read_text(encoding="utf-8"),
        html.unescape(alt[1]) if alt else "",
        match[3].partition("/")[2].replace("/", "-"),
    )


def _explain_once(content, home):
    """A term is explained where it first occurs in a section, and never inside a heading or a
    link: by a link to its place among all terms that carries its meaning.

    home: from the page to the site's root.
    """
    explained = set()

    def keep(match):
        if match["heading"] or match["link"]:
            if match[0].startswith("<h2"):
                explained.clear()
            return ABBREVIATION.sub("", match[0])
        if match["text"] in explained:
            return match["text"]
        explained.add(match["text"])
        place = f"{home}terms/#{terms.anchor(html.unescape(match['text']))}"
        return f'<a class="term" href="{place}" title="{match["meaning"]}">{match["text"]}</a>'

    return EXPLAINED.sub(keep, content)
