"""A small network that trains: the arithmetic of the page `train`, as NumPy does it.

The page computes the same in JavaScript (docs/assets/scripts/network.js), and a test holds the two
together; another holds this one to Keras. All is float64, and all chance comes from one generator
of 32-bit integers, which is the same in both languages.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

import numpy as np

import catalog
from catalog.controls import slider
from catalog.kinds.function import Function

FAMILY = "activations"
COUNT = 200  # examples to train on, and as many to test
WINDOW = (-2.4, 2.4)  # of the plane, and of the line
FLAT = 0.01  # a function is saturated from where on its slope stays below that
FAR = 64.0  # how far out that is looked for
PLANE = ("circle", "xor", "clusters", "spiral")  # two classes in a plane
LINE = ("sine", "step", "valley")  # a function of one number
CUT = 0.87962566103423978  # the standard deviation of a normal law cut at 2: Keras divides by it
TRAIN, TEST, BATCHES, WEIGHTS = 1, 2, 3, 10  # streams of chance; of the weights one each layer

CHOICES: dict[str, Any] = {  # of a setting; a dictionary is a slider
    "data": [*PLANE, *LINE],
    "noise": slider(0, 0.5) | {"step": 0.05},
    "seed": {"min": 1, "max": 99, "step": 1},
    "layers": {"min": 1, "max": 6, "step": 1},
    "units": {"min": 1, "max": 8, "step": 1},
    "start": [
        f"{family}_{law}" for family in ("glorot", "he", "lecun") for law in ("uniform", "normal")
    ],
    "gain": {"min": 0.1, "max": 4, "step": 0.1},
    "optimizer": ["sgd", "momentum", "adam"],
    "rate": [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    "batch": [1, 5, 10, 20, 50, 100, 200],
    "until": [100, 200, 500, 1000, 2000, 5000],
}
DIFFER = ("activation", "layers", "units", "start", "gain", "optimizer", "rate", "batch")


@dataclass(frozen=True)
class Setting:
    """What a network is made of, and how it trains; as an address writes it.

    activation: of every hidden layer, or of each, parted by ";": `leaky_relu,negative_slope:0.1`.
    gain: by which the initializer's weights are multiplied, those of the output too.
    until: the step at which training pauses.
    """

    data: str = "circle"
    noise: float = 0.1
    seed: int = 1
    layers: int = 3
    units: int = 6
    activation: str = "relu"
    start: str = "glorot_uniform"
    gain: float = 1.0
    optimizer: str = "sgd"
    rate: float = 0.1
    batch: int = 20
    until: int = 1000

    def differing(self, versus: str) -> "Setting":
        """The second network's: one choice is another, written as `rate:0.3`."""
        name, _, value = versus.partition(":")
        if name not in DIFFER:
            raise ValueError(f"two networks do not differ in {name}")
        return replace(self, **{name: type(getattr(self, name))(value)})

    def address(self, versus: str = "") -> str:
        """The whole state, as it stands behind # in the page's address."""
        parts = {name: written(value) for name, value in asdict(self).items()}
        if versus:
            parts["versus"] = versus
        return "&".join(f"{name}={value}" for name, value in parts.items())


def written(value: object) -> str:
    """A value as an address holds it, the same in Python and in JavaScript."""
    return f"{value:g}" if isinstance(value, float) else f"{value}"


def known() -> list[str]:
    """The functions that can be trained: those of one number."""
    return [stem for stem in catalog.stems(FAMILY) if isinstance(_entry(stem), Function)]


def left_out() -> list[str]:
    """Those that cannot: each output depends on several inputs."""
    return [stem for stem in catalog.stems(FAMILY) if stem not in known()]


def _entry(stem: str) -> Any:
    return catalog.load(FAMILY, stem)


# Chance


class Chance:
    """The generator mulberry32, one stream for each use of a seed."""

    def __init__(self, seed: int, stream: int):
        self.state = (seed * 0x9E3779B1 + stream * 0x85EBCA77) & 0xFFFFFFFF

    def uniform(self) -> float:
        """At least 0, below 1."""
        self.state = (self.state + 0x6D2B79F5) & 0xFFFFFFFF
        t = self.state
        t = ((t ^ (t >> 15)) * (t | 1)) & 0xFFFFFFFF
        t = (((t + (((t ^ (t >> 7)) * (t | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF) ^ t) & 0xFFFFFFFF
        return (t ^ (t >> 14)) / 4294967296

    def normal(self) -> float:
        """By Box and Muller, of two uniform numbers."""
        size = math.sqrt(-2 * math.log(1 - self.uniform()))
        return size * math.cos(2 * math.pi * self.uniform())

    def cut_normal(self) -> float:
        """A normal number within 2 of 0."""
        while abs(drawn := self.normal()) > 2:
            pass
        return drawn

    def order(self, count: int) -> list[int]:
        """The numbers below count, shuffled."""
        places = list(range(count))
        for last in range(count - 1, 0, -1):
            other = math.floor(self.uniform() * (last + 1))
            places[last], places[other] = places[other], places[last]
        return places


# Data


def target(data: str, x: float) -> float:
    """The function that a network on the line is to fit."""
    if data == "sine":
        return math.sin(2 * x)
    if data == "step":
        return -1.0 if x < 0 else 1.0
    return x * x / 2 - 1


def _point(data: str, index: int, chance: Chance) -> tuple[list[float], float]:
    """An example without noise: its inputs, and its class or value."""
    one = index % 2
    if data == "circle":
        size = chance.uniform() if one else 1.4 + 0.6 * chance.uniform()
        angle = 2 * math.pi * chance.uniform()
        return [size * math.cos(angle), size * math.sin(angle)], one
    if data == "xor":
        pair = [3.6 * chance.uniform() - 1.8 for _ in range(2)]
        pair = [x - 0.15 if x < 0 else x + 0.15 for x in pair]
        return pair, float((pair[0] < 0) == (pair[1] < 0))
    if data == "clusters":
        centre = 1.0 if one else -1.0
        return [centre + 0.4 * chance.normal() for _ in range(2)], one
    if data == "spiral":
        share = index / COUNT
        angle = 3.5 * math.pi * share + math.pi * one
        size = 0.1 + 2 * share
        return [size * math.sin(angle), size * math.cos(angle)], one
    x = 4 * chance.uniform() - 2
    return [x], target(data, x)


def examples(setting: Setting, stream: int) -> tuple[Any, Any]:
    """Inputs, a row each, and what the network should give for each."""
    chance, xs, ys = Chance(setting.seed, stream), [], []
    for index in range(COUNT):
        x, y = _point(setting.data, index, chance)
        if setting.data in PLANE:
            x = [value + setting.noise * chance.normal() for value in x]
        else:
            y += setting.noise * chance.normal()
        xs.append(x)
        ys.append(y)
    return np.array(xs), np.array(ys, dtype=float)


# The network


def functions(setting: Setting) -> Iterator[tuple[Callable[..., Any], Callable[..., Any]]]:
    """f and f' of each hidden layer."""
    named = setting.activation.split(";")
    for layer in range(setting.layers):
        stem, *given = named[min(layer, len(named) - 1)].split(",")
        entry = _entry(stem)
        values = entry.defaults | {
            name: _value(value) for name, value in (part.split(":") for part in given)
        }
        yield partial(entry.f, **values), partial(entry.gradient, **values)


def _value(text: str) -> float | bool | None:
    named = {"None": None, "True": True, "False": False}
    return named[text] if text in named else float(text)


def weights(setting: Setting) -> list[Any]:
    """The kernels at the start, those of Keras's initializers times the gain; the biases are 0."""
    family, law = setting.start.split("_")
    sizes = [2 if setting.data in PLANE else 1, *[setting.units] * setting.layers, 1]
    kernels = []
    for layer, (fan_in, fan_out) in enumerate(zip(sizes, sizes[1:], strict=False)):
        chance = Chance(setting.seed, WEIGHTS + layer)
        variance = {"glorot": 2 / (fan_in + fan_out), "he": 2 / fan_in, "lecun": 1 / fan_in}[family]
        if law == "uniform":
            limit = setting.gain * math.sqrt(3 * variance)
            draw = lambda: limit * (2 * chance.uniform() - 1)
        else:
            scale = setting.gain * math.sqrt(variance) / CUT
            draw = lambda: scale * chance.cut_normal()
        kernels.append(np.array([[draw() for _ in range(fan_out)] for _ in range(fan_in)]))
    return kernels


class Network:
    """A network that trains; the numbers of its kernels and biases stand in `values`, in order."""

    def __init__(self, setting: Setting):
        self.setting = setting
        self.functions = list(functions(setting))
        self.x, self.y = examples(setting, TRAIN)
        self.test = examples(setting, TEST)
        self.values = [part for w in weights(setting) for part in (w, np.zeros(w.shape[1]))]
        self.first = [np.zeros_like(value) for value in self.values]  # moments of the gradient
        self.second = [np.zeros_like(value) for value in self.values]
        self.chance = Chance(setting.seed, BATCHES)
        self.order: list[int] = []
        self.steps = 0

    def forward(self, x: Any) -> tuple[Any, list[Any], list[Any]]:
        """The outputs; of each layer its inputs, of each hidden one its pre-activations."""
        inputs, before = [x], []
        for layer, (f, _) in enumerate(self.functions):
            before.append(inputs[-1] @ self.values[2 * layer] + self.values[2 * layer + 1])
            inputs.append(f(before[-1]))
        return (inputs[-1] @ self.values[-2] + self.values[-1])[:, 0], inputs, before

    def loss(self, out: Any, y: Any) -> float:
        """The mean cross-entropy of logits, or the mean square of the error."""
        if self.setting.data in PLANE:
            return float(np.mean(np.maximum(out, 0) - out * y + np.log1p(np.exp(-np.abs(out)))))
        return float(np.mean((out - y) ** 2))

    def gradients(self, x: Any, y: Any) -> tuple[list[Any], list[Any]]:
        """The loss's gradients by the values; and the slopes of each hidden layer's units."""
        out, inputs, before = self.forward(x)
        plane = self.setting.data in PLANE
        back = (probability(out) - y if plane else 2 * (out - y))[:, None] / len(x)
        slopes = [gradient(z) * np.ones_like(z) for (_, gradient), z in zip(self.functions, before)]
        found: list[Any] = []
        for layer in reversed(range(len(inputs))):
            found = [inputs[layer].T @ back, back.sum(0), *found]
            if layer:
                back = back @ self.values[2 * layer].T * slopes[layer - 1]
        return found, slopes

    def step(self) -> None:
        """One batch, and one step of the optimizer."""
        if len(self.order) < self.setting.batch:
            self.order = self.chance.order(COUNT)
        chosen = self.order[: self.setting.batch]
        self.order = self.order[self.setting.batch :]
        found, _ = self.gradients(self.x[chosen], self.y[chosen])
        self.steps += 1
        rate = self.setting.rate
        for value, gradient, m, v in zip(self.values, found, self.first, self.second, strict=True):
            if self.setting.optimizer == "sgd":
                value -= rate * gradient
            elif self.setting.optimizer == "momentum":
                m *= 0.9
                m -= rate * gradient
                value += m
            else:
                m += (gradient - m) * (1 - 0.9)
                v += (gradient**2 - v) * (1 - 0.999)
                size = rate * math.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
                value -= m * size / (np.sqrt(v) + 1e-7)

    def train(self, steps: int) -> "Network":
        for _ in range(steps):
            self.step()
        return self

    def measure(self) -> dict[str, Any]:
        """What the page shows, all of it over the whole training data but for `test`.

        Of each hidden layer: `dead`, the share of its units whose slope is 0 for every example;
        `saturated`, the share of outputs in a tail where the slope stays below FLAT; `mean` and
        `spread`, the mean and the standard deviation of its outputs. `gradients`: the norm of the
        loss's gradient by each kernel, the output's last.
        """
        out, inputs, before = self.forward(self.x)
        found, slopes = self.gradients(self.x, self.y)
        layers = []
        for (_, gradient), z, h, slope in zip(
            self.functions, before, inputs[1:], slopes, strict=True
        ):
            left, right = tails(gradient)
            layers.append(
                {
                    "dead": float(np.mean(np.all(slope == 0, axis=0))),
                    "saturated": float(np.mean((z <= left) | (z >= right))),
                    "mean": float(np.mean(h)),
                    "spread": float(np.std(h)),
                }
            )
        return {
            "steps": self.steps,
            "loss": self.loss(out, self.y),
            "test": self.loss(self.forward(self.test[0])[0], self.test[1]),
            "right": float(np.mean((out > 0) == (self.y > 0.5))),
            "layers": layers,
            "gradients": [float(np.sqrt(np.sum(kernel**2))) for kernel in found[::2]],
        }

    def surface(self, count: int) -> Any:
        """What it gives over the window: of a plane the probabilities, rows from below; of a line
        the values."""
        t = np.linspace(*WINDOW, count)
        if self.setting.data in LINE:
            return self.forward(t[:, None])[0]
        x, y = np.meshgrid(t, t)
        out = self.forward(np.stack([x.ravel(), y.ravel()], axis=1))[0]
        return probability(out).reshape(count, count)


def probability(logit: Any) -> Any:
    with np.errstate(over="ignore"):  # of a logit that is far out it is 0
        return 1 / (1 + np.exp(-logit))


def tails(gradient: Callable[..., Any]) -> tuple[float, float]:
    """Up to where on the left, and from where on the right, the slope stays below FLAT; -inf and
    inf where it does not."""
    x = np.linspace(-FAR, FAR, 4097)
    flat = np.abs(gradient(x) * np.ones_like(x)) < FLAT
    from_left, from_right = np.cumprod(flat).sum(), np.cumprod(flat[::-1]).sum()
    left = float(x[from_left - 1]) if from_left else -math.inf
    right = float(x[-from_right]) if from_right else math.inf
    return left, right
