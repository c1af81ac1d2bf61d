"""The page of the topic `kinks`: what every framework returns as gradient where f has none."""

from catalog.escaping import code, link
from catalog.notation import number
from writing import observed
from writing.markdown import table
from writing.observed import FRAMEWORKS

NEAR = 1e-6  # relative: some roundings of float32, in which the gradients are recorded


def write(recorded):
    """Markdown that the page takes in, by file name. recorded: (entry, record) each."""
    found = [(entry, kink) for entry, of in recorded for kink in observed.kinks(entry, of)]
    return {
        "extent.md": extent(found),
        "keras.md": of_keras(found),
        "own.md": own(found),
        "unasked.md": unasked([entry for entry, _ in recorded]),
    }


def side(gradient, kink):
    """Which of the one-sided slopes a gradient is: left, right, between, or outside of what lies
    between them."""
    slopes = kink["slope"]
    for name, slope in slopes.items():
        if abs(gradient - slope) <= NEAR * max(1, abs(slope)):
            return name
    return "between" if min(slopes.values()) < gradient < max(slopes.values()) else "outside"


def differs(kink):
    return len(set(kink["gradients"]["keras"].values())) > 1


def named(entries):
    """`relu`, `elu` and `selu`, each linked."""
    *first, last = dict.fromkeys(
        link(code(e.stem), f"../../{e.family}/{e.stem}/index.md") for e in entries
    )
    return f"{', '.join(first)} and {last}" if first else last


def extent(found):
    """How many such points there are, and at how many the backends differ, in sentences."""
    apart = [entry for entry, kink in found if differs(kink)]
    outside = [
        entry
        for entry, kink in found
        for of in kink["gradients"].values()
        if not kink["jump"] and "outside" in [side(g, kink) for g in of.values()]
    ]
    said = (
        f"At their defaults {len({entry.stem for entry, _ in found})} functions have "
        f"{len(found)} such points. At {len(apart)} of them the backends of Keras differ"
        + (f": those of {named(apart)}. " if apart else ". ")
        + "Where a function is continuous, every number lies between the two slopes, the slopes "
        "among them, and so in Clarke's subdifferential"
    )
    return said + (f", but for those of {named(outside)}.\n" if outside else ".\n")


def of_keras(found):
    """What Keras returns on each backend; rows in which they differ come first."""
    ordered = sorted(found, key=lambda each: not differs(each[1]))
    return table(
        ["where, and the slopes", *FRAMEWORKS.values()],
        [
            [f"{anchored}<br>{' and '.join(map(short, kink['slope'].values()))}"]
            + cells(kink, "keras")
            for _, anchored, kink in rows(ordered)
        ],
    )


def own(found):
    """What the lines return that give Keras's values in each framework, and where Keras on that
    framework returns another."""
    other = [
        entry
        for entry, kink in found
        for name, gradient in kink["gradients"]["own"].items()
        if gradient != kink["gradients"]["keras"][name]
    ]
    but = f", but for {named(other)}" if other else ""
    said = f"At these points they return what Keras returns on that framework{but}.\n\n"
    return said + table(
        ["where", *FRAMEWORKS.values()],
        [[where, *cells(kink, "own")] for where, _, kink in rows(found)],
    )


def rows(found):
    """(where: the function, the point, and whether f jumps there; the same, with an anchor in the
    first row of each function; the kink) each."""
    seen = set()
    for entry, kink in found:
        where = f"{named([entry])} at {number(kink['x'])}" + ", a jump" * kink["jump"]
        anchor = "" if entry.stem in seen else f'<span id="{entry.stem}"></span>'
        seen.add(entry.stem)
        yield where, anchor + where, kink


def cells(kink, whose):
    """A cell for each framework: the gradient, and which of the slopes it is."""
    of = kink["gradients"][whose]
    return [
        f"{short(of[name])} ({side(of[name], kink)})" if name in of else "none"
        for name in FRAMEWORKS
    ]


def short(value):
    """A number in four digits."""
    return number(f"{value:.4g}")


def unasked(entries):
    """Where else there is no derivative, and nothing is recorded of what frameworks return."""
    return "".join(
        f"- {named([entry])}: {entry.unasked()}\n" for entry in entries if entry.unasked()
    )
