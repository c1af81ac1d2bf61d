"""Scenes of the page `train`: two networks that differ in one choice, and what is seen of them.

A caption is made of sentences, each with the condition that makes it true. Tests hold every
condition against the NumPy reference, with the weights at the start disturbed too, and against the
page in a browser. A sentence that does not speak of "this seed" holds for most seeds, too.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalog import training
from catalog.training import Network, Setting

Measures = tuple[dict[str, Any], dict[str, Any]]  # of the first network and of the second


@dataclass(frozen=True)
class Scene:
    """Two networks to watch.

    versus: the one choice in which the second differs. says: sentences of the caption, each with
    what it says of the measures at the start and at the end. why: what the sentences rest on,
    Markdown of a page at the site's root. of: the functions whose pages link it. related: those
    whose pages link its setting, where they stand in the place of the named one.
    """

    stem: str
    title: str
    setting: Setting
    versus: str
    says: Mapping[str, Callable[[Measures, Measures], bool]]
    why: str
    of: tuple[str, ...]
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def address(self) -> str:
        return self.setting.address(self.versus)

    def caption(self) -> str:
        return " ".join(self.says)

    def networks(self) -> tuple[Network, Network]:
        return Network(self.setting), Network(self.setting.differing(self.versus))


def seen(networks: tuple[Network, Network]) -> tuple[Measures, Measures]:
    """What is measured of a scene's networks at the start and at its end."""
    one, other = networks
    start = one.measure(), other.measure()
    for network in networks:
        network.train(network.setting.until)
    return start, (one.measure(), other.measure())


def dead(measure: dict[str, Any]) -> list[float]:
    """The share of dead units, by layer."""
    return [layer["dead"] for layer in measure["layers"]]


def spreads(measure: dict[str, Any]) -> list[float]:
    return [layer["spread"] for layer in measure["layers"]]


def fading(measure: dict[str, Any]) -> float:
    """The gradient of the first layer's kernel over that of the output's."""
    gradients = measure["gradients"]
    return float(gradients[0] / gradients[-1])


DEEP = Setting(layers=6, units=8, activation="sigmoid", start="glorot_normal", rate=0.1, until=1000)

SCENES = (
    Scene(
        stem="dying",
        title="ReLU dies, leaky_relu does not",
        setting=Setting(
            layers=5, units=8, start="he_normal", optimizer="adam", rate=0.3, batch=50, until=500
        ),
        versus="activation:leaky_relu,negative_slope:0.1",
        says={
            "Both train by Adam at a rate of 0.3, three hundred times Keras's default. At the "
            "start no layer of either is dead.": lambda start, end: (
                max(dead(start[0]) + dead(start[1])) < 1
            ),
            "After 500 steps more than half of relu's hidden units are dead;": lambda start, end: (
                sum(dead(end[0])) > 5 / 2
            ),
            "with this seed every unit of the last layer is, so that no gradient gets through, the "
            "output is the same everywhere, and half of the points are on the wrong side.": (
                lambda start, end: (
                    dead(end[0])[-1] == 1
                    and max(end[0]["gradients"]) < 0.05
                    and end[0]["right"] == 0.5
                )
            ),
            "leaky_relu, started with the same weights, has no dead unit, and tells nearly all "
            "points apart.": lambda start, end: max(dead(end[1])) == 0 and end[1]["right"] > 0.95,
        },
        why="[relu's last theorem](activations/relu/index.md#death)",
        of=("relu", "leaky_relu"),
        related={"leaky_relu,negative_slope:0.1": ("prelu", "elu", "celu")},
    ),
    Scene(
        stem="fading",
        title="Sigmoid's gradient fades over six layers, tanh's does not",
        setting=DEEP,
        versus="activation:tanh",
        says={
            "At the start the first layer of the sigmoid network gets less than a thousandth of "
            "the gradient that its output gets; that of the tanh network gets about as much as its "
            "output.": lambda start, end: fading(start[0]) < 0.001 and 0.3 < fading(start[1]) < 3,
            "After 1,000 steps tanh tells nearly all points apart, and sigmoid has learned "
            "nothing: its loss is what it was.": lambda start, end: (
                end[1]["right"] > 0.95 and 0.68 < end[0]["loss"] < 0.71
            ),
        },
        why="[sigmoid's slope is at most a quarter](activations/sigmoid/index.md#12-proof)",
        of=("sigmoid", "tanh"),
        related={
            "sigmoid": ("hard_sigmoid", "sparse_sigmoid"),
            "tanh": ("softsign", "hard_tanh"),
        },
    ),
    Scene(
        stem="fading-relu",
        title="The same against ReLU",
        setting=DEEP,
        versus="activation:relu",
        says={
            "At the start relu's first layer gets more than a tenth of the gradient that its "
            "output gets, sigmoid's less than a thousandth.": lambda start, end: (
                fading(start[0]) < 0.001 and fading(start[1]) > 0.1
            ),
            "After 1,000 steps relu tells nearly all points apart, and sigmoid has learned "
            "nothing.": lambda start, end: end[1]["right"] > 0.95 and 0.68 < end[0]["loss"] < 0.71,
        },
        why="[sigmoid's slope is at most a quarter](activations/sigmoid/index.md#12-proof)",
        of=(),
    ),
    Scene(
        stem="selu",
        title="selu with LeCun's start, and with He's",
        setting=Setting(
            layers=6,
            units=8,
            activation="selu",
            start="lecun_normal",
            rate=0.03,
            until=200,
        ),
        versus="start:he_normal",
        says={
            "With LeCun's start the spread of the outputs is between 0.5 and 1.5 in every one of "
            "six layers, near the 1 that selu is made for.": lambda start, end: (
                0.5 < min(spreads(start[0])) and max(spreads(start[0])) < 1.5
            ),
            "He's start, made for relu, doubles the variance of the weights: in the sixth layer "
            "the spread is more than twice as large.": lambda start, end: (
                spreads(start[1])[-1] > 2 * spreads(start[0])[-1]
            ),
            "On so small a network both learn the circle all the same.": lambda start, end: (
                min(end[0]["right"], end[1]["right"]) > 0.95
            ),
        },
        why="[selu's page](activations/selu/index.md#12-proof) proves where the spread settles",
        of=("selu",),
    ),
    Scene(
        stem="valley",
        title="One unit with a valley, one without",
        setting=Setting(
            data="valley",
            noise=0.05,
            seed=4,
            layers=1,
            units=1,
            activation="mish",
            optimizer="adam",
            rate=0.03,
            until=2000,
        ),
        versus="activation:relu",
        says={
            "One unit is to fit a parabola. mish falls and rises again, and gets near it; relu "
            "only falls or only rises, and cannot: after 2,000 steps its loss is more than three "
            "times as large.": lambda start, end: end[0]["loss"] < end[1]["loss"] / 3,
        },
        why="[mish's valley](activations/mish/index.md#valley); in a network of ten layers the "
        "notebook of that page saw no use of it",
        of=("mish",),
        related={"mish": ("silu", "gelu", "hard_silu")},
    ),
    Scene(
        stem="linear",
        title="Layers without an activation are one line",
        setting=Setting(layers=3, units=8, activation="linear", rate=0.1, until=1000),
        versus="activation:tanh",
        says={
            "Three layers of linear make one straight line, on either side of which both classes "
            "lie: fewer than two thirds of the points are right.": lambda start, end: (
                end[0]["right"] < 0.66
            ),
            "With tanh between the same layers more than 95 % are.": lambda start, end: (
                end[1]["right"] > 0.95
            ),
        },
        why="[linear's theorem](activations/linear/index.md#12-proof)",
        of=("linear",),
    ),
)


# Of which the page has a picture: training does not amplify the last bit here, and so every machine
# draws the same.
STILL = next(scene for scene in SCENES if scene.stem == "fading")


def of_picture() -> list[tuple[str, str]]:
    """The entries on which the page's still picture rests."""
    return [(training.FAMILY, stem) for stem in STILL.of]


def shown_by(stem: str) -> tuple[str, str]:
    """What a function's page links, in words and by its address: the scene that shows its point; or
    one in which it stands in the place of a relative; or itself beside relu."""
    for scene in SCENES:
        if stem in scene.of:
            return scene.title, scene.address()
        for relative, stems in scene.related.items():
            if stem in stems:
                address = scene.address().replace(f"={relative}&", f"={stem}&")
                if address.endswith(f":{relative}"):
                    address = f"{address.removesuffix(relative)}{stem}"
                one, other = re.findall(r"activation[=:](\w+)", address)
                return f"{one} beside {other}", address
    return f"{stem} beside relu", Setting(activation=stem).address("activation:relu")
