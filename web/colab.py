"""Run the lessons as Google Colab does, with its versions: tox run -c tests -e colab

Colab opens a notebook without the files beside it. README gives two lines for a cell on
top. They are run here as they stand there, only with this repository's last commit in
place of the address. Each lesson starts in an empty folder, as on Colab.
"""

import re
import sys
import tempfile

import nbformat
from nbclient import NotebookClient
from sources import LESSONS, README, ROOT

TWO_LINES = re.compile(r"^!git clone -q (\S+)\n%cd -q \S+$", re.MULTILINE)


def two_lines():
    """Return README's two lines, with this repository in place of its address."""
    found = TWO_LINES.search(README.read_text(encoding="utf-8"))
    return found[0].replace(found[1], f'"{ROOT.as_posix()}" tinynet')


def check(path):
    """Check that each cell of a lesson shows and says what it has stored."""
    lesson = nbformat.read(path, as_version=4)
    stored = {cell.id: outputs(cell) for cell in lesson.cells}
    lesson.cells.insert(0, nbformat.v4.new_code_cell(two_lines()))
    with tempfile.TemporaryDirectory() as folder:
        place = {"metadata": {"path": folder}}
        client = NotebookClient(
            lesson, timeout=300, coalesce_streams=True, resources=place
        )
        client.execute()

    for cell in lesson.cells[1:]:
        came = outputs(cell)
        if came != stored[cell.id]:
            sys.exit(f"{path.name}, cell {cell.id}, shows something else: {came}")


def outputs(cell):
    """Return a cell's outputs as texts: what it prints, and its pictures' words."""
    texts = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        texts.append(output.get("text") or data.get("text/plain"))
        if "image/png" in data:
            texts.append("and a picture")
    return texts


if __name__ == "__main__":
    for path in LESSONS:
        check(path)
        print(f"{path.name} runs on Colab", flush=True)
