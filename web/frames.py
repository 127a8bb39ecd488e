"""Every live picture of a lesson as frames, for pages on which nothing runs.

    python web/frames.py notebooks/01_sigmoid.ipynb folder

The cells that its live pictures need are run. Where a cell's last value is a live
picture, each of its controls is moved by itself, from the first view, and every view is
stored as a PNG file with its words. folder gets these files, a script for each picture
(pages read it, also from the file system, where nothing can be fetched), and for the
build one file <lesson>.json that says which cell has which sliders.
"""

import ast
import contextlib
import io
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

MOST = 50  # values of one control
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


def chosen_values(name, control, text):
    """Return at most MOST of a control's values: those of the text, and the first.

    The lesson's text names a value as in "seed 911" or "seeds 2, 1 and 5".
    """
    values = values_of(control)
    if len(values) <= MOST:
        return values

    word = name.replace("_", " ")
    lists = re.findall(rf"\b{word}s?\b[`*= ]*(\d+(?:(?:, | and |, and )\d+)*)", text)
    named = {int(number) for found in lists for number in re.findall(r"\d+", found)}
    named.add(control.value)
    needed = [value for value in values if value in named][:MOST]
    others = [value for value in values if value not in named]
    return sorted(needed + others[: MOST - len(needed)])


def label(value):
    """Return a control's value as a page shows it."""
    if isinstance(value, int):
        return f"{value:,}".replace("-", "−")
    if isinstance(value, float):
        return f"{value:g}".replace("-", "−")
    return str(value)


def export(picture, name, text, folder):
    """Store all frames of a live picture, and return what its sliders need."""
    first_view = {key: control.value for key, control in picture.controls.items()}
    status = picture.words.partition("\n")[0]
    controls, views = [], {}
    for key, control in picture.controls.items():
        values = chosen_values(key, control, text)
        views[key] = []
        for number, value in enumerate(values):
            picture.show(**(first_view | {key: value}))
            file = f"{name}-{key}-{number}.png"
            (folder / file).write_bytes(picture.png)
            views[key].append({"file": file, "words": picture.words})

        labels = [label(value) for value in values]
        first = values.index(first_view[key])
        control = {"name": key, "labels": labels, "first": first, "views": views[key]}
        controls.append(control)
        picture.show(**first_view)

    script = f"tinynetFrames[{json.dumps(name)}] = {json.dumps(views)};\n"
    (folder / f"{name}.js").write_text(script, encoding="utf-8")
    return {"name": name, "controls": controls, "status": status}


def words_stored(cell):
    """Return the words of the picture that a cell has stored."""
    texts = [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "".join(texts)


def main(path, folder):
    """Store the frames of all live pictures of a lesson."""
    path, folder = path.resolve(), folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(cell.source for cell in read(path).cells)
    found = {}
    for cell, picture in live_pictures(path):
        if not words_stored(cell).startswith(picture.words):
            sys.exit(f"{path.name}, cell {cell.id}: stored is another first view")
        name = f"{path.stem[:2]}-{cell.id}"
        found[cell.id] = export(picture, name, text, folder)
    (folder / f"{path.stem}.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
