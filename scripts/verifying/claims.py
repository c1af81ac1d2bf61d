"""What is claimed of an entry: every property, in expressions that can be evaluated, true where
they say so and false elsewhere.

Each check yields problems as (place, message, remedy); a place is what `locate` takes.
"""

from catalog.expressions import evaluate, shown
from verifying import kinds


def claims(entry):
    """Every property holds where its condition does, and fails where its condition does."""
    kind = kinds.of(entry)
    samples = [(setting, kind.sample(entry, setting)) for setting in entry.settings()]
    for claim in (c for c in entry.claims if c.name in entry.PROPERTIES):
        place = "claims", claim.name
        sides = {bool(evaluate(claim.when, setting)) for setting, _ in samples}
        if claim.when not in ("True", "False") and len(sides) == 1:
            yield (
                place,
                f"{claim.name}: no values of the sweep on both sides of {claim.when}",
                "add some to the sweep of the parameter",
            )
        for setting, sample in samples:
            wrong = kind.disproof(entry, claim, setting, sample)
            if wrong:
                value = f" or the value {claim.value!r}" if claim.value else ""
                yield (
                    place,
                    f"{claim.name}: {wrong}{shown(setting)}",
                    f"correct the condition {claim.when!r}{value}",
                )
                break


def contradiction(holds, counterexample):
    """What is wrong with a claim that holds or not, beside a counterexample or None; '' if
    nothing is."""
    if holds and counterexample is not None:
        return f"fails at x = {counterexample}"
    if not holds and counterexample is None:
        return "is said to fail, but no counterexample was found"
    return ""
