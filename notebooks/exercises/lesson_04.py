"""Lesson 04: its guesses, its exercises, and the lines to complete in its text."""

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

from .judging import (
    GUESSES,
    Exercise,
    NotRightError,
    NotTriedError,
    compare,
    numbers,
    same,
)
from .lesson_01 import axes_of, goes_one_way, longest, points_of

GUESSES |= {
    "04 error at 1000": (
        0.01,
        {
            0: "it never gets to 0: the sigmoid does not reach its ends.",
            0.4: "one step was tiny. But a thousand of them add up, and they grow.",
            0.25: "halfway? Half of the fall is over by iteration 293 already.",
        },
    ),
    "04 largest error": (
        0.004,
        {
            0.1: "the other three would be 0 at best, and the mean 0.025.",
            0.001: "the largest of four numbers is at least their mean.",
        },
    ),
    "04 loss factor": (
        5,
        {
            2: "hardly any change? That is how the linear axis looks.",
            250: "more than two factors of 10? Read the axis at 1,000 again.",
        },
    ),
    "04 agree": (
        0,
        {
            10: "same table, same formulas, same seed. So why not?",
            9: "nearly all? If the start differs, everything after it differs.",
            5: "if the start differs, everything after it differs.",
        },
    ),
    "04 how many learn": (
        0,
        {
            3: "each change looks small. But one unit can never learn XOR.",
            2: "one unit cannot do it, but the others? Not this seed, so far.",
            1: "two units can do it with other seeds, but this one is stuck so far.",
        },
    ),
    "04 patience": (
        0.03,
        {
            0.1345: "it has hardly changed for thousands of iterations. It was only slow.",
            0.13: "it has hardly changed for thousands of iterations. It was only slow.",
        },
    ),
}


@Exercise(
    "04.1",
    "Recall: the error and the loss",
    task="""In all four rows of a network, the guess differs from the target by 0.1. What is
    its mean absolute error, which we print, and what is its loss, which training lowers?""",
    stub="my_error, my_loss = None, None",
    hints=(
        "The error is an average, the loss a sum.",
        "½ times the sum of four squares.",
    ),
    solution="my_error, my_loss = 0.1, 0.02",
    why="The mean of four times 0.1 is 0.1. Half the sum of four times 0.01 is 0.02.",
    right="the error is a mean of sizes, the loss half a sum of squares.",
    wrong={
        "my_error, my_loss = 0.4, 0.02": "your error is a sum. It should be the mean of the four.",
        "my_error, my_loss = 0.1, 0.04": "the half is forgotten in your loss.",
        "my_error, my_loss = 0.1, 0.01": "your loss is a mean of squares. It should be half the sum.",
        "my_error, my_loss = 0.1, 0.005": "your loss is half a mean. It should be half the sum.",
        "my_error, my_loss = 0.02, 0.1": "you have exchanged the two.",
    },
)
def error_and_loss(my_error, my_loss):
    compare(my_error, 0.1, name="your error")
    compare(my_loss, 0.02, name="your loss")


@Exercise(
    "04.2",
    "Predict: without the ones",
    task="""The third column of `X` is the column of ones. Will seed 1 with 4 hidden units
    learn XOR without it? Guess. Then train on `X` without this column, and hand in the last
    error.""",
    stub="my_last_error = None",
    hints=("`X[:, :2]` is X without its third column.", "`train(…).errors[-1]`"),
    solution="my_last_error = train(X[:, :2], y, seed=1).errors[-1]",
    why="""It learns. Without the ones, each hidden unit has an activation of 0.5 in row 0. The
    output multiplies these by its own weights, and the sum can be any number, so the guess for
    row 0 can come near 0.""",
    right="it learns without the ones, too: they are useful, but not always necessary.",
    wrong={
        "my_last_error = 0.008585": "that is the network *with* the ones.",
        "my_last_error = 0.499529": "that is the first error. Take the last.",
        "my_last_error = 0.017374": "that is seed 2. The seed is part of the result.",
        "my_last_error = 0.000725": "that is the loss. You are asked for the error.",
    },
    within=1e-5,
)
def without_the_ones(my_last_error):
    X, y = truth_table("XOR")
    compare(my_last_error, train(X[:, :2], y).errors[-1], 1e-4)


@Exercise(
    "04.3",
    "How fast?",
    task="""At which iteration is the error of seed 1 below 0.1 for the first time? Let the
    computer look for it.""",
    stub="my_iteration = None",
    hints=(
        "`run.errors < 0.1` is an array of False and True.",
        "`np.argmax` finds the first True.",
    ),
    solution="my_iteration = np.argmax(run.errors < 0.1)",
    why="`run.errors < 0.1` is an array of False and True, and `argmax` finds the first True.",
    right="a fifth of the first error is left, after a twentieth of the iterations.",
    wrong={
        "my_iteration = 1000": "there it is below 0.1, but not for the first time.",
        "my_iteration = 293": "by then half of the fall is over. The error is still 0.25.",
        "my_iteration = 0": "at the start the error is 0.4964.",
        "my_iteration = 0.1": "0.1 is the error. You are asked for an iteration.",
        "my_iteration = 320": "that is where the loss is below 0.1. You are asked for the error.",
        "my_iteration = 9502": "so many iterations are below 0.1. Which one is the first?",
    },
)
def how_fast(my_iteration):
    right = int(np.argmax(run_of_seed_1().errors < 0.1))
    if same(my_iteration, right + 1, 0):
        raise NotRightError("it is one too late: iterations are counted from 0.")
    compare(my_iteration, right, 0)


@functools.cache
def run_of_seed_1():
    return train(*truth_table("XOR"), seed=1)


@Exercise(
    "04.4",
    "Bug hunt: a loop that learns",
    task="""This loop looks fine, and its error falls. But its weights are not those of `train`.
    Find the bug and correct it.""",
    given='X, y = truth_table("XOR")',
    stub="""
    def my_train(iterations):
        w_0, w_1 = init_weights(seed=1, hidden_size=4)
        for _ in range(iterations):
            layer_1 = sigmoid(X @ w_0)
            layer_2 = sigmoid(layer_1 @ w_1)
            layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
            w_1 = w_1 + layer_1.T @ layer_2_delta
            layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
            w_0 = w_0 + X.T @ layer_1_delta
        return w_0, w_1
    """,
    hints=(
        "Compare with the first loop of this lesson. The lines are the same. Their order?",
        "`layer_1_delta` must use the `w_1` that made the guess, before its update.",
    ),
    solution="""
    def my_train(iterations):
        w_0, w_1 = init_weights(seed=1, hidden_size=4)
        for _ in range(iterations):
            layer_1 = sigmoid(X @ w_0)
            layer_2 = sigmoid(layer_1 @ w_1)
            layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
            layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
            w_1 = w_1 + layer_1.T @ layer_2_delta
            w_0 = w_0 + X.T @ layer_1_delta
        return w_0, w_1
    """,
    why="""`w_1` is updated before `layer_1_delta` is computed from it. Swap the two lines. The
    broken loop learns as well, only differently: a falling loss proves nothing.""",
    right="first all deltas, then all updates. The broken loop learned as well.",
    wrong={
        "def my_train(n):\n"
        "    w_0, w_1 = init_weights(1, 4)\n"
        "    for _ in range(n):\n"
        "        steps = backward(*truth_table('XOR'), w_0, w_1)\n"
        "        w_0, w_1 = w_0 - steps[0], w_1 - steps[1]\n"
        "    return w_0, w_1": "the sign is wrong: the loss goes up.",
        "def my_train(n):\n"
        "    w_0, w_1 = init_weights(1, 4)\n"
        "    for _ in range(n):\n"
        "        steps = backward(*truth_table('XOR'), w_0, w_1)\n"
        "        w_0, w_1 = w_0 + steps[0] / 4, w_1 + steps[1] / 4\n"
        "    return w_0, w_1": "it takes the mean over the four rows. The step is their sum.",
        "def my_train(n):\n"
        "    w_0, w_1 = init_weights(1, 4)\n"
        "    for _ in range(n):\n"
        "        steps = backward(*truth_table('XOR'), w_0, w_1)\n"
        "        w_1 = w_1 + steps[1]\n"
        "    return w_0, w_1": "w_0 never moves: the hidden layer does not learn.",
        "my_train = lambda n: init_weights(1, 4)": "nothing moves: the weights are as drawn.",
        "def my_train(n):\n"
        "    w_0, w_1 = init_weights(1, 4)\n"
        "    steps = backward(*truth_table('XOR'), w_0, w_1)\n"
        "    return w_0 + steps[0], w_1 + steps[1]": (
            "it never gets further than one step. What stands inside the loop?"
        ),
        "def my_train(n):\n"
        "    run = train(*truth_table('XOR'), iterations=n - 1)\n"
        "    return run.w_0, run.w_1": "one step is missing: after 1 iteration the weights have moved.",
        "def my_train(n):\n"
        "    run = train(*truth_table('XOR'), seed=2, iterations=n)\n"
        "    return run.w_0, run.w_1": "that is seed 2. The seed is part of the result.",
    },
    cases={"iterations = 1": (1,), "iterations = 2": (2,), "iterations = 500": (500,)},
    names=("my_train",),
)
def weights_after(iterations):
    run = train(*truth_table("XOR"), iterations=iterations)
    return run.w_0, run.w_1


@Exercise(
    "04.5",
    "Write a function: the share that is right",
    task="""A guess counts as right when it is on the same side of 0.5 as its target. Write
    `share_right`: it takes targets and guesses, both of shape (rows, 1), and returns the share
    of rows that are right, a number from 0 to 1.""",
    stub="""
    def share_right(y, layer_2):
        return None
    """,
    hints=(
        "`layer_2 > 0.5` says True where the guess is 1, and `y > 0.5` where the target is.",
        "Compare the two with `==`. The mean of True and False is a share.",
    ),
    solution="""
    def share_right(y, layer_2):
        return np.mean((layer_2 > 0.5) == (y > 0.5))
    """,
    why="""It is called the **accuracy**. With four rows it jumps in steps of a quarter and is flat in
    between. Where it is flat its gradient is 0, so gradient descent cannot use it.""",
    right="this is the accuracy. Its gradient is 0 almost everywhere, so training needs the loss.",
    wrong={
        "share_right = lambda y, layer_2: np.sum((layer_2 > 0.5) == (y > 0.5))": (
            "that is how many are right. A share is the mean, not the sum."
        ),
        "share_right = lambda y, layer_2: np.mean(layer_2 > 0.5)": (
            "that is the share of ones among the guesses. The targets are not used."
        ),
        "share_right = lambda y, layer_2: np.mean(layer_2 == y)": (
            "no guess is exactly 0 or 1. Ask on which side of 0.5 it is."
        ),
        "share_right = lambda y, layer_2: np.abs(y - layer_2).mean()": (
            "that is the error. A network can be right and still have an error."
        ),
        "share_right = lambda y, layer_2: np.mean((layer_2 > 0.5) != (y > 0.5))": (
            "that is the share that is wrong."
        ),
        "share_right = lambda y, layer_2: 100 * np.mean((layer_2 > 0.5) == (y > 0.5))": (
            "that is in percent. A share is a number from 0 to 1."
        ),
        "share_right = lambda y, layer_2: np.sum((layer_2 > 0.5) == (y > 0.5)) / 4": (
            "you divide by 4, whatever comes in. Divide by the number of rows."
        ),
        "share_right = lambda y, layer_2: np.mean(np.abs(y - layer_2) < 0.1)": (
            "you ask for guesses within 0.1. Ask on which side of 0.5 they are."
        ),
        "share_right = lambda y, layer_2: np.mean((layer_2 > 0.55) == (y > 0.5))": "…guesses 0.51,",
        "share_right = lambda y, layer_2: np.mean((layer_2 > 0.5) & (y > 0.5))": (
            "you leave out the rows whose target is 0. They can be right as well."
        ),
        "share_right = lambda y, layer_2: 1 - np.abs(y - layer_2).mean()": (
            "that is 1 minus the error. Count the rows that are right."
        ),
    },
    cases={
        "one row, target 1, guess 0.6": (np.array([[1.0]]), np.array([[0.6]])),
        "one row, target 0, guess 0.6": (np.array([[0.0]]), np.array([[0.6]])),
        "one row, target 1, guess 0.95": (np.array([[1.0]]), np.array([[0.95]])),
        "XOR and the guesses 0.1, 0.6, 0.4, 0.3": (
            truth_table("XOR")[1],
            np.array([[0.1], [0.6], [0.4], [0.3]]),
        ),
        "XOR and the guesses 0.51, 0.49, 0.52, 0.53": (
            truth_table("XOR")[1],
            np.array([[0.51], [0.49], [0.52], [0.53]]),
        ),
        "200 random rows": (
            np.random.RandomState(1).randint(0, 2, (200, 1)).astype(float),
            np.random.RandomState(2).random_sample((200, 1)),
        ),
    },
    names=("share_right",),
)
def share_row_by_row(y, layer_2):
    right = [abs(guess - target) < 0.5 for guess, target in zip(layer_2[:, 0], y[:, 0])]
    return sum(right) / len(right)


@Exercise(
    "04.6",
    "Two units are enough",
    task="""By hand, in lesson 02, XOR needed OR, NAND and a third unit that is always on: it
    stood for the bias that the output lacks. Find a seed below 10 whose network learns XOR in
    10,000 iterations with **two** hidden units. Then draw its hidden units with `plot_surfaces`,
    and print their activations. How does it do without the third unit?""",
    stub="my_seed = None",
    hints=("`train(X, y, seed=…, hidden_size=2).learned`", "Four of the ten do."),
    solution="""
    my_seed = 0
    two = train(X, y, seed=my_seed, hidden_size=2)
    units = {
        f"unit {unit}": lambda X, unit=unit: forward(X, two.w_0, two.w_1)[0][:, [unit]]
        for unit in range(2)
    }
    plot_surfaces(units, y)
    """,
    why="""Seeds 0, 4, 7 and 8 learn. One unit is OR (with seed 7: NAND), and its weight in `w_1` is
    positive. The other has a negative weight and does not saturate: its activations go from 0.16
    over 0.47 to 0.80. So it subtracts a little in one corner, and a lot in the other. This does
    the work of a bias, and it is hard to find: most seeds do not. A bias would be simpler.""",
    right="it learns. Now print the activations of its hidden units: which one does not saturate?",
    wrong={
        "my_seed = 1": "seed 1 learns with 4 hidden units. With 2 it is stuck so far.",
        "my_seed = 2": "seed 2 learns at iteration 14,875 only. Within 10,000 it is stuck so far.",
        "my_seed = 911": "…seeds below 10 are asked for",
        "my_seed = 5": "…with seed 5 the network is stuck so far",
        "my_seed = 3.0": "…with seed 3 the network is stuck so far",
    },
)
def two_units_are_enough(my_seed):
    seed = float(numbers(my_seed))
    if seed not in range(10):
        raise NotRightError("seeds below 10 are asked for, whole numbers from 0 to 9.")
    error = train(*truth_table("XOR"), seed=int(seed), hidden_size=2).errors[-1]
    if not error < 0.1:
        stuck = f"with seed {seed:g} the network is stuck so far"
        raise NotRightError(f"{stuck}: its last error is {error:.3f}.")


@Exercise(
    "04.7",
    "Change a design and defend it: the learning rate",
    task="""Which learning rate would you choose for 2 hidden units? Decide what "best" means
    first: the most seeds learned, or the fewest iterations? Try at least three rates with
    fifty seeds each (`train_many` of the helper trains them side by side). Hand in your rate: it is tried on seeds 0 to 49 against a rate of 1.
    Defend it in one or two sentences, to a person: no check can judge a reason.""",
    stub="""
    my_rate = None
    my_reason = None  # in "quotes"; it is not checked
    """,
    hints=(
        "`train_many(X, y, range(50), hidden_size=2, learning_rate=rate).learned.sum()`",
        "A rate above 1 helps, up to a point. Look for the point.",
    ),
    solution="""
    my_rate = 4
    my_reason = "Best means most seeds: of 0.3, 1 and 4, a rate of 4 made the most of 50 learn."
    """,
    why="""About a quarter of all seeds learn at a rate of 1, more than half at 3 to 5, few at 10.
    Ten seeds cannot tell 3 of ten from 5 of ten: so try fifty. Do not say too soon that long
    steps are the cause: with a bias at the output, most seeds learn at 10 as well (lesson 05). If
    you count iterations, you will choose a large rate too; if you want a smooth curve, a small
    one.""",
    right="it beats a rate of 1.",
    wrong={
        "my_rate = 0.1": "…too small",
        "my_rate = 1": "…that is the rate to beat",
        "my_rate = 100": "…too large",
        "my_rate = 1.000001": "…no better",
        "my_rate = -1": "…the loss goes up",
        "my_rate = np.inf": "…expected one finite number",
    },
)
def the_learning_rate(my_rate):
    rate = float(numbers(my_rate, name="your rate"))
    if rate <= 0:
        raise NotRightError(
            "with a rate of 0 the weights stay as they are, and below 0 the loss goes up."
        )
    mine, ones = learned_of_50(rate), learned_of_50(1.0)
    count = f"{mine} of 50 seeds learn with it, and {ones} with a rate of 1"
    if rate == 1:
        raise NotRightError(f"that is the rate to beat: {count}.")
    if mine == ones:
        raise NotRightError(f"it is no better than a rate of 1: {count}.")
    if mine < ones:
        size = "small" if rate < 1 else "large"
        raise NotRightError(f"it is too {size}: {count}.")
    return f"{count}. Is that what your reason says?"


@functools.cache
def learned_of_50(rate):
    X, y = truth_table("XOR")
    runs = train_many(X, y, seeds=range(50), hidden_size=2, learning_rate=rate)
    return int((runs.errors[-1] < 0.1).sum())


# ----------------------------------------------------- lines to complete in the text


@Exercise(
    "04 update",
    given="""
    learning_rate = 1.0
    X, y = truth_table("XOR")
    w_0, w_1 = init_weights(seed=1, hidden_size=4)
    w_0_step, w_1_step = backward(X, y, w_0, w_1)
    """,
    solution="""
    w_0 = w_0 + learning_rate * w_0_step
    w_1 = w_1 + learning_rate * w_1_step
    """,
    right="all weights have moved by their step. Repeat this, and it is training.",
    wrong={
        "w_0, w_1 = w_0 - w_0_step, w_1 - w_1_step": (
            "the sign is wrong: the minus of the gradient is in these steps already."
        ),
        "w_0, w_1 = w_0_step, w_1_step": "these are the steps. Add them to the weights.",
        "w_1 = w_1 + w_1_step": "w_0 has not moved: the hidden layer would not learn.",
        "w_0 = w_0 + w_0_step": "w_1 has not moved: the output would not learn.",
        "w_0, w_1 = w_1 + w_1_step, w_0 + w_0_step": "you have exchanged the two.",
        "w_0, w_1 = w_0 + w_0_step / 4, w_1 + w_1_step / 4": (
            "that is the mean over the four rows. The step is their sum."
        ),
        "w_0, w_1 = w_0 + 0.1 * w_0_step, w_1 + 0.1 * w_1_step": "…add it as it is",
        "w_0, w_1 = w_0 + w_0_step, w_1 + 2 * w_1_step": "…your step is not w_1_step",
        "w_1 = w_1 + w_1_step\nw_0 = w_0 + backward(X, y, w_0, w_1)[0]": (
            "w_1 changed before the step of w_0 was computed: first all steps, then updates."
        ),
    },
)
def one_update(w_0, w_1):
    starts = init_weights(seed=1, hidden_size=4)
    steps = backward(*truth_table("XOR"), *starts)
    for name, yours, w, step in zip(("w_0", "w_1"), (w_0, w_1), starts, steps):
        rate = np.sum((numbers(yours, w.shape, name) - w) * step) / np.sum(step**2)
        if same(yours, w + rate * step) and not same(yours, w + step):
            raise NotRightError(
                f"your step is not {name}_step: with a learning rate of 1, add it as it is."
            )
        compare(yours, w + step, name=name)


@Exercise(
    "04 mean absolute error",
    stub="""
    def mean_absolute_error(y, layer_2):
        return None
    """,
    solution="""
    def mean_absolute_error(y, layer_2):
        return np.abs(y - layer_2).mean()
    """,
    right="how far off a guess is, on average. Training lowers another number, the loss.",
    wrong={
        "mean_absolute_error = lambda y, layer_2: (y - layer_2).mean()": (
            "the signs cancel: too high and too low would make no error. Drop them first."
        ),
        "mean_absolute_error = lambda y, layer_2: np.abs((y - layer_2).mean())": (
            "you drop the sign of the mean. Drop the signs first, then take the mean."
        ),
        "mean_absolute_error = lambda y, layer_2: np.abs(y - layer_2).sum()": "that is the sum. Take the mean.",
        "mean_absolute_error = lambda y, layer_2: ((y - layer_2) ** 2).mean()": (
            "that is the mean of the squares. Take the sizes themselves."
        ),
        "mean_absolute_error = lambda y, layer_2: ((y - layer_2) ** 2).sum() / 2": (
            "that is the loss. What is printed is the mean of the sizes."
        ),
        "mean_absolute_error = lambda y, layer_2: np.abs(y - layer_2).sum() / 4": (
            "you divide by 4, whatever comes in. Divide by the number of rows."
        ),
        "mean_absolute_error = lambda y, layer_2: np.abs(y - layer_2).max()": (
            "that is the largest error. Take the mean."
        ),
        "mean_absolute_error = lambda y, layer_2: np.abs(y - layer_2)": (
            "…expected one finite number"
        ),
    },
    cases={
        "one row, target 0, guess 0.3": (np.array([[0.0]]), np.array([[0.3]])),
        "XOR and the guesses 0.1, 0.6, 0.4, 0.3": (
            truth_table("XOR")[1],
            np.array([[0.1], [0.6], [0.4], [0.3]]),
        ),
        "7 random rows": (
            np.random.RandomState(1).random_sample((7, 1)),
            np.random.RandomState(2).random_sample((7, 1)),
        ),
    },
    names=("mean_absolute_error",),
)
def error_row_by_row(y, layer_2):
    return sum(abs(a - b) for a, b in zip(y[:, 0], layer_2[:, 0])) / len(y)


@Exercise(
    "04 loss plot",
    given="""
    from matplotlib.figure import Figure
    run = run_of_seed_1()
    figure = Figure()
    left, right = figure.subplots(1, 2)
    """,
    solution="""
    for axes in (left, right):
        axes.plot(run.losses)
        axes.set_xlabel("iteration")
        axes.set_ylabel("loss")
    right.set_yscale("log")
    """,
    right="the left axis shows where most of the fall is, the right one that it goes on.",
    wrong={
        "for axes in (left, right):\n"
        "    axes.plot(run.losses)\n"
        "right.set_yscale('log')": "…use left.set(xlabel=…, ylabel=…)",
        "left.set(xlabel='iteration', ylabel='loss')\n"
        "left.plot(run.losses)\nright.semilogy(run.losses)": "…the right axes have no labels",
        "for axes in (left, right):\n"
        "    axes.plot(run.losses)\n"
        "    axes.set(xlabel='loss', ylabel='iteration')\n"
        "right.set_yscale('log')": "…iteration is on the x axis",
        "left.semilogy(run.losses)\nright.plot(run.losses)": "…and the left one not",
        "for axes in (left, right):\n    axes.plot(run.losses)": "…no y axis is logarithmic",
        "for axes in (left, right):\n    axes.axhline(0)\n    axes.plot(run.losses)": "…no y axis is logarithmic",
        "for axes in (left, right):\n    axes.semilogy(run.losses)": "…both y axes are logarithmic",
        "left.plot(run.losses)": "…one of the two axes is empty",
        "left.plot(run.losses)\nright.loglog(run.losses)": "…an x axis is logarithmic",
        "for axes in (left, right):\n    axes.plot(run.errors)": "…that is the error",
        "for axes in (left, right):\n    axes.plot(np.log(run.losses))": "…the axis does that",
        "left.plot(run.losses[:100])\nright.semilogy(run.losses)": "…from iteration 0 to 99",
        "at = [0, 9999]\nleft.plot(at, run.losses[at])\nright.semilogy(run.losses)": "…has 2 points only",
        "left.plot(run.losses, run.losses)\nright.semilogy(run.losses)": "…over the iterations",
        "left.plot(run.losses + 1)\nright.semilogy(run.losses)": "…the loss there is",
        "left.plot(run.losses)\nfigure = left": "…expected two axes",
    },
)
def the_loss_plot(figure):
    axes = axes_of(figure)
    if not any(one.get_lines() for one in axes):
        raise NotTriedError("draw the loss with left.plot and right.plot")
    if len(axes) != 2:
        raise NotRightError(f"your figure has {len(axes)} axes; expected two axes.")
    if not all(one.get_lines() for one in axes):
        raise NotRightError("one of the two axes is empty: draw the loss on both.")
    for one in axes:
        loss_is_drawn(*points_of(longest(one.get_lines())))
    scales = [one.get_yscale() for one in axes]
    if scales == ["log", "linear"]:
        raise NotRightError(
            "the right y axis should be logarithmic, and the left one not."
        )
    if scales != ["linear", "log"]:
        which = "both y axes are" if scales == ["log", "log"] else "no y axis is"
        raise NotRightError(f"{which} logarithmic: set_yscale makes one of them so.")
    if any(one.get_xscale() == "log" for one in axes):
        raise NotRightError("an x axis is logarithmic: only the loss should be so.")
    for side, one in zip(("left", "right"), axes):
        across, up = one.get_xlabel().lower(), one.get_ylabel().lower()
        if not across or not up:
            todo = f"use {side}.set(xlabel=…, ylabel=…)"
            raise NotRightError(f"the {side} axes have no labels: {todo}.")
        if "loss" in across or "iteration" in up:
            todo = "iteration is on the x axis, and loss on the y axis"
            raise NotRightError(f"the labels of the {side} axes are not right: {todo}.")


def loss_is_drawn(x, y):
    """Raise NotRightError unless the points are the losses of seed 1, or some of them."""
    run = run_of_seed_1()
    at = x.astype(int)
    if not same(x, at) or np.any(at < 0) or np.any(at >= len(run.losses)):
        raise NotRightError("draw the loss over the iterations, from 0 to 9999.")
    if same(y, run.errors[at]):
        raise NotRightError("that is the error, which is printed; draw the loss.")
    if same(y, np.log(run.losses[at])) or same(y, np.log10(run.losses[at])):
        raise NotRightError(
            "you took the logarithm. Draw the loss: the axis does that."
        )
    for wrong in np.flatnonzero(np.abs(y - run.losses[at]) > 1e-6)[:1]:
        yours = f"at iteration {at[wrong]} your curve is at {y[wrong]:.4g}"
        right = f"the loss there is {run.losses[at[wrong]]:.4g}"
        raise NotRightError(f"{yours}, and {right}.")
    goes_one_way(x)
    if at.max() < 9000 or at.min() > 1000:
        span = f"from iteration {at.min()} to {at.max()}"
        raise NotRightError(f"a curve goes {span}. Draw all of them.")
    if len(x) < 10:
        raise NotRightError(f"a curve has {len(x)} points only. Draw all of them.")
