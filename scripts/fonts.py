"""The math font, cut down to the characters that the site's formulas use."""

import re
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from problems import ROOT
from store import CACHE, digest, versions, write

FULL = ROOT / "docs/assets/fonts/stix-two-math.woff2"
ALWAYS = "(){}[]|‖√∑∏∫=+−<>≤≥"  # stretchy signs, whose pieces take most of the room, so that the font seldom changes


def _italic(letter):
    """The mathematical italic that a browser sets for a variable's letter, or nothing."""
    case = {"Lu": "CAPITAL", "Ll": "SMALL"}.get(unicodedata.category(letter))
    name = unicodedata.name(letter, "").replace("GREEK CAPITAL LETTER", "").replace("GREEK SMALL LETTER", "").split(" LETTER ")[-1].strip()
    if letter == "h":
        return "ℎ"
    try:
        return unicodedata.lookup(f"MATHEMATICAL ITALIC {case} {name}") if case else ""
    except KeyError:
        return ""


def characters(site):
    """Every character that stands in a formula of the built pages."""
    found = set(ALWAYS)
    for page in site.rglob("*.html"):
        for formula in re.findall(r"<math.*?</math>", page.read_text(), re.S):
            found |= set(re.sub(r"<[^>]*>", "", formula).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    found |= {_italic(c) for c in found}
    return "".join(sorted(c for c in found if not c.isspace()))


def cut(text):
    """The math font as woff2 with the glyphs of text alone, its MATH table kept; remembered by content."""
    file = CACHE / "fonts" / f"{digest(FULL.read_bytes(), text, versions('fonttools', 'brotli'), Path(__file__).read_bytes())}.woff2"
    if not file.is_file():
        options = subset.Options(flavor="woff2", layout_features=["ssty", "ccmp", "kern", "mark", "mkmk"], notdef_outline=True, hinting=False, desubroutinize=True)
        options.drop_tables += ["DSIG"]
        font = TTFont(FULL, recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        font.flavor = "woff2"
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        font.save(part)
        write(file, part.read_bytes())
        part.unlink()
    return file.read_bytes()
