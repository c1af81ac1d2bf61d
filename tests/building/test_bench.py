"""The bench measures what it says: a small run of each measurement."""

import subprocess
import sys

import pytest

from checkout import ROOT


@pytest.mark.slow
def test_every_measurement_can_be_made():
    done = subprocess.run(
        [sys.executable, "bench/bench.py", "--smoke"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert len(rows) > 20
