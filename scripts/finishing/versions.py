"""The guide to each version of Keras at an address of its own, beside the present one at the root.

What a version's site was when it was last published is kept as an archive, and laid out anew each
time: its text stays, and what is written here of other versions holds on every page.
"""

import json
import re
import zipfile

import catalog
from project import records
from project.archives import pack
from project.files import write
from project.problems import Problem, Refused

LISTED = "versions.json"
NAME = re.compile(r"\d+\.\d+")
SERVED_ONCE = ("404.html", "sitemap.xml", "sitemap.xml.gz")  # of the whole, so the present's alone
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">\n')
ADDRESS = re.compile(r'<meta property="og:url" content="[^"]*">\n')
TITLE = re.compile(r'(?=<form class="md-header__option" data-md-component="palette">)')
ARTICLE = re.compile(r'(?<=<article class="md-content__inner md-typeset">\n)')


def present():
    """The version of Keras that the sources were verified with, as an address says it: 3.15."""
    family, stem = catalog.entries()[0]
    keras = records.load(family, stem, "facts")["versions"]["keras"]
    return ".".join(keras.split(".")[:2])


def lay_out(site, kept, version):
    """Puts every kept site into a built one, each in the folder of its version, and the built one
    itself in that of its own, which is kept so from now on.

    kept: a folder of archives, 3.14.zip; version: of the built site. Refuses a site that holds
    versions already, and an archive that is none.
    """
    if (site / LISTED).exists():
        raise Refused(Problem(site, 1, "it holds versions already", "build it anew: `make site`"))
    write(kept / f"{version}.zip", pack(_contents(site)))
    archives = {_version(file): file for file in kept.iterdir()}
    order = sorted(archives, key=lambda name: tuple(map(int, name.split("."))), reverse=True)
    own = _pages(site)
    pages = {name: _unpack(archives[name], site / name) for name in order}
    pages[version] = own
    for name in order:
        for page in own if name == version else pages[name]:
            _mark_copy(site, name, page, own, version)
    if len(order) > 1:
        for name in order:
            for page in pages[name]:
                _offer(site / name, page, name, "../")
        for page in own:
            _offer(site, page, version, "")
        _list(site, [name for name in order if name != version])
    places = [
        {"name": name, "at": "" if name == version else f"{name}/", "pages": sorted(pages[name])}
        for name in order
    ]
    write(site / LISTED, json.dumps(places, separators=(",", ":")).encode())


def _version(file):
    if file.suffix != ".zip" or not NAME.fullmatch(file.stem):
        raise Refused(
            Problem(file, 1, "it is no kept version", "name it as in 3.14.zip, or move it")
        )
    return file.stem


def _contents(site):
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file()
    }


def _pages(site):
    """The addresses of a site's pages, relative to its root; those that only lead on are none."""
    return {
        f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./")
        for file in site.rglob("index.html")
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8")
    }


def _unpack(file, folder):
    """Lays out one kept site; its pages."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name not in SERVED_ONCE]
            archive.extractall(folder, names)
    except zipfile.BadZipFile as error:
        raise Refused(Problem(file, 1, f"it is no archive: {error}", "fetch it anew")) from None
    return _pages(folder)


def _edit(file, change):
    write(file, change(file.read_text(encoding="utf-8")).encode())


def _mark_copy(site, name, page, own, version):
    """Sends search engines from a page of a version to the same page of the present guide, and the
    readers of another version too; where there is none, to its home."""
    there = page in own
    present = (site / page / "index.html").read_text(encoding="utf-8") if there else ""
    address = CANONICAL.search(present)

    def mark(text):
        text = ADDRESS.sub("", CANONICAL.sub("", text))
        told = address[0] if address else '<meta name="robots" content="noindex">\n'
        text = text.replace("</head>", f"{told}</head>", 1)
        if name == version:
            return text
        to = "../" * (page.count("/") + 1) + (page if there else "")
        what = "This page in the present guide" if there else "The present guide"
        said = (
            f'This is the guide to Keras {name}. <a href="{to}">{what}</a> is of Keras {version}.'
        )
        return ARTICLE.sub(f'<p class="outdated">{said}</p>\n', text, count=1)

    _edit(site / name / page / "index.html", mark)


def _offer(folder, page, name, up):
    """Puts the selector into the header of a page. Its script is the present guide's, and comes
    when the selector is opened; up: from the version's root to that of the whole."""
    root = "../" * page.count("/") + up
    selector = (
        f'<details class="versions" data-scripts="{root}assets/scripts/versions.js" '
        'data-start="versions">\n'
        f'<summary><span class="unseen">Keras</span> {name}</summary>\n'
        f'<a href="{root}#versions">All versions</a>\n</details>\n'
    )
    _edit(folder / page / "index.html", lambda text: TITLE.sub(selector, text, count=1))


def _list(site, others):
    """Lists the other versions on the present home page, for a reader without JavaScript too."""
    links = ", ".join(f'<a href="{name}/">{name}</a>' for name in others)
    said = f'<p id="versions">The guide to other versions of Keras: {links}.</p>\n'

    def add(text):
        head, end, tail = text.rpartition("</article>")
        return f"{head}{said}{end}{tail}"

    _edit(site / "index.html", add)
