"""Write the record: what Keras does on JAX, PyTorch and TensorFlow, and what those do by themselves.

`python scripts/backends.py [stem ...]`, in the environment of requirements-backends.txt. One process a backend, since
Keras reads KERAS_BACKEND when it is imported. Builds and tests read only what was written:

    versions    {"keras": "3.15.1", "jax": ..., "torch": ..., "tensorflow": ..., "tf-keras": ..., "numpy": ...}
    parameters  the values at which everything was computed: the catalog's defaults
    backends    by name: "function", "string", "layer": defaults by parameter (null where there is none);
                "float32", "float16": rows {"x", "f", "gradient"}; of a vector function each is a list, and the gradient that
                of the first output
    elsewhere   by framework: "path", "defaults", "default_values": rows at its own defaults,
                "call", "values": rows of the line that is said to give Keras's values
    changes     one for each of the catalog's: "before", "now", "keras2", "keras3": their values at CHANGED,
                "old_line": what `before` does in Keras 3: "same values", "other values", "warns: ..." or "fails: ..."

A number that JSON has not is one of the strings "inf", "-inf", "nan"; float() reads all of them.
"""

import argparse
import importlib
import importlib.metadata
import inspect
import json
import math
import os
import re
import subprocess
import sys
import warnings

import catalog
from catalog.kinds.vector import Vector
from project.files import write
from project.paths import ROOT

RECORDS = catalog.HOME / "records"
BACKENDS = ("jax", "torch", "tensorflow")
PACKAGES = {
    "keras": "keras",
    "jax": "jax",
    "torch": "torch",
    "tensorflow": "tensorflow-cpu",
    "tf-keras": "tf-keras",
    "numpy": "numpy",
}
ALWAYS = (-math.inf, -1.0, -0.0, 0.0, 1.0, math.inf, math.nan)
FLOAT16 = (-65504.0, -(2.0**-14), -(2.0**-24), 2.0**-24, 2.0**-14, 65504.0)
PAIRS = (  # what ALWAYS is to a function of one number, these are to a vector function
    (0.0, 0.0), (1.0, -1.0), (1000.0, 0.0), (math.inf, 0.0), (0.0, math.inf), (math.inf, math.inf), (-math.inf, 0.0),
    (0.0, -math.inf), (-math.inf, -math.inf), (math.nan, 0.0),
)  # fmt: skip
PAIRS16 = ((65504.0, 0.0), (0.0, 65504.0), (-65504.0, 65504.0), (12.0, 0.0), (2.0**-24, 0.0))
CHANGED = (-2.0, -0.5, 0.0, 1.5)


def path(family, stem):
    return RECORDS / family / f"{stem}.json"


def points(function, dtype="float32"):
    """Where values and gradients are taken, in order, the zeros apart and nan last; of a vector function, pairs and its own edges."""
    if dtype == "float16":
        return list(PAIRS16 if isinstance(function, Vector) else FLOAT16)
    if isinstance(function, Vector):
        return [*PAIRS, *function.edges]
    kinks = [k.x for k in function.kinks(**function.defaults)]
    found = {repr(float(x)): float(x) for x in (*ALWAYS, *kinks, *function.edges)}
    return sorted(found.values(), key=lambda x: (math.isnan(x), x, math.copysign(1, x)))


def plain(value):
    """A number in as few digits as tell it apart in its type; one that strict JSON has not as a string; of a vector, each."""
    if getattr(value, "ndim", 0) or isinstance(value, tuple):
        return [plain(v) for v in value]
    value = float(str(value))
    return value if math.isfinite(value) else str(value)


def resolve(dotted):
    """The object at `keras.activations.relu`; modules are imported on the way."""
    parts = dotted.split(".")
    found = importlib.import_module(parts[0])
    for i, part in enumerate(parts[1:], 2):
        if not hasattr(found, part):
            importlib.import_module(".".join(parts[:i]))
        found = getattr(found, part)
    return found


def caller(function):
    """What Keras computes, as a call: (x, **parameters) -> tensor of x's shape."""
    return weighted(resolve(function.keras)) if function.is_layer else resolve(function.keras)


def weighted(layer):
    """A layer's computation as a call: (x, *weights or **weights) -> tensor; x: of one axis, the weights numbers."""
    import keras

    def call(x, *given, **named):
        x = keras.ops.convert_to_tensor(x)
        made = layer(dtype=keras.backend.standardize_dtype(x.dtype))
        made.build(x.shape)
        values = [keras.ops.cast(value, made.dtype) for value in (*given, *named.values())]
        return made.stateless_call(values, [], x)[0]

    return call


def defaults(call):
    """Parameters behind the first (x; of a class, self), with their defaults (None where there is none); no *args, no **kwargs."""
    call = call.__init__ if inspect.isclass(call) else call
    kept = [
        p
        for p in list(inspect.signature(call).parameters.values())[1:]
        if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    ]
    return {p.name: None if p.default is p.empty else p.default for p in kept}


def differentiator(framework):
    """A function (f, xs, dtype, of=...) -> (values, gradients of the sum of values[of]), NumPy arrays of that dtype, by the
    framework's own means."""
    import numpy as np

    if framework == "jax":
        import jax
        import jax.numpy as jnp

        def run(f, xs, dtype, of=...):
            x = jnp.asarray(xs, dtype)
            return f(x), jax.grad(lambda x: jnp.sum(f(x)[of]))(x)

    elif framework == "torch":
        import torch

        def run(f, xs, dtype, of=...):
            x = torch.tensor(xs, dtype=getattr(torch, dtype), requires_grad=True)
            y = f(x)
            y[of].sum().backward()
            return y.detach(), x.grad

    else:
        import tensorflow as tf

        def run(f, xs, dtype, of=...):
            x = tf.constant(xs, dtype)
            with tf.GradientTape() as tape:
                tape.watch(x)
                y = f(x)
                picked = y[of]
            return y, tape.gradient(picked, x)

    return lambda *args: tuple(np.asarray(a) for a in run(*args))


def seen(differentiate, function, f, xs, dtype):
    """Values and gradients at xs: at all numbers at once, or at one vector after the other, of its first output."""
    if isinstance(function, Vector):
        return zip(*(differentiate(f, x, dtype, 0) for x in xs))
    return differentiate(f, xs, dtype)


def rows(differentiate, function, f, xs, dtype):
    values, gradients = seen(differentiate, function, f, xs, dtype)
    if dtype == "float16":  # the fewest digits would show its largest number as 65500
        values, gradients = (
            [v.astype("float64") for v in column] for column in (values, gradients)
        )
    return [
        {"x": plain(x), "f": plain(v), "gradient": plain(g)}
        for x, v, g in zip(xs, values, gradients, strict=True)
    ]


def names(framework):
    """What a line of the catalog may name, beside x."""
    if framework == "jax":
        import jax

        return {"jax": jax, "jnp": jax.numpy}
    if framework == "torch":
        import torch

        return {"torch": torch, "F": torch.nn.functional}
    import tensorflow as tf

    return {"tf": tf}


def observe(framework, function):
    """What one backend says of one function; KERAS_BACKEND is set to it."""
    import keras

    differentiate = differentiator(framework)
    call, found = caller(function), {}

    def f(x):
        return call(x, **function.defaults)

    def table(f, xs, dtype):
        return rows(differentiate, function, f, xs, dtype)

    found["backend"] = {
        "function": None if function.is_layer else defaults(resolve(function.keras)),
        "string": None if function.is_layer else defaults(keras.activations.get(function.name)),
        "layer": defaults(resolve(function.layer)) if function.layer else None,
        "float32": table(f, points(function), "float32"),
        "float16": table(f, points(function, "float16"), "float16"),
    }
    for e in (e for e in function.elsewhere if e.framework == framework):
        native, scope = resolve(e.path), names(framework)
        required = any(p.required for p in function.parameters)
        unchanged = (lambda x: native()(x)) if inspect.isclass(native) else native
        found["elsewhere"] = {
            "path": e.path,
            "defaults": defaults(native),
            "default_values": None if required else table(unchanged, points(function), "float32"),
            "call": e.call,
            "values": table(lambda x: eval(e.call, scope | {"x": x}), points(function), "float32"),
        }
    if framework == "tensorflow":
        shape = (1, -1) if isinstance(function, Vector) else -1
        found["changes"] = [
            {"before": c.before, "now": c.now} | migrate(c, shape) for c in function.changes
        ]
    return found


def migrate(change, shape):
    """Both lines of a change, each in its own version, and the old one in the new; CHANGED comes in that shape."""
    import keras
    import tensorflow as tf
    import tf_keras

    def run(line, version):
        scope = {n: getattr(version.layers, n) for n in dir(version.layers)} | {
            "keras": version,
            "tf": tf,
        }
        x = tf.reshape(tf.constant(CHANGED), shape)
        found = eval(line, scope | {"x": x})
        return plain((found(x) if callable(found) else found).numpy().ravel())

    old, new = run(change.before, tf_keras), run(change.now, keras)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            today = "same values" if run(change.before, keras) == old else "other values"
            if caught:
                today = f"warns: {caught[0].message}"
        except Exception as error:  # whatever it raises is what is recorded
            today = f"fails: {type(error).__name__}: {error}"
    return {"keras2": old, "keras3": new, "old_line": today}


def ask(framework, wanted):
    """Run this file again as one backend; its findings by (family, stem)."""
    environment = os.environ | {
        "KERAS_BACKEND": framework,
        "CUDA_VISIBLE_DEVICES": "",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "JAX_PLATFORMS": "cpu",
    }
    command = [
        sys.executable,
        __file__,
        "--as",
        framework,
        *(f"{family}/{stem}" for family, stem in wanted),
    ]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def dump(record):
    """Strict JSON, indented, a row to a line."""
    text = json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False)
    text = re.sub(
        r'"(x|f|gradient)": \[([^]]*)\]', lambda m: f'"{m[1]}": [{"".join(m[2].split())}]', text
    )
    return (
        re.sub(r'\{\s+("x": \S+,)\s+("f": \S+,)\s+("gradient": \S+)\s+\}', r"{\1 \2 \3}", text)
        + "\n"
    )


def record(wanted):
    versions = {
        name: importlib.metadata.version(package).split("+")[0]
        for name, package in PACKAGES.items()
    }
    seen = {}
    for framework in BACKENDS:
        print(f"asking Keras on {framework}", flush=True)
        seen[framework] = ask(framework, wanted)
    for family, stem in wanted:
        parts = {framework: seen[framework][f"{family}/{stem}"] for framework in BACKENDS}
        file = path(family, stem)
        found = {
            "function": stem,
            "versions": versions,
            "parameters": catalog.load(family, stem).defaults,
            "backends": {name: part["backend"] for name, part in parts.items()},
            "elsewhere": {
                name: part["elsewhere"] for name, part in parts.items() if "elsewhere" in part
            },
            "changes": parts["tensorflow"]["changes"],
        }
        write(file, dump(found).encode())
        print(f"wrote {file.relative_to(ROOT)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stems", nargs="*", help="only these functions: leaky_relu")
    parser.add_argument("--as", dest="framework", choices=BACKENDS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.framework:
        found = {
            name: observe(options.framework, catalog.load(*name.split("/")))
            for name in options.stems
        }
        print(json.dumps(found))
        return
    known = [(family, stem) for family in catalog.families() for stem in catalog.stems(family)]
    unknown = set(options.stems) - {stem for _, stem in known}
    if unknown:
        parser.error(f"no catalog module for {', '.join(sorted(unknown))}")
    record([pair for pair in known if pair[1] in options.stems or not options.stems])


if __name__ == "__main__":
    main()
