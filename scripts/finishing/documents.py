"""Whole pages, after the theme's templates."""

import html
import re

from finishing import formulas
from finishing.headings import HEADING
from finishing.typesetting import outside_literals
from project.once import once

ASIDE = re.compile(r"<(math|svg)\b.*?</\1>", re.S)
MARK = re.compile(r"(?:<i>[^<]*)?<!--aside (\d+)-->(?:</i>)?")
ANNOTATION = re.compile(r"<annotation\b.*?</annotation>|<[^>]*>", re.S)
SHORT = 24  # characters of a formula that reads well without its layout
TITLE = re.compile(
    r'<label class="md-nav__title" for="(__nav[^"]+)">\s*'
    r'<span class="md-nav__icon md-icon"></span>\s*(.*?)\s*</label>',
    re.S,
)
TOGGLE = re.compile(
    r'(<label class="md-nav__link[^"]*" for="([^"]+)"[^>]*>\s*)'
    r'(<span class="md-nav__icon md-icon"></span>)'
)


@once
def set_aside(content):
    """The content with marks in the place of its formulas and graphs, and these: the
    search index, which has no use for them, is made faster without, and `finish` puts them back. In
    the index a short formula reads as its letters, a longer one as an ellipsis; one of a heading as
    plain text."""
    aside: list[str] = []

    def mark(match):
        aside.append(match[0])
        place = f"<!--aside {len(aside) - 1}-->"
        if match[1] == "svg":
            return place
        letters = ANNOTATION.sub("", match[0])
        return f"<i>{letters if len(letters) <= SHORT else '…'}{place}</i>"

    def heading(match):
        return re.sub(r"(?<=<i>)[^<]*(?=<!--aside (\d+)-->)", told, ASIDE.sub(mark, match[0]))

    def told(place):
        return html.escape(formulas.plain(aside[int(place[1])]), quote=False)

    return ASIDE.sub(mark, HEADING.sub(heading, content)), tuple(aside)


@once
def finish(output, aside=()):
    """The whole page: what was set aside comes back, what the theme left without a name gets one,
    and the templates' empty lines go."""
    output = output.replace('role="dialog"', 'role="dialog" aria-label="Search"')
    output = output.replace('<nav class="md-tags"', '<nav class="md-tags" aria-label="Tags"')
    output = re.sub(
        r'(<label class="md-header__button md-icon") (for="__drawer">)',
        r'\1 tabindex="0" \2<span class="unseen">Navigation</span>',
        output,
    )
    output = output.replace('class="headerlink"', 'class="headerlink" tabindex="-1"')
    titles = dict(TITLE.findall(output))
    output = TOGGLE.sub(lambda m: f'{m[1]}<span class="unseen">{titles[m[2]]}</span>{m[3]}', output)
    output = outside_literals(lambda text: re.sub(r"\s*\n\s*", "\n", text), output)
    return MARK.sub(lambda m: aside[int(m[1])], output)
