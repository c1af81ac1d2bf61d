"""With what a page was verified, and where its facts, proofs and checks stand."""

import html
import os
import re
import subprocess
from functools import cache
from urllib.parse import quote

import catalog
from project import records
from project.paths import ROOT
from project.sources import GUIDE


def _git(*arguments):
    """(what git says of this checkout, why it says nothing), "" each; both where there is none.

    It is asked of this very repository, whoever owns it, and of no other that holds the folder, or
    that the environment names, as within a hook.
    """
    home = ROOT / ".git"
    if not home.exists():
        return "", ""
    try:
        done = subprocess.run(
            ["git", f"--git-dir={home}", f"--work-tree={ROOT}", *arguments],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name[:4] != "GIT_"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return "", f"git cannot be run: {error.strerror}"
    said, reason = done.stdout.strip(), done.stderr.strip().partition("\n")[0]
    return ("", reason) if done.returncode else (said, "")


@cache
def _described():
    return _git("describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")


def commit():
    """The commit of the sources, `-dirty` behind it when they have local changes; "" outside a
    checkout."""
    return _described()[0]


def untold():
    """Why pages cannot name the commit of the checkout; "" where they do, or there is none."""
    return _described()[1]


def commit_seconds():
    """The commit's time, in seconds since 1970, as text; the date that a build carries."""
    return _git("log", "-1", "--format=%ct")[0] or "0"


def repository():
    """The address of the repository as a browser opens it, from REPOSITORY_URL: without a slash or
    `.git` at its end, and without the name and the password of who asks; "" where no link could
    work."""
    given = os.environ.get("REPOSITORY_URL", "").strip()
    return re.sub(r"(?:\.git)?/*$", "", re.sub(r"^(\w+://)[^/@]*@", r"\1", given))


def address(path):
    """Where a file of the repository stands in it: at the commit, or on main where there is
    none."""
    return f"{repository()}/blob/{commit().removesuffix('-dirty') or 'main'}/{path}"


def source_link(label, path):
    """A link to a file of the repository; its path alone where the repository has no address."""
    if not repository():
        return f"{label} <code>{html.escape(path)}</code>"
    return f'<a href="{html.escape(address(path))}">{label}</a>'


def _sources(family, stem):
    """Links to what a page was made of: of an entry its facts, proofs, checks and notebook; of a
    topic its text, in which its code stands, and what runs that."""
    if family == GUIDE:
        yield source_link("page and code", f"docs/{family}/{stem}/index.md")
        yield source_link("checks", "scripts/verifying/code.py")
        return
    yield source_link("facts", f"scripts/catalog/{family}/{stem}.py")
    yield source_link("proofs", f"scripts/proofs/{family}/{stem}.py")
    yield from (source_link("checks", module) for module in _checks(family, stem))
    yield source_link("notebook", f"docs/{family}/{stem}/notebook.ipynb")


def _checks(family, stem):
    """The module with an entry's checks, that of its kind; a preview may have no entry, as while
    its author is at work."""
    try:
        return [f"scripts/verifying/kinds/{catalog.load(family, stem).kind}.py"]
    except Exception:
        return []


def verified(family, stem):
    """With what the page of an entry or a topic was verified, in words; "" for one that was not."""
    record = records.load(family, stem, records.sorts(family)[0])
    return "verified with Keras {keras} on JAX {jax}".format(**record["versions"]) if record else ""


def state():
    """The commit and whether the sources are as it has them, in words; "" where it is unknown."""
    changes = " with local changes" if commit().endswith("-dirty") else ""
    return commit().removesuffix("-dirty") + changes


def line(family, stem):
    """The last paragraph of the page of an entry or a topic, as HTML: written when a page is
    finished, so that a commit converts no page again."""
    said = verified(family, stem) or "not verified yet"
    name, _, changes = state().partition(" ")
    at = "commit unknown" if untold() else "sources outside a checkout"
    if name:
        at = f"commit <code>{name}</code>{changes and ' '}{changes}"
    said = html.escape(said[0].upper() + said[1:])
    text = f"{said}, {at}. Sources: {', '.join(_sources(family, stem))}."
    if family != GUIDE:
        text += ' The facts <a href="facts.json">as JSON</a>.'
    if repository():
        report = f"{repository()}/issues/new?title={quote(f'Error on the page {stem}')}"
        text += f' <a href="{html.escape(report)}">Report an error on this page</a>.'
    return f'<div class="verified">\n<p>{text}</p>\n</div>'
