"""Every live picture of a lesson as frames, for pages on which nothing runs.

    python web/frames.py notebooks/01_sigmoid.ipynb folder

The cells that its live pictures need are run. Where a cell's last value is a live
picture, each of its controls is moved by itself, from the first view, and two together
where a question needs it. Every view is stored as a PNG file with its words. folder
gets these files, a script for each picture (pages read it, also from the file system,
where nothing can be fetched), and for the build one file <lesson>.json that says which
cell has which sliders.
"""

import ast
import base64
import contextlib
import io
import itertools
import json
import os
import pathlib
import re
import sys

os.environ["MPLBACKEND"] = "agg"
os.environ["TINYNET_QUIET"] = "1"  # how long a sweep takes is not to be shown

import numpy as np
from IPython.core.interactiveshell import InteractiveShell
from sources import ROOT, read

MOST = 60  # values of one control; where there are more, a page has
FEW = 20  # the first ones, and those that the text names
# Views that the questions of a lesson need beside these: ... stands for every value.
TOGETHER = {
    "01-play-code": [{"weight": 10, "bias": ...}],
    "02-live-line": [{"table": "AND", "bias": ...}],
    "03-play-code": [{"stage": ..., "row": ...}],
    "04-play-code": [
        {"hidden_size": 2, "seed": ...},
        {"hidden_size": ..., "seed": 911},
        {"hidden_size": ..., "table": "AND"},
        {"hidden_size": 1, "table": ...},
        {"hidden_size": 1, "table": "AND", "seed": ...},
    ],
    "05-play-code": [{"hidden_size": ..., "seed": ...}],
}
MENTIONS_LIVE = re.compile(r"\b(LivePicture|live_\w+|explorer?)\b")


def live_pictures(path):
    """Run what a lesson's live pictures need; yield each one's cell and the picture."""
    os.chdir(path.parent)
    sys.path[:0] = [str(path.parent), str(ROOT)]
    shell = InteractiveShell.instance()
    cells = code_before_exercises(path)
    for cell in needed(cells, shell):
        with contextlib.redirect_stdout(io.StringIO()):
            done = shell.run_cell(cell.source)
        done.raise_error()
        if hasattr(done.result, "controls") and hasattr(done.result, "png"):
            yield cell, done.result


def code_before_exercises(path):
    """Return a lesson's code cells, but for those of its exercises."""
    found = []
    for cell in read(path).cells:
        if cell.id == "exercises":
            break
        if cell.cell_type == "code":
            found.append(cell)
    return found


def needed(cells, shell):
    """Return the cells without which those that may show a live picture cannot run.

    A lesson trains thousands of networks; its live pictures need few of them. Going
    back from the last cell, a cell is needed if it makes a name that is needed below.
    """
    chosen, names = [], set()
    for cell in reversed(cells):
        made, used = made_and_used(ast.parse(shell.transform_cell(cell.source)))
        may_show_one = cell.outputs and MENTIONS_LIVE.search(cell.source)
        if may_show_one or made & names:
            chosen.insert(0, cell)
            names = (names - made) | used
    return chosen


def made_and_used(tree):
    """Return the names that some code makes or changes, and those that it uses."""
    made, used = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.alias):
            made.add(node.asname or node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        elif isinstance(node, ast.Name):
            used.add(node.id)

        # What changes an object, as in x += 1, x[0] = 1 or x.append(1), makes it, too.
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            used.add(node.target.id)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            made |= made_and_used(node.value)[1]
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            made |= made_and_used(node.value.func)[1]
    return made, used


def values_of(control):
    """Return all values that a control can take."""
    if hasattr(control, "options"):
        return list(control.options)
    values = np.arange(control.min, control.max + control.step / 2, control.step)
    return [type(control.value)(value) for value in values]


def chosen_values(control, text):
    """Return a control's values, or of very many those that a text names, and a few."""
    values = values_of(control)
    if len(values) <= MOST:
        return values

    named = {int(number) for number in re.findall(r"\d+", text)} | {control.value}
    return [value for value in values if value in named or value in values[:FEW]]


def section_of(path, cell_id):
    """Return the text of the section of a lesson in which a cell stands."""
    section = []
    found = False
    for cell in read(path).cells:
        if cell.source.startswith("## ") and found:
            break
        if cell.source.startswith("## "):
            section = []
        section.append(cell.source)
        found = found or cell.id == cell_id
    return "\n".join(section)


def views_of(name, values, first_view):
    """Yield the views of a picture to store, each a dict like first_view.

    values is a dict from the names of its controls to their values.
    """
    one_at_a_time = [{key: ...} for key in values]
    for asked in one_at_a_time + TOGETHER.get(name, []):
        choices = []
        for key, value in (first_view | asked).items():
            choices.append(values[key] if value is ... else [value])
        for view in itertools.product(*choices):
            yield dict(zip(first_view, view, strict=True))


def label(value):
    """Return a control's value as a page shows it."""
    if isinstance(value, int):
        return f"{value:,}".replace("-", "−")
    if isinstance(value, float):
        return f"{value:g}".replace("-", "−")
    return str(value)


def export(picture, name, text, folder):
    """Store all views of a live picture, and return what its sliders need.

    A view is known by what differs from the first one, as in "seed=3 table=0", with
    positions of sliders in place of values.
    """
    first_view = {key: control.value for key, control in picture.controls.items()}
    values = {key: chosen_values(c, text) for key, c in picture.controls.items()}
    status = picture.words.partition("\n")[0]

    views = {}
    for view in views_of(name, values, first_view):
        moved = [key for key in view if view[key] != first_view[key]]
        known_as = " ".join(f"{key}={values[key].index(view[key])}" for key in moved)

        if known_as not in views:
            picture.show(**view)
            file = f"{name}-{len(views)}.png"
            (folder / file).write_bytes(picture.png)
            views[known_as] = {"file": file, "words": picture.words}

    controls = []
    for key, possible in values.items():
        first = possible.index(first_view[key])
        labels = [label(value) for value in possible]
        control = {"name": key, "labels": labels, "first": first, "start": first}
        controls.append(control)

    script = f"tinynetFrames[{json.dumps(name)}] = {json.dumps(views)};\n"
    (folder / f"{name}.js").write_text(script, encoding="utf-8")
    return {"name": name, "controls": controls, "status": status, "views": views}


def first_picture(path):
    """Return the first picture that a lesson has stored, as PNG."""
    for cell in code_before_exercises(path):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                return base64.b64decode(output["data"]["image/png"])
    raise ValueError(f"{path.name} has no picture for its card on the front page")


def words_stored(cell):
    """Return the words of the picture that a cell has stored."""
    texts = [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "".join(texts)


def main(path, folder):
    """Store the frames of all live pictures of a lesson."""
    path, folder = path.resolve(), folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for cell, picture in live_pictures(path):
        if not words_stored(cell).startswith(picture.words):
            sys.exit(f"{path.name}, cell {cell.id}: stored is another first view")
        name = f"{path.stem[:2]}-{cell.id}"
        found[cell.id] = export(picture, name, section_of(path, cell.id), folder)
    if not found:
        (folder / f"{path.stem}.png").write_bytes(first_picture(path))
    (folder / f"{path.stem}.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
