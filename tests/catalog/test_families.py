"""What is found of the families, and what is true of one alone."""

import pytest

from catalog.activations import _family as activations


def test_means_over_the_normal_distribution_are_right_to_four_digits():
    assert activations.normal_mean(lambda z: z**2) == pytest.approx(1, abs=1e-6)
    assert activations.normal_mean(lambda z: z >= 0.1) == pytest.approx(0.4601722, abs=1e-4)
