"""The built site served from a sub-path, and a browser that visits it: one of each a process.

`pytest tests/site -k softplus` tries the page, the notebook and the explorer of one entry.
"""

import functools
import http.server
import threading

import pytest
from playwright.sync_api import sync_playwright

import browser
from pages import SETTLED, SITE, SIZES


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


@pytest.fixture(scope="package")
def base(tmp_path_factory):
    root = tmp_path_factory.mktemp("served")
    (root / "guide").symlink_to(SITE)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(root))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/guide/"
    server.shutdown()


@pytest.fixture(scope="package")
def chromium():
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=browser.executable(),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield made
        made.close()


@pytest.fixture(scope="package")
def open_page(chromium, base):
    """Opens a page in a context of its own; what it complained of and whom it asked is on the tab
    as `said` and `asked`."""

    def open_page(path="", size="desktop", scheme="light", fragment="", **options):
        context = chromium.new_context(
            viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce", **options
        )
        tab = context.new_page()
        tab.said, tab.asked = [], []
        tab.on(
            "console",
            lambda message: tab.said.append(message.text) if message.type == "error" else None,
        )
        tab.on("pageerror", lambda error: tab.said.append(str(error)))
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.goto(base + (f"{path}/" if path else "") + fragment)
        if options.get("java_script_enabled", True):
            tab.evaluate(SETTLED)
        return tab

    return open_page


@pytest.fixture
def visit(open_page):
    """Opens pages for one test."""
    contexts = []

    def visit(*page, **options):
        tab = open_page(*page, **options)
        contexts.append(tab.context)
        return tab

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def page(request, open_page):
    """The page of a path, opened once for all tests of a file that ask something of it."""
    tab = open_page(request.param, "phone")
    tab.path = request.param
    yield tab
    tab.context.close()
