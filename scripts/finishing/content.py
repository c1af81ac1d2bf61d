"""Finishing of HTML: math rendered, figures set in line, notebook pages made like every other page."""

import base64
import hashlib
import html
import re

from selectolax.lexbor import LexborHTMLParser

from drawing import svg
from finishing import formulas, provenance
from project.paths import DOCS, GENERATED, ROOT
from project.problems import Problem, Refused, line_of
from project.sources import VERIFIED

MATH = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.S)
DOLLARS = re.compile(r"\$\$(.+?)\$\$|(?<![\\$\w])\$([^$\n]+?)\$(?!\d)", re.S)
LITERAL = re.compile(r"(<(?:pre|code|svg|script|style)\b.*?</(?:pre|code|svg|script|style)>)", re.S)
FIGURE = re.compile(r'<img ([^>]*?)src="([^"]*generated/([\w/.-]+)\.svg)"([^>]*?)/?>')
ASIDE = re.compile(r"<(math|svg)\b.*?</\1>", re.S)
MARK = re.compile(r"<!--aside (\d+)-->")
PERCENT = re.compile(r"(?<=\d) (?=%)")
PLAIN = re.compile(
    r'<span(?: class="(?:n|p|w|o|go)")?>([^<]*)</span>'
)  # tokens that the style sheet sets like the text around them


def page(content, path):
    """The content of a Markdown page that `typeset` gave, finished with what changes from build to build: its graphs, and its last paragraph."""
    return FIGURE.sub(_figure, content).replace(
        VERIFIED, provenance.line(path.parent.parent.name, path.parent.name)
    )


def notebook(content, path):
    """The content of a notebook page that `rebuilt` gave, with the ways to take it away under its title."""
    return content.replace("</h1>", "</h1>\n" + _doors(path), 1)


def typeset(content, path):
    """The content of a Markdown page as Python-Markdown leaves it, with its formulas, and as light as the theme allows.

    path: the page's source, to name a line. Raises Refused for a formula that KaTeX rejects.
    """
    content = MATH.sub(lambda m: _math(html.unescape(m[3]), m[2] == "[", path), content)
    parts = LITERAL.split(_wrapped(_tooltips_once(content)))
    parts[::2] = [PERCENT.sub("\N{NO-BREAK SPACE}", part) for part in parts[::2]]
    return PLAIN.sub(r"\1", "".join(parts))


def rebuilt(content, path):
    """The content of a notebook page as mkdocs-jupyter leaves it, rebuilt with the theme's own classes and nothing else; as `typeset`."""
    pieces = []
    for node in LexborHTMLParser(content).css(".jp-Cell-inputWrapper, .jp-OutputArea-output"):
        if prose := node.css_first(".jp-RenderedMarkdown"):
            pieces.append(_prose(prose, path))
        elif code := node.css_first(".highlight-ipynb pre"):
            pieces.append(
                f'<div class="language-python highlight"><pre><span></span><code>{_inside(code).removeprefix("<span></span>")}</code></pre></div>'
            )
        elif "jp-OutputArea-output" in (node.attributes.get("class") or ""):
            pieces.append(_output(node, path))
    return PLAIN.sub(r"\1", _wrapped("\n".join(pieces)))


def _wrapped(content):
    """Tables scroll within themselves: in the boxes that the theme's bundle would make for them when it has come."""
    content = content.replace(
        "<table>", '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>'
    )
    return content.replace("</table>", "</table></div></div>")


def _doors(path):
    """How a reader takes the notebook away: as a file, and in Colab where the repository is public there."""
    doors = ['<a class="md-button" href="notebook.ipynb" download>Download notebook</a>']
    if provenance.repository().startswith("https://github.com/"):
        place = (
            provenance.repository().removeprefix("https://github.com/")
            + f"/blob/{provenance.revision()}/{path.relative_to(ROOT)}"
        )
        doors.append(
            f'<a class="md-button" href="https://colab.research.google.com/github/{place}">Open in Colab</a>'
        )
    back = f'<a href="../">{path.parent.name}</a>'
    return f"<p>{' '.join(doors)}</p>\n<p>The experiment behind {back}, executed when this page was built.</p>"


def _inside(node):
    return "".join(child.html for child in node.iter(include_text=True))


def _prose(node, path):
    text = re.sub(
        r'<a class="anchor-link" href="#([^"]*)">¶</a>',
        r'<a class="headerlink" href="#\1" title="Permanent link">¶</a>',
        _inside(node),
    )
    parts = LITERAL.split(text)
    parts[::2] = [
        DOLLARS.sub(lambda m: _math(html.unescape(m[1] or m[2]), bool(m[1]), path), part)
        for part in parts[::2]
    ]
    return "".join(parts)


def _output(node, path):
    kind = node.attributes["data-mime-type"]
    if kind == "image/svg+xml":
        source = node.css_first("img").attributes["src"]
        return (
            f'<figure class="output">{base64.b64decode(source.split(",", 1)[1]).decode()}</figure>'
        )
    if kind == "image/png":
        image = node.css_first("img").attributes
        return f'<figure class="output"><img src="{image["src"]}" alt="{html.escape(image["alt"])}"></figure>'
    if kind == "text/markdown":
        return f'<div class="output">{_prose(node, path)}</div>'
    return f'<div class="output highlight"><pre><code>{_inside(node.css_first("pre"))}</code></pre></div>'


def _math(tex, display, path):
    try:
        mathml = formulas.render(tex, display)
    except formulas.Rejected as error:
        raise Refused(
            Problem(
                *_home(tex, path), f"KaTeX refuses ${tex.strip()}$: {error}", "mend the formula"
            )
        ) from None
    if display:
        return f'<div class="math">{mathml}</div>'
    return mathml


def _home(tex, path):
    """Where a formula is written: the page, the notebook's JSON, or the facts and theorems that were taken in."""
    stem = path.parent.name
    escaped = tex.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    homes = [
        path,
        *(ROOT / "scripts").glob(f"*/*/{stem}.py"),
        DOCS / "terms.md",
        DOCS / "bibliography.bib",
    ]
    homes += sorted((ROOT / "scripts").glob("*/*/*.py")) + sorted((GENERATED).rglob("*.md"))
    for home in homes:
        text = home.read_text() if home.is_file() else ""
        for needle in (tex, tex.strip(), escaped, tex.strip().split("\n")[0]):
            if needle in text:
                return home, line_of(text, needle)
    return path, 1


def _figure(match):
    """A generated graph set in line, so that it follows the theme's switch."""
    file = GENERATED / f"{match[3]}.svg"
    alt = re.search(r'alt="([^"]*)"', match[0])
    return svg.inline(
        file.read_text(),
        html.unescape(alt[1]) if alt else "",
        match[3].partition("/")[2].replace("/", "-"),
    )


def _tooltips_once(content):
    """A term is explained where it first occurs in a section, and never inside a heading or a link."""
    seen = set()

    def keep(match):
        if match["heading"]:
            if match["heading"].startswith("<h2"):
                seen.clear()
            return re.sub(r"</?abbr[^>]*>", "", match[0])
        if match["link"]:
            return re.sub(r"</?abbr[^>]*>", "", match[0])
        if match["text"] in seen:
            return match["text"]
        seen.add(match["text"])
        return match[0]

    return re.sub(
        r"(?P<heading><h[1-6]\b.*?</h[1-6]>)|(?P<link><a\b.*?</a>|<dt\b.*?</dt>)|<abbr[^>]*>(?P<text>.*?)</abbr>",
        keep,
        content,
        flags=re.S,
    )


def set_aside(content):
    """The content with marks in the place of its formulas and graphs, and these as a list: the search index, which has no use for them,
    is made faster without, and `document` puts them back."""
    kept = []

    def mark(match):
        kept.append(match[0])
        return f"<!--aside {len(kept) - 1}-->"

    return ASIDE.sub(mark, content), kept


SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)


def document(output, aside=()):
    """The whole page, after the theme's templates: what was set aside comes back, what the theme left without a name gets one, and the
    templates' empty lines go."""
    output = output.replace('role="dialog"', 'role="dialog" aria-label="Search"').replace(
        '<nav class="md-tags"', '<nav class="md-tags" aria-label="Tags"'
    )
    titles = dict(
        re.findall(
            r'<label class="md-nav__title" for="(__nav[^"]+)">\s*<span class="md-nav__icon md-icon"></span>\s*(.*?)\s*</label>',
            output,
            re.S,
        )
    )
    toggle = re.compile(
        r'(<label class="md-nav__link[^"]*" for="([^"]+)"[^>]*>\s*)(<span class="md-nav__icon md-icon"></span>)'
    )
    output = toggle.sub(lambda m: f'{m[1]}<span class="unseen">{titles[m[2]]}</span>{m[3]}', output)
    parts = LITERAL.split(output)
    parts[::2] = [re.sub(r"\s*\n\s*", "\n", part) for part in parts[::2]]
    return MARK.sub(lambda m: aside[int(m[1])], "".join(parts))


def policy(output):
    """The page with its Content-Security-Policy: nothing from elsewhere, and of inline scripts only those that the theme wrote."""
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in SCRIPT.findall(output)
    }
    rules = [
        "default-src 'self'",
        f"script-src 'self' {' '.join(sorted(hashes))}".rstrip(),
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    meta = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
    return re.sub(r"(<meta charset=\"utf-8\">)", rf"\1\n      {meta}", output, count=1)
