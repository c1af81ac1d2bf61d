"""Pages at other addresses."""

from finishing import redirects


def test_no_redirect_where_the_case_alone_differs_from_a_page(tmp_path):
    page = tmp_path / "activations/celu/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("the page", encoding="utf-8", newline="\n")
    redirects.write(
        tmp_path,
        {
            f"activations/{name}/": "activations/celu/"
            for name in ("CELU", "ContinuouslyDifferentiable")
        },
    )
    made = {file.parent.name for file in tmp_path.rglob("index.html")}
    assert (
        made == {"celu", "ContinuouslyDifferentiable"}
        and page.read_text(encoding="utf-8") == "the page"
    )
