"""A live picture shows what its controls say: picture, words and line are one state."""

import asyncio
import base64
import io
import re
import threading

import live
import numpy as np
import pictures
import pytest
import tinynet_helpers as tinynet
from PIL import Image
from project import ROOT
from tinynet_helpers import init_weights, train, train_many, truth_table

from tests.same_outputs import compare

X, y = truth_table("XOR")
W_0, W_1 = init_weights(seed=1, hidden_size=4)
MANY = {H: train_many(X, y, range(30), H, iterations=50, every=10) for H in (2, 4)}

BACKPROP, LINE = (X, y, W_0, W_1), dict(weight_1=-20, weight_2=7, bias=20, table="NOR")
NETWORK = dict(seed=20, hidden_size=2, learning_rate=10.0, table="NAND", iteration=300)
LIVE = [  # what makes it, the picture that it shows, what both get, moves
    (live.live_neuron, pictures.plot_neuron, (), dict(weight=-3.5, bias=10)),
    (live.live_line, pictures.plot_line, (), LINE),
    (live.live_untrained, pictures.plot_untrained, (), dict(seed=999, hidden_size=16)),
    (live.live_backprop, pictures.plot_backprop, BACKPROP, dict(stage=7, row=3)),
    (live.live_map, pictures.plot_one_of_many, (MANY,), dict(seed=29, hidden_size=4)),
    (live.explore, live.plot_trained, (), NETWORK),
]


def line(shown):
    """The line of Python that rebuilds the view."""
    return re.search("<code>(.*)</code>", shown.shown.value)[1]


def is_drawn(png, figure):
    """Whether an image shows a figure as it looks when all of it is drawn at once.

    A spine may lie below an image and not above it: a line of pixels, 400 at most.
    """
    with pictures.lesson_style():
        figure.savefig(file := io.BytesIO(), dpi=figure.dpi)
    images = (Image.open(image).convert("RGB") for image in (io.BytesIO(png), file))
    one, other = (np.asarray(image).astype(int) for image in images)
    return np.sum(np.abs(one - other).max(axis=2) > 40) < 400


@pytest.mark.parametrize(("make", "plot", "given", "moves"), LIVE)
def test_it_shows_what_its_controls_say(make, plot, given, moves):
    shown = make(*given)
    assert set(shown.controls) == set(moves)
    for name, value in moves.items():
        before = shown.shown.value
        shown.controls[name].value = value
        assert shown.values()[name] == value, f"{name} cannot be {value}"
        assert shown.controls[name].description == name.replace("_", " ")
        assert shown.shown.value != before, f"{name} changed nothing"
        fresh = plot(*given, **shown.values())
        assert shown.words == repr(fresh)
        assert is_drawn(shown.png, fresh), "what is kept is not what is drawn"
        image = pictures.as_output(shown.png, shown.words)["text/html"]
        first = fresh.get_label().replace("<", "&lt;")
        assert shown.shown.value.startswith(f"{image}<div role='status'>{first}")


def test_the_picture_of_readme_is_the_explorer():
    stored = base64.b64encode((ROOT / ".github" / "tinynet.png").read_bytes())
    compare(None, stored, base64.b64encode(live.explore().png))


def test_axes_that_change_are_drawn_anew():
    """A teacher's own slider may move a limit: what is kept must not be shown then."""

    @pictures.lesson_style()
    def plot(most, figure=None):
        figure, axes = pictures.new_picture(200, (60, 60, 800, 100), figure=figure)
        axes.set(xlim=(0, most))
        axes.plot([0, 1], [0, 1])
        return figure

    shown = live.LivePicture(plot, most=(1, 1, 9))
    shown.controls["most"].value = 5
    assert is_drawn(shown.png, plot(5)) and not is_drawn(shown.png, plot(1))


def test_it_keeps_the_arrays_that_it_was_given():
    w_0, w_1 = init_weights(1, 2)
    shown = live.live_backprop(X, y, w_0, w_1)
    w_0 += 1
    shown.show(stage=3)
    assert shown.words == repr(pictures.plot_backprop(X, y, *init_weights(1, 2), 1, 3))


def test_it_is_a_picture_where_nothing_runs():
    shown = live.live_neuron()
    bundle = shown._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    words = f"{shown.words}\nThis view: live_neuron(weight=1.0, bias=0.0)"
    assert repr(shown) == words
    words += "\nControls, where a kernel runs: weight, bias."
    output = pictures.as_output(shown.png, words)
    assert {kind: bundle[kind] for kind in output} == output


def test_one_line_rebuilds_a_view():
    shown = live.explore(seed=2, hidden_size=2, table="OR", iteration=475)
    said = "explore(seed=2, hidden_size=2, learning_rate=1.0, table='OR', iteration=475"
    assert line(shown) == shown.line() == f"{said})"
    shown.show(seed=5, learning_rate=3.0)
    again = eval(line(shown), vars(live))
    assert again.values() == shown.values() != shown.start
    assert line(again) == line(shown) and again.png == shown.png


@pytest.mark.parametrize(
    ("settings", "table", "iteration"),
    [
        ((3, 2, 1.0), "XOR", 10_000),
        ((999, 16, 0.3), "NOR", 475),
        ((50, 2, 10.0), "OR", 2000),
    ],
)
def test_the_explorer_shows_what_train_computes(settings, table, iteration):
    X, y = truth_table(table)
    young = train(X, y, *settings, iterations=iteration)
    guesses = tinynet.forward(X, young.w_0, young.w_1)[1]
    error, loss = np.abs(y - guesses).mean(), np.sum((y - guesses) ** 2) / 2
    words = live.explore(*settings, table, iteration).words
    verdict = "stuck so far" if iteration == 10_000 else "not yet"
    verdict = "learned" if error < 0.1 else verdict
    assert f"iteration {iteration:,}: {verdict}, error {error:.4g}." in words
    assert f"loss {loss:.4g}. " in words
    for target, guess in zip(y[:, 0], guesses[:, 0], strict=True):
        assert f"target {target:g}, guess {guess:.4g}: " in words


def test_the_explorer_finds_the_next_stuck_seed_and_comes_back():
    shown = live.explore(hidden_size=4)
    play, reset, search = shown.children[0].children[-3:]
    shown.show(seed=800)
    for seed in (900, 911, 950, 215):  # after the last comes the first
        search.click()
        assert shown.values() == shown.start | {"seed": seed}
        assert "stuck so far" in shown.shown.value
    reset.click()
    assert shown.values() == shown.start
    play.value = 0
    assert shown.values()["iteration"] == 0 and "iteration 0: not yet" in shown.words
    shown.show(table="OR", hidden_size=6)
    search.click()
    assert shown.shown.value.count("No other seed up to 999 is stuck so far.") == 1
    shown.show(iteration=0)
    assert "No other seed" not in shown.shown.value


def test_the_search_leaves_out_no_seed():
    runs = train_many(X, y, range(40), 2, 3.0, iterations=10_001, every=10_001)
    stuck = np.flatnonzero(~runs.learned).tolist()
    assert 10 < len(stuck) < 40 and live.slow_seeds(range(40), 2, 3.0, "XOR") == stuck


def test_nothing_goes_on_where_nobody_moves():
    """No thread, task or timer; memory of 200 networks and a figure of each kind."""

    async def cell():
        live.explore().controls["seed"].value = 2
        return threading.active_count(), asyncio.all_tasks()

    threads = threading.active_count()
    after, tasks = asyncio.run(cell())
    assert after == threads and len(tasks) == 1  # this one
    assert live.trained.cache_info().maxsize == 200
    assert live.live_neuron(3).figure is live.live_neuron(2).figure  # so it is let go


WRONG = {
    "seed is '1'; expected a whole number from 0": lambda: live.explore(seed="1"),
    "weight is 99.0; expected from -10 to": lambda: live.live_neuron(weight=99),
    "in steps of 0.5": lambda: live.live_neuron(weight=0.3),
    "runs is {2: 3}; expected": lambda: live.live_map({2: 3}),
    "bias is 'no'; expected a finite number": lambda: live.live_neuron(bias="no"),
    "y has shape (1,)": lambda: live.live_backprop(X, y[0], W_0, W_1),
}


@pytest.mark.parametrize("said", WRONG)
def test_a_control_refuses_what_it_cannot_show(said):
    with pytest.raises((TypeError, ValueError), match=re.escape(said)) as caught:
        WRONG[said]()
    assert "\n" not in str(caught.value)
