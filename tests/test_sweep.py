"""Many networks at once give the numbers of one at a time."""

from types import SimpleNamespace

import numpy as np
import pytest
import tinynet_helpers as tinynet
from tinynet_helpers import train, train_many, truth_table

X, y = truth_table("XOR")
SEEDS = [0, 1, 2, 215, 798, 900, 911, 950]  # the last five are stuck with 4 units


def equal(many, one):
    return np.allclose(many, one, rtol=1e-9, atol=0)


@pytest.mark.parametrize("hidden_size", range(1, 17))
def test_each_network_has_the_numbers_it_has_alone(hidden_size):
    runs = train_many(X, y, SEEDS, hidden_size, iterations=500)
    assert runs.errors.shape == (500, len(SEEDS))
    assert runs.w_0.shape == (hidden_size, 3, 8)
    assert runs.w_1.shape == (hidden_size, 1, 8)
    for at, seed in enumerate(SEEDS):
        run = train(X, y, seed, hidden_size, iterations=500)
        assert equal(runs.errors[:, at], run.errors)
        assert runs.last_errors[at] == runs.errors[-1, at]
        for many, one in zip(runs.weights(seed), (run.w_0, run.w_1), strict=True):
            assert equal(many, one)


def test_stuck_ones_are_stuck_alike():
    runs = train_many(X, y, SEEDS, every=1000)
    assert runs.learned.tolist() == [True] * 3 + [False] * 5
    assert runs.iterations.tolist() == list(range(0, 10_000, 1000))
    assert equal(runs.errors[:, -2], train(X, y, seed=911).errors[::1000])


@pytest.mark.parametrize("table", tinynet.TRUTH_TABLES)
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_any_table_any_rate_any_columns(table, columns):
    inputs, targets = X[:, :columns], truth_table(table)[1]
    runs = train_many(inputs, targets, [3, 4], 2, learning_rate=0.5, iterations=300)
    run = train(inputs, targets, 4, 2, learning_rate=0.5, iterations=300)
    assert equal(runs.errors[:, 1], run.errors)


def test_a_network_does_not_depend_on_its_neighbours(monkeypatch):
    many = train_many(X, y, range(60), iterations=500)
    monkeypatch.setattr(tinynet, "BLOCK", 7)
    for seeds in ([5], [5, 5], [41, 5, 17], range(30)):
        few = train_many(X, y, seeds, iterations=500)
        assert np.allclose(few.errors, many.errors[:, list(seeds)], rtol=1e-12)


@pytest.mark.parametrize("done", [0, 4, 8])
def test_an_interrupt_keeps_the_blocks_that_are_finished(monkeypatch, capsys, done):
    """It comes in the middle of the block after so many finished networks."""
    turn = {"seeds": range(9), "iterations": 30, "every": 7}
    whole = train_many(X, y, **turn)

    def interrupted(work):
        yield from range(30 * done // 4 + 15)
        raise KeyboardInterrupt

    monkeypatch.setattr(tinynet, "BLOCK", 4)  # so there are 3 blocks
    monkeypatch.setattr(tinynet, "_counted", interrupted)
    if not done:
        with pytest.raises(KeyboardInterrupt):
            train_many(X, y, **turn)
        return
    runs = train_many(X, y, **turn)
    assert f"only {done} networks are finished" in capsys.readouterr().out
    assert runs.seeds == tuple(range(done))
    assert equal(runs.errors, whole.errors[:, :done])
    assert equal(runs.weights(3)[0], whole.weights(3)[0])
    assert repr(runs).endswith(f"of {done} networks learned")


@pytest.mark.parametrize(("seconds", "said"), [(1, ""), (40, "    40 seconds left")])
def test_only_a_long_sweep_says_how_long_it_takes(monkeypatch, capsys, seconds, said):
    monkeypatch.delenv("TINYNET_QUIET", raising=False)
    clock = iter(range(0, 100 * seconds, seconds))
    monkeypatch.setattr(tinynet, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    train_many(X, y, range(2), iterations=2000)
    assert capsys.readouterr().out.strip("\r\n") == said


@pytest.mark.parametrize("form", [list, tuple, np.array, iter])
def test_seeds_come_in_any_form_and_any_order(form):
    runs = train_many(X, y, form([3, 1, 3]), 2, iterations=30)
    with pytest.raises(AttributeError):
        runs.errors = []
    assert runs.seeds == (3, 1, 3)
    for at, seed in enumerate(runs.seeds):
        assert equal(runs.errors[:, at], train(X, y, seed, 2, iterations=30).errors)
