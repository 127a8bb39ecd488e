"""Run the notebooks' cells in this process and compare as strict_nbval does.

Without Jupyter, and so in forks of one warm process: a fault that is planted for trial
is found in seconds. test_teaching_bugs.py and mutate.py use this; what counts is the
check with nbval.
"""

import asyncio
import json
import os
import signal
import sys
from importlib.machinery import SourceFileLoader

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from project import MODULES, NOTEBOOKS, ROOT, cells

sys.path[:0] = [str(ROOT), str(NOTEBOOKS)]

from tests import same_outputs  # noqa: E402


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
    Shell.clear_instance()
    shell = Shell.instance(displayhook_class=Hook, display_pub_class=Publisher)
    os.chdir(path.parent)
    with asyncio.Runner() as runner:
        for cell in cells(path, "code"):
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


def plant(path, source):
    """Let this process import one of the project's modules with another source."""
    get_code = SourceFileLoader.get_code

    def planted(loader, name):
        if loader.path == str(path):
            return compile(source, loader.path, "exec")
        return get_code(loader, name)

    SourceFileLoader.get_code = planted
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if file == str(MODULES[0]) or file.startswith(str(NOTEBOOKS)):
            del sys.modules[name]


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
