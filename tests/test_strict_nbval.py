"""The strict check can be red: what nbval alone does not see is seen."""

import io

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pictures import as_output, as_png, describe, figure_as_png, plot_neuron
from PIL import Image
from project import HIDDEN, NOTEBOOKS

pytest_plugins = ["pytester"]

IMPORTS = f"import sys\nsys.path.insert(0, {str(NOTEBOOKS)!r})\nfrom pictures import *"
PRINTS = "print('one')\n2"
COUNTS = "runs = globals().get('runs', 0) + 1\nprint(runs)"
DRAWS = "plot_neuron(2, 1)"
OPTIONS = "-p nbval.plugin -p tests.strict_nbval --nbval --nbval-current-env".split()


def printed(text):
    return new_output("stream", name="stdout", text=text)


def result(text, number):
    return new_output("execute_result", {"text/plain": text}, execution_count=number)


def picture(spoil=None):
    """Return the output of DRAWS, one of its pixels or its words spoiled."""
    figure = plot_neuron(2, 1)
    png = figure_as_png(figure)
    words = describe(figure)
    if spoil == "pixel":
        image = Image.open(io.BytesIO(png)).convert("RGB")
        image.putpixel((9, 9), (255, 0, 0))
        png = as_png(image)
    if spoil == "words":
        words = words.replace("weight 2", "weight 3")
    return new_output("display_data", as_output(png, words))


# Code, what is stored of it, and what is said about it.
CASES = [
    (IMPORTS, [], "green"),
    (PRINTS, [printed("one\n"), result("2", 2)], "green"),
    (PRINTS, [result("2", 3), printed("one\n")], "output 0 was ['text/plain'] and is"),
    (PRINTS, [printed("one\n"), result("2", 9)], "stored as [4, 9] but is code cell 4"),
    ("print(1)  # NBVAL_IGNORE_OUTPUT", [printed("2\n")], "'NBVAL' is not checked"),
    ("print(1, file=sys.stderr)", [], "stderr: 1"),
    (COUNTS, [printed("1\n")], "run again, stdout, line 1 was '1' and is '2'"),
    (DRAWS, [picture()], "green"),
    (DRAWS, [picture("words")], "A neuron, weight 3, "),
    (DRAWS, [picture("pixel")], "pixels differ, the first at x 9, y 9"),
    ("1", [result("1", 11)], "may hide something"),
]


def test_what_is_not_as_stored_is_red(pytester, monkeypatch):
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # for speed
    notebook = new_notebook()
    for number, (source, outputs, _) in enumerate(CASES, 1):
        cell = new_code_cell(source, outputs=outputs, execution_count=number)
        notebook.cells.append(cell)
    notebook.cells[-1].metadata = HIDDEN

    nbformat.write(notebook, pytester.path / "lesson.ipynb")
    run = pytester.inline_run(*OPTIONS, "lesson.ipynb")
    reports = run.getreports("pytest_runtest_logreport")
    said = [str(each.longrepr or "green") for each in reports if each.when == "call"]
    for verdict, (source, _, expected) in zip(said, CASES, strict=True):
        assert expected in verdict, source
