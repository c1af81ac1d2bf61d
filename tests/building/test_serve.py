"""`mkdocs serve`, as `make serve` runs it: an edit shows without a restart."""

import base64
import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from hashlib import sha256

import pytest

from checkout import copy

SECONDS = 120  # an edit shows within 6 s where nothing else runs, the first page when all is drawn


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    project = copy(tmp_path_factory.mktemp("served"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = open(project / "log", "w", encoding="utf-8", newline="\n")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project,
        stdout=log,
        stderr=log,
    )

    def page(address):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{address}") as answer:
            return answer.read().decode()

    yield project, page
    server.terminate()
    server.wait()


def until(shows):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            if shows():
                return True
        except OSError:
            pass
        time.sleep(0.3)
    return False


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_edits_show_without_a_restart(served):
    project, page = served
    function, notebook = "activations/leaky_relu/", "activations/leaky_relu/notebook/"
    assert until(lambda: "16. Summary" in page(function)), (project / "log").read_text(
        encoding="utf-8"
    )

    edit(
        project / "docs/activations/leaky_relu/index.md",
        "## 7. Pros\n",
        "## 7. Pros\n\nAn edited sentence.\n",
    )
    assert until(lambda: "An edited sentence." in page(function))

    edit(
        project / "scripts/catalog/activations/leaky_relu.py",
        "window=(-4.0, 4.0)",
        "window=(-9.0, 9.0)",
    )
    assert until(lambda: ">−5<" in page(function))  # a tick that the narrower window has not

    edit(project / "records/activations/leaky_relu/theorems.json", '"badge": "', '"badge": "newly ')
    assert until(lambda: ">newly " in page(function))

    book = json.loads(
        (project / "docs/activations/leaky_relu/notebook.ipynb").read_text(encoding="utf-8")
    )
    book["cells"][0]["source"] = "# A notebook with another title"
    (project / "docs/activations/leaky_relu/notebook.ipynb").write_text(
        json.dumps(book), encoding="utf-8", newline="\n"
    )
    assert until(lambda: "A notebook with another title" in page(notebook))


def test_the_preview_is_under_the_policy_and_says_what_publishing_refuses(served):
    project, page = served
    address = "activations/leaky_relu/"
    assert until(lambda: "16. Summary" in page(address))
    text = page(address)
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    reloads = re.search(r"<script>([^<]*livereload.*?)</script>", text, re.S)[1]
    assert f"'sha256-{base64.b64encode(sha256(reloads.encode()).digest()).decode()}'" in policy
    assert "default-src 'self'" in policy and "unsafe" not in policy
    with pytest.raises(urllib.error.HTTPError) as missing:
        page("gone/")
    assert missing.value.read().count(b"Content-Security-Policy") == 1

    styled = "## 4. When to use leaky_relu?\n"
    edit(
        project / "docs/activations/leaky_relu/index.md",
        styled,
        f'{styled}\n<b style="color:red">Red words.</b>\n',
    )
    assert until(lambda: "Red words." in page(address))
    log = project / "log"
    assert until(lambda: 'may not hold style="color:red"' in log.read_text(encoding="utf-8"))


def test_an_edit_is_built_once(served):
    """Of a fact, of which the build writes what pages take in; and of a page on top of docs/."""
    project, page = served

    def built():
        """How many builds have ended, or None while one runs: it writes pages before it ends."""
        log = (project / "log").read_text(encoding="utf-8")
        begun, ended = log.rfind("Building documentation..."), log.rfind("Documentation built in")
        return log.count("Documentation built in") if ended > begun else None

    for file, old, address in (
        ("scripts/catalog/activations/leaky_relu.py", "ReLU units die", "activations/leaky_relu/"),
        ("docs/choose.md", "# How to choose", "choose/"),
    ):
        assert until(lambda: "16. Summary" in page("activations/leaky_relu/"))
        assert until(lambda: built() is not None), (project / "log").read_text(encoding="utf-8")
        before = built()
        edit(project / file, old, f"{old} anew")
        assert until(lambda: f"{old.lstrip('# ')} anew" in page(address))
        assert until(lambda: built() is not None), (project / "log").read_text(encoding="utf-8")
        time.sleep(3)  # six times as long as it takes to see a change
        assert built() == before + 1


def test_a_broken_page_is_reported_and_still_served(served):
    project, page = served
    edit(project / "docs/activations/leaky_relu/index.md", "## 8. Cons\n", "## 8. Drawbacks\n")
    assert until(lambda: "8. Drawbacks" in page("activations/leaky_relu/"))
    assert 'section "8. Cons" is missing' in (project / "log").read_text(encoding="utf-8")
