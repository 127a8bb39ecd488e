"""Run the notebooks' cells in this process and compare as strict_nbval does.

Without Jupyter, and so in forks of one warm process: a fault that is planted for trial
is found in seconds. test_teaching_bugs.py and mutate.py use this; what counts is the
check with nbval.
"""

import asyncio
import json
import os
import pathlib
import signal
import sys
import types

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "notebooks")]

from tests import same_outputs  # noqa: E402

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
NOTEBOOKS += sorted((ROOT / "notebooks").glob("[a-z]*.ipynb"))
MODULE = ROOT / "tinynet_helpers.py"


class Stream:
    """A sys.stdout or sys.stderr that hands on what is written."""

    encoding = "utf-8"

    def __init__(self, name):
        self.name = name

    def write(self, text):
        Shell.outputs.append({"output_type": "stream", "name": self.name, "text": text})

    def flush(self):
        pass

    def isatty(self):
        return False


class Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, **_):
        shown = {"data": data, "metadata": metadata or {}}
        Shell.outputs.append(shown | {"output_type": "display_data"})


class Hook(DisplayHook):
    def __call__(self, result=None):
        if result is not None:
            data, metadata = self.compute_format_data(result)
            shown = {"data": data, "metadata": metadata}
            Shell.outputs.append(shown | {"output_type": "execute_result"})


class Shell(InteractiveShell):
    """An IPython like a kernel's: what it shows is kept as a kernel would send it."""

    outputs = None

    def enable_gui(self, gui=None):
        pass

    def showtraceback(self, *_, **__):
        kind, value, _ = sys.exc_info()
        problem = {"output_type": "error", "ename": kind.__name__, "evalue": str(value)}
        Shell.outputs.append(problem)

    showsyntaxerror = showindentationerror = showtraceback


def first_difference(path, edit=None, watch=None):
    """Run one notebook; return (cell id, sentence) of the first difference, or None.

    edit(cell) returns the code to run instead. watch(id) is called before each cell.
    """
    notebook = nbformat.read(path, as_version=4)
    Shell.clear_instance()
    shell = Shell.instance(displayhook_class=Hook, display_pub_class=Publisher)
    os.chdir(path.parent)
    with asyncio.Runner() as runner:
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            if watch:
                watch(cell.id)
            code = edit(cell) if edit else cell.source
            if problem := difference(runner, run(shell, code), cell.outputs):
                return cell.id, problem
        # Callbacks and tasks have their turn, as in the check with nbval.
        problem = difference(runner, asyncio.sleep(0.1), [])
    return problem and ("at the end", problem)


async def run(shell, code):
    signal.signal(signal.SIGINT, signal.default_int_handler)  # as a kernel does
    new = shell.transform_cell(code)
    await shell.run_cell_async(code, store_history=True, transformed_cell=new)
    await asyncio.sleep(0.01)


def difference(runner, work, stored):
    """Do some work; say what is the first difference of its outputs, or None."""
    Shell.outputs = []
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    try:
        runner.run(work)
    finally:
        sys.stdout, sys.stderr = streams
    messages = [{"msg_type": o["output_type"], "content": o} for o in Shell.outputs]
    try:
        same_outputs.check_outputs(stored, messages)
    except same_outputs.StrictError as difference:
        return str(difference)
    except Exception as problem:
        return repr(problem)


def module_from(source):
    """Make this source the module tinynet_helpers."""
    module = types.ModuleType("tinynet_helpers")
    module.__file__ = str(MODULE)
    sys.modules["tinynet_helpers"] = module
    for name in [name for name in sys.modules if name.split(".")[0] == "exercises"]:
        del sys.modules[name]
    exec(compile(source, str(MODULE), "exec"), vars(module))
    return module


def in_forks(jobs, at_once=2):
    """Yield (number, result) of each job, a function without arguments, run in a fork.

    What a job returns must go through JSON. A job that dies gives a sentence.
    """
    running, waiting = {}, list(enumerate(jobs))
    while running or waiting:
        while waiting and len(running) < at_once:
            number, job = waiting.pop(0)
            read, write = os.pipe()
            sys.stdout.flush()
            pid = os.fork()
            if not pid:
                try:
                    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                    os.write(write, json.dumps(job()).encode())
                finally:
                    os._exit(0)
            os.close(write)
            running[pid] = number, read
        pid, status = os.wait()
        number, read = running.pop(pid)
        with open(read, "rb") as pipe:
            result = pipe.read()
        died = ["", f"the process died, status {status}"]
        yield number, json.loads(result) if result else died
