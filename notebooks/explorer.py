"""The explorer of lesson 04: a network as it learns, and all that one can turn.

`explore` is a live picture that trains: every network is trained once and kept. It also
plays the iterations one after another, goes back to where it started, and finds the
next seed that is stuck so far.
"""

import functools

import ipywidgets as widgets
import pictures
from live import HIDDEN_SIZES, SEEDS, LivePicture
from tinynet_helpers import TRUTH_TABLES, train, train_many, truth_table

LEARNING_RATES = [0.1, 0.3, 1.0, 3.0, 10.0]

# The iterations that can be looked at: close together at first, where most happens.
EARLY = list(range(0, 500, 25))
LATER = list(range(500, 2000, 100))
LATE = list(range(2000, 10_001, 500))
ITERATIONS = EARLY + LATER + LATE

# Iteration 10,000 shows the network before that update.
TRAINED_ITERATIONS = ITERATIONS[-1] + 1


def explore(seed=1, hidden_size=4, learning_rate=1.0, table="XOR", iteration=10_000):
    """Show a network as it learns, with a control for everything (lesson 04).

    What a control cannot show is a ValueError or a TypeError of one sentence.
    """
    return Explorer(seed, hidden_size, learning_rate, table, iteration)


class Explorer(LivePicture):
    """The live picture of `explore`, with its buttons."""

    def __init__(self, seed, hidden_size, learning_rate, table, iteration):
        super().__init__(
            plot_trained,
            made_by="explore",
            seed=(seed, SEEDS[0], SEEDS[1]),
            hidden_size=(hidden_size, HIDDEN_SIZES[0], HIDDEN_SIZES[1]),
            learning_rate=(learning_rate, LEARNING_RATES),
            table=(table, TRUTH_TABLES),
            iteration=(iteration, ITERATIONS),
        )

        # It counts through the places of the iteration's slider.
        self.play = widgets.Play(max=len(ITERATIONS) - 1, interval=150)
        widgets.link((self.controls["iteration"], "index"), (self.play, "value"))

        self.reset = widgets.Button(description="Reset")
        self.reset.on_click(self.go_back)
        self.search = widgets.Button(description="Next stuck seed")
        self.search.on_click(self.go_to_next_stuck_seed)

        buttons = widgets.HBox([self.play, self.reset, self.search])
        buttons.layout.flex_flow = "row wrap"
        buttons.layout.grid_gap = "0 1em"
        self.reset.layout.width = "auto"
        self.search.layout.width = "auto"
        self.panel.children += (buttons,)

    def go_back(self, button):
        """Show again what the explorer started with."""
        self.show(**self.initial_values)

    def go_to_next_stuck_seed(self, button):
        """Show the next seed that is stuck so far, or say that there is no other."""
        self.status.value = "Searching …"
        seed = next_stuck_seed(
            self.controls["seed"].value,
            self.controls["hidden_size"].value,
            self.controls["learning_rate"].value,
            self.controls["table"].value,
        )
        if seed is not None:
            self.show(seed=seed)
        else:
            self.update()
            self.status.value += f" No other seed up to {SEEDS[1]} is stuck so far."


def next_stuck_seed(seed, hidden_size, learning_rate, table):
    """Return the next seed whose network is stuck so far, or None.

    After the last seed comes the first.
    """
    others = list(range(seed + 1, SEEDS[1] + 1)) + list(range(SEEDS[0], seed))
    while others:
        hundred, others = others[:100], others[100:]
        for other in slow_seeds(hundred, hidden_size, learning_rate, table):
            if not trained(other, hidden_size, learning_rate, table).learned:
                return other
    return None


def slow_seeds(seeds, hidden_size, learning_rate, table):
    """Return those of the seeds that may be stuck so far.

    Most networks learn early. So all are trained side by side for a while, and then
    only the rest to the end, unless it is so small that `trained` is faster.
    """
    X, y = truth_table(table)

    for iterations in (1000, TRAINED_ITERATIONS):
        runs = train_many(
            X, y, seeds, hidden_size, learning_rate, iterations, every=iterations
        )
        seeds = [seed for seed, learned in zip(seeds, runs.learned) if not learned]
        if len(seeds) < 10:
            break
    return seeds


# Each Run takes 0.2 to 0.3 MB, so all that are kept take at most 60.
@functools.lru_cache(maxsize=200)
def trained(seed, hidden_size, learning_rate, table):
    """Return the Run of a network, with its weights at all ITERATIONS."""
    X, y = truth_table(table)

    return train(
        X,
        y,
        seed,
        hidden_size,
        learning_rate,
        iterations=TRAINED_ITERATIONS,
        snapshots=ITERATIONS,
    )


def plot_trained(seed, hidden_size, learning_rate, table, iteration):
    """Draw a network of the explorer, before its update of an iteration."""
    run = trained(seed, hidden_size, learning_rate, table)
    _, y = truth_table(table)
    size_and_rate = f"hidden size {hidden_size}, learning rate {learning_rate:g}"
    title = f"{table}, seed {seed}, {size_and_rate}"
    return pictures.plot_explorer(run, y, iteration, title)
