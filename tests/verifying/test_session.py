"""The session of a page's code blocks."""

import json
import subprocess
import sys

import pytest

from checkout import ROOT


@pytest.fixture
def chains(tmp_path):
    def chains(*chains, values=(), files=(), seconds=60):
        asked = {"chains": chains, "values": values, "name": "page.md", "folder": str(tmp_path)}
        asked |= {"files": dict(files), "seconds": seconds}
        done = subprocess.run(
            [sys.executable, ROOT / "scripts/verifying/session.py"],
            input=json.dumps(asked),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return json.loads(done.stdout)

    return chains


@pytest.fixture
def session(chains):
    return lambda *blocks: chains(blocks)[0]["blocks"]


def test_code_can_be_asked_for_its_text(session):
    asked = "import inspect\nprint(inspect.getsource(f), inspect.getsource(lambda: 5))"
    (_, block) = session(("def f():\n    return 1", 3), (asked, 9))
    assert block["printed"] == "def f():\n    return 1\n " + asked.splitlines()[1] + "\n\n"


def test_blocks_share_names_and_each_has_what_it_printed(session):
    assert session(("a = 1\nprint(a)", 3), ("print(a + 1)", 9)) == [
        {"printed": "1\n"},
        {"printed": "2\n"},
    ]


def test_the_first_error_ends_it_and_is_named_by_its_line(session):
    (result,) = session(("print(1)\n\n1 / 0", 3), ("print(2)", 9))
    assert result["printed"] == "1\n" and result["line"] == 5
    assert result["raised"] == "ZeroDivisionError: division by zero"


def test_rooms_can_be_imported_and_what_lies_beside_the_session_cannot(session):
    assert session(("import catalog", 1)) == [{"printed": ""}]
    (result,) = session(("import fences", 1))
    assert result["raised"] == "ModuleNotFoundError: No module named 'fences'"


def test_every_chain_has_the_files_that_are_given(chains):
    read = 'print(open("facts.json", encoding="utf-8").read())\nopen("facts.json", "w")'
    seen = chains([(read, 1)], [(read, 1)], files={"facts.json": "ä"})
    assert [chain["blocks"] for chain in seen] == [[{"printed": "ä\n"}]] * 2


def test_a_chain_sees_no_name_state_or_file_of_another(chains):
    left = 'import numpy\nnumpy.set_printoptions(precision=2)\nopen("left", "w", encoding="utf-8")'
    asked = 'import os\nimport numpy\nprint("left" in dir(), os.listdir(), numpy.array([0.125]))'
    one, other = chains([(left, 1)], [(asked, 1)])
    assert one["blocks"] == [{"printed": ""}]
    assert other["blocks"] == [{"printed": "False [] [0.125]\n"}]


def test_what_is_printed_past_python_stands_in_no_answer(session):
    (result,) = session(('import os\nos.system("echo loud")', 1))
    assert result == {"printed": ""}


def test_a_chain_without_an_end_is_ended(chains):
    with pytest.raises(subprocess.CalledProcessError) as ended:
        chains([("while True: pass", 1)], seconds=1)
    assert "Timeout" in ended.value.stderr


def test_the_numbers_at_its_end_are_seen_exactly(chains):
    code = "import numpy as np\na, b, c = 1, np.float32(0.1), np.array(1 / 3)\nd, e = 'no', [1]"
    (seen,) = chains([(code, 1), ("a = 2", 5)], values="abcdef")
    assert seen["values"] == {"a": 2.0, "b": 0.10000000149011612, "c": 1 / 3}
