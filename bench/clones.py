"""Fresh clones of this site and of the stock one: installed, built, served, tested, verified."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from commands import call, say, timed

ROOT = Path(__file__).resolve().parent.parent
OWN = Path(sys.executable).parent  # an environment with all that any command needs
STOCK = ["--config-file", "bench/stock/mkdocs.yml"]
EDITED = "relu"  # whose notebook is edited and verified
SETTLED = 3  # seconds after which a preview has nothing left to do
LONGEST = 120  # seconds in which an edit shows


def commit(root):
    """Makes what stands in a folder the newest commit of its repository."""
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "bench"]):
        call([*git, *command], cwd=root)


def clone(origin, target):
    """A fresh clone, in the place of one that was there; the seconds it took."""
    shutil.rmtree(target, ignore_errors=True)
    return timed(["git", "clone", "-q", origin, target], target.parent)


def settle(root, tools):
    """Makes an environment the clone's own, as if it had been installed there; the variable that
    tells make."""
    (root / ".venv").mkdir()
    for stamp in ("uv", "site", "verify", "test"):
        (root / ".venv" / stamp).touch()
    return f"BIN={tools}"


def is_stock(origin):
    return origin.name.startswith("stock")


def installed(origin, target):
    """Seconds from nothing to site/: cloned, installed into target/.venv with no cache at hand, and
    built. The stock stack is installed by pip, as its documentation says."""
    cache = target.with_name(f"{target.name}-cache")
    shutil.rmtree(cache, ignore_errors=True)
    seconds, variables = clone(origin, target), {"XDG_CACHE_HOME": str(cache)}
    if not is_stock(origin):
        return seconds + timed(["make", "site", f"PYTHON={sys.executable}"], target, **variables)
    wanted = re.findall(
        r"(?m)^(?:mkdocs|pymdown).*", (ROOT / "requirements.in").read_text(encoding="utf-8")
    )
    for command in (
        [sys.executable, "-m", "venv", ".venv"],
        [".venv/bin/pip", "install", "--quiet", *wanted],
        [".venv/bin/mkdocs", "build", *STOCK, "--site-dir", target / "site"],
    ):
        seconds += timed(command, target, **variables)
    return seconds


def built(origin, target, tools):
    """Seconds from nothing to site/, the environment in place."""
    seconds = clone(origin, target)
    if not is_stock(origin):
        return seconds + timed(["make", "site", settle(target, tools)], target)
    build = [tools / "python", "-m", "mkdocs", "build", *STOCK, "--site-dir", target / "site"]
    return seconds + timed(build, target)


@contextmanager
def preview(origin, target, tools):
    """`mkdocs serve` in a fresh clone, when its first page has answered: (its port, the seconds
    from its start until then)."""
    clone(origin, target)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [tools / "python", "-m", "mkdocs", "serve", *STOCK * is_stock(origin)]
    log, began = target.with_name(f"{target.name}.log"), time.perf_counter()
    with log.open("w") as file:
        server = subprocess.Popen(
            [*command, "--dev-addr", f"127.0.0.1:{port}"],
            cwd=target,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=file,
            stderr=file,
        )
    try:
        while _got(port, "") is None:
            if server.poll() is not None:
                said = log.read_text(encoding="utf-8")[-3000:]
                sys.exit(f"bench: mkdocs serve ended:\n{said}")
            time.sleep(0.05)
        seconds = time.perf_counter() - began
        say(f"  {target.name}: {seconds:.2f} s, {shlex.join(map(str, command))}")
        yield port, seconds
    finally:
        server.terminate()
        server.wait()


def shown(port, page, source, place, words):
    """Seconds from an edit of a source, which puts words there, until a preview's page has them."""
    time.sleep(SETTLED)
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace(place, place + words, 1), encoding="utf-8", newline="\n")
    began = time.perf_counter()
    while words.strip() not in (_got(port, page) or ""):
        if time.perf_counter() - began > LONGEST:
            sys.exit(f"bench: {page} does not show an edit of {source.name} in {LONGEST} s")
        time.sleep(0.05)
    seconds = time.perf_counter() - began
    say(f"  {source.name}: shown in {seconds:.2f} s")
    return seconds


def _got(port, page):
    """A page of a preview, which waits where a build is under way; None where none answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", f"/{page}")
        answer = connection.getresponse()
        return answer.read().decode() if answer.status == 200 else None
    except ConnectionError:
        return None
    finally:
        connection.close()


def megabytes(folder):
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files) / 1e6


def ready(origin, target):
    """A fresh clone with all environments in place, this one's."""
    clone(origin, target)
    settle(target, OWN)
    os.symlink(ROOT / "node_modules", target / "node_modules")
    with (target / ".git/info/exclude").open("a") as ignored:
        ignored.write("node_modules\n")


def make(root, *arguments, may_fail=False):
    """Seconds of a goal of make in a clone that is ready."""
    return timed(["make", *arguments, f"BIN={OWN}"], root, may_fail)


def edit(root, number):
    """Changes the code of one notebook, but not what it does."""
    path = next(root.glob(f"docs/*/{EDITED}/notebook.ipynb"))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    last = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][-1]
    last["source"] = ["".join(last["source"]) + f"\n# Edit {number}."]
    path.write_text(
        json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
    )
