"""Answers to lesson 02 that only tests need: refused with a reason, or accepted."""

import numpy as np
from tinynet_helpers import forward, init_weights, sigmoid

W_0 = np.array([[20, -20, 0], [20, -20, 0], [-10, 30, 10]])  # OR, NAND, on
AND = np.array([[20], [20], [-30]])


def three_values(X, w_0, w_1):
    return X, *forward(X, w_0, w_1)


def without_a_seed(seed, hidden_size):
    return init_weights(np.random.randint(1000), hidden_size)


def products_added_up(row, w_0, w_1):
    hidden = sigmoid(sum((row * w_0.T).T))
    return sigmoid(sum(w_1.T[0] * hidden))


def with_the_helper(row, w_0, w_1):
    return forward(row[np.newaxis], w_0, w_1)[1]


REFUSED = [
    (
        "02.1",
        ["(5, 7)", "(7, 1)", "(10, 7)", "(10, 1)"],
        "w_0 is a text. Leave out the quotes",
    ),
    ("02.1", [(5, 7), 7, (10, 7), 10], "w_1 is 7. A shape here is a pair"),
    (
        "02.3",
        [[[-10], [-10], [10]]],
        "row 1 gets a guess of 0.500; its target is 0",
    ),
    ("02.3", [[20, 20, 20]], "that computes (1, 1, 1, 1); expected NOR (1, 0, 0, 0)"),
    (
        "02.6",
        [lambda seed, units: init_weights(7, units)],
        "the seed is still not used",
    ),
    ("02.6", [without_a_seed], "two calls with the same seed differ"),
    ("02.7", [W_0[:, [1, 0, 2]], AND], "your hidden units are still OR and NAND"),
    (
        "02.7",
        [np.append(W_0, [[20], [20], [-30]], axis=1), [[20], [20], [-30], [0.001]]],
        "your hidden units are still OR and NAND",
    ),
    ("02 w_and", [[[20], [20], [-10]]], "that computes OR (0, 1, 1, 1)"),
    ("02 w_and", [[[10, 10, -15]]], "w_and needs two weights and the bias in a column"),
    ("02 w_and", [[[2], [2], [-3]]], "all four are on the right side of 0.5"),
    ("02 forward", [three_values], "is not 2 values"),
]

# What the task names, an answer that just does it, and one that just does not: the
# sigmoid of 2.2 is 0.9002, that of 2.19 is 0.8993.
GOALS = [
    (
        number,
        "within 0.1 of its target",
        [2.2 * np.array(answer) for answer in answers],
        [2.19 * np.array(answer) for answer in answers],
    )
    for number, answers in {
        "02 w_and": [[[2], [2], [-3]]],
        "02.3": [[-2, -2, 1]],
        "02.4": [[-2.0005, -2.0005, 3.0003]],
    }.items()
]

ACCEPTED = [
    ("02 weighted sum", [lambda X, w: X[:, :2] @ w[:2] + w[2]]),
    ("02.5", [products_added_up]),
    ("02.5", [with_the_helper]),
]
