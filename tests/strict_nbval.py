"""A pytest plugin: what nbval does not see. pyproject.toml switches it on.

nbval runs every code cell in a fresh kernel and compares most of what it puts out. This
adds: nothing is ignored, every cell ran and in order, pictures and the order of outputs
are compared too (same_outputs.py), and a cell that is run again does no harm.

A failure is one line: notebook, cell, first difference.
"""

import copy
import os
import re
import tempfile
import time

import pytest
from nbval.plugin import IPyNbCell

from tests.same_outputs import StrictError, check_outputs, require
from tests.tools.project import HIDDEN, answers, isolated

LONG = 1  # second: such a cell is not run again
# What would keep an output from being compared; nbval's markers are comments, or tags.
HIDES_OUTPUT = re.compile(
    r"nbval|pytest_validate|%%|capture_output|redirect_std|clear_output|;\s*$",
    re.IGNORECASE,
)


def pytest_configure(config):
    """Let nothing personal get into a kernel."""
    # Files that take long come first, in our order, where pytest-xdist shares them out.
    config.option.loadscopereorder = False
    empty = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    config.add_cleanup(empty.cleanup)
    os.environ.update(isolated(empty.name))


@pytest.hookimpl(trylast=True)  # after plugins that shuffle tests
def pytest_collection_modifyitems(items):
    """Put first what takes longest: the browser, and then the notebooks in order."""

    def turn(item):
        if item.path.name == "test_browser.py":
            return 0, "", 0
        if isinstance(item, IPyNbCell):
            return 1, str(item.path), item.cell_num
        return 2, "", 0

    items.sort(key=turn)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Let nbval run a cell and compare; then compare the rest, and run it again."""
    if not isinstance(item, IPyNbCell):
        return (yield)

    item.output_timeout = 60  # nbval's 5 seconds are too few for a busy computer
    stored = copy.deepcopy(item.cell.outputs)  # nbval joins what is printed in place
    name = item.config.rootpath / f"figure-diffs/{item.path.stem}-{item.cell_num}"
    try:
        require_nothing_hidden(item.cell, answers(item.parent.nb.cells))
        require_order(item.cell, item.cell_num + 1)
        start = time.monotonic()
        try:
            result = yield
        finally:  # nbval's difference has many lines; ours is one, if it sees the same
            if item.test_outputs is not None:
                check_outputs(stored, item.test_outputs, name)
        if time.monotonic() - start < LONG:
            run_again(item, stored)
        return result
    except StrictError as difference:
        place = f"{item.path.name}, cell {item.cell.id}"
        sentence = f"{place}: {difference}"
        item.repr_failure = lambda failure: sentence
        raise


def require_nothing_hidden(cell, answering):
    """Raise StrictError if something in a cell keeps an output from being compared."""
    found = HIDES_OUTPUT.search(cell.source)
    require(found is None, f"{found and found[0]!r} is not checked or hides something")

    # The answer to a guess is folded until a learner has guessed; it is compared.
    allowed = [{}, HIDDEN] if cell.id in answering else [{}]
    require(cell.metadata in allowed, f"metadata {cell.metadata} may hide something")


def require_order(cell, number):
    """Raise StrictError unless a cell was stored when it had run, and in its turn."""
    counts = {cell.execution_count}
    for output in cell.outputs:
        if "execution_count" in output:
            counts.add(output.execution_count)
    counted = f"stored as {sorted(counts, key=str)} but is code cell {number}"
    require(counts == {number}, counted)


def run_again(item, stored):
    """Run a cell once more: it shows the same again."""
    try:
        item.runtest()
    finally:
        try:
            check_outputs(stored, item.test_outputs)
        except StrictError as difference:
            raise StrictError(f"when it is run again, {difference}") from None
