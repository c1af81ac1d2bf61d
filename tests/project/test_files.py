"""Files that are whole or absent, and the memory of work."""

import ast
from pathlib import Path

import pytest

from checkout import ROOT
from project import files, tasks
from project.paths import SCRIPTS


def test_a_write_is_whole_or_nothing(tmp_path, monkeypatch):
    file = tmp_path / "a"
    files.write(file, b"before")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        files.write(file, b"after")
    assert file.read_bytes() == b"before" and list(tmp_path.iterdir()) == [file]


def test_memory_forgets_what_was_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    memory = tasks.Memory(tmp_path / "done")
    (tmp_path / "made").write_bytes(b"x")
    memory.keep("task", "key", {"made": b"x"})
    assert memory.holds("task", "key") and not memory.holds("task", "another key")
    (tmp_path / "made").write_bytes(b"y")
    assert not memory.holds("task", "key")


def test_code_behind_follows_imports():
    behind = {path.name for path in files.code_behind(ROOT / "scripts" / "drawing/entries.py")}
    assert {"entries.py", "svg.py"} <= behind and "bibliography.py" not in behind


def test_code_behind_misses_no_import_of_any_script():
    for script in SCRIPTS.rglob("*.py"):
        names = set()
        for node in ast.walk(ast.parse(script.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        own = {SCRIPTS.joinpath(*name.split(".")).with_suffix(".py") for name in names}
        assert set(filter(Path.is_file, own)) <= files.code_behind(script), script
