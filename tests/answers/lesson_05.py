"""Answers to lesson 05 that only tests need: refused with a reason, or accepted."""

import numpy as np
from tinynet_helpers import sigmoid

REFUSED = [
    ("05.1", [(3, 2, 50), (3, 4, 50), (4, 50)], "inputs (the ones included), seeds."),
    ("05.1", ["(3, 3, 50)", "(3, 4, 50)", "(4, 50)"], "w_0 is a text."),
    ("05.2", [0.245], "has shape (); expected numbers of shape (20,)"),
    ("05.3", [200], "a seed from 0 to 199 is expected"),
    ("05.3", [134], "its last error is 0.0110; another one has 0.2563."),
    ("05.5", [97, 95], "your count at a rate of 1 is 95, which is too small."),
    ("05.6", [lambda X, w_0, w_1: np.ones(w_1.shape)], "has shape (1, 1, 1); expected"),
    ("05.7", ["many", 911], "your prediction is 'many'; expected"),
    ("05.7", [900, np.nan], "your number is nan; expected"),
    ("05.7", [np.inf, 911], "your prediction is inf; expected"),
    ("05 best guess", [lambda targets: targets], "expected one number"),
    ("05 output bias", "output_with_bias = lambda a, w, b: a @ w", "expected"),
    (
        "05 output bias",
        [lambda layer_1, w_1, bias: sigmoid(w_1 @ layer_1 + bias)],
        "stops with ValueError",
    ),
    ("05 bias step", [lambda delta: delta], "expected one number"),
    ("05 bias step", [lambda delta: delta.sum(axis=1)], "expected one number"),
]

ACCEPTED = [
    ("05.3", [135.0]),
    ("05 best guess", [lambda targets: sum(targets) / len(targets)]),
    ("05 output bias", [lambda a, w, b: 1 / (1 + np.exp(-b - a @ w))]),
    ("05 bias step", [lambda delta: delta.sum(axis=0)]),
    ("05 bias step", [lambda delta: np.ones((1, len(delta))) @ delta]),
]
