"""Every name of a family stands in one group, and what does not is refused where it is written."""

import pytest

from catalog.family import Family
from catalog.kinds.entry import Defect
from checking import grouping


def test_every_name_has_its_group():
    assert list(grouping.check()) == []


@pytest.mark.parametrize(
    ("groups", "first", "said"),
    [
        ({"One": ("a", "b"), "Two": ("c",)}, ("a",), []),
        ({"One": ("a", "b")}, (), [(1, "c stands in no group")]),
        ({"One": ("a", "b"), "Two": ("c", "b")}, (), [(3, "b stands in two groups")]),
        ({"One": ("a", "b", "c", "d")}, (), [(5, "d is no name of the family")]),
        ({"One": ("a", "b", "c")}, ("e",), [(6, "e is no name of the family")]),
    ],
    ids=("whole", "none", "two", "unknown", "unknown first"),
)
def test_a_name_out_of_place_is_refused_with_its_line(tmp_path, groups, first, said):
    path = tmp_path / "_family.py"
    path.write_text('groups=\n"a"\n"b"\n"c"\n"d"\n"e"\n', encoding="utf-8", newline="\n")
    family = Family(module="m", kind="k", groups=groups, first=first)
    found = list(grouping.problems(path, family, ["a", "b", "c"]))
    assert [(problem.line, problem.message) for problem in found] == said
    assert all(problem.file == path and problem.remedy for problem in found)


def test_a_defect_without_a_check_is_refused_with_its_line(tmp_path):
    path = tmp_path / "_family.py"
    path.write_text('one\n"is_lfet_out"\n', encoding="utf-8", newline="\n")
    family = Family(module="m", kind="k", defects=(Defect("w", "3.0.0", "is_lfet_out"),))
    (problem,) = grouping.unchecked(path, family, ["is_left_out"])
    assert problem.line == 2 and problem.message.endswith("did you mean is_left_out?")
    assert list(grouping.unchecked(path, family, ["is_lfet_out"])) == []
