"""The site's fonts, cut down to the characters that it uses."""

import re
import unicodedata
from html import unescape
from io import BytesIO
from pathlib import Path

from project.files import digest, versions, write
from project.once import once
from project.paths import CACHE, ROOT

FULL = ROOT / "docs/assets/fonts"
# Always in the text fonts, so that they seldom change.
PRINTED = "".join(map(chr, range(0x20, 0x7F))) + "–—‘’“”…×±−"
# Stretchy signs, whose pieces take most of the room, so that the font seldom changes.
ALWAYS = "(){}[]|‖√∑∏∫=+−<>≤≥"


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


def _used(pages):
    """The characters of the built pages: in formulas, with the italics that a browser sets for
    variables, and in all."""
    everything = set(PRINTED).union(*map(_letters, pages.values()))
    signs = set(ALWAYS).union(*map(_signs, pages.values()))
    signs.update([_italic(sign) for sign in signs])
    return ("".join(sorted(sign for sign in used if sign > " ")) for used in (signs, everything))


@once
def _letters(page):
    return frozenset(page)


@once
def _signs(page):
    """The characters of a page's formulas."""
    formulas = set(re.findall(r"<math.*?</math>", page, re.S))
    return {sign for formula in formulas for sign in unescape(re.sub(r"<[^>]*>", "", formula))}


def write_cut(site, pages):
    """Writes the fonts of a built site, each with the characters that it uses; pages: the text of
    each, by its file."""
    formulas, everything = _used(pages)
    for name, text in (
        ("stix-two-math", formulas),
        ("stix-two-text", everything),
        ("stix-two-text-italic", everything),
    ):
        write(site / "assets/fonts" / f"{name}.woff2", _cut(FULL / f"{name}.woff2", text))


def _cut(full, text):
    """A font as woff2 with the glyphs of text alone, its MATH table kept; remembered by content."""
    key = digest(
        full.read_bytes(), text, versions("fonttools", "brotli"), Path(__file__).read_bytes()
    )
    file = CACHE / "fonts" / f"{key}.woff2"
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
