"""Defects that several functions of Keras share, each to be asked of the installed one: the third argument of `Defect`."""

import numpy as np


def loads_as_the_built_in(name):
    """Does a function of the user's own, of that name and not registered, come back from its saved form as Keras's?"""

    def shows():
        import keras

        def own(x):
            return x

        own.__name__ = name
        saved = keras.layers.serialize(keras.layers.Dense(1, activation=own))
        return keras.layers.deserialize(saved).activation is getattr(keras.activations, name)

    return shows


def nan_at_minus_infinity(name):
    """Is f(-inf) nan, where the limit is a number?"""

    def shows():
        import keras

        return bool(
            np.isnan(np.asarray(getattr(keras.activations, name)(np.float32([-np.inf])))[0])
        )

    return shows
