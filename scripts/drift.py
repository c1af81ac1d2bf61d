"""Where the installed Keras has drifted from the catalog: `python scripts/drift.py` prints a report
in Markdown, `python scripts/drift.py relu` of one entry.

Exits 0 when nothing has drifted, 1 otherwise. A scheduled workflow runs this against the newest
Keras and opens an issue with the report.
"""

import argparse
import sys

from checking import naming
from project.problems import end_with
from verifying import drift


def main(arguments=None):
    sys.stdout.reconfigure(encoding="utf-8")  # which is a file, as a workflow calls this
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="?", help="one entry: relu")
    problems = drift.drift(naming.entries(parser.parse_args(arguments).name))
    print(drift.report(problems))
    sys.exit(bool(problems))


if __name__ == "__main__":
    end_with(main)
