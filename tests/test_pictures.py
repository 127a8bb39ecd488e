"""Pictures show the numbers they are said to show, legibly, in whatever style."""

import base64
import io
import itertools
import re
from functools import partial
from unittest import mock

import colorspacious
import drawing
import matplotlib
import numpy as np
import pictures
import pytest
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from pictures import (
    Picture,
    describe,
    lesson_style,
    plot_backprop,
    plot_chain,
    plot_explorer,
    plot_folding,
    plot_line,
    plot_network,
    plot_neuron,
    plot_one_of_many,
    plot_surfaces,
    plot_sweep,
    plot_untrained,
)
from PIL import Image
from tinynet_helpers import Run, backward, forward, init_weights, train, train_many
from tinynet_helpers import truth_table as table_of
from words import number

X, y = table_of("XOR")
W_0, W_1 = init_weights(seed=1, hidden_size=4)
RUN = train(X, y, iterations=1001, snapshots=(0, 500, 1000))
MANY = {H: train_many(X, y, range(120), H, iterations=300, every=10) for H in (2, 4)}
APART = {2: train_many(X, y, (503, 511, 540), 2, iterations=50, every=10)}
HAND_0 = np.array([[20, -20, 0], [20, -20, 0], [-10, 30, 10]])  # XOR by hand
HAND_1 = np.array([[20], [20], [-30]])
SHAPES = {0: "o", 1: "s"}  # circles and squares
FOLDED = forward(X, HAND_0, HAND_1)[0][:, :2]


def guess(w_1=W_1):
    return lambda X: forward(X, W_0, w_1)[1]


EVERY = [  # each plot function, with arguments
    partial(plot_chain, ["a\n1", "b"], ["c"], "A."),
    partial(plot_neuron, -2, 1),
    partial(plot_line, 10, 10, -5, "AND"),
    partial(plot_surfaces, {"a": guess(), "b": guess(-W_1)}, y),
    partial(plot_folding, {"a": (FOLDED, HAND_1, y), "b": (FOLDED, HAND_1[:2], y)}),
    partial(plot_network, X, HAND_0, HAND_1, 1),
    partial(plot_backprop, X, y, W_0, W_1, 1, 4),
    partial(plot_untrained, 1, 4),
    partial(plot_explorer, RUN, y, 500, "It"),
    partial(plot_sweep, MANY),
    partial(plot_one_of_many, MANY, 3, 2),
]
each_plot = pytest.mark.parametrize("plot", EVERY, ids=lambda plot: plot.func.__name__)


def artist(axes, label):
    """Return the one artist on axes with a label."""
    (found,) = [one for one in axes.get_children() if one.get_label() == label]
    return found


def numbers_of(axes, label):
    return np.ma.getdata(artist(axes, label).get_array())


def words_on(axes):
    return [text.get_text() for text in axes.texts]


def boxes_of_texts(figure):
    """Return each text that can be seen, with the box of pixels that it fills."""
    with lesson_style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        texts = [text for text in figure.findobj(Text) if text.get_text()]
        boxes = [text.get_window_extent(canvas.get_renderer()) for text in texts]
    return list(zip(texts, boxes))


def stored(figure):
    """Return what a notebook stores when a cell ends with a figure."""
    with mock.patch.object(pictures, "display") as display:
        figure._ipython_display_()
    return display.call_args.args[0]


def pixels(figure):
    file = io.BytesIO(base64.b64decode(stored(figure)["image/png"]))
    return np.asarray(Image.open(file).convert("RGB"))


# --------------------------------------------------------- the numbers of each picture


def backprop_by_hand(w_0, w_1):
    """Return a dict with all that backpropagation computes, row by row."""
    layer_1 = 1 / (1 + np.exp(-(X @ w_0)))
    layer_2 = 1 / (1 + np.exp(-(layer_1 @ w_1)))
    error = y - layer_2
    delta = error * layer_2 * (1 - layer_2)
    # Back along w_1, and from the hidden layer's outputs to their weighted sums.
    back = np.array([[delta[row, 0] * w for w in w_1[:, 0]] for row in range(4)])
    hidden_delta = back * layer_1 * (1 - layer_1)
    return {
        "layer_0": X,
        "layer_1": layer_1,
        "layer_2": layer_2,
        "layer_2_error": error,
        "layer_2_delta": delta,
        "layer_1_error": back,
        "layer_1_delta": hidden_delta,
        "w_0_step": sum(np.outer(X[row], hidden_delta[row]) for row in range(4)),
        "w_1_step": sum(np.outer(layer_1[row], delta[row]) for row in range(4)),
        "w_0": w_0,
        "w_1": w_1,
    }


TITLES = [
    "1. Forward: the guess",
    "2. Error: target minus guess",
    "3. Output delta: error times derivative",
    "4. The delta goes back along w_1",
    "5. Hidden deltas: layer_1_error times derivative",
    "6. Steps for all weights, from all rows",
    "7. Update: the new guess",
]
SHOWN = {  # what each stage shows of the hidden layer, the output and the weights
    1: ("layer_1", "layer_2", "w_0", "w_1"),
    2: ("layer_1", "layer_2_error", "w_0", "w_1"),
    3: ("layer_1", "layer_2_delta", "w_0", "w_1"),
    4: ("layer_1_error", "layer_2_delta", "w_0", "w_1"),
    5: ("layer_1_delta", "layer_2_delta", "w_0", "w_1"),
    6: ("layer_1_delta", "layer_2_delta", "w_0_step", "w_1_step"),
    7: ("layer_1", "layer_2", "w_0", "w_1"),
}


@pytest.mark.parametrize("stage", SHOWN)
@pytest.mark.parametrize("row", range(4))
def test_each_stage_of_backprop_shows_its_own_numbers(row, stage):
    right = backprop_by_hand(W_0, W_1)
    if stage == 7:
        right = backprop_by_hand(W_0 + right["w_0_step"], W_1 + right["w_1_step"])
    figure = plot_backprop(X, y, W_0, W_1, row, stage)
    (axes,) = figure.axes
    for name in ("layer_0", *SHOWN[stage]):
        expected = right[name].ravel()
        if name.startswith("layer"):
            expected = right[name][row]
        about = f"stage {stage}, row {row}: {name}"
        drawn = numbers_of(axes, name)
        np.testing.assert_allclose(drawn, expected, atol=1e-12, err_msg=about)
        assert name in words_on(axes), about
        if name.endswith(("error", "delta")):
            check_hues(artist(axes, name), least=-1)

    for value in right[SHOWN[stage][0]][row]:
        assert f"{value:.3f}".replace("-", "−") in words_on(axes)
    guess = f"guess {right['layer_2'][row, 0]:.3f}, target {y[row, 0]:g}"
    assert axes.get_title() == f"{TITLES[stage - 1]}  (row {row}: {guess})"
    all_rows = number(np.abs(right["layer_2_error"]).mean())
    about_row = f"Row {row}: {guess}; mean absolute error of all rows {all_rows}."
    assert about_row in figure.get_label()


def check_hues(artist, least):
    """Check that the least is blue, a negative number or a guess of 0, and 1 orange."""
    for value, color in (least, pictures.NEGATIVE), (1, pictures.POSITIVE):
        drawn = matplotlib.colors.to_hex(artist.cmap(artist.norm(value)))
        assert drawn == color, f"{artist.get_label()}: {value} has another color"


def test_steps_are_drawn_as_if_they_were_100_times_larger():
    (steps,) = plot_backprop(X, y, W_0, W_1, 1, 6).axes
    w_0_step, w_1_step = backward(X, y, W_0, W_1)
    (weights,) = plot_network(X, 100 * w_0_step, 100 * w_1_step, 1).axes
    for name in "w_0", "w_1":
        widths = artist(weights, name).get_linewidth()
        np.testing.assert_allclose(
            artist(steps, f"{name}_step").get_linewidth(), widths
        )


def test_the_network_shows_its_row():
    layers = X, *forward(X, W_0, W_1)
    for row in range(4):
        (axes,) = plot_network(X, W_0, W_1, row).axes
        assert axes.get_title() == f"row {row}"
        for column, layer in enumerate(layers):
            name = f"layer_{column}"
            np.testing.assert_array_equal(numbers_of(axes, name), layer[row])
            places = artist(axes, name).get_offsets()
            assert places[:, 0].tolist() == [column] * layer.shape[1]
            assert (np.diff(places[:, 1]) < 0).all()  # the first unit on top
            nodes = artist(axes, name)
            assert [nodes.cmap(nodes.norm(a))[0] for a in (0, 1)] == [1, 0x22 / 255]

        names = {text.get_text(): text.get_position()[1] for text in axes.texts}
        heights = artist(axes, "layer_0").get_offsets()[:, 1].tolist()
        said = [names[name] for name in ("input 1", "input 2", "always 1")]
        assert said == heights


def test_lines_show_the_sign_and_the_size_of_each_weight():
    (axes,) = plot_network(X, HAND_0, HAND_1, 0).axes
    lines = artist(axes, "w_0")
    colors = [matplotlib.colors.to_hex(c) for c in lines.to_rgba(lines.get_array())]
    for weight, color, (_, dashes) in zip(HAND_0.flat, colors, lines.get_linestyle()):
        assert (weight > 0) == (color == pictures.POSITIVE) == (dashes is None)
        assert (weight < 0) == (color == pictures.NEGATIVE)

    thickness = dict(zip(np.abs(HAND_0).flat, lines.get_linewidth()))
    assert thickness[0] < 1 < thickness[10] < thickness[20] - 1 < thickness[30] - 2
    hidden = artist(axes, "layer_1").get_offsets().tolist()
    assert [segment[1].tolist() for segment in lines.get_segments()] == hidden * 3


def test_weights_have_numbers_only_where_each_can_be_told_apart():
    def numbers(w_0, w_1):
        (axes,) = plot_network(X, w_0, w_1, 0).axes
        return [text.get_text() for text in axes.texts if text.get_bbox_patch()]

    by_hand = "20 −20 0 20 −20 0 −10 30 10 20 20 −30"
    assert numbers(HAND_0, HAND_1) == by_hand.split()
    (axes,) = plot_network(X, HAND_0, HAND_1, 0).axes
    boxed = [text for text in axes.texts if text.get_bbox_patch()]
    for text, (start, end) in zip(boxed, artist(axes, "w_0").get_segments()):
        at = text.get_position()
        on_line = start + at[0] * (end - start)  # a line goes from x = 0 to 1
        np.testing.assert_allclose(at, on_line, err_msg=text.get_text())
    assert numbers(W_0, W_1) == "−0.59 0.76 −0.95 0.34".split()
    assert numbers(*init_weights(1, 16)) == []


def check_row_1(network):
    """Check that the network at work is titled by the inputs of its row."""
    assert network.get_title() == f"row 1: inputs {X[1, 0]:g} and {X[1, 1]:g}"
    assert numbers_of(network, "layer_0").tolist() == X[1].tolist()


def check_square(axes, guess, targets):
    """Check that colors, line, examples and numbers of a square are those of guess."""
    image = artist(axes, "activation")
    check_hues(image, least=0)
    assert image.get_extent() == [-0.25, 1.25, -0.25, 1.25] and image.origin == "lower"
    place = np.array([[0.2, 0.95, 1]])  # column 18 and row 48 of 61
    drawn = image.get_array()
    np.testing.assert_allclose(drawn[48, 18], guess(place)[0, 0], atol=1e-8)
    if drawn.min() < 0.5 < drawn.max():
        line = artist(axes, "decision boundary")
        points = line.get_paths()[0].vertices
        on_line = guess(np.column_stack([points, np.ones(len(points))]))
        np.testing.assert_allclose(on_line, 0.5, atol=0.02)

    for inputs, target, output in zip(X, targets[:, 0], guess(X)[:, 0]):
        label = f"target {target:g}, guess {number(output)}"
        examples = [line for line in axes.lines if line.get_label() == label]
        (example,) = [one for one in examples if (one.get_xydata() == inputs[:2]).all()]
        assert example.get_marker() == SHAPES[target]
        assert f"{output:.2f}" in words_on(axes)


def test_surfaces_show_their_functions_and_targets():
    plot_surfaces({"": guess()}, y)  # no title is a title
    guesses = {"net": guess(), "other": guess(5 * W_1)}
    net, other = plot_surfaces(guesses, {"net": y, "other": 1 - y}).axes
    assert (net.get_title(), other.get_title()) == ("net", "other")
    check_square(net, guess(), y)
    check_square(other, guess(5 * W_1), 1 - y)
    changes_its_input = {"a": lambda X: np.multiply(X, 0.75, out=X)[:, :1]}
    (axes,) = plot_surfaces(changes_its_input, y).axes
    assert "target 1, guess 0.75: white square at (1, 0)" in describe(axes.figure)


@pytest.mark.parametrize(("seed", "hidden_size"), [(0, 1), (1, 4), (999, 16)])
def test_the_untrained_network_is_that_of_its_seed_and_size(seed, hidden_size):
    w_0, w_1 = init_weights(seed, hidden_size)
    figure = plot_untrained(seed, hidden_size)
    network, square = figure.axes
    check_row_1(network)
    np.testing.assert_array_equal(numbers_of(network, "w_0"), w_0.ravel())
    np.testing.assert_array_equal(numbers_of(network, "w_1"), w_1.ravel())
    guesses = forward(X, w_0, w_1)[1]
    np.testing.assert_array_equal(numbers_of(network, "layer_2"), guesses[1])
    check_square(square, lambda X: forward(X, w_0, w_1)[1], y)

    error = number(np.abs(y - guesses).mean())
    error = f"mean absolute error {error}"
    assert " ".join(square.get_title().split()) == f"untrained: {error}"
    settings = f"XOR, seed {seed}, hidden size {hidden_size}"
    assert figure.get_label() == f"{settings}: untrained, {error}."


@pytest.mark.parametrize("iteration", [0, 500, 1000])
def test_the_explorer_shows_the_network_before_its_iteration(iteration):
    figure = plot_explorer(RUN, y, iteration, "It")
    course, network, square = figure.axes
    check_row_1(network)
    before = train(X, y, iterations=iteration)
    np.testing.assert_allclose(numbers_of(network, "w_0"), before.w_0.ravel())
    np.testing.assert_allclose(numbers_of(network, "w_1"), before.w_1.ravel())
    layer_1, layer_2 = forward(X, before.w_0, before.w_1)
    np.testing.assert_allclose(numbers_of(network, "layer_1"), layer_1[1])
    check_square(square, lambda X: forward(X, before.w_0, before.w_1)[1], y)
    verdict = {0: "not yet", 500: "learned", 1000: "learned"}[iteration]
    error = f"mean absolute error {number(np.abs(y - layer_2).mean())}"
    assert " ".join(square.get_title().split()) == f"{verdict}: {error}"
    about = f"It, iteration {iteration:,}"
    assert figure.get_label() == f"{about}: {verdict}, {error}."

    loss = np.sum((y - layer_2) ** 2) / 2
    now = artist(course, "now").get_xydata()
    np.testing.assert_allclose(now, [[iteration, loss]])
    curve = np.column_stack([np.arange(0, 1001, 25), RUN.losses[::25]])
    np.testing.assert_array_equal(artist(course, "loss").get_xydata(), curve)
    assert course.get_title() == f"loss {number(loss)}"


def test_learned_and_stuck_so_far_are_said_of_the_right_networks():
    def verdict(last_error, iteration):
        errors = np.array([0.5, last_error])
        run = Run(errors, errors, W_0, W_1, {0: (W_0, W_1), 1: (W_0, W_1)})
        return plot_explorer(run, y, iteration).axes[-1].get_title().split(":")[0]

    assert verdict(0.0999, iteration=1) == "learned"
    assert verdict(0.1, iteration=1) == "stuck so far"
    assert verdict(0.1, iteration=0) == "not yet"


@pytest.mark.parametrize("runs", [MANY, APART])
def test_a_map_has_each_seed_at_its_row_plus_its_column(runs):
    *maps, _ = plot_sweep(runs).axes
    for axes, (size, many) in zip(maps, runs.items(), strict=True):
        image = artist(axes, "last mean absolute error")
        left, right, _, top = image.get_extent()
        columns = round(right - left)
        assert columns == {120: 100, 3: 10}[len(many.seeds)]
        for seed, error in zip(many.seeds, many.last_errors):
            row_name, column = seed // columns * columns, seed % columns
            row = int((row_name - top) // columns)
            assert image.get_array()[row][column] == error
        assert image.get_array().count() == len(many.seeds)  # white everywhere else
        learned = np.sum(many.last_errors < 0.1)
        assert axes.get_title() == f"{size} hidden:\n{learned} learned"


PLACES = [(MANY, 0, [0, 0]), (MANY, 119, [19, 100]), (APART, 503, [3, 500])]


@pytest.mark.parametrize(("runs", "seed", "place"), PLACES)
def test_one_of_many_marks_its_seed_and_shows_its_errors(runs, seed, place):
    many = runs[2]
    figure = plot_one_of_many(runs, seed, 2)
    seeds, course = figure.axes
    ring = artist(seeds, f"seed {seed}")
    assert ring.get_xydata().tolist() == [place] and not ring.get_clip_on()

    at = many.seeds.index(seed)
    curve = np.column_stack([many.iterations, many.errors[:, at]])
    drawn = artist(course, "mean absolute error").get_xydata()
    np.testing.assert_array_equal(drawn, curve)
    last = number(many.last_errors[at])
    about = f"seed {seed}: stuck so far,"
    assert course.get_title() == f"{about}\n{last} at the end"
    status = f"Hidden size 2, {about} last mean absolute error {last}."
    assert figure.get_label() == status


@pytest.mark.parametrize("w_1", [HAND_1, [[2], [-1]]], ids=["a bias", "none"])
def test_folding_puts_each_row_where_the_hidden_units_do(w_1):
    (axes,) = plot_folding({"net": (FOLDED, w_1, y)}).axes
    weights, bias = np.ravel(w_1)[:2], [*np.ravel(w_1), 0][2]
    guesses = 1 / (1 + np.exp(-FOLDED @ weights - bias))
    for row, name in enumerate(("0 0", "0 1", "1 0", "1 1")):
        numbers = f"target {y[row, 0]:g}, guess {number(guesses[row])}"
        example = artist(axes, f"inputs {name}, {numbers}")
        assert example.get_xydata()[0].tolist() == FOLDED[row].tolist()
        assert example.get_marker() == SHAPES[y[row, 0]]
    assert words_on(axes)[:3] == ["0 0", "0 1\n1 0", "1 1"]  # two rows at one place

    line = artist(axes, "decision boundary, where the weighted sum is 0")
    points = line.get_paths()[0].vertices
    np.testing.assert_allclose(points @ weights + bias, 0, atol=1e-9)
    corner = 1 / (1 + np.exp(-1.15 * weights.sum() - bias))
    image = artist(axes, "output")
    np.testing.assert_allclose(image.get_array()[-1, -1], corner, atol=1e-8)
    check_hues(image, least=0)


def test_rows_at_one_place_can_be_told_apart_if_their_targets_differ():
    here = [[0.2, 0.2], [0.2, 0.2], [0.21, 0.2], [0.9, 0.9]]
    (axes,) = plot_folding({"a": (here, [[1], [-1]], y)}).axes
    assert words_on(axes)[0] == "○ 0 0\n□ 0 1\n□ 1 0"
    assert [line.get_marker() for line in axes.lines] == list("osso")
    circle, square = axes.lines[:2]
    assert circle.get_markersize() < square.get_markersize() - 5  # it lies inside


def test_a_neuron_is_its_curve_and_two_points():
    figure = plot_neuron(-2, 3)
    assert figure.get_label() == "A neuron, weight −2, bias 3: largest slope −0.5."

    (axes,) = figure.axes
    x, a = artist(axes, "activation").get_data()
    assert (x[0], x[-1]) == (-6, 6)
    np.testing.assert_allclose(a, 1 / (1 + np.exp(2 * x - 3)))
    for at in (0, 1):
        value = 1 / (1 + np.exp(2 * at - 3))
        point = artist(axes, f"x = {at}").get_xydata()
        np.testing.assert_allclose(point, [[at, value]])
        assert f"x = {at}: a = {value:.2f}" in words_on(axes)


def test_a_neuron_with_two_inputs_says_which_rows_are_right():
    figure = plot_line(10, 10, -10, "OR")
    w = np.array([[10], [10], [-10]])
    check_square(figure.axes[0], lambda X: 1 / (1 + np.exp(-X @ w)), table_of("OR")[1])
    assert figure.get_label() == "OR, weights 10 and 10, bias −10: 2 of 4 right."
    first, second, _, last = words_on(figure.axes[0])[-1].split("\n")
    assert first == "0 and 0: guess 0.00, target 0, right"
    assert second == "0 and 1: guess 0.50, target 1, wrong"  # 0.5 is on no side
    assert last == "1 and 1: guess 1.00, target 1, right"


def test_a_chain_has_an_arrow_from_each_box_to_the_next():
    (axes,) = plot_chain(["a", "b", "c"], ["x", "y"], "Chain.").axes
    arrows = [text for text in axes.texts if getattr(text, "arrow_patch", None)]
    ends = [(arrow.xyann[0], arrow.xy[0]) for arrow in arrows]
    assert ends == [(0, 1), (1, 2)]
    places = {text.get_text(): text.get_position()[0] for text in axes.texts}
    assert places.items() >= {"a": 0, "x": 0.5, "b": 1, "y": 1.5, "c": 2}.items()


# --------------------------------------------------------------- what it must look like

SQUARE = "x axis input 1 −0.25 to 1.25. y axis input 2 −0.25 to 1.25."
PLANE = "x axis hidden unit 0 −0.15 to 1.15. y axis hidden unit 1 −0.15 to 1.15."
SEEDS = "x axis plus −0.5 to 99.5. y axis seed 150 to −50."
AXES = {  # what the axes of each plot are called, and how far they go
    "plot_neuron": ["x axis input x −6 to 6. y axis activation a −0.05 to 1.3."],
    "plot_line": [SQUARE],
    "plot_surfaces": [SQUARE],
    "plot_folding": [PLANE],
    "plot_untrained": [SQUARE],
    "plot_explorer": [
        "x axis iteration −40 to 1,040. y axis loss 0.000001 to 3, logarithmic.",
        SQUARE,
    ],
    "plot_sweep": [SEEDS],
    "plot_one_of_many": [
        SEEDS,
        "x axis iteration −11.6 to 301.6. y axis mean absolute error 0 to 0.55.",
    ],
}


@each_plot
def test_axes_have_names_ranges_and_marks_at_their_places(plot):
    figure = plot()
    for said in AXES.get(plot.func.__name__, []):
        assert said in describe(figure)

    for axes in figure.axes:
        for text in axes.texts:
            x, y = text.get_position()
            if text.get_transform() is axes.get_xaxis_transform():
                assert text.get_text() == number(x)
            if text.get_transform() is axes.get_yaxis_transform() and y > 2e-4:
                assert text.get_text() == number(y)


def marks(axes, transform):
    return [one.get_text() for one in axes.texts if one.get_transform() is transform]


def test_there_are_enough_marks_to_read_off_what_the_text_asks():
    (neuron,) = plot_neuron(1, 0).axes
    assert marks(neuron, neuron.get_xaxis_transform()) == "−6 −4 −2 0 2 4 6".split()
    assert marks(neuron, neuron.get_yaxis_transform()) == "0 0.25 0.5 0.75 1".split()

    course = plot_explorer(RUN, y, 0).axes[0]
    beside = {
        text.get_text(): text.get_position()[1]
        for text in course.texts
        if text.get_transform() is course.get_yaxis_transform()
    }
    assert beside == {"10⁻⁶": 1e-6, "10⁻⁴": 1e-4, "0.01": 0.01, "1": 1}
    assert marks(course, course.get_xaxis_transform()) == "0 500 1,000".split()
    grid = [len(lines.get_segments()) for lines in course.collections]
    assert grid == [3, 4]  # upright and across

    seeds, errors = plot_one_of_many(MANY, 3, 4).axes
    tens = "0 10 20 30 40 50 60 70 80 90"
    assert marks(seeds, seeds.get_xaxis_transform()) == tens.split()
    assert marks(seeds, seeds.get_yaxis_transform()) == "0 100".split()
    tenths = "0 0.1 0.2 0.3 0.4 0.5"
    assert marks(errors, errors.get_yaxis_transform()) == tenths.split()


SCALES = {
    "0 0.5 1 activation": lambda: plot_line(1, 2, 3),
    "0 0.5 1 output": lambda: plot_folding({"a": (FOLDED, HAND_1, y)}),
    "0 0.1 0.2 0.3 0.4 0.5 last-mean\nabsolute-error": lambda: plot_sweep(MANY),
}


@pytest.mark.parametrize("scale", SCALES)
def test_a_scale_has_round_numbers_which_give_no_answer_away(scale):
    axes = SCALES[scale]().axes[-1]
    beside = [words.replace(" ", "-") for words in marks(axes, axes.transAxes)]
    assert beside == scale.split(" ")
    bar = axes.images[-1]
    ends = bar.get_array()[0, 0], bar.get_array()[-1, 0]
    assert ends == bar.get_clim() and bar.origin == "lower"

    *ticks, _ = [text for text in axes.texts if text.get_transform() is axes.transAxes]
    for tick in ticks:
        share = float(tick.get_text()) / ends[1]
        assert tick.get_position()[1] == pytest.approx(share)
    assert [tick.get_position()[1] for tick in (ticks[0], ticks[-1])] == [0, 1]


def check_legible(figure):
    """Check that no text leaves the picture, covers another, or is too small."""
    texts = boxes_of_texts(figure)
    width, height = figure.canvas.get_width_height()
    for text, box in texts:
        assert box.x0 > -1 and box.x1 < width + 1, text
        assert box.y0 > -1 and box.y1 < height + 1, text
        assert text.get_size() >= 10, text

    for (one, one_box), (other, other_box) in itertools.combinations(texts, 2):
        both = Bbox.intersection(one_box, other_box)
        covers = both is not None and min(both.width, both.height) > 3
        assert not covers, f"{one} covers {other}"


@each_plot
def test_every_text_can_be_read(plot):
    check_legible(plot())


def test_texts_can_be_read_in_the_largest_pictures_too():
    check_legible(plot_folding({f"network {i}": (FOLDED, HAND_1, y) for i in range(4)}))
    check_legible(plot_surfaces({f"hidden unit {i}": guess() for i in range(6)}, y))
    check_legible(plot_sweep({size: MANY[4] for size in (1, 2, 3, 4, 6)}))
    for hidden_size in (1, 16):
        check_legible(plot_untrained(1, hidden_size))


@each_plot
def test_one_sign_stands_for_minus_and_numbers_are_plain(plot):
    figure = plot()
    shown = [text.get_text() for text, _ in boxes_of_texts(figure)]
    for words in (*shown, describe(figure)):
        assert not re.search(r"-\d|float|int\d|\[", words)


@pytest.mark.parametrize("kind", ["none", "protan", "deuteran", "tritan"])
def test_colors_differ_for_every_kind_of_color_blindness(kind):
    """At least 15 steps apart in CAM02-UCS, where one step can just be seen."""
    colors = pictures.POSITIVE, pictures.NEGATIVE, pictures.ZERO, pictures.BLACK
    seen = matplotlib.colors.to_rgba_array(colors)[:, :3]
    if kind != "none":
        eyes = {"name": "sRGB1+CVD", "cvd_type": f"{kind}omaly", "severity": 100}
        seen = colorspacious.cspace_convert(seen, eyes, "sRGB1")
    for one, other in itertools.combinations(seen, 2):
        assert colorspacious.deltaE(one, other, input_space="sRGB1") > 15


def test_signs_and_errors_differ_in_grey():
    """Their lightness alone tells them apart, as on a print in black and white."""
    signs = [pictures.ZERO, pictures.POSITIVE, pictures.NEGATIVE]
    tenths = np.arange(11) / 10
    greys, errors = drawing.GREYS(tenths), drawing.ERRORS(tenths)
    for colors, apart in (signs, 15), (greys, 3), (errors, 3):
        rgb = matplotlib.colors.to_rgba_array(colors)[:, :3]
        lightness = colorspacious.cspace_convert(rgb, "sRGB1", "CIELab")[:, 0]
        assert (np.diff(lightness) < -apart).all()  # larger is darker


def test_a_persons_own_curves_have_the_colors_of_the_pictures():
    with lesson_style():
        cycle = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"]
    assert cycle[:3] == [pictures.BLACK, pictures.POSITIVE, pictures.NEGATIVE]


# ------------------------------------------------------------- whoever draws, and where


@each_plot
def test_the_same_numbers_make_the_same_words_and_pixels(plot):
    figure, same = plot(), plot()
    assert isinstance(figure, Figure)
    assert repr(figure) == str(figure) == describe(same)
    assert pixels(figure).shape[1] == 960
    assert np.array_equal(pixels(figure), pixels(same))


HABITS = [
    "dark_background",
    {"text.usetex": True, "figure.dpi": 50, "figure.autolayout": True},
    {"savefig.bbox": "tight", "savefig.dpi": 300, "savefig.transparent": True},
]


@pytest.mark.parametrize("habit", HABITS, ids=str)
def test_no_style_of_a_person_gets_in_and_none_of_ours_gets_out(habit):
    def draw():
        figure = plot_explorer(RUN, y, 500)
        figure.axes[0].lines[0].set_color("C0")  # is looked up when it is drawn
        return pixels(figure), describe(figure)

    usual_pixels, usual_words = draw()
    with plt.style.context(habit):
        before = dict(matplotlib.rcParams)
        pixels_here, words_here = draw()
        assert dict(matplotlib.rcParams) == before
    assert np.array_equal(usual_pixels, pixels_here)
    assert usual_words == words_here


def test_a_picture_can_be_gone_on_with(tmp_path):
    figure = plot_neuron(2, 1)
    figure.axes[0].plot([0, 1], [0.2, 0.4], "k--", label="mine")
    figure.axes[0].set_title("Two curves")
    assert "Two curves. " in describe(figure)
    assert "mine: dashed black line from (0, 0.2) to (1, 0.4)" in describe(figure)
    figure.savefig(tmp_path / "mine.png")
    with Image.open(tmp_path / "mine.png") as image:
        assert image.width == 960


def test_a_figure_of_ones_own_shows_itself_to_everyone():
    figure, axes = plt.subplots(FigureClass=Picture, label='a < "b"')
    axes.plot([1, 2, 3], [0, 4, 2], label="loss")
    bundle = stored(figure)
    plt.close(figure)

    words = "x axis 0.9 to 3.1. y axis −0.2 to 4.2. "
    words += "loss: solid blue line from (1, 0) to (3, 2), highest (2, 4), mean 2"
    assert bundle["text/plain"] == f'a < "b"\n{words}'
    alt = f"a &lt; &quot;b&quot;\n{words}"
    source = f"data:image/png;base64,{bundle['image/png']}"
    look = 'style="max-width: 100%"'
    assert bundle["text/html"] == f'<img alt="{alt}" src="{source}" {look}>'


def test_networks_of_any_size_can_be_drawn():
    """Three inputs and the ones; one row, many units; lists in place of arrays."""
    parity = np.array([[*bits, 1] for bits in itertools.product((0, 1), repeat=3)])
    targets = parity[:, :3].sum(axis=1, keepdims=True) % 2
    for hidden_size in (1, 16):
        w_0, w_1 = init_weights(1, hidden_size, inputs=4)
        plot_backprop(parity, targets, w_0, w_1, row=7, stage=6)
        figure = plot_network(parity.tolist(), w_0, w_1, row=7)
        check_legible(figure)
        assert "layer_0: 1 1 1 1. layer_1: " in describe(figure)
    assert "always 1" in words_on(figure.axes[0])


AXES_OF_NO_PLOT = Figure().add_subplot()
NET = {"a": guess()}
WRONG = [  # what is said when a function is called with arguments
    ("steps is []; expected at least one", plot_chain, ([], [])),
    ("arrows is []; expected 1 texts", plot_chain, (["a", "b"], [])),
    ("weight is 'heavy'; expected a", plot_neuron, ("heavy", 0)),
    ("weight_2 is None; expected a finite", plot_line, (1, None, 2)),
    ("there is no truth table 'XR'", plot_line, (1, 1, 1, "XR")),
    ("guesses is {}; expected a dict of 1", plot_surfaces, ({}, y)),
    ("a dict of 1 to 6 functions", plot_surfaces, ({"a": X}, y)),
    ("shape (4,); expected (4, 1)", plot_surfaces, (NET, y[:, 0])),
    ("shape (3725, 3)", plot_surfaces, ({"a": lambda X: X}, y)),
    ("targets for each of ['a']", plot_surfaces, (NET, {"b": y})),
    ("networks is {}; expected a dict of 1 to 4", plot_folding, ({},)),
    ("tuple (layer_1, w_1, y)", plot_folding, ({"a": (FOLDED, y)},)),
    ("layer_1 has shape (4, 3)", plot_folding, ({"a": (X, HAND_1, y)},)),
    ("w_1 has shape (4, 1)", plot_folding, ({"a": (FOLDED, y, y)},)),
    ("row is 4; expected a whole", plot_network, (X, W_0, W_1, 4)),
    ("with 3, 4 and 1 numbers", drawing.draw_network, (AXES_OF_NO_PLOT, {}, W_0, W_1)),
    ("guess is 'net'; expected a", drawing.draw_surface, (AXES_OF_NO_PLOT, "net", y)),
    ("figure is <Axes: >; expected a Matplotlib", describe, (AXES_OF_NO_PLOT,)),
    ("stage is 8", plot_backprop, (X, y, W_0, W_1, 1, 8)),
    ("seed is -1", plot_untrained, (-1, 4)),
    ("snapshots [0, 500, 1000]", plot_explorer, (RUN, y, 7)),
    ("iteration is [7]; expected", plot_explorer, (RUN, y, [7])),
    ("a Run, which train returns", plot_explorer, (MANY[4], y, 0)),
    ("runs is {}; expected a dict of 1 to 6", plot_sweep, ({},)),
    ("runs is Runs, hidden", plot_sweep, (MANY[4],)),
    ("hidden_size is 5; expected one of 2", plot_one_of_many, (MANY, 1, 5)),
    ("hidden_size is [2]; expected one of 2", plot_one_of_many, (MANY, 1, [2])),
    ("777", plot_one_of_many, (MANY, 777, 4)),
    ("a seed for each error", drawing.draw_seeds, (AXES_OF_NO_PLOT, [0.1, 0.2], [1])),
    ("each of seeds is 1.5", drawing.draw_seeds, (AXES_OF_NO_PLOT, [0.1], [1.5])),
    ("less than 10,000", drawing.draw_seeds, (AXES_OF_NO_PLOT, [0.1, 0.2], [1, 10**9])),
]


@pytest.mark.parametrize(("said", "function", "arguments"), WRONG)
def test_a_wrong_argument_gets_one_clear_sentence(said, function, arguments):
    with pytest.raises((TypeError, ValueError), match=re.escape(said)) as caught:
        function(*arguments)
    assert "\n" not in str(caught.value)
