"""Lesson 05: its guesses, the judges of its exercises, and frequent wrong answers.

Tasks, stubs, hints and solutions stand in 05_many_networks.ipynb.
"""

import functools
import reprlib

import numpy as np
from tinynet_helpers import forward, init_weights, sigmoid, train_many, truth_table

from .comparing import NotRightError, numbers, require_results, require_value, same
from .guesses import guess
from .judging import exercise, untouched, wrong, wrong_value

guess(
    "05 of ten",
    within=0,
    tempting={
        4: "so it was with seeds 0 to 9. Each sample has another count.",
        10: "seed 1 with 4 units was an easy case.",
        5: "a fair coin? Ten seeds are too few to tell.",
        0: "very near. Ten seeds are few.",
    },
)

guess(
    "05 two units",
    within=30,
    tempting={
        100: "one of ten. Its interval went from 2 to 40 percent.",
        400: "four of seeds 0 to 9. But that is a small sample, too.",
        500: "a fair coin? Less than that.",
        1000: "two units can do it, but most do not find it in time.",
        0: "two units can do it, and a quarter of them find it.",
    },
)

guess(
    "05 best rate",
    within=0,
    tempting={
        1: "it worked so far, but other rates work better.",
        0.1: "small steps are safe. But no network learns in time.",
        3: "it is near: 292 learn. With 5 even more do.",
    },
)

guess(
    "05 without ones",
    within=0,
    tempting={
        "fewer": "what helps one neuron should help a network. No sign of it here.",
        "more": "999 is more than 995, but chance does that, too: p = 0.22.",
    },
)

guess(
    "05 with bias",
    within=30,
    tempting={
        245: "one number among nine looks too small to matter.",
        300: "one number among nine looks too small to matter much.",
        913: "so many learn with 3 units. A bias is a little less than a unit.",
        1000: "that is what 4 units and a bias reach.",
    },
)


@functools.cache
def runs_of_1000(hidden_size, learning_rate=1.0):
    """Return 1000 trained networks, as in the lesson. Each sweep takes seconds: once."""
    X, y = truth_table("XOR")
    return train_many(X, y, range(1000), hidden_size, learning_rate, every=50)


def wilson(learned, of):
    """Return the 95 % interval of a share, as the lesson does."""
    share, q = learned / of, 1.96**2
    middle = (share + q / (2 * of)) / (1 + q / of)
    half = np.sqrt(q * (share * (1 - share) + q / (4 * of)) / of) / (1 + q / of)
    return max(0, middle - half), min(1, middle + half)


# ------------------------------------------------------------ 05.1 Recall: three shapes


@exercise("05.1")
def judge_three_shapes(my_w_0, my_layer_1, my_layer_2):
    require_shape("w_0", my_w_0, (3, 3, 50))
    require_shape("layer_1", my_layer_1, (3, 4, 50))
    require_shape("layer_2", my_layer_2, (4, 50))
    return "hidden units first, seeds last. Neighbours in memory work together."


def require_shape(name, yours, right):
    """Raise NotRightError unless yours is the right shape; say the order of the axes."""
    if isinstance(yours, str):
        raise NotRightError(f"{name} is a text. Leave out the quotes.")
    if not same(yours, np.array(right), within=0):
        raise NotRightError(
            f"{name} is not {reprlib.repr(yours)}. Hidden units first, seeds last."
        )


wrong_value(
    "05.1",
    ((50, 3, 3), (50, 4, 3), (50, 4, 1)),
    "your seeds come first. Here they come last.",
)
wrong_value(
    "05.1",
    ((3, 3, 50), (4, 3, 50), (4, 50)),
    "in your layer_1 the rows come first. The hidden units moved to the front.",
)
wrong_value(
    "05.1",
    ((3, 3), (4, 3), (4, 1)),
    "these are the shapes of one network. Where are the 50?",
)
wrong_value(
    "05.1",
    ((3, 3, 50), (3, 4, 50), (4, 1, 50)),
    "your layer_2 has an axis of size 1 left: the sum over the hidden units removes it.",
)


# --------------------------------------------------------- 05.2 Predict: small samples


def learned_of_1000(hidden_size):
    """Return whether each of the seeds 0 to 999 learned."""
    return runs_of_1000(hidden_size).learned


@exercise("05.2")
def judge_small_samples(my_shares):
    shares = learned_of_1000(2).reshape(100, 10).mean(axis=1)
    require_value(my_shares, shares, name="my_shares")

    intervals = [wilson(10 * share, 10) for share in shares]
    hold = sum(low <= shares.mean() <= high for low, high in intervals)
    return (
        f"they go from {shares.min():g} to {shares.max():g}. The 95 % intervals of "
        f"{hold} of the 100 hold {shares.mean():.1%}, the share of all."
    )


@wrong("05.2", "these are counts. Shares are divided by ten.")
def counts_of_ten():
    return learned_of_1000(2).reshape(100, 10).sum(axis=1)


@wrong("05.2", "these are percent. A share is at most 1.")
def percentages():
    return learned_of_1000(2).reshape(100, 10).mean(axis=1) * 100


@wrong("05.2", "your groups are seeds 0, 100, 200, … Neighbours should be together.")
def every_hundredth_seed():
    return learned_of_1000(2).reshape(10, 100).mean(axis=0)


@wrong(
    "05.2",
    "these are 10 groups of a hundred. You are asked for 100 groups of ten.",
)
def groups_of_a_hundred():
    return learned_of_1000(2).reshape(10, 100).mean(axis=1)


@wrong("05.2", "that is the share of those that did not learn.")
def shares_of_stuck_ones():
    return 1 - learned_of_1000(2).reshape(100, 10).mean(axis=1)


@wrong("05.2", "these have 3 hidden units. You are asked for 2: `runs[2]`.")
def shares_with_3_units():
    return learned_of_1000(3).reshape(100, 10).mean(axis=1)


# --------------------------------------------------- 05.3 Three units, seed by seed


@exercise("05.3")
def judge_seed_by_seed(my_seed):
    seed = float(numbers(my_seed))
    if seed not in range(1000):
        raise NotRightError("a seed from 0 to 999 is expected, a whole number.")

    last_errors = runs_of_1000(3).last_errors
    error = last_errors[int(seed)]
    if error < last_errors.max():
        raise NotRightError(
            f"its last error is {error:.4f}; another one has {last_errors.max():.4f}."
        )
    return "the seeds are 0, 1, 2, …, so the place in the row is the seed."


wrong_value("05.3", 911, "that is the one with 4 hidden units. `runs[3]` has 3.")
wrong_value("05.3", 714, "that is the smallest last error.")
wrong_value("05.3", 0.256284, "that is the error itself. You are asked for the seed.")


# ------------------------------------------------------------------------ 05.4 How soon?


@exercise("05.4")
def judge_how_soon(my_median):
    runs = runs_of_1000(4)
    early = runs.errors < 0.1
    first = runs.iterations[early.argmax(axis=0)]
    require_value(my_median, np.median(first[early.any(axis=0)]), within=0.01)
    return "half of the networks are faster than this, half are slower."


wrong_value("05.4", 11, "that is an index. Only every 50th iteration was recorded.")
wrong_value(
    "05.4",
    612.3618,
    "that is the mean. A few slow ones pull it up; the median does not mind.",
    within=0.01,
)
wrong_value("05.4", 650, "these have 3 hidden units. You are asked for 4.")
wrong_value("05.4", 500, "these have 6 hidden units. You are asked for 4.")


# ------------------------------------------------------------------ 05.5 Units or rate?


@exercise("05.5")
def judge_units_or_rate(my_count_3_units, my_count_4_units):
    threes = runs_of_1000(3, learning_rate=3.0).learned.sum()
    fours = runs_of_1000(4).learned.sum()

    # Two computers may differ by a network or two at a rate of 3.
    require_value(my_count_3_units, threes, within=2, name="your count for 3 units")
    require_value(my_count_4_units, fours, within=0, name="your count for 4 units")
    return (
        "4 units at a rate of 1 do better. To separate units and rate, "
        "you need the fourth count as well: 4 units at a rate of 3 (998)."
    )


wrong_value("05.5", (913, 995), "913 is 3 units at a rate of 1. Try a rate of 3.")
wrong_value("05.5", (995, 977), "you have exchanged the two.")
wrong_value("05.5", (977, 998), "your 4 units had a rate of 3 as well. Theirs is 1.")
wrong_value("05.5", (0.977, 0.995), "these are shares. Hand in counts.", within=1e-3)
wrong_value("05.5", (23, 5), "you counted those that did not learn.")


# --------------------------------------------------------- 05.6 Find the bug: an axis


def stacked(hidden_size, seeds):
    """Return X, and the weights of so many networks with the seeds last."""
    drawn = [init_weights(seed, hidden_size) for seed in range(seeds)]
    w_0 = np.stack([w_0.T for w_0, w_1 in drawn], axis=-1)  # (H, 3, S)
    w_1 = np.stack([w_1 for w_0, w_1 in drawn], axis=-1)  # (H, 1, S)
    return [truth_table("XOR")[0], w_0, w_1]


def layers_one_by_one(X, w_0, w_1):
    """Return layer_1 (H, 4, S) and layer_2 (4, S), from one network after the other."""
    layers_1 = []
    layers_2 = []
    for seed in range(w_1.shape[-1]):
        layer_1, layer_2 = forward(X, w_0[:, :, seed].T, w_1[:, :, seed])
        layers_1.append(layer_1.T)
        layers_2.append(layer_2[:, 0])
    return np.stack(layers_1, axis=-1), np.stack(layers_2, axis=-1)


def outputs_one_by_one(X, w_0, w_1):
    return layers_one_by_one(X, w_0, w_1)[1]


STACKS = {
    "hidden size 1 and 1 seeds": stacked(1, 1),
    "hidden size 3 and 2 seeds": stacked(3, 2),
    "hidden size 4 and 5 seeds": stacked(4, 5),
    "hidden size 7 and 3 seeds": stacked(7, 3),
}


@exercise("05.6", functions=True)
def judge_an_axis(forward_stack):
    require_results(forward_stack, outputs_one_by_one, STACKS)
    return "the sum goes over hidden units. Test with sizes that are all different."


@untouched("05.6")
def sum_over_the_rows(X, w_0, w_1):
    layer_1 = sigmoid(X @ w_0)
    return sigmoid((layer_1 * w_1).sum(axis=1))


@wrong("05.6", "you take the mean over the hidden units. A neuron takes the sum.")
def mean_over_the_units(X, w_0, w_1):
    layer_1 = sigmoid(X @ w_0)
    return sigmoid((layer_1 * w_1).mean(axis=0))


@wrong("05.6", "the last sigmoid is missing: that is the weighted sum.")
def weighted_sum_of_the_output(X, w_0, w_1):
    layer_1 = sigmoid(X @ w_0)
    return (layer_1 * w_1).sum(axis=0)


@wrong("05.6", "you sum over the seeds: networks should not mix.")
def sum_over_the_seeds(X, w_0, w_1):
    layer_1 = sigmoid(X @ w_0)
    return sigmoid((layer_1 * w_1).sum(axis=2))


@wrong("05.6", "the bias is forgotten: X has a third column.")
def without_the_ones(X, w_0, w_1):
    layer_1 = sigmoid(X[:, :2] @ w_0[:, :2])
    return sigmoid((layer_1 * w_1).sum(axis=0))


# ----------------------------------------------------------- 05.7 Open: a small study


@exercise("05.7")
def judge_a_small_study(my_prediction, my_number):
    prediction = float(numbers(my_prediction, name="your prediction"))
    number = float(numbers(my_number, name="your number"))
    off = abs(prediction - number)
    return (
        f"you predicted {prediction:g} and found {number:g}, {off:g} apart. "
        "That is an experiment."
    )


# --------------------------------------------- Write: the forward pass of many networks

FEW_STACKS = {
    "hidden size 3 and 2 seeds": stacked(3, 2),
    "hidden size 4 and 5 seeds": stacked(4, 5),
    "hidden size 1 and 1 seeds": stacked(1, 1),
}


@exercise("05 forward", functions=True)
def judge_forward_many(forward_many):
    require_results(forward_many, layers_one_by_one, FEW_STACKS)
    return "the same two lines as for one network, and all networks answer at once."


@wrong("05 forward", "you take the mean over the hidden units. A neuron takes the sum.")
def output_from_a_mean(X, w_0, w_1):
    layer_1 = sigmoid(X @ w_0)
    return layer_1, sigmoid((layer_1 * w_1).mean(axis=0))


@wrong("05 forward", "the sigmoid is missing in layer_2: that is its weighted sum.")
def no_sigmoid_in_layer_2(X, w_0, w_1):
    layer_1 = sigmoid(X @ w_0)
    return layer_1, (layer_1 * w_1).sum(axis=0)


@wrong(
    "05 forward",
    "layer_2 is made from weighted sums. It should be made from layer_1.",
)
def layer_2_from_weighted_sums(X, w_0, w_1):
    return sigmoid(X @ w_0), sigmoid((X @ w_0 * w_1).sum(axis=0))


@wrong("05 forward", "the sigmoid is missing in layer_1: these are weighted sums.")
def no_sigmoid_in_layer_1(X, w_0, w_1):
    layer_1 = sigmoid(X @ w_0)
    return X @ w_0, sigmoid((layer_1 * w_1).sum(axis=0))


# ------------------------------------------------------------- Write: the output bias


def with_bias(hidden_size, seeds):
    """Return what stacked returns, and an output bias for each network."""
    return stacked(hidden_size, seeds) + [np.linspace(-2, 1, seeds)]


STACKS_WITH_BIAS = {
    "hidden size 3 and 2 seeds": with_bias(3, 2),
    "hidden size 4 and 5 seeds": with_bias(4, 5),
    "hidden size 1 and 1 seeds": with_bias(1, 1),
}


@exercise("05 output bias", functions=True)
def judge_forward_with_bias(forward_with_bias):
    require_results(forward_with_bias, with_a_constant_unit, STACKS_WITH_BIAS)
    return "one more number for each network, added before the activation function."


def with_a_constant_unit(X, w_0, w_1, bias):
    """Return both layers: a bias is the weight of one more hidden unit, always on."""
    layer_1 = sigmoid(X @ w_0)
    always_on = np.concatenate([layer_1, np.ones((1, *layer_1.shape[1:]))])
    weights = np.concatenate([w_1, bias.reshape(1, 1, -1)])
    return layer_1, sigmoid(np.einsum("hrs,hos->rs", always_on, weights))


@wrong("05 output bias", "that is the network without an output bias.")
def no_bias_at_all(X, w_0, w_1, bias):
    layer_1 = sigmoid(X @ w_0)
    return layer_1, sigmoid((layer_1 * w_1).sum(axis=0))


@wrong(
    "05 output bias",
    "you add the bias after the sigmoid. It belongs to the weighted sum.",
)
def bias_after_the_sigmoid(X, w_0, w_1, bias):
    layer_1 = sigmoid(X @ w_0)
    return layer_1, sigmoid((layer_1 * w_1).sum(axis=0)) + bias


@wrong(
    "05 output bias",
    "you add the bias once for each hidden unit. Add it once, after the sum.",
)
def bias_for_each_unit(X, w_0, w_1, bias):
    layer_1 = sigmoid(X @ w_0)
    return layer_1, sigmoid((layer_1 * w_1 + bias).sum(axis=0))


@wrong(
    "05 output bias",
    "that bias is for the hidden units, which have one already. Give it to the output.",
)
def bias_for_the_hidden_units(X, w_0, w_1, bias):
    layer_1 = sigmoid(X @ w_0 + bias)
    return layer_1, sigmoid((layer_1 * w_1).sum(axis=0))


@wrong("05 output bias", "the sign is wrong: a bias is added.")
def bias_subtracted(X, w_0, w_1, bias):
    layer_1 = sigmoid(X @ w_0)
    return layer_1, sigmoid((layer_1 * w_1).sum(axis=0) - bias)


@wrong("05 output bias", "you multiply by the bias. A bias is added.")
def bias_multiplied(X, w_0, w_1, bias):
    layer_1 = sigmoid(X @ w_0)
    return layer_1, sigmoid((layer_1 * w_1).sum(axis=0) * bias)


# --------------------------------------------------------- Write: the step of the bias

DELTAS = {
    "3 networks": [np.random.RandomState(3).normal(size=(4, 3))],
    "5 networks": [np.random.RandomState(5).normal(size=(4, 5))],
}


@exercise("05 bias step", functions=True)
def judge_bias_step(bias_step):
    require_results(bias_step, sum_row_by_row, DELTAS)
    return (
        "the delta of each row times 1, added up: a bias is the weight of a constant 1."
    )


def sum_row_by_row(layer_2_delta):
    return np.array([sum(column) for column in layer_2_delta.T])


@wrong(
    "05 bias step",
    "that is the mean over the rows. The loss is a sum, so the step is one, too.",
)
def mean_over_the_rows(layer_2_delta):
    return layer_2_delta.mean(axis=0)


@wrong("05 bias step", "the sign is wrong: that is the gradient.")
def bias_gradient(layer_2_delta):
    return -layer_2_delta.sum(axis=0)


@wrong("05 bias step", "that is row 0 alone. Add all rows up.")
def row_0_alone(layer_2_delta):
    return layer_2_delta[0]
