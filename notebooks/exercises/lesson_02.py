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
            0: "the weighted sum is 0. Then comes the sigmoid.",
            1: "nothing lifts the weighted sum above 0, and nothing lowers it.",
        },
    ),
    "02 XOR neurons": (
        0,
        {
            1: "a single lucky one? There is none among a million either.",
            10: "XOR seems rarer than AND. It is not rare, it is impossible.",
            100: "about half as many as AND? It is not rare, it is impossible.",
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
            1: "a network that knows nothing is not always wrong. It is undecided.",
            0.25: "that would be half of a half. Each of the four is off by a half.",
            0: "the signs cancel in the sum. But here they are dropped first.",
            2: "that is the sum of the four. The error is their average.",
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
    guess for row 3? Hand in a number before you try.""",
    stub="my_number = None",
    hints=("What is the weighted sum of the output?", "And the sigmoid of that?"),
    solution="my_number = 0.5",
    why="Zero times anything is zero, and `sigmoid(0)` is 0.5. It does so for every row.",
    right="0.5 for every row, whatever the activations of the hidden units are.",
    wrong={
        "my_number = 0": "0 is the weighted sum. The sigmoid comes after it.",
        "my_number = 1": "nothing lifts the output. Its weighted sum is 0.",
        "my_number = 0.4964": "that is the error of seed 1 on all rows, not a guess.",
    },
)
def a_silent_output(my_number):
    compare(my_number, 0.5)


def three_weights(answer):
    """Return a learner's three weights, which may also stand in a column, as w_1 does."""
    is_column = same(answer, np.zeros((3, 1)), np.inf)
    return numbers(answer, (3, 1) if is_column else (3,)).ravel()


def guesses_are(y, guesses):
    """Raise NotRightError for the first row whose guess is not within 0.1 of y."""
    for row, (guess, target) in enumerate(zip(np.ravel(guesses), y[:, 0])):
        if not abs(guess - target) <= 0.1:
            raise NotRightError(
                f"row {row} gets a guess of {guess:.3f}; its target is {target:g}."
            )


@Exercise(
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
        "my_w = [-10, -10, -5]": "the sign of the bias is wrong: row 0 needs a positive sum.",
        "my_w = [10, 10, -15]": "that is AND: it says 1 to row 3 alone.",
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
    why="Turn round every sign of the last neuron, and AND becomes NAND.",
    right="the last neuron was AND and is now NAND. The hidden layer stays the same.",
    wrong={
        "my_w_1 = [20, 20, -30]": "that is XOR still.",
        "my_w_1 = [20, 20, 30]": "only the bias is turned round: now every row gets 1.",
        "my_w_1 = [-20, -20, -30]": "the bias has kept its sign: now every row gets 0.",
        "my_w_1 = [-20, -20, 0]": "the bias is forgotten: nothing lifts any row up to 1.",
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
        "For each hidden unit: multiply, add, sigmoid. Then the same once more.",
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
            "…guess_one uses forward"
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


def without_matrices(guess_one):
    """Raise NotRightError if a function multiplies matrices, or lets others do it."""
    names = parts_of(getattr(guess_one, "__code__", None))
    matrices = "@ @= dot vdot inner matmul einsum tensordot vecdot matvec vecmat"
    for name in (*matrices.split(), "weighted_sum", "forward"):
        if name in names:
            raise NotRightError(
                f"guess_one uses {name}, and this is to be done by hand."
            )


def parts_of(code):
    """Return all names and operators in the code of a function, and of those in it."""
    if not hasattr(code, "co_code"):
        return set()
    parts = {*code.co_names, *(step.argrepr for step in dis.get_instructions(code))}
    return parts.union(*map(parts_of, code.co_consts))


@Exercise(
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
    task="""Solve XOR by hand with *other* hidden units than OR and NAND. The stub holds those
    two (and the one that is always on). Which pairs of lines work? Guesses within 0.1 of
    the target count.""",
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
    why="""Here one unit is 1 for row 1 alone and the other for row 2 alone; the output is
    their OR. AND and NOR work as well: they have the same two lines, with the sides
    exchanged.""",
    right="it is XOR, and your hidden units are not OR and NAND.",
    wrong={
        "my_w_0, my_w_1 = W_0_BY_HAND, np.array([[-20], [-20], [30]])": (
            "that is XNOR: every answer is turned round."
        ),
        "my_w_0, my_w_1 = W_0_BY_HAND, np.array([[20], [20], [0]])": (
            "the bias of the output is forgotten: every row gets 1."
        ),
        "my_w_0, my_w_1 = W_0_BY_HAND / 20, np.array([[20], [20], [-30]]) / 20": (
            "the lines are right, but every guess is too close to 0.5. Larger weights help."
        ),
        "my_w_0, my_w_1 = W_0_BY_HAND, [20, 20, -30]": "…w_1 has shape (3,)",
        "my_w_0, my_w_1 = [[1, 2, 3], [4]], [[1], [2], [3]]": "…w_0 is [[1, 2, 3], [4]]",
        "my_w_0, my_w_1 = W_0_BY_HAND[:, [1, 0, 2]], np.array([[20], [20], [-30]])": (
            "…your hidden units are OR and NAND still"
        ),
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
    units = {tuple(unit) for unit in np.round(layer_1.T)} - {(1, 1, 1, 1), (0, 0, 0, 0)}
    if units == {(0, 1, 1, 1), (1, 1, 1, 0)}:
        raise NotRightError(
            "it is XOR, but your hidden units are OR and NAND still; try other lines."
        )


# ----------------------------------------------------- lines to complete in the text


@Exercise(
    "02 weighted sum",
    stub="""
    def weighted_sum(X, w):
        return None  # your line
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
        "weighted_sum = lambda X, w: w.T @ X.T": "the result is transposed: each example is a row.",
        "weighted_sum = lambda X, w: X[:1] @ w": "that is the sum of the first row. Take all rows.",
        "weighted_sum = lambda X, w: w @ X": "…stops with ValueError",
        "weighted_sum = lambda X, w: (X * w.T).sum(axis=1)": "…has shape (4,); expected",
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
    stub="w_and = None  # your line",
    solution="w_and = np.array([[10], [10], [-15]])",
    right="only both inputs together get the sum above 0: this neuron is AND.",
    wrong={
        "w_and = np.array([[10], [10], [-5]])": "that is OR: one input alone gets the sum above 0.",
        "w_and = np.array([[10], [10], [15]])": "the sign of the bias is wrong: it should keep the sum below 0.",
        "w_and = np.array([[10], [10], [0]])": "the bias is forgotten: row 0 can only get 0.5.",
        "w_and = np.array([[-10], [-10], [15]])": "that is NAND: every answer is turned round.",
        "w_and = np.array([[10], [10], [-25]])": "the bias is too strong: even both inputs together stay below 0.",
        "w_and = np.array([[1], [1], [-1.5]])": "the line is right, but every guess is too close to 0.5. Larger numbers help.",
        "w_and = np.array([[10], [10], [-10]])": "…row 1 gets a guess of 0.500; its target is 0",
        "w_and = [10, 10]": "…expected finite numbers of shape (3,)",
    },
)
def weights_of_and(w_and):
    X, y = truth_table("AND")
    guesses_are(y, sigmoid(X @ three_weights(w_and)))


@Exercise(
    "02 forward",
    stub="""
    def forward(X, w_0, w_1):
        return None  # your lines; at the end: return layer_1, layer_2
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
        "forward = lambda X, w_0, w_1: (X @ w_0, sigmoid(X @ w_0 @ w_1))": (
            "the sigmoid of the hidden units is missing. Without it, two layers are only one."
        ),
        "forward = lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid(X @ w_0 @ w_1))": (
            "layer_2 is made from weighted sums. It should be made from layer_1."
        ),
        "forward = lambda X, w_0, w_1: (sigmoid(sigmoid(X @ w_0) @ w_1), sigmoid(X @ w_0))": (
            "you have exchanged the two: layer_1 comes first."
        ),
        "forward = lambda X, w_0, w_1: sigmoid(sigmoid(X @ w_0) @ w_1)": "…is not 2 things",
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
