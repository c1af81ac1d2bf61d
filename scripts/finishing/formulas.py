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
from project.once import once
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
NUMBERED = re.compile(r"(\\(?:begin|end)\{(?:align|alignat|equation|gather))(\})")
TAGGED = "mml-eqn-num"  # where KaTeX leaves the number of a line of an environment to a style sheet
BOX = re.compile(r'(<(?:div|span) class="formula") data-tex="([^"]*)"')
# What the sentence around a formula decides: spaces, the sign of a proof's end, punctuation.
SPACES = re.compile(r"(?<!\\)\\[,:;! ]|\\q?quad\b|\\square\b|[\s~]+")
PUNCTUATION = re.compile(r"[.,;:]+(?=\\end|\\\\|$)")
UNTRUSTED = 'mathcolor="#cc0000"'  # KaTeX's colour for a command that it will not carry out


RAISED = str.maketrans("0123456789+−n()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ⁽⁾")
LOWERED = str.maketrans("0123456789+−()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
ACCENTS = {"^": "\u0302", "~": "\u0303", "ˉ": "\u0304", "¯": "\u0304", "‾": "\u0304", "˙": "\u0307"}
RELATION = re.compile(r"[=<>≤≥≠≈≡∈∉→⇒⟹↦∼∝≪≫⊂⊆∪∩∧∨]|:=")


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
        # As in Jupyter, no line is numbered.
        mathml = _core(call(NUMBERED.sub(r"\1*\2", tex.strip()), display))
    except quickjs.JSException as error:
        raise Rejected(
            re.sub(r"\s+at \w+ \(.*", "", str(error).split("\n")[0]).removeprefix("ParseError: ")
        ) from None
    if UNTRUSTED in mathml:
        raise Rejected("a command that needs trust, such as \\href, is not rendered")
    if TAGGED in mathml and "\\tag" in tex:
        raise Rejected(
            "\\tag is shown only of a formula that is no environment: use aligned, or $$"
        )
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


def plain(mathml):
    """A formula in one line of text, for a title: `f′(x) = x²/2`."""
    text = " ".join(_text(ElementTree.fromstring(mathml)).split())
    return re.sub(r"((?:^|[(=<>≤≥]) ?)([−+±]) ", r"\1\2", text)


def _text(element):
    """An element of MathML as text."""
    parts = [_text(part) for part in element]
    match element.tag:
        case "msup":
            return _script(*parts, "^", RAISED)
        case "msub" | "munder":
            return _script(*parts, "_", LOWERED)
        case "msubsup" | "munderover":
            return _script(_script(*parts[:2], "_", LOWERED), parts[2], "^", RAISED)
        case "mover":
            base, over = parts[0], parts[1].strip()
            return base + ACCENTS[over] if over in ACCENTS else _script(base, over, "^", RAISED)
        case "mfrac":
            return "/".join(map(_closed, parts))
        case "msqrt":
            return f"√{_closed(''.join(parts))}"
        case "mroot":
            return f"{_closed(parts[0])}^(1/{parts[1]})"
        case "mtable":
            return "; ".join(parts)
        case "mtr":
            return " ".join(parts)
        case "mspace":
            return " " if not element.get("width", "").startswith("-") else ""
    text = "".join(parts) or re.sub("[\u2061-\u2064]", "", element.text or "")
    if element.tag == "mo" and element.get("form") != "prefix":
        if RELATION.fullmatch(text) or text and text in "+−⋅×±∣":
            return f" {text} "
        return f"{text} " if text in (",", ";") else text
    return text


def _script(base, script, sign, letters):
    """What stands above or below, as small letters where Unicode has them."""
    script = script.strip()
    small = script.translate(letters)
    if script in ("′", "″", "∗", "⊤"):
        return base + script
    if script and all(before != after for before, after in zip(script, small)):
        return base + small
    return f"{base}{sign}{_closed(script)}"


def _closed(text):
    """In parentheses, unless it is one number or name."""
    text = text.strip()
    return text if re.fullmatch(r"[\w.∞]+|\([^()]*\)", text) else f"({text})"


def displayed(tex, mathml, box):
    """A formula in the box in which it scrolls, and around it the one that has its address.

    box: the element that both are.
    """
    tex = html.escape(tex.strip()).replace("\n", "&#10;")
    inner = f'<{box} class="math">{mathml}</{box}>'
    return f'<{box} class="formula" data-tex="{tex}">{inner}</{box}>'


def anchor(tex):
    """The address of a displayed formula on its page: of what it says, wherever it stands and
    however its sentence goes on."""
    return f"formula-{digest(PUNCTUATION.sub('', SPACES.sub('', tex)))[:6]}"


@once
def addressed(content):
    """The content of a page whose displayed formulas have addresses in the place of their TeX, and
    the TeX by address; of formulas that are alike those behind the first have a number too."""
    found = {}

    def address(match):
        tex = html.unescape(match[2])
        first, number = anchor(tex), 1
        own = first
        while own in found:
            number += 1
            own = f"{first}-{number}"
        found[own] = tex
        return f'{match[1]} id="{own}"'

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
