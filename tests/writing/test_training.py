"""The page `train`: its JavaScript computes what the NumPy reference computes, in Node; and what is
written for it."""

import json
import subprocess
from dataclasses import asdict, replace

import numpy as np
import pytest

import catalog
from catalog import scenes, training
from catalog.training import Network, Setting
from checkout import ROOT
from project import records
from writing import explorer
from writing import training as written

STEPS = 200
RUN = """
const { readFileSync } = require("node:fs")
const { runInThisContext } = require("node:vm")
const { scripts, settings, steps } = JSON.parse(readFileSync(0, "utf8"))
globalThis.guide = { functions: {}, tie: (difference) => difference }
for (const script of scripts) runInThisContext(script)
const plain = ({ values }) => values.map((numbers) => [...numbers])
const runs = settings.map((setting) => {
    const network = guide.network(setting)
    const start = network.measure()
    for (let done = 0; done < steps; done++) network.step()
    const values = network.layers.flatMap(plain)
    return { start, end: network.measure(), values, surface: [...network.surface(9)] }
})
console.log(JSON.stringify(runs))
"""


def in_node(settings, steps=STEPS, change=lambda script: script):
    """What the page's script makes of networks: measures, values and surfaces."""
    assets = ROOT / "docs/assets/scripts"
    code = [explored(stem) for stem in training.known()]
    told = written.write()["training.js"]
    scripts = [(assets / "erf.js").read_text(encoding="utf-8"), told, *code]
    scripts.append(change((assets / "network.js").read_text(encoding="utf-8")))
    given = {"scripts": scripts, "settings": list(map(asdict, settings)), "steps": steps}
    done = subprocess.run(
        ["node", "-e", RUN], input=json.dumps(given), capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def explored(stem):
    """A function's script, from its record."""
    entry = catalog.load(training.FAMILY, stem)
    code = records.seen(training.FAMILY, stem, "explorer")["code"]
    return explorer.script(entry, entry.explorer(), records.joined(code))


def assert_same(settings, runs, steps=STEPS):
    """Weights, measures and surfaces agree to 1e-9 after so many steps."""
    for setting, run in zip(settings, runs, strict=True):
        network = Network(setting)
        pairs = [(run["start"], network.measure())]
        pairs.append((run["end"], network.train(steps).measure()))
        for value, numbers in zip(network.values, run["values"], strict=True):
            assert np.isfinite(value).all(), setting
            np.testing.assert_allclose(numbers, value.ravel(), atol=1e-9, rtol=0, err_msg=setting)
        surface = network.surface(9).ravel()
        np.testing.assert_allclose(run["surface"], surface, atol=1e-6, err_msg=setting)
        for found, want in pairs:
            assert flat(found) == pytest.approx(flat(want), rel=1e-9, abs=1e-9), setting


def flat(measure):
    """All numbers of a measure, in one order."""
    layers = [number for layer in measure["layers"] for _, number in sorted(layer.items())]
    names = ("steps", "loss", "test", "right")
    return [*(measure[name] for name in names), *layers, *measure["gradients"]]


CALM = Setting(layers=2, units=4, rate=0.03)
SETTINGS = {
    "function": [
        replace(CALM, activation=stem, rate=0.01, optimizer=optimizer)
        for stem in training.known()
        for optimizer in ("sgd", "adam")
    ],
    "start": [
        replace(CALM, start=start, optimizer=optimizer, activation=stem)
        for start in training.CHOICES["start"]
        for optimizer in training.CHOICES["optimizer"]
        for stem in ("tanh", "relu")
    ],
    "data": [
        replace(CALM, data=data, noise=noise, seed=seed, activation="silu")
        for data in training.CHOICES["data"]
        for noise, seed in ((0.0, 1), (0.25, 77))
    ],
    "shape": [
        replace(CALM, layers=layers, units=units, activation="tanh", gain=gain, batch=batch)
        for layers, units in ((1, 1), (3, 8), (6, 5))
        for gain, batch in ((0.5, 1), (1.5, 50), (1, 200))
    ],
    "parameters": [
        replace(CALM, layers=3, activation=activation)
        for activation in (
            "leaky_relu,negative_slope:0.3",
            "relu,negative_slope:0.1,max_value:1,threshold:0.5;tanh",
            "gelu,approximate:True;relu,max_value:None;celu,alpha:0.5",
        )
    ],
}


@pytest.mark.parametrize("sort", SETTINGS)
def test_the_page_s_network_is_the_reference_s(sort):
    assert_same(SETTINGS[sort], in_node(SETTINGS[sort]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("* 0.9 - rate", "* 0.899999 - rate"),
        ("he: 2 / from", "he: 2.000001 / from"),
        ("state >>> 15", "state >>> 14"),
        ("below.slope[place] =", "below.slope[place] = 1e-7 +"),
    ],
)
def test_a_wrong_network_is_caught(old, new):
    settings = [replace(CALM, optimizer="momentum", start="he_normal")]
    assert_same(settings, in_node(settings))
    runs = in_node(settings, change=lambda script: script.replace(old, new))
    with pytest.raises(AssertionError):
        assert_same(settings, runs)


def test_every_choice_is_tried():
    """In one setting or another: each function, initializer, optimizer and set of data."""
    tried = [setting for settings in SETTINGS.values() for setting in settings]
    for name in ("start", "optimizer", "data"):
        assert {getattr(setting, name) for setting in tried} == set(training.CHOICES[name])
    assert {setting.activation for setting in SETTINGS["function"]} == set(training.known())


def test_the_page_has_every_scene_with_its_whole_state_and_names_what_is_left_out():
    files = written.write()
    for scene in scenes.SCENES:
        assert f"[{scene.title}](train.md#{scene.address()})" in files["scenes.md"]
        assert scene.caption() in files["scenes.md"]
        state = dict(part.split("=") for part in scene.address().split("&"))
        assert state.keys() == {*asdict(scene.setting), "versus"}
    names = ("softmax", "log_softmax", "sparsemax", "glu")
    assert all(f"[`{name}`](activations/{name}/index.md)" in files["left_out.md"] for name in names)


def test_each_function_s_page_leads_to_where_it_learns():
    for stem in catalog.stems(training.FAMILY):
        entry = catalog.load(training.FAMILY, stem)
        text = explorer.write(entry, None)["explorer.md"]
        lines = [line for line in text.splitlines() if line.startswith("**See it learn:** [")]
        assert len(lines) == (stem in training.known())
        assert not lines or f"](../../train.md#{scenes.shown_by(stem)[1]})." in lines[0]
