"""Notebook pages, made like every other: mkdocs-jupyter's HTML with the theme's own classes."""

import base64
import json
import re

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from selectolax.lexbor import LexborHTMLParser

from finishing import marks, provenance
from finishing.headings import anchored
from finishing.pages import unread
from finishing.typesetting import fit
from project import tex
from project.paths import ROOT
from project.sources import Notebook, attached, complete

DEFINED = re.compile(r"^(?:def|class) (\w+)", re.M)
FENCED = re.compile(r'(<div class="highlight"><pre>)(?:<span></span>)?(.*?)(</pre>\s*</div>)', re.S)
CHECKBOX = re.compile(r'<input [^>]*class="task-list-item-checkbox"[^>]*>')
BOXES = "\N{BALLOT BOX} ", "\N{BALLOT BOX WITH CHECK} "  # which a reader cannot tick
PANEL = re.compile(r'<clipPath[^>]*><rect x="([^"]*)"')  # where the panels of a figure begin
FORMULAS = {"text/markdown", "text/latex", "text/html"}  # outputs that may hold some
INFO = re.compile(r"^([ \t>]*(?:```+|~~~+))[ \t]*([^\s`]+)[^\n`]*$", re.M)  # of a fence
CODE = re.compile("<(?:pre|br)\\b")  # in words, of a fence or not
DISPLAYED = re.compile(r"\A\s*\$\\displaystyle\s(.*)\$\s*\Z", re.S)  # as IPython writes `Math`
GITHUB = "https://github.com/"
COLAB = "https://colab.research.google.com/github/"


def hidden(data):
    """A notebook's bytes with the formulas of its prose hidden from whoever converts it, as bytes:
    those of its text, and of outputs in Markdown, HTML and LaTeX; the pictures that its cells hold
    stand where they are shown."""
    book = complete(json.loads(data)) | {"metadata": {}}  # which nbconvert reads, and takes amiss
    book["cells"] = [cell for cell in book["cells"] if cell["cell_type"] in ("code", "markdown")]
    for cell in book["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = tex.hide(INFO.sub(_known, "".join(cell["source"])))
            for match, name in reversed([*attached(cell)]):
                text, held = cell["source"], (cell.get("attachments") or {}).get(name, {})
                for kind, shown in held.items():
                    address = f"data:{kind};base64,{''.join(''.join(shown).split())}"
                    cell["source"] = text[: match.start()] + address + text[match.end() :]
        for output in cell.get("outputs", ()):
            for kind in FORMULAS & output.get("data", {}).keys():
                text = DISPLAYED.sub(r"$$\1$$", "".join(output["data"][kind]))
                output["data"][kind] = tex.hide(text, escapes=kind != "text/html")
    return json.dumps(book).encode()


def _known(fence):
    """The line on which a fence begins, without a language that Pygments has not: nbconvert would
    show it as code."""
    try:
        get_lexer_by_name(fence[2])
    except ClassNotFound:
        return fence[1]
    return fence[0]


def rebuild(content, path):
    """(the content of a notebook page as mkdocs-jupyter leaves it, rebuilt with the theme's classes
    and nothing else; its headings, as MkDocs nests them; problems of its formulas, and of code in
    its words that no check sees).

    path: the notebook, to name a line.
    """
    pieces, unseen = [], []
    for node in LexborHTMLParser(content).css(".jp-Cell-inputWrapper, .jp-OutputArea-output"):
        if prose := node.css_first(".jp-RenderedMarkdown"):
            if CODE.search(_inside(prose)) and "jp-Cell-inputWrapper" in node.attributes["class"]:
                words = "\n".join(text for text, _ in Notebook(path).fenced)
                unseen += unread(_inside(prose), words, path)
            pieces.append(FENCED.sub(r"\1<code>\2</code>\3", _inside(prose)))
        elif (code := node.css_first(".highlight-ipynb pre")) and code.text().strip():
            pieces.append(
                f'<details class="code"><summary>{_summary(code.text())}</summary>'
                '<div class="language-python highlight"><pre><span></span>'
                f"<code>{_inside(code).removeprefix('<span></span>')}</code></pre></div></details>"
            )
        elif "jp-OutputArea-output" in (node.attributes.get("class") or ""):
            pieces.append(_output(node))
    content = CHECKBOX.sub(lambda box: BOXES["checked" in box[0]], "\n".join(pieces))
    content, problems = marks.shown(content, path)
    content, headings = anchored(content)
    return fit(content), headings, [*problems, *unseen]


def finish(content, path):
    """Content that `rebuild` gave, with the ways to take the notebook away under its title."""
    return content.replace("</h1>", "</h1>\n" + _doors(path), 1)


def _doors(path):
    """How a reader takes the notebook away: as a file, and in Colab where the repository is public
    there."""
    doors = '<a class="md-button" href="notebook.ipynb" download>Download notebook</a>'
    if provenance.repository().startswith(GITHUB):
        address = provenance.address(path.relative_to(ROOT).as_posix()).replace(GITHUB, COLAB)
        doors += f' <a class="md-button" href="{address}">Open in Colab</a>'
    doors += ' <button type="button" class="md-button unfold">Show all code</button>'
    back = f'<a href="../">{path.parent.name}</a>'
    return f"<p>{doors}</p>\n<p>The experiment behind {back}, as it ran when it was verified.</p>"


def _summary(code):
    """What tells a reader whether to open a cell: its length, and the functions that it defines."""
    lines = len(code.strip().splitlines())
    summary = f"Code, {lines} line{'s' * (lines != 1)}"
    names = ", ".join(f"<code>{name}</code>" for name in DEFINED.findall(code))
    return f"{summary}: {names}" if names else summary


def _inside(node):
    return "".join(child.html for child in node.iter(include_text=True))


def _output(node):
    kind, shown = node.attributes["data-mime-type"], _inside(node).strip()
    if kind in FORMULAS:
        return shown if shown.startswith("<figure") else f'<div class="output">{shown}</div>'
    if kind == "image/svg+xml":
        image = node.css_first("img").attributes
        shown = base64.b64decode(image["src"].split(",", 1)[1]).decode()
        panels = set(PANEL.findall(shown))
        return f'<figure class="output{" wide" * (len(panels) > 1)}">{shown}</figure>'
    text = _inside(node.css_first("pre"))
    return f'<div class="output highlight"><pre><code>{text}</code></pre></div>'
