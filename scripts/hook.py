"""Joins the build to MkDocs; holds no logic of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
sys.path.insert(0, str(SCRIPTS))

import provenance  # noqa: E402

os.environ.setdefault("SOURCE_DATE_EPOCH", provenance.commit_seconds())

from mkdocs.exceptions import Abort  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402

import finishing  # noqa: E402
import fonts  # noqa: E402
import links  # noqa: E402
import publish  # noqa: E402
from problems import ROOT, Refused  # noqa: E402
from source import DOCS  # noqa: E402
from store import CACHE, write  # noqa: E402

serving = False
sources = {}


def _refuse(problems, config):
    """Says what is wrong; ends the build unless it is a preview."""
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems and config.strict and not serving:
        raise Abort(f"{len(problems)} problem{'s' * (len(problems) > 1)}")


def on_startup(command, dirty):
    global serving
    serving = command == "serve"


def on_config(config):
    preview = serving or not config.strict
    config.mdx_configs["pymdownx.snippets"]["check_paths"] = not preview
    done = subprocess.run([sys.executable, SCRIPTS / "build.py", *(["--preview"] if preview else [])])
    if done.returncode:
        raise Abort("refused: the problems stand above")
    sources.clear()
    return config


@event_priority(100)
def on_files(files, config):
    """Executed copies stand in for the stored notebooks, at their addresses."""
    swapped = []
    for file in files:
        ready = CACHE / "notebooks" / Path(file.src_uri).parent.with_suffix(".ipynb").relative_to(".") if file.src_uri.endswith(".ipynb") else None
        if ready and ready.is_file():
            file.abs_src_path = str(ready)
        swapped.append(file)
    return Files(swapped)


def on_nav(nav, config, files):
    """A folder is named by its index page."""
    for item in nav.items:
        _name(item)
    return nav


def _name(item):
    if item.children:
        index = next((child for child in item.children if child.is_page and child.is_index), None)
        if index:
            item.title = Path(index.file.src_uri).parent.name if index.file.src_uri.count("/") > 1 else item.title
        for child in item.children:
            _name(child)


def on_page_content(content, page, config, files):
    source = DOCS / page.file.src_uri
    sources[page.file.dest_uri] = source
    finish = finishing.notebook if source.suffix == ".ipynb" else finishing.page
    try:
        return finish(content, source)
    except Refused as refused:
        _refuse(refused.problems, config)
        return content


def on_post_page(output, page, config):
    return finishing.document(output)


def on_post_build(config):
    site = Path(config.site_dir)
    write(site / "assets/fonts/math.woff2", fonts.cut(fonts.characters(site)))
    publish.redirect(site, json.loads((CACHE / "redirects.json").read_text()))
    _refuse(list(links.check(site, sources)), config)
