"""Lesson 05: its guesses, its exercises, and the lines to complete in its text."""

import functools

import numpy as np
from tinynet_helpers import forward, init_weights, sigmoid, train_many, truth_table

from .judging import GUESSES, Exercise, NotRightError, compare, numbers, same
from .lesson_02 import shapes_are

GUESSES |= {
    "05 of ten": (
        0,
        {
            4: "so it was with seeds 0 to 9. Each sample has another count.",
            10: "seed 1 with 4 units was an easy case.",
            5: "a fair coin? Ten seeds are too few to tell.",
            0: "very near. Ten seeds are few.",
        },
    ),
    "05 two units": (
        30,
        {
            100: "one of ten. Its interval went from 2 to 40 percent.",
            400: "four of seeds 0 to 9. But that is a small sample, too.",
            500: "a fair coin? Less than that.",
            1000: "two units can do it, but most do not find it in time.",
            0: "two units can do it, and a quarter of them find it.",
        },
    ),
    "05 best rate": (
        0,
        {
            1: "it worked so far, but other rates work better.",
            0.1: "small steps are safe. But no network learns in time.",
            3: "it is near: 292 learn. With 5 even more do.",
        },
    ),
    "05 without ones": (
        0,
        {
            "fewer": "what helps one neuron should help a network. No sign of it here.",
            "more": "999 is more than 995, but chance does that, too: p = 0.22.",
        },
    ),
    "05 with bias": (
        30,
        {
            245: "one number among nine looks too small to matter.",
            300: "one number among nine looks too small to matter much.",
            913: "so many learn with 3 units. A bias is a little less than a unit.",
            1000: "that is what 4 units and a bias reach.",
        },
    ),
}


@functools.cache
def sweep(hidden_size, learning_rate=1.0):
    """Return the errors of 1000 seeds on XOR: at 0, 50, 100, … and the last ones."""
    X, y = truth_table("XOR")
    runs = train_many(X, y, range(1000), hidden_size, learning_rate, every=50)
    return runs.errors, runs.last_errors


def wilson(learned, of):
    """Return the 95 % interval of a share, as the lesson does."""
    share, q = learned / of, 1.96**2
    middle = (share + q / (2 * of)) / (1 + q / of)
    half = np.sqrt(q * (share * (1 - share) + q / (4 * of)) / of) / (1 + q / of)
    return max(0, middle - half), min(1, middle + half)


def learned_of_1000(hidden_size, learning_rate=1.0):
    return int((sweep(hidden_size, learning_rate)[1] < 0.1).sum())


@Exercise(
    "05.1",
    "Recall: three shapes",
    task="""50 networks with 3 hidden units learn XOR side by side, with the seeds last. Write
    down the shapes of `w_0`, `layer_1` and `layer_2`.""",
    stub="my_w_0, my_layer_1, my_layer_2 = None, None, None",
    hints=(
        "Look at the text above `forward_many`: here H is 3 and S is 50.",
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


@Exercise(
    "05.2",
    "Predict: small samples",
    task="""Of seeds 10 to 19, one learned. Cut the 1000 seeds with 2 hidden units into
    100 groups of ten: seeds 0 to 9, 10 to 19, and so on. What are the smallest and the largest
    share of learners that a group shows? Guess both; then compute the shares of all 100 groups,
    in this order, and hand them in.""",
    stub="my_shares = None",
    hints=(
        "`runs[2].learned` has 1000 entries. `reshape(100, 10)` makes groups.",
        "The mean of each group: `.mean(axis=1)`.",
    ),
    solution="my_shares = runs[2].learned.reshape(100, 10).mean(axis=1)",
    why="""From 0 to 6 in ten: a sample of ten seeds can show you anything between these two. That
    is what its wide interval says.""",
    wrong={
        "my_shares = (sweep(2)[1] < 0.1).reshape(100, 10).sum(axis=1)": (
            "these are counts. Shares are divided by ten."
        ),
        "my_shares = (sweep(2)[1] < 0.1).reshape(100, 10).mean(axis=1) * 100": (
            "these are percent. A share is at most 1."
        ),
        "my_shares = (sweep(2)[1] < 0.1).reshape(10, 100).mean(axis=0)": (
            "your groups are seeds 0, 100, 200, … Neighbours should be together."
        ),
        "my_shares = (sweep(2)[1] < 0.1).reshape(10, 100).mean(axis=1)": (
            "these are 10 groups of a hundred. You are asked for 100 groups of ten."
        ),
        "my_shares = (sweep(2)[1] > 0.1).reshape(100, 10).mean(axis=1)": (
            "that is the share of those that did not learn."
        ),
        "my_shares = (sweep(3)[1] < 0.1).reshape(100, 10).mean(axis=1)": (
            "these have 3 hidden units. You are asked for 2: `runs[2]`."
        ),
        "my_shares = 0.245": "…has shape (); expected finite numbers of shape (100,)",
    },
)
def luck(my_shares):
    shares = (sweep(2)[1] < 0.1).reshape(100, 10).mean(axis=1)
    compare(my_shares, shares, name="my_shares")
    span = f"from {shares.min():g} to {shares.max():g}"
    intervals = [wilson(10 * share, 10) for share in shares]
    hold = sum(low <= shares.mean() <= high for low, high in intervals)
    return f"they go {span}. The 95 % intervals of {hold} of the 100 hold {shares.mean():.1%}, the share of all."


@Exercise(
    "05.3",
    "Three units, seed by seed",
    task="""With 3 hidden units, 87 seeds did not learn. Which one of them has the largest last
    error? Use `runs[3].last_errors` of experiment 1.""",
    stub="my_seed = None",
    hints=(
        "`runs` is a dict from each hidden size to its networks.",
        "`np.argmax` finds where the largest number is.",
    ),
    solution="my_seed = np.argmax(runs[3].last_errors)",
    why="`argmax` finds the place of the largest, and the places are the seeds.",
    right="the seeds are 0, 1, 2, …, so the place in the row is the seed.",
    wrong={
        "my_seed = 911": "that is the one with 4 hidden units. `runs[3]` has 3.",
        "my_seed = 714": "that is the smallest last error.",
        "my_seed = 0.256284": "that is the error itself. You are asked for the seed.",
        "my_seed = 1000": "…a seed from 0 to 999 is expected",
    },
)
def seed_by_seed(my_seed):
    seed = float(numbers(my_seed))
    if seed not in range(1000):
        raise NotRightError("a seed from 0 to 999 is expected, a whole number.")
    error, largest = sweep(3)[1][int(seed)], sweep(3)[1].max()
    if error < largest:
        this = f"its last error is {error:.4f}"
        raise NotRightError(f"{this}; another one has {largest:.4f}.")


@Exercise(
    "05.4",
    "How soon?",
    task="""For each network with 4 hidden units of experiment 1, find the first *recorded*
    iteration at which its error is below 0.1. Hand in the median of those that learned.""",
    stub="my_median = None",
    hints=(
        "`early = runs[4].errors < 0.1`, and `early.argmax(axis=0)` is the first True.",
        "An index is not an iteration: `runs[4].iterations[index]`. `early.any(axis=0)` says who got there.",
    ),
    solution="""
    early = runs[4].errors < 0.1
    my_median = np.median(runs[4].iterations[early.argmax(axis=0)][early.any(axis=0)])
    """,
    why="""`argmax` finds the first True along the iterations, and `any` leaves out those that
    never got there.""",
    right="half of the networks are faster than this, half are slower.",
    wrong={
        "my_median = 11": ("that is an index. Only every 50th iteration was recorded."),
        "my_median = 612.3618": (
            "that is the mean. A few slow ones pull it up; the median does not mind."
        ),
        "my_median = 650": ("these have 3 hidden units. You are asked for 4."),
        "my_median = 500": ("these have 6 hidden units. You are asked for 4."),
    },
    within=0.01,
)
def how_soon(my_median):
    early = sweep(4)[0] < 0.1
    compare(my_median, np.median(50 * early.argmax(axis=0)[early.any(axis=0)]))


@Exercise(
    "05.5",
    "Units or rate?",
    task="""Does a learning rate of 3 with 3 hidden units beat a rate of 1 with 4 hidden units?
    Hand in the two counts out of 1000 seeds.""",
    stub="my_count_3_units, my_count_4_units = None, None",
    hints=(
        "`train_many(X, y, range(1000), hidden_size=3, learning_rate=3, every=1000)`",
        "The other one is in the table of experiment 1.",
    ),
    solution="""
    three = train_many(X, y, range(1000), hidden_size=3, learning_rate=3, every=1000)
    my_count_3_units, my_count_4_units = three.learned.sum(), runs[4].learned.sum()
    """,
    why="""Their intervals, 96.6 to 98.5 % and 98.8 to 99.8 %, do not overlap: 4 units at a rate of 1 do
    better. But you changed two things at once. To separate the two, you need the fourth count as
    well: 3 units learn 913 times at a rate of 1 and 977 times at 3, 4 units 995 and 998 times.""",
    right="4 units at a rate of 1 do better. To separate units and rate, you need the fourth count as well: 4 units at a rate of 3 (998).",
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
    threes, fours = learned_of_1000(3, 3.0), learned_of_1000(4)
    compare(my_count_3_units, threes, 2, "your count for 3 units")
    compare(my_count_4_units, fours, 0, "your count for 4 units")


@Exercise(
    "05.6",
    "Find the bug: an axis",
    task="""This forward pass for many networks runs without an error for 4 hidden units, and its
    results have the right shape. They are wrong. Correct it.""",
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
            "the last sigmoid is missing: that is the weighted sum."
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
        for size, seeds in ((1, 1), (3, 2), (4, 5), (7, 3))
    },
    names=("forward_stack",),
)
def forward_one_by_one(X, w_0, w_1):
    networks = range(w_1.shape[-1])
    guesses = [forward(X, w_0[:, :, s].T, w_1[:, :, s])[1][:, 0] for s in networks]
    return np.stack(guesses, axis=-1)


@Exercise(
    "05.7",
    "Open: a small study",
    task="""Ask one question about these networks that nobody here has answered, such as *How many
    of 1000 seeds learn XNOR with 3 hidden units?* Write down the question and your prediction
    *before* you run anything. Then run it, and report in three sentences: the count, its interval
    by `wilson`, and the design that it is true of. The check cannot judge a question: it
    compares your two numbers.""",
    stub="""
    my_question = None  # in "quotes"; it is not checked
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
    give the same number? Try seeds 1000 to 1999: is their count in your interval?""",
    right="a question, a prediction, a count: that is an experiment.",
    wrong={
        'my_prediction, my_number = "many", 911': "…your prediction is 'many'; expected",
        "my_prediction, my_number = 900, np.nan": "…your number is nan; expected",
        "my_prediction, my_number = np.inf, 911": "…your prediction is inf; expected",
    },
)
def a_small_study(my_prediction, my_number):
    prediction = float(numbers(my_prediction, name="your prediction"))
    number = float(numbers(my_number, name="your number"))
    off = abs(prediction - number)
    found = f"you predicted {prediction:g} and found {number:g}, {off:g} apart"
    return f"{found}. That is an experiment."


# ----------------------------------------------------- lines to complete in the text


def stacked(size, seeds):
    """Return X, and the weights of so many networks with the seeds last."""
    drawn = [init_weights(seed, size) for seed in range(seeds)]
    w_0 = np.stack([w_0.T for w_0, w_1 in drawn], axis=-1)  # (H, 3, S)
    w_1 = np.stack([w_1 for w_0, w_1 in drawn], axis=-1)  # (H, 1, S)
    return truth_table("XOR")[0], w_0, w_1


@Exercise(
    "05 forward",
    stub="""
    def forward_many(X, w_0, w_1):
        return None
    """,
    solution="""
    def forward_many(X, w_0, w_1):
        layer_1 = sigmoid(X @ w_0)
        layer_2 = sigmoid((layer_1 * w_1).sum(axis=0))
        return layer_1, layer_2
    """,
    right="the same two lines as for one network, and all networks answer at once.",
    wrong={
        "forward_many = lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid((sigmoid(X @ w_0) * w_1).mean(axis=0)))": (
            "you take the mean over the hidden units. A neuron takes the sum."
        ),
        "forward_many = lambda X, w_0, w_1: (sigmoid(X @ w_0), (sigmoid(X @ w_0) * w_1).sum(axis=0))": (
            "the sigmoid is missing in layer_2: that is its weighted sum."
        ),
        "forward_many = lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid((X @ w_0 * w_1).sum(axis=0)))": (
            "layer_2 is made from weighted sums. It should be made from layer_1."
        ),
        "forward_many = lambda X, w_0, w_1: (X @ w_0, sigmoid((sigmoid(X @ w_0) * w_1).sum(axis=0)))": (
            "the sigmoid is missing in layer_1: these are weighted sums."
        ),
        "forward_many = lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid((sigmoid(X @ w_0) * w_1).sum(axis=1)))": (
            "…[1] has shape (3, 2)"
        ),
        "forward_many = lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid(sigmoid(X @ w_0) * w_1))": (
            "…[1] has shape (3, 4, 2)"
        ),
        "forward_many = lambda X, w_0, w_1: (sigmoid(X @ w_0), sigmoid(sigmoid(X @ w_0) @ w_1))": (
            "…stops with ValueError"
        ),
    },
    cases={
        f"hidden size {size} and {seeds} seeds": stacked(size, seeds)
        for size, seeds in ((3, 2), (4, 5), (1, 1))
    },
    names=("forward_many",),
)
def forward_with_layers(X, w_0, w_1):
    networks = [(w_0[:, :, s].T, w_1[:, :, s]) for s in range(w_1.shape[-1])]
    layers = [forward(X, *network) for network in networks]
    layer_1 = np.stack([layer_1.T for layer_1, layer_2 in layers], axis=-1)
    return layer_1, np.stack([layer_2[:, 0] for layer_1, layer_2 in layers], axis=-1)


def with_bias(size, seeds):
    """Return what stacked returns, and an output bias for each network."""
    return *stacked(size, seeds), np.linspace(-2, 1, seeds)


@Exercise(
    "05 output bias",
    stub="""
    def forward_with_bias(X, w_0, w_1, bias):
        return None
    """,
    solution="""
    def forward_with_bias(X, w_0, w_1, bias):
        layer_1 = sigmoid(X @ w_0)
        layer_2 = sigmoid((layer_1 * w_1).sum(axis=0) + bias)
        return layer_1, layer_2
    """,
    right="one more number for each network, added before the activation function.",
    wrong={
        "forward_with_bias = lambda X, w_0, w_1, bias: (sigmoid(X @ w_0), sigmoid((sigmoid(X @ w_0) * w_1).sum(axis=0)))": (
            "that is the network without an output bias."
        ),
        "forward_with_bias = lambda X, w_0, w_1, bias: (sigmoid(X @ w_0), sigmoid((sigmoid(X @ w_0) * w_1).sum(axis=0)) + bias)": (
            "you add the bias after the sigmoid. It belongs to the weighted sum."
        ),
        "forward_with_bias = lambda X, w_0, w_1, bias: (sigmoid(X @ w_0), sigmoid((sigmoid(X @ w_0) * w_1 + bias).sum(axis=0)))": (
            "you add the bias once for each hidden unit. Add it once, after the sum."
        ),
        "forward_with_bias = lambda X, w_0, w_1, bias: (sigmoid(X @ w_0 + bias), sigmoid((sigmoid(X @ w_0 + bias) * w_1).sum(axis=0)))": (
            "that bias is for the hidden units, which have one already. Give it to the output."
        ),
        "forward_with_bias = lambda X, w_0, w_1, bias: (sigmoid(X @ w_0), sigmoid((sigmoid(X @ w_0) * w_1).sum(axis=0) - bias))": (
            "the sign is wrong: a bias is added."
        ),
        "forward_with_bias = lambda X, w_0, w_1, bias: (sigmoid(X @ w_0), sigmoid((sigmoid(X @ w_0) * w_1).sum(axis=0) * bias))": (
            "you multiply by the bias. A bias is added."
        ),
    },
    cases={
        f"hidden size {size} and {seeds} seeds": with_bias(size, seeds)
        for size, seeds in ((3, 2), (4, 5), (1, 1))
    },
    names=("forward_with_bias",),
)
def forward_with_a_constant_unit(X, w_0, w_1, bias):
    """A bias is the weight of one more hidden unit, which is always on."""
    layer_1 = sigmoid(X @ w_0)
    always_on = np.concatenate([layer_1, np.ones((1, *layer_1.shape[1:]))])
    weights = np.concatenate([w_1, bias.reshape(1, 1, -1)])
    return layer_1, sigmoid(np.einsum("hrs,hos->rs", always_on, weights))


@Exercise(
    "05 bias step",
    stub="""
    def bias_step(layer_2_delta):
        return None
    """,
    solution="""
    def bias_step(layer_2_delta):
        return layer_2_delta.sum(axis=0)
    """,
    right="the delta of each row times 1, added up: a bias is the weight of a constant 1.",
    wrong={
        "bias_step = lambda layer_2_delta: layer_2_delta.mean(axis=0)": (
            "that is the mean over the rows. The loss is a sum, so the step is one, too."
        ),
        "bias_step = lambda layer_2_delta: -layer_2_delta.sum(axis=0)": "the sign is wrong: that is the gradient.",
        "bias_step = lambda layer_2_delta: layer_2_delta[0]": "that is row 0 alone. Add all rows up.",
        "bias_step = lambda layer_2_delta: layer_2_delta.sum(axis=1)": "…has shape (4,); expected",
        "bias_step = lambda layer_2_delta: layer_2_delta.sum()": "…has shape (); expected",
        "bias_step = lambda layer_2_delta: layer_2_delta": "…has shape (4, 3); expected",
    },
    cases={
        f"{seeds} networks": (np.random.RandomState(seeds).normal(size=(4, seeds)),)
        for seeds in (3, 5)
    },
    names=("bias_step",),
)
def bias_step_row_by_row(layer_2_delta):
    return np.array([sum(column) for column in layer_2_delta.T])
