"""Tinynet: a really, really small neural network.

The lessons in `notebooks/` build everything here from nothing; this file remembers it
for them. Read it from top to bottom: it is ordered as the data flows.

The same names stand for the same arrays everywhere (H is the hidden size):

    X          (4, 3)   inputs: two columns of a truth table and a constant 1
    y          (4, 1)   targets: the truth table's answers
    w_0, w_1   (3, H), (H, 1)           weights
    layer_1, layer_2   (4, H), (4, 1)   activations of the hidden and the output layer
"""

import operator
import os
import reprlib
import time
from dataclasses import dataclass

import numpy as np

TRUTH_TABLES = {  # the targets for the inputs 00, 01, 10 and 11
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
    """
    if not isinstance(name, str) or name not in TRUTH_TABLES:
        known = ", ".join(TRUTH_TABLES)
        raise ValueError(f"there is no truth table {name!r}; expected one of {known}.")
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
    return X, np.array([TRUTH_TABLES[name]], dtype=float).T


# --------------------------------------------------------------------------- network


@np.errstate(under="ignore")  # a number may be so small that it becomes 0
def sigmoid(z):
    """Return the sigmoid of z, an array of any shape: numbers between 0 and 1.

    This is 1 / (1 + exp(-z)), written so that exp never overflows: it only ever sees
    numbers that are zero or negative. Infinities give exactly 0 and 1; NaN stays NaN.
    """
    z = numbers("z", z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def sigmoid_slope(a):
    """Return the derivative of the sigmoid at the point where its *output* is a.

    Takes a = sigmoid(z), any shape, and not z. It is at most 0.25, at a = 0.5.
    """
    a = numbers("a", a)
    return a * (1 - a)


def init_weights(seed=1, hidden_size=4, inputs=3):
    """Draw the starting weights w_0 (inputs, H) and w_1 (H, 1), between -1 and 1.

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


@np.errstate(under="ignore")
def forward(X, w_0, w_1):
    """Return the activations layer_1 (4, H) and layer_2 (4, 1) for the inputs X."""
    X, w_0, w_1 = inputs_and_weights(X, w_0, w_1)
    layer_1 = sigmoid(X @ w_0)
    layer_2 = sigmoid(layer_1 @ w_1)
    return layer_1, layer_2


@np.errstate(under="ignore")
def backward(X, y, w_0, w_1):
    """Return w_0_step (3, H) and w_1_step (H, 1): what `+=` adds at learning rate 1.

    They are minus the gradient of the loss, half the sum of (y - layer_2)**2.
    Source: Rumelhart, Hinton & Williams (1986), Nature 323, doi:10.1038/323533a0.
    """
    X, y = examples(X, y)
    layer_1, layer_2 = forward(X, w_0, w_1)
    layer_2_error = y - layer_2
    layer_2_delta = layer_2_error * sigmoid_slope(layer_2)
    layer_1_error = layer_2_delta @ np.transpose(w_1)
    layer_1_delta = layer_1_error * sigmoid_slope(layer_1)
    return X.T @ layer_1_delta, layer_1.T @ layer_2_delta


@np.errstate(under="ignore")
def backward_by_nudging(X, y, w_0, w_1, nudge=1e-5):
    """Return what `backward` returns, by finite differences and without any formula.

    Each weight is moved up and down by `nudge`. Agrees with it to about 10 digits.
    """
    X, y = examples(X, y)
    X, w_0, w_1 = inputs_and_weights(X, w_0, w_1)
    nudge = finite("nudge", nudge)
    steps = np.zeros_like(w_0), np.zeros_like(w_1)
    for w, step in zip((w_0, w_1), steps):
        for index in np.ndindex(w.shape):
            middle, losses = w[index], []
            for w[index] in (middle - nudge, middle + nudge):
                losses.append(np.sum((y - forward(X, w_0, w_1)[1]) ** 2) / 2)
            w[index] = middle
            step[index] = -(losses[1] - losses[0]) / (2 * nudge)
    return steps


# -------------------------------------------------------------------------- training

LEARNED = 0.1  # a network whose error is below has learned; "stuck so far" otherwise


@dataclass(frozen=True, repr=False)
class Run:
    """One training: errors and losses *before* each update, weights after the last.

    errors (iterations,) is the mean of |y - layer_2|, which the lessons print; losses
    (iterations,) is half the sum of (y - layer_2)**2, which training lowers. snapshots
    is a dict from an iteration to w_0 and w_1 before its update.
    """

    errors: np.ndarray
    losses: np.ndarray
    w_0: np.ndarray
    w_1: np.ndarray
    snapshots: dict

    @property
    def learned(self):
        """True when the last error is below 0.1; False means "stuck so far"."""
        return bool(self.errors.size and self.errors[-1] < LEARNED)

    def __repr__(self):
        errors, size = self.errors, f"Run, hidden size {self.w_1.size}: "
        if not errors.size:
            return f"{size}no iterations"
        if np.isnan(errors[-1]):  # argmax gives the first of them
            return f"{size}error is not a number from iteration {errors.argmax()} on"
        return f"{size}error goes from {errors[0]:.4g} to {errors[-1]:.4g}"


def train(X, y, seed=1, hidden_size=4, learning_rate=1, iterations=10000, snapshots=()):
    """Train a new network on all examples at once, `iterations` times; return a Run.

    The loop of lesson 04: forward, backward, update. X is (rows, columns) and y is
    (rows, 1). Before each iteration in snapshots, the weights are kept for the Run.
    """
    X, y = examples(X, y)
    w_0, w_1 = init_weights(seed, hidden_size, inputs=X.shape[1])
    learning_rate = np.array(finite("learning_rate", learning_rate))
    layer_2_errors = np.empty((whole_number("iterations", iterations, 0), *y.shape))
    kept, snapshots = {}, {whole_number("each of snapshots", i, 0) for i in snapshots}
    one = np.array(1.0)  # NumPy would turn a plain 1 into an array, again and again
    with np.errstate(all="ignore"):  # exp may reach infinity, and 1 / infinity is 0
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
        return Run(errors, (layer_2_errors**2).sum(axis=(1, 2)) / 2, w_0, w_1, kept)


BLOCK = 1000  # networks trained at once: many, and they still fit into the cache


@dataclass(frozen=True, repr=False)
class Runs:
    """Many trainings side by side: what `train` gives one by one, with seeds last.

    errors (n, S) is the mean of |y - layer_2| before the updates of the n recorded
    `iterations` (n,); last_errors (S,) is the same before the very last update. w_0
    (H, 3, S) and w_1 (H, 1, S) are the trained weights.
    """

    seeds: tuple
    iterations: np.ndarray
    errors: np.ndarray
    last_errors: np.ndarray
    w_0: np.ndarray
    w_1: np.ndarray

    @property
    def learned(self):
        """True for each network (S,) whose last error is below 0.1."""
        return self.last_errors < LEARNED

    def weights(self, seed):
        """Return the trained w_0 (3, H) and w_1 (H, 1) of one network."""
        if seed not in self.seeds:
            raise ValueError(f"seed {seed!r} was not trained.")
        at = self.seeds.index(seed)
        return self.w_0[:, :, at].T.copy(), self.w_1[:, :, at].copy()

    def __repr__(self):
        learned = f"{np.sum(self.learned)} of {len(self.seeds)} networks learned"
        return f"Runs, hidden size {len(self.w_1)}: {learned}"


def train_many(X, y, seeds, hidden_size=4, learning_rate=1, iterations=10000, every=1):
    """Train a network for each seed, side by side; return Runs.

    Errors are recorded at iterations 0, every, 2 * every, …: 8 bytes each, 16 while
    they are put together, so 1000 networks take 80 MB with every=1, 0.8 MB with 100.
    Each network's numbers equal those of `train` to 1e-9 (but seed 173 with 16 units,
    where differences double for a while, to 2e-7). A sweep of more than half a minute
    says how long it will take; an interrupt keeps the thousands that are finished.
    """
    X, y = examples(X, y)
    found = [*seeds] if np.iterable(seeds) else []
    if not found:
        raise ValueError(problem("seeds", seeds, "a list of at least one whole number"))
    seeds = tuple(whole_number("each of seeds", seed, 0, 2**32 - 1) for seed in found)
    hidden_size = whole_number("hidden_size", hidden_size, 1)
    learning_rate = finite("learning_rate", learning_rate)
    iterations = whole_number("iterations", iterations, 1)
    recorded = np.arange(0, iterations, whole_number("every", every, 1))
    blocks = [seeds[at : at + BLOCK] for at in range(0, len(seeds), BLOCK)]
    counted, done = _counted(len(blocks) * iterations), []
    try:
        for block in blocks:
            drawn = [init_weights(seed, hidden_size, X.shape[1]) for seed in block]
            w_0 = np.stack([w_0.T for w_0, w_1 in drawn], axis=-1)  # (H, 3, S)
            w_1 = np.stack([w_1 for w_0, w_1 in drawn], axis=-1)  # (H, 1, S)
            steps = zip(range(iterations), counted)
            errors = _train_stack(X, y, w_0, w_1, learning_rate, steps, every)
            done.append((*errors, w_0, w_1))
    except KeyboardInterrupt:
        if not done:
            raise
        seeds = seeds[: len(done) * BLOCK]
        print(f"\nInterrupted: only {len(seeds)} networks are finished.")
    return Runs(seeds, recorded, *(np.concatenate(a, axis=-1) for a in zip(*done)))


def _train_stack(X, y, w_0, w_1, learning_rate, steps, every):
    """Train S networks; return their recorded errors (n, S) and the last ones (S,).

    The loop of lesson 05: `train` with one more axis, put last. w_0 and w_1 change.
    """
    errors = []
    with np.errstate(all="ignore"):
        for iteration, _ in steps:
            layer_1 = 1 / (1 + np.exp(-X @ w_0))  # (H, 4, S)
            layer_2 = 1 / (1 + np.exp(-(layer_1 * w_1).sum(axis=0)))  # (4, S)
            layer_2_error = y - layer_2
            if iteration % every == 0:
                errors.append(np.abs(layer_2_error).mean(axis=0))
            layer_2_delta = layer_2_error * layer_2 * (1 - layer_2)
            layer_1_delta = layer_2_delta * w_1 * layer_1 * (1 - layer_1)
            w_1 += learning_rate * (layer_1 * layer_2_delta).sum(axis=1, keepdims=True)
            w_0 += learning_rate * (X.T @ layer_1_delta)
    return np.array(errors), np.abs(layer_2_error).mean(axis=0)


def _counted(work):
    """Count to work; say how many seconds are left where they are more than 30."""
    start = time.monotonic()
    for done in range(1, work + 1):
        yield done
        if done % 1000 == 0 and "TINYNET_QUIET" not in os.environ:  # for checks
            left = (time.monotonic() - start) * (work / done - 1)
            if left > 30:
                print(f"\r{left:6.0f} seconds left", end="\r", flush=True)


# ---------------------------------------------------------------------------- guards


def problem(name, value, expected):
    """Return the sentence that says what is wrong with an argument."""
    return f"{name} is {' '.join(reprlib.repr(value).split())}; expected {expected}."


def numbers(name, value, expected="real numbers"):
    """Return value, anything that NumPy takes for real numbers, as a new array."""
    try:
        array = np.asarray(value)
        if array.dtype == object:  # fractions, columns of a DataFrame
            array = np.vectorize(float)(array)
        if array.dtype.kind not in "biuf" or np.ma.is_masked(value):
            raise TypeError
        return array.astype(float)
    except (TypeError, ValueError, OverflowError):
        raise TypeError(problem(name, value, expected)) from None


def finite(name, value):
    """Return value as a float that is neither infinite nor NaN."""
    number = numbers(name, value, "a finite number")
    if number.ndim or not np.isfinite(number):
        raise ValueError(problem(name, value, "a finite number"))
    return float(number)


def whole_number(name, value, least, most=None):
    """Return value as an int from least to most."""
    span = f"of at least {least}" if most is None else f"from {least} to {most}"
    wrong = problem(name, value, f"a whole number {span}")
    if isinstance(value, bool) or not hasattr(value, "__index__") or np.ndim(value):
        raise TypeError(wrong)
    if value < least or (most is not None and value > most):
        raise ValueError(wrong)
    return operator.index(value)


def table(name, value, rows, columns, why):
    """Return value as finite numbers (rows, columns); a size that is a word is any."""
    array = numbers(name, value)
    sizes = zip(array.shape, (rows, columns))
    fits = all(isinstance(want, str) or have == want for have, want in sizes)
    if array.ndim != 2 or not array.size or not fits:
        shapes = f"{name} has shape {array.shape}; expected ({rows}, {columns})"
        raise ValueError(f"{shapes}: {why}.")
    wrong = array[~np.isfinite(array)]
    if wrong.size:
        raise ValueError(f"{name} holds {wrong[0]}; expected finite numbers.")
    return array


def examples(X, y):
    """Return inputs X and targets y as arrays (rows, columns) and (rows, 1)."""
    X = table("X", X, "rows", "columns", "a row for each example, at least one")
    y = table("y", y, len(X), 1, "one target for each row of X")
    if y.min() < 0 or y.max() > 1:
        raise ValueError(f"y goes from {y.min():g} to {y.max():g}; expected 0 to 1.")
    return X, y


def inputs_and_weights(X, w_0, w_1):
    """Return X, w_0 and w_1 as arrays (rows, columns), (columns, H) and (H, 1)."""
    X = table("X", X, "rows", "columns", "a row for each example, at least one")
    w_0 = table("w_0", w_0, X.shape[1], "hidden_size", "a row for each column of X")
    return X, w_0, table("w_1", w_1, w_0.shape[1], 1, "a row for each hidden unit")
