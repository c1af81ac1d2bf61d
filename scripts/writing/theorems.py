"""Theorems as Markdown: their statements with verdicts, the code that decides them, and the page that lists all."""

import json
import re
from collections import Counter

import proofs
from project.paths import ROOT
from project.problems import Problem


def _regions(pieces):
    """Pieces that a page takes in one by one, each under its name."""
    return "\n".join(
        f"<!-- --8<-- [start:{name}] -->\n{text}\n<!-- --8<-- [end:{name}] -->\n"
        for name, text in pieces.items()
    )


def _badge(verdict):
    return f'<span class="verdict {verdict["method"]}">{verdict["badge"]}</span>'


def _fence(language, text):
    return f"```{language}\n{text.strip()}\n```\n"


def _problem(theorem, verdict, what):
    return Problem(
        theorem.path,
        theorem.line,
        f"theorem {theorem.id} {what}: {verdict.error}",
        "mend the statement, or the code that decides it",
    )


def decided(family, stem):
    """Decides every theorem of a function: (pages' pieces, verdicts as JSON bytes, problems)."""
    found = [(theorem, theorem.decide()) for theorem in proofs.load(family, stem)]
    problems = [_problem(t, verdict, "is not decided") for t, verdict in found if not verdict.holds]
    verdicts = [
        {
            "id": t.id,
            "number": t.number,
            "title": t.title,
            "statement": t.statement.strip(),
            "method": verdict.method,
            "badge": verdict.badge,
        }
        for t, verdict in found
    ]
    statements = {
        v["id"]: f"### Theorem {v['number']}: {v['title']} {{ #{v['id'].replace('_', '-')} }}\n\n"
        f'<div class="theorem" markdown>\n{v["statement"]}\n\n[{_badge(v)}](#check-{v["id"].replace("_", "-")})\n</div>\n'
        for v in verdicts
    }
    checks = {
        t.id: f"### Check of theorem {t.number}: {t.title} {{ #check-{t.id.replace('_', '-')} }}\n\n"
        + _fence("python", t.source)
        + "\n"
        + _fence("output", verdict.output)
        for t, verdict in found
    }
    return (
        {"theorems.md": _regions(statements), "checks.md": _regions(checks)},
        json.dumps(verdicts, indent=1).encode(),
        problems,
    )


def tied(family, stem):
    """Holds every theorem of a function against the installed Keras: (pages' pieces, problems)."""
    found = [(theorem, theorem.tie()) for theorem in proofs.load(family, stem)]
    pieces = {
        t.id: f'??? keras "Theorem {t.number} on the installed Keras"\n\n'
        + re.sub(
            r"^(?=.)",
            "    ",
            _fence("python", t.tie_source) + "\n" + _fence("output", verdict.output),
            flags=re.M,
        )
        for t, verdict in found
    }
    return {"ties.md": _regions(pieces)}, [
        _problem(t, verdict, "disagrees with the installed Keras")
        for t, verdict in found
        if not verdict.holds
    ]


def listing(functions):
    """How many theorems each tool decided, then every theorem with its verdict, for the page Theorems; links relative to docs/theorems.md.

    Without the statements: those of all functions on one page are more formulas than a phone lays out at once.
    """
    found = {
        of: json.loads((ROOT / f".cache/verdicts/{'/'.join(of)}.json").read_text())
        for of in functions
    }
    badges = Counter(_badge(v) for verdicts in found.values() for v in verdicts)
    lines = [
        f"{badges.total()} theorems on {len(found)} functions:\n",
        *(f"- {count} {badge}" for badge, count in badges.most_common()),
    ]
    for (family, stem), verdicts in found.items():
        page = f"{family}/{stem}/index.md"
        lines += [
            f"\n## {stem}\n",
            *(
                f"{v['number']}. [{v['title']}]({page}#{v['id'].replace('_', '-')}) {_badge(v)}"
                for v in verdicts
            ),
        ]
    return "\n".join(lines) + "\n"
