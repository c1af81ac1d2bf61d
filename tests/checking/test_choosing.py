"""The page that helps to choose: complete, and what it says of Keras's defaults is so."""

import inspect
import os

import pytest

from checking import choosing
from project.sources import guides, pages, topics

os.environ.setdefault("KERAS_BACKEND", "jax")


def test_every_function_and_every_topic_has_its_place():
    assert list(choosing.check(guides(), [*pages(), *topics()])) == []


@pytest.mark.parametrize("of", [pages, topics])
def test_a_page_without_a_place_is_refused(of):
    page = of()[0]
    choose = next(guide for guide in guides() if guide.path.name == "choose.md")
    choose.text = choose.text.replace(f"{page.family}/{page.stem}/index.md", "elsewhere.md")
    (problem,) = choosing.check([choose], [page])
    assert page.stem in problem.message and problem.file == choose.path


def test_without_the_page_that_is_what_is_wrong():
    (problem,) = choosing.check([], pages()[:1])
    assert problem.file.name == "choose.md"


@pytest.mark.parametrize("layer", ("LSTM", "GRU"))
def test_gates_of_recurrent_layers_come_as_it_says(layer):
    import keras

    given = inspect.signature(getattr(keras.layers, layer).__init__).parameters
    assert (given["activation"].default, given["recurrent_activation"].default) == (
        "tanh",
        "sigmoid",
    )
