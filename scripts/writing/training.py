"""The page `train`: where its network goes, what its script is told, and the scenes."""

import json
from dataclasses import asdict

from catalog import scenes, training
from catalog.escaping import code, link, text

SCRIPTS = (
    "assets/scripts/erf.js",
    "assets/scripts/graph.js",
    "generated/functions.js",
    "generated/training.js",
    "assets/scripts/train.js",
)


def write():
    """The files of the page, by name."""
    return {
        "training.js": f"guide.training = {json.dumps(facts(), ensure_ascii=False)}\n",
        "training.md": mount(),
        "scenes.md": listed(),
        "left_out.md": left_out(),
    }


def facts():
    """What the page's scripts are told: choices, scenes, and the constants of the arithmetic."""
    return {
        "family": training.FAMILY,
        "count": training.COUNT,
        "window": training.WINDOW,
        "far": training.FAR,
        "flat": training.FLAT,
        "cut": training.CUT,
        "plane": training.PLANE,
        "streams": [training.TRAIN, training.TEST, training.BATCHES, training.WEIGHTS],
        "choices": training.CHOICES,
        "differ": training.DIFFER,
        "usual": asdict(training.Setting()),
        "scenes": [[scene.title, scene.address(), scene.caption()] for scene in scenes.SCENES],
    }


def mount():
    """Where the networks go, on a page at the site's root; a still picture of a scene stands there
    without JavaScript."""
    addresses = " ".join(f"../{script}" for script in SCRIPTS)
    return (
        f'<div class="explorer train" data-start="train" data-scripts="{addresses}" markdown>\n\n'
        f"![{text(alt())}](generated/training/still.svg)\n\n"
        "With JavaScript on, networks train here. This is how a scene ends: "
        f"{text(scenes.STILL.title)}. {text(scenes.STILL.caption())}\n\n</div>\n"
    )


def alt():
    """What the still picture shows."""
    one = scenes.STILL.setting
    other = one.differing(scenes.STILL.versus)
    names = [setting.activation.partition(",")[0] for setting in (one, other)]
    return (
        f"Two classes of points, one around the other, and what two networks make of the plane "
        f"after {one.until} steps: {names[0]}'s is of one shade, {names[1]}'s shade goes round the "
        "inner class"
    )


def listed():
    """The scenes: each a link that holds the whole state, and its caption."""
    return "\n".join(
        f"{link(text(scene.title), f'train.md#{scene.address()}')}\n"
        f":   {text(scene.caption())} See {scene.why}.\n"
        for scene in scenes.SCENES
    )


def way(entry):
    """For an entry's page, a line that leads to where it is seen to learn; "" where it is not."""
    if entry.family != training.FAMILY or entry.stem not in training.known():
        return ""
    title, address = scenes.shown_by(entry.stem)
    return f"\n**See it learn:** {link(text(title), f'../../train.md#{address}')}.\n"


def left_out():
    """Which functions cannot be chosen."""
    names = [link(code(n), f"{training.FAMILY}/{n}/index.md") for n in training.left_out()]
    return (
        f"Left out are {', '.join(names[:-1])} and {names[-1]}: each of their outputs depends on "
        "several inputs, and their code in this guide is not of one number.\n"
    )
