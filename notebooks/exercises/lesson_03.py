"""Lesson 03: its guesses, the judges of its exercises, and frequent wrong answers.

Tasks, stubs, hints and solutions stand in 03_backprop.ipynb.
"""

import functools
import reprlib

import numpy as np
from tinynet_helpers import (
    backward,
    backward_by_nudging,
    forward,
    init_weights,
    loss,
    sigmoid,
    sigmoid_slope,
    truth_table,
)

from .comparing import (
    NotRightError,
    numbers,
    require_equal,
    require_results,
    require_value,
    same,
)
from .guesses import guess
from .judging import exercise, untouched, wrong, wrong_value

guess(
    "03 up or down",
    within=0,
    tempting={
        "down": "the loss should go down. The weight should go where the loss is lower.",
    },
)

guess(
    "03 w_1 up or down",
    within=0,
    tempting={
        "down": "two of these weights are negative. But what counts is what comes in.",
    },
)

guess(
    "03 hidden error",
    within=0.005,
    tempting={
        0.121: "the size is right. A negative weight changes the sign.",
        0.128: "that is the delta itself. It still has to be multiplied by the weight.",
        -0.95: "that is the weight. Multiply the delta by it.",
    },
)

guess(
    "03 layers",
    within=0,
    tempting={
        4: "after four layers one part in 256 is left, at most. One more is needed.",
        10: "ten halves make about a thousandth. But a slope is at most a quarter.",
        250: "1000 / 4 is 250. But the slopes are multiplied, not added up.",
    },
)

guess(
    "03 one step",
    within=0.0004,
    tempting={
        0.4: "sixteen weights move at once. But each moves by about 0.01 at most.",
        0.49: "it is downhill. But the loss is nearly flat here, and the step is small.",
        0: "an update goes in a direction. It does not solve the task at once.",
    },
)

guess(
    "03 two rates",
    within=0,
    tempting={
        40: "each update goes further. But here it goes too far, over the valley.",
    },
)

guess(
    "03 wrong gradient",
    within=0,
    tempting={
        0: "a wrong gradient should ruin it. But most of its updates still lead downhill.",
        3: "half wrong, half learned? But far more than half of its updates lead downhill.",
        6: "it leads downhill at the start. But later not always: one does not learn.",
    },
)


# ----------------------------------------- networks, and their steps with a given delta


def network(table, seed, hidden_size):
    """Return X, y, w_0 and w_1 of an untrained network."""
    X, y = truth_table(table)
    w_0, w_1 = init_weights(seed, hidden_size)
    return [X, y, w_0, w_1]


def random_network():
    """Return X, y, w_0 and w_1 of which none is as in the lessons."""
    random = np.random.RandomState(1)
    X = random.uniform(-3, 1, (6, 3))
    y = random.uniform(0, 1, (6, 1))
    w_0 = random.uniform(-3, 1, (3, 2))
    w_1 = random.uniform(-3, 1, (2, 1))
    return [X, y, w_0, w_1]


NETWORKS = {
    "XOR, seed 1, hidden size 1": network("XOR", 1, 1),
    "XOR, seed 1, hidden size 4": network("XOR", 1, 4),
    "AND, seed 5, hidden size 3": network("AND", 5, 3),
    "random numbers": random_network(),
}


def steps_from(layer_2_delta, X, w_0, w_1):
    """Return both steps, with a delta of the output that may be wrong."""
    layer_1 = sigmoid(X @ w_0)
    layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


def guesses_of(X, w_0, w_1):
    """Return layer_2 alone."""
    return forward(X, w_0, w_1)[1]


@functools.cache
def untrained():
    """Return the network of the lesson, and what its backward pass computes, by name."""
    X, y, w_0, w_1 = network("XOR", 1, 4)
    layer_1, layer_2 = forward(X, w_0, w_1)
    error = y - layer_2
    delta = error * sigmoid_slope(layer_2)
    return {
        "X": X,
        "y": y,
        "w_0": w_0,
        "w_1": w_1,
        "layer_1": layer_1,
        "layer_2": layer_2,
        "layer_2_error": error,
        "layer_2_delta": delta,
        "layer_1_error": delta @ w_1.T,
    }


# ----------------------------------------------------------- 03.1 Recall: one delta


@exercise("03.1")
def judge_one_delta(my_delta):
    guess_of_row_1 = untrained()["layer_2"][1, 0]
    right = (1 - guess_of_row_1) * sigmoid_slope(guess_of_row_1)
    require_value(my_delta, right, within=1e-4)
    return "error times derivative, in three factors. It agrees with `layer_2_delta[1, 0]`."


@wrong("03.1", "that is the error. The slope is missing.")
def error_without_slope():
    return 1 - untrained()["layer_2"][1, 0]


@wrong("03.1", "that is the slope. The error is missing.")
def slope_without_error():
    return sigmoid_slope(untrained()["layer_2"][1, 0])


@wrong("03.1", "that is the guess. Its error and its slope are missing.")
def guess_itself():
    return untrained()["layer_2"][1, 0]


@wrong(
    "03.1",
    "the sign is wrong: it is target minus guess, so this guess should go up.",
)
def guess_minus_one():
    return -untrained()["layer_2_delta"][1, 0]


@wrong("03.1", "you took 0 for the target. That of row 1 is 1.")
def delta_for_target_0():
    guess_of_row_1 = untrained()["layer_2"][1, 0]
    return -guess_of_row_1 * sigmoid_slope(guess_of_row_1)


@wrong("03.1", "that is the delta of row 0. Count from 0: row 1 is layer_2[1, 0].")
def delta_of_row_0():
    return untrained()["layer_2_delta"][0, 0]


@wrong("03.1", "the guess is rounded too far. Take layer_2[1, 0] itself.")
def guess_of_two_digits():
    return (1 - 0.49) * 0.49 * (1 - 0.49)


@wrong("03.1", "brackets are missing: the error, 1 - guess, is one factor.")
def one_without_brackets():
    guess_of_row_1 = untrained()["layer_2"][1, 0]
    return 1 - guess_of_row_1 * sigmoid_slope(guess_of_row_1)


@wrong(
    "03.1",
    "the guess is the output already; you apply the sigmoid once more.",
)
def sigmoid_of_the_guess():
    guess_of_row_1 = untrained()["layer_2"][1, 0]
    return (1 - guess_of_row_1) * sigmoid_slope(sigmoid(guess_of_row_1))


# ------------------------------------------------------ 03.2 Predict: zeros in w_1


@exercise("03.2")
def judge_zeros_in_w_1(my_answer):
    if str(my_answer).strip().lower() not in ("w_0", "w_1", "both", "none"):
        raise NotRightError(
            f'it is {reprlib.repr(my_answer)}; expected "w_0", "w_1", "both" or "none", '
            "with its quotes."
        )
    require_value(my_answer, "w_0")
    return "the deltas are multiplied by w_1, which is 0. After one step it is not 0 any more."


wrong_value(
    "03.2",
    "both",
    "w_1 moves: what comes in is layer_1, and the delta is not 0.",
)
wrong_value(
    "03.2",
    "w_1",
    "that one moves. Look for the weights whose deltas are multiplied by w_1.",
)
wrong_value(
    "03.2",
    "none",
    "the deltas are multiplied by w_1 on their way back, and that is 0.",
)


# -------------------------------------------- 03.3 Write a function: another loss


@exercise("03.3", functions=True)
def judge_another_loss(backward_4):
    require_results(backward_4, backward_4_by_nudging, NETWORKS, within=1e-7)
    return "all steps agree with finite differences. Only the first factor of the chain is new."


def backward_4_by_nudging(X, y, w_0, w_1):
    """Return minus the gradient of a quarter of the sum of the errors to the power 4."""

    def loss_4():
        return np.sum((y - guesses_of(X, w_0, w_1)) ** 4) / 4

    w_0, w_1 = w_0.copy(), w_1.copy()
    steps = np.zeros_like(w_0), np.zeros_like(w_1)
    for w, step in zip((w_0, w_1), steps):
        for index in np.ndindex(w.shape):
            middle = w[index]
            w[index] = middle + 1e-5
            up = loss_4()
            w[index] = middle - 1e-5
            down = loss_4()
            w[index] = middle
            step[index] = -(up - down) / 2e-5
    return steps


@wrong("03.3", "that is the backward pass of the old loss.")
def old_loss(X, y, w_0, w_1):
    return backward(X, y, w_0, w_1)


@wrong("03.3", "error squared loses the sign: no guess would ever go down.")
def error_squared(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from((y - layer_2) ** 2 * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong("03.3", "the sign is lost: no guess could go down.")
def sign_lost_in_the_cube(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    size_cubed = np.abs(y - layer_2) ** 3
    return steps_from(size_cubed * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong("03.3", "that is the derivative of error³. Take the one of error⁴, with its ¼.")
def derivative_of_the_cube(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from(3 * (y - layer_2) ** 2 * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong("03.3", "that is the loss itself. Take its derivative.")
def loss_itself(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from((y - layer_2) ** 4 / 4 * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong("03.3", "that is four times the loss. Take the derivative of the loss.")
def four_times_the_loss(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from((y - layer_2) ** 4 * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong("03.3", "that is three times the error. Its cube is (y - layer_2) ** 3.")
def three_times_the_error(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from((y - layer_2) * 3 * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong("03.3", "you cube target and guess. Cube their difference.")
def difference_of_cubes(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from((y**3 - layer_2**3) * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong("03.3", "the slope of the hidden layer is missing in layer_1_delta.")
def slope_of_the_hidden_layer_missing(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = (y - layer_2) ** 3 * sigmoid_slope(layer_2)
    return X.T @ (layer_2_delta @ w_1.T), layer_1.T @ layer_2_delta


@wrong("03.3", "it is four times too large: the ¼ cancels the 4.")
def four_times_too_large(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from(4 * (y - layer_2) ** 3 * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong("03.3", "the sign is wrong: this walks uphill.")
def uphill(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from((layer_2 - y) ** 3 * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong(
    "03.3",
    "it is a quarter of it: the 4 that comes down from the power cancels the ¼; "
    "and a step is the sum over the rows, not their mean.",
)
def mean_over_the_rows(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from((y - layer_2) ** 3 * sigmoid_slope(layer_2) / 4, X, w_0, w_1)


@wrong(
    "03.3",
    "the product for w_0 is transposed: a step has the shape of its weights.",
)
def product_transposed(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    layer_2_delta = (y - layer_2) ** 3 * sigmoid_slope(layer_2)
    w_0_step, w_1_step = steps_from(layer_2_delta, X, w_0, w_1)
    return w_0_step.T, w_1_step


@wrong("03.3", "the slope of the output is missing in layer_2_delta.")
def slope_of_the_output_missing(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from((y - layer_2) ** 3, X, w_0, w_1)


@wrong("03.3", "you cube the slope as well. Only the error is cubed.")
def slope_cubed(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from(((y - layer_2) * sigmoid_slope(layer_2)) ** 3, X, w_0, w_1)


# ------------------------------------------- 03.4 Bug hunt: three backward passes


@exercise("03.4", functions=True)
def judge_three_backward_passes(backward_a, backward_b, backward_c):
    for function in (backward_a, backward_b, backward_c):
        require_results(function, backward_by_nudging, NETWORKS, within=1e-7)
    return "all three pass the gradient check. With seed 1, bug c was off by less than 1 %: only a check finds that."


@untouched("03.4", "backward_a")
def guess_minus_target(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from((layer_2 - y) * sigmoid_slope(layer_2), X, w_0, w_1)


@untouched("03.4", "backward_b")
def slope_of_the_weighted_sum(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
    layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(X @ w_0)
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


@untouched("03.4", "backward_c")
def back_along_the_new_weights(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
    w_1_step = layer_1.T @ layer_2_delta
    layer_1_delta = layer_2_delta @ (w_1 + w_1_step).T * sigmoid_slope(layer_1)
    return X.T @ layer_1_delta, w_1_step


@wrong(
    "03.4",
    "in backward_b you apply the sigmoid to layer_1 once more. It is the output already.",
    name="backward_b",
)
def sigmoid_once_more(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
    layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(sigmoid(layer_1))
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


@wrong(
    "03.4",
    "in backward_a the error has lost its sign: no guess could ever go down.",
    name="backward_a",
)
def size_of_the_error(X, y, w_0, w_1):
    layer_2 = guesses_of(X, w_0, w_1)
    return steps_from(np.abs(y - layer_2) * sigmoid_slope(layer_2), X, w_0, w_1)


@wrong(
    "03.4",
    "in backward_c the deltas no longer go back along w_1 at all.",
    name="backward_c",
)
def not_back_along_w_1(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
    layer_1_delta = layer_2_delta * sigmoid_slope(layer_1)
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


@wrong(
    "03.4",
    "in backward_a the slope of the hidden layer is gone.",
    name="backward_a",
)
def without_the_hidden_slope(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
    layer_1_delta = layer_2_delta @ w_1.T
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


# --------------------------------------------------- 03.5 Bug hunt: the check itself

KNOWN_FUNCTIONS = {
    "f(x) = x at 1": [lambda x: x, 1.0],
    "f(x) = x squared at 3": [lambda x: x**2, 3.0],
    "the sigmoid at 2": [sigmoid, 2.0],
    # It falls, and bends so much that one-sided differences are never near enough.
    "f(x) = 1000 x squared - 3 x at 0.001": [lambda x: 1000 * x**2 - 3 * x, 0.001],
    "the sigmoid at a random x": [sigmoid, np.random.RandomState(1).normal()],
}


@exercise("03.5", functions=True)
def judge_the_check_itself(slope_by_check):
    require_results(
        slope_by_check, slope_by_smaller_nudge, KNOWN_FUNCTIONS, within=1e-7
    )
    return "from down to up it is 2 * nudge. Tried on known derivatives, it can be trusted."


def slope_by_smaller_nudge(f, x):
    return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6


@untouched("03.5")
def divided_by_one_nudge(f, x, nudge=1e-5):
    return (f(x + nudge) - f(x - nudge)) / nudge


@wrong("03.5", "the sign is wrong: a function that rises has a positive derivative.")
def derivative_with_a_wrong_sign(f, x, nudge=1e-5):
    return (f(x - nudge) - f(x + nudge)) / (2 * nudge)


@wrong("03.5", "that is how far it moved. Divide by how far you went.")
def not_divided(f, x, nudge=1e-5):
    return f(x + nudge) - f(x - nudge)


@wrong("03.5", "the nudge is too large: on the way, the curve bends.")
def large_nudge(f, x, nudge=0.1):
    return (f(x + nudge) - f(x - nudge)) / (2 * nudge)


@wrong(
    "03.5",
    "it is almost 0: you multiply by nudge. / 2 * nudge divides by 2 alone.",
)
def divided_by_2_alone(f, x, nudge=1e-5):
    return (f(x + nudge) - f(x - nudge)) / 2 * nudge


@wrong(
    "03.5",
    "you look in one direction only. It agrees to fewer digits: go both ways.",
)
def only_up(f, x, nudge=1e-5):
    return (f(x + nudge) - f(x)) / nudge


@wrong("03.5", "you look back only. It agrees to fewer digits: go both ways.")
def only_down(f, x, nudge=1e-5):
    return (f(x) - f(x - nudge)) / nudge


@wrong(
    "03.5",
    "you divide by 2, and not by how far you went: that is 2 * nudge.",
)
def divided_by_2(f, x, nudge=1e-5):
    return (f(x + nudge) - f(x - nudge)) / 2


@wrong(
    "03.5",
    "the sign is lost: a function that falls has a negative derivative.",
)
def sign_lost(f, x, nudge=1e-5):
    return abs(f(x + nudge) - f(x - nudge)) / (2 * nudge)


# --------------------------------------------------------- 03.6 Design: how far to go?


@exercise("03.6")
def judge_how_far_to_go(my_rate):
    rate = float(numbers(my_rate))
    X, y, w_0, w_1 = network("XOR", 1, 4)
    w_0_step, w_1_step = backward(X, y, w_0, w_1)
    after = loss(X, y, w_0 + rate * w_0_step, w_1 + rate * w_1_step)

    if not after < 0.493:
        if rate < 0:
            way = "the wrong way"
        elif rate < 15:
            way = "too short"
        else:
            way = "too far"
        raise NotRightError(f"it gives a loss of {after:.5f}: {way}.")
    return f"a loss of {after:.5f} in one update: far enough, and not too far."


wrong_value("03.6", 1, "a rate of 1 leads downhill, but not far enough: 0.49486.")
wrong_value("03.6", 50, "that is too far: the loss is larger than before the update.")
wrong_value("03.6", -12, "a negative learning rate walks uphill.")
wrong_value("03.6", 0, "with a learning rate of 0 nothing moves.")


# ------------------------------------------------------ 03.7 Open: wrong, and it works


@exercise("03.7", functions=True)
def judge_wrong_gradients(wrong_but_works, wrong_and_fails):
    before, works, first_dot = result_of_100_updates(wrong_but_works)
    if not works < before:
        raise NotRightError(
            "wrong_but_works does not lower the loss in 100 updates: "
            f"it goes from {before:.4f} to {works:.4f}."
        )

    before, fails, second_dot = result_of_100_updates(wrong_and_fails)
    if fails < before:
        raise NotRightError(
            f"wrong_and_fails lowers the loss: from {before:.4f} to {fails:.4f}."
        )

    meaning = (
        "at the start, the dot product with the right step is "
        f"{written(first_dot)} for the first and {written(second_dot)} for the second. "
        "A small update lowers the loss if it is positive."
    )
    if second_dot > 0:
        meaning += " The second fails all the same: it goes too far, or turns uphill."
    return meaning


def written(number):
    """Return a number with two digits, as 0.000073 and not 7.3e-05."""
    return np.format_float_positional(number + 0.0, 2, fractional=False, trim="-")


def result_of_100_updates(gradient):
    """Return the loss before and after, and how much the first step is a right one."""
    X, y, w_0, w_1 = network("XOR", 1, 4)
    right_w_0_step, right_w_1_step = backward(X, y, w_0, w_1)
    before = after = loss(X, y, w_0, w_1)

    gradient.given = "with X, y and weights, "
    steps = gradient(X, y, w_0, w_1)
    name = f"the result of {gradient.name}"
    require_equal(steps, (w_0, w_1), name, within=np.inf)  # any numbers that fit
    if same(steps, (right_w_0_step, right_w_1_step)):
        raise NotRightError(f"{gradient.name} is the right gradient; spoil it.")

    w_0_step, w_1_step = steps
    dot = np.sum(w_0_step * right_w_0_step) + np.sum(w_1_step * right_w_1_step)

    for update in range(100):
        w_0_step, w_1_step = gradient(X, y, w_0, w_1)
        w_0 = w_0 + w_0_step
        w_1 = w_1 + w_1_step
        if not np.isfinite(w_0).all() or not np.isfinite(w_1).all():
            return before, np.inf, dot  # so long an update that no network is left
        after = loss(X, y, w_0, w_1)
    return before, after, dot


@wrong(
    "03.7",
    "that is the wrong gradient of the lesson. It learns many seeds, but not seed 1: "
    "there its loss rises in the first 100 updates. Try another.",
)
def gradient_of_the_lesson(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = (y - layer_2) * sigmoid_slope(sigmoid(layer_2))
    layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(sigmoid(layer_1))
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


# -------------------------------------------------------------- Write: one neuron

NEURONS = {
    "x = 1, y = 1, a = 0.5": [1.0, 1.0, 0.5],
    "x = 2, y = 0, a = 0.3": [2.0, 0.0, 0.3],
    "x = -1.5, y = 1, a = 0.9": [-1.5, 1.0, 0.9],
}


@exercise("03 one neuron", functions=True)
def judge_one_neuron(derivative_by_w):
    require_results(derivative_by_w, derivative_by_nudging, NEURONS)
    return "three partial derivatives, multiplied: that is the chain rule."


def derivative_by_nudging(x, y, a):
    z = np.log(a / (1 - a))  # sigmoid(z) is a
    up = (y - sigmoid(z + 1e-5 * x)) ** 2 / 2
    down = (y - sigmoid(z - 1e-5 * x)) ** 2 / 2
    return (up - down) / 2e-5


@wrong(
    "03 one neuron",
    "the sign is wrong: that is minus the derivative, the way downhill.",
)
def minus_the_derivative(x, y, a):
    return (y - a) * a * (1 - a) * x


@wrong("03 one neuron", "the factor of the sigmoid, ∂a/∂z, is missing.")
def without_the_sigmoid(x, y, a):
    return (a - y) * x


@wrong("03 one neuron", "the last factor, ∂z/∂w, is missing. It is x.")
def last_factor_missing(x, y, a):
    return (a - y) * a * (1 - a)


@wrong("03 one neuron", "the first factor, ∂L/∂a, is missing.")
def first_factor_missing(x, y, a):
    return a * (1 - a) * x


@wrong(
    "03 one neuron",
    "you apply the sigmoid once more. a is its output already.",
)
def sigmoid_of_the_output(x, y, a):
    return (a - y) * sigmoid(a) * (1 - sigmoid(a)) * x


@wrong(
    "03 one neuron",
    "it is twice too large: the ½ in the loss cancels the 2.",
)
def twice_too_large(x, y, a):
    return 2 * (a - y) * a * (1 - a) * x


@wrong(
    "03 one neuron",
    "your first factor is the loss itself. Take its derivative, a - y.",
)
def loss_as_a_factor(x, y, a):
    return (y - a) ** 2 / 2 * a * (1 - a) * x


@wrong("03 one neuron", "you add the three. The chain rule multiplies.")
def three_added(x, y, a):
    return (a - y) + a * (1 - a) + x


@wrong("03 one neuron", "brackets are missing: a - y is one factor.")
def without_brackets(x, y, a):
    return a - y * a * (1 - a) * x


# ------------------------------------------------- Write: the delta of the output


@exercise("03 layer_2_delta")
def judge_layer_2_delta(layer_2_delta):
    known = untrained()
    layer_2 = known["layer_2"]
    right = known["layer_2_error"] * layer_2 * (1 - layer_2)
    require_value(layer_2_delta, right, name="layer_2_delta")
    return "error times derivative, for each of the four rows."


@wrong("03 layer_2_delta", "that is the error alone. Multiply it by the slope.")
def error_alone():
    return untrained()["layer_2_error"]


@wrong("03 layer_2_delta", "that is the slope alone. Multiply it by the error.")
def slope_alone():
    return sigmoid_slope(untrained()["layer_2"])


@wrong("03 layer_2_delta", "the sign is wrong: the error is target minus guess.")
def minus_the_delta():
    return -untrained()["layer_2_delta"]


@wrong(
    "03 layer_2_delta",
    "sigmoid_slope gets the error. It takes the output, layer_2.",
)
def slope_of_the_error():
    error = untrained()["layer_2_error"]
    return error * sigmoid_slope(error)


@wrong(
    "03 layer_2_delta",
    "sigmoid_slope gets the weighted sum. It takes the output, layer_2.",
)
def slope_of_the_outputs_weighted_sum():
    known = untrained()
    return known["layer_2_error"] * sigmoid_slope(known["layer_1"] @ known["w_1"])


@wrong(
    "03 layer_2_delta",
    "you apply the sigmoid once more. layer_2 is the output already.",
)
def sigmoid_of_layer_2():
    known = untrained()
    return known["layer_2_error"] * sigmoid_slope(sigmoid(known["layer_2"]))


@wrong(
    "03 layer_2_delta",
    "@ adds all rows up. Each row has a delta of its own: multiply with *.",
)
def rows_added_up():
    known = untrained()
    return known["layer_2_error"].T @ sigmoid_slope(known["layer_2"])


@wrong(
    "03 layer_2_delta",
    "the slope is layer_2 * (1 - layer_2). Its second factor is missing.",
)
def first_factor_of_the_slope():
    known = untrained()
    return known["layer_2_error"] * known["layer_2"]


@wrong(
    "03 layer_2_delta",
    "the slope is layer_2 * (1 - layer_2). Its first factor is missing.",
)
def second_factor_of_the_slope():
    known = untrained()
    return known["layer_2_error"] * (1 - known["layer_2"])


@wrong(
    "03 layer_2_delta", "that is the sigmoid of layer_2. Take its slope: sigmoid_slope."
)
def sigmoid_in_place_of_the_slope():
    known = untrained()
    return known["layer_2_error"] * sigmoid(known["layer_2"])


@wrong("03 layer_2_delta", "the error has lost its sign: no guess could ever go down.")
def size_of_the_errors():
    known = untrained()
    return np.abs(known["layer_2_error"]) * sigmoid_slope(known["layer_2"])


@wrong("03 layer_2_delta", "you square the error. Its derivative is the error itself.")
def squared_error():
    known = untrained()
    return known["layer_2_error"] ** 2 * sigmoid_slope(known["layer_2"])


@wrong(
    "03 layer_2_delta",
    "that is the slope of the hidden units. Here the output's slope counts.",
)
def slope_of_layer_1():
    known = untrained()
    return known["layer_2_error"] * sigmoid_slope(known["layer_1"])


@wrong("03 layer_2_delta", "you add the two. The chain rule multiplies.")
def two_added():
    known = untrained()
    return known["layer_2_error"] + sigmoid_slope(known["layer_2"])


# ------------------------------------------- Write: the deltas of the hidden units


@exercise("03 layer_1_delta")
def judge_layer_1_delta(layer_1_delta):
    known = untrained()
    layer_1 = known["layer_1"]
    right = known["layer_1_error"] * layer_1 * (1 - layer_1)
    require_value(layer_1_delta, right, name="layer_1_delta")
    return "back along w_1, then times the slope of each hidden unit."


@wrong(
    "03 layer_1_delta",
    "that is layer_1_error. Multiply it by the slope of the hidden units.",
)
def error_of_the_hidden_units():
    return untrained()["layer_1_error"]


@wrong(
    "03 layer_1_delta",
    "it did not go back along w_1: each unit has its own weight there as a factor.",
)
def did_not_go_back():
    known = untrained()
    return known["layer_2_delta"] * sigmoid_slope(known["layer_1"])


@wrong(
    "03 layer_1_delta",
    "you sent the error back. Send layer_2_delta, which has its slope in it.",
)
def error_sent_back():
    known = untrained()
    sent_back = known["layer_2_error"] @ known["w_1"].T
    return sent_back * sigmoid_slope(known["layer_1"])


@wrong(
    "03 layer_1_delta",
    "sigmoid_slope gets the weighted sum. It takes the output, layer_1.",
)
def slope_of_the_hidden_weighted_sum():
    known = untrained()
    return known["layer_1_error"] * sigmoid_slope(known["X"] @ known["w_0"])


@wrong(
    "03 layer_1_delta",
    "that is the slope of the output. Here the hidden units' slope counts.",
)
def slope_of_the_output():
    known = untrained()
    return known["layer_1_error"] * sigmoid_slope(known["layer_2"])


@wrong(
    "03 layer_1_delta",
    "sigmoid_slope gets layer_1_error. It takes the output, layer_1.",
)
def slope_of_the_hidden_error():
    error = untrained()["layer_1_error"]
    return error * sigmoid_slope(error)


@wrong("03 layer_1_delta", "that is the slope alone. Multiply layer_1_error by it.")
def hidden_slope_alone():
    return sigmoid_slope(untrained()["layer_1"])


@wrong("03 layer_1_delta", "you add the two. The chain rule multiplies.")
def two_added_in_the_hidden_layer():
    known = untrained()
    return known["layer_1_error"] + sigmoid_slope(known["layer_1"])


@wrong("03 layer_1_delta", "@ mixes rows and units. Multiply number by number, with *.")
def rows_and_units_mixed():
    known = untrained()
    return known["layer_1_error"] @ sigmoid_slope(known["layer_1"])


@wrong(
    "03 layer_1_delta",
    "the slope is layer_1 * (1 - layer_1). Its second factor is missing.",
)
def first_factor_of_the_hidden_slope():
    known = untrained()
    return known["layer_1_error"] * known["layer_1"]


@wrong(
    "03 layer_1_delta",
    "the slope is layer_1 * (1 - layer_1). Its first factor is missing.",
)
def second_factor_of_the_hidden_slope():
    known = untrained()
    return known["layer_1_error"] * (1 - known["layer_1"])


@wrong("03 layer_1_delta", "brackets are missing: 1 - layer_1 is one factor.")
def hidden_slope_without_brackets():
    known = untrained()
    layer_1 = known["layer_1"]
    return known["layer_1_error"] * layer_1 * 1 - layer_1


@wrong("03 layer_1_delta", "a hidden unit has no target; its error is layer_1_error.")
def target_for_hidden_units():
    known = untrained()
    layer_1 = known["layer_1"]
    return (known["y"] - layer_1) * sigmoid_slope(layer_1)


@wrong("03 layer_1_delta", "that is the error of the output. Take layer_1_error.")
def error_of_the_output():
    known = untrained()
    return known["layer_2_error"] * sigmoid_slope(known["layer_1"])


@wrong("03 layer_1_delta", "the sign is wrong: layer_1_error has its sign already.")
def hidden_delta_with_a_wrong_sign():
    known = untrained()
    return -known["layer_1_error"] * sigmoid_slope(known["layer_1"])


# ---------------------------------------------------------- Write: the step of w_1


@exercise("03 w_1_step")
def judge_w_1_step(w_1_step):
    X, y, w_0, w_1 = network("XOR", 1, 4)
    right = backward_by_nudging(X, y, w_0, w_1)[1]
    require_value(w_1_step, right, name="w_1_step")
    return "what came in, times the delta, added up over the four rows."


@wrong(
    "03 w_1_step",
    "the sign is wrong: that is the gradient, and a step is minus the gradient.",
)
def gradient_of_w_1():
    known = untrained()
    return -known["layer_1"].T @ known["layer_2_delta"]


@wrong("03 w_1_step", "the slope is missing. Take layer_2_delta.")
def error_in_place_of_delta():
    known = untrained()
    return known["layer_1"].T @ known["layer_2_error"]


@wrong(
    "03 w_1_step",
    "that is the mean over the four rows. The loss is a sum.",
)
def mean_over_four_rows():
    known = untrained()
    return known["layer_1"].T @ known["layer_2_delta"] / 4


@wrong(
    "03 w_1_step",
    "it is transposed: a step has the shape of its weights, (4, 1).",
)
def step_transposed():
    known = untrained()
    return known["layer_2_delta"].T @ known["layer_1"]


@wrong(
    "03 w_1_step",
    "these shapes fit by chance, for there are four rows and four units. "
    "Transpose layer_1.",
)
def layer_1_not_transposed():
    known = untrained()
    return known["layer_1"] @ known["layer_2_delta"]


@wrong("03 w_1_step", "nothing is added up over the rows. @ does that, * does not.")
def products_not_added_up():
    known = untrained()
    return known["layer_1"] * known["layer_2_delta"]


@wrong("03 w_1_step", "nothing is added up over the rows. @ does that, * does not.")
def transposed_products_not_added_up():
    known = untrained()
    return known["layer_1"].T * known["layer_2_delta"]


@wrong("03 w_1_step", "what comes in through w_1 is layer_1. X comes in through w_0.")
def inputs_in_place_of_layer_1():
    known = untrained()
    return known["X"].T @ known["layer_2_delta"]


@wrong("03 w_1_step", "those are the guesses. Take layer_2_delta.")
def guesses_in_place_of_deltas():
    known = untrained()
    return known["layer_1"].T @ known["layer_2"]
