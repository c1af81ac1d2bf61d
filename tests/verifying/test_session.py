"""The session of a page's code blocks."""

import json
import subprocess
import sys

from checkout import ROOT


def session(*blocks, values=()):
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/verifying/session.py"],
        input=json.dumps({"blocks": blocks, "values": values, "name": "page.md"}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    seen = json.loads(done.stdout)
    return seen["values"] if values else seen["blocks"]


def test_blocks_share_names_and_each_has_what_it_printed():
    assert session(("a = 1\nprint(a)", 3), ("print(a + 1)", 9)) == [
        {"printed": "1\n"},
        {"printed": "2\n"},
    ]


def test_the_first_error_ends_it_and_is_named_by_its_line():
    (result,) = session(("print(1)\n\n1 / 0", 3), ("print(2)", 9))
    assert result["printed"] == "1\n" and result["line"] == 5
    assert result["raised"] == "ZeroDivisionError: division by zero"


def test_rooms_can_be_imported_and_what_lies_beside_the_session_cannot():
    assert session(("import catalog", 1)) == [{"printed": ""}]
    (result,) = session(("import fences", 1))
    assert result["raised"] == "ModuleNotFoundError: No module named 'fences'"


def test_the_numbers_at_its_end_are_seen_exactly():
    code = "import numpy as np\na, b, c = 1, np.float32(0.1), np.array(1 / 3)\nd, e = 'no', [1]"
    seen = session((code, 1), ("a = 2", 5), values="abcdef")
    assert seen == {"a": 2.0, "b": 0.10000000149011612, "c": 1 / 3}
