"""Many networks at once give the numbers of one at a time."""

import signal
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
    runs = train_many(X, y, SEEDS, hidden_size, iterations=2000)
    assert runs.errors.shape == (2000, len(SEEDS))
    for at, seed in enumerate(SEEDS):
        run = train(X, y, seed, hidden_size, iterations=2000)
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


def test_weights_of_one_network():
    runs = train_many(X, y, range(5), 4, iterations=100, every=40)
    assert runs.errors.shape == (3, 5) and runs.last_errors.shape == (5,)
    assert runs.w_0.shape == (4, 3, 5) and runs.w_1.shape == (4, 1, 5)
    assert [w.shape for w in runs.weights(3)] == [(3, 4), (4, 1)]
    with pytest.raises(ValueError, match="seed 9 was not trained"):
        runs.weights(9)


@pytest.mark.parametrize("blocks", [0, 1, 2])
def test_an_interrupt_keeps_the_blocks_that_are_finished(monkeypatch, capsys, blocks):
    """A real SIGINT comes in the middle of the block after so many finished ones."""
    whole = train_many(X, y, range(9), iterations=3000, every=7)
    monkeypatch.setattr(tinynet, "BLOCK", 4)  # so there are 3 blocks
    clock = iter(range(100))

    def look_at_the_clock():  # at the start and after each 1000 iterations
        now = next(clock)
        if now == 3 * blocks + 2:
            signal.raise_signal(signal.SIGINT)
        return now / 1000

    # Only the helper's clock: threads of pytest and of xdist look at the real one.
    monkeypatch.setattr(tinynet, "time", SimpleNamespace(monotonic=look_at_the_clock))
    monkeypatch.delenv("TINYNET_QUIET", raising=False)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # as in a kernel
    try:
        if blocks == 0:
            with pytest.raises(KeyboardInterrupt):
                train_many(X, y, range(9), iterations=3000, every=7)
            return
        runs = train_many(X, y, range(9), iterations=3000, every=7)
    finally:
        signal.signal(signal.SIGINT, before)
    done = 4 * blocks
    assert f"only {done} networks are finished" in capsys.readouterr().out
    assert runs.seeds == tuple(range(done)) and runs.errors.shape[1] == done
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


@pytest.mark.parametrize(
    "seeds", [[3, 1, 3], (3, 1, 3), np.array([3, 1, 3]), iter([3, 1, 3])]
)
def test_seeds_come_in_any_form_and_any_order(seeds):
    runs = train_many(X, y, seeds, 2, iterations=30)
    assert runs.seeds == (3, 1, 3)
    for at, seed in enumerate(runs.seeds):
        assert equal(runs.errors[:, at], train(X, y, seed, 2, iterations=30).errors)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"seeds": []}, "seeds is []; expected a list of at least one whole number"),
        ({"seeds": 5}, "seeds is 5; expected a list of at least one whole number"),
        ({"seeds": [1, 2.5]}, "each of seeds is 2.5; expected a whole number from 0"),
        ({"seeds": [[1, 2]]}, "each of seeds is [1, 2]; expected a whole number"),
        ({"seeds": [1, 2**32]}, "each of seeds is 4294967296; expected a whole number"),
        ({"seeds": [1, -1]}, "each of seeds is -1; expected a whole number from 0"),
        ({"hidden_size": [2]}, "hidden_size is [2]; expected a whole number of at"),
        ({"hidden_size": 0}, "hidden_size is 0; expected a whole number of at least 1"),
        ({"iterations": 0}, "iterations is 0; expected a whole number of at least 1"),
        ({"every": 0}, "every is 0; expected a whole number of at least 1"),
        ({"learning_rate": np.inf}, "learning_rate is inf; expected a finite number"),
    ],
)
def test_bad_input_gets_one_clear_sentence(wrong, words):
    with pytest.raises((TypeError, ValueError)) as problem:
        train_many(X, y, **({"seeds": [1], "iterations": 5} | wrong))
    assert words in str(problem.value) and "\n" not in str(problem.value)
