"""Write the records of the frameworks: `python scripts/backends.py [softplus ...]`, in the
environment of requirements-backends.txt."""

import argparse
import sys

from checking import naming
from project.problems import end_with
from verifying import frameworks


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only these functions: leaky_relu")
    names = parser.parse_args().names or [None]
    entries = dict.fromkeys(entry for name in names for entry in naming.entries(name))
    try:
        problems = frameworks.record(list(entries))
    except KeyboardInterrupt:
        sys.exit("backends: stopped; the records that were written before are kept")
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(bool(problems))


if __name__ == "__main__":
    end_with(main)
