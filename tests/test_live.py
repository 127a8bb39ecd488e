"""A live picture shows what its controls say: picture, words and line are one state."""

import functools
import io
import re
import threading

import explorer
import live
import matplotlib
import numpy as np
import pictures
import pytest
from PIL import Image
from tinynet_helpers import TRUTH_TABLES, init_weights, train, train_many, truth_table

from tests.same_outputs import compare_texts

X, y = truth_table("XOR")
W_0, W_1 = init_weights(seed=1, hidden_size=4)
RUNS = {size: train_many(X, y, range(30), size, iterations=50) for size in (2, 4)}

live_backprop = functools.partial(live.live_backprop, X, y, W_0, W_1)
live_map = functools.partial(live.live_map, RUNS)


def draw_run(seed, hidden_size, learning_rate, table, iteration):
    """Draw a network of the explorer that is trained here, in one go."""
    X, y = truth_table(table)
    settings = seed, hidden_size, learning_rate
    run = train(X, y, *settings, iterations=10_001, snapshots=[iteration])
    about = f"{table}, seed {seed}, hidden size {hidden_size}"
    about += f", learning rate {learning_rate:g}"
    return pictures.plot_explorer(run, y, iteration, about)


def draw_stage(stage, row):
    return pictures.plot_backprop(X, y, W_0, W_1, row, stage)


def draw_one_of_many(seed, hidden_size):
    return pictures.plot_one_of_many(RUNS, seed, hidden_size)


# Each live picture, what its controls reach (the lessons' questions ask for all of it),
# and the picture that belongs to their values; test_pictures.py looks at its numbers.
SEEDS = live.SEEDS + (1,)
SIZES = live.HIDDEN_SIZES + (1,)
LIVE = {
    "neuron": (
        live.live_neuron,
        {"weight": (-10, 10, 0.5), "bias": (-10, 10, 0.5)},
        pictures.plot_neuron,
    ),
    "line": (
        live.live_line,
        {
            "weight_1": (-20, 20, 1),
            "weight_2": (-20, 20, 1),
            "bias": (-20, 20, 1),
            "table": tuple(TRUTH_TABLES),
        },
        pictures.plot_line,
    ),
    "untrained": (
        live.live_untrained,
        {"seed": SEEDS, "hidden_size": SIZES},
        pictures.plot_untrained,
    ),
    "backprop": (live_backprop, {"stage": (1, 7, 1), "row": (0, 3, 1)}, draw_stage),
    "map": (
        live_map,
        {"seed": tuple(range(30)), "hidden_size": (2, 4)},
        draw_one_of_many,
    ),
    "explorer": (
        explorer.explore,
        {
            "seed": SEEDS,
            "hidden_size": SIZES,
            "learning_rate": tuple(explorer.LEARNING_RATES),
            "table": tuple(TRUTH_TABLES),
            "iteration": tuple(explorer.ITERATIONS),
        },
        draw_run,
    ),
}


def reach(control):
    """Return a control's choices, or its least, its most and its step."""
    if hasattr(control, "options"):
        return tuple(control.options)
    return control.min, control.max, control.step


def check_shows(picture, figure):
    """The image of a live picture is a figure as savefig draws it, and so are words."""
    file = io.BytesIO()
    with pictures.lesson_style():
        figure.savefig(file, dpi=figure.dpi)
    expected = pixels_of(pictures.as_png(Image.open(file)))
    different = np.any(pixels_of(picture.png) != expected, axis=2).sum()
    about = f"at {picture.values()}"
    assert different == 0, f"{about}, {different} pixels are not what is drawn anew"
    compare_texts(about, pictures.describe(figure), picture.words)


def pixels_of(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


@pytest.mark.parametrize("name", LIVE)
def test_each_control_reaches_its_ends_and_the_picture_follows(name):
    make, reaches, draw = LIVE[name]
    picture = make()
    for one, expected in reaches.items():  # there may be more controls
        reached = reach(picture.controls[one])
        assert reached == expected, f"{name}, {one}"
    check_shows(picture, draw(**picture.values()))

    for end in (0, -1):  # the first and the last place of every slider
        ends = {}
        for one, control in picture.controls.items():
            places = getattr(control, "options", None) or (control.min, control.max)
            ends[one] = places[end]
        picture.show(**ends)
        assert picture.values() == ends
        check_shows(picture, draw(**ends))
    first_line = picture.words.partition("\n")[0]
    assert picture.status.value == first_line


@pictures.lesson_style()
def plot_everything(value):
    """Draw what a plot of a person's own may: it depends on the value, all of it."""
    figure = pictures.new_picture(300, [(60, 60, 800, 200)])
    (axes,) = figure.axes
    axes.plot([1, value], [1, 2], label=f"value {value}")
    axes.set_xlabel(f"value {value}")
    if value > 5:
        axes.legend()
        axes.grid(True)
        axes.set(title="large", yscale="log", xticks=[2, 3], facecolor="yellow")
        axes.twinx().set_ylabel("on the right")
        figure.suptitle("very large")
        figure.patch.set_alpha(0)
    return figure


def test_whatever_a_plot_draws_nothing_is_left_of_the_picture_before():
    picture = live.LivePicture(plot_everything, value=(9, 1, 9))
    for value in (1, 8, 2):
        picture.controls["value"].value = value
        check_shows(picture, plot_everything(value))


def plot_plainly(weight):
    """Draw as a person may who knows nothing of styles."""
    figure = pictures.Picture(label=f"weight {weight}", layout="constrained")
    figure.add_subplot().plot([0, weight])
    return figure


def test_no_settings_of_a_person_get_into_it():
    usual = live.LivePicture(plot_plainly, weight=(3, 0, 9))
    with matplotlib.rc_context({"axes.facecolor": "red", "font.size": 40}):
        picture = live.LivePicture(plot_plainly, weight=(1, 0, 9))
        picture.controls["weight"].value = 3
    assert np.array_equal(pixels_of(picture.png), pixels_of(usual.png))
    with pictures.lesson_style():
        check_shows(usual, plot_plainly(3))


def test_a_move_while_another_is_drawn_is_what_is_shown_in_the_end():
    """Jupyter hears controls in a thread of their own, beside the cells'."""
    is_drawing, goes_on = threading.Event(), threading.Event()

    def plot(weight):
        if weight == 1:
            is_drawing.set()
            goes_on.wait(timeout=5)
        return plot_plainly(weight)

    picture = live.LivePicture(plot, weight=(0, 0, 9))
    first = threading.Thread(target=picture.show, kwargs={"weight": 1})
    second = threading.Thread(target=picture.show, kwargs={"weight": 2})
    first.start()
    is_drawing.wait(timeout=5)
    second.start()
    while picture.values() != {"weight": 2}:
        pass
    goes_on.set()
    first.join()
    second.join()
    assert picture.status.value == "weight 2"


def test_several_controls_move_and_one_picture_is_drawn():
    seen = []

    def plot(first, second):
        seen.append((first, second))
        return plot_plainly(first)

    picture = live.LivePicture(plot, first=(0, 0, 9), second=(0, 0, 9))
    picture.show(first=3, second=4)
    assert seen == [(0, 0), (3, 4)]


def test_it_keeps_the_arrays_that_it_was_given():
    w_0, w_1 = init_weights(1, 4)
    picture = live.live_backprop(X, y, w_0, w_1)
    w_0 += 1
    picture.show(stage=3)
    check_shows(picture, draw_stage(stage=3, row=1))


def test_what_cannot_be_drawn_is_said_in_place_of_the_picture():
    def plot(weight):
        if weight == 2:
            raise ValueError("2 is too much")
        return plot_plainly(weight)

    picture = live.LivePicture(plot, made_by="mine", weight=(1, 0, 9))
    with pytest.raises(ValueError, match="too much"):
        picture.controls["weight"].value = 2
    assert picture.picture.value == picture.this_view.value == ""
    assert "2 is too much" in picture.status.value
    assert "2 is too much" in repr(picture)
    picture.controls["weight"].value = 3
    assert "<img" in picture.picture.value


def test_it_is_a_picture_with_words_where_nothing_runs():
    picture = live.live_neuron(weight=2, bias=-1)
    bundle = picture._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    view = "This view: live_neuron(weight=2.0, bias=-1.0)"
    controls = "Controls, where a kernel runs: weight, bias."
    words = f"{picture.words}\n{view}\n{controls}"
    output = pictures.as_output(picture.png, words)
    assert [kind for kind in output if bundle[kind] != output[kind]] == []


MOVED = [
    (live.live_neuron, {"weight": -3.5, "bias": 10.0}),
    (live.live_line, {"weight_1": -20, "weight_2": 7, "bias": 20, "table": "NOR"}),
    (live.live_untrained, {"seed": 999, "hidden_size": 16}),
    (explorer.explore, {"hidden_size": 2, "table": "XNOR", "iteration": 475}),
]


@pytest.mark.parametrize(("make", "values"), MOVED)
def test_its_line_rebuilds_the_view(make, values):
    picture = make()
    picture.show(**values)
    line = re.search("<code>(.*)</code>", picture.this_view.value)[1]
    again = eval(line.replace("&#x27;", "'"), {make.__name__: make})
    assert again.values() == picture.values() != picture.initial_values


# ---------------------------------------------------------------- what a control takes


def test_a_number_that_is_typed_between_two_steps_goes_to_the_nearest():
    seen = []

    def plot(weight):
        seen.append(weight)
        return plot_plainly(weight)

    picture = live.LivePicture(plot, weight=(1, -9, 9, 0.5))
    picture.controls["weight"].value = 0.3
    assert picture.values()["weight"] == 0.5
    assert "weight 0.5" in picture.status.value
    assert seen == [1, 0.5]  # and it is drawn once


def test_every_form_of_a_control():
    def plot(a, b, c):
        return plot_plainly(a)

    picture = live.LivePicture(plot, a=(1, -9, 9), b=(0.3, 0, 1, 0.1), c=("x", ["x"]))
    assert picture.values() == {"a": 1, "b": 0.3, "c": "x"}
    names = [control.description for control in picture.controls.values()]
    assert names == ["a", "b", "c"]


def with_weight(setting):
    return live.LivePicture(plot_plainly, weight=setting)


FORMS = "(value, least, most), (value, least, most, step) or (value, choices)."
WRONG = {
    f"weight is (1,); expected {FORMS}": lambda: with_weight((1,)),
    f"weight is 'abc'; expected {FORMS}": lambda: with_weight("abc"),
    f"weight is (); expected {FORMS}": lambda: with_weight(()),
    "in steps of 0; expected a step above 0": lambda: with_weight((1, -9, 9, 0)),
    "from 9 to -9 in steps of 1; expected": lambda: with_weight((1, 9, -9)),
    "or step of weight is '9'; expected": lambda: with_weight((1, -9, "9")),
    "choices of weight is []; expected": lambda: with_weight((1, [])),
    "choices of weight is 'AND'; expected": lambda: with_weight((1, "AND")),
    "weight is 1; expected one of [2, 3]": lambda: with_weight((1, [2, 3])),
    "weight is 99; expected from -10.0": lambda: live.live_neuron(weight=99),
    "in steps of 0.5": lambda: live.live_neuron(weight=0.3),
    "bias is 'no'; expected a finite number": lambda: live.live_neuron(bias="no"),
    "seed is '1'; expected a whole number": lambda: explorer.explore(seed="1"),
    "iteration is 123; expected one of [0, 25": lambda: explorer.explore(iteration=123),
    "seed is 5000; expected": lambda: live.live_untrained().show(seed=5000),
    "no control 'wait'; expected weight, bias": lambda: live.live_neuron().show(wait=1),
    "what plot returns is None; expected": lambda: live.LivePicture(lambda: None),
    "plot is None; expected a function": lambda: live.LivePicture(None),
    "runs is {2: 3}; expected": lambda: live.live_map({2: 3}),
    "row is 4; expected a whole number": lambda: live_backprop(row=4),
    "y has shape (1,)": lambda: live.live_backprop(X, y[0], W_0, W_1),
}


@pytest.mark.parametrize("said", WRONG)
def test_what_a_control_cannot_show_gets_one_sentence(said):
    with pytest.raises((TypeError, ValueError), match=re.escape(said)) as caught:
        WRONG[said]()
    assert "\n" not in str(caught.value)


def test_a_wrong_value_moves_nothing():
    picture = live.live_neuron()
    with pytest.raises(ValueError):
        picture.show(bias=3, weight=11)
    assert picture.values() == picture.initial_values


def test_one_row_and_one_choice_can_be_shown():
    one_row = live.live_backprop(X[:1], y[:1], W_0, W_1, row=0)
    one_seed = live.live_map({2: train_many(X, y, [7], 2, iterations=50), 4: RUNS[4]})
    assert one_row.values() == {"stage": 1, "row": 0}
    assert one_seed.values() == {"seed": 7, "hidden_size": 2}
    assert one_seed.controls["seed"].options == (7,)  # that both sizes have
