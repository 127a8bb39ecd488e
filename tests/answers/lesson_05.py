"""Answers to lesson 05 that only tests need: refused with a reason, or accepted."""

import numpy as np
from tinynet_helpers import sigmoid


def output(layer_1, w_1, axis):
    return layer_1, sigmoid((layer_1 * w_1).sum(axis=axis))


REFUSED = [
    ("05.1", ["(3, 3, 50)", "(3, 4, 50)", "(4, 50)"], "w_0 is a text."),
    ("05.2", [0.245], "has shape (); expected finite numbers of shape (100,)"),
    ("05.3", [1000], "a seed from 0 to 999 is expected"),
    ("05.7", ["many", 911], "your prediction is 'many'; expected"),
    ("05.7", [900, np.nan], "your number is nan; expected"),
    ("05.7", [np.inf, 911], "your prediction is inf; expected"),
    (
        "05 forward",
        [lambda X, w_0, w_1: output(sigmoid(X @ w_0), w_1, axis=1)],
        "[1] has shape (3, 2)",
    ),
    (
        "05 forward",
        [lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid(sigmoid(X @ w_0) * w_1))],
        "[1] has shape (3, 4, 2)",
    ),
    (
        "05 forward",
        [lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid(sigmoid(X @ w_0) @ w_1))],
        "stops with ValueError",
    ),
    ("05 bias step", [lambda delta: delta.sum(axis=1)], "has shape (4,); expected"),
    ("05 bias step", [lambda delta: delta.sum()], "has shape (); expected"),
    ("05 bias step", [lambda delta: delta], "has shape (4, 3); expected"),
]
