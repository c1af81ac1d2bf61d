"""The code of a page, run."""

import pytest

from project.problems import Refused
from project.sources import Page
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


def test_a_number_that_the_session_gives_otherwise_is_named_with_its_line(page):
    text = (
        PAGE.format(later="x = 2 / 3") + '\nIt is [0.68](# "value: x"), not [0.67](# "value: x").\n'
    )
    values, (*_, problem) = code.check(page(text).path)
    assert values == {"x": 2 / 3} and problem.line == 15
    assert problem.message == "0.68 is not what the session gives: that is 0.666667"
