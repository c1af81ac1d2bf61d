"""Defects of Keras around its activations: each check is true while the installed Keras has the
defect, and is given the entry."""

import tempfile
import warnings
from importlib.util import find_spec
from pathlib import Path

import jax
import keras
import numpy as np

from project.sources import read
from proofs.installed import differentiator, resolve, weighted

# What several activations share


def _source(backend, name):
    """The source of a function of one of Keras's backends, without blanks."""
    file = Path(find_spec("keras").origin).parent / f"src/backend/{backend}/nn.py"
    return "".join(read(file).partition(f"def {name}(")[2].partition("\ndef ")[0].split())


def loads_as_the_built_in(entry):
    """Does a function of the user's own, of that name and not registered, come back from its
    saved form as Keras's?"""

    def own(x):
        return x

    own.__name__ = entry.name
    saved = keras.layers.serialize(keras.layers.Dense(1, activation=own))
    return keras.layers.deserialize(saved).activation is resolve(entry.keras)


def nan_at_minus_infinity(entry):
    """Is f(-inf) nan, where the limit is a number?"""
    return bool(np.isnan(np.asarray(resolve(entry.keras)(np.float32([-np.inf])))[0]))


def casts_its_constants_on_numpy(entry):
    """Does Keras's NumPy backend cast the function's constants to the type of the input, which for
    integers rounds them? Its source is read: importing it breaks the backend in use."""
    body = _source("numpy", entry.name)
    return "np.array(scale,x.dtype)" in body or "np.sqrt(2).astype(x.dtype)" in body


SHARED = {  # what any of them may be asked
    loads_as_the_built_in: "a user's own function called {name} loads as Keras's, silently",
    nan_at_minus_infinity: "{name}(-inf) is nan, where the limit is a number",
}


# Around several of them, told on the pages of the guide


def _loaded(model, name="model.keras", **how):
    """A model as it comes back from its file."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.save(f"{folder}/{name}")
        return keras.models.load_model(f"{folder}/{name}", **how)


def _dense(activation):
    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, activation=activation)])


def is_left_out_by_quantize(entry):
    """Does a Dense keep its floats where its activation is a layer, and not where it is a
    string?"""
    modes = []
    for activation in (keras.layers.ReLU(), "relu"):
        model = _dense(activation)
        model.quantize("int8")
        modes.append(model.layers[0].quantization_mode)
    return modes == [None, "int8"]


def lambda_does_not_load(entry):
    """Is a lambda saved as activation, and refused with safe_mode=False too?"""
    try:
        _loaded(_dense(lambda x: x), safe_mode=False)
    except TypeError:
        return True
    return False


def custom_object_is_left_out(entry):
    """Does the .keras format give Keras's function for a name that custom_objects has, which the
    .h5 format honours?"""

    def relu(x):
        return x

    found = [
        _loaded(_dense(relu), name, custom_objects={"relu": relu}).layers[-1].activation
        for name in ("model.keras", "model.h5")
    ]
    return found == [keras.activations.relu, relu]


def compiled_function_does_not_load(entry):
    """Is jax.nn.silu saved as activation, and refused when it is loaded?"""
    try:
        _loaded(_dense(jax.nn.silu))
    except TypeError:
        return True
    return False


def mask_of_steps_is_taken_for_features(entry):
    """Is the last feature 0 where the last of as many steps is masked?"""
    x = np.float32([[[1, 2], [0, 0]]])
    y = np.asarray(keras.layers.Softmax()(keras.layers.Masking()(x)))
    return y[0].tolist() == [[1, 0], [1, 0]]


def output_rests_on_asking_for_scores(entry):
    """Is the output 0 when the scores are asked for, and another number when not?"""
    attend = keras.layers.MultiHeadAttention(1, 2)
    x, mask = np.float32([[[1, 2]]]), np.zeros((1, 1, 1), bool)
    plain = attend(x, x, attention_mask=mask)
    asked, _ = attend(x, x, attention_mask=mask, return_attention_scores=True)
    return bool(np.any(np.asarray(plain))) and not np.any(np.asarray(asked))


def gradient_overflows_in_mixed_float16(entry):
    """Is the gradient not finite behind a softmax in float16, and finite behind one in float32?"""
    loss, label = keras.losses.SparseCategoricalCrossentropy(), np.array([1])

    def is_finite(dtype):
        softmax = keras.layers.Activation("softmax", dtype=dtype)
        slope = jax.grad(lambda z: loss(label, softmax(z)))(np.float32([[12, 0, -12]]))
        return bool(np.isfinite(slope).all())

    return [is_finite("mixed_float16"), is_finite("float32")] == [False, True]


def parameters_become_integers_on_numpy(entry):
    """Does Keras's NumPy backend still make the slope of leaky_relu of the type of the input?"""
    return "np.array(negative_slope,x.dtype)*x" in _source("numpy", "leaky_relu")


# celu


def adds_both_halves_on_tensorflow(entry):
    """Does Keras's TensorFlow backend still add tf.maximum and tf.minimum, each of which passes
    on a whole gradient at 0?"""
    added = "tf.maximum(x,0.0)+alpha*tf.math.expm1(tf.minimum(x,0.0)/alpha)"
    return added in _source("tensorflow", "celu")


# elu


def docstring_misplaces_the_bracket(entry):
    """Does the docstring print alpha * `exp(x) - 1`, which read as a formula is another
    function?"""
    return "alpha * `exp(x) - 1`" in keras.activations.elu.__doc__


def docstring_calls_alpha_the_slope_on_the_right(entry):
    """Does the docstring say that alpha is the slope of the positive section, where the slope is
    always 1?"""
    return "slope of positive section" in keras.activations.elu.__doc__


# gelu


def loads_as_the_exact_form(entry):
    """Does keras.ops.gelu, whose default is the tanh form, come back from a saved layer as the
    exact form?"""
    saved = keras.layers.serialize(keras.layers.Activation(keras.ops.gelu))
    return keras.layers.deserialize(saved).activation is keras.activations.gelu


def docstring_shows_the_other_form(entry):
    """Does the docstring of keras.ops.gelu print the exact form's values for a call with the
    default, which is the tanh form?"""
    return "-0.15865525" in keras.ops.gelu.__doc__ and float(keras.ops.gelu(-1.0)) < -0.1587


def _slope_of_tanh_form(x):
    """Keras's gradient of the tanh form at one float32."""
    return float(jax.grad(lambda x: keras.activations.gelu(x, approximate=True))(np.float32(x)))


def tail_of_tanh_form_is_cut(entry):
    """Is the gradient of the tanh form exactly 0 at -5, where it is -1.5e-6?"""
    return _slope_of_tanh_form(-5.0) == 0


def gradient_of_tanh_form_is_nan(entry):
    """Is the gradient of the tanh form nan at 1e20, where it is 1?"""
    return np.isnan(_slope_of_tanh_form(1e20))


def docstring_distributes_a_probability(entry):
    """Does the docstring say that the probability P(X) is normally distributed, in place of X?"""
    return "`P(X) ~ N(0, 1)`" in keras.activations.gelu.__doc__


# glu


def reports_the_whole_axis(entry):
    """Does a Dense layer with this activation report twice the outputs that it returns?"""
    dense = keras.layers.Dense(8, activation="glu")
    return dense.compute_output_shape((1, 3)) == (1, 8) and dense(
        np.zeros((1, 3), "float32")
    ).shape == (1, 4)


# hard_sigmoid


def docstring_states_the_old_slope(entry):
    """Does the docstring of keras.ops.hard_sigmoid state the slope of Keras 2, and its value at 1,
    which the function does not give?"""
    text = keras.ops.hard_sigmoid.__doc__
    return (
        "(0.2 * x) + 0.5" in text and "0.7]" in text and float(keras.ops.hard_sigmoid(1.0)) < 0.69
    )


# hard_silu


def docstring_calls_it_piecewise_linear(entry):
    """Does the docstring call it piecewise linear, though its slope at 1 is another than at 2?"""
    slopes = [float(jax.grad(keras.activations.hard_silu)(np.float32(x))) for x in (1, 2)]
    return "piecewise linear" in keras.activations.hard_silu.__doc__ and slopes[0] != slopes[1]


# hard_tanh


def wraps_unsigned_integers(entry):
    """Is the value at the uint8 0 another number than 0, because -1 was made a uint8, 255?"""
    return int(resolve(entry.keras)(keras.ops.zeros(1, "uint8"))[0]) != 0


# leaky_relu


def takes_the_maximum_on_numpy(entry):
    """Does Keras's NumPy backend still take the larger of x and slope * x, which for a slope above
    1 is another function?"""
    larger = "np.maximum(x,np.array(negative_slope,x.dtype)*x)"
    return larger in _source("numpy", "leaky_relu")


# prelu


def flat_identity(entry):
    """With alpha = 1 the layer is the identity; is its gradient at 0 nevertheless 0?"""
    call = weighted(keras.layers.PReLU)
    _, gradient = differentiator(keras.config.backend())(lambda x: call(x, 1.0), [0.0], "float32")
    return float(gradient[0]) == 0


def last_axis_is_not_shared(entry):
    """Does shared_axes=[-1] leave the last axis alone, and share the one before it?"""
    layer = keras.layers.PReLU(shared_axes=[-1])
    layer.build((None, 5, 7))
    return tuple(layer.alpha.shape) == (1, 7)


def absent_from_a_built_model(entry):
    """Does a built model lack the alpha of a PReLU that was given as activation=?"""
    model = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(8, activation=keras.layers.PReLU())]
    )
    return model.built and len(model.trainable_variables) == 2


def _reloaded(model):
    """A model after it was built by a call, saved and loaded."""
    model(np.zeros((1, 4), "float32"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        return keras.models.load_model(path)


def two_owners_do_not_load(entry):
    """Does a model whose two Dense layers own one PReLU fail to load what it saved?"""
    one = keras.layers.PReLU()
    model = keras.Sequential(
        [keras.Input((4,)), *(keras.layers.Dense(4, activation=one) for _ in range(2))]
    )
    try:
        _reloaded(model)
    except ValueError:
        return True
    return False


def loads_once(entry):
    """Does a Sequential that holds one PReLU twice come back with it once?"""
    one = keras.layers.PReLU()
    model = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(4), one, keras.layers.Dense(4), one]
    )
    return (len(model.layers), len(_reloaded(model).layers)) == (4, 3)


# relu


def loses_what_lies_between(entry):
    """Is an input between a threshold below 0 and 0 returned as 0 when max_value is given?"""
    return float(keras.activations.relu(-0.5, max_value=6.0, threshold=-1.0)) == 0


def stops_the_gradient_at_zero(entry):
    """Is the gradient at 0 of the identity on (-inf, 5] 0, because the two halves are taken
    apart there?"""
    return (
        float(jax.grad(lambda x: keras.activations.relu(x, negative_slope=1.0, max_value=5.0))(0.0))
        == 0
    )


def docstring_passes_the_threshold(entry):
    """Does the layer's docstring return x at x = threshold, where the layer returns 0?"""
    says = "f(x) = x if threshold <= x < max_value" in keras.layers.ReLU.__doc__
    return says and float(keras.layers.ReLU(threshold=5.0)(np.full(1, 5.0))[0]) == 0


# relu6


def comes_back_with_another_cap(entry):
    """Is a user's own relu6 with the cap 8, not registered, exchanged for Keras's on its way
    through a saved form?"""

    def relu6(x):
        return keras.ops.clip(x, 0, 8)

    saved = keras.layers.serialize(keras.layers.Dense(1, activation=relu6))
    return float(keras.layers.deserialize(saved).activation(9.0)) == 6


# selu


def alpha_dropout_divides_by_zero(entry):
    """Is the rate 1 accepted when AlphaDropout is built, and fails when it is called?"""
    layer = keras.layers.AlphaDropout(1.0)
    try:
        layer(np.ones((1, 1), "float32"), training=True)
    except ZeroDivisionError:
        return True
    return False


# soft_shrink and hard_shrink


def hides_nan(entry):
    """Does nan come out as 0?"""
    return float(resolve(entry.keras)(keras.ops.array([float("nan")]))[0]) == 0


def jumps_below_zero(entry):
    """Is a threshold of -0.5 accepted, with a jump from -1 to 0 at -0.5?"""
    y = np.asarray(keras.activations.soft_shrink(np.float32([-0.5, -0.499]), threshold=-0.5))
    return float(y[0]) == -1 and float(y[1]) > 0


def identity_with_a_gap(entry):
    """Is the gradient at 0 of the identity, which threshold 0 gives, exactly 0?"""

    def call(x):
        return keras.activations.soft_shrink(x, threshold=0.0)

    value, gradient = differentiator(keras.config.backend())(call, [0.0, 1.0], "float32")
    return float(value[1]) == 1 and float(gradient[0]) == 0 and float(gradient[1]) == 1


# softmax


def refuses_a_list(entry):
    """Is a list an error, although relu takes one?"""
    keras.activations.relu([1.0, 2.0])
    try:
        keras.activations.softmax([1.0, 2.0])
    except AttributeError:
        return True
    return False


def masks_with_a_number(entry):
    """Does the layer put -1e9 in place of what is masked, so that inputs as low as that lose
    probability to it?"""
    low = np.array([-1e9, 0.0], "float32")
    return float(np.sum(keras.layers.Softmax()(low, mask=np.array([True, False])))) < 0.9


# sparse_plus


def gradient_is_nan_at_infinity(entry):
    """Is the gradient nan at -inf and at inf, where it is 0 and 1?"""
    _, gradient = differentiator(keras.config.backend())(
        keras.activations.sparse_plus, [-np.inf, np.inf], "float32"
    )
    return bool(np.isnan(gradient).all())


def gradient_is_nan_in_float16(entry):
    """Is the gradient nan at -40000 and at 40000, where float16 has room up to 65504?"""
    _, gradient = differentiator(keras.config.backend())(
        keras.activations.sparse_plus, [-40000.0, 40000.0], "float16"
    )
    return bool(np.isnan(gradient).all())


# softsign


def nan_at_both_infinities(entry):
    """Are the values at -inf and inf nan, where the limits are -1 and 1?"""
    return bool(np.isnan(np.asarray(resolve(entry.keras)(np.float32([-np.inf, np.inf])))).all())


def square_overflows(entry):
    """Does the gradient in float16 jump up at 255, where the square of 1 + |x| is infinite?"""
    x = np.float16([254, 255])
    _, gradient = differentiator(keras.config.backend())(resolve(entry.keras), x, "float16")
    return bool(gradient[1] > 100 * gradient[0])


# sparsemax


def threshold_of_sums(entry):
    """Is the threshold still made from the sum of the cumulative sums, so that (1, 0.8, 0.1)
    leaves the simplex?"""
    x = np.array([1, 0.8, 0.1], dtype="float32")
    return bool(
        np.abs(
            np.asarray(keras.ops.convert_to_numpy(keras.activations.sparsemax(x))) - [0.6, 0.4, 0]
        ).max()
        > 1e-3
    )


# squareplus


def loses_its_tail(entry):
    """Is the value at -1e4 exactly 0 in float32, where it is 1e-4?"""
    return float(keras.activations.squareplus(np.float32([-1e4]))[0]) == 0


def overflows_in_float16(entry):
    """Is the value at 256 infinite in float16, and the gradient there 1/2 in place of 1?"""
    run = differentiator(keras.config.backend())
    value, gradient = run(keras.activations.squareplus, [256.0], "float16")
    return bool(np.isinf(value[0])) and float(gradient[0]) == 0.5


def docstring_names_another_author(entry):
    """Does the docstring give Ramachandran as the author of arXiv 2112.11687, which is Barron's?"""
    says = keras.activations.squareplus.__doc__
    return "[Ramachandran et al., 2021](https://arxiv.org/abs/2112.11687)" in says


# tanh


def gives_float32_for_float64(entry):
    """Is the output float32 for an input of float64, with 64 bits enabled?"""
    with jax.enable_x64(True):
        x = keras.ops.convert_to_tensor(np.ones(1))
        return (x.dtype, resolve(entry.keras)(x).dtype) == (np.float64, np.float32)


# tanh_shrink


def nothing_left_near_zero(entry):
    """Is the value at 0.0003 exactly 0, where it is 9e-12?"""
    return float(resolve(entry.keras)(np.float32(3e-4))) == 0


def gradient_has_the_wrong_sign(entry):
    """Is the gradient in float16 at 0.01 below 0, though the function rises everywhere?"""
    run = differentiator(keras.config.backend())
    _, gradient = run(resolve(entry.keras), np.float16([0.01]), "float16")
    return float(gradient[0]) < 0


# threshold


def takes_the_bare_string(entry):
    """Is a layer made from the string "threshold", which cannot carry the two numbers, and does
    it fail when it is called?"""
    layer = keras.layers.Dense(1, activation="threshold")
    layer.build((None, 1))
    try:
        layer(keras.ops.ones((1, 1)))
    except TypeError:
        return True
    return False


def swallows_nan(entry):
    """Does nan come out as default_value?"""
    return float(keras.activations.threshold(keras.ops.array([float("nan")]), 1.0, 0.0)[0]) == 0
