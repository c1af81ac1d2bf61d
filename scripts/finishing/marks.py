"""What `project.tex` hid from a converter of Markdown, shown where it comes out: as a formula; as
it was written, in code and addresses; as plain text, in titles and the words for a picture."""

import html
import re
from urllib.parse import quote, unquote

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from finishing import formulas, headings, structure
from finishing.typesetting import TAG, home_of, outside_literals
from project import tex
from project.problems import Problem

ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
ENTITY = re.compile(r"&#(0\d{3});")  # as `shown` writes them, and nobody else
ADDRESSES = ("href", "src")
QUOTED = re.compile(
    f"{quote(tex.BEGIN)}[%0-9A-F]+?{quote(tex.END)}"
)  # as mistune writes an address
PARTS = re.compile(f"{tex.MARK.pattern}|{TAG.pattern}")
ALONE = re.compile(rf"<p>\s*({tex.MARK.pattern})\s*</p>")


def join(config):
    """Has Python-Markdown hide formulas and keep all cells; config: of MkDocs, changed in place."""
    config.markdown_extensions += Hiding(), structure.Rows()
    config.mdx_configs["toc"]["slugify"] = slug


class Hiding(Extension):
    """Of Python-Markdown: formulas are hidden behind snippets, and before all else."""

    def extendMarkdown(self, md):
        md.preprocessors.register(_Hider(md), "hide", 29)


class _Hider(Preprocessor):
    def run(self, lines):
        return tex.hide("\n".join(lines)).split("\n")


def slug(text, separator):
    """An id of a heading's text, which may hold marks."""
    return headings.slug(plain(text), separator)


def plain(text):
    """A text with its marks as plain text."""
    return tex.MARK.sub(lambda mark: _plain(tex.meant(mark)), text)


def _plain(written):
    formula, display = tex.read(written)
    if formula is None:
        return display
    try:
        return formulas.plain(formulas.render(formula, display))
    except formulas.Rejected:
        return written  # which is refused where it stands


def shown(content, path):
    """(HTML with its marks as formulas in MathML, those that are displayed in boxes of their own,
    and characters that stood behind a backslash as entities; a problem for each formula that KaTeX
    rejects). path: the page or notebook."""
    problems = []
    within = False  # a paragraph or a heading, which can hold no box but a span

    def formula(mark):
        written = tex.meant(mark)
        found, display = tex.read(written)
        if found is None:
            return f"&#{ord(display):04};"
        try:
            mathml = formulas.render(found, display)
        except formulas.Rejected as error:
            lines = written, found, found.strip(), found.strip().split("\n")[0]
            what = f"KaTeX refuses ${found.strip()}$: {error}"
            problems.append(Problem(*home_of(path, *lines), what, "mend the formula"))
            return f"<code>{html.escape(written)}</code>"
        box = "span" if within else "div"
        return formulas.displayed(found, mathml, box) if display else mathml

    def tag(found):
        nonlocal within
        if opened := re.match(r"<(/?)(?:p|h[1-6])\b", found):
            within = not opened[1]
        found = QUOTED.sub(lambda mark: unquote(mark[0]), found)
        return ATTRIBUTE.sub(_attribute, found) if tex.BEGIN in found else found

    def prose(text):
        return PARTS.sub(lambda part: formula(part) if part[1] else tag(part[0]), text)

    content = outside_literals(prose, ALONE.sub(_freed, content))
    content = tex.MARK.sub(lambda mark: html.escape(tex.meant(mark), quote=False), content)
    return content, problems


def simple(content):
    """HTML with what `shown` gave as entities as it is read."""
    return ENTITY.sub(lambda entity: html.escape(chr(int(entity[1])), quote=False), content)


def _freed(match):
    """A paragraph that holds a displayed formula alone, without being one."""
    return match[1] if tex.read(tex.meant(tex.MARK.search(match[1])))[1] is True else match[0]


def _attribute(match):
    name, value = match.groups()

    def written(mark):
        text = tex.meant(mark)
        found, character = tex.read(text)
        if found is None:
            return html.escape(character)
        return html.escape(text if name in ADDRESSES else _plain(text))

    return f'{name}="{tex.MARK.sub(written, value)}"'
