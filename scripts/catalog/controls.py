"""How a reader sets a value: sliders and switches, as the explorers take them."""

import math
from typing import Any

from catalog.kinds.entry import Parameter

STEPS = 100  # of a slider, at least; its step is a power of ten


def control(parameter: Parameter) -> dict[str, Any]:
    """A slider over the numbers of the parameter's sweep, a switch for None or between False and
    True."""
    numbers = [v for v in parameter.sweep if not is_switch(v) and math.isfinite(v)]
    switched = {v for v in parameter.sweep if is_switch(v)}
    if switched not in (set(), {None} if numbers else {False, True}):
        raise ValueError(f"no control for {parameter.name} with the values {parameter.sweep}")
    setting = {
        "name": parameter.name,
        "value": parameter.default,
        "switch": sorted(switched, key=str),
    }
    if numbers:
        low, high = min(numbers), max(numbers)
        if low == high:
            low, high = sorted((0, 2 * high))
        usual = next(
            (v for v in (parameter.default, parameter.contrast) if v in numbers), numbers[0]
        )
        setting |= slider(low, high) | {"usual": usual}
    return setting


def slider(low: float, high: float) -> dict[str, float]:
    """From low to high, widened to whole steps."""
    step = 10 ** math.floor(math.log10((high - low) / STEPS) + 1e-9)
    low, high = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return {"min": round(low, 12), "max": round(high, 12), "step": round(step, 12)}


def is_switch(value: object) -> bool:
    """Whether a value is switched to instead of being a number."""
    return value is None or isinstance(value, bool)
