"""Finishing an SVG that matplotlib wrote: small, themed by CSS variables, and safe to stand in
an HTML page.

`slim` makes the file, `inline` makes the element for a page out of it. Knows no catalog and no
drawing.
"""

import html
import re
import xml.etree.ElementTree as ET
from pathlib import Path

STYLE = Path(__file__).with_name("figures.mplstyle")
PALETTE = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"^# +(--fig-\w+) +(#\w{6}) +(#\w{6})", STYLE.read_text(encoding="utf-8"), re.MULTILINE
    )
}  # CSS variable -> its colours in the light and in the dark theme

_VARIABLES = {light: f"var({name}, {light})" for name, (light, _) in PALETTE.items()}
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e[+-]?\d+)?")
_PATH = re.compile(rf"[A-Za-z]|{_NUMBER.pattern}")
_REFERENCE = re.compile(r"(?:^href=#|=url\(#)([^)]+)")
_MEASURES = {
    "x",
    "y",
    "width",
    "height",
    "viewBox",
    "points",
    "font-size",
    "stroke-width",
    "stroke-dasharray",
}
_USUAL = {
    "stroke-linejoin": "round",
    "stroke-linecap": "butt",
    "stroke-dashoffset": "0",
    "text-anchor": "start",
}


def slim(raw, prefix):
    """matplotlib's SVG without what a page does not need; the colours of the style's table
    become CSS variables.

    The result stands alone as a file. prefix: of the ids that are left.
    """
    source = _parse(raw)
    width, height = source.get("viewBox").split()[2:]
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": source.get("viewBox"),
            "width": width,
            "height": height,
        },
    )
    definitions = ET.SubElement(root, "defs")
    root.extend(source)
    for element in root.iter():
        _present(element)
    root.attrib |= {"font-family": "sans-serif", "stroke-linejoin": "round"}
    _collect(root, definitions)
    _prune(root)
    _drop_unused(root, definitions)
    _rename(root, prefix)
    return ET.tostring(root, encoding="unicode") + "\n"


def inline(svg_text, alt, prefix):
    """The element for a page out of what `slim` gave: named by its alt text (decoration without
    one), in the page's font, with ids that start with prefix."""
    head, body = svg_text.rstrip().split(">", 1)
    head = re.sub(r' (?:xmlns|font-family)="[^"]*"', "", head)
    body = re.sub(r'( id="| href="#|url\(#)[^")]*?(\d+[")])', rf"\g<1>{prefix}-\2", body)
    named = f'role="img" aria-label="{html.escape(alt)}"' if alt else 'aria-hidden="true"'
    return f"{head} {named}>{body}"


def _parse(text):
    """The tree, with plain names in place of names with namespaces."""
    root = ET.fromstring(text)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    return root


def _present(element):
    """Style becomes attributes; colours become variables; numbers become short."""
    style = dict(
        part.split(":", 1) for part in element.attrib.pop("style", "").split(";") if part.strip()
    )
    element.attrib |= {name.strip(): value.strip() for name, value in style.items()}
    for name, value in list(element.attrib.items()):
        if name == "d":
            value = _path(value)
        elif name in _MEASURES:
            value = _shorten(value.replace("px", ""))
        elif name == "transform":
            value = re.sub(r"\s*rotate\(-?0 [^)]*\)", "", _shorten(value, 4))
        elif name == "href":
            value = re.sub(r"\s", "", value)
        elif (name, value) == ("stroke", "#000000"):  # matplotlib's own, of error bars and boxes
            value = PALETTE["--fig-ink"][0]
        elif name == "font-family":
            value = "monospace" if "Mono" in value else ""
        value = _VARIABLES.get(value.lower(), value)
        if not value or _USUAL.get(name) == value:
            del element.attrib[name]
        else:
            element.set(name, value)
    for child in element:
        child.tail = None
    if len(element):
        element.text = None


def _shorten(text, places=2):
    """The same text with its numbers rounded, and without the zeros that say nothing."""

    def short(match):
        number = f"{float(match[0]):.{places}f}".rstrip("0").rstrip(".")
        return "0" if number == "-0" else number

    return _NUMBER.sub(short, text)


def _path(data):
    """Path data with a command named only where it changes."""
    out, command = "", ""
    for token in _PATH.findall(_shorten(data)):
        if token.isalpha():
            out += "" if token == command and token not in "Mm" else token
            command = token
        else:
            out += token if out[-1].isalpha() else f" {token}"
    return out


def _collect(root, definitions):
    """All definitions into one place at the head."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "defs" and child is not definitions:
                definitions.extend(child)
                parent.remove(child)


def _prune(parent):
    """Away with what shows nothing: metadata, style sheets, unpainted shapes, empty groups; a
    group that says nothing is opened."""
    for child in list(parent):
        if child.tag == "defs":
            for sheet in child.findall("style"):
                child.remove(sheet)
            continue
        _prune(child)
        unpainted = (
            child.tag == "path" and child.get("fill") == "none" and "stroke" not in child.attrib
        )
        empty = child.tag == "g" and not len(child)
        if child.tag == "metadata" or unpainted or empty:
            parent.remove(child)
        elif child.tag == "g" and not child.attrib.keys() - {"id"}:
            place = list(parent).index(child)
            parent[place : place + 1] = list(child)


def _reference(name, value):
    """The id that an attribute refers to, or None."""
    match = _REFERENCE.search(f"{name}={value}")
    return match and match[1]


def _references(root):
    """The ids that are used somewhere, in order."""
    found = (_reference(*item) for element in root.iter() for item in element.attrib.items())
    return [name for name in found if name]


def _drop_unused(root, definitions):
    used = set(_references(root))
    for child in list(definitions):
        if child.get("id") not in used:
            definitions.remove(child)
    if not len(definitions):
        root.remove(definitions)


def _rename(root, prefix):
    """Ids that are used become `prefix-1`, `prefix-2`, ...; the others go."""
    names = {
        old: f"{prefix}-{number}" for number, old in enumerate(dict.fromkeys(_references(root)), 1)
    }
    for element in root.iter():
        if "id" in element.attrib and element.get("id") not in names:
            del element.attrib["id"]
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, names[value])
            elif old := _reference(name, value):
                element.set(name, value.replace(f"#{old}", f"#{names[old]}"))
