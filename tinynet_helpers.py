"""Tinynet: a really, really small neural network and the pictures that explain it.

The lessons in `notebooks/` build everything here from nothing; this file remembers it
for them. Read it from top to bottom: it is ordered as the data flows.

    data       truth_table
    network    sigmoid · sigmoid_slope · init_weights · forward · backward ·
               backward_by_nudging · train
    sweep      train_many
    pictures   plot_curves · plot_neuron · plot_line · plot_surfaces · plot_network ·
               plot_backprop · plot_loss · plot_untrained · plot_explorer ·
               plot_sweep · plot_one_of_many
    live       live_neuron · live_line · live_untrained · live_backprop · live_map ·
               explore
    exercises  judge · compare · same
    guards     what turns a wrong argument into one clear sentence

The same names stand for the same arrays everywhere (H is the hidden size):

    X          (4, 3)   inputs: two columns of a truth table and a constant 1
    y          (4, 1)   targets: the truth table's answers
    w_0, w_1   (3, H), (H, 1)           weights
    layer_1, layer_2   (4, H), (4, 1)   what the hidden and the output layer hand on
"""

import asyncio
import base64
import copy
import functools
import html
import io
import itertools
import operator
import os
import reprlib
import threading
import time
from dataclasses import dataclass

import ipywidgets as widgets
import matplotlib
import numpy as np
from contourpy import contour_generator
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import CircleCollection, LineCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image, ImageDraw, ImageFont
from PIL import __version__ as pillow_version
from PIL.PngImagePlugin import PngInfo

# ------------------------------------------------------------------------------ data

TRUTH_TABLES = {  # the answers for the inputs 00, 01, 10 and 11
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "XOR": (0, 1, 1, 0),
    "NAND": (1, 1, 1, 0),
    "NOR": (1, 0, 0, 0),
    "XNOR": (1, 0, 0, 1),
}


def truth_table(name):
    """Return the truth table called `name` as inputs X (4, 3) and targets y (4, 1).

    The third column of X is a constant 1, the bias input.
    Raises ValueError when there is no table of that name.
    """
    if not isinstance(name, str) or name not in TRUTH_TABLES:
        known = ", ".join(TRUTH_TABLES)
        raise ValueError(f"there is no truth table {name!r}; expected one of {known}.")
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
    y = np.array([TRUTH_TABLES[name]], dtype=float).T
    return X, y


# --------------------------------------------------------------------------- network


def sigmoid(z):
    """Squash every number of z, an array of any shape, into the range 0 to 1.

    This is 1 / (1 + exp(-z)), written so that exp never overflows: it only ever sees
    numbers that are zero or negative. Infinities give exactly 0 and 1; NaN stays NaN.
    Raises TypeError when z does not hold real numbers.
    """
    z = _numbers("z", z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def sigmoid_slope(a):
    """Return the slope of the sigmoid at the point where its *output* is a.

    Takes a = sigmoid(z), any shape, and not z. The slope is at most 0.25, at a = 0.5.
    """
    return a * (1 - a)


def init_weights(seed=1, hidden_size=4, inputs=3):
    """Draw the starting weights w_0 (inputs, H) and w_1 (H, 1), between -1 and 1.

    The same seed gives the same numbers on every computer and in every version of
    NumPy: the stream of `RandomState` is frozen. No global generator is touched.
    Raises TypeError or ValueError unless hidden_size >= 1 and 0 <= seed < 2**32.
    """
    seed = _whole_number("seed", seed, 0, 2**32 - 1)
    hidden_size = _whole_number("hidden_size", hidden_size, 1)
    inputs = _whole_number("inputs", inputs, 1)
    random = np.random.RandomState(seed)
    w_0 = 2 * random.random_sample((inputs, hidden_size)) - 1
    w_1 = 2 * random.random_sample((hidden_size, 1)) - 1
    return w_0, w_1


def forward(X, w_0, w_1):
    """Return layer_1 (4, H) and layer_2 (4, 1): what the network makes of X.

    Raises ValueError when the shapes do not fit each other.
    """
    X, w_0, w_1 = _fitting(X, w_0, w_1)
    layer_1 = sigmoid(X @ w_0)
    layer_2 = sigmoid(layer_1 @ w_1)
    return layer_1, layer_2


def backward(X, y, w_0, w_1):
    """Return w_0_step (3, H) and w_1_step (H, 1): what `+=` adds at learning rate 1.

    They are minus the gradient of the loss, half the sum of (y - layer_2)**2.
    Raises ValueError when the shapes do not fit each other.
    Source: Rumelhart, Hinton & Williams (1986), Nature 323, doi:10.1038/323533a0.
    """
    X, y = _examples(X, y)
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_error = y - layer_2
    layer_2_delta = layer_2_error * sigmoid_slope(layer_2)
    layer_1_error = layer_2_delta @ np.transpose(w_1)
    layer_1_delta = layer_1_error * sigmoid_slope(layer_1)
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


def backward_by_nudging(X, y, w_0, w_1, nudge=1e-5):
    """Return what `backward` returns, found by experiment and without any formula.

    Each weight is moved up and down by `nudge`; the loss answers. Slow and honest:
    two forward passes for each weight. Agrees with `backward` to about 10 digits.
    """
    X, y = _examples(X, y)
    X, w_0, w_1 = _fitting(X, w_0, w_1)
    nudge = _finite("nudge", nudge)
    weights = w_0.copy(), w_1.copy()
    steps = np.zeros_like(w_0), np.zeros_like(w_1)
    for w, step in zip(weights, steps, strict=True):
        for index in np.ndindex(w.shape):
            losses = []
            for sign in (-1, 1):
                middle = w[index]
                w[index] = middle + sign * nudge
                losses.append(np.sum((y - forward(X, *weights)[1]) ** 2) / 2)
                w[index] = middle
            step[index] = -(losses[1] - losses[0]) / (2 * nudge)
    return steps


LEARNED = 0.1  # a network whose error is below has learned; "stuck so far" otherwise


@dataclass(frozen=True, repr=False)
class Run:
    """One training: errors and losses *before* each update, weights after the last.

    errors (iterations,) is the mean of |y - layer_2|, the number that the lessons
    print; losses (iterations,) is half the sum of (y - layer_2)**2, the number that
    training lowers. w_0 (3, H) and w_1 (H, 1) are the trained weights.
    """

    errors: np.ndarray
    losses: np.ndarray
    w_0: np.ndarray
    w_1: np.ndarray

    @property
    def learned(self):
        """True when the last error is below 0.1; False means "stuck so far"."""
        return bool(self.errors.size and self.errors[-1] < LEARNED)

    def __repr__(self):
        story = _fall("error", self.errors) if self.errors.size else "no iterations"
        return f"Run, hidden size {self.w_1.size}: {story}"


def train(X, y, seed=1, hidden_size=4, learning_rate=1.0, iterations=10_000):
    """Train a fresh network on all examples at once, `iterations` times; return a Run.

    The loop of lesson 04: forward, backward, update. X is (rows, columns) and y is
    (rows, 1). Raises TypeError or ValueError for a hidden size below 1, a negative or
    fractional number of iterations, a learning rate that is not finite, a seed outside
    0 to 2**32 - 1, or shapes that do not fit. Nothing that you pass in is changed.
    """
    X, y = _examples(X, y)
    learning_rate = _finite("learning_rate", learning_rate)
    iterations = _whole_number("iterations", iterations, 0)
    w_0, w_1 = init_weights(seed, hidden_size, inputs=X.shape[1])
    layer_2_errors = np.empty((iterations, *y.shape))
    _train_in_place(X, y, w_0, w_1, learning_rate, layer_2_errors)
    return _run(layer_2_errors, w_0, w_1)


def _run(layer_2_errors, w_0, w_1):
    errors = np.abs(layer_2_errors).mean(axis=(1, 2))
    return Run(errors, (layer_2_errors**2).sum(axis=(1, 2)) / 2, w_0, w_1)


def _train_in_place(X, y, w_0, w_1, learning_rate, layer_2_errors):
    """Update w_0 and w_1 once for each (rows, 1) of layer_2_errors, and fill these.

    The arithmetic of lesson 04, but in place: the last argument of each call takes the
    result. On arrays this small, making a new one costs more than filling it. Called
    in pieces it gives exactly the numbers of one long call.
    """
    exp, reciprocal, subtract = np.exp, np.reciprocal, np.subtract
    one, rate = np.array(1.0), np.array(learning_rate)
    layer_1, slope_1, layer_1_delta = np.empty((3, len(X), len(w_1)))
    rest, slope_2, layer_2_delta = np.empty((3, *y.shape))  # rest is 1 - layer_2
    w_0_step, w_1_step = np.empty_like(w_0), np.empty_like(w_1)
    minus_X_times, layer_1_times, delta_times = (-X).dot, layer_1.dot, layer_2_delta.dot
    X_T_times, layer_1_T_times, w_1_T, not_y = X.T.dot, layer_1.T.dot, w_1.T, 1 - y
    with np.errstate(over="ignore"):  # exp may reach infinity, and 1 / infinity is 0
        for layer_2_error in layer_2_errors:
            minus_X_times(w_0, layer_1)  # layer_1 = 1 / (1 + exp(-X @ w_0))
            exp(layer_1, layer_1)
            layer_1 += one
            reciprocal(layer_1, layer_1)
            layer_1_times(w_1, rest)  # 1 - layer_2 = 1 / (1 + exp(layer_1 @ w_1))
            exp(rest, rest)
            rest += one
            reciprocal(rest, rest)
            subtract(rest, not_y, layer_2_error)  # y - layer_2
            subtract(one, rest, slope_2)
            slope_2 *= rest
            slope_2 *= rate  # here the learning rate gets into both steps
            np.multiply(layer_2_error, slope_2, layer_2_delta)
            delta_times(w_1_T, layer_1_delta)
            subtract(one, layer_1, slope_1)
            slope_1 *= layer_1
            layer_1_delta *= slope_1
            w_1 += layer_1_T_times(layer_2_delta, w_1_step)
            w_0 += X_T_times(layer_1_delta, w_0_step)


# ----------------------------------------------------------------------------- sweep

BLOCK = 2000  # networks trained at once: many, and they still fit into the cache


@dataclass(frozen=True, repr=False)
class Runs:
    """Many trainings side by side: what `train` gives one by one, with seeds last.

    errors (n, seeds), or (n, sizes, seeds) for a list of hidden sizes, is the mean of
    |y - layer_2| before the updates of the n recorded `iterations` (n,). last_errors
    (seeds,) or (sizes, seeds) is the same before the very last update. Networks that an
    interrupt left unfinished are NaN.
    """

    seeds: tuple
    hidden_size: int | tuple
    iterations: np.ndarray
    errors: np.ndarray
    last_errors: np.ndarray
    final_weights: dict  # from each hidden size H to w_0 and w_1 as one (H, 4, seeds)

    @property
    def learned(self):
        """True for each network whose last error is below 0.1: (seeds,) or by size."""
        return self.last_errors < LEARNED

    def weights(self, seed, hidden_size=None):
        """Return the trained w_0 (3, H) and w_1 (H, 1) of one network."""
        size = self.hidden_size if hidden_size is None else hidden_size
        if seed not in self.seeds or size not in self.final_weights:
            problem = f"seed {seed!r} with hidden size {size!r} was not trained."
            raise ValueError(problem)
        return _split(self.final_weights[size][:, :, self.seeds.index(seed)])

    def __repr__(self):
        finished = np.sum(np.isfinite(self.last_errors))
        learned = f"{np.sum(self.learned)} of {finished} finished networks learned"
        return f"Runs, hidden size {self.hidden_size}: {learned}"


def train_many(
    X, y, seeds, hidden_size=4, learning_rate=1.0, iterations=10_000, every=1
):
    """Train a network for each seed, side by side; return Runs.

    hidden_size is one size or a list of sizes. Errors are recorded at iterations 0,
    every, 2 * every, …: 8 bytes each, so 1000 networks take 80 MB with every=1 and
    0.8 MB with every=100. Beyond that, memory does not grow with the number of seeds.
    Each network's numbers equal those of `train` to 1e-9, whatever else is trained. (A
    network may pass through a stretch where differences double at every step: one of
    those checked, seed 173 with 16 units, agrees to 2e-7 only.)
    A sweep of more than half a minute says how long it will take (not if TINYNET_QUIET
    is set: a check must not depend on a machine's speed). An interrupt keeps the
    networks that are finished. Raises TypeError or ValueError as `train` does, and for
    an empty list of seeds or sizes.
    """
    X, y = _examples(X, y)
    learning_rate = _finite("learning_rate", learning_rate)
    seeds = _whole_numbers("seeds", seeds, 0, 2**32 - 1)
    several = np.iterable(hidden_size)
    sizes = _whole_numbers("hidden_size", hidden_size if several else [hidden_size], 1)
    iterations = _whole_number("iterations", iterations, 1)
    recorded = np.arange(0, iterations, _whole_number("every", every, 1))
    errors = np.empty((len(recorded), len(sizes), len(seeds)))
    last_errors = np.full((len(sizes), len(seeds)), np.nan)
    shape = X.shape[1] + 1, len(seeds)
    final_weights = {H: np.full((H, *shape), np.nan) for H in sizes}
    blocks = [slice(at, at + BLOCK) for at in range(0, len(seeds), BLOCK)]
    start, done, work = time.monotonic(), 0, sum(sizes) * len(seeds) * iterations
    try:
        for (i, H), block in itertools.product(enumerate(sizes), blocks):
            weights = _draw_many(seeds[block], H, X.shape[1])
            for at in range(0, iterations, 1000):
                some = range(iterations)[at : at + 1000]
                last = _train_block(
                    X, y, weights, learning_rate, some, every, errors[:, i, block]
                )
                done += H * len(last) * len(some)
                spent = time.monotonic() - start
                left = spent * (work / done - 1)
                if spent > 1 and left > 30 and "TINYNET_QUIET" not in os.environ:
                    print(f"\r{left:6.0f} seconds left", end="\r", flush=True)
            final_weights[H][:, :, block] = weights
            last_errors[i, block] = last  # now these networks count as finished
    except KeyboardInterrupt:
        unfinished = np.isnan(last_errors)
        errors[:, unfinished] = np.nan
        print(f"\nInterrupted: the errors of {unfinished.sum()} networks are missing.")
    if several:
        return Runs(seeds, sizes, recorded, errors, last_errors, final_weights)
    return Runs(seeds, H, recorded, errors[:, 0], last_errors[0], final_weights)


def _draw_many(seeds, hidden_size, inputs):
    """Return (H, inputs + 1, S): what init_weights draws, w_1 below w_0, seeds last."""
    random = np.random.RandomState(0)  # making one takes longer than seeding it anew
    weights = np.empty((hidden_size, inputs + 1, len(seeds)))
    for s, seed in enumerate(seeds):
        random.seed(seed)
        weights[:, :, s] = 2 * random.random_sample((inputs + 1, hidden_size)).T - 1
    return weights


def _split(weights):
    """Return w_0 (3, H) and w_1 (H, 1) of (H, 4)."""
    return weights[:, :-1].T.copy(), weights[:, -1:].copy()


def _train_block(X, y, weights, learning_rate, iterations, every, errors):
    """Train S networks in place, fill in their errors (n, S) and return the last (S,).

    The loop of lesson 05: one more axis, put last, and arrays that are filled again.
    """
    w_0, w_1 = weights[:, :-1], weights[:, -1:]  # (H, 3, S) and (H, 1, S)
    minus_X, X_T, not_y = -X, X.T.copy(), 1 - y
    layer_1, layer_1_delta = np.empty((2, len(w_1), len(X), w_1.shape[-1]))
    rest, layer_2_error, layer_2_delta = np.empty((3, *layer_1.shape[1:]))
    w_0_step, w_1_step = np.empty_like(w_0), np.empty_like(w_1)
    with np.errstate(over="ignore"):
        for i in iterations:
            np.matmul(minus_X, w_0, out=layer_1)  # (H, 4, S)
            np.exp(layer_1, out=layer_1)
            layer_1 += 1
            np.divide(1, layer_1, out=layer_1)
            np.multiply(layer_1, w_1, out=layer_1_delta)
            np.add.reduce(layer_1_delta, axis=0, out=rest)  # (4, S)
            np.exp(rest, out=rest)
            rest += 1
            np.divide(1, rest, out=rest)  # 1 - layer_2, as in train
            np.subtract(rest, not_y, out=layer_2_error)
            np.subtract(1, rest, out=layer_2_delta)
            layer_2_delta *= rest
            layer_2_delta *= learning_rate
            layer_2_delta *= layer_2_error
            np.multiply(layer_1, layer_2_delta, out=layer_1_delta)
            np.add.reduce(layer_1_delta, axis=1, keepdims=True, out=w_1_step)
            layer_1_delta *= w_1  # delta times weight times slope
            np.subtract(1, layer_1, out=layer_1)
            layer_1_delta *= layer_1
            np.matmul(X_T, layer_1_delta, out=w_0_step)
            w_1 += w_1_step
            w_0 += w_0_step
            if i % every == 0:
                np.abs(layer_2_error, out=rest)
                np.add.reduce(rest, axis=0, out=errors[i // every])
                errors[i // every] /= len(X)
    return np.abs(layer_2_error).mean(axis=0)


# -------------------------------------------------------------------------- pictures
# Every picture carries its words, made from the same data: what a screen reader reads,
# and what the re-execution of the notebooks compares.

PLUS, MINUS, ZERO, INK, PALE = "#c8500a", "#16468c", "#f5f2ec", "#222222", "#b5b0a6"
LINES = ((INK, "-"), ("#6b6b6b", ":"), (PLUS, "--"), (MINUS, "-."))  # in this order
SIGNS = LinearSegmentedColormap.from_list("signs", [MINUS, ZERO, PLUS])
ERRORS = LinearSegmentedColormap.from_list("errors", [ZERO, "#e39b62", PLUS, "#3a1500"])
WIDTH = 960  # of every picture, in pixels
SOFTWARE = PngInfo()
SOFTWARE.add_text(
    "Software", f"Matplotlib {matplotlib.__version__}, Pillow {pillow_version}"
)
STYLE = {
    "font.family": "DejaVu Sans",  # comes with Matplotlib, so it is on every computer
    "font.size": 14,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
BASIC = ImageFont.Layout.BASIC  # the same with and without further libraries


@dataclass(frozen=True, repr=False)
class Picture:
    """A picture, the bytes of a PNG file, and the words that say what it shows."""

    png: bytes
    words: str

    def __repr__(self):
        return self.words

    @property
    def html(self):
        """The picture as an HTML element, with its words for a screen reader."""
        png, words = base64.b64encode(self.png).decode(), html.escape(self.words)
        source = f'src="data:image/png;base64,{png}" style="max-width: 100%"'
        return f'<img alt="{words}" {source}>'

    def _repr_mimebundle_(self, **_):
        png = base64.b64encode(self.png).decode()
        return {"text/html": self.html, "image/png": png, "text/plain": self.words}


def plot_curves(x, curves, xlabel="z", ylabel="", marks=(), xlim=None, ylim=None):
    """Draw curves over x: a dict from each curve's name to its values, shaped as x.

    marks are points (x, y, text) to point out. Returns a Picture.
    """
    x = _numbers("x", x)
    styled = _styled({name: _numbers(name, v) for name, v in curves.items()})
    span = np.array(
        [v for _, values, _, _ in styled for v in (values.min(), values.max())]
    )
    margin = 0.05 * (span.max() - span.min())
    look = {
        "xlim": xlim or (float(x[0]), float(x[-1])),
        "ylim": ylim or (float(span.min() - margin), float(span.max() + margin)),
    }
    (axes,) = _sheet(
        380, _panel(88, 68, 584, 264, xlabel=xlabel, ylabel=ylabel, **look)
    )
    five = np.linspace(0, x.size - 1, 5).astype(int)
    words = [f"Curves at {xlabel} = {_list(x[five])}."]
    for name, values, color, dash in styled:
        _ink(axes, _line(x, values, linestyle=dash, color=color))
        span = f"between {_short(values.min())} and {_short(values.max())}"
        words += [f"{name}: {_list(values[five])}; {span}."]
    for i, (mark_x, mark_y, text) in enumerate(marks):
        _ink(
            axes,
            Line2D([mark_x], [mark_y], marker="o", color=INK, markersize=10),
            clip=False,
        )
        heights = [np.interp([mark_x, mark_x + 0.1], x, v) for _, v, _, _ in styled]
        here, beside = min(heights, key=lambda pair: abs(pair[0] - mark_y))
        below = beside > here  # a rising curve leaves room on the right below it
        if any(abs(mark_y - other) < 0.1 for _, other, _ in marks[:i]):
            below = not below
        shift = 19, -17 if below else 19
        _write(axes, mark_x, mark_y, text, anchor="lm", shift=shift, paper=True)
        words += [f"Marked at {_short(mark_x)}, {_short(mark_y)}: {text}."]
    _label_ends(axes, styled)
    return _picture(axes, *words)


def plot_neuron(weight, bias):
    """Draw what a neuron with one input x hands on: sigmoid(weight * x + bias)."""
    x = np.linspace(-6, 6, 241)
    at_0, at_1 = sigmoid(bias), sigmoid(weight + bias)
    marks = (0, at_0, f"x = 0: {_fixed(at_0)}"), (1, at_1, f"x = 1: {_fixed(at_1)}")
    curves = {"output a": sigmoid(weight * x + bias)}
    picture = plot_curves(x, curves, "input x", "", marks, ylim=(-0.05, 1.15))
    steepest = f"steepest slope {_short(weight / 4)}"
    name = f"A neuron with weight {_short(weight)}, bias {_short(bias)}: {steepest}."
    return Picture(picture.png, f"{name}\n{picture.words}")


def plot_line(weight_1, weight_2, bias, table="XOR"):
    """Draw the line of one neuron with two inputs, and its four guesses."""
    X, y = truth_table(table)
    w = np.array([[weight_1], [weight_2], [bias]], float)
    surface, rows = _sheet(380, _square(90, 64, 270), _bare(440, 40, 480, 300))
    words = _surface(surface, lambda X: sigmoid(X @ w), y)
    lines = []
    for row, (guess, target) in enumerate(zip(sigmoid(X @ w)[:, 0], y[:, 0])):
        right = "right" if (guess - 0.5) * (target - 0.5) > 1e-9 else "wrong"
        inputs = f"{X[row, 0]:g} and {X[row, 1]:g}"
        lines += [f"{inputs}: guess {_fixed(guess)}, target {target:g}, {right}"]
        color = INK if right == "right" else PLUS
        _write(rows, 0, 0.85 - 0.22 * row, lines[-1], 18, color, "lm")
    weights = f"weights {_short(weight_1)} and {_short(weight_2)}"
    name = f"{table}, {weights}, bias {_short(bias)}"
    return _picture(
        rows,
        f"{name}: {sum('right' in line for line in lines)} of 4 right.",
        *lines,
        words,
    )


def plot_surfaces(guesses, y):
    """Draw guesses over the square of both inputs, with the four examples on top.

    guesses is a dict from a title to a function of X (rows, 3) that returns
    (rows, 1), for example lambda X: forward(X, w_0, w_1)[1]. y (4, 1) are the targets.
    """
    side = min(270, (WIDTH - 60) // len(guesses) - 44)
    left = (WIDTH - len(guesses) * (side + 44)) // 2 + 44
    panels = [
        _square(left + i * (side + 44), 64, side, bool(i)) for i in range(len(guesses))
    ]
    sheet, words = _sheet(side + 104, *panels), []
    for axes, (title, guess) in zip(sheet, guesses.items(), strict=True):
        words += [f"{title}: {_surface(axes, guess, y)}"]
        _title(axes, title)
    return _picture(axes, *words)


def plot_network(X, w_0, w_1, row):
    """Draw the network at work on one row of X: nodes hold numbers, lines are weights.

    A solid orange line is a positive weight, a dashed blue one a negative weight, and
    thicker means larger. Returns a Picture.
    """
    (axes,) = _sheet(480, NETWORK)
    words = _network(axes, _layers(X, w_0, w_1, row), w_0, w_1)
    _title(axes, f"row {row}")
    return _picture(axes, f"Row {row}. {words}")


STAGES = {  # one step of backprop: what the hidden and the output nodes hold
    "1. Forward: the guess": ("layer_1", "layer_2"),
    "2. Error: target minus guess": ("layer_1", "layer_2_error"),
    "3. Output delta: error times slope": ("layer_1", "layer_2_delta"),
    "4. The delta goes back along w_1": ("layer_1_error", "layer_2_delta"),
    "5. Hidden deltas: error times slope": ("layer_1_delta", "layer_2_delta"),
    "6. Steps for all weights, from all rows": ("layer_1_delta", "layer_2_delta"),
    "7. Update: the new guess": ("layer_1", "layer_2"),
}


def plot_backprop(X, y, w_0, w_1, row=1, stage=1):
    """Draw one stage, 1 to 7, of one step of backprop, with the numbers of one row."""
    title, names = list(STAGES.items())[_whole_number("stage", stage, 1, 7) - 1]
    weights = w_0_step, w_1_step = backward(X, y, w_0, w_1)
    if stage == 7:
        w_0, w_1 = w_0 + w_0_step, w_1 + w_1_step
    if stage != 6:
        weights = w_0, w_1
    layer_1, layer_2 = forward(X, w_0, w_1)
    held = {"layer_1": layer_1, "layer_2": layer_2, "layer_2_error": y - layer_2}
    held["layer_2_delta"] = held["layer_2_error"] * sigmoid_slope(layer_2)
    held["layer_1_error"] = held["layer_2_delta"] @ w_1.T
    held["layer_1_delta"] = held["layer_1_error"] * sigmoid_slope(layer_1)
    row = _whole_number("row", row, 0, len(X) - 1)
    layers = {"layer_0": X[row]} | {name: held[name][row] for name in names}
    (axes,) = _sheet(480, NETWORK)
    words = _network(axes, layers, *weights, 100 if stage == 6 else 1)
    guess = f"guess {_fixed(layer_2[row, 0], 3)}, target {y[row, 0]:g}"
    error = _short(np.abs(held["layer_2_error"]).mean())
    _title(axes, f"{title}  (row {row}: {guess})")
    said = f"{title}. Row {row}: {guess}; error of all rows {error}."
    return _picture(axes, said, words)


def plot_loss(runs):
    """Draw how the loss falls, on a straight and on a logarithmic axis.

    runs is a dict from a name to a Run, at most four of them. Returns a Picture.
    """
    for name, run in runs.items():
        if not run.losses.size:
            raise ValueError(
                f"the run {name!r} has no iterations; expected at least 1."
            )
    low, high = (f([f(run.losses) for run in runs.values()]) for f in (np.min, np.max))
    last = max(run.losses.size for run in runs.values())
    straight, log = _sheet(
        380,
        _iterations(
            80, 280, last, title="straight axis", ylabel="loss", ylim=(0, 1.05 * high)
        ),
        _iterations(
            460,
            280,
            last,
            title="logarithmic axis",
            yscale="log",
            ylim=(low / 1.5, 1.5 * high),
        ),
    )
    styled = _styled({name: run.losses for name, run in runs.items()})
    for axes in (straight, log):
        for _, losses, color, dash in styled:
            every = max(1, len(losses) // 500)  # more points than can be seen are slow
            at = np.arange(len(losses))[::every]
            _ink(axes, _line(at, losses[::every], linestyle=dash, color=color))
    _label_ends(log, styled)
    return _picture(
        log, *(f"{n}: {_fall('loss', losses)}." for n, losses, _, _ in styled)
    )


def plot_untrained(seed, hidden_size):
    """Draw the untrained network at work on row 1 of XOR, and its guesses."""
    X, y = truth_table("XOR")
    weights = init_weights(seed, hidden_size)
    error = _short(np.abs(y - forward(X, *weights)[1]).mean())
    network, surface = _sheet(400, _bare(20, 10, 570, 335), _square(670, 75, 270))
    words = [f"XOR, seed {seed}, hidden size {hidden_size}: untrained, error {error}."]
    words += [_surface(surface, lambda X: forward(X, *weights)[1], y)]
    words += [_network(network, _layers(X, *weights, 1), *weights)]
    _title(network, "row 1: inputs 0 and 1")
    _title(surface, f"untrained: error {error}")
    return _picture(surface, *words)


SEEDS, ITERATIONS = 1000, 10_000  # of the explorer, which stops at AGES
RATES = 0.1, 0.3, 1.0, 3.0, 10.0
AGES = (*range(0, 500, 25), *range(500, 2000, 100), *range(2000, ITERATIONS + 1, 500))
LIVES = {}  # the latest networks that were trained for the explorer


@dataclass(frozen=True, repr=False)
class _Life:
    """A network as it grows: losses at every 25th iteration, weights (H, 4) at AGES."""

    losses: np.ndarray
    weights: np.ndarray
    learned: bool


def _life(*settings):
    """Return the life of a network; settings are those of _live."""
    for _ in _live(*settings):
        pass
    return LIVES[settings]


def _live(seed, hidden_size, learning_rate, table):
    """Train a network of LIVES, a few milliseconds at each step of this generator."""
    settings = seed, hidden_size, learning_rate, table
    if settings in LIVES:
        return
    X, y = truth_table(table)
    w_0, w_1 = init_weights(seed, hidden_size)
    layer_2_errors, weights = np.empty((ITERATIONS, *y.shape)), []
    for age, next_age in itertools.pairwise((*AGES, ITERATIONS)):
        weights += [np.hstack([w_0.T, w_1])]
        for start in range(age, next_age, 250):
            end = min(start + 250, next_age)
            _train_in_place(X, y, w_0, w_1, learning_rate, layer_2_errors[start:end])
            if end % 250 == 0:
                yield
    errors = [*layer_2_errors[::25], y - forward(X, w_0, w_1)[1]]
    _remember(settings, _grown(np.array(errors), np.array(weights)))


def _live_many(seeds, hidden_size, learning_rate, table):
    """Train networks side by side, bit by bit; in the end yield the stuck seeds.

    They are added to LIVES up to a learning rate of 1. Beyond, last bits can grow until
    one sees them, and a network must be trained in one way only: as `train` does it.
    """
    X, y = truth_table(table)
    now = _draw_many(seeds, hidden_size, X.shape[1])
    errors = np.empty((ITERATIONS // 25 + 1, *y.shape, len(seeds)))
    weights, unused = np.empty((len(AGES), *now.shape)), np.empty((1, len(seeds)))
    for at in range(0, ITERATIONS + 1, 25):
        layer_1 = sigmoid(X @ now[:, :-1])
        errors[at // 25, :, 0] = y - sigmoid((layer_1 * now[:, -1:]).sum(axis=0))
        if at in AGES:
            weights[AGES.index(at)] = now
        if at < ITERATIONS:
            some = range(at, at + 25)
            _train_block(X, y, now, learning_rate, some, ITERATIONS, unused)
            yield
    stuck = set()
    for i, seed in enumerate(seeds):
        life = _grown(errors[..., i], weights[..., i])
        if learning_rate <= 1:
            _remember((seed, hidden_size, learning_rate, table), life)
        if not life.learned:
            stuck.add(seed)
        if i % 50 == 0:
            yield
    yield stuck


def _grown(layer_2_errors, weights):
    run = _run(layer_2_errors, *_split(weights[-1]))
    return _Life(run.losses, weights, run.learned)


def _remember(settings, life):
    LIVES.pop(settings, None)  # what is trained again is the latest again
    LIVES[settings] = life
    for oldest in [*LIVES][:-5000]:
        LIVES.pop(oldest, None)


def _hundred(seed):
    """Return the seeds that are trained side by side, and first, with one."""
    return range(seed - seed % 100, seed - seed % 100 + 100)


def _neighbours(seed):
    """Return the ten seeds that the explorer shows beside one."""
    first = min(max(seed - 5, 0), SEEDS - 11)
    return [other for other in range(first, first + 11) if other != seed]


def plot_explorer(
    seed, hidden_size, learning_rate, table, iteration=ITERATIONS, neighbours=()
):
    """Draw a trained network: its loss, its weights and numbers, and its guesses.

    The network is drawn as it was before the update at `iteration`, one of AGES.
    neighbours are other seeds, whose losses are drawn in pale.
    """
    X, y = truth_table(table)
    life = _life(seed, hidden_size, learning_rate, table)
    weights = _split(life.weights[AGES.index(iteration)])
    loss, network, surface = _sheet(
        400,
        _iterations(75, 235, ITERATIONS, 75, 270, yscale="log", ylim=(1e-6, 3)),
        _bare(335, 10, 290, 335),
        _square(680, 75, 270),
    )
    others = [_life(s, hidden_size, learning_rate, table) for s in neighbours]
    at = np.arange(0, ITERATIONS + 1, 25)
    lines = [np.stack([at, other.losses], axis=1) for other in others]
    _ink(loss, LineCollection(lines, colors=PALE, linewidths=1))
    _ink(loss, _line(at, life.losses, color=INK))
    here = life.losses[iteration // 25]
    dot = {"marker": "o", "color": PLUS, "mec": INK, "markersize": 11}
    _ink(loss, Line2D([iteration], [here], **dot), clip=False)
    error = np.abs(y - forward(X, *weights)[1]).mean()
    late = "stuck so far" if iteration == ITERATIONS else "not yet"
    verdict = f"{'learned' if error < LEARNED else late}, error {_short(error)}"
    _title(loss, f"loss {_short(here)}")
    _title(network, "row 1: inputs 0 and 1")
    _title(surface, verdict)
    name = f"{table}, seed {seed}, hidden size {hidden_size}"
    name = f"{name}, learning rate {learning_rate:g}"
    words = [f"{name}, iteration {iteration:,}: {verdict}."]
    words += [_surface(surface, lambda X: forward(X, *weights)[1], y)]
    words += [f"Over {ITERATIONS:,} iterations the {_fall('loss', life.losses, 25)}."]
    if others:
        seeds = f"seeds {min(neighbours)} to {max(neighbours)}"
        words += [
            f"Of its neighbours, {seeds}, {sum(o.learned for o in others)} learned."
        ]
    words += [_network(network, _layers(X, *weights, 1), *weights)]
    return _picture(surface, *words)


def plot_sweep(runs):
    """Draw the last error of every network of a Runs: a small square for each seed."""
    rows = np.atleast_2d(runs.last_errors)
    sizes = np.atleast_1d(runs.hidden_size)
    side = 830 // len(sizes)
    panels = [_bare(12 + i * side, 16, side - 16, 330) for i in range(len(sizes))]
    scale = _panel(
        874, 40, 22, 280, xticks=(), yticks=(0, 0.13, 0.26, 0.34, 0.5), ylim=(0, 0.5)
    )
    *maps, bar = _sheet(420, *panels, scale)
    words = [f"Last errors of {len(runs.seeds)} seeds."]
    for axes, size, errors in zip(maps, sizes, rows, strict=True):
        _seed_map(axes, errors)
        learned = np.sum(errors < LEARNED)
        _title(axes, f"{size} hidden\n{learned} learned")
        levels = np.histogram(errors, [0.1, 0.2, 0.3, 0.4, np.inf])[0]
        words += [
            f"Hidden size {size}: {learned} learned; last error in 0.1 to 0.2, "
            f"0.2 to 0.3, 0.3 to 0.4, above: {_list(levels)}."
        ]
    scale = ERRORS(np.linspace(1, 0, 256), bytes=True)[:, None]
    _paint(bar, scale, Image.Resampling.NEAREST)
    _title(bar, "error")
    return _picture(bar, *words)


def plot_one_of_many(runs, seed, hidden_size):
    """Draw where a network stands among all seeds of its size, and its own error."""
    sizes = list(np.atleast_1d(runs.hidden_size))
    if seed not in runs.seeds or hidden_size not in sizes:
        raise ValueError(f"seed {seed!r} with size {hidden_size!r} was not trained.")
    row, at = sizes.index(hidden_size), runs.seeds.index(seed)
    last = int(runs.iterations[-1])
    seeds, loss = _sheet(
        380,
        _bare(20, 30, 350, 290),
        _iterations(470, 460, last, ylabel="error", yscale="log", ylim=(5e-3, 1)),
    )
    last_errors = np.atleast_2d(runs.last_errors)[row]
    _seed_map(seeds, last_errors)
    place = [at % MAP_WIDTH + 0.5], [at // MAP_WIDTH + 0.5]
    ring = {"mec": MINUS, "mew": 3, "markersize": 13}
    _ink(seeds, Line2D(*place, marker="o", color="none", **ring), clip=False)
    _title(seeds, f"{hidden_size} hidden, all seeds")
    errors = runs.errors.reshape(len(runs.iterations), len(sizes), -1)[:, row, at]
    _ink(loss, _line(runs.iterations, errors, color=INK))
    verdict = "learned" if last_errors[at] < LEARNED else "stuck so far"
    title = f"seed {seed}: {verdict}, last error {_short(last_errors[at])}"
    _title(loss, title)
    five = np.linspace(0, len(errors) - 1, 5).astype(int)
    course = f"Error {_list(errors[five])} at iteration {_list(runs.iterations[five])}."
    return _picture(loss, f"Hidden size {hidden_size}, {title}.", course)


# ------------------------------------------------- what the pictures are drawn with

INPUTS = "input 1", "input 2", "always 1"
MAP_WIDTH = 25  # seeds in a row of a map


def _panel(left, bottom, width, height, **look):
    """Describe axes: where they stand, in pixels, and what never changes about them."""
    return (left, bottom, width, height, *look.items())


def _bare(*place):
    return _panel(*place, frame_on=False, xticks=(), yticks=())


def _square(left, bottom, side, inner=False):
    look = {"xlabel": "input 1", "xticks": (0, 1), "yticks": (0, 1)}
    look |= {"yticklabels": ()} if inner else {"ylabel": "input 2"}
    look |= {"xlim": (-0.25, 1.25), "ylim": (-0.25, 1.25)}
    return _panel(left, bottom, side, side, **look)


def _iterations(left, width, last, bottom=68, height=258, **look):
    ends = {"xticks": (0, last), "xticklabels": ("0", f"{last:,}")}
    look |= ends | {"xlabel": "iteration", "xlim": (-0.04 * last, 1.04 * last)}
    return _panel(left, bottom, width, height, **look)


NETWORK = _bare(20, 10, 920, 425)


ONE_AT_A_TIME = threading.RLock()  # JupyterLab moves controls in a thread of its own


@functools.lru_cache(maxsize=16)
def _printed(height, *panels):
    """Return a list of figures that nobody draws on; all have the same empty axes."""
    return []


def _print(height, *panels):
    with ONE_AT_A_TIME, matplotlib.rc_context(STYLE):
        figure = Figure((WIDTH / 100, height / 100), dpi=100)
        canvas = FigureCanvasAgg(figure)
        for left, bottom, width, tall, *look in panels:
            place = left / WIDTH, bottom / height, width / WIDTH, tall / height
            figure.add_axes(place).set(**dict(look))
        canvas.draw()
    figure.empty = canvas.copy_from_bbox(figure.bbox)
    return figure


def _sheet(height, *panels):
    """Return empty axes to draw on. Their frames are printed once: that is fast."""
    printed = _printed(height, *panels)
    try:
        figure = printed.pop()
    except IndexError:  # the first time, or another thread is drawing on it
        figure = _print(height, *panels)
    figure.canvas.restore_region(figure.empty)
    figure.notes, figure.printed = [], printed
    return figure.axes


_line = functools.partial(Line2D, linewidth=3)


def _ink(axes, artist, clip=True):
    """Draw one artist on the sheet, in the coordinates of these axes, and forget it."""
    artist.set_figure(axes.figure)
    artist.axes = axes
    if not artist.is_transform_set():
        artist.set_transform(axes.transData)
    if clip:
        artist.set_clip_box(axes.bbox)
    artist.draw(axes.figure.canvas.get_renderer())


def _write(
    axes, x, y, text, size=14, color=INK, anchor="mm", shift=(0, 0), paper=False
):
    """Note a text at x, y of these axes; _picture writes it, as anchor says in Pillow.

    shift is in pixels. Matplotlib's own text looks the same, and takes 20 times longer.
    """
    place = axes.transData.transform((x, y)) + shift
    axes.figure.notes += [(place, text, size, color, anchor, paper)]


def _title(axes, text):
    (left, right), (_, top) = axes.get_xlim(), axes.get_ylim()
    _write(axes, (left + right) / 2, top, text, anchor="md", shift=(0, 8))


@functools.cache
def _font(size):
    file = f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf"
    return ImageFont.truetype(file, round(size * 100 / 72), layout_engine=BASIC)


COLORS = Image.new("P", (1, 1))  # 256 of them: PNG files are small, and quickly written
COLORS.putpalette(
    np.concatenate(
        [
            ramp(np.linspace(0, 1, n), bytes=True)[:, :3]
            for ramp, n in (
                (SIGNS, 150),
                (ERRORS, 74),
                (matplotlib.colormaps["gray"], 32),
            )
        ]
    ).tobytes()
)


def _picture(axes, *words):
    """Return all that has been drawn on the sheet of these axes as a Picture."""
    png, pixels = io.BytesIO(), axes.figure.canvas.buffer_rgba()
    image = Image.fromarray(np.asarray(pixels)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for (x, y), text, size, color, anchor, paper in axes.figure.notes:
        look = {"font": _font(size), "anchor": anchor}
        place = round(x), image.height - round(y)
        if paper:
            left, top, right, bottom = pen.textbbox(place, text, **look)
            pen.rectangle((left - 2, top - 2, right + 1, bottom + 1), "white")
        pen.text(place, text, color, align="center", **look)
    few = image.quantize(palette=COLORS, dither=0)
    few.save(png, "png", compress_level=1, pnginfo=SOFTWARE)
    axes.figure.printed.append(axes.figure)
    return Picture(png.getvalue(), "\n".join(words))


def _seed_map(axes, errors):
    """Draw one square for each seed, row by row, as dark as its error is large."""
    squares = np.full(-(-len(errors) // MAP_WIDTH) * MAP_WIDTH, np.nan)
    squares[: len(errors)] = errors
    squares = squares.reshape(-1, MAP_WIDTH)
    axes.set(xlim=(0, MAP_WIDTH), ylim=(len(squares), 0))
    _paint(axes, ERRORS((squares / 0.5).round(9), bytes=True), Image.Resampling.NEAREST)


def _paint(axes, colors, resample):
    """Fill the axes with a table of colors, as bytes; its first row is at the top."""
    left, bottom, right, top = np.rint(axes.bbox.extents).astype(int)
    image = Image.fromarray(colors).resize((right - left, top - bottom), resample)
    pixels = np.asarray(axes.figure.canvas.buffer_rgba())
    pixels[len(pixels) - top : len(pixels) - bottom, left:right] = image


def _surface(axes, guess, y):
    """Draw guess(X) over the square of both inputs; return words."""
    X, _ = truth_table("XOR")
    side = np.linspace(-0.25, 1.25, 61)
    first, second = np.meshgrid(side, side)
    square = np.stack([first.ravel(), second.ravel(), np.ones(first.size)], axis=1)
    height = np.reshape(guess(square), first.shape).round(9)  # a tie stays a tie
    _paint(axes, SIGNS(height[::-1], bytes=True), Image.Resampling.BILINEAR)
    for line in contour_generator(side, side, height).lines(0.5):
        _ink(axes, Line2D(*line.T, color=INK, linewidth=2))
    guesses, large = guess(X)[:, 0], axes.bbox.width > 250
    for (x_1, x_2, _), target, number in zip(X, y[:, 0], guesses, strict=True):
        style = {"marker": "s" if target else "o", "markersize": 22, "mew": 2}
        _ink(axes, Line2D([x_1], [x_2], color="white", mec=INK, **style))
        _write(axes, x_1, x_2, f"{target:g}")
        if large:
            _write(axes, x_1, x_2 - 0.17, _fixed(number), 12, paper=True)
    right = np.sum((guesses - 0.5) * (y[:, 0] - 0.5) > 1e-9)  # 0.5 is on no side
    return (
        f"Guesses for 00, 01, 10, 11: {_list(guesses)}; {right} of 4 on the "
        f"right side of 0.5; mean over the square {_fixed(height.mean(), 3)}."
    )


def _layers(X, w_0, w_1, row):
    """Return what each layer hands on for one row of X, by name."""
    layer_1, layer_2 = forward(X, w_0, w_1)
    row = _whole_number("row", row, 0, len(X) - 1)
    return {"layer_0": X[row], "layer_1": layer_1[row], "layer_2": layer_2[row]}


def _network(axes, layers, w_0, w_1, zoom=1):
    """Draw three layers, a dict from name to numbers, and the weights; return words.

    Lines are as thick as for weights zoom times as large.
    """
    hidden_size, wide = len(w_1), axes.bbox.width > 500  # room for names and numbers
    left, right = (150, 70) if wide else (32, 32)  # pixels beside the layers
    step = (axes.bbox.width - left - right) / 2  # pixels between them
    axes.set(xlim=(-left / step, 2 + right / step), ylim=(-0.12, 1.04))
    spread = [
        np.linspace(0.9, 0.16, n) if n > 1 else [0.53] for n in (3, hidden_size, 1)
    ]
    # At this share of their way the numbers on w_0 stand at equal distances.
    shares = max(0.13, (hidden_size - 1) / (3 * hidden_size - 1)), 0.3
    for layer, (w, share) in enumerate(zip((w_0, w_1), shares, strict=True)):
        lines = [
            ((layer, start), (layer + 1, end))
            for start in spread[layer]
            for end in spread[layer + 1]
        ]
        _ink(axes, _weights(lines, zoom * w.ravel()))
        if step > 330 and hidden_size <= 4:
            for ((_, start), (_, end)), weight in zip(lines, w.ravel(), strict=True):
                at = layer + share, start + share * (end - start)
                _write(axes, *at, _short(weight, 2), 13, paper=True)
    large = 48 if wide else 36
    for column, (name, values) in enumerate(layers.items()):
        size = (
            min(large, 0.42 * axes.bbox.height / hidden_size) if column == 1 else large
        )
        _nodes(axes, column, name, values, spread[column], size)
        if wide:
            _write(axes, column, -0.06, name)
    if wide:
        for name, height in zip(INPUTS, spread[0], strict=True):
            _write(axes, -42 / step, height, name, anchor="rm")
    numbers = layers | {"w_0": w_0, "w_1": w_1}
    words = "; ".join(f"{name} {_list(n, 3)}" for name, n in numbers.items())
    return f"Hidden size {hidden_size}. {words}."


def _weights(lines, weights):
    """Return weights as lines: sign by color and dash, size by thickness."""
    looks = {1: (PLUS, "-"), -1: (MINUS, (0, (2.5, 1.2))), 0: (INK, ":")}
    colors, dashes = zip(*(looks[sign] for sign in np.sign(weights)), strict=True)
    thickness = 0.6 + 1.7 * np.sqrt(np.minimum(np.abs(weights), 10))
    look = {"colors": list(colors), "linestyles": list(dashes)}
    look |= {"linewidths": thickness}
    return LineCollection(lines, **look)


def _nodes(axes, x, name, values, heights, size):
    """Draw one layer: circles, filled by value, with the number where it fits."""
    signed = name.endswith(("error", "delta"))  # the middle is 0, otherwise it is 0.5
    tints = 0.5 + np.sign(values) * np.sqrt(np.abs(values)) / 2 if signed else values
    fills = SIGNS(np.asarray(tints, float).round(9))
    look = {"facecolors": fills, "edgecolors": INK, "linewidths": 1.5}
    look |= {"offsets": [(x, height) for height in heights]}
    area = [np.pi * size**2 / 4]
    _ink(axes, CircleCollection(area, **look, offset_transform=axes.transData))
    for value, fill, height in zip(values, fills, heights, strict=True):
        if size > 28:
            text = _fixed(value, 3 if size > 36 else 2) if x else f"{value:g}"
            ink = "white" if np.dot(fill[:3], (0.3, 0.6, 0.1)) < 0.55 else INK
            _write(axes, x, height, text, 0.2 * size + 3.5, ink)


def _styled(curves):
    """Return (name, curve, color, dash) for each entry of a dict of curves."""
    if not isinstance(curves, dict) or not 1 <= len(curves) <= len(LINES):
        raise ValueError(
            f"expected a dict of 1 to {len(LINES)} names and their curves."
        )
    lines = LINES[: len(curves)]
    return [(*item, *line) for item, line in zip(curves.items(), lines, strict=True)]


def _label_ends(axes, styled):
    """Write each name beside the end of its curve, where it covers no other name."""
    lowest, right = -np.inf, axes.get_xlim()[1]
    for name, values, color, _ in sorted(styled, key=lambda curve: curve[1][-1]):
        end = axes.transData.transform((right, values[-1]))[1]
        lowest = max(end, lowest + 26)  # pixels from one line of text to the next
        shift = 14, lowest - end
        _write(axes, right, values[-1], name, 14, color, "lm", shift)


def _short(number, digits=4):
    """Write a number with so many significant digits, and zero without a sign."""
    return f"{float(number) + 0.0:.{digits}g}"


def _fixed(number, decimals=2):
    """Write a number with so many decimals, and zero without a sign."""
    return f"{round(float(number), decimals) + 0.0:.{decimals}f}"


def _list(numbers, digits=4):
    return " ".join(_short(number, digits) for number in np.ravel(numbers))


def _fall(name, values, every=1):
    """Say how a curve, with a value at so many iterations, goes from first to last."""
    first, last = values[0], values[-1]
    if last >= first:
        return f"{name} goes from {_short(first)} to {_short(last)}; it does not fall"
    half = every * np.argmax(values <= (first + last) / 2)
    start_end = f"{name} falls from {_short(first)} to {_short(last)}"
    return f"{start_end}; half of the fall is over by iteration {half}"


# ------------------------------------------------------------------------------ live

# What the page does by itself. It names controls that ipywidgets leaves nameless for a
# screen reader. And once the handles of the sliders stand where it has got a picture
# for, it shows that at once; the kernel's own, the same, comes a moment later.
SCRIPT = """<style onload="
const box = this.closest('.widget-vbox');
for (const slider of box.querySelectorAll('.widget-slider'))
    slider.querySelector('[role=slider]').ariaLabel = slider.firstChild.innerText;
const names = ['play', 'stop', 'repeat'];
for (const button of box.querySelectorAll('.widget-play button'))
    button.title = names.shift();
const sliders = [...box.querySelectorAll('[role=slider]')];
new MutationObserver(() => {
    const at = sliders.map(slider => Number(slider.ariaValueNow));
    const next = box.querySelector(`img[data-at='${at}']`);
    if (next) Object.assign(box.querySelector('img'), {src: next.src, alt: next.alt});
}).observe(box, {subtree: true, attributeFilter: ['aria-valuenow']});
"></style>"""


class LivePicture(widgets.VBox):
    """A picture that follows its controls: draw is called with the controls' values.

    Where no kernel runs, the notebook shows the picture that was stored instead. call
    is the call that makes it; beside the picture it is written out for the view shown.
    While a hand rests, what it may want next is drawn, to be there at once.
    """

    work = None  # of the live picture that was moved last: all others rest
    displayed = False  # until it is, no hand can come
    preparing = None  # what answer makes ready, until it is drawn
    note = ""  # of the kernel to the hand, until it moves on

    def __init__(self, draw, call="", extras=(), **controls):
        self.draw = functools.lru_cache(maxsize=200)(draw)
        self.call, self.controls = call, controls
        self.hand_at = next(iter(controls.values()))  # where a hand is, or comes first
        self.start, self.still = self.values(), False
        self.moved, self.rest = 0, 0.05  # seconds: when, and until work ahead begins
        self.image, self.words, self.beside = (widgets.HTML() for _ in range(3))
        self.update()
        for control in controls.values():
            control.observe(self.follow_hand, "value")
        panel = {"flex_flow": "row wrap", "align_items": "center"}
        panel = widgets.HBox([*controls.values(), *extras], layout=panel)
        script = widgets.HTML(SCRIPT)
        super().__init__([panel, self.image, self.words, self.beside, script])

    def values(self):
        """Return what the controls say now."""
        return {name: control.value for name, control in self.controls.items()}

    def show(self, **values):
        """Move several controls at once, and draw once."""
        self.still = True
        for name, value in values.items():
            self.controls[name].value = value
        self.still = False
        self.update()

    def follow_hand(self, change):
        """Draw again when a control has been moved."""
        self.hand_at, self.note = change.owner, ""
        if not self.still:
            now = time.monotonic()
            self.rest = 0.3 if now - self.moved < 0.25 else 0.05  # a drag, or a press
            self.moved = now
            self.update()

    def update(self):
        """Draw again; on display in a task, so that the next move is heard first."""
        if not self.displayed:
            return self.redraw()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return self.redraw()
        settings = loop, self.settings()
        if settings != self.preparing:
            self.preparing = settings
            LivePicture.work = loop.create_task(self.answer(settings))
            LivePicture.work.add_done_callback(
                lambda done: done.cancelled() or done.result()
            )

    async def answer(self, settings):
        """Draw what the controls say; then work ahead until a hand moves something."""
        for _ in self.prepare():
            await asyncio.sleep(0)
            if self.preparing is not settings:
                return  # the hand has moved on, and may have come back
        self.preparing = None
        self.redraw()
        # A hand that moves on needs the time itself: first a rest, then step by step.
        for pause in itertools.chain([self.rest], self.ahead()):
            await asyncio.sleep(pause or 0)
            if LivePicture.work is not asyncio.current_task():
                break

    def settings(self):
        """Return what has to be made ready before the picture is drawn."""
        return self.values()

    def prepare(self):
        """Make ready what the controls say; each step takes a few milliseconds."""
        return ()

    def ahead(self):
        """Draw what one step of a control shows; each step takes a few milliseconds."""
        yield from self.draw_beside()
        for values in self.near():
            self.paint(**values)
            yield

    def draw_beside(self):
        """Give the page what one step of the last moved control shows, and one back."""
        pictures = ""
        for values in self.values(), *self.near(self.hand_at):
            at = (_position(c, values[name]) for name, c in self.controls.items())
            found = f"<img hidden data-at='{','.join(at)}'"
            pictures += self.paint(**values).html.replace("<img", found, 1)
            yield
        self.beside.value = pictures

    def near(self, *controls):
        """Return the values one step away: of these controls, or of all."""
        now = self.values()
        return [
            now | {name: value}
            for name, control in self.controls.items()
            if not controls or control in controls
            for value in _beside(control)
        ]

    def paint(self, **values):
        """Return the picture for these values of the controls."""
        return self.draw(**values)

    def redraw(self):
        """Show what the controls say now."""
        with ONE_AT_A_TIME:
            self.drawn = self.values()
            self.latest = picture = self.paint(**self.drawn)
            self.image.value = picture.html
            words = html.escape(picture.words.split("\n")[0])
            words += self.note and f"<br>{self.note}"
            if self.call:
                words += f"<br>This view: <code>{self.line()}</code>"
            self.words.value = f"<div role='status'>{words}</div>"

    @property
    def picture(self):
        """The picture of what the controls say now."""
        if self.drawn != self.values():
            self.redraw()
        return self.latest

    def line(self):
        """Return the line of Python that rebuilds this view."""
        said = (f"{name}={value!r}" for name, value in self.values().items())
        return f"{self.call}({', '.join(said)})"

    def __repr__(self):
        """Say what is shown."""
        view = f"\nThis view: {self.line()}" if self.call else ""
        return f"{self.picture.words}{view}"

    def _repr_mimebundle_(self, **kwargs):
        self.displayed = True
        self.update()
        png = self.picture.png  # drawn now, if that was still to come
        controls = "; ".join(_reach(control) for control in self.children[0].children)
        still = Picture(png, f"{self!r}\nControls, where a kernel runs: {controls}.")
        return super()._repr_mimebundle_(**kwargs) | still._repr_mimebundle_()


def _beside(control):
    """Return the values one step up and one step down, where the control has them."""
    if hasattr(control, "options"):
        options, at = control.options, control.index
        return (*options[at + 1 : at + 2], *options[max(at - 1, 0) : at])
    steps = control.value + control.step, control.value - control.step
    return [value for value in steps if control.min <= value <= control.max]


def _position(control, value):
    """Return where the handle of a slider stands for a value, as JavaScript says it."""
    return f"{control.options.index(value) if hasattr(control, 'options') else value:g}"


def _reach(control):
    """Say what a control is called, and what it can be set to."""
    name = control.description or type(control).__name__
    if isinstance(control, widgets.Button):
        return name
    options = getattr(control, "options", ())
    if 0 < len(options) < 8:
        return f"{name} {', '.join(map(str, options))}"
    if options:
        return f"{name} {options[0]} to {options[-1]}"
    return f"{name} {control.min} to {control.max} by {control.step}"


LOOK = {"layout": {"width": "30em"}, "style": {"description_width": "7.5em"}}


def _slider(name, value, least, most, kind=widgets.IntSlider, step=1):
    if not least <= value <= most:
        raise ValueError(_problem(name, value, f"{least} to {most}"))
    return kind(value, min=least, max=most, step=step, description=name, **LOOK)


def _choice(name, value, options):
    # No dropdown: JupyterLab takes its keys for its own, and x would cut the cell.
    if value not in options:
        raise ValueError(_problem(name, value, f"one of {reprlib.repr(list(options))}"))
    options = {"options": list(options), "value": value}
    return widgets.SelectionSlider(**options, description=name, **LOOK)


def live_neuron(weight=1.0, bias=0.0):
    """Show one neuron with a slider for its weight and one for its bias."""
    return LivePicture(
        plot_neuron,
        "live_neuron",
        weight=_slider("weight", weight, -10, 10, widgets.FloatSlider, 0.5),
        bias=_slider("bias", bias, -10, 10, widgets.FloatSlider, 0.5),
    )


def live_line(weight_1=10, weight_2=10, bias=-5, table="XOR"):
    """Show the line of one neuron with two inputs, with a slider for each number."""
    return LivePicture(
        plot_line,
        "live_line",
        weight_1=_slider("weight 1", weight_1, -20, 20),
        weight_2=_slider("weight 2", weight_2, -20, 20),
        bias=_slider("bias", bias, -20, 20),
        table=_choice("truth table", table, TRUTH_TABLES),
    )


def live_untrained(seed=1, hidden_size=4):
    """Show the untrained network with sliders for the seed and the hidden size."""
    return LivePicture(
        plot_untrained,
        "live_untrained",
        seed=_slider("seed", seed, 0, 999),
        hidden_size=_slider("hidden size", hidden_size, 1, 16),
    )


def live_backprop(X, y, w_0, w_1, stage=1, row=1):
    """Show one step of backprop with sliders for its stage and the row of X."""
    arrays = copy.deepcopy((X, y, w_0, w_1))  # a learner may change them later
    return LivePicture(
        functools.partial(plot_backprop, *arrays),
        stage=_slider("stage", stage, 1, len(STAGES)),
        row=_slider("row", row, 0, len(X) - 1),
    )


def live_map(runs, seed=None, hidden_size=None):
    """Show each network of a Runs among its neighbours: sliders for seed and size."""
    sizes = [int(size) for size in np.atleast_1d(runs.hidden_size)]
    seed = runs.seeds[0] if seed is None else seed
    size = sizes[0] if hidden_size is None else hidden_size
    return LivePicture(
        functools.partial(plot_one_of_many, runs),
        seed=_choice("seed", seed, runs.seeds),
        hidden_size=_choice("hidden size", size, sizes),
    )


def explore(seed=1, hidden_size=4, learning_rate=1.0, table="XOR", iteration=10_000):
    """Show a network as it learns, with controls for all that a person can turn."""
    return Explorer(
        seed=_slider("seed", seed, 0, SEEDS - 1),
        hidden_size=_slider("hidden size", hidden_size, 1, 16),
        learning_rate=_choice("learning rate", learning_rate, RATES),
        table=_choice("truth table", table, TRUTH_TABLES),
        iteration=_choice("iteration", iteration, AGES),
    )


class Explorer(LivePicture):
    """The live picture of `explore`; ahead of the hand it trains more than it draws."""

    def __init__(self, **controls):
        self.stuck, self.searches = {}, {}
        self.controls, age = controls, controls["iteration"]
        play = widgets.Play(value=age.index, max=len(AGES) - 1, interval=150)
        widgets.link((play, "value"), (age, "index"))
        reset, search = (
            widgets.Button(description=name) for name in ("Reset", "Next stuck seed")
        )
        reset.on_click(lambda _: self.show(**self.start))
        search.on_click(lambda _: self.next_stuck())
        seed, *others = self.settings()
        _life(seed, *others)
        for _ in _live_many(_neighbours(seed), *others):
            pass
        for wild in _neighbours(seed):
            _life(wild, *others)
        super().__init__(plot_explorer, "explore", (play, reset, search), **controls)

    def settings(self, **moved):
        """Return what makes a network: seed, hidden size, learning rate and table."""
        return tuple((self.values() | moved).values())[:4]

    def paint(self, seed, iteration, **others):
        """Return a picture with those neighbours that have been trained so far."""
        rest = others.values()
        known = tuple(s for s in _neighbours(seed) if (s, *rest) in LIVES)
        return self.draw(seed=seed, **others, iteration=iteration, neighbours=known)

    def prepare(self):
        """Train the network that the controls say."""
        return _live(*self.settings())

    def ahead(self):
        """Train what a hand can reach, the nearest first."""
        seed, *others = self.settings()
        for values in self.near(self.hand_at):
            yield from _live(*self.settings(**values))
        yield from self.draw_beside()
        for values in self.near():
            yield from _live(*self.settings(**values))
        while self.search(_hundred(seed), *others):
            yield
        for neighbour in _neighbours(seed):
            yield from _live(neighbour, *others)
        self.redraw()
        yield from self.draw_beside()
        while self.search(range(SEEDS), *others):
            yield
        far = [{"hidden_size": size} for size in range(1, 17)]
        far += [{"learning_rate": rate} for rate in RATES]
        far += [{"table": table} for table in TRUTH_TABLES]
        for moved in far:
            yield from _live(*self.settings(**moved))

    def search(self, seeds, *others):
        """Train these seeds one step on; return whether there is one more."""
        names = seeds, *others
        with ONE_AT_A_TIME:
            known = others[1] > 1 or (seeds[0], *others) in LIVES
            if self.stuck.get(names) is None or not known:
                steps = self.searches.pop(names, None) or _live_many(*names)
                self.stuck[names] = next(steps)
                if self.stuck[names] is None:
                    self.searches[names] = steps
                for oldest in [*self.searches][:-3]:  # they take megabytes
                    del self.searches[oldest]
        return self.stuck[names] is None

    def next_stuck(self):
        """Move on to the next seed that is stuck so far, if there is one."""
        if self.displayed:  # then work ahead begins again, when this is shown
            LivePicture.work = None
        seed, *others = self.settings()
        hundred, every = _hundred(seed), range(SEEDS)
        soon, later = hundred[seed % 100 + 1 :], (*every[seed + 1 :], *every[:seed])
        for seeds, following in (hundred, soon), (every, later):
            while (stuck := self.stuck.get((seeds, *others))) is None:
                self.search(seeds, *others)
            for other in following:
                if other in stuck and not _life(other, *others).learned:
                    return self.show(seed=other)
        self.note = f"No other seed below {SEEDS} is stuck so far."
        self.update()


# ------------------------------------------------------------------------- exercises
# How notebooks/exercises.py, where the exercises are, looks at what a learner wrote.


class NotTriedError(Exception):
    """The stub of an exercise is still as it was. The text says what to do."""


class NotRightError(Exception):
    """An answer is not right. The text is the reason."""


def judge(check, right, *answers):
    """Print "Not tried yet", "Not right" and why, or "Right" and what that means.

    check takes the answers. It raises one of the errors above, or returns a sentence
    to print in place of `right`, or nothing. Only an interrupt ever gets out of here.
    """
    try:
        if any(answer is None for answer in answers):
            raise NotTriedError("put your answer in place of None")
        with np.errstate(all="ignore"):
            right = check(*answers) or right
    except NotTriedError as problem:
        print(f"Not tried yet: {problem}, and run this cell again.")
    except NotRightError as problem:
        print(f"Not right, because {problem}")
    except (Exception, SystemExit) as problem:
        error = f"{type(problem).__name__}: {problem}"
        print(f"Not right, because with your answer the check ends in {error}")
    else:
        print(f"Right: {right}")


def compare(yours, right, within=1e-6, name="your answer", secret=True):
    """Raise NotRightError unless yours is right, number by number, give or take within.

    right is a number, an array, a word, or a tuple of these. One that is secret is not
    shown.
    """
    if isinstance(right, tuple):
        if not isinstance(yours, tuple | list) or len(yours) != len(right):
            raise NotRightError(f"{name} is not {len(right)} things: return a, b.")
        for i, pair in enumerate(zip(yours, right)):
            compare(*pair, within, f"{name}[{i}]", secret)
        return
    shown = reprlib.repr(yours)
    if isinstance(right, str):
        if not isinstance(yours, str) or yours.strip().lower() != right.lower():
            raise NotRightError(f"{name} is {shown}.")
        return
    right = np.asarray(right, dtype=float)
    shapes = f"shape {right.shape}" if right.ndim else "one number"
    try:
        numbers = _numbers(name, yours)
    except Exception:  # whatever it is, it cannot even be looked at as numbers
        raise NotRightError(f"{name} is {shown}; expected {shapes}.") from None
    if numbers.shape != right.shape:
        mine = f"shape {numbers.shape}" if numbers.ndim else "one number"
        raise NotRightError(f"{name} has {mine}; expected {shapes}.")
    for at in np.argwhere(~(np.abs(numbers - right) <= within))[:1].tolist():
        mine, wanted = float(numbers[tuple(at)]), float(right[tuple(at)])
        digits = 4 if _short(mine) != _short(wanted) else 9
        place = f"{name}{at if at else ''} is {_short(mine, digits)}"
        if not secret:
            raise NotRightError(f"{place}; expected {_short(wanted, digits)}.")
        size = (
            "too large"
            if mine > wanted
            else "too small"
            if mine < wanted
            else "no number"
        )
        raise NotRightError(f"{place}, which is {size}.")


def same(yours, other, within=1e-6):
    """Return whether compare accepts yours where other is right."""
    try:
        compare(yours, other, within)
    except (NotRightError, TypeError, ValueError):
        return False
    return True


# ---------------------------------------------------------------------------- guards
# One clear sentence for a wrong argument: what was passed and what is expected.


def _problem(name, value, expected):
    return f"{name} is {' '.join(repr(value).split())}; expected {expected}."


def _numbers(name, value, expected="real numbers"):
    try:
        array = np.asarray(value)
    except ValueError:  # lists of different lengths
        array = np.array(None)
    if array.dtype.kind not in "biuf":
        raise TypeError(_problem(name, value, expected))
    return array.astype(float, copy=False)


def _finite(name, value):
    expected = "a finite number"
    number = _numbers(name, value, expected)
    if number.ndim or not np.isfinite(number):
        raise ValueError(_problem(name, value, expected))
    return float(number)


def _whole_number(name, value, least, most=None):
    span = f"of at least {least}" if most is None else f"from {least} to {most}"
    problem = _problem(name, value, f"a whole number {span}")
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(problem) from None
    if isinstance(value, bool):
        raise TypeError(problem)
    if number < least or (most is not None and number > most):
        raise ValueError(problem)
    return number


def _whole_numbers(name, values, least, most=None):
    try:
        numbers = tuple(
            _whole_number(f"each of {name}", v, least, most) for v in values
        )
    except TypeError:
        expected = "a list of whole numbers"
        raise TypeError(_problem(name, values, expected)) from None
    if not numbers:
        raise ValueError(_problem(name, values, "at least one whole number"))
    return numbers


def _shaped(name, value, rows, columns, why):
    """Return value as a table; a size given as a word may be anything from 1 on."""
    array = _numbers(name, value)
    wanted = rows, columns
    fits = array.ndim == 2 and all(
        have > 0 if isinstance(want, str) else have == want
        for have, want in zip(array.shape, wanted, strict=True)
    )
    if not fits:
        raise ValueError(
            f"{name} has shape {array.shape}; expected ({rows}, {columns}): {why}."
        )
    return array


def _inputs(X):
    return _shaped("X", X, "rows", "columns", "a row for each example, at least one")


def _examples(X, y):
    X = _inputs(X)
    return X, _shaped("y", y, len(X), 1, "one target for each row of X")


def _fitting(X, w_0, w_1):
    X = _inputs(X)
    w_0 = _shaped("w_0", w_0, X.shape[1], "hidden_size", "a row for each column of X")
    w_1 = _shaped("w_1", w_1, w_0.shape[1], 1, "a row for each hidden unit")
    return X, w_0, w_1
