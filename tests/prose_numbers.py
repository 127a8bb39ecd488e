"""Numbers in texts that no cell of the same lesson shows, and where they come from.

A source is a function that computes them, or the reason why nothing does.
"""

from dataclasses import dataclass

import numpy as np
from tinynet_helpers import forward, sigmoid, train, train_many, truth_table

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


# ------------------------------------------------------------------------ other pages

declare("README", "3.11 3.14", "versions of Python, as in pyproject.toml")
declare("README", "2015", "the year of a post")


@computes("README", "0.00015")
def the_loss_in_its_picture():
    return train(X, y, iterations=10_001).losses[10_000]


@computes("05_many_networks", "215 798 911")
def stuck_with_four_units():
    return np.flatnonzero(~train_many(X, y, range(1000), every=10_000).learned)


declare("teachers_guide", "1280 720 820 390 320", "pixels of windows, as in tests")
declare("teachers_guide", "2.2", "the version of a standard")
declare("teachers_guide", "215 798 911", "seeds: the guide's table has a test")


@computes("teachers_guide", "498")
def when_seed_1_has_learned():
    return np.argmax(train(X, y).errors < 0.1)
