"""Where the installed Keras has drifted from the catalog: `python scripts/drift.py` prints a report
in Markdown.

Exits 0 when nothing has drifted, 1 otherwise. A scheduled workflow runs this against the newest
Keras and opens an issue with the report.
"""

import sys

from verifying import drift


def main():
    sys.stdout.reconfigure(encoding="utf-8")  # which is a file, as a workflow calls this
    problems = drift.drift()
    print(drift.report(problems))
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
