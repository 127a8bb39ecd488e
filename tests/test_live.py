"""A live picture shows what its controls say: picture, words and line are one state."""

import functools
import io
import re
import threading
import time

import explorer
import live
import matplotlib
import numpy as np
import pictures
import pytest
from PIL import Image
from tinynet_helpers import init_weights, train_many, truth_table

from tests.same_outputs import compare_texts

X, y = truth_table("XOR")
W_0, W_1 = init_weights(seed=1, hidden_size=4)
RUNS = {2: train_many(X, y, range(30), 2, iterations=50, every=10)}
RUNS[4] = train_many(X, y, range(30), 4, iterations=50, every=10)

live_backprop = functools.partial(live.live_backprop, X, y, W_0, W_1)
live_map = functools.partial(live.live_map, RUNS)


def move(shown, values):
    """Move the controls one by one, as a person does."""
    for name, value in values.items():
        shown.controls[name].value = value


def numbers(words, label):
    """Return the numbers that are said after a label, up to the end of its sentence."""
    said = re.search(rf"(?:^|[. ]){re.escape(label)}: (.*?)(\. |$)", words, re.M)
    assert said, f"nothing is said of {label}"
    text = said[1].replace("−", "-").replace(",", "")
    return [float(number) for number in re.findall(r"-?\d[\d.]*(?:e-?\d+)?", text)]


def check_is_drawn(png, figure, about):
    """An image shows a figure as savefig draws it, pixel by pixel."""
    file = io.BytesIO()
    with pictures.lesson_style():
        figure.savefig(file, dpi=figure.dpi)
    expected = pictures.as_png(Image.open(file))
    found, expected = np.asarray(opened(png)), np.asarray(opened(expected))
    different = np.any(found != expected, axis=2).sum()
    assert different == 0, f"{about}: {different} pixels are not what is drawn anew"


def opened(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


# ------------------------------------------------------------- what the controls mean
# The values are those of the lessons' questions, and a slider's first and last.


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize(("weight", "bias"), [(-10, 10), (0, 2.5), (10, 5)])
def test_the_neuron_has_the_weight_and_the_bias_of_its_sliders(weight, bias):
    shown = live.live_neuron()
    move(shown, {"weight": weight, "bias": bias})
    for x in (0, 1):
        expected = [x, sigmoid(weight * x + bias)]
        assert numbers(shown.words, f"x = {x}") == pytest.approx(expected, abs=1e-4)


LINES = [(20, 20, -19, "AND"), (-20, 7, 19, "XNOR"), (7, -20, -20, "XOR")]


@pytest.mark.parametrize(("weight_1", "weight_2", "bias", "table"), LINES)
def test_the_line_has_the_numbers_and_the_table_of_its_sliders(
    weight_1, weight_2, bias, table
):
    shown = live.live_line()
    values = {"weight_1": weight_1, "weight_2": weight_2, "bias": bias, "table": table}
    move(shown, values)

    right = 0
    for (x_1, x_2, _), (target,) in zip(*truth_table(table)):
        guess = sigmoid(weight_1 * x_1 + weight_2 * x_2 + bias)
        right += (guess > 0.5) == (target > 0.5)
        said = numbers(shown.words, f"{x_1:g} and {x_2:g}")
        assert said[:2] == pytest.approx([guess, target], abs=0.01)
    assert f"{right} of 4 right" in shown.status.value


@pytest.mark.parametrize(("seed", "hidden_size"), [(0, 16), (7, 3), (999, 1)])
def test_the_untrained_network_has_the_seed_and_the_size_of_its_sliders(
    seed, hidden_size
):
    shown = live.live_untrained()
    move(shown, {"seed": seed, "hidden_size": hidden_size})

    random = np.random.RandomState(seed)
    w_0 = 2 * random.random_sample((3, hidden_size)) - 1
    w_1 = 2 * random.random_sample((hidden_size, 1)) - 1
    check_network(shown.words, w_0, w_1, row=1)
    error = np.abs(y - sigmoid(sigmoid(X @ w_0) @ w_1)).mean()
    assert f"untrained, error {error:.4g}" in shown.status.value


def check_network(words, w_0, w_1, row):
    """The words say the weights, and what the network computes for a row of X."""
    layer_1 = sigmoid(X[row] @ w_0)
    layer_2 = sigmoid(layer_1 @ w_1)
    assert numbers(words, "w_0") == pytest.approx(list(w_0.ravel()), rel=0.01)
    assert numbers(words, "w_1") == pytest.approx(list(w_1.ravel()), rel=0.01)
    assert numbers(words, "layer_0") == list(X[row])
    assert numbers(words, "layer_1") == pytest.approx(list(layer_1), rel=0.01)
    assert numbers(words, "layer_2") == pytest.approx(list(layer_2), rel=0.01)


@pytest.mark.parametrize("row", range(4))
def test_each_stage_of_backprop_shows_the_arrays_that_it_names(row):
    layer_1 = sigmoid(X @ W_0)
    layer_2 = sigmoid(layer_1 @ W_1)
    layer_2_error = y - layer_2
    layer_2_delta = layer_2_error * layer_2 * (1 - layer_2)
    layer_1_error = layer_2_delta @ W_1.T
    layer_1_delta = layer_1_error * layer_1 * (1 - layer_1)
    w_0_after = W_0 + X.T @ layer_1_delta
    w_1_after = W_1 + layer_1.T @ layer_2_delta

    nodes_of_stage = {
        2: {"layer_1": layer_1, "layer_2_error": layer_2_error},
        3: {"layer_1": layer_1, "layer_2_delta": layer_2_delta},
        4: {"layer_1_error": layer_1_error, "layer_2_delta": layer_2_delta},
        5: {"layer_1_delta": layer_1_delta, "layer_2_delta": layer_2_delta},
        6: {"layer_1_delta": layer_1_delta, "layer_2_delta": layer_2_delta},
    }
    shown = live_backprop()
    shown.controls["row"].value = row
    for stage, nodes in nodes_of_stage.items():
        shown.controls["stage"].value = stage
        for name, values in nodes.items():
            expected = pytest.approx(list(values[row]), rel=0.01)
            assert numbers(shown.words, name) == expected, f"{name} in stage {stage}"

    shown.controls["stage"].value = 7
    check_network(shown.words, w_0_after, w_1_after, row)
    shown.controls["stage"].value = 1
    check_network(shown.words, W_0, W_1, row)


@pytest.mark.parametrize("seed", [0, 29])
@pytest.mark.parametrize("hidden_size", RUNS)
def test_the_map_shows_the_network_of_its_sliders(seed, hidden_size):
    shown = live_map()
    move(shown, {"seed": seed, "hidden_size": hidden_size})
    error = RUNS[hidden_size].last_errors[seed]
    title = f"Hidden size {hidden_size}, seed {seed}: stuck so far"
    assert f"{title}, last error {error:.4g}." in shown.status.value


# ------------------------------------------------------------------ a picture is drawn


def ends(shown):
    """Return each control's name with its first and its last value."""
    for name, control in shown.controls.items():
        if hasattr(control, "options"):
            yield name, control.options[0]
            yield name, control.options[-1]
        else:
            yield name, control.min
            yield name, control.max


LIVE = [live.live_neuron, live.live_line, live.live_untrained, live_backprop, live_map]


@pytest.mark.parametrize("make", [*LIVE, explorer.explore])
def test_a_moved_picture_is_the_same_as_a_fresh_one(make):
    shown = make()
    for name, value in ends(shown):
        shown.controls[name].value = value
        fresh = shown.plot(**shown.values())
        check_is_drawn(shown.png, fresh, about=f"{name} at {value}")
        compare_texts(f"{name} at {value}", pictures.describe(fresh), shown.words)


@pictures.lesson_style()
def plot_everything(value):
    """Draw what a plot of a person's own may: it depends on the value, all of it."""
    figure, axes = pictures.new_picture(300, (60, 60, 800, 200))
    axes.plot([1, value], [1, 2], label=f"value {value}")
    axes.set_xlabel(f"value {value}")
    if value > 5:
        axes.legend()
        axes.grid(True)
        axes.set(title="large", yscale="log", xticks=[2, 3], facecolor="yellow")
        axes.twinx().set_ylabel("on the right")
        figure.suptitle("very large")
    return figure


def test_whatever_a_plot_draws_nothing_is_left_of_the_picture_before():
    shown = live.LivePicture(plot_everything, value=(9, 1, 9))
    for value in (1, 8, 2):
        shown.controls["value"].value = value
        check_is_drawn(shown.png, plot_everything(value), about=f"value {value}")


def plot_plainly(weight):
    """Draw as a person may who knows nothing of styles."""
    figure = pictures.Picture(label=f"weight {weight}")
    figure.add_subplot().plot([0, weight])
    return figure


def test_no_settings_of_a_person_get_into_it():
    usual = live.LivePicture(plot_plainly, weight=(3, 0, 9))
    with matplotlib.rc_context({"axes.facecolor": "red", "font.size": 40}):
        shown = live.LivePicture(plot_plainly, weight=(1, 0, 9))
        shown.controls["weight"].value = 3
    is_same = shown.png == usual.png
    assert is_same


def test_a_move_while_another_is_drawn_is_what_is_shown_in_the_end():
    """Jupyter hears controls in a thread of their own, beside the cells'."""
    is_drawing = threading.Event()

    def plot(weight):
        if weight == 1:
            is_drawing.set()
            time.sleep(0.3)
        return plot_plainly(weight)

    shown = live.LivePicture(plot, weight=(0, 0, 9))
    slow = threading.Thread(target=shown.show, kwargs={"weight": 1})
    slow.start()
    is_drawing.wait()
    shown.controls["weight"].value = 2
    slow.join()
    assert shown.status.value == "weight 2"


def test_several_controls_move_and_one_picture_is_drawn():
    seen = []

    def plot(first, second):
        seen.append((first, second))
        return pictures.plot_neuron(first, second)

    shown = live.LivePicture(plot, first=(0, 0, 9), second=(0, 0, 9))
    shown.show(first=3, second=4)
    assert seen == [(0, 0), (3, 4)]


def test_it_keeps_the_arrays_that_it_was_given():
    w_0, w_1 = init_weights(1, 2)
    shown = live.live_backprop(X, y, w_0, w_1)
    before = shown.words
    w_0 += 1
    shown.show(stage=3)
    shown.show(stage=1)
    compare_texts("stage 1", before, shown.words)


def test_what_cannot_be_drawn_is_said_in_place_of_the_picture():
    def plot(weight):
        if weight == 2:
            raise ValueError("2 is too much")
        return pictures.plot_neuron(weight, 0)

    shown = live.LivePicture(plot, weight=(1, 0, 9))
    with pytest.raises(ValueError, match="too much"):
        shown.controls["weight"].value = 2
    assert shown.picture.value == ""
    assert "2 is too much" in shown.status.value
    shown.controls["weight"].value = 3
    assert "<img" in shown.picture.value


# --------------------------------------------------------------- where nothing runs


def test_it_is_a_picture_with_words_where_nothing_runs():
    shown = live.live_neuron(weight=2, bias=-1)
    bundle = shown._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    view = "This view: live_neuron(weight=2.0, bias=-1.0)"
    controls = "Controls, where a kernel runs: weight, bias."
    words = f"{shown.words}\n{view}\n{controls}"
    output = pictures.as_output(shown.png, words)
    assert [kind for kind in output if bundle[kind] != output[kind]] == []
    assert bundle["text/html"].startswith("<img alt=")


MOVED = [
    (live.live_neuron, {"weight": -3.5, "bias": 10.0}),
    (live.live_line, {"weight_1": -20, "weight_2": 7, "bias": 20, "table": "NOR"}),
    (live.live_untrained, {"seed": 999, "hidden_size": 16}),
    (explorer.explore, {"seed": 2, "learning_rate": 3.0, "iteration": 475}),
]


@pytest.mark.parametrize(("make", "values"), MOVED)
def test_its_line_rebuilds_the_view(make, values):
    shown = make()
    shown.show(**values)
    line = re.search("<code>(.*)</code>", shown.this_view.value)[1]
    again = eval(line.replace("&#x27;", "'"), {make.__name__: make})
    assert again.values() == shown.values() != shown.initial_values
    is_same = again.png == shown.png
    assert is_same


# ---------------------------------------------------------------- what a control takes


def test_a_number_that_is_typed_between_two_steps_goes_to_the_nearest():
    shown = live.live_neuron()
    shown.controls["weight"].value = 0.3
    assert shown.values()["weight"] == 0.5
    assert "weight 0.5" in shown.status.value


def test_every_form_of_a_control():
    def plot(a, b, c):
        return pictures.plot_neuron(a, b)

    shown = live.LivePicture(plot, a=(1, -9, 9), b=(0.3, 0, 1, 0.1), c=("x", ["x"]))
    assert shown.values() == {"a": 1, "b": 0.3, "c": "x"}
    assert [control.description for control in shown.controls.values()] == list("abc")


def with_weight(reach):
    return live.LivePicture(pictures.plot_neuron, weight=reach, bias=(0, -9, 9))


def plot_nothing():
    return None


FORMS = "(value, least, most), (value, least, most, step) or (value, choices)."
WRONG = {
    f"weight is (1,); expected {FORMS}": lambda: with_weight((1,)),
    f"weight is 'abc'; expected {FORMS}": lambda: with_weight("abc"),
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
    "seed is 5000; expected": lambda: explorer.explore().show(seed=5000),
    "no control 'wait'; expected weight, bias": lambda: live.live_neuron().show(wait=1),
    "what plot returns is None; expected": lambda: live.LivePicture(plot_nothing),
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
    shown = live.live_neuron()
    with pytest.raises(ValueError):
        shown.show(bias=3, weight=11)
    assert shown.values() == shown.initial_values


def test_one_row_and_one_choice_can_be_shown():
    one_row = live.live_backprop(X[:1], y[:1], W_0, W_1, row=0)
    one_seed = live.live_map({2: train_many(X, y, [7], 2, iterations=50)})
    assert one_row.values() == {"stage": 1, "row": 0}
    assert one_seed.values() == {"seed": 7, "hidden_size": 2}
