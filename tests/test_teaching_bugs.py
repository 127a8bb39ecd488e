"""The classic mistakes of home-made networks, planted: which lesson's cell turns red?

Each is an edit of tinynet_helpers.py. The lesson that is named runs with it, until a
cell shows something that it should not. Nothing but the lesson itself is asked.
"""

import shutil

import pytest
from project import MODULES, NOTEBOOKS, STRICT, cells

pytest_plugins = ["pytester"]

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
STEP = "return X.T @ layer_1_delta"
TRANSPOSED = "return (layer_1_delta.T @ X).reshape(w_0.shape)"
EARLY = CARRY_BACK, UPDATE + CARRY_BACK
TOGETHER = "03_backprop together-code"
LOOP = "04_training_loop helper-code"
PLOT, MATRIX = "04_training_loop loss-plot", "02_forward_pass matrix-code"
SUM = "(layer_2_errors**2).sum("
TWICE = "layer_2_error * sigmoid_slope(sigmoid(layer_2))"

BUGS = {  # the cell that must turn red; what is replaced, by what
    "slope of an already squashed value, squashed twice": (TOGETHER, SLOPE_2, TWICE),
    "slope fed with z": (TOGETHER, SLOPE_1, "layer_1_error * sigmoid_slope(X @ w_0)"),
    "flipped sign": (TOGETHER, ERROR, ERROR.replace("y - layer_2", "layer_2 - y")),
    "weights updated before the error is carried back": (LOOP, UPDATE, "", *EARLY),
    "transposed gradient": (TOGETHER, STEP, TRANSPOSED),
    "column of ones dropped": (MATRIX, "return X, np", "return X[:, :2], np"),
    "mean for sum in the gradient": (TOGETHER, STEP, f"{STEP} / len(X)"),
    "mean for sum in the loss": (PLOT, SUM, SUM.replace("sum", "mean")),
    "seed ignored": ("04_training_loop stuck-code", DRAW, "np.random.RandomState(1)"),
    "global random state": ("02_forward_pass helper-code", DRAW, "np.random"),
    "loss recorded after the update": (LOOP, RECORD, AFTER + RECORD),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_lesson_turns_red(bug, pytester, monkeypatch):
    red, *edits = BUGS[bug]
    source = MODULES[0].read_text(encoding="utf-8")
    for old, new in zip(edits[::2], edits[1::2]):
        assert source.count(old) == 1, f"expected once: {old}"
        source = source.replace(old, new)
    lesson, cell = red.split()
    code = [cell.id for cell in cells(NOTEBOOKS / f"{lesson}.ipynb", "code")]
    shutil.copytree(NOTEBOOKS, pytester.path / "notebooks")
    (pytester.path / "tinynet_helpers.py").write_text(source, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(pytester.path))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # for speed
    run = pytester.inline_run(*STRICT, "-x", f"notebooks/{lesson}.ipynb")
    (failure,) = run.getfailures()
    assert failure.nodeid.endswith(f"::Cell {code.index(cell)}"), failure.longrepr
