"""What stands where on a page."""

import re

import pytest

from checking import layout
from project.sources import Markdown, Page, Topic

START = "\n```python\na\n\nb\nc\n```\n"


def page(tmp_path, text):
    path = tmp_path / "family" / "relu" / "index.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return Page(path)


def written(headings):
    filling = "Eight words are enough to fill one section."
    head = "---\ndescription: d\nterms: [t]\n---\n\n# relu\n" + START
    return head + "".join(f"\n## {heading}\n\n{filling}\n" for heading in headings)


def test_sixteen_sections_in_order_are_no_problem(tmp_path):
    headings = layout.headings("relu")
    assert headings[0] == "1. What is relu?" and len(headings) == 16
    assert list(layout.check(page(tmp_path, written(headings)))) == []


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (lambda h: [*h[:6], h[7], h[6], *h[8:]], 43, 'section "7. Pros" is out of order'),
        (lambda h: [*h[:6], *h[7:]], 39, 'section "7. Pros" is missing'),
        (lambda h: h[:15], 71, 'section "16. Summary" is missing'),
        (lambda h: [*h[:7], *h[6:]], 43, 'section "7. Pros" stands twice'),
        (lambda h: [*h, "17. More"], 79, '"17. More" is none of the sixteen sections'),
        (lambda h: [], 1, 'section "1. What is relu?" is missing'),
    ],
)
def test_what_is_not_in_order_is_named_with_its_line(tmp_path, change, line, says):
    problems = list(layout.check(page(tmp_path, written(change(layout.headings("relu"))))))
    assert (problems[0].line, problems[0].message) == (line, says)
    assert len(problems) in (1, 16)


def test_a_table_alone_is_no_paragraph(tmp_path):
    table = "| a | b |\n|---|---|\n| one two three four | five six seven eight |"
    text = written(layout.headings("relu"))
    (sentence,) = re.findall(r"^Eight words are enough.*", text, re.M)[:1]
    (problem,) = layout.check(page(tmp_path, text.replace(sentence, table, 1)))
    assert problem.message == 'section "1. What is relu?" is empty'
    assert problem.remedy.endswith("8 words: tables, code and formulas do not count")


def test_what_is_not_filled_is_named_with_its_line(tmp_path):
    text = written(layout.headings("relu")).replace("Eight words are enough", "TODO", 1)
    problems = layout.check(page(tmp_path, text))
    assert [(problem.line, problem.message) for problem in problems] == [
        (15, 'section "1. What is relu?" is empty'),
        (17, '"TODO" is a placeholder'),
    ]


@pytest.mark.parametrize(
    ("start", "line", "says"),
    [
        ("", 1, "blocks of code under the card: 0"),
        (START.replace("c\n", ""), 9, "the code under the card has 2 lines"),
        (
            START.replace("c\n", "c\n" * 5),
            9,
            "the code under the card has 7 lines",
        ),
        (START * 2, 16, "blocks of code under the card: 2"),
    ],
)
def test_one_short_block_stands_under_the_card(tmp_path, start, line, says):
    text = written(layout.headings("relu")).replace(START, start, 1)
    (problem,) = layout.check(page(tmp_path, text))
    assert (problem.line, problem.message) == (line, says)


def test_what_a_block_goes_on_from_is_above_it(tmp_path):
    said = 'work?\n\n```python\n# goes on from "Calling it"\n```\n'
    text = written(layout.headings("relu")).replace("work?\n", said)
    (problem,) = layout.check(page(tmp_path, text))
    assert (problem.line, problem.message) == (38, 'no block above stands under "Calling it"')


def test_sections_that_are_empty_are_one_problem(tmp_path):
    filling = "Eight words are enough to fill one section."
    text = written(layout.headings("relu")).replace(filling, "<!-- to write: it -->", 2)
    (problem,) = layout.check(page(tmp_path, text))
    assert (problem.line, problem.message) == (15, "2 sections are empty: 1, 2")


def test_what_the_scaffold_told_does_not_stay(tmp_path):
    text = written(layout.headings("relu")).replace("Eight", "<!-- to write: it -->\n\nEight", 2)
    (problem,) = layout.check(page(tmp_path, text))
    said = "what is to be written is still told on lines 17 and 23"
    assert (problem.line, problem.message) == (17, said)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        (
            "description: d\nterms: [t]",
            "names: [o]",
            1,
            "front matter has no `description` and no `terms`",
        ),
        ("terms: [t]", "terms: [t]\ntags: [smooth]", 4, "tags stand on the page"),
    ],
)
def test_front_matter_holds_what_it_must_and_no_fact(tmp_path, old, new, line, says):
    (problem,) = layout.check(page(tmp_path, written(layout.headings("relu")).replace(old, new)))
    assert (problem.line, problem.message) == (line, says)


FRONT = "---\ndescription: d\nterms: [t]\n---\n\n"
FILLED = "\n## What happens\n\nEight words are enough to fill one section.\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (FRONT + FILLED, 1, "the page has no title"),
        (f"{FRONT}# One\n{FILLED}\n# Two\n", 12, '"Two" is a second title'),
        (f"# One\n{FILLED}", 1, "front matter has no `description` and no `terms`"),
        (f"{FRONT}# One\n\n## Empty\n{FILLED}", 8, 'section "Empty" is empty'),
        (f"{FRONT}# One\n{FILLED}\nTODO\n", 12, '"TODO" is a placeholder'),
        (
            f'{FRONT}# One\n{FILLED}\n```python\n# goes on from "Nothing"\n```\n',
            13,
            'no block above stands under "Nothing"',
        ),
    ],
)
def test_a_topic_has_a_title_of_its_own_and_sections_that_are_filled(tmp_path, text, line, says):
    (tmp_path / "index.md").write_text(text, encoding="utf-8", newline="\n")
    (problem,) = layout.topic(Topic(tmp_path / "index.md"))
    assert (problem.line, problem.message) == (line, says)


def test_a_topic_that_is_whole_is_no_problem(tmp_path):
    (tmp_path / "index.md").write_text(f"{FRONT}# One\n{FILLED}", encoding="utf-8", newline="\n")
    assert list(layout.topic(Topic(tmp_path / "index.md"))) == []


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("title: T\ndescription: d\nnames: [a, 1.5]", "an item of `names` is 1.5, no text"),
        ("title: T\ndescription: d\nnames: [no]", "an item of `names` is False, no text"),
        ("title: T\ndescription: d\nnames: abc", "`names` is 'abc', no list"),
        ("title: 2026\ndescription: d", "`title` is 2026, no text"),
        ("titel: T\ndescription: d", "front matter has no `title`: `titel` is no key of it"),
        ("title: T", "front matter has no `description`"),
        ("title: T\ndescription: d\nnames: [a, a]", "`names` names a twice"),
        ("title: T\ndescription: d\nhide: [navigaton]", "`hide` names navigaton, which"),
        ("title: T\ndescription: d\ndraft: true", "`draft` is no key of it"),
    ],
)
def test_the_front_matter_of_a_guide_is_texts_and_lists_of_them(head, says):
    guide = Markdown("docs/choose.md", f"---\n{head}\n---\n\n# T\n")
    (problem,) = layout.front(guide, layout.GUIDE)
    assert problem.message.startswith(says)
