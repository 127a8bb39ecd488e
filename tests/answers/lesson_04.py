"""Answers to lesson 04 that only tests need: refused with a reason, or accepted."""

import numpy as np
from tinynet_helpers import backward, init_weights, truth_table

X, y = truth_table("XOR")


def train_in_place(iterations):
    w_0, w_1 = init_weights(seed=1, hidden_size=4)
    for iteration in range(iterations):
        w_0_step, w_1_step = backward(X, y, w_0, w_1)
        w_0 += w_0_step
        w_1 += w_1_step
    return w_0, w_1


LABELLED = """
for axes in (left, right):
    axes.set(xlabel="iteration", ylabel="loss")
"""

REFUSED = [
    ("04.1", [0.4, 0.08], "your error is a sum"),
    ("04.1", [0.1, 0.04], "the half is forgotten"),
    ("04.1", [0.02, 0.1], "you have exchanged the two"),
    ("04.1", [0.1, 0.03], "your loss is 0.03, which is too large"),
    (
        "04.2",
        "my_last_error = train(X[:, 1:], y).errors[-1]",
        "Is it the third column",
    ),
    ("04.3", [1000], "not for the first time"),
    ("04.3", [499], "one too late"),
    ("04.3", [293], "is 0.2514 still"),
    ("04.3", [0.1], "an iteration is asked for"),
    ("04.5", [lambda y, a: np.mean((a > 0.55) == (y > 0.5))], "guesses 0.51,"),
    ("04.6", [5], "with seed 5 the network is stuck so far"),
    ("04.7", [0.1], "too small"),
    ("04.7", [1], "that is the rate to beat"),
    ("04.7", [100], "too large"),
    ("04.7", [1.000001], "no better"),
    ("04.7", [1.3], "13 of 50 seeds learn with it, and 12 with a rate of 1. But other"),
    ("04.7", [-1], "the loss goes up"),
    (
        "04 update",
        "w_0, w_1 = w_0 + 0.1 * w_0_step, w_1 + 0.1 * w_1_step",
        "you add 0.1 times w_0_step",
    ),
    (
        "04 update",
        "w_0, w_1 = w_0 + w_0_step, w_1 - w_1_step",
        "w_1 moves the wrong way",
    ),
    ("04 update", "w_0, w_1 = w_0_step, w_1 + w_1_step", "w_0 is its step now"),
    (
        "04 update",
        "w_0 = w_0 + learning_rate + w_0_step",
        "is a factor: multiply it by",
    ),
    (
        "04 loss plot",
        "left.plot(run.losses)\nright.semilogy(run.losses)",
        "use left.set(xlabel=…, ylabel=…)",
    ),
    (
        "04 loss plot",
        "left.set(xlabel='iteration', ylabel='loss')\n"
        "left.plot(run.losses)\nright.semilogy(run.losses)",
        "the right axes have no labels",
    ),
    (
        "04 loss plot",
        "for axes in (left, right):\n"
        "    axes.plot(run.losses)\n"
        "    axes.set(xlabel='loss', ylabel='iteration')\n"
        "right.set_yscale('log')",
        "iteration is on the x axis",
    ),
    (
        "04 loss plot",
        LABELLED + "left.semilogy(run.losses)\nright.plot(run.losses)",
        "and the left one not",
    ),
    (
        "04 loss plot",
        LABELLED + "left.plot(run.losses)\nright.plot(run.losses)",
        "no y axis is logarithmic",
    ),
    (
        "04 loss plot",
        LABELLED + "left.semilogy(run.losses)\nright.semilogy(run.losses)",
        "both y axes are logarithmic",
    ),
    ("04 loss plot", "left.plot(run.losses)", "one of the two axes is empty"),
    (
        "04 loss plot",
        "left.plot(run.losses)\nright.scatter(range(10_000), run.losses)",
        "your points are not joined",
    ),
    (
        "04 loss plot",
        LABELLED + "left.plot(run.losses)\nright.loglog(run.losses)",
        "an x axis is logarithmic",
    ),
    (
        "04 loss plot",
        LABELLED + "left.plot(run.errors)\nright.semilogy(run.errors)",
        "that is the mean absolute error",
    ),
    (
        "04 loss plot",
        "for axes in (left, right):\n    axes.plot(np.log(run.losses))",
        "the axis does that",
    ),
    (
        "04 loss plot",
        "left.plot(run.losses[:100])\nright.semilogy(run.losses)",
        "from iteration 0 to 99",
    ),
    (
        "04 loss plot",
        "at = [0, 9999]\nleft.plot(at, run.losses[at])\nright.semilogy(run.losses)",
        "has 2 points only",
    ),
    (
        "04 loss plot",
        "left.plot(run.losses, run.losses)\nright.semilogy(run.losses)",
        "over the iterations",
    ),
    (
        "04 loss plot",
        "left.plot(run.losses + 1)\nright.semilogy(run.losses)",
        "the loss there is",
    ),
    ("04 loss plot", "left.plot(run.losses)\nfigure = left", "expected two axes"),
]

# What the task names, an answer that just does it, and one that just does not.
GOALS = [("04.6", "a seed below 10", [8], [18])]

ACCEPTED = [
    ("04.3", [498.0]),
    ("04.4", [train_in_place]),
    ("04.5", [lambda y, a: 1 - np.abs(np.round(a) - y).mean()]),
    ("04.7", [5.0]),
    ("04 update", "w_0 += w_0_step\nw_1 += w_1_step"),
    (
        "04 loss plot",
        LABELLED + "left.plot(run.losses)\nleft.axhline(0)\nright.semilogy(run.losses)",
    ),
]
