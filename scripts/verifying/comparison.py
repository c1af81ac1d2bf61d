"""What a record says against what is seen anew.

What is deterministic must be equal. A notebook's experiments are not, from one CPU to another:
their results agree as two samples of the same means do, at the number of comparisons made; what
their cells print, and how their figures run, agrees in every word, and in numbers as far as CPUs
move them, as do the numbers of a page's session.
"""

import math
import re
from difflib import unified_diff
from statistics import NormalDist

SITES = 1e6  # one honest site in so many is refused by chance
MOVED = 0.01  # of a printed number: float64 moves none by over 0.001, and 3 digits round by 0.005
STEPS = 4  # units of a figure 504 wide: what a line moves by if its values move by MOVED
NUMBER = re.compile(r"[-+−]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?")


def differences(sort, record, seen, comparisons):
    """Words for each difference; empty if there is none. comparisons: how many results of
    experiments the whole run compares."""
    if sort == "notebook":
        yield from _results(record.get("results", {}), seen["results"], comparisons)
        if record.get("claims") != seen["claims"]:
            yield f"claims {seen['claims']}, the record has {record.get('claims')}"
        outputs = record.get("outputs", [])
        for number, (old, new) in enumerate(zip(outputs, seen["outputs"]), 1):
            yield from (f"code cell {number}: {words}" for words in _outputs(old, new))
        if len(outputs) != len(seen["outputs"]):
            yield "another number of code cells"
        return
    if sort == "code":
        yield from _values(record.get("values", {}), seen.get("values", {}))
        return
    for name in sorted(record.keys() | seen.keys()):
        old, new = record.get(name), seen.get(name)
        if sort == "ties" and old and new:
            old = {part: old[part] for part in new}
        if old != new:
            yield f"{name}: {_changed(old, new)}"


def _values(record, seen):
    """What the page shows of them, `verifying.code` compares."""
    for name in sorted(record.keys() | seen.keys()):
        old, new = record.get(name), seen.get(name)
        if old is None or new is None or not math.isclose(old, new, rel_tol=MOVED):
            yield f"value {name}: {_changed(old, new)}"


def _changed(old, new):
    """The first lines that differ, of two texts in lines or of two mappings."""
    if isinstance(old, dict) and isinstance(new, dict):
        return "; ".join(
            f"{key}: {_changed(old.get(key), new.get(key))}"
            for key in sorted(old.keys() | new.keys())
            if old.get(key) != new.get(key)
        )
    if isinstance(old, list) and isinstance(new, list):
        diff = unified_diff(list(map(str, old)), list(map(str, new)), n=0, lineterm="")
        return " ".join(list(diff)[3:7])
    return f"{old!r} was recorded, {new!r} is seen"


def _results(record, seen, comparisons):
    """Two means over seeds differ by at most so many of their joint standard errors, or by their
    rounding to three digits."""
    limit = NormalDist().inv_cdf(1 - 1 / (2 * SITES * max(1, comparisons)))
    for name in sorted(record.keys() | seen.keys()):
        if name not in record or name not in seen:
            yield f"result {name} is {'new' if name in seen else 'gone'}"
            continue
        old, new = record[name], seen[name]
        error = math.hypot(old["sd"] / math.sqrt(old["seeds"]), new["sd"] / math.sqrt(new["seeds"]))
        size = max(abs(old["mean"]), abs(new["mean"]))
        rounding = 10.0 ** (math.floor(math.log10(size)) - 2) if 0 < size < math.inf else 0
        if not abs(old["mean"] - new["mean"]) <= limit * error + rounding * (1 + 1e-9):  # nan
            yield (
                f"result {name}: the record says {old['mean']:g}, seen is {new['mean']:g}, "
                f"further apart than {limit:.1f} standard errors of the difference ({error:.2g})"
            )


def _outputs(record, seen):
    if [_kind(output) for output in record] != [_kind(output) for output in seen]:
        yield "shows other sorts of output"
        return
    for old, new in zip(record, seen):
        kind, (before, after) = _kind(old), map(_text, (old, new))
        if kind.startswith("image/") and kind != "image/svg+xml":
            continue
        drawn = kind == "image/svg+xml"
        if not drawn:
            before, after = (_without_results(text) for text in (before, after))
        fault = _apart(before, after, drawn)
        if fault:
            yield f"{'draws' if drawn else 'prints'} {fault}"


def _without_results(text):
    """The text but for the line of results, which are compared by themselves."""
    return re.sub(r"(?m)^results .*$", "results", text)


def _apart(before, after, drawn):
    """What differs beyond tolerance between two texts, or ''."""
    words = [NUMBER.sub("#", text) for text in (before, after)]
    if words[0] != words[1]:
        return "" if drawn and _parts(before) == _parts(after) else f"other words: {_first(*words)}"
    for old, new in zip(NUMBER.findall(before), NUMBER.findall(after)):
        a, b = (float(number.replace("−", "-")) for number in (old, new))
        digit = 10.0 ** -len(old.partition(".")[2].partition("e")[0])
        allowed = STEPS if drawn else max(1.5 * digit, MOVED * abs(a))
        if abs(a - b) > allowed:
            return f"{new} where the record has {old}"
    return ""


def _first(before, after):
    lines = zip(before.splitlines(), after.splitlines())
    return next(
        (f"{new!r}, not {old!r}" for old, new in lines if old != new), "more or fewer lines"
    )


def _parts(drawing):
    """The elements of a drawing and its labels. Of how many points a line is drawn, matplotlib
    decides by the values."""
    return re.findall(r"<(\w+)", drawing), re.findall(r"<text[^>]*>([^<]*)<", drawing)


def _kind(output):
    return next(iter(output["data"])) if "data" in output else output["name"]


def _text(output):
    return "".join(next(iter(output["data"].values())) if "data" in output else output["text"])
