"""Decides the theorems of an entry, holds each against the installed Keras, and asks of each what a
doubter would: does it hold of another function too, would its tie notice one, is it about what the
catalog says?"""

import importlib
import inspect
import re
import traceback
from unittest.mock import patch

import catalog
import proofs
from project import records
from project.blame import said
from project.problems import Problem, line_of
from project.sources import read
from proofs import engine
from proofs.installed import resolve
from verifying import kinds

DISCORD = "the provers read another function"


SIZE = re.compile(r": n = (\d+): ")  # in what a tool prints: the number of inputs it took


def verdicts(family, stem):
    """What a record holds of every theorem, by its id, and the problems."""
    entry, module = catalog.load(family, stem), importlib.import_module(f"proofs.{family}.{stem}")
    kind, seen, problems = kinds.of(entry), {}, list(forms(entry, module))
    if problems:  # theorems of another function would follow
        return seen, problems
    for theorem in proofs.load(family, stem):
        decision, tie = theorem.decide(), theorem.tie()
        seen[theorem.id] = {
            "method": decision.method,
            "badge": decision.badge,
            "output": records.lines(decision.output),
            "tie": records.lines(tie.output),
        }
        problems += doubts(theorem, decision, tie) or strangers(theorem, entry, module, kind)
    return seen, problems


def ties(family, stem):
    """What another CPU can change of `verdicts`: what floats decide. Whether the installed Keras
    agrees, and the theorems that are checked numerically, as the record says."""
    recorded, seen, problems = records.seen(family, stem, "theorems"), {}, []
    for theorem in proofs.load(family, stem):
        tie, was = theorem.tie(), recorded.get(theorem.id, {})
        seen[theorem.id] = {"tie": records.lines(tie.output)}
        decision = theorem.decide() if was.get("method") == "check" else None
        if decision:
            seen[theorem.id]["output"] = records.lines(decision.output)
        problems += untrue(theorem, decision, tie)
    return seen, problems


def forms(entry, module):
    """The problem of a form that is not the reference."""
    path = proofs.module_path(entry.family, entry.stem)
    try:
        discord = kinds.of(entry).discord(entry, module)
    except Exception as error:  # a form may be wrong in any way
        steps = traceback.extract_tb(error.__traceback__)
        lines = [step.lineno for step in steps if step.filename == str(path)]
        line = lines[-1] if lines else line_of(read(path), "def f(")
        taken = ", ".join(["x", *(p.name for p in entry.parameters)])
        remedy = f"take {taken} in this order, and write what Z3 and SymPy both read"
        yield Problem(path, line, f"the provers cannot read it: {said(error)}", remedy)
        return
    if discord:
        line = line_of(read(path), "def f(")
        yield Problem(path, line, f"{DISCORD}: {discord}", "mend the form")


def doubts(theorem, decision, tie):
    """Problems of a theorem that is false, undecided, badly tied, or nowhere shown to need what it
    says."""
    problems = list(untrue(theorem, decision, tie))
    output = decision.output
    if decision.holds and "counterexample" not in output and "falls, as it must" not in output:
        what = f"theorem {theorem.id} is nowhere shown to need what it says"
        remedy = "show a counterexample without its condition, or a stronger statement that falls"
        problems.append(Problem(theorem.path, theorem.line, what, remedy))
    sizes = dict.fromkeys(SIZE.findall(output))
    if sizes and not theorem.scope and ": any n: " not in output:
        what = f"theorem {theorem.id} is decided for n = {', '.join(sizes)}, and does not say so"
        remedy = 'give it scope="for n = ...", or decide it for every n: prove("any n: ...")'
        problems.append(Problem(theorem.path, theorem.line, what, remedy))
    if tie.holds and tie.method != "check":
        problems.append(_problem(theorem, "is tied by no check of numbers", tie.line))
    return problems


def untrue(theorem, decision, tie):
    """Problems of a theorem that is false or undecided, where it was asked, or badly tied."""
    if decision and not decision.holds:
        yield _problem(theorem, f"is not decided: {decision.error}", decision.line)
    if not tie.holds:
        yield _problem(theorem, f"disagrees with the installed Keras: {tie.error}", tie.line)


def strangers(theorem, entry, module, kind):
    """Problems of a theorem that another function passes, or whose tie does not notice one."""
    # one solver is enough to see that it falls
    with (
        patch.multiple(module, **kind.strange(module)),
        patch.object(engine, "second", lambda question: "unknown"),
    ):
        if theorem.decide().holds:
            yield _problem(theorem, "holds of another function too: it does not ask the form")
    with another_installed(entry, kind):
        tie = theorem.tie()
    if tie.holds or not tie.error.startswith("false: "):
        what = f"has a tie that does not notice another function: {tie.error}"
        yield _problem(theorem, what, tie.line)


def another_installed(entry, kind):
    """Another function in the place of the installed one, in a context."""
    target = resolve(entry.keras)
    if inspect.isclass(target):
        name = "call" if hasattr(target, "call") else "__call__"
        real = getattr(target, name)
        return patch.object(
            target,
            name,
            lambda self, x, *given, **named: kind.another(x, real(self, x, *given, **named)),
        )
    owner, _, name = entry.keras.rpartition(".")
    return patch.object(
        resolve(owner), name, lambda x, *given, **named: kind.another(x, target(x, *given, **named))
    )


def _problem(theorem, what, line=None):
    return Problem(
        theorem.path,
        line or theorem.line,
        f"theorem {theorem.id} {what}",
        "mend the statement, or the code that decides it",
    )
