"""One page's tests are chosen by its name; a name that is none is refused."""

import subprocess
import sys

import pytest

import catalog
from checking import naming
from checkout import ROOT
from conftest import is_about


@pytest.mark.parametrize(
    ("test", "about"),
    [
        ("test_pages.py::test_page_is_whole[activations/relu/notebook]", True),
        ("test_drawing.py::test_the_files[activations-relu]", True),
        ("test_function.py::test_claimed_property_holds[odd-relu]", True),
        ("test_function.py::test_claimed_property_holds[odd-leaky_relu]", False),
        ("test_pages.py::test_page_is_whole[activations/relu6]", False),
        ("test_relu.py::test_relu", False),
    ],
)
def test_a_test_is_about_the_entry_in_its_parameters(test, about):
    assert is_about(test, "relu") is is_about(test, "activations/relu") is about


def test_a_name_that_is_none_is_refused():
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--name", "leaky_rel", "--collect-only"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 4
    assert "there is no leaky_rel; did you mean leaky_relu?" in done.stderr


@pytest.mark.parametrize("name", ["relu", "activations/relu"])
def test_an_entry_is_found_by_its_name(name):
    assert naming.entries(name) == [("activations", "relu")]
    assert naming.entries() == catalog.entries()


@pytest.mark.parametrize("name", ["saving", "guide/saving"])
def test_a_topic_has_a_record_and_is_no_entry(name):
    assert naming.recorded(name) == [("guide", "saving")]
    assert {*naming.recorded()} > {*naming.entries(), ("guide", "saving")}
    with pytest.raises(SystemExit, match="there is no"):
        naming.entries(name)
