"""The lessons' pictures, in plain Matplotlib.

    Picture         a Matplotlib figure that shows itself with its words
    describe        says in words what any Matplotlib figure shows (words.py)
    new_picture     an empty Picture of the lessons' width, with axes at its places
    lesson_style    draws in the lessons' style, whatever style a person has set
    draw_…          draws on axes of any figure (drawing.py)
    plot_…          makes a whole Picture

A screen reader reads a picture's words, and re-executed notebooks compare them.
"""

import base64
import contextlib
import html
import io
import pathlib
import threading
from collections.abc import Callable

import matplotlib.style
import numpy as np
import tinynet_helpers as tinynet
import words
from drawing import (  # noqa: F401  some are for those who import them from here
    BLACK,
    NEGATIVE,
    POSITIVE,
    ZERO,
    draw_color_bar,
    draw_folding,
    draw_network,
    draw_seeds,
    draw_surface,
    label_axes,
    marks_at,
    write,
)
from IPython.display import display
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from PIL import Image, PngImagePlugin
from tinynet_helpers import forward, init_weights, sigmoid, sigmoid_slope, truth_table
from words import number

STYLE = pathlib.Path(__file__).with_name("lesson.mplstyle")
WIDTH = 960  # pixels of every picture
LOSS_MARKS = {1e-6: "10⁻⁶", 1e-4: "10⁻⁴", 0.01: "0.01", 1: "1"}
ROW_1 = "row 1: inputs 0 and 1"
ERROR_TICKS = 0, 0.1, 0.2, 0.3, 0.4, 0.5
STYLE_IS_SET = threading.Event()  # for a lesson_style inside another
ONE_AT_A_TIME = threading.RLock()  # Jupyter hears controls in a thread of their own


@contextlib.contextmanager
def lesson_style():
    """Draw in the style of the lessons, whatever style and settings a person has.

    They are as before afterwards. Only one thread draws at a time.
    """
    with ONE_AT_A_TIME:
        if STYLE_IS_SET.is_set():  # by the same thread, further out
            yield
            return
        STYLE_IS_SET.set()
        try:
            with matplotlib.style.context(STYLE, after_reset=True):
                yield
        finally:
            STYLE_IS_SET.clear()


class Picture(Figure):
    """A Matplotlib figure that shows itself as an image with words.

    The words begin with its label. `plt.subplots(FigureClass=Picture)` makes one, too.
    """

    def __repr__(self):
        return describe(self)

    __str__ = __repr__

    def savefig(self, fname, **settings):
        """Save the picture as Matplotlib does, in the style of the lessons."""
        with lesson_style():
            super().savefig(fname, **settings)

    # Matplotlib's own formatter would win over _repr_mimebundle_, but not over this.
    def _ipython_display_(self):
        display(as_output(figure_as_png(self), describe(self)), raw=True)


def describe(figure):
    """Say in words what a figure shows, with its colors as they are drawn."""
    if isinstance(figure, Picture):
        with lesson_style():
            return words.describe(figure)
    return words.describe(figure)


def figure_as_png(figure):
    """Return the bytes of a PNG file with what savefig would write."""
    file = io.BytesIO()
    figure.savefig(file, pil_kwargs={"compress_level": 0})
    return as_png(Image.open(file))


def as_png(image, compress_level=6):
    """Return an image as the bytes of a PNG file with at most 256 colors.

    It is small and soon made, and says which program drew it. With less compression,
    from 9 down to 1, it is larger and made sooner.
    """
    versions = f"Matplotlib {matplotlib.__version__}, Pillow {Image.__version__}"
    drawn_by = PngImagePlugin.PngInfo()
    drawn_by.add_text("Software", versions)

    file = io.BytesIO()
    few_colors = image.convert("RGB").quantize(256, Image.Quantize.FASTOCTREE)
    few_colors.save(file, "png", pnginfo=drawn_by, compress_level=compress_level)
    return file.getvalue()


def as_output(png, description):
    """Return what a notebook stores of an image: words for those who cannot see it."""
    encoded = base64.b64encode(png).decode()
    source = f'src="data:image/png;base64,{encoded}" style="max-width: 100%"'
    element = f'<img alt="{html.escape(description)}" {source}>'
    return {"image/png": encoded, "text/html": element, "text/plain": description}


@lesson_style()
def new_picture(height, places):
    """Return an empty Picture, 960 pixels wide, with axes at the places.

    A place is left, bottom, width and height, in pixels.
    """
    size = WIDTH / 100, height / 100  # inches, of 100 pixels
    figure = Picture(figsize=size, dpi=100, facecolor="white")
    for left, bottom, width, tall in places:
        place = left / WIDTH, bottom / height, width / WIDTH, tall / height
        figure.add_axes(place)
    return figure


def require_dict(name, value, what, kind, most=6):
    """Raise a ValueError unless value is a dict of 1 to 6 entries, each of a kind."""
    found = []
    if isinstance(value, dict):
        found = list(value.values())
    if not 1 <= len(found) <= most or not all(isinstance(one, kind) for one in found):
        expected = f"a dict of 1 to {most} {what}"
        raise ValueError(tinynet.problem(name, value, expected))


# ------------------------------------------------------------------------ one neuron


@lesson_style()
def plot_chain(steps, arrows, about=""):
    """Draw a chain of computations: texts in boxes, and a text on each arrow.

    steps are the texts of the boxes, arrows those between them, one fewer; about begins
    the picture's words. Used in lessons 01 and 03.
    """
    if not steps:
        raise ValueError(tinynet.problem("steps", steps, "at least one text"))
    if len(arrows) != len(steps) - 1:
        expected = f"{len(steps) - 1} texts, one fewer than steps"
        raise ValueError(tinynet.problem("arrows", arrows, expected))
    figure = new_picture(250, [(20, 10, 920, 230)])
    (axes,) = figure.axes
    axes.set(xlim=(-0.5, len(steps) - 0.5), ylim=(-1, 1))
    axes.axis("off")

    boxes = [_write_in_box(axes, place, step) for place, step in enumerate(steps)]
    for place, name in enumerate(arrows):
        _draw_arrow(axes, boxes[place], boxes[place + 1])
        axes.text(place + 0.5, 0.8, name, ha="center", va="center")
    figure.set_label(about)
    return figure


def _write_in_box(axes, place, step):
    """Write a step of a chain into a box at its place, and return the text."""
    text = axes.text(place, -0.15, step, ha="center", va="center", linespacing=1.8)
    text.set_bbox({"boxstyle": "round,pad=0.7", "facecolor": "white"})
    return text


def _draw_arrow(axes, first, second):
    """Draw an arrow from one box to another."""
    arrow = {
        "arrowstyle": "-|>",
        "facecolor": BLACK,
        "patchA": first.get_bbox_patch(),
        "patchB": second.get_bbox_patch(),
    }
    # An annotation's arrow points at its first place, from the second.
    axes.annotate("", second.get_position(), first.get_position(), arrowprops=arrow)


@lesson_style()
def plot_neuron(weight, bias):
    """Draw what a neuron with one input x computes: sigmoid(weight * x + bias).

    weight and bias are finite numbers. Used in lesson 01.
    """
    weight, bias = tinynet.finite("weight", weight), tinynet.finite("bias", bias)
    figure = new_picture(380, [(96, 68, 834, 300)])
    (axes,) = figure.axes
    x = np.linspace(-6, 6, 241)
    axes.plot(x, sigmoid(weight * x + bias), label="activation")
    axes.set(xlim=(-6, 6), ylim=(-0.05, 1.3))
    x_marks, y_marks = marks_at(range(-6, 7, 2)), marks_at((0, 0.25, 0.5, 0.75, 1))
    label_axes(axes, "input x", "activation a", x_marks, y_marks, grid=True)

    for at, side in (0, "right"), (1, "left"):
        a = sigmoid(weight * at + bias)
        axes.plot(at, a, "o", color=BLACK, markersize=10, label=f"x = {at}")
        axes.vlines(at, a, 1.1, color=BLACK, linewidth=1, label=words.SILENT)
        # Above 1, no curve can reach the words.
        write(axes, at, 1.18, f"x = {at}: a = {a:.2f}", ha=side, on_white=True)
    neuron = f"A neuron, weight {number(weight)}, bias {number(bias)}"
    figure.set_label(f"{neuron}: largest slope {number(weight / 4)}.")
    return figure


@lesson_style()
def plot_line(weight_1, weight_2, bias, table="XOR"):
    """Draw the decision boundary and the four guesses of a neuron with two inputs.

    The weights and the bias are finite numbers; table is the name of the truth table
    whose targets are drawn. Used in lesson 02.
    """
    X, y = truth_table(table)
    w = np.zeros((3, 1))
    w[0] = tinynet.finite("weight_1", weight_1)
    w[1] = tinynet.finite("weight_2", weight_2)
    w[2] = tinynet.finite("bias", bias)

    figure = new_picture(390, [(90, 72, 270, 270)])
    (axes,) = figure.axes
    image = draw_surface(axes, lambda X: sigmoid(X @ w), y)
    draw_color_bar(axes, image, (0, 0.5, 1), "activation")

    guesses = sigmoid(X @ w)
    is_right = (guesses - 0.5) * (y - 0.5) > 1e-9  # 0.5 is on no side
    verdicts = np.where(is_right, "right", "wrong")
    lines = []
    for row in range(4):
        inputs = f"{X[row, 0]:g} and {X[row, 1]:g}"
        guess = f"guess {guesses[row, 0]:.2f}, target {y[row, 0]:g}"
        lines.append(f"{inputs}: {guess}, {verdicts[row, 0]}")
    axes.text(1.92, 0.5, "\n".join(lines), size=18, va="center", linespacing=2.4)
    numbers = f"weights {number(w[0, 0])} and {number(w[1, 0])}, bias {number(w[2, 0])}"
    figure.set_label(f"{table}, {numbers}: {is_right.sum()} of 4 right.")
    return figure


# -------------------------------------------------------------------- panels of guesses


@lesson_style()
def plot_surfaces(guesses, y):
    """Draw guesses over the square of both inputs, with the four examples on top.

    guesses is a dict from titles to functions of X (rows, 3) that return (rows, 1), for
    example lambda X: forward(X, w_0, w_1)[1]. y (4, 1) are the targets, or such a dict.
    """
    require_dict("guesses", guesses, "functions", Callable)
    targets = y
    if not isinstance(y, dict):
        targets = {title: y for title in guesses}
    if not targets.keys() >= guesses.keys():
        expected = f"targets for each of {list(guesses)}"
        raise ValueError(tinynet.problem("y", y, expected))

    figure = _panels(guesses)
    panels = figure.axes
    for axes, title in zip(panels, guesses):
        is_first = axes is panels[0]
        image = draw_surface(axes, guesses[title], targets[title], is_first)
    draw_color_bar(panels[-1], image, (0, 0.5, 1), "activation")
    return figure


@lesson_style()
def plot_folding(networks):
    """Draw what the hidden layers of networks with two hidden units do to the rows.

    networks is a dict of 1 to 4 entries, from titles to (layer_1, w_1, y): activations
    (4, 2), weights of the output (2, 1), or (3, 1) with its bias, and targets (4, 1).
    Taught in lesson 02, used in lesson 05.
    """
    what = "tuples (layer_1, w_1, y)"
    require_dict("networks", networks, what, (tuple, list), most=4)
    if any(len(network) != 3 for network in networks.values()):
        expected = "a tuple (layer_1, w_1, y) for each title"
        raise ValueError(tinynet.problem("networks", networks, expected))

    figure = _panels(networks)
    panels = figure.axes
    for axes, (layer_1, w_1, y) in zip(panels, networks.values()):
        is_first = axes is panels[0]
        image = draw_folding(axes, layer_1, y, w_1, is_first)
    draw_color_bar(panels[-1], image, (0, 0.5, 1), "output")
    return figure


def _panels(titles):
    """Return a picture with square axes side by side, and their titles."""
    count = len(titles)
    side = min(290, 780 // count - 18)
    left = 86 + (780 - count * (side + 18)) / 2
    places = [(left + i * (side + 18), 72, side, side) for i in range(count)]
    figure = new_picture(side + 116, places)

    longest = max(len(str(title)) for title in titles)
    for axes, title in zip(figure.axes, titles):
        axes.set_title(title, size=min(16, 1.2 * side / max(1, longest)))
    return figure


# --------------------------------------------------------------------------- network


@lesson_style()
def plot_network(X, w_0, w_1, row):
    """Draw the network at work on one row of X: its activations and weights.

    X (rows, columns), w_0 (columns, H), w_1 (H, 1). Used in lesson 02.
    """
    layers = _activations_of_row(X, w_0, w_1, row)
    figure = new_picture(480, [(10, 10, 940, 430)])
    (axes,) = figure.axes
    draw_network(axes, layers, w_0, w_1)
    axes.set_title(f"row {row}")
    return figure


def _activations_of_row(X, w_0, w_1, row):
    """Return a dict from layer_0, layer_1 and layer_2 to what they hold for a row."""
    layer_0 = tinynet.numbers("X", X)
    layer_1, layer_2 = forward(X, w_0, w_1)
    row = tinynet.whole_number("row", row, 0, len(layer_0) - 1)
    return {"layer_0": layer_0[row], "layer_1": layer_1[row], "layer_2": layer_2[row]}


STAGES = [  # of one step of backprop: title; what the hidden and output nodes hold
    ("1. Forward: the guess", "layer_1", "layer_2"),
    ("2. Error: target minus guess", "layer_1", "layer_2_error"),
    ("3. Output delta: error times derivative", "layer_1", "layer_2_delta"),
    ("4. The delta goes back along w_1", "layer_1_error", "layer_2_delta"),
    (
        "5. Hidden deltas: layer_1_error times derivative",
        "layer_1_delta",
        "layer_2_delta",
    ),
    ("6. Steps for all weights, from all rows", "layer_1_delta", "layer_2_delta"),
    ("7. Update: the new guess", "layer_1", "layer_2"),
]


@lesson_style()
def plot_backprop(X, y, w_0, w_1, row=1, stage=1):
    """Draw one stage, 1 to 7, of one step of backprop, with the numbers of one row.

    X (rows, columns), y (rows, 1), w_0 (columns, H), w_1 (H, 1). In stage 6 the lines
    are the steps, drawn as thick as if they were 100 times larger; in stage 7 the
    weights are new. Used in lesson 03.
    """
    stage = tinynet.whole_number("stage", stage, 1, len(STAGES))
    X, y = tinynet.examples(X, y)
    X, w_0, w_1 = tinynet.inputs_and_weights(X, w_0, w_1)
    w_0_step, w_1_step = tinynet.backward(X, y, w_0, w_1)
    if stage == 7:
        w_0, w_1 = w_0 + w_0_step, w_1 + w_1_step
    computed = _activations_and_deltas(X, y, w_0, w_1, row)

    title, hidden, output = STAGES[stage - 1]
    layers = {name: computed[name] for name in ("layer_0", hidden, output)}
    figure = new_picture(480, [(10, 10, 940, 430)])
    (axes,) = figure.axes

    if stage == 6:
        names = "w_0_step", "w_1_step"
        draw_network(axes, layers, w_0_step, w_1_step, thickness=100, names=names)
    else:
        draw_network(axes, layers, w_0, w_1)
    guess = f"guess {computed['layer_2'][0]:.3f}, target {y[row, 0]:g}"
    axes.set_title(f"{title}  (row {row}: {guess})")
    all_rows = number(_mean_absolute_error(X, y, w_0, w_1))
    about_row = f"{title}. Row {row}: {guess}"
    figure.set_label(f"{about_row}; mean absolute error of all rows {all_rows}.")
    return figure


def _activations_and_deltas(X, y, w_0, w_1, row):
    """Return a dict with all that backpropagation computes for one row, by name."""
    computed = _activations_of_row(X, w_0, w_1, row)
    layer_1, layer_2 = computed["layer_1"], computed["layer_2"]
    computed["layer_2_error"] = y[row] - layer_2
    computed["layer_2_delta"] = computed["layer_2_error"] * sigmoid_slope(layer_2)
    computed["layer_1_error"] = computed["layer_2_delta"] @ w_1.T
    computed["layer_1_delta"] = computed["layer_1_error"] * sigmoid_slope(layer_1)
    return computed


def _mean_absolute_error(X, y, w_0, w_1):
    _, layer_2 = forward(X, w_0, w_1)
    return np.abs(y - layer_2).mean()


@lesson_style()
def plot_untrained(seed, hidden_size):
    """Draw the untrained network at work on row 1 of XOR, and its guesses.

    Used in lesson 02.
    """
    X, y = truth_table("XOR")
    w_0, w_1 = init_weights(seed, hidden_size)
    error = _mean_absolute_error(X, y, w_0, w_1)
    figure = new_picture(400, [(10, 10, 560, 345), (650, 76, 240, 240)])
    network, surface = figure.axes

    draw_network(network, _activations_of_row(X, w_0, w_1, row=1), w_0, w_1)
    network.set_title(ROW_1)
    _draw_guesses(surface, w_0, w_1, y, "untrained", error)
    about = f"XOR, seed {seed}, hidden size {hidden_size}"
    figure.set_label(f"{about}: untrained, mean absolute error {number(error)}.")
    return figure


def _draw_guesses(axes, w_0, w_1, y, verdict, error):
    """Draw a network's guesses for all inputs; say its mean absolute error above."""
    image = draw_surface(axes, lambda X: forward(X, w_0, w_1)[1], y)
    draw_color_bar(axes, image, (0, 0.5, 1))
    axes.set_title(f"{verdict}: mean\nabsolute error {number(error)}")


# -------------------------------------------------------------------------- training


@lesson_style()
def plot_explorer(run, y, iteration, title="A network"):
    """Draw a Run as it was before an iteration of which it has a snapshot.

    run is what train returns for a truth table, y (4, 1) are its targets, and title
    begins the picture's words. Used in lesson 04.
    """
    if not isinstance(run, tinynet.Run):
        raise TypeError(tinynet.problem("run", run, "a Run, which train returns"))
    iteration = tinynet.whole_number("iteration", iteration, 0)
    if iteration not in run.snapshots:
        expected = f"one of the snapshots {list(run.snapshots)}"
        raise ValueError(tinynet.problem("iteration", iteration, expected))
    w_0, w_1 = run.snapshots[iteration]
    X, _ = truth_table("XOR")
    places = (108, 80, 170, 265), (322, 10, 268, 340), (660, 85, 225, 225)
    figure = new_picture(400, places)
    course, network, surface = figure.axes

    _draw_losses(course, run.losses, iteration)
    draw_network(network, _activations_of_row(X, w_0, w_1, row=1), w_0, w_1)
    network.set_title(ROW_1)
    is_last = iteration == run.errors.size - 1
    error = run.errors[iteration]
    verdict = _verdict(error, is_last)
    _draw_guesses(surface, w_0, w_1, y, verdict, error)
    about = f"{title}, iteration {iteration:,}: {verdict}"
    figure.set_label(f"{about}, mean absolute error {number(error)}.")
    return figure


def _draw_losses(axes, losses, iteration):
    """Draw every 25th loss, with a point at an iteration, on a logarithmic axis."""
    every_25th = np.arange(0, losses.size, 25)
    axes.plot(every_25th, losses[every_25th], label="loss")
    now = axes.plot(iteration, losses[iteration], "o", label="now", markersize=11)
    now[0].set(color=POSITIVE, markeredgecolor=BLACK)
    axes.set(ylim=(1e-6, 3), yscale="log")
    _label_iterations(axes, losses.size - 1, "loss", LOSS_MARKS)
    axes.set_title(f"loss {number(losses[iteration])}")


def _verdict(error, is_last):
    """Say of a network with a mean absolute error whether it has learned."""
    if error < tinynet.LEARNED:
        return "learned"
    if is_last:
        return "stuck so far"
    return "not yet"


def _label_iterations(axes, last, y_label, y_marks):
    """Let the x axis go from 0 to the last iteration, with room at both ends."""
    room = 0.04 * max(last, 1)
    axes.set(xlim=(-room, last + room))
    iterations = MaxNLocator(2, steps=[1, 2, 5, 10]).tick_values(0, last)
    x_marks = marks_at(place for place in iterations if place <= last + room)
    label_axes(axes, "iteration", y_label, x_marks, y_marks, grid=True)


@lesson_style()
def plot_sweep(runs):
    """Draw the last mean absolute errors of a dict from hidden sizes to Runs, as maps.

    Used in lesson 05.
    """
    require_dict("runs", runs, "Runs", tinynet.Runs)
    height = min(140, 430 // len(runs) - 16)
    total = 90 + len(runs) * (height + 16)
    bottoms = [total - (i + 1) * (height + 16) for i in range(len(runs))]
    places = [(86, bottom, 600, height) for bottom in bottoms]
    all_maps = 86, 74, 744, total - 90  # the color bar stands on their right
    figure = new_picture(total, places + [all_maps])
    maps = figure.axes[:-1]
    frame = figure.axes[-1]
    frame.axis("off")

    for axes, (size, many) in zip(maps, runs.items()):
        is_last = axes is maps[-1]
        image = draw_seeds(axes, many.last_errors, many.seeds, is_last)
        title = f"{size} hidden:\n{many.learned.sum()} learned"
        axes.set_title(title, x=1.02, y=0.5, ha="left", va="center")
    draw_color_bar(frame, image, ERROR_TICKS, "last mean\nabsolute error")
    return figure


@lesson_style()
def plot_one_of_many(runs, seed, hidden_size):
    """Draw where a network stands among all seeds of its size, and how it trained.

    runs is a dict from hidden sizes to Runs. Used in lesson 05.
    """
    require_dict("runs", runs, "Runs", tinynet.Runs)
    if hidden_size not in list(runs):
        sizes = ", ".join(str(size) for size in runs)
        raise ValueError(f"hidden_size is {hidden_size}; expected one of {sizes}.")
    many = runs[hidden_size]
    many.weights(seed)  # says so if it was not trained
    at = many.seeds.index(seed)
    error = many.last_errors[at]
    figure = new_picture(390, [(86, 72, 470, 255), (715, 72, 205, 255)])
    seeds, course = figure.axes

    image = draw_seeds(seeds, many.last_errors, many.seeds)
    draw_color_bar(seeds, image, ERROR_TICKS)
    seeds.set_title(f"{hidden_size} hidden: last mean absolute errors")
    _mark_seed(seeds, image, seed)
    course.plot(many.iterations, many.errors[:, at], label="mean absolute error")
    course.set(ylim=(0, max(0.55, 1.05 * np.nanmax(many.errors[:, at]))))
    y_marks = marks_at(ERROR_TICKS)
    _label_iterations(course, many.iterations[-1], "mean absolute error", y_marks)
    about = f"seed {seed}: {_verdict(error, is_last=True)}"
    course.set_title(f"{about},\n{number(error)} at the end")
    last = f"last mean absolute error {number(error)}"
    figure.set_label(f"Hidden size {hidden_size}, {about}, {last}.")
    return figure


def _mark_seed(axes, image, seed):
    """Draw a ring around a seed on a map that draw_seeds has drawn."""
    columns = image.get_array().shape[1]
    row, column = seed // columns * columns, seed % columns
    ring = axes.plot(column, row, "o", label=f"seed {seed}", markersize=15)
    ring[0].set(markerfacecolor="none", markeredgecolor=NEGATIVE, markeredgewidth=3)
    ring[0].set_clip_on(False)  # seed 0 is in a corner
