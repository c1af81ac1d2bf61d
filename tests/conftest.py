"""The built site served from a sub-path, and a browser that visits it."""

import functools
import http.server
import threading

import pytest
from playwright.sync_api import sync_playwright

import browser
from browser import SITE, SIZES, bundle_of


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said):
        pass

    def send_error(self, code, *said):
        if code != 404:
            return super().send_error(code, *said)
        body = (SITE / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    root = tmp_path_factory.mktemp("served")
    (root / "guide").symlink_to(SITE)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(root))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/guide/"
    server.shutdown()


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=browser.executable(),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield made
        made.close()


@pytest.fixture
def visit(chromium, base):
    """Opens a page, and lets the theme's bundle come as a first move does; what it complained of and whom it asked is on the tab as
    `said` and `asked`."""
    contexts = []

    def open_page(path="", size="desktop", scheme="light", moved=True, **options):
        context = chromium.new_context(
            viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce", **options
        )
        contexts.append(context)
        tab = context.new_page()
        tab.said, tab.asked = [], []
        tab.on(
            "console",
            lambda message: tab.said.append(message.text) if message.type == "error" else None,
        )
        tab.on("pageerror", lambda error: tab.said.append(str(error)))
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.goto(base + (f"{path}/" if path else ""), wait_until="networkidle")
        if moved and options.get("java_script_enabled", True):
            bundle_of(tab, lambda: tab.keyboard.press("Shift"))
            tab.evaluate(
                "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
            )  # what scrolls has been observed
        return tab

    yield open_page
    for context in contexts:
        context.close()


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
