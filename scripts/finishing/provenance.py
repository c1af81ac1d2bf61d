"""With what a page was verified, and where its facts, proofs and checks stand."""

import html
import os
import subprocess
from functools import cache
from urllib.parse import quote

from project.files import versions
from project.paths import ROOT


@cache
def commit():
    """The commit of the sources, `-dirty` behind it when they have local changes; "" outside a checkout."""
    try:
        return subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def revision():
    """What links into the repository point at: the commit, or main where there is none."""
    return commit().removesuffix("-dirty") or "main"


def commit_seconds():
    """The commit's time, in seconds since 1970, as text; the date that a build carries."""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.strip() or "0"


def repository():
    """The address of the repository, without a slash at its end, from REPOSITORY_URL; "" where no link could work."""
    return os.environ.get("REPOSITORY_URL", "").rstrip("/")


def source_link(label, path):
    """A link to a file of the repository at the commit that was built; its path alone where the repository has no address."""
    if not repository():
        return f"{label} <code>{path}</code>"
    return f'<a href="{html.escape(repository())}/blob/{revision()}/{path}">{label}</a>'


def line(family, stem):
    """The last paragraph of a function's page, as HTML: written when a page is finished, so that a commit converts no page again."""
    at = commit()
    state = (
        f"commit <code>{at.removesuffix('-dirty')}</code>"
        + (" with local changes" if at.endswith("-dirty") else "")
        if at
        else "sources outside a checkout"
    )
    tail = f"{family}/{stem}"
    places = [
        source_link("facts", f"scripts/catalog/{tail}.py"),
        source_link("proofs", f"scripts/proofs/{tail}.py"),
        source_link("checks", "scripts/verifying/agreement.py"),
        source_link("notebook", f"docs/{tail}/notebook.ipynb"),
    ]
    text = f"Verified with {versions('keras', 'jax').replace('keras', 'Keras').replace(', jax', ' on JAX')}, {state}. Sources: {', '.join(places)}."
    if repository():
        title = quote(f"Error on the page {stem}")
        text += f' <a href="{html.escape(repository())}/issues/new?title={title}">Report an error on this page</a>.'
    return f'<div class="verified">\n<p>{text}</p>\n</div>'
