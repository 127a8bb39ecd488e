"""Tinynet: a really, really small neural network.

The lessons in `notebooks/` build everything here from nothing; this file remembers it
for them. Read it from top to bottom: data, network, training, many networks, guards.
The same names stand for the same arrays everywhere (H is the hidden size):

    X          (4, 3)   inputs: two columns of a truth table and a constant 1
    y          (4, 1)   targets: the truth table's answers
    w_0, w_1   (3, H), (H, 1)           weights
    layer_1, layer_2   (4, H), (4, 1)   activations of the hidden layer and the output

Other data may have more rows and columns. Functions take whatever NumPy takes for an
array, change nothing in place and return plain arrays. What does not fit raises a
ValueError or a TypeError: one sentence, what was passed and what is expected.
"""

import reprlib
from dataclasses import dataclass

import numpy as np

# ------------------------------------------------------------------------------ data

TRUTH_TABLES = {  # the targets for the inputs 00, 01, 10 and 11
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "XOR": (0, 1, 1, 0),
    "NAND": (1, 1, 1, 0),
    "NOR": (1, 0, 0, 0),
    "XNOR": (1, 0, 0, 1),
}


def truth_table(name):
    """Return inputs X (4, 3) and targets y (4, 1) of a truth table. Lesson 02."""
    if not isinstance(name, str) or name not in TRUTH_TABLES:
        known = ", ".join(TRUTH_TABLES)
        raise ValueError(f"there is no truth table {name!r}; expected one of {known}.")
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
    y = np.array(TRUTH_TABLES[name], dtype=float).reshape(4, 1)
    return X, y


# --------------------------------------------------------------------------- network
# Numbers may rightly become 0 or infinity on the way: errstate keeps NumPy quiet then.


@np.errstate(all="ignore")
def sigmoid(z):
    """Return the sigmoid of z, an array of any shape: numbers from 0 to 1. Lesson 01.

    This is 1 / (1 + exp(-z)), written so that exp never overflows: it only ever sees
    numbers that are zero or negative. Infinities give exactly 0 and 1; NaN stays NaN.
    """
    z = numbers("z", z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


@np.errstate(all="ignore")
def sigmoid_slope(a):
    """Return the derivative of the sigmoid at the point where its *output* is a.

    Takes a = sigmoid(z), of any shape, and not z. At most 0.25, at a = 0.5. Lesson 01.
    """
    a = numbers("a", a)
    return a * (1 - a)


def init_weights(seed=1, hidden_size=4, inputs=3):
    """Draw initial weights w_0 (inputs, H) and w_1 (H, 1), from -1 to 1. Lesson 02.

    The same seed gives the same numbers on every computer and in every version of
    NumPy: the stream of `RandomState` is frozen. No global generator is touched.
    """
    seed = whole_number("seed", seed, 0, 2**32 - 1)
    hidden_size = whole_number("hidden_size", hidden_size, 1)
    inputs = whole_number("inputs", inputs, 1)
    random = np.random.RandomState(seed)
    w_0 = 2 * random.random_sample((inputs, hidden_size)) - 1
    w_1 = 2 * random.random_sample((hidden_size, 1)) - 1
    return w_0, w_1


@np.errstate(all="ignore")
def forward(X, w_0, w_1):
    """Return the activations layer_1 (4, H) and layer_2 (4, 1) for X. Lesson 02."""
    X, w_0, w_1 = inputs_and_weights(X, w_0, w_1)
    layer_1 = sigmoid(X @ w_0)
    layer_2 = sigmoid(layer_1 @ w_1)
    return layer_1, layer_2


@np.errstate(all="ignore")
def loss(X, y, w_0, w_1):
    """Return the loss, one number: half the sum of (y - layer_2)**2. Lesson 03."""
    X, y = examples(X, y)
    layer_2 = forward(X, w_0, w_1)[1]
    return float(np.sum((y - layer_2) ** 2) / 2)


@np.errstate(all="ignore")
def backward(X, y, w_0, w_1):
    """Return w_0_step (3, H) and w_1_step (H, 1): what `+=` adds at learning rate 1.

    They are minus the gradient of the loss, by backpropagation. Lesson 03. Source:
    Rumelhart, Hinton & Williams (1986), Nature 323, doi:10.1038/323533a0.
    """
    X, y = examples(X, y)
    X, w_0, w_1 = inputs_and_weights(X, w_0, w_1)
    layer_1, layer_2 = forward(X, w_0, w_1)

    layer_2_error = y - layer_2
    layer_2_delta = layer_2_error * sigmoid_slope(layer_2)
    layer_1_error = layer_2_delta @ w_1.T
    layer_1_delta = layer_1_error * sigmoid_slope(layer_1)

    w_0_step = X.T @ layer_1_delta
    w_1_step = layer_1.T @ layer_2_delta
    return w_0_step, w_1_step


def backward_by_nudging(X, y, w_0, w_1, nudge=1e-5):
    """Return what `backward` returns, by finite differences: a gradient check.

    Each weight is moved up and down by `nudge`, a small positive number. Agrees with
    `backward` to about 10 digits. Lesson 03.
    """
    X, y = examples(X, y)
    X, w_0, w_1 = inputs_and_weights(X, w_0, w_1)
    nudge = finite("nudge", nudge)
    if nudge <= 0:
        raise ValueError(problem("nudge", nudge, "a positive number"))

    w_0_step = np.zeros_like(w_0)
    w_1_step = np.zeros_like(w_1)
    for w, step in ((w_0, w_0_step), (w_1, w_1_step)):
        for index in np.ndindex(w.shape):
            middle = w[index]
            w[index] = middle + nudge
            loss_above = loss(X, y, w_0, w_1)
            w[index] = middle - nudge
            loss_below = loss(X, y, w_0, w_1)
            w[index] = middle
            step[index] = -(loss_above - loss_below) / (2 * nudge)
    return w_0_step, w_1_step


# -------------------------------------------------------------------------- training

LEARNED = 0.1  # a network with a mean absolute error below it has learned


@dataclass(frozen=True, eq=False, repr=False)
class Run:
    """One training: errors and losses *before* each update, weights after the last."""

    errors: np.ndarray  # (iterations,) mean of |y - layer_2|, which the lessons print
    losses: np.ndarray  # (iterations,) half the sum of (y - layer_2)**2: it is lowered
    w_0: np.ndarray  # (3, H) the trained weights
    w_1: np.ndarray  # (H, 1)
    snapshots: dict  # from an iteration to w_0 and w_1 before its update

    @property
    def learned(self):
        """True when the last mean absolute error is below 0.1, else "stuck so far"."""
        return self.errors.size > 0 and bool(self.errors[-1] < LEARNED)

    def __repr__(self):
        run = f"Run, hidden size {self.w_1.size}:"
        if self.errors.size == 0:
            return f"{run} no iterations"
        if np.isnan(self.errors[-1]):
            first = self.errors.argmax()  # NaN counts as the largest
            return f"{run} error is not a number from iteration {first} on"
        return f"{run} error goes from {self.errors[0]:.4g} to {self.errors[-1]:.4g}"


@np.errstate(all="ignore")
def train(X, y, seed=1, hidden_size=4, learning_rate=1, iterations=10000, snapshots=()):
    """Train a new network on all examples at once, `iterations` times; return a Run.

    The loop of lesson 04. The weights from before each iteration in snapshots are kept,
    and, while it trains, the errors of all rows: 8 bytes for each row and iteration.
    """
    X, y = examples(X, y)
    w_0, w_1 = init_weights(seed, hidden_size, inputs=X.shape[1])
    learning_rate = finite("learning_rate", learning_rate)
    iterations = whole_number("iterations", iterations, 0)
    snapshots = set(whole_numbers("snapshots", snapshots, 0, iterations - 1))
    kept = {}
    layer_2_errors = np.empty((iterations, len(X), 1))
    one = np.array(1.0)  # NumPy would turn a plain 1 into an array, again and again

    # For speed, `.dot` stands for `@`, and the sigmoid is written out.
    for iteration in range(iterations):
        if iteration in snapshots:
            kept[iteration] = w_0.copy(), w_1.copy()
        layer_1 = one / (one + np.exp(-X.dot(w_0)))  # forward
        layer_2 = one / (one + np.exp(-layer_1.dot(w_1)))
        layer_2_error = y - layer_2
        layer_2_errors[iteration] = layer_2_error
        layer_2_delta = layer_2_error * layer_2 * (one - layer_2)  # backward
        layer_1_delta = layer_2_delta.dot(w_1.T) * layer_1 * (one - layer_1)
        w_1 += learning_rate * layer_1.T.dot(layer_2_delta)  # update
        w_0 += learning_rate * X.T.dot(layer_1_delta)

    errors = np.abs(layer_2_errors).mean(axis=(1, 2))
    losses = (layer_2_errors**2).sum(axis=(1, 2)) / 2
    return Run(errors, losses, w_0, w_1, kept)


# --------------------------------------------------------------------- many networks


@dataclass(frozen=True, eq=False, repr=False)
class Runs:
    """Many trainings side by side: what `train` gives one by one, with S seeds last."""

    seeds: tuple  # (S,)
    iterations: np.ndarray  # (n,) those at which errors were recorded
    errors: np.ndarray  # (n, S) mean of |y - layer_2| before the update
    last_errors: np.ndarray  # (S,) the same before the very last update
    w_0: np.ndarray  # (H, 3, S) the trained weights
    w_1: np.ndarray  # (H, 1, S)

    @property
    def learned(self):
        """True for each network (S,) whose last mean absolute error is below 0.1."""
        return self.last_errors < LEARNED

    def weights(self, seed):
        """Return the trained w_0 (3, H) and w_1 (H, 1) of one network."""
        seed = whole_number("seed", seed, 0)
        if seed not in self.seeds:
            raise ValueError(problem("seed", seed, "one of the trained seeds"))
        position = self.seeds.index(seed)
        w_0 = self.w_0[:, :, position].T.copy()
        w_1 = self.w_1[:, :, position].copy()
        return w_0, w_1

    def __repr__(self):
        learned = f"{np.sum(self.learned)} of {len(self.seeds)} networks learned"
        return f"Runs, hidden size {len(self.w_1)}: {learned}"


def stack_weights(seeds, hidden_size, inputs):
    """Return the initial w_0 (H, inputs, S) and w_1 (H, 1, S) of S seeds. Lesson 05."""
    weights = [init_weights(seed, hidden_size, inputs) for seed in seeds]
    w_0 = np.stack([w_0.T for w_0, w_1 in weights], axis=-1)
    w_1 = np.stack([w_1 for w_0, w_1 in weights], axis=-1)
    return w_0, w_1


@np.errstate(all="ignore")
def train_many(X, y, seeds, hidden_size=4, learning_rate=1, iterations=10000, every=1):
    """Train a network for each of the S seeds, side by side; return Runs. Lesson 05.

    Errors are recorded at iterations 0, every, 2 * every, …: 1000 networks take 80 MB
    with every=1, 0.8 MB with 100. Each network's numbers equal those of `train` to 1e-9
    (but seed 173 with 16 units, where differences double for a while, to 2e-7).
    """
    X, y = examples(X, y)
    seeds = whole_numbers("seeds", seeds, 0, 2**32 - 1)
    if not seeds:
        raise ValueError("seeds is empty; expected at least one whole number.")
    w_0, w_1 = stack_weights(seeds, hidden_size, inputs=X.shape[1])
    learning_rate = finite("learning_rate", learning_rate)
    iterations = whole_number("iterations", iterations, 1)
    every = whole_number("every", every, 1)
    recorded = np.arange(0, iterations, every)
    errors = np.empty((len(recorded), len(seeds)))
    tenth = max(1, iterations // 10)
    is_long = iterations * len(seeds) > 10_000_000  # then it says how far it is

    # The loop of `train` with one more axis, put last.
    for iteration in range(iterations):
        layer_1 = 1 / (1 + np.exp(-X @ w_0))  # (H, 4, S)
        layer_2 = 1 / (1 + np.exp(-(layer_1 * w_1).sum(axis=0)))  # (4, S)
        layer_2_error = y - layer_2
        if iteration % every == 0:
            errors[iteration // every] = np.abs(layer_2_error).mean(axis=0)
        layer_2_delta = layer_2_error * layer_2 * (1 - layer_2)
        layer_1_delta = layer_2_delta * w_1 * layer_1 * (1 - layer_1)
        w_1 += learning_rate * (layer_1 * layer_2_delta).sum(axis=1, keepdims=True)
        w_0 += learning_rate * (X.T @ layer_1_delta)
        if is_long and iteration % tenth == 0:
            print(f"iteration {iteration:,} of {iterations:,}", flush=True)

    last_errors = np.abs(layer_2_error).mean(axis=0)
    return Runs(seeds, recorded, errors, last_errors, w_0, w_1)


# ---------------------------------------------------------------------------- guards


def problem(name, value, expected):
    """Return the sentence that says what is wrong with an argument."""
    passed = " ".join(reprlib.repr(value).split())  # short, and in one line
    return f"{name} is {passed}; expected {expected}."


def numbers(name, value, expected="real numbers"):
    """Return value, anything that NumPy takes for real numbers, as a new array."""
    try:
        array = np.asarray(value)
        if array.dtype == object:  # fractions, or columns of a DataFrame
            array = np.vectorize(float)(array)
    except (TypeError, ValueError, ArithmeticError):
        array = None
    if array is None or array.dtype.kind not in "biuf" or np.ma.is_masked(value):
        raise TypeError(problem(name, value, expected))
    return array.astype(float)


def finite(name, value):
    """Return value as a float that is neither infinite nor NaN."""
    number = numbers(name, value, "a finite number")
    is_bool = isinstance(value, (bool, np.bool_))
    if is_bool or number.ndim > 0 or not np.isfinite(number):
        raise ValueError(problem(name, value, "a finite number"))
    return float(number)


def whole_number(name, value, least, most=None):
    """Return value as an int from least to most."""
    expected = f"a whole number of at least {least}"
    if most is not None:
        expected = f"a whole number from {least} to {most}"
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(problem(name, value, expected))
    if value < least or (most is not None and value > most):
        raise ValueError(problem(name, value, expected))
    return int(value)


def whole_numbers(name, values, least, most):
    """Return values, a list of whole numbers from least to most, as a tuple of ints."""
    if not np.iterable(values):
        raise TypeError(problem(name, values, "a list of whole numbers"))
    each = f"each of {name}"
    return tuple(whole_number(each, value, least, most) for value in values)


def matrix(name, value, rows, columns, why):
    """Return value as finite numbers (rows, columns).

    Where rows or columns is a word, as "hidden_size", any number fits.
    """
    array = numbers(name, value)
    fits = array.ndim == 2 and array.size > 0
    if fits and isinstance(rows, int):
        fits = len(array) == rows
    if fits and isinstance(columns, int):
        fits = array.shape[1] == columns
    if not fits:
        shapes = f"{name} has shape {array.shape}; expected ({rows}, {columns})"
        raise ValueError(f"{shapes}: {why}.")

    wrong = array[~np.isfinite(array)]
    if wrong.size > 0:
        raise ValueError(f"{name} holds {wrong[0]}; expected finite numbers.")
    return array


def examples(X, y):
    """Return inputs X and targets y as arrays (rows, columns) and (rows, 1)."""
    X = matrix("X", X, "rows", "columns", "a row for each example, at least one")
    y = matrix("y", y, len(X), 1, "one target for each row of X")
    if y.min() < 0 or y.max() > 1:
        raise ValueError(f"y goes from {y.min():g} to {y.max():g}; expected 0 to 1.")
    return X, y


def inputs_and_weights(X, w_0, w_1):
    """Return X, w_0 and w_1 as arrays (rows, columns), (columns, H) and (H, 1)."""
    X = matrix("X", X, "rows", "columns", "a row for each example, at least one")
    w_0 = matrix("w_0", w_0, X.shape[1], "hidden_size", "a row for each column of X")
    w_1 = matrix("w_1", w_1, w_0.shape[1], 1, "a row for each hidden unit")
    return X, w_0, w_1
