"""The reference of the page `train`: its chance, its starts, and what its scenes say."""

import re
from dataclasses import replace

import numpy as np
import pytest

from catalog import training
from catalog.scenes import SCENES, STILL, seen, shown_by
from catalog.training import Chance, Network, Setting, examples, tails, weights

SEEDS = range(1, 13)  # that the page names


def test_the_generator_is_mulberry32():
    """As its author published it, from the state 1."""
    chance = Chance(0, 0)
    chance.state = 1
    assert [chance.uniform() for _ in range(3)] == [
        0.6270739405881613,
        0.002735721180215478,
        0.5274470399599522,
    ]


def test_chance_is_uniform_normal_and_in_every_order():
    chance = Chance(3, 1)
    uniform, normal, cut = (
        np.array([draw() for _ in range(20_000)])
        for draw in (chance.uniform, chance.normal, chance.cut_normal)
    )
    assert uniform.mean() == pytest.approx(0.5, abs=0.01) and uniform.min() >= 0
    assert (normal.mean(), normal.std()) == pytest.approx((0, 1), abs=0.03)
    assert cut.std() == pytest.approx(training.CUT, abs=0.02) and abs(cut).max() <= 2
    orders = [tuple(chance.order(3)) for _ in range(600)]
    assert len(set(orders)) == 6 and min(map(orders.count, orders)) > 60


@pytest.mark.parametrize("start", training.CHOICES["start"])
def test_weights_at_the_start_have_the_initializer_s_variance(start):
    found = [
        weights(Setting(seed=seed, layers=2, units=8, start=start, gain=2))[1].ravel()
        for seed in range(1, 100)
    ]
    wanted = {"glorot": 2 / 16, "he": 2 / 8, "lecun": 1 / 8}[start.partition("_")[0]]
    assert np.var(found) == pytest.approx(4 * wanted, rel=0.05)


@pytest.mark.parametrize("data", training.CHOICES["data"])
def test_data_is_standardized_and_its_classes_are_balanced(data):
    x, y = examples(Setting(data=data, noise=0.0), training.TRAIN)
    assert x.shape == (200, 2 if data in training.PLANE else 1)
    assert x.std(0) == pytest.approx(1, abs=0.25) and x.mean(0) == pytest.approx(0, abs=0.25)
    assert abs(x).max() < training.WINDOW[1]
    assert data not in training.PLANE or y.mean() == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("data", ("circle", "sine"))
def test_the_gradient_is_the_slope_of_the_loss(data):
    network = Network(Setting(data=data, layers=3, activation="tanh;silu;elu"))
    found, _ = network.gradients(network.x, network.y)
    for value, gradient in zip(network.values, found):
        for place in np.ndindex(value.shape):
            losses, usual = [], value[place]
            for step in (1e-6, -1e-6):
                value[place] = usual + step
                losses.append(network.loss(network.forward(network.x)[0], network.y))
            value[place] = usual
            assert (losses[0] - losses[1]) / 2e-6 == pytest.approx(gradient[place], abs=1e-8)


@pytest.mark.parametrize(
    ("stem", "wanted"),
    [
        ("relu", (0, np.inf)),
        ("linear", (-np.inf, np.inf)),
        ("tanh", (-3, 3)),
        ("hard_tanh", (-1, 1)),
        ("silu", (-6.3, np.inf)),
        ("soft_shrink", (-np.inf, np.inf)),
        ("exponential", (-4.6, np.inf)),
    ],
)
def test_saturation_is_a_tail_and_neither_a_valley_nor_a_flat_middle(stem, wanted):
    ((_, gradient),) = training.functions(Setting(layers=1, activation=stem))
    assert tails(gradient) == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize("disturbed", (0, 1e-6), ids=("as it is", "disturbed"))
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.stem)
def test_what_a_scene_says_is_seen_and_far_from_an_edge(scene, disturbed):
    networks = scene.networks()
    random = np.random.default_rng(0)
    for value in (value for network in networks for value in network.values):
        value *= 1 + disturbed * random.normal(size=value.shape)
    start, end = seen(networks)
    fallen = [words for words, holds in scene.says.items() if not holds(start, end)]
    assert fallen == []


def test_what_is_drawn_of_a_scene_is_the_same_on_every_machine():
    """A machine's last bits are no larger than what disturbs the weights here, and the picture is
    of fewer digits than come of that."""
    disturbance, digits = 1e-12, 6
    for network, other in zip(STILL.networks(), STILL.networks(), strict=True):
        for value in other.values:
            value *= 1 + disturbance * np.random.default_rng(0).normal(size=value.shape)
        for one in (network, other):
            one.train(STILL.setting.until)
        assert np.abs(network.surface(9) - other.surface(9)).max() < 10**-digits


def test_every_function_links_a_state_that_it_is_part_of():
    for stem in training.known():
        _, address = shown_by(stem)
        state = dict(part.split("=") for part in address.split("&"))
        named = state["activation"], state["versus"]
        assert stem in re.findall(r"[a-z_0-9]+", " ".join(named))
        Setting(activation=state["activation"]).differing(state["versus"])


def test_two_networks_differ_in_one_choice_alone():
    assert Setting().differing("rate:0.3") == Setting(rate=0.3)
    assert Setting().differing("layers:5").layers == 5
    with pytest.raises(ValueError, match="seed"):
        Setting().differing("seed:3")


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.stem)
def test_what_a_scene_says_is_not_its_seeds_alone(scene):
    """But for what is said of this seed, three of four seeds show it, as the page promises."""
    counts = dict.fromkeys((words for words in scene.says if "this seed" not in words), 0)
    for seed in SEEDS:
        start, end = seen(replace(scene, setting=replace(scene.setting, seed=seed)).networks())
        for words in counts:
            counts[words] += scene.says[words](start, end)
    assert min(counts.values()) >= 0.75 * len(SEEDS), counts
