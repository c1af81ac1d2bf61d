"""The built site as one archive that opens from disk, in which a browser neither looks for the
index.html of a folder nor lets a page fetch a file or run one as a worker."""

import json
import os
import re
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from project.archives import pack
from project.files import write

NAME = "keras-field-guide"
ARCHIVE = f"{NAME}.zip"
SCRIPT = Path(__file__).with_suffix(".js")
# What only a server or a search engine asks for, and what no page does: the theme's bundle, and the
# selector of versions, which come beside the guide later.
LEFT_OUT = re.compile(
    r"404\.html|sitemap\.xml.*|.*\.map|assets/javascripts/(bundle|lunr).*"
    r"|assets/scripts/versions\.js"
)
FETCHED = ("search/search_index.json",)
WORKERS = ("assets/javascripts/workers/search.*.js", "assets/scripts/training.js")

LINK = re.compile(
    r'(<(?:a|link)\b[^>]*?\bhref="|<meta http-equiv="refresh" content="0; url=)([^"]*)'
)
PRELOAD = re.compile(r'<link rel="preload"[^>]*>\n')
POLICY = re.compile(r"(?<=default-src 'self'; )")
IMPORTS = re.compile(r"\bimportScripts\(([^)]*)\)")
STRING = re.compile(r'"([^"]*)"|`([^`]*)`')
OFFER = re.compile(r'<p class="offline">.*?</p>\n')


def offer(site):
    """Puts the archive of a built site into it, and a link to it on the home page, which in the
    archive itself is left out."""
    home = site / "index.html"
    text = OFFER.sub("", home.read_text(encoding="utf-8"))
    write(home, text.encode())
    archive = pack({f"{NAME}/{name}": data for name, data in contents(site).items()})
    write(site / ARCHIVE, archive)
    size = f"{len(archive) / 1e6:.1f} MB"
    link = f'<a href="{ARCHIVE}" download>Take the guide with you</a>'
    said = f'<p class="offline">{link}: a zip of {size}. Unpack it and open its index.html.</p>\n'
    head, end, tail = text.rpartition("</article>")
    write(home, f"{head}{said}{end}{tail}".encode())


def contents(site):
    """What the archive holds: bytes by name, relative to the site's root."""
    names = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    names = {name for name in names - {ARCHIVE} if not LEFT_OUT.fullmatch(name)}
    made = {name: (site / name).read_bytes() for name in names}
    for name in names:
        if name.endswith(".html"):
            made[name] = page(made[name].decode(), name, names).encode()
    for name in FETCHED:
        made[f"{name}.js"] = _handed(name, made.pop(name).decode())
    for pattern in WORKERS:
        (worker,) = (file.relative_to(site).as_posix() for file in site.glob(pattern))
        del made[worker]
        made[f"{worker}.js"] = _handed(worker, _whole(site, worker))
    made["offline.js"] = SCRIPT.read_bytes()
    return made


def page(text, name, names):
    """A page as it works from disk: each of its links names a file, and the first of its scripts
    stands in for what a browser refuses there.

    name: the page's, relative to the site's root; names: those of all files.
    """
    folder = PurePosixPath(name).parent

    def complete(match):
        parts = urlsplit(unescape(match[2]))
        goal = os.path.normpath(folder / unquote(parts.path)).replace(os.sep, "/")
        index = f"{goal}/index.html".removeprefix("./")
        if parts.scheme or parts.netloc or not parts.path or goal in names or index not in names:
            return match[0]
        path = f"{parts.path.rstrip('/')}/index.html"
        return match[1] + escape(parts._replace(path=path).geturl())

    text = PRELOAD.sub("", LINK.sub(complete, text))  # of fonts: as if from another host
    text = POLICY.sub("worker-src blob:; ", text, count=1)
    script = f'<script src="{"../" * (len(folder.parts))}offline.js"></script>\n'
    return text.replace("</head>", f"{script}</head>", 1)


def _handed(name, text):
    """A script that hands on a text which stood in a file."""
    return f"offline.texts[{json.dumps(name)}] = {json.dumps(text, ensure_ascii=False)}\n".encode()


def _whole(site, worker):
    """The script of a worker with all that it may import, as functions by their names."""
    text = (site / worker).read_text(encoding="utf-8")
    patterns = [
        re.sub(r"\$\{[^}]*\}", "*", plain or composed)
        for call in IMPORTS.findall(text)
        for plain, composed in STRING.findall(call)
    ]
    names = {
        os.path.relpath(os.path.normpath(file), site).replace(os.sep, "/")
        for pattern in patterns
        for file in (site / worker).parent.glob(pattern)
    }
    imported = "".join(
        f"{json.dumps(name)}: () => {{\n{(site / name).read_text(encoding='utf-8')}\n}},\n"
        for name in sorted(names)
    )
    within = json.dumps(f"file:///{worker}")
    return (
        f"const imported = {{\n{imported}}}\n"
        "self.importScripts = (...names) =>\n"
        f"  names.forEach((name) => imported[new URL(name, {within}).pathname.slice(1)]())\n"
        f"{text}"
    )
