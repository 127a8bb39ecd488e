"""Many networks at once give the numbers of one at a time."""

import numpy as np
import pytest
import tinynet_helpers as tinynet
from tinynet_helpers import train, train_many, truth_table

X, y = truth_table("XOR")
SEEDS = [0, 1, 2, 215, 798, 900, 911, 950]  # the last five are stuck with 4 units


def equal(many, one):
    return np.allclose(many, one, rtol=1e-9, atol=0)


@pytest.mark.parametrize("hidden_size", [1, 2, 3, 4, 7, 16])
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


def test_several_sizes_at_once():
    runs = train_many(X, y, range(5), [2, 4, 2], iterations=100, every=40)
    assert runs.errors.shape == (3, 3, 5) and runs.last_errors.shape == (3, 5)
    assert equal(runs.errors[:, 0], runs.errors[:, 2])
    assert equal(runs.errors[:, 1, 3], train(X, y, 3, 4, iterations=100).errors[::40])
    assert [w.shape for w in runs.weights(3, 4)] == [(3, 4), (4, 1)]
    with pytest.raises(ValueError, match="seed 9 with hidden size 4 was not trained"):
        runs.weights(9, 4)


def test_an_interrupt_keeps_what_is_finished(monkeypatch, capsys):
    whole = train_many(X, y, range(9), [2, 4], iterations=50)
    monkeypatch.setattr(tinynet, "BLOCK", 4)
    calls, work = [], tinynet._train_block

    def interrupted(*arguments):
        calls.append(1)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return work(*arguments)

    monkeypatch.setattr(tinynet, "_train_block", interrupted)
    runs = train_many(X, y, range(9), [2, 4], iterations=50)
    assert "the errors of 5 networks are missing" in capsys.readouterr().out
    assert np.isnan(runs.last_errors).tolist() == [
        [False] * 9,
        [False] * 4 + [True] * 5,
    ]
    assert equal(runs.errors[:, 0], whole.errors[:, 0])
    assert equal(runs.weights(3, 4)[0], whole.weights(3, 4)[0])
    assert repr(runs).endswith("of 13 finished networks learned")


@pytest.mark.parametrize(("seconds", "said"), [(1, ""), (100, " 100 seconds left")])
def test_only_a_long_sweep_says_how_long_it_takes(monkeypatch, capsys, seconds, said):
    monkeypatch.setattr(tinynet, "BLOCK", 2)
    monkeypatch.delenv("TINYNET_QUIET")
    clock = iter(range(0, 100 * seconds, seconds))
    monkeypatch.setattr(tinynet.time, "monotonic", lambda: next(clock))
    train_many(X, y, range(4), iterations=10)
    assert capsys.readouterr().out.strip("\r\n") == said


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"seeds": []}, "seeds is []; expected at least one whole number"),
        ({"seeds": 5}, "seeds is 5; expected a list of whole numbers"),
        ({"seeds": [1, 2.5]}, "seeds is [1, 2.5]; expected a list of whole numbers"),
        ({"seeds": [1, -1]}, "each of seeds is -1; expected a whole number from 0"),
        ({"hidden_size": [2, 0]}, "each of hidden_size is 0; expected a whole number"),
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
