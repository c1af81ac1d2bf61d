"""How wide Markdown may be."""

import subprocess
import sys

import pytest

from checking import lines
from checkout import ROOT
from project.sources import Markdown

WIDE = 131 * "a"


def problems(tmp_path, text):
    file = tmp_path / "page.md"
    file.write_text(text, encoding="utf-8", newline="\n")
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


@pytest.mark.parametrize(("width", "code"), [(130, 0), (131, 1)])
def test_the_gate_fails_for_a_line_that_is_too_wide(tmp_path, width, code):
    (tmp_path / "page.md").write_text(width * "a", encoding="utf-8", newline="\n")
    done = subprocess.run(
        [sys.executable, "-m", "checking.lines", tmp_path / "page.md"],
        cwd=ROOT / "scripts",
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == code and done.stderr.count("page.md:1:") == code
