"""The page that trains, in a browser: every scene ends as its caption says; it is driven by key and
by finger, and tells in words what it shows."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from catalog import scenes, training
from catalog.scenes import SCENES
from pages import SCHEMES, SITE, SIZES, faults, show

LIMIT = 25_000  # bytes of all that it loads for itself, compressed
OWN = ("erf", "graph", "train", "training", "network")


def settled(tab, steps=0):
    """Waits until it has come to a step and rests there."""
    tab.locator(f".train[data-steps='{steps}']").wait_for()
    expect(tab.locator(".train .count")).to_have_text(f"step {steps}")
    expect(tab.get_by_role("button", name="Start")).to_be_visible()


@pytest.fixture
def train(visit):
    """Opens the page at what stands behind # in its address."""

    def open_page(state="", *size, **options):
        tab = visit("train", *size, fragment=f"#{state}" if state else "", **options)
        settled(tab)
        return tab

    return open_page


def number(shown):
    return float(shown.replace("−", "-").replace(",", "").rstrip("%").strip())


def measures(tab):
    """What it shows of each network, as the reference measures it."""
    found = []
    for box in tab.locator(".networks > div").all():
        rows = [row.locator("td").all_inner_texts() for row in box.locator("tbody tr").all()]
        loss, test, *right = re.findall(r"[\d.]+(?:e−\d+)?", box.locator(".score").inner_text())
        layers = [[number(cell) for cell in row] for row in rows[:-1]]
        found.append(
            {
                "loss": number(loss),
                "test": number(test),
                "right": number(right[0]) / 100 if right else None,
                "layers": [
                    {"dead": dead / 100, "saturated": saturated / 100, "spread": spread}
                    for dead, saturated, spread, _ in layers
                ],
                "gradients": [*(row[3] for row in layers), number(rows[-1][3])],
            }
        )
    return tuple(found)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.stem)
def test_a_scene_ends_as_its_caption_says(train, scene):
    tab = train()
    tab.get_by_role("list").get_by_role("link", name=scene.title, exact=True).click()
    expect(tab.locator(".train [aria-current]")).to_have_text(scene.title)
    expect(tab.locator(".caption")).to_contain_text(scene.caption())
    settled(tab)
    start = measures(tab)
    tab.get_by_role("button", name="Start").click()
    settled(tab, scene.setting.until)
    end = measures(tab)
    fallen = [words for words, holds in scene.says.items() if not holds(start, end)]
    assert fallen == [] and tab.said == []
    (want, _), (found, _) = (tuple(n.measure() for n in scene.networks()), start)
    assert found["loss"] == pytest.approx(want["loss"], rel=0.005)
    assert found["gradients"] == pytest.approx(want["gradients"], rel=0.05)


def test_the_address_holds_the_whole_state_and_gives_it_back(train, base):
    tab = train("data=sine&layers=2&units=3&activation=elu,alpha:0.5;tanh&until=100&versus=rate:1")
    tab.get_by_label("gain", exact=True).press("ArrowRight")
    settled(tab)
    address = tab.url.partition("#")[2]
    state = dict(part.split("=") for part in address.split("&"))
    assert state == {
        **{name: training.written(v) for name, v in vars(training.Setting()).items()},
        **{"data": "sine", "layers": "2", "units": "3", "until": "100", "gain": "1.1"},
        **{"activation": "elu,alpha:0.5;tanh", "versus": "rate:1"},
    }
    again = train(address)
    assert measures(again) == measures(tab)
    assert again.get_by_label("activation 2").input_value() == "tanh"
    assert again.get_by_label("its rate").input_value() == "1"


@pytest.mark.parametrize(
    "state",
    [
        "data=nothing&layers=9&units=2.5&gain=x&versus=seed:2",
        "%",
        "activation=softmax",
        "activation=relu,threshold:x,other:3;nothing",
        "versus=activation:__proto__",
        "layers=&seed=-1&batch=7&versus=",
    ],
)
def test_a_broken_address_does_no_harm(train, state):
    tab = train(state)
    tab.get_by_role("button", name="1 step").click()
    settled(tab, 1)
    assert tab.said == [] and len(measures(tab)) == 1


def test_every_choice_trains(train):
    """Each option of each list, one after the other, in one page; each function too."""
    tab = train("layers=1&units=2")
    for place in ("data", "activation 0", "start", "optimizer", "rate", "batch", "versus"):
        for option in tab.locator(f"[data-name='{place}'] option").all():
            value = option.get_attribute("value")
            tab.locator(f"[data-name='{place}'] select").select_option(value)
            settled(tab)
            tab.get_by_role("button", name="1 step").click()
            settled(tab, 1)
            assert all("loss" in words for words in tab.locator(".score").all_inner_texts())
    stems = tab.locator("[data-name='activation 0'] option").all_inner_texts()
    assert stems == training.known()
    assert tab.said == []


def test_layers_have_activations_of_their_own(train):
    tab = train("layers=3")
    tab.get_by_label("one activation for each layer").check()
    tab.get_by_label("activation 2").select_option("tanh")
    settled(tab)
    assert "activation=relu;tanh;relu&" in tab.url
    assert tab.locator(".networks .title").inner_text().strip() == "relu; tanh; relu"
    tab.get_by_label("layers").press("ArrowRight")
    tab.get_by_label("activation 4").wait_for()
    expect(tab.get_by_label("layers")).to_be_focused()
    tab.get_by_label("one activation for each layer").uncheck()
    expect(tab.get_by_label("activation 2")).to_have_count(0)


def test_it_is_driven_by_keys_and_tells_in_words(train):
    tab = train("until=100")
    tab.get_by_role("button", name="Start").focus()
    tab.keyboard.press("Enter")
    settled(tab, 100)
    status = tab.locator(".train [role=status]")
    expect(status).to_contain_text("After 100 steps. relu: loss")
    expect(status).to_contain_text("by layer dead")
    assert "after 100 steps" in tab.locator("canvas[role=img]").first.get_attribute("aria-label")
    for name, steps in (("1 step", 101), ("50 steps", 151)):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.textContent") == name
        tab.keyboard.press("Enter")
        settled(tab, steps)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    settled(tab)
    select = tab.locator("[data-name='activation 0'] select")
    select.focus()
    select.select_option("leaky_relu")
    tab.get_by_label("negative_slope").wait_for()
    expect(tab.locator("[data-name='activation 0'] select")).to_be_focused()


def test_by_finger_it_moves_frame_by_frame_and_pauses(chromium, base):
    """Where motion is welcome."""
    context = chromium.new_context(viewport=SIZES["phone"], has_touch=True, is_mobile=True)
    tab = context.new_page()
    tab.goto(f"{base}train/#until=5000")
    settled(tab)
    tab.get_by_role("button", name="Start").tap()
    pause = tab.get_by_role("button", name="Pause")
    expect(tab.locator(".train .count")).not_to_have_text("step 0")
    pause.tap()
    reached = int(tab.locator(".train .count").inner_text().split()[1])
    assert 0 < reached < 5000
    tab.get_by_role("button", name="Reset").tap()
    settled(tab)
    context.close()


def test_less_motion_is_less_drawing(train):
    tab = train("until=500")
    assert not tab.get_by_label("speed").is_visible()
    tab.evaluate(
        """() => {
        window.drawn = new Set()
        const count = document.querySelector(".train .count")
        new MutationObserver(() => drawn.add(count.textContent)).observe(count, {
            childList: true, characterData: true, subtree: true,
        })
        }"""
    )
    tab.get_by_role("button", name="Start").click()
    settled(tab, 500)
    assert tab.evaluate("[...drawn]") == ["step 500"]


def test_nothing_is_computed_on_the_page_s_own_thread(train):
    tab = train()
    scripts = tab.evaluate("[...document.scripts].map(({ src }) => src)")
    assert not [src for src in scripts if src.endswith(("network.js", "scripts/training.js"))]
    assert tab.evaluate("guide.network === undefined")


def test_weight():
    """All that the page alone asks for, and the code of every function."""
    files = [SITE / f"assets/scripts/{name}.js" for name in OWN]
    files += [SITE / "generated/functions.js", SITE / "generated/training.js"]
    files += SITE.glob(f"generated/{training.FAMILY}/*/explorer.js")
    files = [file for file in files if file.parent.name not in training.left_out()]
    assert len(files) == len(OWN) + 2 + len(training.known())
    text = b"".join(file.read_bytes() for file in files)
    assert len(gzip.compress(text, mtime=0)) < LIMIT
    page = (SITE / "train/index.html").read_text(encoding="utf-8")
    assert "assets/styles/train.css" in page
    for other in ("compare", "activations/relu"):
        page = (SITE / other / "index.html").read_text(encoding="utf-8")
        assert "train.css" not in page and "train.js" not in page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_when_it_has_trained(train, size, scheme):
    tab = train("until=100&layers=6&activation=relu&versus=activation:gelu,approximate:True")
    show(tab, size, scheme)
    tab.get_by_role("button", name="Start").click()
    settled(tab, 100)
    assert faults(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


def test_pictures_follow_the_theme(train):
    tab = train()
    corner = """() => {
        const pen = document.createElement("canvas").getContext("2d")
        pen.drawImage(document.querySelector(".networks canvas"), 0, 0)
        return [...pen.getImageData(2, 2, 1, 1).data].slice(0, 3)
    }"""
    colours = []
    for scheme in SCHEMES:
        show(tab, "desktop", scheme)
        tab.wait_for_timeout(200)
        colours.append(tab.evaluate(corner))
    assert colours[0] != colours[1] and len(colours) == 2


@pytest.mark.parametrize("size", SIZES)
def test_without_javascript_a_picture_stands_there_and_what_it_shows(visit, size):
    tab = visit("train", size, java_script_enabled=False)
    still = tab.locator(".train svg[role=img]")
    assert still.bounding_box()["height"] > 150
    assert "after 1000 steps" in still.get_attribute("aria-label")
    assert scenes.STILL.caption() in tab.locator(".train").inner_text()
    assert tab.locator(".train :is(button, select, input)").count() == 0
    assert tab.locator("article dt a").count() >= len(SCENES)


def test_where_no_worker_is_allowed_the_picture_stays(chromium):
    tab = chromium.new_page()
    tab.goto((SITE / "train/index.html").as_uri())
    tab.locator(".train.refused svg[role=img]").wait_for()
    tab.close()
