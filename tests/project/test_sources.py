"""What authors wrote, read as it was meant: whatever editor saved it, and whatever that left."""

import codecs
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File, set_exclusions
from mkdocs.utils import yaml_load
from pathspec.gitignore import GitIgnoreSpec

import catalog
from checkout import ROOT
from project import sources
from project.problems import Refused

LINES = st.lists(st.text("aé \t\xa0", max_size=4), min_size=1, max_size=6)


@given(LINES, st.data())
def test_a_text_is_the_same_with_any_line_ends_and_a_mark(tmp_path_factory, lines, data):
    file = tmp_path_factory.getbasetemp() / "written.md"
    ends = [data.draw(st.sampled_from(["\n", "\r\n", "\r"])) for _ in lines]
    if any(end == "\r" and after == "" for end, after in zip(ends, [*lines[1:], "a"])):
        ends = ["\r\n"] * len(lines)  # else a bare return and a bare feed make one end
    text = "".join(line + end for line, end in zip(lines, ends))
    mark = data.draw(st.sampled_from([b"", codecs.BOM_UTF8]))
    file.write_bytes(mark + text.encode())
    wanted = "".join(f"{line}\n" for line in lines)
    assert sources.read(file) == wanted


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("one\ntwo".encode("utf-16"), 1),
        ("one\ntwo".encode("utf-16-le"), 1),
        ("one\nzw\u00f6lf".encode("latin-1"), 2),
        (codecs.BOM_UTF8 + b"\n\xff", 2),
        (b"one\n\n\0", 3),
    ],
)
def test_other_encodings_are_refused_by_that_name(data, line, tmp_path):
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(Refused) as refused:
        sources.read(tmp_path / "a.md")
    (problem,) = refused.value.problems
    assert (problem.line, problem.message) == (line, "the file is not UTF-8")


def test_what_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"1: the system withholds it: .*\n    see to it"):
        sources.read(tmp_path)


def notebook(path, source):
    cells = [{"cell_type": "code", "metadata": {}, "source": source}]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8", newline="\n")
    return sources.Notebook(path)


@pytest.mark.parametrize(
    "source", [["#| hide: true\r\n", "a = 1\r\n"], "#| hide: true\r\na = 1\r\n"]
)
def test_a_cell_is_the_same_with_any_line_ends(source, tmp_path):
    (cell,) = notebook(tmp_path / "n.ipynb", source).cells
    assert sources.Notebook.options(cell) == {"hide": "true"}
    assert sources.Notebook.code(cell) == "a = 1\n" and type(cell["source"]) is type(source)


@pytest.mark.parametrize("source", [None, 1, ["a", None]])
def test_a_cell_of_no_text_is_refused(source, tmp_path):
    with pytest.raises(Refused, match="the source of cell 1 is no text"):
        notebook(tmp_path / "n.ipynb", source)


# What Emacs, Vim, Kate, JetBrains, LibreOffice, Jupyter, macOS, Windows, git and patch leave.
LITTER = [
    ".#{}", "#{}#", "{}~", ".{}.swp", ".{}.kate-swp", "{}___jb_tmp___", ".~lock.{}#", "~${}",
    ".ipynb_checkpoints/{}", ".history/{}", "._{}", ".DS_Store", "Thumbs.db", "desktop.ini",
    "{}.orig", "{}.rej", "{}.bak", "4913", ".nfs0001", "{}.swo",
]  # fmt: skip
NAMES = ["index.md", "notebook.ipynb", "relu.py", "bibliography.bib"]


@given(st.sampled_from(LITTER), st.sampled_from(NAMES))
def test_what_editors_leave_is_not_read(tmp_path_factory, form, name):
    home = tmp_path_factory.mktemp("home", numbered=True)
    litter = home / form.format(name)
    litter.parent.mkdir(exist_ok=True)
    litter.write_bytes(b"\0\xff")
    (home / name).touch()
    for pattern in (name, f"*.{name.partition('.')[2]}", f"**/*.{name.partition('.')[2]}"):
        assert sources.written(home, pattern) == [home / name]


def test_a_link_to_nowhere_is_not_read(tmp_path):
    (tmp_path / ".#index.md").symlink_to("me@host.123:456")
    (tmp_path / "gone.md").symlink_to("nowhere")
    assert sources.written(tmp_path, "*.md") == []


def test_a_module_that_an_editor_left_is_no_entry(tmp_path, monkeypatch):
    monkeypatch.setattr(catalog, "HOME", tmp_path)
    (tmp_path / "family").mkdir()
    for name in ("relu.py", ".#relu.py", "._relu.py", "#relu.py", "_family.py", "relu.py~"):
        (tmp_path / "family" / name).touch()
    assert catalog._found("family") == {"relu"}
    (tmp_path / "family/unwritten.txt").write_bytes(codecs.BOM_UTF8 + b"one\r\ntwo\r\n")
    assert catalog.unwritten("family") == ["one", "two"]


def published(*names):
    settings = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    rules = {"exclude_docs": GitIgnoreSpec.from_lines(settings["exclude_docs"].splitlines())}
    files = [File(name, "docs", "site", use_directory_urls=True) for name in names]
    set_exclusions(files, rules)
    return [file.src_uri for file in files if file.inclusion.is_included()]


@pytest.mark.parametrize("name", NAMES)
def test_what_editors_leave_is_not_published(name):
    assert published(*(f"family/relu/{form.format(name)}" for form in LITTER)) == []
    assert published(*(form.format(name) for form in LITTER)) == []


def test_what_pages_show_is_published():
    names = ["index.md", "a/b/notebook.ipynb", "a/Übersicht.png", "a/b.svg", "assets/x.css", "a.js"]
    assert published(*names) == names
    assert published("generated/a/card.md", "bibliography.bib", "assets/katex/katex.js") == []
