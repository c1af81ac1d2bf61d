"""Each field that an author writes, with what a renderer may take for markup, is read back from the
page as it was written."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pybtex.database
import pytest

import build
import catalog
import rendering
from catalog.kinds.entry import Change, Elsewhere
from catalog.pictures import Graph
from finishing import formulas
from project import records
from writing import bibliography, entries, explorer, families, terms, theorems

LEAKY = catalog.load("activations", "leaky_relu")
SPARSEMAX = catalog.load("activations", "sparsemax")
RECORD = records.load("activations", "leaky_relu", "frameworks")
hostile = pytest.mark.parametrize("said", [*rendering.HOSTILE, "two\nlines"])
TEXTS = [said for said in rendering.HOSTILE if "`" not in said and "$" not in said]
of_prose = pytest.mark.parametrize("said", [*TEXTS, "two\nlines"])  # prose may hold code and math


def cells(text, column):
    return [rendering.bare(td.text()) for td in rendering.tree(text).css(f"td:nth-child({column})")]


@hostile
def test_the_summary_and_the_titles_of_groups(said, monkeypatch):
    entry = replace(LEAKY, summary=said)
    assert rendering.read(families.thumbnails([entry]), "li p + p") == rendering.bare(said)
    monkeypatch.setattr(catalog, "groups", lambda family: {said: ("leaky_relu",)})
    assert rendering.read(families.gallery("activations", [entry]), "h3") == rendering.bare(said)
    ways = rendering.tree(families.ways([entry])).css("dt")
    assert [rendering.bare(title.text()) for title in ways] == [rendering.bare(said)]


@of_prose
def test_when_to_use_it_and_what_is_said_beside_a_fact(said):
    card = rendering.tree(entries.card(replace(LEAKY, use_when=said))).css(".card li")
    assert rendering.bare(card[-1].text()) == f"Use it when {rendering.bare(said)}"
    facts = entries.facts(replace(LEAKY, zero_centred=f"no: {said}"))
    assert f"no: {rendering.bare(said)}" in cells(facts, 2)
    bends = cells(entries.facts(replace(SPARSEMAX, bends=said)), 2)
    assert any(cell.endswith(f"; {rendering.bare(said)}") for cell in bends)


@of_prose
def test_what_changed(said):
    changes = (Change(said, "f(x | y)", 'g("`")'),)
    seen = RECORD | {"changes": [{"old_line": f"fails: {said.replace(':', '')}: more"}]}
    text = entries.changes(replace(LEAKY, changes=changes), seen)
    assert cells(text, 1) == [rendering.bare(said)]
    assert cells(text, 2) == ['f(x | y)g("`")']
    assert cells(text, 3) == [rendering.bare(said.replace(":", ""))]


@hostile
def test_calls_and_values_as_code(said):
    line = Elsewhere("torch", "torch.x", "", said)
    text = entries.elsewhere(replace(LEAKY, elsewhere=(line,)), RECORD)
    assert rendering.bare(said) in cells(text, 2)
    (first,) = LEAKY.parameters
    defaults = entries.defaults(replace(LEAKY, parameters=(replace(first, default=said),)))
    assert cells(defaults, 2) == [rendering.bare(repr(said))]


@hostile
def test_alt_texts(said, monkeypatch):
    picture = Graph("graph", said.replace("{", "{{").replace("}", "}}"), window=(0, 1), values=())
    entry = replace(LEAKY, pictures=(replace(picture, values=({},)),))
    monkeypatch.setattr(catalog, "load", lambda *of: entry)
    monkeypatch.setattr("drawing.entries.draw", lambda entry: {})
    files, _ = build.draw("activations", "leaky_relu")
    (text,) = files.values()
    image = rendering.tree(text.decode()).css_first("img")
    assert rendering.bare(image.attributes["alt"]) == rendering.bare(said)


@hostile
def test_titles_of_theorems(said, monkeypatch):
    theorem = theorems.Theorem("a", 1, said, "It holds.", "", 1, "pass", "pass")
    monkeypatch.setattr(theorems, "theorems", lambda path: [theorem])
    pieces = theorems.pieces("activations", "leaky_relu")
    shown = f"1: {rendering.bare(said)}"
    assert rendering.read(pieces["theorems.md"], "h3") == f"Theorem {shown}"
    assert rendering.read(pieces["checks.md"], "summary").startswith(f"Check of theorem {shown} ")
    listed = theorems.listing([("activations", "leaky_relu")])
    assert rendering.read(listed, "ol a") == rendering.bare(said)


@of_prose
def test_scopes_of_theorems(said, monkeypatch):
    theorem = theorems.Theorem("a", 1, "A", "It holds.", said, 1, "pass", "pass")
    monkeypatch.setattr(theorems, "theorems", lambda path: [theorem])
    for text in theorems.pieces("activations", "leaky_relu").values():
        assert rendering.read(text, ".verdict") == f"not verified yet ({rendering.bare(said)})"


@pytest.mark.parametrize(
    "printed", ["a\n```\nb", '--8<-- "terms.md"', ';--8<-- "x"', "````", "<b>"]
)
def test_what_checks_print(printed, monkeypatch):
    theorem = theorems.Theorem("a", 1, "A", "It holds.", "", 1, f"x = '''\n{printed}\n'''", "pass")
    verdict = theorems.UNVERIFIED | {"output": printed.split("\n")}
    monkeypatch.setattr(theorems, "theorems", lambda path: [theorem])
    monkeypatch.setattr(records, "seen", lambda *of: {"a": verdict})
    blocks = rendering.tree(theorems.pieces("activations", "leaky_relu")["checks.md"]).css("pre")
    assert blocks[0].text().strip() == theorem.source
    assert blocks[1].text().strip() == printed


@hostile
def test_terms_and_definitions(said):
    known = {"kink": rendering.bare(said)}
    page = rendering.tree(terms.definitions(["kink"], known) + "\n\nOf a kink.\n")
    assert rendering.bare(page.css_first("dd").text()) == known["kink"]
    tooltip = page.css_first("p abbr").attributes["title"]
    assert rendering.bare(tooltip) == known["kink"]
    all_of_them = terms.shown(f"# Terms\n\nkink\n:   {said}\n\nother\n:   Another.\n")
    assert [rendering.bare(dd.text()) for dd in rendering.tree(all_of_them).css("dd")] == [
        known["kink"],
        "Another.",
    ]


LATEX = {
    r"Szepesv{\'a}ri": "Szepesvári",
    r"{\"O}z \& \'{\i}x \c{c} {\ss} {\o} \v{S} \H{o}": "Öz & íx ç ß ø Š ő",
    r"\emph{On} {\em the} \textbf{bounds} {R\'enyi}": "On the bounds Rényi",
    r"50\% of 3 % -- a~b 1\,000": "50% of 3 % – a\N{NO-BREAK SPACE}b 1 000",
    r"\_ \# \$5 \{x\}": "_ # $5 {x}",
    "[5.9, 6.1) |x| > 3 * _a_ `b` <i>c</i>": "[5.9, 6.1) |x| > 3 * _a_ `b` <i>c</i>",
    "two\nlines of שלום": "two lines of שלום",
}


@pytest.mark.parametrize("written", LATEX)
def test_fields_of_works(written):
    fields = (
        f"title = {{{written}}}, journal = {{{written}}}, year = {{2001}}, doi = {{10.1/a(b)_c}}"
    )
    source = f"@article{{a, author = {{{{{written}}}}}, {fields}}}"
    work = pybtex.database.parse_string(source, "bibtex").entries["a"]
    note = rendering.read(f"x[^a]\n\n[^a]: {bibliography.reference(work)}\n", ".footnote li p")
    said = rendering.bare(LATEX[written])
    assert note.startswith(f"{said} (2001). {said}. {said}. doi:10.1/a(b)_c")
    row = families.comparison([replace(LEAKY, first_paper="a")], {"a": work})
    assert said in [rendering.bare(link.text()) for link in rendering.tree(row).css("td a")]


def test_math_in_a_title_is_math_and_initials_are_letters():
    fields = r"author={{\'E}lie, {\'A}na}, title={On $\ell_1$, and $|x|$}, year={2001}, doi={1}"
    source = f"@misc{{a, {fields}}}"
    work = pybtex.database.parse_string(source, "bibtex").entries["a"]
    note = rendering.tree(f"x[^a]\n\n[^a]: {bibliography.reference(work)}\n")
    maths = [formulas.render(tex, False) for tex in (r"\ell_1", "|x|")]
    assert [math.html for math in note.css("math")] == maths
    assert note.css_first(".footnote li p").text().startswith("Élie, Á. (2001).")


@pytest.mark.parametrize("unread", [r"{\TeX}book", r"a \\ b", r"\frac12", r"\unknown{x}", "C:\\x"])
def test_latex_that_is_not_read_is_refused_with_its_line(unread):
    text = f"\n@misc{{a, author={{A}}, title={{{unread}}}, year={{2001}}, doi={{10.1/x}}}}\n"
    found = pybtex.database.parse_string(text, "bibtex").entries
    (problem,) = bibliography._lacking(text, found)
    assert problem.line == 2 and "the title of a holds LaTeX that is not read" in problem.message


@hostile
def test_what_scripts_are_told(said):
    told = SimpleNamespace(script="explorer", facts={"title": said}, rows=1)
    code = explorer.script(LEAKY, told, "f: 1\n")
    assert json.loads(code.split("...")[1].split(",\nf:")[0])["title"] == said
