"""`make verify` and `make verify-all` on a copy of the project: what is stale is renewed, what
is forged is named."""

import json
import re
import shutil

import pytest

import catalog
import verify
from checking import naming
from checkout import ROOT, copy, python, run
from project import records, sources
from project.problems import Problem

RECORDS = "records/activations/leaky_relu"
PAGE = "docs/activations/leaky_relu/index.md"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy(tmp_path_factory.mktemp("project"))


def bytes_of(project):
    return {
        path: path.read_bytes()
        for folder in ("docs", "records", "scripts")
        for path in (project / folder).rglob("*")
        if path.is_file() and "generated" not in path.parts and "__pycache__" not in path.parts
    }


def edit(path, change):
    """Replaces the record's content by what change makes of it."""
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    path.write_bytes(records.text(record))


def forge_results(record):
    name = next(name for name, result in record["seen"]["results"].items() if result["mean"])
    record["seen"]["results"][name]["mean"] *= 7


def forge_verdict(record):
    verdict = next(iter(record["seen"].values()))
    verdict["method"] = "check" if verdict["method"] != "check" else "z3"


def forge_script(record):
    record["seen"]["code"] = [line.replace("x", "y") for line in record["seen"]["code"]]


def forge_print(record):
    output = next(o for outputs in record["seen"]["outputs"] for o in outputs if "text" in o)
    output["text"] = ["Keras 4.0.0 on another backend\n"]


def test_what_is_forged_is_named_and_nothing_is_changed(project):
    before = bytes_of(project)
    edit(project / RECORDS / "notebook.json", forge_results)
    edit(project / RECORDS / "notebook.json", forge_print)
    edit(project / RECORDS / "theorems.json", forge_verdict)
    edit(project / RECORDS / "explorer.json", forge_script)
    page = (project / PAGE).read_text(encoding="utf-8")
    (project / PAGE).write_text(
        re.sub(r"(```output\n)", r"\1forged\n", page, count=1), "utf-8", newline="\n"
    )
    code = (
        "from project import records; print(records.made_from('activations', 'leaky_relu', 'code'))"
    )
    made_from = python(project, code).stdout
    edit(project / RECORDS / "code.json", lambda record: record.update(made_from=eval(made_from)))
    forged = bytes_of(project)

    done = run(project, "verify.py", "--all", "leaky_relu")

    assert done.returncode == 1
    for says in (
        r"notebook\.json:1: result \w+: the record says ",
        r"notebook\.json:1: code cell 1: prints other words: 'Keras ",
        r"theorems\.json:1: \w+: method: ",
        r"explorer\.json:1: code: ",
        rf"{re.escape(PAGE)}:\d+: the block prints other than .*:\n    @@.*\n    -forged",
    ):
        assert re.search(says, done.stderr), done.stderr
    assert bytes_of(project) == forged
    for path, data in before.items():
        path.write_bytes(data)


def test_what_is_fresh_is_not_done_again(project):
    done = run(project, "verify.py", "leaky_relu")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_is_recorded_was_seen_of_what_was_accepted(monkeypatch):
    """The run before it may have died, and seen nothing."""
    (task,) = verify.tasks([("activations", "relu")], ["code"])
    died, seen, kept = Problem(ROOT / PAGE, 1, "did not end", "shorten it"), {"values": {}}, []
    monkeypatch.setattr(verify, "is_stale", lambda other: other == task)
    monkeypatch.setattr(verify, "side_by_side", lambda *given: [(task, (None, [died], 0.0))])
    monkeypatch.setattr(verify.code, "accept", lambda path: None)
    monkeypatch.setattr(verify, "perform", lambda again: (seen, [], 0.0))
    monkeypatch.setattr(verify, "_keep", lambda task, seen, *rest: kept.append(seen) or [])
    assert verify.renew([("activations", "relu")], accept=True) == []
    assert kept == [seen]


def test_records_of_what_is_gone_are_swept(project):
    orphan = project / "records/activations/gone/facts.json"
    orphan.parent.mkdir()
    orphan.write_text("{}", encoding="utf-8", newline="\n")
    assert python(project, "import verify; verify.sweep()").returncode == 0
    assert not orphan.parent.exists()


SHOWN = "# Tiny\n\n```python\nprint({})\n```\n\n```output\n2\n```\n"
STALE = "from project import records; print(*records.problems('guide', 'tiny'))"


@pytest.fixture
def tiny(project):
    """The page of a topic that is verified: one block, without Keras."""
    page = project / "docs/guide/tiny/index.md"
    page.parent.mkdir()
    page.write_text(SHOWN.format("1 + 1"), encoding="utf-8", newline="\n")
    assert "has no code: not recorded yet" in python(project, STALE).stdout
    assert run(project, "verify.py", "guide/tiny").returncode == 0
    assert python(project, STALE).stdout == "\n"
    yield page
    shutil.rmtree(page.parent)
    assert python(project, "import verify; verify.sweep()").returncode == 0
    assert not (project / "records/guide/tiny").exists()
    assert (project / "records/guide/saving/code.json").is_file()


def test_what_a_block_prints_is_accepted_when_asked(project, tiny):
    (record,) = (project / "records/guide/tiny").iterdir()
    assert record.name == "code.json"
    tiny.write_text(SHOWN.format("1 + 2"), encoding="utf-8", newline="\n")
    assert "has changed since records/guide/tiny was made (code)" in python(project, STALE).stdout
    done = run(project, "verify.py", "tiny")
    assert done.returncode == 1 and re.search(
        r"docs/guide/tiny/index.md:8: the block prints other than the page shows:\n"
        r"    @@.*\n    -2\n    \+3\n    `make verify NAME=tiny WRITE=1` puts it there",
        done.stderr,
    )
    assert run(project, "verify.py", "tiny", "--write").returncode == 0
    shown = SHOWN.format("1 + 2").replace("\n2\n", "\n3\n")
    assert tiny.read_text(encoding="utf-8") == shown
    assert python(project, STALE).stdout == "\n"


def test_a_block_that_raises_is_not_accepted(project, tiny):
    tiny.write_text(SHOWN.format("1 / 0"), encoding="utf-8", newline="\n")
    before = bytes_of(project)
    done = run(project, "verify.py", "tiny", "--write")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    says = r"docs/guide/tiny/index.md:4: the code block raises ZeroDivision"
    assert re.search(says, done.stderr)
    assert bytes_of(project) == before


def test_a_source_that_changes_meanwhile_is_not_recorded():
    (task,) = verify.tasks([("activations", "relu")], ["code"])
    before = records.made_from("activations", "relu", "code")
    other = dict.fromkeys(before, "another digest")
    (problem,) = verify._keep(task, {}, other, accept=False)
    assert isinstance(problem, Problem) and "changed while code" in problem.message


def test_every_sort_of_work_is_done_for_every_entry_and_the_code_of_every_topic():
    done = {(task.entry, verify.sort_of(task)) for task in verify.tasks(naming.recorded())}
    entries = {(entry, sort) for entry in catalog.entries() for sort in records.SORTS}
    assert done - entries == {((topic.family, topic.stem), "code") for topic in sources.topics()}
    assert done > entries


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--all", "--cpus", "default Z80"], "no CPU is called 'Z80'"),
        (["--all", "--cpus", ""], "name at least one"),
        (["--all", "--write"], "--all changes nothing"),
        (["--cpus", "default"], "--cpus is for --all"),
        (["nothing"], "there is no nothing"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_line(arguments, says):
    done = run(ROOT, "verify.py", *arguments)
    assert done.returncode and says in done.stderr and "Traceback" not in done.stderr
