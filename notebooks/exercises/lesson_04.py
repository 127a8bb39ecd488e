"""Lesson 04: its guesses, the judges of its exercises, and frequent wrong answers.

Tasks, stubs, hints and solutions stand in 04_training_loop.ipynb.
"""

import functools

import numpy as np
from tinynet_helpers import (
    backward,
    init_weights,
    sigmoid,
    sigmoid_slope,
    train,
    train_many,
    truth_table,
)

from .comparing import (
    NotRightError,
    NotTriedError,
    numbers,
    require_results,
    require_value,
    same,
)
from .drawing import (
    axes_of,
    longest,
    points_of,
    refuse_points_alone,
    require_one_direction,
)
from .guesses import guess
from .judging import exercise, untouched, wrong, wrong_value

guess(
    "04 any wrong",
    within=50,
    tempting={
        2500: "one update changes little. But hundreds of them add up.",
        9000: "10,000 iterations look like a long way. Most of it is the last bit.",
    },
)

guess(
    "04 one ninth",
    within=0,
    tempting={
        "less": "it fell elevenfold in the first 1,000. But near a target the steps shrink.",
    },
)

guess(
    "04 loss factor",
    within=3,
    tempting={
        2: "hardly any change? That is how the linear axis looks.",
        250: "more than two factors of 10? Read the axis at 1,000 again.",
    },
)

guess(
    "04 orange in the middle",
    within=5,
    tempting={
        100: "this one has a stripe. But one seed is not a law.",
        50: "two solutions, so half and half? Nothing makes them equally frequent.",
        0: "two corners are the usual result. But you have seen one stripe already.",
    },
)

guess(
    "04 cell run twice",
    within=0,
    tempting={
        "seed": "the seed decides about all numbers. But seeding again starts the same ones.",
        "train": "twice the training gives other numbers. But the first would be tiny.",
    },
)

guess(
    "04 how many learn",
    within=0,
    tempting={
        4: "each change looks small. But one unit can never learn XOR.",
        3: "one unit cannot do it, but the others? At a rate of 100, the updates are far too large.",
        1: "a rate of 0.1 is slow, but 10,000 iterations are enough for it.",
        0: "each change does harm? Smaller updates and more units do not.",
    },
)

guess(
    "04 patience",
    within=0,
    tempting={
        "no": "it has hardly changed for thousands of iterations. It was only slow.",
    },
)


@functools.cache
def run_of_seed_1():
    """Return the training that the lesson looks at most: it is trained once."""
    return train(*truth_table("XOR"), seed=1)


# ------------------------------ 04.1 Recall: the mean absolute error and the loss


WRONG_ERRORS = {
    0.4: "your error is a sum. It should be the mean of the four.",
    0.01: "your error is a square. It should be the mean of the four sizes.",
    -0.1: "a size has no sign: your error should be above 0.",
    10: "your error is in percent. Give it as a number from 0 to 1.",
}
WRONG_LOSSES = {
    0.04: "the half is forgotten in your loss.",
    0.01: "your loss is a mean of squares. It should be half the sum.",
    0.005: "your loss is half a mean. It should be half the sum.",
    0.2: "your loss is half the sum of the sizes. Square them first.",
    0.08: "your loss is half the square of the sum. Square first, then add.",
}


@exercise("04.1")
def judge_error_and_loss(my_error, my_loss):
    if same((my_error, my_loss), (0.02, 0.1)):
        raise NotRightError("you have exchanged the two.")

    require_none_of(WRONG_ERRORS, my_error)
    require_value(my_error, 0.1, name="your error")
    require_none_of(WRONG_LOSSES, my_loss)
    require_value(my_loss, 0.02, name="your loss")
    return "the first is a mean of sizes, the loss half a sum of squares."


def require_none_of(wrong_ones, value):
    """Raise NotRightError if a value is a frequent wrong one, from value to reason."""
    for other, why in wrong_ones.items():
        if same(value, other):
            raise NotRightError(why)


# --------------------------------------------------------- 04.2 Predict: without the ones


@exercise("04.2")
def judge_without_the_ones(my_last_error):
    require_value(my_last_error, last_error_without_the_ones(), within=1e-4)
    return "it learns without the ones, too: they are useful, but not always necessary."


@functools.cache
def last_error_without_the_ones():
    X, y = truth_table("XOR")
    return train(X[:, :2], y, seed=1).errors[-1]


wrong_value("04.2", 0.008585, "that is the network *with* the ones.", within=1e-5)
wrong_value(
    "04.2",
    0.5,
    "this network has learned nothing. Is it the third column that you left out?",
)
wrong_value("04.2", 0.499529, "that is the first one. Take the last.", within=1e-5)
wrong_value(
    "04.2",
    1.895271,
    "that is in percent. Hand in the number as errors has it.",
    within=1e-3,
)
wrong_value(
    "04.2",
    0.017374,
    "that is seed 2. The seed is part of the result.",
    within=1e-5,
)
wrong_value(
    "04.2",
    0.000725,
    "that is the loss. You are asked for the mean absolute error.",
    within=1e-5,
)


# ------------------------------------------------------------------------ 04.3 How fast?


@exercise("04.3")
def judge_how_fast(my_iteration):
    errors = run_of_seed_1().errors
    right = int(np.argmax(errors < 0.1))
    iteration = float(numbers(my_iteration))

    if iteration == right:
        return "a fifth of the first one is left, after a twentieth of the iterations."
    if iteration not in range(len(errors)):
        raise NotRightError("an iteration is asked for: a whole number up to 9999.")
    if iteration < right:
        error = errors[int(iteration)]
        raise NotRightError(f"there the mean absolute error is {error:.4f} still.")
    if iteration == right + 1:
        raise NotRightError("it is one too late: iterations are counted from 0.")
    raise NotRightError("there it is below 0.1, but not for the first time.")


wrong_value("04.3", 320, "that is where the loss is below 0.1: look at run.errors.")
wrong_value("04.3", 9502, "so many iterations are below 0.1. Which one is the first?")
wrong_value(
    "04.3",
    918,
    "that is a network without the ones. Train again: run = train(X, y, seed=1).",
)


# ------------------------------------------------------ 04.4 Bug hunt: a loop that learns

SOME_ITERATIONS = {
    "iterations = 1": [1],
    "iterations = 2": [2],
    "iterations = 500": [500],
}


@exercise("04.4", functions=True)
def judge_a_loop_that_learns(my_train):
    require_results(my_train, weights_after, SOME_ITERATIONS)
    return "first all deltas, then all updates. The broken loop learned as well."


def weights_after(iterations, seed=1):
    run = train(*truth_table("XOR"), seed=seed, iterations=iterations)
    return run.w_0, run.w_1


@untouched("04.4")
def updated_too_early(iterations):
    X, y = truth_table("XOR")
    w_0, w_1 = init_weights(seed=1, hidden_size=4)

    for _ in range(iterations):
        layer_1 = sigmoid(X @ w_0)
        layer_2 = sigmoid(layer_1 @ w_1)
        layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
        w_1 = w_1 + layer_1.T @ layer_2_delta
        layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
        w_0 = w_0 + X.T @ layer_1_delta

    return w_0, w_1


def repeated(update, iterations):
    """Return the weights after many calls of update(w_0, w_1, w_0_step, w_1_step)."""
    X, y = truth_table("XOR")
    w_0, w_1 = init_weights(seed=1, hidden_size=4)

    for _ in range(iterations):
        w_0_step, w_1_step = backward(X, y, w_0, w_1)
        w_0, w_1 = update(w_0, w_1, w_0_step, w_1_step)
    return w_0, w_1


@wrong("04.4", "the sign is wrong: the loss goes up.")
def loss_goes_up(iterations):
    def update(w_0, w_1, w_0_step, w_1_step):
        return w_0 - w_0_step, w_1 - w_1_step

    return repeated(update, iterations)


@wrong("04.4", "it takes the mean over the four rows. The step is their sum.")
def mean_over_the_rows(iterations):
    def update(w_0, w_1, w_0_step, w_1_step):
        return w_0 + w_0_step / 4, w_1 + w_1_step / 4

    return repeated(update, iterations)


@wrong("04.4", "w_0 never moves: the hidden layer does not learn.")
def only_w_1_moves(iterations):
    def update(w_0, w_1, w_0_step, w_1_step):
        return w_0, w_1 + w_1_step

    return repeated(update, iterations)


@wrong("04.4", "nothing moves: the weights are as drawn.")
def nothing_moves(iterations):
    return init_weights(seed=1, hidden_size=4)


@wrong("04.4", "it never gets further than one update. What stands inside the loop?")
def one_update_alone(iterations):
    return weights_after(1)


@wrong("04.4", "one update is missing: after 1 iteration the weights have moved.")
def one_update_is_missing(iterations):
    return weights_after(iterations - 1)


@wrong("04.4", "that is one update too many: range(iterations) is right.")
def one_update_too_many(iterations):
    return weights_after(iterations + 1)


@wrong("04.4", "it makes 10,000 updates, whatever you ask for: use iterations.")
def always_10_000_updates(iterations):
    return run_of_seed_1().w_0, run_of_seed_1().w_1


@wrong("04.4", "you have exchanged the two: return w_0, w_1.")
def exchanged_weights(iterations):
    w_0, w_1 = weights_after(iterations)
    return w_1, w_0


@wrong("04.4", "w_1 never moves: the output does not learn.")
def only_w_0_moves(iterations):
    def update(w_0, w_1, w_0_step, w_1_step):
        return w_0 + w_0_step, w_1

    return repeated(update, iterations)


@wrong("04.4", "that is seed 2. The seed is part of the result.")
def another_seed(iterations):
    return weights_after(iterations, seed=2)


# -------------------------------------------- 04.5 Write a function: the share that is right


def one_row(target, guess):
    return [np.array([[target]]), np.array([[guess]])]


def xor_rows(guesses):
    return [truth_table("XOR")[1], np.array([guesses]).T]


ROWS = {
    "one row, target 1, guess 0.6": one_row(1.0, 0.6),
    "one row, target 0, guess 0.6": one_row(0.0, 0.6),
    "one row, target 1, guess 0.95": one_row(1.0, 0.95),
    "XOR and the guesses 0.1, 0.6, 0.4, 0.3": xor_rows([0.1, 0.6, 0.4, 0.3]),
    "XOR and the guesses 0.51, 0.49, 0.52, 0.53": xor_rows([0.51, 0.49, 0.52, 0.53]),
    "200 random rows": [
        np.random.RandomState(1).randint(0, 2, (200, 1)).astype(float),
        np.random.RandomState(2).random_sample((200, 1)),
    ],
}


@exercise("04.5", functions=True)
def judge_share_right(share_right):
    require_results(share_right, share_row_by_row, ROWS)
    return "this is the accuracy. Its gradient is 0 almost everywhere, so training needs the loss."


def share_row_by_row(y, layer_2):
    right = [abs(guess - target) < 0.5 for guess, target in zip(layer_2[:, 0], y[:, 0])]
    return sum(right) / len(right)


@wrong("04.5", "that is how many are right. A share is the mean, not the sum.")
def how_many_are_right(y, layer_2):
    return np.sum((layer_2 > 0.5) == (y > 0.5))


@wrong(
    "04.5",
    "that is the share of ones among the guesses. The targets are not used.",
)
def share_of_ones(y, layer_2):
    return np.mean(layer_2 > 0.5)


@wrong(
    "04.5",
    "no guess is exactly 0 or 1. Ask on which side of 0.5 it is. "
    "Or are brackets missing: (layer_2 > 0.5) == (y > 0.5)?",
)
def exactly_the_target(y, layer_2):
    return np.mean(layer_2 == y)


@wrong("04.5", "astype(int) cuts off: 0.9 becomes 0. Ask whether it is above 0.5.")
def guesses_cut_off(y, layer_2):
    return np.mean(layer_2.astype(int) == y)


@wrong("04.5", "that is the mean absolute error. A guess of 0.6 is right and 0.4 off.")
def the_error(y, layer_2):
    return np.abs(y - layer_2).mean()


@wrong("04.5", "that is the share that is wrong.")
def share_that_is_wrong(y, layer_2):
    return np.mean((layer_2 > 0.5) != (y > 0.5))


@wrong("04.5", "that is in percent. A share is a number from 0 to 1.")
def in_percent(y, layer_2):
    return 100 * np.mean((layer_2 > 0.5) == (y > 0.5))


@wrong(
    "04.5",
    "you divide by 4, whatever comes in. Divide by the number of rows.",
)
def right_ones_divided_by_4(y, layer_2):
    return np.sum((layer_2 > 0.5) == (y > 0.5)) / 4


@wrong(
    "04.5",
    "you ask for guesses within 0.1. Ask on which side of 0.5 they are.",
)
def within_a_tenth(y, layer_2):
    return np.mean(np.abs(y - layer_2) < 0.1)


@wrong(
    "04.5",
    "you leave out the rows whose target is 0. They can be right as well.",
)
def right_ones_with_target_1(y, layer_2):
    return np.mean((layer_2 > 0.5) & (y > 0.5))


@wrong(
    "04.5", "that is 1 minus the mean absolute error. Count the rows that are right."
)
def one_minus_the_error(y, layer_2):
    return 1 - np.abs(y - layer_2).mean()


@wrong("04.5", "it returns after the first row. What stands inside the loop?")
def after_the_first_row(y, layer_2):
    is_right = (layer_2[0, 0] > 0.5) == (y[0, 0] > 0.5)
    return is_right / len(y)


@wrong(
    "04.5",
    "one side has lost its column, so every guess meets every target: "
    "leave out the [:, 0].",
)
def table_of_sides(y, layer_2):
    return np.mean((layer_2[:, 0] > 0.5) == (y > 0.5))


# --------------------------------------------------------------- 04.6 Two units are enough


@exercise("04.6")
def judge_two_units_are_enough(my_seed):
    seed = float(numbers(my_seed))
    if seed not in range(10):
        raise NotRightError("seeds below 10 are asked for, whole numbers from 0 to 9.")

    X, y = truth_table("XOR")
    error = train(X, y, seed=int(seed), hidden_size=2).errors[-1]
    if not error < 0.1:
        raise NotRightError(
            f"with seed {seed:g} the network is stuck so far: "
            f"its last mean absolute error is {error:.3f}."
        )
    return (
        "it learns. Now print the activations of its hidden units: "
        "which one does not saturate?"
    )


wrong_value("04.6", 1, "seed 1 learns with 4 hidden units. With 2 it is stuck so far.")
wrong_value(
    "04.6",
    2,
    "seed 2 learns at iteration 14,875 only. Within 10,000 it is stuck so far.",
)


# -------------------------------- 04.7 Change a design and defend it: the learning rate


# The most that learned at a rate of 1, in twenty groups of fifty seeds: 0 to 49 and so on.
MOST_AT_A_RATE_OF_1 = 20


@exercise("04.7")
def judge_the_learning_rate(my_rate):
    rate = float(numbers(my_rate, name="your rate"))
    if rate <= 0:
        raise NotRightError(
            "with a rate of 0 the weights stay as they are, and below 0 the loss goes up."
        )

    mine = learned_of_50(rate)
    ones = learned_of_50(1.0)
    count = f"{mine} of 50 seeds learn with it, and {ones} with a rate of 1"
    if rate == 1:
        raise NotRightError(f"that is the rate to beat: {count}.")
    if mine == ones:
        raise NotRightError(f"it is no better than a rate of 1: {count}.")
    if mine < ones:
        size = "small" if rate < 1 else "large"
        raise NotRightError(f"it is too {size}: {count}.")
    if mine <= MOST_AT_A_RATE_OF_1:
        raise NotRightError(
            f"this may be luck: {count}. But other groups of fifty seeds have up to "
            f"{MOST_AT_A_RATE_OF_1} that learn with a rate of 1."
        )
    return f"{count}. Is that what your reason says?"


@functools.cache
def learned_of_50(rate):
    X, y = truth_table("XOR")
    runs = train_many(
        X, y, seeds=range(50), hidden_size=2, learning_rate=rate, every=1000
    )
    return int(runs.learned.sum())


# ------------------------------------------------------------------- Write: one update


def start():
    return init_weights(seed=1, hidden_size=4)


def steps(w_0, w_1):
    """Return what one update adds to weights at a learning rate of 1."""
    return backward(*truth_table("XOR"), w_0, w_1)


@exercise("04 update")
def judge_one_update(w_0, w_1):
    w_0_start, w_1_start = start()
    w_0_step, w_1_step = steps(w_0_start, w_1_start)
    if same(w_0, w_0_start) and same(w_1, w_1_start):
        raise NotTriedError("the weights have not moved; complete both lines")

    require_update("w_0", w_0, w_0_start, w_0_step)
    require_update("w_1", w_1, w_1_start, w_1_step)
    return "all weights have moved by their step. Repeat this, and it is training."


def require_update(name, yours, start, step):
    """Raise NotRightError unless yours is the start and the step, added."""
    moved = numbers(yours, start.shape, name) - start
    if same(moved, step):
        return

    if same(yours, step):
        raise NotRightError(f"{name} is its step now: add the step to the weights.")
    if same(yours, start - step):
        raise NotRightError(f"{name} moves the wrong way: add its step.")

    # The learning rate is 1.
    added = [start + 1, start + 1 + step, (start + 1) * step]
    if any(same(yours, weights) for weights in added):
        raise NotRightError(
            f"learning_rate is a factor: multiply it by {name}_step, "
            f"then add the product to {name}."
        )

    rate = np.sum(moved * step) / np.sum(step**2)
    if same(moved, rate * step):
        raise NotRightError(
            f"you add {rate:.3g} times {name}_step; with a learning rate of 1, "
            "add it as it is."
        )
    require_value(yours, start + step, name=name)


@wrong(
    "04 update",
    "the sign is wrong: the minus of the gradient is in these steps already.",
)
def steps_subtracted():
    w_0, w_1 = start()
    w_0_step, w_1_step = steps(w_0, w_1)
    return w_0 - w_0_step, w_1 - w_1_step


@wrong("04 update", "these are the steps. Add them to the weights.")
def steps_alone():
    w_0, w_1 = start()
    return steps(w_0, w_1)


@wrong("04 update", "w_0 has not moved: the hidden layer would not learn.")
def w_0_forgotten():
    w_0, w_1 = start()
    return w_0, w_1 + steps(w_0, w_1)[1]


@wrong("04 update", "w_1 has not moved: the output would not learn.")
def w_1_forgotten():
    w_0, w_1 = start()
    return w_0 + steps(w_0, w_1)[0], w_1


@wrong("04 update", "you have exchanged the two.")
def exchanged():
    w_0, w_1 = start()
    w_0_step, w_1_step = steps(w_0, w_1)
    return w_1 + w_1_step, w_0 + w_0_step


@wrong("04 update", "that is the mean over the four rows. The step is their sum.")
def mean_of_the_steps():
    w_0, w_1 = start()
    w_0_step, w_1_step = steps(w_0, w_1)
    return w_0 + w_0_step / 4, w_1 + w_1_step / 4


@wrong(
    "04 update",
    "w_1 changed before the step of w_0 was computed: first all steps, then updates.",
)
def w_1_first():
    w_0, w_1 = start()
    w_1 = w_1 + steps(w_0, w_1)[1]
    w_0 = w_0 + steps(w_0, w_1)[0]
    return w_0, w_1


@wrong(
    "04 update",
    "w_0 changed before the step of w_1 was computed: first all steps, then updates.",
)
def w_0_first():
    w_0, w_1 = start()
    w_0 = w_0 + steps(w_0, w_1)[0]
    w_1 = w_1 + steps(w_0, w_1)[1]
    return w_0, w_1


# ------------------------------------------------------- Write: the mean absolute error

TARGETS_AND_GUESSES = {
    "one row, target 0, guess 0.3": one_row(0.0, 0.3),
    "XOR and the guesses 0.1, 0.6, 0.4, 0.3": xor_rows([0.1, 0.6, 0.4, 0.3]),
    "7 random rows": [
        np.random.RandomState(1).random_sample((7, 1)),
        np.random.RandomState(2).random_sample((7, 1)),
    ],
}


@exercise("04 mean absolute error", functions=True)
def judge_mean_absolute_error(mean_absolute_error):
    require_results(mean_absolute_error, error_row_by_row, TARGETS_AND_GUESSES)
    return (
        "how far off a guess is, on average. Training lowers another number, the loss."
    )


def error_row_by_row(y, layer_2):
    sizes = [abs(target - guess) for target, guess in zip(y[:, 0], layer_2[:, 0])]
    return sum(sizes) / len(sizes)


@wrong(
    "04 mean absolute error",
    "the signs cancel: too high and too low would look right. Drop them first.",
)
def signs_cancel(y, layer_2):
    return (y - layer_2).mean()


@wrong(
    "04 mean absolute error",
    "it can be below 0: a size has no sign. Drop the signs, then take the mean.",
)
def signs_cancel_the_other_way(y, layer_2):
    return (layer_2 - y).mean()


@wrong("04 mean absolute error", "these are the sizes of all rows. Take their mean.")
def sizes_alone(y, layer_2):
    return np.abs(y - layer_2)


@wrong("04 mean absolute error", "that is in percent. The sizes go from 0 to 1.")
def sizes_in_percent(y, layer_2):
    return 100 * np.abs(y - layer_2).mean()


@wrong(
    "04 mean absolute error",
    "one side has lost its column, so every guess meets every target: "
    "leave out the [:, 0].",
)
def column_lost(y, layer_2):
    return np.abs(y[:, 0] - layer_2).mean()


@wrong(
    "04 mean absolute error",
    "you drop the sign of the mean. Drop the signs first, then take the mean.",
)
def sign_of_the_mean(y, layer_2):
    return np.abs((y - layer_2).mean())


@wrong("04 mean absolute error", "that is the sum. Take the mean.")
def sum_of_the_sizes(y, layer_2):
    return np.abs(y - layer_2).sum()


@wrong(
    "04 mean absolute error",
    "that is the mean of the squares. Take the sizes themselves.",
)
def mean_of_the_squares(y, layer_2):
    return ((y - layer_2) ** 2).mean()


@wrong(
    "04 mean absolute error",
    "that is the root of the mean of the squares. Take the sizes themselves.",
)
def root_of_the_mean_square(y, layer_2):
    return np.sqrt(((y - layer_2) ** 2).mean())


@wrong(
    "04 mean absolute error",
    "that is the loss. What is printed is the mean of the sizes.",
)
def the_loss(y, layer_2):
    return ((y - layer_2) ** 2).sum() / 2


@wrong(
    "04 mean absolute error",
    "you divide by 4, whatever comes in. Divide by the number of rows.",
)
def sizes_divided_by_4(y, layer_2):
    return np.abs(y - layer_2).sum() / 4


@wrong("04 mean absolute error", "that is the largest of them. Take the mean.")
def largest_error(y, layer_2):
    return np.abs(y - layer_2).max()


# -------------------------------------------------------------- Write: the loss plot


@exercise("04 loss plot")
def judge_the_loss_plot(figure):
    axes = axes_of(figure)
    refuse_points_alone([one for one in axes if not one.get_lines()])
    if not any(one.get_lines() for one in axes):
        raise NotTriedError("draw the loss with left.plot and right.plot")
    if len(axes) != 2:
        raise NotRightError(f"your figure has {len(axes)} axes; expected two axes.")
    if not all(one.get_lines() for one in axes):
        raise NotRightError(
            "one of the two axes is empty: draw the loss on both, with plot."
        )

    left, right = axes
    for one in axes:
        iterations, losses = points_of(longest(one.get_lines()))
        require_the_losses(iterations, losses)
    require_scales(left, right)
    require_labels("left", left)
    require_labels("right", right)
    return (
        "the left axis shows where most of the fall is, the right one that it goes on."
    )


def require_the_losses(x, y):
    """Raise NotRightError unless the points are the losses of seed 1, or some of them."""
    run = run_of_seed_1()
    at = x.astype(int)
    if not same(x, at) or np.any(at < 0) or np.any(at >= len(run.losses)):
        raise NotRightError("draw the loss over the iterations, from 0 to 9999.")

    losses = run.losses[at]
    if same(y, run.errors[at]):
        raise NotRightError(
            "that is the mean absolute error, which is printed; draw the loss."
        )
    if same(y, np.log(losses)) or same(y, np.log10(losses)):
        raise NotRightError(
            "you took the logarithm. Draw the loss: the axis does that."
        )

    is_off = np.abs(y - losses) > 1e-6
    if is_off.any():
        i = is_off.argmax()
        raise NotRightError(
            f"at iteration {at[i]} your curve is at {y[i]:.4g}, "
            f"and the loss there is {losses[i]:.4g}."
        )

    require_one_direction(x)
    if at.max() < 9000 or at.min() > 1000:
        raise NotRightError(
            f"a curve goes from iteration {at.min()} to {at.max()}. Draw all of them."
        )
    if len(x) < 10:
        raise NotRightError(f"a curve has {len(x)} points only. Draw all of them.")


def require_scales(left, right):
    scales = [left.get_yscale(), right.get_yscale()]
    if scales == ["log", "linear"]:
        raise NotRightError(
            "the right y axis should be logarithmic, and the left one not."
        )
    if scales == ["log", "log"]:
        raise NotRightError(
            "both y axes are logarithmic: set_yscale makes one of them so."
        )

    if scales != ["linear", "log"]:
        raise NotRightError(
            "no y axis is logarithmic: set_yscale makes one of them so."
        )

    if "log" in (left.get_xscale(), right.get_xscale()):
        raise NotRightError("an x axis is logarithmic: only the loss should be so.")


def require_labels(side, axes):
    across = axes.get_xlabel().lower()
    up = axes.get_ylabel().lower()

    if not across or not up:
        raise NotRightError(
            f"the {side} axes have no labels: use {side}.set(xlabel=…, ylabel=…)."
        )
    if "iteration" not in across or "loss" not in up:
        raise NotRightError(
            f"the labels of the {side} axes are not right: "
            "iteration is on the x axis, and loss on the y axis."
        )
