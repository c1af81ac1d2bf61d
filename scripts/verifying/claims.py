"""What is claimed of an entry: every property, in expressions that can be evaluated, true where
they say so and false elsewhere.

Each check yields problems as (place, message, remedy); a place is what `locate` takes.
"""

from catalog.expressions import evaluate, shown
from verifying import kinds


def expressions(entry):
    """Every expression can be evaluated: those of claims at the kind's settings, others at every
    combination of the parameters."""
    claimed = [
        (("claims", c.name), e, entry.settings())
        for c in entry.claims
        for e in (c.when, c.value or "0")
    ]
    conditions = [
        (("parameters", p.name, "condition"), p.condition or "True", entry.sweep())
        for p in entry.parameters
    ]
    departures = [(("defects", d.what), d.when, entry.sweep()) for d in entry.defects]
    own = kinds.of(entry).expressions(entry)
    for place, expression, settings in (*claimed, *conditions, *departures, *own):
        for setting in settings:
            try:
                evaluate(expression, setting)
            except Exception as error:  # an expression may be wrong in any way
                yield (
                    place,
                    f"{expression!r} cannot be evaluated{shown(setting)}: {error}",
                    f"use {', '.join(setting) or 'numbers'}, inf, max, min and abs",
                )
                break


def stated(entry):
    """Every property is claimed, and nothing else."""
    for name in entry.PROPERTIES:
        if entry.claim(name) is None:
            yield (
                ("claims",),
                f"nothing is said of {name!r}",
                f'add Claim("{name}"), with the condition under which it holds: "False" for never',
            )
    for claim in entry.claims:
        if claim.name not in entry.PROPERTIES:
            yield (
                ("claims", claim.name),
                f"{claim.name!r} is no property",
                f"use one of {', '.join(entry.PROPERTIES)}",
            )


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
