"""The classic mistakes of home-made networks: a lesson shows each of them.

Each bug is planted in the helper. The cell that is named prints what is stored without
the bug; with it, it prints something else, or ends in an error.
"""

import contextlib
import io
import sys
import types

import matplotlib.pyplot as plt
import pytest
from project import NOTEBOOKS, ROOT, cells
from slices import parts_for

SLOPE_1 = "layer_1_error * sigmoid_slope(layer_1)"
FED_WITH_Z = "layer_1_error * sigmoid_slope(X @ w_0)"
SLOPE_2 = "layer_2_error * sigmoid_slope(layer_2)"
TWICE = "layer_2_error * sigmoid_slope(sigmoid(layer_2))"
STEP = "w_0_step = X.T @ layer_1_delta"
TRANSPOSED = "w_0_step = (layer_1_delta.T @ X).reshape(w_0.shape)"
CARRY_BACK = "layer_1_delta = layer_2_delta.dot(w_1.T) * layer_1 * (one - layer_1)\n"
INDENT = "        "
UPDATE = "w_1 += learning_rate * layer_1.T.dot(layer_2_delta)  # update\n"
IN_ORDER = CARRY_BACK + INDENT + UPDATE
TOO_EARLY = UPDATE + INDENT + CARRY_BACK
RECORD, LATE = "layer_2_errors[iteration] =", "layer_2_errors[iteration - 1] ="
SUM, MEAN = "(layer_2_errors**2).sum(", "(layer_2_errors**2).mean("
ONES, NO_ONES = "(4, 1)\n    return X, y", "(4, 1)\n    return X[:, :2], y"
DRAW = "random = np.random.RandomState(seed)"
SEED_1, GLOBAL = "random = np.random.RandomState(1)", "random = np.random"

BUGS = {  # the lesson's number and the cell that shows it; what is right; what is wrong
    "slope of an already squashed value": ("03 backprop-2-code", SLOPE_2, TWICE),
    "slope fed with z": ("03 backprop-2-code", SLOPE_1, FED_WITH_Z),
    "flipped sign": ("03 backprop-2-code", SLOPE_2, "-" + SLOPE_2),
    "transposed gradient": ("03 backprop-2-code", STEP, TRANSPOSED),
    "mean for sum in the gradient": ("03 backprop-2-code", STEP, STEP + " / len(X)"),
    "mean for sum in the loss": ("04 stuck-code", SUM, MEAN),
    "weights updated too early": ("04 helper-code", IN_ORDER, TOO_EARLY),
    "error recorded after the update": ("04 helper-code", RECORD, LATE),
    "column of ones dropped": ("02 matrix-code", ONES, NO_ONES),
    "global random state": ("03 start-code", DRAW, GLOBAL),
    "seed ignored": ("04 stripe-code", DRAW, SEED_1),
}


@pytest.fixture
def plant(monkeypatch):
    """Return a function that makes lessons import the helper with a bug."""

    def plant(right, wrong):
        source = (ROOT / "tinynet_helpers.py").read_text(encoding="utf-8")
        assert source.count(right) == 1, f"expected once in the helper: {right}"
        helper = types.ModuleType("tinynet_helpers")
        exec(source.replace(right, wrong), vars(helper))
        monkeypatch.setitem(sys.modules, "tinynet_helpers", helper)

    monkeypatch.chdir(NOTEBOOKS)
    with plt.rc_context():  # a lesson sets its style
        yield plant


def printed(place):
    """Run a cell, and what it builds on; return what it prints, and what is stored."""
    number, name = place.split()
    (lesson,) = NOTEBOOKS.glob(f"{number}_*.ipynb")
    above = []
    for cell in cells(lesson, "code"):
        if cell.id == name:
            break
        above.append(cell.source)

    names = {}
    for part in parts_for(cell.source, above):
        exec(part, names)
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        try:
            exec(cell.source, names)
        except ValueError as error:
            print(error)
    plt.close("all")
    return text.getvalue(), "".join(output.get("text", "") for output in cell.outputs)


@pytest.mark.parametrize("bug", BUGS)
def test_a_lesson_shows_the_bug(bug, plant):
    place, right, wrong = BUGS[bug]
    fresh, stored = printed(place)
    assert fresh == stored, f"{place} prints something else without the bug"

    plant(right, wrong)
    fresh, stored = printed(place)
    assert fresh != stored, f"{place} prints the same with this bug: {bug}"
