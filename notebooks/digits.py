"""What lesson 06 needs: real handwriting, a cloud of points, and pictures of both.

    load_digits    1797 images of handwritten digits, and which digit each of them is
    with_ones      inputs as `train` needs them, with a constant 1 in the last column
    count_right    how many rows are on the right side of 0.5
    accuracy       their share
    counted        a count in words, with its interval
    shifted        images moved by some pixels
    plot_digits    images side by side, with words that say where the ink is
    plot_weights   what each hidden unit looks at, as images
    plot_clouds    guesses for a cloud of points, as maps

An image is 64 numbers, row by row from the top: 0 is white paper, 1 is full of ink.
"""

import pathlib
from collections.abc import Callable

import numpy as np
import tinynet_helpers as tinynet
from drawing import ACTIVATION, BLACK, GREYS, SIGNS, draw_color_bar, write
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle
from pictures import lesson_style, new_picture, require_dict
from words import SILENT, number

DATA = pathlib.Path(__file__).with_name("digits.csv.gz")

# The parts of an image that words name: slices of its rows, and of its columns.
BANDS = {"top": slice(0, 3), "middle": slice(3, 5), "bottom": slice(5, 8)}
SIDES = {"left": slice(0, 3), "centre": slice(3, 5), "right": slice(5, 8)}

# The square in which clouds of points lie: from -3 to 3 for both inputs.
SQUARE = np.linspace(-3, 3, 121)


# ------------------------------------------------------------------------------ data


def load_digits():
    """Return 1797 images (1797, 64), and the digit 0 to 9 of each (1797,).

    They are in the order of the file. Source: E. Alpaydin and C. Kaynak, Optical
    Recognition of Handwritten Digits (1998), doi:10.24432/C50P49.
    """
    table = np.loadtxt(DATA, delimiter=",")
    images = table[:, :64] / 16  # the file counts ink from 0 to 16
    digit = table[:, 64].astype(int)
    return images, digit


def with_ones(inputs):
    """Return inputs (rows, columns) with a last column of ones, the bias input."""
    inputs = tinynet.numbers("inputs", inputs)
    if inputs.ndim != 2:
        expected = "a row for each example, as images[:1] and not images[0]"
        raise ValueError(tinynet.problem("inputs", inputs, expected))
    return np.column_stack([inputs, np.ones(len(inputs))])


def count_right(layer_2, y):
    """Return how many guesses are on the side of 0.5 of their targets."""
    layer_2 = tinynet.numbers("layer_2", layer_2)
    y = tinynet.numbers("y", y)
    if layer_2.shape != y.shape or y.size == 0:
        shapes = f"layer_2 has shape {layer_2.shape} and y {y.shape}"
        raise ValueError(f"{shapes}; expected the same, with at least one row.")
    return int(np.sum((layer_2 > 0.5) == (y > 0.5)))


def accuracy(layer_2, y):
    """Return the share of rows whose guess is on the side of 0.5 of their target."""
    return count_right(layer_2, y) / np.size(y)


def wilson(right, of):
    """Return the 95 % interval of a share, after Wilson (1927). Lesson 05."""
    of = tinynet.whole_number("of", of, 1)
    right = tinynet.whole_number("right", right, 0, of)
    share = right / of
    q = 1.96**2  # 1.96: for 95 %
    middle = (share + q / (2 * of)) / (1 + q / of)
    half = np.sqrt(q * (share * (1 - share) + q / (4 * of)) / of) / (1 + q / of)
    return max(0, middle - half), min(1, middle + half)


def counted(right, of):
    """Return a count in words, such as "754 of 797 (92.8% to 96.0%)"."""
    low, high = wilson(right, of)
    return f"{right:4} of {of:4} ({low:.1%} to {high:.1%})"


def as_images(images):
    """Return images (n, 64) as an array; one of them (64,) will do as well."""
    images = np.atleast_2d(tinynet.numbers("images", images))
    return tinynet.matrix("images", images, "n", 64, "an image in each row")


def shifted(images, right=0, down=0):
    """Return images (n, 64) moved by whole pixels; white paper comes in at the edges.

    Negative numbers move them to the left, and up.
    """
    right = tinynet.whole_number("right", right, -7, 7)
    down = tinynet.whole_number("down", down, -7, 7)
    squares = as_images(images).reshape(-1, 8, 8)

    # What stays in sight is cut out of a larger sheet of white paper.
    sheet = np.zeros((len(squares), 8 + 2 * 7, 8 + 2 * 7))
    sheet[:, 7 + down : 15 + down, 7 + right : 15 + right] = squares
    return sheet[:, 7:15, 7:15].reshape(-1, 64)


# ------------------------------------------------------------------- images in words


def mean_of_parts(image):
    """Return a dict from the names of nine parts of an image to their means."""
    square = np.reshape(image, (8, 8))
    return {
        f"{band} {side}": float(square[rows, columns].mean())
        for band, rows in BANDS.items()
        for side, columns in SIDES.items()
    }


def where_ink_is(image):
    """Say in words which pixels of an image (64,) are more than half full of ink.

    For example: "columns with ink, row by row from the top: 2 to 5; 5; 4 to 5; none".
    """
    rows = [_runs_in_words(row > 0.5) for row in np.reshape(image, (8, 8))]
    return f"columns with ink, row by row from the top: {'; '.join(rows)}"


def _runs_in_words(is_inked):
    """Say where ink is in a row (8,): "none", "5", or "0 to 1 and 6 to 7"."""
    runs = []  # of columns side by side: the first and the last of each
    for column in np.flatnonzero(is_inked).tolist():
        if runs and runs[-1][1] == column - 1:
            runs[-1][1] = column
        else:
            runs.append([column, column])
    if not runs:
        return "none"

    said = []
    for first, last in runs:
        if first == last:
            said.append(str(first))
        else:
            said.append(f"{first} to {last}")
    return " and ".join(said)


# -------------------------------------------------------------------------- pictures

COLUMNS = 5  # images in a row of a picture
ACROSS = 176  # pixels from one image to the next
DOWN = 186  # pixels from one row of images to the next, with titles of one line
DOWN_TWO_LINES = 218  # and with titles of two
SIDE = 140  # pixels of an image
WIDTH = 900  # pixels for all of them; a scale may stand beside them


@lesson_style()
def plot_digits(images, titles):
    """Draw images (n, 64), 1 to 20 of them, side by side, each below its title.

    The picture's words say for each image its title, and where the ink is.
    """
    images = as_images(images)
    if not np.iterable(titles):
        raise TypeError(tinynet.problem("titles", titles, "a list of texts"))
    titles = [str(title) for title in titles]
    if len(titles) != len(images) or not 1 <= len(images) <= 20:
        given = f"{len(images)} images and {len(titles)} titles"
        raise ValueError(f"there are {given}; expected 1 to 20, a title for each.")

    height, places = _places(len(images), DOWN)
    figure = new_picture(height, places)

    said = []
    room = WIDTH / min(len(images), COLUMNS)  # pixels for a title
    for axes, image, title in zip(figure.axes, images, titles):
        _draw_square(axes, image, GREYS, ACTIVATION)
        size = min(16, 1.2 * room / max(1, len(title)))
        write(axes, 3.5, -1.15, title, size=size)
        said.append(f"{title}: {where_ink_is(image)}.")
    figure.set_label("\n".join(said))
    return figure


@lesson_style()
def plot_weights(w_0, w_1):
    """Draw the weights between pixels and hidden units, an image for each unit.

    w_0 (65, H) and w_1 (H, 1) are those of a network for images, with H up to 10.
    """
    w_1 = tinynet.matrix("w_1", w_1, "H", 1, "a row for each hidden unit")
    w_0 = tinynet.matrix("w_0", w_0, 65, len(w_1), "the weights of 64 pixels and a 1")
    if len(w_1) > 10:
        raise ValueError(f"there are {len(w_1)} hidden units; expected up to 10.")

    height, places = _places(len(w_1), DOWN_TWO_LINES)
    figure = new_picture(height, places)

    norm = _symmetric(w_0[:64])
    said = []
    for unit, axes in enumerate(figure.axes):
        image = _draw_square(axes, w_0[:64, unit], SIGNS, norm)
        weight = number(w_1[unit, 0], digits=2)
        write(axes, 3.5, -2.05, f"unit {unit}\nw_1 = {weight}")
        said.append(f"unit {unit}: w_1 {weight}: {_extremes(w_0[:64, unit])}.")
    draw_color_bar(axes, image, (-norm.vmax, 0, norm.vmax), "weight")
    figure.set_label("\n".join(said))
    return figure


def _places(count, down):
    """Return the height of a picture, and the places of so many squares in it.

    down is the distance from one row of squares to the next, in pixels.
    """
    columns = min(count, COLUMNS)
    rows = -(-count // COLUMNS)
    left = (WIDTH - columns * ACROSS + ACROSS - SIDE) / 2

    places = []
    for i in range(count):
        row, column = divmod(i, COLUMNS)
        bottom = (rows - 1 - row) * down + 10
        places.append((left + column * ACROSS, bottom, SIDE, SIDE))
    return rows * down + 4, places


def _draw_square(axes, image, cmap, norm):
    """Draw 64 numbers as 8 by 8 squares; the words are in the label of the figure."""
    axes.grid(False)
    axes.set(xticks=(), yticks=())
    axes.set_axis_off()
    edge = Rectangle((-0.5, -0.5), 8, 8, fill=False, edgecolor=BLACK, clip_on=False)
    edge.set_label(SILENT)  # a white image needs an edge
    axes.add_patch(edge)
    square = np.reshape(image, (8, 8))
    return axes.imshow(square, cmap=cmap, norm=norm, label=SILENT)


def _symmetric(weights):
    """Return a scale of colors on which 0 is white, up to a whole number above it."""
    most = max(1, np.ceil(np.abs(weights).max()))
    return Normalize(-most, most)


def _extremes(weights):
    """Say in which part of an image the weights are largest, and where smallest."""
    parts = mean_of_parts(weights)
    largest = max(parts, key=parts.get)
    smallest = min(parts, key=parts.get)
    return f"most positive at {largest}, most negative at {smallest}"


@lesson_style()
def plot_clouds(guesses, X, y):
    """Draw guesses for all points of a square, with examples on top.

    guesses is a dict of 1 to 3 entries, from titles to functions of X (rows, 3) that
    return (rows, 1). X (n, 3) are points from -3 to 3 and the ones, y (n, 1) targets:
    squares have the target 1, circles the target 0.
    """
    require_dict("guesses", guesses, "functions", Callable, most=3)
    X = tinynet.matrix("X", X, "rows", 3, "two inputs and a 1")
    X, y = tinynet.examples(X, y)
    if not np.isin(y, (0, 1)).all():
        raise ValueError(tinynet.problem("y", y, "targets that are 0 or 1"))
    left = 78 + 130 * (3 - len(guesses))
    places = [(left + 262 * i, 72, 248, 248) for i in range(len(guesses))]
    figure = new_picture(370, places)
    panels = figure.axes

    for axes, (title, guess) in zip(panels, guesses.items()):
        image = _draw_map(axes, guess)
        _draw_points(axes, X, y)
        axes.set_title(title, size=16)
        axes.set(xlabel="input 1", xticks=(-2, 0, 2), yticks=(-2, 0, 2))
        axes.tick_params(labelleft=axes is panels[0])
    panels[0].set_ylabel("input 2")
    draw_color_bar(panels[-1], image, (0, 0.5, 1), "guess")
    return figure


def _draw_map(axes, guess):
    """Draw a guess for each point of the square, and the line where it is 0.5."""
    input_1, input_2 = np.meshgrid(SQUARE, SQUARE)
    X = np.column_stack([input_1.ravel(), input_2.ravel(), np.ones(input_1.size)])
    guesses = tinynet.matrix("guess(X)", guess(X), len(X), 1, "a guess for each row")
    heights = guesses.reshape(input_1.shape).round(6)

    axes.grid(False)
    image = axes.imshow(
        heights,
        cmap=SIGNS,
        norm=ACTIVATION,
        extent=(-3, 3, -3, 3),
        origin="lower",  # the first row is the lowest
        label="guesses",
    )
    if heights.min() < 0.5 < heights.max():
        line = axes.contour(SQUARE, SQUARE, heights, [0.5], colors=BLACK, linewidths=2)
        line.set_label(SILENT)
    return image


def _draw_points(axes, X, y):
    """Draw a white square for each target 1, and a white circle for each target 0."""
    for target, shape in ((1, "s"), (0, "o")):
        points = X[y[:, 0] == target]
        drawn = axes.plot(
            points[:, 0], points[:, 1], shape, color="white", markersize=7
        )
        drawn[0].set(markeredgecolor=BLACK, markeredgewidth=1.5)
        drawn[0].set_label(f"{len(points)} examples with target {target}")
