"""The classic mistakes of home-made networks, planted: which lesson's cell turns red?

Each is an edit of tinynet_helpers.py. The lesson that is named runs with it, until a
cell shows something that it should not. Nothing but the lesson itself is asked.
"""

import os

import pytest
import replay
from project import LESSONS, MODULES

SLOPE_2 = "layer_2_error * sigmoid_slope(layer_2)"
SLOPE_1 = "layer_1_error * sigmoid_slope(layer_1)"
ERROR = "    layer_2_error = y - layer_2\n    layer_2_delta"
UPDATE = "            w_1 += learning_rate * layer_1.T.dot(layer_2_delta)  # update\n"
CARRY_BACK = "            layer_1_delta = layer_2_delta.dot(w_1.T)"
RECORD = "        errors = np.abs(layer_2_errors)"
AFTER = """\
        layer_2_errors[:-1] = layer_2_errors[1:]
        layer_2_errors[-1:] = y - forward(X, w_0, w_1)[1]
"""
DRAW = "np.random.RandomState(seed)"
TOGETHER = ("03_backprop", "together-code")

BUGS = {
    "slope of an already squashed value, squashed twice": (
        [(SLOPE_2, "layer_2_error * sigmoid_slope(sigmoid(layer_2))")],
        TOGETHER,
    ),
    "slope fed with z": (
        [(SLOPE_1, "layer_1_error * sigmoid_slope(X @ w_0)")],
        TOGETHER,
    ),
    "flipped sign": (
        [(ERROR, ERROR.replace("y - layer_2", "layer_2 - y"))],
        TOGETHER,
    ),
    "weights updated before the error is carried back": (
        [(UPDATE, ""), (CARRY_BACK, UPDATE + CARRY_BACK)],
        ("04_training_loop", "helper-code"),
    ),
    "transposed gradient": (
        [
            (
                "return X.T @ layer_1_delta",
                "return (layer_1_delta.T @ X).reshape(w_0.shape)",
            )
        ],
        TOGETHER,
    ),
    "column of ones dropped": (
        [("    return X, y\n", "    return X[:, :2], y\n")],
        ("02_forward_pass", "matrix-code"),
    ),
    "mean for sum in the gradient": (
        [("return X.T @ layer_1_delta", "return X.T @ layer_1_delta / len(X)")],
        TOGETHER,
    ),
    "mean for sum in the loss": (
        [("(layer_2_errors**2).sum(", "(layer_2_errors**2).mean(")],
        ("04_training_loop", "loss-plot"),
    ),
    "seed ignored": (
        [(DRAW, "np.random.RandomState(1)")],
        ("04_training_loop", "stuck-code"),
    ),
    "global random state": ([(DRAW, "np.random")], ("02_forward_pass", "helper-code")),
    "loss recorded after the update": (
        [(RECORD, AFTER + RECORD)],
        ("04_training_loop", "helper-code"),
    ),
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the lessons run in forks")
@pytest.mark.parametrize("bug", BUGS)
def test_a_lesson_turns_red(bug):
    edits, red = BUGS[bug]
    source = MODULES[0].read_text(encoding="utf-8")
    for old, new in edits:
        assert source.count(old) == 1, f"expected once: {old}"
        source = source.replace(old, new)

    (lesson, cell), paths = red, [path for path in LESSONS if path.stem == red[0]]
    assert paths, f"there is no lesson {lesson}: which one finds this bug now?"

    def run():
        replay.plant(MODULES[0], source)
        return replay.first_difference(paths[0])

    ((_, found),) = replay.in_forks([run])
    assert found and found[0] == cell, f"in lesson {lesson}: {found}"
