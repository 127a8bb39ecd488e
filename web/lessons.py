"""A lesson as a page to read: what a kernel would do is folded, moved or left out."""

import ast
import html
import json
import pathlib
import re

from nbformat.v4 import new_markdown_cell
from sources import page_name

TEXTS = pathlib.Path(__file__).resolve().parent / "texts"
# What only a kernel can mean, in the outputs …
NOT_YET = re.compile(r"^(Not tried yet: .*\n?|Your guess: none yet\. )", re.MULTILINE)
# … and in a lesson's text: where to type a guess, where the folded outputs are.
ASKED = re.compile(
    r" ?[^.?!\n]*`my_guess`[^.]*\.| ?If nothing runs[^.]*\.| ?No kernel\?[^.]*\."
    r"| ?\([^()]*Run all cells( first)?\.\)| ?\(After a restart[^()]*\)"
    r"|Run both cells\. |Draw with the mouse[^.]*\. | ?\*\*Now change .*"
)


def run_address(path):
    """Return where the browser edition runs a lesson: one document, no file list."""
    return f"lite/notebooks/index.html?path=notebooks/{path.name}"


def doors(path, binder):
    """Return the line below a lesson's title: to run it, and to show it."""
    name = page_name(path)
    links = {
        "Run it in your browser": run_address(path),
        "in JupyterLab": f"lite/lab/index.html?path=notebooks/{path.name}",
        "on Binder": re.sub(r"[^/]*\.ipynb", path.name, binder),
        "Slides": f"slides/{name}.html",
    }
    items = "".join(f'<a href="{to}">{words}</a>\n' for words, to in links.items())
    return f'<p class="doors">\n{items}</p>'


def as_page(path, notebook, frames, binder):
    """Change a lesson, a notebook, into what its page shows."""
    cells = []
    answers = answer_ids(notebook.cells)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = page_text(path, cell, binder)
        else:
            cell.source = without_checks(cell.source)
            keep_what_a_page_shows(cell)
            if cell.id in answers:
                cell.metadata["tags"] = ["hide-output"]

        cells.append(cell)
        if cell.id in frames:
            cells.append(new_markdown_cell(sliders(frames[cell.id], path)))
        elif "live_pad(" in cell.source and cell.cell_type == "code":
            cells.append(new_markdown_cell(a_text("pad.md", path)))

    notebook.cells = cells


def page_text(path, cell, binder):
    """Return what a page says in place of a cell's text."""
    instead = {"how-to": "how_to_read.md", "exercises": "exercises.md"}
    if cell.id in instead:
        return a_text(instead[cell.id], path)

    text = without_asking(cell.source)
    if cell.id == "title":
        title, _, rest = text.partition("\n")
        return f"{title}\n\n{doors(path, binder)}\n{rest}"
    return text


def a_text(name, path):
    """Return a text of our own for a lesson's page."""
    text = (TEXTS / name).read_text(encoding="utf-8")
    return text.format(run=run_address(path))


def without_asking(text):
    """Return a text without the sentences that only a kernel can answer."""
    return ASKED.sub("", text)


def without_checks(source):
    """Return code without what only a learner at a keyboard needs: guesses, checks."""
    lines = source.splitlines()
    for statement in ast.parse(source).body:
        if is_for_a_learner(statement):
            for number in range(statement.lineno - 1, statement.end_lineno):
                lines[number] = None
    kept = "\n".join(line for line in lines if line is not None)
    return kept.strip("\n")


def is_for_a_learner(statement):
    """Tell whether a statement holds a guess, or asks what it or an answer is worth."""
    if isinstance(statement, ast.ImportFrom):
        return statement.module == "exercises"
    if isinstance(statement, ast.Assign):
        return getattr(statement.targets[0], "id", "") == "my_guess"
    call = getattr(statement, "value", None)
    if isinstance(call, ast.Call):
        return getattr(call.func, "id", "") in ("check", "compare_guess")
    return False


def answer_ids(cells):
    """Return the ids of the cells that answer a guess: the code after a *Predict*."""
    found = set()
    asked = False
    for cell in cells:
        if cell.cell_type == "markdown":
            asked = asked or "**Predict.**" in cell.source
        elif asked:
            found.add(cell.id)
            asked = False
    return found


def keep_what_a_page_shows(cell):
    """Keep of each output one form: a picture with its words, or text."""
    kept = []
    for output in cell.outputs:
        data = output.get("data", {})
        if "image/png" in data:
            words = data.get("text/plain", "")
            cell.metadata["mystnb"] = {"image": {"alt": words}}
            output.data = {"image/png": data["image/png"]}
        elif "text" in output:
            output.text = NOT_YET.sub("", output.text)
            if not output.text.strip():
                continue
        kept.append(output)
    cell.outputs = kept


def sliders(picture, path, root="", note="sliders_note.html"):
    """Return the sliders of a picture in frames; the picture stands right before."""
    rows = "\n".join(slider(control) for control in picture["controls"])
    play = ""
    if any(control["name"] == "iteration" for control in picture["controls"]):
        play = '<button type="button" class="play">Play</button>\n'

    note = (TEXTS / note).read_text(encoding="utf-8")
    text = (TEXTS / "sliders.html").read_text(encoding="utf-8")
    return text.format(
        frames=f"{root}frames/{picture['name']}",
        rows=rows,
        play=play,
        status=html.escape(picture["status"]),
        note=note.strip().format(run=root + run_address(path)),
    )


def slider(control):
    """Return one labelled slider of a page."""
    start, last = control["start"], len(control["labels"]) - 1
    name, label = control["name"], html.escape(control["labels"][start])
    labels = html.escape(json.dumps(control["labels"]))
    return (
        f"<label><span>{name.replace('_', ' ')}</span>"
        f'<input type="range" name="{name}" min="0" max="{last}" value="{start}"'
        f' data-first="{control["first"]}" data-labels="{labels}"'
        f' aria-valuetext="{label}" />'
        f'<output aria-live="off">{label}</output></label>'
    )
