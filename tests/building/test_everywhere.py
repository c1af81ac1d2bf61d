"""The same sources and records give the same bytes, whatever the machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import copy, files
from project.paths import ROOT

UV = shutil.which("uv", path=os.path.dirname(sys.executable))
# another CPU, BLAS, locale, time zone, hash seed and terminal, and a folder that is hard to quote
ELSEWHERE = {
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
    "OPENBLAS_CORETYPE": "Nehalem",
    "OPENBLAS_NUM_THREADS": "1",
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",  # with the two above, files are read as ASCII where no encoding is named
    "PYTHONHASHSEED": "7",
    "TZ": "Pacific/Kiritimati",
    "COLUMNS": "40",
}
HOMES = [
    ("docs/activations", "/index.md"),
    ("scripts/catalog/activations", ".py"),
    ("scripts/proofs/activations", ".py"),
    ("records/activations", "/notebook.json"),
]


def built(project, python, **variables):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS")}
    done = subprocess.run(
        [python, "scripts/publish.py"],
        cwd=project,
        capture_output=True,
        env=environment | variables,
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return files(project / "site")


def leave(project):
    """What editors and systems leave beside each sort of source."""
    for name in ("docs/terms.md", *(f"{home}/leaky_relu{end}" for home, end in HOMES)):
        file = project / name
        (file.parent / ".ipynb_checkpoints").mkdir()
        shutil.copy(file, file.parent / ".ipynb_checkpoints")
        for form in (".#{}", "._{}", "#{}#", "{}~", "{}.orig", "Thumbs.db", ".DS_Store"):
            file.with_name(form.format(file.name)).write_bytes(b"\0\xff")
        file.with_name(f".#{file.name}").unlink()
        os.symlink("somebody@machine.123:456", file.with_name(f".#{file.name}"))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return built(copy(tmp_path_factory.mktemp("here"), cache=False), sys.executable)


@pytest.mark.slow
def test_another_machine_builds_the_same_site(here, tmp_path):
    project = copy(tmp_path / "Ein Ordner für Ähnliches", cache=False)
    leave(project)
    assert built(project, sys.executable, **ELSEWHERE) == here


def interpreter(version):
    """An installed Python of that version, or None; pyenv's stand-ins in the path may lead to
    none."""
    installed = Path.home().glob(f".pyenv/versions/{version}.*/bin/python")
    for found in (shutil.which(f"python{version}"), *installed):
        if found and not subprocess.run([found, "-c", ""], capture_output=True).returncode:
            return found
    return None


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.12", "3.13"])
def test_another_python_builds_the_same_site_without_what_verifies(here, tmp_path, version):
    """Of requirements.txt alone: neither Keras nor a prover is there."""
    if not (found := interpreter(version)):
        pytest.skip(f"there is no Python {version} here; the workflow has all three")
    home = tmp_path / "environment"
    python = home / "bin" / "python"
    subprocess.run([UV, "venv", "--quiet", "--python", found, home], check=True)
    lock = ROOT / "requirements.txt"
    install = [UV, "pip", "install", "--quiet", "--require-hashes", "--python", python, "-r", lock]
    subprocess.run(install, check=True)
    for package in ("keras", "jax", "z3", "cvc5", "sympy", "sklearn"):
        assert subprocess.run([python, "-c", f"import {package}"], capture_output=True).returncode
    assert built(copy(tmp_path / "project", cache=False), python) == here
