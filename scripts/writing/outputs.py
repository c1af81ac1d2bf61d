"""What the cells of a notebook show, as a page can show it; or why it cannot.

Asked when a notebook is verified, so that its author learns of it, and when its record is
published.
"""

import html
import re
import unicodedata

from selectolax.lexbor import LexborHTMLParser

from project import signs

# What Jupyter shows of an object that has several forms, in its order.
KINDS = (
    "text/html",
    "text/markdown",
    "text/latex",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "text/plain",
)
PRINT = "print what it says, or draw it with matplotlib"
TAGS = set(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong "
    "sub summary sup table tbody td tfoot th thead tr u ul var wbr".split()
)
VOID = {"br", "col", "hr", "img", "wbr"}
ATTRIBUTES = set(
    "href src alt title width height colspan rowspan scope start type reversed open lang "
    "dir".split()
)
LAYOUT = re.compile(  # what the theme decides, and a style of its own may ask for in vain
    r"(?:text-align|vertical-align|width|height|(?:min|max)-(?:width|height)|margin|padding|border"
    r"|float|clear|overflow|white-space|table-layout|text-wrap)(?:-[a-z]+)*"
)
STYLED = re.compile(r"(?:^|[;{\s])([a-z-]+)\s*:(?=[^;{}]*(?:[;}]|$))")
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.I)
REACHED = re.compile(r"\s*(?:https?:|mailto:)", re.I)
MARKUP = re.compile(r"</?([A-Za-z][\w-]*)(?=[\s/>])[^<>]*>")
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|^(?:```|~~~).*?^(?:```|~~~)", re.S | re.M)

COLOUR = re.compile(r"\x1b\[[\d;]*m")  # of a terminal, which a page shows
OBJECT = re.compile(r"<[\w.]+\b[^<>]*>")
DATA = re.compile(r";base64,[\w+/=\s]+")
MACHINE = (  # what of the machine a text may name
    ("an address in memory", re.compile(r"\bat 0x[\dA-Fa-f]+")),
    ("a file of the kernel", re.compile(r"ipykernel_\d+|<ipython-input-[^>]*>")),
    ("a process", re.compile(r"\b(?:pid|process)[ =:#]+\d+", re.I)),
    (
        "a path",
        re.compile(
            r"(?<![\w.:/<~])/(?:[A-Za-z_.][\w.@+-]*/)+[\w.@+-]*|\bfile:/+\S+"
            r"|(?<!\w)(?:[A-Za-z]:\\|[A-Z]:/)[\w.\\/-]+|(?<![\w.~/])~\w+/\w[\w./-]*|(?<![\w\\])\\\\\w[\w.-]*\\\w+"
            r"|(?<![\w./:~])/(?:home|root|tmp|mnt|Users)\b"
        ),
    ),
)
REMEDIES = {
    "an address in memory": "end the line with a semicolon, or print what the object holds",
    "a path": "print the file's name alone, or leave it out",
}


LONGEST = {"text": 20_000, "image": 1_500_000}  # characters of an output, pictures in base64
HEADING = re.compile(r"^ {0,3}#[ \t].*|^[^\n]*\S[^\n]*\n=+[ \t]*$", re.M)  # of level one


class Unfit(Exception):
    """What a cell shows cannot be published: what it is, and what to do."""

    def __init__(self, what, remedy):
        super().__init__(what)
        self.what, self.remedy = what, remedy


def chosen(data):
    """(kind, text) of the best form that can be published of an object that a cell shows.

    data: its forms by their kinds, as Jupyter has them. Raises Unfit, with what keeps the best one.
    """
    lively = [kind for kind in data if kind not in KINDS]
    reasons = [Unfit(f"a cell shows {kind}, which no page runs", PRINT) for kind in lively]
    for kind in (kind for kind in KINDS if kind in data):
        text = "".join(data[kind])
        if kind == "text/plain" and (lively or reasons and OBJECT.fullmatch(text.strip())):
            break  # it only names what it stands for
        try:
            return kind, fit(kind, text)
        except Unfit as reason:
            reasons.append(reason)
    raise reasons[0]


def fit(kind, text):
    """A text of a kind as it is published; raises Unfit for one that cannot be."""
    readable(kind, text)
    if kind == "text/html":
        text = _clean(text)
    if kind == "text/markdown":
        if found := HEADING.search(CODE.sub("", text)):
            what = f"a cell shows a title in Markdown: {found[0].strip()}"
            raise Unfit(what, "a page has one: begin it with `##` or `###`")
        for found in MARKUP.finditer(CODE.sub("", text)):
            if found[1].lower() not in TAGS:
                raise Unfit(f"a cell shows `{found[0]}` in Markdown", "write it without")
    if kind in ("text/html", "text/markdown", "text/latex", "text/plain", "image/svg+xml"):
        private(text)
    return text


def readable(kind, text):
    """Raises Unfit for an output that is longer than anybody reads or waits for, or holds what
    nobody sees."""
    sort = "image" if kind.startswith("image/") else "text"
    if len(text) > LONGEST[sort]:
        what = f"a cell shows {len(text):,} characters of {kind}, more than {LONGEST[sort]:,}"
        raise Unfit(what, "print, or draw, what a reader looks at")
    seen = unicodedata.normalize("NFC", COLOUR.sub("", text).replace("\r", ""))
    if sort == "text" and (fault := signs.fault(seen)):
        raise Unfit(f"in what a cell shows, {fault[1]}", "print another, or its name")


def private(text):
    """Raises Unfit for a text that names a path, a process or an address in memory of the machine
    that ran it."""
    text = DATA.sub(";", text)
    for what, pattern in MACHINE:
        if found := pattern.search(text):
            remedy = REMEDIES.get(what, "leave it out")
            raise Unfit(f"a cell shows {what} of the machine that ran it: {found[0]}", remedy)


def _clean(text):
    """HTML of the elements and attributes that a page may show, which the theme sets."""
    root = LexborHTMLParser(text)
    written = "".join(_written(node) for part in (root.head, root.body) for node in _inside(part))
    return written.strip()


def _inside(node):
    return node.iter(include_text=True) if node else ()


def _written(node):
    if node.tag == "-text":
        return html.escape(node.text(deep=False), quote=False)
    if node.tag == "-comment":
        return ""
    if node.tag == "style":
        _layout(node.text())
        return ""
    if node.tag not in TAGS:
        raise Unfit(f"a cell shows HTML with <{node.tag}>, which no page shows", PRINT)
    given = node.attributes
    _layout(given.get("style") or "")
    for name in ("href", "src"):
        _reached(node.tag, name, given.get(name) or "")
    if any(name.startswith("on") for name in given):
        raise Unfit(f"a cell shows HTML that runs a script, of <{node.tag}>", PRINT)
    if node.tag == "img" and not given.get("alt"):
        remedy = 'say what it shows: <img alt="...">, or display it by itself under a `#| fig-alt:`'
        raise Unfit("a cell shows HTML with an image without words", remedy)
    kept = "".join(
        f' {name}="{html.escape(value)}"' if value is not None else f" {name}"
        for name, value in given.items()
        if name in ATTRIBUTES
    )
    if node.tag in VOID:
        return f"<{node.tag}{kept}>"
    tag = "td" if node.tag == "th" and not node.text().strip() else node.tag  # it is no heading
    return f"<{tag}{kept}>{''.join(map(_written, _inside(node)))}</{tag}>"


def _layout(style):
    """Raises Unfit for a style that says more than how a thing is laid out."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    for name in STYLED.findall(style):
        if not LAYOUT.fullmatch(name):
            remedy = "say it in words, by <b> or <mark>, or draw it with matplotlib"
            raise Unfit(f"a cell shows HTML with a style of its own, {name}", remedy)


def _reached(tag, name, address):
    """Raises Unfit for an address that the policy of a page blocks."""
    if not ELSEWHERE.match(address):
        return
    if name == "src" and not address.startswith("data:image/"):
        raise Unfit(f"a cell shows <{tag}> from elsewhere: {address[:60]}", "store it in the cell")
    if name == "href" and not REACHED.match(address):
        raise Unfit(f"a cell shows a link that is no address: {address[:60]}", "write it as text")
