"""The exercises of all lessons and the guesses before their surprising cells.

This is the one place where they are written: `tests/refresh.py` makes the exercise
cells of the lessons from it. Beware, the solutions are here as well.

A lesson uses two functions, `check` and `compare_guess`. An exercise says what a right
answer is in the function below it, and which wrong answers are frequent in `wrong`: a
piece of code that a learner might write, and the reason why it is not right.
"""

import copy
import functools
import inspect
import reprlib
import textwrap
from dataclasses import dataclass

import numpy as np
from tinynet_helpers import (
    NotRightError,
    NotTriedError,
    backward,
    backward_by_nudging,
    compare,
    forward,
    init_weights,
    judge,
    same,
    sigmoid,
    sigmoid_slope,
    train,
    train_many,
    truth_table,
)

# --------------------------------------------------------------------- the mechanism


@dataclass(frozen=True)
class Exercise:
    """An exercise: all texts, and `look`, which decides whether an answer is right.

    Without cases, look takes the answers and raises NotRightError, or returns. With
    cases, which map names to tuples of arguments, the smallest first, the answers are
    functions, and look gives the right result for the arguments.
    """

    number: str  # of the lesson, a dot, of the exercise
    title: str
    task: str
    stub: str
    hints: tuple
    solution: str
    why: str
    right: str  # what a right answer means
    # Code of frequent wrong answers: the reason why they are not right. After a … it is
    # a part of the reason that look gives.
    wrong: dict
    cases: dict
    within: float
    names: tuple  # of the answers
    look: callable


EXERCISES = {}


def exercise(number, title, *, cases=None, within=1e-6, names=(), **texts):
    """Register an exercise; the decorated function becomes its `look`."""

    def add(look):
        for code in ("stub", "solution"):
            texts[code] = textwrap.dedent(texts[code]).strip()
        for prose in ("task", "why"):
            texts[prose] = " ".join(texts[prose].split())
        answers = names or tuple(inspect.signature(look).parameters)
        options = {"cases": cases or {}, "within": within, "names": answers}
        EXERCISES[number] = Exercise(number, title, **texts, **options, look=look)
        return look

    return add


def check(number, *answers):
    """Say whether your answers to an exercise are right, and if not, why.

    Not tried yet, not right and the reason, or right and what that means: you get one
    of these three whatever you hand in, and never an error.
    """
    if not isinstance(number, str) or number not in EXERCISES:
        known = ", ".join(EXERCISES)
        print(f"There is no exercise {reprlib.repr(number)}; expected one of {known}.")
        return
    task = EXERCISES[number]
    if len(answers) != len(task.names):
        names = ", ".join(task.names)
        print(f"Not right, because this exercise looks at {names}, and nothing else.")
        return
    look = look_at_functions if task.cases else look_at_values
    judge(functools.partial(look, task), task.right, *answers)


def look_at_values(task, *answers):
    for code, reason in task.wrong.items():
        alike = same(answers, made_by(task, code), task.within)
        if alike and not reason.startswith("…"):
            raise NotRightError(reason)
    if same(answers, made_by(task, task.stub)):
        raise NotTriedError("this is still the stub; change it")
    return task.look(*answers)


def look_at_functions(task, *functions):
    results = {}
    for name, function in zip(task.names, functions):
        results[name] = results_of(name, function, task.cases)
    if all(result is None for rows in results.values() for result in rows):
        raise NotTriedError("your function returns None; let it return your answer")
    if alike(task, results, task.stub):
        raise NotTriedError("this still does what the stub does; find its bug, mend it")
    for code, reason in task.wrong.items():
        if not reason.startswith("…") and alike(task, results, code):
            raise NotRightError(reason)
    for name, rows in results.items():
        for result, (case, arguments) in zip(rows, task.cases.items()):
            right, where = task.look(*arguments), f"with {case}, the result of {name}"
            compare(result, right, task.within, where, secret=False)


def results_of(name, function, cases):
    """Return what a learner's function gives in all cases, smallest case first."""
    return [
        result_of(name, function, arguments, f"with {case}, ")
        for case, arguments in cases.items()
    ]


# What Python's and NumPy's messages about frequent slips leave out.
IN_PLAIN_WORDS = {
    "bitwise_xor": "^ is not a power in Python. ** is.",
    "for ^": "^ is not a power in Python. ** is.",
    "to Python scalars": "It was handed an array. NumPy's functions take one.",
    "truth value of an array": "It was handed an array: many answers, not one.",
}


def result_of(name, function, arguments, where=""):
    """Return what a learner's function gives; raise NotRightError if it gives none."""
    if not callable(function):
        raise NotRightError(f"{name} is {reprlib.repr(function)}; expected a function.")
    handed = copy.deepcopy(arguments)
    try:
        result = function(*handed)
    except (Exception, SystemExit) as problem:
        error = f"{where}{name} stops: {type(problem).__name__}: {problem}"
        plain = [w for part, w in IN_PLAIN_WORDS.items() if part in error]
        raise NotRightError(". ".join([error, *plain[:1]])) from None
    if not all(map(np.array_equal, handed, arguments)):
        raise NotRightError(f"{where}{name} changes what it was handed. Copy it first.")
    return result


def made_by(task, code):
    """Return the answers that a piece of code gives, in the order of their names."""
    X, y = truth_table("XOR")
    values = globals() | {"X": X, "y": y}
    exec(code, values)  # our own code, from this file
    return tuple(values.get(name) for name in task.names)


def alike(task, results, code):
    """Return whether the functions that the code defines give these results."""
    pairs = [(results[n], f) for n, f in zip(task.names, made_by(task, code)) if f]
    return all(
        same(result, function(*copy.deepcopy(arguments)), task.within)
        for rows, function in pairs
        for result, arguments in zip(rows, task.cases.values())
    )


def shapes_are(rights, shapes, why):
    """Raise NotRightError for the first shape that is not the right one of its name."""
    for (name, right), shape in zip(rights.items(), shapes):
        if isinstance(shape, str):
            raise NotRightError(f"{name} is a text. Leave out the quotes.")
        if not same(shape, np.array(right)):
            raise NotRightError(f"{name} is not {reprlib.repr(shape)}{why}")


# ------------------------------------------------------- the cells that lessons show


def cells(lesson):
    """Return (id, kind, source) of each exercise cell of a lesson, such as "01"."""
    for task in EXERCISES.values():
        if task.number.startswith(f"{lesson}."):
            n = task.number.partition(".")[2]
            yield (
                f"exercise-{n}-text",
                "markdown",
                f"### {n}. {task.title}\n\n{task.task}",
            )
            yield f"exercise-{n}", "code", stub_cell(task, n == "1")
            yield f"solution-{n}", "markdown", folded(task)


def stub_cell(task, first):
    call = f'check("{task.number}", {", ".join(task.names)})'
    gap = "\n\n\n" if task.stub.startswith("def ") else "\n\n"
    beginning = f"from exercises import check{gap}" if first else ""
    return f"{beginning}{task.stub}{gap}{call}"


def folded(task):
    texts = {f"Hint {i}": hint for i, hint in enumerate(task.hints, 1)}
    texts["Solution"] = f"```python\n{task.solution}\n```\n\n{task.why}"
    fold = "<details>\n<summary>{}</summary>\n\n{}\n\n</details>"
    return "\n\n".join(fold.format(*item) for item in texts.items())


# ----------------------------------------------------------------------- the guesses

# For each surprising cell: how near is near enough, and why other guesses are tempting.
GUESSES = {}


def compare_guess(name, guess, result):
    """Show your guess beside the result, with a word on what was tempting about it."""
    within, tempting = GUESSES[name]
    shown = f"{result:.4g}" if isinstance(result, float) else str(result)
    if guess is None:
        print(f"Your guess: none yet. It is {shown}.")
        return
    print(f"Your guess: {reprlib.repr(guess)}. ", end="")
    if matches(guess, result, within):
        print("That is right.")
        return
    reasons = [why for other, why in tempting.items() if matches(guess, other, within)]
    print(f"It is {shown}.", *(f"Tempting: {why}" for why in reasons[:1]))


def matches(guess, other, within):
    """Return whether a guess is another one: words by their letters, numbers nearly."""
    if isinstance(other, str):
        return isinstance(guess, str) and guess.strip().lower() == other.lower()
    return same(guess, other, within)


# ------------------------------------------------------------------------- lesson 01

GUESSES |= {
    "01 sigmoid of 0": (
        0.001,
        {
            0: "so many functions pass through the origin. This one is undecided there.",
            1: "e to the 0 is 1. But it stands below the line, with another 1: 1/2.",
        },
    ),
    "01 largest slope": (
        0.001,
        {
            1: "the output rises by 1 in all. But it takes its time: from −6 to 6.",
            0.5: "that is the output at the steepest place, not the slope.",
            0: "that is the z where it is steepest, or the slope far outside.",
        },
    ),
    "01 fed with z": (
        0.001,
        {
            0.105: "you fed it with a, as you should. The cell feeds it with z = 2.",
            0.25: "that is the largest slope there is, if it is fed with a.",
            2: "2 times (1 − 2): mind the sign.",
        },
    ),
    "01 largest step": (
        0,
        {
            10: "the largest mistake is mended first, one would think. It is not.",
            5: "a compromise. But its slope is nearly gone as well.",
            2: "its error is larger than at 0, but its slope is less than half.",
        },
    ),
}


@exercise(
    "01.1",
    "Recall: the slope of a sure neuron",
    task="A neuron hands on 0.9. What is the slope of its sigmoid there?",
    stub="my_slope = None",
    hints=("0.9 is the output `a`, not `z`.", "`a * (1 - a)`"),
    solution="my_slope = 0.9 * (1 - 0.9)",
    why="The output is all you need to know: 0.9 times what it lacks to 1.",
    right="0.09, about a third of the largest slope. A sure neuron learns slowly.",
    wrong={
        "my_slope = 0.2055": "you squashed 0.9 first. It is the output a already, not z.",
        "my_slope = 0.1": "0.1 is what a lacks to 1. Multiply it by a.",
        "my_slope = 0.25": "0.25 is the largest slope, at a = 0.5. This neuron is at 0.9.",
        "my_slope = -0.09": "the sign is wrong: this curve only ever rises, so no slope is negative.",
    },
    within=1e-4,
)
def slope_of_a_sure_neuron(my_slope):
    compare(my_slope, 0.09)


@exercise(
    "01.2",
    "Predict: where is the slope 0.1?",
    task="""Find a `z` where the slope of the sigmoid is 0.1, to three decimals. There are
    two, and either will do. Guess first: nearer to 1, to 2, or to 3? Then trial and error
    is fine.""",
    stub="my_z = None",
    hints=(
        "At `z = 0` the slope is 0.25, at `z = 2` it is 0.105. A little further.",
        "Which `a` has `a * (1 - a) = 0.1`? Then, which `z` gives that `a`?",
    ),
    solution="my_z = 2.06",
    why="""`a * (1 - a) = 0.1` has the solutions `a = 0.113` and `a = 0.887`. They are
    `sigmoid(-2.06)` and `sigmoid(2.06)`.""",
    right="two fifths of the largest slope are left, and z is only 2 away from 0.",
    wrong={
        "my_z = 0.887": "that is an output a. You are asked for the z that it came from.",
        "my_z = 0.113": "that is an output a. You are asked for the z that it came from.",
        "my_z = 0.1": "0.1 is the slope you want, not the z where you find it.",
        "my_z = 0.105": "0.105 is a slope, the one at z = 2. You are asked for a z.",
        'my_z = "2.06"': "…your answer is '2.06'; expected one number",
        "my_z = sigmoid(0.1)": "…the slope at 0.525 is 0.2335",
    },
    within=0.002,
)
def where_is_the_slope(my_z):
    compare(my_z, 0, np.inf)  # one number, whichever
    slope = sigmoid_slope(sigmoid(my_z))
    compare(slope, 0.1, 0.001, f"the slope at {float(my_z):.4g}", secret=False)


@exercise(
    "01.3",
    "Write a function: another squash",
    task="""`np.tanh` squashes into −1 to 1. Its slope, too, can be told from its output
    alone. Write the function. It takes the output `a`, not `z`.""",
    stub="""
    def tanh_slope(a):
        return None
    """,
    hints=(
        "The slope is 1 where the output is 0, and 0 where the output is −1 or 1.",
        "Which simple function of `a` does that? A parabola.",
    ),
    solution="""
    def tanh_slope(a):
        return 1 - a**2
    """,
    why="The largest slope of tanh is 1, four times that of the sigmoid.",
    right="every result agrees with a nudge. The slope of tanh is at most 1, not 0.25.",
    wrong={
        "tanh_slope = lambda a: 1 - np.tanh(a) ** 2": (
            "you squash a again. It is the output already; you treat it as z."
        ),
        "tanh_slope = lambda a: a * (1 - a)": (
            "that is the slope of the sigmoid. This squash goes from −1 to 1."
        ),
        "tanh_slope = lambda a: 1 - a": "the square is missing: tanh is as flat at −1 as at 1.",
        "tanh_slope = lambda a: a**2 - 1": "the sign is wrong: tanh only ever rises.",
        "tanh_slope = lambda a: 1 - np.abs(a)": "it is almost right. But it is a parabola, not a tent.",
        "tanh_slope = lambda a: 1 - a ^ 2": "…^ is not a power in Python",
        "import math\ntanh_slope = lambda a: 1 - math.pow(a, 2)": "…NumPy's functions take one",
    },
    cases={
        "a = 0": (np.tanh(0.0),),
        "a = 0.5": (0.5,),
        "a = -0.9": (-0.9,),
        "five outputs": (np.tanh(np.array([-2.0, -0.5, 0.0, 0.5, 2.0])),),
    },
    names=("tanh_slope",),
)
def tanh_slope_by_nudging(a):
    z = np.arctanh(a)
    return (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5


@exercise(
    "01.4",
    "Write a function: the way back",
    task="""Write `logit`, which undoes the sigmoid: it takes an output `a` and returns the
    `z` that it came from.""",
    stub="""
    def logit(a):
        return None
    """,
    hints=(
        "Solve $a = 1 / (1 + e^{-z})$ for $z$. First find out what $e^{-z}$ is.",
        "`np.log` undoes `np.exp`.",
    ),
    solution="""
    def logit(a):
        return np.log(a / (1 - a))
    """,
    why="From $e^{-z} = (1 - a) / a$ follows $z$ by a logarithm.",
    right="sigmoid and logit undo each other. An output of 0.5 comes from 0.",
    wrong={
        "logit = lambda a: np.log((1 - a) / a)": "the sign is wrong: outputs above 0.5 come from z above 0.",
        "logit = lambda a: 1 / sigmoid(a)": "undoing is not dividing: 1 / sigmoid is another function.",
        "logit = lambda a: np.log(a)": "that undoes exp alone. The 1 + below the line is left.",
        "logit = lambda a: a * (1 - a)": "that is the slope. You are asked for z.",
        "logit = lambda a: a / (1 - a)": "that is e to the z. You are asked for z.",
        "logit = lambda a: np.log10(a / (1 - a))": "that undoes 10 to the z, not e to the z.",
        "logit = lambda a: 1 / a": "…the result of logit is 2; expected 0.",
    },
    cases={
        "a = 0.5": (0.5,),
        "a = 0.9": (0.9,),
        "five outputs": (sigmoid(np.array([-5.0, -1.0, 0.0, 1.0, 5.0])),),
    },
    names=("logit",),
)
def logit_by_halving(a):
    low, high = np.full(np.shape(a), -40.0), np.full(np.shape(a), 40.0)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = np.where(sigmoid(middle) < a, [middle, high], [low, middle])
    return np.round(low, 9) + 0.0  # so that it is 0 at 0.5, and not -0


@exercise(
    "01.5",
    "Find the bug: the step of one neuron",
    task="""This function should say how far a neuron's `z` ought to move: **error times
    slope**. It runs, and it is wrong. Mend it.""",
    stub="""
    def neuron_step(x, weight, bias, target):
        z = weight * x + bias
        a = sigmoid(z)
        return (target - a) * sigmoid_slope(z)
    """,
    hints=("Read the section *The trap* again.", "What does `sigmoid_slope` want?"),
    solution="""
    def neuron_step(x, weight, bias, target):
        z = weight * x + bias
        a = sigmoid(z)
        return (target - a) * sigmoid_slope(a)
    """,
    why="The slope wants the output `a`. Fed with `z`, it even turns the step round.",
    right="the slope takes the output. No error message would ever have told you.",
    wrong={
        "def neuron_step(x, w, b, t):\n    a = sigmoid(w * x + b)\n"
        "    return (a - t) * sigmoid_slope(a)": (
            "the sign is wrong: you have guess minus target, so every step goes the wrong way."
        ),
        "def neuron_step(x, w, b, t):\n    a = sigmoid(w * x + b)\n"
        "    return (t - a) * sigmoid_slope(sigmoid(a))": (
            "you squash once too often: a is the output already."
        ),
        "def neuron_step(x, w, b, t):\n    a = sigmoid(w * x)\n"
        "    return (t - a) * sigmoid_slope(a)": "the bias is forgotten.",
        "def neuron_step(x, w, b, t):\n    a = sigmoid(w * x + b)\n"
        "    return t - a": "the slope is gone. That is the error alone.",
        "def neuron_step(x, w, b, t):\n    z = w * x + b\n"
        "    return (t - z) * sigmoid_slope(sigmoid(z))": (
            "the error is target minus output, and you took z for the output."
        ),
        "def neuron_step(x, w, b, t):\n    a = sigmoid(w * x + b)\n"
        "    return (t - a) * sigmoid_slope(a) * x": (
            "times x, it is the step of the weight. You are asked for that of z."
        ),
    },
    cases={
        "x = 0, weight 1, bias 0, target 1": (0.0, 1.0, 0.0, 1.0),
        "x = 1, weight 2, bias -1, target 0": (1.0, 2.0, -1.0, 0.0),
        "x = 1, weight -3, bias 0.5, target 1": (1.0, -3.0, 0.5, 1.0),
    },
    names=("neuron_step",),
)
def neuron_step_by_nudging(x, weight, bias, target):
    z = weight * x + bias
    up, down = ((target - sigmoid(z + nudge)) ** 2 / 2 for nudge in (1e-5, -1e-5))
    return -(up - down) / 2e-5


@exercise(
    "01.6",
    "Design: a neuron that says NOT",
    task="""Choose a weight and a bias so that input 0 gives at least 0.95 and input 1 gives
    at most 0.05.""",
    stub="my_weight, my_bias = None, None",
    hints=(
        "For input 0 only the bias counts. Which `z` gives 0.95?",
        "About 3. And what must the sum be for input 1?",
    ),
    solution="my_weight, my_bias = -6, 3",
    why="""For input 0 only the bias counts: `sigmoid(3)` is 0.953. For input 1 the sum is
    −6 + 3 = −3, and `sigmoid(-3)` is 0.047.""",
    right="a negative weight turns the input round, and the bias puts the border between.",
    wrong={
        "my_weight, my_bias = 6, -3": "that is the opposite: it says 1 to 1. Turn the signs round.",
        "my_weight, my_bias = -6, 0": "the bias is forgotten: without it, input 0 always gives 0.5.",
        "my_weight, my_bias = -3, 3": "input 1 gives exactly 0.5: weight and bias cancel.",
        "my_weight, my_bias = -1, 1": "it is right in spirit, but the neuron is far too unsure of itself.",
    },
)
def a_neuron_that_says_not(my_weight, my_bias):
    compare(my_weight, 0, np.inf, "my_weight")  # two numbers, whichever
    compare(my_bias, 0, np.inf, "my_bias")
    at_0, at_1 = float(sigmoid(my_bias)), float(sigmoid(my_weight + my_bias))
    if not at_0 >= 0.95:
        raise NotRightError(f"input 0 gives {at_0:.3f}; at least 0.95 is wanted.")
    if not at_1 <= 0.05:
        raise NotRightError(f"input 1 gives {at_1:.3f}; at most 0.05 is wanted.")


@exercise(
    "01.7",
    "Open: a squash of your own",
    task="""Invent a squash: a function of `z`, an array, that stays in the range 0 to 1 and
    only ever rises. The stub is the sigmoid; yours must be another one. Draw it with
    `plot_curves`. Where would a neuron with your squash stop learning?""",
    stub="""
    def my_squash(z):
        return stable_sigmoid(z)
    """,
    hints=(
        "Take any function that levels off on both sides, then shift and shrink it.",
        "`np.tanh`, `np.arctan`, `np.clip`, `z / (1 + np.abs(z))`, …",
    ),
    solution="""
    def my_squash(z):
        return 0.5 + np.arctan(z) / np.pi
    """,
    why="""This one levels off much more slowly than the sigmoid: at `z = 10` its slope is
    still 0.003, and that of the sigmoid is 0.00005. There are as many answers as people.""",
    right="it is a squash. Where it is flat, a neuron with it would stop learning.",
    wrong={
        "my_squash = lambda z: np.tanh(z)": "…it leaves the range 0 to 1",
        "my_squash = lambda z: np.exp(-(z**2))": "…it falls somewhere",
        "my_squash = lambda z: np.exp(z)": "…it leaves the range 0 to 1",
        "my_squash = lambda z: 0.5 + 0 * z": "…it never rises",
        "my_squash = lambda z: 0.5": "…the result of my_squash has one number",
        "my_squash = lambda z: 1j * z": "…expected shape (241,)",
        "my_squash = lambda z: 1 if z > 0 else 0": "…It was handed an array",
        "def my_squash(z):\n    z *= 2\n    return np.tanh(z)": "…changes what it was handed",
    },
)
def a_squash_of_your_own(my_squash):
    z = np.linspace(-6, 6, 241)
    a = result_of("my_squash", my_squash, (z,))
    if a is None:
        raise NotTriedError("your function returns None; let it return your answer")
    compare(a, z, np.inf, "the result of my_squash")  # 241 numbers, whichever
    a = np.asarray(a, dtype=float)
    if same(a, sigmoid(z)):
        raise NotTriedError("this is still the sigmoid; invent another squash")
    for at in np.flatnonzero(~((a >= 0) & (a <= 1)))[:1]:
        raise NotRightError(
            f"it leaves the range 0 to 1: at z = {z[at]:g} it is {a[at]:.4g}."
        )
    for at in np.flatnonzero(np.diff(a) < -1e-12)[:1]:  # more than rounding
        raise NotRightError(f"it falls somewhere: for example after z = {z[at]:.3g}.")
    if not a[-1] > a[0]:
        raise NotRightError("it never rises: it says the same to everything.")
    slope = np.gradient(a, z)
    return (
        f"it is a squash. Its largest slope is {slope.max():.2f}; the sigmoid has 0.25."
    )


# ------------------------------------------------------------------------- lesson 02

GUESSES |= {
    "02 shape": (
        0,
        {
            (3, 1): "that is the shape of w. But there is one sum for each example.",
            (4, 3): "that is the shape of X. The 3 meets the other 3 and is gone.",
            (
                3,
                3,
            ): "the inner numbers are the ones that vanish, not the ones that stay.",
            (1, 4): "four sums, yes. But the examples are rows, so they stay rows.",
        },
    ),
    "02 row 0": (
        0.001,
        {
            0: "the weighted sum is 0. Then comes the squash.",
            1: "nothing pushes it up, or down.",
        },
    ),
    "02 XOR neurons": (
        0,
        {
            1: "a single lucky one? Not among a million either.",
            10: "rarer than AND, one would think. It is not rare, it is impossible.",
            100: "about half as many as AND? It is not rare, it is impossible.",
        },
    ),
    "02 weights": (
        0,
        {
            12: "these are the weights in w_0. The output has its own four.",
            20: "the output neuron has no bias here, so nothing is added for it.",
            28: "the layers hold numbers too, but these are no weights.",
            8: "each of the four hidden units has three weights, not one.",
        },
    ),
    "02 untrained error": (
        0.05,
        {
            1: "who knows nothing is always wrong, one thinks. But it shrugs.",
            0.25: "that would be half of a half. Each of the four is off by a half.",
            0: "the signs cancel in the sum. But here they are dropped first.",
            2: "that is the sum of the four. The error is their average.",
        },
    ),
}

W_0_BY_HAND = np.array([[20, -20, 0], [20, -20, 0], [-10, 30, 10]])


@exercise(
    "02.1",
    "Recall: four shapes",
    task="""A network for 10 examples has 5 inputs (the ones included) and 7 hidden units.
    Write down the four shapes as pairs, such as `(4, 3)`.""",
    stub="my_w_0, my_w_1, my_layer_1, my_layer_2 = None, None, None, None",
    hints=(
        "Write the shapes of `X @ w_0` side by side. The inner numbers meet and vanish.",
        "(10, 5) times (5, 7), then (10, 7) times (7, 1).",
    ),
    solution="my_w_0, my_w_1, my_layer_1, my_layer_2 = (5, 7), (7, 1), (10, 7), (10, 1)",
    why="The number of examples shows up in the layers and never in the weights.",
    right="all four. The examples show up in the layers and never in the weights.",
    wrong={
        "my_w_0, my_w_1, my_layer_1, my_layer_2 = (7, 5), (1, 7), (10, 7), (10, 1)": (
            "your weights are transposed: from 5 inputs to 7 units is (5, 7)."
        ),
        "my_w_0, my_w_1, my_layer_1, my_layer_2 = (5, 7), (7, 1), (7, 10), (1, 10)": (
            "your layers are transposed: each example is a row."
        ),
        "my_w_0, my_w_1, my_layer_1, my_layer_2 = (10, 5), (10, 7), (10, 7), (10, 1)": (
            "you put the examples into the weights. All examples share the same weights."
        ),
        "my_w_0, my_w_1, my_layer_1, my_layer_2 = (4, 7), (7, 1), (10, 7), (10, 1)": (
            "you left out the ones: they are among the 5 inputs."
        ),
        "my_w_0, my_w_1, my_layer_1, my_layer_2 = (6, 7), (7, 1), (10, 7), (10, 1)": (
            "you added the ones: they are among the 5 inputs already."
        ),
        "my_w_0, my_w_1, my_layer_1, my_layer_2 = (5, 7), (7,), (10, 7), (10,)": (
            "one output is a column of its own: every shape here is a pair."
        ),
        'my_w_0, my_w_1, my_layer_1, my_layer_2 = "(5, 7)", "(7, 1)", "(10, 7)", "(10, 1)"': (
            "…w_0 is a text. Leave out the quotes"
        ),
    },
)
def four_shapes(my_w_0, my_w_1, my_layer_1, my_layer_2):
    rights = {"w_0": (5, 7), "w_1": (7, 1), "layer_1": (10, 7), "layer_2": (10, 1)}
    shapes = my_w_0, my_w_1, my_layer_1, my_layer_2
    shapes_are(rights, shapes, ": which numbers meet?")


@exercise(
    "02.2",
    "Predict: a silent output",
    task="""All weights in `w_1` are 0; those in `w_0` are what they are. What does the network
    guess for row 3? Hand in a number before you try.""",
    stub="my_number = None",
    hints=("What is the weighted sum of the output neuron?", "And the squash of that?"),
    solution="my_number = 0.5",
    why="Zero times anything is zero, and `sigmoid(0)` is 0.5. It does so for every row.",
    right="a shrug, for every row. The hidden layer may say what it likes.",
    wrong={
        "my_number = 0": "0 is the weighted sum. The squash comes after it.",
        "my_number = 1": "nothing pushes the output up. Its weighted sum is 0.",
        "my_number = 0.4964": "that is the error of seed 1 on all rows, not a guess.",
    },
)
def a_silent_output(my_number):
    compare(my_number, 0.5)


def three_weights(answer):
    """Return a learner's three weights, which may also stand in a column, as w_1 does."""
    if same(answer, np.zeros((3, 1)), np.inf):
        answer = np.ravel(answer)
    compare(answer, np.zeros(3), np.inf)
    return np.asarray(answer, dtype=float)


def guesses_are(y, guesses):
    """Raise NotRightError for the first row whose guess is not within 0.1 of y."""
    for row, (guess, target) in enumerate(zip(np.ravel(guesses), y[:, 0])):
        if not abs(guess - target) <= 0.1:
            raise NotRightError(
                f"row {row} gets a guess of {guess:.3f}; its target is {target:g}."
            )


@exercise(
    "02.3",
    "Design: NOR by hand",
    task="""Choose three weights so that one neuron answers 1 to the inputs 0 and 0, and 0 to
    all others. Guesses within 0.1 of the target count.""",
    stub="my_w = None  # a list of two weights and a bias",
    hints=(
        "Which of the three neurons that you drew is NOR with its sides exchanged?",
        "NOR is OR with every sign turned round.",
    ),
    solution="my_w = [-10, -10, 5]",
    why="NOR is OR with every sign turned round.",
    right="NOR is NOT OR: the same line, with its sides exchanged.",
    wrong={
        "my_w = [10, 10, -5]": "that is OR. Exchange the sides of the line.",
        "my_w = [-10, -10, 0]": "the bias is forgotten: row 0 can only get 0.5.",
        "my_w = [-10, -10, 15]": "that is NAND: it says 1 to three rows.",
        "my_w = [-10, -10, -5]": "the sign of the bias is wrong: row 0 should be pushed up.",
        "my_w = [10, 10, -15]": "that is AND: it says 1 to row 3 alone.",
        "my_w = [[-10], [-10], [10]]": "…row 1 gets a guess of 0.500; its target is 0",
    },
)
def nor_by_hand(my_w):
    X, y = truth_table("NOR")
    guesses_are(y, sigmoid(X @ three_weights(my_w)))


@exercise(
    "02.4",
    "Change a design: XNOR from XOR",
    task="""XNOR is 1 when both inputs are equal. Keep the hidden layer of the hand-made
    network (OR, NAND, on). Which `w_1` turns XOR into XNOR?""",
    stub="my_w_1 = None  # a list of three weights",
    hints=(
        "XNOR is NOT XOR. What turned OR into NOR?",
        "The output neuron is an AND with weights 20, 20, −30. You want a NAND.",
    ),
    solution="my_w_1 = [-20, -20, 30]",
    why="Turn round every sign of the last neuron, and AND becomes NAND.",
    right="the last neuron was AND and is now NAND. The hidden layer did not notice.",
    wrong={
        "my_w_1 = [20, 20, -30]": "that is XOR still.",
        "my_w_1 = [20, 20, 30]": "only the bias is turned round: now every row gets 1.",
        "my_w_1 = [-20, -20, -30]": "the bias has kept its sign: now every row gets 0.",
        "my_w_1 = [-20, -20, 0]": "the bias is forgotten: nothing pushes any row up to 1.",
        "my_w_1 = np.array([[-20], [-20], [20]])": "…row 0 gets a guess of 0.500; its target is 1",
    },
)
def xnor_from_xor(my_w_1):
    X, y = truth_table("XNOR")
    guesses_are(y, sigmoid(sigmoid(X @ W_0_BY_HAND) @ three_weights(my_w_1)))


@exercise(
    "02.5",
    "Write a function: without matrices",
    task="""Write the guess for one row with plain Python: loops, sums, and `sigmoid`, but no
    `@`. It is tried on several rows and networks.""",
    stub="""
    def guess_one(row, w_0, w_1):
        return None
    """,
    hints=(
        "For each hidden unit: multiply, add, squash. Then the same once more.",
        "`for unit in range(len(w_1)):` and inside it a sum over `range(len(row))`.",
    ),
    solution="""
    def guess_one(row, w_0, w_1):
        total = 0
        for unit in range(len(w_1)):
            z = sum(row[i] * w_0[i, unit] for i in range(len(row)))
            total += sigmoid(z) * w_1[unit, 0]
        return sigmoid(total)
    """,
    why="""Three multiplications for each hidden unit, and one more on the way out: with 3
    hidden units that is 12 weights, 12 multiplications.""",
    right="a forward pass is multiplying, adding and squashing, and nothing else.",
    wrong={
        "guess_one = lambda row, w_0, w_1: (sigmoid(row @ w_0) @ w_1)[0]": (
            "the last squash is missing: that is the weighted sum of the output."
        ),
        "guess_one = lambda row, w_0, w_1: sigmoid(row @ w_0 @ w_1)[0]": (
            "the hidden units do not squash. Without it, two layers are only one."
        ),
        "guess_one = lambda row, w_0, w_1: sigmoid(sigmoid(row[:2] @ w_0[:2]) @ w_1)[0]": (
            "the bias is forgotten: the third input, the constant 1, counts too."
        ),
        "guess_one = lambda row, w_0, w_1: sigmoid((sigmoid(row @ w_0) @ w_1)[0] / len(w_1))": (
            "you take the mean over the hidden units. A neuron takes the sum."
        ),
        "guess_one = lambda row, w_0, w_1: sigmoid(sigmoid(row @ w_0) @ w_1[::-1])[0]": (
            "the hidden units meet the wrong weights of w_1: they are in reverse order."
        ),
    },
    cases={
        f"row {row}, seed {seed}, hidden size {size}": (
            truth_table("XOR")[0][row],
            *init_weights(seed, size),
        )
        for seed, size, row in ((3, 1, 0), (5, 2, 1), (5, 3, 3), (1, 4, 2))
    },
    names=("guess_one",),
)
def guess_of_one_row(row, w_0, w_1):
    return forward(row[np.newaxis], w_0, w_1)[1][0, 0]


@exercise(
    "02.6",
    "Find the bug: a seed that does nothing",
    task="""This function draws weights. Its numbers look random and lie between −1 and 1. But
    a friend finds that all her seeds give the same network. Mend it, so that it gives what
    `init_weights` gives.""",
    stub="""
    def draw_weights(seed, hidden_size):
        random = np.random.RandomState(1)
        w_0 = 2 * random.random_sample((3, hidden_size)) - 1
        w_1 = 2 * random.random_sample((hidden_size, 1)) - 1
        return w_0, w_1
    """,
    hints=("Follow the name `seed` through the function.", "It is never used."),
    solution="""
    def draw_weights(seed, hidden_size):
        random = np.random.RandomState(seed)
        w_0 = 2 * random.random_sample((3, hidden_size)) - 1
        w_1 = 2 * random.random_sample((hidden_size, 1)) - 1
        return w_0, w_1
    """,
    why="""The seed was handed in and never used. With seed 1 nobody would have noticed: always
    try a second seed.""",
    right="a seed names a network. Bugs like this one hide when you only try seed 1.",
    wrong={
        "def draw_weights(seed, H):\n"
        "    random = np.random.RandomState(seed)\n"
        "    return random.random_sample((3, H)), random.random_sample((H, 1))": (
            "the seed is used, but the weights lie between 0 and 1."
        ),
        "def draw_weights(seed, H):\n"
        "    random = np.random.RandomState(seed)\n"
        "    w_1 = 2 * random.random_sample((H, 1)) - 1\n"
        "    return 2 * random.random_sample((3, H)) - 1, w_1": (
            "you draw w_1 before w_0: the same stream, dealt out to other places."
        ),
        "def draw_weights(seed, H):\n"
        "    w_0 = 2 * np.random.RandomState(seed).random_sample((3, H)) - 1\n"
        "    return w_0, 2 * np.random.RandomState(seed).random_sample((H, 1)) - 1": (
            "you start the stream again for w_1, so it repeats the numbers of w_0."
        ),
        "def draw_weights(seed, H):\n"
        "    np.random.RandomState(seed)\n"
        "    random = np.random.RandomState(0)\n"
        "    w_0 = 2 * random.random_sample((3, H)) - 1\n"
        "    return w_0, 2 * random.random_sample((H, 1)) - 1": (
            "the seed is still not used: every seed gives the same network."
        ),
        "def draw_weights(seed, H):\n"
        "    random = np.random.default_rng(seed)\n"
        "    return 2 * random.random((3, H)) - 1, 2 * random.random((H, 1)) - 1": (
            "default_rng is another generator: a seed gives other numbers there."
        ),
    },
    cases={
        f"seed {s} and hidden size {H}": (s, H) for s, H in ((1, 1), (2, 1), (3, 4))
    },
    names=("draw_weights",),
)
def weights_of_a_seed(seed, hidden_size):
    return init_weights(seed, hidden_size)


@exercise(
    "02.7",
    "Open: XOR with other lines",
    task="""Solve XOR by hand with *other* hidden units than OR and NAND. The stub holds those
    two (and the one that is always on). Which pairs of lines work?""",
    stub="""
    my_w_0 = np.array([[20, -20, 0], [20, -20, 0], [-10, 30, 10]])
    my_w_1 = np.array([[20], [20], [-30]])
    """,
    hints=(
        "Exchange the sides of one line: which other two names have the same two lines?",
        "One unit for row 1 alone, one for row 2 alone. Then OR of the two.",
    ),
    solution="""
    my_w_0 = np.array([[-20, 20, 0], [20, -20, 0], [-10, -10, 10]])
    my_w_1 = np.array([[20], [20], [-10]])
    """,
    why="""Here one unit fires for row 1 alone and the other for row 2 alone; the output is
    their OR. AND and NOR work as well, or any two lines with the two boxes between them.""",
    right="XOR, and your hidden units see something else than OR and NAND.",
    wrong={
        "my_w_0, my_w_1 = W_0_BY_HAND, np.array([[-20], [-20], [30]])": (
            "that is XNOR: every answer is turned round."
        ),
        "my_w_0, my_w_1 = W_0_BY_HAND, np.array([[20], [20], [0]])": (
            "the bias of the output is forgotten: every row gets 1."
        ),
        "my_w_0, my_w_1 = W_0_BY_HAND / 20, np.array([[20], [20], [-30]]) / 20": (
            "the lines are right, but far too soft: no guess is within 0.1 of its target."
        ),
        "my_w_0, my_w_1 = W_0_BY_HAND, [20, 20, -30]": "…w_1 has shape (3,); expected (3, 1)",
        "my_w_0, my_w_1 = [[1, 2, 3], [4]], [[1], [2], [3]]": "…expected real numbers",
    },
)
def xor_with_other_lines(my_w_0, my_w_1):
    X, y = truth_table("XOR")
    try:
        layer_1, layer_2 = forward(X, my_w_0, my_w_1)
    except (TypeError, ValueError) as problem:
        raise NotRightError(problem) from None
    guesses_are(y, layer_2)
    units = {tuple(unit) for unit in np.round(layer_1.T)} - {(1, 1, 1, 1), (0, 0, 0, 0)}
    if units == {(0, 1, 1, 1), (1, 1, 1, 0)}:
        raise NotTriedError("it is XOR, but from OR and NAND still; try other lines")


# ------------------------------------------------------------------------- lesson 03

GUESSES |= {
    "03 up or down": (
        0,
        {
            "up": "half of all guesses. Without the curve nobody can tell: you need the slope.",
        },
    ),
    "03 how many up": (
        0,
        {
            8: "half of them, by symmetry? The guesses are a little too high, so most go down.",
            16: "the other way round: nearly all go down.",
            0: "very nearly. One weight leads to a unit that pulls the guess down.",
        },
    ),
    "03 blame": (
        0.005,
        {
            0.121: "the size is right. A negative weight turns the blame round.",
            0.128: "that is the delta itself. It still has to travel along the weight.",
            -0.95: "that is the weight. Multiply the delta by it.",
        },
    ),
    "03 one step": (
        0.0004,
        {
            0.4: "sixteen weights at once sounds like a lot. But each moves by a hundredth.",
            0.49: "a step of a hundredth each. Downhill, but the hill is nearly flat here.",
            0: "one step is a direction, not a solution.",
        },
    ),
    "03 wrong gradient": (
        1,
        {
            0: "sixteen wrong numbers should ruin it. But their signs are mostly right.",
            10: "half wrong, half learned? Most steps still lead downhill.",
        },
    ),
}


def network_case(seed, hidden_size, table="XOR"):
    """Return a case for a backward pass: a name, and X, y, w_0, w_1."""
    name = f"{table}, seed {seed}, hidden size {hidden_size}"
    return {name: (*truth_table(table), *init_weights(seed, hidden_size))}


NETWORKS = network_case(1, 1) | network_case(1, 4) | network_case(5, 3, "AND")
BACKWARD = """
def {name}(X, y, w_0, w_1):
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_delta = {delta}
    layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta
"""


@exercise(
    "03.1",
    "Recall: one delta",
    task="""For row 1 of the untrained network, the target is 1 and the guess is
    `layer_2[1, 0]`. Compute the delta of the output with your own arithmetic: only numbers,
    `layer_2`, and `*`, `-`.""",
    stub="my_delta = None",
    hints=("Error times slope.", "The error is `1 - guess`. Which slope has a guess?"),
    solution="""
    guess = layer_2[1, 0]
    my_delta = (1 - guess) * guess * (1 - guess)
    """,
    why="Error times slope. The error is `1 - guess`; the slope is `guess * (1 - guess)`.",
    right="error times slope, in three factors. It agrees with `layer_2_delta[1, 0]`.",
    wrong={
        "my_delta = 1 - 0.48899": "that is the error. The slope is missing.",
        "my_delta = -(1 - 0.48899) * 0.48899 * (1 - 0.48899)": (
            "the sign is wrong: it is target minus guess, so this guess should go up."
        ),
        "my_delta = 0.48899 * (1 - 0.48899)": "that is the slope. The error is missing.",
        "my_delta = (1 - 0.48899) * sigmoid_slope(sigmoid(0.48899))": (
            "the guess is the output already; you squash it once more."
        ),
    },
    within=1e-4,
)
def one_delta(my_delta):
    X, _ = truth_table("XOR")
    guess = forward(X, *init_weights(1, 4))[1][1, 0]
    compare(my_delta, (1 - guess) * sigmoid_slope(guess), 1e-5)


@exercise(
    "03.2",
    "Predict: zeros in w_1",
    task="""Set all of `w_1` to 0 and leave `w_0` random. Which weights get a step of exactly
    0 from the first backward pass? Answer `"w_0"`, `"w_1"`, `"both"` or `"none"`.""",
    stub="my_answer = None",
    hints=(
        "Along which weights does the blame travel back to the hidden units?",
        "What comes in through `w_1` is `layer_1`, and that is not 0.",
    ),
    solution='my_answer = "w_0"',
    why="""The blame travels back along `w_1`, and zero times anything is zero. `w_1` itself
    moves, so from the second step on `w_0` moves too.""",
    right="no blame gets through weights of 0. After one step, w_1 is open again.",
    wrong={
        'my_answer = "both"': "w_1 moves: what comes in is layer_1, and the delta is not 0.",
        'my_answer = "w_1"': "you are looking for the weights behind w_1, seen from the output.",
        'my_answer = "none"': "the blame is multiplied by w_1 on its way back, and that is 0.",
    },
)
def zeros_in_w_1(my_answer):
    if str(my_answer).strip().lower() not in ("w_0", "w_1", "both", "none"):
        raise NotRightError(
            f'it is {reprlib.repr(my_answer)}; expected "w_0", "w_1", "both" or "none".'
        )
    compare(my_answer, "w_0")


BACKWARD_4 = functools.partial(BACKWARD.format, name="backward_4")


@exercise(
    "03.3",
    "Write a function: another loss",
    task="""With the loss $\\frac14 \\sum (y - \\text{layer\\_2})^4$, large errors count for more.
    Only one line of `backward` changes. Write the function; all its steps are compared with
    a nudge.""",
    stub="""
    def backward_4(X, y, w_0, w_1):
        return None
    """,
    hints=(
        "Copy `backward`. Which line knows about the loss?",
        "Minus the slope of ½ error² is error. What is it for ¼ error⁴?",
    ),
    solution=BACKWARD_4(delta="(y - layer_2) ** 3 * sigmoid_slope(layer_2)"),
    why="""Minus the slope of ¼ error⁴ is error³. The rest of the chain does not care where the
    first number came from.""",
    right="all steps agree with a nudge. The chain does not care which loss it starts from.",
    wrong={
        "backward_4 = backward": "that is the backward pass of the old loss.",
        BACKWARD_4(
            delta="(y - layer_2) ** 2 * sigmoid_slope(layer_2)"
        ): "error squared loses the sign: no guess would ever go down.",
        BACKWARD_4(
            delta="(y - layer_2) ** 4 / 4 * sigmoid_slope(layer_2)"
        ): "that is the loss itself. Take its slope.",
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


@exercise(
    "03.4",
    "Bug hunt: three backward passes",
    task="""Each of these three looks right and runs, and each has one bug. Ask
    `largest_difference(backward_a)` and so on. Find the bugs, mend them in place, and run the
    cell again.""",
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
        "Compare each with `backward` above, line by line. Read aloud what each line says.",
        "One bug is a sign, one is a slope that gets the wrong number, one is an order.",
    ),
    solution="backward_a = backward_b = backward_c = backward",
    why="""`backward_a`: the sign. It computes guess minus target, so adding its steps walks
    uphill. `backward_b`: the slope of the hidden layer is fed with `X @ w_0`, which is `z`. It
    wants the output, `layer_1`. `backward_c`: `w_1` is changed *before* the blame is carried
    back along it. The blame must travel along the weights that made the guess. Bug c is off by
    the least. It would learn XOR, and you would never know.""",
    right="all three pass the check. Bug c was off by 0.0001: only a check finds that.",
    wrong={
        BACKWARD.format(
            name="backward_b", delta="(y - layer_2) * sigmoid_slope(layer_2)"
        ).replace("sigmoid_slope(layer_1)", "sigmoid_slope(sigmoid(layer_1))"): (
            "in backward_b you squash layer_1 once more. It is the output already."
        ),
        BACKWARD.format(
            name="backward_a", delta="np.abs(y - layer_2) * sigmoid_slope(layer_2)"
        ): "in backward_a the error has lost its sign: no guess could ever go down.",
        BACKWARD.format(
            name="backward_c", delta="(y - layer_2) * sigmoid_slope(layer_2)"
        ).replace("layer_2_delta @ w_1.T *", "layer_2_delta *"): (
            "in backward_c the blame no longer travels along w_1 at all."
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


@exercise(
    "03.5",
    "Bug hunt: the check itself",
    task="""A check can be broken as well. This one says that a *right* gradient is wrong by a
    factor. `f` is a function of one number, and the result should be its slope at `x`. Mend
    it.""",
    stub="""
    def slope_by_check(f, x, nudge=1e-5):
        up = f(x + nudge)
        down = f(x - nudge)
        return (up - down) / nudge
    """,
    hints=(
        "Try it on `f = lambda x: x`, whose slope is 1 everywhere.",
        "How far is it from down to up?",
    ),
    solution="""
    def slope_by_check(f, x, nudge=1e-5):
        up = f(x + nudge)
        down = f(x - nudge)
        return (up - down) / (2 * nudge)
    """,
    why="From `x - nudge` to `x + nudge` it is *two* nudges. Always try a check on something known.",
    right="two nudges lie between up and down. Now the check can be trusted.",
    wrong={
        "def slope_by_check(f, x, nudge=1e-5):\n"
        "    return (f(x - nudge) - f(x + nudge)) / (2 * nudge)": (
            "the sign is wrong: a function that rises should have a positive slope."
        ),
        "def slope_by_check(f, x, nudge=1e-5):\n"
        "    return f(x + nudge) - f(x - nudge)": "that is how far it moved. Divide by how far you went.",
        "def slope_by_check(f, x, nudge=0.1):\n"
        "    return (f(x + nudge) - f(x - nudge)) / (2 * nudge)": (
            "the nudge is too large: it sees how the curve bends on the way."
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
    },
    cases={
        "f(x) = x at 1": (lambda x: x, 1.0),
        "f(x) = x squared at 3": (lambda x: x**2, 3.0),
        "the sigmoid at 2": (sigmoid, 2.0),
    },
    within=1e-7,
    names=("slope_by_check",),
)
def slope_by_smaller_nudge(f, x):
    return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6


@exercise(
    "03.6",
    "Design: how long a step?",
    task="""The step tells the direction. How far should you go? Find a factor that, in *one*
    step from the untrained network, lowers the loss to below 0.4930.""",
    stub="my_factor = None",
    hints=(
        "`loss(w_0 + my_factor * w_0_step, w_1 + my_factor * w_1_step)`: try 1, 3, 10, 30.",
        "Somewhere between 3 and 30.",
    ),
    solution="my_factor = 12",
    why="""Everything from 10 to 20 works. With 30 the step overshoots: the loss is larger than
    with 10. With 50 it is larger than before the step, because the slope was only true *here*.
    The factor is called the **learning rate**.""",
    right="far enough, and not too far. This factor is called the learning rate.",
    wrong={
        "my_factor = 1": "a step of 1 is downhill, but too short: 0.49486.",
        "my_factor = 50": "that overshoots: the loss is larger than before the step.",
        "my_factor = -12": "a negative factor walks uphill.",
        "my_factor = 0": "a factor of 0 stays where it is.",
    },
)
def how_long_a_step(my_factor):
    compare(my_factor, 0, np.inf)
    X, y = truth_table("XOR")
    w_0, w_1 = init_weights(1, 4)
    w_0_step, w_1_step = backward(X, y, w_0, w_1)
    guess = forward(X, w_0 + my_factor * w_0_step, w_1 + my_factor * w_1_step)[1]
    loss = np.sum((y - guess) ** 2) / 2
    if not loss < 0.4930:
        way = (
            "too short"
            if 0 < my_factor < 15
            else "the wrong way"
            if my_factor < 0
            else "too far"
        )
        raise NotRightError(f"it gives a loss of {loss:.5f}: {way}.")
    return f"a loss of {loss:.5f} in one step. This factor is called the learning rate."


@exercise(
    "03.7",
    "Open: wrong, and it works",
    task="""Invent a wrong gradient that still lowers the loss, and one that does not. Each is
    tried for 100 steps on seed 1. What must a wrong gradient get right to learn anyway?""",
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
    why="""The first keeps only the signs, and the signs are what matters: as long as most steps
    lead downhill, the loss falls. The second gets every sign wrong.""",
    right="most signs must be right. Sizes are a matter of patience.",
    wrong={
        "wrong_but_works, wrong_and_fails = backward, lambda X, y, w_0, w_1: (-w_0, -w_1)": (
            "…wrong_but_works is the right gradient"
        ),
        "wrong_but_works = lambda X, y, w_0, w_1: [-step for step in backward(X, y, w_0, w_1)]\n"
        "wrong_and_fails = wrong_but_works": "…wrong_but_works does not lower the loss",
        "wrong_but_works = lambda X, y, w_0, w_1: [step / 2 for step in backward(X, y, w_0, w_1)]\n"
        "wrong_and_fails = wrong_but_works": "…wrong_and_fails lowers the loss",
        "wrong_but_works, wrong_and_fails = 1, 2": "…wrong_but_works is 1; expected a function",
        "wrong_but_works = wrong_and_fails = lambda X, y, w_0, w_1: 2": (
            "…the result of wrong_but_works is not 2 things"
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
    first = {name: result_of(name, f, (X, y, *start)) for name, f in tried.items()}
    if any(steps is None for steps in first.values()):
        raise NotTriedError("one of the two returns None")
    for name, function in tried.items():
        compare(first[name], start, np.inf, f"the result of {name}")  # arrays that fit
        if same(first[name], backward(X, y, *start)):
            raise NotRightError(f"{name} is the right gradient; spoil it.")
        w_0, w_1 = start
        for _ in range(100):
            w_0_step, w_1_step = result_of(name, function, (X, y, w_0, w_1))
            w_0, w_1 = w_0 + w_0_step, w_1 + w_1_step
        before, after = (
            np.sum((y - forward(X, *w)[1]) ** 2) / 2 for w in (start, (w_0, w_1))
        )
        fell = f"from {before:.4f} to {after:.4f}"
        if name == "wrong_but_works" and not after < before:
            raise NotRightError(
                f"{name} does not lower the loss in 100 steps: it goes {fell}."
            )
        if name == "wrong_and_fails" and after < before:
            raise NotRightError(f"{name} lowers the loss: {fell}.")


# ------------------------------------------------------------------------- lesson 04

GUESSES |= {
    "04 error at 1000": (
        0.01,
        {
            0: "it never gets to 0: the sigmoid does not reach its ends.",
            0.4: "one step was tiny. But a thousand of them add up, and they grow.",
            0.25: "halfway? Half of the fall is over by iteration 293 already.",
        },
    ),
    "04 agree": (
        0,
        {
            10: "same table, same formulas, same seed. So why not?",
            9: "nearly all? If the start differs, everything after it differs.",
            5: "if the start differs, everything after it differs.",
        },
    ),
    "04 how many learn": (
        0,
        {
            3: "patience always wins? One unit can never do it.",
            2: "two of them can be mended by nothing but luck or patience.",
            1: "two units can do it with other seeds, but this one is stuck so far.",
        },
    ),
    "04 patience": (
        0.03,
        {
            0.1345: "it hangs there, so it will hang for ever. Nothing in the plot said otherwise.",
        },
    ),
}


@exercise(
    "04.1",
    "Recall: the error and the loss",
    task="""All four rows of a network are off by 0.1. What is its error, the number that we
    print, and what is its loss, the number that training lowers?""",
    stub="my_error, my_loss = None, None",
    hints=(
        "The error is an average, the loss a sum.",
        "½ times the sum of four squares.",
    ),
    solution="my_error, my_loss = 0.1, 0.02",
    why="The mean of four times 0.1 is 0.1. Half the sum of four times 0.01 is 0.02.",
    right="the error is a mean of sizes, the loss half a sum of squares.",
    wrong={
        "my_error, my_loss = 0.4, 0.02": "your error is a sum. It should be the mean of the four.",
        "my_error, my_loss = 0.1, 0.04": "the half is forgotten in your loss.",
        "my_error, my_loss = 0.1, 0.01": "your loss is a mean of squares. It should be half the sum.",
        "my_error, my_loss = 0.1, 0.005": "your loss is half a mean. It should be half the sum.",
        "my_error, my_loss = 0.02, 0.1": "you have exchanged the two.",
    },
)
def error_and_loss(my_error, my_loss):
    compare(my_error, 0.1, name="your error")
    compare(my_loss, 0.02, name="your loss")


@exercise(
    "04.2",
    "Predict: without the ones",
    task="""Lesson 02 said that the column of ones is useful, but not magic. Will seed 1 with 4
    hidden units learn XOR without it? Guess. Then train on `X` without its third column, and
    hand in the last error.""",
    stub="my_last_error = None",
    hints=("`X[:, :2]` is X without its third column.", "`train(…).errors[-1]`"),
    solution="my_last_error = train(X[:, :2], y, seed=1).errors[-1]",
    why="""It learns, because the output neuron can balance the halves that the hidden units say
    about row 0.""",
    right="it learns without the ones, too. Useful, but not magic.",
    wrong={
        "my_last_error = 0.008585": "that is the network *with* the ones.",
        "my_last_error = 0.499529": "that is the first error. Take the last.",
        "my_last_error = 0.017374": "that is seed 2. The seed is part of the result.",
        "my_last_error = 0.000725": "that is the loss. You are asked for the error.",
    },
    within=1e-5,
)
def without_the_ones(my_last_error):
    X, y = truth_table("XOR")
    compare(my_last_error, train(X[:, :2], y).errors[-1], 1e-4)


@exercise(
    "04.3",
    "How fast?",
    task="""At which iteration is the error of seed 1 below 0.1 for the first time? Let the
    computer look for it.""",
    stub="my_iteration = None",
    hints=(
        "`run.errors < 0.1` is an array of False and True.",
        "`np.argmax` finds the first True.",
    ),
    solution="my_iteration = np.argmax(run.errors < 0.1)",
    why="`run.errors < 0.1` is an array of False and True, and `argmax` finds the first True.",
    right="a fifth of the first error is left, after a twentieth of the time.",
    wrong={
        "my_iteration = 1000": "there it is below 0.1, but not for the first time.",
        "my_iteration = 293": "by then half of the fall is over. The error is still 0.25.",
        "my_iteration = 0": "at the start the error is 0.4964.",
        "my_iteration = 0.1": "0.1 is the error. You are asked for an iteration.",
        "my_iteration = 320": "that is where the loss is below 0.1. You are asked for the error.",
        "my_iteration = 9502": "so many iterations are below 0.1. Which one is the first?",
    },
)
def how_fast(my_iteration):
    compare(my_iteration, 0, np.inf)
    X, y = truth_table("XOR")
    errors = train(X, y).errors
    right = int(np.argmax(errors < 0.1))
    if same(my_iteration, right + 1):
        raise NotRightError("it is one too late: iterations are counted from 0.")
    compare(my_iteration, right)


@exercise(
    "04.4",
    "Bug hunt: a loop that learns",
    task="""This loop looks fine, and its error falls. But its weights are not those of `train`.
    Find the bug and mend it.""",
    stub="""
    def my_train(iterations):
        w_0, w_1 = init_weights(seed=1, hidden_size=4)
        for _ in range(iterations):
            layer_1 = sigmoid(X @ w_0)
            layer_2 = sigmoid(layer_1 @ w_1)
            layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
            w_1 = w_1 + layer_1.T @ layer_2_delta
            layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
            w_0 = w_0 + X.T @ layer_1_delta
        return w_0, w_1
    """,
    hints=(
        "Compare with the first loop of this lesson. The lines are the same. Their order?",
        "Which weights made the guess? The blame must travel along those.",
    ),
    solution="""
    def my_train(iterations):
        w_0, w_1 = init_weights(seed=1, hidden_size=4)
        for _ in range(iterations):
            layer_1 = sigmoid(X @ w_0)
            layer_2 = sigmoid(layer_1 @ w_1)
            layer_2_delta = (y - layer_2) * sigmoid_slope(layer_2)
            layer_1_delta = layer_2_delta @ w_1.T * sigmoid_slope(layer_1)
            w_1 = w_1 + layer_1.T @ layer_2_delta
            w_0 = w_0 + X.T @ layer_1_delta
        return w_0, w_1
    """,
    why="""`w_1` is updated before `layer_1_delta` is computed from it. Swap the two lines. The
    broken loop learns as well, only differently: a falling loss proves nothing.""",
    right="first all blame, then all updates. The broken loop learned as well.",
    wrong={
        "def my_train(n):\n"
        "    w_0, w_1 = init_weights(1, 4)\n"
        "    for _ in range(n):\n"
        "        steps = backward(*truth_table('XOR'), w_0, w_1)\n"
        "        w_0, w_1 = w_0 - steps[0], w_1 - steps[1]\n"
        "    return w_0, w_1": "the sign is wrong: it walks uphill.",
        "def my_train(n):\n"
        "    w_0, w_1 = init_weights(1, 4)\n"
        "    for _ in range(n):\n"
        "        steps = backward(*truth_table('XOR'), w_0, w_1)\n"
        "        w_0, w_1 = w_0 + steps[0] / 4, w_1 + steps[1] / 4\n"
        "    return w_0, w_1": "it takes the mean over the four rows. The step is their sum.",
        "def my_train(n):\n"
        "    w_0, w_1 = init_weights(1, 4)\n"
        "    for _ in range(n):\n"
        "        steps = backward(*truth_table('XOR'), w_0, w_1)\n"
        "        w_1 = w_1 + steps[1]\n"
        "    return w_0, w_1": "w_0 never moves: the hidden layer does not learn.",
        "my_train = lambda n: init_weights(1, 4)": "nothing moves: the weights are as drawn.",
        "def my_train(n):\n"
        "    w_0, w_1 = init_weights(1, 4)\n"
        "    steps = backward(*truth_table('XOR'), w_0, w_1)\n"
        "    return w_0 + steps[0], w_1 + steps[1]": (
            "it never gets further than one step. What stands inside the loop?"
        ),
        "def my_train(n):\n"
        "    run = train(*truth_table('XOR'), iterations=n - 1)\n"
        "    return run.w_0, run.w_1": "one step is missing: after 1 iteration the weights have moved.",
        "def my_train(n):\n"
        "    run = train(*truth_table('XOR'), seed=2, iterations=n)\n"
        "    return run.w_0, run.w_1": "that is seed 2. The seed is part of the result.",
    },
    cases={"iterations = 1": (1,), "iterations = 2": (2,), "iterations = 500": (500,)},
    names=("my_train",),
)
def weights_after(iterations):
    run = train(*truth_table("XOR"), iterations=iterations)
    return run.w_0, run.w_1


@exercise(
    "04.5",
    "Write a function: the share that is right",
    task="""A guess counts as right when it is on the same side of 0.5 as its target. Write
    `share_right`: it takes targets and guesses, both of shape (rows, 1), and returns the share
    of rows that are right, a number from 0 to 1.""",
    stub="""
    def share_right(y, layer_2):
        return None
    """,
    hints=(
        "`layer_2 > 0.5` says True where the guess is 1, and `y > 0.5` where the target is.",
        "Compare the two with `==`. The mean of True and False is a share.",
    ),
    solution="""
    def share_right(y, layer_2):
        return np.mean((layer_2 > 0.5) == (y > 0.5))
    """,
    why="It is called the *accuracy*. It jumps in steps of a quarter, so nothing could descend on it.",
    right="this is the accuracy. It has no slope to descend, so training needs the loss.",
    wrong={
        "share_right = lambda y, layer_2: np.sum((layer_2 > 0.5) == (y > 0.5))": (
            "that is how many are right. A share is the mean, not the sum."
        ),
        "share_right = lambda y, layer_2: np.mean(layer_2 > 0.5)": (
            "that is the share of ones among the guesses. The targets are not used."
        ),
        "share_right = lambda y, layer_2: np.mean(layer_2 == y)": (
            "no guess is exactly 0 or 1. Ask on which side of 0.5 it is."
        ),
        "share_right = lambda y, layer_2: np.abs(y - layer_2).mean()": (
            "that is the error. A network can be right and still have an error."
        ),
        "share_right = lambda y, layer_2: np.mean((layer_2 > 0.5) != (y > 0.5))": (
            "that is the share that is wrong."
        ),
        "share_right = lambda y, layer_2: 100 * np.mean((layer_2 > 0.5) == (y > 0.5))": (
            "that is in percent. A share is a number from 0 to 1."
        ),
        "share_right = lambda y, layer_2: np.sum((layer_2 > 0.5) == (y > 0.5)) / 4": (
            "you divide by 4, whatever comes in. Divide by the number of rows."
        ),
        "share_right = lambda y, layer_2: np.mean(np.abs(y - layer_2) < 0.1)": (
            "you ask for guesses within 0.1. Ask on which side of 0.5 they are."
        ),
        "share_right = lambda y, layer_2: np.mean((layer_2 > 0.5) & (y > 0.5))": (
            "you leave out the rows whose target is 0. They can be right as well."
        ),
        "share_right = lambda y, layer_2: 1 - np.abs(y - layer_2).mean()": (
            "that is 1 minus the error. Count the rows that are right."
        ),
    },
    cases={
        "one row, target 1, guess 0.6": (np.array([[1.0]]), np.array([[0.6]])),
        "one row, target 0, guess 0.6": (np.array([[0.0]]), np.array([[0.6]])),
        "one row, target 1, guess 0.95": (np.array([[1.0]]), np.array([[0.95]])),
        "XOR and the guesses 0.1, 0.6, 0.4, 0.3": (
            truth_table("XOR")[1],
            np.array([[0.1], [0.6], [0.4], [0.3]]),
        ),
    },
    names=("share_right",),
)
def share_row_by_row(y, layer_2):
    right = [abs(guess - target) < 0.5 for guess, target in zip(layer_2[:, 0], y[:, 0])]
    return sum(right) / len(right)


@exercise(
    "04.6",
    "Two units are enough",
    task="""Find a seed below 10 whose network with two hidden units learns XOR in 10,000
    iterations, and look at what its hidden units see with `plot_surfaces`. How does it do
    without a unit that is always on?""",
    stub="my_seed = None",
    hints=("`train(X, y, seed=…, hidden_size=2).learned`", "Four of the ten do."),
    solution="""
    my_seed = 0
    two = train(X, y, seed=my_seed, hidden_size=2)
    units = {
        f"unit {unit}": lambda X, unit=unit: forward(X, two.w_0, two.w_1)[0][:, [unit]]
        for unit in range(2)
    }
    plot_surfaces(units, y)
    """,
    why="""Seeds 0, 4, 7 and 8 learn. The output neuron has no bias, so the two hidden units must
    balance each other: what one says about rows 0 and 3 has to outweigh the other.""",
    right="it learns. Now look at its two hidden units: how do they balance?",
    wrong={
        "my_seed = 1": "seed 1 learns with 4 hidden units. With 2 it is stuck so far.",
        "my_seed = 2": "seed 2 gets free at iteration 14,875 only. Within 10,000 it is stuck so far.",
        "my_seed = 911": "…seeds below 10 are asked for",
        "my_seed = 5": "…with seed 5 the network is stuck so far",
        "my_seed = 3.0": "…with seed 3 the network is stuck so far",
    },
)
def two_units_are_enough(my_seed):
    compare(my_seed, 0, np.inf)
    if my_seed not in range(10):
        raise NotRightError("seeds below 10 are asked for, whole numbers from 0 to 9.")
    run = train(*truth_table("XOR"), seed=int(my_seed), hidden_size=2)
    if not run.learned:
        error = f"its last error is {run.errors[-1]:.3f}"
        raise NotRightError(
            f"with seed {int(my_seed)} the network is stuck so far: {error}."
        )


@exercise(
    "04.7",
    "Change a design and defend it: the learning rate",
    task="""Which learning rate would you choose for 2 hidden units? Decide what "best" means
    first: the most seeds learned, or the fewest iterations? Try at least three rates with at
    least ten seeds each. Hand in your rate, and defend it in one or two sentences. It is tried
    on seeds 0 to 49 against a rate of 1.""",
    stub='my_rate, my_reason = None, None  # a number, and your sentences in "quotes"',
    hints=(
        "Count how many of ten seeds learn: `train(X, y, seed, 2, rate).learned`.",
        "Larger than 1 pays, up to a point. Look for the point.",
    ),
    solution="""
    my_rate = 4
    my_reason = "Best means most seeds: of 0.3, 1 and 4, a rate of 4 made the most of ten learn."
    """,
    why="""About a quarter of all seeds learn at a rate of 1, and more than half at 3 to 5.
    Somewhere before 10 it turns: the steps get longer than the valleys are wide. Whoever counts
    iterations will choose a large rate too; whoever wants a smooth curve, a small one. Lesson 05
    tries a thousand seeds.""",
    right="it beats a rate of 1.",
    wrong={
        'my_rate, my_reason = 0.1, "Small steps are safe, so I take them."': "…too small",
        'my_rate, my_reason = 1, "It has worked with four hidden units so far."': "…that is the rate to beat",
        'my_rate, my_reason = 100, "The faster the better, I would say, always."': "…too large",
        'my_rate, my_reason = 4, "Because."': "…a rate needs a reason",
        'my_rate, my_reason = 1.000001, "A little more must be a little better."': "…no better",
        'my_rate, my_reason = -1, "I would like to see what happens uphill."': "…it walks uphill",
    },
)
def the_learning_rate(my_rate, my_reason):
    compare(my_rate, 0, np.inf, "your rate")
    if not isinstance(my_reason, str) or len(my_reason.split()) < 5:
        raise NotRightError(
            "a rate needs a reason, in a sentence of at least five words."
        )
    if my_rate <= 0:
        raise NotRightError(
            "with a rate of 0 it stays where it is, and below that it walks uphill."
        )
    mine, ones = learned_of_50(float(my_rate)), learned_of_50(1.0)
    count = f"{mine} of 50 seeds learn with it, and {ones} with a rate of 1"
    if my_rate == 1:
        raise NotRightError(f"that is the rate to beat: {count}.")
    if mine == ones:
        raise NotRightError(f"it is no better than a rate of 1: {count}.")
    if mine < ones:
        raise NotRightError(
            f"it is too {'small' if my_rate < 1 else 'large'}: {count}."
        )
    return f"{count}. Is that what your reason says?"


@functools.cache
def learned_of_50(rate):
    X, y = truth_table("XOR")
    return int(train_many(X, y, range(50), 2, rate, every=1000).learned.sum())


# ------------------------------------------------------------------------- lesson 05

GUESSES |= {
    "05 of ten": (
        0,
        {
            10: "seed 1 with 4 units was an easy case.",
            5: "a fair coin? Ten seeds are too few to tell.",
            0: "lesson 04 showed one that is stuck. Others are not.",
        },
    ),
    "05 two units": (
        30,
        {
            400: "four of the first ten. That was luck.",
            500: "a fair coin? Less than that.",
            1000: "two units can do it, but most do not find it in time.",
            0: "two units can do it, and a quarter of them find it.",
        },
    ),
    "05 best rate": (
        0,
        {
            1: "it has served us well so far. But others serve better.",
            0.1: "small steps are safe. But nobody arrives in time.",
            3: "very nearly.",
        },
    ),
    "05 without ones": (
        0,
        {
            "fewer": "what helps one neuron should help a network. It does not.",
            "as many": "very nearly: 999 and 995.",
        },
    ),
}


@functools.cache
def sweep(hidden_size, rate=1.0, every=50):
    """Return the Runs of 1000 seeds on XOR: experiment 1, size by size."""
    X, y = truth_table("XOR")
    return train_many(X, y, range(1000), hidden_size, rate, every=every)


@exercise(
    "05.1",
    "Recall: three shapes",
    task="""50 networks with 3 hidden units learn XOR side by side, with the seeds last. Write
    down the shapes of `w_0`, `layer_1` and `layer_2`.""",
    stub="my_w_0, my_layer_1, my_layer_2 = None, None, None",
    hints=(
        "Look at the table of names: H is 3 and S is 50.",
        "`X` has 3 columns and 4 rows.",
    ),
    solution="my_w_0, my_layer_1, my_layer_2 = (3, 3, 50), (3, 4, 50), (4, 50)",
    why="Hidden units first, then inputs or rows, then seeds.",
    right="hidden units first, seeds last. Neighbours in memory work together.",
    wrong={
        "my_w_0, my_layer_1, my_layer_2 = (50, 3, 3), (50, 4, 3), (50, 4, 1)": (
            "your seeds come first. Here they come last."
        ),
        "my_w_0, my_layer_1, my_layer_2 = (3, 3, 50), (4, 3, 50), (4, 50)": (
            "in your layer_1 the rows come first. The hidden units moved to the front."
        ),
        "my_w_0, my_layer_1, my_layer_2 = (3, 3), (4, 3), (4, 1)": (
            "these are the shapes of one network. Where are the 50?"
        ),
        "my_w_0, my_layer_1, my_layer_2 = (3, 3, 50), (3, 4, 50), (4, 1, 50)": (
            "your layer_2 has an axis of size 1 left: the sum over the hidden units removes it."
        ),
        'my_w_0, my_layer_1, my_layer_2 = "(3, 3, 50)", "(3, 4, 50)", "(4, 50)"': (
            "…w_0 is a text. Leave out the quotes"
        ),
    },
)
def three_shapes(my_w_0, my_layer_1, my_layer_2):
    rights = {"w_0": (3, 3, 50), "layer_1": (3, 4, 50), "layer_2": (4, 50)}
    shapes = my_w_0, my_layer_1, my_layer_2
    shapes_are(rights, shapes, ". Hidden units first, seeds last.")


@exercise(
    "05.2",
    "Predict: luck",
    task="""The first ten seeds promised four in ten. Cut the 1000 seeds with 2 hidden units into
    100 groups of ten: seeds 0 to 9, 10 to 19, and so on. What are the smallest and the largest
    share of learners that a group shows? Guess both; then compute them and hand them in.""",
    stub="my_smallest, my_largest = None, None",
    hints=(
        "`runs.learned[1]` has 1000 entries. `reshape(100, 10)` makes groups.",
        "The mean of each group: `.mean(axis=1)`. Then `.min()` and `.max()`.",
    ),
    solution="""
    shares = runs.learned[1].reshape(100, 10).mean(axis=1)
    my_smallest, my_largest = shares.min(), shares.max()
    """,
    why="""From 0 to 6 in ten: with ten seeds, luck can show you anything between these two. One
    network is an anecdote, and ten are not much more.""",
    right="with ten seeds, luck can show you anything between these two.",
    wrong={
        "my_smallest, my_largest = 0, 6": "these are counts. Shares are divided by ten.",
        "my_smallest, my_largest = 0, 60": "these are percent. A share is at most 1.",
        "my_smallest, my_largest = 0.245, 0.245": "that is the share of all 1000.",
        "my_smallest, my_largest = 0.4, 0.4": "that is one group, the first.",
        "my_smallest, my_largest = 0.6, 0.0": "you have exchanged the smallest and the largest.",
    },
)
def luck(my_smallest, my_largest):
    shares = sweep(2).learned.reshape(100, 10).mean(axis=1)
    compare(my_smallest, shares.min(), name="your smallest share")
    compare(my_largest, shares.max(), name="your largest share")


@exercise(
    "05.3",
    "Three units, seed by seed",
    task="""With 3 hidden units, 87 seeds did not learn. Which one of them has the largest last
    error? Use `runs.last_errors` of experiment 1.""",
    stub="my_seed = None",
    hints=(
        "`runs.last_errors` has a row for each size: 1, 2, 3, …",
        "`np.argmax` finds where the largest number is.",
    ),
    solution="my_seed = np.argmax(runs.last_errors[2])",
    why="The sizes are 1, 2, 3, …, so size 3 is at index 2.",
    right="the seeds are 0, 1, 2, …, so the place in the row is the seed.",
    wrong={
        "my_seed = 911": "that is the one with 4 hidden units: index 3 is size 4.",
        "my_seed = 714": "that is the smallest last error.",
        "my_seed = 0.256284": "that is the error itself. You are asked for the seed.",
        "my_seed = 1000": "…a seed from 0 to 999 is expected",
    },
)
def seed_by_seed(my_seed):
    compare(my_seed, 0, np.inf)
    if my_seed not in range(1000):
        raise NotRightError("a seed from 0 to 999 is expected, a whole number.")
    errors = sweep(3).last_errors
    if errors[int(my_seed)] < errors.max():
        raise NotRightError(
            f"its last error is {errors[int(my_seed)]:.4f}; another one has {errors.max():.4f}."
        )


@exercise(
    "05.4",
    "How soon?",
    task="""For each network with 4 hidden units of experiment 1, find the first *recorded*
    iteration at which its error is below 0.1. Hand in the median of those that learned.""",
    stub="my_median = None",
    hints=(
        "`early = runs.errors[:, 3, :] < 0.1`, and `early.argmax(axis=0)` is the first True.",
        "An index is not an iteration: `runs.iterations[index]`. `early.any(axis=0)` says who got there.",
    ),
    solution="""
    early = runs.errors[:, 3, :] < 0.1
    my_median = np.median(runs.iterations[early.argmax(axis=0)][early.any(axis=0)])
    """,
    why="""`argmax` finds the first True along the iterations, and `any` leaves out those that
    never got there.""",
    right="half of the networks are faster than this, half are slower.",
    wrong={
        "my_median = 11": ("that is an index. Only every 50th iteration was recorded."),
        "my_median = 612.3618": (
            "that is the mean. A few slow ones pull it up; the median does not mind."
        ),
        "my_median = 650": ("these have 3 hidden units: index 2 is size 3."),
        "my_median = 500": ("these have 6 hidden units: index 4 is size 6."),
    },
)
def how_soon(my_median):
    runs = sweep(4)
    below = runs.errors < 0.1
    compare(
        my_median, np.median(runs.iterations[below.argmax(axis=0)][below.any(axis=0)])
    )


@exercise(
    "05.5",
    "Change a design: a fair comparison",
    task="""Does a learning rate of 3 with 3 hidden units beat a rate of 1 with 4 hidden units?
    Hand in the two counts out of 1000 seeds.""",
    stub="my_count_3_units, my_count_4_units = None, None",
    hints=(
        "`train_many(X, y, range(1000), hidden_size=3, learning_rate=3, every=1000)`",
        "The other one is in the table of experiment 1.",
    ),
    solution="""
    three = train_many(X, y, range(1000), hidden_size=3, learning_rate=3, every=1000)
    my_count_3_units, my_count_4_units = three.learned.sum(), runs.learned[3].sum()
    """,
    why="A better rate makes up for much of a missing unit.",
    right="a better rate makes up for much of a missing unit.",
    wrong={
        "my_count_3_units, my_count_4_units = 913, 995": "913 is 3 units at a rate of 1. Try a rate of 3.",
        "my_count_3_units, my_count_4_units = 995, 977": (
            "you have exchanged the two."
        ),
        "my_count_3_units, my_count_4_units = 977, 998": "your 4 units had a rate of 3 as well. Theirs is 1.",
        "my_count_3_units, my_count_4_units = 0.977, 0.995": (
            "these are shares. Hand in counts."
        ),
        "my_count_3_units, my_count_4_units = 23, 5": "you counted those that did not learn.",
    },
    within=1e-3,
)
def a_fair_comparison(my_count_3_units, my_count_4_units):
    # Two computers may differ by a network or two at a rate of 3.
    compare(
        my_count_3_units, sweep(3, 3.0, 1000).learned.sum(), 2, "your count for 3 units"
    )
    compare(my_count_4_units, sweep(4).learned.sum(), 0, "your count for 4 units")


@exercise(
    "05.6",
    "Find the bug: an axis",
    task="""This forward pass for many networks runs without an error for 4 hidden units, and its
    results have the right shape. They are wrong. Mend it.""",
    stub="""
    def forward_stack(X, w_0, w_1):
        layer_1 = sigmoid(X @ w_0)
        layer_2 = sigmoid((layer_1 * w_1).sum(axis=1))
        return layer_2
    """,
    hints=(
        "Try 3 hidden units: which shape comes out?",
        "`layer_1` is (H, 4, S). Which axis should be summed over?",
    ),
    solution="""
    def forward_stack(X, w_0, w_1):
        layer_1 = sigmoid(X @ w_0)
        layer_2 = sigmoid((layer_1 * w_1).sum(axis=0))
        return layer_2
    """,
    why="""It summed over the rows instead of the hidden units. With H = 4 both axes have the same
    size, so the shape looked right. Test with sizes that are all different.""",
    right="the sum goes over hidden units. Test with sizes that are all different.",
    wrong={
        "forward_stack = lambda X, w_0, w_1: sigmoid((sigmoid(X @ w_0) * w_1).mean(axis=0))": (
            "you take the mean over the hidden units. A neuron takes the sum."
        ),
        "forward_stack = lambda X, w_0, w_1: (sigmoid(X @ w_0) * w_1).sum(axis=0)": (
            "the last squash is missing."
        ),
        "forward_stack = lambda X, w_0, w_1: sigmoid((sigmoid(X @ w_0) * w_1).sum(axis=2))": (
            "you sum over the seeds: networks should not mix."
        ),
        "forward_stack = lambda X, w_0, w_1: sigmoid((sigmoid(X[:, :2] @ w_0[:, :2]) * w_1).sum(axis=0))": (
            "the bias is forgotten: X has a third column."
        ),
    },
    cases={
        f"hidden size {size} and {seeds} seeds": (
            truth_table("XOR")[0],
            np.stack([init_weights(s, size)[0].T for s in range(seeds)], axis=-1),
            np.stack([init_weights(s, size)[1] for s in range(seeds)], axis=-1),
        )
        for size, seeds in ((1, 1), (3, 2), (4, 5))
    },
    names=("forward_stack",),
)
def forward_one_by_one(X, w_0, w_1):
    networks = range(w_1.shape[-1])
    guesses = [forward(X, w_0[:, :, s].T, w_1[:, :, s])[1][:, 0] for s in networks]
    return np.stack(guesses, axis=-1)


@exercise(
    "05.7",
    "Open: a small study",
    task="""Ask one question about these networks that nobody here has answered, such as *How many
    of 1000 seeds learn XNOR with 3 hidden units?* Write down the question and your prediction
    *before* you run anything. Then run it, and report in three sentences, with the number you
    would stake money on.""",
    stub="""
    my_question = None  # in "quotes"
    my_prediction = None  # a number
    my_number = None  # what came out
    """,
    hints=(
        "What have you not seen yet? Other tables, rates, sizes, more iterations, fewer seeds …",
        "Say what you count, and over which seeds, before you count.",
    ),
    solution="""
    my_question = "How many of 1000 seeds learn XNOR with 3 hidden units?"
    my_prediction = 900
    xnor = train_many(X, truth_table("XNOR")[1], range(1000), 3, every=1000)
    my_number = xnor.learned.sum()
    """,
    why="""A question, a prediction, a count: that is an experiment. Would another thousand seeds
    give the same number? Try 1000 to 1999 before you stake money.""",
    right="a question, a prediction, a count: that is an experiment.",
    wrong={
        'my_question, my_prediction, my_number = "XNOR", 900, 911': "…is no question",
        'my_question, my_prediction, my_number = "How many learn?", 9, 9': "…does not say which networks",
        "my_question, my_prediction, my_number = "
        '"How many of 1000 seeds learn AND with 3 units?", "many", 911': "…your prediction is",
        "my_question, my_prediction, my_number = "
        '"How many of 1000 seeds learn AND with 3 units?", 900, np.nan': "…your number is nan",
        "my_question, my_prediction, my_number = "
        '"How many of 1000 seeds learn AND with 3 units?", 900, np.inf': "…is not finite",
    },
)
def a_small_study(my_question, my_prediction, my_number):
    if not isinstance(my_question, str) or "?" not in my_question:
        raise NotRightError(
            f"{reprlib.repr(my_question)} is no question: it has no question mark."
        )
    if len(my_question.split()) < 5:
        raise NotRightError(
            "the question does not say which networks, and what you count."
        )
    compare(my_prediction, 0, np.inf, "your prediction")
    compare(my_number, 0, np.inf, "your number")
    off = abs(float(my_prediction) - float(my_number))
    if not np.isfinite(off):
        raise NotRightError("one of your two numbers is not finite.")
    return f"you predicted {my_prediction:g} and found {my_number:g}, {off:g} apart. That is an experiment."
