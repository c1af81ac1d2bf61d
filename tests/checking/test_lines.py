"""How wide Markdown may be."""

import pytest

from checking import lines
from project.sources import Markdown

WIDE = 131 * "a"


def problems(tmp_path, text):
    file = tmp_path / "page.md"
    file.write_text(text)
    return [problem.line for problem in lines.check(Markdown(file))]


@pytest.mark.parametrize(
    "prose", [WIDE, f"- {WIDE}", f"[{WIDE}](a.md)", f"*[a]: {WIDE}", f"a $x$ {WIDE}"]
)
def test_a_wide_line_of_prose_is_named(tmp_path, prose):
    assert problems(tmp_path, f"---\ntitle: {WIDE}\n---\n\n{130 * 'a'}\n\n{prose}\n") == [7]


@pytest.mark.parametrize(
    "text",
    [
        f"| {WIDE} |",
        f"# {WIDE}",
        f"term\n:   {WIDE}",
        f"```\n{WIDE}\n```",
        f"$$\n{WIDE}\n$$",
        f"<!-- {WIDE} -->",
        f'--8<-- "{WIDE}.md"',
        f"see [a]({WIDE}) and https://example.org/{WIDE}",
    ],
)
def test_what_cannot_be_broken_may_be_wide(tmp_path, text):
    assert problems(tmp_path, text) == []
