"""The strict check can be red: what nbval alone does not see is seen.

One notebook, stored as it ran; then each cell is spoiled in one way, and must be red.
"""

import base64
import io

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from project import HIDDEN, NOTEBOOKS

pytest_plugins = ["pytester"]

IMPORTS = f"import sys\nsys.path.insert(0, {str(NOTEBOOKS)!r})\nfrom pictures import *"
PRINTS = 'print("one")\ndisplay(2)\n3'
DRAWS = "plot_neuron(2, 1)"
COUNTS = "runs = globals().get('runs', 0) + 1\nruns"
OPTIONS = "-p nbval.plugin -p tests.strict_nbval --nbval --nbval-current-env".split()


def exchange_outputs(cell):
    cell.outputs.reverse()


def forget_an_output(cell):
    cell.outputs.pop()


def forget_that_it_ran(cell):
    cell.execution_count = None


def count_otherwise(cell):
    cell.outputs[-1].execution_count = 99


def ignore_the_output(cell):
    cell.source = "# NBVAL_IGNORE_OUTPUT\n" + cell.source


def fold_the_output(cell):
    cell.metadata = HIDDEN


def warn(cell):
    cell.source += "\nprint('careful', file=sys.stderr)"


def change_the_words(cell):
    data = cell.outputs[0].data
    data["text/plain"] = data["text/plain"].replace("weight 2", "weight 3")


def change_a_pixel(cell):
    data = cell.outputs[0].data
    old = data["image/png"].strip()
    image = Image.open(io.BytesIO(base64.b64decode(old)))
    about = PngInfo()
    about.add_text("Software", image.info["Software"])
    image = image.convert("RGB")
    image.putpixel((9, 9), (255, 0, 0))

    file = io.BytesIO()
    image.save(file, "png", pnginfo=about)
    new = base64.b64encode(file.getvalue()).decode()
    data["image/png"] = new
    data["text/html"] = data["text/html"].replace(old, new)


CASES = [
    (PRINTS, None, "green"),
    (DRAWS, None, "green"),
    (PRINTS, exchange_outputs, "output 0 was ['text/plain'] and is ['stdout']"),
    (PRINTS, forget_an_output, "outputs were [['stdout'], ['text/plain']] and are"),
    (PRINTS, forget_that_it_ran, "but is code cell"),
    (PRINTS, count_otherwise, ", 99] but is code cell"),
    (PRINTS, ignore_the_output, "'NBVAL' is not checked"),
    (PRINTS, fold_the_output, "may hide something"),
    (PRINTS, warn, "stderr: careful"),
    (COUNTS, None, "when it is run again, text/plain, line 1 was '1' and is '2'"),
    (DRAWS, change_the_words, "was 'A neuron, weight 3"),
    (DRAWS, change_a_pixel, "1 pixels differ, the first at x 9, y 9"),
]


@pytest.fixture
def notebook(monkeypatch):
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # for speed
    sources = [IMPORTS] + [source for source, _, _ in CASES]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    NotebookClient(notebook, record_timing=False).execute()
    return notebook


def test_what_is_not_as_stored_is_red(pytester, notebook):
    for cell, (_, change, _) in zip(notebook.cells[1:], CASES):
        if change:
            change(cell)
    file = pytester.path / "lesson.ipynb"
    file.write_text(nbformat.writes(notebook), encoding="utf-8")
    run = pytester.inline_run(*OPTIONS, "lesson.ipynb")

    reports = run.getreports("pytest_runtest_logreport")
    said = [
        str(report.longrepr or "green") for report in reports if report.when == "call"
    ]
    for verdict, (_, change, expected) in zip(said[1:], CASES, strict=True):
        assert expected in verdict, change


def test_nothing_can_be_sanitised(pytester, notebook):
    file = pytester.path / "lesson.ipynb"
    file.write_text(nbformat.writes(notebook), encoding="utf-8")
    run = pytester.inline_run(*OPTIONS, "--nbval-lax", "lesson.ipynb")
    assert run.ret == pytest.ExitCode.USAGE_ERROR
