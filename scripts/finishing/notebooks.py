"""Notebook pages, made like every other: mkdocs-jupyter's HTML with the theme's own classes."""

import base64
import html
import re

from selectolax.lexbor import LexborHTMLParser

from finishing import naming, provenance
from finishing.typesetting import fit, math, outside_literals
from project.paths import ROOT

DOLLARS = re.compile(r"\$\$(.+?)\$\$|(?<![\\$\w])\$([^$\n]+?)\$(?!\d)", re.S)
DEFINED = re.compile(r"^(?:def|class) (\w+)", re.M)
PANEL = re.compile(r'<clipPath[^>]*><rect x="([^"]*)"')  # where the panels of a figure begin
GITHUB = "https://github.com/"
COLAB = "https://colab.research.google.com/github/"


def rebuild(content, path):
    """The content of a notebook page as mkdocs-jupyter leaves it, rebuilt with the theme's classes
    and nothing else.

    path: the notebook, to name a line. Raises Refused for a formula that KaTeX rejects.
    """
    pieces = []
    for node in LexborHTMLParser(content).css(".jp-Cell-inputWrapper, .jp-OutputArea-output"):
        if prose := node.css_first(".jp-RenderedMarkdown"):
            pieces.append(_prose(prose, path))
        elif (code := node.css_first(".highlight-ipynb pre")) and code.text().strip():
            pieces.append(
                f'<details class="code"><summary>{_summary(code.text())}</summary>'
                '<div class="language-python highlight"><pre><span></span>'
                f"<code>{_inside(code).removeprefix('<span></span>')}</code></pre></div></details>"
            )
        elif "jp-OutputArea-output" in (node.attributes.get("class") or ""):
            pieces.append(_output(node, path))
    return naming.linked(fit("\n".join(pieces)), path)


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


def _prose(node, path):
    text = re.sub(
        r'<a class="anchor-link" href="#([^"]*)">¶</a>',
        r'<a class="headerlink" href="#\1" title="Permanent link">¶</a>',
        _inside(node),
    )

    def typeset(text):
        return math(DOLLARS, lambda m: (html.unescape(m[1] or m[2]), bool(m[1])), text, path)

    return outside_literals(typeset, text)


def _output(node, path):
    kind = node.attributes["data-mime-type"]
    if kind == "text/markdown":
        return f'<div class="output">{_prose(node, path)}</div>'
    if not kind.startswith("image/"):
        text = _inside(node.css_first("pre"))
        return f'<div class="output highlight"><pre><code>{text}</code></pre></div>'
    image = node.css_first("img").attributes
    if kind == "image/svg+xml":
        shown = base64.b64decode(image["src"].split(",", 1)[1]).decode()
    else:
        shown = f'<img src="{image["src"]}" alt="{html.escape(image["alt"])}">'
    panels = set(PANEL.findall(shown))
    return f'<figure class="output{" wide" * (len(panels) > 1)}">{shown}</figure>'
