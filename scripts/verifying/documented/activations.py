"""Where the activations are in Keras 2, torch and TensorFlow, and what they are called there."""

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
KERAS2 = "elu exponential gelu hard_sigmoid linear mish relu selu sigmoid softmax softplus softsign"
KERAS2 = {*KERAS2.split(), "swish", "tanh"}  # what it has: a function and a string each
STRING = 'Activation("{name}")'  # what takes a name of it, in Keras 2 and 3
