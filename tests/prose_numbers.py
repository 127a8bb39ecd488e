"""Numbers in texts that no cell of the same lesson shows, and where they come from.

A source is a function that computes them, or the reason why nothing does.
"""

import functools
from dataclasses import dataclass

import numpy as np
import pytest
import tinynet_helpers
from digits import count_right, load_digits, with_ones
from tinynet_helpers import (
    forward,
    sigmoid,
    sigmoid_slope,
    stack_weights,
    train,
    train_many,
    truth_table,
)

X, y = truth_table("XOR")


@dataclass
class Declared:
    """Numbers of one page, a blank between them, and their source."""

    page: str
    numbers: str
    source: object


DECLARED = []


def declare(page, numbers, reason):
    """Note numbers that nothing computes, with the reason."""
    DECLARED.append(Declared(page, numbers, reason))


def computes(page, numbers):
    """Make the function below the source of numbers."""

    def register(function):
        DECLARED.append(Declared(page, numbers, function))
        return function

    return register


# ------------------------------------------------------------------ lessons 01 to 03


@computes("01_sigmoid", "2.718")
def e():
    return np.exp(1)


@computes("01_sigmoid", "0.953")
def a_neuron_for_not():
    return sigmoid(3)


declare("01_sigmoid", "0.95", "the goal of an exercise; its answers are tested")
declare("02_forward_pass", "10000", "a task for the reader: how many neurons to draw")
declare("02_forward_pass", "7", "an exercise: hidden units of another network")
declare("03_backprop", "0.493", "the goal of an exercise; its answers are tested")
declare("03_backprop", "99", "the last of a range of seeds")


@computes("03_backprop", "90")
def a_hundred_networks_with_the_wrong_gradient():
    """About: for seed 6, rounding decides whether 88 or 89 learn."""
    w_0, w_1 = stack_weights(range(100), hidden_size=4, inputs=3)
    for iteration in range(10_000):
        layer_1, layer_2 = forward_of_many(w_0, w_1)
        layer_2_delta = (y - layer_2) * slope_once_too_often(layer_2)
        layer_1_delta = layer_2_delta * w_1 * slope_once_too_often(layer_1)
        w_1 += (layer_1 * layer_2_delta).sum(axis=1, keepdims=True)
        w_0 += X.T @ layer_1_delta

    learned = np.abs(y - forward_of_many(w_0, w_1)[1]).mean(axis=0) < 0.1
    assert not learned[1]
    return round(learned.sum(), -1)


def forward_of_many(w_0, w_1):
    layer_1 = sigmoid(X @ w_0)
    return layer_1, sigmoid((layer_1 * w_1).sum(axis=0))


def slope_once_too_often(a):
    return sigmoid_slope(sigmoid(a))


# --------------------------------------------------------------------------- lesson 04

declare("04_training_loop", "250 2500", "guesses to choose from; they are wrong")
declare("04_training_loop", "911", "a seed to try; lesson 05 counts it")


@computes("04_training_loop", "0.0048")
def nine_times_less():
    return train(X, y).errors[1000] / 9


@computes("04_training_loop", "0.67")
def the_mean_of_three_targets():
    run = train(X, y, seed=5, hidden_size=2)
    return forward(X, run.w_0, run.w_1)[1]


@computes("04_training_loop", "0.80 10.3 17.6")
def two_hidden_units_and_their_products():
    run = train(X, y, seed=0, hidden_size=2)
    layer_1 = forward(X, run.w_0, run.w_1)[0]
    return np.concatenate([layer_1, layer_1 * run.w_1.T])


# --------------------------------------------------------------------------- lesson 05
# Its cells train few networks, for they should not keep a learner waiting. What its
# texts say about more networks is counted here.


@functools.cache
def trained(hidden_size, number, learning_rate=1, iterations=10_000):
    """Return Runs of the seeds 0, 1, 2, …, trained on XOR."""
    return train_many(
        X, y, range(number), hidden_size, learning_rate, iterations, every=10_000
    )


def learned_with_bias(hidden_size, number, learning_rate=1):
    """Count the same with an output bias: a hidden unit that is always on."""
    unbiased = tinynet_helpers.stack_weights

    def biased(seeds, hidden_size, inputs):
        w_0, w_1 = unbiased(seeds, hidden_size, inputs)
        always_on = np.zeros((1, inputs, len(seeds)))
        always_on[:, 2] = 1000
        bias = np.zeros((1, 1, len(seeds)))
        return np.concatenate([w_0, always_on]), np.concatenate([w_1, bias])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tinynet_helpers, "stack_weights", biased)
        runs = train_many(X, y, range(number), hidden_size, learning_rate, every=10_000)
    return runs.learned.sum()


@computes("05_many_networks", "245 913 995 24.5 91.3 99.5")
def a_thousand_networks():
    sizes = 2, 3, 4
    counts = np.array([trained(size, 1000).learned.sum() for size in sizes])
    return np.concatenate([counts, counts / 1000])


@computes("05_many_networks", "215 798 900 911 950")
def stuck_with_four_units():
    return np.flatnonzero(~trained(4, 1000).learned)


@computes("05_many_networks", "71 78")
def stuck_with_three_units_and_not_with_two():
    runs = trained(2, 100), trained(3, 100)
    return np.flatnonzero(runs[0].learned & ~runs[1].learned)


@computes("05_many_networks", "292")
def five_hundred_networks_at_a_rate_of_3_or_with_more_time():
    rate = trained(2, 500, learning_rate=3).learned.sum()
    time = trained(2, 500, iterations=30_000).learned.sum()
    assert rate == time
    return rate


@computes("05_many_networks", "428 434 321")
def places_of_the_rows_of_a_thousand_stuck_networks():
    """Near 0.13, and of these with a row at the origin; above, and of these with
    rows of different targets at one place."""
    runs = trained(2, 1000)
    layer_1 = sigmoid(X @ runs.w_0)  # (2, 4, 1000)
    at_origin = (layer_1.max(axis=0) < 0.05).any(axis=0)

    apart = [
        np.abs(layer_1[:, zero] - layer_1[:, one]).max(axis=0)
        for zero in (0, 3)
        for one in (1, 2)
    ]
    together = np.min(apart, axis=0) < 0.05

    near = ~runs.learned & (runs.last_errors < 0.2)
    above = runs.last_errors >= 0.2
    assert not (runs.learned & (at_origin | together)).any()
    return [near.sum(), (near & at_origin).sum(), above.sum(), (above & together).sum()]


@computes("05_many_networks", "847 981")
def a_thousand_networks_with_a_bias():
    return [learned_with_bias(size, 1000) for size in (2, 3)]


@computes("05_many_networks", "431 459")
def five_hundred_networks_with_a_bias_at_a_rate_of_1_and_5():
    return [learned_with_bias(2, 500, rate) for rate in (1, 5)]


# --------------------------------------------------------------------------- lesson 06


@computes("06_unseen_data", "497 670")
def ten_groups_of_twenty_images():
    """The rows 0 to 19, 20 to 39, …, each alone: how many unseen images are right."""
    images, digit = load_digits()
    inputs = with_ones(images)
    targets = (digit % 2 == 1).astype(float).reshape(-1, 1)
    rights = []
    for first in range(0, 200, 20):
        rows = slice(first, first + 20)
        run = train(inputs[rows], targets[rows], learning_rate=0.01, iterations=1000)
        layer_2 = forward(inputs[1000:], run.w_0, run.w_1)[1]
        rights.append(count_right(layer_2, targets[1000:]))
    return [min(rights), max(rights)]


# ------------------------------------------------------------------------ other pages

declare("README", "3.11 3.14", "versions of Python, as in pyproject.toml")
declare("README", "2015", "the year of a post")


@computes("README", "0.00015")
def the_loss_in_its_picture():
    return train(X, y, iterations=10_001).losses[10_000]


declare("teachers_guide", "1280 720 820 390 320", "pixels of windows, as in tests")
declare("teachers_guide", "2.2", "the version of a standard")
declare("teachers_guide", "215 798 911 950", "seeds: the guide's table has a test")


@computes("teachers_guide", "498")
def when_seed_1_has_learned():
    return np.argmax(train(X, y).errors < 0.1)
