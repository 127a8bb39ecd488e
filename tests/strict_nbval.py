"""A pytest plugin: nbval without its blind spots. pyproject.toml switches it on.

nbval runs every code cell in a fresh kernel and compares most of what it puts out.
Around that, this plugin checks what nbval does not look at:

    check_before       nothing hides output; counts fit; all cells above have run
    messages_of_cell   nothing comes when it is not its turn: from a callback, a thread
    check_outputs      the same outputs, one by one, words and pixels (same_outputs.py)
    check_again        once more, quick cells twice and slow ones not: none does harm to
                       others; and shapes in tables of symbols are those of the arrays

A failure is one line: notebook, cell, first difference.
"""

import copy
import functools
import os
import re
import tempfile
import time

import pytest
from nbval.plugin import IPyNbCell

from tests import same_outputs
from tests.same_outputs import OUTPUTS, StrictError, check_outputs, require
from tests.tools.project import HIDDEN, answers, isolated

SILENT = {"status", "execute_input", "comm_open", "comm_msg", "comm_close"}
HIDES_OUTPUT = re.compile(
    r"nbval|pytest_validate|%%|capture_output(?!=)|redirect_std|clear_output|\bOutput\(|"
    r"devnull|filterwarnings|simplefilter|catch_warnings|logging|;\s*$",
    re.IGNORECASE,
)
SLOW, LONG = 0.3, 2  # seconds: such a cell is run once more but not twice, or not again
# The last that a kernel hears: callbacks and tasks get their turn, then all is thrown
# away, upon which a task that has failed says so.
FAREWELL = "import asyncio; await asyncio.sleep(0.1); get_ipython().reset(False)\n"
FAREWELL += "import gc; _ = gc.collect()"


def pytest_configure(config):
    option = config.option
    if option.nbval_lax or option.nbval_sanitize_with or option.sanitize_with:
        raise pytest.UsageError("the notebooks are checked strictly: nothing sanitised")
    empty = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    config.add_cleanup(empty.cleanup)
    os.environ.update(isolated(empty.name))
    if getattr(option, "dist", "no") != "no":  # xdist: a notebook stays in one process,
        option.dist, option.loadscopereorder = "loadfile", False  # in our order


def pytest_collection_modifyitems(items):
    """Notebooks first, from the last lesson on: these take longest."""
    name = {item: item.path.name for item in items if isinstance(item, IPyNbCell)}
    items.sort(key=lambda item: name.get(item, ""), reverse=True)


def pytest_collection_finish(session):
    """Note which notebooks are selected as a whole; -k, --lf and others take parts."""
    items = [item for item in session.items if isinstance(item, IPyNbCell)]
    for notebook in {item.parent for item in items}:
        numbers = [item.cell_num for item in items if item.parent is notebook]
        notebook.code = [c for c in notebook.nb.cells if c.cell_type == "code"]
        notebook.whole = numbers == list(range(len(notebook.code)))
        notebook.setup = functools.partial(start, notebook)


def start(notebook):
    """Start a kernel that passes on everything, also what is not written by Python.

    It would not do so if it saw that a test has started it.
    """
    require(notebook.whole, f"{notebook.name}: only some cells, or in another order")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)
        type(notebook).setup(notebook)

    def listen(timeout=60, stream="iopub"):
        heard = type(notebook).get_kernel_message(notebook, timeout, stream)
        notebook.heard.append(heard)
        return heard

    notebook.get_kernel_message = listen  # now we hear all that nbval hears
    notebook.skip_compare += ("text/html",)  # check_outputs does that
    notebook.heard, notebook.cells_run, notebook.right, notebook.took = [], 0, [], []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    if not isinstance(item, IPyNbCell):
        return (yield)
    notebook = item.parent
    item.output_timeout = 60  # nbval's 5 seconds are too few for a busy computer
    stored = copy.deepcopy(item.cell.outputs)  # nbval joins streams in place
    try:
        check_before(item)
        notebook.heard.clear()
        start = time.monotonic()
        try:
            yield  # nbval runs the cell and compares
        finally:  # its difference has many lines; ours is one, if it sees the same
            if not notebook.timed_out:
                fresh = messages_of_cell(notebook, request_of(notebook.heard[-1]))
                name = f"figure-diffs/{item.path.stem}-{item.cell_num}"
                check_outputs(stored, fresh, item.config.rootpath / name)
        notebook.right.append(stored)
        notebook.took.append(time.monotonic() - start)
        if item.cell is notebook.code[-1]:
            if len(notebook.right) == notebook.cells_run:
                check_again(notebook)
            hear(notebook, FAREWELL)
            messages_of_cell(notebook, None)
    except StrictError:
        place = f"{item.path.name}, cell {item.cell_num}"
        item.repr_failure = lambda failure: f"{place}: {failure.value}"
        raise


def request_of(message):
    """Return the id of the request to the kernel that a message belongs to."""
    return message["parent_header"].get("msg_id")


def hear(notebook, source):
    """Run something in a notebook's kernel, and hear what comes; return its id."""
    notebook.heard.clear()
    request, state = notebook.kernel.execute_cell_input(source, allow_stdin=False), 0
    while state != (request, "idle"):
        message = notebook.get_kernel_message()
        state = request_of(message), message["content"].get("execution_state")
    return request


def check_before(item):
    """Every cell before this one has run, once, and nothing hides what it puts out."""
    notebook, cell = item.parent, item.cell
    ran, notebook.cells_run = notebook.cells_run, notebook.cells_run + 1
    require(ran == item.cell_num, "other cells must run before: run whole notebooks")
    number, counts = item.cell_num + 1, [cell.execution_count]
    counts += [o.execution_count for o in cell.outputs if "execution_count" in o]
    require({*counts} == {number}, f"stored as {counts} but is code cell {number}")
    hidden = HIDES_OUTPUT.search(cell.source)
    require(not hidden, f"{hidden and hidden[0]!r} is not checked or hides something")
    unknown = {key: cell.metadata[key] for key in set(cell.metadata) - {"slideshow"}}
    # The answer to a guess: a learner looks at it after the guess; here it is compared.
    folded = unknown == HIDDEN and cell.id in answers(notebook.nb.cells)
    require(not unknown or folded, f"metadata {sorted(unknown)} may hide something")


def check_again(notebook):
    """Every cell shows what it has shown: from the top, in the same kernel."""
    prose = [cell.source for cell in notebook.nb.cells if cell.cell_type == "markdown"]

    def look(name):
        hear(notebook, f"import numpy\nprint(numpy.shape({name}))")
        return "".join(m["content"].get("text", "") for m in notebook.heard).strip()

    unseen = same_outputs.shapes_in("\n".join(prose))
    for number, (cell, stored) in enumerate(zip(notebook.code, notebook.right)):
        for time_again in range(2 * (notebook.took[number] < LONG)):
            start = time.monotonic()
            request = hear(notebook, cell.source)
            try:
                check_outputs(stored, messages_of_cell(notebook, request))
            except StrictError as difference:
                require(False, f"when cell {number} is run again, {difference}")
            if time.monotonic() - start > SLOW:
                break
        unseen = [row for row in unseen if not same_outputs.fits(row, look)]
    require(not unseen, f"the text says {unseen}: no cell makes such arrays")


def messages_of_cell(notebook, cell):
    """Return what came from a cell, the id of a request; all else must be silent.

    Nothing comes when it is not its turn, and nothing that cannot be compared.
    """
    for message in notebook.heard:
        kind, content = message["msg_type"], message["content"]
        require(kind in OUTPUTS | SILENT, f"cannot check {kind}")
        turn = kind in SILENT or request_of(message) == cell
        require(turn, f"a {kind} came after its cell had ended: {str(content)[:300]}")
        state = content.get("data", {}).get("state", {}) if kind in SILENT else {}
        hides = state.get("outputs") or state.get("msg_id")
        require(not hides, "an Output widget takes output away")
    return [message for message in notebook.heard if request_of(message) == cell]
