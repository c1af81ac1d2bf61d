"""Records are fresh as long as what they were made from is as it was, and prose is not among
that."""

import json
import shutil

import pytest

from project import files, records, sources
from project.paths import ROOT
from project.problems import Refused

ENTRY = ("activations", "leaky_relu")
PAGE = "docs/activations/leaky_relu/index.md"
NOTEBOOK = "docs/activations/leaky_relu/notebook.ipynb"
MODULE = "scripts/catalog/activations/leaky_relu.py"
PROOFS = "scripts/proofs/activations/leaky_relu.py"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The sources and records of one entry, in another place."""
    for name in (PAGE, NOTEBOOK, MODULE, PROOFS, "scripts/drawing/figures.mplstyle"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "scripts/catalog/kinds", tmp_path / "scripts/catalog/kinds")
    shutil.copytree(ROOT / "records/activations/leaky_relu", tmp_path / "records" / "/".join(ENTRY))
    monkeypatch.setattr(records, "RECORDS", tmp_path / "records")
    monkeypatch.setattr(records, "STYLE", tmp_path / "scripts/drawing/figures.mplstyle")
    monkeypatch.setattr(files, "SCRIPTS", tmp_path / "scripts")
    monkeypatch.setattr(sources, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(sources, "SNIPPET_HOMES", (tmp_path / "scripts",))
    for name, value in (("ROOT", tmp_path), ("SCRIPTS", tmp_path / "scripts")):
        monkeypatch.setattr(records, name, value)
    files.code_behind.cache_clear()
    yield tmp_path
    files.code_behind.cache_clear()


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def stale():
    files.code_behind.cache_clear()
    return [sort for sort in records.SORTS if not records.is_fresh(*ENTRY, sort)]


def test_the_committed_records_are_fresh():
    from checking import naming

    assert [found for entry in naming.recorded() for found in records.problems(*entry)] == []


def test_of_a_topic_its_code_is_recorded_and_nothing_else(monkeypatch, tmp_path):
    monkeypatch.setattr(records, "RECORDS", tmp_path)
    monkeypatch.setattr(records, "ROOT", tmp_path)
    monkeypatch.setattr(records, "made_from", lambda *asked: {})
    (problem,) = records.problems("guide", "saving")
    assert problem.message == "guide/saving has no code: not recorded yet"
    assert problem.place == "docs/guide/saving/index.md" and "backends" not in problem.remedy


def test_prose_leaves_records_fresh(project):
    assert stale() == []
    edit(project / PAGE, "## 7. Pros\n", "## 7. Pros\n\nAnother sentence.\n")
    book = json.loads((project / NOTEBOOK).read_text(encoding="utf-8"))
    book["cells"][0]["source"] = "# Another title"
    figure = next(c for c in book["cells"] if "#| fig-alt" in "".join(c["source"]))
    figure["source"] = "".join(figure["source"]).replace("#| fig-alt: ", "#| fig-alt: Still ", 1)
    (project / NOTEBOOK).write_text(json.dumps(book), encoding="utf-8", newline="\n")
    assert stale() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "sorts"),
    [
        (PAGE, "```python\n", "```python\nx = 1\n", ["code"]),
        (PAGE, "```output\n", "```output\nmore\n", ["code"]),
        (PAGE, "## 7. Pros\n", '## 7. Pros\n\nIt is [1](# "value: another").\n', ["code"]),
        (NOTEBOOK, "import keras", "import keras as k", ["notebook"]),
        (PROOFS, "prove", "proved", ["theorems", "explorer"]),
        (MODULE, "default=0.2", "default=0.3", ["facts", "theorems", "explorer"]),
        ("records/activations/leaky_relu/frameworks.json", "0.2", "0.3", ["facts"]),
    ],
)
def test_what_a_record_rests_on_makes_it_stale(project, file, old, new, sorts):
    edit(project / file, old, new)
    assert set(sorts) <= set(stale())
    (problem, *_) = records.problems(*ENTRY)
    assert str(problem.file).endswith(file) and "make verify NAME=leaky_relu" in problem.remedy


def test_code_rests_on_the_data_to_which_its_page_links(project):
    topic = project / "docs/guide/data/index.md"
    topic.parent.mkdir(parents=True)
    of = ("guide", "data", "code")
    topic.write_text("# Data\n\n```python\n1\n```\n", encoding="utf-8", newline="\n")
    alone = records.made_from(*of)
    edit(topic, "# Data\n", "# Data\n\n[Its facts](../../activations/leaky_relu/facts.json).\n")
    linked = records.made_from(*of)
    assert linked.keys() - alone.keys() == {
        MODULE,
        "records/activations/leaky_relu/frameworks.json",
    }
    edit(project / "records/activations/leaky_relu/frameworks.json", "0.2", "0.3")
    assert records.made_from(*of) != linked


def test_a_missing_record_is_named_with_the_module(project):
    records.path(*ENTRY, "theorems").unlink()
    (problem,) = records.problems(*ENTRY)
    assert str(problem.file).endswith(MODULE) and "has no theorems" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("{\n<<<<<<< HEAD\n}\n=======\n}\n>>>>>>> main\n", 2, "holds a conflict"),
        ('{"seen": {}\n', 2, "is not JSON"),
        ('{"seen": {}}\n', 1, "lacks what every record has"),
        ("[]\n", 1, "lacks what every record has"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused(project, text, line, says):
    records.path(*ENTRY, "facts").write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(Refused) as refused:
        list(records.problems(*ENTRY))
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == (records.path(*ENTRY, "facts"), line)
    assert says in problem.message and "take either side, then `make verify" in problem.remedy


@pytest.mark.parametrize("file", [PAGE, NOTEBOOK, MODULE, PROOFS])
def test_a_source_that_is_gone_makes_stale_what_rests_on_it(project, file):
    (project / file).unlink()
    files.code_behind.cache_clear()
    assert any(str(problem.file).endswith(file) for problem in records.problems(*ENTRY))


def test_a_snippet_that_stands_in_itself_ends(project):
    (project / "scripts/a.md").write_text('x\n--8<-- "a.md"\n', encoding="utf-8", newline="\n")
    assert sources.expand('--8<-- "a.md"') == "x\n\n"


def test_line_ends_are_no_change(project):
    text = (project / MODULE).read_bytes()
    (project / MODULE).write_bytes(text.replace(b"\n", b"\r\n"))
    assert stale() == []


def test_one_way_to_write_a_record():
    record = {"seen": {"b": 1, "a": "é"}, "made_from": {}}
    assert json.loads(records.text(record)) == record
    assert records.text(record) == records.text(dict(reversed(record.items())))
    assert records.text(record).endswith(b"\n") and "é".encode() in records.text(record)
