"""The bench measures what it says: a small run of each measurement."""

import subprocess
import sys

import pytest

from checkout import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def printed():
    done = subprocess.run(
        [sys.executable, "bench/bench.py", "--smoke"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_every_measurement_is_a_row(printed):
    rows = [line.split(" | ") for line in printed.splitlines() if line.startswith("| ")]
    assert len(rows) > 25 and {len(row) for row in rows} == {5}
    said = "\n".join(name for name, *_ in rows)
    for measured in ("Lighthouse", "LCP", "first visit", "fresh clone", "shows in `mkdocs serve`"):
        assert measured in said


def test_this_site_is_set_beside_the_stock_one(printed):
    ratios = [line.split(" | ")[3] for line in printed.splitlines() if line.startswith("| ")]
    assert sum(ratio != "–" for ratio in ratios) > 20


def test_it_says_what_was_measured_with(printed):
    last = printed.rstrip().splitlines()[-1]
    assert "mkdocs-material 9." in last and "`python bench/bench.py --smoke`" in last
