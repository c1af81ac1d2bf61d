"""Theorems as Markdown: their statements with verdicts, the code that decides them, and the page
that lists all.

What an author wrote is read from the proofs module without running it; verdicts and what was
printed come from the record.
"""

import ast
import html
import re
from collections import Counter
from dataclasses import dataclass

from catalog.escaping import link, prose, text
from project import records
from project.paths import SCRIPTS
from project.sources import read
from writing.markdown import fence

LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]+\)")
UNVERIFIED = {"method": "unverified", "badge": "not verified yet", "output": [], "tie": []}


@dataclass(frozen=True)
class Theorem:
    """A theorem as its author wrote it. scope: what of it is decided, where that is not all; line:
    of its `def`; source, tie: the two functions' code without their decorators."""

    id: str
    number: int
    title: str
    statement: str
    scope: str
    line: int
    source: str
    tie: str

    @property
    def anchor(self):
        return self.id.replace("_", "-")


def path_of(family, stem):
    return SCRIPTS / "proofs" / family / f"{stem}.py"


def theorems(path):
    """The theorems of a proofs module, in the order of the source, numbered from 1; none where
    there is no module."""
    source = read(path) if path.is_file() else ""
    written, ties = [], {}
    for node in ast.parse(source, str(path)).body:
        for mark in getattr(node, "decorator_list", ()):
            if not isinstance(mark, ast.Call):
                continue
            if mark.func.id == "theorem":
                words = {word.arg: ast.literal_eval(word.value) for word in mark.keywords}
                written.append((node, words))
            elif mark.func.id == "tie":
                ties[mark.args[0].id] = _code(source, node)
    return [
        Theorem(
            node.name,
            number,
            words["title"],
            words["statement"].strip(),
            words.get("scope", ""),
            node.lineno,
            _code(source, node),
            ties.get(node.name, ""),
        )
        for number, (node, words) in enumerate(written, 1)
    ]


def _code(source, node):
    return "\n".join(source.split("\n")[node.lineno - 1 : node.end_lineno])


def _badge(verdict, scope=""):
    words = text(verdict["badge"]) + (f" ({prose(scope)})" if scope else "")
    return f'<span class="verdict {html.escape(verdict["method"])}">{words}</span>'


def _statement(theorem, verdict):
    """One that a page takes in by its name."""
    return (
        f"<!-- --8<-- [start:{theorem.id}] -->\n"
        f"### Theorem {theorem.number}: {text(theorem.title)} {{ #{theorem.anchor} }}\n\n"
        f'<div class="theorem" markdown>\n{theorem.statement}\n\n'
        f"[{_badge(verdict, theorem.scope)}](#check-{theorem.anchor})\n</div>\n\n"
        f"<!-- --8<-- [end:{theorem.id}] -->\n"
    )


def _run(code, output):
    shown = fence("python", code) + "\n" + fence("output", records.joined(output))
    return re.sub(r"^[ \t]*(?=;*-+8<-+)", r"\g<0>;", shown, flags=re.M)  # takes in no snippet


def _check(theorem, verdict):
    """What decides a theorem, and what holds it against Keras: folded. The address is that of the
    first paragraph inside: a browser unfolds what holds the target of a link, not the target."""
    head = (
        f"Check of theorem {theorem.number}: {text(theorem.title)} {_badge(verdict, theorem.scope)}"
    )
    return (
        f'<details class="check" markdown>\n'
        f'<summary markdown="span">{head}</summary>\n\n'
        f"The code that decides [theorem {theorem.number}](#{theorem.anchor}):\n"
        f"{{ #check-{theorem.anchor} }}\n\n"
        + _run(theorem.source, verdict["output"])
        + "\nThe same on the installed Keras:\n\n"
        + _run(theorem.tie, verdict["tie"])
        + "\n</details>\n"
    )


def pieces(family, stem):
    """What a page takes in of its theorems: Markdown by file name."""
    verdicts = records.seen(family, stem, "theorems")
    written = [(t, verdicts.get(t.id, UNVERIFIED)) for t in theorems(path_of(family, stem))]
    return {
        f"{name}.md": "\n".join(form(theorem, verdict) for theorem, verdict in written)
        for name, form in (("theorems", _statement), ("checks", _check))
    }


def statements(family, stem):
    """The statements by address, as their authors wrote them, links as plain words."""
    written = theorems(path_of(family, stem))
    return {theorem.anchor: LINK.sub(r"\1", theorem.statement) for theorem in written}


def listing(entries):
    """How many theorems each tool decided, then every theorem with its verdict, for the page
    Theorems; links relative to docs/theorems.md.

    entries: (family, stem) each. Without the statements: those of all entries on one page are
    more formulas than a phone lays out at once.
    """
    written = {of: theorems(path_of(*of)) for of in entries}
    verdicts = {of: records.seen(*of, "theorems") for of in entries}
    seen = {(of, t.id): verdicts[of].get(t.id, UNVERIFIED) for of in entries for t in written[of]}
    counts = Counter(map(_badge, seen.values()))
    out = [f"{counts.total()} theorems on {len(entries)} functions:\n"]
    out += [f"- {count} {badge}" for badge, count in counts.most_common()]
    for (family, stem), found in written.items():
        out.append(f"\n## {stem}\n")
        for t in found:
            place = f"{family}/{stem}/index.md#{t.anchor}"
            badge = _badge(seen[(family, stem), t.id], t.scope)
            out.append(f"{t.number}. {link(text(t.title), place)} {badge}")
    return "\n".join(out) + "\n"
