"""The explorer shows what `train` trains, plays it, and finds stuck networks."""

import asyncio
import threading

import explorer
import numpy as np
import pytest
import tinynet_helpers as tinynet
from tinynet_helpers import train, train_many, truth_table


@pytest.mark.parametrize(
    ("settings", "table", "iteration"),
    [
        ((911, 5, 1.0), "XOR", 10_000),
        ((999, 16, 0.3), "NOR", 475),
        ((50, 1, 10.0), "AND", 10_000),
        ((0, 4, 0.1), "OR", 0),
    ],
)
def test_it_shows_the_network_of_its_sliders(settings, table, iteration):
    seed, hidden_size, learning_rate = settings
    shown = explorer.explore()
    shown.show(
        seed=seed,
        hidden_size=hidden_size,
        learning_rate=learning_rate,
        table=table,
        iteration=iteration,
    )

    X, y = truth_table(table)
    run = train(X, y, seed, hidden_size, learning_rate, iterations=iteration)
    guesses = tinynet.forward(X, run.w_0, run.w_1)[1]
    error = np.abs(y - guesses).mean()
    loss = np.sum((y - guesses) ** 2) / 2
    verdict = "not yet"
    if error < 0.1:
        verdict = "learned"
    elif iteration == 10_000:
        verdict = "stuck so far"
    network = f"{table}, seed {seed}, hidden size {hidden_size}, learning rate "
    network += f"{learning_rate:g}, iteration {iteration:,}"
    assert f"{network}: {verdict}, error {error:.4g}." in shown.status.value
    words = shown.words.replace("−", "-")
    assert f"loss {loss:.4g}. " in words
    for target, guess in zip(y[:, 0], guesses[:, 0]):
        assert f"target {target:g}, guess {guess:.4g}: " in words


def test_it_finds_the_next_stuck_seed_and_goes_back():
    shown = explorer.explore()
    shown.show(seed=911)
    for seed in (950, 215):  # after the last comes the first
        shown.search.click()
        assert shown.values() == shown.initial_values | {"seed": seed}
        assert "stuck so far" in shown.status.value

    shown.show(table="OR", iteration=0)
    shown.reset.click()
    assert shown.values() == shown.initial_values


def test_it_says_that_no_other_seed_is_stuck_until_it_is_moved(monkeypatch):
    monkeypatch.setattr(explorer, "SEEDS", (0, 20))
    shown = explorer.explore(table="OR", hidden_size=6)
    for search in range(2):
        shown.search.click()
        network, _, said = shown.status.value.partition(": ")
        assert network == shown.words.partition(": ")[0]
        assert said.count("No other seed up to 20 is stuck so far.") == 1

    shown.show(iteration=0)
    assert "No other seed" not in shown.status.value


def test_the_search_leaves_out_no_seed():
    X, y = truth_table("XOR")
    runs = train_many(X, y, range(40), 2, 3.0, iterations=10_001, every=10_001)
    stuck = np.flatnonzero(~runs.learned).tolist()
    assert 10 < len(stuck) < 40
    assert explorer.slow_seeds(range(40), 2, 3.0, "XOR") == stuck


def test_it_plays_the_iterations():
    shown = explorer.explore()
    shown.play.value = 0
    assert shown.values()["iteration"] == 0
    assert "iteration 0: not yet" in shown.words
    shown.play.value = shown.play.max
    assert shown.values()["iteration"] == 10_000


def test_nothing_goes_on_where_nobody_moves():
    """It starts no thread and no task, and remembers at most 200 networks."""

    async def cell():
        explorer.explore().controls["seed"].value = 2
        return threading.active_count(), asyncio.all_tasks()

    threads = threading.active_count()
    after, tasks = asyncio.run(cell())
    assert after == threads
    assert len(tasks) == 1  # this one
    assert explorer.trained.cache_info().maxsize == 200
