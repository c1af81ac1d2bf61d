"""How theorems on activations ask the installed Keras: by a name among its
functions, else among its layers."""

from proofs.installed import gradients, jacobians, weighted


def call(name):
    """The activation of that name; of a layer its computation, with the weights as
    parameters."""
    import keras

    function = getattr(keras.activations, name, None)
    return function or weighted(getattr(keras.layers, name))


def installed(name, x, *sweeps):
    """Values and gradients of an activation: those of `gradients`."""
    return gradients(call(name), x, *sweeps)


def installed_vector(name, rows):
    """Values and Jacobians of an activation of vectors, or of a function made from
    Keras's operations: those of `jacobians`."""
    return jacobians(name if callable(name) else call(name), rows)
