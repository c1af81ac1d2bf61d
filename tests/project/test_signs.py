"""Signs that nobody sees are refused at their line, in whatever an author writes."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project import signs, sources
from project.problems import Refused

CATEGORIES = ("Cc", "Cf", "Zl", "Zp", "Co")  # controls, formats, separators of lines, private use
SEEN = "\t\n\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
EMPTY = "\u115f\u1160\u3164\uffa0\ufffc\ufffd"  # letters and signs that show nothing
SEEN += "\U000110bd\U000110cd\U00016fe4"  # of Arabic, Syriac, Kaithi and Khitan numbers and lines


@given(st.characters(categories=CATEGORIES, exclude_characters=SEEN, max_codepoint=0xFFFF))
def test_every_sign_that_shows_nothing_is_found(sign):
    at, what = signs.fault(f"a word {sign}and more")
    assert at == 7 and f"U+{ord(sign):04X}" in what


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters=EMPTY)))
def test_letters_signs_and_spaces_are_none(text):
    assert signs.fault(unicodedata.normalize("NFC", text)) is None


@pytest.mark.parametrize("text", ["naïve, 5\xa0%", "👩\u200d🔬", "נא\u200c", "x\u0304", "❤\ufe0f"])
def test_what_is_seen_and_belongs_together_is_kept(text):
    assert signs.fault(text) is None


@pytest.mark.parametrize("text", ["re\u200dlu", "gru\u0308n", "\u2126", "\ufffd", "a\u202eb"])
def test_what_only_looks_alike_is_refused(text, tmp_path):
    page = tmp_path / "index.md"
    page.write_text(f"# Title\n\n{text}\n", encoding="utf-8", newline="\n")
    with pytest.raises(Refused) as refused:
        sources.read(page)
    (problem,) = refused.value.problems
    assert problem.line == 3 and problem.remedy
    for escaped in (True, False):
        cell = {"cell_type": "markdown", "metadata": {}, "source": ["a\n", text]}
        book = tmp_path / "notebook.ipynb"
        stored = json.dumps({"cells": [cell], "nbformat": 4}, indent=1, ensure_ascii=escaped)
        book.write_text(stored, encoding="utf-8", newline="\n")
        with pytest.raises(Refused) as refused:
            sources.Notebook(book)
        line = refused.value.problems[0].line
        assert stored.split("\n")[line - 1].strip() == json.dumps(text, ensure_ascii=escaped)
