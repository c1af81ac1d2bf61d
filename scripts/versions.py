"""Lays out the guide to each version of Keras in `site/`, beside the present one at its root:
`python scripts/versions.py kept`, after a build. The folder holds what is kept of earlier versions,
3.14.zip, and takes in the present one."""

import argparse
from pathlib import Path

from finishing import versions
from project.problems import Problem, Refused, end_with
from publish import SITE


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kept", type=Path)
    kept = parser.parse_args(arguments).kept
    if not (SITE / "index.html").is_file():
        raise Refused(Problem(SITE, 1, "there is no site", "build it: `make site`"))
    kept.mkdir(exist_ok=True)
    versions.lay_out(SITE, kept, versions.present())


if __name__ == "__main__":
    end_with(main)
