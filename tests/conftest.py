"""How tests are dealt out to processes, and what is told of them at the end."""

import re

from xdist.scheduler import LoadScopeScheduling


class Together(LoadScopeScheduling):
    """Tests of one file go to one process, for they share what they build, unless a path in their
    ids names the page of the site that they share, or each breaks a copy of its own."""

    def _split_scope(self, nodeid):
        file, _, test = nodeid.partition("::")
        page = re.search(r"\[(\w+/[\w/]+)", test)
        return nodeid if test.startswith("test_refused[") else file + (page[1] if page else "")


def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)


def pytest_terminal_summary(terminalreporter):
    refused = [
        report
        for report in terminalreporter.stats.get("passed", ())
        if "test_refusals.py::test_refused" in report.nodeid
    ]
    if refused:
        terminalreporter.write_line(
            f"{len(refused)} broken inputs refused, each with its file, line and remedy"
        )
