"""What a page quotes, as its readers see it."""

import re

from project import sources
from project.sources import FENCE, QUOTE


def shown(text, path):
    """The Markdown of a page with its quotes for readers: what a notebook found leads there, what
    the page's session gives to the code that gives it; what else is quoted is plain text.

    text: without front matter. path: of the page.
    """
    page = sources.page_at(path, text)
    homes = {name: page.home(name) for name in page.values}
    anchors = {fence: f"value-{name}" for name, fence in reversed(homes.items()) if fence}

    def read(match):
        words, place, sort, name = match.groups()
        anchor = anchors.get(homes.get(name)) if sort == "value" else None
        if anchor:
            return f'[{words}](#{anchor} "value: {name}")'
        return match[0] if place != "#" else words

    def named(match, fence):
        anchor = anchors.get(fence)
        named = rf"{{ .python #{anchor}\1 }}"
        return re.sub(r"python([^\n]*)", named, match[0], count=1) if anchor else match[0]

    pieces, end = [], 0
    for match, fence in zip(FENCE.finditer(text), page.fences, strict=True):
        pieces += [QUOTE.sub(read, text[end : match.start()]), named(match, fence)]
        end = match.end()
    return "".join([*pieces, QUOTE.sub(read, text[end:])])
