"""What the installed Keras, and the other frameworks, say of a name that has no page yet.

torch and TensorFlow are not installed where this runs: their names are documented ones, and
`make backends` tells whether each gives Keras's values.
"""

import importlib.metadata
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

import catalog
from proofs.installed import defaults, parameters, resolve
from verifying import defects, documented

POINTS = np.float32([[-7.0, -2.5, -1.0, -0.25, 0.0, 0.25, 1.0, 2.5, 7.0]])


@dataclass(frozen=True)
class Asked:
    """A name of Keras, and what stands there."""

    family: str
    name: str

    @property
    def keras(self):
        return f"{catalog.family(self.family).module}.{self.name}"

    @property
    def target(self):
        return resolve(self.keras)

    @property
    def parameters(self):
        """Those behind the first, as inspect has them."""
        return parameters(self.target)

    def at_defaults(self):
        """Their values, a number where Keras gives none."""
        return {p.name: 1.0 if p.default is p.empty else p.default for p in self.parameters}


def plain(name):
    """A name as it is compared with others: `hardsilu` for hard_silu and HardSilu."""
    return name.replace("_", "").lower()


def spellings(asked):
    """The names under which others may have it."""
    own, pairs = plain(asked.name), documented.of(asked.family).SYNONYMS.items()
    return {own, *(b for a, b in pairs if a == own), *(a for a, b in pairs if b == own)}


def layer(asked):
    """(path, its parameters as they are written, its defaults) of the layer that is the function;
    "", "", {} where Keras has none."""
    import keras

    for name, found in vars(keras.layers).items():
        if plain(name) == plain(asked.name) and isinstance(found, type):
            taken = defaults(found)
            written = ", ".join(f"{k}={v!r}" for k, v in taken.items())
            return f"keras.layers.{name}", written, taken
    return "", "", {}


def aliases(asked):
    """Other names that lead there: Keras's own, the layer's, and the spellings of others."""
    module = resolve(catalog.family(asked.family).module)
    same = [name for name, value in vars(module).items() if value is asked.target]
    own = layer(asked)[0].rpartition(".")[2]
    theirs = [path.rpartition(".")[2] for _, path, _, _ in elsewhere(asked)]
    known = {**dict.fromkeys([*same, own, *theirs, plain(asked.name)])}
    return tuple(name for name in known if name not in ("", asked.name, "identity", "exp"))


def elsewhere(asked):
    """(framework, path, its name for the first parameter, the line) of each that documents the
    function; of JAX, where it gives the same values here."""
    known = documented.of(asked.family)
    for framework, homes in (known.TORCH, known.TENSORFLOW):
        for short, module, listed in homes:
            for name in listed.split():
                if plain(name) in spellings(asked):
                    yield (framework, f"{module}.{name}", *_line(asked, f"{short}.{name}", name))
    yield from _on_jax(asked)


def _line(asked, function, name, known=None):
    """(the name of its first parameter, the line that calls it at Keras's defaults)."""
    given = asked.at_defaults()
    if not given:
        return "", f"{function}(x)"
    first, *_ = given
    theirs = known if known is not None else documented.of(asked.family).PARAMETERS.get(name, first)
    more = f", {theirs}={given[first]!r}" if theirs else ""
    return theirs, f"{function}(x{more})"


def _on_jax(asked):
    import jax

    for module in (jax.nn, jax.numpy):
        for name in dir(module):
            if plain(name) in spellings(asked):
                function = getattr(module, name)
                theirs = next(iter(defaults(function) or {}), "") if asked.parameters else ""
                parameter, line = _line(asked, f"{module.__name__}.{name}", name, theirs)
                if _same(asked, line):
                    yield "jax", f"{module.__name__}.{name}", parameter, line
                    return


def _same(asked, line):
    import jax

    try:
        theirs = eval(line, {"jax": jax, "x": POINTS})
        ours = asked.target(POINTS, **asked.at_defaults())
        return np.allclose(theirs, ours, rtol=1e-6, atol=1e-7)
    except Exception:  # a function of the same name that takes something else
        return False


def changes(asked):
    """(what, the line of Keras 2, the line of Keras 3) of each way in."""
    given = ", ".join(["x", *(f"{k}={v!r}" for k, v in asked.at_defaults().items())])
    now = f"{asked.keras}({given})"
    known = documented.of(asked.family)
    old = next((name for name in (asked.name, *aliases(asked)) if name in known.KERAS2), None)
    if old and not asked.parameters:
        yield "the function", f"{catalog.family(asked.family).module}.{old}(x)", now
        string = known.STRING.format(name=old)
        yield "the string", string, string
        return
    for framework, _, _, line in elsewhere(asked):
        if framework == "tensorflow":
            yield "the function", line, now


def flaws(asked):
    """(what, the version that has it, its check) of the defects that any function of the family
    may have, as far as the installed Keras has them."""
    entry = SimpleNamespace(name=asked.name, keras=asked.keras)
    for check, what in defects.shared(asked.family).items():
        if _has(check, entry):
            version = importlib.metadata.version("keras")
            yield what.format(name=asked.name), version, check.__name__


def _has(check, entry):
    try:
        return check(entry)
    except Exception:  # it cannot be asked of this function
        return False
