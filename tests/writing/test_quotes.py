"""What a page quotes, as its readers see it."""

import pytest
from markdown import markdown

from writing import quotes

TEXT = """# relu

```python
x = 1
```

## 1. What is relu?

It is [0.5](# "value: x"), [1.5](# "value: y") and [0.7](# "value: z").

```python
x = 0.5
y = 1.5
```

~~~text
[0.5](# "value: x")
~~~

```python
print(x, y)
```

[0.41](notebook.ipynb "result: a"), [ahead](notebook.ipynb "claim: b"), [0.2](# "fact: f(1, a=2)"),
[0.01](# "given: the slope
of torch").
"""


def test_a_value_leads_to_the_code_that_gives_it_and_what_leads_nowhere_is_plain():
    shown = quotes.shown(TEXT, "relu/index.md")
    assert '[0.5](#value-x "value: x"), [1.5](#value-x "value: y") and 0.7.' in shown
    assert "```python\nx = 1\n" in shown and "```{ .python #value-x }\nx = 0.5\n" in shown
    assert '~~~text\n[0.5](# "value: x")\n~~~\n\n```python\nprint' in shown
    assert (
        '[0.41](notebook.ipynb "result: a"), [ahead](notebook.ipynb "claim: b"), 0.2,\n0.01.'
        in shown
    )


@pytest.mark.parametrize("code", ["x = 0.5", "for x in a:\n    pass", "(x, y), z = a"])
def test_the_anchor_is_one_of_the_page(code):
    text = f'## 1\n\n```python\n{code}\n```\n\n[0.5](# "value: x")\n'
    shown = quotes.shown(text, "relu/index.md")
    extensions = ["pymdownx.highlight", "pymdownx.superfences", "attr_list"]
    html = markdown(shown, extensions=extensions)
    assert '<div class="highlight" id="value-x">' in html or 'id="value-x" class=' in html
    assert '<a href="#value-x" title="value: x">0.5</a>' in html


def test_the_last_block_that_gives_it_is_meant_and_code_that_is_none_gives_nothing():
    blocks = "```python\nx = 1\n```\n\n```python\nx = 2\n```\n\n```python\nx = = 3\n```\n"
    shown = quotes.shown(f'## 1\n\n{blocks}\n[2](# "value: x")\n', "relu/index.md")
    assert "```python\nx = 1" in shown and "#value-x }\nx = 2" in shown


def test_a_text_without_quotes_is_as_it_was():
    text = "# relu\n\n```python\nx = 1\n```\n\n[a](#b), [c](d.md) and $[0, 1)$.\n"
    assert quotes.shown(text, "relu/index.md") == text
