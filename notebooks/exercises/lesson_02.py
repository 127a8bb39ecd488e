"""Lesson 02: its guesses, the judges of its exercises, and frequent wrong answers.

Tasks, stubs, hints and solutions stand in 02_forward_pass.ipynb.
"""

import reprlib

import numpy as np
from tinynet_helpers import (
    TRUTH_TABLES,
    forward,
    init_weights,
    sigmoid,
    truth_table,
)

from .comparing import (
    NotRightError,
    NotTriedError,
    floats,
    numbers,
    require_results,
    require_value,
    same,
)
from .guesses import guess
from .judging import exercise, untouched, wrong, wrong_value

guess(
    "02 shape",
    within=0,
    tempting={
        (2, 2): "those are the inner numbers. They disappear; the outer numbers stay.",
        (5, 2): "that is the shape of A. But its 2 is an inner number: it disappears.",
        (2, 3): "that is the shape of B. But its 2 is an inner number: it disappears.",
        (3, 5): "5 and 3, yes. But the rows come from A, which stands on the left.",
    },
)

guess(
    "02 row 0",
    within=0.001,
    tempting={
        0: "the weighted sum is 0. Then comes the sigmoid.",
        1: "e to the 0 is 1. But below the line stands 1 + 1, so the sigmoid is 1 / 2.",
    },
)

LIKE_AND = "AND is rare, and XOR looks only a little harder. But it is impossible."

guess(
    "02 XOR neurons",
    within=0,
    tempting={
        1: "one lucky neuron does not seem too much to ask. But luck does not help.",
        10: LIKE_AND,
        50: LIKE_AND,
        100: LIKE_AND,
        200: LIKE_AND,
        625: "there are 16 tables, and XOR is one. But one line can draw only 14 of them.",
    },
)

guess(
    "02 parameters",
    within=0,
    tempting={
        12: "these are the parameters in w_0. The output has its own four.",
        17: "that counts a bias of the output. This network has none.",
        20: "the two layers hold 20 numbers. But activations are no parameters.",
        8: "4 hidden units and 4 weights of the output. But each unit has three weights.",
        5: "that is the number of neurons. Each has several weights.",
    },
)

guess(
    "02 places",
    within=0,
    tempting={
        4: "all four inputs are different. But for OR and NAND, rows 1 and 2 are the same.",
        2: "there are two targets. But rows 0 and 3 stay apart: OR is 0 in only one of them.",
    },
)

guess(
    "02 untrained error",
    within=0.05,
    tempting={
        1: "it would be 1 if every guess were the wrong number, 0 or 1. But all guesses are near 0.5.",
        0.25: "that would be half of a half. Each of the four guesses is wrong by about a half.",
        0: "errors with a plus and a minus cancel in a sum. But here the signs are dropped first.",
        2: "that is the sum of the four. Take their average.",
    },
)


# ------------------------------------------------------------ 02.1 Recall: four shapes


@exercise("02.1")
def judge_four_shapes(my_w_0, my_w_1, my_layer_1, my_layer_2):
    units = "examples, its columns the units."
    outputs = "examples, its columns the outputs."
    require_shape("w_0", my_w_0, (5, 7), "inputs, its columns the hidden units.")
    require_shape("w_1", my_w_1, (7, 1), "hidden units, its columns the outputs.")
    require_shape("layer_1", my_layer_1, (10, 7), units)
    require_shape("layer_2", my_layer_2, (10, 1), outputs)
    return "the number of examples is in the shapes of the layers, never in those of the weights."


def require_shape(name, yours, right, rows):
    """Raise NotRightError unless yours is the right shape; say what its rows are."""
    if isinstance(yours, str):
        raise NotRightError(f"{name} is a text. Leave out the quotes.")
    if np.size(yours) != 2:
        shown = reprlib.repr(yours)
        raise NotRightError(f"{name} is {shown}. A shape here is a pair, as (4, 3).")
    if not same(yours, np.array(right), within=0):
        raise NotRightError(
            f"{name} is not {reprlib.repr(yours)}: its rows are the {rows}"
        )


wrong_value(
    "02.1",
    ((7, 5), (1, 7), (10, 7), (10, 1)),
    "your weights are transposed: from 5 inputs to 7 units is (5, 7).",
)
wrong_value(
    "02.1",
    ((5, 7), (7, 1), (7, 10), (1, 10)),
    "your layers are transposed: each example is a row.",
)
wrong_value(
    "02.1",
    ((10, 5), (10, 7), (10, 7), (10, 1)),
    "you put the examples into the weights. All examples share the same weights.",
)
wrong_value(
    "02.1",
    ((4, 7), (7, 1), (10, 7), (10, 1)),
    "you left out the ones: they are among the 5 inputs.",
)
wrong_value(
    "02.1",
    ((6, 7), (7, 1), (10, 7), (10, 1)),
    "you added the ones: they are among the 5 inputs already.",
)
wrong_value(
    "02.1",
    ((5, 7), (7,), (10, 7), (10,)),
    "one output is a column of its own: every shape here is a pair.",
)


# ------------------------------------------------------- 02.2 Predict: a silent output


@exercise("02.2")
def judge_a_silent_output(my_number):
    require_value(my_number, 0.5)
    return "0.5 for every row, whatever the activations of the hidden units are."


wrong_value("02.2", 0, "0 is the weighted sum. The sigmoid comes after it.")
wrong_value(
    "02.2",
    1,
    "the weighted sum of the output is 0, and so the sigmoid gives less than 1.",
)
wrong_value("02.2", 0.4964, "that is the error of seed 1 on all rows, not a guess.")


# ------------------------------------------- weights by hand: what three exercises share


def three_weights(answer):
    """Return a learner's three weights as a column, as w_1 is; they may be a list."""
    weights = floats(answer)
    if weights is not None and weights.shape == (3, 1):
        return numbers(answer, (3, 1))
    return numbers(answer, (3,)).reshape(3, 1)


def wrong_weights(number, weights, reason):
    """Note three frequent wrong weights, as a list and in a column."""
    wrong_value(number, weights, reason)
    wrong_value(number, np.reshape(weights, (3, 1)), reason)


def require_guesses(y, guesses):
    """Raise NotRightError unless all four guesses are within 0.1 of their targets."""
    is_far = ~(np.abs(guesses - y) <= 0.1)
    if not is_far.any():
        return

    is_on_its_side = (guesses - 0.5) * (y - 0.5) > 0
    if is_on_its_side.all():
        raise NotRightError(
            "all four are on the right side of 0.5, but not near enough. "
            "Larger numbers help."
        )

    sides = np.round(guesses)
    if np.all(np.abs(guesses - sides) <= 0.1):
        raise NotRightError(
            f"that computes {table_in_words(sides)}; expected {table_in_words(y)}."
        )

    row = is_far.argmax()
    raise NotRightError(
        f"row {row} gets a guess of {guesses[row, 0]:.3f}; "
        f"its target is {y[row, 0]:g}. More than 0.1 is between them."
    )


def table_in_words(outputs):
    """Return the outputs for the four rows, with the name of their table if any."""
    rows = tuple(outputs[:, 0].astype(int).tolist())
    for name, targets in TRUTH_TABLES.items():
        if rows == tuple(targets):
            return f"{name} {rows}"
    return f"{rows}"


# ------------------------------------------------------------ 02.3 Design: NOR by hand


@exercise("02.3")
def judge_nor_by_hand(my_w):
    X, y = truth_table("NOR")
    require_guesses(y, sigmoid(X @ three_weights(my_w)))
    return "NOR is NOT OR: the same line, but orange and blue change places."


wrong_weights("02.3", [-10, -10, 0], "the bias is forgotten: row 0 can only get 0.5.")
wrong_weights(
    "02.3",
    [-10, -10, -5],
    "the sign of the bias is wrong: row 0 needs a positive sum.",
)


# ---------------------------------------------- 02.4 Change a design: XNOR from XOR

W_0_BY_HAND = np.array([[20, -20, 0], [20, -20, 0], [-10, 30, 10]])  # OR, NAND, on
W_1_BY_HAND = np.array([[20], [20], [-30]])  # AND


@exercise("02.4")
def judge_xnor_from_xor(my_w_1):
    X, y = truth_table("XNOR")
    layer_1 = sigmoid(X @ W_0_BY_HAND)
    require_guesses(y, sigmoid(layer_1 @ three_weights(my_w_1)))
    return "the last neuron was AND and is now NAND. The hidden layer stays the same."


wrong_weights(
    "02.4",
    [20, 20, 30],
    "only the sign of the last weight is changed: now every row gets 1.",
)
wrong_weights(
    "02.4",
    [-20, -20, -30],
    "the sign of the last weight is not changed: now every row gets 0.",
)
wrong_weights(
    "02.4",
    [-20, -20, 0],
    "the last weight is 0, so no weighted sum is above 0.",
)


# ----------------------------------------- 02.5 Write a function: without matrices

ROWS = {  # from the smallest network on; the last ones have more than three inputs
    "row 0, seed 3, hidden size 1": [np.array([0.0, 0.0, 1.0]), *init_weights(3, 1)],
    "row 1, seed 5, hidden size 2": [np.array([0.0, 1.0, 1.0]), *init_weights(5, 2)],
    "row 3, seed 5, hidden size 3": [np.array([1.0, 1.0, 1.0]), *init_weights(5, 3)],
    "row 2, seed 1, hidden size 4": [np.array([1.0, 0.0, 1.0]), *init_weights(1, 4)],
    "a row of random numbers": [
        np.random.RandomState(1).normal(0, 3, 3),
        np.random.RandomState(1).normal(0, 3, (3, 5)),
        np.random.RandomState(1).normal(0, 3, (5, 1)),
    ],
    "five inputs": [
        np.array([0.3, -0.8, 0.5, 0.9, 1.0]),
        np.random.RandomState(2).normal(0, 3, (5, 3)),
        np.random.RandomState(3).normal(0, 3, (3, 1)),
    ],
}


@exercise("02.5", functions=True)
def judge_guess_one(guess_one):
    require_results(guess_one, guess_of_one_row, ROWS)
    return "a forward pass is multiplying, adding and the sigmoid, and nothing else."


def guess_of_one_row(row, w_0, w_1):
    layer_2 = forward(row[np.newaxis], w_0, w_1)[1]
    return layer_2[0, 0]


@wrong("02.5", "the last sigmoid is missing: that is the weighted sum of the output.")
def last_sigmoid_missing(row, w_0, w_1):
    return (sigmoid(row @ w_0) @ w_1)[0]


@wrong(
    "02.5",
    "the sigmoid of the hidden units is missing. Without it, two layers are only one.",
)
def hidden_sigmoid_missing(row, w_0, w_1):
    return sigmoid(row @ w_0 @ w_1)[0]


@wrong("02.5", "the bias is forgotten: the third input, the constant 1, counts too.")
def two_inputs_only(row, w_0, w_1):
    return sigmoid(sigmoid(row[:2] @ w_0[:2]) @ w_1)[0]


@wrong("02.5", "it ends after the first hidden unit. Does return stand in the loop?")
def first_unit_only(row, w_0, w_1):
    return sigmoid(sigmoid(row @ w_0[:, :1]) @ w_1[:1])[0]


@wrong("02.5", "only the last hidden unit counts. Add to the total with +=.")
def last_unit_only(row, w_0, w_1):
    return sigmoid(sigmoid(row @ w_0[:, -1:]) @ w_1[-1:])[0]


@wrong("02.5", "only the last input counts. Add to z with +=.")
def last_input_only(row, w_0, w_1):
    return sigmoid(sigmoid(row[-1:] @ w_0[-1:]) @ w_1)[0]


@wrong("02.5", "z goes on from unit to unit. Begin each hidden unit with z = 0.")
def z_goes_on(row, w_0, w_1):
    return sigmoid(sigmoid(np.cumsum(row @ w_0)) @ w_1)[0]


@wrong("02.5", "you add input and weight. Multiply them, and add up the products.")
def inputs_plus_weights(row, w_0, w_1):
    sums = (row[:, np.newaxis] + w_0).sum(axis=0)
    return sigmoid(sigmoid(sums) @ w_1)[0]


@wrong("02.5", "you take the mean over the hidden units. A neuron takes the sum.")
def mean_of_the_units(row, w_0, w_1):
    return sigmoid((sigmoid(row @ w_0) @ w_1)[0] / len(w_1))


@wrong(
    "02.5",
    "the hidden units meet the wrong weights of w_1: they are in reverse order.",
)
def units_in_reverse_order(row, w_0, w_1):
    return sigmoid(sigmoid(row @ w_0) @ w_1[::-1])[0]


@wrong(
    "02.5",
    "it takes three inputs, whatever the row has. len(row) is their number.",
)
def three_inputs_only(row, w_0, w_1):
    return sigmoid(sigmoid(row[:3] @ w_0[:3]) @ w_1)[0]


# ----------------------------------------- 02.6 Find the bug: a seed that does nothing

SEEDS = {
    "seed 1 and hidden size 1": [1, 1],
    "seed 2 and hidden size 1": [2, 1],
    "seed 3 and hidden size 4": [3, 4],
    "seed 911 and hidden size 7": [911, 7],
}


@exercise("02.6", functions=True)
def judge_draw_weights(draw_weights):
    weights = draw_weights(2, 4)
    if same(weights, init_weights(2, 4), within=np.inf):  # arrays that fit, at least
        if not same(draw_weights(2, 4), tuple(weights)):
            raise NotRightError(
                "two calls with the same seed differ: hand seed to RandomState."
            )
        if same(draw_weights(3, 4), tuple(weights)):
            raise NotRightError(
                "the seed is still not used: every seed gives the same network."
            )

    require_results(draw_weights, init_weights, SEEDS)
    return "a seed names a network. You do not find a bug like this with seed 1 alone."


@untouched("02.6")
def always_seed_1(seed, hidden_size):
    random = np.random.RandomState(1)
    w_0 = 2 * random.random_sample((3, hidden_size)) - 1
    w_1 = 2 * random.random_sample((hidden_size, 1)) - 1
    return w_0, w_1


@wrong("02.6", "the seed is used, but the weights lie between 0 and 1.")
def between_0_and_1(seed, hidden_size):
    random = np.random.RandomState(seed)
    w_0 = random.random_sample((3, hidden_size))
    w_1 = random.random_sample((hidden_size, 1))
    return w_0, w_1


@wrong(
    "02.6",
    "you draw w_1 before w_0. So they get other numbers of the same stream.",
)
def w_1_first(seed, hidden_size):
    random = np.random.RandomState(seed)
    w_1 = 2 * random.random_sample((hidden_size, 1)) - 1
    w_0 = 2 * random.random_sample((3, hidden_size)) - 1
    return w_0, w_1


@wrong(
    "02.6",
    "you start the stream again for w_1, so it repeats the numbers of w_0.",
)
def stream_started_again(seed, hidden_size):
    w_0 = 2 * np.random.RandomState(seed).random_sample((3, hidden_size)) - 1
    w_1 = 2 * np.random.RandomState(seed).random_sample((hidden_size, 1)) - 1
    return w_0, w_1


@wrong(
    "02.6",
    "default_rng is another generator: a seed gives other numbers there.",
)
def default_rng_instead(seed, hidden_size):
    random = np.random.default_rng(seed)
    w_0 = 2 * random.random((3, hidden_size)) - 1
    w_1 = 2 * random.random((hidden_size, 1)) - 1
    return w_0, w_1


# ---------------------------------------------------- 02.7 Open: XOR with other hidden units


@exercise("02.7")
def judge_xor_with_other_units(my_w_0, my_w_1):
    X, y = truth_table("XOR")
    if same((my_w_0, my_w_1), (W_0_BY_HAND, W_1_BY_HAND)):
        raise NotTriedError(
            "these are the weights that the exercise begins with; change them"
        )

    try:
        layer_1, layer_2 = forward(X, my_w_0, my_w_1)
    except (TypeError, ValueError) as problem:
        raise NotRightError(problem) from None

    w_1 = numbers(my_w_1, np.shape(my_w_1), "my_w_1")
    require_guesses(y, layer_2)
    refuse_or_and_nand(layer_1, w_1, y)
    return "it is XOR, and your hidden units are not OR and NAND."


def refuse_or_and_nand(layer_1, w_1, y):
    """Raise NotRightError if OR, NAND and constant units alone make the right guesses.

    Other units may be there as well; if they change nothing, they do not count.
    """
    known = [(0, 1, 1, 1), (1, 1, 1, 0), (1, 1, 1, 1), (0, 0, 0, 0)]
    is_known = [tuple(unit) in known for unit in np.round(layer_1.T)]

    guesses = sigmoid(layer_1[:, is_known] @ w_1[is_known])
    if np.all(np.abs(guesses - y) <= 0.1):
        raise NotRightError(
            "it is XOR, but your hidden units are still OR and NAND; try others."
        )


wrong_value(
    "02.7",
    (W_0_BY_HAND, np.array([[20], [20], [0]])),
    "the weight of the unit that is always on is 0: every row gets 1.",
)
wrong_value(
    "02.7",
    (W_0_BY_HAND / 20, W_1_BY_HAND / 20),
    "the lines of your units are right, but their activations are too close to 0.5. "
    "Larger weights help.",
)

NOR_AND_ON = np.array([[-20, 20, 0], [-20, 20, 0], [10, -30, 10]])
ROW_1_ROW_2_ON = np.array([[-20, 20, 0], [20, -20, 0], [-10, -10, 10]])

wrong_value(
    "02.7",
    (NOR_AND_ON, W_1_BY_HAND),
    "your units are NOR and AND, which are never both 1. "
    "But the output still asks for both: change w_1, too.",
)
wrong_value(
    "02.7",
    (ROW_1_ROW_2_ON, W_1_BY_HAND),
    "your units are never both 1. But the output still asks for both: make it an OR.",
)


# ------------------------------------------------- Write: the weighted sums of all rows

INPUTS_AND_WEIGHTS = {
    "the weights 2, 3 and -4": [
        truth_table("XOR")[0],
        np.array([[2.0], [3.0], [-4.0]]),
    ],
    "random numbers": [
        np.column_stack([np.random.RandomState(1).normal(0, 3, (5, 2)), np.ones(5)]),
        np.random.RandomState(2).normal(0, 3, (3, 1)),
    ],
}


@exercise("02 weighted sum", functions=True)
def judge_weighted_sum(weighted_sum):
    require_results(weighted_sum, weighted_sum_of_all_rows, INPUTS_AND_WEIGHTS)
    return "one multiplication, and every row of X has its weighted sum."


def weighted_sum_of_all_rows(X, w):
    sums = np.zeros((len(X), 1))
    for row in range(len(X)):
        for column in range(len(w)):
            sums[row, 0] += X[row, column] * w[column, 0]
    return sums


@wrong(
    "02 weighted sum",
    "* multiplies number by number and adds nothing up. @ is row times column.",
)
def multiplied_number_by_number(X, w):
    return X * w.T


@wrong(
    "02 weighted sum",
    "that is the activation already. You are asked for the weighted sum.",
)
def activation_instead(X, w):
    return sigmoid(X @ w)


@wrong(
    "02 weighted sum",
    "the bias is forgotten: it is the weight of the third column.",
)
def third_column_forgotten(X, w):
    return X[:, :2] @ w[:2]


@wrong(
    "02 weighted sum",
    "the result is a row. It should have one row for each row of X, as X has.",
)
def row_in_place_of_a_column(X, w):
    return w.T @ X.T


@wrong("02 weighted sum", "that is the sum of the first row. Take all rows.")
def first_row_only(X, w):
    return X[:1] @ w


@wrong(
    "02 weighted sum",
    "the result has another shape than one sum for each row of X. Use @.",
)
def another_shape(X, w):
    return (X * w.T).sum(axis=1)


@wrong(
    "02 weighted sum",
    "that adds up all rows. Return one sum for each row of X.",
)
def all_rows_added_up(X, w):
    return (X @ w).sum()


# --------------------------------------------------------- Write: a neuron for AND


@exercise("02 w_and")
def judge_w_and(w_and):
    X, y = truth_table("AND")
    try:
        w = three_weights(w_and)
    except NotRightError:
        raise NotRightError(
            "w_and needs two weights and the bias "
            "in a column, as np.array([[10], [10], [-5]]) is."
        ) from None
    require_guesses(y, sigmoid(X @ w))
    return "the sum is above 0 only if both inputs are 1: this neuron is AND."


wrong_weights(
    "02 w_and",
    [10, 10, 15],
    "the sign of the bias is wrong: it should keep the sum below 0.",
)
wrong_weights(
    "02 w_and",
    [10, 10, 0],
    "the bias is forgotten: row 0 can only get 0.5.",
)
wrong_weights(
    "02 w_and",
    [10, 10, -25],
    "the bias is too low: even with both inputs 1, the sum stays below 0.",
)


# -------------------------------------------------------- Write: the forward pass

NETWORKS = {
    "seed 1 and hidden size 4": [truth_table("XOR")[0], *init_weights(1, 4)],
    "seed 2 and hidden size 2": [truth_table("XOR")[0], *init_weights(2, 2)],
    "random numbers": [
        np.random.RandomState(1).normal(0, 3, (5, 3)),
        np.random.RandomState(1).normal(0, 3, (3, 6)),
        np.random.RandomState(1).normal(0, 3, (6, 1)),
    ],
}


right_forward = forward  # the judge's `forward` is the learner's


@exercise("02 forward", functions=True)
def judge_forward(forward):
    require_results(forward, right_forward, NETWORKS)
    return "the whole way from inputs to guesses: sum, sigmoid, sum, sigmoid."


@wrong(
    "02 forward",
    "the last sigmoid is missing in layer_2: that is its weighted sum.",
)
def sum_in_place_of_layer_2(X, w_0, w_1):
    layer_1 = sigmoid(X @ w_0)
    return layer_1, layer_1 @ w_1


@wrong(
    "02 forward",
    "both sigmoids are missing: a layer is the sigmoid of its weighted sums.",
)
def no_sigmoid_at_all(X, w_0, w_1):
    layer_1 = X @ w_0
    return layer_1, layer_1 @ w_1


@wrong(
    "02 forward",
    "the sigmoid of the hidden units is missing. Without it, two layers are only one.",
)
def sum_in_place_of_layer_1(X, w_0, w_1):
    layer_1 = X @ w_0
    return layer_1, sigmoid(layer_1 @ w_1)


@wrong("02 forward", "the sigmoid comes after the sum: sigmoid(X @ w_0).")
def sigmoid_before_the_sum(X, w_0, w_1):
    layer_1 = sigmoid(X) @ w_0
    return layer_1, sigmoid(layer_1) @ w_1


@wrong(
    "02 forward",
    "layer_2 is made from weighted sums. It should be made from layer_1.",
)
def layer_2_from_sums(X, w_0, w_1):
    z_1 = X @ w_0
    return sigmoid(z_1), sigmoid(z_1 @ w_1)


@wrong("02 forward", "you have exchanged the two: layer_1 comes first.")
def layers_exchanged(X, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    return layer_2, layer_1


@wrong("02 forward", "that is layer_2 alone: return layer_1, layer_2.")
def layer_2_alone(X, w_0, w_1):
    return forward(X, w_0, w_1)[1]


@wrong("02 forward", "that is layer_1 alone: return layer_1, layer_2.")
def layer_1_alone(X, w_0, w_1):
    return forward(X, w_0, w_1)[0]
