"""The explorer plays the iterations, goes back, and finds networks that are stuck.

test_live.py looks at the pictures that it shows.
"""

import asyncio
import threading

import explorer
import numpy as np
from tinynet_helpers import train_many, truth_table


def test_it_finds_the_next_stuck_seed_and_goes_back():
    picture = explorer.explore()
    picture.show(seed=911)
    picture.search.click()
    assert picture.values() == picture.initial_values | {"seed": 950}
    assert "stuck so far" in picture.status.value

    picture.show(table="OR", iteration=0)
    picture.reset.click()
    assert picture.values() == picture.initial_values


def test_it_says_that_no_other_seed_is_stuck_until_it_is_moved(monkeypatch):
    monkeypatch.setattr(explorer, "SEEDS", (0, 20))
    picture = explorer.explore(table="OR", hidden_size=6)
    for search in range(2):
        picture.search.click()
        network, _, said = picture.status.value.partition(": ")
        assert network == picture.words.partition(": ")[0]
        assert said.count("No other seed up to 20 is stuck so far.") == 1

    picture.show(iteration=0)
    assert "No other seed" not in picture.status.value


def test_the_search_goes_around_and_leaves_out_no_seed(monkeypatch):
    monkeypatch.setattr(explorer, "SEEDS", (0, 4))
    X, y = truth_table("AND")
    runs = train_many(X, y, range(5), 2, learning_rate=10, iterations=10_001)
    stuck = np.flatnonzero(~runs.learned).tolist()
    picture = explorer.explore(stuck[-1], 2, 10.0, "AND", iteration=0)
    for seed in stuck:
        picture.search.click()
        assert picture.values()["seed"] == seed


def test_it_plays_the_iterations():
    picture = explorer.explore()
    picture.play.value = 0
    assert picture.values()["iteration"] == 0
    assert "iteration 0: not yet" in picture.words
    picture.play.value = picture.play.max
    assert picture.values()["iteration"] == 10_000
    gaps = np.diff(explorer.ITERATIONS)
    assert max(gaps[:20]) == 25 and max(gaps) == 500  # nothing is passed over


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
