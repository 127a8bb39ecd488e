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


@pytest.mark.parametrize("hidden_size", [1, 2, 3, 4, 7, 16])
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


def test_other_data_and_another_rate():
    random = np.random.RandomState(1)
    inputs, targets = random.normal(size=(7, 5)), random.random_sample((7, 1))
    runs = train_many(inputs, targets, [3, 4], learning_rate=0.5, iterations=300)
    run = train(inputs, targets, seed=4, learning_rate=0.5, iterations=300)
    assert_same(runs.errors[:, 1], run.errors)


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


def test_a_network_does_not_depend_on_its_neighbours():
    many = train_many(X, Y, range(60), iterations=500)
    for seeds in ([5], [5, 5], [41, 5, 17], range(30)):
        few = train_many(X, Y, seeds, iterations=500)
        assert_allclose(few.errors, many.errors[:, list(seeds)], rtol=1e-12)


@pytest.mark.parametrize("form", [list, tuple, np.array, iter])
def test_seeds_come_in_any_form_and_any_order(form):
    runs = train_many(X, Y, form([3, 1, 3]), iterations=30)
    assert runs.seeds == (3, 1, 3)
    for position, seed in enumerate(runs.seeds):
        run = train(X, Y, seed=seed, iterations=30)
        assert_same(runs.errors[:, position], run.errors)


def test_only_a_long_sweep_says_how_far_it_is(capsys, monkeypatch):
    """One with more updates than a thousand networks in ten thousand iterations."""
    seeds = np.zeros(10_000, dtype=int)
    weights = np.zeros((1, 3, len(seeds))), np.zeros((1, 1, len(seeds)))
    monkeypatch.setattr(tinynet_helpers, "stack_weights", lambda *_, **__: weights)
    train_many(X[:1], Y[:1], seeds, hidden_size=1, iterations=1000, every=1000)
    assert capsys.readouterr().out == ""
    train_many(X[:1], Y[:1], seeds, hidden_size=1, iterations=1001, every=1000)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["iteration 0 of 1,001", "iteration 100 of 1,001"]
    assert lines[-1] == "iteration 1,000 of 1,001"


def test_weights_of_a_network_that_was_not_trained():
    runs = train_many(X, Y, [5], iterations=1)
    with pytest.raises(
        ValueError, match="seed is 9; expected one of the trained seeds"
    ):
        runs.weights(9)
    with pytest.raises(TypeError, match="seed is True; expected a whole number"):
        runs.weights(True)


def test_a_sweep_has_at_least_one_iteration():
    with pytest.raises(ValueError, match="iterations is 0; expected a whole number"):
        train_many(X, Y, [5], iterations=0)
