"""Lesson 05: its guesses, the judges of its exercises, and frequent wrong answers.

Tasks, stubs, hints and solutions stand in 05_many_networks.ipynb.
"""

import reprlib

import numpy as np
from tinynet_helpers import forward, init_weights, sigmoid, train, truth_table

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
    within=6,
    tempting={
        20: "one of ten. Its interval went from 2 to 40 percent.",
        80: "four of seeds 0 to 9. But that is a small sample, too.",
        100: "a fair coin? Less than that.",
        200: "two units can do it, but most do not find it in time.",
        0: "two units can do it, and a quarter of them find it.",
    },
)

guess(
    "05 more time",
    within=4,
    tempting={
        23: "then time would count for nothing, and the rate alone for all of it.",
        40: "more time helps a little, and the rate does the rest? Time does it all.",
        69: "three times as much time, three times as many? Some do not get free at all.",
        100: "all get free at last? So far, some have not.",
    },
)

guess(
    "05 between",
    within=1,
    tempting={
        29: "so it would be if the last errors were spread evenly.",
        15: "fewer than evenly, you thought. There are fewer still.",
        60: "most errors in the middle? They are at a few levels, and none is there.",
    },
)

guess(
    "05 place",
    within=0.01,
    tempting={
        (0.5, 0.5): "0.5 is the guess. The sum is half of u + v there, not always 0.",
        (1, 1): "there the sum is u + v, which is 0 for few weights only.",
        (1, -1): "that works if u and v are equal. And no activation is below 0.",
        (1, 0): "these are the inputs. The sum there would be u.",
    },
)

guess(
    "05 with bias",
    within=6,
    tempting={
        55: "one number among nine looks too small to matter.",
        70: "one number among nine looks too small to matter much.",
        110: "twice as many? It is more than that.",
        200: "that is what 4 units reach. With the bias, some are stuck still.",
    },
)

guess(
    "05 time with bias",
    within=0,
    tempting={
        30: "all of them? So it was not even without the bias.",
        20: "more time set most of those near 0.13 free. That level is gone.",
        15: "about half? None of them, so far.",
        5: "a few? None of them, so far.",
    },
)


# What the first 200 seeds of the lesson do; training them again would take seconds.
LEARNED_WITH_2_UNITS = np.zeros(200, dtype=bool)
LEARNED_WITH_2_UNITS[
    [0, 4, 7, 8, 18, 20, 26, 28, 42, 46, 47, 48, 55, 56, 70, 71, 76, 77, 78, 81]
    + [92, 94, 95, 101, 104, 109, 112, 115, 116, 131, 138, 141, 142, 146, 149, 151]
    + [152, 157, 158, 159, 160, 167, 168, 171, 176, 177, 178, 183, 186, 187, 189, 193]
    + [197, 198, 199]
] = True
LEARNED_WITH_3_UNITS = np.ones(200, dtype=bool)
LEARNED_WITH_3_UNITS[
    [1, 2, 21, 35, 43, 45, 55, 64, 68, 69, 71, 78, 84, 99, 101, 107, 108, 114, 135]
    + [145, 152, 189]
] = False


def wilson(learned, of):
    """Return the 95 % interval of a share, as the lesson does."""
    share = learned / of
    q = 1.96**2
    middle = (share + q / (2 * of)) / (1 + q / of)
    half = np.sqrt(q * (share * (1 - share) + q / (4 * of)) / of) / (1 + q / of)
    return max(0, middle - half), min(1, middle + half)


# ------------------------------------------------------------ 05.1 Recall: three shapes


@exercise("05.1")
def judge_three_shapes(my_w_0, my_layer_1, my_layer_2):
    inputs = "hidden units, inputs (the ones included), seeds."
    require_shape("w_0", my_w_0, (3, 3, 50), inputs)
    require_shape("layer_1", my_layer_1, (3, 4, 50), "hidden units, rows, seeds.")
    require_shape("layer_2", my_layer_2, (4, 50), "rows, seeds.")
    return "hidden units first, seeds last. Neighbours in memory work together."


def require_shape(name, yours, right, axes):
    """Raise NotRightError unless yours is the right shape; say what its axes are."""
    if isinstance(yours, str):
        raise NotRightError(f"{name} is a text. Leave out the quotes.")
    if not same(yours, np.array(right), within=0):
        raise NotRightError(f"{name} is not {reprlib.repr(yours)}: its axes are {axes}")


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


@exercise("05.2")
def judge_small_samples(my_shares):
    shares = LEARNED_WITH_2_UNITS.reshape(20, 10).mean(axis=1)
    require_value(my_shares, shares, name="my_shares")

    intervals = [wilson(10 * share, 10) for share in shares]
    hold = sum(low <= shares.mean() <= high for low, high in intervals)
    return (
        f"they go from {shares.min():g} to {shares.max():g}. The 95 % intervals of "
        f"{hold} of the 20 hold {shares.mean():.1%}, the share of all."
    )


@wrong("05.2", "these are counts. Shares are divided by ten.")
def counts_of_ten():
    return LEARNED_WITH_2_UNITS.reshape(20, 10).sum(axis=1)


@wrong("05.2", "these are percent. A share is at most 1.")
def percentages():
    return LEARNED_WITH_2_UNITS.reshape(20, 10).mean(axis=1) * 100


@wrong("05.2", "your groups are seeds 0, 20, 40, … Neighbours should be together.")
def every_twentieth_seed():
    return LEARNED_WITH_2_UNITS.reshape(10, 20).mean(axis=0)


@wrong(
    "05.2",
    "these are 10 groups of twenty. You are asked for 20 groups of ten.",
)
def groups_of_twenty():
    return LEARNED_WITH_2_UNITS.reshape(10, 20).mean(axis=1)


@wrong("05.2", "that is the share of those that did not learn.")
def shares_of_stuck_ones():
    return 1 - LEARNED_WITH_2_UNITS.reshape(20, 10).mean(axis=1)


@wrong("05.2", "your shares are sorted. Hand them in by seeds: 0 to 9 first.")
def sorted_shares():
    return np.sort(LEARNED_WITH_2_UNITS.reshape(20, 10).mean(axis=1))


@wrong("05.2", "that is the share of all 200. Each group has one of its own.")
def share_of_all():
    return LEARNED_WITH_2_UNITS.mean()


@wrong("05.2", "these are the groups. `.mean(axis=1)` takes the share of each.")
def groups_without_a_mean():
    return LEARNED_WITH_2_UNITS.reshape(20, 10).astype(int)


wrong_value("05.2", (0, 0.5), "these are your two limits. All 20 shares are asked for.")


@wrong("05.2", "these have 3 hidden units. You are asked for 2: `runs[2]`.")
def shares_with_3_units():
    return LEARNED_WITH_3_UNITS.reshape(20, 10).mean(axis=1)


# --------------------------------------------------- 05.3 Three units, seed by seed


@exercise("05.3")
def judge_seed_by_seed(my_seed):
    seed = float(numbers(my_seed))
    if seed not in range(200):
        raise NotRightError("a seed from 0 to 199 is expected, a whole number.")

    if seed != 135:
        X, y = truth_table("XOR")
        last_error = train(X, y, seed=int(seed), hidden_size=3).errors[-1]
        raise NotRightError(
            f"its last error is {last_error:.4f}; another one has 0.2563."
        )
    return "the seeds are 0, 1, 2, …, so the place in the row is the seed."


wrong_value("05.3", 51, "that is the one with 2 hidden units. `runs[3]` has 3.")
wrong_value("05.3", 118, "that is the one with 4 hidden units. `runs[3]` has 3.")
wrong_value("05.3", 59, "that is the smallest last error.")
wrong_value("05.3", 0.256284, "that is the error itself. You are asked for the seed.")


# ------------------------------------------------------------------------ 05.4 How soon?


@exercise("05.4")
def judge_how_soon(my_median):
    require_value(my_median, 1850)
    return "half of the networks are faster than this, half are slower."


wrong_value(
    "05.4",
    0,
    "argmax gives 0 also where nothing is True. Leave out those that never got there.",
)
wrong_value(
    "05.4",
    1800,
    "you used runs[2].learned. Seed 81 learned after the last record, so argmax gives "
    "0 for it. Use early.any(axis=0).",
)
wrong_value("05.4", 1900, "index 0 is iteration 0, not 50: no 1 to add.")
wrong_value("05.4", 37, "that is an index. Only every 50th iteration was recorded.")
wrong_value(
    "05.4",
    3181.4815,
    "that is the mean. A few slow ones pull it up; the median does not mind.",
    within=0.01,
)
wrong_value(
    "05.4",
    859,
    "that is the mean, also over those that never got there.",
    within=0.01,
)
wrong_value("05.4", 650, "these have 3 hidden units. You are asked for 2.")
wrong_value("05.4", 575, "these have 4 hidden units. You are asked for 2.")


# ------------------------------------------- 05.5 A fair comparison: 3 hidden units


@exercise("05.5")
def judge_a_fair_comparison(my_count_rate_3, my_count_rate_1):
    require_value(my_count_rate_3, 97, within=0, name="your count at a rate of 3")
    require_value(my_count_rate_1, 97, within=0, name="your count at a rate of 1")
    return "3 times 10,000 is 1 times 30,000, and then the rate makes no difference."


wrong_value(
    "05.5",
    (97, 86),
    "at a rate of 1, 86 learn in 10,000 iterations. Then they have not gone as far.",
)
wrong_value("05.5", (86, 97), "86 is a rate of 1 with 10,000 iterations.")
wrong_value("05.5", (0.97, 0.97), "these are shares. Hand in counts.", within=1e-3)
wrong_value("05.5", (3, 3), "you counted those that did not learn.")
wrong_value(
    "05.5",
    (192, 192),
    "these are counts of 200 seeds. The first 100 are asked for.",
)
wrong_value(
    "05.5",
    (58, 58),
    "these have 2 hidden units, as in experiment 2. You are asked for 3.",
)


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
def bias_forgotten(X, w_0, w_1):
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


# ------------------------------------------------------------- Write: the best guess

SHARED = {
    "one target, 1": [np.array([1.0])],
    "the targets 0 and 1": [np.array([0.0, 1.0])],
    "the targets 1, 1 and 0": [np.array([1.0, 1.0, 0.0])],
    "the targets 0, 0, 1, 0 and 0": [np.array([0.0, 0.0, 1.0, 0.0, 0.0])],
}


@exercise("05 best guess", functions=True)
def judge_best_guess(best_guess):
    require_results(best_guess, lowest_of_the_loss, SHARED)
    return "the mean of the targets: rows at one place pull the guess to both sides."


def lowest_of_the_loss(targets):
    """Return where the loss, a parabola over the guess, has its lowest point.

    It is found from the loss at three guesses, without a mean.
    """
    at_0, at_half, at_1 = [np.sum((targets - guess) ** 2) / 2 for guess in (0, 0.5, 1)]
    curvature = at_0 - 2 * at_half + at_1
    return 0.5 - (at_1 - at_0) / (4 * curvature)


@wrong("05 best guess", "0.5 is best only where half of the targets are 1.")
def always_a_half(targets):
    return 0.5


@wrong("05 best guess", "that is right for two ones and a zero, and for no others.")
def always_two_thirds(targets):
    return 2 / 3


@wrong("05 best guess", "that is the sum. A guess is between 0 and 1.")
def sum_of_the_targets(targets):
    return targets.sum()


@wrong("05 best guess", "that is the median. It makes the sum of the sizes smallest.")
def median_of_the_targets(targets):
    return np.median(targets)


@wrong(
    "05 best guess",
    "that is what most of them are. A guess may lie between 0 and 1.",
)
def what_most_are(targets):
    return float(targets.mean() > 0.5)


@wrong("05 best guess", "that is the middle of the smallest and the largest target.")
def middle_of_the_ends(targets):
    return (targets.min() + targets.max()) / 2


@wrong("05 best guess", "that is the share of zeros.")
def share_of_zeros(targets):
    return 1 - targets.mean()


# ------------------------------------------------------------- Write: the output bias


def output_layer(hidden_size, bias):
    """Return layer_1 and w_1 of a network on XOR, and a bias for its output."""
    w_0, w_1 = init_weights(seed=2, hidden_size=hidden_size)
    layer_1 = forward(truth_table("XOR")[0], w_0, w_1)[0]
    return [layer_1, w_1, bias]


OUTPUTS = {
    "hidden size 2 and bias 1": output_layer(2, 1.0),
    "hidden size 3 and bias -2": output_layer(3, -2.0),
    "hidden size 4 and bias 0.5": output_layer(4, 0.5),
}


@exercise("05 output bias", functions=True)
def judge_output_with_bias(output_with_bias):
    require_results(output_with_bias, with_a_constant_unit, OUTPUTS)
    return "one more number for the output, added before the activation function."


def with_a_constant_unit(layer_1, w_1, bias):
    """Return the guesses: a bias is the weight of one more hidden unit, always on."""
    always_on = np.ones((len(layer_1), 1))
    return sigmoid(np.hstack([layer_1, always_on]) @ np.vstack([w_1, bias]))


@wrong("05 output bias", "that is the network without an output bias.")
def no_bias_at_all(layer_1, w_1, bias):
    return sigmoid(layer_1 @ w_1)


@wrong(
    "05 output bias",
    "you add the bias after the sigmoid. It belongs to the weighted sum.",
)
def bias_after_the_sigmoid(layer_1, w_1, bias):
    return sigmoid(layer_1 @ w_1) + bias


@wrong("05 output bias", "the sigmoid is missing: that is the weighted sum.")
def weighted_sum_with_bias(layer_1, w_1, bias):
    return layer_1 @ w_1 + bias


@wrong(
    "05 output bias",
    "you add the bias once for each hidden unit. Add it once, after the sum.",
)
def bias_for_each_unit(layer_1, w_1, bias):
    return sigmoid((layer_1 * w_1.T + bias).sum(axis=1, keepdims=True))


@wrong(
    "05 output bias",
    "that bias is for the hidden units, which have one already. Give it to the output.",
)
def bias_for_the_hidden_units(layer_1, w_1, bias):
    return sigmoid((layer_1 + bias) @ w_1)


@wrong("05 output bias", "you add the bias to the weights. Add it to the weighted sum.")
def bias_on_the_weights(layer_1, w_1, bias):
    return sigmoid(layer_1 @ (w_1 + bias))


@wrong("05 output bias", "the sign is wrong: a bias is added.")
def bias_subtracted(layer_1, w_1, bias):
    return sigmoid(layer_1 @ w_1 - bias)


@wrong("05 output bias", "you multiply by the bias. A bias is added.")
def bias_multiplied(layer_1, w_1, bias):
    return sigmoid(layer_1 @ w_1 * bias)


# --------------------------------------------------------- Write: the step of the bias

DELTAS = {
    "4 rows": [np.random.RandomState(4).normal(size=(4, 1))],
    "7 rows": [np.random.RandomState(7).normal(size=(7, 1))],
}


@exercise("05 bias step", functions=True)
def judge_bias_step(bias_step):
    require_results(bias_step, sum_row_by_row, DELTAS)
    return (
        "the delta of each row times 1, added up: a bias is the weight of a constant 1."
    )


def sum_row_by_row(layer_2_delta):
    return sum(layer_2_delta[:, 0].tolist())


@wrong(
    "05 bias step",
    "that is the mean over the rows. The loss is a sum, so the step is one, too.",
)
def mean_over_the_rows(layer_2_delta):
    return layer_2_delta.mean()


@wrong("05 bias step", "the sign is wrong: that is the gradient.")
def bias_gradient(layer_2_delta):
    return -layer_2_delta.sum()


@wrong("05 bias step", "that is row 0 alone. Add all rows up.")
def row_0_alone(layer_2_delta):
    return layer_2_delta[0]


@wrong("05 bias step", "you dropped the signs of the deltas. Add them as they are.")
def signs_dropped(layer_2_delta):
    return np.abs(layer_2_delta).sum()


@wrong("05 bias step", "the input of a bias is 1, not delta: no square.")
def sum_of_the_squares(layer_2_delta):
    return np.sum(layer_2_delta**2)
