"""Every entry has its place on the page that helps to choose."""

from project.paths import DOCS
from project.problems import Problem


def check(guides, pages):
    choose = next((guide for guide in guides if guide.path.name == "choose.md"), None)
    if choose is None:
        yield Problem(DOCS / "choose.md", 1, "there is no such page", "write it again")
        return
    for page in pages:
        address = f"{page.family}/{page.stem}/index.md"
        if f"]({address}" not in choose.text:
            remedy = f"say when to take it, with a link to {address}"
            yield Problem(choose.path, 1, f"{page.stem} has no place on the page", remedy)
