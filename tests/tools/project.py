"""What tools and tests share: where things stand, and what must not get into a kernel.

The lessons are the notebooks whose names begin with a digit; nothing else lists them.
"""

import pathlib
import re

import nbformat

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
LESSONS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
OTHERS = sorted(set(NOTEBOOKS.glob("*.ipynb")) - set(LESSONS))
# The rooms: what a lesson imports, and what mutate.py plants its faults in.
MODULES = [ROOT / "tinynet_helpers.py", *sorted(NOTEBOOKS.glob("*.py"))]
MODULES += [NOTEBOOKS / "exercises" / "judging.py"]
STRICT = "-p nbval.plugin -p tests.strict_nbval --nbval --nbval-current-env".split()
HIDDEN = {"jupyter": {"outputs_hidden": True}}  # until a learner has made a guess
# Cells that take long and print a few numbers, with what they are compared with. nbval
# runs them; tests for which nothing depends on them leave them out.
SLOW = {
    "03 warning-code": {"03 wrong gradient": 18},
    "05 patience-code": {},
    "05 rates-code": {"05 best rate": 5},
    "05 jump-code": {},
    "05 ones-code": {"05 without ones": "as many"},
    "05 bias-count-code": {"05 with bias": 847},
    "05 again-tables": {},
    "05 tables-code": {},
}
PERSONAL = "IPYTHONDIR MATPLOTLIBRC JUPYTER_CONFIG_DIR JUPYTER_DATA_DIR".split()


def isolated(folder):
    """Environment variables with which nothing personal gets into a kernel.

    No start-up files, no matplotlibrc, nobody's own kernels: folder has none of them.
    How long a sweep takes is no output to compare, so it is not shown.
    """
    return {name: str(folder) for name in PERSONAL} | {"TINYNET_QUIET": "1"}


def cells(path, kind=None):
    """Return the cells of a notebook, of one kind if it is said; a page is one cell."""
    if path.suffix == ".ipynb":
        found = nbformat.read(path, as_version=4).cells
    else:
        found = [nbformat.v4.new_markdown_cell(path.read_text(encoding="utf-8"))]
    return [cell for cell in found if kind in (None, cell.cell_type)]


def answers(all_cells):
    """Return the ids of the cells that answer a guess: the code after a *Predict*."""
    found, asked = set(), False
    for cell in all_cells:
        asked = asked or "**Predict.**" in cell.source * (cell.cell_type == "markdown")
        if asked and cell.cell_type == "code":
            found, asked = found | {cell.id}, False
    return found


def right_code(cell):
    """Return the code that stands folded in a cell: a solution, or a right line."""
    folded = (
        r"<summary>(?:Solution|The right lines?)</summary>\n\n```python\n(.+?)\n```"
    )
    found = re.search(folded, cell.source, re.DOTALL)
    if found is None:
        raise ValueError(f"cell {cell.id} has no folded solution or right line")
    return found[1]


def prose(path):
    """Return the text of a page: all that is not code."""
    return "\n\n".join(cell.source for cell in cells(path, "markdown"))


def anchor(heading):
    """Return the anchor that code hosts give a heading."""
    words = re.sub(r"<[^>]*>", "", heading)
    return re.sub(r"[^\w\- ]", "", words).strip().lower().replace(" ", "-")
