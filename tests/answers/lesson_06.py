"""Answers to lesson 06 that only tests need: refused with a reason, or accepted."""

import numpy as np


def accuracy_by_distance(layer_2, y):
    return 1 - np.round(np.abs(layer_2 - y)).mean()


def accuracy_stops(layer_2, y):
    return np.mean(layer_2 > 0.5 == y)


def sides_subtracted(layer_2, y):
    return 1 - np.mean(np.abs((layer_2 > 0.5) - (y > 0.5)))


def as_a_dict(guesses, targets, digits):
    return {number: guesses.mean() for number in range(10)}


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


def first_rows_in_another_order(rows, seed):
    random = np.random.RandomState(seed)
    return random.permutation(1000), random.permutation(np.arange(1000, rows))


def another_split_each_time(rows, seed):
    order = np.random.permutation(rows)
    return order[:1000], order[1000:]


def seed_left_out(rows, seed):
    order = np.random.RandomState(0).permutation(rows)
    return order[:1000], order[1000:]


def two_sets(rows, seed):
    to_learn, to_test = with_a_mask(rows, seed)
    return set(to_learn.tolist()), set(to_test.tolist())


REFUSED = [
    ("06 accuracy", [accuracy_stops], "Put brackets around each"),
    ("06 accuracy", [sides_subtracted], "Compare them with ==."),
    (
        "06 curves",
        "axes.scatter(moments, test, label='test')",
        "your points are not joined",
    ),
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
    ("06.1", [as_a_dict], "expected numbers of shape (10,)"),
    ("06.3", [half_and_half], "898 rows are to learn from, not 1000"),
    ("06.3", [two_sets], "does not return two arrays"),
    ("06.3", [first_rows_in_another_order], "the rows are not shuffled"),
    ("06.3", [another_split_each_time], "with the same seed it splits in another way"),
    ("06.3", [seed_left_out], "Use the seed"),
    ("06.4", [3, 738], "183 of the 200 validation rows are right. Another size"),
    ("06.5", [np.full(797, True)], "my_digits are True and False"),
    ("06.5", [np.full(797, 3)], "of 797 are right; expected about 748"),
    ("06.5", "my_digits = digit[unseen]", "these are the digits, not guesses"),
    ("06.7", [np.zeros((64, 4)), np.zeros((4, 1))], "my_w_0 has 64 rows"),
    ("06.7", "my_w_0, my_w_1 = my_w_1, my_w_0", "you have exchanged the two"),
]

ACCEPTED = [
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
