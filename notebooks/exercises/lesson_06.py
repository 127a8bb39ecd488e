"""Lesson 06: its guesses, the judges of its exercises, and frequent wrong answers.

Tasks, stubs, hints and solutions stand in 06_unseen_data.ipynb.
"""

import functools

import numpy as np
from digits import count_right, load_digits, shifted, with_ones
from tinynet_helpers import forward, init_weights, inputs_and_weights, loss, train

from .comparing import (
    NotRightError,
    NotTriedError,
    numbers,
    require_results,
    require_value,
    same,
)
from .drawing import axes_of, points_of, refuse_points_alone, require_seen
from .guesses import guess
from .judging import exercise, untouched, wrong, wrong_value

guess(
    "06 best moment",
    within=150,
    tempting={
        3000: "the loss on the training set falls all the time. But some of its targets are wrong.",
        1500: "half of the time is learning, half is spoiling. But the rule is learned much sooner.",
        0: "this is early, and the rule is simple. But a few hundred iterations help.",
    },
)

guess(
    "06 rate 1",
    within=20,
    tempting={
        1000: "the network of lesson 04 learns all of its rows. But here the step is a sum over 1000 rows.",
        900: "real data is harder than XOR. But here nothing is learned at all.",
    },
)

guess(
    "06 unseen",
    within=15,
    tempting={
        797: "it has learned almost all of the seen images. Unseen ones are harder.",
        400: "nobody told it a rule. But it finds what the seen images have in common, and others share it.",
    },
)

guess(
    "06 twenty",
    within=25,
    tempting={
        400: "20 images are few. But two of each digit are a beginning.",
        750: "that is what 1000 images give.",
    },
)

guess(
    "06 split",
    within=0,
    tempting={
        "the same": "the images are the same, and so is the network. But not the writers.",
        "in a row": "order looks like an advantage. But a network that takes all rows at once sees no order.",
    },
)

guess(
    "06 one unit",
    within=15,
    tempting={
        754: "four units get that. But one unit alone is another kind of network.",
        700: "one unit of four seems to be a little less than four.",
        200: "a quarter of the units is not a quarter of the right answers: chance alone gives a half.",
    },
)

guess(
    "06 down",
    within=25,
    tempting={
        754: "for you it is the same digit. But each pixel has weights of its own.",
        700: "you see shapes, and a shape can move. But each pixel has weights of its own.",
        400: "that would be chance. Some of the ink stays on pixels that had ink before.",
    },
)


# ------------------------------------------------------------------ what judges share

# What must be trained is trained when an answer is judged, and once: functools.cache.


@functools.cache
def handwriting():
    """Return X (1797, 65) and y (1797, 1) of the lesson."""
    images, digit = load_digits()
    y = (digit % 2 == 1).astype(float).reshape(-1, 1)
    return with_ones(images), y


@functools.cache
def coins():
    """Return targets (1797, 1) that have nothing to do with the images."""
    random = np.random.RandomState(0)
    return (random.random_sample((1797, 1)) < 0.5).astype(float)


def rows_that_are_right(run, X, y):
    return count_right(forward(X, run.w_0, run.w_1)[1], y)


def columns_of_guesses(rows):
    """Return guesses and targets (rows, 1), and the digits (rows,) that they are for."""
    random = np.random.RandomState(rows)
    digits = random.permutation(np.arange(rows) % 10)
    targets = (digits % 2 == 1).astype(float).reshape(-1, 1)
    guesses = 0.6 * random.random_sample((rows, 1)) + 0.4 * targets
    return guesses, targets, digits


# -------------------------------------------------------------------- Write: accuracy

GUESSES = {
    "two rows": [np.array([[0.9], [0.8]]), np.array([[1.0], [0.0]])],
    "five rows": [
        np.array([[0.2], [0.6], [0.51], [0.49], [0.99]]),
        np.array([[0.0], [1.0], [0.0], [1.0], [1.0]]),
    ],
    "three targets of 0": [
        np.array([[0.2], [0.3], [0.4], [0.9]]),
        np.array([[0.0], [0.0], [0.0], [1.0]]),
    ],
    "30 rows": list(columns_of_guesses(30)[:2]),
}


@exercise("06 accuracy", functions=True)
def judge_accuracy(accuracy):
    require_results(accuracy, right_accuracy, GUESSES)
    return "it counts the rows on the right side of 0.5, and divides by all rows."


def right_accuracy(layer_2, y):
    return count_right(layer_2, y) / len(y)


@wrong("06 accuracy", "that is how many rows are right. Divide by the number of rows.")
def how_many_rows(layer_2, y):
    return np.sum((layer_2 > 0.5) == (y > 0.5))


@wrong(
    "06 accuracy", "that is the share of rows that are wrong: use == in place of !=."
)
def share_of_mistakes(layer_2, y):
    return np.mean((layer_2 > 0.5) != (y > 0.5))


@wrong(
    "06 accuracy",
    "a guess is never exactly 0 or 1. Ask first whether it is above 0.5. "
    "Or are brackets missing: (layer_2 > 0.5) == (y > 0.5)?",
)
def exactly_the_target(layer_2, y):
    return np.mean(layer_2 == y)


@wrong(
    "06 accuracy",
    "that is the share of guesses above 0.5. Compare it with the targets.",
)
def share_of_ones(layer_2, y):
    return np.mean(layer_2 > 0.5)


@wrong(
    "06 accuracy", "astype(int) cuts off: 0.9 becomes 0. Ask whether it is above 0.5."
)
def guesses_cut_off(layer_2, y):
    return np.mean(layer_2.astype(int) == y)


@wrong("06 accuracy", "that is in percent. A share is a number from 0 to 1.")
def accuracy_in_percent(layer_2, y):
    return 100 * right_accuracy(layer_2, y)


@wrong(
    "06 accuracy",
    "you leave out the rows whose target is 0. They can be right as well.",
)
def only_targets_of_1(layer_2, y):
    return np.mean((layer_2 > 0.5) & (y > 0.5))


@wrong(
    "06 accuracy",
    "one side has lost its column, so every guess meets every target: "
    "leave out the [:, 0].",
)
def table_of_sides(layer_2, y):
    return np.mean((layer_2[:, 0] > 0.5) == (y > 0.5))


@wrong(
    "06 accuracy",
    "that is the mean absolute error. Accuracy only asks for the side of 0.5.",
)
def mean_absolute_error(layer_2, y):
    return np.mean(np.abs(y - layer_2))


# ------------------------------------------------------------------ Write: two curves


@exercise("06 curves")
def judge_test_curve(test, figure):
    require_curve(figure, np.arange(0, 3000, 50), test)
    return (
        "one curve rises and stays, the other one rises and falls: overfitting, seen."
    )


@exercise("06 examples")
def judge_examples_curve(test, figure):
    require_curve(figure, (20, 50, 100, 200, 500, 1000), test)
    return "with more examples, the two curves come closer to each other."


def require_curve(figure, x, y):
    """Raise NotRightError unless a second line on a figure has these points."""
    y = numbers(y, np.shape(x), "test")
    axes = axes_of(figure)
    lines = [line for one in axes for line in one.get_lines()]
    if len(lines) < 2:
        refuse_points_alone(axes)
        raise NotTriedError("draw the second curve on the axes")

    for line in lines[1:]:
        require_seen(line)
        if not is_named_test(line):
            raise NotRightError('your line has no label "test": a legend needs it.')
        require_points(points_of(line), x, y)


def is_named_test(line):
    return "test" in str(line.get_label()).lower()


def require_points(points, x, y):
    """Raise NotRightError unless points, across and up, are x and y."""
    across, up = points
    if same(across, y, within=0.002) and same(up, x):
        raise NotRightError("you have exchanged the two: across first, then up.")
    is_accuracy = same(up, y, within=0.002)  # test may be rounded
    if is_accuracy and same(across, np.arange(len(y))):
        raise NotRightError("your line is drawn over 0, 1, 2, …: give it both lists.")
    if not same(across, x):
        raise NotRightError("across, your line does not go where the first one goes.")
    if not is_accuracy:
        raise NotRightError("up, your line is not the accuracy on the test set, test.")


# ------------------- 06.1 Write a function: accuracy from scratch, digit by digit

BY_DIGIT = {
    "20 rows": list(columns_of_guesses(20)),
    "300 rows": list(columns_of_guesses(300)),
}


@exercise("06.1", functions=True)
def judge_accuracy_by_digit(accuracy_by_digit):
    require_results(accuracy_by_digit, right_by_digit, BY_DIGIT)
    return "ten accuracies, each of one digit. The hardest of the unseen ones is the 8."


def right_by_digit(guesses, targets, digits):
    is_right = ((guesses > 0.5) == (targets > 0.5)).ravel()
    return [is_right[digits == number].mean() for number in range(10)]


@wrong(
    "06.1",
    "that is the accuracy on all rows, ten times. Choose the rows of each digit.",
)
def same_for_all(guesses, targets, digits):
    return [right_accuracy(guesses, targets)] * 10


@wrong("06.1", "that is one accuracy, of all rows. Ten are asked for, in a list.")
def one_for_all(guesses, targets, digits):
    return right_accuracy(guesses, targets)


@wrong("06.1", "it returns after the digit 0. What stands inside the loop?")
def the_digit_0_alone(guesses, targets, digits):
    return right_by_digit(guesses, targets, digits)[0]


@wrong(
    "06.1",
    "guesses[3] is row 3. The rows of the digit 3 are guesses[digits == 3].",
)
def the_first_ten_rows(guesses, targets, digits):
    return right_by_digit(guesses[:10], targets[:10], np.arange(10))


@wrong("06.1", "these are in percent. A share is a number from 0 to 1.")
def percent_by_digit(guesses, targets, digits):
    return [100 * share for share in right_by_digit(guesses, targets, digits)]


@wrong("06.1", "a guess is never exactly 0 or 1. Ask first whether it is above 0.5.")
def exactly_by_digit(guesses, targets, digits):
    return [
        np.mean(guesses[digits == number] == targets[digits == number])
        for number in range(10)
    ]


@wrong("06.1", "these are counts. Divide each by the number of rows of its digit.")
def counts_by_digit(guesses, targets, digits):
    is_right = ((guesses > 0.5) == (targets > 0.5)).ravel()
    return [is_right[digits == number].sum() for number in range(10)]


@wrong("06.1", "you divide by all rows. Divide by the number of rows of each digit.")
def divided_by_all(guesses, targets, digits):
    return [count / len(digits) for count in counts_by_digit(guesses, targets, digits)]


@wrong("06.1", "these are shares of mistakes: use == in place of !=.")
def mistakes_by_digit(guesses, targets, digits):
    return [1 - share for share in right_by_digit(guesses, targets, digits)]


@wrong("06.1", "these are shares of guesses above 0.5. Compare them with the targets.")
def shares_above_a_half(guesses, targets, digits):
    return [np.mean(guesses[digits == number] > 0.5) for number in range(10)]


# ------------------------------------------- 06.2 Predict: targets by tossing coins


@exercise("06.2")
def judge_coins(my_seen, my_unseen):
    seen, unseen = right_with_coins()
    require_value(my_seen, seen, within=0.5, name="my_seen")
    require_value(my_unseen, unseen, within=8, name="my_unseen")
    return (
        "all but one are learned by heart, and nothing else is: chance on unseen ones."
    )


@functools.cache
def right_with_coins():
    """Return how many seen and unseen rows are right after training with coins."""
    X = handwriting()[0]
    run = train(X[:100], coins()[:100], learning_rate=0.1, iterations=2000)
    seen = rows_that_are_right(run, X[:100], coins()[:100])
    unseen = rows_that_are_right(run, X[1000:], coins()[1000:])
    return seen, unseen


@wrong("06.2", "you trained with y. Train with coins, and count with coins.")
@functools.cache
def trained_with_the_digits():
    X, y = handwriting()
    run = train(X[:100], y[:100], learning_rate=0.1, iterations=2000)
    seen = rows_that_are_right(run, X[:100], y[:100])
    return seen, rows_that_are_right(run, X[1000:], y[1000:])


@wrong("06.2", "you trained with coins, and counted the unseen ones with y.")
@functools.cache
def counted_with_the_digits():
    X, y = handwriting()
    run = train(X[:100], coins()[:100], learning_rate=0.1, iterations=2000)
    return right_with_coins()[0], rows_that_are_right(run, X[1000:], y[1000:])


@wrong("06.2", "you trained with coins, and counted both with y. Count with coins.")
@functools.cache
def counted_both_with_the_digits():
    X, y = handwriting()
    run = train(X[:100], coins()[:100], learning_rate=0.1, iterations=2000)
    seen = rows_that_are_right(run, X[:100], y[:100])
    return seen, rows_that_are_right(run, X[1000:], y[1000:])


@wrong("06.2", "you have exchanged the two.")
def exchanged_counts():
    seen, unseen = right_with_coins()
    return unseen, seen


@wrong("06.2", "my_unseen is a share. Give the count, of 797.")
def share_of_the_unseen():
    seen, unseen = right_with_coins()
    return seen, unseen / 797


@wrong("06.2", "my_unseen is in percent. Give the count, of 797.")
def percent_of_the_unseen():
    seen, unseen = right_with_coins()
    return seen, 100 * unseen / 797


@wrong("06.2", "these are shares. Give the two counts, of 100 and of 797.")
def shares_of_both():
    seen, unseen = right_with_coins()
    return seen / 100, unseen / 797


wrong_value(
    "06.2",
    (50, 400),
    "50 would be chance. But a network with 264 weights can remember 100 images.",
    within=6,
)


# -------------------------------------------- 06.3 Find the bug: an honest split


@exercise("06.3", functions=True)
def judge_split(split):
    first = split(1797, 0)
    second = split(1200, 3)
    require_honest(first, 1797, "with 1797 rows and seed 0, ")
    require_honest(second, 1200, "with 1200 rows and seed 3, ")

    if not same(split(1797, 0), tuple(first)):
        raise NotRightError(
            "with the same seed it splits in another way each time: use random, "
            "which has the seed."
        )
    if same(split(1797, 1), tuple(first)):
        raise NotRightError("with seed 1 it splits as with seed 0. Use the seed.")
    return (
        "no row is in both sets, and none is lost. Before, more than half were in both."
    )


def require_honest(result, rows, given):
    """Raise NotRightError unless two sets of rows share none and are shuffled."""
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise NotRightError(f"{given}split does not return two values, as in a, b.")
    if np.ndim(result[0]) != 1 or np.ndim(result[1]) != 1:
        raise NotRightError(f"{given}split does not return two arrays of rows.")
    to_learn = numbers(result[0], np.shape(result[0]), f"{given}to_learn")
    to_test = numbers(result[1], np.shape(result[1]), f"{given}to_test")

    both = np.intersect1d(to_learn, to_test).size
    if both:
        raise NotRightError(f"{given}{both} rows are in both sets.")
    if to_learn.size != 1000:
        raise NotRightError(f"{given}{to_learn.size} rows are to learn from, not 1000.")
    together = np.sort(np.concatenate([to_learn, to_test]))
    if not same(together, np.arange(rows)):
        raise NotRightError(
            f"{given}the two sets together are not all rows, each once."
        )
    if same(np.sort(to_learn), np.arange(1000)):
        raise NotRightError(f"{given}the rows are not shuffled: it learns the first.")


@untouched("06.3")
def shuffled_twice(rows, seed):
    random = np.random.RandomState(seed)
    to_learn = random.permutation(rows)[:1000]
    to_test = random.permutation(rows)[1000:]
    return to_learn, to_test


@wrong("06.3", "the test rows come from the front of the order: it should be [1000:].")
def test_rows_from_the_front(rows, seed):
    order = np.random.RandomState(seed).permutation(rows)
    return order[:1000], order[: rows - 1000]


@wrong("06.3", "you test with all rows, those that you learn from among them.")
def all_rows_are_tested(rows, seed):
    order = np.random.RandomState(seed).permutation(rows)
    return order[:1000], order


@wrong("06.3", "honest, but the rows stand in file order: shuffle them once.")
def not_shuffled(rows, seed):
    return np.arange(1000), np.arange(1000, rows)


@wrong("06.3", "row 1000 is missing: a slice begins with the row that it names.")
def one_row_is_lost(rows, seed):
    order = np.random.RandomState(seed).permutation(rows)
    return order[:1000], order[1001:]


# -------------------------------------------- 06.4 Choose with a validation set


@exercise("06.4")
def judge_choice(my_size, my_right):
    size, right = chosen_by_validation()
    validation = right_of_800_rows(800, 1000)
    for other in (1, 2, 3):
        if same(my_size, other):
            raise NotRightError(
                f"with {other} hidden units, {validation[other]} of the 200 validation "
                "rows are right. Another size gets more."
            )

    require_value(my_size, size, name="my_size")
    require_value(my_right, right, within=3, name="my_right")
    return "4 units, chosen without the test set; so its count can be believed."


@functools.cache
def networks_of_800_rows():
    """Return a dict from hidden sizes to networks trained on rows 0 to 799."""
    X, y = handwriting()
    networks = {}
    for size in (1, 2, 3, 4):
        networks[size] = train(X[:800], y[:800], 1, size, 0.01, iterations=1000)
    return networks


@functools.cache
def right_of_800_rows(first, last):
    """Return a dict from hidden sizes to how many of the rows are right."""
    X, y = handwriting()
    rows = slice(first, last)
    return {
        size: rows_that_are_right(run, X[rows], y[rows])
        for size, run in networks_of_800_rows().items()
    }


def chosen_by_validation():
    validation = right_of_800_rows(800, 1000)
    size = max(validation, key=validation.get)
    return size, right_of_800_rows(1000, 1797)[size]


@wrong(
    "06.4",
    "that is how many of the 200 validation rows are right. Now the unseen ones.",
)
def count_of_the_validation_set():
    return 4, right_of_800_rows(800, 1000)[4]


@wrong(
    "06.4",
    "that is how many of the 800 training rows are right. Count the unseen ones.",
)
def count_of_the_training_set():
    return 4, right_of_800_rows(0, 800)[4]


@wrong(
    "06.4",
    "that network was trained on all 1000 rows: the validation rows taught it, too.",
)
@functools.cache
def trained_on_all_seen_rows():
    X, y = handwriting()
    run = train(X[:1000], y[:1000], 1, 4, 0.01, iterations=1000)
    return 4, rows_that_are_right(run, X[1000:], y[1000:])


@wrong("06.4", "you have exchanged the two.")
def size_and_count_exchanged():
    size, right = chosen_by_validation()
    return right, size


@wrong("06.4", "my_right is a share. Give the count, of 797.")
def share_of_the_chosen():
    size, right = chosen_by_validation()
    return size, right / 797


@wrong("06.4", "that is how many of all 1000 seen rows are right. Count the unseen.")
def count_of_all_seen_rows():
    return 4, right_of_800_rows(0, 1000)[4]


# ------------------------------------------------ 06.5 Ten networks for ten digits


@exercise("06.5")
def judge_ten_networks(my_digits):
    digit = load_digits()[1]
    if np.size(my_digits) == 1:
        raise NotRightError("my_digits is one number. The 797 digits are asked for.")
    if np.asarray(my_digits).dtype == bool:
        raise NotRightError("my_digits are True and False. Digits are asked for.")
    found = numbers(np.ravel(my_digits), (797,), "my_digits")
    if not np.isin(found, range(10)).all():
        raise NotRightError("my_digits are not all whole numbers from 0 to 9.")

    right = int(np.sum(found == digit[1000:]))
    if right == 797:
        raise NotRightError("all 797 are right: these are the digits, not guesses.")
    if right < 720:
        raise NotRightError(f"{right} of 797 are right; expected about 748.")
    return f"{right} of 797 unseen digits are right, where chance gives about 80."


@functools.cache
def guesses_of_ten_networks():
    """Return the guesses (797, 10) of ten networks for the unseen rows."""
    X = handwriting()[0]
    digit = load_digits()[1]
    columns = []
    for number in range(10):
        is_it = (digit == number).astype(float).reshape(-1, 1)
        run = train(X[:1000], is_it[:1000], learning_rate=0.03, iterations=500)
        columns.append(forward(X[1000:], run.w_0, run.w_1)[1])
    return np.column_stack(columns)


@wrong("06.5", "you took the smallest guess of each row: argmax, not argmin.")
def smallest_guess():
    return guesses_of_ten_networks().argmin(axis=1)


@wrong(
    "06.5",
    "these are the largest guesses. Which column they stand in is what you want.",
)
def largest_guess_itself():
    return guesses_of_ten_networks().max(axis=1)


@wrong("06.5", "these are all guesses. Which column has the largest one of each row?")
def all_guesses():
    return guesses_of_ten_networks()


@wrong("06.5", "you went down the columns: axis=1 goes along each row.")
def down_the_columns():
    return guesses_of_ten_networks().argmax(axis=0)


@wrong("06.5", "each is one too large: column 0 is the network for the digit 0.")
def one_too_large():
    return guesses_of_ten_networks().argmax(axis=1) + 1


@wrong("06.5", "each is one too small: the first network should be for the digit 0.")
def one_too_small():
    return (guesses_of_ten_networks().argmax(axis=1) - 1) % 10


@wrong("06.5", "these are the targets odd and even. Ten networks give ten digits.")
def odd_or_even():
    return load_digits()[1][1000:] % 2


# --------------------------- 06.6 Write a function: the gradient of the inputs


def small_network(rows, columns, hidden_size):
    """Return X, y, w_0 and w_1 of a network with random numbers."""
    random = np.random.RandomState(rows)
    X = random.random_sample((rows, columns))
    y = (random.random_sample((rows, 1)) < 0.5).astype(float)
    w_0 = 4 * random.random_sample((columns, hidden_size)) - 2
    w_1 = 4 * random.random_sample((hidden_size, 1)) - 2
    return [X, y, w_0, w_1]


NETWORKS = {
    "one row": small_network(rows=1, columns=3, hidden_size=2),
    "4 rows, 3 hidden units": small_network(rows=4, columns=3, hidden_size=3),
    "6 rows, 5 inputs": small_network(rows=6, columns=5, hidden_size=2),
    "2 rows, 65 inputs": small_network(rows=2, columns=65, hidden_size=3),
}


@exercise("06.6", functions=True)
def judge_input_step(input_step):
    require_results(input_step, input_step_by_nudging, NETWORKS)
    return (
        "it agrees with finite differences. The same delta goes one layer further back."
    )


def input_step_by_nudging(X, y, w_0, w_1, nudge=1e-5):
    """Return minus the derivative of the loss with respect to each input."""
    X, w_0, w_1 = inputs_and_weights(X, w_0, w_1)
    step = np.zeros_like(X)
    for index in np.ndindex(X.shape):
        above = X.copy()
        above[index] += nudge
        below = X.copy()
        below[index] -= nudge
        rise = loss(above, y, w_0, w_1) - loss(below, y, w_0, w_1)
        step[index] = -rise / (2 * nudge)
    return step


def deltas(X, y, w_0, w_1):
    """Return layer_1_error and layer_1_delta, each (n, H)."""
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = (y - layer_2) * layer_2 * (1 - layer_2)
    layer_1_error = layer_2_delta @ w_1.T
    return layer_1_error, layer_1_error * layer_1 * (1 - layer_1)


@wrong(
    "06.6", "the derivative of the hidden units is missing: layer_1 * (1 - layer_1)."
)
def without_the_hidden_slope(X, y, w_0, w_1):
    return deltas(X, y, w_0, w_1)[0] @ w_0.T


@wrong("06.6", "the derivative of the output is missing: layer_2 * (1 - layer_2).")
def without_the_output_slope(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_1_delta = ((y - layer_2) @ w_1.T) * layer_1 * (1 - layer_1)
    return layer_1_delta @ w_0.T


@wrong("06.6", "these are signs. The function returns the numbers; take signs later.")
def signs_alone(X, y, w_0, w_1):
    return np.sign(deltas(X, y, w_0, w_1)[1] @ w_0.T)


@wrong("06.6", "you divide by the number of rows. The loss is a sum, so leave it out.")
def mean_over_rows(X, y, w_0, w_1):
    return deltas(X, y, w_0, w_1)[1] @ w_0.T / len(X)


@wrong("06.6", "these are the inputs, moved. The function returns the step alone.")
def moved_inputs(X, y, w_0, w_1):
    return X + deltas(X, y, w_0, w_1)[1] @ w_0.T


@wrong(
    "06.6",
    "the sign is wrong: that is the gradient, and minus the gradient is asked for.",
)
def plus_the_gradient(X, y, w_0, w_1):
    return -deltas(X, y, w_0, w_1)[1] @ w_0.T


@wrong(
    "06.6",
    "that is w_0_step, what backward returns for the weights. Go along w_0 instead.",
)
def step_of_the_weights(X, y, w_0, w_1):
    return X.T @ deltas(X, y, w_0, w_1)[1]


@wrong("06.6", "that is layer_1_delta. Go further back with it, along w_0.")
def hidden_delta(X, y, w_0, w_1):
    return deltas(X, y, w_0, w_1)[1]


@wrong(
    "06.6",
    "the last factor is not needed: an input has no sigmoid, so no derivative of one.",
)
def with_a_slope_of_the_input(X, y, w_0, w_1):
    return (deltas(X, y, w_0, w_1)[1] @ w_0.T) * X * (1 - X)


# ------------------------- 06.7 Open: a network that looks at moved images

MOVES = (1, 0), (-1, 0), (0, 1), (0, -1)  # to the right, and down


@exercise("06.7")
def judge_moved_images(my_w_0, my_w_1):
    """Any network will do that gets 2500 of the 3188 moved images right."""
    if np.ndim(my_w_1) == 2 and len(my_w_1) == 65:
        raise NotRightError("you have exchanged the two: my_w_0 is (65, H).")
    if np.ndim(my_w_0) == 2 and len(my_w_0) == 64:
        raise NotRightError("my_w_0 has 64 rows. Train it on with_ones(…).")

    hidden_size = np.size(my_w_1)
    w_0 = numbers(my_w_0, (65, hidden_size), "my_w_0")
    w_1 = numbers(my_w_1, (hidden_size, 1), "my_w_1")

    if same((w_0, w_1), weights_of_the_lesson()):
        raise NotTriedError(
            "these are the weights of the lesson; train another network"
        )

    right, unmoved = right_when_moved(w_0, w_1)
    if right < 2500:
        raise NotRightError(
            f"{right} of 3188 moved images are right; at least 2500 are wanted."
        )
    return (
        f"{right} of 3188 moved images are right, and {unmoved} of the 797 that are not "
        "moved. Before, it was 2229 and 754."
    )


def right_when_moved(w_0, w_1):
    """Return how many moved images are right, and how many that are not moved."""
    images, digit = load_digits()
    y = (digit[1000:] % 2 == 1).reshape(-1, 1)
    right = 0
    for across, down in MOVES:
        X = with_ones(shifted(images[1000:], across, down))
        right += count_right(forward(X, w_0, w_1)[1], y)

    unmoved = count_right(forward(with_ones(images[1000:]), w_0, w_1)[1], y)
    return right, unmoved


@functools.cache
def weights_of_the_lesson():
    X, y = handwriting()
    run = train(X[:1000], y[:1000], learning_rate=0.01, iterations=1000)
    return run.w_0, run.w_1


@wrong("06.7", "these weights are not trained yet.")
def not_trained():
    return init_weights(1, 4, 65)


@wrong(
    "06.7",
    "it has one hidden unit. Without a bias of the output that is chance: take more.",
)
@functools.cache
def one_hidden_unit():
    X, y = handwriting()
    run = train(X[:1000], y[:1000], 1, 1, 0.01, iterations=1000)
    return run.w_0, run.w_1


@wrong(
    "06.7",
    "it has seen images that are moved down, but none that are moved to the sides.",
)
@functools.cache
def moved_down_only():
    X, y = handwriting()
    moved = with_ones(shifted(X[:1000, :64], down=1))
    run = train(moved, y[:1000], learning_rate=0.01, iterations=1000)
    return run.w_0, run.w_1
