"""The lessons' pictures, in plain Matplotlib.

    Picture     a Matplotlib figure that shows itself with its words
    describe    says in words what any Matplotlib figure shows
    draw_…      draws on axes of any figure: use them for pictures of your own
    plot_…      makes a whole Picture, 960 pixels wide

The words are what a screen reader reads, and what a re-execution of the notebooks
compares. They are taken from what is drawn: titles, axes, and the label and numbers of
each artist. One that repeats what another one says has the label _nolegend_.

Colors mean the same everywhere: orange is positive, or a guess above 0.5; blue is
negative, or a guess below 0.5; the darker a grey, the larger an activation.
"""

import base64
import contextlib
import functools
import html
import io
import pathlib
import threading

import matplotlib.style
import numpy as np
import PIL.Image
import PIL.PngImagePlugin
import tinynet_helpers as tinynet
from IPython.display import display
from matplotlib import colors
from matplotlib.collections import LineCollection
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator, StrMethodFormatter
from tinynet_helpers import forward, init_weights, sigmoid, sigmoid_slope, truth_table

POSITIVE, NEGATIVE, ZERO, BLACK = "#c8500a", "#16468c", "#f5f2ec", "#222222"
ramp = colors.LinearSegmentedColormap.from_list
SIGNS = ramp("signs", [NEGATIVE, ZERO, POSITIVE], N=20)  # few colors make small files
GREYS = ramp("greys", ["white", BLACK], N=20)
ERRORS = ramp("errors", ["white", "#e39b62", POSITIVE, "#3a1500"], N=50)
SIGN = colors.FuncNorm((np.sign, np.sign), -1, 1)
SIGNED = colors.SymLogNorm(0.02, vmin=-1, vmax=1)  # a delta of 0.02 can be seen, too
ACTIVATION = colors.Normalize(0, 1)
DASHES = {1: "-", 0: ":", -1: (0, (2.5, 1.2))}  # of a weight, by its sign
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # behind a text
NO_AXES = {"frame_on": False, "xticks": (), "yticks": ()}
STYLE = pathlib.Path(__file__).with_name("lesson.mplstyle")
ONE_AT_A_TIME = threading.RLock()  # Jupyter hears controls in a thread of their own


@contextlib.contextmanager
def lesson_style():
    """Draw in the style of the lessons, whatever style and settings a person has."""
    with ONE_AT_A_TIME, matplotlib.style.context(STYLE, after_reset=True):
        yield


# ----------------------------------------------------------------- figures and words


class Picture(Figure):
    """A Matplotlib figure that shows itself as an image with words.

    The words begin with its label. Figures of your own do the same if you make them
    with `plt.subplots(FigureClass=Picture)`.
    """

    def __repr__(self):
        return describe(self)

    __str__ = __repr__

    def _ipython_display_(self):
        file = io.BytesIO()
        with lesson_style():
            self.savefig(file, format="rgba", dpi=self.dpi)
        size = self.canvas.get_width_height()
        png = as_png(PIL.Image.frombytes("RGBA", size, file.getvalue()))
        display(as_output(png, describe(self)), raw=True)


def as_png(image):
    """Return the bytes of a PNG file with at most 256 colors: small, and soon made."""
    file, drawn_by = io.BytesIO(), PIL.PngImagePlugin.PngInfo()
    versions = f"Matplotlib {matplotlib.__version__}, Pillow {PIL.__version__}"
    drawn_by.add_text("Software", versions)
    few = image.convert("RGB").quantize(256, PIL.Image.Quantize.FASTOCTREE)
    few.save(file, "png", pnginfo=drawn_by)
    return file.getvalue()


def as_output(png, words):
    """Return what a notebook stores of an image: words for those who cannot see it."""
    png = base64.b64encode(png).decode()
    source = f'src="data:image/png;base64,{png}" style="max-width: 100%"'
    element = f'<img alt="{html.escape(words)}" {source}>'
    return {"image/png": png, "text/html": element, "text/plain": words}


def describe(figure):
    """Say in words what a figure shows: a line for itself and for each of its axes."""
    lines, before = [figure.get_label(), figure.get_suptitle()], []
    for axes in figure.axes:
        drawn = [a for a in artists(axes) if a.get_label() != "_nolegend_"]
        framed = axes.get_frame_on() and axes.get_label() != "<colorbar>"
        spans = [_axis("x", axes.xaxis), _axis("y", axes.yaxis)] if framed else []
        said = [axes.get_title(), *(spans if spans != before else [])]
        said += [*map(_say, drawn), *dict.fromkeys(map(_scale, drawn))]
        lines += [". ".join(" ".join(text.split()) for text in said if text)]
        before = spans
    return "\n".join(filter(None, lines))


def artists(axes):
    """Return what is drawn on axes, if they are not a color bar."""
    if axes.get_label() == "<colorbar>":
        return []
    return [*axes.images, *axes.lines, *axes.collections, *axes.patches, *axes.texts]


def _axis(letter, axis):
    start, end = axis.get_view_interval()[:: -1 if axis.get_inverted() else 1]
    words = f"{letter} axis {axis.get_label_text()} {_short(start)} to {_short(end)}"
    if type(axis.get_major_formatter()).__name__ in ("FixedFormatter", "StrCategory"):
        words += f", marked {' '.join(t.get_text() for t in axis.get_ticklabels())}"
    return words + (", logarithmic" if axis.get_scale() == "log" else "")


def _say(artist):
    """Say what an artist is called, how it looks, and its numbers."""
    label = artist.get_label()
    name = f"{label}: " if label and not label.startswith("_") else ""
    if isinstance(artist, Text):
        return artist.get_text()
    if isinstance(artist, Line2D):
        dashes = {"-": "solid", "--": "dashed", "-.": "dash-dotted", ":": "dotted"}
        look = dashes.get(artist.get_linestyle())
        look = f"{look} {_color(artist.get_color())} line" if look else "point"
        return f"{name}{look} {_course(*artist.get_xydata().T)}"
    if isinstance(artist, Patch):  # a bar, for example
        corners = artist.get_extents().transformed(artist.axes.transData.inverted())
        look = f"{_color(artist.get_facecolor())} {type(artist).__name__}"
        return f"{name}{look} {_course(*corners.get_points().T)}"
    if isinstance(artist, ContourSet):
        points = np.concatenate([path.vertices for path in artist.get_paths()])
        return f"{name}contour at {_short(*artist.levels)} {_course(*points.T)}"
    values = artist.get_array()
    if values is None:
        return f"{name}points {_course(*np.transpose(artist.get_offsets()))}"
    values = np.ma.compressed(values)
    if values.size <= 64:
        return f"{name}{_short(*values, digits=3)}"
    return f"{name}{_short(values.min())} to {_short(values.max())}{_mean(values)}"


def _course(x, y):
    """Say from where to where points go, with the lowest, the highest and the mean."""
    x, y = (np.ma.filled(np.asarray(n, float).round(12), np.nan) for n in (x, y))
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if not known.size:
        return "without numbers"
    extremes = known[[0, -1, y[known].argmin(), y[known].argmax()]]
    at = [f"({_short(x[i])}, {_short(y[i])})" for i in extremes]
    if known.size == 1:
        return f"at {at[0]}"
    words = f"from {at[0]} to {at[1]}"
    words += f", lowest {at[2]}" if at[2] not in at[:2] else ""
    words += f", highest {at[3]}" if at[3] not in at[:2] else ""
    words += _mean(y[known]) if known.size > 2 else ""
    return words + (", with gaps" if known.size < x.size else "")


def _scale(artist):
    """Say which colors stand for which numbers."""
    norm = getattr(artist, "norm", None)
    if norm is None or norm.vmax == norm.vmin:  # of one color, or none at all
        return ""
    numbers = norm.vmin, (norm.vmin + norm.vmax) / 2, norm.vmax
    said = [f"{_color(artist.cmap(norm(n)))} at {_short(n)}" for n in numbers]
    return f"Colors: {', '.join(said)}"


@functools.lru_cache
def _color(color):
    """Return the nearest of a few names of colors."""
    named = {name[4:]: value for name, value in colors.TABLEAU_COLORS.items()}
    named |= {"black": BLACK, "white": "white", "orange": POSITIVE, "blue": NEGATIVE}
    apart = colors.to_rgba_array([*named.values()]) - colors.to_rgba(color)
    return [*named][np.argmin((apart**2).sum(axis=1))]


def _mean(numbers):
    return f", mean {_short(np.mean(numbers))}"


def _short(*numbers, digits=4):
    """Write numbers without their last bits, and zero without a sign."""
    rounded = [round(float(number), 12) for number in numbers]
    short = [f"{n:z,.0f}" if n.is_integer() else f"{n:z.{digits}g}" for n in rounded]
    return " ".join(short)


# ------------------------------------------------------------------ draw on any axes


def draw_surface(axes, guess, y):
    """Draw guess(X) over the square of both inputs, with the four examples on top.

    guess is a function of X (rows, 3) that returns (rows, 1); y (4, 1) are targets from
    0 to 1. The black line is where the guess is 0.5. Returns the image.
    """
    if not callable(guess):
        raise TypeError(tinynet.problem("guess", guess, "a function of X"))
    y = tinynet.table("y", y, 4, 1, "one target for each row of X")
    side = np.linspace(-0.25, 1.25, 61)
    square = np.stack([*np.meshgrid(side, side), np.ones((61, 61))], axis=-1)
    X = np.vstack([truth_table("XOR")[0], square.reshape(-1, 3)])
    guesses = tinynet.table("guess(X)", guess(X), len(X), 1, "a guess for each row")
    height = guesses[4:].reshape(61, 61).round(9)
    look = {"cmap": SIGNS, "vmin": 0, "vmax": 1, "interpolation": "bilinear"}
    look |= {"extent": (-0.25, 1.25, -0.25, 1.25), "origin": "lower"}
    image = axes.imshow(height, label="guess", **look)
    if height.min() < 0.5 < height.max():
        line = axes.contour(side, side, height, [0.5], colors=BLACK, linewidths=2)
        line.set_label("decision boundary")
    for (x_1, x_2, _), target, number in zip(X, y[:, 0], guesses[:, 0]):
        label = f"target {target:g}, guess {_short(number)}"
        look = {"color": "white", "markeredgecolor": BLACK, "markeredgewidth": 2}
        shape = "s" if target > 0.5 else "o"
        axes.plot(x_1, x_2, shape, markersize=22, label=label, **look)
        _write(axes, x_1, x_2, f"{target:g}")
        if axes.bbox.width > 220:
            _write(axes, x_1, x_2 - 0.17, f"{number:z.2f}", size=12, bbox=PAPER)
    axes.set(xlabel="input 1", xticks=(0, 1), ylabel="input 2", yticks=(0, 1))
    return image


def draw_network(axes, layers, w_0, w_1, thickness=1):
    """Draw three layers of nodes, a dict from name to numbers, and the weights.

    A solid orange line is a positive weight, a dashed blue one a negative weight. The
    larger thickness times the weight, up to 10, the thicker is the line.
    """
    w_0, w_1 = np.asarray(w_0), np.asarray(w_1)
    wide = axes.bbox.width > 500  # room for names and numbers
    left, right, large = (150, 70, 48) if wide else (32, 32, 36)  # pixels beside; nodes
    step = (axes.bbox.width - left - right) / 2  # pixels between layers
    axes.set(xlim=(-left / step, 2 + right / step), ylim=(-0.12, 1.04), **NO_AXES)
    heights = [np.linspace(0.9, 0.16, n) if n > 1 else [0.53] for n in (*w_0.shape, 1)]
    # At this share of their way the numbers on w_0 stand at equal distances.
    shares = max(0.13, (len(w_1) - 1) / (3 * len(w_1) - 1)), 0.3
    for column, w in enumerate((w_0, w_1)):
        ends = [(a, b) for a in heights[column] for b in heights[column + 1]]
        size = np.sqrt(np.minimum(thickness * np.abs(w), 10))
        look = {"cmap": SIGNS, "norm": SIGN, "label": f"w_{column}", "zorder": 0}
        look |= {"linestyles": [DASHES[sign] for sign in np.sign(w).flat]}
        look |= {"array": w.ravel(), "linewidths": 0.6 + 1.7 * size.ravel()}
        lines = [((column, start), (column + 1, end)) for start, end in ends]
        axes.add_collection(LineCollection(lines, **look), autolim=False)
        for (start, end), weight in zip(ends, w.flat):
            if step > 330 and w_0.size <= 12:
                at = shares[column], start + shares[column] * (end - start)
                text = _short(weight, digits=2)
                _write(axes, column + at[0], at[1], text, size=13, bbox=PAPER)
    for column, (name, values) in enumerate(layers.items()):
        size = min(large, 0.42 * axes.bbox.height / len(values))
        _draw_layer(axes, column, heights[column], name, values, size)
    names = [f"input {i}" for i in range(1, len(w_0))] + ["always 1"]
    for name, height in zip(names if wide else (), heights[0]):
        _write(axes, -42 / step, height, name, ha="right")


def _draw_layer(axes, column, heights, name, values, size):
    """Draw nodes, filled by their values, with the numbers where they fit."""
    signed = name.endswith(("error", "delta"))
    cmap, norm = (SIGNS, SIGNED) if signed else (GREYS, ACTIVATION)
    look = {"edgecolors": BLACK, "linewidths": 1.5, "cmap": cmap, "norm": norm}
    nodes = axes.scatter(
        [column] * len(values), heights, size**2, values, label=name, **look
    )
    for value, fill, height in zip(values, nodes.to_rgba(values), heights):
        if size > 28:
            text = f"{value:z.{3 if size > 36 else 2}f}" if column else f"{value:g}"
            color = "white" if np.dot(fill[:3], (0.3, 0.6, 0.1)) < 0.55 else BLACK
            _write(axes, column, height, text, size=0.2 * size + 3.5, color=color)
    _write(axes, column, -0.06, name if axes.bbox.width > 500 else "")


def draw_seeds(axes, errors):
    """Draw a square for each seed, 25 in a row, as dark as its error is large."""
    rows = -(-len(errors) // 25)
    squares = np.ma.masked_all(rows * 25)
    squares[: len(errors)] = np.ma.masked_invalid(errors)
    look = {"cmap": ERRORS, "vmin": 0, "vmax": 0.5, "extent": (0, 25, 25 * rows, 0)}
    look |= {"aspect": "auto", "label": "last error"}
    axes.set(xticks=(), ylabel="seed")
    return axes.imshow(squares.reshape(rows, 25), **look)


def draw_labels(axes):
    """Write the label of each line beside its end, at least a line of text apart."""
    lowest, look = -np.inf, {"va": "center", "label": "_nolegend_"}
    for line in sorted(axes.lines, key=lambda line: line.get_ydata()[-1]):
        x, y = axes.transData.transform(line.get_xydata()[-1])
        lowest = max(y, lowest + 24)  # pixels
        look |= {"xycoords": "figure pixels", "color": line.get_color()}
        axes.annotate(line.get_label(), (x + 14, lowest), **look)


def draw_color_bar(axes, image, ticks, label=""):
    """Draw the scale of an image's colors, if it is not there already."""
    if axes.get_label() != "<colorbar>":
        axes.figure.colorbar(image, cax=axes, ticks=ticks, format="%g", label=label)
        axes.set_label("<colorbar>")


def _write(axes, x, y, text, **look):
    look = {"ha": "center", "va": "center_baseline", "label": "_nolegend_"} | look
    axes.text(x, y, text, **look)


# -------------------------------------------------------------------- whole pictures


def new_picture(height, *places, figure=None):
    """Return a list: a Picture, 960 pixels wide, and axes at the places.

    A place is left, bottom, width and height, in pixels. A figure that the same call
    returned before is emptied and used again: that is faster.
    """
    if figure is None:
        figure = Picture((9.6, height / 100), layout="none")
        for place in places:
            figure.add_axes(np.divide(place, (960, height, 960, height)))
    for axes in figure.axes:
        axes.set_prop_cycle(None)
        for artist in artists(axes):
            artist.remove()
    return [figure, *figure.axes]


@lesson_style()
def plot_chain(steps, arrows, about=""):
    """Draw a chain of computations: texts in boxes, and a text on each arrow."""
    figure, axes = new_picture(240, (20, 10, 920, 220))
    axes.set(xlim=(-0.5, len(steps) - 0.5), ylim=(-1, 1), **NO_AXES)
    box = {"boxstyle": "round,pad=0.7", "facecolor": "white"}
    arrow = {"arrowstyle": "-|>", "facecolor": BLACK}
    for i, text in enumerate(steps):
        axes.text(i, 0, text, ha="center", va="center", linespacing=1.8, bbox=box)
    for i, text in enumerate(arrows):
        axes.annotate("", (i + 0.7, 0), (i + 0.3, 0), arrowprops=arrow)
        axes.text(i + 0.5, 0.1, text, ha="center", size=13)
    figure.set_label(about)
    return figure


@lesson_style()
def plot_neuron(weight, bias, figure=None):
    """Draw what a neuron with one input x computes: sigmoid(weight * x + bias)."""
    weight, bias = tinynet.finite("weight", weight), tinynet.finite("bias", bias)
    figure, axes = new_picture(380, (88, 68, 800, 264), figure=figure)
    x = np.linspace(-6, 6, 241)
    axes.set(xlim=(-6, 6), ylim=(-0.05, 1.1), xlabel="input x", ylabel="activation a")
    axes.plot(x, sigmoid(weight * x + bias), label="activation")
    for at, ha, va in (0, "right", "bottom"), (1, "left", "top"):
        a = sigmoid(weight * at + bias)
        axes.plot(at, a, "o", color=BLACK, ms=10, label=f"x = {at}", clip_on=False)
        _write(axes, at, a, f"  x = {at}: {a:.2f}  ", ha=ha, va=va)
    slope = f"largest slope {_short(weight / 4)}"
    figure.set_label(f"A neuron, weight {weight:g}, bias {bias:g}: {slope}.")
    return figure


@lesson_style()
def plot_line(weight_1, weight_2, bias, table="XOR", figure=None):
    """Draw the decision boundary and the four guesses of a neuron with two inputs."""
    X, y = truth_table(table)
    w = np.reshape([weight_1, weight_2, bias], (3, 1))
    w = tinynet.table("weights and bias", w, 3, 1, "three numbers")
    places = (90, 64, 270, 270), (372, 64, 14, 270), (480, 40, 440, 300)
    figure, surface, bar, rows = new_picture(380, *places, figure=figure)
    image = draw_surface(surface, lambda X: sigmoid(X @ w), y)
    draw_color_bar(bar, image, (0, 0.5, 1), "guess")
    rows.set(**NO_AXES)
    guesses, text = sigmoid(X @ w), ""
    good = (guesses - 0.5) * (y - 0.5) > 1e-9  # 0.5 is on no side
    for (x_1, x_2, _), (guess,), (target,), (right,) in zip(X, guesses, y, good):
        text += f"{x_1:g} and {x_2:g}: guess {guess:.2f}, target {target:g}, "
        text += "right\n" if right else "wrong\n"
    rows.text(0, 0.5, text, size=18, va="center", linespacing=2.4)
    about = f"{table}, weights {weight_1:g} and {weight_2:g}, bias {bias:g}"
    figure.set_label(f"{about}: {good.sum()} of 4 right.")
    return figure


@lesson_style()
def plot_surfaces(guesses, y):
    """Draw guesses over the square of both inputs, with the four examples on top.

    guesses is a dict from a title to a function of X (rows, 3) that returns
    (rows, 1), for example lambda X: forward(X, w_0, w_1)[1]. y (4, 1) are the targets,
    or a dict from each title to its own.
    """
    _check_names("guesses", guesses)
    side = min(250, 820 // len(guesses) - 50)
    places = [(60 + i * (side + 50), 64, side, side) for i in range(len(guesses))]
    bar = places[-1][0] + side + 16, 64, 14, side
    figure, *panels, bar = new_picture(side + 104, *places, bar)
    for axes, (title, guess) in zip(panels, guesses.items()):
        image = draw_surface(axes, guess, y[title] if isinstance(y, dict) else y)
        axes.set_title(title)
    for axes in panels[1:]:
        axes.set(ylabel="", yticklabels=())
    draw_color_bar(bar, image, (0, 0.5, 1), "guess")
    return figure


@lesson_style()
def plot_network(X, w_0, w_1, row):
    """Draw the network at work on one row of X: its activations and weights."""
    figure, axes = new_picture(480, (20, 10, 920, 425))
    draw_network(axes, _activations(X, w_0, w_1, row), w_0, w_1)
    axes.set_title(f"row {row}")
    return figure


def _activations(X, w_0, w_1, row):
    """Return what each layer computes for one row of X, by name."""
    row = tinynet.whole_number("row", row, 0, len(X) - 1)
    layers = np.asarray(X), *forward(X, w_0, w_1)
    return {f"layer_{i}": layer[row] for i, layer in enumerate(layers)}


STAGES = {  # one step of backprop: what the hidden and the output nodes hold
    "1. Forward: the guess": ("layer_1", "layer_2"),
    "2. Error: target minus guess": ("layer_1", "layer_2_error"),
    "3. Output delta: error times slope": ("layer_1", "layer_2_delta"),
    "4. The delta goes back along w_1": ("layer_1_error", "layer_2_delta"),
    "5. Hidden deltas: error times slope": ("layer_1_delta", "layer_2_delta"),
    "6. Steps for all weights, from all rows": ("layer_1_delta", "layer_2_delta"),
    "7. Update: the new guess": ("layer_1", "layer_2"),
}


@lesson_style()
def plot_backprop(X, y, w_0, w_1, row=1, stage=1, figure=None):
    """Draw one stage, 1 to 7, of one step of backprop, with the numbers of one row."""
    stage = tinynet.whole_number("stage", stage, 1, len(STAGES))
    title, names = list(STAGES.items())[stage - 1]
    X, y = tinynet.examples(X, y)
    steps = tinynet.backward(X, y, w_0, w_1)
    if stage == 7:
        w_0, w_1 = w_0 + steps[0], w_1 + steps[1]
    held = _activations(X, w_0, w_1, row)
    held["layer_2_error"] = y[row] - held["layer_2"]
    held["layer_2_delta"] = held["layer_2_error"] * sigmoid_slope(held["layer_2"])
    held["layer_1_error"] = held["layer_2_delta"] @ np.transpose(w_1)
    held["layer_1_delta"] = held["layer_1_error"] * sigmoid_slope(held["layer_1"])
    figure, axes = new_picture(480, (20, 10, 920, 425), figure=figure)
    layers = {name: held[name] for name in ("layer_0", *names)}
    weights = (*steps, 100) if stage == 6 else (w_0, w_1)
    draw_network(axes, layers, *weights)
    guess = f"guess {held['layer_2'][0]:.3f}, target {y[row, 0]:g}"
    axes.set_title(f"{title}  (row {row}: {guess})")
    error = _short(np.abs(y - forward(X, w_0, w_1)[1]).mean())
    figure.set_label(f"{title}. Row {row}: {guess}; error of all rows {error}.")
    return figure


@lesson_style()
def plot_loss(runs):
    """Draw the losses of a dict from names to Runs, with a linear and a log axis."""
    _check_names("runs", runs)
    figure, *panels = new_picture(380, (80, 68, 320, 258), (500, 68, 300, 258))
    for axes, scale in zip(panels, ("linear", "log")):
        for name, run in runs.items():
            if not run.losses.size:
                raise ValueError(tinynet.problem(name, run, "at least 1 iteration"))
            axes.plot(run.losses, label=name)
        last = max(run.losses.size for run in runs.values())
        _set_iterations(axes, last, ylabel="loss", yscale=scale, title=f"{scale} axis")
    panels[0].set_ylim(0)
    draw_labels(panels[1])
    return figure


@lesson_style()
def plot_untrained(seed, hidden_size, figure=None):
    """Draw the untrained network at work on row 1 of XOR, and its guesses."""
    places = (20, 10, 540, 335), (640, 75, 250, 250), (902, 75, 12, 250)
    figure, *panels = new_picture(400, *places, figure=figure)
    X, y = truth_table("XOR")
    weights = init_weights(seed, hidden_size)
    error = _short(np.abs(y - forward(X, *weights)[1]).mean())
    _draw_both(*panels, X, y, weights, f"untrained: error {error}")
    about = f"XOR, seed {seed}, hidden size {hidden_size}"
    figure.set_label(f"{about}: untrained, error {error}.")
    return figure


def _draw_both(network, surface, bar, X, y, weights, title):
    """Draw a network at work on row 1, and its guesses."""
    draw_network(network, _activations(X, *weights, row=1), *weights)
    image = draw_surface(surface, lambda X: forward(X, *weights)[1], y)
    draw_color_bar(bar, image, (0, 0.5, 1))
    network.set_title("row 1: inputs 0 and 1")
    surface.set_title(title)


SHOWN = (*range(0, 500, 25), *range(500, 2000, 100), *range(2000, 10_001, 500))


@functools.lru_cache(maxsize=200)  # about 0.2 MB each
def trained(seed, hidden_size, learning_rate, table):
    """Return the Run of a network, with its weights at the iterations of SHOWN."""
    settings = seed, hidden_size, learning_rate, 10_001, SHOWN
    return tinynet.train(*truth_table(table), *settings)


@lesson_style()
def plot_explorer(seed, hidden_size, learning_rate, table, iteration, figure=None):
    """Draw a trained network: its loss, its weights and activations, and its guesses.

    The network is drawn as it was before the update at `iteration`, one of SHOWN.
    """
    run = trained(seed, hidden_size, learning_rate, table)
    loss, error = run.losses[iteration], run.errors[iteration]
    left, right = (75, 75, 215, 265), ((655, 80, 240, 240), (905, 80, 12, 240))
    places = left, (315, 10, 285, 335), *right
    figure, course, *panels = new_picture(400, *places, figure=figure)
    course.plot(np.arange(0, 10_001, 25), run.losses[::25], label="loss")
    look = {"color": POSITIVE, "mec": BLACK, "ms": 11, "clip_on": False}
    course.plot(iteration, loss, "o", label="this iteration", **look)
    _set_iterations(course, 10_000, yscale="log", ylim=(1e-6, 3))
    course.set_title(f"loss {_short(loss)}")
    late = "stuck so far" if iteration == 10_000 else "not yet"
    verdict = f"{'learned' if error < tinynet.LEARNED else late}, error {_short(error)}"
    _draw_both(*panels, *truth_table(table), run.snapshots[iteration], verdict)
    about = f"{table}, seed {seed}, hidden size {hidden_size}, "
    about += f"learning rate {learning_rate:g}, iteration {iteration:,}: {verdict}."
    figure.set_label(about)
    return figure


@lesson_style()
def plot_sweep(runs):
    """Draw the last errors of a dict from hidden sizes to Runs, as maps of seeds."""
    side = 760 // len(runs)
    places = [(84 + i * side, 16, side - 16, 330) for i in range(len(runs))]
    figure, *maps, bar = new_picture(420, *places, (860, 40, 22, 280))
    for axes, (size, many) in zip(maps, runs.items()):
        image = draw_seeds(axes, many.last_errors)
        axes.set_title(f"{size} hidden\n{many.learned.sum()} learned")
    for axes in maps[1:]:
        axes.set(ylabel="", yticks=())
    draw_color_bar(bar, image, (0, 0.13, 0.26, 0.34, 0.5), "error")
    return figure


@lesson_style()
def plot_one_of_many(runs, seed, hidden_size, figure=None):
    """Draw where a network stands among all seeds of its size, and its own error."""
    many = runs[hidden_size]
    many.weights(seed)  # says so if it was not trained
    places = (84, 30, 320, 300), (500, 68, 430, 258)
    figure, seeds, course = new_picture(380, *places, figure=figure)
    at, size = many.seeds.index(seed), f"{hidden_size} hidden"
    draw_seeds(seeds, many.last_errors)
    ring = {"mfc": "none", "mec": NEGATIVE, "mew": 3, "ms": 13, "clip_on": False}
    seeds.plot(at % 25 + 0.5, at // 25 * 25 + 12.5, "o", label=f"seed {seed}", **ring)
    seeds.set_title(f"{size}, all seeds")
    course.plot(many.iterations, many.errors[:, at], label="error")
    look = {"ylabel": "error", "yscale": "log", "ylim": (5e-3, 1)}
    _set_iterations(course, many.iterations[-1], **look)
    error = many.last_errors[at]
    verdict = "learned" if error < tinynet.LEARNED else "stuck so far"
    course.set_title(f"seed {seed}: {verdict}, last error {_short(error)}")
    figure.set_label(f"{size}, seed {seed}: {verdict}, last error {_short(error)}.")
    return figure


def _set_iterations(axes, last, **look):
    axes.set(xlabel="iteration", xlim=(-0.04 * last, 1.04 * last), **look)
    axes.xaxis.set_major_locator(MaxNLocator(2, steps=[1, 5, 10]))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))


def _check_names(name, named):
    if not isinstance(named, dict) or not 1 <= len(named) <= 4:
        raise ValueError(tinynet.problem(name, named, "a dict of 1 to 4 names"))
