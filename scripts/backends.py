"""Write the records of the frameworks: `python scripts/backends.py [stem ...]`, in the
environment of requirements-backends.txt."""

import argparse
import sys

import catalog
from project.problems import nearest
from verifying import frameworks


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stems", nargs="*", help="only these functions: leaky_relu")
    stems = parser.parse_args().stems
    known = [(family, stem) for family in catalog.families() for stem in catalog.stems(family)]
    unknown = set(stems) - {stem for _, stem in known}
    if unknown:
        named = [f"{name}{nearest(name, [stem for _, stem in known])}" for name in sorted(unknown)]
        parser.error(f"no catalog module for {', '.join(named)}")
    failures = frameworks.record([pair for pair in known if pair[1] in stems or not stems])
    sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()
