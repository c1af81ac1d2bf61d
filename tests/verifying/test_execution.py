"""Executing a notebook."""

import json

import pytest

from project.problems import Refused
from verifying import execution


def test_a_cell_that_hangs_is_refused_with_its_line(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "SECONDS", 2)
    path = tmp_path / "notebook.ipynb"
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "execution_count": None,
        "source": "while True: pass",
        "outputs": [],
    }
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book))
    with pytest.raises(Refused, match=r"notebook.ipynb:1: cell 1 did not end within 2 s"):
        execution.execute(path)
