"""Answers to lesson 01 that only tests need: refused with a reason, or accepted."""

import math

import numpy as np
from tinynet_helpers import sigmoid


def doubles_in_place(z):
    z *= 2
    return np.tanh(z)


REFUSED = [
    ("01.1", [0.0904], "your answer is 0.0904, which is too large."),
    ("01.1", ["0.09"], "expected one finite number, without quotes"),
    ("01.2", [sigmoid(0.1)], "the slope at 0.525 is 0.2335"),
    ("01.2", [2.055], "the slope at 2.055 is 0.10065495; expected 0.1"),
    ("01.3", [lambda a: 1 - a ^ 2], "^ is not a power in Python"),
    ("01.3", [lambda a: 1 - math.pow(a, 2)], "NumPy's functions take one"),
    ("01.7", [doubles_in_place], "changes what it was handed"),
    (
        "01 curve",
        'axes.set(xlabel="", ylabel="")\naxes.plot(z, sigmoid(z))',
        "no labels",
    ),
]

ACCEPTED = [
    ("01.1", [np.float32(0.09)]),
    ("01.2", [-2.0634]),
    ("01.3", [lambda a: (1 - a) * (1 + a)]),
    ("01.7", [lambda z: np.clip(z, 0, 1)]),
]
