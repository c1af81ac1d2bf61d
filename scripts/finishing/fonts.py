"""The site's fonts, cut down to the characters that it uses."""

import re
import unicodedata
from io import BytesIO
from pathlib import Path

from project.files import digest, versions, write
from project.paths import CACHE, ROOT

FULL = ROOT / "docs/assets/fonts"
PRINTED = (
    "".join(map(chr, range(0x20, 0x7F))) + "–—‘’“”…×±−"
)  # always in the text fonts, so that they seldom change
ALWAYS = "(){}[]|‖√∑∏∫=+−<>≤≥"  # stretchy signs, whose pieces take most of the room, so that the font seldom changes


def _italic(letter):
    """The mathematical italic that a browser sets for a variable's letter, or nothing."""
    case = {"Lu": "CAPITAL", "Ll": "SMALL"}.get(unicodedata.category(letter))
    name = (
        unicodedata.name(letter, "")
        .replace("GREEK CAPITAL LETTER", "")
        .replace("GREEK SMALL LETTER", "")
        .split(" LETTER ")[-1]
        .strip()
    )
    if letter == "h":
        return "ℎ"
    try:
        return unicodedata.lookup(f"MATHEMATICAL ITALIC {case} {name}") if case else ""
    except KeyError:
        return ""


def _used(site):
    """The characters of the built pages: in formulas with the italics that a browser sets for variables, and in all."""
    found, formulas, everything = set(), set(ALWAYS), set(PRINTED)
    for page in site.rglob("*.html"):
        text = page.read_text()
        everything |= set(text)
        found |= set(re.findall(r"<math.*?</math>", text, re.S))
    for formula in found:
        formulas |= set(
            re.sub(r"<[^>]*>", "", formula)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
        )
    formulas |= {_italic(c) for c in formulas}
    return ("".join(sorted(c for c in used if c > " ")) for used in (formulas, everything))


def write_cut(site):
    """Writes the fonts of a built site, each with the characters that it uses."""
    formulas, everything = _used(site)
    for name, text in (
        ("stix-two-math", formulas),
        ("stix-two-text", everything),
        ("stix-two-text-italic", everything),
    ):
        write(site / "assets/fonts" / f"{name}.woff2", _cut(FULL / f"{name}.woff2", text))


def _cut(full, text):
    """A font as woff2 with the glyphs of text alone, its MATH table kept; remembered by content."""
    file = (
        CACHE
        / "fonts"
        / f"{digest(full.read_bytes(), text, versions('fonttools', 'brotli'), Path(__file__).read_bytes())}.woff2"
    )
    if not file.is_file():
        from fontTools import subset  # slow to import, and seldom needed
        from fontTools.ttLib import TTFont

        options = subset.Options(
            flavor="woff2",
            layout_features=["ssty", "ccmp", "kern", "liga", "mark", "mkmk"],
            notdef_outline=True,
            hinting=False,
        )
        font = TTFont(full, recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        font.flavor = "woff2"
        made = BytesIO()
        font.save(made)
        write(file, made.getvalue())
    return file.read_bytes()
