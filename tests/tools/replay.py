"""Run the notebooks' cells in this process and compare as strict_nbval does.

Without Jupyter, and so in forks of one warm process: a fault that is planted for trial
is found in seconds. test_teaching_bugs.py and mutate.py use this; what counts is the
check with nbval, which also sees in which order text and pictures come.
"""

import multiprocessing
import os
import signal
import sys
from importlib.machinery import SourceFileLoader
from multiprocessing.connection import wait

import matplotlib
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from project import MODULES, NOTEBOOKS, ROOT, cells

sys.path[:0] = [str(ROOT), str(NOTEBOOKS)]

from tests import same_outputs  # noqa: E402


def first_difference(path, instead=(), watch=None):
    """Run one notebook; return (cell id, sentence) of the first difference, or None.

    instead has other code for cells, by id. watch() is called before each cell.
    """
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shell.enable_gui = lambda gui=None: None
    matplotlib.use("module://matplotlib_inline.backend_inline")  # as a kernel does
    os.chdir(path.parent)
    for cell in cells(path, "code"):
        if watch:
            watch()
        code = dict(instead).get(cell.id, cell.source)
        if problem := difference(shell, code, cell.outputs):
            return cell.id, problem
    # Callbacks and tasks have their turn, as in the check with nbval.
    problem = difference(shell, "import asyncio; await asyncio.sleep(0.1)", [])
    return problem and ("at the end", problem)


def difference(shell, code, stored):
    """Run a cell; say what is the first difference of its outputs, or None."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # as a kernel does
    with capture_output() as shown:
        shell.display_trap.hook = CapturingDisplayHook(shell, shown._outputs)
        result = shell.run_cell(code, store_history=True)
    if not result.success:
        return repr(result.error_in_exec or result.error_before_exec)
    text = {"stdout": shown.stdout, "stderr": shown.stderr}
    fresh = [("stream", {"name": name, "text": text[name]}) for name in text]
    fresh = [(kind, content) for kind, content in fresh if content["text"]]
    for output in shown.outputs:
        if output.data:  # a figure shows itself
            about = {"data": output.data, "metadata": output.metadata}
            fresh.append(("display_data", about))
    if fresh and any(output.output_type == "execute_result" for output in stored):
        fresh[-1] = "execute_result", fresh[-1][1]
    messages = [{"msg_type": kind, "content": content} for kind, content in fresh]
    try:
        text_first = sorted(stored, key=lambda output: output.output_type != "stream")
        same_outputs.check_outputs(text_first, messages)
    except Exception as problem:
        return str(problem) or repr(problem)


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

    A job that dies gives a sentence.
    """
    fork, running = multiprocessing.get_context("fork"), {}
    waiting = list(enumerate(jobs))
    while running or waiting:
        while waiting and len(running) < at_once:
            (number, job), (read, write) = waiting.pop(0), fork.Pipe(duplex=False)
            process = fork.Process(
                target=lambda job, to: to.send(job()), args=(job, write)
            )
            process.start()
            write.close()  # so that reading ends when the process does
            running[read] = number, process
        for read in wait(running):
            number, process = running.pop(read)
            try:
                yield number, read.recv()
            except EOFError:
                yield number, ["", "the process died"]
            process.join()
