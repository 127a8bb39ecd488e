"""Draw a network, its guesses, its hidden layer or many seeds on axes of any figure.

    draw_network    layers of nodes, and the weights between them as lines
    draw_surface    guesses over the square of both inputs
    draw_folding    where two hidden units put the rows of a truth table
    draw_seeds      a square for each seed, darker for a larger mean absolute error
    draw_color_bar  the scale of an image's colors, on the right of axes

Orange is positive, or a guess above 0.5; blue is negative, or below 0.5; the darker a
grey, the larger an activation. Squares have the target 1, circles the target 0.
"""

import itertools

import numpy as np
import tinynet_helpers as tinynet
from matplotlib import colors
from matplotlib.collections import CircleCollection, LineCollection
from tinynet_helpers import sigmoid, truth_table
from words import SILENT, number

POSITIVE = "#c8500a"
NEGATIVE = "#16468c"
ZERO = "#f5f2ec"
BLACK = "#222222"
GRID = "#dddddd"

# Few colors make small files.
make_ramp = colors.LinearSegmentedColormap.from_list
SIGNS = make_ramp("signs", [NEGATIVE, ZERO, POSITIVE], N=20)
GREYS = make_ramp("greys", ["white", BLACK], N=20)
ERRORS = make_ramp("errors", [ZERO, "#e39b62", POSITIVE, "#3a1500"], N=50)

ACTIVATION = colors.Normalize(0, 1)
SIGNED = colors.SymLogNorm(0.02, vmin=-1, vmax=1)  # a delta of 0.02 can be seen, too
# A weight's color says its sign only; its size is in the thickness of the line.
SIGN_ONLY = colors.FuncNorm((np.sign, np.sign), vmin=-1, vmax=1)
DASHES_OF_SIGN = {1: "-", 0: ":", -1: (0, (2.5, 1.2))}


def write(axes, x, y, words, size=None, color=BLACK, ha="center", on_white=False):
    """Write words that the label of another artist says already, and return them."""
    text = axes.text(x, y, words, size=size, color=color, ha=ha, va="center_baseline")
    text.set_label(SILENT)
    if on_white:
        text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})
    return text


def label_axes(axes, x_label="", y_label="", x_marks=None, y_marks=None, grid=False):
    """Name the axes, and write marks along them: dicts from places to words.

    With a grid, a line is drawn at each mark. Matplotlib's own ticks would take three
    times as long, and live pictures are drawn again and again.
    """
    x_marks = x_marks or {}
    y_marks = y_marks or {}
    axes.grid(False)
    axes.set(xticks=(), yticks=(), xlabel=x_label, ylabel=y_label)
    axes.minorticks_off()
    below, beside = axes.get_xaxis_transform(), axes.get_yaxis_transform()
    for place, mark in x_marks.items():
        text = write(axes, place, -20 / axes.bbox.height, mark)
        text.set_transform(below)
    for place, mark in y_marks.items():
        text = write(axes, -8 / axes.bbox.width, place, mark, ha="right")
        text.set_transform(beside)

    # Room for the marks between the axes and their names, in points.
    longest = max((len(mark) for mark in y_marks.values()), default=0)
    axes.xaxis.labelpad = 28
    axes.yaxis.labelpad = 8 + 10 * longest
    if grid:
        upright = [((place, 0), (place, 1)) for place in x_marks]
        across = [((0, place), (1, place)) for place in y_marks]
        _draw_thin_lines(axes, upright, below, GRID, width=0.8)
        _draw_thin_lines(axes, across, beside, GRID, width=0.8)


def _draw_thin_lines(axes, ends, transform, color, width):
    """Draw lines that have no words; ends are pairs of places, in a transform's units.

    `axes.vlines` would take five times as long.
    """
    lines = LineCollection(ends, colors=color, linewidths=width, transform=transform)
    lines.set(zorder=0, label=SILENT)
    axes.add_collection(lines, autolim=False)


def marks_at(places):
    """Return marks for label_axes: a dict from places to the numbers they are."""
    return {place: number(place) for place in places}


def draw_color_bar(axes, image, ticks, label=""):
    """Draw the scale of an image's colors on the right of axes.

    ticks are numbers to write beside it. Axes of its own, as figure.colorbar makes
    them, would take thrice as long.
    """
    axes.set(xlim=axes.get_xlim(), ylim=axes.get_ylim())  # they stay as they are
    least, most = image.get_clim()
    if least == most:  # an image of one number
        most = least + 1
    pixel = 1 / axes.bbox.width  # places are shares of the axes
    left, right = 1 + 14 * pixel, 1 + 28 * pixel
    axes.imshow(
        np.linspace(least, most, 50).reshape(50, 1),
        cmap=image.cmap,
        norm=image.norm,
        extent=(left, right, 0, 1),
        origin="lower",
        aspect=axes.get_aspect(),
        transform=axes.transAxes,
        clip_on=False,
        label=SILENT,
    )

    for tick in ticks:
        height = (tick - least) / (most - least)
        text = write(axes, right + 6 * pixel, height, number(tick), ha="left")
        text.set_transform(axes.transAxes)
    if label:
        text = write(axes, right + 44 * pixel, 0.5, label, ha="left")
        text.set(rotation=90, va="center", transform=axes.transAxes)


# --------------------------------------------------------------------------- network

MOST_NUMBERS = 9  # so many weights between two layers can be told apart
LARGEST_WEIGHT = 30  # larger ones are drawn no thicker
LAYER_HEIGHTS = 0.92, 0.18  # of the first and the last node
LARGEST_NODE = 0.165  # of the height of the axes


def draw_network(axes, layers, w_0, w_1, thickness=1, names=("w_0", "w_1")):
    """Draw three layers of nodes, and the weights between them.

    layers is a dict from three names to the numbers in the nodes. Lines are solid
    orange for positive weights (columns, H) and (H, 1), dashed blue for negative ones,
    and thicker for larger ones, up to 30. thickness multiplies the weights before they
    are drawn, for steps, which are small. names are what w_0 and w_1 are called.
    """
    w_0 = tinynet.matrix("w_0", w_0, "columns", "hidden_size", "a row for each input")
    w_1 = tinynet.matrix("w_1", w_1, w_0.shape[1], 1, "a row for each hidden unit")
    _check_layers(layers, w_0)
    has_names = axes.bbox.width > 500
    has_numbers = axes.bbox.width > 800
    _set_places(axes, has_names)

    heights = [_heights(nodes) for nodes in (*w_0.shape, 1)]
    for column, w in enumerate((w_0, w_1)):
        _draw_weights(axes, column, heights, w, thickness, names[column])
        if has_numbers:
            write(axes, column + 0.5, -0.06, names[column])
        if has_numbers and w.size <= MOST_NUMBERS:
            _write_weights(axes, column, heights, w)
    for column, (name, values) in enumerate(layers.items()):
        _draw_nodes(axes, column, heights[column], name, values)
    if has_names:
        _write_names(axes, heights[0], layers)


def _check_layers(layers, w_0):
    sizes = [*w_0.shape, 1]
    if not isinstance(layers, dict) or [np.size(a) for a in layers.values()] != sizes:
        expected = f"a dict of 3 layers with {sizes[0]}, {sizes[1]} and 1 numbers"
        raise ValueError(tinynet.problem("layers", layers, expected))


def _set_places(axes, has_names):
    """Put the layers at x = 0, 1 and 2, with room for the nodes and the names."""
    left, right = 32, 32  # pixels
    if has_names:
        left, right = 165, 80
    between_layers = (axes.bbox.width - left - right) / 2
    axes.set(xlim=(-left / between_layers, 2 + right / between_layers))
    axes.set(ylim=(-0.12, 1.08), xticks=(), yticks=(), frame_on=False)


def _heights(nodes):
    if nodes == 1:
        return [sum(LAYER_HEIGHTS) / 2]
    return np.linspace(*LAYER_HEIGHTS, nodes)


def _draw_weights(axes, column, heights, w, thickness, name):
    """Draw weights as lines: color and dashes by sign, thickness by size."""
    starts = np.repeat(heights[column], w.shape[1])
    ends = np.tile(heights[column + 1], w.shape[0])
    weights = w.ravel()

    sizes = np.minimum(thickness * np.abs(weights), LARGEST_WEIGHT)
    lines = LineCollection(
        [((column, start), (column + 1, end)) for start, end in zip(starts, ends)],
        array=weights,
        cmap=SIGNS,
        norm=SIGN_ONLY,
        linestyles=[DASHES_OF_SIGN[sign] for sign in np.sign(weights)],
        linewidths=0.6 + 1.2 * np.sqrt(sizes),
        label=name,
        zorder=0,
    )
    axes.add_collection(lines, autolim=False)


def _write_weights(axes, column, heights, w):
    """Write the weights on their lines, and along them: each is seen to be of one."""
    for index, weight in np.ndenumerate(w):
        start, end = heights[column][index[0]], heights[column + 1][index[1]]
        rise = end - start
        way = (0.2, 0.35)[column] + 0.07 * abs(rise)  # steep numbers need more room
        words = number(weight, digits=2)
        text = write(axes, column + way, start + way * rise, words, on_white=True)

        angle = np.degrees(np.arctan2(rise, 1))  # in data's units, as the line's
        text.set(rotation=angle, rotation_mode="anchor", transform_rotates_text=True)


def _draw_nodes(axes, column, heights, name, values):
    """Draw a layer's nodes, filled by their values, with numbers where they fit."""
    values = tinynet.numbers(name, values)
    cmap, norm = GREYS, ACTIVATION
    if name.endswith(("error", "delta")):
        cmap, norm = SIGNS, SIGNED
    room = 0.6 * axes.bbox.height / max(1, len(values) - 1)
    diameter = min(LARGEST_NODE * axes.bbox.height, 0.85 * room)  # pixels
    radius_in_points = diameter / 2 * 72 / axes.figure.dpi

    nodes = CircleCollection(
        [np.pi * radius_in_points**2],
        offsets=[(column, height) for height in heights],
        offset_transform=axes.transData,
        array=values,
        cmap=cmap,
        norm=norm,
        edgecolors=BLACK,
        linewidths=1.5,
        label=name,
    )
    axes.add_collection(nodes, autolim=False)
    for value, fill, height in zip(values, nodes.to_rgba(values), heights):
        _write_value(axes, column, height, value, fill, diameter)


def _write_value(axes, column, height, value, fill, diameter):
    """Write a node's value into it, in letters as large as the node allows."""
    if column == 0:
        written = number(value)
    elif diameter > 60:
        written = f"{value:z.3f}".replace("-", "−")
    else:
        written = f"{value:z.2f}".replace("-", "−")
    size = min(18, 1.1 * diameter / len(written))
    if size < 10:  # nobody could read it
        return

    color = BLACK
    if np.dot(fill[:3], (0.3, 0.6, 0.1)) < 0.55:  # a dark node
        color = "white"
    write(axes, column, height, written, size=size, color=color)


def _write_names(axes, heights, layers):
    """Name the layers below, and the inputs on the left.

    If there are three inputs or more, the last is the constant 1.
    """
    for column, name in enumerate(layers):
        write(axes, column, -0.06, name)

    inputs = [f"input {i}" for i in range(1, len(heights) + 1)]
    if len(inputs) >= 3:
        inputs[-1] = "always 1"
    left, _ = axes.get_xlim()
    for name, height in zip(inputs, heights):
        write(axes, left, height, name, ha="left")


# --------------------------------------------------------------------------- guesses

SQUARE = np.linspace(-0.25, 1.25, 61)  # of each input, in the pictures of guesses


def draw_surface(axes, guess, y, name_y_axis=True):
    """Draw guess(X) over the square of both inputs, with the four examples on top.

    guess is a function of X (rows, 3) that returns (rows, 1); y (4, 1) are targets from
    0 to 1. The black line is where the guess is 0.5. Returns the image.
    """
    X, y = tinynet.examples(truth_table("XOR")[0], y)
    guesses, heights = _guesses_over_square(guess, X)
    image = _draw_colors(axes, SQUARE, heights, label="activation")
    if heights.min() < 0.5 < heights.max():
        line = axes.contour(SQUARE, SQUARE, heights, [0.5], colors=BLACK, linewidths=2)
        line.set_label("decision boundary")

    has_room = axes.bbox.width > 200
    for inputs, target, output in zip(X, y[:, 0], guesses):
        x_1, x_2, _ = inputs
        label = f"target {number(target)}, guess {number(output)}"
        _draw_example(axes, x_1, x_2, target, label, size=22)
        write(axes, x_1, x_2, number(target))
        if has_room:
            write(axes, x_1, x_2 - 0.165, f"{output:z.2f}", size=14, on_white=True)
    _label_square(axes, "input 1", "input 2", (0, 1), name_y_axis)
    return image


def _label_square(axes, x_label, y_label, places, name_y_axis):
    if name_y_axis:
        marks = marks_at(places)
        label_axes(axes, x_label, y_label, x_marks=marks, y_marks=marks)
    else:
        label_axes(axes, x_label, x_marks=marks_at(places))


def _guesses_over_square(guess, X):
    """Return the guesses for X (4,), and those over the square (61, 61)."""
    if not callable(guess):
        raise TypeError(tinynet.problem("guess", guess, "a function of X"))
    input_1, input_2 = np.meshgrid(SQUARE, SQUARE)
    constant = np.ones(input_1.size)
    square = np.column_stack([input_1.ravel(), input_2.ravel(), constant])
    both = np.vstack([X, square])
    guesses = guess(both.copy())  # a learner's function may change what it gets
    why = "a guess for each row"
    guesses = tinynet.matrix("guess(X)", guesses, len(both), 1, why)[:, 0]
    return guesses[:4], guesses[4:].reshape(input_1.shape).round(9)


def _draw_colors(axes, side, activations, label):
    """Draw activations (61, 61) over a square as colors, and return the image."""
    return axes.imshow(
        activations,
        cmap=SIGNS,
        norm=ACTIVATION,
        extent=(side[0], side[-1], side[0], side[-1]),
        origin="lower",  # the first row is the lowest
        interpolation="bilinear",
        label=label,
    )


def _draw_example(axes, x, y, target, label, size):
    """Draw a white square for target 1, a white circle for target 0."""
    shape = "o"
    if target > 0.5:
        shape = "s"
    example = axes.plot(x, y, shape, markersize=size, color="white", label=label)
    example[0].set(markeredgecolor=BLACK, markeredgewidth=2)


# --------------------------------------------------------------------------- folding

PLANE = np.linspace(-0.15, 1.15, 61)  # of each hidden unit, in the pictures of folding
SAME_PLACE = 0.1  # rows nearer than this share a label
LETTER = 11, 24  # pixels across and up that a letter of a label takes
DIRECTIONS = (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)


def draw_folding(axes, layer_1, y, w_1, name_y_axis=True):
    """Draw where two hidden units put the four rows, and what the output makes of it.

    layer_1 (4, 2) are the activations of the hidden units for the rows 00, 01, 10 and
    11, y (4, 1) the targets, w_1 (2, 1) the weights of the output; a third one is its
    bias. Colors are the output at each place, and the black line is where that is 0.5.
    Each row is labelled by its inputs; rows at the same place share a label. Returns
    the image. Taught in lesson 02.
    """
    layer_1 = tinynet.matrix("layer_1", layer_1, 4, 2, "4 rows, 2 hidden units")
    X, y = tinynet.examples(truth_table("XOR")[0], y)
    weights, bias = _weights_and_bias(w_1)
    unit_0, unit_1 = np.meshgrid(PLANE, PLANE)
    z = unit_0 * weights[0] + unit_1 * weights[1] + bias
    image = _draw_colors(axes, PLANE, sigmoid(z).round(9), label="output")
    if z.min() < 0 < z.max():
        line = axes.contour(PLANE, PLANE, z, [0], colors=BLACK, linewidths=2)
        line.set_label("decision boundary, where the weighted sum is 0")

    names = [f"{x_1:g} {x_2:g}" for x_1, x_2, _ in X]
    guesses = sigmoid(layer_1 @ weights + bias)
    groups = _rows_by_place(layer_1)
    for rows in groups:
        for row in rows:
            target, guess = number(y[row, 0]), number(guesses[row])
            label = f"inputs {names[row]}, target {target}, guess {guess}"
            place = layer_1[row, 0], layer_1[row, 1]
            size = _size_of_example(y[row, 0], y[rows, 0])
            _draw_example(axes, place[0], place[1], y[row, 0], label, size)
    _label_places(axes, layer_1, groups, y[:, 0], names)
    _label_square(axes, "hidden unit 0", "hidden unit 1", (0, 0.5, 1), name_y_axis)
    return image


def _size_of_example(target, targets_here):
    """Return a size in which a circle fits into a square at the same place."""
    if target <= 0.5 < max(targets_here):
        return 11
    return 18


def _weights_and_bias(w_1):
    """Return the weights (2,) of the output and its bias, 0 if w_1 has none."""
    if np.shape(w_1) == (3, 1):
        w_1 = tinynet.matrix("w_1", w_1, 3, 1, "weights of 2 hidden units, and a bias")
        return w_1[:2, 0], w_1[2, 0]
    w_1 = tinynet.matrix("w_1", w_1, 2, 1, "a row for each of 2 hidden units")
    return w_1[:, 0], 0.0


def _label_places(axes, layer_1, groups, targets, names):
    """Write the inputs of the rows beside their places, where there is room."""
    pixel = (PLANE[-1] - PLANE[0]) / axes.bbox.width
    taken = [(place, np.array([28, 28]) * pixel) for place in layer_1]
    for rows in groups:
        lines = _lines_of_label(rows, targets, names)
        size_in_pixels = [LETTER[0] * len(lines[0]), LETTER[1] * len(lines)]
        size = np.array(size_in_pixels) * pixel
        middle = _free_place(layer_1[rows[0]], size, taken)
        taken.append((middle, size))

        text = axes.text(*middle, "\n".join(lines), size=14, ha="center", va="center")
        text.set(bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})
        text.set_label(SILENT)


def _rows_by_place(layer_1):
    """Return lists of rows: those in one list are so near that they share a label."""
    groups = []
    for row, place in enumerate(layer_1):
        for rows in groups:
            if np.abs(layer_1[rows[0]] - place).max() < SAME_PLACE:
                rows.append(row)
                break
        else:
            groups.append([row])
    return groups


def _lines_of_label(rows, targets, names):
    """Return a line for each row; with its shape if both targets are at this place."""
    shapes = ["□" if targets[row] > 0.5 else "○" for row in rows]
    if len(set(shapes)) == 1:
        return [names[row] for row in rows]
    return [f"{shape} {names[row]}" for shape, row in zip(shapes, rows)]


def _free_place(place, size, taken):
    """Return a middle for a label beside a place, where it covers nothing or little."""
    best, widest_gap = place, -np.inf

    for distance, direction in itertools.product((0.12, 0.3), DIRECTIONS):
        middle = place + np.array(direction) * (size / 2 + distance)
        is_inside = np.all(np.abs(middle - 0.5) + size / 2 < PLANE[-1] - 0.5)
        gaps = [np.max(np.abs(middle - at) - (size + area) / 2) for at, area in taken]
        if is_inside and min(gaps) > 0:
            return middle
        if is_inside and min(gaps) > widest_gap:
            best, widest_gap = middle, min(gaps)
    return best


# ----------------------------------------------------------------------- many seeds


def draw_seeds(axes, errors, seeds=None, name_x_axis=True):
    """Draw a square for each seed, darker for a larger mean absolute error.

    errors (S,) are mean absolute errors, from 0 to 0.5; seeds (S,) are 0, 1, 2, …
    unless they are given. A row holds 10 seeds, or 100 if they are many: a seed is the
    number of its row plus that of its column. Seeds that are not there are white.
    Returns the image. Taught in lesson 05.
    """
    errors = tinynet.numbers("errors", errors).ravel()
    if seeds is None:
        seeds = range(len(errors))
    seeds = tinynet.whole_numbers("seeds", seeds, 0, 2**32 - 1)
    if len(errors) == 0 or len(seeds) != len(errors):
        raise ValueError(tinynet.problem("seeds", seeds, "a seed for each error"))

    columns = _seeds_in_a_row(seeds)
    first = min(seeds) // columns * columns
    rows = (max(seeds) - first) // columns + 1
    grid = np.full(rows * columns, np.nan)
    grid[np.array(seeds) - first] = errors
    _label_seeds(axes, first, rows, columns, name_x_axis)
    middle = columns / 2
    # Up the y axis count the seeds: the middle of a row is its first seed.
    return axes.imshow(
        grid.reshape(rows, columns),
        cmap=ERRORS,
        clim=(0, 0.5),
        extent=(-0.5, columns - 0.5, first + rows * columns - middle, first - middle),
        aspect="auto",
        interpolation="nearest",
        label="last mean absolute error",
    )


def _label_seeds(axes, first, rows, columns, name_x_axis):
    """Number the columns and the rows, and draw a line between tens of columns."""
    tenth = columns // 10
    height_of_row = axes.bbox.height / rows
    every = int(np.ceil(24 / height_of_row))  # each row, every second or third …
    y_marks = marks_at(range(first, first + rows * columns, every * columns))
    if name_x_axis:
        x_marks = marks_at(range(0, columns, tenth))
        label_axes(axes, "plus", "seed", x_marks=x_marks, y_marks=y_marks)
    else:
        label_axes(axes, y_label="seed", y_marks=y_marks)

    places = np.arange(tenth, columns, tenth) - 0.5
    ends = [((place, 0), (place, 1)) for place in places]
    _draw_thin_lines(axes, ends, axes.get_xaxis_transform(), "#bbbbbb", width=1)


def _seeds_in_a_row(seeds):
    """Return 10, 100 or 1000: so few that there are at most 11 rows."""
    for columns in (10, 100, 1000):
        if max(seeds) - min(seeds) < 10 * columns:
            return columns
    expected = "seeds that differ by less than 10,000"
    raise ValueError(tinynet.problem("seeds", seeds, expected))
