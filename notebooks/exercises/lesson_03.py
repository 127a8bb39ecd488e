"""Lesson 03: its guesses, its exercises, and the lines to complete in its text."""

import functools
import reprlib

import numpy as np
from tinynet_helpers import (
    backward,
    backward_by_nudging,
    forward,
    init_weights,
    sigmoid,
    sigmoid_slope,
    truth_table,
)

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
    "03 up or down": (
        0,
        {
            "down": "the loss should go down. The weight should go where the loss is lower.",
        },
    ),
    "03 w_1 up or down": (
        0,
        {
            "up": "two of the targets are 1. But the four guesses together are too high.",
        },
    ),
    "03 hidden error": (
        0.005,
        {
            0.121: "the size is right. A negative weight changes the sign.",
            0.128: "that is the delta itself. It still has to be multiplied by the weight.",
            -0.95: "that is the weight. Multiply the delta by it.",
        },
    ),
    "03 one step": (
        0.0004,
        {
            0.4: "sixteen weights move at once. But each moves by 0.01 at most.",
            0.49: "it is downhill, but the loss is nearly flat here, and the step is small.",
            0: "one step is a direction, not a solution.",
        },
    ),
    "03 across": (
        0,
        {
            "along": "along a contour line the loss stays the same. A step must change it.",
            "lowest": "the gradient knows the slope at one point only, not where the lowest is.",
        },
    ),
    "03 wrong gradient": (
        2,
        {
            0: "a wrong gradient should ruin it. But most of its steps still lead downhill.",
            10: "half wrong, half learned? Far more than half of its steps lead downhill.",
        },
    ),
}


def network_case(seed, hidden_size, table="XOR"):
    """Return a case for a backward pass: a name, and X, y, w_0, w_1."""
    name = f"{table}, seed {seed}, hidden size {hidden_size}"
    return {name: (*truth_table(table), *init_weights(seed, hidden_size))}


NETWORKS = network_case(1, 1) | network_case(1, 4) | network_case(5, 3, "AND")
NETWORKS["random numbers"] = tuple(
    np.random.RandomState(1).uniform(least, 1, shape)
    for least, shape in ((-3, (6, 3)), (0, (6, 1)), (-3, (3, 2)), (-3, (2, 1)))
)
BACKWARD = """
def {name}(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = {delta}
    layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta
"""


@Exercise(
    "03.1",
    "Recall: one delta",
    task="""For row 1 of the untrained network, the target is 1 and the guess is
    `layer_2[1, 0]`. Compute the delta of the output with your own arithmetic: only numbers,
    `layer_2`, and `*`, `-`.""",
    stub="my_delta = None",
    hints=(
        "A delta is error times derivative.",
        "The error is `1 - guess`. Which derivative has a guess, which is an output?",
    ),
    solution="""
    guess = layer_2[1, 0]
    my_delta = (1 - guess) * guess * (1 - guess)
    """,
    why="""A delta is error times derivative. The error is `1 - guess`; the slope, the derivative of
    the sigmoid, is `guess * (1 - guess)`.""",
    right="error times derivative, in three factors. It agrees with `layer_2_delta[1, 0]`.",
    wrong={
        "my_delta = 1 - 0.48896": "that is the error. The slope is missing.",
        "my_delta = -(1 - 0.48896) * 0.48896 * (1 - 0.48896)": (
            "the sign is wrong: it is target minus guess, so this guess should go up."
        ),
        "my_delta = 0.48896 * (1 - 0.48896)": "that is the slope. The error is missing.",
        "my_delta = (1 - 0.48896) * sigmoid_slope(sigmoid(0.48896))": (
            "the guess is the output already; you apply the sigmoid once more."
        ),
    },
    within=1e-4,
)
def one_delta(my_delta):
    X, _ = truth_table("XOR")
    guess = forward(X, *init_weights(1, 4))[1][1, 0]
    compare(my_delta, (1 - guess) * sigmoid_slope(guess), 1e-4)


@Exercise(
    "03.2",
    "Predict: zeros in w_1",
    task="""Set all of `w_1` to 0 and leave `w_0` random. Which weights get a step of exactly
    0 from the first backward pass? Answer `"w_0"`, `"w_1"`, `"both"` or `"none"`.""",
    stub="my_answer = None",
    hints=(
        "By which weights are the deltas multiplied on their way back to the hidden units?",
        "The step of `w_1` is `layer_1.T @ layer_2_delta`. Is one of the two 0?",
    ),
    solution='my_answer = "w_0"',
    why="""The deltas go back along `w_1`: they are multiplied by it, and zero times anything is
    zero. `w_1` itself moves, so from the second step on `w_0` moves too.""",
    right="the deltas are multiplied by w_1, which is 0. After one step it is not 0 any more.",
    wrong={
        'my_answer = "both"': "w_1 moves: what comes in is layer_1, and the delta is not 0.",
        'my_answer = "w_1"': "that one moves. Look for the weights whose deltas are multiplied by w_1.",
        'my_answer = "none"': "the deltas are multiplied by w_1 on their way back, and that is 0.",
    },
)
def zeros_in_w_1(my_answer):
    if str(my_answer).strip().lower() not in ("w_0", "w_1", "both", "none"):
        raise NotRightError(
            f'it is {reprlib.repr(my_answer)}; expected "w_0", "w_1", "both" or "none".'
        )
    compare(my_answer, "w_0")


BACKWARD_4 = functools.partial(BACKWARD.format, name="backward_4")


@Exercise(
    "03.3",
    "Write a function: another loss",
    task="""With the loss $\\frac14 \\sum (y - \\text{layer\\_2})^4$, large errors count for more.
    Only one line of `backward` changes. Write the function; all its steps are compared with
    finite differences.""",
    stub="""
    def backward_4(X, y, w_0, w_1):
        return None
    """,
    hints=(
        "Copy `backward`. Which line knows about the loss?",
        "Minus the derivative of ½ error², with respect to the guess, is error. And of ¼ error⁴?",
    ),
    solution=BACKWARD_4(delta="(y - layer_2) ** 3 * sigmoid_slope(layer_2)"),
    why="""Minus the derivative of ¼ error⁴, with respect to the guess, is error³. It is the first
    factor of the chain; the other factors stay as they are.""",
    right="all steps agree with finite differences. Only the first factor of the chain is new.",
    wrong={
        "backward_4 = backward": "that is the backward pass of the old loss.",
        BACKWARD_4(
            delta="(y - layer_2) ** 2 * sigmoid_slope(layer_2)"
        ): "error squared loses the sign: no guess would ever go down.",
        BACKWARD_4(
            delta="(y - layer_2) ** 4 / 4 * sigmoid_slope(layer_2)"
        ): "that is the loss itself. Take its derivative.",
        BACKWARD_4(
            delta="4 * (y - layer_2) ** 3 * sigmoid_slope(layer_2)"
        ): "it is four times too large: the ¼ cancels the 4.",
        BACKWARD_4(
            delta="(layer_2 - y) ** 3 * sigmoid_slope(layer_2)"
        ): "the sign is wrong: this walks uphill.",
        BACKWARD_4(
            delta="(y - layer_2) ** 3 * sigmoid_slope(layer_2) / 4"
        ): "it is a quarter of it: that is the mean over the rows. A step is the sum.",
        BACKWARD_4(delta="(y - layer_2) ** 3 * sigmoid_slope(layer_2)").replace(
            "X.T @ layer_1_delta", "layer_1_delta.T @ X"
        ): ("the product for w_0 is transposed: a step has the shape of its weights."),
        BACKWARD_4(
            delta="(y - layer_2) ** 3"
        ): "the slope of the output is missing in layer_2_delta.",
        BACKWARD_4(
            delta="((y - layer_2) * sigmoid_slope(layer_2)) ** 3"
        ): "you cube the slope as well. Only the error is cubed.",
        BACKWARD_4(
            delta="(y - layer_2) ^ 3 * sigmoid_slope(layer_2)"
        ): "…^ is not a power in Python",
    },
    cases=NETWORKS,
    within=1e-7,
    names=("backward_4",),
)
def backward_4_by_nudging(X, y, w_0, w_1):
    steps = np.zeros_like(w_0), np.zeros_like(w_1)
    for w, step in zip((w_0, w_1), steps):
        for index in np.ndindex(w.shape):
            middle = w[index]
            for sign in (1, -1):
                w[index] = middle + sign * 1e-5
                loss = np.sum((y - forward(X, w_0, w_1)[1]) ** 4) / 4
                step[index] -= sign * loss / 2e-5
            w[index] = middle
    return steps


@Exercise(
    "03.4",
    "Bug hunt: three backward passes",
    task="""Each of these three looks right and runs, and each has one bug. Ask
    `largest_difference(backward_a)` and so on. Find the bugs, correct them in place, and run
    the cell again.""",
    stub="""
    def backward_a(X, y, w_0, w_1):
        layer_1, layer_2 = forward(X, w_0, w_1)
        layer_2_delta = (layer_2 - y) * sigmoid_slope(layer_2)
        layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
        return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


    def backward_b(X, y, w_0, w_1):
        layer_1, layer_2 = forward(X, w_0, w_1)
        layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
        layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(X @ w_0)
        return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


    def backward_c(X, y, w_0, w_1):
        layer_1, layer_2 = forward(X, w_0, w_1)
        layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
        w_1 = w_1 + layer_1.T @ layer_2_delta
        layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
        return X.T @ layer_1_delta, layer_1.T @ layer_2_delta
    """,
    hints=(
        "Compare each with `backward` above, line by line.",
        "One bug is a sign, one is a slope at the wrong number, one is the order of two lines.",
    ),
    solution="backward_a = backward_b = backward_c = backward",
    why="""`backward_a`: the sign. It computes guess minus target, so its steps are the gradient,
    and adding them walks uphill. `backward_b`: `sigmoid_slope` of the hidden layer gets
    `X @ w_0`, which is `z`. It takes the output, `layer_1`. `backward_c`: `w_1` is changed
    *before* the deltas go back along it. They must go back along the weights that made the
    guess. Bug c is off by the least. It would learn XOR, and no loss plot would show it.""",
    right="all three pass the gradient check. Bug c was off by less than 1 %: only a check finds that.",
    wrong={
        BACKWARD.format(
            name="backward_b", delta="(y - layer_2) * sigmoid_slope(layer_2)"
        ).replace("sigmoid_slope(layer_1)", "sigmoid_slope(sigmoid(layer_1))"): (
            "in backward_b you apply the sigmoid to layer_1 once more. It is the output already."
        ),
        BACKWARD.format(
            name="backward_a", delta="np.abs(y - layer_2) * sigmoid_slope(layer_2)"
        ): "in backward_a the error has lost its sign: no guess could ever go down.",
        BACKWARD.format(
            name="backward_c", delta="(y - layer_2) * sigmoid_slope(layer_2)"
        ).replace("layer_2_delta @ w_1.T *", "layer_2_delta *"): (
            "in backward_c the deltas no longer go back along w_1 at all."
        ),
        BACKWARD.format(
            name="backward_a", delta="(y - layer_2) * sigmoid_slope(layer_2)"
        ).replace(" * sigmoid_slope(layer_1)", ""): (
            "in backward_a the slope of the hidden layer is gone."
        ),
    },
    cases=NETWORKS,
    within=1e-7,
    names=("backward_a", "backward_b", "backward_c"),
)
def right_steps(X, y, w_0, w_1):
    return backward_by_nudging(X, y, w_0, w_1)


@Exercise(
    "03.5",
    "Bug hunt: the check itself",
    task="""A check can be broken as well. This one says that a *right* gradient is wrong by a
    factor. `f` is a function of one number, and the result should be its derivative at `x`,
    by finite differences. Correct it.""",
    stub="""
    def slope_by_check(f, x, nudge=1e-5):
        up = f(x + nudge)
        down = f(x - nudge)
        return (up - down) / nudge
    """,
    hints=(
        "Try it on `f = lambda x: x`, whose derivative is 1 everywhere.",
        "How far is it from down to up?",
    ),
    solution="""
    def slope_by_check(f, x, nudge=1e-5):
        up = f(x + nudge)
        down = f(x - nudge)
        return (up - down) / (2 * nudge)
    """,
    why="From `x - nudge` to `x + nudge` it is *two* nudges. Always try a check on something known.",
    right="two nudges lie between up and down. Tried on known derivatives, it can be trusted.",
    wrong={
        "def slope_by_check(f, x, nudge=1e-5):\n"
        "    return (f(x - nudge) - f(x + nudge)) / (2 * nudge)": (
            "the sign is wrong: a function that rises has a positive derivative."
        ),
        "def slope_by_check(f, x, nudge=1e-5):\n"
        "    return f(x + nudge) - f(x - nudge)": "that is how far it moved. Divide by how far you went.",
        "def slope_by_check(f, x, nudge=0.1):\n"
        "    return (f(x + nudge) - f(x - nudge)) / (2 * nudge)": (
            "the nudge is too large: on the way, the curve bends."
        ),
        "def slope_by_check(f, x, nudge=1e-5):\n"
        "    return (f(x + nudge) - f(x - nudge)) / 2 * nudge": (
            "of the brackets: / 2 * nudge divides by 2 and then multiplies by nudge."
        ),
        "def slope_by_check(f, x, nudge=1e-5):\n"
        "    return (f(x + nudge) - f(x)) / nudge": (
            "you look in one direction only. It agrees to fewer digits: go both ways."
        ),
        "def slope_by_check(f, x, nudge=1e-5):\n"
        "    return (f(x) - f(x - nudge)) / nudge": (
            "you look back only. It agrees to fewer digits: go both ways."
        ),
        "def slope_by_check(f, x, nudge=1e-5):\n"
        "    return (f(x + nudge) - f(x - nudge)) / 2": (
            "you divide by 2, and not by how far you went: that is two nudges."
        ),
        "def slope_by_check(f, x, nudge=1e-5):\n"
        "    return abs(f(x + nudge) - f(x - nudge)) / (2 * nudge)": (
            "the sign is lost: a function that falls has a negative derivative."
        ),
    },
    cases={
        "f(x) = x at 1": (lambda x: x, 1.0),
        "f(x) = x squared at 3": (lambda x: x**2, 3.0),
        "the sigmoid at 2": (sigmoid, 2.0),
        # It falls, and bends so much that one-sided differences are never near enough.
        "f(x) = 1000 x squared - 3 x at 0.001": (lambda x: 1000 * x**2 - 3 * x, 0.001),
        "the sigmoid at a random x": (sigmoid, np.random.RandomState(1).normal()),
    },
    within=1e-7,
    names=("slope_by_check",),
)
def slope_by_smaller_nudge(f, x):
    return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6


@Exercise(
    "03.6",
    "Design: how long a step?",
    task="""A gradient gives the direction; the learning rate says how far to go. Find a learning
    rate that, in *one* step from the untrained network, lowers the loss to below 0.4930.""",
    stub="my_rate = None",
    hints=(
        "`loss(w_0 + my_rate * w_0_step, w_1 + my_rate * w_1_step)`: try 1, 3, 10, 30.",
        "Somewhere between 3 and 30.",
    ),
    solution="my_rate = 12",
    why="""Everything from 10 to 20 works. With 30 the step is too long: the loss is larger than
    with 10. With 50 it is larger than before the step. The gradient is true only at the point
    where it was computed, so a long step needs luck.""",
    right="far enough, and not too far.",
    wrong={
        "my_rate = 1": "a step of 1 is downhill, but too short: 0.49486.",
        "my_rate = 50": "that is too far: the loss is larger than before the step.",
        "my_rate = -12": "a negative learning rate walks uphill.",
        "my_rate = 0": "with a learning rate of 0 nothing moves.",
    },
)
def how_long_a_step(my_rate):
    rate = float(numbers(my_rate))
    X, y = truth_table("XOR")
    w_0, w_1 = init_weights(1, 4)
    w_0_step, w_1_step = backward(X, y, w_0, w_1)
    guess = forward(X, w_0 + rate * w_0_step, w_1 + rate * w_1_step)[1]
    loss = np.sum((y - guess) ** 2) / 2
    if not loss < 0.4930:
        way = "the wrong way" if rate < 0 else "too short" if rate < 15 else "too far"
        raise NotRightError(f"it gives a loss of {loss:.5f}: {way}.")
    return f"a loss of {loss:.5f} in one step: far enough, and not too far."


@Exercise(
    "03.7",
    "Open: wrong, and it works",
    task="""Invent a wrong gradient that still lowers the loss, and one that does not. Each is
    tried for 100 steps on seed 1. What must a wrong gradient get right to learn anyway? The
    check tells you the dot product of each with the right step, at the start.""",
    stub="""
    def wrong_but_works(X, y, w_0, w_1):
        return None


    def wrong_and_fails(X, y, w_0, w_1):
        return None
    """,
    hints=(
        "Start from `w_0_step, w_1_step = backward(X, y, w_0, w_1)` and spoil the two.",
        "Try `np.sign`, a factor, a minus, zeros.",
    ),
    solution="""
    def wrong_but_works(X, y, w_0, w_1):
        w_0_step, w_1_step = backward(X, y, w_0, w_1)
        return np.sign(w_0_step) / 100, np.sign(w_1_step) / 100


    def wrong_and_fails(X, y, w_0, w_1):
        w_0_step, w_1_step = backward(X, y, w_0, w_1)
        return -w_0_step, -w_1_step
    """,
    why="""The first keeps only the signs; the second is the gradient itself, uphill. What counts
    is not how many signs are right. A small step lowers the loss if its **dot product** with
    the right step is positive. Make the step of one weight, `w_1[2, 0]`, 100 times as large
    and turn its sign: 15 of 16 signs are right, the dot product is negative, and after 100
    steps the loss is about 1. And the step must be *small*: a right direction with a step that
    is far too long can fail as well.""",
    right="a small step works if its dot product with the right step is positive.",
    wrong={
        "wrong_but_works, wrong_and_fails = backward, lambda X, y, w_0, w_1: (-w_0, -w_1)": (
            "…wrong_but_works is the right gradient"
        ),
        "wrong_but_works = lambda X, y, w_0, w_1: [-step for step in backward(X, y, w_0, w_1)]\n"
        "wrong_and_fails = wrong_but_works": "…wrong_but_works does not lower the loss",
        "wrong_but_works = lambda X, y, w_0, w_1: [step / 2 for step in backward(X, y, w_0, w_1)]\n"
        "wrong_and_fails = wrong_but_works": "…wrong_and_fails lowers the loss",
        # 15 of 16 signs are right, and yet it fails.
        "def wrong_but_works(X, y, w_0, w_1):\n"
        "    w_0_step, w_1_step = backward(X, y, w_0, w_1)\n"
        "    w_1_step[2, 0] *= -100\n"
        "    return w_0_step, w_1_step\n"
        "wrong_and_fails = lambda X, y, w_0, w_1: (-w_0, -w_1)": "…wrong_but_works does not lower the loss",
        "wrong_but_works = wrong_and_fails = lambda X, y, w_0, w_1: (0 * w_0 + 1e308, w_1)": (
            "…wrong_but_works does not lower the loss in 100 steps: it goes from 0.4952 to inf"
        ),
        "wrong_but_works, wrong_and_fails = 1, 2": "…wrong_but_works is 1; expected a function",
        "wrong_but_works = wrong_and_fails = lambda X, y, w_0, w_1: 2": (
            "…the result of wrong_but_works is not 2 values"
        ),
        "def wrong_but_works(X, y, w_0, w_1):\n"
        "    w_0 += 1\n"
        "    return -w_0, -w_1\n"
        "wrong_and_fails = wrong_but_works": "…wrong_but_works changes what it was handed",
    },
)
def wrong_and_it_works(wrong_but_works, wrong_and_fails):
    X, y = truth_table("XOR")
    start = init_weights(1, 4)
    tried = {"wrong_but_works": wrong_but_works, "wrong_and_fails": wrong_and_fails}
    case = "X, y and weights"
    first = {
        name: result_of(name, function, case, (X, y, *start))
        for name, function in tried.items()
    }
    if any(steps is None for steps in first.values()):
        raise NotTriedError("let both functions return their two steps")
    for name, function in tried.items():
        compare(first[name], start, np.inf, f"the result of {name}")  # arrays that fit
        if same(first[name], backward(X, y, *start)):
            raise NotRightError(f"{name} is the right gradient; spoil it.")
        w_0, w_1 = start
        before = after = np.sum((y - forward(X, w_0, w_1)[1]) ** 2) / 2
        for _ in range(100):
            w_0_step, w_1_step = result_of(name, function, case, (X, y, w_0, w_1))
            w_0, w_1 = w_0 + w_0_step, w_1 + w_1_step
            if not np.isfinite([*w_0.flat, *w_1.flat]).all():
                after = np.inf  # its steps are so long that no network is left
                break
            after = np.sum((y - forward(X, w_0, w_1)[1]) ** 2) / 2
        fell = f"from {before:.4f} to {after:.4f}"
        if name == "wrong_but_works" and not after < before:
            raise NotRightError(
                f"{name} does not lower the loss in 100 steps: it goes {fell}."
            )
        if name == "wrong_and_fails" and after < before:
            raise NotRightError(f"{name} lowers the loss: {fell}.")
    right = backward(X, y, *start)
    dots = [sum(np.sum(a * b) for a, b in zip(first[name], right)) for name in tried]
    said = (
        "at the start, the dot product with the right step is "
        f"{dots[0]:z.2g} for the first and {dots[1]:z.2g} for the second. "
        "A small step lowers the loss if it is positive."
    )
    if dots[1] > 0:
        said += (
            " The second fails all the same: its steps are too long, or turn uphill."
        )
    return said


# ----------------------------------------------------- lines to complete in the text


def derivative_code(loss_by_a="(a - y)", a_by_z="a * (1 - a)", z_by_w="x"):
    product = " * ".join(filter(None, (loss_by_a, a_by_z, z_by_w)))
    return f"\ndef derivative_by_w(x, y, a):\n    return {product}"


@Exercise(
    "03 one neuron",
    stub="""
    def derivative_by_w(x, y, a):
        return None
    """,
    solution=derivative_code(),
    right="three partial derivatives, multiplied: that is the chain rule.",
    wrong={
        derivative_code("(y - a)"): (
            "the sign is wrong: that is minus the derivative, the way downhill."
        ),
        derivative_code(a_by_z=""): "the factor of the sigmoid, ∂a/∂z, is missing.",
        derivative_code(z_by_w=""): "the last factor, ∂z/∂w, is missing. It is x.",
        derivative_code(loss_by_a=""): "the first factor, ∂L/∂a, is missing.",
        derivative_code(a_by_z="sigmoid(a) * (1 - sigmoid(a))"): (
            "you apply the sigmoid once more. a is its output already."
        ),
        derivative_code("2 * (a - y)"): (
            "it is twice too large: the ½ in the loss cancels the 2."
        ),
        derivative_code("(y - a) ** 2 / 2"): (
            "your first factor is the loss itself. Take its derivative, a - y."
        ),
        "def derivative_by_w(x, y, a):\n    return (a - y) + a * (1 - a) + x": (
            "you add the three. The chain rule multiplies."
        ),
        "def derivative_by_w(x, y, a):\n    return a - y * a * (1 - a) * x": (
            "brackets are missing: a - y is one factor."
        ),
    },
    cases={
        "x = 1, y = 1, a = 0.5": (1.0, 1.0, 0.5),
        "x = 2, y = 0, a = 0.3": (2.0, 0.0, 0.3),
        "x = -1.5, y = 1, a = 0.9": (-1.5, 1.0, 0.9),
    },
    names=("derivative_by_w",),
)
def derivative_by_nudging(x, y, a):
    z = np.log(a / (1 - a))  # sigmoid(z) is a
    up, down = ((y - sigmoid(z + h * x)) ** 2 / 2 for h in (1e-5, -1e-5))
    return (up - down) / 2e-5


UNTRAINED = """
X, y = truth_table("XOR")
w_0, w_1 = init_weights(seed=1, hidden_size=4)
layer_1, layer_2 = forward(X, w_0, w_1)
layer_2_error = y - layer_2
"""
ERROR_TIMES_SLOPE = """
layer_2_delta = layer_2_error * sigmoid_slope(layer_2)
layer_1_error = layer_2_delta @ w_1.T
"""


def untrained():
    """Return the network of the lesson, and all that its backward pass computes."""
    names = dict(globals())
    exec(UNTRAINED + ERROR_TIMES_SLOPE, names)
    return names


@Exercise(
    "03 layer_2_delta",
    given=UNTRAINED,
    stub="layer_2_delta = None",
    solution="layer_2_delta = layer_2_error * sigmoid_slope(layer_2)",
    right="error times derivative, for each of the four rows.",
    wrong={
        "layer_2_delta = layer_2_error": "that is the error alone. Multiply it by the slope.",
        "layer_2_delta = sigmoid_slope(layer_2)": "that is the slope alone. Multiply it by the error.",
        "layer_2_delta = -layer_2_error * sigmoid_slope(layer_2)": (
            "the sign is wrong: the error is target minus guess."
        ),
        "layer_2_delta = layer_2_error * sigmoid_slope(layer_2_error)": (
            "sigmoid_slope gets the error. It takes the output, layer_2."
        ),
        "layer_2_delta = layer_2_error * sigmoid_slope(layer_1 @ w_1)": (
            "sigmoid_slope gets the weighted sum. It takes the output, layer_2."
        ),
        "layer_2_delta = layer_2_error * sigmoid_slope(sigmoid(layer_2))": (
            "you apply the sigmoid once more. layer_2 is the output already."
        ),
        "layer_2_delta = layer_2_error.T @ sigmoid_slope(layer_2)": (
            "@ adds all rows up. Each row has a delta of its own: multiply with *."
        ),
        "layer_2_delta = layer_2_error + sigmoid_slope(layer_2)": (
            "you add the two. The chain rule multiplies."
        ),
        "layer_2_delta = (layer_2_error * sigmoid_slope(layer_2))[:, 0]": "…has shape (4,)",
    },
)
def the_delta_of_the_output(layer_2_delta):
    layer_2 = untrained()["layer_2"]
    error = truth_table("XOR")[1] - layer_2
    compare(layer_2_delta, error * layer_2 * (1 - layer_2), name="layer_2_delta")


@Exercise(
    "03 layer_1_delta",
    given=UNTRAINED + ERROR_TIMES_SLOPE,
    stub="layer_1_delta = None",
    solution="layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)",
    right="back along w_1, then times the slope of each hidden unit.",
    wrong={
        "layer_1_delta = layer_2_delta @ w_1.T": "that is the error of the hidden units. Multiply it by their slope.",
        "layer_1_delta = layer_2_delta * sigmoid_slope(layer_1)": (
            "it did not go back along w_1: each unit's error has its weight as a factor."
        ),
        "layer_1_delta = layer_2_error @ w_1.T * sigmoid_slope(layer_1)": (
            "you sent the error back. Send layer_2_delta, which has its slope in it."
        ),
        "layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(X @ w_0)": (
            "sigmoid_slope gets the weighted sum. It takes the output, layer_1."
        ),
        "layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_2)": (
            "that is the slope of the output. Here the hidden units' slope counts."
        ),
        "layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_2_delta @ w_1.T)": (
            "sigmoid_slope gets the error. It takes the output, layer_1."
        ),
        "layer_1_delta = -layer_2_delta @ w_1.T * sigmoid_slope(layer_1)": "the sign is wrong.",
        "layer_1_delta = X.T @ (layer_2_delta @ w_1.T * sigmoid_slope(layer_1))": "…has shape (3, 4)",
    },
)
def the_deltas_of_the_hidden_units(layer_1_delta):
    names = untrained()
    layer_1, error = names["layer_1"], names["layer_1_error"]
    compare(layer_1_delta, error * layer_1 * (1 - layer_1), name="layer_1_delta")


@Exercise(
    "03 w_1_step",
    given=UNTRAINED + ERROR_TIMES_SLOPE,
    stub="w_1_step = None",
    solution="w_1_step = layer_1.T @ layer_2_delta",
    right="what came in, times the delta, added up over the four rows.",
    wrong={
        "w_1_step = -layer_1.T @ layer_2_delta": (
            "the sign is wrong: that is the gradient, and a step is minus the gradient."
        ),
        "w_1_step = layer_1.T @ layer_2_error": "the slope is missing. Take layer_2_delta.",
        "w_1_step = layer_1.T @ layer_2_delta / 4": "that is the mean over the four rows. The loss is a sum.",
        "w_1_step = layer_2_delta.T @ layer_1": "it is transposed: a step has the shape of its weights, (4, 1).",
        "w_1_step = layer_1 @ layer_2_delta": (
            "it fits because there are four rows and four units, by chance. Transpose layer_1."
        ),
        "w_1_step = X.T @ layer_2_delta": "…w_1_step has shape (3, 1)",
        "w_1_step = layer_1 * layer_2_delta": "…w_1_step has shape (4, 4)",
    },
)
def the_step_of_w_1(w_1_step):
    X, y = truth_table("XOR")
    right = backward_by_nudging(X, y, *init_weights(1, 4))[1]
    compare(w_1_step, right, name="w_1_step")
