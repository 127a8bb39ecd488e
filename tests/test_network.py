"""The network is the network: the same numbers as a second one in plain Python.

The plain network knows nothing of NumPy or of the helper: lists of rows, loops, `math`.
"""

import copy
import dataclasses
import math
import random
import warnings

import numpy as np
import pytest
import tinynet_helpers as tinynet
from numpy.testing import assert_allclose, assert_array_equal

# The error at iterations 0, 1000, …, 9000: of the series, and as it was published.
SERIES = """
    0.496410031903 0.0429846478107 0.0241219498915 0.0181214006457 0.0149938302832
    0.0130184347753 0.0116338557950 0.0105975968339 0.0097861925689 0.0091295241840
"""
PUBLISHED = """
    0.498143063951 0.0447576809491 0.0273990949977 0.0212823881636 0.017947679405
    0.0157831271653 0.0142368549605 0.0130629438924 0.0121333462089 0.0113740710438
"""
PLAIN_X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
PLAIN_Y = {"XOR": [0, 1, 1, 0], "AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1]}
PLAIN_Y |= {"XNOR": [1, 0, 0, 1], "NAND": [1, 1, 1, 0], "NOR": [1, 0, 0, 0]}
X, Y = tinynet.truth_table("XOR")
W_0, W_1 = tinynet.init_weights(seed=1, hidden_size=4)

# ----------------------------------------------------------------- the plain network


def matrix(rows, columns, number):
    """Return a list of rows; number() gives each of the numbers."""
    return [[number() for column in range(columns)] for row in range(rows)]


def plain_weights(seed, hidden_size, inputs=3, draws=1):
    """Seed once, draw the weights `draws` times; return the last w_0 and w_1."""
    # RandomState seeds its Mersenne Twister as the authors of the algorithm do.
    words = [seed]
    for i in range(1, 624):
        words.append((1812433253 * (words[-1] ^ words[-1] >> 30) + i) % 2**32)
    twister = random.Random()
    twister.setstate((3, tuple(words) + (624,), None))

    for draw in range(draws):
        w_0 = matrix(inputs, hidden_size, lambda: 2 * twister.random() - 1)
        w_1 = matrix(hidden_size, 1, lambda: 2 * twister.random() - 1)
    return w_0, w_1


def plain_sigmoid(z):
    if z < 0:
        return math.exp(z) / (1 + math.exp(z))
    return 1 / (1 + math.exp(-z))


def plain_layer(inputs, weights):
    layer = []
    for row in inputs:
        outputs = []
        for unit in range(len(weights[0])):
            z = sum(x * weights[i][unit] for i, x in enumerate(row))
            outputs.append(plain_sigmoid(z))
        layer.append(outputs)
    return layer


def plain_forward(X, w_0, w_1):
    layer_1 = plain_layer(X, w_0)
    return layer_1, plain_layer(layer_1, w_1)


def plain_backward(X, y, w_0, w_1):
    w_0_step = matrix(len(w_0), len(w_1), float)
    w_1_step = matrix(len(w_1), 1, float)
    layer_1, layer_2 = plain_forward(X, w_0, w_1)

    for row, target in enumerate(y):
        guess = layer_2[row][0]
        delta_2 = (target - guess) * guess * (1 - guess)
        for unit, a in enumerate(layer_1[row]):
            w_1_step[unit][0] += a * delta_2
            delta_1 = delta_2 * w_1[unit][0] * a * (1 - a)
            for column, x in enumerate(X[row]):
                w_0_step[column][unit] += x * delta_1
    return w_0_step, w_1_step


def plain_train(X, y, w_0, w_1, learning_rate, iterations):
    errors, losses = [], []
    w_0, w_1 = copy.deepcopy((w_0, w_1))
    for iteration in range(iterations):
        layer_2 = plain_forward(X, w_0, w_1)[1]
        differences = [target - guess for target, [guess] in zip(y, layer_2)]
        errors.append(sum(abs(difference) for difference in differences) / len(y))
        losses.append(sum(difference**2 for difference in differences) / 2)

        # Both matrices of steps are there before any weight changes.
        for w, step in zip((w_0, w_1), plain_backward(X, y, w_0, w_1)):
            for row, row_steps in zip(w, step):
                for unit, weight_step in enumerate(row_steps):
                    row[unit] += learning_rate * weight_step
    return errors, losses, w_0, w_1


# ------------------------------------------------------------------ the same numbers


def assert_close(results, expected, rtol=1e-9, atol=1e-13):
    """Assert that arrays are the plain ones, one by one: their shapes and numbers."""
    for result, plain in zip(results, expected, strict=True):
        assert_allclose(result, plain, rtol=rtol, atol=atol)


def assert_errors(errors, text):
    expected = [float(number) for number in text.split()]
    assert_allclose(errors[::1000], expected, rtol=0, atol=6e-13)


def test_errors_of_the_series():
    """X and y alone mean seed 1, 4 hidden units, rate 1 and 10,000 iterations."""
    run = tinynet.train(X, Y)
    assert run.errors.shape == run.losses.shape == (10_000,)
    assert_errors(run.errors, SERIES)
    assert run.learned


def test_published_errors_come_from_drawing_the_weights_twice():
    w_0, w_1 = plain_weights(seed=1, hidden_size=4, draws=2)
    results = plain_train(PLAIN_X, PLAIN_Y["XOR"], w_0, w_1, 1.0, iterations=9001)
    assert_errors(results[0], PUBLISHED)


@pytest.mark.parametrize("name", tinynet.TRUTH_TABLES)
def test_truth_table(name):
    row = list(tinynet.TRUTH_TABLES[name])
    assert row == PLAIN_Y.get(name, row)
    for attempt in range(2):  # new arrays for every caller
        X, y = tinynet.truth_table(name=name)
        assert X.dtype == y.dtype == float
        assert X.tolist() == PLAIN_X
        assert y.T.tolist() == [row]
        X += 1
        y += 1


@pytest.mark.parametrize("case", range(30))
def test_any_rows_columns_hidden_units_seed_and_rate(case):
    choose = random.Random(case)
    rows, inputs, H = choose.randint(1, 6), choose.randint(1, 5), choose.randint(1, 16)
    X = matrix(rows, inputs, lambda: choose.uniform(-3, 3))
    plain_y = [choose.random() for row in range(rows)]
    y = np.transpose([plain_y])
    seed = choose.choice([0, 2**32 - 1, choose.randrange(2**32)])

    w_0, w_1 = plain_weights(seed, H, inputs)
    drawn = tinynet.init_weights(seed=seed, hidden_size=H, inputs=inputs)
    assert_close(drawn, (w_0, w_1), rtol=0, atol=0)

    layers = tinynet.forward(X=X, w_0=w_0, w_1=w_1)
    assert_close(layers, plain_forward(X, w_0, w_1))
    steps = tinynet.backward(X=X, y=y, w_0=w_0, w_1=w_1)
    assert_close(steps, plain_backward(X, plain_y, w_0, w_1))

    rate = choose.uniform(0, 5)
    run = tinynet.train(X, y, seed, hidden_size=H, learning_rate=rate, iterations=4)
    plain = plain_train(X, plain_y, w_0, w_1, learning_rate=rate, iterations=4)
    assert_close((run.errors, run.losses, run.w_0, run.w_1), plain)
    loss = tinynet.loss(X=X, y=y, w_0=w_0, w_1=w_1)
    assert loss == pytest.approx(run.losses[0], rel=1e-12)


@pytest.mark.parametrize("hidden_size", [1, 2, 4, 7])
def test_gradient_check(hidden_size):
    X, y = tinynet.truth_table("OR")
    w_0, w_1 = tinynet.init_weights(seed=5, hidden_size=hidden_size)
    formula = tinynet.backward(X, y, w_0, w_1)
    nudged = tinynet.backward_by_nudging(X=X, y=y, w_0=w_0, w_1=w_1)
    assert_close(nudged, formula, rtol=0, atol=1e-9)
    coarse = tinynet.backward_by_nudging(X, y, w_0, w_1, nudge=0.01)
    assert_close(coarse, formula, rtol=0, atol=1e-4)
    assert np.abs(coarse[0] - formula[0]).max() > 1e-8, "the nudge plays no part"


def test_sigmoid_of_any_number():
    """Fourteen digits are right, however small; nothing warns, and z stays."""
    large = [-math.inf, -1e308, -745, -710, -40, -1e-300, 0, 40, 710, 1e308, math.inf]
    draw = random.Random(1)
    z = np.array(large + [draw.gauss(0, 100) for attempt in range(1000)])
    before = z.copy()
    with warnings.catch_warnings(action="error"), np.errstate(all="raise"):
        a = tinynet.sigmoid(z=z)

    expected = [plain_sigmoid(number) for number in before.tolist()]
    assert_allclose(a, expected, rtol=1e-14, atol=1e-322)
    assert a.min() == 0 and a.max() == 1
    assert_array_equal(z, before)
    assert np.isnan(tinynet.sigmoid(math.nan))


def test_sigmoid_slope_takes_the_output():
    """Fed with outputs it is sigmoid's slope; fed with z = 2 by mistake, it is -2."""
    for z in range(-20, 21):
        slope = (plain_sigmoid(z + 1e-5) - plain_sigmoid(z - 1e-5)) / 2e-5
        assert_allclose(tinynet.sigmoid_slope(a=plain_sigmoid(z)), slope, atol=1e-9)
    assert tinynet.sigmoid_slope([[0, 0.5, 1, 2]]).tolist() == [[0, 0.25, 0, -2]]


# ------------------------------------------------------------------------ trainings


def test_snapshots_are_the_weights_before_their_iteration():
    run = tinynet.train(X, Y, seed=3, iterations=50, snapshots=[17])
    young = tinynet.train(X, Y, seed=3, iterations=17)
    assert list(run.snapshots) == [17]
    w_0, w_1 = run.snapshots[17]
    assert_array_equal(w_0, young.w_0)
    assert_array_equal(w_1, young.w_1)


def test_what_a_run_says():
    untrained = tinynet.train(X, Y, iterations=0)
    assert repr(untrained) == "Run, hidden size 4: no iterations"
    assert not untrained.learned
    worse = dataclasses.replace(untrained, errors=np.array([0.05, 0.1]))
    assert not worse.learned  # what counts is the last error
    trained = repr(tinynet.train(X, Y))
    assert trained == "Run, hidden size 4: error goes from 0.4964 to 0.008585"

    many_X, many_y = np.tile(X, (200, 1)), np.tile(Y, (200, 1))  # a step may overflow
    lost = tinynet.train(many_X, many_y, learning_rate=1.7e308, iterations=5)
    assert repr(lost).endswith("error is not a number from iteration 1 on")
    assert not lost.learned


def test_trainings_can_be_looked_for_in_a_list():
    """== asks for the same object, and never fails."""
    one, other = tinynet.train(X, Y, iterations=5), tinynet.train(X, Y, iterations=5)
    assert one in [other, one] and one not in [other]
    one = tinynet.train_many(X, Y, [1], iterations=5)
    other = tinynet.train_many(X, Y, [1], iterations=5)
    assert one in [other, one] and one not in [other]


# ------------------------------------------------------------------------ arguments


def every_result(X, y, w_0, w_1):
    """Return all arrays that the functions of the network give for these arguments."""
    run = tinynet.train(X, y, iterations=20)
    runs = tinynet.train_many(X, y, [1, 2], iterations=20)

    results = [run.errors, run.losses, run.w_0, run.w_1, runs.errors, runs.w_0]
    results += [tinynet.sigmoid(X), tinynet.sigmoid_slope(y)]
    results += tinynet.init_weights()
    results += tinynet.forward(X, w_0, w_1)
    results += [tinynet.loss(X, y, w_0, w_1)]
    results += tinynet.backward(X, y, w_0, w_1)
    results += tinynet.backward_by_nudging(X, y, w_0, w_1)
    return results


def objects(array):
    """Return an array of objects, which is what NumPy makes of a mixed DataFrame."""
    return array.astype(object)


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")  # np.matrix
@pytest.mark.parametrize("form", [np.ndarray.tolist, np.matrix, objects])
def test_arguments_of_any_form_give_plain_arrays(form):
    usual = every_result(X, Y, W_0, W_1)
    results = every_result(form(X), form(Y), form(W_0), form(W_1))
    for result, expected in zip(results, usual, strict=True):
        assert type(result) in (np.ndarray, float)
        assert_array_equal(result, expected)


def test_nothing_is_changed_and_nothing_hidden_plays_a_part():
    """Neither the arguments, nor NumPy's generator, nor its settings."""
    arguments = [X.copy(), Y.copy(), W_0.copy(), W_1.copy()]
    for argument in arguments:
        argument.setflags(write=False)
    usual = every_result(*arguments)
    np.random.seed(7)
    state = np.random.get_state()[1].copy()
    with np.errstate(all="raise"):
        strict = every_result(*arguments)
        assert set(np.geterr().values()) == {"raise"}

    for result, expected in zip(strict, usual, strict=True):
        assert_array_equal(result, expected)
    for argument, expected in zip(arguments, [X, Y, W_0, W_1]):
        assert_array_equal(argument, expected)
    assert_array_equal(np.random.get_state()[1], state)


def test_numbers_may_underflow_and_overflow():
    """With weights so large that products become 0 and exponentials infinite."""
    with np.errstate(all="raise"):
        for seed in range(25):
            run = tinynet.train(X, Y, seed, learning_rate=1e4, iterations=300)
            runs = tinynet.train_many(X, Y, [seed], learning_rate=1e4, iterations=300)
            steps = tinynet.backward(X, Y, run.w_0, run.w_1)
            for array in (run.errors, runs.errors, steps[0], steps[1]):
                assert np.isfinite(array).all()

        huge, negative = np.full((3, 4), 1.7e308), np.full((4, 1), -300.0)
        assert tinynet.forward(X, huge, -negative)[1].tolist() == [[1.0]] * 4
        assert tinynet.loss(X, np.zeros((4, 1)), W_0, negative) == 0
        assert tinynet.sigmoid_slope(1e300) == -math.inf


# ------------------------------------------------------- one sentence for bad input

DATA = {"X": X, "y": Y}
WEIGHTS = {"w_0": W_0, "w_1": W_1}
SETTINGS = {"hidden_size": 4, "learning_rate": 1.0}
RIGHT = {  # arguments that are right; then one of them is replaced
    tinynet.truth_table: {"name": "XOR"},
    tinynet.sigmoid: {"z": 0.0},
    tinynet.sigmoid_slope: {"a": 0.5},
    tinynet.init_weights: {"seed": 1, "hidden_size": 4, "inputs": 3},
    tinynet.forward: {"X": X} | WEIGHTS,
    tinynet.loss: DATA | WEIGHTS,
    tinynet.backward: DATA | WEIGHTS,
    tinynet.backward_by_nudging: DATA | WEIGHTS | {"nudge": 1e-5},
    tinynet.train: DATA | SETTINGS | {"seed": 1, "iterations": 2, "snapshots": [0]},
    tinynet.train_many: DATA | SETTINGS | {"seeds": [1], "every": 1},
}
SENTENCES = [
    ("name", "xor", "there is no truth table 'xor'; expected one of AND, OR, XOR"),
    ("z", "two", "z is 'two'; expected real numbers."),
    ("z", 1j, "z is 1j; expected real numbers."),
    ("z", [1, [2, 3]], "z is [1, [2, 3]]; expected real numbers."),
    ("z", [10**400], "z is [100000000000000000...0000000000000000000]; expected real"),
    ("a", None, "a is None; expected real numbers."),
    ("X", X[0], "X has shape (3,); expected (rows, columns): a row for each example"),
    ("X", X * math.nan, "X holds nan; expected finite numbers."),
    ("y", Y[:, 0], "y has shape (4,); expected (4, 1): one target for each row of X."),
    ("y", 2 * Y, "y goes from 0 to 2; expected 0 to 1."),
    ("y", 2 * Y - 1, "y goes from -1 to 1; expected 0 to 1."),
    ("w_0", W_0.T, "w_0 has shape (4, 3); expected (3, hidden_size): a row for each"),
    ("w_0", W_0 + math.inf, "w_0 holds inf; expected finite numbers."),
    ("w_1", np.hstack([W_1, W_1]), "w_1 has shape (4, 2); expected (4, 1): a row for"),
    ("nudge", "small", "nudge is 'small'; expected a finite number."),
    ("nudge", 0, "nudge is 0.0; expected a positive number."),
    ("seed", -1, "seed is -1; expected a whole number from 0 to 4294967295."),
    ("seed", True, "seed is True; expected a whole number from 0 to 4294967295."),
    ("hidden_size", 0, "hidden_size is 0; expected a whole number of at least 1."),
    ("learning_rate", math.inf, "learning_rate is inf; expected a finite number."),
    ("iterations", -1, "iterations is -1; expected a whole number of at least 0."),
    ("snapshots", 5, "snapshots is 5; expected a list of whole numbers."),
    ("snapshots", [2], "each of snapshots is 2; expected a whole number from 0 to 1."),
    ("seeds", [], "seeds is empty; expected at least one whole number."),
    ("seeds", [1, 2.5], "each of seeds is 2.5; expected a whole number from 0 to"),
    ("every", 0, "every is 0; expected a whole number of at least 1."),
]


@pytest.mark.parametrize(("argument", "value", "sentence"), SENTENCES)
def test_bad_input_gets_one_sentence(argument, value, sentence):
    """From every function that takes the argument."""
    takers = [function for function in RIGHT if argument in RIGHT[function]]
    assert takers
    for function in takers:
        with pytest.raises((ValueError, TypeError)) as caught:
            function(**RIGHT[function] | {argument: value})
        assert str(caught.value).startswith(sentence), function.__name__
