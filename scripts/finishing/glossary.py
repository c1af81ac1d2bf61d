"""The page of all terms: an anchor for each, and letters that lead to the first of theirs."""

import html
import re

from writing.terms import anchor

LETTERS = '<div class="letters"></div>'  # on the page, where the letters go
TERM = re.compile(r"<dt>(.*?)</dt>", re.S)


def finish(content):
    """The content of a page; one without a place for letters is left as it is."""
    if LETTERS not in content:
        return content
    first = {}

    def anchored(match):
        term = html.unescape(re.sub(r"<[^>]+>", "", match[1]))
        first.setdefault(term[0].upper(), anchor(term))
        return f'<dt id="{anchor(term)}">{match[1]}</dt>'

    content = TERM.sub(anchored, content)
    links = " ".join(f'<a href="#{to}">{html.escape(letter)}</a>' for letter, to in first.items())
    return content.replace(LETTERS, f'<nav class="letters" aria-label="Letters">{links}</nav>')
