"""What a reader takes away of a page: formulas as TeX, the page as Markdown, how to cite it; and
where a function is used."""

import gzip
import json
import re
from urllib.parse import unquote

import markdown
import pytest
import yaml
from pybtex.database import parse_string
from selectolax.lexbor import LexborHTMLParser

from pages import CLIPBOARD, PHONE, ROOT, SITE, copied, pressed
from project.sources import (
    FENCE,
    address,
    expand,
    notebooks,
    page_at,
    page_paths,
    read,
    topic_paths,
)
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


# Pages as Markdown

TAKEN = sorted(file for file in SITE.rglob("index.md"))
LINKS = re.compile(r"\]\(([^()\s#]*)")
LISTED = re.compile(r"- \[([^\[\]]+)\]\(([^()\s]+)\)(?:: (\S.*))?")  # as llmstxt.org has it


@pytest.mark.parametrize("taken", TAKEN, ids=lambda file: str(file.parent.relative_to(SITE)))
def test_a_page_as_markdown_is_the_page(taken):
    """Read back by another reader of Markdown: the same headings, code and formulas, and links
    that lead to what there is."""
    text = taken.read_text(encoding="utf-8")
    again = LexborHTMLParser(markdown.markdown(text, extensions=["fenced_code", "tables"]))
    page = LexborHTMLParser(taken.with_name("index.html").read_text(encoding="utf-8"))
    for sign in page.css("article .headerlink, article .foot, article .contents"):
        sign.decompose()
    read, shown = (
        [" ".join(h.text().split()) for h in tree.css("h1, h2, h3")] for tree in (again, page)
    )
    assert len(read) == len(shown) > 0
    assert all(wrote == found for wrote, found in zip(read, shown) if "$" not in wrote)
    code = [block.text().split() for block in page.css("article .highlight code")]
    assert [fence[4].split() for fence in FENCE.finditer(text)] == code
    script = taken.with_name("tex.js")
    tex = (
        json.loads(script.read_text(encoding="utf-8").partition("=")[2]) if script.is_file() else {}
    )
    shown = DISPLAYED.findall(FENCE.sub("", text))
    assert shown == [said for own, said in tex.items() if own.startswith("formula-")]
    prose = re.sub(r"`[^`]*`|\$[^$]*\$", "", FENCE.sub("", text))
    leads = {unquote(link) for link in LINKS.findall(prose) if ":" not in link}
    assert [link for link in leads if not (taken.parent / link).exists()] == []
    assert [raw for raw in ("--8<--", "<div", "<span", "<!--", 'class="') if raw in prose] == []


def test_a_function_s_markdown_has_its_theorems_and_how_they_were_decided():
    text = (SITE / PAGE / "index.md").read_text(encoding="utf-8")
    for statement in theorems.statements(*PAGE.split("/")).values():
        assert statement.splitlines()[0] in text
    assert re.search(r"\[proved by Z3[^\]]*\]\(\./#check-", text)
    assert re.search(r"\n\nVerified with Keras 3\.\S+ on JAX \S+, .*\n$", text)


def test_llms_txt_lists_every_page():
    title, summary, *rest = (SITE / "llms.txt").read_text(encoding="utf-8").split("\n\n")
    assert re.fullmatch(r"# \S.*", title) and re.fullmatch(r"> \S.*", summary)
    listed, parts = {}, "\n\n".join(rest).split("## ")
    assert "# " not in parts[0] and parts[-1].startswith("Optional\n")
    for part in parts[1:]:
        heading, lines = part.strip().split("\n\n")
        listed[heading] = [LISTED.fullmatch(line) for line in lines.split("\n")]
    assert all(entry for entries in listed.values() for entry in entries)
    notebooks = [entry[2] for entry in listed.pop("Optional")]
    pages = [entry[2] for entries in listed.values() for entry in entries]
    assert sorted(SITE / page for page in pages) == TAKEN and len(pages) > 30
    assert sorted(SITE / book for book in notebooks) == sorted(SITE.rglob("notebook.ipynb"))
    assert all(entry[3] for entries in listed.values() for entry in entries)


@pytest.mark.parametrize("path", ["", "choose", PAGE, "guide/saving"])
def test_the_foot_leads_to_the_markdown_without_javascript(visit, base, path):
    tab = visit(path, "phone", java_script_enabled=False)
    link = tab.get_by_role("link", name="This page as Markdown")
    there = tab.request.get(link.evaluate("link => link.href"))
    taken = SITE / path / "index.md"
    assert there.ok and there.text() == taken.read_text(encoding="utf-8")


# How to cite


@pytest.mark.parametrize(
    ("path", "by", "size"),
    [(PAGE, "mouse", "desktop"), (PAGE + "/notebook", "key", "desktop"), (PAGE, "finger", "phone")],
)
def test_a_citation_is_copied_as_bibtex_and_as_text(visit, path, by, size):
    tab = visit(path, size, **CLIPBOARD, **(PHONE if by == "finger" else {}))
    cite = tab.locator("details.cite")
    assert not cite.locator("pre").first.is_visible()
    pressed(tab, cite.locator("summary"), by)
    bibtex, sentence = "", ""
    for block in cite.locator("pre").all():
        bibtex = sentence
        block.hover()
        pressed(tab, block.locator("button"), by)
        tab.wait_for_function(
            "async (was) => await navigator.clipboard.readText() !== was", arg=bibtex
        )
        sentence = copied(tab, "Copied to clipboard")
    (work,) = parse_string(bibtex, "bibtex").entries.values()
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    title = tab.locator("h1").evaluate("heading => heading.firstChild.textContent")
    assert work.fields["title"].replace("\\_", "_") == title
    assert work.fields["howpublished"] == cff["title"]
    assert cff["authors"][0]["name"] in str(work.persons["author"][0])
    assert re.search(r"verified with Keras 3\.\S+ on JAX \d", work.fields["note"])
    for said in (title, cff["title"], cff["authors"][0]["name"], work.fields["note"]):
        assert said in sentence
    assert re.search(rf"\({work.fields['year']}-\d\d-\d\d\)", sentence)


# Where a function is used


def test_the_foot_names_what_uses_a_function(visit, base):
    tab = visit("activations/relu", java_script_enabled=False)
    used = {
        term.inner_text(): term.locator("+ dd")
        .locator("a")
        .evaluate_all("all => all.map(a => a.href)")
        for term in tab.locator("#used-by dt").all()
    }
    assert f"{base}guide/masks/" in used["Used in the code of"]
    assert f"{base}choose/" in used["Linked from"]
    assert f"{base}activations/leaky_relu/notebook/" in used["Used in the notebooks of"]
    places = sum(used.values(), [])
    assert len(places) == len(set(places)) > 20
    assert not any(place.startswith(f"{base}activations/relu/") for place in places)


def test_code_leads_to_the_functions_that_it_names(visit, base):
    tab = visit("activations/relu", **CLIPBOARD)
    code = tab.locator("pre > code", has_text='for name in ("relu", "tanh", "sigmoid")')
    links = code.locator("a").evaluate_all("all => all.map((a) => [a.textContent, a.href])")
    assert links == [[n, f"{base}activations/{n}/"] for n in ("tanh", "sigmoid")]
    own = tab.locator("pre a").evaluate_all("all => all.map((a) => a.href)")
    assert own and f"{base}activations/relu/" not in own
    code.hover()
    pressed(tab, code.locator("xpath=..").locator("button"), "mouse")
    fences = page_at(ROOT / "docs/activations/relu/index.md").fences
    assert copied(tab, "Copied to clipboard") in [fence.text for fence in fences]
    pressed(tab, code.locator("a").first, "key")
    tab.wait_for_url(f"{base}activations/tanh/")


def test_what_uses_a_page_is_what_links_to_it_in_code():
    """Each link in a block of code of a page is told on the page to which it leads."""
    for path in (*page_paths(), *topic_paths(), *notebooks()):
        page = LexborHTMLParser((SITE / address(path) / "index.html").read_text(encoding="utf-8"))
        for link in page.css("article pre a[href]"):
            goal = (SITE / address(path) / link.attributes["href"]).resolve()
            there = LexborHTMLParser((goal / "index.html").read_text(encoding="utf-8"))
            users = {(goal / a.attributes["href"]).resolve() for a in there.css("#used-by a")}
            assert SITE.resolve() / address(path) in users, (path, goal)


def test_the_foot_and_the_links_of_code_are_light():
    for place in (SOFTMAX, "activations/relu", "guide/precision"):
        page = (SITE / place / "index.html").read_text(encoding="utf-8")
        bare = re.sub(r'<div class="foot">.*?</details></div>', "", page, flags=re.S)
        code = re.compile(r"<pre>.*?</pre>", re.S)
        bare = code.sub(lambda m: re.sub(r"</?a\b[^>]*>", "", m[0]), bare)
        heavy, light = (len(gzip.compress(text.encode(), mtime=0)) for text in (page, bare))
        assert 100 < heavy - light < 800, place
