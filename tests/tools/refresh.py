"""Run every notebook from top to bottom and store what its cells show.

    python tests/tools/refresh.py [notebook …]    all of them unless some are named

It needs the packages of requirements.txt only, and says which outputs have changed.
It never changes what a person wrote: texts, code, and the cells' ids stay as they are.
From the lessons it makes the answer key, and the picture in README.md.
"""

import os
import pathlib
import sys
import tempfile

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "notebooks")]

import answer_key  # noqa: E402
from project import HIDDEN, LESSONS, OTHERS, answers, isolated, minutes  # noqa: E402

from tests.same_outputs import WIDGET_VIEW, StrictError, check_outputs  # noqa: E402

README_PICTURE = ROOT / ".github" / "tinynet.png"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
    },
}


def metadata_of(all_cells):
    """Return each cell's metadata: the answer to a guess is folded, no more."""
    hidden = answers(all_cells)
    metadata = {cell.id: {} for cell in all_cells}
    for cell_id in hidden:
        metadata[cell_id] = HIDDEN
    return list(metadata.values())


def executed(path):
    """Return the notebook at path with fresh outputs, in its one normal form."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        resources={"metadata": {"path": str(path.parent)}},
        kernel_name="python3",
        timeout=120,
        coalesce_streams=True,
        record_timing=False,
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],  # no warning of its own TCP ports
    )
    client.execute()

    notebook.metadata = nbformat.from_dict(METADATA)
    for cell, metadata in zip(notebook.cells, metadata_of(notebook.cells)):
        cell.metadata = nbformat.from_dict(metadata)
        for output in cell.get("outputs", []):
            # A live widget's id is random and means nothing without its kernel.
            output.get("data", {}).pop(WIDGET_VIEW, None)
    return notebook


def differences(old, new):
    """Return a line for each cell whose output is not what was stored."""
    stored = {cell.id: cell.get("outputs", []) for cell in old.cells}
    found = []
    for cell in new.cells:
        try:
            check_outputs(stored.get(cell.id, []), cell.get("outputs", []))
        except StrictError as difference:
            found.append(f"  cell {cell.id}: {difference}")
    return found


def refresh(path):
    """Store fresh outputs in a notebook; print what changed; return whether it ran."""
    try:
        new = executed(path)
    except (CellExecutionError, CellTimeoutError) as problem:
        last_line = str(problem).strip().splitlines()[-1]
        print(f"{path.name} stays as it was: a cell ends in {last_line}")
        return False

    old = nbformat.read(path, as_version=4)
    changed = differences(old, new)
    if changed:
        print(path.name, "has changed:")
    else:
        print(path.name, "shows what it showed")
    for line in changed:
        print(line)
    if path in LESSONS:
        print(f"  {minutes(new.cells)} minutes before the exercises")

    text = nbformat.writes(new) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


def main(names):
    paths = [pathlib.Path(name).resolve() for name in names] or LESSONS + OTHERS
    with tempfile.TemporaryDirectory() as empty:
        os.environ.update(isolated(empty))
        all_ran = all([refresh(path) for path in paths])

    from explorer import explore  # Matplotlib has its folders now

    README_PICTURE.write_bytes(explore().png)
    answer_key.write()
    if not all_ran:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
