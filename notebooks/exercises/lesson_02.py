"""Lesson 02: its guesses, its exercises, and the lines to complete in its text."""

import dis
import reprlib

import numpy as np
from tinynet_helpers import forward, init_weights, sigmoid, truth_table

from .judging import GUESSES, Exercise, NotRightError, compare, numbers, same

GUESSES |= {
    "02 shape": (
        0,
        {
            (3, 1): "that is the shape of w. But there is one sum for each example.",
            (
                4,
                3,
            ): "that is the shape of X. The two 3s are the inner numbers: they disappear.",
            (
                3,
                3,
            ): "those are the inner numbers. They disappear; the outer numbers stay.",
            (1, 4): "four sums, yes. But the examples are rows, so they stay rows.",
        },
    ),
    "02 row 0": (
        0.001,
        {
            0: "the weighted sum is 0. Then comes the sigmoid.",
            1: "the weighted sum is 0, neither above nor below. So the sigmoid gives 0.5.",
        },
    ),
    "02 XOR neurons": (
        0,
        {
            1: "there is not a single one, and none among a million either.",
            10: "XOR is not only rarer than AND. It is impossible.",
            100: "XOR is not only rarer than AND. It is impossible.",
        },
    ),
    "02 parameters": (
        0,
        {
            12: "these are the parameters in w_0. The output has its own four.",
            17: "that counts a bias of the output. This network has none.",
            20: "the two layers hold 20 numbers. But activations are no parameters.",
            8: "each of the four hidden units has three weights, not one.",
        },
    ),
    "02 untrained error": (
        0.05,
        {
            1: "it would be 1 if every guess were the wrong number, 0 or 1. But all guesses are near 0.5.",
            0.25: "that would be half of a half. Each of the four guesses is wrong by about a half.",
            0: "the signs cancel in the sum. But here they are dropped first.",
            2: "that is the sum of the four. Take their average.",
        },
    ),
}

W_0_BY_HAND = np.array([[20, -20, 0], [20, -20, 0], [-10, 30, 10]])


@Exercise(
    "02.1",
    "Recall: four shapes",
    task="""A network for 10 examples has 5 inputs (the ones included) and 7 hidden units.
    Write down the four shapes as pairs, such as `(4, 3)`.""",
    stub="my_w_0, my_w_1, my_layer_1, my_layer_2 = None, None, None, None",
    hints=(
        "Write the shapes of `X @ w_0` side by side. The inner numbers are equal and disappear.",
        "(10, 5) times (5, 7), then (10, 7) times (7, 1).",
    ),
    solution="my_w_0, my_w_1, my_layer_1, my_layer_2 = (5, 7), (7, 1), (10, 7), (10, 1)",
    why="The number of examples is in the shapes of the layers, never in those of the weights.",
    right="the number of examples is in the shapes of the layers, never in those of the weights.",
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
    for name, right, shape, why in (
        ("w_0", (5, 7), my_w_0, "rows are the inputs, its columns the hidden units"),
        ("w_1", (7, 1), my_w_1, "rows are the hidden units, its columns the outputs"),
        (
            "layer_1",
            (10, 7),
            my_layer_1,
            "rows are the examples, its columns the units",
        ),
        (
            "layer_2",
            (10, 1),
            my_layer_2,
            "rows are the examples, its columns the outputs",
        ),
    ):
        shapes_are({name: right}, [shape], f": its {why}.")


def shapes_are(rights, shapes, why):
    """Raise NotRightError for the first shape that is not the right one of its name."""
    for (name, right), shape in zip(rights.items(), shapes):
        if isinstance(shape, str):
            raise NotRightError(f"{name} is a text. Leave out the quotes.")
        if not same(shape, np.array(right), 0):
            raise NotRightError(f"{name} is not {reprlib.repr(shape)}{why}")


@Exercise(
    "02.2",
    "Predict: a silent output",
    task="""All weights in `w_1` are 0; those in `w_0` are what they are. What does the network
    guess for row 3? Write down a number before you try.""",
    stub="my_number = None",
    hints=("What is the weighted sum of the output?", "And the sigmoid of that?"),
    solution="my_number = 0.5",
    why="Zero times anything is zero, and `sigmoid(0)` is 0.5. It does so for every row.",
    right="0.5 for every row, whatever the activations of the hidden units are.",
    wrong={
        "my_number = 0": "0 is the weighted sum. The sigmoid comes after it.",
        "my_number = 1": "the weighted sum of the output is 0, and so the sigmoid gives less than 1.",
        "my_number = 0.4964": "that is the error of seed 1 on all rows, not a guess.",
    },
)
def a_silent_output(my_number):
    compare(my_number, 0.5)


def three_weights(answer):
    """Return a learner's three weights, which may also stand in a column, as w_1 does."""
    is_column = same(answer, np.zeros((3, 1)), np.inf)
    return numbers(answer, (3, 1) if is_column else (3,)).reshape(3, 1)


def guesses_are(y, guesses):
    """Raise NotRightError for the first row whose guess is not within 0.1 of y."""
    far = np.flatnonzero(~(np.abs(guesses - y) <= 0.1))
    if far.size and np.all((guesses - 0.5) * (y - 0.5) > 0):
        near = "all four are on the right side of 0.5, but not near enough"
        raise NotRightError(f"{near}. Larger numbers help.")
    for row in far[:1]:
        guess = f"row {row} gets a guess of {guesses[row, 0]:.3f}"
        target = f"its target is {y[row, 0]:g}"
        raise NotRightError(f"{guess}; {target}. More than 0.1 is between them.")


@Exercise(
    "02.3",
    "Design: NOR by hand",
    task="""Choose two weights and a bias so that the guess of one neuron is 1 for the inputs 0
    and 0, and 0 for all others. Each guess must be within 0.1 of its target.""",
    stub="my_w = None  # a list of two weights and a bias",
    hints=(
        "Which of AND, OR and NAND has the same line as NOR, with orange and blue exchanged?",
        "NOR is OR with every sign changed.",
    ),
    solution="my_w = [-10, -10, 5]",
    why="NOR is OR with every sign changed.",
    right="NOR is NOT OR: the same line, but orange and blue change places.",
    wrong={
        "my_w = [10, 10, -5]": "that is OR. Change every sign.",
        "my_w = [-10, -10, 0]": "the bias is forgotten: row 0 can only get 0.5.",
        "my_w = [-10, -10, 15]": "that is NAND: its guess is 1 for three rows.",
        "my_w = [-10, -10, -5]": "the sign of the bias is wrong: row 0 needs a positive sum.",
        "my_w = [10, 10, -15]": "that is AND: its guess is 1 for row 3 alone.",
        "my_w = [[-10], [-10], [10]]": "…row 1 gets a guess of 0.500; its target is 0",
    },
)
def nor_by_hand(my_w):
    X, y = truth_table("NOR")
    guesses_are(y, sigmoid(X @ three_weights(my_w)))


@Exercise(
    "02.4",
    "Change a design: XNOR from XOR",
    task="""XNOR is 1 when both inputs are equal. Keep the hidden layer of the hand-made
    network (OR, NAND, always on). Which `w_1` turns XOR into XNOR?""",
    stub="my_w_1 = None  # a list of three weights",
    hints=(
        "XNOR is NOT XOR. What turned OR into NOR?",
        "The output neuron is an AND with weights 20, 20, −30. You want a NAND.",
    ),
    solution="my_w_1 = [-20, -20, 30]",
    why="Change every sign of the last neuron, and AND becomes NAND.",
    right="the last neuron was AND and is now NAND. The hidden layer stays the same.",
    wrong={
        "my_w_1 = [20, 20, -30]": "that is still XOR.",
        "my_w_1 = [20, 20, 30]": "only the sign of the last weight is changed: now every row gets 1.",
        "my_w_1 = [-20, -20, -30]": "the sign of the last weight is not changed: now every row gets 0.",
        "my_w_1 = [-20, -20, 0]": "the last weight is 0, so no weighted sum is above 0.",
        "my_w_1 = np.array([[-20], [-20], [20]])": "…row 0 gets a guess of 0.500; its target is 1",
    },
)
def xnor_from_xor(my_w_1):
    X, y = truth_table("XNOR")
    guesses_are(y, sigmoid(sigmoid(X @ W_0_BY_HAND) @ three_weights(my_w_1)))


@Exercise(
    "02.5",
    "Write a function: without matrices",
    task="""Write the guess for one row with plain Python: loops, sums, and `sigmoid`, but no
    `@` and no function that does the same. It is tried on several rows and networks.""",
    stub="""
    def guess_one(row, w_0, w_1):
        return None
    """,
    hints=(
        "For each hidden unit: multiply, add, sigmoid. Then do the same for the output.",
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
    why="""Each hidden unit needs three multiplications, and one more for the output: with 3
    hidden units, 12 weights and 12 multiplications.""",
    right="a forward pass is multiplying, adding and the sigmoid, and nothing else.",
    wrong={
        "guess_one = lambda row, w_0, w_1: (sigmoid(row @ w_0) @ w_1)[0]": (
            "the last sigmoid is missing: that is the weighted sum of the output."
        ),
        "guess_one = lambda row, w_0, w_1: sigmoid(row @ w_0 @ w_1)[0]": (
            "the sigmoid of the hidden units is missing. Without it, two layers are only one."
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
        "guess_one = lambda row, w_0, w_1: sigmoid(sigmoid(row @ w_0) @ w_1)[0]": "…guess_one uses @",
        "guess_one = lambda row, w_0, w_1: sigmoid(np.dot(sigmoid(np.dot(row, w_0)), w_1))": (
            "…guess_one uses dot"
        ),
        "guess_one = lambda row, w_0, w_1: forward(row[None], w_0, w_1)[1][0, 0]": (
            "…guess_one uses @, itself or in a function that it calls"
        ),
        "from tinynet_helpers import forward as network\n"
        "guess_one = lambda row, w_0, w_1: network([row], w_0, w_1)[1]": "…guess_one uses forward",
        "times = lambda a, b: a @ b\n"
        "guess_one = lambda row, w_0, w_1: sigmoid(times(sigmoid(times(row, w_0)), w_1))": (
            "…guess_one uses @"
        ),
        "guess_one = lambda row, w_0, w_1, f=np.dot: sigmoid(f(sigmoid(f(row, w_0)), w_1))": (
            "…guess_one uses dot"
        ),
        "def guess_one(row, w_0, w_1):\n"
        "    hidden = [sigmoid(row @ w_0[:, unit]) for unit in range(len(w_1))]\n"
        "    return sigmoid(sum(h * w[0] for h, w in zip(hidden, w_1)))": "…guess_one uses @",
    },
    cases={
        f"row {row}, seed {seed}, hidden size {size}": (
            truth_table("XOR")[0][row],
            *init_weights(seed, size),
        )
        for seed, size, row in ((3, 1, 0), (5, 2, 1), (5, 3, 3), (1, 4, 2))
    }
    | {
        "a row of random numbers": tuple(
            np.random.RandomState(1).normal(0, 3, shape)
            for shape in (3, (3, 5), (5, 1))
        )
    },
    names=("guess_one",),
    rule=lambda guess_one: without_matrices(guess_one),
)
def guess_of_one_row(row, w_0, w_1):
    return forward(row[np.newaxis], w_0, w_1)[1][0, 0]


def plain(arrays):
    """Return arrays, or None, or whatever they are, without any that is Watched."""
    return tuple(np.asarray(a) if isinstance(a, Watched) else a for a in arrays)


class Watched(np.ndarray):
    """An array that notes, for all of its kind, which functions it is handed to."""

    used = set()  # noqa: RUF012 (shared on purpose: a slice is a new array)

    def __array_ufunc__(self, function, method, *inputs, out=(), **options):
        self.used.add("@" if function is np.matmul else function.__name__)
        if out:
            options["out"] = plain(out)
        return getattr(function, method)(*plain(inputs), **options)

    def __array_function__(self, function, *others):
        self.used.add(function.__name__)
        return super().__array_function__(function, *others)

    def dot(self, *others):
        return np.dot(self, *others)


def without_matrices(guess_one):
    """Raise NotRightError if a function multiplies matrices, or lets others do it.

    Names of variables say nothing. What counts is what it does with the arrays that it
    is handed, and, if it makes plain arrays or lists of them, what is written in it.
    """
    Watched.used.clear()
    arrays = np.array([0.0, 1.0, 1.0]), *init_weights(5, 3)
    try:
        guess_one(*(array.view(Watched) for array in arrays))
    except Exception:  # its results are right: it only cannot do with such arrays
        pass
    code, around = (getattr(guess_one, f"__{of}__", None) for of in ("code", "globals"))
    used = Watched.used | parts_of(code)
    for name in getattr(code, "co_names", ()):
        if around.get(name) is forward:  # under any name
            used.add("forward")
    matrices = "forward multi_dot tensordot dot vdot inner matmul einsum vecdot matvec"
    for name in (*matrices.split(), "vecmat", "correlate", "convolve", "@", "@="):
        if name in used:
            this = f"guess_one uses {name}, itself or in a function that it calls"
            raise NotRightError(f"{this}, and this is to be done by hand.")


def parts_of(code):
    """Return the attributes and operators in the code of a function, and of those in it."""
    if not hasattr(code, "co_code"):
        return set()
    parts = {
        step.argrepr if step.opname == "BINARY_OP" else step.argval
        for step in dis.get_instructions(code)
        if step.opname in ("BINARY_OP", "LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM")
    }
    return parts.union(*map(parts_of, code.co_consts))


@Exercise(
    "02.6",
    "Find the bug: a seed that does nothing",
    task="""This function draws weights. Its numbers look random and lie between −1 and 1. But
    all seeds give the same network. Find the bug and correct it, so that it returns what
    `init_weights` returns.""",
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
    why="""The argument `seed` was never used. With seed 1 you do not see the bug: always try a
    second seed.""",
    right="a seed names a network. You do not find a bug like this with seed 1 alone.",
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
            "you draw w_1 before w_0. So they get other numbers of the same stream."
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
        f"seed {s} and hidden size {H}": (s, H)
        for s, H in ((1, 1), (2, 1), (3, 4), (911, 7))
    },
    names=("draw_weights",),
)
def weights_of_a_seed(seed, hidden_size):
    return init_weights(seed, hidden_size)


@Exercise(
    "02.7",
    "Open: XOR with other lines",
    task="""Solve XOR by hand with *other* hidden units than OR and NAND. The code below
    has those two (and the one that is always on). Which pairs of lines work? Each guess must
    be within 0.1 of its target.""",
    stub="""
    my_w_0 = np.array([[20, -20, 0], [20, -20, 0], [-10, 30, 10]])
    my_w_1 = np.array([[20], [20], [-30]])
    """,
    hints=(
        "Change all signs of OR and of NAND: what do they become?",
        "One unit for row 1 alone, one for row 2 alone. Then OR of the two.",
    ),
    solution="""
    my_w_0 = np.array([[-20, 20, 0], [20, -20, 0], [-10, -10, 10]])
    my_w_1 = np.array([[20], [20], [-10]])
    """,
    why="""Here one unit is 1 for row 1 alone and the other for row 2 alone; the output is
    their OR. AND and NOR work as well: they have the same lines as NAND and OR, with other
    signs.""",
    right="it is XOR, and your hidden units are not OR and NAND.",
    wrong={
        "my_w_0, my_w_1 = W_0_BY_HAND, np.array([[-20], [-20], [30]])": (
            "that is XNOR: change every sign of w_1."
        ),
        "my_w_0, my_w_1 = W_0_BY_HAND, np.array([[20], [20], [0]])": (
            "the weight of the unit that is always on is 0: every row gets 1."
        ),
        "my_w_0, my_w_1 = W_0_BY_HAND / 20, np.array([[20], [20], [-30]]) / 20": (
            "the lines are right, but every guess is too close to 0.5. Larger weights help."
        ),
        "my_w_0, my_w_1 = W_0_BY_HAND, [20, 20, -30]": "…w_1 has shape (3,)",
        "my_w_0, my_w_1 = [[1, 2, 3], [4]], [[1], [2], [3]]": "…w_0 is [[1, 2, 3], [4]]",
        "my_w_0, my_w_1 = W_0_BY_HAND[:, [1, 0, 2]], np.array([[20], [20], [-30]])": (
            "…your hidden units are still OR and NAND"
        ),
        "my_w_0 = np.append(W_0_BY_HAND, [[20], [20], [-30]], 1)\n"
        "my_w_1 = [[20], [20], [-30], [0.001]]": "…your hidden units are still OR and NAND",
        "my_w_0, my_w_1 = [[-np.inf, 20, 0], [20, -20, 0], [-10, -10, 10]], [[20], [20], [-10]]": (
            "…expected finite numbers"
        ),
    },
)
def xor_with_other_lines(my_w_0, my_w_1):
    X, y = truth_table("XOR")
    try:
        layer_1, layer_2 = forward(X, my_w_0, my_w_1)
    except (TypeError, ValueError) as problem:
        raise NotRightError(problem) from None
    for name, weights in {"my_w_0": my_w_0, "my_w_1": my_w_1}.items():
        numbers(weights, np.shape(weights), name)
    guesses_are(y, layer_2)
    old = ((0, 1, 1, 1), (1, 1, 1, 0), (1, 1, 1, 1), (0, 0, 0, 0))
    kept = [tuple(unit) in old for unit in np.round(layer_1.T)]
    alone = sigmoid(layer_1[:, kept] @ np.asarray(my_w_1)[kept])
    if np.all(np.abs(alone - y) <= 0.1):  # the other units, if any, change nothing
        raise NotRightError(
            "it is XOR, but your hidden units are still OR and NAND; try other lines."
        )


# ----------------------------------------------------- lines to complete in the text


@Exercise(
    "02 weighted sum",
    stub="""
    def weighted_sum(X, w):
        return None
    """,
    solution="""
    def weighted_sum(X, w):
        return X @ w
    """,
    right="one multiplication, and every row of X has its weighted sum.",
    wrong={
        "weighted_sum = lambda X, w: X * w.T": (
            "* multiplies number by number and adds nothing up. @ is row times column."
        ),
        "weighted_sum = lambda X, w: sigmoid(X @ w)": "that is the activation already. You are asked for the weighted sum.",
        "weighted_sum = lambda X, w: X[:, :2] @ w[:2]": "the bias is forgotten: it is the weight of the third column.",
        "weighted_sum = lambda X, w: w.T @ X.T": "the result is a row. It should have one row for each row of X, as X has.",
        "weighted_sum = lambda X, w: X[:1] @ w": "that is the sum of the first row. Take all rows.",
        "weighted_sum = lambda X, w: w @ X": "…stops with ValueError",
        "weighted_sum = lambda X, w: (X * w.T).sum(axis=1)": "the result has another shape than one sum for each row of X. Use @.",
        "weighted_sum = lambda X, w: (X @ w).sum()": "that adds up all rows. Return one sum for each row of X.",
    },
    cases={
        "the weights 2, 3 and -4": (
            truth_table("XOR")[0],
            np.array([[2.0], [3.0], [-4.0]]),
        ),
        "random numbers": (
            np.random.RandomState(1).normal(0, 3, (5, 3)),
            np.random.RandomState(2).normal(0, 3, (3, 1)),
        ),
    },
    names=("weighted_sum",),
)
def weighted_sum_of_all_rows(X, w):
    return np.array([[sum(x * weight for x, weight in zip(row, w[:, 0]))] for row in X])


@Exercise(
    "02 w_and",
    stub="w_and = None",
    solution="w_and = np.array([[10], [10], [-15]])",
    right="the sum is above 0 only if both inputs are 1: this neuron is AND.",
    wrong={
        "w_and = np.array([[10], [10], [-5]])": "that is OR: the sum is above 0 if one input is 1.",
        "w_and = np.array([[10], [10], [15]])": "the sign of the bias is wrong: it should keep the sum below 0.",
        "w_and = np.array([[10], [10], [0]])": "the bias is forgotten: row 0 can only get 0.5.",
        "w_and = np.array([[-10], [-10], [15]])": "that is NAND: change every sign.",
        "w_and = np.array([[10], [10], [-25]])": "the bias is too low: even with both inputs 1, the sum stays below 0.",
        "w_and = np.array([[1], [1], [-1.5]])": "the line is right, but every guess is too close to 0.5. Larger numbers help.",
        "w_and = np.array([[10], [10], [-10]])": "…row 1 gets a guess of 0.500; its target is 0",
        "w_and = [10, 10]": "…w_and needs two weights and the bias in a column",
        "w_and = [[10, 10, -15]]": "…w_and needs two weights and the bias in a column",
        "w_and = [[2], [2], [-3]]": "…all four are on the right side of 0.5",
    },
)
def weights_of_and(w_and):
    X, y = truth_table("AND")
    try:
        w = three_weights(w_and)
    except NotRightError:
        column = "in a column: np.array([[…], […], […]])"
        reason = f"w_and needs two weights and the bias {column}."
        raise NotRightError(reason) from None
    guesses_are(y, sigmoid(X @ w))


@Exercise(
    "02 forward",
    stub="""
    def forward(X, w_0, w_1):
        return None
    """,
    solution="""
    def forward(X, w_0, w_1):
        layer_1 = sigmoid(X @ w_0)
        layer_2 = sigmoid(layer_1 @ w_1)
        return layer_1, layer_2
    """,
    right="the whole way from inputs to guesses: sum, sigmoid, sum, sigmoid.",
    wrong={
        "forward = lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid(X @ w_0) @ w_1)": (
            "the last sigmoid is missing in layer_2: that is its weighted sum."
        ),
        "forward = lambda X, w_0, w_1: (X @ w_0, X @ w_0 @ w_1)": (
            "both sigmoids are missing: a layer is the sigmoid of its weighted sums."
        ),
        "forward = lambda X, w_0, w_1: (X @ w_0, sigmoid(X @ w_0 @ w_1))": (
            "the sigmoid of the hidden units is missing. Without it, two layers are only one."
        ),
        "forward = lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid(X @ w_0 @ w_1))": (
            "layer_2 is made from weighted sums. It should be made from layer_1."
        ),
        "forward = lambda X, w_0, w_1: (sigmoid(sigmoid(X @ w_0) @ w_1), sigmoid(X @ w_0))": (
            "you have exchanged the two: layer_1 comes first."
        ),
        "forward = lambda X, w_0, w_1: sigmoid(sigmoid(X @ w_0) @ w_1)": "…is not 2 values",
        "forward = lambda X, w_0, w_1: (sigmoid(w_0 @ X), sigmoid(w_0 @ X))": "…stops with ValueError",
    },
    cases={
        f"seed {seed} and hidden size {size}": (
            truth_table("XOR")[0],
            *init_weights(seed, size),
        )
        for seed, size in ((1, 4), (2, 2))
    }
    | {
        "random numbers": tuple(
            np.random.RandomState(1).normal(0, 3, shape)
            for shape in ((5, 3), (3, 6), (6, 1))
        )
    },
    names=("forward",),
)
def the_forward_pass(X, w_0, w_1):
    return forward(X, w_0, w_1)
