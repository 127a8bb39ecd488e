"""A pytest plugin: nbval without its blind spots.

nbval runs every code cell in a fresh kernel and compares most of what it puts out. It
does not look at pictures, at the order and kind of outputs, at execution counts, or at
whether the cells before ran at all. This plugin runs around nbval's own comparison of
each cell and looks at exactly those. pyproject.toml switches it on.
"""

import base64
import copy
import io
import os
import pathlib
import tempfile

import numpy as np
import pytest
from nbval.plugin import IPyNbCell, NbCellError
from PIL import Image

TOLERANCE = 2  # of 255: what rounding in the drawing of a smooth edge may change
FIGURE_DIFFS = pathlib.Path(__file__).parents[1] / "figure-diffs"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # its id is random
OUTPUTS = {"display_data", "execute_result", "stream", "error"}
SILENT = {"status", "execute_input", "comm_open", "comm_msg", "comm_close"}
HIDES_OUTPUT = ("NBVAL_", "nbval-", "PYTEST_VALIDATE", "%%capture", "raises-exception")


def pytest_configure(config):
    if config.option.nbval_lax or config.option.nbval_sanitize_with:
        raise pytest.UsageError("the notebooks are checked strictly: nothing sanitised")
    # Nothing personal may leak into the kernels: no start-up files, no matplotlibrc.
    empty = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    config.add_cleanup(empty.cleanup)
    os.environ["TINYNET_QUIET"] = "1"  # how long a sweep takes is no output to compare
    for variable in ("IPYTHONDIR", "MATPLOTLIBRC", "JUPYTER_CONFIG_DIR"):
        os.environ[variable] = empty.name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    if not isinstance(item, IPyNbCell):
        return (yield)
    notebook, messages = item.parent, []
    stored = copy.deepcopy(item.cell.outputs)  # nbval joins streams in place

    def listen(timeout=None, stream="iopub"):
        messages.append(type(notebook).get_kernel_message(notebook, timeout, stream))
        return messages[-1]

    try:
        check_before(item)
        notebook.get_kernel_message = listen
        result = yield
        mine = messages[-1]["parent_header"].get("msg_id")  # other cells' may be queued
        check_after(
            f"{item.path.stem}-{item.cell_num}",
            stored,
            [m for m in messages if m["parent_header"].get("msg_id") == mine],
        )
        return result
    except AssertionError as problem:
        sentence = str(problem).split("\n")[0]
        raise NbCellError(item.cell_num, sentence, item.cell.source, sentence) from None
    finally:
        vars(notebook).pop("get_kernel_message", None)


def check_before(item):
    """Every cell before this one has run, once, and nothing hides what it puts out."""
    ran = getattr(item.parent, "cells_run", 0)
    item.parent.cells_run = ran + 1
    assert ran == item.cell_num, f"cell {ran} did not run before: run whole notebooks"
    count = item.cell.execution_count
    assert count == ran + 1, f"stored as In [{count}] but is code cell {ran + 1}"
    for text in (item.cell.source, *item.cell.metadata.get("tags", [])):
        for marker in HIDES_OUTPUT:
            assert marker not in text, f"{marker} would hide output from the check"


def check_after(name, stored, messages):
    """What is stored is what came, in the same order, pictures included."""
    kinds = {message["msg_type"] for message in messages}
    assert kinds <= OUTPUTS | SILENT, f"cannot check {sorted(kinds - OUTPUTS - SILENT)}"
    fresh = [
        {"output_type": message["msg_type"], **message["content"]}
        for message in messages
        if message["msg_type"] in OUTPUTS
    ]
    stored, fresh = seen(stored), seen(fresh)
    kinds, new_kinds = [kind for kind, _ in stored], [kind for kind, _ in fresh]
    assert kinds == new_kinds, f"stored are {kinds}, but now came {new_kinds}"
    assert "stderr" not in kinds, "the cell writes to stderr"
    assert "error" not in kinds, "the cell raises an error"
    for number, ((_, old), (_, new)) in enumerate(zip(stored, fresh, strict=True)):
        if isinstance(old, dict):
            assert set(old) == set(new), (
                f"stored as {set(old)}, but now came {set(new)}"
            )
            if "image/png" in old:
                compare(f"{name}-{number}", old["image/png"], new["image/png"])


def seen(outputs):
    """What a reader sees, in order, with neighbouring pieces of one stream joined."""
    result = []
    for output in outputs:
        kind = output.get("name", output["output_type"])
        content = output.get("text", "")
        if "data" in output:
            content = {k: v for k, v in output["data"].items() if k != WIDGET_VIEW}
        if result and result[-1][0] == kind and isinstance(content, str):
            content = result.pop()[1] + content
        result.append((kind, content))
    return result


def compare(name, stored, fresh):
    """Compare two PNG pictures, as base64, if the same Matplotlib drew them.

    Another version draws letters differently; then the picture's words, which nbval
    has compared by now, must do.
    """
    pictures = [Image.open(io.BytesIO(base64.b64decode(p))) for p in (stored, fresh)]
    old, new = (np.asarray(picture.convert("RGB"), int) for picture in pictures)
    assert old.shape == new.shape, f"the picture was {old.shape} and is {new.shape}"
    if pictures[0].info.get("Software") != pictures[1].info.get("Software"):
        return
    difference = np.abs(old - new).max(axis=2)
    if difference.max() > TOLERANCE:
        FIGURE_DIFFS.mkdir(exist_ok=True)
        for kind, picture in zip(("stored", "fresh"), pictures, strict=True):
            picture.save(FIGURE_DIFFS / f"{name}-{kind}.png")
        changed = np.uint8(255 * (difference <= TOLERANCE))
        Image.fromarray(changed).save(FIGURE_DIFFS / f"{name}-difference.png")
        off = (difference > TOLERANCE).sum()
        raise AssertionError(f"{off} pixels differ: see figure-diffs/{name}-*.png")
