"""Text is UTF-8 with LF whatever the machine's locale: who reads or writes it says so."""

import ast

import pytest

from checkout import ROOT


def lacks(call):
    """The keywords that a call should have, and has not."""
    given = {word.arg: ast.unparse(word.value) for word in call.keywords}
    arguments = [ast.unparse(argument) for argument in call.args]
    name = ast.unparse(call.func).rpartition(".")[2]
    if name == "read_text":
        needs, place = {"encoding"}, 0
    elif name == "write_text":
        needs, place = {"encoding", "newline"}, 1
    elif ast.unparse(call.func) in ("open", "os.fdopen"):
        mode = given.get("mode", [*arguments, "'r'", "'r'"][1])
        needs, place = {"encoding"} if "r" in mode else {"encoding", "newline"}, 3
        needs = set() if "b" in mode else needs
    else:  # a process, maybe
        texts = "True" in (given.get("text"), given.get("universal_newlines"))
        return {"encoding"} - set(given) if texts else set()
    return needs - set(given) - ({"encoding"} if len(arguments) > place else set())


def faults(text):
    """Of each call that leaves a choice to the locale: its line, and the keywords it lacks."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return sorted((call.lineno, *sorted(lacks(call))) for call in calls if lacks(call))


@pytest.mark.parametrize("folder", ["scripts", "bench", "tests"])
def test_every_call_names_its_encoding(folder):
    files = [file for file in (ROOT / folder).rglob("*.py") if "node_modules" not in file.parts]
    assert len(files) > 1
    lines = [
        f"{file.relative_to(ROOT)}:{line} lacks {' and '.join(missing)}"
        for file in files
        for line, *missing in faults(file.read_bytes())
    ]
    assert not lines, "\n".join(lines)


@pytest.mark.parametrize(
    ("call", "missing"),
    [
        ("path.read_text()", ["encoding"]),
        ("path.read_text('utf-8')", []),
        ("path.write_text(text)", ["encoding", "newline"]),
        ("path.write_text(text, 'utf-8')", ["newline"]),
        ("path.write_text(text, encoding='utf-8', newline='\\n')", []),
        ("open(path)", ["encoding"]),
        ("open(path, 'w')", ["encoding", "newline"]),
        ("open(path, mode='wb')", []),
        ("os.fdopen(handle, 'wb')", []),
        ("subprocess.run(command, text=True)", ["encoding"]),
        ("subprocess.run(command, encoding='utf-8')", []),
        ("subprocess.run(command)", []),
        ("subsetter.populate(text=text)", []),
    ],
)
def test_a_call_that_leaves_it_to_the_locale_is_named(call, missing):
    assert faults(call) == ([(1, *missing)] if missing else [])
