"""The contestants of bench.py: the same training, as people would write it elsewhere.

Every maker returns run(seeds, w_0, w_1, iterations) -> errors (iterations, S): the mean
of |y - layer_2| before each update, full batch, learning rate 1, in double precision.
w_0 (S, 3, H) and w_1 (S, H, 1) are the starting weights of the S networks; run must not
change them. A maker raises ImportError when its library is missing.
"""

import ctypes
import math
import pathlib
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import tinynet_helpers
from tinynet_helpers import truth_table

X, y = truth_table("XOR")


class AbsentError(Exception):
    """A contestant cannot take part; the message says why."""


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# --------------------------------------------------------------------------- Tinynet


def tinynet_train():
    def run(seeds, w_0, w_1, iterations):
        (seed,) = seeds
        return tinynet_helpers.train(X, y, seed, iterations=iterations).errors[:, None]

    return run


def tinynet_train_many():
    def run(seeds, w_0, w_1, iterations):
        return tinynet_helpers.train_many(X, y, seeds, iterations=iterations).errors

    return run


# ----------------------------------------------------------------------- plain numpy


def naive():
    def run(seeds, w_0, w_1, iterations):
        (w_0,), (w_1,) = w_0, w_1
        errors = []
        for iteration in range(iterations):
            layer_1 = sigmoid(X @ w_0)
            layer_2 = sigmoid(layer_1 @ w_1)
            layer_2_error = y - layer_2
            errors.append(np.mean(np.abs(layer_2_error)))
            layer_2_delta = layer_2_error * (layer_2 * (1 - layer_2))
            layer_1_delta = layer_2_delta @ w_1.T * (layer_1 * (1 - layer_1))
            w_1 = w_1 + layer_1.T @ layer_2_delta
            w_0 = w_0 + X.T @ layer_1_delta
        return np.array(errors)[:, None]

    return run


def stacked():
    def run(seeds, w_0, w_1, iterations):
        errors = []
        for iteration in range(iterations):
            layer_1 = sigmoid(X @ w_0)  # (S, 4, H): matmul goes over the first axis
            layer_2 = sigmoid(layer_1 @ w_1)
            layer_2_error = y - layer_2
            errors.append(np.mean(np.abs(layer_2_error), axis=(1, 2)))
            layer_2_delta = layer_2_error * (layer_2 * (1 - layer_2))
            layer_1_delta = layer_2_delta @ w_1.mT * (layer_1 * (1 - layer_1))
            w_1 = w_1 + layer_1.mT @ layer_2_delta
            w_0 = w_0 + X.T @ layer_1_delta
        return np.array(errors)

    return run


def exp_only():
    """Make the bound: nothing but the exponentials, in the layout of train_many."""

    def run(seeds, w_0, w_1, iterations):
        z_1 = np.linspace(-5, 5, w_1.shape[1] * len(X) * len(seeds))
        z_1 = z_1.reshape(w_1.shape[1], len(X), len(seeds))
        z_2 = z_1[0].copy()
        layer_1, layer_2 = np.empty_like(z_1), np.empty_like(z_2)
        for iteration in range(iterations):
            np.exp(z_1, out=layer_1)
            np.exp(z_2, out=layer_2)

    return run


# --------------------------------------------------------------------------- PyTorch


def torch_sgd():
    import torch

    def run(seeds, w_0, w_1, iterations):
        inputs, targets = torch.tensor(X), torch.tensor(y)
        w_0, w_1 = (torch.tensor(w[0], requires_grad=True) for w in (w_0, w_1))
        optimizer = torch.optim.SGD([w_0, w_1], lr=1)
        errors = torch.empty(iterations, 1, dtype=torch.float64)
        for iteration in range(iterations):
            layer_2 = torch.sigmoid(torch.sigmoid(inputs @ w_0) @ w_1)
            error = targets - layer_2
            errors[iteration] = error.detach().abs().mean()
            optimizer.zero_grad()
            ((error**2).sum() / 2).backward()
            optimizer.step()
        return errors.numpy()

    return run


def torch_bmm(cores=None):
    import torch

    cores = cores or torch.get_num_threads()

    @torch.inference_mode()
    def run(seeds, w_0, w_1, iterations):
        torch.set_num_threads(cores)
        inputs = torch.tensor(X).expand(len(seeds), *X.shape)
        targets, w_0, w_1 = torch.tensor(y), torch.tensor(w_0), torch.tensor(w_1)
        errors = torch.empty(iterations, len(seeds), dtype=torch.float64)
        for iteration in range(iterations):
            layer_1 = torch.bmm(inputs, w_0).sigmoid_()
            layer_2 = torch.bmm(layer_1, w_1).sigmoid_()
            error = targets - layer_2
            errors[iteration] = error.abs().mean((1, 2))
            layer_2_delta = error * (layer_2 * (1 - layer_2))
            layer_1_delta = torch.bmm(layer_2_delta, w_1.mT) * (layer_1 * (1 - layer_1))
            w_1.baddbmm_(layer_1.mT, layer_2_delta)
            w_0.baddbmm_(inputs.mT, layer_1_delta)
        return errors.numpy()

    return run


def torch_broadcast(cores=None):
    import torch

    cores = cores or torch.get_num_threads()

    @torch.inference_mode()
    def run(seeds, w_0, w_1, iterations):
        torch.set_num_threads(cores)
        shape = len(X), *w_1.shape[:2]  # (4, S, H)
        inputs, targets = torch.tensor(X), torch.tensor(y)
        w_0 = torch.tensor(w_0.transpose(1, 0, 2).reshape(X.shape[1], -1))  # (3, S * H)
        w_1 = torch.tensor(w_1[:, :, 0])
        errors = torch.empty(iterations, len(seeds), dtype=torch.float64)
        for iteration in range(iterations):
            layer_1 = (inputs @ w_0).sigmoid_().view(shape)
            layer_2 = (layer_1 * w_1).sum(2).sigmoid_()
            error = targets - layer_2
            errors[iteration] = error.abs().mean(0)
            layer_2_delta = (error * (layer_2 * (1 - layer_2)))[:, :, None]
            layer_1_delta = layer_2_delta * w_1 * (layer_1 * (1 - layer_1))
            w_1 += (layer_1 * layer_2_delta).sum(0)
            w_0 += inputs.T @ layer_1_delta.view(len(X), -1)
        return errors.numpy()

    return run


def torch_vmap():
    import torch

    cores = torch.get_num_threads()
    inputs, targets = torch.tensor(X), torch.tensor(y)

    def loss(w_0, w_1):
        error = targets - torch.sigmoid(torch.sigmoid(inputs @ w_0) @ w_1)
        return (error**2).sum() / 2, error.abs().mean()

    step = torch.func.vmap(torch.func.grad(loss, argnums=(0, 1), has_aux=True))

    def run(seeds, w_0, w_1, iterations):
        torch.set_num_threads(cores)
        w_0, w_1 = torch.tensor(w_0), torch.tensor(w_1)
        errors = torch.empty(iterations, len(seeds), dtype=torch.float64)
        for iteration in range(iterations):
            (w_0_gradient, w_1_gradient), errors[iteration] = step(w_0, w_1)
            w_0 -= w_0_gradient
            w_1 -= w_1_gradient
        return errors.numpy()

    return run


# ------------------------------------------------------------------------------- JAX


def jax_scan(broadcast=False):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)

    def times(a, b):
        return (a[:, :, None] * b).sum(1) if broadcast else a @ b

    def loss(weights):
        w_0, w_1 = weights
        layer_1 = jax.nn.sigmoid(times(X, w_0))
        error = y - jax.nn.sigmoid(times(layer_1, w_1))
        return (error**2).sum() / 2, jnp.abs(error).mean()

    def step(weights, _):
        gradients, error = jax.grad(loss, has_aux=True)(weights)
        return jax.tree.map(jnp.subtract, weights, gradients), error

    def train(weights, iterations):
        return jax.lax.scan(step, weights, length=iterations)[1]

    many = jax.vmap(train, in_axes=(0, None), out_axes=1)
    compiled = jax.jit(many, static_argnums=1)

    def run(seeds, w_0, w_1, iterations):
        return np.asarray(compiled((w_0, w_1), iterations))

    return run


# ------------------------------------------------------------------- loops, compiled


def numba_loop():
    import numba

    @numba.njit
    def train(X, y, w_0, w_1, errors):
        rows, inputs = X.shape
        hidden_size = len(w_1)
        layer_1 = np.empty(hidden_size)
        w_0_step, w_1_step = np.empty_like(w_0), np.empty_like(w_1)
        for i in range(len(errors)):
            w_0_step[:], w_1_step[:], total = 0, 0, 0.0
            for row in range(rows):
                z = 0.0
                for h in range(hidden_size):
                    z_h = 0.0
                    for k in range(inputs):
                        z_h += X[row, k] * w_0[k, h]
                    layer_1[h] = 1 / (1 + math.exp(-z_h))
                    z += layer_1[h] * w_1[h, 0]
                layer_2 = 1 / (1 + math.exp(-z))
                error = y[row, 0] - layer_2
                total += abs(error)
                layer_2_delta = error * layer_2 * (1 - layer_2)
                for h in range(hidden_size):
                    slope = layer_1[h] * (1 - layer_1[h])
                    layer_1_delta = layer_2_delta * w_1[h, 0] * slope
                    w_1_step[h, 0] += layer_1[h] * layer_2_delta
                    for k in range(inputs):
                        w_0_step[k, h] += X[row, k] * layer_1_delta
            w_0 += w_0_step
            w_1 += w_1_step
            errors[i] = total / rows

    @numba.njit
    def train_each(X, y, w_0, w_1, errors):
        for n in range(len(errors)):
            train(X, y, w_0[n], w_1[n], errors[n])

    def run(seeds, w_0, w_1, iterations):
        errors = np.empty((len(seeds), iterations))
        train_each(X, y, w_0.copy(), w_1.copy(), errors)
        return errors.T

    return run


def c_compiler():
    """Return the path of a C compiler, or None."""
    return next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)


def c_loop(*options):
    compiler = c_compiler()
    if compiler is None:
        raise AbsentError("no C compiler")
    source = pathlib.Path(__file__).with_name("loop.c")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        library = pathlib.Path(folder) / "loop.so"
        what = ["-shared", "-fPIC", source, "-o", library, "-lm"]
        subprocess.run([compiler, "-O3", *options, *what], check=True)
        train = ctypes.CDLL(str(library)).train
    array = np.ctypeslib.ndpointer(float, flags="C_CONTIGUOUS")
    train.argtypes = [array] * 4 + [ctypes.c_long] * 2 + [array]
    train.restype = None

    def run(seeds, w_0, w_1, iterations):
        errors = np.empty((len(seeds), iterations))
        train(X, y, w_0.copy(), w_1.copy(), len(seeds), iterations, errors)
        return errors.T

    return run


# ------------------------------------------------------------- for one network alone


def hips_autograd():
    import autograd
    import autograd.numpy as anp

    def squash(z):
        return 1 / (1 + anp.exp(-z))

    def loss(w_0, w_1):
        error = y - squash(squash(X @ w_0) @ w_1)
        return anp.sum(error**2) / 2, error

    gradients_and_error = autograd.grad_and_aux(loss, (0, 1))

    def run(seeds, w_0, w_1, iterations):
        (w_0,), (w_1,) = w_0, w_1
        errors = []
        for iteration in range(iterations):
            (w_0_gradient, w_1_gradient), error = gradients_and_error(w_0, w_1)
            errors.append(np.mean(np.abs(autograd.tracer.getval(error))))
            w_0 = w_0 - w_0_gradient
            w_1 = w_1 - w_1_gradient
        return np.array(errors)[:, None]

    return run


def micrograd():
    from micrograd.engine import Value

    def squash(z):  # micrograd has no sigmoid; this is one, written as its relu is
        a = 1 / (1 + math.exp(-z.data))
        out = Value(a, (z,), "sigmoid")

        def backward():
            z.grad += a * (1 - a) * out.grad

        out._backward = backward
        return out

    def neuron(weights, inputs):
        return squash(sum(w * x for w, x in zip(weights, inputs)))

    def run(seeds, w_0, w_1, iterations):
        rows, targets = X.tolist(), y[:, 0].tolist()
        hidden = [[Value(w) for w in column] for column in w_0[0].T.tolist()]
        output = [Value(w) for w in w_1[0, :, 0].tolist()]
        weights = sum(hidden, output)
        errors = []
        for iteration in range(iterations):
            guesses = [neuron(output, [neuron(h, row) for h in hidden]) for row in rows]
            misses = [guess - target for guess, target in zip(guesses, targets)]
            errors.append(sum(abs(miss.data) for miss in misses) / len(misses))
            for weight in weights:
                weight.grad = 0
            (sum(miss**2 for miss in misses) * 0.5).backward()
            for weight in weights:
                weight.data -= weight.grad
        return np.array(errors)[:, None]

    return run


def sklearn_mlp():
    from sklearn.neural_network import MLPClassifier

    def run(seeds, w_0, w_1, iterations):
        model = MLPClassifier(
            w_1.shape[1:2],
            activation="logistic",
            solver="sgd",
            alpha=0,
            learning_rate_init=len(X),  # it steps along the mean over rows, not the sum
            max_iter=1,
            shuffle=False,
            tol=0,
            n_iter_no_change=iterations + 1,
            warm_start=True,
            momentum=0,
            nesterovs_momentum=False,
        )
        inputs, targets = X[:, :2], y[:, 0]  # it adds biases of its own
        with warnings.catch_warnings(action="ignore"):  # "has not converged yet"
            model.fit(inputs, targets)  # the only way to make it accept weights …
            model.coefs_ = [w_0[0, :2].copy(), w_1[0].copy()]
            model.intercepts_ = [w_0[0, 2].copy(), np.zeros(1)]
            model.set_params(max_iter=iterations).fit(inputs, targets)  # … which it has
        return np.array(model.loss_curve_[1:])[:, None]

    return run


def cross_entropy_losses(w_0, w_1, iterations):
    """Return what scikit-learn should report: its loss before each update, (n, 1).

    Its maths differs in two ways: the loss is the cross-entropy, so that the slope of
    the output drops out of the delta, and the output has a bias that learns.
    """
    w_0, w_1 = w_0[0], np.vstack([w_1[0], [[0]]])
    losses = []
    for iteration in range(iterations):
        layer_1 = np.hstack([sigmoid(X @ w_0), np.ones((len(X), 1))])
        layer_2 = sigmoid(layer_1 @ w_1)
        losses.append(-np.mean(np.log(np.where(y == 1, layer_2, 1 - layer_2))))
        layer_2_delta = y - layer_2
        layer_1_delta = layer_2_delta @ w_1.T * (layer_1 * (1 - layer_1))
        w_1 = w_1 + layer_1.T @ layer_2_delta
        w_0 = w_0 + X.T @ layer_1_delta[:, :-1]
    return np.array(losses)[:, None]


class Peer(NamedTuple):
    make: Callable
    what: str  # a line for the table
    many: bool = True  # False: trains one network only
    slower: int = 1  # runs so many times fewer iterations; reported per iteration
    expect: Callable | None = None  # what it computes instead of the errors


def _one(make, what, **more):
    return Peer(make, what, many=False, **more)


PEERS = {
    "tinynet train": _one(tinynet_train, "the helper; draws its weights itself"),
    "tinynet train_many": Peer(
        tinynet_train_many, "the helper, seeds side by side; draws its weights itself"
    ),
    "naive loop": _one(naive, "the loop of lesson 04 in plain numpy, one network"),
    "numpy stacked": Peer(
        stacked, "the naive loop with a network axis put first", slower=5
    ),
    "C": Peer(c_loop, "the loop by hand, -O3, one core"),
    "C, all options": Peer(
        lambda: c_loop("-march=native", "-ffast-math"),
        "the loop by hand, -O3 -march=native -ffast-math",
    ),
    "numba": Peer(numba_loop, "the loop by hand in Python, njit, one core"),
    "JAX": Peer(jax_scan, "grad in a jitted scan, vmap over networks"),
    "JAX, broadcast": Peer(
        lambda: jax_scan(broadcast=True), "as JAX, with sums of products in place of @"
    ),
    "PyTorch SGD": _one(torch_sgd, "autograd and torch.optim.SGD"),
    "PyTorch bmm": Peer(torch_bmm, "forward and backward by hand, batched matmul"),
    "PyTorch bmm, one core": Peer(lambda: torch_bmm(cores=1), "as its name says"),
    "PyTorch broadcast": Peer(
        torch_broadcast, "by hand, with sums of products in place of bmm"
    ),
    "PyTorch broadcast, one core": Peer(
        lambda: torch_broadcast(cores=1), "as its name says"
    ),
    "PyTorch vmap": Peer(torch_vmap, "torch.func: vmap over grad", slower=5),
    "HIPS autograd": _one(hips_autograd, "gradients by autograd, update by hand"),
    "scikit-learn": _one(
        sklearn_mlp,
        "MLPClassifier. **Other maths**: cross-entropy loss and an output bias, so its "
        "losses are checked against its own formulas",
        expect=cross_entropy_losses,
    ),
    "micrograd": _one(micrograd, "one Value for each number, own sigmoid", slower=10),
}
