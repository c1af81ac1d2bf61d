"""What the installed Keras, and the other frameworks, say of a name that has no page yet.

torch and TensorFlow are not installed where this runs: their names are documented ones, listed
here, and `make backends` tells whether each gives Keras's values.
"""

import importlib.metadata
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

import catalog
from proofs.installed import defaults, parameters, resolve
from verifying import defects

# what a line calls a module, the module, and its functions of a tensor alone
TORCH = (
    "torch",
    (
        (
            "F",
            "torch.nn.functional",
            "elu gelu hardshrink hardsigmoid hardswish hardtanh leaky_relu",
        ),
        ("F", "torch.nn.functional", "log_softmax logsigmoid mish relu relu6 selu sigmoid silu"),
        (
            "F",
            "torch.nn.functional",
            "celu glu softmax softplus softshrink softsign tanh tanhshrink",
        ),
        ("torch", "torch", "exp"),
    ),
)
TENSORFLOW = (
    "tensorflow",
    (
        ("tf.nn", "tensorflow.nn", "elu gelu leaky_relu log_softmax relu relu6 selu sigmoid silu"),
        ("tf.nn", "tensorflow.nn", "softmax softplus softsign tanh"),
        ("tf.math", "tensorflow.math", "exp log_sigmoid"),
        ("tf", "tensorflow", "identity"),
    ),
)
PARAMETERS = {"hardshrink": "lambd", "softshrink": "lambd"}  # where one is not called as in Keras
SYNONYMS = {"hardsilu": "hardswish", "silu": "swish", "exponential": "exp", "linear": "identity"}
# of the activations of Keras 2, a function and a string each; its hard_sigmoid is another one
KERAS2 = set("elu exponential gelu linear mish relu selu sigmoid softmax softplus softsign".split())
KERAS2 |= {"swish", "tanh"}
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


def spellings(name):
    """The names under which others may have it."""
    own = plain(name)
    return {own, *(b for a, b in SYNONYMS.items() if a == own)} | {
        a for a, b in SYNONYMS.items() if b == own
    }


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
    for framework, homes in (TORCH, TENSORFLOW):
        for short, module, listed in homes:
            for name in listed.split():
                if plain(name) in spellings(asked.name):
                    yield (framework, f"{module}.{name}", *_line(asked, f"{short}.{name}", name))
    yield from _on_jax(asked)


def _line(asked, function, name, known=None):
    """(the name of its first parameter, the line that calls it at Keras's defaults)."""
    given = asked.at_defaults()
    if not given:
        return "", f"{function}(x)"
    first, *_ = given
    theirs = known if known is not None else PARAMETERS.get(name, first)
    more = f", {theirs}={given[first]!r}" if theirs else ""
    return theirs, f"{function}(x{more})"


def _on_jax(asked):
    import jax

    for module in (jax.nn, jax.numpy):
        for name in dir(module):
            if plain(name) in spellings(asked.name):
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
    old = next((name for name in (asked.name, *aliases(asked)) if name in KERAS2), None)
    if old and not asked.parameters:
        yield "the function", f"keras.activations.{old}(x)", now
        yield "the string", f'Activation("{old}")', f'Activation("{old}")'
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
