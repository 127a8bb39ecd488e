"""The check checked: every blind spot of nbval is red, and what is right is green."""

import base64
import copy
import io

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from project import HIDDEN, NOTEBOOKS, STRICT

pytest_plugins = ["pytester"]

# What a lesson may do: print in pieces, show several things, show a picture with words.
IMPORTS = f"import sys\nsys.path.insert(0, {str(NOTEBOOKS)!r})\n"
IMPORTS += "import ipywidgets, IPython.display as d\nfrom pictures import plot_neuron"
PRINTS = "print(1)\nprint(2, flush=True)\nprint(3)"
SEVERAL = "display(4)\nprint(5)\n6"
DRAWS = "plot_neuron(2, 1)"
SILENT = "slider = ipywidgets.IntSlider()\nslider.value = 3"


@pytest.fixture(scope="module")
def good():
    sources = IMPORTS, PRINTS, SEVERAL, DRAWS, SILENT
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    NotebookClient(notebook, coalesce_streams=True, record_timing=False).execute()
    return notebook


@pytest.fixture
def check(pytester, monkeypatch):
    """Return what is wrong with each cell of a notebook, or "green"."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # for speed

    def check(notebook, *options):
        text = nbformat.writes(notebook)
        pytester.path.joinpath("lesson.ipynb").write_text(text, encoding="utf-8")
        run = pytester.inline_run(*STRICT, *(options or ["lesson.ipynb"]))
        verdicts = {}
        for report in run.getreports("pytest_runtest_logreport"):
            if report.when == "call" or not report.passed:
                verdicts[report.nodeid] = str(report.longrepr or "green")
        return list(verdicts.values())

    return check


def stored(**change):
    return lambda cell: cell.outputs[-1].update(change)


def shown(**change):
    change = {kind.replace("_", "/"): value for kind, value in change.items()}
    return lambda cell: cell.outputs[-1].data.update(change)


def other_picture(change):
    """Change the bytes of a picture in both places."""

    def changed(cell):
        data, old = cell.outputs[0].data, cell.outputs[0].data["image/png"]
        new = base64.b64encode(change(base64.b64decode(old))).decode()
        data |= {"text/html": data["text/html"].replace(old, new), "image/png": new}

    return changed


def line(color, by=None):
    """Put a line into a picture, and perhaps another program's name."""

    def paint(png):
        image, about, file = Image.open(io.BytesIO(png)), PngInfo(), io.BytesIO()
        about.add_text("Software", by or image.info["Software"])
        image = image.convert("RGB")
        ImageDraw.Draw(image).line([(9, 9), (60, 9)], color)
        image.save(file, "png", pnginfo=about)
        return file.getvalue()

    return other_picture(paint)


CALLBACK = """slider = ipywidgets.IntSlider()
slider.observe(lambda change: 1 / 0, 'value')
slider.value = 3"""
LATER = """import asyncio
loop = asyncio.get_running_loop()
timer = loop.call_later(0.05, lambda: 1 / 0)"""
LOST = """async def fail():
    raise ValueError('lost')

task = asyncio.create_task(fail())"""
SLEEP = "import time\ntime.sleep(0.1)"
CELLS = [  # what a cell does, what is stored in another way, what the check says
    (PRINTS, None, "green"),
    (SEVERAL, None, "green"),
    (DRAWS, None, "green"),
    (SILENT, None, "green"),
    (PRINTS, stored(text="1\n7\n3\n"), "stdout, line 2 was '7' and is '2'"),
    (PRINTS, stored(text="1\n2\n4\r3\n"), "stdout, line 3 was '4\\r3' and is '3'"),
    (PRINTS, stored(name="stderr"), "stderr: '1\\n2\\n3\\n'"),
    (PRINTS, lambda c: c.outputs.clear(), "the outputs were [] and are ['stdout']"),
    (SEVERAL, lambda c: c.outputs.reverse(), "text/plain, line 1 was '6' and is '4'"),
    (SEVERAL, lambda c: c.outputs.pop(), "the outputs were ['display_data', 'stdout']"),
    (SEVERAL, shown(image_jpeg="AAAA"), "cannot check ['image/jpeg']"),
    (SEVERAL, stored(execution_count=99), ", 99] but is code cell"),
    (SEVERAL, lambda c: c.update(execution_count=None), "stored as [None, "),
    (SEVERAL, lambda c: c.metadata.update(tags=["any"]), "metadata ['tags'] may hide"),
    (SEVERAL, lambda c: c.metadata.update(HIDDEN), "metadata ['jupyter'] may hide"),
    (DRAWS, stored(metadata={"image/png": {"width": 1}}), "cannot check {'image/png'"),
    (DRAWS, shown(text_plain=""), "a picture's words are ''"),
    (DRAWS, shown(text_plain="It falls."), "text/plain, line 1 was 'It falls.' and"),
    (DRAWS, shown(text_html="It falls."), "text/html, line 1 was 'It falls.' and is"),
    (DRAWS, shown(image_png="AAAA"), "HTML has another picture"),
    (DRAWS, other_picture(lambda png: png[:999]), "the stored picture is broken: "),
    (DRAWS, line("red", "any program"), "pictures are by ['any program', 'Matplot"),
    (DRAWS, line("red", "Matplotlib 1.0"), "green"),  # it draws otherwise: words only
    (DRAWS, line("white"), "green"),
    (DRAWS, line("red"), "52 pixels differ, the first at x 9, y 9: see figure-diffs/l"),
    ("import sys\nprint(1, file=sys.stderr)", None, "stderr: '1\\n'"),
    ("1", None, "the outputs were [] and are ['execute_result']"),
    ("1 / 0", None, "error: 'ZeroDivisionError: division by zero'"),
    (CALLBACK, None, "error: 'ZeroDivisionError: division by zero'"),
    ("ipywidgets.IntSlider()", None, "a live picture has no still one"),
    ("display({'text/markdown': 'a'}, raw=True)", None, "cannot check ['text/mark"),
    ("o = ipywidgets.Output\no().append_stdout('a')", None, "Output widget takes"),
    ("h = display(1, display_id=1)\nh.update(2)", None, "cannot check update_displ"),
    ("vars(d)['clear' '_output']()", None, "cannot check clear_output"),
    ("%%capture\nprint(1)", None, "'%%' is not checked or hides something"),
    ("1;", None, "';' is not checked or hides something"),
    ("# NBVAL_RAISES_EXCEPTION\n1 / 0", None, "'NBVAL' is not checked or hides"),
    ("import warnings\nwarnings.simplefilter('ignore')", None, "'simplefilter' is"),
    (LATER, None, "green"),
    (SLEEP, None, "green"),
    (SLEEP, None, "a stream came after its cell had ended: {'name'"),
    (LOST, None, "Task exception was never retrieved"),
]


def test_what_is_stored_is_what_comes_and_nothing_is_hidden(good, check, pytester):
    cells = {cell.source: cell for cell in good.cells}
    notebook = new_notebook(cells=[copy.deepcopy(good.cells[0])])
    for number, (source, change, _) in enumerate(CELLS, 2):
        cell = copy.deepcopy(cells.get(source, new_code_cell(source)))
        cell.id, cell.execution_count = f"cell-{number}", number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
        if change:
            change(cell)
        notebook.cells.append(cell)
    verdicts = check(notebook)[1:]
    for (source, _, expected), verdict in zip(CELLS, verdicts, strict=True):
        assert expected in verdict, source
        one_line = verdict.startswith("lesson.ipynb, cell ") and "\n" not in verdict
        assert verdict == "green" or one_line
    assert len([*pytester.path.glob("figure-diffs/lesson-*-0-difference.png")]) == 1


TWICE = "n += 1\nprint(n)", "2\n"
ONES = "import numpy\nX = numpy.ones((4, 3))\nprint(X.shape)", "(4, 3)\n"
AGAIN = [  # the text; each cell, and what it prints; what is wrong
    ("", [("n = 1", ""), TWICE], "when cell 1 is run again, stdout, line 1 was"),
    ("", [("print('n' in dir())", "False\n"), ("n = 1", "")], "when cell 0 is run"),
    ("**Predict.**\n\n| `X` | (4, H) | x |", [ONES], "green"),
    ("| `X` | (H, H) | x |", [ONES], "the text says [('`X`', '(H, H)')]: no cell"),
]


def test_a_notebook_may_be_run_again_and_its_table_is_right(check):
    for text, cells, expected in AGAIN:
        notebook = new_notebook(cells=[new_markdown_cell(text)])
        for number, (source, printed) in enumerate(cells, 1):
            outputs = [new_output("stream", text=printed)] if printed else []
            cell = new_code_cell(source, execution_count=number, outputs=outputs)
            cell.metadata = dict(HIDDEN) if "Predict" in text else {}
            notebook.cells.append(cell)
        assert expected in check(notebook)[-1]


def test_no_cell_is_green_alone(good, check, pytester):
    verdicts = check(good, "lesson.ipynb::Cell 0") + check(good, "-k1 or 2")
    pytester.makeconftest("def pytest_collection_modifyitems(items): items.reverse()")
    verdicts += check(good)
    whole = "only some cells, or in another order"
    assert len(verdicts) >= 8 and all(whole in verdict for verdict in verdicts)


def test_a_notebook_stays_in_one_process(pytester):
    """Also without --dist loadfile."""
    config = pytester.parseconfigure(*STRICT[2:], "--dist", "load")  # as by -n 2
    assert config.option.dist == "loadfile"


def test_no_option_makes_it_lax(pytester, monkeypatch):
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    for option in ("--nbval-lax", "--nbval-sanitize-with=any"):
        run = pytester.runpytest_inprocess(*STRICT, option)
        assert run.ret == pytest.ExitCode.USAGE_ERROR
