"""Pages that are alike."""

from checking import likeness
from project import sources


def test_pages_that_would_fit_another_function_are_refused(tmp_path):
    text = (
        "## 3. Why use {0}?\n\nThe function {0} solves the problem of gradients that vanish in "
        "deep networks during training today.\n"
    )
    made = []
    for name in ("relu", "elu"):
        path = tmp_path / name / "index.md"
        path.parent.mkdir()
        path.write_text(text.format(name), encoding="utf-8", newline="\n")
        made.append(sources.Page(path))
    assert [problem.message.split(" among")[0] for problem in likeness.check(made)] == [
        "shares 100% of its six-word runs with relu,"
    ]
    made[1].path.write_text(
        "## 3. Why use elu?\n\nWhere inputs are negative its outputs reach down to minus alpha and "
        "shift the mean of the layer back.\n",
        encoding="utf-8",
        newline="\n",
    )
    assert list(likeness.check([made[0], sources.Page(made[1].path)])) == []
