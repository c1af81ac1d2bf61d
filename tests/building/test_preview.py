"""What builds for `mkdocs serve`: one process, as long as it runs the code that there is."""

import subprocess
import sys

import pytest

from checkout import copy

ASK = """
import sys
from pathlib import Path
sys.path.insert(0, "scripts")
from preview import Builder

def edit(path, old, new):
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    assert old in text, path
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\\n")

builder = Builder()
def build():
    before = builder.process
    assert builder.build()
    return "the same" if builder.process is before else "another"

print("first", build(), flush=True)
try:
    {edits}
finally:
    builder.end()
"""
FACTS = "docs/generated/activations/leaky_relu/facts.md"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy(tmp_path_factory.mktemp("preview"))


def asked(project, *edits):
    """What a process that asks prints; edits: of Python."""
    code = ASK.format(edits="\n    ".join(edits))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith(("first", "then"))]


def test_facts_are_read_again_by_the_process_that_there_is(project):
    module = "scripts/catalog/activations/leaky_relu.py"
    edits = (
        f"edit(\"{module}\", 'zero_centred=\"no: ', 'zero_centred=\"no: okapi ')",
        'print("then", build())',
        f'assert "okapi" in Path("{FACTS}").read_text(encoding="utf-8")',
        f'edit("{module}", "okapi ", "")',
        'print("then", build())',
        f'assert "okapi" not in Path("{FACTS}").read_text(encoding="utf-8")',
    )
    assert asked(project, *edits) == ["first another", "then the same", "then the same"]


def test_a_module_that_ends_in_an_error_is_read_when_it_is_mended(project):
    module = "scripts/catalog/activations/leaky_relu.py"
    edits = (
        f'text = Path("{module}").read_text(encoding="utf-8")',
        f'Path("{module}").write_text(text + "\\nraise ValueError\\n", encoding="utf-8")',
        'print("then", build())',
        f'Path("{module}").write_text(text, encoding="utf-8")',
        'print("then", build())',
        "assert builder.build()",
    )
    assert asked(project, *edits) == ["first another", "then the same", "then the same"]


def test_a_schema_is_read_again(project):
    edits = (
        'edit("scripts/catalog/kinds/function.schema.json", "{", "{ ")',
        'print("then", build())',
    )
    assert asked(project, *edits) == ["first another", "then another"]


def test_other_code_is_run_by_another_process(project):
    edits = (
        'edit("scripts/writing/entries.py", \'"""\', \'"""Okapi. \')',
        'print("then", build())',
        'print("then", build())',
    )
    assert asked(project, *edits) == ["first another", "then another", "then the same"]


def test_it_ends_with_whoever_asks(project):
    """Else each preview that was killed would leave a process, which holds this output open."""
    code = ASK.format(edits="import os; os._exit(0)")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, encoding="utf-8", timeout=60
    )
    assert "first another" in done.stdout
