"""How tests are chosen and dealt out to processes, and what is told of them at the end."""

import re

import pytest
from xdist.scheduler import LoadScopeScheduling

from checking import naming


class Together(LoadScopeScheduling):
    """Tests of one file go to one process, for they share what they build, unless a path in their
    ids names the page of the site that they share, or each breaks a copy of its own."""

    def _split_scope(self, nodeid):
        file, _, test = nodeid.partition("::")
        page = re.search(r"\[(\w+/[\w/]+)", test)
        return nodeid if test.startswith("test_refused[") else file + (page[1] if page else "")


def pytest_addoption(parser):
    parser.addoption("--name", help="only what is asked of one entry: relu, or activations/relu")


def pytest_configure(config):
    name = config.getoption("name")
    if name:
        try:
            naming.recorded(name)
        except SystemExit as refused:
            raise pytest.UsageError(refused.code) from None


def is_about(test, name):
    """Whether the entry stands in the parameters of a test, by its id: `relu` not in leaky_relu."""
    stem, parameters = name.split("/")[-1], test.partition("[")[2]
    return re.search(rf"(?<!\w){stem}(?!\w)", parameters) is not None


def pytest_collection_modifyitems(config, items):
    name = config.getoption("name")
    if name:
        left = [item for item in items if not is_about(item.nodeid, name)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if is_about(item.nodeid, name)]


def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)


def pytest_terminal_summary(terminalreporter):
    refused = sum(
        dict(report.user_properties).get("refused", 0)
        for report in terminalreporter.stats.get("passed", ())
        if report.when == "call"
    )
    if refused:
        terminalreporter.write_line(
            f"{refused} broken inputs refused, each with its file, line and remedy"
        )
