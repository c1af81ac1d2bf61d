"""Pages at other addresses."""

from hypothesis import given
from hypothesis import strategies as st

from finishing import built, redirects


def test_no_redirect_where_the_case_alone_differs_from_a_page(tmp_path):
    page = tmp_path / "activations/celu/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("the page", encoding="utf-8", newline="\n")
    names = ("CELU", "ContinuouslyDifferentiable", "continuouslydifferentiable")
    addresses = {f"activations/{name}/": "activations/celu/" for name in names}
    redirects.write(tmp_path, [page], addresses)
    made = {file.parent.name for file in tmp_path.rglob("index.html")}
    assert made == {"celu", "ContinuouslyDifferentiable"}
    assert page.read_text(encoding="utf-8") == "the page"


NAMES = st.lists(st.text("aAßẞsSéÉe\u0301k\u212a", min_size=1, max_size=3), unique=True)


@given(NAMES, NAMES)
def test_no_two_addresses_differ_by_case_alone(pages, names):
    """Of any names, on a disk that ignores case or composes letters."""
    chosen = redirects.distinct(pages, dict.fromkeys(names, "page"))
    folded = [built.folded(name) for name in chosen]
    wanted = {built.folded(name) for name in names} - {built.folded(name) for name in pages}
    assert len(folded) == len(wanted) and {*folded} == wanted
