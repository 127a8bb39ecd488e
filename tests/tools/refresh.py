"""Run every notebook from top to bottom and store it in its one normal form.

    python tests/tools/refresh.py [notebook …]    all of them unless some are named

This is the only way that outputs, and the picture in README.md, get into the
repository. Running it twice changes nothing, so `git diff` shows exactly what a change
of code or packages did.
"""

import os
import pathlib
import sys
import tempfile

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell
from project import HIDDEN, LESSONS, NOTEBOOKS, OTHERS, ROOT, answers, isolated

sys.path[:0] = [str(ROOT), str(NOTEBOOKS)]

from exercises.judging import EXERCISES  # noqa: E402
from live import explore  # noqa: E402

README_PICTURE = ROOT / ".github" / "tinynet.png"
SLIDE_LINES = 21
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"}
METADATA = {"kernelspec": KERNEL, "language_info": LANGUAGE}
EXECUTION = {"kernel_name": "python3", "timeout": 120, "coalesce_streams": True}
EXECUTION |= {"record_timing": False, "store_widget_state": False}
EXECUTION["extra_arguments"] = ["--log-level=ERROR"]  # no warning of its own TCP ports
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def cells(lesson):
    """Return (id, kind, source) of each exercise cell of a lesson, such as "01"."""
    tasks = [t for t in EXERCISES.values() if t.number.startswith(f"{lesson}.")]
    for task in tasks:
        n = task.number.partition(".")[2]
        text = f"### {n}. {task.title}\n\n{' '.join(task.task.split())}"
        yield f"exercise-{n}-text", "markdown", text
        yield f"exercise-{n}", "code", stub_cell(task, n == "1")
        yield f"solution-{n}", "markdown", folded(task)


def stub_cell(task, first):
    call = f'check("{task.number}", {", ".join(task.names)})'
    gap = "\n\n\n" if task.stub.startswith("def ") else "\n\n"
    beginning = f"from exercises import check{gap}" if first else ""
    return f"{beginning}{task.stub}{gap}{call}"


def folded(task):
    solution = f"```python\n{task.solution}\n```\n\n{' '.join(task.why.split())}"
    texts = {f"Hint {i}": hint for i, hint in enumerate(task.hints, 1)}
    fold = "<details>\n<summary>{}</summary>\n\n{}\n\n</details>"
    folds = [fold.format(*item) for item in [*texts.items(), ("Solution", solution)]]
    return "\n\n".join(folds)


def write_exercises(notebook, lesson):
    """Put what the exercises say in place of a lesson's exercise cells."""
    ids = [cell.id for cell in notebook.cells]
    new = {"markdown": new_markdown_cell, "code": new_code_cell}
    if made := [new[kind](source, id=name) for name, kind, source in cells(lesson)]:
        if not {"exercises", "recap"} <= {*ids}:
            sys.exit(f"lesson {lesson} needs cells with the ids exercises and recap")
        notebook.cells[ids.index("exercises") + 1 : ids.index("recap")] = made


def metadata_of(cells):
    """Return each cell's metadata: its place in a deck, and whether it is folded."""
    hidden = answers(cells)
    return [
        {"slideshow": {"slide_type": kind}} | (HIDDEN if cell.id in hidden else {})
        for cell, kind in zip(cells, slide_types(cells))
    ]


def slide_types(cells):
    """Return each cell's place in a deck of slides: the types that nbconvert knows.

    A heading starts a slide. What follows stays on it where there is room, but no
    answer stands beside its question, and an explanation waits until it is called for.
    Exercises and the fine print are left out.
    """
    kinds, used, asked = [], 0, False
    for cell in cells:
        text = cell.source if cell.cell_type == "markdown" else ""
        skip = kinds[-1:] == ["skip"] and cell.id != "recap"
        used += lines_on_slide(cell)
        if skip or cell.id in ("exercises", "fine-print"):
            kinds.append("skip")
        elif text.startswith("#"):
            kinds.append("slide")
        elif asked or used > SLIDE_LINES:
            kinds.append("subslide")
        else:
            kinds.append("fragment" if text.startswith("**Explain.**") else "-")
        if kinds[-1] in ("slide", "subslide"):
            used = lines_on_slide(cell)
        asked = "**Predict.**" in text
    return kinds


def lines_on_slide(cell):
    """Return about how many lines of a slide a cell takes."""
    if cell.cell_type == "markdown":
        paragraphs = [line for line in cell.source.splitlines() if line]
        text = sum(1.5 + len(line) // 75 for line in paragraphs if line[0] != "!")
        return text + 14 * sum(line[0] == "!" for line in paragraphs)
    height = 1 + len(cell.source.splitlines())
    for output in cell.outputs:
        data = output.get("data", {})
        text = output.get("text") or data.get("text/plain", "")
        height += 14 if "image/png" in data else 1 + len(text.splitlines())
    return height


def refreshed(path):
    """Return the text of the notebook at path, executed and in normal form."""
    notebook = nbformat.read(path, as_version=4)
    write_exercises(notebook, path.stem[:2])
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, resources=place, **EXECUTION).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell, metadata in zip(notebook.cells, metadata_of(notebook.cells)):
        cell.metadata = nbformat.from_dict(metadata)
        for output in cell.get("outputs", []):
            # A live widget's id is random and means nothing without its kernel.
            output.get("data", {}).pop(WIDGET_VIEW, None)
    return nbformat.writes(notebook) + "\n"


def main():
    named = [pathlib.Path(name).resolve() for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as empty:
        os.environ.update(isolated(empty))
        for path in named or LESSONS + OTHERS:
            text = refreshed(path)
            changed = text != path.read_text(encoding="utf-8")
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{'changed  ' if changed else 'as it was'}  {path.name}")
    README_PICTURE.write_bytes(explore().png)


if __name__ == "__main__":
    main()
