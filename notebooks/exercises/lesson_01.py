"""Lesson 01: its guesses, its exercises, and the lines to complete in its text."""

import reprlib

import numpy as np
from tinynet_helpers import sigmoid, sigmoid_slope

from .judging import (
    GUESSES,
    Exercise,
    NotRightError,
    NotTriedError,
    compare,
    numbers,
    result_of,
    same,
)

GUESSES |= {
    "01 sigmoid of 0": (
        0.001,
        {
            0: "many functions go through the origin. The sigmoid is halfway from 0 to 1 there.",
            1: "e to the 0 is 1. But below the line stands 1 + 1, so it is 1 / 2.",
        },
    ),
    "01 largest slope": (
        0.001,
        {
            1: "the output rises by 1 in all. But it needs a long way for it, from −6 to 6.",
            0.5: "that is the output at the steepest point, not the derivative.",
            0: "that is the z where it is steepest, or the derivative far outside.",
        },
    ),
    "01 fed with z": (
        0.001,
        {
            0.105: "that is right for a, as it should be. But the cell gives it z = 2.",
            0.25: "that is the largest derivative there is, if the function is given a.",
            2: "2 times (1 − 2): mind the sign.",
        },
    ),
    "01 largest step": (
        0,
        {
            10: "it has the largest error. But its derivative is almost 0.",
            5: "its error is large. But its derivative is almost 0 as well.",
            2: "its error is larger than at 0. But its derivative is less than half as large.",
        },
    ),
}


@Exercise(
    "01.1",
    "Recall: the derivative from the output",
    task="""The activation of a neuron is 0.9. What is the derivative of the sigmoid
    there?""",
    stub="my_slope = None",
    hints=("0.9 is the output `a`, not `z`.", "`a * (1 - a)`"),
    solution="my_slope = 0.9 * (1 - 0.9)",
    why="The output is all you need to know: 0.9 times 0.1.",
    right="0.09, which is little more than a third of the largest derivative, 0.25.",
    wrong={
        "my_slope = 0.2055": "you took the sigmoid of 0.9 first. It is the output a already, not z.",
        "my_slope = 0.1": "0.1 is 1 − a. Multiply it by a.",
        "my_slope = 0.25": "0.25 is the largest derivative, at a = 0.5. Here, a is 0.9.",
        "my_slope = -0.09": "the sign is wrong: the curve rises everywhere, so its derivative is not negative.",
    },
    within=1e-4,
)
def slope_at_an_output(my_slope):
    compare(my_slope, 0.09)


@Exercise(
    "01.2",
    "Predict: where is the derivative 0.1?",
    task="""Find a `z` where the derivative of the sigmoid is 0.1, to three decimals. There
    are two; one of them is enough. Guess first: is it nearer to 1, to 2, or to 3? Then try
    numbers until it fits.""",
    stub="my_z = None",
    hints=(
        "At `z = 0` the derivative is 0.25, at `z = 2` it is 0.105. Go a little further.",
        "Which `a` has `a * (1 - a) = 0.1`? Then, which `z` gives that `a`?",
    ),
    solution="my_z = 2.06",
    why="""`a * (1 - a) = 0.1` has the solutions `a = 0.113` and `a = 0.887`. They are
    `sigmoid(-2.06)` and `sigmoid(2.06)`.""",
    right="z is only 2 away from 0, and less than half of the largest derivative is left.",
    wrong={
        "my_z = 0.887": "that is an output a. You are asked for the z that it came from.",
        "my_z = 0.113": "that is an output a. You are asked for the z that it came from.",
        "my_z = 0.1": "0.1 is the derivative that you want, not the z where you find it.",
        "my_z = 0.105": "0.105 is a derivative, the one at z = 2. You are asked for a z.",
        'my_z = "2.06"': "…expected one finite number, without quotes",
        "my_z = sigmoid(0.1)": "…the slope at 0.525 is 0.2335",
    },
    within=0.002,
)
def where_is_the_slope(my_z):
    z = float(numbers(my_z))
    slope = sigmoid_slope(sigmoid(z))
    compare(slope, 0.1, 0.0005, f"the slope at {z:.4g}", secret=False)


@Exercise(
    "01.3",
    "Write a function: another activation function",
    task="""`np.tanh` is an activation function with results between −1 and 1. Its derivative
    can be computed from its output alone, too. Measure it first:
    `(np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5` for z = 0, 1 and 2, beside `np.tanh(z)`.
    Then write the function. It takes the output `a`, not `z`.""",
    stub="""
    def tanh_slope(a):
        return None
    """,
    hints=(
        "The derivative is 1 where the output is 0. It comes close to 0 where the output comes close to −1 or 1.",
        "Which simple function of `a` does that? A parabola.",
    ),
    solution="""
    def tanh_slope(a):
        return 1 - a**2
    """,
    why="The largest derivative of tanh is 1, four times that of the sigmoid.",
    right="every result agrees with a finite difference. The derivative of tanh is at most 1, not 0.25.",
    wrong={
        "tanh_slope = lambda a: 1 - np.tanh(a) ** 2": (
            "you use tanh again. But a is the output already; you treat it as z."
        ),
        "tanh_slope = lambda a: a * (1 - a)": (
            "that is the derivative of the sigmoid. The results of tanh go from −1 to 1."
        ),
        "tanh_slope = lambda a: 1 - a": "the square is missing: tanh is as flat near −1 as near 1.",
        "tanh_slope = lambda a: a**2 - 1": "the sign is wrong: tanh rises everywhere.",
        "tanh_slope = lambda a: 1 - np.abs(a)": "it is right at −1, 0 and 1. Between them, it is a parabola and not two straight lines.",
        "tanh_slope = lambda a: 1 - a ^ 2": "…^ is not a power in Python",
        "import math\ntanh_slope = lambda a: 1 - math.pow(a, 2)": "…NumPy's functions take one",
    },
    cases={
        "a = 0": (np.tanh(0.0),),
        "a = 0.5": (0.5,),
        "a = -0.9": (-0.9,),
        "five outputs": (np.tanh(np.array([-2.0, -0.5, 0.0, 0.5, 2.0])),),
        "random outputs": (np.random.RandomState(1).uniform(-0.99, 0.99, (10, 5)),),
    },
    names=("tanh_slope",),
)
def tanh_slope_by_nudging(a):
    z = np.arctanh(a)
    return (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5


@Exercise(
    "01.4",
    "Write a function: the inverse of the sigmoid",
    task="""Write `logit`, the inverse of the sigmoid: it takes an output `a` and returns the
    `z` that it came from.""",
    stub="""
    def logit(a):
        return None
    """,
    hints=(
        "Solve $a = 1 / (1 + e^{-z})$ for $z$. First find out what $e^{-z}$ is.",
        "`np.log`, the natural logarithm, is the inverse of `np.exp`.",
    ),
    solution="""
    def logit(a):
        return np.log(a / (1 - a))
    """,
    why="From $e^{-z} = (1 - a) / a$ follows $z$ by a logarithm.",
    right="logit undoes the sigmoid. For example, an output of 0.5 comes from z = 0.",
    wrong={
        "logit = lambda a: np.log((1 - a) / a)": "the sign is wrong: outputs above 0.5 come from z above 0.",
        "logit = lambda a: 1 / sigmoid(a)": "the inverse function is not 1 / sigmoid. It finds the z that a came from.",
        "logit = lambda a: np.log(a)": "that is the inverse of exp alone. There is a 1 + below the line as well.",
        "logit = lambda a: a * (1 - a)": "that is the derivative. You are asked for z.",
        "logit = lambda a: a / (1 - a)": "that is e to the z. You are asked for z.",
        "logit = lambda a: np.log10(a / (1 - a))": "that is the logarithm to base 10. You need the one to base e, np.log.",
        "logit = lambda a: 1 / a": "…the result of logit is 2; expected 0.",
    },
    cases={
        "a = 0.5": (0.5,),
        "a = 0.9": (0.9,),
        "five outputs": (sigmoid(np.array([-15.0, -1.0, 0.0, 1.0, 15.0])),),
        "random outputs": (np.random.RandomState(1).uniform(0.01, 0.99, (10, 5)),),
    },
    names=("logit",),
)
def logit_by_halving(a):
    low, high = np.full(np.shape(a), -40.0), np.full(np.shape(a), 40.0)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = np.where(sigmoid(middle) < a, [middle, high], [low, middle])
    return np.round(low, 9) + 0.0  # so that it is 0 at 0.5, and not -0


@Exercise(
    "01.5",
    "Find the bug: error times derivative",
    task="""This function should return **error times derivative**, the number that a neuron
    learns by (lesson 03 calls it *delta*). It runs, and it is wrong. Find the bug and correct
    it.""",
    stub="""
    def neuron_delta(x, weight, bias, target):
        z = weight * x + bias
        a = sigmoid(z)
        return (target - a) * sigmoid_slope(z)
    """,
    hints=("Read the section *The trap* again.", "What does `sigmoid_slope` take?"),
    solution="""
    def neuron_delta(x, weight, bias, target):
        z = weight * x + bias
        a = sigmoid(z)
        return (target - a) * sigmoid_slope(a)
    """,
    why="`sigmoid_slope` takes the output `a`. Given `z`, it can even change the sign of the result.",
    right="sigmoid_slope takes the output. No error message would have told you.",
    wrong={
        "def neuron_delta(x, w, b, t):\n    a = sigmoid(w * x + b)\n"
        "    return (a - t) * sigmoid_slope(a)": (
            "the sign is wrong: the error is target minus output. With yours, a neuron learns the wrong way."
        ),
        "def neuron_delta(x, w, b, t):\n    a = sigmoid(w * x + b)\n"
        "    return (t - a) * sigmoid_slope(sigmoid(a))": (
            "one sigmoid is too many: a is the output already."
        ),
        "def neuron_delta(x, w, b, t):\n    a = sigmoid(w * x)\n"
        "    return (t - a) * sigmoid_slope(a)": "the bias is forgotten.",
        "def neuron_delta(x, w, b, t):\n    a = sigmoid(w * x + b)\n"
        "    return t - a": "that is the error alone. Multiply it by the derivative.",
        "def neuron_delta(x, w, b, t):\n    z = w * x + b\n"
        "    return (t - z) * sigmoid_slope(sigmoid(z))": (
            "the error is target minus output, and you took z for the output."
        ),
        "def neuron_delta(x, w, b, t):\n    a = sigmoid(w * x + b)\n"
        "    return (t - a) * sigmoid_slope(a) * x": (
            "times x, it is the step of the weight. You are asked for error times derivative alone."
        ),
    },
    cases={
        "x = 0, weight 1, bias 0, target 1": (0.0, 1.0, 0.0, 1.0),
        "x = 1, weight 2, bias -1, target 0": (1.0, 2.0, -1.0, 0.0),
        "x = 1, weight -3, bias 0.5, target 1": (1.0, -3.0, 0.5, 1.0),
        "x = -2, weight 0.7, bias 0.2, target 0.3": (-2.0, 0.7, 0.2, 0.3),
    },
    names=("neuron_delta",),
)
def neuron_delta_by_nudging(x, weight, bias, target):
    z = weight * x + bias
    up, down = ((target - sigmoid(z + nudge)) ** 2 / 2 for nudge in (1e-5, -1e-5))
    return -(up - down) / 2e-5


@Exercise(
    "01.6",
    "Design: a neuron that computes NOT",
    task="""Choose a weight and a bias so that input 0 gives an output of at least 0.95, and
    input 1 gives at most 0.05.""",
    stub="my_weight, my_bias = None, None",
    hints=(
        "For input 0, `z` is the bias alone. Which `z` gives 0.95?",
        "About 3. And what must `z` be for input 1?",
    ),
    solution="my_weight, my_bias = -6, 3",
    why="""For input 0, `z` is the bias: `sigmoid(3)` is 0.953. For input 1, `z` is
    −6 + 3 = −3, and `sigmoid(-3)` is 0.047.""",
    right="with a negative weight the curve falls, and the bias puts its middle between 0 and 1.",
    wrong={
        "my_weight, my_bias = 6, -3": "that is the opposite: input 1 gives almost 1. Change both signs.",
        "my_weight, my_bias = -6, 0": "the bias is forgotten: without it, input 0 always gives 0.5.",
        "my_weight, my_bias = -3, 3": "input 1 gives exactly 0.5: weight and bias cancel.",
        "my_weight, my_bias = -1, 1": "the signs are right, but the numbers are too small: input 0 gives only 0.731.",
        "my_weight, my_bias = -np.inf, 3": "…my_weight is -inf; expected one finite number",
    },
)
def a_neuron_that_says_not(my_weight, my_bias):
    weight = numbers(my_weight, name="my_weight")
    bias = numbers(my_bias, name="my_bias")
    at_0, at_1 = float(sigmoid(bias)), float(sigmoid(weight + bias))
    if not at_0 >= 0.95:
        raise NotRightError(f"input 0 gives {at_0:.3f}; at least 0.95 is wanted.")
    if not at_1 <= 0.05:
        raise NotRightError(f"input 1 gives {at_1:.3f}; at most 0.05 is wanted.")


@Exercise(
    "01.7",
    "Open: an activation function of your own",
    task="""Invent an activation function: it takes `z`, an array, stays in the range 0 to 1,
    never falls, and rises without a jump. The code below is the sigmoid; yours must be
    another one. Draw it as you drew the sigmoid. Where would a neuron with your function be
    saturated?""",
    stub="""
    def my_squash(z):
        return stable_sigmoid(z)
    """,
    hints=(
        "Take any function that becomes flat on both sides. Then shift it and make it smaller.",
        "`np.tanh`, `np.arctan`, `np.clip`, `z / (1 + np.abs(z))`, …",
    ),
    solution="""
    def my_squash(z):
        return 0.5 + np.arctan(z) / np.pi
    """,
    why="""This one becomes flat much more slowly than the sigmoid: at `z = 10` its
    derivative is still 0.003, and that of the sigmoid is 0.00005. Many other answers are
    right.""",
    right="it can be an activation function. Where it is flat, a neuron is saturated.",
    wrong={
        "my_squash = lambda z: np.tanh(z)": "…it leaves the range 0 to 1",
        "my_squash = lambda z: np.exp(-(z**2))": "…it falls somewhere",
        "my_squash = lambda z: np.exp(z)": "…it leaves the range 0 to 1",
        "my_squash = lambda z: 0.5 + 0 * z": "…it never rises",
        "my_squash = lambda z: np.clip(0.5 + z / 20, 0, 2)": "…at z = 11.256 it is 1.063",
        "my_squash = lambda z: np.heaviside(z, 0.5)": "…it jumps by 0.5 at z = 0",
        "my_squash = lambda z: np.round(sigmoid(z), 1)": "…it jumps by 0.1",
        "my_squash = lambda z: np.round(sigmoid(2 * z), 3)": "…it jumps by 0.001",
        "my_squash = lambda z: (z - z.min()) / (z.max() - z.min())": "…A neuron knows only its own z",
        "my_squash = lambda z: 0.5": "…the result of my_squash has shape ()",
        "my_squash = lambda z: 1j * z": "…expected finite numbers of shape",
        "my_squash = lambda z: 1 if z > 0 else 0": "…It was handed an array",
        "def my_squash(z):\n    z *= 2\n    return np.tanh(z)": "…changes what it was handed",
    },
)
def a_squash_of_your_own(my_squash):
    def squashed(z):
        a = result_of("my_squash", my_squash, "an array z", (z,))
        if a is None:
            raise NotTriedError("your function returns None; let it return your answer")
        return numbers(a, z.shape, "the result of my_squash")

    near, far = np.linspace(-6, 6, 241), np.geomspace(6.1, 1e6, 99)
    for z in near, np.concatenate([-far[::-1], near, far]):
        a = squashed(z)
        for at in np.flatnonzero((a < 0) | (a > 1))[:1]:
            outside = f"at z = {z[at]:g} it is {a[at]:.4g}"
            raise NotRightError(f"it leaves the range 0 to 1: {outside}.")
    some = slice(150, 300)  # neither the smallest nor the largest, nor the same mean
    if not same(squashed(z[some]), a[some], secret=False):
        others = "the result for one z changes with the others in the array"
        raise NotRightError(f"{others}. A neuron knows only its own z.")
    if same(a, sigmoid(z)):
        raise NotTriedError("this is still the sigmoid; invent another function")
    for at in np.flatnonzero(np.diff(a) < -1e-12)[:1]:  # more than rounding
        raise NotRightError(f"it falls somewhere: for example after z = {z[at]:.3g}.")
    if not a[-1] > a[0]:
        raise NotRightError("it never rises: it gives the same number for every z.")
    refuse_a_jump(squashed, z, a)
    slope = np.gradient(squashed(near), near).max()
    return f"it can be an activation function. Its largest slope is {slope:.2f}, that of the sigmoid 0.25."


def refuse_a_jump(squashed, z, a):
    """Raise NotRightError if a over z somewhere rises in no time.

    Between any two z, the half that rises more is looked at, again and again.
    """
    ends, at_ends = [z[:-1], z[1:]], [a[:-1], a[1:]]
    for halving in range(100):
        middle = sum(ends) / 2
        at_middle = squashed(middle)
        left = 2 * at_middle > sum(at_ends)
        ends = np.where(left, [ends[0], middle], [middle, ends[1]])
        at_ends = np.where(left, [at_ends[0], at_middle], [at_middle, at_ends[1]])
    jumps = at_ends[1] - at_ends[0]
    at = np.argmax(jumps)
    if jumps[at] > (a[-1] - a[0]) / 5000:
        where = f"it jumps by {jumps[at]:.2g} at z = {round(ends[0][at], 6) + 0.0:g}"
        raise NotRightError(f"{where}. There, it has no derivative.")


# ----------------------------------------------------- lines to complete in the text

SOME_Z = {
    "z = 1": (1.0,),
    "z = 2": (2.0,),
    "z = -1": (-1.0,),
    "z from -5 to 5": (np.linspace(-5, 5, 24),),
    "random z": (np.random.RandomState(1).uniform(-20, 20, (10, 5)),),
}


@Exercise(
    "01 sigmoid",
    stub="""
    def sigmoid(z):
        return None
    """,
    solution="""
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))
    """,
    right="any z becomes a number between 0 and 1.",
    wrong={
        "sigmoid = lambda z: 1 / (1 + np.exp(z))": "yours falls where the sigmoid rises. Above the line stands 1, below it 1 + e to the −z, with a minus.",
        "sigmoid = lambda z: 1 / 1 + np.exp(-z)": "all of 1 + e to the −z stands below the line: put it in brackets, and divide 1 by it.",
        "sigmoid = lambda z: 1 / np.exp(-z)": "the 1 + below the line is missing: yours grows without end.",
        "sigmoid = lambda z: np.exp(-z)": "that is one part of what stands below the line. Take 1 / (1 + it).",
        "sigmoid = np.tanh": "that is another activation function: it goes from −1 to 1.",
        "sigmoid = lambda z: 1 / (1 + 2.718**-z)": "e is not quite 2.718. NumPy has np.exp.",
        "sigmoid = lambda z: 1 / (1 + 2.71828**-z)": "e is not quite 2.71828. NumPy has np.exp.",
        "import math\nsigmoid = lambda z: 1 / (1 + math.exp(-z))": "…NumPy's functions take one",
        "sigmoid = lambda z: 1 / (1 + np.e ^ -z)": "…^ is not a power in Python",
    },
    cases=SOME_Z,
    within=1e-9,
    names=("sigmoid",),
)
def the_sigmoid(z):
    return sigmoid(z)


@Exercise(
    "01 slope by nudging",
    stub="""
    def slope_by_nudging(z, nudge=1e-5):
        return None
    """,
    solution="""
    def slope_by_nudging(z, nudge=1e-5):
        return (sigmoid(z + nudge) - sigmoid(z - nudge)) / (2 * nudge)
    """,
    right="the change of the output, divided by the change of z: a finite difference.",
    wrong={
        "slope_by_nudging = lambda z, nudge=1e-5: (sigmoid(z + nudge) - sigmoid(z)) / nudge": (
            "you nudge up only. That is less exact: nudge down as well."
        ),
        "slope_by_nudging = lambda z, nudge=1e-5: (sigmoid(z) - sigmoid(z - nudge)) / nudge": (
            "you nudge down only. That is less exact: nudge up as well."
        ),
        "slope_by_nudging = lambda z, nudge=1e-5: (sigmoid(z + nudge) - sigmoid(z - nudge)) / nudge": (
            "it is twice too large: from z - nudge to z + nudge the distance is 2 * nudge."
        ),
        "slope_by_nudging = lambda z, nudge=1e-5: (sigmoid(z - nudge) - sigmoid(z + nudge)) / (2 * nudge)": (
            "the sign is wrong: subtract the output at z - nudge from the one at z + nudge."
        ),
        "slope_by_nudging = lambda z, nudge=1e-5: sigmoid(z + nudge) - sigmoid(z - nudge)": (
            "that is the change of the output. Divide it by the change of z."
        ),
        "slope_by_nudging = lambda z, nudge=1e-5: (sigmoid(z + nudge) - sigmoid(z - nudge)) / 2 * nudge": (
            "it is almost 0. Are brackets missing? / 2 * nudge divides by 2 and multiplies by nudge."
        ),
        "slope_by_nudging = lambda z, nudge=1e-5: ((z + nudge) - (z - nudge)) / (2 * nudge)": (
            "it is 1 everywhere: you nudge z, but you do not compute the sigmoid."
        ),
        "slope_by_nudging = lambda z, nudge=1e-5: sigmoid_slope(sigmoid(z))": (
            "it is the same for every nudge. Here you measure: nudge z by nudge, up and down."
        ),
    },
    cases=SOME_Z | {"z = 1 and nudge = 0.5": (1.0, 0.5)},
    within=2e-8,
    names=("slope_by_nudging",),
)
def the_slope_by_formula(z, nudge=None):
    if nudge:  # so large that the slope from z - nudge to z + nudge is another one
        return (sigmoid(z + nudge) - sigmoid(z - nudge)) / (2 * nudge)
    return sigmoid_slope(sigmoid(z))


@Exercise(
    "01 slope from output",
    stub="""
    def sigmoid_slope(a):
        return None
    """,
    solution="""
    def sigmoid_slope(a):
        return a * (1 - a)
    """,
    right="one subtraction, one multiplication, and no exponential.",
    wrong={
        "sigmoid_slope = lambda a: sigmoid(a) * (1 - sigmoid(a))": (
            "you take the sigmoid of a. But a is the output already; you treat it as z."
        ),
        "sigmoid_slope = lambda a: 1 - a": "that is the second factor alone. Multiply it by a.",
        "sigmoid_slope = lambda a: a * (a - 1)": "the sign is wrong: the second factor is 1 − a, not a − 1.",
        "sigmoid_slope = lambda a: a * 1 - a": "brackets are missing: a times the whole of 1 − a.",
        "sigmoid_slope = lambda a: 1 - a**2": "that is the derivative of tanh. The two factors here are a and 1 − a.",
    },
    cases={
        "a = 0.5": (0.5,),
        "a = 0.9": (0.9,),
        "random outputs": (np.random.RandomState(1).random_sample((10, 5)),),
    },
    names=("sigmoid_slope",),
)
def the_slope_from_the_output(a):
    return a * (1 - a)


@Exercise(
    "01 curve",
    given="""
    from matplotlib.figure import Figure
    z = np.linspace(-6, 6, 241)
    figure = Figure()
    axes = figure.subplots()
    axes.plot(z[::40], sigmoid(z[::40]), "o", label="seven points")
    """,
    stub='axes.set(xlabel="z", ylabel="a")',
    solution="""
    axes.plot(z, sigmoid(z), label="sigmoid")
    axes.set(xlabel="z", ylabel="a")
    """,
    right="that is the curve.",
    wrong={
        "axes.plot(z, sigmoid(z))": "…the axes have no labels",
        "axes.plot(sigmoid(z))": "…it is drawn over 0, 1, 2, …",
        "axes.plot(sigmoid(z), z)": "…you have exchanged the two",
        "axes.plot(z, sigmoid_slope(sigmoid(z)))": "…that is the derivative",
        "axes.plot(z, np.tanh(z))": "…where the sigmoid is",
        "axes.plot(z[::40], sigmoid(z[::40]))": "…the curve has 7 points only",
        'axes.plot(z, sigmoid(z), "o")': "…your line draws points only",
        "axes.plot(z[120:], sigmoid(z[120:]))": "…the curve goes from z = 0 to 6",
        "axes.scatter(z, sigmoid(z))": "…use axes.plot",
        "axes.plot(z[::60], sigmoid(z[::60]))": "…the curve has 5 points only",
        "axes.axhline(0.5)\naxes.plot(z, np.tanh(z))": "…where the sigmoid is",
        "axes.plot(z, sigmoid(z), linewidth=0)": "…your line cannot be seen",
        "axes.semilogy(z, sigmoid(z))": "…give both axes a linear scale",
        "z = np.append(z[::-2], z[::2])\naxes.plot(z, sigmoid(z))": "…goes back and forth",
        "axes.plot(z, sigmoid(z))\naxes.set(xlabel='a', ylabel='z')": "…you have exchanged the labels",
        "figure = 5": "…expected a figure",
    },
)
def the_curve(figure):
    (axes, *_) = axes_of(figure)
    lines = axes.get_lines()  # or the seven points have become the curve
    added = [one for i, one in enumerate(lines) if i or len(one.get_xdata()) > 7]
    if not added and axes.collections:
        raise NotRightError("your points are not joined: use axes.plot.")
    if not added:
        raise NotTriedError("draw the curve on the axes")
    curve = longest(added)
    z, a = points_of(curve)
    if same(z, np.arange(len(z))):
        raise NotRightError("it is drawn over 0, 1, 2, …: hand z to plot as well.")
    if same(z, sigmoid(a)):
        raise NotRightError(
            "z belongs on the horizontal axis; you have exchanged the two."
        )
    if same(a, sigmoid_slope(sigmoid(z))):
        raise NotRightError(
            "that is the derivative of the sigmoid; draw the sigmoid itself."
        )
    for at in np.flatnonzero(np.abs(a - sigmoid(z)) > 1e-6)[:1]:
        yours = f"at z = {z[at]:.3g} your curve is at {a[at]:.3g}"
        raise NotRightError(f"{yours}, where the sigmoid is at {sigmoid(z[at]):.3g}.")
    if len(z) < 20:
        raise NotRightError(f"the curve has {len(z)} points only: give it more z.")
    if curve.get_linestyle() == "None":
        raise NotRightError("your line draws points only: leave the marker out.")
    if z.min() > -4 or z.max() < 4:
        span = f"from z = {z.min():.3g} to {z.max():.3g}"
        raise NotRightError(f"the curve goes {span}. Show how flat it gets, both ways.")
    goes_one_way(z)
    if axes.get_xscale() != "linear" or axes.get_yscale() != "linear":
        raise NotRightError("it has another shape: give both axes a linear scale.")
    labels_are_there(axes)
    labels = axes.get_xlabel(), axes.get_ylabel()
    across, up = (label.lower().strip("$ ") for label in labels)
    if across == "a" or up == "z":
        raise NotRightError("a is drawn over z; you have exchanged the labels.")


def axes_of(figure):
    """Return the list of all axes of a learner's figure. Axes alone will do as well."""
    axes = np.ravel(getattr(figure, "axes", figure)).tolist()
    if hasattr(figure, "axes") and not axes:
        raise NotTriedError("draw something on the figure")
    if not axes or not all(hasattr(one, "get_lines") for one in axes):
        shown = reprlib.repr(figure)
        raise NotRightError(f"your answer is {shown}; expected a figure with axes.")
    return axes


def longest(lines):
    """Return the line with the most points: the others may be at 0 or at 0.5."""

    def is_seen(line):
        return line.get_visible() and line.get_alpha() != 0 and line.get_linewidth() > 0

    line = max(lines, key=lambda line: (len(line.get_xdata()), is_seen(line)))
    if not is_seen(line):
        raise NotRightError("your line cannot be seen: it has no width or no color.")
    return line


def goes_one_way(x):
    """Raise NotRightError if a line over x goes back and forth."""
    if np.any(np.diff(x) > 0) and np.any(np.diff(x) < 0):
        raise NotRightError("your line goes back and forth: draw it in one direction.")


def points_of(line):
    """Return the numbers that a line is drawn from, horizontally and vertically."""
    return (
        numbers(values, np.shape(values), "what is drawn")
        for values in (line.get_xdata(), line.get_ydata())
    )


def labels_are_there(axes):
    if not axes.get_xlabel() or not axes.get_ylabel():
        raise NotRightError(
            "the axes have no labels: set_xlabel and set_ylabel do that."
        )
