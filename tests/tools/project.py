"""Where things stand, and how to read them: what the tests and the tools share.

The lessons are the notebooks whose names begin with a digit. They run, are stored and
compared; what the house asks of a lesson, it asks of those in README's table.
"""

import math
import pathlib
import re

import nbformat

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
LESSONS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
LISTED = [path for path in LESSONS if f"(notebooks/{path.name})" in README]
OTHERS = sorted(set(NOTEBOOKS.glob("*.ipynb")) - set(LESSONS))
TEACHERS = NOTEBOOKS / "for_teachers"
PAGES = sorted(NOTEBOOKS.glob("*.md")) + sorted(TEACHERS.glob("*.md"))

# What people write: lessons and pages. The answer key is made from the lessons.
WRITTEN = [path for path in PAGES if path.name != "answer_key.md"]
TEXTS = LISTED + WRITTEN + [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]

# A stored output with this metadata is folded until its cell runs.
HIDDEN = {"jupyter": {"outputs_hidden": True}}

# Folders with which a person changes what Jupyter, IPython and Matplotlib do.
PERSONAL = ["IPYTHONDIR", "MATPLOTLIBRC", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"]
# Where Matplotlib draws, and whether Python looks beside a notebook: empty is unset.
SWITCHES = {"MPLBACKEND": "", "PYTHONSAFEPATH": ""}


def isolated(folder):
    """Return environment variables with which nothing personal gets into a kernel.

    No start-up files, no matplotlibrc, nobody's own kernels: folder has none of them.
    """
    return {name: str(folder) for name in PERSONAL} | SWITCHES


def cells(path, kind=None):
    """Return the cells of a notebook, of one kind if it is said; a page is one cell."""
    if path.suffix == ".ipynb":
        found = nbformat.read(path, as_version=4).cells
    else:
        text = path.read_text(encoding="utf-8")
        found = [nbformat.v4.new_markdown_cell(text)]
    return [cell for cell in found if kind in (None, cell.cell_type)]


def prose(path):
    """Return the text of a page or a notebook: all that is not in a code cell."""
    return "\n\n".join(cell.source for cell in cells(path, "markdown"))


def answers(all_cells):
    """Return the ids of the cells that answer a guess: the code after a *Predict*."""
    found = set()
    is_asked = False
    for cell in all_cells:
        if cell.cell_type == "markdown" and "**Predict.**" in cell.source:
            is_asked = True
        if cell.cell_type == "code" and is_asked:
            found.add(cell.id)
            is_asked = False
    return found


def folds(cell):
    """Return what is folded in a cell: pairs of a summary and the text below it."""
    fold = r"<details>\s*<summary>(.+?)</summary>\n(.+?)</details>"
    pairs = re.findall(fold, cell.source, re.DOTALL)
    return [(summary, text.strip()) for summary, text in pairs]


def right_code(cell):
    """Return the code that stands folded in a cell: a solution, or a right line."""
    for summary, text in folds(cell):
        code = re.search(r"```python\n(.+?)\n```", text, re.DOTALL)
        if code and re.match("Solution|The right line", summary):
            return code[1]
    raise ValueError(f"cell {cell.id} has no folded solution or right line with code")


def exercises_of(lesson):
    """Return the exercises among a lesson's cells: task, stub and solution of each.

    What makes them one is the stub's `check("01.3", …)`, whatever ids the cells have.
    """
    found = []
    for task, stub, solution in zip(lesson, lesson[1:], lesson[2:]):
        if re.search(r'^check\("\d\d\.\d+"', stub.source, re.MULTILINE):
            found.append((task, stub, solution))
    return found


def minutes(lesson):
    """Return how long the cells of a lesson take, before its exercises if it has any.

    150 words of text a minute, 0.4 minutes a code cell, 0.75 a guess, 2.5 a line to
    write, 4 to play.
    """
    ids = [cell.id for cell in lesson]
    taught = lesson
    if "exercises" in ids:
        taught = lesson[: ids.index("exercises")]
    text = "\n".join(cell.source for cell in taught if cell.cell_type == "markdown")
    code_cells = sum(cell.cell_type == "code" for cell in taught)

    time = len(text.split()) / 150
    time += 0.4 * code_cells
    time += 0.75 * text.count("**Predict.**")
    time += 2.5 * text.count("**Write.**")
    time += 4 * len(re.findall("^## Play", text, re.MULTILINE))
    return math.ceil(time)


def anchor(heading):
    """Return the anchor that code hosts give a heading."""
    words = re.sub(r"<[^>]*>", "", heading)
    return re.sub(r"[^\w\- ]", "", words).strip().lower().replace(" ", "-")
