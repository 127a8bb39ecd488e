"""The lessons' pictures, in plain Matplotlib.

    Picture     a Matplotlib figure that shows itself with its words
    describe    says in words what any Matplotlib figure shows
    draw_…      draws on axes of any figure: use them for pictures of your own
    plot_…      makes a whole Picture, 960 pixels wide

Screen readers read the words, a re-execution of the notebooks compares them: labels and
numbers of what is drawn, but for the label _said. Orange is positive, or a guess above
0.5; blue is negative, or below 0.5; the darker a grey, the larger an activation.
"""

import base64
import contextlib
import functools
import html
import io
import pathlib
import threading
from collections.abc import Callable

import matplotlib.style
import numpy as np
import tinynet_helpers as tinynet
from IPython.display import display
from matplotlib import collections, colors, contour, lines, patches, text
from matplotlib.figure import Figure
from PIL import Image, PngImagePlugin
from tinynet_helpers import forward, init_weights, sigmoid, sigmoid_slope, truth_table

POSITIVE, NEGATIVE, ZERO, BLACK = "#c8500a", "#16468c", "#f5f2ec", "#222222"
ramp = colors.LinearSegmentedColormap.from_list
SIGNS = ramp("signs", [NEGATIVE, ZERO, POSITIVE], N=20)  # few colors make small files
GREYS = ramp("greys", ["white", BLACK], N=20)
ERRORS = ramp("errors", [ZERO, "#e39b62", POSITIVE, "#3a1500"], N=50)
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


class Picture(Figure):
    """A Matplotlib figure that shows itself as an image with words.

    The words begin with its label. `plt.subplots(FigureClass=Picture)` makes one, too.
    """

    def __repr__(self):
        return describe(self)

    __str__ = __repr__
    savefig = lesson_style()(Figure.savefig)

    def _ipython_display_(self):
        file = io.BytesIO()
        self.savefig(file, dpi=self.dpi, pil_kwargs={"compress_level": 0})
        display(as_output(as_png(Image.open(file)), describe(self)), raw=True)


def as_png(image):
    """Return the bytes of a PNG file with at most 256 colors: small, and soon made."""
    file, drawn_by = io.BytesIO(), PngImagePlugin.PngInfo()
    versions = f"Matplotlib {matplotlib.__version__}, Pillow {Image.__version__}"
    drawn_by.add_text("Software", versions)
    few = image.convert("RGB").quantize(256, Image.Quantize.FASTOCTREE)
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
    said, before = [figure.get_label(), figure.get_suptitle()], []
    for axes in [axes for axes in figure.axes if axes.get_label() != "<colorbar>"]:
        drawn = [a for a in artists(axes) if a.get_label() != "_said"]
        framed = axes.name != "3d" and axes.get_frame_on()
        spans = [_axis("x", axes.xaxis), _axis("y", axes.yaxis)] if framed else []
        parts = [axes.get_title(), *(spans if spans != before else [])]
        parts += [*map(_say, drawn), *dict.fromkeys(map(_color_scale, drawn))]
        said += [". ".join(" ".join(part.split()) for part in parts if part)]
        before = spans
    return "\n".join(filter(None, said))


def artists(axes):
    """Return what is drawn on axes, if they are not a color bar."""
    if axes.get_label() == "<colorbar>":
        return []
    return [*axes.images, *axes.lines, *axes.collections, *axes.patches, *axes.texts]


def _axis(letter, axis):
    start, end = axis.get_view_interval()[:: -1 if axis.get_inverted() else 1]
    words = f"{letter} axis {axis.get_label_text()} {_short(start)} to {_short(end)}"
    kind = type(axis.get_major_formatter()).__name__
    if kind in ("FixedFormatter", "StrCategoryFormatter"):
        words += f", marked {' '.join(t.get_text() for t in axis.get_ticklabels())}"
    return words + (", logarithmic" if axis.get_scale() == "log" else "")


def _say(artist):
    """Say what an artist is called, how it looks, and its numbers."""
    label = artist.get_label()
    name = f"{label}: " if label and not label.startswith("_") else ""
    if isinstance(artist, text.Text):
        return artist.get_text()
    if isinstance(artist, lines.Line2D):
        dashes = {"-": "solid", "--": "dashed", "-.": "dash-dotted", ":": "dotted"}
        dash, color = dashes.get(artist.get_linestyle()), artist.get_color()
        look = f"{dash} {_color_name(colors.to_hex(color))} line" if dash else "point"
        return f"{name}{look} {_course(*artist.get_xydata().T)}"
    if isinstance(artist, patches.Patch):  # a bar, for example
        corners = artist.get_extents().transformed(artist.axes.transData.inverted())
        look = f"{_color_name(artist.get_facecolor())} {type(artist).__name__}"
        return f"{name}{look} {_course(*corners.get_points().T)}"
    values, look = artist.get_array(), "points"
    if isinstance(artist, contour.ContourSet):
        values, look = None, f"contour at {' '.join(map(_short, artist.levels))}"
    if values is None:
        dots, paths = isinstance(artist, collections.PathCollection), artist.get_paths()
        points = [artist.get_offsets()] if dots else [path.vertices for path in paths]
        return f"{name}{look} {_course(*np.ma.concatenate(points).T)}"
    values = np.ma.compressed(values)
    if values.size <= 64:
        return name + " ".join(_short(value, digits=3) for value in values)
    least, most, mean = map(_short, (values.min(), values.max(), values.mean()))
    return f"{name}{least} to {most}, mean {mean}"


def _course(x, y):
    """Say from where to where points go, with the lowest, the highest and the mean."""
    x, y = (np.ma.filled(np.asarray(n, float).round(12), np.nan) for n in (x, y))
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if known.size == 0:
        return "without numbers"
    ends = known[[0, -1, y[known].argmin(), y[known].argmax()]]
    first, last, lowest, highest = (f"({_short(x[i])}, {_short(y[i])})" for i in ends)
    if known.size == 1:
        return f"at {first}"
    words = f"from {first} to {last}"
    words += f", lowest {lowest}" if lowest not in (first, last) else ""
    words += f", highest {highest}" if highest not in (first, last) else ""
    words += f", mean {_short(y[known].mean())}" if known.size > 2 else ""
    return words + (", with gaps" if known.size < x.size else "")


def _color_scale(artist):
    norm = getattr(artist, "norm", None)
    if norm is None or norm.vmax is None:
        return ""
    numbers = np.linspace(norm.vmin, norm.vmax, 3)
    names = [_color_name(artist.cmap(norm(number))) for number in numbers]
    said = [f"{name} at {_short(number)}" for name, number in zip(names, numbers)]
    return f"Colors: {', '.join(said)}" if len({*names}) > 1 else ""


@functools.lru_cache
def _color_name(color):
    named = {name[4:]: value for name, value in colors.TABLEAU_COLORS.items()}
    named |= {"black": BLACK, "white": "w", "orange": "#c8500a", "blue": "#16468c"}
    apart = colors.to_rgba_array([*named.values()]) - colors.to_rgba(color)
    return [*named][np.argmin((apart**2).sum(axis=1))]


def _short(number, digits=4):
    """Write a number without its last bits, and zero without a sign."""
    number = round(float(number), 12)
    whole = number.is_integer() and abs(number) < 1e6
    return f"{number:z,.0f}" if whole else f"{number:z.{digits}g}"


def draw_surface(axes, guess, y):
    """Draw guess(X) over the square of both inputs, with the four examples on top.

    guess is a function of X (rows, 3) that returns (rows, 1); y (4, 1) are targets from
    0 to 1. The black line is where the guess is 0.5.
    """
    corners, y = tinynet.examples(truth_table("XOR")[0], y)
    side = np.linspace(-0.25, 1.25, 61)
    square = np.stack([*np.meshgrid(side, side), np.ones((61, 61))], axis=-1)
    X = np.vstack([corners, square.reshape(-1, 3)])
    guesses = tinynet.table("guess(X)", guess(X), len(X), 1, "a guess for each row")
    height = guesses[4:].reshape(61, 61).round(9)
    look = {"interpolation": "bilinear", "origin": "lower", "label": "activation"}
    image = axes.imshow(height, SIGNS, ACTIVATION, extent=[-0.25, 1.25] * 2, **look)
    if height.min() < 0.5 < height.max():
        line = axes.contour(side, side, height, [0.5], colors=BLACK, linewidths=2)
        line.set_label("decision boundary")
    look = {"color": "white", "markeredgecolor": BLACK, "markeredgewidth": 2, "ms": 22}
    for (x_1, x_2, _), target, number in zip(corners, y[:, 0], guesses[:, 0]):
        label = f"target {target:g}, guess {_short(number)}"
        axes.plot(x_1, x_2, "s" if target > 0.5 else "o", label=label, **look)
        _write(axes, x_1, x_2, f"{target:g}")
        if axes.bbox.width > 220:
            _write(axes, x_1, x_2 - 0.17, f"{number:z.2f}", size=12, bbox=PAPER)
    axes.set(xlabel="input 1", xticks=(0, 1), ylabel="input 2", yticks=(0, 1))
    return image


def draw_network(axes, layers, w_0, w_1, thickness=1):
    """Draw three layers of nodes, a dict from name to numbers, and the weights.

    Lines are solid orange if positive, else dashed blue, and thicker if larger.
    """
    w_0, w_1 = tinynet.numbers("w_0", w_0), tinynet.numbers("w_1", w_1)
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
        pairs = [((column, start), (column + 1, end)) for start, end in ends]
        axes.add_collection(collections.LineCollection(pairs, **look), autolim=False)
        for (start, end), weight in zip(ends, w.flat):
            if step > 330 and w_0.size <= 12:
                at = column + shares[column], start + shares[column] * (end - start)
                _write(axes, *at, _short(weight, digits=2), size=13, bbox=PAPER)
    for column, (name, values) in enumerate(layers.items()):
        size = min(large, 0.42 * axes.bbox.height / len(values))
        _draw_layer(axes, column, heights[column], name, values, size)
    names = [f"input {i}" for i in range(1, max(3, len(w_0)))] + ["always 1"]
    for name, height in zip(names if wide else (), heights[0]):
        _write(axes, -42 / step, height, name, ha="right")


def _draw_layer(axes, column, heights, name, values, size):
    """Draw nodes, filled by their values, with the numbers where they fit."""
    signed = name.endswith(("error", "delta"))
    cmap, norm = (SIGNS, SIGNED) if signed else (GREYS, ACTIVATION)
    look = {"ec": BLACK, "lw": 1.5, "cmap": cmap, "norm": norm, "label": name}
    nodes = axes.scatter([column] * len(values), heights, size**2, values, **look)
    for value, fill, height in zip(values, nodes.to_rgba(values), heights):
        if size > 28:
            short = f"{value:z.{3 if size > 36 else 2}f}" if column else f"{value:g}"
            color = "white" if np.dot(fill[:3], (0.3, 0.6, 0.1)) < 0.55 else BLACK
            _write(axes, column, height, short, size=0.2 * size + 3.5, color=color)
    _write(axes, column, -0.06, name if axes.bbox.width > 500 else "")


def draw_seeds(axes, errors, first=0):
    """Draw a square for each seed, from the first on, as dark as its error is large."""
    rows = np.r_[errors, [np.nan] * (-len(errors) % 25)].reshape(-1, 25)
    look = {"cmap": ERRORS, "clim": (0, 0.5), "label": "last error", "aspect": "auto"}
    axes.set(xticks=(), ylabel="seed")
    return axes.imshow(rows, extent=(0, 25, first + rows.size, first), **look)


def draw_color_bar(axes, image, ticks, label=""):
    """Draw the scale of an image's colors, if it is not there already."""
    if axes.get_label() != "<colorbar>":
        axes.figure.colorbar(image, cax=axes, ticks=ticks, format="%g", label=label)
        axes.set_label("<colorbar>")


def _write(axes, x, y, words, **look):
    look = {"ha": "center", "va": "center_baseline", "label": "_said"} | look
    axes.text(x, y, words, **look)


def new_picture(height, *places, figure=None):
    """Return a list: a Picture, 960 pixels wide, and axes at the places.

    A place is left, bottom, width and height, in pixels. A figure that the same call
    returned before is emptied and used again: that is faster.
    """
    if figure is None:
        figure = Picture((9.6, height / 100))
        for place in places:
            figure.add_axes(np.divide(place, (960, height, 960, height)))
    for axes in figure.axes:
        axes.set_prop_cycle(None)
        for artist in artists(axes):
            artist.remove()
        axes.relim()  # the limits of what was drawn before are no longer needed
    return [figure, *figure.axes]


def dict_of(what, kind, name, value):
    """Return value, a dict of 1 to 6 entries, each of a kind."""
    found = value.values() if isinstance(value, dict) else ()
    if not 1 <= len(found) <= 6 or not all(isinstance(one, kind) for one in found):
        raise ValueError(tinynet.problem(name, value, f"a dict of 1 to 6 {what}"))
    return value


@lesson_style()
def plot_chain(steps, arrows, about=""):
    """Draw a chain of computations: texts in boxes, and a text on each arrow."""
    figure, axes = new_picture(240, (20, 10, 920, 220))
    axes.set(xlim=(-0.5, len(steps) - 0.5), ylim=(-1, 1), **NO_AXES)
    look = {"ha": "center", "va": "center", "linespacing": 1.8}
    look["bbox"] = {"boxstyle": "round,pad=0.7", "facecolor": "white"}
    boxes = [axes.text(i, -0.1, step, **look) for i, step in enumerate(steps)]
    for i, name in enumerate(arrows):
        ends = {f"patch{e}": b.get_bbox_patch() for e, b in zip("AB", boxes[i:])}
        arrow = {"arrowstyle": "-|>", "facecolor": BLACK, **ends}
        axes.annotate("", (i + 1, -0.1), (i, -0.1), arrowprops=arrow)
        axes.text(i + 0.5, 0.7, name, ha="center", va="center")
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
    neuron = f"A neuron, weight {weight:g}, bias {bias:g}"
    figure.set_label(f"{neuron}: largest slope {_short(weight / 4)}.")
    return figure


@lesson_style()
def plot_line(weight_1, weight_2, bias, table="XOR", figure=None):
    """Draw the decision boundary and the four guesses of a neuron with two inputs."""
    X, y = truth_table(table)
    w = tinynet.table("weights", [[weight_1], [weight_2], [bias]], 3, 1, "3 numbers")
    places = (90, 64, 270, 270), (372, 64, 14, 270), (480, 40, 440, 300)
    figure, surface, bar, rows = new_picture(380, *places, figure=figure)
    surface = draw_surface(surface, lambda X: sigmoid(X @ w), y)
    draw_color_bar(bar, surface, (0, 0.5, 1), "activation")
    rows.set(**NO_AXES)
    guesses, judged = sigmoid(X @ w), ""
    good = (guesses - 0.5) * (y - 0.5) > 1e-9  # 0.5 is on no side
    for (x_1, x_2, _), (guess,), (target,), (right,) in zip(X, guesses, y, good):
        judged += f"{x_1:g} and {x_2:g}: guess {guess:.2f}, target {target:g}, "
        judged += "right\n" if right else "wrong\n"
    rows.text(0, 0.5, judged, size=18, va="center", linespacing=2.4)
    neuron = f"{table}, weights {w[0, 0]:g} and {w[1, 0]:g}, bias {w[2, 0]:g}"
    figure.set_label(f"{neuron}: {good.sum()} of 4 right.")
    return figure


@lesson_style()
def plot_surfaces(guesses, y):
    """Draw guesses over the square of both inputs, with the four examples on top.

    guesses is a dict from titles to functions of X (rows, 3) that return (rows, 1), for
    example lambda X: forward(X, w_0, w_1)[1]. y (4, 1) are the targets, or such a dict.
    """
    side = min(250, 820 // len(dict_of("functions", Callable, "guesses", guesses)) - 50)
    if isinstance(y, dict) and not y.keys() >= guesses.keys():
        expected = f"targets for each of {[*guesses]}"
        raise ValueError(tinynet.problem("y", y, expected))
    places = [(60 + i * (side + 50), 64, side, side) for i in range(len(guesses))]
    bar = places[-1][0] + side + 16, 64, 14, side
    figure, *panels, bar = new_picture(side + 104, *places, bar)
    for axes, (title, guess) in zip(panels, guesses.items()):
        image = draw_surface(axes, guess, y[title] if isinstance(y, dict) else y)
        axes.set_title(title)
    matplotlib.artist.setp(panels[1:], ylabel="", yticklabels=())
    draw_color_bar(bar, image, (0, 0.5, 1), "activation")
    return figure


@lesson_style()
def plot_network(X, w_0, w_1, row):
    """Draw the network at work on one row of X: its activations and weights."""
    figure, axes = new_picture(480, (20, 10, 920, 425))
    draw_network(axes, _activations_of_row(X, w_0, w_1, row), w_0, w_1)
    axes.set_title(f"row {row}")
    return figure


def _activations_of_row(X, w_0, w_1, row):
    layers = tinynet.numbers("X", X), *forward(X, w_0, w_1)
    row = tinynet.whole_number("row", row, 0, len(layers[0]) - 1)
    return {f"layer_{i}": layer[row] for i, layer in enumerate(layers)}


STAGES = {  # one step of backprop: what the hidden and the output nodes hold
    "1. Forward: the guess": ("layer_1", "layer_2"),
    "2. Error: target minus guess": ("layer_1", "layer_2_error"),
    "3. Output delta: error times derivative": ("layer_1", "layer_2_delta"),
    "4. The delta goes back along w_1": ("layer_1_error", "layer_2_delta"),
    "5. Hidden deltas: error times derivative": ("layer_1_delta", "layer_2_delta"),
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
    held = _activations_of_row(X, w_0, w_1, row)
    held["layer_2_error"] = y[row] - held["layer_2"]
    held["layer_2_delta"] = held["layer_2_error"] * sigmoid_slope(held["layer_2"])
    held["layer_1_error"] = held["layer_2_delta"] @ np.transpose(w_1)
    held["layer_1_delta"] = held["layer_1_error"] * sigmoid_slope(held["layer_1"])
    figure, axes = new_picture(480, (20, 10, 920, 425), figure=figure)
    layers = {name: held[name] for name in ("layer_0", *names)}
    draw_network(axes, layers, *((*steps, 100) if stage == 6 else (w_0, w_1)))
    guess = f"guess {held['layer_2'][0]:.3f}, target {y[row, 0]:g}"
    axes.set_title(f"{title}  (row {row}: {guess})")
    error = _short(np.abs(y - forward(X, w_0, w_1)[1]).mean())
    figure.set_label(f"{title}. Row {row}: {guess}; error of all rows {error}.")
    return figure


@lesson_style()
def plot_untrained(seed, hidden_size, figure=None):
    """Draw the untrained network at work on row 1 of XOR, and its guesses."""
    places = (20, 10, 540, 335), (640, 75, 250, 250), (902, 75, 12, 250)
    figure, *panels = new_picture(400, *places, figure=figure)
    X, y = truth_table("XOR")
    weights = init_weights(seed, hidden_size)
    error = _short(np.abs(y - forward(X, *weights)[1]).mean())
    _draw_network_and_guesses(*panels, weights, y, f"untrained: error {error}")
    network = f"XOR, seed {seed}, hidden size {hidden_size}"
    figure.set_label(f"{network}: untrained, error {error}.")
    return figure


def _draw_network_and_guesses(network, surface, bar, weights, y, title):
    layers = _activations_of_row(truth_table("XOR")[0], *weights, row=1)
    draw_network(network, layers, *weights)
    image = draw_surface(surface, lambda X: forward(X, *weights)[1], y)
    draw_color_bar(bar, image, (0, 0.5, 1))
    network.set_title("row 1: inputs 0 and 1")
    surface.set_title(title)


@lesson_style()
def plot_explorer(run, y, iteration, title="", figure=None):
    """Draw a Run as it was before an iteration of which it has a snapshot."""
    left, middle = (95, 75, 195, 265), (315, 10, 285, 335)
    places = left, middle, (655, 80, 240, 240), (905, 80, 12, 240)
    figure, course, *panels = new_picture(400, *places, figure=figure)
    loss, error = run.losses[iteration], run.errors[iteration]
    course.plot(np.arange(0, run.losses.size, 25), run.losses[::25], label="loss")
    course.plot(iteration, loss, "o", color=POSITIVE, mec=BLACK, ms=11, label="now")
    _set_course(course, run.losses.size - 1, "loss", (1e-6, 3))
    course.set_title(f"loss {_short(loss)}")
    late = "not yet" if iteration < run.losses.size - 1 else "stuck so far"
    verdict = f"{'learned' if error < tinynet.LEARNED else late}, error {_short(error)}"
    _draw_network_and_guesses(*panels, run.snapshots[iteration], y, verdict)
    figure.set_label(f"{title}, iteration {iteration:,}: {verdict}.")
    return figure


@lesson_style()
def plot_sweep(runs):
    """Draw the last errors of a dict from hidden sizes to Runs, as maps of seeds."""
    side = 760 // len(dict_of("Runs", tinynet.Runs, "runs", runs))
    places = [(90 + i * side, 16, side - 16, 330) for i in range(len(runs))]
    figure, *maps, bar = new_picture(420, *places, (850, 40, 22, 280))
    for axes, (size, many) in zip(maps, runs.items()):
        image = draw_seeds(axes, many.last_errors, many.seeds[0])
        axes.set_title(f"{size} hidden\n{many.learned.sum()} learned", size=12)
    matplotlib.artist.setp(maps[1:], ylabel="", yticks=())
    draw_color_bar(bar, image, (0, 0.13, 0.26, 0.34, 0.5), "error")
    return figure


@lesson_style()
def plot_one_of_many(runs, seed, hidden_size, figure=None):
    """Draw where a network stands among all seeds of its size, and its own error."""
    many = dict_of("Runs", tinynet.Runs, "runs", runs).get(hidden_size)
    if many is None:
        raise ValueError(f"hidden size {hidden_size!r} was not trained.")
    many.weights(seed)  # says so if it was not trained
    places = (90, 30, 314, 300), (500, 68, 430, 258)
    figure, seeds, course = new_picture(380, *places, figure=figure)
    at, error = many.seeds.index(seed), many.last_errors[many.seeds.index(seed)]
    draw_seeds(seeds, many.last_errors, many.seeds[0])
    ring = {"mfc": "none", "mec": NEGATIVE, "mew": 3, "ms": 13, "clip_on": False}
    place = at % 25 + 0.5, many.seeds[0] + at // 25 * 25 + 12.5
    seeds.plot(*place, "o", label=f"seed {seed}", **ring)
    seeds.set_title(f"{hidden_size} hidden, all seeds")
    course.plot(many.iterations, many.errors[:, at], label="error")
    _set_course(course, many.iterations[-1], "error", (5e-3, 1))
    verdict = "learned" if error < tinynet.LEARNED else "stuck so far"
    course.set_title(f"seed {seed}: {verdict}, last error {_short(error)}")
    figure.set_label(f"Hidden size {hidden_size}, {course.get_title()}.")
    return figure


def _set_course(axes, last, ylabel, ylim):
    axes.set(xlabel="iteration", xlim=(-0.04 * last, 1.04 * last or 1))
    axes.set(ylabel=ylabel, ylim=ylim, yscale="log")
    axes.locator_params("x", nbins=2, steps=[1, 5, 10])
    axes.xaxis.set_major_formatter("{x:,.0f}")


FOLDED = -0.15, 1.15  # the least and the most of a folding picture's axes
SAME_PLACE = 0.1  # rows nearer than this are drawn as one


def draw_folding(axes, layer_1, y, w_1):
    """Draw the rows of a truth table where two hidden units put them.

    layer_1 (4, 2) are the activations of the hidden units, y (4, 1) the targets, and
    w_1 (2, 1) the weights of the output; a third one is its bias. Colors are what the
    output makes of each place, and the black line is where that is 0.5.
    """
    layer_1 = tinynet.table("layer_1", layer_1, 4, 2, "4 rows, 2 hidden units")
    X, y = tinynet.examples(truth_table("XOR")[0], y)
    w_1, bias = _weights_and_bias(w_1)

    side = np.linspace(*FOLDED, 61)
    across, up = np.meshgrid(side, side)
    z = across * w_1[0] + up * w_1[1] + bias
    image = axes.imshow(
        sigmoid(z).round(9),
        cmap=SIGNS,
        norm=ACTIVATION,
        extent=FOLDED + FOLDED,
        origin="lower",
        interpolation="bilinear",
        label="output",
    )
    if z.min() < 0 < z.max():
        line = axes.contour(side, side, z, [0], colors=BLACK, linewidths=2)
        line.set_label("decision boundary")

    guesses = sigmoid(layer_1 @ w_1 + bias)
    for rows in _rows_by_place(layer_1):
        _draw_folded_rows(axes, layer_1, X, y, guesses, rows)
    axes.set(xlabel="hidden unit 0", xticks=(0, 0.5, 1))
    axes.set(ylabel="hidden unit 1", yticks=(0, 0.5, 1))
    return image


def _weights_and_bias(w_1):
    """Return the weights (2,) of the output, and its bias, which may be missing."""
    rows = 3 if len(np.atleast_1d(w_1)) == 3 else 2
    why = "a row for each of 2 hidden units, and one more for a bias"
    w_1 = tinynet.table("w_1", w_1, rows, 1, why)[:, 0]
    if len(w_1) == 3:
        return w_1[:2], w_1[2]
    return w_1, 0.0


def _rows_by_place(layer_1):
    """Return lists of rows: those in one list are so near that they look like one."""
    places = []
    for row, point in enumerate(layer_1):
        for rows in places:
            if np.abs(layer_1[rows[0]] - point).max() < SAME_PLACE:
                rows.append(row)
                break
        else:
            places.append([row])
    return places


def _draw_folded_rows(axes, layer_1, X, y, guesses, rows):
    """Draw the rows that lie at one place, and write their inputs beside it."""
    lines_of_text = []
    for shape, marker, size, wanted in ("□", "s", 20, 1), ("○", "o", 14, 0):
        here = [row for row in rows if (y[row, 0] > 0.5) == wanted]
        inputs = [f"{X[row, 0]:g} {X[row, 1]:g}" for row in here]
        for row, name in zip(here, inputs):
            label = f"inputs {name}, target {y[row, 0]:g}, guess {guesses[row]:.2f}"
            look = {"color": "white", "markeredgecolor": BLACK, "markeredgewidth": 2}
            axes.plot(*layer_1[row], marker, ms=size, label=label, **look)
        if here:
            lines_of_text.append(f"{shape} {' and '.join(inputs)}")

    x, y = layer_1[rows].mean(axis=0)
    to_the_left = x > 0.5
    above = y < 0.5
    _write(
        axes,
        x + (0.02 if to_the_left else -0.02),
        y + (0.11 if above else -0.11),
        "\n".join(lines_of_text),
        ha="right" if to_the_left else "left",
        va="bottom" if above else "top",
        size=13,
        bbox=PAPER,
    )


@lesson_style()
def plot_folding(networks):
    """Draw what the hidden layers of networks with two hidden units do to the rows.

    networks is a dict from titles to (layer_1, w_1, y): activations (4, 2), weights of
    the output (2, 1), or (3, 1) with a bias, and targets (4, 1). Rows at the same place
    share a label. Taught in lesson 02, used in lesson 05.
    """
    side = min(270, 850 // len(dict_of("networks", tuple, "networks", networks)) - 50)
    places = [(80 + i * (side + 50), 64, side, side) for i in range(len(networks))]
    bar = places[-1][0] + side + 16, 64, 14, side
    figure, *panels, bar = new_picture(side + 104, *places, bar)
    for axes, (title, (layer_1, w_1, y)) in zip(panels, networks.items()):
        image = draw_folding(axes, layer_1, y, w_1)
        axes.set_title(title)
    matplotlib.artist.setp(panels[1:], ylabel="", yticklabels=())
    draw_color_bar(bar, image, (0, 0.5, 1), "output")
    return figure
