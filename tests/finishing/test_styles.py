"""The theme's style sheets after the cut: what can apply stays as it was, what cannot is gone."""

import pytest

from finishing import built, styles

SHEET = """@charset "UTF-8";
:root { --asked: var(--passed-on); --passed-on: red; --lost: var(--lost-too);
  --lost-too: url('data:image/svg+xml;utf8,<svg d="M1;2)"/>') }
a:hover { color: var(--asked) }
.in-page, .nowhere .in-page { top: 0 }
.set-by-script { top: 1px }
.nowhere { color: var(--lost) }
.in-page:not(.nowhere) { top: 2px }
[data-state=open] .in-page { top: 3px }
[data-state=nowhere] .in-page { top: 4px }
@layer of-no-rules;
@media print { .nowhere { top: 5px } .in-page { top: 6px } }
@media screen { .nowhere { top: 7px } }
@keyframes turn { to { rotate: 1turn } }
"""


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setattr(styles, "CACHE", tmp_path / "cache")


@pytest.fixture
def cut(tmp_path):
    """The sheet after the cut, in a site of one page, one script and the project's own style
    sheet."""
    files = {
        "index.html": '<p class="in-page" data-state="open">nowhere</p>',
        "assets/scripts/moves.js": 'element.classList.add("set-by-script")',
        "assets/styles/guide.css": "p { color: black }",
        "assets/stylesheets/main.css": SHEET,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    styles.write_cut(tmp_path, built.pages(tmp_path))
    assert (tmp_path / "assets/styles/guide.css").read_text(encoding="utf-8") == files[
        "assets/styles/guide.css"
    ]
    return (tmp_path / "assets/stylesheets/main.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kept",
    (
        '@charset "UTF-8"',
        "a:hover",
        "top: 0",
        "top: 1px",
        "top: 2px",
        "top: 3px",
        "top: 6px",
        "rotate: 1turn",
        "@layer of-no-rules",
        "--asked:",
        "--passed-on:",
    ),
)
def test_what_can_apply_stays(cut, kept):
    assert kept in cut


@pytest.mark.parametrize(
    "gone",
    (
        ".nowhere .in-page",
        "var(--lost)",
        "top: 4px",
        "top: 5px",
        "top: 7px",
        "@media screen",
        "--lost",
        "data:image",
    ),
)
def test_what_cannot_apply_goes(cut, gone):
    assert gone in SHEET and gone not in cut
