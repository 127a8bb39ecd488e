"""Answers to lesson 03 that only tests need: refused with a reason, or accepted."""

import numpy as np
from tinynet_helpers import backward, forward, sigmoid_slope


def xor_for_a_power(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = (y - layer_2) ^ 3 * sigmoid_slope(layer_2)
    return X.T @ layer_2_delta, layer_1.T @ layer_2_delta


def one_sided(f, x):
    return (f(x + 1e-8) - f(x)) / 1e-8


def minus_the_weights(X, y, w_0, w_1):
    return -w_0, -w_1


def uphill(X, y, w_0, w_1):
    return [-step for step in backward(X, y, w_0, w_1)]


def half_a_step(X, y, w_0, w_1):
    return [step / 2 for step in backward(X, y, w_0, w_1)]


def huge_steps(X, y, w_0, w_1):
    return 0 * w_0 + 1e308, w_1


def cubes_of_steps(X, y, w_0, w_1):
    w_0_step, w_1_step = backward(X, y, w_0, w_1)
    return w_0_step**3, w_1_step**3


REFUSED = [
    ("03.2", [0], 'it is 0; expected "w_0"'),
    ("03.3", [xor_for_a_power], "^ is not a power in Python"),
    ("03.5", [one_sided], "expected -1."),
    ("03.6", [20.8], "it gives a loss of 0.49301: too far."),
    ("03.7", [backward, minus_the_weights], "wrong_but_works is the right gradient"),
    ("03.7", [uphill, uphill], "wrong_but_works does not lower the loss"),
    ("03.7", [half_a_step, half_a_step], "wrong_and_fails lowers the loss"),
    (
        "03.7",
        [huge_steps, huge_steps],
        "wrong_but_works does not lower the loss in 100 updates: "
        "it goes from 0.4952 to inf",
    ),
    ("03 layer_2_delta", [np.zeros(4)], "layer_2_delta has shape (4,)"),
]

# What the task names, an answer that just does it, and one that just does not.
GOALS = [("03.6", "below 0.493", [9.9], [9.7])]

ACCEPTED = [
    ("03.2", [" W_0"]),
    ("03.6", [20.7]),
    ("03.7", [half_a_step, minus_the_weights]),
    ("03.7", [cubes_of_steps, uphill]),
]
