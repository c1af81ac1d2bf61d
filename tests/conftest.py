def pytest_terminal_summary(terminalreporter):
    refused = [report for report in terminalreporter.stats.get("passed", ()) if "test_refusals.py::test_refused" in report.nodeid]
    if refused:
        terminalreporter.write_line(f"{len(refused)} broken inputs refused, each with its file, line and remedy")
