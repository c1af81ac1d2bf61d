"""Pages as Markdown, for whoever takes them away: beside each page, and listed in llms.txt."""

import html
import os
import posixpath
import re
from pathlib import Path

import catalog
from finishing import front, provenance
from project import tex
from project.paths import DOCS
from project.sources import FENCE, GUIDE, QUOTE, VERIFIED, address, expand

TAGS = "<!-- material/tags -->"  # on the page of all tags, where the theme's plugin lists them
LATER = re.compile(f"({re.escape(VERIFIED)}|{re.escape(TAGS)})")  # what `finish` writes
CODE = re.compile(r"((`+)(?!`).*?(?<!`)\2(?!`))", re.S)
SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.S)
# What serves the page's looks and ways alone: comments, boxes, addresses, and what words tell when
# they are pointed at.
SERVING = re.compile(
    r"<!--.*?-->|</?(?:div|details|span|svg)\b[^>]*>"
    r"|[ \t]*\{:? ?#[^{}\n]*\}|^\*\[[^\]\n]+\]:[^\n]*",
    re.S | re.M,
)
LINK = re.compile(r"(?<=\]\()[^()\s]+")
HTML_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')
WAYS = {"": "Ways in", GUIDE: "Around any of them"}  # llms.txt's headings, where no family's name
FORM = (
    "Each page stands as Markdown beside its address, as `index.md`: formulas as TeX, code with "
    "what it printed, theorems with the tool that decided them. A notebook has its outputs in it."
)


def of(page):
    """The Markdown of a page with its pieces taken in and its links as they work beside the page,
    but for what `finish` writes; page: a `Markdown` of docs/."""
    pieces, end, text = [], 0, expand(page.body)
    for fence in FENCE.finditer(text):
        pieces += [_prose(text[end : fence.start()], page.path), fence[0]]
        end = fence.end()
    return "".join([*pieces, _prose(text[end:], page.path)]).strip() + "\n"


def _prose(text, source):
    text = QUOTE.sub(lambda m: m[1] if m[2] == "#" else m[0], text)
    parts = LATER.split(text)
    parts[::2] = (_bare(part, source) for part in parts[::2])
    return re.sub(r"(?:[ \t]*\n){3,}", "\n\n", "".join(parts))


def _bare(text, source):
    parts = CODE.split(tex.hide(SUMMARY.sub(r"**\1**", text), escapes=False))
    for place in range(0, len(parts), 3):  # between two of them stand code and its ticks
        shown = SERVING.sub("", parts[place])
        parts[place] = LINK.sub(lambda m: _address(m[0], source), shown)
    return tex.MARK.sub(tex.meant, "".join(part for n, part in enumerate(parts) if n % 3 < 2))


def _address(link, source):
    """Where a link of a page's source leads from the Markdown beside the page: to Markdown; to the
    page for a place on it, which Markdown has no names for."""
    path, sign, anchor = link.partition("#")
    goal = Path(os.path.normpath(source.parent / path)) if path else source
    if ":" in path.partition("/")[0] or not goal.is_relative_to(DOCS):
        return link
    home = address(source) or "."
    if goal.suffix not in (".md", ".ipynb"):
        return posixpath.relpath(goal.relative_to(DOCS).as_posix(), home)
    way = posixpath.relpath(address(goal) or ".", home) + "/"
    if sign or goal.suffix == ".ipynb":
        return f"{way}{sign}{anchor}"
    return posixpath.normpath(f"{way}index.md")


def finish(text, source):
    """Markdown that `of` gave, with what changes from build to build: its last paragraph, as text
    without marks of HTML, and the pages by their tags."""
    said = re.sub(r"</?(?:div|p)\b[^>]*>", "", provenance.line(*source.parts[-3:-1]))
    said = HTML_LINK.sub(r"[\2](\1)", said).replace("<code>", "`").replace("</code>", "`")
    text = text.replace(VERIFIED, html.unescape(said).strip())
    return text.replace(TAGS, _tagged()) if TAGS in text else text


def _tagged():
    tags = {}
    for family, stem in catalog.entries():
        for tag in front.of(f"{family}/{stem}/index.md", {}).get("tags", ()):
            tags.setdefault(tag, []).append(f"- [{stem}](../{family}/{stem}/index.md)\n")
    return "\n".join(f"## {tag}\n\n{''.join(tags[tag])}" for tag in sorted(tags))


def listing(config, pages, texts):
    """llms.txt, of the form of llmstxt.org.

    config: of MkDocs. pages: of MkDocs, in order. texts: Markdown by the page, relative to the
    site, beside which it stands.
    """
    sections, notebooks = {}, []
    for page in pages:
        folder, _, name = page.file.src_uri.rpartition("/")
        here = f"- [{page.title}]({config.site_url or ''}{page.url}"
        if page.file.dest_uri in texts:
            family = folder.partition("/")[0]
            lines = sections.setdefault(WAYS.get(family, family.capitalize()), [])
            about = html.unescape(str(page.meta.get("description") or ""))  # may be unwritten
            lines.append(f"{here}index.md){f': {about}' if about else ''}")
        elif name.endswith(".ipynb"):
            notebooks.append(f"{here}{name})")
    parts = [f"# {config.site_name}", f"> {config.site_description}", FORM]
    for title, lines in (*sections.items(), ("Optional", notebooks)):
        parts += [f"## {title}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"
