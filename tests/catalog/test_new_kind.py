"""A kind of entry that no shared room knows: it is found, drawn and tabulated all the same."""

import json
import shutil
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from checkout import ROOT

NEW = ROOT / "tests" / "new_kind"
SHOWS = """
import json, sys
import catalog
from drawing import entries as drawing
from writing import data, entries, families, observed

entry = catalog.load("regularizers", "l2")
table = {"float32": [], "float16": []}
for dtype, rows in table.items():
    for x in entry.edge_inputs(dtype):
        gradient = entry.gradient(x, **entry.defaults).tolist()
        rows.append({"x": x, "f": float(entry.f(x, **entry.defaults)), "gradient": gradient})
versions = {name: "1" for name in ("keras", "jax", "tf-keras")}
backends = dict.fromkeys(observed.FRAMEWORKS, table)
record = {"versions": versions, "backends": backends, "changes": []}
written = entries.write(entry, record) | families.write("regularizers", [entry], {})
home = families.ways([catalog.load("activations", "relu"), entry])
print(json.dumps({
    "families": catalog.families(),
    "kind": entry.kind,
    "drawn": {name: len(data) for name, data in drawing.draw(entry).items()},
    "written": written | {"home.md": home},
    "alt": [picture.text(entry) for picture in entry.pictures],
    "explorer": entry.explorer(),
    "schema": data.schema(),
    "data": data.plain(entry.data()),
}))
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What the rooms make of the new kind, in a copy of the scripts with its files laid over."""
    copy = tmp_path_factory.mktemp("project")
    shutil.copytree(
        ROOT / "scripts", copy / "scripts", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(NEW, copy, dirs_exist_ok=True)
    ran = subprocess.run(
        [sys.executable, "-c", SHOWS],
        cwd=copy / "scripts",
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_it_replaces_no_file():
    files = [file.relative_to(NEW) for file in (NEW / "scripts").rglob("*") if file.is_file()]
    assert len(files) > 4 and not [file for file in files if (ROOT / file).exists()]


def test_it_is_found(shown):
    assert shown["families"] == ["activations", "regularizers"] and shown["kind"] == "scalar"


def test_it_is_drawn_by_a_painter_of_its_own(shown):
    assert set(shown["drawn"]) == {"graph.svg", "thumb.svg", "social.png"}
    assert all(shown["drawn"].values())
    assert shown["alt"][0].endswith("the penalty at (1, 1) is 0.02.")


def test_it_is_tabulated(shown):
    written = shown["written"]
    assert "`keras.regularizers.L2(l2=0.01)`" in written["card.md"]
    assert r"$$f(x) = \lambda \sum_i x_i^2$$" in written["card.md"]
    assert "- **Of a vector of ones:** 0.02" in written["card.md"]
    assert "| convex | yes |" in written["facts.md"]
    assert "| (1, −2) | 0.05 | (0.02, −0.04) |" in written["edges.md"]
    assert "[`l2`](l2/index.md) | $0$ |" in written["scalars.md"]
    assert "### Regularizers\n" in written["gallery.md"]
    assert "Still to be written: `l1`." in written["gallery.md"]


def test_its_data_has_a_schema_of_its_own(shown):
    whole, facts = shown["schema"], shown["data"]
    assert whole["$defs"]["entry"]["properties"]["kind"] == {
        "enum": ["function", "scalar", "vector"]
    }
    own = Draft202012Validator({"$ref": "#/$defs/scalar", "$defs": whole["$defs"]})
    assert facts["least"] == {"python": "0", "tex": "0"} and own.is_valid(facts)
    assert not own.is_valid(facts | {"least": 0})
    entry = {"kind": "scalar", "facts": facts | {"least": 0}}
    paths = [error.json_path for error in Draft202012Validator(whole).iter_errors(entry)]
    assert "$.facts.least" in paths


def test_it_stands_beside_the_others_on_the_home_page(shown):
    home = shown["written"]["home.md"]
    assert "Regularizers\n:   `l1`, [`l2`](regularizers/l2/index.md)\n" in home
    assert "(activations/relu/index.md)" in home
