"""The headings of a notebook: each with an id of its own, to which the contents list leads."""

import html
import re
import unicodedata

from markdown.extensions.toc import nest_toc_tokens, slugify, unique

from finishing import formulas
from finishing.typesetting import TAG

HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.S)
LINK = re.compile(r'<a class="(?:anchor-link|headerlink)".*?</a>', re.S)
GREEK = re.compile("[Α-Ωα-ω]")
MATH = re.compile(r"<math\b.*?</math>", re.S)


def slug(text, separator="-"):
    """The id of a heading; of Greek letters, which an id has not, the names."""
    return slugify(GREEK.sub(lambda m: unicodedata.name(m[0]).split()[3].lower(), text), separator)


def name(inner):
    """A heading as plain text, by what stands in it."""
    text = MATH.sub(lambda m: html.escape(formulas.plain(m[0])), LINK.sub("", inner))
    return " ".join(html.unescape(TAG.sub("", text)).split())


def anchored(content):
    """(the content with ids and links at its headings, its headings as MkDocs nests them)."""
    taken, tokens = set(), []

    def anchor(heading):
        level, inner = heading.groups()
        named = name(inner)
        own = unique(slug(named), taken)
        tokens.append({"level": int(level), "id": own, "name": html.escape(named, quote=False)})
        link = f'<a class="headerlink" href="#{own}" title="Permanent link">¶</a>'
        return f'<h{level} id="{own}">{LINK.sub("", inner)}{link}</h{level}>'

    content = HEADING.sub(anchor, content)
    return content, nest_toc_tokens(tokens)
