"""The tables in a text, for tests that look into them."""

import re


def blocks(text):
    """The tables of a text: lists of rows, rows lists of cells."""
    found = re.findall(r"(?:^\|.*\|\n)+", text, re.M)
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        for block in found
    ]
