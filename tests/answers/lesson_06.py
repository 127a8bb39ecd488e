"""Answers to lesson 06 that only tests need: refused with a reason, or accepted."""

import numpy as np


def accuracy_with_a_loop(layer_2, y):
    right = 0
    for guess, target in zip(layer_2[:, 0], y[:, 0]):
        if (guess > 0.5) == (target > 0.5):
            right += 1
    return right / len(y)


def accuracy_by_distance(layer_2, y):
    return 1 - np.round(np.abs(layer_2 - y)).mean()


def accuracy_stops(layer_2, y):
    return np.mean(layer_2 > 0.5 == y)


def as_a_dict(guesses, targets, digits):
    return {number: 1.0 for number in range(10)}


def nine_digits(guesses, targets, digits):
    return [1.0] * 9


def with_shuffle(rows, seed):
    order = np.arange(rows)
    np.random.RandomState(seed).shuffle(order)
    return list(order[:1000]), list(order[1000:])


def with_a_mask(rows, seed):
    to_learn = np.random.RandomState(seed).choice(rows, 1000, replace=False)
    to_test = np.setdiff1d(np.arange(rows), to_learn)
    return to_learn, to_test


def half_and_half(rows, seed):
    order = np.random.RandomState(seed).permutation(rows)
    return order[: rows // 2], order[rows // 2 :]


def one_set(rows, seed):
    return np.random.RandomState(seed).permutation(rows)


def product_that_does_not_fit(X, y, w_0, w_1):
    return X @ w_0.T


REFUSED = [
    ("06 accuracy", [accuracy_stops], "accuracy stops with"),
    ("06 curves", "axes.plot(test, label='test')", "over 0, 1, 2, …"),
    ("06 curves", "axes.plot(test, moments, label='test')", "you have exchanged"),
    ("06 curves", "axes.plot(moments, training, label='test')", "not the accuracy on"),
    ("06 curves", "axes.plot(moments, test)", 'no label "test"'),
    (
        "06 curves",
        "axes.plot(moments[1:], test[1:], label='test')",
        "does not go where the first one goes",
    ),
    (
        "06 curves",
        "axes.plot(moments, test, label='test', linewidth=0)",
        "cannot be seen",
    ),
    ("06 examples", "axes.plot(test, 'o-', label='test')", "over 0, 1, 2, …"),
    (
        "06 examples",
        "axes.plot(sizes, training, label='test')",
        "not the accuracy on the test set",
    ),
    ("06.1", [as_a_dict], "expected numbers of shape (10,)"),
    ("06.1", [nine_digits], "has shape (9,)"),
    ("06.2", [50, 50], "my_seen is 50, which is too small"),
    ("06.3", [half_and_half], "898 rows are to learn from, not 1000"),
    ("06.3", [one_set], "does not return two values"),
    ("06.4", [4, 600], "my_right is 600, which is too small"),
    ("06.5", [np.zeros((797, 10))], "expected numbers of shape (797,)"),
    ("06.5", [np.full(797, 3)], "of 797 are right; expected about 748"),
    ("06.5", [np.full(797, 0.5)], "not all whole numbers from 0 to 9"),
    ("06.5", "my_digits = digit[unseen]", "these are the digits, not guesses"),
    ("06.6", [product_that_does_not_fit], "input_step stops with"),
    ("06.7", [np.zeros((64, 4)), np.zeros((4, 1))], "my_w_0 has shape (64, 4)"),
    ("06.7", [np.zeros((65, 4)), np.zeros((4, 1))], "moved images are right; wanted"),
    ("06.7", "my_w_0 = run.w_0 + 1e-9", "these are the weights of the lesson"),
]

ACCEPTED = [
    ("06 accuracy", [accuracy_with_a_loop]),
    ("06 accuracy", [accuracy_by_distance]),
    ("06 curves", "axes.plot(moments, test, 'o', label=' Test ')"),
    (
        "06 examples",
        "axes.set_xscale('linear')\naxes.plot(sizes, test, label='test')",
    ),
    ("06.3", [with_shuffle]),
    ("06.3", [with_a_mask]),
    ("06.5", "my_digits = [[d] for d in digit[unseen] * (np.arange(797) % 15 > 0)]"),
]
