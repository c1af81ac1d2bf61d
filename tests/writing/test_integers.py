"""The table of integers, held against the records."""

import re

import catalog
from project import records
from writing import integers
from writing.observed import FRAMEWORKS

RECORDED = [
    (catalog.load(*entry), records.load(*entry, "frameworks")) for entry in catalog.entries()
]


def test_each_function_stands_where_its_record_says():
    _, _, *rows = integers.write(RECORDED)["integers.md"].splitlines()
    for name, row in zip(FRAMEWORKS, rows, strict=True):
        _, version, *cells, _ = row.split("|")
        assert RECORDED[0][1]["versions"][name] in version
        found = [set(re.findall(r"`(\w+)`", cell)) for cell in cells]
        functions = {entry.stem: record for entry, record in RECORDED if not entry.is_layer}
        for stem, record in functions.items():
            seen = record["backends"][name]["int32"]
            place = 2 if "raises" in seen else 1 if seen["dtype"] == "float32" else 0
            assert [stem in cell for cell in found] == [place == n for n in range(3)], (name, stem)
            assert "raises" not in seen or seen["raises"] in found[2]
