"""Verifying numbers out of a tensor: on tensors of normal numbers."""

import numpy as np

from catalog.expressions import evaluate, shown
from proofs.installed import differentiator, resolve
from verifying.claims import contradiction
from verifying.numeric import Comparison, first

EPS32 = 64 * 2.0**-23  # float32, relative: some dozen terms are rounded and summed
SLACK = 1e-12  # float64, relative
CHANGED_SHAPE = -1
script = None  # no explorer


def call(entry):
    return lambda x, **parameters: resolve(entry.keras)(**parameters)(x)


def points(entry):
    """Tensors of three sizes, and 0."""
    drawn = np.random.default_rng(0).standard_normal((3, 4, 5))
    return np.concatenate([0 * drawn[:1], drawn * [[[0.1]], [[1]], [[10]]]])


def derivatives(differentiate, f, xs, dtype):
    return zip(*(differentiate(f, x, dtype) for x in xs))


def slack(entry):
    return 0


def expressions(entry):
    yield ("least",), entry.least, entry.sweep()


def callables(entry):
    for name in ("f", "gradient"):
        try:
            getattr(entry, name)(np.zeros(2), **entry.defaults)
        except Exception as error:
            yield (name,), f"{name} cannot be called: {error}", "take a tensor and the parameters"


def values(entry):
    """f and its gradient against Keras in float32."""
    return first(values_at(entry, parameters) for parameters in entry.sweep())


def values_at(entry, parameters):
    keras, x = call(entry), points(entry).astype(np.float32)
    of_keras = derivatives(differentiator("jax"), lambda x: keras(x, **parameters), x, "float32")
    for fact, given in zip(("f", "gradient"), map(np.stack, of_keras)):
        reference = np.stack([getattr(entry, fact)(row, **parameters) for row in x.astype(float)])
        compared = Comparison(fact, reference, given, EPS32 * np.maximum(1e-6, np.abs(reference)))
        if compared.differs.any():
            yield compared.problem(shown(parameters))
            return


def least(entry):
    """No value is below the least, and 0 or some tensor comes to it."""
    for parameters in entry.sweep():
        lowest = min(entry.f(x, **parameters) for x in points(entry))
        if abs(lowest - evaluate(entry.least, parameters)) > SLACK:
            yield ("least",), f"f comes to {lowest:g}{shown(parameters)}", "correct the least value"
            return


CHECKS = values, least


def sample(entry, setting):
    return points(entry)


def disproof(entry, claim, setting, sample):
    def f(x):
        return entry.f(x, **setting)

    fails = {
        "even": lambda x, y: abs(f(x) - f(-x)) > SLACK * abs(f(x)),
        "convex": lambda x, y: 2 * f((x + y) / 2) > (f(x) + f(y)) * (1 + SLACK),
    }[claim.name]
    pairs = zip(sample, sample[::-1])
    counterexample = next((x.tolist() for x, y in pairs if fails(x, y)), None)
    return contradiction(bool(evaluate(claim.when, setting)), counterexample)


def strange(module):
    return {"f": lambda x, *parameters: sum(x)}


def another(x, y):
    return y + 1


def discord(entry, module):
    return None  # its theorem is of two numbers, the reference of a tensor
