"""The reference of the page `train` against the installed Keras: a network of the same weights, on
the same batches, in float64, has the same weights after some steps.

Keras 3.15.1 on JAX computes tanh, exp, sqrt, means and their like in float32 wherever they stand
(see the page of tanh), and so the losses of classes and Adam: where one is at work, six digits
agree. A mean over 16 squares has no rounding in its gradient.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import jax
import keras
import numpy as np
import pytest

import catalog
from catalog import training
from catalog.training import Network, Setting

STEPS = 10
GROUPS = [training.known()[at : at + 3] for at in range(0, len(training.known()), 3)]
OPTIMIZERS = {
    "sgd": lambda rate: keras.optimizers.SGD(rate),
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
    "adam": lambda rate: keras.optimizers.Adam(rate),
}


@pytest.fixture
def float64():
    floatx, policy = keras.config.floatx(), keras.config.dtype_policy()
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")  # else that of the first layer of the process stays
    with jax.enable_x64(True):
        yield
    keras.config.set_floatx(floatx)
    keras.config.set_dtype_policy(policy)


def reference(setting):
    """A network after some steps; its values at the start, and the batches that it saw."""
    network, batches = Network(setting), []
    starts, gradients = [value.copy() for value in network.values], network.gradients
    network.gradients = lambda x, y: batches.append((x, y)) or gradients(x, y)
    return network.train(STEPS), starts, batches


def assert_same(setting, atol=1e-6):
    """Keras comes to the values of the reference, from where that starts and on its batches."""
    network, starts, batches = reference(setting)
    layers = []
    for stem in setting.activation.split(";"):
        layers += [keras.layers.Dense(setting.units), layer_of(stem)]
    inputs = keras.Input(network.x.shape[1:])
    model = keras.Sequential([inputs, *layers, keras.layers.Dense(1)])
    plane = setting.data in training.PLANE
    loss = keras.losses.BinaryCrossentropy(from_logits=True) if plane else "mse"
    model.compile(OPTIMIZERS[setting.optimizer](setting.rate), loss)
    dense = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    for layer, kernel, bias in zip(dense, starts[::2], starts[1::2], strict=True):
        layer.set_weights([kernel, bias])
    for x, y in batches:
        model.train_on_batch(x, y[:, None])
    found = [value for layer in dense for value in layer.get_weights()]
    for start, want, value in zip(starts, network.values, found, strict=True):
        assert value.dtype == np.float64
        np.testing.assert_allclose(value, want, atol=atol, rtol=0)
        assert np.abs(want - start).max() > 100 * atol


def layer_of(stem):
    """A function as a layer, at the defaults; a weight of it stays as it is."""
    entry = catalog.load(training.FAMILY, stem)
    if entry.is_layer:
        start = keras.initializers.Constant(entry.defaults["alpha"])
        return keras.layers.PReLU(alpha_initializer=start, trainable=False)
    function = getattr(keras.activations, entry.name)
    return keras.layers.Activation(lambda x: function(x, **entry.defaults))


@pytest.mark.parametrize("stems", GROUPS, ids=", ".join)
def test_a_network_of_each_function_is_keras_s(float64, stems):
    assert_same(Setting(activation=";".join(stems), layers=len(stems), start="he_normal", seed=3))


@pytest.mark.parametrize("optimizer", training.CHOICES["optimizer"])
@pytest.mark.parametrize("data", ("circle", "sine"))
def test_a_network_is_keras_s_with_each_optimizer(float64, data, optimizer):
    exact = data == "sine" and optimizer != "adam"
    setting = Setting(data=data, activation="relu;relu", layers=2, optimizer=optimizer, batch=16)
    assert_same(setting, atol=1e-12 if exact else 1e-6)


@pytest.mark.parametrize("start", training.CHOICES["start"])
def test_weights_at_the_start_are_of_keras_s_law(start):
    """Drawn by another generator, so that their spread and their largest size agree."""
    family, _, law = start.partition("_")
    law = getattr(keras.initializers, f"{family.capitalize()}{law.capitalize()}")
    found = {"theirs": [], "ours": []}
    for seed in range(1, 400):
        setting = Setting(layers=2, units=8, start=start, seed=seed)
        found["ours"].append(training.weights(setting)[1])
        found["theirs"].append(np.asarray(law(seed=seed)((8, 8))))
    ours, theirs = map(np.abs, map(np.array, found.values()))
    assert np.mean(ours**2) == pytest.approx(np.mean(theirs**2), rel=0.05)
    assert np.max(ours) == pytest.approx(np.max(theirs), rel=0.02)
