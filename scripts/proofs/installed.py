"""The installed Keras, as it is asked: what stands at a name, what it takes, what it
gives, and its slopes.

It runs on JAX, unless KERAS_BACKEND names another backend when this is imported.
"""

import ast
import importlib
import inspect
import os
import re

import numpy as np

os.environ.setdefault("KERAS_BACKEND", "jax")

DOCUMENTED = re.compile(r"^\s*(\w+\(.*\)) *->", re.M)


def resolve(dotted):
    """The object at `keras.<family>.<stem>`; modules are imported on the way."""
    parts = dotted.split(".")
    target = importlib.import_module(parts[0])
    for i, part in enumerate(parts[1:], 2):
        if not hasattr(target, part):
            importlib.import_module(".".join(parts[:i]))
        target = getattr(target, part)
    return target


def caller(entry):
    """What Keras computes for an entry of the catalog, as a call: (x, **parameters)
    -> tensor."""
    target = resolve(entry.keras)
    return weighted(target) if entry.is_layer else target


def weighted(layer):
    """A layer's computation as a call: (x, *weights or **weights) -> tensor; x: of
    one axis, the weights numbers."""
    import keras

    def call(x, *given, **named):
        x = keras.ops.convert_to_tensor(x)
        instance = layer(dtype=keras.backend.standardize_dtype(x.dtype))
        instance.build(x.shape)
        values = [
            keras.ops.cast(value, instance.dtype) for value in (*given, *named.values())
        ]
        return instance.stateless_call(values, [], x)[0]

    return call


def weights(layer):
    """The trainable weights of a layer for numbers, with what they start at."""
    instance = layer()
    instance.build((1,))
    return {w.name: float(np.asarray(w)) for w in instance.trainable_variables}


def parameters(call):
    """Those behind the first (x; of a class, self), as inspect has them; no *args,
    no **kwargs. ValueError where C tells none."""
    signature = inspect.signature(call.__init__ if inspect.isclass(call) else call)
    behind = [*signature.parameters.values()][1:]
    return [p for p in behind if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


def defaults(call):
    """The parameters with their defaults, None where there is none.

    Of a function in C that tells no signature, as the first line of its
    documentation has them; None where that has none.
    """
    try:
        return {
            p.name: None if p.default is p.empty else p.default
            for p in parameters(call)
        }
    except ValueError:
        return documented(call.__doc__ or "")


def documented(text):
    """The same from a line such as `softshrink(input, lambd=0.5) -> Tensor`; None
    where there is no such line."""
    line = DOCUMENTED.search(text)
    try:
        (function,) = ast.parse(f"def {line[1]}: ...").body
        plain = [*function.args.posonlyargs, *function.args.args]
        values = [None] * (len(plain) - len(function.args.defaults)) + [
            *function.args.defaults
        ]
        pairs = [
            *zip(plain[1:], values[1:]),
            *zip(function.args.kwonlyargs, function.args.kw_defaults),
        ]
        return {
            p.arg: None if value is None else ast.literal_eval(value)
            for p, value in pairs
        }
    except (TypeError, SyntaxError, ValueError):
        return None


def differentiator(framework):
    """A function (f, xs, dtype, of=...) -> (values, gradients of the sum of
    values[of]), NumPy arrays of that dtype, by the framework's own means."""
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


def gradients(call, x, *sweeps):
    """Values and gradients of `call(x, *parameters)` on JAX, in float32, one row per
    value of the parameters.

    x: one row for all, or one for each. sweeps: for each parameter its values. What
    is returned is float64, so that what is done with it next adds no rounding of its
    own.
    """
    import jax

    parameters = list(zip(*(np.ravel(s).tolist() for s in sweeps))) or [()]
    rows = np.broadcast_to(np.float32(x), (len(parameters), np.shape(x)[-1]))
    values, slopes = [], []
    for row, values_of_parameters in zip(rows, parameters):
        value, pull = jax.vjp(lambda z: call(z, *values_of_parameters), row)
        values.append(np.float64(value))
        slopes.append(np.float64(pull(np.ones_like(value))[0]))
    return np.array(values), np.array(slopes)


def jacobians(call, rows):
    """Values and Jacobians of `call` on JAX, in float32: of shapes (count, m) and
    (count, m, n), as float64.

    rows: of shape (count, n), a vector in each.
    """
    import jax

    rows = np.float32(rows)
    return np.float64(call(rows)), np.float64(jax.jit(jax.vmap(jax.jacrev(call)))(rows))
