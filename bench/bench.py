"""Measures this site against the same sources under the stock stack: `make bench`.

    python bench/bench.py             everything but verifying and testing
    python bench/bench.py --verify    these as well: some hours
    python bench/bench.py --smoke     a small run of each measurement, nothing installed

Works on copies of the project, which must be built; both sites are served by one server on the
loopback interface, with gzip. The table goes to standard output, progress to standard error.
"""

import argparse
import gzip
import json
import mimetypes
import os
import platform
import re
import shutil
import sys
import tempfile
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

BENCH = Path(__file__).resolve().parent
MODULES = BENCH / "node_modules"
sys.path.insert(0, str(BENCH.parent / "tests"))
import browser
import checkout
import clones
from commands import call, say, timed

FUNCTION = "activations/leaky_relu"
PAGES = {"home": "", "function page": f"{FUNCTION}/", "notebook page": f"{FUNCTION}/notebook/"}
SITES = ("project", "stock")
FORMS = ("mobile", "desktop")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = {
    "LCP": "largest-contentful-paint",
    "TBT": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}
FONTS = {
    "roboto": ("300", "300-italic", "400", "400-italic", "700", "700-italic"),
    "roboto-mono": ("400", "400-italic", "700", "700-italic"),
}
FIGURE = re.compile(rb'<svg\b[^>]*role="img".*?</svg>|src="data:[^"]*"', re.S)
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # other hosts fail at once, with or without a network


def module_version(name):
    package = (MODULES / name / "package.json").read_text(encoding="utf-8")
    return json.loads(package)["version"]


def packed(data):
    return len(gzip.compress(data, 6)) / 1000


# Building


def build(root, to):
    """Builds the site of a copy, stock if the copy is named so; the seconds it took."""
    how = clones.STOCK if clones.is_stock(root) else ["--strict"]
    return timed([sys.executable, "-m", "mkdocs", "build", *how, "--site-dir", to], root)


def inside(root, *arguments):
    return call([sys.executable, "bench/inside.py", *map(str, arguments)], cwd=root)


def stock(source, target):
    """A copy of a built copy for the stock stack, with a commit: executed notebooks in place of the
    stored, generated pieces given, and no assets of the project."""
    unwanted = shutil.ignore_patterns(".cache", ".git*", "assets", "__pycache__")
    shutil.copytree(source, target, ignore=unwanted)
    for executed in (source / ".cache/notebooks").glob("*/*.ipynb"):
        shutil.copy(
            executed, target / "docs" / executed.parent.name / executed.stem / "notebook.ipynb"
        )
    clones.commit(target)
    return target


def furnish(site):
    """Puts what the stock stack asks other hosts for, KaTeX and Roboto, into its built site: at
    hand, which is to its advantage."""
    home = site / "stock"
    shutil.copytree(MODULES / "katex/dist", home)
    shutil.copy(BENCH / "stock/render.js", home)
    styles = []
    for family, cuts in FONTS.items():
        shutil.copytree(MODULES / "@fontsource" / family / "files", home / family)
        styles += [
            (MODULES / "@fontsource" / family / f"{cut}.css")
            .read_text(encoding="utf-8")
            .replace("./files/", f"{family}/")
            .replace("swap", "fallback")
            for cut in cuts
        ]
    (home / "fonts.css").write_text("\n".join(styles), encoding="utf-8", newline="\n")


def edit(root, number):
    """Changes a paragraph of one page; takes the change back if number is None."""
    page = root / "docs" / FUNCTION / "index.md"
    text = re.sub(r"\n\nThis is edit \d+\.", "", page.read_text(encoding="utf-8"))
    page.write_text(
        text
        if number is None
        else text.replace("\n\n## 2. ", f"\n\nThis is edit {number}.\n\n## 2. "),
        encoding="utf-8",
        newline="\n",
    )


def entries(root):
    return len(list((root / "docs").glob("*/*/notebook.ipynb")))


def alternate(runs, measure):
    """Medians of measure(site, run), project and stock in turn."""
    seen = {site: [] for site in SITES}
    for run in range(runs):
        for site in SITES:
            seen[site].append(measure(site, run))
    return {site: median(values) for site, values in seen.items()}


# Serving


@cache
def load(file):
    """A file's body as it is sent, its type, and the header that says whether it is packed."""
    data, kind = file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind.endswith(("json", "javascript", "xml")):
        return gzip.compress(data, 6), kind, "Content-Encoding: gzip\r\n"
    return data, kind, ""


class Handler(SimpleHTTPRequestHandler):
    """Files with gzip, kept connections and the cache headers of GitHub Pages; notes what it
    sent."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        state, (body, kind, packed) = (
            ("200 OK", load(file)) if file.is_file() else ("404 Not Found", (b"", "text/plain", ""))
        )
        head = (
            f"HTTP/1.1 {state}\r\nContent-Type: {kind}\r\n{packed}"
            f"Content-Length: {len(body)}\r\nCache-Control: max-age=600\r\n\r\n"
        )
        self.server.sent.append((self.path, len(head) + len(body)))
        self.wfile.write(head.encode() + body)

    def log_message(self, *said):
        pass


def serve(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    server.sent = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


# Looking


def weigh(chromium, server, address):
    """A first visit on a phone, scrolled to the end: bytes and requests, and the requests to other
    hosts."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    asked, page = [], context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    server.sent.clear()
    page.goto(address, wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(500)
    page.wait_for_load_state("networkidle")
    context.close()
    origin = f"http://127.0.0.1:{server.server_port}/"
    others = [url for url in asked if url.startswith("http") and not url.startswith(origin)]
    say(
        "".join(f"  {size:8d} {path}\n" for path, size in server.sent)
        + "".join(f"  elsewhere {url}\n" for url in others)
    )
    return {
        "KB": sum(size for _, size in server.sent) / 1000,
        "requests": len(server.sent) + len(others),
        "others": len(others),
    }


def lighthouse(address, form):
    """One run of Lighthouse: the four scores, then the metrics."""
    flags = " ".join(
        ["--headless=new", *(f"'{flag}'" if " " in flag else flag for flag in CHROMIUM)]
    )
    command = [
        "node",
        MODULES / "lighthouse/cli/index.js",
        address,
        "--quiet",
        "--output=json",
        "--disable-full-page-screenshot",
        f"--chrome-flags={flags}",
    ]
    said = json.loads(call(command + ["--preset=desktop"] * (form == "desktop")))
    found = {
        category: round(100 * said["categories"][category]["score"]) for category in CATEGORIES
    }
    return found | {name: said["audits"][audit]["numericValue"] for name, audit in METRICS.items()}


# The table


class Table:
    """Rows of project and stock side by side, each a value or several; a value that misses its
    target is bold."""

    def __init__(self):
        self.lines = [
            "| measure | this site | stock | ratio | target |",
            "|---|---:|---:|---:|---|",
        ]

    def row(self, name, ours, theirs=None, digits=0, least=None, most=None, ratio=None):
        """least, most: bounds of our values; ratio: the most that ours may be of theirs. One for
        all values or one each, None for none."""
        count = len(ours) if isinstance(ours, tuple) else 1
        ours, theirs, least, most, ratio = (
            value if isinstance(value, tuple) else (value,) * count
            for value in (ours, theirs, least, most, ratio)
        )
        cells, ratios = [], []
        for a, b, low, high, share in zip(ours, theirs, least, most, ratio, strict=True):
            missed = (low is not None and a < low) or (high is not None and a > high)
            cells.append(f"**{a:.{digits}f}**" if missed else f"{a:.{digits}f}")
            part = a / b if b else None
            shown = "–" if part is None else f"{part:.2f}"
            ratios.append(
                f"**{shown}**" if share is not None and part is not None and part > share else shown
            )
        stock = ["–" if b is None else f"{b:.{digits}f}" for b in theirs]
        wanted = []
        for sign, values in (("≥", least), ("≤", most), ("ratio ≤", ratio)):
            if any(value is not None for value in values):
                each = values if len(set(values)) > 1 else values[:1]
                each = ("–" if value is None else str(value) for value in each)
                wanted.append(f"{sign} {' / '.join(each)}")
        joined = [
            " / ".join(part if len(set(part)) > 1 or part[0] != "–" else part[:1])
            for part in (cells, stock, ratios)
        ]
        self.lines.append(f"| {' | '.join([name, *joined, '; '.join(wanted)])} |")

    def __str__(self):
        return "\n".join(self.lines)


def growth(copies, folder, runs, seconds, table):
    """More copies of a function in the project's copy: unchanged builds, search index, finishing
    and formulas.

    seconds: of unchanged builds, whose sites stand in folder/again-<site>.
    """
    first = entries(folder / "project")
    seconds, index = {first: seconds}, {first: indexes(folder)}
    for more in copies:
        inside(folder / "project", "multiply", more, FUNCTION.split("/")[1])
        build(folder / "project", folder / "again-project")
        count = entries(folder / "project")
        say(f"{count} pages")
        roots = {
            "project": folder / "project",
            "stock": stock(folder / "project", folder / f"stock-{count}"),
        }
        build(roots["stock"], folder / "again-stock")
        seconds[count] = alternate(
            runs, lambda site, run: build(roots[site], folder / f"again-{site}")
        )
        index[count] = indexes(folder)
        table.row(
            f"build with nothing changed, {count} pages, s",
            *seconds[count].values(),
            digits=2,
        )
    counts = list(seconds)
    step = {
        (a, b): [1000 * (seconds[b][site] - seconds[a][site]) / (b - a) for site in SITES]
        for a, b in zip(counts, counts[1:])
    }
    for (a, b), each in step.items():
        table.row(f"each function more (page and notebook), from {a} to {b} pages, ms", *each)
    early, *_, late = *step.values(), *step.values()
    table.row(
        "the last of these over the first",
        *(b / a for a, b in zip(early, late)),
        digits=2,
        most=1.2,
    )
    table.row(
        f"search index at {' / '.join(map(str, counts))} pages, KB gzip",
        *(tuple(index[count][site] for count in counts) for site in SITES),
        digits=1,
    )
    table.row(
        "search index, each function more, KB gzip",
        *((index[count][site] - index[first][site]) / (count - first) for site in SITES),
        digits=2,
    )
    say("finishing")
    seen = [
        json.loads(inside(folder / "project", "finishing").splitlines()[-1]) for _ in range(runs)
    ]
    table.row("finishing, ms a page", median(run["page"] for run in seen), digits=1, most=15)
    table.row(
        f"a formula uncached, ms, median of the function page's {len(seen[0]['formulas'])}",
        median(median(run["formulas"]) for run in seen),
        digits=2,
        most=1,
    )


def indexes(folder):
    return {
        site: packed((folder / f"again-{site}/search/search_index.json").read_bytes())
        for site in SITES
    }


def larger(target, pages):
    """A built copy of the project with so many pages at least, copies of each in turn, with a
    commit."""
    checkout.copy(target)
    inside(target, "multiply", max(0, pages - entries(target)))
    build(target, target.with_name("again-project"))
    clones.commit(target)
    return target


def author(folder, origins, runs, smoke, verify, table):
    """What an author waits for, in fresh clones.

    origins: for each number of pages the two sites' copies. The stock one has the generated pieces
    and the notebooks' outputs in its repository.
    """
    counts = " / ".join(map(str, origins))
    fresh = "fresh clone to site/ (stock: generated pieces given)"
    tools, edits = dict.fromkeys(SITES, clones.OWN), defaultdict(list)
    smallest = next(iter(origins.values()))

    def row(name, measure, most):
        """Limits by number of pages, as many as there are."""
        seen = [alternate(runs, partial(measure, origin)) for origin in origins.values()]
        table.row(
            f"{name}, s: {counts} pages",
            *(tuple(each[site] for each in seen) for site in SITES),
            digits=1,
            most=most[: len(seen)],
        )

    def installed(origin, site, run):
        return clones.installed(origin[site], folder / f"installed-{site}")

    def built(origin, site, run):
        return clones.built(origin[site], folder / f"clone-{site}", tools[site])

    def served(origin, site, run):
        clone = folder / f"clone-{site}"
        with clones.preview(origin[site], clone, tools[site]) as (port, seconds):
            shown = partial(clones.shown, port, f"{FUNCTION}/")
            if origin is smallest:
                page, words = clone / "docs" / FUNCTION / "index.md", f"\nShown in run {run}.\n"
                edits["prose", site].append(shown(page, "## 7. Pros\n", words))
            if origin is smallest and not clones.is_stock(origin[site]):
                facts, words = clone / f"scripts/catalog/{FUNCTION}.py", f"shown in run {run}, "
                edits["a fact", site].append(shown(facts, 'zero_centred="no: ', words))
        return seconds

    if not smoke:
        say("fresh clones, installing")
        row(f"{fresh}, installing included", installed, (60, 90))
        tools = {site: folder / f"installed-{site}/.venv/bin" for site in SITES}
    say("fresh clones")
    row(f"{fresh}, environment in place", built, (45, 75))
    row("start of `mkdocs serve` in a fresh clone to the first page", served, (45, 75))
    for sort, most in (("prose", 3), ("a fact", 6)):
        seen = (median(edits[sort, site]) if edits[sort, site] else None for site in SITES)
        table.row(f"an edit of {sort} shows in `mkdocs serve`, s", *seen, digits=1, most=most)
    if not smoke:
        sizes = (clones.megabytes(folder / f"installed-{site}/.venv") for site in SITES)
        table.row("environment of the build, MB", *sizes, most=450)
    if not verify:
        return
    say("testing and verifying")
    clone = folder / "clone-project"

    def made(origin, goal):
        """Copies of pages take as long as pages, but some tests notice that they are alike."""
        clones.ready(origin["project"], clone)
        return clones.make(clone, goal, may_fail=origin["project"].name != "project")

    for goal, most in (("test", (600, 900)), ("verify-all", (480, 900))):
        seen = tuple(median(made(origin, goal) for _ in range(runs)) for origin in origins.values())
        table.row(f"`make {goal}`, environment in place, s: {counts} pages", seen, most=most)

    def verified(number=None):
        if number is not None:
            clones.edit(clone, number)
        return clones.make(clone, "verify", f"NAME={clones.EDITED}")

    clones.ready(next(iter(origins.values()))["project"], clone)
    table.row(
        f"`make verify NAME={clones.EDITED}`, s: nothing stale / its notebook edited",
        (
            median(verified() for _ in range(runs)),
            median(verified(number) for number in range(runs)),
        ),
        digits=1,
        most=(3, 25),
    )


def measure(folder, runs, copies, smoke, verify):
    table, pages = Table(), ["notebook page"] if smoke else list(PAGES)
    say("building")
    roots = {"project": checkout.copy(folder / "project")}
    build(roots["project"], folder / "sites/project")
    roots["stock"] = stock(roots["project"], folder / "stock")
    build(roots["stock"], folder / "sites/stock")
    furnish(folder / "sites/stock")
    server = serve(folder / "sites")
    address = {
        (site, page): f"http://127.0.0.1:{server.server_port}/{site}/{PAGES[page]}"
        for site in SITES
        for page in pages
    }

    with sync_playwright() as playwright:
        os.environ["CHROME_PATH"] = browser.executable() or playwright.chromium.executable_path
        chromium = playwright.chromium.launch(
            executable_path=os.environ["CHROME_PATH"], args=CHROMIUM
        )
        named, weight = chromium.version, {}
        for site, page in address:
            say(f"first visit, {site}, {page}")
            weight[site, page] = weigh(chromium, server, address[site, page])
        chromium.close()
    seen = {}
    jobs = [
        (form, page, site)
        for _ in range(runs)
        for form in FORMS
        for page in pages
        for site in SITES
    ]
    with ThreadPoolExecutor(2 if smoke else 1) as pool:
        for job, found in zip(
            jobs, pool.map(lambda job: lighthouse(address[job[2], job[1]], job[0]), jobs)
        ):
            seen.setdefault(job, []).append(found)
            say(
                f"lighthouse {', '.join(job)}: "
                f"{' '.join(f'{name} {value:.3g}' for name, value in found.items())}"
            )
    middle = {
        job: {name: median(run[name] for run in found) for name in found[0]}
        for job, found in seen.items()
    }
    for form in FORMS:
        for page in pages:
            scores = (
                tuple(middle[form, page, site][name] for name in CATEGORIES) for site in SITES
            )
            table.row(
                f"Lighthouse {form}, {page}: performance / accessibility / best practices / SEO",
                *scores,
                least=(98 if form == "mobile" else 100, 100, 100, 100),
            )
    each = " / ".join(pages)
    for form in FORMS:
        for name, unit, digits, most in (
            ("LCP", ", ms", 0, 1800),
            ("TBT", ", ms", 0, 100),
            ("CLS", "", 3, 0.001),
        ):
            values = (tuple(middle[form, page, site][name] for page in pages) for site in SITES)
            table.row(
                f"{name} {form}{unit}: {each}",
                *values,
                digits=digits,
                most=most if form == "mobile" else None,
            )

    server.shutdown()
    html = {
        (site, page): (folder / "sites" / site / PAGES[page] / "index.html").read_bytes()
        for site, page in address
    }

    def row(name, of, digits=1, **limits):
        """One value a page; limits as in Table.row, by page."""
        given = {
            limit: tuple(by_page.get(page) for page in pages) for limit, by_page in limits.items()
        }
        table.row(
            f"{name}: {each}",
            *(tuple(of(site, page) for page in pages) for site in SITES),
            digits=digits,
            **given,
        )

    notebook = {"most": {"notebook page": 80}, "ratio": {"notebook page": 0.15}}
    row(
        "first visit, KB gzip",
        lambda *at: weight[at]["KB"],
        most={"home": 250, "function page": 150, "notebook page": 250},
        ratio={"function page": 0.55},
    )
    row("requests", lambda *at: weight[at]["requests"], digits=0)
    row(
        "requests to other hosts",
        lambda *at: weight[at]["others"],
        digits=0,
        most=dict.fromkeys(pages, 0),
    )
    row("HTML, KB", lambda *at: len(html[at]) / 1000)
    row("HTML, KB gzip", lambda *at: packed(html[at]))
    plain = {at: FIGURE.sub(b"", text) for at, text in html.items()}
    row("HTML before its figures, KB", lambda *at: len(plain[at]) / 1000, **notebook)
    row(
        "HTML before its figures, KB gzip",
        lambda *at: packed(plain[at]),
        **notebook | {"most": {"notebook page": 15}},
    )

    origins = {entries(roots["project"]): roots}
    if not smoke:
        project = larger(folder / "project-larger", 31)
        theirs = stock(project, folder / "stock-larger")
        origins[entries(project)] = {"project": project, "stock": theirs}
    author(folder, origins, min(runs, 3), smoke, verify, table)
    say("unchanged builds, edits")
    unchanged = alternate(runs, lambda site, run: build(roots[site], folder / f"again-{site}"))
    table.row("build with nothing changed, s", *unchanged.values(), digits=2, ratio=0.8)

    def edited(site, run):
        edit(roots[site], run)
        return build(roots[site], folder / f"again-{site}")

    table.row("build after one edit, s", *alternate(runs, edited).values(), digits=2, ratio=0.8)
    edit(roots["project"], None)
    growth(copies, folder, runs, unchanged, table)
    return table, named


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="runs behind each median")
    parser.add_argument("--verify", action="store_true", help="time tests and verification too")
    parser.add_argument("--smoke", action="store_true", help="a small run of each measurement")
    asked = parser.parse_args()
    if not MODULES.is_dir():
        sys.exit("bench: Lighthouse is not installed: run `npm ci --prefix bench`, or `make bench`")
    runs, copies = (1, (1,)) if asked.smoke else (asked.runs, (3, 12))
    # Some containers set it; builds would compile matplotlib anew each time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["TMPDIR"] = folder
        table, chromium = measure(Path(folder), runs, copies, asked.smoke, asked.verify)
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "mkdocs-jupyter")
    )
    modules = ", ".join(f"{name} {module_version(name)}" for name in ("katex", "lighthouse"))
    print(table)
    print(
        f"\nMedians of {runs}, of {min(runs, 3)} in clones; 1 KB is 1000 bytes; bold misses its "
        f"target. {packages}, {modules}, Chromium {chromium}, "
        f"Python {platform.python_version()}, {os.cpu_count()} CPUs. "
        f"`{' '.join(['python bench/bench.py', *sys.argv[1:]])}`"
    )


if __name__ == "__main__":
    main()
