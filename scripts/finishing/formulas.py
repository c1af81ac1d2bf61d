"""KaTeX, run while the site is built: TeX in, MathML out, kept by content."""

import html
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import quickjs

from project.files import digest, write
from project.paths import CACHE, DOCS, ROOT

KATEX = ROOT / "docs/assets/katex/katex.min.js"
HOME = CACHE / "formulas"
RENDER = """
(tex, display) => [katex.renderToString(tex,
    {displayMode: display, output: "mathml", throwOnError: true, strict: "error", trust: false}
)].join("")
"""  # joined: a string that the engine still holds in pieces does not come out of it
STYLES = {
    "double-struck": "DOUBLE-STRUCK",
    "bold": "BOLD",
    "script": "SCRIPT",
    "fraktur": "FRAKTUR",
    "bold-italic": "BOLD ITALIC",
}
OLDER = {
    "C": "ℂ",
    "H": "ℍ",
    "N": "ℕ",
    "P": "ℙ",
    "Q": "ℚ",
    "R": "ℝ",
    "Z": "ℤ",
}  # double-struck letters older than their block

SIGN = re.compile(
    r"(<mo[^>]*>[(\[{,;=<>≤≥≠∈⋅≈~|]</mo>(?:<m(?:space|text)[^>]*/?>(?:[^<]*</mtext>)?)?)<mo>(?=[−+±])"
)  # a sign, not a sum: MathML sees that only at the start of a row

WRAPPER = re.compile(
    r"<annotation.*?</annotation>|</?semantics>"
    r'|^<span class="katex">|</span>$| xmlns="[^"]*"',
    re.S,
)
STYLED = re.compile(rf'<(m[ino]) mathvariant="({"|".join(STYLES)})"([^>]*)>([^<]+)</\1>')
THIN = '<mspace width="0.167em"></mspace>'
# max, log, E, relu: KaTeX marks what it applies, and leaves TeX's spaces out.
OPERATOR = r'<mi(?: mathvariant="normal")?>[^<]+</mi><mo>\u2061</mo>'
ORDINARY = r"(?:</m(?:i|n|sup|sub|subsup|frac|sqrt)>|[)\]|]</mo>)"
BEFORE = re.compile(rf"(?<!\u2061</mo>)({ORDINARY})(?=(?:<m(?:sub|sup|under)><mrow>)?{OPERATOR})")
INDEX = r"</mrow>(?:<m[in]>[^<]*</m[in]>|<mrow>(?:(?!</?mrow>).)*</mrow>)</m(?:sub|sup|under)>"
AFTER = re.compile(rf"({OPERATOR}(?:{INDEX})?)(?=<m(?:i|n|sup|sub|frac|sqrt|under)[ >](?!<mo))")

PARTS = {
    "msub": 2,
    "msup": 2,
    "msubsup": 3,
    "munder": 2,
    "mover": 2,
    "munderover": 3,
    "mfrac": 2,
    "mroot": 2,
}  # that an element must have
BOX = re.compile(r'(?<=<div class="formula") data-tex="([^"]*)"')
# What the sentence around a formula decides: spaces, the sign of a proof's end, punctuation.
SPACES = re.compile(r"(?<!\\)\\[,:;! ]|\\q?quad\b|\\square\b|[\s~]+")
PUNCTUATION = re.compile(r"[.,;:]+(?=\\end|\\\\|$)")
UNTRUSTED = 'mathcolor="#cc0000"'  # KaTeX's colour for a command that it will not carry out


class Rejected(Exception):
    """KaTeX refuses a formula; the message is KaTeX's own, without its stack."""


@cache
def _katex():
    context = quickjs.Context()
    context.eval(KATEX.read_text(encoding="utf-8"))
    return context.eval(f"({RENDER})"), digest(KATEX.read_bytes(), Path(__file__).read_bytes())


def _styled(match):
    """MathML Core gives up mathvariant for letters of their own: ℝ is U+211D, not a styled R."""
    style, text = STYLES[match[2]], match[4]
    if style == "DOUBLE-STRUCK" and text in OLDER:
        return f"<{match[1]}>{OLDER[text]}</{match[1]}>"
    kinds = {"Lu": "CAPITAL {}", "Ll": "SMALL {}", "Nd": "{}"}
    try:
        names = (
            kinds[unicodedata.category(c)].format(c.upper() if c.isalpha() else unicodedata.name(c))
            for c in text
        )
        text = "".join(unicodedata.lookup(f"MATHEMATICAL {style} {name}") for name in names)
    except KeyError:
        return match[0]
    return f"<{match[1]}>{text}</{match[1]}>"


def _core(mathml):
    """KaTeX's MathML without what browsers ignore: the TeX annotation, the wrapper, styles that are
    not in MathML Core."""
    mathml = WRAPPER.sub("", mathml)
    mathml = STYLED.sub(_styled, mathml)
    mathml = re.sub(
        r'<mo (stretchy="false"|fence="true")>(?:∣|(∥))</mo>',
        lambda m: f'<mo {m[1]} lspace="0" rspace="0">{"‖" if m[2] else "|"}</mo>',
        mathml,
    )
    mathml = AFTER.sub(rf"\1{THIN}", BEFORE.sub(rf"\1{THIN}", mathml))
    mathml = SIGN.sub(r'\1<mo form="prefix">', mathml)
    return re.sub(
        r"^(<math[^>]*>)<mrow>(.*)</mrow></math>$", r"\1\2</math>", mathml, flags=re.S
    )  # KaTeX's one row; <math> is a row itself


@cache
def render(tex, display):
    """One formula as a <math> element.

    tex: without its dollars. display: a formula on lines of its own. Raises Rejected where KaTeX
    does.
    """
    call, version = _katex()
    file = HOME / digest(version, tex, str(display))
    if file.is_file():
        return file.read_text(encoding="utf-8")
    try:
        mathml = _core(call(tex.strip(), display))
    except quickjs.JSException as error:
        raise Rejected(
            re.sub(r"\s+at \w+ \(.*", "", str(error).split("\n")[0]).removeprefix("ParseError: ")
        ) from None
    if UNTRUSTED in mathml:
        raise Rejected("a command that needs trust, such as \\href, is not rendered")
    if any(
        len(element) != PARTS.get(element.tag, len(element))
        for element in ElementTree.fromstring(mathml).iter()
    ):
        raise Rejected(
            "KaTeX takes an operator such as \\max, alone in an index, for two things; "
            "write \\text{max} there"
        )
    write(file, mathml.encode())
    return mathml


def displayed(tex, mathml):
    """A formula in the box in which it scrolls, and around it the one that has its address."""
    tex = html.escape(tex.strip()).replace("\n", "&#10;")
    return f'<div class="formula" data-tex="{tex}"><div class="math">{mathml}</div></div>'


def anchor(tex):
    """The address of a displayed formula on its page: of what it says, wherever it stands and
    however its sentence goes on."""
    return f"formula-{digest(PUNCTUATION.sub('', SPACES.sub('', tex)))[:6]}"


def addressed(content):
    """The content of a page whose displayed formulas have addresses in the place of their TeX, and
    the TeX by address; of formulas that are alike those behind the first have a number too."""
    found = {}

    def address(match):
        tex = html.unescape(match[1])
        first, number = anchor(tex), 1
        own = first
        while own in found:
            number += 1
            own = f"{first}-{number}"
        found[own] = tex
        return f' id="{own}"'

    return BOX.sub(address, content), found


def stated(source):
    """The statements of the theorems of an entry's page, by address; source: of a page."""
    place = source.relative_to(DOCS).parent
    file = CACHE / "statements" / place / "statements.json"
    known = source.name == "index.md" and file.is_file()
    return json.loads(file.read_text(encoding="utf-8")) if known else {}


def script(found):
    """What a page fetches when a reader asks for TeX: a script, so that a page opened as a file has
    it too. found: the TeX by address."""
    return f"guide.tex={json.dumps(found, ensure_ascii=False, separators=(',', ':'))}\n".encode()
