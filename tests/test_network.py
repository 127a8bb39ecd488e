"""The network, checked against a second one written in plain Python.

The plain network knows nothing of numpy or of the helper: lists, loops, `math`. Its
weights are one flat list in the order they are drawn: w_0 row by row, then w_1.
"""

import math
import random
import re
import warnings
from fractions import Fraction

import numpy as np
import pytest
import tinynet_helpers as tn
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays, integer_dtypes

# The same examples everywhere, and no failure because a machine is slow.
STEADY = settings(derandomize=True, deadline=None, suppress_health_check=[*HealthCheck])

PLAIN_X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
PLAIN_Y = {"XOR": [0, 1, 1, 0], "AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1]}
PLAIN_Y |= {"XNOR": [1, 0, 0, 1], "NAND": [1, 1, 1, 0], "NOR": [1, 0, 0, 0]}


def plain_weights(seed, hidden_size, inputs=3, draws=1):
    """Seed the Mersenne Twister as its authors do; keep the last of `draws` draws."""
    words = [seed]
    for i in range(1, 624):
        words.append((1812433253 * (words[-1] ^ words[-1] >> 30) + i) % 2**32)
    twister = random.Random()
    twister.setstate((3, (*words, 624), None))
    for _ in range(draws):
        weights = [2 * twister.random() - 1 for _ in range((inputs + 1) * hidden_size)]
    return weights


def plain_sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def weighted(numbers, weights):
    return sum(a * w for a, w in zip(numbers, weights, strict=True))


def plain_forward(row, weights, H):
    columns = [weights[h : len(row) * H : H] for h in range(H)]
    hidden = [plain_sigmoid(weighted(row, column)) for column in columns]
    return hidden, plain_sigmoid(weighted(hidden, weights[-H:]))


def plain_backward(X, y, weights, H):
    steps = [0.0] * len(weights)
    for row, target in zip(X, y, strict=True):
        hidden, guess = plain_forward(row, weights, H)
        delta_2 = (target - guess) * guess * (1 - guess)
        for h, a in enumerate(hidden):
            steps[h - H] += a * delta_2
            delta_1 = delta_2 * weights[h - H] * a * (1 - a)
            for i, x in enumerate(row):
                steps[i * H + h] += x * delta_1
    return steps


def plain_train(X, y, weights, H, learning_rate, iterations):
    errors, losses = [], []
    for _ in range(iterations):
        guesses = [plain_forward(row, weights, H)[1] for row in X]
        wrong = [target - guess for target, guess in zip(y, guesses, strict=True)]
        errors.append(sum(abs(error) for error in wrong) / len(wrong))
        losses.append(sum(error**2 for error in wrong) / 2)
        steps = plain_backward(X, y, weights, H)
        weights = [w + learning_rate * step for w, step in zip(weights, steps)]
    return errors, losses, weights


def flat(*matrices):
    """The helper's matrices as one list of plain numbers."""
    return np.concatenate([matrix.ravel() for matrix in matrices]).tolist()


def close(expected, rel=1e-9, abs=1e-13):
    return pytest.approx(expected, rel=rel, abs=abs)


# Every 1000 iterations, to twelve digits: the network of the series, and as published.
FRESH = """0.496410031903 0.0429846478107 0.0241219498915 0.0181214006457
    0.0149938302832 0.0130184347753 0.0116338557950 0.0105975968339 0.00978619256891
    0.00912952418400"""
PUBLISHED = """0.498143063951 0.0447576809491 0.0273990949977 0.0212823881636
    0.0179476794050 0.0157831271653 0.0142368549605 0.0130629438924 0.0121333462089
    0.0113740710438"""


def twelve_digits(text):
    return close([float(number) for number in text.split()], rel=5e-12, abs=0)


def test_reference_errors():
    """X and y alone mean seed 1, 4 hidden units, rate 1 and 10,000 iterations."""
    run = tn.train(*tn.truth_table("XOR"))
    assert run.errors.shape == run.losses.shape == (10_000,)
    assert run.errors[::1000].tolist() == twelve_digits(FRESH)
    assert flat(*tn.init_weights()) == plain_weights(1, 4)
    with pytest.raises(AttributeError):  # not overwritten by accident
        run.errors = []


def test_published_errors():
    """The mystery of the series: the published digits come from a second draw."""
    second = plain_weights(1, 4, draws=2)
    errors, *_ = plain_train(PLAIN_X, PLAIN_Y["XOR"], second, 4, 1.0, 9001)
    assert errors[::1000] == twelve_digits(PUBLISHED)


@pytest.mark.parametrize("name", PLAIN_Y)
def test_truth_table(name):
    """Rows 00, 01, 10, 11 with a column of ones; new arrays for every caller."""
    for _ in range(2):
        X, y = tn.truth_table(name=name)
        assert X.dtype == y.dtype == float
        assert X.tolist() == PLAIN_X
        assert y.tolist() == [[target] for target in PLAIN_Y[name]]
        X += 1
        y += 1


@STEADY
@given(st.data())
def test_any_size(data):
    """Any seed, rows, columns and hidden size: the right shapes, the plain numbers."""
    rows, inputs, H = (data.draw(st.integers(1, most)) for most in (6, 5, 16))
    seed = data.draw(st.integers(0, 2**32 - 1))
    rate, iterations = data.draw(st.floats(0, 5)), data.draw(st.integers(0, 4))
    X = data.draw(arrays(float, (rows, inputs), elements=st.floats(-3, 3)))
    y = data.draw(arrays(float, (rows, 1), elements=st.floats(0, 1)))
    weights = plain_weights(seed, H, inputs)
    plain = X.tolist(), flat(y), weights, H

    w_0, w_1 = tn.init_weights(seed=seed, hidden_size=H, inputs=inputs)
    assert (w_0.shape, w_1.shape) == ((inputs, H), (H, 1))
    assert flat(w_0, w_1) == weights

    layer_1, layer_2 = tn.forward(X=X, w_0=w_0, w_1=w_1)
    layers = [plain_forward(row, weights, H) for row in plain[0]]
    assert layer_1.tolist() == [close(hidden) for hidden, _ in layers]
    assert layer_2.tolist() == [[close(guess)] for _, guess in layers]

    steps = tn.backward(X=X, y=y, w_0=w_0, w_1=w_1)
    assert [step.shape for step in steps] == [w_0.shape, w_1.shape]
    assert flat(*steps) == close(plain_backward(*plain))

    turn = {"learning_rate": rate, "iterations": iterations}
    run = tn.train(X=X, y=y, seed=seed, hidden_size=H, **turn)
    assert (run.w_0.shape, run.w_1.shape) == (w_0.shape, w_1.shape)
    errors, losses, last = plain_train(*plain, rate, iterations)
    assert run.errors.tolist() == close(errors)
    assert run.losses.tolist() == close(losses)
    assert flat(run.w_0, run.w_1) == close(last)


@pytest.mark.parametrize("H", [1, 2, 4, 7])
@pytest.mark.parametrize("name", PLAIN_Y)
def test_gradients(name, H):
    """Formula, nudging and the plain network agree on every weight."""
    X, y = tn.truth_table(name)
    w_0, w_1 = tn.init_weights(seed=5, hidden_size=H)
    expected = plain_backward(PLAIN_X, PLAIN_Y[name], flat(w_0, w_1), H)
    assert flat(*tn.backward(X, y, w_0, w_1)) == close(expected)
    nudged = flat(*tn.backward_by_nudging(X=X, y=y, w_0=w_0, w_1=w_1))
    assert nudged == close(expected, rel=0, abs=1e-9)
    coarse = flat(*tn.backward_by_nudging(X, y, w_0, w_1, nudge=0.01))
    assert coarse == close(expected, rel=0, abs=1e-4)
    assert coarse != close(expected, rel=0, abs=1e-8), "the nudge plays no part"


SHAPES = array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)


@STEADY
@given(arrays(float, SHAPES, elements=st.floats()) | arrays(integer_dtypes(), SHAPES))
@example(np.array([-math.inf, -1e308, -700, -40, 0, 700, 1e308, math.inf, math.nan]))
@example(np.array([-(2**63), 2**63 - 1]))
@example(np.array([1, 255], dtype=np.uint8))
def test_sigmoid_of_any_array(z):
    """No warning; shape and z stay; fourteen digits are right, however small."""
    before = z.copy()
    with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
        warnings.simplefilter("error")
        a = np.asarray(tn.sigmoid(z))
    assert (a.shape, a.dtype) == (z.shape, float)
    expected = [plain_sigmoid(float(number)) for number in z.ravel()]
    right = pytest.approx(expected, rel=1e-14, abs=1e-305, nan_ok=True)
    assert a.ravel().tolist() == right and not np.any(a > 1)
    assert np.array_equal(z, before, equal_nan=True)


def test_sigmoid_slope_takes_the_output():
    """Fed with outputs it is sigmoid's slope; fed z = 2 by mistake, it says -2."""
    for z in range(-20, 21):
        nudged = (plain_sigmoid(z + 1e-5) - plain_sigmoid(z - 1e-5)) / 2e-5
        assert tn.sigmoid_slope(a=tn.sigmoid(z=z)) == close(nudged, rel=0, abs=1e-9)
    assert tn.sigmoid_slope(np.array([[0, 0.5, 1, 2]])).tolist() == [[0, 0.25, 0, -2]]


X, Y = tn.truth_table("XOR")
W_0, W_1 = tn.init_weights(seed=1, hidden_size=5)
TABLE = {"X": X, "y": Y}
DRAW = {"seed": 1, "hidden_size": 5}
WEIGHTS = {"w_0": W_0, "w_1": W_1}
TURN = {"hidden_size": 5, "learning_rate": 1.0, "iterations": 2}
GOOD = {
    tn.forward: {"X": X} | WEIGHTS,
    tn.backward: TABLE | WEIGHTS,
    tn.backward_by_nudging: TABLE | WEIGHTS | {"nudge": 1e-5},
    tn.train: TABLE | TURN | {"seed": 1},
    tn.train_many: TABLE | TURN | {"seeds": [1], "every": 1},
    tn.init_weights: DRAW | {"inputs": 3},
    tn.truth_table: {"name": "XOR"},
}
WIDE = [W_1[:3], W_1[:, 0], np.hstack([W_1, W_1])]
BAD = [  # argument, what is passed, what the message must say is expected
    ("X", [X[0], X[None]], r"\(rows, .*at least one"),
    ("y", [Y[:, 0], Y.T, Y[:3]], r"\(4, 1\)"),
    ("w_0", [W_0.T, W_0[0]], r"\(3, "),
    ("w_1", WIDE, r"\(5, 1\): a row for each hid"),
    ("hidden_size", [0, -1, 2.5, "4", [2]], "a whole number of at least 1"),
    ("inputs", [0, 2.5], "a whole number of at least 1"),
    ("seed", [None, -1, 1.5, 2**32, True], "a whole number from 0 to 4294967295"),
    ("seeds", [[], 5], "a list of at least one whole number"),
    ("iterations", [-1, 2.5, "many"], "a whole number of at least [01]"),
    ("every", [0, 2.5], "a whole number of at least 1"),
    ("learning_rate", [math.nan, math.inf, -math.inf, "fast"], "a finite number"),
    ("nudge", [math.nan, "small"], "a finite number"),
    ("name", ["XAND", "xor", 3], "XOR, NAND"),
]


@pytest.mark.parametrize("function", GOOD, ids=lambda function: function.__name__)
@pytest.mark.parametrize(("argument", "values", "expected"), BAD)
def test_bad_input_gets_one_clear_sentence(function, argument, values, expected):
    """The helper itself says which argument, what was passed and what is expected."""
    for value in values if argument in GOOD[function] else ():
        with pytest.raises((ValueError, TypeError)) as caught:
            function(**GOOD[function] | {argument: value})
        message = str(caught.value)
        passed = str(getattr(value, "shape", value))
        assert argument in message or argument == "name"
        assert passed in message
        assert re.search(f"expected .*{expected}", message)
        assert not re.search(r"\n|[.!?] +[A-Z]", message), "more than one sentence"
        assert str(caught.traceback[-1].path) == tn.__file__, "raised inside numpy"
        assert caught.value.__suppress_context__ or caught.value.__context__ is None


def every_result(X, y, w_0, w_1):
    """All numbers the network functions give, as bytes: equal means bit for bit."""
    run = tn.train(X, y, iterations=20)
    results = [run.errors, run.losses, run.w_0, run.w_1, *tn.init_weights()]
    results += [tn.sigmoid(X), tn.sigmoid_slope(y), *tn.forward(X, w_0, w_1)]
    results += [*tn.backward(X, y, w_0, w_1), *tn.backward_by_nudging(X, y, w_0, w_1)]
    return [result.tobytes() for result in results]


def test_nothing_is_hidden_or_changed_in_place():
    """Inputs stay, even read-only ones; numpy's generator and settings play no part."""
    inputs = [*tn.truth_table("XOR"), *tn.init_weights(seed=1)]
    before = [array.copy() for array in inputs]
    usual = every_result(*inputs)
    assert all(map(np.array_equal, inputs, before))
    for array in inputs:
        array.setflags(write=False)
    np.random.seed(7)
    state = np.random.get_state()
    wild = {"learning_rate": 1e4, "iterations": 50}
    with np.errstate(all="raise"):
        assert every_result(*inputs) == usual
        for seed in range(25):  # with weights so large that products underflow
            run = tn.train(X, Y, seed, learning_rate=1e4, iterations=300)
            assert np.isfinite(flat(*tn.backward(X, Y, run.w_0, run.w_1))).all()
        assert tn.sigmoid([-1000.0, 1000.0]).tolist() == [0, 1]
        assert np.isfinite(tn.train(X, Y, **wild).errors).all()
        assert np.isfinite(tn.train_many(X, Y, range(3), **wild).errors).all()
        assert {*np.geterr().values()} == {"raise"}
    assert all(map(np.array_equal, np.random.get_state(), state))


def test_snapshots_are_the_weights_before_their_iteration():
    run = tn.train(X, Y, seed=3, learning_rate=0.7, iterations=50, snapshots=[0, 17])
    assert [*run.snapshots] == [0, 17]
    for iteration, weights in run.snapshots.items():
        young = tn.train(X, Y, seed=3, learning_rate=0.7, iterations=iteration)
        assert flat(*weights) == flat(young.w_0, young.w_1)


def test_a_number_that_is_none_is_told():
    many = np.tile(X, (200, 1)), np.tile(Y, (200, 1))  # so large a step overflows
    run = tn.train(*many, learning_rate=1.7e308, iterations=5)
    first = int(np.isnan(run.errors).argmax())
    assert 0 < first and np.isnan(run.errors[first:]).all() and not run.learned
    said = f"error is not a number from iteration {first} on"
    assert repr(run) == f"Run, hidden size 4: {said}"


def test_what_is_no_number_is_refused():
    for said, call in {
        "each of seeds is 2.5; expected": lambda: tn.train_many(X, Y, [1, 2.5]),
        "seed 9 was not trained": lambda: tn.train_many(X, Y, [5], 1).weights(9),
        "X holds nan; expected finite": lambda: tn.train(X * math.nan, Y),
        "z is None; expected real numbers.": lambda: tn.sigmoid(None),
        r"z is masked.*; expected": lambda: tn.sigmoid(np.ma.masked_less([0, 1], 1)),
        "y goes from -1 to 1; expected 0 to 1": lambda: tn.train(X, 2 * Y - 1),
        "each of snapshots is -1; expected": lambda: tn.train(X, Y, snapshots=[-1]),
    }.items():
        with pytest.raises((TypeError, ValueError), match=said):
            call()


def test_numbers_come_in_any_form():
    """Lists, fractions, whole numbers of any width, and columns of a table."""
    assert np.shape(tn.sigmoid(0)) == () and tn.sigmoid(0) == 0.5
    z = [[Fraction(1, 2)], [True]]
    assert tn.sigmoid(z).tolist() == tn.sigmoid([[0.5], [1.0]]).tolist()
    assert tn.sigmoid_slope(np.array([2, 3], np.uint8)).tolist() == [-2, -6]
    lists = [array.tolist() for array in (X, Y, W_0, W_1)]
    assert every_result(*map(np.array, lists)) == every_result(X, Y, W_0, W_1)
    assert flat(*tn.backward(*lists)) == flat(*tn.backward(X, Y, W_0, W_1))
