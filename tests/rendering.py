"""Markdown as the site reads it: what a reader of the page sees of a piece of it."""

import re
from functools import cache

import markdown
from mkdocs.utils import yaml_load
from selectolax.lexbor import LexborHTMLParser

from checkout import ROOT
from finishing import marks

HOSTILE = (  # texts that a renderer may take for markup
    "ReLU6 on [5.9, 6.1): f",
    "for |x| > 3",
    "a$x$b, $5 and $6, $$z$$",
    "say \"yes\" and 'no'",
    r"back\slash \n \\ at the end\\",
    "<b>x</b> <script>y()</script> <!-- z --> 1 < 2",
    r"Szepesv{\'a}ri",
    r"\& \emph{x}",
    "שלום [עולם] *x*",
    "*a* _b_ __c__ `d` ~~e~~ ==f==",
    "[x](y) ![z](w) [^1] [TOC]",
    "[TOC]",
    "# head #",
    "- item",
    "1. one",
    ": meaning",
    '!!! note "x"',
    '??? "y"',
    '--8<-- "activations/relu/card.md"',
    "&amp; &#65; &copy; R&D",
    r"\(x\) \[y\]",
    "x { #id .class } {: #id }",
    "```python",
    "~~~",
    "`",
    "#!python x",
    "*[kink]: x",
)


@cache
def _site():
    listed = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    options = {name: given or {} for name, given in listed.items()}
    snippets = options["pymdownx.snippets"]
    snippets["base_path"] = [str(ROOT / path) for path in snippets["base_path"]]
    return markdown.Markdown(extensions=[*options, marks.Hiding()], extension_configs=options)


def html(text):
    return marks.shown(_site().reset().convert(text), ROOT / "docs/index.md")[0]


def tree(text):
    return LexborHTMLParser(html(text))


def bare(text):
    """A text in one line, as HTML shows it."""
    return re.sub(r"\s+", " ", text or "").strip()


def read(text, where):
    """What a reader sees of the first element there, by a selector of CSS; None where there is
    none."""
    node = tree(text).css_first(where)
    for link in node.css(".headerlink") if node else ():
        link.decompose()
    return node and bare(node.text())


def shows(text, words):
    """Whether the words stand on the page."""
    return bare(words) in bare(tree(text).text())
