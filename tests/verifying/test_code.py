"""The code of a page, run."""

import pytest

from project.problems import Refused
from project.sources import Page, Topic
from verifying import code

PAGE = """# relu

```python
import math

print(math.pi // 1)
```

## 1. What is relu?

```python
{later}
```
"""


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setattr(code, "ROOT", tmp_path)

    def page(text):
        (tmp_path / "index.md").write_text(text, encoding="utf-8", newline="\n")
        return Page(tmp_path / "index.md")

    return page


def test_each_block_prints_its_own(page):
    text = PAGE.format(later="import math\n\nprint(math.e // 1)")
    assert code.run(page(text)) == (["3.0", "2.0"], {})


def test_the_block_under_the_card_lends_its_names_to_no_other(page):
    with pytest.raises(Refused, match=r"index.md:12: .*NameError: name 'math' is not defined"):
        code.run(page(PAGE.format(later="print(math.e)")))


def test_the_block_under_the_card_is_alone(page):
    text = PAGE.format(later="import math").replace("import math\n\nprint", "print", 1)
    with pytest.raises(Refused, match=r"index.md:4: .*NameError: name 'math' is not defined"):
        code.run(page(text))


def test_the_data_to_which_a_page_links_lies_beside_its_code(page):
    read = "import json\n\nprint(json.load(open('facts.json', encoding='utf-8'))['name'])"
    link = "See [its facts](../../activations/gelu/facts.json).\n\n## 1."
    assert code.run(page(PAGE.format(later=read).replace("## 1.", link)))[0] == ["3.0", "gelu"]
    with pytest.raises(Refused, match=r"index.md:\d+: .*FileNotFoundError"):
        code.run(page(PAGE.format(later=read)))


ANSWERS = """# relu

## 1. What is relu?

```python
import math
```

## 6. How does relu work?

**Calling it.** So:

```python
{first}
```

**Errors:**

```python
{second}
```

## 7. Pros

```python
print(math.e // 1)
```
"""


def test_a_block_of_section_6_is_alone_and_the_others_are_one_session(page):
    alone = "import math\n\nprint(math.pi // 1)"
    text = ANSWERS.format(first=alone, second=alone)
    assert code.run(page(text))[0] == ["", "3.0", "3.0", "2.0"]
    with pytest.raises(Refused, match=r"index.md:20: .*NameError: name 'math' is not defined"):
        code.run(page(ANSWERS.format(first="x = 1", second="print(math.e)")))


def test_a_block_of_section_6_may_go_on_from_one_above(page):
    second = '# goes on from "Calling it"\nprint(x + 1)'
    text = ANSWERS.format(first="x = 1\nprint(x)", second=second)
    assert code.run(page(text))[0] == ["", "1", "2", "2.0"]


@pytest.mark.parametrize("lead", ["Calling", "Errors"])
def test_what_a_block_goes_on_from_stands_above_it(page, lead):
    second = f'# goes on from "{lead}"\nprint(1)'
    with pytest.raises(Refused, match=f'index.md:20: no block above stands under "{lead}"'):
        code.run(page(ANSWERS.format(first="x = 1", second=second)))


TOPIC = """# Low precision

```python
{first}
```

## What happens

```python
{second}
```
"""


@pytest.fixture
def topic(tmp_path, monkeypatch):
    monkeypatch.setattr(code, "ROOT", tmp_path)

    def topic(**blocks):
        (tmp_path / "index.md").write_text(TOPIC.format(**blocks), encoding="utf-8", newline="\n")
        return Topic(tmp_path / "index.md")

    return topic


def test_each_block_of_a_topic_is_alone(topic):
    alone = "import math\n\nprint(math.pi // 1)"
    assert code.run(topic(first=alone, second=alone)) == (["3.0", "3.0"], {})
    with pytest.raises(Refused, match=r"index.md:11: .*NameError: name 'x' is not defined"):
        code.run(topic(first="x = 1", second="\nprint(x)"))


def test_a_block_of_a_topic_may_go_on_from_the_heading_over_another(topic):
    page = topic(first="x = 1", second="y = 2\n```\n\n## And then\n\n```python\n{third}")
    third = '# goes on from "What happens"\nprint(y)'
    page = Topic(page.path, page.text.replace("{third}", third))
    assert code.run(page)[0] == ["", "", "2"]


def test_a_number_that_the_code_gives_otherwise_is_named_with_its_line(page):
    text = (
        PAGE.format(later="x = 2 / 3") + '\nIt is [0.68](# "value: x"), not [0.67](# "value: x").\n'
    )
    values, (*_, problem) = code.check(page(text).path)
    assert values == {"x": 2 / 3} and problem.line == 15
    assert problem.message == "0.68 is not what the session gives: that is 0.666667"


def test_a_number_may_come_from_a_block_of_section_6(page):
    text = ANSWERS.format(first="x = 2 / 3", second="x = 0.5") + '\n[0.5](# "value: x")\n'
    assert code.check(page(text).path)[0] == {"x": 0.5}
