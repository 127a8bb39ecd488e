"""Many networks at once give the numbers of one at a time."""

import numpy as np
import pytest
import tinynet_helpers
from numpy.testing import assert_allclose
from tinynet_helpers import train, train_many, truth_table

X, Y = truth_table("XOR")
SEEDS = [0, 1, 2, 215, 798, 900, 911, 950]  # the last five are stuck with 4 units


def assert_same(many, one):
    assert_allclose(many, one, rtol=1e-9, atol=0)


@pytest.mark.parametrize("hidden_size", [1, 2, 4, 7, 16])
def test_each_network_has_the_numbers_it_has_alone(hidden_size):
    runs = train_many(X=X, y=Y, seeds=SEEDS, hidden_size=hidden_size, iterations=500)
    assert runs.errors.shape == (500, 8)
    assert runs.w_0.shape == (hidden_size, 3, 8)
    assert runs.w_1.shape == (hidden_size, 1, 8)

    for position, seed in enumerate(SEEDS):
        run = train(X, Y, seed=seed, hidden_size=hidden_size, iterations=500)
        assert_same(runs.errors[:, position], run.errors)
        assert_same(runs.last_errors[position], run.errors[-1])
        w_0, w_1 = runs.weights(seed=seed)
        assert_same(w_0, run.w_0)
        assert_same(w_1, run.w_1)


def test_other_data_another_rate_and_seeds_in_any_form_and_order():
    random = np.random.RandomState(1)
    inputs, targets = random.normal(size=(7, 5)), random.random_sample((7, 1))
    seeds = iter([4, 3, 4])
    runs = train_many(inputs, targets, seeds, learning_rate=0.5, iterations=300)
    assert runs.seeds == (4, 3, 4)
    for position, seed in enumerate(runs.seeds):
        run = train(inputs, targets, seed=seed, learning_rate=0.5, iterations=300)
        assert_same(runs.errors[:, position], run.errors)


def test_stuck_ones_are_stuck_here_too():
    runs = train_many(X, Y, SEEDS, every=1000)
    assert runs.learned.tolist() == [True] * 3 + [False] * 5
    assert repr(runs) == "Runs, hidden size 4: 3 of 8 networks learned"
    assert runs.iterations.tolist() == list(range(0, 10_000, 1000))
    assert_same(runs.errors[:, 6], train(X, Y, seed=911).errors[::1000])


def test_every_need_not_divide_the_iterations():
    runs = train_many(X, Y, [5], iterations=10, every=4)
    errors = train(X, Y, seed=5, iterations=10).errors
    assert runs.iterations.tolist() == [0, 4, 8]
    assert_same(runs.errors[:, 0], errors[[0, 4, 8]])
    assert_same(runs.last_errors, errors[-1:])


def test_only_a_long_sweep_says_how_far_it_is(capsys, monkeypatch):
    """One with more than ten million updates; here, of one small network for speed."""
    seeds = np.zeros(10_000, dtype=int)
    weights = np.zeros((1, 3, len(seeds))), np.zeros((1, 1, len(seeds)))
    monkeypatch.setattr(tinynet_helpers, "stack_weights", lambda *_, **__: weights)
    train_many(X[:1], Y[:1], seeds, hidden_size=1, iterations=10)
    assert capsys.readouterr().out == ""
    train_many(X[:1], Y[:1], seeds, hidden_size=1, iterations=1001, every=1000)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["iteration 0 of 1,001", "iteration 100 of 1,001"]
    assert lines[-1] == "iteration 1,000 of 1,001"


def test_weights_of_a_network_that_was_not_trained():
    runs = train_many(X, Y, [5], iterations=1)
    sentence = "seed is 9; expected one of the trained seeds"
    with pytest.raises(ValueError, match=sentence):
        runs.weights(9)
