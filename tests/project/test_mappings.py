"""YAML that says each thing once, and is found where it is meant."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from project import mappings
from project.problems import Refused
from project.sources import Markdown

NAMES = st.lists(st.text("ab", min_size=1, max_size=2), max_size=5)


@given(NAMES, st.sampled_from(["{}", "in: {{{}}}", "- {{{}}}"]))
def test_a_name_that_stands_twice_is_refused(names, form):
    inner = ", ".join(f"{name}: 1" for name in names)
    text = form.format(inner if form != "{}" else f"{{{inner}}}")
    if len(set(names)) == len(names):
        assert mappings.load(text) == yaml.safe_load(text)
    else:
        with pytest.raises(yaml.YAMLError, match="stands twice"):
            mappings.load(text)


def test_what_is_named_once_and_taken_in_is_kept():
    text = "a: &a {b: 1, c: 2}\nd:\n  <<: *a\n  b: 3\n1: 2\n"
    assert mappings.load(text) == yaml.safe_load(text)


@pytest.mark.parametrize("end", ["---", "--- ", "..."])
def test_front_matter_is_found_as_mkdocs_finds_it(end):
    page = Markdown("index.md", f"---\t\ntitle: a\n{end}\n\n# T\n")
    assert page.meta == {"title": "a"} and page.body == "\n# T\n"


@pytest.mark.parametrize(
    "text", ["\n---\ntitle: a\n---\n", "----\ntitle: a\n----\n", "---\na: b\n"]
)
def test_front_matter_that_is_not_found_is_refused(text):
    with pytest.raises(Refused) as refused:
        Markdown("index.md", text).meta  # noqa: B018
    assert refused.value.problems[0].line == (2 if text[0] == "\n" else 1)
    assert Markdown("index.md", "---\n\nA rule: as above.\n").meta == {}
