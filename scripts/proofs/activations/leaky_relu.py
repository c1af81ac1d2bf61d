"""Theorems on Leaky ReLU."""

# --8<-- [start:setup]
import numpy as np
import sympy
from z3 import Abs, And, ForAll, Implies, Reals

from catalog.activations.leaky_relu import leaky_relu
from proofs.engine import *

a, b, c, g, h, t, x, y = Reals("a b c g h t x y")


def f(x, a):
    return where(x >= 0, x, a * x)


def gradient(x, a):  # at 0 the right-hand one, as Keras on JAX
    return where(x >= 0, 1, a)
# --8<-- [end:setup]
