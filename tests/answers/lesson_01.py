"""Answers to lesson 01 that only tests need: refused with a reason, or accepted.

A text is code that a learner writes below the stub.
"""

import math

import numpy as np
from tinynet_helpers import sigmoid


def forgets_one_case(a):
    return None if np.all(a == -0.9) else 1 - a**2


def doubles_in_place(z):
    z *= 2
    return np.tanh(z)


def has_a_bump(z):
    return sigmoid(z) + (np.abs(z - 8) < 1)


def stretched_over_its_z(z):
    return (z - z.min()) / (z.max() - z.min())


def unbounded_slope(z):
    root = np.cbrt(z)
    return 0.5 + root / (1 + np.abs(root)) / 2


REFUSED = [
    ("01.1", ["0.09"], "without quotes"),
    ("01.2", [(-2.06, 2.6)], "the slope at 2.6 is 0.06"),
    ("01.3", [lambda a: 1 - a ^ 2], "^ is not a power in Python"),
    ("01.3", [lambda a: 1 - math.pow(a, 2)], "NumPy's functions take one"),
    ("01.3", [forgets_one_case], "is None; expected"),
    ("01.3", [lambda a: (1 - x**2 for x in np.ravel(a))], "use return, not yield"),
    ("01.4", [lambda a: np.log(a / 1 - a)], "Brackets are missing: a / (1 - a)."),
    ("01.4", [lambda a: np.log((a - 1) / a)], "the logarithm of something below 0"),
    ("01.6", [6, -3], "that is the opposite"),
    ("01.6", [-100, 0], "the bias is forgotten"),
    ("01.7", [has_a_bump], "it leaves the range 0 to 1"),
    ("01.7", [lambda z: np.clip(0.5 + z / 20, 0, 2)], "at z = 11.256 it is 1.0628"),
    ("01.7", [lambda z: np.exp(-(z**2))], "it falls somewhere"),
    ("01.7", [lambda z: 0.5 + 0 * z], "it never rises"),
    ("01.7", [lambda z: np.heaviside(z, 0.5)], "it jumps by 0.5 at z = 0"),
    ("01.7", [lambda z: np.round(sigmoid(2 * z), 3)], "it jumps by 0.001"),
    ("01.7", [stretched_over_its_z], "A neuron knows only its own z"),
    ("01.7", [lambda z: 0.5], "it gives one number for all z"),
    ("01.7", [doubles_in_place], "changes what it was handed"),
    ("01 sigmoid", [lambda z: round(1 / (1 + np.exp(-z)), 3)], "np.round takes one"),
    ("01 slope from output", [lambda a: 0.7 * (1 - 0.7)], "Does it use its arguments?"),
    ("01 update", [sigmoid], "A function gives its result with brackets"),
    ("01 update", "w += error * slope * x", "where the output is 0.46"),
    ("01 curve", "axes.plot(sigmoid(z))", "it is drawn over 0, 1, 2, …"),
    ("01 curve", "axes.plot(sigmoid(z), z)", "you have exchanged the two"),
    ("01 curve", "axes.plot(z, np.gradient(sigmoid(z), z))", "where the sigmoid is"),
    (
        "01 curve",
        "axes.plot(z, sigmoid(z) * (1 - sigmoid(z)))",
        "that is the derivative",
    ),
    ("01 curve", "axes.plot(z[::40], sigmoid(z[::40]))", "has 7 points only"),
    ("01 curve", 'axes.plot(z, sigmoid(z), "o")', "your line draws points only"),
    ("01 curve", "axes.plot(z[120:], sigmoid(z[120:]))", "goes from z = 0 to 6"),
    ("01 curve", "axes.scatter(z, sigmoid(z))", "use axes.plot"),
    ("01 curve", "axes.plot(z, sigmoid(z), linewidth=0)", "cannot be seen"),
    ("01 curve", "axes.semilogy(z, sigmoid(z))", "give both axes a linear scale"),
    (
        "01 curve",
        "z = np.append(z[::-2], z[::2])\naxes.plot(z, sigmoid(z))",
        "goes back and forth",
    ),
    (
        "01 curve",
        'axes.plot(z, sigmoid(z))\naxes.set(xlabel="a", ylabel="z")',
        "you have exchanged the labels",
    ),
    (
        "01 curve",
        'axes.plot(z, sigmoid(z))\naxes.set(xlabel="", ylabel="")',
        "the axes have no labels",
    ),
    (
        "01 curve",
        "from matplotlib.figure import Figure\nfigure = Figure()",
        "draw something on the figure",
    ),
]

# What the task names, an answer that just does it, and one that just does not.
GOALS = [
    ("01.2", "is 0.1, to three decimals", [2.0575], [2.0565]),
    (
        "01.6",
        "at least 0.95, and input 1 gives at most 0.05",
        [-5.9, 2.95],
        [-5.8, 2.9],
    ),
]

ACCEPTED = [
    ("01.1", [np.float32(0.09)]),
    ("01.1", [[0.09]]),
    ("01.2", [(2.06, -2.06)]),
    ("01.3", [np.vectorize(lambda a: 1 - a * a, otypes=[float])]),
    ("01.6", [-1000, 500]),
    ("01.7", [lambda z: np.clip(z, 0, 1)]),
    ("01.7", [unbounded_slope]),
    ("01.7", [lambda z: sigmoid(2 * z) * (1 + 1e-15)]),
    (
        "01 curve",
        "axes.axvline(0)\naxes.plot(z, sigmoid(z))",
    ),
]
