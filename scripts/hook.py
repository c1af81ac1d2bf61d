"""Joins the build to MkDocs; holds no logic of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
sys.path.insert(0, str(SCRIPTS))
sys.dont_write_bytecode = True  # byte code beside the scripts would wake `mkdocs serve`
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

from finishing import provenance

os.environ.setdefault("SOURCE_DATE_EPOCH", provenance.commit_seconds())

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import set_exclusions
from mkdocs.utils import nest_paths
from watchdog.observers.polling import PollingObserver

import catalog
from finishing import (
    ahead,
    banner,
    built,
    conversion,
    data,
    documents,
    fonts,
    foot,
    formulas,
    front,
    links,
    marks,
    missing,
    navigation,
    notebooks,
    pages,
    plain,
    policy,
    port,
    redirects,
    search,
    styles,
    templates,
)
from preview import Builder
from project.files import write
from project.paths import CACHE, DOCS, GENERATED, ROOT
from project.problems import Problem, Refused
from project.tasks import report
from writing import quotes, terms

serving = False
builder = Builder()
remaining = None
sources = {}
aside = {}
names = {}
tree = []
passages = {}
tex = {}
plainly = {}
ordered = []
uris = []
problems = []


def _is_preview(config):
    return serving or not config.strict


def _unsettled():
    """What the build could not renew."""
    listed = CACHE / "unsettled.json"
    return json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else []


def on_startup(command, dirty):
    global serving
    serving = command == "serve"


def on_shutdown():
    builder.end()


def on_serve(server, config, builder):
    """Pages are served under the policy of published ones, with the script by which MkDocs reloads
    them; what the build writes itself is not watched, else each edit would be built twice. An edit
    is seen within a tenth of a second: MkDocs looks every half."""
    inject = server._inject_js_into_html
    server._inject_js_into_html = lambda page, epoch: policy.declare(
        inject(page, epoch).decode()
    ).encode()
    for place in (config.docs_dir, config.config_file_path):
        server.unwatch(place)
    server.observer = PollingObserver(timeout=0.1)
    server.watch(config.config_file_path)
    server.watch(config.docs_dir, recursive=False)
    for folder in sorted(DOCS.iterdir()):
        if folder.is_dir() and folder != GENERATED:
            server.watch(str(folder))
    return server


def on_config(config):
    preview = _is_preview(config)
    if serving and not sources:  # the first of its builds, before which nothing is served
        try:
            port.ask(*config.dev_addr)
        except Refused as refused:
            raise Abort(str(refused)) from None
    config.repo_url = config.repo_url and provenance.repository()
    config.edit_uri = config.edit_uri if config.repo_url else None
    config.mdx_configs["pymdownx.snippets"]["check_paths"] = not preview
    marks.join(config)
    if "GUIDE_BUILT" not in os.environ:  # by publish.py
        command = [sys.executable, SCRIPTS / "build.py", *["--preview"] * preview]
        if not (builder.build() if serving else subprocess.run(command).returncode == 0):
            raise Abort("refused: the problems stand above")
    if reason := provenance.untold():
        what, remedy = f"the commit is unknown: {reason}", "mend it; until then no page names it"
        print(Problem(ROOT / ".git", 1, what, remedy), file=sys.stderr)
    sources.clear()
    names.clear()
    tex.clear()
    plainly.clear()
    problems.clear()
    banner.forget()
    return config


@event_priority(-100)  # after mkdocs-jupyter, which wraps a notebook's file
def on_files(files, config):
    """Executed copies stand in for the stored notebooks, at their addresses; data stands beside the
    pages. A link that leads to nothing, which the build has told, is none of them."""
    for file in [file for file in files if os.path.islink(file.abs_src_path or "")]:
        if not os.path.exists(file.abs_src_path):
            files.remove(file)
    for file in files:
        copy = CACHE / "notebooks" / Path(file.src_uri).parent / "embedded.ipynb"
        if file.src_uri.endswith("/notebook.ipynb") and copy.is_file():
            file.abs_src_path = str(copy)
    for file in data.files(config):
        files.append(file)
    set_exclusions(files, config)  # as MkDocs does behind this, too late for the navigation
    shown = [file.src_uri for file in files.documentation_pages() if file.inclusion.is_in_nav()]
    config.nav = nest_paths(navigation.order(shown, catalog.entries()))
    uris[:] = sorted(file.src_uri for file in files)
    return files


def on_nav(nav, config, files):
    global remaining
    pages = [file.page for file in files.documentation_pages() if file.page]
    remaining = ahead.Ahead(config, (page.file.src_uri for page in pages))
    if share := ahead.share():
        for page in [page for page in pages if page.file.src_uri in share]:  # as MkDocs goes on
            page = config.plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            page.markdown = config.plugins.on_page_markdown(
                page.markdown, page=page, config=config, files=files
            )
            page.render(config, files)
        sys.exit()
    navigation.chain(nav.pages)
    tree[:] = nav.items
    ordered[:] = nav.pages
    return nav


def on_env(env, config, files):  # all pages have their titles
    navigation.name(tree)
    env.bytecode_cache = templates.compiled()
    search.remember(config.plugins["material/search"].search_index, passages)
    env.globals |= {"groups": missing.groups(), "foot": foot.of}
    return env


def on_page_markdown(markdown, page, config, files):  # before the tags are read
    source = page.file.src_uri
    page.meta |= front.of(source, page.meta)
    if DOCS / source == terms.HOME:
        return terms.shown(markdown)
    return quotes.shown(markdown, DOCS / source) if source.endswith(".md") else markdown


@event_priority(-100)  # after mkdocs-jupyter, which sets how a notebook's page is rendered
def on_pre_page(page, config, files):
    convert = page.render

    def render(config, files):
        def converted():
            remaining.miss(page.file.src_uri)
            convert(config, files)

        try:
            conversion.render(
                page,
                DOCS / page.file.src_uri,
                uris,
                converted,
            )
        except Refused as refused:
            problems.extend(refused.problems)

    page.render = render
    return page


def on_page_content(content, page, config, files):
    source = DOCS / page.file.src_uri
    sources[page.file.dest_uri] = source
    names[page.url] = list(page.meta.get("names", ()))
    try:
        finish = notebooks.finish if source.suffix == ".ipynb" else pages.finish
        content = finish(content, source)
    except Refused as refused:
        problems.extend(refused.problems)
    if page.plain:
        plainly[page.file.dest_uri] = plain.finish(page.plain, source)
    if _is_preview(config):
        content = banner.of(source) + content
    content, found = formulas.addressed(content)
    tex[page.file.dest_uri] = found | formulas.stated(source)
    content, aside[page.file.dest_uri] = documents.set_aside(content)
    return content


def on_post_page(output, page, config):
    output = documents.finish(output, aside[page.file.dest_uri] if page else ())
    output = navigation.grouped(output, page.url) if page else output
    return output if serving and page else policy.declare(output)  # a page's when it is served


def on_post_template(output, template_name, config):
    return on_post_page(output, None, config) if template_name == "404.html" else output


def on_post_build(config):
    site = Path(config.site_dir).resolve()
    texts = built.pages(site)
    fonts.write_cut(site, texts)
    styles.write_cut(site, texts)
    for page, source in sources.items():
        if source.suffix == ".ipynb":
            copy = CACHE / "notebooks" / source.parent.relative_to(DOCS) / "taken_away.ipynb"
            taken = copy if copy.is_file() else source  # an entry without proofs has no copy
            write((site / page).with_name(source.name), taken.read_bytes())
        if tex[page]:
            write((site / page).with_name("tex.js"), formulas.script(tex[page]))
    for page, text in plainly.items():
        write((site / page).with_name("index.md"), text.encode())
    write(site / "llms.txt", plain.listing(config, ordered, plainly).encode())
    listed = CACHE / "redirects.json"  # a preview may come before the build could write it
    others = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    redirects.write(site, texts, others)
    search.shape(site, names, others)
    files = built.files(site)
    problems.extend(built.alike(site, files, sources))
    if not problems:  # else links would be missed that only lead to what was refused
        problems.extend(links.check(site, files, texts, sources, _unsettled()))
    report(problems)
    if problems and not _is_preview(config):
        raise Abort("refused: the problems stand above")
