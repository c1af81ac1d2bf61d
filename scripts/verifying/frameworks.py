"""What Keras does on JAX, PyTorch and TensorFlow, and what those do by themselves: the record of an
entry.

Each framework is asked in a process of its own, since Keras reads KERAS_BACKEND when it is
imported. Builds and tests read only what was written:

    versions    {"keras": "3.15.1", "jax": ..., "torch": ..., "tensorflow": ..., "tf-keras": ...}
    parameters  the values at which everything was computed: the catalog's defaults
    backends    by name: "function", "string", "layer": defaults by parameter (null: there is none);
                "float32", "float16": rows {"x", "f", "gradient"} as the kind takes and gives them;
                "int32": what comes of INTEGERS: {"dtype", "f"}, or {"raises": the error's class}
    elsewhere   by framework: "path", "defaults" (null: nothing tells them), "default_values": rows
                at its own defaults, "call", "values": rows of the line that is said to give
                Keras's values
    changes     one for each of the catalog's: "before", "now", "keras2", "keras3": their values at
                CHANGED, "old_line": what `before` does in Keras 3: "same values", "other values",
                "warns: ..." or "fails: ..."

A number that JSON has not is one of the strings "inf", "-inf", "nan"; float() reads all of them.
"""

import contextlib
import importlib.metadata
import inspect
import json
import math
import os
import re
import subprocess
import sys
import traceback
import warnings

import catalog
from catalog.kinds.entry import INTEGERS
from checking.locating import locate
from project.files import write
from project.paths import RECORDS, ROOT, SCRIPTS
from project.problems import Problem
from proofs.installed import defaults, differentiator, resolve
from verifying import kinds
from verifying.signature import by_string

BACKENDS = ("jax", "torch", "tensorflow")
PACKAGES = {
    "keras": "keras",
    "jax": "jax",
    "torch": "torch",
    "tensorflow": "tensorflow-cpu",
    "tf-keras": "tf-keras",
    "numpy": "numpy",
}
CHANGED = (-2.0, -0.5, 0.0, 1.5)


def path(family, stem):
    return RECORDS / family / stem / "frameworks.json"


def plain(value):
    """A number in as few digits as tell it apart in its type; one that strict JSON has not as a
    string; of a vector, each."""
    if getattr(value, "ndim", 0) or isinstance(value, tuple):
        return [plain(v) for v in value]
    value = float(str(value))
    return value if math.isfinite(value) else str(value)


def rows(values, gradients, xs, dtype):
    """What a record holds of the inputs xs, the values and the gradients there."""
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


class Failed(Exception):
    """What an author wrote cannot be run; place: as `locate` takes it."""

    def __init__(self, place, error):
        lines = str(error).strip().splitlines() or [""]
        super().__init__(f"{type(error).__name__}: {lines[0]}")
        self.place = place


@contextlib.contextmanager
def written_at(*place):
    """Whatever is raised inside is the fault of the fact at that place."""
    try:
        yield
    except Exception as error:  # a framework may raise anything
        raise Failed(place, error) from error


def observe(framework, entry):
    """What one framework says of one entry; KERAS_BACKEND is set to it."""
    kind, differentiate = kinds.of(entry), differentiator(framework)
    call = kind.call(entry)

    def table(f, dtype="float32"):
        xs = entry.edge_inputs(dtype)
        return rows(*kind.derivatives(differentiate, f, xs, dtype), xs, dtype)

    def f(x):
        return call(x, **entry.defaults)

    observed = {
        "backend": {
            "function": None if entry.is_layer else defaults(resolve(entry.keras)),
            "string": None if entry.is_layer else defaults(by_string(entry)),
            "layer": defaults(resolve(entry.layer)) if entry.layer else None,
            "float32": table(f),
            "float16": table(f, "float16"),
            "int32": integers(f),
        }
    }
    for e in (e for e in entry.elsewhere if e.framework == framework):
        with written_at("elsewhere", framework):
            native, scope = resolve(e.path), names(framework)
            required = any(p.required for p in entry.parameters)
            unchanged = (lambda x: native()(x)) if inspect.isclass(native) else native
            observed["elsewhere"] = {
                "path": e.path,
                "defaults": defaults(native),
                "default_values": None if required else table(unchanged),
                "call": e.call,
                "values": table(lambda x: eval(e.call, scope | {"x": x})),
            }
    if framework == "tensorflow":
        observed["changes"] = []
        for c in entry.changes:
            with written_at("changes", c.what):
                seen = migrate(c, kind.CHANGED_SHAPE)
            observed["changes"].append({"before": c.before, "now": c.now} | seen)
    return observed


def integers(f):
    """What comes of INTEGERS as a tensor of int32: the type and the values, or the error."""
    import keras

    try:
        value = f(keras.ops.convert_to_tensor(INTEGERS, "int32"))
    except Exception as error:  # whatever it raises is what is recorded
        return {"raises": type(error).__name__}
    dtype = keras.backend.standardize_dtype(value.dtype)
    return {"dtype": dtype, "f": plain(keras.ops.convert_to_numpy(value))}


def migrate(change, shape):
    """Both lines of a change, each in its own version, and the old one in the new; CHANGED comes
    in that shape."""
    import keras
    import tensorflow as tf
    import tf_keras

    def run(line, version):
        scope = {n: getattr(version.layers, n) for n in dir(version.layers)} | {
            "keras": version,
            "tf": tf,
        }
        x = tf.reshape(tf.constant(CHANGED), shape)
        value = eval(line, scope | {"x": x})
        return plain((value(x) if callable(value) else value).numpy().ravel())

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


def answer(framework, entries):
    """Prints a line of JSON for each entry, as it is observed: {"entry", "observed"}, or
    {"entry", "failed": in words, "place"}."""
    for name in entries:
        try:
            with contextlib.redirect_stdout(sys.stderr):
                said = {"observed": observe(framework, catalog.load(*name.split("/")))}
        except Failed as failed:
            said = {"failed": str(failed), "place": failed.place}
        except Exception as error:  # one that fails takes no other with it
            traceback.print_exc()
            said = {"failed": f"{type(error).__name__}: {error}", "place": ("keras",)}
        print(json.dumps({"entry": name} | said), flush=True)


def ask(framework, entries):
    """What one framework says of entries, `<family>/<stem>` each, in a process of its own: yields
    (entry, what `answer` says of it) as each is answered."""
    environment = os.environ | {
        "KERAS_BACKEND": framework,
        "CUDA_VISIBLE_DEVICES": "",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",  # which makes other last bits
        "JAX_PLATFORMS": "cpu",
    }
    command = [sys.executable, "-m", "verifying.frameworks", framework, *entries]
    left = list(entries)
    with subprocess.Popen(
        command, cwd=SCRIPTS, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        for line in process.stdout:
            if line.startswith('{"entry"'):
                said = json.loads(line)
                left.remove(said["entry"])
                yield said["entry"], said
    died = f"the process ended with {process.returncode} before it came to this"
    yield from ((name, {"failed": died, "place": ("keras",)}) for name in left)


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


def record(entries):
    """Writes the record of each (family, stem) as the last framework has answered for it; the
    problems of those for which one could not."""
    versions = {
        name: importlib.metadata.version(package).split("+")[0]
        for name, package in PACKAGES.items()
    }
    asked = {f"{family}/{stem}": (family, stem) for family, stem in entries}
    parts, problems = {name: {} for name in asked}, []
    for framework in BACKENDS:
        print(f"asking Keras on {framework}", flush=True)
        for name, said in ask(framework, list(asked)):
            if "failed" in said:
                problems.append(_problem(*asked[name], framework, said))
                continue
            parts[name][framework] = said["observed"]
            if len(parts[name]) == len(BACKENDS):
                file = path(*asked[name])
                write(file, dump(whole(*asked[name], versions, parts[name])).encode())
                print(f"wrote {file.relative_to(ROOT).as_posix()}", flush=True)
    return problems


def whole(family, stem, versions, parts):
    """The record, from what each framework has said."""
    return {
        "function": stem,
        "versions": versions,
        "parameters": catalog.load(family, stem).defaults,
        "backends": {framework: part["backend"] for framework, part in parts.items()},
        "elsewhere": {
            framework: part["elsewhere"] for framework, part in parts.items() if "elsewhere" in part
        },
        "changes": parts["tensorflow"]["changes"],
    }


def _problem(family, stem, framework, said):
    module = catalog.module_path(family, stem)
    try:
        line = locate(module)(*said["place"])
    except SyntaxError as error:
        line = error.lineno or 1
    remedy = f"mend it, then `make backends NAME={stem}`; its record is as it was"
    return Problem(module, line, f"{stem} on {framework}: {said['failed']}", remedy)


if __name__ == "__main__":
    answer(sys.argv[1], sys.argv[2:])
