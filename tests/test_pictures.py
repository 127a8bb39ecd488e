"""Pictures say what they show, controls do what they say, answers get a verdict."""

import asyncio
import base64
import functools
import io
import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import colorspacious
import matplotlib
import numpy as np
import pytest
import tinynet_helpers as tinynet
from matplotlib.lines import Line2D
from PIL import Image
from refresh import README_PICTURE, ROOT
from same_outputs import compare
from tinynet_helpers import forward, init_weights, train, train_many, truth_table

X, y = truth_table("XOR")
W_0, W_1 = init_weights(seed=1, hidden_size=4)
Z = np.linspace(-6, 6, 241)
SEED_1 = 1, 4, 1.0, "XOR"
FEW = train_many(X, y, range(30), [2, 4], iterations=50, every=10)


def guess(w_0, w_1):
    return lambda X: forward(X, w_0, w_1)[1]


# Each picture twice: as it is, and with one thing about its data changed.
PAIRS = {
    "curves": (
        lambda: tinynet.plot_curves(Z, {"a": tinynet.sigmoid(Z)}),
        lambda: tinynet.plot_curves(Z, {"a": tinynet.sigmoid(Z + 0.1)}),
    ),
    "curves: a mark": (
        lambda: tinynet.plot_curves(Z, {"a": Z}, marks=[(0, 0, "here")]),
        lambda: tinynet.plot_curves(Z, {"a": Z}, marks=[(0, 1, "here")]),
    ),
    "neuron": (
        lambda: tinynet.plot_neuron(weight=2, bias=1),
        lambda: tinynet.plot_neuron(weight=2, bias=1.5),
    ),
    "surfaces": (
        lambda: tinynet.plot_surfaces({"net": guess(W_0, W_1)}, y),
        lambda: tinynet.plot_surfaces({"net": guess(W_0, 3 * W_1)}, y),
    ),
    "surfaces: targets": (
        lambda: tinynet.plot_surfaces({"net": guess(W_0, W_1)}, y),
        lambda: tinynet.plot_surfaces({"net": guess(W_0, W_1)}, truth_table("OR")[1]),
    ),
    "network": (
        lambda: tinynet.plot_network(X, W_0, W_1, row=1),
        lambda: tinynet.plot_network(X, W_0, -W_1, row=1),
    ),
    "backprop": (
        lambda: tinynet.plot_backprop(X, y, W_0, W_1, row=1, stage=4),
        lambda: tinynet.plot_backprop(X, y, W_0, W_1, row=1, stage=5),
    ),
    "loss": (
        lambda: tinynet.plot_loss({"run": train(X, y, iterations=300)}),
        lambda: tinynet.plot_loss({"run": train(X, y, iterations=300, seed=2)}),
    ),
    "line": (
        lambda: tinynet.plot_line(10, 10, -5),
        lambda: tinynet.plot_line(10, 10, -6),
    ),
    "untrained": (
        lambda: tinynet.plot_untrained(1, 4),
        lambda: tinynet.plot_untrained(1, 16),
    ),
    "explorer": (
        lambda: tinynet.plot_explorer(*SEED_1),
        lambda: tinynet.plot_explorer(1, 4, 1.0, "AND"),
    ),
    "explorer: iteration": (
        lambda: tinynet.plot_explorer(*SEED_1, iteration=300),
        lambda: tinynet.plot_explorer(*SEED_1, iteration=325),
    ),
    "explorer: neighbours": (
        lambda: tinynet.plot_explorer(*SEED_1, neighbours=[3]),
        lambda: tinynet.plot_explorer(*SEED_1, neighbours=[3, 4]),
    ),
    "sweep": (
        lambda: tinynet.plot_sweep(train_many(X, y, range(30), [1, 2], iterations=9)),
        lambda: tinynet.plot_sweep(train_many(X, y, range(31), [1, 2], iterations=9)),
    ),
    "one of many": (
        lambda: tinynet.plot_one_of_many(FEW, 3, 2),
        lambda: tinynet.plot_one_of_many(FEW, 3, 4),
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_words_and_pixels_follow_the_data(pair):
    one, same, other = pair[0](), pair[0](), pair[1]()
    assert one.words and one.words == same.words and one.words != other.words
    assert one.png == same.png and one.png != other.png
    assert Image.open(io.BytesIO(one.png)).width == 960


def test_a_picture_says_its_words_to_everyone():
    picture = tinynet.Picture(png=b"pixels", words='a < "b"')
    assert repr(picture) == picture.words
    assert picture._repr_mimebundle_() == {
        "text/html": '<img alt="a &lt; &quot;b&quot;" '
        'src="data:image/png;base64,cGl4ZWxz" style="max-width: 100%">',
        "image/png": "cGl4ZWxz",
        "text/plain": 'a < "b"',
    }


def test_a_picture_leaves_nothing_behind_for_the_next():
    before = tinynet.plot_network(X, W_0, W_1, row=3).png
    with pytest.raises(ValueError):
        tinynet.plot_network(X, W_0, W_1[:2], row=3)
    tinynet.plot_network(X, -W_0, W_1, row=3)
    assert tinynet.plot_network(X, W_0, W_1, row=3).png == before


@pytest.mark.parametrize(
    ("seed", "hidden_size", "learning_rate", "table", "iteration"),
    [
        (3, 2, 1.0, "XOR", 10_000),
        (999, 16, 0.3, "NOR", 475),
        (0, 1, 10.0, "AND", 0),
        (911, 4, 1.0, "XOR", 9500),
        (7, 5, 3.0, "XNOR", 25),
        (50, 2, 1.0, "OR", 2000),
    ],
)
def test_the_explorer_shows_what_train_computes(
    seed, hidden_size, learning_rate, table, iteration
):
    inputs, targets = truth_table(table)
    settings = {
        "seed": seed,
        "hidden_size": hidden_size,
        "learning_rate": learning_rate,
    }
    run = train(inputs, targets, **settings, iterations=10_000)
    young = train(inputs, targets, **settings, iterations=iteration)
    beside = [1, 2, 5]
    words = tinynet.plot_explorer(
        **settings, table=table, iteration=iteration, neighbours=beside
    ).words
    guesses = forward(inputs, young.w_0, young.w_1)[1]
    error = np.abs(targets - guesses).mean()
    listed = " ".join(f"{guess:.4g}" for guess in guesses[:, 0])
    assert f"Guesses for 00, 01, 10, 11: {listed};" in words
    last = np.sum((targets - forward(inputs, run.w_0, run.w_1)[1]) ** 2) / 2
    assert f"from {run.losses[0]:.4g} to {last:.4g}" in words
    assert f", error {error:.4g}." in words
    assert ("learned, error" in words) == (error < 0.1)
    others = [train(inputs, targets, **settings | {"seed": s}).learned for s in beside]
    assert f"Of its neighbours, seeds 1 to 5, {sum(others)} learned." in words


def test_the_picture_in_the_readme_is_fresh():
    pictures = README_PICTURE.read_bytes(), tinynet.plot_explorer(*SEED_1).png
    compare(ROOT / "figure-diffs" / "readme", *map(base64.b64encode, pictures))


@pytest.mark.parametrize(
    ("stage", "x", "y"), [(2, 870, 247), (3, 870, 247), (4, 520, 111), (5, 520, 111)]
)
def test_a_node_without_error_has_the_color_of_zero(stage, x, y):
    targets = forward(X, W_0, W_1)[1]  # the network is right
    picture = tinynet.plot_backprop(X, targets, W_0, W_1, stage=stage)
    pixel = Image.open(io.BytesIO(picture.png)).convert("RGB").getpixel((x, y))
    assert np.allclose(pixel, (0xF5, 0xF2, 0xEC), atol=9)


VISION = {
    "normal": None,
    **{
        kind: {"name": "sRGB1+CVD", "cvd_type": f"{kind}omaly", "severity": 100}
        for kind in ("protan", "deuteran", "tritan")
    },
}


@pytest.mark.parametrize("vision", VISION)
def test_colors_differ_for_every_kind_of_color_vision(vision):
    """At least 15 steps apart in CAM02-UCS, where one step can just be seen."""
    colors = [tinynet.PLUS, tinynet.MINUS, tinynet.ZERO, tinynet.INK]
    seen = np.array([matplotlib.colors.to_rgb(color) for color in colors])
    if VISION[vision]:
        seen = colorspacious.cspace_convert(seen, VISION[vision], "sRGB1")
    for one, other in itertools.combinations(seen, 2):
        assert colorspacious.deltaE(one, other, input_space="sRGB1") > 15


def test_signs_and_errors_differ_in_grey():
    """Their lightness alone tells them apart, as on a print in black and white."""

    def lightness(colors):
        rgb = matplotlib.colors.to_rgba_array(colors)[:, :3]
        return colorspacious.cspace_convert(rgb, "sRGB1", "CIELab")[:, 0]

    minus, plus, zero = lightness([tinynet.MINUS, tinynet.PLUS, tinynet.ZERO])
    assert minus + 15 < plus and plus + 15 < zero
    assert (np.diff(lightness(tinynet.ERRORS(np.linspace(0, 1, 11)))) < -3).all()


def shown(live):
    return live.image.value, live.words.value


@pytest.mark.parametrize(
    ("live", "draw", "moves"),
    [
        (tinynet.live_neuron, tinynet.plot_neuron, {"weight": -3.5, "bias": 2}),
        (
            tinynet.live_untrained,
            tinynet.plot_untrained,
            {"seed": 999, "hidden_size": 16},
        ),
        (
            lambda: tinynet.live_backprop(X, y, W_0, W_1),
            lambda **now: tinynet.plot_backprop(X, y, W_0, W_1, **now),
            {"stage": 7, "row": 3},
        ),
        (
            tinynet.live_line,
            tinynet.plot_line,
            {"weight_1": -20, "weight_2": 7, "bias": 20, "table": "NOR"},
        ),
        (
            tinynet.explore,
            tinynet.plot_explorer,
            {
                "seed": 20,
                "hidden_size": 2,
                "learning_rate": 10.0,
                "table": "NAND",
                "iteration": 300,
            },
        ),
        (
            lambda: tinynet.live_map(FEW),
            lambda **now: tinynet.plot_one_of_many(FEW, **now),
            {"seed": 29, "hidden_size": 4},
        ),
    ],
    ids=["neuron", "untrained", "backprop", "line", "explorer", "map"],
)
def test_a_live_picture_shows_what_its_controls_say(live, draw, moves, monkeypatch):
    monkeypatch.setattr(tinynet, "LIVES", {})  # no other test has trained neighbours
    live = live()
    assert set(live.controls) == set(moves)
    for name, value in moves.items():
        before = shown(live)
        live.controls[name].value = value
        assert shown(live) != before, f"{name} changed nothing"
        now = draw(**{name: c.value for name, c in live.controls.items()})
        assert live.image.value == now.html
        assert live.picture.words == now.words
    for name, control in live.controls.items():
        assert control.description, f"{name} has no label"


def test_two_threads_draw_as_one():
    def draw(number):
        return tinynet.plot_neuron(number, 0).png

    one_by_one = [draw(number) for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        for _ in range(5):
            assert [*threads.map(draw, range(8))] == one_by_one


@pytest.mark.parametrize("stage", range(1, 8))
@pytest.mark.parametrize("hidden_size", [1, 2, 5, 16])
def test_every_stage_of_backprop_can_be_drawn(stage, hidden_size):
    weights = init_weights(1, hidden_size)
    assert tinynet.plot_backprop(X, y, *weights, row=0, stage=stage).png


def test_each_example_stands_where_its_inputs_say(monkeypatch):
    ink, drawn = tinynet._ink, []

    def watched(axes, artist, **clip):
        if isinstance(artist, Line2D) and artist.get_marker() in ("o", "s"):
            drawn.append(
                (*artist.get_xdata(), *artist.get_ydata(), artist.get_marker())
            )
        ink(axes, artist, **clip)

    monkeypatch.setattr(tinynet, "_ink", watched)
    tinynet.plot_surfaces({"input 1": lambda X: X[:, :1]}, np.array([[0, 0, 1, 1]]).T)
    assert drawn == [(0, 0, "o"), (0, 1, "o"), (1, 0, "s"), (1, 1, "s")]


def test_backprop_is_drawn_from_its_first_stage_on():
    first = tinynet.plot_backprop(X, y, W_0, W_1, row=1, stage=1)
    assert tinynet.plot_backprop(X, y, W_0, W_1) == first


def on_display(live):
    """Do what a notebook does when a cell ends with a live picture."""
    live._repr_mimebundle_()
    return live


def test_only_what_is_on_display_works_ahead(monkeypatch):
    monkeypatch.setattr(tinynet.LivePicture, "work", None)

    async def cell():
        hidden = tinynet.explore(seed=70, hidden_size=2)
        hidden.controls["seed"].value = 90  # and yet it is drawn at once
        assert repr(hidden).startswith("XOR, seed 90, hidden size 2,")
        assert tinynet.LivePicture.work is None
        on_display(hidden)
        assert not tinynet.LivePicture.work.done()

    asyncio.run(cell())


def test_a_fault_in_work_ahead_is_told_at_once():
    told = []

    async def cell():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, problem: told.append(problem["exception"]))
        live = tinynet.live_neuron()
        live.near = lambda *_: 1 / 0
        on_display(live)
        work = tinynet.LivePicture.work  # kept: what is forgotten is told, too
        await asyncio.wait([work])
        await asyncio.sleep(0)
        assert isinstance(told[0], ZeroDivisionError)

    asyncio.run(cell())


def test_a_map_begins_with_the_first_seed():
    assert tinynet.live_map(FEW).values()["seed"] == FEW.seeds[0]


def test_a_live_picture_is_a_picture_where_nothing_runs():
    live = tinynet.live_neuron()
    bundle = live._repr_mimebundle_()
    assert {"image/png", "text/plain"} <= set(bundle)
    assert "application/vnd.jupyter.widget-view+json" in bundle
    still = tinynet.plot_neuron(1, 0)
    controls = "weight -10.0 to 10.0 by 0.5; bias -10.0 to 10.0 by 0.5"
    line = "live_neuron(weight=1.0, bias=0.0)"
    words = f"{still.words}\nThis view: {line}"
    assert repr(live) == words
    words += f"\nControls, where a kernel runs: {controls}."
    assert bundle["text/plain"] == words
    assert bundle["text/html"] == tinynet.Picture(still.png, words).html


@pytest.mark.parametrize(
    ("live", "labels"),
    [
        (tinynet.live_neuron, "weight, bias"),
        (tinynet.live_line, "weight 1, weight 2, bias, truth table"),
        (tinynet.live_untrained, "seed, hidden size"),
        (lambda: tinynet.live_backprop(X, y, W_0, W_1), "stage, row"),
        (
            tinynet.explore,
            "seed, hidden size, learning rate, truth table, iteration, , "
            "Reset, Next stuck seed",
        ),
    ],
)
def test_every_control_has_a_label(live, labels):
    assert ", ".join(c.description for c in live().children[0].children) == labels


def view(live):
    """The one line that rebuilds a view."""
    return re.search("<code>(.*)</code>", live.words.value)[1]


def test_one_line_rebuilds_a_view():
    live = tinynet.explore(seed=2, hidden_size=2, table="OR", iteration=475)
    line = (
        "explore(seed=2, hidden_size=2, learning_rate=1.0, table='OR', iteration=475)"
    )
    assert view(live) == line
    with mock.patch.object(live, "draw", wraps=live.draw) as draw:
        live.show(seed=5, learning_rate=3.0)
    draw.assert_called_once()
    again = eval(view(live), vars(tinynet))
    assert again.values() == live.values() != live.start
    assert view(again) == view(live)


def test_the_explorer_finds_the_next_stuck_seed_and_comes_back():
    live = tinynet.explore(hidden_size=4)
    search, reset = live.children[0].children[-1], live.children[0].children[-2]
    for seed in (215, 798, 900, 911, 950, 215):
        search.click()
        assert live.values() == live.start | {"seed": seed}
        assert "stuck so far" in live.words.value
    reset.click()
    assert live.values() == live.start
    live.show(table="OR", hidden_size=6)
    search.click()
    live.redraw()
    assert live.words.value.count("No other seed below 1000 is stuck so far.") == 1
    live.show(iteration=0)
    assert "No other seed" not in live.words.value


def test_the_button_trusts_a_network_trained_alone():
    """At a high learning rate, one trained side by side may end elsewhere."""
    live = tinynet.explore(seed=3, hidden_size=2)
    hundred = range(100), 2, 1.0, "XOR"
    live.stuck[hundred] = {4, 5}  # yet 4 learns
    live.next_stuck()
    assert live.values()["seed"] == 5


def test_the_button_searches_its_own_hundred_first():
    live = tinynet.explore(seed=97, hidden_size=2)
    for seed, searched in (98, 1), (99, 1), (100, 2):
        live.next_stuck()
        assert live.values()["seed"] == seed
        seeds = [names[0] for names in live.stuck]
        assert seeds == [range(100), range(1000)][:searched]


@pytest.mark.parametrize("hidden_size", [2, 4, 16])
def test_the_explorer_trains_many_as_it_trains_one(monkeypatch, hidden_size):
    monkeypatch.setattr(tinynet, "LIVES", {})
    several = hidden_size, 1.0, "XOR"
    for _ in tinynet._live_many(range(2, 6), *several):
        pass
    many = dict(tinynet.LIVES)
    assert [*many] == [(seed, *several) for seed in range(2, 6)]
    tinynet.LIVES.clear()
    for settings, life in many.items():
        one = tinynet._life(*settings)
        np.testing.assert_allclose(life.losses, one.losses, rtol=1e-9)
        np.testing.assert_allclose(life.weights, one.weights, rtol=1e-8)
        assert life.learned == one.learned == (one.losses[-1] < 0.1)


def test_the_explorer_trains_wild_networks_in_one_way_only(monkeypatch):
    monkeypatch.setattr(tinynet, "LIVES", {})
    for _ in tinynet._live_many(range(2), 2, 3.0, "XOR"):
        pass
    assert not tinynet.LIVES


def test_the_explorer_remembers_the_latest_networks(monkeypatch):
    monkeypatch.setattr(tinynet, "LIVES", {seed: None for seed in range(5000)})
    tinynet._remember("new", None)
    tinynet._remember(1, None)
    assert [*tinynet.LIVES] == [*range(2, 5000), "new", 1]


def test_the_explorer_searches_again_what_was_forgotten(trained):
    names = range(300, 400), 2, 1.0, "XOR"
    live = tinynet.explore()
    for _ in range(2):
        trained.clear()
        tinynet.LIVES.clear()
        while live.search(*names):
            pass
        assert trained == [names]
    tinynet.LIVES[300, 2, 1.0, "XOR"] = None
    assert not live.search(*names) and trained == [names]
    wild = range(300, 400), 2, 3.0, "XOR"  # trained one by one: never remembered here
    while live.search(*wild):
        pass
    assert not live.search(*wild) and trained == [names, wild]


def test_a_search_that_broke_off_begins_again(trained):
    live, names = tinynet.explore(), (range(300, 400), 2, 1.0, "XOR")
    with mock.patch.object(tinynet, "_live_many", side_effect=[iter(())]):
        with pytest.raises(StopIteration):
            live.search(*names)
    assert live.search(*names) and not live.search(*names)


def test_three_searches_wait_at_most(trained):
    live = tinynet.explore()
    names = [(range(100), size, 1.0, "XOR") for size in range(1, 5)]
    for each in names:
        assert live.search(*each)
    assert [*live.searches] == names[1:]


@pytest.mark.parametrize(
    ("live", "hand", "near", "places"),
    [
        (
            lambda: tinynet.live_neuron(weight=10, bias=0.25),
            "bias",
            [{"bias": 0.75}, {"bias": -0.25}, {"weight": 9.5}],
            ["10,0.25", "10,0.75", "10,-0.25"],
        ),
        (
            lambda: tinynet.live_line(bias=-20, weight_1=0, weight_2=20, table="AND"),
            "weight_2",
            [
                {"weight_2": 19},
                {"weight_1": 1},
                {"weight_1": -1},
                {"bias": -19},
                {"table": "OR"},
            ],
            ["0,20,-20,0", "0,19,-20,0"],
        ),
        (
            lambda: tinynet.live_map(FEW, seed=29),
            "seed",
            [{"seed": 28}, {"hidden_size": 4}],
            ["29,0", "28,0"],
        ),
    ],
)
def test_what_one_step_shows_is_drawn_while_the_hand_rests(live, hand, near, places):
    async def there_and_back():
        picture = on_display(live())
        before = picture.values()
        draw = mock.Mock(wraps=picture.draw.__wrapped__)
        picture.draw = functools.lru_cache(draw)
        picture.controls[hand].value = 1
        draw.assert_not_called()  # first the kernel is free to hear of the next move
        assert f"{hand}=1" in picture.line()
        await asyncio.sleep(0)
        picture.controls[hand].value = before[hand]
        await tinynet.LivePicture.work
        return before, [call.kwargs for call in draw.call_args_list], picture

    before, drawn, picture = asyncio.run(there_and_back())
    assert drawn[:2] == [before | {hand: 1}, before]
    assert drawn[2:] == [before | step for step in near]
    steps = ({}, *near)[: len(places)]
    beside = [picture.paint(**before | step).html for step in steps]
    for place, one in zip(places, beside, strict=True):
        assert (
            one.replace("<img", f"<img hidden data-at='{place}'")
            in picture.beside.value
        )
    assert picture.beside.value.count("<img") == len(places)


@pytest.mark.parametrize(("between", "rest"), [(0.2, 0.3), (0.3, 0.05)])
def test_in_a_drag_work_ahead_begins_later(monkeypatch, between, rest):
    live = tinynet.live_neuron()
    with mock.patch.object(tinynet.time, "monotonic", side_effect=[100, 100 + between]):
        live.controls["bias"].value = 1
        live.controls["bias"].value = 2
    pauses = []

    async def sleep(pause):
        pauses.append(pause)

    monkeypatch.setattr(tinynet.asyncio, "sleep", sleep)
    asyncio.run(live.answer(None))
    assert pauses == [rest]


def test_what_has_been_drawn_is_not_drawn_again():
    weights = w_0, _ = init_weights(1, 2)
    live = tinynet.live_backprop(X, y, *weights)
    first = live.picture
    w_0 += 1  # the picture is of the weights that it was given
    live.show(stage=2)
    live.show(stage=1)
    assert live.picture is first
    live.show(stage=3)
    old = init_weights(1, 2)
    assert live.picture.words == tinynet.plot_backprop(X, y, *old, stage=3).words


def test_the_explorer_looks_ahead_while_the_hand_rests(monkeypatch):
    monkeypatch.setattr(tinynet, "LIVES", {})

    async def rest():
        live = on_display(tinynet.explore(seed=50, hidden_size=2))
        start = live.latest
        for seed in (300, 400):  # a hand that moves on: only where it ends is drawn
            live.show(seed=seed)
            await asyncio.sleep(0.01)
        assert live.latest is start
        await live.work
        assert live.latest is not start
        assert "Of its neighbours, seeds 395 to 405, " in live.beside.value
        live.show(seed=600, hidden_size=7)  # not trained yet
        assert live._repr_mimebundle_()["text/plain"].startswith("XOR, seed 600, hid")
        live.show(seed=400, hidden_size=2)
        return live

    live = asyncio.run(rest())
    assert "Of its neighbours, seeds 395 to 405, " in live.picture.words
    known = {(401, 2, 1.0, "XOR"), (400, 3, 1.0, "XOR"), (400, 16, 1.0, "XOR")}
    assert known <= set(tinynet.LIVES)
    assert {1, 2, 5} <= live.stuck[range(1000), 2, 1.0, "XOR"]


def test_another_thread_draws_on_the_figure_that_is_there():
    tinynet.plot_neuron(1, 0)
    with mock.patch.object(tinynet, "_print"), ThreadPoolExecutor() as threads:
        threads.submit(tinynet.plot_neuron, 2, 0).result()
        tinynet._print.assert_not_called()


def test_two_threads_search_as_one():
    live = tinynet.explore(hidden_size=2)

    def search(_):
        while live.search(range(300, 400), 2, 1.0, "XOR"):
            pass
        return live.stuck[range(300, 400), 2, 1.0, "XOR"]

    with ThreadPoolExecutor(4) as threads:
        one, *more = threads.map(search, range(4))
    assert {300, 302} <= one and all(stuck == one for stuck in more)


def test_the_explorer_may_be_moved_in_another_thread(monkeypatch):
    monkeypatch.setattr(tinynet, "LIVES", {})
    problems = []

    def listen():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, problem: problems.append(problem))
        return loop

    async def move(live, at_work):
        listen()
        for seed in (400, 401, 0, 402):
            live.show(seed=seed)
            await asyncio.sleep(0.2)
        work = live.work
        with mock.patch.object(live, "show") as show:
            live.next_stuck()
        show.assert_called_once_with(seed=403)
        assert live.work is None  # nothing slowed the search down
        live.show(seed=403)
        work_goes_on = live.work
        tinynet.explore(hidden_size=2).next_stuck()  # on no display: no hand waits
        assert live.work is work_goes_on
        await asyncio.sleep(0.2)
        assert live.work is not at_work and at_work.done() and work.done()

    async def cell():
        loop = listen()
        live = on_display(tinynet.explore(hidden_size=2))
        with ThreadPoolExecutor() as threads:
            elsewhere = functools.partial(asyncio.run, move(live, live.work))
            await loop.run_in_executor(threads, elsewhere)
        return live

    live = asyncio.run(cell())
    assert not problems
    assert view(live).startswith("explore(seed=403, hidden_size=2,")
    shown = "<div role='status'>XOR, seed 403, .*<br>This view: <code>.*</code></div>"
    assert re.fullmatch(shown, live.words.value)


@pytest.fixture
def trained(monkeypatch):
    """What an explorer trains, and when it draws, in this order; nothing is done."""
    trained = []

    def live(*settings):
        if settings not in tinynet.LIVES:
            trained.append(settings)
            yield
            tinynet.LIVES[settings] = None

    def live_many(seeds, *others):
        trained.append((seeds, *others))
        yield
        yield set()

    def draw(**_):
        trained.append("now it is drawn")
        return tinynet.Picture(b"", "")

    monkeypatch.setattr(tinynet, "LIVES", {})
    monkeypatch.setattr(tinynet, "_live", live)
    monkeypatch.setattr(tinynet, "_live_many", live_many)
    monkeypatch.setattr(tinynet, "plot_explorer", draw)
    return trained


def test_the_explorer_trains_first_what_is_likely_next(trained):
    async def move():
        picture = on_display(tinynet.explore(seed=200, hidden_size=3, table="OR"))
        await tinynet.LivePicture.work
        trained.clear()
        tinynet.LIVES.clear()
        picture.controls["hidden_size"].value = 9
        await asyncio.sleep(0)
        picture.controls["hidden_size"].value = 5  # the hand has moved on
        await tinynet.LivePicture.work

    asyncio.run(move())
    rest = 1.0, "OR"
    neighbours = [195, 196, 197, 198, 202, 203, 204, 205]
    order = [(200, 9, *rest), (200, 5, *rest), "now it is drawn"]
    order += [(200, size, *rest) for size in (6, 4)]  # it was the size that moved
    order += 2 * ["now it is drawn"]  # for the page
    order += [(seed, 5, *rest) for seed in (201, 199)]
    order += [(200, 5, rate, "OR") for rate in (3.0, 0.3)]
    order += [(200, 5, 1.0, name) for name in ("XOR", "AND")]
    order += [(range(200, 300), 5, *rest)]
    order += [(seed, 5, *rest) for seed in neighbours]
    order += ["now it is drawn", (range(1000), 5, *rest)]
    order += [(200, size, *rest) for size in range(1, 17) if size not in (4, 5, 6)]
    order += [(200, 5, rate, "OR") for rate in (0.1, 10.0)]
    order += [(200, 5, 1.0, name) for name in ("NAND", "NOR", "XNOR")]
    assert trained == order


async def explore_slowly(trained, monkeypatch):
    """An explorer on display, for which a network takes ten turns from now on."""

    def live(*settings):
        if settings not in tinynet.LIVES:
            trained.append(settings)
            yield from 10 * [None]
            tinynet.LIVES[settings] = None

    picture = on_display(tinynet.explore(seed=3))
    await asyncio.sleep(0)
    monkeypatch.setattr(tinynet, "_live", live)
    trained.clear()
    return picture


def test_a_hand_that_comes_back_finds_work_going_on(trained, monkeypatch):
    async def there_and_back():
        picture = await explore_slowly(trained, monkeypatch)
        for seed in (500, 3, 500):
            picture.controls["seed"].value = seed
            if seed == 500:
                await asyncio.sleep(0)
        await tinynet.LivePicture.work

    asyncio.run(there_and_back())
    assert (501, 4, 1.0, "XOR") in trained


def test_a_hand_is_answered_while_a_long_cell_goes_on():
    async def cell():
        live = on_display(tinynet.explore())  # drawn anew when the cell is over

        async def move():
            live.controls["iteration"].value = 100
            await asyncio.sleep(0)

        with ThreadPoolExecutor() as threads:
            threads.submit(asyncio.run, move()).result()
        return live.drawn["iteration"]

    assert asyncio.run(cell()) == 100


def test_a_network_is_trained_while_its_iterations_play(trained, monkeypatch):
    async def play():
        picture = await explore_slowly(trained, monkeypatch)
        picture.controls["seed"].value = 500
        for age in tinynet.AGES[:15]:
            picture.controls["iteration"].value = age
            await asyncio.sleep(0)
        assert picture.drawn == picture.values()

    asyncio.run(play())
    assert trained[:2] == [(500, 4, 1.0, "XOR"), "now it is drawn"]


def test_a_hand_on_another_picture_leaves_none_undrawn(trained, monkeypatch):
    async def move_both():
        picture = await explore_slowly(trained, monkeypatch)
        other = tinynet.live_neuron()
        picture.controls["seed"].value = 500
        await asyncio.sleep(0)
        on_display(other).controls["weight"].value = 2
        for _ in range(15):
            await asyncio.sleep(0)
        return picture.drawn["seed"], other.drawn["weight"]

    assert asyncio.run(move_both()) == (500, 2)


@pytest.mark.parametrize(
    ("seed", "size", "others"),
    [
        (0, 1, {(1, 1), (0, 2)}),
        (999, 16, {(998, 16), (999, 15)}),
    ],
)
def test_the_explorer_never_trains_what_no_hand_can_reach(trained, seed, size, others):
    picture = tinynet.explore(seed=seed, hidden_size=size)
    trained.clear()
    tinynet.LIVES.clear()
    for _ in picture.ahead():
        pass
    networks = [s[:2] for s in trained if isinstance(s[0], int)]
    assert {*networks[:2]} == others
    seeds, sizes = zip(*networks, strict=True)
    first = 0 if seed == 0 else 989
    assert {*seeds} == {*range(first, first + 11)}
    assert {*sizes} == {*range(1, 17)}


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: tinynet.explore(seed=5000), "seed is 5000; expected 0 to 999"),
        (lambda: tinynet.explore(table="XAND"), "truth table is 'XAND'; expected one"),
        (lambda: tinynet.explore(learning_rate=2), "learning rate is 2; expected one"),
        (lambda: tinynet.live_untrained(hidden_size=0), "hidden size is 0; expected"),
        (
            lambda: tinynet.explore(iteration=3),
            "iteration is 3; expected one of [0, 25",
        ),
        (
            lambda: tinynet.plot_backprop(X, y, W_0, W_1, stage=8),
            "stage is 8; expected a whole number from 1 to 7",
        ),
    ],
)
def test_a_control_refuses_what_it_cannot_show(call, words):
    with pytest.raises(ValueError) as problem:
        call()
    assert words in str(problem.value) and "\n" not in str(problem.value)


@pytest.mark.parametrize(("last", "learned"), [(0.0999, True), (0.1, False)])
def test_learned_means_a_last_error_below_a_tenth(last, learned):
    errors = np.array([0.01, last])
    assert tinynet.Run(errors, errors, W_0, W_1).learned is learned


@pytest.mark.parametrize("last", [0.08, 0.02])
def test_a_loss_that_rises_or_stays_is_not_said_to_fall(last):
    run = tinynet.Run(np.array([0.1, 0.2]), np.array([0.02, last]), W_0, W_1)
    words = tinynet.plot_loss({"uphill": run}).words
    assert words == f"uphill: loss goes from 0.02 to {last}; it does not fall."


def test_a_run_introduces_itself():
    assert "error falls from 0.4964" in repr(train(X, y, iterations=500))
    assert "no iterations" in repr(train(X, y, iterations=0))


def test_a_mark_is_labelled_where_its_own_curve_leaves_room():
    steep = {"up": [0, 1, 2], "down": [1, 0, -1]}  # over steps of a tenth
    for height, below in ((0, True), (1, False)):
        with mock.patch.object(tinynet, "_write") as write:
            tinynet.plot_curves([0, 0.1, 0.2], steep, marks=[(0, height, "here")])
        (label,) = [call for call in write.call_args_list if call.args[3] == "here"]
        assert (label.kwargs["shift"][1] < 0) == below


def test_marks_of_the_same_height_are_labelled_on_two_sides():
    with mock.patch.object(tinynet, "_write") as write:
        marks = [(1, 0.5, "first"), (3, 0.5, "second")]
        tinynet.plot_curves([0, 1, 2, 3], {"a": [0.5] * 3 + [0.6]}, marks=marks)
    first, second = (
        call.kwargs["shift"][1]
        for call in write.call_args_list
        if call.args[3] in ("first", "second")
    )
    assert first * second < 0


def test_there_is_no_minus_zero():
    words = tinynet.plot_curves([0, 1], {"a": [-0.0, 1]}).words
    assert "a: 0 " in words and "-0" not in words
