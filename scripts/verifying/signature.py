"""What Keras says of an entry: its parameters, its names, its layer.

Each check yields problems as (place, message, remedy); a place is what `locate` takes.
"""

import numpy as np

import catalog
from proofs.installed import caller, defaults, resolve, weights
from verifying import kinds


def signature(entry):
    """Names, order and defaults of the parameters, by inspect."""
    try:
        target = resolve(entry.keras)
    except (AttributeError, ImportError):
        yield ("keras",), f"Keras has no {entry.keras}", "correct the name"
        return
    taken = weights(target) if entry.is_layer else defaults(target)
    stated = [p.name for p in entry.parameters]
    if stated != list(taken):
        yield (
            ("parameters",),
            f"Keras's parameters are {', '.join(taken) or 'none'}, "
            f"not {', '.join(stated) or 'none'}",
            "state them in Keras's order",
        )
        return
    for p in entry.parameters:
        default = None if p.required else p.default
        if taken[p.name] != default or type(taken[p.name]) is not type(default):
            yield (
                ("parameters", p.name, "default"),
                f"the default of {p.name} in Keras is {taken[p.name]!r}, not {default!r}",
                f"write default={taken[p.name]!r}",
            )
        if p.contrast == p.default:
            yield (
                ("parameters", p.name, "contrast"),
                f"the contrast of {p.name} is its default",
                "choose a value that looks different",
            )


def by_string(entry):
    """What Keras takes for the entry's name as a string; of an instance, its class; None if it
    knows no such string."""
    try:
        target = resolve(catalog.family(entry.family).module).get(entry.name)
    except ValueError:
        return None
    return target if callable(target) and hasattr(target, "__name__") else type(target)


def names(entry):
    """The string, and the names that lead to the page."""
    target, string = resolve(entry.keras), by_string(entry)
    if entry.is_layer:
        if string:
            yield (
                ("keras",),
                f"Keras has the string {entry.name!r} too",
                "name its function in keras=",
            )
    elif string is not target:
        yield (
            ("name",),
            f"the string {entry.name!r} does not give {entry.keras}",
            "use Keras's name",
        )
    public = vars(resolve(catalog.family(entry.family).module))
    for name, value in sorted(public.items()):
        if value is target and name not in (entry.name, *entry.aliases):
            yield ("aliases",), f"Keras knows the function as {name!r} too", f"add {name!r}"
    for alias in entry.aliases:
        if alias in public and public[alias] is not target:
            yield ("aliases",), f"{alias!r} is another function of Keras", f"take {alias!r} away"


def layer(entry):
    """The layer's signature, and that it is the function with the layer's defaults."""
    if not entry.layer:
        return
    try:
        target = resolve(entry.layer)
    except (AttributeError, ImportError):
        yield ("layer",), f"Keras has no {entry.layer}", "correct the name, or leave it empty"
        return
    taken = defaults(target)
    stated = ", ".join(f"{k}={v!r}" for k, v in taken.items())
    if stated != entry.layer_parameters:
        yield (
            ("layer_parameters",),
            f"the layer takes {stated}, not {entry.layer_parameters}",
            f'write layer_parameters="{stated}"',
        )
    for p in entry.parameters:
        if p.layer_default != taken.get(p.name):
            yield (
                ("parameters", p.name, "layer_default"),
                f"the layer's default of {p.name} is {taken.get(p.name)!r}, "
                f"not {p.layer_default!r}",
                f"write layer_default={taken.get(p.name)!r}",
            )
    x = kinds.of(entry).points(entry).astype(np.float32)
    given = {p.name: taken.get(p.name, p.default) for p in entry.parameters}
    if not np.array_equal(
        np.asarray(target()(x)), np.asarray(caller(entry)(x, **given)), equal_nan=True
    ):
        yield (
            ("layer",),
            f"{entry.layer}() is not {entry.keras} with the layer's defaults",
            "correct the layer",
        )
