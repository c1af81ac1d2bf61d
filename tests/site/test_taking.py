"""What a reader takes away of a page: formulas as TeX."""

import gzip
import json
import re

import pytest

from pages import CLIPBOARD, PHONE, ROOT, SITE, copied, pressed
from project.sources import FENCE, expand, page_paths, read
from writing import theorems

PAGE = "activations/leaky_relu"
SOFTMAX = "activations/softmax"  # the heaviest page
DISPLAYED = re.compile(r"\$\$\s*(.+?)\s*\$\$", re.S)
TARGETS = {"finger": 44, "mouse": 24, "key": 24}  # pixels: WCAG 2.2, enhanced and minimum


def tex_of(path):
    """What the script of a page brings, by address."""
    return json.loads((SITE / path / "tex.js").read_text(encoding="utf-8").partition("=")[2])


@pytest.mark.parametrize("path", page_paths(), ids=lambda path: path.parent.name)
def test_every_formula_of_a_page_is_kept_as_it_was_written(path):
    place = path.parent.relative_to(ROOT / "docs")
    wrote = DISPLAYED.findall(FENCE.sub("", expand(read(path))))
    stated = theorems.statements(*place.parts)
    tex = tex_of(place)
    formulas = [text for own, text in tex.items() if own not in stated]
    assert formulas == wrote and {own: tex[own] for own in stated} == stated
    page = (SITE / place / "index.html").read_text(encoding="utf-8")
    assert page.count('<div class="formula" id="') == len(formulas) > 2
    assert all(f' id="{own}"' in page for own in tex)


@pytest.mark.parametrize(
    ("by", "size"), [("mouse", "desktop"), ("key", "desktop"), ("finger", "phone")]
)
@pytest.mark.parametrize("place", [".card .formula", ".theorem"])
def test_tex_is_copied_as_its_author_wrote_it(visit, place, by, size):
    tab = visit(PAGE, size, **CLIPBOARD, **(PHONE if by == "finger" else {}))
    place = tab.locator(place).first
    button = place.locator("> .signs").get_by_role("button", name="TeX")
    place.scroll_into_view_if_needed()
    if by == "mouse":
        place.hover()
    opacity = "button => getComputedStyle(button.parentElement).opacity"
    assert not any(address.endswith("tex.js") for address in tab.asked)
    pressed(tab, button, by)
    assert button.evaluate(opacity) == "1"
    own = place.get_attribute("id") or place.evaluate("e => e.previousElementSibling.id")
    assert copied(tab, "TeX copied to clipboard") == tex_of(PAGE)[own]
    assert tab.locator(".md-dialog").get_attribute("role") == "status"
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= TARGETS[by], box


@pytest.mark.parametrize(("by", "size"), [("mouse", "desktop"), ("finger", "phone")])
def test_a_formula_is_shared_by_its_sign(visit, base, by, size):
    tab = visit(PAGE, size, **CLIPBOARD, **(PHONE if by == "finger" else {}))
    formula = tab.locator("article > .formula").first
    formula.scroll_into_view_if_needed()
    if by == "mouse":
        formula.hover()
    pressed(tab, formula.locator("a.headerlink"), by)
    address = f"{base}{PAGE}/#{formula.get_attribute('id')}"
    assert copied(tab, "Link copied") == address == tab.url
    assert (
        0 < formula.bounding_box()["y"] - tab.locator(".md-header").bounding_box()["height"] < 100
    )


@pytest.mark.parametrize("size", ("phone", "desktop"))
def test_the_signs_take_no_room_and_are_not_there_without_javascript(visit, size):
    touch = PHONE if size == "phone" else {}
    tabs = [visit(PAGE, size, java_script_enabled=on, **touch) for on in (True, False)]
    rooms = """all => all.map((e) => {
        const { top, width, height } = e.getBoundingClientRect()
        return [top - e.previousElementSibling.getBoundingClientRect().bottom, width, height]
    })"""
    with_script, without = (
        tab.locator("article :is(.formula, .theorem, .theorem + p)").evaluate_all(rooms)
        for tab in tabs
    )
    assert len(without) > 20
    for room, still in zip(with_script, without, strict=True):
        assert room == pytest.approx(still, abs=0.1)  # tops are far down, and of single precision
    signs = [tab.locator("article .signs").count() for tab in tabs]
    assert signs[0] > 15 and signs[1] == 0


def test_the_addresses_of_formulas_are_light():
    """What the page carries: some 740 bytes of the kilobyte are the script and the style."""
    page = (SITE / SOFTMAX / "index.html").read_text(encoding="utf-8")
    bare = re.sub(
        r'<div class="formula" id="[^"]*">(<div class="math">.*?</div>)</div>', r"\1", page
    )
    assert bare != page
    heavy, light = (len(gzip.compress(text.encode(), mtime=0)) for text in (page, bare))
    assert heavy - light <= 260
