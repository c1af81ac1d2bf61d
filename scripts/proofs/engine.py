"""Theorems as code that decides them. The tools below print what they found; a
verdict carries the weakest one used."""

import inspect
import io
import traceback
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import cvc5
import numpy as np
import sympy
import z3
from flint import arb
from z3.z3util import get_vars

from project.blame import said

BADGES = {  # strongest first
    "z3": "proved by Z3",
    "sympy": "proved by SymPy",
    "arb": "bounded by interval arithmetic",
    "check": "checked numerically",
}
# Z3's own count of steps, at most some 20 s: the same verdict on a slow machine as on a
# fast one
EFFORT = 20_000_000
PATIENCE = 60_000  # ms; reached only where a solver fails to count
# cvc5's own count, at most some 2 s: it decides three quarters of what Z3 decides
SECOND_EFFORT = 50_000
SMALL = [
    Fraction(n, d)
    for n, d in (
        (0, 1),
        (-1, 1),
        (1, 1),
        (2, 1),
        (-2, 1),
        (1, 2),
        (-1, 2),
        (3, 1),
        (-3, 1),
    )
]

# the tools used since the running theorem began: (method,), of Z3 (method, whether cvc5
# agrees), of a check (method, points, tolerance)
evidence = []


class Falls(Exception):
    """A statement is false."""


class Undecided(Exception):
    """The tool could not tell; a theorem then does not hold either."""


@dataclass(frozen=True)
class Verdict:
    """method: a key of BADGES, the weakest tool used; output: what was printed;
    error: why it does not hold; line: of the module, where that was noticed.
    """

    method: str
    badge: str
    output: str
    holds: bool
    error: str = ""
    line: int = 0


@dataclass
class Theorem:
    """A statement in Markdown, the function that decides it, and the one that checks
    it on the installed Keras. scope: what of the statement is decided, where it is less
    than all."""

    title: str
    statement: str
    scope: str
    function: object
    tied: object = None

    @property
    def id(self):
        return self.function.__name__

    @property
    def path(self):
        return Path(self.function.__code__.co_filename)

    @property
    def line(self):
        """Of its `def`."""
        return line_of(self.function)

    def decide(self):
        return run(self.function)

    def tie(self):
        return run(self.tied)


def line_of(function):
    """Of its `def`, which decorators stand above."""
    lines, first = inspect.getsourcelines(function)
    return first + next(
        (i for i, line in enumerate(lines) if line.lstrip().startswith("def ")), 0
    )


def theorem(title, statement, scope=""):
    return lambda function: Theorem(title, statement, scope, function)


def tie(theorem):
    """Marks the function that checks `theorem` on the installed Keras: values and
    gradients, in float32."""

    def mark(function):
        theorem.tied = function
        return function

    return mark


def run(function):
    """The verdict of one function; whatever goes wrong in it is a verdict too."""
    evidence.clear()
    printed, error, line = io.StringIO(), "", line_of(function)
    try:
        with redirect_stdout(printed):
            function()
        if not evidence:
            error = "the code decides nothing: it calls no tool that proves or checks"
    except Exception as exception:
        refusal = isinstance(exception, Falls | Undecided)
        error = str(exception) if refusal else said(exception)
        own = function.__code__.co_filename
        steps = traceback.extract_tb(exception.__traceback__)
        line = [step.lineno for step in steps if step.filename == own][-1]
    weakest = max(
        (method for method, *_ in evidence), key=list(BADGES).index, default="check"
    )
    return Verdict(
        weakest,
        "" if error else BADGES[weakest] + seconded(weakest) + extent(),
        printed.getvalue(),
        not error,
        error,
        line,
    )


def seconded(weakest):
    """Whether cvc5 agrees with all that Z3 proved, for a badge that names Z3."""
    agreed = [used for method, *used in evidence if method == "z3"]
    return (
        " and cvc5"
        if weakest == "z3" and agreed and all(all(a) for a in agreed)
        else ""
    )


def extent():
    """What the checks among the evidence covered: the points in all, and the widest
    tolerance in each unit."""
    checks = [used for method, *used in evidence if method == "check"]
    widest = {}
    for _, (count, unit) in checks:
        widest[unit] = max(count, widest.get(unit, 0))
    tolerances = "".join(f", {count} {unit}" for unit, count in widest.items())
    return f": {sum(size for size, _ in checks):,} points{tolerances}" if checks else ""


# What Z3 and SymPy both read: one definition of a function serves both.


def where(condition, yes, no):
    """`yes` where the condition holds, else `no`: an If of Z3, a Piecewise of SymPy,
    or a plain choice."""
    if z3.is_expr(condition):
        return z3.If(
            condition, *(v if z3.is_expr(v) else z3.RealVal(v) for v in (yes, no))
        )
    if isinstance(condition, sympy.Basic):
        return sympy.Piecewise((yes, condition), (no, True))
    return yes if condition else no


def maximum(x, y):
    return where(x >= y, x, y)


def minimum(x, y):
    return where(x <= y, x, y)


# Tools that decide. Each prints one line, or raises Falls.


def assume(text):
    """Names what the tools below are told without proof."""
    print(f"assumed without proof: {text}")


def prove(text, claim):
    """Z3: no real values of the variables violate the claim, since its negation is
    unsatisfiable; cvc5 is asked too."""
    violated, agreed = violation(text, claim)
    if violated:
        raise Falls(f"false: {text}: {violated}")
    evidence.append(("z3", agreed))
    tools = "Z3 and cvc5" if agreed else "Z3"
    print(f"{tools}, negation unsatisfiable: {text}")


def counterexample(text, claim):
    """Z3: values that violate the claim; they show that a condition is needed, and
    prove nothing else."""
    violated, _ = violation(text, claim)
    if not violated:
        raise Falls(f"no counterexample {text}: the claim holds")
    print(f"Z3, counterexample {text}: {violated}")


def violation(text, claim):
    """(values that violate the claim, whether cvc5 agrees): as simple as they come, so
    that every run finds the same ones; "" if there are none."""
    # a fresh context, since the search depends on what Z3 has seen before
    context = z3.Context()
    claim = claim.translate(context)
    solver = z3.Solver(ctx=context)
    solver.set(rlimit=EFFORT, timeout=PATIENCE)
    solver.add(z3.Not(claim))
    question, answer = solver.to_smt2(), str(solver.check())
    if answer == "unknown":
        raise Undecided(f"Z3 cannot decide: {text}")
    other = second(question)
    if {answer, other} == {"sat", "unsat"}:
        raise Undecided(f"the provers disagree, Z3 {answer} and cvc5 {other}: {text}")
    if answer == "unsat":
        return "", other == answer
    small, values = [z3.RealVal(v, context) for v in SMALL], []
    for variable in sorted(get_vars(claim), key=str):
        value = next((v for v in small if solver.check(variable == v) == z3.sat), None)
        if value is None:
            solver.check()
            value = solver.model().eval(variable, model_completion=True)
        solver.add(variable == value)
        values.append(f"{variable} = {value}")
    return ", ".join(values) or "it has no variables", other == answer


def second(question):
    """What cvc5 answers to a question in SMT-LIB: "sat", "unsat", or "unknown", also of
    one that it does not read."""
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("rlimit-per", str(SECOND_EFFORT))
    solver.setOption("tlimit-per", str(PATIENCE))
    parser, answer = cvc5.InputParser(solver), ""
    # its widest logic has an exp of its own, where ours are any functions
    text = f"(set-logic UFNIRA)\n{question}"
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "question")
    try:
        while not (command := parser.nextCommand()).isNull():
            answer += command.invoke(solver, parser.getSymbolManager())
    except RuntimeError:
        return "unknown"
    return answer.split()[0]


def equal(text, left, right):
    """SymPy: two closed forms, derivatives or limits are identical, since their
    difference simplifies to 0."""
    difference = sympy.simplify(sympy.sympify(left) - right)
    if difference != 0:
        if difference.equals(0) is False:
            raise Falls(f"false: {text}: the sides differ by {difference}")
        raise Undecided(f"SymPy cannot decide: {text}: whether {difference} is 0")
    evidence.append(("sympy",))
    print(f"SymPy, sides identical: {text}")


def bound(text, function, low, high, limit):
    """Arb: |function| < limit on all of [low, high], on each of the pieces into
    which bisection cuts it.

    function takes a ball; limit: a decimal string or a number.
    """
    pending, settled, limit = [(low, high)], 0, arb(limit)
    while pending:
        left, right = pending.pop()
        middle, radius = (left + right) / 2, (right - left) / 2
        if abs(function(arb(middle, radius))) < limit:
            settled += 1
            continue
        if abs(function(arb(middle))) > limit:
            raise Falls(f"false: {text}: at x = {middle}")
        if radius < 2**-30:
            raise Undecided(f"too close to decide: {text}: near x = {middle}")
        pending += [(left, middle), (middle, right)]
    evidence.append(("arb",))
    print(f"Arb, bounded on {settled:,} pieces: {text}")


def check(text, got, want, within, reason):
    """Numbers agree within a tolerance: `ulps(...)` or `standard_errors(...)`;
    reason says why that much."""
    (count, unit), tolerance = within
    got, want, tolerance = np.broadcast_arrays(
        *(np.asarray(v, np.float64) for v in (got, want, tolerance))
    )
    bad = ~(np.abs(got - want) <= tolerance)  # so that nan is bad
    if bad.any():
        raise Falls(
            f"false: {text}: {got[bad][0]:.9g} is not within {count} {unit} "
            f"of {want[bad][0]:.9g}, at {bad.sum():,} of {bad.size:,} points"
        )
    evidence.append(("check", got.size, (count, unit)))
    print(f"checked, {got.size:,} points within {count} {unit}: {text} ({reason})")


def at_most(text, left, right, within, reason):
    """As `check`: left exceeds right nowhere by more than the tolerance."""
    check(text, np.maximum(left, right), right, within, reason)


def ulps(count, at):
    """So many units in the last place of float32 at the size of `at`."""
    return (count, "ulp"), count * np.spacing(np.abs(np.float32(at)))


def standard_errors(count, error):
    return (count, "standard errors"), count * error


@contextmanager
def falls(text):
    """The tools inside must refuse what they are given: a stronger statement that is
    false."""
    before, silent = len(evidence), io.StringIO()
    try:
        with redirect_stdout(silent):
            yield
    except Falls:
        del evidence[before:]
        print(f"falls, as it must: {text}")
    else:
        raise Falls(f"holds, but was said to fall: {text}")


# What ties need.


def points(count=10_000):
    """0 and `count` float32 numbers of either sign, of sizes 1e-6 to 1e6; the same
    at every call."""
    rng = np.random.default_rng(0)
    return np.float32(
        np.append(0, rng.choice([-1, 1], count) * 10 ** rng.uniform(-6, 6, count))
    )


def vector_points(n, count=2_000):
    """0, vectors with ties, and float32 vectors of length n at scales 1e-3 to 10;
    the same at every call."""
    rng = np.random.default_rng(0)
    scales = 10 ** rng.uniform(-3, 1, (count, 1))
    return np.float32(
        np.concatenate(
            [
                np.zeros((1, n)),
                rng.integers(-2, 3, (100, n)),
                scales * rng.standard_normal((count, n)),
            ]
        )
    )
