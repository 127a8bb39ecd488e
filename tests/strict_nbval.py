"""A pytest plugin: nbval without its blind spots. pyproject.toml switches it on.

nbval runs every code cell in a fresh kernel and compares most of what it puts out.
Around that, this plugin checks what nbval does not look at:

    check_before     the whole notebook is selected, all cells above ran in this kernel,
                     the stored counts fit, and nothing hides output from the check
    check_messages   nothing comes when it is not its turn (from a callback, a task, a
                     thread), and nothing that cannot be compared
    check_outputs    the same outputs, one by one: kind, order, text, words and pixels

A failure is one line: notebook, cell, first difference.
"""

import base64
import copy
import functools
import html
import io
import itertools
import os
import re
import tempfile

import numpy as np
import pytest
from nbval.plugin import IPyNbCell, NbCellError
from PIL import Image

TOLERANCE = 2  # of 255: what rounding in the drawing of a smooth edge may change
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # its id is random
OUTPUTS = {"display_data", "execute_result", "stream", "error"}
SILENT = {"status", "execute_input", "comm_open", "comm_msg", "comm_close"}
HIDES_OUTPUT = re.compile(
    r"nbval|pytest_validate|%%|capture_output(?!=)|redirect_std|clear_output|\bOutput\(|"
    r"devnull|filterwarnings|simplefilter|catch_warnings|logging|;\s*$",
    re.IGNORECASE,
)
PNG_IN_HTML = re.compile(r"(?<=;base64,)[^\"']*")
# The last that a kernel hears: callbacks and tasks get their turn, then all is thrown
# away, upon which a task that has failed says so.
FAREWELL = "import asyncio; await asyncio.sleep(0.1); get_ipython().reset(False)\n"
FAREWELL += "import gc; _ = gc.collect()"


class StrictError(Exception):
    """One line that says what is wrong."""


def require(fact, sentence):
    if not fact:
        raise StrictError(sentence)


def pytest_configure(config):
    option = config.option
    if option.nbval_lax or option.nbval_sanitize_with or option.sanitize_with:
        raise pytest.UsageError("the notebooks are checked strictly: nothing sanitised")
    # Nothing personal may leak into the kernels: no start-up files, no matplotlibrc.
    empty = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    config.add_cleanup(empty.cleanup)
    os.environ["TINYNET_QUIET"] = "1"  # how long a sweep takes is no output to compare
    for variable in ("IPYTHONDIR", "MATPLOTLIBRC", "JUPYTER_CONFIG_DIR"):
        os.environ[variable] = empty.name


def pytest_collection_finish(session):
    """Note which notebooks are selected as a whole; -k, --lf and others take parts."""
    items = [item for item in session.items if isinstance(item, IPyNbCell)]
    for notebook in {item.parent for item in items}:
        numbers = [item.cell_num for item in items if item.parent is notebook]
        code = [cell for cell in notebook.nb.cells if cell.cell_type == "code"]
        notebook.whole = numbers == list(range(len(code)))
        notebook.last = code[-1]
        notebook.setup = functools.partial(start, notebook)


def start(notebook):
    """Start a kernel that passes on everything, also what is not written by Python.

    It would not do so if it saw that a test has started it.
    """
    require(notebook.whole, f"{notebook.name}: only some cells, or in another order")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)
        type(notebook).setup(notebook)
    notebook.skip_compare += ("text/html",)  # check_outputs does that
    notebook.cells_run = 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    if not isinstance(item, IPyNbCell):
        return (yield)
    notebook, messages = item.parent, []
    item.output_timeout = 60  # nbval's 5 seconds are too few for a busy computer
    stored = copy.deepcopy(item.cell.outputs)  # nbval joins streams in place

    def listen(timeout=60, stream="iopub"):
        messages.append(type(notebook).get_kernel_message(notebook, timeout, stream))
        return messages[-1]

    notebook.get_kernel_message, problem = listen, None
    try:
        check_before(item)
        try:
            yield
        except NbCellError as error:
            if notebook.timed_out:
                raise
            problem = error  # a difference: ours is one line
        check_outputs(item, stored, check_messages(messages, messages[-1]))
        if problem:
            raise problem
        if item.cell is notebook.last:
            messages.clear()
            last = notebook.kernel.execute_cell_input(FAREWELL, allow_stdin=False)
            while listen()["content"].get("execution_state") != "idle" or (
                messages[-1]["parent_header"].get("msg_id") != last
            ):
                pass
            check_messages(messages)
    except StrictError:
        place = f"{item.path.name}, cell {item.cell_num}"
        item.repr_failure = lambda failure: f"{place}: {failure.value}"
        raise
    finally:
        del notebook.get_kernel_message


def check_before(item):
    """Every cell before this one has run, once, and nothing hides what it puts out."""
    notebook, cell = item.parent, item.cell
    ran, notebook.cells_run = notebook.cells_run, notebook.cells_run + 1
    require(ran == item.cell_num, "other cells must run before: run whole notebooks")
    count, number = cell.execution_count, item.cell_num + 1
    require(count == number, f"stored as In [{count}] but is code cell {number}")
    for output in cell.outputs:
        count = output.get("execution_count", number)
        require(
            "\r" not in output.get("text", ""), "stored text is overwritten by text"
        )
        require(count == number, f"stored as Out [{count}] but is code cell {number}")
    hidden = HIDES_OUTPUT.search(cell.source)
    require(not hidden, f"{hidden and hidden[0]!r} is not checked or hides something")
    unknown = set(cell.metadata) - {"slideshow"}
    require(not unknown, f"metadata {sorted(unknown)} may hide something")


def check_messages(messages, last=None):
    """Nothing comes when it is not its turn, and nothing that cannot be compared.

    Return the messages of the cell that the last one is of.
    """
    mine = last and last["parent_header"].get("msg_id")
    for message in messages:
        kind, content = message["msg_type"], message["content"]
        require(kind in OUTPUTS | SILENT, f"cannot check {kind}")
        turn = kind in SILENT or message["parent_header"].get("msg_id") == mine
        require(turn, f"a {kind} came after its cell had ended: {str(content)[:300]}")
        state = content.get("data", {}).get("state", {}) if kind in SILENT else {}
        hides = state.get("outputs") or state.get("msg_id")
        require(not hides, "an Output widget takes output away")
    return [m for m in messages if m["parent_header"].get("msg_id") == mine]


def check_outputs(item, stored, messages):
    """What is stored is what came, in the same order, pictures included."""
    fresh = [m["content"] | {"output_type": m["msg_type"]} for m in messages]
    stored, fresh = seen(stored), seen(fresh)
    for kind, content in fresh + stored:
        require(kind != "error", f"the cell raises {content.get('error')}")
        require(
            kind != "stderr", f"the cell writes to stderr: {content.get('stderr')!r}"
        )
    old, new = [kind for kind, _ in stored], [kind for kind, _ in fresh]
    for number, ((_, was), (_, now)) in enumerate(zip(stored, fresh, strict=False)):
        require(set(was) == set(now), f"was {sorted(was)} and is {sorted(now)}")
        for kind in sorted(set(was) - {"image/png"}):
            lines = itertools.zip_longest(was[kind].split("\n"), now[kind].split("\n"))
            for at, (a, b) in enumerate(lines, 1):
                require(a == b, f"{kind}, line {at} was {a!r} and is {b!r}")
        if "image/png" in was:
            name = f"figure-diffs/{item.path.stem}-{item.cell_num}-{number}"
            compare(item.config.rootpath / name, was["image/png"], now["image/png"])
    require(old == new, f"the outputs were {old} and are {new}")


def seen(outputs):
    """What a reader sees, in order: each output's kind and its content by type."""
    result = []
    for output in outputs:
        kind, content = output["output_type"], {}
        if kind == "stream":
            kind, text = output["name"], output["text"]
            if result and result[-1][0] == kind:
                text = result.pop()[1][kind] + text  # streams come in pieces
            content = {kind: re.sub(r"^.*\r(?=[^\n])", "", text, flags=re.M)}
        elif kind == "error":
            content = {kind: f"{output['ename']}: {output['evalue']}"}
        elif kind in OUTPUTS:
            content = bundle(dict(output["data"]))
            require(not output["metadata"], f"cannot check {output['metadata']}")
        if content:
            result.append((kind, content))
    return result


def bundle(data):
    """Return what can be compared of an output's data; a picture has words."""
    live = data.pop(WIDGET_VIEW, None)
    unknown = set(data) - {"text/plain", "text/html", "image/png"}
    require(not unknown, f"cannot check {sorted(unknown)}")
    words, in_html = data["text/plain"], data.get("text/html", "")
    png = "".join(data.get("image/png", "").split())
    require(
        png or not live, "a live picture has no still one for those without a kernel"
    )
    require(not png or words[:1] not in ("", "<"), f"a picture's words are {words!r}")
    if in_html:
        pictures = PNG_IN_HTML.findall(in_html)
        require(pictures == [png] * bool(png), "the picture in HTML is not image/png")
        alt = f'alt="{html.escape(words)}"'
        require(not png or alt in in_html, "the words in HTML are not text/plain")
        data["text/html"] = PNG_IN_HTML.sub("…", in_html)
    return data


def compare(name, stored, fresh):
    """Compare two PNG pictures, as base64, if the same Matplotlib drew them.

    Another version draws letters differently; then the picture's words must do.
    """
    pictures = [Image.open(io.BytesIO(base64.b64decode(p))) for p in (stored, fresh)]
    old, new = (np.asarray(picture.convert("RGBA"), int) for picture in pictures)
    require(old.shape == new.shape, f"the picture was {old.shape} and is {new.shape}")
    painters = [str(picture.info.get("Software")) for picture in pictures]
    require("Matplotlib" in painters[0], f"the stored picture is by {painters[0]}")
    wrong = np.abs(old - new).max(axis=2) > TOLERANCE
    if wrong.any() and painters[0] == painters[1]:
        name.parent.mkdir(exist_ok=True)
        pictures.append(Image.fromarray(np.uint8(255 * ~wrong)))
        for kind, picture in zip(
            ("stored", "fresh", "difference"), pictures, strict=True
        ):
            picture.save(f"{name}-{kind}.png")
        y, x = np.argwhere(wrong)[0]
        where = f"{wrong.sum()} pixels differ, the first at x {x}, y {y}"
        raise StrictError(f"{where}: see {name.parent.name}/{name.name}-*.png")
